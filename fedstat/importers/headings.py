"""What the headings of a table mean: ours, SDMX's, those of Chinese offices, or what the user tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from fedstat.importers.periods import found_period
from fedstat.importers.words import STATUS_OF, folded, is_total
from fedstat.model.unit import canonical_unit, is_known, scale_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.importers.matching import Names
    from fedstat.model.period import Period

INDICATOR: Final = "indicator"
IGNORED: Final = "-"
"""What a heading means whose column is left out."""
AMOUNTS: Final = ("value", "numerator", "denominator")
"""What makes an observation of a row."""
PER_VALUE: Final = (
    *(*AMOUNTS, "obs_status", "qualifier", "as_printed", "baseline_restated", "note", "unit_measure"),
    "unit_mult",
)
"""What may stand once for each value of a row, below a year or a sub-group."""
_WORDS: Final = {
    INDICATOR: """indicator indicator_code indicator_name code name
        指标 指标代码 指标编码 指标编号 代码 编码 编号 指标名称 名称 监测指标 监测指标名称
        统计指标 统计指标名称 主要指标 指标项 指标内容 项目""",
    "period": """period time_period time year
        报告期 年份 年度 时期 时间 期间 统计期 数据年份 数据年度 监测年份 监测年度 所属期 年""",
    "value": """value obs_value actual
        监测值 数值 值 数据 实际值 完成值 统计值 指标值 观测值 监测数据 监测数值
        本期值 本期数 实际完成值 数据值""",
    "numerator": "numerator 分子 分子值",
    "denominator": "denominator 分母 分母值",
    "obs_status": "obs_status observation_status status 数据情况 数据状态 观测状态 数据性质",
    "qualifier": "qualifier 数值限定 限定",
    "as_printed": "as_printed 原文 原文数值",
    "baseline_restated": "baseline_restated 重算基期值",
    "breakdown": "breakdown disaggregation 分组",
    "reference_area": """reference_area ref_area area region
        地区 区域 行政区 行政区划 县区 区县 县(市、区) 县市区 市县 地市""",
    "unit_measure": "unit_measure unit_of_measure 计量单位 单位 数据单位",
    "unit_mult": "unit_mult",
    "reported_by": """reported_by
        填报单位 报送单位 数据提供单位 提供单位 上报单位 填报部门 报送部门 数据提供部门""",
    "source": "source data_source source_detail 数据来源 来源 资料来源 数据出处",
    "evidence": "evidence 佐证材料 佐证 依据 证明材料",
    "reviewed_by": "reviewed_by 审核人",
    "approved_by": "approved_by 审批人 审定人",
    "recorded": "recorded 登记时间 登记日期 登记日",
    "note": "note comment remark remarks obs_comment comment_obs 备注 说明 注",
    "action": "action",
}
_SILENT: Final = """
序号 no. no # 频率 freq frequency decimals structure structure_id structure_name dataflow series_key obs_key
time_format collection indicator_type visibility 领域 监测领域 主要目标 目标 part domain goal 类别 类型 kind
type role 指标属性 属性 direction 牵头单位 责任单位 配合单位 responsible_unit supporting_units name_en
english_name definition formula 指标解释 计算方法 计算公式
"""
"""Columns of plans and messages that say nothing about a value."""
FIELDS: Final = tuple(_WORDS)
"""What a heading may be said to mean, besides a period, a dimension, or an indicator."""
_MEANT: Final[Mapping[str, str]] = {
    **dict.fromkeys(map(folded, _SILENT.split()), IGNORED),
    **{folded(word): field for field, words in _WORDS.items() for word in words.split()},
}
_PARENTHESES: Final = re.compile(r"(.+?)\s*[(\[]([^()\[\]]*)[)\]]\Z", re.DOTALL)
_WITH_PERIOD: Final = re.compile(
    r"([12]\d{3}(?:年?(?:上半年|下半年|第?[一二三四1-4]季度|\d{1,2}月)|-?[HQ]\d|-\d\d)?年?度?)(\D.*)\Z",
    re.DOTALL,
)
_BOTH: Final = re.compile(r"([A-Za-z0-9_@$\-\[\].]+): .+", re.DOTALL)
"""A heading of an SDMX message that tells ids and names: “INDICATOR: Indicator”."""


class Meaning(NamedTuple):
    """What a heading says of the column below it; several headings above each other say it together."""

    field: str = ""
    """One of `FIELDS`, `IGNORED`, or the id of a dimension after “by:”."""
    period: Period | None = None
    indicator: str = ""
    group: tuple[str, str] | None = None
    """A dimension and its category."""
    unit: str = ""
    status: str = ""

    def beside(self, other: Meaning) -> Meaning | None:
        """Return what two headings say together, None when they say two different things."""
        if any(one and two and one != two for one, two in zip(self, other, strict=True)):
            return None
        return other._replace(**{name: told for name, told in self._asdict().items() if told})


class Reader:
    """Understands headings with the words of one ledger."""

    def __init__(self, names: Names, told: Mapping[str, Meaning]) -> None:
        """Keep the names of the ledger, and by its heading what the user told of a column."""
        self._names = names
        self._told = {folded(heading): meaning for heading, meaning in told.items()}
        self._ways = {folded(name): way for name, way in names.dimensions.items()}
        homes: dict[str, set[tuple[str, str]]] = {}
        for identity, categories in self._ways.values():
            for word, category in categories.items():
                homes.setdefault(folded(word), set()).add((identity, category))
        self._groups = {word: found.pop() for word, found in homes.items() if len(found) == 1}

    def meaning(self, text: str) -> Meaning | None:
        """Return what a heading means, None when it is not understood."""
        word = folded(text)
        if word in self._told:
            return self._told[word]
        return self._plain(text) or self._with_parentheses(text)

    def is_told(self, text: str) -> bool:
        """Whether the user said what the column is."""
        return folded(text) in self._told

    def _plain(self, text: str) -> Meaning | None:
        word = folded(text)
        both = _BOTH.match(text)
        if both is not None and both[1].isascii():
            word = folded(both[1])
        word = word.removesuffix("[]")
        if word in _MEANT:
            return Meaning(_MEANT[word])
        if word in self._ways:
            return Meaning(f"by:{self._ways[word][0]}")
        return self._with_period(text) or self._of_a_value(text, word)

    def _with_period(self, text: str) -> Meaning | None:
        """Return the meaning of 2023年, 2023年监测值, 2023年分子."""
        period = found_period(text)
        if period is not None:
            return Meaning(period=period)
        parts = _WITH_PERIOD.match(re.sub(r"\s", "", text))
        period = parts and found_period(parts[1])
        field = _MEANT.get(folded(parts[2])) if parts is not None else None
        return Meaning(field, period=period) if period is not None and field in PER_VALUE else None

    def _of_a_value(self, text: str, word: str) -> Meaning | None:
        """Return the meaning of a column of values: an indicator's, a sub-group's, everybody's."""
        code = self._names.exact_indicator(text)
        if code:
            return Meaning(indicator=code)
        if word in self._groups:
            return Meaning(group=self._groups[word])
        return Meaning("value") if is_total(text) else None

    def _with_parentheses(self, text: str) -> Meaning | None:
        """Return the meaning of 监测值（%） and 2023年（初步数）; what is not understood makes it unclear."""
        found = _PARENTHESES.match(text.replace("（", "(").replace("）", ")"))
        meaning = self._plain(found[1]) if found is not None else None
        if found is None or meaning is None:
            return None
        inside = found[2].strip()
        if is_unit(inside):
            return meaning._replace(unit=canonical_unit(inside))
        status = STATUS_OF.get(folded(inside), "")
        if status and meaning.field in {"", "value"}:
            return meaning._replace(status=status)
        return meaning if meaning.field not in {"", *PER_VALUE} or meaning.field == "note" else None


def is_unit(text: str) -> bool:
    """Whether a text is a unit of measure, perhaps with 万 before it."""
    scale, unit = scale_of(text)
    return bool(text) and (is_known(unit) or bool(scale and is_known(unit)))


def targets(names: Names) -> tuple[str, ...]:
    """Return what a heading may be said to mean, besides a period or an indicator."""
    return (*FIELDS, *(dimension for dimension, _ in names.dimensions.values()), IGNORED)


def told_meaning(word: str, names: Names) -> Meaning | None:
    """Return what the user says that a column is: period, 2023, W-3-01, sex, 女; None when it is none."""
    plain = word.strip()
    if plain == IGNORED or plain in FIELDS:
        return Meaning(plain)
    return Reader(names, {}).meaning(plain)
