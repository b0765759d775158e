"""`add explanation`, `add judgement`: what is said of an indicator in a period."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from shells import PLAN, fedstat, plan

from fedstat.cli.app import load
from fedstat.cli.names import NAMES
from fedstat.ledgerfile import read
from fedstat.reports.changes import judged_beside

if TYPE_CHECKING:
    from pathlib import Path

    from shells import Outcome

DAY = ("--recorded", "2024-02-01")
WHY = ("--by", "妇儿工委办", "--reason", "按基本实现认定")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the plan in it."""
    return plan(tmp_path)


def run(folder: Path, *args: str, lang: str = "en") -> Outcome:
    """Run `fedstat add` in a language."""
    return fedstat("add", *args, "--lang", lang, folder=folder)


def line_after(text: str) -> int:
    """Return the line on which an entry stands that is appended to *text*."""
    return text.rstrip("\n").count("\n") + 3


def refused(folder: Path, *args: str, lang: str = "en") -> tuple[int, list[str]]:
    """Return exit status and message of a command that appends nothing."""
    before = (folder / "fedstat.toml").read_bytes()
    done = run(folder, *args, lang=lang)
    assert (folder / "fedstat.toml").read_bytes() == before
    return done.status, done.err.splitlines()


# -- judgements --------------------------------------------------------------------------------------------

JUDGED = """[[judgement]]
indicator = "W-3-01"
period = "2023"
status = "met"
by = "妇儿工委办"
reason = "按基本实现认定"
recorded = 2024-02-01
"""


@pytest.mark.parametrize(("code", "status"), [("W-3-01", "met"), ("女性就业", "已达标")])
def test_a_judgement_is_said_beside_the_computed_status(folder: Path, code: str, status: str) -> None:
    done = run(folder, "judgement", code, "2023", status, *WHY, *DAY)
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        f"{JUDGED}\n- It stands at fedstat.toml:{line_after(PLAN)}.\n"
        "- Status at 2023: computed behind; judged by hand met; both are shown.\n"
        "- Next: fedstat progress --period 2023\n"
    )
    assert (folder / "fedstat.toml").read_text("utf-8") == f"{PLAN.rstrip()}\n\n{JUDGED}"
    assert fedstat("check", folder=folder).status == 0
    assert "人工认定" in fedstat("progress", "--lang", "zh", folder=folder).out


def test_a_judgement_is_said_in_chinese(folder: Path) -> None:
    done = run(folder, "judgement", "W-3-01", "2023年", "已达标", *WHY, *DAY, lang="zh")
    assert done.out == (
        f"{JUDGED}\n- 已追加在 fedstat.toml:{line_after(PLAN)}。\n"
        "- 监测结论（2023年）：系统判定为“未达到序时进度”，人工认定为“已达标”，两者并列显示。\n"
        "- 下一步：fedstat progress --period 2023\n"
    )


def test_a_judgement_again_takes_the_place_of_the_one_before(folder: Path) -> None:
    run(folder, "judgement", "W-3-01", "2023", "met", *WHY, *DAY)
    again = ("judgement", "W-3-01", "2023", "missed", "--by", "妇儿工委办", "--reason", "复核", "--dry-run")
    done = run(folder, *again)
    assert done.out.splitlines()[-4:] == [
        f"- It takes the place of the one at fedstat.toml:{line_after(PLAN)}, which counts until then.",
        "- status: met → missed",
        "- reason: 按基本实现认定 → 复核",
        "- Status at 2023: computed behind; judged by hand missed; both are shown.",
    ]
    assert done.err == "Nothing is written (--dry-run).\n"


def test_two_judgements_of_one_day_are_a_moment_apart(folder: Path) -> None:
    for status in ("met", "missed", "behind"):
        assert run(folder, "judgement", "W-3-01", "2023", status, *WHY).status == 0
    ledger = read(folder / "fedstat.toml")
    stamps = [entry.recorded for entry in ledger.judgements]
    assert stamps == sorted(set(stamps))
    assert [entry.status for entry in ledger.known().judgements.values()] == ["behind"]


def test_the_same_judgement_again_is_not_appended(folder: Path) -> None:
    run(folder, "judgement", "W-3-01", "2023", "met", *WHY, *DAY)
    assert refused(folder, "judgement", "W-3-01", "2023", "met", *WHY) == (
        0,
        [f"This stands already, at fedstat.toml:{line_after(PLAN)}; nothing is appended."],
    )
    assert refused(folder, "judgement", "W-3-01", "2023", "met", *WHY, lang="zh")[1] == [
        f"相同内容已登记（fedstat.toml:{line_after(PLAN)}），未追加任何内容。"
    ]


def test_a_judgement_is_dated_later_than_a_closing(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN + '\n[[closing]]\nround = "midterm"\nrecorded = 2999-01-10T12:00:00\n')
    run(folder, "judgement", "W-3-01", "2023", "met", *WHY)
    ledger = read(folder / "fedstat.toml")
    assert ledger.judgements[-1].recorded > ledger.closings[-1].recorded


def test_where_the_ledger_has_errors_no_status_is_computed(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN.replace("41.20", "4120"))
    for args in (
        ("judgement", "W-3-01", "2023", "met", *WHY),
        ("explanation", "W-3-01", "2023", "--cause", "x"),
    ):
        done = run(folder, *args)
        assert done.status == 0
        assert "- The ledger has errors, so no status is computed; see: fedstat check\n" in done.out


# -- explanations ------------------------------------------------------------------------------------------

EXPLAINED = """[[explanation]]
indicator = "W-3-01"
period = "2023"
reported_by = "hrss"
outlook = "difficult"
cause = "就业结构变化"
measures = "开展专项行动"
due = 2024-09-30
recorded = 2024-02-01
"""
SAID = ("--outlook", "有难度", "--cause", "就业结构变化", "--measures", "开展专项行动")


@pytest.mark.parametrize("flag", ["--unit", "--reported-by"])
def test_an_explanation_is_appended_with_everything_by_name(folder: Path, flag: str) -> None:
    args = ("explanation", "女性就业", "2023年", *SAID, flag, "人力资源", "--due", "2024年9月30日", *DAY)
    done = run(folder, *args)
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        f"{EXPLAINED}\n- It stands at fedstat.toml:{line_after(PLAN)}.\n"
        "- Status at 2023: behind\n- Next: fedstat explain W-3-01\n"
    )
    assert fedstat("check", folder=folder).status == 0
    entry = read(folder / "fedstat.toml").explanations[0]
    assert (entry.outlook, entry.due) == ("difficult", date(2024, 9, 30))


def test_an_explanation_that_leaves_out_what_stood_is_doubted(folder: Path) -> None:
    run(folder, "explanation", "W-3-01", "2023", *SAID, "--due", "2024-09-30", *DAY)
    again = ("explanation", "W-3-01", "2023", "--outlook", "expected")
    line = line_after(PLAN)
    assert refused(folder, *again) == (
        1,
        [
            (
                f"The one at fedstat.toml:{line} says --cause, --measures, --due too; "
                "this one takes its place and does not."
            ),
            "Nothing was appended: it may be a slip.",
            "If it is right, repeat the command with --yes.",
        ],
    )
    assert refused(folder, *again, lang="zh")[1][0] == (
        f"fedstat.toml:{line}的原条目还写有--cause、--measures、--due；本条目将取代它，却没有写这些内容。"
    )
    done = run(folder, *again, "--yes", lang="zh")
    assert done.out.split("\n\n")[1].splitlines()[1:] == [
        f"- 自登记日起取代fedstat.toml:{line}的条目，此前仍以原条目为准。",
        "- outlook：difficult → expected",
        "- cause：就业结构变化 → 无",
        "- measures：开展专项行动 → 无",
        "- due：2024-09-30 → 无",
        "- 监测结论（2023年）：未达到序时进度",
        "- 下一步：fedstat explain W-3-01",
    ]


def test_an_activity_may_be_explained_and_has_no_status(folder: Path) -> None:
    done = run(folder, "explanation", "A-1", "2023", "--cause", "x", "--dry-run")
    assert done.status == 0
    assert "Status" not in done.out


# -- what cannot be appended, and what may be a slip -------------------------------------------------------

JUDGEMENT_LINE = (
    "Write, for instance: fedstat add judgement W-3-01 2023 met --by 市妇儿工委办 --reason 按基本实现认定"
)
OUTLOOKS = "It has: expected expected to be met, difficult, unlikely unlikely to be met."


@pytest.mark.parametrize(
    ("args", "err"),
    [
        (("judgement",), ["CODE, PERIOD, STATUS, --by, --reason are missing.", JUDGEMENT_LINE]),
        (
            ("judgement", "W-3-01", "2023", "met", "--by", "x", "--reason", " "),
            ["--reason is missing.", JUDGEMENT_LINE],
        ),
        (
            ("judgement", "A-1", "2023", "met", *WHY),
            [
                "A-1 培训场次 is shown and never assessed: there is nothing to judge.",
                "What is to be said of it is an explanation: fedstat add explanation",
            ],
        ),
        (
            ("explanation", "W-3-01", "2023", "--due", "2024-09-30"),
            ["The explanation says nothing.", "Give at least one: --outlook, --cause, --measures."],
        ),
        (
            ("explanation", "W-3-01", "2023", "--outlook", "会"),
            ["The ledger has no outlook “会”.", OUTLOOKS],
        ),
        (
            ("explanation", "W-3-01", "2023", "--cause", "x", "--due", "2024-09-30T10:00"),
            ["A day is needed here, without a time.", "Write it like this: 2024-09-30."],
        ),
    ],
)
def test_what_says_too_little_is_refused(folder: Path, args: tuple[str, ...], err: list[str]) -> None:
    assert refused(folder, *args) == (2, err)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("judgement", "W-3-01", "2023", "fulfilled", *WHY), "The ledger has no status “fulfilled”."),
        (("judgement", "W-3-01", "2O23", "met", *WHY), "“2O23” is no period."),
        (("judgement", "W-9", "2023", "met", *WHY), "The ledger has no indicator “W-9”."),
        (("judgement", "W", "2023", "met", *WHY), "“W” may be several: "),
        (
            ("explanation", "W-3-01", "2023", "--cause", "x", "--unit", "教育"),
            "The ledger has no member unit",
        ),
    ],
)
def test_what_is_not_in_the_ledger_is_refused(folder: Path, args: tuple[str, ...], said: str) -> None:
    status, err = refused(folder, *args)
    assert (status, err[0][: len(said)]) == (2, said)


def test_faults_are_told_in_chinese(folder: Path) -> None:
    said = {
        ("judgement", "A-1", "2023", "met", *WHY): [
            "A-1 培训场次只作展示，不作监测评价，无须人工认定。",
            "需要说明情况的，请登记说明：fedstat add explanation",
        ],
        ("explanation", "W-3-01", "2023"): [
            "说明没有任何内容。",
            "请至少填写一项：--outlook、--cause、--measures。",
        ],
        ("explanation", "W-3-01", "2023", "--outlook", "会"): [
            "台账中没有名为“会”的达标预期。",
            "现有：expected 预期可达标、difficult 有难度、unlikely 难以达标。",
        ],
        ("judgement", "W-3-01", "2023"): [
            "缺少STATUS、--by、--reason。",
            "例如写：fedstat add judgement W-3-01 2023 met --by 市妇儿工委办 --reason 按基本实现认定",
        ],
    }
    for args, text in said.items():
        assert refused(folder, *args, lang="zh") == (2, text)


def test_a_withdrawn_indicator_is_not_spoken_of(folder: Path) -> None:
    fedstat("withdraw", "W-3-01", "--reason", "指标调整", folder=folder)
    for args in (("judgement", "W-3-01", "2023", "met", *WHY), ("explanation", "W-3-01", "2023", *SAID)):
        assert refused(folder, *args) == (
            2,
            [
                "The indicator W-3-01 was withdrawn, or is not in force yet.",
                "See the indicators in force: fedstat list",
            ],
        )


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        (
            "2024",
            "The ledger has no value of 2024 yet; its last ones are of 2023.",
            "台账中还没有2024年的监测值，最新的为2023年。",
        ),
        (
            "2023-06",
            "W-3-01 has no values by such periods (2023-06); a report of a year does not show it.",
            "W-3-01没有这种报告期（2023年6月）的监测值，年度报告不会显示这条内容。",
        ),
    ],
)
def test_a_period_that_no_report_would_show_is_doubted(
    folder: Path, period: str, english: str, chinese: str
) -> None:
    args = ("judgement", "W-3-01", period, "met", *WHY)
    status, err = refused(folder, *args)
    assert (status, err[0]) == (1, english)
    assert refused(folder, *args, lang="zh")[1][0] == chinese
    assert run(folder, *args, "--yes").status == 0


def test_an_entry_recorded_before_the_one_that_stands_is_doubted(folder: Path) -> None:
    run(folder, "judgement", "W-3-01", "2023", "met", *WHY, *DAY)
    args = ("judgement", "W-3-01", "2023", "missed", *WHY, "--recorded", "2024-01-01")
    assert refused(folder, *args)[1][0] == (
        "A later entry of 1 February 2024 stands for the same, so this one counts for earlier days only."
    )


@pytest.mark.parametrize("kind", ["explanation", "judgement"])
def test_everything_that_is_referred_to_completes(kind: str) -> None:
    command = load(f"add {kind}")
    nouns = [option.noun for option in (*command.arguments, *command.options) if option.noun]
    assert set(nouns) <= set(NAMES)
    assert nouns[:2] == ["indicator", "period"]


def test_a_judgement_of_what_is_never_assessed_has_nothing_beside_it(folder: Path) -> None:
    judged = PLAN + JUDGED.replace("W-3-01", "A-1")
    ledger = read(plan(folder, judged) / "fedstat.toml")
    assert judged_beside(ledger, ledger.judgements[0], "en") is None
