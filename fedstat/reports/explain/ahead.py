"""What must happen each remaining period to arrive, and where the series is heading.

Linear and compound, from the last value and the goal: METHODS §2, "One case through all of them".
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from fedstat.assessment import Reading
    from fedstat.model.frequency import Frequency
    from fedstat.model.period import Period
    from fedstat.reports.explain.footing import Footing

Step = Literal["A", "H", "Q", "M", "term"]
"""What is counted until the target: years, halves, quarters, months, terms of office."""
_MONTHS: Final[dict[Step, int]] = {"A": 12, "H": 6, "Q": 3, "M": 1, "term": 1}
_CONTEXT: Final = Context(prec=40)


class Ahead(Struct, frozen=True, kw_only=True):
    """The way that is left, and where the way so far leads."""

    step: Step
    latest: Reading
    baseline: Reading | None
    by: Period
    goal: Fraction
    """The nearest value that meets the target."""
    left: Fraction
    """How many steps are left from the last value to the target period."""
    done: Fraction | None
    """How many steps lie between the baseline and the last value; None without a baseline."""
    linear: Fraction
    """The change that each step must bring, in the unit of measure."""
    compound: Decimal | None
    """The rate that each step must bring, 1 being a doubling; None where no rate leads there."""
    so_far: Fraction | None
    """The mean change of each step so far."""
    rate_so_far: Decimal | None
    """The mean rate of each step so far."""
    linear_end: Fraction | None
    """Where the mean change leads by the target period."""
    compound_end: Decimal | None
    """Where the mean rate leads by the target period."""


def ahead_of(footing: Footing, frequency: Frequency) -> Ahead | None:
    """Return the way ahead; None when the target is met or due, has no number, or there is no value.

    The one place where these figures are made.
    """
    latest, by, yardstick = footing.latest, footing.paced_by, footing.paced_yardstick
    if latest is None or by is None or yardstick is None or footing.met:
        return None
    if by.dated != latest.period.dated or by.last <= latest.period.last:
        return None
    goal = yardstick.goal_from(latest.number)
    return None if goal is None else _ahead(footing, latest, by, goal, _step(latest.period, by, frequency))


def _step(now: Period, by: Period, frequency: Frequency) -> Step:
    if not by.dated:
        return "term"
    own: Step = frequency if frequency in {"H", "Q", "M"} else "A"  # type: ignore[assignment]
    return "M" if (by.last - now.last) % _MONTHS[own] else own


def _ahead(footing: Footing, latest: Reading, by: Period, goal: Fraction, step: Step) -> Ahead:
    left = Fraction(by.last - latest.period.last, _MONTHS[step])
    baseline = None if footing.held.gap_to_baseline else footing.baseline
    done = None
    if baseline and baseline.period.dated == by.dated and baseline.period < latest.period:
        done = Fraction(latest.period.last - baseline.period.last, _MONTHS[step])
    so_far = (latest.number - baseline.number) / done if baseline and done else None
    rate = growth(baseline.number, latest.number, done) if baseline and done else None
    return Ahead(
        step=step,
        latest=latest,
        baseline=baseline,
        by=by,
        goal=goal,
        left=left,
        done=done,
        linear=(goal - latest.number) / left,
        compound=None if footing.verdict.target.cumulative else growth(latest.number, goal, left),
        so_far=so_far,
        rate_so_far=rate,
        linear_end=None if so_far is None else latest.number + so_far * left,
        compound_end=None if rate is None else grown(latest.number, rate, left),
    )


def growth(start: Fraction, end: Fraction, steps: Fraction) -> Decimal | None:
    """Return the rate that leads from *start* to *end* in so many *steps*; None of zeros and changed signs.

    >>> growth(Fraction("14.3"), Fraction(12), Fraction(6)).quantize(Decimal("1e-8"))
    Decimal('-0.02880255')
    """
    if not start or end / start <= 0:
        return None
    return _CONTEXT.subtract(_power(end / start, 1 / steps), Decimal(1))


def grown(start: Fraction, rate: Decimal, steps: Fraction) -> Decimal:
    """Return where *rate* leads from *start* in so many *steps*."""
    return _CONTEXT.multiply(_decimal(start), _power(1 + Fraction(rate), steps))


def _power(base: Fraction, exponent: Fraction) -> Decimal:
    return _CONTEXT.exp(_CONTEXT.multiply(_CONTEXT.ln(_decimal(base)), _decimal(exponent)))


def _decimal(number: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(number.numerator), Decimal(number.denominator))
