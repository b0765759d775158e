"""Which columns a screen has room for, and how wide each is."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from fedstat.render.wrapping import TWO, snug

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fedstat.render.pen import Pen
    from fedstat.table import Column

GAP: Final = "  "
"""What stands between two columns."""
COMFORT: Final = 20
"""Cells that a column of words wants before another column may stand beside it."""
NARROW: Final = 8
"""Cells to which such a column shrinks before the figures beside it break."""
_HEADING_LINES: Final = 2
_SHORT_TITLE: Final = 4
"""Cells of a heading that stays on one line: 序号 over a column of two."""


class Extent(NamedTuple):
    """What a column asks for, in cells."""

    title: int
    """The heading on one line."""
    head: int
    """The heading on two lines, in a pipe on one."""
    body: int
    """The widest text below the heading."""
    floor: int
    """The least that tears no figure; a value may part from its period (2022)."""
    tight: int
    """The least at which the column still reads well."""
    need: int
    """The same, with its figures whole."""


def extent(column: Column, heading: str, texts: Collection[str], pen: Pen) -> Extent:
    """Return what a column asks for, given its heading and the texts below it."""
    title = pen.measure(heading)
    body = max(map(pen.measure, texts), default=0)
    if pen.width is None:
        return Extent(title=title, head=title, body=body, floor=body, tight=body, need=body)
    head = title if title <= _SHORT_TITLE else snug(heading, _HEADING_LINES, pen.measure)
    if column.wrap:
        need = max(head, min(body, COMFORT))
        return Extent(title=title, head=head, body=body, floor=min(body, NARROW), tight=need, need=need)
    word = max((pen.measure(word) for text in texts for word in text.split(" ")), default=0)
    return Extent(title=title, head=head, body=body, floor=word, tight=max(head, word), need=max(head, body))


def kept(columns: Sequence[Column], asked: Sequence[Extent], width: int | None) -> list[int]:
    """Return the columns that are shown: the empty and the least essential go, level by level, until all fit.

    What everybody must see stays even when it does not fit.
    """
    indexes = list(range(len(columns)))
    if width is None:
        return indexes
    most = max(column.essential for column in columns)
    levels = [
        column.essential if extent.body or column.essential == 1 else most + 1
        for column, extent in zip(columns, asked, strict=True)
    ]
    for level in sorted(set(levels), reverse=True):
        indexes = [index for index in indexes if levels[index] <= level]
        if sum(asked[index].tight for index in indexes) <= _room(width, len(indexes)):
            break
    return indexes


def _room(width: int, count: int) -> int:
    """Return the cells that *count* columns may share in a line of *width*."""
    return width - len(GAP) * (count - 1)


def body_widths(asked: Sequence[Extent], width: int | None) -> list[int]:
    """Return how wide the texts may be: each wish of all columns comes before a greater wish of one."""
    bodies = [extent.body for extent in asked]
    if width is None:
        return bodies
    space = _room(width, len(asked))
    result = [TWO] * len(asked)
    for wish in (
        [extent.floor for extent in asked],
        [extent.tight for extent in asked],
        [extent.need for extent in asked],
        bodies,
    ):
        result = shared(result, wish, space)
    return result


def whole_widths(asked: Sequence[Extent], used: Sequence[int], width: int | None) -> list[int]:
    """Return how wide the columns are: what their texts use, and what is left for their headings."""
    if width is None:
        return [max(extent.title, cells) for extent, cells in zip(asked, used, strict=True)]
    space = _room(width, len(asked))
    heads = shared([max(cells, TWO) for cells in used], [extent.head for extent in asked], space)
    return shared(heads, [extent.title for extent in asked], space)


def shared(least: Sequence[int], most: Sequence[int], space: int) -> list[int]:
    """Return widths from *least* up to *most* that keep to *space*, the narrowest raised first."""

    def at(cap: int) -> list[int]:
        return [max(low, min(high, cap)) for low, high in zip(least, most, strict=True)]

    cap = bisect_right(range(max(most) + 1), space, key=lambda cap: sum(at(cap))) - 1
    result = at(cap)
    spare = space - sum(result)
    for index, high in enumerate(most):
        if spare > 0 and result[index] == cap < high:
            result[index] += 1
            spare -= 1
    return result
