"""What `progress` shows on demand: columns, notes, data, and the sentence on who is nearly there."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from plans import indicator, ledger, origin, period, plan, series, target, value
from shells import Outcome, fedstat
from shells import plan as put

from fedstat.assessment import METHODS, Evaluation, Selection, assess
from fedstat.exporters.csv import table_csv
from fedstat.model.plan import Round
from fedstat.reports.extras import EXTRAS, closest_text
from fedstat.reports.headline import headline
from fedstat.reports.progress import progress_table
from fedstat.reports.record import progress_record
from fedstat.reports.tables import assessments_table

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.table import Table


def evaluated(method: str = "pace", **more: Any) -> Evaluation:
    """Return one indicator on its way, one met, one trend, one without a value, one that is a sum."""
    indicators = [
        indicator("W-1", target("at_least", "45"), baseline="40.9", name="占比"),
        indicator("W-2", target("at_least", "92"), baseline="95"),
        indicator("W-3", baseline="40"),
        indicator("W-4", target("at_least", "45")),
        indicator("W-5", target("at_least", "100", "2026", cumulative=True), unit_measure="人"),
        indicator("W-6", target("at_most", "5"), baseline="6.0", direction="decrease", unit_measure="‰"),
    ]
    entries = [
        *series("W-1", y2021="41", y2022="41.20", y2023="41.63"),
        *series("W-2", y2023="93"),
        *series("W-3", y2023="41"),
        *series("W-5", y2021="10", y2022="20", y2023="30"),
        *series("W-6", y2023="5.4"),
    ]
    return assess(ledger(indicators, entries, **more), method=method)


def shown(table: Table, code: str) -> dict[str, str]:
    row = next(row for row in table.rows if row.kind == "item" and row.cells[1].text == code)
    return {column.key: cell.text for column, cell in zip(table.columns, row.cells, strict=True)}


ASKED = ("required_linear", "required_compound", "projection_linear", "projection_compound")


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("W-1", ("+1.685", "+3.97%", "42.117", "42.124")),
        ("W-2", ("", "", "", "")),
        ("W-3", ("", "", "", "")),
        ("W-4", ("", "", "", "")),
        ("W-5", ("+13.3", "", "120.0 (2026)", "")),
        ("W-6", ("-0.20", "-3.77%", "5.00", "5.03")),
    ],
)
def test_required_and_projection_are_columns_on_demand(code: str, cells: tuple[str, ...]) -> None:
    found = shown(progress_table(evaluated(), "en", extras=("required", "projection")), code)
    assert tuple(found[name] for name in ASKED) == cells


def test_nobody_who_does_not_ask_sees_a_further_column() -> None:
    keys = {column.key for column in progress_table(evaluated(), "en").columns}
    assert keys.isdisjoint({*ASKED, "method_class", "method_value"})


def test_the_rules_of_the_columns_stand_under_the_table() -> None:
    notes = progress_table(evaluated(), "en", extras=EXTRAS).notes
    assert notes[-2] == (
        "Needed a period: in equal steps or by equal growth, from the latest value to the target; "
        "a period is a year, or the half-year, quarter, month or term of the indicator."
    )
    assert notes[-1] == (
        "Projected to the target period: the mean change since the baseline goes on (linear), or the growth "
        "since the baseline does; it is not cut at a natural limit."
    )
    zh = progress_table(evaluated(), "zh", extras=("required",)).notes[-1]
    assert zh == (
        "每期尚需：从最新监测值到目标值，按每期等量变化或等比增长计算；一期为一年，半年度、季度、月度或按届的指标"
        "为其自身的报告期。"
    )


def test_another_method_shows_its_class_and_its_figure() -> None:
    table = progress_table(evaluated("statcan"), "en")
    found = shown(table, "W-1")
    assert (found["method_class"], found["method_value"]) == ("limited progress", "0.3066")
    assert shown(table, "W-4")["method_class"] == "not available"
    assert shown(table, "W-4")["method_value"] == ""
    assert shown(progress_table(evaluated("statcan"), "zh"), "W-1")["method_class"] == "有限进展"


def test_the_methods_are_called_by_their_offices_in_the_headline() -> None:
    names = {
        method: next(line for line in headline(evaluated(method), "zh") if "判定方法" in line)
        for method in METHODS
    }
    said = {method: line.partition("判定方法：")[2].partition("；")[0] for method, line in names.items()}
    assert said == {
        "pace": "序时进度（pace）",
        "statcan": "statcan（加拿大统计局，Open SDG）",
        "eurostat": "eurostat（欧盟可持续发展监测）",
        "destatis": "destatis（德国可持续发展战略）",
        "unsd": "unsd（联合国进展图）",
        "nchs": "nchs（美国“健康人民”计划）",
    }


@pytest.mark.parametrize("method", METHODS)
def test_every_class_can_be_said_in_both_languages(method: str) -> None:
    from fedstat.language import say

    for word, message in METHODS[method].classes.items():
        assert say(message, "en") == word.replace("_", " ")
        assert not say(message, "zh").isascii()


def of(evaluation: Evaluation, code: str, *extras: str) -> dict[str, Any]:
    record = progress_record(evaluation, "en", extras=extras)
    indicators: Any = record["indicators"]
    found: dict[str, Any] = next(item for item in indicators if item["code"] == code)
    return found


def test_as_data_the_figures_are_unrounded_and_absent_ones_null() -> None:
    found = of(evaluated(), "W-1", "required", "projection")
    assert found["required"] == {
        "period": "A",
        "periods": Decimal(2),
        "linear": Decimal("1.685"),
        "compound": Decimal("3.9688047969"),
    }
    assert found["projection"] == {
        "period": "2025",
        "linear": Decimal("42.1166666667"),
        "compound": Decimal("42.1238909184"),
    }
    added = of(evaluated(), "W-5", "required")
    assert (added["required"]["compound"], "projection" in added) == (None, False)
    assert of(evaluated(), "W-2", "required", "projection")["required"] is None
    assert of(evaluated(), "W-2", "projection")["projection"] is None
    assert "required" not in of(evaluated(), "W-1")


def test_the_figure_of_a_method_is_unrounded_in_json() -> None:
    assert of(evaluated("statcan"), "W-1")["method_value"] == Decimal("0.3066026448885050309577888213")
    assert of(evaluated("nchs"), "W-2")["method_value"] is None
    assert of(evaluated("nchs"), "W-6")["method_value"] == Decimal(60)


def test_csv_has_class_and_figure_always_and_the_rest_on_demand() -> None:
    plain = assessments_table(evaluated("unsd"), "en")
    assert [column.key for column in plain.columns[-3:]] == [
        "method_class",
        "method_value",
        "comparison_differs",
    ]
    asked = assessments_table(evaluated(plans=(plan(compare=("全国",)),)), "en", extras=EXTRAS)
    assert [column.key for column in asked.columns[-5:]] == [*ASKED, "area:全国"]
    assert (
        table_csv(asked)
        .decode()
        .splitlines()[1]
        .endswith("false,1.685,3.9688047969,42.1166666667,42.1238909184,")
    )


def test_the_closest_to_their_targets_and_what_they_would_lift() -> None:
    assert closest_text(evaluated(), "en") == (
        "Closest to their targets: 占比 (still 3.37 pp), W-6 (still 0.4 ‰ pts), W-5 (still 40 人). "
        "With these 3 the share met would be 83.33% (5/6)."
    )
    assert closest_text(evaluated(), "zh") == (
        "距目标最近的3项是：占比（还差3.37百分点）、W-6（还差0.4千分点）、W-5（还差40 人）；"
        "如这3项达标，达标率将为83.33%（5/6）。"
    )
    only = evaluated().select(Selection(kind=("quantifiable",), status=("behind",)))
    assert closest_text(only, "en") == ("Closest to their targets: 占比 (still 3.37 pp).")
    assert closest_text(evaluated().select(Selection(kind=("trend",))), "en") is None


def test_a_distance_below_the_last_digit_is_still_a_distance() -> None:
    from fractions import Fraction

    near = value("W-1", "2023", "44.9999", exact=Fraction(449999999, 10**7))
    what = indicator("W-1", target("at_least", "45"), baseline="40")
    assert closest_text(assess(ledger([what], [near])), "en") == (
        "Closest to its target: W-1 (still 0.0000001 pp). With it the share met would be 100.00% (1/1)."
    )


def test_the_headline_counts_what_hangs_on_the_comparison() -> None:
    book: dict[str, Any] = {"indicators": [indicator("W-1", target("at_least", "30"), baseline="20")]}
    entries = series("W-1", y2023="29.96")
    whole = assess(ledger(entries=entries, **book))
    assert "1 verdict would be otherwise if rounded values were compared (GB/T 8170)" in headline(whole, "en")
    assert "1项如按修约值比较（GB/T 8170）结论不同" in headline(whole, "zh")
    assert shown(progress_table(whole, "zh"), "W-1")["status"] == "达到序时进度（按修约值比较则达标）"
    rounded = assess(ledger(entries=entries, plans=(plan(comparison="rounded"),), **book))
    assert "1项如按全数值比较（GB/T 8170）结论不同" in headline(rounded, "zh")
    assert of(whole, "W-1")["comparison_differs"] is True


# the command


def english(*words: str, folder: Path) -> Outcome:
    return fedstat(*words, "--lang", "en", folder=folder)


def test_columns_are_asked_for_in_one_word_or_several(tmp_path: Path) -> None:
    put(tmp_path)
    together = english("progress", "--columns", "required,projection", folder=tmp_path)
    apart = english("progress", "--columns", "required", "--columns", "projection", folder=tmp_path)
    assert together == apart
    assert "growth needed a period" in together.out
    assert "Closest to" in together.out
    assert "Closest to" not in english("progress", "--columns", "projection", folder=tmp_path).out


def test_an_unknown_column_is_refused_with_what_there_is(tmp_path: Path) -> None:
    found = english("progress", "--columns", "requird", folder=put(tmp_path))
    assert found.status == 2
    assert "The ledger has no column “requird”." in found.err
    assert "Did you mean required still required?" in found.err


@pytest.mark.parametrize("method", METHODS)
def test_every_method_can_be_asked_for_in_every_format(method: str, tmp_path: Path) -> None:
    put(tmp_path)
    for form in ("table", "csv", "json", "md"):
        found = fedstat("progress", "--method", method, "--format", form, folder=tmp_path)
        assert (found.status, method in found.out or form == "csv") == (0, True)
    record = json.loads(fedstat("progress", "--method", method, "--format", "json", folder=tmp_path).out)
    assert record["method"] == method
    assert fedstat("list", "--method", method, folder=tmp_path).status == 0
    assert fedstat("export", "csv", "--table", "progress", "--method", method, folder=tmp_path).status == 0


def test_markdown_has_the_columns_too(tmp_path: Path) -> None:
    found = english("progress", "--format", "md", "--columns", "projection", folder=put(tmp_path))
    assert "projected, linear" in found.out


def test_a_round_is_judged_by_its_own_method_unless_another_is_asked_for() -> None:
    mid = Round(
        id="mid", name="中期", kind="midterm", period=period("2023"), method="statcan", origin=origin()
    )
    what = indicator("W-1", target("at_least", "45"), baseline="40.9")
    book = ledger([what], series("W-1", y2023="41.63"), rounds=(mid,))
    assert (assess(book, round="mid").method, assess(book).method) == ("statcan", "pace")
    assert assess(book, round="mid").items[0].method_class == "limited_progress"
    assert assess(book, round="mid", method="nchs").items[0].method_class == "improving"
