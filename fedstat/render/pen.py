"""What draws: the widths, signs and colours of one screen and one stream.

Colours are fixed tones of the 256 that read on black and on white alike (a contrast of 3.9 and more), not the
user's own yellow or blue, which one of the two swallows. Each mark has its own sign, so no colour is needed
to tell them apart; the signs are in GBK and in the fonts of Chinese consoles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.render.shown import encodable, visible
from fedstat.render.widths import east_asian_width_of, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.table import Mark


class Screen(Struct, frozen=True, kw_only=True):
    """What the reader's screen can do; the command line finds out."""

    width: int | None = None
    """Cells in a line; None is a pipe or a file, where a table is never cut nor wrapped."""
    colour: bool = False
    """Whether it understands ANSI colours."""
    ascii: bool = False
    """Whether rules and signs are ASCII: for consoles that cannot draw them, or draw them double."""
    wide: bool = False
    """Whether ambiguous characters (“ ” … ①) take two cells, as on consoles of code page 936."""
    narrow: str = ""
    """What is said under a table that has more columns than the screen has room for."""


PIPE: Final = Screen()

# A carried value has neither sign nor colour: the period that stands in its cell tells it.
SIGNS: Final[Mapping[Mark, str]] = {
    "met": "√",
    "good": "→",
    "warn": "!",
    "flat": "=",
    "bad": "←",
    "missed": "×",
    "none": "○",
    "unclear": "?",
}
ASCII_SIGNS: Final[Mapping[Mark, str]] = {
    "met": "[v]",
    "good": "[>]",
    "warn": "[!]",
    "flat": "[=]",
    "bad": "[<]",
    "missed": "[x]",
    "none": "[-]",
    "unclear": "[?]",
}
RULE: Final = "─"
ASCII_RULE: Final = "-"

BOLD: Final = "1"
GREY: Final = "38;5;243"
_GREEN, _TEAL, _AMBER, _RED = "38;5;28", "38;5;30", "38;5;130", "38;5;196"
COLOURS: Final[Mapping[Mark, str]] = {
    "met": _GREEN,
    "good": _TEAL,
    "warn": _AMBER,
    "flat": _AMBER,
    "bad": _RED,
    "missed": f"{BOLD};{_RED}",
    "none": GREY,
    "unclear": GREY,
}


class Pen:
    """Shows, measures and paints text as one screen and one encoding want it."""

    __slots__ = ("_colour", "_encoding", "_plain", "_signs", "measure", "narrow", "rule", "width")

    def __init__(self, screen: Screen, encoding: str | None = None) -> None:
        """Take the screen's wishes; *encoding* is the stream's, None when it takes every character."""
        self._encoding = None if encoding is None or _takes_all(encoding) else encoding
        self._colour = screen.colour
        self.width = screen.width
        self.narrow = screen.narrow
        self.measure = east_asian_width_of if screen.wide else width_of
        drawn = "".join(SIGNS.values()) + RULE
        plain = screen.ascii or encodable(drawn, self._encoding) != drawn
        signs = ASCII_SIGNS if plain else SIGNS
        self._signs = {mark: f"{sign} " for mark, sign in signs.items()}
        self.rule = ASCII_RULE if plain else RULE
        self._plain = plain or screen.wide

    def show(self, text: str) -> str:
        """Return *text* on one line, nothing in it obeyed, all of it encodable, no space behind it."""
        return encodable(visible(text), self._encoding).rstrip()

    def draws(self, glyphs: str) -> bool:
        """Whether *glyphs* may stand in a drawing: each of them one cell wide and encodable."""
        return not self._plain and encodable(glyphs, self._encoding) == glyphs

    def sign(self, mark: Mark) -> str:
        """Return the sign of *mark* with the space behind it; nothing for no mark."""
        return self._signs.get(mark, "")

    def paint(self, text: str, code: str) -> str:
        """Return *text* in a colour or weight where the screen has them."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and code and text else text

    def ruled(self, width: int) -> str:
        """Return a rule of *width* cells."""
        return self.paint(self.rule * (width // self.measure(self.rule)), GREY)


def _takes_all(encoding: str) -> bool:
    from codecs import lookup

    name = lookup(encoding).name
    return name.startswith("utf") or name == "gb18030"
