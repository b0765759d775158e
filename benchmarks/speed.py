"""Whole processes, side by side in one run: medians, and how many times `python -c pass` each takes.

    python benchmarks/speed.py [ROUNDS]

What is promised: `--version` at most 6.5 times, `progress` on 190 indicators and eight periods at most 10
times in a pipe and 14 times on a terminal, `add observation` to them, written to the disk, at most 13 times.
"""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

UNITS = 10
INDICATORS = 190
YEARS = range(2018, 2026)


def ledger() -> str:
    """Return a made-up ledger of 190 indicators and eight periods."""
    lines = [
        "# 虚构数据 made-up data",
        "fedstat = 1",
        "[plan]",
        'title = "速度测试"',
        'reference_area = "某市"',
    ]
    lines += ['baseline_period = "2018"', 'target_period = "2030"', 'language = "zh"']
    lines += ["[[part]]", 'id = "women"', 'title = "妇女发展规划"']
    for number in range(UNITS):
        lines += ["[[domain]]", f'id = "d{number}"', f'name = "领域{number}"', 'part = "women"']
        lines += ["[[member_unit]]", f'id = "u{number}"', f'name = "单位{number}"']
    for number in range(INDICATORS):
        lines += [
            "[[indicator]]",
            f'code = "W-{number}"',
            f'name = "某某人员占某某总数的比例{number}"',
            'part = "women"',
            f'domain = "d{number % UNITS}"',
            f'responsible_unit = ["u{number % UNITS}"]',
            'unit_measure = "%"',
            'direction = "increase"',
            'target = { at_least = 45, by = "2030", wording = "达到45%以上" }',
        ]
    for year in YEARS:
        for unit in range(UNITS):
            lines += ["[[submission]]", f'period = "{year}"', f"recorded = {year + 1}-03-01"]
            lines += [f'reported_by = "u{unit}"', 'source = "统计报表"', "[submission.values]"]
            lines += [
                f"W-{number} = {20 + number / 10 + (year - 2018) * 1.37:.2f}"
                for number in range(unit, INDICATORS, UNITS)
            ]
    return "\n".join(lines) + "\n"


def plan_table() -> str:
    """Return a made-up table of 190 indicators with their targets and values, as an office keeps one."""
    years = [str(year) for year in YEARS]
    rows = [["领域", "指标名称", "计量单位", "指标属性", *years, "目标值", "牵头单位"]]
    rows += [
        [
            f"领域{number % UNITS}",
            f"另一比例{number}",
            "%",
            "正向",
            *(f"{20 + number / 10:.1f}" for _ in years),
            "达到45%以上",
            f"单位{number % UNITS}",
        ]
        for number in range(INDICATORS)
    ]
    return "\n".join(map(",".join, rows)) + "\n"


def piped(command: list[str]) -> None:
    """Run a command into a pipe."""
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own


def on_terminal(command: list[str]) -> None:
    """Run a command on a terminal of 120 columns."""
    leader, follower = pty.openpty()
    environment = os.environ | {"COLUMNS": "120", "LINES": "50", "TERM": "xterm-256color"}
    with subprocess.Popen(command, stdout=follower, stderr=follower, env=environment) as process:  # noqa: S603
        os.close(follower)
        try:
            while os.read(leader, 65536):
                pass
        except OSError:
            pass  # the terminal closes when its last writer ends
        process.wait()
    os.close(leader)


def main(rounds: int) -> None:
    """Measure every command once a round, in turn, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path, text = Path(folder, "plan.toml"), ledger()
        table = Path(folder, "plan.csv")
        table.write_text(plan_table(), "utf-8")
        fedstat = [sys.executable, "-m", "fedstat"]
        progress = [*fedstat, "progress", "-f", str(path)]
        runs: dict[str, tuple[Callable[[list[str]], None], list[str]]] = {
            "python -c pass": (piped, [sys.executable, "-c", "pass"]),
            "import typer": (piped, [sys.executable, "-c", "import typer"]),
            "fedstat --version": (piped, [*fedstat, "--version"]),
            "fedstat check": (piped, [*fedstat, "check", "-f", str(path)]),
            "fedstat add observation": (
                piped,
                [*fedstat, "add", "observation", "W-3", "2025", "44.1", "-f", str(path)],
            ),
            "fedstat import --indicators": (
                piped,
                [*fedstat, "import", "--indicators", str(table), "--dry-run", "-f", str(path)],
            ),
            "fedstat progress | cat": (piped, progress),
            "fedstat progress": (on_terminal, progress),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, (how, command) in runs.items():
                path.write_text(text, "utf-8")  # as before anything was appended
                start = time.perf_counter()
                how(command)
                times[name].append(time.perf_counter() - start)
    base = statistics.median(times["python -c pass"])
    for name, several in times.items():
        median = statistics.median(several)
        print(f"{name:27} {median * 1000:7.1f} ms  {median / base:5.1f} ×")  # noqa: T201 - it reports


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
