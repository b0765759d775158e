"""[[profile]]: how the tables of one sender are read, kept in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgers import BLOCKS, codes, ledger_of, sound

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
[[profile]]
id = "年报"
map = { "年份" = "period", "数" = "value" }
sheet = "甲"
reference_area = "某省"
reported_by = "hrss"
source = "统计年报"
evidence = "〔2024〕1号"
as_shown = true
recorded = 2024-01-01
"""


def test_a_profile_is_read_with_everything_it_says(tmp_path: Path) -> None:
    (profile,) = sound(tmp_path, BLOCKS + PROFILE).profiles
    assert (profile.id, profile.name) == ("年报", "年报")
    assert profile.map == (("年份", "period"), ("数", "value"))
    assert (profile.sheet, profile.reference_area, profile.reported_by) == (("甲",), "14", "hrss")
    assert (profile.source, profile.evidence, profile.as_shown) == ("统计年报", "〔2024〕1号", True)


def test_a_later_profile_of_the_same_name_supersedes(tmp_path: Path) -> None:
    later = '[[profile]]\nid = "年报"\nname = "统计年报"\nrecorded = 2025-01-01\n'
    known = sound(tmp_path, BLOCKS + PROFILE + later).known()
    assert [profile.name for profile in known.profiles.values()] == ["统计年报"]


def test_what_a_profile_cannot_hold_is_found(tmp_path: Path) -> None:
    wrong = '[[profile]]\nmap = "年份"\nsheets = "甲"\nreported_by = "nobody"\nas_shown = "yes"\n'
    ledger = ledger_of(tmp_path, BLOCKS + wrong)
    assert sorted(codes(ledger)) == [
        "missing-key",
        "unknown-key",
        "unknown-member-unit",
        "wrong-type",
        "wrong-type",
    ]
    wrong = '[[profile]]\nid = "a"\nmap = { "年份" = 1, "数" = "" }\n'
    assert sorted(codes(ledger_of(tmp_path, wrong))) == ["empty-text", "wrong-type"]


def test_two_profiles_of_one_day_contradict_each_other(tmp_path: Path) -> None:
    assert codes(ledger_of(tmp_path, BLOCKS + PROFILE + PROFILE.replace("甲", "乙"))) == ["duplicate-entry"]
