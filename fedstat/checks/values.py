"""Figures that cannot be, or that deserve a look: percentages beyond their limits, slipped points."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.checks.places import place_of
from fedstat.errors import Fault, Finding
from fedstat.language import msg
from fedstat.model.number import plain
from fedstat.model.unit import canonical_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedstat.errors import Origin
    from fedstat.language import Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation
    from fedstat.model.quantity import Quantity
    from fedstat.model.target import Breakdown

HUNDRED: Final = Decimal(100)
_WHOLES: Final = {"%": HUNDRED, "‰": Decimal(1000)}
ABSURD: Final = 10
"""A share of so many times the whole is a slip, whatever it is a share of."""

ROUGHLY: Final = 10
"""A printed form that is not exact may be off by one part in so many."""

_MAY_PASS: Final = ("毛入", "性别比", "增长", "增幅", "增速", "增加", "变化", "完成率", "为100", "=100")
_MAY_PASS_EN: Final = ("gross enrol", "sex ratio", "growth", "increase", "change", "=100", "= 100")
"""Words in a name that say a percentage may pass 100 or fall below 0: gross enrolment, growth, sex ratio."""


class _Scale(Struct, frozen=True, kw_only=True):
    """What the figures of an indicator may be."""

    indicator: Indicator
    whole: Decimal | None
    """100 for %, 1000 for ‰, None for other units."""
    cap: Decimal
    """What a figure passes only with a finding: the stated limit, else the whole."""


def values_beyond(known: Known) -> Iterator[Finding]:
    """Yield the values, baselines and targets that cannot be, pass the limit, or look slipped."""
    scales = {
        code: scale
        for code, indicator in known.indicators.items()
        if (scale := _scale(indicator)) is not None
    }
    for (code, area, breakdown), observations in known.series.items():
        scale = scales.get(code)
        if scale is not None:
            cap = scale.cap
            for entry in observations.values():
                value = entry.value
                if value is not None and not 1 < value <= cap:
                    others = _others(known, scale, area, breakdown, entry)
                    yield from _found(scale, value, others, entry.origin.at("value"))
    for scale in scales.values():
        yield from _of_the_plan(known, scale)


def _scale(indicator: Indicator) -> _Scale | None:
    whole = _WHOLES.get(canonical_unit(indicator.unit_measure))
    cap = indicator.limit if indicator.limit is not None else whole
    return None if cap is None else _Scale(indicator=indicator, whole=whole, cap=cap)


def _of_the_plan(known: Known, scale: _Scale) -> Iterator[Finding]:
    """Yield what is wrong with the baselines and targets of an indicator."""
    indicator = scale.indicator
    for index, given in enumerate(indicator.baselines):
        if not 1 < given.value <= scale.cap:
            others = _others(known, scale, known.ledger.area, given.breakdown, None)
            where = place_of(indicator.origin, "baseline", indicator.baselines, index, "value")
            yield from _found(scale, given.value, [other for other in others if other != given.value], where)
    for index, target in enumerate(indicator.targets):
        value = target.value
        if isinstance(value, Decimal) and target.relative_to is None and not 1 < value <= scale.cap:
            others = _others(known, scale, known.ledger.area, target.breakdown, None)
            where = place_of(indicator.origin, "target", indicator.targets, index, target.comparator)
            yield from _found(scale, value, others, where)


def _others(
    known: Known, scale: _Scale, area: str, breakdown: Breakdown, entry: Observation | None
) -> list[Decimal]:
    """Return the other figures of the series, its baselines among them, that are themselves possible."""
    series: Iterable[Observation] = known.series.get((scale.indicator.code, area, breakdown), {}).values()
    figures = [other.value for other in series if other is not entry and other.value is not None]
    figures += [given.value for given in scale.indicator.baselines if given.breakdown == breakdown]
    return [figure for figure in figures if 0 < figure <= scale.cap]


def _found(scale: _Scale, value: Decimal, others: list[Decimal], where: Origin) -> Iterator[Finding]:
    fault = _fault(scale, value, others)
    if fault is not None:
        yield fault.at(where)


def _fault(scale: _Scale, value: Decimal, others: list[Decimal]) -> Fault | None:
    """Return what is wrong with one figure; the gravest only."""
    if scale.whole is not None and (value > scale.cap or value < 0):
        return _impossible(scale, scale.whole, value, others) or _beyond(scale, scale.whole, value)
    if value > scale.cap:
        return _passed(scale, value)
    return _share_of_one(scale, value, others)


def _impossible(scale: _Scale, whole: Decimal, value: Decimal, others: list[Decimal]) -> Fault | None:
    unit = scale.indicator.unit_measure
    shifted = value.scaleb(-2)
    if _near(shifted, others) and not _may_pass(scale.indicator):
        return Fault(
            "value-impossible",
            msg(
                "{value}{unit} of “{name}” lies far from its other values ({others}).",
                name=scale.indicator.name,
                value=plain(value),
                unit=unit,
                others=plain(_middle(others)),
            ),
            msg("Was {meant} meant? The point may have been lost.", meant=plain(shifted)),
        )
    if value < -whole or value > whole * ABSURD:
        return Fault(
            "value-impossible",
            msg(
                "“{name}” cannot be {value}{unit}.", name=scale.indicator.name, value=plain(value), unit=unit
            ),
            msg("Check the number and the unit of measure against the source."),
        )
    return None


def _near(value: Decimal, others: list[Decimal]) -> bool:
    """Whether a figure is like the middle one of the others; one slip among them tells nothing."""
    return bool(others) and _middle(others) / 2 <= value <= _middle(others) * 2


def _middle(figures: list[Decimal]) -> Decimal:
    return sorted(figures)[len(figures) // 2]


def _beyond(scale: _Scale, whole: Decimal, value: Decimal) -> Fault | None:
    indicator = scale.indicator
    if indicator.limit is not None and value > indicator.limit:
        return _passed(scale, value)
    if _may_pass(indicator):
        return None
    return Fault(
        "value-percent",
        msg(
            "{value}{unit} of “{name}” lies outside 0 to {whole}.",
            value=plain(value),
            unit=indicator.unit_measure,
            name=indicator.name,
            whole=plain(whole),
        ),
        msg(
            "Check it against the source. If more than {whole} is possible, state “limit” of the indicator.",
            whole=plain(whole),
        )
        if value > 0
        else msg("Check the sign and the number against the source."),
    )


def _may_pass(indicator: Indicator) -> bool:
    name = indicator.name + indicator.unit_measure
    return any(word in name for word in _MAY_PASS) or any(
        word in f"{name} {indicator.name_en}".casefold() for word in _MAY_PASS_EN
    )


def _passed(scale: _Scale, value: Decimal) -> Fault:
    return Fault(
        "limit-passed",
        msg(
            "{value} of “{name}” is beyond its limit, {limit}.",
            value=plain(value),
            name=scale.indicator.name,
            limit=plain(scale.cap),
        ),
        msg("Correct the value, or “limit” of the indicator."),
    )


def _share_of_one(scale: _Scale, value: Decimal, others: list[Decimal]) -> Fault | None:
    """Return that 0.4163 stands where 41.63 must be meant; spreadsheets hold percentages so."""
    shifted = value.scaleb(2)
    if scale.whole != HUNDRED or not value or not _near(shifted, others) or _near(value, others):
        return None
    return Fault(
        "value-percent",
        msg(
            "{value}{unit} of “{name}” lies far from its other values ({others}).",
            value=plain(value),
            unit=scale.indicator.unit_measure,
            name=scale.indicator.name,
            others=plain(_middle(others)),
        ),
        msg("Was {meant} meant? A spreadsheet keeps 41.63% as 0.4163.", meant=plain(shifted)),
    )


def printed_otherwise(known: Known) -> Iterator[Finding]:
    """Yield the values whose printed form says another number."""
    for (code, _, _), observations in known.series.items():
        for entry in observations.values():
            if entry.as_printed and entry.value is not None:
                indicator = known.indicators.get(code)
                printed = _printed(entry.as_printed, indicator.unit_measure if indicator else "")
                if printed is not None and not _agree(entry.value, printed):
                    yield Finding(
                        "printed-differs", entry.origin.at("as_printed"), *_otherwise(entry, printed.value)
                    )


def _printed(text: str, unit_measure: str) -> Quantity | None:
    from fedstat.model.quantity import parse_quantity

    read = parse_quantity(text, unit_measure)
    return None if isinstance(read, Fault) else read


def _agree(value: Decimal, printed: Quantity) -> bool:
    """Whether a value is the printed one; of 2300余 or 3.2万 the ledger may know it more exactly."""
    if printed.qualifier == "exact":
        return value == printed.value
    return abs(value - printed.value) * ROUGHLY <= abs(printed.value)


def _otherwise(entry: Observation, printed: Decimal) -> tuple[Message, Message]:
    return msg(
        "The printed form “{text}” says {printed}, and the value is {value}.",
        text=entry.as_printed,
        printed=plain(printed),
        value=plain(entry.value or printed),
    ), msg("Correct the one or the other; the value is what is judged.")
