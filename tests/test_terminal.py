"""The table on a real terminal: it fits, it is coloured, and nothing of it is lost."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

import fedstat

ROOT = Path(__file__).resolve().parent.parent
LEDGER = ROOT / "examples" / "china-2021-2025.toml"
CODE = "W-3-03"
PATIENCE = 20.0
"""Seconds that a loaded machine may take to start a shell and print a table."""


class Terminal:
    """A terminal of so many columns, in which one command runs."""

    def __init__(self, name: str, columns: int) -> None:
        self.socket = f"fedstat-{name}-{columns}"
        self.tmux(
            "new-session", "-d", "-x", str(columns), "-y", "60", "env", "-i", "TERM=xterm-256color", "sh"
        )

    def tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-L", self.socket, "-u", *words], capture_output=True, check=True)  # noqa: S607 - found on the path
        return done.stdout.decode("utf-8")

    def screen(self, *args: str) -> str:
        """Run our command and return what stands on the screen when it has ended, colours included."""
        command = shlex.join([sys.executable, "-m", "fedstat", *args])
        self.tmux("send-keys", f"LC_ALL=C.UTF-8 PYTHONPATH={ROOT} {command}; echo END-$?-", "Enter")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            text = self.tmux("capture-pane", "-e", "-p", "-S", "-200")
            if re.search(r"END-\d-", text):
                return text
            time.sleep(0.05)
        raise AssertionError(text)

    def close(self) -> None:
        self.tmux("kill-server")


@pytest.mark.program("tmux")
@pytest.mark.parametrize("columns", [80, 120, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_fits_the_terminal_it_is_printed_on(columns: int, language: str) -> None:
    terminal = Terminal(f"fit-{language}", columns)
    try:
        text = terminal.screen("progress", "-f", str(LEDGER), "--domain", "妇女与经济", "--lang", language)
    finally:
        terminal.close()
    assert "END-0-" in text
    assert "\x1b[" in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    rule = next(line for line in plain.splitlines() if line.startswith("──"))
    assert len(rule) <= columns
    indicator = fedstat.read(LEDGER).known().indicators[CODE]
    name = indicator.name_en if language == "en" and indicator.name_en else indicator.name
    assert name[:4] in plain
    assert set(name) <= set(plain)


@pytest.mark.program("tmux")
def test_no_colour_is_used_where_it_is_not_wanted() -> None:
    terminal = Terminal("plain", 100)
    try:
        text = terminal.screen("check", "-f", str(LEDGER), "--color", "never")
    finally:
        terminal.close()
    shown = text[text.index("没有发现问题") :] if "没有发现问题" in text else text
    assert "\x1b[" not in shown
