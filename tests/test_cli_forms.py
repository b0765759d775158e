"""`fedstat forms`: which files it puts where, what it says, and that no form that is there is lost."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import PLAN as HEAD
from shells import fedstat, plan
from test_forms import PLAN

from fedstat.cli.placing import distinct, place, safe
from fedstat.errors import FileFault
from fedstat.importers.reading import read_book

if TYPE_CHECKING:
    from pathlib import Path

    from shells import Outcome

LEDGER = f'fedstat = 1\n{HEAD}language = "zh"\n{PLAN}'
HRSS = "人力资源和社会保障局 2023年.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a ledger in which three units are declared and one is asked."""
    return plan(tmp_path, LEDGER)


def forms(folder: Path, *args: str) -> Outcome:
    """Run the command; that the ledger has notices is left out of what it says."""
    done = fedstat("forms", *args, folder=folder)
    lines = [line for line in done.err.splitlines(keepends=True) if "fedstat check" not in line]
    return done._replace(err="".join(lines))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_workbook_a_unit_a_table_and_who_gets_none(folder: Path) -> None:
    done = forms(folder, "out/2023", "--period", "2023")
    assert done.status == 0
    assert done.out == (
        "数据提供单位          指标数  填报行数  文件                              处理情况\n"
        "──────────────────────────────────────────────────────────────────────────────────\n"
        f"人力资源和社会保障局       7         9  {HRSS}  已生成\n"
    )
    assert done.err == (
        "2023年有2个单位没有需要报送的指标，不做报送表：统计局、卫生健康委员会。\n"
        "有1项指标没有数据提供单位，哪张报送表上都没有：B-1。\n"
    )
    assert names(folder / "out/2023") == [HRSS]


def test_the_same_in_english(folder: Path) -> None:
    done = forms(folder, "out", "--period", "2023", "--lang", "en")
    assert (
        "人力资源和社会保障局           7              9  人力资源和社会保障局 2023.xlsx  written\n"
        in done.out
    )
    assert done.err == (
        "2 units provide nothing for 2023 and get no form: 统计局, 卫生健康委员会.\n"
        "1 indicator names no data provider, so no form asks for it: B-1.\n"
    )


def test_a_form_again_is_already_there(folder: Path) -> None:
    forms(folder, "out", "--period", "2023")
    before = (folder / "out" / HRSS).stat().st_mtime_ns
    done = forms(folder, "out", "--period", "2023")
    assert "已有，内容相同" in done.out
    assert (folder / "out" / HRSS).stat().st_mtime_ns == before


def test_a_form_that_somebody_has_begun_to_fill_is_kept(folder: Path) -> None:
    forms(folder, "out", "--period", "2023")
    (folder / "out" / HRSS).write_bytes(b"begun")
    for _ in range(2):
        done = forms(folder, "out", "--period", "2023")
        assert names(folder / "out") == ["人力资源和社会保障局 2023年 (2).xlsx", HRSS]
    assert "已有，内容相同" in done.out
    (folder / "out" / "人力资源和社会保障局 2023年 (2).xlsx").write_bytes(b"begun, too")
    done = forms(folder, "out", "--period", "2023")
    assert "人力资源和社会保障局 2023年 (3).xlsx  已另存在旁边" in done.out
    assert done.err.endswith(
        "文件夹里已有同名文件而内容不同，可能已经有人填报，因此原样保留，新表放在旁边。"
        "请比对两份文件，删去不用的一份。\n"
    )
    assert (folder / "out" / HRSS).read_bytes() == b"begun"


def test_a_dry_run_lists_and_writes_nothing(folder: Path) -> None:
    done = forms(folder, "out", "--period", "2023", "--dry-run")
    assert f"{HRSS}  将生成" in done.out
    assert done.err.endswith("未写文件（--dry-run）。\n")
    assert not (folder / "out").exists()
    forms(folder, "out", "--period", "2023")
    (folder / "out" / HRSS).write_bytes(b"begun")
    done = forms(folder, "out", "--period", "2023", "--dry-run")
    assert "将另存在旁边" in done.out
    assert names(folder / "out") == [HRSS]


def test_a_unit_s_form_as_csv_with_its_head(folder: Path) -> None:
    args = ("--due", "2024-01-31", "--issued-by", "市妇儿工委办公室", "--document", "〔2024〕1号")
    done = forms(folder, "out", "--period", "2023", "--data-provider", "人力", "--format", "csv", *args)
    assert (done.status, done.err) == (0, "")
    text = (folder / "out" / "人力资源和社会保障局 2023年.csv").read_text("utf-8-sig")
    assert "报出日期：2024年1月31日" in text
    assert "制表机关：市妇儿工委办公室" in text
    assert "文号：〔2024〕1号" in text


def test_what_was_behind_a_year_before_must_be_explained(folder: Path) -> None:
    forms(folder, "out", "--period", "2023")
    sheet = read_book("x.xlsx", (folder / "out" / HRSS).read_bytes()).sheets[0]
    closed = {cell.row for cell in sheet.cells.values() if cell.column == 13 and cell.text == "—"}
    codes = {sheet.cell(row, 1).text for row in range(7, 19)} - {sheet.cell(row, 1).text for row in closed}
    assert "W-3-01" in codes
    assert "W-3-02" not in codes


def test_a_form_is_split_among_offices_and_every_indicator_goes_to_one(folder: Path) -> None:
    base = ("out", "--period", "2023", "--data-provider", "hrss")
    done = forms(folder, *base, "--split", "就业处＝W-3-01，W-3-02", "--split", "综合处")
    assert done.status == 0
    assert names(folder / "out") == [
        "人力资源和社会保障局（就业处） 2023年.xlsx",
        "人力资源和社会保障局（综合处） 2023年.xlsx",
    ]
    codes = []
    for name in names(folder / "out"):
        sheet = read_book(name, (folder / "out" / name).read_bytes()).sheets[1]
        codes.append({cell.text for cell in sheet.cells.values() if cell.column == 2 and cell.row > 4})
    assert codes == [{"W-3-01", "W-3-02"}, {"W-1-01", "W-1-02", "W-1-03", "W-1-04", "A-1"}]


def test_an_office_for_which_nothing_is_left_gets_no_form(folder: Path) -> None:
    everything = "一处=W-3-01,W-3-02,W-1-01,W-1-02,W-1-03,W-1-04,A-1"
    forms(
        folder, "out", "--period", "2023", "--data-provider", "hrss", "--split", everything, "--split", "二处"
    )
    assert names(folder / "out") == ["人力资源和社会保障局（一处） 2023年.xlsx"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "没有写文件夹。\n写法：fedstat forms 文件夹 --period 2023\n"),
        (("out",), "没有写报送表要哪一期的数据。\n请写明：--period 2023、--period 2023-H1。\n"),
        (
            ("out", "--period", "2022/2023"),
            ("报送表按年、半年、季度或者月份布置，不能按“2022—2023年”布置。\n"
             "请写它截止的年份，如 --period 2023。\n"),
        ),
        (
            ("out", "--period", "2032"),
            "2032年不在规划期内，规划期为2020年至2025年。\n请写明报送表要哪一期的数据：--period 2023。\n",
        ),
        (
            ("out", "--period", "2023", "--split", "一处"),
            "--split 只能用来拆分一个单位的报送表。\n请写明是哪个单位：--data-provider 单位。\n",
        ),
        (
            ("out", "--period", "2023", "--data-provider", "hrss", "--split", "一处=W-3-01"),
            ("没有分给任何处室的指标：W-3-02、W-1-01、W-1-02、W-1-03、W-1-04、A-1。\n"
             "请把代码加给一个处室，或者写一个不带代码的处室，由它填其余指标。\n"),
        ),
        (
            ("out", "--period", "2023", "--data-provider", "hrss", "--split", "一处=W-9"),
            ("这张报送表没有这些指标：W-9。\n"
             "表上的指标有：A-1、W-1-01、W-1-02、W-1-03、W-1-04、W-3-01、W-3-02。\n"),
        ),
        (
            ("out", "--period", "2023", "--data-provider", "hrss", "--split", "一处", "--split", "一处"),
            "“一处”没有处室名称，或者与前面重复。\n写法：--split 综合处=W-1-01,W-1-02 --split 妇幼处\n",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_2_and_nothing_is_written(
    args: tuple[str, ...], said: str, folder: Path
) -> None:
    done = forms(folder, *args, "--lang", "zh")
    assert (done.status, done.out, done.err) == (2, "", said)
    assert names(folder) == ["fedstat.toml"]


def test_a_unit_that_provides_nothing_is_told(folder: Path) -> None:
    done = forms(folder, "out", "--period", "2023", "--data-provider", "统计局")
    assert (done.status, done.out) == (0, "")
    assert done.err == "2023年有1个单位没有需要报送的指标，不做报送表：统计局。\n"
    done = forms(folder, "out", "--period", "2023-Q1")
    assert done.err == "2023年第1季度没有需要单位报送的指标，不做报送表。\n"
    assert names(folder) == ["fedstat.toml"]


def test_a_folder_that_is_a_file_is_3(folder: Path) -> None:
    done = forms(folder, "fedstat.toml", "--period", "2023")
    assert (done.status, done.err) == (3, "fedstat.toml 是文件，不是文件夹。\n请换一个文件夹。\n")
    done = forms(folder, "fedstat.toml/x", "--period", "2023")
    assert done.status == 3
    assert done.err.endswith("不能写入：没有这个文件夹\n请换一个文件夹，或者关闭正在打开该文件的程序。\n")
    with pytest.raises(FileFault):
        place("a\0b", [("x", b"")])


def test_a_folder_of_the_form_s_name_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    assert [tuple(file) for file in place(str(tmp_path), [("x.csv", b"1")])] == [("x (2).csv", "beside")]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("教育局/体育局: 2023. ", "教育局_体育局_ 2023"),
        ("con", "_con"),
        ("COM1.x", "_COM1.x"),
        ("~$x", "_~$x"),
        ("..", "_"),
        ("a\u202eb", "a_b"),
    ],
)
def test_a_name_is_one_that_windows_takes(name: str, file: str) -> None:
    assert safe(name) == file


def test_units_of_one_name_get_files_of_their_own() -> None:
    named = [("甲局", "a"), ("甲局", "b"), ("甲局", "b"), ("X", "c"), ("x", "d")]
    assert distinct(named, ".csv") == ["甲局.csv", "甲局 b.csv", "甲局 (2).csv", "X.csv", "x d.csv"]


@given(st.lists(st.tuples(st.text(max_size=90), st.text(max_size=90)), max_size=5))
@settings(max_examples=100, deadline=None)
def test_whatever_units_are_called_their_files_differ_and_can_be_written(
    named: list[tuple[str, str]],
) -> None:
    files = distinct(named, ".xlsx")
    assert len({file.casefold() for file in files}) == len(named)
    for file in files:
        assert len(file.encode()) <= 255
        assert file == unicodedata.normalize("NFC", file)
        assert not set(file) & set('<>:"/\\|?*\0')
        assert not file.startswith((".", "~"))
