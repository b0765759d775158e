"""What `explain` says is what was assessed: laws over the examples, and every kind of entry and rule."""

from __future__ import annotations

import ast
import operator
from contextlib import chdir
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fedstat.api import read
from fedstat.assessment import METHODS, assess
from fedstat.language import LANGUAGES, say
from fedstat.model.number import decimals_of, plain
from fedstat.reports.explain import dossier_of, explain_record
from fedstat.reports.explain.reckoning import lines_of_footing
from fedstat.reports.explain.search import nearest_turn
from fedstat.reports.explain.terms import apart, short, term
from fedstat.reports.record import indicator_record

if TYPE_CHECKING:
    from fedstat.assessment import Evaluation
    from fedstat.language import Language
    from fedstat.model.ledger import Ledger
    from fedstat.model.plan import Status
    from fedstat.reports.explain import Dossier
    from fedstat.reports.explain.line import Line

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLES: Final = ("city-plan-190", "china-2021-2025", "taiyuan-2023")


@cache
def example(name: str) -> Ledger:
    """Return an example."""
    with chdir(ROOT):
        return read(f"examples/{name}.toml")


def rounds() -> list[tuple[str, str | None]]:
    """Return every example with each of its rounds, and without one."""
    return [(name, one) for name in EXAMPLES for one in (None, *(r.id for r in example(name).rounds))]


@cache
def evaluated(name: str, one: str | None = None) -> Evaluation:
    """Return the evaluation of an example in a round."""
    return assess(example(name), round=one)


@cache
def dossiers(name: str, one: str | None = None) -> tuple[Dossier, ...]:
    """Return the dossier of every assessed indicator."""
    found = evaluated(name, one)
    return tuple(dossier_of(found, item.indicator.code) for item in found)


def lines(dossier: Dossier, language: Language = "en") -> list[Line]:
    """Return the arithmetic of every target."""
    return [line for footing in dossier.footings for line in lines_of_footing(dossier, footing, language)]


# Arithmetic, by hand

SIGNS: Final[dict[type[ast.operator], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: lambda base, power: base ** int(power),
}
COMPARISONS: Final = {" = ": " == ", "≥": ">=", "≤": "<="}


def number(node: ast.expr) -> Fraction:
    """Return what an expression of exact numbers comes to."""
    if isinstance(node, ast.BinOp):
        return Fraction(SIGNS[type(node.op)](number(node.left), number(node.right)))
    if isinstance(node, ast.UnaryOp):
        return -number(node.operand)
    assert isinstance(node, ast.Constant)
    return Fraction(str(node.value))


def worked_out(expression: str) -> Fraction | bool:
    """Return what the signs of a line come to, read anew from its text."""
    text = expression.replace("×", "*").replace("^", "**").replace("%", "")
    for sign, python in COMPARISONS.items():
        text = text.replace(sign, python)
    quoted = "".join(f'"{part}"' if part[:1].isdigit() else part for part in _split(text))
    node = ast.parse(quoted, mode="eval").body
    if not isinstance(node, ast.Compare):
        return number(node)
    sides = [number(side) for side in (node.left, *node.comparators)]
    signs = {
        ast.GtE: operator.ge,
        ast.LtE: operator.le,
        ast.Gt: operator.gt,
        ast.Lt: operator.lt,
        ast.Eq: operator.eq,
    }
    return all(signs[type(op)](a, b) for op, a, b in zip(node.ops, sides, sides[1:], strict=False))


def _split(text: str) -> list[str]:
    import re

    return re.findall(r"\d+(?:\.\d+)?|\D", text)


COMPUTED: Final = {
    "value",
    "sum",
    "target",
    "met",
    "completion",
    "elapsed",
    "pace",
    "change",
    "tolerance",
    "direction",
}
SHARES: Final = {"completion", "elapsed"}


@pytest.mark.parametrize(("name", "one"), rounds())
def test_every_line_of_arithmetic_can_be_worked_out_again(name: str, one: str | None) -> None:
    seen = set()
    for dossier in dossiers(name, one):
        for line in lines(dossier):
            if line.key in COMPUTED and line.expression:
                seen.add(line.key)
                again = worked_out(line.expression)
                assert not (isinstance(line.result, bool) and line.result != again), line
                if isinstance(line.result, Decimal):
                    exact = Fraction(again) * (100 if line.key in SHARES else 1)
                    digits = max(decimals_of(line.result), 1 if line.key in SHARES else 0)
                    assert abs(exact - Fraction(line.result)) <= Fraction(1, 2 * 10**digits), line
    assert name != EXAMPLES[0] or seen >= COMPUTED - {"tolerance"}


@pytest.mark.parametrize(("name", "one"), rounds())
def test_every_line_says_its_expression_and_its_result_in_both_languages(name: str, one: str | None) -> None:
    for dossier in dossiers(name, one):
        for language in LANGUAGES:
            for line in lines(dossier, language):
                text = say(line.message, language)
                if line.key in COMPUTED and line.key != "pace":
                    assert line.expression in text
                    assert not isinstance(line.result, Decimal) or plain(line.result) in text
                for part in line.expression.split(" ") if line.key == "pace" else ():
                    assert part in text


@pytest.mark.parametrize(("name", "one"), rounds())
def test_status_and_figures_are_those_of_the_assessment(name: str, one: str | None) -> None:
    found = evaluated(name, one)
    for dossier, item in zip(dossiers(name, one), found, strict=True):
        record: Any = explain_record(found, [dossier], "zh")["indicators"]
        assert record[0] == {**record[0], **indicator_record(found, item, "zh")}
        assert dossier.flips is not None
        assert dict(dossier.flips.methods)[found.method].status == item.status
        assert dossier.moments[-1].status == item.status
        for footing, verdict in zip(dossier.footings, item.verdicts, strict=True):
            assert (footing.held.baseline, footing.held.latest) == (verdict.baseline, verdict.latest)
            told = {line.key: line for line in lines_of_footing(dossier, footing, "en")}
            assert told["verdict"].expression == verdict.status
            if "met" in told and not any(reason.code == "keep-broken" for reason in item.notes):
                assert told["met"].result == (verdict.status == "met")
            assert ("completion" in told and told["completion"].result is not None) == (
                verdict.completion is not None
            )
            assert ("elapsed" in told) == (verdict.elapsed is not None and verdict.yardstick is not None)
            if "pace" in told:
                assert ("≥" in told["pace"].expression) == (verdict.status == "on-track")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_method_stands_beside_the_others_as_it_assesses_itself(name: str) -> None:
    by_method = {
        method: {item.indicator.code: item for item in assess(example(name), method=method)}
        for method in METHODS
    }
    for dossier in dossiers(name):
        assert dossier.flips is not None
        assert [method for method, _ in dossier.flips.methods] == list(METHODS)
        for method, told in dossier.flips.methods:
            other = by_method[method][dossier.indicator.code]
            assert (told.status, told.method_class, told.method_value) == (
                other.status,
                other.method_class,
                other.method_value,
            )


def changed(whole: Ledger, found: Evaluation, dossier: Dossier, number: Decimal) -> Status:
    """Return the status in the whole ledger with another value in place of the one that decides."""
    latest = next(
        f for f in dossier.footings if dossier.item and f.verdict is dossier.item.deciding
    ).values.latest
    assert latest is not None
    entries = tuple(
        replace(entry, value=number, exact=None, numerator=None, denominator=None)
        if entry is latest.observation
        else entry
        for entry in whole.entries
    )
    again = assess(replace(whole, entries=entries), period=found.period)
    return next(item.status for item in again if item.indicator.code == dossier.indicator.code)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_change_that_is_said_to_flip_a_verdict_flips_it_in_the_whole_ledger(name: str) -> None:
    whole = example(name)
    found = evaluated(name)
    told = 0
    for dossier in dossiers(name)[::13]:
        assert dossier.item is not None
        assert dossier.flips is not None
        turns = dossier.flips.value
        if turns is None:
            continue
        for turn in (turns.up, turns.down):
            if turn is not None:
                step = Decimal(1).scaleb(-decimals_of(turn.value)).copy_sign(turn.delta)
                assert changed(whole, found, dossier, turn.value) == turn.status != dossier.item.status
                if turn.value - step != turns.start or dossier.flips.as_printed is None:
                    assert changed(whole, found, dossier, turn.value - step) == dossier.item.status
                told += 1
    assert told or name == "taiyuan-2023"


def test_a_day_that_is_said_to_have_seen_another_verdict_saw_it() -> None:
    whole = example("city-plan-190")
    found, told = evaluated("city-plan-190"), dossiers("city-plan-190")
    days = {moment.day for dossier in told for moment in dossier.moments}
    views = {
        day: {i.indicator.code: i for i in assess(whole, period=found.period, known_on=day)} for day in days
    }
    for dossier in told:
        for one in dossier.moments:
            item = views[one.day].get(dossier.indicator.code)
            assert one.status == (None if item is None else item.status)
        assert all(one.causes for one in dossier.moments[1:])


# The smallest change


@given(
    st.lists(st.integers(-60, 160), min_size=0, max_size=5),
    st.integers(0, 100),
    st.sampled_from([1, -1]),
)
@settings(max_examples=100, deadline=None)
def test_the_turn_that_is_found_is_the_nearest(bounds: list[int], start: int, way: int) -> None:
    def verdict(number: Decimal) -> Status:
        return "met" if sum(number >= bound for bound in bounds) % 2 else "behind"

    end = Fraction(200 if way > 0 else -100)
    found = nearest_turn(verdict, Decimal(start), Decimal(way), end, map(Fraction, bounds))

    tried = range(start + way, int(end) + way, way)
    nearest = next((number for number in tried if verdict(Decimal(number)) != verdict(Decimal(start))), None)
    assert (None if found is None else found.value) == nearest
    assert found is None or (found.delta, found.status) == (found.value - start, verdict(found.value))


@pytest.mark.parametrize("bound", [2, 3, 5, 7, 11, 100, 127, 128, 129])
def test_a_turn_that_nobody_foresaw_is_found_by_halving(bound: int) -> None:
    found = nearest_turn(lambda n: "met" if n >= bound else "flat", Decimal(0), Decimal(1), Fraction(200), [])

    assert found is not None
    assert found.value == bound
    assert found.status == "met"


def test_a_number_that_may_not_move_turns_nothing() -> None:
    assert nearest_turn(lambda _: "met", Decimal(100), Decimal(1), Fraction(100), []) is None


# Terms


@pytest.mark.parametrize(
    ("given_number", "said"),
    [
        (Decimal("40.90"), "40.90"),
        (Decimal("-0.5"), "(-0.5)"),
        (Fraction(200, 3), "(200 / 3)"),
        (Fraction(1, 8), "0.125"),
        (Fraction(10**14 + 1, 3 * 10**13), "3.3333333333"),
    ],
)
def test_a_term_is_exact_and_in_brackets_where_it_must(given_number: Decimal | Fraction, said: str) -> None:
    assert term(given_number) == said


def test_two_shares_that_differ_never_print_alike() -> None:
    assert apart(Fraction("0.17804"), Fraction("0.6"), "half-up") == (Decimal("17.8"), Decimal("60.0"))
    assert apart(Fraction("0.59996"), Fraction("0.6"), "half-up") == (Decimal("59.996"), Decimal("60.000"))
    assert apart(Fraction("0.6"), Fraction("0.6"), "half-up") == (Decimal("60.0"), Decimal("60.0"))
    left, right = apart(Fraction("0.6") - Fraction(1, 10**12), Fraction("0.6"), "half-up")
    assert left < right


def test_a_cut_number_says_so() -> None:
    assert (short(Fraction(45), 2), short(Fraction(200, 3), 2)) == ("45", "≈66.67")
