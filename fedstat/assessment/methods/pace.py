"""pace: the plan's own clock (序时进度), the default.

    completion = (yt − y0) / (T − y0)
    elapsed    = (t − t0) / (tT − t0)

On track when completion ≥ elapsed; the figure is completion / elapsed. Linear, so it works with zeros and
negative values. Common in reviews of five-year plans; no official text of the formula was found. The
completion formula is that of NCHS (Healthy People): 100·(yt − y0)/(T − y0).

Worked example: employment 43.4 % of 45 % from a baseline of 43.1 %:

    >>> from fractions import Fraction
    >>> completion(Fraction("43.1"), Fraction("43.4"), Fraction("45"))
    Fraction(3, 19)

which is 15.8 %, while 96.4 % is the attainment ratio, another thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from fedstat.assessment.interface import Outcome, Reason
from fedstat.assessment.methods.verdict import beyond, completion, elapsed, progress_of, settled
from fedstat.assessment.yardsticks import missing_baseline
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from fedstat.assessment.interface import Case, Course, Reading
    from fedstat.language import Message
    from fedstat.model.plan import Status

__all__ = ["classes", "completion", "elapsed", "judge", "judge_trend", "name"]

name: Final = "pace"
classes: Final[Mapping[str, Message]] = {
    "met": msg("met", context="class"),
    "on_track": msg("on track", context="class"),
    "behind": msg("behind", context="class"),
    "flat": msg("flat", context="class"),
    "moving_away": msg("moving away", context="class"),
    "missed": msg("missed", context="class"),
}


def judge(case: Case, *, met: bool) -> Outcome:
    """Return the verdict by the plan's own clock, in the order of METHODS §2, pace."""
    outcome = settled(case, met=met)
    if outcome is not None:
        return _rated(outcome)
    if case.baseline is None:
        return Outcome(status="not-assessable", reason=missing_baseline())
    if case.gap is not None:
        return Outcome(status="not-assessable", reason=case.gap)
    return _pace(case, case.baseline, *progress_of(case))


def judge_trend(course: Course, standard: Outcome) -> Outcome:  # noqa: ARG001 - every method is given it
    """Return the verdict of METHODS §1, which is this method's own."""
    return standard


def _pace(case: Case, baseline: Reading, done: Fraction | None, gone: Fraction | None) -> Outcome:
    if case.yardstick.goal_from(baseline.number) is None:
        text = msg("the baseline already met the target and the value no longer does")
        return _outcome("moving-away", None, gone, "floor-lost", text)
    if case.latest.number == baseline.number:
        return _outcome("flat", done, gone, "flat", msg("no change since the baseline"))
    if beyond(case):
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


def _outcome(
    status: Status, done: Fraction | None, gone: Fraction | None, code: str, text: Message
) -> Outcome:
    reason = Reason(code=code, message=text)
    return _rated(Outcome(status=status, reason=reason, completion=done, elapsed=gone))


def _rated(outcome: Outcome) -> Outcome:
    done, gone = outcome.completion, outcome.elapsed
    return replace(
        outcome,
        method_class=outcome.status.replace("-", "_"),
        method_value=done / gone if done is not None and gone else None,
    )


def unobserved(*, baseline: bool) -> str | None:  # noqa: ARG001 - every method is given it
    """Return no class: the rule has no word for a series without a value."""
    return None
