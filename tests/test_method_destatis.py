"""METHODS §2, destatis: every row of its table, its cuts, its three kinds of target."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from courses import only, said
from plans import indicator, ledger, target, value

from fedstat.assessment import Assessment, assess
from fedstat.assessment.methods.destatis import class_of, level_class_of, trend_class_of

if TYPE_CHECKING:
    from fedstat.model.target import Target


def run(
    numbers: str, goal: Target, first: int = 2015, direction: str = "decrease", **more: Any
) -> Assessment:
    """Assess a series of one value a year."""
    values = {str(first + year): number for year, number in enumerate(numbers.split())}
    return only("destatis", indicator("W-1", goal, direction=direction, unit_measure="人", **more), values)


def percent(item: Assessment) -> str | None:
    return None if item.method_value is None else f"{float(100 * item.method_value):.2f}"


@pytest.mark.parametrize(
    ("numbers", "first", "goal", "gap", "symbol", "status"),
    [
        ("153.0 151.6 148.7 151.1 145.9 145.4", 2015, ("100", "2030"), "66.52", "cloudy", "behind"),
        ("304.8 300 295 290 285 281.2", 2009, ("190", "2030"), "17.19", "slightly_cloudy", "behind"),
        ("10.3 10 11 12 12 12.4", 2016, ("9.5", "2030"), "230.34", "thunderstorm", "moving-away"),
    ],
)
def test_every_row_of_the_table_with_a_year(
    numbers: str, first: int, goal: tuple[str, str], gap: str, symbol: str, status: str
) -> None:
    item = run(numbers, target("at_most", *goal), first)
    assert (percent(item), item.method_class, item.status) == (gap, symbol, status)


@pytest.mark.parametrize(
    ("numbers", "first", "symbol", "status"),
    [
        ("21 20 20 19 18 18", 2016, "cloudy", "behind"),
        ("22 22 23 22 22 22", 2010, "thunderstorm", "flat"),
    ],
)
def test_every_row_of_the_table_with_a_level_to_keep(
    numbers: str, first: int, symbol: str, status: str
) -> None:
    item = run(numbers, target("at_most", "10", "2030", keep=True), first)
    assert (percent(item), item.method_class, item.status) == (None, symbol, status)


@pytest.mark.parametrize(
    ("gap", "improving", "symbol"),
    [
        ("-1", True, "sun"),
        ("0.0499999", True, "sun"),
        ("0.05", True, "slightly_cloudy"),
        ("0.20", True, "slightly_cloudy"),
        ("0.2000001", True, "cloudy"),
        ("1", False, "thunderstorm"),
    ],
)
def test_the_cuts_of_the_gap(gap: str, improving: bool, symbol: str) -> None:
    assert class_of(Fraction(gap), improving=improving) == symbol


@pytest.mark.parametrize(
    ("way", "reached", "symbol"),
    [
        (1, True, "sun"),
        (0, True, "sun"),
        (-1, True, "slightly_cloudy"),
        (1, False, "cloudy"),
        (0, False, "thunderstorm"),
        (-1, False, "thunderstorm"),
    ],
)
def test_a_level_to_keep_is_told_by_where_it_stands_and_goes(way: int, reached: bool, symbol: str) -> None:
    assert level_class_of(way, reached=reached) == symbol


@pytest.mark.parametrize(
    ("mean", "last", "symbol"),
    [
        (1, 1, "sun"),
        (1, 0, "slightly_cloudy"),
        (1, -1, "slightly_cloudy"),
        (0, 1, "cloudy"),
        (-1, 1, "cloudy"),
        (0, 0, "thunderstorm"),
        (-1, -1, "thunderstorm"),
    ],
)
def test_a_direction_is_told_by_the_mean_and_the_last_change(mean: int, last: int, symbol: str) -> None:
    assert trend_class_of(mean, last) == symbol


def test_a_number_that_is_reached_is_a_level_to_keep() -> None:
    goal = target("at_most", "10", "2030")
    assert said(run("14 13 12 11 10 9", goal)) == ("met", "sun")
    assert said(run("4 5 6 7 8 9", goal)) == ("met", "slightly_cloudy")


def test_only_the_last_six_points_count_and_four_are_needed() -> None:
    goal = target("at_most", "10", "2030")
    assert (
        run("1000 1 16 15 14 13 12 11", goal).method_value
        == run("16 15 14 13 12 11", goal, 2017).method_value
    )
    assert said(run("14 13 12 11", goal)) == ("on-track", "sun")
    few = run("13 12 11", goal)
    assert (few.status, few.reason.code, few.method_class) == ("not-assessable", "too-few-points", None)
    assert said(run("12 11 10", goal)) == ("met", None)


def test_a_gap_in_the_series_counts_its_years() -> None:
    what = indicator("W-1", target("at_most", "10", "2030"), direction="decrease", unit_measure="人")
    item = only("destatis", what, {"2010": "20", "2011": "19", "2015": "15.5", "2020": "15"})
    assert item.method_value == 1 - Fraction(1, 2) * 10 / 5


def test_the_stated_baseline_is_a_point_of_the_series() -> None:
    goal = target("at_most", "10", "2030")
    item = run("15 14 13", goal, 2021, baseline="16")
    assert said(item) == ("on-track", "sun")
    again = run("99 15 14 13", goal, 2020, baseline="16")
    assert again.method_value == item.method_value


def test_values_before_a_break_are_no_points() -> None:
    what = indicator("W-1", target("at_most", "10", "2030"), direction="decrease", unit_measure="人")
    numbers = [("2017", "90", "A"), ("2018", "80", "A"), ("2019", "14", "B"), ("2020", "13", "A")]
    later = [("2021", "12.5", "A"), ("2022", "12", "A")]
    book = ledger([what], [value("W-1", *entry) for entry in numbers])
    assert assess(book, method="destatis").items[0].reason.code == "too-few-points"
    book = ledger([what], [value("W-1", *entry) for entry in (*numbers, *later)])
    (item,) = assess(book, method="destatis").items
    assert item.method_value == 1 - Fraction(2, 3) * 8 / 2


def test_of_several_years_the_next_counts() -> None:
    what = indicator(
        "W-1",
        target("at_most", "11", "2022"),
        target("at_most", "5", "2025"),
        direction="decrease",
        unit_measure="人",
    )
    item = only("destatis", what, {"2017": "16", "2018": "15", "2019": "14", "2020": "13"})
    assert (item.method_value, *said(item)) == (Fraction(0), "on-track", "sun")


def test_of_several_targets_the_worst_symbol_is_the_indicator_s() -> None:
    groups = [(("r", "城市"),), (("r", "农村"),)]
    what = indicator("W-1", *(target("at_least", "50", "2030", breakdown=group) for group in groups))
    rising, falling = (44, 45, 46, 47), (60, 58, 56, 54)
    values = [
        value("W-1", str(2017 + year), str(number), breakdown=group)
        for group, numbers in zip(groups, (rising, falling), strict=True)
        for year, number in enumerate(numbers)
    ]
    (item,) = assess(ledger([what], values), method="destatis").items
    assert [(verdict.status, verdict.method_class) for verdict in item.verdicts] == [
        ("on-track", "sun"),
        ("met", "slightly_cloudy"),
    ]
    assert said(item) == ("on-track", "slightly_cloudy")


def test_a_range_counts_at_the_end_that_is_nearer() -> None:
    goal = target("between", by="2030", bounds=("8", "10"))
    single = run("16 15 14 13", target("at_most", "10", "2030"))
    assert run("16 15 14 13", goal).method_value == single.method_value


def test_inside_a_range_without_a_direction_any_place_is_as_good() -> None:
    goal = target("between", bounds=("8", "14"))
    assert said(run("13 12 11 10", goal, direction="range")) == ("met", "sun")


def test_from_the_target_year_on_nothing_is_added() -> None:
    for year in ("2015", "2018"):
        item = run("16 15 14 13", target("at_most", "10", year))
        assert (item.method_value, *said(item)) == (Fraction(1), "missed", "cloudy")


def test_a_strict_target_at_its_own_number_has_no_distance() -> None:
    item = run("13 12 11 10", target("below", "10", "2030"))
    assert (item.status, item.reason.code) == ("not-assessable", "no-distance")


def test_terms_of_office_have_no_years() -> None:
    what = indicator("W-1", target("at_least", "50"), frequency="term")
    terms = {f"term:{11 + number}": str(40 + number) for number in range(4)}
    assert only("destatis", what, terms, period="2023").reason.code == "no-clock"
    mixed = indicator("W-1", target("at_least", "50", "term:20"))
    years = {str(2020 + number): str(40 + number) for number in range(4)}
    assert only("destatis", mixed, years, period="2023").reason.code == "no-time"


def trend(numbers: str, direction: str = "increase", **more: Any) -> Assessment:
    return run(numbers, target("trend"), 2020, direction, **more)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("40 41 42 43", ("met", "sun")),
        ("40 41 43 42", ("met", "slightly_cloudy")),
        ("40 41 42 42", ("met", "slightly_cloudy")),
        ("40 41 39 40", ("flat", "cloudy")),
        ("40 41 42 40", ("flat", "thunderstorm")),
        ("40 39 37 38", ("moving-away", "cloudy")),
    ],
)
def test_a_trend_is_met_by_the_plain_rule_and_has_its_symbol(numbers: str, expected: tuple[str, str]) -> None:
    assert said(trend(numbers)) == expected


def test_a_trend_below_its_baseline_that_rises_again_is_on_track() -> None:
    assert said(trend("40 30 31 32 33 34 35")) == ("on-track", "sun")
    assert said(trend("40 30 31 32 33 35 34")) == ("behind", "slightly_cloudy")


def test_a_trend_without_points_or_direction_has_no_symbol() -> None:
    assert said(trend("40 41 42")) == ("met", None)
    assert trend("40 40 40").reason.code == "too-few-points"
    assert said(trend("40 40 40 40", "maintain")) == ("met", None)
