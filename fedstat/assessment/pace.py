"""pace: the plan's own clock (序时进度), the default.

    completion = (yt − y0) / (T − y0)
    elapsed    = (t − t0) / (tT − t0)

On track when completion ≥ elapsed. Linear, so it works with zeros and negative values. Common in reviews of
five-year plans; no official text of the formula was found. The completion formula is that of NCHS
(Healthy People): 100·(yt − y0)/(T − y0).

Worked example: employment 43.4 % of 45 % from a baseline of 43.1 %:

    >>> from fractions import Fraction
    >>> completion(Fraction("43.1"), Fraction("43.4"), Fraction("45"))
    Fraction(3, 19)

which is 15.8 %, while 96.4 % is the attainment ratio, another thing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment.interface import Outcome, Reason
from fedstat.assessment.yardsticks import missing_baseline
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.assessment.interface import Case, Reading
    from fedstat.language import Message
    from fedstat.model.period import Period
    from fedstat.model.plan import Status

name: Final = "pace"


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


def judge(case: Case, *, met: bool) -> Outcome:
    """Return the verdict by the plan's own clock, in the order of METHODS §2, pace."""
    done, gone = _figures(case)
    if met:
        return _outcome("met", done, gone, "met", msg("the target is met"))
    if case.due:
        text = msg("the target period {period} is reached and the target is not", period=case.by)
        return _outcome("missed", done, gone, "missed", text)
    if case.baseline is None:
        return Outcome(status="not-assessable", reason=missing_baseline())
    if case.gap is not None:
        return Outcome(status="not-assessable", reason=case.gap)
    return _pace(case, case.baseline, done, gone)


def _figures(case: Case) -> tuple[Fraction | None, Fraction | None]:
    if case.baseline is None:
        return None, None
    gone = elapsed(case.baseline.period, case.latest.period, case.by)
    goal = case.yardstick.goal_from(case.baseline.number)
    if case.gap is not None or goal is None or goal == case.baseline.number:
        return None, gone
    return completion(case.baseline.number, case.latest.number, goal), gone


def _pace(case: Case, baseline: Reading, done: Fraction | None, gone: Fraction | None) -> Outcome:
    if case.yardstick.goal_from(baseline.number) is None:
        text = msg("the baseline already met the target and the value no longer does")
        return _outcome("moving-away", None, gone, "floor-lost", text)
    if case.latest.number == baseline.number:
        return _outcome("flat", done, gone, "flat", msg("no change since the baseline"))
    if _beyond(case, baseline):
        text = msg("the value has passed through the target range and left it on the other side")
        return _outcome("moving-away", done, gone, "beyond", text)
    if done is None or done < 0:
        text = msg("the value has moved away from the target since the baseline")
        return _outcome("moving-away", done, gone, "moving-away", text)
    if gone is None:
        text = msg("how much of the time is gone cannot be told from these periods")
        return Outcome(status="not-assessable", reason=Reason(code="no-clock", message=text), completion=done)
    if done >= gone:
        text = msg("completion is not behind the time elapsed")
        return _outcome("on-track", done, gone, "on-track", text)
    return _outcome("behind", done, gone, "behind", msg("completion is behind the time elapsed"))


def _beyond(case: Case, baseline: Reading) -> bool:
    before = case.yardstick.goal_from(baseline.number)
    now = case.yardstick.goal_from(case.latest.number)
    return before != now and before is not None and now is not None


def _outcome(
    status: Status, done: Fraction | None, gone: Fraction | None, code: str, text: Message
) -> Outcome:
    return Outcome(
        status=status,
        reason=Reason(code=code, message=text),
        completion=done,
        elapsed=gone,
        method_class=status.replace("-", "_"),
        method_value=done / gone if done is not None and gone else None,
    )
