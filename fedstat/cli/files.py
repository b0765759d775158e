"""A file written whole or not at all: beside its place first, then moved there."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp, mkstemp
from typing import TYPE_CHECKING, Final

from fedstat.errors import FileFault, UsageFault
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fedstat.cli.request import Request
    from fedstat.language import Message


def replace_file(name: str, payload: bytes, request: Request, *, own: bool = False) -> None:
    """Put *payload* into the file that the user calls *name*; the ledger itself only if it is *own*.

    Raises:
        UsageFault: the file is the ledger itself.
        FileFault: it cannot be written; then what stood there still stands.
    """
    try:
        path = Path(name).resolve()
        if path.is_dir():
            raise FileFault(
                msg("{name} is a folder.", name=name), msg("Name a file in it: -o {name}/…", name=name)
            )
        if not own:
            _refuse_own(name, path, request)
        if path.exists() and not path.is_file():
            path.write_bytes(payload)  # a pipe or a device cannot be moved into place
        else:
            put_whole(path, payload)
    except OSError as error:
        raise FileFault(
            msg("{name} cannot be written: {error}", name=name, error=why(error)), _remedy(error)
        ) from None
    except ValueError:
        raise FileFault(msg("“{name}” is no name of a file", name=name)) from None


def replace_files(name: str, files: Mapping[str, bytes], request: Request) -> None:
    """Put *files* into the folder that the user calls *name*, and make it when it is missing.

    A new folder appears with all its files or not at all. In one that stands, every file is written beside
    its place before the first is moved there; other files in it are left alone.

    Raises:
        UsageFault: one of them is the ledger itself.
        FileFault: they cannot be written.
    """
    try:
        folder = Path(name).resolve()
        for file in files:
            _refuse_own(str(Path(name) / file), folder / file, request)
        beside = Path(mkdtemp(prefix=".fedstat.", dir=folder if folder.exists() else folder.parent))
        try:
            _move_all(files, beside, folder)
        finally:
            rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise FileFault(
            msg("{name} cannot be written: {error}", name=name, error=why(error)), _remedy(error)
        ) from None
    except ValueError:
        raise FileFault(msg("“{name}” is no name of a file", name=name)) from None


def _move_all(files: Mapping[str, bytes], beside: Path, folder: Path) -> None:
    for file, payload in files.items():
        (beside / file).write_bytes(payload)
        (beside / file).chmod(_mode(folder / file))
    if folder.exists():
        _exchange(files, beside, folder)
    else:
        beside.chmod(0o777 & ~_mask())
        beside.replace(folder)


def _exchange(files: Iterable[str], beside: Path, folder: Path) -> None:
    """Move *files* into *folder*; when one cannot be (a program has it open), all others go back."""
    begun: list[str] = []
    try:
        for file in files:
            begun.append(file)
            if (folder / file).is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), file)
            if (folder / file).exists():
                (folder / file).replace(beside / f"{file}.old")
            (beside / file).replace(folder / file)
    except OSError:
        for file in begun:
            with suppress(OSError):
                if not (beside / file).exists():
                    (folder / file).replace(beside / file)
                (beside / f"{file}.old").replace(folder / file)
        raise


def why(error: OSError) -> Message | str:
    """Return in words why the system refuses; its own words where we have none."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def _remedy(error: OSError) -> Message:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EBUSY}:
        return msg("Close the program that has it open, or name another file after -o.")
    return msg("Name another file after -o.")


_REASONS: Final = {
    errno.ENOENT: msg("there is no such folder"),
    errno.ENOTDIR: msg("there is no such folder"),
    errno.EACCES: msg("writing there is not permitted"),
    errno.EPERM: msg("writing there is not permitted"),
    errno.EROFS: msg("writing there is not permitted"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("the disk is full"),
    errno.EISDIR: msg("a folder has that name"),
    errno.ENAMETOOLONG: msg("its name is too long"),
}


def _refuse_own(name: str, path: Path, request: Request) -> None:
    if path.exists() and any(path.samefile(file) for file in _own_files(request)):
        raise UsageFault(
            msg("{name} is the ledger itself; nothing is written over it.", name=name),
            msg("Name another file after -o."),
        )


def _own_files(request: Request) -> list[Path]:
    """Return the files that the ledger was read from."""
    ledger = request.ledger
    names = {ledger.name}
    for entries in (ledger.entries, ledger.indicators, ledger.member_units):
        names.update(entry.origin.source.name for entry in entries)
    return [path for path in map(Path, names) if path.exists()]


def put_whole(path: Path, payload: bytes) -> None:
    """Write *payload* beside *path* and move it there; nothing is left behind when that fails.

    Raises:
        OSError: it cannot be written or moved.
    """
    number, beside = mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(payload)
        Path(beside).chmod(_mode(path))
        Path(beside).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _mode(path: Path) -> int:
    """Return the permissions of the file that stood there, else those of a new file."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
