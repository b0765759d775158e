"""Headlines that somebody printed are recomputed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import ledger, origin, plan

from fedstat.checks import check
from fedstat.language import say
from fedstat.model.number import ROUNDINGS, rounded
from fedstat.model.plan import Claim

if TYPE_CHECKING:
    from fedstat.model.number import Rounding


def said(*, rounding: str = "half-up", **numbers: Any) -> list[tuple[str, str]]:
    share = numbers.pop("met_share", None)
    claim = Claim(
        source="报纸",
        met_share=None if share is None else Decimal(share),
        origin=origin(),
        **numbers,
    )
    found = check(ledger(claims=(claim,), plans=(plan(rounding=rounding),)))
    return [(finding.code, say(finding.message, "en")) for finding in found]


def test_a_claim_whose_parts_add_up_is_no_finding() -> None:
    assert not said(
        indicators=190, quantifiable=122, trend=68, met=120, not_met=60, no_data=10, met_share="63.16"
    )


def test_quantifiable_and_trend_make_up_the_total() -> None:
    assert said(indicators=190, quantifiable=122, trend=67) == [
        ("claim-parts", "122 quantifiable + 67 trend indicators = 189, not 190.")
    ]


@pytest.mark.parametrize("missing", ["indicators", "quantifiable", "trend"])
def test_kinds_are_added_only_when_all_three_are_printed(missing: str) -> None:
    numbers: dict[str, Any] = {"indicators": 190, "quantifiable": 122, "trend": 67}
    assert not said(**{key: number for key, number in numbers.items() if key != missing})


@pytest.mark.parametrize(
    ("numbers", "arithmetic"),
    [
        ({"met": 90, "not_met": 4, "no_data": 2}, "94 − 4 not met − 2 without data = 88, not 90 met."),
        ({"met": 80, "not_met": 4, "no_data": 2}, "94 − 4 not met − 2 without data = 88, not 80 met."),
        ({"met": 91, "not_met": 4}, "94 − 4 not met = 90, not 91 met."),
        ({"met": 93, "no_data": 2}, "94 − 2 without data = 92, not 93 met."),
        ({"met": 95}, "95 indicators met are more than 94 in all."),
    ],
)
def test_met_is_what_remains(numbers: dict[str, Any], arithmetic: str) -> None:
    assert said(indicators=94, **numbers) == [("claim-parts", arithmetic)]


def test_what_a_claim_does_not_print_may_be_anything() -> None:
    assert not said(indicators=94, met=80, not_met=4)
    assert not said(indicators=94, not_met=4, no_data=2)
    assert not said(met=80, not_met=4, no_data=2)


def test_a_share_of_the_quantifiable_is_made_up_of_them() -> None:
    assert not said(indicators=190, quantifiable=122, met=120, not_met=2, no_data=0, basis="quantifiable")


def test_a_share_by_another_rule_than_the_plans_names_both() -> None:
    assert said(indicators=190, met=120, met_share="63.15") == [
        (
            "claim-rounding",
            "120/190 is 63.16% rounded half up and 63.15% truncated; the printed share is the second.",
        )
    ]
    assert not said(indicators=190, met=120, met_share="63.15", rounding="truncate")


def test_a_share_by_no_rule_is_an_error_and_told_what_it_should_be() -> None:
    ((code, text),) = said(indicators=59, met=8, met_share="13.57")
    assert code == "claim-share"
    assert text == (
        "8/59 is 13.56% (rounded half up, rounded half to even), 13.55% (truncated); 13.57% is none of these."
    )


def test_a_share_that_every_rule_gives_alike_is_told_once() -> None:
    ((_, text),) = said(indicators=33, met=31, met_share="94.9")
    assert text == "31/33 is 93.9% by any rule; 94.9% is none of these."


@pytest.mark.parametrize(
    ("basis", "share", "remedy"),
    [
        ("all", "98.36", 'It is the share of 122: write basis = "quantifiable".'),
        ("quantifiable", "63.16", 'It is the share of 190: write basis = "all".'),
        ("all", "50.00", "Compare the figures with the source."),
    ],
)
def test_a_share_of_the_other_basis_is_recognised(basis: Any, share: str, remedy: str) -> None:
    claim = Claim(
        source="报纸",
        indicators=190,
        quantifiable=122,
        met=120,
        met_share=Decimal(share),
        basis=basis,
        origin=origin(),
    )
    (finding,) = check(ledger(claims=(claim,)))
    assert finding.code == "claim-share"
    assert say(finding.remedy, "en") == remedy


def test_a_share_of_nothing_cannot_be_recomputed() -> None:
    assert not said(met=120, met_share="63.15")
    assert not said(indicators=190, met_share="63.15")
    assert not said(indicators=0, met=0, met_share="0.00")


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 3), st.sampled_from(sorted(ROUNDINGS)))
@settings(max_examples=100, deadline=None)
def test_a_share_printed_by_a_named_rule_is_never_an_error(
    met: int, whole: int, decimals: int, rule: Rounding
) -> None:
    met = min(met, whole)
    printed = str(rounded(Fraction(met * 100, whole), decimals, rule))
    assert not said(met=met, indicators=whole, met_share=printed, rounding=rule)
    assert "claim-share" not in {code for code, _ in said(met=met, indicators=whole, met_share=printed)}
