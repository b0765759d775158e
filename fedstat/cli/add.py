"""`fedstat add`: the commands that append to the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example
from fedstat.cli.options import EVERYWHERE
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.cli.request import Request


def run(request: Request) -> int:
    """Show what can be added."""
    from fedstat.cli.help import show_help

    show_help(request, COMMAND)
    return 0


COMMAND: Final = Command(
    name="add",
    summary=msg("Append to the ledger; what stands there is never changed."),
    examples=(
        Example(line="fedstat add observation W-3-01 2024 42.1", says=msg("the value of a year")),
        Example(
            line="fedstat add observation W-3-01 2024 42.1 --dry-run",
            says=msg("only show what would be appended"),
        ),
        Example(
            line="fedstat add indicator W-3-09 NAME --unit % --target 达到45%以上 --direction increase",
            says=msg("an indicator with its target"),
        ),
    ),
    options=EVERYWHERE,
    notes=(msg("A correction is a further entry: it counts from its day on, and the old one stays."),),
    run=run,
)
