"""Values as people write them: understood, or a fault with a remedy; never a guess."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedstat.errors import SEVERITIES, Fault
from fedstat.language import say
from fedstat.model.number import plain
from fedstat.model.numeral import numeral
from fedstat.model.quantity import Quantity, parse_quantity
from fedstat.model.unit import units_agree

ARTICLE = Path(__file__).with_name("data") / "source_article_figures.csv"


def rows() -> list[dict[str, str]]:
    with ARTICLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["as_printed"])
def test_every_figure_of_the_article_is_read_as_it_was_printed(row: dict[str, str]) -> None:
    quantity = parse_quantity(row["as_printed"])
    assert isinstance(quantity, Quantity)
    assert (quantity.value, quantity.qualifier) == (Decimal(row["value"]), row["qualifier"])
    assert quantity.as_printed == row["as_printed"]
    assert units_agree(quantity.unit, row["unit"]) or quantity.unit == ""


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "unit"),
    [
        ("41.63", "41.63", "exact", ""),
        ("63.10", "63.10", "exact", ""),
        ("41.63%", "41.63", "exact", "%"),
        (" 41.63 % ", "41.63", "exact", "%"),
        ("４１．６３％", "41.63", "exact", "%"),
        ("1,234", "1234", "exact", ""),
        ("1，234，567.8", "1234567.8", "exact", ""),
        ("3.2万", "32000", "rounded", ""),
        ("3.2万人次", "32000", "rounded", "人次"),
        ("96.7万元", "967000", "rounded", "元"),
        ("1.5亿元", "150000000", "rounded", "元"),
        ("2300余", "2300", "more than", ""),
        ("近1500", "1500", "nearly", ""),
        ("约20余万人次", "200000", "about", "人次"),
        ("45%左右", "45", "about", "%"),
        ("百余", "100", "more than", ""),
        ("十余家", "10", "more than", "家"),
        ("5万余", "50000", "more than", ""),
        ("超过30%", "30", "more than", "%"),
        ("不少于30人", "30", "at least", "人"),
        ("30%以上", "30", "at least", "%"),
        ("10/10万", "10", "exact", "1/10万"),
        ("3/万", "3", "exact", "1/万"),
        ("5‰", "5", "exact", "‰"),
        ("二十", "20", "exact", ""),
        ("一百零五", "105", "exact", ""),
        ("三千二百", "3200", "exact", ""),
        ("四点五", "4.5", "exact", ""),
        ("两万", "20000", "rounded", ""),
        ("3百", "300", "exact", ""),
        ("百分之三十", "30", "exact", "%"),
        ("千分之五", "5", "exact", "‰"),
        ("-0.5", "-0.5", "exact", ""),
        ("－0.50", "-0.50", "exact", ""),
        ("−3", "-3", "exact", ""),
        ("+3", "3", "exact", ""),
        ("0", "0", "exact", ""),
        ("占63.15%", "63.15", "exact", "%"),
        ("约占63%", "63", "about", "%"),
        ("占比 近 63 %", "63", "nearly", "%"),
        ("价值约87万元", "870000", "about", "元"),
        ("30%多", "30", "more than", "%"),
        ("三十多人", "30", "more than", "人"),
        ("万余名", "10000", "more than", "名"),
        ("近百万元", "1000000", "nearly", "元"),
        ("超千场", "1000", "more than", "场"),
        ("≥30%", "30", "at least", "%"),
        ("10个及以上", "10", "at least", "个"),
        ("约20左右", "20", "about", ""),
        ("约 20 余 万 人次", "200000", "about", "人次"),
        ("5千人", "5000", "exact", "人"),
        ("5千克", "5", "exact", "千克"),
        ("1.36个百分点", "1.36", "exact", "百分点"),
        ("5百分点", "5", "exact", "百分点"),
        ("2千分点", "2", "exact", "千分点"),
        ("2.5万亿元", "2500000000000", "rounded", "元"),
        ("一万二千", "12000", "exact", ""),
        ("两百万", "2000000", "rounded", ""),
        ("百分之二点五", "2.5", "exact", "%"),
        ("近百分之三十", "30", "nearly", "%"),
        ("万分之3", "3", "exact", "1/万"),
        ("十万分之16.9", "16.9", "exact", "1/10万"),
        ("10万分之16.9", "16.9", "exact", "1/10万"),
        ("16.9/10万人", "16.9", "exact", "1/10万"),
        ("12000元/人", "12000", "exact", "元/人"),
        ("-12.50百分点", "-12.50", "exact", "百分点"),
        ("3.20万", "32000", "rounded", ""),
        ("3.250001万", "32500.01", "rounded", ""),
    ],
)
def test_what_people_write_is_understood(text: str, value: str, qualifier: str, unit: str) -> None:
    quantity = parse_quantity(text)
    assert isinstance(quantity, Quantity)
    assert (str(quantity.value), quantity.qualifier, quantity.unit) == (value, qualifier, unit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            (text, "value-question")
            for text in ("", " ", "—", "－", "-", "/", "无", "N/A", "n/a", "未统计", "缺")
        ),
        *((text, "value-question") for text in ("不足30%", "30%以下", "不超过5", "5‰以内")),
        *(
            (text, "value-not-understood")
            for text in ("同上", "1.2.3", "12,34", "1,2345", "1e5", "abc", "41.63%%")
        ),
        *(
            (text, "value-not-understood")
            for text in ("二百五", "10%人", "41,63", "1 234", "4 1", "５〇", "nan", "inf")
        ),
        *(
            (text, "value-not-understood")
            for text in ("=1+1", "2023-12-25", "百万分之三", "41.63；", "三分之二")
        ),
        *((text, "value-question") for text in ("暂无数据", "#N/A", "尚未发布", "……", "至多5", "<5", "≤5%")),
        *((text, "value-not-understood") for text in ("同前", "〃", "同上年")),
        # a footnote's mark is no digit
        *((text, "value-not-understood") for text in ("41.63①", "41.63²", "41.63*")),
        # a word that is no unit
        *((text, "value-not-understood") for text in ("5成", "三成", "30不详", "41abc", "38.3初步数")),
        # two words that contradict each other
        *((text, "value-not-understood") for text in ("近2300余", "超30%以上", "20余万余", "约近20")),
        # 百家 may be many, 007 is a code, 1万2千 and 3-5 are not one number
        *((text, "value-not-understood") for text in ("百家", "万", "007", "0,123", "1万2千", "3-5", "-+3")),
        *((text, "value-not-understood") for text in ("1，5", "1234,567", ".5", "5.", "63。15", "2 300")),
        *((text, "value-not-understood") for text in ("12万%", "3万百分点", "百分之三十人", "百分之三万")),
        *((text, "value-not-understood") for text in ("几十人", "数百家", "一百零", "下降5%", "长" * 99)),
        *((text, "number-digits") for text in ("-" + "9" * 1_000_001, "1" + ",234" * 99, "9" * 61)),
        *((text, "number-digits") for text in ("1234567890123456", "0.12345678901", "12345678901234万")),
    ],
)
def test_what_is_no_value_is_asked_or_refused(text: str, code: str) -> None:
    fault = parse_quantity(text)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert fault.code in SEVERITIES
    assert say(fault.message, "zh") != ""
    assert fault.remedy is not None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("41.63%", "‰"),
        ("5‰", "%"),
        ("3人", "元"),
        ("3人次", "人"),
        ("32000人次", "万人次"),
        ("3亿元", "万元"),
        ("3%", "百分点"),
        ("1.36个百分点", "%"),
        ("3.2亿", "万元"),
        ("3.2万", "亿元"),
        ("3万元", "百万元"),
        ("百分之三", "‰"),
        ("5例", "人"),
        ("50岁", "小时"),
    ],
)
def test_a_unit_that_contradicts_the_indicator_s_is_refused(text: str, measure: str) -> None:
    fault = parse_quantity(text, measure)
    assert isinstance(fault, Fault)
    assert fault.code == "value-unit"


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("41.63%", "％", "41.63"),
        ("10/10万", "每10万", "10"),
        ("5名", "人", "5"),
        ("5家", "个", "5"),
        ("3.2万人次", "万人次", "3.2"),
        ("3.2", "万人次", "3.2"),
        ("1.5亿元", "亿元", "1.5"),
        ("3.2万", "人次", "32000"),
        ("3.2万", "万人次", "3.2"),
        ("3.2百万元", "百万元", "3.2"),
        ("5千人", "千人", "5"),
        ("5千克", "千克", "5"),
        ("12起", "件", "12"),
        ("79.6岁", "年", "79.6"),
        ("16麻袋", "麻袋", "16"),
        ("112.3", "女=100", "112.3"),
    ],
)
def test_a_unit_that_fits_is_taken(text: str, measure: str, value: str) -> None:
    quantity = parse_quantity(text, measure)
    assert isinstance(quantity, Quantity)
    assert str(quantity.value) == value


def test_a_missing_value_is_told_which_statuses_there_are() -> None:
    fault = parse_quantity("—")
    assert isinstance(fault, Fault)
    assert say(fault.remedy, "zh") == (
        '请写明原因：{ obs_status = "L" }（当年不调查）、{ obs_status = "M" }（本地区不适用）、'
        '{ obs_status = "O" }（未掌握）或 { obs_status = "Q" }（不宜公开）。没有数据不等于 0。'
    )


def test_a_fraction_is_told_how_it_is_written() -> None:
    fault = parse_quantity("412/1260")
    assert isinstance(fault, Fault)
    assert fault.code == "value-not-understood"
    assert say(fault.remedy, "zh") == "应写：{ numerator = 412, denominator = 1260 }"


def test_a_fault_shows_no_more_of_a_text_than_a_value_could_have() -> None:
    for text in ("9" * 5000, "长" * 5000):
        fault = parse_quantity(text)
        assert isinstance(fault, Fault)
        assert len(say(fault.message, "zh")) < 120


@settings(max_examples=100, deadline=None)
@given(st.decimals(-(10**14), 10**14, places=4))
def test_reading_what_was_printed_gives_the_number(number: Decimal) -> None:
    quantity = parse_quantity(plain(number))
    assert isinstance(quantity, Quantity)
    assert str(quantity.value) == plain(number)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=12), st.text("0123456789.,，．％%‰/万亿余多约近十百千二三 -", max_size=10)))
def test_no_text_makes_it_raise_and_no_value_has_too_many_digits(text: str) -> None:
    quantity = parse_quantity(text)
    assert isinstance(quantity, Fault) or len(plain(abs(quantity.value))) <= 27


@pytest.mark.parametrize(
    ("words", "number"),
    [
        *(
            ("零", 0),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二〇二三", 2023),
            ("九十九", 99),
            ("一百一十", 110),
        ),
        *(
            ("一千零一", 1001),
            ("两千", 2000),
            ("一百五", None),
            ("十百", None),
            ("零十", None),
            ("三三十", None),
        ),
        *(
            ("一百零", None),
            ("一万二千", 12000),
            ("十万零五百", 100500),
            ("一万零五百", 10500),
            ("一万五百", None),
            ("一亿两千万", 120000000),
            ("一二三", 123),
            ("零五", None),
            ("零点五", Decimal("0.5")),
            ("一" * 5000, None),
            ("点五", None),
            ("四点", None),
            ("四点十", None),
            ("百", None),
        ),
    ],
)
def test_numerals_are_read_when_spelled_in_full(words: str, number: Decimal | int | None) -> None:
    assert numeral(words) == number


@pytest.mark.parametrize(
    ("text", "unit_measure", "message", "remedy"),
    [
        (
            "暂无",
            "",
            "“暂无” does not say why there is no value.",
            (
                'Write { obs_status = "L" } (not surveyed), { obs_status = "M" } (does not apply), '
                '{ obs_status = "O" } (not known) or { obs_status = "Q" } (not public).'
            ),
        ),
        ("同上", "", "“同上” refers to another cell.", "Write the number itself."),
        (
            "3/12",
            "",
            "“3/12” is a fraction, not a value.",
            "Write: { numerator = 3, denominator = 12 }",
        ),
        (
            "不足30%",
            "%",
            "“不足30%” is a bound, not a value.",
            "Write the value itself; a target belongs to the indicator.",
        ),
        (
            "5‰",
            "%",
            "“5‰” is in ‰, the indicator's unit of measure is %.",
            "Convert the value, or correct the indicator's unit_measure.",
        ),
        (
            "3亿元",
            "万元",
            "“3亿元” is in 亿元, the indicator's unit of measure is 万元.",
            "Convert the value, or correct the indicator's unit_measure.",
        ),
        (
            "1.12345678901",
            "",
            "“1.12345678901” has more than 15 digits before the point or 10 after it.",
            "Round it, or choose a larger unit of measure.",
        ),
        (
            "增长较快",
            "",
            "“增长较快” cannot be read as a value.",
            "Write the number, for instance 41.63, 41.63%, 1,234, 3.2万 or 2300余.",
        ),
    ],
)
def test_a_text_that_is_no_value_is_told_why_and_what_to_write(
    text: str, unit_measure: str, message: str, remedy: str
) -> None:
    fault = parse_quantity(text, unit_measure)
    assert isinstance(fault, Fault)
    assert fault.remedy is not None
    assert (say(fault.message, "en"), say(fault.remedy, "en")) == (message, remedy)


def test_a_text_of_sixty_signs_is_read_and_a_longer_one_never() -> None:
    text = f"41.63{' ' * 54}%"
    quantity = parse_quantity(text, "%")
    assert isinstance(quantity, Quantity)
    assert (len(text), str(quantity.value)) == (60, "41.63")
    longer = parse_quantity(f"41.63{' ' * 55}%", "%")
    assert isinstance(longer, Fault)
    assert longer.code == "value-not-understood"


@pytest.mark.parametrize(
    ("text", "code", "start"),
    [
        ("1" * 70, "number-digits", f"“{'1' * 60}” has more than"),
        ("X" + "1" * 70, "value-not-understood", f"“X{'1' * 59}” cannot be read"),
        ("1" * 70 + "X", "value-not-understood", f"“{'1' * 60}” cannot be read"),
        ("约30以上", "value-not-understood", "“约30以上” cannot be read"),
        ("Ditto", "value-not-understood", "“Ditto” refers to another cell"),
    ],
)
def test_what_is_refused_is_quoted_up_to_sixty_signs(text: str, code: str, start: str) -> None:
    fault = parse_quantity(text)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert say(fault.message, "en").startswith(start)


def test_ten_digits_after_the_point_are_kept_and_eleven_refused() -> None:
    quantity = parse_quantity("1.1234567890")
    assert isinstance(quantity, Quantity)
    assert str(quantity.value) == "1.1234567890"
    assert isinstance(parse_quantity("1.12345678901"), Fault)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("四点五六", "4.56"),
        ("二十亿", "2000000000"),
        ("一百零九", "109"),
        ("一千零九十五", "1095"),
        ("一" * 40, "1" * 40),
        ("一" * 41, None),
        ("十某", None),
        ("三某十", None),
    ],
)
def test_a_numeral_is_read_only_when_it_is_spelled_in_full(words: str, number: str | None) -> None:
    read = numeral(words)
    assert (None if read is None else str(read)) == number
