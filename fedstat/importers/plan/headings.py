"""What the heading of a column means in an office's table of indicators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from fedstat.importers.periods import found_period
from fedstat.importers.words import folded
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.language import Message
    from fedstat.model.period import Period

WORDS: Final = {
    "number": "序号 行号 排序 no no. 原表行",
    "code": "编号 编码 代码 指标编号 指标编码 指标代码 指标序号 code indicator_code",
    "part": "规划 部分 所属规划 规划名称 规划部分 所属部分 类别 part plan",
    "domain": "领域 发展领域 重点领域 所属领域 领域名称 一级指标 维度 domain",
    "goal": "主要目标 发展目标 目标名称 所属目标 二级指标 goal",
    "name": "指标名称 指标 监测指标 评估指标 监测评估指标 主要指标 具体指标 三级指标 名称 指标内容 统计指标 "
    "指标项 indicator name indicator_name",
    "unit_measure": "计量单位 指标单位 数值单位 单位(计量) unit unit_measure unit_of_measure",
    "direction": "指标属性 指标方向 方向 属性 正逆向 指标正逆向 正向/逆向 正向或逆向 direction",
    "nature": "指标性质 性质 指标类型 类型 指标类别 可量化/趋势性 kind",
    "tags": "标签 重点难点 重点/难点 tags",
    "responsible_unit": "牵头单位 牵头部门 责任单位 责任部门 主责单位 主要责任单位 负责单位 主管部门"
    " 牵头责任单位 实施单位 responsible_unit responsible",
    "supporting_units": "配合单位 协同单位 参与单位 协办单位 配合部门 责任单位(配合) 支持单位"
    " supporting_units supporting_unit",
    "data_provider": "数据提供单位 数据报送单位 填报单位 报送单位 数据来源单位 数据提供部门 数据责任单位"
    " data_provider",
    "data_source": "数据来源 资料来源 来源 数据出处 数据来源及口径 data_source source",
    "definition": "指标解释 指标定义 定义 口径 指标口径 统计口径 指标说明 指标含义 definition",
    "formula": "计算公式 计算方法 公式 formula",
    "frequency": "报送频率 监测频率 频率 统计频率 监测周期 周期 frequency",
    "tolerance": "允许误差 容差 允许偏差 tolerance",
    "limit": "理论上限 上限 limit",
    "note": "备注 说明 附注 note notes remark remarks",
    "review": "需要核对",
}
_FIELD_OF: Final = {folded(word): field for field, words in WORDS.items() for word in words.split()}
OWN: Final = tuple(WORDS)
"""The fields, in the order of a table as offices lay it out; baselines, values and targets stand apart."""
DATED: Final = ("baseline", "value", "target")

TITLES: Final[Mapping[str, Message]] = {
    "number": msg("number", context="heading"),
    "code": msg("code"),
    "part": msg("part", context="noun"),
    "domain": msg("domain", context="noun"),
    "goal": msg("goal"),
    "name": msg("indicator"),
    "unit_measure": msg("unit of measure"),
    "direction": msg("direction"),
    "nature": msg("kind"),
    "tags": msg("tags"),
    "responsible_unit": msg("responsible unit"),
    "supporting_units": msg("supporting units"),
    "data_provider": msg("data provider"),
    "data_source": msg("data source"),
    "definition": msg("definition"),
    "formula": msg("formula"),
    "frequency": msg("frequency"),
    "tolerance": msg("tolerance"),
    "limit": msg("natural limit"),
    "note": msg("note"),
    "review": msg("to check"),
    "baseline": msg("baseline"),
    "value": msg("value"),
    "target": msg("target"),
}
"""How each field is called in a message."""
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEAR: Final = re.compile(r"(\d{4}(?:年?(?:上半年|下半年|第?[一二三四1-4]季度|h[12]|q[1-4]))?)年?度?末?")
_AIMED: Final = re.compile(r"目标|规划值|预期值|计划值|target")
_BASED: Final = re.compile(r"基期|基数|基线|基准|baseline")
_VALUED: Final = re.compile(
    r"(?:实际|完成|监测|统计|现状|达到|当年|年度|末|指标|数据|情况|数值|值|数|结果|进展|actual|value)*\Z"
)


class Head(NamedTuple):
    """What a heading means."""

    field: str
    """One of the fields, of `DATED`, or what only the cells tell: unit (单位), goals (目标), year."""
    period: Period | None = None


def heading(text: str) -> Head | None:
    """Return what a heading means, None when nothing is known of it.

    >>> heading("牵头单位"), heading("单 位")
    (Head(field='responsible_unit', period=None), Head(field='unit', period=None))
    >>> str(heading("2025年目标值").period), heading("2020年（基期）").field
    ('2025', 'baseline')
    """
    whole = folded(text)
    plain = _BRACKETS.sub("", whole)
    for one in (whole, plain):
        if one in _FIELD_OF:
            return Head(_FIELD_OF[one])
    if plain == "单位":
        return Head("unit")
    if plain == "目标":
        return Head("goals")
    return _dated(whole) if len(whole) <= _LONGEST else None


_LONGEST: Final = 30
"""A longer text is no heading but a sentence."""


def _dated(text: str) -> Head | None:
    """Return what a heading with a year, or with the words of one, means."""
    found = _YEAR.search(text)
    period = found_period(found[1]) if found else None
    rest = re.sub(r"[()\[\]:/]", "", text[: found.start()] + text[found.end() :] if found else text)
    if _AIMED.search(rest):
        return Head("target", period)
    if _BASED.search(rest):
        return Head("baseline", period)
    if period is not None and not rest:
        return Head("year", period)
    return Head("value", period) if period is not None and _VALUED.match(rest) else None
