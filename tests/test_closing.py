"""A closed round: what it says never changes again, and whatever would change it is named.

python tests/test_closing.py     write the golden files anew; read the diff before you commit it
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import BLOCKS, PLAN
from msgspec.structs import replace
from shells import fedstat

import fedstat as package
from fedstat.assessment import assess
from fedstat.assessment.seal import seal_of
from fedstat.errors import LedgerFaults
from fedstat.exporters.markdown import blocks_markdown
from fedstat.language import say
from fedstat.reports.progress import progress_table
from fedstat.reports.record import progress_record

if TYPE_CHECKING:
    from fedstat.model.ledger import Ledger

INDICATORS = """
[[indicator]]
code = "W-1"
name = "女性就业人员占比"
domain = "W-3"
responsible_unit = ["hrss"]
unit_measure = "%"
direction = "increase"
baseline = { value = 40 }
target = { at_least = 45, wording = "45%以上" }

[[indicator]]
code = "W-2"
name = "孕产妇系统管理率"
unit_measure = "%"
direction = "increase"
target = [
  { at_least = 90, breakdown = { residence = "城市" } },
  { at_least = 85, breakdown = { residence = "农村" } },
]

[[indicator]]
code = "W-3"
name = "女性参保人数"
unit_measure = "万人"
direction = "increase"
target = { wording = "逐步提高" }

[[indicator]]
code = "W-4"
name = "高于全省的比例"
unit_measure = "%"
direction = "increase"
decimals = 1
target = { at_least = 0, relative_to = "某省" }
"""
VALUES = """
[[submission]]
period = "2020"
recorded = 2021-09-01
[submission.values]
W-2 = [
  { value = 80, breakdown = { residence = "城市" } },
  { value = 70, breakdown = { residence = "农村" } },
]
W-3 = 50
W-4 = 60

[[submission]]
period = "2022"
recorded = 2023-09-01
[submission.values]
W-1 = 45.5
W-3 = 52
W-4 = { numerator = 2, denominator = 3 }

[[submission]]
period = "2023"
recorded = 2023-12-20
[submission.values]
W-1 = 44.1
W-2 = [
  { value = 91, breakdown = { residence = "城市" } },
  { value = 84, breakdown = { residence = "农村" } },
]
W-3 = 52.0
W-4 = { numerator = 20, denominator = 31 }

[[submission]]
period = "2023"
reference_area = "某省"
recorded = 2023-12-21
[submission.values]
W-4 = 63.2

[[judgement]]
indicator = "W-2"
period = "2023"
status = "met"
by = "统计局"
reason = "基本实现"
recorded = 2023-12-22
"""
ROUNDS = """
[[round]]
id = "annual-2022"
name = "2022年度监测"
kind = "annual"
period = "2022"
"""
BOOK = f"fedstat = 1\n{PLAN}{BLOCKS}{ROUNDS}{INDICATORS}{VALUES}"
DAY = "2024-01-10"
GOLDEN = Path(__file__).with_name("golden") / "close"


def close(folder: Path, *args: str, **options: object) -> tuple[int, str, str]:
    """Close a round in English; return the status and what is said."""
    done = fedstat("close", *args, "--lang", "en", folder=folder, **options)  # type: ignore[arg-type]
    return done.status, done.out, done.err


def closed(folder: Path, text: str = BOOK) -> Path:
    """Return a ledger whose mid-term round is closed."""
    path = folder / "fedstat.toml"
    path.write_text(text, "utf-8")
    status, _, err = close(folder, "midterm", "--recorded", DAY)
    assert (status, err) == (0, "")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return such a ledger."""
    return closed(tmp_path)


def read_bare(path: Path) -> Ledger:
    """Return the ledger with nothing said of its faults, so that figures come even out of a faulty one."""
    return replace(package.read(path), findings=())


def printed(ledger: Ledger, round_: str = "midterm") -> tuple[object, ...]:
    """Return everything that is printed of a round."""
    evaluation = assess(ledger, round=round_)
    tables = [progress_table(evaluation, "zh", by=by) for by in ("domain", "part", "responsible-unit")]
    return progress_record(evaluation, "zh"), blocks_markdown(tables), seal_of(evaluation).digest


def said(path: Path, code: str = "closing-changed") -> list[tuple[int, str]]:
    """Return the line and the words of what `check` finds of a closing."""
    found = []
    for finding in package.read(path).findings:
        if finding.code == code:
            assert finding.place is not None
            found.append((finding.place.line, say(finding.message, "en")))
    return found


def line_of(path: Path, text: str) -> int:
    """Return the number of the only line that begins with *text*."""
    (number,) = [
        at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.startswith(text)
    ]
    return number


# -- whatever is appended ----------------------------------------------------------------------------------

STAMPS = ("", "2020-01-01", "2023-12-20", "2023-12-22T08:00:00", DAY, "2024-01-11", "2025-06-30T12:00:00")
FORMS = """\
[[submission]]
period = "{year}"
{at}values.{code} = {number}
---
[[submission]]
period = "{year}"
{at}values.{code} = {{ value = {number}, obs_status = "B", baseline_restated = 39 }}
---
[[submission]]
period = "{year}"
{at}values.{code} = {{ obs_status = "L" }}
---
[[submission]]
period = "{year}"
{at}values.W-4 = {{ numerator = {number}, denominator = 97 }}
---
[[submission]]
period = "{year}"
reference_area = "某省"
{at}values.W-4 = {number}
---
[[submission]]
period = "{year}"
breakdown = {{ residence = "农村" }}
{at}values.W-2 = {number}
---
[[indicator]]
code = "{code}"
name = "改"
unit_measure = "‰"
direction = "decrease"
decimals = 3
target = {{ at_most = {number} }}
reason = "调整"
document = "〔2024〕1号"
{at}
---
[[indicator]]
code = "{code}"
name = "女性就业人员占比"
definition = "新口径"
unit_measure = "%"
direction = "increase"
baseline = {{ value = 40 }}
target = {{ at_least = 45 }}
reason = "调整"
document = "〔2024〕1号"
{at}
---
[[indicator]]
code = "X-{number}"
name = "新"
direction = "increase"
target = {{ wording = "提高" }}
{at}
---
[[withdrawal]]
indicator = "{code}"
period = "{year}"
reason = "误报"
{at}
---
[[withdrawal]]
indicator = "{code}"
reason = "取消"
{at}
---
[[judgement]]
indicator = "{code}"
period = "2023"
status = "missed"
by = "x"
reason = "y"
{at}
---
[[explanation]]
indicator = "{code}"
period = "2023"
cause = "原因"
{at}
---
[[plan_edition]]
rounding = "truncate"
share_decimals = 1
reason = "r"
{at}
---
[[plan_edition]]
comparison = "rounded"
counts = ["P"]
reason = "r"
{at}
---
[[plan_edition]]
baseline_period = "2022"
target_period = "2023"
reason = "r"
{at}
---
[[plan_edition]]
trend_against = "previous"
compare = ["某省", "全国"]
reason = "r"
{at}
---
[[plan_edition]]
wording = {{ behind = "进度滞后" }}
small_numbers = 50
reason = "r"
{at}
---
[[round]]
id = "midterm"
name = "改名"
kind = "final"
period = "{year}"
comparison = "rounded"
{at}
---
[[round]]
id = "annual-2022"
name = "改"
kind = "annual"
period = "2021"
{at}
---
[[round]]
id = "new"
name = "新"
kind = "annual"
period = "{year}"
{at}
---
[[closing]]
round = "midterm"
{at}
---
[[closing]]
round = "annual-2022"
{at}
---
[[part]]
id = "women"
title = "改"
{at}
---
[[part]]
id = "other"
title = "另"
{at}
---
[[domain]]
id = "W-3"
name = "改"
part = "other"
{at}
---
[[member_unit]]
id = "hrss"
name = "改"
{at}
---
[[area]]
id = "1401"
name = "改"
{at}
---
[[area]]
id = "99"
name = "某市"
{at}
---
[[area]]
id = "98"
name = "全国"
{at}
---
[[dimension]]
id = "residence"
name = "城乡"
categories = ["城市", "农村", "镇"]
{at}
"""
ENTRIES = FORMS.split("---\n")
APPENDED = st.lists(
    st.builds(
        lambda form, stamp, year, code, number: form.format(
            at=f"recorded = {stamp}\n" if stamp else "", year=year, code=code, number=number
        ),
        st.sampled_from(ENTRIES),
        st.sampled_from(STAMPS),
        st.sampled_from(["2020", "2021", "2022", "2023", "2024", "2023-H1"]),
        st.sampled_from(["W-1", "W-2", "W-3", "W-4"]),
        st.integers(1, 96),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("form", ENTRIES)
def test_every_entry_that_is_tried_below_can_be_read(form: str, tmp_path: Path) -> None:
    entry = form.format(at="recorded = 2025-06-30\n", year="2023", code="W-1", number=7)
    path = tmp_path / "fedstat.toml"
    path.write_text(f"{BOOK}\n{entry}", "utf-8")
    codes = {finding.code for finding in package.read(path).findings}
    assert not {code for code in codes if code.startswith(("toml-", "missing-", "wrong-"))}


@cache
def sealed(rest: str) -> tuple[str, tuple[object, ...]]:
    """Return a closed ledger, and what is printed of its round."""
    with TemporaryDirectory() as folder:
        path = closed(Path(folder), BOOK + rest)
        return path.read_text("utf-8"), printed(read_bare(path))


@pytest.mark.parametrize("rest", ["", "\n[[closing]]\nround = 'annual-2022'\nrecorded = 2023-12-31\n"])
@settings(max_examples=100, deadline=None)
@given(appended=APPENDED)
def test_a_table_printed_for_a_closed_round_never_changes_again_whatever_is_appended(
    rest: str, appended: list[str]
) -> None:
    text, before = sealed(rest)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fedstat.toml"
        path.write_text(text + "\n" + "\n".join(appended), "utf-8")
        assert printed(read_bare(path)) == before


def test_the_same_entries_change_a_round_that_is_not_closed(tmp_path: Path) -> None:
    path = tmp_path / "fedstat.toml"
    path.write_text(BOOK, "utf-8")
    before = printed(package.read(path))
    for form in (ENTRIES[0], ENTRIES[6], ENTRIES[10], ENTRIES[13], ENTRIES[18]):
        entry = form.format(at="recorded = 2025-06-30\n", year="2023", code="W-1", number=7)
        path.write_text(f"{BOOK}\n{entry}", "utf-8")
        assert printed(read_bare(path)) != before, entry


# -- what a later or an earlier round sees -----------------------------------------------------------------


def test_the_round_before_is_told_as_the_closed_round_knew_it(tmp_path: Path) -> None:
    path = closed(tmp_path)
    (before,) = [item.lost_again for item in assess(package.read(path), round="midterm") if item.lost_again]
    later = '[[submission]]\nperiod = "2022"\nrecorded = 2024-03-01\nvalues.W-1 = 41\n'
    path.write_text(f"{path.read_text('utf-8')}\n{later}", "utf-8")
    lost = [item.indicator.code for item in assess(package.read(path), round="midterm") if item.lost_again]
    assert (before, lost) == (True, ["W-1"])
    assert not any(item.lost_again for item in assess(package.read(path), period="2023"))


def test_another_day_than_the_closing_shows_what_was_entered_since(ledger: Path) -> None:
    later = '[[submission]]\nperiod = "2023"\nrecorded = 2024-03-01\nvalues.W-1 = 46\n'
    ledger.write_text(f"{ledger.read_text('utf-8')}\n{later}", "utf-8")
    book = package.read(ledger)
    closed_, open_ = assess(book, round="midterm"), assess(book, round="midterm", known_on=date(2024, 3, 2))
    assert [item.status for item in (*closed_, *open_) if item.indicator.code == "W-1"] == ["on-track", "met"]
    assert (closed_.known_on, open_.known_on) == (date(2024, 1, 10), date(2024, 3, 2))
    assert closed_.closing is not None
    assert open_.closing is None


def test_a_domain_that_moved_takes_its_indicators_along_from_that_day_on(tmp_path: Path) -> None:
    path = tmp_path / "fedstat.toml"
    moved = '[[part]]\nid = "x"\ntitle = "另"\n[[domain]]\nid = "W-3"\nname = "改"\npart = "x"\n'
    path.write_text(f"{BOOK}{moved}recorded = 2024-01-01\n", "utf-8")
    book = package.read(path)
    parts = [book.known(day).indicators["W-1"].part for day in (date(2023, 12, 31), None)]
    assert parts == ["women", "x"]
    assert book.known().indicators["W-2"].part == ""


# -- what is sealed ----------------------------------------------------------------------------------------


def test_the_digest_is_of_what_is_said_and_not_of_how_it_is_written(tmp_path: Path) -> None:
    path = closed(tmp_path)
    head, _, tail = path.read_text("utf-8").partition("[[indicator]]")
    indicators, _, values = f"[[indicator]]{tail}".partition("[[submission]]")
    values, _, closing = f"[[submission]]{values}".partition("[[closing]]")
    (tmp_path / "units.toml").write_bytes(f"# 数值\n{values}".replace("\n", "\r\n").encode("utf-8-sig"))
    blocks = [f"[[indicator]]{block}" for block in indicators.split("[[indicator]]")[1:]]
    other = head.replace("fedstat = 1\n", 'fedstat = 1\ninclude = ["units.toml"]\n')
    note = "[[indicator]]\ncode = 'X'\nname = '活动'\nrole = 'activity'\nrecorded = 2023-01-01\n"
    text = f"{other}{note}{''.join(reversed(blocks))}\n\n# 定稿\n[[closing]]{closing}"
    path.write_text(text.replace("W-1 = 44.1", 'W-1 = { value = 44.1, note = "x" } # y'), "utf-8")
    assert [finding.code for finding in package.read(path).findings if finding.severity == "error"] == []


def test_what_does_not_count_in_the_round_is_no_part_of_the_digest(tmp_path: Path) -> None:
    path = closed(tmp_path)
    unused = """
[[submission]]
period = "2024"
recorded = 2023-12-19
evidence = "另"
[submission.values]
W-1 = 50
[[submission]]
period = "2023-H1"
recorded = 2023-12-19
[submission.values]
W-1 = 51
[[submission]]
period = "2021"
recorded = 2023-12-19
[submission.values]
W-1 = { value = 52, obs_status = "F" }
W-3 = { obs_status = "L" }
[[submission]]
period = "2023"
recorded = 2023-12-01
[submission.values]
W-1 = 53
[[explanation]]
indicator = "W-1"
period = "2023"
cause = "x"
recorded = 2023-12-19
"""
    text = path.read_text("utf-8").replace("[[closing]]", f"{unused}\n[[closing]]")
    path.write_text(text, "utf-8")
    assert said(path) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("W-1 = 44.1", "W-1 = 45.1", "W-1 = 45.1", "This value of “女性就业人员占比” for 2023 did not"),
        ("W-1 = 44.1", "W-1 = 44.10", "W-1 = 44.10", "sealed as 44.1, “on track” and comes out as 44.10"),
        ("W-1 = 45.5", "W-1 = 45.4", "W-1 = 45.4", "This value of “女性就业人员占比” for 2022 did not"),
        ("denominator = 31", "denominator = 30", "W-4 = { numerator = 20", "W-4"),
        ('status = "met"', 'status = "missed"', "[[judgement]]", "This judgement of “孕产妇系统管理率”"),
        ("at_least = 85", "at_least = 84", "target = [", "another target of “孕产妇系统管理率”"),
    ],
)
def test_a_line_that_was_edited_is_named(ledger: Path, old: str, new: str, where: str, words: str) -> None:
    text = ledger.read_text("utf-8")
    ledger.write_text(text.replace(old, new, 1), "utf-8")
    if words == "W-4":
        words = "This value of “高于全省的比例” for 2023 did not stand so"
    ((line, message),) = said(ledger)
    assert ledger.read_text("utf-8").splitlines()[line - 1].startswith(where)
    assert words in message


def test_an_entry_dated_back_in_another_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text("# 单位报送\n", "utf-8")
    path = closed(tmp_path, BOOK.replace("fedstat = 1\n", 'fedstat = 1\ninclude = ["units.toml"]\n'))
    entry = '[[submission]]\nperiod = "2023"\nrecorded = 2023-12-23\nvalues.W-1 = 46\n'
    (tmp_path / "units.toml").write_text(entry, "utf-8")
    ((_, message),) = said(path)
    assert message == (
        "This value of “女性就业人员占比” for 2023 did not stand so when “中期评估” was closed on "
        "2024-01-10. It was sealed as 44.1, “on track” and comes out as 46, “met”."
    )
    places = [finding.place for finding in package.read(path).findings if finding.code == "closing-changed"]
    assert [(place.file, place.line) for place in places if place] == [(str(tmp_path / "units.toml"), 4)]
    with pytest.raises(LedgerFaults):
        assess(package.read(path), round="midterm")


@pytest.mark.parametrize("period", ["", 'period = "2022"\n'])
def test_a_withdrawal_dated_back_in_another_file_is_named(tmp_path: Path, period: str) -> None:
    (tmp_path / "units.toml").write_text("# 单位报送\n", "utf-8")
    path = closed(tmp_path, BOOK.replace("fedstat = 1\n", 'fedstat = 1\ninclude = ["units.toml"]\n'))
    entry = f'[[withdrawal]]\nindicator = "W-1"\n{period}reason = "误报"\nrecorded = 2023-12-23\n'
    (tmp_path / "units.toml").write_text(entry, "utf-8")
    ((line, message),) = said(path)
    assert line == 1
    gone = "1 value of “女性就业人员占比” that “中期评估” rests on, closed on 2024-01-10, is gone."
    assert message == (gone if period else "“W-1” stood in “中期评估”, closed on 2024-01-10, and is gone.")


def test_a_new_definition_dated_back_in_another_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text("# 单位报送\n", "utf-8")
    path = closed(tmp_path, BOOK.replace("fedstat = 1\n", 'fedstat = 1\ninclude = ["units.toml"]\n'))
    entry = ENTRIES[7].format(at="recorded = 2022-05-01\n", code="W-1")
    (tmp_path / "units.toml").write_text(entry.replace("女性就业", "女职工"), "utf-8")
    messages = [message for _, message in said(path)]
    assert any("with another definition of" in message for message in messages)
    assert any("with another target of" in message for message in messages)


def test_counts_are_compared_even_without_a_digest_and_a_digest_without_particulars(tmp_path: Path) -> None:
    path = closed(tmp_path)
    head, _, closing = path.read_text("utf-8").partition("[[closing]]")
    by_hand = 'round = "midterm"\nrecorded = 2024-01-10\ncounts = { indicators = 4, met = 9 }\n'
    path.write_text(f"{head}[[closing]]\n{by_hand}", "utf-8")
    ((_, message),) = said(path)
    assert message == "“中期评估” was closed on 2024-01-10 with met = 9, and comes out as 2."
    digest = next(line for line in closing.splitlines() if line.startswith("digest"))
    path.write_text(f"{head}[[closing]]\n{by_hand}{digest}\n".replace("W-1 = 44.1", "W-1 = 44.2"), "utf-8")
    ((_, message),) = said(path)
    assert message == "What “中期评估” rests on is no longer what was closed on 2024-01-10."
    path.write_text(f'{head}[[closing]]\nround = "midterm"\nrecorded = 2024-01-10\n', "utf-8")
    assert said(path) == []


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            'period = "2023"\n\n[[round]]',
            'period = "term:15"\n\n[[round]]',
            "“term 15” is no period of the calendar.",
        ),
        (
            'kind = "midterm"\n',
            'kind = "midterm"\nrecorded = 2024-02-01\n',
            "The round was declared later than it was closed.",
        ),
    ],
)
def test_a_closing_that_cannot_be_recomputed_is_told(ledger: Path, old: str, new: str, why: str) -> None:
    text = ledger.read_text("utf-8")
    assert text.count(old) == 1
    ledger.write_text(text.replace(old, new), "utf-8")
    ((_, message),) = said(ledger, "closing-unread")
    assert message == f"The closing cannot be held against the ledger. {why}"


def test_an_unreadable_entry_is_told_alone_and_no_closing_is_doubted_for_it(ledger: Path) -> None:
    ledger.write_text(ledger.read_text("utf-8").replace("W-1 = 44.1", "W-1 = 44.1.1"), "utf-8")
    codes = {finding.code for finding in package.read(ledger).findings}
    assert codes
    assert "closing-changed" not in codes


def test_rules_are_named_where_they_are_set(ledger: Path) -> None:
    text = ledger.read_text("utf-8")
    ledger.write_text(text.replace("[plan]\n", '[plan]\nsmall_numbers = 5\ncounts = ["A"]\n'), "utf-8")
    assert said(ledger) == [
        (
            line_of(ledger, "counts = ["),
            "“中期评估” was closed on 2024-01-10 by counts = A P E, and here it is A.",
        ),
        (
            line_of(ledger, "small_numbers"),
            "“中期评估” was closed on 2024-01-10 by small_numbers = nothing, and here it is 5.",
        ),
    ]


def test_the_later_of_two_closings_changes_nothing_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text("# 单位报送\n", "utf-8")
    path = closed(tmp_path, BOOK.replace("fedstat = 1\n", 'fedstat = 1\ninclude = ["units.toml"]\n'))
    again = '[[closing]]\nround = "midterm"\nrecorded = 2024-02-01\n'
    (tmp_path / "units.toml").write_text(again, "utf-8")
    ((line, message),) = said(path, "closing-repeated")
    assert (line, message) == (
        2,
        "“中期评估” was closed on 2024-01-10 already, and stays as it was closed then.",
    )


# -- the command -------------------------------------------------------------------------------------------


def test_a_closed_round_is_not_closed_again(ledger: Path) -> None:
    before = ledger.read_bytes()
    status, out, err = close(ledger.parent, "中期")
    assert (status, out, ledger.read_bytes()) == (1, "", before)
    place = line_of(ledger, "[[closing]]")
    assert err == (
        f"“中期评估” was closed on 2024-01-10 already, at fedstat.toml:{place}; its figures stand.\n"
        "See what has changed since: fedstat diff midterm. If the changes are to be published, add a "
        "[[round]] with an id of its own, and close that.\n"
    )


def test_a_round_is_closed_only_on_a_ledger_without_errors(tmp_path: Path) -> None:
    path = tmp_path / "fedstat.toml"
    path.write_text(f"{BOOK}\n[[withdrawal]]\nindicator = 'W-9'\nreason = 'x'\n", "utf-8")
    status, _, err = close(tmp_path, "midterm")
    assert status == 1
    assert "unknown-indicator" in err
    assert err.endswith("The ledger has errors; a round is closed only when it has none.\n")


@pytest.mark.parametrize("recorded", ["", "recorded = 2023-12-31\n"])
def test_a_round_is_not_closed_while_the_plan_counts_other_indicators(tmp_path: Path, recorded: str) -> None:
    text = BOOK.replace("[plan]\n", "[plan]\nexpected = { indicators = 5 }\n")
    if recorded:
        new = ENTRIES[8].format(number=5, at=recorded)
        text = f"{text.replace('= 5 }', '= 4 }')}\n{new}"
    (tmp_path / "fedstat.toml").write_text(text, "utf-8")
    status, _, err = close(tmp_path, "midterm", "--recorded", "2023-12-30")
    assert status == 1
    assert "1 too" in err
    assert err.endswith("the plan document counts; nothing is closed.\n")


@pytest.mark.parametrize(
    ("args", "first"),
    [
        ((), "ROUND is missing."),
        (("final",), "The ledger has no round “final”."),
        (("midterm", "--recorded", "2022-02-30"), "“2022-02-30” is no day of the calendar."),
    ],
)
def test_a_round_must_be_named_and_a_day_must_be_one(
    tmp_path: Path, args: tuple[str, ...], first: str
) -> None:
    (tmp_path / "fedstat.toml").write_text(BOOK, "utf-8")
    status, _, err = close(tmp_path, *args)
    assert (status, err.splitlines()[0]) == (2, first)


def test_a_ledger_without_rounds_has_none_to_close(tmp_path: Path) -> None:
    (tmp_path / "fedstat.toml").write_text(f"fedstat = 1\n{PLAN}", "utf-8")
    assert close(tmp_path) == (2, "", "ROUND is missing.\n")


def test_a_round_that_is_declared_later_is_closed_later(tmp_path: Path) -> None:
    text = BOOK.replace('kind = "midterm"\n', 'kind = "midterm"\nrecorded = 2024-02-01\n')
    (tmp_path / "fedstat.toml").write_text(text, "utf-8")
    status, _, err = close(tmp_path, "midterm", "--recorded", DAY)
    assert status == 2
    assert err.splitlines() == [
        "“中期评估” was declared on 2024-02-01 only, later than it would be closed.",
        "Name a later day: --recorded 2024-02-01",
    ]


def test_a_round_whose_day_is_still_to_come_is_closed_only_when_somebody_says_so(tmp_path: Path) -> None:
    text = BOOK.replace('kind = "midterm"\n', 'kind = "midterm"\nknown_on = 2024-06-30\n')
    (tmp_path / "fedstat.toml").write_text(text, "utf-8")
    status, _, err = close(tmp_path, "midterm", "--recorded", DAY)
    assert status == 1
    assert "“中期评估” takes what is known on 2024-06-30, which is still to come" in err
    status, _, err = close(tmp_path, "midterm", "--recorded", DAY, "--yes")
    assert status == 0
    ledger = package.read(tmp_path / "fedstat.toml")
    assert str(assess(ledger, round="midterm").known_on) == DAY
    assert said(tmp_path / "fedstat.toml") == []


def test_today_is_the_day_of_a_closing_and_a_moment_after_all_that_was_entered_today(tmp_path: Path) -> None:
    path = tmp_path / "fedstat.toml"
    future = '[[judgement]]\nindicator = "W-1"\nperiod = "2023"\nstatus = "met"\nby = "x"\nreason = "y"\n'
    path.write_text(f"{BOOK}{future}recorded = 9999-01-01\n".replace("9999", "2099"), "utf-8")
    assert close(tmp_path, "midterm")[0] == 0
    (first,) = package.read(path).closings
    assert close(tmp_path, "annual-2022")[0] == 0
    _, second = package.read(path).closings
    assert first.recorded.date() == second.recorded.date() == date.today()  # noqa: DTZ011 - a ledger's own time
    assert first.recorded < second.recorded


def test_a_dry_run_shows_the_closing_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "fedstat.toml"
    path.write_text(BOOK, "utf-8")
    status, out, err = close(tmp_path, "midterm", "--recorded", DAY, "--dry-run")
    assert (status, err, path.read_text("utf-8")) == (0, "Nothing is written (--dry-run).\n", BOOK)
    assert "It would stand at" in out


def test_a_person_at_a_terminal_is_asked_first_and_shown_only_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "fedstat.toml"
    path.write_text(BOOK, "utf-8")
    args = ("close", "midterm", "--recorded", DAY, "--lang", "zh")
    done = fedstat(*args, folder=tmp_path, terminal=True, typed="n\n")
    assert (done.status, path.read_text("utf-8")) == (1, BOOK)
    assert "……另有1项\n" in done.out
    assert "将以4项中2项达标定稿，定稿后数字不再改变。" in done.err.replace("\n", "")
    assert "确定定稿吗？（y/N） 未追加。" in done.err.replace("\n", "")
    done = fedstat(*args, folder=tmp_path, terminal=True, typed="y\n")
    assert done.status == 0
    assert path.read_text("utf-8").startswith(BOOK)
    assert said(path) == []


def test_a_verdict_without_a_value_is_told_by_its_status(ledger: Path) -> None:
    text = ledger.read_text("utf-8")
    ledger.write_text(
        text.replace("W-1 = 44.1", 'W-1 = { obs_status = "L" }').replace("W-1 = 45.5", ""), "utf-8"
    )
    messages = [message for _, message in said(ledger)]
    assert "It was sealed as 44.1, “on track” and comes out as “no data”." in messages[0]


# -- whole outputs -----------------------------------------------------------------------------------------


def whole(language: str, folder: Path) -> str:
    """Return all that is said when the mid-term round of the example city is closed."""
    example = Path(__file__).resolve().parent.parent / "examples" / "city-plan-190.toml"
    (folder / "city.toml").write_bytes(example.read_bytes())
    done = fedstat(
        *("close", "midterm", "-f", "city.toml", "--recorded", DAY, "--lang", language), folder=folder
    )
    assert done.status == 0
    return done.out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_of_a_closing_is_told(language: str, tmp_path: Path) -> None:
    assert whole(language, tmp_path) == (GOLDEN / f"city-plan-190.{language}.txt").read_text("utf-8")
    assert said(tmp_path / "city.toml") == []


def test_a_closed_round_is_printed_the_same_after_an_entry_dated_back_and_check_names_it(
    tmp_path: Path,
) -> None:
    assert fedstat("init", "--example", "city-plan-190", folder=tmp_path).status == 0
    closed = fedstat("close", "midterm", "--yes", "--recorded", "2024-01-10", folder=tmp_path)
    table = ("progress", "--round", "midterm", "--format", "csv")
    before = fedstat(*table, folder=tmp_path)
    with (tmp_path / "fedstat.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[submission]]\nperiod = "2023"\nrecorded = 2023-12-20\nvalues.W-3-01 = 55.1\n')
    after = fedstat(*table, folder=tmp_path)
    assert (closed.status, after.status, after.out) == (0, 0, before.out)
    assert "1项错误，不影响这里的数据" in after.err
    checked = fedstat("check", folder=tmp_path)
    assert (checked.status, "entry-after-closing" in checked.out) == (1, True)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for spoken in ("zh", "en"):
        with TemporaryDirectory() as place:
            text = whole(spoken, Path(place))
        (GOLDEN / f"city-plan-190.{spoken}.txt").write_text(text, "utf-8", newline="\n")
