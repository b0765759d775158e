"""What a form asks for, what it is recognised by, and where everything stands on it.

python tests/test_forms.py     write the golden files anew; read the diff before you commit it
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import BLOCKS, sound
from plans import indicator, ledger, period, series, target, value

from fedstat.forms.asking import asked_of, breakdowns_of, lines_of, provider_of
from fedstat.forms.layout import Letterhead, layout_of, spread
from fedstat.forms.lines import limits_of, number_field
from fedstat.forms.measures import lines_needed
from fedstat.forms.stamp import Stamp, definition_digest, read_number, stamp_of
from fedstat.forms.words import OUTLOOKS, SITUATIONS, outlook_of, situation_of
from fedstat.language import LANGUAGES, Language, say
from fedstat.model.plan import Dimension, MemberUnit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fedstat.forms.asking import Line
    from fedstat.forms.layout import Layout
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known, Ledger

GOLDEN: Final = Path(__file__).with_name("golden") / "forms"

PLAN: Final = (
    BLOCKS
    + """\
[[domain]]
id = "W-1"
name = "妇女与健康"
part = "women"
[[indicator]]
code = "W-3-01"
name = "女性就业人员占比"
name_en = "Women among the employed"
domain = "W-3"
responsible_unit = ["hrss", "stats"]
unit_measure = "%"
direction = "increase"
baseline = { period = "2020", value = 40.9 }
target = { at_least = 45 }
definition = "年末女性就业人员占全部就业人员的比重。"
data_source = "劳动工资统计"
[[indicator]]
code = "W-3-02"
name = "新增就业人数"
domain = "W-3"
responsible_unit = "hrss"
unit_measure = "人"
direction = "increase"
target = { wording = "逐步提高" }
[[indicator]]
code = "W-1-01"
name = "宫颈癌筛查率"
domain = "W-1"
responsible_unit = "health"
data_provider = "hrss"
unit_measure = "%"
direction = "increase"
formula = "筛查人数÷应筛查人数×100%"
baseline = { period = "2020", value = 60 }
target = [ { at_least = 70 }, { at_least = 60, breakdown = { residence = "rural" } } ]
[[indicator]]
code = "W-1-02"
name = "参保率"
domain = "W-1"
data_provider = "hrss"
unit_measure = "%"
direction = "increase"
frequency = "H"
target = { wording = "逐步提高" }
[[indicator]]
code = "W-1-03"
name = "两癌检查覆盖"
domain = "W-1"
data_provider = "hrss"
unit_measure = "分"
direction = "increase"
frequency = "A3"
decimals = 1
baseline = [
  { period = "2020", value = 81.2, breakdown = { residence = "城市" } },
  { period = "2020", value = 62.4, breakdown = { residence = "rural" } },
]
target = [
  { at_least = 90, breakdown = { residence = "城市" } },
  { at_least = 80, breakdown = { residence = "rural" } },
]
[[indicator]]
code = "W-1-04"
name = "女代表比例"
data_provider = "hrss"
unit_measure = "%"
direction = "increase"
frequency = "term"
target = { wording = "逐步提高" }
[[indicator]]
code = "W-1-05"
name = "共用指标"
data_provider = "hrss"
unit_measure = "%"
direction = "increase"
same_as = "W-1-01"
target = { at_least = 70 }
[[indicator]]
code = "A-1"
name = "培训场次"
role = "activity"
data_provider = "hrss"
unit_measure = "场"
[[indicator]]
code = "B-1"
name = "无人报送"
role = "background"
unit_measure = "人"
[[member_unit]]
id = "health"
name = "卫生健康委员会"
[[submission]]
period = "2022"
recorded = 2023-03-01
[submission.values]
W-3-01 = { value = 41.20, obs_status = "P" }
W-3-02 = 5120
W-1-01 = { numerator = 612, denominator = 1000 }
A-1 = { value = 2300, as_printed = "2300余场次", qualifier = "more than" }
[[submission]]
period = "2023-H1"
recorded = 2023-08-01
[submission.values]
W-1-02 = 95.5
"""
)


@pytest.fixture
def known(tmp_path: Path) -> Known:
    """Return what is known of a plan in which one unit fills a line of every kind."""
    return sound(tmp_path, PLAN).known()


def asked(known: Known, when: str = "2023", unit: str = "hrss") -> tuple[Line, ...]:
    """Return the lines of a unit's form; the first indicator is behind."""
    return lines_of(known, asked_of(known, period(when))[unit], period(when), {"W-3-01"})


def keys(lines: Sequence[Line]) -> list[tuple[str, str, str]]:
    return [
        (line.indicator.code, "/".join(category for _, category in line.breakdown), str(line.period))
        for line in lines
    ]


def form_text(layout: Layout) -> str:
    """Return a form as text: row and column, how many columns, the kind of cell, what it takes and says."""
    form = layout.form
    lines = [
        f"# {form.sheet}; head {form.head}; widths {form.widths}; page {form.page}; number {form.number}"
    ]
    heights = dict(form.heights)
    row = 0
    for cell in form.cells:
        if cell.row != row:
            row = cell.row
            lines.append(f"-- {row} ({heights[row]})")
        across = f"+{cell.across - 1}" if cell.across > 1 else ""
        text = " | ".join(part for part in (cell.text, cell.small) if part).replace("\n", "⏎")
        lines.append(f"{cell.column}{across} {cell.style}{field_text(cell.field)} {text}".rstrip())
    lines += ["-- stamp", *("\t".join(row).rstrip() for row in form.stamp)]
    return "".join(f"{line}\n" for line in lines)


def field_text(field: object) -> str:
    if field is None:
        return ""
    kind, low, high = (getattr(field, name) for name in ("kind", "lowest", "highest"))
    limits = f" {low}..{'' if high is None else high}" if low is not None else ""
    return f" [{kind}{limits}]"


def golden(language: Language, folder: Path) -> str:
    known = sound(folder, PLAN).known()
    letterhead = Letterhead(due=date(2024, 1, 31), issued_by="市妇儿工委办公室")
    layout = layout_of(known, "hrss", period("2023"), asked(known), language=language, letterhead=letterhead)
    return form_text(layout)


# -- what is asked ---------------------------------------------------------------------------------------


def test_who_fills_is_the_data_provider_else_the_first_responsible_unit() -> None:
    assert provider_of(indicator(data_provider="a", responsible_unit=("b",))) == "a"
    assert provider_of(indicator(responsible_unit=("b", "c"))) == "b"
    assert provider_of(indicator()) == ""


def test_units_without_indicators_and_indicators_without_units_are_told(known: Known) -> None:
    found = {unit: [one.code for one in several] for unit, several in asked_of(known, period("2023")).items()}
    assert found == {
        "hrss": ["W-3-01", "W-3-02", "W-1-01", "W-1-02", "W-1-03", "W-1-04", "A-1"],
        "stats": [],
        "health": [],
        "": ["B-1"],
    }


def test_a_form_has_a_line_for_every_series_and_for_halves_without_a_value(known: Known) -> None:
    assert keys(asked(known)) == [
        ("W-3-01", "", "2023"),
        ("W-3-02", "", "2023"),
        ("W-1-01", "", "2023"),
        ("W-1-01", "rural", "2023"),
        ("W-1-02", "", "2023-H2"),
        ("W-1-03", "城市", "2023"),
        ("W-1-03", "rural", "2023"),
        ("W-1-04", "", "2023"),
        ("A-1", "", "2023"),
    ]


def test_whoever_reads_an_older_form_gets_the_halves_that_have_a_value_since(known: Known) -> None:
    indicators = asked_of(known, period("2023"))["hrss"]
    every = lines_of(known, indicators, period("2023"), every=True)
    assert ("W-1-02", "", "2023-H1") in keys(every)


@pytest.mark.parametrize(
    ("frequency", "when", "periods"),
    [
        ("A", "2023", ["2023"]),
        ("A2", "2023", ["2023"]),
        ("term", "2023", ["2023"]),
        ("H", "2023", ["2023-H1", "2023-H2"]),
        ("Q", "2023", ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]),
        ("Q", "2023-H2", ["2023-Q3", "2023-Q4"]),
        ("M", "2023-Q1", ["2023-01", "2023-02", "2023-03"]),
        ("A", "2023-H1", []),
        ("term", "2023-H1", []),
        ("H", "2023-Q2", []),
        ("Q", "2023-06", []),
    ],
)
def test_a_form_asks_only_for_what_is_measured_in_its_period(
    frequency: str, when: str, periods: list[str]
) -> None:
    known = ledger([indicator(frequency=frequency)]).known()
    lines = lines_of(known, asked_of(known, period(when)).get("", ()), period(when))
    assert [str(line.period) for line in lines] == periods


@pytest.mark.parametrize(
    ("more", "entries", "earlier"),
    [
        ({}, {"y2022": "41.2"}, ("2022", "41.2", False)),
        ({}, {"y2021": "41.2"}, ("2022", None, False)),
        ({"baseline": ("2022", "40.0")}, {}, ("2022", "40.0", True)),
        ({"frequency": "A5"}, {"y2019": "41.2"}, ("2019", "41.2", False)),
        ({"frequency": "A5", "baseline": "40"}, {"y2019": "41.2"}, ("2020", "40", True)),
        ({"frequency": "A5"}, {}, None),
        ({"frequency": "A5", "baseline": ("2024", "40")}, {"y2024": "9"}, None),
        ({"frequency": "term"}, {"y2021": "41.2"}, ("2021", "41.2", False)),
    ],
)
def test_the_earlier_value_is_last_year_s_or_the_last_there_is(
    more: Mapping[str, Any], entries: Mapping[str, str], earlier: tuple[str, str | None, bool] | None
) -> None:
    one = indicator("W-1", **more)
    known = ledger([one], series("W-1", **entries)).known()
    found = lines_of(known, [one], period("2023"))[0].earlier
    if earlier is None:
        assert found is None
    else:
        assert found is not None
        when, number, stated = earlier
        wanted = None if number is None else Decimal(number)
        assert (str(found.period), found.value, found.stated) == (when, wanted, stated)


def test_sub_groups_stand_as_their_dimension_lists_them_and_the_total_first() -> None:
    residence = Dimension(
        id="d", name="城乡", categories=("城市", "农村"), origin=value("x", "2020", "1").origin
    )
    rural, urban, gone = ((("d", name),) for name in ("农村", "城市", "牧区"))
    one = indicator("W-1", target("at_least", "1", breakdown=rural), target("at_least", "1"))
    entries = [value("W-1", "2022", "1", breakdown=gone), value("W-1", "2022", "1", breakdown=urban)]
    entries.append(value("W-1", "2022", "1", breakdown=(("e", "x"),), area="别处"))
    known = ledger([one], entries, dimensions=(residence,)).known()
    assert breakdowns_of(known, one) == ((), urban, rural, gone)
    without = ledger([one], [value("W-1", "2022", "1", breakdown=gone)]).known()
    assert breakdowns_of(without, one) == ((), rural, gone)


@pytest.mark.parametrize(
    ("more", "numerator", "asked_for"),
    [
        ({}, None, False),
        ({}, "5", True),
        ({"formula": "甲÷乙×100%"}, None, True),
        ({"formula": "甲除以乙"}, None, True),
        ({"formula": "甲+乙"}, None, False),
        ({"formula": "甲÷乙", "unit_measure": "人"}, None, False),
    ],
)
def test_a_numerator_is_asked_for_where_it_was_given_before_or_the_formula_divides(
    more: Mapping[str, Any], numerator: str | None, asked_for: bool
) -> None:
    one = indicator("W-1", **more)
    parts: dict[str, Any] = (
        {} if numerator is None else {"numerator": Decimal(numerator), "denominator": Decimal(9)}
    )
    known = ledger([one], [value("W-1", "2022", "50", **parts)]).known()
    assert lines_of(known, [one], period("2023"))[0].ratio is asked_for


# -- what is on it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_form_is_as_written_down(language: Language, tmp_path: Path) -> None:
    assert golden(language, tmp_path) == (GOLDEN / f"{language}.txt").read_text("utf-8")


def test_every_cell_stands_alone_in_the_columns_and_only_fields_are_open(known: Known) -> None:
    form = layout_of(known, "hrss", period("2023"), asked(known), language="zh").form
    taken: set[tuple[int, int]] = set()
    for cell in form.cells:
        covered = {(cell.row, column) for column in range(cell.column, cell.column + cell.across)}
        assert not covered & taken
        assert max(column for _, column in covered) <= len(form.widths)
        taken |= covered
    assert [cell.row for cell in form.cells] == sorted(cell.row for cell in form.cells)
    assert {row for row, _ in form.heights} == {cell.row for cell in form.cells}


def test_without_due_day_issuer_and_document_the_head_is_open(known: Known) -> None:
    form = layout_of(known, "hrss", period("2023"), asked(known), language="zh").form
    texts = [(cell.text, cell.field is not None) for cell in form.cells if cell.row in {2, 3}]
    assert texts == [
        ("填报单位：人力资源和社会保障局", False),
        ("报告期：2023年", False),
        (f"表号：{form.number}", False),
        ("报出日期：", True),
        ("制表机关：", True),
        ("文号：", True),
    ]


def test_columns_that_no_line_needs_are_left_out() -> None:
    known = ledger([indicator("W-1", name="甲")], series("W-1", y2022="41.2")).known()
    lines = lines_of(known, tuple(known.indicators.values()), period("2023"))
    layout = layout_of(known, "x", period("2023"), lines, language="zh")
    assert [column.key for column in layout.columns] == [
        *("code", "name", "unit_measure", "earlier", "revised", "value"),
        *("situation", "source", "evidence", "reason"),
    ]
    assert layout.rows == ((7, lines[0]),)
    notes = [cell.text for cell in layout.form.cells if cell.style == "note"]
    assert not any("分子" in note or "滞后" in note for note in notes)


def test_an_office_stands_behind_its_unit_and_in_the_number(known: Known) -> None:
    layout = layout_of(known, "hrss", period("2023"), asked(known), language="en", office="综合处")
    assert any(cell.text == "Filled by: 人力资源和社会保障局 (综合处)" for cell in layout.form.cells)
    assert layout.form.number.endswith("·综合处")


@pytest.mark.parametrize(
    ("unit", "limits"),
    [("%", (0, 100)), ("‰", (0, 1000)), ("1/10万", (0, 100_000)), ("人", (0, None)), ("分", (None, None)),
     ("百分点", (None, None)), ("女=100", (None, None))],
)  # fmt: skip
def test_limits_follow_the_unit(unit: str, limits: tuple[int | None, int | None]) -> None:
    assert limits_of(unit) == limits


@pytest.mark.parametrize(
    ("unit", "warning"),
    [
        ("%", "百分比一般在0至100之间；41.63%请填41.63。请核对是否有误。"),
        ("1/10万", "计量单位为“1/10万”的数值一般在0至100000之间。请核对是否有误。"),
        ("人", "此格应填不小于0的数字。请核对是否有误。"),
        ("分", "只填数字，不带计量单位和文字。"),
    ],
)
def test_where_a_number_is_typed_it_is_said_that_no_data_is_not_0(unit: str, warning: str) -> None:
    field = number_field(indicator(unit_measure=unit), "zh")
    assert field.hint == "没有数据不等于0：没有数据的，此格留空，并在“数据情况”中选择原因。"
    assert field.warning == warning


@given(
    st.lists(st.integers(5, 30), min_size=10, max_size=15),
)
@settings(max_examples=100, deadline=None)
def test_three_stretches_cover_the_columns_and_each_has_room_for_a_label_and_a_blank(
    widths: list[int],
) -> None:
    stretches = spread(widths, 3)
    assert [column for first, number in stretches for column in range(first, first + number)] == list(
        range(1, len(widths) + 1)
    )
    assert all(number >= 2 for _, number in stretches)


def test_a_long_text_needs_more_lines() -> None:
    assert [lines_needed(text, 15, 10) for text in ("", "甲" * 7, "甲" * 8, "a" * 13, "甲\n乙")] == [
        1,
        1,
        2,
        1,
        2,
    ]


# -- words -----------------------------------------------------------------------------------------------


def test_the_situations_are_said_in_chinese_and_read_back_in_both_languages() -> None:
    assert [say(word, "zh") for word in SITUATIONS.values()] == [
        *(
            "正式数",
            "初步数",
            "估算数",
            "预计数",
            "口径有调整",
            "当年不调查",
            "本地区不适用",
            "未掌握",
            "不宜公开",
        ),
    ]
    for language in LANGUAGES:
        assert [situation_of(f" {say(word, language)} ".upper()) for word in SITUATIONS.values()] == [
            *SITUATIONS
        ]
        assert [outlook_of(say(word, language)) for word in OUTLOOKS.values()] == [*OUTLOOKS]
    assert situation_of("同上") is None
    assert outlook_of("") is None


def test_words_of_a_list_have_no_comma_and_fit_into_a_workbook_s_list() -> None:
    for language in LANGUAGES:
        words = [say(word, language) for word in (*SITUATIONS.values(), *OUTLOOKS.values())]
        assert not any("," in word for word in words)
        assert len(",".join(words)) < 255


# -- the stamp -------------------------------------------------------------------------------------------


def test_the_fingerprint_changes_with_the_definitions_and_not_with_the_values() -> None:
    def number(one: Indicator, entries: Mapping[str, str], title: str = "甲") -> str:
        base: Ledger = ledger([one], series("W-1", **entries))
        known = base.known()
        return stamp_of(known, title, period("2023"), lines_of(known, [one], period("2023"))).number

    first = number(indicator("W-1", definition="甲"), {})
    assert first == number(indicator("W-1", definition="甲"), {"y2022": "5"})
    assert first != number(indicator("W-1", definition="乙"), {})
    assert definition_digest(indicator("W-1")) != definition_digest(indicator("W-1", unit_measure="‰"))


UNITS = st.text(min_size=1).filter(lambda text: text == text.strip() and "\n" not in text and "·" not in text)


@given(
    UNITS,
    UNITS | st.just(""),
    st.sampled_from(["2023", "2023-H1", "2023-Q2", "2023-06"]),
)
@settings(max_examples=100, deadline=None)
def test_a_number_is_read_back(unit: str, office: str, when: str) -> None:
    stamp = Stamp(plan="0a1b", unit=unit, office=office, period=period(when), definitions="1c2d3e4f")
    assert read_number(f" {stamp.number} ") == stamp


@pytest.mark.parametrize(
    "text", ["", "F1", "F1·2023·stats", "F1·2023-13·stats·0a1b-1c2d3e4f", "x F1·2023·stats·0a1b-1c2d3e4f"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


def test_a_form_of_two_plans_or_units_has_another_number(known: Known) -> None:
    unit = MemberUnit(id="x", name="x", origin=value("x", "2020", "1").origin)
    other = ledger([indicator()], member_units=(unit,)).known()
    ours = stamp_of(known, "hrss", period("2023"), asked(known))
    assert ours.plan != stamp_of(other, "hrss", period("2023"), ()).plan
    assert ours.number.startswith("F1·2023·hrss·")


if __name__ == "__main__":
    for one in LANGUAGES:
        with TemporaryDirectory() as home:
            (GOLDEN / f"{one}.txt").write_text(golden(one, Path(home)), "utf-8", newline="\n")
    sys.exit(0)
