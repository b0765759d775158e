"""How a relation is made from rows of plain values, and how relations keep what they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import say
from fedstat.reports.listing import text_cell
from fedstat.table import Cell, Column, Reference, Relation, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fedstat.language import Language, Message
    from fedstat.table import Kind, Value

    Titled = Mapping[str, Message]
    """The keys of the columns and their titles."""


def table_of(titled: Titled, rows: Iterable[Sequence[Value]], language: Language) -> Table:
    """Return a table of plain values; an empty text is no value."""
    return Table(
        columns=tuple(Column(key=key, title=say(title, language)) for key, title in titled.items()),
        rows=tuple(Row(cells=tuple(map(_cell, row))) for row in rows),
    )


def _cell(value: Value) -> Cell:
    return text_cell(value) if isinstance(value, str) else Cell("" if value is None else str(value), value)


def kinds_of(table: Table, known: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return the kinds of the table's own columns."""
    return {column.key: known[column.key] for column in table.columns if column.key in known}


def leads(*references: tuple[str, str]) -> tuple[Reference, ...]:
    """Return references from pairs: a column, and the relation whose ids it holds."""
    return tuple(Reference(column=column, relation=relation, key="id") for column, relation in references)


def placed(table: Table, column: str, values: Iterable[str]) -> Table:
    """Return *table* with other texts in one column."""
    at = position(table, column)
    rows = tuple(
        Row(cells=(*row.cells[:at], text_cell(value), *row.cells[at + 1 :]))
        for row, value in zip(table.rows, values, strict=True)
    )
    return Table(columns=table.columns, rows=rows)


def position(table: Table, column: str) -> int:
    """Return which column of the table has this key."""
    return [one.key for one in table.columns].index(column)


def completed(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Return *relations* with a row for everything that is referred to and has none.

    A plan may name an area that no entry declares, and on an early day a unit that is declared later.
    """
    lacking: dict[str, dict[str, None]] = {}
    having = {
        relation.name: set(_values(relation.table, relation.key[0]))
        for relation in relations
        if relation.key == ("id",)
    }
    for relation in relations:
        for one in relation.references:
            if one.relation in having:
                named = dict.fromkeys(_values(relation.table, one.column))
                missing = {name: None for name in named if name not in having[one.relation]}
                lacking.setdefault(one.relation, {}).update(missing)
    return tuple(_with_rows(relation, tuple(lacking.get(relation.name, ()))) for relation in relations)


def _values(table: Table, column: str) -> list[str]:
    at = position(table, column)
    return [str(row.cells[at].value) for row in table.rows if row.cells[at].value is not None]


def _with_rows(relation: Relation, identities: Sequence[str]) -> Relation:
    table = relation.table
    rows = tuple(
        Row(
            cells=tuple(text_cell(identity) if one.key in {"id", "name"} else Cell() for one in table.columns)
        )
        for identity in identities
    )
    return Relation(
        name=relation.name,
        table=Table(columns=table.columns, rows=(*table.rows, *rows)),
        key=relation.key,
        references=relation.references,
        kinds=relation.kinds,
    )
