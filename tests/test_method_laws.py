"""What holds of every method, whatever the numbers; and a second computation that agrees."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
import second
from courses import only
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from plans import indicator, ledger, target, value

from fedstat.assessment import METHODS, assess
from fedstat.assessment.methods.growth import growth, power
from fedstat.model.plan import STATUSES

if TYPE_CHECKING:
    from fedstat.assessment import Assessment

LAWFUL = settings(max_examples=100, deadline=None)
GROWING = ("statcan", "eurostat", "unsd")

numbers = st.integers(-2000, 2000).map(lambda tenths: Decimal(tenths) / 10) | st.integers(-3, 3).map(Decimal)
positive = st.integers(1, 2000).map(lambda tenths: Decimal(tenths) / 10)
every_method = pytest.mark.parametrize("method", METHODS)


def of(method: str, base: Decimal, now: Decimal, goal: Decimal, up: bool, now_in: int = 2023) -> Assessment:
    """Assess one value of one series from 2020 against a target of 2030."""
    aim = target("at_least" if up else "at_most", str(goal), "2030")
    what = indicator(
        "W-1", aim, baseline=str(base), direction="increase" if up else "decrease", unit_measure="人"
    )
    return only(method, what, {str(now_in): str(now)})


@LAWFUL
@given(
    st.sampled_from(["pace", *GROWING, "nchs"]),
    numbers,
    numbers,
    numbers,
    st.booleans(),
    st.integers(2021, 2031),
)
def test_a_second_computation_from_the_formulas_agrees(
    method: str, base: Decimal, now: Decimal, goal: Decimal, up: bool, year: int
) -> None:
    item = of(method, base, now, goal, up, year)
    status, word, figure = second.answer(
        method,
        up=up,
        base=Fraction(base),
        now=Fraction(now),
        goal=Fraction(goal),
        gone=Fraction(year - 2020),
        whole=Fraction(10),
    )
    assert (item.status, item.method_class) == (status, word)
    assert (item.method_value is None) == (figure is None)
    if item.method_value is not None and figure is not None:
        size = max(abs(figure), Decimal("1e-9"))
        assert abs(item.method_value - Fraction(figure)) < Fraction(size) / 10**25


@LAWFUL
@given(st.lists(positive, min_size=1, max_size=9), positive, st.booleans(), st.booleans(), st.integers(1, 12))
def test_a_second_computation_of_the_weather_symbols_agrees(
    values: list[Decimal], goal: Decimal, up: bool, keep: bool, left: int
) -> None:
    last = 2010 + len(values)
    aim = target("at_least" if up else "at_most", str(goal), str(last + left), keep=keep)
    what = indicator("W-1", aim, direction="increase" if up else "decrease", unit_measure="人")
    item = only("destatis", what, {str(2011 + place): str(one) for place, one in enumerate(values)})
    series = [Fraction(one) for one in values]
    word, gap = second.destatis(series, up=up, goal=Fraction(goal), left=Fraction(left), keep=keep)
    assert (item.method_class, item.method_value) == (word, gap)


@every_method
@LAWFUL
@given(base=numbers, now=numbers, goal=numbers, up=st.booleans(), year=st.integers(2020, 2032))
def test_met_and_missed_are_decided_without_the_method(
    method: str, base: Decimal, now: Decimal, goal: Decimal, up: bool, year: int
) -> None:
    item, plain = (of(name, base, now, goal, up, year) for name in (method, "pace"))
    assert (item.status in {"met", "missed"}) == (plain.status in {"met", "missed"})
    if item.status in {"met", "missed"}:
        assert (item.status, item.reason) == (plain.status, plain.reason)
    assert (item.deciding.completion, item.deciding.elapsed) == (
        plain.deciding.completion,
        plain.deciding.elapsed,
    )


@every_method
@LAWFUL
@given(
    base=positive,
    now=positive,
    goal=positive,
    up=st.booleans(),
    factor=st.sampled_from(["2", "0.5", "10", "0.001"]),
)
def test_another_unit_of_measure_changes_no_verdict(
    method: str, base: Decimal, now: Decimal, goal: Decimal, up: bool, factor: str
) -> None:
    times = Decimal(factor)
    item, other = of(method, base, now, goal, up), of(method, base * times, now * times, goal * times, up)
    assert (item.status, item.method_class, item.reason.code) == (
        other.status,
        other.method_class,
        other.reason.code,
    )
    assert item.method_value == other.method_value


@pytest.mark.parametrize("method", ["pace", "nchs", "statcan", "unsd"])
@LAWFUL
@given(base=numbers, now=numbers, goal=numbers, up=st.booleans())
def test_a_series_turned_upside_down_has_the_same_verdict(
    method: str, base: Decimal, now: Decimal, goal: Decimal, up: bool
) -> None:
    item, mirrored = of(method, base, now, goal, up), of(method, -base, -now, -goal, not up)
    assert (item.status, item.method_class, item.method_value) == (
        mirrored.status,
        mirrored.method_class,
        mirrored.method_value,
    )


@LAWFUL
@given(st.lists(positive, min_size=1, max_size=8), st.booleans())
def test_a_series_turned_upside_down_has_the_same_weather(values: list[Decimal], up: bool) -> None:
    def run(sign: int, *, rising: bool) -> tuple[str, str | None, Fraction | None]:
        aim = target("at_least" if rising else "at_most", str(sign * 50), "2030")
        what = indicator("W-1", aim, direction="increase" if rising else "decrease", unit_measure="人")
        series = {str(2011 + place): str(sign * one) for place, one in enumerate(values)}
        item = only("destatis", what, series)
        return item.status, item.method_class, item.method_value

    assert run(1, rising=up) == run(-1, rising=not up)


@every_method
@LAWFUL
@given(base=numbers, now=numbers, up=st.booleans(), year=st.integers(2020, 2027))
def test_a_better_trend_is_met_and_no_other_is(
    method: str, base: Decimal, now: Decimal, up: bool, year: int
) -> None:
    direction = "increase" if up else "decrease"
    what = indicator("W-1", target("trend"), baseline=str(base), direction=direction, unit_measure="人")
    item = only(method, what, {str(year): str(now)})
    better = (now > base if up else now < base) or (now == base == 0 and not up)
    assert (item.status == "met") == (better and year > 2020)
    assert item.status != "missed"


@every_method
@LAWFUL
@given(
    rows=st.lists(
        st.tuples(numbers, st.none() | numbers, st.none() | numbers, st.booleans(), st.booleans()), max_size=8
    ),
    year=st.integers(2020, 2031),
)
def test_the_buckets_add_up_and_nobody_is_without_a_reason(
    method: str,
    rows: list[tuple[Decimal, Decimal | None, Decimal | None, bool, bool]],
    year: int,
) -> None:
    indicators, entries = [], []
    for place, (base, now, goal, up, keep) in enumerate(rows):
        comparator = "at_least" if up else "at_most"
        aim = target("trend") if goal is None else target(comparator, str(goal), "2030", keep=keep)
        code = f"W-{place}"
        direction = "increase" if up else "decrease"
        indicators.append(indicator(code, aim, baseline=str(base), direction=direction))
        if now is not None:
            entries.append(value(code, str(year), str(now)))
    evaluation = assess(ledger(indicators, entries), method=method, period=str(year))
    counts = evaluation.counts()
    assert counts.indicators == len(rows) == counts.quantifiable + counts.trend
    assert sum(counts.statuses[status] for status in STATUSES) == len(rows)
    order = METHODS[method].classes
    for item in evaluation:
        assert item.reason.code
        assert item.method_class is None or item.method_class in order
        rated = item.method_class not in {None, "not_available", "baseline_only"}
        assert rated or item.status in {"met", "missed", "no-data", "not-assessable"} or method == "nchs"
        assert not (rated and item.status in {"no-data", "not-assessable"})


@every_method
@LAWFUL
@given(base=positive, now=positive, goal=positive, up=st.booleans())
def test_a_month_is_the_twelfth_part_of_a_year(
    method: str, base: Decimal, now: Decimal, goal: Decimal, up: bool
) -> None:
    """The same course in months from the last of one year is judged as in years."""
    aim = target("at_least" if up else "at_most", str(goal), "2030")
    yearly = indicator(
        "W-1", aim, baseline=str(base), direction="increase" if up else "decrease", unit_measure="人"
    )
    monthly = replace(yearly, frequency="M")
    first = only(method, yearly, {"2023": str(now)})
    then = only(method, monthly, {"2023-12": str(now)}, period="2023")
    assert (first.status, first.method_class, first.method_value) == (
        then.status,
        then.method_class,
        then.method_value,
    )


@LAWFUL
@given(positive, st.integers(1, 999), st.booleans(), st.integers(1, 30))
def test_growth_by_an_exact_rate_is_that_rate(base: Decimal, permille: int, up: bool, years: int) -> None:
    rate = Fraction(permille if up else -permille, 1000)
    start = Fraction(base)
    assert growth(start, start * (1 + rate) ** years, Fraction(years)) == rate


@LAWFUL
@given(st.fractions(min_value="0.001", max_value=1000), st.integers(1, 40), st.integers(1, 40))
def test_a_power_undoes_its_root(number: Fraction, above: int, below: int) -> None:
    exponent = Fraction(above, below)
    again = power(power(number, exponent), 1 / exponent)
    assert abs(again - number) < number / 10**60
