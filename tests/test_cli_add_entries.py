"""`add part|domain|goal|member-unit|area|dimension|round|claim`: what a plan is built of."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shells import PLAN, fedstat, plan

from fedstat.cli.app import load
from fedstat.cli.names import NAMES
from fedstat.ledgerfile import read

if TYPE_CHECKING:
    from shells import Outcome

CLOSING = '\n[[closing]]\nround = "midterm"\nrecorded = 2024-01-10\n'
SMALL = """fedstat = 1

[plan]
title = "规划"
reference_area = "太原市"

[[part]]
id = "women"
title = "妇女发展规划"

[[domain]]
id = "W-3"
name = "妇女与经济"
part = "women"
"""
BLOCKS = ("part", "domain", "goal", "member-unit", "area", "dimension", "round", "claim")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the plan in it."""
    return plan(tmp_path)


def run(folder: Path, *args: str, lang: str = "en") -> Outcome:
    """Run `fedstat add` in a language."""
    return fedstat("add", *args, "--lang", lang, folder=folder)


def added(folder: Path, *args: str) -> str:
    """Return what a command appended, having seen that nothing else changed and that the ledger is sound."""
    path = folder / "fedstat.toml"
    before = path.read_bytes()
    done = run(folder, *args)
    assert done.status == 0, done.err
    after = path.read_bytes()
    assert after.startswith(before)
    appended = after[len(before) :].decode().lstrip("\n")
    assert done.out.startswith(f"{appended}\n- It stands at fedstat.toml:")
    assert fedstat("check", folder=folder).status == 0
    return appended.rstrip("\n")


def refused(folder: Path, *args: str, lang: str = "en") -> tuple[int, list[str]]:
    """Return exit status and message of a command that appends nothing."""
    before = (folder / "fedstat.toml").read_bytes()
    done = run(folder, *args, lang=lang)
    assert (folder / "fedstat.toml").read_bytes() == before
    return done.status, done.err.splitlines()


# -- what is written ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (("part", "youth", "青年发展规划"), '[[part]]\nid = "youth"\ntitle = "青年发展规划"'),
        (
            ("part", "youth", "青年", "--title-en", "Youth", "--document", "〔2021〕1号"),
            '[[part]]\nid = "youth"\ntitle = "青年"\ntitle_en = "Youth"\ndocument = "〔2021〕1号"',
        ),
        (
            ("part", "youth", "青年", "--indicators", "9", "--quantifiable", "6", "--trend", "3"),
            (
                '[[part]]\nid = "youth"\ntitle = "青年"\n'
                "expected = { indicators = 9, quantifiable = 6, trend = 3 }"
            ),
        ),
        (
            ("domain", " W-8 ", " 妇女与环境 ", "--part", "妇女发展", "--name-en", "Environment"),
            '[[domain]]\nid = "W-8"\nname = "妇女与环境"\nname_en = "Environment"\npart = "women"',
        ),
        (
            ("goal", "W-3-a", "促进就业", "--domain", "妇女与经济"),
            '[[goal]]\nid = "W-3-a"\nname = "促进就业"\ndomain = "W-3"',
        ),
        (
            ("member-unit", "教育局", "市教育局", "--contact", "基教科，“张”"),
            '[[member_unit]]\nid = "教育局"\nname = "市教育局"\ncontact = "基教科，“张”"',
        ),
        (
            ("area", "140105", "小店区", "--parent", "测试市"),
            '[[area]]\nid = "140105"\nname = "小店区"\nparent = "测试市"',
        ),
        (
            ("dimension", "age", "年龄", "--category", "0-17岁", "--category", "adult＝18岁以上"),
            (
                '[[dimension]]\nid = "age"\nname = "年龄"\n'
                'categories = ["0-17岁", { id = "adult", name = "18岁以上" }]'
            ),
        ),
        (
            (
                "round",
                "final",
                "终期",
                "--kind",
                "终期评估",
                "--period",
                "2025年",
                "--method",
                "pace",
                "--known-on",
                "2026年3月1日",
                "--rounding",
                "truncate",
                "--comparison",
                "rounded",
                "--target-period",
                "2030",
            ),
            (
                '[[round]]\nid = "final"\nname = "终期"\nkind = "final"\nperiod = "2025"\n'
                'known_on = 2026-03-01\nmethod = "pace"\nrounding = "truncate"\ncomparison = "rounded"\n'
                'target_period = "2030"'
            ),
        ),
        (
            (
                "claim",
                "paper",
                "--source",
                "报纸",
                "--indicators",
                "190",
                "--met",
                "120",
                "--met-share",
                "63.16%",
                "--basis",
                "all",
                "--note",
                "头版",
                "--recorded",
                "2024-01-05",
            ),
            (
                '[[claim]]\nid = "paper"\nsource = "报纸"\nindicators = 190\nmet = 120\nmet_share = 63.16\n'
                'basis = "all"\nnote = "头版"\nrecorded = 2024-01-05'
            ),
        ),
        (
            (
                "claim",
                "paper",
                "--source",
                "报纸",
                "--indicators",
                "190",
                "--quantifiable",
                "122",
                "--trend",
                "68",
                "--not-met",
                "60",
                "--no-data",
                "10",
                "--recorded",
                "2024-01-05",
            ),
            (
                '[[claim]]\nid = "paper"\nsource = "报纸"\nindicators = 190\nquantifiable = 122\ntrend = 68\n'
                "not_met = 60\nno_data = 10\nrecorded = 2024-01-05"
            ),
        ),
    ],
)
def test_an_entry_says_what_was_typed_and_nothing_else(
    folder: Path, args: tuple[str, ...], text: str
) -> None:
    assert added(folder, *args).startswith(text)


def test_what_the_plan_is_built_of_is_known_from_the_start_and_from_a_day_when_one_is_given(
    folder: Path,
) -> None:
    assert "recorded" not in added(folder, "domain", "W-8", "妇女与环境")
    day = added(folder, "domain", "W-9", "妇女与法律", "--recorded", "2024-03-01")
    assert day.endswith("recorded = 2024-03-01")


def test_a_claim_is_recorded_today(folder: Path) -> None:
    assert "\nrecorded = 20" in added(folder, "claim", "c", "--source", "s", "--indicators", "3")


def test_after_a_closing_everything_is_dated_later_than_it(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN + CLOSING)
    added(folder, "domain", "W-8", "妇女与环境")
    ledger = read(folder / "fedstat.toml")
    assert ledger.domains[-1].recorded > ledger.closings[-1].recorded


def test_an_entry_goes_to_the_file_that_is_named(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN.replace("[plan]", 'include = ["units.toml"]\n[plan]', 1))
    (folder / "units.toml").write_text("", "utf-8")
    done = run(folder, "member-unit", "edu", "市教育局", "--into", "units.toml")
    assert done.status == 0
    assert (folder / "units.toml").read_text(
        "utf-8"
    ).lstrip() == '[[member_unit]]\nid = "edu"\nname = "市教育局"\n'


def test_dry_run_writes_nothing_and_names_no_next_step(folder: Path) -> None:
    before = (folder / "fedstat.toml").read_bytes()
    done = run(folder, "goal", "g", "促进就业", "--dry-run")
    line = before.decode().rstrip("\n").count("\n") + 3
    assert done.out == (
        f'[[goal]]\nid = "g"\nname = "促进就业"\n\n- It would stand at fedstat.toml:{line}.\n'
        "- g 促进就业: one goal more, 1 in all.\n"
    )
    assert done.err == "Nothing is written (--dry-run).\n"
    assert (folder / "fedstat.toml").read_bytes() == before


# -- what is said ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ("part", "youth", "青年发展规划"),
            [
                "youth 青年发展规划：新增规划部分1个，现共3个。",
                "下一步：fedstat add domain ID NAME --part youth",
            ],
        ),
        (
            ("domain", "W-8", "环境"),
            ["W-8 环境：新增领域1个，现共3个。", "下一步：fedstat add indicator CODE NAME --domain W-8 …"],
        ),
        (
            ("member-unit", "edu", "市教育局"),
            [
                "edu 市教育局：新增成员单位1个，现共3个。",
                "下一步：fedstat add indicator CODE NAME -u edu …",
            ],
        ),
        (
            ("area", "1401", "测试市"),
            [
                "1401 测试市：新增地区1个，现共1个。",
                "这是规划所属地区：未注明地区的监测值均属该地区。",
                "下一步：fedstat add observation CODE PERIOD VALUE --area 1401",
            ],
        ),
        (
            ("round", "final", "终期评估", "--kind", "final", "--period", "2025"),
            [
                "final 终期评估：新增监测评估轮次1个，现共2个。",
                "下一步：fedstat progress --round final",
            ],
        ),
        (
            ("dimension", "sex", "性别", "--category", "女", "--category", "男"),
            [
                "sex 性别：新增分组维度1个，现共1个。",
                "下一步：fedstat add observation CODE PERIOD VALUE --breakdown sex=…",
            ],
        ),
        (
            ("claim", "paper", "--source", "报纸", "--indicators", "190"),
            ["paper 报纸：新增已公布数据1个，现共1个。", "下一步：fedstat check"],
        ),
    ],
)
def test_what_was_added_how_many_there_are_and_what_comes_next_is_said(
    folder: Path, args: tuple[str, ...], said: list[str]
) -> None:
    done = run(folder, *args, lang="zh")
    assert done.status == 0, done.err
    place, *lines = done.out.split("\n\n")[-1].splitlines()
    assert place.startswith("- 已追加在 fedstat.toml:")
    assert lines == [f"- {line}" for line in said]


def test_the_plan_s_own_area_keeps_its_values_when_it_is_declared(folder: Path) -> None:
    added(folder, "area", "1401", "测试市")
    ledger = read(folder / "fedstat.toml")
    assert ledger.area == "1401"
    assert {entry.reference_area for entry in ledger.entries} == {"1401"}


# -- an id that stands already -----------------------------------------------------------------------------


def test_an_id_that_stands_already_is_refused_with_who_has_it(folder: Path) -> None:
    line = PLAN[: PLAN.index('[[member_unit]]\nid = "health"')].count("\n") + 1
    assert refused(folder, "member-unit", "health", "市卫生健康局") == (
        2,
        [
            f"The id health stands already: 市卫生健康委员会 (fedstat.toml:{line}).",
            "Choose another; if it is the same one and has changed, add --new-edition.",
        ],
    )
    assert refused(folder, "member-unit", "health", "市卫生健康局", lang="zh")[1] == [
        f"编号health已有：市卫生健康委员会（fedstat.toml:{line}）。",
        "请另取编号；如系同一条目有变更，请加 --new-edition。",
    ]


def test_the_same_once_more_is_not_appended(folder: Path) -> None:
    for args in (("domain", "W-1", "妇女与健康"), ("domain", "W-1", "--part", "妇女发展", "--new-edition")):
        status, err = refused(folder, *args)
        assert (status, err[-1].startswith("This stands already, at fedstat.toml:")) == (0, True)


def test_a_new_edition_changes_what_is_given_and_keeps_the_rest(folder: Path) -> None:
    added(folder, "member-unit", "edu", "市教育局", "--contact", "办公室", "--name-en", "Education")
    done = run(folder, "member-unit", "edu", "市教体局", "--new-edition", "--recorded", "2024-03-01")
    assert done.out.split("\n\n")[0] == (
        '[[member_unit]]\nid = "edu"\nname = "市教体局"\nname_en = "Education"\ncontact = "办公室"\n'
        "recorded = 2024-03-01"
    )
    assert done.out.split("\n\n")[1].splitlines()[1:] == [
        "- edu 市教体局: so from 1 March 2024 on; until then as it was.",
        "- name: 市教育局 → 市教体局",
        "- Its English name stays “Education”.",
        "- Next: fedstat add indicator CODE NAME -u edu …",
    ]
    known = read(folder / "fedstat.toml").known
    assert known().member_units["edu"].name == "市教体局"
    from datetime import date

    assert known(date(2024, 2, 29)).member_units["edu"].name == "市教育局"


def test_a_new_edition_needs_no_name_and_takes_away_what_is_given_empty(folder: Path) -> None:
    added(folder, "part", "youth", "青年", "--document", "一号", "--indicators", "0", "--trend", "0")
    done = run(folder, "part", "youth", "--new-edition", "--document", "", "--quantifiable", "0", lang="zh")
    assert 'title = "青年"\nexpected = { indicators = 0, trend = 0, quantifiable = 0 }\nrecorded' in done.out
    assert "\n- document：一号 → 无\n" in done.out
    assert (
        "\n- expected：{ indicators = 0, trend = 0 } → { indicators = 0, quantifiable = 0, trend = 0 }\n"
        in done.out
    )


def test_a_dimension_keeps_its_categories_in_a_new_edition(folder: Path) -> None:
    text = """
[[dimension]]
id = "age"
name = "年龄"
categories = ["少年", { id = "old", name = "老年", name_en = "old age" }]
"""
    plan(folder, PLAN + text)
    done = run(folder, "dimension", "age", "年龄组", "--new-edition")
    assert 'categories = ["少年", { id = "old", name = "老年", name_en = "old age" }]' in done.out
    assert "categories:" not in done.out


def test_a_claim_is_corrected_by_a_new_edition(folder: Path) -> None:
    added(folder, "claim", "c", "--source", "s", "--indicators", "190", "--met", "120")
    status, err = refused(folder, "claim", "c", "--met", "119")
    assert (status, err[0].startswith("The id c stands already: s (fedstat.toml:")) == (2, True)
    done = run(folder, "claim", "c", "--met", "119", "--new-edition")
    assert "\n- met: 120 → 119\n" in done.out
    assert [claim.met for claim in read(folder / "fedstat.toml").known().claims] == [119]


def test_an_edition_dated_before_the_one_that_stands_is_doubted(folder: Path) -> None:
    added(folder, "domain", "W-8", "甲", "--recorded", "2024-03-01")
    args = ("domain", "W-8", "乙", "--new-edition", "--recorded", "2024-02-01")
    assert refused(folder, *args)[1][0] == (
        "A later entry of 1 March 2024 stands for the same, so this one counts for earlier days only."
    )


def test_there_is_no_new_edition_of_nothing(folder: Path) -> None:
    assert refused(folder, "domain", "W-8", "环境", "--new-edition") == (
        2,
        ["The ledger has no domain “W-8”.", "If it is new, leave out --new-edition."],
    )
    assert refused(folder, "domain", "W-8", "环境", "--new-edition", lang="zh")[1][1] == (
        "如系新增，请去掉 --new-edition。"
    )


# -- what cannot be appended -------------------------------------------------------------------------------

EXAMPLE = "Write, for instance: fedstat add domain W-8 妇女与环境 --part women"


@pytest.mark.parametrize(
    ("args", "err"),
    [
        (("domain",), ["ID, NAME are missing.", EXAMPLE]),
        (("domain", "W-8"), ["NAME is missing.", EXAMPLE]),
        (("domain", "W-8", "  "), ["NAME is missing.", EXAMPLE]),
        (("domain", " ", "环境"), ["ID is missing.", EXAMPLE]),
        (("part", "p"), ["TITLE is missing.", "Write, for instance: fedstat add part women 妇女发展规划"]),
        (
            ("round", "r", "轮次"),
            [
                "--kind, --period are missing.",
                (
                    "Write, for instance: fedstat add round midterm 中期评估 --kind midterm --period 2023 "
                    "--known-on 2023-12-25"
                ),
            ],
        ),
        (
            ("dimension", "d", "性别"),
            [
                "--category is missing.",
                "Write, for instance: fedstat add dimension sex 性别 --category 女 --category 男",
            ],
        ),
        (
            ("domain", "W.8", "环境"),
            ["“W.8” is no id: it has letters, digits, “-” and “_” only.", "Write it like this: W-8"],
        ),
        (
            ("domain", "Ｗ－8", "环境"),
            ["“Ｗ－8” is no id: it has letters, digits, “-” and “_” only.", "Write it like this: W-8"],
        ),
        (
            ("domain", "？", "环境"),
            ["“？” is no id: it has letters, digits, “-” and “_” only.", "Write a short word: W-3, health."],
        ),
        (
            ("domain", "W-8", "环\n境"),
            ["“环\\n境” is no text of one line.", "Write words, without control characters."],
        ),
        (
            ("domain", "W-8", "环境", "--part", "wmoen"),
            ["The ledger has no part “wmoen”.", "Did you mean women 妇女发展规划?"],
        ),
        (
            ("goal", "g", "目标", "--domain", "妇女"),
            [
                "“妇女” may be several: W-1 妇女与健康, W-3 妇女与经济.",
                "Name one of them by its id, or write more of its name.",
            ],
        ),
        (("area", "a", "区", "--parent", "别处"), ["The ledger has no area “别处”.", "It has: 测试市."]),
        (
            ("round", "r", "轮次", "--kind", "x", "--period", "2023"),
            [
                "The ledger has no kind of round “x”.",
                "It has: annual annual monitoring, midterm mid-term evaluation, final final evaluation.",
            ],
        ),
        (
            ("round", "r", "轮次", "--kind", "final", "--period", "2023", "--known-on", "2023-12-25T10:00"),
            ["A day is needed here, without a time.", "Write it like this: 2023-12-25."],
        ),
        (
            ("round", "r", "轮次", "--kind", "final", "--period", "2023", "--known-on", "2023-02-30"),
            ["“2023-02-30” is no day of the calendar.", "Write it like this: 2023-12-25."],
        ),
        (
            ("round", "r", "轮次", "--kind", "final", "--period", "2023", "--rounding", "up"),
            ["--rounding cannot be “up”.", "It is one of: half-up, half-even, truncate."],
        ),
        (
            ("claim", "c", "--source", "报纸", "--note", "x"),
            [
                "The claim has no figure.",
                (
                    "Give at least one: --indicators, --quantifiable, --trend, --met, --not-met, --no-data, "
                    "--met-share."
                ),
            ],
        ),
        (
            ("claim", "c", "--indicators", "3"),
            [
                "--source is missing.",
                (
                    "Write, for instance: fedstat add claim paper-2023 --source 中国妇女报2023-12-25第4版 "
                    "--indicators 190 --met 120 --met-share 63.16"
                ),
            ],
        ),
        (
            ("claim", "c", "--source", "s", "--met", "1.5"),
            ["“1.5” is no whole number.", "Write it without a point."],
        ),
    ],
)
def test_what_cannot_stand_is_refused_in_words(folder: Path, args: tuple[str, ...], err: list[str]) -> None:
    status, said = refused(folder, *args)
    assert (status, "\n".join(said)) == (2, "\n".join(err))


def test_a_period_that_is_none_is_told_how_it_is_written(folder: Path) -> None:
    status, err = refused(folder, "round", "r", "轮次", "--kind", "final", "--period", "2O23")
    assert (status, err[0]) == (2, "“2O23” is no period.")


def test_a_name_of_another_area_is_refused_because_values_would_move(folder: Path) -> None:
    added(folder, "area", "1401", "测试市", "--name-en", "Test City")
    for args in (("14", "测试市"), ("测试市", "别的市"), ("14", "别的市", "--name-en", "Test City")):
        status, err = refused(folder, "area", *args, "--yes", lang="zh")
        assert status == 2
        assert err[0].endswith("”已是1401 测试市的编号或名称。")
        assert err[1] == "监测值按名称对应地区，请另取编号或名称。"
    assert added(folder, "area", "14", "别的市").startswith('[[area]]\nid = "14"')


PARTS = ("claim", "c", "--source", "s", "--indicators", "190")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (
            ("--quantifiable", "122", "--trend", "67"),
            "claim-parts",
            "122 quantifiable + 67 trend indicators = 189, not 190.",
        ),
        (("--met", "120", "--not-met", "60", "--no-data", "9"), "claim-parts", "= 121, not 120 met."),
        (("--met", "191"), "claim-parts", "191 indicators met are more than 190 in all."),
        (("--met", "120", "--met-share", "65"), "claim-share", "65% is none of these."),
    ],
)
def test_a_claim_whose_figures_contradict_each_other_is_refused(
    folder: Path, args: tuple[str, ...], code: str, said: str
) -> None:
    status, err = refused(folder, *PARTS, *args)
    assert (status, code in err[0], any(said in line for line in err)) == (1, True, True), err
    assert err[-1] == "Nothing was appended: the entry would be faulty."


def test_a_share_by_another_rule_is_appended_and_told(folder: Path) -> None:
    done = run(folder, *PARTS, "--met", "120", "--met-share", "63.15")
    assert done.status == 0
    assert "notice claim-rounding" in done.err


# -- what may be a slip ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("domain", "w-1", "环境"), "“w-1” could be taken for W-1 妇女与健康, which stands already."),
        (
            ("domain", "W-8", "妇女与健康", "--part", "women"),
            "“妇女与健康” could be taken for W-1 妇女与健康, which stands already.",
        ),
        (
            ("member-unit", "hr", "市人力资源和社会保障局"),
            "“市人力资源和社会保障局” could be taken for hrss 市人力资源和社会保障局, which stands already.",
        ),
        (("domain", "妇女与环境", "W-8"), "“妇女与环境” looks like a name, and “W-8” like an id."),
        (
            ("claim", "c", "--source", "s", "--met-share", "63.16"),
            "The share cannot be computed again without --indicators, --met.",
        ),
        (
            ("claim", "c", "--source", "s", "--met-share", "63.16", "--met", "3", "--basis", "quantifiable"),
            "The share cannot be computed again without --quantifiable.",
        ),
    ],
)
def test_what_looks_like_a_slip_is_appended_only_with_yes(
    folder: Path, args: tuple[str, ...], said: str
) -> None:
    assert refused(folder, *args) == (
        1,
        [
            said,
            "Nothing was appended: it may be a slip.",
            "If it is right, repeat the command with --yes.",
        ],
    )
    assert run(folder, *args, "--yes").status == 0


def test_one_name_in_two_parts_or_two_periods_is_no_slip(folder: Path) -> None:
    added(folder, "domain", "C-1", "妇女与健康", "--part", "children")
    added(folder, "round", "m2", "中期评估", "--kind", "midterm", "--period", "2024")


def test_slips_are_told_in_chinese_too(folder: Path) -> None:
    said = {
        ("domain", "w-1", "环境"): "“w-1”与已有的W-1 妇女与健康容易混淆。",
        ("domain", "妇女与环境", "W-8"): "“妇女与环境”像是名称，“W-8”像是编号，可能写反了。",
        (*("claim", "c", "--source", "s", "--met-share", "63"),): "缺少--indicators、--met，无法复核达标率。",
    }
    for args, text in said.items():
        assert refused(folder, *args, lang="zh")[1][0] == text


# -- the table of commands ---------------------------------------------------------------------------------


@pytest.mark.parametrize("block", BLOCKS)
def test_every_command_completes_what_it_refers_to(block: str) -> None:
    command = load(f"add {block}")
    nouns = {option.noun for option in (*command.arguments, *command.options) if option.noun}
    assert nouns <= set(NAMES)
    assert block in {"claim", "dimension"} or command.arguments[0].noun


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_of_the_help_can_be_appended_as_it_stands(block: str, folder: Path) -> None:
    plan(folder, SMALL)
    for example in load(f"add {block}").examples:
        assert run(folder, *example.line.split()[2:]).status == 0, example.line


# -- laws --------------------------------------------------------------------------------------------------


@given(identity=st.text(max_size=6), name=st.text(max_size=12), contact=st.text(max_size=12))
@settings(max_examples=80, deadline=None)
def test_whatever_is_appended_is_read_back_and_the_rest_is_refused(
    identity: str, name: str, contact: str
) -> None:
    with TemporaryDirectory() as place:
        folder = plan(Path(place))
        before = (folder / "fedstat.toml").read_bytes()
        words = [f"--contact={contact}", "--yes", "--", identity, name]
        done = fedstat("add", "member-unit", *words, folder=folder)
        if done.status == 0:
            unit = read(folder / "fedstat.toml").known().member_units[identity.strip()]
            assert (unit.name, unit.contact) == (name.strip(), contact.strip())
        else:
            assert done.status == 2
            assert (folder / "fedstat.toml").read_bytes() == before
