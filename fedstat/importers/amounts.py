"""What a row says of one value: a number, two counts, or why there is none; and its particulars."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.errors import Fault
from fedstat.importers.cells import number_of, value_of
from fedstat.importers.headings import is_unit
from fedstat.importers.words import QUALIFIER_OF, STATUS_OF, folded
from fedstat.language import Several, msg
from fedstat.model.number import INTEGER_DIGITS, ROUNDINGS, decimals_of, plain, rounded
from fedstat.model.observation import NO_VALUE, OBS_STATUSES
from fedstat.model.unit import canonical_unit, is_percentage, ratio_factor

if TYPE_CHECKING:
    from fedstat.importers.cells import Said
    from fedstat.importers.given import Action
    from fedstat.importers.grid import Grid
    from fedstat.importers.layout import Slot
    from fedstat.importers.sheet import Cell
    from fedstat.language import Message
    from fedstat.model.indicator import Indicator

_TEXTS: Final = ("source", "evidence", "reviewed_by", "approved_by", "note")
_STATUS_WORDS: Final = (
    *("正常 A", "初步数 P", "估算数 E", "预测数 F", "口径变化 B"),
    *("未调查 L", "不适用 M", "未掌握 O", "不宜公开 Q"),
)
_ACTIONS: Final[dict[str, Action]] = {
    **dict.fromkeys(("", "I", "A", "M"), "merge"),
    "R": "replace",
    "D": "delete",
}
"""What SDMX-CSV says of a row: information, append, merge, replace, delete."""


def action_of(grid: Grid, row: int, slot: Slot) -> Action:
    """Return what is to happen with the row's value."""
    if not grid.layout.message:
        return "replace"
    cell = grid.cell(row, "action", slot)
    action = _ACTIONS.get(grid.text(cell).upper())
    if action is None:
        grid.fault(
            Fault(
                "wrong-choice",
                msg("“{text}” is no action of SDMX-CSV.", text=cell.text),
                msg("It is one of: {choices}.", choices=Several(sorted(filter(None, _ACTIONS)))),
            ),
            cell,
        )
    return action or "merge"


def particulars(grid: Grid, row: int, slot: Slot) -> Said:
    """Return what the row says besides its value: source, unit, day."""
    said: Said = {name: text for name in _TEXTS if (text := grid.text(grid.cell(row, name, slot)))}
    cell = grid.cell(row, "reported_by", slot)
    if cell.text:
        found = grid.names.unit(grid.text(cell))
        if isinstance(found, Fault):
            grid.fault(found, cell)
        else:
            said["reported_by"] = found.id
    cell = grid.cell(row, "recorded", slot)
    if cell.text:
        stamp = _stamp(cell)
        if stamp is None:
            grid.fault(
                Fault(
                    "bad-date",
                    msg("“{text}” is no date.", text=cell.text),
                    msg("Write: {line}", line="2023-12-25"),
                ),
                cell,
            )
        else:
            said["recorded"] = stamp
    return said


def _stamp(cell: Cell) -> date | datetime | None:
    if isinstance(cell.value, datetime):
        return cell.value.replace(microsecond=0)
    if isinstance(cell.value, date):
        return cell.value
    try:
        moment = datetime.fromisoformat(cell.text.replace("/", "-"))
    except ValueError:
        return None
    return None if moment.tzinfo else moment if ":" in cell.text else moment.date()


# -- the value ---------------------------------------------------------------------------------------------


def amounts(grid: Grid, row: int, slot: Slot, indicator: Indicator) -> Said:
    """Return the value with what qualifies it; {} when it is faulty, which is noted."""
    before = len(grid.findings)
    if grid.deletes(row, slot):
        _refuse_partly(grid, row, slot)
        return {}
    value = _value(grid, row, slot, indicator)
    counts = {name: _number(grid, row, slot, name) for name in ("numerator", "denominator")}
    ratio: Said = {name: number for name, number in counts.items() if number is not None}
    said: Said = {**value, **_qualified(grid, row, slot, indicator)}
    told = _status(grid, row, slot)
    status = told or value.get("obs_status") or slot.meaning.status
    if status:
        said["obs_status"] = status
    if len(grid.findings) == before:
        fault = _two_statuses(told, str(value.get("obs_status", ""))) or _contradiction(
            said, ratio, indicator
        )
        if fault is None and _is_nan(grid, grid.cell(row, "value", slot)) and status not in NO_VALUE:
            fault = Fault(
                "value-missing",
                msg("There is no value, and no status that says why."),
                msg("Write the status beside it: {words}.", words=Several("LMOQK")),
            )
        if fault is None and ratio and "value" in said:
            fault = _otherwise(Decimal(str(said.pop("value"))), ratio, indicator)
        if fault is not None:
            grid.fault(fault, grid.where(row, slot))
    return said | ratio


def _refuse_partly(grid: Grid, row: int, slot: Slot) -> None:
    """Refuse a row that takes back only a remark, or more than one value."""
    layout = grid.layout
    marked = [grid.cell(row, name, slot) for name in ("obs_status", *_TEXTS)]
    own = next((cell for cell in marked if cell.text), None)
    if own is not None and not grid.cell(row, "value", slot).text:
        fault = Fault(
            "wrong-choice",
            msg(
                "The row takes back {name} alone; here only whole values are.", name=layout.heads[own.column]
            ),
            msg("Send the value anew without it, with the action R."),
        )
        grid.fault(fault, own)
    fields = [layout.fields[name] for name in ("reference_area",) if name in layout.fields]
    for column in (*fields, *layout.dimensions.values(), *layout.foreign):
        cell = grid.sheet.cell(row, column)
        if not cell.text:
            fault = Fault(
                "wrong-choice",
                msg("The row takes back the values of every {name} at once.", name=layout.heads[column]),
                msg("Write one row for each value; _T stands for everybody."),
            )
            grid.fault(fault, cell)


def _value(grid: Grid, row: int, slot: Slot, indicator: Indicator) -> Said:
    cell = grid.cell(row, "value", slot)
    if not cell.text and not cell.formula:
        return {}
    if _is_nan(grid, cell):
        return {}
    unit = _unit(grid, row, slot)
    read = value_of(cell, indicator.unit_measure, unit, as_shown=grid.wanted.as_shown)
    if isinstance(read, Fault):
        grid.fault(read, cell)
        return {}
    return read if grid.layout.message is False else _multiplied(grid, row, slot, read)


def _unit(grid: Grid, row: int, slot: Slot) -> str:
    """Return the unit that the table tells for a value; what is no unit of measure is noted."""
    cell = grid.cell(row, "unit_measure", slot)
    text = grid.text(cell)
    if not text:
        return slot.meaning.unit
    known = {canonical_unit(indicator.unit_measure) for indicator in grid.names.indicators.values()}
    if is_unit(text) or canonical_unit(text) in known or grid.layout.message:
        return "" if grid.layout.message and not is_unit(text) else text
    grid.fault(
        Fault(
            "value-unit",
            msg("“{text}” is no unit of measure that is known.", text=text),
            msg("Write it as the ledger does, for instance %, 1/10万, 人, 万元."),
        ),
        cell,
    )
    return ""


def _multiplied(grid: Grid, row: int, slot: Slot, said: Said) -> Said:
    """Return a value with the zeros that a message's UNIT_MULT takes away."""
    cell = grid.cell(row, "unit_mult", slot)
    text = grid.text(cell)
    if not text or "value" not in said:
        return said
    if not text.lstrip("-").isdecimal() or abs(int(text)) > INTEGER_DIGITS:
        grid.fault(
            Fault(
                "wrong-choice",
                msg("“{text}” is no power of ten.", text=text),
                msg("UNIT_MULT holds 0, 3, 6 …: the value is multiplied with ten to that power."),
            ),
            cell,
        )
        return said
    return {**said, "value": Decimal(plain(Decimal(str(said["value"])).scaleb(int(text))))}


def _number(grid: Grid, row: int, slot: Slot, name: str, unit: str = "") -> Decimal | None:
    cell = grid.cell(row, name, slot)
    if not cell.text and not cell.formula:
        return None
    found = number_of(cell, unit)
    if isinstance(found, Fault):
        grid.fault(found, cell)
        return None
    return found


def _qualified(grid: Grid, row: int, slot: Slot, indicator: Indicator) -> Said:
    """Return what the columns beside the value say of it."""
    said: Said = {}
    cell = grid.cell(row, "qualifier", slot)
    if cell.text:
        qualifier = QUALIFIER_OF.get(folded(grid.text(cell)))
        if qualifier is None:
            grid.fault(
                Fault(
                    "wrong-choice",
                    msg("“{text}” does not say how exact a number is.", text=cell.text),
                    msg(
                        "It is one of: {choices}.",
                        choices=Several(("确数", "约", "近", "余", "不少于", "取整")),
                    ),
                ),
                cell,
            )
        else:
            said["qualifier"] = qualifier
    printed = grid.text(grid.cell(row, "as_printed", slot))
    if printed:
        said["as_printed"] = printed
    restated = _number(grid, row, slot, "baseline_restated", indicator.unit_measure)
    if restated is not None:
        said["baseline_restated"] = restated
    return said


def _status(grid: Grid, row: int, slot: Slot) -> str:
    """Return the status that a letter of SDMX or a word tells."""
    cell = grid.cell(row, "obs_status", slot)
    text = grid.text(cell).strip()
    if not text:
        return ""
    status = text.upper() if len(text) == 1 and text.upper() in OBS_STATUSES else STATUS_OF.get(folded(text))
    if status is None:
        grid.fault(
            Fault(
                "wrong-choice",
                msg("“{text}” is no observation status.", text=text),
                msg(
                    "Write one of these words or its letter: {words}.",
                    words=Several(_STATUS_WORDS),
                ),
            ),
            cell,
        )
    return status or ""


# -- what does not go together -----------------------------------------------------------------------------


def _is_nan(grid: Grid, cell: Cell) -> bool:
    """Whether a message says that there is no value."""
    return grid.layout.message and folded(cell.text) == "nan"


def _two_statuses(told: str, beside: str) -> Fault | None:
    if not beside or told in {"", beside}:
        return None
    return Fault(
        "wrong-choice",
        msg("The value says the status {one}, and its column says {other}.", one=beside, other=told),
        msg("Correct the one or the other."),
    )


def _contradiction(said: Said, ratio: Said, indicator: Indicator) -> Fault | None:
    """Return what a row says that cannot all be true."""
    status = str(said.get("obs_status", ""))
    if status in NO_VALUE and ("value" in said or ratio):
        return Fault(
            "value-beside-status",
            msg("The status {status} says that there is no value, and here stands one.", status=status),
            msg("Leave out the value, or the status."),
        )
    if len(ratio) == 1:
        return Fault(
            "missing-key",
            msg("A numerator and a denominator belong together; one of them is missing."),
            msg("Fill in the cell."),
        )
    if ratio and not ratio["denominator"]:
        return Fault(
            "zero-denominator",
            msg("Nothing is divided by 0."),
            msg("Correct the denominator, or leave both empty and write 不适用 as the value."),
        )
    if ratio and ratio_factor(indicator.unit_measure) is None:
        return Fault(
            "value-unit",
            msg("A value in {unit} is not a ratio of two counts.", unit=indicator.unit_measure),
            msg("Give the value itself, or a unit of measure such as %."),
        )
    return None


def _otherwise(value: Decimal, ratio: Said, indicator: Indicator) -> Fault | None:
    """Return that a value is not what its numerator and denominator make, however it is rounded."""
    factor = ratio_factor(indicator.unit_measure) or 1
    exact = Fraction(Decimal(str(ratio["numerator"]))) / Fraction(Decimal(str(ratio["denominator"]))) * factor
    if any(rounded(exact, decimals_of(value), rule) == value for rule in ROUNDINGS):
        return None
    return Fault(
        "value-both",
        msg(
            "{numerator} of {denominator} is {exact}, and the value says {value}.",
            numerator=plain(Decimal(str(ratio["numerator"]))),
            denominator=plain(Decimal(str(ratio["denominator"]))),
            exact=plain(rounded(exact, max(2, decimals_of(value)), "half-up")),
            value=plain(value),
        ),
        msg("Correct the one or the other, or leave the value empty."),
    )


def doubt_of(grid: Grid, row: int, slot: Slot, indicator: Indicator, said: Said) -> Message | None:
    """Return that a share may be a fraction, where the file does not tell percent cells from others."""
    cell = grid.cell(row, "value", slot)
    value = said.get("value")
    if (
        grid.knows_formats
        or not isinstance(cell.value, Decimal)
        or not isinstance(value, Decimal)
        or not is_percentage(indicator.unit_measure)
        or not 0 < value <= 1
    ):
        return None
    return msg(
        "This kind of file does not tell percent cells: {value} may mean {meant}%.",
        value=plain(value),
        meant=plain(value.scaleb(2)),
    )
