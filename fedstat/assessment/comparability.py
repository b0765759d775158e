"""Whether two values of a series may be compared: not across a break that nobody restated.

A break is a value marked B (from there on) or D (this value only), or a new edition of the indicator with
another definition. A restated baseline heals it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedstat.assessment.interface import Reading, Reason
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fedstat.model.indicator import Indicator


def restated(baseline: Reading, latest: Reading, series: Sequence[Reading]) -> Reading:
    """Return the baseline on the definition of *latest*: restated where the last break says so."""
    for reading in reversed(series):
        if baseline.period.last < reading.period.last <= latest.period.last and _breaks(reading, latest):
            value = None if reading.observation is None else reading.observation.baseline_restated
            return baseline if value is None else replace(baseline, value=value, exact=None)
    return baseline


def gap_between(
    earlier: Reading, latest: Reading, series: Sequence[Reading], editions: Sequence[Indicator]
) -> Reason | None:
    """Return why *earlier* and *latest* cannot be compared; None when they can."""
    for reading in series:
        if earlier.period.last < reading.period.last <= latest.period.last and _breaks(reading, latest):
            return Reason(
                code="break",
                message=msg("the definition changed in {period}", period=reading.period),
            )
    if _status(earlier) == "D":
        return Reason(
            code="break", message=msg("the value of {period} has another definition", period=earlier.period)
        )
    if any(
        (_stamp(earlier, editions) < change) != (_stamp(latest, editions) < change)
        for change in _definition_changes(editions)
    ):
        return Reason(code="definition", message=msg("a new edition changed the definition"))
    return None


def _breaks(reading: Reading, latest: Reading) -> bool:
    status = _status(reading)
    return status == "B" or (status == "D" and reading.period == latest.period)


def _status(reading: Reading) -> str:
    return "" if reading.observation is None else reading.observation.obs_status


def _definition_changes(editions: Sequence[Indicator]) -> list[datetime]:
    return [after.recorded for before, after in pairwise(editions) if after.definition != before.definition]


def _stamp(reading: Reading, editions: Sequence[Indicator]) -> datetime:
    """Return when a value was stated: entered, or first given as a baseline by an edition."""
    if reading.observation is not None:
        return reading.observation.recorded
    first = editions[-1]
    for edition in reversed(editions):
        if any(
            baseline.period == reading.period and baseline.value == reading.value
            for baseline in edition.baselines
        ):
            first = edition
        else:
            break
    return first.recorded
