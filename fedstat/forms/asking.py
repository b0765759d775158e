"""What a data provider is asked for: one line for every series and period that its form has.

A form of a year asks for the values of the year, and of its halves, quarters and months those that are still
missing. A form of a half-year, a quarter or a month asks only for what is measured as often.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.model.frequency import belongs, months_between_values
from fedstat.model.period import MONTHS, Period
from fedstat.model.unit import ratio_factor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from decimal import Decimal

    from fedstat.model.indicator import Baseline, Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation, ObsStatus
    from fedstat.model.plan import Dimension
    from fedstat.model.target import Breakdown

_DIVIDES: Final = re.compile(r"[÷/／]|除以")
YEAR: Final = 12


class Earlier(Struct, frozen=True, kw_only=True):
    """The value that the new one is held against."""

    period: Period
    value: Decimal | None = None
    """None where the ledger has no value of that period."""
    obs_status: ObsStatus = "A"
    as_printed: str = ""
    """Its own words, where it is no exact number."""
    stated: bool = False
    """Whether it is a baseline that the indicator itself states, which no unit revises."""


class Line(Struct, frozen=True, kw_only=True):
    """One line to fill: a series of an indicator at a period."""

    indicator: Indicator
    breakdown: Breakdown
    period: Period
    earlier: Earlier | None
    """None where no period can be named."""
    ratio: bool
    """Whether a numerator and a denominator are asked for, too."""
    behind: bool
    """Whether the indicator is behind, so that outlook, cause and measures are asked for."""
    first: bool
    """Whether it is the first line of its indicator."""
    total: bool
    """Whether a line of its indicator is for the total."""


def provider_of(indicator: Indicator) -> str:
    """Return the unit that fills the form; "" where the ledger names none."""
    return indicator.data_provider or next(iter(indicator.responsible_unit), "")


def asked_of(known: Known, period: Period) -> dict[str, tuple[Indicator, ...]]:
    """Return by data provider the indicators that it is asked for, in the ledger's order.

    An indicator that shares another's values is not asked for. Activities and background figures are.
    Under "" stand those for which the ledger names nobody.
    """
    asked: dict[str, list[Indicator]] = {unit: [] for unit in known.member_units}
    for indicator in known.indicators.values():
        if not indicator.same_as and _periods(indicator.frequency, period):
            asked.setdefault(provider_of(indicator), []).append(indicator)
    return {unit: tuple(indicators) for unit, indicators in asked.items()}


def lines_of(
    known: Known,
    indicators: Iterable[Indicator],
    period: Period,
    behind: Collection[str] = (),
    *,
    every: bool = False,
) -> tuple[Line, ...]:
    """Return what is to be filled of *indicators* at *period*; *behind* are the codes of those behind.

    Halves, quarters and months that already have a value are left out, unless *every* one is wanted: a form
    that went out earlier asked for them.
    """
    return tuple(
        line
        for indicator in indicators
        for line in _lines(known, indicator, period, behind=indicator.code in behind, every=every)
    )


def _lines(known: Known, indicator: Indicator, period: Period, *, behind: bool, every: bool) -> list[Line]:
    area = known.ledger.area
    breakdowns = breakdowns_of(known, indicator)
    ratio = _asks_ratio(known, indicator, breakdowns)
    lines: list[Line] = []
    for breakdown in breakdowns:
        series = known.observations(indicator, area, breakdown)
        periods = _periods(indicator.frequency, period)
        for one in periods:
            if every or one is periods[-1] or one not in series:
                line = Line(
                    indicator=indicator,
                    breakdown=breakdown,
                    period=one,
                    earlier=_earlier(series, _baseline(known, indicator, breakdown), indicator, one),
                    ratio=ratio,
                    behind=behind and not lines,
                    first=not lines,
                    total=() in breakdowns,
                )
                lines.append(line)
    return lines


# -- which series ----------------------------------------------------------------------------------------


def breakdowns_of(known: Known, indicator: Indicator) -> tuple[Breakdown, ...]:
    """Return the sub-groups of an indicator: those of its values, baselines and targets, the total first.

    The total stands among them when it has a value, a baseline or a target, or when there is no sub-group.
    """
    area = known.ledger.area
    found = {
        *(breakdown for code, where, breakdown in known.series if (code, where) == (indicator.code, area)),
        *(baseline.breakdown for baseline in indicator.baselines if baseline.reference_area in {"", area}),
        *(target.breakdown for target in indicator.targets),
    }
    return tuple(sorted(found or {()}, key=lambda breakdown: _rank(known, breakdown)))


def _rank(known: Known, breakdown: Breakdown) -> tuple[object, ...]:
    """Order by dimensions, then as the dimension lists its categories."""
    return (
        tuple(dimension for dimension, _ in breakdown),
        tuple(_place(known.dimensions.get(dimension), category) for dimension, category in breakdown),
    )


def _place(dimension: Dimension | None, category: str) -> tuple[int, str]:
    """Return where a dimension lists a category; one that a later edition took back stands at the end."""
    listed = () if dimension is None else dimension.categories
    return (listed.index(category) if category in listed else len(listed)), category


def _asks_ratio(known: Known, indicator: Indicator, breakdowns: Iterable[Breakdown]) -> bool:
    """Whether the value is a ratio whose parts were given before, or that the formula divides."""
    if ratio_factor(indicator.unit_measure) is None:
        return False
    area = known.ledger.area
    given = any(
        observation.numerator is not None
        for breakdown in breakdowns
        for observation in known.observations(indicator, area, breakdown).values()
    )
    return given or bool(_DIVIDES.search(indicator.formula))


# -- which periods ---------------------------------------------------------------------------------------


def _periods(frequency: str, period: Period) -> tuple[Period, ...]:
    """Return the periods of a series that lie in *period*: all of its quarters, none of its longer ones."""
    if frequency == "term" or months_between_values(frequency) >= YEAR:
        return (period,) if period.kind == "A" else ()
    kind = next(kind for kind in ("H", "Q", "M") if kind == frequency)
    return tuple(
        Period(kind=kind, first=first, last=first + MONTHS[kind] - 1)
        for first in range(period.first, period.last + 1, MONTHS[kind])
        if period.months >= MONTHS[kind]
    )


def year_before(period: Period) -> Period:
    """Return the same period a year earlier."""
    return Period(kind=period.kind, first=period.first - YEAR, last=period.last - YEAR)


def _earlier(
    series: Mapping[Period, Observation], baseline: Baseline | None, indicator: Indicator, period: Period
) -> Earlier | None:
    """Return last year's value; of what is measured less often the last one there is."""
    yearly = indicator.frequency != "term" and months_between_values(indicator.frequency) <= YEAR
    before = year_before(period) if yearly else _last(series, baseline, indicator, period)
    if before is None:
        return None
    found = series.get(before)
    if found is not None:
        words = found.as_printed if found.qualifier != "exact" else ""
        return Earlier(period=before, value=found.value, obs_status=found.obs_status, as_printed=words)
    if baseline is not None and baseline.period == before:
        return Earlier(period=before, value=baseline.value, stated=True)
    return Earlier(period=before)


def _last(
    series: Mapping[Period, Observation], baseline: Baseline | None, indicator: Indicator, period: Period
) -> Period | None:
    known = [one for one in series if one < period and belongs(one, indicator.frequency)]
    if baseline is not None and baseline.period < period:
        known.append(baseline.period)
    return max(known, default=None)


def _baseline(known: Known, indicator: Indicator, breakdown: Breakdown) -> Baseline | None:
    area = known.ledger.area
    return next(
        (
            baseline
            for baseline in indicator.baselines
            if baseline.breakdown == breakdown and baseline.reference_area in {"", area}
        ),
        None,
    )
