"""Chinese numerals, read only when they are spelled in full."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_SIGNS: Final = "零一二三四五六七八九"
_DIGITS: Final = {sign: value for value, sign in enumerate(_SIGNS)}
_RANKS: Final = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
"""Largest first."""
_LONGEST: Final = 40
"""More signs than this are no number of a ledger."""


def numeral(words: str) -> Decimal | None:
    """Return a Chinese number, None when it is not spelled in full (二百五 may be 250 or 205).

    >>> numeral("二十"), numeral("一百零五"), numeral("四点五"), numeral("二百五")
    (Decimal('20'), Decimal('105'), Decimal('4.5'), None)
    """
    if len(words) > _LONGEST:
        return None
    whole, point, after = words.replace("〇", "零").replace("两", "二").partition("点")
    total = _whole(whole)
    if total is None or bool(point) != bool(after) or not _positional(after):
        return None
    digits = "".join(str(_DIGITS[sign]) for sign in after)
    return Decimal(f"{total}.{digits}")


def _positional(words: str) -> bool:
    return all(sign in _DIGITS for sign in words)


def _whole(words: str) -> int | None:
    """Return a whole number: digit after digit (二〇二三), or with its ranks as `_spelled` spells it."""
    if not words:
        return None
    if _positional(words):
        if len(words) > 1 and words.startswith("零"):
            return None
        return int("".join(str(_DIGITS[sign]) for sign in words))
    full = f"一{words}" if words.startswith("十") else words
    total = _value(full)
    return total if total and _spelled(total) == full else None


def _value(words: str) -> int:
    """Return what the words come to if they are well formed; anything otherwise."""
    total = section = digit = 0
    for sign in words:
        rank = _RANKS.get(sign, 0)
        if not rank:
            digit = _DIGITS.get(sign, 0)
        elif rank < _RANKS["万"]:
            section, digit = section + digit * rank, 0
        elif rank == _RANKS["万"]:
            total, section, digit = total + (section + digit) * rank, 0, 0
        else:
            total, section, digit = (total + section + digit) * rank, 0, 0
    return total + section + digit


def _spelled(number: int) -> str:
    """Return the full spelling of a number above zero: 零 stands once wherever a rank is skipped."""
    for sign, rank in _RANKS.items():
        if number >= rank:
            high, low = divmod(number, rank)
            bridge = "零" if low < rank // 10 else ""
            return _spelled(high) + sign + (bridge + _spelled(low) if low else "")
    return _SIGNS[number]
