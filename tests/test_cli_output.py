"""Where the output goes: files whole or not at all, screens as they can, encodings without a crash."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from shells import PLAN, fedstat, plan, stream

from fedstat.cli.files import put_whole, why
from fedstat.cli.output import folded
from fedstat.language import say
from fedstat.render.widths import width_of

BOX = "─"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the plan in it."""
    return plan(tmp_path)


@pytest.mark.parametrize(
    "args",
    [
        ("progress",),
        ("list",),
        ("check",),
        ("export", "csv"),
        ("export", "json"),
        ("progress", "--format", "md"),
    ],
)
def test_a_file_gets_what_a_pipe_would_get(args: tuple[str, ...], folder: Path) -> None:
    piped = fedstat(*args, folder=folder)
    done = fedstat(*args, "-o", "out", folder=folder)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert (folder / "out").read_bytes() == piped.payload
    assert fedstat(*args, "-o", "-", folder=folder).out == piped.out
    assert sorted(path.name for path in folder.iterdir()) == ["fedstat.toml", "out"]


def test_a_file_is_utf_8_whatever_the_screen_is(folder: Path) -> None:
    fedstat("progress", "-o", "out", folder=folder, encoding="gbk")
    text = (folder / "out").read_text("utf-8")
    assert "√ 已达标" in text
    assert BOX in text


def test_what_stood_there_is_replaced_and_keeps_its_permissions(folder: Path) -> None:
    out = folder / "out"
    out.write_text("x" * 100_000, "utf-8")
    out.chmod(0o640)
    assert fedstat("check", "-o", "out", folder=folder).status == 0
    assert out.stat().st_size < 1000
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_new_file_has_the_permissions_of_a_new_file(folder: Path) -> None:
    (folder / "other").write_text("x", "utf-8")
    fedstat("check", "-o", "out", folder=folder)
    assert (folder / "out").stat().st_mode == (folder / "other").stat().st_mode


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "real").write_text("x", "utf-8")
    (folder / "out").symlink_to("real")
    fedstat("export", "csv", "-o", "out", folder=folder)
    assert (folder / "out").is_symlink()
    assert (folder / "real").read_text("utf-8").startswith("indicator,")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices here")
def test_a_device_is_written_to_and_stays(folder: Path) -> None:
    assert fedstat("export", "json", "-o", "/dev/null", folder=folder).status == 0
    assert not Path("/dev/null").is_file()


def test_the_ledger_is_never_written_over(folder: Path) -> None:
    done = fedstat("export", "json", "-o", str(folder / "fedstat.toml"), folder=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0].endswith("fedstat.toml 就是台账，不能覆盖。")
    assert (folder / "fedstat.toml").read_text("utf-8") == PLAN


def test_an_included_file_is_never_written_over(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN.replace("[plan]", 'include = ["units.toml"]\n[plan]', 1))
    (folder / "units.toml").write_text('[[member_unit]]\nid = "x"\nname = "某单位"\n', "utf-8")
    done = fedstat("export", "json", "-o", "units.toml", folder=folder)
    assert done.status == 2, done.err


@pytest.mark.parametrize("name", [".", "nowhere/out", "a\0b", "x" * 300])
def test_a_place_that_cannot_be_written_is_3(name: str, folder: Path) -> None:
    done = fedstat("export", "csv", "-o", name, folder=folder)
    assert (done.status, done.out) == (3, "")
    assert done.err
    assert [path.name for path in folder.iterdir()] == ["fedstat.toml"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_3(folder: Path) -> None:
    locked = folder / "locked"
    locked.mkdir(mode=0o500)
    assert fedstat("export", "csv", "-o", "locked/out", folder=folder).status == 3


def test_nothing_is_left_behind_when_the_last_step_fails(folder: Path) -> None:
    (folder / "out").mkdir()
    with pytest.raises(OSError, match="out"):
        put_whole(folder / "out", b"x")
    assert sorted(path.name for path in folder.iterdir()) == ["fedstat.toml", "out"]


def test_a_fault_leaves_what_stood_in_the_file(folder: Path) -> None:
    (folder / "out").write_text("old", "utf-8")
    assert fedstat("progress", "--round", "none", "-o", "out", folder=folder).status == 2
    assert (folder / "out").read_text("utf-8") == "old"


def test_a_pipe_has_no_colours_and_is_never_cut(folder: Path) -> None:
    out = fedstat("progress", folder=folder).out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) > 100


def test_a_terminal_has_colours_unless_it_is_told_not_to(folder: Path) -> None:
    def coloured(*args: str, **environ: str) -> bool:
        return "\x1b[" in fedstat("progress", *args, folder=folder, environ=environ, terminal=True).out

    assert coloured()
    assert not coloured(NO_COLOR="1")
    assert coloured(NO_COLOR="")
    assert not coloured(TERM="dumb")
    assert not coloured("--color", "never")
    assert coloured("--color", "always", NO_COLOR="1")
    assert "\x1b[" in fedstat("progress", "--color", "always", folder=folder).out


def test_ascii_is_what_is_asked_for(folder: Path) -> None:
    plain = fedstat("progress", folder=folder, environ={"FEDSTAT_ASCII": "1"}).out
    assert BOX not in plain
    assert "[v] 已达标" in plain
    for value in ("", "0"):
        assert BOX in fedstat("progress", folder=folder, environ={"FEDSTAT_ASCII": value}).out


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252", "utf-16"])
@pytest.mark.parametrize("args", [("progress",), ("list",), ("check",), ("--help",), ("progress", "--help")])
def test_no_encoding_of_a_screen_is_a_crash(
    args: tuple[str, ...], encoding: str, terminal: bool, folder: Path
) -> None:
    done = fedstat(*args, folder=folder, encoding=encoding, terminal=terminal)
    assert done.status == 0, done.err
    assert BOX not in done.out or encoding == "utf-16"


def test_data_is_utf_8_on_a_gbk_console_too(folder: Path) -> None:
    done = fedstat("export", "csv", folder=folder, encoding="gbk")
    assert "女性就业人员占比" in done.payload.decode("utf-8")


def test_data_on_a_terminal_is_shown_not_obeyed(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN.replace("[red]宫颈癌筛查[/x]", "a\\u202e\\u001b[31mb"))
    for args in (("progress", "--format", "csv"), ("export", "csv", "--table", "indicators", "--excel")):
        done = fedstat(*args, folder=folder, terminal=True)
        assert r"a\u202e\x1b[31mb" in done.out
        assert not {"\x1b", "\u202e", "\ufeff", "\r"} & set(done.out)
    assert "女性就业人员占比" in fedstat("export", "csv", folder=folder, encoding="gbk", terminal=True).out


def test_findings_fit_the_terminal_and_what_is_copied_from_them_stays_whole(tmp_path: Path) -> None:
    long = "很长的" * 30
    text = PLAN.replace("[red]宫颈癌筛查[/x]", long).replace(
        "unit_measure", f'unit_mesure = "{long}"\nunit_measure'
    )
    folder = plan(tmp_path, text)
    for done in (
        fedstat("check", folder=folder, terminal=True).out,
        fedstat("progress", folder=folder, terminal=True).err,
    ):
        excerpts = [line for line in done.splitlines() if " | " in line]
        assert excerpts
        assert all(width_of(line) <= 80 for line in done.splitlines() if "=" not in line or line in excerpts)
        assert all(width_of(line) <= 80 for line in excerpts)
    assert any(width_of(line) > 80 for line in fedstat("check", folder=folder).out.splitlines())
    fedstat("check", "-o", "out", folder=folder, terminal=True)
    assert (folder / "out").read_text("utf-8") == fedstat("check", folder=folder).out


def test_a_remedy_with_a_line_to_copy_is_not_folded() -> None:
    words = "long " * 30
    screen = stream(terminal=True)
    assert folded(f"  → Write: x = {words}\n", screen).count("\n") == 1
    out = folded(f"  {words}\n  → {words}\n", screen).splitlines()
    assert [line[:5] for line in out] == ["  lon", "  lon", "  → l", "    l"]
    assert all(len(line) <= 80 for line in out)


def test_a_terminal_too_narrow_for_all_columns_says_so_and_a_pipe_never(folder: Path) -> None:
    said = "Columns left out for want of room"
    assert said in fedstat("progress", "--lang", "en", folder=folder, terminal=True).out
    assert "部分栏目未显示" in fedstat("progress", "--lang", "zh", folder=folder, terminal=True).out
    assert said not in fedstat("progress", "--lang", "en", folder=folder).out


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOENT, "没有这个文件夹"),
        (errno.EACCES, "没有写入权限"),
        (errno.ENOSPC, "磁盘空间已满"),
        (errno.EIO, "odd"),
        (None, "odd"),
    ],
)
def test_why_a_file_cannot_be_written_is_said_in_the_reader_s_words(code: int | None, said: str) -> None:
    error = OSError("odd") if code is None else OSError(code, "odd")
    assert say(why(error), "zh") == said


def test_the_real_command_prints_on_a_gbk_console(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fedstat", "progress", "-f", str(folder)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "[v] 已达标" in done.stdout.decode("gbk")


def test_findings_on_standard_error_are_encodable_too(tmp_path: Path) -> None:
    done = fedstat("progress", folder=plan(tmp_path, PLAN.replace("41.20", "= €")), encoding="gbk")
    assert done.status == 1
    assert done.err
