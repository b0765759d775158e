"""[plan] and [[plan_edition]]: the plan's own settings, and each change of them as a whole edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fedstat.errors import Finding
from fedstat.language import LANGUAGES, Several, msg
from fedstat.ledgerfile.getters import Fields, one_of, some_of, up_to
from fedstat.model.number import DECIMAL_DIGITS, ROUNDINGS
from fedstat.model.observation import OBS_STATUSES
from fedstat.model.plan import COMPARISONS, REQUIRABLE, STATUSES, TRENDS_AGAINST, Expected, Plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.ledgerfile.getters import Shape

_EXPECTED: Final[Shape] = dict.fromkeys(("indicators", "quantifiable", "trend"), Fields.whole)
_WORDING: Final[Shape] = dict.fromkeys(STATUSES, Fields.text)


def expected(fields: Fields, key: str) -> Expected | None:
    """Return the counts that a document states."""
    table = fields.table(key, line="expected = { indicators = 190, quantifiable = 122, trend = 68 }")
    if table is None:
        return None
    return Expected(**table.read(_EXPECTED, outer=SHAPE, home="[plan]"))


def _wording(fields: Fields, key: str) -> tuple[tuple[str, str], ...] | None:
    table = fields.table(key, line='wording = { behind = "进度滞后" }')
    if table is None:
        return None
    return tuple(table.read(_WORDING, outer=SHAPE, home="[plan]").items())


SHAPE: Final[Shape] = {
    "title": Fields.filled,
    "title_en": Fields.text,
    "reference_area": Fields.filled,
    "baseline_period": Fields.period,
    "target_period": Fields.period,
    "language": one_of(LANGUAGES),
    "rounding": one_of(ROUNDINGS),
    "share_decimals": up_to(DECIMAL_DIGITS),
    "comparison": one_of(COMPARISONS),
    "counts": some_of(OBS_STATUSES),
    "trend_against": one_of(TRENDS_AGAINST),
    "compare": Fields.texts,
    "expected": expected,
    "wording": _wording,
    "small_numbers": Fields.whole,
    "require": some_of(REQUIRABLE),
    "reason": Fields.text,
    "document": Fields.text,
    "recorded": Fields.stamp,
}


def plans_of(first: Fields, changes: Iterable[Fields]) -> tuple[Plan, ...]:
    """Return the plan as first written and every edition of it, each whole, by the day it was recorded."""
    settings: dict[str, Any] = {"title": "", "reference_area": ""}
    settings |= first.read(SHAPE, required=("title", "reference_area"))
    plans = [Plan(**settings, origin=first.origin())]
    read = [(fields, _change(fields)) for fields in changes]
    for fields, change in sorted(read, key=lambda pair: pair[1].get("recorded", plans[0].recorded)):
        settings = {**settings, "reason": "", "document": "", **change}
        plans.append(Plan(**settings, origin=fields.origin()))
    return tuple(plans)


def _change(fields: Fields) -> dict[str, Any]:
    lacking = [key for key in ("recorded", "reason") if key not in fields.data]
    if lacking and not fields.damaged:
        fields.book.findings.append(
            Finding(
                "edition-unexplained",
                fields.origin(),
                msg("A change of the plan needs {keys}.", keys=Several(lacking)),
                msg('Add the day it was recorded and why: recorded = 2023-12-25, reason = "…"'),
            )
        )
    return fields.read(SHAPE)
