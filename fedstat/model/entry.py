"""What every entry of a ledger has: a key, the day it was recorded, and where it stands."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from fedstat.errors import Origin

FROM_THE_START: Final = datetime.min  # noqa: DTZ901 - ledger stamps are local times without offset
"""The stamp of an entry without `recorded`: known before anything else."""


class Entry(Protocol):
    """Anything that stands in a ledger under a key and can be superseded."""

    @property
    def recorded(self) -> datetime:
        """When it entered the ledger, local time; a date counts as the start of its day."""
        ...

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        ...


EntryT = TypeVar("EntryT", bound=Entry)


def stands_after(entry: Entry, closing: Entry) -> bool:
    """Whether *entry* was appended after *closing*; between two files nothing tells which came first."""
    later, sealed = entry.origin, closing.origin
    return later.sequence > sealed.sequence and later.source.name == sealed.source.name


def counts_under(entry: Entry, closing: Entry) -> bool:
    """Whether *entry* was there when *closing* sealed a round: neither dated later nor put in afterwards."""
    return entry.recorded <= closing.recorded and not stands_after(entry, closing)


def stamp(recorded: date | datetime | None) -> datetime:
    """Return when an entry became known: a date counts as the start of its day, none as from the start."""
    if recorded is None:
        return FROM_THE_START
    return recorded if isinstance(recorded, datetime) else datetime.combine(recorded, time())


def end_of(day: date | None) -> datetime:
    """Return the first moment after *day*; without a day, a moment after every stamp."""
    if day is None or day == date.max:
        return datetime.max  # noqa: DTZ901 - as above
    return datetime.combine(day, time()) + timedelta(days=1)


def latest(
    entries: Iterable[EntryT], key: Callable[[EntryT], Hashable], before: datetime
) -> dict[Hashable, EntryT]:
    """Return of each key the entry recorded last *before* a moment, whatever the order of the file.

    The keys stand in the order in which the file first names them.
    """
    current: dict[Hashable, EntryT] = {}
    for entry in entries:
        if entry.recorded < before:
            name = key(entry)
            standing = current.get(name)
            if standing is None or standing.recorded <= entry.recorded:
                current[name] = entry
    return current
