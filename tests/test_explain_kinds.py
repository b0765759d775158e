"""Every kind of entry, rule and word that an explanation can come across, on small ledgers."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from plans import indicator, ledger, moment, origin, period, plan, series, target, value

from fedstat.assessment import assess
from fedstat.errors import Finding, KeyPath, Origin, Place
from fedstat.language import msg, say
from fedstat.model.entry import FROM_THE_START
from fedstat.model.indicator import Baseline
from fedstat.model.plan import Area, Closing, Dimension, Explanation, Judgement, MemberUnit, Round, Withdrawal
from fedstat.render import PIPE, write
from fedstat.reports.explain import blocks_of, dossier_of, explain_record
from fedstat.reports.explain.reckoning import lines_of_footing
from fedstat.table import Figure

if TYPE_CHECKING:
    from fedstat.language import Language
    from fedstat.model.ledger import Ledger
    from fedstat.reports.explain import Dossier

TARGET = target("at_least", "45", wording="达到45%以上")


def dossier(whole: Ledger, code: str = "W-1", *, notices: bool = True, **asked: Any) -> Dossier:
    """Return what is known of an indicator."""
    return dossier_of(assess(whole, **asked), code, notices=notices)


def page(one: Dossier, language: Language = "en") -> str:
    """Return an explanation as it is piped."""
    stream = io.StringIO()
    write(blocks_of(one, language), stream, PIPE)
    return stream.getvalue()


def told(one: Dossier) -> list[str]:
    """Return the lines of arithmetic in English."""
    return [say(line.message, "en") for f in one.footings for line in lines_of_footing(one, f, "en")]


def states(one: Dossier) -> list[str]:
    """Return what became of every entry."""
    return [entry.state for entry in one.entries]


# The entries


def test_every_entry_says_what_became_of_it() -> None:
    whole = ledger(
        [indicator("W-1", TARGET, frequency="A")],
        [
            value("W-1", "2020", "40.9", recorded=moment("2021-05-01")),
            value("W-1", "2021", "41.0"),
            value("W-1", "2022", "41.2", recorded=moment("2023-01-01")),
            value("W-1", "2022", "41.3", recorded=moment("2023-02-01")),
            value("W-1", "2023-H1", "41.4"),
            value("W-1", "2023", "41.63", recorded=moment("2023-12-20"), source="年报", evidence="文号"),
            value("W-1", "2023", "41.7", recorded=moment("2024-02-01")),
            value("W-1", "2024", "44", "F"),
            value("W-1", "2025", "45"),
            value("W-1", "2026", None, "L"),
        ],
    )
    one = dossier(whole, period="2023", known_on=date(2023, 12, 31))

    assert states(one) == [
        *("baseline", "stands", "superseded", "previous", "other-frequency", "decides", "later"),
        *("not-counted", "after", "no-value"),
    ]
    text = page(one)
    for said in (
        "superseded on 2023-02-01",
        "revises 41.2 (+0.1)",
        "of another frequency, not of this series",
        "source: 年报; evidence: 文号",
        "recorded after the day looked back from",
        "its status does not count",
        "after the period of the report",
        "observation, line 0",
    ):
        assert said in text


def test_a_withdrawn_value_tells_why_and_where() -> None:
    taken = Withdrawal(
        indicator="W-1",
        period=period("2022"),
        reference_area="城市",
        reason="误报",
        by="stats",
        recorded=moment("2023-05-01"),
        origin=origin(),
    )
    whole = ledger(
        [indicator("W-1", TARGET, baseline="40")],
        [*series("W-1", y2022="43", y2023="42"), value("W-1", "2022", "44", recorded=moment("2023-06-01"))],
        withdrawals=(taken,),
        member_units=(MemberUnit(id="stats", name="统计局", origin=origin()),),
    )
    assert states(dossier(whole)) == ["superseded", "previous", "decides"]
    before = replace(whole, entries=whole.entries[:2])

    assert states(dossier(before)) == ["withdrawn", "decides"]
    assert "withdrawn on 2023-05-01; 误报; 统计局; line 0" in page(dossier(before))
    assert states(dossier(before, known_on=date(2023, 4, 1))) == ["previous", "decides"]


def test_what_was_put_in_behind_a_closing_does_not_count_and_says_so() -> None:
    closing = Closing(round="m", recorded=moment("2024-01-10"), origin=origin(3))
    whole = ledger(
        [indicator("W-1", TARGET, baseline="40")],
        [
            value("W-1", "2023", "42", recorded=moment("2023-12-01"), origin=origin(1)),
            value("W-1", "2023", "45", recorded=moment("2023-12-20"), origin=origin(9)),
        ],
        rounds=(Round(id="m", name="中期", kind="midterm", period=period("2023"), origin=origin()),),
        closings=(closing,),
    )
    one = dossier(whole, round="m")

    assert states(one) == ["decides", "closed"]
    assert "entered after the round was closed, dated before: does not count" in page(one)
    assert one.item is not None
    assert one.flips is not None
    assert dict(one.flips.methods)["pace"].status == one.item.status == "behind"
    assert states(dossier(whole, period="2023")) == ["superseded", "decides"]


def test_a_value_without_a_number_is_followed_by_one() -> None:
    whole = ledger(
        [indicator("W-1", TARGET, baseline="40")],
        [
            value("W-1", "2023", None, "O", recorded=moment("2023-12-01")),
            value("W-1", "2023", "42", recorded=moment("2024-01-01")),
        ],
    )

    text = page(dossier(whole))
    assert "revises the entry before" in text
    assert "no value for 2023" in text


def test_a_ratio_shows_its_computation_and_everything_else_it_says() -> None:
    entry = value(
        *("W-1", "2023", "32.70", "P"),
        exact=Fraction(41200, 1260),
        numerator=Decimal(412),
        denominator=Decimal(1260),
        qualifier="about",
        as_printed="约32.7%",
        baseline_restated="29.5",
        note="初步统计",
        reported_by="hrss",
        reviewed_by="甲",
        approved_by="乙",
    )
    one = dossier(ledger([indicator("W-1", target("at_least", "45"), baseline="30")], [entry]))

    text = page(one)
    assert (
        "412 / 1260 × 100 ≈ 32.70; provisional; about; printed as “约32.7%”; baseline restated: 29.5; "
        "初步统计; reported by: hrss; reviewed by: 甲; approved by: 乙" in text
    )
    assert told(one)[:2] == [
        "value = 412 / 1260 × 100 ≈ 32.6984126984",
        "412 / 1260 × 100 ≥ 45 does not hold: the target is not met",
    ]
    assert "numerator of 2023: 412 → 492 (+80)" in text
    assert "numerator of 2023: 412 → 378 (-34)" in text


def test_a_ratio_may_be_exact_as_printed_and_have_no_factor() -> None:
    entry = value(*("W-1", "2023", "0.5"), exact=Fraction(1, 2), numerator=Decimal(1), denominator=Decimal(2))
    one = dossier(
        ledger([indicator("W-1", target("at_least", "0.6"), baseline="0.1", unit_measure="比值")], [entry])
    )

    assert "1 / 2 = 0.5" in page(one)
    assert told(one)[0] == "value = 1 / 2 = 0.5"


def test_values_of_several_files_say_their_file() -> None:
    class Elsewhere:
        name = "units/hrss.toml"

        def locate(self, path: KeyPath, *, key: bool = False) -> Place:
            return Place(file=self.name, line=7 + len(path) + key)

    whole = ledger(
        [indicator("W-1", TARGET, baseline="40")],
        [
            value("W-1", "2022", "41"),
            value("W-1", "2023", "42", recorded=moment("2024-01-01"), origin=Origin(Elsewhere(), ())),
        ],
    )

    text = page(dossier(whole))
    assert "value 42 of 2023 (units/hrss.toml:7)" in text
    assert "test.toml:0" in text
    assert "The lines are those of" not in text


def test_groups_stand_in_the_order_of_the_targets_under_their_names() -> None:
    town, country = ((("residence", name),) for name in ("town", "country"))
    whole = ledger(
        [
            replace(
                indicator(
                    "W-1",
                    target("at_least", "95", breakdown=town),
                    target("at_least", "87", breakdown=country),
                ),
                baselines=tuple(
                    Baseline(period=period("2020"), value=Decimal(80), breakdown=group)
                    for group in (town, country)
                ),
            )
        ],
        [
            value("W-1", "2023", "88", breakdown=country),
            value("W-1", "2023", "96", breakdown=town),
            value("W-1", "2023", "90"),
            value("W-1", "2023", "91", area="全省"),
        ],
        dimensions=(
            Dimension(
                id="residence",
                name="城乡",
                categories=("town", "country"),
                category_names=(("town", "城市", "town"), ("country", "农村", "")),
                origin=origin(),
            ),
        ),
        areas=(Area(id="全省", name="全省", name_en="Province", origin=origin()),),
    )
    one = dossier(whole)

    assert [(entry.observation.reference_area, entry.observation.breakdown) for entry in one.entries] == [
        ("城市", town),
        ("城市", country),
        ("城市", ()),
        ("全省", ()),
    ]
    text = page(one)
    assert "sub-targets   town met; 农村 met" in text
    assert "城市; town" in text
    assert "Province" in text
    assert "town:\n" in text
    assert "96 ≥ 95 holds" in text
    assert sum(isinstance(block, Figure) for block in blocks_of(one, "en")) == 2
    assert explain_record(one.evaluation, [one], "zh")["indicators"]


# What is not judged


def test_an_activity_is_shown_and_never_judged() -> None:
    whole = ledger([indicator("A-1", role="activity", direction=None)], [value("A-1", "2023", "2300")])
    one = dossier(whole, "A-1")

    assert (one.item, one.flips, one.moments, one.footings) == (None, None, (), ())
    judged = dossier(ledger([indicator("W-1", TARGET)], series("W-1", y2023="44")))
    assert lines_of_footing(one, judged.footings[0], "en") == ()
    assert "activity: kept and shown, never assessed" in page(one)
    record: Any = explain_record(one.evaluation, [one], "en")["indicators"]
    assert (record[0]["assessed"], record[0]["changes"], record[0]["methods"]) == (False, None, [])
    assert "status" not in record[0]


def test_an_indicator_that_was_taken_back_says_when_and_why() -> None:
    taken = Withdrawal(indicator="W-1", reason="重复", recorded=moment("2022-03-10"), origin=origin())
    whole = ledger([indicator("W-1", TARGET)], [value("W-2", "2023", "1")], withdrawals=(taken,))

    assert "withdrawn on 2022-03-10: 重复 (line 0)" in page(dossier(whole))
    assert not dossier(whole).standing


def test_an_indicator_of_later_is_not_in_the_plan_yet() -> None:
    late = indicator("W-1", TARGET, recorded=moment("2024-01-01"))
    whole = ledger([late], [value("W-2", "2023", "1")])
    one = dossier(whole, known_on=date(2023, 1, 1))

    assert one.indicator == late
    assert "not in the plan on that day" in page(one)


def test_an_indicator_that_was_filtered_out_says_so() -> None:
    from fedstat.assessment import Selection

    found = assess(ledger([indicator("W-1", TARGET)], [value("W-1", "2023", "1")]))
    one = dossier_of(found.select(Selection(kind=("trend",))), "W-1")

    assert "left out by the filters" in page(one)


def test_a_code_that_never_was_is_none() -> None:
    with pytest.raises(LookupError, match="W-9"):
        dossier(ledger([indicator("W-1", TARGET)], [value("W-1", "2023", "1")]), "W-9")


# The rule


def test_completion_says_why_it_is_not_computed() -> None:
    rows = [value("W-1", "2023", "42")]

    assert "completion: not computed, there is no baseline" in told(
        dossier(ledger([indicator("W-1", TARGET)], rows))
    )
    floor = dossier(ledger([indicator("W-1", TARGET, baseline="46")], rows))
    assert "completion: not computed, the baseline 46 left no way to go" in told(floor)
    broken = [value("W-1", "2023", "42", "B")]
    one = dossier(ledger([indicator("W-1", TARGET, baseline="40")], broken))
    assert "completion: not computed, the definition changed in 2023" in told(one)
    assert "the value of 2023 is marked “break in the series” (line 0), and no baseline is restated" in told(
        one
    )
    assert explain_record(one.evaluation, [one], "zh")["indicators"]


def test_a_restated_baseline_is_told_beside_the_old_one() -> None:
    rows = [value("W-1", "2022", "50", "B", baseline_restated="47"), value("W-1", "2023", "52")]
    stated = dossier(ledger([indicator("W-1", target("at_least", "60"), baseline="40")], rows))
    observed = dossier(
        ledger([indicator("W-1", target("at_least", "60"))], [value("W-1", "2020", "40"), *rows])
    )

    for one in (stated, observed):
        assert told(one)[0] == "baseline on the new definition: 47 instead of 40"
        assert "completion = (52 - 47) / (60 - 47) = 38.5%" in told(one)


def test_a_new_definition_names_the_edition_that_brought_it() -> None:
    first = indicator("W-1", TARGET, baseline="40", definition="旧")
    same = replace(first, note="更名", recorded=moment("2021-01-01"))
    second = replace(
        first, definition="新", recorded=moment("2022-06-01"), reason="口径调整", document="文号"
    )
    rows = [value("W-1", "2021", "41"), value("W-1", "2023", "42", recorded=moment("2023-12-01"))]
    one = dossier(ledger([first, same, second], rows))

    assert "the edition of 2022-06-01 changed the definition (line 0)" in told(one)
    text = page(one)
    assert "达到45%以上; 旧" in text
    assert "口径调整; 文号" in text
    assert "from the start" in text


def test_a_sum_says_its_terms_and_what_is_missing() -> None:
    goal = target("at_least", "100", cumulative=True)
    whole = dossier(
        ledger([indicator("W-1", goal, unit_measure="人")], series("W-1", y2021="20", y2022="30"))
    )
    holed = dossier(
        ledger([indicator("W-1", goal, unit_measure="人")], series("W-1", y2021="20", y2023="30"))
    )

    assert told(whole)[0] == "sum since the start of the plan = 20 + 30 = 50"
    assert told(holed)[0] == "sum since the start of the plan: 20 + 30; a period is missing"
    nothing = replace(plan(), baseline_period=None)
    adrift = ledger([indicator("W-1", goal)], series("W-1", y2023="30"), plans=(nothing,))
    assert told(dossier(adrift))[0] == "sum since the start of the plan: 30; a period is missing"


def test_a_value_too_old_is_named() -> None:
    one = dossier(ledger([indicator("W-1", TARGET, baseline="40")], series("W-1", y2021="41")), period="2023")

    assert told(one) == [
        "the last value is 41 (2021): older than a value may be carried",
        "→ no data: not reported",
    ]
    none = dossier(ledger([indicator("W-1", TARGET)], [value("W-2", "2023", "1")]))
    assert told(none) == ["→ no data: not reported"]


def test_a_carried_value_says_so() -> None:
    one = dossier(
        ledger([indicator("W-1", TARGET, baseline="40", lag=1)], series("W-1", y2022="41")), period="2023"
    )

    assert told(one)[0] == "the value of 2022 is carried to 2023"
    assert "decides the verdict; carried to 2023" in page(one)


def test_a_rounded_comparison_shows_the_rounding() -> None:
    rounding = replace(plan(), comparison="rounded")
    whole = ledger([indicator("W-1", TARGET, baseline="40")], series("W-1", y2023="44.6"), plans=(rounding,))
    one = dossier(whole)

    assert told(one)[0] == (
        "44.6, rounded half to even to 0 decimals, is 45; 45 ≥ 45 holds: the target is met"
    )
    assert "whole values compared                                  → on track" in page(one)
    free = target("at_least", "1", relative_to="全省")
    more = [*series("W-1", y2023="44.6"), value("W-1", "2023", "43.2", area="全省")]
    one = dossier(ledger([indicator("W-1", free, baseline="40")], more, plans=(rounding,)))
    assert "44.6 ≥ 44.2 holds: the target is met" in told(one)


@pytest.mark.parametrize(
    ("goal", "way", "said"),
    [
        (target("above", "45"), "increase", "44 > 45 does not hold: the target is not met"),
        (target("below", "40"), "decrease", "44 < 40 does not hold: the target is not met"),
        (target("equal", "44"), "increase", "44 = 44 holds: the target is met"),
        (target("between", bounds=("43", "45")), "range", "43 ≤ 44 ≤ 45 holds: the target is met"),
        (target("around", "45", tolerance="2"), "maintain", "edge of the tolerance = 45 - 2 = 43"),
        (target("around", "45", tolerance="2"), "maintain", "edge of the tolerance = 45 + 2 = 47"),
        (target("around", "45", tolerance="2"), "decrease", "edge of the tolerance = 45 + 2 = 47"),
        (
            target("at_least", derivation="percent", change="10"),
            "increase",
            "target = 40 × (1 + 10 / 100) = 44",
        ),
        (
            target("at_most", derivation="percent", change="-5"),
            "decrease",
            "target = 40 × (1 - 5 / 100) = 38",
        ),
        (target("at_least", derivation="points", change="5"), "increase", "target = 40 + 5 = 45"),
        (
            target("at_least", derivation="percent_per_year", change="3"),
            "increase",
            "target = 40 × (1 + 3 / 100) ^ 5 = 46.370962972",
        ),
        (
            target("at_most", "-1", relative_to="全省"),
            "decrease",
            "target, from the value of 全省 in 2023 = 43 - 1 = 42",
        ),
        (target("at_least", relative_to="全省"), "increase", "target, from the value of 全省 in 2023 = 43"),
        (
            target("at_least", relative_to="全国"),
            "increase",
            "→ not assessable: there is no value of 全国 for this period",
        ),
    ],
)
def test_every_kind_of_target_says_how_it_is_reached(goal: Any, way: str, said: str) -> None:
    rows = [value("W-1", "2023", "44"), value("W-1", "2023", "43", area="全省")]
    one = dossier(ledger([indicator("W-1", goal, baseline="40", direction=way)], rows))

    assert said in told(one)
    assert page(one)
    assert page(one, "zh")


def test_the_milestone_that_sets_the_pace_is_named_and_drawn() -> None:
    goals = (target("at_most", "14", by="2025"), target("at_most", "12", by="2030"))
    whole = ledger(
        [indicator("W-1", *goals, baseline="16", direction="decrease", unit_measure="‰")],
        series("W-1", y2023="15"),
    )
    one = dossier(whole, target_period="2030", method="statcan")

    assert "the pace is set by the next milestone: 14 by 2025" in told(one)
    assert "target ≤14" in page(one)
    assert "target ≤12" in page(one)
    assert any(line.startswith("method statcan (Statistics Canada, Open SDG): class") for line in told(one))


def test_a_level_to_keep_is_told_period_by_period() -> None:
    whole = ledger(
        [indicator("W-1", target("at_least", "90", keep=True), baseline="91")],
        series("W-1", y2022="89", y2023="92"),
    )
    assert "period by period: 2020 91 holds, 2022 89 does not hold, 2023 92 holds" in told(dossier(whole))
    bare = ledger([indicator("W-1", target("at_least", "90", keep=True))], series("W-1", y2023="92"))
    assert "period by period: 2023 92 holds" in told(dossier(bare))


@pytest.mark.parametrize(
    ("way", "number", "tolerance", "said"),
    [
        (
            "increase",
            "41",
            None,
            ["change since the baseline = 41 - 40 = 1", "direction “increase”: 1 > 0 holds"],
        ),
        ("decrease", "41", None, ["direction “decrease”: 1 < 0 does not hold"]),
        ("increase", "39", None, ["direction “increase”: (-1) > 0 does not hold"]),
        ("maintain", "41", "2", ["1 ≤ 2: within the tolerance, no change"]),
        ("maintain", "43", "2", ["3 > 2: more than the tolerance"]),
        ("increase", "40", None, ["change since the baseline = 40 - 40 = 0"]),
    ],
)
def test_a_trend_is_held_against_its_direction(
    way: str, number: str, tolerance: str | None, said: list[str]
) -> None:
    one = indicator("W-1", target("trend", wording="逐步"), baseline="40", direction=way, tolerance=tolerance)

    found = told(dossier(ledger([one], series("W-1", y2023=number))))
    assert set(said) <= set(found)


def test_a_trend_may_be_held_against_the_previous_value() -> None:
    against = replace(plan(), trend_against="previous")
    one = indicator("W-1", baseline="40")
    whole = ledger([one], series("W-1", y2022="43", y2023="42"), plans=(against,))

    assert told(dossier(whole))[0] == "change since the previous value = 42 - 43 = -1"


def test_a_trend_without_anything_to_compare_says_only_that() -> None:
    alone = dossier(ledger([indicator("W-1")], series("W-1", y2023="42")))
    unfixed = dossier(
        ledger([indicator("W-1", kind="quantifiable", baseline="40")], series("W-1", y2023="42"))
    )

    assert told(alone) == ["→ not assessable: there is no earlier value to compare with"]
    assert told(unfixed) == ["→ not assessable: the plan has not fixed the number yet"]


def test_a_method_may_have_a_figure_without_a_class_or_neither() -> None:
    rows = series("W-1", y2022="41", y2023="42")
    one = dossier(ledger([indicator("W-1", TARGET, baseline="40")], rows), method="destatis")

    assert not any(line.startswith("method") for line in told(one))
    assert told(one)[-1].startswith("→ not assessable: the method needs at least")


# The figure


def test_an_indicator_without_any_number_has_no_figure() -> None:
    one = dossier(ledger([indicator("W-1")], [value("W-2", "2023", "1")]))

    assert not any(isinstance(block, Figure) for block in blocks_of(one, "zh"))
    record: Any = explain_record(one.evaluation, [one], "zh")["indicators"]
    assert record[0]["verdicts"][0]["figure"] is None


def test_a_target_alone_is_drawn() -> None:
    one = dossier(ledger([indicator("W-1", TARGET)], [value("W-2", "2023", "1")]))

    drawn = [block for block in blocks_of(one, "en") if isinstance(block, Figure)]
    assert [series.drawn for series in drawn[0].series] == ["target"]


def test_what_has_no_place_in_the_calendar_is_not_drawn_beside_what_has() -> None:
    one = indicator("W-1", target("at_least", "45"), baseline=("2020", "40"), frequency="term")
    found = dossier(ledger([one], [value("W-1", "term:15", "42")]), period="2023")

    drawn = [block for block in blocks_of(found, "en") if isinstance(block, Figure)]
    assert {series.drawn for series in drawn[0].series} == {"values", "target"}


# What would change it


def test_a_limit_ends_the_way_up_and_zero_the_way_down() -> None:
    one = indicator("W-1", TARGET, baseline="40", limit="60", unit_measure="分")
    found = dossier(ledger([one], series("W-1", y2023="50")))

    assert found.flips is not None
    assert found.flips.value is not None
    assert found.flips.value.highest == 60
    assert found.flips.value.up is None
    assert "value of 2023: any higher, up to 60" in page(found)
    below = dossier(ledger([indicator("W-1", baseline="-4", unit_measure="度")], series("W-1", y2023="-3")))
    assert below.flips is not None
    assert below.flips.value is not None
    assert below.flips.value.lowest < -3


def test_a_value_at_its_limit_cannot_rise() -> None:
    one = dossier(ledger([indicator("W-1", TARGET, baseline="40", limit="50")], series("W-1", y2023="50")))

    assert "any higher" not in page(one)


def test_the_printed_value_may_pass_where_the_exact_one_fails() -> None:
    entry = value(
        *("W-1", "2023", "45.0"),
        exact=Fraction(44960, 1000),
        numerator=Decimal(4496),
        denominator=Decimal(10000),
    )
    one = dossier(ledger([indicator("W-1", TARGET, baseline="40")], [entry]))

    assert one.flips is not None
    assert one.flips.as_printed == "met"
    assert "the printed value taken as exact, not the ratio behind it" in page(one)
    assert "numerator of 2023: 4496 → 4500 (+4)" in page(one)


def test_a_shared_indicator_is_explained_with_the_values_of_the_other() -> None:
    whole = ledger(
        [indicator("W-1", TARGET, same_as="C-1"), indicator("C-1", TARGET, baseline="40")],
        series("C-1", y2023="42"),
    )
    one = dossier(whole)

    assert states(one) == ["decides"]
    assert "values shared with  " in page(one)
    assert one.flips is not None
    assert one.flips.value is not None
    assert one.flips.value.up is not None


# How it came about


def test_a_revision_and_an_edition_that_changed_the_verdict_are_named() -> None:
    first = indicator("W-1", TARGET, baseline="40")
    easier = replace(first, targets=(target("at_least", "42"),), recorded=moment("2023-03-01"), reason="调整")
    later = replace(plan(), target_period=period("2030"), recorded=moment("2023-04-01"), reason="延期")
    taken = Withdrawal(
        indicator="W-1",
        period=period("2023"),
        reference_area="城市",
        reason="误",
        recorded=moment("2023-06-01"),
        origin=origin(),
    )
    whole = ledger(
        [first, easier],
        [
            value("W-1", "2023", "41", recorded=moment("2023-02-01")),
            value("W-1", "2022", "41", recorded=moment("2023-02-01")),
            value("W-1", "2023", "42", recorded=moment("2023-05-01")),
        ],
        plans=(plan(), later),
        withdrawals=(taken,),
    )
    one = dossier(whole, period="2023")

    history = page(one)[page(one).index("The verdict at 2023") :]
    assert "value 41 of 2023" in history
    assert "value 42 of 2023" in history
    assert "withdrawal (line 0)" in history
    assert [found.status for found in one.moments] == ["no-data", "behind", "on-track", "met", "no-data"]
    assert [type(cause).__name__ for found in one.moments for cause in found.causes] == [
        *("Observation", "Plan", "Observation", "Withdrawal"),
    ]
    earlier = dossier(whole, period="2023", known_on=date(2023, 4, 30))
    assert [found.status for found in earlier.moments] == ["no-data", "behind", "on-track"]


def test_an_edition_of_the_plan_or_of_the_indicator_may_change_a_verdict() -> None:
    first = indicator("W-1", TARGET, baseline="40")
    easier = replace(first, targets=(target("at_least", "41"),), recorded=moment("2023-03-01"), reason="调整")
    rounded = replace(plan(), comparison="rounded", recorded=moment("2023-04-01"), reason="修约")
    whole = ledger([first, easier], [value("W-1", "2023", "40.8")], plans=(plan(), rounded))
    one = dossier(whole)

    assert [found.status for found in one.moments] == ["behind", "on-track", "met"]
    text = page(one)
    assert "edition of the indicator (line 0)" in text
    assert "edition of the plan (line 0)" in text


def test_entries_that_only_together_make_the_difference_are_all_named() -> None:
    rows = [value("W-1", "2023", "41", recorded=moment("2023-02-01")) for _ in range(2)]
    one = dossier(ledger([indicator("W-1", TARGET, baseline="40")], rows), period="2023")

    assert [len(found.causes) for found in one.moments] == [0, 2]


def test_an_indicator_is_not_in_the_plan_before_it_came() -> None:
    late = indicator("W-1", TARGET, baseline="40", recorded=moment("2023-03-01"))
    one = dossier(ledger([late], series("W-1", y2023="41")))

    assert [found.status for found in one.moments] == [None, "behind"]
    assert "not in the plan" in page(one)


# The way ahead


def test_the_way_ahead_is_counted_in_the_periods_of_the_series() -> None:
    for frequency, when, said in (
        ("A", "2024", "1 year left"),
        ("A", "2023", "2 years left"),
        ("H", "2024-H1", "3 half-years left"),
        ("Q", "2024-Q1", "7 quarters left"),
        ("M", "2024-11", "13 months left"),
    ):
        one = dossier(
            ledger(
                [indicator("W-1", TARGET, baseline="40", frequency=frequency)], [value("W-1", when, "42")]
            ),
            period=when,
        )
        assert said in page(one)
    terms = indicator(
        "W-1", target("at_least", "45", by="term:16"), baseline=("term:14", "40"), frequency="term"
    )
    one = dossier(ledger([terms], [value("W-1", "term:15", "42")]), period="2023")
    assert "1 term left" in page(one)
    assert "elapsed = 1 / 2 terms = 50.0% (from term 14 to term 15, of term 16)" in told(one)


def test_without_a_baseline_or_a_rate_the_way_ahead_leaves_gaps() -> None:
    bare = dossier(ledger([indicator("W-1", TARGET)], series("W-1", y2023="42")))
    zero = dossier(ledger([indicator("W-1", TARGET, baseline="0")], series("W-1", y2023="42")))
    none = dossier(ledger([indicator("W-1", TARGET, baseline="1")], series("W-1", y2023="0")))

    for one, linear, compound in ((bare, None, None), (zero, 14, None), (none, Fraction(-1, 3), -1)):
        ahead = one.ahead[0]
        assert ahead is not None
        assert (ahead.linear_so_far, ahead.compound_so_far) == (linear, compound)
        assert page(one)
    assert "compound" in page(bare)
    assert "compound" not in page(none)[page(none).index("The way ahead") :].split("A projection")[0]


# What people say


def test_what_people_say_stands_beside_the_verdict() -> None:
    whole = ledger(
        [indicator("W-1", TARGET, baseline="40")],
        series("W-1", y2023="42"),
        explanations=(
            Explanation(
                indicator="W-1",
                period=period("2023"),
                reported_by="hrss",
                outlook="difficult",
                cause="恢复慢。",
                measures="招聘。",
                due=date(2024, 12, 31),
                recorded=moment("2023-12-20T08:30:00"),
                origin=origin(),
            ),
            Explanation(indicator="W-1", period=period("2022"), reported_by="hrss", origin=origin()),
            Explanation(indicator="W-2", period=period("2022"), reported_by="hrss", origin=origin()),
        ),
        judgements=(
            Judgement(
                indicator="W-1",
                period=period("2023"),
                status="met",
                by="办公室",
                reason="基本实现",
                origin=origin(),
            ),
        ),
    )
    text = page(dossier(whole))

    assert (
        "- 2023; hrss; outlook: difficult; cause: 恢复慢; measures: 招聘; due 2024-12-31; "
        "recorded on 2023-12-20 08:30:00; line 0" in text
    )
    assert "- 2022; hrss; line 0" in text
    assert "- 2023; met; by 办公室; 基本实现; line 0" in text
    assert "! behind (by hand: met)" in text


def test_what_check_finds_in_the_entries_is_told_unless_the_report_is_public() -> None:
    entry = value("W-1", "2023", "42")
    near = Finding("value-percent", entry.origin.at("value"), msg("no value"), msg("nothing"))
    bare = Finding("value-percent", entry.origin, msg("no value"))
    far = Finding("value-percent", origin(), msg("yes"))
    loose = Finding("value-percent", Place(file="test.toml", line=1), msg("no"))
    whole = ledger([indicator("W-1", TARGET)], [entry], findings=(near, bare, far, loose))
    one = dossier(whole)

    assert one.notices == (near, bare)
    assert "What check finds here" in page(one)
    record: Any = explain_record(one.evaluation, [one], "en")["indicators"]
    assert record[0]["notices"][0] == {
        "code": "value-percent",
        "severity": "notice",
        "message": "no value",
        "remedy": "nothing",
        "file": "test.toml",
        "line": 1,
    }
    assert record[0]["notices"][1]["remedy"] is None
    assert dossier(whole, notices=False).notices == ()


def test_the_record_of_a_stamp_with_a_time_has_the_time() -> None:
    entry = value("W-1", "2023", "42", recorded=moment("2023-12-20T08:30:00"))
    one = dossier(ledger([indicator("W-1", TARGET)], [entry]))
    record: Any = explain_record(one.evaluation, [one], "en")["indicators"]

    assert record[0]["observations"][0]["recorded"] == "2023-12-20T08:30:00"
    assert record[0]["recorded"] is None
    assert one.indicator.recorded == FROM_THE_START


def test_another_area_and_a_whole_selection_of_words_are_said() -> None:
    whole = ledger(
        [
            indicator(
                "W-1",
                TARGET,
                limit="100",
                tolerance="0.5",
                lag=1,
                tags=("重点",),
                note="附注",
                definition="定义",
                formula="甲÷乙",
                data_source="年报",
            )
        ],
        [value("W-1", "2023", "42", area="全省")],
    )
    text = page(dossier(whole, area="全省"), "en")

    for said in (
        "全省; method pace",
        "natural limit",
        "tolerance",
        "yearly; a value may be carried over 1 more",
        "定义",
        "甲÷乙",
        "附注",
    ):
        assert said in text
