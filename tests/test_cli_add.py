"""`add observation`, `add indicator`, `withdraw`: what is appended, what is refused, what is said."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from ledgers import BLOCKS
from shells import PLAN, fedstat, plan

from fedstat.ledgerfile import read

if TYPE_CHECKING:
    from pathlib import Path

    from shells import Outcome

OBSERVATION = ("add", "observation")
INDICATOR = ("add", "indicator")
DIMENSION = """
[[dimension]]
id = "residence"
name = "居住地"
categories = ["城市", { id = "rural", name = "农村" }]

[[dimension]]
id = "school"
name = "学校"
categories = ["城市", "县镇"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the plan in it."""
    return plan(tmp_path, PLAN + DIMENSION)


def run(folder: Path, *args: str, lang: str = "en", **options: str) -> Outcome:
    """Run a command in English."""
    return fedstat(*args, "--lang", lang, folder=folder, **options)  # type: ignore[arg-type]


def added(folder: Path, *args: str) -> str:
    """Return what a command appended, having seen that nothing else changed."""
    path = folder / "fedstat.toml"
    before = path.read_bytes()
    done = run(folder, *args)
    assert done.status == 0, done.err
    after = path.read_bytes()
    assert after.startswith(before)
    assert done.out.startswith(after[len(before) :].decode().lstrip("\n"))
    return after[len(before) :].decode().strip("\n")


def refused(folder: Path, *args: str) -> tuple[int, str]:
    """Return exit status and message of a command that appends nothing."""
    before = (folder / "fedstat.toml").read_bytes()
    done = run(folder, *args)
    assert (folder / "fedstat.toml").read_bytes() == before
    return done.status, done.err


# -- observations ------------------------------------------------------------------------------------------

DAY = ("--recorded", "2024-12-25")
HEAD = '[[submission]]\nperiod = "2024"\nrecorded = 2024-12-25\n'


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (("W-3-01", "2024", "42.10"), f"{HEAD}values.W-3-01 = 42.10"),
        (("就业", "2024年", "４２.1％"), f"{HEAD}values.W-3-01 = 42.1"),
        (
            ("W-3-01", "2024", "约42"),
            f'{HEAD}values.W-3-01 = {{ value = 42, as_printed = "约42", qualifier = "about" }}',
        ),
        (
            ("W-3-01", "2024", "42", "--status", "p"),
            f'{HEAD}values.W-3-01 = {{ value = 42, obs_status = "P" }}',
        ),
        (("W-3-01", "2024", "--status", "L"), f'{HEAD}values.W-3-01 = {{ obs_status = "L" }}'),
        (
            ("W-3-01", "2024", "--numerator", "412", "--denominator", "1,000"),
            f"{HEAD}values.W-3-01 = {{ numerator = 412, denominator = 1000 }}",
        ),
        (
            ("W-3-01", "2024", "42", "--status", "B", "--baseline-restated", "41%"),
            f'{HEAD}values.W-3-01 = {{ value = 42, baseline_restated = 41, obs_status = "B" }}',
        ),
        (
            ("W-3-01", "2024", "42", "--source", "年报", "--note", 'a "b"', "--reported-by", "人力"),
            f'{HEAD}reported_by = "hrss"\nsource = "年报"\nnote = "a \\"b\\""\nvalues.W-3-01 = 42',
        ),
        (
            ("W-3-01", "2024", "42", "--breakdown", "居住地=农村", "--breakdown", "县镇"),
            f'{HEAD}breakdown = {{ residence = "rural", school = "县镇" }}\nvalues.W-3-01 = 42',
        ),
    ],
)
def test_a_value_is_appended_as_people_write_it(folder: Path, args: tuple[str, ...], text: str) -> None:
    assert added(folder, *OBSERVATION, *args, *DAY, "--yes") == text


def test_what_changed_is_said_in_both_languages(folder: Path) -> None:
    done = run(folder, *OBSERVATION, "W-3-01", "2024", "45.0", "--recorded", "2025-01-02", "--evidence", "x")
    last = len((folder / "fedstat.toml").read_text("utf-8").splitlines())
    assert done.out.splitlines()[5:] == [
        "",
        f"- It stands at fedstat.toml:{last - 4}.",
        "- 女性就业人员占比 (W-3-01), 2024: nothing → 45.0%",
        "- Status at 2024: no data: not reported → met",
        "- A slip is taken back with: fedstat withdraw W-3-01 2024 --reason …",
    ]
    done = run(folder, *OBSERVATION, "W-3-01", "2024", "44", "--recorded", "2025-01-03", lang="zh")
    assert "女性就业人员占比（W-3-01），2024年：45.0% → 44%" in done.out
    assert "监测结论（2024年）：已达标 → " in done.out


def test_today_is_the_day_and_the_same_day_again_is_a_later_moment(folder: Path) -> None:
    for value in ("42.1", "42.2", "42.3"):
        added(folder, *OBSERVATION, "W-3-01", "2024", value)
    run(folder, "withdraw", "W-3-01", "2024", "--reason", "r")
    added(folder, *OBSERVATION, "W-3-01", "2024", "42.4")
    ledger = read(folder / "fedstat.toml")
    stamps = [entry.recorded for entry in ledger.entries if str(entry.period) == "2024"]
    assert stamps[0].date() in {date.today(), datetime.now().date()}  # noqa: DTZ005, DTZ011 - stamps are local
    assert stamps[0].time().isoformat() == "00:00:00"
    assert stamps == sorted(set(stamps))
    assert stamps[2] < ledger.withdrawals[-1].recorded < stamps[3]
    assert run(folder, "check").status == 0


def test_the_same_value_again_is_not_appended(folder: Path) -> None:
    added(folder, *OBSERVATION, "W-3-01", "2024", "42.1")
    for more in ((), ("--dry-run",)):
        status, said = refused(folder, *OBSERVATION, "W-3-01", "2024", "42.1", *more)
        assert status == 0
        assert "This value stands already, at fedstat.toml:" in said


def test_a_value_that_says_less_than_the_same_one_before_takes_its_source_from_nobody(folder: Path) -> None:
    said = ("--source", "统计年报", "--note", "初步")
    added(folder, *OBSERVATION, "W-3-01", "2024", "42.1", *said)
    for less in ((), said[:2], said[2:]):
        _, err = refused(folder, *OBSERVATION, "W-3-01", "2024", "42.1", *less)
        assert "This value stands already, at fedstat.toml:" in err
    added(folder, *OBSERVATION, "W-3-01", "2024", "42.1", "--source", "公报")


def test_a_revision_publishes_nothing_that_was_kept_inside(folder: Path) -> None:
    inside = HEAD + 'visibility = "internal"\nvalues.W-3-01 = 42.1\n'
    with (folder / "fedstat.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + inside)
    assert 'visibility = "internal"\n' in added(folder, *OBSERVATION, "W-3-01", "2024", "42.3")
    assert "visibility" not in added(folder, *OBSERVATION, "W-3-01", "2022", "41.3")


def test_dry_run_shows_the_entry_and_writes_nothing(folder: Path) -> None:
    done = run(folder, *OBSERVATION, "W-3-01", "2024", "42.1", "--dry-run", *DAY)
    assert done.out.startswith(f"{HEAD}values.W-3-01 = 42.1\n\n- It would stand at fedstat.toml:")
    assert "taken back with" not in done.out
    assert done.err == "Nothing is written (--dry-run).\n"
    assert (folder / "fedstat.toml").read_text("utf-8") == PLAN + DIMENSION
    assert [file.name for file in folder.iterdir()] == ["fedstat.toml"]


SLIPS = [
    ("0.421", "0.421 人 is about a hundredth of 41.63 人 (2023). Was 42.1 人 meant?"),
    ("4210", "4210 人 is about a hundred times 41.63 人 (2023). Was 42.10 人 meant?"),
    ("417", "417 人 is about ten times 41.63 人 (2023). Was 41.7 人 meant?"),
    ("5.2", "5.2 人 is about a tenth of 41.63 人 (2023). Was 52 人 meant?"),
    ("900", "900 人 is more than ten times 41.63 人 (2023)."),
    ("3", "3 人 is less than a tenth of 41.63 人 (2023)."),
]


@pytest.mark.parametrize(("value", "said"), SLIPS)
def test_what_looks_like_a_slip_needs_somebody_to_say_so(tmp_path: Path, value: str, said: str) -> None:
    text = re.sub(r"W-3-01 = .*", "W-3-01 = 41.63", PLAN.replace('"%"', '"人"', 1))
    folder = plan(tmp_path, text)
    status, err = refused(folder, *OBSERVATION, "W-3-01", "2024", value)
    assert status == 1
    assert err.splitlines() == [
        said,
        "Nothing was appended: it may be a slip.",
        "If it is right, repeat the command with --yes.",
    ]
    args = (*OBSERVATION, "W-3-01", "2024", value, "--lang", "en")
    before = (folder / "fedstat.toml").read_bytes()
    for answer in ("n\n", "\n", ""):
        done = fedstat(*args, folder=folder, terminal=True, typed=answer)
        assert done.status == 1
        assert done.err.endswith("(y/N) Nothing was appended.\n")
    assert (folder / "fedstat.toml").read_bytes() == before
    assert fedstat(*args, folder=folder, terminal=True, typed="y\n").status == 0
    assert run(folder, *OBSERVATION, "W-3-01", "2023", value, "--yes").err.startswith(said[:10])


def test_a_value_recorded_before_one_that_stands_is_doubted(folder: Path) -> None:
    added(folder, *OBSERVATION, "W-3-01", "2024", "42.1", "--recorded", "2025-02-01T09:30")
    status, err = refused(folder, *OBSERVATION, "W-3-01", "2024", "42.2", "--recorded", "2025年1月2日")
    assert status == 1
    assert err.startswith("A later entry of 1 February 2025 stands for the same")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["2042 had not begun on 2024-12-25; a forecast is given with obs_status F."]),
        ("zh", ["2024-12-25时2042年尚未开始；如是预测数，请把数据情况写为F。"]),
    ],
)
def test_a_value_of_a_period_that_had_not_begun_is_doubted(folder: Path, lang: str, said: list[str]) -> None:
    args = (*OBSERVATION, "W-3-01", "2042", "42.1", *DAY)
    assert run(folder, *args, lang=lang).err.splitlines()[: len(said)] == said
    assert "2042" not in (folder / "fedstat.toml").read_text("utf-8")
    assert run(folder, *args, "--status", "F").status == 0


@pytest.mark.parametrize("day", ["9998-12-31", "9998-12-31T08:00"])
def test_nothing_is_recorded_on_a_day_that_has_not_come(folder: Path, day: str) -> None:
    today = date.today().isoformat()  # noqa: DTZ011 - ledger stamps are local times without offset
    for args in ((*OBSERVATION, "W-3-01", "2024", "42.1"), ("withdraw", "W-3-01", "2023", "--reason", "r")):
        done = run(folder, *args, "--recorded", day)
        assert (done.status, done.err) == (
            2,
            (
                f"{day[:10]} has not come; no entry can be recorded then.\n"
                f"Leave out --recorded, or name a day up to {today}.\n"
            ),
        )


def test_the_first_value_is_held_against_the_baseline_and_zero_against_nothing(folder: Path) -> None:
    status, err = refused(folder, *OBSERVATION, "W-3-01", "2021", "0.4", "--yes", "--dry-run")
    assert (status, "about a hundredth of 40.90% (2020)" in err) == (0, True)
    for args in (("W-3-01", "2021", "0"), ("W-3-01", "2019", "1")):
        assert "hundredth" not in run(folder, *OBSERVATION, *args, "--dry-run").err


def test_a_value_recorded_before_its_withdrawal_changes_nothing(folder: Path) -> None:
    added(folder, "withdraw", "W-3-01", "2023", "--reason", "r", "--recorded", "2024-06-01")
    done = run(folder, *OBSERVATION, "W-3-01", "2023", "42", "--recorded", "2024-05-01")
    assert "- Nothing changed.\n" in done.out


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((), 2, "CODE is missing."),
        (("W-3-01",), 2, "PERIOD is missing."),
        (("W-3-01", "2024"), 2, "The value is missing."),
        (("W-9", "2024", "1"), 2, "The ledger has no indicator “W-9”."),
        (("W", "2024", "1"), 2, "“W” may be several: "),
        (("W-3-01", "2024.5", "1"), 2, "“2024.5” is no period."),
        (("W-3-01", "2024", "无"), 2, "“无” does not say why there is no value.\nLeave it out and say why"),
        (
            ("W-3-01", "2024", "1/3"),
            2,
            "“1/3” is a fraction, not a value.\nWrite: --numerator 1 --denominator 3",
        ),
        (("W-3-01", "2024", "x"), 2, "“x” cannot be read as a value."),
        (("W-3-01", "2024", "不足42"), 2, "“不足42” is a bound, not a value.\nWrite the value itself"),
        (("W-3-01", "2024", "42", "--status", "X"), 2, "--status cannot be “X”."),
        (("W-3-01", "2024", "--numerator", "约3", "--denominator", "7"), 2, "“约3” is not exact."),
        (("W-3-01", "2024", "--numerator", "x", "--denominator", "7"), 2, "“x” cannot be read as a value."),
        (("W-3-01", "2024", "42", "--breakdown", "sex=女"), 2, "The ledger has no dimension “sex”."),
        (("W-3-01", "2024", "42", "--breakdown", "城市"), 2, "“城市” may be several: residence, school."),
        (("W-3-01", "2024", "42", "--breakdown", "x"), 2, "There is no category “x”."),
        (
            ("W-3-01", "2024", "42", "--breakdown", "residence=城市", "--breakdown", "residence=rural"),
            2,
            "One dimension is named twice.",
        ),
        (("W-3-01", "2024", "42", "--recorded", "2024-02-30"), 2, "“2024-02-30” is no day of the calendar."),
        (("W-3-01", "2024", "42", "--recorded", "20240230"), 2, "“20240230” is no day of the calendar."),
        (
            ("W-3-01", "2024", "42", "--recorded", "2024-02-01T09:30+08:00"),
            2,
            "“2024-02-01T09:30+08:00” is no",
        ),
        (("W-3-01", "2024", "42", "--recorded", "soon"), 2, "“soon” is no day of the calendar."),
        (("W-3-01", "2024", "42", "--area", "x"), 2, "The ledger has no area “x”."),
        (("W-3-01", "2024", "42", "--into", "x.toml"), 2, "x.toml is no file of this ledger"),
        (("W-3-01", "2024", "42", "--note", "\udcff"), 2, "“\\udcff” is no text."),
        (("W-3-01", "2024", "42", "--status", "L"), 1, "fedstat.toml:"),
        (("W-3-01", "2024", "--numerator", "1"), 1, "fedstat.toml:"),
        (("W-3-01", "2024", "-4200", "--yes"), 1, "fedstat.toml:"),
    ],
)
def test_what_cannot_be_appended_is_told(folder: Path, args: tuple[str, ...], status: int, said: str) -> None:
    got, err = refused(folder, *OBSERVATION, *args)
    assert (got, err[: len(said)]) == (status, said), err


def test_a_ledger_without_dimensions_says_so(tmp_path: Path) -> None:
    status, err = refused(plan(tmp_path), *OBSERVATION, "W-3-01", "2024", "42", "--breakdown", "城市")
    assert (status, err.splitlines()[0]) == (2, "The ledger has no dimension of breakdowns.")


def test_a_negative_number_is_a_value_and_no_option(folder: Path) -> None:
    text = PLAN.replace("占比", "增长率") + DIMENSION
    plan(folder, text)
    assert added(folder, *OBSERVATION, "W-3-01", "2024", "-4.5", *DAY, "--yes").endswith(
        "values.W-3-01 = -4.5"
    )


def test_errors_that_stand_already_hinder_nobody_and_a_status_waits_for_them(folder: Path) -> None:
    path = folder / "fedstat.toml"
    path.write_text(path.read_text("utf-8").replace('part = "women"\n', 'part = "wommen"\n', 1), "utf-8")
    done = run(folder, *OBSERVATION, "W-3-01", "2024", "42")
    assert done.status == 0
    assert "The ledger has errors, so no status is computed" in done.out


def test_a_ledger_without_a_plan_is_left_alone(folder: Path) -> None:
    plan(folder, "fedstat = 1\n")
    status, err = refused(folder, *OBSERVATION, "W-3-01", "2024", "42")
    assert status == 1
    assert "nothing is appended" in err


def test_a_ledger_found_above_is_named(folder: Path) -> None:
    (folder / "below").mkdir()
    done = fedstat(*OBSERVATION, "W-3-01", "2024", "42", "--lang", "en", folder=folder / "below")
    assert done.err.startswith("Ledger: ../fedstat.toml\n")


def test_shared_values_are_recorded_where_they_stand(folder: Path) -> None:
    added(
        folder, *INDICATOR, "C-1", "儿童版", "--unit", "%", "--direction", "increase", "--same-as", "W-3-01"
    )
    assert added(folder, *OBSERVATION, "C-1", "2024", "42").endswith("values.W-3-01 = 42")
    assert 'indicator = "W-3-01"' in added(folder, "withdraw", "C-1", "2024", "--reason", "r")


def test_an_area_and_a_sub_group_are_said_with_the_indicator(tmp_path: Path) -> None:
    text = PLAN.replace("测试市", "某市", 1) if 'reference_area = "某市"' in PLAN else PLAN
    folder = plan(tmp_path, text + BLOCKS[BLOCKS.index("[[dimension]]") : BLOCKS.index("[[domain]]")] + AREA)
    done = run(folder, *OBSERVATION, "W-3-01", "2024", "42", "--area", "某省", "--breakdown", "rural")
    assert done.status == 0, done.err
    assert "女性就业人员占比 (W-3-01, 某省, 农村), 2024: nothing → 42%" in done.out
    assert 'reference_area = "14"' in done.out
    assert 'reference_area = "14"' in added(
        folder, "withdraw", "W-3-01", "2024", "--area", "14", "--breakdown", "rural", "--reason", "r"
    )


AREA = '[[area]]\nid = "14"\nname = "某省"\n'


# -- indicators --------------------------------------------------------------------------------------------


def test_an_indicator_is_appended_with_everything_that_is_said_of_it(folder: Path) -> None:
    text = added(
        folder,
        *(
            *INDICATOR,
            "W-3-09",
            "女性创业者占比",
            "--name-en",
            "Founders",
            "--unit",
            "%",
            "--baseline",
            "2020=31.20",
        ),
        *(
            "--target",
            "提高到35%以上",
            "--part",
            "妇女",
            "--domain",
            "经济",
            "-u",
            "人力",
            "--supporting-unit",
            "health",
        ),
        *(
            "--data-provider",
            "health",
            "--tag",
            "重点",
            "--decimals",
            "1",
            "--lag",
            "1",
            "--limit",
            "100",
            *DAY,
        ),
        *(
            "--tolerance",
            "0.2",
            "--frequency",
            "A",
            "--note",
            "n",
            "--role",
            "indicator",
            "--kind",
            "quantifiable",
        ),
    )
    assert text.splitlines() == [
        "[[indicator]]",
        'code = "W-3-09"',
        'name = "女性创业者占比"',
        'name_en = "Founders"',
        'part = "women"',
        'domain = "W-3"',
        'responsible_unit = ["hrss"]',
        'supporting_units = ["health"]',
        'data_provider = "health"',
        'unit_measure = "%"',
        'direction = "increase"',
        'tags = ["重点"]',
        'baseline = { period = "2020", value = 31.20 }',
        'target = { at_least = 35, wording = "提高到35%以上" }',
        "decimals = 1",
        "lag = 1",
        "tolerance = 0.2",
        "limit = 100",
        'kind = "quantifiable"',
        'role = "indicator"',
        'frequency = "A"',
        'note = "n"',
        "recorded = 2024-12-25",
    ]


@pytest.mark.parametrize(
    ("args", "target"),
    [
        (("--target-at-most", "5", "--direction", "decrease"), "{ at_most = 5 }"),
        (
            ("--target-above", "45%", "--direction", "increase", "--target-by", "2025年"),
            '{ above = 45, by = "2025" }',
        ),
        (("--target", "逐步提高"), '{ wording = "逐步提高" }'),
        (
            ("--target", "普及", "--target-at-least", "90", "--direction", "increase"),
            '{ at_least = 90, wording = "普及" }',
        ),
        (("--target", "普及", "--kind", "trend", "--direction", "increase"), '{ wording = "普及" }'),
        (("--target", "力争提高到45%以上"), '{ wording = "力争提高到45%以上" }'),
        (("--target", "比2020年提高5个百分点"), '{ wording = "比2020年提高5个百分点" }'),
    ],
)
def test_a_target_is_written_as_its_number_and_its_words(
    folder: Path, args: tuple[str, ...], target: str
) -> None:
    text = added(folder, *INDICATOR, "W-9", "n", "--unit", "%", "--baseline", "40", "--from-start", *args)
    assert f"\ntarget = {target}" in text
    assert "recorded" not in text


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((), 2, "CODE is missing."),
        (("W-9",), 2, "NAME is missing."),
        (("W-3-01", "n"), 2, "The code W-3-01 stands already: 女性就业人员占比."),
        (("W-9", "n", "--target", "45%"), 2, "“45%”"),
        (
            ("W-9", "n", "--target-by", "2025", "--direction", "increase"),
            2,
            "--target-by alone is no target.",
        ),
        (("W-9", "n", "--target-above", "1", "--target-below", "2"), 2, "The target has 2 comparators"),
        (("W-9", "n", "--decimals", "1.5"), 2, "“1.5” is no whole number."),
        (("W-9", "n", "--from-start", "--recorded", "2024-01-01"), 2, "--from-start has no day."),
        (("W-9", "n"), 1, "fedstat.toml:"),
        (("MAR-1", "n", "--direction", "increase"), 1, "fedstat.toml:"),
    ],
)
def test_an_indicator_that_cannot_stand_is_refused(
    folder: Path, args: tuple[str, ...], status: int, said: str
) -> None:
    got, err = refused(folder, *INDICATOR, *args)
    assert (got, err[: len(said)]) == (status, said), err


def test_a_new_edition_says_why_and_counts_from_its_day(folder: Path) -> None:
    done = run(
        folder,
        *(*INDICATOR, "W-3-01", "女性就业人员占比", "--unit", "%", "--baseline", "2020=40.90"),
        *("--target", "提高到41%以上", "--reason", "目标调整", "--document", "〔2024〕1号"),
    )
    assert done.status == 0, done.err
    assert "W-3-01 女性就业人员占比: a new edition" in done.out
    assert " → met" in done.out
    assert len([entry for entry in read(folder / "fedstat.toml").indicators if entry.code == "W-3-01"]) == 2


def test_a_new_edition_keeps_what_it_does_not_say_anew(folder: Path) -> None:
    args = (*INDICATOR, "W-3-01", "女性就业人员占比", "--reason", "目标调整", "--document", "〔2024〕1号")
    said = added(folder, *args, "--target", "提高到41%以上")
    before, after = (one for one in read(folder / "fedstat.toml").indicators if one.code == "W-3-01")
    same = ("part", "domain", "responsible_unit", "unit_measure", "direction", "tags", "baselines", "lag")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same], said
    assert "baseline" not in added(folder, *args, "--target", "提高到42%以上", "--definition", "新口径")
    status, err = refused(folder, *args)
    assert (status, err.splitlines()[0]) == (
        2,
        "A new edition states its target, also where it stays the same.",
    )


def test_a_background_figure_has_no_status(folder: Path) -> None:
    done = run(folder, *INDICATOR, "B-1", "常住人口", "--unit", "万人", "--role", "background")
    assert (done.status, "Status" in done.out) == (0, False)
    done = run(folder, *OBSERVATION, "B-1", "2023", "530.5")
    assert "常住人口 (B-1), 2023: nothing → 530.5 万人" in done.out


# -- withdrawals -------------------------------------------------------------------------------------------


def test_a_value_is_taken_back_with_its_reason(folder: Path) -> None:
    text = added(folder, "withdraw", "W-3-01", "2023", "--reason", "误报", "--by", "办公室", *DAY)
    assert text == (
        '[[withdrawal]]\nindicator = "W-3-01"\nperiod = "2023"\nreason = "误报"\nby = "办公室"\n'
        "recorded = 2024-12-25"
    )
    status, err = refused(folder, "withdraw", "W-3-01", "2023", "--reason", "误报")
    assert (status, err.splitlines()[0]) == (2, "W-3-01 has no such value of 2023 to take back.")


def test_an_indicator_is_taken_back_whole(folder: Path) -> None:
    done = run(folder, "withdraw", "W-3-01", "--reason", "调整", "--document", "〔2024〕1号")
    assert done.status == 0, done.err
    assert "W-3-01 is taken back with all its values; the ledger now has 2 indicators." in done.out
    assert " → nothing" in done.out
    for args in (("withdraw", "W-3-01", "--reason", "r"), (*OBSERVATION, "W-3-01", "2024", "42")):
        assert refused(folder, *args)[0] == 2
    assert refused(folder, *OBSERVATION, "W-3-01", "2024", "42")[1].startswith(
        "The indicator W-3-01 was withdrawn"
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "The reason is missing."),
        (("W-3-01", "--reason", " "), "The reason is missing."),
        (("--reason", "r"), "CODE is missing."),
        (
            ("W-3-01", "1999", "--reason", "r"),
            "W-3-01 has no such value of 1999 to take back.\nIt has values of: ",
        ),
        (("W-3-01", "--reason", "r", "--breakdown", "农村"), "An indicator is taken back as a whole"),
    ],
)
def test_a_withdrawal_that_says_too_little_is_refused(folder: Path, args: tuple[str, ...], said: str) -> None:
    status, err = refused(folder, "withdraw", *args)
    assert (status, err[: len(said)]) == (2, said), err


# -- the commands ------------------------------------------------------------------------------------------


def test_add_alone_shows_what_can_be_added(folder: Path) -> None:
    done = run(folder, "add")
    assert (done.status, done.err) == (0, "")
    assert "Usage: fedstat add COMMAND [OPTIONS]" in done.out
    assert "\n  add observation  " in done.out
    assert run(folder, "add", "observaton").err.endswith("Did you mean observation?\n")


def test_only_commands_that_write_load_the_lock(folder: Path) -> None:
    code = "import sys; sys.argv[1:] = {}\nfrom fedstat.cli import main\n"
    code += "try: main()\nexcept SystemExit: print('filelock' in sys.modules)"
    for args, loaded in ((["check"], "False"), ([*OBSERVATION, "W-3-01", "2024", "42"], "True")):
        done = subprocess.run(
            [sys.executable, "-c", code.format(args)],
            capture_output=True,
            check=True,
            cwd=folder,
            encoding="utf-8",
        )
        assert done.stdout.splitlines()[-1] == loaded
