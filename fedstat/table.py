"""The neutral courtyard between what is said and how it is written: tables, figures, documents, forms.

A report builds them without knowing any format; a format writes them without knowing any indicator.
Texts in them are already in one language.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - msgspec resolves it when a table is made from data
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

Mark = Literal["met", "good", "warn", "flat", "bad", "missed", "none", "unclear", "carried", ""]
"""What a cell tells besides its text; each format draws it in its own way, never by colour alone."""

Align = Literal["left", "right", "centre"]
RowKind = Literal["item", "group", "subgroup", "subtotal", "total"]
Value = str | int | Decimal | date | bool | None
"""What a cell holds for formats that keep numbers as numbers."""


class Cell(Struct, frozen=True):
    """One cell: the text a person reads, and the value behind it."""

    text: str = ""
    value: Value = None
    """The number or text behind the words; None means there is none and formats leave the cell empty."""
    mark: Mark = ""


class Column(Struct, frozen=True, kw_only=True):
    """One column: a stable key, a title in the reader's language, and how much it matters."""

    key: str
    title: str
    align: Align = "left"
    essential: int = 1
    """1 is shown at any width; 2, 3 … go first to last as the screen gets wider."""
    wrap: bool = False
    """Whether its text may be broken over lines when the screen is narrow."""


class Row(Struct, frozen=True, kw_only=True):
    """One row; a group's heading has a single cell that spans the table."""

    cells: tuple[Cell, ...]
    kind: RowKind = "item"


class Table(Struct, frozen=True, kw_only=True):
    """A table with a title, and the notes that belong under it."""

    title: str = ""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


class Paragraph(Struct, frozen=True, kw_only=True):
    """Running text."""

    text: str
    style: Literal["body", "heading", "note", "list"] = "body"


class Point(Struct, frozen=True, kw_only=True):
    """One point of a series: where on the axis of time, how high, and in which words."""

    at: int
    """The place in time, in whole steps of one length (months, terms of office)."""
    value: Decimal
    label: str = ""
    """The period in words; none where only a line bends."""
    text: str = ""
    """The value as printed; none where it is not to be read off."""


Drawn = Literal["values", "baseline", "path", "target", "break"]
"""How a series is drawn: as single values, the baseline's mark, a thin line, a level, an upright line."""


class Series(Struct, frozen=True, kw_only=True):
    """One series of a figure; each output draws it in its own way."""

    name: str
    """What the legend says of it."""
    drawn: Drawn = "values"
    points: tuple[Point, ...] = ()
    """In the order of time; a path bends at them, a level reaches from the first to the last."""


class Figure(Struct, frozen=True, kw_only=True):
    """A picture by its data: series over time, with what is written at the axes."""

    title: str
    unit: str = ""
    """What the upright axis counts in."""
    axis: str = ""
    """What the axis of time is called."""
    ticks: tuple[tuple[int, str], ...] = ()
    """What is written at which places of the axis of time."""
    series: tuple[Series, ...] = ()


Block = Table | Paragraph | Figure


class Document(Struct, frozen=True, kw_only=True):
    """What a report says from top to bottom."""

    title: str
    blocks: tuple[Block, ...] = ()
    language: str = "zh"


Kind = Literal["text", "number", "integer", "boolean", "date"]
"""What the values of a column are, for formats that declare it; numbers keep the digits they were given."""


class Reference(Struct, frozen=True, kw_only=True):
    """A column whose values are keys of another relation."""

    column: str
    relation: str
    key: str


class Relation(Struct, frozen=True, kw_only=True):
    """A table of a dataset: it has a name, a key, and references to others."""

    name: str
    """In snake_case, the same in every language."""
    table: Table
    key: tuple[str, ...]
    """The columns whose values tell every row from all others; none of them is ever empty."""
    references: tuple[Reference, ...] = ()
    kinds: Mapping[str, Kind] = {}
    """By column; text where nothing stands."""


class Tally(Struct, frozen=True, kw_only=True):
    """A count over a relation: how many rows have which word, by what they refer to."""

    name: str
    relation: str
    """Whose rows are counted."""
    column: str
    """Whose words are told apart."""
    words: tuple[str, ...]
    """The words, in their order; each has its own count beside that of all rows."""
    by: Reference | None = None
    """What the rows are grouped by; all rows together when None."""
    through: tuple[str, str, str] | None = None
    """A column of the relation, and the relation and its column that it is looked up in, when *by* is a
    column of that one: a row that leads to several is counted with each."""


class Dataset(Struct, frozen=True, kw_only=True):
    """Tables that belong together, for databases and data packages."""

    name: str
    """In lower-case ASCII, as packages are called."""
    title: str
    relations: tuple[Relation, ...]
    """In such an order that a reference leads to an earlier one, or to the same; every reference is kept."""
    tallies: tuple[Tally, ...] = ()
    """What databases show beside the tables, counted when it is asked for."""


FormStyle = Literal[
    "title", "line", "note", "head", "group", "code", "name", "words", "number", "closed", "blank"
]
"""What a cell of a form is for; `closed` takes nothing, `blank` is a line to write on."""


class Field(Struct, frozen=True, kw_only=True):
    """What a cell that is to be filled takes, and what is said about it there."""

    kind: Literal["text", "number", "choice"] = "text"
    choices: tuple[str, ...] = ()
    """The only words of a choice."""
    lowest: int | None = None
    """What is less is asked about; None where nothing is too little."""
    highest: int | None = None
    hint: str = ""
    """Said when the cell is chosen."""
    warning: str = ""
    """Said when something else is typed: within limits it only warns, without them it refuses."""


class FormCell(Struct, frozen=True, kw_only=True):
    """A cell of a form; locked unless it has a field."""

    row: int
    """Counted from 1."""
    column: int
    """Counted from 1."""
    across: int = 1
    """How many columns it spans."""
    text: str = ""
    small: str = ""
    """Said below the text, in smaller letters."""
    value: Decimal | None = None
    """A number; `text` is then what it looks like."""
    decimals: int = 0
    """The least digits that a number is shown with."""
    style: FormStyle = "words"
    field: Field | None = None


class Form(Struct, frozen=True, kw_only=True):
    """One sheet that somebody fills: which cells there are, which are open, how it is printed."""

    title: str
    sheet: str
    """The name of the sheet."""
    widths: tuple[int, ...]
    """Of each column, in digits."""
    heights: tuple[tuple[int, int], ...]
    """Row and points, from the top."""
    cells: tuple[FormCell, ...]
    """From the top, and in each row from the left."""
    head: int
    """The row of the columns' titles: it stands still, and is printed on every page."""
    page: str
    """The words about the page, with {page} and {pages} in them."""
    number: str
    """What the form is recognised by; printed on every page."""
    stamp: tuple[tuple[str, ...], ...] = ()
    """Rows out of sight, for whoever reads the form back."""


class Blank(Struct, frozen=True, kw_only=True):
    """A cell of a table that somebody is to complete."""

    text: str = ""
    asks: bool = False
    """Whether it needs an answer, or a nod to what stands there."""
    choices: tuple[str, ...] = ()
    """Words that are offered; others may be written."""
    hint: str = ""
    """What is asked, shown where the answer is typed."""


class Questionnaire(Struct, frozen=True, kw_only=True):
    """A table to complete: what stands there already, and the cells that ask."""

    title: str
    notes: tuple[str, ...]
    """Lines above the table that say how it is completed."""
    headings: tuple[str, ...]
    rows: tuple[tuple[Blank, ...], ...]
