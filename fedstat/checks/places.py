"""What several rules look up: where one of several things stands, and what an indicator starts from."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from fedstat.errors import Origin
from fedstat.model.frequency import own_period
from fedstat.model.number import decimals_of, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from fedstat.errors import Finding
    from fedstat.model.indicator import Baseline, Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation
    from fedstat.model.target import Breakdown


def place_of(origin: Origin, key: str, several: Sequence[object], index: int, *steps: str) -> Origin:
    """Return where the thing at *index* of *several* stands under *key*, or something inside it."""
    within = (index,) if len(several) > 1 else ()
    return origin.at(key, *within, *steps)


def stated_in(known: Known, setting: str) -> Origin:
    """Return the edition of the plan that first gave *setting* the value that it has now."""
    plan = known.plan
    editions = [edition for edition in known.ledger.plans if edition.recorded <= plan.recorded]
    same = takewhile(lambda one: getattr(one, setting) == getattr(plan, setting), reversed(editions))
    return list(same)[-1].origin


def is_whole(known: Known, entry: Origin) -> bool:
    """Whether nothing of an entry was lost in reading; else nothing of it may be called missing."""
    return not any(_takes_from(finding, entry) for finding in known.ledger.findings)


def _takes_from(finding: Finding, entry: Origin) -> bool:
    where = finding.where
    if isinstance(where, Origin):
        same = where.source.name == entry.source.name
        return finding.severity == "error" and same and where.path[: len(entry.path)] == entry.path
    return finding.code.startswith("toml-")


def home_of(known: Known, given: Baseline) -> str:
    """Return the id of the area that a baseline is for; the plan's own when it names none."""
    ledger = known.ledger
    return ledger.area_id(given.reference_area) if given.reference_area else ledger.area


def baseline_of(known: Known, indicator: Indicator, breakdown: Breakdown) -> Baseline | Observation | None:
    """Return what a sub-group of our own area starts from: the stated baseline, else the value of then."""
    home = known.ledger.area
    for given in indicator.baselines:
        if given.breakdown == breakdown and home_of(known, given) == home:
            return given
    period = known.plan.baseline_period
    if period is None:
        return None
    entry = known.observations(indicator, home, breakdown).get(own_period(period, indicator.frequency))
    return None if entry is None or entry.value is None else entry


def same_number(stated: Decimal, entry: Observation) -> bool:
    """Whether a stated number is the value of *entry*; a ratio is compared with the stated digits."""
    if entry.exact is not None:
        return rounded(entry.exact, decimals_of(stated), "half-up") == stated
    return entry.value == stated
