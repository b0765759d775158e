"""Reporting periods: a year, a half, a quarter, a month, a span of years, a term of office.

The parser is strict and our own: a guess at a date is a wrong figure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from fedstat.language import Message, Sayable, msg

PeriodKind = Literal["A", "H", "Q", "M", "span", "term"]
MONTHS: Final[dict[str, int]] = {"A": 12, "H": 6, "Q": 3, "M": 1}

_QUARTER: Final = {"一": 1, "二": 2, "三": 3, "四": 4}


class Period(Sayable, Struct, frozen=True, kw_only=True):
    """A reporting period (报告期, SDMX TIME_PERIOD); dated ones order as their last day."""

    kind: PeriodKind
    first: int
    """The first month, counted from year 0 (year · 12 + month − 1); of a term, its number."""
    last: int
    """The last month, counted alike; of a term, its number."""

    def __lt__(self, other: Period) -> bool:
        """Order by the last day; of two that end together the shorter comes first; terms before dates."""
        return self._rank < other._rank

    def __le__(self, other: Period) -> bool:
        """Order as `<` does."""
        return self._rank <= other._rank

    def __gt__(self, other: Period) -> bool:
        """Order as `<` does."""
        return self._rank > other._rank

    def __ge__(self, other: Period) -> bool:
        """Order as `<` does."""
        return self._rank >= other._rank

    @property
    def _rank(self) -> tuple[bool, int, int]:
        return self.kind != "term", self.last, -self.first

    def __str__(self) -> str:
        """Return the ledger's own spelling: 2023, 2023-H1, 2023-Q2, 2023-06, 2019/2023, term:15."""
        year, month = divmod(self.last, 12)
        match self.kind:
            case "A":
                return f"{year:04}"
            case "H":
                return f"{year:04}-H{month // 6 + 1}"
            case "Q":
                return f"{year:04}-Q{month // 3 + 1}"
            case "M":
                return f"{year:04}-{month + 1:02}"
            case "span":
                return f"{self.first // 12:04}/{year:04}"
            case _:
                return f"term:{self.last}"

    def message(self) -> Message:
        """Return how the period is said in a sentence: 2023年, 2023年上半年, 2019—2023年."""
        if self.kind == "term":
            return msg("term {number}", number=self.last)
        if self.kind == "span":
            return msg("{first}–{last}", first=f"{self.first // 12:04}", last=f"{self.year:04}")
        return _said(self.kind, f"{self.year:04}", self.last % 12 + 1)

    @property
    def dated(self) -> bool:
        """Whether the period has a place in the calendar; a term of office has only its number."""
        return self.kind != "term"

    @property
    def year(self) -> int:
        """The year the period ends in."""
        return self.last // 12

    @property
    def months(self) -> int:
        """How many months the period lasts."""
        return self.last - self.first + 1


def _said(kind: PeriodKind, year: str, month: int) -> Message:
    if kind == "H":
        first = msg("first half of {year}", year=year)
        return first if month == MONTHS["H"] else msg("second half of {year}", year=year)
    if kind == "Q":
        return msg("Q{quarter} {year}", quarter=month // MONTHS["Q"], year=year)
    if kind == "M":
        return msg("{year}-{month:0>2}", year=year, month=month)
    return msg("{year}", context="period", year=year)


@cache
def parse_period(text: str) -> Period | None:
    """Return the period that *text* spells, None when it spells none; never a guess.

    >>> [str(parse_period(text)) for text in ("2023年上半年", "2023-Q4", "2023年6月", "2019/2023", "term:15")]
    ['2023-H1', '2023-Q4', '2023-06', '2019/2023', 'term:15']
    """
    if len(text) == len("2023") and text.isascii() and text.isdecimal():
        return _within(text, "A", 0)  # the short way of nearly every period
    found = _forms().match(text)
    if found is None:
        return None
    part = found.groupdict()
    if part["from"]:
        return _span(int(part["from"]), int(part["to"]))
    if part["term"]:
        return Period(kind="term", first=int(part["term"]), last=int(part["term"]))
    return _calendar(part)


@cache
def _forms() -> re.Pattern[str]:
    """Return what recognises every spelling of a period."""
    return re.compile(
        r"""(?:
          (?P<year>\d{4})年?
        | (?P<hy>\d{4})(?:-H(?P<h>[12])|年?(?P<hz>上半年|下半年))
        | (?P<qy>\d{4})(?:-Q(?P<q>[1-4])|年?第?(?P<qz>[一二三四1-4])季度)
        | (?P<my>\d{4})(?:-(?P<m>0[1-9]|1[0-2])|年(?P<mz>0?[1-9]|1[0-2])月)
        | (?P<from>\d{4})/(?P<to>\d{4})
        | term:(?P<term>[1-9]\d{0,2})
        )\Z""",
        re.VERBOSE | re.ASCII,
    )


def _calendar(part: dict[str, str]) -> Period:
    if part["hy"]:
        half = part["h"] or ("1" if part["hz"] == "上半年" else "2")
        return _within(part["hy"], "H", int(half) - 1)
    if part["qy"]:
        quarter = part["q"] or part["qz"]
        return _within(part["qy"], "Q", int(_QUARTER.get(quarter, quarter)) - 1)
    if part["my"]:
        return _within(part["my"], "M", int(part["m"] or part["mz"]) - 1)
    return _within(part["year"], "A", 0)


def _within(year: str, kind: Literal["A", "H", "Q", "M"], index: int) -> Period:
    first = int(year) * 12 + index * MONTHS[kind]
    return Period(kind=kind, first=first, last=first + MONTHS[kind] - 1)


def _span(first: int, last: int) -> Period | None:
    return Period(kind="span", first=first * 12, last=last * 12 + 11) if first < last else None


def year_period(year: int) -> Period:
    """Return the period of one calendar year."""
    return _within(str(year), "A", 0)
