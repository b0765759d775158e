"""A dataset as an SQLite database: a table a relation, with keys, and a view that names what it refers to.

Numbers are REAL, so that they can be computed with; beside each column of numbers in which a digit would be
lost that way (63.10 is 63.1), a column NAME_text has them as they stand.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from fedstat.table import Column, Dataset, Kind, Reference, Relation, Value

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
            _write_view(database, dataset, relation)
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def _write(database: Connection, relation: Relation) -> None:
    columns = list(_columns(relation))
    constraints = [f"PRIMARY KEY ({', '.join(map(_name, relation.key))})"]
    constraints += [
        f"FOREIGN KEY ({_name(one.column)}) REFERENCES {_name(one.relation)} ({_name(one.key)})"
        for one in relation.references
    ]
    body = ",\n  ".join([*(line for line, _ in columns), *constraints])
    database.execute(f"CREATE TABLE {_name(relation.name)} (\n  {body}\n)")
    places = ", ".join("?" for _ in columns)
    rows = (
        [_stored(row.cells[at].value, text=text) for _, (at, text) in columns] for row in relation.table.rows
    )
    database.executemany(f"INSERT INTO {_name(relation.name)} VALUES ({places})", rows)  # noqa: S608 - names are quoted


def _columns(relation: Relation) -> Iterator[tuple[str, tuple[int, bool]]]:
    """Yield each column's declaration, and which cell it takes, as a text or not."""
    for at, column in enumerate(relation.table.columns):
        kind = relation.kinds.get(column.key, "text")
        needed = " NOT NULL" if column.key in relation.key else ""
        yield f"{_name(column.key)} {_TYPES[kind]}{needed}", (at, False)
        if kind == "number" and _loses_digits(relation, at):
            yield f"{_name(f'{column.key}_text')} TEXT", (at, True)


def _loses_digits(relation: Relation, at: int) -> bool:
    """Whether a number of the column is not printed as it stands once it is REAL."""
    numbers = (row.cells[at].value for row in relation.table.rows)
    return any(isinstance(value, Decimal) and f"{value:f}" != _short(float(value)) for value in numbers)


def _short(number: float) -> str:
    return f"{number:.0f}" if number.is_integer() else repr(number)


def _stored(value: Value, *, text: bool) -> str | int | float | None:
    if isinstance(value, Decimal):
        return f"{value:f}" if text else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _write_view(database: Connection, dataset: Dataset, relation: Relation) -> None:
    """Make the view RELATION_named of a relation that refers to named ones."""
    named = {one.name for one in dataset.relations if _LABEL in map(_key, one.table.columns)}
    references = [one for one in relation.references if one.relation in named]
    if not references:
        return
    own = {column.key for column in relation.table.columns}
    labels = [f"{_name(one.relation)}.{_name(_LABEL)} AS {_name(_label(one, own))}" for one in references]
    joins = "".join(
        f" LEFT JOIN {_name(one.relation)}"
        f" ON {_name(one.relation)}.{_name(one.key)} = {_name(relation.name)}.{_name(one.column)}"
        for one in references
    )
    database.execute(
        f"CREATE VIEW {_name(f'{relation.name}_named')} AS"  # noqa: S608 - names are quoted
        f" SELECT {_name(relation.name)}.*, {', '.join(labels)} FROM {_name(relation.name)}{joins}"
    )


def _label(reference: Reference, own: set[str]) -> str:
    label = f"{reference.column}_{_LABEL}"
    return f"{label}_" if label in own else label


def _key(column: Column) -> str:
    return column.key


def _name(name: str) -> str:
    """Return a name in quotes, whatever it holds."""
    return '"{}"'.format(name.replace('"', '""'))
