"""An included CSV file: observations in the columns of our own table, read like submissions of one value."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Final

from fedstat.errors import Fault, Finding, Place
from fedstat.language import Message, Several, msg
from fedstat.ledgerfile.encoding import decode
from fedstat.ledgerfile.registry import nearest_or_known, shown
from fedstat.ledgerfile.spelling import meant_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fedstat.errors import KeyPath

COLUMNS: Final = (
    *("indicator", "period", "value", "numerator", "denominator", "obs_status"),
    *("reference_area", "breakdown", "reported_by", "source", "evidence"),
    *("recorded", "note", "as_printed", "qualifier"),
)
"""The columns of an observation table, in any order; those of a value and its status may be left out."""
_OF_SUBMISSION: Final = ("period", "reference_area", "reported_by", "source", "evidence", "recorded")
_OF_VALUE: Final = ("obs_status", "note", "as_printed", "qualifier", "numerator", "denominator", "value")
_KEY: Final = ("indicator", "period")
"""What every row must name."""
_NUMBERS: Final = frozenset({"value", "numerator", "denominator"})
_SIGNS: Final = frozenset("+-.0123456789")
_ENTRY: Final = 2
"""A path of so many steps is a whole row: ("submission", 4)."""

Row = dict[str, str]


class CsvFile:
    """A CSV file that knows where each cell stands."""

    __slots__ = ("_columns", "_lines", "_starts", "name")

    def __init__(self, name: str, text: str) -> None:
        """Keep the text; rows are added as they are read."""
        self.name = name
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._columns: list[str] = []
        self._starts: list[int] = []

    def head(self, columns: list[str]) -> None:
        """Remember what the columns are called."""
        self._columns = columns

    def add(self, line: int) -> None:
        """Remember the line in which the next row begins."""
        self._starts.append(line)

    def locate(self, path: KeyPath, *, key: bool = False) -> Place:
        """Return where the cell at *path* stands: of a value without a column of its own, the value's."""
        line = self._starts[int(path[1])] if len(path) >= _ENTRY else 1
        return self.cell(line, self._column(path, key=key))

    def _column(self, path: KeyPath, *, key: bool) -> int:
        names = [step for step in reversed(path) if step in self._columns]
        values = ["indicator" if key else "value"] if "values" in path else []
        found = next((name for name in (*names, *values) if name in self._columns), None)
        return 0 if found is None else self._columns.index(str(found))

    def cell(self, line: int, column: int) -> Place:
        """Return where the cell of a row begins, and how wide it is within its line."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        starts = [0, *(at + 1 for at in _commas(text))]
        start = starts[min(column, len(starts) - 1)]
        end = (*starts[1:], len(text) + 1)[min(column, len(starts) - 1)] - 1
        return Place(file=self.name, line=line, column=start + 1, width=max(1, end - start), text=text)

    def spot(self, text: str, at: int) -> Place:
        """Return the place of one character of the text."""
        line = text.count("\n", 0, at)
        column = at - text.rfind("\n", 0, at)
        return Place(file=self.name, line=line + 1, column=column, text=self._lines[line])


def _commas(text: str) -> Iterator[int]:
    quoted = False
    for at, sign in enumerate(text):
        quoted ^= sign == '"'
        if sign == "," and not quoted:
            yield at


def load(name: str, raw: bytes) -> tuple[CsvFile, dict[str, object], list[Finding]]:
    """Return the rows of a CSV file as submissions of one value each, and what is wrong with its form."""
    decoded = decode(raw)
    file = CsvFile(name, decoded.text)
    findings = [decoded.fault.at(file.spot(decoded.text, decoded.at))] if decoded.fault else []
    submissions = [_submission(row) for row in _rows(file, decoded.text, findings)]
    return file, {"submission": submissions}, findings


def _rows(file: CsvFile, text: str, findings: list[Finding]) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            if columns is None:
                columns = [cell.strip() for cell in cells]
                file.head(columns)
                findings.extend(_columns(file, columns))
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(columns):
                    findings.append(_too_wide(file, line, len(columns)))
                row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
                faults = dict(_faults(row, columns))
                findings.extend(
                    fault.at(file.cell(line, columns.index(name))) for name, fault in faults.items()
                )
                if all(name in row for name in _KEY) and "breakdown" not in faults:
                    file.add(line)
                    yield row
            line = reader.line_num + 1
    except csv.Error:
        findings.append(
            Finding(
                "include-unreadable",
                file.cell(line, 0),
                msg("The row cannot be parted into cells: a quote is open, or a character is not allowed."),
                msg("Save the table anew as CSV."),
            )
        )


def _columns(file: CsvFile, columns: list[str]) -> Iterator[Finding]:
    for index, name in enumerate(columns):
        if name in columns[:index]:
            where, text = file.cell(1, index), msg("The column “{name}” stands twice.", name=shown(name))
            yield Finding("duplicate-entry", where, text, msg("Keep one of the two."))
        elif name not in COLUMNS:
            text = msg("An observation table knows no column “{name}”.", name=shown(name))
            yield Finding("unknown-key", file.cell(1, index), text, nearest_or_known(name, COLUMNS))
    lacking = [name for name in _KEY if name not in columns]
    if lacking:
        text = msg("The table has no column {names}.", names=Several(lacking))
        yield Finding("missing-key", file.cell(1, 0), text, _heading())
    if not {"value", "numerator", "obs_status"} & set(columns):
        text = msg("The table has neither values nor statuses.")
        yield Finding("missing-key", file.cell(1, 0), text, _heading())


def _heading() -> Message:
    return msg("The first line names the columns: {line}", line="indicator,period,value")


def _faults(row: Row, columns: list[str]) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong with the cells of a row by column; a column that is missing is told once."""
    for name in _KEY:
        if name not in row and name in columns:
            text = msg("The cell of “{name}” is empty.", name=name)
            yield name, Fault("missing-key", text, msg("Fill in the cell."))
    if "breakdown" in row and not isinstance(_breakdown(row["breakdown"]), dict):
        text = msg("A breakdown is written as pairs of dimension and category.")
        yield "breakdown", Fault("bad-breakdown", text, msg("Write: {line}", line="residence=城市;sex=女"))
    if "recorded" in row and not isinstance(_stamp(row["recorded"]), date):
        text = msg("“{text}” is no date.", text=shown(row["recorded"]))
        meant = meant_date(row.pop("recorded"))
        yield "recorded", Fault("bad-date", text, msg("Write: {line}", line=str(meant or "2023-12-25")))


def _too_wide(file: CsvFile, line: int, count: int) -> Finding:
    return Finding(
        "unknown-key",
        file.cell(line, count),
        msg("The row has more cells than the first line has columns."),
        msg("Put quotes around a cell that has a comma in it."),
    )


def _submission(row: Row) -> dict[str, object]:
    """Return a row as the submission that would say the same in TOML."""
    values = {name: _typed(name, row[name]) for name in _OF_VALUE if name in row}
    found: dict[str, object] = {name: _typed(name, row[name]) for name in _OF_SUBMISSION if name in row}
    if "breakdown" in row:
        found["breakdown"] = _breakdown(row["breakdown"])
    plain = values.get("value") if len(values) == 1 else None
    return {**found, "values": {row["indicator"]: values if plain is None else plain}}


def _typed(name: str, text: str) -> object:
    """Return a cell as TOML would hold it; what cannot be that stays a text and is told later."""
    if name in _NUMBERS and _SIGNS.issuperset(text):
        return _decimal(text)
    return _stamp(text) if name == "recorded" else text


def _stamp(text: str) -> date | str:
    """Return a day, or a day and a time; what is neither stays a text."""
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        return text
    return stamp if ":" in text else stamp.date()


def _decimal(text: str) -> object:
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


def _breakdown(text: str) -> Mapping[str, object] | str:
    """Return `residence=城市;sex=女` as a table."""
    pairs = [part.partition("=") for part in text.replace("；", ";").replace("＝", "=").split(";")]
    if all(dimension.strip() and category.strip() for dimension, _, category in pairs):
        return {dimension.strip(): category.strip() for dimension, _, category in pairs}
    return text
