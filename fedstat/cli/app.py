"""The table of commands, and a command line understood."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import EVERYWHERE, VERSION
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.cli.parser import Parsed, Trunk
    from fedstat.cli.request import Request
    from fedstat.cli.shell import Shell

COMMANDS: Final = {
    "init": "fedstat.cli.init",
    "progress": "fedstat.cli.progress",
    "list": "fedstat.cli.listing",
    "check": "fedstat.cli.check",
    "export": "fedstat.cli.export",
    "add": "fedstat.cli.add",
    "add observation": "fedstat.cli.add_observation",
    "add indicator": "fedstat.cli.add_indicator",
    "withdraw": "fedstat.cli.withdraw",
    "import": "fedstat.cli.importing",
    "merge": "fedstat.cli.merge",
}
"""Every command and the module that is loaded when it is named; adding one is one module and one line."""

INSTALL: Final = Option(
    name="install_completion",
    flags=("--install-completion",),
    help=msg("Let the shell complete words after fedstat; a shell's name may follow."),
)
SHOW: Final = Option(
    name="show_completion",
    flags=("--show-completion",),
    help=msg("Print what completes words in a shell; a shell's name may follow."),
)
SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")


def load(name: str) -> Command:
    """Return the command of that name."""
    command: Command = import_module(COMMANDS[name]).COMMAND
    return command


def _start(request: Request) -> int:
    """Show the first screen."""
    from fedstat.cli.help import show_help

    show_help(request, ROOT)
    return 0


ROOT: Final = Command(
    name="fedstat",
    summary=msg(
        "Keeps a development plan's indicators in one plain-text ledger and says which are met, and why."
    ),
    examples=(
        Example(
            line="fedstat init --example city-plan-190",
            says=msg("a plan to try everything on, in fedstat.toml"),
        ),
        Example(line="fedstat progress", says=msg("a plan's table against its targets")),
        Example(
            line="fedstat progress --round midterm -u UNIT", says=msg("one unit's indicators in a round")
        ),
        Example(line="fedstat check", says=msg("everything that is wrong with the ledger, at once")),
        Example(line="fedstat list --domain DOMAIN", says=msg("the indicators of a domain")),
        Example(line="fedstat export csv --excel -o values.csv", says=msg("every value, for Excel or WPS")),
    ),
    options=(*EVERYWHERE, VERSION, INSTALL, SHOW),
    notes=(
        msg("FEDSTAT_ASCII=1 draws tables with ASCII characters only."),
        msg(
            "Exit status: 0 done; 1 faults in the ledger; 2 wrong usage; 3 a file cannot be read or written."
        ),
    ),
    run=_start,
)


def parse(args: Sequence[str], shell: Shell) -> Parsed:
    """Return the command and the values that *args* spell; answer a shell that asks for completions.

    Raises:
        UsageFault: they spell something that there is not.
    """
    from fedstat.cli.parser import Parsed

    if args and len(args) <= 2 and args[0] in {*INSTALL.flags, *SHOW.flags}:  # noqa: PLR2004 - the flag and a shell
        name = INSTALL.name if args[0] in INSTALL.flags else SHOW.name
        return Parsed(ROOT, {name: args[1] if args[1:] else True})
    parsed: Parsed = trunk(shell).main(
        list(args), prog_name=ROOT.name, standalone_mode=False, windows_expand_args=False
    )
    return parsed


def trunk(shell: Shell) -> Trunk:
    """Return the whole command line as Typer parses it, ready to complete words when a shell asks."""
    from fedstat.cli.parser import Completing, Trunk

    completing = None
    if shell.environ.get("_FEDSTAT_COMPLETE"):
        from fedstat.cli.completion import prepare

        completing = Completing(*prepare(shell))
    return Trunk(ROOT, tuple(COMMANDS), load, completing)


def glanced(args: Sequence[str]) -> dict[str, object]:
    """Return ledger and language that *args* seem to name, to word a fault of *args* themselves."""
    values: dict[str, object] = {}
    for option in EVERYWHERE:
        for word, following in pairwise((*args, "")):
            flag, equals, value = word.partition("=")
            if flag in option.flags and (value or following):
                values[option.name] = value if equals else following
    return values
