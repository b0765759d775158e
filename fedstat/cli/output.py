"""The way out: tables and sentences on a screen or in a pipe, bytes to standard output or to a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.errors import FileFault, LedgerFaults
from fedstat.language import msg, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from fedstat.cli.request import Request
    from fedstat.cli.shell import Shell
    from fedstat.errors import FedstatError
    from fedstat.language import Message
    from fedstat.render import Screen
    from fedstat.table import Block

_EXCERPT: Final = re.compile(r"  [\d ]+ \| ")
"""How a line of a file begins that is shown, and the line with the caret under it."""
_CHINESE_CONSOLES: Final = frozenset({"gbk", "gb2312"})
"""Encodings whose consoles draw the ambiguous characters two cells wide."""


_NARROW: Final = msg("Columns left out for want of room: widen the window, or use --format csv.")


def put(request: Request, blocks: Sequence[Block]) -> None:
    """Show *blocks* on standard output as the screen can, or write them to the file of -o.

    Raises:
        FileFault: the file or standard output cannot be written.
    """
    from fedstat.render import PIPE, write

    if _to_file(request):
        from io import StringIO

        page = StringIO()
        write(blocks, page, PIPE)
        put_bytes(request, page.getvalue().encode("utf-8", "backslashreplace"))
        return
    stream = _stdout(request.shell)
    write(blocks, stream, screen_of(stream, request))


def put_text(request: Request, text: str) -> None:
    """Show a text that is already laid out on standard output, or write it to the file of -o.

    Raises:
        FileFault: the file or standard output cannot be written.
    """
    if _to_file(request):
        put_bytes(request, text.encode("utf-8", "backslashreplace"))
        return
    from fedstat.render import encodable

    stream = _stdout(request.shell)
    stream.write(encodable(text, stream.encoding))


def put_bytes(request: Request, payload: bytes) -> None:
    """Write *payload* to standard output, or to the file of -o, whole or not at all.

    Raises:
        FileFault: the file or standard output cannot be written.
    """
    if _to_file(request):
        from fedstat.cli.files import replace_file

        replace_file(str(request.text("output")), payload, request)
        return
    stream = _stdout(request.shell)
    if stream.isatty():
        stream.write(_harmless(payload, stream))
        return
    stream.flush()
    stream.buffer.write(payload)
    stream.buffer.flush()


def _harmless(payload: bytes, stream: TextIO) -> str:
    """Return data as a screen may show it: nothing in it is obeyed, and all of it can be encoded."""
    from fedstat.render import encodable, visible

    lines = payload.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    return encodable("\n".join(map(visible, lines)), stream.encoding)


def tell(request: Request, *messages: Message) -> None:
    """Say something on standard error, each message on lines of its own; nothing when it is closed."""
    from fedstat.render import lines
    from fedstat.table import Paragraph

    stream = request.shell.stderr
    if stream is not None:
        screen = screen_of(stream, request)
        for message in messages:
            text = Paragraph(text=say(message, request.surest_language))
            stream.writelines(f"{line}\n" for line in lines(text, screen, stream.encoding))
        stream.flush()


def tell_text(request: Request, text: str) -> None:
    """Show a text that is already laid out on standard error, when there is one."""
    from fedstat.render import encodable

    stream = request.shell.stderr
    if stream is not None:
        stream.write(encodable(text, stream.encoding))
        stream.flush()


def tell_fault(fault: FedstatError, request: Request) -> None:
    """Say on standard error what went wrong and what to do; of a faulty ledger every finding first."""
    if isinstance(fault, LedgerFaults):
        from fedstat.reports.findings import findings_text, in_file_order

        findings = in_file_order(fault.findings, request.main_file)
        stream = request.shell.stderr
        plain = draws_ascii(stream, request)
        text = findings_text(findings, request.surest_language, ascii=plain, width=width_of(stream))
        tell_text(request, folded(text, stream))
    tell(request, fault.message, *((fault.remedy,) if fault.remedy else ()))


def put_findings(request: Request, text: str) -> None:
    """Show findings, and what follows them, on standard output; see `folded`.

    Raises:
        FileFault: the file or standard output cannot be written.
    """
    put_text(request, text if _to_file(request) else folded(text, request.shell.stdout))


def folded(text: str, stream: TextIO | None) -> str:
    """Return *text* with its sentences folded to the screen.

    Excerpts of files and what is to be copied into one stay on one line.
    """
    width = width_of(stream)
    if width is None:
        return text
    return "".join(f"{line}\n" for row in text.splitlines() for line in _folded(row, width))


def _folded(row: str, width: int) -> Iterator[str]:
    from fedstat.render import Screen, lines
    from fedstat.table import Paragraph

    indent = len(row) - len(row.lstrip(" "))
    remedy = row[indent:].startswith(("→ ", "-> "))
    if len(row) * 2 <= width or _EXCERPT.match(row) or (remedy and "=" in row):
        yield row
        return
    hang = indent + 2 * remedy
    first, *further = lines(Paragraph(text=row[indent:]), Screen(width=width - hang))
    yield " " * indent + first
    yield from (" " * hang + line for line in further)


def width_of(stream: TextIO | None) -> int | None:
    """Return the cells in a line of the screen behind *stream*; None when there is no screen."""
    from shutil import get_terminal_size

    return get_terminal_size().columns if stream is not None and stream.isatty() else None


def draws_ascii(stream: TextIO | None, request: Request) -> bool:
    """Whether our own signs must be ASCII on *stream*."""
    from codecs import lookup

    asked = request.shell.environ.get("FEDSTAT_ASCII", "0") not in {"", "0"}
    return asked or (stream is not None and lookup(stream.encoding or "utf-8").name != "utf-8")


def screen_of(stream: TextIO, request: Request) -> Screen:
    """Return what the screen behind *stream* can do."""
    from codecs import lookup

    from fedstat.render import Screen

    terminal = stream.isatty()
    encoding = lookup(stream.encoding or "utf-8").name
    return Screen(
        width=width_of(stream),
        colour=_coloured(stream, request, terminal=terminal),
        ascii=draws_ascii(stream, request),
        wide=terminal and encoding in _CHINESE_CONSOLES,
        narrow=say(_NARROW, request.surest_language) if terminal else "",
    )


def _coloured(stream: TextIO, request: Request, *, terminal: bool) -> bool:
    environ = request.shell.environ
    match request.text("color"):
        case "always":
            return True
        case "never":
            return False
    if not terminal or environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    from fedstat.render.windows import colour_works

    return colour_works(stream.fileno())


def _to_file(request: Request) -> bool:
    return request.text("output") not in {None, "-"}


def _stdout(shell: Shell) -> TextIO:
    if shell.stdout is None:
        raise FileFault(msg("Standard output is closed."), msg("Name a file: -o FILE."))
    return shell.stdout
