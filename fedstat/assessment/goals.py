"""Which target decides, which one sets the pace, and whether a level was kept. METHODS §1."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fedstat.assessment.interface import Reason, Yardstick
from fedstat.assessment.values import same_period
from fedstat.assessment.yardsticks import holds, yardstick_of
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.assessment.values import Setting, Values
    from fedstat.model.indicator import Indicator
    from fedstat.model.period import Period
    from fedstat.model.plan import Comparison
    from fedstat.model.target import Target


def deciding_target(targets: Sequence[Target], setting: Setting) -> Target:
    """Return the only target, whatever its year; of several the one of the target period, else the last."""
    if len(targets) == 1:
        return targets[0]
    for target in targets:
        if (target.by or setting.target_period) == setting.target_period:
            return target
    return targets[-1]


def yardstick_at(
    setting: Setting, indicator: Indicator, target: Target, by: Period, values: Values
) -> Yardstick | Reason:
    """Return the range that meets *target*, or why there is none: not across a break it is derived over."""
    if target.derivation is not None and values.gap_to_baseline is not None:
        return values.gap_to_baseline
    return yardstick_of(
        target,
        direction=indicator.direction,
        by=by,
        baseline=values.baseline,
        other_area=partial(same_period, setting, indicator, values.latest, target.breakdown),
    )


def next_milestone(
    setting: Setting, indicator: Indicator, targets: Sequence[Target], values: Values
) -> tuple[Target, Period, Yardstick] | None:
    """Return the next milestone that the baseline did not already meet: it decides the pace."""
    if len(targets) == 1:
        return None
    for target in targets:
        by = target.by or setting.target_period
        if by is None or by < setting.view:
            continue
        yardstick = yardstick_at(setting, indicator, target, by, values)
        if isinstance(yardstick, Yardstick) and (
            values.baseline is None or yardstick.goal_from(values.baseline.number) is not None
        ):
            return target, by, yardstick
    return None


def kept_since_met(values: Values, yardstick: Yardstick, comparison: Comparison) -> tuple[Reason, ...]:
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
