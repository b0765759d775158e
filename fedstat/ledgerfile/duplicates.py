"""Entries that contradict each other: one key, one stamp, two contents."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from fedstat.errors import Finding
from fedstat.language import msg
from fedstat.model.entry import FROM_THE_START

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from datetime import datetime

    from fedstat.model.entry import Entry, EntryT
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation

_LATER: Final = timedelta(hours=9)


def contradictions(ledger: Ledger) -> Iterator[Finding]:
    """Yield every entry that says something else than an earlier one of the same key and stamp."""
    for named in (
        *(ledger.parts, ledger.dimensions, ledger.domains, ledger.goals),
        *(ledger.member_units, ledger.areas, ledger.rounds, ledger.profiles),
    ):
        yield from _pairs(named, lambda entry: entry.id)
    yield from _pairs(_dated(ledger.plans), lambda _: "plan")
    yield from _pairs(_dated(ledger.indicators), lambda indicator: indicator.code)
    yield from _pairs(ledger.explanations, lambda entry: (entry.indicator, entry.period))
    yield from _pairs(ledger.judgements, lambda entry: (entry.indicator, entry.period))
    yield from _pairs(ledger.closings, lambda closing: closing.round)
    yield from _pairs((claim for claim in ledger.claims if claim.id), lambda claim: claim.id)
    yield from _values(ledger.entries)


def _dated(entries: Iterable[EntryT]) -> Iterator[EntryT]:
    """Yield the entries with a date; that an edition has none is told already."""
    return (entry for entry in entries if entry.recorded != FROM_THE_START)


def _pairs(entries: Iterable[EntryT], key: Callable[[EntryT], Hashable]) -> Iterator[Finding]:
    first: dict[Hashable, EntryT] = {}
    for entry in entries:
        other = first.setdefault((key(entry), entry.recorded), entry)
        if other is not entry and other != entry:
            yield _contradiction(entry, other)


def _values(entries: Iterable[Observation]) -> Iterator[Finding]:
    """Yield the contradictions among values; those of one submission share all of their key but the code."""
    groups: dict[Hashable, dict[str, Observation]] = {}
    shared: tuple[object, ...] = ()
    group: dict[str, Observation] = {}
    for entry in entries:
        head = (entry.period, entry.reference_area, entry.breakdown, entry.recorded)
        if head != shared:
            shared = head
            group = groups.setdefault(head, {})
        other = group.setdefault(entry.indicator, entry)
        if other is not entry and other != entry:
            yield _contradiction(entry, other)


def _contradiction(entry: Entry, other: Entry) -> Finding:
    place = other.origin.place
    return Finding(
        "duplicate-entry",
        entry.origin,
        msg(
            "At {file}:{line} stands another entry for the same, with the same date and another content.",
            file=place.file,
            line=place.line,
        ),
        msg(
            "Keep one of the two; a correction is dated later: {line}",
            line=f"recorded = {_later(entry.recorded)}",
        ),
    )


def _later(recorded: datetime) -> str:
    """Return a stamp after *recorded*, as an example."""
    return "2023-12-25" if recorded == FROM_THE_START else (recorded + _LATER).isoformat()
