"""Where the columns of a table are: its heading below titles and notes, in one row or in two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.errors import Finding
from fedstat.importers.headings import AMOUNTS, IGNORED, INDICATOR, PER_VALUE, Meaning, is_unit
from fedstat.importers.periods import found_period
from fedstat.importers.words import folded
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fedstat.errors import Place
    from fedstat.importers.headings import Reader
    from fedstat.importers.matching import Names
    from fedstat.importers.sheet import Cell, Sheet

DEEPEST: Final = 50
"""The last row in which a heading is looked for."""
TALLEST: Final = 3
"""How many rows a heading may have."""
YEAR: Final = re.compile(r"(?:19|20)\d\d")
"""What in a heading may be a year."""
_SAMPLE: Final = 20
"""How many cells tell whether 单位 means units of measure or member units."""
_MESSAGE: Final = re.compile(r"(?:STRUCTURE(?:\[.+\])?|DATAFLOW)\Z")
"""The first heading of an SDMX-CSV message, of version 2 and of version 1."""
_ID: Final = re.compile(r"[A-Z][A-Z0-9_]*(?:\[\])?\Z")
"""The heading of a component in a message that puts a column with its name behind it (labels=name)."""


class Slot(Struct, frozen=True, kw_only=True):
    """Columns that together give one value of each row."""

    columns: Mapping[str, int]
    """By what they hold: value, numerator, obs_status."""
    meaning: Meaning = Meaning()
    """What their headings say besides: the year, the sub-group, the indicator."""


class Layout(Struct, frozen=True, kw_only=True):
    """Which column holds what."""

    first: int
    """The first row below the heading."""
    heads: Mapping[int, str]
    """What stands over each column."""
    indicators: tuple[int, ...]
    """The columns with codes or names of indicators."""
    fields: Mapping[str, int]
    """The columns that speak of a whole row, by field."""
    dimensions: Mapping[str, int]
    """The columns with categories, by the id of the dimension."""
    slots: tuple[Slot, ...]
    unknown: tuple[int, ...] = ()
    """Columns whose heading is not understood; they are left out."""
    ignored: tuple[int, ...] = ()
    """Columns that say nothing about values."""
    message: bool = False
    """Whether it is an SDMX-CSV message."""
    headings: frozenset[str] = frozenset()
    """Every heading, folded, alone and with those above and below it."""
    foreign: tuple[int, ...] = ()
    """Of a message, the columns before the value that may be dimensions which the ledger does not have."""

    @property
    def wide(self) -> bool:
        """Whether a row holds several values."""
        return len(self.slots) > 1


def layout_of(sheet: Sheet, reader: Reader, names: Names) -> tuple[Layout | None, list[Finding]]:
    """Return where the columns are, and what is wrong with the headings; None when there is no heading."""
    found = _heading(sheet, reader)
    if found is None:
        return None, []
    top, bottom = found
    table = _Columns(sheet, reader, names, top, bottom)
    layout = table.layout()
    return layout, table.findings


def _heading(sheet: Sheet, reader: Reader) -> tuple[int, int] | None:
    """Return the first and the last row of the heading: the first row that names what such tables have.

    For want of one, the first row that names the indicator and something that is not understood.
    """
    poor: tuple[int, int] | None = None
    for row in range(1, min(sheet.height, DEEPEST) + 1):
        cells = [cell for cell in sheet.row(row) if cell.text]
        meanings = {cell.column: meaning for cell in cells if (meaning := reader.meaning(cell.text))}
        fields = {meaning.field for meaning in meanings.values()}
        across = any(meaning.indicator for meaning in meanings.values())
        if len(meanings) > 1 and (INDICATOR in fields or (across and fields & {"period", "reference_area"})):
            return row, _bottom(sheet, reader, row, meanings)
        if poor is None and INDICATOR in fields and len(cells) > 1:
            poor = row, row
    return poor


def _bottom(sheet: Sheet, reader: Reader, top: int, meanings: Mapping[int, Meaning]) -> int:
    """Return the last row of a heading: merged cells tell, or a row of headings below empty keys."""
    merged = [row for (row, _), (start, _) in sheet.merged.items() if start == top]
    if merged:
        return min(max(merged), top + TALLEST - 1)
    keys = [column for column, meaning in meanings.items() if meaning.field == INDICATOR]
    below = [cell for cell in sheet.row(top + 1) if cell.text] if top < sheet.height else []
    if len(below) > 1 and not any(sheet.cell(top + 1, key).text for key in keys):
        told = [reader.meaning(cell.text) for cell in below]
        if None not in told:
            return top + 1
    return top


class _Columns:
    """Works out what each column holds."""

    def __init__(self, sheet: Sheet, reader: Reader, names: Names, top: int, bottom: int) -> None:
        self._sheet = sheet
        self._reader = reader
        self._names = names
        self._rows = range(top, bottom + 1)
        self._cells = {column: self._stack(column) for column in range(1, sheet.width + 1)}
        self._heads = {column: self._head(cells) for column, cells in self._cells.items() if cells}
        self.findings: list[Finding] = []
        self._message = bool(_MESSAGE.match(next(iter(self._heads.values()), "")))
        self._named = self._message and "STRUCTURE_NAME" in self._heads.values()
        self._indicators: list[int] = []
        self._fields: dict[str, int] = {}
        self._dimensions: dict[str, int] = {}
        self._groups: dict[Meaning, dict[str, int]] = {}
        self._unknown: list[int] = []
        self._ignored: list[int] = []
        for column in self._heads:
            self._sort_in(column)

    def _stack(self, column: int) -> list[Cell]:
        """Return the headings of a column from top to bottom, each once, merged ones included."""
        cells: list[Cell] = []
        if len(self._rows) == 1:
            cell = self._sheet.cell(self._rows[0], column)
            return [cell] if cell.text else []
        for row in self._rows:
            cell = self._sheet.covering(row, column)
            if not cell.text and row == self._rows[0]:
                cell = self._to_the_left(row, column)
            if cell.text and cell not in cells:
                cells.append(cell)
        return cells

    def _to_the_left(self, row: int, column: int) -> Cell:
        """Return the heading that reaches over a column without being merged with the cells there.

        A heading reaches to the right when another one stands below it.
        """
        empty = self._sheet.cell(row, column)
        if not self._sheet.cell(row + 1, column).text:
            return empty
        tops = (self._sheet.cell(row, left) for left in range(column - 1, 0, -1))
        top = next((cell for cell in tops if cell.text), empty)
        merged = (row, top.column) in self._sheet.merged.values()
        return top if self._sheet.cell(row + 1, top.column).text and not merged else empty

    @staticmethod
    def _head(cells: list[Cell]) -> str:
        return " ".join(cell.text for cell in cells)

    def _meaning(self, column: int) -> Meaning | None:
        """Return what all headings of a column say together; one that is not understood spoils it."""
        if self._reader.is_told(self._heads[column]):
            return self._reader.meaning(self._heads[column])
        whole: Meaning | None = Meaning()
        for cell in self._cells[column]:
            part = self._reader.meaning(cell.text)
            whole = whole.beside(part) if whole is not None and part is not None else None
        return whole

    def _sort_in(self, column: int) -> None:
        if self._named and not _ID.match(self._heads[column]):
            self._ignored.append(column)
            return
        meaning = self._meaning(column)
        if meaning is None:
            self._unknown.append(column)
            return
        field = self._field(column, meaning)
        bare = meaning._replace(field="", unit="", status="") == Meaning()
        if field == IGNORED:
            self._ignored.append(column)
        elif field == INDICATOR:
            self._indicators.append(column)
        elif field.startswith("by:"):
            self._put(self._dimensions, field.removeprefix("by:"), column)
        elif bare and field not in AMOUNTS:
            self._put(self._fields, field, column)
        elif field in {"", *PER_VALUE}:
            place = meaning._replace(field="", unit="", status="")
            group = self._groups.setdefault(place, {})
            self._put(group, field or "value", column)
        else:
            self._unknown.append(column)

    def _field(self, column: int, meaning: Meaning) -> str:
        """Return what a column holds; 单位 are units of measure unless its cells name member units."""
        if meaning.field != "unit_measure" or self._reader.is_told(self._heads[column]):
            return meaning.field
        below = range(self._rows[-1] + 1, self._sheet.height + 1)
        texts = [cell.text for row in below if (cell := self._sheet.cell(row, column)).text][:_SAMPLE]
        named = sum(self._names.is_unit(text) for text in texts)
        return "reported_by" if named and not any(map(is_unit, texts)) else meaning.field

    def _put(self, where: dict[str, int], name: str, column: int) -> None:
        first = where.setdefault(name, column)
        if first != column:
            self.findings.append(
                Finding(
                    "heading-twice",
                    self._place(column),
                    msg(
                        "The headings “{one}” ({first}) and “{other}” mean the same.",
                        one=self._heads[first],
                        first=self._cells[first][-1].name,
                        other=self._heads[column],
                    ),
                    msg("Rename one of them, or leave it out: {line}", line=f"--map {self._heads[column]}=-"),
                )
            )

    def _place(self, column: int) -> Place:
        return self._sheet.place(self._cells[column][-1])

    def layout(self) -> Layout:
        """Return the layout; the headings that tell of a year and are not understood are told."""
        slots = tuple(
            Slot(columns=columns, meaning=self._whole(meaning, columns)) for meaning, columns in self._slots()
        )
        self.findings += [] if self._message else self._years()
        return Layout(
            first=self._rows[-1] + 1,
            heads=self._heads,
            indicators=tuple(self._indicators),
            fields=self._fields,
            dimensions=self._dimensions,
            slots=slots,
            unknown=tuple(self._unknown),
            ignored=tuple(self._ignored),
            message=self._message,
            headings=frozenset(
                folded(text)
                for column, head in self._heads.items()
                for text in (head, *(cell.text for cell in self._cells[column]))
            ),
            foreign=tuple(self._foreign()),
        )

    def _foreign(self) -> Iterator[int]:
        values = [columns["value"] for columns in self._groups.values() if "value" in columns]
        if self._message:
            yield from (column for column in self._unknown if column < min(values, default=0))

    def _slots(self) -> Iterator[tuple[Meaning, dict[str, int]]]:
        """Yield the columns of each value; a table with statuses alone has values, too."""
        for meaning, columns in self._groups.items():
            if set(columns) & {*AMOUNTS, "obs_status"}:
                yield meaning, columns
        if "obs_status" in self._fields and not any(
            set(AMOUNTS) & set(group) for group in self._groups.values()
        ):
            yield Meaning(), {}

    def _whole(self, meaning: Meaning, columns: Mapping[str, int]) -> Meaning:
        """Return the meaning of some columns with the unit and the status that the value's heading tells."""
        told = self._meaning(columns["value"]) if "value" in columns else None
        return meaning if told is None else meaning._replace(unit=told.unit, status=told.status)

    def _years(self) -> Iterator[Finding]:
        for column in self._unknown:
            text = self._heads[column]
            if YEAR.search(text):
                yield Finding(
                    "heading-unknown",
                    self._place(column),
                    msg("The column “{text}” is left out: its heading is not understood.", text=text),
                    msg(
                        "If it holds values, say of which period: {line}",
                        line=f"--map {text}={_example(text)}",
                    ),
                )


def _example(text: str) -> str:
    found = YEAR.search(text)
    return str(found_period(found[0])) if found else "2023"


def lacking(layout: Layout, sheet: Sheet, *, period: bool) -> Iterator[Finding]:
    """Yield which columns a table lacks; *period* tells whether the period is known without one."""
    across = [slot.meaning for slot in layout.slots]
    where = sheet.place(sheet.cell(layout.first - 1, 1))
    if not layout.indicators and not (across and all(meaning.indicator for meaning in across)):
        yield Finding(
            "heading-missing",
            where,
            msg("No column tells the indicator."),
            msg("Name it in the heading, or say which one it is: {line}", line="--map …=indicator"),
        )
    if not layout.slots:
        yield Finding(
            "heading-missing",
            where,
            msg("No column holds values: the headings are {heads}.", heads=Several(layout.heads.values())),
            msg("Say which one it is: {line}", line="--map …=value"),
        )
    elif not period and "period" not in layout.fields and not all(meaning.period for meaning in across):
        told = next(
            (
                found
                for cell in sheet.cells.values()
                if cell.row < layout.first and (found := YEAR.search(cell.text))
            ),
            None,
        )
        yield Finding(
            "heading-missing",
            where,
            msg("No column tells the period."),
            msg("Name the period: {line}", line=f"--period {told[0] if told else '2023'}"),
        )
