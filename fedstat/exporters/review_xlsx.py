"""A questionnaire as a workbook: the cells that ask are coloured, have a hint, and offer words."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.table import Blank, Questionnaire

_DAY: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same table gives the same bytes on every day
_NARROW, _WIDE, _WIDEST = 6, 24, 48
"""Widths of columns in digits: the least, the most, and that of the last one, which says what is asked."""
_LINE: Final = 17
"""Height of a line of text in points."""
_HINT: Final = 255
"""Signs that a spreadsheet shows beside a cell."""
_LIST: Final = 255
"""Signs that a list of words may have in all."""
_BOX: Final = {"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"}


def review_workbook(table: Questionnaire) -> bytes:
    """Return *table* as the bytes of an xlsx file; the same table gives the same bytes."""
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _DAY})
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": 14}))
    for row, note in enumerate(table.notes, start=1):
        sheet.write_string(row, 0, note)
    top = len(table.notes) + 1
    head = book.add_format({**_BOX, "bold": True, "bg_color": "#E7E6E6", "valign": "vcenter"})
    plain, open_ = book.add_format(_BOX), book.add_format({**_BOX, "bg_color": "#FFE699"})
    widths = _widths(table)
    sheet.set_row(top, _LINE * _lines(table.headings, widths))
    for column, (heading, width) in enumerate(zip(table.headings, widths, strict=True)):
        sheet.write_string(top, column, heading, head)
        sheet.set_column(column, column, width)
    for row, cells in enumerate(table.rows, start=top + 1):
        sheet.set_row(row, _LINE * _lines((cell.text for cell in cells), widths))
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell.text, open_ if cell.asks else plain)
            if cell.asks and cell.hint:
                sheet.data_validation(row, column, row, column, _offer(cell))
    _print_out(sheet, table, top)
    book.close()
    return stream.getvalue()


def _offer(cell: Blank) -> dict[str, Any]:
    """Return the hint beside a cell and the words to choose from; other words may stand there, too."""
    offer: dict[str, Any] = {"validate": "any"}
    if cell.choices and len(",".join(cell.choices)) <= _LIST:
        offer = {"validate": "list", "source": list(cell.choices)}
    return {**offer, "input_message": cell.hint[:_HINT], "show_error": False}


def _print_out(sheet: Any, table: Questionnaire, top: int) -> None:  # noqa: ANN401 - the library has no types
    """Keep the headings in view, and fit the table on pages of one width."""
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(table.rows), len(table.headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _widths(table: Questionnaire) -> list[int]:
    """Return the width of each column: that of its longest text, within bounds."""
    columns = zip(table.headings, *([cell.text for cell in row] for row in table.rows), strict=True)
    widths = [min(max(map(_width, texts)) + 2, _WIDE) for texts in columns]
    return [*(max(width, _NARROW) for width in widths[:-1]), _WIDEST]


def _lines(texts: Iterable[str], widths: Iterable[int]) -> int:
    """Return how many lines the highest cell of a row needs."""
    return max(
        sum(max(1, -(-_width(line) // (width - 1))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
