"""Small tables of texts, as the sections of `explain` use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import say
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.language import Language, Message
    from fedstat.table import Align

    Head = tuple[str, Message | str, Align, bool]
    """Key, title, alignment, and whether its text may be broken over lines."""


def tabled(
    title: Message | str,
    heads: Iterable[Head],
    rows: Iterable[tuple[Cell, ...]],
    language: Language,
    notes: Iterable[object] = (),
) -> Table:
    """Return a table whose columns all matter."""
    return Table(
        title=say(title, language),
        columns=tuple(
            Column(key=key, title=say(head, language), align=align, wrap=wrap)
            for key, head, align, wrap in heads
        ),
        rows=tuple(Row(cells=cells) for cells in rows),
        notes=tuple(say(note, language) for note in notes),
    )


def words_cell(text: object, language: Language, value: str | None = None) -> Cell:
    """Return a cell of words; its value is the words themselves where there is no shorter one."""
    said = say(text, language)
    return Cell(said, value or said or None)
