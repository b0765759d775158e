"""Periods: read strictly, printed in the ledger's spelling, ordered as their last day."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedstat.language import say
from fedstat.model.frequency import FREQUENCIES, belongs, months_between_values, own_period
from fedstat.model.period import Period, parse_period, year_period


def period(text: str) -> Period:
    parsed = parse_period(text)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("text", "spelled", "zh", "en"),
    [
        ("2023", "2023", "2023年", "2023"),
        ("2023年", "2023", "2023年", "2023"),
        ("2023-H1", "2023-H1", "2023年上半年", "first half of 2023"),
        ("2023上半年", "2023-H1", "2023年上半年", "first half of 2023"),
        ("2023年下半年", "2023-H2", "2023年下半年", "second half of 2023"),
        ("2023-Q4", "2023-Q4", "2023年第4季度", "Q4 2023"),
        ("2023年第二季度", "2023-Q2", "2023年第2季度", "Q2 2023"),
        ("2023年3季度", "2023-Q3", "2023年第3季度", "Q3 2023"),
        ("2023-06", "2023-06", "2023年6月", "2023-06"),
        ("2023年6月", "2023-06", "2023年6月", "2023-06"),
        ("2023年12月", "2023-12", "2023年12月", "2023-12"),
        ("2019/2023", "2019/2023", "2019—2023年", "2019–2023"),
        ("term:15", "term:15", "第15届", "term 15"),
    ],
)
def test_a_period_is_read_in_every_spelling_and_said_in_both_languages(
    text: str, spelled: str, zh: str, en: str
) -> None:
    assert str(period(text)) == spelled
    assert (say(period(text), "zh"), say(period(text), "en")) == (zh, en)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "23",
            "2023.12",
            "2023-13",
            "2023-00",
            "2023-H3",
            "2023-Q5",
            "2023-6",
            "2023/2019",
            "2023/2023",
        ),
        *(
            "term:0",
            "term:",
            "第15届",
            " 2023",
            "2023 ",
            "2023\n",
            "２０２３",
            "2023-12-25",
            "20233",
            "2023年13月",
        ),
    ],
)
def test_what_is_no_period_is_never_guessed(text: str) -> None:
    assert parse_period(text) is None


years = st.integers(1900, 2100)
dated = st.one_of(
    years.map(str),
    st.builds("{}-H{}".format, years, st.integers(1, 2)),
    st.builds("{}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
    st.builds(lambda year, more: f"{year}/{year + more}", years, st.integers(1, 9)),
).map(period)
terms = st.integers(1, 999).map(lambda number: period(f"term:{number}"))


def last_day(when: Period) -> date:
    year, month = divmod(when.last, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


@given(st.one_of(dated, terms))
def test_what_is_printed_is_read_back(when: Period) -> None:
    assert parse_period(str(when)) == when


@given(dated, dated)
def test_a_period_orders_as_its_last_day(left: Period, right: Period) -> None:
    if last_day(left) != last_day(right):
        assert (left < right) == (last_day(left) < last_day(right))
    assert (left < right) + (left > right) + (left == right) == 1
    assert (left <= right) == (left < right or left == right)
    assert (left >= right) == (left > right or left == right)


@given(terms, terms, dated)
def test_terms_order_by_their_number_and_before_dates(left: Period, right: Period, when: Period) -> None:
    assert (left < right) == (left.last < right.last)
    assert left < when
    assert not left.dated


def test_a_period_knows_its_year_and_length() -> None:
    assert (period("2023-H1").year, period("2023-H1").months) == (2023, 6)
    assert period("2019/2023").months == 60
    assert year_period(2023) == period("2023")


def test_of_periods_that_end_together_the_shorter_comes_first() -> None:
    names = ["2023-12", "2023-Q4", "2023-H2", "2023", "2019/2023"]
    assert [str(when) for when in sorted(map(period, reversed(names)))] == names


@pytest.mark.parametrize(
    ("view", "frequency", "own"),
    [
        ("2023", "A", "2023"),
        ("2023-H1", "A", "2022"),
        ("2023-06", "A5", "2022"),
        ("2023", "H", "2023-H2"),
        ("2023-Q3", "H", "2023-H1"),
        ("2023", "Q", "2023-Q4"),
        ("2023", "M", "2023-12"),
        ("2019/2023", "A", "2023"),
        ("2023", "term", "2023"),
        ("term:15", "A", "term:15"),
    ],
)
def test_the_last_period_of_a_frequency_ends_no_later_than_the_report_s(
    view: str, frequency: str, own: str
) -> None:
    assert str(own_period(period(view), frequency)) == own


@pytest.mark.parametrize(
    ("when", "frequency", "member"),
    [
        ("2023", "A", True),
        ("2023-H1", "A", False),
        ("2023", "A5", True),
        ("2019/2023", "A5", True),
        ("2019/2023", "A3", False),
        ("2019/2023", "A", False),
        ("2023-Q1", "Q", True),
        ("2023", "Q", False),
        ("2023", "term", True),
        ("term:15", "term", True),
        ("2023-H1", "term", False),
        ("term:15", "A", False),
    ],
)
def test_a_half_year_s_figure_never_stands_for_a_year_s(when: str, frequency: str, member: bool) -> None:
    assert belongs(period(when), frequency) is member


def test_every_frequency_but_the_term_has_a_length() -> None:
    assert {name: months_between_values(name) for name in FREQUENCIES if name != "term"} == {
        "A": 12,
        "H": 6,
        "Q": 3,
        "M": 1,
        **{f"A{years}": 12 * years for years in range(2, 11)},
    }
