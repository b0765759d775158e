"""A record as JSON: numbers keep the digits that they have in the ledger."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from json import dumps
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDENT: Final = "  "
_UNSEEN: Final = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
"""What a terminal would obey, what has no glyph, and halves of characters."""


def record_json(record: object) -> bytes:
    """Return *record* as UTF-8, two blanks a level, with a newline at the end.

    >>> print(record_json({"value": Decimal("63.10")}).decode(), end="")
    {
      "value": 63.10
    }

    Raises:
        TypeError: something in it has no form in JSON.
    """
    return ("".join(_pieces(record, "\n")) + "\n").encode()


def _pieces(value: object, line: str) -> Iterator[str]:
    if isinstance(value, dict):
        pairs = ((f"{_text(str(key))}: ", item) for key, item in value.items())
        yield from _several("{", "}", pairs, line)
    elif isinstance(value, list | tuple):
        yield from _several("[", "]", (("", item) for item in value), line)
    else:
        yield _scalar(value)


def _several(begin: str, end: str, items: Iterator[tuple[str, object]], line: str) -> Iterator[str]:
    yield begin
    inner = line + _INDENT
    separator = ""
    for label, item in items:
        yield separator + inner + label
        yield from _pieces(item, inner)
        separator = ","
    yield line + end if separator else end


def _scalar(value: object) -> str:
    if value is None or isinstance(value, bool | int):
        return dumps(value)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, date):
        return _text(value.isoformat())
    if isinstance(value, str):
        return _text(value)
    message = f"{value!r} has no form in JSON"
    raise TypeError(message)


def _text(text: str) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", dumps(text, ensure_ascii=False))
