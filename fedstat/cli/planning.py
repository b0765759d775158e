"""What a new plan is asked for: every question with its default, and what its answer must be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.cli.prompting import Question, one_line, one_of
from fedstat.errors import UsageFault
from fedstat.language import LANGUAGES, msg, say
from fedstat.ledgerfile.outlines import OUTLINES
from fedstat.ledgerfile.spelling import meant_period
from fedstat.model.period import parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.cli.request import Request
    from fedstat.language import Language
    from fedstat.model.period import Period

    Answers = Mapping[str, str]

NONE: Final = "none"
TEMPLATES: Final = (NONE, *OUTLINES)
FIRST, LAST = 1900, 2100
"""Years outside of which a plan's period is taken for a slip of the hand."""

_YEARS: Final = re.compile(r"(?<!\d)(\d{4})\s*年?\s*[-‐–—―~～至到/]+\s*(\d{4})(?!\d)", re.ASCII)
"""The years of a plan as its title names them: 2021—2025."""
_OF_WOMEN_AND_CHILDREN: Final = re.compile(r"妇女|儿童|women|children", re.IGNORECASE)
_YES: Final = frozenset(("y", "yes", "是", "好", "对"))


def questions(request: Request, title: str = "") -> tuple[Question, ...]:
    """Return what a new plan is asked for; what an option says is known while the others are answered.

    A *title* that was found somewhere is proposed.
    """
    due = request.text("target_period")

    def baseline(text: str, _: Answers) -> str:
        period = period_of(text)
        if due is not None:
            _check_order(period, period_of(due))
        return str(period)

    return (
        Question("title", msg("Title of the plan, with its years"), one_line, lambda _: title),
        Question("area", msg("Area that it is for"), one_line),
        Question("baseline_period", msg("Baseline period"), baseline, _year_before),
        Question("target_period", msg("Target period"), _target, _last_year),
        Question("language", msg("Language of the ledger, zh or en"), _language, lambda _: request.language),
        Question(
            "template",
            msg("Parts and domains: none, or cn-women-children for those of the national outlines"),
            lambda text, _: one_of(TEMPLATES, text),
            _template,
        ),
    )


def confirmation(name: str, language: Language) -> Question:
    """Return the last question: whether the file may be written."""
    yes = say(msg("yes"), language)
    return Question("confirmed", msg("Write {name}?", name=name), _confirmed, lambda _: yes)


# -- what an answer must be ------------------------------------------------------------------------------


def period_of(text: str) -> Period:
    """Return a period that stands in the calendar."""
    period = parse_period(text.strip())
    if period is None:
        raise UsageFault(msg("“{text}” is no period.", text=text), meant_period(text))
    if not period.dated or not FIRST <= period.year <= LAST:
        raise UsageFault(
            msg("“{text}” is no period that a plan can have.", text=text),
            msg("Write a year between {first} and {last}.", first=FIRST, last=LAST),
        )
    return period


def _target(text: str, answers: Answers) -> str:
    period = period_of(text)
    if "baseline_period" in answers:
        _check_order(period_of(answers["baseline_period"]), period)
    return str(period)


def _check_order(baseline: Period, target: Period) -> None:
    if target <= baseline:
        raise UsageFault(
            msg(
                "The target period {target} is not after the baseline period {baseline}.",
                target=str(target),
                baseline=str(baseline),
            ),
            msg("Progress runs from the baseline period to the target period, as from 2020 to 2025."),
        )


def _language(text: str, _: Answers) -> str:
    return one_of(LANGUAGES, text)


def _confirmed(text: str, _: Answers) -> str:
    if text.casefold() not in _YES:
        raise UsageFault(
            msg("Nothing is written yet."), msg("Enter writes it, < goes one step back, Ctrl-C leaves it.")
        )
    return text


# -- what an empty answer stands for ---------------------------------------------------------------------


def _year_before(answers: Answers) -> str:
    """Return the year before the plan's first one, when the title tells it."""
    found = _YEARS.search(answers["title"])
    return f"{int(found[1]) - 1:04}" if found else ""


def _last_year(answers: Answers) -> str:
    found = _YEARS.search(answers["title"])
    return found[2] if found else ""


def _template(answers: Answers) -> str:
    return TEMPLATES[-1] if _OF_WOMEN_AND_CHILDREN.search(answers["title"]) else NONE
