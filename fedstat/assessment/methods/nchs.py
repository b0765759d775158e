"""nchs: Healthy People, of the National Center for Health Statistics (United States).

    100 · (yt − y0) / (T − y0)        percent of the targeted change achieved

Met: target_met_or_exceeded. Else ≥ 10: improving; below 10, or away from the target by less than 10 % of the
baseline: little_or_no_detectable_change; away by 10 % of the baseline or more: getting_worse. Only a
baseline: baseline_only. Not assessed when the baseline already met the target. It does not judge the pace, so
improving is behind unless met. An indicator without a number has no class here; METHODS §1 judges it.

Source: National Center for Health Statistics, Healthy People progress measurement.

Worked example: maternal mortality 16.9 per 100 000 in 2020, 14.3 in 2024, at most 12 by 2030:

    >>> from fractions import Fraction
    >>> done = achieved(Fraction("16.9"), Fraction("14.3"), Fraction(12))
    >>> print(f"{float(done):.4f}", class_of(done, Fraction("16.9"), Fraction("14.3")))
    53.0612 improving
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from fedstat.assessment.interface import Rating, Reason
from fedstat.assessment.methods.growth import sign
from fedstat.assessment.methods.verdict import aim_of, completion, missing_direction, no_way_to_go, verdict
from fedstat.assessment.yardsticks import missing_baseline
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from fedstat.assessment.interface import Case, Course, Outcome
    from fedstat.language import Message

name: Final = "nchs"
classes: Final[Mapping[str, Message]] = {
    "target_met_or_exceeded": msg("target met or exceeded", context="class"),
    "improving": msg("improving", context="class"),
    "little_or_no_detectable_change": msg("little or no detectable change", context="class"),
    "getting_worse": msg("getting worse", context="class"),
    "baseline_only": msg("baseline only", context="class"),
}
BEST: Final = ("target_met_or_exceeded",)
_MOVED: Final = 10
"""Percent: of the way for better, of the baseline for worse."""


def judge(case: Case, *, met: bool) -> Outcome:
    """Return the verdict of a target."""
    return verdict(case, _rating(case), met=met, classes=classes, best=BEST)


def judge_trend(course: Course, standard: Outcome) -> Outcome:  # noqa: ARG001 - every method is given it
    """Return the verdict of METHODS §1, without a class: the office has none."""
    return replace(standard, method_class=None)


def achieved(baseline: Fraction, latest: Fraction, goal: Fraction) -> Fraction:
    """Return the percentage of the targeted change that is achieved."""
    return 100 * completion(baseline, latest, goal)


def class_of(done: Fraction, baseline: Fraction, latest: Fraction) -> str:
    """Return the class of a target that is not met: *done* percent of the way, or a move away from it."""
    if done >= _MOVED:
        return "improving"
    away = 100 * abs(latest - baseline) >= _MOVED * abs(baseline)
    return "getting_worse" if done < 0 and away else "little_or_no_detectable_change"


def _rating(case: Case) -> Rating:
    baseline, latest, aim = case.baseline, case.latest, aim_of(case)
    if baseline is None:
        return _unless(case, missing_baseline())
    if case.gap is not None:
        return _unless(case, case.gap)
    if aim is None:
        return _unless(case, missing_direction())
    if aim.way * (aim.goal - baseline.number) <= 0 or case.yardstick.goal_from(baseline.number) is None:
        return Rating(why=no_way_to_go(case))
    if latest.period.last <= baseline.period.last:
        return Rating(word="baseline_only")
    done = achieved(baseline.number, latest.number, aim.goal)
    word = "target_met_or_exceeded" if case.reached else class_of(done, baseline.number, latest.number)
    return Rating(word=word, figure=done, way=sign(done))


def _unless(case: Case, why: Reason) -> Rating:
    """Return that the target is reached, which needs no baseline; else why nothing is said."""
    return Rating(word="target_met_or_exceeded") if case.reached else Rating(why=why)


def unobserved(*, baseline: bool) -> str | None:
    """Return the class of a baseline to which nothing was added yet."""
    return "baseline_only" if baseline else None
