"""destatis: the German sustainable development strategy, the closest to a Chinese plan.

    avg = (last − first) / (years between)
    hyp = yt + avg · (tT − t)
    gap = dir · (T − hyp) / |T − yt|

avg is of the last six data points up to the period judged; there must be at least four.

A number by a year (K): gap < 5 % sun; up to 20 % slightly_cloudy; more, cloudy when avg points the right way,
else thunderstorm. A level to keep, and a K target that is reached (J): reached and avg not worse sun; reached
and worsening slightly_cloudy; missed and improving cloudy; missed and not improving thunderstorm. A direction
only (R): avg right and last change right sun; avg right, last wrong or zero slightly_cloudy; avg wrong or
zero, last right cloudy; neither thunderstorm. Of several years the next counts, of several targets the worst
symbol. The figure is the gap; J and R have none. From the target year on there is nothing to add to yt.

Source: Statistisches Bundesamt, Indicator reports on sustainable development in Germany, status method.

Worked example: 153.0, 151.6, 148.7, 151.1, 145.9, 145.4 in 2015–2020, at most 100 by 2030:

    >>> first, last = Fraction("153.0"), Fraction("145.4")
    >>> avg = (last - first) / 5
    >>> gap = gap_of(last, Fraction(100), avg, Fraction(10))
    >>> print(f"{float(avg):.2f} {float(100 * gap):.2f}", class_of(gap, improving=True))
    -1.52 66.52 cloudy
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment.interface import Rating, Reason
from fedstat.assessment.methods.growth import no_time, no_years, sign, years_between
from fedstat.assessment.methods.verdict import aim_of, missing_direction, trend_verdict, verdict, way_of
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fedstat.assessment.interface import Case, Course, Outcome, Reading
    from fedstat.language import Message

name: Final = "destatis"
classes: Final[Mapping[str, Message]] = {
    "sun": msg("sun", context="class"),
    "slightly_cloudy": msg("slightly cloudy", context="class"),
    "cloudy": msg("cloudy", context="class"),
    "thunderstorm": msg("thunderstorm", context="class"),
}
BEST: Final = ("sun",)
POINTS: Final = 6
FEWEST: Final = 4
_CUTS: Final = (Fraction("0.05"), Fraction("0.20"))


def judge(case: Case, *, met: bool) -> Outcome:
    """Return the verdict of a target."""
    return verdict(case, _rating(case), met=met, classes=classes, best=BEST)


def judge_trend(course: Course, standard: Outcome) -> Outcome:
    """Return the verdict of an indicator without a number to reach."""
    return trend_verdict(standard, _trend_rating(course), classes=classes, best=BEST)


def gap_of(latest: Fraction, goal: Fraction, avg: Fraction, years: Fraction) -> Fraction:
    """Return what would be missing at the target year, as a part of what is missing now; below 0 nothing."""
    return 1 - avg * years / (goal - latest)


def class_of(gap: Fraction, *, improving: bool) -> str:
    """Return the symbol of a number by a year that is not reached yet (K)."""
    if gap < _CUTS[0]:
        return "sun"
    if gap <= _CUTS[1]:
        return "slightly_cloudy"
    return "cloudy" if improving else "thunderstorm"


def level_class_of(way: int, *, reached: bool) -> str:
    """Return the symbol of a level to keep (J); *way* is 1 improving, −1 worsening, 0 neither."""
    if reached:
        return "sun" if way >= 0 else "slightly_cloudy"
    return "cloudy" if way > 0 else "thunderstorm"


def trend_class_of(mean: int, last: int) -> str:
    """Return the symbol of a direction only (R); mean and last change are 1 right, −1 wrong, 0 neither."""
    if mean > 0:
        return "sun" if last > 0 else "slightly_cloudy"
    return "cloudy" if last > 0 else "thunderstorm"


def mean_change(points: Sequence[Reading]) -> Fraction | Reason:
    """Return the change a year over the last six of *points*, or why there is none: four are needed."""
    if len(points) < FEWEST:
        text = msg(
            "the method needs at least {fewest} comparable values; there are {count}",
            fewest=FEWEST,
            count=len(points),
        )
        return Reason(code="too-few-points", message=text)
    first, last = points[-POINTS:][0], points[-1]
    years = years_between(first.period, last.period)
    if years is None:
        return no_years(first.period, last.period)
    return (last.number - first.number) / years


def _rating(case: Case) -> Rating:
    avg = mean_change(case.points)
    if isinstance(avg, Reason):
        return Rating(why=avg)
    aim = aim_of(case)
    if aim is None:  # anywhere within the range is as good
        return Rating(word=level_class_of(0, reached=True))
    way = sign(aim.way * avg)
    if case.target.keep or case.reached:
        return Rating(word=level_class_of(way, reached=case.reached), way=way)
    years = _years_left(case)
    if isinstance(years, Reason):
        return Rating(why=years)
    if aim.goal == case.latest.number:  # 超过, 低于: the number itself is not enough
        text = msg("the value stands at the number itself, so there is no distance to be measured")
        return Rating(why=Reason(code="no-distance", message=text))
    gap = gap_of(case.latest.number, aim.goal, avg, years)
    return Rating(word=class_of(gap, improving=way > 0), figure=gap, way=way)


def _years_left(case: Case) -> Fraction | Reason:
    latest, by = case.latest.period, case.by
    if not by.dated:
        return no_time(latest, by)
    return years_between(latest, by) or Fraction(0)


def _trend_rating(course: Course) -> Rating:
    avg, way = mean_change(course.points), way_of(course)
    if isinstance(avg, Reason):
        return Rating(why=avg)
    if way == 0:
        return Rating(why=missing_direction())
    before, last = course.points[-2:]
    mean = sign(way * avg)
    return Rating(word=trend_class_of(mean, sign(way * (last.number - before.number))), way=mean)


def unobserved(*, baseline: bool) -> str | None:  # noqa: ARG001 - every method is given it
    """Return no class: the rule has no word for a series without a value."""
    return None
