"""Walks over the pieces of a phrase, and reads what stands in front of a clause: names, years, baselines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.model.phrase import doubts
from fedstat.model.phrase.tokens import END
from fedstat.model.phrase.words import AGES

if TYPE_CHECKING:
    from fedstat.model.period import Period
    from fedstat.model.phrase.amounts import Amount
    from fedstat.model.phrase.doubts import Asked, DoubtError
    from fedstat.model.phrase.tokens import Token


class Cursor:
    """Walks over the pieces of a phrase."""

    __slots__ = ("at", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        """Start at the first piece."""
        self.tokens = tokens
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the piece at hand, or one further on."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else END

    def take(self, *kinds: str) -> Token | None:
        """Return the piece at hand and go on, if it is one of *kinds*."""
        token = self.peek()
        if token.kind not in kinds:
            return None
        self.at += 1
        return token

    def amount(self, asked: Asked) -> Amount:
        """Return the number at hand and go on.

        Raises:
            DoubtError: when no number stands there.
        """
        token = self.take("number")
        if token is None or token.amount is None:
            raise self.lost(asked)
        return token.amount

    def names_average(self) -> bool:
        """Whether another area's average is spoken of (全省平均水平), before or behind this piece."""
        return any(token.kind == "average" for token in self.tokens)

    def lost(self, asked: Asked) -> DoubtError:
        """Return the doubt of a piece that fits no known form."""
        return doubts.other_area(asked) if self.names_average() else doubts.not_understood(asked)


class Head:
    """What stands in front of a clause's verb, in any order."""

    __slots__ = ("base", "by", "name", "spread")

    def __init__(self) -> None:
        """Start with nothing said."""
        self.name = ""
        self.by: Period | None = None
        self.base: Token | None = None
        self.spread: set[str] = set()
        """How the number spreads over the years: each, yearly, sum."""


def read_head(cursor: Cursor, asked: Asked) -> Head:
    """Return what stands in front of the verb, up to the first piece that is none of it."""
    head = Head()
    while True:
        token = cursor.peek()
        if token.kind in {"year", "base", "previous"}:
            _time(cursor, asked, head)
        elif token.kind in {"each", "yearly", "sum"}:
            cursor.at += 1
            head.spread.add(token.kind)
        elif token.kind == "number" and cursor.peek(1).kind == "sum":
            cursor.at += 1
        else:
            name = take_name(cursor, asked)
            if not name:
                return head
            head.name += name


def _time(cursor: Cursor, asked: Asked, head: Head) -> None:
    token = cursor.peek()
    cursor.at += 1
    cursor.take("stop")
    if token.kind == "previous":
        raise doubts.previous(asked)
    if head.base if token.kind == "base" else head.by:
        raise doubts.several(asked)
    if token.kind == "base":
        head.base = token
    else:
        head.by = token.period


def take_name(cursor: Cursor, asked: Asked) -> str:
    """Return the name at hand with its numbers (5岁以下儿童死亡率), "" when there is none."""
    start = end = cursor.at
    while True:
        step = _name_step(cursor, asked)
        if not step:
            break
        cursor.at += step
        if cursor.tokens[cursor.at - 1].kind == "name":
            end = cursor.at
    cursor.at = end
    return "".join(token.text for token in cursor.tokens[start:end])


def _name_step(cursor: Cursor, asked: Asked) -> int:
    """Return how many pieces from here on belong to a name; 0 when none does."""
    kind = cursor.peek().kind
    if kind in {"comma", "and"}:
        return int(cursor.peek(1).kind in {"name", "number"})
    if kind == "verb":
        return int(_verb_in_name(cursor))
    if kind == "suffix":
        return int(cursor.at > 0 and cursor.peek(-1).kind == cursor.peek(1).kind == "name")
    if kind == "number":
        return _age(cursor, asked)
    return int(kind == "name")


def _verb_in_name(cursor: Cursor) -> bool:
    """Whether 达到 belongs to a name: 达到国家标准的学校比例达到90%以上."""
    later = {token.kind for token in cursor.tokens[cursor.at + 2 :]}
    return (
        cursor.peek().meaning == "reach"
        and cursor.peek(1).kind == "name"
        and cursor.peek(2).kind != "average"
        and "verb" in later
    )


def _age(cursor: Cursor, asked: Asked) -> int:
    """Return how many pieces a number in a name takes: 5岁以下, 0～6岁, 九年."""
    step = 3 if cursor.peek(1).kind == "until" and cursor.peek(2).kind == "number" else 1
    number = cursor.peek(step - 1)
    if cursor.peek(step).kind == "suffix":
        step += 1
    if cursor.peek(step).kind != "name" or number.amount is None:
        return 0
    unit = number.amount.unit
    if unit and unit not in AGES:
        return 0
    others = [token.amount for token in cursor.tokens[cursor.at + step :] if token.amount is not None]
    return step if all((other.unit or asked.unit_measure) != unit for other in others) else 0
