"""A whole progress table as every screen shows it, in Chinese and in English.

python tests/test_render_golden.py     write the golden files anew; read the diff before you commit it
"""

from __future__ import annotations

import io
import json
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pytest

from fedstat.render import PIPE, Screen, write
from fedstat.render.widths import east_asian_width_of, width_of
from fedstat.table import Cell, Column, Figure, Paragraph, Point, Row, Series, Table

if TYPE_CHECKING:
    from fedstat.table import Block

GOLDEN: Final = Path(__file__).with_name("golden") / "render"
SCREENS: Final = {
    "80": Screen(width=80),
    "120": Screen(width=120),
    "200": Screen(width=200),
    "80-colour": Screen(width=80, colour=True),
    "80-ascii": Screen(width=80, ascii=True),
    "120-wide": Screen(width=120, ascii=True, wide=True),
    "pipe": PIPE,
    "pipe-ascii": Screen(ascii=True),
}
Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")

SAMPLE: Final = json.loads((GOLDEN / "sample.json").read_text("utf-8"))
"""The columns, rows and texts; a text that is not the same in both languages is a pair."""
TEXTS: Final = SAMPLE["texts"]
STATUS: Final = [column[0] for column in SAMPLE["columns"]].index("status")


def said(text: str | list[str], language: Language) -> str:
    return text if isinstance(text, str) else text[LANGUAGES.index(language)]


def progress(language: Language) -> Table:
    """Return a table like the one `progress` prints."""
    numbers = count(1)
    return Table(
        title=said(TEXTS["title"], language),
        columns=tuple(
            Column(key=key, title=said([zh, en], language), align=align, essential=essential, wrap=wrap)
            for key, zh, en, align, essential, wrap in SAMPLE["columns"]
        ),
        rows=tuple(
            Row(cells=(Cell(said(row["text"], language)),), kind=row["kind"])
            if "kind" in row
            else item(row, next(numbers), language)
            for row in SAMPLE["rows"]
        ),
        notes=(said(TEXTS["bracket"], language),),
    )


def item(row: dict[str, Any], number: int, language: Language) -> Row:
    texts = [str(number), *(said(text, language) for text in row["cells"])]
    return Row(
        cells=tuple(
            Cell(text, mark=row["mark"] if index == STATUS else "carried" if text.endswith("(2022)") else "")
            for index, text in enumerate(texts)
        )
    )


def document(language: Language) -> tuple[Block, ...]:
    """Return every kind of block."""
    points = tuple(
        Point(at=year * 12, value=Decimal(value), label=str(year), text=value)
        for year, value in ((2020, "40.90"), (2021, "41.0"), (2022, "41.20"))
    )
    return (
        progress(language),
        Paragraph(text=said(TEXTS["heading"], language), style="heading"),
        Paragraph(text=said(TEXTS["paragraph"], language)),
        Paragraph(text=said(TEXTS["first"], language), style="list"),
        Paragraph(text=said(TEXTS["second"], language), style="list"),
        Paragraph(text=said(TEXTS["rounding"], language), style="note"),
        Figure(
            title=said(TEXTS["figure"], language),
            ticks=tuple((point.at, point.label) for point in points),
            series=(Series(name=said(TEXTS["series"], language), points=points),),
        ),
    )


def written(language: Language, screen: Screen) -> str:
    stream = io.StringIO()
    write(document(language), stream, screen)
    return stream.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_shows_the_table_as_its_golden_file_does(name: str, language: Language) -> None:
    golden = (GOLDEN / f"{name}.{language}.txt").read_text("utf-8")

    assert written(language, SCREENS[name]) == golden


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in SCREENS if name != "80-colour"])
def test_no_line_of_a_golden_file_is_wider_than_its_screen_or_ends_in_a_space(
    name: str, language: Language
) -> None:
    screen = SCREENS[name]
    measure = east_asian_width_of if screen.wide else width_of

    for line in (GOLDEN / f"{name}.{language}.txt").read_text("utf-8").splitlines():
        assert screen.width is None or measure(line) <= screen.width
        assert line == line.rstrip()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == {
        f"{n}.{lang}.txt" for n in SCREENS for lang in LANGUAGES
    }


if __name__ == "__main__":
    for screen_name, golden_screen in SCREENS.items():
        for tongue in LANGUAGES:
            target = GOLDEN / f"{screen_name}.{tongue}.txt"
            target.write_bytes(written(tongue, golden_screen).encode())
