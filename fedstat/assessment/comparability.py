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
from fedstat.model.observation import BREAKS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fedstat.model.indicator import Indicator


def breaks_in(series: Sequence[Reading]) -> list[Reading]:
    """Return the values of a series that stand on another definition than those before them."""
    return [reading for reading in series if _status(reading) in BREAKS]


def restated(baseline: Reading, latest: Reading, breaks: Sequence[Reading]) -> Reading:
    """Return the baseline on the definition of *latest*: restated where the last break says so."""
    for reading in reversed(breaks):
        if _parts(reading, baseline, latest):
            value = None if reading.observation is None else reading.observation.baseline_restated
            return baseline if value is None else replace(baseline, value=value, exact=None)
    return baseline


def gap_between(
    earlier: Reading, latest: Reading, breaks: Sequence[Reading], editions: Sequence[Indicator]
) -> Reason | None:
    """Return why *earlier* and *latest* cannot be compared; None when they can."""
    for reading in breaks:
        if _parts(reading, earlier, latest):
            return Reason(
                code="break",
                message=msg("the definition changed in {period}", period=reading.period),
            )
        if reading.period == earlier.period and _status(reading) == "D":
            return Reason(
                code="break",
                message=msg("the value of {period} has another definition", period=earlier.period),
            )
    if len(editions) > 1 and _redefined(earlier, latest, editions):
        return Reason(code="definition", message=msg("a new edition changed the definition"))
    return None


def _parts(reading: Reading, earlier: Reading, latest: Reading) -> bool:
    """Whether a break parts two values: B from its period on, D only its own value."""
    if not earlier.period.last < reading.period.last <= latest.period.last:
        return False
    return _status(reading) == "B" or reading.period == latest.period


def _redefined(earlier: Reading, latest: Reading, editions: Sequence[Indicator]) -> bool:
    return any(
        (_stamp(earlier, editions) < change) != (_stamp(latest, editions) < change)
        for change in _definition_changes(editions)
    )


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
