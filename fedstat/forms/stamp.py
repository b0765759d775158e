"""What a form is recognised by, whatever its file is called: plan, unit, period, version, definitions.

It stands twice. In sight, as the form's own number: it survives every program that saves the form, in every
format, and a copy of the sheet. Out of sight, on a sheet of its own, line by line, so that an outdated form
can be told by the indicators whose definition has changed.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.model.period import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.forms.asking import Line
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown

VERSION: Final = 1
"""Of the layout; a form of another version is told."""
DIGITS: Final = 8
"""How much of a digest stands in a form's number."""
HIDDEN: Final = "fedstat"
"""The name of the sheet out of sight."""
_NUMBER: Final = re.compile(
    r"F(?P<version>\d{1,4})·(?P<period>[^·]+)·(?P<unit>.+?)·(?P<plan>[0-9a-f]{4})-(?P<definitions>[0-9a-f]{8})"
    r"(?:·(?P<office>.+))?\Z"
)


class Stamp(Struct, frozen=True, kw_only=True):
    """What a form says of itself."""

    version: int = VERSION
    plan: str
    """A digest of the plan's title and area."""
    unit: str
    """The id of the data provider."""
    office: str = ""
    """Where a unit's form was split, whose piece it is."""
    period: Period
    definitions: str
    """A digest of what the form asks for and how it defines it."""

    @property
    def number(self) -> str:
        """Return the form's number, as it stands on it: F1·2023·stats·0a1b-1c2d3e4f."""
        office = f"·{self.office}" if self.office else ""
        return f"F{self.version}·{self.period}·{self.unit}·{self.plan}-{self.definitions}{office}"


def stamp_of(known: Known, unit: str, period: Period, lines: Iterable[Line], office: str = "") -> Stamp:
    """Return the stamp of a form with these lines."""
    digests = {line.indicator.code: definition_digest(line.indicator) for line in lines}
    return Stamp(
        plan=digest(known.plan.title, known.plan.reference_area)[:4],
        unit=unit,
        office=office,
        period=period,
        definitions=digest(*(text for pair in digests.items() for text in pair)),
    )


def read_number(text: str) -> Stamp | None:
    """Return the stamp that stands in a form's number; None when it is none.

    >>> read_number("F1·2023·stats·0a1b-1c2d3e4f").unit
    'stats'
    """
    found = _NUMBER.match(text.strip())
    period = None if found is None else parse_period(found["period"])
    if found is None or period is None:
        return None
    return Stamp(
        version=int(found["version"]),
        plan=found["plan"],
        unit=found["unit"],
        office=found["office"] or "",
        period=period,
        definitions=found["definitions"],
    )


def line_key(line: Line) -> tuple[str, str, str]:
    """Return what tells a line of a form from all others: code, breakdown, period."""
    return line.indicator.code, spelled(line.breakdown), str(line.period)


def spelled(breakdown: Breakdown) -> str:
    """Return a sub-group as the ledger spells it: residence=城市;sex=女."""
    return ";".join(f"{dimension}={category}" for dimension, category in breakdown)


def definition_digest(indicator: Indicator) -> str:
    """Return a digest of how an indicator is defined; no value of it changes that."""
    return digest(
        indicator.name,
        indicator.unit_measure,
        indicator.definition,
        indicator.formula,
        indicator.frequency,
    )


def hidden_rows(known: Known, stamp: Stamp, lines: Iterable[Line]) -> tuple[tuple[str, ...], ...]:
    """Return what stands out of sight: the stamp, then each line with its digest and its earlier period."""
    return (
        ("number", stamp.number),
        ("plan", known.plan.title),
        ("unit", stamp.unit),
        ("period", str(stamp.period)),
        *(
            (
                "line",
                *line_key(line),
                str(line.earlier.period) if line.earlier else "",
                definition_digest(line.indicator),
            )
            for line in lines
        ),
    )


def digest(*parts: str) -> str:
    """Return a short digest of texts in their order."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
