"""What is said: the table, the headline, the paragraph and the record of an evaluation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from plans import indicator, ledger, moment, origin, period, plan, series, target, value

from fedstat.assessment import Selection, assess
from fedstat.errors import FedstatError
from fedstat.language import say
from fedstat.model.frequency import FREQUENCIES
from fedstat.model.indicator import Baseline
from fedstat.model.observation import OBS_STATUSES, QUALIFIERS
from fedstat.model.plan import STATUSES, Area, Domain, Judgement, MemberUnit, Part, Round
from fedstat.reports.codes import frequency_message, obs_status_message, qualifier_message
from fedstat.reports.headline import headline, reconcile
from fedstat.reports.paragraph import paragraph
from fedstat.reports.progress import chinese_number, progress_table
from fedstat.reports.record import progress_record
from fedstat.reports.tables import assessments_table
from fedstat.reports.words import change_text, decimal, status_text, target_texts

if TYPE_CHECKING:
    from fedstat.assessment import Evaluation
    from fedstat.model.ledger import Ledger
    from fedstat.table import Row, Table


def city(**more: object) -> Ledger:
    """Return a small plan with two domains."""
    indicators = [
        indicator(
            "W-1",
            target("at_least", "45", wording="达到45%以上"),
            baseline="40.9",
            part="w",
            domain="w2",
            responsible_unit=("hrss", "stats"),
            name="女性就业人员占比",
            name_en="women in employment",
        ),
        indicator(
            "W-2",
            target("at_most", "14.5"),
            baseline="16.9",
            part="w",
            domain="w1",
            unit_measure="1/10万",
            direction="decrease",
            name="孕产妇死亡率",
            lag=1,
        ),
        indicator("W-3", baseline="40", part="w", domain="w1", name="宫颈癌筛查率"),
        indicator("W-4", baseline="40", part="w", domain="w1", name="乳腺癌筛查率"),
    ]
    entries = [
        *series("W-1", y2022="41.20", y2023="41.63"),
        *series("W-2", y2021="16.1", y2022="15.7"),
        value("W-3", "2022", "41"),
        value("W-3", "2023", "40.5", "P"),
        value("W-1", "2023", "43.4", area="全国"),
        value("W-2", "2021", "16.1", area="全国"),
    ]
    return ledger(
        indicators,
        entries,
        **{
            "parts": (Part(id="w", name="妇女发展规划", name_en="Women", origin=origin()),),
            "domains": (
                Domain(id="w1", name="妇女与健康", part="w", origin=origin()),
                Domain(id="w2", name="妇女与经济", part="w", origin=origin()),
            ),
            "member_units": (
                MemberUnit(id="hrss", name="市人力资源社会保障局", origin=origin()),
                MemberUnit(id="stats", name="市统计局", origin=origin()),
            ),
            "plans": (plan(compare=("全国",), title="某市妇女儿童发展规划", title_en="The plan"),),
            **more,
        },
    )


def mid(**more: object) -> Evaluation:
    """Assess the small plan as known on a day."""
    return assess(city(**more), known_on=date(2023, 12, 25))


def texts(row: Row) -> list[str]:
    """Return the texts of a row."""
    return [cell.text for cell in row.cells]


def row(table: Table, code: str) -> dict[str, str]:
    """Return the texts of the row of an indicator by column."""
    keys = [column.key for column in table.columns]
    for line in table.rows:
        if line.kind == "item" and line.cells[1].text == code:
            return dict(zip(keys, texts(line), strict=True))
    raise AssertionError(code)


# the table


def test_the_table_shows_every_figure_of_an_indicator() -> None:
    assert row(progress_table(mid(), "zh"), "W-1") == {
        "number": "4",
        "code": "W-1",
        "name": "女性就业人员占比",
        "unit_measure": "%",
        "baseline": "40.9",
        "previous": "41.20",
        "latest": "41.63",
        "change_from_previous": "+0.43百分点",
        "change_from_baseline": "+0.73百分点",
        "target": "达到45%以上",
        "distance_to_target": "3.37",
        "completion": "17.8%",
        "elapsed": "60.0%",
        "status": "未达到序时进度",
        "area:全国": "43.4",
        "responsible_unit": "市人力资源社会保障局、市统计局",
    }


def test_a_carried_value_says_its_period_and_rates_change_in_percent() -> None:
    shown = row(progress_table(mid(), "en"), "W-2")
    assert (shown["latest"], shown["change_from_previous"]) == ("15.7 (2022)", "-2.5%")
    assert shown["area:全国"] == ""


def test_provisional_values_are_starred_and_the_star_explained() -> None:
    table = progress_table(mid(), "en")
    assert row(table, "W-3")["latest"] == "40.5*"
    assert table.notes == (
        "A period in brackets is the one that the value belongs to.",
        "A latest value of an earlier period is carried from there.",
        "* provisional or estimated value",
    )


def test_rows_are_grouped_by_domain_within_part_with_subtotals_that_add_up() -> None:
    table = progress_table(mid(), "zh")
    assert [texts(line)[0] if line.kind != "item" else texts(line)[1] for line in table.rows] == [
        "妇女发展规划",
        "一、妇女与健康",
        "W-2",
        "W-3",
        "W-4",
        "小计3项：已达标1项、达到序时进度1项、无数据1项；达标率33.33%",
        "二、妇女与经济",
        "W-1",
        "小计1项：未达到序时进度1项；达标率0.00%",
        "妇女发展规划小计4项：已达标1项、达到序时进度1项、未达到序时进度1项、无数据1项；达标率25.00%",
        "合计4项：已达标1项、达到序时进度1项、未达到序时进度1项、无数据1项；达标率25.00%",
    ]


def test_rows_can_be_grouped_by_part_or_by_the_first_responsible_unit() -> None:
    by_part = progress_table(mid(), "en", by="part")
    assert texts(by_part.rows[0]) == ["1. Women"]
    by_unit = progress_table(mid(), "en", by="responsible-unit")
    headings = [texts(line)[0] for line in by_unit.rows if line.kind == "group"]
    assert headings == ["1. 市人力资源社会保障局", "not assigned"]
    assert "several responsible units" in by_unit.notes[-1]


def test_of_sub_targets_the_row_says_which_is_not_met_and_whose_figures_it_shows() -> None:
    city: dict[str, Any] = {"breakdown": (("residence", "城市"),)}
    village: dict[str, Any] = {"breakdown": (("residence", "农村"),)}
    starts = tuple(
        Baseline(period=period("2020"), value=Decimal(number), **group)
        for number, group in ((80, city), (70, village))
    )
    aims = (target("at_least", "95", **city), target("at_least", "87", **village))
    what = indicator("W-1", *aims, baselines=starts)

    def status(**values: str) -> str:
        groups = {"city": city, "village": village}
        entries = [value("W-1", "2023", number, **groups[name]) for name, number in values.items()]
        evaluation = assess(ledger([what], entries), period="2023")
        return status_text(evaluation, evaluation.items[0], "en")

    assert status(city="96", village="88") == "met (figures of 农村)"
    assert status(city="96", village="75") == "behind (not met: 农村)"
    assert status(city="81", village="86") == "behind (not met: 城市, 农村, figures of 城市)"
    assert status(city="96") == "no data: not reported (figures of 农村)"


def test_a_plan_without_parts_and_domains_has_no_headings() -> None:
    table = progress_table(assess(ledger([indicator("W-1")], series("W-1", y2023="1"))), "en")
    assert [line.kind for line in table.rows] == ["item", "total"]


def test_an_unknown_group_keeps_its_id() -> None:
    stray = assess(ledger([indicator("W-1", part="x", domain="y")], series("W-1", y2023="1")))
    assert [texts(line)[0] for line in progress_table(stray, "en").rows if line.kind != "item"][:2] == [
        "x",
        "1. y",
    ]


def test_an_empty_plan_has_a_total_of_nothing() -> None:
    table = progress_table(assess(ledger()), "en")
    assert [texts(line) for line in table.rows] == [["total 0"]]


def test_other_periods_than_years_say_so_in_the_headings() -> None:
    titles = [column.title for column in progress_table(assess(city(), period="2023-H1"), "en").columns]
    assert "vs previous" in titles
    assert "value first half of 2023" in titles


def test_a_plan_without_a_baseline_period_has_no_year_in_its_heading() -> None:
    bare = assess(city(plans=(plan(baseline_period=None),)))
    assert "baseline" in [column.title for column in progress_table(bare, "en").columns]
    assert row(progress_table(bare, "en"), "W-1")["baseline"] == "40.9 (2020)"


def test_a_baseline_or_previous_value_of_another_period_says_so() -> None:
    what = indicator("W-1", target("at_least", "45"), baseline=("2019", "40"))
    shown = row(progress_table(assess(ledger([what], series("W-1", y2021="41", y2023="42"))), "en"), "W-1")
    assert (shown["baseline"], shown["previous"]) == ("40 (2019)", "41 (2021)")


def test_a_value_of_a_term_says_its_term() -> None:
    what = indicator("W-1", target("at_least", "45"), frequency="term")
    shown = row(
        progress_table(
            assess(
                ledger([what], [value("W-1", "term:15", "46")]),
            ),
            "en",
        ),
        "W-1",
    )
    assert (shown["latest"], shown["distance_to_target"]) == ("46 (term 15)", "")


def test_a_period_in_brackets_is_explained_wherever_one_stands() -> None:
    what = indicator("W-1", target("at_least", "45"), baseline=("2019", "40"))
    table = progress_table(assess(ledger([what], series("W-1", y2022="41", y2023="42"))), "zh")
    assert table.notes == ("括号内为该数值所属的报告期。",)
    plainly = indicator("W-1", target("at_least", "45"), baseline="40")
    table = progress_table(assess(ledger([plainly], series("W-1", y2022="41", y2023="42"))), "zh")
    assert table.notes == ()


def test_areas_are_called_by_their_names_in_the_reader_s_language() -> None:
    areas = (Area(id="14", name="山西省", name_en="Shanxi", origin=origin()),)
    what = indicator("W-1", target("at_least", "1", relative_to="14"))
    found = assess(ledger([what], series("W-1", y2023="42"), plans=(plan(compare=("山西省",)),), areas=areas))
    for language, heading, goal, why in (
        ("zh", "山西省", "与山西省之差≥1", "无法判断：缺山西省同期数值"),
        ("en", "Shanxi", "≥1 against Shanxi", "not assessable: there is no value of Shanxi for this period"),
    ):
        table = progress_table(found, language)  # type: ignore[arg-type]
        shown = row(table, "W-1")
        assert heading in [column.title for column in table.columns]
        assert (shown["target"], shown["status"]) == (goal, why)
        written = assessments_table(found, language)  # type: ignore[arg-type]
        assert (written.columns[-1].key, written.columns[-1].title) == ("area:山西省", heading)


def test_every_code_of_the_ledger_has_words() -> None:
    said = {
        *(say(obs_status_message(code), "zh") for code in OBS_STATUSES),
        *(say(qualifier_message(word), "zh") for word in QUALIFIERS),
        *(say(frequency_message(code), "zh") for code in FREQUENCIES),
    }
    assert len(said) == len(OBS_STATUSES) + len(QUALIFIERS) + len(FREQUENCIES)
    assert {"正常", "初步数", "约", "每半年", "每届", "每5年"} <= said


def test_an_area_to_compare_with_an_older_value_says_its_period() -> None:
    what = indicator("W-1", lag=1)
    entries = [*series("W-1", y2023="42"), value("W-1", "2022", "43", area="全国")]
    shown = row(
        progress_table(assess(ledger([what], entries, plans=(plan(compare=("全国",)),))), "en"), "W-1"
    )
    assert shown["area:全国"] == "43 (2022)"


def test_no_change_is_computed_across_a_break() -> None:
    what = indicator("W-1", target("at_least", "50"), baseline="40")
    shown = row(progress_table(assess(ledger([what], [value("W-1", "2023", "46", "B")])), "zh"), "W-1")
    assert (shown["change_from_baseline"], shown["status"]) == ("", "无法判断：2023年起口径有调整")


# words


@pytest.mark.parametrize(
    ("unit", "earlier", "later", "zh", "en"),
    [
        ("%", "40", "41.5", "+1.5百分点", "+1.5 pp"),
        ("%", "41.50", "41.5", "持平", "unchanged"),
        ("‰", "5.4", "5.0", "-0.4千分点", "-0.4 ‰ pts"),
        ("1/10万", "16.9", "16.1", "-4.7%", "-4.7%"),
        ("人", "0", "3", "+3", "+3"),
        ("岁", "79.1", "79.4", "+0.3", "+0.3"),
    ],
)
def test_a_change_is_printed_in_the_unit_that_fits(
    unit: str, earlier: str, later: str, zh: str, en: str
) -> None:
    what = indicator("W-1", baseline=earlier, unit_measure=unit)
    item = assess(ledger([what], series("W-1", y2023=later))).items[0]
    assert item.baseline is not None
    assert item.latest is not None
    assert change_text(item.baseline, item.latest, what, "half-up", "zh") == zh
    assert change_text(item.baseline, item.latest, what, "half-up", "en") == en


@pytest.mark.parametrize(
    ("more", "zh"),
    [
        ({"comparator": "at_least", "value": "45"}, "≥45"),
        ({"comparator": "above", "value": "45"}, ">45"),
        ({"comparator": "at_most", "value": "5.20"}, "≤5.20"),
        ({"comparator": "below", "value": "5"}, "<5"),
        ({"comparator": "equal", "value": "0"}, "=0"),
        ({"comparator": "between", "bounds": ("48", "52")}, "48–52"),
        ({"comparator": "around", "value": "45", "tolerance": "1"}, "45±1"),
        ({"comparator": "around", "value": "45"}, "45左右"),
        ({"comparator": "trend"}, "趋势向好"),
        ({"comparator": "at_least", "value": "0", "relative_to": "全国"}, "与全国之差≥0"),
        ({"comparator": "at_least", "value": "9", "cumulative": True}, "累计≥9"),
        ({"comparator": "at_least", "value": "95", "keep": True}, "保持≥95"),
        ({"comparator": "at_least", "derivation": "points", "change": "5"}, "比基期+5"),
        ({"comparator": "at_most", "derivation": "percent", "change": "-20"}, "比基期-20%"),
        ({"comparator": "at_least", "derivation": "percent_per_year", "change": "3"}, "年均+3%"),
        ({"comparator": "at_least", "value": "45", "wording": "达到45%以上"}, "达到45%以上"),
    ],
)
def test_a_target_is_printed_in_its_words_or_by_its_comparator(more: dict[str, object], zh: str) -> None:
    assert target_texts(assess(ledger()), indicator("W-1", target(**more)), "zh") == zh  # type: ignore[arg-type]


def test_several_targets_say_their_year_and_group() -> None:
    city_, years = (("residence", "城市"),), ("2025", "2030")
    several = indicator(
        "W-1", target("at_least", "95", years[0], breakdown=city_), target("at_least", "97", years[1])
    )
    assert target_texts(assess(ledger()), several, "zh") == "城市、2025：≥95、2030：≥97"
    plain = indicator("W-1", target("at_least", "95"), target("at_most", "99"))
    assert target_texts(assess(ledger()), plain, "zh") == "≥95、≤99"
    same = indicator("W-1", target("at_least", "95", wording="95"), target("at_least", "95", wording="95"))
    assert target_texts(assess(ledger()), same, "zh") == "95"


def test_an_exact_fraction_prints_as_one() -> None:
    third = target("at_least", "1")
    wanted = indicator("W-1", replace(third, value=Fraction(200, 3)))
    assert target_texts(assess(ledger()), wanted, "zh") == "≥200/3"
    record = progress_record(assess(ledger([wanted], series("W-1", y2023="1"))), "zh")
    assert record["indicators"][0]["targets"][0]["value"] == Decimal("66.6666666667")  # type: ignore[index]


def test_decimals_keep_no_idle_zeros() -> None:
    assert str(decimal(Fraction(1200))) == "1200"
    assert str(decimal(Fraction(5, 2))) == "2.5"


def test_status_words_of_the_office_replace_ours_in_its_own_language() -> None:
    wording = (("behind", "进度滞后"),)
    own = mid(plans=(plan(wording=wording, language="zh"),))
    assert row(progress_table(own, "zh"), "W-1")["status"] == "进度滞后"
    assert row(progress_table(own, "en"), "W-1")["status"] == "behind"


def test_a_final_evaluation_has_words_of_its_own() -> None:
    indicators = [
        indicator("W-1", baseline="40"),
        indicator("W-2", baseline="40"),
        indicator("W-3", baseline="40"),
    ]
    entries = [*series("W-1", y2025="41"), *series("W-2", y2025="40"), *series("W-3", y2025="39")]
    table = progress_table(assess(ledger(indicators, entries)), "zh")
    assert [row(table, code)["status"] for code in ("W-1", "W-2", "W-3")] == [
        "已达标",
        "未达标（与基期持平）",
        "未达标（劣于基期）",
    ]


def test_what_belongs_beside_a_status_is_told() -> None:
    rounds = (Round(id="r", name="2022", kind="annual", period=period("2022"), origin=origin()),)
    by_hand = Judgement(
        indicator="W-1", period=period("2023"), status="met", by="办公室", reason="基本实现", origin=origin()
    )
    what = indicator(
        "W-1", target("at_most", "20"), baseline="30", unit_measure="1/10万", direction="decrease"
    )
    entries = [
        value("W-1", "2022", "19"),
        value("W-1", "2023", "39.49", numerator=Decimal(1), denominator=Decimal(2532)),
    ]
    book = ledger([what], entries, rounds=rounds, judgements=(by_hand,), plans=(plan(small_numbers=5),))
    shown = row(progress_table(assess(book), "zh"), "W-1")["status"]
    assert shown == "逆向变化（反弹）（人工认定：已达标）（基数小）"


# headline and paragraph


def test_the_headline_reconciles_and_names_its_rules() -> None:
    assert headline(mid(), "zh") == (
        "指标4项 = 可量化指标2项 + 趋势性指标2项",
        "4项 = 已达标1项 + 达到序时进度1项 + 未达到序时进度1项 + 无数据1项（未报送1项）",
        "达标率：占指标总数25.00%（1/4）、占可量化指标0.00%（0/2）、占趋势性指标50.00%（1/2）",
        "沿用以前报告期数值的1项",
        "依据初步数或估算数判定的1项",
        "报告期2023年，数据截止日2023年12月25日；判定方法：序时进度（pace）；全数值比较；比例四舍五入，保留2位小数",
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("half-up", "四舍五入"),
        ("half-even", "四舍六入五成双（GB/T 8170）"),
        ("truncate", "截尾（不进位）"),
    ],
)
def test_the_rounding_rule_is_always_named(rule: str, said: str) -> None:
    lines = headline(assess(city(plans=(plan(rounding=rule, comparison="rounded"),))), "zh")
    assert said in lines[-1]
    assert "修约值比较" in lines[-1]


def test_the_paragraph_is_ready_to_paste() -> None:
    assert paragraph(mid(), "zh") == (
        "截至2023年12月25日，某市妇女儿童发展规划共设监测指标4项，其中可量化指标2项、趋势性指标2项。"
        "对照2025年目标，已达标1项，占指标总数的25.00%；其中趋势性指标达标1项（占趋势性指标的50.00%）。"
        "其余3项中，达到序时进度1项、未达到序时进度1项、无数据1项（未报送1项）。"
    )
    assert paragraph(mid(), "en") == (
        "As of 25 December 2023, the plan “The plan” has 4 monitoring indicators: 2 quantifiable, 2 trend. "
        "Against the targets of 2025, 1 is met, 25.00% of all: 1 trend (50.00% of these). "
        "Of the other 3: on track 1, behind 1, no data 1 (not reported 1)."
    )


def evaluation_of(*numbers: str, **more: object) -> Evaluation:
    """Assess indicators of 50 by 2025 from 40, one a number of 2023."""
    indicators = [
        indicator(f"W-{rank}", target("at_least", "50"), baseline="40") for rank in range(len(numbers))
    ]
    entries = [value(f"W-{rank}", "2023", number) for rank, number in enumerate(numbers)]
    return assess(ledger(indicators, entries, **more))


def test_clauses_of_nothing_are_left_out() -> None:
    assert paragraph(evaluation_of("50", "51"), "zh") == (
        "截至2023年，测试规划共设监测指标2项，其中可量化指标2项。"
        "对照2025年目标，已达标2项，占指标总数的100.00%。"
    )
    assert paragraph(evaluation_of("46"), "zh").endswith(
        "对照2025年目标，尚无指标达标。1项中，达到序时进度1项。"
    )
    assert paragraph(assess(ledger()), "zh") == "截至2020年，测试规划在此范围内没有监测指标。"
    undated = evaluation_of("50", plans=(plan(target_period=None),))
    assert "对照目标，" in paragraph(undated, "zh")


def test_the_kinds_are_told_when_there_are_both() -> None:
    both = [indicator("W-1", target("at_least", "50"), baseline="40"), indicator("W-2", baseline="40")]
    text = paragraph(assess(ledger(both, [*series("W-1", y2023="50"), *series("W-2", y2023="41")])), "zh")
    assert "可量化指标达标1项（占可量化指标的100.00%）、趋势性指标达标1项（占趋势性指标的100.00%）" in text


def test_an_empty_headline_has_no_shares() -> None:
    assert headline(assess(ledger()), "en")[:2] == ("0 indicators = 0 quantifiable + 0 trend", "0 = 0")


def test_a_judged_and_a_lost_indicator_are_counted_in_the_headline() -> None:
    rounds = (Round(id="r", name="2022", kind="annual", period=period("2022"), origin=origin()),)
    by_hand = Judgement(
        indicator="W-0", period=period("2023"), status="met", by="办", reason="。", origin=origin()
    )
    book = ledger(
        [indicator("W-0", target("at_least", "50"), baseline="40")],
        series("W-0", y2022="50", y2023="46"),
        rounds=rounds,
        judgements=(by_hand,),
    )
    lines = headline(assess(book), "en")
    assert "1 indicator was also judged by hand (not counted)" in lines
    assert "1 indicator was met at the previous round and is no longer" in lines


def test_a_narrowed_report_says_to_what_and_keeps_the_plan_s_numbers() -> None:
    chosen = mid().select(Selection(domain=("w2",), responsible_unit=("hrss",), kind=("quantifiable",)))
    assert headline(chosen, "zh")[0] == "只含：妇女与经济、市人力资源社会保障局、可量化"
    assert paragraph(chosen, "zh").startswith(
        "截至2023年12月25日，某市妇女儿童发展规划中所选（妇女与经济、市人力资源社会保障局、可量化）"
        "监测指标共1项，其中可量化指标1项。对照2025年目标"
    )
    assert texts(progress_table(chosen, "zh").rows[1]) == ["二、妇女与经济"]


def test_a_report_chosen_by_status_has_no_share() -> None:
    chosen = mid().select(Selection(status=("behind",), part=("w",), tag=()))
    assert headline(chosen, "zh")[0] == "只含：妇女发展规划、未达到序时进度"
    assert not any("%" in line for line in headline(chosen, "zh"))
    assert paragraph(chosen, "zh").endswith("其中可量化指标1项。分别为：未达到序时进度1项。")
    assert texts(progress_table(chosen, "zh").rows[-1]) == ["合计1项：未达到序时进度1项"]


def test_counts_that_do_not_add_up_are_refused() -> None:
    counts = replace(evaluation_of("50").counts(), quantifiable=7)
    with pytest.raises(FedstatError) as caught:
        reconcile(counts)
    assert "do not add up (1 ≠ 7)" in say(caught.value.message, "en")


# the record


def test_the_record_keeps_the_contract() -> None:
    record = progress_record(mid(), "zh")
    assert list(record) == [
        *("schema_version", "plan", "period", "known_on", "round", "method", "rounding", "comparison"),
        *("summary", "indicators"),
    ]
    assert (record["period"], record["known_on"], record["round"]) == ("2023", "2023-12-25", None)
    assert record["summary"] == {
        "indicators": 4,
        "quantifiable": 2,
        "trend": 2,
        "met": 1,
        "met_share": Decimal("25.00"),
        "met_quantifiable": 0,
        "met_quantifiable_share": Decimal("0.00"),
        "met_trend": 1,
        "met_trend_share": Decimal("50.00"),
        "on_track": 1,
        "behind": 1,
        "flat": 0,
        "moving_away": 0,
        "missed": 0,
        "no_data": 1,
        "not_assessable": 0,
        "carried": 1,
        "provisional": 1,
        "judged_by_hand": 0,
        "lost_again": 0,
    }
    assert record["indicators"][0] == {  # type: ignore[index]
        "code": "W-1",
        "name": "女性就业人员占比",
        "kind": "quantifiable",
        "part": "w",
        "domain": "w2",
        "responsible_unit": ["hrss", "stats"],
        "data_provider": "",
        "unit_measure": "%",
        "direction": "increase",
        "tags": [],
        "reference_area": "城市",
        "baseline": {"period": "2020", "value": Decimal("40.9")},
        "targets": [
            {
                "period": "2025",
                "comparator": "at_least",
                "value": Decimal(45),
                "bounds": None,
                "tolerance": None,
                "keep": False,
                "breakdown": None,
                "wording": "达到45%以上",
            }
        ],
        "previous": {"period": "2022", "value": Decimal("41.20")},
        "latest": {"period": "2023", "value": Decimal("41.63"), "obs_status": "A"},
        "carried": False,
        "change_from_previous": Decimal("0.43"),
        "change_from_baseline": Decimal("0.73"),
        "distance_to_target": Decimal("3.37"),
        "completion": Decimal("17.8"),
        "elapsed": Decimal("60.0"),
        "status": "behind",
        "reason_code": "behind",
        "reason": "完成进度低于序时进度",
        "method_class": "behind",
        "method_value": Decimal("0.2967479674796747967479674797"),
        "comparison_differs": False,
        "lost_again": False,
        "judgement": None,
    }


def test_what_is_absent_is_null() -> None:
    record = progress_record(mid(), "zh")
    absent = record["indicators"][3]  # type: ignore[index]
    assert {name for name, what in absent.items() if what is None} == {
        *("previous", "latest", "change_from_previous", "change_from_baseline", "distance_to_target"),
        *("completion", "elapsed", "method_class", "method_value", "judgement"),
    }
    bare = progress_record(assess(ledger(plans=(plan(target_period=None),))), "zh")
    assert bare["plan"] == {"title": "测试规划", "reference_area": "城市", "target_period": None}
    assert bare["summary"]["met_share"] is None  # type: ignore[index]
    open_ended = assess(
        ledger([indicator("W-1", target("at_least", "5"))], plans=(plan(target_period=None),))
    )
    assert progress_record(open_ended, "zh")["indicators"][0]["targets"][0]["period"] is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("what", "number", "left"),
    [
        (target("at_most", "14.5"), "15.1", "-0.6"),
        (target("at_most", "14.5"), "14.30", "0.20"),
        (target("between", bounds=("48", "52")), "50.1", "0.0"),
        (target("between", bounds=("48", "52")), "47", "1"),
        (target("at_least", derivation="percent", change="10"), "40.0", "4.0"),
    ],
)
def test_the_distance_is_target_minus_value(what: object, number: str, left: str) -> None:
    wanted = indicator("W-1", what, baseline="40", direction="range")  # type: ignore[arg-type]
    record = progress_record(assess(ledger([wanted], series("W-1", y2023=number))), "zh")
    assert str(record["indicators"][0]["distance_to_target"]) == left  # type: ignore[index]


def test_the_distance_of_a_cumulative_target_counts_from_the_sum() -> None:
    wanted = indicator("W-1", target("at_least", "12", cumulative=True), unit_measure="万人次")
    values = series("W-1", y2021="2.4", y2022="2.4", y2023="2.7")
    record = progress_record(assess(ledger([wanted], values)), "zh")
    item = record["indicators"][0]  # type: ignore[index]
    assert (str(item["distance_to_target"]), str(item["completion"])) == ("4.5", "62.5")
    assert item["latest"]["value"] == Decimal("2.7")


def test_a_derived_target_tells_the_number_to_reach() -> None:
    wanted = indicator(
        "W-1", target("at_most", derivation="percent", change="-20"), baseline="40", direction="decrease"
    )
    record = progress_record(assess(ledger([wanted], series("W-1", y2023="39"))), "zh")
    assert record["indicators"][0]["targets"][0]["value"] == Decimal(32)  # type: ignore[index]


def test_bounds_judgements_areas_and_rounds_are_told() -> None:
    judgement = Judgement(
        indicator="W-1",
        period=period("2023"),
        status="met",
        by="办公室",
        reason="基本实现",
        recorded=moment("2023-12-25"),
        origin=origin(),
    )
    book = ledger(
        [indicator("W-1", target("between", bounds=("48", "52")), direction="range")],
        series("W-1", y2023="50"),
        judgements=(judgement,),
        areas=(Area(id="c", name="城市", origin=origin()),),
        rounds=(Round(id="r", name="轮", kind="annual", period=period("2023"), origin=origin()),),
    )
    book = replace(book, entries=tuple(replace(entry, reference_area="c") for entry in book.entries))
    record = progress_record(assess(book, round="r"), "zh")
    item = record["indicators"][0]  # type: ignore[index]
    assert record["round"] == "r"
    assert item["reference_area"] == "城市"
    assert item["targets"][0]["bounds"] == [Decimal(48), Decimal(52)]
    assert item["judgement"] == {
        "status": "met",
        "by": "办公室",
        "reason": "基本实现",
        "recorded": "2023-12-25",
    }
    for recorded, said in (("2023-12-25T09:30", "2023-12-25T09:30:00"), ("0001-01-01", None)):
        again = replace(book, judgements=(replace(judgement, recorded=moment(recorded)),))
        told = progress_record(assess(again), "zh")["indicators"][0]["judgement"]  # type: ignore[index]
        assert told["recorded"] == said


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_headings_count_in_chinese(number: int, said: str) -> None:
    assert chinese_number(number) == said


# laws

values = st.one_of(st.none(), st.decimals(-50, 150, places=2).map(str))
plans_of_values = st.lists(
    st.tuples(values, values, st.sampled_from(["increase", "decrease", "maintain"]), st.booleans()),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(plans_of_values, st.sampled_from(["2022", "2023", "2025"]))
def test_the_buckets_add_up_for_any_ledger(
    rows: list[tuple[str | None, str | None, str, bool]], when: str
) -> None:
    indicators, entries = [], []
    for rank, (baseline, latest, direction, trend) in enumerate(rows):
        comparator = "at_most" if direction == "decrease" else "at_least"
        wanted = target("trend") if trend else target(comparator, "60")
        indicators.append(indicator(f"W-{rank}", wanted, baseline=baseline, direction=direction))
        if latest is not None:
            entries.append(value(f"W-{rank}", "2023", latest))
    evaluation = assess(ledger(indicators, entries), period=when)
    counts = evaluation.counts()
    assert sum(counts.statuses[status] for status in STATUSES) == len(rows)
    assert counts.quantifiable + counts.trend == len(rows)
    for language in ("zh", "en"):
        lines = headline(evaluation, language)
        assert lines[0].startswith(("指标", f"{len(rows)} "))
        assert paragraph(evaluation, language)
        table = progress_table(evaluation, language)
        assert sum(line.kind == "item" for line in table.rows) == len(rows)


def test_the_year_that_all_sub_targets_share_is_not_said_of_each() -> None:
    city: dict[str, Any] = {"breakdown": (("residence", "城市"),)}
    village: dict[str, Any] = {"breakdown": (("residence", "农村"),)}
    both = indicator(
        "W-1", target("at_least", "95", "2025", **city), target("at_least", "87", "2025", **village)
    )
    assert target_texts(assess(ledger()), both, "zh") == "城市：≥95、农村：≥87"
