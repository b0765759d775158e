"""Values before the plan, of another frequency, and of a time that had not come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from plans import indicator, ledger, moment, plan, series, target, value

from fedstat.checks import check
from fedstat.language import say

if TYPE_CHECKING:
    from fedstat.model.observation import Observation

TARGET = target("at_least", "45")


def said(*entries: Observation, code: str, plans: Any = None, **more: Any) -> list[str]:
    one = indicator("W-1", TARGET, **{"baseline": "40", **more})
    found = check(ledger([one], entries, plans=plans or (plan(),)))
    return [say(finding.message, "en") for finding in found if finding.code == code]


def test_a_value_before_the_baseline_is_told() -> None:
    assert said(*series("W-1", y2019="40", y2020="40"), code="period-early") == [
        "A value of “W-1” is of a period before the plan's baseline (2020): 2019."
    ]


def test_many_early_values_of_a_series_are_one_finding() -> None:
    years = {f"y{year}": "40" for year in range(2015, 2020)}
    assert said(*series("W-1", **years), code="period-early") == [
        "5 values of “W-1” are of periods before the plan's baseline (2020): 2015, 2016, 2017 and 2 more."
    ]


def test_an_indicator_with_an_earlier_baseline_begins_there() -> None:
    assert not said(*series("W-1", y2018="40", y2019="40"), code="period-early", baseline=("2018", "40"))
    assert not said(value("W-1", "2020-H1", "40"), code="period-early")


def test_terms_and_what_is_not_assessed_have_no_early_values() -> None:
    assert not said(value("W-1", "term:14", "30"), code="period-early", frequency="term")
    assert not said(*series("W-1", y2018="40"), code="period-early", role="background")
    assert not said(*series("W-9", y2018="40"), code="period-early")
    assert said(*series("W-1", y2018="40"), code="period-early", baseline=("term:15", "40"))


def test_a_plan_without_a_dated_baseline_calls_nothing_early() -> None:
    assert not said(*series("W-1", y2018="40"), code="period-early", plans=(plan(baseline_period=None),))


def test_a_half_years_figure_does_not_count_for_a_yearly_indicator() -> None:
    assert said(value("W-1", "2023-H1", "40"), code="period-frequency") == [
        "A value of “W-1”, which is measured every year, does not count: first half of 2023."
    ]


@pytest.mark.parametrize(
    ("frequency", "when", "words"),
    [
        ("H", "2023", "every half-year"),
        ("Q", "2023", "every quarter"),
        ("M", "2023", "every month"),
        ("term", "2023-06", "once in a term of office"),
        ("A5", "2023-06", "every 5 years"),
    ],
)
def test_a_value_of_another_frequency_names_the_right_one(frequency: str, when: str, words: str) -> None:
    (text,) = said(value("W-1", when, "40"), code="period-frequency", frequency=frequency)
    assert f"which is measured {words}, " in text


def test_values_of_the_own_frequency_are_right() -> None:
    assert not said(*series("W-1", y2023="40"), code="period-frequency")
    assert not said(value("W-1", "2023-H1", "40"), code="period-frequency", frequency="H")
    assert not said(value("W-1", "2023-H1", "40"), code="period-frequency", role="activity")
    assert not said(value("W-9", "2023-H1", "40"), code="period-frequency")


def recorded(day: str, when: str = "2023", number: str | None = "40", status: str = "A") -> list[str]:
    return said(value("W-1", when, number, status, recorded=moment(day)), code="period-future")


def test_a_value_recorded_before_its_period_was_over_is_told() -> None:
    assert recorded("2023-06-30") == ["A value of 2023 (“W-1”) was recorded on 2023-06-30, before it ended."]


def test_a_submission_in_advance_is_one_finding() -> None:
    stamp = moment("2023-06-30")
    entries = [value("W-1", "2023", "40", area=area, recorded=stamp) for area in ("城市", "县")]
    (text,) = said(*entries, code="period-future")
    assert text.startswith("2 values of 2023")


@pytest.mark.parametrize("day", ["2023-12-01", "2023-12-25", "2024-01-01"])
def test_a_year_may_be_closed_in_its_last_month(day: str) -> None:
    assert not recorded(day)


def test_forecasts_gaps_terms_and_undated_entries_are_never_early() -> None:
    assert not recorded("2023-06-30", status="F")
    assert not recorded("2023-06-30", number=None, status="L")
    assert not recorded("0001-02-01", when="term:15")
    assert not said(*series("W-1", y2023="40"), code="period-future")


def test_a_value_in_advance_of_an_unknown_indicator_is_told_by_its_code() -> None:
    (text,) = said(value("W-9", "2023", "40", recorded=moment("2023-06-30")), code="period-future")
    assert "(“W-9”)" in text
