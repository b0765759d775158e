"""From a ledger to its verdicts: which value counts, which target decides, what the method says."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from fedstat.assessment.evaluation import Assessment, TargetVerdict
from fedstat.assessment.goals import deciding_target, kept_since_met, next_milestone, yardstick_at
from fedstat.assessment.interface import Case, Course, Outcome, Reading, Reason, Yardstick
from fedstat.assessment.readings import why_no_data
from fedstat.assessment.trend import judge_trend
from fedstat.assessment.values import Setting, Values, reading_of, summed, values_of
from fedstat.assessment.yardsticks import holds
from fedstat.language import msg
from fedstat.model.frequency import own_period
from fedstat.model.target import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.assessment.interface import Method
    from fedstat.language import Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.plan import Status
    from fedstat.model.target import Breakdown

_WORST: tuple[Status, ...] = ("on-track", "behind", "flat", "moving-away", "missed")
"""Unmet statuses of sub-targets, the worst last."""
_UNRATED: tuple[Status, ...] = ("not-assessable", "no-data")
"""Statuses whose class, where an office has one, says only that there is nothing to rate."""


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
    rated = _worst_rated(setting.method, deciding, verdicts)
    values, notes = next((values, notes) for verdict, values, notes in judged if verdict is deciding)
    # a verdict by hand is of the plan's own area
    judgements = setting.known.judgements if setting.area == setting.known.ledger.area else {}
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
        method_class=rated.method_class,
        method_value=rated.method_value,
        judgement=judgements.get((indicator.code, setting.view)) or judgements.get((indicator.code, own)),
        notes=(*notes, *_hanging_on_rounding(setting, verdicts)),
    )


def _worst_rated(method: Method, deciding: TargetVerdict, verdicts: Sequence[TargetVerdict]) -> TargetVerdict:
    """Return the verdict with the method's worst class; the deciding one where none is worse."""
    order = list(method.classes)
    rated = [verdict for verdict in (deciding, *verdicts) if verdict.method_class in order]
    if deciding not in rated or deciding.status in _UNRATED:
        return deciding
    fit = [verdict for verdict in rated if verdict.status not in _UNRATED]
    return max(fit, key=lambda verdict: order.index(verdict.method_class or ""))


def _hanging_on_rounding(setting: Setting, verdicts: Sequence[TargetVerdict]) -> tuple[Reason, ...]:
    """Say so where whole and rounded values disagree: 29.96 against 30 %以上."""
    hanging = next((verdict for verdict in verdicts if verdict.comparison_differs), None)
    if hanging is None:
        return ()
    if setting.comparison == "whole":
        text = msg("not met if rounded") if hanging.status == "met" else msg("met if rounded")
    else:
        text = msg("not met if not rounded") if hanging.status == "met" else msg("met if not rounded")
    return (Reason(code="comparison-differs", message=text),)


def _deciding(verdicts: Sequence[TargetVerdict]) -> TargetVerdict:
    """Return the worst of the unmet; else one without a value, or not to be judged; else the least met."""
    if len(verdicts) == 1:
        return verdicts[0]
    unmet = [verdict for verdict in verdicts if verdict.status in _WORST]
    if unmet:
        return max(unmet, key=_badness)
    for status in ("no-data", "not-assessable"):
        for verdict in verdicts:
            if verdict.status == status:
                return verdict
    return min(verdicts, key=lambda verdict: (verdict.completion is None, verdict.completion or 0))


def _badness(verdict: TargetVerdict) -> tuple[int, Fraction]:
    return _WORST.index(verdict.status), -(verdict.completion or Fraction(0))


def _compared(setting: Setting, indicator: Indicator, breakdown: Breakdown) -> tuple[Reading | None, ...]:
    return tuple(reading_of(setting, indicator, breakdown, area) for area in setting.plan.compare)


def _judge_group(
    setting: Setting, indicator: Indicator, breakdown: Breakdown, targets: Sequence[Target]
) -> tuple[TargetVerdict, Values, tuple[Reason, ...]]:
    values = values_of(setting, indicator, breakdown)
    numbers = [target for target in targets if target.has_number]
    deciding = deciding_target(numbers, setting) if numbers else (targets[0] if targets else None)
    by = (deciding.by if deciding is not None else None) or setting.target_period
    held = summed(setting, indicator, values) if deciding is not None and deciding.cumulative else values
    notes: tuple[Reason, ...] = ()
    yardstick = None
    differs = False
    if values.latest is None:
        reason = why_no_data(setting.view, values.observations, indicator)
        outcome = Outcome(
            status="no-data",
            reason=reason,
            method_class=setting.method.unobserved(
                baseline=_below_its_target(setting, indicator, deciding, values) if numbers else False
            ),
        )
    elif deciding is not None and numbers:
        outcome, yardstick, notes = _judge_number(setting, indicator, deciding, numbers, held)
        differs = yardstick is not None and held.latest is not None and _differs(held.latest, yardstick)
    else:
        outcome, notes = _judge_trend(setting, indicator, deciding, values)
    verdict = TargetVerdict(
        target=deciding or Target(comparator="trend"),
        by=by,
        breakdown=breakdown,
        status=outcome.status,
        reason=outcome.reason,
        baseline=held.baseline,
        latest=held.latest,
        yardstick=yardstick,
        completion=outcome.completion,
        elapsed=outcome.elapsed,
        method_class=outcome.method_class,
        method_value=outcome.method_value,
        gap=held.gap_to_baseline,
        comparison_differs=differs,
    )
    return verdict, values, notes


def _judge_number(
    setting: Setting,
    indicator: Indicator,
    deciding: Target,
    targets: Sequence[Target],
    values: Values,
) -> tuple[Outcome, Yardstick | None, tuple[Reason, ...]]:
    by = deciding.by or setting.target_period
    if by is None:
        text = msg("neither the target nor the plan says by when")
        return _undecided("target-period-missing", text), None, ()
    if values.latest is None:
        text = msg("a period is missing from the sum")
        return _undecided("gap-in-sum", text), None, ()
    yardstick = yardstick_at(setting, indicator, deciding, by, values)
    if isinstance(yardstick, Reason):
        return Outcome(status="not-assessable", reason=yardstick), None, ()
    met = holds(values.latest.number, yardstick, setting.comparison)
    paced, paced_by, paced_yardstick = next_milestone(setting, indicator, targets, values) or (
        deciding,
        by,
        yardstick,
    )
    due = by.dated and setting.view >= by
    sets_pace = yardstick if met or due else paced_yardstick
    case = Case(
        target=deciding if met or due else paced,
        yardstick=sets_pace,
        by=by if met or due else paced_by,
        due=due,
        reached=holds(values.latest.number, sets_pace, setting.comparison),
        **_course(indicator, values, values.latest),
    )
    notes = kept_since_met(values, yardstick, setting.comparison) if deciding.keep else ()
    return setting.method.judge(case, met=met), yardstick, notes


def _below_its_target(setting: Setting, indicator: Indicator, target: Target | None, values: Values) -> bool:
    """Return whether there is a baseline, and it does not already meet the target."""
    by = (target.by if target is not None else None) or setting.target_period
    if target is None or by is None or values.baseline is None:
        return False
    yardstick = yardstick_at(setting, indicator, target, by, values)
    return isinstance(yardstick, Yardstick) and yardstick.goal_from(values.baseline.number) is not None


def _course(indicator: Indicator, values: Values, latest: Reading) -> dict[str, Any]:
    """Return what a method may look at of a series."""
    return {
        "baseline": values.baseline,
        "latest": latest,
        "gap": values.gap_to_baseline,
        "points": values.points,
        "direction": indicator.direction,
        "limit": None if indicator.limit is None else Fraction(indicator.limit),
        "tolerance": Fraction(indicator.tolerance or 0),
    }


def _differs(latest: Reading, yardstick: Yardstick) -> bool:
    return holds(latest.number, yardstick, "whole") != holds(latest.number, yardstick, "rounded")


def _undecided(code: str, text: Message) -> Outcome:
    return Outcome(status="not-assessable", reason=Reason(code=code, message=text))


def _judge_trend(
    setting: Setting, indicator: Indicator, target: Target | None, values: Values
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
    outcome = setting.method.judge_trend(Course(**_course(indicator, values, latest)), outcome)
    return outcome, _disagreement(values, latest, indicator)


def _disagreement(values: Values, latest: Reading, indicator: Indicator) -> tuple[Reason, ...]:
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
