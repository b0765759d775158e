"""A target becomes a plain range of numbers, or a reason why it cannot.

Targets may be derived from the baseline (下降20%, 提高5个百分点, 年均增长5%) or from another area's value
of the same period (不低于全省平均水平). METHODS §1.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from fedstat.assessment.interface import Reading, Reason, Yardstick
from fedstat.language import msg
from fedstat.model.number import decimals_of, exactly, rounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedstat.model.period import Period
    from fedstat.model.plan import Comparison
    from fedstat.model.target import Direction, Number, Target

MONTHS_A_YEAR = 12


def yardstick_of(
    target: Target,
    *,
    direction: Direction | None,
    by: Period,
    baseline: Reading | None,
    other_area: Callable[[str], Reading | None],
) -> Yardstick | Reason:
    """Return the range that meets *target*, or why there is none.

    Args:
        target: a target with a number.
        direction: which side of a tolerance matters.
        by: the period of the target, for yearly growth.
        baseline: the baseline, for targets derived from it.
        other_area: gives the value of another area at the period judged.
    """
    if target.bounds is not None:
        low, high = target.bounds
        return Yardstick(low=_exact(low), high=_exact(high), decimals=_digits(low, high))
    number = _number(target, by, baseline, other_area)
    if isinstance(number, Reason):
        return number
    return _range(target, direction, number)


def _range(target: Target, direction: Direction | None, number: Fraction) -> Yardstick | Reason:
    decimals = _digits(target.value) if target.relative_to is None else None
    match target.comparator:
        case "at_least" | "above":
            return Yardstick(low=number, strict=target.comparator == "above", decimals=decimals)
        case "at_most" | "below":
            return Yardstick(high=number, strict=target.comparator == "below", decimals=decimals)
        case "around":
            return _around(target, direction, number, decimals)
        case _:
            return Yardstick(low=number, high=number, decimals=decimals)


def _around(
    target: Target, direction: Direction | None, number: Fraction, decimals: int | None
) -> Yardstick | Reason:
    if target.tolerance is None:
        return Reason(code="tolerance-missing", message=msg("the ledger states no tolerance for “around”"))
    tolerance = Fraction(target.tolerance)
    return Yardstick(
        low=None if direction == "decrease" else number - tolerance,
        high=None if direction == "increase" else number + tolerance,
        decimals=decimals,
    )


def _exact(number: Number | None) -> Fraction:
    if isinstance(number, Fraction):
        return number
    return exactly(number) if number is not None else Fraction(0)


def _digits(*numbers: Number | None) -> int | None:
    digits = [
        None if number is None or isinstance(number, Fraction) else decimals_of(number) for number in numbers
    ]
    return None if None in digits else max(digit for digit in digits if digit is not None)


def _number(
    target: Target,
    by: Period,
    baseline: Reading | None,
    other_area: Callable[[str], Reading | None],
) -> Fraction | Reason:
    if target.derivation is not None:
        if baseline is None:
            return missing_baseline()
        return _derived(target, by, baseline)
    number = _exact(target.value)
    if target.relative_to is None:
        return number
    other = other_area(target.relative_to)
    if other is None:
        return Reason(
            code="area-value-missing",
            message=msg("there is no value of {area} for this period", area=target.relative_to),
        )
    return other.number + number


def _derived(target: Target, by: Period, baseline: Reading) -> Fraction | Reason:
    change = Fraction(target.change or 0)
    if target.derivation == "points":
        return baseline.number + change
    if target.derivation == "percent":
        return baseline.number * (1 + change / 100)
    years = Fraction(by.last - baseline.period.last, MONTHS_A_YEAR)
    if not (by.dated and baseline.period.dated) or years.denominator != 1:
        return Reason(
            code="growth-years",
            message=msg("yearly growth needs a whole number of years between baseline and target"),
        )
    return baseline.number * (1 + change / 100) ** years.numerator


def missing_baseline() -> Reason:
    """Return the reason that is given wherever a baseline is needed and there is none."""
    return Reason(code="baseline-missing", message=msg("there is no baseline"))


def holds(number: Fraction, yardstick: Yardstick, comparison: Comparison) -> bool:
    """Whether *number* meets the target, compared whole or rounded to the target's digits.

    Whole values are compared (全数值比较法): 29.96 is not 30 %以上; rounded ones (修约值比较法) first get the
    digits of the target as printed, half-even. GB/T 8170-2008, section 4.3.
    """
    if comparison == "rounded" and yardstick.decimals is not None:
        number = Fraction(rounded(number, yardstick.decimals, "half-even"))
    return yardstick.goal_from(number) is None
