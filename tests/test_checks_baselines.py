"""A baseline is there, once, and on the definition of the values."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from ledgers import INDICATOR, ledger_of
from plans import indicator, ledger, moment, plan, series, target, value

from fedstat.checks import check
from fedstat.errors import Finding, Origin
from fedstat.language import say

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.model.indicator import Indicator

TARGET = target("at_least", "45")
URBAN = (("residence", "城市"),)


def found(code: str, indicators: list[Indicator], entries: Any = (), **more: Any) -> list[Finding]:
    return [finding for finding in check(ledger(indicators, entries, **more)) if finding.code == code]


# -- missing -----------------------------------------------------------------------------------------------


def test_an_indicator_without_a_baseline_is_told() -> None:
    (finding,) = found("baseline-missing", [indicator("W-1", TARGET)])
    assert say(finding.message, "en") == "“W-1” has no baseline, so no progress is computed for it."
    assert say(finding.remedy, "en").startswith('Add baseline = { period = "2020", value = … }')
    assert found("baseline-missing", [indicator("W-1")])
    (finding,) = found("baseline-missing", [indicator("W-1", TARGET)], plans=(plan(baseline_period=None),))
    assert say(finding.remedy, "en").startswith('Add baseline = { period = "…", value = … }, or the plan\'s')


def test_a_baseline_that_could_not_be_read_is_not_called_missing(tmp_path: Path) -> None:
    lost = 'baseline = { period = "2020"，value = 40 }\n'
    misspelled = 'basline = { period = "2020", value = 40 }\n'
    for line, code in ((lost, "toml-full-width"), (misspelled, "unknown-key")):
        assert told(tmp_path, INDICATOR + line) == [code]
    other = INDICATOR.replace("W-1", "W-2") + misspelled
    assert told(tmp_path, INDICATOR + other) == ["unknown-key", "baseline-missing"]


def told(folder: Path, text: str) -> list[str]:
    ledger = ledger_of(folder, text)
    return [finding.code for finding in (*ledger.findings, *check(ledger))]


def test_its_own_baseline_or_the_value_of_that_period_will_do() -> None:
    assert not found("baseline-missing", [indicator("W-1", TARGET, baseline="40")])
    assert not found("baseline-missing", [indicator("W-1", TARGET)], series("W-1", y2020="40"))


def test_a_gap_in_the_baseline_period_or_another_areas_value_is_none() -> None:
    one = indicator("W-1", TARGET)
    assert found("baseline-missing", [one], [value("W-1", "2020", None, "L")])
    assert found("baseline-missing", [one], [value("W-1", "2020", "40", area="县")])
    assert found("baseline-missing", [one], series("W-1", y2021="40"))
    assert found("baseline-missing", [one], series("W-1", y2020="40"), plans=(plan(baseline_period=None),))


def test_what_needs_no_baseline_is_let_pass() -> None:
    assert not found("baseline-missing", [indicator("W-1", TARGET, role="background")])
    assert not found("baseline-missing", [indicator("W-1", target("at_least", "9", cumulative=True))])
    assert not found("baseline-missing", [indicator("W-1")], plans=(plan(trend_against="previous"),))


def test_every_sub_target_needs_a_baseline_of_its_own() -> None:
    one = indicator("W-1", target("at_least", "95", breakdown=URBAN), baseline="90")
    assert found("baseline-missing", [one])
    assert not found("baseline-missing", [one], [value("W-1", "2020", "90", breakdown=URBAN)])


# -- differing ---------------------------------------------------------------------------------------------


def test_a_baseline_that_is_not_the_value_of_its_period_is_told() -> None:
    one = indicator("W-1", TARGET, baseline="40.9")
    (finding,) = found("baseline-differs", [one], series("W-1", y2020="41.0"))
    assert say(finding.message, "en") == (
        "The baseline of “W-1” is 40.9, the value entered for 2020 is 41.0."
    )
    assert isinstance(finding.where, Origin)
    assert finding.where.path == ("baseline", "value")


@pytest.mark.parametrize(
    "entry",
    [
        value("W-1", "2020", "40.90"),
        value("W-1", "2020", "40.87", exact=Fraction(40871, 1000)),
        value("W-1", "2020", None, "L"),
        value("W-1", "2021", "42"),
    ],
)
def test_the_same_number_however_exact_is_no_difference(entry: Any) -> None:
    assert not found("baseline-differs", [indicator("W-1", TARGET, baseline="40.9")], [entry])


# -- breaks ------------------------------------------------------------------------------------------------


def broken(*entries: Any, **more: Any) -> list[str]:
    one = indicator("W-1", TARGET, **{"baseline": "40", **more})
    return [say(finding.message, "en") for finding in found("break-unrestated", [one], entries)]


@pytest.mark.parametrize("status", ["B", "D"])
def test_a_break_without_a_restated_baseline_is_told(status: str) -> None:
    (text,) = broken(value("W-1", "2022", "50", status))
    assert text.startswith(f"The value of “W-1” for 2022 stands on another definition ({status})")


def test_a_restated_break_heals_itself_and_the_ones_before() -> None:
    later = value("W-1", "2023", "50", "B", baseline_restated="45")
    assert not broken(value("W-1", "2022", "50", "B"), later)
    assert broken(value("W-1", "2024", "50", "B"), later)


def test_a_break_no_later_than_the_baseline_parts_nothing() -> None:
    assert not broken(value("W-1", "2020", "50", "B"))
    assert not broken(value("W-1", "2019", "50", "B"), baseline=None)
    assert not broken(value("W-1", "2022", "50", "B"), role="background")
    assert not broken(value("W-9", "2022", "50", "B"))


def test_without_any_baseline_period_every_break_is_told() -> None:
    one = indicator("W-1", TARGET)
    entry = value("W-1", "2022", "50", "B")
    assert found("break-unrestated", [one], [entry], plans=(plan(baseline_period=None),))


def editions(*, baseline: str | None = "40", entries: Any = (), **later: Any) -> list[Finding]:
    first = indicator("W-1", TARGET, baseline=baseline, definition="旧")
    second = indicator(
        "W-1",
        TARGET,
        **{"baseline": baseline, "definition": "新", "recorded": moment("2022-06-01"), **later},
    )
    return found("break-unrestated", [first, second], entries)


def test_an_edition_with_another_definition_and_the_old_baseline_is_told() -> None:
    (finding,) = editions()
    assert say(finding.message, "en").startswith("This edition of “W-1” changes the definition")


def test_an_edition_that_restates_or_keeps_the_definition_is_right() -> None:
    assert not editions(baseline="40", definition="旧")
    second = indicator("W-1", TARGET, baseline="38", definition="新", recorded=moment("2022-06-01"))
    first = indicator("W-1", TARGET, baseline="40", definition="旧")
    assert not found("break-unrestated", [first, second])
    assert not editions(role="activity")


def test_an_edition_before_any_value_parts_nothing() -> None:
    assert not editions(baseline=None)
    assert not editions(baseline=None, entries=[value("W-1", "2023", "41", recorded=moment("2023-01-01"))])
    assert editions(baseline=None, entries=series("W-1", y2020="40"))
