"""METHODS §2, eurostat: every row of its table, its cuts, and where it says nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from courses import figure, judged, only, said
from plans import indicator, target

from fedstat.assessment.methods.eurostat import class_of, trend_class_of

ROWS = [
    (
        ("1.8983050847", "1.4677419355", "1.0", "-"),
        ("2013", "2023", "2030"),
        "0.6863362874",
        "moderate_progress",
    ),
    (("99.6", "99.8", "99.9", "+"), ("2015", "2023", "2030"), "1.2506577815", "significant_progress"),
    (("20.6", "20.6", "20.5", "-"), ("2016", "2024", "2030"), "0.0000000000", "insufficient_progress"),
    (("34.13", "35.32", None, "+"), ("2015", "2024"), "0.0038153", "moderate_progress"),
    (("82.7", "82.4", None, "+"), ("2015", "2025"), "-0.00036335", "no_progress"),
]


@pytest.mark.parametrize(("series", "years", "value", "word"), ROWS)
def test_every_row_of_the_table(
    series: tuple[str, str, str | None, str], years: tuple[str, ...], value: str, word: str
) -> None:
    item = judged("eurostat", *series, years)
    digits = len(value.partition(".")[2])
    assert (figure(item, digits), item.method_class) == (value, word)


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        ("0.9500000001", "significant_progress"),
        ("0.95", "moderate_progress"),
        ("0.6000000001", "moderate_progress"),
        ("0.60", "insufficient_progress"),
        ("0", "insufficient_progress"),
        ("-0.0000000001", "movement_away"),
    ],
)
def test_a_figure_on_the_cut_has_the_lesser_class(ratio: str, word: str) -> None:
    assert class_of(Fraction(ratio)) == word


@pytest.mark.parametrize(
    ("now", "word"), [("109.51", "significant_progress"), ("109.5", "moderate_progress")]
)
def test_a_growth_that_is_exact_is_compared_exactly(now: str, word: str) -> None:
    assert judged("eurostat", "100", now, "121", "+", ("2020", "2021", "2022")).method_class == word


@pytest.mark.parametrize(
    ("rate", "near", "word"),
    [
        ("0.0100001", "1", "significant_progress"),
        ("0.01", "1", "moderate_progress"),
        ("0.0010001", "1", "moderate_progress"),
        ("0.001", "1", "no_progress"),
        ("-0.001", "1", "no_progress"),
        ("-0.0010001", "1", "moderate_movement_away"),
        ("-0.01", "1", "moderate_movement_away"),
        ("-0.0100001", "1", "significant_movement_away"),
        ("0.0050001", "0.5", "significant_progress"),
        ("0.0005001", "0.5", "moderate_progress"),
        ("0.0005", "0.5", "no_progress"),
        ("-0.0007", "0.5", "no_progress"),
    ],
)
def test_the_cuts_of_a_trend(rate: str, near: str, word: str) -> None:
    assert trend_class_of(Fraction(rate), Fraction(near)) == word


def test_near_a_natural_limit_the_first_two_cuts_of_a_trend_shrink() -> None:
    years = ("2015", "2021")
    assert (
        judged("eurostat", "90", "93", None, "+", years, limit="100").method_class == "significant_progress"
    )
    assert judged("eurostat", "90", "93", None, "+", years).method_class == "moderate_progress"


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (("99.6", "99.8", "99.9", "+"), ("on-track", "significant_progress")),
        (("99.6", "99.7", "99.9", "+"), ("behind", "moderate_progress")),
        (("20.6", "20.6", "20.5", "-"), ("flat", "insufficient_progress")),
        (("20.6", "20.7", "20.5", "-"), ("moving-away", "movement_away")),
        (("20.6", "20.5", "20.5", "-"), ("met", "significant_progress")),
        (("92", "93", "92", "+"), ("met", "significant_progress")),
        (("95", "91", "92", "+"), ("moving-away", "movement_away")),
    ],
)
def test_its_classes_are_our_statuses(series: tuple[str, str, str, str], expected: tuple[str, str]) -> None:
    assert said(judged("eurostat", *series)) == expected


@pytest.mark.parametrize(
    ("base", "now", "goal", "code"),
    [
        ("-5", "-4", "-3", "negative-values"),
        ("5", "-4", "10", "opposite-signs"),
        ("0", "4", "10", "zero-baseline"),
        ("5", "4", "-10", "opposite-target"),
        (None, "4", "10", "baseline-missing"),
        ("92", "91", "92", "baseline-met"),
        ("-5", "-4", None, "negative-values"),
        (None, "4", None, "baseline-missing"),
    ],
)
def test_where_there_is_no_growth_rate_it_is_not_assessable(
    base: str | None, now: str, goal: str | None, code: str
) -> None:
    direction = "-" if code == "opposite-target" else "+"
    item = judged("eurostat", base, now, goal, direction)
    if goal is None and base is not None:  # §1 can tell the way, the method cannot
        assert said(item) == ("met", None)
    else:
        assert (item.status, item.reason.code, item.method_class) == ("not-assessable", code, None)


def test_a_negative_trend_that_is_not_met_cannot_be_rated() -> None:
    item = judged("eurostat", "-4", "-5", None)
    assert (item.status, item.reason.code) == ("not-assessable", "negative-values")


def test_a_reached_target_needs_no_baseline() -> None:
    assert said(judged("eurostat", None, "31", "30")) == ("met", "significant_progress")


def test_without_a_direction_there_is_no_class() -> None:
    what = indicator("W-1", target("between", bounds=("20", "30")), baseline="22", direction="range")
    assert only("eurostat", what, {"2023": "25"}).method_value is None
    trend = indicator("W-1", baseline="40", direction="maintain", tolerance="1")
    assert said(only("eurostat", trend, {"2023": "40"})) == ("met", None)


def test_without_time_to_the_target_there_is_no_ratio() -> None:
    item = judged("eurostat", "10", "20", "30", "+", ("2020", "2023", "2020"))
    assert (item.status, item.method_class, item.method_value) == ("missed", None, None)
