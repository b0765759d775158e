"""Words for the shell: what the ledger in use calls its indicators, units, domains, rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fedstat.cli.app import INSTALL, SHELLS, SHOW
from fedstat.cli.files import why
from fedstat.cli.names import named
from fedstat.cli.output import put_text, tell
from fedstat.cli.request import Request
from fedstat.errors import FedstatError, FileFault, UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fedstat.cli.command import Option
    from fedstat.cli.parser import Suggest
    from fedstat.cli.shell import Shell
    from fedstat.language import Language

PROGRAM = "fedstat"
VARIABLE = "_FEDSTAT_COMPLETE"


def prepare(shell: Shell) -> tuple[Suggest, Language]:
    """Teach Typer its shells; return what completes a value, and the language of the help beside it."""
    from typer.main import get_install_completion_arguments

    get_install_completion_arguments()

    def suggest(option: Option, values: Mapping[str, object], typed: str) -> list[tuple[str, str] | str]:
        return list(_suggestions(option, Request(shell, values), typed))

    return suggest, Request(shell, {}).surest_language


def _suggestions(option: Option, request: Request, typed: str) -> Iterator[tuple[str, str] | str]:
    yield from option.choices
    if not option.noun:
        return
    try:
        names = named(request.ledger, option.noun)
    except FedstatError:
        return
    by_id = any(key.startswith(typed) for key in names)
    for key, known in names.items():
        yield (key, _plain(known[0])) if known else key
        if not by_id:
            yield from ((name, key) for name in known if name != key)


def _plain(name: str) -> str:
    """Return a name that stays on its line and that Typer does not read as markup."""
    from fedstat.render import visible

    return visible(name).replace("[", "\\[")


def install_or_show(request: Request) -> int:
    """Install the completion for a shell, or print it.

    Raises:
        UsageFault: there is no completion for that shell.
        FileFault: the shell's own files cannot be written.
    """
    installing = request.flag(INSTALL.name)
    given = request.values[INSTALL.name if installing else SHOW.name]
    shell = given if isinstance(given, str) else _this_shell()
    if shell not in SHELLS:
        raise UsageFault(
            msg("fedstat completes words in {shells}; this shell is none of them.", shells=Several(SHELLS)),
            msg("Name one: {line}", line=f"fedstat {(INSTALL if installing else SHOW).flags[0]} bash"),
        )
    return _install(request, shell) if installing else _show(request, shell)


def _show(request: Request, shell: str) -> int:
    from typer import completion

    module: Any = completion  # Typer documents what it does, not where it is
    put_text(
        request,
        module.get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell) + "\n",
    )
    return 0


def _install(request: Request, shell: str) -> int:
    from typer import completion

    module: Any = completion  # as above
    try:
        _, path = module.install(shell=shell, prog_name=PROGRAM, complete_var=VARIABLE)
    except OSError as error:
        raise FileFault(
            msg("The completion cannot be installed: {error}", error=why(error)),
            msg("Print it instead: {line}", line=f"fedstat {SHOW.flags[0]} {shell}"),
        ) from None
    tell(
        request,
        msg("The completion for {shell} is installed in {path}.", shell=shell, path=path),
        msg("It works from the next terminal on."),
    )
    return 0


def _this_shell() -> str:
    from typer import completion

    module: Any = completion  # as above
    return str(module._get_shell_name())  # noqa: SLF001 - Typer finds the shell and does not export how
