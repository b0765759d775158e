"""Words of `explain`: where an entry stands, when it was recorded, what became of it."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.language import Message, msg, say
from fedstat.model.entry import FROM_THE_START
from fedstat.model.number import plain
from fedstat.reports.codes import obs_status_message, qualifier_message
from fedstat.reports.explain.terms import ratio_text
from fedstat.reports.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from fedstat.assessment import Evaluation
    from fedstat.language import Language
    from fedstat.model.entry import Entry
    from fedstat.model.observation import Observation
    from fedstat.model.target import Breakdown
    from fedstat.reports.explain.entries import Entered, State

_STATES: Final[dict[State, Message]] = {
    "decides": msg("decides the verdict"),
    "baseline": msg("is the baseline"),
    "previous": msg("is the previous value"),
    "stands": msg("stands"),
    "after": msg("after the period of the report"),
    "not-counted": msg("its status does not count"),
    "other-frequency": msg("of another frequency, not of this series"),
    "no-value": msg("no value"),
    "superseded": msg("superseded"),
    "withdrawn": msg("withdrawn"),
    "later": msg("recorded after the day looked back from"),
    "closed": msg("entered after the round was closed, dated before: does not count"),
}


def where(entry: Entry) -> str:
    """Return where an entry stands: file:line."""
    place = entry.origin.place
    return f"{place.file}:{place.line}"


def spot(evaluation: Evaluation, entry: Entry) -> Message | str:
    """Return where an entry stands: the line alone where it is in the ledger's main file."""
    if entry.origin.source.name != evaluation.known.ledger.name:
        return where(entry)
    return msg("line {line}", line=entry.origin.place.line)


def day_text(stamp: datetime) -> str:
    """Return the day of an entry, with the time where it has one; nothing of the plan as first written."""
    return "" if stamp == FROM_THE_START else stamp_text(stamp).replace("T", " ")


def stamp_text(stamp: datetime) -> str:
    """Return a stamp as a program reads it: a day, with the time where it has one."""
    return (stamp.date() if stamp.time() == time() else stamp).isoformat()


def since(day: date) -> Message | str:
    """Return a day as a history begins with it."""
    return msg("at first") if day == date.min else day.isoformat()


def joined(parts: Iterable[object], language: Language) -> str:
    """Return clauses one after the other, empty ones left out."""
    said = list(dict.fromkeys(text for part in parts if (text := say(part, language))))
    clauses = [text.rstrip("。.；;") for text in said[:-1]] + said[-1:]
    return ("；" if language == "zh" else "; ").join(clauses)


def breakdown_text(evaluation: Evaluation, breakdown: Breakdown, language: Language) -> str:
    """Return a sub-group by the names of its categories; nothing of the total."""
    names: dict[tuple[str, str], str] = {}
    for dimension in evaluation.known.dimensions.values():
        for identity, name, english in dimension.category_names:
            names[dimension.id, identity] = english if language == "en" and english else name
    comma = "、" if language == "zh" else ", "
    return comma.join(names.get(pair, pair[1]) for pair in breakdown)


def state_text(evaluation: Evaluation, entry: Entered, language: Language) -> str:
    """Return what an entry is to the verdict, or what became of it."""
    return joined(_states(evaluation, entry, language), language)


def _states(evaluation: Evaluation, entry: Entered, language: Language) -> Iterable[object]:
    observation, before = entry.observation, entry.superseded
    withdrawal = entry.withdrawal
    if entry.successor is not None:
        yield msg("superseded on {day}", day=day_text(entry.successor.recorded))
    elif withdrawal is not None:
        yield msg("withdrawn on {day}", day=day_text(withdrawal.recorded))
        yield withdrawal.reason
        yield _named(evaluation, withdrawal.by, language)
        yield spot(evaluation, withdrawal)
    else:
        yield _STATES[entry.state]
    if entry.carried:
        yield msg("carried to {view}", view=evaluation.period)
    if before is not None and before.value is not None and observation.value is not None:
        change = observation.value - before.value
        yield msg("revises {old} ({change})", old=plain(before.value), change=f"{change:+f}")
    elif before is not None:
        yield msg("revises the entry before")


def _named(evaluation: Evaluation, unit: str, language: Language) -> str:
    return name_of(evaluation.known.member_units.get(unit), language, unit)


def value_text(entry: Observation) -> Message | str:
    """Return a value as it was given; of none, why."""
    return obs_status_message(entry.obs_status) if entry.value is None else plain(entry.value)


def particulars(evaluation: Evaluation, entry: Observation, unit: str, language: Language) -> str:
    """Return what else an entry says: computation, status, words, source, evidence, people."""
    return joined(_particulars(evaluation, entry, unit, language), language)


def _particulars(
    evaluation: Evaluation, entry: Observation, unit: str, language: Language
) -> Iterable[Message | str]:
    ratio = ratio_text(entry, unit)
    if ratio is not None and entry.value is not None:
        yield computation(ratio, entry.value, entry.exact)
    if entry.obs_status != "A" and entry.value is not None:
        yield obs_status_message(entry.obs_status)
    if entry.qualifier != "exact":
        yield qualifier_message(entry.qualifier)
    if entry.as_printed:
        yield msg("printed as “{text}”", text=entry.as_printed)
    if entry.baseline_restated is not None:
        yield msg("baseline restated: {value}", value=plain(entry.baseline_restated))
    yield entry.note
    for label, text in (
        (msg("source"), entry.source),
        (msg("evidence"), entry.evidence),
        (msg("reported by"), _named(evaluation, entry.reported_by, language)),
        (msg("reviewed by"), entry.reviewed_by),
        (msg("approved by"), entry.approved_by),
    ):
        if text:
            yield msg("{label}: {text}", label=label, text=text)


def computation(ratio: str, value: Decimal, exact: Fraction | None) -> str:
    """Return a ratio with what comes out of it: 412 / 1260 × 100 ≈ 32.70."""
    return f"{ratio} {'=' if exact == Fraction(value) else '≈'} {plain(value)}"
