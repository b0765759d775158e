"""The open questions of a table on a terminal: always the first one, until none is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.output import tell, tell_text
from fedstat.cli.prompting import StepBack, ask, leaving
from fedstat.errors import UsageFault
from fedstat.language import msg, msgs, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fedstat.cli.request import Request
    from fedstat.importers.plan.nouns import PlanTable, Question, Spot
    from fedstat.reports.plan_review import Open

    Answers = Mapping[Spot, str]

EVERYONE: Final = frozenset(("all", "全部", "都"))
"""What is answered to take the proposal for every question of the kind."""
LATER: Final = frozenset(("later", "以后", "稍后"))
"""What is answered to leave the rest to the table to complete."""


def converse(
    request: Request, table: PlanTable, answers: Answers, read: Callable[[Answers], PlanTable]
) -> PlanTable:
    """Ask the first open question until none is left or the person leaves the rest for later.

    Each answer is read at once: what it leaves open, or opens, is the next question. A step back takes the
    last answer away.

    Raises:
        KeyboardInterrupt: the person left.
    """
    _greet(request, len(table.questions))
    past: list[Answers] = []
    while table.questions:
        try:
            with leaving(request, lambda: msg("Nothing was written.")):
                text = _answer(request, table.questions)
        except StepBack:
            if not past:
                tell(request, msg("This is the first question."))
                continue
            answers = past.pop()
        else:
            if text.casefold() in LATER:
                return table
            past.append(answers)
            answers = {**answers, **_taken(text, table.questions)}
        table = read(answers)
    return table


def _greet(request: Request, count: int) -> None:
    tell_text(request, "\n")
    tell(
        request,
        msgs("{count} question is open.", "{count} questions are open.", count),
        msg("Enter takes the proposal, a number chooses; other words stand in the cell instead."),
        msg("“all” takes the proposal for all of its kind; < goes one step back."),
        msg("“later” leaves the rest to a table to complete; Ctrl-C writes nothing."),
    )


def _taken(text: str, questions: Sequence[Question]) -> dict[Spot, str]:
    """Return what an answer to the first question settles."""
    one = questions[0]
    if text.casefold() in EVERYONE and one.proposes:
        return {
            same.spot: same.choices[0].text for same in questions if same.kind == one.kind and same.proposes
        }
    return {one.spot: text}


def _answer(request: Request, questions: Sequence[Question]) -> str:
    from fedstat.reports.plan_review import question_text

    one = questions[0]
    tell_text(request, "\n")
    tell(request, msg("{text}", text=question_text(opened(one), request.surest_language, choices=False)))
    for number, choice in enumerate(one.choices, start=1):
        said = msg("  {number} {text}", number=number, text=choice.text)
        if choice.says is not None and say(choice.says, request.surest_language) != choice.text:
            said = msg("  {number} {text}: {says}", number=number, text=choice.text, says=choice.says)
        tell(request, said)

    def parse(text: str) -> str:
        if text.casefold() in EVERYONE and not one.proposes:
            raise UsageFault(
                msg("There is no proposal here."), msg("Choose a number, or write what belongs in the cell.")
            )
        number = int(text) if text.isascii() and text.isdecimal() and len(text) == 1 else 0
        if not 0 < number <= len(one.choices):
            return text
        chosen = one.choices[number - 1].text
        tell(request, msg("“{text}” is taken.", text=chosen))
        return chosen

    default = one.choices[0].text if one.proposes else ""
    prompt = msg("{heading} ({count} open)", heading=one.heading, count=len(questions))
    return ask(request, prompt, default, parse)


def opened(one: Question) -> Open:
    """Return a question as a report shows it."""
    from fedstat.reports.plan_review import Open

    texts = tuple(choice.text for choice in one.choices)
    return Open(one.place, one.heading, one.indicator, one.message, one.remedy, texts, one.proposes)
