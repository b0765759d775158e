"""What is required each remaining period, and where the way so far leads."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment.yardsticks import holds
from fedstat.language import Message, msg, msgs
from fedstat.model.number import decimals_of, rounded
from fedstat.reports.explain.tabled import tabled, words_cell
from fedstat.reports.explain.terms import short
from fedstat.reports.explain.words import breakdown_text
from fedstat.table import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment.interface import Reason
    from fedstat.language import Language
    from fedstat.model.period import PeriodKind
    from fedstat.reports.explain.ahead import Ahead
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.reports.explain.footing import Footing
    from fedstat.table import Table

RATE_DECIMALS: Final = 2
"""Digits of a rate in percent."""
MORE: Final = 2
"""Digits of a change or a projection beyond those of the value."""


def ahead_tables(dossier: Dossier, language: Language) -> Iterator[Table]:
    """Yield the way ahead of every target that has one."""
    for footing, ahead in zip(dossier.footings, dossier.ahead, strict=True):
        if ahead is not None:
            yield _table(dossier, footing, ahead, language)


def _table(dossier: Dossier, footing: Footing, ahead: Ahead, language: Language) -> Table:
    outlook = ahead.outlook
    each = _each(outlook.period)
    heads = (
        ("rule", msg("rule"), "left", False),
        ("so_far", msg("so far each {step}", step=each), "right", False),
        ("required", msg("required each {step}", step=each), "right", False),
        ("projected", msg("would reach by {period}", period=outlook.by), "right", False),
        ("meets", msg("meets the target"), "left", False),
    )
    title = msg(
        "The way ahead: {goal} by {period}, {left} left",
        goal=short(outlook.goal, _digits(footing)),
        period=outlook.by,
        left=_left(outlook.period, int(outlook.periods)),
    )
    group = breakdown_text(dossier.evaluation, footing.verdict.breakdown, language)
    if group:
        title = msg("{group}: {value}", group=group, value=title)
    notes = (msg("A projection continues the mean of the way since the baseline; it is no promise."),)
    rows = _rows(dossier, footing, ahead, language)
    return tabled(title, heads, rows, language, notes)  # type: ignore[arg-type]


def _digits(footing: Footing) -> int:
    return MORE + (0 if footing.latest is None else decimals_of(footing.latest.value))


def _each(kind: PeriodKind) -> Message:
    words = {
        "H": msg("half-year", context="step"),
        "Q": msg("quarter", context="step"),
        "M": msg("month", context="step"),
        "term": msg("term", context="step"),
    }
    return words.get(kind, msg("year", context="step"))


def _left(kind: PeriodKind, count: int) -> Message:
    match kind:
        case "H":
            return msgs("{count} half-year", "{count} half-years", count)
        case "Q":
            return msgs("{count} quarter", "{count} quarters", count)
        case "M":
            return msgs("{count} month", "{count} months", count)
        case "term":
            return msgs("{count} term", "{count} terms", count)
        case _:
            return msgs("{count} year", "{count} years", count)


def _rows(dossier: Dossier, footing: Footing, ahead: Ahead, language: Language) -> Iterator[tuple[Cell, ...]]:
    outlook = ahead.outlook
    rule = dossier.evaluation.rounding
    digits = _digits(footing)

    def number(value: Fraction | Reason | None, sign: str = "") -> Cell:
        if not isinstance(value, Fraction):
            return Cell()
        shown = rounded(value, digits, rule)
        return Cell(f"{shown:{sign}f}", shown)

    def rate(value: Fraction | Reason | None) -> Cell:
        if not isinstance(value, Fraction):
            return Cell()
        shown = rounded(value, RATE_DECIMALS + 2, rule).scaleb(2)
        return Cell(f"{shown:+f}%", shown)

    def meets(value: Fraction | Reason) -> Cell:
        yardstick = footing.paced_yardstick
        if not isinstance(value, Fraction) or yardstick is None:
            return Cell()
        good = holds(value, yardstick, dossier.evaluation.comparison)
        return Cell(words_cell(msg("yes") if good else msg("no"), language).text, good)

    linear, compound = outlook.projected_linear, outlook.projected_compound
    yield (
        words_cell(msg("linear"), language, "linear"),
        number(ahead.linear_so_far, "+"),
        number(outlook.linear, "+"),
        number(linear),
        meets(linear),
    )
    if isinstance(outlook.compound, Fraction):
        yield (
            words_cell(msg("compound"), language, "compound"),
            rate(ahead.compound_so_far),
            rate(outlook.compound),
            number(compound),
            meets(compound),
        )
