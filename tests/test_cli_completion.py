"""What a shell completes: commands, options, and the ledger's own names."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from shells import PLAN, fedstat, plan
from typer._completion_classes import BashComplete

from fedstat.cli.app import SHELLS, load, trunk
from fedstat.cli.completion import prepare
from fedstat.cli.shell import Shell

if TYPE_CHECKING:
    from pathlib import Path


def completed(folder: Path, line: str, shell: str = "bash", **environ: str) -> str:
    """Return what the real command offers for a line that ends where the cursor is."""
    words = line.split(" ")
    given = {
        "_FEDSTAT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "FEDSTAT_LEDGER": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-m", "fedstat"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **given, **environ},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


COMMANDS_OF_ONE_WORD = [
    *("init", "progress", "list", "explain", "check", "export"),
    *("add", "withdraw", "import", "close", "diff", "merge", "forms"),
]


def words(folder: Path, line: str) -> list[str]:
    """Return what is offered for a line, in this process."""
    environ = {"_FEDSTAT_COMPLETE": "complete_bash", "FEDSTAT_LEDGER": str(folder), "LANG": "C"}
    tree = trunk(Shell(stdout=None, stderr=None, environ=environ))
    args = line.split(" ")[1:]
    completer = BashComplete(tree, {}, "fedstat", "_FEDSTAT_COMPLETE")
    return [item.value for item in completer.get_completions(args[:-1], args[-1])]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("fedstat ", COMMANDS_OF_ONE_WORD),
        ("fedstat explain W-3", ["W-3-01"]),
        ("fedstat init --example c", ["china-2021-2025", "city-plan-190"]),
        ("fedstat init --template ", ["none", "cn-women-children"]),
        (
            "fedstat add ",
            [
                *("observation", "indicator", "explanation", "judgement"),
                *("part", "domain", "goal", "member-unit", "area", "dimension", "round", "claim"),
            ],
        ),
        ("fedstat add domain W-8 环境 --part ", ["women", "children"]),
        ("fedstat add round r 轮次 --kind 中", ["中期评估"]),
        ("fedstat add explanation W-3-01 2023 --outlook ", ["expected", "difficult", "unlikely"]),
        ("fedstat add judgement W-3-01 2023 mi", ["missed"]),
        ("fedstat add observation W-3", ["W-3-01"]),
        ("fedstat pr", ["progress"]),
        ("fedstat progress --par", ["--part"]),
        ("fedstat progress --format ", ["table", "csv", "json", "md"]),
        ("fedstat progress --part ", ["women", "children"]),
        ("fedstat progress --domain W-3", ["W-3"]),
        ("fedstat progress -u ", ["hrss", "health"]),
        ("fedstat progress -u 市卫", ["市卫生健康委员会"]),
        ("fedstat progress --round ", ["midterm"]),
        ("fedstat progress --tag ", ["重点"]),
        ("fedstat progress --period ", ["2023", "2022"]),
        ("fedstat progress --status m", ["met", "moving-away", "missed"]),
        ("fedstat progress --kind q", ["quantifiable"]),
        ("fedstat progress --area ", ["测试市"]),
        ("fedstat progress --method ", ["pace", "statcan", "eurostat", "destatis", "unsd", "nchs"]),
        ("fedstat list W-1", ["W-1-01", "W-1-02"]),
        ("fedstat export ", ["csv", "json", "sqlite", "sdmx-csv", "datapackage"]),
        ("fedstat export csv --table u", ["units"]),
        ("fedstat nothing x", []),
    ],
)
def test_words_are_completed(line: str, offered: list[str], tmp_path: Path) -> None:
    assert words(plan(tmp_path), line) == offered


def test_a_real_shell_is_answered(tmp_path: Path) -> None:
    assert completed(plan(tmp_path), "fedstat progress --round ") == "midterm\n"
    offered = completed(plan(tmp_path), "fedstat ").splitlines()
    assert offered == COMMANDS_OF_ONE_WORD


def test_the_ledger_of_the_line_is_the_one_that_is_asked(tmp_path: Path) -> None:
    there = plan(tmp_path / "there")
    line = f"fedstat -f {there} progress --round "
    assert completed(tmp_path / "nowhere", line).splitlines() == ["midterm"]
    line = f"fedstat progress -f {there} --round "
    assert completed(tmp_path / "nowhere", line).splitlines() == ["midterm"]


def test_a_ledger_that_cannot_be_read_completes_nothing_and_says_nothing(tmp_path: Path) -> None:
    assert completed(tmp_path / "nowhere", "fedstat progress --round ") == "\n"
    assert completed(plan(tmp_path, "= ="), "fedstat progress --round ") == "\n"


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell", "pwsh"])
def test_hostile_names_do_not_stop_a_shell_s_completion(shell: str, tmp_path: Path) -> None:
    text = PLAN.replace("市卫生健康委员会", r"[/x]\u202e[red]:100:$(x)`y`")
    out = completed(plan(tmp_path, text), "fedstat progress -u ", shell)
    assert "health" in out
    assert "\u202e" not in out


@pytest.mark.parametrize(("lang", "said"), [("zh", "牵头"), ("en", "responsible")])
def test_help_beside_an_option_is_in_the_language(lang: str, said: str, tmp_path: Path) -> None:
    assert said in completed(plan(tmp_path), "fedstat progress --resp", "zsh", FEDSTAT_LANG=lang)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_completion_of_a_shell_can_be_shown(shell: str) -> None:
    done = fedstat("--show-completion", shell)
    assert (done.status, done.err) == (0, "")
    assert "_FEDSTAT_COMPLETE" in done.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_completion_is_installed_and_told(lang: str, tmp_path: Path) -> None:
    done = installed(tmp_path, lang)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] in {"重新打开终端后生效。", "It works from the next terminal on."}
    assert (tmp_path / ".bash_completions" / "fedstat.sh").exists()


def test_a_home_that_cannot_be_written_is_3_and_says_what_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    done = installed(tmp_path / "file", "en")
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == "Print it instead: fedstat --show-completion bash"


def installed(home: Path, lang: str) -> subprocess.CompletedProcess[str]:
    """Install the completion of bash into a home of its own."""
    return subprocess.run(
        [sys.executable, "-m", "fedstat", "--install-completion", "bash"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "HOME": str(home), "FEDSTAT_LANG": lang, "PYTHONIOENCODING": "utf-8"},
    )


def test_without_a_name_the_shell_is_found_or_asked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fedstat", "--show-completion", "--lang", "en"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode in {0, 2}
    assert ("_FEDSTAT_COMPLETE" in done.stdout) == (done.returncode == 0)
    assert fedstat("--lang", "en", "--show-completion").status in {0, 2}


def test_what_completes_is_asked_in_process_too(tmp_path: Path) -> None:
    shell = Shell(stdout=None, stderr=None, environ={"FEDSTAT_LEDGER": str(plan(tmp_path)), "LANG": "C"})
    suggest, language = prepare(shell)
    options = {option.name: option for option in load("progress").options}
    assert language == "zh"
    assert suggest(options["format"], {}, "") == ["table", "csv", "json", "md"]
    assert suggest(options["round"], {}, "") == [("midterm", "中期评估")]
    assert suggest(options["round"], {}, "中") == [("midterm", "中期评估"), ("中期评估", "midterm")]
    assert suggest(options["round"], {"file": "nowhere"}, "") == []
    assert suggest(options["tag"], {}, "") == ["重点"]
