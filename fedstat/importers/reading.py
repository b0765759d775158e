"""Bytes and a name to tables: which reader serves is told by the bytes, never by the name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.errors import FileFault
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.importers.sheet import Book

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD: Final = 1024
"""How many bytes tell a web page from a table."""


def read_book(name: str, data: bytes) -> Book:
    """Return the tables of a file: a workbook (xlsx, xls, xlsb, ods) or a text (csv, tsv).

    Raises:
        FileFault: it is none of these, or damaged; the message says what to do.
    """
    if not data.strip():
        raise FileFault(
            msg("{name} is empty.", name=name), msg("Save the table again, then repeat the command.")
        )
    if data.startswith((_ZIP, _OLD_OFFICE)):
        from fedstat.importers.workbook import read_workbook

        return read_workbook(name, data)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"%pdf", b"{\\rtf")):
        raise FileFault(
            msg("{name} is a web page or a document, whatever its name says, not a table.", name=name),
            msg("Open it in Excel or WPS and save it as an Excel workbook (*.xlsx)."),
        )
    from fedstat.importers.text import read_csv

    return read_csv(name, data)
