"""METHODS §2, nchs: its cuts, and where it does not assess."""

from __future__ import annotations

import pytest
from courses import judged, only, said
from plans import indicator, period, target


@pytest.mark.parametrize(
    ("now", "expected", "value"),
    [
        ("50", ("met", "target_met_or_exceeded"), 100),
        ("60", ("met", "target_met_or_exceeded"), 200),
        ("49.9", ("behind", "improving"), 99),
        ("41", ("behind", "improving"), 10),
        ("40.99", ("behind", "little_or_no_detectable_change"), 9.9),
        ("40", ("flat", "little_or_no_detectable_change"), 0),
        ("36.01", ("moving-away", "little_or_no_detectable_change"), -39.9),
        ("36", ("moving-away", "getting_worse"), -40),
    ],
)
def test_better_is_counted_of_the_way_and_worse_of_the_baseline(
    now: str, expected: tuple[str, str], value: float
) -> None:
    item = judged("nchs", "40", now, "50")
    assert said(item) == expected
    assert item.method_value is not None
    assert float(item.method_value) == value


def test_it_does_not_judge_the_pace() -> None:
    assert judged("nchs", "40", "49.9", "50", "+", ("2015", "2016", "2030")).status == "behind"


def test_negative_values_move_by_their_size() -> None:
    assert said(judged("nchs", "-40", "-44", "-20")) == ("moving-away", "getting_worse")
    assert said(judged("nchs", "-40", "-43", "-20")) == ("moving-away", "little_or_no_detectable_change")


def test_any_move_away_from_a_baseline_of_zero_is_worse() -> None:
    assert said(judged("nchs", "0", "-1", "5")) == ("moving-away", "getting_worse")


def test_a_baseline_alone_is_called_so() -> None:
    item = judged("nchs", "40", "40", "50", "+", ("2015", "2015", "2030"))
    assert (*said(item), item.method_value) == ("flat", "baseline_only", None)


@pytest.mark.parametrize(("base", "now"), [("95", "91"), ("92", "91")])
def test_a_baseline_that_already_met_the_target_is_not_assessed(base: str, now: str) -> None:
    item = judged("nchs", base, now, "92")
    assert (item.status, item.reason.code, item.method_class) == ("not-assessable", "baseline-met", None)
    assert said(judged("nchs", base, "93", "92")) == ("met", None)


def test_without_a_baseline_only_met_can_be_said() -> None:
    assert said(judged("nchs", None, "50", "50")) == ("met", "target_met_or_exceeded")
    assert judged("nchs", None, "49", "50").reason.code == "baseline-missing"


def test_across_a_break_nothing_is_said() -> None:
    from plans import ledger, value

    from fedstat.assessment import assess

    what = indicator("W-1", target("at_least", "50"), baseline="40")
    for number, status in (("46", "not-assessable"), ("50", "met")):
        (item,) = assess(ledger([what], [value("W-1", "2023", number, "B")]), method="nchs").items
        assert item.status == status


def test_inside_a_range_the_baseline_met_the_target() -> None:
    what = indicator("W-1", target("between", bounds=("20", "30")), baseline="22", direction="range")
    assert said(only("nchs", what, {"2023": "25"})) == ("met", "target_met_or_exceeded")


def test_a_strict_target_at_its_baseline_leaves_no_way() -> None:
    what = indicator("W-1", target("above", "92"), baseline="92")
    assert only("nchs", what, {"2023": "91"}).reason.code == "baseline-met"


def test_a_trend_is_judged_by_the_plain_rule_and_has_no_class() -> None:
    assert said(judged("nchs", "40", "41", None)) == ("met", None)
    assert said(judged("nchs", "40", "39", None)) == ("moving-away", None)


def test_a_baseline_to_which_nothing_was_added_is_called_so_though_there_is_no_data() -> None:
    what = indicator("W-1", target("at_least", "50", "2025"), baseline=("2015", "40"))
    for method, word in (("nchs", "baseline_only"), ("statcan", "not_available"), ("eurostat", None)):
        assert said(only(method, what, {}, period=period("2022"))) == ("no-data", word)


@pytest.mark.parametrize("baseline", [None, "50"])
def test_without_a_value_and_without_a_way_to_go_there_is_no_class(baseline: str | None) -> None:
    first = None if baseline is None else ("2015", baseline)
    what = indicator("W-1", target("at_least", "50", "2025"), baseline=first)
    assert said(only("nchs", what, {}, period=period("2022"))) == ("no-data", None)
    trend = indicator("W-1", target("trend"), baseline=("2015", "40"))
    assert said(only("nchs", trend, {}, period=period("2022"))) == ("no-data", None)


@pytest.mark.parametrize("method", ["nchs", "unsd"])
def test_a_range_that_was_passed_through_is_not_called_met_at_its_baseline(method: str) -> None:
    what = indicator(
        "W-1", target("between", None, "2025", bounds=("50", "60")), baseline="40", direction="range"
    )
    item = only(method, what, {"2022": "65"})
    assert (*said(item), item.reason.code) == ("not-assessable", None, "beyond")
