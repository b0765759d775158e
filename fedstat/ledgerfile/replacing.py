"""Replaces a file by another, whole or not at all, one writer at a time.

The new file is written beside the old one (as “.NAME.new”), flushed to the disk, read again, and moved into
place, so that a crash at any moment leaves the old one or the new one. Writers wait for each other by a lock
on “.NAME.lock”, which stays there, empty; a program that writes without the lock is noticed by the bytes that
it changed, up to the last instant before the move.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final
from zlib import crc32

from fedstat.errors import FileFault
from fedstat.language import msg
from fedstat.ledgerfile.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

AT_ONCE: Final = 0.5
"""Seconds for which another writer is waited for without a word."""
PATIENCE: Final = 60.0
"""Seconds after which a lock that another command holds is given up."""
_LONG: Final = 120
"""Longer names are cut for the files beside, whose names must stay within what a file system takes."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class ChangedMeanwhile(FileFault):
    """The file was changed by another program between reading and writing."""


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

    target = real_file(ledger, str(ledger))
    _refuse_protected(target, str(ledger))
    beside = _beside(target, "lock")
    lock = FileLock(beside, mode=target.stat().st_mode & 0o666 | 0o600)
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
        raise _unlockable(ledger, beside, error) from None
    try:
        yield
    finally:
        lock.release()


def _unlockable(ledger: Path, beside: Path, error: OSError) -> FileFault:
    """Return why there is no lock: the place takes no file, or what stands in the lock's place is no lock."""
    if not os.path.lexists(beside):
        return _unwritable(str(ledger), error)
    return FileFault(
        msg("{lock}, by which commands wait for each other, cannot be opened.", lock=beside),
        msg("Nothing was written. Delete it when no other command is running, then repeat the command."),
    )


# -- the file and its place --------------------------------------------------------------------------------


def put(path: Path, name: str, before: bytes, payload: bytes) -> None:
    """Put *payload* into the file at *path*, which the user calls *name*, in the place of *before*.

    Raises:
        ChangedMeanwhile: something else than *before* stands there.
        FileFault: it cannot be written; then the old one stands untouched.
    """
    beside = _beside(path, "new")
    try:
        _refuse_protected(path, name)
        with suppress(FileNotFoundError):
            beside.unlink()  # what a crash left behind
        try:
            _write(beside, payload, path)
            _compare(beside, payload, path, before, name)
            _move(beside, path, name)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    except FileNotFoundError:
        raise _changed(name) from None
    except OSError as error:
        raise _unwritable(name, error) from None
    _flush_folder(path.parent)


def _refuse_protected(path: Path, name: str) -> None:
    """Refuse a file whose owner has protected it, although its folder would let it be replaced."""
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise FileFault(
            msg("{name} is write-protected.", name=name),
            msg("Nothing was written. Take the protection off, or ask whoever set it."),
        )


def _write(beside: Path, payload: bytes, model: Path) -> None:
    """Write a new file that belongs to whom *model* belongs and admits whom it admits."""
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(payload)
        file.flush()
        os.fsync(file.fileno())
    held = model.stat()
    with suppress(OSError, AttributeError):  # Windows knows no owner
        os.chown(beside, -1, held.st_gid)  # the group first: who may not give a file away may still do this
        os.chown(beside, held.st_uid, -1)
    with suppress(PermissionError):  # a stick or a network disk that has the same mode for every file
        beside.chmod(held.st_mode & 0o7777)
    _copy_attributes(model, beside)


def _copy_attributes(model: Path, beside: Path) -> None:
    """Copy what else the system keeps of a file, such as the list of colleagues who may write to it."""
    with suppress(OSError, AttributeError):  # only Linux has them, and not every disk
        for name in os.listxattr(model):
            with suppress(OSError):
                os.setxattr(beside, name, os.getxattr(model, name))


def _compare(beside: Path, payload: bytes, path: Path, before: bytes, name: str) -> None:
    """Refuse when the disk lost something, or another program changed the old file."""
    if beside.read_bytes() != payload:
        raise FileFault(
            msg("The disk does not give back what was written to it; {name} stays.", name=name),
            msg("Make a copy of the ledger on another disk."),
        )
    if path.read_bytes() != before:
        raise _changed(name)


def _changed(name: str) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        msg("{name} was changed by another program at this moment.", name=name),
        msg("Nothing was written. Repeat the command."),
    )


def _move(beside: Path, path: Path, name: str) -> None:
    """Move the new file into place.

    Windows refuses while another program has the old one open; that this branch is then taken is untried.
    """
    try:
        beside.replace(path)
    except PermissionError:
        raise FileFault(
            msg("{name} is held open by another program, or may not be replaced.", name=name),
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


def real_file(path: Path, name: str) -> Path:
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
