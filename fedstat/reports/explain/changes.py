"""The verdict of every method side by side, what would change it, and how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.assessment import METHODS
from fedstat.language import Several, msg, say
from fedstat.model.indicator import Indicator
from fedstat.model.number import plain
from fedstat.model.observation import Observation
from fedstat.model.plan import Withdrawal
from fedstat.reports.explain.tabled import tabled, words_cell
from fedstat.reports.explain.words import joined, since, spot
from fedstat.reports.headline import comparison_message, method_message
from fedstat.reports.words import (
    MARKS,
    decimal,
    period_text,
    reason_message,
    rounding_message,
    status_word,
)
from fedstat.table import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment import Assessment, Evaluation
    from fedstat.language import Language, Message
    from fedstat.model.entry import Entry
    from fedstat.model.plan import Status
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.reports.explain.flips import Flips, Turns
    from fedstat.reports.explain.moments import Moment
    from fedstat.table import Table


FIGURE_DECIMALS: Final = 6
"""Digits of a method's figure; the record has more."""


def status_cell(dossier: Dossier, status: Status | None, language: Language) -> Cell:
    """Return a status with its sign; of an indicator that was not in the plan, that."""
    if status is None:
        return words_cell(msg("not in the plan"), language)
    word = status_word(dossier.evaluation, status, language, dossier.indicator.kind)
    return Cell(word, status, MARKS[status])


def methods_table(dossier: Dossier, flips: Flips, language: Language) -> Table:
    """Return the verdict of every method, each with its own class and figure."""
    rows = [_method(dossier, name, found, language) for name, found in flips.methods]
    heads = (
        ("method", msg("method", context="noun"), "left", True),
        ("status", msg("assessment"), "left", True),
        ("method_class", msg("its own class"), "left", False),
        ("method_value", msg("its own figure"), "right", False),
        ("reason", msg("reason"), "left", True),
    )
    return tabled(msg("Every method side by side"), heads, rows, language)  # type: ignore[arg-type]


def _method(dossier: Dossier, name: str, found: Assessment, language: Language) -> tuple[Cell, ...]:
    word, figure = found.method_class, found.method_value
    said = "" if word is None else METHODS[name].classes.get(word, word)
    value = None if figure is None else decimal(figure, FIGURE_DECIMALS)
    reason: Message | str = reason_message(dossier.evaluation, found.reason, language)
    if "rating" in found.reason.message.values:
        reason = ""  # it is the class once more
    return (
        words_cell(method_message(name), language, name),
        status_cell(dossier, found.status, language),
        Cell(say(said, language), word),
        Cell("" if value is None else plain(value), value),
        words_cell(reason, language, found.reason.code),
    )


def changes_table(dossier: Dossier, flips: Flips, language: Language) -> Table:
    """Return what would change the verdict, and what was tried and would not."""
    heads = (
        ("change", msg("were it so"), "left", True),
        ("status", msg("the verdict would be"), "left", True),
    )
    same = words_cell(msg("the same"), language)
    rows = [
        (words_cell(text, language), same if status is _SAME else status_cell(dossier, status, language))  # type: ignore[arg-type]
        for text, status in _changes(dossier, flips)
    ]
    notes = [msg("Each line was assessed anew with that one thing changed.")]
    return tabled(msg("What would change the verdict"), heads, rows, language, notes)  # type: ignore[arg-type]


_SAME = object()
"""Stands for a verdict that does not change."""


def _changes(dossier: Dossier, flips: Flips) -> Iterator[tuple[object, object]]:
    item = dossier.item
    now = None if item is None else item.status
    period = None if item is None or item.latest is None else item.latest.period
    if flips.value is not None:
        yield from _turned(msg("value of {period}", period=period), flips.value)
    if flips.numerator is not None:
        yield from _turned(msg("numerator of {period}", period=period), flips.numerator)
    if flips.as_printed is not None:
        text = msg("the printed value taken as exact, not the ratio behind it")
        yield text, _SAME if flips.as_printed == now else flips.as_printed
    yield from _ruled(flips, now)


def _turned(what: Message, turns: Turns) -> Iterator[tuple[object, object]]:
    start = plain(turns.start)
    for turn, end, none in (
        (
            turns.up,
            decimal(turns.highest),
            msg("{what}: any higher, up to {end}", what=what, end=plain(decimal(turns.highest))),
        ),
        (
            turns.down,
            decimal(turns.lowest),
            msg("{what}: any lower, down to {end}", what=what, end=plain(decimal(turns.lowest))),
        ),
    ):
        if turn is not None:
            yield (
                msg(
                    "{what}: {old} → {new} ({change})",
                    what=what,
                    old=start,
                    new=plain(turn.value),
                    change=f"{turn.delta:+f}",
                ),
                turn.status,
            )
        elif end != turns.start:
            yield none, _SAME


def _ruled(flips: Flips, now: Status | None) -> Iterator[tuple[object, object]]:
    others = [(name, found) for name, found in flips.methods]
    for name, found in others:
        if found.status != now:
            yield msg("method {method}", method=method_message(name)), found.status
    for comparison, found in flips.comparisons:
        yield comparison_message(comparison), _SAME if found.status == now else found.status
    for status in dict.fromkeys(found.status for _, found in flips.roundings):
        rules = Several(rounding_message(name) for name, found in flips.roundings if found.status == status)
        yield msg("rounding: {rules}", rules=rules), _SAME if status == now else status


def history_table(dossier: Dossier, language: Language) -> Table:
    """Return the days on which the verdict at this period changed, with the entries that changed it."""
    heads = (
        ("day", msg("known on"), "left", False),
        ("value", msg("latest value"), "right", False),
        ("status", msg("assessment"), "left", True),
        ("causes", msg("what changed it"), "left", True),
    )
    rows = [_moment(dossier, moment, language) for moment in dossier.moments]
    title = msg("The verdict at {period}, by the day it is known on", period=dossier.evaluation.period)
    notes = [msg("To see such a day whole: --known-on DATE.")]
    return tabled(title, heads, rows, language, notes)  # type: ignore[arg-type]


def _moment(dossier: Dossier, moment: Moment, language: Language) -> tuple[Cell, ...]:
    latest = None if moment.found is None else moment.found.latest
    value = "" if latest is None else f"{plain(latest.value)} ({period_text(latest.period, language)})"
    causes = joined([cause_message(dossier.evaluation, cause) for cause in moment.causes], language)
    return (
        words_cell(since(moment.day), language, moment.day.isoformat()),
        Cell(value, None if latest is None else latest.value),
        status_cell(dossier, moment.status, language),
        Cell(causes, causes or None),
    )


def cause_message(evaluation: Evaluation, entry: Entry) -> Message:
    """Return which entry it was that changed a verdict."""
    place = spot(evaluation, entry)
    if isinstance(entry, Observation):
        if entry.value is None:
            return msg("no value for {period} ({place})", period=entry.period, place=place)
        return msg(
            "value {value} of {period} ({place})", value=plain(entry.value), period=entry.period, place=place
        )
    if isinstance(entry, Withdrawal):
        return msg("withdrawal ({place})", place=place)
    if isinstance(entry, Indicator):
        return msg("edition of the indicator ({place})", place=place)
    return msg("edition of the plan ({place})", place=place)
