"""The one way a new file comes to be: whole, and only where nothing stands."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fedstat.errors import FileFault
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Callable

    Link = Callable[[Path, Path], None]

_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows would turn every LF into CRLF
_WITHOUT_LINKS: Final = {
    errno.EPERM,
    errno.ENOSYS,
    errno.EOPNOTSUPP,
    errno.ENOTSUP,
    errno.EINVAL,
    errno.EMLINK,
}
"""What a file system says that has no second name for a file; a stick for cameras, a mounted folder."""


def create(name: str, payload: bytes, *, link: Link = os.link) -> None:
    """Put *payload* into a new file at *name*, whole or not at all, and never over anything.

    Raises:
        FileFault: something stands there, or nothing can be written; then nothing is left behind.
    """
    path = Path(name)
    try:
        _create(path, payload, link)
    except FileExistsError:
        raise standing(name) from None
    except (FileNotFoundError, NotADirectoryError):
        raise FileFault(
            msg("There is no folder {folder}.", folder=path.parent),
            msg("Make the folder first, or name another place."),
        ) from None
    except PermissionError:
        raise FileFault(
            msg("Nothing may be written in the folder {folder}.", folder=path.parent),
            msg("Ask for permission to write there, or name another place."),
        ) from None
    except OSError as error:
        raise FileFault(
            msg("{name} cannot be written: {error}.", name=name, error=error.strerror),
            msg("Nothing is left of it. Name another place."),
        ) from None
    except ValueError:
        raise FileFault(msg("“{name}” is no name of a file.", name=name)) from None


def standing(name: str) -> FileFault:
    """Return what there is to say where a new file was asked for and something stands."""
    return FileFault(
        msg("{name} stands there already; nothing is written over it.", name=name),
        msg("Name another file or folder: {line}", line="fedstat init PATH"),
    )


def _create(path: Path, payload: bytes, link: Link) -> None:
    """Write beside *path* and give the file its name last, which fails where the name is taken."""
    beside = path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}")
    try:
        _write_new(beside, payload)
        try:
            link(beside, path)
        except OSError as error:
            if error.errno not in _WITHOUT_LINKS:
                raise
            _write_new(path, payload)
    finally:
        with suppress(OSError):
            beside.unlink()


def _write_new(path: Path, payload: bytes) -> None:
    """Write a file that was not there; it does not stay when that fails."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(payload)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
