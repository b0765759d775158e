"""The three example ledgers: what they promise on their first lines is so."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import fedstat
from fedstat.model.number import plain

if TYPE_CHECKING:
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
CHINA, TAIYUAN, CITY = "china-2021-2025", "taiyuan-2023", "city-plan-190"
RESIDENCE = {"城市孕产妇死亡率": "城市", "农村孕产妇死亡率": "农村"}

_OPENED: dict[str, Ledger] = {}


def ledger(name: str) -> Ledger:
    if name not in _OPENED:
        _OPENED[name] = fedstat.read(EXAMPLES / f"{name}.toml")
    return _OPENED[name]


def raw(name: str) -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    with (TESTS / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def statuses(name: str, view: str | None = None) -> dict[str, str]:
    return {item.indicator.code: item.status for item in fedstat.assess(ledger(name), round=view)}


def targets_of(name: str) -> list[dict[str, Any]]:
    given = [entry.get("target", ()) for entry in raw(name)["indicator"]]
    several = [target if isinstance(target, list) else [target] for target in given if target]
    return [
        target if isinstance(target, dict) else {"phrase": target} for group in several for target in group
    ]


# -- all of them -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "notices"),
    [
        (CHINA, {}),
        (TAIYUAN, {"baseline-missing": 6, "claim-rounding": 1}),
        (CITY, {"baseline-missing": 1, "break-unrestated": 2}),
    ],
)
def test_an_example_has_no_error_and_only_the_notices_it_explains(name: str, notices: dict[str, int]) -> None:
    findings = ledger(name).findings
    assert [finding.code for finding in findings if finding.severity == "error"] == []
    assert Counter(finding.code for finding in findings) == notices


@pytest.mark.parametrize("name", [CHINA, TAIYUAN, CITY])
def test_every_value_of_an_example_has_a_source(name: str) -> None:
    assert [entry.key for entry in ledger(name).entries if not entry.source] == []


@pytest.mark.parametrize("name", [CHINA, TAIYUAN, CITY])
def test_an_example_is_utf_8_with_plain_line_ends(name: str) -> None:
    content = (EXAMPLES / f"{name}.toml").read_bytes()
    assert content.decode("utf-8").endswith("\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")


# -- the national indicators -------------------------------------------------------------------------------


def national() -> dict[tuple[str, str, str], Observation]:
    """Return the values of the national ledger by name, category and year; gaps left out."""
    names = {entry.code: entry.name for entry in ledger(CHINA).indicators}
    return {
        (names[entry.indicator], entry.breakdown[0][1] if entry.breakdown else "", str(entry.period)): entry
        for entry in ledger(CHINA).entries
        if entry.value is not None
    }


def published() -> list[dict[str, str]]:
    kept = [row for row in rows("national_values") if int(row["year"]) >= 2020]
    return [row for row in kept if "weak" not in row["basis"]]


def key_of(row: dict[str, str]) -> tuple[str, str, str]:
    category = RESIDENCE.get(row["indicator"], "")
    return row["indicator"].removeprefix(category), category, row["year"]


def test_the_national_ledger_has_every_published_value_from_2020_on_and_no_other() -> None:
    assert {key: plain(entry.value or Decimal(0)) for key, entry in national().items()} == {
        key_of(row): row["value"] for row in published()
    }


def test_an_implied_value_is_marked_and_shows_its_arithmetic_and_no_other_is() -> None:
    implied = {key_of(row) for row in published() if row["basis"].startswith("implied")}
    marked = {key for key, entry in national().items() if entry.obs_status == "E"}
    assert marked == implied
    assert all("推得" in entry.note for key, entry in national().items() if key in implied)


def test_a_figure_read_in_a_repost_says_so() -> None:
    found = national()
    for row in published():
        assert found[key_of(row)].source.startswith("新闻转载") == row["source"].startswith("press repost")


def test_the_national_ledger_has_the_published_targets_of_2025_and_no_other() -> None:
    comparators = {"<=": "at_most", ">=": "at_least", ">": "above", "<": "below"}
    assert {
        (entry.name, target.comparator, target.value)
        for entry in ledger(CHINA).indicators
        for target in entry.targets
    } == {
        (row["indicator"], comparators[row["op"]], Decimal(row["target"]))
        for row in rows("national_targets")
        if row["target_year"] == "2025"
    }


def test_an_indicator_without_a_published_target_is_a_trend() -> None:
    assert Counter(entry.kind for entry in ledger(CHINA).indicators) == {"quantifiable": 8, "trend": 20}


def test_a_baseline_of_another_year_is_the_first_value_that_was_published() -> None:
    first: dict[str, str] = {}
    for name, category, year in sorted(national(), key=lambda key: key[2]):
        if not category:
            first.setdefault(name, year)
    stated = {
        entry.name: str(entry.baselines[0].period) for entry in ledger(CHINA).indicators if entry.baselines
    }
    assert stated == {name: year for name, year in first.items() if year != "2020"}


def test_what_the_national_ledger_says_of_2024() -> None:
    assert Counter(statuses(CHINA).values()) == {
        "met": 14,
        "on-track": 1,
        "moving-away": 1,
        "no-data": 10,
        "not-assessable": 2,
    }


# -- Taiyuan -----------------------------------------------------------------------------------------------


def test_taiyuan_has_the_activity_figures_exactly_as_the_article_printed_them() -> None:
    units = {entry.code: entry for entry in ledger(TAIYUAN).indicators if entry.role != "indicator"}
    assert [
        (
            units[entry.indicator].name,
            entry.as_printed,
            entry.value,
            entry.qualifier,
            units[entry.indicator].unit_measure,
        )
        for entry in ledger(TAIYUAN).entries
        if units.get(entry.indicator) and units[entry.indicator].role == "activity"
    ] == [
        (row["subject"], row["as_printed"], Decimal(row["value"]), row["qualifier"], row["unit"])
        for row in rows("source_article_figures")
        if row["kind"] == "activity"
    ]


def test_taiyuan_has_four_values_two_targets_and_no_verdict_met() -> None:
    assessed = {entry.code for entry in ledger(TAIYUAN).indicators if entry.assessed}
    values = {
        entry.indicator: plain(entry.value)
        for entry in ledger(TAIYUAN).entries
        if entry.indicator in assessed and entry.value is not None
    }
    assert values == {"T-01": "41.63", "T-02": "38.3", "T-03": "29.58", "T-04": "30"}
    assert Counter(statuses(TAIYUAN).values()) == {"not-assessable": 4, "no-data": 2}


def test_taiyuan_keeps_the_published_headline() -> None:
    (claim,) = ledger(TAIYUAN).claims
    assert (claim.indicators, claim.quantifiable, claim.trend, claim.met) == (190, 122, 68, 120)
    assert claim.met_share == Decimal("63.15")
    assert claim.source == "China Women's News, 2023-12-25, p. 4"


# -- the made-up city plan ---------------------------------------------------------------------------------


def test_the_city_plan_says_on_its_first_line_that_its_values_are_made_up() -> None:
    first, *_ = (EXAMPLES / f"{CITY}.toml").read_text(encoding="utf-8").splitlines()
    assert "本文件数值均为虚构" in first


def test_the_city_plan_has_the_shape_of_the_plan_that_the_project_grew_from() -> None:
    plan = ledger(CITY)
    domains = Counter(domain.part for domain in plan.domains)
    assert (len(plan.parts), domains, len(plan.member_units)) == (2, {"women": 8, "children": 7}, 38)
    kinds = Counter(item.kind for item in fedstat.assess(plan, round="midterm"))
    assert kinds == {"quantifiable": 122, "trend": 68}


def test_an_indicator_that_names_no_part_belongs_to_the_part_of_its_domain() -> None:
    parts = Counter(item.indicator.part for item in fedstat.assess(ledger(CITY), round="midterm"))
    assert parts == {"women": 98, "children": 92}


def test_every_member_unit_of_the_city_plan_has_something_to_do() -> None:
    named = {
        unit
        for entry in ledger(CITY).indicators
        for unit in (*entry.responsible_unit, *entry.supporting_units, entry.data_provider)
    }
    assert named >= {unit.id for unit in ledger(CITY).member_units}


def test_as_known_on_2023_12_25_exactly_120_of_190_are_met() -> None:
    evaluation = fedstat.assess(ledger(CITY), round="midterm")
    assert str(evaluation.known_on) == "2023-12-25"
    counts = evaluation.counts()
    assert {status: count for status, count in counts.statuses.items() if count} == {
        "met": 120,
        "on-track": 30,
        "behind": 14,
        "flat": 5,
        "moving-away": 9,
        "no-data": 7,
        "not-assessable": 5,
    }
    assert counts.no_data == {
        "not-surveyed": 3,
        "not-published": 1,
        "not-reported": 1,
        "not-public": 1,
        "not-known": 1,
    }
    assert (counts.carried, counts.provisional, counts.judged_by_hand) == (15, 9, 1)


def test_what_was_met_in_2022_and_is_no_longer_is_marked() -> None:
    evaluation = fedstat.assess(ledger(CITY), round="midterm")
    assert {item.indicator.code for item in evaluation if item.lost_again} == {
        *("C-7-01", "W-2-11", "W-3-14", "W-6-07", "W-8-04", "W-8-05"),
    }


def test_what_came_after_the_midterm_changes_only_the_verdicts_it_touches() -> None:
    then, now = statuses(CITY, "midterm"), statuses(CITY, "annual-2023")
    assert {code: (then[code], now[code]) for code in then if then[code] != now[code]} == {
        "W-1-09": ("on-track", "met"),
        "C-1-06": ("on-track", "met"),
        "W-3-10": ("no-data", "met"),
        "C-1-03": ("met", "on-track"),
        "C-3-09": ("not-assessable", "on-track"),
        "C-4-13": ("no-data", "met"),
        "W-7-04": ("behind", "on-track"),
    }


def test_the_city_plan_uses_every_form_of_a_target() -> None:
    forms = {key for target in targets_of(CITY) for key in target}
    assert forms == {
        *("at_least", "at_most", "above", "below", "between", "around", "tolerance", "keep"),
        *("change_from_baseline", "relative_to", "cumulative", "by", "breakdown", "wording", "phrase"),
    }
    changes = {key for target in targets_of(CITY) for key in target.get("change_from_baseline", ())}
    assert changes == {"percent", "points", "percent_per_year"}
    assert "2/3" in [target.get("at_least") for target in targets_of(CITY)]


def test_the_city_plan_has_every_kind_of_value_and_entry() -> None:
    plan = ledger(CITY)
    assert {entry.obs_status for entry in plan.entries} == set("ABEPLOQ")
    assert {entry.frequency for entry in plan.indicators} == {"A", "H", "Q", "A2", "A3", "A5", "term"}
    assert {entry.role for entry in plan.indicators} == {"indicator", "activity", "background"}
    assert {tag for entry in plan.indicators for tag in entry.tags} == {"重点", "难点", "约束性", "预期性"}
    assert any(entry.baseline_restated is not None for entry in plan.entries)
    assert any(entry.numerator is not None for entry in plan.entries)
    assert any(entry.same_as for entry in plan.indicators)
    assert set(plan.known().editions) == {"C-4-02", "W-5-11"}
    assert {entry.period is None for entry in plan.withdrawals} == {True, False}
    assert len(plan.judgements) == 1
    assert {entry.outlook for entry in plan.explanations} == {"expected", "difficult", "unlikely"}


def test_the_submissions_of_the_city_plan_stand_in_the_order_in_which_they_were_recorded() -> None:
    days = [entry["recorded"] for entry in raw(CITY)["submission"]]
    assert days == sorted(days)
