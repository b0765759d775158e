"""A format writes what a table says, and nothing in a text is obeyed by the program that opens it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedstat.exporters.csv import defused, table_csv
from fedstat.exporters.json import record_json
from fedstat.exporters.markdown import blocks_markdown, escaped, table_markdown
from fedstat.exporters.registry import FORMATS
from fedstat.table import Block, Cell, Column, Figure, Paragraph, Point, Row, Series, Table

TABLE = Table(
    title="进展",
    columns=(
        Column(key="code", title="代码"),
        Column(key="value", title="监测值", align="right"),
        Column(key="status", title="监测结论", align="centre"),
    ),
    rows=(
        Row(cells=(Cell("一、就业"),), kind="group"),
        Row(
            cells=(
                Cell("W-1", "W-1"),
                Cell("63.10", Decimal("63.10")),
                Cell("达到序时进度", "on-track", "good"),
            )
        ),
        Row(cells=(Cell("=cmd()|x", "=cmd()|x"), Cell("−1", Decimal("-1.5")), Cell())),
        Row(cells=(Cell("小计 2"),), kind="subtotal"),
    ),
    notes=("* 初步数",),
)


def one(value: object, text: str = "", *, excel: bool = False) -> str:
    """Return how a single cell is written."""
    cell = Cell(text or str(value), value)  # type: ignore[arg-type]
    table = Table(columns=(Column(key="k", title="t"),), rows=(Row(cells=(cell,)),))
    return table_csv(table, excel=excel).decode().split("\n")[1].removesuffix("\r")


def test_a_plain_csv_has_keys_values_and_only_the_items() -> None:
    assert table_csv(TABLE).decode() == "code,value,status\nW-1,63.10,on-track\n'=cmd()|x,-1.5,\n"


def test_a_csv_for_excel_has_bom_crlf_titles_and_words_and_numbers_stay_numbers() -> None:
    assert table_csv(TABLE, excel=True).decode("utf-8") == (
        "\ufeff代码,监测值,监测结论\r\nW-1,63.10,达到序时进度\r\n'=cmd()|x,-1.5,\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+cmd",
        "@sum",
        "\t=1",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1+1",
        "＠x",
        " =1",
        "\u3000=1",
        "-",
        "\ufeff=1",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert defused(text) == "'" + text
    assert next(csv.reader(io.StringIO(one(text)))) in (
        [],
        ["'" + text.split("\n", maxsplit=1)[0]],
        ["'" + text],
    )


@pytest.mark.parametrize("text", ["-3.2", "+5", "-1,234.50", "-3%", "−3", "a=b", "W-1", "", "63.15%", "约-5"])
def test_numbers_and_other_texts_are_left_as_they_are(text: str) -> None:
    assert defused(text) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("63.10"), "63.10"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("2.3E+3"), "2300"),
        (7, "7"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        (date(2023, 12, 25), "2023-12-25"),
        ('a "b", c', '"a ""b"", c"'),
        (" x", '" x"'),
    ],
)
def test_every_kind_of_value_has_its_form_in_csv(value: object, written: str) -> None:
    assert one(value) == written


def test_excel_gets_the_words_of_a_fact_and_the_date_itself() -> None:
    fact = Cell("是", value=True)
    day = Cell("2023年12月25日", date(2023, 12, 25))
    columns = (Column(key="a", title="=甲"), Column(key="b", title="乙"))
    table = Table(columns=columns, rows=(Row(cells=(fact, day)),))
    assert table_csv(table, excel=True).decode("utf-8-sig") == "'=甲,乙\r\n是,2023-12-25\r\n"


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_text_comes_back_from_csv(texts: list[str]) -> None:
    columns = tuple(Column(key=f"k{index}", title="") for index in range(len(texts)))
    table = Table(columns=columns, rows=(Row(cells=tuple(Cell(text, text) for text in texts)),))
    rows = list(csv.reader(io.StringIO(table_csv(table).decode(), newline="")))
    read = rows[1] if len(rows) > 1 and rows[1] else [""]
    assert read == [defused(text) for text in texts]


def test_half_a_character_does_not_stop_a_csv() -> None:
    assert one("a\ud800b") == r"a\ud800b"


def test_numbers_in_json_keep_the_digits_of_the_ledger() -> None:
    record = {"a": Decimal("63.10"), "b": [1, True, None, "是"], "c": {}, "d": [], "e": date(2023, 1, 2)}
    assert record_json(record).decode() == (
        '{\n  "a": 63.10,\n  "b": [\n    1,\n    true,\n    null,\n    "是"\n  ],\n  "c": {},\n  "d": [],\n'
        '  "e": "2023-01-02"\n}\n'
    )


def test_what_a_terminal_would_obey_is_escaped_in_json() -> None:
    text = "a\u202eb\x1b[31m\x9b\ud800\u2028"
    written = record_json({"name": text})
    assert written == b'{\n  "name": "a\\u202eb\\u001b[31m\\u009b\\ud800\\u2028"\n}\n'
    assert json.loads(written) == {"name": text}


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), 1.5, object()])
def test_what_has_no_form_in_json_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no form in JSON"):
        record_json({"value": value})


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.decimals(allow_nan=False, allow_infinity=False, places=3),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_record_comes_back_from_json(record: object) -> None:
    assert json.loads(record_json(record), parse_float=Decimal) == record


def test_a_markdown_table_is_aligned_and_its_groups_stand_between_the_grids() -> None:
    assert table_markdown(TABLE) == (
        "## 进展\n"
        "\n"
        "### 一、就业\n"
        "\n"
        "| 代码      | 监测值 | 监测结论     |\n"
        "| --------- | -----: | :----------: |\n"
        "| W-1       |  63.10 | 达到序时进度 |\n"
        "| =cmd()\\|x |     −1 |              |\n"
        "\n"
        "**小计 2**\n"
        "\n"
        "\\* 初步数\n"
    )


def test_a_total_with_all_its_cells_is_a_bold_row() -> None:
    columns = (Column(key="a", title="a"), Column(key="b", title="b"))
    total = Row(cells=(Cell("合计"), Cell()), kind="total")
    assert table_markdown(Table(columns=columns, rows=(total,))).splitlines()[2] == "| **合计** |     |"


def test_a_table_without_title_and_notes_is_only_a_grid() -> None:
    table = Table(columns=(Column(key="a", title="a"),), rows=())
    assert table_markdown(table) == "| a   |\n| --- |\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[red]", r"\[red\]"),
        ("<script>", r"\<script\>"),
        ("a|b", r"a\|b"),
        ("*b* _i_ `c`", r"\*b\* \_i\_ \`c\`"),
        ("\u202ex\n", r"\\u202ex\\n"),
        ("- x", r"\- x"),
        ("1. x", r"1\. x"),
        ("# 标题", r"\# 标题"),
        ("3.2", "3.2"),
    ],
)
def test_markup_in_a_text_is_printed_not_obeyed(text: str, written: str) -> None:
    assert escaped(text) == written


def test_a_cell_for_excel_shows_what_would_turn_or_hide_its_text() -> None:
    row = Row(cells=(Cell("a\u202eb\x1b[c\n", "x"),))
    written = table_csv(Table(columns=(Column(key="a", title="甲"),), rows=(row,)), excel=True)
    assert written.decode("utf-8-sig") == '甲\r\n"a\\u202eb\\x1b[c\n"\r\n'


def test_blocks_become_a_page() -> None:
    page: list[Block] = [
        TABLE,
        Paragraph(text="甲", style="list"),
        Paragraph(text="乙", style="list"),
        Paragraph(text="总体", style="heading"),
        Paragraph(text="正文"),
    ]
    assert blocks_markdown(page).decode().endswith("初步数\n\n- 甲\n- 乙\n\n## 总体\n\n正文\n")


def test_markdown_lists_the_points_of_a_figure() -> None:
    figure = Figure(
        title="女性就业",
        axis="报告期",
        ticks=((2021, "2021"), (2022, "2022")),
        series=(
            Series(
                name="监测值",
                points=(
                    Point(at=2021, value=Decimal("41.0"), label="2021"),
                    Point(at=2023, value=Decimal("41.63"), label="2023"),
                ),
            ),
            Series(name="无"),
            Series(
                name="目标",
                drawn="target",
                points=(Point(at=2021, value=Decimal(45)), Point(at=2025, value=Decimal(45))),
            ),
        ),
    )

    assert (
        blocks_markdown([figure]).decode()
        == """\
## 女性就业

| 报告期 | 监测值 | 目标 |
| ------ | -----: | ---: |
| 2021   |   41.0 |   45 |
| 2022   |        |      |
| 2023   |  41.63 |      |
|        |        |   45 |
"""
    )


def test_every_format_is_in_the_table_of_formats() -> None:
    assert list(FORMATS) == ["csv", "json", "md", "sqlite", "datapackage"]
    assert FORMATS["csv"](TABLE) == table_csv(TABLE)
    assert FORMATS["json"]({}) == b"{}\n"
    assert FORMATS["md"]([]) == b""
