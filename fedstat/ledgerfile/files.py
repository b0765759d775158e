"""The only opener of a ledger's files."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from fedstat.errors import FileFault
from fedstat.language import msg

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.language import Message


def read_bytes(path: Path, name: str) -> bytes:
    """Return what stands in the file at *path*, which the user calls *name*.

    Raises:
        FileFault: nothing can be read there; the remedy says what to try.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise _endless(name)
        return path.read_bytes()
    except FileNotFoundError:
        raise _missing(path, name) from None
    except IsADirectoryError:
        raise _folder(name) from None
    except PermissionError:
        raise _folder(name) if path.is_dir() else _forbidden(name) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _missing(path, name) from None
        problem = msg("{name} cannot be read: {error}.", name=name, error=error.strerror)
        raise FileFault(problem, elsewhere()) from None
    except ValueError:
        raise FileFault(msg("“{name}” is no name of a file.", name=name), elsewhere()) from None


def elsewhere() -> Message:
    """Return what to do where there is no ledger."""
    return msg(
        "Name one with -f LEDGER, begin one: fedstat init, or try one: fedstat init --example china-2021-2025"
    )


def _missing(path: Path, name: str) -> FileFault:
    if not path.is_symlink():
        return FileFault(msg("There is no file {name}.", name=name), elsewhere())
    return FileFault(
        msg(
            "{name} is a link, and where it leads there is no file: {target}.",
            name=name,
            target=path.readlink(),
        ),
        msg("Put the ledger back there, or name it with -f LEDGER."),
    )


def _endless(name: str) -> FileFault:
    """Return the fault of a pipe or a device, which may never come to an end."""
    return FileFault(msg("{name} is a pipe or a device, not a file.", name=name), elsewhere())


def _folder(name: str) -> FileFault:
    return FileFault(
        msg("{name} is a folder, not a ledger.", name=name),
        msg("Name the file inside it, for instance: -f {line}", line="fedstat.toml"),
    )


def _forbidden(name: str) -> FileFault:
    return FileFault(
        msg("{name} may not be read.", name=name),
        msg("Ask for permission to read it, or close the program that keeps it locked."),
    )
