"""The cell of a value: a number as people write it, or a word that says why there is none."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fedstat.errors import Fault
from fedstat.importers.words import STATUS_OF, folded
from fedstat.language import Several, msg
from fedstat.model.number import DECIMAL_DIGITS, INTEGER_DIGITS, decimals_of, plain
from fedstat.model.observation import NO_VALUE
from fedstat.model.quantity import parse_quantity
from fedstat.model.unit import canonical_unit, conversion, plain_signs, scale_of, units_agree

if TYPE_CHECKING:
    from fedstat.importers.sheet import Cell

Said = dict[str, object]
"""What a row says of one observation, by the keys of the ledger."""

_ERROR: Final = re.compile(
    r"#(?:N/A|(?:DIV/0|REF|VALUE|NUM|NULL|SPILL|CALC)!|NAME\?|GETTING_DATA)|err:\d{3}", re.IGNORECASE
)
"""What spreadsheets show instead of a result."""
_DAY: Final = re.compile(
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2})\Z"
)
"""A day, as a spreadsheet shows what it took for one: 2023-01-05, 1月5日, 5-Jan."""
_REMARKED: Final = re.compile(r"(.+?)\s*\(([^()]+)\)\Z", re.DOTALL)


def value_of(cell: Cell, unit_measure: str, unit: str = "", *, as_shown: bool = False) -> Said | Fault:
    """Return what the cell of a value says, or why it cannot be taken.

    Args:
        cell: where the value stands; it is not empty.
        unit_measure: the indicator's own unit of measure.
        unit: the one that the table tells for it.
        as_shown: whether the digits that the sheet shows are taken rather than those behind them.
    """
    fault = _no_number(cell)
    if fault is not None:
        return fault
    if isinstance(cell.value, Decimal):
        return _number(cell, cell.value, unit_measure, unit, as_shown=as_shown)
    return _text(cell.text, unit_measure, unit)


def number_of(cell: Cell, unit_measure: str = "") -> Decimal | Fault:
    """Return the exact number in a cell: a count, a restated baseline."""
    said = value_of(cell, unit_measure)
    if isinstance(said, Fault):
        return said
    if said.get("qualifier") or "value" not in said:
        return Fault(
            "value-not-understood",
            msg("“{text}” is not exact.", text=cell.text),
            msg("Write the number alone."),
        )
    return Decimal(str(said["value"]))


def _no_number(cell: Cell) -> Fault | None:
    """Return why a cell cannot hold a value, whatever the indicator."""
    if cell.error or _ERROR.fullmatch(cell.text):
        return Fault(
            "cell-error",
            msg("The cell shows the error {text}.", text=cell.text),
            msg("Mend its formula, or leave the cell empty."),
        )
    if cell.formula and cell.value is None:
        return Fault(
            "cell-error",
            msg(
                "The cell has a formula whose result was never computed: {formula}", formula=cell.formula[:60]
            ),
            msg("Open the file in Excel or WPS, save it there, then repeat the command."),
        )
    if isinstance(cell.value, date | datetime) or _DAY.match(cell.text.strip()):
        return Fault(
            "cell-date",
            msg("“{text}” is a date, where a number belongs.", text=cell.text),
            msg("Format the cell as a number, then type the value again."),
        )
    return None


# -- numbers -----------------------------------------------------------------------------------------------


def _number(cell: Cell, value: Decimal, unit_measure: str, unit: str, *, as_shown: bool) -> Said | Fault:
    if as_shown:
        value = Decimal(cell.text.rstrip("%"))
    if value.adjusted() >= INTEGER_DIGITS or decimals_of(value) > DECIMAL_DIGITS:
        return _too_many_digits(cell)
    if cell.percent:
        if not unit_measure:
            return Fault(
                "value-unit",
                msg("“{text}” is a percentage, and none belongs here.", text=cell.text),
                msg("Format the cell as a number and check what it then shows."),
            )
        agrees = canonical_unit(unit_measure) == "%"
        return {"value": value} if agrees else _contradiction(cell.text, "%", unit_measure)
    return _converted({"value": value}, cell.text, unit, unit_measure)


def _converted(said: Said, text: str, unit: str, unit_measure: str) -> Said | Fault:
    """Return a value in the indicator's own unit; 3.2 in 万人 is 32000人, rounded as it was printed."""
    if not unit or not unit_measure or units_agree(unit, unit_measure):
        return said
    power = conversion(unit, unit_measure)
    if power is None:
        return _contradiction(text, unit, unit_measure)
    value = Decimal(plain(Decimal(str(said["value"])).scaleb(power)))
    if value.adjusted() >= INTEGER_DIGITS or decimals_of(value) > DECIMAL_DIGITS:
        return _digits(text)
    converted: Said = {**said, "value": value}
    if power > 0:
        converted |= {"qualifier": said.get("qualifier", "rounded"), "as_printed": f"{text}{unit}"}
    return converted


def _text(text: str, unit_measure: str, unit: str) -> Said | Fault:
    clean = plain_signs(text).strip()
    status = STATUS_OF.get(folded(clean), "")
    if status in NO_VALUE:
        return {"obs_status": status}
    remarked = _REMARKED.match(clean)
    status = STATUS_OF.get(folded(remarked[2]), "") if remarked is not None else ""
    if remarked is not None and status and status not in NO_VALUE:
        said = _text(remarked[1], unit_measure, unit)
        return said if isinstance(said, Fault) else {**said, "obs_status": status}
    return _quantity(text, clean, unit_measure, unit)


def _quantity(text: str, clean: str, unit_measure: str, unit: str) -> Said | Fault:
    read = parse_quantity(text, unit_measure)
    if isinstance(read, Fault):
        return _said_of_a_table(read, clean)
    said: Said = {"value": read.value}
    if read.qualifier != "exact":
        said |= {"qualifier": read.qualifier, "as_printed": read.as_printed.replace("−", "-")}
    if read.unit or read.qualifier == "rounded":
        bare, own = scale_of(unit)[1], scale_of(unit_measure)[1]
        agrees = not unit or not own or units_agree(bare, own)
        return said if agrees else _contradiction(text, unit, unit_measure)
    return _converted(said, text, unit, unit_measure)


def _said_of_a_table(fault: Fault, text: str) -> Fault:
    """Return a fault whose remedy speaks of the table, not of the ledger."""
    if "/" in text and any(char.isdecimal() for char in text):
        remedy = msg("Write the two numbers into columns headed 分子 and 分母.")
    elif fault.code == "value-question" and not any(char.isdecimal() for char in text):
        remedy = msg(
            "Leave the cell empty, or write why there is no value: {words}.",
            words=Several(("未调查", "不适用", "未掌握", "不宜公开")),
        )
    else:
        return fault
    return Fault(fault.code, fault.message, remedy)


def _contradiction(text: str, unit: str, unit_measure: str) -> Fault:
    return Fault(
        "value-unit",
        msg(
            "“{text}” is in {unit}, the indicator's unit of measure is {measure}.",
            text=text,
            unit=unit,
            measure=unit_measure,
        ),
        msg("Convert the value, or correct the indicator's unit_measure."),
    )


def _too_many_digits(cell: Cell) -> Fault:
    shown = Decimal(cell.text.rstrip("%"))
    if decimals_of(shown) > DECIMAL_DIGITS or shown.adjusted() >= INTEGER_DIGITS:
        return _digits(cell.text)
    return Fault(
        "number-digits",
        msg(
            "The cell shows {shown}, and holds more than {count} digits after the point.",
            shown=cell.text,
            count=DECIMAL_DIGITS,
        ),
        msg("Round it in the sheet with ROUND(), or take what the sheet shows: --as-shown"),
    )


def _digits(text: str) -> Fault:
    return Fault(
        "number-digits",
        msg(
            "“{text}” has more than {before} digits before the point or {after} after it.",
            text=text,
            before=INTEGER_DIGITS,
            after=DECIMAL_DIGITS,
        ),
        msg("Round it in the sheet with ROUND(), or show fewer digits there and add --as-shown."),
    )
