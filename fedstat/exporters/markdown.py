"""Tables and running text as Markdown (the tables of GitHub's dialect), with aligned columns.

Whatever could be markup in a text is escaped, so that a name prints as it stands.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final
from unicodedata import category, east_asian_width

from fedstat.table import Cell, Column, Figure, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedstat.table import Align, Block, Series

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~#$&]")
_OBEYED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_RULES: Final[dict[Align, tuple[str, str]]] = {"left": ("", ""), "right": ("", ":"), "centre": (":", ":")}
_HEADINGS: Final = {"group": "###", "subgroup": "####"}
_LEAST: Final = 3
"""A rule shorter than three hyphens is none."""


def blocks_markdown(blocks: Iterable[Block]) -> bytes:
    """Return *blocks* one after the other as UTF-8.

    A figure, which Markdown cannot draw, is a table of its points.
    """
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Figure):
            texts.append(table_markdown(_pointed(block)))
        elif isinstance(block, Table):
            texts.append(table_markdown(block))
        else:
            listed = block.style == "list"
            close = listed and bool(texts) and texts[-1].startswith("- ")
            text = (
                ("- " if listed else "## " if block.style == "heading" else "") + escaped(block.text) + "\n"
            )
            texts[-1:] = [texts[-1] + text] if close else [*texts[-1:], text]
    return "\n".join(texts).encode()


def _pointed(figure: Figure) -> Table:
    """Return the points of *figure*, a row a period and a column a series."""
    shown = [series for series in figure.series if series.points]
    labels = {point.at: point.label for series in shown for point in series.points if point.label}
    labels = {**{point.at: "" for series in shown for point in series.points}, **dict(figure.ticks), **labels}
    rows = [
        Row(cells=(Cell(labels[at]), *(Cell(_at(series, at)) for series in shown))) for at in sorted(labels)
    ]
    columns = (
        Column(key="label", title=figure.axis),
        *(Column(key=str(place), title=series.name, align="right") for place, series in enumerate(shown)),
    )
    return Table(title=figure.title, columns=columns, rows=tuple(rows))


def _at(series: Series, at: int) -> str:
    """Return the value of *series* at a place, nothing where it has none."""
    return next((f"{point.value:f}" for point in series.points if point.at == at), "")


def table_markdown(table: Table) -> str:
    """Return *table* under its title, with its notes below.

    Headings of groups stand between grids, each of which repeats the columns; totals are bold.
    """
    parts = [f"## {escaped(table.title)}\n"] if table.title else []
    grid = _Grid(table)
    for spans, several in groupby(table.rows, key=_spans):
        rows = list(several)
        parts += [_between(row) for row in rows] if spans else [grid.draw(rows)]
    if all(map(_spans, table.rows)):
        parts.append(grid.draw(()))
    parts += [f"{escaped(note)}\n" for note in table.notes]
    return "\n".join(parts)


class _Grid:
    """Draws rows under the columns of a table, all grids of it equally wide."""

    def __init__(self, table: Table) -> None:
        self._aligns = [column.align for column in table.columns]
        self._heads = [escaped(column.title) for column in table.columns]
        texts = [self._heads, *(_texts(row) for row in table.rows if not _spans(row))]
        self._widths = [max(_LEAST, *map(_width, column)) for column in zip(*texts, strict=True)]

    def draw(self, rows: Iterable[Row]) -> str:
        """Return the headings, the rule and *rows*."""
        rules = [_rule(align, width) for align, width in zip(self._aligns, self._widths, strict=True)]
        lines = [
            self._line(self._heads),
            f"| {' | '.join(rules)} |",
            *(self._line(_texts(row)) for row in rows),
        ]
        return "\n".join(lines) + "\n"

    def _line(self, texts: Sequence[str]) -> str:
        cells = []
        for text, width, align in zip(texts, self._widths, self._aligns, strict=True):
            blanks = " " * (width - _width(text))
            cells.append(blanks + text if align == "right" else text + blanks)
        return f"| {' | '.join(cells)} |"


def _spans(row: Row) -> bool:
    return row.kind != "item" and len(row.cells) == 1


def _between(row: Row) -> str:
    text = escaped(row.cells[0].text)
    return f"{_HEADINGS[row.kind]} {text}\n" if row.kind in _HEADINGS else f"**{text}**\n"


def _texts(row: Row) -> list[str]:
    texts = [escaped(cell.text) for cell in row.cells]
    return texts if row.kind == "item" else [f"**{text}**" if text else "" for text in texts]


def escaped(text: str) -> str:
    r"""Return *text* with nothing in it that Markdown or a terminal would obey.

    >>> print(escaped("[red] a|b <x>"))
    \[red\] a\|b \<x\>
    """
    plain = _MARKUP.sub(r"\\\g<0>", text)
    shown = "".join(_shown(character) for character in plain)
    return re.sub(r"\A(\d*)([-+.)])(?= )", r"\1\\\2", shown)


def _shown(character: str) -> str:
    if character.isprintable() or category(character) not in _OBEYED:
        return character
    return "\\" + character.encode("unicode_escape").decode("ascii")


def _rule(align: Align, width: int) -> str:
    left, right = _RULES[align]
    return left + "-" * (width - len(left) - len(right)) + right


def _width(text: str) -> int:
    """Return the columns that *text* takes in an editor; Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in {"W", "F"} else 1 for character in text)
