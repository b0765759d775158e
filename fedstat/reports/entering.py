"""What must be in view while a value is entered: the indicator, its baseline, last values and target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.language import Several, msg, say
from fedstat.model.frequency import belongs, months_between_values
from fedstat.model.period import Period
from fedstat.reports.changes import figure, value_text
from fedstat.reports.codes import obs_status_message
from fedstat.reports.listing import direction_message
from fedstat.reports.words import name_of, period_text, target_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.language import Language, Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation
    from fedstat.model.target import Breakdown, Target

LAST: Final = 3
"""How many of the last values are in view."""


def provider_of(indicator: Indicator) -> str:
    """Return the id of the unit that fills an indicator; nothing when none is named."""
    return indicator.data_provider or next(iter(indicator.responsible_unit), "")


# -- of what there is a value ------------------------------------------------------------------------------


def groups(known: Known, indicator: Indicator, area: str) -> tuple[Breakdown, ...]:
    """Return the sub-groups of an indicator for which there are values, a baseline or a target.

    The total comes first where there is one; where a category is used, the others of its dimension are
    there too, in their order.
    """
    used: dict[Breakdown, None] = dict.fromkeys(
        (
            *(target.breakdown for target in indicator.targets),
            *(base.breakdown for base in indicator.baselines if base.reference_area == area),
            *(group for code, where, group in known.series if (code, where) == (indicator.code, area)),
        )
    )
    found: dict[Breakdown, None] = {(): None} if () in used or not used else {}
    for group in used:
        found |= dict.fromkeys(_siblings(known, group))
    return tuple(found)


def _siblings(known: Known, group: Breakdown) -> tuple[Breakdown, ...]:
    """Return all categories of a dimension for one of them; a combination of several stays alone."""
    if len(group) != 1:
        return (group,)
    ((name, category),) = group
    dimension = known.dimensions.get(name)
    categories = dimension.categories if dimension is not None else ()
    return tuple(((name, each),) for each in categories) if category in categories else (group,)


def group_text(known: Known, group: Breakdown, language: Language) -> str:
    """Return the name of a sub-group: 城市."""
    names = {
        (dimension.id, identity): english if language == "en" and english else name
        for dimension in known.dimensions.values()
        for identity, name, english in dimension.category_names
    }
    return say(Several(names.get(pair, pair[1]) for pair in group), language)


# -- of when the next one is -------------------------------------------------------------------------------


def following(known: Known, indicator: Indicator, area: str) -> Period | None:
    """Return the period after the last one that has a value; without a value the ledger's latest one."""
    periods = [
        period
        for (code, where, _), series in known.series.items()
        if (code, where) == (indicator.code, area)
        for period in series
        if belongs(period, indicator.frequency)
    ]
    if periods:
        return _after(max(periods), indicator)
    latest = known.ledger.latest_period
    return latest if latest is not None and belongs(latest, indicator.frequency) else None


def _after(period: Period, indicator: Indicator) -> Period:
    if period.kind == "term":
        return Period(kind="term", first=period.first + 1, last=period.last + 1)
    yearly = indicator.frequency == "term" or period.kind == "span"
    months = period.months if yearly else months_between_values(indicator.frequency)
    return Period(kind=period.kind, first=period.first + months, last=period.last + months)


def next_open(known: Known, code: str, period: Period, area: str) -> Indicator | None:
    """Return the next indicator that the same unit fills and that has no value of *period* yet."""
    given = {one for one, where, _ in known.series if where == area and period in known.series[one, where, _]}
    codes = list(known.indicators)
    at = codes.index(code) + 1 if code in known.indicators else 0
    unit = provider_of(known.indicators[code]) if code in known.indicators else ""
    for other in (*codes[at:], *codes[:at]):
        indicator = known.indicators[other]
        fits = belongs(period, indicator.frequency) and provider_of(indicator) == unit
        if fits and other not in given and not indicator.same_as:
            return indicator
    return None


# -- what is in view ---------------------------------------------------------------------------------------


def heading(known: Known, indicator: Indicator, language: Language) -> Message:
    """Return what the indicator is: its code, name, unit of measure, direction and unit."""
    unit = provider_of(indicator)
    said = [
        indicator.unit_measure,
        direction_message(indicator.direction) if indicator.direction else "",
        name_of(known.member_units.get(unit), language, unit),
    ]
    named = {"code": indicator.code, "name": name_of(indicator, language)}
    if not any(said):
        return msg("{code} {name}", **named)
    return msg("{code} {name} ({particulars})", particulars=Several(item for item in said if item), **named)


def in_view(
    known: Known, indicator: Indicator, area: str, group: Breakdown, language: Language
) -> Iterator[Message]:
    """Yield the baseline, the last values and the target of one series, a line each where there is one."""
    unit = indicator.unit_measure
    for base in indicator.baselines:
        if (base.breakdown, base.reference_area) == (group, area):
            value = figure(base.value, unit)
            yield msg("Baseline: {period} {value}", period=period_text(base.period, language), value=value)
    series = known.series.get((indicator.code, area, group), {})
    last = sorted(series)[-LAST:]
    if last:
        texts = [_value(series[period], unit, language) for period in last]
        yield msg("Last values: {values}", values=Several(texts))
    targets = [target for target in indicator.targets if target.breakdown == group]
    if targets:
        yield msg(
            "Target: {targets}", targets=Several(target_message_by(known, one, language) for one in targets)
        )


def _value(entry: Observation, unit: str, language: Language) -> Message:
    period, value = period_text(entry.period, language), value_text(entry, unit)
    if entry.value is None or entry.obs_status == "A":
        return msg("{period} {value}", period=period, value=value)
    status = obs_status_message(entry.obs_status)
    return msg("{period} {value} ({status})", period=period, value=value, status=status)


def target_message_by(known: Known, target: Target, language: Language) -> Message | str:
    """Return a target as the plan words it, with its comparator and the period by which it is due."""
    area = target.relative_to or ""
    text = target_message(target, name_of(known.areas.get(area), language, area))
    due = target.by or known.plan.target_period
    if target.wording and not target.has_number:
        return target.wording
    if due is not None:
        text = msg("{target} by {period}", target=text, period=period_text(due, language))
    return msg("{wording} ({target})", wording=target.wording, target=text) if target.wording else text


def stands(entry: Observation, unit: str) -> Message:
    """Return that a value stands already, and that another one corrects it."""
    return msg(
        "{value} stands already for {period} ({file}:{line}); another value corrects it.",
        value=value_text(entry, unit),
        period=entry.period,
        file=entry.origin.place.file,
        line=entry.origin.place.line,
    )
