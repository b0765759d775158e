"""Reads a ledger from its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fedstat.ledgerfile import toml
from fedstat.ledgerfile.assembly import Assembly
from fedstat.ledgerfile.files import read_bytes
from fedstat.ledgerfile.getters import Book
from fedstat.ledgerfile.opening import Opened, included_by, opened

if TYPE_CHECKING:
    from fedstat.ledgerfile.opening import Fetch
    from fedstat.model.ledger import Ledger


class Reading(NamedTuple):
    """A ledger, and the files that it was read from."""

    ledger: Ledger
    files: tuple[Opened, ...]
    """The main file first."""


def read(path: str | Path) -> Ledger:
    """Return the ledger at *path*, with everything that is wrong with it in `findings`.

    Raises:
        FileFault: the file cannot be read.
    """
    return reading(Path(path)).ledger


def reading(path: Path, fetch: Fetch = read_bytes) -> Reading:
    """Return the ledger at *path* with its files; *fetch* gives their bytes.

    Raises:
        FileFault: the file cannot be read.
    """
    book = Book()
    main = opened(book, path, fetch)
    others = tuple(included_by(book, main, path, fetch))
    return Reading(Assembly(book, main, others).ledger(), (main, *others))


def read_alone(name: str, raw: bytes) -> Ledger:
    """Return what the bytes of one ledger file say by themselves; what it includes is left aside."""
    source, findings = toml.load(name, raw)
    book = Book()
    book.findings.extend(findings)
    return Assembly(book, Opened(source=source, data=source.data, damaged=source.damaged)).ledger()
