"""A closed round: what it says never changes again, and whatever would change it is named."""

from __future__ import annotations

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
    tables = [progress_table(evaluation, "zh", by=by) for by in ("domain", "part", "responsible-unit")]  # type: ignore[arg-type]
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
    assert not {code for code in codes if code.startswith(("toml-", "unknown-", "missing-", "wrong-"))}


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
