"""What was entered after a round was closed, dated as if it had been there before, or closes it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.errors import Finding
from fedstat.language import Message, msg
from fedstat.model.entry import FROM_THE_START, stands_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.model.entry import Entry
    from fedstat.model.ledger import Known
    from fedstat.model.plan import Closing


def entries_after_closing(known: Known) -> Iterator[Finding]:
    """Yield the entries that stand after a closing but are dated on or before it."""
    closings = sorted(known.closings.values(), key=lambda closing: closing.origin.sequence)
    if not closings:
        return
    first = closings[0].origin.sequence
    for entry in known.ledger.everything():
        if entry.origin.sequence > first:
            broken = [closing for closing in closings if _slipped_in(entry, closing)]
            if broken:
                yield Finding(
                    "entry-after-closing", entry.origin.at("recorded"), *_said(entry, broken[-1], known)
                )


def closings_repeated(known: Known) -> Iterator[Finding]:
    """Yield every further closing of a round that is closed already: it changes nothing."""
    for closing in known.ledger.closings:
        first = known.closings.get(closing.round, closing)
        if closing is not first:
            yield Finding(
                "closing-repeated",
                closing.origin.at("round"),
                msg(
                    "“{round}” was closed on {day} already, and stays as it was closed then.",
                    round=round_name(known, first),
                    day=first.recorded.date(),
                ),
                msg("Take this closing out; what has changed since belongs to a round of its own."),
            )


def round_name(known: Known, closing: Closing) -> str:
    """Return what the round of a closing is called."""
    standing = known.rounds.get(closing.round)
    return standing.name if standing else closing.round


def _slipped_in(entry: Entry, closing: Closing) -> bool:
    return stands_after(entry, closing) and entry.recorded <= closing.recorded


def _said(entry: Entry, closing: Closing, known: Known) -> tuple[Message, Message]:
    name = round_name(known, closing)
    day = closing.recorded.date()
    remedy = msg("Write the day on which it was really entered, later than {day}.", day=day)
    if entry.recorded == FROM_THE_START:
        return msg(
            "The entry stands after the closing of “{round}” ({day}) and has no “recorded”.",
            round=name,
            day=day,
        ), remedy
    return msg(
        "The entry stands after the closing of “{round}” ({day}) but is dated {recorded}: it does not count.",
        round=name,
        day=day,
        recorded=entry.recorded.date(),
    ), remedy
