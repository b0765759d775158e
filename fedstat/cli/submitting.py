"""Values of a table as entries: one submission for each period, area, unit and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.ledgerfile.writer import Draft, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from fedstat.importers.standing import Placed
    from fedstat.model.ledger import Ledger

_SHARED: Final = ("reported_by", "source", "evidence", "reviewed_by", "approved_by")
"""What a submission says of all its values."""
_OWN: Final = (
    *("value", "numerator", "denominator", "obs_status", "qualifier", "as_printed"),
    *("baseline_restated", "note"),
)
"""What a value says for itself."""
_USUAL: Final = {"obs_status": "A", "qualifier": "exact"}


def drafted(
    rows: Sequence[Placed], ledger: Ledger, shared: Mapping[str, str], stamp: date | datetime
) -> tuple[list[Draft], list[Placed]]:
    """Return the submissions, and the rows in the order in which their values stand there."""
    groups: dict[tuple[object, ...], list[Placed]] = {}
    fields_of: dict[tuple[object, ...], dict[str, Plain]] = {}
    for item in rows:
        if item.fate in {"new", "changed"}:
            fields = _fields(item, ledger, shared, stamp)
            key: tuple[object, ...] = tuple(fields.items())
            groups.setdefault(key, []).append(item)
            fields_of[key] = fields
    drafts, order = [], []
    for key in sorted(groups, key=lambda key: groups[key][0].given.period):
        values, own = _values(groups[key])
        drafts.append(Draft(kind="submission", fields={**fields_of[key], "values": values}))
        order += own
    return drafts, order


def _fields(
    item: Placed, ledger: Ledger, shared: Mapping[str, str], stamp: date | datetime
) -> dict[str, Plain]:
    """Return what the submission of a value says besides its values."""
    given = item.given
    fields: dict[str, Plain] = {
        "period": str(given.period),
        "recorded": _plain(given.said.get("recorded", stamp)),
    }
    if given.reference_area != ledger.area:
        fields["reference_area"] = given.reference_area
    for name in _SHARED:
        text = given.said.get(name) or shared.get(name)
        if text:
            fields[name] = str(text)
    if item.old is not None and item.old.visibility == "internal":
        fields["visibility"] = "internal"  # a revision publishes nothing that was kept inside
    return fields


def _values(items: list[Placed]) -> tuple[dict[str, Plain], list[Placed]]:
    """Return the values by code, several of one code as a list, and the rows in that order."""
    by_code: dict[str, list[Placed]] = {}
    for item in items:
        by_code.setdefault(item.given.indicator, []).append(item)
    values: dict[str, Plain] = {}
    for code, several in by_code.items():
        own = [_value(item) for item in several]
        if len(own) > 1:
            values[code] = [one if isinstance(one, dict) else {"value": one} for one in own]
        else:
            values[code] = own[0]
    return values, [item for several in by_code.values() for item in several]


def _value(item: Placed) -> Plain:
    """Return a value as the ledger writes it: a number, or a table when there is more to say."""
    said = item.given.said
    own: dict[str, Plain] = {
        name: _plain(said[name]) for name in _OWN if name in said and said[name] != _USUAL.get(name)
    }
    if item.given.breakdown:
        own["breakdown"] = dict(item.given.breakdown)
    return own["value"] if set(own) == {"value"} else own


def _plain(value: object) -> Plain:
    plain: Plain = value  # type: ignore[assignment]  # what cells say is what entries hold
    return plain


def withdrawn(rows: Sequence[Placed], ledger: Ledger, reason: str, stamp: date | datetime) -> Iterator[Draft]:
    """Yield the withdrawals of the values that a message deletes."""
    series = ledger.known().series
    for item in rows:
        if item.fate != "withdrawn":
            continue
        given = item.given
        fields: dict[str, Plain] = {"indicator": given.indicator, "period": str(given.period)}
        if given.reference_area != ledger.area:
            fields["reference_area"] = given.reference_area
        beside = [
            group
            for (code, area, group), values in series.items()
            if (code, area) == given.key[:2] and given.period in values
        ]
        if given.breakdown or len(beside) > 1:
            fields["breakdown"] = dict(given.breakdown)
        yield Draft(kind="withdrawal", fields={**fields, "reason": reason, "recorded": stamp})
