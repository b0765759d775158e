"""A value as a number, or as people write one: 41.63 %, 2300余场次."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fedstat.errors import Fault

if TYPE_CHECKING:
    from fedstat.ledgerfile.getters import Fields


def quantity(fields: Fields, value: object, unit_measure: str, *steps: str | int) -> dict[str, Any] | None:
    """Return a number; of a text also its qualifier and its printed form; None when it cannot be read."""
    if not isinstance(value, str):
        number = fields.decimal(value, *steps)
        return None if number is None else {"value": number}
    from fedstat.model.quantity import parse_quantity

    read = parse_quantity(value, unit_measure)
    if isinstance(read, Fault):
        fields.fault(read, *steps)
        return None
    return {"value": read.value, "qualifier": read.qualifier, "as_printed": read.as_printed}
