"""The columns of a form: their keys, their titles, how wide they are, and when a form has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from fedstat.forms.asking import year_before
from fedstat.language import Message, msg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.forms.asking import Line
    from fedstat.model.period import Period

Need = Literal["ratio", "behind", ""]
"""What one line of a form must be, that the form has a column."""


class FormColumn(Struct, frozen=True, kw_only=True):
    """One column of a form."""

    key: str
    title: Message
    """{year} and {before} stand for the period and the one a year earlier."""
    width: int
    """In digits."""
    needs: Need = ""


_COLUMNS: Final[tuple[tuple[str, Message, int, Need], ...]] = (
    ("code", msg("Code", context="form"), 8, ""),
    ("name", msg("Indicator and definition", context="form"), 28, ""),
    ("unit_measure", msg("Unit of measure", context="form"), 7, ""),
    ("earlier", msg("Value of {before}", context="form"), 10, ""),
    ("revised", msg("Revised value of {before}", context="form"), 10, ""),
    ("value", msg("Value of {year}", context="form"), 10, ""),
    ("numerator", msg("Numerator", context="form"), 10, "ratio"),
    ("denominator", msg("Denominator", context="form"), 10, "ratio"),
    ("situation", msg("Data situation", context="form"), 10, ""),
    ("source", msg("Source", context="form"), 12, ""),
    ("evidence", msg("Document number", context="form"), 11, ""),
    ("reason", msg("Reason for a large change or a missing value", context="form"), 14, ""),
    ("outlook", msg("Behind: outlook", context="form"), 9, "behind"),
    ("cause", msg("Behind: cause", context="form"), 14, "behind"),
    ("measures", msg("Behind: measures", context="form"), 14, "behind"),
)
"""Every column in its order; their titles are what a form that comes back is read by."""


def columns_of(period: Period, lines: Sequence[Line]) -> tuple[FormColumn, ...]:
    """Return the columns of a form for *period* with these lines, their titles with its years in them."""
    there: dict[Need, bool] = {
        "": True,
        "ratio": any(line.ratio for line in lines),
        "behind": any(line.behind for line in lines),
    }
    return tuple(
        FormColumn(key=key, title=_titled(title, period), width=width, needs=needs)
        for key, title, width, needs in _COLUMNS
        if there[needs]
    )


def _titled(title: Message, period: Period) -> Message:
    values = {"year": period, "before": year_before(period)}
    asked = {name: value for name, value in values.items() if f"{{{name}}}" in title.pattern}
    return Message(title.pattern, asked, context=title.context)
