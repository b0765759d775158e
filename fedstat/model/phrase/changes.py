"""A movement: a trend (逐步提高), or a change by so much (下降20%, 提高5个百分点, 翻一番)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

from fedstat.model.phrase import doubts
from fedstat.model.phrase.amounts import POINTS
from fedstat.model.phrase.cursor import take_name
from fedstat.model.phrase.levels import Clause, Said, better_way, number_of, take_prefix
from fedstat.model.target import Target
from fedstat.model.unit import canonical_unit

if TYPE_CHECKING:
    from fedstat.model.phrase.amounts import Amount
    from fedstat.model.phrase.cursor import Cursor, Head
    from fedstat.model.phrase.doubts import Asked
    from fedstat.model.phrase.tokens import Token
    from fedstat.model.target import Comparator, Derivation, Direction

_FLIPPED: Final[dict[str, Comparator]] = {
    "at_least": "at_most",
    "above": "below",
    "at_most": "at_least",
    "below": "above",
    "around": "around",
}
"""A fall by at least so much leaves at most the rest."""

_SHARE_NAMES: Final = ("比例", "比重", "比率", "比值")


def movement(cursor: Cursor, asked: Asked, head: Head) -> Clause:
    """Return a trend, or a change by so much."""
    token = cursor.peek()
    cursor.at += 1
    if _compares(head.name, token):
        raise doubts.soft(token.text)
    if token.kind == "multiple":
        return _derived(asked, head, token, "percent", Decimal(token.meaning), "at_least")
    if token.kind == "trend":
        name = take_name(cursor, asked)
        if name and head.name:
            raise doubts.not_understood(asked)
        if cursor.peek().kind in {"number", "prefix"}:
            return _change(cursor, asked, head, token)
        head.name += name
    if head.spread:
        raise doubts.yearly_change(asked)
    return _trend(asked, head, token)


def _compares(name: str, token: Token) -> bool:
    """Whether the name compares with others than the baseline: 与男性持平, 较男性提高, 比男性提高."""
    if token.kind == "calm" and any(sign in name for sign in "与同跟"):
        return True
    return name.startswith(("与", "同", "和", "跟", "较", "比")) and not name.startswith(_SHARE_NAMES)


def _trend(asked: Asked, head: Head, token: Token) -> Clause:
    direction: Direction = "maintain"
    if token.kind == "curbed":
        direction = "decrease"
    elif token.kind == "trend":
        direction = _way(asked, token)
    curbed = token.kind == "curbed"
    return Clause(Target(comparator="trend", equal_is_met=curbed, by=head.by, wording=asked.text), direction)


def _way(asked: Asked, token: Token) -> Direction:
    if token.meaning == "better":
        return better_way(asked)
    return "increase" if token.meaning == "increase" else "decrease"


def _change(cursor: Cursor, asked: Asked, head: Head, verb: Token) -> Clause:
    """Return 下降20%, 提高5个百分点以上, 年均增长5%."""
    prefix, amount, suffix = take_prefix(cursor, asked), cursor.amount(asked), cursor.take("suffix")
    words = {token.meaning for token in (prefix, suffix) if token is not None}
    if verb.meaning == "better" or "between" in words:
        raise doubts.not_understood(asked)
    if len(words) > 1 or (suffix is not None and suffix.meaning == "at_most"):
        raise doubts.clash(asked, Said(verb, prefix, suffix).words(), amount.value)
    size = cast("Comparator", next(iter(words), "at_least"))
    derivation, change = _derivation(asked, head, verb, amount)
    return _derived(asked, head, verb, derivation, change, size)


def _derived(
    asked: Asked, head: Head, verb: Token, derivation: Derivation, change: Decimal, size: Comparator
) -> Clause:
    """Return the target that changes the baseline by *change*, whose size is held by *size*."""
    if "each" in head.spread or ("yearly" in head.spread and derivation != "percent_per_year"):
        raise doubts.yearly_change(asked)
    falling = verb.meaning == "decrease" or change < 0
    comparator: Comparator = _FLIPPED[size] if falling else size
    limited = size in {"at_most", "below"}
    target = Target(
        comparator=comparator, derivation=derivation, change=change, by=head.by, wording=asked.text
    )
    return Clause(target, None if limited else "decrease" if falling else "increase")


def _derivation(asked: Asked, head: Head, verb: Token, amount: Amount) -> tuple[Derivation, Decimal]:
    """Return how a change is meant: percent of the baseline, percent a year, or units of measure."""
    measure = canonical_unit(asked.unit_measure)
    sign = -1 if verb.meaning == "decrease" else 1
    size = amount.full
    if isinstance(size, Fraction):
        raise doubts.not_understood(asked)
    change = size * sign
    if amount.unit in POINTS:
        if measure not in {"", POINTS[amount.unit]}:
            raise doubts.unit(asked, amount)
        return "points", change
    if amount.unit == "倍" and measure != "倍":
        if sign < 0:
            raise doubts.not_understood(asked)
        return "percent", change * 100
    if amount.unit == "%":
        return _percent(asked, head, verb, measure, change)
    if (not amount.unit and measure in {"", "%", "‰"}) or (amount.unit == "‰" and measure in {"", "‰"}):
        raise doubts.percent_or_points(asked, change)
    if "sum" in head.spread:
        raise doubts.yearly_change(asked)
    return "points", cast("Decimal", number_of(asked, amount)) * sign


def _percent(
    asked: Asked, head: Head, verb: Token, measure: str, change: Decimal
) -> tuple[Derivation, Decimal]:
    yearly = "yearly" in head.spread
    if yearly and (measure != "%" or verb.text == "增长"):
        return "percent_per_year", change
    if measure == "%" or not (measure or head.base or yearly):
        raise doubts.percent_or_points(asked, change)
    return "percent", change
