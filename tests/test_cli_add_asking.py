"""`fedstat add` on a terminal: what is asked, what is shown before it is written, and what is left alone."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from shells import PLAN, fedstat, plan, stream, written

from fedstat.cli.add import begin
from fedstat.cli.app import COMMANDS, load
from fedstat.cli.door import run
from fedstat.cli.lines import completer, edited, matching
from fedstat.cli.request import Request
from fedstat.cli.shell import Shell
from fedstat.cli.spoken import options_of, reason_of, says_nothing, status_of
from fedstat.errors import UsageFault
from fedstat.ledgerfile import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shells import Outcome

DIMENSION = """
[[dimension]]
id = "residence"
name = "居住地"
categories = ["城市", { id = "rural", name = "农村", name_en = "rural" }]

[[indicator]]
code = "W-1-03"
name = "安全饮水人口比例"
part = "women"
domain = "W-1"
unit_measure = "%"
direction = "increase"
baseline = [
  { value = 98, breakdown = { residence = "城市" } },
  { value = 80, breakdown = { residence = "rural" } },
]
target = [
  { at_least = 99, breakdown = { residence = "城市" } },
  { at_least = 90, breakdown = { residence = "rural" } },
]
"""
STAMP = re.compile(r"^recorded = \d{4}-\d\d-\d\d(?:T[\d:]+)?$", re.MULTILINE)
VALUE = ("add", "observation")
INDICATOR = ("add", "indicator")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the plan in it."""
    return plan(tmp_path, PLAN + DIMENSION)


def typed(folder: Path, *answers: str, command: tuple[str, ...] = VALUE, lang: str = "en") -> Outcome:
    """Run a command at a terminal on which these lines are typed."""
    keys = "".join(f"{answer}\n" for answer in answers)
    return fedstat(*command, "--lang", lang, folder=folder, terminal=True, typed=keys)


def grown(folder: Path, *answers: str, command: tuple[str, ...] = VALUE) -> str:
    """Return what these answers append, the day left out, having seen that nothing else changed."""
    path = folder / "fedstat.toml"
    before = path.read_bytes()
    done = typed(folder, *answers, command=command)
    assert done.status in {0, 130}, done.err
    after = path.read_bytes()
    assert after.startswith(before)
    added = STAMP.sub("recorded = DAY", after[len(before) :].decode()).strip("\n")
    shown = STAMP.sub("recorded = DAY", done.err)
    assert all(entry in shown for entry in re.split(r"\n\n(?=\[\[)", added))
    return added


def submission(*lines: str, period: str = "2024") -> str:
    """Return a submission as it is written."""
    return "\n".join(("[[submission]]", f'period = "{period}"', "recorded = DAY", *lines))


# -- a whole conversation ----------------------------------------------------------------------------------

BEFORE = """\
Ledger: fedstat.toml
Enter takes what stands in brackets, < goes one step back, ? explains, Ctrl-C leaves.

Indicator: Period [2024]: \
W-3-01 女性就业人员占比 (%, increase, 市人力资源和社会保障局)
Baseline: 2020 40.90%
Last values: 2022 41.20%, 2023 41.65%
Target: 达到45%以上 (≥45 by 2025)
Value, in %: Reported by, optional [市人力资源和社会保障局 hrss]: Source, optional: Note, optional: \

This would be appended to fedstat.toml:

[[submission]]
period = "2024"
recorded = DAY
reported_by = "hrss"
source = "年报"
values.W-3-01 = 42.1

Append it? [yes]: \

Another one? [yes]: 1 entry was written.
"""
IN_CHINESE = """\
台账：fedstat.toml
按回车取方括号中的内容，< 返回上一问，? 看说明，Ctrl-C 退出。

指标：报告期 [2024]：\
W-3-01 女性就业人员占比（%、正向、市人力资源和社会保障局）
基期值：2020 40.90%
最近各期：2022 41.20%、2023 41.65%
目标值：达到45%以上（≥45，2025）
监测值（%）：报送单位（可不填） [市人力资源和社会保障局 hrss]：资料来源（可不填）：备注（可不填）：\

将写到 fedstat.toml 末尾：

[[submission]]
period = "2024"
recorded = DAY
reported_by = "hrss"
source = "年报"
values.W-3-01 = 42.1

写入吗 [是]：\

再录一条吗 [是]：共写入1条。
"""


@pytest.mark.parametrize(("lang", "whole"), [("en", BEFORE), ("zh", IN_CHINESE)])
def test_a_value_is_asked_for_with_everything_in_view_and_written_as_it_was_shown(
    folder: Path, lang: str, whole: str
) -> None:
    done = typed(folder, "就业", "", "42.1%", "", "年报", "", "", "n", lang=lang)
    assert done.status == 0
    assert unfolded(STAMP.sub("recorded = DAY", done.err)) == unfolded(whole)
    last = len((folder / "fedstat.toml").read_text("utf-8").splitlines())
    if lang == "en":
        assert done.out.splitlines() == [
            f"- It stands at fedstat.toml:{last - 5}.",
            "- 女性就业人员占比 (W-3-01), 2024: nothing → 42.1%",
            "- Status at 2024: no data: not reported → behind",
            "- A slip is taken back with: fedstat withdraw W-3-01 2024 --reason …",
        ]


def unfolded(text: str) -> str:
    """Return a text whose line breaks do not depend on the width of the screen."""
    return re.sub(r"\s+", "", text)


# -- the value ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("４２．１％", "42.1"),
        ("42.1 P", '{ value = 42.1, obs_status = "P" }'),
        ("42.1% 初步数", '{ value = 42.1, obs_status = "P" }'),
        ("42.1　估计", '{ value = 42.1, obs_status = "E" }'),
        ("412/1000", "{ numerator = 412, denominator = 1000 }"),
        ("412／1000 p", '{ numerator = 412, denominator = 1000, obs_status = "P" }'),
    ],
)
def test_a_value_is_taken_as_people_write_it(folder: Path, answer: str, written: str) -> None:
    assert grown(folder, "W-3-01", "2024", answer, "-", "", "", "") == submission(
        f"values.W-3-01 = {written}"
    )


@pytest.mark.parametrize(
    ("answers", "status"), [(("无", "2"), "O"), (("-", "q"), "Q"), (("未调查", ""), "L"), (("无", "M"), "M")]
)
def test_where_there_is_no_value_the_reason_is_asked(
    folder: Path, answers: tuple[str, ...], status: str
) -> None:
    text = grown(folder, "W-3-01", "2024", *answers, "-", "", "迟报", "")
    assert text == submission('note = "迟报"', f'values.W-3-01 = {{ obs_status = "{status}" }}')


def test_the_reasons_are_offered_in_words(folder: Path) -> None:
    done = typed(folder, "W-3-01", "2024", "无", "?", "x", "未掌握", "", "", "", "", "n", lang="zh")
    assert done.status == 0
    assert "   1  L  未调查\n   2  O  未掌握\n   3  Q  不宜公开\n" in done.err
    assert "“x”不在可选项中。" in done.err
    assert read(folder / "fedstat.toml").entries[-1].obs_status == "O"


@pytest.mark.parametrize("answer", ["x", "42.1 人", "以下", "1.2.3", "同上"])
def test_what_is_no_value_is_asked_for_again(folder: Path, answer: str) -> None:
    assert grown(folder, "W-3-01", "2024", answer, "42.1", "-", "", "", "") == submission(
        "values.W-3-01 = 42.1"
    )


def test_every_category_is_asked_for_and_one_may_be_left_open(folder: Path) -> None:
    both = grown(folder, "W-1-03", "2023", "98.5", "无", "1", "", "", "", "y", "n")
    assert both == submission(
        'values.W-1-03 = [{ value = 98.5, breakdown = { residence = "城市" } }, '
        '{ obs_status = "L", breakdown = { residence = "rural" } }]',
        period="2023",
    )
    one = grown(folder, "W-1-03", "2024", "", "", "85", "", "", "", "", "n")
    assert one == submission('breakdown = { residence = "rural" }', "values.W-1-03 = 85")
    kept = [(entry.breakdown, entry.obs_status) for entry in read(folder / "fedstat.toml").entries[-3:]]
    assert kept == [
        ((("residence", "城市"),), "A"),
        ((("residence", "rural"),), "L"),
        ((("residence", "rural"),), "A"),
    ]


def test_a_category_named_on_the_command_line_is_the_only_one_asked_for(folder: Path) -> None:
    text = grown(folder, "W-1-03", "2024", "99", "", "", "", "", "n", command=(*VALUE, "--breakdown", "城市"))
    assert text == submission('breakdown = { residence = "城市" }', "values.W-1-03 = 99")


# -- finding the indicator ---------------------------------------------------------------------------------


def test_an_ambiguous_part_lists_the_candidates_and_a_number_chooses(folder: Path) -> None:
    done = typed(folder, "W-1-0", "9", "３", "2024", lang="zh")
    assert "“W-1-0”对得上多项，请填序号，或多写几个字：\n   1  W-1-01" in done.err
    assert "   3  W-1-03  安全饮水人口比例\n" in done.err
    assert "W-1-03 安全饮水人口比例（%、正向）\n" in done.err


def test_many_candidates_are_not_all_listed(folder: Path) -> None:
    more = "".join(
        f'\n[[indicator]]\ncode = "X-{number}"\nname = "x{number}"\nrole = "activity"\n'
        for number in range(20)
    )
    plan(folder, PLAN + more)
    done = typed(folder, "x")
    assert "  15  X-13    x13\n      …\n" in done.err


def test_an_indicator_that_shares_its_values_leads_to_the_one_that_has_them(folder: Path) -> None:
    shared = '\n[[indicator]]\ncode = "C-1"\nname = "同一指标"\nsame_as = "W-3-01"\ndirection = "increase"\n'
    plan(folder, PLAN + shared + 'unit_measure = "%"\ntarget = { at_least = 45, by = "2025" }\n')
    assert grown(folder, "同一", "2024", "42", "-", "", "", "") == submission("values.W-3-01 = 42")


def test_a_question_explains_itself(folder: Path) -> None:
    done = typed(folder, "?", "W-3-01", "？", "2024", "?", "42", "?", "", "", "", "?", "n")
    for said in (
        "Its code, its name",
        "Of when the value is",
        "As it stands on the sheet",
        "a hyphen leaves it",
    ):
        assert unfolded(said) in unfolded(done.err)
    assert unfolded("yes writes exactly these lines") in unfolded(done.err)


# -- doubts ------------------------------------------------------------------------------------------------


def test_a_slip_is_asked_about_and_enter_does_not_write_it(folder: Path) -> None:
    answers = ("W-3-01", "2024", "0.421", "-", "", "")
    done = typed(folder, *answers, "", "42.1", "", "", "", "", "n")
    assert "0.421% is about a hundredth of 41.65% (2023). Was 42.1% meant?\n" in done.err
    assert "Look at it again. Append it all the same? [no]: It is not written." in done.err
    assert read(folder / "fedstat.toml").entries[-1].value is not None
    assert str(read(folder / "fedstat.toml").entries[-1].value) == "42.1"
    assert "1 entry was written." in done.err


def test_a_slip_that_is_right_is_written_after_a_yes(folder: Path) -> None:
    assert grown(folder, "W-3-01", "2024", "0.421", "-", "", "", "y") == submission("values.W-3-01 = 0.421")


def test_a_notice_is_a_warning_too(folder: Path) -> None:
    done = typed(folder, "W-3-01", "2024年上半年", "42", "-", "", "", "")
    assert "Append it all the same? [no]:" in done.err
    assert (done.status, done.err.splitlines()[-1]) == (130, "Nothing was written.")


def test_what_would_be_faulty_is_told_and_can_be_mended(folder: Path) -> None:
    before = (folder / "fedstat.toml").read_bytes()
    done = typed(folder, "W-3-01", "2024", "4/0", "-", "", "")
    assert "Nothing was appended: the entry would be faulty." in done.err
    assert (folder / "fedstat.toml").read_bytes() == before
    assert done.err.rstrip().endswith("Value, in % [4/0]: \nNothing was written.")


def test_a_value_that_stands_is_told_and_not_repeated(folder: Path) -> None:
    done = typed(folder, "W-3-01", "2022", "41.20", "", "", "", "n")
    assert "41.20% stands already for 2022 (fedstat.toml:" in done.err
    assert "This value stands already" in done.err
    assert done.err.endswith("Nothing was written.\n")


# -- back and away -----------------------------------------------------------------------------------------


def test_every_question_has_a_step_back(folder: Path) -> None:
    answers = (
        "<",
        "W-3-01",
        "<",
        "W-3-01",
        "2023",
        "＜",
        "2024",
        "42",
        "《",
        "42.5",
        "-",
        "",
        "",
        "<",
        "注",
        "",
    )
    assert grown(folder, *answers, "<", "n") == submission('note = "注"', "values.W-3-01 = 42.5")


def test_another_indicator_forgets_the_value_of_the_one_before(folder: Path) -> None:
    done = typed(folder, "W-3-01", "2024", "42", "<", "<", "<", "A-1", "")
    assert done.err.rstrip().endswith("Value, in 场: \nNothing was written.")


def test_what_is_written_is_not_stepped_back_into(folder: Path) -> None:
    done = typed(folder, "W-3-01", "2024", "42", "-", "", "", "", "<", "maybe", "n")
    assert done.status == 0
    assert "What is written stays; a slip is taken back with: fedstat withdraw …" in unbroken(done.err)
    assert "“maybe” is neither yes nor no." in done.err


def unbroken(text: str) -> str:
    return text.replace("\n", " ")


def test_whoever_leaves_is_told_how_much_is_written(folder: Path) -> None:
    first = ("W-3-01", "2024", "42", "-", "", "", "", "")
    done = typed(folder, *first, "A-1", "2024", "2400", "-", "", "", "", "", "W-1-01")
    assert (done.status, done.err.splitlines()[-1]) == (130, "2 entries were written.")
    assert len(read(folder / "fedstat.toml").entries) == 7
    done = typed(folder, "W-3-01", lang="zh")
    assert (done.status, done.err.splitlines()[-1]) == (130, "未写入任何内容。")


# -- from one value to the next ----------------------------------------------------------------------------


def test_period_unit_and_source_of_one_are_the_defaults_of_the_next(folder: Path) -> None:
    more = (
        '\n[[indicator]]\ncode = "W-3-02"\nname = "就业质量"\nresponsible_unit = "hrss"\nunit_measure = "%"\n'
    )
    plan(folder, PLAN + more + 'direction = "increase"\ntarget = { at_least = 4, by = "2025" }\n')
    first = ("W-3-01", "2024", "42", "", "年报", "首报", "", "")
    done = typed(folder, *first, "", "", "3.5", "", "y", "", "W-3-01", "2025", "43", "", "", "", "y", "n")
    assert "Indicator [W-3-02 就业质量]: Period [2024]: " in done.err
    assert unfolded("Reported by 市人力资源和社会保障局, source: 年报, as before? [yes]:") in unfolded(
        done.err
    )
    entries = read(folder / "fedstat.toml").entries[-3:]
    assert [(entry.indicator, str(entry.period), entry.source, entry.note) for entry in entries] == [
        ("W-3-01", "2024", "年报", "首报"),
        ("W-3-02", "2024", "年报", ""),
        ("W-3-01", "2025", "", ""),
    ]


def test_unit_and_source_can_be_others_than_before(folder: Path) -> None:
    first = ("W-3-01", "2024", "42", "", "年报", "", "", "")
    text = grown(folder, *first, "W-3-01", "", "42.5", "?", "n", "", "月报", "", "", "n")
    assert text.split("\n\n")[1] == submission(
        'reported_by = "hrss"', 'source = "月报"', "values.W-3-01 = 42.5"
    )


def test_another_unit_s_value_does_not_inherit_the_source(folder: Path) -> None:
    first = ("W-3-01", "2024", "42", "", "年报", "", "", "")
    text = grown(folder, *first, "W-1-01", "", "62", "", "", "", "", "n")
    assert text.split("\n\n")[1] == submission('reported_by = "health"', "values.W-1-01 = 62")


def test_a_period_that_is_not_the_indicator_s_is_no_default(folder: Path) -> None:
    more = '\n[[indicator]]\ncode = "Q-1"\nname = "季报指标"\nfrequency = "Q"\nrole = "activity"\n'
    plan(folder, PLAN + more)
    done = typed(folder, "W-3-01", "2024", "42", "-", "", "", "", "", "Q-1")
    assert done.err.rstrip().endswith("Indicator: Period: \n1 entry was written.")


# -- what the command line gives ---------------------------------------------------------------------------


def test_only_what_is_missing_is_asked_for(folder: Path) -> None:
    text = grown(folder, "42.1", "", "", "", "n", command=(*VALUE, "W-3-01", "2024", "--source", "年报"))
    assert text == submission('reported_by = "hrss"', 'source = "年报"', "values.W-3-01 = 42.1")
    command = (*VALUE, "W-3-01", "--numerator", "1", "--denominator", "4", "--note", "n")
    done = typed(folder, "2024", "-", "", "y", "", command=command)
    assert read(folder / "fedstat.toml").entries[-1].numerator == 1
    assert done.err.rstrip().endswith("Indicator: \n1 entry was written.")


def test_what_the_plan_demands_is_asked_for_and_cannot_be_left_open(folder: Path) -> None:
    demanding = PLAN.replace('language = "zh"', 'language = "zh"\nrequire = ["source", "evidence"]')
    plan(folder, demanding)
    done = typed(folder, "W-3-01", "2024", "42", "-", "", "年报", "", "文号1", "", "", "n")
    assert (
        "Source: This needs an answer.\nSource: Evidence: This needs an answer.\nEvidence: Note," in done.err
    )
    entry = read(folder / "fedstat.toml").entries[-1]
    assert (entry.reported_by, entry.source, entry.evidence) == ("", "年报", "文号1")


def test_a_dry_run_asks_and_writes_nothing(folder: Path) -> None:
    before = (folder / "fedstat.toml").read_bytes()
    done = typed(folder, "1", "W-3-01", "2024", "42", "-", "", "", "n", command=("add", "--dry-run"))
    assert done.status == 0
    assert "Nothing is written (--dry-run).\n" in done.err
    assert STAMP.sub("recorded = DAY", done.out).startswith(f"{submission('values.W-3-01 = 42')}\n")
    assert (folder / "fedstat.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ((*VALUE, "--recorded", "2024-13-01"), "“2024-13-01” is no day of the calendar."),
        ((*VALUE, "--into", "x.toml"), "x.toml is no file of this ledger to which entries can be appended."),
        ((*VALUE, "nothing"), "The ledger has no indicator “nothing”."),
        ((*VALUE, "W-3-01", "once"), "“once” is no period."),
    ],
)
def test_an_option_that_cannot_be_is_told_before_anything_is_asked(
    folder: Path, command: tuple[str, ...], said: str
) -> None:
    done = typed(folder, command=command)
    assert (done.status, said in done.err) == (2, True)


def test_a_file_that_cannot_be_written_leaves_every_answer(folder: Path) -> None:
    path = folder / "fedstat.toml"
    path.chmod(0o444)
    done = typed(folder, "W-3-01", "2024", "42", "-", "", "迟报", "", "", "")
    path.chmod(0o644)
    assert done.err.count("fedstat.toml is write-protected.") == 4
    assert "Note, optional [迟报]: " in done.err
    assert done.err.endswith("Nothing was written.\n")


def test_a_closed_standard_output_does_not_ask_again_for_what_stands(folder: Path) -> None:
    keys, err = io.StringIO("W-3-01\n2024\n42\n-\n\n\n\n"), stream(terminal=True)
    keys.isatty = lambda: True  # type: ignore[method-assign]  # a person's
    shell = Shell(stdin=keys, stdout=None, stderr=err, environ={})
    with chdir(folder):
        assert run([*VALUE, "--lang", "en"], shell) == 3
    assert (
        written(err)
        .decode()
        .endswith("Append it? [yes]: Standard output is closed.\nName a file: -o FILE.\n")
    )
    assert str(read(folder / "fedstat.toml").entries[-1].value) == "42"


def test_a_console_of_another_encoding_is_asked_in_it(folder: Path) -> None:
    keys = "就业\n\n42\n\n年报\n\n是\n否\n"
    done = fedstat(*VALUE, "--lang", "zh", folder=folder, terminal=True, typed=keys, encoding="gb18030")
    assert (done.status, "共写入1条。" in done.err) == (0, True)
    assert read(folder / "fedstat.toml").entries[-1].source == "年报"


def test_a_ledger_without_a_plan_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    done = typed(plan(tmp_path, "fedstat = 1\n"))
    assert done.status == 1
    assert done.err.endswith("The ledger has no plan that could be read; nothing is appended.\n")


@pytest.mark.parametrize("command", [VALUE, INDICATOR])
def test_nobody_is_asked_without_a_terminal(folder: Path, command: tuple[str, ...]) -> None:
    done = fedstat(*command, "--lang", "en", folder=folder, typed="W-3-01\n")
    assert (done.status, "is missing." in done.err) == (2, True)


def test_a_ledger_that_somebody_else_changed_meanwhile_is_shown_again(folder: Path) -> None:
    """The entry is confirmed as it was shown, or not at all."""
    path = folder / "fedstat.toml"
    other = '\n[[submission]]\nperiod = "2024"\nrecorded = 2099-01-01T00:00:00\nvalues.W-3-01 = 41.9\n'

    class Meddling(io.StringIO):
        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # text, as StringIO has it
            line = super().readline(size)
            if line == "yes, as shown\n":
                path.write_text(path.read_text("utf-8") + other, "utf-8")
                return "y\n"
            return line

        def isatty(self) -> bool:
            return True

    keys = Meddling("W-3-01\n2024\n42\n-\n\n\nyes, as shown\ny\nn\n")
    out, err = stream(terminal=True), stream(terminal=True)
    shell = Shell(stdin=keys, stdout=out, stderr=err, environ={"LANG": "en_GB.UTF-8"})
    with chdir(folder):
        status = run([*VALUE, "--lang", "en"], shell)
    said = written(err).decode()
    assert status == 0, said
    assert said.count("This would be appended to") == 2
    assert path.read_text("utf-8").endswith("values.W-3-01 = 42\n")


# -- which of them -----------------------------------------------------------------------------------------


def test_bare_add_asks_first_what_is_to_be_added(folder: Path) -> None:
    done = typed(folder, "?", "3.5", "", command=("add",), lang="zh")
    words = [name.partition(" ")[2] for name in COMMANDS if name.startswith("add ")]
    listed = re.findall(r"^ +\d+  ([a-z-]+) ", done.err, re.MULTILINE)
    assert sorted(listed) == sorted(words)
    assert listed[:2] == ["observation", "indicator"]
    assert "   1  observation  追加一个监测值\n" in done.err
    assert "“3.5”不在可选项中。" in done.err
    assert done.err.rstrip().endswith("指标：\n未写入任何内容。")


@pytest.mark.parametrize("answer", ["2", "indicator", "ind", "指标及其目标"])
def test_what_to_add_is_chosen_by_number_word_or_part(folder: Path, answer: str) -> None:
    done = typed(folder, answer, command=("add",), lang="zh")
    assert done.err.rstrip().endswith("指标名称（按规划原文）：\n未写入任何内容。")


def test_what_is_not_asked_for_shows_the_line_to_type() -> None:
    out, err = stream(), stream()
    request = Request(Shell(stdout=out, stderr=err, environ={}), {"lang": "zh"})
    assert begin(request, load("withdraw")) == 0
    assert written(err).decode() == "这一类用一行命令写入：\n"
    assert "\n  fedstat withdraw W-3-01 2024 --reason 口径有误" in written(out).decode()


def test_bare_add_shows_its_help_without_a_terminal(folder: Path) -> None:
    done = fedstat("add", "--lang", "en", folder=folder)
    assert (done.status, done.err) == (0, "")
    assert "fedstat add observation W-3-01 2024 42.1" in done.out


# -- an indicator ------------------------------------------------------------------------------------------


ENTREPRENEURS = """\
[[indicator]]
code = "W-3-02"
name = "创业女性占比"
part = "women"
domain = "W-3"
responsible_unit = ["hrss"]
unit_measure = "%"
direction = "increase"
baseline = { value = 31.2 }
target = { at_least = 35, wording = "提高到35%以上" }
recorded = DAY"""


def test_an_indicator_is_asked_for_and_written_as_it_was_shown(folder: Path) -> None:
    answers = ("创业女性占比", "经济", "", "%", "1", "31.2%", "提高到35%以上", "人力", "否", "y", "n")
    assert grown(folder, *answers, command=INDICATOR) == ENTREPRENEURS


def test_words_of_a_target_are_told_as_they_are_understood(folder: Path) -> None:
    answers = ("x", "经济", "", "%", "increase", "", "2030年达到50%")
    done = typed(folder, *answers, command=INDICATOR, lang="zh")
    assert "代码 [W-3-02]：" in done.err
    assert "2020年基期值（可不填）：" in done.err
    assert "理解为：2030年达到50%（≥50，2030）\n牵头单位（可不填）：" in done.err
    assert done.err.endswith("未写入任何内容。\n")


@pytest.mark.parametrize(
    ("answers", "target"),
    [
        (("35%", "1", ""), 'target = { at_least = 35, wording = "35%" }'),
        (("35%", "below", "34"), 'target = { below = 34, wording = "35%" }'),
        (("35%", "6", "达到35%"), 'target = { at_least = 35, wording = "达到35%" }'),
        (("普及", "5"), 'target = { wording = "普及" }\nkind = "trend"'),
        (("普及", "2", "x", "90"), 'target = { at_most = 90, wording = "普及" }'),
        (("达到35%左右", "0.5"), None),
    ],
)
def test_a_target_whose_words_leave_it_open_is_asked_about(
    folder: Path, answers: tuple[str, ...], target: str | None
) -> None:
    begin = ("x", "-", "women", "X-1", "%", "2" if re.search("at_most|below", str(target)) else "1", "40")
    text = grown(folder, *begin, *answers, "-", "是", "y", "n", command=INDICATOR)
    assert (target or "tolerance = 0.5") in text
    assert 'part = "women"' in text
    assert "recorded" not in text


def test_a_code_that_cannot_be_or_stands_already_is_refused_at_once(folder: Path) -> None:
    done = typed(folder, "x", "", "", "Ｘ.1", "MAR-1", "W-3-01", "ｗ-9", "%", command=INDICATOR)
    assert "The code “X.1” has a dot" in done.err
    assert "A spreadsheet turns the code “MAR-1”" in done.err
    assert "The code W-3-01 stands already: 女性就业人员占比." in done.err
    assert "Code [A-2]: Unit of measure: " in done.err


def test_the_proposed_code_follows_the_domain_s_own(folder: Path) -> None:
    more = "".join(
        f'\n[[indicator]]\ncode = "{code}"\nname = "{code}"\ndomain = "{domain}"\nrole = "activity"\n'
        for code, domain in (("W-3-09", "W-3"), ("W-3-010", ""), ("B-7", "W-3"), ("W-3-x", "W-3"))
    )
    plan(folder, PLAN + more + '\n[[domain]]\nid = "W-4"\nname = "新领域"\n')
    assert "Code [W-3-10]: " in typed(folder, "x", "W-3", command=INDICATOR).err
    assert "Code [W-4-01]: " in typed(folder, "x", "W-4", command=INDICATOR).err
    assert "Code [A-2]: " in typed(folder, "x", "-", "-", command=INDICATOR).err


def test_domain_and_unit_of_one_are_the_defaults_of_the_next(folder: Path) -> None:
    first = ("a", "经济", "", "%", "1", "4", "达到5%", "人力、卫生", "", "", "")
    done = typed(folder, *first, "b", "", "", "-", "1", "4", "逐步提高", "", "", "", "n", command=INDICATOR)
    assert done.status == 0
    assert "Domain, optional [妇女与经济 W-3]: Code [W-3-03]: " in done.err
    assert unfolded("Responsible unit, optional [市人力资源和社会保障局、市卫生健康委员会]:") in unfolded(
        done.err
    )
    added = read(folder / "fedstat.toml").indicators[-2:]
    assert [(one.code, one.responsible_unit, one.unit_measure) for one in added] == [
        ("W-3-02", ("hrss", "health"), "%"),
        ("W-3-03", ("hrss", "health"), ""),
    ]
    assert done.err.endswith("2 entries were written.\n")


def test_what_the_command_line_gives_of_an_indicator_is_not_asked_for(folder: Path) -> None:
    given = ("--domain", "经济", "--direction", "increase", "--target-at-least", "35", "--from-start")
    text = grown(folder, "x", "", "%", "31", "", "y", "n", command=(*INDICATOR, *given))
    assert 'domain = "W-3"' in text
    assert "target = { at_least = 35 }" in text


def test_a_ledger_without_domains_parts_and_units_asks_for_none(tmp_path: Path) -> None:
    bare = PLAN.partition("[[part]]")[0].replace('baseline_period = "2020"\n', "")
    done = typed(plan(tmp_path, bare), "x", "X-1", "-", "1", "2020=4", "逐步提高", "", "n", command=INDICATOR)
    assert "Name of the indicator, as the plan prints it: Code: Unit of measure: " in done.err
    assert "Baseline, as 2020=40.9, optional: " in done.err
    assert "Understood: 逐步提高\nIs it in the plan as first written [yes]: " in done.err


# -- the words people use ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("P", "P"),
        ("（初步数）", "P"),
        ("provisional", "P"),
        ("预计", "F"),
        ("L", None),
        ("未调查", None),
        ("人", None),
    ],
)
def test_a_status_behind_a_value_is_known_by_letter_and_name(word: str, status: str | None) -> None:
    assert status_of(word) == status


@pytest.mark.parametrize(
    ("text", "status"), [("未调查", "L"), ("保密", "Q"), ("N/A", "M"), ("无", ""), ("42", "")]
)
def test_some_words_for_no_value_say_why(text: str, status: str) -> None:
    assert reason_of(text) == status


def test_a_text_without_a_value_is_told_from_one_that_has_it() -> None:
    assert [says_nothing(text) for text in ("无", "—", "暂无", "0", "41.63", "x", "5以下")] == [
        *(True, True, True),
        *(False, False, False, False),
    ]


def test_two_counts_are_a_value_only_where_the_unit_is_a_share(folder: Path) -> None:
    indicators = read(folder / "fedstat.toml").known().indicators
    share, count = indicators["W-3-01"], indicators["A-1"]
    assert options_of("3 / 4", share) == {"numerator": "3", "denominator": "4"}
    with pytest.raises(UsageFault):
        options_of("3 / 4", count)
    assert options_of("2300 余", count) == {"value": "2300 余"}


def test_what_begins_as_typed_is_offered_before_what_has_it_inside() -> None:
    choices = (("W-1", "女童"), ("X-W", "男童"), ("C-3", "W"))
    assert [word for word, _ in matching(choices, " w")] == ["W-1", "X-W", "C-3"]
    assert [word for word, _ in matching(choices, "男")] == ["X-W"]
    assert list(matching(choices, "")) == list(choices)


def test_a_name_is_offered_with_what_it_means_and_nothing_in_it_commands_the_terminal() -> None:
    offers = completer((("W-3-01", "女性就业"), ("W-3-02", "就\x1b学"), ("A-1", "场次")))
    found = list(offers.get_completions(Document("就"), CompleteEvent()))
    assert [(one.text, one.start_position, one.display_text) for one in found] == [
        ("W-3-01", -1, "W-3-01 女性就业"),
        ("W-3-02", -1, "W-3-02 就\\x1b学"),
    ]


def test_a_line_is_edited_by_whole_characters() -> None:
    screen = stream()
    request = Request(Shell(stdout=None, stderr=screen, environ={}), {"lang": "en"})
    with create_pipe_input() as keys, create_app_session(input=keys):
        keys.send_text("女性\x7f\r")
        assert edited(request, "Indicator: ", [("W-3-01", "女性就业")]) == "女"
        keys.send_text("x\x03")
        with pytest.raises(KeyboardInterrupt):
            edited(request, "Value: ", ())
    assert "Indicator: " in written(screen).decode()


# -- a real terminal ---------------------------------------------------------------------------------------

PATIENCE = 20.0
"""Seconds that a loaded machine may take to ask."""
ROOT = Path(__file__).resolve().parent.parent


class Tmux:
    """A terminal in which one command runs, and what a person sees on it."""

    def __init__(self, folder: Path, columns: int, *words: str, **environ: str) -> None:
        self.socket = f"fedstat-ask-{folder.name[-20:]}-{columns}"
        self.tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", "50", "-c", str(folder), "sh"
        )
        settings = {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), **environ}
        given = " ".join(f"{name}={value}" for name, value in settings.items())
        self.enter(f"clear; {given} {sys.executable} -m fedstat {' '.join(words)}; echo END-$?-")

    def tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-L", self.socket, "-u", *words], capture_output=True, check=True)  # noqa: S607 - found on the path
        return done.stdout.decode("utf-8")

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def press(self, key: str) -> None:
        self.tmux("send-keys", key)

    def enter(self, text: str) -> None:
        self.type(text)
        self.press("Enter")

    def until(self, said: str, *, colours: bool = False) -> str:
        """Return the screen when it shows a text."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            screen = self.tmux("capture-pane", "-p", *(("-e",) if colours else ()))
            if said in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(screen)

    def close(self) -> None:
        self.tmux("kill-server")


@pytest.fixture
def terminals(folder: Path) -> Iterator[Callable[..., Tmux]]:
    """Return what starts terminals, all of which end with the test."""
    started: list[Tmux] = []

    def start(columns: int, *words: str, **environ: str) -> Tmux:
        started.append(Tmux(folder, columns, *words, **environ))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()


@pytest.mark.program("tmux")
def test_names_are_offered_while_they_are_typed_and_tab_takes_one(
    terminals: Callable[..., Tmux], folder: Path
) -> None:
    terminal = terminals(80, "add", "--lang", "zh")
    terminal.until("[1]：")
    terminal.press("Enter")
    terminal.until("指标：")
    terminal.type("就业")
    terminal.until("W-3-01 女性就业人员占比")
    terminal.press("Tab")
    terminal.until("指标：W-3-01")
    terminal.press("Enter")
    for prompt, answer in (
        ("报告期 [2024]：", ""),
        ("监测值（%）：", "４２.５x"),
        ("监测值（%）：", "42.5"),
        ("hrss]：", ""),
        ("来源（可不填）：", "年报表"),
        ("备注（可不填）：", ""),
        ("写入吗 [是]：", ""),
    ):
        terminal.until(prompt)
        terminal.enter(answer)
        time.sleep(0.3)
    terminal.until("再录一条吗 [是]：")
    terminal.press("C-c")
    screen = terminal.until("END-130-")
    assert "共写入1条。\n" in screen
    assert str(read(folder / "fedstat.toml").entries[-1].value) == "42.5"


@pytest.mark.program("tmux")
@pytest.mark.parametrize("columns", [80, 120])
def test_the_end_of_input_leaves_and_nothing_is_coloured_where_it_is_not_wanted(
    terminals: Callable[..., Tmux], columns: int
) -> None:
    terminal = terminals(columns, *VALUE, "--lang", "en", NO_COLOR="1")
    terminal.until("Indicator:")
    terminal.type("W-1")
    screen = terminal.until("安全饮水", colours=True)
    assert not re.search(r"\x1b\[[0-9;]*(?:3[0-9]|4[0-9])[0-9;]*m", screen)
    terminal.press("C-u")
    terminal.press("C-d")
    assert "Nothing was written." in terminal.until("END-130-")
