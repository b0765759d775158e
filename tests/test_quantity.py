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
from fedstat.model.unit import canonical_unit, change_kind, is_percentage, ratio_factor, units_agree

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
        *(("一百零", 100), ("点五", None), ("四点", None), ("四点十", None), ("百", None)),
    ],
)
def test_numerals_are_read_when_spelled_in_full(words: str, number: int | None) -> None:
    assert numeral(words) == number


@pytest.mark.parametrize(
    ("unit", "one", "factor", "kind"),
    [
        ("%", "%", 100, "percentage-points"),
        ("％", "%", 100, "percentage-points"),
        ("‰", "‰", 1000, "permille-points"),
        ("1/万", "1/万", 10_000, "relative"),
        ("每10万", "1/10万", 100_000, "relative"),
        ("人", "人", None, "relative"),
        ("万元", "万元", None, "relative"),
        ("岁", "岁", None, "absolute"),
        ("百分点", "百分点", None, "absolute"),
        ("倍", "倍", 1, "absolute"),
        ("", "", 1, "absolute"),
    ],
)
def test_what_follows_from_a_unit(unit: str, one: str, factor: int | None, kind: str) -> None:
    assert (canonical_unit(unit), ratio_factor(unit), change_kind(unit)) == (one, factor, kind)
    assert is_percentage(unit) is (one == "%")
