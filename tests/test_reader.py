"""What the reader understands: every form of an entry, a target and a value."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from ledgers import BLOCKS, INDICATOR, PLAN, SUBMISSION, sound

from fedstat.model.entry import FROM_THE_START
from fedstat.model.period import Period, parse_period
from fedstat.model.plan import Expected

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.model.indicator import Indicator
    from fedstat.model.observation import Observation
    from fedstat.model.target import Target


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def period(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


def indicator(folder: Path, lines: str) -> Indicator:
    text = f'{BLOCKS}[[indicator]]\ncode = "W-2"\nname = "x"\nunit_measure = "%"\n{lines}\n'
    return sound(folder, text).indicators[0]


def target(folder: Path, text: str, direction: str = "increase") -> Target:
    (found,) = indicator(folder, f'direction = "{direction}"\ntarget = {text}').targets
    return found


def values(folder: Path, line: str, unit: str = "%") -> tuple[Observation, ...]:
    return sound(folder, f"{BLOCKS}{INDICATOR.replace('%', unit)}{SUBMISSION}{line}\n").entries


def value(folder: Path, text: str, unit: str = "%") -> Observation:
    (found,) = values(folder, f"W-1 = {text}", unit=unit)
    return found


# -- the plan ----------------------------------------------------------------------------------------------


def test_every_key_of_the_plan_is_read(tmp_path: Path) -> None:
    more = """\
title_en = "Plan"
language = "en"
rounding = "half-even"
share_decimals = 1
comparison = "rounded"
counts = ["A"]
trend_against = "previous"
compare = ["某省", "全国"]
expected = { indicators = 190, quantifiable = 122, trend = 68 }
wording = { behind = "进度滞后" }
small_numbers = 5
require = ["evidence", "approved_by"]
"""
    (plan,) = sound(tmp_path, "", plan=PLAN + more).plans
    assert (plan.title, plan.title_en, plan.reference_area) == ("某市妇女发展规划", "Plan", "某市")
    assert (plan.baseline_period, plan.target_period) == (period("2020"), period("2025"))
    assert (plan.language, plan.rounding, plan.share_decimals) == ("en", "half-even", 1)
    assert (plan.comparison, plan.counts, plan.trend_against) == ("rounded", ("A",), "previous")
    assert (plan.compare, plan.small_numbers) == (("某省", "全国"), 5)
    assert plan.expected == Expected(indicators=190, quantifiable=122, trend=68)
    assert plan.wording == (("behind", "进度滞后"),)
    assert plan.require == ("evidence", "approved_by")
    assert plan.recorded == FROM_THE_START


def test_an_edition_changes_what_it_names_and_keeps_the_rest_by_the_day_it_was_recorded(
    tmp_path: Path,
) -> None:
    editions = """\
[[plan_edition]]
recorded = 2024-03-01
reason = "二"
target_period = "2030"
[[plan_edition]]
recorded = 2023-03-01
reason = "一"
document = "文"
title = "新"
"""
    first, second, third = sound(tmp_path, editions).plans
    assert [plan.title for plan in (first, second, third)] == ["某市妇女发展规划", "新", "新"]
    assert [str(plan.target_period) for plan in (first, second, third)] == ["2025", "2025", "2030"]
    assert [(plan.reason, plan.document) for plan in (second, third)] == [("一", "文"), ("二", "")]
    assert third.recorded == moment("2024-03-01")


# -- building blocks ---------------------------------------------------------------------------------------


def test_the_building_blocks_are_read(tmp_path: Path) -> None:
    ledger = sound(tmp_path, BLOCKS)
    assert [(part.id, part.name) for part in ledger.parts] == [("women", "妇女发展规划")]
    assert [(domain.id, domain.part) for domain in ledger.domains] == [("W-3", "women")]
    assert [(goal.id, goal.domain) for goal in ledger.goals] == [("g-1", "W-3")]
    assert [(unit.id, unit.contact) for unit in ledger.member_units] == [("hrss", "办公室"), ("stats", "")]
    assert [(area.id, area.parent) for area in ledger.areas] == [("1401", "14"), ("14", "")]
    assert ledger.area == "1401"


def test_a_category_is_its_name_or_has_an_id_of_its_own(tmp_path: Path) -> None:
    residence, sex = sound(tmp_path, BLOCKS).dimensions
    assert (residence.categories, residence.category_names) == (
        ("城市", "rural"),
        (("rural", "农村", "rural"),),
    )
    assert (sex.categories, sex.category_names) == (("女", "男"), ())


def test_a_part_has_a_title_a_document_and_its_own_counts(tmp_path: Path) -> None:
    text = (
        '[[part]]\nid = "c"\ntitle = "儿"\ntitle_en = "C"\ndocument = "文"\nexpected = { indicators = 90 }\n'
    )
    (part,) = sound(tmp_path, text).parts
    assert (part.name, part.name_en, part.document, part.expected.indicators) == ("儿", "C", "文", 90)


def test_a_round_states_its_day_and_its_rules(tmp_path: Path) -> None:
    text = """\
[[round]]
id = "final"
name = "终期评估"
name_en = "final evaluation"
kind = "final"
period = "2025"
known_on = 2026-05-31
method = "destatis"
rounding = "truncate"
comparison = "whole"
target_period = "2025"
"""
    (found,) = sound(tmp_path, text).rounds
    assert (found.kind, found.period, found.known_on) == ("final", period("2025"), date(2026, 5, 31))
    assert (found.method, found.rounding, found.comparison) == ("destatis", "truncate", "whole")
    assert found.target_period == period("2025")


# -- indicators --------------------------------------------------------------------------------------------


def test_every_key_of_an_indicator_is_read(tmp_path: Path) -> None:
    found = indicator(
        tmp_path,
        """\
name_en = "X"
part = "women"
domain = "W-3"
goal = "g-1"
responsible_unit = ["hrss", "stats"]
supporting_units = "stats"
data_provider = "stats"
direction = "maintain"
tags = ["重点"]
decimals = 1
frequency = "A2"
lag = 1
tolerance = 0.2
limit = 100
small_numbers = 3
definition = "d"
formula = "f"
data_source = "s"
note = "n"
role = "activity"
visibility = "internal"
reason = "r"
document = "o"
recorded = 2021-01-01T08:00:00
""",
    )
    assert (found.part, found.domain, found.goal) == ("women", "W-3", "g-1")
    assert (found.responsible_unit, found.supporting_units) == (("hrss", "stats"), ("stats",))
    assert (found.data_provider, found.direction, found.tags) == ("stats", "maintain", ("重点",))
    assert (found.decimals, found.frequency, found.lag) == (1, "A2", 1)
    assert (found.tolerance, found.limit, found.small_numbers) == (Decimal("0.2"), Decimal(100), 3)
    assert (found.definition, found.formula, found.data_source, found.note) == ("d", "f", "s", "n")
    assert (found.role, found.visibility, found.reason, found.document) == ("activity", "internal", "r", "o")
    assert found.recorded == moment("2021-01-01T08:00")


def test_an_indicator_belongs_to_the_part_of_its_domain_unless_it_names_another(tmp_path: Path) -> None:
    assert indicator(tmp_path, 'direction = "increase"\ndomain = "W-3"').part == "women"


def test_the_first_responsible_unit_fills_the_form_unless_another_is_named(tmp_path: Path) -> None:
    found = indicator(tmp_path, 'direction = "increase"\nresponsible_unit = "hrss"')
    assert (found.responsible_unit, found.data_provider) == (("hrss",), "hrss")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ('direction = "increase"', "trend"),
        ('direction = "increase"\nkind = "quantifiable"', "quantifiable"),
        ('direction = "increase"\ntarget = { at_least = 5 }', "quantifiable"),
        ('direction = "increase"\ntarget = { wording = "逐步提高" }', "trend"),
        ('direction = "increase"\nkind = "quantifiable"\ntarget = "逐步提高"', "quantifiable"),
    ],
)
def test_the_kind_is_stated_or_told_by_the_target(tmp_path: Path, lines: str, kind: str) -> None:
    assert indicator(tmp_path, lines).kind == kind


def test_what_is_not_assessed_needs_neither_target_nor_direction(tmp_path: Path) -> None:
    found = indicator(tmp_path, 'role = "background"')
    assert (found.direction, found.targets, found.assessed) == (None, (), False)


def test_two_parts_may_count_an_indicator_that_one_unit_fills(tmp_path: Path) -> None:
    text = INDICATOR + INDICATOR.replace("W-1", "C-1") + 'same_as = "W-1"\n'
    assert [found.same_as for found in sound(tmp_path, text).indicators] == ["", "W-1"]


def test_a_later_edition_says_when_why_and_by_which_document(tmp_path: Path) -> None:
    later = INDICATOR.replace("45", "46") + 'recorded = 2023-06-01\nreason = "调整"\ndocument = "文"\n'
    first, second = sound(tmp_path, INDICATOR + later).indicators
    assert (first.recorded, second.recorded) == (FROM_THE_START, moment("2023-06-01"))


def test_an_indicator_repeated_word_for_word_is_no_edition(tmp_path: Path) -> None:
    assert len(sound(tmp_path, INDICATOR + INDICATOR).indicators) == 2


def test_a_baseline_takes_the_period_and_the_area_of_the_plan(tmp_path: Path) -> None:
    (found,) = indicator(
        tmp_path, 'direction = "increase"\nbaseline = { value = 40.90, source = "s" }'
    ).baselines
    assert (found.period, found.reference_area, found.source) == (period("2020"), "1401", "s")
    assert str(found.value) == "40.90"


def test_baselines_stand_by_breakdown_and_area(tmp_path: Path) -> None:
    lines = """\
direction = "increase"
baseline = [
  { period = "2019", value = "40.9%", breakdown = { residence = "农村" } },
  { value = 50, reference_area = "某省" },
]"""
    rural, province = indicator(tmp_path, lines).baselines
    assert (rural.value, rural.breakdown) == (Decimal("40.9"), (("residence", "rural"),))
    assert (province.value, province.reference_area) == (Decimal(50), "14")


# -- targets -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("comparator", ["at_least", "at_most", "above", "below", "equal"])
def test_a_target_has_a_number_to_compare_with(tmp_path: Path, comparator: str) -> None:
    found = target(tmp_path, f'{{ {comparator} = 45.0, by = "2025", wording = "原文" }}')
    assert (found.comparator, str(found.value), found.wording) == (comparator, "45.0", "原文")
    assert found.by == period("2025")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ between = [40, 60] }", {"comparator": "between", "bounds": (Decimal(40), Decimal(60))}),
        ("{ around = 50, tolerance = 2 }", {"comparator": "around", "tolerance": Decimal(2)}),
        ("{ at_least = 45, keep = true }", {"comparator": "at_least", "keep": True}),
        ("{ at_least = 500, cumulative = true }", {"cumulative": True, "value": Decimal(500)}),
        (
            "{ change_from_baseline = { percent = -20 } }",
            {"comparator": "at_most", "derivation": "percent", "change": Decimal(-20), "value": None},
        ),
        (
            "{ change_from_baseline = { points = 5 } }",
            {"comparator": "at_least", "derivation": "points", "change": Decimal(5)},
        ),
        (
            "{ change_from_baseline = { percent_per_year = 6.5 } }",
            {"comparator": "at_least", "derivation": "percent_per_year", "change": Decimal("6.5")},
        ),
        (
            '{ relative_to = "某省" }',
            {"comparator": "at_least", "value": Decimal(0), "relative_to": "14"},
        ),
        (
            '{ at_most = -1.5, relative_to = "14" }',
            {"comparator": "at_most", "value": Decimal("-1.5"), "relative_to": "14"},
        ),
        (
            '{ at_least = 95, breakdown = { residence = "城市" } }',
            {"breakdown": (("residence", "城市"),), "value": Decimal(95)},
        ),
        ('{ at_least = "2/3" }', {"value": Fraction(200, 3)}),
        ('{ between = ["1/3", 60] }', {"bounds": (Fraction(100, 3), Decimal(60))}),
        ('"达到45%以上"', {"comparator": "at_least", "value": Decimal(45), "wording": "达到45%以上"}),
        ('{ wording = "达到45%以上", by = "2024", keep = true }', {"by": period("2024"), "keep": True}),
        ('{ wording = "逐步提高" }', {"comparator": "trend", "wording": "逐步提高"}),
    ],
)
def test_every_form_of_a_target_is_read(tmp_path: Path, text: str, expected: dict[str, Any]) -> None:
    found = target(tmp_path, text)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "direction", "comparator"),
    [
        ('{ relative_to = "某省" }', "decrease", "at_most"),
        ("{ change_from_baseline = { percent = 0 } }", "decrease", "at_most"),
        ("{ change_from_baseline = { percent = 0 } }", "increase", "at_least"),
    ],
)
def test_the_direction_says_which_side_is_meant(
    tmp_path: Path, text: str, direction: str, comparator: str
) -> None:
    assert target(tmp_path, text, direction).comparator == comparator


def test_a_fraction_of_something_else_than_a_ratio_is_itself(tmp_path: Path) -> None:
    text = INDICATOR.replace("%", "人次").replace("45", '"2/3"')
    assert sound(tmp_path, text).indicators[0].targets[0].value == Fraction(2, 3)


@pytest.mark.parametrize("text", ["{ around = 50 }", '"保持在50%左右"', '{ wording = "保持在50%左右" }'])
def test_around_takes_the_tolerance_of_the_indicator_when_it_has_none(tmp_path: Path, text: str) -> None:
    (found,) = indicator(tmp_path, f'direction = "maintain"\ntolerance = 2\ntarget = {text}').targets
    assert (found.comparator, found.tolerance) == ("around", Decimal(2))


def test_a_wording_takes_the_tolerance_that_stands_beside_it(tmp_path: Path) -> None:
    found = target(tmp_path, '{ wording = "保持在50%左右", tolerance = 1 }', "maintain")
    assert found.tolerance == Decimal(1)


def test_milestones_stand_in_their_order_tables_and_phrases_alike(tmp_path: Path) -> None:
    found = indicator(
        tmp_path, 'direction = "increase"\ntarget = [{ at_least = 40, by = "2025" }, "达到45%以上"]'
    )
    assert [milestone.value for milestone in found.targets] == [Decimal(40), Decimal(45)]


def test_sub_targets_of_a_phrase_find_their_breakdown_by_the_category(tmp_path: Path) -> None:
    text = '"其中城市95%以上，农村87%以上"'
    found = indicator(tmp_path, f'direction = "increase"\ntarget = {text}').targets
    assert [(sub.breakdown, sub.value) for sub in found] == [
        ((("residence", "城市"),), Decimal(95)),
        ((("residence", "rural"),), Decimal(87)),
    ]


def test_a_wording_that_nobody_understands_may_stand_under_a_stated_trend(tmp_path: Path) -> None:
    found = indicator(tmp_path, 'direction = "increase"\nkind = "trend"\ntarget = "应保尽保"')
    assert [(goal.comparator, goal.wording) for goal in found.targets] == [("trend", "应保尽保")]


def test_a_phrase_adds_the_tags_that_follow_from_it(tmp_path: Path) -> None:
    found = indicator(tmp_path, 'direction = "increase"\ntags = ["重点"]\ntarget = "力争达到45%"')
    assert found.tags == ("重点", "预期性")


# -- values ------------------------------------------------------------------------------------------------


def test_a_value_keeps_the_digits_it_was_printed_with(tmp_path: Path) -> None:
    assert str(value(tmp_path, "63.10").value) == "63.10"


def test_a_whole_number_is_a_value(tmp_path: Path) -> None:
    assert value(tmp_path, "63").value == Decimal(63)


def test_a_text_is_read_as_people_write_values(tmp_path: Path) -> None:
    found = value(tmp_path, '"2300余场次"', unit="场次")
    assert (found.value, found.qualifier, found.as_printed) == (Decimal(2300), "more than", "2300余场次")


def test_a_table_may_state_what_is_printed(tmp_path: Path) -> None:
    text = '{ value = 2300, as_printed = "2300余场次", qualifier = "more than", note = "n" }'
    found = value(tmp_path, text, unit="场次")
    assert (found.value, found.qualifier, found.as_printed) == (Decimal(2300), "more than", "2300余场次")
    assert found.note == "n"


def test_a_ratio_is_exact_and_printed_to_the_digits_of_the_indicator(tmp_path: Path) -> None:
    found = value(tmp_path, "{ numerator = 412, denominator = 1260 }")
    assert found.exact == Fraction(412, 1260) * 100
    assert (found.numerator, found.denominator, str(found.value)) == (Decimal(412), Decimal(1260), "32.70")


def test_a_ratio_is_rounded_by_the_rule_of_the_plan(tmp_path: Path) -> None:
    text = INDICATOR + "decimals = 1\n" + SUBMISSION + "W-1 = { numerator = 2, denominator = 3 }\n"
    (found,) = sound(tmp_path, text, plan=PLAN + 'rounding = "truncate"\n').entries
    assert str(found.value) == "66.6"


def test_a_status_says_why_there_is_no_value(tmp_path: Path) -> None:
    found = value(tmp_path, '{ obs_status = "L", note = "该调查每五年一次" }')
    assert (found.value, found.obs_status, found.note) == (None, "L", "该调查每五年一次")


def test_a_break_comes_with_the_baseline_on_the_new_definition(tmp_path: Path) -> None:
    found = value(tmp_path, '{ value = 55.2, obs_status = "B", baseline_restated = 51.0 }')
    assert (found.obs_status, str(found.baseline_restated)) == ("B", "51.0")


def test_several_values_of_one_indicator_stand_in_a_list(tmp_path: Path) -> None:
    text = """W-1 = [
  { value = 95.1, breakdown = { residence = "城市" } },
  { value = 87.0, breakdown = { residence = "农村", sex = "女" }, source = "s", evidence = "e" },
  { value = 50, reference_area = "某省", visibility = "internal" },
]"""
    city, rural, province = values(tmp_path, text)
    assert (city.breakdown, city.source) == ((("residence", "城市"),), "")
    assert (rural.breakdown, rural.source, rural.evidence) == (
        (("residence", "rural"), ("sex", "女")),
        "s",
        "e",
    )
    assert (province.reference_area, province.visibility) == ("14", "internal")


def test_a_value_inherits_from_its_submission_and_adds_to_its_breakdown(tmp_path: Path) -> None:
    head = """\
reported_by = "hrss"
source = "s"
evidence = "e"
reviewed_by = "r"
approved_by = "a"
note = "n"
reference_area = "Our City"
breakdown = { sex = "女" }
visibility = "internal"
"""
    lines = ('W-1 = { value = 1, breakdown = { "城乡" = "城市" } }', "W-2 = 2", "W-3 = 3")
    more = INDICATOR.replace("W-1", "W-2") + INDICATOR.replace("W-1", "W-3")
    text = BLOCKS + INDICATOR + more + SUBMISSION.replace("[submission.", head + "[submission.")
    own, *plain = sound(tmp_path, text + "\n".join(lines)).entries
    assert own.breakdown == (("residence", "城市"), ("sex", "女"))
    for found in (own, *plain):
        assert (found.reported_by, found.source, found.evidence) == ("hrss", "s", "e")
        assert (found.reviewed_by, found.approved_by, found.note) == ("r", "a", "n")
        assert (found.reference_area, found.visibility) == ("1401", "internal")
        assert found.recorded == moment("2023-12-25")
    assert [found.breakdown for found in plain] == [(("sex", "女"),)] * 2


def test_a_value_knows_the_line_it_stands_in(tmp_path: Path) -> None:
    (found,) = values(tmp_path, "W-1 = 41.63")
    assert found.origin.place.text == "W-1 = 41.63"


# -- what is said about values -----------------------------------------------------------------------------


def test_the_other_entries_are_read(tmp_path: Path) -> None:
    text = """\
[[explanation]]
indicator = "W-1"
period = "2023"
reported_by = "hrss"
outlook = "difficult"
cause = "c"
measures = "m"
due = 2024-12-31
recorded = 2024-01-05
[[judgement]]
indicator = "W-1"
period = "2023"
status = "met"
by = "统计局"
reason = "基本实现"
recorded = 2024-01-05
[[withdrawal]]
indicator = "W-1"
period = "2023"
reference_area = "某省"
breakdown = { sex = "女" }
reason = "误报"
by = "x"
document = "d"
[[withdrawal]]
indicator = "W-1"
reason = "删除"
[[closing]]
round = "midterm"
counts = { met = 120, no_data = 0 }
digest = "abc"
recorded = 2024-02-01
[[claim]]
id = "news"
source = "报"
indicators = 190
quantifiable = 122
trend = 68
met = 120
not_met = 70
no_data = 0
met_share = 63.15
basis = "all"
note = "n"
"""
    ledger = sound(tmp_path, BLOCKS + INDICATOR + text)
    (explanation,), (judgement,) = ledger.explanations, ledger.judgements
    assert (explanation.outlook, explanation.cause, explanation.measures) == ("difficult", "c", "m")
    assert (explanation.due, explanation.reported_by) == (date(2024, 12, 31), "hrss")
    assert (judgement.status, judgement.by, judgement.reason) == ("met", "统计局", "基本实现")
    one, whole = ledger.withdrawals
    assert (one.period, one.reference_area, one.breakdown) == (period("2023"), "14", (("sex", "女"),))
    assert (whole.period, whole.breakdown, whole.reason) == (None, None, "删除")
    (closing,), (claim,) = ledger.closings, ledger.claims
    assert (closing.round, closing.counts, closing.digest) == (
        "midterm",
        (("met", 120), ("no_data", 0)),
        "abc",
    )
    assert (claim.id, claim.indicators, claim.met, claim.not_met, claim.no_data) == ("news", 190, 120, 70, 0)
    assert (str(claim.met_share), claim.basis) == ("63.15", "all")


def test_an_entry_below_a_closing_ranks_after_it_and_one_above_before_it(tmp_path: Path) -> None:
    closing = '[[closing]]\nround = "midterm"\nrecorded = 2024-02-01\n'
    late = SUBMISSION.replace("2023", "2022", 1) + "W-1 = 40\n"
    ledger = sound(tmp_path, BLOCKS + INDICATOR + SUBMISSION + "W-1 = 41\n" + closing + late)
    before, after = (entry.origin.sequence for entry in ledger.entries)
    assert before < ledger.closings[0].origin.sequence < after
