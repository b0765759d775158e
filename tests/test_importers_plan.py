"""An office's table of indicators: what is understood of it, what is asked, and what comes out of it."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import plan_tables
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook

from fedstat.errors import FileFault, UsageFault
from fedstat.importers.plan.completing import written
from fedstat.importers.plan.headings import DATED, OWN, heading
from fedstat.importers.plan.numbering import Numbering, Standing, is_code
from fedstat.importers.plan.reading import Wanted, read_plan
from fedstat.importers.reading import read_book
from fedstat.language import say
from fedstat.model.period import parse_period

if TYPE_CHECKING:
    from fedstat.importers.plan.nouns import PlanTable, Question

WANTED = Wanted(
    standing={
        "part": (
            Standing(id="women", names=("妇女发展规划", "Women's development plan"), written=False),
            Standing(id="children", names=("儿童发展规划",), written=False),
        ),
        "domain": (
            Standing(id="W-1", names=("妇女与健康", "Women and health"), above="women", written=False),
            Standing(id="C-1", names=("儿童与健康",), above="children", written=False),
        ),
    },
    reference_area="某市",
    baseline_period=parse_period("2020"),
    target_period=parse_period("2025"),
)
HEADS = ("指标名称", "计量单位", "指标属性", "2020年", "2021年", "2025年目标值", "牵头单位")
ROW = ("就业占比", "%", "正向", 40.9, 41.2, "达到45%以上", "市人社局")


def table(*rows: tuple[Any, ...], wanted: Wanted = WANTED, sheet: str = "") -> PlanTable:
    book = Workbook()
    first = book.worksheets[0]
    first.title = sheet or "Sheet"
    for row in rows:
        first.append(row)
    stream = BytesIO()
    book.save(stream)
    return read_plan(read_book("表.xlsx", stream.getvalue()), wanted)


def one(**cells: object) -> tuple[dict[str, Any], list[Question]]:
    """Return what is read of a row of which only some cells differ from the usual one."""
    heads = list(HEADS) + [key for key in cells if key not in HEADS]
    row = tuple(cells.get(head, dict(zip(HEADS, ROW, strict=True)).get(head)) for head in heads)
    read = table(tuple(heads), row)
    (planned,) = read.indicators
    values = {str(period): dict(said) for period, said in planned.values.items()}
    return {**planned.fields, "values": values}, list(read.questions)


def said(question: Question, language: Any = "zh") -> str:
    return f"{question.place.cell} {say(question.heading, language)} {say(question.message, language)}"


# -- headings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "field", "period"),
    [
        ("指标名称", "name", None),
        ("指 标\n名 称", "name", None),
        ("计量单位（%）", "unit_measure", None),
        ("牵头单位", "responsible_unit", None),
        ("责任单位（配合）", "supporting_units", None),
        ("指标属性", "direction", None),
        ("指标性质", "nature", None),
        ("2020年（基期值）", "baseline", "2020"),
        ("基期值", "baseline", None),
        ("2025年目标值", "target", "2025"),
        ("目标值", "target", None),
        ("2022年实际完成值", "value", "2022"),
        ("2023年上半年", "year", "2023-H1"),
        ("２０２１年", "year", "2021"),
        ("单位", "unit", None),
        ("目标", "goals", None),
        ("Indicator", "name", None),
        ("responsible_unit", "responsible_unit", None),
    ],
)
def test_a_heading_means_what_offices_mean_by_it(text: str, field: str, period: str | None) -> None:
    found = heading(text)
    assert found is not None
    assert (found.field, found.period and str(found.period)) == (field, period)


@pytest.mark.parametrize(
    "text", ["", "排名", "2022年全国排名", "本表由各成员单位于2023年12月25日前填报并加盖公章后报送"]
)
def test_a_heading_that_says_something_else_is_left_out(text: str) -> None:
    assert heading(text) is None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [*OWN, "baseline", "target", *(f"{field} 2021" for field in DATED)])
def test_what_a_table_to_complete_is_headed_with_is_understood_again(name: str, language: Any) -> None:
    found = heading(written(name, language))
    field, _, period = name.partition(" ")
    assert found is not None
    assert (found.field, str(found.period or "")) == (field, period)


def test_the_cells_tell_what_a_heading_of_two_meanings_means() -> None:
    read = table(("指标名称", "单位", "单位", "目标", "目标"), ("甲", "%", "市教育局", "促进就业", None))
    assert [column.field for column in read.columns] == [
        *("name", "unit_measure", "responsible_unit", "goal", "goal"),
    ]
    aims = table(("指标名称", "单位", "目标"), ("甲", "%", "达到45%以上"))
    assert [column.field for column in aims.columns] == ["name", "unit_measure", "target"]


def test_a_year_is_a_target_where_the_plan_ends_and_words_stand_below() -> None:
    heads = ("指标名称", "2020年", "2025年")
    assert [c.field for c in table(heads, ("甲", 40, "达到45%以上")).columns] == ["name", "value", "target"]
    assert [c.field for c in table(heads, ("甲", 40, 45)).columns] == ["name", "value", "value"]
    unknown = replace(WANTED, target_period=None)
    assert [c.field for c in table(heads, ("甲", 40, "提高"), wanted=unknown).columns][2] == "target"


def test_a_heading_of_two_lines_under_a_merged_cell_is_read_whole() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["某市妇女发展规划监测指标体系（2021—2025年）"])
    sheet.append(["指标名称", "计量单位", "历年数据", None, "目标值"])
    sheet.append([None, None, "2020年", "2021年", None])
    sheet.append(["甲", "%", 40, 41, "达到45%以上"])
    sheet.merge_cells("A1:E1")
    for area in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        sheet.merge_cells(area)
    stream = BytesIO()
    book.save(stream)
    read = read_plan(read_book("表.xlsx", stream.getvalue()), WANTED)
    assert read.title == "某市妇女发展规划监测指标体系（2021—2025年）"
    assert [(str(period), dict(v)) for period, v in read.indicators[0].values.items()] == [
        ("2020", {"value": Decimal(40)}),
        ("2021", {"value": Decimal(41)}),
    ]


def test_what_the_user_says_of_a_heading_counts_and_nonsense_is_refused() -> None:
    heads, row = ("名目", "计量单位", "乙", "排名"), ("甲", "%", "达到45%以上", "1")
    told = replace(WANTED, told={"名目": "name", "乙": "target=2025", "排名": "ignore"})
    read = table(heads, row, wanted=told)
    assert [(c.field, str(c.period)) for c in read.columns][2] == ("target", "2025")
    assert read.indicators[0].fields["name"] == "甲"
    chinese = replace(WANTED, told={"名目": "指标名称", "乙": "2025年目标值"})
    assert [(c.field, str(c.period)) for c in table(heads, row, wanted=chinese).columns][2] == (
        "target",
        "2025",
    )
    with pytest.raises(UsageFault, match="cannot mean"):
        table(heads, row, wanted=replace(WANTED, told={"名目": "gibberish"}))
    plain = table(("指标名称", "数"), ("甲", 3), wanted=replace(WANTED, told={"数": "baseline"}))
    assert plain.indicators[0].fields["baseline"] == {"period": "2020", "value": Decimal(3)}


def test_a_file_without_such_a_table_is_told() -> None:
    with pytest.raises(FileFault, match="no table of indicators"):
        table(("序号", "2020年"), (1, 2))
    with pytest.raises(FileFault, match="no table of indicators"):
        table(("指标名称",), ("甲",))
    with pytest.raises(FileFault, match="no sheet"):
        table(HEADS, ROW, wanted=replace(WANTED, sheet="没有"))


# -- rows --------------------------------------------------------------------------------------------------


def test_sections_name_the_domain_and_sums_footnotes_and_repeated_headings_are_no_indicators() -> None:
    read = table(
        HEADS,
        ("第一部分 某市妇女发展规划",),
        ("一、妇女与健康",),
        ROW,
        HEADS,
        ("合计", None, None, 1),
        (),
        ("二、 体育",),
        ("甲", "%", "正向", 1, 2, "提高", "市体育局"),
        ("注：数据由各单位提供",),
    )
    assert [(p.fields["code"], p.fields["domain"]) for p in read.indicators] == [
        ("W-1-01", "W-1"),
        ("W-2-01", "W-2"),
    ]
    assert [
        (block.table, block.fields.get("name") or block.fields.get("title")) for block in read.blocks
    ] == [
        ("part", "妇女发展规划"),
        ("domain", "妇女与健康"),
        ("member_unit", "市人社局"),
        ("domain", "体育"),
        ("member_unit", "市体育局"),
    ]
    assert read.questions == ()


def test_a_section_that_comes_again_goes_on_and_a_lone_name_is_an_indicator() -> None:
    heads = ("领域", "主要目标", "指标名称", "计量单位", "指标属性", "目标值")
    read = table(
        heads,
        ("一、健康",),
        (None, "提高筛查率", "甲", "%", "正向", "提高"),
        ("一、健康",),
        (None, None, "乙", "%", "正向", "提高"),
        (None, None, "规划编制率"),
    )
    assert [(p.fields["name"], p.fields["domain"], p.fields.get("goal")) for p in read.indicators] == [
        ("甲", "D-1", "D-1-a"),
        ("乙", "D-1", "D-1-a"),
        ("规划编制率", "D-1", "D-1-a"),
    ]
    assert [question.indicator for question in read.questions] == ["规划编制率"]


def test_a_domain_is_filled_down_and_a_goal_ends_with_its_domain() -> None:
    heads = ("领域", "主要目标", "指标名称", "计量单位", "指标属性", "目标值")
    read = table(
        heads,
        ("健康", "提高筛查率", "甲", "%", "正向", "提高"),
        (None, None, "乙", "%", "正向", "提高"),
        ("体育", None, "丙", "%", "正向", "提高"),
        sheet="妇女",
    )
    assert [(p.fields["domain"], p.fields.get("goal")) for p in read.indicators] == [
        ("W-1", "W-1-a"),
        ("W-1", "W-1-a"),
        ("W-2", None),
    ]
    assert read.indicators[0].fields["part"] == "women"


def test_a_row_without_a_name_is_asked_for() -> None:
    fields, questions = one(指标名称=None)
    assert fields["name"] == ""
    assert [said(question) for question in questions] == ["A2 指标 这一行有数据，没有指标名称。"]


def test_an_answer_stands_in_the_place_of_the_cell_even_where_there_is_no_column() -> None:
    rows = (("指标名称", "目标值"), ("甲", "保持在95%以上"))
    (question,) = table(*rows).questions
    assert (question.spot, question.proposes, question.choices[0].text) == (
        ("Sheet", 2, "direction"),
        True,
        "正向",
    )
    answered = table(*rows, wanted=replace(WANTED, answers={question.spot: "保持"}))
    assert answered.questions == ()
    assert answered.indicators[0].fields["direction"] == "maintain"
    value = table(
        ("指标名称", "目标值"),
        ("甲", "提高"),
        wanted=replace(WANTED, answers={("Sheet", 2, "value 2021"): "3"}),
    )
    assert [str(period) for period in value.indicators[0].values] == ["2021"]


# -- what a row says ---------------------------------------------------------------------------------------


def test_a_row_says_everything_in_the_words_of_the_ledger() -> None:
    fields, questions = one(
        **{
            "配合单位": "市教育局（牵头）、市卫健委\n各县（市、区）政府",
            "数据提供单位": "市统计局",
            "监测频率": "半年",
            "指标性质": "约束性",
            "重点/难点": "重点",
            "备注": "一句话",
            "理论上限": 100,
        }
    )
    assert questions == []
    assert fields == {
        "code": "I-01",
        "name": "就业占比",
        "responsible_unit": ["市人社局"],
        "supporting_units": ["市教育局", "市卫健委", "各县（市、区）政府"],
        "data_provider": "市统计局",
        "unit_measure": "%",
        "direction": "increase",
        "limit": Decimal(100),
        "target": {"at_least": Decimal(45), "wording": "达到45%以上"},
        "tags": ["重点", "约束性"],
        "frequency": "H",
        "note": "一句话",
        "values": {"2020": {"value": Decimal("40.9")}, "2021": {"value": Decimal("41.2")}},
    }


@pytest.mark.parametrize(
    ("target", "written_down"),
    [
        ("逐步提高", {"wording": "逐步提高"}),
        ("力争达到45%以上", {"wording": "力争达到45%以上"}),
        ("在45%至55%之间", {"wording": "在45%至55%之间"}),
        ("—", None),
        (None, None),
    ],
)
def test_targets_keep_the_plan_s_words(target: str | None, written_down: object) -> None:
    fields, questions = one(
        **{"2025年目标值": target, "指标属性": "适度" if target and "之间" in target else "正向"}
    )
    expected = written_down["wording"] if isinstance(written_down, dict) else None
    assert fields.get("target") == expected
    assert questions == []


def test_targets_of_several_years_say_their_year() -> None:
    read = table(
        ("指标名称", "计量单位", "2023年目标", "2025年目标"), ("甲", "%", "达到40%以上", "达到45%以上")
    )
    assert read.indicators[0].fields["target"] == [
        {"at_least": Decimal(40), "by": "2023", "wording": "达到40%以上"},
        {"at_least": Decimal(45), "wording": "达到45%以上"},
    ]


def test_areas_and_sub_groups_that_a_target_names_are_declared() -> None:
    read = table(
        HEADS,
        ("甲", "%", "正向", 1, 2, "不低于全省平均水平", None),
        ("乙", "%", "正向", 1, 2, "城市达到95%以上，农村达到87%以上", None),
        ("丙", "%", "正向", 1, 2, "城市达到95%以上，农村达到87%以上", None),
    )
    assert [(block.table, dict(block.fields)) for block in read.blocks] == [
        ("area", {"id": "某市", "name": "某市"}),
        ("area", {"id": "全省", "name": "全省"}),
        ("dimension", {"id": "residence", "name": "城乡", "categories": ["城市", "农村"]}),
    ]
    assert all(planned.quantifiable for planned in read.indicators)


QUESTIONS = [
    (
        {"2025年目标值": "45"},
        ["F2 2025年目标值 “45”只有数字，没有说明是不低于还是不高于。"],
        ["不低于45", "不高于45"],
        True,
    ),
    (
        {"2025年目标值": "45", "指标属性": "逆向"},
        ["F2 2025年目标值 “45”只有数字，没有说明是不低于还是不高于。"],
        ["不高于45", "不低于45"],
        True,
    ),
    ({"2025年目标值": "不断完善"}, ["F2 2025年目标值 “不断完善”不能理解为目标值。"], [], False),
    ({"2025年目标值": "达到45%左右"}, ["A2 容差 “达到45%左右”没有说明相差多少仍算达到。"], [], False),
    ({"指标属性": "逆向"}, ["C2 指标属性 “逆向”与目标“达到45%以上”矛盾。"], ["正向"], False),
    (
        {"指标属性": "好"},
        ["C2 指标属性 “好”没有说明指标是正向还是逆向。"],
        ["正向", "逆向", "保持", "适度"],
        True,
    ),
    (
        {"2021年": 0.412},
        ["E2 2021年监测值 其他数值都是百分数，这里填的是 0.412。"],
        ["41.2%", "0.412%"],
        False,
    ),
    ({"2021年": "无"}, ["E2 2021年监测值 “无”是指数值为0，还是没有数值？"], ["—", "0"], False),
    ({"2021年": "#N/A"}, ["E2 2021年监测值"], [], False),
    ({"2021年": "41.2‰"}, ["E2 2021年监测值"], ["41.2"], False),
    (
        {"监测频率": "时常"},
        ["H2 频率 “时常”不是监测频率。"],
        ["年度", "半年", "季度", "月度", "三年", "五年"],
        False,
    ),
    ({"指标性质": "趋势性"}, ["H2 指标类别 表中称其为“趋势性”，目标却有数值。"], ["可量化"], True),
    ({"基期值": 40.8}, ["D2 2020年监测值 基期值是 40.8，同一报告期的数值是 40.9。"], ["40.8"], False),
    ({"允许误差": "少许"}, ["H2 容差"], [], False),
    (
        {"指标编码": "MAR-1"},
        ["H2 代码 “MAR-1”不能作指标代码，或者会被表格软件当成日期或数字。"],
        ["I-01"],
        True,
    ),
]


@pytest.mark.parametrize(("cells", "messages", "choices", "proposes"), QUESTIONS)
def test_what_only_the_office_can_say_is_asked_with_its_cell(
    cells: dict[str, object], messages: list[str], choices: list[str], proposes: bool
) -> None:
    _, questions = one(**cells)
    assert len(questions) == len(messages)
    for question, message in zip(questions, messages, strict=True):
        assert said(question).startswith(message)
    assert [choice.text for choice in questions[0].choices][: len(choices)] == choices
    assert questions[0].proposes is proposes


@pytest.mark.parametrize(("cells", "_messages", "choices", "proposes"), QUESTIONS)
def test_a_proposal_that_is_taken_leaves_no_question(
    cells: dict[str, object], _messages: list[str], choices: list[str], proposes: bool
) -> None:
    if not proposes:
        return
    heads = list(HEADS) + [key for key in cells if key not in HEADS]
    row = tuple(cells.get(head, dict(zip(HEADS, ROW, strict=True)).get(head)) for head in heads)
    (question,) = table(tuple(heads), row).questions
    answered = table(tuple(heads), row, wanted=replace(WANTED, answers={question.spot: choices[0]}))
    assert answered.questions == ()


def test_a_code_that_stands_twice_is_asked_about_and_a_standing_indicator_is_left() -> None:
    heads = ("指标编码", *HEADS)
    read = table(heads, ("W-1-01", *ROW), ("W-1-01", *ROW[:1], *ROW[1:]), ("W-9-01", *ROW))
    assert [said(question) for question in read.questions] == ["A3 代码 代码 W-1-01 在第2行已经用过。"]
    known = replace(WANTED, codes={"W-1-01": "就业占比"})
    again = table(HEADS, ROW, wanted=known)
    assert (again.indicators, [p.fields["code"] for p in again.standing]) == ((), ["W-1-01"])


def test_a_table_that_says_quantifiable_of_a_target_without_a_number_keeps_it() -> None:
    fields, questions = one(指标性质="可量化", **{"2025年目标值": "逐步提高"})
    assert (fields["kind"], questions) == ("quantifiable", [])


def test_a_unit_that_no_column_tells_is_the_target_s() -> None:
    read = table(("指标名称", "目标值"), ("甲", "达到45%以上"))
    assert read.indicators[0].fields["unit_measure"] == "%"


def test_a_unit_that_is_left_out_on_purpose_is_none() -> None:
    fields, questions = one(计量单位="—", **{"2020年": None, "2021年": None, "2025年目标值": "逐步提高"})
    assert "unit_measure" not in fields
    assert questions == []


def test_a_baseline_that_the_value_of_its_year_repeats_stands_once_and_an_empty_one_not_at_all() -> None:
    fields, questions = one(基期值=40.9)
    assert (fields["baseline"], list(fields["values"])) == (
        {"period": "2020", "value": Decimal("40.9")},
        ["2021"],
    )
    assert questions == []
    none, _ = one(基期值="—")
    assert "baseline" not in none


def test_a_target_inside_a_range_suggests_its_direction() -> None:
    (question,) = table(("指标名称", "目标值"), ("甲", "在45%至55%之间")).questions
    assert (question.choices[0].text, question.proposes) == ("适度", True)


# -- codes and ids -----------------------------------------------------------------------------------------


@given(st.text(max_size=12))
@settings(max_examples=100, deadline=None)
def test_no_code_is_one_that_a_spreadsheet_changes(text: str) -> None:
    if is_code(text):
        assert text[0].isalpha()
        assert not text.upper().startswith(("JAN-1", "MAR-1", "DEC-1", "MAY1"))


def test_codes_follow_what_stands_and_ids_are_never_given_twice() -> None:
    numbering = Numbering({"part": (Standing(id="p", names=("甲规划",)),)}, ["D-1-07"])
    part = numbering.part("甲规划")
    domain = numbering.domain("体育", part)
    assert (part, domain, numbering.code(domain), numbering.code("领域")) == ("p", "D-1", "D-1-08", "I-01")
    assert numbering.domain("体育领域", part) == "D-1"
    assert numbering.domain("体育", numbering.part("乙规划")) == "E-1"
    assert [numbering.goal(f"目标{number}", domain) for number in range(28)][-2:] == ["D-1-aa", "D-1-ab"]
    assert numbering.unit("市教育局") == numbering.unit("市教育局") == "市教育局"
    assert numbering.part("妇女规划") == "women"
    assert numbering.part("某县妇女纲要") == "women"
    assert numbering.goal("无领域的目标", "") == "G-a"
    assert (numbering.part("丙规划"), numbering.part("丁规划")) == ("part-2", "part-3")


# -- the example plan ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_the_example_plan_in_disorder_is_understood_whole(seed: int) -> None:
    wanted = replace(WANTED, standing={}, reference_area="示例市")
    read = read_plan(read_book("表.xlsx", plan_tables.city_table(seed)), wanted)
    known = plan_tables.example().known()
    assert read.questions == ()
    assert [planned.fields["code"] for planned in read.indicators] == [
        one.code for one in known.indicators.values() if one.assessed
    ]
    assert {column.field for column in read.columns} >= {
        "domain",
        "goal",
        "name",
        "target",
        "value",
        "baseline",
    }
    for planned in read.indicators:
        one = known.indicators[str(planned.fields["code"])]
        assert (planned.fields["name"], planned.fields.get("unit_measure", "")) == (
            one.name,
            one.unit_measure,
        )
        assert planned.fields.get("direction") == one.direction


def test_a_plan_without_codes_gets_them_in_the_order_of_the_table() -> None:
    read = read_plan(read_book("表.xlsx", plan_tables.city_table(1, codes=False)), WANTED)
    codes = [str(planned.fields["code"]) for planned in read.indicators]
    assert codes[:3] == ["W-1-01", "W-1-02", "W-1-03"]
    assert len(set(codes)) == len(codes) == 190
