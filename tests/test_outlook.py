"""METHODS §2: what is still required, where it leads, the rates of reduction, who is nearly there."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from courses import only
from plans import indicator, ledger, period, plan, series, target, value

from fedstat.assessment import METHODS, Outlook, Reading, Reason, assess, closest, outlook_of
from fedstat.assessment.outlook import points_of, reduction_by_end_points, reduction_by_regression

if TYPE_CHECKING:
    from fedstat.assessment import Assessment

MORTALITY = {"2021": "16.1", "2022": "15.7", "2023": "15.1", "2024": "14.3"}


def mortality(method: str) -> Assessment:
    """Assess maternal mortality in China, per 100 000."""
    what = indicator(
        "W-1",
        target("at_most", "12", "2030"),
        baseline="16.9",
        direction="decrease",
        unit_measure="1/10万",
    )
    return only(method, what, MORTALITY)


def six(number: Fraction | Reason | None) -> str:
    assert isinstance(number, Fraction)
    return f"{float(number):.6f}"


def ahead(item: Assessment) -> Outlook:
    found = outlook_of(item.deciding)
    assert isinstance(found, Outlook)
    return found


@pytest.mark.parametrize(
    ("method", "value", "word", "status"),
    [
        ("pace", "1.326531", "on_track", "on-track"),
        ("statcan", "1.215154", "substantial_progress", "on-track"),
        ("eurostat", "1.215154", "significant_progress", "on-track"),
        ("destatis", "-0.695652", "sun", "on-track"),
        ("unsd", "1.177473", "on_track", "on-track"),
        ("nchs", "53.061224", "improving", "behind"),
    ],
)
def test_one_case_through_all_of_them(method: str, value: str, word: str, status: str) -> None:
    item = mortality(method)
    assert (six(item.method_value), item.method_class, item.status) == (value, word, status)
    assert (six(item.deciding.completion), item.deciding.elapsed) == ("0.530612", Fraction(2, 5))


def test_one_case_still_required_and_projected() -> None:
    found = ahead(mortality("pace"))
    assert isinstance(found.compound, Fraction)
    assert (six(100 * found.compound), found.periods) == ("-2.880255", Fraction(6))
    assert found.linear == Fraction("-2.3") / 6
    assert found.projected_linear == Fraction("10.4")
    assert six(found.projected_compound) == "11.130381"


def test_every_method_knows_the_same_outlook() -> None:
    assert {repr(outlook_of(mortality(method).deciding)) for method in METHODS} == {
        repr(ahead(mortality("pace")))
    }


def wanted(number: str = "46", what: Any = None, **asked: Any) -> Outlook | Reason:
    what = what or indicator("W-1", target("at_least", "50"), baseline="40")
    return outlook_of(only("pace", what, {"2023": number}, **asked).deciding)


def code(found: object) -> str:
    assert isinstance(found, Reason)
    return found.code


def test_what_is_required_is_counted_in_the_series_own_periods() -> None:
    half = indicator("W-1", target("at_least", "50"), baseline="40", frequency="H")
    found = outlook_of(only("pace", half, {"2023-H1": "45"}).deciding)
    assert isinstance(found, Outlook)
    assert (found.period, found.periods, found.linear) == ("H", Fraction(5), Fraction(1))
    term = indicator("W-1", target("at_least", "50", "term:17"), baseline=("term:14", "40"), frequency="term")
    found = outlook_of(only("pace", term, {"term:15": "44"}, period="2023").deciding)
    assert isinstance(found, Outlook)
    assert (found.period, found.periods, found.linear) == ("term", Fraction(2), Fraction(3))
    assert found.projected_linear == 52
    survey = indicator("W-1", target("at_least", "50"), baseline="40", frequency="A3")
    found = outlook_of(only("pace", survey, {"2021/2023": "46"}, period="2023").deciding)
    assert isinstance(found, Outlook)
    assert (found.period, found.periods, found.linear) == ("A", Fraction(2), Fraction(2))


def test_nothing_is_required_of_what_is_met_missed_or_no_number() -> None:
    assert code(wanted("50")) == "met"
    assert code(wanted("46", target_period="2023")) == "no-time"
    assert code(wanted("46", indicator("W-1", baseline="40"))) == "right-way"
    assert code(outlook_of(only("pace", indicator("W-1"), {"2020": "1"}, period="2023").deciding)) == (
        "not-reported"
    )
    mixed = indicator("W-1", target("at_least", "50"), baseline=("term:14", "40"), frequency="term")
    assert code(outlook_of(only("pace", mixed, {"term:15": "44"}, period="2023").deciding)) == "no-time"


def test_a_target_met_by_rounding_asks_for_nothing() -> None:
    book = ledger(
        [indicator("W-1", target("at_least", "30"))],
        series("W-1", y2023="29.96"),
        plans=(plan(comparison="rounded"),),
    )
    assert code(outlook_of(assess(book).items[0].deciding)) == "met"


def test_from_zero_or_across_it_there_is_no_rate() -> None:
    zero = indicator("W-1", target("at_least", "5"), baseline="-5", unit_measure="分")
    found = wanted("0", zero)
    assert isinstance(found, Outlook)
    assert (code(found.compound), found.linear, found.projected_linear) == (
        "no-rate",
        Fraction(5, 2),
        Fraction(10, 3),
    )
    found = wanted("-1", zero)
    assert isinstance(found, Outlook)
    assert code(found.compound) == "no-rate"
    crossed = wanted("1", zero)
    assert isinstance(crossed, Outlook)
    assert code(crossed.projected_compound) == "no-rate"


def test_without_a_comparable_baseline_nothing_is_projected() -> None:
    bare = wanted("46", indicator("W-1", target("at_least", "50")))
    assert isinstance(bare, Outlook)
    assert code(bare.projected_linear) == "baseline-missing"
    same = wanted("46", indicator("W-1", target("at_least", "50"), baseline=("2023", "40")))
    assert isinstance(same, Outlook)
    assert code(same.projected_compound) == "no-later-value"
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    (item,) = assess(ledger([what], [value("W-1", "2023", "46", "B")])).items
    broken = ahead(item)
    assert (code(broken.projected_linear), broken.linear) == ("break", Fraction(2))


def test_a_sum_grows_by_no_rate() -> None:
    what = indicator("W-1", target("at_least", "100", cumulative=True), unit_measure="人")
    found = ahead(only("pace", what, {"2021": "10", "2022": "10", "2023": "30"}))
    assert (code(found.compound), code(found.projected_compound)) == ("sum", "sum")
    assert (found.linear, found.projected_linear) == (Fraction(25), Fraction(250, 3))


def of_years(**values: str) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(name.removeprefix("y")), Fraction(number)) for name, number in values.items()]


def test_the_rate_of_reduction_by_regression_and_by_end_points() -> None:
    points = of_years(y2000="120", y2005="100", y2010="70", y2015="55")
    regressed, ends = reduction_by_regression(points), reduction_by_end_points(points)
    assert isinstance(regressed, Fraction)
    assert isinstance(ends, Fraction)
    assert f"{float(regressed):.12f}" == "0.052513900013"
    assert f"{float(ends):.12f}" == f"{1 - (55 / 120) ** (1 / 15):.12f}"


def test_on_an_exact_curve_both_rates_agree() -> None:
    points = of_years(y2020="100", y2021="90", y2022="81")
    regressed = reduction_by_regression(points)
    assert reduction_by_end_points(points) == Fraction(1, 10)
    assert isinstance(regressed, Fraction)
    assert abs(regressed - Fraction(1, 10)) < Fraction(1, 10**50)


@pytest.mark.parametrize("rate", [reduction_by_end_points, reduction_by_regression])
def test_a_rate_of_reduction_needs_two_periods_and_values_above_zero(rate: Any) -> None:
    assert code(rate(of_years(y2020="1", y2021="0"))) == "not-positive"
    assert code(rate(of_years(y2020="1"))) == "too-few-points"
    assert code(rate([])) == "too-few-points"
    assert code(rate([*of_years(y2020="1"), *of_years(y2020="2")])) == "too-few-points"


def test_the_points_of_a_series_are_its_dated_values() -> None:
    readings = [
        Reading(period=period("2022"), value=Decimal("15.5")),
        Reading(period=period("2023-H1"), value=Decimal(15)),
        Reading(period=period("term:15"), value=Decimal(15)),
    ]
    years = points_of(readings)
    assert years == ((Fraction(2023), Fraction("15.5")), (Fraction(4047, 2), Fraction(15)))


def test_the_closest_lack_the_least_part_of_their_target() -> None:
    goals = {"W-1": ("50", "49"), "W-2": ("1000", "999"), "W-3": ("10", "9"), "W-4": ("50", "50")}
    indicators = [
        *(indicator(name, target("at_least", goal), baseline="1") for name, (goal, _) in goals.items()),
        indicator("W-5", target("at_most", "0"), direction="decrease"),
        indicator("W-6", baseline="1"),
        indicator("W-7", target("at_least", "50")),
    ]
    entries = [value(name, "2023", number) for name, (_, number) in goals.items()]
    entries += [value("W-5", "2023", "1"), value("W-6", "2023", "1")]
    evaluation = assess(ledger(indicators, entries))
    near = closest(evaluation)
    assert [one.item.indicator.code for one in near] == ["W-2", "W-1", "W-3"]
    assert [(one.goal, one.distance, one.part) for one in near[:2]] == [
        (Fraction(1000), Fraction(1), Fraction(1, 1000)),
        (Fraction(50), Fraction(1), Fraction(1, 50)),
    ]
    assert [one.item.indicator.code for one in closest(evaluation, 1)] == ["W-2"]


def test_of_several_sub_targets_the_farthest_tells_how_near() -> None:
    groups = [(("r", "城市"),), (("r", "农村"),)]
    what = indicator("W-1", *(target("at_least", "50", breakdown=group) for group in groups))

    def near(*numbers: str) -> list[Fraction]:
        pairs = zip(groups, numbers, strict=False)
        entries = [value("W-1", "2023", number, breakdown=group) for group, number in pairs]
        return [one.distance for one in closest(assess(ledger([what], entries)))]

    assert near("49", "45") == [5]
    assert near("51", "45") == [5]
    assert near("49") == []
    assert near("50", "50") == []
