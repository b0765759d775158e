"""From an office's class to our status: METHODS §2, first paragraph.

Met is decided by §1 alone, whatever the method, and missed by the target period. Otherwise the method's best
class is on track; any other is behind, flat or moving away by the sign of the method's own change in the
indicator's direction; no class is not assessable, with the reason.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from fedstat.assessment.interface import Outcome, Reason
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fedstat.assessment.interface import Case, Course, Rating, Way
    from fedstat.language import Message
    from fedstat.model.period import Period
    from fedstat.model.plan import Status


class Aim(NamedTuple):
    """The one bound that a series is to reach, and which way it lies: 1 up, −1 down."""

    goal: Fraction
    way: Way


def aim_of(case: Case) -> Aim | None:
    """Return the bound that matters: on the side where the value is, else where the baseline was.

    Of a range that both lie in, the indicator's direction tells; without one there is nothing to reach.
    """
    yardstick = case.yardstick
    way = yardstick.way_from(case.latest.number)
    if way == 0 and case.baseline is not None:
        way = yardstick.way_from(case.baseline.number)
    if way == 0:
        way = _wanted(case)
    goal = yardstick.low if way > 0 else yardstick.high
    return Aim(goal, way) if way and goal is not None else None


def _wanted(case: Case) -> Way:
    if case.yardstick.high is None:
        return 1
    return -1 if case.yardstick.low is None else way_of(case)


def way_of(course: Course) -> Way:
    """Return which way is wanted: 1 up, −1 down, 0 where no direction is better."""
    return 1 if course.direction == "increase" else -1 if course.direction == "decrease" else 0


def missing_direction() -> Reason:
    """Return the reason why a trend without a better direction has no class."""
    text = msg("the method needs a direction in which the value gets better")
    return Reason(code="direction-missing", message=text)


def beyond(case: Case) -> bool:
    """Whether the value has passed through the target's range and left it on the other side."""
    start = case.baseline
    before = None if start is None else case.yardstick.goal_from(start.number)
    now = case.yardstick.goal_from(case.latest.number)
    return before != now and before is not None and now is not None


def no_way_to_go(case: Case) -> Reason:
    """Return why nothing is measured: the range is passed, or the baseline already met its target."""
    if beyond(case):
        text = msg("the value has passed through the target range and left it on the other side")
        return Reason(code="beyond", message=text)
    text = msg("the baseline already met the target, so there is no way from it to be measured")
    return Reason(code="baseline-met", message=text)


def completion(baseline: Fraction, latest: Fraction, target: Fraction) -> Fraction:
    """Return how much of the way from *baseline* to *target* is done; below 0 and above 1 are possible."""
    return (latest - baseline) / (target - baseline)


def elapsed(start: Period, now: Period, end: Period) -> Fraction | None:
    """Return how much of the time is gone, from the end of *start* to the end of *now*.

    In months where periods are not years; in terms of office where all three are; None where the periods
    cannot be put on one line or the end does not come after the start.
    """
    if len({start.dated, now.dated, end.dated}) > 1 or end.last <= start.last:
        return None
    return Fraction(now.last - start.last, end.last - start.last)


def progress_of(case: Case) -> tuple[Fraction | None, Fraction | None]:
    """Return completion and elapsed, which stand beside every method's verdict."""
    if case.baseline is None:
        return None, None
    gone = elapsed(case.baseline.period, case.latest.period, case.by)
    goal = case.yardstick.goal_from(case.baseline.number)
    if case.gap is not None or goal is None or goal == case.baseline.number:
        return None, gone
    return completion(case.baseline.number, case.latest.number, goal), gone


def settled(case: Case, *, met: bool) -> Outcome | None:
    """Return that a target is met, or missed at its period; None while it is on its way."""
    done, gone = progress_of(case)
    if met:
        reason = Reason(code="met", message=msg("the target is met"))
        return Outcome(status="met", reason=reason, completion=done, elapsed=gone)
    if case.due:
        text = msg("the target period {period} is reached and the target is not", period=case.by)
        reason = Reason(code="missed", message=text)
        return Outcome(status="missed", reason=reason, completion=done, elapsed=gone)
    return None


def verdict(
    case: Case, rating: Rating, *, met: bool, classes: Mapping[str, Message], best: Collection[str]
) -> Outcome:
    """Return our verdict of a target that a method has rated; *best* are its classes that are on track."""
    outcome = settled(case, met=met)
    if outcome is None:
        done, gone = progress_of(case)
        outcome = replace(_on_its_way(rating, classes, best), completion=done, elapsed=gone)
    return replace(outcome, method_class=rating.word, method_value=rating.figure)


def trend_verdict(
    standard: Outcome, rating: Rating, *, classes: Mapping[str, Message], best: Collection[str]
) -> Outcome:
    """Return our verdict of a trend that a method has rated and of which §1 gave the *standard* one.

    No change by the ledger's own tolerance stays no change unless the class is the best.
    """
    unmoved = standard.status == "flat" and rating.word not in best and rating.why is None
    neither = standard.status == "not-assessable" and rating.why is not None
    if standard.status == "met" or unmoved or neither:
        outcome = standard
    else:
        outcome = _on_its_way(rating, classes, best)
    return replace(outcome, method_class=rating.word, method_value=rating.figure)


def _on_its_way(rating: Rating, classes: Mapping[str, Message], best: Collection[str]) -> Outcome:
    if rating.why is not None:
        return Outcome(status="not-assessable", reason=rating.why)
    word = rating.word or ""
    status = _status(rating, best)
    text = msg("the method says: {rating}", rating=classes[word])
    return Outcome(status=status, reason=Reason(code=status, message=text))


def _status(rating: Rating, best: Collection[str]) -> Status:
    if rating.word in best:
        return "on-track"
    return "behind" if rating.way > 0 else "flat" if rating.way == 0 else "moving-away"
