"""Opens the files of a ledger: the main one, and those that it includes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedstat.errors import FileFault
from fedstat.ledgerfile import toml
from fedstat.ledgerfile.files import read_bytes
from fedstat.ledgerfile.getters import Book, Fields
from fedstat.ledgerfile.includes import included
from fedstat.ledgerfile.registry import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from fedstat.errors import KeyPath, Source

    Fetch = Callable[[Path, str], bytes]
    """Gives the bytes of the file at a path, which the user calls by a name."""


class Opened(Struct, kw_only=True):
    """One file of a ledger."""

    source: Source
    data: Mapping[str, object]
    damaged: frozenset[KeyPath]
    """The entries that lost a line to a fault of syntax."""


def root_of(book: Book, file: Opened) -> Fields:
    """Return the root table of a file."""
    return Fields(book, file.source, file.data, (), damaged=() in file.damaged)


def opened(book: Book, path: Path, fetch: Fetch = read_bytes) -> Opened:
    """Return the TOML file at *path*.

    Raises:
        FileFault: the file cannot be read.
    """
    source, findings = toml.load(str(path), fetch(path, str(path)))
    book.findings.extend(findings)
    return Opened(source=source, data=source.data, damaged=source.damaged)


def _table(book: Book, path: Path, fetch: Fetch) -> Opened:
    from fedstat.ledgerfile.datafile import load

    source, data, findings = load(str(path), fetch(path, str(path)))
    book.findings.extend(findings)
    return Opened(source=source, data=data, damaged=frozenset())


def included_by(book: Book, main: Opened, path: Path, fetch: Fetch = read_bytes) -> Iterator[Opened]:
    """Yield the files that the *main* one at *path* includes; one that cannot be read is a finding."""
    root = root_of(book, main)
    for found, steps in included(root, path):
        try:
            csv = found.suffix.lower() == ".csv"
            yield _table(book, found, fetch) if csv else opened(book, found, fetch)
        except FileFault as fault:
            book.registry.unsure.update(KINDS)
            root.report("include-unreadable", *steps, of=fault.message, do=fault.remedy)
