"""The catalogues, and how a message becomes a text of one of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from fedstat.language.message import Message, Sayable, Several, msg

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
SEPARATOR: Final = msg(", ", context="list")
"""What parts the things of a list."""
LOCALE: Final = Path(__file__).with_name("locale")


class Catalogue:
    """Translations as gettext compiles them, each decoded only when it is said: a command says few."""

    def __init__(self, raw: bytes) -> None:
        """Find where the texts stand; in an empty catalogue every text is its own translation."""
        self._raw = raw
        self._places: Mapping[bytes, tuple[int, int]] = _places(raw) if raw else {}

    def gettext(self, text: str, context: str = "") -> str:
        """Return the translation of *text*, or *text* itself."""
        return self._found(f"{context}\4{text}" if context else text) or text

    def ngettext(self, one: str, several: str, count: int) -> str:
        """Return the translation of what is said of *count* things; Chinese has one form for all."""
        return self._found(f"{one}\0{several}") or (one if count == 1 else several)

    def _found(self, key: str) -> str:
        at, end = self._places.get(key.encode(), (0, 0))
        return self._raw[at:end].decode()


def _places(raw: bytes) -> dict[bytes, tuple[int, int]]:
    """Return where the translation of each text begins and ends."""
    from struct import unpack_from

    _, _, count, texts, translations = unpack_from("<5I", raw)
    pairs = [unpack_from(f"<{2 * count}I", raw, table) for table in (texts, translations)]
    return {
        raw[at : at + length]: (found, found + size)
        for length, at, size, found in zip(*(numbers[n::2] for numbers in pairs for n in (0, 1)), strict=True)
    }


@cache
def gettext_for(language: Language) -> Catalogue:
    """Return the catalogue of *language*; English is its own."""
    compiled = LOCALE / language / "LC_MESSAGES" / "fedstat.mo"
    return Catalogue(b"" if language == "en" else compiled.read_bytes())


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
    return gettext_for(language).gettext(pattern, context)
