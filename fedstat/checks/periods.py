"""When values are of: before the plan, of another frequency, of a time that had not come.

One finding tells all values of a series, or of a submission, that share the same trouble.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.errors import Finding
from fedstat.language import Message, Several, msg, msgs
from fedstat.model.entry import FROM_THE_START
from fedstat.model.frequency import belongs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fedstat.model.frequency import Frequency
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period

LISTED = 3
"""How many periods a finding names."""


def periods_early(known: Known) -> Iterator[Finding]:
    """Yield the series with values of periods before the baseline."""
    baseline = known.plan.baseline_period
    if baseline is None or not baseline.dated:
        return
    for (code, _, _), observations in known.series.items():
        indicator = known.indicators.get(code)
        if indicator is not None and indicator.assessed:
            start = min((baseline.first, *_own_starts(indicator)))
            early = [
                entry for entry in observations.values() if entry.period.dated and entry.period.last < start
            ]
            if early:
                yield _early(early, indicator, baseline)


def _own_starts(indicator: Indicator) -> list[int]:
    return [given.period.first for given in indicator.baselines if given.period.dated]


def _early(entries: list[Observation], indicator: Indicator, baseline: Period) -> Finding:
    return Finding(
        "period-early",
        entries[0].origin,
        msgs(
            "A value of “{name}” is of a period before the plan's baseline ({baseline}): {periods}.",
            "{count} values of “{name}” are of periods before the plan's baseline ({baseline}): {periods}.",
            len(entries),
            name=indicator.name,
            baseline=baseline,
            periods=_periods(entries),
        ),
        msg("Earlier values are kept and shown, but no verdict rests on them. Check that the year is right."),
    )


def _periods(entries: list[Observation]) -> Message | Several:
    """Return the first few periods of *entries* in words."""
    periods = sorted({entry.period for entry in entries})
    listed = Several(periods[:LISTED])
    if len(periods) <= LISTED:
        return listed
    return msg("{periods} and {more} more", periods=listed, more=len(periods) - LISTED)


def periods_of_other_frequency(known: Known) -> Iterator[Finding]:
    """Yield the series with values that never count, because they are of another frequency."""
    for (code, _, _), observations in known.series.items():
        indicator = known.indicators.get(code)
        if indicator is not None and indicator.assessed:
            frequency = indicator.frequency
            strangers = [
                entry
                for entry in observations.values()
                # a year's value of a yearly indicator is by far the commonest
                if (entry.period.kind != "A" or frequency != "A") and not belongs(entry.period, frequency)
            ]
            if strangers:
                yield _strange(strangers, indicator)


def _strange(entries: list[Observation], indicator: Indicator) -> Finding:
    return Finding(
        "period-frequency",
        entries[0].origin,
        msgs(
            "A value of “{name}”, which is measured {frequency}, does not count: {periods}.",
            "{count} values of “{name}”, which is measured {frequency}, do not count: {periods}.",
            len(entries),
            name=indicator.name,
            periods=_periods(entries),
            frequency=_measured(indicator.frequency),
        ),
        msg("Enter the value of a whole period, or correct “frequency” of the indicator."),
    )


def _measured(frequency: Frequency) -> Message:
    words = {
        "A": msg("every year"),
        "H": msg("every half-year"),
        "Q": msg("every quarter"),
        "M": msg("every month"),
        "term": msg("once in a term of office"),
    }
    return words.get(frequency) or msg("every {years} years", years=frequency[1:])


def periods_in_future(known: Known) -> Iterator[Finding]:
    """Yield the submissions whose values were recorded before their period was over.

    A value recorded in the period's last month is let pass: offices close their year in December.
    """
    hasty: dict[tuple[datetime, Period], list[Observation]] = {}
    for observations in known.series.values():
        for period, entry in observations.items():
            recorded = entry.recorded
            if (
                recorded.year * 12 + recorded.month - 1 < period.last
                and recorded is not FROM_THE_START
                and period.dated
                and entry.value is not None
                and entry.obs_status != "F"
            ):
                hasty.setdefault((recorded, period), []).append(entry)
    for (recorded, period), entries in hasty.items():
        code = entries[0].indicator
        name = known.indicators[code].name if code in known.indicators else code
        yield _hasty(entries, name, recorded, period)


def _hasty(entries: list[Observation], name: str, recorded: datetime, period: Period) -> Finding:
    return Finding(
        "period-future",
        entries[0].origin,
        msgs(
            "A value of {period} (“{name}”) was recorded on {day}, before it ended.",
            "{count} values of {period} (“{name}” and others) were recorded on {day}, before it ended.",
            len(entries),
            period=period,
            name=name,
            day=recorded.date(),
        ),
        msg('Correct “period” or “recorded”; a forecast gets obs_status = "F" and decides no verdict.'),
    )
