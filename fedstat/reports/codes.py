"""The codes of a ledger (observation status, qualifier, frequency) in the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.language import Message, msg

if TYPE_CHECKING:
    from fedstat.model.frequency import Frequency
    from fedstat.model.observation import ObsStatus, Qualifier

_OBS_STATUSES: Final[dict[ObsStatus, Message]] = {
    "A": msg("normal", context="obs_status"),
    "B": msg("break in the series", context="obs_status"),
    "D": msg("definition differs", context="obs_status"),
    "E": msg("estimated", context="obs_status"),
    "F": msg("forecast", context="obs_status"),
    "G": msg("experimental", context="obs_status"),
    "H": msg("holiday", context="obs_status"),
    "I": msg("imputed", context="obs_status"),
    "J": msg("derogation", context="obs_status"),
    "K": msg("included elsewhere", context="obs_status"),
    "L": msg("not surveyed", context="obs_status"),
    "M": msg("does not apply", context="obs_status"),
    "N": msg("not significant", context="obs_status"),
    "O": msg("not known", context="obs_status"),
    "P": msg("provisional", context="obs_status"),
    "Q": msg("not public", context="obs_status"),
    "S": msg("strike", context="obs_status"),
    "U": msg("low reliability", context="obs_status"),
    "V": msg("unvalidated", context="obs_status"),
    "W": msg("includes another category", context="obs_status"),
}
_QUALIFIERS: Final[dict[Qualifier, Message]] = {
    "exact": msg("exact"),
    "rounded": msg("rounded"),
    "about": msg("about"),
    "more than": msg("more than"),
    "nearly": msg("nearly"),
    "at least": msg("at least"),
}
_FREQUENCIES: Final[dict[Frequency, Message]] = {
    "A": msg("yearly", context="frequency"),
    "H": msg("half-yearly", context="frequency"),
    "Q": msg("quarterly", context="frequency"),
    "M": msg("monthly", context="frequency"),
    "term": msg("once a term", context="frequency"),
}


def obs_status_message(status: ObsStatus) -> Message:
    """Return what a code of SDMX CL_OBS_STATUS means: 正常, 初步数, 口径变化."""
    return _OBS_STATUSES[status]


def qualifier_message(qualifier: Qualifier) -> Message:
    """Return how exact a printed number is: 确数, 约, 近."""
    return _QUALIFIERS[qualifier]


def frequency_message(frequency: Frequency) -> Message:
    """Return how often an indicator is measured: 每年, 每半年, 每5年, 每届."""
    known = _FREQUENCIES.get(frequency)
    return known or msg("every {years} years", context="frequency", years=frequency[1:])
