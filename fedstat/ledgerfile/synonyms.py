"""Words that people write where the ledger wants another one; loaded only when one was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.ledgerfile.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Collection

_MEANT: Final = """
increase: 正向 正 提高 上升 增加 增长 提升 up higher positive +
decrease: 逆向 负向 反向 负 逆 降低 下降 减少 down lower negative reverse -
maintain: 保持 稳定 持平 维持 keep stable hold
range: 适度 区间 范围 适中 moderate interval between
quantifiable: 可量化 可量化指标 量化 定量 定量指标 数值 number numeric quantitative
trend: 趋势性 趋势性指标 趋势 定性 定性指标 qualitative
indicator: 指标 监测指标
activity: 活动 工作
background: 背景 参考 参考指标
public: 公开
internal: 内部 不公开 不宜公开 private secret
zh: 中文 汉语 简体中文 cn zh-cn zh_cn chinese
en: 英文 英语 en-us en-gb english
half-up: 四舍五入 四舍六入 half_up halfup round
half-even: 四舍六入五成双 四舍六入五留双 银行家舍入 half_even banker
truncate: 截尾 截断 舍去 trunc floor
whole: 全数值 全数值比较 全数值比较法 exact
rounded: 修约 修约值 修约值比较 修约值比较法 四舍五入 万
baseline: 基期 基期值 较基期
previous: 上期 上年 前期 较上年 previous_year
annual: 年度 年度监测 yearly year
midterm: 中期 中期评估 mid-term mid
final: 终期 终期评估 末期 期末 end
met: 已达标 达标 达到 achieved
on-track: 达到序时进度 序时 on_track ontrack
behind: 未达到序时进度 滞后 进度滞后
flat: 与基期持平 持平
moving-away: 逆向变化 moving_away
missed: 未达标 not-met not_met
no-data: 无数据 no_data
not-assessable: 无法判断 not_assessable
expected: 预期可达标 可达标 能达标
difficult: 有难度 难度较大
unlikely: 难以达标 不能达标
exact: 准确 精确
about: 约 大约 左右 approximately approx ~
more than: 余 多 超过 more_than more-than >
nearly: 近 将近 接近 almost
at least: 至少 不少于 以上 at_least at-least >=
all: 全部 所有 全部指标
quantifiable: 可量化指标
A: 正常 年度 年 每年 annual yearly
H: 半年 半年度 每半年 semiannual half-yearly
Q: 季度 季 每季度 quarterly
M: 月度 月 每月 monthly 无法统计
term: 届 每届
A5: 五年 每五年
B: 断点 口径变化 中断
D: 口径不同
E: 估计 估计值 估算
F: 预测 预测值 预计
P: 初步 初步数 快报
L: 未调查 未开展调查 当年不调查
O: 缺失 未统计 未报送 missing
Q: 不公开 不宜公开 保密 suppressed
K: 含在其他项
evidence: 佐证材料 佐证
source: 来源 数据来源
approved_by: 审批人 审定
reviewed_by: 审核人 审核
reported_by: 填报单位 报送单位
"""

_KEYS: Final = """
title: name 标题 名称
name: title 名称 指标名称
code: id 编码 编号 代码
id: code 编号
unit_measure: unit 单位 计量单位
responsible_unit: unit responsible_units owner 牵头单位 责任单位
supporting_units: supporting_unit 配合单位
data_provider: provider 数据提供单位
direction: polarity 方向 指标属性
recorded: date entered 日期 记录日期
period: year 年份 报告期 time_period
reference_area: area region 地区
values: value observation observations 数值
value: obs_value 数值 监测值
obs_status: status flag 数据情况
breakdown: group disaggregation 分组
baseline: base 基期 基期值
target: targets 目标 目标值
at_least: min minimum not_less_than 不低于 gte value
at_most: max maximum not_more_than 不超过 lte
above: more_than gt 高于
below: less_than lt 低于
wording: text 表述 原文
by: year period until
note: comment remark 备注
source: 来源 数据来源
evidence: attachment 佐证材料
indicator: code 指标 metric
limit: maximum natural_limit 理论上限
categories: values category 类别
known_on: cutoff 数据截止日
reason: why 原因
cause: 原因
measures: measure 措施
document: 文件 doc
"""


def _table(lines: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for line in lines.strip().splitlines():
        meant, _, words = line.partition(": ")
        for word in words.split():
            table.setdefault(word, []).append(meant)
    return table


def meant_choice(word: str, choices: Collection[str]) -> str:
    """Return the choice that *word* means or nearly spells, "" when none."""
    return _meant(word, choices, _MEANT)


def meant_key(word: str, keys: Collection[str]) -> str:
    """Return the key that *word* means or nearly spells, "" when none."""
    return _meant(word, keys, _KEYS)


def _meant(word: str, known: Collection[str], lines: str) -> str:
    plain = word.strip().casefold()
    same = [choice for choice in known if choice.casefold() == plain]
    listed = [meant for meant in _table(lines).get(plain, ()) if meant in known]
    found = (*same, *listed)
    return found[0] if found else nearest(word, known)
