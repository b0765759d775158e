"""`fedstat import`: what is appended, what is asked, what is said, and that nothing is half done."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook
from shells import PLAN, Outcome, fedstat, plan

from fedstat.ledgerfile import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.model.ledger import Ledger

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TABLES = Path(__file__).with_name("broken") / "tables"
DAY = ("--recorded", "2024-12-25")
ENTRIES = re.compile(r"(?m)^\[\[(?:submission|withdrawal|explanation|judgement|closing|claim)\]\]")
HEADER = re.compile(r"(?m)^(?=\[)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small plan and no values."""
    return plan(tmp_path, (TABLES / "plan.toml").read_text("utf-8"))


def run(folder: Path, *args: str, lang: str = "en", **more: Any) -> Outcome:
    """Run `fedstat import`."""
    return fedstat("import", *args, "--lang", lang, folder=folder, **more)


def table(folder: Path, *rows: str, name: str = "t.csv", encoding: str = "utf-8") -> str:
    """Write a table and return its name."""
    (folder / name).write_bytes("\n".join(rows).encode(encoding))
    return name


def text(folder: Path) -> str:
    """Return the ledger as it stands."""
    return (folder / "fedstat.toml").read_text("utf-8")


def imported(folder: Path, *args: str) -> str:
    """Return what an import appends, having seen that nothing else changed."""
    before = text(folder)
    done = run(folder, *args)
    assert done.status == 0, done.err
    assert text(folder).startswith(before)
    return text(folder)[len(before) :].strip("\n")


def refused(folder: Path, *args: str, status: int = 1) -> str:
    """Return what is said when nothing is written."""
    before = text(folder)
    done = run(folder, *args)
    assert (done.status, text(folder)) == (status, before), done.err
    return done.err


# -- there and back ----------------------------------------------------------------------------------------


def without_values(ledger: str) -> str:
    """Return a ledger with its plan and its indicators only."""
    blocks = HEADER.split(ledger)
    kept, skipping = [], False
    for block in blocks:
        skipping = bool(ENTRIES.match(block)) or (skipping and block.startswith("[submission"))
        kept.append("" if skipping else block)
    return "".join(kept)


def values(ledger: Ledger) -> dict[Any, Any]:
    """Return what stands of the indicators in force, but for what a table does not hold."""
    return {
        (*key, period): replace(entry, recorded=ledger.plans[0].recorded, visibility="public")
        for key, series in ledger.known().series.items()
        for period, entry in series.items()
        if entry.indicator in ledger.known().indicators
    }


@pytest.mark.parametrize("options", [(), ("--excel", "--lang", "zh"), ("--excel", "--lang", "en")])
@pytest.mark.parametrize("example", ["taiyuan-2023", "china-2021-2025", "city-plan-190"])
def test_an_example_exported_and_imported_is_the_same(
    example: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    source = EXAMPLES / f"{example}.toml"
    done = fedstat("export", "csv", *options, "-f", str(source), "-o", str(tmp_path / "v.csv"))
    assert done.status == 0
    plan(tmp_path, without_values(source.read_text("utf-8")))
    assert values(read(tmp_path / "fedstat.toml")) == {}
    done = run(tmp_path, "v.csv", "--yes")
    assert done.status == 0, done.err
    assert values(read(tmp_path / "fedstat.toml")) == values(read(source))
    before = text(tmp_path)
    done = run(tmp_path, "v.csv")
    assert (done.status, text(tmp_path)) == (0, before)
    assert "stand in the ledger already; nothing is written." in done.err


NUMBER = st.decimals(0, 100, allow_nan=False, allow_infinity=False, places=3) | st.integers(0, 100).map(
    Decimal
)
WORDS = st.text("年报ab, ;\"'=+-@％\n ", max_size=8).map(str.strip)
PERIODS = st.sampled_from(["2019", "2023", "2023-H1", "2023-Q4", "2023-06", "2019/2023", "term:15"])
GROUPS = st.sampled_from(["", "residence=城市", "residence=rural"])
ROW = st.fixed_dictionaries(
    {
        "value": NUMBER,
        "obs_status": st.sampled_from("APEFB"),
        "note": WORDS,
        "source": WORDS,
        "evidence": WORDS,
    }
) | st.fixed_dictionaries({"obs_status": st.sampled_from("LMOQ"), "note": WORDS})
KEY = st.tuples(st.sampled_from(["W-1", "W-2"]), PERIODS, GROUPS)


@settings(max_examples=60, deadline=None)
@given(rows=st.dictionaries(KEY, ROW, min_size=1, max_size=12), excel=st.booleans())
def test_whatever_a_ledger_holds_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: Mapping[Any, Mapping[str, Any]], *, excel: bool
) -> None:
    one = plan(tmp_path_factory.mktemp("one"), (TABLES / "plan.toml").read_text("utf-8"))
    two = plan(tmp_path_factory.mktemp("two"), text(one))
    page = io.StringIO()
    columns = ("indicator", "period", "breakdown", "value", "obs_status", "note", "source", "evidence")
    writer = csv.DictWriter(page, columns)
    writer.writeheader()
    for (code, period, group), said in rows.items():
        row = {
            name: f"'{word}" if str(word)[:1] in "=+-@'" and name != "value" else word
            for name, word in said.items()
        }
        writer.writerow({"indicator": code, "period": period, "breakdown": group, **row})
    (one / "t.csv").write_text(page.getvalue(), "utf-8")
    done = run(one, "t.csv", "--yes")
    assert done.status == 0, done.err
    options = ("--excel", "--lang", "zh") if excel else ()
    exported = fedstat("export", "csv", *options, "--period", "2030", folder=one)
    assert exported.status == 0, exported.err
    (two / "t.csv").write_bytes(exported.payload)
    done = run(two, "t.csv", "--yes")
    assert done.status == 0, done.err
    assert values(read(two / "fedstat.toml")) == values(read(one / "fedstat.toml"))


# -- what is appended --------------------------------------------------------------------------------------


def test_one_submission_for_each_period_area_unit_and_source(folder: Path) -> None:
    name = table(
        folder,
        "指标,分组,报送单位,2022年,2023年",
        "女性就业人员占比,,hrss,41.0,42.00",
        "女性就业人员占比,农村,hrss,40,41",
        "女性就业培训人数,,,未调查,0.12万",
    )
    assert (
        imported(folder, name, *DAY, "--source", "年报")
        == """\
[[submission]]
period = "2022"
recorded = 2024-12-25
reported_by = "hrss"
source = "年报"
values.W-1 = [{ value = 41.0 }, { value = 40, breakdown = { residence = "rural" } }]

[[submission]]
period = "2022"
recorded = 2024-12-25
source = "年报"
values.W-2 = { obs_status = "L" }

[[submission]]
period = "2023"
recorded = 2024-12-25
reported_by = "hrss"
source = "年报"
values.W-1 = [{ value = 42.00 }, { value = 41, breakdown = { residence = "rural" } }]

[[submission]]
period = "2023"
recorded = 2024-12-25
source = "年报"
values.W-2 = { value = 1200, qualifier = "rounded", as_printed = "0.12万" }"""
    )


def test_options_say_what_the_table_leaves_out(folder: Path) -> None:
    name = table(folder, "代码,数,填报单位", "W-1,41,", "W-2,1000,")
    added = imported(
        folder,
        name,
        "--map",
        "数=value",
        "--period",
        "2023年",
        "--reported-by",
        "人力",
        "--evidence",
        "〔2024〕1号",
        *DAY,
    )
    assert (
        added
        == """\
[[submission]]
period = "2023"
recorded = 2024-12-25
reported_by = "hrss"
evidence = "〔2024〕1号"
[submission.values]
W-1 = 41
W-2 = 1000"""
    )


def test_a_value_that_stands_is_left_alone_and_another_is_a_revision(folder: Path) -> None:
    first = table(folder, "代码,报告期,监测值", "W-1,2022,41", "W-1,2023,42")
    imported(folder, first, *DAY)
    again = table(folder, "代码,报告期,监测值", "W-1,2022,41.00", "W-1,2023,42.5", name="b.csv")
    assert imported(folder, again, "--source", "别的来源", "--recorded", "2024-12-26").splitlines()[1:] == [
        'period = "2023"',
        "recorded = 2024-12-26",
        'source = "别的来源"',
        "values.W-1 = 42.5",
    ]


def test_the_same_day_again_is_a_later_moment(folder: Path) -> None:
    for value in ("41", "42", "43"):
        imported(folder, table(folder, "代码,报告期,监测值", f"W-1,2022,{value}"))
    stamps = [entry.recorded for entry in read(folder / "fedstat.toml").entries]
    assert stamps == sorted(set(stamps))


def test_entries_go_to_the_file_that_is_named(folder: Path) -> None:
    (folder / "more.toml").write_text("", "utf-8")
    ledger = text(folder).replace("fedstat = 1\n", 'fedstat = 1\ninclude = ["more.toml"]\n')
    (folder / "fedstat.toml").write_text(ledger, "utf-8")
    done = run(folder, table(folder, "代码,报告期,监测值", "W-1,2022,41"), "--into", "more.toml", *DAY)
    assert (done.status, text(folder)) == (0, ledger)
    assert "values.W-1 = 41" in (folder / "more.toml").read_text("utf-8")


# -- what is shown and asked -------------------------------------------------------------------------------

REVISED = ("代码,报告期,监测值,数据情况", "W-1,2022,41,", "W-1,2023,42.5,P", "W-1,2024,0.43,", "W-2,2024,,")


@pytest.fixture
def standing(folder: Path) -> Path:
    """Return a folder with a ledger that has two values."""
    imported(folder, table(folder, "代码,报告期,监测值", "W-1,2022,41", "W-1,2023,42"), *DAY)
    return folder


PREVIEW = {
    "en": """\
period  new  changed  unchanged  doubtful
─────────────────────────────────────────
2022                          1
2023               1
2024      1                             1
─────────────────────────────────────────
total     1        1          1         1

Changed

cell  indicator               period  stands     file  times  assessment
──────────────────────────────────────────────────────────────────────────────────
C3    女性就业人员占比 (W-1)  2023       42%  42.5% P  ×1.01  behind → moving away

New

cell  indicator               period   file
───────────────────────────────────────────
C4    女性就业人员占比 (W-1)  2024    0.43%
""",
    "zh": """\
报告期  新增  修订  未变  存疑
──────────────────────────────
2022年                 1
2023年           1
2024年     1                 1
──────────────────────────────
合计       1     1     1     1

修订

单元格  指标                     报告期  原值     新值   倍数  监测结论
────────────────────────────────────────────────────────────────────────────────────────
C3      女性就业人员占比（W-1）  2023年   42%  42.5% P  ×1.01  未达到序时进度 → 逆向变化

新增

单元格  指标                     报告期   新值
──────────────────────────────────────────────
C4      女性就业人员占比（W-1）  2024年  0.43%
""",
}
DOUBT = {
    "en": "C4 W-1, 2024: 0.43% is about a hundredth of 42.5% (2023). Was 43% meant?\n",
    "zh": "C4 W-1，2024年：0.43%远小于42.5%（2023年），相差一百倍左右。是否应为43%？\n",
}
ASK = {
    "en": "Nothing was appended: it may be a slip.\nIf it is right, repeat the command with --yes.\n",
    "zh": "未追加：疑似笔误。\n如确认无误，请加 --yes 再运行一次。\n",
}


def plain(shown: str) -> str:
    """Return what is shown without the blanks at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_doubtful_value_holds_everything_back(standing: Path, lang: str) -> None:
    before = text(standing)
    done = run(standing, table(standing, *REVISED), "--recorded", "2025-01-05", lang=lang)
    assert (done.status, text(standing)) == (1, before)
    assert plain(done.out).rstrip("\n") == PREVIEW[lang].rstrip("\n")
    assert done.err == DOUBT[lang] + ASK[lang]


def test_what_was_done_is_said(standing: Path) -> None:
    line = len(text(standing).splitlines()) + 2
    done = run(standing, table(standing, *REVISED), "--recorded", "2025-01-05", "--yes")
    assert done.status == 0
    shown = plain(done.out)
    assert shown.startswith(PREVIEW["en"].rstrip("\n"))
    assert (
        shown.partition("0.43%\n")[2].lstrip()
        == f"""\
- It stands at fedstat.toml:{line}.
- 1 new value, 1 changed, 1 unchanged.
- 1 cell is empty.
- The status of 1 indicator changes (2023 → 2024):
- W-1 女性就业人员占比: behind → moving away
- A slip is taken back with: fedstat withdraw CODE PERIOD --reason …
"""
    )
    assert done.err == DOUBT["en"]
    done = run(standing, "t.csv", lang="zh")
    assert done.err == "t.csv 的 3 个监测值台账里都已有，未写入任何内容。\n"


def test_a_dry_run_shows_everything_and_writes_nothing(standing: Path) -> None:
    before = text(standing)
    done = run(standing, table(standing, *REVISED), "--recorded", "2025-01-05", "--dry-run")
    assert (done.status, text(standing)) == (0, before)
    assert plain(done.out).startswith(PREVIEW["en"].rstrip("\n"))
    assert done.err == "Nothing is written (--dry-run).\n" + DOUBT["en"]
    assert "taken back with" not in done.out


def test_on_a_terminal_one_is_asked_even_without_a_doubt(folder: Path) -> None:
    before, name = text(folder), table(folder, "代码,报告期,监测值", "W-1,2022,41")
    done = run(folder, name, terminal=True, typed="n\n")
    assert (done.status, text(folder)) == (1, before)
    assert "Append this? (y/N)" in done.err
    assert done.out.count("W-1") == 1
    done = run(folder, name, terminal=True, typed="y\n")
    assert (done.status, done.out.count("cell")) == (0, 1)
    assert "values.W-1 = 41" in text(folder)


def test_what_was_agreed_to_is_what_is_written(standing: Path) -> None:
    done = run(standing, table(standing, *REVISED), terminal=True, typed="是\n")
    assert done.status == 0
    assert "Append it all the same? (y/N)" in done.err
    assert "W-1 = 0.43" in text(standing)


def test_many_new_values_are_shown_only_when_asked_for(folder: Path) -> None:
    name = table(folder, "代码,报告期,监测值", *(f"W-1,{year},41" for year in range(1990, 2020)))
    done = run(folder, name, "--dry-run")
    assert "(W-1)" not in done.out
    assert "--all lists every new value." in done.out
    assert run(folder, name, "--dry-run", "--all").out.count("(W-1)") == 30


def test_a_revision_publishes_nothing_that_was_kept_inside(folder: Path) -> None:
    inside = (
        '\n[[submission]]\nperiod = "2023"\nrecorded = 2024-01-01\nvisibility = "internal"\nvalues.W-1 = 41\n'
    )
    with (folder / "fedstat.toml").open("a", encoding="utf-8") as file:
        file.write(inside)
    name = table(folder, "代码,2022年,2023年", "W-1,41,42")
    written = imported(folder, name, *DAY).split("[[submission]]")
    assert ["visibility" in one for one in written if "period" in one] == [False, True]


def test_many_doubts_are_told_with_their_cells(standing: Path) -> None:
    rows = (f"W-1,{year},0.4" for year in range(2002, 2022))
    done = run(standing, table(standing, "代码,报告期,监测值", *rows))
    lines = done.err.splitlines()
    assert sum("about a hundredth of" in line for line in lines) == 8
    assert any(line.startswith("12 more like these: C10, C11, ") for line in lines)


def test_changed_statuses_are_told(folder: Path) -> None:
    rows = ("指标,2022年,2023年", "女性就业培训人数,900,1200")
    done = run(folder, table(folder, *rows), lang="zh")
    assert "- 1 项指标的监测结论有变化（2023年）：\n- W-2 女性就业培训人数：无 → 已达标\n" in done.out


def test_only_the_first_changed_statuses_are_told(tmp_path: Path) -> None:
    indicators = "".join(
        f'[[indicator]]\ncode = "X-{n}"\nname = "指标{n}"\nunit_measure = "人"\ndirection = "increase"\n'
        f"target = {{ at_least = 5 }}\n"
        for n in range(20)
    )
    folder = plan(tmp_path, (TABLES / "plan.toml").read_text("utf-8") + indicators)
    done = run(folder, table(folder, "代码,2023年", *(f"X-{n},6" for n in range(20))))
    assert "- The status of 20 indicators changes (2023):" in done.out
    assert "- … and 8 more; see: fedstat progress" in done.out


def test_a_repeated_row_and_what_was_left_out_are_told(folder: Path) -> None:
    name = table(folder, "代码,报告期,监测值,排名", "W-1,2022,41,1", "W-1,2022,41,1")
    done = run(folder, name)
    assert done.err == "Columns left out: 排名.\n"
    assert "- 1 value stands twice in the table; it is taken once." in done.out


def test_a_table_without_values_writes_nothing(folder: Path) -> None:
    assert refused(folder, table(folder, "代码,报告期,监测值", "W-1,2022,"), status=0) == (
        "t.csv holds no value; nothing is written.\n"
    )


def test_a_value_of_another_area_is_told_with_the_area(folder: Path) -> None:
    more = '\n[[area]]\nid = "14"\nname = "某省"\n'
    (folder / "fedstat.toml").write_text(text(folder) + more, "utf-8")
    done = run(
        folder,
        table(folder, "代码,报告期,监测值", "W-1,2022,41"),
        "--area",
        "某省",
        "--reported-by",
        "hrss",
        *DAY,
    )
    assert 'reference_area = "14"\nreported_by = "hrss"' in text(folder)
    assert plain(done.out).splitlines()[2] == "2022    某省  人力资源和社会保障局    1"


def test_an_older_entry_beside_a_newer_one_is_a_doubt(standing: Path) -> None:
    name = table(standing, "代码,报告期,监测值,登记时间", "W-1,2023,42.1,2024-01-01")
    said = refused(standing, name)
    assert said.startswith(
        "C2 W-1, 2023: A later entry of 25 December 2024 stands for the same, so this one counts"
    )


# -- what is refused ---------------------------------------------------------------------------------------


def test_errors_that_the_ledger_finds_are_told_with_their_cells(folder: Path) -> None:
    said = refused(
        folder, table(folder, "代码,报告期,监测值", "W-1,2022,41", "W-1,2023,9999", "W-1,2024,同上")
    )
    assert (
        said
        == """\
t.csv C3  error value-impossible
  “女性就业人员占比” cannot be 9999%.
  → Check the number and the unit of measure against the source.

t.csv C4  error value-not-understood
  “同上” refers to another cell.
  → Write the number itself.

2 errors.
Nothing was imported. Mend the table, then repeat the command.
"""
    )
    said = refused(folder, table(folder, "代码,报告期,监测值", "W-1,2023,9999"))
    assert said.splitlines()[0] == "t.csv C2  error value-impossible"


def test_a_ledger_that_cannot_grow_is_told_after_the_cells(folder: Path) -> None:
    (folder / "fedstat.toml").write_text(text(folder).replace("fedstat = 1\n", "fedstat = 7\n"), "utf-8")
    said = refused(folder, table(folder, "代码,报告期,监测值", "W-1,2022,同上"))
    assert "t.csv C2" in said
    assert "Nothing can be appended" in refused(folder, table(folder, "代码,报告期,监测值", "W-1,2022,41"))


def test_notices_are_told_with_their_cells_once(folder: Path) -> None:
    name = table(folder, "指标,2022年,2024年下半年", "就业人员,41,")
    done = run(folder, name, terminal=True, typed="y\n")
    assert done.err.count("name-in-part") == 1
    name = table(folder, "代码,报告期,监测值", "W-1,2024年上半年,42")
    assert run(folder, name).err.splitlines()[0] == "t.csv C2  notice period-frequency"


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((), 2, "Which table? Name a file.\nWrite, for instance: fedstat import 监测数据.xlsx\n"),
        (("t.csv", "--paste"), 2, "A file and --paste do not go together.\nLeave out one of the two.\n"),
        (("s.csv",), 3, "There is no file s.csv.\nDid you mean “t.csv”?\n"),
        (("nowhere/x",), 3, "There is no file nowhere/x.\nCheck its name and folder."),
        (("zzzz",), 3, "There is no file zzzz.\nCheck its name and folder."),
        ((".",), 3, ". is a folder, not a table.\nName the file inside it.\n"),
        (("--paste",), 3, "Standard input is closed.\nName a file.\n"),
        (("t.csv", "--map", "年份"), 2, "“年份” does not say what a column is.\nWrite the heading,"),
        (("t.csv", "--map", "代码=什么"), 2, "“代码” cannot be “什么”.\n"),
        (("t.csv", "--period", "去年"), 2, "“去年” is no period.\n"),
        (("t.csv", "--reported-by", "x"), 2, "The ledger has no member unit “x”.\n"),
        (("t.csv", "--profile", "x"), 2, "The ledger has no profile “x”.\nIt has no profile at all.\n"),
        (("t.csv", "--save-profile", " "), 2, "The profile needs a name.\n"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told(folder: Path, args: tuple[str, ...], status: int, said: str) -> None:
    table(folder, "代码,报告期,监测值", "W-1,2022,41")
    assert refused(folder, *args, status=status).startswith(said)


# -- profiles ----------------------------------------------------------------------------------------------

OWN = ("项目,本年数,排名", "W-1,41,3")
SAVING = (
    "--map",
    "本年数=value",
    "--map",
    "排名=-",
    "--period",
    "2023",
    "--source",
    "统计年报",
    "--area",
    "某市",
)


def test_a_profile_is_kept_and_used_by_itself_next_time(folder: Path) -> None:
    name = table(folder, *OWN)
    added = imported(
        folder, name, *SAVING, "--reported-by", "hrss", "--as-shown", "--save-profile", "年报", *DAY
    )
    assert added.endswith("""\
[[profile]]
id = "年报"
map = { "本年数" = "value", "排名" = "-" }
reference_area = "某市"
reported_by = "hrss"
source = "统计年报"
as_shown = true
recorded = 2024-12-25""")
    table(folder, "项目,本年数,排名", "W-1,42,3")
    done = run(folder, name, "--period", "2024", *DAY)
    assert (done.status, done.err) == (0, "Read with the profile “年报”, whose headings fit.\n")
    assert 'reported_by = "hrss"\nsource = "统计年报"\nvalues.W-1 = 42' in text(folder)
    done = run(folder, name, "--period", "2024", "--profile", "年", "--dry-run")
    assert done.err.splitlines()[-1].startswith("The one value of t.csv stands")


def test_a_profile_that_stands_so_already_is_not_kept_twice(folder: Path) -> None:
    name = table(folder, *OWN)
    imported(folder, name, *SAVING, "--save-profile", "年报", *DAY)
    assert "stands in the ledger already" in refused(
        folder, name, *SAVING, "--save-profile", "年报", status=0
    )
    table(folder, "项目,本年数,排名,22数", "W-1,41,3,40")
    more = ("--period", "2023", "--map", "22数=2022", "--profile", "年报", "--save-profile", "年报")
    added = imported(folder, name, *more)
    assert 'map = { "本年数" = "value", "排名" = "-", "22数" = "2022" }' in added.splitlines()


def test_a_profile_keeps_nothing_that_holds_this_year_only(folder: Path) -> None:
    name = table(folder, "项目,本年数,上年数", "W-1,41,40")
    args = (name, "--map", "本年数=value", "--map", "上年数=2022", "--period", "2023")
    assert refused(folder, *args, "--save-profile", "年报", status=2) == (
        "A profile would read “上年数” as 2022 next year, too.\n"
        "Write --map 上年数=value and give the year with --period,"
        " or leave the column out: --map 上年数=-\n"
    )
    assert "W-1 = 40" in imported(folder, *args)


def test_a_value_of_a_period_that_had_not_begun_is_doubted(folder: Path) -> None:
    name = table(folder, "代码,报告期,监测值,数据情况", "W-1,2025,41,", "W-1,2026,42,F")
    said = "- C2 W-1, 2025: 2025 had not begun on 2024-12-25; a forecast is given with obs_status F.\n"
    assert said.removeprefix("- ") in refused(folder, name, *DAY, status=1)
    assert "had not begun" in run(folder, name, *DAY, "--yes").err


def test_a_profile_may_name_sheets(folder: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "甲"
    for row in (("代码", "2023年"), ("W-1", 41)):
        sheet.append(row)
    book.create_sheet("乙")
    book.save(folder / "t.xlsx")
    added = imported(folder, "t.xlsx", "--sheet", "甲", "--save-profile", "甲表", *DAY)
    assert added.endswith('id = "甲表"\nsheet = ["甲"]\nrecorded = 2024-12-25')
    assert "stands in the ledger" in refused(
        folder, "t.xlsx", "--profile", "甲表", "--save-profile", "甲表", status=0
    )
    assert "There is no sheet “丙”." in refused(folder, "t.xlsx", "--sheet", "丙")


def test_several_profiles_that_fit_are_not_guessed_at(folder: Path) -> None:
    profiles = (
        '\n[[profile]]\nid = "a"\nmap = { "数" = "value" }\n[[profile]]\nid = "b"\nmap = { "数" = "value" }\n'
    )
    (folder / "fedstat.toml").write_text(text(folder) + profiles, "utf-8")
    name = table(folder, "代码,报告期,数", "W-1,2023,41")
    assert refused(folder, name, status=2) == (
        "Several profiles fit the headings: a, b.\nName one of them: --profile a\n"
    )
    assert imported(folder, name, "--profile", "a").endswith("values.W-1 = 41")


# -- SDMX --------------------------------------------------------------------------------------------------

MESSAGE = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,RESIDENCE,TIME_PERIOD,OBS_VALUE"


def test_a_message_takes_values_back_with_a_reason(folder: Path) -> None:
    first = table(folder, MESSAGE, *(f"dataflow,x,A,W-1,{group},2023,41" for group in ("_T", "rural")))
    imported(folder, first, *DAY)
    name = table(
        folder,
        MESSAGE,
        "dataflow,x,D,W-1,rural,2023,",
        "dataflow,x,D,W-1,_T,2023,",
        "dataflow,x,D,W-2,_T,2023,",
    )
    assert refused(folder, name, status=2) == (
        'The message takes 2 values back, and the reason is missing.\nWrite it: --reason "…"\n'
    )
    done = run(folder, name, "--reason", "误报", "--recorded", "2024-12-26")
    assert text(folder).endswith("""\
[[withdrawal]]
indicator = "W-1"
period = "2023"
breakdown = { residence = "rural" }
reason = "误报"
recorded = 2024-12-26

[[withdrawal]]
indicator = "W-1"
period = "2023"
breakdown = {}
reason = "误报"
recorded = 2024-12-26
""")
    assert "- 0 new values, 0 changed, 1 unchanged, 2 taken back." in done.out or "2 taken back" in done.out
    assert read(folder / "fedstat.toml").known().series == {}


def test_a_deletion_in_another_area_names_it(folder: Path) -> None:
    (folder / "fedstat.toml").write_text(text(folder) + '\n[[area]]\nid = "14"\nname = "某省"\n', "utf-8")
    head = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE"
    imported(folder, table(folder, head, "dataflow,x,A,14,W-1,2023,41"), *DAY)
    name = table(folder, head, "dataflow,x,D,14,W-1,2023,")
    assert (
        imported(folder, name, "--reason", "误报", "--recorded", "2024-12-26")
        == """\
[[withdrawal]]
indicator = "W-1"
period = "2023"
reference_area = "14"
reason = "误报"
recorded = 2024-12-26"""
    )


# -- files that other programs make, and real pipes --------------------------------------------------------


def wide() -> Workbook:
    """Return a workbook as an office makes it: a title, merged headings, percent cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "监测表"
    sheet.append(["某市2024年监测表（虚构）"])
    sheet.merge_cells("A1:F1")
    sheet.append(["序号", "指标名称", "2023年", None, "2024年", None])
    sheet.append([None, None, "监测值", "数据情况", "监测值", "数据情况"])
    for cells in ("A2:A3", "B2:B3", "C2:D2", "E2:F2"):
        sheet.merge_cells(cells)
    sheet.append([1, "女性就业人员占比", 0.4163, None, 0.42, "初步数"])
    sheet.append([2, "女性就业培训人数", 1200, None, "约1300人", None])
    for cell in ("C4", "E4"):
        sheet[cell].number_format = "0.00%"
    return book


WIDE = {
    ("W-1", "2023"): (Decimal("41.63"), "A", "exact"),
    ("W-1", "2024"): (Decimal("42.00"), "P", "exact"),
    ("W-2", "2023"): (Decimal(1200), "A", "exact"),
    ("W-2", "2024"): (Decimal(1300), "A", "about"),
}


def standing_values(folder: Path) -> dict[Any, Any]:
    """Return value, status and qualifier of what stands."""
    return {
        (entry.indicator, str(entry.period)): (entry.value, entry.obs_status, entry.qualifier)
        for entry in read(folder / "fedstat.toml").entries
    }


def test_an_office_s_workbook_is_read_with_its_formats(folder: Path) -> None:
    wide().save(folder / "t.xlsx")
    imported(folder, "t.xlsx")
    assert standing_values(folder) == WIDE


@pytest.mark.program("soffice")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_that_libreoffice_saved_is_read(folder: Path, kind: str) -> None:
    wide().save(folder / "made.xlsx")
    out = folder / "out"
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(folder / 'lo').as_uri()}",
        "--convert-to",
        kind,
    ]
    subprocess.run([*command, "--outdir", str(out), "made.xlsx"], cwd=folder, check=True, capture_output=True)
    name = str(out / f"made.{kind}")
    if kind == "xlsx":
        imported(folder, name)
        assert standing_values(folder) == WIDE
    else:
        said = refused(folder, name)
        assert "This kind of file does not tell percent cells: 0.4163 may mean 41.63%." in said


def test_a_table_in_gbk_is_read_and_its_encoding_told(folder: Path) -> None:
    name = table(folder, "指标,2023年", "女性就业人员占比,41.63", encoding="gb18030")
    done = run(folder, name)
    assert (done.status, done.err) == (0, "t.csv is read as GB18030 (GBK).\n")
    assert standing_values(folder) == {("W-1", "2023"): (Decimal("41.63"), "A", "exact")}


@pytest.mark.parametrize("args", [("--paste",), ("-",), ("-", "--paste")])
def test_a_selection_comes_through_a_pipe(folder: Path, args: tuple[str, ...]) -> None:
    pasted = "指标\t2023年\t2024年\r\n女性就业人员占比\t41.63%\t同上\r\n"
    command = [sys.executable, "-m", "fedstat", "import", *args, "--lang", "zh"]
    done = subprocess.run(command, cwd=folder, input=pasted.encode(), capture_output=True, check=False)
    place = "粘贴内容" if "--paste" in args else "标准输入"
    assert (done.returncode, done.stderr.decode().splitlines()[0]) == (
        1,
        f"{place} C2  错误 value-not-understood",
    )
    pasted = pasted.replace("同上", "42%")
    done = subprocess.run(command, cwd=folder, input=pasted.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert len(standing_values(folder)) == 2
    empty = subprocess.run(command, cwd=folder, input=b"", capture_output=True, check=False)
    said = "没有粘贴任何内容。" if "--paste" in args else f"{place} 是空文件。"
    assert (empty.returncode, empty.stderr.decode().splitlines()[0]) == (3, said)


def test_an_empty_clipboard_is_told_as_that(folder: Path) -> None:
    done = run(folder, "--paste", terminal=True, typed="\n")
    assert (done.status, done.err.splitlines()[-2:]) == (
        3,
        [
            "Nothing was pasted.",
            "Copy the cells with their headings, repeat the command, and paste them.",
        ],
    )


def test_on_a_terminal_one_is_told_how_to_paste(folder: Path) -> None:
    done = run(folder, "--paste", terminal=True, typed="指标\t2023年\n女性就业人员占比\t41\n")
    assert done.err.startswith("Paste the cells with their headings, then Enter and Ctrl-D")
    assert (done.status, text(folder).count("W-1 = 41")) == (1, 0)


def test_the_small_plan_of_other_tests_takes_a_table_too(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN)
    done = run(folder, table(folder, "代码,2024年", "W-3-01,42.1"), lang="zh")
    assert done.status == 0, done.err


def test_no_status_is_told_while_the_ledger_has_errors_of_its_own(folder: Path) -> None:
    (folder / "fedstat.toml").write_text(text(folder) + "\n[[round]]\n", "utf-8")
    done = run(folder, table(folder, "代码,2024年", "W-1,42.1"))
    assert (done.status, "The status of" in done.out) == (0, False)


def test_values_of_a_term_alone_have_no_status(folder: Path) -> None:
    ledger = text(folder).replace('baseline_period = "2020"\ntarget_period = "2025"\n', "")
    ledger = re.sub(r"(?m)^(baseline|target) = .*\n", "", ledger)
    (folder / "fedstat.toml").write_text(ledger, "utf-8")
    done = run(folder, table(folder, "代码,报告期,监测值", "W-1,第15届,42.1"), "--yes")
    assert "term 15" in done.out
    assert "The status of" not in done.out
