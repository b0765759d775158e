"""`fedstat explain` as it is typed: which indicators, which format, on which console."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from shells import PLAN, fedstat, plan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the plan in it."""
    return plan(tmp_path)


def test_an_indicator_is_explained_from_its_verdict_down_to_its_history(folder: Path) -> None:
    done = fedstat("explain", "W-3-01", "--lang", "en", folder=folder)

    assert (done.status, done.err) == (0, "")
    marks = [
        "W-3-01 女性就业人员占比",
        "! behind",
        "The indicator",
        "Values: every entry, in order",
        "straight path to the target",
        "completion = (41.65 - 40.90) / (45 - 40.90) = 18.3%",
        "elapsed = 36 / 60 months = 60.0%",
        "completion 18.3% < elapsed 60.0%",
        "The way ahead: 45 by 2025, 2 years left",
        "Every method side by side",
        "value of 2023: 41.65 → 43.36 (+1.71)",
        "The verdict at 2023, by the day it is known on",
    ]
    places = [done.out.index(mark) for mark in marks]
    assert places == sorted(places)


def test_it_may_be_named_by_a_part_of_its_name_and_several_stand_one_after_the_other(folder: Path) -> None:
    done = fedstat("explain", "就业", "A-1", "W-3-01", "--format", "json", folder=folder)

    record = json.loads(done.out, parse_float=Decimal)
    assert [one["code"] for one in record["indicators"]] == ["W-3-01", "A-1"]
    assert record["method"] == "pace"
    assert [entry["line"] for entry in record["indicators"][0]["observations"]] == [91, 99, 108]


def test_a_day_a_round_a_method_and_a_target_period_are_heeded(folder: Path) -> None:
    asked = ("--known-on", "2024-01-10", "--method", "nchs", "--target-period", "2030", "--area", "测试市")
    done = fedstat("explain", "W-3-01", "--round", "midterm", *asked, "--format", "json", folder=folder)
    record = json.loads(done.out, parse_float=Decimal)

    assert (record["known_on"], record["round"], record["method"]) == ("2024-01-10", "midterm", "nchs")
    one = record["indicators"][0]
    assert one["latest"]["value"] == Decimal("41.63")
    assert [entry["state"] for entry in one["observations"]] == ["previous", "decides", "later"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "Which indicator? Its code is missing."),
        (("X-9",), "The ledger has no indicator “X-9”."),
        (("W-3-1",), "Did you mean W-3-01"),
        (("W",), "“W” may be several"),
        (("W-3-01", "--format", "csv"), "csv"),
        (("W-3-01", "--method", "magic"), "magic"),
        (("W-3-01", "--period", "gestern"), "gestern"),
    ],
)
def test_what_cannot_be_explained_is_refused_in_words(folder: Path, args: tuple[str, ...], said: str) -> None:
    done = fedstat("explain", *args, "--lang", "en", folder=folder)

    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_public_leaves_out_what_is_internal(folder: Path) -> None:
    open_to_all = fedstat("explain", "W-1-02", folder=folder)
    public = fedstat("explain", "W-1-02", "--public", folder=folder)

    assert (open_to_all.status, public.status) == (0, 2)
    assert "孕产妇死亡率" in open_to_all.out
    assert "孕产妇死亡率" not in public.out + public.err


def test_a_value_that_is_not_public_is_nowhere_in_a_public_explanation(tmp_path: Path) -> None:
    hidden = PLAN.replace(
        "W-3-01 = 41.65", 'W-3-01 = { value = 41.65, visibility = "internal", note = "密" }'
    )
    folder = plan(tmp_path, hidden)
    for form in ("table", "json", "md"):
        done = fedstat("explain", "W-3-01", "--public", "--format", form, folder=folder)
        assert done.status == 0
        assert "41.65" not in done.out
        assert "密" not in done.out
    assert "41.65" in fedstat("explain", "W-3-01", folder=folder).out


def test_markdown_goes_to_a_file_with_its_points_as_a_table(folder: Path) -> None:
    done = fedstat("explain", "W-3-01", "--format", "md", "-o", "audit.md", "--lang", "en", folder=folder)

    assert (done.status, done.out) == (0, "")
    text = (folder / "audit.md").read_text("utf-8")
    assert text.startswith("## W-3-01 女性就业人员占比\n")
    assert "| period | value | baseline | straight path to the target | target 达到45%以上 |" in text


def test_a_ledger_with_errors_is_not_explained(tmp_path: Path) -> None:
    done = fedstat("explain", "W-3-01", folder=plan(tmp_path, PLAN.replace('"increase"', '"up"')))

    assert (done.status, done.out) == (1, "")


def test_markup_and_controls_in_a_name_are_shown_not_obeyed(tmp_path: Path) -> None:
    folder = plan(tmp_path, PLAN.replace('"女性就业人员占比"', r'"[red]女性\u202e\u001b[31m"'))
    for form in ("table", "json", "md"):
        done = fedstat("explain", "W-3-01", "--format", form, folder=folder)
        assert done.status == 0
        assert "\u202e" not in done.out
        assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("encoding", "environ"), [("gbk", {}), ("utf-8", {"FEDSTAT_ASCII": "1"}), ("utf-8", {})]
)
def test_a_chart_survives_a_chinese_console(folder: Path, encoding: str, environ: dict[str, str]) -> None:
    done = fedstat("explain", "W-3-01", folder=folder, encoding=encoding, environ=environ, terminal=True)

    assert done.status == 0
    assert "\\u" not in done.out
    fine = encoding == "utf-8" and not environ
    assert ("●" in done.out, "┤" in done.out) == (fine, fine)
    assert ("|" in done.out) is not fine
