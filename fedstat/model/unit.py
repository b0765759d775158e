"""Units of measure (计量单位): one spelling for each, and what follows from it for ratios and changes."""

from __future__ import annotations

from typing import Final, Literal

ChangeKind = Literal["percentage-points", "permille-points", "relative", "absolute"]
"""How a change is printed: 百分点, 千分点, in percent of the earlier value, or in the unit itself."""

_SPELLINGS: Final = {
    **dict.fromkeys(("%", "％", "百分比", "百分之"), "%"),
    **dict.fromkeys(("‰", "千分之"), "‰"),
    **dict.fromkeys(("1/万", "/万", "万分之", "每万", "1/10000", "1/10 000"), "1/万"),
    **dict.fromkeys(("1/10万", "/10万", "10万分之", "十万分之", "每10万", "每十万", "1/十万"), "1/10万"),
    **dict.fromkeys(("1/100000", "1/100 000"), "1/10万"),
    **dict.fromkeys(("百分点", "个百分点", "pp"), "百分点"),
}
_FACTORS: Final = {"%": 100, "‰": 1000, "1/万": 10_000, "1/10万": 100_000, "": 1, "比值": 1, "比": 1, "倍": 1}
_ABSOLUTE: Final = frozenset(
    {*("", "比值", "比", "倍", "百分点", "千分点", "分"), *("岁", "年", "月", "天", "日", "小时", "分钟")}
)

_SYNONYMS: Final = (
    frozenset({"人", "名", "位"}),
    frozenset({"场", "场次"}),
    frozenset({"元", "元钱"}),
    frozenset({"岁", "周岁"}),
    *(
        frozenset({"个", counted})
        for counted in ("家", "项", "件", "条", "所", "处", "户", "期", "对", "名", "人")
    ),
)
"""Words that count the same things; 个 counts anything."""


def canonical_unit(text: str) -> str:
    """Return the one spelling of a unit; an unknown one as it is, without spaces around it.

    >>> canonical_unit("％"), canonical_unit("每10万"), canonical_unit(" 人次 ")
    ('%', '1/10万', '人次')
    """
    stripped = text.strip()
    return _SPELLINGS.get(stripped, stripped)


def is_percentage(unit_measure: str) -> bool:
    """Whether values are percentages."""
    return canonical_unit(unit_measure) == "%"


def ratio_factor(unit_measure: str) -> int | None:
    """Return what numerator / denominator is multiplied with; None where a ratio makes no sense."""
    return _FACTORS.get(canonical_unit(unit_measure))


def change_kind(unit_measure: str) -> ChangeKind:
    """Return how a change of values in this unit is printed."""
    unit = canonical_unit(unit_measure)
    if unit == "%":
        return "percentage-points"
    if unit == "‰":
        return "permille-points"
    return "absolute" if unit in _ABSOLUTE else "relative"


def units_agree(printed: str, unit_measure: str) -> bool:
    """Whether a unit that was printed beside a number can be the indicator's unit of measure.

    >>> units_agree("人", "名"), units_agree("人次", "人"), units_agree("‰", "%")
    (True, False, False)
    """
    left, right = canonical_unit(printed), canonical_unit(unit_measure)
    return left == right or any(left in group and right in group for group in _SYNONYMS)
