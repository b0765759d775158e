"""Where the columns of a table of indicators stand: by their headings, the unclear ones by their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from fedstat.errors import UsageFault
from fedstat.importers.headings import is_unit
from fedstat.importers.plan.headings import DATED, OWN, Head, heading
from fedstat.importers.plan.nouns import Column
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fedstat.importers.sheet import Cell, Sheet
    from fedstat.model.period import Period

_DEEPEST: Final = 30
"""A heading further down than this is none: above it stand a title and some lines about the form."""
_SAMPLE: Final = 200
"""How many cells tell what a column holds."""


class Layout(Struct, frozen=True, kw_only=True):
    """The columns of one sheet."""

    sheet: Sheet
    first: int
    """The first row below the heading."""
    heads: Mapping[int, str]
    """The whole text above each column."""
    fields: Mapping[int, Head]
    title: str
    """The longest line above the heading."""

    def columns(self) -> Iterable[Column]:
        """Yield every column that has a heading, and what it was taken for."""
        for column, text in self.heads.items():
            head = self.fields.get(column)
            above = (self.sheet.covering(row, column) for row in range(self.first - 1, 0, -1))
            lowest = next(cell for cell in above if cell.text and cell.text in text)
            place = replace(self.sheet.place(lowest), text=text)
            yield Column(
                place=place,
                field="" if head is None else head.field,
                period=None if head is None else head.period,
            )


def find_layout(sheet: Sheet, told: Mapping[str, str], target_period: Period | None) -> Layout | None:
    """Return the layout of a sheet, None when it is no table of indicators.

    Args:
        sheet: one sheet of the file.
        told: what the user says that headings mean, by heading.
        target_period: when the plan's targets are due; it settles whether 2025年 is a target.

    Raises:
        UsageFault: *told* names a meaning that there is not.
    """
    found = max(_candidates(sheet, told), key=lambda one: one[0], default=None)
    if found is None:
        return None
    _, first, heads, fields = found
    fields = _settled(sheet, first, fields, target_period)
    names = [column for column, head in fields.items() if head.field == "name"]
    if not names or len({head.field for head in fields.values()}) < 2:  # noqa: PLR2004 - a name alone is a list
        return None
    above = [
        cell.text for row in range(1, first) for cell in sheet.row(row) if cell.text not in heads.values()
    ]
    title = max((text for text in above if heading(text) is None), key=len, default="")
    return Layout(sheet=sheet, first=first, heads=heads, fields=fields, title=title.partition("\n")[0])


def _candidates(
    sheet: Sheet, told: Mapping[str, str]
) -> Iterable[tuple[int, int, dict[int, str], dict[int, Head]]]:
    """Yield the rows that may be the heading, alone or with the next, and how much each says."""
    for row in range(1, min(sheet.height, _DEEPEST) + 1):
        for deep in (1, 2):
            heads = _heads(sheet, row, deep)
            fields = {column: head for column, text in heads.items() if (head := _meaning(text, told))}
            kinds = {(head.field, head.period) for head in fields.values()}
            wasted = sum(column not in fields for column in heads)
            if any(head.field == "name" for head in fields.values()):
                yield len(kinds) * 4 - wasted - deep, row + deep, heads, fields


def _heads(sheet: Sheet, row: int, deep: int) -> dict[int, str]:
    """Return the text above each column; of two lines both, unless one cell covers them."""
    heads = {}
    for column in range(1, sheet.width + 1):
        texts = [sheet.covering(line, column).text for line in range(row, row + deep)]
        text = "".join(dict.fromkeys(filter(None, texts)))
        if text:
            heads[column] = text
    return heads


def _meaning(text: str, told: Mapping[str, str]) -> Head | None:
    """Return what the user says that a heading means, else what it says itself.

    The user may say it with a field, or with a heading that is understood: 责任科室=牵头单位.
    """
    word = told.get(text.strip())
    if word is None:
        return heading(text)
    if word in {*OWN, "ignore"}:
        return Head(word if word != "ignore" else "number")
    field, _, period = word.partition("=")
    found = heading(f"{period}年目标") if period else None
    if field in DATED:
        return Head(field, found.period if found else (heading(text) or Head(field)).period)
    meant = heading(word)
    if meant is not None and meant.field in {*OWN, *DATED}:
        return meant
    raise UsageFault(
        msg("A column cannot mean “{word}”.", word=word),
        msg("It may be one of: {choices}.", choices=Several((*OWN, *DATED, "ignore"))),
    )


# -- headings that the cells below must settle -------------------------------------------------------------


def _settled(
    sheet: Sheet, first: int, fields: Mapping[int, Head], target_period: Period | None
) -> dict[int, Head]:
    taken = {head.field for head in fields.values()}
    years = [head.period for head in fields.values() if head.field == "year" and head.period is not None]
    due = target_period or max(years, default=None)
    settled = {}
    for column, head in fields.items():
        cells = [cell for row in range(first, first + _SAMPLE) if (cell := sheet.cell(row, column)).text]
        field = head.field
        if field == "unit":
            measures = sum(is_unit(cell.text) for cell in cells)
            field = "unit_measure" if measures * 2 >= len(cells) else "responsible_unit"
        elif field == "goals":
            field = "target" if _has_numbers(cells) and "target" not in taken else "goal"
        elif field == "year":
            aimed = "target" not in taken and (head.period == due or (due is None and _has_words(cells)))
            field = "target" if aimed and _has_words(cells) else "value"
        settled[column] = Head(field, head.period)
    return settled


def _has_numbers(cells: Iterable[Cell]) -> bool:
    return any(character.isdigit() for cell in cells for character in cell.text)


def _has_words(cells: Iterable[Cell]) -> bool:
    """Whether cells hold phrases such as 达到45%以上, and not only numbers."""
    return any(
        word in cell.text for cell in cells for word in ("以上", "以下", "以内", "达到", "提高", "降", "左右")
    )
