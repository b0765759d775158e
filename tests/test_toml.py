"""The reader of TOML: exact data, the place of everything, and no bytes that bring it down."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from fedstat.ledgerfile.toml import TomlFile, is_harmless, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.errors import KeyPath, Place

TEXT = """\
# 一个台账
fedstat = 1
a.b = 2
"甲 乙" = [
  "丙",
  { value = 63.10, breakdown = { sex = "女" } },
]

[plan]
title = "某市" # 注
text = '''
[no.header]
x = 1'''
expected = { indicators = 190, quantifiable = 122 }

  [[indicator]]
code = "A"
[indicator.target]
at_least = 45

[[indicator]]
code = "B"
target.by = "2025"
[[indicator.baseline]]
value = 40.9

[deep.er.table]
x = 1
"""


def file_of(text: str) -> TomlFile:
    file, findings = load("台账.toml", text.encode())
    assert findings == []
    return file


def shown(place: Place) -> tuple[int, str]:
    """Return the line, and what the caret underlines."""
    return place.line, place.text[place.column - 1 : place.column - 1 + place.width]


def test_numbers_are_exactly_as_printed() -> None:
    data = file_of("a = 63.10\nb = 41\nc = 1e3\nd = nan\ne = -0.0\n").data
    assert [str(value) for value in data.values()] == ["63.10", "41", "1E+3", "NaN", "-0.0"]
    assert [type(value) for value in data.values()] == [Decimal, int, Decimal, Decimal, Decimal]


def test_dates_and_times_are_local() -> None:
    data = file_of("a = 2023-12-25\nb = 2023-12-25T10:00:00\nc = 10:00:00\n").data
    assert data == {"a": date(2023, 12, 25), "b": datetime(2023, 12, 25, 10), "c": time(10)}  # noqa: DTZ001 - as written


def test_an_enormous_exponent_is_read_at_once() -> None:
    assert file_of("a = 1e999999999").data == {"a": Decimal("1e999999999")}


def test_an_empty_file_has_no_data_and_no_finding() -> None:
    assert file_of("").data == {}


def test_the_byte_order_mark_and_the_line_endings_are_kept() -> None:
    file, _ = load("x", b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert (file.bom, file.newline, file.text) == (True, "\r\n", "a = 1\r\nb = 2\r\n")
    assert file.lines == ["a = 1", "b = 2", ""]
    assert shown(file.locate(("b",))) == (2, "2")


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("fedstat",), (2, "1"), (2, "fedstat")),
        (("a", "b"), (3, "2"), (3, "b")),
        (("a",), (3, "a"), (3, "a")),
        (("甲 乙",), (4, "["), (4, '"甲 乙"')),
        (("甲 乙", 0), (5, '"丙"'), (5, '"丙"')),
        (("甲 乙", 1, "value"), (6, "63.10"), (6, "value")),
        (("甲 乙", 1, "breakdown"), (6, '{ sex = "女" }'), (6, "breakdown")),
        (("甲 乙", 1, "breakdown", "sex"), (6, '"女"'), (6, "sex")),
        (("plan",), (9, "[plan]"), (9, "plan")),
        (("plan", "title"), (10, '"某市"'), (10, "title")),
        (("plan", "text"), (11, "'''"), (11, "text")),
        (("plan", "expected", "quantifiable"), (14, "122"), (14, "quantifiable")),
        (("indicator",), (16, "[[indicator]]"), (16, "[[indicator]]")),
        (("indicator", 0), (16, "[[indicator]]"), (16, "indicator")),
        (("indicator", 0, "code"), (17, '"A"'), (17, "code")),
        (("indicator", 0, "target"), (18, "[indicator.target]"), (18, "target")),
        (("indicator", 0, "target", "at_least"), (19, "45"), (19, "at_least")),
        (("indicator", 1), (21, "[[indicator]]"), (21, "indicator")),
        (("indicator", 1, "target"), (23, "target"), (23, "target")),
        (("indicator", 1, "target", "by"), (23, '"2025"'), (23, "by")),
        (("indicator", 1, "baseline", 0, "value"), (25, "40.9"), (25, "value")),
        (("deep", "er"), (27, "[deep.er.table]"), (27, "[deep.er.table]")),
        (("deep", "er", "table", "x"), (28, "1"), (28, "x")),
    ],
)
def test_every_key_and_value_has_its_place(
    path: KeyPath, value: tuple[int, str], key: tuple[int, str]
) -> None:
    file = file_of(TEXT)
    assert shown(file.locate(path)) == value
    assert shown(file.locate(path, key=True)) == key
    assert file.locate(path).file == "台账.toml"


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("plan", "language"), (9, "[plan]")),
        (("indicator", 1, "name"), (21, "[[indicator]]")),
        (("indicator", 0, "target", "by", "x"), (18, "[indicator.target]")),
        (("indicator", 7, "name"), (16, "[[indicator]]")),
        (("plan", "expected", "trend"), (14, "{ indicators = 190, quantifiable = 122 }")),
        (("甲 乙", 9), (4, "[")),
    ],
)
def test_what_is_missing_is_shown_at_the_nearest_thing_around_it(
    path: KeyPath, nearest: tuple[int, str]
) -> None:
    file = file_of(TEXT)
    assert shown(file.locate(path)) == nearest
    assert shown(file.locate(path, key=True)) == nearest


@pytest.mark.parametrize("path", [(), ("missing",), ("missing", 3, "x")])
def test_what_has_nothing_around_it_is_shown_at_the_whole_file(path: KeyPath) -> None:
    assert file_of(TEXT).locate(path).line == 0


def test_a_key_in_quotes_is_found_under_what_it_means() -> None:
    file = file_of(r""""\u4e2d\U0001F600\t\"" = 1""")
    assert shown(file.locate(('中\U0001f600\t"',))) == (1, "1")


def test_a_header_on_the_first_line_is_a_header() -> None:
    assert shown(file_of("  [a]\nb = 1").locate(("a", "b"))) == (2, "1")


def test_places_are_those_of_the_original_file_after_faults() -> None:
    file, _ = load("x", 'a = 女性\r\n[[b\r\nc = 1e3\r\n[[d]]\r\ne = "女" \r\n'.encode())
    assert shown(file.locate(("d", 0, "e"))) == (5, '"女"')
    assert file.locate(("d", 0, "e")).text == 'e = "女" '


def test_the_encoding_is_told_beside_the_faults_of_the_text() -> None:
    file, findings = load("x", 'a = "女性就业人员"\nb = 63。15\nc = 1\n'.encode("gbk"))
    assert file.data == {"a": "女性就业人员", "c": 1}
    assert [(finding.code, finding.place and finding.place.line) for finding in findings] == [
        ("encoding", 1),
        ("toml-full-width", 2),
    ]


def test_nothing_more_is_said_of_a_line_that_could_not_be_decoded() -> None:
    file, findings = load("x", "# 女\na = 1\n".encode() + b"b = \xff\xff\n[[c\n")
    assert [finding.code for finding in findings] == ["encoding", "toml-bracket"]
    assert file.data == {"a": 1}
    assert file.damaged == {(), ("c",)}


def test_a_file_that_is_no_text_has_lost_everything() -> None:
    file, (finding,) = load("x", b"PK\x03\x04")
    assert (finding.code, file.data) == ("encoding", {})
    assert file.damaged == {()}
    assert file.lost("indicator")


def test_a_second_byte_order_mark_is_a_fault() -> None:
    file, (finding,) = load("x", b"\xef\xbb\xbf\xef\xbb\xbfa = 1\nb = 2\n")
    assert (finding.code, file.data) == ("toml-control", {"b": 2})


def test_an_endless_integer_is_a_finding_and_not_read() -> None:
    file, (finding,) = load("x", b"a = " + b"9" * 5000 + b"\nb = 2\n")
    assert (finding.code, file.data) == ("number-digits", {"b": 2})


def test_endless_digits_in_a_text_are_a_text() -> None:
    assert file_of('a = "' + "9" * 5000 + '"').data == {"a": "9" * 5000}


def test_sixty_brackets_inside_each_other_are_read_with_a_closer_look() -> None:
    text = "a = " + "[" * 60 + "1" + "]" * 60
    assert not is_harmless(text)
    assert shown(file_of(text).locate(("a", *[0] * 60))) == (1, "1")


def nothing_parses(text: str) -> dict[str, Any]:
    raise ValueError(text)


def test_what_only_the_parser_refuses_is_a_finding_about_the_whole_file() -> None:
    file, (finding,) = load("x", b"a = 1\n", nothing_parses)
    assert (finding.code, file.data) == ("toml-syntax", {})
    assert file.damaged == {()}
    assert finding.place is not None
    assert finding.place.line == 0


@pytest.mark.parametrize("text", [TEXT, "a = 1\nb = 女\nc = 63.10\n"])
def test_another_parser_may_stand_in(text: str) -> None:
    def parse(text: str) -> dict[str, Any]:
        return tomllib.loads(text, parse_float=Decimal)

    ours, theirs = load("x", text.encode()), load("x", text.encode(), parse)
    assert ours[0].data == theirs[0].data
    assert ours[1] == theirs[1]


@pytest.mark.parametrize(
    "line",
    [
        "x = [1, 2, [3, [4]]]",
        "x = '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['",
        'x = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\"[["',
        "# [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "x = '''\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[''\n'''''",
        'x = """\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[""\\"""\n"""""',
        "# ============================================",
    ],
)
def test_brackets_in_texts_and_comments_do_not_count(line: str) -> None:
    assert is_harmless((line + "\n") * 40)


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 61,
        "x = " + "[{a=" * 31,
        "x = it's " + "[" * 61,
        "=" * 61,
        "a." * 120 + "b = 1",
        "\ufeffa = 1",
        "a = " + "9" * 3600,
    ],
)
def test_what_could_bring_the_fast_reader_down_is_looked_at_first(text: str) -> None:
    assert not is_harmless(text)


BOMBS = """
import threading
from fedstat.ledgerfile.toml import load

LINES = ("x = [\\n", "x = {a = [\\n", "x = [ 1 = ]\\n")
PIECES = ("[", "{a=", "[{a=", "[[", "=", "a.", "'[", "it's [", '"[', "[ ] ]")
def explode():
    for begin in ("", "x = ", "x = [", "x = 1 2\\ny = "):
        for unit in LINES + PIECES:
            load("x", (begin + unit * 90).encode())
            load("x", (begin + unit * 2000).encode())
        for unit in PIECES:
            load("x", (begin + unit * 50000).encode())
    load("x", b"x = " + b"[" * 90 + b"]" * 90)
threading.stack_size(1024 * 1024)
thread = threading.Thread(target=explode)
thread.start()
thread.join()
print("alive")
"""


def test_no_heap_of_brackets_overflows_a_small_stack() -> None:
    done = subprocess.run([sys.executable, "-c", BOMBS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive\n", "")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_a_traceback(raw: bytes) -> None:
    file, findings = load("x", raw)
    assert all(finding.place is not None for finding in findings)
    assert file.locate(("a", 0, "b")).file == "x"


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=4) | st.sampled_from(["a", "甲", "W-1"])
scalars = (
    st.integers(-(10**15), 10**15)
    | st.booleans()
    | st.dates()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.decimals(allow_nan=False, allow_infinity=False, places=2).map(lambda value: value + Decimal("0.00"))
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield every value that is neither a table nor a list, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(names, values, max_size=4))
def test_every_place_reads_back_as_its_value(data: dict[str, Any]) -> None:
    file = file_of(tomli_w.dumps(data))
    for path, value in leaves(file.data):
        _, text = shown(file.locate(path))
        assert file_of(f"x = {text}").data == {"x": value}
        if isinstance(path[-1], str):
            assert file_of(f"{shown(file.locate(path, key=True))[1]} = 1").data == {path[-1]: 1}
