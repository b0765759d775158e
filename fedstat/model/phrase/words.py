"""The vocabulary of targets: which words are known, what kind each is of, and what it means."""

from __future__ import annotations

from functools import cache
from typing import Final

Word = tuple[str, str, str]
"""A word, its kind, its meaning."""

TERMS: Final = """
prefix at_least: 不低于|不少于|不小于|不短于|不得低于|不得少于|至少|最少|大于等于|大于或等于|等于或大于
prefix at_least: 达到或超过|达到或高于|等于或高于|≥|≧
prefix at_least: >=|at least|no less than|not less than|not fewer than|no fewer than|not lower than
prefix at_least: no lower than|not below|at or above
prefix at_most: 不高于|不超过|不多于|不大于|不得超过|不得高于|至多|最多|小于等于|小于或等于|等于或低于
prefix at_most: ≤|≦
prefix at_most: <=|at most|no more than|not more than|no higher than|not higher than|not exceed
prefix at_most: not to exceed|not exceeding|not above|at or below
prefix above: 超过|高于|多于|大于|超出
prefix above: >|above|over|more than|greater than|higher than|exceed|exceeds
prefix below: 低于|少于|不满|不足|小于
prefix below: <|below|less than|fewer than|lower than
prefix around: 大约|大致
prefix around: around|about|approximately
prefix between: between
prefix better: 优于|好于
suffix at_least: 以上|及以上|和以上|或以上
suffix at_least: or more|or above|or higher|or over|and above
suffix at_most: 以下|及以下|和以下|或以下|以内|之内
suffix at_most: or less|or below|or lower|or fewer|and below
suffix around: 左右|上下
between: 之间|区间
verb reach: 达到|达至
verb reach: reach|reaches|reaching
verb hold: 控制在|控制到|压减到
verb hold: limit to|limited to
verb keep: 保持在|稳定在|维持在|保持|维持|达到并保持在|达到并稳定在|稳定达到|稳定保持在|巩固在|持续保持在
verb keep: keep|kept|maintain|maintained|remain|remains|stay|stays
verb up: 升到|升至|增到|增至
verb up: rise to|rises to|raise to|raised to|increase to|increased to
verb down: 降到|降至|减到|减至|缩至|降为
verb down: fall to|falls to|reduce to|reduced to|decrease to|decreased to|lower to|lowered to
trend increase: 提高|提升|上升|增加|增长|延长|扩大|增强|增多|加大|上涨|拓展|递增
trend increase: increase|increases|increasing|rise|rises|raise|grow|grows|increase by|grow by|rise by
trend decrease: 降低|减少|下降|缩小|减轻|缩短|差距缩小|递减
trend decrease: decrease|decreases|decreasing|reduce|reduces|reduced|fall|falls|lower|decline|declines
trend decrease: decrease by|fall by|reduce by|reduced by|decline by
trend better: 改善|优化|改进
trend better: improve|improves|improved|improving
calm: 持平|基本持平|稳定|基本稳定|总体稳定|保持稳定
calm: stable
curbed: 得到控制|得到有效控制|有效控制
curbed: under control|brought under control
multiple 100: 翻一番|翻1番|翻番|翻倍
multiple 100: double|doubled
multiple 300: 翻两番|翻二番|翻2番
multiple 700: 翻三番|翻3番
multiple -50: 减半|下降一半|降低一半|减少一半
multiple -50: halve|halved
extreme all: 全覆盖|均设立|均设有|均建立|均配备
extreme none: 零发生|零报告
extreme gone: 消除|清零|归零
covered: 覆盖
adverb: 逐步|不断|持续|明显|显著|稳步|进一步|有所|继续|大幅|大幅度|较大幅度|逐年|逐渐|切实|日益|更加
adverb: 有效
adverb: steadily|gradually|further|significantly|continuously|at|be
hope: 力争
question effort: 努力|争取|尽量|尽可能|尽早|尽快|原则上|有望|预计|接近|鼓励
question effort: strive|aim|nearly|almost
question number: 普及|基本|动态|同步|相适应|相协调|相匹配|相当|合理区间|合理水平|合理范围|正常水平
question number: 较低水平|较高水平|先进水平|以外|之外
question number: universal|eliminate|appropriate
each: 每年|每年度|年度
each: every year|each year
yearly: 年均|年平均|平均每年
sum: 累计|累积|年累计|共计
sum: in total
previous: 比上年|较上年|比上期|较上期|同比|比上一年|较上一年|比去年|较去年
base: 比基期|较基期|以基期为基数|比基期年|较基期年
average: 平均水平|平均值|均值
among: 其中
respectively: 分别
name: 无障碍|无害化|无业|未成年|未婚|未就业|非农|非意愿|非正规|非婚|非遗|不良|不孕|不育|基本养老
name: 基本医疗|基本公共|少数民族|预防控制|基本生活|基本保险|基本社会|基本药物|基本避孕
name: 基本办学|年平均工资|年度考核
unknown: 不|未|无|非|没|除|严禁|禁止|防止|避免|杜绝|严防|遏制|扭转|抑制|阻止|制止|减缓|放缓|延缓|停止
unknown: 控制|负增长|幅度|增幅|降幅|涨幅|升幅|增速|降速|速度|部分|个别|少数
unknown: 多数|有条件
unknown: not|no|never|without|unless|except|prevent|avoid|stop|slow|halt|curb|reverse|if|some|most
"""
"""Every word: its kind, its meaning, then the words themselves. What turns a phrase round (不, 防止, 降幅) is
unknown on purpose: between a name and a number it must not pass for a part of the name."""

MOVED: Final = {"increase": "up", "decrease": "down"}
"""A trend word and 到, 至 name the level to be reached: 提高到."""

NOUN_ENDINGS: Final = "率幅值速"
"""What turns a known word into a part of a name: 普及率, 下降幅度, 增长值, 增长速度."""
STATE_ENDINGS: Final = "率面性度"
"""The same for words of a state: 覆盖面, 稳定性, 普及度."""
STATES: Final = frozenset({"question", "covered", "calm"})

INDICATOR_ENDINGS: Final = ("率", "比", "比例", "比重", "占比", "数", "量", "水平", "寿命", "面", "差距")
"""How the name of an indicator ends; a sub-group's name does not."""

COUNTED: Final = frozenset(
    (
        *(
            "人",
            "名",
            "位",
            "个",
            "项",
            "次",
            "人次",
            "所",
            "张",
            "件",
            "起",
            "户",
            "家",
            "处",
            "座",
            "场",
            "期",
        ),
        *(
            "册",
            "篇",
            "门",
            "套",
            "支",
            "条",
            "例",
            "元",
            "岁",
            "周岁",
            "年",
            "个月",
            "月",
            "天",
            "日",
            "小时",
        ),
        *(
            "分钟",
            "平方米",
            "公里",
            "公顷",
            "吨",
            "倍",
            "分",
            "级",
            "辆",
            "台",
            "床",
            "对",
            "户次",
            "场次",
            "人年",
        ),
    )
)
"""Counting words that may follow a number."""

AGES: Final = ("周岁", "个月", "月龄", "岁", "年", "级", "孩", "癌", "胎", "类")
"""What follows the number in a name: 5岁以下儿童, 九年义务教育, 二孩, 两癌."""


@cache
def lexicon() -> dict[str, tuple[Word, ...]]:
    """Return every word by its first character, the longest first."""
    found: dict[str, list[Word]] = {}
    for line in TERMS.strip().splitlines():
        head, _, words = line.partition(": ")
        kind, _, meaning = head.partition(" ")
        for word in words.split("|"):
            found.setdefault(word[0], []).append((word, kind, meaning))
            if kind == "trend" and meaning in MOVED and not word.isascii():
                moved = [(word + to, "verb", MOVED[meaning]) for to in "到至"]
                found[word[0]].extend(moved)
    return {first: tuple(sorted(words, key=_longest)) for first, words in found.items()}


def _longest(word: Word) -> int:
    return -len(word[0])
