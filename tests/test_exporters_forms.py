"""A form as a workbook and as CSV: read back as the programs of an office read it."""

from __future__ import annotations

import csv
import io
import subprocess
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from ledgers import sound
from openpyxl import load_workbook
from plans import period
from test_forms import PLAN

from fedstat.exporters.form_csv import form_csv
from fedstat.exporters.form_xlsx import form_xlsx, number_format
from fedstat.forms.asking import asked_of, lines_of
from fedstat.forms.layout import Letterhead, layout_of
from fedstat.forms.stamp import HIDDEN, read_number
from fedstat.importers.reading import read_book
from fedstat.table import Field, Form, FormCell

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from fedstat.forms.layout import Layout


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Return a form with a line of every kind."""
    known = sound(tmp_path, PLAN).known()
    lines = lines_of(known, asked_of(known, period("2023"))["hrss"], period("2023"), {"W-3-01"})
    letterhead = Letterhead(due=date(2024, 1, 31), issued_by="市妇儿工委办公室", document="〔2024〕1号")
    return layout_of(known, "hrss", period("2023"), lines, language="zh", letterhead=letterhead)


@pytest.fixture
def sheet(layout: Layout) -> Worksheet:
    """Return its sheet as another library reads it."""
    worksheet: Worksheet = load_workbook(io.BytesIO(form_xlsx(layout.form)), rich_text=False).worksheets[0]
    return worksheet


def rules(sheet: Worksheet) -> dict[str, Any]:
    """Return the rule of every cell that has one."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for row, column in area.cells:
                found[sheet.cell(row, column).coordinate] = rule
    return found


def footer(sheet: Worksheet) -> tuple[str | None, str | None]:
    """Return what is printed on every page, on the left and in the middle."""
    left, middle = getattr(sheet.oddFooter, "left", None), getattr(sheet.oddFooter, "center", None)
    return getattr(left, "text", None), getattr(middle, "text", None)


def test_only_the_cells_to_fill_are_open_and_the_sheet_is_protected(layout: Layout, sheet: Worksheet) -> None:
    opened = {(cell.row, cell.column) for cell in layout.form.cells if cell.field is not None}
    for cell in layout.form.cells:
        locked = sheet.cell(cell.row, cell.column).protection.locked
        assert locked is ((cell.row, cell.column) not in opened), cell
    assert sheet.protection.sheet is True
    assert (sheet.protection.formatRows, sheet.protection.formatColumns) == (False, False)  # not forbidden


def test_every_cell_says_what_the_layout_says(layout: Layout, sheet: Worksheet) -> None:
    for cell in layout.form.cells:
        found = sheet.cell(cell.row, cell.column).value
        if cell.value is not None:
            assert Decimal(str(found)) == cell.value
        else:
            assert (found or "") == "\n".join(filter(None, (cell.text, cell.small)))


def test_a_percentage_beyond_0_to_100_warns_and_a_plain_number_is_demanded_where_nothing_limits_it(
    sheet: Worksheet,
) -> None:
    found = rules(sheet)
    share, score = found["F8"], found["F14"]
    assert (share.type, share.operator, share.formula1, share.formula2) == ("decimal", None, "0", "100")
    assert (share.errorStyle, share.prompt) == (
        "warning",
        "没有数据不等于0：没有数据的，此格留空，并在“数据情况”中选择原因。",
    )
    assert share.error == "百分比一般在0至100之间；41.63%请填41.63。请核对是否有误。"
    assert (score.type, score.errorStyle, float(score.formula1)) == ("decimal", None, -1e15)


def test_the_situation_is_a_list_in_chinese(sheet: Worksheet) -> None:
    rule = rules(sheet)["I8"]
    assert rule.type == "list"
    assert rule.formula1 == (
        '"正式数,初步数,估算数,预计数,口径有调整,当年不调查,本地区不适用,未掌握,不宜公开"'
    )
    assert rules(sheet)["M8"].formula1 == '"预期可达标,有难度,难以达标"'
    assert "M9" not in rules(sheet)


def test_a_cell_about_which_nothing_is_said_has_no_rule(sheet: Worksheet) -> None:
    assert rules(sheet)["J8"].prompt == "数值出自哪份年鉴、报表、公报或者台账。"
    assert "N8" not in rules(sheet)


def test_it_prints_on_a4_landscape_without_a_cut_column_and_repeats_the_titles(
    layout: Layout, sheet: Worksheet
) -> None:
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # 1 is not written
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sheet.print_title_rows == f"${layout.form.head}:${layout.form.head}"
    assert sheet.print_area == "'报送表'!$A$1:$O$20"
    assert sheet.freeze_panes == "C7"
    assert footer(sheet) == (layout.form.number, "第&P页，共&N页")


def test_the_stamp_is_on_a_sheet_out_of_sight_and_the_number_in_sight(layout: Layout) -> None:
    book = read_book("x.xlsx", form_xlsx(layout.form))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("报送表", False), (HIDDEN, True)]
    assert read_number(book.sheets[1].cell(1, 2).text) == layout.stamp
    assert [cell.text for cell in book.sheets[1].row(8)] == [
        "line",
        "W-1-01",
        "residence=rural",
        "2023",
        "2022",
        "ad07e5e0",
    ]
    shown = [cell.text for cell in book.sheets[0].cells.values() if layout.form.number in cell.text]
    assert shown == [f"表号：{layout.form.number}"]


def test_the_same_form_gives_the_same_bytes(layout: Layout) -> None:
    assert form_xlsx(layout.form) == form_xlsx(layout.form)


def test_numbers_keep_their_digits_and_what_is_typed_is_never_hidden(layout: Layout) -> None:
    sheet = read_book("x.xlsx", form_xlsx(layout.form)).sheets[0]
    assert sheet.cell(11, 4).value == Decimal("61.20")
    assert str(sheet.cell(11, 4).value) == "61.20"
    assert (number_format(0, exact=True), number_format(2, exact=True)) == ("0", "0.00")
    assert (number_format(0, exact=False), number_format(2, exact=False)) == ("General", "0.00########")


def test_no_text_is_run_as_a_formula() -> None:
    cells = (
        FormCell(row=1, column=1, text="=1+1"),
        FormCell(row=1, column=2, text="=cmd", small="=1+1", style="name"),
        FormCell(row=2, column=1, across=2, text="=A1", style="title"),
        FormCell(row=3, column=1, style="words", field=Field()),
        FormCell(row=3, column=2, text="-1", style="words"),
    )
    form = Form(
        title="=1",
        sheet="表",
        widths=(9, 9),
        heights=(),
        cells=cells,
        head=1,
        page="{page}/{pages}",
        number="A&B",
    )
    sheet = load_workbook(io.BytesIO(form_xlsx(form))).worksheets[0]
    assert [sheet["A1"].data_type, sheet["B1"].data_type, sheet["A2"].data_type] == ["s", "s", "s"]
    assert footer(sheet) == ("A&&B", "&P/&N")
    rows = list(csv.reader(io.StringIO(form_csv(form).decode("utf-8-sig"), newline="")))
    assert rows == [["'=1+1", "'=cmd =1+1"], ["'=A1", ""], ["", "-1"]]


def test_a_csv_has_the_same_rows_and_columns(layout: Layout) -> None:
    payload = form_csv(layout.form)
    assert payload.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(payload.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {15}
    assert rows[5][:6] == [
        "代码",
        "指标名称及说明",
        "计量 单位",
        "2022年 数值",
        "2022年 修订值",
        "2023年 数值",
    ]
    assert rows[8] == [
        "W-3-02",
        "新增就业人数",
        "人",
        "5120",
        "",
        "",
        "—",
        "—",
        "",
        "",
        "",
        "",
        "—",
        "—",
        "—",
    ]
    assert rows[1][10] == f"表号：{layout.form.number}"


@pytest.mark.program("soffice")
@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    ["xlsx", "ods", "xls", "csv:Text - txt - csv (StarCalc):44,34,76,1"],
    ids=["xlsx", "ods", "xls", "csv"],
)
def test_the_stamp_survives_what_libreoffice_saves(kind: str, layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(form_xlsx(layout.form))
    saved = tmp_path / "saved"
    subprocess.run(
        [  # noqa: S607 - the program is found on the path, as users find it
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'home').as_uri()}",
            *("--headless", "--convert-to", kind, "--outdir", str(saved), str(tmp_path / "form.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    (file,) = saved.iterdir()
    book = read_book(file.name, file.read_bytes())
    found = [read_number(cell.text.rpartition("：")[2]) for one in book.sheets for cell in one.cells.values()]
    assert found.count(layout.stamp) == (1 if kind.startswith("csv") else 2)
    if kind == "xlsx":
        sheet = load_workbook(file).worksheets[0]
        assert sheet.protection.sheet is True
        assert sheet["F8"].protection.locked is False
        assert sheet["D9"].protection.locked is True
        assert rules(sheet)["F8"].errorStyle == "warning"
        assert sheet.print_title_rows == f"${layout.form.head}:${layout.form.head}"
