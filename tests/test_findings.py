"""How findings are said: places, carets, totals, the record."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedstat.errors import Finding, Place
from fedstat.language import msg
from fedstat.reports.findings import (
    WIDEST,
    finding_lines,
    findings_record,
    findings_text,
    in_file_order,
    visible,
)

HERE = Place(file="plan.toml", line=12, column=21, width=5, text='responsible_unit = ["hrs"]')


def finding(place: Place | None, code: str = "unknown-member-unit", *, remedy: bool = True) -> Finding:
    return Finding(code, place, msg("2023"), msg("2024") if remedy else None)


def caret_of(place: Place) -> tuple[str, str]:
    _, line, caret, *_ = finding_lines(finding(place), "en")
    return line, caret


def test_a_finding_is_told_by_place_line_caret_message_and_remedy() -> None:
    assert finding_lines(finding(HERE), "zh") == [
        "plan.toml:12:21  错误 unknown-member-unit",
        '  12 | responsible_unit = ["hrs"]',
        "     |                     ^^^^^",
        "  2023",
        "  → 2024",
    ]


def test_a_console_without_arrows_gets_none() -> None:
    assert finding_lines(finding(HERE), "en", ascii=True)[-1] == "  -> 2024"


def test_a_finding_without_a_place_has_a_heading_only() -> None:
    assert finding_lines(finding(None, "period-early", remedy=False), "en") == [
        "notice period-early",
        "  2023",
    ]


def test_a_finding_about_the_whole_file_names_the_file_alone() -> None:
    place = Place(file="plan.toml", line=0)
    assert finding_lines(finding(place, "encoding"), "en")[:2] == ["plan.toml  error encoding", "  2023"]


def test_a_blank_line_is_not_quoted() -> None:
    place = Place(file="plan.toml", line=3, text="  ")
    assert finding_lines(finding(place), "en")[1] == "  2023"


def test_the_caret_stands_under_the_spot_behind_chinese_text() -> None:
    line, caret = caret_of(Place(file="a", line=1, column=9, width=2, text='name = "女性"'))
    assert line == '  1 | name = "女性"'
    assert caret == "    |         ^^^^"


def test_the_caret_stands_under_the_spot_behind_a_tab_and_a_combining_mark() -> None:
    line, caret = caret_of(Place(file="a", line=1, column=4, width=1, text="\te\u0301x = 1"))
    assert line == "  1 |     e\u0301x = 1"
    assert caret == "    |      ^"


def test_what_a_terminal_would_obey_is_shown_as_an_escape() -> None:
    line, caret = caret_of(Place(file="a", line=1, column=3, width=1, text="a\u202eb\x1b"))
    assert line == r"  1 | a\u202eb\x1b"
    assert caret == "    |        ^"


@pytest.mark.parametrize(
    ("text", "shown"), [("a\nb", r"a\nb"), ("\ud800", r"\ud800"), ("全　角", "全　角"), ("\u2028", r"\u2028")]
)
def test_text_is_shown_on_one_line(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_file_name_and_a_message_are_shown_not_obeyed() -> None:
    place = Place(file="a\x1b.toml", line=0)
    lines = finding_lines(Finding("encoding", place, msg("{x}", x="\u202e")), "en")
    assert lines == [r"a\x1b.toml  error encoding", r"  \u202e"]


def test_a_long_line_is_cut_around_the_caret() -> None:
    text = "好" * 500 + "SPOT" + "a" * 500
    line, caret = caret_of(Place(file="a", line=1, column=501, width=4, text=text))
    assert line == "  1 | …" + "好" * 20 + "SPOT" + "a" * (WIDEST - 45) + "…"
    assert caret == "    | " + " " * 41 + "^^^^"


def test_the_end_of_a_long_line_is_cut() -> None:
    line, caret = caret_of(Place(file="a", line=1, column=1, width=400, text="a" * 400))
    assert line == "  1 | " + "a" * WIDEST + "…"
    assert caret == "    | " + "^" * (WIDEST + 1)


def test_a_line_a_little_too_long_keeps_what_stands_before_the_caret() -> None:
    line, _ = caret_of(Place(file="a", line=1, column=3, width=1, text="ab" + "c" * WIDEST))
    assert line == "  1 | ab" + "c" * (WIDEST - 2) + "…"


def test_a_caret_behind_the_end_of_the_line_is_shown() -> None:
    _, caret = caret_of(Place(file="a", line=1, column=4, width=1, text="x ="))
    assert caret == "    |    ^"


@given(st.text(max_size=300), st.integers(1, 320), st.integers(1, 320))
@settings(max_examples=100, deadline=None)
def test_no_line_is_wider_than_a_screen_nor_obeyed(text: str, column: int, width: int) -> None:
    place = Place(file="a", line=1, column=column, width=width, text=text)
    for line in finding_lines(finding(place), "en"):
        assert visible(line) == line
        assert len(line) <= WIDEST * 2


@pytest.mark.parametrize(
    ("codes", "zh", "en"),
    [
        ([], "没有发现问题。", "Nothing found."),
        (["encoding"], "共1处错误。", "1 error."),
        (["period-early"], "共1处提示。", "1 notice."),
        (["encoding", "period-early", "period-future"], "共1处错误、2处提示。", "1 error, 2 notices."),
    ],
)
def test_the_last_line_counts_what_was_found(codes: list[str], zh: str, en: str) -> None:
    found = [finding(None, code) for code in codes]
    assert findings_text(found, "zh").splitlines()[-1] == zh
    assert findings_text(found, "en").splitlines()[-1] == en


def test_findings_are_parted_by_an_empty_line() -> None:
    text = findings_text([finding(None), finding(None)], "en")
    assert text.split("\n\n") == [*["error unknown-member-unit\n  2023\n  → 2024"] * 2, "2 errors.\n"]


def test_the_record_holds_what_a_script_needs() -> None:
    whole = Place(file="plan.toml", line=0)
    found = [
        finding(HERE),
        finding(whole, "encoding", remedy=False),
        finding(None, "period-early", remedy=False),
    ]
    record = findings_record(found, "en")
    nothing = {"line": None, "column": None, "text": None, "message": "2023", "remedy": None}
    assert record == {
        "schema_version": 1,
        "errors": 2,
        "notices": 1,
        "findings": [
            {
                "code": "unknown-member-unit",
                "severity": "error",
                "file": "plan.toml",
                "line": 12,
                "column": 21,
                "text": 'responsible_unit = ["hrs"]',
                "message": "2023",
                "remedy": "2024",
            },
            {"code": "encoding", "severity": "error", "file": "plan.toml", **nothing},
            {"code": "period-early", "severity": "notice", "file": None, **nothing},
        ],
    }


def test_the_main_file_comes_first_then_line_and_column() -> None:
    places = [
        Place(file="z.toml", line=9, column=2),
        Place(file="z.toml", line=9, column=1),
        Place(file="a.toml", line=1),
        None,
        Place(file="z.toml", line=2),
    ]
    ordered = [found.place for found in in_file_order((finding(place) for place in places), "z.toml")]
    assert ordered == [None, places[4], places[1], places[0], places[2]]
