"""What is said about values and rounds: explanations, judgements, withdrawals, closings, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from fedstat.ledgerfile.breakdowns import breakdown
from fedstat.ledgerfile.getters import Fields, id_of, one_of
from fedstat.model.plan import (
    BASES,
    OUTLOOKS,
    STATUSES,
    Claim,
    Closing,
    Explanation,
    Judgement,
    Sealed,
    Withdrawal,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.ledgerfile.getters import Shape

EntryT = TypeVar("EntryT", Explanation, Judgement, Withdrawal, Closing, Claim)

_EXPLANATION: Final[Shape] = {
    "indicator": id_of("indicator"),
    "period": Fields.period,
    "reported_by": id_of("member_unit"),
    "outlook": one_of(OUTLOOKS),
    "cause": Fields.text,
    "measures": Fields.text,
    "due": Fields.day,
    "recorded": Fields.stamp,
}

_JUDGEMENT: Final[Shape] = {
    "indicator": id_of("indicator"),
    "period": Fields.period,
    "status": one_of(STATUSES),
    "by": Fields.filled,
    "reason": Fields.filled,
    "recorded": Fields.stamp,
}

_WITHDRAWAL: Final[Shape] = {
    "indicator": id_of("indicator"),
    "period": Fields.period,
    "reference_area": Fields.area,
    "breakdown": breakdown,
    "reason": Fields.filled,
    "by": Fields.text,
    "document": Fields.text,
    "recorded": Fields.stamp,
}


def _counts(fields: Fields, key: str) -> tuple[tuple[str, int], ...] | None:
    """Return the sealed counts by whatever words they were sealed under."""
    table = fields.table(key, line="counts = { indicators = 190, met = 120 }")
    if table is None:
        return None
    return tuple(table.read(dict.fromkeys(table.data, Fields.whole)).items())


def _rules(fields: Fields, key: str) -> tuple[tuple[str, str], ...] | None:
    """Return the rules by which a round was sealed, by whatever words they were sealed under."""
    table = fields.table(key, line='rules = { period = "2023", method = "pace" }')
    if table is None:
        return None
    return tuple(table.read(dict.fromkeys(table.data, Fields.text)).items())


_SEALED: Final[Shape] = {
    "status": one_of(STATUSES),
    "value": Fields.number,
    "lost_again": Fields.flag,
    "seal": Fields.text,
}


def _sealed(fields: Fields, key: str) -> tuple[Sealed, ...] | None:
    """Return what a closing keeps of every indicator."""
    table = fields.table(key, line="[closing.indicators]")
    if table is None:
        return None
    found = []
    for code in table.data:
        inside = table.table(code, line=f'{code} = {{ status = "met", value = 45.2, seal = "…" }}')
        values = {} if inside is None else inside.read(_SEALED, required=("status",))
        if "status" in values:
            values["seal"] = tuple(values.get("seal", "").split())
            found.append(Sealed(code=code, **values))
    return tuple(found)


_CLOSING: Final[Shape] = {
    "round": id_of("round"),
    "counts": _counts,
    "rules": _rules,
    "digest": Fields.text,
    "indicators": _sealed,
    "recorded": Fields.stamp,
}

_CLAIM: Final[Shape] = {
    "id": Fields.filled,
    "source": Fields.filled,
    **dict.fromkeys(("indicators", "quantifiable", "trend", "met", "not_met", "no_data"), Fields.whole),
    "met_share": Fields.number,
    "basis": one_of(BASES),
    "note": Fields.text,
    "recorded": Fields.stamp,
}


def explanations_of(tables: Iterable[Fields]) -> tuple[Explanation, ...]:
    """Return what the units said of their indicators."""
    return _entries(Explanation, tables, _EXPLANATION, ("indicator", "period"))


def judgements_of(tables: Iterable[Fields]) -> tuple[Judgement, ...]:
    """Return the verdicts by hand."""
    return _entries(Judgement, tables, _JUDGEMENT, ("indicator", "period", "status", "by", "reason"))


def withdrawals_of(tables: Iterable[Fields]) -> tuple[Withdrawal, ...]:
    """Return what was taken back; a value of the plan's own area when no area is named."""
    return _entries(Withdrawal, tables, _WITHDRAWAL, ("indicator", "reason"))


def closings_of(tables: Iterable[Fields]) -> tuple[Closing, ...]:
    """Return the sealed rounds."""
    return _entries(Closing, tables, _CLOSING, ("round", "recorded"))


def claims_of(tables: Iterable[Fields]) -> tuple[Claim, ...]:
    """Return the headlines that somebody printed."""
    return _entries(Claim, tables, _CLAIM, ("source",))


def _entries(
    noun: type[EntryT], tables: Iterable[Fields], shape: Shape, required: tuple[str, ...]
) -> tuple[EntryT, ...]:
    found: list[EntryT] = []
    for fields in tables:
        values = fields.read(shape, required=required)
        if _whole(fields, values, required):
            if noun is Withdrawal:
                values.setdefault("reference_area", fields.book.home)
            found.append(noun(**values, origin=fields.origin()))
    return tuple(found)


def _whole(fields: Fields, values: dict[str, Any], required: tuple[str, ...]) -> bool:
    """Whether the entry can stand: all that it needs, and nothing of its key, was read."""
    key = ("period", "breakdown")
    return all(name in values for name in required) and all(
        name in values for name in key if name in fields.data
    )
