"""Real commands on real files: a small ledger, `add` as a process of its own, disks and users that refuse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from ledgers import INDICATOR, PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = f"fedstat = 1\n{PLAN}{INDICATOR}"
COMMAND = (sys.executable, "-m", "fedstat")
posix = pytest.mark.skipif(os.name != "posix", reason="Unix only")


def ledger_at(path: Path, text: str | bytes = TEXT) -> Path:
    """Put a small ledger at *path* and return the path."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def run(*args: str, prefix: tuple[str, ...] = (), **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the real command in English, behind the words of *prefix*."""
    return subprocess.run(
        [*prefix, *COMMAND, *args, "--lang", "en"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        **options,
    )


def add(path: Path, *args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Append a value with the real command."""
    return run("add", "observation", *args, "-f", str(path), **options)


def started(path: Path, value: str) -> subprocess.Popen[str]:
    """Start a command that appends a value, and do not wait for it."""
    return subprocess.Popen(
        [*COMMAND, "add", "observation", "W-1", "2023", value, "-f", str(path), "--lang", "en"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def left(path: Path) -> list[str]:
    """Return what lies in the folder beside the ledger and its lock."""
    return sorted(
        file.name for file in path.parent.iterdir() if file.name not in {path.name, f".{path.name}.lock"}
    )


@contextmanager
def disk(folder: Path, options: str) -> Iterator[Path]:
    """Mount a disk of its own in *folder*; skip where that is not allowed."""
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        pytest.skip("needs mount")
    line = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        yield folder
    finally:
        subprocess.run([umount, str(folder)], check=True)


def ordinary() -> tuple[str, ...]:
    """Return the words before a command that make permissions count for root, too; skip without any."""
    if os.name != "posix":
        pytest.skip("Unix only")
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root needs setpriv to be refused anything")
    prefix = (setpriv, "--bounding-set", "-dac_override,-dac_read_search,-fowner,-chown")
    if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root may not give up its privileges here")
    return prefix
