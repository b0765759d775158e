"""Faults of TOML in words: the right place, the right sentence, the corrected line, and no fault invented."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedstat.language import say
from fedstat.ledgerfile.limits import MOST_FAULTS
from fedstat.ledgerfile.salvage import salvage
from fedstat.ledgerfile.toml import TomlFile, load

if TYPE_CHECKING:
    from fedstat.errors import Finding


def read(text: str) -> tuple[TomlFile, list[Finding]]:
    return load("x.toml", text.encode())


def only(text: str) -> Finding:
    (finding,) = read(text)[1]
    return finding


def marked(finding: Finding) -> str:
    """Return what the caret underlines."""
    place = finding.place
    assert place is not None
    return place.text[place.column - 1 : place.column - 1 + place.width]


def corrected(finding: Finding) -> str:
    """Return the line that the remedy proposes, if any."""
    return (
        say(finding.remedy, "en").rpartition("Write: ")[2] if "Write: " in say(finding.remedy, "en") else ""
    )


@pytest.mark.parametrize(
    ("line", "code", "caret", "better"),
    [
        # a number with its unit
        ("W = 63.15%", "toml-percent", "63.15%", "W = 63.15"),
        ("W = 63.15 %  # 初步数", "toml-percent", "63.15 %", "W = 63.15  # 初步数"),
        ("W = 63.15％", "toml-percent", "63.15％", "W = 63.15"),
        ("W = 5‰", "toml-percent", "5‰", "W = 5"),
        ("W = 1,234%", "toml-percent", "1,234%", "W = 1234"),
        ("W = { value = 63.15 % }", "toml-percent", "63.15 %", "W = { value = 63.15 }"),
        ('W = { value = 63.15%, note = "x" }', "toml-percent", "63.15%", 'W = { value = 63.15, note = "x" }'),
        # what a Chinese keyboard types
        ("W = 63。15", "toml-full-width", "63。15", "W = 63.15"),
        ("W = ６３．１５", "toml-full-width", "６３．１５", "W = 63.15"),
        ("W = ６３．１５％", "toml-full-width", "６３．１５％", "W = 63.15"),
        ("W = 1，234", "toml-full-width", "1，234", "W = 1234"),
        ("W = −5", "toml-full-width", "−5", "W = -5"),
        ("W ＝ 1", "toml-full-width", "＝", "W = 1"),
        ("W ＝＝ 1", "toml-full-width", "＝＝", "W = 1"),
        ("W = [1，2]", "toml-full-width", "，", "W = [1, 2]"),
        ('W = ["甲"、"乙"]', "toml-full-width", "、", 'W = ["甲", "乙"]'),
        ('W = { a = "x"， b = 1 }', "toml-full-width", "，", 'W = { a = "x", b = 1 }'),
        ("W = ｛ a = 1 ｝", "toml-full-width", "｛", "W = { a = 1 }"),
        ("W = 1；", "toml-full-width", "；", "W = 1"),
        ('W = "x"。', "toml-full-width", "。", 'W = "x"'),
        ("　W = 1", "toml-full-width", "　", "W = 1"),
        ("W　= 1", "toml-full-width", "　", "W = 1"),
        ("W = 1　# x", "toml-full-width", "　", "W = 1 # x"),
        ("［plan］", "toml-full-width", "［plan］", "[plan]"),
        ("【【indicator】】 # x", "toml-full-width", "【【indicator】】", "[[indicator]] # x"),
        ("d = ２０２３－１２－２５", "toml-full-width", "２０２３－１２－２５", "d = 2023-12-25"),
        # quotes
        ("name = “女性”", "toml-chinese-quote", "“女性”", 'name = "女性"'),
        ("name = ‘女性’", "toml-chinese-quote", "‘女性’", 'name = "女性"'),
        ("name = 「女性」", "toml-chinese-quote", "「女性」", 'name = "女性"'),
        ("name = “他说“好”了”", "toml-chinese-quote", "“他说“好”了”", 'name = "他说“好”了"'),
        ('name = "女性”', "toml-chinese-quote", "”", 'name = "女性"'),
        ("name = '女性’", "toml-chinese-quote", "’", "name = '女性'"),
        ("name = “女性", "toml-chinese-quote", "“", 'name = "女性"'),
        ("“女性” = 1", "toml-chinese-quote", "“女性”", '"女性" = 1'),
        ('name = "女性', "toml-quote", '"女性', 'name = "女性"'),
        ("name = '女性", "toml-quote", "'女性", "name = '女性'"),
        ('tags = ["a", "b]', "toml-quote", '"b]', 'tags = ["a", "b"]'),
        ('tags = ["a", "b, c', "toml-quote", '"b, c', ""),
        ('name = "女性 # x', "toml-quote", '"女性 # x', ""),
        ('name = 女性"', "toml-quote", '女性"', 'name = "女性"'),
        ('name = "他说"好"了"', "toml-quote", '好"了"', 'name = "他说“好”了"'),
        ('name = "a" "b"', "toml-quote", '"b"', ""),
        ('name = "a" b', "toml-quote", "b", ""),
        ('name = """女性', "toml-quote", '"""', ""),
        # words without quotes
        ("name = 女性", "toml-unquoted", "女性", 'name = "女性"'),
        ("name = 女性 # x", "toml-unquoted", "女性", 'name = "女性" # x'),
        ("period = 2023-H1", "toml-unquoted", "2023-H1", 'period = "2023-H1"'),
        ("W = 3.2 万人", "toml-unquoted", "3.2 万人", 'W = "3.2 万人"'),
        ("W = { value = 3.2 万 }", "toml-unquoted", "3.2 万", 'W = { value = "3.2 万" }'),
        ("W = C:\\x", "toml-unquoted", "C:\\x", "W = 'C:\\x'"),
        ("W = C:\\it's", "toml-unquoted", "C:\\it's", 'W = "C:\\\\it\'s"'),
        ("W = 0" + "0" * 300 + "z", "toml-unquoted", "0" * 301 + "z", '"' + "0" * 38 + "…"),
        ("女性 = 1", "toml-unquoted", "女性", '"女性" = 1'),
        ("W女性 = 1", "toml-unquoted", "W女性", '"W女性" = 1'),
        ("name of it = 1", "toml-unquoted", "name of it", '"name of it" = 1'),
        ("x = { 女性 = 1 }", "toml-unquoted", "女性", 'x = { "女性" = 1 }'),
        # numbers
        ("W = 07", "toml-leading-zero", "07", ""),
        ("W = -007.5", "toml-leading-zero", "-007.5", ""),
        ("W = .5", "toml-value", ".5", "W = 0.5"),
        ("W = -5.", "toml-value", "-5.", "W = -5"),
        ("W = .", "toml-unquoted", ".", 'W = "."'),
        ("W = 1,234.5", "toml-separator", "1,234.5", "W = 1234.5"),
        ("W = { value = 1,234 }", "toml-separator", "1,234", "W = { value = 1234 }"),
        ("W = 1e9999999999999999999", "number-digits", "1e9999999999999999999", ""),
        ("W = " + "9" * 4000, "number-digits", "9" * 4000, ""),
        # values that are none
        ("W =", "toml-value", "=", ""),
        ("W = # x", "toml-value", "=", ""),
        ("x = { a = }", "toml-value", "=", ""),
        ("W = null", "toml-value", "null", ""),
        ("W = —", "toml-value", "—", ""),
        ("W = True", "toml-value", "True", "W = true"),
        ("W = 否", "toml-value", "否", "W = false"),
        # dates
        ("d = 2023/12/25", "toml-date", "2023/12/25", "d = 2023-12-25"),
        ("d = 2023-2-5", "toml-date", "2023-2-5", "d = 2023-02-05"),
        ("d = 2023年12月25日", "toml-date", "2023年12月25日", "d = 2023-12-25"),
        ("d = 2023-11-31", "toml-date", "2023-11-31", ""),
        ("d = 2023/13/45", "toml-date", "2023/13/45", ""),
        # what stands between things
        ("W 1", "toml-equals", "1", "W = 1"),
        ('W "x"', "toml-equals", '"x"', 'W = "x"'),
        ("W", "toml-equals", "W", ""),
        ("x = { W }", "toml-equals", "W", ""),
        ("W: 1", "toml-equals", ":", "W = 1"),
        ("W ：1", "toml-equals", "：", "W =1"),
        ('x = { "a" : 1 }', "toml-equals", ":", 'x = { "a" = 1 }'),
        ("W == 1", "toml-equals", "=", "W = 1"),
        ("W = 1,", "toml-separator", ",", "W = 1"),
        ("W = 1;", "toml-separator", ";", "W = 1"),
        ('W = "x";', "toml-separator", ";", 'W = "x"'),
        ("W = [1 2]", "toml-separator", "2", "W = [1, 2]"),
        ("W = [1; 2]", "toml-separator", ";", "W = [1, 2]"),
        ("W = [1,,2]", "toml-separator", ",", "W = [1,2]"),
        ("x = { a = 1 b = 2 }", "toml-separator", "b", "x = { a = 1, b = 2 }"),
        ("x = { , a = 1 }", "toml-separator", ",", "x = {  a = 1 }"),
        ("W = [true 万]", "toml-separator", "万", 'W = [true, "万"]'),
        # brackets
        ("[plan", "toml-bracket", "[plan", "[plan]"),
        ("[[plan]", "toml-bracket", "[[plan]", "[plan]"),
        ("[indicator]]", "toml-bracket", "[indicator]]", "[[indicator]]"),
        ("submission.values]", "toml-bracket", "submission.values]", "[submission.values]"),
        ("[指标]", "toml-bracket", "[指标]", ""),
        ("[]", "toml-bracket", "[]", ""),
        ("[a..b]", "toml-bracket", "[a..b]", ""),
        ("x = [ { a = 1 ], @ ]", "toml-bracket", "]", 'x = [ { a = 1 }, "@" ]'),
        ("x = [1, 2 ] } @", "toml-bracket", "}", ""),
        ("x = { a = [1], W }", "toml-equals", "W", ""),
        ('tags = ["a", "b"', "toml-bracket", "[", 'tags = ["a", "b"]'),
        ('tags = ["a", "b" # x', "toml-bracket", "[", ""),
        ("x = { a = 1", "toml-bracket", "{", "x = { a = 1 }"),
        ("x = { a = 1 ]", "toml-bracket", "]", "x = { a = 1 }"),
        ("x = [ 1 }", "toml-bracket", "}", "x = [ 1 ]"),
        ("x = 1 }", "toml-bracket", "}", ""),
        ("]", "toml-bracket", "]", ""),
        # comments
        ("W = 1 // x", "toml-comment", "//", "W = 1 # x"),
        ("// x", "toml-comment", "//", "# x"),
        ("; x", "toml-comment", ";", "# x"),
        ("-- x", "toml-comment", "--", "# x"),
        # characters
        ("# \x01", "toml-control", "\x01", "#"),
        ('W = "a\x00\x00b"', "toml-control", "\x00\x00", 'W = "ab"'),
        ('W = "a"\u200b', "toml-control", "\u200b", 'W = "a"'),
        ("W\u200b = 1", "toml-control", "\u200b", "W = 1"),
        ("W = 1\u200b2", "toml-control", "\u200b", "W = 12"),
        ("W = [1\u200b]", "toml-control", "\u200b", "W = [1]"),
        ("[pl\u200ban]", "toml-control", "\u200b", "[plan]"),
        ("W = 1\r\r", "toml-control", "\r", "W = 1"),
        # backslashes
        ('x = "D:\\数据"', "toml-escape", "\\数", "x = 'D:\\数据'"),
        ('x = "D:\\it\'s"', "toml-escape", "\\i", ""),
        ('x = "\\ud800"', "toml-escape", "\\u", "x = '\\ud800'"),
        ('x = "D:\\数据', "toml-escape", "\\数", ""),
        # TOML 1.1
        ("x = { a = 1, }", "toml-version", ",", "x = { a = 1 }"),
        ('x = "\\e"', "toml-version", "\\e", 'x = "\\u001B"'),
        ('x = "\\x41"', "toml-version", "\\x41", 'x = "\\u0041"'),
        ("d = 2023-12-25T10:30", "toml-version", "2023-12-25T10:30", "d = 2023-12-25T10:30:00"),
        ("d = 2023-12-25 10:30+08:00", "toml-version", "2023-12-25 10:30", "d = 2023-12-25 10:30:00+08:00"),
        ("d = 10:30", "toml-version", "10:30", "d = 10:30:00"),
        # anything else
        ("= 1", "toml-syntax", "= 1", ""),
        ("x. = 1", "toml-syntax", "= 1", ""),
        ("@x = 1", "toml-syntax", "@x = 1", ""),
        ('{ "a": 1 }', "toml-syntax", '{ "a": 1 }', ""),
        ("x = 1 y = 2", "toml-syntax", "y = 2", ""),
        ('[plan] title = "x"', "toml-syntax", 'title = "x"', ""),
        # names
        ("x = { a = 1, a = 2 }", "toml-duplicate-key", "a", ""),
    ],
)  # fmt: skip
def test_a_fault_has_its_code_its_caret_and_the_corrected_line(
    line: str, code: str, caret: str, better: str
) -> None:
    finding = only(f"a = 1\n{line}\nz = 2\n")
    assert finding.place is not None
    assert (finding.code, finding.place.line, marked(finding)) == (code, 2, caret)
    assert corrected(finding) == better
    assert say(finding.message, "zh") != say(finding.message, "en")


@pytest.mark.parametrize("mark", ["\n", "\r\n"])
def test_lines_around_a_fault_are_still_read(mark: str) -> None:
    file, findings = read(mark.join(["a = 1", "b = 女性", "c = 3", ""]))
    assert file.data == {"a": 1, "c": 3}
    assert file.damaged == {()}
    assert [finding.code for finding in findings] == ["toml-unquoted"]


def test_a_slip_that_cannot_be_corrected_alone_shows_its_own_correction() -> None:
    finding = only('x = { a = 63。15, b = "a" "b" }\n')
    assert say(finding.remedy, "en") == "Write: 63.15"


def test_a_slip_whose_correction_is_to_delete_it_names_the_rest_of_the_line() -> None:
    finding = only('x = [1,, "a, b]\n')
    assert say(finding.remedy, "en").startswith("Correct this place")


def test_several_slips_of_one_line_are_corrected_together() -> None:
    finding = only("W ＝ “63。15％”，\n")
    assert corrected(finding) == 'W = "63。15％"'


def test_a_correction_that_would_be_too_long_is_left_out() -> None:
    finding = only("name = “" + "女" * 130 + "”\n")
    assert (finding.code, corrected(finding)) == ("toml-chinese-quote", '"' + "女" * 38 + "…")


def test_an_endless_statement_is_not_corrected() -> None:
    finding = only("x = [" + "1, " * 1000 + "63。15]\n")
    assert say(finding.remedy, "en") == "Write: 63.15"


def test_a_correction_that_leaves_something_over_is_none() -> None:
    finding = only("x = [ 1 }\n\n ]\n")
    assert say(finding.remedy, "en") == "Every { ends with }, and every [ ends with ]."


def test_a_carriage_return_at_the_very_end_is_seen() -> None:
    finding = only("a = 1\nW = 1\r")
    assert (finding.code, corrected(finding)) == ("toml-control", "W = 1")


def test_forty_slips_in_one_line_are_not_corrected() -> None:
    finding = only("x = [" + ", ".join(["１"] * 60) + "]\n")
    assert say(finding.remedy, "en") == "Write: 1"


def test_a_corrected_line_of_a_value_over_several_lines_is_the_one_with_the_slip() -> None:
    finding = only('x = [\n  "a",\n  “b”,\n  "c",\n]\n')
    assert corrected(finding) == '"b",'


def test_a_value_over_several_lines_is_brought_onto_one() -> None:
    text = "x = {\r\n  a = 1,\r\n  b = [\r\n    2,\r\n  ],\r\n}\r\ny = 1\r\n"
    finding = only(text)
    assert (finding.code, marked(finding)) == ("toml-version", "{")
    assert corrected(finding) == "x = { a = 1, b = ["
    assert read(text)[0].data == {"y": 1}


def test_a_comment_in_braces_is_left_to_the_reader() -> None:
    finding = only("x = { # y\n  a = 1 }\n")
    assert (finding.code, corrected(finding)) == ("toml-version", "")


def test_a_second_key_names_the_line_of_the_first() -> None:
    finding = only("a = 1\nb = 2\n\na = 3\n")
    assert say(finding.message, "en") == "The key “a” stands here again; the first is in line 1."


def test_a_second_table_names_the_line_of_the_first() -> None:
    file, (finding,) = read("[plan]\na = 1\n[plan]\na = 2\n")
    assert say(finding.message, "en") == "The table [plan] stands here again; the first is in line 1."
    assert file.data == {"plan": {"a": 1}}
    assert file.damaged == {("plan",)}


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("a = 1\n[a]\n", "a", 1),
        ("a = 1\n[a.b]\n", "a.b", 1),
        ("a = 1\n[[a]]\n", "a", 1),
        ("[a]\n[[a]]\n", "a", 1),
        ("[[a]]\n[a]\n", "a", 1),
        ("a.b = 1\n[a]\n", "a", 1),
        ("[a.b]\n[a]\nb = 1\n", "b", 1),
        ("[a.b]\n[a]\nb.c = 1\n", "b", 1),
        ("[x]\na.b = 1\n[x.a.c]\n[x.a]\n", "x.a", 2),
        ("a.b = 1\na.b.c = 2\n", "b", 1),
    ],
)
def test_a_name_cannot_be_two_things(text: str, name: str, line: int) -> None:
    finding = only(text)
    assert say(finding.message, "en") == f"“{name}” already stands in line {line} as something else."


def test_keys_under_a_broken_header_belong_to_nobody() -> None:
    text = (
        '[[indicator]]\ncode = "A"\n[[indicator]\ncode = "B"\nname = 女\n[indicator.x]\ny = 1\n'
        '[[round]]\nid = "m"\n'
    )
    file, findings = read(text)
    assert file.data == {"indicator": [{"code": "A"}], "round": [{"id": "m"}]}
    assert [finding.code for finding in findings] == ["toml-bracket", "toml-unquoted"]
    assert file.damaged == {("indicator",)}
    assert file.lost("indicator")
    assert not file.lost("round")


def test_a_header_without_a_name_may_have_been_of_any_kind() -> None:
    file, _ = read("[[指标]]\ncode = 1\n")
    assert file.damaged == {()}
    assert file.lost("indicator")


def test_an_entry_that_lost_its_code_makes_its_kind_uncertain() -> None:
    file, _ = read('[[indicator]]\ncode = A\nname = "x"\n')
    assert file.damaged == {("indicator", 0), ("indicator",)}


def test_an_entry_that_lost_another_line_is_the_only_one_damaged() -> None:
    file, _ = read(
        '[[indicator]]\ncode = "A"\n[[indicator]]\nname = B\n[indicator.target]\nby = C\n[plan]\nx = y\n'
    )
    assert file.damaged == {("indicator", 1), ("plan",)}


@pytest.mark.parametrize("line", ["// x", "　　", "\ufeff", "# \x01"])
def test_a_line_that_said_nothing_is_no_loss(line: str) -> None:
    assert read(f"[plan]\na = 1\n{line}\n")[0].damaged == frozenset()


@pytest.mark.parametrize(
    ("text", "data", "line"),
    [
        ('x = [\n  "a",\n  "b"\ny = 1\n', {"y": 1}, 1),
        ('x = [ "a",\n[[b]]\nc = 1\n', {"b": [{"c": 1}]}, 1),
        ("x = {\n  a = 1,\n  b = 2\n[c]\nd = 1\n", {"c": {"d": 1}}, 1),
        ('x = { a = 1,\ny = { b = "2" }\nz = 1\n', {"y": {"b": "2"}, "z": 1}, 1),
        ("x = {\n  a = 45％,\n  b = 1,\n}\ny = 1\n", {"y": 1}, 2),
        ("x = [\n  [ 45％ ],\n]\ny = 1\n", {"y": 1}, 2),
        ("x = [ @\ny = 1\n", {"y": 1}, 1),
        ("x = [ { a = 1 ]\ny = 1\n", {"y": 1}, 1),
        ('x = [ "a[", 45％, # ]\n ]\ny = 1\n', {"y": 1}, 1),
        ('x = "a[" b\ny = [1]\n', {"y": [1]}, 1),
        ('x = """\na\n[plan]\ny = 1\n', {"plan": {"y": 1}}, 1),
        ("x = '''\na\ny = 1\n", {}, 1),
        ("x = [ 45％ ] ]\ny = 1\n", {"y": 1}, 1),
        ("x = [ 45％" + " " * 9000 + "]\ny = 1\n", {"y": 1}, 1),
    ],
)
def test_the_reading_goes_on_behind_the_whole_value(text: str, data: dict[str, object], line: int) -> None:
    file, (finding,) = read(text)
    assert file.data == data
    assert finding.place is not None
    assert finding.place.line == line


def test_more_than_fifty_faults_are_counted_not_listed() -> None:
    _, findings = read("\n".join(f"x{number} = 女" for number in range(MOST_FAULTS + 10)))
    assert len(findings) == MOST_FAULTS + 1
    assert say(findings[-1].message, "en") == "From here on 10 more places cannot be read."
    assert findings[-1].place is not None
    assert findings[-1].place.line == MOST_FAULTS + 1


def test_a_blanked_text_keeps_every_line_where_it_was() -> None:
    saved = salvage("a = 女\r\n[x\r\n中\r文\n[y]\n")
    assert saved.text == "     \r\n  \r\n   \n[y]\n"


def test_brackets_too_deep_are_not_read() -> None:
    file, (finding,) = read("x = " + "[" * 120 + "]" * 120 + "\ny = 1\n")
    assert (finding.code, file.data) == ("toml-nesting", {"y": 1})


def test_a_key_of_too_many_dots_is_not_read() -> None:
    file, (finding,) = read("a" + ".a" * 120 + " = 1\ny = 1\n")
    assert (finding.code, file.data) == ("toml-nesting", {"y": 1})


LEDGER = """fedstat = 1
[plan]
title = "某市"
[[indicator]]
code = "A"
baseline = { period = "2020", value = 40.9 }
[[submission]]
recorded = 2023-12-25
[submission.values]
A = 41.630
"""
EVERY_KIND = r'''a.b.c = 1
a.b.d = "x\u0041\n"
'q' = """
m \
   "" l"""""
z = [1, [ "x", 'y' ], { p = 1, q.r = [true] },
  # c
  -inf, 1979-05-27T07:32:00Z, ]
[t]
k = 0x1F
[[l]]
x = 1_0.5e-3
[[l.m]]
n = 07:32:00.25
[l.o]
"中" = '文'
[[l]]
[l.o]
'''
PIECES = (
    *("'", '"', '"""', "'''", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "#", "\\", "\\u", "\\x41"),
    *("a", "1", "0", "-", "+", "e", "_", "a.b", "true", "nan", "{a=1}", "2023-01-01", "T", ":00", "10:00:00"),
    *("[a]\n", "[[l]]\n", " ", "\t", "\n", "\r\n", "\r", "\x01", "\u3000", "\ufeff", "中", "“", "，", "％"),
)


@st.composite
def nearly_toml(draw: st.DrawFn) -> str:
    """Draw a ledger into which somebody has typed a few things, or a heap of pieces."""
    text = draw(
        st.sampled_from((LEDGER, EVERY_KIND)) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
    )
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.integers(0, 3)) :]
    return text.lstrip("\ufeff")


def by_the_standard_library(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError):
        return None


@settings(max_examples=200, deadline=None)
@given(nearly_toml())
def test_a_fault_is_found_exactly_where_the_standard_library_finds_one(text: str) -> None:
    data = by_the_standard_library(text)
    saved = salvage(text)
    assert bool(saved.faults) == (data is None)
    assert data is not None or by_the_standard_library(saved.text) is not None


@settings(max_examples=200, deadline=None)
@given(nearly_toml())
def test_every_fault_is_told_in_words_of_both_languages(text: str) -> None:
    file, findings = read(text)
    assert str(by_the_standard_library(text) or file.data) == str(file.data)
    for finding in findings:
        assert finding.place is not None
        assert 1 <= finding.place.line <= len(file.lines)
        assert 1 <= finding.place.column <= len(finding.place.text) + 1
        assert say(finding.message, "zh") != say(finding.message, "en")
        assert say(finding.remedy, "zh") != say(finding.remedy, "en")


@settings(max_examples=200, deadline=None)
@given(nearly_toml())
def test_a_corrected_line_can_be_read(text: str) -> None:
    _, findings = read(text)
    lines = [corrected(finding) for finding in findings if finding.code in ("toml-percent", "toml-unquoted")]
    whole = [line for line in lines if "\n" not in text and " = " in line]
    assert all(by_the_standard_library(line) is not None for line in whole)
