"""Everything a ledger holds as plain data: what `export json` writes, schema version 1.

Every entry that was ever made is there, superseded and withdrawn ones too, in the order of the file; the keys
are those of the ledger's own format, with these differences:

- `plans` is the plan as first written and then its editions, each whole; `indicators` has every edition;
- `observations` are the values of all submissions, one each, with everything they inherit;
- the title of a part is its `name`, like the name of everything else;
- `targets` and `baselines` are lists; a target says its `comparator`, its `value` or `bounds`;
- periods are texts ("2023-H1"), breakdowns objects ({"sex": "女"}), exact fractions texts ("2/3");
- numbers have the digits of the ledger; what is absent is null, an empty text or an empty list.
"""

from __future__ import annotations

from datetime import datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.model.entry import FROM_THE_START
from fedstat.model.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.model.ledger import Ledger

SCHEMA_VERSION: Final = 1
_PAIRS: Final = frozenset(
    {
        ("Observation", "breakdown"),
        ("Plan", "wording"),
        ("Closing", "counts"),
        ("Target", "breakdown"),
        ("Baseline", "breakdown"),
        ("Withdrawal", "breakdown"),
        ("Profile", "map"),
    }
)
"""Fields that are pairs in the model and objects in the record."""
_ENTRIES: Final = (
    *("parts", "dimensions", "domains", "goals", "member_units", "areas", "rounds"),
    *("indicators", "observations", "explanations", "judgements", "withdrawals", "closings", "claims"),
    "profiles",
)
"""The lists of the record, in its order."""


def ledger_record(ledger: Ledger) -> dict[str, object]:
    """Return everything in *ledger*."""
    record: dict[str, object] = {"schema_version": SCHEMA_VERSION, "plans": _several(ledger.plans)}
    for name in _ENTRIES:
        record[name] = _several(ledger.entries if name == "observations" else getattr(ledger, name))
    return record


def _several(entries: Iterable[Struct]) -> list[object]:
    return [_entry(entry) for entry in entries]


def _entry(entry: Struct) -> dict[str, object]:
    record: dict[str, object] = {}
    for name in entry.__struct_fields__:
        if name != "origin":
            value = getattr(entry, name)
            paired = (type(entry).__name__, name) in _PAIRS and value is not None
            record[name] = dict(value) if paired else _plain(value)
    return record


def _plain(value: object) -> object:
    if isinstance(value, Period | Fraction):
        return str(value)
    if isinstance(value, datetime):
        return _stamp(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Struct):
        return _entry(value)
    return value


def _stamp(stamp: datetime) -> str | None:
    if stamp == FROM_THE_START:
        return None
    return (stamp.date() if stamp.time() == time() else stamp).isoformat()
