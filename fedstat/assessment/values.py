"""What counts of a series at the period of a report: baseline, latest and previous value, what parts them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedstat.assessment.comparability import breaks_in, gap_between, restated
from fedstat.assessment.interface import Reading, Reason
from fedstat.assessment.readings import reading_at, series_of
from fedstat.model.frequency import own_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.assessment.interface import Method
    from fedstat.assessment.readings import Series
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.plan import Comparison, Plan
    from fedstat.model.target import Breakdown


class Setting(Struct, frozen=True, kw_only=True):
    """Under which rules a plan is assessed."""

    known: Known
    plan: Plan
    view: Period
    area: str
    """The id of the area assessed."""
    method: Method
    comparison: Comparison
    target_period: Period | None


class Values(Struct, frozen=True, kw_only=True):
    """The values of one series as they count at the period of the report."""

    observations: Mapping[Period, Observation]
    series: Series
    """Up to the period of the report."""
    baseline: Reading | None = None
    latest: Reading | None = None
    previous: Reading | None = None
    gap_to_baseline: Reason | None = None
    gap_to_previous: Reason | None = None
    points: tuple[Reading, ...] = ()
    """The values that can be compared with the latest, it and the baseline among them, oldest first."""


def values_of(setting: Setting, indicator: Indicator, breakdown: Breakdown) -> Values:
    """Collect what counts of one series: baseline, latest and previous value, and what parts them."""
    observations = setting.known.observations(indicator, setting.area, breakdown)
    series = series_of(observations, indicator, setting.plan.counts)
    baseline = _baseline(setting, indicator, breakdown, series)
    latest = reading_at(setting.view, series, indicator)
    if latest is None:
        return Values(observations=observations, series=series, baseline=baseline)
    until = [reading for reading in series if reading.period.last <= latest.period.last]
    breaks = breaks_in(until)
    editions = setting.known.editions.get(indicator.code, [indicator])
    previous = _previous(baseline, latest, until)
    gap = None
    if baseline is not None:
        healed = restated(baseline, latest, breaks)
        gap = None if healed is not baseline else gap_between(baseline, latest, breaks, editions)
        baseline = healed
    return Values(
        observations=observations,
        series=until,
        baseline=baseline,
        latest=latest,
        previous=previous,
        gap_to_baseline=gap,
        gap_to_previous=gap_between(previous, latest, breaks, editions) if previous else None,
        points=_points(
            [one for one in until if one is latest or gap_between(one, latest, breaks, editions) is None]
            if breaks or len(editions) > 1
            else until,
            baseline if gap is None else None,
            latest,
        ),
    )


def _points(series: Series, baseline: Reading | None, latest: Reading) -> tuple[Reading, ...]:
    """Return the comparable values with the baseline among them, which wins over one of its period."""
    if (
        baseline is None
        or baseline.period.dated != latest.period.dated
        or baseline.period.last >= latest.period.last
    ):
        return tuple(series)
    others = [reading for reading in series if reading.period.last != baseline.period.last]
    return tuple(sorted((baseline, *others), key=lambda reading: reading.period.last))


def _baseline(setting: Setting, indicator: Indicator, breakdown: Breakdown, series: Series) -> Reading | None:
    """Return the baseline: the indicator's own, else the observation of the plan's baseline period."""
    ledger = setting.known.ledger
    shared = setting.known.indicators.get(indicator.same_as)
    for given in indicator.baselines or (shared.baselines if shared else ()):
        area = ledger.area_id(given.reference_area) if given.reference_area else ledger.area
        if given.breakdown == breakdown and area == setting.area:
            return Reading(period=given.period, value=given.value)
    if setting.plan.baseline_period is None:
        return None
    period = own_period(setting.plan.baseline_period, indicator.frequency)
    return next((reading for reading in series if reading.period == period), None)


def _previous(baseline: Reading | None, latest: Reading, series: Series) -> Reading | None:
    """Return the last value before *latest*; a stated baseline wins over an observation of its period."""
    earlier = [reading for reading in series if reading.period.last < latest.period.last]
    last = earlier[-1] if earlier else None
    if (
        baseline is not None
        and baseline.period.dated == latest.period.dated
        and baseline.period < latest.period
        and (last is None or last.period <= baseline.period)
    ):
        return baseline
    return last


def summed(setting: Setting, indicator: Indicator, values: Values) -> Values:
    """Return the values with `latest` as the sum of the periods since the plan's start (累计)."""
    start = setting.plan.baseline_period
    latest = values.latest
    if start is None or latest is None:
        return replace(values, latest=None)
    start = own_period(start, indicator.frequency)
    summed = [reading for reading in values.series if reading.period > start]
    if len(summed) * latest.period.months != latest.period.last - start.last:
        return replace(values, latest=None)
    begin = Reading(period=start, value=Decimal(0))
    points = [begin]
    for reading in summed:
        before = points[-1]
        points.append(
            replace(
                reading,
                value=before.value + reading.value,
                exact=before.number + reading.number,
            )
        )
    return replace(values, latest=points[-1], baseline=begin, points=tuple(points))


def reading_of(setting: Setting, indicator: Indicator, breakdown: Breakdown, area: str) -> Reading | None:
    """Return the value of another area that counts at the period of the report."""
    identity = setting.known.ledger.area_id(area)
    observations = setting.known.observations(indicator, identity, breakdown)
    if not observations:
        return None
    return reading_at(setting.view, series_of(observations, indicator, setting.plan.counts), indicator)


def same_period(
    setting: Setting,
    indicator: Indicator,
    latest: Reading | None,
    breakdown: Breakdown,
    area: str,
) -> Reading | None:
    """Return the value of *area* for the very period of our own value."""
    identity = setting.known.ledger.area_id(area)
    observations = setting.known.observations(indicator, identity, breakdown)
    series = series_of(observations, indicator, setting.plan.counts)
    return next((reading for reading in series if latest and reading.period == latest.period), None)
