"""One clause of a phrase: a name, a year, and what is to be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedstat.model.phrase import doubts
from fedstat.model.phrase.changes import movement
from fedstat.model.phrase.cursor import read_head, take_name
from fedstat.model.phrase.levels import NOTHING, WHOLE, Clause, from_level, level
from fedstat.model.target import Target
from fedstat.model.unit import canonical_unit

if TYPE_CHECKING:
    from fedstat.model.phrase.amounts import Amount
    from fedstat.model.phrase.cursor import Cursor, Head
    from fedstat.model.phrase.doubts import Asked


def clause(cursor: Cursor, asked: Asked) -> Clause:
    """Return the clause at hand.

    Raises:
        DoubtError: when it leaves something open, or follows no known form.
    """
    head = read_head(cursor, asked)
    found = _body(cursor, asked, head)
    year = cursor.take("year") if found.target.by is None else None
    return replace(
        found,
        name=head.name,
        baseline_period=head.base.period if head.base else found.baseline_period,
        target=replace(found.target, by=year.period) if year else found.target,
    )


def _body(cursor: Cursor, asked: Asked, head: Head) -> Clause:
    token = cursor.peek()
    if token.meaning == "keep" and cursor.peek(1).kind in {"calm", "trend", "extreme"}:
        cursor.at += 1
        return _body(cursor, asked, head)
    if token.amount is not None and cursor.peek(1).kind in {"extreme", "covered"}:
        return _whole(cursor, asked, head, token.amount)
    if token.kind in {"trend", "calm", "curbed", "multiple"}:
        return movement(cursor, asked, head)
    if token.kind in {"extreme", "covered"}:
        return _extreme(cursor, asked, head)
    if head.base is not None and head.base.meaning == "compared":
        raise doubts.not_understood(asked)
    if token.kind == "from":
        return from_level(cursor, asked, head)
    if token.kind in {"verb", "prefix", "number"}:
        return level(cursor, asked, head)
    raise cursor.lost(asked)


def _whole(cursor: Cursor, asked: Asked, head: Head, amount: Amount) -> Clause:
    """Return 100%覆盖."""
    cursor.at += 2
    if cursor.peek(-1).meaning in {"none", "gone"} or amount.unit != "%" or amount.full != WHOLE:
        raise doubts.not_understood(asked)
    return _all(asked, head)


def _extreme(cursor: Cursor, asked: Asked, head: Head) -> Clause:
    """Return 全覆盖 (100 %) or 消除 (0)."""
    token = cursor.peek()
    cursor.at += 1
    head.name += take_name(cursor, asked)
    if token.kind == "covered" and "实现" not in head.name:
        raise doubts.not_understood(asked)
    if token.meaning not in {"none", "gone"}:
        return _all(asked, head)
    target = Target(comparator="equal", value=NOTHING, by=head.by, wording=asked.text)
    return Clause(target, "decrease" if token.meaning == "gone" else None)


def _all(asked: Asked, head: Head) -> Clause:
    if canonical_unit(asked.unit_measure) not in {"", "%"}:
        raise doubts.whole_of_what(asked)
    return Clause(Target(comparator="equal", value=WHOLE, by=head.by, wording=asked.text))
