"""What `progress`, `list`, `check` and `export` print, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from shells import PLAN, fedstat, plan

from fedstat.cli.asking import DAY
from fedstat.cli.names import NAMES
from fedstat.cli.options import ASKED, FILTERS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the plan in it."""
    return plan(tmp_path)


def rows(text: str) -> list[dict[str, str]]:
    """Return a CSV read as a program reads it."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def codes(folder: Path, *args: str) -> list[str]:
    """Return the codes that `list` names."""
    done = fedstat("list", "--format", "csv", *args, folder=folder)
    assert done.status == 0, done.err
    return [row["code"] for row in rows(done.out)]


def test_progress_is_table_then_headline_then_paragraph(folder: Path) -> None:
    done = fedstat("progress", folder=folder)
    assert (done.status, done.err) == (0, "")
    marks = [
        "2023年指标进展",
        "序号",
        "一、妇女与健康",
        "合计3项",
        "指标3项 = 可量化指标2项 + 趋势性指标1项",
        "截至2023年",
    ]
    places = [done.out.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "63.10*" in done.out


def test_user_text_is_never_read_as_markup(folder: Path) -> None:
    for args in (("progress",), ("list",), ("progress", "--color", "always")):
        assert "[red]宫颈癌筛查[/x]:100:" in fedstat(*args, folder=folder).out


def test_control_characters_are_shown_not_obeyed(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN.replace('"孕产妇死亡率"', r'"孕产妇\u202e\u001b[31m率"'))
    for args in (("list",), ("progress",), ("list", "--format", "md"), ("list", "--format", "json")):
        done = fedstat(*args, folder=folder)
        assert done.status == 0
        assert "\u202e" not in done.out
        assert "\x1b" not in done.out
        assert "u202e" in done.out


def test_progress_as_json_keeps_the_contract_and_the_digits(folder: Path) -> None:
    done = fedstat("progress", "--format", "json", "--round", "midterm", folder=folder)
    record = json.loads(done.out, parse_float=Decimal)
    assert list(record)[:4] == ["schema_version", "plan", "period", "known_on"]
    assert record["known_on"] == "2023-12-25"
    assert '"value": 63.10' in done.out
    assert record["summary"]["met_share"] == Decimal("33.33")


def test_progress_as_csv_is_one_row_an_indicator(folder: Path) -> None:
    found = rows(fedstat("progress", "--format", "csv", folder=folder).out)
    assert [row["code"] for row in found] == ["W-3-01", "W-1-01", "W-1-02"]
    assert found[0]["latest"] == "41.65"
    assert [row["status"] for row in found] == ["behind", "met", "no-data"]


def test_progress_as_markdown_has_headings_grids_and_the_paragraph(folder: Path) -> None:
    out = fedstat("progress", "--format", "md", folder=folder).out
    assert out.startswith(
        "## 测试市妇女儿童发展规划：2023年指标进展\n\n### 妇女发展规划\n\n#### 一、妇女与健康\n\n| "
    )
    assert r"\[red\]" in out
    assert out.splitlines()[-1].startswith("截至2023年，")


@pytest.mark.parametrize(
    ("by", "heading"),
    [
        ("domain", "一、妇女与健康"),
        ("part", "一、妇女发展规划"),
        ("responsible-unit", "二、市卫生健康委员会"),
    ],
)
def test_progress_is_grouped_as_asked(by: str, heading: str, folder: Path) -> None:
    assert f"\n{heading}\n" in fedstat("progress", "--by", by, folder=folder).out


def test_what_was_known_on_a_day_is_what_counts(folder: Path) -> None:
    assert "41.65" in fedstat("progress", folder=folder).out
    for day in ("2023-12-25", "2023年12月25日"):
        assert "41.63" in fedstat("progress", "--known-on", day, folder=folder).out
    assert "41.20" in fedstat("list", "--period", "2022", folder=folder).out


@pytest.mark.parametrize("text", ["2023-13-01", "2023-2-3", "20231225", "明天", "2023-02-30", ""])
def test_a_day_that_is_none_is_2(text: str, folder: Path) -> None:
    done = fedstat("progress", "--known-on", text, folder=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"“{text}”不是历法中存在的日期。\n请写成：2023-12-25。\n"


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((), ["W-3-01", "W-1-01", "W-1-02", "A-1"]),
        (("--part", "women"), ["W-3-01", "W-1-01", "W-1-02"]),
        (("--part", "儿童"), []),
        (("--domain", "W-1"), ["W-1-01", "W-1-02"]),
        (("--domain", "妇女与经济"), ["W-3-01"]),
        (("-u", "人力资源"), ["W-3-01", "W-1-01"]),
        (("-u", "hrss", "-u", "health"), ["W-3-01", "W-1-01", "W-1-02"]),
        (("--status", "behind"), ["W-3-01"]),
        (("--status", "已达标", "--status", "NO-DATA"), ["W-1-01", "W-1-02"]),
        (("--kind", "趋势性"), ["W-1-02"]),
        (("--tag", "重点"), ["W-3-01"]),
        (("--public",), ["W-3-01", "W-1-01", "A-1"]),
        (("W-3-01", "死亡"), ["W-3-01", "W-1-02"]),
        (("screening",), ["W-1-01"]),
        (("--area", "测试"), ["W-3-01", "W-1-01", "W-1-02", "A-1"]),
        (("--method", "pace"), ["W-3-01", "W-1-01", "W-1-02", "A-1"]),
    ],
)
def test_filters_take_an_id_a_name_or_a_part_of_it(
    args: tuple[str, ...], expected: list[str], folder: Path
) -> None:
    assert codes(folder, *args) == expected


@pytest.mark.parametrize(
    ("args", "wrong", "remedy"),
    [
        (("-u", "heath"), "台账中没有名为“heath”的成员单位。", "是否指：health 市卫生健康委员会？"),
        (
            ("-u", "zz"),
            "台账中没有名为“zz”的成员单位。",
            "现有：hrss 市人力资源和社会保障局、health 市卫生健康委员会。",
        ),
        (
            ("-u", "市"),
            "“市”对应多个：hrss 市人力资源和社会保障局、health 市卫生健康委员会。",
            "请写其中一个的编号，或把名称写得更完整。",
        ),
        (("--round", "final"), "台账中没有名为“final”的监测评估轮次。", "现有：midterm 中期评估。"),
        (("--tag", " "), "台账中没有名为“ ”的标签。", "现有：重点。"),
        (("--period", "2023.12"), None, None),
        (("--method", "magic"), "台账中没有名为“magic”的判定方法。", None),
    ],
)
def test_a_name_that_means_nothing_or_several_things_is_2(
    args: tuple[str, ...], wrong: str | None, remedy: str | None, folder: Path
) -> None:
    done = fedstat("progress", *args, folder=folder)
    assert (done.status, done.out) == (2, "")
    said = done.err.splitlines()
    assert wrong in {None, said[0]}
    assert remedy in {None, said[1]}


def test_candidates_are_listed_in_the_reader_s_language(folder: Path) -> None:
    done = fedstat("progress", "--status", "x", "--lang", "en", folder=folder)
    assert done.err.splitlines()[1].startswith("It has: met, on-track on track, behind,")
    done = fedstat("list", "xW-1-01", "--lang", "en", folder=folder)
    assert (
        done.err.splitlines()[1]
        == "Did you mean W-1-01 Screening, W-3-01 女性就业人员占比, W-1-02 孕产妇死亡率?"
    )


def test_a_ledger_without_such_things_says_so(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN.replace('tags = ["重点"]\n', ""))
    done = fedstat("list", "--tag", "重点", folder=folder)
    assert done.err == "台账中没有名为“重点”的标签。\n台账中尚未登记任何标签。\n"


def test_many_candidates_are_cut_short(tmp_path: Path) -> None:
    units = "".join(f'\n[[member_unit]]\nid = "u{number}"\nname = "单位{number}"\n' for number in range(20))
    done = fedstat("list", "-u", "单位", folder=plan(tmp_path, PLAN + units))
    assert done.err.splitlines()[0].endswith("u11 单位11、…。")


def test_every_filter_names_something_that_can_be_looked_up() -> None:
    assert {option.noun for option in (*ASKED, *FILTERS) if option.noun} <= set(NAMES)
    assert DAY.fullmatch("2023-12-25")


def test_the_list_tells_what_each_indicator_is(folder: Path) -> None:
    out = fedstat("list", folder=folder).out
    assert "3项指标、1项工作量和背景数据" in out
    assert "工作量" in out
    english = fedstat("list", "--lang", "en", "W-1-01", folder=folder).out
    assert "Screening" in english
    assert english.splitlines()[-1] == "1 indicator"


def test_the_list_as_json_has_lists_and_numbers(folder: Path) -> None:
    record: Any = json.loads(fedstat("list", "--format", "json", folder=folder).out, parse_float=Decimal)
    assert record["schema_version"] == 1
    first, second, third, fourth = record["indicators"]
    assert second["responsible_unit"] == ["health", "hrss"]
    assert fourth["responsible_unit"] == []
    assert first["latest"] == Decimal("41.65")
    assert (third["latest"], third["kind"], fourth["kind"]) == (None, "trend", "activity")
    assert fedstat("list", "--format", "md", folder=folder).out.startswith(
        "## 测试市妇女儿童发展规划\n\n| 代码"
    )


def test_a_clean_check_says_what_was_read(folder: Path) -> None:
    done = fedstat("check", "--lang", "en", folder=folder)
    assert (done.status, done.err) == (0, "")
    assert done.out == "Nothing found.\nRead: 1 file, 4 indicators, 5 values.\n"


BROKEN = PLAN.replace("41.20", "4120").replace('status = "P"', 'status = "X"')


def test_check_tells_every_finding_and_exits_1_on_errors(tmp_path: Path) -> None:
    done = fedstat("check", folder=plan(tmp_path, BROKEN))
    assert (done.status, done.err) == (1, "")
    assert "value-impossible" in done.out or "value-percent" in done.out
    assert "wrong-choice" in done.out
    record = json.loads(fedstat("check", "--format", "json", folder=tmp_path).out)
    assert record["errors"] >= 1
    assert len(record["findings"]) == record["errors"] + record["notices"]


NOTICED = PLAN.replace('language = "zh"', 'language = "zh"\nexpected = { indicators = 9 }')


def test_notices_are_1_only_when_check_is_strict(tmp_path: Path) -> None:
    folder = plan(tmp_path, NOTICED)
    assert fedstat("check", folder=folder).status == 0
    assert fedstat("check", "--strict", folder=folder).status == 1
    done = fedstat("progress", folder=folder)
    assert (done.status, done.err) == (0, "有1条提示，请看：fedstat check\n")


@pytest.mark.parametrize("command", [("progress",), ("list",), ("export", "csv"), ("export", "json")])
def test_no_figure_is_computed_from_a_ledger_with_errors(command: tuple[str, ...], tmp_path: Path) -> None:
    done = fedstat(*command, folder=plan(tmp_path, BROKEN))
    assert (done.status, done.out) == (1, "")
    assert "wrong-choice" in done.err
    assert done.err.splitlines()[-1] == "台账有错误，未据此计算任何数字。"


def test_a_ledger_that_is_no_toml_is_1_and_told(tmp_path: Path) -> None:
    done = fedstat("check", "--lang", "en", folder=plan(tmp_path, "= = =\n"))
    assert done.status == 1
    assert "fedstat.toml:1:" in done.out
    assert fedstat("check", folder=plan(tmp_path, "")).status == 1


def test_export_csv_has_every_value_that_stands(folder: Path) -> None:
    done = fedstat("export", "csv", folder=folder)
    found = rows(done.out)
    assert [(row["indicator"], row["period"], row["value"]) for row in found] == [
        ("W-3-01", "2022", "41.20"),
        ("W-3-01", "2023", "41.65"),
        ("W-1-01", "2023", "63.10"),
        ("A-1", "2023", "2300"),
    ]
    assert found[2]["source"] == "'=HYPERLINK(1)"
    assert found[3]["qualifier"] == "more than"
    assert done.payload.startswith(b"indicator,")
    assert b"\r" not in done.payload


def test_export_csv_obeys_filters(folder: Path) -> None:
    def values(*args: str) -> list[str]:
        return [row["value"] for row in rows(fedstat("export", "csv", *args, folder=folder).out)]

    assert values("--tag", "重点") == ["41.20", "41.65"]
    assert values("--period", "2022") == ["41.20"]
    assert values("--known-on", "2023-12-31", "--domain", "W-3") == ["41.20", "41.63"]
    assert len(values("--area", "测试市")) == 4


def test_export_csv_for_excel_has_a_bom_crlf_and_words(folder: Path) -> None:
    payload = fedstat("export", "csv", "--excel", "--table", "progress", folder=folder).payload
    assert payload.startswith("\ufeff代码,指标,".encode())
    found = rows(payload.decode("utf-8-sig"))
    assert payload.count(b"\r\n") == 4
    assert found[0]["监测结论"] == "未达到序时进度"
    assert found[0]["最新值"] == "41.65"
    assert found[0]["牵头单位"] == "市人力资源和社会保障局"
    assert found[0]["数据情况"] == "正常"


@pytest.mark.parametrize(
    ("table", "first"),
    [
        ("observations", {"indicator": "W-3-01", "reference_area": "测试市", "recorded": "2022-12-01"}),
        ("indicators", {"code": "W-3-01", "tags": "重点", "role": "indicator", "kind": "quantifiable"}),
        ("progress", {"code": "W-3-01", "baseline": "40.90", "completion": "18.8", "carried": "false"}),
        ("units", {"id": "hrss", "name": "市人力资源和社会保障局", "responsible": "2", "supporting": "0"}),
    ],
)
def test_each_table_of_the_ledger_can_be_exported(table: str, first: dict[str, str], folder: Path) -> None:
    found = rows(fedstat("export", "csv", "--table", table, folder=folder).out)
    for key, value in first.items():
        if key != "completion":
            assert found[0][key] == value


def test_export_json_holds_everything_with_its_digits(folder: Path) -> None:
    out = fedstat("export", "json", folder=folder).out
    record: Any = json.loads(out, parse_float=Decimal)
    assert list(record) == [
        *("schema_version", "plans", "parts", "dimensions", "domains", "goals", "member_units", "areas"),
        *("rounds", "indicators", "observations", "explanations", "judgements", "withdrawals", "closings"),
        *("claims", "profiles"),
    ]
    assert '"value": 63.10' in out
    assert [entry["value"] for entry in record["observations"] if entry["indicator"] == "W-3-01"] == [
        Decimal("41.20"),
        Decimal("41.63"),
        Decimal("41.65"),
    ]
    assert record["plans"][0]["counts"] == ["A", "P", "E"]
    assert record["rounds"][0]["known_on"] == "2023-12-25"
    assert "origin" not in record["indicators"][0]


def test_export_json_public_leaves_out_what_is_internal(folder: Path) -> None:
    record: Any = json.loads(fedstat("export", "json", "--public", folder=folder).out)
    assert [entry["code"] for entry in record["indicators"]] == ["W-3-01", "W-1-01", "A-1"]


SHARED = (
    PLAN.replace(
        "[[submission]]",
        '[[indicator]]\ncode = "C-1"\nname = "同一指标"\npart = "children"\nunit_measure = "1/10万"\n'
        'direction = "decrease"\nsame_as = "W-1-02"\ntarget = { wording = "逐步降低" }\n\n[[submission]]',
        1,
    )
    .replace("recorded = 2024-01-20", "recorded = 2024-01-20T09:30:00")
    .replace("recorded = 2022-12-01\n", "")
)


def test_export_json_public_names_no_internal_indicator(tmp_path: Path) -> None:
    folder = plan(tmp_path, SHARED)
    assert "W-1-02" in fedstat("export", "json", folder=folder).out
    assert "W-1-02" not in fedstat("export", "json", "--public", folder=folder).out


def test_the_time_of_an_entry_is_kept(tmp_path: Path) -> None:
    folder = plan(tmp_path, SHARED)
    stamps = [row["recorded"] for row in rows(fedstat("export", "csv", folder=folder).out)]
    assert stamps == ["", "2024-01-20T09:30:00", "2023-12-20", "2023-12-20"]
    assert '"recorded": "2024-01-20T09:30:00"' in fedstat("export", "json", folder=folder).out


def test_export_json_refuses_what_would_narrow_it(folder: Path) -> None:
    done = fedstat("export", "json", "--part", "women", "--excel", folder=folder)
    assert (done.status, done.out) == (2, "")
    assert (
        done.err
        == "json 是台账的全部内容，不能用 --part、--excel 缩小范围。\n请去掉该选项，或改为导出 csv。\n"
    )


BARE = """\
fedstat = 1
[plan]
title = "T"
reference_area = "X"
[[member_unit]]
id = "u"
name = "U"
[[indicator]]
code = "W-1"
name = "N"
unit_measure = "%"
direction = "increase"
responsible_unit = "u"
target = { at_least = 45 }
"""


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("check",),
        ("export", "csv"),
        *(("export", "csv", "--table", t) for t in ("indicators", "units")),
    ],
)
def test_a_plan_without_any_period_can_be_listed_and_exported(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    plan(tmp_path, BARE)
    assert fedstat(*command, folder=tmp_path).status == 0


def test_only_progress_asks_for_a_period_that_nothing_tells(tmp_path: Path) -> None:
    plan(tmp_path, BARE)
    said = fedstat("progress", folder=tmp_path)
    assert (said.status, "--period" in said.err) == (2, True)
