"""Every value that was ever entered for an indicator, in order, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from fedstat.model.entry import end_of
from fedstat.model.frequency import belongs
from fedstat.model.observation import BREAKS

if TYPE_CHECKING:
    from fedstat.assessment import Evaluation
    from fedstat.model.entry import Entry
    from fedstat.model.indicator import Indicator
    from fedstat.model.observation import Observation
    from fedstat.model.plan import Withdrawal
    from fedstat.model.target import Breakdown
    from fedstat.reports.explain.footing import Footing

State = Literal[
    "decides",
    "baseline",
    "previous",
    "stands",
    "after",
    "not-counted",
    "other-frequency",
    "no-value",
    "superseded",
    "withdrawn",
    "later",
    "closed",
]
"""What an entry is to the verdict: the value judged, baseline or previous value, or none of them and why."""


class Entered(Struct, frozen=True, kw_only=True):
    """One entry of a value with what became of it."""

    observation: Observation
    state: State
    carried: bool = False
    """Whether it stands for a later period than its own."""
    successor: Observation | None = None
    """The entry that superseded it."""
    withdrawal: Withdrawal | None = None
    """What took it back."""
    superseded: Observation | None = None
    """The entry of the same key that it superseded."""


def knows(evaluation: Evaluation, entry: Entry) -> bool:
    """Whether an evaluation takes *entry* into account: recorded in time, and not put in behind a closing."""
    return evaluation.known.sieve.passes(entry)


def entered(
    evaluation: Evaluation, indicator: Indicator, footings: tuple[Footing, ...]
) -> tuple[Entered, ...]:
    """Return every entry of the indicator's values, by area, breakdown and period, as they were recorded.

    Of an indicator that shares another one's values they are the other one's.
    """
    code = indicator.same_as or indicator.code
    entries = [entry for entry in evaluation.known.ledger.entries if entry.indicator == code]
    areas = [evaluation.reference_area, *(entry.reference_area for entry in entries)]
    order = list(dict.fromkeys(areas))
    groups = list(dict.fromkeys([*(each.verdict.breakdown for each in footings), *_breakdowns(entries)]))
    entries.sort(
        key=lambda entry: (
            order.index(entry.reference_area),
            groups.index(entry.breakdown),
            entry.period,
            entry.recorded,
        )
    )
    ledger = _Ledger(evaluation, indicator, footings)
    return tuple(ledger.entered(entry, entries) for entry in entries)


def _breakdowns(entries: list[Observation]) -> list[Breakdown]:
    return sorted(entry.breakdown for entry in entries)


class _Ledger:
    """Tells what became of each entry."""

    def __init__(self, evaluation: Evaluation, indicator: Indicator, footings: tuple[Footing, ...]) -> None:
        self.evaluation = evaluation
        self.indicator = indicator
        self.standing = {
            id(entry) for series in evaluation.known.series.values() for entry in series.values()
        }
        self.roles: dict[int, tuple[State, bool]] = {}
        for footing in footings:
            for reading, role in (
                (footing.values.previous, "previous"),
                (footing.values.baseline, "baseline"),
                (footing.values.latest, "decides"),
            ):
                if reading is not None and reading.observation is not None:
                    self.roles[id(reading.observation)] = role, reading.carried  # type: ignore[assignment]

    def entered(self, entry: Observation, entries: list[Observation]) -> Entered:
        if not knows(self.evaluation, entry):
            late = entry.recorded >= end_of(self.evaluation.known_on)
            return Entered(observation=entry, state="later" if late else "closed")
        same = [other for other in entries if other.key == entry.key and knows(self.evaluation, other)]
        place = next(index for index, other in enumerate(same) if other is entry)
        superseded = same[place - 1] if place else None
        if place + 1 < len(same):
            return Entered(
                observation=entry, state="superseded", successor=same[place + 1], superseded=superseded
            )
        if id(entry) not in self.standing:
            return Entered(
                observation=entry,
                state="withdrawn",
                withdrawal=self._withdrawal(entry),
                superseded=superseded,
            )
        state, carried = self.roles.get(id(entry)) or (self._state(entry), False)
        return Entered(observation=entry, state=state, carried=carried, superseded=superseded)

    def _withdrawal(self, entry: Observation) -> Withdrawal | None:
        """Return the withdrawal that took a value back."""
        return next(
            (
                each
                for each in self.evaluation.known.ledger.withdrawals
                if (each.indicator, each.period) == (entry.indicator, entry.period)
                and each.reference_area == entry.reference_area
                and each.breakdown in {None, entry.breakdown}
                and entry.recorded <= each.recorded
                and knows(self.evaluation, each)
            ),
            None,
        )

    def _state(self, entry: Observation) -> State:
        if entry.value is None:
            return "no-value"
        if not belongs(entry.period, self.indicator.frequency):
            return "other-frequency"
        if entry.obs_status not in {*self.evaluation.known.plan.counts, *BREAKS}:
            return "not-counted"
        return "after" if entry.period > self.evaluation.period else "stands"
