"""Everything that can be said of one indicator, gathered before any word is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedstat.errors import Origin
from fedstat.reports.explain.ahead import ahead_of
from fedstat.reports.explain.entries import entered, knows
from fedstat.reports.explain.flips import flips_of
from fedstat.reports.explain.footing import footings_of
from fedstat.reports.explain.moments import moments_of
from fedstat.reports.explain.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedstat.assessment import Assessment, Evaluation
    from fedstat.errors import Finding
    from fedstat.model.entry import Entry, EntryT
    from fedstat.model.indicator import Indicator
    from fedstat.model.plan import Explanation, Judgement, Withdrawal
    from fedstat.reports.explain.ahead import Ahead
    from fedstat.reports.explain.entries import Entered
    from fedstat.reports.explain.flips import Flips
    from fedstat.reports.explain.footing import Footing
    from fedstat.reports.explain.moments import Moment


class Dossier(Struct, frozen=True, kw_only=True):
    """One indicator as an auditor wants it."""

    evaluation: Evaluation
    indicator: Indicator
    """The edition in force; of one that the plan does not have on that day, the last known."""
    standing: bool
    """Whether the plan has the indicator on that day."""
    item: Assessment | None
    """Its verdict; None of what is never assessed, and of what the plan does not have on that day."""
    footings: tuple[Footing, ...]
    """What each of its targets was judged by."""
    editions: tuple[Indicator, ...]
    """Every edition that is known, oldest first."""
    entries: tuple[Entered, ...]
    """Every value that was ever entered."""
    withdrawals: tuple[Withdrawal, ...]
    """Those that took back the indicator itself."""
    flips: Flips | None
    moments: tuple[Moment, ...]
    ahead: tuple[Ahead | None, ...]
    """The way ahead of each footing."""
    explanations: tuple[Explanation, ...]
    """What the units said, oldest period first, revisions in their order."""
    judgements: tuple[Judgement, ...]
    """Verdicts by hand, likewise."""
    notices: tuple[Finding, ...]
    """What `check` finds in the entries of the indicator."""


def dossier_of(evaluation: Evaluation, code: str, *, notices: bool = True) -> Dossier:
    """Return everything that can be said of an indicator, as *evaluation* sees it.

    Args:
        evaluation: of the whole plan, or of a selection with the indicator in it.
        code: a code that the ledger has, in force or not.
        notices: whether findings are told; their words may name what a public report leaves out.

    Raises:
        LookupError: the ledger never had such a code.
    """
    ledger = evaluation.known.ledger
    known = _known(evaluation, (entry for entry in ledger.indicators if entry.code == code))
    indicator = evaluation.known.indicators.get(code)
    standing = indicator is not None
    if indicator is None:
        indicator = _last(known or tuple(entry for entry in ledger.indicators if entry.code == code), code)
    item = next((item for item in evaluation if item.indicator.code == code), None)
    footings = () if item is None else footings_of(evaluation, item)
    entries = entered(evaluation, indicator, footings)
    deciding = next((each for each in footings if item and each.verdict is item.deciding), None)
    replay = Replay(evaluation, code)
    return Dossier(
        evaluation=evaluation,
        indicator=indicator,
        standing=standing,
        item=item,
        footings=footings,
        editions=known,
        entries=entries,
        withdrawals=_known(
            evaluation, (each for each in ledger.withdrawals if (each.indicator, each.period) == (code, None))
        ),
        flips=None if deciding is None else flips_of(replay, deciding),
        moments=() if item is None else moments_of(replay),
        ahead=tuple(ahead_of(footing) for footing in footings),
        explanations=_known(evaluation, (each for each in ledger.explanations if each.indicator == code)),
        judgements=_known(evaluation, (each for each in ledger.judgements if each.indicator == code)),
        notices=_notices(ledger.findings, [*known, *(each.observation for each in entries)])
        if notices
        else (),
    )


def _last(editions: tuple[Indicator, ...], code: str) -> Indicator:
    if not editions:
        raise LookupError(code)
    return editions[-1]


def _known(evaluation: Evaluation, entries: Iterable[EntryT]) -> tuple[EntryT, ...]:
    """Return the entries that are known on the day, as they were recorded."""
    return tuple(
        sorted((entry for entry in entries if knows(evaluation, entry)), key=lambda entry: entry.recorded)
    )


def _notices(findings: Sequence[Finding], entries: Sequence[Entry]) -> tuple[Finding, ...]:
    """Return the findings whose place lies within one of *entries*."""
    return tuple(
        finding
        for finding in findings
        if isinstance(finding.where, Origin)
        and any(_within(finding.where, entry.origin) for entry in entries)
    )


def _within(where: Origin, entry: Origin) -> bool:
    path = entry.path
    return where.source is entry.source and where.path[: len(path)] == path
