"""One line of arithmetic, and what every line is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedstat.language import Message, msg
from fedstat.model.number import plain
from fedstat.reports.explain.terms import is_exact, reading_term
from fedstat.reports.words import decimal

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from fedstat.assessment import Assessment, Evaluation, Reading
    from fedstat.language import Language
    from fedstat.reports.explain.footing import Footing


class Line(Struct, frozen=True, kw_only=True):
    """One line of the computation."""

    key: str
    """What it computes, for programs: sum, target, met, completion, elapsed, pace, change …"""
    expression: str = ""
    """What is computed, in signs: (41.63 - 40.9) / (45 - 40.9)."""
    result: Decimal | bool | None = None
    """What comes out; a percentage for completion and elapsed; whether a comparison of signs holds."""
    message: Message
    """The whole line in words."""


class Ground(Struct, frozen=True, kw_only=True):
    """What the lines of one target are made from."""

    evaluation: Evaluation
    item: Assessment
    footing: Footing
    unit: str
    """The unit of measure of the values."""
    language: Language
    """In which language names and the office's own words are chosen."""

    def term(self, reading: Reading) -> str:
        """Return a value as it stands in a line: as printed, or as its ratio."""
        return reading_term(reading, self.unit)


def equation(key: str, what: Message, expression: str, result: Fraction) -> Line:
    """Return a line that says what something is, how it is computed, and what comes out."""
    number = decimal(result)
    text = plain(number)
    if text == expression:
        message = msg("{what} = {result}", what=what, result=text)
    elif is_exact(result):
        message = msg("{what} = {expression} = {result}", what=what, expression=expression, result=text)
    else:
        message = msg("{what} = {expression} ≈ {result}", what=what, expression=expression, result=text)
    return Line(key=key, expression=expression, result=number, message=message)
