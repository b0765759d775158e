"""A withdrawal takes something back, or somebody is told that it does not."""

from __future__ import annotations

from typing import Any

import pytest
from plans import indicator, ledger, moment, origin, period, value

from fedstat.checks import check
from fedstat.errors import Origin
from fedstat.language import say
from fedstat.model.plan import Withdrawal

URBAN = (("residence", "城市"),)
ENTERED = value("W-1", "2023", "41", breakdown=URBAN, recorded=moment("2023-12-20"))


def told(**more: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return what is said of a withdrawal of the value above, and at which key."""
    back = Withdrawal(
        **{
            "indicator": "W-1",
            "period": period("2023"),
            "reference_area": "城市",
            "reason": "误报",
            "recorded": moment("2023-12-20"),
            "origin": origin(),
            **more,
        }
    )
    edition = indicator("W-1", baseline="40", name="甲", recorded=moment("2021-01-01"))
    found = check(ledger([edition], [ENTERED], withdrawals=(back,)))
    return [
        (say(one.message, "en"), one.where.path)
        for one in found
        if one.code == "withdrawal-idle" and isinstance(one.where, Origin)
    ]


def test_a_withdrawal_of_a_value_or_an_indicator_is_right_from_its_day_on() -> None:
    assert not told()
    assert not told(breakdown=URBAN)
    assert not told(period=None)


@pytest.mark.parametrize(
    "more", [{"period": period("2022")}, {"reference_area": "县"}, {"breakdown": (("residence", "农村"),)}]
)
def test_a_withdrawal_of_what_was_never_entered_is_told(more: dict[str, Any]) -> None:
    when = more.get("period", "2023")
    text = f"The withdrawal takes nothing back: “甲” has no such value for {when}."
    assert told(**more) == [(text, ("period",))]


@pytest.mark.parametrize("more", [{}, {"period": None}])
def test_a_withdrawal_dated_before_the_entry_is_told(more: dict[str, Any]) -> None:
    text = "The withdrawal takes nothing back: what it names of “甲” was recorded later."
    assert told(recorded=moment("2020-12-19"), **more) == [(text, ("recorded",))]


def test_a_withdrawn_indicator_is_named_by_its_code() -> None:
    gone = Withdrawal(indicator="W-9", reason="取消", recorded=moment("2023-12-20"), origin=origin())
    (finding,) = check(ledger([], withdrawals=(gone,)))
    assert "“W-9”" in say(finding.message, "en")
