"""What of a ledger is known on a day: revisions, withdrawals, editions."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from plans import indicator, ledger, moment, origin, period, plan, value

from fedstat.errors import Finding
from fedstat.language import msg
from fedstat.model.entry import FROM_THE_START, end_of, stamp
from fedstat.model.plan import (
    Area,
    Claim,
    Closing,
    Dimension,
    Domain,
    Explanation,
    Goal,
    Judgement,
    MemberUnit,
    Part,
    Round,
    Withdrawal,
)

if TYPE_CHECKING:
    from fedstat.model.observation import Observation


def test_a_date_counts_as_the_start_of_its_day_and_a_day_includes_the_whole_of_it() -> None:
    assert stamp(date(2023, 12, 25)) == moment("2023-12-25")
    assert stamp(datetime(2023, 12, 25, 9)) == moment("2023-12-25T09:00")  # noqa: DTZ001 - local, as stamps are
    assert stamp(None) == FROM_THE_START < moment("1900-01-01")
    assert end_of(date(2023, 12, 25)) == moment("2023-12-26")
    assert end_of(None) > moment("9999-01-01")


days = st.dates(date(2021, 1, 1), date(2024, 12, 31))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(days, st.integers(0, 99)), min_size=1, unique_by=lambda pair: pair[0]),
    st.randoms(),
    days,
)
def test_a_later_revision_wins_whatever_the_order_of_the_file(
    revisions: list[tuple[date, int]], chance: object, day: date
) -> None:
    shuffled = list(revisions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    entries = [value("W-1", "2023", str(number), recorded=stamp(when)) for when, number in shuffled]
    known = [pair for pair in revisions if pair[0] <= day]
    series = ledger([indicator("W-1")], entries).known(day).series
    standing = series.get(("W-1", "城市", ()), {})
    assert [str(entry.value) for entry in standing.values()] == ([str(max(known)[1])] if known else [])


def test_editions_of_everything_are_known_by_their_day() -> None:
    book = ledger(
        plans=(plan(title="old"), plan(title="new", recorded=moment("2023-01-01"))),
        parts=(
            Part(id="w", name="old", origin=origin()),
            Part(id="w", name="new", recorded=moment("2023-01-01"), origin=origin()),
        ),
        domains=(Domain(id="d", name="d", origin=origin()),),
        goals=(Goal(id="g", name="g", origin=origin()),),
        member_units=(MemberUnit(id="u", name="u", origin=origin()),),
        areas=(Area(id="a", name="城市", name_en="City", origin=origin()),),
        dimensions=(Dimension(id="sex", name="性别", categories=("女", "男"), origin=origin()),),
        rounds=(Round(id="r", name="r", kind="annual", period=period("2022"), origin=origin()),),
        claims=(
            Claim(source="a", origin=origin()),
            Claim(source="b", origin=origin()),
            Claim(id="c", source="c", origin=origin()),
        ),
        explanations=(Explanation(indicator="W-1", period=period("2022"), origin=origin()),),
        judgements=(
            Judgement(
                indicator="W-1", period=period("2022"), status="met", by="x", reason="y", origin=origin()
            ),
        ),
        closings=(Closing(round="r", origin=origin()),),
    )
    now, then = book.known(), book.known(date(2022, 12, 31))
    assert (now.plan.title, then.plan.title) == ("new", "old")
    assert (now.parts["w"].name, then.parts["w"].name) == ("new", "old")
    for kind in ("domains", "goals", "member_units", "areas", "dimensions", "rounds", "closings"):
        assert len(getattr(now, kind)) == 1, kind
    assert [claim.source for claim in now.claims] == ["a", "b", "c"]
    assert list(now.explanations) == list(now.judgements) == [("W-1", period("2022"))]
    assert (book.area, book.area_id("City"), book.area_id("elsewhere")) == ("a", "a", "elsewhere")
    assert book.latest_period is None
    assert ledger(plans=()).area == ""
    assert ledger(
        [indicator("W-1")], [value("W-1", "2022", "1"), value("W-1", "term:3", "1")]
    ).latest_period == period("2022")


def taken_back(**more: object) -> list[Observation]:
    rural = (("residence", "农村"),)
    entries = [
        value("W-1", "2022", "1"),
        value("W-1", "2022", "2", breakdown=rural),
        value("W-1", "2022", "3", area="县"),
        value("W-1", "2023", "4"),
    ]
    back = Withdrawal(
        **{  # type: ignore[arg-type]
            "indicator": "W-1",
            "period": period("2022"),
            "reference_area": "城市",
            "reason": "错报",
            "recorded": moment("2023-06-01"),
            "origin": origin(),
            **more,
        }
    )
    known = ledger([indicator("W-1")], entries, withdrawals=(back,)).known()
    return [entry for several in known.series.values() for entry in several.values()]


def test_a_withdrawal_takes_back_one_value() -> None:
    assert sorted(str(entry.value) for entry in taken_back()) == ["3", "4"]
    assert sorted(str(entry.value) for entry in taken_back(breakdown=())) == ["2", "3", "4"]
    assert sorted(str(entry.value) for entry in taken_back(reference_area="县")) == ["1", "2", "4"]
    assert len(taken_back(indicator="W-2")) == 4


def test_a_withdrawal_not_yet_known_takes_nothing_back() -> None:
    back = Withdrawal(indicator="W-1", reason="取消", recorded=moment("2023-06-01"), origin=origin())
    book = ledger([indicator("W-1")], withdrawals=(back,))
    assert list(book.known(date(2023, 5, 31)).indicators) == ["W-1"]
    later = indicator("W-1", recorded=moment("2024-01-01"))
    assert replace(book, indicators=(*book.indicators, later)).known(date(2023, 5, 31)).editions == {}
    assert list(book.known(date(2023, 6, 1)).indicators) == []
    again = replace(book, indicators=(*book.indicators, indicator("W-1", recorded=moment("2023-07-01"))))
    assert list(again.known().indicators) == ["W-1"]
    assert [len(several) for several in again.known().editions.values()] == [2]


def test_what_is_internal_is_left_out_of_the_public_ledger() -> None:
    book = ledger(
        [
            indicator("W-1"),
            indicator("W-2", visibility="internal"),
            indicator("W-3", same_as="W-2"),
        ],
        [
            value("W-1", "2022", "1", source="公报"),
            value("W-1", "2023", "2", visibility="internal", source="内部", note="勿外传", as_printed="2"),
            value("W-2", "2023", "3"),
        ],
        explanations=(Explanation(indicator="W-2", period=period("2023"), cause="x", origin=origin()),),
        judgements=(
            Judgement(
                indicator="W-2", period=period("2023"), status="met", by="x", reason="y", origin=origin()
            ),
        ),
        withdrawals=(Withdrawal(indicator="W-2", reason="x", origin=origin()),),
    )
    public = book.public()
    assert [(entry.code, entry.same_as) for entry in public.indicators] == [("W-1", ""), ("W-3", "")]
    assert [(entry.value, entry.obs_status, entry.source) for entry in public.entries] == [
        (Decimal(1), "A", "公报"),
        (None, "Q", ""),
    ]
    assert (public.explanations, public.judgements, public.withdrawals) == ((), (), ())


def test_findings_are_added_without_working_out_the_ledger_again() -> None:
    book = ledger([indicator("W-1")])
    known = book.known()
    more = book.with_findings([Finding("unknown-key", None, msg("{year}", context="period", year=1))])
    assert len(more.findings) == 1
    assert more.known() is known
    assert more.known(date(2023, 1, 1)) is more.known(date(2023, 1, 1))


def test_a_withdrawal_takes_back_what_was_entered_at_its_very_moment() -> None:
    entry = value("W-1", "2023", "1", recorded=moment("2023-06-01"))
    back = Withdrawal(
        indicator="W-1",
        period=period("2023"),
        reference_area="城市",
        reason="错报",
        recorded=moment("2023-06-01"),
        origin=origin(),
    )
    assert ledger([indicator("W-1")], [entry], withdrawals=(back,)).known().series == {}
    whole = replace(back, period=None)
    same_day = indicator("W-1", recorded=moment("2023-06-01"))
    assert ledger([same_day], withdrawals=(whole,)).known().indicators == {}
    assert ledger([same_day], [entry], withdrawals=(back,)).known().indicators == {"W-1": same_day}


def test_a_value_that_is_not_shown_keeps_its_key_its_stamp_and_its_place() -> None:
    rural = (("residence", "农村"),)
    hidden = value(
        "W-1",
        "2023",
        "2",
        breakdown=rural,
        visibility="internal",
        recorded=moment("2023-06-01"),
        origin=origin(7),
    )
    (shown,) = ledger([indicator("W-1")], [hidden]).public().entries
    assert (shown.key, shown.recorded, shown.origin.sequence) == (hidden.key, hidden.recorded, 7)


def test_a_public_indicator_still_shares_the_values_of_another() -> None:
    book = ledger([indicator("W-1"), indicator("C-1", same_as="W-1")])
    assert [entry.same_as for entry in book.public().indicators] == ["", "W-1"]


def test_a_closing_stands_in_its_own_round_and_what_follows_at_its_very_moment_does_not() -> None:
    seal = Closing(round="r", recorded=moment("2023-12-25"), origin=origin(2))
    after = value("W-1", "2023", "1", recorded=moment("2023-12-25"), origin=origin(3))
    known = ledger([indicator("W-1")], [after], closings=(seal,)).known(closing=seal)
    assert known.closings == {"r": seal}
    assert known.series == {}


def test_a_day_counts_under_a_closing_too() -> None:
    seal = Closing(round="r", recorded=moment("2023-12-25"), origin=origin(2))
    entry = value("W-1", "2023", "1", recorded=moment("2023-12-20"), origin=origin(1))
    book = ledger([indicator("W-1")], [entry], closings=(seal,))
    assert book.known(date(2023, 12, 19), closing=seal).series == {}
    assert book.known(date(2023, 12, 20), closing=seal).series != {}
