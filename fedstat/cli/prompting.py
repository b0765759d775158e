"""Questions on a terminal: one after the other, each answer checked at once, and always a step back."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from fedstat.cli.names import Ambiguous
from fedstat.cli.output import tell, tell_text
from fedstat.errors import UsageFault
from fedstat.language import Several, msg, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from fedstat.cli.request import Request
    from fedstat.language import Message

    Answers = Mapping[str, str]
    """What was answered, by the names of the questions."""
    Choices = Sequence[tuple[str, str]]
    """Words that may be answered, each with what it means."""

T = TypeVar("T")

BACK: Final = frozenset("<＜《〈")
"""What is typed for a step back, with a Chinese keyboard too."""
EXPLAIN: Final = frozenset("?？")
"""What is typed to have a question explained."""
NOTHING: Final = frozenset(("", "-", "－", "—", "无"))
"""What leaves a question open that need not be answered."""
SHOWN: Final = 15
"""How many candidates are listed; whoever needs more writes more of the name."""
WIDEST: Final = 30
"""Cells of a candidate beyond which what it means no longer stands in line with the others."""
_NO_TEXT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_YES: Final = frozenset(("y", "yes", "是", "是的", "好", "对"))
_NO: Final = frozenset(("n", "no", "否", "不", "不是"))


class StepBack(Exception):
    """The person wants the question before, or the one that is named."""

    def __init__(self, to: str = "") -> None:
        """Keep the name of the question to go back to."""
        super().__init__(to)
        self.to = to


class Question(NamedTuple):
    """One of several questions; what was answered before may decide about it."""

    name: str
    """Its key among the answers."""
    text: Message
    parse: Callable[[str, Answers], str]
    """Returns the answer as it is kept, or raises a `UsageFault` that says what to write instead."""
    default: Callable[[Answers], str] = lambda _: ""
    """Returns what an empty answer stands for, nothing when there must be one."""
    help: Message | None = None
    """What a question mark is answered with."""
    view: Callable[[Answers], Iterable[Message]] = lambda _: ()
    """Returns what must be in view when it is answered."""
    choices: Choices | None = None
    """What completes while it is typed; None leaves the line to Python's own editor."""
    listed: bool = False
    """Whether the choices are few: they stand numbered above the question, and a number chooses."""
    optional: bool = False
    """Whether nothing is an answer, too, when there is no default."""
    decides: bool = False
    """Whether another answer makes void what was answered after it."""


class Aids(NamedTuple):
    """What helps to answer a question; each as `Question` has it."""

    help: Message | None = None
    choices: Choices | None = None
    listed: bool = False
    optional: bool = False


UNAIDED: Final = Aids()


def walk(
    request: Request,
    questions: Sequence[Question] | Callable[[Answers], Sequence[Question]],
    known: Answers,
    *,
    back_to: str | None = None,
    farewell: Callable[[], Message] | None = lambda: msg("Nothing was written."),
) -> dict[str, str]:
    """Ask one question after the other and return *known* with the answers.

    Args:
        request: whose terminal it is.
        questions: the questions, or what returns them once the answers so far are known.
        known: what need not be asked, or what was answered before.
        back_to: the question to begin with, by name or by how its name begins; "" is the last one.
        farewell: what is said when the person leaves; None says nothing.

    Raises:
        KeyboardInterrupt: the person left.
    """
    answers = dict(known)
    with leaving(request, farewell):
        asked = _asked_now(questions, answers)
        at = 0 if back_to is None else _position(asked, back_to)
        while at < len(asked):
            try:
                _answer(request, asked, at, answers)
                at += 1
            except StepBack:
                if at == 0:
                    tell(request, msg("This is the first question."))
                at = max(at - 1, 0)
            asked = _asked_now(questions, answers)
    return answers


def _asked_now(
    questions: Sequence[Question] | Callable[[Answers], Sequence[Question]], answers: Answers
) -> Sequence[Question]:
    return questions(answers) if callable(questions) else questions


def _position(asked: Sequence[Question], name: str) -> int:
    """Return where a question stands; the last one where there is none of that name."""
    named = (at for at, question in enumerate(asked) if name and question.name.startswith(name))
    return next(named, max(len(asked) - 1, 0))


def _answer(request: Request, asked: Sequence[Question], at: int, answers: dict[str, str]) -> None:
    """Put the answer to one question among the *answers*."""
    question, before = asked[at], answers.get(asked[at].name)
    tell(request, *question.view(answers))
    default = before or question.default(answers)
    aids = Aids(question.help, question.choices, question.listed, question.optional)
    answer = ask(request, question.text, default, lambda text: question.parse(text, answers), aids)
    if question.decides and answer != before:
        for later in asked[at + 1 :]:
            answers.pop(later.name, None)
    answers[question.name] = answer


@contextmanager
def leaving(request: Request, farewell: Callable[[], Message] | None) -> Iterator[None]:
    """Say *farewell* when the person leaves inside."""
    try:
        yield
    except KeyboardInterrupt:
        if farewell is not None:
            tell(request, farewell())
        raise


def ask(
    request: Request, question: Message, default: str, parse: Callable[[str], T], aids: Aids = UNAIDED
) -> T:
    """Ask until *parse* takes the answer, an empty one being the *default*, and return what it made of it.

    Raises:
        StepBack: the person wants the question before.
        KeyboardInterrupt: the person left.
    """
    offered = (aids.choices or ()) if aids.listed else ()
    _list(request, offered)
    prompt = _prompt(question, default, aids.choices or ())
    while True:
        text = _line(request, prompt, aids.choices).strip()
        if text in BACK:
            raise StepBack
        if text in EXPLAIN:
            tell(request, aids.help or msg("Enter takes what stands in brackets; < goes one step back."))
            continue
        if not text and not default and not aids.optional:
            tell(request, msg("This needs an answer."))
            continue
        try:
            return parse(_numbered(text or default, offered))
        except Ambiguous as doubt:
            tell(request, msg("“{word}” may be several; a number chooses, or write more of it:", word=text))
            offered = doubt.candidates[:SHOWN]
            _list(request, offered, more=len(doubt.candidates) > SHOWN)
        except UsageFault as fault:
            tell(request, fault.message, *((fault.remedy,) if fault.remedy else ()))


def _numbered(text: str, offered: Choices) -> str:
    """Return the choice that a number stands for, another text as it is."""
    if text.isdecimal() and 0 < int(text) <= len(offered):
        return offered[int(text) - 1][0]
    return text


def _list(request: Request, offered: Choices, *, more: bool = False) -> None:
    """Show choices, each with the number that chooses it."""
    from fedstat.render import visible
    from fedstat.render.widths import width_of

    words = [visible(word) for word, _ in offered]
    most = min(max(map(width_of, words), default=0), WIDEST)
    for number, (word, (_, label)) in enumerate(zip(words, offered, strict=True), 1):
        gap = " " * max(most - width_of(word), 0)
        says = "" if label == word else f"  {visible(label)}"
        tell_text(request, f"{number:>4}  {word}{gap}{says}".rstrip() + "\n")
    if more:
        tell_text(request, "      …\n")


def agrees(
    request: Request,
    question: Message,
    *,
    default: bool,
    help: Message | None = None,  # noqa: A002 - as `Question` has it
) -> bool:
    """Return whether the person says yes.

    Raises:
        StepBack: the person wants the question before.
        KeyboardInterrupt: the person left.
    """
    words = {True: say(msg("yes"), request.surest_language), False: say(msg("no"), request.surest_language)}
    return ask(request, question, words[default], said_yes, Aids(help, ()))


def said_yes(text: str) -> bool:
    """Return whether *text* says yes.

    Raises:
        UsageFault: it says neither yes nor no.
    """
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise UsageFault(msg("“{text}” is neither yes nor no.", text=text), msg("Write y for yes, n for no."))


def or_nothing(parse: Callable[[str, Answers], str]) -> Callable[[str, Answers], str]:
    """Return what parses alike, and takes a hyphen or 无 for no answer."""
    return lambda text, answers: "" if text in NOTHING else parse(text, answers)


def one_line(text: str, _: Answers) -> str:
    """Return a text of one line.

    Raises:
        UsageFault: there is nothing to read in it, or it commands the terminal.
    """
    kept = text.strip()
    if not kept or _NO_TEXT.search(kept):
        raise UsageFault(
            msg("“{text}” is no text of one line.", text=text),
            msg("Write words, without control characters."),
        )
    return kept


def one_of(choices: Sequence[str], text: str) -> str:
    """Return the one choice that *text* names or begins.

    Raises:
        UsageFault: it names none, or several.
    """
    found = [choice for choice in choices if choice.casefold().startswith(text.casefold())]
    if len(found) != 1:
        raise UsageFault(
            msg("“{text}” is none of the choices.", text=text),
            msg("It is one of: {choices}.", choices=Several(choices)),
        )
    return found[0]


def _prompt(question: Message, default: str, choices: Choices) -> Message:
    if not default:
        return msg("{question}: ", question=question)
    label = dict(choices).get(default, "")
    return msg("{question} [{default}]: ", question=question, default=f"{default} {label}".strip())


def _line(request: Request, prompt: Message, choices: Choices | None) -> str:
    """Return what the person types after *prompt*."""
    from fedstat.cli import lines

    text = say(prompt, request.surest_language)
    shell = request.shell
    try:
        if choices is not None and lines.edits(shell):
            return lines.edited(request, text, choices)
        if choices is None and lines.inputs(shell):
            return lines.typed(request, text)
        return lines.plain(request, text)
    except (KeyboardInterrupt, EOFError):
        tell_text(request, "\n")
        raise KeyboardInterrupt from None
