"""Rules over a whole ledger: what one entry says against another, and what cannot be.

What is wrong with a single entry, the reader has told already. Every rule here sees the ledger as it is known
on a day, so what a later entry has corrected is no finding any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.checks.baselines import baselines_missing, baselines_that_differ, breaks_unrestated
from fedstat.checks.claims import claim_parts, claim_shares
from fedstat.checks.closings import closings_repeated, entries_after_closing
from fedstat.checks.counts import expected_counts
from fedstat.checks.periods import periods_early, periods_in_future, periods_of_other_frequency
from fedstat.checks.seals import closings_changed
from fedstat.checks.targets import comparators_against_direction, targets_before_baseline
from fedstat.checks.values import printed_otherwise, values_beyond
from fedstat.checks.withdrawals import withdrawals_of_nothing
from fedstat.checks.wordings import wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from fedstat.errors import Finding
    from fedstat.model.ledger import Known, Ledger

    Rule = Callable[[Known], Iterator[Finding]]

__all__ = ["RULES", "check"]

RULES: Final[tuple[Rule, ...]] = (
    comparators_against_direction,
    wordings,
    targets_before_baseline,
    values_beyond,
    printed_otherwise,
    periods_early,
    periods_of_other_frequency,
    periods_in_future,
    baselines_missing,
    baselines_that_differ,
    breaks_unrestated,
    expected_counts,
    claim_parts,
    claim_shares,
    entries_after_closing,
    closings_repeated,
    closings_changed,
    withdrawals_of_nothing,
)


def check(ledger: Ledger, known_on: date | None = None) -> tuple[Finding, ...]:
    """Return what the rules find in *ledger* as it was known at the end of the day *known_on*.

    The reader's own findings are in `ledger.findings` and are not repeated.
    """
    if not ledger.plans:
        return ()
    known = ledger.known(known_on)
    return tuple(finding for rule in RULES for finding in rule(known))
