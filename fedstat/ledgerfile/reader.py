"""Reads a ledger from its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fedstat.ledgerfile import toml
from fedstat.ledgerfile.assembly import Assembly
from fedstat.ledgerfile.getters import Book
from fedstat.ledgerfile.opening import Opened, included_by, opened

if TYPE_CHECKING:
    from fedstat.model.ledger import Ledger


def read(path: str | Path) -> Ledger:
    """Return the ledger at *path*, with everything that is wrong with it in `findings`.

    Raises:
        FileFault: the file cannot be read.
    """
    path, book = Path(path), Book()
    main = opened(book, path)
    return Assembly(book, main, tuple(included_by(book, main, path))).ledger()


def read_alone(name: str, raw: bytes) -> Ledger:
    """Return what the bytes of one ledger file say by themselves; what it includes is left aside."""
    source, findings = toml.load(name, raw)
    book = Book()
    book.findings.extend(findings)
    return Assembly(book, Opened(source=source, data=source.data, damaged=source.damaged)).ledger()
