"""How deep brackets stand, before anything is read: the short way says what the thorough one says."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from fedstat.ledgerfile.limits import SHALLOW
from fedstat.ledgerfile.shallow import _flat, is_shallow, outside_texts

PIECES = (
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    '"x"',
    '"[["',
    "#",
    "\n",
    "\r\n",
    " ",
    ",",
    "=",
    ".",
    "a",
    "指标",
    "\\",
)


def brackets(text: str) -> str:
    """Return only the brackets of a text."""
    return re.sub(r"[^\[\]{}]", "", text)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example('a = "[" # "]\n')
@example('# 5"\na = "[["')
@example('a = x"[[[["')
@example('"[" = 1\n')
def test_the_short_way_sees_the_brackets_that_the_thorough_one_sees(text: str) -> None:
    outside = outside_texts(text)
    assume(outside is not None)
    assert outside is not None
    assert brackets(outside) == brackets(_flat().sub("", text))


@pytest.mark.parametrize(
    "text", ["a = '['", r'a = "\""', 'a = """x"""', "a == 1", 'a = "', 'a = "\n"', 'x"y"']
)
def test_what_is_odd_is_left_to_the_thorough_way(text: str) -> None:
    assert outside_texts(text) is None
    assert is_shallow(text)


@pytest.mark.parametrize("quoted", ["", " # '", ' "]]]" '])
def test_depth_is_seen_either_way(quoted: str) -> None:
    deep = "a = " + "[" * (SHALLOW + 1)
    assert not is_shallow(deep + quoted)
    assert is_shallow("a = [[{}], [[]]]\n" * 100 + quoted)
