"""Observations in the columns of SDMX-CSV 2.0, under SDMX's own concept names.

Source: SDMX-CSV 2.0 field guide (sdmx.org): STRUCTURE, STRUCTURE_ID, ACTION, then the dimensions,
OBS_VALUE and the attributes. Periods are SDMX's: a half-year is S, a month M, a span of years an ISO 8601
interval; a term of office has no place in its calendar and is left out. Breakdowns are dimensions, “_T”
where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.reports.listing import text_cell
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedstat.assessment import Evaluation
    from fedstat.model.indicator import Indicator
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period

STRUCTURE_ID: Final = "FEDSTAT:PLAN(1.0)"
"""Agency, data structure and version; the structure is that of these columns."""
TOTAL: Final = "_T"
_BEFORE: Final = ("STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "INDICATOR", "REF_AREA")
_AFTER: Final = (
    *("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "NUMERATOR", "DENOMINATOR"),
    *("DATA_PROVIDER", "SOURCE", "COMMENT_OBS"),
)
_FREQUENCIES: Final = {"A": "A", "H": "S", "Q": "Q", "M": "M"}


def sdmx_table(
    evaluation: Evaluation, indicators: Sequence[Indicator], *, area: str = ""
) -> tuple[Table, int]:
    """Return the observations up to the evaluation's period, and how many terms of office are left out."""
    known = {indicator.code: indicator for indicator in indicators}
    entries = [
        entry
        for series in evaluation.known.series.values()
        for entry in series.values()
        if entry.indicator in known
        and area in {"", entry.reference_area}
        and not (entry.period.dated and entry.period > evaluation.period)
    ]
    dated = [entry for entry in entries if entry.period.dated]
    dimensions = tuple(dict.fromkeys(name for entry in dated for name, _ in entry.breakdown))
    keys = (*_BEFORE, *map(concept, dimensions), *_AFTER)
    table = Table(
        columns=tuple(Column(key=key, title=key) for key in keys),
        rows=tuple(Row(cells=tuple(_cells(entry, known[entry.indicator], dimensions))) for entry in dated),
    )
    return table, len(entries) - len(dated)


def concept(dimension: str) -> str:
    """Return what SDMX may call a dimension of breakdowns.

    >>> concept("sex"), concept("marital-status")
    ('SEX', 'MARITAL_STATUS')
    """
    return dimension.upper().replace("-", "_")


def _cells(entry: Observation, indicator: Indicator, dimensions: Sequence[str]) -> Iterator[Cell]:
    broken_down = dict(entry.breakdown)
    yield from map(
        text_cell,
        ("datastructure", STRUCTURE_ID, "I", frequency(entry.period)),
    )
    yield text_cell(entry.indicator)
    yield text_cell(entry.reference_area)
    for dimension in dimensions:
        yield text_cell(broken_down.get(dimension, TOTAL))
    yield text_cell(time_period(entry.period))
    yield Cell("" if entry.value is None else f"{entry.value:f}", entry.value)
    yield text_cell(entry.obs_status)
    yield text_cell(indicator.unit_measure)
    for number in (entry.numerator, entry.denominator):
        yield Cell("" if number is None else f"{number:f}", number)
    yield from map(text_cell, (entry.reported_by, entry.source, entry.note))


def frequency(period: Period) -> str:
    """Return the code of CL_FREQ: of a span of five years A5."""
    return _FREQUENCIES.get(period.kind) or f"A{_years(period)}"


def time_period(period: Period) -> str:
    """Return the period as SDMX spells it: 2023, 2023-S1, 2023-Q2, 2023-06, 2019-01-01/P5Y."""
    text = str(period)
    if period.kind == "span":
        return f"{text.partition('/')[0]}-01-01/P{_years(period)}Y"
    return text.replace("-H", "-S")


def _years(period: Period) -> int:
    return (period.last - period.first + 1) // 12
