"""Entries: when they became known, and which of several with one key stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from fedstat.errors import Origin, Place
from fedstat.model.entry import FROM_THE_START, end_of, latest, stamp

if TYPE_CHECKING:
    from random import Random

    from fedstat.errors import KeyPath


class Nowhere:
    name = "fedstat.toml"

    def locate(self, path: KeyPath, *, key: bool = False) -> Place:
        del path, key
        return Place(file=self.name, line=0)


@dataclass(frozen=True)
class Note:
    key: str
    recorded: datetime
    text: str = ""
    origin: Origin = Origin(Nowhere(), ())  # noqa: RUF009 - one place for all of them


def key(note: Note) -> str:
    return note.key


days = st.dates(date(2021, 1, 1), date(2024, 12, 31))


def test_the_last_day_of_the_calendar_has_an_end_too() -> None:
    assert end_of(date.max) == end_of(None)
    assert stamp(date.max) < end_of(date.max)


@given(days)
def test_a_day_ends_after_everything_that_was_recorded_on_it(day: date) -> None:
    last = datetime.combine(day, datetime.max.time())
    assert stamp(day) <= last < end_of(day)
    assert stamp(last) == last
    assert stamp(None) < stamp(day)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), days), min_size=1, unique=True),
    st.randoms(use_true_random=False),
    days,
)
def test_the_later_revision_stands_whatever_the_order_of_the_file(
    keys: list[tuple[str, date]], chance: Random, day: date
) -> None:
    notes = [Note(name, stamp(when)) for name, when in keys]
    chance.shuffle(notes)
    standing = latest(notes, key, end_of(day))
    known = {name: max(when for other, when in keys if other == name and when <= day)
             for name, when in keys if when <= day}  # fmt: skip
    assert {name: note.recorded.date() for name, note in standing.items()} == known


def test_of_two_recorded_at_one_moment_the_one_that_stands_later_counts() -> None:
    first, second = Note("a", FROM_THE_START, "first"), Note("a", FROM_THE_START, "second")
    assert latest([first, second], key, end_of(None)) == {"a": second}


def test_keys_keep_the_order_in_which_the_file_names_them() -> None:
    notes = [Note(name, stamp(date(2023, 1, day))) for name, day in (("b", 9), ("a", 2), ("b", 1), ("c", 3))]
    assert list(latest(notes, key, end_of(None))) == ["b", "a", "c"]
