"""What a table is once it is read: cells that know where they stand, whatever file they came from."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.errors import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fedstat.language import Message

Content = str | Decimal | date | datetime | bool | None
"""What a cell can hold; None is an empty cell."""

LETTERS: Final = 26


def column_name(number: int) -> str:
    """Return how spreadsheets call a column, counted from 1.

    >>> column_name(1), column_name(27)
    ('A', 'AA')
    """
    name = ""
    while number:
        number, rest = divmod(number - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


class Cell(Struct, frozen=True, kw_only=True):
    """One cell, and where it stands."""

    row: int
    """Counted from 1; of a text file the line in which it begins."""
    column: int
    """Counted from 1."""
    value: Content = None
    """A number is exact and has the digits that the sheet shows; of a percent cell it is the percentage."""
    text: str = ""
    """What the sheet shows, without blanks around it."""
    percent: bool = False
    """Whether the cell is formatted as a percentage, so that its 0.4163 is shown, and meant, as 41.63%."""
    formula: str = ""
    """The formula that computed the value; its value is what the program that saved it had computed."""
    error: bool = False
    """Whether the value is an error of the spreadsheet, such as #N/A or #DIV/0!."""

    @property
    def name(self) -> str:
        """How spreadsheets call it: E12."""
        return f"{column_name(self.column)}{self.row}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.text and self.value is None


class Sheet(Struct, frozen=True, kw_only=True):
    """One table: only the cells in which something stands are kept."""

    book: str
    """The file's name as the user gave it."""
    name: str = ""
    """The sheet's name; empty for a file that holds just one table."""
    cells: Mapping[tuple[int, int], Cell]
    """By row and column, in reading order."""
    merged: Mapping[tuple[int, int], tuple[int, int]] = {}
    """For each cell covered by a merged one, where that one begins."""
    hidden: bool = False

    @property
    def height(self) -> int:
        """The last row in which something stands."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def width(self) -> int:
        """The last column in which something stands."""
        return max((column for _, column in self.cells), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; an empty one where nothing stands."""
        return self.cells.get((row, column)) or Cell(row=row, column=column)

    def covering(self, row: int, column: int) -> Cell:
        """Return a cell, or the merged one that covers it."""
        return self.cell(*self.merged.get((row, column), (row, column)))

    def row(self, number: int) -> tuple[Cell, ...]:
        """Return the cells of a row from the first column to the sheet's last one."""
        return tuple(self.cell(number, column) for column in range(1, self.width + 1))

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows in which something stands, from the top."""
        width = range(1, self.width + 1)
        for number in sorted({row for row, _ in self.cells}):
            yield tuple(self.cell(number, column) for column in width)

    def place(self, cell: Cell) -> Place:
        """Return where a cell of this sheet stands, as a person finds it."""
        return Place(
            file=self.book, line=cell.row, column=cell.column, text=cell.text, sheet=self.name, cell=cell.name
        )


class Book(Struct, frozen=True, kw_only=True):
    """A file of tables."""

    name: str
    """As the user gave it."""
    sheets: tuple[Sheet, ...]
    """In the file's order; hidden ones too."""
    remarks: tuple[Message, ...] = ()
    """What had to be assumed to read it: the encoding, the separator."""
    knows_formats: bool = True
    """Whether percent cells could be told from others; some kinds of files do not tell."""
