"""What would change the verdict: another value, another method, another way of comparing or rounding."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from fedstat.assessment import METHODS
from fedstat.model.number import ROUNDINGS, decimals_of, rounded
from fedstat.model.plan import COMPARISONS
from fedstat.model.unit import is_percentage, ratio_factor
from fedstat.reports.explain.search import nearest_turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from fedstat.assessment import Assessment
    from fedstat.model.number import Rounding
    from fedstat.model.observation import Observation
    from fedstat.model.plan import Comparison, Status
    from fedstat.reports.explain.footing import Footing
    from fedstat.reports.explain.replay import Replay
    from fedstat.reports.explain.search import Turn, Verdict

BEYOND: Final = 10
"""How many times the largest number in play is tried where nothing limits a value."""
WHOLE: Final = 100


class Turns(Struct, frozen=True, kw_only=True):
    """How far one number may move until the verdict changes."""

    start: Decimal
    lowest: Fraction
    """The last number tried on the way down."""
    highest: Fraction
    """The last number tried on the way up."""
    up: Turn | None
    down: Turn | None


class Flips(Struct, frozen=True, kw_only=True):
    """What changes the verdict and what does not; each was assessed anew."""

    methods: tuple[tuple[str, Assessment], ...]
    """The verdict of every method, the one in use among them."""
    value: Turns | None
    """The value at its printed digits; None where no value decides."""
    as_printed: Status | None
    """The status if the printed value were exact; None where it is."""
    numerator: Turns | None
    """The numerator by one at a time; None where none is given."""
    comparisons: tuple[tuple[Comparison, Assessment], ...]
    """The verdict under every other way of comparing."""
    roundings: tuple[tuple[Rounding, Assessment], ...]
    """The verdict under every other rule of rounding."""


def flips_of(replay: Replay, footing: Footing) -> Flips:
    """Return what would change the verdict of an indicator, *footing* being the target that decides."""
    asked, latest = replay.evaluation, footing.values.latest
    entry = None if latest is None else latest.observation
    values: dict[str, Any] = {"value": None, "as_printed": None, "numerator": None}
    if latest is not None and entry is not None:
        values = _of_entry(replay, footing, entry, latest.value)
    return Flips(
        methods=tuple((name, replay.verdict(method=name)) for name in METHODS),
        comparisons=tuple(
            (name, replay.verdict(replay.compared(name))) for name in COMPARISONS if name != asked.comparison
        ),
        roundings=tuple(
            (name, replay.verdict(replay.rounded(name))) for name in ROUNDINGS if name != asked.rounding
        ),
        **values,
    )


def _of_entry(replay: Replay, footing: Footing, entry: Observation, value: Decimal) -> dict[str, Any]:
    def verdict(number: Decimal) -> Status:
        return replay.verdict(replay.valued(entry, number)).status

    others = _others(footing)
    critical = [number - others for number in _critical(replay, footing)]
    bounds = _bounds(replay, footing, [*critical, Fraction(value)])
    return {
        "value": _turns(verdict, value, _unit(decimals_of(value)), bounds, critical),
        "as_printed": None if entry.exact is None else verdict(value),
        "numerator": _of_numerator(replay, entry, value, bounds, critical),
    }


def _of_numerator(
    replay: Replay,
    entry: Observation,
    value: Decimal,
    bounds: tuple[Fraction, Fraction],
    critical: list[Fraction],
) -> Turns | None:
    numerator, denominator = entry.numerator, entry.denominator
    if numerator is None or not denominator:
        return None
    indicators = replay.evaluation.known.indicators
    factor = ratio_factor(indicators.get(entry.indicator, indicators[replay.code]).unit_measure) or 1
    scale = Fraction(denominator) / factor
    rule, decimals = replay.evaluation.known.plan.rounding, decimals_of(value)

    def verdict(count: Decimal) -> Status:
        exact = Fraction(count) / scale
        return replay.verdict(replay.counted(entry, count, rounded(exact, decimals, rule), exact)).status

    low, high = (bound * scale for bound in bounds)
    step = _unit(decimals_of(numerator))
    return _turns(verdict, numerator, step, (low, high), [number * scale for number in critical])


def _unit(decimals: int) -> Decimal:
    from decimal import Decimal

    return Decimal(1).scaleb(-decimals)


def _turns(
    verdict: Verdict,
    start: Decimal,
    step: Decimal,
    bounds: tuple[Fraction, Fraction],
    critical: list[Fraction],
) -> Turns:
    low, high = bounds
    return Turns(
        start=start,
        lowest=low,
        highest=high,
        up=nearest_turn(verdict, start, step, high, critical),
        down=nearest_turn(verdict, start, -step, low, critical),
    )


def _others(footing: Footing) -> Fraction:
    """Return what of a sum comes from the other periods."""
    if footing.latest is None or footing.values.latest is None:
        return Fraction(0)
    return footing.latest.number - footing.values.latest.number


def _critical(replay: Replay, footing: Footing) -> Iterator[Fraction]:
    """Yield the numbers at which a rule may change its mind."""
    tolerance = Fraction(replay.evaluation.known.indicators[replay.code].tolerance or 0)
    for reading in (footing.baseline, footing.values.previous):
        if reading is not None:
            yield from (reading.number - tolerance, reading.number, reading.number + tolerance)
    for yardstick in (footing.verdict.yardstick, footing.paced_yardstick):
        for bound in () if yardstick is None else (yardstick.low, yardstick.high):
            if bound is not None:
                yield bound
                yield from _on_pace(footing, bound)
    yield Fraction(WHOLE)


def _on_pace(footing: Footing, bound: Fraction) -> Iterator[Fraction]:
    if footing.baseline is not None and footing.verdict.elapsed is not None:
        start = footing.baseline.number
        yield start + footing.verdict.elapsed * (bound - start)


def _bounds(replay: Replay, footing: Footing, numbers: list[Fraction]) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest value that are possible, as far as anything tells."""
    indicator = replay.evaluation.known.indicators[replay.code]
    most = max(map(abs, numbers)) * BEYOND
    low = Fraction(0) if min(numbers) >= 0 else -most
    if indicator.limit is not None:
        return low, max(Fraction(indicator.limit), numbers[-1])
    if (
        is_percentage(indicator.unit_measure)
        and max(numbers) <= WHOLE
        and not footing.verdict.target.cumulative
    ):
        return low, Fraction(WHOLE)
    return low, most
