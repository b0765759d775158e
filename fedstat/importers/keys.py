"""The key of an observation in a row: its indicator, period, area and sub-group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.errors import Fault
from fedstat.importers.matching import Match
from fedstat.importers.periods import period_of
from fedstat.importers.words import is_total
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.importers.grid import Grid
    from fedstat.importers.layout import Slot
    from fedstat.importers.sheet import Cell
    from fedstat.model.period import Period


def indicator_of(grid: Grid, row: int, slot: Slot) -> str:
    """Return the code of the indicator, "" when that is unclear; why is noted."""
    if slot.meaning.indicator:
        return slot.meaning.indicator
    cells = [grid.sheet.covering(row, column) for column in grid.layout.indicators]
    cells = [cell for cell in cells if cell.text]
    if not cells:
        empty = grid.sheet.cell(row, grid.layout.indicators[0])
        grid.fault(
            Fault(
                "unknown-indicator",
                msg("The row has a value and names no indicator."),
                msg("Write the indicator's code or name into the cell."),
            ),
            empty,
        )
        return ""
    return _agreed(grid, [(cell, grid.names.indicator(grid.text(cell))) for cell in cells])


def _agreed(grid: Grid, found: list[tuple[Cell, Match | Fault]]) -> str:
    """Return the code that the cells of a row name together; a mere number beside a name is its rank."""
    matches = [(cell, match) for cell, match in found if isinstance(match, Match)]
    faults = [
        (cell, match)
        for cell, match in found
        if isinstance(match, Fault) and not (matches and cell.text.isdecimal())
    ]
    sure = [(cell, match) for cell, match in matches if not match.part]
    if sure:
        faults = [(cell, fault) for cell, fault in faults if grid.names.looks_like_code(cell.text)]
    for cell, fault in faults:
        grid.fault(fault, cell)
    if faults:
        return ""
    codes = {match.id for _, match in sure or matches}
    if len(codes) > 1:
        (one, first), (other, second) = (sure or matches)[:2]
        grid.fault(
            Fault(
                "indicator-mismatch",
                msg(
                    "“{one}” is the indicator {first}, and “{other}” is {second}.",
                    one=one.text,
                    first=first.id,
                    other=other.text,
                    second=second.id,
                ),
                msg("Correct the one or the other."),
            ),
            other,
        )
        return ""
    cell, match = (sure or matches)[0]
    if match.part:
        _note_part(grid, cell, match)
    return match.id


def _note_part(grid: Grid, cell: Cell, match: Match) -> None:
    grid.fault(
        Fault(
            "name-in-part",
            msg(
                "“{text}” is taken for {id} {name}: no other name has these words.",
                text=cell.text,
                id=match.id,
                name=match.part,
            ),
            msg("If that is not meant, write the code or the whole name."),
        ),
        cell,
    )


def period(grid: Grid, row: int, slot: Slot) -> Period | None:
    """Return the period, None when it is unclear; why is noted."""
    if slot.meaning.period is not None:
        return slot.meaning.period
    cell = grid.cell(row, "period", slot)
    if not cell.text:
        if grid.wanted.period is None:
            grid.fault(
                Fault("bad-period", msg("The row has a value and no period."), msg("Fill in the cell.")),
                grid.sheet.cell(row, grid.layout.fields["period"]),
            )
        return grid.wanted.period
    found = period_of(cell)
    if isinstance(found, Fault):
        grid.fault(found, cell)
        return None
    return found


def area(grid: Grid, row: int, slot: Slot) -> str:
    """Return the id of the area, "" when it is unclear; why is noted."""
    cell = grid.cell(row, "reference_area", slot)
    if not cell.text:
        return grid.wanted.reference_area or grid.names.ledger.area
    found = grid.names.area(grid.text(cell))
    if isinstance(found, Fault):
        grid.fault(found, cell)
        return ""
    return found.id


def group(grid: Grid, row: int, slot: Slot) -> dict[str, str]:
    """Return the sub-group, {} for everybody; what is unclear is noted."""
    pairs = dict((slot.meaning.group,)) if slot.meaning.group else {}
    cell = grid.cell(row, "breakdown", slot)
    if cell.text:
        found = grid.names.group(grid.text(cell))
        if isinstance(found, Fault):
            grid.fault(found, cell)
        else:
            _add(grid, pairs, found, cell)
    for dimension, column in grid.layout.dimensions.items():
        cell = grid.sheet.covering(row, column)
        category = grid.names.category(dimension, grid.text(cell)) if cell.text else ""
        if isinstance(category, Fault):
            grid.fault(category, cell)
        elif category:
            _add(grid, pairs, {dimension: category}, cell)
    _refuse_unknown_dimensions(grid, row)
    return pairs


def _add(grid: Grid, pairs: dict[str, str], more: dict[str, str], cell: Cell) -> None:
    for dimension, category in more.items():
        if pairs.setdefault(dimension, category) != category:
            grid.fault(
                Fault(
                    "bad-breakdown",
                    msg(
                        "The row says {one} and {other} of the dimension “{dimension}”.",
                        one=pairs[dimension],
                        other=category,
                        dimension=dimension,
                    ),
                    msg("Correct the one or the other."),
                ),
                cell,
            )


def _refuse_unknown_dimensions(grid: Grid, row: int) -> None:
    """Refuse a row of a message that speaks of a sub-group in a dimension that the ledger does not have."""
    for column in grid.layout.foreign:
        cell = grid.sheet.cell(row, column)
        text = grid.text(cell)
        if text and not is_total(text):
            grid.fault(
                Fault(
                    "unknown-dimension",
                    msg(
                        "The message parts its values by “{name}”, here {text}, and the ledger does not.",
                        name=grid.layout.heads[column],
                        text=text,
                    ),
                    msg(
                        "Add [[dimension]] to the ledger, or say that it does not matter: {line}",
                        line=f"--map {grid.layout.heads[column]}=-",
                    ),
                ),
                cell,
            )
