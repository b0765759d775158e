"""One indicator under one method: what the tests of the methods ask again and again."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from plans import indicator, ledger, target, value

from fedstat.assessment import assess

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.assessment import Assessment

YEARS = ("2015", "2023", "2030")


def judged(
    method: str,
    base: str | None,
    now: str,
    goal: str | None,
    direction: str = "+",
    years: tuple[str, ...] = YEARS,
    **more: Any,
) -> Assessment:
    """Assess one value against one target, or against none."""
    wanted = {"+": "increase", "-": "decrease"}.get(direction, direction)
    comparator = "at_most" if direction == "-" else "at_least"
    aim = target("trend") if goal is None else target(comparator, goal, (*years, None)[2])
    what = indicator(
        "W-1", aim, baseline=None if base is None else (years[0], base), direction=wanted, **more
    )
    return only(method, what, {years[1]: now})


def only(method: str, what: Any, values: Mapping[str, str], **asked: Any) -> Assessment:
    """Assess an only indicator of these values."""
    book = ledger([what], [value("W-1", when, number) for when, number in values.items()])
    (item,) = assess(book, method=method, **asked).items
    return item


def figure(item: Assessment, digits: int = 10) -> str | None:
    """Return the method's figure as METHODS prints it."""
    number = item.method_value
    return None if number is None else f"{float(number):.{digits}f}"


def said(item: Assessment) -> tuple[str, str | None]:
    """Return our status and the office's class."""
    return item.status, item.method_class


def exactly(text: str) -> Fraction:
    """Return a number as a fraction."""
    return Fraction(text)
