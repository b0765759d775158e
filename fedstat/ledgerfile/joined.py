"""The result of a join, read again: what is wrong with it that was not before, and what was given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fedstat.errors import Finding
    from fedstat.ledgerfile.joining import Joined, Side, Spot
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation


class Given(Struct, frozen=True):
    """A value, and where a copy gives it."""

    observation: Observation
    file: str
    line: int


class Double(Struct, frozen=True):
    """Two values for one key, one from each side, with different stamps."""

    ours: Given
    theirs: Given
    counts: Observation | None
    """What counts of everything that was given for the key; None when it was withdrawn."""


def new_errors(
    joined: Joined, result: Iterable[Finding], before: Mapping[Side, Iterable[Finding]]
) -> list[Finding]:
    """Return the errors of the *result* that neither copy had, each at its line in the copy."""
    known = {(finding.code, side, _line(finding)) for side in before for finding in before[side]}
    return [
        joined.home(finding)
        for finding in result
        if finding.severity == "error" and not known.intersection(_ways(finding, joined.spot(_line(finding))))
    ]


def _line(finding: Finding) -> int:
    place = finding.place
    return place.line if place else 0


def _ways(finding: Finding, spot: Spot) -> Iterator[tuple[str, Side, int]]:
    """Yield how an error would be known: what stood before stands on the same line in both copies."""
    sides: tuple[Side, ...] = ("ours", "theirs") if spot.side == "base" else (spot.side,)
    return ((finding.code, side, spot.line) for side in sides)


def doubles(joined: Joined, ledger: Ledger) -> list[Double]:
    """Return the keys of the joined *ledger* to which both sides gave a value, with different stamps."""
    entries: dict[object, list[Observation]] = {}
    for entry in ledger.entries:
        entries.setdefault(entry.key, []).append(entry)
    found = (_double(joined, several, ledger) for several in entries.values() if len(several) > 1)
    return [double for double in found if double]


def _double(joined: Joined, several: Sequence[Observation], ledger: Ledger) -> Double | None:
    last: dict[Side, Given] = {}
    for entry in sorted(several, key=lambda entry: entry.recorded):
        spot = joined.spot(entry.origin.place.line)
        last[spot.side] = Given(entry, joined.names[spot.side], spot.line)
    ours, theirs = last.get("ours"), last.get("theirs")
    if ours is None or theirs is None or ours.observation.recorded == theirs.observation.recorded:
        return None
    entry = theirs.observation
    series = ledger.known().series.get((entry.indicator, entry.reference_area, entry.breakdown), {})
    return Double(ours, theirs, series.get(entry.period))
