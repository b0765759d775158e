"""A form as CSV for whoever has no spreadsheet: the same rows and columns, nothing locked."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from fedstat.exporters.csv import BOM, defused
from fedstat.model.number import plain

if TYPE_CHECKING:
    from fedstat.table import Form, FormCell


def form_csv(form: Form) -> bytes:
    """Return *form* in UTF-8 with BOM and CRLF; what spans columns stands in the first of them."""
    rows: list[list[str]] = [[""] * len(form.widths) for _ in range(max(cell.row for cell in form.cells))]
    for cell in form.cells:
        rows[cell.row - 1][cell.column - 1] = _text(cell)
    page = StringIO()
    csv.writer(page, lineterminator="\r\n").writerows(rows)
    return (BOM + page.getvalue()).encode("utf-8", "backslashreplace")


def _text(cell: FormCell) -> str:
    """Return what stands in a cell, on one line."""
    if cell.value is not None:
        return plain(cell.value)
    return defused(" ".join(filter(None, f"{cell.text}\n{cell.small}".split("\n"))))
