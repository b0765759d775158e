"""Chinese numerals, read only when they are spelled in full."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_DIGITS: Final = {
    **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}
_RANKS: Final = {"十": 10, "百": 100, "千": 1000}


def numeral(words: str) -> Decimal | None:
    """Return a Chinese number, None when it is not spelled in full (二百五 may be 250 or 205).

    >>> numeral("二十"), numeral("一百零五"), numeral("四点五"), numeral("二百五")
    (Decimal('20'), Decimal('105'), Decimal('4.5'), None)
    """
    whole, point, after = words.partition("点")
    total = _whole(whole)
    if total is None or not whole or (point and not after) or any(sign not in _DIGITS for sign in after):
        return None
    return Decimal(f"{total}.{''.join(str(_DIGITS[sign]) for sign in after)}") if point else Decimal(total)


def _whole(words: str) -> int | None:
    if len(words) > 1 and all(sign in _DIGITS for sign in words):
        return int("".join(str(_DIGITS[sign]) for sign in words))
    total, last, digit, bridged = 0, 10_000, None, True
    for sign in words:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
            bridged = bridged or not digit
        else:
            rank = _RANKS[sign]
            if rank >= last or (not digit and rank > 10) or (digit is not None and not digit):  # noqa: PLR2004 - 十 stands alone
                return None
            total, last, digit, bridged = total + (digit or 1) * rank, rank, None, rank == 10  # noqa: PLR2004 - as above
    return total + (digit or 0) if bridged or digit is None else None
