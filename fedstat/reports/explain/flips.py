"""What would change the verdict: another value, another method, another way of comparing or rounding."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.assessment import METHODS
from fedstat.model.number import ROUNDINGS, decimals_of, rounded
from fedstat.model.plan import COMPARISONS
from fedstat.model.unit import is_percentage, ratio_factor
from fedstat.reports.explain.search import nearest_turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from fedstat.assessment import Assessment, Reading
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
    entry = _entry(footing.values.latest)
    asked = replay.evaluation
    return Flips(
        methods=tuple((name, _sure(replay.again(method=name))) for name in METHODS),
        value=None if entry is None else _of_value(replay, footing, entry),
        as_printed=None if entry is None or entry.exact is None else _printed(replay, entry),
        numerator=None if entry is None else _of_numerator(replay, footing, entry),
        comparisons=tuple(
            (name, _sure(replay.again(replay.compared(name))))
            for name in COMPARISONS
            if name != asked.comparison
        ),
        roundings=tuple(
            (name, _sure(replay.again(replay.rounded(name)))) for name in ROUNDINGS if name != asked.rounding
        ),
    )


def _entry(latest: Reading | None) -> Observation | None:
    entry = None if latest is None else latest.observation
    return entry if entry is not None and entry.value is not None else None


def _sure(found: Assessment | None) -> Assessment:
    """Return the verdict of an indicator that the plan has, whatever the rule."""
    if found is None:  # pragma: no cover - a rule takes no indicator out of a plan
        raise LookupError
    return found


def _status(found: Assessment | None) -> Status | None:
    return None if found is None else found.status


def _printed(replay: Replay, entry: Observation) -> Status | None:
    return _status(replay.again(replay.valued(entry, _value(entry))))


def _value(entry: Observation) -> Decimal:
    if entry.value is None:  # pragma: no cover - only entries with a value come here
        raise LookupError
    return entry.value


def _of_value(replay: Replay, footing: Footing, entry: Observation) -> Turns:
    def verdict(value: Decimal) -> Status | None:
        return _status(replay.again(replay.valued(entry, value)))

    start = _value(entry)
    critical = [number - _others(footing) for number in _critical(replay, footing)]
    low, high = _bounds(replay, footing, [*critical, Fraction(start)])
    return _turns(verdict, start, _unit(decimals_of(start)), (low, high), critical)


def _of_numerator(replay: Replay, footing: Footing, entry: Observation) -> Turns | None:
    numerator, denominator = entry.numerator, entry.denominator
    factor = ratio_factor(unit_of(replay, footing)) or 1
    if numerator is None or not denominator or entry.exact is None:
        return None
    decimals = decimals_of(_value(entry))

    def verdict(count: Decimal) -> Status | None:
        exact = Fraction(count) / Fraction(denominator) * factor
        value = rounded(exact, decimals, replay.evaluation.known.plan.rounding)
        return _status(replay.again(replay.counted(entry, count, value, exact)))

    scale = Fraction(denominator) / factor
    critical = [(number - _others(footing)) * scale for number in _critical(replay, footing)]
    low, high = _bounds(replay, footing, [*(number / scale for number in critical), Fraction(_value(entry))])
    return _turns(verdict, numerator, _unit(decimals_of(numerator)), (low * scale, high * scale), critical)


def unit_of(replay: Replay, footing: Footing) -> str:
    """Return the unit of measure of the values of *footing*."""
    entry = footing.values.latest.observation if footing.values.latest else None
    indicators = replay.evaluation.known.indicators
    indicator = indicators.get(entry.indicator if entry else replay.code) or indicators[replay.code]
    return indicator.unit_measure


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
