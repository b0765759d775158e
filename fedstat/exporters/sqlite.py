"""A dataset as an SQLite database: a table a relation, with keys, views that name, and views that count.

Numbers are REAL, so that they can be computed with; beside each column of numbers a column NAME_text has them
with their own digits (63.10 is 63.1 as REAL). A boolean is 0 or 1, a day a text like 2023-12-25.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from fedstat.table import Dataset, Kind, Relation, Tally, Value

_TYPES: Final[dict[Kind, str]] = {
    "text": "TEXT",
    "number": "REAL",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "date": "TEXT",
}
_LABEL: Final = "name"
"""The column by which a view names a row that another refers to."""


def dataset_sqlite(dataset: Dataset) -> bytes:
    """Return *dataset* as the bytes of a database file; the same dataset gives the same bytes."""
    import sqlite3

    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for relation in dataset.relations:
            _write(database, relation)
        for relation in dataset.relations:
            _write_names(database, dataset, relation)
        for tally in dataset.tallies:
            _write_tally(database, tally)
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


# -- tables ------------------------------------------------------------------------------------------------


def _write(database: Connection, relation: Relation) -> None:
    columns = list(_columns(relation))
    constraints = [f"PRIMARY KEY ({', '.join(map(_name, relation.key))})"]
    constraints += [
        f"FOREIGN KEY ({_name(one.column)}) REFERENCES {_name(one.relation)} ({_name(one.key)})"
        " DEFERRABLE INITIALLY DEFERRED"  # an area may lie in one that stands below it
        for one in relation.references
    ]
    body = ",\n  ".join([*(line for line, _, _ in columns), *constraints])
    database.execute(f"CREATE TABLE {_name(relation.name)} (\n  {body}\n)")
    places = ", ".join("?" for _ in columns)
    rows = (
        [_stored(row.cells[at].value, text=text) for _, at, text in columns] for row in relation.table.rows
    )
    database.executemany(f"INSERT INTO {_name(relation.name)} VALUES ({places})", rows)  # noqa: S608 - names are quoted


def _columns(relation: Relation) -> Iterator[tuple[str, int, bool]]:
    """Yield each column's declaration, and which cell it takes, with its own digits or not."""
    for at, column in enumerate(relation.table.columns):
        kind = relation.kinds.get(column.key, "text")
        needed = " NOT NULL" if column.key in relation.key else ""
        yield f"{_name(column.key)} {_TYPES[kind]}{needed}", at, False
        if kind == "number":
            yield f"{_name(f'{column.key}_text')} TEXT", at, True


def _stored(value: Value, *, text: bool) -> str | int | float | None:
    if isinstance(value, Decimal):
        return f"{value:f}" if text else float(value)
    return value.isoformat() if isinstance(value, date) else value


# -- views -------------------------------------------------------------------------------------------------


def _write_names(database: Connection, dataset: Dataset, relation: Relation) -> None:
    """Make the view RELATION_named: its rows, and the names of what they refer to.

    A reference that is the relation's whole key leads to the very thing it is about, whose name it has.
    """
    named = {one.name for one in dataset.relations if _LABEL in {column.key for column in one.table.columns}}
    references = [
        one for one in relation.references if one.relation in named and (one.column,) != relation.key
    ]
    if not references:
        return
    labels, joins = "", ""
    for at, one in enumerate(references):
        labels += f", r{at}.{_name(_LABEL)} AS {_name(f'{one.column}_{_LABEL}')}"
        joins += (
            f" LEFT JOIN {_name(one.relation)} AS r{at} ON r{at}.{_name(one.key)} = own.{_name(one.column)}"
        )
    view, table = _name(f"{relation.name}_named"), _name(relation.name)
    database.execute(f"CREATE VIEW {view} AS SELECT own.*{labels} FROM {table} AS own{joins}")  # noqa: S608 - as above


def _write_tally(database: Connection, tally: Tally) -> None:
    """Make a view of counts, with a row for what refers to nothing, so that they add up to all."""
    counts = "".join(
        f", COUNT(CASE WHEN own.{_name(tally.column)} = {_literal(word)} THEN 1 END)"
        f" AS {_name(word.replace('-', '_'))}"
        for word in tally.words
    )
    columns, source, order = f"COUNT(*) AS total{counts}", f"{_name(tally.relation)} AS own", ""
    if tally.through is not None:
        column, link, key = map(_name, tally.through)
        source += f" LEFT JOIN {link} AS link ON link.{key} = own.{column}"
    if tally.by is not None:
        by = tally.by
        holder = "own" if tally.through is None else "link"
        columns = f"named.{_name(by.key)} AS {_name(by.column)}, named.{_name(_LABEL)} AS name, {columns}"
        source += (
            f" LEFT JOIN {_name(by.relation)} AS named ON named.{_name(by.key)} = {holder}.{_name(by.column)}"
        )
        order = " GROUP BY named.rowid ORDER BY named.rowid IS NULL, named.rowid"
    database.execute(f"CREATE VIEW {_name(tally.name)} AS SELECT {columns} FROM {source}{order}")  # noqa: S608 - as above


def _name(name: str) -> str:
    """Return a name in quotes, whatever it holds."""
    return '"{}"'.format(name.replace('"', '""'))


def _literal(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))
