"""The words that are chosen on a form, and how nouns are called there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from fedstat.language import LANGUAGES, Message, msg, say

if TYPE_CHECKING:
    from datetime import date

    from fedstat.language import Language
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import ObsStatus
    from fedstat.model.plan import Named, Outlook
    from fedstat.model.target import Breakdown

Key = TypeVar("Key", bound=str)

SITUATIONS: Final[dict[ObsStatus, Message]] = {
    "A": msg("final figure", context="data situation"),
    "P": msg("provisional figure", context="data situation"),
    "E": msg("estimate", context="data situation"),
    "F": msg("forecast", context="data situation"),
    "B": msg("definition changed", context="data situation"),
    "L": msg("not surveyed this year", context="data situation"),
    "M": msg("does not apply here", context="data situation"),
    "O": msg("not known", context="data situation"),
    "Q": msg("not public", context="data situation"),
}
"""数据情况: what a unit may say of a value, or instead of one; none has a comma, which would part a list."""

OUTLOOKS: Final[dict[Outlook, Message]] = {
    "expected": msg("expected to be met", context="outlook"),
    "difficult": msg("difficult", context="outlook"),
    "unlikely": msg("unlikely to be met", context="outlook"),
}
"""完成预期: what a unit may expect of an indicator that is behind."""


def situation_of(text: str) -> ObsStatus | None:
    """Return the status that a word of the list stands for in either language; None of anything else."""
    return _spelled(SITUATIONS, text)


def outlook_of(text: str) -> Outlook | None:
    """Return the outlook that a word of the list stands for in either language; None of anything else."""
    return _spelled(OUTLOOKS, text)


def _spelled(words: dict[Key, Message], text: str) -> Key | None:
    wanted = text.strip().casefold()
    return next(
        (key for key, word in words.items() if wanted in {say(word, one).casefold() for one in LANGUAGES}),
        None,
    )


def called(noun: Indicator | Named | None, language: Language, otherwise: str = "") -> str:
    """Return the name of *noun* in *language*, its only name when it has no other, *otherwise* of none."""
    if noun is None:
        return otherwise
    return (noun.name_en if language == "en" else "") or noun.name


def categories(known: Known, breakdown: Breakdown, language: Language) -> tuple[str, ...]:
    """Return the names of a sub-group's categories."""
    return tuple(_category(known, dimension, category, language) for dimension, category in breakdown)


def _category(known: Known, dimension: str, category: str, language: Language) -> str:
    declared = known.dimensions.get(dimension)
    for identity, name, name_en in declared.category_names if declared is not None else ():
        if identity == category:
            return (name_en if language == "en" else "") or name
    return category


def day(moment: date) -> Message:
    """Return how a day is written on a form: 2024年1月31日."""
    return msg(
        "{year}-{month:0>2}-{day:0>2}",
        context="day on a form",
        year=str(moment.year),
        month=str(moment.month),
        day=str(moment.day),
    )
