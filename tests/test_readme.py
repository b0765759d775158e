"""Every console session in the READMEs is true.

`python tests/test_readme.py` writes what they really print; read the difference before it is committed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sessions(text: str) -> list[tuple[str, str]]:
    """Return every command of the console blocks with the output that stands under it."""
    found = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def run(command: str) -> str:
    """Return what a command of a session prints, on either stream, and its exit status when it is not 0."""
    words = shlex.split(command)
    assert words[0] == "fedstat", command
    environment = {name: text for name, text in os.environ.items() if not name.startswith("FEDSTAT_")}
    done = subprocess.run(
        [sys.executable, "-m", "fedstat", *words[1:]],
        cwd=ROOT,
        env=environment | {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def cases() -> list[tuple[str, str, str]]:
    """Return every session of every README."""
    return [
        (name, command, output)
        for name in READMES
        for command, output in sessions((ROOT / name).read_text("utf-8"))
    ]


@pytest.mark.parametrize(("name", "command", "output"), cases())
def test_a_session_prints_what_the_readme_shows(name: str, command: str, output: str) -> None:
    assert run(command) == output, name


@pytest.mark.parametrize("name", READMES)
def test_no_document_sends_people_to_another_package(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert re.search(r"pip install (-\S+ )*fedstat(?!-ledger)\b", text) is None


def test_both_readmes_show_the_same_sessions() -> None:
    first, second = ([command for name, command, _ in cases() if name == readme] for readme in READMES)
    assert [re.sub(r" --lang \w+", "", command) for command in first] == [
        re.sub(r" --lang \w+", "", command) for command in second
    ]


def rewritten(text: str) -> str:
    """Return the document with what its sessions really print."""

    def block(match: re.Match[str]) -> str:
        body = "".join(f"$ {command}\n{run(command)}" for command, _ in sessions(match.group(0)))
        return f"```console\n{body}```"

    return BLOCK.sub(block, text)


if __name__ == "__main__":
    for readme in READMES:
        path = ROOT / readme
        path.write_text(rewritten(path.read_text("utf-8")), "utf-8", newline="\n")
