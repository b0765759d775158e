"""Yearly growth, and what several methods build on it: METHODS, symbols.

    CAGR = (yt / y0)^(1 / (t − t0)) − 1

Years between two periods are their months divided by twelve. A root is exact where it has an exact value,
else it has sixty digits. No verdict can turn on the digits after: the cuts compare two such roots in a way
that is a tie only when both are exact (a + b·x of an irrational root x is no root of a fraction), and then
fractions are compared with fractions.

    >>> growth(Fraction(100), Fraction(121), Fraction(2))
    Fraction(1, 10)
    >>> print(f"{float(growth(Fraction('14.3'), Fraction(12), Fraction(6))):.8f}")
    -0.02880255
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment.interface import Reason
from fedstat.assessment.yardsticks import MONTHS_A_YEAR, missing_baseline
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.assessment.interface import Course, Reading, Way
    from fedstat.model.period import Period

DIGITS: Final = 60
_WIDE: Final = Context(prec=DIGITS + 20, Emax=MAX_EMAX, Emin=MIN_EMIN)
_EXACT_BITS: Final = 8192
"""A whole power is exact up to this size; beyond it nobody compares its last digit."""
_STEEPNESS: Final = Fraction(444, 100)


def years_between(start: Period, end: Period) -> Fraction | None:
    """Return the years from the end of *start* to the end of *end*; None where none can be counted."""
    if not (start.dated and end.dated) or end.last <= start.last:
        return None
    return Fraction(end.last - start.last, MONTHS_A_YEAR)


def growth(first: Fraction, last: Fraction, years: Fraction) -> Fraction:
    """Return the growth a year that leads from *first* to *last*: two numbers of one sign, or *last* 0."""
    return power(last / first, 1 / years) - 1


def observed_growth(course: Course) -> Fraction | Reason:
    """Return the growth a year from the baseline to the latest value, or why there is none."""
    if course.baseline is None:
        return missing_baseline()
    if course.gap is not None:
        return course.gap
    years = years_between(course.baseline.period, course.latest.period)
    if years is None:
        return no_years(course.baseline.period, course.latest.period)
    first, last = course.baseline.number, course.latest.number
    if first * last < 0:
        text = msg("baseline and value have opposite signs, so there is no growth rate")
        return Reason(code="opposite-signs", message=text)
    return growth(first, last, years) if first else _no_growth()


def required_growth(first: Reading, goal: Fraction, by: Period) -> Fraction | Reason:
    """Return the growth a year that leads from *first* to *goal* at the end of *by*, or why there is none."""
    years = years_between(first.period, by)
    if years is None:
        return no_time(first.period, by)
    if first.number * goal < 0:
        text = msg("value and target have opposite signs, so there is no required growth rate")
        return Reason(code="opposite-target", message=text)
    return growth(first.number, goal, years) if first.number else _no_growth()


def no_time(start: Period, by: Period) -> Reason:
    """Return why no years can be counted from a value to its target period."""
    text = msg("there are no years from {period} to the target period {by}", period=start, by=by)
    return Reason(code="no-time", message=text)


def no_years(start: Period, end: Period) -> Reason:
    """Return why no years can be counted from one value to another."""
    if start.dated and end.dated:
        return Reason(code="no-later-value", message=msg("there is no value since the baseline"))
    return Reason(code="no-clock", message=msg("a yearly rate cannot be told from terms of office"))


def _no_growth() -> Reason:
    return Reason(code="zero-baseline", message=msg("there is no growth rate from a value of zero"))


def nearness(base: Fraction, limit: Fraction | None) -> Fraction:
    """Return C, by which the cuts shrink when the baseline lies near the natural limit L of the series.

    base ≥ 2L: 1; base ≤ L: 1 − (base/L)^4.44; else 1 − ((2L − base)/L)^4.44. Signs are left out.
    """
    if limit is None:
        return Fraction(1)
    base, limit = abs(base), abs(limit)
    if base >= 2 * limit:
        return Fraction(1)
    near = base if base <= limit else 2 * limit - base
    return 1 - power(near / limit, _STEEPNESS)


def sign(number: Fraction) -> Way:
    """Return 1 of a positive number, −1 of a negative one, 0 of zero."""
    return 1 if number > 0 else -1 if number < 0 else 0


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Return *base* to the power of *exponent*, exact where it has an exact value, else to sixty digits.

    >>> power(Fraction(8, 27), Fraction(2, 3))
    Fraction(4, 9)
    """
    if base == 0:
        return Fraction(0)
    exact = _exact_root(base, exponent.denominator)
    size = max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(exponent.numerator)
    if exact is not None and size <= _EXACT_BITS:
        return exact**exponent.numerator
    return Fraction(_WIDE.power(wide(base), wide(exponent)))


def wide(number: Fraction) -> Decimal:
    """Return *number* with more digits than a figure has."""
    return _WIDE.divide(Decimal(number.numerator), Decimal(number.denominator))


def exponential(number: Fraction) -> Fraction:
    """Return e to the power of *number*, to sixty digits."""
    return Fraction(_WIDE.exp(wide(number)))


def logarithm(number: Fraction) -> Fraction:
    """Return the natural logarithm of a positive *number*, to sixty digits."""
    return Fraction(_WIDE.ln(wide(number)))


def _exact_root(number: Fraction, degree: int) -> Fraction | None:
    if degree == 1:
        return number
    above, below = _whole_root(number.numerator, degree), _whole_root(number.denominator, degree)
    return None if above is None or below is None else Fraction(above, below)


def _whole_root(number: int, degree: int) -> int | None:
    """Return the root of a positive whole number when it is whole, by Newton's steps down to it."""
    root = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if better >= root:
            return root if root**degree == number else None
        root = better
