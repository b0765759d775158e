"""What is in view while a value is entered: of what, from where, how far, and of when the next one is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from plans import indicator, ledger, origin, period, plan, series, target, value

from fedstat.language import Language, say
from fedstat.model.indicator import Baseline
from fedstat.model.plan import Dimension, MemberUnit
from fedstat.reports.entering import (
    following,
    group_text,
    groups,
    heading,
    in_view,
    next_open,
    provider_of,
    stands,
)

if TYPE_CHECKING:
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.observation import Observation
    from fedstat.model.target import Breakdown

AREA = "城市"
CITY: Breakdown = (("residence", "city"),)
RURAL: Breakdown = (("residence", "rural"),)
BOTH: Breakdown = (("residence", "city"), ("sex", "女"))
OTHER: Breakdown = (("residence", "elsewhere"),)
UNDECLARED: Breakdown = (("age", "0–6"),)


def known(*entries: Observation, indicators: tuple[Indicator, ...] = ()) -> Known:
    """Return what a ledger of these holds, with one dimension and one unit."""
    residence = Dimension(
        id="residence",
        name="城乡",
        categories=("city", "rural"),
        category_names=(("city", "城镇", "town"), ("rural", "乡村", "")),
        origin=origin(),
    )
    hrss = MemberUnit(id="hrss", name="市人社局", name_en="HR bureau", origin=origin())
    return ledger(indicators, entries, dimensions=(residence,), member_units=(hrss,)).known()


def based(number: str, group: Breakdown = (), area: str = AREA) -> Baseline:
    return Baseline(period=period("2020"), value=Decimal(number), breakdown=group, reference_area=area)


# -- of what there is a value ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "entries", "expected"),
    [
        (indicator(), (), ((),)),
        (indicator(), series("W-1", y2021="40"), ((),)),
        (indicator("W-1", target(value="4", breakdown=RURAL)), (), (CITY, RURAL)),
        (indicator(baselines=(based("4", CITY), based("4"))), (), ((), CITY, RURAL)),
        (indicator(baselines=(based("4", CITY, "全国"),)), (), ((),)),
        (indicator(), (value("W-1", "2021", "4", breakdown=BOTH),), (BOTH,)),
        (indicator(), (value("W-1", "2021", "4", breakdown=OTHER),), (OTHER,)),
        (indicator(), (value("W-1", "2021", "4", breakdown=UNDECLARED),), (UNDECLARED,)),
        (indicator(), (value("W-1", "2021", "4", breakdown=CITY, area="全国"),), ((),)),
    ],
)
def test_a_value_is_asked_for_of_every_category_that_is_used(
    asked: Indicator, entries: Any, expected: tuple[Breakdown, ...]
) -> None:
    assert groups(known(*entries, indicators=(asked,)), asked, AREA) == expected


@pytest.mark.parametrize(
    ("group", "language", "text"),
    [
        (CITY, "zh", "城镇"),
        (CITY, "en", "town"),
        (RURAL, "en", "乡村"),
        (BOTH, "zh", "城镇、女"),
        (BOTH, "en", "town, 女"),
    ],
)
def test_a_sub_group_is_called_by_its_names(group: Breakdown, language: Language, text: str) -> None:
    assert group_text(known(), group, language) == text


# -- of when the next one is -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "last", "following_one"),
    [
        ("A", "2023", "2024"),
        ("A2", "2022", "2024"),
        ("H", "2023-H2", "2024-H1"),
        ("Q", "2023-Q4", "2024-Q1"),
        ("M", "2023-12", "2024-01"),
        ("A5", "2016/2020", "2021/2025"),
        ("term", "term:14", "term:15"),
        ("term", "2021", "2022"),
    ],
)
def test_the_next_period_follows_the_last_one_at_the_indicator_s_frequency(
    frequency: str, last: str, following_one: str
) -> None:
    asked = indicator(frequency=frequency)
    view = known(value("W-1", last, "4"), value("W-2", "2030", "4"), indicators=(asked,))
    assert following(view, asked, AREA) == period(following_one)


def test_without_a_value_the_next_period_is_the_one_that_the_others_are_at() -> None:
    asked = indicator()
    assert following(known(indicators=(asked,)), asked, AREA) is None
    assert following(known(value("W-2", "2023", "4")), asked, AREA) == period("2023")
    assert following(known(value("W-2", "2023-H1", "4")), asked, AREA) is None
    assert following(known(value("W-1", "2024-H1", "4"), value("W-1", "2023", "4")), asked, AREA) == period(
        "2024"
    )


def test_the_next_indicator_is_the_same_unit_s_without_a_value() -> None:
    ours: dict[str, Any] = {"responsible_unit": ("hrss",)}
    indicators = (
        indicator("W-1", **ours),
        indicator("W-2", **ours),
        indicator("W-3", responsible_unit=("edu",), data_provider="hrss"),
        indicator("W-4", frequency="Q", **ours),
        indicator("W-5", same_as="W-1", **ours),
        indicator("W-6"),
        indicator("W-7", **ours),
    )
    given = (value("W-2", "2023", "4"), value("W-7", "2022", "4"), value("W-1", "2023", "4", area="全国"))
    view, year = known(*given, indicators=indicators), period("2023")

    def after(code: str, view: Known = view) -> str | None:
        found = next_open(view, code, year, AREA)
        return None if found is None else found.code

    assert (after("W-1"), after("W-3"), after("W-7")) == ("W-3", "W-7", "W-1")
    assert after("W-6", known(value("W-6", "2023", "4"), indicators=indicators)) is None
    assert after("withdrawn") == "W-6"


def test_the_form_is_filled_by_the_data_provider_else_by_the_responsible_unit() -> None:
    assert provider_of(indicator(responsible_unit=("a", "b"), data_provider="c")) == "c"
    assert provider_of(indicator(responsible_unit=("a", "b"))) == "a"
    assert provider_of(indicator()) == ""


# -- what is in view ---------------------------------------------------------------------------------------


def test_the_heading_says_what_is_known_of_the_indicator() -> None:
    full = indicator("W-1", name="就业", name_en="Employment", responsible_unit=("hrss",))
    assert say(heading(known(), full, "zh"), "zh") == "W-1 就业（%、正向、市人社局）"
    assert say(heading(known(), full, "en"), "en") == "W-1 Employment (%, increase, HR bureau)"
    bare = indicator("W-1", name="场次", direction=None, unit_measure="")
    assert say(heading(known(), bare, "zh"), "zh") == "W-1 场次"


SERIES = (
    *series("W-1", y2020="39", y2021="40"),
    value("W-1", "2022", "41.0", "P"),
    value("W-1", "2023", None, "L"),
)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "基期值：2020 38.9%",
                "最近各期：2021 40%、2022 41.0%（初步数）、2023 无数值（L）",
                "目标值：达到45%以上（≥45，2025）、≥50，2030",
            ],
        ),
        (
            "en",
            [
                "Baseline: 2020 38.9%",
                "Last values: 2021 40%, 2022 41.0% (provisional), 2023 no value (L)",
                "Target: 达到45%以上 (≥45 by 2025), ≥50 by 2030",
            ],
        ),
    ],
)
def test_baseline_last_values_and_target_are_a_line_each(language: Language, lines: list[str]) -> None:
    asked = indicator(
        "W-1",
        target(value="45", wording="达到45%以上"),
        target(value="50", by="2030"),
        target(value="60", breakdown=RURAL),
        baselines=(based("38.9"), based("30", RURAL), based("50", (), "全国")),
    )
    view = known(*SERIES, indicators=(asked,))
    assert [say(line, language) for line in in_view(view, asked, AREA, (), language)] == lines
    rural = ["Baseline: 2020 30%", "Target: ≥60 by 2025"]
    assert [say(line, "en") for line in in_view(view, asked, AREA, RURAL, "en")] == rural
    assert list(in_view(view, asked, AREA, CITY, "en")) == []


def test_a_target_without_a_number_or_a_year_is_told_as_it_is() -> None:
    def told(*targets: Any, **more: Any) -> list[str]:
        asked = indicator("W-1", *targets)
        view = ledger((asked,), **more).known()
        return [say(line, "en") for line in in_view(view, asked, AREA, (), "en")]

    assert told(target("trend", wording="逐步提高")) == ["Target: 逐步提高"]
    assert told(target("trend")) == ["Target: trend in its direction by 2025"]
    assert told(target(value="0", relative_to="全国")) == ["Target: ≥0 against 全国 by 2025"]
    assert told(target(value="4"), plans=(plan(target_period=None),)) == ["Target: ≥4"]


def test_a_value_that_stands_is_told_with_its_place() -> None:
    entry = value("W-1", "2023", "41.0")
    assert say(stands(entry, "%"), "en") == (
        "41.0% stands already for 2023 (test.toml:0); another value corrects it."
    )
    assert say(stands(entry, "%"), "zh") == "2023年已有 41.0%（test.toml:0）；再录即为修订。"
