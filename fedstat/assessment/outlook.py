"""What must still happen to arrive, where a series will be at the target period, and who is nearly there.

    required, linear     (T − yt) / n                      a period, n periods being left
    required, compound   (T / yt)^(1/n) − 1                a period
    projection, linear   yt + (yt − y0)·(tT − t)/(t − t0)
    projection, compound y0 · (yt / y0)^((tT − t0)/(t − t0))        the CAGR goes on
    rate of reduction    1 − (v1/v0)^(1/n) by end points; 1 − exp(b) by least squares of ln v on the year

Worked example: maternal mortality 16.9 in 2020, 14.3 in 2024, at most 12 by 2030:

    >>> first, last, goal = Fraction("16.9"), Fraction("14.3"), Fraction(12)
    >>> print(f"{float(100 * compound_change(last, goal, Fraction(6))):.6f} %")
    -2.880255 %
    >>> float(project_linear(first, last, Fraction(4), Fraction(10)))
    10.4
    >>> print(f"{float(project_compound(first, last, Fraction(4), Fraction(10))):.6f}")
    11.130381
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.assessment.interface import Reason
from fedstat.assessment.methods.growth import exponential, growth, logarithm, power
from fedstat.assessment.yardsticks import MONTHS_A_YEAR, missing_baseline
from fedstat.language import msg
from fedstat.model.period import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedstat.assessment.evaluation import Assessment, TargetVerdict
    from fedstat.assessment.interface import Reading
    from fedstat.model.period import Period, PeriodKind

Point = tuple[Fraction, Fraction]
"""A year and a value."""
FEW: Final = 3
"""How many indicators are named as closest to their targets."""


class Outlook(Struct, frozen=True, kw_only=True):
    """What one unmet target still asks for, counted in periods of the series' own length."""

    goal: Fraction
    """The bound to reach, in the unit of measure."""
    by: Period
    """The target period."""
    period: PeriodKind
    """How long a period is: A a year (of surveys every few years, too), H, Q, M, term."""
    periods: Fraction
    """How many are left, from that of the latest value."""
    linear: Fraction
    """The change needed in every period, in the unit of measure."""
    compound: Fraction | Reason
    """The growth needed in every period, 0.01 is 1 %; or why there is none."""
    projected_linear: Fraction | Reason
    """The value at the target period when the mean change since the baseline goes on."""
    projected_compound: Fraction | Reason
    """The value at the target period when the growth since the baseline goes on."""


class Near(Struct, frozen=True, kw_only=True):
    """An indicator that is not met, and how far from it."""

    item: Assessment
    goal: Fraction
    """The bound to reach; of several unmet sub-targets that of the farthest."""
    distance: Fraction
    """Goal less value, in the unit of measure, with its sign."""
    part: Fraction
    """The distance as a part of the goal."""


def outlook_of(verdict: TargetVerdict) -> Outlook | Reason:
    """Return what a target still asks for, or why nothing: it is met, it is due, it is no number."""
    latest, yardstick, by = verdict.latest, verdict.yardstick, verdict.by
    if latest is None or yardstick is None or by is None:
        return verdict.reason
    goal = yardstick.goal_from(latest.number)
    if verdict.status == "met" or goal is None:
        return Reason(code="met", message=msg("the target is met"))
    periods, kind = _periods(latest.period, by)
    if verdict.status == "missed" or periods <= 0 or by.dated != latest.period.dated:
        text = msg("there are no periods left until {period}", period=by)
        return Reason(code="no-time", message=text)
    if verdict.target.cumulative:
        compound: Fraction | Reason = Reason(
            code="sum", message=msg("a sum over periods does not grow by a rate")
        )
    else:
        compound = compound_change(latest.number, goal, periods)
    return Outlook(
        goal=goal,
        by=by,
        period=kind,
        periods=periods,
        linear=(goal - latest.number) / periods,
        compound=compound,
        projected_linear=_projected(verdict, compound=False),
        projected_compound=compound if verdict.target.cumulative else _projected(verdict, compound=True),
    )


def _periods(start: Period, end: Period) -> tuple[Fraction, PeriodKind]:
    kind: PeriodKind = "A" if start.kind == "span" else start.kind
    return Fraction(end.last - start.last, MONTHS.get(kind, 1)), kind


def compound_change(latest: Fraction, goal: Fraction, periods: Fraction) -> Fraction | Reason:
    """Return the growth a period that leads from *latest* to *goal*, or why there is none."""
    if latest == 0 or latest * goal < 0:
        text = msg("there is no growth rate from zero or across it")
        return Reason(code="no-rate", message=text)
    return growth(latest, goal, periods)


def _projected(verdict: TargetVerdict, *, compound: bool) -> Fraction | Reason:
    baseline, latest, by = verdict.baseline, verdict.latest, verdict.by
    if baseline is None or latest is None or by is None:
        return missing_baseline()
    if verdict.gap is not None:
        return verdict.gap
    if baseline.period.dated != latest.period.dated or baseline.period.last >= latest.period.last:
        return Reason(code="no-later-value", message=msg("there is no value since the baseline"))
    past = Fraction(latest.period.last - baseline.period.last)
    whole = Fraction(by.last - baseline.period.last)
    return (project_compound if compound else project_linear)(baseline.number, latest.number, past, whole)


def project_linear(first: Fraction, last: Fraction, past: Fraction, whole: Fraction) -> Fraction:
    """Return the value *whole* after the first when the change of the *past* goes on."""
    return first + (last - first) * whole / past


def project_compound(first: Fraction, last: Fraction, past: Fraction, whole: Fraction) -> Fraction | Reason:
    """Return the value *whole* after the first when the growth of the *past* goes on; or why none."""
    if first == 0 or first * last < 0:
        text = msg("there is no growth rate from zero or across it")
        return Reason(code="no-rate", message=text)
    return first * power(last / first, whole / past)


def points_of(series: Iterable[Reading]) -> tuple[Point, ...]:
    """Return dated values as years and values, for the rates of reduction."""
    return tuple(
        (Fraction(reading.period.last + 1, MONTHS_A_YEAR), reading.number)
        for reading in series
        if reading.period.dated
    )


def reduction_by_end_points(points: Sequence[Point]) -> Fraction | Reason:
    """Return the average annual rate of reduction between the first and the last point.

    >>> points = [(Fraction(2020), Fraction("100")), (Fraction(2022), Fraction("81"))]
    >>> reduction_by_end_points(points)
    Fraction(1, 10)
    """
    return _refused(points) or -growth(points[0][1], points[-1][1], points[-1][0] - points[0][0])


def reduction_by_regression(points: Sequence[Point]) -> Fraction | Reason:
    """Return the average annual rate of reduction by least squares of ln v on the year.

    >>> values = ((2000, 120), (2005, 100), (2010, 70), (2015, 55))
    >>> rate = reduction_by_regression([(Fraction(year), Fraction(value)) for year, value in values])
    >>> print(f"{float(rate):.12f}")
    0.052513900013
    """
    refused = _refused(points)
    if refused is not None:
        return refused
    years = [year for year, _ in points]
    logs = [logarithm(value) for _, value in points]
    middle = sum(years, Fraction(0)) / len(years)
    above = sum(((year - middle) * log for year, log in zip(years, logs, strict=True)), Fraction(0))
    below = sum(((year - middle) ** 2 for year in years), Fraction(0))
    return 1 - exponential(above / below)


def _refused(points: Sequence[Point]) -> Reason | None:
    if any(value <= 0 for _, value in points):
        text = msg("a rate of reduction needs values above zero")
        return Reason(code="not-positive", message=text)
    if len({year for year, _ in points}) < len(points) or len(points) <= 1:
        text = msg("a rate of reduction needs values of at least two periods")
        return Reason(code="too-few-points", message=text)
    return None


def closest(items: Iterable[Assessment], few: int = FEW) -> tuple[Near, ...]:
    """Return the few unmet indicators with a number that lack the least of it, the nearest first.

    The distance is a part of the target's number, so that 0.5 of 45 % and 5 of 450 count alike; a target of
    zero has no such part and is left out, and so is what has a sub-target without a value.
    """
    near = [found for item in items for found in (_near(item),) if found is not None]
    return tuple(sorted(near, key=lambda one: one.part)[:few])


def _near(item: Assessment) -> Near | None:
    open_ones = [verdict for verdict in item.verdicts if verdict.status != "met"]
    found = [_distance(item, verdict) for verdict in open_ones]
    known = [one for one in found if one is not None]
    return max(known, key=lambda one: one.part) if known and len(known) == len(found) else None


def _distance(item: Assessment, verdict: TargetVerdict) -> Near | None:
    if verdict.latest is None or verdict.yardstick is None:
        return None
    number = verdict.latest.number
    goal = verdict.yardstick.goal_from(number)
    if not goal:
        return None
    return Near(item=item, goal=goal, distance=goal - number, part=abs((goal - number) / goal))
