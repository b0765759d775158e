"""Withdrawals that take nothing back: the value was never entered, or only afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.checks.places import is_whole
from fedstat.errors import Finding
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.language import Message
    from fedstat.model.entry import Entry
    from fedstat.model.ledger import Known, Ledger
    from fedstat.model.plan import Withdrawal


def withdrawals_of_nothing(known: Known) -> Iterator[Finding]:
    """Yield the withdrawals without which the ledger would say the same."""
    for withdrawal in known.ledger.withdrawals:
        meant = _meant(known.ledger, withdrawal)
        idle = all(entry.recorded > withdrawal.recorded for entry in meant)
        if idle and is_whole(known, withdrawal.origin):
            indicator = known.indicators.get(withdrawal.indicator)
            name = indicator.name if indicator else withdrawal.indicator
            place = withdrawal.origin.at("recorded" if meant else "period")
            yield Finding("withdrawal-idle", place, *_said(withdrawal, name, late=bool(meant)))


def _meant(ledger: Ledger, withdrawal: Withdrawal) -> list[Entry]:
    """Return the entries that a withdrawal names, whenever they were recorded."""
    if withdrawal.period is None:
        return [entry for entry in ledger.indicators if entry.code == withdrawal.indicator]
    return [
        entry
        for entry in ledger.entries
        if entry.indicator == withdrawal.indicator
        and entry.period == withdrawal.period
        and entry.reference_area == withdrawal.reference_area
        and withdrawal.breakdown in {None, entry.breakdown}
    ]


def _said(withdrawal: Withdrawal, name: str, *, late: bool) -> tuple[Message, Message]:
    if late:
        return (
            msg(
                "The withdrawal takes nothing back: what it names of “{name}” was recorded later.", name=name
            ),
            msg("Write the day on which it was withdrawn: {line}", line="recorded = 2023-12-25"),
        )
    return (
        msg(
            "The withdrawal takes nothing back: “{name}” has no such value for {period}.",
            name=name,
            period=withdrawal.period,
        ),
        msg("Correct the indicator, the period, the area or the breakdown."),
    )
