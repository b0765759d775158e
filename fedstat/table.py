"""The neutral courtyard between what is said and how it is written: tables, figures, documents.

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
