"""The table that a command is to read: a file, standard input, or a selection pasted from a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fedstat.cli.output import tell
from fedstat.errors import FileFault, UsageFault
from fedstat.language import msg, say

if TYPE_CHECKING:
    from fedstat.cli.request import Request
    from fedstat.importers.sheet import Book
    from fedstat.language import Message

STDIN: Final = "-"


def book_of(request: Request) -> Book:
    """Return the tables that are to be read.

    Raises:
        UsageFault: none is named, or two are.
        FileFault: they cannot be read.
    """
    name, paste = request.text("table_file"), request.flag("paste")
    if name is None and not paste:
        raise UsageFault(
            msg("Which table? Name a file."),
            msg("Write, for instance: {line}", line="fedstat import 监测数据.xlsx"),
        )
    if paste and name not in {None, STDIN}:
        raise UsageFault(msg("A file and --paste do not go together."), msg("Leave out one of the two."))
    return _pasted(request, paste=paste) if paste or name == STDIN else read_table(str(name))


def read_table(name: str) -> Book:
    """Return the tables of a file.

    Raises:
        FileFault: it cannot be read.
    """
    from fedstat.importers.reading import read_book
    from fedstat.ledgerfile.files import read_bytes

    path = Path(name)
    if path.is_dir():
        raise FileFault(msg("{name} is a folder, not a table.", name=name), msg("Name the file inside it."))
    try:
        data = read_bytes(path, name)
    except FileFault as fault:
        raise FileFault(fault.message, _remedy(path)) from None
    return read_book(name, data)


def _remedy(path: Path) -> Message:
    """Return what to try instead: a file of a similar name in the same folder."""
    from difflib import get_close_matches

    try:
        beside = [other.name for other in path.parent.iterdir() if other.is_file()]
    except (OSError, ValueError):
        beside = []
    near = get_close_matches(path.name, beside, 1)
    if near and near[0] != path.name:
        return msg("Did you mean “{nearest}”?", nearest=str(path.with_name(near[0])))
    if not path.exists():
        return msg("Check its name and folder.")
    return msg("Close the program that has it open, or check its name and folder.")


def _pasted(request: Request, *, paste: bool) -> Book:
    from fedstat.importers.reading import read_book
    from fedstat.importers.text import read_pasted

    stream = request.shell.stdin
    if stream is None:
        raise FileFault(msg("Standard input is closed."), msg("Name a file."))
    if stream.isatty():
        tell(
            request,
            msg("Paste the cells with their headings, then Enter and Ctrl-D (Windows: Ctrl-Z and Enter)."),
        )
    data = stream.buffer.read()
    if paste and not data.strip():
        raise FileFault(
            msg("Nothing was pasted."),
            msg("Copy the cells with their headings, repeat the command, and paste them."),
        )
    name = say(msg("pasted", context="table") if paste else msg("standard input"), request.surest_language)
    return read_pasted(name, data) if paste else read_book(name, data)
