"""What the verdict of one target was computed from, gathered once more by the rules of the assessment.

Everything here is asked of the assessment's own functions, so that what is explained is what was judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedstat.assessment.goals import next_milestone, yardstick_at
from fedstat.assessment.interface import Reason
from fedstat.assessment.values import Setting, summed, values_of
from fedstat.assessment.yardsticks import holds

if TYPE_CHECKING:
    from fedstat.assessment import Assessment, Evaluation, Reading, TargetVerdict, Yardstick
    from fedstat.assessment.values import Values
    from fedstat.model.indicator import Indicator
    from fedstat.model.period import Period
    from fedstat.model.target import Target


class Footing(Struct, frozen=True, kw_only=True):
    """One target, or one sub-target by breakdown, with what its verdict rests on."""

    verdict: TargetVerdict
    values: Values
    """The series as it stands."""
    held: Values
    """What is held against the target: of a cumulative one the sum, else the same."""
    met: bool
    """Whether the target is met by its own comparator; False of a trend."""
    paced: Target
    """The target that sets the pace: the next milestone, else the one that decides."""
    paced_by: Period | None
    paced_yardstick: Yardstick | None
    goal: Yardstick | None
    """The range to reach even where there is no value to hold against it; None of a trend."""

    @property
    def baseline(self) -> Reading | None:
        """The baseline that counts."""
        return self.held.baseline

    @property
    def latest(self) -> Reading | None:
        """The value that is judged."""
        return self.held.latest


def footings_of(evaluation: Evaluation, item: Assessment) -> tuple[Footing, ...]:
    """Return what each target of an indicator was judged by, in the order of its verdicts."""
    setting = evaluation.setting
    return tuple(_footing(setting, item.indicator, verdict) for verdict in item.verdicts)


def _footing(setting: Setting, indicator: Indicator, verdict: TargetVerdict) -> Footing:
    values = values_of(setting, indicator, verdict.breakdown)
    held = summed(setting, indicator, values) if verdict.target.cumulative else values
    met = (
        verdict.yardstick is not None
        and held.latest is not None
        and holds(held.latest.number, verdict.yardstick, setting.comparison)
    )
    due = verdict.by is not None and verdict.by.dated and setting.view >= verdict.by
    milestone = None
    if verdict.yardstick is not None and not met and not due:
        numbers = [
            target
            for target in indicator.targets
            if target.has_number and target.breakdown == verdict.breakdown
        ]
        milestone = next_milestone(setting, indicator, numbers, held)
    paced, by, yardstick = milestone or (verdict.target, verdict.by, verdict.yardstick)
    goal = yardstick
    if goal is None and verdict.target.has_number and verdict.by is not None:
        found = yardstick_at(setting, indicator, verdict.target, verdict.by, held)
        goal = None if isinstance(found, Reason) else found
    return Footing(
        verdict=verdict,
        goal=goal,
        values=values,
        held=held,
        met=met,
        paced=paced,
        paced_by=by,
        paced_yardstick=yardstick,
    )
