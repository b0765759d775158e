"""How a verdict came about: what it would have been on each day, and which entry changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedstat.reports.explain.entries import knows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fedstat.assessment import Assessment
    from fedstat.model.entry import Entry
    from fedstat.model.plan import Status
    from fedstat.reports.explain.replay import Replay


class Moment(Struct, frozen=True, kw_only=True):
    """A day from which on the verdict, or what it rests on, was another one."""

    day: date
    """date.min stands for the plan as first written."""
    found: Assessment | None
    """None while the plan did not have the indicator."""
    causes: tuple[Entry, ...]
    """The entries of the day that made the difference; all of them where none alone did."""

    @property
    def status(self) -> Status | None:
        """The status from this day on."""
        return None if self.found is None else self.found.status


def moments_of(replay: Replay) -> tuple[Moment, ...]:
    """Return the days on which the verdict at the same period changed, or the value it rests on, in order."""
    moments: list[Moment] = []
    for day, entries in _days(replay).items():
        found = replay.on(day)
        if not moments or _rests_on(found) != _rests_on(moments[-1].found):
            causes = entries if moments else ()
            moments.append(Moment(day=day, found=found, causes=_causes(replay, day, found, causes)))
    return tuple(moments)


def _days(replay: Replay) -> dict[date, tuple[Entry, ...]]:
    """Return the entries of each day on which something was recorded that may have a say."""
    first = min(plan.recorded for plan in replay.ledger.plans)
    days: dict[date, list[Entry]] = {}
    for entry in _entries(replay):
        if knows(replay.evaluation, entry):
            days.setdefault(max(entry.recorded, first).date(), []).append(entry)
    return {day: tuple(days[day]) for day in sorted(days)}


def _entries(replay: Replay) -> Iterator[Entry]:
    ledger = replay.ledger
    for several in (ledger.plans, ledger.indicators, ledger.entries, ledger.withdrawals):
        yield from several


def _rests_on(found: Assessment | None) -> object:
    if found is None:
        return None
    readings = (found.baseline, found.latest)
    return found.status, found.reason.code, *((each.period, each.number) for each in readings if each)


def _causes(
    replay: Replay, day: date, found: Assessment | None, entries: tuple[Entry, ...]
) -> tuple[Entry, ...]:
    """Return those of *entries* without any one of which the day would have ended otherwise."""
    alone = tuple(
        entry for entry in entries if _rests_on(replay.on(day, replay.without(entry))) != _rests_on(found)
    )
    return alone or entries
