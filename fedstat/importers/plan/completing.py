"""The table that goes back to the office: every row as it was understood, the open cells marked.

Its headings are ones that `headings` knows, so that the completed table is imported like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.importers.plan.headings import DATED, OWN, WORDS
from fedstat.language import msg, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.importers.plan.nouns import PlanTable, Question
    from fedstat.language import Language

_DATED_WORDS: Final = {
    "zh": {"baseline": "{period}年基期值", "value": "{period}年数值", "target": "{period}年目标值"},
    "en": {"baseline": "{period} baseline", "value": "{period} value", "target": "{period} target"},
}
_LEFT: Final = ("number", "review")
"""Fields that are written anew: the row's number, and what is to be checked."""


class Completion:
    """What a sheet to complete shows: headings, and for each row its cells with the questions on them."""

    def __init__(self, table: PlanTable, language: Language) -> None:
        """Lay the table out anew; a field that only a question has gets a column, too."""
        self.language = language
        self.title = table.title
        self.questions: dict[tuple[str, int], list[Question]] = {}
        for question in table.questions:
            self.questions.setdefault(question.spot[:2], []).append(question)
        names = {name for _, _, texts in table.rows for name in texts}
        names |= {question.spot[2] for question in table.questions}
        self.fields = sorted((name for name in names if name not in _LEFT), key=_rank)
        self.rows = table.rows

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns, in the reader's language."""
        own = (written(name, self.language) for name in self.fields)
        return (written("number", self.language), *own, written("review", self.language))


def written(name: str, language: Language) -> str:
    """Return the heading of a field as `heading` reads it again.

    >>> written("value 2021", "zh"), written("name", "zh"), written("target", "en")
    ('2021年数值', '指标名称', 'target')
    """
    field, _, period = name.partition(" ")
    if field in DATED:
        text = _DATED_WORDS[language][field].format(period=period)
        return text.strip() if period else text.replace("年", "").strip()
    words = WORDS[field].split()
    return words[0 if language == "zh" else -1]


def _rank(name: str) -> tuple[int, str]:
    field, _, period = name.partition(" ")
    order = (*OWN[: OWN.index("nature") + 1], *DATED, *OWN[OWN.index("nature") + 1 :])
    return order.index(field), period


def asked(questions: list[Question], name: str) -> list[Question]:
    """Return the questions about one field."""
    return [question for question in questions if question.spot[2] == name]


def hint_of(questions: list[Question], language: Language) -> str:
    """Return what is asked, for the cell and for the column that lists it."""
    said = [
        say(msg("{field}: {message}", field=question.heading, message=question.message), language)
        + (
            f" {say(question.remedy, language)}"
            if question.remedy is not None and not question.choices
            else ""
        )
        for question in questions
    ]
    return "\n".join(said)


def proposed(questions: list[Question], texts: Mapping[str, str], name: str) -> str:
    """Return what stands in a cell: the proposal where there is one, else what the table had."""
    for question in asked(questions, name):
        if question.proposes:
            return question.choices[0].text
    return texts.get(name, "")
