"""From a ledger to its verdicts: which value counts, which target decides, what the method says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedstat.assessment.comparability import breaks_in, gap_between, restated
from fedstat.assessment.evaluation import Assessment, TargetVerdict
from fedstat.assessment.interface import Case, Outcome, Reading, Reason, Yardstick
from fedstat.assessment.readings import reading_at, series_of, why_no_data
from fedstat.assessment.trend import judge_trend
from fedstat.assessment.yardsticks import holds, yardstick_of
from fedstat.language import Several, msg
from fedstat.model.frequency import own_period
from fedstat.model.target import Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fedstat.assessment.interface import Method
    from fedstat.assessment.readings import Series
    from fedstat.language import Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.plan import Comparison, Plan, Status
    from fedstat.model.target import Breakdown

_WORST: tuple[Status, ...] = ("on-track", "behind", "flat", "moving-away", "missed")
"""Unmet statuses of sub-targets, the worst last."""


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


class _Values(Struct, frozen=True, kw_only=True):
    """The values of one series as they count at the period of the report."""

    observations: Mapping[Period, Observation]
    series: Series
    """Up to the period of the report."""
    baseline: Reading | None = None
    latest: Reading | None = None
    previous: Reading | None = None
    gap_to_baseline: Reason | None = None
    gap_to_previous: Reason | None = None


def assess_indicator(setting: Setting, indicator: Indicator) -> Assessment:
    """Return the verdict of one indicator; of several sub-targets the worst decides."""
    groups: dict[Breakdown, list[Target]] = {}
    for target in indicator.targets:
        groups.setdefault(target.breakdown, []).append(target)
    judged = [
        _judge_group(setting, indicator, breakdown, targets)
        for breakdown, targets in (groups or {(): []}).items()
    ]
    verdicts = tuple(verdict for verdict, _, _ in judged)
    deciding = _deciding(verdicts)
    values, notes = next((values, notes) for verdict, values, notes in judged if verdict is deciding)
    judgements = setting.known.judgements
    own = own_period(setting.view, indicator.frequency)
    return Assessment(
        indicator=indicator,
        reference_area=setting.area,
        status=deciding.status,
        reason=deciding.reason,
        deciding=deciding,
        verdicts=verdicts,
        baseline=values.baseline,
        previous=values.previous,
        latest=values.latest,
        compare=_compared(setting, indicator, deciding.breakdown),
        gap_to_baseline=values.gap_to_baseline,
        gap_to_previous=values.gap_to_previous,
        judgement=judgements.get((indicator.code, setting.view)) or judgements.get((indicator.code, own)),
        notes=notes,
    )


def _deciding(verdicts: Sequence[TargetVerdict]) -> TargetVerdict:
    """Return the worst of the unmet; else one without a value; else one that cannot be judged; else any."""
    if len(verdicts) == 1:
        return verdicts[0]
    unmet = [verdict for verdict in verdicts if verdict.status in _WORST]
    if unmet:
        return max(unmet, key=_badness)
    for status in ("no-data", "not-assessable"):
        for verdict in verdicts:
            if verdict.status == status:
                return verdict
    return verdicts[0]


def _badness(verdict: TargetVerdict) -> tuple[int, Fraction]:
    return _WORST.index(verdict.status), -(verdict.completion or Fraction(0))


def _compared(setting: Setting, indicator: Indicator, breakdown: Breakdown) -> tuple[Reading | None, ...]:
    return tuple(_reading_of(setting, indicator, breakdown, area) for area in setting.plan.compare)


def _reading_of(setting: Setting, indicator: Indicator, breakdown: Breakdown, area: str) -> Reading | None:
    identity = setting.known.ledger.area_id(area)
    observations = setting.known.observations(indicator, identity, breakdown)
    if not observations:
        return None
    return reading_at(setting.view, series_of(observations, indicator, setting.plan.counts), indicator)


def _values(setting: Setting, indicator: Indicator, breakdown: Breakdown) -> _Values:
    """Collect what counts of one series: baseline, latest and previous value, and what parts them."""
    observations = setting.known.observations(indicator, setting.area, breakdown)
    series = series_of(observations, indicator, setting.plan.counts)
    baseline = _baseline(setting, indicator, breakdown, series)
    latest = reading_at(setting.view, series, indicator)
    if latest is None:
        return _Values(observations=observations, series=series, baseline=baseline)
    until = [reading for reading in series if reading.period.last <= latest.period.last]
    breaks = breaks_in(until)
    editions = setting.known.editions.get(indicator.code, [indicator])
    previous = _previous(baseline, latest, until)
    gap = None
    if baseline is not None:
        healed = restated(baseline, latest, breaks)
        gap = None if healed is not baseline else gap_between(baseline, latest, breaks, editions)
        baseline = healed
    return _Values(
        observations=observations,
        series=until,
        baseline=baseline,
        latest=latest,
        previous=previous,
        gap_to_baseline=gap,
        gap_to_previous=gap_between(previous, latest, breaks, editions) if previous else None,
    )


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


def _judge_group(
    setting: Setting, indicator: Indicator, breakdown: Breakdown, targets: Sequence[Target]
) -> tuple[TargetVerdict, _Values, tuple[Reason, ...]]:
    values = _values(setting, indicator, breakdown)
    numbers = [target for target in targets if target.has_number]
    deciding = _deciding_target(numbers, setting) if numbers else (targets[0] if targets else None)
    by = (deciding.by if deciding is not None else None) or setting.target_period
    notes: tuple[Reason, ...] = ()
    yardstick = None
    if values.latest is None:
        reason = why_no_data(setting.view, values.observations, indicator)
        outcome = Outcome(status="no-data", reason=reason)
    elif deciding is not None and numbers:
        outcome, yardstick, notes = _judge_number(setting, indicator, deciding, numbers, values)
    else:
        outcome, notes = _judge_trend(setting, indicator, deciding, values)
    verdict = TargetVerdict(
        target=deciding or Target(comparator="trend"),
        by=by,
        breakdown=breakdown,
        status=outcome.status,
        reason=outcome.reason,
        baseline=values.baseline,
        latest=values.latest,
        yardstick=yardstick,
        completion=outcome.completion,
        elapsed=outcome.elapsed,
        method_class=outcome.method_class,
        method_value=outcome.method_value,
    )
    return verdict, values, notes


def _deciding_target(targets: Sequence[Target], setting: Setting) -> Target:
    """Return the only target, whatever its year; of several the one of the target period, else the last."""
    if len(targets) == 1:
        return targets[0]
    for target in targets:
        if (target.by or setting.target_period) == setting.target_period:
            return target
    return targets[-1]


def _judge_number(
    setting: Setting,
    indicator: Indicator,
    deciding: Target,
    targets: Sequence[Target],
    values: _Values,
) -> tuple[Outcome, Yardstick | None, tuple[Reason, ...]]:
    by = deciding.by or setting.target_period
    if by is None:
        text = msg("neither the target nor the plan says by when")
        return _undecided("target-period-missing", text), None, ()
    if deciding.cumulative:
        values = _summed(setting, indicator, values)
    if values.latest is None:
        text = msg("a period is missing from the sum")
        return _undecided("gap-in-sum", text), None, ()
    yardstick = _yardstick(setting, indicator, deciding, by, values)
    if isinstance(yardstick, Reason):
        return Outcome(status="not-assessable", reason=yardstick), None, ()
    met = holds(values.latest.number, yardstick, setting.comparison)
    paced, paced_by, paced_yardstick = _milestone(setting, indicator, targets, values) or (
        deciding,
        by,
        yardstick,
    )
    due = by.dated and setting.view >= by
    case = Case(
        target=deciding if met or due else paced,
        yardstick=yardstick if met or due else paced_yardstick,
        by=by if met or due else paced_by,
        due=due,
        baseline=values.baseline,
        latest=values.latest,
        gap=values.gap_to_baseline,
    )
    notes = _kept(values, yardstick, setting.comparison) if deciding.keep else ()
    return setting.method.judge(case, met=met), yardstick, notes


def _undecided(code: str, text: Message) -> Outcome:
    return Outcome(status="not-assessable", reason=Reason(code=code, message=text))


def _yardstick(
    setting: Setting, indicator: Indicator, target: Target, by: Period, values: _Values
) -> Yardstick | Reason:
    if target.derivation is not None and values.gap_to_baseline is not None:
        return values.gap_to_baseline
    return yardstick_of(
        target,
        direction=indicator.direction,
        by=by,
        baseline=values.baseline,
        other_area=partial(_same_period, setting, indicator, values.latest, target.breakdown),
    )


def _same_period(
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


def _milestone(
    setting: Setting, indicator: Indicator, targets: Sequence[Target], values: _Values
) -> tuple[Target, Period, Yardstick] | None:
    """Return the next milestone that the baseline did not already meet: it decides the pace."""
    if len(targets) == 1:
        return None
    for target in targets:
        by = target.by or setting.target_period
        if by is None or by < setting.view:
            continue
        yardstick = _yardstick(setting, indicator, target, by, values)
        if isinstance(yardstick, Yardstick) and (
            values.baseline is None or yardstick.goal_from(values.baseline.number) is not None
        ):
            return target, by, yardstick
    return None


def _summed(setting: Setting, indicator: Indicator, values: _Values) -> _Values:
    """Return the values with `latest` as the sum of the periods since the plan's start (累计)."""
    start = setting.plan.baseline_period
    latest = values.latest
    if start is None or latest is None:
        return replace(values, latest=None)
    start = own_period(start, indicator.frequency)
    summed = [reading for reading in values.series if reading.period > start]
    if len(summed) * latest.period.months != latest.period.last - start.last:
        return replace(values, latest=None)
    total = sum((reading.value for reading in summed), Decimal(0))
    number = sum((reading.number for reading in summed), Fraction(0))
    return replace(
        values,
        latest=replace(latest, value=total, exact=number),
        baseline=Reading(period=start, value=Decimal(0)),
    )


def _kept(values: _Values, yardstick: Yardstick, comparison: Comparison) -> tuple[Reason, ...]:
    """Tell the periods in which a level that must be kept was lost again."""
    history = {reading.period: reading for reading in values.series}
    if values.baseline is not None:
        history[values.baseline.period] = values.baseline
    periods = sorted(history)
    held = [holds(history[period].number, yardstick, comparison) for period in periods]
    since = held.index(True) if True in held else len(held)
    lost = [period for period, holding in zip(periods[since:], held[since:], strict=True) if not holding]
    if not lost:
        return ()
    return (Reason(code="keep-broken", message=msg("not kept in {periods}", periods=Several(lost))),)


def _judge_trend(
    setting: Setting, indicator: Indicator, target: Target | None, values: _Values
) -> tuple[Outcome, tuple[Reason, ...]]:
    latest = values.latest
    if latest is None or indicator.kind == "quantifiable":
        return _undecided("target-not-fixed", msg("the plan has not fixed the number yet")), ()
    against_previous = setting.plan.trend_against == "previous"
    outcome = judge_trend(
        indicator,
        target,
        reference=values.previous if against_previous else values.baseline,
        latest=latest,
        gap=values.gap_to_previous if against_previous else values.gap_to_baseline,
    )
    return outcome, _disagreement(values, latest, indicator)


def _disagreement(values: _Values, latest: Reading, indicator: Indicator) -> tuple[Reason, ...]:
    """Say so when baseline and previous value point different ways."""
    if (
        values.baseline is None
        or values.previous is None
        or values.gap_to_baseline is not None
        or values.gap_to_previous is not None
        or indicator.direction not in {"increase", "decrease"}
    ):
        return ()
    sign = 1 if indicator.direction == "increase" else -1
    long = sign * (latest.number - values.baseline.number)
    short = sign * (latest.number - values.previous.number)
    if long > 0 > short:
        text = msg("better than the baseline, worse than the value before")
        return (Reason(code="fell-back", message=text),)
    if long < 0 < short:
        text = msg("worse than the baseline, better than the value before")
        return (Reason(code="recovering", message=text),)
    return ()
