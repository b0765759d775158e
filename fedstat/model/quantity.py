"""Values as people write them: 41.63%, ４１．６３％, 1,234, 3.2万人次, 2300余场次, 近1500家, 二十.

A text is understood, or it is a fault with a remedy; a guess at a number is a wrong figure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.errors import Fault
from fedstat.language import msg
from fedstat.model.number import DECIMAL_DIGITS, EXACT, INTEGER_DIGITS, decimals_of, plain
from fedstat.model.numeral import numeral
from fedstat.model.unit import canonical_unit, is_known, is_share, plain_signs, scale_of, units_agree

if TYPE_CHECKING:
    from fedstat.model.observation import Qualifier

_NOTHING_WORDS: Final = """
- -- — —— – / // \\ … …… ... .. * 无 缺 空 缺失 缺数 缺报 暂无 暂缺 不详 未知 待定 无数据 暂无数据 没有
未统计 未调查 未掌握 未报 未报送 未上报 未公布 未发布 尚未发布 尚未公布 不适用 不公开 不宜公开 保密
n/a #n/a na n.a. none null nil
"""
_NOTHING: Final = frozenset(_NOTHING_WORDS.split()) | {""}
"""What people write where there is no value."""
_ELSEWHERE: Final = frozenset({"同上", "同前", "同左", "同上年", "同上期", "〃", '"', "″", "ditto"})
"""What people write instead of repeating a value."""
_SCALES: Final = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "万亿": 12,
}
"""The power of ten that each stands for."""
_ROUND: Final = frozenset(_SCALES) - {"", "百", "千"}
"""Who writes in 万 or 亿 has rounded."""
_SHARES: Final = {"百分之": "%", "千分之": "‰", "万分之": "1/万", "十万分之": "1/10万", "10万分之": "1/10万"}
_WORDS: Final[dict[Qualifier | None, tuple[str, ...]]] = {
    "about": ("约", "约为", "大约", "大约为", "大致", "大概", "左右", "上下", "≈"),
    "nearly": ("近", "接近", "将近"),
    "more than": ("余", "多", "超", "超过", "逾", "高于", "多于", "大于", ">"),
    "at least": ("至少", "不少于", "不低于", "以上", "及以上", "≥"),
    None: (
        *("不足", "不到", "少于", "低于", "小于", "不超过", "不高于", "不多于", "至多", "最多"),
        *("以下", "及以下", "以内", "<", "≤"),
    ),
}
_QUALIFIERS: Final = {word: qualifier for qualifier, words in _WORDS.items() for word in words}
"""What a word beside a number says of it; None is a bound from above, which is no value."""
_LONGEST: Final = 60
"""Longer texts are not read: no value of a ledger is that long."""
_FRACTION: Final = re.compile(r"([0-9]{1,15})\s*/\s*([0-9]{1,15})\Z")


class Quantity(Struct, frozen=True, kw_only=True):
    """A value as somebody wrote it."""

    value: Decimal
    """The number, with its 万 and 亿 written out unless the unit of measure is itself in 万 or 亿."""
    qualifier: Qualifier
    """How exact the writer says it is."""
    unit: str
    """The unit that was written, in its one spelling; empty when none was."""
    as_printed: str
    """The text as it was written."""


@cache
def _form() -> re.Pattern[str]:
    """Return the form of a value; compiled when the first text is read."""
    after = ("左右", "上下", "以上", "及以上", "以下", "及以下", "以内")
    before = "|".join(sorted({*_QUALIFIERS} - {*after, "余", "多"}, key=len, reverse=True))
    digit = "[零〇一二两三四五六七八九十百千点]+"
    return re.compile(
        rf"""(?:占比?|价值|达到|达|共计?|合计|累计|为)?\s*
        (?P<before>{before})?\s*
        (?:占比?|价值|达到|达|共计?)?\s*
        (?P<share>(?:百|千|万|10万|十万)分之)?
        (?P<sign>[-+])?
        (?:(?P<digits>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)
          |(?P<words>{digit}(?:[万亿]{digit})*|(?=[万亿])))
        \s*(?P<more1>[余多])?
        \s*(?P<scale>百万|千万|十万|万亿|百(?!分)|千(?![分米克瓦])|万|亿)?
        \s*(?P<more2>[余多])?
        \s*(?P<unit>(?![余多0-9.,+-])\S.{{0,23}}?)??
        (?P<more3>[余多])?\s*
        (?P<after>{"|".join(after)})?\Z""",
        re.VERBOSE,
    )


def parse_quantity(text: str, unit_measure: str = "") -> Quantity | Fault:
    """Return what *text* says, or why it cannot be taken.

    Args:
        text: a value as it was typed or printed.
        unit_measure: the indicator's unit of measure; a unit that contradicts it is refused.

    >>> parse_quantity("约20余万人次").value, parse_quantity("41.63%", "%").value
    (Decimal('200000'), Decimal('41.63'))
    """
    clean = plain_signs(text).strip()
    if clean.lower() in _NOTHING:
        return _no_value(text)
    if clean.lower() in _ELSEWHERE:
        return _elsewhere(text)
    if fraction := _FRACTION.match(clean):
        return _fraction(text, fraction)
    if len(clean) > _LONGEST:
        endless = not clean.lstrip("+-").strip("0123456789.,")
        return _too_many_digits(clean[:_LONGEST]) if endless else _not_understood(clean[:_LONGEST])
    found = _form().match(clean)
    return _not_understood(text) if found is None else _read(found, text, unit_measure)


def _read(found: re.Match[str], text: str, unit_measure: str) -> Quantity | Fault:
    """Return the value that a text of the right form says, or why it says none."""
    number, unit, said = _number(found), _unit(found, unit_measure), _said(found)
    if number is None or unit is None or len(said) > 1:
        return _not_understood(text)
    if None in said:
        return _only_a_bound(text)
    scale = found["scale"] or ""
    own_scale, measure = scale_of(unit_measure)
    if (scale or unit) and own_scale and scale != own_scale:
        return _contradiction(text, scale + unit, own_scale + measure)
    if unit and measure and not units_agree(unit, measure):
        return _contradiction(text, unit, measure)
    value = Decimal(plain(EXACT.scaleb(number, 0 if own_scale else _SCALES[scale])))
    if value.adjusted() >= INTEGER_DIGITS or decimals_of(value) > DECIMAL_DIGITS:
        return _too_many_digits(text)
    qualifier = next(iter(said), None) or ("rounded" if scale in _ROUND else "exact")
    return Quantity(value=value, qualifier=qualifier, unit=unit, as_printed=text)


def _number(found: re.Match[str]) -> Decimal | None:
    """Return the digits or the Chinese numeral, signed; a lone 百 is a number only beside a qualifier."""
    words = found["words"]
    if words in {"百", "千", ""}:
        if not _said(found):
            return None
        words = f"一{words}"
    number = numeral(words) if words else Decimal(found["digits"].replace(",", ""))
    return -number if number is not None and found["sign"] == "-" else number


def _unit(found: re.Match[str], unit_measure: str) -> str | None:
    """Return the unit in its one spelling, "" when there is none, None when it cannot be one here."""
    unit = canonical_unit(found["unit"] or "")
    if found["share"]:
        return None if unit or found["scale"] else _SHARES[found["share"]]
    if found["scale"] and is_share(unit):
        return None
    return unit if not unit or is_known(unit) or unit == scale_of(unit_measure)[1] else None


def _said(found: re.Match[str]) -> set[Qualifier | None]:
    """Return what the words beside the number say of it; more than one thing is a contradiction.

    约20余万 is about 200 000: 余 then belongs to the rough number.
    """
    more = [word for word in found.group("more1", "more2", "more3") if word]
    if len(more) > 1:
        return {"more than", None}
    said = {_QUALIFIERS[word] for word in (*found.group("before", "after"), *more) if word}
    return {"about"} if said == {"about", "more than"} else said


def _no_value(text: str) -> Fault:
    return Fault(
        "value-question",
        msg("“{text}” does not say why there is no value.", text=text),
        msg(
            "Write {surveyed} (not surveyed), {applies} (does not apply), "
            "{known} (not known) or {public} (not public).",
            surveyed='{ obs_status = "L" }',
            applies='{ obs_status = "M" }',
            known='{ obs_status = "O" }',
            public='{ obs_status = "Q" }',
        ),
    )


def _not_understood(text: str) -> Fault:
    return Fault(
        "value-not-understood",
        msg("“{text}” cannot be read as a value.", text=text),
        msg("Write the number, for instance 41.63, 41.63%, 1,234, 3.2万 or 2300余."),
    )


def _elsewhere(text: str) -> Fault:
    return Fault(
        "value-not-understood",
        msg("“{text}” refers to another cell.", text=text),
        msg("Write the number itself."),
    )


def _fraction(text: str, fraction: re.Match[str]) -> Fault:
    line = f"{{ numerator = {int(fraction[1])}, denominator = {int(fraction[2])} }}"
    return Fault(
        "value-not-understood",
        msg("“{text}” is a fraction, not a value.", text=text),
        msg("Write: {line}", line=line),
    )


def _only_a_bound(text: str) -> Fault:
    return Fault(
        "value-question",
        msg("“{text}” is a bound, not a value.", text=text),
        msg("Write the value itself; a target belongs to the indicator."),
    )


def _contradiction(text: str, unit: str, measure: str) -> Fault:
    return Fault(
        "value-unit",
        msg(
            "“{text}” is in {unit}, the indicator's unit of measure is {measure}.",
            text=text,
            unit=unit,
            measure=measure,
        ),
        msg("Convert the value, or correct the indicator's unit_measure."),
    )


def _too_many_digits(text: str) -> Fault:
    return Fault(
        "number-digits",
        msg(
            "“{text}” has more than {before} digits before the point or {after} after it.",
            text=text,
            before=INTEGER_DIGITS,
            after=DECIMAL_DIGITS,
        ),
        msg("Round it, or choose a larger unit of measure."),
    )
