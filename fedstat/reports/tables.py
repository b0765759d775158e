"""The ledger's tables as other programs take them: observations, indicators, units, assessments.

A cell has the ledger's own word as its value (an id, a key, a number) and the reader's words as its text.
"""

from __future__ import annotations

import re
from datetime import time
from json import dumps
from typing import TYPE_CHECKING, Final

from fedstat.language import msg, say
from fedstat.model.entry import FROM_THE_START
from fedstat.model.number import plain
from fedstat.reports.codes import frequency_message, obs_status_message, qualifier_message
from fedstat.reports.extras import EXTRAS, METHOD, extra_cells, extra_columns
from fedstat.reports.listing import MANY, direction_message, role_message, text_cell
from fedstat.reports.record import change_from_baseline, change_from_previous, distance
from fedstat.reports.words import (
    compared_area,
    kind_message,
    name_of,
    percent,
    reason_message,
    status_text,
    status_word,
    target_texts,
    units_text,
)
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime
    from decimal import Decimal

    from fedstat.assessment import Assessment, Evaluation, Reading
    from fedstat.language import Language, Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown

    Titled = tuple[tuple[str, Message | str], ...]
    """The keys of the columns and their titles."""

SCHEMA_VERSION: Final = 1
_DELIMITER: Final = re.compile(r'[;="]|^\s|\s\Z')


def observations_table(
    evaluation: Evaluation, indicators: Sequence[Indicator], language: Language, *, area: str = ""
) -> Table:
    """Return every observation that stands up to the evaluation's period, of all breakdowns.

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
    rows = [_observation(evaluation, known[entry.indicator], entry, language) for entry in entries]
    return _table(_OBSERVATION, rows, language)


def indicators_table(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Table:
    """Return what *indicators* are: how they are defined, who answers for them, what they must reach."""
    rows = [_indicator(evaluation, indicator, language) for indicator in indicators]
    return _table(_INDICATOR, rows, language)


def units_table(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Table:
    """Return the member units, and for how many of *indicators* each answers, supports, or gives data."""
    rows = [
        (
            text_cell(unit.id),
            Cell(name_of(unit, language), unit.name),
            text_cell(unit.contact),
            _number(sum(unit.id in indicator.responsible_unit for indicator in indicators)),
            _number(sum(unit.id in indicator.supporting_units for indicator in indicators)),
            _number(sum(unit.id == indicator.data_provider for indicator in indicators)),
        )
        for unit in evaluation.known.member_units.values()
    ]
    return _table(_UNIT, rows, language)


def assessments_table(evaluation: Evaluation, language: Language, *, extras: Collection[str] = ()) -> Table:
    """Return every assessment in one row, ungrouped, with the values of the areas to compare at its end.

    Before them stand the columns that *extras* ask for.
    """
    more = tuple(extra for extra in EXTRAS if extra in extras and extra != "method")
    asked = tuple((column.key, column.title) for column in extra_columns(more, language))
    areas = tuple(
        (f"area:{area}", compared_area(evaluation, area, language)) for area in evaluation.known.plan.compare
    )
    rows = [
        (
            *_assessment(evaluation, item, language),
            *extra_cells(evaluation, item, more, language),
            *(_beside(reading) for reading in item.compare),
        )
        for item in evaluation
    ]
    return _table((*_ASSESSMENT, *asked, *areas), rows, language)


def table_record(table: Table, name: str) -> dict[str, object]:
    """Return the items of *table* as data under *name*, by the keys of the columns."""
    keys = [column.key for column in table.columns]
    return {
        "schema_version": SCHEMA_VERSION,
        name: [
            {key: _data(key, cell) for key, cell in zip(keys, row.cells, strict=True)} for row in table.rows
        ],
    }


_LISTS: Final = frozenset({"responsible_unit", "supporting_units", "tags"})
"""Columns whose cells hold several ids."""


def _data(key: str, cell: Cell) -> object:
    if key in _LISTS:
        return str(cell.value).split(MANY) if cell.value else []
    return cell.value


_OBSERVATION: Final[Titled] = (
    ("indicator", msg("code")),
    ("indicator_name", msg("indicator")),
    ("reference_area", msg("area", context="noun")),
    ("breakdown", msg("breakdown")),
    ("period", msg("period")),
    ("value", msg("value")),
    ("unit_measure", msg("unit of measure")),
    ("obs_status", msg("observation status")),
    ("qualifier", msg("qualifier")),
    ("as_printed", msg("as printed")),
    ("numerator", msg("numerator")),
    ("denominator", msg("denominator")),
    ("baseline_restated", msg("baseline restated")),
    ("note", msg("note")),
    ("reported_by", msg("reported by")),
    ("source", msg("source")),
    ("evidence", msg("evidence")),
    ("reviewed_by", msg("reviewed by")),
    ("approved_by", msg("approved by")),
    ("recorded", msg("recorded")),
)
_INDICATOR: Final[Titled] = (
    ("code", msg("code")),
    ("name", msg("indicator")),
    ("name_en", msg("English name")),
    ("role", msg("role")),
    ("kind", msg("kind")),
    ("part", msg("part", context="noun")),
    ("domain", msg("domain", context="noun")),
    ("goal", msg("goal")),
    ("responsible_unit", msg("responsible unit")),
    ("supporting_units", msg("supporting units")),
    ("data_provider", msg("data provider")),
    ("unit_measure", msg("unit of measure")),
    ("direction", msg("direction")),
    ("target", msg("target")),
    ("frequency", msg("frequency")),
    ("tags", msg("tags")),
    ("definition", msg("definition")),
    ("formula", msg("formula")),
    ("data_source", msg("data source")),
    ("note", msg("note")),
)
_UNIT: Final[Titled] = (
    ("id", msg("id")),
    ("name", msg("member unit", context="noun")),
    ("contact", msg("contact")),
    ("responsible", msg("responsible for")),
    ("supporting", msg("supports")),
    ("data_provider", msg("provides data for")),
)
_ASSESSMENT: Final[Titled] = (
    ("code", msg("code")),
    ("name", msg("indicator")),
    ("kind", msg("kind")),
    ("part", msg("part", context="noun")),
    ("domain", msg("domain", context="noun")),
    ("responsible_unit", msg("responsible unit")),
    ("unit_measure", msg("unit of measure")),
    ("direction", msg("direction")),
    ("baseline_period", msg("baseline period")),
    ("baseline", msg("baseline")),
    ("previous_period", msg("previous period")),
    ("previous", msg("previous value")),
    ("latest_period", msg("latest period")),
    ("latest", msg("latest value")),
    ("obs_status", msg("observation status")),
    ("carried", msg("carried")),
    ("change_from_previous", msg("vs previous")),
    ("change_from_baseline", msg("vs baseline")),
    ("target", msg("target")),
    ("distance_to_target", msg("gap to target")),
    ("completion", msg("completion (%)")),
    ("elapsed", msg("elapsed (%)")),
    ("status", msg("assessment")),
    ("reason_code", msg("reason")),
    ("lost_again", msg("lost again")),
    ("judgement", msg("judgement")),
    ("method_class", msg("class of the method")),
    ("method_value", msg("figure of the method")),
    ("comparison_differs", msg("whole and rounded values disagree")),
)


def _table(titled: Titled, rows: Iterable[tuple[Cell, ...]], language: Language) -> Table:
    return Table(
        columns=tuple(Column(key=key, title=say(title, language)) for key, title in titled),
        rows=tuple(Row(cells=cells) for cells in rows),
    )


def _observation(
    evaluation: Evaluation, indicator: Indicator, entry: Observation, language: Language
) -> tuple[Cell, ...]:
    known = evaluation.known
    return (
        text_cell(entry.indicator),
        Cell(name_of(indicator, language), indicator.name),
        _named(
            name_of(known.areas.get(entry.reference_area), language, entry.reference_area),
            entry.reference_area,
        ),
        text_cell(breakdown_text(entry.breakdown)),
        _period(entry.period, language),
        _number(entry.value),
        text_cell(indicator.unit_measure),
        _said(obs_status_message(entry.obs_status), entry.obs_status, language),
        _said(qualifier_message(entry.qualifier), entry.qualifier, language),
        text_cell(entry.as_printed),
        _number(entry.numerator),
        _number(entry.denominator),
        _number(entry.baseline_restated),
        text_cell(entry.note),
        _named(
            name_of(known.member_units.get(entry.reported_by), language, entry.reported_by), entry.reported_by
        ),
        text_cell(entry.source),
        text_cell(entry.evidence),
        text_cell(entry.reviewed_by),
        text_cell(entry.approved_by),
        recorded_cell(entry.recorded),
    )


def _indicator(evaluation: Evaluation, indicator: Indicator, language: Language) -> tuple[Cell, ...]:
    known = evaluation.known
    provider = indicator.data_provider
    return (
        text_cell(indicator.code),
        Cell(name_of(indicator, language), indicator.name),
        text_cell(indicator.name_en),
        _said(role_message(indicator.role), indicator.role, language),
        _kind(indicator, language),
        _named(name_of(known.parts.get(indicator.part), language, indicator.part), indicator.part),
        _named(name_of(known.domains.get(indicator.domain), language, indicator.domain), indicator.domain),
        _named(name_of(known.goals.get(indicator.goal), language, indicator.goal), indicator.goal),
        _units(evaluation, indicator.responsible_unit, language),
        _units(evaluation, indicator.supporting_units, language),
        _named(name_of(known.member_units.get(provider), language, provider), provider),
        text_cell(indicator.unit_measure),
        _direction(indicator, language),
        text_cell(target_texts(evaluation, indicator, language)),
        _said(frequency_message(indicator.frequency), indicator.frequency, language),
        text_cell(MANY.join(indicator.tags)),
        text_cell(indicator.definition),
        text_cell(indicator.formula),
        text_cell(indicator.data_source),
        text_cell(indicator.note),
    )


def _assessment(evaluation: Evaluation, item: Assessment, language: Language) -> tuple[Cell, ...]:
    known, rule, indicator = evaluation.known, evaluation.rounding, item.indicator
    observation = None if item.latest is None else item.latest.observation
    status = None if observation is None else observation.obs_status
    judged = None if item.judgement is None else item.judgement.status
    return (
        text_cell(indicator.code),
        Cell(name_of(indicator, language), indicator.name),
        _kind(indicator, language),
        _named(name_of(known.parts.get(indicator.part), language, indicator.part), indicator.part),
        _named(name_of(known.domains.get(indicator.domain), language, indicator.domain), indicator.domain),
        _units(evaluation, indicator.responsible_unit, language),
        text_cell(indicator.unit_measure),
        _direction(indicator, language),
        *_reading(item.baseline, language),
        *_reading(item.previous, language),
        *_reading(item.latest, language),
        Cell() if status is None else _said(obs_status_message(status), status, language),
        _yes(item.carried, language),
        _number(change_from_previous(item)),
        _number(change_from_baseline(item)),
        text_cell(target_texts(evaluation, indicator, language)),
        _number(distance(item.deciding, rule)),
        _number(percent(item.deciding.completion, rule)),
        _number(percent(item.deciding.elapsed, rule)),
        Cell(status_text(evaluation, item, language), item.status),
        Cell(say(reason_message(evaluation, item.reason, language), language), item.reason.code),
        _yes(item.lost_again, language),
        Cell() if judged is None else Cell(status_word(evaluation, judged, language, item.kind), judged),
        *extra_cells(evaluation, item, METHOD, language),
        _yes(item.comparison_differs, language),
    )


def _reading(reading: Reading | None, language: Language) -> tuple[Cell, Cell]:
    if reading is None:
        return Cell(), Cell()
    return _period(reading.period, language), _number(reading.value)


def _beside(reading: Reading | None) -> Cell:
    return _number(None if reading is None else reading.value)


def _number(number: Decimal | int | None) -> Cell:
    if number is None:
        return Cell()
    return Cell(str(number) if isinstance(number, int) else plain(number), number)


def _period(period: Period, language: Language) -> Cell:
    return Cell(say(period, language), str(period))


def _named(name: str, identity: str) -> Cell:
    return Cell(name, identity or None)


def _units(evaluation: Evaluation, units: Sequence[str], language: Language) -> Cell:
    return Cell(units_text(evaluation, units, language), MANY.join(units) or None)


def _said(message: Message, word: str, language: Language) -> Cell:
    return Cell(say(message, language), word)


def _kind(indicator: Indicator, language: Language) -> Cell:
    if not indicator.assessed:
        return Cell()
    return _said(kind_message(indicator.kind), indicator.kind, language)


def _direction(indicator: Indicator, language: Language) -> Cell:
    if indicator.direction is None:
        return Cell()
    return _said(direction_message(indicator.direction), indicator.direction, language)


def _yes(fact: bool, language: Language) -> Cell:  # noqa: FBT001 - the fact is the cell
    return Cell(say(msg("yes") if fact else msg("no"), language), fact)


def breakdown_text(breakdown: Breakdown) -> str:
    """Return a breakdown as one text, different for every breakdown.

    >>> breakdown_text((("residence", "农村"), ("sex", "女"))), breakdown_text((("sex", "a; b=c"),))
    ('residence=农村; sex=女', 'sex="a; b=c"')
    """
    return MANY.join(f"{_delimited(dimension)}={_delimited(category)}" for dimension, category in breakdown)


def _delimited(identity: str) -> str:
    """Return an id in quotes where it could be taken for several."""
    return dumps(identity, ensure_ascii=False) if _DELIMITER.search(identity) else identity


def recorded_cell(stamp: datetime) -> Cell:
    """Return the day, or the moment, on which an entry was recorded; nothing when it was always known."""
    if stamp == FROM_THE_START:
        return Cell()
    day = stamp.date() if stamp.time() == time() else stamp
    return Cell(day.isoformat(), day)
