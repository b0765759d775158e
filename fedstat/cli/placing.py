"""Files put into a folder without losing one that is there: beside it, if it says something else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from unicodedata import normalize

from fedstat.cli.files import put_whole, why
from fedstat.errors import FileFault
from fedstat.language import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Outcome = Literal["new", "same", "beside", "would-new", "would-beside"]

LONGEST: Final = 55
"""Characters of a name: in UTF-8 they and what is added stay below what file systems allow."""
TRIES: Final = 1000
_UNSAFE: Final = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff]'
)
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?\Z", re.IGNORECASE)


class Placed(NamedTuple):
    """A file, and what became of it."""

    name: str
    outcome: Outcome


def outcome_message(outcome: Outcome) -> Message:
    """Return how an outcome is said."""
    words: dict[Outcome, Message] = {
        "new": msg("written", context="form"),
        "same": msg("already there", context="form"),
        "beside": msg("written beside another", context="form"),
        "would-new": msg("would be written", context="form"),
        "would-beside": msg("would be written beside another", context="form"),
    }
    return words[outcome]


def safe(name: str) -> str:
    """Return *name* as every system takes it for a file.

    >>> safe("教育局/体育局: 2023. "), safe("CON"), safe("~$x")
    ('教育局_体育局_ 2023', '_CON', '_~$x')
    """
    clean = _UNSAFE.sub("_", normalize("NFC", name))[:LONGEST].strip(" .") or "_"
    return f"_{clean}" if _DEVICE.match(clean) or clean.startswith("~") else clean


def distinct(named: Iterable[tuple[str, str]], suffix: str) -> list[str]:
    """Return names of files; where two are alike but for their letters' case, the id stands in it, too."""
    names: list[str] = []
    for name, identity in named:
        taken = {one.casefold() for one in names}
        candidates = (safe(name), safe(f"{name[: LONGEST // 2]} {identity}"), *_numbered(safe(name)))
        names.append(next(f"{one}{suffix}" for one in candidates if f"{one}{suffix}".casefold() not in taken))
    return names


def _numbered(stem: str) -> Iterable[str]:
    return (f"{stem} ({number})" for number in range(2, TRIES))


def place(folder: str, files: Sequence[tuple[str, bytes]], *, dry: bool = False) -> list[Placed]:
    """Put *files* into *folder*, none over another; with *dry* only say what would become of them.

    Raises:
        FileFault: the folder is a file, or cannot be read or written.
    """
    home = Path(folder)
    try:
        if home.exists() and not home.is_dir():
            raise FileFault(msg("{name} is a file, not a folder.", name=folder), msg("Name another folder."))
        if files and not dry:
            home.mkdir(parents=True, exist_ok=True)
        return [_place(home, name, payload, dry=dry) for name, payload in files]
    except OSError as error:
        raise FileFault(
            msg("{name} cannot be written: {error}", name=error.filename or folder, error=why(error)),
            msg("Name another folder, or close the program that has the file open."),
        ) from None
    except ValueError:
        raise FileFault(msg("“{name}” is no name of a folder.", name=folder)) from None


def _place(home: Path, name: str, payload: bytes, *, dry: bool) -> Placed:
    stem, dot, ending = name.rpartition(".")
    for one in (name, *(f"{numbered}{dot}{ending}" for numbered in _numbered(stem))):
        path = home / one
        beside = one != name
        if not path.exists():
            if not dry:
                put_whole(path, payload)
                return Placed(one, "beside" if beside else "new")
            return Placed(one, "would-beside" if beside else "would-new")
        if path.is_file() and path.read_bytes() == payload:
            return Placed(one, "same")
    raise FileFault(msg("{name} stands there too often.", name=name), msg("Name another folder."))
