"""Entries as text: the digits of a number, one line a value, and whatever is written is read back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ledgers import INDICATOR, PLAN

from fedstat.ledgerfile.appending import commit, prospect, standing
from fedstat.ledgerfile.toml import parsed
from fedstat.ledgerfile.writer import Draft, Plain, entry_text, value_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("63.10"), "63.10"),
        (Decimal(100), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.50"), "-0.50"),
        (7, "7"),
        (True, "true"),
        (False, "false"),
        ('a "b" \\ \n女', '"a \\"b\\" \\\\ \\n女"'),
        (date(2023, 12, 25), "2023-12-25"),
        (datetime.fromisoformat("2023-12-25T09:30:00"), "2023-12-25T09:30:00"),
        (["a", 1], '["a", 1]'),
        ([], "[]"),
        ({}, "{}"),
        ({"a-1": 1, "农 村": "x"}, '{ a-1 = 1, "农 村" = "x" }'),
    ],
)
def test_a_value_is_written_on_one_line_as_it_was_given(value: Plain, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        value_text(Decimal(text))


def test_one_value_is_a_dotted_line_and_several_are_a_table_at_the_end() -> None:
    one = Draft(kind="submission", fields={"values": {"W-1": Decimal("4.0")}, "period": "2023"})
    two = Draft(kind="submission", fields={"values": {"W-1": 1, "W-2": 2}, "period": "2023"})
    assert entry_text(one) == '[[submission]]\nperiod = "2023"\nvalues.W-1 = 4.0\n'
    assert entry_text(two) == '[[submission]]\nperiod = "2023"\n[submission.values]\nW-1 = 1\nW-2 = 2\n'


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3) | st.integers(-(10**9), 10**9)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLAIN = st.recursive(
    NUMBERS | TEXTS | st.booleans() | st.dates(min_value=date(1000, 1, 1)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS, PLAIN, max_size=5))
@example({"values": {"W-1": {"value": Decimal("1.50")}}})
@example({"values": []})
@example({"values": {}})
@settings(max_examples=100, deadline=None)
def test_whatever_is_written_is_read_back_equal(fields: dict[str, Plain]) -> None:
    text = entry_text(Draft(kind="x", fields=fields))
    assert parsed(text)["x"] == [fields]
    assert text.count("\n") <= len(fields) + 1 + 5


@given(
    st.decimals(min_value=0, max_value=10**6, places=2),
    TEXTS,
    st.sampled_from(["2021", "2022-H1", "2023-06"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from(["", "\n", "\n\n", "# 末行"]),
)
@settings(max_examples=60, deadline=None)
def test_an_appended_value_is_read_back_equal_and_the_old_bytes_come_first(
    value: Decimal, note: str, period: str, newline: str, bom: bool, end: str
) -> None:
    text = f"fedstat = 1\n{PLAN}{INDICATOR}".rstrip("\n") + "\n" + end
    raw = (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", newline).encode()
    fields: dict[str, Plain] = {"period": period, "note": note, "values": {"W-1": value}}
    with TemporaryDirectory() as name:
        path = Path(name) / "台账.toml"
        path.write_bytes(raw)
        step = prospect(standing(path), [Draft(kind="submission", fields=fields)])
        commit(step)
        grown = path.read_bytes()
        entries = standing(path).ledger.entries
        assert [file.name for file in Path(name).iterdir()] == ["台账.toml"]
    assert grown.startswith(raw)
    assert (newline == "\r\n") == (grown.count(b"\r\n") == grown.count(b"\n"))
    assert [(str(e.period), e.note, str(e.value)) for e in entries] == [(period, note, str(value))]
