"""Appending: what stood stays byte for byte, the entry follows whole or not at all, and writers wait."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from msgspec.structs import replace
from shells import stream
from writers import TEXT, add, ledger_at, left

from fedstat.cli.appending import Review, Step, Work, append
from fedstat.cli.request import Request
from fedstat.cli.shell import Shell
from fedstat.errors import FileFault, LedgerFaults, UsageFault
from fedstat.language import say
from fedstat.ledgerfile import read
from fedstat.ledgerfile.appending import ChangedMeanwhile, commit, locked, prospect, standing
from fedstat.ledgerfile.editors import mark_beside
from fedstat.ledgerfile.writer import Draft, Plain

DRAFT = Draft(kind="submission", fields={"period": "2023", "values": {"W-1": Decimal("41.60")}})
ADDED = b'\n[[submission]]\nperiod = "2023"\nvalues.W-1 = 41.60\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a small ledger."""
    return ledger_at(tmp_path / "fedstat.toml")


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


@pytest.mark.parametrize(
    "draft",
    [
        Draft(kind="plan", fields={"title": "x"}),
        Draft(kind="submission", fields={"period": "2023", "values": {"W-1": Decimal("-0")}}),
    ],
    ids=["a second [plan]", "no such number"],
)
def test_an_entry_that_would_not_be_read_as_it_is_meant_is_refused(path: Path, draft: Draft) -> None:
    with pytest.raises(LedgerFaults):
        prospect(standing(path), [draft])


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


def test_a_name_of_any_length_has_room_for_the_file_beside(path: Path) -> None:
    long = path.rename(path.with_name("台" * 80 + ".toml"))
    commit(prospect(standing(long), [DRAFT]))
    assert long.read_bytes().endswith(ADDED)
    assert left(long) == []


def test_what_a_crash_left_behind_is_cleared_away(path: Path) -> None:
    path.with_name(".fedstat.toml.new").write_bytes(b"half")
    commit(prospect(standing(path), [DRAFT]))
    assert left(path) == []


def test_what_the_system_keeps_of_a_file_stays_with_it(path: Path) -> None:
    try:
        os.setxattr(path, "user.office", b"women")
    except (OSError, AttributeError):
        pytest.skip("this disk keeps no attributes of files")
    commit(prospect(standing(path), [DRAFT]))
    assert os.getxattr(path, "user.office") == b"women"


# -- what goes wrong ---------------------------------------------------------------------------------------


def test_a_file_that_changed_meanwhile_is_left_to_its_writer(path: Path) -> None:
    step = prospect(standing(path), [DRAFT])
    path.write_bytes(TEXT.encode() + b"# by an editor\n")
    with pytest.raises(ChangedMeanwhile):
        commit(step)
    assert path.read_bytes() == TEXT.encode() + b"# by an editor\n"
    assert left(path) == []


def test_a_file_that_was_taken_away_meanwhile_is_not_put_back(path: Path) -> None:
    step = prospect(standing(path), [DRAFT])
    path.unlink()
    with pytest.raises(ChangedMeanwhile):
        commit(step)
    assert list(path.parent.iterdir()) == []


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


def test_a_folder_nothing_and_a_pipe_cannot_be_locked(path: Path) -> None:
    names = [path.parent / "none.toml", path.parent / "dir.toml", Path("a\0b")]
    names[1].mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path.parent / "pipe.toml")
        names.append(path.parent / "pipe.toml")
    for name in names:
        with pytest.raises(FileFault), locked(name, waiting=lambda: None):
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


def test_what_stands_in_the_place_of_the_lock_is_named(path: Path) -> None:
    lock = path.with_name(".fedstat.toml.lock")
    lock.mkdir()
    with pytest.raises(FileFault) as caught, locked(path, waiting=lambda: None):
        pass
    assert say(caught.value.message, "zh") == f"用来防止多条命令同时写入的 {lock} 无法打开。"
    assert caught.value.remedy is not None
    assert (
        say(caught.value.remedy, "zh")
        == "未写入任何内容。请确认没有其他命令正在运行，删除该文件后再运行一次。"
    )


class Astray(type(Path())):  # type: ignore[misc] # a path of this platform
    """A path beside which there is no place for another file."""

    def with_name(self, name: str) -> Any:
        """Return a path in no folder."""
        return Path(self, name)


def test_a_lock_for_which_there_is_no_place_is_a_fault(path: Path) -> None:
    with pytest.raises(FileFault) as caught, locked(Astray(path), waiting=lambda: None):
        pass
    assert say(caught.value.message, "en").startswith(f"{path} cannot be written: ")


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


# -- programs that have the ledger open --------------------------------------------------------------------


def test_the_mark_of_an_open_file_is_named_with_its_program(path: Path) -> None:
    assert mark_beside([path]) is None
    path.with_name(".~fedstat.toml").touch()
    assert mark_beside([path.with_name("other.toml"), path]) == (str(path.with_name(".~fedstat.toml")), "WPS")
