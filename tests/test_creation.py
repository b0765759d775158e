"""A new file: whole or not at all, and never over anything."""

from __future__ import annotations

import errno
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from fedstat.errors import FileFault
from fedstat.language import say
from fedstat.ledgerfile.creation import create

if TYPE_CHECKING:
    from fedstat.ledgerfile.creation import Link


def fault(name: Path | str, payload: bytes = b"x") -> str:
    """Return what is said where no file can be made."""
    with pytest.raises(FileFault) as caught:
        create(str(name), payload)
    return say(caught.value.message, "en")


def refusing(number: int) -> Link:
    """Return a way of linking that a file system refuses."""

    def link(beside: Path, path: Path) -> NoReturn:
        raise OSError(number, os.strerror(number), str(beside), None, str(path))

    return link


def test_a_new_file_holds_every_byte_and_nothing_stands_beside_it(tmp_path: Path) -> None:
    create(str(tmp_path / "新.toml"), b"a\nb\r\n\xff")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"新.toml": b"a\nb\r\n\xff"}


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as POSIX has them")
def test_a_new_file_has_the_permissions_that_every_new_file_gets(tmp_path: Path) -> None:
    create(str(tmp_path / "ours"), b"")
    (tmp_path / "theirs").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode


def test_what_stands_is_left_alone_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    for name in ("file", "folder", "nowhere"):
        assert fault(tmp_path / name).endswith("stands there already; nothing is written over it.")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "nowhere"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_file_system_without_second_names_serves_too(tmp_path: Path, number: int) -> None:
    path = tmp_path / "a"
    create(str(path), b"new", link=refusing(number))
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a", b"new")]
    with pytest.raises(FileFault):
        create(str(path), b"newer", link=refusing(number))
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a", b"new")]


def test_any_other_failure_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        create(str(tmp_path / "a"), b"x", link=refusing(errno.EIO))
    assert say(caught.value.message, "en").endswith("cannot be written: Input/output error.")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert fault(tmp_path / "none" / "a") == f"There is no folder {tmp_path / 'none'}."
    (tmp_path / "file").touch()
    assert fault(tmp_path / "file" / "a") == f"There is no folder {tmp_path / 'file'}."


def test_a_name_that_is_none_is_told(tmp_path: Path) -> None:
    assert fault("a\0b") == "“a\0b” is no name of a file."
    assert fault(tmp_path / ("x" * 400)).endswith("File name too long.")


def test_a_folder_that_refuses_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        create(str(tmp_path / "a"), b"x", link=refusing(errno.EACCES))
    assert say(caught.value.message, "en") == f"Nothing may be written in the folder {tmp_path}."


def test_a_file_that_may_not_grow_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    limits = pytest.importorskip("resource", reason="a limit that POSIX sets")
    before = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (100, before[1]))
    try:
        said = fault(tmp_path / "a", b"x" * 5000)
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, before)
    assert said.endswith("a cannot be written: File too large.")
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    def link(_: Path, __: Path) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create(str(tmp_path / "a"), b"x", link=link)
    assert list(tmp_path.iterdir()) == []


def test_of_many_at_once_one_wins_and_its_file_is_whole(tmp_path: Path) -> None:
    path = str(tmp_path / "a")

    def attempt(number: int) -> int | None:
        try:
            create(path, b"%d" % number * 1000)
        except FileFault:
            return None
        return number

    with ThreadPoolExecutor(16) as pool:
        winners = [number for number in pool.map(attempt, range(10, 74)) if number is not None]
    assert len(winners) == 1
    assert Path(path).read_bytes() == b"%d" % winners[0] * 1000
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
