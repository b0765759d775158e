"""Numbers as they stand in a line of arithmetic: exact, as printed, in brackets where they must."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.model.number import plain, rounded
from fedstat.model.unit import ratio_factor
from fedstat.reports.words import MANY_DIGITS, PERCENT_DECIMALS, decimal, percent

if TYPE_CHECKING:
    from fedstat.assessment import Reading
    from fedstat.model.number import Rounding
    from fedstat.model.observation import Observation

_LONG: Final = 12
"""Digits of a numerator beyond which a fraction is easier to read as a decimal number."""


def is_exact(number: Fraction) -> bool:
    """Whether a number has a decimal form of a few digits."""
    return Fraction(decimal(number)) == number


def term(number: Decimal | Fraction | int) -> str:
    """Return a number as a term: 40.9, (-0.5), (200 / 3)."""
    if isinstance(number, Decimal):
        text = plain(number)
    else:
        exact = Fraction(number)
        if not is_exact(exact) and len(str(exact.numerator)) <= _LONG:
            return f"({exact.numerator} / {exact.denominator})"
        text = plain(decimal(exact))
    return f"({text})" if text.startswith("-") else text


def reading_term(reading: Reading, unit: str) -> str:
    """Return a value as a term: as printed, or as the ratio that it is."""
    entry = reading.observation
    if reading.exact is None:
        return term(reading.value)
    ratio = None if entry is None else ratio_text(entry, unit)
    return (
        ratio
        if ratio is not None and entry is not None and entry.exact == reading.exact
        else term(reading.exact)
    )


def ratio_text(entry: Observation, unit: str) -> str | None:
    """Return the computation of a ratio: 412 / 1260 × 100; None of a value that was given."""
    if entry.numerator is None or entry.denominator is None:
        return None
    factor = ratio_factor(unit) or 1
    times = "" if factor == 1 else f" × {factor}"
    return f"{term(entry.numerator)} / {term(entry.denominator)}{times}"


def short(number: Fraction, decimals: int) -> str:
    """Return a number as briefly as a picture wants it: with at most so many digits, marked when cut."""
    text = plain(decimal(number, decimals))
    return text if Fraction(text) == number else f"≈{text}"


def apart(first: Fraction, second: Fraction, rule: Rounding) -> tuple[Decimal, Decimal]:
    """Return two ratios in percent with as many digits as it takes to tell them apart."""
    for digits in range(PERCENT_DECIMALS, MANY_DIGITS):
        left, right = percent(first, rule, digits), percent(second, rule, digits)
        if left is not None and right is not None and (left != right or first == second):
            return left, right
    return rounded(first * 100, MANY_DIGITS, rule), rounded(second * 100, MANY_DIGITS, rule)
