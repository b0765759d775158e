"""Assesses one indicator again with one thing changed: never a guess at what would happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedstat.assessment import assess

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from fedstat.assessment import Assessment, Evaluation
    from fedstat.model.entry import Entry
    from fedstat.model.ledger import Ledger
    from fedstat.model.number import Rounding
    from fedstat.model.observation import Observation
    from fedstat.model.plan import Comparison


class Replay:
    """The same question as an evaluation's, asked again of one indicator alone."""

    def __init__(self, evaluation: Evaluation, code: str) -> None:
        """Keep what was asked, and of the ledger what can have a say."""
        ledger, chosen = evaluation.known.ledger, evaluation.round
        editions = tuple(entry for entry in ledger.indicators if entry.code == code)
        codes = {code, *(entry.same_as for entry in editions)}
        self.code = code
        self.evaluation = evaluation
        self.ledger = replace(
            ledger,
            indicators=tuple(entry for entry in ledger.indicators if entry.code in codes),
            entries=tuple(entry for entry in ledger.entries if entry.indicator in codes),
            withdrawals=tuple(entry for entry in ledger.withdrawals if entry.indicator in codes),
            rounds=() if chosen is None else tuple(entry for entry in ledger.rounds if entry.id == chosen.id),
            explanations=(),
            judgements=(),
            claims=(),
            findings=(),
        )
        of_round = None if chosen is None else chosen.target_period
        said = of_round or evaluation.known.plan.target_period
        self._target_period = None if said == evaluation.target_period else evaluation.target_period
        self._known_on = evaluation.known_on
        if chosen is not None and self._asked(known_on=None).known_on == evaluation.known_on:
            self._known_on = None  # the round says it, and perhaps more than a day

    def on(self, known_on: date, ledger: Ledger | None = None) -> Assessment | None:
        """Return the verdict as it was known on a day; None where the plan did not have the indicator."""
        found = self._asked(ledger, known_on=known_on)
        return next((item for item in found if item.indicator.code == self.code), None)

    def verdict(self, ledger: Ledger | None = None, *, method: str | None = None) -> Assessment:
        """Return the verdict with these things changed, none of which takes the indicator out of the plan."""
        found = self._asked(ledger, known_on=self._known_on, method=method)
        return next(item for item in found if item.indicator.code == self.code)

    def _asked(
        self, ledger: Ledger | None = None, *, known_on: date | None, method: str | None = None
    ) -> Evaluation:
        asked = self.evaluation
        return assess(
            self.ledger if ledger is None else ledger,
            period=asked.period,
            known_on=known_on,
            round=None if asked.round is None else asked.round.id,
            target_period=self._target_period,
            method=method or asked.method,
            area=asked.reference_area,
        )

    def valued(self, entry: Observation, value: Decimal) -> Ledger:
        """Return the ledger with another value in place of that of *entry*."""
        return self._put(entry, replace(entry, value=value, exact=None, numerator=None, denominator=None))

    def counted(self, entry: Observation, numerator: Decimal, value: Decimal, exact: Fraction) -> Ledger:
        """Return the ledger with another numerator, and what follows from it, in place of that of *entry*."""
        return self._put(entry, replace(entry, numerator=numerator, value=value, exact=exact))

    def _put(self, entry: Observation, other: Observation) -> Ledger:
        entries = tuple(other if one is entry else one for one in self.ledger.entries)
        return replace(self.ledger, entries=entries)

    def compared(self, comparison: Comparison) -> Ledger:
        """Return the ledger of a plan that compares values in another way."""
        return self._ruled(comparison=comparison)

    def rounded(self, rounding: Rounding) -> Ledger:
        """Return the ledger of a plan that rounds by another rule."""
        return self._ruled(rounding=rounding)

    def _ruled(self, **rule: str) -> Ledger:
        return replace(
            self.ledger,
            plans=tuple(replace(plan, **rule) for plan in self.ledger.plans),
            rounds=tuple(replace(entry, **rule) for entry in self.ledger.rounds),
        )

    def without(self, left_out: Entry) -> Ledger:
        """Return the ledger without one of its entries."""
        return replace(
            self.ledger,
            indicators=tuple(entry for entry in self.ledger.indicators if entry is not left_out),
            entries=tuple(entry for entry in self.ledger.entries if entry is not left_out),
            withdrawals=tuple(entry for entry in self.ledger.withdrawals if entry is not left_out),
            plans=tuple(entry for entry in self.ledger.plans if entry is not left_out),
        )
