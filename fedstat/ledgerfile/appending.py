"""Appends to a ledger: what stands there stays byte for byte, and the new entry follows, whole or not at all.

The grown file is written beside the old one (as “.NAME.new”), flushed to the disk, read again, and moved into
place, so that a crash at any moment leaves the old ledger or the new one. Writers wait for each other by a
lock on “.NAME.lock” beside the ledger, which stays there, empty; a program that writes without the lock is
noticed by the bytes that it changed.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zlib import crc32

from msgspec import Struct

from fedstat.errors import FileFault, LedgerFaults, UsageFault
from fedstat.language import Several, msg
from fedstat.ledgerfile.files import read_bytes
from fedstat.ledgerfile.reader import Reading, reading
from fedstat.ledgerfile.toml import TomlFile
from fedstat.ledgerfile.writer import Draft, Plain, entry_text
from fedstat.model.number import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from fedstat.ledgerfile.opening import Opened
    from fedstat.model.ledger import Ledger

AT_ONCE: Final = 0.5
"""Seconds for which another writer is waited for without a word."""
PATIENCE: Final = 60.0
"""Seconds after which a lock that another command holds is given up."""
_LONG: Final = 120
"""Longer names are cut for the files beside, whose names must stay within what a file system takes."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_UNSAFE: Final = frozenset({"encoding", "format-version", "plan-missing"})
"""Findings of a file to which nothing can be appended before they are mended."""


class ChangedMeanwhile(FileFault):
    """The file was changed by another program between reading and writing."""


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


# -- one writer at a time ----------------------------------------------------------------------------------


@contextmanager
def locked(
    ledger: Path, *, waiting: Callable[[], None], at_once: float = AT_ONCE, patience: float = PATIENCE
) -> Iterator[None]:
    """Keep other writers of fedstat out; *waiting* is called once when one of them is already writing.

    Raises:
        FileFault: the other one does not finish, or the lock's file cannot be written.
    """
    from filelock import FileLock, Timeout

    target = _real(ledger, str(ledger))
    lock = FileLock(_beside(target, "lock"), mode=target.stat().st_mode & 0o666)
    try:
        try:
            lock.acquire(timeout=at_once)
        except Timeout:
            waiting()
            lock.acquire(timeout=patience)
    except Timeout:
        raise FileFault(
            msg("Another command has been writing to {name} for too long.", name=ledger),
            msg("Nothing was written. Repeat the command when the other one has finished."),
        ) from None
    except OSError as error:
        raise _unwritable(str(ledger), error) from None
    try:
        yield
    finally:
        lock.release()


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
        path=_real(Path(name), name),
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


# -- writing -----------------------------------------------------------------------------------------------


def commit(step: Prospect) -> None:
    """Put the grown file in the place of the old one.

    Raises:
        ChangedMeanwhile: another program changed it since it was read.
        FileFault: it cannot be written; then the old one stands untouched.
    """
    payload = step.before + step.added
    beside = _beside(step.path, "new")
    _refuse_locked(step)
    try:
        with suppress(FileNotFoundError):
            beside.unlink()  # what a crash left behind
        try:
            _write(beside, payload, step.path)
            if beside.read_bytes() != payload:
                raise FileFault(
                    msg("The disk does not give back what was written to it; {name} stays.", name=step.name),
                    msg("Make a copy of the ledger on another disk."),
                )
            if step.path.read_bytes() != step.before:
                raise ChangedMeanwhile(
                    msg("{name} was changed by another program at this moment.", name=step.name),
                    msg("Nothing was written. Repeat the command."),
                )
            _move(beside, step)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(step.name, error) from None
    _flush_folder(step.path.parent)


def _refuse_locked(step: Prospect) -> None:
    """Refuse a file whose owner has protected it, although its folder would let it be replaced."""
    if not step.path.stat().st_mode & 0o222 or not os.access(step.path, os.W_OK):
        raise FileFault(
            msg("{name} is write-protected.", name=step.name),
            msg("Nothing was written. Take the protection off, or ask whoever set it."),
        )


def _write(beside: Path, payload: bytes, model: Path) -> None:
    """Write a new file with the permissions and, where that is allowed, the owner of *model*."""
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(payload)
        file.flush()
        os.fsync(file.fileno())
    held = model.stat()
    with suppress(OSError, AttributeError):  # Windows knows no owner
        os.chown(beside, held.st_uid, held.st_gid)
    beside.chmod(held.st_mode & 0o7777)


def _move(beside: Path, step: Prospect) -> None:
    """Move the grown file into place.

    Windows refuses while another program has the old one open; that this branch is then taken is untried.
    """
    try:
        beside.replace(step.path)
    except PermissionError:
        raise FileFault(
            msg("{name} is held open by another program, or may not be replaced.", name=step.name),
            msg("Nothing was written. Close it there (an editor, Excel, WPS), then repeat the command."),
        ) from None


def _flush_folder(folder: Path) -> None:
    """Let the move itself reach the disk, where folders can be flushed."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _real(path: Path, name: str) -> Path:
    """Return the file that a name stands for: of a symbolic link the file it leads to.

    Raises:
        FileFault: there is no ordinary file.
    """
    device = False
    try:
        real = path.resolve(strict=True)
        if real.is_file():
            return real
        device = not real.is_dir()
    except (OSError, RuntimeError, ValueError):
        pass
    if not device:
        read_bytes(path, name)  # says in words why not
    raise FileFault(
        msg("{name} is no ordinary file, so nothing can be appended to it.", name=name),
        msg("Name the ledger with -f FILE."),
    )


def _beside(path: Path, suffix: str) -> Path:
    name = path.name
    if len(name.encode("utf-8", "surrogateescape")) > _LONG:
        name = f"{name[:20]}-{crc32(name.encode('utf-8', 'surrogateescape')):08x}"
    return path.with_name(f".{name}.{suffix}")


def _unwritable(name: str, error: OSError) -> FileFault:
    if error.errno in _FULL:
        return FileFault(
            msg("{name} cannot grow: the disk is full.", name=name),
            msg("Nothing was written. Make room, then repeat the command."),
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FileFault(
            msg("The folder of {name} may not be written to.", name=name),
            msg("Nothing was written. Ask for permission to write there; an entry first stands beside."),
        )
    return FileFault(
        msg("{name} cannot be written: {error}", name=name, error=error.strerror or error),
        msg("Nothing was written. Repeat the command when the fault is mended."),
    )
