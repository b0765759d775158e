"""A table as CSV: for programs plain, for Excel and WPS with their BOM, their line ends and words.

Numbers stay numbers, with their digits. A text that a spreadsheet would run as a formula gets an apostrophe
in front; a negative number does not, because it runs nothing.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fedstat.table import Cell, Table

BOM: Final = "\ufeff"
FORMULA: Final = re.compile(r"[\s\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a text begins that a spreadsheet runs, in ASCII and in full width."""
UNSEEN: Final = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
)
"""Controls other than tabs and line ends, and what turns the reading direction."""
NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%‰]?", re.ASCII)
"""What a spreadsheet reads as a number, whatever it begins with."""


def table_csv(table: Table, *, excel: bool = False, strict: bool = False) -> bytes:
    """Return the items of *table*: headings of groups and totals are left out.

    Plain, the first row has the columns' keys and a cell has the value behind its words. For Excel, the
    first row has the titles, and a cell has its words unless it holds a number; controls are shown.
    Strict, lines end as RFC 4180 has it, for formats that are built on it.
    """
    heads = [defused(column.title) if excel else column.key for column in table.columns]
    rows = [heads]
    rows += [
        [_excel(cell) if excel else _plain(cell) for cell in row.cells]
        for row in table.rows
        if row.kind == "item"
    ]
    end = "\r\n" if excel or strict else "\n"
    text = "".join(",".join(map(_quoted, row)) + end for row in rows)
    return ((BOM if excel else "") + text).encode("utf-8", "backslashreplace")


def defused(text: str) -> str:
    """Return *text* so that no spreadsheet runs it.

    >>> defused("=cmd()"), defused("-3.2"), defused("－1+1")
    ("'=cmd()", '-3.2', "'－1+1")
    """
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _plain(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else defused(str(value))


def _excel(cell: Cell) -> str:
    number = isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool)
    return _plain(cell) if number or isinstance(cell.value, date) else defused(_seen(cell.text))


def _seen(text: str) -> str:
    """Return *text* with escapes for what would turn the reading direction or has no glyph."""
    return UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def _quoted(text: str) -> str:
    if any(character in text for character in ',"\r\n') or text != text.strip():
        return '"{}"'.format(text.replace('"', '""'))
    return text
