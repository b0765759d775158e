"""Appending as it happens in an office: real processes on real files, killed, crowded, refused, looked over.

Every test here says that no byte is lost. Where Windows differs (a file that cannot be replaced while it is
open) only the branch itself is tested, in test_appending.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from writers import TEXT, add, disk, ledger_at, left, ordinary, posix, run, started

from fedstat.ledgerfile import read

if TYPE_CHECKING:
    from collections.abc import Callable

NOTHING = "Nothing was written."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a small ledger in a folder of its own."""
    folder = tmp_path / "office"
    folder.mkdir()
    return ledger_at(folder / "fedstat.toml")


def values(path: Path) -> list[str]:
    """Return the values of a ledger without a fault, in the order in which they stand."""
    ledger = read(path)
    assert ledger.findings == ()
    return [str(entry.value) for entry in ledger.entries]


def refused(path: Path, said: str, **options: object) -> None:
    """See that the command ends with status 3 and these words, and that nothing changed."""
    before, beside = path.read_bytes(), left(path)
    done = add(path, "W-1", "2023", "41.6", **options)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert done.stderr.startswith(f"{said.format(path=path, folder=path.parent)}\n{NOTHING}")
    assert done.stderr.count("\n") == 2
    assert path.read_bytes() == before
    assert left(path) == beside


# -- bytes -------------------------------------------------------------------------------------------------

CRLF = TEXT.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode().rstrip(b"\n"),
        TEXT.encode() + b"\n\n",
        TEXT.encode() + b"# the last line is a remark",
        b"\xef\xbb\xbf" + TEXT.encode(),
        CRLF,
        CRLF.rstrip(b"\r\n"),
        b"\xef\xbb\xbf" + CRLF,
        CRLF.replace(b"\r\n", b"\n", 5),
    ],
    ids=["plain", "no end", "blank lines", "remark", "BOM", "CRLF", "CRLF no end", "BOM CRLF", "mixed"],
)
def test_the_bytes_that_stood_come_first_whatever_they_are(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    grown = raw
    for value in ("41.60", "41.70"):
        done = add(path, "W-1", "2023", value)
        assert done.returncode == 0, done.stderr
        assert path.read_bytes().startswith(grown)
        grown = path.read_bytes()
    if raw.count(b"\r\n") == raw.count(b"\n"):
        assert grown.count(b"\r\n") == grown.count(b"\n")
    elif b"\r\n" not in raw:
        assert b"\r" not in grown
    assert grown.count(b"\xef\xbb\xbf") == raw.count(b"\xef\xbb\xbf")
    assert values(path) == ["41.60", "41.70"]
    assert left(path) == []


# -- links -------------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("leads", ["absolute", "relative", "twice"])
def test_of_a_symbolic_link_the_file_grows_that_it_leads_to(path: Path, tmp_path: Path, leads: str) -> None:
    link = tmp_path / "desk" / "ours.toml"
    link.parent.mkdir()
    target = path if leads == "absolute" else Path("..") / "office" / path.name
    if leads == "twice":
        (link.parent / "step").symlink_to(target)
        target = Path("step")
    link.symlink_to(target)
    path.chmod(0o640)
    done = add(link, "W-1", "2023", "41.60")
    assert done.returncode == 0, done.stderr
    assert link.readlink() == target
    assert path.stat().st_mode & 0o777 == 0o640
    assert values(path) == values(link) == ["41.60"]
    assert not [file.name for file in link.parent.iterdir() if file.name not in {"ours.toml", "step"}]
    assert left(path) == []


@posix
def test_a_folder_that_is_a_link_leads_to_the_same_ledger_and_the_same_lock(
    path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "desk"
    link.symlink_to(path.parent)
    with FileLock(path.with_name(".fedstat.toml.lock")) as lock:
        process = started(link / path.name, "41.60")
        assert process.stderr is not None
        assert "waiting for it" in process.stderr.readline()
        lock.release()
    process.communicate()
    assert (process.returncode, values(path)) == (0, ["41.60"])


@posix
@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("gone.toml", "{name} is a link, and where it leads there is no file: {target}."),
        ("ours.toml", "{name} is a link, and where it leads there is no file: {target}."),
        ("empty", "{name} is a folder, not a ledger."),
    ],
    ids=["dangling", "in a circle", "to a folder"],
)
@pytest.mark.parametrize("command", [("add", "observation", "W-1", "2023", "41.6"), ("check",)])
def test_a_link_that_leads_to_no_file_is_told_and_stays(
    path: Path, tmp_path: Path, target: str, said: str, command: tuple[str, ...]
) -> None:
    link = tmp_path / "ours.toml"
    link.symlink_to(target)
    (tmp_path / "empty").mkdir()
    before = sorted(os.listdir(tmp_path))  # noqa: PTH208 - with what dangles
    done = run(*command, "-f", str(link))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(said.format(name=link, target=target) + "\n")
    assert sorted(os.listdir(tmp_path)) == before  # noqa: PTH208 - as above
    assert link.is_symlink()
    assert values(path) == []


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
    assert left(path) == ["dir.toml", *(["pipe.toml"] if len(names) > 2 else [])]


# -- permissions -------------------------------------------------------------------------------------------


def test_a_mode_without_write_permission_is_respected_even_by_root(path: Path) -> None:
    path.chmod(0o444)
    refused(path, "{path} is write-protected.")
    path.chmod(0o644)
    assert add(path, "W-1", "2023", "41.6").returncode == 0


def test_a_read_only_folder_is_told(path: Path) -> None:
    prefix = ordinary()
    path.parent.chmod(0o555)
    try:
        refused(path, "The folder of {path} may not be written to.", prefix=prefix)
        path.parent.chmod(0o755)
        path.with_name(".fedstat.toml.lock").touch()  # of an earlier command
        path.parent.chmod(0o555)
        refused(path, "The folder of {path} may not be written to.", prefix=prefix)
    finally:
        path.parent.chmod(0o755)


LOCK = "{folder}/.fedstat.toml.lock, by which commands wait for each other, cannot be opened."


@posix
@pytest.mark.parametrize("kind", ["folder", "link", "foreign"])
def test_what_stands_in_the_place_of_the_lock_and_is_none_is_told(path: Path, kind: str) -> None:
    prefix = ordinary() if kind == "foreign" else ()
    lock = path.with_name(".fedstat.toml.lock")
    if kind == "folder":
        lock.mkdir()
    elif kind == "link":
        lock.symlink_to("elsewhere")
    else:
        lock.touch(0o444)
    refused(path, LOCK, prefix=prefix)
    if kind == "foreign":
        path.chmod(0o444)
        refused(path, "{path} is write-protected.", prefix=prefix)
        lock.chmod(0o644)
        path.chmod(0o644)
        assert add(path, "W-1", "2023", "41.6", prefix=prefix).returncode == 0


READING = [
    ("check",),
    ("progress",),
    ("list",),
    ("export", "csv"),
    ("export", "json"),
    ("add", "observation", "W-1", "2024", "41.9", "--dry-run"),
    ("withdraw", "W-1", "2023", "--reason", "r", "--dry-run"),
]


@posix
def test_on_a_disk_that_only_gives_every_command_reads_and_none_writes(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "size=1m") as folder:
        path = ledger_at(folder / "fedstat.toml")
        assert add(path, "W-1", "2023", "41.6").returncode == 0
        path.with_name(".fedstat.toml.lock").unlink()
        before = path.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)  # noqa: S607 - a system's own
        for args in READING:
            done = run(*args, "-f", str(path))
            assert (done.returncode, bool(done.stdout)) == (0, True), (args, done.stderr)
        refused(path, "{path} is write-protected.")
        assert (path.read_bytes(), list(folder.iterdir())) == (before, [path])


def test_reading_commands_touch_nothing(path: Path) -> None:
    assert add(path, "W-1", "2023", "41.6").returncode == 0
    before = {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in path.parent.iterdir()}
    for args in READING:
        assert run(*args, "-f", str(path)).returncode == 0, args
    assert before == {
        file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in path.parent.iterdir()
    }


@posix
def test_a_file_stays_with_its_group_and_with_those_who_were_let_in(path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to a group")
    os.chown(path, 1234, 5678)
    path.chmod(0o664)
    assert add(path, "W-1", "2023", "41.6").returncode == 0
    held = path.stat()
    assert (held.st_uid, held.st_gid, held.st_mode & 0o777) == (1234, 5678, 0o664)
    prefix = (ordinary()[0], "--groups", "5678", *ordinary()[1:])
    done = add(path, "W-1", "2023", "41.7", prefix=prefix)
    assert done.returncode == 0, done.stderr
    held = path.stat()
    assert (held.st_uid, held.st_gid, held.st_mode & 0o777) == (0, 5678, 0o664)


# -- full disks --------------------------------------------------------------------------------------------

MEGABYTE = 256
"""Pages of four kilobytes."""


@posix
def test_a_disk_of_one_megabyte_that_fills_leaves_the_old_ledger_and_says_so(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "size=1m") as folder:
        remark = b"# " + b"x" * (300 * 1024) + b"\n"
        path = ledger_at(folder / "fedstat.toml", TEXT.encode() + remark)
        needed = -(-path.stat().st_size // 4096) + 1
        filler = folder / "photographs"
        for free in (0, 1, needed // 2, needed - 2):
            filler.write_bytes(b"x" * 4096 * (MEGABYTE - needed + 1 - free))
            refused(path, "{path} cannot grow: the disk is full.")
        filler.write_bytes(b"x" * 4096 * (MEGABYTE - 2 * needed))
        done = add(path, "W-1", "2023", "41.6")
        assert done.returncode == 0, done.stderr
        assert values(path) == ["41.6"]
        assert left(path) == [filler.name]


@posix
@pytest.mark.parametrize(("files", "made"), [(2, "the lock"), (3, "the file beside")])
def test_a_disk_without_room_for_one_more_file_says_so(tmp_path: Path, files: int, made: str) -> None:
    with disk(tmp_path / "disk", f"size=1m,nr_inodes={files}") as folder:
        path = ledger_at(folder / "fedstat.toml")
        refused(path, "{path} cannot grow: the disk is full.")
        assert path.with_name(".fedstat.toml.lock").exists() == (made != "the lock")


@pytest.mark.program("bash")
def test_a_file_that_may_not_grow_says_so_and_stays(path: Path) -> None:
    path.write_bytes(TEXT.encode() + b"# " + b"x" * 1024 + b"\n")
    prefix = ("bash", "-c", 'ulimit -f 1; exec "$@"', "bash")
    refused(
        path,
        "{path} cannot grow: the disk is full.",
        prefix=prefix,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )


# -- others at the file ------------------------------------------------------------------------------------

HOLDER = """\
import fcntl, sys
with open(sys.argv[1], "rb+") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.readline()
    sys.stdout.buffer.write(file.read())
"""


@posix
def test_a_file_that_another_process_holds_open_and_locked_is_replaced_and_the_holder_keeps_the_old(
    path: Path,
) -> None:
    line = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        done = add(path, "W-1", "2023", "41.6")
        assert done.returncode == 0, done.stderr
        assert holder.communicate(b"\n")[0] == TEXT.encode()
    assert values(path) == ["41.6"]


def test_what_an_editor_saves_while_a_command_waits_is_kept(path: Path) -> None:
    with FileLock(path.with_name(".fedstat.toml.lock")) as lock:
        process = started(path, "41.6")
        assert process.stderr is not None
        assert process.stderr.readline() == f"Another command is writing to {path}; waiting for it.\n"
        saved = ledger_at(path.with_name("saved"), TEXT + "# by an editor\n")
        saved.replace(path)
        lock.release()
    process.communicate()
    assert process.returncode == 0
    assert path.read_bytes().startswith(TEXT.encode() + b"# by an editor\n\n[[submission]]\n")


@pytest.mark.slow
def test_a_program_that_writes_all_the_time_and_commands_that_append_lose_nothing_of_each_other(
    path: Path,
) -> None:
    over = threading.Event()
    written: list[bytes] = []

    def write() -> None:
        while not over.wait(0.25):  # seldom enough that a loaded machine can read the ledger in between
            written.append(f"# remark {len(written)}".encode())
            with path.open("ab") as file:
                file.write(written[-1] + b"\n")

    with ThreadPoolExecutor() as pool:
        writer = pool.submit(write)
        done = [add(path, "W-1", "2023", f"41.{number}") for number in range(10, 20)]
        over.set()
        writer.result()
    assert [one.returncode for one in done] == [0] * 10, done
    assert values(path) == [f"41.{number}" for number in range(10, 20)]
    assert set(written) <= set(path.read_bytes().splitlines())
    assert len(written) > 2


@pytest.mark.parametrize(
    ("mark", "program"),
    [
        (".fedstat.toml.swp", "Vim"),
        (".#fedstat.toml", "Emacs"),
        (".fedstat.toml.kate-swp", "Kate"),
        (".~lock.fedstat.toml#", "LibreOffice"),
        ("~$fedstat.toml", "Microsoft Office"),
        (".~fedstat.toml", "WPS"),
    ],
)
def test_a_ledger_that_seems_open_in_an_editor_grows_and_its_user_is_told(
    path: Path, mark: str, program: str
) -> None:
    if program == "Emacs":
        path.with_name(mark).symlink_to("somebody@somewhere.1")
    else:
        path.with_name(mark).touch()
    assert add(path, "W-1", "2023", "41.6", "--dry-run").stderr == "Nothing is written (--dry-run).\n"
    done = add(path, "W-1", "2023", "41.6")
    assert (done.returncode, values(path)) == (0, ["41.6"])
    assert done.stderr == (
        f"{path} seems to be open in {program}: {path.with_name(mark)} lies beside it.\n"
        "Load it there again before you save, or the new entry is lost.\n"
    )
    assert left(path) == [mark]


@posix
def test_a_mark_beside_the_link_through_which_the_ledger_is_open_is_seen_too(
    path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "ours.toml"
    link.symlink_to(path)
    link.with_name(".~lock.ours.toml#").touch()
    assert "seems to be open in LibreOffice" in add(link, "W-1", "2023", "41.6").stderr
    assert add(path, "W-1", "2023", "41.7").stderr == ""


# -- many at once ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_hundred_at_once_lose_nothing_and_no_reader_ever_sees_a_half(path: Path) -> None:
    over, seen = threading.Event(), [TEXT.encode()]

    def look() -> None:
        while not over.wait(0.005):
            if (now := path.read_bytes()) != seen[-1]:
                seen.append(now)

    with ThreadPoolExecutor() as pool, FileLock(path.with_name(".fedstat.toml.lock")) as lock:
        reader = pool.submit(look)
        several = [started(path, f"{41 + number / 100:.2f}") for number in range(100)]
        lock.release()
        errors = [process.communicate()[1] for process in several]
        over.set()
        reader.result()
    assert [process.returncode for process in several] == [0] * 100, errors
    assert sorted(values(path)) == [f"{41 + number / 100:.2f}" for number in range(100)]
    assert len({entry.recorded for entry in read(path).entries}) == 100
    assert left(path) == []
    assert len(seen) > 20
    for before, after in zip(seen, [*seen[1:], path.read_bytes()], strict=True):
        assert after.startswith(before)
        assert after.endswith(b"\n")


@pytest.mark.slow
def test_two_ledgers_that_include_one_file_lose_nothing_of_what_is_written_into_it(path: Path) -> None:
    unit = ledger_at(path.with_name("unit.toml"), "# of both\n")
    mains = [path, path.with_name("other.toml")]
    for main in mains:
        ledger_at(main, TEXT.replace("fedstat = 1", 'fedstat = 1\ninclude = "unit.toml"'))
    given = [f"41.{number}" for number in range(10, 30)]

    def write(number: int) -> int:
        return add(mains[number % 2], "W-1", "2023", given[number], "--into", "unit.toml").returncode

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(write, range(20))) == [0] * 20
    assert sorted(values(path)) == given
    assert unit.read_bytes().startswith(b"# of both\n")


# -- killed ------------------------------------------------------------------------------------------------


def whole(before: bytes, after: bytes, value: str) -> bool:
    """Whether a ledger is the old one or the new one, and nothing between; return whether the new one."""
    assert after.startswith(before)
    grown = after[len(before) :]
    assert not grown or (
        grown.startswith(b"\n[[submission]]\n") and grown.endswith(f"\nvalues.W-1 = {value}\n".encode())
    )
    return bool(grown)


def killed(path: Path, times: int, seed: int) -> int:
    """Kill as many commands at random moments; return how many of them had written by then."""
    start = time.monotonic()
    assert add(path, "W-1", "2021", "41.00").returncode == 0
    lasts = time.monotonic() - start
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    grown = 0
    for number in range(times):
        before, value = path.read_bytes(), f"{41 + number / 100:.2f}"
        process = started(path, value)
        time.sleep(chance.uniform(lasts / 2, lasts * 1.1))
        process.kill()
        process.communicate()
        grown += whole(before, path.read_bytes(), value)
        assert set(left(path)) <= {f".{path.name}.new"}
    assert add(path, "W-1", "2024", "41.90").returncode == 0
    assert len(values(path)) == grown + 2
    assert left(path) == []
    return grown


@pytest.mark.slow
@posix
def test_a_hundred_commands_killed_at_random_moments_leave_the_old_ledger_or_the_new_one(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor() as pool:
        grown = list(
            pool.map(lambda folder: killed(ledger_at(folder / "fedstat.toml"), 50, len(folder.name)), folders)
        )
    assert 0 < sum(grown) < 100


DYING = """\
import os, signal, sys
step, left = 0, int(sys.argv.pop(1))
STEPS = {"open", "os.remove", "os.rename", "os.chmod", "os.chown", "os.listxattr"}
def kill(event, args):
    global step
    if event in STEPS and folder in str(args[0]):
        step += 1
        if step > left:
            os.kill(os.getpid(), signal.SIGKILL)
folder = os.path.dirname(sys.argv[-3])
sys.addaudithook(kill)
from fedstat.cli import main
main()
"""


@pytest.mark.slow
@posix
def test_a_command_killed_before_any_of_its_steps_on_the_disk_leaves_the_old_ledger_or_the_new_one(
    path: Path,
) -> None:
    steps, grown = 0, 0
    while True:
        before, value = path.read_bytes(), f"{42 + steps / 100:.2f}"
        line = [sys.executable, "-c", DYING, str(steps), "add", "observation", "W-1", "2023", value]
        done = subprocess.run([*line, "-f", str(path), "--lang", "en"], capture_output=True, check=False)
        new = whole(before, path.read_bytes(), value)
        grown += new
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr
        steps += 1
    assert (new, left(path)) == (True, [])
    assert steps > 10
    assert 1 < grown < steps


def test_the_next_command_clears_away_what_a_killed_one_left(path: Path) -> None:
    path.with_name(".fedstat.toml.new").write_bytes(TEXT.encode() + b"half")
    assert run("check", "-f", str(path)).returncode == 0
    assert left(path) == [".fedstat.toml.new"]  # reading commands write nothing
    assert add(path, "W-1", "2023", "41.6").returncode == 0
    assert (values(path), left(path)) == (["41.6"], [])


# -- a join ------------------------------------------------------------------------------------------------


def merged(path: Path) -> Callable[[], subprocess.CompletedProcess[str]]:
    """Return what joins a copy into the ledger."""
    return lambda: run("merge", str(path), str(path.with_name("copy.toml")), "-o", str(path))


@pytest.fixture
def copied(path: Path) -> Path:
    """Return a ledger beside which a copy lies that has grown."""
    ledger_at(path.with_name("copy.toml"))
    assert add(path.with_name("copy.toml"), "W-1", "2022", "40.5").returncode == 0
    path.with_name(".copy.toml.lock").unlink()
    return path


def test_a_join_into_the_ledger_waits_for_a_command_that_is_writing(copied: Path) -> None:
    with FileLock(copied.with_name(".fedstat.toml.lock")) as lock, ThreadPoolExecutor() as pool:
        joining = pool.submit(merged(copied))
        time.sleep(1)
        assert copied.read_bytes() == TEXT.encode()
        lock.release()
        done = joining.result()
    assert done.returncode == 0
    assert done.stderr.startswith(f"Another command is writing to {copied}; waiting for it.\nJoined: ")
    assert (values(copied), left(copied)) == (["40.5"], ["copy.toml"])


@posix
def test_a_join_on_a_full_disk_leaves_the_ledger(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "size=1m,nr_inodes=4") as folder:
        path = ledger_at(folder / "fedstat.toml")
        copy = ledger_at(folder / "copy.toml", TEXT + "# mine\n")
        done = merged(path)()
        assert done.returncode == 3, done.stderr
        assert done.stderr.startswith(f"{path} cannot grow: the disk is full.\n{NOTHING}")
        assert (path.read_bytes(), left(path)) == (TEXT.encode(), [copy.name])


def test_a_join_respects_a_protected_ledger(copied: Path) -> None:
    copied.chmod(0o444)
    done = merged(copied)()
    assert done.returncode == 3
    assert done.stderr.startswith(f"{copied} is write-protected.\n{NOTHING}")
    assert copied.read_bytes() == TEXT.encode()
