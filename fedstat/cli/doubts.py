"""What may be a slip in values that are about to be appended: every command that appends values asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.language import Message
    from fedstat.model.observation import Observation


def superseded(old: Observation | None, new: Observation) -> Message | None:
    """Return that a later entry stands for the same, so that the new one counts for earlier days only."""
    from fedstat.reports.words import day

    if old is None or new.recorded >= old.recorded:
        return None
    return msg(
        "A later entry of {day} stands for the same, so this one counts for earlier days only.",
        day=day(old.recorded),
    )


def unbegun(new: Observation) -> Message | None:
    """Return that the value's period begins after the day on which it is recorded; a forecast's may."""
    month = new.recorded.year * 12 + new.recorded.month - 1
    if new.value is None or new.obs_status == "F" or not new.period.dated or new.period.first <= month:
        return None
    return msg(
        "{period} had not begun on {day}; a forecast is given with obs_status F.",
        period=new.period,
        day=new.recorded.date(),
    )
