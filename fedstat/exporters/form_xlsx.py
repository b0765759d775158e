"""A form as a workbook for Excel, WPS and LibreOffice, printed on A4 landscape.

Only the cells to fill are open. The same form gives the same bytes: nothing in the workbook tells when or
where it was written.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from fedstat.table import Field, Form, FormCell, FormStyle

_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same for every form, so that bytes do not change
_A4: Final = 9
_SERIF: Final = "宋体"
_SANS: Final = "黑体"
_LOCKED: Final = "#F2F2F2"
_OPEN: Final = "#FFFBE8"
_HEAD: Final = "#DCE6F1"
_HINT_LONGEST: Final = 255
"""Characters that a workbook keeps of a hint."""
_WIDEST: Final = 1e15
"""Beyond what any value of a ledger is."""

_BOX: Final = {
    "border": 1,
    "border_color": "#7F7F7F",
    "valign": "vcenter",
    "text_wrap": True,
    "font_size": 10,
}
_STYLES: Final[Mapping[FormStyle, Mapping[str, Any]]] = {
    "title": {"font_name": _SANS, "font_size": 16, "align": "center", "valign": "vcenter"},
    "line": {"valign": "vcenter", "font_size": 10, "shrink": True},
    "note": {"valign": "vcenter", "font_size": 9, "text_wrap": True, "font_color": "#404040"},
    "head": {**_BOX, "font_name": _SANS, "align": "center", "bg_color": _HEAD},
    "group": {**_BOX, "font_name": _SANS, "align": "left", "indent": 1},
    "code": {**_BOX, "align": "center"},
    "name": {**_BOX, "align": "left", "indent": 1},
    "words": {**_BOX, "align": "left", "indent": 1},
    "number": {**_BOX, "align": "right", "indent": 1},
    "closed": {**_BOX, "align": "center", "font_color": "#A6A6A6"},
    "blank": {"bottom": 1, "valign": "bottom", "font_size": 10},
}


def form_xlsx(form: Form) -> bytes:
    """Return *form* as a workbook: one sheet to fill, and its stamp on a sheet out of sight."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": form.title, "created": _CREATED})
    sheet = book.add_worksheet(form.sheet)
    _Writer(book, sheet).write(form)
    _print_setup(sheet, form)
    hidden = book.add_worksheet("fedstat")
    for number, row in enumerate(form.stamp):
        for column, text in enumerate(row):
            hidden.write_string(number, column, text)
    hidden.protect()
    hidden.very_hidden()
    book.close()
    return buffer.getvalue()


def _print_setup(sheet: Worksheet, form: Form) -> None:
    last = max(cell.row for cell in form.cells)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.print_area(0, 0, last - 1, len(form.widths) - 1)
    sheet.repeat_rows(form.head - 1)
    page = form.page.format(page="&P", pages="&N")
    sheet.set_footer(f"&L&8{form.number.replace('&', '&&')}&C&8{page}")
    sheet.freeze_panes(form.head, 2)
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_columns": True, "format_rows": True})


class _Writer:
    """Writes cells, and keeps one format and one validation for all that are alike."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.formats: dict[tuple[object, ...], Format] = {}

    def write(self, form: Form) -> None:
        for column, width in enumerate(form.widths):
            self.sheet.set_column(column, column, width)
        for row, height in form.heights:
            self.sheet.set_row(row - 1, height)
        fields: dict[Field, list[FormCell]] = {}
        for cell in form.cells:
            self._cell(cell)
            if cell.field is not None:
                fields.setdefault(cell.field, []).append(cell)
        for field, cells in fields.items():
            self._validation(field, cells)

    def _cell(self, cell: FormCell) -> None:
        row, column, look = cell.row - 1, cell.column - 1, self._format(cell)
        if cell.across > 1:
            self.sheet.merge_range(row, column, row, column + cell.across - 1, "", look)
        if cell.value is not None:
            self.sheet.write_number(row, column, float(cell.value), look)
        elif cell.small:
            bold, small = self._font(bold=True), self._font(size=8)
            self.sheet.write_rich_string(row, column, bold, cell.text, small, f"\n{cell.small}", look)
        elif cell.text:
            self.sheet.write_string(row, column, cell.text, look)
        elif cell.across == 1:
            self.sheet.write_blank(row, column, None, look)

    def _format(self, cell: FormCell) -> Format:
        key = (cell.style, cell.field is None, cell.decimals)
        if key not in self.formats:
            properties: dict[str, Any] = {"font_name": _SERIF, **_STYLES[cell.style]}
            properties["locked"] = cell.field is None
            if cell.style in {"code", "number", "words", "closed"}:
                properties["bg_color"] = _LOCKED if cell.field is None else _OPEN
            if cell.style == "name":
                properties["bold"] = True
            if cell.style == "number":
                properties["num_format"] = number_format(cell.decimals, exact=cell.field is None)
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]

    def _font(self, *, bold: bool = False, size: int = 10) -> Format:
        key = ("font", bold, size)
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": _SERIF, "bold": bold, "font_size": size})
        return self.formats[key]

    def _validation(self, field: Field, cells: list[FormCell]) -> None:
        rules = _rules(field)
        if rules is None:
            return
        first = cells[0]
        options: dict[str, Any] = {
            **rules,
            "input_message": field.hint[:_HINT_LONGEST] or None,
            "error_message": field.warning[:_HINT_LONGEST] or None,
            "other_cells": [[one.row - 1, one.column - 1, one.row - 1, one.column - 1] for one in cells[1:]],
        }
        self.sheet.data_validation(
            first.row - 1,
            first.column - 1,
            first.row - 1,
            first.column - 1,
            {key: value for key, value in options.items() if value},
        )


def _rules(field: Field) -> dict[str, Any] | None:
    """Return what a cell takes; None where nothing is said about it."""
    if field.kind == "choice":
        return {"validate": "list", "source": list(field.choices), "error_type": "stop"}
    if field.kind == "number":
        return _number_rules(field)
    return {"validate": "any"} if field.hint else None


def _number_rules(field: Field) -> dict[str, Any]:
    limited = field.lowest is not None
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -_WIDEST if field.lowest is None else str(field.lowest),
        "maximum": _WIDEST if field.highest is None else field.highest,
        "error_type": "warning" if limited else "stop",
    }


def number_format(decimals: int, *, exact: bool) -> str:
    """Return how a number is shown: *exact* with just these digits, else with all that are typed.

    >>> number_format(2, exact=True), number_format(2, exact=False), number_format(0, exact=False)
    ('0.00', '0.00########', 'General')
    """
    if exact:
        return f"0.{'0' * decimals}" if decimals else "0"
    return f"0.{'0' * decimals}########" if decimals else "General"
