"""`fedstat merge`: what it prints and writes, what it refuses, and git calling it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shells import PLAN, Outcome, fedstat

from fedstat.cli.merge import ROLES
from fedstat.cli.request import Request
from fedstat.cli.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

LINES = PLAN.count("\n")
DRIVER = "%O %A %B -o %A -f %P"


def entry(value: str = "45.10", *, code: str = "W-3-01", recorded: str = "2025-01-10") -> str:
    """Return an entry as it is appended."""
    return (
        f'\n[[submission]]\nperiod = "2024"\nrecorded = {recorded}\n[submission.values]\n{code} = {value}\n'
    )


A, B = entry(), entry("64", code="W-1-01")


def copies(folder: Path, **texts: str) -> Path:
    """Put copies of a ledger into a folder, and return the folder."""
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, "utf-8", newline="")
    return folder


def merge(folder: Path, *args: str, lang: str = "en") -> Outcome:
    """Run the command on the copies in a folder."""
    return fedstat("merge", *args, "--lang", lang, folder=folder)


def names(folder: Path) -> list[str]:
    """Return what stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("args", [("base.toml", "ours.toml", "theirs.toml"), ("ours.toml", "theirs.toml")])
def test_the_result_goes_to_standard_output_and_changes_no_file(
    args: tuple[str, ...], tmp_path: Path
) -> None:
    folder = copies(tmp_path, base=PLAN, ours=PLAN + A, theirs=PLAN + B)
    done = merge(folder, *args)
    assert done.status == 0
    assert done.payload == (PLAN + A + B).encode()
    assert done.err == "Joined: 1 entry from ours.toml, 1 entry from theirs.toml.\n"
    assert (folder / "ours.toml").read_text("utf-8") == PLAN + A
    assert merge(folder, *args, "-o", "-").payload == done.payload


@pytest.mark.parametrize("out", ["ours.toml", "theirs.toml", "new.toml"])
def test_the_result_is_written_where_it_is_asked_for(out: str, tmp_path: Path) -> None:
    folder = copies(tmp_path, base=PLAN, ours=PLAN + A, theirs=PLAN + B)
    done = merge(folder, "base.toml", "ours.toml", "theirs.toml", "-o", out)
    assert (done.status, done.out) == (0, "")
    assert (folder / out).read_bytes() == (PLAN + A + B).encode()
    lock = {f".{out}.lock"} if out != "new.toml" else set()
    assert names(folder) == sorted({"base.toml", "ours.toml", "theirs.toml", out, *lock})


def test_it_speaks_the_language_of_the_ledger(tmp_path: Path) -> None:
    folder = copies(tmp_path, ours=PLAN + A, theirs=PLAN + B)
    done = fedstat("merge", "ours.toml", "theirs.toml", folder=folder)
    assert done.err == "已合并：ours.toml 增加1条，theirs.toml 增加1条。\n"


def test_what_both_added_alike_is_told(tmp_path: Path) -> None:
    folder = copies(tmp_path, ours=PLAN + A, theirs=PLAN + B + A)
    done = merge(folder, "ours.toml", "theirs.toml")
    assert done.out == PLAN + A + B
    assert done.err.splitlines()[1:] == ["1 entry is the same in both and stays once."]


def test_other_line_endings_are_told(tmp_path: Path) -> None:
    folder = copies(tmp_path, base=PLAN, ours=PLAN + A, theirs=(PLAN + B).replace("\n", "\r\n"))
    done = merge(folder, "base.toml", "ours.toml", "theirs.toml")
    assert done.payload == (PLAN + A + B).encode()
    assert done.err.splitlines()[1:] == [
        "The line endings of theirs.toml are other ones; the result keeps those of the ancestor."
    ]


def test_a_value_from_both_stays_twice_and_is_told(tmp_path: Path) -> None:
    later = entry("45.30", recorded="2025-02-01T09:30:00")
    folder = copies(tmp_path, ours=PLAN + later, theirs=PLAN + A)
    done = merge(folder, "ours.toml", "theirs.toml")
    assert done.out == PLAN + later + A
    mine = f"45.30 (ours.toml:{LINES + 6}, recorded 2025-02-01T09:30:00)"
    its = f"45.10 (theirs.toml:{LINES + 6}, recorded 2025-01-10)"
    said = f"Both give a value for W-3-01 女性就业人员占比, 2024: {mine} and {its}."
    assert done.err.splitlines()[1] == f"{said} Both stay; what was recorded last counts: 45.30."


def test_another_area_and_a_breakdown_are_named(tmp_path: Path) -> None:
    base = PLAN + '\n[[area]]\nid = "1401"\nname = "某县"\n[[dimension]]\nid = "sex"\nname = "性别"\n'
    base += 'categories = ["女"]\n'
    ours, theirs = (
        entry(recorded=f'2025-01-{day}\nreference_area = "{area}"\nbreakdown = {{ sex = "女" }}')
        for day, area in ((10, "某县"), (11, "1401"))
    )
    done = merge(
        copies(tmp_path, base=base, ours=base + ours, theirs=base + theirs), "ours.toml", "theirs.toml"
    )
    assert "a value for W-3-01 女性就业人员占比, 2024, 某县, 女: 45.10" in done.err
    folder = copies(tmp_path, base="", ours=A, theirs=entry(recorded="2025-02-01"))
    assert "a value for W-3-01, 2024: 45.10" in merge(folder, "base.toml", "ours.toml", "theirs.toml").err


def test_an_area_that_is_only_compared_is_named_as_it_stands(tmp_path: Path) -> None:
    base = PLAN.replace('language = "zh"', 'language = "zh"\ncompare = ["全国"]')
    ours, theirs = (entry(recorded=f'2025-01-{day}\nreference_area = "全国"') for day in (10, 11))
    folder = copies(tmp_path, ours=base + ours, theirs=base + theirs)
    assert "女性就业人员占比, 2024, 全国: 45.10" in merge(folder, "ours.toml", "theirs.toml").err


def test_a_withdrawn_value_and_a_missing_one_are_told_as_they_are(tmp_path: Path) -> None:
    undated = A.replace("recorded = 2025-01-10\n", "")
    missing = entry('{ obs_status = "L" }')
    taken = '\n[[withdrawal]]\nindicator = "W-3-01"\nperiod = "2024"\n'
    taken += 'reason = "x"\nby = "y"\nrecorded = 2025-03-01\n'
    folder = copies(tmp_path, ours=PLAN + undated, theirs=PLAN + missing + taken)
    done = merge(folder, "ours.toml", "theirs.toml")
    assert done.status == 0
    assert f"45.10 (ours.toml:{LINES + 5}, recorded from the start)" in done.err
    assert f"no value (theirs.toml:{LINES + 6}, recorded 2025-01-10)" in done.err
    assert "none counts, because the value was withdrawn later." in done.err


def test_equal_dates_and_other_content_are_a_conflict_that_writes_nothing(tmp_path: Path) -> None:
    folder = copies(tmp_path, base=PLAN, ours=PLAN + A, theirs=PLAN + entry("45.30"))
    done = merge(folder, "base.toml", "ours.toml", "theirs.toml", "-o", "ours.toml")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(f"theirs.toml:{LINES + 6}:10  error duplicate-entry\n")
    assert f"At ours.toml:{LINES + 6} stands another entry" in done.err
    assert done.err.endswith(
        "The two copies say different things of one key with the same date, and neither comes later.\n"
        "Settle which is right. In one copy, take out the entry that is not, or date the one that is later, "
        "and merge again: recorded = 2024-01-31T09:30:00\n"
        "Nothing was written.\n"
    )
    assert (folder / "ours.toml").read_text("utf-8") == PLAN + A


def test_a_change_of_what_stood_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    folder = copies(tmp_path, base=PLAN, ours=PLAN + A, theirs=PLAN.replace("41.63", "41.36") + B)
    done = merge(folder, "base.toml", "ours.toml", "theirs.toml", "-o", "new.toml")
    line = PLAN[: PLAN.index("W-3-01 = 41.63")].count("\n") + 1
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        f"What stood was changed: at theirs.toml:{line} stands “W-3-01 = 41.36”, in base.toml stood "
        "“W-3-01 = 41.63”.\nPut back what stood, write the change as an entry of its own at the end, with a "
        "later “recorded”, and merge again.\nNothing was written.\n"
    )
    assert names(folder) == ["base.toml", "ours.toml", "theirs.toml"]


def test_a_copy_that_cannot_be_read_is_refused_with_its_findings(tmp_path: Path) -> None:
    folder = copies(tmp_path, ours=PLAN + A, theirs=PLAN + B + "x = \n")
    done = merge(folder, "ours.toml", "theirs.toml")
    assert done.status == 1
    assert done.err.startswith(f"theirs.toml:{LINES + 7}:")
    assert "A copy cannot be read, so nothing is joined." in done.err


def test_an_error_that_only_the_two_together_have_is_refused_with_its_finding(tmp_path: Path) -> None:
    closing = '\n[[closing]]\nround = "midterm"\nrecorded = 2025-02-01\ncounts = { met = 1 }\ndigest = "x"\n'
    folder = copies(tmp_path, ours=PLAN + closing, theirs=PLAN + A)
    done = merge(folder, "ours.toml", "theirs.toml")
    assert done.status == 1
    assert done.err.startswith(f"theirs.toml:{LINES + 6}:")
    assert "entry-after-closing" in done.err
    assert "Each copy is sound in this, and the two together are not." in done.err


def test_each_file_of_a_ledger_is_joined_by_itself(tmp_path: Path) -> None:
    folder = copies(tmp_path, base=A, ours=A + B, theirs=A + entry("9", code="W-1-02"))
    done = merge(folder, "base.toml", "ours.toml", "theirs.toml")
    assert done.out == A + B + entry("9", code="W-1-02")
    assert done.err.splitlines()[-1] == (
        "Each file of a ledger is joined by itself; when all are, look at the whole: fedstat check"
    )


@pytest.mark.parametrize("args", [(), ("a.toml",), ("a.toml", "b.toml", "c.toml", "d.toml")])
def test_another_number_of_copies_is_2(args: tuple[str, ...], tmp_path: Path) -> None:
    done = merge(tmp_path, *args)
    assert (done.status, done.out) == (2, "")
    assert f"; {len(args)} were named." in done.err


def test_a_copy_that_is_not_there_is_3(tmp_path: Path) -> None:
    done = merge(copies(tmp_path, ours=PLAN), "ours.toml", "theirs.toml")
    assert (done.status, done.out) == (3, "")
    assert done.err == "There is no file theirs.toml.\nWrite: fedstat merge OURS THEIRS\n"


class Late(Request):
    """A request during which another program writes to OURS, before the result is put there."""

    def __init__(self, shell: Shell, values: dict[str, object], happens: Callable[[], object]) -> None:
        """Keep what happens when the name of the output is asked for."""
        super().__init__(shell, values)
        self.happens = happens

    def text(self, name: str) -> str | None:
        """Let it happen."""
        if name == "output":
            self.happens()
        return super().text(name)


def test_a_copy_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    from fedstat.cli.merge import write
    from fedstat.errors import FileFault
    from fedstat.ledgerfile.joining import Copy, Joined, join

    folder = copies(tmp_path, ours=PLAN + A, theirs=PLAN + B)
    paths = {role: str(folder / f"{role.lower()}.toml") for role in ROLES[1:]}
    read = {role: Copy(name=role, raw=Path(path).read_bytes()) for role, path in paths.items()}
    joined = join(read["OURS"], read["THEIRS"])
    assert isinstance(joined, Joined)
    request = Late(
        Shell(stdout=None, stderr=None, environ={}),
        {"output": paths["OURS"], "file": paths["OURS"]},
        lambda: Path(paths["OURS"]).write_text(PLAN + A + entry("1", code="A-1"), "utf-8"),
    )
    with pytest.raises(FileFault):
        write(request, joined, paths, read)
    assert Path(paths["OURS"]).read_text("utf-8") == PLAN + A + entry("1", code="A-1")


# -- git ---------------------------------------------------------------------------------------------------


class Repository:
    """A repository of git whose ledger is merged by fedstat, as the README sets it up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            **{name: text for name, text in os.environ.items() if not name.startswith(("GIT_", "FEDSTAT_"))},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "LC_ALL": "C.UTF-8",
            "PYTHONUTF8": "1",
        }
        self("init", "-q", "-b", "main")
        for name, value in (
            ("user.name", "nobody"),
            ("user.email", "nobody@example.org"),
            ("core.autocrlf", "false"),
            ("merge.fedstat.driver", f'"{sys.executable}" -m fedstat merge {DRIVER} --lang en'),
        ):
            self("config", name, value)
        (folder / ".gitattributes").write_text("*.toml merge=fedstat\n", "utf-8")
        (folder / "plans of 2025").mkdir()
        self.ledger = folder / "plans of 2025" / "fedstat.toml"
        self.commit(PLAN)

    def __call__(self, *args: str, status: int = 0) -> str:
        """Run git and return what it says."""
        done = subprocess.run(
            ["git", *args],  # noqa: S607 - the git of whoever runs the tests
            cwd=self.folder,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, done.stdout
        return done.stdout

    def commit(self, text: str) -> None:
        """Record a ledger."""
        self.ledger.write_text(text, "utf-8", newline="")
        self("add", "-A")
        self("commit", "-q", "-m", "x")

    def branches(self, ours: str, theirs: str) -> None:
        """Let two branches say something else."""
        self("checkout", "-q", "-b", "other")
        self.commit(theirs)
        self("checkout", "-q", "main")
        self.commit(ours)


@pytest.mark.program("git")
def test_git_joins_two_branches_that_append(tmp_path: Path) -> None:
    git = Repository(tmp_path)
    git.branches(PLAN + A, PLAN + B)
    said = git("merge", "-q", "other", "-m", "x")
    assert git.ledger.read_bytes() == (PLAN + A + B).encode()
    assert git("status", "--porcelain") == ""
    name = "plans of 2025/fedstat.toml"
    assert f"Joined: 1 entry from OURS:{name}, 1 entry from THEIRS:{name}.\n" in said


@pytest.mark.program("git")
def test_git_is_told_of_a_conflict_ours_stays_and_it_is_settled_as_the_readme_says(tmp_path: Path) -> None:
    git = Repository(tmp_path)
    git.branches(PLAN + A, PLAN + entry("45.30"))
    said = git("merge", "other", "-m", "x", status=1)
    assert f"THEIRS:plans of 2025/fedstat.toml:{LINES + 6}:10  error duplicate-entry" in said
    assert "CONFLICT" in said
    assert git.ledger.read_bytes() == (PLAN + A).encode()
    assert git("status", "--porcelain") == 'UU "plans of 2025/fedstat.toml"\n'
    later = entry("45.30", recorded="2025-01-11T09:30:00")
    theirs = git("show", ":3:./plans of 2025/fedstat.toml")
    copies(tmp_path, theirs=theirs.replace(entry("45.30"), later))
    done = merge(tmp_path, str(git.ledger), "theirs.toml", "-o", str(git.ledger))
    assert (done.status, git.ledger.read_bytes()) == (0, (PLAN + A + later).encode())
    git("add", str(git.ledger))
    git("commit", "-q", "-m", "x")


def test_the_readmes_set_git_up_as_the_tests_do() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        text = (Path(__file__).resolve().parent.parent / name).read_text("utf-8")
        assert f'git config merge.fedstat.driver "fedstat merge {DRIVER}"' in text
        assert "merge=fedstat" in text
