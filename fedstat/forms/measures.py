"""How much room texts take on a form: spreadsheets do not make a row higher by themselves when they open it.

Widths are in digits of the sheet's own letters, 7 pixels each, as spreadsheets count them; heights in points.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedstat.table import FormCell

TEXT: Final = 10
SMALL: Final = 8
NOTE: Final = 9
"""Sizes of letters in points."""
_DIGIT: Final = 5.25
"""Points that a digit of a column's width takes."""
_LEADING: Final = 1.35
"""Of a line's height to its letters' size."""
_PADDING: Final = 8
LOWEST: Final = 27
"""A line to fill is never lower: people write by hand, too."""
LOWEST_BEHIND: Final = 54
"""A line with a cause and measures."""


def lines_needed(text: str, width: float, size: int) -> int:
    r"""Return over how many lines a text is folded in a column.

    >>> lines_needed("女性居民健康素养水平", 15, 10), lines_needed("a\nb", 15, 10)
    (2, 2)
    """
    room = (width - 1) * _DIGIT
    return sum(max(1, ceil(_points(line, size) / room)) for line in text.split("\n"))


def _points(line: str, size: int) -> float:
    return sum(size * (0.55 if character.isascii() else 1.0) for character in line)


def height_of(text: str, width: float, size: int = TEXT) -> float:
    """Return how high a text stands in a column of this width."""
    return lines_needed(text, width, size) * size * _LEADING if text else 0


def row_height(cells: Iterable[FormCell], widths: Sequence[int], *, behind: bool) -> int:
    """Return how high a line must be for what stands in it, and for what is to be written."""
    highest = max(
        height_of(cell.text, widths[cell.column - 1]) + height_of(cell.small, widths[cell.column - 1], SMALL)
        for cell in cells
    )
    return max(LOWEST_BEHIND if behind else LOWEST, ceil(highest + _PADDING))
