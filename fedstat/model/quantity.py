"""Values as people write them: 41.63%, ４１．６３％, 1,234, 3.2万人次, 2300余场次, 近1500家, 二十.

A text is understood, or it is a fault with a remedy; a guess at a number is a wrong figure.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from fedstat.errors import Fault
from fedstat.language import msg
from fedstat.model.number import DECIMAL_DIGITS, EXACT, INTEGER_DIGITS, decimals_of, plain
from fedstat.model.numeral import numeral
from fedstat.model.unit import canonical_unit, units_agree

if TYPE_CHECKING:
    from fedstat.model.observation import Qualifier

_NOTHING: Final = frozenset(
    {
        *("", "-", "--", "—", "——", "–", "/", "\\", "…", "...", "*"),
        *("无", "缺", "空", "缺失", "暂无", "不详"),
    }
    | {*("无数据", "未统计", "未调查", "未掌握", "不适用", "n/a", "na", "n.a.", "none", "null", "nil")}
)
"""What people write where there is no value."""
_SCALES: Final = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
_RATES: Final = {"%": "%", "‰": "‰", "/万": "1/万", "/10万": "1/10万", "/十万": "1/10万", "": ""}
_ABOUT: Final = frozenset({"约", "大约", "约为", "大致", "左右", "上下"})
_NEARLY: Final = frozenset({"近", "接近", "将近"})
_MORE: Final = frozenset({"余", "多", "超", "超过", "逾"})
_AT_LEAST: Final = frozenset({"至少", "不少于", "不低于", "以上"})
_BOUND: Final = frozenset({"不足", "不到", "少于", "低于", "不超过", "以下", "以内"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
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
    return re.compile(
        r"""(?:占比?|价值|达到|达|共计?|合计|累计|为)?
        (?P<before>约为?|大约|大致|接近|将近|近|超过?|逾|至少|不少于|不低于|不足|不到|少于|低于|不超过)?
        (?P<share>[百千]分之)?
        (?P<sign>[-+])?
        (?:(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)
          |(?P<words>[零〇一二两三四五六七八九十百千点]+))\s?
        (?P<more1>[余多])?
        (?P<scale>百万|千万|十万|百|千|万|亿)?
        (?P<more2>[余多])?
        (?:\s?(?P<rate>%|‰|/10万|/十万|/万)|\s?(?P<unit>[^\W\d_零〇一二两三四五六七八九十百千万亿]*?))
        (?P<after>左右|上下|以上|以下|以内)?\Z""",
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
    clean = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    if clean.lower() in _NOTHING:
        return _no_value(text)
    if clean in {"同上", "同前", "〃", '"'}:
        return Fault(
            "value-not-understood",
            msg("“{text}” refers to another cell", text=text),
            msg("Write the number itself."),
        )
    found = _form().match(clean)
    number = None if found is None else _number(found)
    if found is None or number is None:
        return _not_understood(text)
    if _BOUND & {found["before"], found["after"]}:
        return _only_a_bound(text)
    return _quantity(found, number, text, unit_measure)


def _number(found: re.Match[str]) -> Decimal | None:
    """Return the digits or the Chinese numeral, signed."""
    words = {"百": "一百", "千": "一千"}.get(found["words"], found["words"])
    number = Decimal(found["digits"].replace(",", "")) if found["digits"] else numeral(words)
    return -number if number is not None and found["sign"] == "-" else number


def _quantity(found: re.Match[str], number: Decimal, text: str, unit_measure: str) -> Quantity | Fault:
    scale, unit = found["scale"] or "", _unit(found)
    measure = canonical_unit(unit_measure)
    if measure[:1] in {"万", "亿"}:
        if unit and scale != measure[0]:
            return _contradiction(text, scale + unit, measure)
        measure = measure[1:]
        scale = "" if scale == unit_measure.strip()[0] else scale
    if unit and measure and not units_agree(unit, measure):
        return _contradiction(text, unit, measure)
    value = EXACT.scaleb(number, _SCALES[scale])
    value = Decimal(plain(value))
    if value.adjusted() >= INTEGER_DIGITS or decimals_of(value) > DECIMAL_DIGITS:
        return _too_many_digits(text)
    return Quantity(value=value, qualifier=_qualifier(found), unit=unit, as_printed=text)


def _unit(found: re.Match[str]) -> str:
    if found["share"]:
        return "%" if found["share"] == "百分之" else "‰"
    return _RATES[found["rate"] or ""] or canonical_unit(found["unit"] or "")


def _qualifier(found: re.Match[str]) -> Qualifier:
    words = {found["before"], found["more1"], found["more2"], found["after"]}
    if words & _ABOUT:
        return "about"
    if words & _NEARLY:
        return "nearly"
    if words & _AT_LEAST:
        return "at least"
    if words & _MORE:
        return "more than"
    return "rounded" if found["scale"] in {"万", "亿", "十万", "百万", "千万"} else "exact"


def _no_value(text: str) -> Fault:
    return Fault(
        "value-question",
        msg("“{text}” does not say why there is no value", text=text),
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
        msg("“{text}” cannot be read as a value", text=text),
        msg("Write the number, for instance 41.63, 41.63%, 1,234, 3.2万 or 2300余."),
    )


def _only_a_bound(text: str) -> Fault:
    return Fault(
        "value-question",
        msg("“{text}” is a bound, not a value", text=text),
        msg("Write the value itself; a target belongs to the indicator."),
    )


def _contradiction(text: str, unit: str, measure: str) -> Fault:
    return Fault(
        "value-unit",
        msg(
            "“{text}” is in {unit}, the indicator's unit of measure is {measure}",
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
            "“{text}” has more than {before} digits before the point or {after} after it",
            text=text,
            before=INTEGER_DIGITS,
            after=DECIMAL_DIGITS,
        ),
        msg("Round it, or choose a larger unit of measure."),
    )
