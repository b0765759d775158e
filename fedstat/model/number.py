"""Exact numbers: rounding by a named rule, and printing without inventing or losing a digit."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Final, Literal

Rounding = Literal["half-up", "half-even", "truncate"]
ROUNDINGS: Final[dict[Rounding, str]] = {
    "half-up": ROUND_HALF_UP,
    "half-even": ROUND_HALF_EVEN,
    "truncate": ROUND_DOWN,
}
"""half-up is 四舍五入 as NBS prints, half-even is GB/T 8170-2008 四舍六入五成双, truncate is 截尾."""

INTEGER_DIGITS: Final = 15
DECIMAL_DIGITS: Final = 10
EXACT: Final = Context(prec=60)
"""Wide enough that sums, differences and products of ledger values are exact."""


@cache
def exactly(number: Decimal) -> Fraction:
    """Return *number* as a fraction; the same few numbers are asked for again and again."""
    return Fraction(number)


def rounded(number: Decimal | Fraction, decimals: int, rule: Rounding) -> Decimal:
    """Return *number* with *decimals* digits after the point, rounded once, by *rule*.

    >>> rounded(Fraction(120 * 100, 190), 2, "half-up"), rounded(Fraction(120 * 100, 190), 2, "truncate")
    (Decimal('63.16'), Decimal('63.15'))
    """
    if isinstance(number, Fraction):
        return _rounded_fraction(number, decimals, rule)
    result = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUNDINGS[rule], context=EXACT)
    return result or result.copy_abs()


def _rounded_fraction(number: Fraction, decimals: int, rule: Rounding) -> Decimal:
    above, below = abs(number.numerator), number.denominator
    if decimals >= 0:
        above *= 10**decimals
    else:
        below *= 10**-decimals
    whole, rest = divmod(above, below)
    twice = 2 * rest - below
    up = rule != "truncate" and (twice > 0 or (twice == 0 and (rule == "half-up" or whole % 2 == 1)))
    digits = Decimal(whole + up).scaleb(-decimals, context=EXACT)
    return digits.copy_negate() if number < 0 and digits else digits


def significant(number: Decimal, digits: int, rule: Rounding) -> Decimal:
    """Return *number* with so many significant *digits*, rounded once, by *rule*.

    >>> significant(Decimal("8.53459"), 3, "half-even"), significant(Decimal("9.999"), 3, "half-even")
    (Decimal('8.53'), Decimal('10.0'))
    """
    if not number:
        return number
    decimals = digits - 1 - number.adjusted()
    result = rounded(number, decimals, rule)
    return result if result.adjusted() == number.adjusted() else rounded(result, decimals - 1, rule)


def decimals_of(number: Decimal) -> int:
    """Return how many digits stand after the point of *number* as it was printed."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(number: Decimal) -> str:
    """Return *number* in digits as printed, never with an exponent: 63.10 stays 63.10.

    >>> plain(Decimal("63.10")), plain(Decimal("2.3E+3"))
    ('63.10', '2300')
    """
    return format(number, "f")


def difference(left: Decimal, right: Decimal) -> Decimal:
    """Return *left* − *right*, exact, with the digits of the more precise of the two."""
    return EXACT.subtract(left, right)


def share(part: int, whole: int) -> Fraction | None:
    """Return *part* of *whole* as an exact percentage, None of nothing."""
    return Fraction(part * 100, whole) if whole else None
