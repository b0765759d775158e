"""The one place where an error becomes words on standard error and an exit status.

0 done; 1 the ledger or the input has faults; 2 wrong usage; 3 a file cannot be read or written; 70 fedstat
itself failed; 130 interrupted.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Final

from fedstat.errors import FedstatError, FileFault, LedgerFaults
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from fedstat.cli.command import Command
    from fedstat.cli.request import Request
    from fedstat.cli.shell import Shell

INTERRUPTED: Final = 130
FAILED: Final = 70


def run(args: Sequence[str], shell: Shell) -> int:
    """Do what *args* say and return the exit status; no exception comes out."""
    try:
        if tuple(args) == ("--version",):
            return _version(shell)
        return _run(args, shell)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - the outermost door: a fault of ours ends in one sentence, never a traceback
        return _failed(args, shell)


def _run(args: Sequence[str], shell: Shell) -> int:
    from fedstat.cli.app import glanced, parse
    from fedstat.cli.request import Request

    request = Request(shell, glanced(args))
    try:
        parsed = parse(args, shell)
        request = Request(shell, parsed.values)
        status = _perform(request, parsed.command)
        if shell.stdout is not None:
            shell.stdout.flush()
    except FedstatError as fault:
        _report(fault, request)
        return fault.exit_code
    except OSError as error:
        return _unwritable(error, request)
    return status


def _perform(request: Request, command: Command) -> int:
    if request.flag("help"):
        from fedstat.cli.help import show_help

        show_help(request, command)
        return 0
    if request.flag("version"):
        return _version(request.shell)
    if request.flag("install_completion") or request.flag("show_completion"):
        from fedstat.cli.completion import install_or_show

        return install_or_show(request)
    return command.run(request)


def _version(shell: Shell) -> int:
    from fedstat import __version__

    if shell.stdout is not None:
        shell.stdout.write(f"fedstat {__version__}\n")
        shell.stdout.flush()
    return 0


def _report(fault: FedstatError, request: Request) -> None:
    from fedstat.cli.output import draws_ascii, folded, tell, tell_text, width_of

    if isinstance(fault, LedgerFaults):
        from fedstat.reports.findings import findings_text, in_file_order

        findings = in_file_order(fault.findings, request.main_file)
        stream = request.shell.stderr
        plain = draws_ascii(stream, request)
        text = findings_text(findings, request.surest_language, ascii=plain, width=width_of(stream))
        tell_text(request, folded(text, stream))
    tell(request, fault.message, *((fault.remedy,) if fault.remedy else ()))


def _unwritable(error: OSError, request: Request) -> int:
    """Fall silent when the reader has gone; else say that standard output takes no more."""
    from fedstat.cli.files import why

    stream = request.shell.stdout
    if stream is not None:
        _hush(stream)
    if error.errno in {errno.EPIPE, errno.EINVAL}:  # Windows says EINVAL
        return 0
    fault = FileFault(
        msg("Standard output cannot be written: {error}", error=why(error)),
        msg("Name a file: -o FILE."),
    )
    _report(fault, request)
    return fault.exit_code


def _hush(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that Python's own flush at the end does not complain."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except OSError:
        pass


def _failed(args: Sequence[str], shell: Shell) -> int:
    if shell.stderr is None:
        return FAILED
    if shell.environ.get("FEDSTAT_DEBUG"):
        import traceback

        traceback.print_exc(file=shell.stderr)
        return FAILED
    from fedstat.cli.app import glanced
    from fedstat.cli.output import tell
    from fedstat.cli.request import Request
    from fedstat.cli.speech import system_language

    language = {"lang": system_language(shell.environ), **glanced(args)}["lang"]
    tell(
        Request(shell, {"lang": language}),  # never the ledger: reading it may be what failed
        msg("fedstat itself failed here; this is not a fault of your ledger."),
        msg("Please report it with what FEDSTAT_DEBUG=1 prints for the same command."),
    )
    return FAILED
