"""`fedstat add explanation`: why an indicator stands where it does, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Example, Option
from fedstat.cli.statements import Statement, statement_command
from fedstat.errors import UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.cli.appending import Step
    from fedstat.cli.entries import Keys
    from fedstat.cli.request import Request
    from fedstat.cli.statements import Said
    from fedstat.language import Message
    from fedstat.model.indicator import Indicator

UNIT: Final = Option(
    name="reported_by",
    flags=("--unit", "--reported-by"),
    metavar="UNIT",
    noun="responsible-unit",
    help=msg("The member unit that says so."),
)
OUTLOOK: Final = Option(
    name="outlook",
    flags=("--outlook",),
    metavar="WORD",
    noun="outlook",
    help=msg("expected, difficult or unlikely: 预期可达标, 有难度, 难以达标."),
)
CAUSE: Final = Option(name="cause", flags=("--cause",), metavar="TEXT", help=msg("Why it stands there."))
MEASURES: Final = Option(
    name="measures", flags=("--measures",), metavar="TEXT", help=msg("What is done about it.")
)
DUE: Final = Option(name="due", flags=("--due",), metavar="DATE", help=msg("By when it is done."))
WORDS: Final = (OUTLOOK, CAUSE, MEASURES)


def _refuse(_: Indicator, keys: Keys) -> None:
    """Refuse an explanation that explains nothing.

    Raises:
        UsageFault: it has no word.
    """
    if not any(option.name in keys for option in WORDS):
        raise UsageFault(
            msg("The explanation says nothing."),
            msg("Give at least one: {flags}.", flags=Several(option.flags[0] for option in WORDS)),
        )


def _news(request: Request, step: Step, new: Said) -> Iterator[Message]:
    from fedstat.reports.changes import status_at

    found = status_at(step.after, new.indicator, new.period, request.language)
    if found is not None:
        yield found
    if not request.flag("dry_run"):
        yield msg("Next: {line}", line=f"fedstat explain {new.indicator}")


COMMAND: Final = statement_command(
    Statement(
        kind="explanation",
        entries=lambda ledger: ledger.explanations,
        fields=(UNIT, OUTLOOK, CAUSE, MEASURES, DUE),
        refuse=_refuse,
        news=_news,
    ),
    summary=msg("Append what a unit says of an indicator: its outlook, the cause, the measures."),
    examples=(
        Example(
            line="fedstat add explanation W-3-01 2023 --outlook difficult --cause … --measures …",
            says=msg("outlook, cause and measures"),
        ),
        Example(
            line="fedstat add explanation 女性就业 2023 --outlook 有难度 --unit 人社局 --due 2024-09-30",
            says=msg("everything by name"),
        ),
    ),
    notes=(msg("The outlook is what a unit states; no status is computed from it."),),
)
