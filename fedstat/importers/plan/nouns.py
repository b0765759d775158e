"""What is read of a table of indicators: each in the ledger's words, and the questions that stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.errors import Place
    from fedstat.language import Message
    from fedstat.model.period import Period

Spot = tuple[str, int, str]
"""Sheet, row and field: where an answer belongs, whether the table has such a column or not."""


class Choice(Struct, frozen=True, kw_only=True):
    """A possible answer: what would stand in the cell, and what it would mean."""

    text: str
    says: Message | None = None


class Question(Struct, frozen=True, kw_only=True):
    """Something that only the office can say; the answer is what should have stood in the cell."""

    spot: Spot
    place: Place
    heading: Message
    """What the field is called."""
    indicator: str
    """The name of the indicator in whose row it stands."""
    message: Message
    """What stands there and why that is not enough."""
    remedy: Message | None = None
    choices: tuple[Choice, ...] = ()
    """The first is the proposal when `proposes`."""
    proposes: bool = False
    """Whether the first choice is so likely that it only needs a nod: to be confirmed, not unreadable."""
    kind: str
    """Questions of one kind may be answered together."""


class Block(Struct, frozen=True, kw_only=True):
    """A part, domain, goal or unit that the ledger does not have yet."""

    table: str
    """The ledger's name for it: part, domain, goal, member_unit, area, dimension."""
    fields: Mapping[str, object]


class Planned(Struct, frozen=True, kw_only=True):
    """One indicator of the table."""

    row: int
    place: Place
    """Where its name stands."""
    fields: Mapping[str, object]
    """By the keys of the ledger."""
    quantifiable: bool = False
    """Whether its target has a number, or the table says that it will have one."""
    values: Mapping[Period, Mapping[str, object]] = {}
    """Past values by period: `value`, and what qualifies it."""


class Column(Struct, frozen=True, kw_only=True):
    """A column of the table and what it was taken for; nothing when `field` is empty."""

    place: Place
    field: str
    period: Period | None = None


class PlanTable(Struct, frozen=True, kw_only=True):
    """All that a file says of a plan."""

    title: str = ""
    """The line above the heading that names the plan, when there is one."""
    columns: tuple[Column, ...] = ()
    blocks: tuple[Block, ...] = ()
    indicators: tuple[Planned, ...] = ()
    """Those of rows without a question, and of the others what is understood already."""
    standing: tuple[Planned, ...] = ()
    """Indicators that the ledger has already; they are not added."""
    questions: tuple[Question, ...] = ()
    rows: tuple[tuple[str, int, Mapping[str, str]], ...] = ()
    """Sheet, row, and the text of each field, answers included: what a sheet to complete shows again."""
