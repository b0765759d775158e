"""Characters that look right on a screen and are not what TOML reads: full-width, curly, invisible."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from fedstat.language import Message, msg

ASCII_OF: Final[dict[str, str]] = {
    **{chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)},
    **dict.fromkeys("“”„‟＂「」『』", '"'),
    **dict.fromkeys("‘’‚‛＇", "'"),
    **dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\u202f", " "),
    **dict.fromkeys("–—−‐‑", "-"),
    "。": ".",
    "、": ",",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
}
"""What was probably meant by a character of a Chinese keyboard."""
PLAIN: Final = str.maketrans(ASCII_OF)
QUOTES: Final = "“”„‟＂「」『』‘’‚‛＇"
"""Quotes that are not the quotes of TOML."""
STRANGE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]"
)
"""Characters that are not seen and have no business in a key or a number."""
_LONGEST_QUOTE: Final = 40
"""How many characters of a text a message quotes."""
BLANKS: Final = "\u3000\u00a0\u2002\u2003\u2009\u202f"


class Diagnosis(Struct, frozen=True, kw_only=True):
    """What is wrong in one place, in words, and what would put it right."""

    code: str
    """A key of `SEVERITIES`."""
    start: int
    """Where the faulty part begins."""
    end: int
    """Where it has ended."""
    message: Message
    """What stands there and why it cannot stay."""
    advice: Message | None = None
    """What to do, apart from the corrected line."""
    fix: tuple[int, int, str] | None = None
    """What to put in whose place, where that is certain."""


def clipped(text: str) -> str:
    """Return a text as a message quotes it: not too long."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def unicode_name(char: str) -> str:
    """Return a character's number as people look it up: U+3000."""
    return f"U+{ord(char):04X}"


def misfit(text: str, at: int) -> Diagnosis | None:
    """Return what is wrong when the character at an offset is of the wrong kind altogether."""
    char = text[at : at + 1]
    if not char or (char.isascii() and not STRANGE.match(char)):
        return None
    if STRANGE.match(char):
        return strange(text, at)
    if char in BLANKS:
        return _blank(text, at)
    if char in QUOTES:
        return chinese_quote(text, at)
    return full_width(text, at) if char in ASCII_OF else None


def strange(text: str, at: int) -> Diagnosis:
    """Return what is wrong with a control character or one that nobody sees."""
    end = at + 1
    while STRANGE.match(text, end):
        end += 1
    name = unicode_name(text[at])
    if text[at] == "\r":
        message = msg("A carriage return ({name}) stands here without a line feed.", name=name)
    elif text[at] < "\x20" or "\x7f" <= text[at] <= "\x9f":
        message = msg("A control character ({name}) stands here; TOML does not allow it.", name=name)
    elif text[at] == "\ufeff":
        message = msg(
            "A byte order mark ({name}) stands here; it belongs only at the start of a file.", name=name
        )
    else:
        message = msg("An invisible character ({name}) stands here.", name=name)
    advice = msg("Delete it; retyping the line by hand is the surest way.")
    return Diagnosis(
        code="toml-control", start=at, end=end, message=message, advice=advice, fix=(at, end, "")
    )


def _blank(text: str, at: int) -> Diagnosis:
    end = at + 1
    while text[end : end + 1] and text[end] in BLANKS:
        end += 1
    message = msg(
        "A blank of another kind ({name}) stands here; only ordinary spaces may.", name=unicode_name(text[at])
    )
    advice = msg("Put ordinary spaces in its place, typed in half-width mode.")
    fix = (at, end, " " * (end - at))
    return Diagnosis(code="toml-full-width", start=at, end=end, message=message, advice=advice, fix=fix)


def chinese_quote(text: str, at: int) -> Diagnosis:
    """Return what is wrong with a text in Chinese quotes, or with one such quote."""
    line_end = len(text) if text.find("\n", at) < 0 else text.find("\n", at)
    closing = _closing_quote(text, at, line_end)
    inner = text[at + 1 : closing] if closing else ""
    fix = (at, closing + 1, f'"{inner}"') if closing and not set(inner) & {'"', "\\"} else (at, at + 1, '"')
    message = msg('{char} is a Chinese quote; TOML reads only the straight one (").', char=text[at])
    return Diagnosis(code="toml-chinese-quote", start=at, end=fix[1], message=message, fix=fix)


def _closing_quote(text: str, at: int, line_end: int) -> int:
    """Return where the text in Chinese quotes ends: the last quote before what ends a value."""
    found = re.compile(r"[“”„‟＂「」『』‘’‚‛＇\"'](?=[ \t\u3000]*(?:[,，\]］}｝=＝#\r]|\Z))").finditer(
        text, at + 1, line_end
    )
    return next((quote.start() for quote in found), 0)


def full_width(text: str, at: int) -> Diagnosis:
    """Return what is wrong with a character of double width, or several in a row."""
    end = at + 1
    while text[end : end + 1] and text[end] in ASCII_OF and text[end] not in BLANKS + QUOTES:
        end += 1
    written, plain = text[at:end], text[at:end].translate(PLAIN)
    message = msg(
        "“{written}” is full-width, as Chinese keyboards type it; TOML reads only the half-width “{plain}”.",
        written=clipped(written),
        plain=clipped(plain),
    )
    return Diagnosis(code="toml-full-width", start=at, end=end, message=message, fix=(at, end, plain))
