"""SQLite, SDMX-CSV and data packages: keys hold, the numbers are those of `progress`, nothing is lost."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from plans import indicator, ledger, moment, origin, period, plan, target, value
from shells import fedstat
from shells import plan as folder_with

import fedstat as package
from fedstat.assessment.methods import METHODS
from fedstat.cli.files import _exchange
from fedstat.exporters.csv import table_csv
from fedstat.exporters.datapackage import dataset_files, dataset_zip
from fedstat.exporters.sqlite import dataset_sqlite
from fedstat.model.indicator import Baseline
from fedstat.model.plan import Area, Domain, Explanation, Judgement, MemberUnit, Round
from fedstat.reports.dataset import dataset
from fedstat.reports.record import progress_record
from fedstat.reports.relations import completed
from fedstat.reports.sdmx import concepts, frequency, sdmx_table, time_period
from fedstat.reports.tables import breakdown_text
from fedstat.table import Cell, Column, Dataset, Reference, Relation, Row, Table, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedstat.assessment import Evaluation
    from fedstat.model.ledger import Ledger

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ("china-2021-2025", "city-plan-190", "taiyuan-2023")
FOR_OTHERS = ("sqlite", "sdmx-csv", "datapackage")


@cache
def example(name: str) -> Ledger:
    return package.read(EXAMPLES / f"{name}.toml")


def of(evaluation: Evaluation, **more: Any) -> Dataset:
    return dataset(evaluation, tuple(evaluation.known.indicators.values()), "zh", **more)


def opened(payload: bytes) -> closing[sqlite3.Connection]:
    base = sqlite3.connect(":memory:")
    base.deserialize(payload)
    base.row_factory = sqlite3.Row
    return closing(base)


def asked(payload: bytes, query: str) -> list[dict[str, Any]]:
    with opened(payload) as base:
        return [dict(row) for row in base.execute(query)]


def rows_of(payload: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(payload.decode("utf-8"), newline="")))


def unpacked(payload: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(payload)) as packed:
        return {entry.filename: packed.read(entry) for entry in packed.infolist()}


# -- keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_in_a_database_every_key_and_every_reference_holds_and_every_view_can_be_read(name: str) -> None:
    with opened(dataset_sqlite(of(package.assess(example(name))))) as base:
        assert base.execute("PRAGMA integrity_check").fetchall()[0][0] == "ok"
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        views = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        counts = {view: base.execute(f'SELECT COUNT(*) FROM "{view}"').fetchone()[0] for view in views}  # noqa: S608
        tables = {
            view: base.execute(f'SELECT COUNT(*) FROM "{view.removesuffix("_named")}"').fetchone()[0]  # noqa: S608
            for view in views
            if view.endswith("_named")
        }
    assert {view: counts[view] for view in tables} == tables, "a name neither drops nor doubles a row"
    assert counts["progress_total"] == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_of_a_dataset_leads_to_an_earlier_relation_or_the_same(name: str) -> None:
    data = of(package.assess(example(name)))
    seen: set[str] = set()
    for relation in data.relations:
        seen.add(relation.name)
        assert {one.relation for one in relation.references} <= seen, relation.name
        assert set(relation.key) <= {column.key for column in relation.table.columns}


def test_what_is_referred_to_and_nowhere_declared_gets_a_row() -> None:
    named = (Column(key="id", title=""), Column(key="name", title=""), Column(key="parent", title=""))
    areas = Relation(
        name="areas",
        table=Table(columns=named, rows=(Row(cells=(Cell("a", "a"), Cell("A", "A"), Cell("z", "z"))),)),
        key=("id",),
        references=(Reference(column="parent", relation="areas", key="id"),),
    )
    values = Relation(
        name="values",
        table=Table(
            columns=(Column(key="area", title=""),),
            rows=tuple(Row(cells=(Cell(area, area or None),)) for area in ("a", "b", "", "b", "z")),
        ),
        key=("area",),
        references=(
            Reference(column="area", relation="areas", key="id"),
            Reference(column="area", relation="elsewhere", key="code"),
        ),
    )
    full, same = completed((areas, values))
    assert [[cell.value for cell in row.cells] for row in full.table.rows] == [
        ["a", "A", "z"],
        ["z", "z", None],
        ["b", "b", None],
    ]
    assert same == values


def test_a_unit_that_is_declared_later_than_the_day_has_a_row_by_its_id() -> None:
    late = moment("2024-05-01")
    found = package.assess(
        ledger(
            [indicator("W-1", target(value="45"), responsible_unit=("hrss",), data_provider="hrss")],
            [value("W-1", "2023", "44", reported_by="hrss", recorded=moment("2023-12-01"))],
            member_units=(MemberUnit(id="hrss", name="人社局", recorded=late, origin=origin()),),
        ),
        known_on=moment("2023-12-31").date(),
    )
    payload = dataset_sqlite(of(found))
    assert asked(payload, "SELECT id, name FROM member_units") == [{"id": "hrss", "name": "hrss"}]
    assert asked(payload, "SELECT reported_by_name FROM observations_named") == [{"reported_by_name": "hrss"}]


# -- what the tables say -----------------------------------------------------------------------------------

FULL = ledger(
    [
        indicator(
            "W-1",
            target(value="45", by="2025", wording="达到45%"),
            target("between", bounds=("1", "2.50"), by="2030", breakdown=(("sex", "女"),)),
            target(derivation="percent", change="10", by="2025"),
            baselines=(
                Baseline(period=period("2020"), value=Decimal("40.90")),
                Baseline(
                    period=period("2020"),
                    value=Decimal(38),
                    breakdown=(("sex", "女"),),
                    reference_area="省",
                    source="年鉴",
                ),
            ),
            domain="d",
            responsible_unit=("u", "v", "u"),
            supporting_units=("v",),
        ),
        indicator("C-1", target(value="1.5", relative_to="省"), same_as="W-1", part="c"),
        indicator("A-1", target(value="5"), role="activity", direction=None),
    ],
    [
        value("W-1", "2022", "41.20"),
        value("W-1", "2023", "63.10", "P", breakdown=(("residence", "农村"), ("sex", "女"))),
        value("W-1", "2023", "43.40", reported_by="u", recorded=moment("2024-01-20T09:30")),
        value("W-1", "2023", "50.00", area="省"),
        value("W-1", "term:15", "3"),
        value("W-1", "2024", "99"),
    ],
    plans=(plan(compare=("省", "全国")),),
    domains=(Domain(id="d", name="领域", part="p", origin=origin()),),
    areas=(Area(id="城市", name="某城市", parent="省", origin=origin()),),
    rounds=(
        Round(
            id="r",
            name="中期评估",
            kind="midterm",
            period=period("2023"),
            known_on=moment("2024-02-01").date(),
            target_period=period("2025"),
            origin=origin(),
        ),
    ),
    explanations=tuple(
        Explanation(
            indicator="W-1",
            period=period(when),
            reported_by="u",
            outlook="difficult",
            cause="原因",
            due=moment("2024-06-30").date(),
            origin=origin(),
        )
        for when in ("2023", "2024", "term:15")
    ),
    judgements=(
        Judgement(
            indicator="W-1",
            period=period("2023"),
            status="met",
            by="办公室",
            reason="基本实现",
            recorded=moment("2024-01-21"),
            origin=origin(),
        ),
    ),
)


def full(query: str, **more: Any) -> list[tuple[Any, ...]]:
    found = package.assess(FULL, round="r")
    return [tuple(row.values()) for row in asked(dataset_sqlite(of(found, **more)), query)]


def test_the_plan_is_one_row_that_leads_to_its_round_and_its_area() -> None:
    assert full(
        "SELECT title, reference_area_name, round_name, period, target_period, known_on, method"
        " FROM plan_named"
    ) == [("测试规划", "某城市", "中期评估", "2023", "2025", "2024-02-01", "pace")]
    assert full("SELECT id, period, known_on, target_period FROM rounds") == [
        ("r", "2023", "2024-02-01", "2025")
    ]


def test_an_area_leads_to_the_one_that_it_lies_in_and_one_that_is_only_named_has_a_row() -> None:
    assert full("SELECT id, name, parent FROM areas") == [
        ("城市", "某城市", "省"),
        ("省", "省", None),
    ]


def test_observations_have_their_digits_and_every_part_of_their_key() -> None:
    assert full(
        "SELECT reference_area, breakdown, period, value, value_text, obs_status, recorded FROM observations"
    ) == [
        ("城市", "_T", "2022", 41.2, "41.20", "A", None),
        ("城市", "_T", "2023", 43.4, "43.40", "A", "2024-01-20T09:30:00"),
        ("城市", "_T", "term:15", 3.0, "3", "A", None),
        ("城市", "residence=农村; sex=女", "2023", 63.1, "63.10", "P", None),
        ("省", "_T", "2023", 50.0, "50.00", "A", None),
    ]
    assert full("SELECT DISTINCT reference_area FROM observations", area="省") == [("省",)]


def test_what_a_breakdown_means_stands_in_a_table_of_its_own() -> None:
    assert full("SELECT * FROM breakdowns") == [
        ("residence=农村; sex=女", "residence", "农村"),
        ("residence=农村; sex=女", "sex", "女"),
        ("sex=女", "sex", "女"),
    ]


def test_every_breakdown_has_a_text_of_its_own() -> None:
    several = [
        (),
        (("a", "b"), ("c", "d")),
        (("a", "b; c=d"),),
        (("a", 'b"'),),
        (("a=b", "c"),),
        (("a", "b=c"),),
        (("a", " b"),),
        (("a", "b"),),
    ]
    assert len({breakdown_text(one) for one in several}) == len(several)


def test_targets_and_baselines_are_numbers() -> None:
    assert full(
        "SELECT indicator, position, period, comparator, value, lower_text, upper_text, keep, relative_to,"
        " breakdown, wording FROM targets"
    ) == [
        ("W-1", 1, "2025", "at_least", 45.0, None, None, 0, None, "_T", "达到45%"),
        ("W-1", 2, "2030", "between", None, "1", "2.50", 0, None, "sex=女", None),
        ("W-1", 3, "2025", "at_least", None, None, None, 0, None, "_T", None),
        ("C-1", 1, "2025", "at_least", 1.5, None, None, 0, "省", "_T", None),
        ("A-1", 1, "2025", "at_least", 5.0, None, None, 0, None, "_T", None),
    ]
    assert full("SELECT * FROM baselines") == [
        ("W-1", 1, "城市", "_T", "2020", 40.9, "40.90", None),
        ("W-1", 2, "省", "sex=女", "2020", 38.0, "38", "年鉴"),
    ]


def test_who_answers_for_an_indicator_and_who_supports_it_are_tables() -> None:
    assert full("SELECT * FROM responsible_units") == [("W-1", "u"), ("W-1", "v")]
    assert full("SELECT * FROM supporting_units") == [("W-1", "v")]
    assert full("SELECT code, same_as FROM indicators") == [("W-1", None), ("C-1", "W-1"), ("A-1", None)]


def test_areas_to_compare_are_rows_not_columns() -> None:
    assert full("SELECT * FROM comparisons") == [
        ("W-1", "省", "2023", 50.0, "50.00"),
        ("C-1", "省", "2023", 50.0, "50.00"),
    ]


def test_explanations_and_judgements_up_to_the_period_are_there() -> None:
    assert full("SELECT indicator, period, reported_by, outlook, cause, due FROM explanations") == [
        ("W-1", "2023", "u", "difficult", "原因", "2024-06-30"),
        ("W-1", "term:15", "u", "difficult", "原因", "2024-06-30"),
    ]
    assert full('SELECT status, "by", reason, recorded FROM judgements') == [
        ("met", "办公室", "基本实现", "2024-01-21")
    ]


def test_views_name_what_is_referred_to_and_count_what_is_judged() -> None:
    assert full("SELECT code, domain_name, part_name FROM progress_named") == [
        ("W-1", "领域", None),
        ("C-1", None, "c"),
    ]
    assert full("SELECT domain, name, total FROM progress_by_domain") == [("d", "领域", 1), (None, None, 1)]
    assert full("SELECT member_unit, total FROM progress_by_responsible_unit") == [
        ("u", 1),
        ("v", 1),
        (None, 1),
    ]


def test_titles_are_in_the_language_and_names_are_not() -> None:
    found = package.assess(FULL, round="r")
    chinese, english = (
        dataset(found, tuple(found.known.indicators.values()), language).relations[-1]
        for language in ("zh", "en")
    )
    assert chinese.name == english.name == "judgements"
    assert [one.key for one in chinese.table.columns] == [one.key for one in english.table.columns]
    assert [one.title for one in english.table.columns][2:4] == ["assessment", "judged by"]


# -- the same numbers as `progress` ------------------------------------------------------------------------

SAME = (
    *("latest", "previous", "baseline"),
    *("change_from_previous", "change_from_baseline", "distance_to_target", "completion", "elapsed"),
)


def views() -> Iterator[tuple[str, str, str | None]]:
    for name in NAMES:
        rounds = [entry.id for entry in example(name).rounds]
        for method in METHODS:
            yield from ((name, method, one) for one in (None, *rounds))


@pytest.mark.parametrize(("name", "method", "view"), list(views()))
def test_every_format_has_the_numbers_of_progress(name: str, method: str, view: str | None) -> None:
    found = package.assess(example(name), method=method, round=view)
    record: Any = progress_record(found, "zh")
    data = of(found)
    base, files = dataset_sqlite(data), dataset_files(data)
    stored = asked(base, "SELECT * FROM progress")
    packed = rows_of(files["progress.csv"])
    for said, row, line in zip(record["indicators"], stored, packed, strict=True):
        assert [row["code"], row["status"], row["carried"]] == [
            *(said["code"], said["status"], int(said["carried"]))
        ]
        assert [line["code"], line["status"], line["method_class"]] == [
            *(said["code"], said["status"], said["method_class"] or "")
        ]
        for key in SAME:
            number = said[key]["value"] if isinstance(said[key], dict) else said[key]
            text = None if number is None else f"{number:f}"
            assert (row[f"{key}_text"], line[key]) == (text, text or "")
            assert row[key] == (None if number is None else float(number))
    summary = record["summary"]
    counted = asked(base, "SELECT * FROM progress_total")[0]
    assert counted.pop("total") == summary["indicators"]
    assert counted == {key: summary[key] for key in counted}
    parts = asked(base, "SELECT * FROM progress_by_part")
    assert sum(part["met"] for part in parts) == summary["met"]
    spread = total_values(found)
    used = [item.latest.observation for item in found if item.latest and item.latest.observation]
    whole = [one for one in used if one.period.dated and not one.breakdown]
    assert whole
    for one in whole:
        assert spread[one.indicator, one.reference_area, time_period(one.period)] == f"{one.value:f}"


def total_values(found: Evaluation) -> dict[tuple[str, str, str], str]:
    """Return the values that SDMX-CSV gives for all groups together."""
    table, _ = sdmx_table(found, tuple(found.known.indicators.values()))
    groups = set(concepts(found.known.dimensions).values())
    return {
        (row["INDICATOR"], row["REF_AREA"], row["TIME_PERIOD"]): row["OBS_VALUE"]
        for row in rows_of(table_csv(table, strict=True))
        if all(text == "_T" for key, text in row.items() if key in groups)
    }


# -- SDMX-CSV ----------------------------------------------------------------------------------------------


COLUMNS = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,RESIDENCE,SEX,TIME_PERIOD,OBS_VALUE,"
    "OBS_STATUS,UNIT_MEASURE,NUMERATOR,DENOMINATOR,BASELINE_RESTATED,QUALIFIER,AS_PRINTED,"
    "DATA_PROVIDER,SOURCE,EVIDENCE,COMMENT_OBS"
)


def test_sdmx_csv_has_the_columns_of_the_standard_and_keeps_digits() -> None:
    found = package.assess(FULL, round="r")
    table, terms = sdmx_table(found, tuple(found.known.indicators.values()), area="城市")
    lines = table_csv(table, strict=True).decode().split("\r\n")
    assert terms == 1
    assert lines == [
        COLUMNS,
        "datastructure,FEDSTAT:PLAN(1.0),I,A,W-1,城市,_T,_T,2022,41.20,A,%,,,,,,,,,",
        "datastructure,FEDSTAT:PLAN(1.0),I,A,W-1,城市,_T,_T,2023,43.40,A,%,,,,,,u,,,",
        "datastructure,FEDSTAT:PLAN(1.0),I,A,W-1,城市,农村,女,2023,63.10,P,%,,,,,,,,,",
        "",
    ]


def test_what_is_said_of_a_value_is_an_attribute_of_it() -> None:
    entry = value(
        *("W-1", "2023", "5.0", "B"),
        numerator=Decimal("1.50"),
        denominator=Decimal(30),
        baseline_restated="4.10",
        qualifier="more than",
        as_printed="5.0余",
        source="年鉴",
        evidence="第1号",
        note="口径调整",
    )
    missing = value("W-1", "2022", None, "L")
    found = package.assess(ledger([indicator("W-1")], [entry, missing]))
    table, _ = sdmx_table(found, tuple(found.known.indicators.values()))
    first, second = rows_of(table_csv(table))
    assert list(first.values())[6:] == [
        *(
            "2023",
            "5.0",
            "B",
            "%",
            "1.50",
            "30",
            "4.10",
            "more than",
            "5.0余",
            "",
            "年鉴",
            "第1号",
            "口径调整",
        )
    ]
    assert (second["OBS_VALUE"], second["OBS_STATUS"]) == ("", "L")


@pytest.mark.parametrize(
    ("given", "freq", "spelt"),
    [
        ("2023", "A", "2023"),
        ("2023-H1", "S", "2023-S1"),
        ("2023-H2", "S", "2023-S2"),
        ("2023-Q4", "Q", "2023-Q4"),
        ("2023-06", "M", "2023-06"),
        ("2019/2023", "A5", "2019-01-01/P5Y"),
    ],
)
def test_a_period_is_spelt_as_sdmx_has_it(given: str, freq: str, spelt: str) -> None:
    assert (frequency(period(given)), time_period(period(given))) == (freq, spelt)


def test_every_dimension_has_a_name_of_its_own_that_sdmx_allows() -> None:
    names = [
        "sex",
        "marital-status",
        "marital_status",
        "城乡",
        "source",
        "SEX",
        "group_4",
        "1st",
        "a b",
        "ß",
        "sex",
    ]
    called = concepts(names)
    assert list(called.values()) == [
        *("SEX", "MARITAL_STATUS", "GROUP_3", "GROUP_4", "GROUP_5", "GROUP_6", "GROUP_7", "GROUP_8"),
        *("GROUP_9", "SS"),
    ]


# -- files -------------------------------------------------------------------------------------------------


def test_a_package_declares_its_keys_types_and_references() -> None:
    found = package.assess(FULL, round="r")
    files = dataset_files(of(found))
    declared: Any = json.loads(files["datapackage.json"])
    assert list(declared) == ["$schema", "name", "title", "resources"]
    assert (declared["name"], declared["title"]) == ("fedstat", "测试规划")
    by_name = {resource["name"]: resource for resource in declared["resources"]}
    assert [resource["path"] for resource in declared["resources"]] == list(files)[:-1]
    assert by_name["parts"]["schema"] == {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [
            {"name": "id", "title": "编号", "type": "string", "constraints": {"required": True}},
            {"name": "name", "title": "名称", "type": "string"},
            {"name": "name_en", "title": "英文名称", "type": "string"},
        ],
        "primaryKey": ["id"],
        "missingValues": [""],
    }
    assert by_name["areas"]["schema"]["foreignKeys"] == [
        {"fields": ["parent"], "reference": {"fields": ["id"]}}
    ]
    assert by_name["explanations"]["schema"]["foreignKeys"] == [
        {"fields": ["indicator"], "reference": {"resource": "indicators", "fields": ["code"]}},
        {"fields": ["reported_by"], "reference": {"resource": "member_units", "fields": ["id"]}},
    ]
    types = {field["name"]: field["type"] for field in by_name["targets"]["schema"]["fields"]}
    assert (types["position"], types["value"], types["keep"]) == ("integer", "number", "boolean")


def test_the_files_of_an_archive_may_be_read_once_unpacked() -> None:
    data = of(package.assess(FULL))
    payload = dataset_zip(data)
    with ZipFile(io.BytesIO(payload)) as packed:
        entries = packed.infolist()
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert unpacked(payload) == dataset_files(data)


@pytest.mark.parametrize("form", FOR_OTHERS)
def test_exporting_twice_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    first, second = (fedstat("export", form, folder=folder).payload for _ in range(2))
    assert first == second != b""


def test_a_name_in_a_database_may_hold_anything() -> None:
    odd = 'a"b; DROP TABLE x--'
    table = Table(
        columns=(Column(key=odd, title=""), Column(key="name", title="")),
        rows=(Row(cells=(Cell("1", "it's"), Cell())),),
    )
    named = Relation(name=odd, table=table, key=(odd,))
    data = Dataset(
        name="x",
        title="x",
        relations=(named,),
        tallies=(Tally(name="'t\"", relation=odd, column=odd, words=("it's", "on-track")),),
    )
    assert asked(dataset_sqlite(data), 'SELECT * FROM "\'t"""') == [{"total": 1, "it's": 1, "on_track": 0}]


# -- hostile texts, and what is not public -----------------------------------------------------------------

HOSTILE = (
    "=cmd()|' /C calc'!A0",
    "</script><script>alert(1)</script>",
    "\u202egnp.exe\u200f",
    "长" * 10_000,
    "👩‍👧‍👦 🇨🇳",
    "\"quoted\" 'id'; DROP TABLE plan--",
    "a; b=c,d",
    "行一\n行二\t\x00\x1b[31m",
)


def hostile(text: str) -> str:
    """Return a ledger with *text* wherever a text may stand."""
    quoted = json.dumps(text, ensure_ascii=False)
    return f"""\
fedstat = 1
[plan]
title = {quoted}
title_en = {quoted}
reference_area = {quoted}
baseline_period = "2020"
target_period = "2025"
compare = ["B"]
[[part]]
id = {quoted}
title = {quoted}
[[dimension]]
id = {quoted}
name = {quoted}
categories = [{quoted}, "x"]
[[domain]]
id = {quoted}
name = {quoted}
name_en = {quoted}
part = {quoted}
[[member_unit]]
id = {quoted}
name = {quoted}
contact = {quoted}
[[area]]
id = "B"
name = "B"
[[indicator]]
code = "W-1"
name = {quoted}
part = {quoted}
domain = {quoted}
responsible_unit = {quoted}
unit_measure = {quoted}
direction = "increase"
tags = [{quoted}]
definition = {quoted}
baseline = {{ period = "2020", value = 40.90, source = {quoted} }}
target = {{ at_least = 45, wording = {quoted} }}
[[submission]]
period = "2023"
reported_by = {quoted}
source = {quoted}
evidence = {quoted}
[submission.values]
W-1 = [
  {{ value = 63.10, note = {quoted}, as_printed = {quoted} }},
  {{ value = 60.0, breakdown = {{ {quoted} = {quoted} }} }},
  {{ value = 61.0, breakdown = {{ {quoted} = "x" }} }},
]
[[explanation]]
indicator = "W-1"
period = "2023"
reported_by = {quoted}
cause = {quoted}
"""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_stored_as_it_stands_and_breaks_nothing(text: str, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, hostile(text))
    done = {form: fedstat("export", form, folder=folder) for form in FOR_OTHERS}
    assert {form: one.status for form, one in done.items()} == dict.fromkeys(FOR_OTHERS, 0), done
    base = done["sqlite"].payload
    with opened(base) as checked:
        assert checked.execute("PRAGMA foreign_key_check").fetchall() == []
    assert asked(base, "SELECT id, name, contact FROM member_units") == [
        {"id": text, "name": text, "contact": text}
    ]
    assert asked(base, "SELECT value_text FROM observations") == [
        {"value_text": number} for number in ("63.10", "60.0", "61.0")
    ]
    defused = f"'{text}" if text.startswith("=") else text
    unit = rows_of(unpacked(done["datapackage"].payload)["member_units.csv"])[0]
    assert unit == {"id": defused, "name": defused, "name_en": "", "contact": defused}
    first, *groups = rows_of(done["sdmx-csv"].payload)
    assert (first["SOURCE"], first["GROUP_1"], first["OBS_VALUE"]) == (defused, "_T", "63.10")
    assert [row["GROUP_1"] for row in groups] == [defused, "x"]


SECRETS = ("机密指标", "W-9-99", "机密来源", "机密附注", "机密文号", "机密原因", "77.77", "88.88", "机密口径")
INTERNAL = """
[[indicator]]
code = "W-9-99"
name = "机密指标"
unit_measure = "%"
direction = "increase"
visibility = "internal"
definition = "机密口径"
baseline = { period = "2020", value = 77.77 }
target = { at_least = 90 }
[[submission]]
period = "2021"
visibility = "internal"
source = "机密来源"
evidence = "机密文号"
[submission.values]
W-3-01 = { value = 88.88, note = "机密附注" }
W-9-99 = 77.77
[[explanation]]
indicator = "W-9-99"
period = "2021"
cause = "机密原因"
"""


@pytest.mark.parametrize("form", FOR_OTHERS)
def test_public_leaves_no_byte_of_what_is_internal(form: str, tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path, (Path(__file__).parent / "cli" / "plan.toml").read_text("utf-8") + INTERNAL
    )

    def found(*more: str) -> set[str]:
        payload = fedstat("export", form, *more, folder=folder).payload
        several = unpacked(payload).values() if form == "datapackage" else [payload]
        assert payload
        return {word for word in SECRETS for one in several if word.encode() in one}

    assert found() >= {"W-9-99", "机密来源", "77.77", "88.88", "机密附注"}
    assert found("--public") == set()


# -- the command line --------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_with(tmp_path / "plan")


@pytest.mark.parametrize("form", FOR_OTHERS)
def test_filters_narrow_every_format(form: str, folder: Path) -> None:
    payload = fedstat("export", form, "--domain", "W-3", "--period", "2022", folder=folder).payload
    if form == "sqlite":
        values = [row["value_text"] for row in asked(payload, "SELECT value_text FROM observations")]
    elif form == "datapackage":
        values = [row["value"] for row in rows_of(unpacked(payload)["observations.csv"])]
    else:
        values = [row["OBS_VALUE"] for row in rows_of(payload)]
    assert values == ["41.20"]


def test_terms_of_office_that_sdmx_csv_leaves_out_are_counted(folder: Path) -> None:
    ledger_file = folder / "fedstat.toml"
    term = '\n[[submission]]\nperiod = "term:{}"\nreported_by = "hrss"\n[submission.values]\nW-3-01 = 26.8\n'
    ledger_file.write_text(ledger_file.read_text("utf-8") + term.format(14), "utf-8")
    one = fedstat("export", "sdmx-csv", "--lang", "en", folder=folder)
    ledger_file.write_text(ledger_file.read_text("utf-8") + term.format(15), "utf-8")
    two = fedstat("export", "sdmx-csv", "--lang", "en", folder=folder)
    assert one.err.endswith("1 value of a term of office is left out: SDMX has no period for it.\n")
    assert two.err.endswith("2 values of terms of office are left out: SDMX has no period for them.\n")


@pytest.mark.parametrize(("form", "name"), [("sqlite", "plan.sqlite"), ("datapackage", "plan.zip")])
def test_what_is_no_text_is_not_shown_on_a_terminal(form: str, name: str, folder: Path) -> None:
    for output in ((), ("-o", "-")):
        done = fedstat("export", form, *output, "--lang", "en", folder=folder, terminal=True)
        assert (done.status, done.out) == (2, "")
        assert done.err == (
            f"{form} is no text; a screen cannot show it.\n"
            f"Write it to a file: fedstat export {form} -o {name}\n"
        )
    assert fedstat("export", form, "-o", name, folder=folder, terminal=True).status == 0
    assert (folder / name).stat().st_size > 0


@pytest.mark.parametrize("form", FOR_OTHERS)
def test_only_csv_has_a_table_and_words_for_excel(form: str, folder: Path) -> None:
    done = fedstat("export", form, "--table", "units", "--excel", "--lang", "en", folder=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"{form} has no --table, --excel; only csv has.\nLeave it out, or export csv.\n"


@pytest.mark.parametrize("name", ["open", "open.d/", "陈列"])
def test_a_package_goes_into_a_new_folder(name: str, folder: Path) -> None:
    assert fedstat("export", "datapackage", "-o", name, folder=folder).status == 0
    written = {path.name: path.read_bytes() for path in (folder / name).iterdir()}
    assert written == unpacked(fedstat("export", "datapackage", folder=folder).payload)
    assert sorted(path.name for path in folder.iterdir()) == sorted(["fedstat.toml", name.rstrip("/")])


def test_in_a_folder_that_stands_other_files_are_left_alone(folder: Path) -> None:
    (folder / "v1.2").mkdir()
    (folder / "v1.2" / "notes.txt").write_text("mine", "utf-8")
    (folder / "v1.2" / "plan.csv").write_text("old", "utf-8")
    assert fedstat("export", "datapackage", "-o", "v1.2", folder=folder).status == 0
    assert (folder / "v1.2" / "notes.txt").read_text("utf-8") == "mine"
    assert (folder / "v1.2" / "plan.csv").read_text("utf-8").startswith("title,")
    assert not [path.name for path in (folder / "v1.2").iterdir() if path.name.startswith(".")]


def test_a_package_is_one_zip_or_a_folder(folder: Path) -> None:
    (folder / "file").write_text("x", "utf-8")
    assert fedstat("export", "datapackage", "-o", "p.ZIP", folder=folder).status == 0
    assert "datapackage.json" in unpacked((folder / "p.ZIP").read_bytes())
    for name, stem in (("p.json", "p"), ("file", "file")):
        done = fedstat("export", "datapackage", "-o", name, "--lang", "en", folder=folder)
        assert done.status == 2
        assert done.err == (
            f"A data package is one .zip file, or a folder; {name} is neither.\n"
            f"Write -o {stem}.zip, or name a folder: -o {stem}/\n"
        )


def test_where_no_folder_can_be_made_nothing_is_left_behind(folder: Path) -> None:
    done = fedstat("export", "datapackage", "-o", "a/b", "--lang", "en", folder=folder)
    assert (done.status, done.err) == (
        3,
        "a/b cannot be written: there is no such folder\nName another file after -o.\n",
    )
    (folder / "c" / "plan.csv").mkdir(parents=True)
    (folder / "c" / "areas.csv").write_text("old", "utf-8")
    done = fedstat("export", "datapackage", "-o", "c", "--lang", "en", folder=folder)
    assert (done.status, done.err.splitlines()[0]) == (3, "c cannot be written: a folder has that name")
    assert sorted(path.name for path in (folder / "c").iterdir()) == ["areas.csv", "plan.csv"]
    assert (folder / "c" / "areas.csv").read_text("utf-8") == "old"
    assert fedstat("export", "datapackage", "-o", "a\0b", folder=folder).status == 3


def test_the_ledger_itself_is_never_written_over_by_a_package(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "fedstat.toml").rename(folder / "plan.csv")
    before = (folder / "plan.csv").read_bytes()
    done = fedstat("export", "datapackage", "-f", "plan.csv", "-o", ".", "--lang", "en", folder=folder)
    assert (done.status, done.err.splitlines()[0]) == (
        2,
        "plan.csv is the ledger itself; nothing is written over it.",
    )
    assert [path.name for path in folder.iterdir()] == ["plan.csv"]
    assert (folder / "plan.csv").read_bytes() == before


def test_when_one_file_cannot_be_moved_all_others_go_back(tmp_path: Path) -> None:
    beside, goal = tmp_path / "beside", tmp_path / "goal"
    beside.mkdir()
    goal.mkdir()
    (goal / "a").write_text("old a", "utf-8")
    for name in "ab":
        (beside / name).write_text(f"new {name}", "utf-8")
    with pytest.raises(FileNotFoundError) as caught:
        _exchange(["a", "b", "missing"], beside, goal)
    assert caught.value.errno == errno.ENOENT
    assert {path.name: path.read_text("utf-8") for path in goal.iterdir()} == {"a": "old a"}


def test_a_plan_without_any_period_has_its_tables_too(tmp_path: Path) -> None:
    bare = 'fedstat = 1\n[plan]\ntitle = "T"\nreference_area = "X"\n'
    folder = folder_with(tmp_path, bare)
    assert [fedstat("export", form, folder=folder).status for form in FOR_OTHERS] == [0, 0, 0]


# -- software that we did not write ------------------------------------------------------------------------

FRICTIONLESS = """\
import json, sys
from frictionless import Package
report = Package(sys.argv[1]).validate()
print(json.dumps([report.stats["tasks"], report.flatten(["type", "message"])]))
"""
PYSDMX = """\
import json, sys
from pysdmx.io.csv.sdmx20.reader import read
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    several = read(file.read())
print(json.dumps([[str(one.structure), str(one.action), one.data.to_dict("records")] for one in several]))
"""


def told(script: str, path: Path) -> Any:
    """Return what a script says of a file, in a process of its own: its warnings are not ours."""
    done = subprocess.run(
        [sys.executable, "-c", script, path.name],
        cwd=path.parent,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def texts() -> Iterable[str]:
    yield from ((EXAMPLES / f"{name}.toml").read_text("utf-8") for name in NAMES)
    yield from (hostile(text) for text in HOSTILE if "\x00" not in text)


@pytest.mark.library("frictionless")
def test_frictionless_finds_every_package_valid(tmp_path: Path) -> None:
    for number, text in enumerate(texts()):
        folder = folder_with(tmp_path / str(number), text)
        assert fedstat("export", "datapackage", "-o", "open", folder=folder).status == 0
        assert told(FRICTIONLESS, folder / "open" / "datapackage.json") == [20, []], text[:80]


@pytest.mark.library("frictionless")
def test_frictionless_would_notice_a_reference_that_leads_nowhere(folder: Path) -> None:
    fedstat("export", "datapackage", "-o", "open", folder=folder)
    path = folder / "open" / "domains.csv"
    path.write_text(path.read_text("utf-8").replace(",women", ",nowhere", 1), "utf-8")
    _, errors = told(FRICTIONLESS, folder / "open" / "datapackage.json")
    assert [error[0] for error in errors] == ["foreign-key"]


@pytest.mark.library("pysdmx")
def test_pysdmx_reads_every_value_of_sdmx_csv(tmp_path: Path) -> None:
    for number, text in enumerate(texts()):
        folder = folder_with(tmp_path / str(number), text)
        done = fedstat("export", "sdmx-csv", "-o", "values.csv", folder=folder)
        assert done.status == 0
        [[structure, action, records]] = told(PYSDMX, folder / "values.csv")
        assert (structure, action) == ("DataStructure=FEDSTAT:PLAN(1.0)", "Information")
        ours = rows_of((folder / "values.csv").read_bytes())
        assert [number_of(one["OBS_VALUE"]) for one in records] == [
            number_of(one["OBS_VALUE"]) for one in ours
        ]
        for key in ("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_STATUS", "SOURCE"):
            assert [one[key] for one in records] == [one[key] for one in ours]


def number_of(text: str) -> Decimal | None:
    return Decimal(text) if text else None
