"""Periods as the cells of tables spell them: 2023, 2023年度, 2023Q2, 2023-S1; a day is none."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fedstat.errors import Fault
from fedstat.language import Several, msg
from fedstat.model.period import parse_period
from fedstat.model.unit import plain_signs

if TYPE_CHECKING:
    from fedstat.importers.sheet import Cell
    from fedstat.model.period import Period

_FORMS: Final = Several(("2023", "2023-H1", "2023-Q2", "2023-06", "2019/2023"))
_MARKED: Final = re.compile(r"(\d{4})年?[-.]?([AHSQM])(\d{1,2})\Z", re.ASCII)
_PRINTED: Final = re.compile(
    r"""(?:(?:第|term)(?P<term>[1-9]\d{0,2})届?
    |(?P<since>\d{4})年?[–—]+(?P<to>\d{4})年?
    |(?P<half>first|second)halfof(?P<year>\d{4})
    |q(?P<quarter>[1-4])(?P<of>\d{4}))\Z""",
    re.VERBOSE | re.ASCII,
)
_LETTERS: Final = {"S": "H"}
_DAY: Final = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d.*)?\Z", re.ASCII)


def found_period(text: str) -> Period | None:
    """Return the period that a text spells, None when it spells none.

    >>> [str(found_period(text)) for text in ("2023年度", "2023Q2", "２０２３年", "2023-S2", "2023-6-30")]
    ['2023', '2023-Q2', '2023', '2023-H2', 'None']
    """
    plain = re.sub(r"\s", "", plain_signs(text))
    if plain.endswith(("年度", "年全年")):
        plain = plain[:5]
    return parse_period(plain) or _marked(plain.upper()) or _printed(plain.lower())


def _printed(text: str) -> Period | None:
    """Return the period of what our own tables print: 第15届, 2019—2023年, Q2 2023, first half of 2023."""
    found = _PRINTED.match(text)
    if found is None:
        return None
    part = found.groupdict()
    if part["term"]:
        return parse_period(f"term:{part['term']}")
    if part["to"]:
        return parse_period(f"{part['since']}/{part['to']}")
    if part["half"]:
        return parse_period(f"{part['year']}-H{1 if part['half'] == 'first' else 2}")
    return parse_period(f"{part['of']}-Q{part['quarter']}")


def _marked(text: str) -> Period | None:
    """Return the period of 2023Q2, 2023H1 and of what SDMX calls reporting periods: 2023-A1, 2023-M06."""
    found = _MARKED.match(text)
    if found is None:
        return None
    year, letter, number = found.groups()
    match letter:
        case "A":
            return parse_period(year) if number == "1" else None
        case "M":
            return parse_period(f"{year}-{int(number):02}")
        case _:
            return parse_period(f"{year}-{_LETTERS.get(letter, letter)}{number}")


def period_of(cell: Cell) -> Period | Fault:
    """Return the period in a cell, or why it is none."""
    value = cell.value
    if isinstance(value, date):
        return _a_day(cell.text)
    if isinstance(value, Decimal) and not cell.percent and value == value.to_integral_value():
        found = parse_period(str(int(value)))
    else:
        found = found_period(cell.text)
    if found is not None:
        return found
    if _DAY.match(plain_signs(cell.text).strip()):
        return _a_day(cell.text)
    return Fault(
        "bad-period",
        msg("“{text}” is no period.", text=cell.text[:40]),
        msg("Periods look like {forms}.", forms=_FORMS),
    )


def _a_day(text: str) -> Fault:
    return Fault(
        "bad-period",
        msg("“{text}” is a day, not a period.", text=text),
        msg("Format the cells as text, then write the period: {forms}.", forms=_FORMS),
    )
