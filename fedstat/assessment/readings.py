"""Which value counts at a period: the period's own, an earlier one carried, or none with a reason.

A half-year's figure never stands for a year's, a forecast decides nothing, and a value older than its
frequency and lag allow is no data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.assessment.interface import NoDataCode, Reading, Reason
from fedstat.language import Message, msg
from fedstat.model.frequency import belongs, months_between_values, own_period
from fedstat.model.observation import BREAKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fedstat.model.indicator import Indicator
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period

Series = list[Reading]
"""The values of one series that may decide a verdict, oldest first."""

_STATUS_REASONS: Final[dict[str, NoDataCode]] = {
    "L": "not-surveyed",
    "M": "not-applicable",
    "O": "not-known",
    "Q": "not-public",
    "K": "included-elsewhere",
}


def no_data_message(code: NoDataCode) -> Message:
    """Return the reason in words."""
    words: dict[NoDataCode, Message] = {
        "not-surveyed": msg("not surveyed in this period"),
        "not-published": msg("not yet published"),
        "not-reported": msg("not reported"),
        "not-public": msg("not public"),
        "not-applicable": msg("does not apply to the area"),
        "not-known": msg("not known"),
        "included-elsewhere": msg("included in another indicator"),
        "not-counted": msg("its status does not count"),
    }
    return words[code]


def series_of(
    observations: Mapping[Period, Observation], indicator: Indicator, counts: Sequence[str]
) -> Series:
    """Return the values that may decide, oldest first: of the series' own frequency and a status that counts.

    A value on a new definition (B, D) counts as a value; what is not computed across it is decided later.
    """
    chosen = [
        Reading(period=period, value=observation.value, exact=observation.exact, observation=observation)
        for period, observation in observations.items()
        if observation.value is not None
        and (observation.obs_status in counts or observation.obs_status in BREAKS)
        and belongs(period, indicator.frequency)
    ]
    if len(chosen) > 1:
        chosen.sort(key=_end)
    return chosen


def _end(reading: Reading) -> int:
    """Return what orders the values of one series: the last month, of terms their number."""
    return reading.period.last


def reading_at(view: Period, series: Series, indicator: Indicator) -> Reading | None:
    """Return the value that counts at *view*, marked when it is carried; None when there is none."""
    own = own_period(view, indicator.frequency)
    for reading in reversed(series):
        if not reading.period.dated:
            return reading
        if reading.period.last <= own.last:
            return _carried(reading, own, indicator)
    return None


def _carried(reading: Reading, own: Period, indicator: Indicator) -> Reading | None:
    age = own.last - reading.period.last
    if age == 0:
        return reading
    frequency = indicator.frequency
    if frequency != "term" and age >= months_between_values(frequency) * (1 + indicator.lag):
        return None
    return Reading(
        period=reading.period,
        value=reading.value,
        exact=reading.exact,
        carried=True,
        observation=reading.observation,
    )


def why_no_data(view: Period, observations: Mapping[Period, Observation], indicator: Indicator) -> Reason:
    """Return why no value counts at *view*: what the ledger says, else what frequency and lag tell."""
    own = own_period(view, indicator.frequency)
    said = observations.get(own)
    code: NoDataCode
    if said is not None and said.obs_status in _STATUS_REASONS:
        code = _STATUS_REASONS[said.obs_status]
    elif said is not None and said.value is not None:
        code = "not-counted"
    elif indicator.lag:
        code = "not-published"
    else:
        code = "not-reported"
    return Reason(code=code, message=no_data_message(code))
