"""The plan document's counts against the ledger's, and entries slipped behind a closing."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from plans import indicator, ledger, moment, origin, period, plan, target, value

from fedstat.checks import check
from fedstat.errors import Finding, Origin
from fedstat.language import say
from fedstat.model.plan import Closing, Domain, Expected, MemberUnit, Part, Round

TWO = (
    indicator("W-1", target("at_least", "45"), baseline="40"),
    indicator("W-2", baseline="40"),
)
CLOSING = Closing(round="midterm", recorded=moment("2023-12-25T10:00"), origin=origin(5))


def found(code: str, **more: Any) -> list[Finding]:
    return [finding for finding in check(ledger(**{"indicators": TWO, **more})) if finding.code == code]


def test_a_plan_that_says_nothing_expects_nothing() -> None:
    assert not check(ledger(TWO))


def test_counts_as_expected_are_no_finding() -> None:
    assert not check(ledger(TWO, plans=(plan(expected=Expected(indicators=2, quantifiable=1, trend=1)),)))


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ({"indicators": 3}, "Indicators: 3 in the plan document, 2 in the ledger, 1 too few."),
        (
            {"quantifiable": 0},
            "Quantifiable indicators: 0 in the plan document, 1 in the ledger, 1 too many.",
        ),
        ({"trend": 4}, "Trend indicators: 4 in the plan document, 1 in the ledger, 3 too few."),
    ],
)
def test_a_count_that_differs_names_the_difference(stated: dict[str, int], text: str) -> None:
    (finding,) = found("expected-counts", plans=(plan(expected=Expected(**stated)),))
    assert say(finding.message, "en") == text
    assert isinstance(finding.where, Origin)
    assert finding.where.path == ("expected", *stated)


def test_the_documents_own_slip_is_told() -> None:
    slip = Expected(indicators=2, quantifiable=1, trend=2)
    texts = [say(finding.message, "en") for finding in found("expected-counts", plans=(plan(expected=slip),))]
    assert texts == [
        "1 quantifiable + 2 trend indicators = 3, not 2.",
        "Trend indicators: 2 in the plan document, 1 in the ledger, 1 too few.",
    ]


def test_a_difference_is_an_error_once_a_round_is_closed() -> None:
    (finding,) = found("expected-closed", plans=(plan(expected=Expected(indicators=3)),), closings=(CLOSING,))
    assert finding.severity == "error"


def test_the_finding_stands_where_the_count_was_stated_and_not_at_a_later_edition() -> None:
    stated = plan(expected=Expected(indicators=3), origin=origin(1))
    for change, line in ((stated.expected, 1), (Expected(indicators=4), 2)):
        later = replace(stated, expected=change, recorded=moment("2023-06-01"), origin=origin(2))
        (finding,) = found("expected-counts", plans=(stated, later))
        assert isinstance(finding.where, Origin)
        assert finding.where.sequence == line


def test_activities_are_not_counted() -> None:
    background = replace(TWO[1], code="B-1", role="background")
    (finding,) = found(
        "expected-counts", indicators=(*TWO, background), plans=(plan(expected=Expected(indicators=3)),)
    )
    assert "2 in the ledger, 1 too few" in say(finding.message, "en")


def test_a_part_counts_its_own_also_by_their_domain() -> None:
    part = Part(id="women", name="妇女", expected=Expected(indicators=3), origin=origin())
    other = Part(id="children", name="儿童", origin=origin())
    domain = Domain(id="W", name="健康", part="women", origin=origin())
    mine = (
        replace(TWO[0], part="women"),
        replace(TWO[1], domain="W"),
        replace(TWO[1], code="C-1", part="children"),
        replace(TWO[1], code="C-2", domain="X"),
    )
    (finding,) = found("expected-counts", indicators=mine, parts=(part, other), domains=(domain,))
    assert "2 in the ledger, 1 too few" in say(finding.message, "en")


# -- closings ----------------------------------------------------------------------------------------------


def late(sequence: int, recorded: str | None) -> Any:
    when: dict[str, Any] = {} if recorded is None else {"recorded": moment(recorded)}
    entry = value("W-1", "2023", "41", origin=origin(sequence), **when)
    return found("entry-after-closing", entries=(entry,), closings=(CLOSING,))


def test_an_entry_before_the_closing_or_dated_after_it_is_right() -> None:
    assert not late(4, "2023-12-25")
    assert not late(6, "2023-12-26")


def test_an_entry_after_the_closing_dated_on_its_day_is_a_finding() -> None:
    (finding,) = late(6, "2023-12-25")
    assert say(finding.message, "en") == (
        "The entry stands after the closing of “midterm” (2023-12-25) but is dated 2023-12-25:"
        " it does not count."
    )
    assert finding.where.path == ("recorded",)


def test_an_entry_after_the_closing_needs_a_day() -> None:
    (finding,) = late(6, None)
    assert say(finding.message, "en").endswith("and has no “recorded”.")


def test_every_kind_of_entry_is_looked_at_and_the_round_is_named() -> None:
    unit = MemberUnit(id="u", name="单位", origin=origin(9))
    mid = Round(id="midterm", name="中期评估", kind="midterm", period=period("2023"), origin=origin())
    (finding,) = found("entry-after-closing", member_units=(unit,), rounds=(mid,), closings=(CLOSING,))
    assert "“中期评估”" in say(finding.message, "en")


def test_an_entry_is_told_once_against_the_last_closing_it_slips_behind() -> None:
    final = replace(CLOSING, round="final", recorded=moment("2025-12-25"), origin=origin(7))
    entry = value("W-1", "2023", "41", origin=origin(8), recorded=moment("2023-01-01"))
    (finding,) = found("entry-after-closing", entries=(entry,), closings=(final, CLOSING))
    assert "“final”" in say(finding.message, "en")


def test_a_ledger_without_a_plan_is_left_to_the_reader() -> None:
    assert check(ledger(TWO, plans=())) == ()
