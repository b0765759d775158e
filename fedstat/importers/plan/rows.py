"""The rows of a table of indicators: what stands under each field, merged and filled-down cells spread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.importers.plan.headings import Head
from fedstat.importers.sheet import Cell
from fedstat.importers.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fedstat.errors import Place
    from fedstat.importers.plan.layout import Layout
    from fedstat.importers.plan.nouns import Spot
    from fedstat.importers.sheet import Sheet

_ORDINAL: Final = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]+(?:部分|章)?[、.．:：\s]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d))\s*"
)
"""What stands before the name of a part or a domain: 一、 （二） 3."""
_FOOT: Final = re.compile(
    r"\s*[*※]?\s*(?:注|说明|备注|资料来源|数据来源|填表|制表|审核|note)[:：\s]", re.IGNORECASE
)
_SUM: Final = frozenset(("合计", "总计", "小计", "共计", "total"))
_PART: Final = re.compile(r"规划|纲要|部分|计划")
_FILLED: Final = ("part", "domain", "goal")
"""The fields that hold for the rows below until another stands there."""


class Raw(Struct, frozen=True, kw_only=True):
    """One row of an indicator, before anybody has understood it."""

    sheet: Sheet
    row: int
    cells: Mapping[Head, Cell]
    """What stands under each field; an answer stands in the place of the cell."""

    def cell(self, field: str) -> Cell:
        """Return what stands under a field that has no period; an empty cell where there is none."""
        return self.cells.get(Head(field)) or Cell(row=self.row, column=1)

    def text(self, field: str) -> str:
        """Return the text under a field on one line."""
        return " ".join(self.cell(field).text.split())

    def dated(self, field: str) -> Iterator[tuple[Head, Cell]]:
        """Yield the filled cells of a field that stands once for each period, the earliest first."""
        found = [(head, cell) for head, cell in self.cells.items() if head.field == field and cell.text]
        yield from sorted(found, key=lambda one: str(one[0].period or ""))

    def spot(self, head: Head) -> Spot:
        """Return where an answer about a field belongs."""
        return (
            self.sheet.name,
            self.row,
            head.field if head.period is None else f"{head.field} {head.period}",
        )

    def place(self, head: Head) -> Place:
        """Return where a field stands; where the table has no such column, the indicator's name."""
        cell = self.cells.get(head)
        return self.sheet.place(cell if cell is not None else self.cell("name"))


def raw_rows(layout: Layout, answers: Mapping[Spot, str]) -> Iterator[Raw]:
    """Yield the rows of indicators; sections, sums, footnotes and repeated headings are none."""
    held: dict[str, Cell] = {}
    sheet = layout.sheet
    for number in sorted({row for row, _ in sheet.cells if row >= layout.first}):
        cells = _cells(layout, number)
        section = _section(layout, number, cells)
        if section is not None:
            _hold(held, section)
            continue
        if _is_no_row(layout, cells):
            continue
        _fill(held, cells)
        raw = Raw(sheet=sheet, row=number, cells=cells)
        yield _answered(raw, answers)


def _cells(layout: Layout, row: int) -> dict[Head, Cell]:
    """Return what stands under each field; of two columns for one field the first that is filled."""
    cells: dict[Head, Cell] = {}
    for column, head in layout.fields.items():
        cell = layout.sheet.covering(row, column)
        if head not in cells or not cells[head].text:
            cells[head] = cell if cell.text else Cell(row=row, column=column)
    return cells


def _section(layout: Layout, row: int, cells: Mapping[Head, Cell]) -> tuple[str, Cell] | None:
    """Return the part or domain that a row names which says nothing else, as “一、妇女与健康” does."""
    texts = {cell.text: cell for cell in layout.sheet.row(row) if cell.text}
    covered = layout.sheet.covering(row, 1)
    if covered.text and covered.row == row:
        texts[covered.text] = covered
    if len(texts) != 1:
        return None
    ((text, cell),) = texts.items()
    alone = any(
        spot[0] == row for spot, start in layout.sheet.merged.items() if start == (cell.row, cell.column)
    )
    named = cells.get(Head("name"))
    marked = _ORDINAL.match(text) or _PART.search(text)
    if cell.row != row or _FOOT.match(text) or folded(text) in _SUM or not (alone or marked):
        return None
    if named is not None and named.text == text and not (alone or _ORDINAL.match(text)):
        return None  # an indicator of whose row nothing else is filled: asked about, never lost
    field = "part" if _PART.search(text) else "domain"
    return field, Cell(row=cell.row, column=cell.column, text=unnumbered(text), value=unnumbered(text))


def unnumbered(text: str) -> str:
    """Return the name of a part or a domain without the ordinal before it.

    >>> unnumbered("（一）妇女与健康"), unnumbered("二、儿童发展规划")
    ('妇女与健康', '儿童发展规划')
    """
    found = _ORDINAL.match(text)
    return text[found.end() :].strip() if found else text.strip()


def _is_no_row(layout: Layout, cells: Mapping[Head, Cell]) -> bool:
    name = cells[Head("name")].text
    texts = [cell.text for cell in cells.values() if cell.text]
    first = next(iter(texts), "")
    repeated = name and folded(name) in {
        folded(layout.heads[c]) for c, h in layout.fields.items() if h.field == "name"
    }
    sums = folded(name) in _SUM or folded(first) in _SUM
    return bool(not texts or repeated or sums or (len(texts) == 1 and (_FOOT.match(first) or not name)))


def _hold(held: dict[str, Cell], section: tuple[str, Cell]) -> None:
    """Remember a section; what lies in the one before ends with it."""
    field, cell = section
    if held.get(field) is None or held[field].text != cell.text:
        for inner in _FILLED[_FILLED.index(field) + 1 :]:
            held.pop(inner, None)
    held[field] = cell


def _fill(held: dict[str, Cell], cells: dict[Head, Cell]) -> None:
    """Give an empty part, domain or goal the one above."""
    for field in _FILLED:
        head = Head(field)
        cell = cells.get(head)
        if cell is not None and cell.text:
            if head in cells and (field not in held or folded(held[field].text) != folded(cell.text)):
                _hold(held, (field, cell))
        elif field in held:
            cells[head] = held[field]


def _answered(raw: Raw, answers: Mapping[Spot, str]) -> Raw:
    """Return the row with the answers in the place of its cells."""
    cells = dict(raw.cells)
    for (sheet, row, name), text in answers.items():
        if (sheet, row) == (raw.sheet.name, raw.row):
            field, _, period = name.partition(" ")
            head = next((one for one in cells if raw.spot(one)[2] == name), None) or _head(field, period)
            stood = cells.get(head) or Cell(row=raw.row, column=1)
            cells[head] = Cell(row=stood.row, column=stood.column, value=text or None, text=text)
    return Raw(sheet=raw.sheet, row=raw.row, cells=cells)


def _head(field: str, period: str) -> Head:
    from fedstat.importers.periods import found_period

    return Head(field, found_period(period) if period else None)
