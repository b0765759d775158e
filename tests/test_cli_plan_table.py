"""An office's table of indicators becomes a ledger: whole runs of `init --from` and `import --indicators`."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import plan_tables
import pytest
from openpyxl import Workbook, load_workbook
from shells import fedstat

import fedstat as api
from fedstat.cli.import_indicators import at_home
from fedstat.errors import Finding, Place
from fedstat.language import msg
from fedstat.model.period import parse_period
from fedstat.reports.plan_review import Open, question_text

if TYPE_CHECKING:
    from pathlib import Path

    from shells import Outcome

    from fedstat.assessment import Assessment
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known, Ledger

PLAN = (
    *("--title", "示例市妇女儿童发展规划", "--area", "示例市"),
    *("--baseline-period", "2020", "--target-period", "2025", "--lang", "zh"),
)
HEADS = ("序号", "领域", "指标名称", "计量单位", "指标属性", "2020年", "2021年", "2025年目标值", "牵头单位")
ROW = (1, "妇女与健康", "就业占比", "%", "正向", 40.9, 41.2, "达到45%以上", "市人社局")
OTHER = (2, "妇女与健康", "筛查率", "%", "正向", 50, 52, "达到70%以上", "市卫健委")
DOUBTFUL = (3, "妇女与教育", "入学率", "%", "好", 90, 91, "达到95%以上", "市教育局")
BARE = (4, "妇女与教育", "巩固率", "%", "正向", 90, 91, "95", "市教育局")
UNCLEAR = (5, "妇女与教育", "满意度", "%", "正向", 90, "无", "不断完善", "市教育局")
LEDGER = """\
fedstat = 1

[plan]
title = "某市妇女发展规划（2021—2025年）"
reference_area = "某市"
baseline_period = "2020"
target_period = "2025"
language = "zh"

[[part]]
id = "women"
title = "妇女发展规划"

[[domain]]
id = "W-1"
name = "妇女与健康"
part = "women"

[[indicator]]
code = "W-1-01"
name = "就业占比"
domain = "W-1"
unit_measure = "%"
direction = "increase"
target = "达到45%以上"
baseline = { period = "2020", value = 40.9 }
"""


def table(folder: Path, *rows: tuple[Any, ...], name: str = "监测表.xlsx") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "妇女"
    for row in (HEADS, *rows):
        sheet.append(row)
    book.save(folder / name)
    return folder / name


def init(folder: Path, *more: str, name: str = "监测表.xlsx", typed: str | None = None) -> Outcome:
    wide = {"COLUMNS": "200"}
    return fedstat(
        *("init", "--from", name, *PLAN, *more),
        folder=folder,
        typed=typed,
        terminal=typed is not None,
        environ=wide,
    )


def read(folder: Path) -> Ledger:
    return api.read(folder / "fedstat.toml")


def direction(folder: Path, code: str) -> object:
    return read(folder).known().indicators[code].direction


# -- the example plan --------------------------------------------------------------------------------------


def sayable(known: Known, one: Indicator) -> bool:
    """Whether such a table can say all that the ledger says of an indicator.

    It has a column for each year and none for sub-groups, statuses, other areas, lags, editions or values
    taken from another indicator; a target has its words.
    """
    entries = [
        entry for key, series in known.series.items() if key[0] == one.code for entry in series.values()
    ]
    years = {parse_period(year) for year in ("2020", *plan_tables.YEARS)}
    return (
        (one.frequency, one.lag, one.same_as, len(known.editions.get(one.code, [one]))) == ("A", 0, "", 1)
        and all(target.wording and not (target.relative_to or target.breakdown) for target in one.targets)
        and all(base.period == known.plan.baseline_period and not base.breakdown for base in one.baselines)
        and all(
            (entry.obs_status, entry.qualifier, entry.exact, entry.breakdown) == ("A", "exact", None, ())
            and entry.period in years
            for entry in entries
        )
    )


def aims(one: Indicator) -> list[tuple[object, ...]]:
    return [
        (aim.comparator, aim.value, aim.bounds, aim.keep, aim.derivation, aim.change, aim.by, aim.breakdown)
        for aim in one.targets
    ]


def judged(item: Assessment) -> tuple[object, ...]:
    return item.status, item.reason.code, item.deciding.completion


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    (folder / "监测表.xlsx").write_bytes(plan_tables.city_table(7))
    assert init(folder, "--yes").status == 0
    return folder


@pytest.mark.slow
def test_the_example_plan_in_disorder_becomes_a_ledger_without_an_error(city: Path) -> None:
    assert fedstat("check", folder=city).status == 0
    assert not [finding for finding in read(city).findings if finding.severity == "error"]


@pytest.mark.slow
def test_every_indicator_of_the_example_plan_comes_back_as_it_was(city: Path) -> None:
    known, mine = plan_tables.example().known(), read(city).known()
    old = [one for one in known.indicators.values() if one.assessed]
    assert list(mine.indicators) == [one.code for one in old]
    for was in old:
        one = mine.indicators[was.code]
        assert (one.name, one.unit_measure, one.direction) == (was.name, was.unit_measure, was.direction)
        assert (one.frequency, set(one.tags)) == (was.frequency, set(was.tags))
        assert mine.domains[one.domain].name == known.domains[was.domain].name
        if all(target.wording for target in was.targets):
            assert (one.kind, aims(one)) == (was.kind, aims(was))


@pytest.mark.slow
def test_yearly_values_and_statuses_are_the_same_wherever_a_table_can_say_all_of_it(city: Path) -> None:
    ledger, mine = plan_tables.example(), read(city)
    known, new = ledger.known(), mine.known()
    same = [one.code for one in known.indicators.values() if one.assessed and sayable(known, one)]
    assert len(same) > 130
    for code in same:
        was = known.series.get((code, ledger.area, ()), {})
        now = new.series.get((code, mine.area, ()), {})
        assert {str(at): entry.value for at, entry in now.items()} == {
            str(at): entry.value for at, entry in was.items()
        }
    for period in plan_tables.YEARS:
        was_judged = {item.indicator.code: judged(item) for item in api.assess(ledger, period=period)}
        now_judged = {item.indicator.code: judged(item) for item in api.assess(mine, period=period)}
        assert {code: now_judged[code] for code in same} == {code: was_judged[code] for code in same}


@pytest.mark.slow
def test_a_table_that_goes_round_by_the_one_to_complete_says_the_same(city: Path, tmp_path: Path) -> None:
    book = load_workbook(city / "监测表.xlsx")
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, heads["监测频率"] or 0).value = "时常"
    book.save(tmp_path / "监测表.xlsx")
    assert init(tmp_path, "--yes").status == 1
    assert complete(tmp_path / "监测表-review.xlsx", {"报送频率": "年度"}) == 1
    assert init(tmp_path, "--yes", name="监测表-review.xlsx").status == 0
    one, other = read(city).known(), read(tmp_path).known()
    assert {key: {at: e.value for at, e in s.items()} for key, s in one.series.items()} == {
        key: {at: e.value for at, e in s.items()} for key, s in other.series.items()
    }
    assert [
        (each.code, each.domain, each.goal, aims(each), each.responsible_unit)
        for each in one.indicators.values()
    ] == [
        (each.code, each.domain, each.goal, aims(each), each.responsible_unit)
        for each in other.indicators.values()
    ]
    assert (list(one.parts), list(one.domains)) == (list(other.parts), list(other.domains))


def complete(path: Path, answers: dict[str, str | float]) -> int:
    """Fill the coloured cells of a table to complete by their headings, and return how many there were."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    top = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "序号")
    heads = [str(cell.value) for cell in sheet[top]]
    found = 0
    for row in sheet.iter_rows(min_row=top + 1):
        for head, cell in zip(heads[:-1], row[:-1], strict=True):
            if cell.fill.fgColor.rgb == "FFFFE699":
                found += 1
                cell.value = answers.get(head, str(cell.value))
    book.save(path)
    return found


# -- without a terminal ------------------------------------------------------------------------------------


def test_a_clear_table_is_shown_and_not_written_until_somebody_agrees(tmp_path: Path) -> None:
    table(tmp_path, ROW, OTHER)
    run = init(tmp_path)
    assert (run.status, run.err) == (
        1,
        "没有写入：还没有人看过审阅结果。\n上面的审阅结果无误时，请加上 --yes 再执行一次命令。\n",
    )
    assert (
        run.out
        == """\
各列的含义

单元格  列名          理解为
──────────────────────────────────
A1      序号          序号
B1      领域          领域
C1      指标名称      指标
D1      计量单位      计量单位
E1      指标属性      指标属性
F1      2020年        2020年监测值
G1      2021年        2021年监测值
H1      2025年目标值  2025年目标值
I1      牵头单位      牵头单位

指标

规划部分      领域        指标数  可量化  趋势性  历年数值
──────────────────────────────────────────────────────────
妇女发展规划  妇女与健康       2       2       0         4
──────────────────────────────────────────────────────────
合计                           2       2       0         4
"""
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["监测表.xlsx"]
    assert init(tmp_path, "--yes").status == 0
    known = read(tmp_path).known()
    assert [one.name for one in known.indicators.values()] == ["就业占比", "筛查率"]
    assert sorted(known.member_units) == ["市人社局", "市卫健委"]


def test_what_stays_open_comes_back_as_a_table_to_complete(tmp_path: Path) -> None:
    table(tmp_path, ROW, DOUBTFUL, BARE, UNCLEAR)
    run = init(tmp_path)
    assert (run.status, run.err.splitlines()) == (
        1,
        [
            "还有4个单元格待确认，没有写入。",
            "监测表-review.xlsx 是标出这些单元格的表格：请填好后改用该文件导入。",
        ],
    )
    assert run.out[run.out.index("待确认") :].replace("。请写成", "。\n请写成").splitlines() == [
        "待确认：2处",
        "",
        "- 妇女!E3 入学率，指标属性：“好”没有说明指标是正向还是逆向。建议：正向",
        "- 妇女!H4 巩固率，2025年目标值：“95”只有数字，没有说明是不低于还是不高于。建议：不低于95",
        "",
        "未能理解：2处",
        "",
        "- 妇女!H5 满意度，2025年目标值：“不断完善”不能理解为目标值。",
        "请写成能够判断的说法：达到45%以上、控制在5‰以内、逐步提高。",
        "- 妇女!G5 满意度，2021年监测值：“无”是指数值为0，还是没有数值？可能是：—、0",
    ]
    review = tmp_path / "监测表-review.xlsx"
    assert complete(review, {"2025年目标值": "逐步提高", "2021年数值": "—"}) == 4
    assert init(tmp_path, name=review.name).status == 1
    assert init(tmp_path, "--yes", name=review.name).status == 0
    known = read(tmp_path).known()
    assert [one.code for one in known.indicators.values()] == ["W-1-01", "W-2-01", "W-2-02", "W-2-03"]
    assert known.indicators["W-2-01"].direction == "increase"
    assert [(part.id, part.name) for part in known.parts.values()] == [("women", "妇女发展规划")]


def test_the_table_to_complete_is_the_same_bytes_each_time_and_is_never_written_over(tmp_path: Path) -> None:
    table(tmp_path, DOUBTFUL)
    init(tmp_path)
    first = (tmp_path / "监测表-review.xlsx").read_bytes()
    again = init(tmp_path)
    assert (again.status, again.err.splitlines()) == (
        1,
        [
            "还有1个单元格待确认，而 监测表-review.xlsx 已经存在。",
            "请填好该文件后导入，或者指定其他文件名：--review FILE",
        ],
    )
    assert init(tmp_path, "--review", "另.xlsx").status == 1
    assert (tmp_path / "另.xlsx").read_bytes() == first == (tmp_path / "监测表-review.xlsx").read_bytes()


def test_a_long_list_of_questions_is_cut_and_says_so(tmp_path: Path) -> None:
    table(tmp_path, *((n, "健康", f"指标{n}", "%", "好", 1, 2, "达到5%以上", "局") for n in range(43)))
    run = init(tmp_path)
    assert run.out.count("建议：正向") == 40
    assert run.err.startswith("……另有3处。\n还有43个单元格待确认，没有写入。\n")


def test_yes_takes_the_proposals_and_leaves_what_has_none(tmp_path: Path) -> None:
    table(tmp_path, DOUBTFUL, BARE)
    assert init(tmp_path, "--yes").status == 0
    known = read(tmp_path).known()
    assert known.indicators["W-2-01"].direction == "increase"
    assert known.indicators["W-2-02"].targets[0].comparator == "at_least"


# -- on a terminal -----------------------------------------------------------------------------------------


def test_the_questions_are_asked_one_by_one_and_each_answer_is_read_at_once(tmp_path: Path) -> None:
    table(tmp_path, ROW, DOUBTFUL, BARE, UNCLEAR)
    run = init(tmp_path, typed="好极\n2\n<\n\n2\n1\n全部\n逐步提高\n1\n是\n")
    assert run.status == 0, run.err
    assert run.err.startswith("""
有4处需要确认。
按回车采用建议，输入序号选择；输入其他文字则代替单元格的内容。
输入“全部”则同类问题都采用建议；< 退回上一步。
输入“以后”则其余问题留在待填表格里；Ctrl-C 不写入任何内容。

妇女!E3 入学率，指标属性：“好”没有说明指标是正向还是逆向。
  1 正向：越高越好
  2 逆向：越低越好
  3 保持：保持在已有水平
  4 适度：在适当区间内
指标属性（还有4处待确认） [正向]：
妇女!E3 入学率，指标属性：“好极”没有说明指标是正向还是逆向。
""")
    assert "采用“逆向”。\n" in run.err
    assert "“逆向”与目标“达到95%以上”矛盾。\n  1 正向：越高越好\n" in run.err
    assert "这一处没有建议。\n请输入序号，或写出单元格应填的内容。\n" in run.err
    known = read(tmp_path).known()
    assert known.indicators["W-2-01"].direction == "increase"
    assert known.indicators["W-2-02"].targets[0].comparator == "at_most"
    assert known.indicators["W-2-03"].targets[0].wording == "逐步提高"
    assert "把4项指标写入 fedstat.toml 吗？（是/否） [是]：" in run.err


def test_all_takes_the_proposal_for_every_question_of_its_kind(tmp_path: Path) -> None:
    table(tmp_path, DOUBTFUL, (*DOUBTFUL[:2], "升学率", *DOUBTFUL[3:]), BARE)
    assert init(tmp_path, typed="全部\n\n\n").status == 0
    assert [direction(tmp_path, code) for code in ("W-2-01", "W-2-02")] == ["increase", "increase"]


def test_a_step_back_takes_the_last_answer_away_and_at_the_first_there_is_none(tmp_path: Path) -> None:
    table(tmp_path, DOUBTFUL, (*DOUBTFUL[:2], "升学率", *DOUBTFUL[3:-2], "提高", "局"))
    run = init(tmp_path, typed="<\n正向\n<\n保持\n\n\n")
    assert run.status == 0, run.err
    assert "这已是第一问。\n" in run.err
    assert [direction(tmp_path, code) for code in ("W-2-01", "W-2-02")] == ["maintain", "increase"]


@pytest.mark.parametrize("typed", ["", "\n", "\n95\n", "\n\n否\n", "\n\n<\n"])
def test_who_leaves_writes_nothing(tmp_path: Path, typed: str) -> None:
    table(tmp_path, DOUBTFUL, BARE)
    run = init(tmp_path, typed=typed)
    assert run.status == 130
    assert run.err.endswith("未写入任何内容。\n")
    assert [path.name for path in tmp_path.iterdir()] == ["监测表.xlsx"]


def test_who_has_no_answer_now_gets_the_table_with_the_answers_so_far(tmp_path: Path) -> None:
    table(tmp_path, DOUBTFUL, UNCLEAR)
    run = init(tmp_path, typed="保持\n以后\n")
    assert (run.status, run.err.splitlines()[-2:]) == (
        1,
        [
            "2025年目标值（还有2处待确认）：还有2个单元格待确认，没有写入。",
            "监测表-review.xlsx 是标出这些单元格的表格：请填好后改用该文件导入。",
        ],
    )
    assert complete(tmp_path / "监测表-review.xlsx", {"2025年目标值": "提高", "2021年数值": 92}) == 2
    assert init(tmp_path, "--yes", name="监测表-review.xlsx").status == 0
    assert direction(tmp_path, "W-2-01") == "maintain"


def test_the_plan_s_name_is_proposed_from_the_title_of_the_table(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("某市妇女发展规划（2021—2025年）监测指标体系",), HEADS, ROW):
        book.worksheets[0].append(row)
    book.save(tmp_path / "表.xlsx")
    run = fedstat(
        "init", "--from", "表.xlsx", "--lang", "zh", folder=tmp_path, terminal=True, typed="\n某市\n\n\n\n\n"
    )
    assert run.status == 0, run.err
    assert "规划名称（带起止年份） [某市妇女发展规划（2021—2025年）]：" in run.err
    ledger = read(tmp_path)
    assert ledger.plans[0].title == "某市妇女发展规划（2021—2025年）"


# -- what is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        (("--map", "牵头"), 2, "“牵头”没有说明某列的含义。\n例如写：--map 牵头=responsible_unit\n"),
        (("--map", "牵头单位=什么"), 2, "列的含义不能是“什么”。\n"),
        (("--template", "none"), 2, "--from 从表格取得部分和领域，不能同时使用--template。\n"),
        (("--sheet", "没有"), 3, "监测表.xlsx 没有工作表“没有”。\n现有：妇女。\n"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_written(
    tmp_path: Path, more: tuple[str, ...], status: int, said: str
) -> None:
    table(tmp_path, ROW)
    run = init(tmp_path, "--yes", *more)
    assert run.status == status
    assert run.err.startswith(said)
    assert [path.name for path in tmp_path.iterdir()] == ["监测表.xlsx"]


def test_a_missing_file_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    table(tmp_path, ROW)
    run = init(tmp_path, "--yes", name="监测表1.xlsx")
    assert run.status == 3
    assert run.err.endswith("是否应为“监测表.xlsx”？\n")


def test_a_ledger_that_would_be_faulty_is_refused_with_the_cells_of_the_table(tmp_path: Path) -> None:
    book = Workbook()
    for row in ((*HEADS, "允许误差"), (*ROW, None), (*OTHER, -1)):
        book.worksheets[0].append(row)
    book.save(tmp_path / "监测表.xlsx")
    run = init(tmp_path, "--yes")
    assert run.status == 1
    assert run.err.startswith("监测表.xlsx Sheet!C3  错误 wrong-type\n")
    assert run.err.endswith("没有写入：这样写成的台账会有错误。\n")
    assert not (tmp_path / "fedstat.toml").exists()


# -- into a ledger that stands -----------------------------------------------------------------------------


def standing(folder: Path) -> Path:
    (folder / "fedstat.toml").write_text(LEDGER, "utf-8")
    return folder


def more(folder: Path, *options: str, typed: str | None = None) -> Outcome:
    command = ("import", "--indicators", "监测表.xlsx", "--lang", "zh", "--recorded", "2024-01-05", *options)
    return fedstat(
        *command, folder=folder, typed=typed, terminal=typed is not None, environ={"COLUMNS": "200"}
    )


def test_new_indicators_are_appended_and_standing_ones_left_as_they_are(tmp_path: Path) -> None:
    table(standing(tmp_path), ROW, OTHER)
    run = more(tmp_path, "--yes")
    assert run.status == 0, run.err
    assert "有1项指标台账里已经有了，不作改动。\n" in run.out
    assert run.out.partition("新增：")[2].splitlines() == [
        "指标1项，历年数值2个。",
        "- 已追加在 fedstat.toml:28。",
        "- 台账现有2项指标。",
        "- 下一步：fedstat check; fedstat progress",
    ]
    text = (tmp_path / "fedstat.toml").read_text("utf-8")
    assert text.startswith(LEDGER)
    known = read(tmp_path).known()
    assert list(known.indicators) == ["W-1-01", "W-1-02"]
    assert str(known.indicators["W-1-02"].recorded)[:10] == "2024-01-05"
    assert [key[0] for key in known.series] == ["W-1-02"]
    assert fedstat("check", folder=tmp_path).status == 0


def test_a_table_of_what_stands_already_is_told(tmp_path: Path) -> None:
    table(standing(tmp_path), ROW)
    run = more(tmp_path, "--yes")
    assert (run.status, run.err.splitlines()) == (
        2,
        [
            "表中的指标台账里都已经有了。",
            "指标有调整的请登记新版本：fedstat add indicator CODE … --reason … --document …",
        ],
    )
    assert (tmp_path / "fedstat.toml").read_text("utf-8") == LEDGER


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ((), 1, "没有写入：还没有人看过审阅结果。\n"),
        (("--dry-run",), 0, "只显示，不写入（--dry-run）。\n"),
    ],
)
def test_nothing_is_written_before_somebody_agrees(
    tmp_path: Path, options: tuple[str, ...], status: int, said: str
) -> None:
    table(standing(tmp_path), ROW, OTHER)
    run = more(tmp_path, *options)
    assert run.status == status
    assert said in run.err
    assert (tmp_path / "fedstat.toml").read_text("utf-8") == LEDGER


def test_a_dry_run_with_open_cells_writes_no_table_either(tmp_path: Path) -> None:
    table(standing(tmp_path), DOUBTFUL)
    run = more(tmp_path, "--dry-run", typed="")
    assert (run.status, run.err) == (
        1,
        "还有1个单元格待确认，没有写入。\n不加 --dry-run 时，会写出一张待填表。\n",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fedstat.toml", "监测表.xlsx"]


@pytest.mark.parametrize(("typed", "status", "count"), [("\ny\n", 0, 2), ("\nn\n", 1, 1), ("\n", 1, 1)])
def test_on_a_terminal_somebody_agrees_to_what_is_appended(
    tmp_path: Path, typed: str, status: int, count: int
) -> None:
    table(standing(tmp_path), DOUBTFUL)
    run = more(tmp_path, typed=typed)
    assert run.status == status, run.err
    assert len(read(tmp_path).known().indicators) == count


def test_a_fault_of_one_row_appends_none_and_names_its_cell(tmp_path: Path) -> None:
    book = Workbook()
    for row in ((*HEADS, "允许误差"), (*OTHER, None), (*BARE, -1)):
        book.worksheets[0].append(row)
    book.save(standing(tmp_path) / "监测表.xlsx")
    run = more(tmp_path, "--yes")
    assert run.status == 1
    assert run.err.startswith("监测表.xlsx Sheet!C3  错误 wrong-type\n")
    assert (tmp_path / "fedstat.toml").read_text("utf-8") == LEDGER


def test_areas_and_sub_groups_of_the_ledger_serve_the_targets_of_a_table(tmp_path: Path) -> None:
    declared = """
[[area]]
id = "shi"
name = "某市"

[[dimension]]
id = "residence"
name = "城乡"
categories = ["城市", "农村"]
"""
    (tmp_path / "fedstat.toml").write_text(LEDGER + declared, "utf-8")
    table(tmp_path, (*OTHER[:7], "城市达到95%以上，农村达到87%以上", "市卫健委"))
    run = more(tmp_path, "--yes")
    assert run.status == 0, run.err
    assert (tmp_path / "fedstat.toml").read_text("utf-8").count("[[dimension]]") == 1


def test_a_fault_of_a_past_value_is_told_by_the_row_it_stands_in(tmp_path: Path) -> None:
    book = Workbook()
    for row in ((*HEADS, "理论上限"), (*OTHER[:6], 120, *OTHER[7:], 100)):
        book.worksheets[0].append(row)
    book.save(standing(tmp_path) / "监测表.xlsx")
    run = more(tmp_path, "--yes")
    assert run.status == 1
    assert run.err.startswith("监测表.xlsx Sheet!C2  错误 limit-passed\n  “筛查率”的120超过理论上限100。\n")


def test_a_finding_about_something_else_keeps_its_place() -> None:
    place = Place(file="fedstat.toml", line=3)
    finding = Finding("limit-passed", place, msg("“{text}” is no text.", text="x"))
    assert at_home(finding, {}, ()) is finding
    ledger = plan_tables.example()
    elsewhere = Finding("limit-passed", ledger.indicators[0].origin, finding.message)
    assert at_home(elsewhere, {}, ledger.indicators) is elsewhere


def test_a_column_that_is_not_understood_is_named(tmp_path: Path) -> None:
    book = Workbook()
    for row in ((*HEADS, "全国排名"), (*ROW, 3)):
        book.worksheets[0].append(row)
    book.save(tmp_path / "监测表.xlsx")
    run = init(tmp_path, "--yes")
    assert "J1      全国排名      —\n" in run.out
    assert "没有采用的列：全国排名。要采用某列，例如写：--map 责任科室=牵头单位\n" in run.out


def test_a_question_without_an_answer_in_view_is_one_sentence() -> None:
    one = Open(
        Place(file="表.csv", line=2, cell="C2"), msg("goal"), "", msg("kind"), None, (), proposes=False
    )
    assert question_text(one, "en") == "C2 —, goal: kind"


# -- what other programs save ------------------------------------------------------------------------------


@pytest.mark.program("soffice")
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_table_that_libreoffice_saves_gives_the_same_ledger(kind: str, tmp_path: Path) -> None:
    table(tmp_path, ROW, OTHER, name="源.xlsx")
    office = shutil.which("soffice") or "soffice"
    into = tmp_path / "out"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(into),
        str(tmp_path / "源.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, name in ((one, "源.xlsx"), (other, f"out/源.{kind}")):
        folder.mkdir()
        run = fedstat("init", str(folder), "--from", name, *PLAN, "--yes", folder=tmp_path)
        assert run.status == 0, run.err

    def written(folder: Path) -> list[str]:
        lines = (folder / "fedstat.toml").read_text("utf-8").splitlines()
        return [line for line in lines if not line.startswith("recorded")]

    assert written(one) == written(other)
