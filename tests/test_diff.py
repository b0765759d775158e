"""What changed between two evaluations, and why: only what is sufficient is called a cause.

python tests/test_diff.py     write the golden files anew; read the diff before you commit it
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import BLOCKS, INDICATOR, PLAN
from msgspec.structs import replace
from plans import indicator, ledger, moment, origin, period, plan, series, target, value
from shells import fedstat

from fedstat.assessment import Selection, assess
from fedstat.assessment.causes import Change
from fedstat.assessment.difference import TURNS, difference, reconcile, turn_of
from fedstat.assessment.interface import Outcome, Reason
from fedstat.errors import FedstatError
from fedstat.language import msg, say
from fedstat.model.plan import STATUSES, Area, Judgement, Withdrawal
from fedstat.model.target import Target
from fedstat.reports.diff import Sides, diff_blocks, met_counts
from fedstat.reports.diff_record import diff_record
from fedstat.reports.diff_words import Told, change_words, why_text

if TYPE_CHECKING:
    from fedstat.assessment.difference import Difference, Move
    from fedstat.assessment.interface import Case
    from fedstat.language import Language
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Ledger

GOLDEN: Final = Path(__file__).with_name("golden") / "diff"
CASES: Final = {
    "city-plan-190": ("annual-2022", "midterm"),
    "china-2021-2025": ("2022", "2023"),
}
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


def compared(before: Ledger, after: Ledger, selection: Selection | None = None, **asked: Any) -> Difference:
    """Return what changed; what is asked of one side only stands in a pair."""
    pairs = {name: given if isinstance(given, tuple) else (given, given) for name, given in asked.items()}
    sides = [
        assess(book, **{name: pair[place] for name, pair in pairs.items()})
        for place, book in enumerate((before, after))
    ]
    return difference(sides[0], sides[1], selection or Selection())


def only(found: Difference) -> Move:
    """Return the only move."""
    (move,) = found.moves
    return move


def told(before: Ledger, after: Ledger, language: Language = "en", **asked: Any) -> tuple[object, ...]:
    """Return the way the only indicator went, whether the causes are sufficient alone, and the words."""
    found = compared(before, after, **{"period": "2023", **asked})
    move = only(found)
    return move.turn, move.why and move.why.alone, why_text(found, move, language)


def book(*entries: object, one: Indicator | None = None, **more: Any) -> Ledger:
    """Return a ledger of one indicator: from 40 in 2020 to 45 in 2025."""
    return ledger([one or indicator("W-1", target("at_least", "45"), baseline="40")], entries, **more)  # type: ignore[arg-type]


# -- one cause ---------------------------------------------------------------------------------------------


def test_a_revision_that_turns_a_status_is_told_with_its_size() -> None:
    before, after = book(*series("W-1", y2023="43.1")), book(*series("W-1", y2023="42.9"))
    assert told(before, after) == (
        "worse",
        True,
        "the value for 2023 was revised: 43.1% → 42.9% (-0.2 pp)",
    )


def test_the_poverty_series_turns_by_a_revision_of_a_fifth_of_a_point() -> None:
    poverty = indicator(
        "P-1", target("at_most", "7.25", "2030"), baseline=("2015", "14.5"), direction="decrease"
    )
    before, after = (
        ledger([poverty], series("P-1", y2023=number), plans=(plan(target_period=period("2030")),))
        for number in ("10.2", "10.4")
    )
    assert told(before, after, method="statcan") == (
        "worse",
        True,
        "the value for 2023 was revised: 10.2% → 10.4% (+0.2 pp)",
    )


def test_a_value_that_came_in_is_told() -> None:
    before, after = book(*series("W-1", y2022="41")), book(*series("W-1", y2022="41", y2023="45"))
    assert told(before, after) == ("met", True, "the value for 2023 came in: 45%")
    missing = book(value("W-1", "2023", None, "L"))
    assert told(missing, after) == ("met", True, "the value for 2023 came in: 45%")


def test_a_withdrawal_is_told() -> None:
    before, after = book(*series("W-1", y2023="45")), book(*series("W-1", y2022="41"))
    assert told(before, after) == ("dark", True, "the value for 2023 was withdrawn: 45%")


def test_a_value_that_became_none_is_a_revision() -> None:
    before, after = book(*series("W-1", y2023="45")), book(value("W-1", "2023", None, "L"))
    assert told(before, after) == ("dark", True, "the value for 2023 was revised: 45% → no value (L)")


def test_a_value_whose_status_no_longer_counts_is_a_revision() -> None:
    before, after = book(*series("W-1", y2023="45")), book(value("W-1", "2023", "45", "F"))
    assert told(before, after) == ("dark", True, "the value for 2023 was revised: 45% → 45%")


def test_a_later_period_is_told_with_both_values() -> None:
    both = book(*series("W-1", y2022="45", y2023="44"))
    asked: dict[str, Any] = {"period": ("2022", "2023")}
    assert told(both, both, **asked) == ("lost", True, "2022: 45% → 2023: 44%")
    assert told(both, both, "zh", **asked) == ("lost", True, "2022年为45%，2023年为44%")


def test_a_pace_that_fell_behind_is_told_with_completion_and_time() -> None:
    both = book(*series("W-1", y2022="42", y2023="42.1"))
    words = "2022: 42% → 2023: 42.1%; completion 40.0% with 40.0% of the time gone → 42.0% with 60.0%"
    assert told(both, both, period=("2022", "2023")) == ("worse", True, words)


def test_a_later_period_without_a_value_is_told_with_the_reason() -> None:
    both = book(*series("W-1", y2022="42"))
    assert told(both, both, period=("2022", "2023")) == ("dark", True, "2023 has no value: not reported")


def test_a_value_that_is_carried_on_while_the_next_milestone_comes_near_is_told() -> None:
    milestones = (target("at_least", "42", "2023"), target("at_least", "50", "2025"))
    both = book(*series("W-1", y2022="42"), one=indicator("W-1", *milestones, baseline="40", lag=5))
    words = (
        "there is no later value than that of 2022; "
        "completion 100.0% with 66.7% of the time gone → 20.0% with 40.0%"
    )
    assert told(both, both, period=("2022", "2024")) == ("worse", True, words)


def test_a_first_value_at_a_later_period_came_in() -> None:
    both = book(*series("W-1", y2023="45"))
    assert told(both, both, period=("2022", "2023")) == ("met", True, "the value for 2023 came in: 45%")


def test_the_target_period_that_is_reached_is_told() -> None:
    both = book(*series("W-1", y2024="44", y2025="44.9"))
    asked: dict[str, Any] = {"period": ("2024", "2025")}
    assert told(both, both, **asked) == ("worse", True, "the target period 2025 is reached at 44.9%")


def test_a_later_period_that_cannot_be_judged_says_why() -> None:
    broken = book(*series("W-1", y2022="42"), value("W-1", "2023", "42.5", "B"))
    turn, alone, words = told(broken, broken, period=("2022", "2023"))
    assert (turn, alone, words) == ("dark", True, "2023: the definition changed in 2023")


def test_an_adjusted_target_is_told_with_its_document() -> None:
    old = indicator("W-1", target("at_least", "45"), baseline="40")
    new = indicator("W-1", target("at_least", "44"), baseline="40", document="〔2023〕5号", reason="中期调整")
    values = series("W-1", y2023="44")
    assert told(ledger([old], values), ledger([new], values)) == (
        "met",
        True,
        "the target was adjusted: ≥45 → ≥44 (中期调整, 〔2023〕5号)",
    )


def test_another_baseline_is_told() -> None:
    old, new = (indicator("W-1", target("at_least", "45"), baseline=number) for number in ("40", "41.5"))
    values = series("W-1", y2023="43.3")
    words = "the baseline was changed: 40 (2020) → 41.5 (2020)"
    assert told(ledger([old], values), ledger([new], values)) == ("worse", True, words)
    none = indicator("W-1", target("at_least", "45"))
    words = "the baseline was changed: 40 (2020) → nothing"
    assert told(ledger([old], values), ledger([none], values)) == ("dark", True, words)


def test_the_baseline_of_the_indicator_that_holds_the_values_counts_as_its_own() -> None:
    holders = [indicator("H", target("at_least", "45"), baseline=number) for number in ("40", "41.5")]
    shared = indicator("W-1", target("at_least", "45"), same_as="H")
    before, after = (ledger([holder, shared], series("H", y2023="43.3")) for holder in holders)
    found = compared(before, after, period="2023")
    assert [
        (move.turn, [change.kind for change in move.why.changes]) for move in found.moves if move.why
    ] == [("worse", ["baseline"]), ("worse", ["baseline"])]


def test_a_new_definition_is_told_and_so_is_another_property() -> None:
    old = indicator("W-1", target("at_least", "45"), baseline="40", definition="旧")
    new = replace(old, definition="新", recorded=moment("2023-06-01"), reason="口径调整", document="文")
    values = [value("W-1", "2023", "43.3", recorded=moment("2023-12-01"))]
    assert told(ledger([old], values), ledger([old, new], values)) == (
        "dark",
        True,
        "the definition was changed (口径调整, 文)",
    )
    assert told(
        ledger([old], series("W-1", y2022="42.5")), ledger([replace(old, lag=1)], series("W-1", y2022="42.5"))
    ) == ("seen", True, "the edition changed: lag")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"counts": ("A", "F")}, "the rule counts is A, F, was A, P, E"),
        ({"baseline_period": None}, "the rule baseline_period is nothing, was 2020"),
    ],
)
def test_a_changed_rule_of_the_plan_is_told(rule: dict[str, Any], words: str) -> None:
    one = indicator("W-1", target("at_least", "45"))
    values = [value("W-1", "2020", "40"), value("W-1", "2023", "44", "F" if "counts" in rule else "A")]
    before = ledger([one], values)
    after = ledger([one], values, plans=(plan(), plan(**rule, recorded=moment("2023-01-01"))))
    assert told(before, after)[1:] == (True, words)
    record: Any = diff_record(compared(before, after, period="2023"), Sides("A", "B"), "en")
    (cause,) = record["moves"][0]["causes"]
    assert (cause["kind"], cause["key"]) == ("rule", next(iter(rule)))
    assert cause["after"] == (None if rule[cause["key"]] is None else list(rule[cause["key"]]))


def test_another_comparison_is_told_as_a_rule() -> None:
    values = series("W-1", y2023="44.96")
    after = book(*values, plans=(plan(comparison="rounded"),))
    assert told(book(*values), after) == ("met", True, "the rule comparison is rounded, was whole")


class Strict:
    """A method by which nothing is on track."""

    name = "nchs"
    classes: ClassVar[dict[str, object]] = {}

    def judge(self, case: Case, *, met: bool) -> Outcome:
        """Return behind."""
        del case, met
        return Outcome(status="behind", reason=Reason(code="behind", message=msg("no value")))


def test_another_method_is_told() -> None:
    plain = assess(book(*series("W-1", y2023="44")), period="2023")
    setting = replace(plain.setting, method=Strict())
    items = tuple(replace(item, status="behind") for item in plain)
    other = replace(plain, items=items, method="nchs", setting=setting)
    found = difference(plain, other, Selection())
    assert only(found).turn == "worse"
    text = why_text(found, only(found), "en")
    assert text == ("the method is nchs (Healthy People, United States), was pace (the plan's own clock)")
    assert diff_record(found, Sides("A", "B"), "en")["moves"][0]["causes"] == [  # type: ignore[index]
        {"kind": "method", "before": "pace", "after": "nchs"}
    ]


def test_the_value_of_another_area_is_told_with_its_name() -> None:
    relative = indicator("W-1", target("at_least", "0", relative_to="P"), baseline="40")
    ours = value("W-1", "2023", "44")
    before, after = (
        ledger(
            [relative],
            [ours, value("W-1", "2023", number, area="P")],
            areas=(Area(id="P", name="省", name_en="Province", origin=origin()),),
        )
        for number in ("43", "44.5")
    )
    assert told(before, after)[2] == "the value for 2023 (Province) was revised: 43% → 44.5% (+1.5 pp)"


# -- several ----------------------------------------------------------------------------------------------


def test_what_is_sufficient_each_by_itself_is_told_so() -> None:
    before = book(*series("W-1", y2023="44.9"))
    new = indicator("W-1", target("at_least", "44.5"), baseline="40")
    after = ledger([new], series("W-1", y2023="45.1"))
    words = (
        "each of these alone: the value for 2023 was revised: 44.9% → 45.1% (+0.2 pp); "
        "the target was adjusted: ≥45 → ≥44.5"
    )
    assert told(before, after) == ("met", True, words)


def test_what_is_sufficient_only_together_is_told_so() -> None:
    before = book(*series("W-1", y2023="43"))
    new = indicator("W-1", target("at_least", "44"), baseline="40")
    after = ledger([new], series("W-1", y2023="44"))
    words = (
        "only together: the value for 2023 was revised: 43% → 44% (+1 pp); the target was adjusted: ≥45 → ≥44"
    )
    assert told(before, after) == ("met", False, words)


def test_a_difference_that_changes_nothing_is_no_cause() -> None:
    before = book(*series("W-1", y2021="41", y2022="42", y2023="44"))
    after = book(*series("W-1", y2021="41.5", y2022="42.5", y2023="45"))
    assert told(before, after)[2] == "the value for 2023 was revised: 44% → 45% (+1 pp)"


def test_more_differences_than_can_be_tried_are_tried_by_their_kinds() -> None:
    targets = [target("at_least", "45", breakdown=(("sex", str(number)),)) for number in range(10)]
    one = indicator("W-1", *targets)
    before, after = (
        ledger(
            [one],
            [value("W-1", "2023", number, breakdown=each.breakdown) for each in targets]
            + [value("W-1", "2020", "40", breakdown=each.breakdown) for each in targets],
        )
        for number in ("44", "45")
    )
    found = compared(before, after, period="2023")
    why = only(found).why
    assert why is not None
    assert (why.alone, len(why.changes)) == (True, 10)


def test_several_values_of_one_kind_are_grouped_and_made_together() -> None:
    targets = [target("at_least", "45", breakdown=(("sex", str(number)),)) for number in range(10)]
    one = indicator("W-1", *targets)
    before = ledger([one], [value("W-1", "2023", "44", breakdown=each.breakdown) for each in targets])
    after = ledger(
        [replace(one, lag=3)],
        [value("W-1", "2022", "46", breakdown=each.breakdown) for each in targets],
    )
    why = only(compared(before, after, period="2023")).why
    assert why is not None
    assert not why.alone
    assert {change.kind for change in why.changes} == {"withdrawal", "value", "definition"}


def test_a_status_that_nothing_explains_is_not_explained() -> None:
    plain = assess(book(*series("W-1", y2023="44")), period="2023")
    other = replace(plain, items=tuple(replace(item, status="missed") for item in plain))
    found = difference(plain, other, Selection())
    assert why_text(found, only(found), "en") == "nothing that was compared tells why"


def test_a_verdict_by_hand_is_listed_beside_and_tried_as_a_cause() -> None:
    judgement = Judgement(
        indicator="W-1", period=period("2023"), status="met", by="统计局", reason="基本实现", origin=origin()
    )
    before = book(*series("W-1", y2023="44.9"))
    after = book(*series("W-1", y2023="45"), judgements=(judgement,))
    found = compared(before, after, period="2023")
    assert why_text(found, only(found), "en") == "the value for 2023 was revised: 44.9% → 45% (+0.1 pp)"
    assert diff_record(found, Sides("A", "B"), "en")["judged"] == [
        {"code": "W-1", "name": "W-1", "before": None, "after": "met (统计局, 基本实现)"}
    ]


def test_completion_is_told_only_where_the_method_has_one() -> None:
    both = book(*series("W-1", y2022="42", y2023="42.1"))
    found = compared(both, both, period=("2022", "2023"))
    old, new = only(found).before, only(found).after
    assert old is not None
    assert new is not None
    bare = replace(new, deciding=replace(new.deciding, completion=None))
    words = change_words(Change(kind="period"), Told(found, old, bare, "en"))
    assert say(words, "en") == "2022: 42% → 2023: 42.1%"


def test_a_verdict_by_hand_that_decides_is_told() -> None:
    found = compared(book(*series("W-1", y2023="44")), book(*series("W-1", y2023="45")), period="2023")
    move = only(found)
    assert move.before is not None
    assert move.after is not None
    words = change_words(Change(kind="judgement"), Told(found, move.before, move.after, "en"))
    assert words == msg("a verdict by hand")


# -- indicators that come and go ---------------------------------------------------------------------------


def test_new_and_removed_indicators_are_told_with_their_papers() -> None:
    kept = indicator("W-1", target("at_least", "45"), baseline="40")
    added = [
        indicator("N-1", target("at_least", "1"), reason="新增", document="〔2023〕5号"),
        indicator("N-2", target("at_least", "1")),
    ]
    gone = [indicator(f"G-{number}", target("at_least", "1")) for number in (1, 2, 3)]
    back = Withdrawal(
        indicator="G-1", reason="取消", document="〔2023〕6号", recorded=moment("2023-06-01"), origin=origin()
    )
    background = replace(gone[1], role="background", reason="改为参考", recorded=moment("2023-06-01"))
    values = series("W-1", y2023="44")
    before = ledger([kept, *gone], values)
    after = ledger([kept, *added, *gone[:2], background], values, withdrawals=(back,))
    found = compared(before, after, period="2023")
    texts = {move.indicator.code: (move.turn, why_text(found, move, "en")) for move in found.moves}
    assert texts == {
        "W-1": ("same", ""),
        "N-1": ("added", "added: 新增, 〔2023〕5号"),
        "N-2": ("added", "not there before"),
        "G-1": ("removed", "withdrawn: 取消, 〔2023〕6号"),
        "G-2": ("removed", "no longer assessed: 改为参考"),
        "G-3": ("removed", "not there any more"),
    }
    counts = met_counts(found)
    assert counts["before"] - counts["removed"] + counts["added"] == counts["after"] == 0
    record = diff_record(found, Sides("A", "B"), "en")
    assert {"before": None, "after": "no-data", "indicators": 2} in record["matrix"]  # type: ignore[operator]


# -- the sums ----------------------------------------------------------------------------------------------


def test_the_turns_are_told_in_order_and_cover_every_pair_of_statuses() -> None:
    turns = {turn_of(old, new) for old in (*STATUSES, None) for new in (*STATUSES, None) if old or new}
    assert turns == set(TURNS)
    assert TURNS[0] == turn_of("met", "behind") == "lost"
    assert (turn_of("met", "no-data"), turn_of("no-data", "met")) == ("dark", "met")
    assert (turn_of("behind", "on-track"), turn_of("moving-away", "missed")) == ("better", "worse")
    assert (turn_of("no-data", "behind"), turn_of("no-data", "not-assessable")) == ("seen", "other")


def test_moves_that_do_not_add_up_are_refused() -> None:
    found = compared(book(*series("W-1", y2023="44")), book(*series("W-1", y2023="45")), period="2023")
    reconcile(found)
    (move,) = found.moves
    for moves in ((), (replace(move, after=move.before),), (move, move)):
        with pytest.raises(FedstatError) as caught:
            reconcile(replace(found, moves=moves))
        assert caught.value.message == msg(
            "The moves do not add up to the counts of both sides; nothing is printed."
        )


def goal(number: str) -> Target:
    """Return a target; a trend where there is no number."""
    return target("at_least", number) if number else Target(comparator="trend")


CODES = ["W-1", "W-2", "C-1"]
SOME = st.lists(
    st.builds(
        value,
        st.sampled_from(CODES),
        st.sampled_from(["2020", "2021", "2022", "2023"]),
        st.sampled_from(["39", "40", "42", "44", "45", "46"]),
        st.sampled_from("AAAPFBL"),
    ).map(lambda entry: replace(entry, value=None) if entry.obs_status == "L" else entry),
    max_size=8,
    unique_by=lambda entry: entry.key,
)
ONES = st.lists(
    st.builds(
        lambda code, number, start, more: indicator(
            code,
            *([target("at_least", number)] if number else [Target(comparator="trend")]),
            baseline=start,
            **more,
        ),
        st.sampled_from(CODES),
        st.sampled_from(["", "44", "45"]),
        st.sampled_from(["40", "41", None]),
        st.sampled_from([{}, {"lag": 2}, {"definition": "新"}, {"part": "women"}]),
    ),
    max_size=3,
    unique_by=lambda one: one.code,
)
BOOKS = st.builds(
    lambda ones, some, rules: ledger(ones, some, plans=(plan(**rules),)),
    ONES,
    SOME,
    st.sampled_from([{}, {"comparison": "rounded"}, {"trend_against": "previous"}, {"counts": ("A",)}]),
)


@settings(max_examples=100, deadline=None)
@given(
    BOOKS,
    BOOKS,
    st.tuples(*[st.sampled_from(["2021", "2022", "2023", "2025"])] * 2),
    st.sampled_from([Selection(), Selection(part=("women",)), Selection(status=("met", "no-data"))]),
)
def test_both_sides_always_add_up_and_every_move_has_a_cause(
    before: Ledger, after: Ledger, periods: tuple[str, str], selection: Selection
) -> None:
    found = compared(before, after, selection, period=periods)
    counts = met_counts(found)
    assert (
        counts["before"]
        - counts["lost"]
        - counts["dark"]
        - counts["removed"]
        + counts["gained"]
        + counts["added"]
        == counts["after"]
    )
    if selection == Selection():
        assert counts["before"] == found.before.counts().met
        assert counts["after"] == found.after.counts().met
        assert sum(found.matrix.values()) == len(
            {*found.before.known.indicators, *found.after.known.indicators}
        )
    for move in found.moves:
        assert (move.why is None) == (move.turn in {"same", "added", "removed"})
        assert move.why is None or move.why.changes
    for language in LANGUAGES:
        assert diff_blocks(found, Sides("A", "B"), language)
        assert json.dumps(diff_record(found, Sides("A", "B"), language), default=str)


@settings(max_examples=60, deadline=None)
@given(BOOKS, st.sampled_from(["2021", "2023", "2025"]))
def test_a_ledger_does_not_differ_from_itself(book_: Ledger, when: str) -> None:
    found = compared(book_, book_, period=when)
    assert {move.turn for move in found.moves} <= {"same"}


# -- the command -------------------------------------------------------------------------------------------


def run(folder: Path, *args: str, lang: str = "en") -> tuple[int, str, str]:
    """Run `fedstat diff`."""
    done = fedstat("diff", *args, "--lang", lang, folder=folder)
    return done.status, done.out, done.err


SMALL = f"""fedstat = 1
{PLAN}{BLOCKS}
[[round]]
id = "annual"
name = "年度监测"
kind = "annual"
period = "2022"
{INDICATOR}baseline = {{ value = 40 }}
responsible_unit = "hrss"
part = "women"
[[submission]]
period = "2022"
recorded = 2023-01-31
[submission.values]
W-1 = 45
[[submission]]
period = "2023"
recorded = 2024-01-31
[submission.values]
W-1 = 44
[[submission]]
period = "2023"
recorded = 2024-06-30
[submission.values]
W-1 = 45.2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small ledger, and an older copy of it."""
    (tmp_path / "fedstat.toml").write_text(SMALL, "utf-8")
    (tmp_path / "old.toml").write_text(SMALL.rpartition("[[submission]]")[0], "utf-8")
    (tmp_path / "bad.toml").write_text(SMALL.replace("45.2", "45.2.2"), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("args", "title", "why"),
    [
        (("annual", "2024-02-01"), "from 年度监测 to 2024-02-01", "2022: 45% → 2023: 44%"),
        (("年度", "2024年2月1日"), "from 年度监测 to 2024-02-01", "2022: 45% → 2023: 44%"),
        (("2024-02-01",), "from 2024-02-01 to now", "revised: 44% → 45.2% (+1.2 pp)"),
        (("2024-02-01", "midterm"), "from 2024-02-01 to 中期评估", "revised: 44% → 45.2% (+1.2 pp)"),
        (("old.toml", "fedstat.toml"), "from old.toml to fedstat.toml", "revised: 44% → 45.2% (+1.2 pp)"),
        (("old.toml",), "from old.toml to now", "revised: 44% → 45.2% (+1.2 pp)"),
        (("2024-02-01", "现在", "--public"), "from 2024-02-01 to now", "revised: 44% → 45.2% (+1.2 pp)"),
        (("old.toml", "--public", "-u", "hrss"), "from old.toml to now", "revised: 44% → 45.2% (+1.2 pp)"),
    ],
)
def test_rounds_days_periods_and_ledgers_are_compared(
    folder: Path, args: tuple[str, ...], title: str, why: str
) -> None:
    status, out, err = run(folder, *args)
    assert (status, err) == (0, "")
    assert out.splitlines()[0].endswith(title)
    assert why in out


def test_two_sides_of_one_name_are_told_apart_and_no_change_is_said(folder: Path) -> None:
    status, out, _ = run(folder, "2023", "midterm", "--area", "某市")
    assert status == 0
    assert out.startswith("某市妇女发展规划: from 2023 to 中期评估\n\nNo indicator changed its status.\n")
    assert "from now (A) to now (B)" in run(folder, "now", "现在")[1]


@pytest.mark.parametrize(
    ("args", "status", "first"),
    [
        ((), 2, "One or two things are compared; 0 were named."),
        (("1", "2", "3"), 2, "One or two things are compared; 3 were named."),
        (
            ("old.toml", "midterm"),
            2,
            "A ledger file is compared with another ledger file, not with a round or a day.",
        ),
        (("final",), 2, "The ledger has no round “final”."),
        (("2024-02-30",), 2, "“2024-02-30” is no day of the calendar."),
        (("gone.toml", "fedstat.toml"), 3, "There is no file gone.toml."),
        (("midterm", "--method", "guess"), 2, "The ledger has no method “guess”."),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    folder: Path, args: tuple[str, ...], status: int, first: str
) -> None:
    done = run(folder, *args)
    assert (done[0], done[1]) == (status, "")
    assert done[2].startswith(first)


def test_a_copy_with_errors_is_not_compared(folder: Path) -> None:
    status, out, err = run(folder, "bad.toml", "fedstat.toml")
    assert (status, out) == (1, "")
    assert err.endswith("bad.toml has errors; no figure is computed from it.\n")


def test_another_area_is_said(folder: Path) -> None:
    text = SMALL.replace("[submission.values]\nW-1 = 44\n", "[submission.values]\nW-1 = 44\n", 1)
    more = (
        '[[submission]]\nperiod = "{year}"\nreference_area = "14"\nrecorded = 2024-01-31\nvalues.W-1 = {n}\n'
    )
    text += more.format(year="2022", n=44) + more.format(year="2023", n=46)
    (folder / "fedstat.toml").write_text(text, "utf-8")
    status, out, _ = run(folder, "2022", "2023", "--area", "某省")
    assert status == 0
    assert out.rstrip().endswith("- area: 某省")


def test_the_filters_take_what_is_chosen_on_either_side(folder: Path) -> None:
    assert (
        "met: 1 − 1 no longer met + 0 met now = 0"
        in run(folder, "annual", "2024-02-01", "--part", "women")[1]
    )
    status, out, _ = run(folder, "annual", "2024-02-01", "--status", "met")
    assert (status, "1 indicator in all: 1 moved" in out, "share met" in out) == (0, True, False)
    status, out, _ = run(folder, "annual", "2024-02-01", "--status", "missed")
    assert (status, "0 indicators in all" in out) == (0, True)


def test_json_has_the_moves_their_causes_and_the_sums(folder: Path) -> None:
    status, out, _ = run(folder, "2024-02-01", "--format", "json")
    record = json.loads(out)
    assert status == 0
    assert (record["before"]["known_on"], record["after"]["name"]) == ("2024-02-01", "now")
    assert record["met"] == {
        "before": 0, "lost": 0, "dark": 0, "removed": 0, "gained": 1, "added": 0, "after": 1,
    }  # fmt: skip
    assert record["matrix"] == [{"before": "on-track", "after": "met", "indicators": 1}]
    (move,) = record["moves"]
    assert (move["code"], move["turn"], move["each_sufficient"]) == ("W-1", "met", True)
    assert move["causes"] == [
        {
            "kind": "revision",
            "reference_area": "1401",
            "breakdown": None,
            "period": "2023",
            "before": {"value": 44, "obs_status": "A"},
            "after": {"value": 45.2, "obs_status": "A"},
        }
    ]


def test_csv_has_the_moves_and_markdown_everything(folder: Path) -> None:
    csv = run(folder, "2024-02-01", "--format", "csv")[1].splitlines()
    assert csv[0].startswith(
        "number,code,name,status_before,status_after,value_before,value_after,target,why"
    )
    assert csv[1].startswith("1,W-1,女性就业人员占比,on-track,met,44,45.2,")
    markdown = run(folder, "2024-02-01", "--format", "md")[1]
    assert markdown.startswith("## 某市妇女发展规划: from 2024-02-01 to now\n")
    assert "## Where the indicators went" in markdown


def test_an_adjusted_target_is_listed_though_no_status_moved(folder: Path) -> None:
    edition = INDICATOR.replace("= 45 }", "= 44 }")
    more = 'recorded = 2024-03-01\nreason = "中期调整"\ndocument = "〔2024〕5号"\nbaseline = { value = 40 }\n'
    (folder / "fedstat.toml").write_text(f"{SMALL}{edition}{more}", "utf-8")
    status, out, _ = run(folder, "2024-02-01", "now", "--period", "2022", lang="zh")
    assert status == 0
    title = out.index("目标调整：原目标值 → 调整后目标值")
    assert "≥45" in out[title:]
    assert "〔2024〕5号" in out[title:]
    record = json.loads(run(folder, "2024-02-01", "--format", "json")[1])
    assert record["adjusted"][0]["original"] == "≥45"


def test_two_ledger_files_need_no_ledger_beside_them(tmp_path: Path) -> None:
    for name in ("old.toml", "new.toml"):
        (tmp_path / name).write_text(SMALL, "utf-8")
    done = fedstat("diff", "old.toml", "new.toml", folder=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert "old.toml" in done.out


def whole(name: str, language: Language, folder: Path) -> str:
    """Return the whole output for an example."""
    shutil.copyfile(EXAMPLES / f"{name}.toml", folder / f"{name}.toml")
    done = fedstat("diff", *CASES[name], "-f", f"{name}.toml", "--lang", language, folder=folder)
    assert done.status == 0
    return done.out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_whole_of_an_example_is_told_as_it_was_read(
    name: str, language: Language, tmp_path: Path
) -> None:
    assert whole(name, language, tmp_path) == (GOLDEN / f"{name}.{language}.txt").read_text("utf-8")


EXAMPLES: Final = Path(__file__).resolve().parent.parent / "examples"

if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    GOLDEN.mkdir(exist_ok=True)
    for case in CASES:
        for spoken in LANGUAGES:
            with TemporaryDirectory() as place:
                text = whole(case, spoken, Path(place))
            (GOLDEN / f"{case}.{spoken}.txt").write_text(text, "utf-8", newline="\n")
