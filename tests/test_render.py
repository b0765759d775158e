"""What render promises: nothing lost, nothing obeyed, nothing too wide, nothing told by colour alone."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fedstat.render import PIPE, Screen, encodable, lines, visible, write
from fedstat.render.columns import shared
from fedstat.render.pen import ASCII_RULE, ASCII_SIGNS, COLOURS, GREY, RULE, SIGNS, Pen
from fedstat.render.widths import east_asian_width_of, width_of
from fedstat.render.windows import colour_works
from fedstat.render.wrapping import balanced, phrased, snug, wrap
from fedstat.table import Cell, Column, Mark, Paragraph, Row, Table

if TYPE_CHECKING:
    from fedstat.table import Block

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
NARROW = Screen(width=40)


def column(title: str, **more: Any) -> Column:
    return Column(key=title, title=title, **more)


def item(*texts: str) -> Row:
    return Row(cells=tuple(Cell(text) for text in texts))


def spanning(text: str, kind: str) -> Row:
    return Row(cells=(Cell(text),), kind=kind)  # type: ignore[arg-type]


def table(*rows: Row, columns: tuple[Column, ...] = (column("a"), column("b")), **more: Any) -> Table:
    return Table(columns=columns, rows=rows, **more)


def drawn(block: Block, screen: Screen = PIPE, encoding: str | None = None) -> list[str]:
    return list(lines(block, screen, encoding))


def sent(block: Block, encoding: str, screen: Screen = PIPE) -> str:
    """Return what arrives behind a stream of that encoding."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    write([block], stream, screen)
    stream.flush()
    assert not stream.closed
    return raw.getvalue().decode(encoding)


# What is shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("41.63%", "41.63%"),
        ("孕产妇死亡率（1/10万）", "孕产妇死亡率（1/10万）"),
        ("[red]名[/x] :100:", "[red]名[/x] :100:"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x1b[31m红", r"\x1b[31m红"),
        ("\x00\x7f\x9b", r"\x00\x7f\x9b"),
        ("\u202e反\u2066\u2069\u200e\u200f\u061c", r"\u202e反\u2066\u2069\u200e\u200f\u061c"),
        ("女\u200b性\ufeff\u00ad\u2060", r"女\u200b性\ufeff\xad\u2060"),
        ("\u2028\u2029\ud800", r"\u2028\u2029\ud800"),
        ("❤\ufe0f 👨\u200d👩 👍\U0001f3fd", r"❤\ufe0f 👨\u200d👩 👍\U0001f3fd"),
        ("\U000e0041\u3164", r"\U000e0041\u3164"),
        ("e\u0301\u3000\u00a0🇨🇳", "e\u0301\u3000\u00a0🇨🇳"),
        ("\ue000\U0002ebf0", "\ue000\U0002ebf0"),
    ],
)
def test_what_would_be_obeyed_or_not_seen_is_an_escape_and_all_else_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_text_keeps_what_an_encoding_has_and_escapes_the_rest() -> None:
    assert encodable("达标✓", "gbk") == r"达标\u2713"
    assert encodable("达标✓", None) == "达标✓"
    assert encodable("达标√", "gbk") == "达标√"


def test_cells_headings_titles_and_notes_are_shown_not_obeyed() -> None:
    bad = "x\n\u202e"
    block = table(
        item(bad, "1"), spanning(bad, "group"), columns=(column(bad), column("b")), title=bad, notes=(bad,)
    )

    text = "\n".join(drawn(block))

    assert text.count(r"x\n\u202e") == 5
    assert "\u202e" not in text


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "cp437", "gb18030", "utf-8", "utf-16"])
def test_a_stream_of_any_encoding_takes_every_text(encoding: str) -> None:
    marks = tuple(Cell("女✓\U0001f600\ud800", mark=mark) for mark in get_args(Mark))
    block = table(Row(cells=marks), columns=tuple(column(mark or "none of them") for mark in get_args(Mark)))

    text = sent(block, encoding)

    assert r"\ud800" in text
    assert (r"\u2713" in text) is (encoding in {"gbk", "ascii", "latin-1", "cp437"})
    assert (RULE in text) is (encoding in {"gbk", "gb18030", "utf-8", "utf-16"})


def test_what_a_stream_cannot_encode_is_still_aligned() -> None:
    block = table(item("✓", "1"), item("达标", "22"), columns=(column("a"), column("b", align="right")))

    assert sent(block, "gbk").splitlines() == ["a        b", "──────────", r"\u2713   1", "达标    22"]


def test_a_screen_that_wants_ascii_gets_ascii_signs_and_rules_and_the_user_s_own_characters() -> None:
    block = table(Row(cells=(Cell("…√", mark="met"), Cell("─"))))

    assert drawn(block, Screen(ascii=True)) == ["a       b", "---------", "[v] …√  ─"]


# Marks


def test_every_mark_has_its_own_sign_in_either_set_but_the_one_that_its_text_tells() -> None:
    marks = set(get_args(Mark)) - {"", "carried"}

    assert set(SIGNS) == set(ASCII_SIGNS) == marks
    assert len(set(SIGNS.values())) == len(set(ASCII_SIGNS.values())) == len(marks)
    assert drawn(table(Row(cells=(Cell("41.2 (2022)", mark="carried"), Cell())))) == [
        "a            b",
        "──────────────",
        "41.2 (2022)",
    ]


def test_signs_are_one_cell_wide_and_in_gbk_and_their_fallback_is_ascii() -> None:
    for sign in [*SIGNS.values(), RULE]:
        assert width_of(sign) == 1
        assert sign.encode("gbk")
    assert "".join([*ASCII_SIGNS.values(), ASCII_RULE]).isascii()


def test_nothing_is_told_by_colour_alone() -> None:
    rows = [Row(cells=(Cell("同", mark=mark), Cell(mark))) for mark in get_args(Mark)]
    block = table(spanning("一", "group"), *rows, spanning("合计", "total"), title="标题", notes=("注",))
    plain, coloured = drawn(block, NARROW), drawn(block, replace(NARROW, colour=True))

    assert [ESCAPE.sub("", line) for line in coloured] == plain
    assert len({line.split("同")[0] for line in plain if "同" in line}) == len(COLOURS) + 1


def test_every_colour_reads_on_black_and_on_white() -> None:
    codes = {int(code.rsplit(";", 1)[-1]) for code in [*COLOURS.values(), GREY]}

    for code in codes:
        luminance = _luminance(code)
        assert (luminance + 0.05) / 0.05 >= 3.9, code
        assert 1.05 / (luminance + 0.05) >= 3.9, code


def _luminance(code: int) -> float:
    if code >= 232:
        parts = [8 + 10 * (code - 232)] * 3
    else:
        levels = (0, 95, 135, 175, 215, 255)
        parts = [levels[(code - 16) // step % 6] for step in (36, 6, 1)]
    linear = [(p / 255 / 12.92 if p <= 10 else ((p / 255 + 0.055) / 1.055) ** 2.4) for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_text_stands_beside_its_sign_on_every_line() -> None:
    block = table(
        Row(cells=(Cell("1" * 24), Cell("趋势符合预期方向", mark="met"))),
        columns=(column("a"), column("b", wrap=True)),
    )

    assert drawn(block, NARROW)[2:] == [f"{'1' * 24}  √ 趋势符合", f"{' ' * 26}  预期方向"]


def test_a_sign_in_a_column_too_narrow_for_it_goes_with_the_text() -> None:
    rows = [Row(cells=(*[Cell("长" * 9)] * 11, Cell("长长", mark="met")))]
    block = table(*rows, columns=tuple(column("a", wrap=True) for _ in range(12)))

    text = "".join(drawn(block, NARROW))

    assert text.count("√") == 1
    assert text.count("长") == 9 * 11 + 2


# Tables


def test_a_pipe_gets_every_column_whole_aligned_and_without_codes_or_trailing_spaces() -> None:
    long = "很长的指标名称" * 40
    block = table(
        item("W-1", long, "1.50", "甲"),
        item("C-10", "短", "100", ""),
        columns=(
            column("代码"),
            column("指标", wrap=True, essential=9),
            column("值", align="right"),
            column("单位"),
        ),
    )

    out = drawn(block)

    assert len(out) == 4
    assert out[2] == f"W-1   {long}  1.50  甲"
    assert out[3] == f"C-10  短{' ' * (width_of(long) - 2)}   100"
    assert not any("\x1b" in line or line != line.rstrip() for line in out)


def test_columns_go_by_level_from_the_least_essential_until_the_rest_fit() -> None:
    levels = (1, 3, 2, 3, 1)
    columns = tuple(column(f"{i}-{level}", essential=level) for i, level in enumerate(levels))
    block = table(item(*["x" * 10] * 5), columns=columns)

    assert drawn(block, Screen(width=58))[0].split() == ["0-1", "1-3", "2-2", "3-3", "4-1"]
    assert drawn(block, Screen(width=57))[0].split() == ["0-1", "2-2", "4-1"]
    assert drawn(block, Screen(width=33))[0].split() == ["0-1", "4-1"]
    assert drawn(block, Screen(width=10))[0].split() == ["0-1", "4-1"]


def test_an_empty_column_goes_before_a_full_one() -> None:
    columns = (column("甲"), column("乙", essential=2), column("丙", essential=3))
    block = table(item("x" * 10, "", "z" * 10), columns=columns)

    assert drawn(block, Screen(width=26))[0].split() == ["甲", "乙", "丙"]
    assert drawn(block, Screen(width=22))[0].split() == ["甲", "丙"]


def test_left_out_columns_are_told_unless_they_are_empty() -> None:
    columns = (column("甲"), column("乙", essential=2), column("丙", essential=3))
    block = table(item("x" * 10, "", "z" * 10), columns=columns)

    assert drawn(block, Screen(width=22, narrow="更多"))[-1] != "更多"
    assert drawn(block, Screen(width=12, narrow="更多"))[-2:] == ["", "更多"]
    assert drawn(block, Screen(width=12))[-1] != ""


def test_words_give_way_before_figures_and_a_value_parts_from_its_period_before_it_is_torn() -> None:
    columns = (column("指标", wrap=True), column("值", align="right"))
    block = table(item("城镇单位女性就业人员", "61.02 (2022)"), columns=columns)

    assert drawn(block, Screen(width=34))[2:] == ["城镇单位女性就业人员  61.02 (2022)"]
    assert drawn(block, Screen(width=29))[2:] == ["城镇单位女性就业人员   61.02", " " * 22 + "(2022)"]
    assert drawn(block, Screen(width=20))[2:] == ["城镇单位女   61.02", "性就业人员  (2022)"]


def test_a_heading_takes_two_lines_where_that_saves_room_and_one_where_there_is_plenty() -> None:
    columns = (column("2020年基期值", align="right"), column("完成进度"), column("序号"))
    block = table(item("1.5", "7%", "1"), columns=columns)

    assert drawn(block, Screen(width=18))[:2] == ["2020年  完成", "基期值  进度  序号"]
    assert drawn(block, Screen(width=80))[0] == "2020年基期值  完成进度  序号"


def test_groups_are_set_off_by_a_blank_line_and_the_total_by_a_rule() -> None:
    block = table(
        spanning("妇女", "group"),
        spanning("一、健康", "subgroup"),
        item("1", "2"),
        spanning("小计", "subtotal"),
        spanning("二、经济", "subgroup"),
        item("3", "4"),
        spanning("儿童", "group"),
        item("5", "6"),
        spanning("合计", "total"),
        Row(cells=(Cell("共"), Cell("9")), kind="total"),
    )

    assert drawn(block) == [
        "a   b",
        "────────",
        "妇女",
        "一、健康",
        "1   2",
        "小计",
        "",
        "二、经济",
        "3   4",
        "",
        "儿童",
        "5   6",
        "────────",
        "合计",
        "共  9",
    ]


def test_a_column_may_stand_in_the_middle_of_its_width() -> None:
    block = table(item("1", "x"), item("22222", "y"), columns=(column("a", align="centre"), column("b")))

    assert drawn(block) == ["  a    b", "────────", "  1    x", "22222  y"]


def test_a_table_of_one_column_has_items_and_headings() -> None:
    block = table(spanning("a group", "group"), item("1"), columns=(column("n", align="right"),))

    assert drawn(block) == ["n", "───────", "a group", "1"]


def test_a_table_without_rows_or_columns_shows_what_it_has() -> None:
    assert drawn(table(), NARROW) == ["a  b", "────"]
    assert drawn(table(columns=(), title="标题", notes=("注",))) == ["标题", "", "注"]


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 3 cells in a table of 2 columns"):
        drawn(table(item("1", "2", "3")))


def test_notes_are_wrapped_on_a_screen_and_not_in_a_pipe() -> None:
    block = table(item("1", "2"), notes=("注" * 30, "二"))

    assert drawn(block, NARROW)[3:] == ["", "注" * 20, "注" * 10, "二"]
    assert drawn(block)[3:] == ["", "注" * 30, "二"]


def test_ambiguous_characters_count_double_where_the_console_draws_them_so() -> None:
    block = table(item("“两癌”", "1"), item("四个汉字", "2"))

    assert drawn(block)[2:] == ["“两癌”    1", "四个汉字  2"]
    assert drawn(block, Screen(wide=True))[1:] == ["─" * 5, "“两癌”  1", "四个汉字  2"]
    assert east_asian_width_of("α1…é\u0301") == 2 + 1 + 2 + 2


# Lines


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("城镇单位女性，就业人员", 12, ["城镇单位女", "性，就业人员"]),
        ("占比（城乡合计）", 6, ["占比", "（城乡", "合计）"]),
        ("达到2025年目标", 8, ["达到", "2025年目", "标"]),
        ("占总数的22.22%；其余", 14, ["占总数的", "22.22%；其余"]),
        ("by the year of 2025", 8, ["by the", "year of", "2025"]),
        ("小计 12，合计", 8, ["小", "计 12，", "合计"]),
        ("共计小计 12", 8, ["共计小", "计 12"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("女 abcdefghij", 4, ["女", "abcd", "efgh", "ij"]),
        ("一二  三四", 4, ["一二", "三四"]),
        ("cafe\u0301cafe\u0301", 4, ["cafe\u0301", "cafe\u0301"]),
        ("第三“产业”从业", 6, ["第三", "“产业”", "从业"]),
        ("", 4, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, expected: list[str]) -> None:
    assert wrap(text, width, width_of) == expected


def test_balanced_lines_are_as_few_and_about_equally_long() -> None:
    assert wrap("婴儿死亡率（城乡合计）", 20, width_of) == ["婴儿死亡率（城乡合", "计）"]
    assert balanced("婴儿死亡率（城乡合计）", 20, width_of) == ["婴儿死亡率", "（城乡合计）"]
    assert balanced("employment rate", 12, width_of) == ["employment", "rate"]


def test_phrases_stay_together_where_that_costs_no_line() -> None:
    text = "合计 9：已达标 2，达到序时进度 1，未达标 1"

    assert phrased(text, 36, width_of) == ["合计 9：已达标 2，达到序时进度 1，", "未达标 1"]
    assert phrased(text, 99, width_of) == [text]


def test_a_snug_width_tears_no_word() -> None:
    assert snug("change from baseline", 2, width_of) == 11
    assert snug("2020年基期值", 2, width_of) == 6
    assert snug("", 2, width_of) == 0


def test_room_is_shared_with_the_narrowest_raised_first() -> None:
    assert shared([2, 2, 2], [4, 20, 30], 40) == [4, 18, 18]
    assert shared([2, 2, 2], [4, 20, 30], 41) == [4, 19, 18]
    assert shared([2, 2, 2], [4, 5, 6], 40) == [4, 5, 6]
    assert shared([8, 8], [9, 9], 10) == [8, 8]


# Documents


def test_blocks_are_parted_by_a_blank_line_but_not_the_items_of_a_list_or_notes() -> None:
    blocks: list[Block] = [
        Paragraph(text="标题", style="heading"),
        Paragraph(text="正文"),
        Paragraph(text="甲", style="list"),
        Paragraph(text="乙", style="list"),
        Paragraph(text="注一", style="note"),
        Paragraph(text="注二", style="note"),
        table(item("1", "2")),
        table(item("1", "2")),
    ]
    stream = io.StringIO()

    write(blocks, stream, PIPE)

    grid = ["a  b", "────", "1  2"]
    expected = ["标题", "", "正文", "", "- 甲", "- 乙", "", "注一", "注二", "", *grid, "", *grid]
    assert stream.getvalue().split("\n") == [*expected, ""]


def test_nothing_is_written_when_there_is_nothing_to_say() -> None:
    stream = io.StringIO()

    write([], stream, PIPE)

    assert not stream.getvalue()


def test_a_paragraph_is_wrapped_on_a_screen_and_one_line_in_a_pipe() -> None:
    block = Paragraph(text="截至" * 15 + "，" + "完", style="list")

    assert drawn(block, NARROW) == ["- " + "截至" * 9 + "截", "  至" + "截至" * 5 + "，完"]
    assert drawn(block) == ["- " + "截至" * 15 + "，完"]


# The screen


def test_elsewhere_than_on_windows_every_terminal_has_colours() -> None:
    if sys.platform == "win32":
        pytest.skip("a Windows console is asked")

    assert colour_works(1)


def test_nothing_of_rich_is_loaded_but_its_widths() -> None:
    code = (
        "import io, sys; from fedstat.render import *; from fedstat.table import *;"
        "write([Paragraph(text='太原')], io.StringIO(), Screen(width=80, colour=True));"
        "print(sorted(name for name in sys.modules if name.startswith('rich.')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = {name for name in re.findall(r"'(rich\.[^']+)'", run.stdout) if not name.startswith("rich._")}
    assert loaded == {"rich.cells"}


# Laws

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "孕产妇死亡率（），。、：；“”…%％ 　0123456789abc-[]/:.~\n\t\x1b\u202e\u200b\u0301\ufe0f🇨👍√─é"
        ),
        st.characters(),
    ),
    max_size=40,
)
MARKS = st.sampled_from(get_args(Mark))
ROWS = st.integers(1, 8).flatmap(
    lambda n: st.tuples(
        st.lists(
            st.tuples(TEXTS, st.sampled_from(["left", "right", "centre"]), st.booleans()),
            min_size=n,
            max_size=n,
        ),
        st.lists(st.lists(st.builds(Cell, TEXTS, mark=MARKS), min_size=n, max_size=n), max_size=5),
        st.lists(st.tuples(TEXTS, st.sampled_from(["group", "subgroup", "subtotal", "total"])), max_size=2),
    )
)


def built(drawing: tuple[Any, Any, Any]) -> Table:
    columns, rows, headings = drawing
    return Table(
        columns=tuple(Column(key="k", title=t, align=a, wrap=w) for t, a, w in columns),
        rows=(*(Row(cells=tuple(cells)) for cells in rows), *(spanning(t, k) for t, k in headings)),
        notes=("注" * 30,),
    )


def letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


@settings(deadline=None, max_examples=100)
@given(ROWS, st.integers(40, 200), st.booleans(), st.booleans())
def test_no_line_is_wider_than_its_screen_and_no_character_is_lost(
    drawing: tuple[Any, Any, Any],
    width: int,
    wide: bool,
    ascii_: bool,
) -> None:
    block = built(drawing)
    screen = Screen(width=width, wide=wide, ascii=ascii_)
    measure = east_asian_width_of if wide else width_of

    out = drawn(block, screen)

    assert all(measure(line) <= width and line == line.rstrip() for line in out)
    cells = [cell for row in block.rows for cell in row.cells]
    pen = Pen(screen)
    said = letters(
        *block.notes,
        *(visible(pen.sign(cell.mark) + cell.text) for cell in cells),
        *(visible(c.title) for c in block.columns),
    )
    told = letters(*out)
    assert not said - told
    assert set(told - said) <= {pen.rule}


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.integers(2, 60))
def test_breaking_a_line_loses_only_spaces(text: str, width: int) -> None:
    text = visible(text)

    for broken in (wrap, balanced, phrased):
        out = broken(text, width, width_of)
        assert all(width_of(line) <= width for line in out)
        assert letters(*out) == letters(text)
    assert (
        len(balanced(text, width, width_of))
        == len(phrased(text, width, width_of))
        <= len(wrap(text, width, width_of))
    )


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.sampled_from(["gbk", "ascii", "big5", "cp437", "utf-8"]))
def test_no_text_crashes_a_stream(text: str, encoding: str) -> None:
    assert sent(Paragraph(text=text), encoding, Screen(width=40, colour=True)).endswith("\n")
