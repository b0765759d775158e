"""What the reader finds wrong: the code, the place, and what is still read beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from ledgers import BLOCKS, INDICATOR, PLAN, SUBMISSION, codes, ledger_of

from fedstat.language import say

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.model.ledger import Ledger

YEAR = '"2023"'
BARE = '[[indicator]]\ncode = "W-2"\nname = "x"\nunit_measure = "%"\n'


def spots(ledger: Ledger) -> list[tuple[str, str]]:
    """Return of every finding the code and what the caret underlines."""
    found = []
    for finding in ledger.findings:
        place = finding.place
        assert place is not None
        found.append((finding.code, place.text[place.column - 1 : place.column - 1 + place.width]))
    return found


def told(ledger: Ledger, language: str = "en") -> str:
    """Return the message and the remedy of the only finding."""
    (finding,) = ledger.findings
    assert language == "en"
    return f"{say(finding.message, 'en')} {say(finding.remedy, 'en')}"


# -- the file ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head", ["", "fedstat = 2\n", "fedstat = 0\n", 'fedstat = "1"\n', "fedstat = true\n"]
)
def test_the_file_says_which_format_it_has(tmp_path: Path, head: str) -> None:
    assert codes(ledger_of(tmp_path, "", head=head)) == ["format-version"]


def test_a_ledger_without_a_plan_still_holds_the_rest(tmp_path: Path) -> None:
    text = f"{INDICATOR}baseline = {{ value = 1 }}\n{SUBMISSION}W-1 = 41.63\n"
    ledger = ledger_of(tmp_path, text, plan="")
    assert codes(ledger) == ["plan-missing"]
    assert (ledger.plans, ledger.area) == ((), "")
    assert [entry.value for entry in ledger.entries] == [Decimal("41.63")]


@pytest.mark.parametrize("plan", ["[[plan]]\ntitle = 'x'\n", "plan = 5\n"])
def test_the_plan_is_one_table(tmp_path: Path, plan: str) -> None:
    assert codes(ledger_of(tmp_path, "", plan=plan)) == ["wrong-type"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[indicators]]\n", [("unknown-key", "[[indicators]]")]),
        ('[part]\nid = "w"\ntitle = "妇"\n', [("wrong-type", "[part]")]),
    ],
)
def test_the_root_knows_its_tables(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert spots(ledger_of(tmp_path, text)) == expected


def test_a_list_of_something_else_than_tables_is_told_item_by_item(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "", head='fedstat = 1\nindicator = [1, { code = "W-1" }]\npart = 5\n')
    assert codes(ledger) == ["wrong-type", "missing-key", "target-missing", "wrong-type"]
    assert [indicator.name for indicator in ledger.indicators] == ["W-1"]


def test_a_single_table_is_read_as_the_only_entry_of_its_kind(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, '[part]\nid = "w"\ntitle = "妇"\n')
    assert [part.id for part in ledger.parts] == ["w"]


def test_a_key_of_the_plan_above_it_is_misplaced(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "", head='fedstat = 1\nlanguage = "zh"\n')
    assert "Move the line down, under [plan]." in told(ledger)


def test_findings_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = f"{SUBMISSION}W-9 = 1\n{INDICATOR}lag = 1000\n[[part]]\nid = 5\n"
    assert codes(ledger_of(tmp_path, text)) == [
        "unknown-indicator",
        "wrong-type",
        "missing-key",
        "wrong-type",
    ]


# -- keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (f"{INDICATOR}dierction = 5\n", "Did you mean “direction”?"),
        (f'{INDICATOR}"计量单位" = "%"\n', "Did you mean “unit_measure”?"),
        ("[[domain]]\nid = 'd'\nname = 'n'\nxyzzy = 1\n", "Known are id, name, name_en, recorded, part."),
        (f"{INDICATOR}{'x' * 70} = 1\n", "and 23 more."),
    ],
)
def test_an_unknown_key_suggests_the_nearest_or_lists_the_known(
    tmp_path: Path, text: str, remedy: str
) -> None:
    ledger = ledger_of(tmp_path, text)
    assert codes(ledger) == ["unknown-key"]
    assert remedy in told(ledger)


@pytest.mark.parametrize(
    "text",
    [
        f'{INDICATOR}{SUBMISSION}source = "s"\nW-1 = 41.63\n',
        f"{INDICATOR}{SUBMISSION}W-1 = {{ value = 41.63, recorded = 2023-12-25 }}\n",
        f'{INDICATOR}[indicator.baseline]\nvalue = 40\nperiod = "2020"\nlimit = 100\n',
        f'{BARE}direction = "increase"\n[indicator.target]\nat_least = 45\nunit_measure = "%"\n',
        f'{BARE}[indicator.target]\nat_least = 45\ndirection = "increase"\n',
    ],
)
def test_a_key_that_slipped_under_a_sub_table_is_misplaced(tmp_path: Path, text: str) -> None:
    assert codes(ledger_of(tmp_path, text)) == ["misplaced-key"]


def test_a_key_of_the_plan_under_its_sub_table_is_misplaced(tmp_path: Path) -> None:
    plan = f"{PLAN}[plan.expected]\nindicators = 190\nshare_decimals = 2\n"
    assert codes(ledger_of(tmp_path, "", plan=plan)) == ["misplaced-key"]


def test_every_missing_key_is_told_with_a_line_to_write(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "[[round]]\n", plan="[plan]\n")
    assert codes(ledger) == ["missing-key"] * 6
    assert say(ledger.findings[-1].remedy, "en") == 'Add: period = "2023"'


def test_nothing_is_missing_from_an_entry_that_lost_a_line(tmp_path: Path) -> None:
    text = (
        '[[indicator]]\ncode = "W-1"\nname = “x”\n[[plan_edition]]\nreason = “x”\n'
        "[[submission]]\nperiod = “2023”\n[submission.values]\nW-1 = { note = 'n' }\n"
        '[[indicator]]\ncode = "W-3"\nname = "x"\ndirection = "increase"\ntarget = { }\nnote = “x”\n'
        '[[indicator]]\ncode = "W-1"\nname = "y"\nnote = “x”\n'
    )
    ledger = ledger_of(tmp_path, text, plan="[plan]\ntitle = “x”\n")
    assert {code.partition("-")[0] for code in codes(ledger)} == {"toml"}


def test_a_lost_plan_is_not_missing(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "", plan="[plan\ntitle = 'x'\n")
    assert "plan-missing" not in codes(ledger)


def test_ids_are_not_unknown_while_one_of_their_kind_could_not_be_read(tmp_path: Path) -> None:
    text = f"{INDICATOR}part = 'women'\n[[part]]\nid = “women”\ntitle = 'x'\n{SUBMISSION}W-9 = 1\n"
    assert [code for code in codes(ledger_of(tmp_path, text)) if "unknown" in code] == ["unknown-indicator"]


def test_a_category_is_taken_as_it_stands_while_a_dimension_could_not_be_read(tmp_path: Path) -> None:
    text = f"[[dimension]]\nname = 'x'\n{INDICATOR}{SUBMISSION}"
    line = "W-1 = [{ value = 1, breakdown = { sex = '女' } }, { value = 2, breakdown = { sex = 1 } }]\n"
    ledger = ledger_of(tmp_path, text + line)
    assert codes(ledger) == ["missing-key", "missing-key"]
    assert [entry.breakdown for entry in ledger.entries] == [(("sex", "女"),)]


# -- types -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "remedy"),
    [
        ("note = 5", "wrong-type", 'Write: note = "5"'),
        ("note = 5.50", "wrong-type", 'Write: note = "5.50"'),
        ("note = 2023-12-25", "wrong-type", 'Write: note = "2023-12-25"'),
        ("note = 09:30:00", "wrong-type", 'Write: note = "…"'),
        ("note = true", "wrong-type", 'Write: note = "…"'),
        ("note = {}", "wrong-type", 'Write: note = "…"'),
        ("note = []", "wrong-type", 'Write: note = "…"'),
        ("note = 1e400", "wrong-type", 'Write: note = "…"'),
        ("note = 1234567890123456", "wrong-type", 'Write: note = "…"'),
        ('tags = "重点"', "wrong-type", 'Write: tags = ["重点"]'),
        ("tags = 5", "wrong-type", 'Write: tags = ["…"]'),
        ("tags = [5]", "wrong-type", 'Write: tags = "5"'),
        ("supporting_units = 5", "wrong-type", 'Write: supporting_units = ["…"]'),
        ("decimals = 11", "wrong-type", "Write: decimals = 1"),
        ('decimals = "2"', "wrong-type", "Write: decimals = 2"),
        ("decimals = true", "boolean-number", "Write the number itself"),
        ("lag = -1", "wrong-type", "Write: lag = 1"),
        ('limit = "１００％"', "wrong-type", "Write: limit = 100"),
        ('limit = "很多"', "wrong-type", "Write: limit = 41.63"),
        (f'limit = "{"1" * 40}"', "wrong-type", "Write: limit = 41.63"),
        ("limit = true", "boolean-number", "Write the number itself"),
        ("limit = nan", "not-finite", "write why"),
        ("limit = -inf", "not-finite", "write why"),
        ("limit = 1e999999999", "number-digits", "Round it"),
        ("limit = 0.12345678901", "number-digits", "Round it"),
        ("limit = 1234567890123456", "number-digits", "Round it"),
        ("tolerance = -0.5", "wrong-type", "Write: tolerance = 0.5"),
        ("tolerance = 'x'", "wrong-type", "Write: tolerance = 41.63"),
        ("kind = 5", "wrong-type", 'Write: kind = "quantifiable"'),
        ('visibility = "内部"', "wrong-choice", "Write “internal”; possible are public, internal."),
        ('frequency = "年度"', "wrong-choice", "Write “A”;"),
        ('visibility = "xyzzy"', "wrong-choice", "Possible are public, internal."),
        ("baseline = 40.9", "wrong-type", "Write: baseline = { period"),
        ("baseline = [40.9]", "wrong-type", "Write: baseline = { period"),
        ('baseline = { value = "—" }', "value-question", ""),
        ('baseline = { value = "1234567890123456.5" }', "number-digits", "Round it"),
        ("baseline = { value = true }", "boolean-number", "Write the number itself"),
    ],
)
def test_a_value_of_another_type_is_answered_with_what_to_write(
    tmp_path: Path, line: str, code: str, remedy: str
) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}{line}\n")
    assert codes(ledger) == [code]
    assert remedy in told(ledger)
    assert [indicator.code for indicator in ledger.indicators] == ["W-1"]


def test_an_empty_list_of_baselines_is_no_baseline(tmp_path: Path) -> None:
    assert codes(ledger_of(tmp_path, f"{INDICATOR}baseline = []\n")) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("expected = 5", ["wrong-type"]),
        ("wording = []", ["wrong-type"]),
        ("wording = { behnd = 'x' }", ["unknown-key"]),
        ("require = ['evidence', 'colour']", ["wrong-choice"]),
        ("counts = 'A'", ["wrong-type"]),
        ("counts = ['A', '初步数']", ["wrong-choice"]),
        ("rounding = '四舍五入'", ["wrong-choice"]),
    ],
)
def test_the_plan_is_typed_too(tmp_path: Path, lines: str, expected: list[str]) -> None:
    assert codes(ledger_of(tmp_path, "", plan=f"{PLAN}{lines}\n")) == expected


def test_choices_that_are_none_are_left_out(tmp_path: Path) -> None:
    (plan,) = ledger_of(tmp_path, "", plan=f"{PLAN}require = ['evidence', 'colour']\n").plans
    assert plan.require == ("evidence",)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("categories = '女'", ["wrong-type"]),
        ("categories = [5, {}]", ["wrong-type", "missing-key", "missing-key"]),
        ("categories = [{ id = 'f', nmae = '女' }]", ["unknown-key"]),
        ("categories = [[]]", ["wrong-type"]),
    ],
)
def test_categories_are_texts_or_tables_with_an_id_and_a_name(
    tmp_path: Path, lines: str, expected: list[str]
) -> None:
    ledger = ledger_of(tmp_path, f"[[dimension]]\nid = 'sex'\nname = '性别'\n{lines}\n")
    assert sorted(codes(ledger)) == sorted(expected)


def test_what_cannot_be_empty_is_told_and_what_may_is_not(tmp_path: Path) -> None:
    text = f"{INDICATOR.replace('女性就业人员占比', ' ')}note = ''\n"
    assert spots(ledger_of(tmp_path, text)) == [("empty-text", '" "')]


def test_a_round_without_its_period_is_left_out_but_its_id_is_known(tmp_path: Path) -> None:
    text = (
        "[[round]]\nid = 'r'\nname = 'r'\nkind = 'annual'\n[[closing]]\nround = 'r'\nrecorded = 2023-12-25\n"
    )
    ledger = ledger_of(tmp_path, text)
    assert (codes(ledger), ledger.rounds) == (["missing-key"], ())


def test_closing_counts_are_whole_numbers_under_any_name(tmp_path: Path) -> None:
    closing = "[[closing]]\nround = 'midterm'\nrecorded = 2023-12-25\n"
    assert codes(ledger_of(tmp_path, f"{BLOCKS}{closing}counts = {{ met = -1, other = 1 }}\n")) == [
        "wrong-type"
    ]
    assert codes(ledger_of(tmp_path, f"{BLOCKS}{closing}counts = 5\n")) == ["wrong-type"]


def test_an_entry_whose_key_is_broken_is_left_out(tmp_path: Path) -> None:
    text = f"{INDICATOR}[[withdrawal]]\nindicator = 'W-1'\nreason = 'x'\nperiod = 'x'\n"
    ledger = ledger_of(tmp_path, text)
    assert (codes(ledger), ledger.withdrawals) == (["bad-period"], ())


# -- codes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["MAR-1", "SEP1", "JAN-2023", "sept-12", "true"])
def test_a_code_is_nothing_that_a_spreadsheet_changes(tmp_path: Path, code: str) -> None:
    ledger = ledger_of(tmp_path, INDICATOR.replace("W-1", code))
    assert codes(ledger) == ["bad-code"]
    assert f'code = "W-{code}"' in told(ledger)


@pytest.mark.parametrize("code", ["1E5", "W 3", "妇-1", "W.3", "W_1\\u0000"])
def test_a_code_has_a_letter_first_and_no_other_signs(tmp_path: Path, code: str) -> None:
    assert codes(ledger_of(tmp_path, INDICATOR.replace("W-1", code))) == ["bad-code"]


@pytest.mark.parametrize("code", ["W-3-01", "MARKET-1", "DECREASE1", "E10", "w_1", "Maybe1"])
def test_other_codes_are_fine(tmp_path: Path, code: str) -> None:
    assert codes(ledger_of(tmp_path, INDICATOR.replace("W-1", code))) == []


def test_an_indicator_without_a_readable_code_is_left_out(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, INDICATOR.replace('"W-1"', '""'))
    assert (codes(ledger), ledger.indicators) == (["empty-text"], ())


@pytest.mark.parametrize("line", ["W.3.01 = 41.63", "W.3.01 = { value = 1 }"])
def test_a_code_with_a_dot_is_told_where_it_is_used(tmp_path: Path, line: str) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}{SUBMISSION}{line}\n")
    assert codes(ledger) == ["bad-code"]
    assert "“W.3.01”" in told(ledger)


def test_a_value_that_stands_above_the_values_is_told_where_it_belongs(tmp_path: Path) -> None:
    above = SUBMISSION.replace("[submission.values]\n", "")
    ledger = ledger_of(tmp_path, f"{INDICATOR}{above}W-1 = 41\n")
    assert codes(ledger) == ["misplaced-key"]
    assert "“W-1” belongs to [submission.values]." in told(ledger)
    assert "Move the line down, under [submission.values]." in told(ledger)


def test_a_correction_is_told_a_later_stamp_than_the_one_that_stands(tmp_path: Path) -> None:
    for recorded, line in (("recorded = 2025-03-01\n", "2025-03-01T09:00:00"), ("", "2023-12-25")):
        dated = SUBMISSION.replace("recorded = 2023-12-25\n", recorded)
        ledger = ledger_of(tmp_path, f"{INDICATOR}{dated}W-1 = 41\n{dated}W-1 = 42\n")
        assert f"is dated later: recorded = {line}" in told(ledger)


def test_a_misspelled_key_of_a_value_is_no_dotted_code(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}{SUBMISSION}W-9 = {{ vlaue = 3 }}\n")
    assert codes(ledger) == ["unknown-indicator", "unknown-key"]


@pytest.mark.parametrize(
    "text",
    [
        BARE + 'directon = "increase"\n',
        BARE + 'roel = "background"\n',
        BARE + 'direction = "increase"\ntarget = { at_lest = 45 }\n',
        BARE + 'direction = "increase"\nbaseline = { vlaue = 45 }\n',
        INDICATOR + SUBMISSION + "W-1 = { vlaue = 3 }\n",
        INDICATOR + SUBMISSION + 'W-1 = { obs_satus = "L" }\n',
    ],
)
def test_a_misspelled_key_is_one_finding_and_not_two(tmp_path: Path, text: str) -> None:
    assert codes(ledger_of(tmp_path, text)) == ["unknown-key"]


# -- periods and days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2023.12", "Write “2023-12”"),
        ("2023.6", "Write “2023-06”"),
        ("2023Q2", "Write “2023-Q2”"),
        ("2023h1", "Write “2023-H1”"),
        ("2019-2023", "Write “2019/2023”"),
        ("２０２３", "Write “2023”"),
        ("2023年度", "Write “2023”"),
        ("TERM:15", "Write “term:15”"),
        ("23年", "Periods look like 2023,"),
        ("", "Periods look like 2023,"),
        ("2203", "Periods look like 2023,"),
        ("0000", "Periods look like 2023,"),
        ("x" * 100, "Periods look like 2023,"),
    ],
)
def test_a_period_of_another_form_is_answered_with_the_one_meant(
    tmp_path: Path, text: str, remedy: str
) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}{SUBMISSION.replace('2023', text, 1)}W-1 = 1\n")
    assert codes(ledger) == ["bad-period"]
    assert remedy in told(ledger)
    assert ledger.entries == ()


def test_a_day_in_place_of_a_period_is_answered_with_its_month(tmp_path: Path) -> None:
    submission = SUBMISSION.replace('"2023"', "2023-06-30", 1)
    ledger = ledger_of(tmp_path, f"{INDICATOR}{submission}W-1 = 1\n")
    assert codes(ledger) == ["wrong-type"]
    assert 'period = "2023-06"' in told(ledger)


def test_a_year_without_quotes_is_told_and_still_read(tmp_path: Path) -> None:
    text = f"{INDICATOR}{SUBMISSION.replace(YEAR, '2023', 1)}W-1 = 1\n"
    ledger = ledger_of(tmp_path, text)
    assert codes(ledger) == ["wrong-type"]
    assert [str(entry.period) for entry in ledger.entries] == ["2023"]


def test_a_period_of_another_type_is_told_once(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}{SUBMISSION.replace(YEAR, 'true', 1)}W-1 = 1\n")
    assert codes(ledger) == ["wrong-type"]


@pytest.mark.parametrize(
    ("day", "code", "remedy", "recorded"),
    [
        ('"2023年12月25日"', "bad-date", "recorded = 2023-12-25", "2023-12-25"),
        ('"2023/1/5"', "bad-date", "recorded = 2023-01-05", "2023-01-05"),
        ('"0203-12-25"', "wrong-type", "recorded = 2023-12-25", "0001-01-01"),
        ('"2023-13-25"', "wrong-type", "recorded = 2023-12-25", "0001-01-01"),
        ('"去年"', "wrong-type", "recorded = 2023-12-25", "0001-01-01"),
        ("5", "wrong-type", "recorded = 2023-12-25", "0001-01-01"),
        ("0203-12-25", "bad-date", "recorded = 2023-12-25", "0001-01-01"),
        ("9999-12-31", "bad-date", "recorded = 2023-12-25", "0001-01-01"),
        ("2023-12-25T09:30:00Z", "bad-date", "recorded = 2023-12-25T09:30:00", "2023-12-25"),
        ("2023-12-25T09:30:00+08:00", "bad-date", "recorded = 2023-12-25T09:30:00", "2023-12-25"),
    ],
)
def test_the_day_of_recording_is_a_local_date(
    tmp_path: Path, day: str, code: str, remedy: str, recorded: str
) -> None:
    text = f"{INDICATOR}{SUBMISSION.replace('2023-12-25', day)}W-1 = 1\n"
    ledger = ledger_of(tmp_path, text)
    assert codes(ledger) == [code]
    assert remedy in told(ledger)
    assert [entry.recorded.date().isoformat() for entry in ledger.entries] == [recorded]


@pytest.mark.parametrize("day", ["2023-12-25T09:00:00", '"2023.12.25"', "1203-12-25", "true"])
def test_a_day_has_no_time(tmp_path: Path, day: str) -> None:
    text = f"[[round]]\nid = 'r'\nname = 'r'\nkind = 'annual'\nperiod = '2023'\nknown_on = {day}\n"
    ledger = ledger_of(tmp_path, text)
    assert len(codes(ledger)) == 1
    assert [found.id for found in ledger.rounds] == ["r"]


# -- references --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "remedy"),
    [
        ('part = "womens"', "unknown-part", "Did you mean “women”?"),
        ('part = "妇女发展规划"', "unknown-part", "Did you mean “women”?"),
        ('part = "妇女发展规"', "unknown-part", "Did you mean “women”?"),
        ('domain = "w-3x"', "unknown-domain", "Did you mean “W-3”?"),
        ('goal = "xyz"', "unknown-goal", "Known are g-1."),
        ('responsible_unit = "hrs"', "unknown-member-unit", "Did you mean “hrss”?"),
        ('supporting_units = ["统计局"]', "unknown-member-unit", "Did you mean “stats”?"),
        ('data_provider = "民政"', "unknown-member-unit", "Known are hrss, stats."),
        ('same_as = "W-9"', "unknown-indicator", "Did you mean “W-1”?"),
    ],
)
def test_an_id_that_nothing_has_suggests_the_nearest(
    tmp_path: Path, line: str, code: str, remedy: str
) -> None:
    ledger = ledger_of(tmp_path, f"{BLOCKS}{INDICATOR}{line}\n")
    assert codes(ledger) == [code]
    assert remedy in told(ledger)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('part = "p"', "unknown-part"),
        ('domain = "p"', "unknown-domain"),
        ('goal = "p"', "unknown-goal"),
        ('data_provider = "p"', "unknown-member-unit"),
    ],
)
def test_where_nothing_is_declared_the_remedy_is_to_declare_it(tmp_path: Path, line: str, code: str) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}{line}\n")
    assert codes(ledger) == [code]
    assert "The ledger has no" in told(ledger)


def test_the_same_slip_under_every_submission_is_told_each_time(tmp_path: Path) -> None:
    text = INDICATOR + (SUBMISSION + "W-2 = 1\n") * 3
    assert codes(ledger_of(tmp_path, text)) == ["unknown-indicator"] * 3


def test_a_value_of_an_unknown_indicator_is_kept(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, f"{SUBMISSION}W-2 = {{ numerator = 1, denominator = 2 }}\n")
    assert codes(ledger) == ["unknown-indicator"]
    assert [entry.indicator for entry in ledger.entries] == ["W-2"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SUBMISSION.replace("recorded", "reference_area = '某县'\nrecorded") + "W-1 = 1\n", "unknown-area"),
        (f"{SUBMISSION}W-1 = {{ value = 1, reference_area = '某县' }}\n", "unknown-area"),
        (f"{SUBMISSION}W-1 = {{ value = 1, reference_area = '' }}\n", "empty-text"),
        ("[[area]]\nid = 'c'\nname = '某县'\nparent = '某国'\n", "unknown-area"),
        ("[[closing]]\nround = 'x'\nrecorded = 2023-12-25\n", "unknown-round"),
    ],
)
def test_areas_and_rounds_must_be_known(tmp_path: Path, text: str, code: str) -> None:
    assert codes(ledger_of(tmp_path, f"{BLOCKS}{INDICATOR}{text}")) == [code]


def test_an_area_that_the_plan_names_needs_no_declaration(tmp_path: Path) -> None:
    plan = f"{PLAN}compare = ['全国']\n"
    text = f"{INDICATOR}{SUBMISSION}W-1 = {{ value = 1, reference_area = '全国' }}\n"
    ledger = ledger_of(tmp_path, text, plan=plan)
    assert codes(ledger) == []
    assert [entry.reference_area for entry in ledger.entries] == ["全国"]


def test_where_no_area_is_named_at_all_the_remedy_is_to_name_one(tmp_path: Path) -> None:
    text = f"{INDICATOR}{SUBMISSION}W-1 = {{ value = 1, reference_area = '全国' }}\n"
    ledger = ledger_of(tmp_path, text, plan="[plan]\ntitle = 'x'\nreference_area = ''\n")
    assert codes(ledger) == ["empty-text", "unknown-area"]
    assert "Name the plan's own area" in say(ledger.findings[-1].remedy, "en")


@pytest.mark.parametrize(
    ("breakdown", "code"),
    [
        ("'女'", "bad-breakdown"),
        ("'老'", "bad-breakdown"),
        ("5", "bad-breakdown"),
        ("{ sex = 1 }", "bad-breakdown"),
        ("{ sex = '女', '性别' = '女' }", "bad-breakdown"),
        ("{ sec = '女' }", "unknown-dimension"),
        ("{ sex = '女性' }", "unknown-category"),
        ("{ sex = '老' }", "unknown-category"),
    ],
)
def test_a_breakdown_names_categories_of_declared_dimensions(
    tmp_path: Path, breakdown: str, code: str
) -> None:
    text = f"{BLOCKS}{INDICATOR}{SUBMISSION}W-1 = {{ value = 1, breakdown = {breakdown} }}\n"
    ledger = ledger_of(tmp_path, text)
    assert (codes(ledger), ledger.entries) == ([code], ())


def test_a_submission_with_a_broken_breakdown_keeps_none_of_its_values(tmp_path: Path) -> None:
    head = SUBMISSION.replace("recorded", "breakdown = 5\nrecorded")
    ledger = ledger_of(tmp_path, f"{INDICATOR}{head}W-1 = 1\n")
    assert (codes(ledger), ledger.entries) == (["bad-breakdown"], ())


def test_a_baseline_with_a_broken_breakdown_is_left_out(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}baseline = {{ value = 1, breakdown = 5 }}\n")
    assert (codes(ledger), ledger.indicators[0].baselines) == (["bad-breakdown"], ())


def test_a_baseline_needs_a_period_when_the_plan_has_none(tmp_path: Path) -> None:
    plan = PLAN.replace('baseline_period = "2020"\n', "")
    assert codes(ledger_of(tmp_path, f"{INDICATOR}baseline = {{ value = 1 }}\n", plan=plan)) == [
        "missing-key"
    ]


# -- values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("nan", "not-finite"),
        ("true", "boolean-number"),
        ("2023-12-25", "wrong-type"),
        ("1234567890123456", "number-digits"),
        ("0.12345678901", "number-digits"),
        ('"—"', "value-question"),
        ('"12345678901234567.5"', "number-digits"),
        ("[41.63]", "wrong-type"),
        ("{}", "value-missing"),
        ("[]", "value-missing"),
        ('{ note = "n" }', "value-missing"),
        ('{ obs_status = "P" }', "value-missing"),
        ('{ obs_status = "初步数" }', "wrong-choice"),
        ('{ value = 1, obs_status = "x" }', "wrong-choice"),
        ('{ value = 1, obs_status = "O" }', "value-beside-status"),
        ('{ numerator = 1, denominator = 2, obs_status = "O" }', "value-beside-status"),
        ("{ value = 1, denominator = 2 }", "value-both"),
        ('{ value = "—" }', "value-question"),
        ("{ value = [] }", "wrong-type"),
        ("{ numerator = 1 }", "missing-key"),
        ("{ denominator = 1 }", "missing-key"),
        ('{ numerator = "1", denominator = 2 }', "wrong-type"),
        ("{ numerator = 1, denominator = 0 }", "zero-denominator"),
    ],
)
def test_a_value_that_cannot_stand_is_told_and_left_out(tmp_path: Path, value: str, code: str) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}{SUBMISSION}W-1 = {value}\n")
    assert (codes(ledger), ledger.entries) == ([code], ())


def test_a_ratio_needs_a_unit_of_measure_that_is_one(tmp_path: Path) -> None:
    text = f"{INDICATOR.replace('%', '人次')}{SUBMISSION}W-1 = {{ numerator = 1, denominator = 2 }}\n"
    assert codes(ledger_of(tmp_path, text)) == ["value-unit"]


@pytest.mark.parametrize("values", ["", "values = 5\n"])
def test_a_submission_has_values(tmp_path: Path, values: str) -> None:
    text = f"[[submission]]\nperiod = '2023'\n{values}"
    assert len(codes(ledger_of(tmp_path, text))) == 1


def test_what_is_wrong_with_values_is_told_even_without_a_period(tmp_path: Path) -> None:
    text = (
        f"{INDICATOR}[[submission]]\n[submission.values]\nW-1 = {{ value = 1, obs_status = 'A', sex = 1 }}\n"
    )
    ledger = ledger_of(tmp_path, text)
    assert (codes(ledger), ledger.entries) == (["missing-key", "unknown-key"], ())


# -- targets -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("45", "wrong-type"),
        ("[45]", "wrong-type"),
        ('""', "empty-text"),
        ('{ wording = "" }', "empty-text"),
        ("{ wording = 5 }", "wrong-type"),
        ("{}", "comparator-none"),
        ('{ by = "2025" }', "comparator-none"),
        ("{ at_least = 40, at_most = 60 }", "comparator-several"),
        ("{ at_least = 40, change_from_baseline = { points = 5 } }", "comparator-several"),
        ("{ change_from_baseline = { points = 5, percent = 2 } }", "comparator-several"),
        ("{ change_from_baseline = {} }", "comparator-none"),
        ("{ change_from_baseline = 5 }", "wrong-type"),
        ("{ change_from_baseline = { percent = '5' } }", "wrong-type"),
        ("{ at_least = true }", "boolean-number"),
        ("{ at_least = '45%' }", "wrong-type"),
        ("{ at_least = '1/0' }", "zero-denominator"),
        ("{ at_least = 45, keep = 'true' }", "wrong-type"),
        ("{ at_least = 45, by = '2025.12' }", "bad-period"),
        ("{ at_least = 45, breakdown = 5 }", "bad-breakdown"),
        ("{ at_least = 45, relative_to = '某省' }", "unknown-area"),
        ("{ between = [60, 40] }", "target-bounds"),
        ("{ between = [40] }", "wrong-type"),
        ("{ between = 40 }", "wrong-type"),
        ("{ between = [40, '六十'] }", "wrong-type"),
        ("{ between = ['四十', 60] }", "wrong-type"),
        ("{ around = 45 }", "tolerance-missing"),
        ("{ around = 45, tolerance = -1 }", "wrong-type"),
        ('"保持在45%左右"', "tolerance-missing"),
        ('"应保尽保"', "target-question"),
        ('{ wording = "应保尽保" }', "target-question"),
        ('"不低于全省平均水平"', "target-question"),
        ('"不低于某省平均水平"', "unknown-area"),
        ("[]", "empty-text"),
        ('"其中城市95%以上，农村87%以上"', "unknown-category"),
    ],
)
def test_a_target_that_cannot_stand_is_told(tmp_path: Path, target: str, code: str) -> None:
    ledger = ledger_of(tmp_path, f'{BARE}direction = "increase"\ntarget = {target}\n')
    assert set(codes(ledger)) == {code}
    assert [indicator.code for indicator in ledger.indicators] == ["W-2"]


def test_a_target_that_could_not_be_read_leaves_the_indicator_quantifiable(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, f'{BARE}direction = "increase"\ntarget = 45\n')
    assert ledger.indicators[0].kind == "quantifiable"


def test_another_area_needs_a_side_where_the_direction_tells_none(tmp_path: Path) -> None:
    text = f'{BLOCKS}{BARE}direction = "maintain"\ntarget = {{ relative_to = "某省" }}\n'
    assert codes(ledger_of(tmp_path, text)) == ["comparator-none"]


def test_a_category_of_two_dimensions_is_ambiguous_in_a_phrase(tmp_path: Path) -> None:
    other = '[[dimension]]\nid = "place"\nname = "地"\ncategories = ["城市", "农村"]\n'
    text = f'{BLOCKS}{other}{BARE}direction = "increase"\ntarget = "其中城市95%以上，农村87%以上"\n'
    assert codes(ledger_of(tmp_path, text)) == ["unknown-dimension"] * 2


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("target = { at_least = 45 }", "direction-missing"),
        ("", "target-missing"),
        ("kind = 'quantifiable'", "target-missing"),
        ("direction = '正向'\ntarget = { at_least = 45 }", "wrong-choice"),
        ("direction = 'increase'\nkind = 'trend'\ntarget = { at_least = 45 }", "kind-target"),
        ("direction = 'increase'\nsame_as = 'W-2'", "wrong-choice"),
    ],
)
def test_an_assessed_indicator_has_a_target_and_a_direction(tmp_path: Path, lines: str, code: str) -> None:
    assert codes(ledger_of(tmp_path, f"{BARE}{lines}\n")) == [code]


def test_values_are_shared_with_an_indicator_that_has_its_own(tmp_path: Path) -> None:
    second = INDICATOR.replace("W-1", "W-2") + 'same_as = "W-1"\n'
    third = INDICATOR.replace("W-1", "W-3") + 'same_as = "W-2"\n'
    assert codes(ledger_of(tmp_path, INDICATOR + second + third)) == ["wrong-choice"]


# -- repeated entries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", ["", "recorded = 2023-06-01\n", "reason = 'x'\ndocument = 'y'\n"])
def test_a_code_that_stands_again_is_an_edition_that_must_explain_itself(tmp_path: Path, lines: str) -> None:
    ledger = ledger_of(tmp_path, INDICATOR + INDICATOR.replace("45", "46") + lines)
    assert codes(ledger) == ["edition-unexplained"]


def test_an_edition_of_the_plan_must_explain_itself(tmp_path: Path) -> None:
    assert codes(ledger_of(tmp_path, "[[plan_edition]]\ntitle = 'x'\n")) == ["edition-unexplained"]


EXPLANATION = "[[explanation]]\nindicator = 'W-1'\nperiod = '2023'\n"
PLAN_EDITION = "[[plan_edition]]\nrecorded = 2023-06-01\n"
EDITION = "recorded = 2023-06-01\nreason = 'x'\ndocument = 'y'\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{SUBMISSION}W-1 = 1\n{SUBMISSION}W-1 = 2\n",
        f"{SUBMISSION}W-1 = [{{ value = 1 }}, {{ value = 2 }}]\n",
        "[[part]]\nid = 'a'\ntitle = 'a'\n[[part]]\nid = 'a'\ntitle = 'b'\n",
        "[[claim]]\nid = 'a'\nsource = 'a'\n[[claim]]\nid = 'a'\nsource = 'b'\n",
        f"{EXPLANATION}cause = 'a'\n{EXPLANATION.replace('2023', '2023年')}cause = 'b'\n",
        f"{PLAN_EDITION}reason = 'a'\n{PLAN_EDITION}reason = 'b'\n",
        f"{INDICATOR.replace('45', '46')}{EDITION}{INDICATOR.replace('45', '47')}{EDITION}",
        f"{INDICATOR.replace('W-1', 'W-2')}baseline = [{{ value = 1 }}, {{ value = 2 }}]\n",
    ],
)
def test_one_key_and_one_stamp_have_one_content(tmp_path: Path, text: str) -> None:
    assert codes(ledger_of(tmp_path, INDICATOR + text)) == ["duplicate-entry"]


@pytest.mark.parametrize(
    "text",
    [
        f"{SUBMISSION}W-1 = 1\n{SUBMISSION}W-1 = 1\n",
        f"{SUBMISSION}W-1 = 1\n{SUBMISSION.replace('12-25', '12-26')}W-1 = 2\n",
        f"{SUBMISSION}W-1 = 1\n{SUBMISSION.replace('2023', '2022', 1)}W-1 = 2\n",
        "[[claim]]\nsource = 'a'\n[[claim]]\nsource = 'b'\n",
        f"{INDICATOR.replace('W-1', 'W-2')}baseline = [{{ value = 1 }}, {{ value = 1 }}]\n",
    ],
)
def test_a_repetition_and_a_revision_are_no_contradiction(tmp_path: Path, text: str) -> None:
    assert codes(ledger_of(tmp_path, INDICATOR + text)) == []


def test_a_contradiction_names_the_other_line(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, f"{INDICATOR}{SUBMISSION}W-1 = 1\n{SUBMISSION}W-1 = 2\n")
    other = ledger.entries[0].origin.place
    assert f"fedstat.toml:{other.line} stands another entry" in told(ledger)
