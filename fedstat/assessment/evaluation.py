"""The verdicts of a whole plan: one assessment an indicator, and the counts that must add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedstat.model.plan import STATUSES, Closing, Comparison, Judgement, Round, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date
    from fractions import Fraction

    from fedstat.assessment.interface import Reading, Reason, Yardstick
    from fedstat.assessment.values import Setting
    from fedstat.model.indicator import Indicator, Kind
    from fedstat.model.ledger import Known
    from fedstat.model.number import Rounding
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown, Target

PROVISIONAL = frozenset("PE")
"""The observation statuses whose verdicts are counted in the note under the headline."""


class TargetVerdict(Struct, frozen=True, kw_only=True):
    """One target, or one sub-target by breakdown, held against its series."""

    target: Target
    by: Period | None
    breakdown: Breakdown
    status: Status
    reason: Reason
    baseline: Reading | None = None
    latest: Reading | None = None
    """What is held against the target: of a cumulative one the sum, else the latest value."""
    yardstick: Yardstick | None = None
    """The range to reach; None for a trend and where the target cannot be resolved."""
    completion: Fraction | None = None
    elapsed: Fraction | None = None
    method_class: str | None = None
    method_value: Fraction | None = None
    gap: Reason | None = None
    """Why baseline and latest value cannot be compared; None when they can."""
    comparison_differs: bool = False
    """Whether whole and rounded values (GB/T 8170) disagree on whether the target is met."""


class Assessment(Struct, frozen=True, kw_only=True):
    """The verdict (监测结论) of one indicator, with everything it rests on."""

    indicator: Indicator
    reference_area: str
    """The area's id."""
    status: Status
    reason: Reason
    deciding: TargetVerdict
    """The target that decides; of several sub-targets the worst."""
    verdicts: tuple[TargetVerdict, ...]
    """Every sub-target by breakdown; one where there are none."""
    baseline: Reading | None = None
    previous: Reading | None = None
    """The last value before `latest`."""
    latest: Reading | None = None
    compare: tuple[Reading | None, ...] = ()
    """The values of the areas to compare, in the plan's order."""
    gap_to_baseline: Reason | None = None
    """Why no change since the baseline is computed; None when it is."""
    gap_to_previous: Reason | None = None
    method_class: str | None = None
    """The class that the method gives; of several sub-targets the worst in its own order."""
    method_value: Fraction | None = None
    """The method's figure, of the same target as its class."""
    judgement: Judgement | None = None
    lost_again: bool = False
    """反弹: met at the previous round and no longer."""
    notes: tuple[Reason, ...] = ()
    """What must be said beside the status: a break told, baseline and previous value disagreeing."""

    @property
    def kind(self) -> Kind:
        """Quantifiable or trend."""
        return self.indicator.kind

    @property
    def comparison_differs(self) -> bool:
        """Whether whole and rounded values disagree on whether a target of it is met."""
        return any(verdict.comparison_differs for verdict in self.verdicts)

    @property
    def carried(self) -> bool:
        """Whether the verdict rests on a value of an earlier period."""
        return self.latest is not None and self.latest.carried

    @property
    def provisional(self) -> bool:
        """Whether the verdict rests on a provisional or estimated value."""
        observation = None if self.latest is None else self.latest.observation
        return observation is not None and observation.obs_status in PROVISIONAL


class Selection(Struct, frozen=True, kw_only=True):
    """Which indicators a report is about; an empty tuple leaves the choice open."""

    part: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    responsible_unit: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    kind: tuple[Kind, ...] = ()
    tag: tuple[str, ...] = ()

    def takes(self, indicator: Indicator) -> bool:
        """Whether an indicator belongs to the selection, its status apart."""
        return (
            (not self.part or indicator.part in self.part)
            and (not self.domain or indicator.domain in self.domain)
            and _meets(self.responsible_unit, indicator.responsible_unit)
            and (not self.kind or indicator.kind in self.kind)
            and _meets(self.tag, indicator.tags)
        )


def _meets(wanted: Collection[str], having: Collection[str]) -> bool:
    return not wanted or any(item in wanted for item in having)


class Counts(Struct, frozen=True, kw_only=True):
    """How many indicators are what; the statuses always add up to `indicators`."""

    statuses: Mapping[Status, int]
    no_data: Mapping[str, int]
    """Those without data by reason code."""
    quantifiable: int
    trend: int
    met_quantifiable: int
    met_trend: int
    carried: int
    provisional: int
    judged_by_hand: int
    lost_again: int

    @property
    def indicators(self) -> int:
        """All of them."""
        return sum(self.statuses.values())

    @property
    def met(self) -> int:
        """Those whose target is met."""
        return self.statuses["met"]


class Evaluation(Struct, frozen=True, kw_only=True, dict=True):
    """The assessments of a plan at a period, as known on a day, by a method."""

    known: Known
    period: Period
    known_on: date | None
    round: Round | None
    closing: Closing | None = None
    """The closing that seals the round, when it is told as it was sealed."""
    setting: Setting
    """All the rules together, to hold a single indicator against them again."""
    method: str
    rounding: Rounding
    comparison: Comparison
    target_period: Period | None
    reference_area: str
    items: tuple[Assessment, ...]
    """In the order of the ledger."""
    selection: Selection = Selection()

    def __iter__(self) -> Iterator[Assessment]:
        """Go through the assessments in the order of the ledger."""
        return iter(self.items)

    def select(self, selection: Selection) -> Evaluation:
        """Return the evaluation of fewer indicators, with everything else as it is."""
        items = tuple(
            item
            for item in self.items
            if selection.takes(item.indicator) and (not selection.status or item.status in selection.status)
        )
        return replace(self, items=items, selection=selection)

    @property
    def final(self) -> bool:
        """Whether the plan's target period is reached, so that statuses are said as in a final evaluation."""
        if self.round is not None and self.round.kind == "final":
            return True
        return self.target_period is not None and self.period >= self.target_period

    def counts(self) -> Counts:
        """Count the assessments."""
        return counted(self.items)


def counted(items: Collection[Assessment]) -> Counts:
    """Count *items* by status, kind and what they rest on."""
    statuses: dict[Status, int] = dict.fromkeys(STATUSES, 0)
    no_data: dict[str, int] = {}
    for item in items:
        statuses[item.status] += 1
        if item.status == "no-data":
            no_data[item.reason.code] = no_data.get(item.reason.code, 0) + 1
    quantifiable = [item for item in items if item.kind == "quantifiable"]
    met = [item for item in items if item.status == "met"]
    return Counts(
        statuses=statuses,
        no_data=no_data,
        quantifiable=len(quantifiable),
        trend=len(items) - len(quantifiable),
        met_quantifiable=sum(item.kind == "quantifiable" for item in met),
        met_trend=sum(item.kind == "trend" for item in met),
        carried=sum(item.carried for item in items),
        provisional=sum(item.provisional for item in items),
        judged_by_hand=sum(item.judgement is not None for item in items),
        lost_again=sum(item.lost_again for item in items),
    )
