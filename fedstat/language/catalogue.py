"""The catalogues, and how a message becomes a text of one of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from fedstat.language.message import Message, Sayable, Several, msg

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
SEPARATOR: Final = msg(", ", context="list")
"""What parts the things of a list."""
LOCALE: Final = Path(__file__).with_name("locale")


@cache
def gettext_for(language: Language) -> NullTranslations:
    """Return the catalogue of *language*; English is its own."""
    from gettext import NullTranslations, translation

    if language == "en":
        return NullTranslations()
    return translation("fedstat", LOCALE, languages=[language])


def say(message: object, language: Language) -> str:
    """Return *message* in *language*: a message, a noun that can be said, or anything with a `str`."""
    if isinstance(message, Sayable):
        message = message.message()
    if isinstance(message, Several):
        return say(SEPARATOR, language).join(say(item, language) for item in message.items)
    if not isinstance(message, Message):
        return str(message)
    pattern = _pattern(message, language)
    if not message.values:
        return pattern
    return pattern.format(**{name: say(value, language) for name, value in message.values.items()})


def _pattern(message: Message, language: Language) -> str:
    if message.plural:
        return gettext_for(language).ngettext(message.pattern, message.plural, message.count)
    return _translated(message.pattern, message.context, language)


@cache
def _translated(pattern: str, context: str, language: Language) -> str:
    catalogue = gettext_for(language)
    return catalogue.pgettext(context, pattern) if context else catalogue.gettext(pattern)
