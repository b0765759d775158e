"""Units of measure (计量单位): one spelling for each, and what follows from it for ratios and changes."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

ChangeKind = Literal["percentage-points", "permille-points", "relative", "absolute"]
"""How a change is printed: 百分点, 千分点, in percent of the earlier value, or in the unit itself."""

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    ord("﹪"): "%",
    ord("﹣"): "-",
    ord("−"): "-",
}
"""Full-width signs to plain ones. Compatibility forms stay: the mark of a footnote (², ①) is no digit."""

_SPELLINGS: Final = {
    **dict.fromkeys(("%", "百分比", "百分数", "百分之", "percent"), "%"),
    **dict.fromkeys(("‰", "千分之", "千分比", "permille"), "‰"),
    **dict.fromkeys(("万分之", "‱"), "1/万"),
    **dict.fromkeys(("百分点", "个百分点", "pp", "percentagepoint", "percentagepoints"), "百分点"),
    **dict.fromkeys(("千分点", "个千分点"), "千分点"),
    **dict.fromkeys(("㎡", "m²", "m2", "平米"), "平方米"),
}
_SIZES: Final = {
    **dict.fromkeys(("千", "1千", "一千", "1000"), "1/千人"),
    **dict.fromkeys(("万", "1万", "一万", "10000"), "1/万"),
    **dict.fromkeys(("10万", "十万", "100000"), "1/10万"),
    **dict.fromkeys(("百万", "100万", "1000000"), "1/100万"),
}
_RATIOS: Final = ("比值", "比", "比率", "倍", "ratio")
_SHARES: Final = {
    "%": 100,
    "‰": 1000,
    "1/千人": 1000,
    "1/万": 10_000,
    "1/10万": 100_000,
    "1/100万": 1_000_000,
}
_FACTORS: Final = {**_SHARES, **dict.fromkeys(("", *_RATIOS), 1)}
_TIME_WORDS: Final = "岁 周岁 年 月 个月 周 天 日 小时 学时 课时 分钟 秒"
_COUNT_WORDS: Final = """
个 人 名 位 项 家 所 条 件 期 场 场次 次 处 座 间 支 部 份 种 类 批 篇 台 套 起 例 门 张 本 册 户 对 辆 只 块
幅 首 届 轮
"""
_MEASURE_WORDS: Final = """
元 元钱 人民币 美元 人次 户次 车次 平方米 平方公里 公顷 亩 公里 千米 米 厘米 公斤 千克 克 毫克 微克
吨 吨标准煤 升 毫升 立方米 千瓦时 床 棵 株 头
"""
_TIMES: Final = frozenset(_TIME_WORDS.split())
_ABSOLUTE: Final = _TIMES | {"", *_RATIOS, "百分点", "千分点", "分", "点", "指数"}
_COUNTED: Final = frozenset(_COUNT_WORDS.split())
_KNOWN: Final = (_ABSOLUTE | _COUNTED | {*_MEASURE_WORDS.split()} | frozenset(_SHARES)) - {""}

_SYNONYMS: Final = (
    frozenset({"人", "名", "位"}),
    frozenset({"场", "场次", "次"}),
    frozenset({"元", "元钱", "人民币"}),
    frozenset({"岁", "周岁", "年"}),
    frozenset({"月", "个月"}),
    frozenset({"天", "日"}),
    frozenset({"公里", "千米"}),
    frozenset({"公斤", "千克"}),
    frozenset({"本", "册"}),
    frozenset({"起", "件"}),
    frozenset({"‰", "1/千人"}),
    frozenset(_RATIOS),
)
"""Words that count or measure the same; 个 besides counts whatever a word counts."""


def plain_signs(text: str) -> str:
    """Return *text* with plain signs for full-width ones: ４１．６３％ is 41.63%."""
    return text.translate(_FULL_WIDTH)


def canonical_unit(text: str) -> str:
    """Return the one spelling of a unit; an unknown one as it is, in plain signs.

    >>> canonical_unit("％"), canonical_unit("每10万人"), canonical_unit(" 人次 ")
    ('%', '1/10万', '人次')
    """
    stripped = text.strip()
    return _SPELLINGS.get(stripped) or _one_spelling(stripped)


@cache
def _one_spelling(unit: str) -> str:
    folded = re.sub(r"[\s,]", "", plain_signs(unit)).lower()
    return _SPELLINGS.get(folded) or _rate(folded) or plain_signs(unit)


def _rate(folded: str) -> str | None:
    """Return the spelling of a rate per 1 000, 10 000, 100 000 or a million, None of anything else."""
    sizes = "|".join(sorted(_SIZES, key=len, reverse=True))
    found = re.fullmatch(
        rf"""(?P<of>1|人|名|例|个|张|件|起|次|人次)?/(?P<a>{sizes})(?P<whom>[^\W\d_元]*)
        |(?:每|per)(?P<b>{sizes})(?P<whose>[^\W\d_元]*)
        |(?P<c>{sizes})分之一?""",
        folded,
        re.VERBOSE,
    )
    if found is None:
        return None
    rate = _SIZES[found["a"] or found["b"] or found["c"]]
    births = {None, "", "活产", "例活产", "名活产", "活产儿", "livebirths"}
    if rate == "1/千人" and found["of"] in {None, "1"} and {found["whom"], found["whose"]} <= births:
        return "‰"
    return rate


def is_share(unit: str) -> bool:
    """Whether a unit tells a share, a rate or a difference of shares; 万 and 亿 never stand before one."""
    return canonical_unit(unit) in {*_SHARES, "百分点", "千分点"}


def is_known(unit: str) -> bool:
    """Whether people print this unit: a rate, a measure, a word that counts, or one of them by another.

    >>> is_known("1/10万"), is_known("元/人"), is_known("成")
    (True, True, False)
    """
    one = canonical_unit(unit)
    number, per, other = one.partition("/")
    return one in _KNOWN or bool(per and number in _KNOWN and other in _KNOWN)


def scale_of(unit_measure: str) -> tuple[str, str]:
    """Return the 万 or 亿 (or 百, 千 …) that a unit of measure begins with, and the unit after it.

    >>> scale_of("万人次"), scale_of("千克"), scale_of("%")
    (('万', '人次'), ('', '千克'), ('', '%'))
    """
    unit = canonical_unit(unit_measure)
    if unit not in _KNOWN:
        for scale in ("百万", "千万", "万亿", "亿", "万", "千", "百"):
            if unit.startswith(scale):
                return scale, unit.removeprefix(scale)
    return "", unit


_POWERS: Final = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}


def conversion(given: str, wanted: str) -> int | None:
    """Return the power of ten by which a value in one unit is the value in another; None when none is exact.

    >>> conversion("万人", "人"), conversion("人", "万名"), conversion("人", "元"), conversion("‰", "%")
    (4, -4, None, None)
    """
    (scale, unit), (own_scale, own_unit) = scale_of(given), scale_of(wanted)
    same = unit == own_unit or (unit and own_unit and units_agree(unit, own_unit))
    return _POWERS[scale] - _POWERS[own_scale] if same else None


def is_percentage(unit_measure: str) -> bool:
    """Whether values are percentages."""
    return canonical_unit(unit_measure) == "%"


def ratio_factor(unit_measure: str) -> int | None:
    """Return what numerator / denominator is multiplied with; None where a ratio makes no sense.

    >>> ratio_factor("%"), ratio_factor("1/10万"), ratio_factor("女=100"), ratio_factor("人")
    (100, 100000, 100, None)
    """
    unit = canonical_unit(unit_measure)
    return 100 if unit.endswith("=100") else _FACTORS.get(unit)


def change_kind(unit_measure: str) -> ChangeKind:
    """Return how a change of values in this unit is printed."""
    unit = canonical_unit(unit_measure)
    if unit == "%":
        return "percentage-points"
    if unit == "‰":
        return "permille-points"
    own = unit in _ABSOLUTE or unit.endswith("=100") or unit.partition("/")[0] in _TIMES
    return "absolute" if own else "relative"


def units_agree(printed: str, unit_measure: str) -> bool:
    """Whether a unit that was printed beside a number can be the indicator's unit of measure.

    >>> units_agree("人", "名"), units_agree("人次", "人"), units_agree("‰", "%")
    (True, False, False)
    """
    left, right = canonical_unit(printed), canonical_unit(unit_measure)
    if left == right:
        return True
    if "个" in {left, right}:
        return {left, right} <= _COUNTED
    return any(left in group and right in group for group in _SYNONYMS)
