"""Runs `fedstat` in this process with a world of its own, and a small plan to run it on."""

from __future__ import annotations

import io
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fedstat.cli.door import run
from fedstat.cli.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAN = (Path(__file__).with_name("cli") / "plan.toml").read_text("utf-8")
"""A plan with everything that a command line can trip over: markup in names, formulas, internal values."""


class Outcome(NamedTuple):
    """What a run left behind."""

    status: int
    out: str
    err: str
    payload: bytes
    """Standard output before it was decoded."""


class Terminal(io.TextIOWrapper):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True

    def fileno(self) -> int:
        """Return the number of standard output."""
        return 1


def stream(encoding: str = "utf-8", *, terminal: bool = False) -> io.TextIOWrapper:
    """Return a stream that remembers what was written."""
    kind = Terminal if terminal else io.TextIOWrapper
    return kind(io.BytesIO(), encoding=encoding, errors="backslashreplace", newline="", write_through=True)


def fedstat(
    *args: str,
    folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    terminal: bool = False,
    typed: str = "",
) -> Outcome:
    """Run a command line in *folder*; the environment is only what is given, and English.

    On a terminal somebody sits there who has *typed* something.
    """
    out, err = stream(encoding, terminal=terminal), stream(encoding, terminal=terminal)
    keyboard = Terminal(io.BytesIO(typed.encode()), encoding="utf-8") if terminal else None
    shell = Shell(stdout=out, stderr=err, environ={"LANG": "en_GB.UTF-8", **(environ or {})}, stdin=keyboard)
    with chdir(folder or Path.cwd()):
        status = run(args, shell)
    payload = written(out)
    return Outcome(status, payload.decode(encoding, "replace"), written(err).decode(encoding), payload)


def written(file: io.TextIOWrapper) -> bytes:
    """Return what was written to a stream."""
    buffer = file.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def plan(folder: Path, text: str = PLAN) -> Path:
    """Put a ledger into *folder* and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fedstat.toml").write_text(text, "utf-8")
    return folder
