"""A level to reach: 达到45%以上, 保持在3～5之间, 由40%提高到45%, 不低于全省平均水平."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

from msgspec import Struct
from msgspec.structs import replace

from fedstat.model.phrase import doubts
from fedstat.model.phrase.amounts import POINTS, fitted
from fedstat.model.target import Target
from fedstat.model.unit import canonical_unit

if TYPE_CHECKING:
    from fedstat.model.period import Period
    from fedstat.model.phrase.amounts import Amount
    from fedstat.model.phrase.cursor import Cursor, Head
    from fedstat.model.phrase.doubts import Asked
    from fedstat.model.phrase.tokens import Token
    from fedstat.model.target import Comparator, Direction, Number

NOTHING: Final = Decimal(0)
WHOLE: Final = Decimal(100)

_BY_VERB: Final[dict[str, Comparator]] = {
    "reach": "at_least",
    "up": "at_least",
    "down": "at_most",
    "hold": "at_most",
}
"""What a verb means when no comparator stands beside it."""
_AGAINST: Final = {
    "up": {"at_most", "below"},
    "down": {"at_least", "above"},
    "hold": {"at_least", "above"},
}
"""The comparators that contradict a verb: 提高到45%以下."""
_MOVES: Final[dict[str, Direction]] = {"up": "increase", "down": "decrease"}


class Clause(Struct, frozen=True):
    """What one clause says."""

    target: Target
    direction: Direction | None = None
    name: str = ""
    baseline: Decimal | None = None
    baseline_period: Period | None = None


class Said(Struct, frozen=True, gc=False):
    """The words around a number."""

    verb: Token | None
    prefix: Token | None
    suffix: Token | None = None

    def words(self) -> list[str]:
        """Return them as they stand."""
        return [token.text for token in (self.verb, self.prefix, self.suffix) if token is not None]


def number_of(asked: Asked, amount: Amount) -> Number:
    """Return a number in the indicator's unit of measure.

    Raises:
        DoubtError: when its unit is another one.
    """
    if amount.unit in POINTS and not asked.unit_measure:
        raise doubts.not_understood(asked)
    number = fitted(amount, asked.unit_measure)
    if number is None:
        raise doubts.unit(asked, amount)
    return number


def level(cursor: Cursor, asked: Asked, head: Head) -> Clause:
    """Return a number with the words around it, or another area's value as the yardstick."""
    verb, prefix = cursor.take("verb"), take_prefix(cursor, asked)
    if cursor.peek().kind == "name" and cursor.names_average():
        return _relative(cursor, asked, head, Said(verb, prefix))
    year = cursor.take("year") if head.by is None else None
    head.by = year.period if year else head.by
    amount = cursor.peek().amount
    unit = canonical_unit(asked.unit_measure) or (amount.unit if amount else "")
    low, high = take_numbers(cursor, asked, between=prefix is not None and prefix.meaning == "between")
    said = Said(verb, prefix, cursor.take("suffix"))
    if high is not None:
        return _between(asked, head, said, (low, high))
    comparator = comparator_of(asked, said, low, summed="sum" in head.spread, percent=unit == "%")
    keep = verb is not None and verb.meaning == "keep" and comparator != "around"
    target = Target(
        comparator=comparator,
        value=low,
        keep=keep,
        cumulative="sum" in head.spread,
        by=head.by,
        wording=asked.text,
    )
    return Clause(target, direction_of(said, comparator))


def take_prefix(cursor: Cursor, asked: Asked) -> Token | None:
    """Return the comparator at hand; 优于 becomes the side that the direction makes the better one.

    Raises:
        DoubtError: when 优于 stands there and no direction is known.
    """
    prefix = cursor.take("prefix")
    if prefix is None or prefix.meaning != "better":
        return prefix
    return replace(prefix, meaning="above" if better_way(asked) == "increase" else "below")


def better_way(asked: Asked) -> Direction:
    """Return the direction in which the indicator gets better.

    Raises:
        DoubtError: when it is not known.
    """
    if asked.direction is None or asked.direction not in {"increase", "decrease"}:
        raise doubts.better_how(asked)
    return asked.direction


def take_numbers(cursor: Cursor, asked: Asked, *, between: bool = False) -> tuple[Number, Number | None]:
    """Return the number at hand, and the upper end when it is a range."""
    low = cursor.amount(asked)
    if cursor.peek().kind in {"number", "name"}:
        raise cursor.lost(asked)
    if not cursor.take("until", *(("and",) if between else ())):
        return number_of(asked, low), None
    high = cursor.amount(asked)
    cursor.take("between")
    if high.scale and not (low.scale or low.unit):
        low = replace(low, scale=high.scale)
    return (
        number_of(asked, low if low.unit else replace(low, unit=high.unit)),
        number_of(asked, high if high.unit else replace(high, unit=low.unit)),
    )


def _between(asked: Asked, head: Head, said: Said, bounds: tuple[Number, Number]) -> Clause:
    low, high = bounds
    if said.suffix is not None or (said.prefix is not None and said.prefix.meaning != "between"):
        raise doubts.clash(asked, [*said.words(), "～"], low)
    if low >= high:
        raise doubts.turned_range(asked, low, high)
    verb = said.verb.meaning if said.verb else ""
    target = Target(comparator="between", bounds=bounds, keep=verb == "keep", by=head.by, wording=asked.text)
    return Clause(target, _MOVES.get(verb))


def comparator_of(
    asked: Asked, said: Said, number: Number, *, summed: bool = False, percent: bool = False
) -> Comparator:
    """Return how values are held against *number*, from the words around it.

    Raises:
        DoubtError: when they say nothing of it, or contradict each other.
    """
    words = [token.meaning for token in (said.prefix, said.suffix) if token is not None]
    verb = said.verb.meaning if said.verb else ""
    if len(set(words)) > 1 or _AGAINST.get(verb, set()) & set(words):
        raise doubts.clash(asked, said.words(), number)
    if "between" in words:
        raise doubts.not_understood(asked)
    if words:
        return cast("Comparator", words[0])
    if verb == "keep":
        if number == NOTHING or (number == WHOLE and percent):
            return "equal"
        raise doubts.kept(asked, number)
    if summed and not verb:
        return "at_least"
    if verb not in _BY_VERB:
        raise doubts.bare(asked, number)
    return _BY_VERB[verb]


def direction_of(said: Said, comparator: Comparator) -> Direction | None:
    """Return the direction that a verb of movement tells; the side of a number alone tells none."""
    verb = said.verb.meaning if said.verb else ""
    if verb == "keep" and comparator == "around":
        return "maintain"
    if verb == "reach" and comparator in {"at_least", "above", "around"}:
        return "increase"
    return _MOVES.get(verb)


def from_level(cursor: Cursor, asked: Asked, head: Head) -> Clause:
    """Return 由X提高到Y: X is the baseline, to be compared with the ledger's."""
    cursor.at += 1
    since, baseline = cursor.take("year"), number_of(asked, cursor.amount(asked))
    verb, by, prefix = cursor.take("verb"), cursor.take("year"), take_prefix(cursor, asked)
    number = number_of(asked, cursor.amount(asked))
    if verb is None or verb.meaning not in {"up", "down", "reach"} or isinstance(baseline, Fraction):
        raise doubts.not_understood(asked)
    said = Said(verb, prefix, cursor.take("suffix"))
    comparator = comparator_of(asked, said, number)
    if (verb.meaning == "up" and number <= baseline) or (verb.meaning == "down" and number >= baseline):
        raise doubts.reversed_levels(asked)
    target = Target(comparator=comparator, value=number, by=by.period if by else head.by, wording=asked.text)
    period = since.period if since else None
    return Clause(target, direction_of(said, comparator), baseline=baseline, baseline_period=period)


# -- another area ------------------------------------------------------------------------------------------


def _relative(cursor: Cursor, asked: Asked, head: Head, said: Said) -> Clause:
    """Return 不低于全省平均水平."""
    area = cursor.peek().text.removesuffix("的").removesuffix("同期")
    cursor.at += 1
    if not cursor.take("average") or not re.fullmatch(r"\w{1,12}", area):
        raise doubts.other_area(asked)
    said = replace(said, suffix=cursor.take("suffix"))
    words = {token.meaning for token in (said.prefix, said.suffix) if token is not None}
    if not (words or (said.verb and said.verb.meaning in _BY_VERB)) or words & {"around", "between"}:
        raise doubts.other_area(asked)
    comparator = comparator_of(asked, said, NOTHING)
    keep = said.verb is not None and said.verb.meaning == "keep"
    target = Target(
        comparator=comparator,
        value=NOTHING,
        relative_to=area,
        keep=keep,
        by=head.by,
        wording=asked.text,
    )
    return Clause(target, direction_of(said, comparator))
