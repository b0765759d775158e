"""The help: what the command does, examples first, then what it takes."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

from fedstat.cli.app import COMMANDS, ROOT, load
from fedstat.cli.output import put_text, screen_of
from fedstat.cli.request import Request
from fedstat.language import msg, say
from fedstat.render import Screen, lines, width_of
from fedstat.table import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fedstat.cli.command import Command, Option
    from fedstat.language import Language, Message

    Pairs = Sequence[tuple[str, Message]]
    """What can be typed, and what it does."""

WIDEST: Final = 100
"""Cells beyond which a line of help is hard to read."""
INDENT: Final = 2
OPTION: Final = 28
"""Cells of an option beyond which its help begins on the next line."""
EXAMPLE: Final = 50
"""The same of an example."""


def show_help(request: Request, command: Command) -> None:
    """Show the help of a command, or of `fedstat` itself, on standard output."""
    stream = request.shell.stdout
    width = min(get_terminal_size().columns, WIDEST)
    colour = stream is not None and screen_of(stream, request).colour
    page = help_lines(command, request.surest_language, Screen(width=width, colour=colour))
    elsewhere = {name: value for name, value in request.values.items() if name != "output"}
    put_text(Request(request.shell, elsewhere), "".join(f"{line}\n" for line in page))


def help_lines(command: Command, language: Language, screen: Screen) -> Iterator[str]:
    """Yield the help from top to bottom."""
    yield from _text(command.summary, language, screen)
    examples = [(example.line, example.says) for example in command.examples]
    yield from _section(msg("Examples"), examples, EXAMPLE, language, screen)
    yield from _section(msg("Commands"), _commands(command), OPTION, language, screen)
    yield ""
    yield from _text(msg("Usage: {line}", line=_usage(command)), language, screen)
    yield from _section(msg("Arguments"), _described(command.arguments), OPTION, language, screen)
    yield from _section(msg("Options"), _described(command.options), OPTION, language, screen)
    notes = (*command.notes, *_more(command))
    if notes:
        yield ""
    for note in notes:
        yield from _text(note, language, screen)


def _commands(command: Command) -> Pairs:
    """Return the commands of `fedstat`, or those that stand behind a command's name."""
    before = "" if command is ROOT else f"{command.name} "
    return [(name, load(name).summary) for name in COMMANDS if name.startswith(before)]


def _more(command: Command) -> Iterator[Message]:
    if command is ROOT:
        yield msg("More about one command: {line}", line="fedstat progress --help")


def _usage(command: Command) -> Message:
    words = ["fedstat"] if command is ROOT else ["fedstat", command.name]
    words += [argument.metavar for argument in command.arguments]
    if command is ROOT or _commands(command):
        return msg("{words} COMMAND [OPTIONS]", words=" ".join(words))
    return msg("{words} [OPTIONS]", words=" ".join(words))


def _described(options: Iterable[Option]) -> Pairs:
    return [(_written(option), option.help) for option in options]


def _written(option: Option) -> str:
    """Return how an option is written; where there is no short form its place is kept free."""
    flags = ", ".join(option.flags)
    if flags.startswith("--"):
        flags = f"    {flags}"
    return f"{flags} {option.metavar}".rstrip() if flags else option.metavar


def _section(title: Message, rows: Pairs, most: int, language: Language, screen: Screen) -> Iterator[str]:
    """Yield a heading and its rows; the left column is as wide as the widest that fits *most*."""
    if not rows:
        return
    yield ""
    yield from lines(Paragraph(text=say(title, language), style="heading"), screen)
    left = max((width for written, _ in rows if (width := width_of(written)) <= most), default=most)
    at = INDENT + left + INDENT
    for written, says in rows:
        text = Paragraph(text=say(says, language))
        room = Screen(width=max((screen.width or WIDEST) - at, EXAMPLE // 2))
        first, *further = lines(text, room)
        if width_of(written) > left:
            further = [first, *further]
            yield " " * INDENT + written
        else:
            yield f"{' ' * INDENT}{written}{' ' * (left - width_of(written) + INDENT)}{first}"
        yield from (" " * at + line for line in further)


def _text(message: Message, language: Language, screen: Screen) -> Iterator[str]:
    return lines(Paragraph(text=say(message, language)), screen)
