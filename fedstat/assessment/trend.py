"""Trend indicators: no number to reach, judged by the side on which the latest value lies.

Met when the latest value lies on the desired side of the baseline (or of the previous value, where the plan
says so); equal is flat, which counts as met for `maintain`, where the words say so (得到控制) and at the
natural limit of the series (已处于理论上限). METHODS §1.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from fedstat.assessment.interface import Outcome, Reading, Reason
from fedstat.language import msg
from fedstat.model.unit import is_percentage

if TYPE_CHECKING:
    from fedstat.language import Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.plan import Status
    from fedstat.model.target import Target

WHOLE = 100
"""The natural limit of a percentage for which the ledger states none."""


def judge_trend(
    indicator: Indicator,
    target: Target | None,
    *,
    reference: Reading | None,
    latest: Reading,
    gap: Reason | None,
) -> Outcome:
    """Return the verdict of a trend indicator against *reference*: the baseline or the previous value."""
    if reference is None:
        text = msg("there is no earlier value to compare with")
        return _outcome("not-assessable", "baseline-missing", text)
    if latest.period <= reference.period:
        text = msg("there is no value since the baseline")
        return _outcome("not-assessable", "no-later-value", text)
    if gap is not None:
        return Outcome(status="not-assessable", reason=gap)
    change = latest.number - reference.number
    if abs(change) <= Fraction(indicator.tolerance or 0):
        return _equal(indicator, target, latest)
    return _changed(indicator, change)


def _equal(indicator: Indicator, target: Target | None, latest: Reading) -> Outcome:
    if indicator.direction == "maintain":
        return _outcome("met", "kept", msg("the value is kept"))
    if target is not None and target.equal_is_met:
        return _outcome("met", "controlled", msg("no change, which counts as controlled"))
    if latest.number == _natural_limit(indicator):
        return _outcome("met", "at-limit", msg("already at the natural limit"))
    return _outcome("flat", "flat", msg("no change"))


def _natural_limit(indicator: Indicator) -> Fraction | None:
    if indicator.direction == "decrease":
        return Fraction(0)
    if indicator.limit is not None:
        return Fraction(indicator.limit)
    return Fraction(WHOLE) if is_percentage(indicator.unit_measure) else None


def _changed(indicator: Indicator, change: Fraction) -> Outcome:
    match indicator.direction:
        case "increase" | "decrease":
            if (change > 0) == (indicator.direction == "increase"):
                return _outcome("met", "right-way", msg("the value has moved the right way"))
            return _outcome("moving-away", "wrong-way", msg("the value has moved the wrong way"))
        case "maintain" if indicator.tolerance is not None:
            text = msg("the value has changed by more than the tolerance")
            return _outcome("moving-away", "not-kept", text)
        case "maintain":
            text = msg("the ledger states no tolerance for what counts as kept")
            return _outcome("not-assessable", "tolerance-missing", text)
        case _:
            text = msg("a range needs its bounds to be judged")
            return _outcome("not-assessable", "bounds-missing", text)


def _outcome(status: Status, code: str, text: Message) -> Outcome:
    return Outcome(
        status=status,
        reason=Reason(code=code, message=text),
        method_class=None if status == "not-assessable" else status.replace("-", "_"),
    )
