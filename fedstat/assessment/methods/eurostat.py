"""eurostat: EU SDG monitoring, by two offices that follow it.

    R = dir · CAGR / |CAGR_required|        with a target
    dir · CAGR                              without one

With a target: R > .95 significant_progress; > .60 moderate_progress; ≥ 0 insufficient_progress; below
movement_away; a reached target is significant_progress. Without one (edition of 2026): above 1 %
significant_progress; above 0.1 % moderate_progress; within ±0.1 % no_progress; ≥ −1 %
moderate_movement_away; below significant_movement_away. Near a natural limit the first two cuts are
multiplied by C (`growth.nearness`).

Source: Eurostat, Sustainable development in the European Union, monitoring report, as the Basque and the
Canadian office follow it; they differ at the cut (> and ≥), and this is >. The rule is for positive values:
of negative ones it says nothing here.

Worked examples: 1.90 in 2013, 1.47 in 2023, to be 1.0 by 2030; 34.13 in 2015, 35.32 in 2024:

    >>> from fedstat.assessment.methods.growth import growth
    >>> first = Fraction("1.8983050847")
    >>> observed = growth(first, Fraction("1.4677419355"), Fraction(10))
    >>> r = -observed / abs(growth(first, Fraction(1), Fraction(17)))
    >>> print(f"{float(r):.10f}", class_of(r))
    0.6863362874 moderate_progress
    >>> rate = growth(Fraction("34.13"), Fraction("35.32"), Fraction(9))
    >>> print(f"{float(rate):.7f}", trend_class_of(rate))
    0.0038153 moderate_progress
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

    from fedstat.assessment.interface import Case, Course, Outcome
    from fedstat.language import Message

name: Final = "eurostat"
classes: Final[Mapping[str, Message]] = {
    "significant_progress": msg("significant progress", context="class"),
    "moderate_progress": msg("moderate progress", context="class"),
    "insufficient_progress": msg("insufficient progress", context="class"),
    "no_progress": msg("no progress", context="class"),
    "moderate_movement_away": msg("moderate movement away", context="class"),
    "movement_away": msg("movement away", context="class"),
    "significant_movement_away": msg("significant movement away", context="class"),
}
BEST: Final = ("significant_progress",)
_CUTS: Final = (Fraction("0.95"), Fraction("0.60"))
_TREND_CUTS: Final = (Fraction("0.01"), Fraction("0.001"))


def judge(case: Case, *, met: bool) -> Outcome:
    """Return the verdict of a target."""
    return verdict(case, _rating(case), met=met, classes=classes, best=BEST)


def judge_trend(course: Course, standard: Outcome) -> Outcome:
    """Return the verdict of an indicator without a number to reach."""
    return trend_verdict(standard, _trend_rating(course), classes=classes, best=BEST)


def class_of(ratio: Fraction) -> str:
    """Return the class of R with a target that is not reached."""
    if ratio > _CUTS[0]:
        return "significant_progress"
    if ratio > _CUTS[1]:
        return "moderate_progress"
    return "insufficient_progress" if ratio >= 0 else "movement_away"


def trend_class_of(rate: Fraction, near: Fraction = Fraction(1)) -> str:
    """Return the class of a directed growth rate without a target; *near* is C."""
    if rate > _TREND_CUTS[0] * near:
        return "significant_progress"
    if rate > _TREND_CUTS[1] * near:
        return "moderate_progress"
    if rate >= -_TREND_CUTS[1]:
        return "no_progress"
    return "moderate_movement_away" if rate >= -_TREND_CUTS[0] else "significant_movement_away"


def _rating(case: Case) -> Rating:
    ratio = _ratio(case)
    if isinstance(ratio, Reason):
        return Rating(word="significant_progress") if case.reached else Rating(why=ratio)
    word = "significant_progress" if case.reached else class_of(ratio)
    return Rating(word=word, figure=ratio, way=sign(ratio))


def _ratio(case: Case) -> Fraction | Reason:
    observed = _growth(case)
    if isinstance(observed, Reason):
        return observed
    aim, baseline = aim_of(case), case.baseline
    if aim is None or baseline is None:
        return missing_direction()
    required = required_growth(baseline, aim.goal, case.by)
    if isinstance(required, Reason):
        return required
    return aim.way * observed / abs(required) if required else no_way_to_go(case)


def _trend_rating(course: Course) -> Rating:
    observed = _growth(course)
    if isinstance(observed, Reason):
        return Rating(why=observed)
    way, baseline = way_of(course), course.baseline
    if way == 0 or baseline is None:
        return Rating(why=missing_direction())
    rate = way * observed
    word = trend_class_of(rate, nearness(baseline.number, course.limit))
    return Rating(word=word, figure=rate, way=sign(rate))


def _growth(course: Course) -> Fraction | Reason:
    if course.baseline is not None and course.baseline.number < 0:
        text = msg("the method has no growth rate of negative values")
        return Reason(code="negative-values", message=text)
    return observed_growth(course)


def unobserved(*, baseline: bool) -> str | None:  # noqa: ARG001 - every method is given it
    """Return no class: the rule has no word for a series without a value."""
    return None
