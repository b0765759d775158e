"""unsd: the progress chart of the United Nations.

    x = (yt · (1 + CAGR)^(tT − t) − y0) / (T − y0)        with a target
    dir · CAGR                                            without one

x is how much of the way will be done at the target period when growth goes on: ≥ .95 on_track; ≥ .10
fair_progress; below stagnation_or_regression; already met is achieved. Without a target: ≥ 2 % on_track;
≥ 0.5 % fair_progress; below stagnation_or_regression.

Source: United Nations Statistics Division, Progress Chart, technical note, by offices that follow it. Of a
baseline that already met its target there is no way to measure; of a trend with negative values no rate.

Worked example: maternal mortality 16.9 per 100 000 in 2020, 14.3 in 2024, at most 12 by 2030:

    >>> x = arrival(Fraction("16.9"), Fraction("14.3"), Fraction(12), Fraction(4), Fraction(10))
    >>> print(f"{float(x):.6f}", class_of(x))
    1.177473 on_track
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment.interface import Rating, Reason
from fedstat.assessment.methods.growth import no_time, observed_growth, power, sign, years_between
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

name: Final = "unsd"
classes: Final[Mapping[str, Message]] = {
    "achieved": msg("achieved", context="class"),
    "on_track": msg("on track", context="class"),
    "fair_progress": msg("fair progress", context="class"),
    "stagnation_or_regression": msg("stagnation or regression", context="class"),
}
BEST: Final = ("achieved", "on_track")
_CUTS: Final = (Fraction("0.95"), Fraction("0.10"))
_TREND_CUTS: Final = (Fraction("0.02"), Fraction("0.005"))


def judge(case: Case, *, met: bool) -> Outcome:
    """Return the verdict of a target."""
    return verdict(case, _rating(case), met=met, classes=classes, best=BEST)


def judge_trend(course: Course, standard: Outcome) -> Outcome:
    """Return the verdict of an indicator without a number to reach."""
    return trend_verdict(standard, _trend_rating(course), classes=classes, best=BEST)


def projected(first: Fraction, last: Fraction, past: Fraction, whole: Fraction) -> Fraction:
    """Return the value after *whole* years of the growth that led from *first* to *last* in *past* years."""
    return first * power(last / first, whole / past)


def arrival(first: Fraction, last: Fraction, goal: Fraction, past: Fraction, whole: Fraction) -> Fraction:
    """Return x: how much of the way from *first* to *goal* is done after *whole* years."""
    return (projected(first, last, past, whole) - first) / (goal - first)


def class_of(x: Fraction) -> str:
    """Return the class of *x* with a target that is not met."""
    return _on_ladder(x, _CUTS)


def trend_class_of(rate: Fraction) -> str:
    """Return the class of a directed growth rate without a target."""
    return _on_ladder(rate, _TREND_CUTS)


def _on_ladder(figure: Fraction, cuts: tuple[Fraction, Fraction]) -> str:
    if figure >= cuts[0]:
        return "on_track"
    return "fair_progress" if figure >= cuts[1] else "stagnation_or_regression"


def _rating(case: Case) -> Rating:
    x = _arrival(case)
    if isinstance(x, Reason):
        return Rating(word="achieved") if case.reached else Rating(why=x)
    way = sign(x)
    return Rating(word="achieved" if case.reached else class_of(x), figure=x, way=way)


def _arrival(case: Case) -> Fraction | Reason:
    observed = observed_growth(case)
    if isinstance(observed, Reason):
        return observed
    baseline, latest = case.baseline, case.latest
    aim = aim_of(case)
    if aim is None or baseline is None:
        return missing_direction()
    if aim.way * (aim.goal - baseline.number) <= 0:
        return no_way_to_go(case)
    past, whole = years_between(baseline.period, latest.period), years_between(baseline.period, case.by)
    if past is None or whole is None:
        return no_time(baseline.period, case.by)
    return arrival(baseline.number, latest.number, aim.goal, past, whole)


def _trend_rating(course: Course) -> Rating:
    observed = observed_growth(course)
    if isinstance(observed, Reason):
        return Rating(why=observed)
    way, baseline = way_of(course), course.baseline
    if way == 0 or baseline is None:
        return Rating(why=missing_direction())
    if baseline.number < 0:
        text = msg("the method has no growth rate of negative values")
        return Rating(why=Reason(code="negative-values", message=text))
    rate = way * observed
    return Rating(word=trend_class_of(rate), figure=rate, way=sign(rate))


def unobserved(*, baseline: bool) -> str | None:  # noqa: ARG001 - every method is given it
    """Return no class: the rule has no word for a series without a value."""
    return None
