"""Which edition an entry was written under: the one in force when it was recorded.

A value's digits and the period of a baseline that names none follow from plan and indicator. They follow from
them as they stood then, so that a later edition never changes what an earlier entry says; nor does an edition
that was put in behind a closing and dated back.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic

from fedstat.model.entry import FROM_THE_START, EntryT, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedstat.errors import Origin
    from fedstat.model.entry import Entry


class Sealings:
    """Where and when rounds were closed."""

    def __init__(self, closings: Iterable[tuple[Origin, object]]) -> None:
        """Take every closing's place and what stands there as its day."""
        self._closings = [
            (origin.source.name, origin.sequence, stamp_of(recorded)) for origin, recorded in closings
        ]

    def let_in(self, entry: Entry) -> bool:
        """Whether an entry was not put in behind a closing and dated back."""
        origin = entry.origin
        return not any(
            origin.source.name == name and origin.sequence > sequence and entry.recorded <= sealed
            for name, sequence, sealed in self._closings
        )


class InForce(Generic[EntryT]):
    """The editions of one thing by the day from which each is in force."""

    def __init__(self, editions: Iterable[EntryT]) -> None:
        """Take the editions, of which there is at least one."""
        self._editions = sorted(editions, key=lambda edition: edition.recorded)
        self._stamps = [edition.recorded for edition in self._editions]

    @property
    def changes(self) -> list[datetime]:
        """When another edition came into force."""
        return self._stamps[1:]

    def at(self, recorded: datetime) -> EntryT:
        """Return the edition in force when something was *recorded*; before the first one, that one."""
        return self.since(recorded)[0]

    def since(self, recorded: datetime) -> Sequence[EntryT]:
        """Return the edition in force when something was *recorded*, and the later ones."""
        return self._editions[max(bisect_right(self._stamps, recorded) - 1, 0) :]


def stamp_of(recorded: object) -> datetime:
    """Return the stamp that stands in a file; what is none is as from the start, and told elsewhere."""
    if isinstance(recorded, datetime):
        return recorded if recorded.tzinfo is None else FROM_THE_START
    return stamp(recorded if isinstance(recorded, date) else None)
