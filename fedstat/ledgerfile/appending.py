"""Appends to a ledger: what stands there stays byte for byte, the new entries follow, whole or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.errors import LedgerFaults, UsageFault
from fedstat.language import Several, msg
from fedstat.ledgerfile.files import read_bytes
from fedstat.ledgerfile.reader import Reading, reading
from fedstat.ledgerfile.replacing import ChangedMeanwhile, locked, put, real_file
from fedstat.ledgerfile.toml import TomlFile
from fedstat.ledgerfile.writer import Draft, Plain, entry_text
from fedstat.model.number import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fedstat.ledgerfile.opening import Opened
    from fedstat.model.ledger import Ledger

__all__ = ["ChangedMeanwhile", "Prospect", "Standing", "commit", "locked", "prospect", "standing"]

_UNSAFE: Final = frozenset({"encoding", "format-version", "plan-missing"})
"""Findings of a file to which nothing can be appended before they are mended."""


class Standing(Struct, frozen=True, kw_only=True):
    """A ledger as it stands, with the very bytes that it was read from."""

    path: Path
    reading: Reading
    bytes_of: Mapping[str, bytes]
    """By the name of the file."""

    @property
    def ledger(self) -> Ledger:
        """The ledger that was read."""
        return self.reading.ledger


class Prospect(Struct, frozen=True, kw_only=True):
    """A ledger with some entries more, not written yet."""

    name: str
    """The file that grows, as its findings call it."""
    path: Path
    """The same file, symbolic links followed."""
    before: bytes
    added: bytes
    """What follows the old bytes, in the file's own line endings."""
    text: str
    """The entries alone, as a person reads them."""
    line: int
    """The number of the first entry's first line."""
    ledger: Ledger
    """The ledger as it would stand."""


# -- what stands, and what would ---------------------------------------------------------------------------


def standing(path: str | Path) -> Standing:
    """Return the ledger at *path* as it stands.

    Raises:
        FileFault: it cannot be read.
    """
    kept: dict[str, bytes] = {}

    def fetch(file: Path, name: str) -> bytes:
        kept[name] = read_bytes(file, name)
        return kept[name]

    return Standing(path=Path(path), reading=reading(Path(path), fetch), bytes_of=kept)


def prospect(stands: Standing, drafts: Sequence[Draft], into: str | None = None) -> Prospect:
    """Return the ledger as it would stand with *drafts* at the end of its main file, or of the file *into*.

    Raises:
        LedgerFaults: the file is such that nothing can be appended to it safely.
        UsageFault: *into* is no file of the ledger.
    """
    old, file = _chosen(stands, into)
    name = file.name
    _refuse_unsafe(stands, name)
    before, text = stands.bytes_of[name], "\n".join(map(entry_text, drafts))
    added = _joined(file, before, text)

    def fetch(path: Path, called: str) -> bytes:
        return before + added if called == name else stands.bytes_of.get(called) or read_bytes(path, called)

    grown = reading(stands.path, fetch)
    if not _holds(old, next(new for new in grown.files if new.source.name == name), drafts):
        raise LedgerFaults(
            msg("What stands in {name} would swallow the new entry; nothing is appended.", name=name),
            stands.ledger.findings,
        )
    return Prospect(
        name=name,
        path=real_file(Path(name), name),
        before=before,
        added=added,
        text=text,
        line=(before + added).count(b"\n") - text.count("\n") + 1,
        ledger=grown.ledger,
    )


def _chosen(stands: Standing, into: str | None) -> tuple[Opened, TomlFile]:
    """Return the file that the entry goes to."""
    files = [(file, source) for file in stands.reading.files if isinstance(source := file.source, TomlFile)]
    if into is None:
        return files[0]
    wanted = {Path(into).resolve(), (stands.path.parent / into).resolve()}
    for file, source in files:
        if Path(source.name).resolve() in wanted:
            return file, source
    raise UsageFault(
        msg("{name} is no file of this ledger to which entries can be appended.", name=into),
        msg("Its files: {names}.", names=Several(source.name for _, source in files)),
    )


def _refuse_unsafe(stands: Standing, name: str) -> None:
    unsafe = [finding for finding in stands.ledger.findings if finding.code in _UNSAFE]
    if unsafe:
        raise LedgerFaults(msg("Nothing can be appended to {name} as it is.", name=name), unsafe)


def _joined(file: TomlFile, before: bytes, text: str) -> bytes:
    """Return the entry in the file's line endings, on a line of its own with an empty one above."""
    if not before.endswith(b"\n"):
        text = f"\n\n{text}"
    elif not before.endswith((b"\n\n", b"\n\r\n")):
        text = f"\n{text}"
    return text.replace("\n", file.newline).encode("utf-8")


def _holds(old: Opened, new: Opened, drafts: Sequence[Draft]) -> bool:
    """Whether a file says all that it said before, and then the new entries."""
    rest = dict(new.data)
    for kind, added in _by_kind(drafts).items():
        entries = new.data.get(kind)
        if not isinstance(entries, list) or len(entries) < len(added):
            return False
        earlier, last = entries[: -len(added)], entries[-len(added) :]
        rest[kind] = earlier
        if not earlier and kind not in old.data:
            del rest[kind]
        if _exact(last) != _exact(added):
            return False
    return rest == old.data and new.damaged == old.damaged


def _by_kind(drafts: Sequence[Draft]) -> dict[str, list[Mapping[str, Plain]]]:
    """Return what drafts say, by the table that they belong to."""
    found: dict[str, list[Mapping[str, Plain]]] = {}
    for draft in drafts:
        found.setdefault(draft.kind, []).append(draft.fields)
    return found


def _exact(value: Plain) -> object:
    """Return a value such that 1.0, 1.00 and true are told apart."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | Decimal):
        return "number", plain(Decimal(value))
    if isinstance(value, date):
        return "date", value.isoformat()
    if hasattr(value, "items"):
        return {name: _exact(item) for name, item in value.items()}
    return [_exact(item) for item in value]


def commit(step: Prospect) -> None:
    """Put the grown file in the place of the old one.

    Raises:
        ChangedMeanwhile: another program changed it since it was read.
        FileFault: it cannot be written; then the old one stands untouched.
    """
    put(step.path, step.name, step.before, step.before + step.added)
