"""Typed getters that know their place: the whole parsing framework of the ledger's tables.

A section is a *shape*: for every key it knows, the getter that reads it. `Fields.read` walks the keys that
stand there, reports what is unknown, missing or of another type, and returns what could be read. What is said
of the keys themselves is in `rawtable`, what a reading gathers in `book`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from fedstat.errors import Finding
from fedstat.language import Message, Several, msg
from fedstat.ledgerfile.book import Book
from fedstat.ledgerfile.rawtable import VALUES, RawTable, last_key
from fedstat.ledgerfile.registry import Kind, shown
from fedstat.ledgerfile.spelling import (
    TOO_BIG,
    YEARS,
    as_text,
    bare_number,
    example,
    in_bounds,
    meant_date,
    meant_period,
)
from fedstat.model.entry import FROM_THE_START, stamp
from fedstat.model.number import DECIMAL_DIGITS, INTEGER_DIGITS
from fedstat.model.period import Period, parse_period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    Getter = Callable[["Fields", str], object]
    Shape = Mapping[str, Getter]

__all__ = ["VALUES", "Book", "Fields", "id_of", "ids_of", "later", "one_of", "some_of", "up_to"]

_MOST: Final = 1_000_000
"""More indicators, events or periods than this are a slip."""


class Fields(RawTable):
    """A table whose values are read by their type: a getter returns what fits and reports the rest."""

    __slots__ = ()

    # -- texts -----------------------------------------------------------------------------------------

    def text(self, key: str) -> str:
        """Return a text that may be empty."""
        value = self.data[key]
        return value if isinstance(value, str) else self.text_of(value, key)

    def filled(self, key: str) -> str:
        """Return a text that may not be empty."""
        value = self.data[key]
        text = value if isinstance(value, str) else self.text_of(value, key)
        if not text.strip() and isinstance(value, str):
            self.report(
                "empty-text",
                key,
                of=msg("“{key}” is empty.", key=key),
                do=msg("Fill it in, for instance: {line}", line=example(key)),
            )
        return text

    def text_of(self, value: object, *steps: str | int) -> str:
        """Return *value*, which stands at *steps*, as a text."""
        if isinstance(value, str):
            return value
        text = as_text(value)
        line = f'{last_key(steps)} = "{text or "…"}"'
        self.mistyped(*steps, value=value, needed=msg("a text in quotes"), line=line)
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.data[key]
        if isinstance(value, list):
            return tuple(self.text_of(item, key, index) for index, item in enumerate(value))
        line = f'{key} = ["{shown(value) if isinstance(value, str) else "…"}"]'
        self.mistyped(key, value=value, needed=msg("a list of texts"), line=line)
        return (value,) if isinstance(value, str) else ()

    def words(self, key: str) -> tuple[str, ...]:
        """Return one text or a list of them."""
        value = self.data[key]
        return (value,) if isinstance(value, str) else self.texts(key)

    def choice(self, key: str, choices: Collection[str]) -> str | None:
        """Return one of *choices*, None when something else stands there."""
        value = self.data[key]
        if not isinstance(value, str):
            line = f'{key} = "{next(iter(choices))}"'
            self.mistyped(key, value=value, needed=msg("a text in quotes"), line=line)
        elif value in choices:
            return value
        else:
            self._no_choice(value, choices, key)
        return None

    def choices(self, key: str, choices: Collection[str]) -> tuple[str, ...]:
        """Return a list of *choices*, without what is none."""
        texts = self.texts(key)
        for index, text in enumerate(texts):
            if text not in choices and isinstance(self.data[key], list):
                self._no_choice(text, choices, key, index)
        return tuple(text for text in texts if text in choices)

    def _no_choice(self, text: str, choices: Collection[str], *steps: str | int) -> None:
        from fedstat.ledgerfile.synonyms import meant_choice

        found = meant_choice(text, choices)
        known = Several(choices)
        self.report(
            "wrong-choice",
            *steps,
            of=msg("“{text}” is no value of “{key}”.", text=shown(text), key=last_key(steps)),
            do=msg("Write “{nearest}”; possible are {known}.", nearest=found, known=known)
            if found
            else msg("Possible are {known}.", known=known),
        )

    # -- references ------------------------------------------------------------------------------------

    def reference(self, key: str, kind: Kind) -> str:
        """Return the id of another entry."""
        text = self.filled(key)
        self.refer(kind, text, key)
        return text

    def references(self, key: str, kind: Kind) -> tuple[str, ...]:
        """Return one id or a list of them."""
        texts = self.words(key)
        single = isinstance(self.data[key], str)
        for index, text in enumerate(texts):
            self.refer(kind, text, *((key,) if single else (key, index)))
        return texts

    def refer(self, kind: Kind, text: str, *steps: str | int, key: bool = False) -> bool:
        """Report *text* when no entry of *kind* has this id; return whether one may have it."""
        registry = self.book.registry
        if text in registry.known[kind]:
            return True
        if not text.strip() or not registry.lacks(kind, text):
            return True
        code = f"unknown-{kind.replace('_', '-')}"
        self.book.findings.append(Finding(code, self.origin(*steps, key=key), *registry.missing(kind, text)))
        return False

    def area(self, key: str = "reference_area") -> str:
        """Return the id of the area that stands there by id or name."""
        text = self.filled(key)
        return self.book.areas[text] if text in self.book.areas else self._unknown_area(text, key)

    def _unknown_area(self, text: str, key: str) -> str:
        self.refer("area", text, key)
        return text or self.book.home

    # -- numbers ---------------------------------------------------------------------------------------

    def number(self, key: str) -> Decimal | None:
        """Return a number, None when something else stands there."""
        return self.decimal(self.data[key], key)

    def amount(self, key: str) -> Decimal | None:
        """Return a number that is not negative, None when something else stands there."""
        number = self.number(key)
        if number is None or number >= 0:
            return number
        self.mistyped(key, value=number, needed=msg("a number that is not negative"), line=f"{key} = 0.5")
        return None

    def decimal(self, value: object, *steps: str | int) -> Decimal | None:
        """Return *value*, which stands at *steps*, when it is a number that the ledger can hold."""
        if isinstance(value, Decimal):
            if in_bounds(value):
                return value
            fits = False
        elif isinstance(value, int) and not isinstance(value, bool):
            fits = -TOO_BIG < value < TOO_BIG
        else:
            self._no_number(value, *steps)
            return None
        if fits:
            return Decimal(value)
        self._out_of_bounds(value, *steps)
        return None

    def _no_number(self, value: object, *steps: str | int) -> None:
        if isinstance(value, bool):
            self.report(
                "boolean-number",
                *steps,
                of=msg("true and false are no numbers."),
                do=msg("Write the number itself, without quotes."),
            )
        else:
            bare = bare_number(value)
            line = f"{last_key(steps)} = {bare or '41.63'}"
            self.mistyped(*steps, value=value, needed=msg("a number without quotes"), line=line)

    def _out_of_bounds(self, value: Decimal | int, *steps: str | int) -> None:
        if isinstance(value, Decimal) and not value.is_finite():
            self.report(
                "not-finite",
                *steps,
                of=msg("“{value}” is no value.", value="nan" if value.is_nan() else str(float(value))),
                do=msg(
                    "Where there is no value, write why, for instance: {line}",
                    line='{ obs_status = "L", note = "…" }',
                ),
            )
        else:
            self.report(
                "number-digits",
                *steps,
                of=msg(
                    "The number has more than {before} digits before the point or {after} after it.",
                    before=INTEGER_DIGITS,
                    after=DECIMAL_DIGITS,
                ),
                do=msg("Round it, or choose a larger unit of measure."),
            )

    def whole(self, key: str, most: int = _MOST) -> int | None:
        """Return a whole number from 0 to *most*, None when something else stands there."""
        value = self.data[key]
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        if isinstance(value, bool):
            self._no_number(value, key)
            return None
        bare = bare_number(value)
        line = f"{key} = {bare if bare.isdecimal() else 1}"
        self.mistyped(key, value=value, needed=msg("a whole number from 0 to {most}", most=most), line=line)
        return None

    def flag(self, key: str) -> bool | None:
        """Return true or false, None when something else stands there."""
        value = self.data[key]
        if isinstance(value, bool):
            return value
        self.mistyped(key, value=value, needed=msg("true or false, without quotes"), line=f"{key} = true")
        return None

    # -- time ------------------------------------------------------------------------------------------

    def period(self, key: str) -> Period | None:
        """Return a reporting period, None when something else stands there."""
        value = self.data[key]
        if isinstance(value, date):
            line = f'{key} = "{value.year:04}-{value.month:02}"'
            self.mistyped(key, value=value, needed=msg("a period in quotes"), line=line)
            return None
        text = self.text(key)
        found = _period(text)
        if found is not None:
            return found
        if text or isinstance(self.data[key], str):
            self.report(
                "bad-period", key, of=msg("“{text}” is no period.", text=shown(text)), do=meant_period(text)
            )
        return None

    def stamp(self, key: str = "recorded") -> datetime:
        """Return when an entry was recorded: a local date, or a date and time without offset."""
        value = self.data[key]
        if isinstance(value, datetime) and value.tzinfo is not None:
            self._bad_date(key, msg("The time has an offset; stamps are local time."), value.isoformat()[:19])
            return value.replace(tzinfo=None)
        if isinstance(value, date) and value.year in YEARS:
            return stamp(value)
        return stamp(self._no_date(key, value)) if value is not None else FROM_THE_START

    def day(self, key: str) -> date | None:
        """Return a date, None when something else stands there."""
        value = self.data[key]
        if isinstance(value, datetime):
            self._bad_date(key, msg("A day is needed here, without a time."), value.date().isoformat())
            return value.date()
        if isinstance(value, date) and value.year in YEARS:
            return value
        return self._no_date(key, value)

    def _no_date(self, key: str, value: object) -> date | None:
        if isinstance(value, date):
            self._bad_date(key, msg("The year {year} lies outside any plan.", year=value.year), "2023-12-25")
            return None
        meant = meant_date(value) if isinstance(value, str) else None
        if meant is not None:
            self._bad_date(key, msg("The date is written as a text."), meant.isoformat())
        else:
            self.mistyped(key, value=value, needed=msg("a date"), line=f"{key} = 2023-12-25")
        return meant

    def _bad_date(self, key: str, message: Message, line: str) -> None:
        self.report("bad-date", key, of=message, do=msg("Write: {line}", line=f"{key} = {line}"))

    # -- tables ----------------------------------------------------------------------------------------

    def table(self, key: str, line: str) -> Fields | None:
        """Return a table inside this one, None when something else stands there."""
        value = self.data[key]
        if isinstance(value, dict):
            return self.inside(value, key)
        self.mistyped(key, value=value, needed=msg("a table in braces"), line=line)
        return None

    def tables(self, key: str, line: str) -> Iterator[Fields]:
        """Yield the one table or the list of tables at *key*."""
        value = self.data[key]
        if not isinstance(value, list):
            found = self.table(key, line)
            if found is not None:
                yield found
            return
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield self.inside(item, key, index)
            else:
                self.mistyped(key, index, value=item, needed=msg("a table in braces"), line=line)


@cache
def _period(text: str) -> Period | None:
    found = parse_period(text)
    return found if found is not None and (not found.dated or found.year in YEARS) else None


# -- getters of a shape ------------------------------------------------------------------------------------


def one_of(choices: Collection[str]) -> Getter:
    """Return the getter of one of *choices*."""
    return lambda fields, key: fields.choice(key, choices)


def some_of(choices: Collection[str]) -> Getter:
    """Return the getter of a list of *choices*."""
    return lambda fields, key: fields.choices(key, choices)


def id_of(kind: Kind) -> Getter:
    """Return the getter of the id of an entry of *kind*."""
    return lambda fields, key: fields.reference(key, kind)


def ids_of(kind: Kind) -> Getter:
    """Return the getter of one id, or a list of ids, of *kind*."""
    return lambda fields, key: fields.references(key, kind)


def up_to(most: int) -> Getter:
    """Return the getter of a whole number from 0 to *most*."""
    return lambda fields, key: fields.whole(key, most)


def later(_fields: Fields, _key: str) -> None:
    """Leave a key for somebody who reads it when the others are known."""
