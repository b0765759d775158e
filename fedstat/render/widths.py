"""How many cells of a screen a text takes.

Widths add up character by character, which holds because `visible` has escaped everything that joins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rich.cells import get_character_cell_size

Measure = Callable[[str], int]
"""A function that tells a visible text's width."""


class _Widths(dict[str, int]):
    """The width of each character; learnt once a character."""

    def __missing__(self, character: str) -> int:
        self[character] = width = get_character_cell_size(character)
        return width


class _EastAsianWidths(_Widths):
    """The same where Greek, quotes, signs and box lines (“ ” × √ ─) are two cells wide."""

    def __missing__(self, character: str) -> int:
        from unicodedata import east_asian_width

        width = super().__missing__(character)
        if width and east_asian_width(character) == "A":
            self[character] = width = 2
        return width


_WIDTHS: Final = _Widths()
_EAST_ASIAN_WIDTHS: Final = _EastAsianWidths()


def width_of(text: str) -> int:
    """Return the cells *text* takes on most screens."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def east_asian_width_of(text: str) -> int:
    """Return the cells *text* takes on a console that draws ambiguous characters double."""
    return len(text) if text.isascii() else sum(map(_EAST_ASIAN_WIDTHS.__getitem__, text))
