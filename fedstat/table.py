"""The neutral courtyard between what is said and how it is written: tables, figures, documents, forms.

A report builds them without knowing any format; a format writes them without knowing any indicator.
Texts in them are already in one language.
"""

from __future__ import annotations

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


class Figure(Struct, frozen=True, kw_only=True):
    """A picture by its data: named series of (label, value) points; each output draws it in its own way."""

    title: str
    series: tuple[tuple[str, tuple[tuple[str, Decimal], ...]], ...]


Block = Table | Paragraph | Figure


class Document(Struct, frozen=True, kw_only=True):
    """What a report says from top to bottom."""

    title: str
    blocks: tuple[Block, ...] = ()
    language: str = "zh"


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
