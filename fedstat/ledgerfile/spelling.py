"""What stands there and what was probably meant, in words: for messages only, never for a figure."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from fedstat.language import Message, Several, msg
from fedstat.ledgerfile.registry import shown
from fedstat.model.number import DECIMAL_DIGITS, INTEGER_DIGITS
from fedstat.model.period import parse_period

TOO_BIG: Final = 10**INTEGER_DIGITS
"""The first whole number that the ledger does not hold."""
YEARS: Final = range(1900, 2200)
"""A day outside these years is a slip, and would not fit the calendar's arithmetic at its edges."""

_PERIODS: Final = Several(("2023", "2023-H1", "2023-Q2", "2023-06", "2019/2023", "term:15"))

_EXAMPLES: Final = {
    "code": 'code = "W-3-01"',
    "categories": 'categories = ["…", "…"]',
    "counts": "counts = { indicators = 190, met = 120 }",
    "denominator": "denominator = 1260",
    "fedstat": "fedstat = 1",
    "indicator": 'indicator = "W-3-01"',
    "kind": 'kind = "annual"',
    "numerator": "numerator = 412",
    "period": 'period = "2023"',
    "recorded": "recorded = 2023-12-25",
    "status": 'status = "met"',
    "value": "value = 41.63",
    "values": "[submission.values]",
}


def example(key: str) -> str:
    """Return a line that shows how *key* is written."""
    return _EXAMPLES.get(key, f'{key} = "…"')


def in_bounds(value: Decimal) -> bool:
    """Whether *value* is a number of at most 15 integer and 10 decimal digits; exponents are not expanded.

    >>> in_bounds(Decimal("63.10")), in_bounds(Decimal("1e999999")), in_bounds(Decimal("nan"))
    (True, False, False)
    """
    if not value.is_finite():
        return False
    text = str(value)
    if len(text) < DECIMAL_DIGITS and "E" not in text:
        return True  # the short way of nearly every number
    exponent = value.as_tuple().exponent
    return value.adjusted() < INTEGER_DIGITS and -DECIMAL_DIGITS <= int(exponent) < INTEGER_DIGITS


def described(value: object) -> Message:
    """Return what stands there, as a person would say it."""
    if isinstance(value, bool):
        return msg("true or false")
    if isinstance(value, int | Decimal):
        text = as_text(value)
        return msg("the number {number}", number=text) if text else msg("a number")
    if isinstance(value, str):
        return msg("the text “{text}”", text=shown(value))
    if isinstance(value, list):
        return msg("a list")
    return msg("a table") if isinstance(value, dict) else msg("a date or time")


def as_text(value: object) -> str:
    """Return a number or a date as it would be written, "" for anything else or longer."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return str(value) if -TOO_BIG < value < TOO_BIG else ""
    if isinstance(value, Decimal):
        return str(value) if in_bounds(value) else ""
    return value.isoformat() if isinstance(value, date) else ""


def bare_number(value: object) -> str:
    """Return the number that a text spells, "" when it spells none.

    >>> bare_number("４１．６３％"), bare_number("1,234"), bare_number("二十")
    ('41.63', '1234', '')
    """
    if not isinstance(value, str) or len(value) > 2 * INTEGER_DIGITS:
        return ""
    from unicodedata import normalize

    text = normalize("NFKC", value).replace(",", "").strip().rstrip("%‰")
    return text if re.fullmatch(r"[-+]?(0|[1-9]\d*)(\.\d+)?", text, re.ASCII) else ""


def meant_period(text: str) -> Message:
    """Return how periods are written, and which one *text* probably means."""
    found = next((guess for guess in _guesses(text) if parse_period(guess)), "")
    if found and found != text:
        return msg("Write “{nearest}”; periods look like {forms}.", nearest=found, forms=_PERIODS)
    return msg("Periods look like {forms}.", forms=_PERIODS)


def _guesses(text: str) -> tuple[str, ...]:
    from unicodedata import normalize

    plain = normalize("NFKC", text[:20]).upper().replace(" ", "").removesuffix("年度").removesuffix("全年")
    dashed = re.sub(r"(?<=\d{4})[./年]?(?=[HQ])|(?<=\d{4})[./](?=\d)", "-", plain)
    padded = re.sub(r"-(\d)\Z", r"-0\1", dashed)
    spanned = re.sub(r"[-~—–至到]+", "/", plain.replace("年", ""))
    return plain, dashed, padded, spanned, plain.lower()


def meant_date(text: str) -> date | None:
    """Return the day that a text such as "2023年12月25日" spells, None when it spells none."""
    found = re.match(r"\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*\Z", text, re.ASCII)
    if found is None:
        return None
    try:
        meant = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return meant if meant.year in YEARS else None
