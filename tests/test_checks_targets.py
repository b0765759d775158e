"""A target agrees with its direction, its words, and lies after the baseline."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from plans import indicator, ledger, origin, period, plan, series, target, value

from fedstat.checks import check
from fedstat.checks.wordings import COMMON
from fedstat.errors import Fault, Finding, Origin
from fedstat.language import say
from fedstat.model.phrase import parse_target, same_target
from fedstat.model.plan import Area

if TYPE_CHECKING:
    from fedstat.model.target import Target

CODES = {"comparator-direction", "target-before-baseline", "wording-comparator", "wording-baseline"}
URBAN = (("residence", "城市"),)
RURAL = (("residence", "农村"),)


def found(
    *targets: Target, entries: Any = (), plans: Any = None, areas: Any = (), **more: Any
) -> list[Finding]:
    one = indicator("W-1", *targets, **{"baseline": "40", **more})
    held = ledger([one], entries, plans=plans or (plan(),), areas=areas)
    return [finding for finding in check(held) if finding.code in CODES]


def said(*targets: Target, **more: Any) -> list[tuple[str, str]]:
    return [(finding.code, say(finding.message, "en")) for finding in found(*targets, **more)]


def path_of(finding: Finding) -> tuple[str | int, ...]:
    assert isinstance(finding.where, Origin)
    return finding.where.path


# -- the direction -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comparator", "direction", "meant"),
    [
        ("at_most", "increase", "at_least"),
        ("below", "increase", "above"),
        ("at_least", "decrease", "at_most"),
        ("above", "decrease", "below"),
    ],
)
def test_a_comparator_against_the_direction_is_an_error(comparator: str, direction: str, meant: str) -> None:
    (finding,) = found(target(comparator, "45"), direction=direction)
    assert finding.severity == "error"
    assert say(finding.message, "en") == (
        f"“{comparator}” stands beside the direction “{direction}”: a worse value would meet the target."
    )
    other = "decrease" if direction == "increase" else "increase"
    assert say(finding.remedy, "en") == (f'Write {meant}, or give the indicator direction = "{other}".')
    assert path_of(finding) == ("target", comparator)


@pytest.mark.parametrize("direction", ["maintain", "range", None])
@pytest.mark.parametrize("comparator", ["at_least", "at_most", "above", "below"])
def test_what_is_kept_or_lies_in_a_range_may_have_any_comparator(
    comparator: str, direction: str | None
) -> None:
    assert not found(target(comparator, "45"), direction=direction)


def test_a_change_from_the_baseline_has_the_sign_of_the_direction() -> None:
    (finding,) = found(target("at_most", change="-20", derivation="percent"))
    assert say(finding.message, "en") == (
        "A change of -20% goes against the direction “increase”: a worse value would meet it."
    )
    assert path_of(finding) == ("target", "change_from_baseline")
    assert not found(target("at_most", change="-20", derivation="percent"), direction="decrease")
    (finding,) = found(target("at_most", change="-5", derivation="points"))
    assert say(finding.message, "en").startswith("A change of -5 goes")


def test_of_several_targets_the_wrong_one_is_shown() -> None:
    (finding,) = found(target("at_least", "45", by="2025"), target("at_most", "50", by="2030"))
    assert path_of(finding) == ("target", 1, "at_most")


# -- the period --------------------------------------------------------------------------------------------


def test_a_target_not_later_than_the_baseline_is_told() -> None:
    (finding,) = found(target("at_least", "45", by="2020"))
    assert finding.code == "target-before-baseline"
    assert say(finding.message, "en") == "The target is of 2020, and the baseline of 2020."
    assert path_of(finding) == ("target", "by")
    assert found(target("at_least", "45", by="2019"), baseline=None)


def test_a_target_after_the_baseline_is_right() -> None:
    assert not found(target("at_least", "45", by="2021"), target("at_least", "45"))
    assert not found(target("at_least", "45", by="2019"), baseline=("2015", "40"))
    assert not found(target("at_least", "45", by="2019"), baseline=("term:15", "40"))
    assert not found(target("at_least", "45", by="2019"), baseline=None, plans=(plan(baseline_period=None),))


def test_the_plans_own_slip_is_told_once() -> None:
    slip = plan(target_period=period("2015"))
    (finding,) = found(target("at_least", "45", by="2015"), target("at_least", "45"), plans=(slip,))
    assert path_of(finding) == ("target_period",)


# -- the words ---------------------------------------------------------------------------------------------


def test_words_that_say_another_number_or_comparator_are_told() -> None:
    assert said(target("at_least", "54", wording="达到45%以上")) == [
        (
            "wording-comparator",
            "The wording “达到45%以上” means at_least = 45, and the target is at_least = 54.",
        )
    ]
    assert said(target("at_most", "5", wording="低于5‰"), direction="decrease", unit_measure="‰") == [
        ("wording-comparator", "The wording “低于5‰” means below = 5, and the target is at_most = 5.")
    ]


@pytest.mark.parametrize(
    ("words", "given", "text"),
    [
        ("保持在90%以上", {}, "at_least = 90, keep = true"),
        ("40%—60%", {}, "between = [40, 60]"),
        ("三分之二以上", {}, "at_least = 200/3"),
        ("逐步提高", {}, "a trend without a number"),
        ("不低于全省平均水平", {}, 'at_least = 0, relative_to = "全省"'),
        ("到2030年达到50%以上", {"by": "2025"}, 'at_least = 50, by = "2030"'),
    ],
)
def test_what_words_mean_is_written_as_in_a_ledger(words: str, given: dict[str, str], text: str) -> None:
    ((code, message),) = said(target("at_least", "33", wording=words, **given))
    assert code == "wording-comparator"
    assert message.startswith(f"The wording “{words}” means {text}, and the target is at_least = 33")
    assert message.endswith('33, by = "2025".' if given else "33.")


def test_a_change_from_the_baseline_is_written_as_one() -> None:
    change = target("at_most", change="-30", derivation="percent", wording="以2020年为基数下降20%")
    (finding,) = found(change, direction="decrease", unit_measure="人")
    assert say(finding.message, "en").endswith(
        "means change_from_baseline = { percent = -20 },"
        " and the target is change_from_baseline = { percent = -30 }."
    )
    assert path_of(finding) == ("target", "change_from_baseline")


def test_a_sum_is_written_as_one() -> None:
    ((_, message),) = said(target("at_least", "33", wording="累计达到50人以上"), unit_measure="人")
    assert "means at_least = 50, cumulative = true, and" in message


def test_an_area_may_be_named_as_it_is_declared() -> None:
    province = Area(id="sx", name="全省", origin=origin())
    worded = target("at_least", "0", relative_to="sx", wording="不低于全省平均水平")
    assert not found(worded, areas=(province,))


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("达到45%以上", target("at_least", "45")),
        ("45%以上", target("at_least", "45.0")),
        ("稳步推进", target("at_least", "45")),
        ("保持在45%以上", target("at_least", "45", keep=True)),
        ("逐步提高", target("trend")),
    ],
)
def test_words_that_agree_or_are_not_understood_are_let_stand(words: str, one: Target) -> None:
    assert not found(replace(one, wording=words))


def test_each_target_of_one_phrase_is_among_what_it_says() -> None:
    words = "城市达到95%以上，农村达到87%以上"
    urban = target("at_least", "95", breakdown=URBAN, wording=words)
    rural = target("at_least", "87", breakdown=RURAL, wording=words)
    assert not found(urban, rural)
    (finding,) = found(urban, target("at_least", "78", breakdown=RURAL, wording=words))
    assert path_of(finding) == ("target", 1, "at_least")


def test_words_that_move_the_other_way_are_told() -> None:
    (finding,) = found(target("trend", wording="逐步降低"))
    assert say(finding.message, "en") == (
        "The wording “逐步降低” tells the direction “decrease”, and the indicator has “increase”."
    )
    assert path_of(finding) == ("target", "wording")
    assert not found(target("trend", wording="逐步降低"), direction="maintain")


def test_a_comparator_against_the_direction_is_not_told_twice() -> None:
    both = found(target("at_most", "5", wording="下降到5%以下"))
    assert [finding.code for finding in both] == ["comparator-direction"]


# -- the baseline in the words -----------------------------------------------------------------------------


def worded(words: str, **more: Any) -> list[tuple[str, str]]:
    return said(target("at_least", "45", wording=words), **more)


def test_words_that_start_from_another_baseline_are_told() -> None:
    assert worded("由43.5%提高到45%") == [
        (
            "wording-baseline",
            "The wording “由43.5%提高到45%” starts from 43.5, and the ledger's baseline of 2020 is 40.",
        )
    ]
    entries = series("W-1", y2020="40.9")
    assert worded("由43.5%提高到45%", baseline=None, entries=entries)[0][1].endswith("is 40.9.")


def test_words_that_start_from_the_baseline_are_right() -> None:
    assert not worded("由40%提高到45%")
    assert not worded("由40.0%提高到45%以上")
    exact = value("W-1", "2020", "40.87", exact=Fraction(40868, 1000))
    assert not worded("由40.9%提高到45%", baseline=None, entries=[exact])
    assert not worded("由43.5%提高到45%", baseline=None)
    assert not worded("由2015年的38%提高到45%")


def test_the_commonest_words_say_what_they_are_held_for() -> None:
    for (comparator, direction), forms in COMMON.items():
        for form in forms:
            one = target(comparator, None if comparator == "trend" else "45")
            read = parse_target(form.replace("X", "45%"), unit_measure="%")
            assert not isinstance(read, Fault), form
            assert same_target(read.targets[0], one), form
            assert read.baseline is None
            # a comparator that goes against the direction is told by itself
            own = {"at_least": "increase", "at_most": "decrease"}.get(comparator)
            assert read.direction in {None, direction, own}, form


@pytest.mark.parametrize(("unit", "printed"), [("1/10万", "14.5/10万"), ("人", "14.5人"), ("‰", "14.5‰")])
def test_the_commonest_words_are_known_in_every_unit(unit: str, printed: str) -> None:
    words = f"控制在{printed}以下"
    assert not found(target("at_most", "14.5", wording=words), direction="decrease", unit_measure=unit)
    assert found(target("at_most", "15", wording=words), direction="decrease", unit_measure=unit)
