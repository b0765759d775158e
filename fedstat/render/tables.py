"""A table as lines: no vertical rules, a thin rule under the headings, groups and totals set off."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from fedstat.render.columns import GAP, body_widths, extent, kept, whole_widths
from fedstat.render.pen import BOLD, COLOURS, GREY
from fedstat.render.wrapping import TWO, balanced, phrased, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedstat.render.columns import Extent
    from fedstat.render.pen import Pen
    from fedstat.table import Cell, Column, Row, RowKind, Table

_HANGING: Final = 2 * TWO
"""Cells that must remain beside a sign before a text's further lines stand under its first."""


class _Strip(NamedTuple):
    """One column from top to bottom, each text on one line."""

    column: Column
    title: str
    cells: list[Cell]
    texts: list[str]
    codes: list[str]
    asked: Extent


class _Broken(NamedTuple):
    """One column from top to bottom, each text in the lines it takes."""

    strip: _Strip
    heading: list[str]
    bodies: list[list[str]]
    size: int


def table_lines(table: Table, pen: Pen) -> Iterator[str]:
    """Yield the lines of *table*: title, heading, rows, notes.

    Raises:
        ValueError: a row has neither one cell nor as many as there are columns.
    """
    if table.title:
        for line in _running(table.title, pen, phrases=True):
            yield pen.paint(line, BOLD)
        yield ""
    notes = table.notes
    if table.columns:
        strips = _strips(table, pen)
        shown = kept(table.columns, [strip.asked for strip in strips], pen.width)
        yield from _stacked(table, _broken([strips[index] for index in shown], pen), pen)
        if pen.narrow and any(strip.asked.body for index, strip in enumerate(strips) if index not in shown):
            notes = (*notes, pen.narrow)
        if notes:
            yield ""
    for note in notes:
        yield from words(note, pen, GREY)


def words(text: str, pen: Pen, code: str = "", first: str = "") -> Iterator[str]:
    """Yield running text in lines; those after the first are set in as far as *first*."""
    indent = pen.measure(first)
    for index, line in enumerate(_running(text, pen, indent)):
        yield (" " * indent if index else first) + pen.paint(line, code)


def _running(text: str, pen: Pen, indent: int = 0, *, phrases: bool = False) -> list[str]:
    shown = pen.show(text)
    if pen.width is None:
        return [shown]
    return (phrased if phrases else wrap)(shown, max(pen.width - indent, TWO), pen.measure)


def _strips(table: Table, pen: Pen) -> list[_Strip]:
    items = [_checked(row, table) for row in table.rows if not _spans(row, table)]
    return [_strip(column, index, items, pen) for index, column in enumerate(table.columns)]


def _spans(row: Row, table: Table) -> bool:
    return len(row.cells) == 1 and (len(table.columns) > 1 or row.kind != "item")


def _checked(row: Row, table: Table) -> Row:
    if len(row.cells) != len(table.columns):
        message = f"a row of {len(row.cells)} cells in a table of {len(table.columns)} columns"
        raise ValueError(message)
    return row


def _strip(column: Column, index: int, items: Sequence[Row], pen: Pen) -> _Strip:
    cells = [row.cells[index] for row in items]
    title, texts = pen.show(column.title), [_signed(cell, pen) for cell in cells]
    return _Strip(
        column=column,
        title=title,
        cells=cells,
        texts=texts,
        codes=[COLOURS.get(cell.mark, _weight(row.kind)) for cell, row in zip(cells, items, strict=True)],
        asked=extent(column, title, set(texts), pen),
    )


def _signed(cell: Cell, pen: Pen) -> str:
    text = pen.show(cell.text)
    return (pen.sign(cell.mark) + text if cell.mark else text).rstrip()


def _weight(kind: RowKind) -> str:
    return "" if kind == "item" else BOLD


def _broken(strips: Sequence[_Strip], pen: Pen) -> list[_Broken]:
    """Return the columns as wide as the screen allows: texts come first, then headings."""
    asked = [strip.asked for strip in strips]
    sizes = body_widths(asked, pen.width)
    bodies = [_bodies(strip, size, pen) for strip, size in zip(strips, sizes, strict=True)]
    used = [_used(lines, pen) for lines in bodies]
    result = []
    for strip, lines, least, size in zip(
        strips, bodies, used, whole_widths(asked, used, pen.width), strict=True
    ):
        heading = balanced(strip.title, size, pen.measure)
        width = max(least, _used([heading], pen))
        result.append(_Broken(strip=strip, heading=heading, bodies=lines, size=width))
    return result


def _bodies(strip: _Strip, size: int, pen: Pen) -> list[list[str]]:
    if strip.asked.body <= size:
        return [[text] for text in strip.texts]
    return [_lines(*each, strip.column, size, pen) for each in zip(strip.texts, strip.cells, strict=True)]


def _lines(text: str, cell: Cell, column: Column, size: int, pen: Pen) -> list[str]:
    sign = pen.sign(cell.mark)
    hang = pen.measure(sign)
    if column.align != "left" or size - hang < _HANGING:
        return balanced(text, size, pen.measure)
    lines = balanced(text[len(sign) :], size - hang, pen.measure)
    return [(" " * hang if index else sign) + line for index, line in enumerate(lines)]


def _used(bodies: Sequence[Sequence[str]], pen: Pen) -> int:
    return max((pen.measure(line) for line in {line for lines in bodies for line in lines}), default=0)


def _stacked(table: Table, columns: Sequence[_Broken], pen: Pen) -> Iterator[str]:
    """Yield the heading and the rows, rules as wide as the widest of them."""
    spanning = [_running(row.cells[0].text, pen, phrases=True) for row in table.rows if _spans(row, table)]
    whole = sum(column.size for column in columns) + len(GAP) * (len(columns) - 1)
    rule = pen.ruled(max(whole, _used(spanning, pen)))
    if any(column.strip.title for column in columns):
        yield from _headed(columns, pen)
        yield rule
    items = zip(*(zip(column.bodies, column.strip.codes, strict=True) for column in columns), strict=True)
    headings = iter(spanning)
    previous: RowKind | None = None
    for row in table.rows:
        yield from _before(row.kind, previous, rule)
        previous = row.kind
        if _spans(row, table):
            code = COLOURS.get(row.cells[0].mark, _weight(row.kind))
            yield from (pen.paint(line, code) for line in next(headings))
        else:
            bodies, codes = zip(*next(items), strict=True)
            yield from _laid(bodies, codes, columns, pen)


def _headed(columns: Sequence[_Broken], pen: Pen) -> Iterator[str]:
    """Yield the headings with their last lines level, next to the rule."""
    height = max(len(column.heading) for column in columns)
    sunk = [[""] * (height - len(column.heading)) + column.heading for column in columns]
    return _laid(sunk, [BOLD] * len(columns), columns, pen)


def _before(kind: RowKind, previous: RowKind | None, rule: str) -> Iterator[str]:
    if previous is None:
        return
    if kind == "group" or (kind == "subgroup" and previous != "group"):
        yield ""
    elif kind == "total" != previous:
        yield rule


def _laid(
    bodies: Sequence[Sequence[str]], codes: Sequence[str], columns: Sequence[_Broken], pen: Pen
) -> Iterator[str]:
    for texts in zip_longest(*bodies, fillvalue=""):
        parts = []
        for text, code, column in zip(texts, codes, columns, strict=True):
            spare = column.size - pen.measure(text)
            left = {"left": 0, "centre": spare // 2, "right": spare}[column.strip.column.align]
            parts.append(" " * left + pen.paint(text, code) + " " * (spare - left))
        yield GAP.join(parts).rstrip(" ")
