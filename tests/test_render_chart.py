"""A figure as a plot: it fits every screen, and every glyph of it is as wide as the console thinks."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedstat.render import PIPE, Screen, write
from fedstat.render.chart import GLYPHS, MOST, scale_of
from fedstat.render.widths import east_asian_width_of, width_of
from fedstat.table import Figure, Point, Series

if TYPE_CHECKING:
    from fedstat.table import Drawn


def points(*values: str, first: int = 2020, **more: str) -> tuple[Point, ...]:
    """Return one point a year."""
    return tuple(
        Point(at=year * 12, value=Decimal(value), label=str(year), **({"text": value} | more))
        for year, value in enumerate(values, first)
    )


def level(value: str, start: int = 2020, end: int = 2025, name: str = "目标") -> Series:
    """Return a target."""
    ends = (Point(at=start * 12, value=Decimal(value)), Point(at=end * 12, value=Decimal(value), text=value))
    return Series(name=name, drawn="target", points=ends)


YEARS = tuple((year * 12, str(year)) for year in range(2020, 2026))
EMPLOYED = Figure(
    title="女性就业人员占比",
    unit="%",
    axis="报告期",
    ticks=YEARS,
    series=(
        Series(name="监测值", points=points("41.0", "41.20", "41.63", first=2021)),
        Series(name="基期值", drawn="baseline", points=points("40.9")),
        Series(
            name="到目标的直线",
            drawn="path",
            points=(Point(at=2020 * 12, value=Decimal("40.9")), Point(at=2025 * 12, value=Decimal(45))),
        ),
        level("45"),
    ),
)


ENGLISH = Figure(
    title="Women among the employed",
    unit="%",
    axis="period",
    ticks=YEARS,
    series=(Series(name="value", points=points("41.0", "41.20")), level("45", name="target")),
)


def drawn(figure: Figure, screen: Screen = PIPE, encoding: str = "utf-8") -> list[str]:
    """Return the lines of a figure on a screen."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    write([figure], stream, screen)
    return raw.getvalue().decode(encoding).splitlines()


def test_a_figure_is_a_plot_with_axes_and_a_legend() -> None:
    assert drawn(EMPLOYED, Screen(width=60)) == [
        "女性就业人员占比",
        "",
        "   %",
        "46 ┤",
        "   │   ─────────────────────────────────────────── 45",
        "   │                                       · · ·",
        "44 ┤                                 · · ·",
        "   │                         · · · ·",
        "   │                   · · ·",
        "42 ┤          41.0 ·  41.20   41.63",
        "   │  40.9 · · ●        ●       ●",
        "   │   ○",
        "40 ┤",
        "   └───┬───────┬────────┬───────┬────────┬───────┬─── 报告期",
        "      2020    2021     2022    2023     2024    2025",
        "● 监测值   ○ 基期值   · 到目标的直线   ─ 目标",
    ]


def test_where_glyphs_are_wide_or_missing_the_plot_is_ascii() -> None:
    plain = drawn(EMPLOYED, Screen(width=60, ascii=True))

    assert plain == drawn(EMPLOYED, Screen(width=60, wide=True))
    assert drawn(ENGLISH, Screen(width=60), "latin-1") == drawn(ENGLISH, Screen(width=60, ascii=True))
    assert plain[3:13] == [
        "46 +",
        "   |   =========================================== 45",
        "   |                                       . . .",
        "44 +                                 . . .",
        "   |                         . . . .",
        "   |                   . . .",
        "42 +          41.0 .  41.20   41.63",
        "   |  40.9 . . *        *       *",
        "   |   o",
        "40 +",
    ]


def test_every_glyph_is_in_gbk_and_one_cell_wide_where_it_is_drawn() -> None:
    for glyph in GLYPHS:
        assert len(glyph.encode("gbk")) == 2
        assert width_of(glyph) == 1
        assert east_asian_width(glyph) in {"A", "N"}


@pytest.mark.parametrize(
    ("figure", "encoding"), [(EMPLOYED, "gbk"), (EMPLOYED, "gb18030"), (ENGLISH, "ascii"), (ENGLISH, "cp437")]
)
def test_a_plot_survives_every_encoding(figure: Figure, encoding: str) -> None:
    for screen in (Screen(width=80), Screen(width=80, ascii=True, wide=True)):
        text = "\n".join(drawn(figure, screen, encoding))
        assert "\\" not in text
        assert "?" not in text


@pytest.mark.parametrize("width", [24, 40, 80, 120, 200])
@pytest.mark.parametrize("wide", [False, True])
def test_no_line_is_wider_than_the_screen_nor_than_reads_well(width: int, wide: bool) -> None:
    measure = east_asian_width_of if wide else width_of
    room = max(min(width, MOST), 40)

    assert max(map(measure, drawn(EMPLOYED, Screen(width=width, wide=wide)))) <= room


def test_a_screen_with_colours_shows_the_same_plot() -> None:
    import re

    coloured = drawn(EMPLOYED, Screen(width=60, colour=True))

    assert "\x1b[1m●\x1b[0m" in "\n".join(coloured)
    assert [re.sub(r"\x1b\[[\d;]*m", "", line).rstrip() for line in coloured] == drawn(
        EMPLOYED, Screen(width=60)
    )


def test_a_value_at_the_top_is_named_below_its_mark() -> None:
    figure = Figure(title="", ticks=(), series=(Series(name="值", points=points("40", "42", "44")),))

    top, below = drawn(figure, Screen(width=40))[1:3]
    assert top.startswith("44 ┤")
    assert top.endswith("●")
    assert below.endswith("44")


def test_a_value_without_room_for_its_name_keeps_its_mark() -> None:
    crowd = Series(
        name="值",
        points=tuple(
            Point(at=place, value=Decimal(place % 2), label="", text="1234567") for place in range(8)
        ),
    )

    text = "\n".join(drawn(Figure(title="", series=(crowd, level("0.5", 0, 0))), Screen(width=40)))
    assert text.count("●") == 9  # eight values and the legend
    assert 0 < text.count("1234567") < 8


def test_a_break_is_an_upright_line_below_the_values() -> None:
    figure = Figure(
        title="",
        series=(
            Series(name="值", points=points("22", "31", "32")),
            Series(name="口径变化", drawn="break", points=points("31", first=2021)),
        ),
    )

    lines = drawn(figure, Screen(width=50))
    rows = [line for line in lines if "┆" in line][:-1]
    assert len({line.index("┆") for line in rows}) == 1
    assert lines[-1] == "● 值   ┆ 口径变化"


def test_one_moment_stands_in_the_middle() -> None:
    figure = Figure(
        title="一期", series=(Series(name="值", points=points("5")),), ticks=((2020 * 12, "2020"),)
    )

    lines = drawn(figure, Screen(width=41))
    mark = next(line for line in lines if "●" in line)
    assert mark.index("●") == len("4.5 ┤") + 17


def test_what_has_no_name_is_not_in_the_legend() -> None:
    figure = Figure(title="", series=(level("45"), level("55", name="")))

    assert drawn(figure, Screen(width=40))[-1] == "─ 目标"


def test_a_figure_without_points_is_its_title() -> None:
    assert drawn(Figure(title="空", series=(Series(name="值"),))) == ["空"]


def test_periods_that_have_no_room_are_left_out_but_never_the_first_and_last() -> None:
    ticks = tuple((year * 12, f"{year}年上半年") for year in range(2015, 2026))
    figure = Figure(title="", ticks=ticks, series=(Series(name="值", points=points("1", "2")),))

    line = drawn(figure, Screen(width=60))[-2]
    assert line.split()[0] == "2015年上半年"
    assert line.split()[-1] == "2025年上半年"
    assert len(line.split()) < len(ticks)


@pytest.mark.parametrize(
    ("values", "figures"),
    [
        (["40.9", "45"], ["40", "42", "44", "46"]),
        (["0"], ["0.00", "0.25"]),
        (["-3", "2.5"], ["-4", "-2", "0", "2", "4"]),
        (["99.6", "99.9"], ["99.6", "99.7", "99.8", "99.9"]),
        (["3120", "4584.3"], ["3000", "3500", "4000", "4500", "5000"]),
        (["0.001", "0.0012"], ["0.00100", "0.00105", "0.00110", "0.00115", "0.00120"]),
    ],
)
def test_the_axis_counts_in_ones_twos_or_fives(values: list[str], figures: list[str]) -> None:
    scale = scale_of(map(Decimal, values))
    shown = [scale.figure(row) for row in range(scale.rows)]

    if values == ["0"]:
        assert Decimal(shown[0]) == 0
    else:
        assert [text for text in shown if text] == figures


@given(
    st.lists(st.decimals(-(10**12), 10**12, places=3), min_size=1, max_size=9),
    st.sampled_from([24, 60, 80, 200]),
    st.sampled_from(["values", "baseline", "path", "target", "break"]),
)
@settings(max_examples=100, deadline=None)
def test_every_value_lies_between_the_figures_beside_it(
    values: list[Decimal], width: int, how: Drawn
) -> None:
    scale = scale_of(values)
    for value in values:
        row = scale.row(value)
        assert 0 <= row < scale.rows
        cell = Fraction(scale.step) / scale.between
        assert abs(Fraction(scale.first) + row * cell - Fraction(value)) <= cell / 2
    series = Series(name="值", drawn=how, points=points(*(f"{value:f}" for value in values)))
    assert drawn(Figure(title="", series=(series,)), Screen(width=width))
