"""METHODS §2, unsd: its cuts, and where it says nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from courses import figure, judged, only, said
from plans import indicator, target

from fedstat.assessment.methods.unsd import class_of, trend_class_of


@pytest.mark.parametrize(
    ("x", "word"),
    [
        ("0.95", "on_track"),
        ("0.9499999999", "fair_progress"),
        ("0.10", "fair_progress"),
        ("0.0999999999", "stagnation_or_regression"),
        ("-1", "stagnation_or_regression"),
    ],
)
def test_a_figure_on_the_cut_has_the_better_class(x: str, word: str) -> None:
    assert class_of(Fraction(x)) == word


@pytest.mark.parametrize(
    ("rate", "word"),
    [
        ("0.02", "on_track"),
        ("0.0199999", "fair_progress"),
        ("0.005", "fair_progress"),
        ("0.0049999", "stagnation_or_regression"),
    ],
)
def test_the_cuts_of_a_trend(rate: str, word: str) -> None:
    assert trend_class_of(Fraction(rate)) == word


def test_growth_goes_on_to_the_target_period() -> None:
    item = judged("unsd", "100", "110", "121", "+", ("2020", "2021", "2022"))
    assert (item.method_value, *said(item)) == (Fraction(1), "on-track", "on_track")
    exact = judged("unsd", "100", "110", "122", "+", ("2020", "2021", "2022"))
    assert exact.method_value == Fraction(21, 22)


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (("100", "105", "130", "+"), ("behind", "fair_progress")),
        (("100", "101", "130", "+"), ("behind", "stagnation_or_regression")),
        (("100", "100", "130", "+"), ("flat", "stagnation_or_regression")),
        (("100", "99", "130", "+"), ("moving-away", "stagnation_or_regression")),
        (("100", "130", "130", "+"), ("met", "achieved")),
        (("100", "120", None, "+"), ("met", "on_track")),
        (("100", "99", None, "+"), ("moving-away", "stagnation_or_regression")),
        (("-10", "-8", "-7", "+"), ("on-track", "on_track")),
        (("10", "0", "-2", "-"), ("behind", "fair_progress")),
    ],
)
def test_its_classes_are_our_statuses(
    series: tuple[str, str, str | None, str], expected: tuple[str, str]
) -> None:
    assert said(judged("unsd", *series)) == expected


@pytest.mark.parametrize(
    ("base", "now", "goal", "code"),
    [
        ("0", "4", "10", "zero-baseline"),
        ("-5", "4", "10", "opposite-signs"),
        (None, "4", "10", "baseline-missing"),
        ("92", "91", "92", "baseline-met"),
        ("95", "91", "92", "baseline-met"),
        ("-4", "-5", None, "negative-values"),
        (None, "4", None, "baseline-missing"),
    ],
)
def test_where_it_is_undefined_it_is_not_assessable(
    base: str | None, now: str, goal: str | None, code: str
) -> None:
    item = judged("unsd", base, now, goal)
    expected = "baseline-missing" if base is None else code
    assert (item.status, item.reason.code, item.method_class) == ("not-assessable", expected, None)


def test_a_floor_that_holds_is_achieved_without_a_figure() -> None:
    item = judged("unsd", "95", "93", "92")
    assert (*said(item), figure(item)) == ("met", "achieved", None)


def test_without_a_direction_or_time_there_is_no_figure() -> None:
    what = indicator("W-1", target("between", bounds=("20", "30")), baseline="22", direction="range")
    assert said(only("unsd", what, {"2023": "25"})) == ("met", "achieved")
    trend = indicator("W-1", baseline="40", direction="maintain", tolerance="1")
    assert said(only("unsd", trend, {"2023": "40"})) == ("met", None)
    assert said(judged("unsd", "10", "20", "30", "+", ("2020", "2023", "2020"))) == ("missed", None)
