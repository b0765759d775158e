"""Blocks on a stream: tables, paragraphs, figures, with a blank line where a reader wants one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

from fedstat.render.chart import chart_lines
from fedstat.render.pen import BOLD, GREY, Pen
from fedstat.render.tables import table_lines, words
from fedstat.table import Figure, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fedstat.render.pen import Screen
    from fedstat.table import Block

_CODES: Final[Mapping[str, str]] = {"body": "", "heading": BOLD, "note": GREY, "list": ""}
_BULLET: Final = "- "


def lines(block: Block, screen: Screen, encoding: str | None = None) -> Iterator[str]:
    """Yield the lines of *block* as *screen* shows them; *encoding* is None when it takes every character."""
    return _drawn(block, Pen(screen, encoding))


def write(blocks: Iterable[Block], stream: TextIO, screen: Screen) -> None:
    """Put *blocks* on *stream* in one piece; what its encoding lacks comes out as visible escapes."""
    pen = Pen(screen, stream.encoding)
    text = "".join(f"{line}\n" for line in _flow(blocks, pen))
    if text:
        stream.write(text)


def _flow(blocks: Iterable[Block], pen: Pen) -> Iterator[str]:
    previous: Block | None = None
    for block in blocks:
        if previous is not None and not _close(previous, block):
            yield ""
        yield from _drawn(block, pen)
        previous = block


def _close(above: Block, below: Block) -> bool:
    """Tell whether two blocks stand without a blank line between them: items of a list, notes."""
    return (
        isinstance(above, Paragraph)
        and isinstance(below, Paragraph)
        and above.style == below.style
        and above.style in {"list", "note"}
    )


def _drawn(block: Block, pen: Pen) -> Iterator[str]:
    if isinstance(block, Paragraph):
        return words(block.text, pen, _CODES[block.style], _BULLET if block.style == "list" else "")
    return chart_lines(block, pen) if isinstance(block, Figure) else table_lines(block, pen)
