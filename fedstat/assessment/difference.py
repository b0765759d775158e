"""What changed between two evaluations: which status moved where, and why; both sides add up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from fedstat.assessment.causes import Causes, Why
from fedstat.assessment.evaluation import Selection
from fedstat.errors import FedstatError
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.assessment.evaluation import Assessment, Evaluation
    from fedstat.model.indicator import Indicator
    from fedstat.model.plan import Status

Turn = Literal["lost", "worse", "dark", "met", "better", "seen", "other", "added", "removed", "same"]
TURNS: Final[tuple[Turn, ...]] = (
    *("lost", "worse", "dark", "met", "better", "seen"),
    *("other", "added", "removed", "same"),
)
"""Which way a status went, in the order in which they are told: what was met and is no longer comes first."""
_ORDER: Final[tuple[Status, ...]] = ("met", "on-track", "behind", "flat", "moving-away", "missed")
"""The statuses with a verdict, the best first."""


class Move(Struct, frozen=True, kw_only=True):
    """One indicator on both sides; None where it does not stand."""

    before: Assessment | None
    after: Assessment | None
    turn: Turn
    why: Why | None = None
    """What brought it about; None where the status is the same, or stands on one side only."""

    @property
    def indicator(self) -> Indicator:
        """The later edition."""
        item = self.after or self.before
        assert item is not None  # noqa: S101 - a move has one side at least
        return item.indicator

    @property
    def statuses(self) -> tuple[Status | None, Status | None]:
        """The status before and after."""
        return (
            None if self.before is None else self.before.status,
            None if self.after is None else self.after.status,
        )


class Difference(Struct, frozen=True, kw_only=True):
    """Two evaluations held against each other."""

    before: Evaluation
    after: Evaluation
    selection: Selection
    moves: tuple[Move, ...]
    """Every indicator that was chosen, whether its status moved or not, in the order of the ledger."""

    @property
    def matrix(self) -> Counter[tuple[Status | None, Status | None]]:
        """How many went from which status to which."""
        return Counter(move.statuses for move in self.moves)


def difference(before: Evaluation, after: Evaluation, selection: Selection) -> Difference:
    """Return what changed from one evaluation to another, of the indicators that are chosen on either side.

    Raises:
        FedstatError: the moves do not make the counts of one side into those of the other.
    """
    first = {item.indicator.code: item for item in before}
    last = {item.indicator.code: item for item in after}
    causes = Causes(before, after)
    moves = tuple(
        _move(causes, first.get(code), last.get(code))
        for code in dict.fromkeys((*last, *first))
        if _takes(selection, first.get(code), last.get(code))
    )
    found = Difference(before=before, after=after, selection=selection, moves=moves)
    reconcile(found)
    return found


def _takes(selection: Selection, before: Assessment | None, after: Assessment | None) -> bool:
    sides = [item for item in (before, after) if item is not None]
    return any(selection.takes(item.indicator) for item in sides) and (
        not selection.status or any(item.status in selection.status for item in sides)
    )


def _move(causes: Causes, old: Assessment | None, new: Assessment | None) -> Move:
    turn = turn_of(None if old is None else old.status, None if new is None else new.status)
    told = None
    if old is not None and new is not None and turn != "same":
        told = causes.why(old, new)
    return Move(before=old, after=new, turn=turn, why=told)


def turn_of(old: Status | None, new: Status | None) -> Turn:
    """Return which way a status went."""
    if old is None or new is None:
        return "added" if old is None else "removed"
    if old == new:
        return "same"
    if old not in _ORDER and new not in _ORDER:
        return "other"
    if new not in _ORDER:
        return "dark"
    if new == "met":
        return "met"
    if old not in _ORDER:
        return "seen"
    if old == "met":
        return "lost"
    return "worse" if _ORDER.index(new) > _ORDER.index(old) else "better"


def reconcile(found: Difference) -> None:
    """Refuse moves that do not make the counts of one side into those of the other.

    Raises:
        FedstatError: they do not.
    """
    for side, place in ((found.before, 0), (found.after, 1)):
        codes = {move.indicator.code for move in found.moves if move.statuses[place] is not None}
        counted = Counter(item.status for item in side if item.indicator.code in codes)
        moved: Counter[Status] = Counter()
        for pair, count in found.matrix.items():
            status = pair[place]
            if status is not None:
                moved[status] += count
        whole = counted if found.selection != Selection() else +Counter(side.counts().statuses)
        if not moved == counted == whole:
            raise FedstatError(
                msg("The moves do not add up to the counts of both sides; nothing is printed."),
                msg("This is a fault of fedstat; please report it with the ledger."),
            )
