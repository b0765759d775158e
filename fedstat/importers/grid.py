"""A table with its layout: what stands in a row under a field, and where faults go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.importers.headings import PER_VALUE
from fedstat.importers.sheet import Cell
from fedstat.importers.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.errors import Fault, Finding
    from fedstat.importers.given import Wanted
    from fedstat.importers.layout import Layout, Slot
    from fedstat.importers.matching import Names
    from fedstat.importers.sheet import Sheet

_TELLING: Final = ("value", "numerator", "denominator", "obs_status")
"""The fields that say something about a value; a remark alone says nothing."""
_RUN: Final = frozenset("=+-@＝＋－＠\t\r\n")
"""How a text begins before which an apostrophe keeps spreadsheets from running it."""


class Grid:
    """The rows of one table below its heading."""

    def __init__(
        self, sheet: Sheet, layout: Layout, names: Names, wanted: Wanted, *, knows_formats: bool
    ) -> None:
        """Keep the table, its layout, and the names of the ledger."""
        self.sheet = sheet
        self.layout = layout
        self.names = names
        self.wanted = wanted
        self.knows_formats = knows_formats
        self.findings: list[Finding] = []

    def rows(self) -> Iterator[int]:
        """Yield the rows; a heading that stands there again, as on every printed page, is left out."""
        for row in sorted({row for row, _ in self.sheet.cells if row >= self.layout.first}):
            if not self._is_heading(row):
                yield row

    def _is_heading(self, row: int) -> bool:
        texts = [
            (folded(self.sheet.cell(row, column).text), folded(head))
            for column, head in self.layout.heads.items()
        ]
        return len(texts) > 1 and all(here == above for here, above in texts)

    def is_filled(self, row: int, slot: Slot) -> bool:
        """Whether a row says anything about the value of a slot."""
        return bool(self._telling(row, slot)) or self.deletes(row, slot)

    def _telling(self, row: int, slot: Slot) -> list[Cell]:
        cells = [self.cell(row, name, slot) for name in _TELLING]
        return [cell for cell in cells if cell.text or cell.formula]

    def deletes(self, row: int, slot: Slot) -> bool:
        """Whether a row of a message takes values back."""
        return self.layout.message and self.text(self.cell(row, "action", slot)).upper() == "D"

    def names_something(self, row: int) -> bool:
        """Whether a row names an indicator."""
        return any(self.sheet.covering(row, column).text for column in self.layout.indicators)

    def cell(self, row: int, name: str, slot: Slot) -> Cell:
        """Return the cell of a field: the slot's own, else the row's; empty where there is none.

        What a row of several values says beside them is said of none of them.
        """
        layout = self.layout
        if name in slot.columns:
            return self.sheet.cell(row, slot.columns[name])
        if name in layout.fields and not (layout.wide and name in PER_VALUE and name != "unit_measure"):
            return self.sheet.covering(row, layout.fields[name])
        return Cell(row=row, column=1)

    def text(self, cell: Cell) -> str:
        """Return the text of a cell without the name that a message puts behind an id.

        The apostrophe that our own tables put before what spreadsheets would run goes, too.
        """
        text = cell.text
        if self.layout.message and ": " in self.layout.heads.get(cell.column, ""):
            text = text.partition(": ")[0]
        return text[1:] if text[:1] == "'" and text[1:2] in _RUN else text

    def fault(self, fault: Fault, cell: Cell) -> None:
        """Note what is wrong with a cell."""
        self.findings.append(fault.at(self.sheet.place(cell)))

    def where(self, row: int, slot: Slot) -> Cell:
        """Return the cell that stands for the observation: the first that says something of its value."""
        return next(iter(self._telling(row, slot)), self.cell(row, "action", slot))
