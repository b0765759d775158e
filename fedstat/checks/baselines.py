"""What progress is measured from: whether there is a baseline, one only, and still the same definition."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from fedstat.checks.places import baseline_of, home_of, is_whole, place_of, same_number
from fedstat.errors import Finding
from fedstat.language import Message, msg
from fedstat.model.number import plain
from fedstat.model.observation import BREAKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown


def baselines_missing(known: Known) -> Iterator[Finding]:
    """Yield the assessed indicators whose progress cannot be computed, for want of a baseline."""
    for indicator in known.indicators.values():
        lacking = indicator.assessed and any(
            baseline_of(known, indicator, breakdown) is None for breakdown in _measured(known, indicator)
        )
        if lacking and is_whole(known, indicator.origin):
            yield Finding(
                "baseline-missing",
                indicator.origin.at("code"),
                msg("“{name}” has no baseline, so no progress is computed for it.", name=indicator.name),
                _give_one(known.plan.baseline_period),
            )


def _give_one(period: Period | None) -> Message:
    if period is None:
        return msg(
            "Add {line}, or the plan's baseline_period and the value of that period.",
            line='baseline = { period = "…", value = … }',
        )
    return msg(
        'Add baseline = {{ period = "{period}", value = … }}, or enter the value of that period.',
        period=str(period),
    )


def _measured(known: Known, indicator: Indicator) -> list[Breakdown]:
    """Return the sub-groups whose progress is measured from a baseline."""
    if indicator.kind == "trend":
        return [()] if known.plan.trend_against == "baseline" else []
    return [target.breakdown for target in indicator.targets if target.has_number and not target.cumulative]


def baselines_that_differ(known: Known) -> Iterator[Finding]:
    """Yield the baselines that are not the value entered for the same period."""
    for indicator in known.indicators.values():
        for index, given in enumerate(indicator.baselines):
            observations = known.observations(indicator, home_of(known, given), given.breakdown)
            entry = observations.get(given.period)
            if entry is not None and entry.value is not None and not same_number(given.value, entry):
                yield Finding(
                    "baseline-differs",
                    place_of(indicator.origin, "baseline", indicator.baselines, index, "value"),
                    msg(
                        "The baseline of “{name}” is {baseline}, the value entered for {period} is {value}.",
                        name=indicator.name,
                        baseline=plain(given.value),
                        period=given.period,
                        value=plain(entry.value),
                    ),
                    msg(
                        "The baseline counts. Find out which is right; correct the value by a revision, the"
                        " baseline by a new edition."
                    ),
                )


def breaks_unrestated(known: Known) -> Iterator[Finding]:
    """Yield the breaks across which nothing is computed, because no baseline is restated."""
    for (code, _, _), observations in known.series.items():
        indicator = known.indicators.get(code)
        if indicator is not None and indicator.assessed:
            yield from _breaks(known, indicator, observations)
    for code, editions in known.editions.items():
        if code in known.indicators and known.indicators[code].assessed:
            yield from _redefined(known, editions)


def _breaks(
    known: Known, indicator: Indicator, observations: Mapping[Period, Observation]
) -> Iterator[Finding]:
    broken = [entry for entry in observations.values() if entry.obs_status in BREAKS]
    if not broken:
        return
    start = _start(known, indicator)
    restated = [entry.period for entry in broken if entry.baseline_restated is not None]
    for entry in broken:
        healed = any(entry.period <= period for period in restated)
        if not healed and (start is None or entry.period > start):
            yield Finding(
                "break-unrestated",
                entry.origin,
                msg(
                    "The value of “{name}” for {period} stands on another definition ({obs_status}), and the"
                    " baseline is not restated: no change and no progress is computed across it.",
                    name=indicator.name,
                    period=entry.period,
                    obs_status=entry.obs_status,
                ),
                msg("Add baseline_restated = …, the baseline on the new definition."),
            )


def _start(known: Known, indicator: Indicator) -> Period | None:
    return indicator.baselines[0].period if indicator.baselines else known.plan.baseline_period


def _redefined(known: Known, editions: list[Indicator]) -> Iterator[Finding]:
    """Yield the editions with another definition that keep the old baseline, or rest on its old value."""
    for before, after in pairwise(editions):
        same = after.baselines == before.baselines
        if after.definition != before.definition and same and _has_old_values(known, after):
            yield Finding(
                "break-unrestated",
                after.origin.at("definition"),
                msg(
                    "This edition of “{name}” changes the definition and keeps the baseline: no change and no"
                    " progress is computed across it.",
                    name=after.name,
                ),
                msg("Give the baseline on the new definition."),
            )


def _has_old_values(known: Known, edition: Indicator) -> bool:
    """Whether anything was measured on the definition before *edition*."""
    if edition.baselines:
        return True
    home = known.ledger.area
    return any(entry.recorded < edition.recorded for entry in known.observations(edition, home).values())
