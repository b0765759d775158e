"""Numbers as plans print them: 45%, 14.5/10万, 三分之二, 百分之三十, 1.5万人次, 二十."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.model.number import plain
from fedstat.model.numeral import numeral
from fedstat.model.unit import ratio_factor, scale_of, units_agree

if TYPE_CHECKING:
    from fedstat.model.target import Number

SHARE: Final = "share"
"""The unit of a plain fraction: 三分之二, 2/3."""
RATES: Final = frozenset({"%", "‰", "1/万", "1/10万", "1/100万"})
"""The units of a share or a rate."""
POINTS: Final = {"百分点": "%", "千分点": "‰"}
"""The units of a change, and the units of measure whose change they are."""

_SCALES: Final = {
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
_RATE_OF: Final = {100: "%", 1000: "‰", 10_000: "1/万", 100_000: "1/10万", 1_000_000: "1/100万"}
_PARTS: Final = {"百": "%", "千": "‰", "万": "1/万", "十万": "1/10万", "10万": "1/10万"}
STARTS: Final = frozenset("0123456789零〇一二两三四五六七八九十百千万半")
"""What a number may start with."""


@cache
def _form() -> re.Pattern[str]:
    """Return the form of a number; compiled when the first phrase is read."""
    return re.compile(
        r"(?P<half>半数|一半)|(?:(?P<whole>10万|十万|[百千万]|[1-9][0-9]{0,8}|[二两三四五六七八九十]{1,3})分之)?"
        r"(?:(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,10})?)"
        r"|(?P<words>[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千点]{0,15}))"
        r"(?P<scale>[十百千]?[万亿]|[百千])?"
        r"(?:(?P<sign> ?(?:%|‰|per ?cent(?:age points?)?|个?[百千]分点))"
        r"|/(?P<per>十万|百万|[0-9]{1,9}[千万]?|[千万])| ?per 100[, ]?(?P<en>000))?"
    )


class Amount(Struct, frozen=True, gc=False):
    """A number as printed, before it is held against the indicator's unit of measure."""

    value: Number
    """The digits, without 万 and 亿."""
    scale: int
    """How many powers of ten 万 and 亿 add."""
    unit: str
    """%, ‰, 1/10万, 百分点, `SHARE`, a counting word; "" where none is printed."""
    text: str
    """As it stands in the phrase."""

    @property
    def full(self) -> Number:
        """The number with its 万 or 亿 written out."""
        return scaled(self.value, self.scale)


def scaled(number: Number, scale: int) -> Number:
    """Return *number* times ten to the power *scale*, in digits as one would print it."""
    if not scale or isinstance(number, Fraction):
        return number
    return Decimal(plain(number.scaleb(scale)))


def amount_at(text: str, at: int) -> Amount | None:
    """Return the number that stands at a place of *text*, None when none does."""
    found = _form().match(text, at)
    if found is None:
        return None
    if found["half"]:
        return Amount(Fraction(1, 2), 0, SHARE, found[0])
    value = Decimal(found["digits"].replace(",", "")) if found["digits"] else numeral(found["words"])
    if value is None:
        return None
    scale = _SCALES[found["scale"]] if found["scale"] else 0
    return _with_unit(found, value, scale)


def _with_unit(found: re.Match[str], value: Decimal, scale: int) -> Amount | None:
    if found["whole"]:
        return _part_of(found, value) if not (scale or found["sign"] or found["per"]) else None
    if found["en"]:
        return Amount(value, scale, "1/10万", found[0])
    if found["per"]:
        return _over(found, value, scale)
    sign = (found["sign"] or "").strip().lstrip("个")
    if sign.startswith("per"):
        sign = "百分点" if "point" in sign else "%"
    return Amount(value, scale, sign, found[0])


def _part_of(found: re.Match[str], value: Decimal) -> Amount | None:
    """Return 三分之二, 百分之三十: the whole stands first."""
    if found["whole"] in _PARTS:
        return Amount(value, 0, _PARTS[found["whole"]], found[0])
    whole = Decimal(found["whole"]) if found["whole"].isdecimal() else numeral(found["whole"])
    return Amount(Fraction(value) / Fraction(whole), 0, SHARE, found[0]) if whole else None


def _over(found: re.Match[str], value: Decimal, scale: int) -> Amount | None:
    """Return 14.5/10万, 2/3: a rate, or a plain fraction."""
    per = found["per"]
    rank = {"千": 3, "万": 4}.get(per[-1], 0)
    whole = {"十万": 10**5, "百万": 10**6}.get(per) or int(per.rstrip("千万") or 1) * 10**rank
    if whole in _RATE_OF:
        return Amount(value, scale, _RATE_OF[whole], found[0])
    if not whole or rank:
        return None
    return Amount(Fraction(scaled(value, scale)) / whole, 0, SHARE, found[0])


# -- against the unit of measure ---------------------------------------------------------------------------


def fitted(amount: Amount, unit_measure: str) -> Number | None:
    """Return the number in the indicator's unit of measure, None when the printed unit contradicts it.

    >>> str(fitted(Amount(Decimal("3.2"), 4, "人", "3.2万人"), "万人"))
    '3.2'
    """
    if amount.unit == SHARE:
        factor = ratio_factor(unit_measure)
        return None if factor is None else amount.full * factor
    if not (amount.unit or amount.scale):
        return amount.value
    prefix, counted = scale_of(unit_measure)
    alike = (unit_measure, counted, unit_measure.partition("/")[0])
    if unit_measure and amount.unit and not any(units_agree(amount.unit, unit) for unit in alike):
        return None
    return scaled(amount.value, amount.scale - _SCALES.get(prefix, 0))
