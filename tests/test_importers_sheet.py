"""Tables as offices send them: what is read of each kind of file, and what is said of the unreadable."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from fedstat.errors import FileFault
from fedstat.importers.reading import read_book
from fedstat.importers.sheet import Book, Cell, Sheet, column_name
from fedstat.importers.text import read_pasted
from fedstat.importers.workbook import LARGEST, content
from fedstat.language import say

DAY = datetime(2023, 12, 25)  # noqa: DTZ001 - a spreadsheet's day has no zone


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def one_sheet(book: Book) -> Sheet:
    (sheet,) = book.sheets
    return sheet


def values(sheet: Sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.rows()]


# -- cells -------------------------------------------------------------------------------------------------


def test_columns_are_called_as_spreadsheets_call_them() -> None:
    assert [column_name(n) for n in (1, 26, 27, 52, 53, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_an_empty_sheet_has_no_rows_and_its_cells_are_empty() -> None:
    sheet = Sheet(book="a.xlsx", cells={})
    assert (sheet.height, sheet.width, list(sheet.rows()), sheet.row(1)) == (0, 0, [], ())
    assert sheet.cell(3, 4).is_empty
    assert sheet.cell(3, 4).name == "D3"


def test_a_cell_is_placed_by_file_sheet_and_name() -> None:
    cell = Cell(row=12, column=5, value="x", text="x")
    place = Sheet(book="卫健委.xlsx", name="表1", cells={(12, 5): cell}).place(cell)
    assert (place.file, place.sheet, place.cell, place.line, place.column) == (
        "卫健委.xlsx",
        "表1",
        "E12",
        12,
        5,
    )


# -- workbooks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        (0.4163, "0.00%", (Decimal("41.63"), "41.63%", True)),
        (0.4163, "0%", (Decimal("41.63"), "42%", True)),
        (0.4163, "General", (Decimal("0.4163"), "0.4163", False)),
        (63.1, "0.00", (Decimal("63.10"), "63.10", False)),
        (63.149, "0.00", (Decimal("63.149"), "63.15", False)),
        (1234567, "#,##0", (Decimal(1234567), "1234567", False)),
        (5, '[Red]0.0"％"', (Decimal("5.0"), "5.0", False)),
        (41.630000000000003, "General", (Decimal("41.63"), "41.63", False)),
        (1e21, "General", (Decimal(10**21), "1000000000000000000000", False)),
        (True, "General", (True, "TRUE", False)),
        (DAY, "yyyy-mm-dd", (date(2023, 12, 25), "2023-12-25", False)),
        (DAY.replace(hour=9), "General", (DAY.replace(hour=9), "2023-12-25T09:00:00", False)),
        (time(9, 30), "h:mm", ("09:30:00", "09:30:00", False)),
        ("  领域 ", "General", ("领域", "领域", False)),
        (" ", "General", (None, "", False)),
        (None, "General", (None, "", False)),
    ],
)
def test_a_cell_has_the_digits_that_its_format_shows_and_a_percentage_is_one(
    value: object, number_format: str, read: tuple[object, str, bool]
) -> None:
    found = content(value, number_format)
    assert found == read
    assert str(found[0]) == str(read[0])


@given(st.decimals(-(10**9), 10**9, places=4))
@settings(max_examples=100, deadline=None)
def test_a_number_of_fifteen_digits_survives_its_way_through_a_workbook(number: Decimal) -> None:
    assert content(float(number), "General")[0] == number


def test_a_workbook_tells_merged_cells_formulas_errors_and_hidden_sheets() -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "指标"
    first["A1"], first["B1"], first["B2"], first["C2"] = "领域", "健康", "=1+1", "#N/A"
    first["C2"].data_type = "e"
    first["D9"].font = Font(bold=True)
    first.merge_cells("A1:A3")
    hidden = book.create_sheet("备用")
    hidden.sheet_state = "hidden"
    read = read_book("表.xlsx", saved(book))
    sheet = read.sheets[0]
    assert [(s.name, s.hidden) for s in read.sheets] == [("指标", False), ("备用", True)]
    assert sheet.covering(3, 1).text == "领域"
    assert (sheet.cell(2, 2).formula, sheet.cell(2, 2).value) == ("=1+1", None)
    assert (sheet.cell(2, 3).error, sheet.cell(2, 3).value, sheet.cell(2, 3).text) == (True, None, "#N/A")
    assert (sheet.height, sheet.width) == (2, 3)
    assert read.knows_formats


def test_a_format_far_below_makes_no_million_rows() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "领域"
    sheet["XFD1048576"].font = Font(bold=True)
    sheet.merge_cells("A2:A1048576")
    assert one_sheet(read_book("表.xlsx", saved(book))).height == 1


@pytest.mark.program("soffice")
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_libreoffice_saves_is_read(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "源.csv"
    source.write_text("领域,2020年\n妇女与健康,41.63\n,2300\n", encoding="utf-8")
    office = shutil.which("soffice") or "soffice"
    convert = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind]
    subprocess.run(
        [*convert, "--infilter=CSV:44,34,76", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    read = read_book(f"源.{kind}", (tmp_path / f"源.{kind}").read_bytes())
    assert values(one_sheet(read)) == [
        ["领域", "2020年"],
        ["妇女与健康", Decimal("41.63")],
        [None, Decimal(2300)],
    ]
    assert read.knows_formats == (kind == "xlsx")


def test_a_workbook_that_one_reader_refuses_is_read_by_the_other() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["领域", 41.63, date(2023, 12, 25), timedelta(hours=30)])
    sheet.merge_cells("A1:A2")
    broken = BytesIO()
    with ZipFile(BytesIO(saved(book))) as old, ZipFile(broken, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            raw = old.read(entry)
            new.writestr(entry, raw.replace(b"<family", b"<fam><family") if entry == "xl/styles.xml" else raw)
    read = read_book("表.xlsx", broken.getvalue())
    assert not read.knows_formats
    assert [cell.value for cell in one_sheet(read).row(1)][:2] == ["领域", Decimal("41.63")]
    assert one_sheet(read).covering(2, 1).text == "领域"


def test_a_zip_bomb_is_not_unpacked() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for number in range(LARGEST // (64 << 20) + 1):
            packed.writestr(f"{number}", b"\0" * (64 << 20))
    with pytest.raises(FileFault, match="unpacks to"):
        read_book("表.xlsx", stream.getvalue())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" \r\n", "表.xlsx is empty."),
        (b"PK\x03\x04 torn", "表.xlsx cannot be read as a workbook."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 torn", "表.xlsx cannot be read as a workbook."),
        (
            b"\xef\xbb\xbf <HTML><table>",
            "表.xlsx is a web page or a document, whatever its name says, not a table.",
        ),
        (b"a,b\n\0", "表.xlsx is no text in UTF-8, UTF-16 or GB18030."),
        (b"a,b\n\0\xff\xff", "表.xlsx is no text in UTF-8, UTF-16 or GB18030."),
    ],
)
def test_what_is_no_table_is_told_in_words(data: bytes, said: str) -> None:
    with pytest.raises(FileFault) as fault:
        read_book("表.xlsx", data)
    assert say(fault.value.message, "en") == said
    assert fault.value.remedy is not None


def test_a_workbook_with_a_password_is_told_in_words() -> None:
    with pytest.raises(FileFault, match="protected by a password"):
        read_book("表.xlsx", (Path(__file__).parent / "data" / "protected.xlsx").read_bytes())


# -- texts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "remark"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("gb18030", ["表.csv is read as GB18030 (GBK)."]),
        ("utf-16", ["表.csv is read as UTF-16."]),
    ],
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_text_is_read_in_the_encodings_and_with_the_separators_that_offices_use(
    codec: str, remark: list[str], separator: str
) -> None:
    text = "领域;2020年;名称\r\n妇女与健康;41.63;甲,乙,丙，丁\r\n".replace(";", separator)
    quoted = text.replace("甲,乙,丙，丁", '"甲,乙,丙，丁"')
    read = read_book("表.csv", quoted.encode(codec))
    assert values(one_sheet(read))[1] == ["妇女与健康", "41.63", "甲,乙,丙，丁"]
    assert [say(line, "en") for line in read.remarks][: len(remark)] == remark
    assert (len(read.remarks) > len(remark)) == (separator == ";")


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    read = read_book("表.csv", 'a,"一\n二"\n\nb,c\n'.encode())
    assert [(cell.name, cell.text) for row in one_sheet(read).rows() for cell in row] == [
        ("A1", "a"),
        ("B1", "一\n二"),
        ("A3", "b"),
        ("B3", "c"),
    ]


def test_a_cell_larger_than_any_is_kept_as_a_line() -> None:
    read = read_book("表.csv", b'a,b\n"' + b"x" * 200_000)
    assert one_sheet(read).height == 2


def test_a_pasted_selection_has_tabs_and_without_them_is_one_column_or_csv() -> None:
    assert values(one_sheet(read_pasted("-", "指标\t2023\n甲\t1".encode()))) == [
        ["指标", "2023"],
        ["甲", "1"],
    ]
    assert values(one_sheet(read_pasted("-", b"1\n2\n"))) == [["1"], ["2"]]
    assert values(one_sheet(read_pasted("-", b"a,b\n1,2\n"))) == [["a", "b"], ["1", "2"]]
