"""The record behind `diff --format json`: both sides, the moves, what is sufficient, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.model.plan import STATUSES
from fedstat.reports.diff import adjusted, changed, judged, met_counts
from fedstat.reports.diff_words import judged_text, why_text
from fedstat.reports.record import indicator_record, summary_record
from fedstat.reports.words import target_texts

if TYPE_CHECKING:
    from fedstat.assessment import Assessment, Evaluation
    from fedstat.assessment.causes import Change
    from fedstat.assessment.difference import Difference, Move
    from fedstat.language import Language
    from fedstat.model.observation import Observation
    from fedstat.reports.diff import Sides
    from fedstat.reports.record import Record

SCHEMA_VERSION: Final = 1


def diff_record(found: Difference, sides: Sides, language: Language) -> Record:
    """Return the whole difference; the moves in the order in which they are told."""
    return {
        "schema_version": SCHEMA_VERSION,
        "before": _side(found, found.before, sides.before, 0),
        "after": _side(found, found.after, sides.after, 1),
        "indicators": len(found.moves),
        "moved": len(changed(found)),
        "met": met_counts(found),
        "matrix": [
            {"before": old, "after": new, "indicators": found.matrix[old, new]}
            for old in (*STATUSES, None)
            for new in (*STATUSES, None)
            if found.matrix[old, new]
        ],
        "moves": [_move(found, move, language) for move in changed(found)],
        "adjusted": [_adjustment(found, move, language) for move in adjusted(found)],
        "judged": [_judgement(found, move, language) for move in judged(found)],
    }


def _side(found: Difference, evaluation: Evaluation, label: str, place: int) -> Record:
    """Return one side, with the counts of the indicators that were chosen."""
    codes = {move.indicator.code for move in found.moves if move.statuses[place] is not None}
    from msgspec.structs import replace

    chosen = replace(evaluation, items=tuple(item for item in evaluation if item.indicator.code in codes))
    return {
        "name": label,
        "ledger": evaluation.known.ledger.name,
        "period": str(evaluation.period),
        "known_on": None if evaluation.known_on is None else evaluation.known_on.isoformat(),
        "round": None if evaluation.round is None else evaluation.round.id,
        "method": evaluation.method,
        "comparison": evaluation.comparison,
        "summary": summary_record(chosen),
    }


def _move(found: Difference, move: Move, language: Language) -> Record:
    why = move.why
    return {
        "code": move.indicator.code,
        "name": move.indicator.name,
        "turn": move.turn,
        "lost_again": move.turn == "lost",
        "before": _item(found.before, move.before, language),
        "after": _item(found.after, move.after, language),
        "causes": [] if why is None else [_change(change) for change in why.changes],
        "each_sufficient": None if why is None or not why.changes else why.alone,
        "why": why_text(found, move, language),
    }


def _item(evaluation: Evaluation, item: Assessment | None, language: Language) -> Record | None:
    if item is None:
        return None
    whole = indicator_record(evaluation, item, language)
    return {
        key: whole[key] for key in ("status", "reason_code", "latest", "baseline", "completion", "elapsed")
    }


def _change(change: Change) -> Record:
    entry = change.after or change.before
    record: Record = {"kind": change.kind}
    if entry is not None:
        return {
            **record,
            "reference_area": entry.reference_area,
            "breakdown": dict(entry.breakdown) or None,
            "period": str(entry.period),
            "before": _entry(change.before),
            "after": _entry(change.after),
        }
    if change.key:
        record["key"] = change.key
    if change.old is not None or change.new is not None:
        record |= {"before": _plain(change.old), "after": _plain(change.new)}
    return record


def _entry(entry: Observation | None) -> Record | None:
    return None if entry is None else {"value": entry.value, "obs_status": entry.obs_status}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return None if value is None else str(value)


def _adjustment(found: Difference, move: Move, language: Language) -> Record:
    indicator, before = move.indicator, move.before
    return {
        "code": indicator.code,
        "name": indicator.name,
        "original": "" if before is None else target_texts(found.before, before.indicator, language),
        "adjusted": target_texts(found.after, indicator, language),
        "document": indicator.document,
        "reason": indicator.reason,
    }


def _judgement(found: Difference, move: Move, language: Language) -> Record:
    return {
        "code": move.indicator.code,
        "name": move.indicator.name,
        "before": judged_text(found.before, move.before, language) or None,
        "after": judged_text(found.after, move.after, language) or None,
    }
