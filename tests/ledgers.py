"""Small ledgers as texts, for tests of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.ledgerfile import read

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.model.ledger import Ledger

PLAN = """\
[plan]
title = "某市妇女发展规划"
reference_area = "某市"
baseline_period = "2020"
target_period = "2025"
"""

BLOCKS = """\
[[part]]
id = "women"
title = "妇女发展规划"
[[dimension]]
id = "residence"
name = "城乡"
categories = ["城市", { id = "rural", name = "农村", name_en = "rural" }]
[[dimension]]
id = "sex"
name = "性别"
name_en = "sex"
categories = ["女", "男"]
[[domain]]
id = "W-3"
name = "妇女与经济"
part = "women"
[[goal]]
id = "g-1"
name = "促进就业"
domain = "W-3"
[[member_unit]]
id = "hrss"
name = "人力资源和社会保障局"
contact = "办公室"
[[member_unit]]
id = "stats"
name = "统计局"
[[area]]
id = "1401"
name = "某市"
name_en = "Our City"
parent = "某省"
[[area]]
id = "14"
name = "某省"
[[round]]
id = "midterm"
name = "中期评估"
kind = "midterm"
period = "2023"
"""

INDICATOR = """\
[[indicator]]
code = "W-1"
name = "女性就业人员占比"
unit_measure = "%"
direction = "increase"
target = { at_least = 45 }
"""

SUBMISSION = """\
[[submission]]
period = "2023"
recorded = 2023-12-25
[submission.values]
"""


def ledger_of(folder: Path, text: str, *, head: str = "fedstat = 1\n", plan: str = PLAN) -> Ledger:
    """Return the ledger that these tables make, read from a file."""
    path = folder / "fedstat.toml"
    path.write_text(f"{head}{plan}{text}", "utf-8")
    return read(path)


def sound(folder: Path, text: str, **parts: str) -> Ledger:
    """Return a ledger in which nothing is wrong."""
    ledger = ledger_of(folder, text, **parts)
    assert [(finding.code, finding.place, finding.message) for finding in ledger.findings] == []
    return ledger


def codes(ledger: Ledger) -> list[str]:
    """Return what is wrong with a ledger, in the order of the file."""
    return [finding.code for finding in ledger.findings]
