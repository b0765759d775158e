"""METHODS §1 and `pace` of §2, rule by rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from plans import indicator, ledger, moment, origin, period, plan, series, target, value

from fedstat.assessment import METHODS, Assessment, Evaluation, Reason, Selection, assess
from fedstat.assessment.assess import assess_indicator
from fedstat.assessment.interface import Case, Course, Outcome
from fedstat.assessment.methods.pace import elapsed
from fedstat.assessment.values import Setting
from fedstat.errors import Finding, LedgerFaults, PeriodFault, UsageFault
from fedstat.language import msg, say
from fedstat.model.indicator import Baseline, Indicator
from fedstat.model.plan import Area, Closing, Judgement, Round, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedstat.language import Message
    from fedstat.model.observation import Observation
    from fedstat.model.target import Target


def one(what: Indicator, entries: list[Observation], **asked: object) -> Assessment:
    """Assess a single indicator."""
    more = {name: asked.pop(name) for name in ("plans", "areas", "rounds", "closings") if name in asked}
    (item,) = assess(ledger([what], entries, **more), **asked).items  # type: ignore[arg-type]
    return item


@pytest.mark.parametrize(
    ("comparator", "direction", "number", "met"),
    [
        ("at_least", "increase", "45", True),
        ("at_least", "increase", "44.99", False),
        ("above", "increase", "45", False),
        ("above", "increase", "45.01", True),
        ("at_most", "decrease", "45", True),
        ("at_most", "decrease", "45.01", False),
        ("below", "decrease", "45", False),
        ("below", "decrease", "44.99", True),
        ("equal", "increase", "45", True),
        ("equal", "increase", "45.1", False),
    ],
)
def test_the_comparator_of_the_target_decides_and_only_strict_ones_exclude_the_number(
    comparator: str, direction: str, number: str, met: bool
) -> None:
    item = one(indicator("W-1", target(comparator, "45"), direction=direction), series("W-1", y2023=number))
    assert (item.status == "met") is met


@pytest.mark.parametrize(("number", "met"), [("20", True), ("30", True), ("19.9", False), ("30.1", False)])
def test_a_range_includes_both_ends(number: str, met: bool) -> None:
    item = one(
        indicator("W-1", target("between", bounds=("20", "30")), direction="range"),
        series("W-1", y2023=number),
    )
    assert (item.status == "met") is met


@pytest.mark.parametrize(
    ("direction", "number", "met"),
    [
        ("increase", "47", True),
        ("increase", "44", True),
        ("increase", "43.9", False),
        ("decrease", "43", True),
        ("decrease", "46.1", False),
        ("maintain", "46", True),
        ("maintain", "46.1", False),
    ],
)
def test_around_is_one_sided_for_a_direction_and_two_sided_for_maintain(
    direction: str, number: str, met: bool
) -> None:
    item = one(
        indicator("W-1", target("around", "45", tolerance="1"), direction=direction),
        series("W-1", y2023=number),
    )
    assert (item.status == "met") is met


def test_around_without_a_tolerance_is_not_assessable() -> None:
    item = one(indicator("W-1", target("around", "45")), series("W-1", y2023="45"))
    assert (item.status, item.reason.code) == ("not-assessable", "tolerance-missing")


@pytest.mark.parametrize(("comparison", "met"), [("whole", False), ("rounded", True)])
def test_whole_values_are_compared_unless_the_plan_says_rounded(comparison: str, met: bool) -> None:
    item = one(
        indicator("W-1", target("at_least", "30")),
        series("W-1", y2023="29.96"),
        plans=(plan(comparison=comparison),),
    )
    assert (item.status == "met") is met


@pytest.mark.parametrize(
    ("comparison", "goal", "number", "status", "said"),
    [
        ("whole", target("at_least", "30"), "29.96", "not-assessable", "met if rounded"),
        ("rounded", target("at_least", "30"), "29.96", "met", "not met if not rounded"),
        ("whole", target("above", "30"), "30.4", "met", "not met if rounded"),
        ("rounded", target("above", "30"), "30.4", "not-assessable", "met if not rounded"),
        ("whole", target("at_least", "30.0"), "29.94", "not-assessable", None),
        ("whole", target("at_least", "30"), "30.4", "met", None),
    ],
)
def test_where_whole_and_rounded_values_disagree_it_is_told(
    comparison: str, goal: Target, number: str, status: str, said: str | None
) -> None:
    item = one(indicator("W-1", goal), series("W-1", y2023=number), plans=(plan(comparison=comparison),))
    assert item.status == status
    assert [say(note.message, "en") for note in item.notes] == ([] if said is None else [said])
    assert item.comparison_differs is (said is not None)


def test_rounded_comparison_rounds_half_even() -> None:
    settings = (plan(comparison="rounded"),)
    for number, met in (("30.5", False), ("31.5", True)):
        item = one(indicator("W-1", target("at_least", "31")), series("W-1", y2023=number), plans=settings)
        assert (item.status == "met") is met


def test_a_ratio_is_compared_as_the_exact_fraction() -> None:
    third = value(
        "W-1", "2023", "66.67", exact=Fraction(200, 3), numerator=Decimal(2), denominator=Decimal(3)
    )
    exact = target("at_least")
    wanted = indicator("W-1", type(exact)(comparator="at_least", value=Fraction(200, 3)))
    assert one(wanted, [third]).status == "met"
    assert one(indicator("W-1", target("at_least", "66.67")), [third]).status == "not-assessable"


# pace


def rising(number: str, baseline: str | None = "40", by: str | None = None) -> Assessment:
    """Assess a value of 2023 against 50 by 2025 from 40 in 2020."""
    return one(indicator("W-1", target("at_least", "50", by), baseline=baseline), series("W-1", y2023=number))


def test_completion_at_or_above_elapsed_is_on_track() -> None:
    item = rising("46")
    assert item.deciding.completion == Fraction(6, 10)
    assert item.deciding.elapsed == Fraction(36, 60)
    assert item.deciding.method_value == 1
    assert item.status == "on-track"


def test_completion_below_elapsed_is_behind() -> None:
    assert rising("45.99").status == "behind"


def test_no_change_is_flat_and_the_wrong_way_is_moving_away() -> None:
    assert rising("40").status == "flat"
    assert rising("39.9").status == "moving-away"
    assert rising("39.9").deciding.completion == Fraction(-1, 100)


def test_an_unmet_target_is_missed_from_its_period_on() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    assert one(what, series("W-1", y2025="49")).status == "missed"
    assert one(what, series("W-1", y2026="49")).status == "missed"
    assert one(what, series("W-1", y2026="50")).status == "met"


def test_an_only_target_is_judged_by_its_own_year() -> None:
    what = indicator("W-1", target("at_least", "50", "2030"), baseline="40")
    assert one(what, series("W-1", y2025="44")).status == "behind"
    assert one(what, series("W-1", y2025="45")).status == "on-track"


def test_a_floor_that_the_baseline_met_is_met_while_it_holds_else_moving_away() -> None:
    floor = indicator("W-1", target("at_least", "92"), baseline="95")
    assert one(floor, series("W-1", y2023="92")).status == "met"
    lost = one(floor, series("W-1", y2023="91"))
    assert (lost.status, lost.reason.code, lost.deciding.completion) == ("moving-away", "floor-lost", None)


def test_a_range_counts_from_its_nearer_bound() -> None:
    below = indicator("W-1", target("between", bounds=("20", "30")), baseline="10", direction="range")
    assert one(below, series("W-1", y2023="16")).deciding.completion == Fraction(6, 10)
    above = indicator("W-1", target("between", bounds=("20", "30")), baseline="40", direction="range")
    assert one(above, series("W-1", y2023="34")).deciding.completion == Fraction(6, 10)


def test_a_value_beyond_the_far_bound_of_a_range_moves_away() -> None:
    below = indicator("W-1", target("between", bounds=("20", "30")), baseline="10", direction="range")
    item = one(below, series("W-1", y2023="31"))
    assert (item.status, item.reason.code) == ("moving-away", "beyond")


def test_a_strict_target_on_its_own_bound_has_no_completion() -> None:
    what = indicator("W-1", target("above", "45"), baseline="45")
    assert one(what, series("W-1", y2023="45")).status == "flat"
    assert one(what, series("W-1", y2023="44")).status == "moving-away"
    assert one(what, series("W-1", y2023="44")).deciding.completion is None


def test_zeros_and_negative_values_have_a_linear_pace() -> None:
    what = indicator("W-1", target("at_least", "5"), baseline="-5", unit_measure="分")
    assert one(what, series("W-1", y2023="0")).deciding.completion == Fraction(1, 2)
    zero = indicator("W-1", target("equal", "0"), baseline="4", direction="decrease", unit_measure="人")
    assert one(zero, series("W-1", y2023="1")).status == "on-track"


def test_without_a_baseline_the_pace_is_not_assessable_but_met_is_met() -> None:
    assert (rising("46", None).status, rising("46", None).reason.code) == (
        "not-assessable",
        "baseline-missing",
    )
    assert rising("50", None).status == "met"


def test_elapsed_counts_months_where_periods_are_not_years() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40", frequency="H")
    item = one(what, [value("W-1", "2023-H1", "45")], period="2023-H1")
    assert item.deciding.elapsed == Fraction(30, 60)
    assert item.status == "on-track"


def test_terms_of_office_have_a_clock_of_their_own() -> None:
    what = indicator("W-1", target("at_least", "50", "term:17"), baseline=("term:14", "40"), frequency="term")
    item = one(what, [value("W-1", "term:15", "44")], period="2023")
    assert (item.deciding.elapsed, item.status) == (Fraction(1, 3), "on-track")


def test_a_term_against_a_year_has_no_clock() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline=("term:14", "40"), frequency="term")
    item = one(what, [value("W-1", "term:15", "44")], period="2023")
    assert (item.status, item.reason.code) == ("not-assessable", "no-clock")
    assert item.deciding.completion == Fraction(4, 10)


def test_without_any_target_period_the_target_is_not_assessable() -> None:
    item = one(
        indicator("W-1", target("at_least", "50"), baseline="40"),
        series("W-1", y2023="45"),
        plans=(plan(target_period=None),),
    )
    assert item.reason.code == "target-period-missing"


# several targets


def milestones() -> Indicator:
    return indicator(
        "W-1",
        target("at_most", "14", "2023"),
        target("at_most", "12", "2025"),
        target("at_most", "8", "2030"),
        baseline="16",
        direction="decrease",
    )


def test_of_several_years_the_plan_s_decides_met_and_the_next_milestone_the_pace() -> None:
    met = one(milestones(), series("W-1", y2022="12"))
    assert met.status == "met"
    pace = one(milestones(), series("W-1", y2022="14.5"))
    assert (pace.status, pace.deciding.completion) == ("on-track", Fraction(3, 4))


def test_after_the_plan_s_period_an_unmet_target_is_missed_whatever_comes_later() -> None:
    assert one(milestones(), series("W-1", y2026="12.5")).status == "missed"


def test_without_one_of_the_target_period_the_last_of_several_decides() -> None:
    what = indicator("W-1", target("at_least", "50", "2028"), target("at_least", "60", "2030"), baseline="40")
    assert one(what, series("W-1", y2023="55")).status == "on-track"
    assert one(what, series("W-1", y2023="60")).status == "met"


def test_a_milestone_that_the_baseline_already_met_does_not_set_the_pace() -> None:
    what = indicator("W-1", target("at_least", "40", "2023"), target("at_least", "50", "2025"), baseline="40")
    assert one(what, series("W-1", y2022="42")).deciding.completion == Fraction(1, 5)


def test_milestones_without_a_baseline_do_not_hide_that_it_is_missing() -> None:
    what = indicator("W-1", target("at_least", "40", "2023"), target("at_least", "50", "2025"))
    assert one(what, series("W-1", y2022="39")).reason.code == "baseline-missing"
    what = indicator("W-1", target("at_least", "50", "2024"), target("at_least", "40", "2025"), baseline="50")
    assert one(what, series("W-1", y2022="39")).reason.code == "floor-lost"


def residence(city: str | None, country: str | None) -> Assessment:
    urban, rural = (("residence", "城市"),), (("residence", "农村"),)
    what = indicator(
        "W-1", target("at_least", "95", breakdown=urban), target("at_least", "87", breakdown=rural)
    )
    what = replace(
        what,
        baselines=(
            Baseline(period=period("2020"), value=Decimal(90), breakdown=urban),
            Baseline(period=period("2020"), value=Decimal(80), breakdown=rural),
        ),
    )
    entries = [
        value("W-1", "2023", number, breakdown=breakdown)
        for number, breakdown in ((city, urban), (country, rural))
        if number is not None
    ]
    return one(what, entries, period="2023")


def test_sub_targets_are_met_only_when_all_are_and_the_worst_decides() -> None:
    assert residence("95", "87").status == "met"
    assert residence("95", "84").status == "behind"
    worst = residence("93", "79")
    assert (worst.status, worst.deciding.breakdown) == ("moving-away", (("residence", "农村"),))
    assert worst.deciding.completion == Fraction(-1, 7)
    assert [verdict.status for verdict in worst.verdicts] == ["on-track", "moving-away"]


def test_of_two_sub_targets_equally_bad_the_one_with_less_completion_is_shown() -> None:
    assert residence("92", "82").deciding.breakdown == (("residence", "农村"),)


def test_sub_targets_without_a_value_are_no_data_unless_another_is_unmet() -> None:
    assert residence("95", None).status == "no-data"
    assert residence("91", None).status == "behind"


# derived targets


@pytest.mark.parametrize(
    ("derivation", "change", "comparator", "number", "met"),
    [
        ("percent", "-20", "at_most", "32", True),
        ("percent", "-20", "at_most", "32.01", False),
        ("points", "5", "at_least", "45", True),
        ("points", "5", "at_least", "44.9", False),
        ("percent_per_year", "10", "at_least", "64.4204", True),
        ("percent_per_year", "10", "at_least", "64.4203", False),
    ],
)
def test_a_target_derived_from_the_baseline(
    derivation: str, change: str, comparator: str, number: str, met: bool
) -> None:
    what = indicator(
        "W-1",
        target(comparator, derivation=derivation, change=change),
        baseline="40",
        direction="increase" if comparator == "at_least" else "decrease",
    )
    assert (one(what, series("W-1", y2023=number)).status == "met") is met


def test_a_derived_target_without_a_baseline_is_not_assessable() -> None:
    what = indicator("W-1", target("at_least", derivation="points", change="5"))
    assert one(what, series("W-1", y2023="45")).reason.code == "baseline-missing"


def test_yearly_growth_needs_whole_years() -> None:
    what = indicator(
        "W-1",
        target("at_least", by="2025-H1", derivation="percent_per_year", change="10"),
        baseline="40",
    )
    assert one(what, series("W-1", y2023="45")).reason.code == "growth-years"


def test_a_target_relative_to_another_area_compares_the_same_period() -> None:
    what = indicator("W-1", target("at_least", "0", relative_to="全省"))
    ours = series("W-1", y2022="40", y2023="41")
    assert one(what, [*ours, value("W-1", "2023", "41", area="全省")]).status == "met"
    assert one(what, [*ours, value("W-1", "2023", "42", area="全省")]).status == "not-assessable"
    missing = one(what, [*ours, value("W-1", "2022", "40", area="全省")])
    assert missing.reason.code == "area-value-missing"


def test_a_sum_counts_every_period_since_the_plan_s_start() -> None:
    what = indicator("W-1", target("at_least", "100", cumulative=True), unit_measure="人")
    assert one(what, series("W-1", y2021="30", y2022="30", y2023="40")).status == "met"
    behind = one(what, series("W-1", y2021="10", y2022="10", y2023="30"))
    assert (behind.status, behind.deciding.completion) == ("behind", Fraction(1, 2))
    assert one(what, series("W-1", y2021="30", y2023="80")).reason.code == "gap-in-sum"
    none = one(what, series("W-1", y2021="30"), plans=(plan(baseline_period=None),))
    assert none.reason.code == "gap-in-sum"


# keep


def kept(*numbers: str, baseline: str = "89") -> Assessment:
    what = indicator("W-1", target("at_least", "90", keep=True), baseline=baseline)
    entries = [value("W-1", str(2021 + year), number) for year, number in enumerate(numbers)]
    return one(what, entries)


def test_a_level_to_keep_is_met_when_it_has_held_since_it_was_first_met() -> None:
    item = kept("89", "91", "90")
    assert (item.status, item.notes) == ("met", ())


def test_a_level_broken_once_and_holding_again_is_met_with_the_break_told() -> None:
    item = kept("91", "89", "90")
    assert item.status == "met"
    assert [note.code for note in item.notes] == ["keep-broken"]
    assert say(item.notes[0].message, "en") == "not kept in 2022"


def test_a_level_never_held_is_judged_by_its_pace() -> None:
    item = kept("89.2", "89.4", "89.6")
    assert (item.status, [note.code for note in item.notes]) == ("on-track", ["comparison-differs"])


def test_a_level_without_a_baseline_has_the_history_of_its_values() -> None:
    what = indicator("W-1", target("at_least", "90", keep=True))
    entries = [value("W-1", "2021", "91"), value("W-1", "2022", "89"), value("W-1", "2023", "90")]
    assert [note.code for note in one(what, entries).notes] == ["keep-broken"]


def test_the_baseline_belongs_to_the_history_of_a_level() -> None:
    assert [note.code for note in kept("89", "91", baseline="90").notes] == ["keep-broken"]


# trend


def trend(number: str, direction: str = "increase", baseline: str = "40", **more: object) -> Assessment:
    what = indicator("W-1", target("trend"), baseline=baseline, direction=direction, **more)
    return one(what, series("W-1", y2023=number))


def test_a_trend_is_met_on_the_desired_side_of_the_baseline() -> None:
    assert trend("40.1").status == "met"
    assert trend("39.9").status == "moving-away"
    assert trend("39.9", "decrease").status == "met"
    assert trend("40.1", "decrease").status == "moving-away"


def test_an_equal_value_is_flat_and_counts_as_met_for_maintain() -> None:
    assert trend("40.0").status == "flat"
    assert trend("40", "decrease").status == "flat"
    assert trend("40.0", "maintain").status == "met"


def test_what_counts_as_flat_is_the_ledger_s_tolerance() -> None:
    assert trend("40.2", tolerance="0.2").status == "flat"
    assert trend("40.3", tolerance="0.2").status == "met"
    assert trend("39.8", "maintain", tolerance="0.2").status == "met"
    assert trend("39.7", "maintain", tolerance="0.2").status == "moving-away"


def test_maintain_without_a_tolerance_never_guesses_one() -> None:
    item = trend("40.1", "maintain")
    assert (item.status, item.reason.code) == ("not-assessable", "tolerance-missing")


def test_equal_at_the_natural_limit_is_met() -> None:
    assert trend("100", baseline="100").reason.code == "at-limit"
    assert trend("0", "decrease", baseline="0").reason.code == "at-limit"
    assert trend("105", baseline="105", limit="105").reason.code == "at-limit"
    assert trend("100", baseline="100", limit="200").status == "flat"
    assert trend("100", baseline="100", unit_measure="人").status == "flat"


def test_equal_is_met_where_the_words_say_controlled() -> None:
    what = indicator("W-1", target("trend", equal_is_met=True), baseline="40", direction="decrease")
    assert one(what, series("W-1", y2023="40")).reason.code == "controlled"


def test_a_trend_against_a_range_without_bounds_is_not_assessable() -> None:
    assert trend("41", "range").reason.code == "bounds-missing"


def test_a_trend_never_misses_at_the_target_period() -> None:
    what = indicator("W-1", target("trend"), baseline="40")
    assert one(what, series("W-1", y2025="39")).status == "moving-away"


def test_a_trend_across_a_break_is_not_assessable() -> None:
    what = indicator("W-1", target("trend"), baseline="40")
    assert one(what, [value("W-1", "2023", "46", "B")]).reason.code == "break"


def test_a_trend_against_the_previous_value_where_the_plan_says_so() -> None:
    what = indicator("W-1", baseline="40")
    entries = series("W-1", y2022="42", y2023="41")
    assert one(what, entries).status == "met"
    assert one(what, entries, plans=(plan(trend_against="previous"),)).status == "moving-away"


def test_baseline_and_previous_value_that_disagree_are_told() -> None:
    up = indicator("W-1", baseline="40")
    assert [note.code for note in one(up, series("W-1", y2022="42", y2023="41")).notes] == ["fell-back"]
    assert [note.code for note in one(up, series("W-1", y2022="38", y2023="39")).notes] == ["recovering"]
    assert one(up, series("W-1", y2022="41", y2023="42")).notes == ()


def test_a_trend_without_a_baseline_or_a_later_value_is_not_assessable() -> None:
    bare = indicator("W-1")
    assert one(bare, series("W-1", y2023="41")).reason.code == "baseline-missing"
    assert one(bare, series("W-1", y2020="41")).reason.code == "no-later-value"


def test_a_number_not_yet_fixed_is_not_assessable() -> None:
    what = indicator("W-1", baseline="40", kind="quantifiable")
    assert one(what, series("W-1", y2023="41")).reason.code == "target-not-fixed"


# what counts at a period


def test_the_value_of_the_period_decides_and_later_ones_do_not() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    item = one(what, series("W-1", y2022="44", y2023="46", y2024="50"), period="2023")
    assert item.latest is not None
    assert (item.latest.value, item.carried, item.previous and item.previous.value) == (
        Decimal(46),
        False,
        Decimal(44),
    )


def test_an_older_value_is_carried_within_the_lag_and_stale_beyond_it() -> None:
    late = indicator("W-1", target("at_least", "50"), baseline="40", lag=1)
    carried = one(late, series("W-1", y2022="50"), period="2023")
    assert (carried.status, carried.carried) == ("met", True)
    stale = one(late, series("W-1", y2022="50"), period="2024")
    assert (stale.status, stale.reason.code) == ("no-data", "not-published")
    prompt = indicator("W-1", target("at_least", "50"), baseline="40")
    assert one(prompt, series("W-1", y2022="50"), period="2023").reason.code == "not-reported"


def test_a_survey_every_three_years_stands_until_the_next() -> None:
    what = indicator("W-1", target("at_least", "50"), frequency="A3")
    entries = series("W-1", y2021="50")
    assert one(what, entries, period="2021").carried is False
    assert one(what, entries, period="2023").carried is True
    assert one(what, entries, period="2024").status == "no-data"


def test_a_value_once_in_a_term_stands_until_another_comes() -> None:
    what = indicator("W-1", target("at_least", "50"), frequency="term")
    assert one(what, series("W-1", y2021="50"), period="2025").carried is True
    assert one(what, [value("W-1", "term:15", "50")], period="2025").carried is False


def test_a_half_year_s_figure_never_stands_for_a_year_s() -> None:
    what = indicator("W-1", target("at_least", "50"))
    item = one(what, [value("W-1", "2023-H1", "50")], period="2023")
    assert item.status == "no-data"


def test_a_quarterly_series_is_read_at_its_own_last_period() -> None:
    what = indicator("W-1", target("at_least", "50"), frequency="Q")
    entries = [value("W-1", "2023-Q3", "49"), value("W-1", "2023-Q4", "50")]
    assert one(what, entries, period="2023").status == "met"
    assert one(what, entries, period="2023-Q3").status == "not-assessable"


def test_a_forecast_decides_nothing() -> None:
    what = indicator("W-1", target("at_least", "50"))
    assert one(what, [value("W-1", "2023", "50", "F")]).status == "no-data"
    counting = (plan(counts=("A", "F")),)
    assert one(what, [value("W-1", "2023", "50", "F")], plans=counting).status == "met"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("L", "not-surveyed"),
        ("M", "not-applicable"),
        ("O", "not-known"),
        ("Q", "not-public"),
        ("K", "included-elsewhere"),
    ],
)
def test_no_data_has_the_reason_that_the_ledger_gives(status: str, reason: str) -> None:
    item = one(indicator("W-1", target("at_least", "50")), [value("W-1", "2023", None, status)])
    assert (item.status, item.reason.code) == ("no-data", reason)


def test_provisional_and_estimated_values_are_counted() -> None:
    what = indicator("W-1", target("at_least", "50"))
    for status in "PE":
        entries = [value("W-1", "2023", "50", status)]
        assert assess(ledger([what], entries)).counts().provisional == 1


def test_a_baseline_in_the_indicator_wins_over_an_observation_of_that_period() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    item = one(what, series("W-1", y2020="42", y2023="46"))
    assert item.baseline is not None
    assert item.baseline.value == Decimal(40)
    assert item.previous is not None
    assert item.previous.value == Decimal(40)


def test_without_one_in_the_indicator_the_observation_of_the_baseline_period_is_the_baseline() -> None:
    item = one(indicator("W-1", target("at_least", "50")), series("W-1", y2020="40", y2023="46"))
    assert item.baseline is not None
    assert item.baseline.value == Decimal(40)


def test_the_previous_value_is_the_last_before_the_latest_with_its_own_period() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    item = one(what, series("W-1", y2021="41", y2023="46"))
    assert item.previous is not None
    assert str(item.previous.period) == "2021"


# Breaks of a series


def test_across_a_break_no_change_and_no_completion_is_computed() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    entries = [value("W-1", "2022", "44", "B"), value("W-1", "2023", "46")]
    item = one(what, entries)
    assert (item.status, item.reason.code, item.deciding.completion) == ("not-assessable", "break", None)
    assert item.gap_to_previous is None


def test_a_target_met_behind_a_break_is_met() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    assert one(what, [value("W-1", "2023", "51", "B")]).status == "met"


def test_a_restated_baseline_heals_a_break() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    entries = [value("W-1", "2022", "44", "B", baseline_restated="42"), value("W-1", "2023", "46")]
    item = one(what, entries)
    assert item.deciding.completion == Fraction(1, 2)
    assert item.baseline is not None
    assert item.baseline.value == Decimal(42)


def test_a_differing_definition_concerns_its_own_value_only() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    differing = value("W-1", "2022", "44", "D")
    later = one(what, [differing, value("W-1", "2023", "46")])
    assert (later.status, later.gap_to_previous and later.gap_to_previous.code) == ("on-track", "break")
    assert one(what, [differing], period="2022").reason.code == "break"


def test_a_derived_target_across_a_break_is_not_assessable() -> None:
    what = indicator("W-1", target("at_least", derivation="points", change="5"), baseline="40")
    assert one(what, [value("W-1", "2023", "46", "B")]).reason.code == "break"


def edition(definition: str, baseline: str, recorded: str) -> Indicator:
    return indicator(
        "W-1",
        target("at_least", "50"),
        baseline=baseline,
        definition=definition,
        recorded=moment(recorded),
    )


def test_a_new_definition_breaks_the_series_unless_it_states_its_own_baseline() -> None:
    entries = [value("W-1", "2023", "46", recorded=moment("2023-12-01"))]
    old = edition("old", "40", "2021-01-01")
    same = ledger([old, edition("new", "40", "2023-01-01")], entries)
    assert assess(same).items[0].reason.code == "definition"
    restated = ledger([old, edition("new", "42", "2023-01-01")], entries)
    assert assess(restated).items[0].status == "behind"
    unchanged = ledger([old, edition("old", "40", "2023-01-01")], entries)
    assert assess(unchanged).items[0].status == "on-track"


# a whole plan


def test_what_has_another_role_is_neither_counted_nor_assessed() -> None:
    evaluation = assess(ledger([indicator("W-1"), indicator("A-1", role="activity")], period_of()))
    assert [item.indicator.code for item in evaluation] == ["W-1"]


def period_of() -> list[Observation]:
    return series("W-1", y2023="41")


def test_an_indicator_counted_in_both_parts_shares_its_values() -> None:
    both = [indicator("W-1", baseline="40"), indicator("C-1", baseline="40", same_as="W-1")]
    assert [item.status for item in assess(ledger(both, series("W-1", y2023="41")))] == ["met", "met"]


def test_an_indicator_that_shares_values_shares_the_baseline_unless_it_has_its_own() -> None:
    shared = [indicator("W-1", baseline="40"), indicator("C-1", same_as="W-1")]
    assert [item.status for item in assess(ledger(shared, series("W-1", y2023="41")))] == ["met", "met"]
    own = [indicator("W-1", baseline="40"), indicator("C-1", baseline="42", same_as="W-1")]
    assert [item.status for item in assess(ledger(own, series("W-1", y2023="41")))] == ["met", "moving-away"]


def test_values_known_later_do_not_count_on_an_earlier_day() -> None:
    entries = [
        value("W-1", "2023", "46", recorded=moment("2023-12-25")),
        value("W-1", "2023", "39", recorded=moment("2024-03-01T09:00")),
    ]
    book = ledger([indicator("W-1", baseline="40")], entries)
    assert assess(book).items[0].status == "moving-away"
    assert assess(book, known_on=date(2023, 12, 25)).items[0].status == "met"
    assert assess(book, known_on=date(2023, 12, 24)).items[0].status == "no-data"
    assert assess(book, known_on=date(2024, 3, 1)).items[0].status == "moving-away"


def test_a_withdrawn_value_or_indicator_is_gone_until_it_is_entered_again() -> None:
    entries = [value("W-1", "2023", "46", recorded=moment("2023-05-01"))]
    back = Withdrawal(
        indicator="W-1",
        period=period("2023"),
        reference_area="城市",
        reason="错报",
        recorded=moment("2023-06-01"),
        origin=origin(),
    )
    what = indicator("W-1", baseline="40")
    assert assess(ledger([what], entries, withdrawals=(back,)), period="2023").items[0].status == "no-data"
    again = [*entries, value("W-1", "2023", "47", recorded=moment("2023-07-01"))]
    assert assess(ledger([what], again, withdrawals=(back,))).items[0].status == "met"
    whole = Withdrawal(indicator="W-1", reason="取消", recorded=moment("2023-06-01"), origin=origin())
    assert assess(ledger([what], entries, withdrawals=(whole,))).items == ()
    assert assess(ledger([what], entries, withdrawals=(whole,)), known_on=date(2023, 5, 2)).items != ()


def test_an_entry_slipped_in_after_a_closing_does_not_count_in_that_round() -> None:
    entries = [
        value("W-1", "2023", "46", recorded=moment("2023-12-01"), origin=origin(1)),
        value("W-1", "2023", "39", recorded=moment("2023-12-02"), origin=origin(3)),
    ]
    seal = Closing(round="r", recorded=moment("2024-01-10"), origin=origin(2))
    day = date(2023, 12, 25)
    rounds = (Round(id="r", name="轮", kind="annual", period=period("2023"), known_on=day, origin=origin()),)
    book = ledger([indicator("W-1", baseline="40")], entries, rounds=rounds, closings=(seal,))
    assert assess(book, round="r").items[0].status == "met"
    assert assess(book).items[0].status == "moving-away"


def two_rounds() -> tuple[Round, ...]:
    return (
        Round(
            id="a22",
            name="2022年监测",
            kind="annual",
            period=period("2022"),
            known_on=date(2022, 12, 31),
            origin=origin(),
        ),
        Round(
            id="mid",
            name="中期",
            kind="midterm",
            period=period("2023"),
            known_on=date(2023, 12, 31),
            method="pace",
            rounding="truncate",
            comparison="rounded",
            target_period=period("2024"),
            origin=origin(),
        ),
    )


def test_a_round_sets_period_day_and_rules_and_what_is_given_besides_wins() -> None:
    entries = [
        value("W-1", "2022", "50", recorded=moment("2022-12-01")),
        value("W-1", "2023", "46", recorded=moment("2023-12-01")),
    ]
    book = ledger([indicator("W-1", target("at_least", "50"), baseline="40")], entries, rounds=two_rounds())
    evaluation = assess(book, round="mid")
    assert (str(evaluation.period), evaluation.known_on) == ("2023", date(2023, 12, 31))
    assert (evaluation.rounding, evaluation.comparison) == ("truncate", "rounded")
    assert str(evaluation.target_period) == "2024"
    assert str(assess(book, round="中期", period="2022").period) == "2022"


def test_what_was_met_at_the_previous_round_and_is_no_longer_is_marked() -> None:
    entries = [
        value("W-1", "2022", "50", recorded=moment("2022-12-01")),
        value("W-1", "2023", "46", recorded=moment("2023-12-01")),
        value("W-2", "2022", "44", recorded=moment("2022-12-01")),
        value("W-2", "2023", "46", recorded=moment("2023-12-01")),
    ]
    indicators = [indicator(code, target("at_least", "50"), baseline="40") for code in ("W-1", "W-2")]
    evaluation = assess(ledger(indicators, entries, rounds=two_rounds()), round="mid")
    assert [item.lost_again for item in evaluation] == [True, False]
    assert evaluation.counts().lost_again == 1
    assert assess(ledger(indicators, entries)).counts().lost_again == 0


def test_a_judgement_by_hand_stands_beside_and_is_counted_apart() -> None:
    by_hand = Judgement(
        indicator="W-1",
        period=period("2023"),
        status="met",
        by="办公室",
        reason="基本实现",
        origin=origin(),
    )
    book = ledger(
        [indicator("W-1", target("at_least", "50"), baseline="40")],
        series("W-1", y2023="49.9"),
        judgements=(by_hand,),
    )
    evaluation = assess(book)
    assert (evaluation.items[0].status, evaluation.items[0].judgement) == ("on-track", by_hand)
    assert evaluation.counts().judged_by_hand == 1
    assert evaluation.counts().met == 0


def test_a_judgement_by_hand_is_of_the_plans_own_area() -> None:
    by_hand = Judgement(
        indicator="W-1", period=period("2023"), status="met", by="办公室", reason="基本实现", origin=origin()
    )
    entries = [*series("W-1", y2023="41"), value("W-1", "2023", "39", area="县")]
    book = ledger([indicator("W-1", baseline="40")], entries, judgements=(by_hand,))
    assert assess(book).items[0].judgement == by_hand
    assert assess(book, area="县").items[0].judgement is None


def test_areas_to_compare_stand_beside_ours() -> None:
    entries = [*series("W-1", y2023="41"), value("W-1", "2023", "43.4", area="全国")]
    item = one(indicator("W-1"), entries, plans=(plan(compare=("山西省", "全国")),))
    assert [reading and reading.value for reading in item.compare] == [None, Decimal("43.4")]


def test_another_area_is_assessed_by_its_own_values() -> None:
    entries = [*series("W-1", y2023="41"), value("W-1", "2023", "39", area="县")]
    what = indicator("W-1", baseline="40")
    book = ledger([what], entries, plans=(plan(compare=("县",)),))
    assert assess(book, area="县").items[0].status == "not-assessable"
    assert assess(book, area="城市").items[0].status == "met"


def test_the_latest_period_with_a_value_is_the_default() -> None:
    book = ledger([indicator("W-1")], series("W-1", y2021="1", y2022="2"))
    assert str(assess(book).period) == "2022"
    others = [value("W-1", "2023", "3", area="全国"), value("W-1", "2025", "4", "F")]
    more = ledger([indicator("W-1")], [*series("W-1", y2022="2"), *others], plans=(plan(compare=("全国",)),))
    assert str(assess(more).period) == "2022"
    assert str(assess(more, area="全国").period) == "2023"
    assert str(assess(ledger([indicator("W-1")])).period) == "2020"


@pytest.mark.parametrize(
    ("periods", "latest"),
    [
        (("2023", "2021/2023"), "2023"),
        (("2023-Q4", "2023-12", "2023-H2", "2021/2023"), "2023-H2"),
        (("2023", "2023-Q4"), "2023"),
        (("2022", "2021/2023"), "2021/2023"),
        (("2023", "2024-03"), "2024-03"),
    ],
)
def test_of_periods_that_end_together_the_year_names_the_report(
    periods: tuple[str, ...], latest: str
) -> None:
    entries = [value("W-1", when, "41") for when in periods]
    for order in (entries, entries[::-1]):
        assert str(assess(ledger([indicator("W-1")], order)).period) == latest


def test_where_nothing_was_observed_plan_or_indicators_tell_the_period() -> None:
    def told(what: Indicator, **more: Any) -> str:
        bare = {"baseline_period": None, "target_period": None, **more}
        return str(assess(ledger([what], plans=(plan(**bare),))).period)

    assert told(indicator("W-1"), target_period=period("2025")) == "2025"
    assert told(indicator("W-1", target("at_least", "45", "2030"), baseline=("2019", "40"))) == "2019"
    assert told(indicator("W-1", target("at_least", "45", "2030"), baseline=("term:14", "40"))) == "2030"
    with pytest.raises(PeriodFault):
        told(indicator("W-1", target("at_least", "45")))


def test_a_value_of_a_status_that_does_not_count_is_not_called_unreported() -> None:
    item = one(indicator("W-1"), [value("W-1", "2023", "41", "F")], period="2023")
    assert (item.status, item.reason.code) == ("no-data", "not-counted")


def test_a_round_of_the_same_end_is_no_previous_round() -> None:
    entries = [value("W-1", "2023", "49.6"), value("W-2", "2021/2023", "1")]
    mid = Round(
        id="mid", name="中期", kind="midterm", period=period("2023"), comparison="rounded", origin=origin()
    )
    book = ledger([indicator("W-1", target("at_least", "50"), baseline="40")], entries, rounds=(mid,))
    assert not assess(book, period="2021/2023").items[0].lost_again


def test_of_sub_targets_that_are_all_met_the_least_met_is_printed() -> None:
    groups = [(("r", "城市"),), (("r", "农村"),)]
    what = indicator(
        "W-1",
        *(target("at_least", "50", breakdown=group) for group in groups),
        baselines=tuple(
            Baseline(period=period("2020"), value=Decimal(40), breakdown=group) for group in groups
        ),
    )
    values = [value("W-1", "2023", n, breakdown=g) for n, g in zip(("60", "51"), groups, strict=True)]
    item = one(what, values)
    assert (item.status, item.deciding.breakdown, item.deciding.completion) == (
        "met",
        groups[1],
        Fraction(11, 10),
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"round": "x"}, "no round"),
        ({"period": "2023.12"}, "no period"),
        ({"period": "term:15"}, "no period"),
        ({"method": "magic"}, "no method"),
        ({"area": "月球"}, "no area"),
    ],
)
def test_what_the_ledger_does_not_have_is_refused_in_words(asked: dict[str, str], said: str) -> None:
    with pytest.raises(UsageFault) as caught:
        assess(ledger([indicator("W-1")], series("W-1", y2023="1")), **asked)  # type: ignore[arg-type]
    assert said in say(caught.value.message, "en")
    with pytest.raises(UsageFault) as caught:
        assess(ledger([indicator("W-1")], rounds=two_rounds()), round="x")
    assert "a22, mid" in say(caught.value.remedy, "en")


def test_a_ledger_without_period_or_plan_years_asks_for_one() -> None:
    bare = plan(baseline_period=None, target_period=None)
    with pytest.raises(UsageFault) as caught:
        assess(ledger([indicator("W-1")], plans=(bare,)))
    assert "--period" in say(caught.value.remedy, "en")


def test_a_ledger_with_errors_gives_no_figure() -> None:
    wrong = Finding("unknown-key", None, msg("{year}", context="period", year=1))
    with pytest.raises(LedgerFaults) as caught:
        assess(ledger([indicator("W-1")], findings=(wrong,)))
    assert caught.value.findings == (wrong,)


def whole() -> Evaluation:
    indicators = [
        indicator("W-1", target("at_least", "50"), baseline="40", part="w", domain="w1", tags=("重点",)),
        indicator("W-2", baseline="40", part="w", domain="w2", responsible_unit=("health", "edu")),
        indicator("C-1", baseline="40", part="c", visibility="internal"),
    ]
    entries = [*series("W-1", y2023="50"), *series("W-2", y2023="39")]
    return assess(ledger(indicators, entries))


@pytest.mark.parametrize(
    ("selection", "codes"),
    [
        (Selection(), ["W-1", "W-2", "C-1"]),
        (Selection(part=("w",)), ["W-1", "W-2"]),
        (Selection(domain=("w2",)), ["W-2"]),
        (Selection(responsible_unit=("edu",)), ["W-2"]),
        (Selection(status=("met", "no-data")), ["W-1", "C-1"]),
        (Selection(kind=("trend",)), ["W-2", "C-1"]),
        (Selection(tag=("重点",)), ["W-1"]),
    ],
)
def test_a_selection_narrows_a_report(selection: Selection, codes: list[str]) -> None:
    chosen = whole().select(selection)
    assert [item.indicator.code for item in chosen] == codes
    assert chosen.counts().indicators == len(codes)


def test_the_counts_add_up() -> None:
    counts = whole().counts()
    assert (counts.indicators, counts.quantifiable, counts.trend) == (3, 1, 2)
    assert (counts.met, counts.met_quantifiable, counts.met_trend) == (1, 1, 0)
    assert counts.no_data == {"not-reported": 1}


def test_a_plan_is_final_at_its_target_period_or_in_a_final_round() -> None:
    book = ledger([indicator("W-1")], series("W-1", y2023="1"))
    assert [assess(book, period=year).final for year in ("2024", "2025", "2026")] == [False, True, True]
    last = Round(id="f", name="终期", kind="final", period=period("2023"), origin=origin())
    assert assess(ledger([indicator("W-1")], rounds=(last,)), round="f").final


# why, in words


def told(item: Assessment) -> tuple[str, str, str]:
    return item.status, item.reason.code, say(item.reason.message, "en")


def figures(item: Assessment) -> tuple[Fraction | None, Fraction | None, str | None]:
    return item.deciding.completion, item.deciding.elapsed, item.deciding.method_class


PACES: dict[str, tuple[Callable[[], Assessment], str, Fraction | None, Fraction | None]] = {
    "met": (lambda: rising("51"), "the target is met", Fraction(11, 10), Fraction(3, 5)),
    "missed": (
        lambda: one(indicator("W-1", target("at_least", "50"), baseline="40"), series("W-1", y2025="49")),
        "the target period 2025 is reached and the target is not",
        Fraction(9, 10),
        Fraction(1),
    ),
    "floor-lost": (
        lambda: one(indicator("W-1", target("at_least", "92"), baseline="95"), series("W-1", y2023="91")),
        "the baseline already met the target and the value no longer does",
        None,
        Fraction(3, 5),
    ),
    "flat": (lambda: rising("40"), "no change since the baseline", Fraction(0), Fraction(3, 5)),
    "beyond": (
        lambda: one(
            indicator("W-1", target("between", bounds=("20", "30")), baseline="10", direction="range"),
            series("W-1", y2023="31"),
        ),
        "the value has passed through the target range and left it on the other side",
        Fraction(21, 10),
        Fraction(3, 5),
    ),
    "moving-away": (
        lambda: rising("39"),
        "the value has moved away from the target since the baseline",
        Fraction(-1, 10),
        Fraction(3, 5),
    ),
    "on-track": (
        lambda: rising("46"),
        "completion is not behind the time elapsed",
        Fraction(3, 5),
        Fraction(3, 5),
    ),
    "behind": (
        lambda: rising("45"),
        "completion is behind the time elapsed",
        Fraction(1, 2),
        Fraction(3, 5),
    ),
}


@pytest.mark.parametrize("code", PACES)
def test_a_pace_tells_its_reason_its_figures_and_its_class(code: str) -> None:
    judged, text, done, gone = PACES[code]
    status = "moving-away" if code in {"floor-lost", "beyond"} else code
    item = judged()
    assert told(item) == (status, code, text)
    assert figures(item) == (done, gone, status.replace("-", "_"))


def test_what_cannot_be_judged_has_no_class() -> None:
    for item in (rising("46", None), trend("41", "range"), trend("40.1", "maintain")):
        assert (item.status, item.deciding.method_class) == ("not-assessable", None)


def test_there_is_no_clock_when_the_target_period_is_the_baseline_s() -> None:
    assert elapsed(period("2023"), period("2023"), period("2023")) is None
    assert elapsed(period("2020"), period("2021"), period("2024")) == Fraction(1, 4)


TRENDS: dict[str, tuple[Callable[[], Assessment], str, str]] = {
    "right-way": (lambda: trend("41"), "met", "the value has moved the right way"),
    "wrong-way": (lambda: trend("39"), "moving-away", "the value has moved the wrong way"),
    "kept": (lambda: trend("40", "maintain"), "met", "the value is kept"),
    "controlled": (
        lambda: one(
            indicator("W-1", target("trend", equal_is_met=True), baseline="40", direction="decrease"),
            series("W-1", y2023="40"),
        ),
        "met",
        "no change, which counts as controlled",
    ),
    "at-limit": (lambda: trend("100", baseline="100"), "met", "already at the natural limit"),
    "flat": (lambda: trend("40"), "flat", "no change"),
    "not-kept": (
        lambda: trend("41", "maintain", tolerance="0.2"),
        "moving-away",
        "the value has changed by more than the tolerance",
    ),
    "tolerance-missing": (
        lambda: trend("41", "maintain"),
        "not-assessable",
        "the ledger states no tolerance for what counts as kept",
    ),
    "bounds-missing": (
        lambda: trend("41", "range"),
        "not-assessable",
        "a range needs its bounds to be judged",
    ),
    "baseline-missing": (
        lambda: one(indicator("W-1"), series("W-1", y2023="41")),
        "not-assessable",
        "there is no earlier value to compare with",
    ),
    "no-later-value": (
        lambda: one(indicator("W-1"), series("W-1", y2020="41")),
        "not-assessable",
        "there is no value since the baseline",
    ),
    "break": (
        lambda: one(indicator("W-1", baseline="40"), [value("W-1", "2023", "46", "B")]),
        "not-assessable",
        "the definition changed in 2023",
    ),
    "target-not-fixed": (
        lambda: one(indicator("W-1", baseline="40", kind="quantifiable"), series("W-1", y2023="41")),
        "not-assessable",
        "the plan has not fixed the number yet",
    ),
}


@pytest.mark.parametrize("code", TRENDS)
def test_a_trend_tells_its_reason_and_its_class(code: str) -> None:
    judged, status, text = TRENDS[code]
    item = judged()
    assert told(item) == (status, code, text)
    assert item.deciding.method_class == (None if status == "not-assessable" else status.replace("-", "_"))


UNJUDGED: dict[str, tuple[Callable[[], Assessment], str]] = {
    "baseline-missing": (lambda: rising("46", None), "there is no baseline"),
    "no-clock": (
        lambda: one(
            indicator("W-1", target("at_least", "50"), baseline=("term:14", "40"), frequency="term"),
            [value("W-1", "term:15", "44")],
            period="2023",
        ),
        "how much of the time is gone cannot be told from these periods",
    ),
    "target-period-missing": (
        lambda: one(
            indicator("W-1", target("at_least", "50"), baseline="40"),
            series("W-1", y2023="45"),
            plans=(plan(target_period=None),),
        ),
        "neither the target nor the plan says by when",
    ),
    "gap-in-sum": (
        lambda: one(
            indicator("W-1", target("at_least", "100", cumulative=True), unit_measure="人"),
            series("W-1", y2021="30", y2023="80"),
        ),
        "a period is missing from the sum",
    ),
    "tolerance-missing": (
        lambda: one(indicator("W-1", target("around", "45")), series("W-1", y2023="45")),
        "the ledger states no tolerance for “around”",
    ),
    "growth-years": (
        lambda: one(
            indicator(
                "W-1",
                target("at_least", by="2025-H1", derivation="percent_per_year", change="10"),
                baseline="40",
            ),
            series("W-1", y2023="45"),
        ),
        "yearly growth needs a whole number of years between baseline and target",
    ),
    "area-value-missing": (
        lambda: one(indicator("W-1", target("at_least", "0", relative_to="全省")), series("W-1", y2023="41")),
        "there is no value of 全省 for this period",
    ),
    "break": (
        lambda: one(
            indicator("W-1", target("at_least", "50"), baseline="40"),
            [value("W-1", "2023", "46", "B")],
        ),
        "the definition changed in 2023",
    ),
}


@pytest.mark.parametrize("code", UNJUDGED)
def test_what_cannot_be_judged_tells_why(code: str) -> None:
    judged, text = UNJUDGED[code]
    assert told(judged()) == ("not-assessable", code, text)


def test_a_baseline_with_another_definition_and_a_new_edition_tell_why_nothing_is_compared() -> None:
    own = one(
        indicator("W-1", target("at_least", "50")),
        [value("W-1", "2020", "40", "D"), value("W-1", "2023", "46")],
    )
    assert told(own) == ("not-assessable", "break", "the value of 2020 has another definition")
    entries = [value("W-1", "2023", "46", recorded=moment("2023-12-01"))]
    editions = [edition("old", "40", "2021-01-01"), edition("new", "40", "2023-01-01")]
    item = assess(ledger(editions, entries)).items[0]
    assert told(item) == ("not-assessable", "definition", "a new edition changed the definition")


def test_no_data_is_told_in_words() -> None:
    what = indicator("W-1", target("at_least", "50"))
    said = {status: told(one(what, [value("W-1", "2023", None, status)]))[2] for status in "LMOQK"}
    assert said == {
        "L": "not surveyed in this period",
        "M": "does not apply to the area",
        "O": "not known",
        "Q": "not public",
        "K": "included in another indicator",
    }
    late = indicator("W-1", target("at_least", "50"), lag=1)
    assert say(one(what, [], period="2023").reason.message, "en") == "not reported"
    assert say(one(late, [], period="2023").reason.message, "en") == "not yet published"


@pytest.mark.parametrize(
    ("direction", "values", "code", "text"),
    [
        ("increase", ("42", "41"), "fell-back", "better than the baseline, worse than the value before"),
        ("decrease", ("38", "39"), "fell-back", "better than the baseline, worse than the value before"),
        ("increase", ("38", "39"), "recovering", "worse than the baseline, better than the value before"),
        ("decrease", ("42", "41"), "recovering", "worse than the baseline, better than the value before"),
    ],
)
def test_a_disagreement_is_told_in_the_indicator_s_direction(
    direction: str, values: tuple[str, str], code: str, text: str
) -> None:
    what = indicator("W-1", baseline="40", direction=direction)
    (note,) = one(what, series("W-1", y2022=values[0], y2023=values[1])).notes
    assert (note.code, say(note.message, "en")) == (code, text)


@pytest.mark.parametrize("values", [("42", "40"), ("38", "40"), ("42", "42"), ("38", "38")])
def test_an_equal_value_disagrees_with_nothing(values: tuple[str, str]) -> None:
    what = indicator("W-1", baseline="40")
    assert one(what, series("W-1", y2022=values[0], y2023=values[1])).notes == ()


def test_nothing_is_said_of_a_disagreement_across_a_break() -> None:
    what = indicator("W-1", baseline="40")
    since = [value("W-1", "2021", "45", "B"), *series("W-1", y2022="42", y2023="41")]
    assert one(what, since).notes == ()
    before = [value("W-1", "2022", "42", "D"), value("W-1", "2023", "41")]
    assert one(what, before).notes == ()


@pytest.mark.parametrize(
    ("asked", "message", "remedy"),
    [
        ({"round": "x"}, "The ledger has no round “x”.", "Its rounds: a22, mid."),
        (
            {"period": "2023.12"},
            "“2023.12” is no period of the calendar.",
            "Write 2023, 2023-H1, 2023-Q2, 2023-06 or 2019/2023.",
        ),
        (
            {"method": "magic"},
            "There is no method “magic”.",
            f"The methods: {', '.join(METHODS)}.",
        ),
        ({"area": "月球"}, "The ledger has no area “月球”.", "Its areas: 县, 城市."),
    ],
)
def test_a_refusal_says_what_there_is_instead(asked: dict[str, str], message: str, remedy: str) -> None:
    areas = (Area(id="县", name="某县", origin=origin()),)
    with pytest.raises(UsageFault) as caught:
        assess(ledger([indicator("W-1")], rounds=two_rounds(), areas=areas), **asked)  # type: ignore[arg-type]
    said = caught.value.remedy
    assert (say(caught.value.message, "en"), said and say(said, "en")) == (message, remedy)


def test_a_ledger_without_rounds_has_none_to_offer() -> None:
    with pytest.raises(UsageFault) as caught:
        assess(ledger([indicator("W-1")]), round="x")
    assert caught.value.remedy is None


def test_a_ledger_without_any_period_says_so() -> None:
    with pytest.raises(UsageFault) as caught:
        assess(ledger([indicator("W-1")], plans=(plan(baseline_period=None, target_period=None),)))
    text, remedy = caught.value.message, caught.value.remedy
    assert say(text, "en") == "The ledger has no observation yet, so there is no latest period."
    assert remedy is not None
    assert say(remedy, "en") == "Name one: --period 2023."


def test_an_area_is_known_by_its_declaration_its_values_or_the_plan_s_comparison() -> None:
    declared = (Area(id="xian", name="某县", origin=origin()),)
    settings = (plan(compare=("全国",)),)
    entries = [*series("W-1", y2023="1"), value("W-1", "2023", "2", area="区")]
    book = ledger([indicator("W-1")], entries, areas=declared, plans=settings)
    for name in ("xian", "某县", "全国", "区"):
        assert assess(book, area=name).reference_area in {"xian", "全国", "区"}


# what mutation testing found unguarded


def test_a_milestone_s_own_year_makes_nothing_missed() -> None:
    reached = one(milestones(), series("W-1", y2023="13.9"))
    assert (reached.status, reached.deciding.completion, reached.deciding.elapsed) == (
        "on-track",
        Fraction(21, 20),
        Fraction(1),
    )
    assert one(milestones(), series("W-1", y2023="14.5")).status == "behind"


def test_a_milestone_of_the_past_no_longer_sets_the_pace() -> None:
    item = one(milestones(), series("W-1", y2024="14.5"))
    assert (item.deciding.completion, item.deciding.elapsed) == (Fraction(3, 8), Fraction(4, 5))


def test_of_two_milestones_the_next_sets_the_pace_by_its_own_year() -> None:
    two = indicator("W-1", target("at_least", "44", "2023"), target("at_least", "50"), baseline="40")
    assert figures(one(two, series("W-1", y2022="43"))) == (Fraction(3, 4), Fraction(2, 3), "on_track")
    later = indicator("W-1", target("at_least", "50"), target("at_least", "60", "2030"), baseline="40")
    assert figures(one(later, series("W-1", y2022="44"))) == (Fraction(2, 5), Fraction(2, 5), "on_track")


def test_at_the_target_period_a_later_milestone_saves_nothing() -> None:
    what = indicator("W-1", target("at_least", "40", "2025"), target("at_least", "50", "2030"), baseline="45")
    assert one(what, series("W-1", y2025="39")).status == "missed"


def test_milestones_may_be_derived() -> None:
    growing = indicator(
        "W-1",
        target("at_least", by="2022", derivation="percent_per_year", change="10"),
        target("at_least", by="2025", derivation="percent_per_year", change="10"),
        baseline="100",
        unit_measure="人",
    )
    assert figures(one(growing, series("W-1", y2021="110")))[:2] == (Fraction(10, 21), Fraction(1, 2))
    beside = indicator(
        "W-1",
        target("at_least", "0", "2023", relative_to="全省"),
        target("at_least", "5", "2025", relative_to="全省"),
        baseline="40",
    )
    entries = [*series("W-1", y2022="43"), value("W-1", "2022", "44", area="全省")]
    assert one(beside, entries).deciding.completion == Fraction(3, 4)


def test_a_difference_to_another_area_is_added_to_its_value() -> None:
    what = indicator("W-1", target("at_least", "2", relative_to="全省"))
    for number, met in (("43", True), ("42.9", False)):
        entries = [*series("W-1", y2023=number), value("W-1", "2023", "41", area="全省")]
        assert (one(what, entries).status == "met") is met


def test_a_carried_value_is_held_against_another_area_s_of_its_own_period() -> None:
    what = indicator("W-1", target("at_least", "0", relative_to="全省"), lag=1)
    theirs = [value("W-1", "2022", "40", area="全省"), value("W-1", "2023", "45", area="全省")]
    assert one(what, [*series("W-1", y2022="41"), *theirs], period="2023").status == "met"


def test_a_sub_target_is_held_against_the_same_group_elsewhere() -> None:
    rural = (("residence", "农村"),)
    what = indicator("W-1", target("at_least", "0", relative_to="全省", breakdown=rural))
    entries = [
        value("W-1", "2023", "41", breakdown=rural),
        value("W-1", "2023", "45", area="全省"),
        value("W-1", "2023", "40", area="全省", breakdown=rural),
    ]
    item = one(what, entries, plans=(plan(compare=("全省",)),))
    assert item.status == "met"
    assert [reading and reading.value for reading in item.compare] == [Decimal(40)]


def test_of_two_missed_sub_targets_one_without_completion_is_shown_first() -> None:
    city, country = (("residence", "城市"),), (("residence", "农村"),)
    what = indicator(
        "W-1", target("at_least", "95", breakdown=city), target("at_least", "87", breakdown=country)
    )
    entries = [
        value("W-1", "2020", "75", breakdown=city),
        value("W-1", "2025", "85", breakdown=city),
        value("W-1", "2025", "80", breakdown=country),
    ]
    item = one(what, entries)
    assert [verdict.completion for verdict in item.verdicts] == [Fraction(1, 2), None]
    assert item.deciding.breakdown == country


@pytest.mark.parametrize(
    ("wanted", "number", "met"),
    [
        (target("at_most", "30"), "30.4", True),
        (target("equal", "30"), "30.4", True),
        (target("equal", "30"), "29", False),
        (target("around", "30", tolerance="1"), "31.4", True),
        (target("between", bounds=("20", "30")), "30.4", True),
        (target("between", bounds=("20.5", "30")), "30.4", False),
        (target("between", bounds=("20", "30.5")), "30.54", True),
    ],
)
def test_every_comparator_can_be_compared_rounded_to_the_finer_of_its_digits(
    wanted: Target, number: str, met: bool
) -> None:
    what = indicator("W-1", wanted, direction="maintain")
    item = one(what, series("W-1", y2023=number), plans=(plan(comparison="rounded"),))
    assert (item.status == "met") is met


def test_a_difference_to_another_area_rounds_nothing() -> None:
    what = indicator("W-1", target("at_least", "0", relative_to="全省"))
    entries = [*series("W-1", y2023="29.96"), value("W-1", "2023", "30", area="全省")]
    assert one(what, entries, plans=(plan(comparison="rounded"),)).status != "met"


def test_a_level_to_keep_is_compared_as_the_plan_compares() -> None:
    what = indicator("W-1", target("at_least", "90", keep=True))
    entries = series("W-1", y2021="91", y2022="89.96", y2023="90")
    assert [note.code for note in one(what, entries).notes] == ["keep-broken"]
    assert one(what, entries, plans=(plan(comparison="rounded"),)).notes == ()


def test_no_change_from_the_baseline_may_be_the_target() -> None:
    what = indicator("W-1", target("at_least", derivation="points", change="0"), baseline="40")
    assert one(what, series("W-1", y2023="40")).status == "met"


def test_yearly_growth_from_a_term_of_office_is_never_computed() -> None:
    what = indicator(
        "W-1",
        target("at_least", derivation="percent_per_year", change="10"),
        baseline=("term:11", "40"),
        frequency="term",
    )
    assert one(what, [value("W-1", "term:12", "44")], period="2023").reason.code == "growth-years"


def test_a_sum_leaves_out_the_baseline_period_and_terms_of_office() -> None:
    what = indicator("W-1", target("at_least", "100", cumulative=True), unit_measure="人")
    entries = series("W-1", y2020="99", y2021="30", y2022="30", y2023="39")
    assert figures(one(what, entries))[0] == Fraction(99, 100)
    terms = indicator("W-1", target("at_least", "100", cumulative=True), frequency="term")
    assert one(terms, [value("W-1", "term:15", "100")], period="2023").reason.code == "gap-in-sum"


def test_a_sum_of_ratios_is_exact() -> None:
    what = indicator("W-1", target("at_least", "1", cumulative=True), unit_measure="比值")
    entries = [value("W-1", str(year), "0.33", exact=Fraction(1, 3)) for year in (2021, 2022, 2023)]
    assert one(what, entries).status == "met"


class Recorder:
    """A method that keeps what it was given."""

    name = "recorder"

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self.classes: dict[str, Message] = {}

    def unobserved(self, *, baseline: bool) -> str | None:
        raise NotImplementedError(baseline)

    def judge_trend(self, course: Course, standard: Outcome) -> Outcome:
        raise NotImplementedError(course, standard)

    def judge(self, case: Case, *, met: bool) -> Outcome:
        self.cases.append(case)
        return Outcome(status="met" if met else "behind", reason=Reason(code="x", message=msg("not known")))


def given_to_a_method(what: Indicator, entries: list[Observation], view: str = "2022") -> Case:
    known = ledger([what], entries).known()
    recorder = Recorder()
    setting = Setting(
        known=known,
        plan=known.plan,
        view=period(view),
        area="城市",
        method=recorder,
        comparison="whole",
        target_period=period("2025"),
    )
    assess_indicator(setting, what)
    (case,) = recorder.cases
    return case


def test_a_method_is_given_the_next_milestone_and_once_met_or_due_the_deciding_target() -> None:
    first, second, third = milestones().targets
    for number, view, wanted, due in (
        ("14.5", "2022", first, False),
        ("14.5", "2024", second, False),
        ("12", "2022", second, False),
        ("14.5", "2025", second, True),
        ("14.5", "2026", second, True),
    ):
        case = given_to_a_method(milestones(), [value("W-1", view, number)], view)
        assert (case.target, case.by, case.due) == (wanted, wanted.by, due)
        assert case.yardstick.high == wanted.value
    assert third.by == period("2030")


def test_a_method_is_given_the_sum_where_the_sum_is_compared() -> None:
    what = indicator("W-1", target("at_least", "100", cumulative=True), unit_measure="人")
    case = given_to_a_method(what, series("W-1", y2021="30.5", y2022="30"))
    assert (str(case.latest.value), case.latest.number) == ("60.5", Fraction(121, 2))
    assert case.baseline is not None
    assert (case.baseline.period, case.baseline.value) == (period("2020"), Decimal(0))


def test_of_two_rounds_of_one_period_the_one_known_later_comes_before() -> None:
    entries = [
        value("W-1", "2022", "50", recorded=moment("2022-12-01")),
        value("W-1", "2023", "46", recorded=moment("2023-12-01")),
    ]
    early, late = (
        Round(id=str(day), name=str(day), kind="annual", period=period("2022"), known_on=day, origin=origin())
        for day in (date(2022, 6, 30), date(2022, 12, 31))
    )
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    for rounds in ((early, late), (late, early)):
        (item,) = assess(ledger([what], entries, rounds=rounds)).items
        assert item.lost_again


def test_an_evaluation_keeps_what_was_selected() -> None:
    selection = Selection(part=("w",))
    assert whole().select(selection).selection == selection


def test_a_break_in_the_baseline_period_parts_nothing_and_one_in_the_latest_can_be_restated() -> None:
    what = indicator("W-1", target("at_least", "50"))
    entries = [value("W-1", "2020", "40", "B", baseline_restated="1"), value("W-1", "2023", "46")]
    assert one(what, entries).deciding.completion == Fraction(3, 5)
    healed = [value("W-1", "2020", "40"), value("W-1", "2023", "46", "B", baseline_restated="42")]
    assert one(what, healed).deciding.completion == Fraction(1, 2)


def test_a_restated_baseline_is_no_longer_the_ratio_it_was() -> None:
    what = indicator("W-1", target("at_least", "50"))
    entries = [
        value("W-1", "2020", "33.3", exact=Fraction(100, 3)),
        value("W-1", "2023", "46", "B", baseline_restated="42"),
    ]
    item = one(what, entries)
    assert item.baseline is not None
    assert item.baseline.number == 42


def test_a_trend_looks_for_a_break_where_it_looks_for_its_reference() -> None:
    what = indicator("W-1", baseline="40")
    entries = [value("W-1", "2021", "45", "B"), *series("W-1", y2022="41", y2023="42")]
    assert one(what, entries).reason.code == "break"
    assert one(what, entries, plans=(plan(trend_against="previous"),)).status == "met"


def test_a_value_entered_at_the_moment_of_a_new_edition_has_its_definition() -> None:
    entries = [value("W-1", "2023", "46", recorded=moment("2023-01-01"))]
    editions = [edition("old", "40", "2021-01-01"), edition("new", "40", "2023-01-01")]
    assert assess(ledger(editions, entries)).items[0].reason.code == "definition"


def test_between_a_past_milestone_and_the_target_the_next_milestone_sets_the_pace() -> None:
    steps = [
        target("at_least", number, year) for number, year in (("42", "2022"), ("46", "2024"), ("50", "2025"))
    ]
    item = one(indicator("W-1", *steps, baseline="40"), series("W-1", y2023="43"))
    assert figures(item)[:2] == (Fraction(1, 2), Fraction(3, 4))


def test_a_carried_value_stays_exact_and_provisional() -> None:
    third = value("W-1", "2022", "66.67", "P", exact=Fraction(200, 3))
    exact = type(target())(comparator="at_most", value=Fraction(200, 3))
    item = one(indicator("W-1", exact, direction="decrease", lag=1), [third], period="2023")
    assert (item.status, item.carried, item.provisional) == ("met", True, True)


def test_a_round_s_method_is_the_method() -> None:
    rounds = (Round(id="r", name="r", kind="annual", period=period("2023"), method="magic", origin=origin()),)
    with pytest.raises(UsageFault) as caught:
        assess(ledger([indicator("W-1")], rounds=rounds), round="r")
    assert say(caught.value.message, "en") == "There is no method “magic”."


def test_without_an_earlier_round_nothing_is_lost_again() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    assert not one(what, series("W-1", y2022="46", y2023="50"), period="2022").lost_again


def test_what_another_area_lost_again_is_told_of_its_own_values() -> None:
    entries = [
        value("W-1", year, number, area="县", recorded=moment(f"{year}-12-01"))
        for year, number in (("2020", "40"), ("2022", "50"), ("2023", "46"))
    ]
    book = ledger([indicator("W-1", target("at_least", "50"))], entries, rounds=two_rounds())
    assert assess(book, round="mid", area="县").items[0].lost_again


def test_a_judgement_of_the_series_own_period_counts_until_one_of_the_very_period_comes() -> None:
    yearly, half = (
        Judgement(
            indicator="W-1",
            period=period(when),
            status="met",
            by="办公室",
            reason="基本实现",
            origin=origin(),
        )
        for when in ("2022", "2023-H1")
    )
    what, entries = indicator("W-1", target("at_least", "50"), baseline="40"), series("W-1", y2022="49")
    for judgements, expected in (((yearly,), yearly), ((half,), half), ((yearly, half), half), ((), None)):
        book = ledger([what], entries, judgements=judgements)
        assert assess(book, period="2023-H1").items[0].judgement == expected


def test_of_sub_targets_that_are_met_the_first_is_shown_and_one_that_cannot_be_judged_decides() -> None:
    city, country = (("residence", "城市"),), (("residence", "农村"),)
    assert residence("95", "87").deciding.breakdown == city
    what = indicator(
        "W-1", target("at_least", "95", breakdown=city), target("around", "87", breakdown=country)
    )
    entries = [value("W-1", "2023", "96", breakdown=city), value("W-1", "2023", "87", breakdown=country)]
    item = one(what, entries)
    assert (item.status, item.deciding.breakdown) == ("not-assessable", country)


def test_a_break_without_any_earlier_value_parts_nothing() -> None:
    assert one(indicator("W-1", target("at_least", "50")), [value("W-1", "2023", "51", "B")]).status == "met"


def test_every_area_is_measured_from_its_own_baseline() -> None:
    start = period("2020")
    what = indicator("W-1", target("at_least", "50"))
    both = replace(
        what,
        baselines=(
            Baseline(period=start, value=Decimal(30), reference_area="县"),
            Baseline(period=start, value=Decimal(40), reference_area="城市"),
        ),
    )
    entries = [value("W-1", "2023", "45", area="县"), value("W-1", "2023", "45")]
    assert one(both, entries).deciding.completion == Fraction(1, 2)
    assert one(both, entries, area="县").deciding.completion == Fraction(3, 4)


def test_a_value_of_the_baseline_period_has_no_previous_one() -> None:
    item = one(indicator("W-1", target("at_least", "50"), baseline="40"), series("W-1", y2020="41"))
    assert (item.previous, item.notes) == (None, ())


def test_a_verdict_names_its_target_its_period_and_its_baseline() -> None:
    own = one(indicator("W-1", target("at_least", "50", "2030"), baseline="40"), series("W-1", y2023="41"))
    assert (str(own.deciding.by), own.deciding.baseline) == ("2030", own.baseline)
    plans = one(indicator("W-1", target("at_least", "50"), baseline="40"), [], period="2023")
    assert (str(plans.deciding.by), plans.status, plans.notes) == ("2025", "no-data", ())
    bare = one(indicator("W-1", baseline="40"), series("W-1", y2023="41")).deciding
    assert (str(bare.by), bare.target.comparator) == ("2025", "trend")


def test_of_three_later_targets_the_last_decides() -> None:
    years = (("50", "2026"), ("55", "2028"), ("60", "2030"))
    what = indicator("W-1", *(target("at_least", number, year) for number, year in years), baseline="40")
    assert one(what, series("W-1", y2023="57")).status == "on-track"
    assert one(what, series("W-1", y2023="60")).status == "met"


def test_two_values_out_of_order_are_read_by_their_periods() -> None:
    item = one(indicator("W-1", baseline="40"), series("W-1", y2023="46", y2022="44"))
    assert item.latest is not None
    assert item.previous is not None
    assert (item.latest.value, item.previous.value) == (Decimal(46), Decimal(44))


def test_errors_are_told_before_any_figure() -> None:
    wrong = Finding("unknown-key", None, msg("{year}", context="period", year=1))
    with pytest.raises(LedgerFaults) as caught:
        assess(ledger([indicator("W-1")], findings=(wrong,)))
    assert say(caught.value.message, "en") == "The ledger has errors; no figure is computed from it."


def test_another_target_period_may_be_asked_for() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    item = one(what, series("W-1", y2025="46"), target_period="2030")
    assert (item.status, item.deciding.elapsed) == ("on-track", Fraction(1, 2))


def test_a_baseline_shared_with_another_indicator_has_the_definition_in_force() -> None:
    source = indicator("W-1", target("at_least", "50"), baseline="40")
    shared = [
        indicator(
            "C-1",
            target("at_least", "50"),
            same_as="W-1",
            definition=definition,
            recorded=moment(f"{year}-01-01"),
        )
        for definition, year in (("old", "2021"), ("newer", "2022"), ("new", "2023"))
    ]
    entries = [value("W-1", "2023", "46", recorded=moment("2023-12-01"))]
    assert [item.status for item in assess(ledger([source, *shared], entries))] == ["on-track", "on-track"]
