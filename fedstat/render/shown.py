r"""Text as it may safely be shown: what would be obeyed or is not seen becomes a visible escape.

A newline in a name prints as `\n`, an override of the reading direction as `\u202e`. The same escapes
stand for what a stream's encoding has no bytes for, so that no character is lost and nothing crashes.
What joins or changes the emoji before it is escaped too: terminals disagree about the width of the result.
"""

from __future__ import annotations

from typing import Final

_OBEYED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode that command a terminal, have no glyph, or are halves of characters."""

_UNSEEN: Final = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0}
    | set(range(0xFE00, 0xFE10))  # variation selectors
    | set(range(0x1F3FB, 0x1F400))  # skin tones
)
"""Characters that draw nothing of their own although their category says otherwise."""


class _Shown(dict[int, str | int]):
    """What stands for each character; learnt once a character."""

    def __missing__(self, code: int) -> str | int:
        character = chr(code)
        unseen = code in _UNSEEN or (not character.isprintable() and _is_obeyed(character))
        shown = character.encode("unicode_escape").decode("ascii") if unseen else code
        self[code] = shown
        return shown


def _is_obeyed(character: str) -> bool:
    from unicodedata import category

    return category(character) in _OBEYED


_SHOWN: Final = _Shown()


def visible(text: str) -> str:
    r"""Return *text* on one line with nothing in it that is obeyed or unseen: `\n`, `\x1b`, `\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SHOWN)


def encodable(text: str, encoding: str | None) -> str:
    r"""Return *text* with escapes (`\u2713`) where *encoding* has no bytes; None means it has all."""
    if encoding is None or text.isascii():
        return text
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(encoding, "backslashreplace").decode(encoding)
    return text
