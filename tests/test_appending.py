"""Appending: what stood stays byte for byte, the entry follows whole or not at all, and writers wait."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from ledgers import INDICATOR, PLAN
from msgspec.structs import replace
from shells import stream

from fedstat.cli.appending import Review, Step, Work, append
from fedstat.cli.request import Request
from fedstat.cli.shell import Shell
from fedstat.errors import FileFault, LedgerFaults, UsageFault
from fedstat.language import say
from fedstat.ledgerfile import read
from fedstat.ledgerfile.appending import ChangedMeanwhile, commit, locked, prospect, standing
from fedstat.ledgerfile.writer import Draft, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = f"fedstat = 1\n{PLAN}{INDICATOR}"
DRAFT = Draft(kind="submission", fields={"period": "2023", "values": {"W-1": Decimal("41.60")}})
ADDED = b'\n[[submission]]\nperiod = "2023"\nvalues.W-1 = 41.60\n'
COMMAND = (sys.executable, "-m", "fedstat")
posix = pytest.mark.skipif(os.name != "posix", reason="Unix only")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a small ledger."""
    path = tmp_path / "fedstat.toml"
    path.write_bytes(TEXT.encode())
    return path


def add(path: Path, *args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Append with the real command."""
    return subprocess.run(
        [*COMMAND, "add", "observation", *args, "-f", str(path), "--lang", "en"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        **options,
    )


def left(path: Path) -> list[str]:
    """Return what lies in the folder beside the ledger and its lock."""
    return sorted(
        file.name for file in path.parent.iterdir() if file.name not in {path.name, f".{path.name}.lock"}
    )


def fault(path: Path) -> str:
    """Return what is said when appending fails, having seen that nothing changed."""
    before = path.read_bytes()
    step = prospect(standing(path), [DRAFT])
    with pytest.raises(FileFault) as caught:
        commit(step)
    assert path.read_bytes() == before
    assert left(path) == []
    assert caught.value.remedy is not None
    assert say(caught.value.remedy, "en").startswith("Nothing was written.")
    return say(caught.value.message, "en")


# -- bytes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "added"),
    [
        (TEXT.encode(), ADDED),
        (TEXT.encode().rstrip(b"\n"), b"\n" + ADDED),
        (TEXT.encode() + b"\n", ADDED[1:]),
        (b"\xef\xbb\xbf" + TEXT.encode(), ADDED),
        (TEXT.replace("\n", "\r\n").encode(), ADDED.replace(b"\n", b"\r\n")),
        (TEXT.replace("\n", "\r\n").encode() + b"\r\n", ADDED[1:].replace(b"\n", b"\r\n")),
        (TEXT.encode() + b"# comment", b"\n" + ADDED),
    ],
    ids=["plain", "no last newline", "empty line", "BOM", "CRLF", "CRLF empty line", "comment"],
)
def test_the_old_bytes_come_first_and_the_entry_follows_in_their_line_endings(
    path: Path, raw: bytes, added: bytes
) -> None:
    path.write_bytes(raw)
    step = prospect(standing(path), [DRAFT])
    commit(step)
    assert path.read_bytes() == raw + added
    assert path.read_bytes().splitlines()[step.line - 1] == b"[[submission]]"
    assert [str(entry.value) for entry in read(path).entries] == ["41.60"]
    assert left(path) == []


def test_a_fault_that_stands_already_hinders_nobody_as_long_as_the_entry_is_read(path: Path) -> None:
    path.write_text(TEXT + 'note = "open\n', "utf-8")
    commit(prospect(standing(path), [DRAFT]))
    assert [str(entry.value) for entry in read(path).entries] == ["41.60"]


def test_an_entry_that_would_not_be_read_as_it_is_meant_is_refused(path: Path) -> None:
    with pytest.raises(LedgerFaults):
        prospect(standing(path), [Draft(kind="plan", fields={"title": "x"})])


def test_an_entry_of_every_kind_of_value_is_compared_as_it_was_meant(path: Path) -> None:
    fields: dict[str, Plain] = {
        "code": "W-2",
        "name": "n",
        "tags": ["重点"],
        "unit_measure": "%",
        "direction": "increase",
        "lag": 1,
        "target": {"at_least": Decimal("45.0"), "keep": True},
        "recorded": date(2024, 1, 2),
    }
    commit(prospect(standing(path), [Draft(kind="indicator", fields=fields)]))
    new = read(path).indicators[-1]
    assert (new.code, new.tags, new.lag, str(new.targets[0].value)) == ("W-2", ("重点",), 1, "45.0")


def test_an_entry_without_a_kind_of_its_own_before_it_is_appended_too(path: Path) -> None:
    withdrawal = Draft(kind="withdrawal", fields={"indicator": "W-1", "reason": "r"})
    commit(prospect(standing(path), [withdrawal]))
    commit(prospect(standing(path), [withdrawal]))
    assert [entry.reason for entry in read(path).withdrawals] == ["r", "r"]


@pytest.mark.parametrize("text", ["submission = 1\n" + TEXT, TEXT.replace("fedstat = 1", "")])
def test_a_file_of_another_shape_or_format_is_refused(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(LedgerFaults):
        prospect(standing(path), [DRAFT])


def test_an_entry_goes_to_the_included_file_that_is_named(path: Path) -> None:
    (path.parent / "units").mkdir()
    unit = path.parent / "units" / "a.toml"
    unit.write_text("# unit a\n", "utf-8")
    (path.parent / "b.csv").write_text("indicator,period,value\n", "utf-8")
    path.write_text(TEXT.replace("fedstat = 1", 'fedstat = 1\ninclude = ["units/*.toml", "b.csv"]'), "utf-8")
    before = path.read_bytes()
    commit(prospect(standing(path), [DRAFT], "units/a.toml"))
    assert unit.read_bytes() == b"# unit a\n" + ADDED
    assert path.read_bytes() == before
    for other in ("b.csv", "units/b.toml"):
        with pytest.raises(UsageFault):
            prospect(standing(path), [DRAFT], other)


def test_an_included_file_is_locked_itself_for_another_ledger_may_include_it(path: Path) -> None:
    unit = path.with_name("a.toml")
    unit.write_text("# unit a\n", "utf-8")
    path.write_text(TEXT.replace("fedstat = 1", 'fedstat = 1\ninclude = "a.toml"'), "utf-8")
    for into in ("a.toml", str(unit)):
        done = add(path, "W-1", "2023", "41.6" if into == "a.toml" else "41.7", "--into", into)
        assert done.returncode == 0, done.stderr
        assert f"It stands at {unit}:" in done.stdout
    assert unit.with_name(".a.toml.lock").exists()
    assert unit.read_bytes().startswith(b"# unit a\n" + ADDED[:30])
    assert add(path, "W-1", "2023", "41.8", "--into", "fedstat.toml").returncode == 0


@posix
def test_the_permissions_and_a_symbolic_link_stay(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(path)
    path.chmod(0o640)
    done = add(link, "W-1", "2023", "41.60")
    assert done.returncode == 0, done.stderr
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes().startswith(TEXT.encode())
    assert b"values.W-1 = 41.60" in path.read_bytes()
    assert [file.name for file in link.parent.iterdir()] == ["link.toml"]


def test_a_name_of_any_length_has_room_for_the_file_beside(path: Path) -> None:
    long = path.rename(path.with_name("台" * 80 + ".toml"))
    commit(prospect(standing(long), [DRAFT]))
    assert long.read_bytes().endswith(ADDED)
    assert left(long) == []


def test_what_a_crash_left_behind_is_cleared_away(path: Path) -> None:
    path.with_name(".fedstat.toml.new").write_bytes(b"half")
    commit(prospect(standing(path), [DRAFT]))
    assert left(path) == []


# -- what goes wrong ---------------------------------------------------------------------------------------


def test_a_file_that_changed_meanwhile_is_left_to_its_writer(path: Path) -> None:
    step = prospect(standing(path), [DRAFT])
    path.write_bytes(TEXT.encode() + b"# by an editor\n")
    with pytest.raises(ChangedMeanwhile):
        commit(step)
    assert path.read_bytes() == TEXT.encode() + b"# by an editor\n"
    assert left(path) == []


def test_a_protected_file_is_left_alone_even_where_its_folder_would_let_it_go(path: Path) -> None:
    path.chmod(0o444)
    assert fault(path) == f"{path} is write-protected."


class Held(type(Path())):  # type: ignore[misc] # a path of this platform
    """A path whose file another program holds open, as on Windows."""

    def replace(self, target: object) -> Any:
        """Refuse."""
        raise PermissionError(13, "held", str(target))


class Forgetful(type(Path())):  # type: ignore[misc] # as above
    """A path on a disk that gives back something else."""

    def read_bytes(self) -> bytes:
        """Return something else."""
        return b""


class Forbidden(type(Path())):  # type: ignore[misc] # as above
    """A path in a folder that may not be written."""

    def unlink(self, missing_ok: bool = False) -> None:  # noqa: FBT002 - as pathlib has it
        """Refuse, whatever is asked."""
        raise PermissionError(13, f"Permission denied ({missing_ok})", str(self))


class Full(type(Path())):  # type: ignore[misc] # as above
    """A path on a disk that is full."""

    def read_bytes(self) -> bytes:
        """Fail."""
        raise OSError(28, "No space left on device")


class Broken(type(Path())):  # type: ignore[misc] # as above
    """A path on a disk that fails."""

    def replace(self, target: object) -> Any:
        """Fail."""
        raise OSError(5, "Input/output error", str(target))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Held, "{path} is held open by another program, or may not be replaced."),
        (Forgetful, "The disk does not give back what was written to it; {path} stays."),
        (Forbidden, "The folder of {path} may not be written to."),
        (Full, "{path} cannot grow: the disk is full."),
        (Broken, "{path} cannot be written: Input/output error"),
    ],
)
def test_a_disk_or_a_program_that_refuses_leaves_the_old_file(
    path: Path, kind: type[Path], said: str
) -> None:
    step = replace(prospect(standing(path), [DRAFT]), path=kind(path))
    with pytest.raises(FileFault) as caught:
        commit(step)
    assert say(caught.value.message, "en") == said.format(path=path)
    assert path.read_bytes() == TEXT.encode()
    assert left(path) == []


@pytest.mark.program("bash")
def test_a_file_that_may_not_grow_says_so_and_stays(path: Path) -> None:
    path.write_bytes(TEXT.encode() + b"# " + b"x" * 1024 + b"\n")
    before = path.read_bytes()
    line = f"ulimit -f 1; exec {sys.executable} -m fedstat add observation W-1 2023 41.6 -f {path} --lang en"
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", line],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"{path} cannot grow: the disk is full.\nNothing was written.")
    assert path.read_bytes() == before
    assert left(path) == []


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of 64 kB in *folder*; skip where that is not allowed."""
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        pytest.skip("needs mount")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        yield folder
    finally:
        subprocess.run([umount, str(folder)], check=True)


def test_a_full_disk_leaves_the_old_ledger_and_says_so(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "fedstat.toml"
        path.write_bytes(TEXT.encode() + b"# " + b"x" * 40_000 + b"\n")
        before = path.read_bytes()
        done = add(path, "W-1", "2023", "41.6")
        assert (done.returncode, path.read_bytes()) == (3, before)
        assert "the disk is full" in done.stderr
        assert left(path) == []


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root can become somebody else")
def test_a_folder_that_may_not_be_written_says_so(path: Path) -> None:
    try:
        subprocess.run([*COMMAND, "--version"], user=65534, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("another user cannot run this Python")
    for folder in [folder for folder in path.parents if "pytest" in str(folder)]:
        folder.chmod(0o755)
    path.chmod(0o666)
    done = add(path, "W-1", "2023", "41.6", user=65534)
    assert done.returncode == 3
    assert done.stderr.startswith(f"The folder of {path} may not be written to.\nNothing was written.")
    assert path.read_bytes() == TEXT.encode()


def test_a_folder_nothing_and_a_pipe_are_no_ledgers(path: Path) -> None:
    names = [path.parent / "none.toml", path.parent / "dir.toml"]
    names[1].mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path.parent / "pipe.toml")
        names.append(path.parent / "pipe.toml")
    for name in names:
        done = add(name, "W-1", "2023", "41.6")
        assert (done.returncode, done.stdout) == (3, ""), name
        assert done.stderr.startswith((f"There is no file {name}", f"{name} is "))
        with pytest.raises(FileFault), locked(name, waiting=lambda: None):
            pass
    with pytest.raises(FileFault), locked(Path("a\0b"), waiting=lambda: None):
        pass


# -- several writers ---------------------------------------------------------------------------------------


def test_a_lock_is_waited_for_with_a_word_and_then_given_up(path: Path) -> None:
    said: list[str] = []
    with (
        FileLock(path.with_name(".fedstat.toml.lock")),
        pytest.raises(FileFault) as caught,
        locked(path, waiting=lambda: said.append("waiting"), at_once=0.01, patience=0.05),
    ):
        said.append("inside")
    assert said == ["waiting"]
    assert "too long" in say(caught.value.message, "en")
    with locked(path, waiting=lambda: said.append("again")):
        said.append("inside")
    assert said == ["waiting", "inside"]


def test_a_lock_that_becomes_free_lets_the_next_one_in(path: Path) -> None:
    lock = FileLock(path.with_name(".fedstat.toml.lock"))
    lock.acquire()
    with locked(path, waiting=lock.release, at_once=0.01):
        commit(prospect(standing(path), [DRAFT]))
    assert path.read_bytes().endswith(ADDED)


def test_a_lock_file_that_cannot_be_made_is_a_fault(path: Path) -> None:
    path.with_name(".fedstat.toml.lock").mkdir()
    with pytest.raises(FileFault), locked(path, waiting=lambda: None):
        pass


def test_waiting_is_said(path: Path) -> None:
    with FileLock(path.with_name(".fedstat.toml.lock")) as lock:
        process = subprocess.Popen(
            [*COMMAND, "add", "observation", "W-1", "2023", "41.6", "-f", str(path), "--lang", "en"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stderr is not None
        assert process.stderr.readline() == f"Another command is writing to {path}; waiting for it.\n"
        lock.release()
    process.communicate()
    assert process.returncode == 0
    assert b"41.6" in path.read_bytes()


@pytest.mark.parametrize("times", [1, 99])
def test_a_file_that_an_editor_saves_meanwhile_is_read_again_for_a_while(path: Path, times: int) -> None:
    shell = Shell(stdout=stream(), stderr=stream(), environ={"LANG": "C"})
    request = Request(shell, {"file": str(path), "lang": "en"})
    seen: list[int] = []

    def review(_: Request, step: Step) -> Review:
        if len(seen) < times:
            path.write_bytes(path.read_bytes() + b"# by an editor\n")
        seen.append(len(step.before.entries))
        return Review()

    work = Work(compose=lambda _, __: [DRAFT], review=review, report=lambda _, __: ())
    if times == 1:
        assert append(request, work) == 0
        assert path.read_bytes() == TEXT.encode() + b"# by an editor\n" + ADDED
    else:
        with pytest.raises(ChangedMeanwhile):
            append(request, work)
        assert ADDED not in path.read_bytes()
    assert len(seen) == (2 if times == 1 else 5)


@pytest.mark.slow
def test_thirty_at_once_lose_nothing(path: Path) -> None:
    several = [
        subprocess.Popen(
            [*COMMAND, "add", "observation", "W-1", "2023", f"{41 + number / 100:.2f}", "-f", str(path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(30)
    ]
    errors = [process.communicate()[1] for process in several]
    assert [process.returncode for process in several] == [0] * 30, errors
    ledger = read(path)
    assert path.read_bytes().startswith(TEXT.encode())
    assert ledger.findings == ()
    assert sorted(str(entry.value) for entry in ledger.entries) == [f"{41 + n / 100:.2f}" for n in range(30)]
    assert len({entry.recorded for entry in ledger.entries}) == 30
    assert left(path) == []


@pytest.mark.slow
@posix
def test_a_command_killed_at_any_moment_leaves_the_old_ledger_or_the_new_one(path: Path) -> None:
    start = time.monotonic()
    assert add(path, "W-1", "2021", "41.00").returncode == 0
    whole = time.monotonic() - start
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    for number in range(30):
        before = path.read_bytes()
        process = subprocess.Popen(
            [*COMMAND, "add", "observation", "W-1", "2023", f"{41 + number / 100:.2f}", "-f", str(path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(whole / 2, whole * 1.1))
        process.kill()
        process.wait()
        after = path.read_bytes()
        assert after.startswith(before)
        grown = after[len(before) :]
        assert not grown or (
            grown.startswith(b"\n[[submission]]\n") and grown.endswith(f"{number:02}\n".encode())
        )
        assert read(path).findings == ()
    assert add(path, "W-1", "2024", "41.90").returncode == 0
    assert left(path) == []
