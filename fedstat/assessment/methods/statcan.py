"""statcan: Statistics Canada, as built into Open SDG 2.4.

    p = sign · dir · CAGR / |CAGR_required|        with a target
    p = sign · dir · CAGR                          without one

sign is −1 when the baseline is negative (the rate of a negative series grows the other way). With a target:
reached is target_achieved, whatever p; p ≥ .95 substantial_progress; ≥ .60 moderate_progress; ≥ 0
limited_progress; below deterioration. Without one the cuts are .015·C, .005·C and 0, where C is 1, or less
when the baseline lies near the natural limit of the series (`growth.nearness`). Two points at least, of one
sign, else not_available.

Source: Statistics Canada, Progress Measurement Methodology for the Sustainable Development Goals, and
sdg-build 2.4. There a zero target or baseline is replaced by 0.001. Not here: from a zero baseline there is
no growth rate, so it is not assessable; to a zero target the required rate is −100 %. A baseline equal to its
target needs no growth, so there is no p: target_achieved while it holds, deterioration once it is lost.

Worked example: a poverty rate of 14.5 % in 2015, 10.2 % in 2023, to be halved by 2030. A revision of 0.2
points flips the class:

    >>> from fedstat.assessment.methods.growth import growth
    >>> for value in ("10.2", "10.4"):
    ...     observed = growth(Fraction("14.5"), Fraction(value), Fraction(8))
    ...     required = growth(Fraction("14.5"), Fraction("7.25"), Fraction(15))
    ...     p = -observed / abs(required)
    ...     print(f"{float(p):.10f}", class_of(p), f"{float(score(p)):.4f}")
    0.9525901792 substantial_progress 2.5186
    0.9010899547 moderate_progress 2.1507
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment.interface import Rating, Reason
from fedstat.assessment.methods.growth import nearness, observed_growth, required_growth, sign
from fedstat.assessment.methods.verdict import (
    aim_of,
    missing_direction,
    no_way_to_go,
    trend_verdict,
    verdict,
    way_of,
)
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.assessment.interface import Case, Course, Outcome, Reading
    from fedstat.language import Message

name: Final = "statcan"
classes: Final[Mapping[str, Message]] = {
    "target_achieved": msg("target achieved", context="class"),
    "substantial_progress": msg("substantial progress", context="class"),
    "moderate_progress": msg("moderate progress", context="class"),
    "limited_progress": msg("limited progress", context="class"),
    "deterioration": msg("deterioration", context="class"),
    "not_available": msg("not available", context="class"),
}
BEST: Final = ("target_achieved", "substantial_progress")
_CUTS: Final = (Fraction("0.95"), Fraction("0.60"), Fraction(0))
_TREND_CUTS: Final = (Fraction("0.015"), Fraction("0.005"), Fraction(0))
_LADDER: Final = ("substantial_progress", "moderate_progress", "limited_progress")
_TOO_FEW: Final = frozenset({"baseline-missing", "no-later-value", "opposite-signs"})
"""Why the office says not_available: fewer than two points, or points of opposite sign."""


def judge(case: Case, *, met: bool) -> Outcome:
    """Return the verdict of a target."""
    return verdict(case, _rating(case), met=met, classes=classes, best=BEST)


def judge_trend(course: Course, standard: Outcome) -> Outcome:
    """Return the verdict of an indicator without a number to reach."""
    return trend_verdict(standard, _trend_rating(course), classes=classes, best=BEST)


def class_of(p: Fraction) -> str:
    """Return the class of *p* with a target that is not reached."""
    return _on_ladder(p, _CUTS)


def trend_class_of(p: Fraction, near: Fraction = Fraction(1)) -> str:
    """Return the class of *p* without a target; *near* is C."""
    return _on_ladder(p, tuple(cut * near for cut in _TREND_CUTS))


def _on_ladder(p: Fraction, cuts: tuple[Fraction, ...]) -> str:
    for cut, word in zip(cuts, _LADDER, strict=True):
        if p >= cut:
            return word
    return "deterioration"


def score(p: Fraction, *, achieved: bool = False) -> Fraction:
    """Return the score from −5 to 5 of *p* with a target; 5 of a target that is reached."""
    if achieved:
        return Fraction(5)
    if p >= _CUTS[1]:
        return min(Fraction("7.1429") * p - Fraction("4.2857"), Fraction(5))
    return max(Fraction("4.1667") * p - Fraction("2.5"), Fraction(-5))


def trend_score(p: Fraction, near: Fraction = Fraction(1)) -> Fraction:
    """Return the score from −5 to 5 of *p* without a target; *near* is C.

    >>> trend_score(Fraction("0.01")), trend_score(Fraction("-0.01"))
    (Fraction(5, 4), Fraction(-15, 4))
    """
    if p < 0:
        return max(125 * p - Fraction("2.5"), Fraction(-5))
    if near == 0:
        return Fraction(5)
    if p >= _TREND_CUTS[0] * near:
        return min(500 * p / near - 5, Fraction(5))
    if p >= _TREND_CUTS[1] * near:
        return 250 * p / near - Fraction("1.25")
    return 500 * p / near - Fraction("2.5")


def _rating(case: Case) -> Rating:
    p = _ratio(case)
    if isinstance(p, Rating):
        return Rating(word="target_achieved") if case.reached else p
    return Rating(word="target_achieved" if case.reached else class_of(p), figure=p, way=sign(p))


def _ratio(case: Case) -> Fraction | Rating:
    """Return p, or what is said where there is none."""
    observed = observed_growth(case)
    if isinstance(observed, Reason):
        return _none(observed)
    aim, baseline = aim_of(case), case.baseline
    if aim is None or baseline is None:
        return _none(missing_direction())
    required = required_growth(baseline, aim.goal, case.by)
    if isinstance(required, Reason):
        return Rating(why=required)
    directed = _sign(baseline) * aim.way * observed
    if required == 0:
        return Rating(word="deterioration", way=-1) if directed < 0 else Rating(why=no_way_to_go(case))
    return directed / abs(required)


def _trend_rating(course: Course) -> Rating:
    observed = observed_growth(course)
    if isinstance(observed, Reason):
        return _none(observed)
    way, baseline = way_of(course), course.baseline
    if way == 0 or baseline is None:
        return _none(missing_direction())
    p = _sign(baseline) * way * observed
    word = trend_class_of(p, nearness(baseline.number, course.limit))
    return Rating(word=word, figure=p, way=sign(p))


def _sign(baseline: Reading) -> int:
    return -1 if baseline.number < 0 else 1


def _none(why: Reason) -> Rating:
    return Rating(word="not_available" if why.code in _TOO_FEW else None, why=why)


def unobserved(*, baseline: bool) -> str | None:  # noqa: ARG001 - every method is given it
    """Return the class of fewer than two points, with a baseline or without."""
    return "not_available"
