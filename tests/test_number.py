"""Rounding by a named rule, held against GB/T 8170 and against what offices printed."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedstat.model.number import (
    ROUNDINGS,
    Rounding,
    decimals_of,
    difference,
    exactly,
    plain,
    rounded,
    share,
    significant,
)

DATA = Path(__file__).with_name("data")
PLACES = {"0 dp": 0, "1 dp": 1, "3 dp": 3, "hundreds": -2, "thousands": -3}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "row", rows("gbt8170_rounding.csv"), ids=lambda row: f"{row['input']} {row['round_to']}"
)
def test_half_even_rounds_as_gbt_8170_says(row: dict[str, str]) -> None:
    number, expected = Decimal(row["input"]), Decimal(row["expected"].split()[0])
    if row["round_to"] == "3 significant":
        assert significant(number, 3, "half-even") == expected
    else:
        assert rounded(number, PLACES[row["round_to"]], "half-even") == expected
        assert rounded(Fraction(number), PLACES[row["round_to"]], "half-even") == expected


RATES = [
    row
    for row in rows("published_attainment_rates.csv")
    if row["numerator"].isdigit() and row["half_up_same_dp"]
]


@pytest.mark.parametrize("row", RATES, ids=lambda row: row["who"])
def test_published_attainment_rates_come_out_as_their_columns_say(row: dict[str, str]) -> None:
    exact = share(int(row["numerator"]), int(row["denominator"]))
    assert exact is not None
    decimals = decimals_of(Decimal(row["half_up_same_dp"]))
    up, cut = rounded(exact, decimals, "half-up"), rounded(exact, decimals, "truncate")
    assert (str(up), str(cut)) == (row["half_up_same_dp"], row["truncated_same_dp"])
    printed = row["published_percent"]
    convention = row["which_convention"]
    assert convention.startswith("neither") is (printed not in {"(not given)", str(up), str(cut)})


def test_the_taiyuan_headline_is_truncated() -> None:
    exact = share(120, 190)
    assert exact is not None
    assert [str(rounded(exact, 2, rule)) for rule in ("half-up", "half-even", "truncate")] == [
        "63.16",
        "63.16",
        "63.15",
    ]


@pytest.mark.parametrize(
    "row", rows("nbs_published_changes.csv"), ids=lambda row: f"{row['indicator']} {row['to_year']}"
)
def test_published_changes_come_out_by_both_rules(row: dict[str, str]) -> None:
    before, after = Decimal(row["from_value"]), Decimal(row["to_value"])
    if row["kind"].startswith("relative"):
        exact = (Fraction(before) - Fraction(after)) / Fraction(before) * 100
    else:
        exact = abs(Fraction(difference(before, after)))
    decimals = decimals_of(Decimal(row["half_up"]))
    assert str(rounded(exact, decimals, "half-up")) == row["half_up"]
    assert str(rounded(exact, decimals, "truncate")) == row["truncated"]
    if re.fullmatch(r"[\d.]+", row["published"]):
        assert row["published"] == row["half_up"]


def test_nothing_has_no_share() -> None:
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("number", "printed"),
    [("63.10", "63.10"), ("2.3E+3", "2300"), ("-0.50", "-0.50"), ("0", "0"), ("1E-3", "0.001")],
)
def test_a_number_is_printed_with_its_own_digits(number: str, printed: str) -> None:
    assert plain(Decimal(number)) == printed


def test_digits_after_the_point_are_those_that_were_printed() -> None:
    assert [decimals_of(Decimal(text)) for text in ("63.10", "63", "2.3E+3", "NaN")] == [2, 0, 0, 0]


def test_a_difference_keeps_the_digits_of_the_more_precise() -> None:
    assert str(difference(Decimal("41.63"), Decimal("40.9"))) == "0.73"
    assert str(difference(Decimal("41.60"), Decimal("40.6"))) == "1.00"


@pytest.mark.parametrize("rule", sorted(ROUNDINGS))
def test_what_rounds_to_nothing_has_no_sign(rule: Rounding) -> None:
    assert str(rounded(Decimal("-0.001"), 2, rule)) == "0.00"
    assert str(rounded(Fraction(-1, 1000), 2, rule)) == "0.00"


def test_significant_digits_stay_so_many_when_rounding_carries() -> None:
    assert str(significant(Decimal("9.999"), 3, "half-even")) == "10.0"
    assert plain(significant(Decimal("999.6"), 3, "half-up")) == "1000"
    assert str(significant(Decimal("9.999"), 3, "truncate")) == "9.99"


def test_a_long_negative_fraction_loses_no_digit() -> None:
    number = Fraction(-(10**40) - 1, 3)
    assert plain(rounded(number, 0, "truncate")) == "-" + "3" * 40


@given(st.decimals(-(10**15), 10**15, places=6))
def test_the_fraction_of_a_number_is_exact(number: Decimal) -> None:
    assert exactly(number) * 10**6 == int(number.scaleb(6))


def test_zero_has_no_significant_digits_to_round() -> None:
    assert significant(Decimal(0), 3, "half-up") == 0


numbers = st.decimals(-(10**15), 10**15, places=6)
rules = st.sampled_from(sorted(ROUNDINGS))


@given(numbers, st.integers(0, 6), rules)
def test_a_decimal_and_its_fraction_round_alike(number: Decimal, decimals: int, rule: Rounding) -> None:
    assert rounded(number, decimals, rule) == rounded(Fraction(number), decimals, rule)


@given(numbers, st.integers(0, 6))
def test_rounding_moves_a_number_by_less_than_one_last_place(number: Decimal, decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    assert abs(rounded(number, decimals, "half-up") - number) <= unit / 2
    assert abs(rounded(number, decimals, "half-even") - number) <= unit / 2
    cut = rounded(number, decimals, "truncate")
    assert abs(cut) <= abs(number) < abs(cut) + unit


@given(numbers)
def test_print_and_read_is_the_same_number(number: Decimal) -> None:
    assert str(Decimal(plain(number))) == plain(number)
    assert Decimal(plain(number)) == number


def test_a_fraction_is_rounded_at_every_place_and_its_tie_by_the_rule() -> None:
    assert [str(rounded(Fraction(1, 2), 0, rule)) for rule in ROUNDINGS] == ["1", "0", "0"]
    assert [int(rounded(Fraction(7001, 2), -3, rule)) for rule in ROUNDINGS] == [4000, 4000, 3000]


def test_rounding_is_exact_beyond_the_digits_of_a_common_context() -> None:
    assert str(rounded(Decimal("123456789012345678901234567890.5"), 0, "half-up")).endswith("7891")
