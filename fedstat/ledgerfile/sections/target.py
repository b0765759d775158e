"""Targets: a table with one comparator, a list of them, or the plan's own phrase."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, cast

from msgspec import Struct, field
from msgspec.structs import replace

from fedstat.errors import Fault
from fedstat.language import Several, msg
from fedstat.ledgerfile.breakdowns import breakdown, by_category
from fedstat.ledgerfile.getters import Fields
from fedstat.model.target import Target
from fedstat.model.unit import ratio_factor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fedstat.ledgerfile.getters import Shape
    from fedstat.model.indicator import Kind
    from fedstat.model.target import Comparator, Direction, Number

_FRACTION: Final = re.compile(r"(\d{1,9})/(\d{1,9})\Z", re.ASCII)
_PLAIN: Final[tuple[Comparator, ...]] = ("at_least", "at_most", "above", "below", "equal")
_COMPARATORS: Final = (*_PLAIN, "between", "around", "change_from_baseline")
_CHANGES: Final = ("percent", "points", "percent_per_year")
_FORM: Final = 'target = { at_least = 45, by = "2025" }'


class Setting(Struct, kw_only=True):
    """What of an indicator a target needs to be read, and what its phrases add to the indicator."""

    unit_measure: str
    direction: Direction | None
    kind: Kind | None
    """The kind that the indicator states."""
    tolerance: Decimal | None
    outer: Collection[str] = ()
    """The indicator's own keys, which may have slipped under a target."""
    tags: list[str] = field(default_factory=list)
    """Tags that follow from the phrases: 力争 is 预期性."""


def targets_of(fields: Fields, setting: Setting) -> tuple[Target, ...]:
    """Return the targets that stand under the indicator's `target`, in their order."""
    value = fields.data.get("target", ())
    if isinstance(value, str | dict):
        return tuple(_targets(fields, value, setting, "target"))
    if value == []:
        _empty(fields, "target")
    if isinstance(value, list | tuple):
        return tuple(
            target
            for index, item in enumerate(value)
            for target in _targets(fields, item, setting, "target", index)
        )
    fields.mistyped("target", value=value, needed=msg("a table in braces, or the plan's phrase"), line=_FORM)
    return ()


def _empty(fields: Fields, *steps: str | int) -> None:
    fields.report("empty-text", *steps, of=msg("The target is empty."), do=msg("Write: {line}", line=_FORM))


def _targets(fields: Fields, value: object, setting: Setting, *steps: str | int) -> Iterator[Target]:
    if isinstance(value, str):
        yield from _phrase(fields, value, setting, *steps)
    elif isinstance(value, dict):
        yield from _table(fields.inside(value, *steps), setting)
    else:
        fields.mistyped(
            *steps, value=value, needed=msg("a table in braces, or the plan's phrase"), line=_FORM
        )


# -- a table -----------------------------------------------------------------------------------------------


def _number(fields: Fields, key: str) -> Number | None:
    """Return a number, or a fraction that stands as a text."""
    return _as_number(fields, fields.data[key], key)


def _as_number(fields: Fields, value: object, *steps: str | int) -> Number | None:
    found = _FRACTION.match(value) if isinstance(value, str) else None
    if found is None:
        return fields.decimal(value, *steps)
    above, below = int(found[1]), int(found[2])
    if below:
        return Fraction(above, below)
    fields.report(
        "zero-denominator", *steps, of=msg("Nothing is divided by 0."), do=msg("Correct the denominator.")
    )
    return None


def _bounds(fields: Fields, key: str) -> tuple[Number, Number] | None:
    value = fields.data[key]
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - a lower and an upper bound
        fields.mistyped(key, value=value, needed=msg("two numbers in brackets"), line="between = [40, 60]")
        return None
    low, high = (_as_number(fields, item, key, index) for index, item in enumerate(value))
    if low is None or high is None:
        return None
    if low > high:
        fields.report(
            "target-bounds",
            key,
            of=msg("The lower bound {low} is above the upper bound {high}.", low=low, high=high),
            do=msg("Write the lower bound first: {line}", line=f"between = [{high}, {low}]"),
        )
        return None
    return low, high


def _change(fields: Fields, key: str) -> tuple[str, Decimal] | None:
    table = fields.table(key, line="change_from_baseline = { percent = -20 }")
    if table is None:
        return None
    values = table.read(dict.fromkeys(_CHANGES, Fields.number), outer=SHAPE, home="target")
    given = [name for name in _CHANGES if name in table.data]
    if len(given) != 1:
        fields.report(
            "comparator-several" if given else "comparator-none",
            key,
            of=msg("The change from the baseline needs exactly one of {known}.", known=Several(_CHANGES)),
            do=msg("Write: {line}", line="change_from_baseline = { percent = -20 }"),
        )
        return None
    return next(iter(values.items()), None)


SHAPE: Final[Shape] = {
    **dict.fromkeys(_PLAIN, _number),
    "between": _bounds,
    "around": _number,
    "tolerance": Fields.amount,
    "keep": Fields.flag,
    "change_from_baseline": _change,
    "relative_to": Fields.area,
    "cumulative": Fields.flag,
    "by": Fields.period,
    "breakdown": breakdown,
    "wording": Fields.filled,
}
_COMMON: Final = ("keep", "relative_to", "cumulative", "by", "breakdown", "wording")


def _table(fields: Fields, setting: Setting) -> Iterator[Target]:
    values = fields.read(SHAPE, outer=setting.outer, home="[[indicator]]")
    given = [name for name in _COMPARATORS if name in fields.data]
    if len(given) > 1:
        _several(fields, given)
    elif len(values) < len(fields.data) and any(
        key in fields.data and key not in values for key in ("breakdown", "by", *given)
    ):
        return
    elif given:
        yield from _compared(fields, values, given[0], setting)
    elif "relative_to" in values:
        yield from _relative(fields, values, setting)
    elif "wording" in fields.data:
        yield from _worded(fields, values, setting)
    elif not fields.damaged and not fields.misspells((*_COMPARATORS, "wording", "relative_to"), SHAPE):
        fields.report(
            "comparator-none",
            of=msg("The target has no comparator."),
            do=msg("Add one of {known}, or the plan's wording.", known=Several(_COMPARATORS)),
        )


def _several(fields: Fields, given: list[str]) -> None:
    fields.report_key(
        "comparator-several",
        given[1],
        of=msg("The target has {count} comparators: {given}.", count=len(given), given=Several(given)),
        do=msg("Keep one; for two bounds write: {line}", line="between = [40, 60]"),
    )


def _compared(fields: Fields, values: dict[str, Any], name: str, setting: Setting) -> Iterator[Target]:
    """Yield the target of one comparator, when all that it needs is there."""
    common = {key: values[key] for key in _COMMON if key in values}
    found = values[name]
    comparator = cast("Comparator", name)
    if name == "change_from_baseline":
        derivation, change = found
        yield Target(
            comparator=_towards(change, setting.direction), derivation=derivation, change=change, **common
        )
    elif name == "between":
        low, high = found
        yield Target(comparator=comparator, bounds=(_scaled(low, setting), _scaled(high, setting)), **common)
    elif name == "around":
        tolerance = values.get("tolerance", setting.tolerance)
        if tolerance is None and "tolerance" not in fields.data:
            _no_tolerance(fields)
        yield Target(comparator=comparator, value=_scaled(found, setting), tolerance=tolerance, **common)
    else:
        yield Target(comparator=comparator, value=_scaled(found, setting), **common)


def _towards(change: Decimal, direction: Direction | None) -> Comparator:
    """Return how a value is held against a baseline that is to change by *change*."""
    falling = change < 0 or (change == 0 and direction == "decrease")
    return "at_most" if falling else "at_least"


def _scaled(number: Number, setting: Setting) -> Number:
    """Return a fraction in the unit of measure: two thirds of a percentage are 200/3."""
    if isinstance(number, Decimal):
        return number
    return number * (ratio_factor(setting.unit_measure) or 1)


def _no_tolerance(fields: Fields, *steps: str | int) -> None:
    fields.report(
        "tolerance-missing",
        *steps,
        of=msg("“Around” does not say how far a value may lie off."),
        do=msg("State it: {line}", line="{ around = 45, tolerance = 0.5 }"),
    )


def _relative(fields: Fields, values: dict[str, Any], setting: Setting) -> Iterator[Target]:
    """Yield the target of another area's value, when the direction says which side of it is meant."""
    if setting.direction in {"increase", "decrease"}:
        name: Comparator = "at_least" if setting.direction == "increase" else "at_most"
        common = {key: values[key] for key in _COMMON if key in values}
        yield Target(comparator=name, value=Decimal(0), **common)
    else:
        fields.report(
            "comparator-none",
            of=msg("The direction does not say which side of the other area's value is meant."),
            do=msg("Add the difference: {line}", line='{ at_least = 0, relative_to = "…" }'),
        )


# -- a phrase ----------------------------------------------------------------------------------------------


def _worded(fields: Fields, values: dict[str, Any], setting: Setting) -> Iterator[Target]:
    """Yield the targets of a table's wording; what the table states beside it wins."""
    if not isinstance(fields.data["wording"], str):
        return
    stated = {key: values[key] for key in ("keep", "cumulative", "by", "breakdown") if key in values}
    own = replace(setting, tolerance=values.get("tolerance", setting.tolerance))
    for target in _phrase(fields, values["wording"], own, "wording"):
        yield replace(target, **stated)


def _phrase(fields: Fields, text: str, setting: Setting, *steps: str | int) -> Iterator[Target]:
    from fedstat.model.phrase import parse_target

    if not text.strip():
        if steps != ("wording",):
            _empty(fields, *steps)
        return
    read = parse_target(text, direction=setting.direction, unit_measure=setting.unit_measure)
    if isinstance(read, Fault):
        if setting.kind == "trend" and setting.direction is not None:
            yield Target(comparator="trend", wording=text)
        else:
            fields.fault(read, *steps)
        return
    setting.tags.extend(read.tags)
    for target in read.targets:
        yield from _resolved(fields, target, text, setting, *steps)


def _named(fields: Fields, target: Target, *steps: str | int) -> None:
    """Report the area of a phrase that nothing is known of; 全省 alone does not say which one it is."""
    from fedstat.model.phrase import ITS_AREA

    area = target.relative_to or ""
    if area in ITS_AREA and area not in fields.book.areas:
        fields.report(
            "target-question",
            *steps,
            of=msg("“{area}” does not say which area that is.", area=area),
            do=msg(
                "Name it: {line}",
                line=f'{{ {target.comparator} = 0, relative_to = "…", wording = "…" }}',
            ),
        )
    else:
        fields.refer("area", fields.book.areas.get(area, area), *steps)


def _resolved(
    fields: Fields, target: Target, text: str, setting: Setting, *steps: str | int
) -> Iterator[Target]:
    """Yield a phrase's target with its wording, its sub-group found by the category's name."""
    changes: dict[str, Any] = {"wording": text}
    if target.comparator == "around" and target.tolerance is None:
        changes["tolerance"] = setting.tolerance
        if setting.tolerance is None:
            _no_tolerance(fields, *steps)
    if target.relative_to is not None:
        changes["relative_to"] = fields.book.areas.get(target.relative_to, target.relative_to)
        _named(fields, target, *steps)
    if target.breakdown:
        ((_, category),) = target.breakdown
        changes["breakdown"] = by_category(fields, category, *steps)
        if changes["breakdown"] is None:
            return
    yield replace(target, **changes)
