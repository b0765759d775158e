"""Words that stand in the cells of offices' tables beside the numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from fedstat.model.unit import plain_signs

if TYPE_CHECKING:
    from fedstat.model.observation import Qualifier

_BLANK: Final = re.compile(r"[\s_]+")


@cache
def folded(text: str) -> str:
    """Return a text as it is compared: plain signs, small letters, no blanks.

    >>> folded("OBS_VALUE"), folded(" 指标 名称"), folded("县（市、区）")
    ('obsvalue', '指标名称', '县(市、区)')
    """
    return _BLANK.sub("", plain_signs(text)).casefold()


_STATUSES: Final = {
    "A": "正常 正式 正式数 最终 最终数 确定 确定数 年报数 normal final",
    "B": "口径变化 口径调整 断点 数据断点 break_in_the_series break",
    "D": "定义不同 口径不同 definition_differs",
    "E": "估算数 估算 估计 估计数 估计值 estimated estimate",
    "F": "预测数 预测 预测值 预计 预计数 forecast",
    "G": "试验数 experimental",
    "H": "节假日 holiday",
    "I": "插补数 插补 imputed",
    "J": "豁免报送 derogation",
    "K": "含在其他项内 含在其他项 included_elsewhere",
    "L": "未调查 未开展调查 当年不调查 本年不调查 当年未调查 本年未调查 not_surveyed",
    "M": "不适用 does_not_apply",
    "N": "不显著 not_significant",
    "O": "未掌握 未报送 未统计 缺失 缺报 not_known",
    "P": "初步数 初步 快报 快报数 初步统计数 provisional",
    "Q": "不宜公开 不公开 保密 not_public",
    "S": "罢工影响 strike",
    "U": "可靠性低 low_reliability",
    "V": "未经核实 unvalidated",
    "W": "含其他类别 includes_another_category",
}
STATUS_OF: Final = {folded(word): status for status, words in _STATUSES.items() for word in words.split()}
"""The observation status that each word names."""

QUALIFIER_OF: Final[dict[str, Qualifier]] = {
    **dict.fromkeys(("exact", "确数", "准确"), "exact"),
    **dict.fromkeys(("rounded", "取整"), "rounded"),
    **dict.fromkeys(("about", "约", "大约"), "about"),
    **dict.fromkeys(("morethan", "余(多于)", "余", "多于"), "more than"),
    **dict.fromkeys(("nearly", "近", "接近"), "nearly"),
    **dict.fromkeys(("atleast", "不少于", "至少"), "at least"),
}
"""The qualifier that each word names."""

_TOTALS: Final = frozenset(["合计", "总计", "全部", "全体", "总体", "总数", "不分组", "total", "all"])


def is_total(text: str) -> bool:
    """Whether a word where a sub-group may stand means everybody."""
    return folded(text) in _TOTALS or text.strip() in {"_T", "_Z"}
