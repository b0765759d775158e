"""Entries as TOML: one line a value, numbers with the digits they were given, laid out as people write them.

Headers and inline tables are ours; tomli-w writes single texts only. It would fold a list of short tables
into an inline array, which, appended, becomes a key inside the last entry, and write 100 as 100.0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import tomli_w
from msgspec import Struct

from fedstat.model.number import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

Plain = str | int | Decimal | date | datetime | Sequence["Plain"] | Mapping[str, "Plain"]
"""What a TOML value is made of."""

VALUES: Final = "values"
"""The table of a submission that has one line a value."""
LISTED: Final = {"submission": VALUES, "closing": "indicators"}
"""The table of an entry that has a line for each of its keys."""
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class Draft(Struct, frozen=True, kw_only=True):
    """An entry that does not stand in a ledger yet."""

    kind: str
    """The name of its table: submission, indicator, withdrawal."""
    fields: Mapping[str, Plain]
    """What it says, in the order in which it is written."""


def entry_text(draft: Draft) -> str:
    """Return the lines of an entry, each ended by a newline.

    >>> print(entry_text(Draft(kind="submission", fields={"values": {"W-1": Decimal("4.0")}})))
    [[submission]]
    values.W-1 = 4.0
    <BLANKLINE>
    """
    return "".join(f"{line}\n" for line in _lines(draft))


def _lines(draft: Draft) -> Iterator[str]:
    yield f"[[{draft.kind}]]"
    listed = LISTED.get(draft.kind, VALUES)
    values = draft.fields.get(listed)
    table = values if isinstance(values, Mapping) and values else None
    for name, value in draft.fields.items():
        if name != listed or table is None:
            yield f"{key(name)} = {value_text(value)}"
    if table is not None:
        if len(table) > 1:
            yield f"[{draft.kind}.{listed}]"
        before = "" if len(table) > 1 else f"{listed}."
        for code, value in table.items():
            yield f"{before}{key(code)} = {value_text(value)}"


def key(name: str) -> str:
    """Return a key, in quotes only where TOML wants them."""
    return name if _BARE.fullmatch(name) else value_text(name)


def value_text(value: Plain) -> str:
    """Return a value on one line.

    Raises:
        ValueError: it is a number that no ledger can hold.
    """
    if isinstance(value, str):
        return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key(name)} = {value_text(item)}" for name, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return f"[{', '.join(map(value_text, value))}]"


def _number(value: Decimal) -> str:
    if not value.is_finite():
        message = f"{value} is no number of a ledger"
        raise ValueError(message)
    return plain(value)
