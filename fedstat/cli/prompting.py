"""Questions on a terminal: one after the other, each answer checked at once, and always a step back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from fedstat.cli.output import tell, tell_text
from fedstat.errors import UsageFault
from fedstat.language import Several, msg, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fedstat.cli.request import Request
    from fedstat.cli.shell import Shell
    from fedstat.language import Message

T = TypeVar("T")

BACK: Final = frozenset("<＜《〈")
"""What is typed for a step back, with a Chinese keyboard too."""


class StepBack(Exception):
    """The person wants the question before."""


class Question(NamedTuple):
    """One of several questions; what was answered before may decide about it."""

    name: str
    """Its key among the answers."""
    text: Message
    parse: Callable[[str, Mapping[str, str]], str]
    """Returns the answer as it is kept, or raises a `UsageFault` that says what to write instead."""
    default: Callable[[Mapping[str, str]], str] = lambda _: ""
    """Returns what an empty answer stands for, nothing when there must be one."""


def walk(request: Request, questions: Sequence[Question], known: Mapping[str, str]) -> dict[str, str]:
    """Ask one question after the other and return *known* with the answers.

    Raises:
        KeyboardInterrupt: the person left.
    """
    answers, at = dict(known), 0
    while at < len(questions):
        question = questions[at]
        try:
            answers[question.name] = _asked(request, question, answers)
            at += 1
        except StepBack:
            if at == 0:
                tell(request, msg("This is the first question."))
            at = max(at - 1, 0)
    return answers


def _asked(request: Request, question: Question, answers: Mapping[str, str]) -> str:
    default = answers.get(question.name) or question.default(answers)
    return ask(request, question.text, default, lambda text: question.parse(text, answers))


def ask(request: Request, question: Message, default: str, parse: Callable[[str], T]) -> T:
    """Ask until *parse* takes the answer, an empty one being the *default*, and return what it made of it.

    Raises:
        StepBack: the person wants the question before.
        KeyboardInterrupt: the person left.
    """
    while True:
        text = _line(request, _prompt(question, default)).strip()
        if text in BACK:
            raise StepBack
        if not text and not default:
            tell(request, msg("This needs an answer."))
            continue
        try:
            return parse(text or default)
        except UsageFault as fault:
            tell(request, fault.message, *((fault.remedy,) if fault.remedy else ()))


def one_of(choices: Sequence[str], text: str) -> str:
    """Return the one choice that *text* names or begins.

    Raises:
        UsageFault: it names none, or several.
    """
    found = [choice for choice in choices if choice.startswith(text.casefold())]
    if len(found) != 1:
        raise UsageFault(
            msg("“{text}” is none of the choices.", text=text),
            msg("It is one of: {choices}.", choices=Several(choices)),
        )
    return found[0]


def _prompt(question: Message, default: str) -> Message:
    if not default:
        return msg("{question}: ", question=question)
    return msg("{question} [{default}]: ", question=question, default=default)


def _line(request: Request, prompt: Message) -> str:
    """Return what the person types after *prompt*."""
    text = say(prompt, request.surest_language)
    try:
        return _edited(request, text) if _is_ours(request.shell) else _plain(request, text)
    except (KeyboardInterrupt, EOFError):
        tell_text(request, "\n")
        tell(request, msg("Nothing was written."))
        raise KeyboardInterrupt from None


def _is_ours(shell: Shell) -> bool:
    """Whether Python's own line editor can serve: it knows only the process's own terminal."""
    import sys

    ours = shell.stdin is sys.stdin and shell.stdout is sys.stdout
    return ours and shell.stdout is not None and shell.stdout.isatty()


def _edited(request: Request, prompt: str) -> str:
    from fedstat.render import encodable

    with suppress(ImportError):  # Windows edits lines without it
        import readline  # noqa: F401 - with it a Chinese character is rubbed out whole
    stream = request.shell.stdout
    return input(encodable(prompt, stream.encoding if stream is not None else None))


def _plain(request: Request, prompt: str) -> str:
    tell_text(request, prompt)
    line = request.shell.stdin.readline() if request.shell.stdin is not None else ""
    if not line:
        raise EOFError
    return line
