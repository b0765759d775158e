"""One line typed on a terminal, by the best editor that the terminal allows.

On a person's own terminal prompt_toolkit edits the line: it offers names while they are typed, knows the
width of Chinese characters, and works in the consoles of Windows, where Python has no readline. It is loaded
by the questions that have something to offer, and by nothing else.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from fedstat.cli.output import screen_of, tell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    from fedstat.cli.request import Request
    from fedstat.cli.shell import Shell

    Choices = Sequence[tuple[str, str]]

MENU: Final = 6
"""Lines that are kept free below a question for the names that complete it."""


def edits(shell: Shell) -> bool:
    """Whether prompt_toolkit can serve: it knows only the process's own terminal."""
    ours = shell.stdin is sys.stdin and shell.stderr is sys.stderr
    return ours and shell.asks and shell.environ.get("TERM") != "dumb"


def inputs(shell: Shell) -> bool:
    """Whether Python's own line editor can serve: it writes to standard output."""
    ours = shell.stdin is sys.stdin and shell.stdout is sys.stdout
    return ours and shell.stdout is not None and shell.stdout.isatty()


def edited(request: Request, prompt: str, choices: Choices) -> str:
    """Return a line typed with completion from *choices*.

    Raises:
        EOFError, KeyboardInterrupt: the person left.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.output import ColorDepth, create_output

    stream = request.shell.stderr
    try:
        output = create_output(stdout=stream)
    except _no_console():
        return plain(request, prompt)
    coloured = stream is not None and screen_of(stream, request).colour
    session: PromptSession[str] = PromptSession(
        output=output,
        completer=completer(choices) if choices else None,
        complete_while_typing=True,
        reserve_space_for_menu=MENU if choices else 0,
        color_depth=None if coloured else ColorDepth.DEPTH_1_BIT,
    )
    return session.prompt(_shown(request, prompt))


def _no_console() -> type[Exception]:
    """Return what is raised on Windows where no console is; untried there."""
    if sys.platform == "win32":
        from prompt_toolkit.output.win32 import NoConsoleScreenBufferError

        return NoConsoleScreenBufferError
    return NotImplementedError  # elsewhere every terminal will do


def completer(choices: Choices) -> Completer:
    """Return what offers the choices that match, each with what it means."""
    from prompt_toolkit.completion import Completer, Completion

    from fedstat.render import visible

    class Names(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - as the library calls it
            typed = document.text_before_cursor
            for word, label in matching(choices, typed):
                yield Completion(word, -len(typed), display=visible(f"{word} {label}".strip()))

    return Names()


def matching(choices: Choices, typed: str) -> Iterator[tuple[str, str]]:
    """Yield the choices whose word begins with what was typed, then those that have it anywhere."""
    folded = typed.casefold().strip()
    first = [choice for choice in choices if choice[0].casefold().startswith(folded)]
    yield from first
    for choice in choices:
        if choice not in first and any(folded in text.casefold() for text in choice):
            yield choice


def typed(request: Request, prompt: str) -> str:
    """Return a line typed with Python's own editor.

    Raises:
        EOFError, KeyboardInterrupt: the person left.
    """
    with suppress(ImportError):  # Windows edits lines without it
        import readline  # noqa: F401 - with it a Chinese character is rubbed out whole
    stream = request.shell.stdout
    return input(_shown(request, prompt, stream.encoding if stream is not None else None))


def plain(request: Request, prompt: str) -> str:
    """Return a line of whatever standard input is.

    Raises:
        EOFError: there are no more.
    """
    tell_text(request, prompt)
    line = request.shell.stdin.readline() if request.shell.stdin is not None else ""
    if not line:
        raise EOFError
    return line


def _shown(request: Request, prompt: str, encoding: str | None = None) -> str:
    from fedstat.render import encodable

    stream = request.shell.stderr
    return encodable(prompt, encoding or (stream.encoding if stream is not None else None))
