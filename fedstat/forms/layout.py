"""Where everything stands on a form: head, instructions, columns, lines, foot.

The same layout is written as a workbook or as CSV, and is what a form that comes back is held against.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from fedstat.forms.asking import year_before
from fedstat.forms.columns import FormColumn, columns_of
from fedstat.forms.lines import line_cells, name_of_domain
from fedstat.forms.measures import NOTE, height_of, row_height
from fedstat.forms.stamp import hidden_rows, stamp_of
from fedstat.forms.words import SITUATIONS, called, day
from fedstat.language import Message, Several, msg, say
from fedstat.table import Field, Form, FormCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from fedstat.forms.asking import Line
    from fedstat.forms.stamp import Stamp
    from fedstat.language import Language
    from fedstat.model.ledger import Known
    from fedstat.model.period import Period
    from fedstat.table import FormStyle

SHEET: Final = msg("Return", context="name of a form's sheet")
_PAGE: Final = msg("page {page} of {pages}", page="{page}", pages="{pages}")
_TITLE: Final = 34
_HEAD_LINE: Final = 19
_COLUMN_TITLES: Final = 36
_GROUP: Final = 20
_FOOT: Final = (26, 36)
"""Heights in points; the second line of the foot has room for a seal."""


class Letterhead(Struct, frozen=True, kw_only=True):
    """Who sends a form, and by when it is to come back; what is left out is left to be written in."""

    due: date | None = None
    issued_by: str = ""
    """制表机关."""
    document: str = ""
    """文号."""


class Layout(Struct, frozen=True, kw_only=True):
    """A form, and what its rows and columns stand for."""

    form: Form
    stamp: Stamp
    columns: tuple[FormColumn, ...]
    """From the first column of the sheet."""
    rows: tuple[tuple[int, Line], ...]
    """The row of each line, counted from 1."""


def layout_of(
    known: Known,
    unit: str,
    period: Period,
    lines: Sequence[Line],
    *,
    language: Language,
    letterhead: Letterhead | None = None,
    office: str = "",
) -> Layout:
    """Return the form of a data provider, or of an office of it, for *period* in *language*."""
    stamp = stamp_of(known, unit, period, lines, office)
    columns = columns_of(period, lines)
    sheet = _Sheet(known, columns, language)
    sheet.title(_form_title(known, period, language))
    sheet.letterhead(_letterhead(known, stamp, letterhead or Letterhead(), language))
    sheet.notes(period)
    head = sheet.titles()
    rows = sheet.lines(lines, period)
    sheet.foot()
    form = Form(
        title=_form_title(known, period, language),
        sheet=say(SHEET, language),
        widths=tuple(column.width for column in columns),
        heights=tuple(sheet.heights.items()),
        cells=tuple(sheet.cells),
        head=head,
        page=say(_PAGE, language),
        number=stamp.number,
        stamp=hidden_rows(known, stamp, lines),
    )
    return Layout(form=form, stamp=stamp, columns=columns, rows=rows)


def unit_title(known: Known, unit: str, office: str, language: Language) -> str:
    """Return what a form calls who fills it: the unit, with its office where the form was split."""
    name = called(known.member_units.get(unit), language, unit)
    return say(msg("{unit} ({office})", unit=name, office=office), language) if office else name


def _form_title(known: Known, period: Period, language: Language) -> str:
    plan = known.plan
    title = (plan.title_en if language == "en" else "") or plan.title
    return say(msg("{plan}: indicator data of {period}", plan=title, period=period), language)


def _letterhead(
    known: Known, stamp: Stamp, letterhead: Letterhead, language: Language
) -> tuple[tuple[Message, object], ...]:
    due = letterhead.due
    return (
        (msg("Filled by: {text}", text=unit_title(known, stamp.unit, stamp.office, language)), True),
        (msg("Period: {text}", text=stamp.period), True),
        (msg("Form number: {text}", text=stamp.number), True),
        (msg("Return by: {text}", text=day(due) if due is not None else ""), due),
        (msg("Issued by: {text}", text=letterhead.issued_by), letterhead.issued_by),
        (msg("Document: {text}", text=letterhead.document), letterhead.document),
    )


class _Sheet:
    """Cells, row by row from the top."""

    def __init__(self, known: Known, columns: Sequence[FormColumn], language: Language) -> None:
        self.known = known
        self.columns = columns
        self.language = language
        self.cells: list[FormCell] = []
        self.heights: dict[int, int] = {}
        self.row = 0

    def next(self, height: int) -> int:
        """Go to the next row, so many points high."""
        self.row += 1
        self.heights[self.row] = height
        return self.row

    def across(self, text: str, style: FormStyle) -> None:
        """Fill the whole row with one text."""
        self.cells.append(FormCell(row=self.row, column=1, across=len(self.columns), text=text, style=style))

    def title(self, text: str) -> None:
        self.next(_TITLE)
        self.across(text, "title")

    def letterhead(self, entries: Sequence[tuple[Message, object]]) -> None:
        """Write who fills what for when, three to a row; what nobody stated is open."""
        for first in range(0, len(entries), 3):
            self.next(_HEAD_LINE)
            three = entries[first : first + 3]
            for (text, stated), (column, across) in zip(three, spread(self._widths(), 3), strict=True):
                self.cells.append(
                    FormCell(
                        row=self.row,
                        column=column,
                        across=across,
                        text=say(text, self.language),
                        style="line",
                        field=None if stated else Field(),
                    )
                )

    def notes(self, period: Period) -> None:
        """Write the two instructions."""
        width = sum(self._widths())
        for note in _instructions(period, self.columns):
            text = say(note, self.language)
            self.next(ceil(height_of(text, width, NOTE)) + 6)
            self.across(text, "note")

    def titles(self) -> int:
        """Write the titles of the columns and return their row."""
        texts = [say(column.title, self.language) for column in self.columns]
        room = zip(texts, self._widths(), strict=True)
        row = self.next(max(_COLUMN_TITLES, *(ceil(height_of(text, width)) + 6 for text, width in room)))
        self.cells += [
            FormCell(row=row, column=number, text=text, style="head") for number, text in enumerate(texts, 1)
        ]
        return row

    def lines(self, lines: Sequence[Line], period: Period) -> tuple[tuple[int, Line], ...]:
        """Write what is to be filled, under headings where it belongs to several domains."""
        under: dict[str, list[Line]] = {}
        for line in sorted(lines, key=self._rank):
            under.setdefault(name_of_domain(self.known, line.indicator, self.language), []).append(line)
        rows: list[tuple[int, Line]] = []
        for heading, several in under.items():
            if len(under) > 1:
                self.next(_GROUP)
                self.across(heading, "group")
            rows += self._lines(several, period)
        return tuple(rows)

    def _rank(self, line: Line) -> int:
        """Order as the plan orders its domains; what belongs to none stands at the end."""
        domains = list(self.known.domains)
        return domains.index(line.indicator.domain) if line.indicator.domain in domains else len(domains)

    def _lines(self, lines: Sequence[Line], period: Period) -> Iterator[tuple[int, Line]]:
        for line in lines:
            cells = line_cells(self.known, self.columns, line, period, self.row + 1, self.language)
            self.cells += cells
            yield self.next(row_height(cells, self._widths(), behind=line.behind)), line

    def foot(self) -> None:
        """Write who signs, and leave them room."""
        signs = (
            (msg("Head of the unit:"), msg("Head of statistics:"), msg("Filled in by:")),
            (msg("Telephone:"), msg("Date:"), msg("Seal of the unit:")),
        )
        for three, height in zip(signs, _FOOT, strict=True):
            self.next(height)
            for text, (column, across) in zip(three, spread(self._widths(), 3), strict=True):
                label = FormCell(row=self.row, column=column, text=say(text, self.language), style="line")
                self.cells += (label, self._blank(column + 1, across - 1))

    def _blank(self, column: int, across: int) -> FormCell:
        return FormCell(row=self.row, column=column, across=across, style="blank", field=Field())

    def _widths(self) -> tuple[int, ...]:
        return tuple(column.width for column in self.columns)


def _instructions(period: Period, columns: Sequence[FormColumn]) -> tuple[Message, Message]:
    """Return what is said above the table, of the columns that there are."""
    there = {column.needs for column in columns}
    values: dict[str, Any] = {"period": period, "before": year_before(period)}
    how = (
        msg(
            "1. Fill only the empty cells, light in a workbook."
            " Give the value of {period} as a number with all its digits,"
            " without its unit; where a numerator and a denominator are asked for, these two will do."
            " No data is not 0: leave the value empty and choose the reason under “Data situation”."
            " If the value of {before} has changed, give the revised one.",
            **values,
        )
        if "ratio" in there
        else msg(
            "1. Fill only the empty cells, light in a workbook."
            " Give the value of {period} as a number with all its digits,"
            " without its unit. No data is not 0: leave the value empty and choose the reason under"
            " “Data situation”. If the value of {before} has changed, give the revised one.",
            **values,
        )
    )
    situations = Several(SITUATIONS.values())
    said = (
        msg(
            "2. Data situation, one of: {situations}. A value needs its source; a large change or a missing"
            " value its reason; an indicator that is behind its outlook, cause and measures.",
            situations=situations,
        )
        if "behind" in there
        else msg(
            "2. Data situation, one of: {situations}. A value needs its source; a large change or a missing"
            " value its reason.",
            situations=situations,
        )
    )
    return how, said


def spread(widths: Sequence[int], groups: int) -> list[tuple[int, int]]:
    """Return the first column and the number of columns of *groups* about equally wide stretches.

    >>> spread((9, 29, 8, 10, 10, 11, 12, 15, 13, 18), 3)
    [(1, 3), (4, 4), (8, 3)]
    """
    total = sum(widths)
    ends = [0]
    for group in range(1, groups):
        reached, end = 0, 0
        while reached + widths[end] / 2 < total * group / groups or end < ends[-1] + 2:
            reached += widths[end]
            end += 1
        ends.append(end)
    ends.append(len(widths))
    return [(start + 1, end - start) for start, end in pairwise(ends)]
