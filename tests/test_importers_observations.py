"""Tables to observations: what is understood, what is refused, and in which cell."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from ledgers import BLOCKS, sound

from fedstat.errors import Fault
from fedstat.importers.cells import value_of
from fedstat.importers.given import Given, Wanted
from fedstat.importers.headings import IGNORED, Meaning, Reader, targets, told_meaning
from fedstat.importers.matching import Match, Names
from fedstat.importers.observations import headings, read_observations
from fedstat.importers.periods import found_period, period_of
from fedstat.importers.sheet import Book, Cell, Sheet
from fedstat.importers.standing import placed
from fedstat.importers.text import read_csv
from fedstat.language import say
from fedstat.model.period import parse_period

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.importers.given import Found
    from fedstat.model.ledger import Ledger

INDICATORS = """\
[[indicator]]
code = "W-1"
name = "女性就业人员占比"
name_en = "Employed women"
unit_measure = "%"
direction = "increase"
target = { at_least = 45 }
[[indicator]]
code = "W-2"
name = "女性就业培训人数"
unit_measure = "人"
direction = "increase"
target = { at_least = 1000 }
[[indicator]]
code = "W-3"
name = "孕产妇死亡率"
unit_measure = "1/10万"
direction = "decrease"
target = { at_most = 12 }
[[indicator]]
code = "C-3"
name = "孕产妇死亡率"
same_as = "W-3"
direction = "decrease"
target = { at_most = 12 }
[[indicator]]
code = "W-4"
name = "培训支出"
unit_measure = "万元"
direction = "increase"
[[indicator]]
code = "W-5"
name = "5. 幸福感"
direction = "increase"
[[indicator]]
code = "W-6"
name = "网格覆盖率"
unit_measure = "%"
direction = "increase"
[[indicator]]
code = "C-6"
name = "网格覆盖率"
unit_measure = "%"
direction = "increase"
[[indicator]]
code = "OLD-1"
name = "旧指标"
unit_measure = "%"
direction = "increase"
[[withdrawal]]
indicator = "OLD-1"
reason = "指标调整"
recorded = 2024-01-01
[[submission]]
period = "2022"
recorded = 2023-12-25
reported_by = "hrss"
source = "年报"
[submission.values]
W-1 = { value = 41.2, obs_status = "P", note = "初步" }
W-2 = { value = 30000, qualifier = "rounded", as_printed = "3万" }
W-6 = { numerator = 1, denominator = 3 }
C-6 = { obs_status = "L" }
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Return a plan with a few values."""
    indicators = INDICATORS.replace(
        'direction = "increase"\n[[', 'direction = "increase"\ntarget = { wording = "提高" }\n[['
    )
    return sound(tmp_path_factory.mktemp("ledger"), BLOCKS + indicators)


def read(ledger: Ledger, *rows: str, **wanted: Any) -> Found:
    """Return what is found in a CSV table."""
    names = Names(ledger)
    told = {
        heading: told_meaning(word, names) or Meaning() for heading, word in wanted.pop("map", {}).items()
    }
    book = read_csv("t.csv", "\n".join(rows).encode())
    return read_observations(book, names, Wanted(told=told, **wanted))


def simple(found: Found) -> list[tuple[Any, ...]]:
    """Return the rows, each as its cell, its key, and what it says; nothing may be wrong."""
    assert [
        (finding.code, finding.message) for finding in found.findings if finding.severity == "error"
    ] == []
    return [_simple(row) for row in found.rows]


def _simple(row: Given) -> tuple[Any, ...]:
    group = ";".join(f"{dimension}={category}" for dimension, category in row.breakdown)
    said = {name: str(value) for name, value in row.said.items()}
    return row.place.cell, row.indicator, str(row.period), group, said


def faults(found: Found) -> list[tuple[str, str]]:
    """Return the code and the cell of each finding."""
    return [(finding.code, finding.place.cell if finding.place else "") for finding in found.findings]


def texts(found: Found) -> list[str]:
    """Return what the findings say in English, remedy included."""
    return [
        f"{say(finding.message, 'en')} → {say(finding.remedy, 'en') if finding.remedy else ''}"
        for finding in found.findings
    ]


LONG = "代码,报告期,监测值"


def one(ledger: Ledger, head: str, row: str, **wanted: Any) -> dict[str, str]:
    """Return what the one row of a table says besides its key."""
    (found,) = simple(read(ledger, head, row, **wanted))
    return dict(found[4])


# -- headings and layouts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "indicator,period,value",
        "INDICATOR,TIME_PERIOD,OBS_VALUE",
        "代码,报告期,监测值",
        "指标编码,年 份,监测值（%）",
        "code,Period,Value",
    ],
)
def test_columns_are_found_by_our_names_sdmx_s_and_those_of_offices(ledger: Ledger, head: str) -> None:
    assert simple(read(ledger, head, "W-1,2023年,41.63")) == [("C2", "W-1", "2023", "", {"value": "41.63"})]


def test_a_heading_is_found_below_titles_and_repeated_on_every_page(ledger: Ledger) -> None:
    rows = (
        "某市监测表",
        "填报单位：统计局,,报告期,2023年",
        "序号," + LONG,
        "1,W-1,2023,41",
        "",
        "序号," + LONG,
        "2,W-2,2023,9",
    )
    assert [row[:2] for row in simple(read(ledger, *rows))] == [("D4", "W-1"), ("D7", "W-2")]


def test_years_stand_across_and_empty_cells_are_counted(ledger: Ledger) -> None:
    found = read(
        ledger,
        "指标名称,计量单位,2022年,2023,2024年上半年,备注",
        "女性就业人员占比,%,41,42,,说明",
        "注：据年报,,,,",
    )
    assert simple(found) == [
        ("C2", "W-1", "2022", "", {"value": "41"}),
        ("D2", "W-1", "2023", "", {"value": "42"}),
    ]
    assert found.empty == 1 + 3
    assert [say(remark, "en") for remark in found.remarks] == ["Columns left out: 备注."]


def test_indicators_stand_across(ledger: Ledger) -> None:
    rows = simple(read(ledger, "年份,女性就业人员占比,W-3（1/10万）", "2023,41,12.1", "2024,,11.9"))
    assert [row[:3] for row in rows] == [("B2", "W-1", "2023"), ("C2", "W-3", "2023"), ("C3", "W-3", "2024")]


def test_sub_groups_stand_across(ledger: Ledger) -> None:
    rows = simple(read(ledger, "指标,报告期,合计,农村,女", "W-1,2023,41,40,39"))
    assert [(row[0], row[3]) for row in rows] == [("C2", ""), ("D2", "residence=rural"), ("E2", "sex=女")]


def test_two_rows_of_headings_say_together_what_a_column_is(ledger: Ledger) -> None:
    rows = ("指标,计量单位,2022年,,2023年,", ",,监测值,数据情况,监测值,数据情况", "W-1,%,41,P,42,")
    assert simple(read(ledger, *rows)) == [
        ("C3", "W-1", "2022", "", {"value": "41", "obs_status": "P"}),
        ("E3", "W-1", "2023", "", {"value": "42"}),
    ]


def test_the_second_row_of_headings_stands_alone_where_nothing_reaches_over_it(ledger: Ledger) -> None:
    rows = ("报告期,指标,,", ",,城市,农村", "2023,W-1,41,40")
    assert [row[3] for row in simple(read(ledger, *rows))] == ["residence=城市", "residence=rural"]
    rows = ("报告期,指标,未知,", ",,城市,农村", "2023,W-1,41,40")
    assert faults(read(ledger, *rows)) == [("heading-missing", "A2")]


def test_merged_headings_tell_how_tall_the_heading_is(ledger: Ledger) -> None:
    cells = {
        (1, 1): "监测表", (2, 1): "指标", (2, 2): "2023年", (3, 2): "监测值", (3, 3): "数据情况",
        (4, 1): "W-1", (4, 2): "41", (4, 3): "初步数", (5, 2): "12",
    }  # fmt: skip
    merged = {(3, 1): (2, 1), (2, 3): (2, 2), (5, 1): (4, 1)}
    sheet = Sheet(book="t.xlsx", cells=_cells(cells), merged=merged)
    found = read_observations(Book(name="t.xlsx", sheets=(sheet,)), Names(ledger), Wanted())
    assert faults(found) == [("duplicate-entry", "B5")]
    assert [_simple(row) for row in found.rows] == [
        ("B4", "W-1", "2023", "", {"value": "41", "obs_status": "P"})
    ]


def _cells(texts_: dict[tuple[int, int], Any]) -> dict[tuple[int, int], Cell]:
    return {
        (row, column): Cell(row=row, column=column, value=value, text=str(value))
        for (row, column), value in texts_.items()
    }


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("2023年监测值", Meaning("value", period=parse_period("2023"))),
        ("2023年 分子", Meaning("numerator", period=parse_period("2023"))),
        ("2023年（初步数）", Meaning(period=parse_period("2023"), status="P")),
        ("2023年（%）", Meaning(period=parse_period("2023"), unit="%")),
        ("监测值（万人）", Meaning("value", unit="万人")),
        ("备注（选填）", Meaning("note")),
        ("地区（县区）", Meaning("reference_area")),
        ("2023年（目标）", None),
        ("监测值（盖章）", None),
        ("2023年排名", None),
        ("排名（%）", None),
        ("2023-13监测值", None),
        ("SEX: Sex", Meaning("by:sex")),
        ("性别", Meaning("by:sex")),
        ("男", Meaning(group=("sex", "男"))),
        ("W-2", Meaning(indicator="W-2")),
        ("网格覆盖率", None),
        ("序号", Meaning(IGNORED)),
        ("合计", Meaning("value")),
    ],
)
def test_headings_mean(ledger: Ledger, heading: str, meaning: Meaning | None) -> None:
    assert Reader(Names(ledger), {}).meaning(heading) == meaning


def test_a_heading_may_be_told(ledger: Ledger) -> None:
    rows = ("项目,本年数,上年数,男的,排名,时候", "W-1,42,41,40,3,2023")
    found = read(
        ledger, *rows, map={"本年数": "2023", "上年数": "2022", "男的": "男", "排名": "-", "时候": "period"}
    )
    assert [row[:4] for row in simple(found)] == [
        ("B2", "W-1", "2023", ""),
        ("C2", "W-1", "2022", ""),
        ("D2", "W-1", "2023", "sex=男"),
    ]
    assert found.remarks == ()
    assert told_meaning("什么", Names(ledger)) is None
    assert {"period", "value", "sex", "-"} <= set(targets(Names(ledger)))


def test_a_told_heading_that_no_table_has_is_a_finding(ledger: Ledger) -> None:
    found = read(ledger, LONG, "W-1,2023,41", map={"监测直": "value", "X": "note"})
    assert texts(found) == [
        "No table has the heading “监测直”. → Did you mean “监测值”?",
        "No table has the heading “X”. → Its headings are: 代码, 报告期, 监测值.",
    ]


def test_two_headings_that_mean_the_same_are_a_finding(ledger: Ledger) -> None:
    found = read(ledger, "代码,指标名称,年份,报告期,监测值,性别,sex", "W-1,,2023,2024,41,,")
    assert faults(found) == [("heading-twice", "D1"), ("heading-twice", "G1")]


def test_headings_above_each_other_that_contradict_are_left_out(ledger: Ledger) -> None:
    rows = ("指标,2022年,2023年,", ",2023年,监测值,女", "W-1,41,42,43")
    found = read(ledger, *rows)
    assert [row[2:4] for row in simple(found)] == [("2023", ""), ("2023", "sex=女")]
    assert faults(found) == [("heading-unknown", "B2")]


def test_a_year_in_a_heading_that_is_not_understood_is_told(ledger: Ledger) -> None:
    found = read(ledger, "指标,2022年,2023年排名,目标值", "W-1,41,3,45")
    (text,) = texts(found)
    assert text.startswith("The column “2023年排名” is left out: its heading is not understood.")
    assert text.endswith("→ If it holds values, say of which period: --map 2023年排名=2023")
    assert [say(remark, "en") for remark in found.remarks] == ["Columns left out: 目标值."]


def test_columns_that_must_be_there_are_asked_for(ledger: Ledger) -> None:
    assert texts(read(ledger, "2024年监测表", "代码,数", "W-1,41")) == [
        "No column holds values: the headings are 代码, 数. → Say which one it is: --map …=value"
    ]
    assert texts(read(ledger, "2024年监测表", "代码,监测值", "W-1,41")) == [
        "No column tells the period. → Name the period: --period 2024"
    ]
    assert texts(read(ledger, "代码,监测值", "W-1,41")) == [
        "No column tells the period. → Name the period: --period 2023"
    ]
    assert texts(read(ledger, "年份,女性就业人员占比,监测值", "2023,41,41")) == [
        "No column tells the indicator. → Name it in the heading, or say which one it is: --map …=indicator"
    ]
    assert texts(read(ledger, "甲,乙", "W-1,41"))[0].startswith("No row was found that is the heading")


def test_the_period_may_be_told_for_the_whole_table(ledger: Ledger) -> None:
    found = read(ledger, "代码,报告期,监测值", "W-1,,41", "W-2,2024,9", period=parse_period("2023"))
    assert [row[2] for row in simple(found)] == ["2023", "2024"]
    assert [row[2] for row in simple(read(ledger, "代码,监测值", "W-1,41", period=parse_period("2023")))] == [
        "2023"
    ]


def test_a_column_of_units_holds_units_of_measure_or_member_units_as_its_cells_tell(ledger: Ledger) -> None:
    assert one(ledger, LONG + ",单位", "W-1,2023,41,%") == {"value": "41"}
    assert one(ledger, LONG + ",单位", "W-1,2023,41,统计局") == {"value": "41", "reported_by": "stats"}
    assert one(ledger, LONG + ",单位", "W-1,2023,41,") == {"value": "41"}
    assert faults(read(ledger, LONG + ",单位", "W-1,2023,41,统计局", map={"单位": "unit_measure"})) == [
        ("value-unit", "D2")
    ]


# -- sheets ------------------------------------------------------------------------------------------------


def _book(ledger: Ledger, *sheets: tuple[str, str, bool], **wanted: Any) -> Found:
    made = []
    for name, text, hidden in sheets:
        cells = {
            (row, column): text_
            for row, line in enumerate(text.splitlines(), start=1)
            for column, text_ in enumerate(line.split(","), start=1)
            if text_
        }
        made.append(Sheet(book="t.xlsx", name=name, cells=_cells(cells), hidden=hidden))
    return read_observations(Book(name="t.xlsx", sheets=tuple(made)), Names(ledger), Wanted(**wanted))


FIRST, SECOND = f"{LONG}\nW-1,2023,41", f"{LONG}\nW-2,2023,9"


def test_every_sheet_with_such_a_table_is_read_and_the_others_are_named(ledger: Ledger) -> None:
    found = _book(
        ledger, ("甲", FIRST, False), ("说明", "填表说明", False), ("乙", SECOND, False), ("旧", FIRST, True)
    )
    assert [row[1] for row in simple(found)] == ["W-1", "W-2"]
    assert [say(remark, "en") for remark in found.remarks] == [
        "Sheets read, with the number of their values: 甲 (1), 乙 (1).",
        "Sheets without a table of values are left out: 说明.",
        "Hidden sheets are left out: 旧.",
    ]


def test_named_sheets_alone_are_read_hidden_ones_too(ledger: Ledger) -> None:
    found = _book(ledger, ("甲", FIRST, False), ("旧", SECOND, True), sheets=("旧",))
    assert ([row[1] for row in simple(found)], found.remarks) == (["W-2"], ())
    found = _book(ledger, ("甲", FIRST, False), ("乙", SECOND, False), sheets=("丙", "乙"))
    assert texts(found) == ["There is no sheet “丙”. → The sheets are: 甲, 乙."]


def test_a_book_of_hidden_sheets_is_read_and_an_empty_one_is_told(ledger: Ledger) -> None:
    assert [row[1] for row in simple(_book(ledger, ("甲", FIRST, True)))] == ["W-1"]
    assert faults(_book(ledger, ("甲", "", False))) == [("heading-missing", "")]
    assert faults(_book(ledger)) == [("heading-missing", "")]


def test_one_value_in_two_sheets_is_told_with_the_sheet(ledger: Ledger) -> None:
    found = _book(ledger, ("甲", FIRST, False), ("乙", FIRST.replace("41", "42"), False))
    assert texts(found) == [
        "W-1 of 2023 stands here and in 甲!C2 with another content. → Keep one of the two."
    ]


def test_a_value_that_stands_twice_alike_is_taken_once(ledger: Ledger) -> None:
    found = read(ledger, LONG, "W-1,2023,41", "W-1,2023,41", "W-1,2023,42")
    assert (len(found.rows), found.repeated, faults(found)) == (1, 1, [("duplicate-entry", "C4")])
    found = read(ledger, LONG + ",登记时间", "W-1,2023,41,2024-01-01", "W-1,2023,42,2024-02-01")
    assert len(simple(found)) == 2


def test_headings_of_a_book_are_known_for_profiles() -> None:
    assert {"代码", "报告期", "监测值"} <= headings(read_csv("t", (LONG + "\nW-1,2023,41").encode()))


# -- indicators --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("w-1", "W-1"),
        ("女性就业人员占比", "W-1"),
        ("女性就业人员占比（％）", "W-1"),
        ("1. 女性就业 人员占比", "W-1"),
        ("（一）女性就业人员占比", "W-1"),
        ("★女性就业人员占比", "W-1"),
        ("EMPLOYED WOMEN", "W-1"),
        ("C-3", "W-3"),
        ("孕产妇死亡率", "W-3"),
        ("幸福感", "W-5"),
        ("5.幸福感", "W-5"),
    ],
)
def test_an_indicator_is_known_by_code_or_whole_name(ledger: Ledger, text: str, code: str) -> None:
    assert Names(ledger).indicator(text) == Match(code)
    assert Names(ledger).exact_indicator(text) == code


def test_a_part_of_one_name_is_taken_and_told(ledger: Ledger) -> None:
    found = read(ledger, LONG, "就业人员,2023,41")
    assert [row[1] for row in simple(found)] == ["W-1"]
    (text,) = texts(found)
    assert text.startswith("“就业人员” is taken for W-1 女性就业人员占比: no other name has these words.")
    assert text.endswith("→ If that is not meant, write the code or the whole name.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("女性就业", "“女性就业” may be several indicators: W-1 女性就业人员占比, W-2 女性就业培训人数."),
        ("网格覆盖率", "“网格覆盖率” may be several indicators: W-6 网格覆盖率, C-6 网格覆盖率."),
        ("全市孕产妇死亡率", "If W-3 孕产妇死亡率 is meant, write its code or its whole name into the cell."),
        ("女性就业人员比例", "W-1 女性就业人员占比, W-2 女性就业培训人数."),
        ("OLD-1", "The indicator OLD-1 was withdrawn, or is not in force yet."),
        ("占", "Correct the cell, or add it: fedstat add indicator"),
        ("x" * 90, "Correct the cell, or add it: fedstat add indicator"),
        ("", "The row has a value and names no indicator."),
    ],
)
def test_an_unclear_indicator_is_never_guessed(ledger: Ledger, text: str, said: str) -> None:
    found = read(ledger, LONG, f"{text},2023,41")
    assert found.rows == ()
    assert said in texts(found)[0]


def test_code_and_name_must_mean_the_same(ledger: Ledger) -> None:
    head = "指标代码,指标名称,报告期,监测值"
    assert faults(read(ledger, head, "W-1,女性就业培训人数,2023,41")) == [("indicator-mismatch", "B2")]
    assert faults(read(ledger, head, "W-99,女性就业人员占比,2023,41")) == [("unknown-indicator", "A2")]
    for name in ("全市女性就业人员占比", "培训人数", ""):
        assert [row[1] for row in simple(read(ledger, head, f"W-1,{name},2023,41"))] == ["W-1"]
    assert [row[1] for row in simple(read(ledger, head, "12,女性就业人员占比,2023,41"))] == ["W-1"]
    assert faults(read(ledger, head, "12,女性就业,2023,41")) == [
        ("unknown-indicator", "A2"),
        ("indicator-unclear", "B2"),
    ]


def test_the_same_fault_of_many_cells_is_told_once_with_the_cells(ledger: Ledger) -> None:
    found = read(ledger, LONG, *(f"谁,{year},41" for year in range(2010, 2020)))
    assert len(found.findings) == 1
    assert "The same in A3, A4, A5, A6, A7, A8, …." in texts(found)[0]


# -- the rest of the key -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年度", "2023"), ("2023年全年", "2023"), ("2023 年上半年", "2023-H1"), ("2023Q2", "2023-Q2"),
        ("2021年第4季度", "2021-Q4"), ("2023-S1", "2023-H1"), ("2023-M06", "2023-06"), ("2023-A1", "2023"),
        ("2023-A2", None), ("第15届", "term:15"), ("term 15", "term:15"), ("2019—2023年", "2019/2023"),
        ("2019–2023", "2019/2023"), ("first half of 2023", "2023-H1"), ("second half of 2023", "2023-H2"),
        ("Q4 2021", "2021-Q4"), ("2023-24", None), ("去年", None),
    ],
)  # fmt: skip
def test_periods_are_understood_as_tables_write_them(text: str, period: str | None) -> None:
    found = found_period(text)
    assert (None if found is None else str(found)) == period


@pytest.mark.parametrize(
    ("value", "shown", "said"),
    [
        (Decimal("2023.00"), "2023.00", "2023"),
        (Decimal(2023), "2023", "2023"),
        ("2023年", "2023年", "2023"),
        (Decimal("2023.5"), "2023.5", "“2023.5” is no period."),
        (date(2023, 6, 30), "2023-06-30", "“2023-06-30” is a day, not a period."),
        ("2023/6/30", "2023/6/30", "“2023/6/30” is a day, not a period."),
    ],
)
def test_a_cell_holds_a_period_or_a_fault(value: Any, shown: str, said: str) -> None:
    found = period_of(Cell(row=1, column=1, value=value, text=shown))
    assert (say(found.message, "en") if isinstance(found, Fault) else str(found)) == said


def test_faults_of_periods_areas_and_units_are_all_told(ledger: Ledger) -> None:
    head = LONG + ",地区,填报单位,登记时间"
    found = read(
        ledger, head, "W-1,去年,41,火星,教育局,昨天", "W-1,,41,Our Citi,人力资源局,2023-12-25T08:00+08:00"
    )
    assert texts(found) == [
        "“去年” is no period. → Periods look like 2023, 2023-H1, 2023-Q2, 2023-06, 2019/2023.",
        "There is no reference area “火星”. → Name the plan's own area, or add [[area]] to the ledger.",
        "There is no member unit “教育局”. → Write its whole name, or add [[member_unit]] to the ledger.",
        "“昨天” is no date. → Write: 2023-12-25",
        "The row has a value and no period. → Fill in the cell.",
        "There is no reference area “Our Citi”. → Did you mean “Our City”?",
        "There is no member unit “人力资源局”. → Did you mean “人力资源和社会保障局”?",
        "“2023-12-25T08:00+08:00” is no date. → Write: 2023-12-25",
    ]


def test_areas_and_units_are_known_by_id_and_name(ledger: Ledger) -> None:
    head = LONG + ",地区,填报单位"
    found = read(ledger, head, "W-1,2023,41,OUR CITY,HRSS", "W-1,2023,40,14,社会保障")
    assert [(row.reference_area, row.said["reported_by"]) for row in found.rows] == [
        ("1401", "hrss"),
        ("14", "hrss"),
    ]
    found = read(ledger, head, "W-1,2023,41,,局")
    assert faults(found) == [("unknown-member-unit", "E2")]
    found = read(ledger, head, "W-1,2023,41,,s", reference_area="14")
    assert texts(found)[0].startswith("There is no member unit “s”.")
    (row,) = read(ledger, LONG, "W-1,2023,41", reference_area="14").rows
    assert row.reference_area == "14"


def test_a_part_that_several_units_share_is_unclear(tmp_path: Path) -> None:
    more = '[[member_unit]]\nid = "a"\nname = "市教育局"\n[[member_unit]]\nid = "b"\nname = "县教育局"\n'
    ledger = sound(tmp_path, BLOCKS + more + INDICATORS.partition('[[indicator]]\ncode = "W-2"')[0])
    assert texts(read(ledger, LONG + ",填报单位", "W-1,2023,41,教育局")) == [
        "“教育局” may be several member units: 市教育局, 县教育局. → Write the whole name."
    ]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("residence=城市;sex=女", "residence=城市;sex=女"),
        ("城乡：农村；性别＝女", "residence=rural;sex=女"),
        ("rural", "residence=rural"),
        ("农村、女", "residence=rural;sex=女"),
        ("合计", ""),
        ("性别=合计", ""),
    ],
)
def test_a_sub_group_is_named_in_one_cell(ledger: Ledger, text: str, group: str) -> None:
    assert simple(read(ledger, LONG + ",分组", f'W-1,2023,41,"{text}"'))[0][3] == group


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("城镇", "There is no category “城镇”. → The ledger's sub-groups are: 城市, rural, 农村, 女, 男."),
        ("年龄=老", "The ledger has no dimension “年龄”. → Add [[dimension]] to the ledger."),
        ("城 乡乡=农村", "→ Did you mean “城乡”?"),
        ("城乡=镇", "The dimension “residence” has no category “镇”."),
        ("女;男", "The breakdown names one dimension twice."),
    ],
)
def test_a_sub_group_that_is_none_is_refused(ledger: Ledger, text: str, said: str) -> None:
    found = read(ledger, LONG + ",分组", f"W-1,2023,41,{text}")
    assert said in texts(found)[0]


def test_dimensions_have_columns_of_their_own(ledger: Ledger) -> None:
    head = LONG + ",城乡,性别,分组"
    assert simple(read(ledger, head, "W-1,2023,41,农村,合计,"))[0][3] == "residence=rural"
    assert simple(read(ledger, head, "W-1,2023,41,农村,,rural"))[0][3] == "residence=rural"
    found = read(ledger, head, "W-1,2023,41,镇,,", "W-1,2023,41,农村,,城市")
    assert faults(found) == [("unknown-category", "D2"), ("bad-breakdown", "D3")]


def test_a_category_of_several_dimensions_wants_its_dimension(tmp_path: Path) -> None:
    more = '[[dimension]]\nid = "school"\nname = "学校"\ncategories = ["城市", "县镇"]\n'
    ledger = sound(tmp_path, BLOCKS + more + INDICATORS.partition('[[indicator]]\ncode = "W-2"')[0])
    assert texts(read(ledger, LONG + ",分组", "W-1,2023,41,城市")) == [
        "“城市” may be several: residence=城市, school=城市. → Write the dimension before it: residence=城市"
    ]
    assert Reader(Names(ledger), {}).meaning("城市") is None


def test_a_ledger_without_dimensions_says_so(tmp_path: Path) -> None:
    ledger = sound(tmp_path, INDICATORS.partition('[[indicator]]\ncode = "W-2"')[0])
    assert texts(read(ledger, LONG + ",分组", "W-1,2023,41,城市"))[0].endswith("add [[dimension]].")


# -- values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("W-1,2023,４１．６３％", {"value": "41.63"}),
        ('W-2,2023,"1,234"', {"value": "1234"}),
        ("W-2,2023,约1500人", {"value": "1500", "qualifier": "about", "as_printed": "约1500人"}),
        ("W-2,2023,3.2万", {"value": "32000", "qualifier": "rounded", "as_printed": "3.2万"}),
        ("W-1,2023,41.63（初步数）", {"value": "41.63", "obs_status": "P"}),
        ("W-1,2023,未调查", {"obs_status": "L"}),
        ("W-1,2023,－0.5", {"value": "-0.5"}),
    ],
)
def test_values_are_read_as_people_write_them(ledger: Ledger, row: str, said: dict[str, str]) -> None:
    assert one(ledger, LONG, row) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("W-2,2023,3.2,万人", {"value": "32000", "qualifier": "rounded", "as_printed": "3.2万人"}),
        ("W-2,2023,约3,万名", {"value": "30000", "qualifier": "about", "as_printed": "约3万名"}),
        ("W-2,2023,3.2万,人", {"value": "32000", "qualifier": "rounded", "as_printed": "3.2万"}),
        ("W-4,2023,15000,元", {"value": "1.5000"}),
        ("W-4,2023,1.5,亿元", {"value": "15000", "qualifier": "rounded", "as_printed": "1.5亿元"}),
        ("W-1,2023,41.6%,%", {"value": "41.6"}),
        ("W-5,2023,3,人", {"value": "3"}),
    ],
)
def test_a_unit_beside_the_value_is_converted_only_by_an_exact_factor(
    ledger: Ledger, row: str, said: dict[str, str]
) -> None:
    assert one(ledger, LONG + ",计量单位", row) == said


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("W-2,2023,3.2,元", "value-unit"),
        ("W-2,2023,3.2万,元", "value-unit"),
        ("W-1,2023,416,‰", "value-unit"),
        ("W-1,2023,41,台套", "value-unit"),
        ("W-4,2023,0.0000001,元", "number-digits"),
        ("W-1,2023,同上,%", "value-not-understood"),
        ("W-1,2023,4/9,%", "value-not-understood"),
        ("W-1,2023,N/A,%", "value-question"),
        ("W-1,2023,不足41,%", "value-question"),
        ("W-1,2023,abc（初步数）,%", "value-not-understood"),
        ("W-1,2023,41（未调查）,%", "value-not-understood"),
        ("W-1,2023,41（很好）,%", "value-not-understood"),
        ("W-1,2023,#REF!,%", "cell-error"),
        ("W-1,2023,5-Jan,%", "cell-date"),
    ],
)
def test_what_is_no_value_is_a_finding(ledger: Ledger, row: str, code: str) -> None:
    assert faults(read(ledger, LONG + ",计量单位", row))[0][0] == code


def cell(value: Any, text: str, **more: Any) -> Cell:
    return Cell(row=2, column=3, value=value, text=text, **more)


@pytest.mark.parametrize(
    ("given", "unit", "said"),
    [
        (cell(Decimal("41.63"), "41.63%", percent=True), "%", {"value": Decimal("41.63")}),
        (cell(Decimal("41.6287"), "41.63"), "%", {"value": Decimal("41.6287")}),
        (cell(Decimal("41.63"), "41.63%", percent=True), "人", "value-unit"),
        (cell(Decimal("41.63"), "41.63%", percent=True), "", "value-unit"),
        (cell(Decimal("41.616161616161616"), "41.62"), "%", "number-digits"),
        (cell(Decimal("41.616161616161616"), "41.616161616161616"), "%", "number-digits"),
        (cell(None, "#N/A", error=True), "%", "cell-error"),
        (cell(None, "", formula="=A1"), "%", "cell-error"),
        (cell(date(2023, 1, 5), "2023-01-05"), "%", "cell-date"),
        (cell(value=True, text="TRUE"), "%", "value-not-understood"),
    ],
)
def test_cells_of_spreadsheets_hold_values_or_faults(given: Cell, unit: str, said: Any) -> None:
    found = value_of(given, unit)
    assert (found.code if isinstance(found, Fault) else found) == said


def test_the_digits_that_the_sheet_shows_are_taken_when_asked_for() -> None:
    given = cell(Decimal("41.616161616161616"), "41.62%", percent=True)
    assert value_of(given, "%", as_shown=True) == {"value": Decimal("41.62")}


def test_a_formula_without_a_result_is_seen_in_a_table(ledger: Ledger) -> None:
    cells = _cells({(1, 1): "代码", (1, 2): "2023年", (2, 1): "W-1"})
    cells[2, 2] = cell(None, "", formula="=A1*2")
    sheet = Sheet(book="t.xlsx", cells=cells)
    found = read_observations(Book(name="t.xlsx", sheets=(sheet,)), Names(ledger), Wanted())
    assert [finding.code for finding in found.findings] == ["cell-error"]


def test_a_file_that_does_not_tell_percent_cells_leaves_a_doubt(ledger: Ledger) -> None:
    cells = _cells({(1, 1): "代码", (1, 2): "2023年", (1, 3): "2024年", (2, 1): "W-1", (3, 1): "W-2"})
    cells |= {(2, 2): cell(Decimal("0.4163"), "0.4163"), (2, 3): cell(Decimal(42), "42")}
    cells[3, 2] = cell(Decimal("0.5"), "0.5")
    sheet = Sheet(book="t.ods", cells=cells)
    found = read_observations(
        Book(name="t.ods", sheets=(sheet,), knows_formats=False), Names(ledger), Wanted()
    )
    assert [row.doubt and say(row.doubt, "en") for row in found.rows] == [
        "This kind of file does not tell percent cells: 0.4163 may mean 41.63%. Save it as *.xlsx.",
        None,
        None,
    ]


COUNTS = LONG + ",分子,分母,数据情况,数值限定,原文,重算基期值"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("W-1,2023,,412,1260,,,,", {"numerator": "412", "denominator": "1260"}),
        (
            "W-1,2023,32.70,412,1260,,确数,,",
            {"numerator": "412", "denominator": "1260", "qualifier": "exact"},
        ),
        ("W-1,2023,32.6,412,1260,,,,", {"numerator": "412", "denominator": "1260"}),
        ("W-1,2023,41,,,b,约,约41,40.5%", {
            "value": "41", "qualifier": "about", "as_printed": "约41", "baseline_restated": "40.5",
            "obs_status": "B",
        }),
        ("W-1,2023,,,,不宜公开,,,", {"obs_status": "Q"}),
        ("W-1,2023,41（初步数）,,,P,,,", {"value": "41", "obs_status": "P"}),
    ],
)  # fmt: skip
def test_counts_statuses_and_qualifiers_stand_beside_the_value(
    ledger: Ledger, row: str, said: dict[str, str]
) -> None:
    assert one(ledger, COUNTS, row) == said


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("W-1,2023,,412,,,,,", "missing-key"),
        ("W-1,2023,,412,0,,,,", "zero-denominator"),
        ("W-2,2023,,412,1260,,,,", "value-unit"),
        ("W-1,2023,34,412,1260,,,,", "value-both"),
        ("W-1,2023,,约412,1260,,,,", "value-not-understood"),
        ("W-1,2023,,未调查,1260,,,,", "value-not-understood"),
        ("W-1,2023,,x,1260,,,,", "value-not-understood"),
        ("W-1,2023,41,,,未调查,,,", "value-beside-status"),
        ("W-1,2023,41,,,好,,,", "wrong-choice"),
        ("W-1,2023,41（初步数）,,,E,,,", "wrong-choice"),
        ("W-1,2023,41,,,,很,,", "wrong-choice"),
        ("W-1,2023,41,,,B,,,x", "value-not-understood"),
    ],
)
def test_what_does_not_go_together_is_a_finding(ledger: Ledger, row: str, code: str) -> None:
    assert [found for found, _ in faults(read(ledger, COUNTS, row))] == [code]


def test_particulars_are_read_without_the_apostrophe_against_formulas(ledger: Ledger) -> None:
    head = LONG + ",数据来源,佐证材料,审核人,审批人,备注,登记时间"
    assert one(ledger, head, "W-1,2023,41,'=年报,〔2023〕1号,甲,乙,'说明,2023/12/25") == {
        "value": "41",
        "source": "=年报",
        "evidence": "〔2023〕1号",
        "reviewed_by": "甲",
        "approved_by": "乙",
        "note": "'说明",
        "recorded": "2023-12-25",
    }


MOMENT = datetime.fromisoformat("2023-12-25T09:30:00")


@pytest.mark.parametrize(
    ("value", "text", "stamp"),
    [
        (date(2023, 12, 25), "2023-12-25", date(2023, 12, 25)),
        (MOMENT.replace(microsecond=5), "2023-12-25 09:30:00", MOMENT),
        ("2023-12-25T09:30", "2023-12-25T09:30", MOMENT),
        ("2023-12-25", "2023-12-25", date(2023, 12, 25)),
    ],
)
def test_the_day_of_an_entry_may_be_a_cell_of_any_kind(
    ledger: Ledger, value: Any, text: str, stamp: date
) -> None:
    cells = _cells({(1, 1): "代码", (1, 2): "2023年", (1, 3): "登记时间", (2, 1): "W-1", (2, 2): "41"})
    cells[2, 3] = cell(value, text)
    book = Book(name="t.xlsx", sheets=(Sheet(book="t.xlsx", cells=cells),))
    (row,) = read_observations(book, Names(ledger), Wanted()).rows
    assert row.said["recorded"] == stamp


# -- SDMX-CSV ----------------------------------------------------------------------------------------------

MESSAGE = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,SEX,AGE,TIME_PERIOD,OBS_VALUE,OBS_STATUS"
HEAD = "dataflow,X:Y(1.0)"


def test_a_message_of_version_2_is_read(ledger: Ledger) -> None:
    rows = (f"{HEAD},A,A,14,W-1,_T,_T,2023,41.63,P", f"{HEAD},I,A,1401,W-1,女,,2023-S1,40.1,")
    assert simple(read(ledger, MESSAGE, *rows)) == [
        ("J2", "W-1", "2023", "", {"value": "41.63", "obs_status": "P"}),
        ("J3", "W-1", "2023-H1", "sex=女", {"value": "40.1"}),
    ]


def test_a_message_of_version_1_is_read(ledger: Ledger) -> None:
    head = "DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE"
    found = read(ledger, head, "X:Y(1.0),1401,W-1,2023,41.63,A,x")
    assert simple(found)[0][4] == {"value": "41.63", "obs_status": "A"}
    assert [say(remark, "en") for remark in found.remarks] == ["Columns left out: TITLE."]


def test_names_behind_ids_are_left_out(ledger: Ledger) -> None:
    head = "STRUCTURE[;],STRUCTURE_ID,ACTION,INDICATOR: 指标,SEX: 性别,TIME_PERIOD: 时间,OBS_VALUE: 数"
    found = read(ledger, head + ",COMMENT_OBS[]: 注", "dataflow,X:Y(1): Z,A,W-1: 占比,女: 女性,2023,41.63,甲")
    assert simple(found) == [("G2", "W-1", "2023", "sex=女", {"value": "41.63", "note": "甲"})]


def test_columns_of_names_are_left_out(ledger: Ledger) -> None:
    head = (
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,INDICATOR,Indicator,SEX,Sex,TIME_PERIOD,Time,OBS_VALUE"
    )
    found = read(ledger, head, "dataflow,X:Y(1),Z,A,W-1,占比,女,女性,2023,2023,41.63")
    assert (simple(found)[0][:4], found.remarks) == (("K2", "W-1", "2023", "sex=女"), ())


def test_a_multiplier_is_counted_in(ledger: Ledger) -> None:
    head = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT,UNIT_MEASURE"
    assert one(ledger, head, f"{HEAD},A,W-2,2023,1.5,3,PERSONS") == {"value": "1500"}
    assert one(ledger, head, f"{HEAD},A,W-2,2023,1.5,,") == {"value": "1.5"}
    assert one(ledger, head, f"{HEAD},A,W-2,2023,未调查,3,") == {"obs_status": "L"}
    assert one(ledger, head, f"{HEAD},A,W-1,2023,1.5,0,%") == {"value": "1.5"}
    for power in ("x", "99"):
        assert faults(read(ledger, head, f"{HEAD},A,W-2,2023,1.5,{power},")) == [("wrong-choice", "G2")]


def test_a_message_without_a_value_says_why(ledger: Ledger) -> None:
    assert simple(read(ledger, MESSAGE, f"{HEAD},A,A,,W-1,_T,,2023,NaN,L"))[0][4] == {"obs_status": "L"}
    assert faults(read(ledger, MESSAGE, f"{HEAD},A,A,,W-1,_T,,2023,NaN,")) == [("value-missing", "J2")]


def test_a_dimension_that_the_ledger_does_not_have_is_refused_unless_it_is_the_whole(ledger: Ledger) -> None:
    found = read(ledger, MESSAGE, f"{HEAD},A,A,,W-1,_T,Y15T64,2023,41,")
    (text,) = texts(found)
    assert text.startswith("The message parts its values by “AGE”, here Y15T64, and the ledger does not.")
    assert text.endswith("Add [[dimension]] to the ledger, or say that it does not matter: --map AGE=-")
    assert len(simple(read(ledger, MESSAGE, f"{HEAD},A,A,,W-1,_T,Y15T64,2023,41,", map={"AGE": "-"}))) == 1


def test_actions_are_told_apart(ledger: Ledger) -> None:
    rows = [f"{HEAD},{action},A,,W-1,_T,,{year},41," for year, action in enumerate("IAMR", start=2010)]
    found = read(ledger, MESSAGE, *rows)
    assert [row.action for row in found.rows] == ["merge", "merge", "merge", "replace"]
    assert faults(read(ledger, MESSAGE, f"{HEAD},X,A,,W-1,_T,,2023,41,")) == [("wrong-choice", "C2")]


def test_a_deletion_names_one_whole_value(ledger: Ledger) -> None:
    head = MESSAGE + ",COMMENT_OBS"
    (row,) = read(ledger, head, f"{HEAD},D,A,1401,W-1,_T,_T,2023,,,").rows
    assert (row.action, row.said, row.place.cell) == ("delete", {}, "C2")
    (row,) = read(ledger, head, f"{HEAD},D,A,1401,W-1,_T,_T,2023,-,-,-").rows
    assert row.action == "delete"
    found = read(ledger, head, f"{HEAD},D,A,,W-1,,,2023,,,", f"{HEAD},D,A,1401,W-1,_T,_T,2023,,,-")
    assert faults(found) == [("wrong-choice", f"{column}2") for column in "EGH"] + [("wrong-choice", "L3")]


# -- held against what stands ------------------------------------------------------------------------------


def fates(ledger: Ledger, *rows: str) -> list[tuple[str, dict[str, str]]]:
    """Return what becomes of each row, and what it says then."""
    found, wrong = placed(read(ledger, *rows).rows, ledger)
    assert wrong == []
    return [(item.fate, {name: str(value) for name, value in item.given.said.items()}) for item in found]


def test_a_row_is_new_changed_or_the_same(ledger: Ledger) -> None:
    head = LONG + ",数据情况,备注,登记时间"
    rows = ("W-1,2023,41,,,", "W-1,2022,41.20,,,", "W-2,2022,30000,,,", "W-6,2022,33.33,,,", "C-6,2022,,L,,")
    assert [fate for fate, _ in fates(ledger, head, *rows)] == ["new", "same", "same", "same", "same"]
    for row in (
        "W-1,2022,41.3,,,",
        "W-1,2022,41.2,A,,",
        "W-1,2022,41.2,,别的,",
        "W-1,2022,41.3,,,2023-12-25",
    ):
        assert [fate for fate, _ in fates(ledger, head, row)] == ["changed"]
    assert [fate for fate, _ in fates(ledger, head, "W-1,2022,41.2,,,2023-12-25")] == ["same"]


def test_a_message_keeps_what_it_leaves_out(ledger: Ledger) -> None:
    head = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COMMENT_OBS"
    kept = {"reported_by": "hrss", "source": "年报"}
    assert fates(ledger, head, f"{HEAD},M,W-1,2022,,A,") == [
        ("changed", {"value": "41.2", "obs_status": "A", "note": "初步", **kept})
    ]
    assert fates(ledger, head, f"{HEAD},M,W-1,2022,42,,")[0] == (
        "changed",
        {"obs_status": "P", "note": "初步", "value": "42", **kept},
    )
    assert fates(ledger, head, f"{HEAD},R,W-1,2022,42,,")[0] == ("changed", {"value": "42"})
    assert fates(ledger, head, f"{HEAD},M,W-2,2022,,E,")[0][1]["as_printed"] == "3万"
    assert fates(ledger, head, f"{HEAD},M,W-6,2022,,P,")[0][1]["numerator"] == "1"
    assert fates(ledger, head, f"{HEAD},M,W-1,2022,NaN,L,")[0] == (
        "changed",
        {"obs_status": "L", "note": "初步", **kept},
    )
    assert fates(ledger, head, f"{HEAD},M,C-6,2022,9,,")[0] == ("changed", {"value": "9", **kept})
    assert fates(ledger, head, f"{HEAD},M,W-1,2023,9,,")[0] == ("new", {"value": "9"})


def test_a_status_without_a_value_is_a_finding(ledger: Ledger) -> None:
    head = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS"
    for row in (f"{HEAD},M,W-1,2023,,A", f"{HEAD},M,C-6,2022,,A", f"{HEAD},R,W-1,2022,,A"):
        _, wrong = placed(read(ledger, head, row).rows, ledger)
        assert [finding.code for finding in wrong] == ["value-missing"]


def test_a_deletion_takes_back_what_stands(ledger: Ledger) -> None:
    head = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE"
    assert [fate for fate, _ in fates(ledger, head, f"{HEAD},D,W-1,2022,", f"{HEAD},D,W-1,2023,")] == [
        "withdrawn",
        "same",
    ]


def test_a_heading_of_two_merged_rows_may_be_told(ledger: Ledger) -> None:
    texts_ = {
        (1, 1): "指标",
        (1, 2): "本期",
        (2, 2): "数",
        (2, 3): "2023年来源",
        (3, 1): "W-1",
        (3, 2): "41",
        (3, 3): "年报",
    }
    sheet = Sheet(book="t.xlsx", cells=_cells(texts_), merged={(2, 1): (1, 1), (1, 3): (1, 2)})
    names = Names(ledger)
    told = {"本期 数": Meaning(period=parse_period("2023")), "本期": Meaning(period=parse_period("2023"))}
    told |= {"2023年来源": Meaning("source")}
    found = read_observations(Book(name="t.xlsx", sheets=(sheet,)), names, Wanted(told=told))
    assert [_simple(row) for row in found.rows] == [("B3", "W-1", "2023", "", {"value": "41"})]
    assert faults(found) == [("heading-unknown", "C2")]


def test_a_table_may_hold_nothing_but_statuses(ledger: Ledger) -> None:
    assert one(ledger, "代码,报告期,数据情况", "W-1,2023,未调查") == {"obs_status": "L"}
    assert one(ledger, "代码,报告期,2023年备注,数据情况", "W-1,2023,无,L") == {"obs_status": "L"}


def test_nothing_is_read_when_no_named_sheet_is_there(ledger: Ledger) -> None:
    assert faults(_book(ledger, ("甲", FIRST, False), sheets=("丙",))) == [("heading-missing", "")]


def test_a_row_above_the_headings_of_years_reaches_over_them(ledger: Ledger) -> None:
    rows = ("序号,指标,监测值,,目标值,,", ",,2022年,2023年,2024年,2025年,", "1,W-1,41,42,43,45,,x")
    found = read(ledger, *rows)
    assert [(row[0], row[2]) for row in simple(found)] == [("C3", "2022"), ("D3", "2023")]
    assert faults(found) == [("heading-unknown", "E2"), ("heading-unknown", "F2")]
