"""Two copies that grew apart: the ancestor, then what each added, byte for byte, or the reason why not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from fedstat.errors import Finding, Place
from fedstat.language import msg, say
from fedstat.ledgerfile.joined import doubles, new_errors
from fedstat.ledgerfile.joining import Copy, Joined, Refused, join
from fedstat.ledgerfile.reader import read_alone

if TYPE_CHECKING:
    from fedstat.model.ledger import Ledger

BASE = """\
fedstat = 1                      # the format

[plan]
title = "某市妇女发展规划"
reference_area = "某市"
baseline_period = "2020"
target_period = "2025"

[[indicator]]
code = "W-1"
name = "女性就业人员占比"
unit_measure = "%"
direction = "increase"
target = { at_least = 45 }

[[indicator]]
code = "W-2"
name = "女职工人数"
unit_measure = "人"
direction = "increase"
target = "逐步提高"
"""
LINES = BASE.count("\n")


def entry(value: str = "41.63", *, code: str = "W-1", recorded: str = "2023-12-20", comment: str = "") -> str:
    """Return an entry as it is appended."""
    return (
        f'\n{comment}[[submission]]\nperiod = "2023"\nrecorded = {recorded}\n'
        f"[submission.values]\n{code} = {value}\n"
    )


A, B, BOTH = entry(), entry("7", code="W-2"), entry("6", code="W-2", recorded="2023-11-01")


def copy(name: str, text: str | bytes) -> Copy:
    """Return a copy of that name."""
    return Copy(name=f"{name}.toml", raw=text if isinstance(text, bytes) else text.encode())


def outcome(ours: str | bytes, theirs: str | bytes, base: str | bytes | None = None) -> Joined | Refused:
    """Return what comes of two copies."""
    return join(copy("ours", ours), copy("theirs", theirs), None if base is None else copy("base", base))


def joined(ours: str | bytes, theirs: str | bytes, base: str | bytes | None = None) -> Joined:
    """Return what comes of two copies that can be joined."""
    found = outcome(ours, theirs, base)
    assert isinstance(found, Joined), say(found.message, "en")
    return found


def result(ours: str, theirs: str, base: str | None = None) -> str:
    """Return the text that two copies make."""
    return joined(ours, theirs, base).raw.decode()


def refusal(ours: str | bytes, theirs: str | bytes, base: str | bytes | None = None) -> str:
    """Return why two copies are not joined."""
    found = outcome(ours, theirs, base)
    assert isinstance(found, Refused)
    assert say(found.remedy, "zh")
    return say(found.message, "en")


# -- bytes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", [BASE, None], ids=["base", "no base"])
def test_the_result_is_the_ancestor_then_ours_then_theirs(base: str | None) -> None:
    assert result(BASE + A, BASE + B, base) == BASE + A + B
    assert result(BASE + B, BASE + A, base) == BASE + B + A


@pytest.mark.parametrize("base", [BASE, None], ids=["base", "no base"])
def test_what_only_one_added_is_the_result_as_it_stands(base: str | None) -> None:
    assert result(BASE + A, BASE, base) == BASE + A
    assert result(BASE, BASE + A, base) == BASE + A


def test_a_file_joined_with_itself_stays_as_it_is() -> None:
    for text in (BASE, BASE + A, BASE.replace("\n", "\r\n"), "\ufeff" + BASE, BASE + "\n\n", "", "# only\n"):
        assert result(text, text) == text
        assert result(text, text, text) == text
    assert result(BASE + A, BASE + A, BASE) == BASE + A


def test_without_a_base_no_entry_is_torn() -> None:
    other = entry("41.63", recorded="2023-12-21")
    assert result(BASE + A, BASE + other) == BASE + A + other
    longer = A + "W-2 = 5\n"
    assert result(BASE + A, BASE + longer) == BASE + A + longer


def test_without_a_base_the_common_beginning_may_be_a_head_alone() -> None:
    head = "# values of one unit\n"
    with pytest.raises(AssertionError, match="do not begin alike"):
        joined(head + A, head + B)
    assert result(head + A + BOTH, head + A + B) == head + A + BOTH + B


def test_an_included_file_may_begin_as_an_empty_one() -> None:
    assert result(A, B, "") == A + B


@pytest.mark.parametrize("base", [BASE, None], ids=["base", "no base"])
def test_an_entry_that_both_added_alike_stays_once(base: str | None) -> None:
    found = joined(BASE + A + BOTH, BASE + BOTH + B, base)
    assert found.raw.decode() == BASE + A + BOTH + B
    assert (found.added, found.alike) == ({"base": 0, "ours": 2, "theirs": 2}, 1)


def test_alike_means_every_byte_but_the_blank_lines_around() -> None:
    assert result(BASE + BOTH, BASE + "\n\n" + BOTH + B, BASE) == BASE + BOTH + B
    commented = entry("6", code="W-2", recorded="2023-11-01", comment="# by mail\n")
    assert result(BASE + BOTH, BASE + commented, BASE) == BASE + BOTH + commented


def test_what_one_side_added_twice_is_not_thinned_out() -> None:
    assert result(BASE + BOTH + BOTH, BASE + BOTH, BASE) == BASE + BOTH + BOTH
    assert result(BASE + BOTH, BASE + BOTH + BOTH, BASE) == BASE + BOTH + BOTH


def test_comments_and_blank_lines_at_the_end_stay() -> None:
    assert result(BASE + "# to do\n", BASE + A, BASE) == BASE + "# to do\n" + A
    assert result(BASE + A + "\n# end\n", BASE + B, BASE) == BASE + A + "\n# end\n" + B
    assert result(BASE + "# to do\n" + A, BASE + "# to do\n" + B, BASE) == BASE + "# to do\n" + A + B


def test_blank_lines_at_the_end_of_the_base_may_be_missing_in_a_copy() -> None:
    assert result(BASE + A, BASE + "\n" + B, BASE + "\n") == BASE + "\n" + A[1:] + B
    assert result(BASE + A[1:], BASE + B[1:], BASE + "\n\n") == BASE + "\n\n" + A[1:] + B[1:]


def test_text_in_quotes_that_looks_like_a_header_or_a_comment_parts_nothing() -> None:
    tricky = entry(recorded="2023-12-22").replace(
        "[submission.values]", "note = '''\n\n[[submission]]\n# no'''\n# yes\n[submission.values]"
    )
    assert result(BASE + tricky, BASE + B, BASE) == BASE + tricky + B
    assert result(BASE + tricky, BASE + tricky + B) == BASE + tricky + B


# -- line endings and marks --------------------------------------------------------------------------------


def test_a_missing_last_newline_is_added_as_the_file_has_them() -> None:
    bare = BASE.rstrip("\n")
    assert result(bare + "\n" + A, bare, bare) == BASE + A
    assert result(bare, bare + "\n" + A, bare) == BASE + A
    assert result(bare + "\n" + A.rstrip("\n"), bare + "\n" + B, bare) == BASE + A + B
    assert result(BASE + A.rstrip("\n"), BASE + B, BASE) == BASE + A + B
    windows = BASE.replace("\n", "\r\n")
    added = A.replace("\n", "\r\n")
    assert result(windows + added[:-2], windows + B.replace("\n", "\r\n")) == windows + added + B.replace(
        "\n", "\r\n"
    )


def test_the_line_ending_of_a_base_without_any_is_that_of_ours() -> None:
    ours, theirs = "# x\r\n" + A.replace("\n", "\r\n"), "# x\n" + B
    assert result(ours.removesuffix("\r\n"), theirs, "# x") == ours + B


def test_additions_in_crlf_stay_so_when_what_stood_was_left_alone() -> None:
    added = A.replace("\n", "\r\n")
    found = joined(BASE + added, BASE + B, BASE)
    assert found.raw.decode() == BASE + added + B
    assert found.restyled == ()


def test_a_copy_whose_line_endings_a_program_rewrote_gets_those_of_the_ancestor() -> None:
    windows = (BASE + A).replace("\n", "\r\n")
    found = joined(windows, BASE + B, BASE)
    assert found.raw.decode() == BASE + A + B
    assert found.restyled == ("ours.toml",)
    found = joined(windows, BASE + B)
    assert found.raw.decode() == windows + B.replace("\n", "\r\n")
    assert found.restyled == ("theirs.toml",)
    assert result(windows[:-2], BASE + B, BASE) == BASE + A + B


def test_a_byte_order_mark_is_the_ancestor_s() -> None:
    mark = "\ufeff"
    assert result(mark + BASE + A, BASE + B, BASE) == BASE + A + B
    assert result(BASE + A, mark + BASE + B, mark + BASE) == mark + BASE + A + B
    assert result(mark + BASE + A, BASE + B) == mark + BASE + A + B
    assert result(mark + A, mark + B, "") == mark + A + B


# -- refused -----------------------------------------------------------------------------------------------


def test_a_change_of_what_stood_is_refused_with_its_place() -> None:
    changed = BASE.replace("at_least = 45", "at_least = 40")
    said = (
        "What stood was changed: at {}.toml:14 stands “target = {{ at_least = 40 }}”, "
        "in base.toml stood “target = {{ at_least = 45 }}”."
    )
    assert refusal(changed + A, BASE + B, BASE) == said.format("ours")
    assert refusal(BASE + A, changed, BASE) == said.format("theirs")


def test_what_was_taken_out_at_the_end_is_refused_with_its_place() -> None:
    short = "".join(BASE.splitlines(keepends=True)[:-1])
    assert refusal(BASE + A, short, BASE) == (
        f'What stood was taken out: theirs.toml ends before “target = "逐步提高"” (base.toml:{LINES}).'
    )


def test_a_last_line_that_went_on_is_a_change() -> None:
    base = (BASE + A).rstrip("\n")
    assert "stands “W-1 = 41.632”" in refusal(base + "2", base, base)


def test_a_long_line_is_not_quoted_whole() -> None:
    base = BASE + "# " + "长" * 100 + "\n"
    said = refusal(BASE + "# x\n", base, base)
    assert "长" * 58 + "…”" in said
    assert "长" * 59 not in said


@pytest.mark.parametrize("added", ["W-9 = 1\n", "[submission.more]\nx = 1\n", "\n# why\n[[submission.x]]\n"])
def test_a_line_added_to_the_last_entry_is_refused(added: str) -> None:
    said = refusal(BASE + A + added, BASE + A + B, BASE + A)
    line = (BASE + A).count("\n") + (3 if added.startswith("\n") else 1)
    assert said.startswith("What stood was changed: “")
    assert f"(ours.toml:{line}) adds to it" in said
    assert "theirs.toml" in refusal(BASE + A, BASE + A + added, BASE + A)


def test_without_a_base_a_changed_plan_is_refused_with_the_first_line_that_differs() -> None:
    changed = BASE.replace('baseline_period = "2020"', 'baseline_period = "2019"')
    assert refusal(changed + A, BASE + B) == (
        "[plan] was changed: from ours.toml:6 and theirs.toml:6 on the two copies differ."
    )
    longer = BASE.replace('target_period = "2025"\n', 'target_period = "2025"\nlanguage = "zh"\n')
    assert refusal(longer, BASE).startswith("[plan] was changed: from ours.toml:8 and theirs.toml:7 on")


def test_two_ledgers_that_begin_otherwise_are_not_joined() -> None:
    assert refusal("# other\n" + BASE, BASE) == (
        "The two do not begin alike: they differ from ours.toml:1 and theirs.toml:1 on."
    )


@pytest.mark.parametrize("wrong", [b"x = \n", b"\xcf\xc2\xce\xe7 = 1\n", b"x = [\n", b'x = """\n'])
def test_a_copy_that_cannot_be_read_is_refused_with_its_findings(wrong: bytes) -> None:
    found = outcome(BASE.encode() + wrong, BASE + B, BASE)
    assert isinstance(found, Refused)
    assert {finding.place and finding.place.file for finding in found.findings} == {"ours.toml"}
    found = outcome(BASE, BASE.encode() + wrong)
    assert isinstance(found, Refused)
    assert {finding.place and finding.place.file for finding in found.findings} == {"theirs.toml"}


def test_tables_that_cannot_stand_together_are_refused_where_they_stand() -> None:
    ours, theirs = BASE + '\n[[x]]\ny = "1"\n', BASE + '\n# other\n[x]\ny = "2"\n'
    found = outcome(ours, theirs, BASE)
    assert isinstance(found, Refused)
    assert [(finding.place.file, finding.place.line) for finding in found.findings if finding.place] == [
        ("theirs.toml", LINES + 3)
    ]


# -- where things come from --------------------------------------------------------------------------------


def test_every_line_knows_where_it_comes_from() -> None:
    found = joined(BASE + A + BOTH, BASE + BOTH + B, BASE)
    lines = found.raw.decode().splitlines()
    texts = {
        "base": BASE.splitlines(),
        "ours": (BASE + A + BOTH).splitlines(),
        "theirs": (BASE + BOTH + B).splitlines(),
    }
    for number, line in enumerate(lines, start=1):
        spot = found.spot(number)
        assert texts[spot.side][spot.line - 1] == line
    assert {found.spot(number).side for number in range(1, len(lines) + 1)} == {"base", "ours", "theirs"}
    assert found.spot(0) == ("base", 0)


def test_a_finding_is_shown_at_its_line_in_the_copy() -> None:
    found = joined(BASE + A, BASE + B, BASE)
    size = LINES + A.count("\n")
    place = Place(file="x", line=size + 2)
    there = Finding("duplicate-entry", place, msg("{file}:{line}", file="x", line=LINES + 2))
    home = found.home(there)
    assert home.place == Place(file="theirs.toml", line=LINES + 2)
    assert say(home.message, "en") == f"ours.toml:{LINES + 2}"
    for message in (msg("{file}:{line}", file="y", line=1), msg("{file}:{line}", file="x", line="a = 1")):
        assert found.home(Finding("bad-code", place, message)).message is message
    nowhere = Finding("bad-code", None, msg("x"))
    assert found.home(nowhere) is nowhere


def test_a_file_of_several_is_told_from_a_whole_ledger() -> None:
    assert not joined(BASE + A, BASE + B).partial
    assert joined(A, B, "").partial
    including = 'include = ["units/*.toml"]\n' + BASE
    assert joined(including, including).partial


# -- the result read again ---------------------------------------------------------------------------------


def read_again(ours: str, theirs: str, base: str | None = BASE) -> tuple[Joined, Ledger, list[Finding]]:
    """Return the result, what it says, and what is wrong with it that was not before."""
    found = joined(ours, theirs, base)
    ledger = read_alone("ours.toml", found.raw)
    before = {
        "ours": read_alone("ours.toml", ours.encode()).findings,
        "theirs": read_alone("theirs.toml", theirs.encode()).findings,
    }
    return found, ledger, new_errors(found, ledger.findings, before)  # type: ignore[arg-type]


def test_equal_stamps_and_other_content_are_an_error_of_the_join() -> None:
    _, _, errors = read_again(BASE + A, BASE + entry("41.70"))
    assert [error.code for error in errors] == ["duplicate-entry"]
    assert errors[0].place
    assert (errors[0].place.file, errors[0].place.line) == ("theirs.toml", LINES + 6)
    assert say(errors[0].message, "en").startswith(f"At ours.toml:{LINES + 6} stands another entry")


def test_an_indicator_that_was_changed_without_a_base_is_an_error_of_the_join() -> None:
    changed = BASE.replace("at_least = 45", "at_least = 40")
    _, _, errors = read_again(changed, BASE, None)
    assert errors


def test_errors_that_a_copy_already_had_are_not_the_join_s() -> None:
    base = BASE + entry("1", code="W-8")
    wrong = entry("5", code="W-9")
    _, ledger, errors = read_again(base + wrong, base + B + entry("6", code="W-7"), base)
    assert sorted(finding.code for finding in ledger.findings) == ["unknown-indicator"] * 3
    assert errors == []


def test_a_value_from_both_is_listed_with_the_one_that_counts() -> None:
    found, ledger, errors = read_again(BASE + entry("41.70", recorded="2024-01-05"), BASE + A)
    assert errors == []
    (double,) = doubles(found, ledger)
    assert (double.ours.file, double.ours.line) == ("ours.toml", LINES + 6)
    assert (double.theirs.file, double.theirs.line) == ("theirs.toml", LINES + 6)
    assert double.counts is double.ours.observation


def test_revisions_of_one_side_and_values_alike_are_not_listed() -> None:
    found, ledger, _ = read_again(BASE + A + entry("41.70", recorded="2024-01-05"), BASE + B)
    assert doubles(found, ledger) == []
    found, ledger, _ = read_again(BASE + A, BASE + A + "W-2 = 7\n")
    assert doubles(found, ledger) == []


def test_a_value_that_was_withdrawn_counts_on_neither_side() -> None:
    taken = '\n[[withdrawal]]\nindicator = "W-1"\nperiod = "2023"\n'
    taken += 'reason = "x"\nby = "y"\nrecorded = 2024-02-01\n'
    found, ledger, _ = read_again(BASE + entry("41.70", recorded="2024-01-05") + taken, BASE + A)
    (double,) = doubles(found, ledger)
    assert double.counts is None


# -- laws --------------------------------------------------------------------------------------------------

ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from(["1", "2", "3.10"]),
        code=st.sampled_from(["W-1", "W-2"]),
        recorded=st.dates(date(2021, 1, 1), date(2021, 1, 9)).map(str),
        comment=st.sampled_from(["", "# by mail\n", "# 说明\n\n# more\n"]),
    ),
    max_size=4,
    unique=True,
)


def standing(text: str) -> dict[object, set[tuple[object, object]]]:
    """Return what stands in a ledger now."""
    ledger = read_alone("x", text.encode())
    return {
        name: {(period, found.value) for period, found in series.items()}
        for name, series in ledger.known().series.items()
    }


@settings(deadline=None, max_examples=60)
@given(ENTRIES, ENTRIES, st.sampled_from(["\n", "\r\n"]), st.sampled_from([BASE, None]))
@example([A], [entry("41.63", recorded="2023-12-21")], "\n", None)
def test_joining_is_the_ancestor_then_ours_then_theirs_whatever_was_added(
    ours: list[str], theirs: list[str], newline: str, base: str | None
) -> None:
    first, second = ((BASE + "".join(added)).replace("\n", newline) for added in (ours, theirs))
    only = [text for text in theirs if text not in ours]
    ancestor = base and base.replace("\n", newline)
    found = result(first, second, ancestor)
    assert found == (BASE + "".join(ours) + "".join(only)).replace("\n", newline)
    assert result(found, second, ancestor) == found


@settings(deadline=None, max_examples=60)
@given(ENTRIES, ENTRIES)
def test_what_stands_is_the_same_whichever_side_is_ours(ours: list[str], theirs: list[str]) -> None:
    first, second = BASE + "".join(ours), BASE + "".join(theirs)
    dated: dict[tuple[str, str], set[str]] = {}
    for text in (*ours, *theirs):
        lines = text.split("\n")
        dated.setdefault((lines[-2][:3], text[text.index("recorded") :][:21]), set()).add(lines[-2])
    assume(all(len(values) == 1 for values in dated.values()))
    assert standing(result(first, second, BASE)) == standing(result(second, first, BASE))
