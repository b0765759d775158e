"""Figures that cannot be, pass their limit, or look slipped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from plans import indicator, ledger, moment, series, target, value

from fedstat.checks import check
from fedstat.errors import Finding, Origin
from fedstat.language import say
from fedstat.model.indicator import Baseline

CODES = {"value-impossible", "value-percent", "limit-passed", "printed-differs"}


def found(*entries: Any, targets: Any = (), **more: Any) -> list[Finding]:
    one = indicator("W-1", *targets, **more)
    return [finding for finding in check(ledger([one], entries)) if finding.code in CODES]


def said(*numbers: str, **more: Any) -> list[tuple[str, str, str]]:
    entries = [value("W-1", str(2021 + index), number) for index, number in enumerate(numbers)]
    return [
        (finding.code, say(finding.message, "en"), say(finding.remedy, "en"))
        for finding in found(*entries, **more)
    ]


@pytest.mark.parametrize("number", ["0", "0.5", "1", "41.63", "100", "100.0"])
def test_shares_from_nothing_to_the_whole_are_right(number: str) -> None:
    assert not said(number)


def test_a_lost_point_is_recognised_by_the_other_values() -> None:
    assert said("41.2", "4163") == [
        (
            "value-impossible",
            "4163% of “W-1” lies far from its other values (41.2).",
            "Was 41.63 meant? The point may have been lost.",
        )
    ]
    assert said("4163", baseline="40.9")[0][0] == "value-impossible"
    assert said("1.5", "150")[0][0] == "value-impossible"


def test_one_slip_among_the_others_does_not_hide_or_make_another() -> None:
    assert [code for code, *_ in said("96.1", "96.2", "0.9671", "100.4")] == ["value-percent"] * 2


def test_another_sub_groups_baseline_tells_nothing() -> None:
    other = Baseline(
        period=series("W-1", y2020="1")[0].period, value=Decimal("1.5"), breakdown=(("sex", "女"),)
    )
    assert said("150", baselines=(other,))[0][0] == "value-percent"


@pytest.mark.parametrize(("unit", "number"), [("%", "1001"), ("%", "-101"), ("‰", "10001"), ("％", "4163")])
def test_many_times_the_whole_is_impossible(unit: str, number: str) -> None:
    ((code, text, _),) = said(number, unit_measure=unit)
    assert code == "value-impossible"
    assert text == f"“W-1” cannot be {number}{unit}."


def test_more_than_the_whole_or_less_than_nothing_deserves_a_look() -> None:
    assert said("104") == [
        (
            "value-percent",
            "104% of “W-1” lies outside 0 to 100.",
            "Check it against the source. If more than 100 is possible, state “limit” of the indicator.",
        )
    ]
    assert said("-3")[0][1:] == (
        "-3% of “W-1” lies outside 0 to 100.",
        "Check the sign and the number against the source.",
    )
    assert not said("500", unit_measure="‰")


@pytest.mark.parametrize(
    ("name", "name_en"),
    [("学前三年毛入园率", ""), ("出生人口性别比", ""), ("收入增长率", ""), ("x", "Gross enrolment rate")],
)
def test_what_may_pass_the_whole_by_its_nature_is_let_pass(name: str, name_en: str) -> None:
    assert not said("104", "-3", name=name, name_en=name_en)
    assert not said("1.5", "150", name="收入增长率")
    assert said("4163", name=name, name_en=name_en)


def test_a_stated_limit_allows_more_and_no_more_than_it_says() -> None:
    assert not said("104", limit="120")
    assert not said("1500", limit="2000")
    assert said("104", limit="103") == [
        (
            "limit-passed",
            "104 of “W-1” is beyond its limit, 103.",
            "Correct the value, or “limit” of the indicator.",
        )
    ]


def test_a_limit_holds_in_every_unit_of_measure() -> None:
    assert said("89", "9", "-3", "0.5", limit="10", unit_measure="分") == [
        (
            "limit-passed",
            "89 of “W-1” is beyond its limit, 10.",
            "Correct the value, or “limit” of the indicator.",
        )
    ]
    assert not said("4163", "-500", unit_measure="人")


def test_a_share_of_one_is_recognised_by_the_other_values() -> None:
    assert said("41.2", "0.4163") == [
        (
            "value-percent",
            "0.4163% of “W-1” lies far from its other values (41.2).",
            "Was 41.63 meant? A spreadsheet keeps 41.63% as 0.4163.",
        )
    ]
    assert not said("0.41", "0.42")
    assert not said("41.2", "0")
    assert not said("412", "4.1", "0.42", unit_measure="‰")


def test_baselines_and_targets_are_looked_at_too() -> None:
    (finding,) = found(baseline="4090")
    assert finding.code == "value-impossible"
    assert isinstance(finding.where, Origin)
    assert finding.where.path == ("baseline", "value")
    two = (target("at_least", "45"), target("at_least", "450"))
    (finding,) = found(targets=two, baseline="40")
    assert isinstance(finding.where, Origin)
    assert finding.where.path == ("target", 1, "at_least")
    assert not found(targets=(target("at_least", "0.5"), target("at_least", "-3", relative_to="省")))
    assert not found(targets=(target("between", bounds=("104", "105")),), baseline="40")


def test_values_of_an_unknown_indicator_are_the_readers_business() -> None:
    assert not found(value("W-9", "2023", "4163"), value("W-1", "2023", None, "L"))


# -- the printed form --------------------------------------------------------------------------------------


def printed(text: str, number: str | None, unit: str = "场次") -> list[str]:
    entry = value("W-1", "2023", number, as_printed=text)
    return [say(finding.message, "en") for finding in found(entry, unit_measure=unit)]


def test_a_printed_form_that_says_another_number_is_told() -> None:
    assert printed("2300余场次", "23000") == [
        "The printed form “2300余场次” says 2300, and the value is 23000."
    ]
    assert printed("41.63%", "41.36", "%")


def test_a_printed_form_that_says_the_same_is_right() -> None:
    assert not printed("2300余场次", "2300")
    assert not printed("41.63%", "41.63", "%")
    assert not printed("2300余场次", None)


def test_of_a_rough_printed_form_the_ledger_may_know_more() -> None:
    assert not printed("3.2万人次", "32145", "人次")


def test_a_printed_form_that_nobody_understands_is_let_stand() -> None:
    assert not printed("若干", "3")


# -- what is known -----------------------------------------------------------------------------------------


def test_what_a_later_entry_corrects_is_no_finding_any_more() -> None:
    slip = value("W-1", "2022", "4163", recorded=moment("2023-03-01"))
    right = value("W-1", "2022", "41.63", recorded=moment("2023-04-01"))
    held = ledger([indicator("W-1", baseline="40.9")], [slip, right])
    assert not check(held)
    assert [finding.code for finding in check(held, date(2023, 3, 31))] == ["value-impossible"]
