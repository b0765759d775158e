"""METHODS §2, statcan: every row of its table, its cuts, and what it says where it says nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from courses import figure, judged, only, said
from plans import indicator, target

from fedstat.assessment.methods.growth import nearness
from fedstat.assessment.methods.statcan import class_of, score, trend_class_of, trend_score

# the fifth figure is 9.89004807602; METHODS prints 9.8900480762, which drops a digit
ROWS = [
    (("14.5", "10.2", "7.25", "-"), ("2015", "2023", "2030"), "0.9525901792", "substantial_progress"),
    (("14.5", "10.4", "7.25", "-"), ("2015", "2023", "2030"), "0.9010899547", "moderate_progress"),
    (("10.1", "13.7", "30", "+"), ("2015", "2023", "2030"), "0.5160064972", "limited_progress"),
    (("42", "40", "60", "+"), ("2019", "2024", "2026"), "-0.1857629507", "deterioration"),
    (
        ("89.3", "92.8", "90", "+"),
        ("2017", "2021", "2025"),
        "9.8900480760",
        "target_achieved",
    ),  # 9.89004807602; METHODS drops the 0
    (("70900", "75500", None, "+"), ("2015", "2024"), "0.0070091413", "moderate_progress"),
]


@pytest.mark.parametrize(("series", "years", "value", "word"), ROWS)
def test_every_row_of_the_table(
    series: tuple[str, str, str | None, str], years: tuple[str, ...], value: str, word: str
) -> None:
    item = judged("statcan", *series, years)
    assert (figure(item), item.method_class) == (value, word)


def test_near_a_natural_limit_the_cuts_of_a_trend_shrink() -> None:
    item = judged("statcan", "90", "93.2", None, "+", ("2015", "2021"), limit="100")
    assert (figure(item), item.method_class) == ("0.0058399952", "substantial_progress")
    without = judged("statcan", "90", "93.2", None, "+", ("2015", "2021"), unit_measure="人")
    assert without.method_class == "moderate_progress"


@pytest.mark.parametrize(
    ("base", "near"),
    [("200", "1"), ("250", "1"), ("100", "0"), ("0", "1"), ("-250", "1")],
)
def test_the_factor_of_the_limit_at_its_ends(base: str, near: str) -> None:
    assert nearness(Fraction(base), Fraction(100)) == Fraction(near)


def test_the_factor_of_the_limit_between_its_ends() -> None:
    assert f"{float(nearness(Fraction(90), Fraction(100))):.10f}" == "0.3736216450"
    assert nearness(Fraction(90), Fraction(100)) == nearness(Fraction(110), Fraction(100))
    assert nearness(Fraction(90), None) == 1
    assert nearness(Fraction(5), Fraction(0)) == 1


@pytest.mark.parametrize(
    ("p", "word"),
    [
        ("0.95", "substantial_progress"),
        ("0.9499999999", "moderate_progress"),
        ("0.60", "moderate_progress"),
        ("0.5999999999", "limited_progress"),
        ("0", "limited_progress"),
        ("-0.0000000001", "deterioration"),
    ],
)
def test_a_figure_on_the_cut_has_the_better_class(p: str, word: str) -> None:
    assert class_of(Fraction(p)) == word


@pytest.mark.parametrize(
    ("now", "word"),
    [("109.5", "substantial_progress"), ("109.49", "moderate_progress"), ("106", "moderate_progress")],
)
def test_a_growth_that_is_exact_is_compared_exactly(now: str, word: str) -> None:
    assert judged("statcan", "100", now, "121", "+", ("2020", "2021", "2022")).method_class == word


@pytest.mark.parametrize(
    ("rate", "near", "word"),
    [
        ("0.015", "1", "substantial_progress"),
        ("0.0149999", "1", "moderate_progress"),
        ("0.005", "1", "moderate_progress"),
        ("0.0049999", "1", "limited_progress"),
        ("0", "1", "limited_progress"),
        ("-0.0000001", "1", "deterioration"),
        ("0.0075", "0.5", "substantial_progress"),
        ("0.0025", "0.5", "moderate_progress"),
        ("0", "0", "substantial_progress"),
        ("-0.0000001", "0", "deterioration"),
    ],
)
def test_the_cuts_of_a_trend(rate: str, near: str, word: str) -> None:
    assert trend_class_of(Fraction(rate), Fraction(near)) == word


@pytest.mark.parametrize(
    ("p", "points"),
    [("1.4", "5"), ("0.95", "2.500055"), ("0.6", "0.00004"), ("0.5", "-0.41665"), ("-1", "-5")],
)
def test_the_score_of_a_target(p: str, points: str) -> None:
    assert score(Fraction(p)) == Fraction(points)
    assert score(Fraction(p), achieved=True) == 5


@pytest.mark.parametrize(
    ("rate", "near", "points"),
    [
        ("0.03", "1", "5"),
        ("0.015", "1", "2.5"),
        ("0.005", "1", "0"),
        ("0", "1", "-2.5"),
        ("-0.01", "1", "-3.75"),
        ("-0.03", "1", "-5"),
        ("0", "0", "5"),
        ("0.005", "0.5", "1.25"),
    ],
)
def test_the_score_of_a_trend(rate: str, near: str, points: str) -> None:
    assert trend_score(Fraction(rate), Fraction(near)) == Fraction(points)


@pytest.mark.parametrize(
    ("series", "status"),
    [
        (("14.5", "10.2", "7.25", "-"), "on-track"),
        (("14.5", "10.4", "7.25", "-"), "behind"),
        (("10.1", "10.1", "30", "+"), "flat"),
        (("10.1", "10", "30", "+"), "moving-away"),
        (("10.1", "30", "30", "+"), "met"),
    ],
)
def test_its_classes_are_our_statuses(series: tuple[str, str, str, str], status: str) -> None:
    assert judged("statcan", *series).status == status


def test_a_negative_series_grows_the_other_way() -> None:
    up = judged("statcan", "-10", "-8", "-5", "+")
    assert up.method_class == "moderate_progress"
    assert up.method_value == judged("statcan", "10", "8", "5", "-").method_value
    assert said(judged("statcan", "-10", "-11", "-5", "+")) == ("moving-away", "deterioration")
    assert said(judged("statcan", "-10", "0", None, "+")) == ("met", "substantial_progress")


@pytest.mark.parametrize(
    ("base", "now", "goal", "code", "word"),
    [
        ("-5", "4", "10", "opposite-signs", "not_available"),
        ("0", "4", "10", "zero-baseline", None),
        ("-5", "-4", "10", "opposite-target", None),
        (None, "4", "10", "baseline-missing", "not_available"),
    ],
)
def test_where_there_is_no_growth_rate_it_is_not_assessable(
    base: str | None, now: str, goal: str, code: str, word: str | None
) -> None:
    item = judged("statcan", base, now, goal)
    assert (item.status, item.reason.code, item.method_class, item.method_value) == (
        "not-assessable",
        code,
        word,
        None,
    )


def test_one_point_is_not_enough() -> None:
    item = judged("statcan", "10", "10", "20", "+", ("2015", "2015", "2030"))
    assert (item.reason.code, item.method_class) == ("no-later-value", "not_available")


def test_a_single_point_that_reaches_its_target_has_achieved_it() -> None:
    assert said(judged("statcan", None, "31", "30")) == ("met", "target_achieved")


def test_to_a_target_of_zero_the_required_rate_is_all_of_it() -> None:
    item = judged("statcan", "16", "4", "0", "-", ("2015", "2017", "2030"))
    assert (item.method_value, item.status) == (Fraction(1, 2), "behind")
    assert judged("statcan", "16", "0", "0", "-").method_class == "target_achieved"


def test_a_baseline_equal_to_its_target_has_no_figure() -> None:
    held = judged("statcan", "92", "93", "92")
    assert (*said(held), held.method_value) == ("met", "target_achieved", None)
    lost = judged("statcan", "92", "91", "92")
    assert (*said(lost), lost.method_value) == ("moving-away", "deterioration", None)


def test_a_strict_target_at_its_baseline_has_no_way_to_go() -> None:
    what = indicator("W-1", target("above", "92"), baseline="92")
    item = only("statcan", what, {"2023": "92"})
    assert (item.status, item.reason.code) == ("not-assessable", "baseline-met")


def test_a_floor_that_is_lost_is_a_deterioration() -> None:
    assert said(judged("statcan", "95", "91", "92")) == ("moving-away", "deterioration")
    assert said(judged("statcan", "95", "93", "92")) == ("met", "target_achieved")


def test_missed_at_the_target_period_keeps_the_class_of_the_office() -> None:
    item = judged("statcan", "10", "29.9", "30", "+", ("2015", "2030", "2030"))
    assert (item.status, item.method_class) == ("missed", "substantial_progress")


def test_a_milestone_that_is_reached_is_on_track_while_the_target_is_not() -> None:
    what = indicator("W-1", target("at_least", "45", "2023"), target("at_least", "50", "2025"), baseline="40")
    assert said(only("statcan", what, {"2022": "46"})) == ("on-track", "target_achieved")


def test_a_term_of_office_has_no_yearly_rate() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline=("term:14", "40"), frequency="term")
    item = only("statcan", what, {"term:15": "44"}, period="2023")
    assert (item.status, item.reason.code, item.method_class) == ("not-assessable", "no-clock", None)


def test_a_target_period_before_the_baseline_leaves_no_time() -> None:
    item = judged("statcan", "10", "20", "30", "+", ("2020", "2023", "2015"))
    assert (item.status, item.method_value) == ("missed", None)


def test_inside_a_range_nothing_is_left_to_reach() -> None:
    what = indicator("W-1", target("between", bounds=("20", "30")), baseline="22", direction="range")
    assert said(only("statcan", what, {"2023": "25"})) == ("met", "target_achieved")
    out = only("statcan", what, {"2023": "31"})
    assert said(out) == ("moving-away", "deterioration")


def test_inside_a_range_the_direction_tells_which_end_counts() -> None:
    what = indicator("W-1", target("between", bounds=("20", "30")), baseline="22")
    assert only("statcan", what, {"2023": "25"}).method_value is not None
    down = indicator("W-1", target("between", bounds=("20", "30")), baseline="22", direction="decrease")
    value = only("statcan", down, {"2023": "25"}).method_value
    assert value is not None
    assert value < 0


def test_a_trend_without_a_better_direction_has_no_class() -> None:
    item = judged("statcan", "40", "40", None, "maintain")
    assert said(item) == ("met", None)
    assert judged("statcan", "40", "41", None, "maintain", tolerance="0.5").reason.code == "direction-missing"
    assert judged("statcan", "40", "41", None, "maintain").reason.code == "tolerance-missing"


def test_a_trend_that_is_not_met_is_flat_or_moving_away() -> None:
    assert said(judged("statcan", "40", "40", None)) == ("flat", "limited_progress")
    assert said(judged("statcan", "40", "39", None)) == ("moving-away", "deterioration")
    assert said(judged("statcan", "40", "39.9", None, tolerance="0.2")) == ("flat", "deterioration")
    assert said(judged("statcan", None, "40", None)) == ("not-assessable", "not_available")


def test_across_a_break_nothing_is_said() -> None:
    from plans import ledger, value

    from fedstat.assessment import assess

    what = indicator("W-1", target("at_least", "50"), baseline="40")
    book = ledger([what], [value("W-1", "2023", "46", "B")])
    (item,) = assess(book, method="statcan").items
    assert (item.status, item.reason.code, item.method_class) == ("not-assessable", "break", None)
