"""Tables in text files: comma, semicolon or tab between the cells, in the encodings that offices save."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING, Final

from fedstat.errors import FileFault
from fedstat.importers.sheet import Book, Cell, Sheet
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.language import Message

_MARKS: Final = {
    b"\xef\xbb\xbf": ("utf-8", ""),
    b"\xff\xfe": ("utf-16-le", "UTF-16"),
    b"\xfe\xff": ("utf-16-be", "UTF-16"),
}
"""What a file begins with, its codec, and the encoding's name where it is worth a word."""
_GUESSES: Final = (("utf-8", ""), ("gb18030", "GB18030 (GBK)"))
SEPARATORS: Final = (",", "\t", ";")
"""The first one wins where two part the lines equally well."""
_SAMPLE: Final = 50
"""How many lines tell the separator."""


def read_csv(name: str, data: bytes) -> Book:
    """Return the table in a text file.

    Raises:
        FileFault: its bytes are no text.
    """
    text, encoding = _decoded(name, data)
    separator = _separator(text)
    remarks: list[Message] = []
    if encoding:
        remarks.append(msg("{name} is read as {encoding}.", name=name, encoding=encoding))
    if separator == ";":
        remarks.append(msg("{name}: the cells are parted by semicolons.", name=name))
    return Book(name=name, sheets=(_sheet(name, text, separator),), remarks=tuple(remarks))


def read_pasted(name: str, data: bytes) -> Book:
    """Return a selection that was copied from a spreadsheet: tabs between its cells.

    Raises:
        FileFault: its bytes are no text.
    """
    text, _ = _decoded(name, data)
    return Book(name=name, sheets=(_sheet(name, text, "\t" if "\t" in text else _separator(text)),))


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    """Return the text, and the encoding's name where it is not UTF-8."""
    mark = next((mark for mark in _MARKS if data.startswith(mark)), None)
    tries = _GUESSES if mark is None else (_MARKS[mark],)
    for codec, encoding in tries:
        try:
            text = data.removeprefix(mark or b"").decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise FileFault(
        msg("{name} is no text in UTF-8, UTF-16 or GB18030.", name=name),
        msg("Save it in Excel or WPS as an Excel workbook (*.xlsx) or as CSV UTF-8."),
    )


def _separator(text: str) -> str:
    """Return what parts the cells of most lines into the same number, and into more than one."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE])
    return max(SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _regularity(sample: str, separator: str) -> tuple[int, int]:
    """Return how many rows share the commonest number of cells that is more than one, and that number."""
    widths = Counter(len(row) for _, row in _rows(sample, separator) if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _sheet(name: str, text: str, separator: str) -> Sheet:
    cells = {
        (line, column): Cell(row=line, column=column, value=shown, text=shown)
        for line, row in _rows(text, separator)
        for column, written in enumerate(row, start=1)
        if (shown := written.strip())
    }
    return Sheet(book=name, cells=cells)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every row with the number that a spreadsheet gives it; a cell may hold several lines."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        yield from enumerate(reader, start=1)
    except csv.Error:
        lines = text.splitlines()[reader.line_num - 1 :]
        yield from enumerate(([line] for line in lines), start=reader.line_num)
