"""A questionnaire as a workbook: the cells that ask are coloured, have a hint, and offer words."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fedstat.table import Questionnaire

_DAY: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same table gives the same bytes on every day
_NARROW, _WIDE, _WIDEST = 8, 16, 48
_HINT: Final = 255
"""Signs that a spreadsheet shows beside a cell."""
_LIST: Final = 255
"""Signs that a list of words may have in all."""


def review_workbook(table: Questionnaire) -> bytes:
    """Return *table* as the bytes of an xlsx file; the same table gives the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs

    stream = BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _DAY})
    sheet = book.add_worksheet()
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format(
        {
            "bold": True,
            "border": 1,
            "bg_color": "#E7E6E6",
            "text_wrap": True,
            "valign": "vcenter",
            "num_format": "@",
        }
    )
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    open_ = book.add_format(
        {"border": 1, "text_wrap": True, "valign": "top", "bg_color": "#FFE699", "num_format": "@"}
    )
    sheet.write_string(0, 0, table.title, title)
    for row, note in enumerate(table.notes, start=1):
        sheet.write_string(row, 0, note)
    top = len(table.notes) + 1
    for column, heading in enumerate(table.headings):
        sheet.write_string(top, column, heading, head)
        widest = max((len(row[column].text) for row in table.rows), default=0)
        last = column == len(table.headings) - 1
        sheet.set_column(column, column, _WIDEST if last else _WIDE if widest > _NARROW // 2 else _NARROW)
    for row, cells in enumerate(table.rows, start=top + 1):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell.text, open_ if cell.asks else plain)
            if cell.asks and cell.hint:
                offer: dict[str, object] = {"validate": "any"}
                if cell.choices and len(",".join(cell.choices)) <= _LIST:
                    offer = {"validate": "list", "source": list(cell.choices), "error_type": "information"}
                sheet.data_validation(
                    row,
                    column,
                    row,
                    column,
                    {**offer, "input_message": cell.hint[:_HINT], "show_error": False},
                )
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(table.rows), len(table.headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    book.close()
    return stream.getvalue()
