"""What is required each remaining period, and where the way so far leads."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment.yardsticks import holds
from fedstat.language import Message, msg
from fedstat.model.number import decimals_of, plain, rounded
from fedstat.reports.explain.tabled import tabled, words_cell
from fedstat.reports.explain.words import breakdown_text
from fedstat.reports.words import decimal, number_text
from fedstat.table import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from fedstat.language import Language
    from fedstat.reports.explain.ahead import Ahead, Step
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.reports.explain.footing import Footing
    from fedstat.table import Table

RATE_DECIMALS: Final = 2
"""Digits of a rate in percent."""
MORE: Final = 2
"""Digits of a change or a projection beyond those of the value."""
_EACH: Final[dict[Step, Message]] = {
    "A": msg("year", context="step"),
    "H": msg("half-year", context="step"),
    "Q": msg("quarter", context="step"),
    "M": msg("month", context="step"),
    "term": msg("term", context="step"),
}


def ahead_tables(dossier: Dossier, language: Language) -> Iterator[Table]:
    """Yield the way ahead of every target that has one."""
    for footing, ahead in zip(dossier.footings, dossier.ahead, strict=True):
        if ahead is not None:
            yield _table(dossier, footing, ahead, language)


def _table(dossier: Dossier, footing: Footing, ahead: Ahead, language: Language) -> Table:
    step = _EACH[ahead.step]
    heads = (
        ("rule", msg("rule"), "left", False),
        ("so_far", msg("so far each {step}", step=step), "right", False),
        ("required", msg("required each {step}", step=step), "right", False),
        ("projected", msg("would reach by {period}", period=ahead.by), "right", False),
        ("meets", msg("meets the target"), "left", False),
    )
    left = decimal(ahead.left)
    title: Message = msg(
        "The way ahead: {goal} by {period}, {left} left ({step})",
        goal=number_text(decimal(ahead.goal)),
        period=ahead.by,
        left=plain(left),
        step=step,
    )
    group = breakdown_text(dossier.evaluation, footing.verdict.breakdown, language)
    if group:
        title = msg("{group}: {value}", group=group, value=title)
    notes = (
        msg(
            "A projection continues the mean of the way since the baseline; it is no forecast of the unit's."
        ),
    )
    return tabled(title, heads, _rows(dossier, footing, ahead, language), language, notes)  # type: ignore[arg-type]


def _rows(dossier: Dossier, footing: Footing, ahead: Ahead, language: Language) -> Iterator[tuple[Cell, ...]]:
    rule = dossier.evaluation.rounding
    digits = decimals_of(ahead.latest.value) + MORE

    def number(value: Fraction | Decimal | None, *, sign: bool) -> Cell:
        if value is None:
            return Cell()
        shown = rounded(value, digits, rule)
        return Cell(f"{shown:+f}" if sign else plain(shown), shown)

    def rate(value: Decimal | None) -> Cell:
        if value is None:
            return Cell()
        shown = rounded(value, RATE_DECIMALS + 2, rule).scaleb(2)
        return Cell(f"{shown:+f}%", shown)

    def meets(value: Fraction | None) -> Cell:
        yardstick = footing.paced_yardstick
        if value is None or yardstick is None:
            return Cell()
        good = holds(value, yardstick, dossier.evaluation.comparison)
        return Cell(words_cell(msg("yes") if good else msg("no"), language).text, good)

    yield (
        words_cell(msg("linear"), language, "linear"),
        number(ahead.so_far, sign=True),
        number(ahead.linear, sign=True),
        number(ahead.linear_end, sign=False),
        meets(ahead.linear_end),
    )
    if ahead.compound is not None or ahead.rate_so_far is not None:
        end = ahead.compound_end
        yield (
            words_cell(msg("compound"), language, "compound"),
            rate(ahead.rate_so_far),
            rate(ahead.compound),
            number(end, sign=False),
            meets(None if end is None else Fraction(end)),
        )
