"""Observations in the columns of SDMX-CSV 2.0, under SDMX's own concept names.

Source: the SDMX-CSV 2.0 field guide (github.com/sdmx-twg/sdmx-csv): STRUCTURE, STRUCTURE_ID, ACTION, then the
dimensions, OBS_VALUE and the attributes; columns of our own may follow. The action is I, information: what
is loaded for the first time is added, and nothing is said of what the file leaves out. An empty cell gives
no value. Periods are SDMX's: a half-year is S, a span of years a start and a duration; a term of office has
no place in its calendar and is left out. Groups are dimensions, “_T” where a value is of all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.reports.listing import text_cell
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

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
    *("BASELINE_RESTATED", "QUALIFIER", "AS_PRINTED", "DATA_PROVIDER", "SOURCE", "EVIDENCE"),
    "COMMENT_OBS",
)
_FREQUENCIES: Final = {"A": "A", "H": "S", "Q": "Q", "M": "M"}
_CONCEPT: Final = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)
"""How SDMX may call a component."""


def sdmx_table(
    evaluation: Evaluation, indicators: Sequence[Indicator], *, area: str = ""
) -> tuple[Table, int]:
    """Return the observations up to the evaluation's period, and how many terms of office are left out.

    Without the id of an *area*, of all areas.
    """
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
    dimensions = dict.fromkeys(name for entry in dated for name, _ in entry.breakdown)
    named = concepts((*evaluation.known.dimensions, *dimensions))
    keys = (*_BEFORE, *(named[name] for name in dimensions), *_AFTER)
    table = Table(
        columns=tuple(Column(key=key, title=key) for key in keys),
        rows=tuple(Row(cells=tuple(_cells(entry, known[entry.indicator], dimensions))) for entry in dated),
    )
    return table, len(entries) - len(dated)


def concepts(dimensions: Iterable[str]) -> dict[str, str]:
    """Return what SDMX may call each dimension of breakdowns: in capitals, or GROUP_ and its number.

    >>> list(concepts(("sex", "marital-status", "城乡", "source", "Sex")).values())
    ['SEX', 'MARITAL_STATUS', 'GROUP_3', 'GROUP_4', 'GROUP_5']
    """
    named: dict[str, str] = {}
    taken = {*_BEFORE, *_AFTER}
    for number, dimension in enumerate(dict.fromkeys(dimensions), start=1):
        concept = dimension.upper().replace("-", "_")
        fits = _CONCEPT.fullmatch(concept) and not concept.startswith("GROUP_") and concept not in taken
        named[dimension] = concept if fits else f"GROUP_{number}"
        taken.add(named[dimension])
    return named


def _cells(entry: Observation, indicator: Indicator, dimensions: Iterable[str]) -> Iterator[Cell]:
    groups = dict(entry.breakdown)
    yield from map(text_cell, ("datastructure", STRUCTURE_ID, "I", frequency(entry.period)))
    yield from map(text_cell, (entry.indicator, entry.reference_area))
    yield from (text_cell(groups.get(dimension, TOTAL)) for dimension in dimensions)
    yield text_cell(time_period(entry.period))
    yield _number(entry.value)
    yield from map(text_cell, (entry.obs_status, indicator.unit_measure))
    yield from map(_number, (entry.numerator, entry.denominator, entry.baseline_restated))
    yield text_cell("" if entry.qualifier == "exact" else entry.qualifier)
    yield from map(text_cell, (entry.as_printed, entry.reported_by, entry.source, entry.evidence, entry.note))


def _number(number: Decimal | None) -> Cell:
    return Cell("" if number is None else f"{number:f}", number)


def frequency(period: Period) -> str:
    """Return the code of CL_FREQ: of a span of five years A5."""
    return _FREQUENCIES.get(period.kind) or f"A{period.months // 12}"


def time_period(period: Period) -> str:
    """Return the period as SDMX spells it: 2023, 2023-S1, 2023-Q2, 2023-06, 2019-01-01/P5Y."""
    text = str(period)
    if period.kind == "span":
        return f"{text.partition('/')[0]}-01-01/P{period.months // 12}Y"
    return text.replace("-H", "-S")
