"""Workbooks: xlsx with its number formats by openpyxl; xls, xlsb, ods and what it refuses by calamine."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from fedstat.errors import FileFault
from fedstat.importers.sheet import Book, Cell, Sheet
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet
    from python_calamine import CalamineSheet

    from fedstat.importers.sheet import Content

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of an unpacked workbook beyond which it is not opened: no table of indicators has so many."""
_BROKEN: Final = (
    *(ArithmeticError, AttributeError, BadZipFile, EOFError, LookupError, NotImplementedError, OSError),
    *(RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zlib.error),
)
"""What openpyxl raises on workbooks that other programs wrote carelessly; it has no family of its own."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""What the folder of a workbook with a password lists."""
_DIGITS: Final = re.compile(r"0(?:\.(0+))?")
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a number format prints as it stands, and its colours and conditions."""


def read_workbook(name: str, data: bytes) -> Book:
    """Return the sheets of a workbook.

    Raises:
        FileFault: it cannot be read, and why.
    """
    if data[:2] == b"PK":
        _refuse_bomb(name, data)
        try:
            return _by_openpyxl(name, data)
        except _BROKEN:
            pass
    if _ENCRYPTED in data:
        raise _protected(name)
    return _by_calamine(name, data)


def _refuse_bomb(name: str, data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (BadZipFile, *_BROKEN):
        raise _unreadable(name) from None
    if size > LARGEST:
        raise FileFault(
            msg(
                "{name} unpacks to {size} MB; no table of indicators is so large.", name=name, size=size >> 20
            ),
            msg("Copy the table alone into a new workbook and save that."),
        )


def _unreadable(name: str) -> FileFault:
    return FileFault(
        msg("{name} cannot be read as a workbook.", name=name),
        msg("Open it in Excel or WPS and save it as an Excel workbook (*.xlsx)."),
    )


def _protected(name: str) -> FileFault:
    return FileFault(
        msg("{name} is protected by a password.", name=name),
        msg("Open it, take the password off (File, Info, Protect Workbook), and save it again."),
    )


# -- xlsx, with its formats ------------------------------------------------------------------------------


def _by_openpyxl(name: str, data: bytes) -> Book:
    from warnings import catch_warnings, simplefilter

    from openpyxl import load_workbook

    with catch_warnings():
        simplefilter("ignore")  # of extensions that we do not need anyway
        book = load_workbook(BytesIO(data), data_only=True)
        formulas = load_workbook(BytesIO(data)) if b"<f" in _sheets_xml(data) else book
    return Book(name=name, sheets=tuple(_sheets(name, book, formulas)))


def _sheets_xml(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as packed:
        return b"".join(
            packed.read(entry) for entry in packed.namelist() if entry.startswith("xl/worksheets/sheet")
        )


def _sheets(name: str, book: Workbook, formulas: Workbook) -> Iterator[Sheet]:
    for worksheet in book.worksheets:
        written = formulas[worksheet.title]
        cells = {}
        for at, cell in sorted(_kept(worksheet).items()):
            read = _cell(cell, _kept(written).get(at))
            if not read.is_empty or read.formula:
                cells[at] = read
        yield Sheet(
            book=name,
            name=worksheet.title,
            cells=cells,
            merged=_merged(
                (area.min_row, area.min_col, area.max_row, area.max_col)
                for area in worksheet.merged_cells.ranges
            ),
            hidden=worksheet.sheet_state != "visible",
        )


def _kept(worksheet: Worksheet) -> dict[tuple[int, int], XlsxCell | MergedCell]:
    """Return only the cells that the file holds: a format far below must not make a million rows."""
    return worksheet._cells  # noqa: SLF001 - every public way fills in what lies between


def _merged(areas: Iterator[tuple[int, int, int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return where each covered cell's merged one begins; whole rows and columns are cut at a thousand."""
    return {
        (row, column): (top, left)
        for top, left, bottom, right in areas
        for row in range(top, min(bottom, top + 5000) + 1)
        for column in range(left, min(right, left + 500) + 1)
        if (row, column) != (top, left)
    }


def _cell(cell: Any, written: Any) -> Cell:  # noqa: ANN401 - openpyxl's merged cells have another class
    value, shown, percent = content(cell.value, str(cell.number_format or ""))
    formula = written.value if written is not None and written.data_type == "f" else ""
    return Cell(
        row=cell.row,
        column=cell.column,
        value=None if cell.data_type == "e" else value,
        text=shown,
        percent=percent,
        formula=str(getattr(formula, "text", formula) or ""),
        error=cell.data_type == "e",
    )


def content(value: object, number_format: str) -> tuple[Content, str, bool]:
    """Return what a cell holds, what it shows, and whether it is a percentage.

    >>> content(0.4163, "0.00%")
    (Decimal('41.63'), '41.63%', True)
    >>> content(63.1, "0.00")
    (Decimal('63.10'), '63.10', False)
    """
    if isinstance(value, bool):
        return value, str(value).upper(), False
    if isinstance(value, int | float):
        return _number(value, _QUOTED.sub("", number_format.partition(";")[0]))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return value, value.isoformat(), False
    if value is None or isinstance(value, str):
        text = (value or "").strip()
        return text or None, text, False
    return str(value), str(value), False


def _number(value: float, number_format: str) -> tuple[Content, str, bool]:
    """Return a number with the digits that its format adds; digits that the format hides stay."""
    exact = Decimal(
        f"{value:.15g}"
    )  # as many digits as spreadsheets keep; the rest is noise of binary floats
    percent = "%" in number_format
    if percent:
        exact = exact.scaleb(2)
    found = _DIGITS.search(number_format)
    shown = exact = Decimal(f"{exact:f}")
    if found is not None and number_format not in {"General", "@"}:
        shown = exact.quantize(Decimal(1).scaleb(-len(found[1] or "")))
        if shown == exact:
            exact = shown
    return exact, f"{shown:f}%" if percent else f"{shown:f}", percent


# -- everything else -------------------------------------------------------------------------------------


def _by_calamine(name: str, data: bytes) -> Book:
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(BytesIO(data))
        kinds = {meta.name: meta for meta in book.sheets_metadata}
        names = [sheet for sheet in book.sheet_names if kinds[sheet].typ == SheetTypeEnum.WorkSheet]
        sheets = tuple(
            _plain_sheet(
                name,
                book.get_sheet_by_name(sheet),
                hidden=kinds[sheet].visible != SheetVisibleEnum.Visible,
            )
            for sheet in names
        )
    except (CalamineError, *_BROKEN) as error:
        why = _protected if isinstance(error, PasswordError) else _unreadable
        raise why(name) from None
    return Book(name=name, sheets=sheets, knows_formats=False)


def _plain_sheet(name: str, sheet: CalamineSheet, *, hidden: bool) -> Sheet:
    top, left = sheet.start or (0, 0)
    cells = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        for column, given in enumerate(values, start=left + 1):
            value, shown, _ = content(_untimed(given), "General")
            if shown:
                cells[row, column] = Cell(row=row, column=column, value=value, text=shown)
    areas = ((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    return Sheet(book=name, name=sheet.name, cells=cells, merged=_merged(areas), hidden=hidden)


def _untimed(value: object) -> object:
    """Return a time of day or a duration as a text: neither is a value of an indicator."""
    return str(value) if isinstance(value, time | timedelta) else value
