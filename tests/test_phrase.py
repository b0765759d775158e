"""Targets as plans write them: a comparator, a question, or not understood; never a guess."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fedstat.errors import SEVERITIES, Fault
from fedstat.language import LANGUAGES, say
from fedstat.model.number import plain
from fedstat.model.period import year_period
from fedstat.model.phrase import Phrase, parse_target, same_target
from fedstat.model.phrase.amounts import Amount, amount_at
from fedstat.model.phrase.words import COUNTED, lexicon
from fedstat.model.target import Direction, Number, Target

SIGNS = {
    "at_least": "≥",
    "at_most": "≤",
    "above": ">",
    "below": "<",
    "around": "≈",
    "equal": "=",
    "between": "in",
    "trend": "trend",
}


def number(value: Number | None) -> str:
    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def told(target: Target) -> str:
    """Return a target in one line: ≥ 45 keep, ≤ -20 percent, ≥ 0 of 全省, in 3..5."""
    words = [SIGNS[target.comparator], number(target.value)]
    if target.bounds:
        words.append("..".join(map(number, target.bounds)))
    if target.derivation:
        words += [number(target.change), target.derivation]
    words += [name for name in ("keep", "cumulative", "equal_is_met") if getattr(target, name)]
    words += [f"of {target.relative_to}"] if target.relative_to else []
    words += [f"for {name}" for dimension, name in target.breakdown if not dimension]
    words += [f"by {target.by}"] if target.by else []
    return " ".join(word for word in words if word)


def understood(text: str, unit_measure: str = "", direction: Direction | None = None) -> Phrase:
    read = parse_target(text, direction=direction, unit_measure=unit_measure)
    assert isinstance(read, Phrase), read.message
    return read


def asked(text: str, unit_measure: str = "", direction: Direction | None = None) -> Fault:
    read = parse_target(text, direction=direction, unit_measure=unit_measure)
    assert isinstance(read, Fault), read
    return read


def one(text: str, unit_measure: str = "") -> str:
    (target,) = understood(text, unit_measure).targets
    return told(target)


# -- METHODS §1, row by row --------------------------------------------------------------------------------

ROWS: list[tuple[str, str]] = [
    # ≥ X
    ("达到45%", "≥ 45"),
    ("达到45%以上", "≥ 45"),
    ("45%以上", "≥ 45"),
    ("45%及以上", "≥ 45"),
    ("不低于45%", "≥ 45"),
    ("不少于3个", "≥ 3"),
    ("至少35张", "≥ 35"),
    ("提高到45%", "≥ 45"),
    ("提高到45%以上", "≥ 45"),
    ("提升至45%", "≥ 45"),
    ("增至40万人", "≥ 400000"),
    ("每年不少于2次", "≥ 2"),
    ("达4.5个", "≥ 4.5"),
    # ≤ X
    ("5‰以下", "≤ 5"),
    ("5‰以内", "≤ 5"),
    ("降到5‰", "≤ 5"),
    ("降至5‰以下", "≤ 5"),
    ("下降到14.5/10万以下", "≤ 14.5"),
    ("控制在5‰", "≤ 5"),
    ("控制在5.2‰以下", "≤ 5.2"),
    ("控制在5.2‰以内", "≤ 5.2"),
    ("不高于10%", "≤ 10"),
    ("不超过10%", "≤ 10"),
    ("不多于3起", "≤ 3"),
    # > X, < X
    ("超过92%", "> 92"),
    ("高于92%", "> 92"),
    ("多于92所", "> 92"),
    ("低于2%", "< 2"),
    ("不满2%", "< 2"),
    ("不足2%", "< 2"),
    ("少于2起", "< 2"),
    # in every period
    ("保持在95%以上", "≥ 95 keep"),
    ("稳定在95%以上", "≥ 95 keep"),
    ("达到并保持在95%以上", "≥ 95 keep"),
    ("每年保持在95%以上", "≥ 95 keep"),
    ("保持在5‰以下", "≤ 5 keep"),
    # about X
    ("保持在50%左右", "≈ 50"),
    ("稳定在50%左右", "≈ 50"),
    ("达到45%左右", "≈ 45"),
    ("提高到45%左右", "≈ 45"),
    ("降到3‰左右", "≈ 3"),
    ("约45%", "≈ 45"),
    ("达到约45%", "≈ 45"),
    # between
    ("40%～60%", "in 40..60"),
    ("40-60%", "in 40..60"),
    ("40%——60%", "in 40..60"),
    ("40%-60%之间", "in 40..60"),
    ("在45%至55%之间", "in 45..55"),
    ("保持在45%～55%", "in 45..55 keep"),
    ("提高到3～5个", "in 3..5"),
    ("1～2万人", "in 10000..20000"),
    ("45%～55", "in 45..55"),
    # from X to Y
    ("由40.9%提高到45%", "≥ 45"),
    ("从16.9/10万下降到14.5/10万以下", "≤ 14.5"),
    ("自40%增至45%", "≥ 45"),
    ("由28.6万人提高到32万人", "≥ 320000"),
    ("提高到2025年的45%以上", "≥ 45 by 2025"),
    ("由2020年的40.9%提高到2025年的45%以上", "≥ 45 by 2025"),
    ("到2025年，由40%达到45%", "≥ 45 by 2025"),
    # derived from the baseline
    ("以2020年为基数下降20%", "≤ -20 percent"),
    ("以2020年为基数，下降20%以上", "≤ -20 percent"),
    ("比2020年提高5个百分点", "≥ 5 points"),
    ("较2020年下降10%", "≤ -10 percent"),
    ("与2020年相比，提高5个百分点以上", "≥ 5 points"),
    ("在2020年基础上提高超过5个百分点", "> 5 points"),
    ("比基期提高5个百分点左右", "≈ 5 points"),
    ("翻一番", "≥ 100 percent"),
    ("翻两番", "≥ 300 percent"),
    ("增长1.5倍", "≥ 150.0 percent"),
    ("减半", "≤ -50 percent"),
    ("增加500人", "≥ 500 points"),
    ("延长1.5岁", "≥ 1.5 points"),
    ("比2020年下降不少于20%", "≤ -20 percent"),
    ("比2020年下降超过20%", "< -20 percent"),
    ("比2020年下降不超过20%", "≥ -20 percent"),
    ("比2020年增长不超过5%", "≤ 5 percent"),
    # per year, summed up, another area
    ("年均增长8%", "≥ 8 percent_per_year"),
    ("年均增长8%以上", "≥ 8 percent_per_year"),
    ("年均下降3%", "≤ -3 percent_per_year"),
    ("累计10000人次", "≥ 10000 cumulative"),
    ("五年累计25万人以上", "≥ 250000 cumulative"),
    ("累计不超过10起", "≤ 10 cumulative"),
    ("不低于全省平均水平", "≥ 0 of 全省"),
    ("不高于全国平均水平", "≤ 0 of 全国"),
    ("高于山西省的平均水平", "> 0 of 山西省"),
    ("达到全国平均水平", "≥ 0 of 全国"),
    ("保持在全国同期平均水平以上", "≥ 0 keep of 全国"),
    # all, nothing, fractions
    ("全覆盖", "= 100"),
    ("实现乡镇全覆盖", "= 100"),
    ("实现城乡社区覆盖", "= 100"),
    ("实现100%覆盖", "= 100"),
    ("均设立", "= 100"),
    ("二级以上医院均设立母婴室", "= 100"),
    ("消除", "= 0"),
    ("消除母婴传播", "= 0"),
    ("清零", "= 0"),
    ("保持零发生", "= 0"),
    ("保持在100%", "= 100 keep"),
    ("保持在0", "= 0 keep"),
    ("三分之二以上", "≥ 2/3"),
    ("2/3以上", "≥ 2/3"),
    ("一半以上", "≥ 1/2"),
]


@pytest.mark.parametrize(("text", "target"), ROWS, ids=[text for text, _ in ROWS])
def test_words_of_a_plan_mean_what_the_table_says(text: str, target: str) -> None:
    assert one(text) == target


TRENDS: list[tuple[str, Direction]] = [
    *((word, "increase") for word in ("提高", "逐步提高", "不断提高", "持续提高", "明显提高", "稳步提升")),
    *(
        (word, "increase")
        for word in ("增加", "延长", "扩大", "逐年增长", "提高妇女参政比例", "预期寿命延长")
    ),
    *((word, "decrease") for word in ("降低", "逐步降低", "持续降低", "减少", "下降", "差距缩小")),
    *(
        (word, "decrease")
        for word in ("逐步缩小城乡差距", "降低孕产妇中重度贫血患病率", "reduce", "decrease")
    ),
    *((word, "maintain") for word in ("持平", "基本持平", "稳定", "保持稳定", "stable")),
    *((word, "increase") for word in ("保持增长", "increase", "steadily increase")),
]


@pytest.mark.parametrize(("text", "direction"), TRENDS)
def test_words_without_a_number_are_a_trend(text: str, direction: Direction) -> None:
    phrase = understood(text)
    assert (one(text), phrase.direction, phrase.equal_is_met) == ("trend", direction, False)


@pytest.mark.parametrize("text", ["得到控制", "得到有效控制", "妇女艾滋病感染率得到有效控制"])
def test_under_control_falls_and_equal_counts_as_met(text: str) -> None:
    phrase = understood(text)
    assert (one(text), phrase.direction, phrase.equal_is_met) == ("trend equal_is_met", "decrease", True)


def test_a_trend_may_name_its_year_and_its_baseline() -> None:
    assert understood("与2020年持平").baseline_period == year_period(2020)
    assert understood("比例提高").direction == "increase"
    phrase = understood("到2025年，比2020年有所提高")
    assert told(phrase.targets[0]) == "trend by 2025"
    assert phrase.baseline_period == year_period(2020)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        *(("达到45%以上", "increase"), ("达到45%左右", "increase"), ("提高到45%左右", "increase")),
        *(("降到3‰左右", "decrease"), ("保持在50%左右", "maintain"), ("保持在95%以上", None)),
        *(("45%以上", None), ("达到5‰以下", None), ("控制在5‰以内", None), ("翻一番", "increase")),
        *(("提高到40%～50%", "increase"), ("40%～50%", None), ("消除", "decrease"), ("零发生", None)),
        *(("比2020年下降10%", "decrease"), ("比2020年增长不超过5%", None), ("分别达到1%、2%以上", None)),
        *(("城市、农村分别降到3‰、4‰", "decrease"), ("城市达到9%，农村降到5%", None)),
    ],
)
def test_only_words_of_movement_tell_a_direction(text: str, direction: Direction | None) -> None:
    read = parse_target(text)
    assert (read.direction if isinstance(read, Phrase) else None) == direction


def test_words_of_a_baseline_are_kept_to_be_compared() -> None:
    phrase = understood("由2020年的40.90%提高到45%")
    assert (str(phrase.baseline), phrase.baseline_period) == ("40.90", year_period(2020))
    assert understood("由28.6万人提高到32万人", "万人").baseline == Decimal("28.6")
    assert understood("以2020年为基数下降20%").baseline_period == year_period(2020)
    assert understood("以2020年为基数，提高到45%").baseline_period == year_period(2020)
    assert understood("提高到45%").baseline_period is None


def test_hoped_for_targets_keep_their_comparator_and_get_a_tag() -> None:
    phrase = understood("力争到2025年达到45%以上")
    assert (told(phrase.targets[0]), phrase.tags) == ("≥ 45 by 2025", ("预期性",))
    assert understood("达到45%以上").tags == ()


# -- several targets ---------------------------------------------------------------------------------------

SEVERAL: list[tuple[str, list[str]]] = [
    ("其中城市95%以上, 农村87%以上", ["≥ 95 for 城市", "≥ 87 for 农村"]),
    ("城市达到95%以上、农村达到87%以上", ["≥ 95 for 城市", "≥ 87 for 农村"]),
    ("城市10个以上、农村5个以上", ["≥ 10 for 城市", "≥ 5 for 农村"]),
    ("参保率达到95%以上，其中农村的87%以上", ["≥ 95", "≥ 87 for 农村"]),
    ("达到95%以上其中农村87%以上", ["≥ 95", "≥ 87 for 农村"]),
    ("其中农村87%以上", ["≥ 87 for 农村"]),
    ("城市、农村分别达到95%和87%以上", ["≥ 95 for 城市", "≥ 87 for 农村"]),
    ("到2025年，城市和农村分别稳定在3‰、4‰以下", ["≤ 3 keep for 城市 by 2025", "≤ 4 keep for 农村 by 2025"]),
    ("男童、5岁以下女童分别不低于90%、91%", ["≥ 90 for 男童", "≥ 91 for 5岁以下女童"]),
    ("城市、农村分别达到95%以上、87%以上", ["≥ 95 for 城市", "≥ 87 for 农村"]),
    ("到2025年达到90%，到2030年达到95%", ["≥ 90 by 2025", "≥ 95 by 2030"]),
    ("达到90%；；到2030年达到95%。", ["≥ 90", "≥ 95 by 2030"]),
    ("到2025年、2030年分别达到90%和95%以上", ["≥ 90 by 2025", "≥ 95 by 2030"]),
]


@pytest.mark.parametrize(("text", "targets"), SEVERAL, ids=[text for text, _ in SEVERAL])
def test_sub_targets_and_milestones_are_told_apart(text: str, targets: list[str]) -> None:
    assert [told(target) for target in understood(text).targets] == targets


@pytest.mark.parametrize(
    "text",
    [
        "到2025年达到45%以上，并逐步提高",
        "提高妇女参与率，降低死亡率",
        "参保率达到95%以上，就诊率达到87%以上",
        "达到95%以上，达到87%以上",
        "由40%提高到45%，其中农村由30%提高到35%",
        "到2025年到2030年达到45%",
        "达到95%，农村87%以上，其中儿童85%以上",
        "城市95%以上、城市87%以上",
    ],
)
def test_several_promises_are_asked_apart(text: str) -> None:
    assert "several promises" in say(asked(text).message, "en")


def test_numbers_without_owners_are_asked_with_the_comparator_of_all() -> None:
    fault = asked("分别达到3‰、4‰和5‰以下")
    assert (
        say(fault.message, "en")
        == "“分别达到3‰、4‰和5‰以下” does not say which number belongs to which group."
    )
    assert fault.remedy is not None
    parts = ", ".join(f"{{ at_most = {value}, breakdown = {{ … }} }}" for value in (3, 4, 5))
    assert say(fault.remedy, "en") == f"Write one target for each: target = [ {parts} ]"


@pytest.mark.parametrize(
    "text",
    ["新生儿、婴儿和儿童死亡率分别控制在3.1‰、5.2‰和6.6‰以下", "2025年、2030年和2035年分别达到1%、2%以上"],
)
def test_names_that_do_not_match_the_numbers_are_asked(text: str) -> None:
    assert "which number belongs" in say(asked(text).message, "en")


# -- a question, never a guess -----------------------------------------------------------------------------

QUESTIONS: list[tuple[str, str, str, str]] = [
    # text, unit of measure, words of the message, words of the remedy
    ("45%", "%", "names a number", "at_least = 45 where a value must reach it, at_most = 45"),
    ("每年1次", "次", "names a number", "at_least = 1"),
    ("三分之二", "%", "names a number", 'at_least = "200/3"'),
    ("保持在98%", "%", "on which side", "around = 98"),
    ("保持在100", "个", "on which side", "at_least = 100 or at_most = 100, each with keep = true"),
    ("提高5%", "%", "may mean percent", "{ percent = 5 }"),
    ("提高5%", "", "may mean percent", "{ points = 5 }"),
    ("以2020年为基数下降20%", "%", "may mean percent", "{ points = -20 }"),
    ("下降1‰", "‰", "may mean percent", "{ points = -1 }"),
    ("提高5", "%", "may mean percent", "{ points = 5 }"),
    ("年均提高2%", "%", "may mean percent", "{ percent = 2 }"),
    ("不超过45%以上", "", "contradict each other: 不超过, 以上", "at_least = 45 or at_most = 45"),
    ("提高到45%以下", "", "提高到, 以下", "at_most"),
    ("控制在45%以上", "", "控制在, 以上", "at_most"),
    ("下降到不低于45%", "", "下降到, 不低于", "at_most"),
    ("3～5%左右", "", "左右, ～", "at_most"),
    ("不低于3～5%", "", "不低于, ～", "at_most"),
    ("下降20%以内", "1/10万", "下降, 以内", "at_most"),
    ("比2020年提高不低于5%左右", "人", "不低于, 左右", "at_most"),
    ("城市、农村分别达到95%以上、5%以下、1%", "", "contradict each other", "at_most"),
    ("由30%提高到20%", "", "moves the other way", "both numbers"),
    ("由20%降到30%", "", "moves the other way", "both numbers"),
    ("60%～40%", "", "upper bound first", "between = [40, 60]"),
    ("5‰以下", "%", "is in ‰, the indicator in %", "Write the number in %"),
    ("三分之二以上", "个", "is in 三分之二, the indicator in 个", "correct unit_measure"),
    ("达到3.2万人", "万人次", "is in 人, the indicator in 万人次", "correct unit_measure"),
    ("提高5个百分点", "‰", "is in 百分点, the indicator in ‰", "correct unit_measure"),
    ("达到5个百分点", "%", "is in 百分点, the indicator in %", "correct unit_measure"),
    ("增加5岁", "%", "is in 岁, the indicator in %", "correct unit_measure"),
    ("分别达到3%、4‰以下", "%", "is in ‰", "correct unit_measure"),
    ("由3‰提高到4%", "%", "is in ‰", "correct unit_measure"),
    ("每年下降1个百分点", "%", "every year", "change_from_baseline"),
    ("年均提高1个百分点", "%", "every year", "change_from_baseline"),
    ("每年有所提高", "%", "every year", "change_from_baseline"),
    ("累计增加500人", "人", "every year", "change_from_baseline"),
    ("年均翻一番", "人", "every year", "change_from_baseline"),
    ("比上年提高", "%", "the year before", 'trend_against = "previous"'),
    ("普及", "", "“普及”", "at_least = 90"),
    ("基本普及", "", "“基本”", "at_least = 90"),
    ("普及高中阶段教育", "", "“普及”", "at_least = 90"),
    ("基本消除", "", "“基本”", "at_least = 90"),
    ("应保尽保", "", "“应保尽保”", "at_least = 90"),
    ("困境儿童应发现尽发现", "", "“应发现尽发现”", "at_least = 90"),
    ("与经济发展同步", "", "“同步”", "at_least = 90"),
    ("与经济社会发展相适应", "", "“相适应”", "at_least = 90"),
    ("5‰以外", "", "“以外”", "at_least = 90"),
    ("动态清零", "", "“动态”", "at_least = 90"),
    ("努力达到45%", "", "“努力”", "at_least = 45"),
    ("近50%", "", "“近”", 'tags = ["预期性"]'),
    ("全覆盖", "个", "means 100 %", "at_least = 30"),
    ("改善", "", "higher or lower", '"increase" or "decrease"'),
    ("优于全国平均水平", "", "higher or lower", '"increase" or "decrease"'),
    ("不低于全省（全国）平均水平", "", "yardstick", 'relative_to = "…"'),
    ("与全国平均水平持平", "", "yardstick", 'relative_to = "…"'),
    ("全国平均水平左右", "", "yardstick", 'relative_to = "…"'),
    ("达到全国平均水平左右", "", "yardstick", 'relative_to = "…"'),
    ("保持在全国平均水平", "", "yardstick", 'relative_to = "…"'),
    ("高于全国平均水平5个百分点", "", "yardstick", 'relative_to = "…"'),
    ("不低于全国的", "", "not understood", "at_least = 45"),
    ("与男性持平", "", "“持平”", "at_least = 90"),
    ("女性参保率与男性基本持平", "", "“基本持平”", "at_least = 90"),
    ("比男性提高", "", "“提高”", "at_least = 90"),
    ("2025年前达到45%", "", "“2025年前”", 'by = "2025"'),
]


@pytest.mark.parametrize(("text", "unit", "message", "remedy"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_what_is_open_is_asked_and_each_answer_told(text: str, unit: str, message: str, remedy: str) -> None:
    fault = asked(text, unit)
    assert fault.code == ("target-not-understood" if message == "not understood" else "target-question")
    assert message in say(fault.message, "en")
    assert fault.remedy is not None
    assert remedy in say(fault.remedy, "en")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "。",
            "女性就业人员占比",
            "X",
            "不",
            "不达到45%",
            "未达到45%",
            "除农村外达到45%",
            "没有达到45%",
        ),
        *(
            "遏制上升",
            "控制近视率上升",
            "负增长",
            "严禁超过5%",
            "降幅扩大",
            "扭转下降",
            "近视率上升势头",
            "部分地区达到45%",
        ),
        *("45%以上的学校", "达到100所学校", "45%以上 60%以下", "二百五以上", "12345678901234567以上"),
        *("提高妇女地位达到45%", "覆盖", "覆盖率", "50%覆盖", "0%全覆盖", "100%零发生", "达到5个百分点"),
        *("比2020年达到45%", "由40%到45%", "由三分之一提高到三分之二", "提高三分之一", "下降1倍", "改善5%"),
        *("从40%保持在45%", "由40%提高到between 3", "between 5", "提高between 5%", "至", "5～以下"),
        *(
            "分别达到",
            "分别达到3‰，提高",
            "分别达到3‰4‰",
            "分别比2020年达到1%、2%",
            "提高城市、农村分别达到1%、2%以上",
        ),
        *("城市、农村分别达到between 3、4", "一定", "5/0以上", "5/7千以上", "三分之二万以上"),
        *("3‰～5%", "由3‰提高到5%", "达到3‰，到2030年达到5%", "分别达到3‰、5%以上"),
        *("not 45%", "45% unless sick", "slow the increase", "万" * 50, "达到" * 300),
    ],
)
def test_what_follows_no_known_form_is_not_understood(text: str) -> None:
    assert asked(text).code == "target-not-understood"


# -- names, numbers, units ---------------------------------------------------------------------------------

NAMED: list[tuple[str, str]] = [
    ("孕产妇死亡率下降到14.5/10万以下", "≤ 14.5"),
    ("5岁以下儿童死亡率降到6.6‰以下", "≤ 6.6"),
    ("6个月内婴儿纯母乳喂养率达到50%以上", "≥ 50"),
    ("0～6岁儿童眼保健覆盖率达到90%以上", "≥ 90"),
    ("每千人口拥有3岁以下婴幼儿托位数达到4.5个", "≥ 4.5"),
    ("九年义务教育巩固率达到96%以上", "≥ 96"),
    ("两癌筛查率达到80%以上", "≥ 80"),
    ("新生儿、婴儿和5岁以下儿童死亡率控制在6‰以下", "≤ 6"),
    ("基本医疗保险参保率稳定在95%以上", "≥ 95 keep"),
    ("无障碍设施普及率达到90%以上", "≥ 90"),
    ("达到国家标准的学校比例达到60%以上", "≥ 60"),
    ("女性就业人员占比2025年达到45%以上", "≥ 45 by 2025"),
    ("出生人口性别比2025年下降到112以下", "≤ 112 by 2025"),
    ("“十四五”末达到45%", "≥ 45"),
    ("到2025年底，女性就业人员占比达到45%以上。", "≥ 45 by 2025"),
    ("第一产业占比达到45%以上", "≥ 45"),
    ("五年累计培训女性1万人次以上", "≥ 10000 cumulative"),
    ("妇女参保率：达到95%以上", "≥ 95"),
    ("占比达到45%以上的目标", "≥ 45"),
]


@pytest.mark.parametrize(("text", "target"), NAMED, ids=[text for text, _ in NAMED])
def test_the_name_in_front_is_left_out_with_its_numbers(text: str, target: str) -> None:
    assert one(text) == target


@pytest.mark.parametrize("text", ["男性75岁以上女性80岁以上", "城市10农村5以上"])
def test_a_number_of_the_same_unit_is_never_taken_for_a_part_of_the_name(text: str) -> None:
    assert asked(text).code == "target-not-understood"


NUMBERS: list[tuple[str, str, str]] = [
    ("４５％以上", "%", "45"),
    ("45 % 以上", "%", "45"),
    ("98.50以上", "%", "98.50"),
    ("10/10万以下", "1/10万", "10"),
    ("10/十万以下", "1/10万", "10"),
    ("5/万以下", "1/万", "5"),
    ("5/千以下", "‰", "5"),
    ("5/1000以下", "‰", "5"),
    ("十万分之十以下", "1/10万", "10"),
    ("百分之三十以上", "%", "30"),
    ("百分之30.5以上", "%", "30.5"),
    ("千分之五以下", "‰", "5"),
    ("三分之二以上", "%", "200/3"),
    ("3分之2以上", "", "2/3"),
    ("1/3以上", "‰", "1000/3"),
    ("半数以上", "%", "50"),
    ("二十所以上", "所", "20"),
    ("一百零五以上", "个", "105"),
    ("1,234人以上", "人", "1234"),
    ("1.5万以上", "人", "15000"),
    ("1.5万人以上", "万人", "1.5"),
    ("15000人以上", "万人", "1.5000"),
    ("3亿元以上", "万元", "30000"),
    ("96.7万以上", "万元", "96.7"),
    ("1.5以上", "万人", "1.5"),
    ("4.5个以上", "个/千人", "4.5"),
    ("4.5个/千人以上", "个/千人", "4.5"),
    ("3名以上", "人", "3"),
    ("5千以上", "", "5000"),
    ("13平方米以上", "平方米", "13"),
]


@pytest.mark.parametrize(("text", "unit", "value"), NUMBERS)
def test_numbers_are_read_as_printed_in_the_unit_of_measure(text: str, unit: str, value: str) -> None:
    (target,) = understood(text, unit).targets
    assert (number(target.value), target.comparator) == (
        value,
        "at_most" if "以下" in text else "at_least",
    )


def test_a_change_is_in_the_unit_of_measure_where_that_is_certain() -> None:
    assert one("增加500", "人") == "≥ 500 points"
    assert one("增加1.5万人", "万人") == "≥ 1.5 points"
    assert one("下降20%", "1/10万") == "≤ -20 percent"
    assert one("下降20%", "‰") == "≤ -20 percent"
    assert one("提高1个千分点", "‰") == "≥ 1 points"
    assert one("年均增长5%", "%") == "≥ 5 percent_per_year"
    assert one("提高2倍", "倍") == "≥ 2 points"


def test_direction_settles_better_and_nothing_else() -> None:
    assert understood("逐步改善", direction="decrease").direction == "decrease"
    assert told(understood("优于全国平均水平", direction="decrease").targets[0]) == "< 0 of 全国"
    assert told(understood("优于45%", direction="increase").targets[0]) == "> 45"
    assert asked("improve", direction="maintain").code == "target-question"
    assert asked("45%", direction="increase").code == "target-question"


def test_wording_is_kept_as_printed_without_outer_space() -> None:
    assert understood(" 达到 ４５％以上。 ").targets[0].wording == "达到 ４５％以上。"


ENGLISH: list[tuple[str, str]] = [
    ("at least 45%", "≥ 45"),
    ("At least 45 per cent", "≥ 45"),
    ("not less than 45%", "≥ 45"),
    ("45% or more", "≥ 45"),
    ("no more than 5 per 100,000", "≤ 5"),
    ("at most 5", "≤ 5"),
    ("below 5%", "< 5"),
    ("above 5%", "> 5"),
    ("more than 5", "> 5"),
    ("less than 5", "< 5"),
    ("between 3 and 5", "in 3..5"),
    ("between 30‰ and 40‰", "in 30..40"),
    ("around 50%", "≈ 50"),
    ("maintained at or above 95%", "≥ 95 keep"),
    ("share of women rises to 45% by 2025", "≥ 45 by 2025"),
    ("by 2025, reduce to 5%", "≤ 5 by 2025"),
    ("increase by 5 percentage points", "≥ 5 points"),
    ("brought under control", "trend equal_is_met"),
]


@pytest.mark.parametrize(("text", "target"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_plain_english_is_read_alike(text: str, target: str) -> None:
    assert one(text) == target


# -- the same target ---------------------------------------------------------------------------------------


def said(text: str, unit_measure: str = "") -> Target:
    return understood(text, unit_measure).targets[0]


def test_the_same_number_and_comparator_are_the_same_target() -> None:
    assert same_target(said("达到45%以上"), Target(comparator="at_least", value=Decimal("45.0")))
    assert same_target(
        said("达到48%左右"), Target(comparator="around", value=Decimal(48), tolerance=Decimal(1))
    )
    assert same_target(said("三分之二以上", "%"), Target(comparator="at_least", value=Fraction(200, 3)))
    assert same_target(
        said("达到45%以上"), Target(comparator="at_least", value=Decimal(45), by=year_period(2025))
    )
    assert same_target(said("到2025年达到45%"), Target(comparator="at_least", value=Decimal(45)))
    assert same_target(said("全覆盖"), Target(comparator="at_least", value=Decimal(100)))
    assert same_target(said("消除"), Target(comparator="at_most", value=Decimal(0)))
    assert same_target(said("逐步提高"), Target(comparator="trend"))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("达到45%以上", {"comparator": "above"}),
        ("达到45%以上", {"value": Decimal(46)}),
        ("达到45%以上", {"keep": True}),
        ("保持在45%以上", {"keep": False}),
        ("40%～60%", {"bounds": (Decimal(40), Decimal(61))}),
        ("比2020年下降20%", {"change": Decimal(-21)}),
        ("比2020年下降20%", {"derivation": "points"}),
        ("累计100人", {"cumulative": False}),
        ("不低于全省平均水平", {"relative_to": "全国"}),
        ("得到控制", {"equal_is_met": False}),
        ("到2025年达到45%", {"by": year_period(2030)}),
        ("全覆盖", {"comparator": "at_most"}),
    ],
)
def test_words_that_say_something_else_are_another_target(text: str, changes: dict[str, object]) -> None:
    target = said(text)
    assert same_target(target, target)
    assert not same_target(target, replace(target, **changes))


def test_a_tolerance_counts_only_where_the_words_state_it() -> None:
    stated = Target(comparator="around", value=Decimal(45), tolerance=Decimal(1))
    assert not same_target(stated, replace(stated, tolerance=Decimal(2)))
    assert same_target(replace(stated, tolerance=None), stated)


# -- laws --------------------------------------------------------------------------------------------------

VOCABULARY = sorted(
    {word for words in lexicon().values() for word, _, _ in words}
    | {
        "45%",
        "5‰",
        "14.5/10万",
        "三分之二",
        "1.5万",
        "到2025年",
        "比2020年",
        "女性比例",
        "、",
        "，",
        "～",
        "和",
        "由",
        "全省",
    }
)
UNITS = ["", "%", "‰", "1/10万", "个", "万人", "个/千人", "比"]
DIRECTIONS: list[Direction | None] = [None, "increase", "decrease", "maintain", "range"]


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=40), unit=st.sampled_from(UNITS) | st.text(max_size=5))
def test_no_text_makes_it_raise(text: str, unit: str) -> None:
    assert isinstance(parse_target(text, unit_measure=unit), Phrase | Fault)


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(st.sampled_from(VOCABULARY), max_size=9),
    unit=st.sampled_from(UNITS),
    direction=st.sampled_from(DIRECTIONS),
)
def test_any_words_in_any_order_give_sound_targets_or_a_fault(
    words: list[str], unit: str, direction: Direction | None
) -> None:
    read = parse_target("".join(words), direction=direction, unit_measure=unit)
    if isinstance(read, Fault):
        assert SEVERITIES[read.code] == "error"
        assert read.remedy is not None
        assert all(say(part, language) for part in (read.message, read.remedy) for language in LANGUAGES)
    else:
        assert read.targets
        for target in read.targets:
            assert target.comparator in SIGNS
            given_numbers = (target.value, target.bounds, target.change)
            assert sum(one is not None for one in given_numbers) == (target.comparator != "trend")


@settings(max_examples=60, deadline=None)
@given(
    value=st.decimals(min_value=0, max_value=10**9, places=2), mark=st.sampled_from(["%", "‰", "/10万", "个"])
)
def test_a_printed_number_is_read_back_digit_by_digit(value: Decimal, mark: str) -> None:
    assert number(said(f"不低于{plain(value)}{mark}").value) == plain(value)


def test_no_counting_word_hides_a_number() -> None:
    for word in sorted(COUNTED):
        assert one(f"不低于3{word}", word) == "≥ 3"


def test_amounts_stand_only_where_a_number_starts() -> None:
    assert amount_at("达到45%", 0) is None
    assert amount_at("达到45%", 2) == Amount(Decimal(45), 0, "%", "45%")


def test_words_for_its_own_province_mean_the_area_that_the_ledger_names() -> None:
    said = parse_target("不低于全省平均水平")
    assert isinstance(said, Phrase)
    (target,) = said.targets
    assert same_target(target, replace(target, relative_to="山西省"))
    assert not same_target(target, replace(target, relative_to=None))
    assert not same_target(target, replace(target, relative_to="山西省", comparator="at_most"))
