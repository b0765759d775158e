"""`fedstat add`: the commands that append to the ledger; on a terminal, which of them it is to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.cli.appending import DRY_RUN
from fedstat.cli.command import Command, Example
from fedstat.cli.options import EVERYWHERE
from fedstat.language import msg, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.cli.request import Request
    from fedstat.language import Language

_FIRST: Final = ("observation", "indicator")
"""What is added most, and offered first."""


def run(request: Request) -> int:
    """Ask on a terminal what to add, and then for it; without one show what can be added."""
    from fedstat.cli.app import load
    from fedstat.cli.help import show_help

    if not request.shell.asks:
        show_help(request, COMMAND)
        return 0
    return begin(request, load(f"{COMMAND.name} {_wanted(request)}"))


def begin(request: Request, command: Command) -> int:
    """Ask for what *command* adds, or show how it is written where it asks for nothing."""
    from fedstat.cli.help import show_help
    from fedstat.cli.output import tell

    if command.asks:
        return command.run(request)
    tell(request, msg("This one is written on one line:"))
    show_help(request, command)
    return 0


def _wanted(request: Request) -> str:
    """Return the word behind `add` of the command that the person chooses."""
    from fedstat.cli.app import COMMANDS
    from fedstat.cli.prompting import Question, walk

    words = [word for first, _, word in (name.partition(" ") for name in COMMANDS) if first == "add" and word]
    words.sort(key=lambda word: _FIRST.index(word) if word in _FIRST else len(_FIRST))
    choices = [(word, _brief(word, request.surest_language)) for word in words]
    question = Question(
        "what",
        msg("What is to be added? Its number"),
        lambda text, _: _chosen(text, choices),
        lambda _: "1",
        help=msg(
            "A value is a figure of one indicator and one period; the others are what a plan is made of."
        ),
        choices=choices,
        listed=True,
    )
    return walk(request, [question], {})["what"]


def _brief(word: str, language: Language) -> str:
    """Return what a command does, up to the first pause."""
    from fedstat.cli.app import load

    return re.split("[;；:：,，。.]", say(load(f"{COMMAND.name} {word}").summary, language))[0]


def _chosen(text: str, choices: Sequence[tuple[str, str]]) -> str:
    """Return the command that a word, or a part of what it does, means."""
    from fedstat.cli.lines import matching
    from fedstat.cli.prompting import one_of

    words = [word for word, _ in choices]
    found = [word for word, _ in matching(choices, text)]
    return found[0] if len(found) == 1 else one_of(words, text)


COMMAND: Final = Command(
    name="add",
    summary=msg("Append to the ledger; what stands there is never changed."),
    examples=(
        Example(line="fedstat add", says=msg("on a terminal, asks step by step")),
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
    options=(DRY_RUN, *EVERYWHERE),
    notes=(msg("A correction is a further entry: it counts from its day on, and the old one stays."),),
    run=run,
)
