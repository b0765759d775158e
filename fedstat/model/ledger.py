"""The ledger: every entry that was ever made, and what of it is known on a day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from fedstat.model.entry import EntryT, end_of, latest, stands_after
from fedstat.model.observation import Observation
from fedstat.model.plan import (
    Area,
    Claim,
    Closing,
    Dimension,
    Domain,
    Explanation,
    Goal,
    Judgement,
    MemberUnit,
    Named,
    Part,
    Plan,
    Profile,
    Round,
    Withdrawal,
)
from fedstat.model.target import Breakdown

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from datetime import date, datetime

    from fedstat.errors import Finding
    from fedstat.model.entry import Entry
    from fedstat.model.indicator import Indicator
    from fedstat.model.period import Period

NamedT = TypeVar("NamedT", bound=Named)

SeriesKey = tuple[str, str, Breakdown]
"""Indicator code, area id, breakdown."""


class Ledger(Struct, frozen=True, kw_only=True, dict=True):
    """Everything a ledger file and its includes say, in reading order, nothing superseded yet."""

    name: str
    """The main file's name as the user gave it."""
    plans: tuple[Plan, ...]
    """The plan as first written, then its editions, each whole."""
    parts: tuple[Part, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    domains: tuple[Domain, ...] = ()
    goals: tuple[Goal, ...] = ()
    member_units: tuple[MemberUnit, ...] = ()
    areas: tuple[Area, ...] = ()
    rounds: tuple[Round, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    """Every edition of every indicator."""
    entries: tuple[Observation, ...] = ()
    """Every observation that was ever entered, superseded and withdrawn ones too."""
    explanations: tuple[Explanation, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    closings: tuple[Closing, ...] = ()
    claims: tuple[Claim, ...] = ()
    profiles: tuple[Profile, ...] = ()
    """How tables are read; they say nothing about the plan."""
    findings: tuple[Finding, ...] = ()
    """What the reader found wrong, in the order of the file."""

    def known(self, on: date | None = None, *, closing: Closing | None = None) -> Known:
        """Return the ledger as it stood at the end of the day *on*; without a day, as it stands now.

        Under a *closing*, entries that stand after it but are dated on or before it do not count.
        """
        if closing is not None:
            return Known(_Sieve(end_of(on), closing), self)
        if on not in self._days:
            self._days[on] = Known(_Sieve(end_of(on), None), self)
        return self._days[on]

    @cached_property
    def _days(self) -> dict[date | None, Known]:
        """What is known on the days that were asked for."""
        return {}

    def with_findings(self, more: Iterable[Finding]) -> Ledger:
        """Return the same ledger with more findings; what is already known of it is not worked out again."""
        ledger = replace(self, findings=(*self.findings, *more))
        ledger.__dict__["_days"] = self._days
        return ledger

    def public(self) -> Ledger:
        """Return the ledger without what is internal: indicators left out, values said to be not public.

        A value that a report may not show decides no verdict in it either.
        """
        hidden = {entry.code for entry in self.indicators if entry.visibility == "internal"}
        return replace(
            self,
            indicators=tuple(
                replace(entry, same_as="") if entry.same_as in hidden else entry
                for entry in self.indicators
                if entry.code not in hidden
            ),
            entries=tuple(_shown(entry) for entry in self.entries if entry.indicator not in hidden),
            explanations=tuple(entry for entry in self.explanations if entry.indicator not in hidden),
            judgements=tuple(entry for entry in self.judgements if entry.indicator not in hidden),
            withdrawals=tuple(entry for entry in self.withdrawals if entry.indicator not in hidden),
        )

    def everything(self) -> Iterator[Entry]:
        """Yield every entry of every kind."""
        for entries in (
            *(self.plans, self.parts, self.dimensions, self.domains, self.goals, self.member_units),
            *(self.areas, self.rounds, self.indicators, self.entries, self.explanations, self.judgements),
            *(self.withdrawals, self.closings, self.claims, self.profiles),
        ):
            yield from entries

    @cached_property
    def area(self) -> str:
        """The id of the plan's own reference area."""
        return self.area_id(self.plans[0].reference_area) if self.plans else ""

    def area_id(self, text: str) -> str:
        """Return the id of the area that *text* names by id or name; *text* itself when none is declared."""
        for area in self.areas:
            if text in {area.id, area.name, area.name_en}:
                return area.id
        return text

    @cached_property
    def latest_period(self) -> Period | None:
        """The latest dated period that has any value."""
        return max((entry.period for entry in self.entries if entry.period.dated), default=None)


def _shown(entry: Observation) -> Observation:
    if entry.visibility == "public":
        return entry
    return Observation(
        indicator=entry.indicator,
        reference_area=entry.reference_area,
        period=entry.period,
        breakdown=entry.breakdown,
        obs_status="Q",
        recorded=entry.recorded,
        origin=entry.origin,
    )


class _Sieve:
    """Lets through what was known at a moment, and chooses the last entry of each key."""

    def __init__(self, before: datetime, closing: Closing | None) -> None:
        self.before = before
        self.closing = closing

    def passes(self, entry: Entry) -> bool:
        closing = self.closing
        late = closing is not None and stands_after(entry, closing) and entry.recorded <= closing.recorded
        return not late

    def latest(self, entries: Iterable[EntryT], key: Callable[[EntryT], Hashable]) -> dict[Hashable, EntryT]:
        known = entries if self.closing is None else filter(self.passes, entries)
        return latest(known, key, self.before)


class Known:
    """What of a ledger is known on a day: of every key the entry that stands, withdrawn ones left out."""

    def __init__(self, sieve: _Sieve, ledger: Ledger) -> None:
        """Choose lazily: a report pays only for what it asks."""
        self._sieve = sieve
        self.ledger = ledger

    def _by_id(self, entries: Iterable[NamedT]) -> dict[str, NamedT]:
        chosen = self._sieve.latest(entries, _id)
        return {str(key): entry for key, entry in chosen.items()}

    @cached_property
    def plan(self) -> Plan:
        """The plan's edition in force."""
        return self._sieve.latest(self.ledger.plans, _the_plan)["plan"]

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The parts by id."""
        return self._by_id(self.ledger.parts)

    @cached_property
    def domains(self) -> dict[str, Domain]:
        """The domains by id."""
        return self._by_id(self.ledger.domains)

    @cached_property
    def goals(self) -> dict[str, Goal]:
        """The goals by id."""
        return self._by_id(self.ledger.goals)

    @cached_property
    def member_units(self) -> dict[str, MemberUnit]:
        """The member units by id."""
        return self._by_id(self.ledger.member_units)

    @cached_property
    def areas(self) -> dict[str, Area]:
        """The declared areas by id."""
        return self._by_id(self.ledger.areas)

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """The dimensions by id."""
        return self._by_id(self.ledger.dimensions)

    @cached_property
    def rounds(self) -> dict[str, Round]:
        """The rounds by id."""
        return self._by_id(self.ledger.rounds)

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """The profiles of imports by id."""
        return self._by_id(self.ledger.profiles)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims; one without an id is never superseded."""
        chosen = self._sieve.latest(self.ledger.claims, lambda claim: claim.id or id(claim))
        return tuple(chosen.values())

    @cached_property
    def _withdrawals(self) -> dict[str, list[Withdrawal]]:
        standing: dict[str, list[Withdrawal]] = {}
        for entry in self.ledger.withdrawals:
            if entry.recorded < self._sieve.before and self._sieve.passes(entry):
                standing.setdefault(entry.indicator, []).append(entry)
        return standing

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The editions in force by code, in the order of the file."""
        chosen = self._sieve.latest(self.ledger.indicators, _code)
        return {
            entry.code: entry
            for entry in chosen.values()
            if not any(
                withdrawal.period is None and entry.recorded <= withdrawal.recorded
                for withdrawal in self._withdrawals.get(entry.code, ())
            )
        }

    @cached_property
    def editions(self) -> dict[str, list[Indicator]]:
        """Every known edition of the indicators that have several, oldest first."""
        editions: dict[str, list[Indicator]] = {}
        for entry in self.ledger.indicators:
            if entry.recorded < self._sieve.before and self._sieve.passes(entry):
                editions.setdefault(entry.code, []).append(entry)
        return {
            code: sorted(several, key=_recorded) for code, several in editions.items() if len(several) > 1
        }

    @cached_property
    def series(self) -> Mapping[SeriesKey, dict[Period, Observation]]:
        """Every series by indicator, area id and breakdown: its standing observation of each period."""
        series: dict[SeriesKey, dict[Period, Observation]] = {}
        withdrawn = self._withdrawn if self._withdrawals else None
        for entry in self._sieve.latest(self.ledger.entries, _key).values():
            if withdrawn is None or not withdrawn(entry):
                name = (entry.indicator, entry.reference_area, entry.breakdown)
                series.setdefault(name, {})[entry.period] = entry
        return series

    def _withdrawn(self, entry: Observation) -> bool:
        return any(
            withdrawal.period == entry.period
            and withdrawal.reference_area == entry.reference_area
            and withdrawal.breakdown in {None, entry.breakdown}
            and entry.recorded <= withdrawal.recorded
            for withdrawal in self._withdrawals.get(entry.indicator, ())
        )

    def observations(
        self, indicator: Indicator, area: str, breakdown: Breakdown = ()
    ) -> Mapping[Period, Observation]:
        """Return the standing observations of one series by period; of a shared indicator, the other's."""
        return self.series.get((indicator.same_as or indicator.code, area, breakdown), {})

    @cached_property
    def judgements(self) -> dict[tuple[str, Period], Judgement]:
        """The verdicts by hand, by indicator and period."""
        chosen = self._sieve.latest(self.ledger.judgements, _indicator_and_period)
        return {(entry.indicator, entry.period): entry for entry in chosen.values()}

    @cached_property
    def explanations(self) -> dict[tuple[str, Period], Explanation]:
        """What units said, by indicator and period."""
        chosen = self._sieve.latest(self.ledger.explanations, _indicator_and_period)
        return {(entry.indicator, entry.period): entry for entry in chosen.values()}

    @cached_property
    def closings(self) -> dict[str, Closing]:
        """The last closing of each round."""
        chosen = self._sieve.latest(self.ledger.closings, lambda closing: closing.round)
        return {entry.round: entry for entry in chosen.values()}


def _the_plan(_: Plan) -> str:
    return "plan"


def _id(entry: Named) -> str:
    return entry.id


def _recorded(entry: Indicator) -> datetime:
    return entry.recorded


def _code(entry: Indicator) -> str:
    return entry.code


def _key(entry: Observation) -> tuple[str, str, Breakdown, Period]:
    return entry.key


def _indicator_and_period(entry: Judgement | Explanation) -> tuple[str, Period]:
    return entry.indicator, entry.period
