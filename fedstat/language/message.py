"""The message: an English pattern, its values, and nothing of any language's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Sayable:
    """A noun that is said differently in each language (a period, a quantity)."""

    __slots__ = ()

    def message(self) -> Message:
        """Return how this noun is said."""
        raise NotImplementedError


class Several:
    """Things said one after the other, parted by a comma (、 in Chinese)."""

    __slots__ = ("items",)

    def __init__(self, items: Iterable[object]) -> None:
        """Keep the things in their order."""
        self.items = tuple(items)

    def __eq__(self, other: object) -> bool:
        """Equal when the same things are said in the same order."""
        return isinstance(other, Several) and self.items == other.items

    def __hash__(self) -> int:
        """Hash the things."""
        return hash(self.items)

    def __repr__(self) -> str:
        """Show the things."""
        return f"Several({self.items!r})"


class Message:
    """A text that is not yet in any language.

    The pattern is the English text and the catalogue's key; `{name}` in it is filled with *values*, which
    may be messages, nouns that know how they are said, or anything with a `str`.
    """

    __slots__ = ("context", "count", "pattern", "plural", "values")

    def __init__(
        self,
        pattern: str,
        values: Mapping[str, object],
        *,
        context: str = "",
        plural: str = "",
        count: int = 0,
    ) -> None:
        """Keep the pattern and what fills it; *plural* is the English form when *count* is not 1."""
        self.pattern = pattern
        self.values = values
        self.context = context
        self.plural = plural
        self.count = count

    def _key(self) -> tuple[object, ...]:
        return self.pattern, self.context, self.plural, self.count, tuple(self.values.items())

    def __eq__(self, other: object) -> bool:
        """Two messages are equal when they would say the same in every language."""
        return isinstance(other, Message) and self._key() == other._key()

    def __hash__(self) -> int:
        """Hash what never changes about a message."""
        return hash((self.pattern, self.context))

    def __repr__(self) -> str:
        """Show the pattern and its values."""
        return f"msg({self.pattern!r}, {dict(self.values)!r})"


def msg(pattern: str, /, *, context: str = "", **values: object) -> Message:
    """Return a message; the tests find every literal *pattern* and demand its translation."""
    return Message(pattern, values, context=context)


def msgs(singular: str, plural: str, count: int, /, **values: object) -> Message:
    """Return a message whose English depends on *count*, which fills `{count}`."""
    return Message(singular, {"count": count, **values}, plural=plural, count=count)
