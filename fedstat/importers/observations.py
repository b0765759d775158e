"""A file of tables to observations: which sheets hold such a table, its rows, and all that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.errors import Finding, Place
from fedstat.importers import keys
from fedstat.importers.amounts import action_of, amounts, doubt_of, particulars
from fedstat.importers.given import Found, Given
from fedstat.importers.grid import Grid
from fedstat.importers.headings import Reader
from fedstat.importers.layout import DEEPEST, YEAR, lacking, layout_of
from fedstat.importers.words import folded
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedstat.importers.given import Wanted
    from fedstat.importers.layout import Layout, Slot
    from fedstat.importers.matching import Names
    from fedstat.importers.sheet import Book, Sheet
    from fedstat.language import Message

_ALSO: Final = 6
"""How many further cells a finding names that stands for several."""


def read_observations(book: Book, names: Names, wanted: Wanted) -> Found:
    """Return the observations of all tables of a file, and everything that is wrong with them."""
    reader = Reader(names, wanted.told)
    read = _Reading(book, names, wanted)
    chosen, findings = _chosen(book, wanted)
    for sheet in chosen:
        layout, faults = layout_of(sheet, reader, names)
        if layout is None:
            read.without_table.append(sheet)
        else:
            read.findings += faults
            read.headings |= layout.headings
            read.table(sheet, layout)
    if read.tables == 0 and not findings:
        findings.append(_no_table(book, chosen))
    elif read.tables:
        findings += _never_met(book, wanted, read.headings)
    return read.found(findings)


def _never_met(book: Book, wanted: Wanted, met: frozenset[str]) -> Iterator[Finding]:
    """Yield the headings that the user speaks of and no table has."""
    from difflib import get_close_matches

    for heading in wanted.told:
        if folded(heading) not in met:
            near = get_close_matches(folded(heading), met, 1)
            yield Finding(
                "heading-missing",
                Place(file=book.name, line=0),
                msg("No table has the heading “{heading}”.", heading=heading),
                msg("Did you mean “{nearest}”?", nearest=near[0])
                if near
                else msg("Its headings are: {names}.", names=Several(sorted(met))),
            )


def headings(book: Book) -> frozenset[str]:
    """Return everything that stands in the first rows of the sheets, folded: what a profile is known by."""
    return frozenset(
        folded(cell.text) for sheet in book.sheets for (row, _), cell in sheet.cells.items() if row <= DEEPEST
    )


def _chosen(book: Book, wanted: Wanted) -> tuple[list[Sheet], list[Finding]]:
    """Return the sheets to look at: those that the user names, else all that are not hidden."""
    if not wanted.sheets:
        seen = [sheet for sheet in book.sheets if not sheet.hidden]
        return seen or list(book.sheets), []
    by_name = {folded(sheet.name): sheet for sheet in book.sheets}
    lacking = [name for name in wanted.sheets if folded(name) not in by_name]
    findings = [
        Finding(
            "heading-missing",
            Place(file=book.name, line=0),
            msg("There is no sheet “{name}”.", name=name),
            msg("The sheets are: {names}.", names=Several(sheet.name for sheet in book.sheets)),
        )
        for name in lacking
    ]
    return [by_name[folded(name)] for name in wanted.sheets if folded(name) in by_name], findings


def _no_table(book: Book, sheets: list[Sheet]) -> Finding:
    first = sheets[0] if sheets else None
    where = (
        first.place(min(first.cells.values(), key=lambda cell: (cell.row, cell.column)))
        if first and first.cells
        else None
    )
    return Finding(
        "heading-missing",
        where or Place(file=book.name, line=0),
        msg("No row was found that is the heading of a table of values."),
        msg(
            "A heading names the indicator and, for instance, 报告期 and 监测值, or years; "
            "other headings are told with --map HEADING=period."
        ),
    )


class _Reading:
    """Gathers what the tables of one file say."""

    def __init__(self, book: Book, names: Names, wanted: Wanted) -> None:
        self._book = book
        self._names = names
        self._wanted = wanted
        self.findings: list[Finding] = []
        self.without_table: list[Sheet] = []
        self.tables = 0
        self.headings: frozenset[str] = frozenset()
        self._rows: list[Given] = []
        self._remarks: list[Message] = []
        self._first: dict[tuple[object, ...], Given] = {}
        self._empty = 0
        self._repeated = 0

    def table(self, sheet: Sheet, layout: Layout) -> None:
        """Take in one table."""
        self.tables += 1
        wanting = list(lacking(layout, sheet, period=self._wanted.period is not None))
        self.findings += wanting
        if wanting:
            return
        grid = Grid(sheet, layout, self._names, self._wanted, knows_formats=self._book.knows_formats)
        for row in grid.rows():
            for slot in layout.slots:
                if grid.is_filled(row, slot):
                    self._take(_given(grid, row, slot))
                else:
                    self._empty += grid.names_something(row)
        self.findings += grid.findings
        self._remarks += _left_out(layout)

    def _take(self, given: Given | None) -> None:
        """Keep an observation; one that stands twice with the same content is kept once."""
        if given is None:
            return
        first = self._first.setdefault((*given.key, given.said.get("recorded")), given)
        if first is given:
            self._rows.append(given)
        elif (first.said, first.action) == (given.said, given.action):
            self._repeated += 1
        else:
            self.findings.append(_twice(first, given))

    def found(self, findings: list[Finding]) -> Found:
        """Return everything, with the same fault of many cells told once."""
        if self.tables and self.without_table and not self._wanted.sheets:
            names = Several(sheet.name for sheet in self.without_table)
            self._remarks.append(msg("Sheets without a table of values are left out: {names}.", names=names))
        hidden = [sheet.name for sheet in self._book.sheets if sheet.hidden]
        if hidden and not self._wanted.sheets and len(hidden) < len(self._book.sheets):
            self._remarks.append(msg("Hidden sheets are left out: {names}.", names=Several(hidden)))
        return Found(
            rows=tuple(self._rows),
            findings=tuple(_folded([*findings, *self.findings])),
            remarks=(*self._book.remarks, *dict.fromkeys(self._remarks)),
            empty=self._empty,
            repeated=self._repeated,
        )


def _given(grid: Grid, row: int, slot: Slot) -> Given | None:
    """Return the observation of a row and a slot, None when something is wrong; all of that is noted."""
    before = len(grid.findings)
    code = keys.indicator_of(grid, row, slot)
    period = keys.period(grid, row, slot)
    area = keys.area(grid, row, slot)
    group = keys.group(grid, row, slot)
    said = particulars(grid, row, slot)
    action = action_of(grid, row, slot)
    doubt = None
    if code:
        indicator = grid.names.indicators[code]
        own = amounts(grid, row, slot, indicator)
        doubt = doubt_of(grid, row, slot, indicator, own)
        said |= own
    if period is None or any(finding.severity == "error" for finding in grid.findings[before:]):
        return None
    return Given(
        place=grid.sheet.place(grid.where(row, slot)),
        indicator=code,
        period=period,
        reference_area=area,
        breakdown=tuple(sorted(group.items())),
        said=said,
        action=action,
        doubt=doubt,
    )


def _twice(first: Given, again: Given) -> Finding:
    return Finding(
        "duplicate-entry",
        again.place,
        msg(
            "{code} of {period} stands here and in {cell} with another content.",
            code=again.indicator,
            period=again.period,
            cell=(f"{first.place.sheet}!" if first.place.sheet != again.place.sheet else "")
            + first.place.cell,
        ),
        msg("Keep one of the two."),
    )


def _left_out(layout: Layout) -> Iterator[Message]:
    """Yield which columns were left out."""
    columns = [
        column
        for column in layout.unknown
        if column not in layout.foreign and not YEAR.search(layout.heads[column])
    ]
    if layout.wide:
        columns += [layout.fields[name] for name in layout.fields if name in _OF_ONE]
    heads = [layout.heads[column] for column in columns]
    if heads:
        yield msg("Columns left out: {names}.", names=Several(heads))


_OF_ONE: Final = frozenset({"obs_status", "qualifier", "as_printed", "baseline_restated", "note"})
"""What a row of several values cannot say of all of them."""


def _folded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield every finding; the same fault of many cells once, with the cells."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        place = finding.place
        key = (finding.code, place and (place.file, place.sheet), finding.message, finding.remedy)
        groups.setdefault(key, []).append(finding)
    for first, *others in groups.values():
        more = [other for other in others if other.place != first.place]
        yield Finding(first.code, first.where, _also(first, more), first.remedy) if more else first


def _also(first: Finding, others: list[Finding]) -> Message:
    cells = list(dict.fromkeys(place.cell for finding in others if (place := finding.place) is not None))
    return msg(
        "{message} The same in {cells}.",
        message=first.message,
        cells=Several([*cells[:_ALSO], *(["…"] if cells[_ALSO:] else [])]),
    )
