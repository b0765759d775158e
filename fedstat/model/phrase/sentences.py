"""A whole phrase: its clauses become targets, milestones or sub-targets."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from fedstat.model.phrase import doubts
from fedstat.model.phrase.amounts import RATES
from fedstat.model.phrase.clauses import clause
from fedstat.model.phrase.cursor import Cursor
from fedstat.model.phrase.doubts import Asked, DoubtError
from fedstat.model.phrase.levels import (
    NOTHING,
    WHOLE,
    Clause,
    Said,
    comparator_of,
    direction_of,
    number_of,
)
from fedstat.model.phrase.tokens import plainly, tokens_of
from fedstat.model.phrase.words import INDICATOR_ENDINGS
from fedstat.model.target import Target

if TYPE_CHECKING:
    from decimal import Decimal

    from fedstat.errors import Fault
    from fedstat.model.period import Period
    from fedstat.model.phrase.tokens import Token
    from fedstat.model.target import Comparator, Direction, Number


_T = TypeVar("_T")

_LONGEST = 400
"""No target of a plan is longer; what is longer is a paragraph."""
_NAMING = frozenset({"name", "number", "suffix", "until", "comma", "and"})
"""What the names in front of 分别 consist of: 男性、5岁以下儿童."""
_EMPTY_ENDS = frozenset({"的目标", "目标", "的水平", "水平", "的标准"})
"""What may follow a number without adding to it."""


class Phrase(Struct, frozen=True, kw_only=True):
    """What a plan's words say of a target."""

    targets: tuple[Target, ...]
    """Without a year, unless the words name it. A sub-target's breakdown is (("", name),): the words name a
    category (城市), never its dimension. `around` has no tolerance: words never state one."""
    direction: Direction | None = None
    """The direction that words of movement tell (提高到, 下降, 保持在X左右); a mere comparator tells none."""
    baseline: Decimal | None = None
    """X of 由X提高到Y."""
    baseline_period: Period | None = None
    """The year of 以2020年为基数, 比2020年, 由2020年的X."""
    tags: tuple[str, ...] = ()
    """预期性, where the words say 力争."""

    @property
    def equal_is_met(self) -> bool:
        """Whether a value equal to the baseline meets the trend: 得到控制."""
        return any(target.equal_is_met for target in self.targets)


def parse_target(text: str, *, direction: Direction | None = None, unit_measure: str = "") -> Phrase | Fault:
    """Return what *text* says of a target, or the question that it leaves open; never a guess.

    Args:
        text: the words of a plan, in Chinese or plain English.
        direction: the indicator's; it settles 改善 and 优于, never a number without a comparator.
        unit_measure: the indicator's; "" when it is not known.

    >>> parse_target("达到45%以上").targets[0].comparator
    'at_least'
    >>> parse_target("45%").code
    'target-question'
    """
    return _parsed(text.strip(), direction, unit_measure.strip())


@cache
def _parsed(text: str, direction: Direction | None, unit_measure: str) -> Phrase | Fault:
    """Return what `parse_target` promises; a plan says 逐步提高 of dozens of indicators."""
    asked = Asked(text, direction, unit_measure)
    try:
        if len(text) > _LONGEST:
            raise doubts.not_understood(asked)
        return _sentence(tokens_of(plainly(text), asked.unit_measure), asked)
    except DoubtError as doubt:
        return doubt.fault


def _sentence(tokens: list[Token], asked: Asked) -> Phrase:
    tags = ("预期性",) if any(token.kind == "hope" for token in tokens) else ()
    tokens = [token for token in tokens if token.kind != "hope"]
    rates = {token.amount.unit for token in tokens if token.amount is not None and token.amount.unit in RATES}
    if len(rates) > 1 and not asked.unit_measure:
        raise doubts.not_understood(asked)
    _refuse(tokens, asked)
    while tokens and (tokens[-1].kind == "stop" or tokens[-1].text in _EMPTY_ENDS):
        tokens.pop()
    kinds = [token.kind for token in tokens]
    if "respectively" in kinds:
        said = _respectively(tokens, kinds.index("respectively"), asked)
    else:
        said = _together(*_clauses(tokens, asked), asked)
    return Phrase(
        targets=tuple(one.target for one in said),
        direction=_only({one.direction for one in said}),
        baseline=said[0].baseline,
        baseline_period=_only({one.baseline_period for one in said}),
        tags=tags,
    )


def _only(found: set[_T | None]) -> _T | None:
    """Return what all clauses agree on."""
    return next(iter(found)) if len(found) == 1 else None


def _refuse(tokens: list[Token], asked: Asked) -> None:
    """Raise the doubt of words that leave open what they mean, wherever they stand."""
    for token in tokens:
        if token.kind == "unknown":
            raise doubts.not_understood(asked)
        if token.kind == "question":
            raise (doubts.effort if token.meaning == "effort" else doubts.soft)(token.text)
        if token.kind == "before":
            raise doubts.before_year(token.text)


# -- several clauses ---------------------------------------------------------------------------------------


def _clauses(tokens: list[Token], asked: Asked) -> tuple[list[Clause], int | None]:
    """Return the clauses, and the rank of the first one behind 其中."""
    cursor, among = Cursor(tokens), None
    clauses: list[Clause] = []
    while True:
        if cursor.take("among"):
            among = len(clauses)
        clauses.append(clause(cursor, asked))
        if cursor.at == len(tokens):
            return clauses, among
        if not cursor.take("stop", "comma") and cursor.peek().kind != "among":
            raise cursor.lost(asked)
        while cursor.take("stop", "comma"):
            pass


def _together(clauses: list[Clause], among: int | None, asked: Asked) -> list[Clause]:
    """Return the clauses of one phrase: one, milestones by year, or a total and its sub-groups."""
    if len(clauses) == 1 and among is None:
        return clauses
    if any(not one.target.has_number or one.baseline is not None for one in clauses):
        raise doubts.several(asked)
    years = [one.target.by for one in clauses]
    if among is None and len(set(years)) == len(years) and not any(one.name for one in clauses[1:]):
        return clauses
    return _groups(clauses, among, asked)


def _groups(clauses: list[Clause], among: int | None, asked: Asked) -> list[Clause]:
    total, parts = clauses[: among or 0], clauses[among or 0 :]
    names = [one.name.rstrip("的为") for one in parts]
    if len(total) > 1 or len(set(names)) != len(names) or not all(_is_group(name) for name in names):
        raise doubts.several(asked)
    return total + [_of_group(one, name) for one, name in zip(parts, names, strict=True)]


def _of_group(one: Clause, name: str) -> Clause:
    return replace(one, target=replace(one.target, breakdown=(("", name),)))


def _is_group(name: str) -> bool:
    """Whether a name may be a sub-group's; an indicator's own name ends otherwise."""
    return bool(name) and not name.endswith(INDICATOR_ENDINGS)


# -- 分别 --------------------------------------------------------------------------------------------------


def _respectively(tokens: list[Token], at: int, asked: Asked) -> list[Clause]:
    """Return the clauses of 城市、农村分别达到95%、87%以上; the last comparator belongs to all."""
    cursor = Cursor(tokens[at + 1 :])
    verb, prefix = cursor.take("verb"), cursor.take("prefix")
    numbers, suffixes = _listed(cursor, asked)
    said = Said(verb, prefix, suffixes[-1])
    if any(suffix is not None for suffix in suffixes[:-1]) and len({s and s.meaning for s in suffixes}) > 1:
        raise doubts.clash(asked, said.words(), numbers[-1])
    comparator = comparator_of(asked, said, numbers[-1])
    keep = verb is not None and verb.meaning == "keep" and comparator != "around"
    direction = direction_of(said, comparator)
    clauses = [
        Clause(Target(comparator=comparator, value=number, keep=keep, wording=asked.text), direction)
        for number in numbers
    ]
    return _shared_out(clauses, tokens[:at], asked)


def _listed(cursor: Cursor, asked: Asked) -> tuple[list[Number], list[Token | None]]:
    """Return the numbers of a list, each with the comparator behind it."""
    numbers: list[Number] = []
    suffixes: list[Token | None] = []
    while True:
        numbers.append(number_of(asked, cursor.amount(asked)))
        suffixes.append(cursor.take("suffix"))
        if cursor.at == len(cursor.tokens):
            return numbers, suffixes
        if not cursor.take("comma", "and", "stop"):
            raise doubts.not_understood(asked)


def _shared_out(clauses: list[Clause], before: list[Token], asked: Asked) -> list[Clause]:
    """Return the clauses with the years or the groups that are listed in front of 分别."""
    years = [token.period for token in before if token.kind == "year"]
    listed = [token for token in before if token.kind not in {"year", "stop", "among"}]
    if any(token.kind not in _NAMING for token in listed):
        raise doubts.not_understood(asked)
    if len(years) == len(clauses) > 1:
        return [
            replace(one, target=replace(one.target, by=by)) for one, by in zip(clauses, years, strict=True)
        ]
    names = re.split("[、和与及]", "".join(token.text for token in listed))
    if len(years) > 1 or len(names) != len(clauses) or not all(_is_group(name) for name in names):
        raise doubts.whose(asked, [one.target for one in clauses])
    by = years[0] if years else None
    dated = [replace(one, target=replace(one.target, by=by)) for one in clauses]
    return [_of_group(one, name) for one, name in zip(dated, names, strict=True)]


# -- the same target ---------------------------------------------------------------------------------------


ITS_AREA: Final = frozenset({"全省", "全市", "全区", "全县"})
"""Areas that words name without their proper name: 不低于全省平均水平."""


def same_target(phrase_target: Target, given: Target) -> bool:
    """Whether the words of a plan say the same as the ledger's comparator and number.

    The year and the tolerance count only where the words state them. Which sub-group each is for is the
    caller's to match: words name a category without its dimension. All of a share is at least 100, none of
    anything is at most 0. Words like 全省 mean whatever area the ledger names.

    >>> said = parse_target("达到45%以上").targets[0]
    >>> same_target(said, replace(said, comparator="above"))
    False
    """
    if phrase_target.relative_to in ITS_AREA and given.relative_to not in {None, "全国", *ITS_AREA}:
        phrase_target = replace(phrase_target, relative_to=given.relative_to)
    said, held = _essence(phrase_target), _essence(given)
    by = phrase_target.by is None or given.by is None or phrase_target.by == given.by
    tolerance = phrase_target.tolerance is None or phrase_target.tolerance == given.tolerance
    return said == held and by and tolerance


def _essence(target: Target) -> tuple[object, ...]:
    comparator: Comparator = target.comparator
    if comparator == "equal" and target.value in {NOTHING, WHOLE}:
        comparator = "at_least" if target.value else "at_most"
    return (
        *(comparator, target.value, target.bounds, target.keep, target.derivation, target.change),
        *(target.relative_to, target.cumulative, target.equal_is_met),
    )
