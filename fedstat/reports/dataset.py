"""The ledger as tables that refer to each other: what stands, who answers for it, and how it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.language import msg, say
from fedstat.reports.listing import text_cell
from fedstat.reports.tables import assessments_table, indicators_table, observations_table
from fedstat.table import Cell, Column, Dataset, Reference, Relation, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fedstat.assessment import Evaluation
    from fedstat.language import Language, Message
    from fedstat.model.indicator import Indicator
    from fedstat.table import Kind, Value

NAME: Final = "fedstat"
"""What the dataset is called where a name has no Chinese letters; its title is the plan's."""
_NUMBERS: Final = (
    *("value", "numerator", "denominator", "baseline_restated", "baseline", "previous", "latest"),
    *("change_from_previous", "change_from_baseline", "distance_to_target", "completion", "elapsed"),
)
_KINDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys(("carried", "lost_again"), "boolean"),
    "due": "date",
}


def dataset(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Dataset:
    """Return the plan, its blocks, and of *indicators* the definitions, values and assessments."""
    return Dataset(
        name=NAME,
        title=evaluation.known.plan.title,
        relations=(
            _plan(evaluation, language),
            *_blocks(evaluation, language),
            *_indicators(evaluation, indicators, language),
            *_said(evaluation, indicators, language),
        ),
    )


# -- the plan and what it is made of -----------------------------------------------------------------------


def _plan(evaluation: Evaluation, language: Language) -> Relation:
    """Return one row: the plan's own settings, and what the assessments beside it rest on."""
    plan, about = evaluation.known.plan, evaluation
    titled: dict[str, Message] = {
        "title": msg("title"),
        "reference_area": msg("area", context="noun"),
        "baseline_period": msg("baseline period"),
        "target_period": msg("target period"),
        "period": msg("period"),
        "known_on": msg("known on"),
        "round": msg("round", context="noun"),
        "method": msg("method"),
        "rounding": msg("rounding"),
        "comparison": msg("comparison"),
    }
    row = (
        *(plan.title, about.reference_area, _text(plan.baseline_period), _text(about.target_period)),
        *(str(about.period), _text(about.known_on), None if about.round is None else about.round.id),
        *(about.method, about.rounding, about.comparison),
    )
    return Relation(name="plan", table=_table(titled, [row], language), key=("title",))


def _blocks(evaluation: Evaluation, language: Language) -> Iterable[Relation]:
    """Yield parts, domains, goals, units, areas and rounds; an area that is only named gets a row, too."""
    known = evaluation.known
    named = {"id": msg("id"), "name": msg("name"), "name_en": msg("English name")}
    parts = [(part.id, part.name, part.name_en) for part in known.parts.values()]
    yield Relation(name="parts", table=_table(named, parts, language), key=("id",))
    yield _under("domains", "part", "parts", known.domains.values(), language)
    yield _under("goals", "domain", "domains", known.goals.values(), language)
    units = [(unit.id, unit.name, unit.name_en, unit.contact) for unit in known.member_units.values()]
    yield Relation(
        name="member_units", table=_table({**named, "contact": msg("contact")}, units, language), key=("id",)
    )
    areas = [(area.id, area.name, area.name_en) for area in known.areas.values()]
    used = {evaluation.reference_area, *(area for _, area, _ in known.series)}
    areas += [(area, area, "") for area in sorted(used - set(known.areas))]
    yield Relation(name="areas", table=_table(named, areas, language), key=("id",))


def _under(name: str, above: str, relation: str, entries: Iterable[object], language: Language) -> Relation:
    """Return blocks that lie in others: a domain in a part, a goal in a domain."""
    titled = {
        "id": msg("id"),
        "name": msg("name"),
        "name_en": msg("English name"),
        above: msg("part", context="noun") if above == "part" else msg("domain", context="noun"),
    }
    rows = [tuple(getattr(entry, key) for key in titled) for entry in entries]
    reference = Reference(column=above, relation=relation, key="id")
    return Relation(name=name, table=_table(titled, rows, language), key=("id",), references=(reference,))


# -- indicators, values, assessments -----------------------------------------------------------------------


def _indicators(
    evaluation: Evaluation, indicators: Sequence[Indicator], language: Language
) -> Iterable[Relation]:
    codes = {indicator.code for indicator in indicators}
    of_plan = [
        Reference(column=f"{name}", relation=f"{name}s", key="id") for name in ("part", "domain", "goal")
    ]
    yield Relation(
        name="indicators",
        table=indicators_table(evaluation, indicators, language),
        key=("code",),
        references=(*of_plan, Reference(column="data_provider", relation="member_units", key="id")),
    )
    yield _responsibilities(indicators, language)
    observations = observations_table(evaluation, indicators, language)
    yield Relation(
        name="observations",
        table=_filled(observations, "breakdown"),
        key=("indicator", "reference_area", "breakdown", "period"),
        references=(
            Reference(column="indicator", relation="indicators", key="code"),
            Reference(column="reference_area", relation="areas", key="id"),
        ),
        kinds=_kinds(observations),
    )
    assessments = assessments_table(evaluation, language)
    items = tuple(row for row in assessments.rows if row.cells[0].value in codes)
    yield Relation(
        name="assessments",
        table=Table(columns=assessments.columns, rows=items),
        key=("code",),
        references=(Reference(column="code", relation="indicators", key="code"),),
        kinds=_kinds(assessments),
    )


def _responsibilities(indicators: Sequence[Indicator], language: Language) -> Relation:
    """Return who answers for which indicator: one row a unit and role."""
    titled = {
        "indicator": msg("code"),
        "member_unit": msg("member unit", context="noun"),
        "role": msg("role"),
    }
    rows = [
        (indicator.code, unit, role)
        for indicator in indicators
        for role, units in (
            ("responsible", indicator.responsible_unit),
            ("supporting", indicator.supporting_units),
            ("data_provider", (indicator.data_provider,)),
        )
        for unit in dict.fromkeys(units)
        if unit
    ]
    return Relation(
        name="responsibilities",
        table=_table(titled, rows, language),
        key=("indicator", "member_unit", "role"),
        references=(
            Reference(column="indicator", relation="indicators", key="code"),
            Reference(column="member_unit", relation="member_units", key="id"),
        ),
    )


def _said(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Iterable[Relation]:
    """Yield what units and offices say of indicators: explanations and judgements by hand."""
    codes = {indicator.code for indicator in indicators}
    known = evaluation.known
    explained = {
        "indicator": msg("code"),
        "period": msg("period"),
        "reported_by": msg("reported by"),
        "outlook": msg("outlook"),
        "cause": msg("cause"),
        "measures": msg("measures"),
        "due": msg("due"),
    }
    judged = {
        "indicator": msg("code"),
        "period": msg("period"),
        "status": msg("assessment"),
        "by": msg("by"),
        "reason": msg("reason"),
    }
    for name, titled, entries in (
        ("explanations", explained, known.explanations.values()),
        ("judgements", judged, known.judgements.values()),
    ):
        rows = [
            tuple(str(entry.period) if key == "period" else getattr(entry, key) for key in titled)
            for entry in entries
            if entry.indicator in codes
        ]
        yield Relation(
            name=name,
            table=_table(titled, rows, language),
            key=("indicator", "period"),
            references=(Reference(column="indicator", relation="indicators", key="code"),),
            kinds=_KINDS,
        )


# -- cells -------------------------------------------------------------------------------------------------


def _table(titled: Mapping[str, Message], rows: Iterable[Sequence[Value]], language: Language) -> Table:
    return Table(
        columns=tuple(Column(key=key, title=say(title, language)) for key, title in titled.items()),
        rows=tuple(Row(cells=tuple(map(_cell, row))) for row in rows),
    )


def _cell(value: Value) -> Cell:
    return text_cell(value) if isinstance(value, str) else Cell("" if value is None else str(value), value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _kinds(table: Table) -> dict[str, Kind]:
    """Return the kinds of a table's columns; the areas to compare at its end hold numbers."""
    kinds: dict[str, Kind] = {
        column.key: _KINDS.get(column.key, "number" if column.key.startswith("area:") else "text")
        for column in table.columns
    }
    return kinds


def _filled(table: Table, key: str) -> Table:
    """Return *table* with an empty text instead of nothing in the column *key*: it is part of a key."""
    at = next(index for index, column in enumerate(table.columns) if column.key == key)
    rows = tuple(
        Row(
            cells=(*row.cells[:at], Cell(row.cells[at].text, row.cells[at].value or ""), *row.cells[at + 1 :])
        )
        for row in table.rows
    )
    return Table(columns=table.columns, rows=rows)
