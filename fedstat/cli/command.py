"""What a command is: its name, what it takes, what it shows in its help, and what it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedstat.cli.request import Request
    from fedstat.language import Message


class Option(Struct, frozen=True, kw_only=True):
    """An option, or an argument when it has no flags."""

    name: str
    """Its key among the values of a request."""
    flags: tuple[str, ...] = ()
    """How it is written: ("-f", "--file")."""
    help: Message
    metavar: str = ""
    """What stands for its value in the help; an option without takes none."""
    multiple: bool = False
    """Whether it may be given several times."""
    choices: tuple[str, ...] = ()
    """The only words it takes; empty for any."""
    noun: str = ""
    """What of the ledger it names, a key of `names.NAMES`; it completes from there."""


class Example(Struct, frozen=True, kw_only=True):
    """A line that can be typed, and what it does."""

    line: str
    says: Message


class Command(Struct, frozen=True, kw_only=True):
    """One command of `fedstat`."""

    name: str
    summary: Message
    """One line for the list of commands."""
    examples: tuple[Example, ...]
    options: tuple[Option, ...]
    arguments: tuple[Option, ...] = ()
    notes: tuple[Message, ...] = ()
    """What must be said below the options."""
    asks: bool = False
    """Whether it asks on a terminal for what it was not given."""
    run: Callable[[Request], int]
    """Does it and returns the exit status."""
