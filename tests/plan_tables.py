"""The example plan as an office's table of indicators, with everything in disorder that offices put there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment

import fedstat
from fedstat.model.period import parse_period

if TYPE_CHECKING:
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known, Ledger

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "city-plan-190.toml"
YEARS = ("2021", "2022", "2023", "2024")
WORDS = {"increase": "正向", "decrease": "逆向", "maintain": "保持", "range": "适度", None: ""}
HEADS = {
    "name": "指标名称",
    "code": "指标编码",
    "unit": "计量单位",
    "direction": "指标属性",
    "baseline": "2020年\n（基期值）",
    **{year: f"{year}年" for year in YEARS},
    "target": "2025年目标值",
    "tolerance": "允许误差",
    "responsible": "牵头单位",
    "supporting": "配合单位",
    "provider": "数据提供单位",
    "frequency": "监测频率",
    "source": "数据来源",
    "tags": "重点/难点",
    "note": "备注",
}
FREQUENCIES = {
    "H": "半年",
    "Q": "季度",
    "M": "月度",
    "A2": "两年一次",
    "A3": "三年一次",
    "A5": "五年一次",
    "term": "每届",
}


def example() -> Ledger:
    """Return the example plan."""
    return fedstat.read(EXAMPLE)


def table_indicators(ledger: Ledger) -> list[Indicator]:
    """Return what such a table can say: what is assessed, and has one target in words."""
    return [one for one in ledger.known().indicators.values() if one.assessed]


def city_table(seed: int = 0, *, codes: bool = True) -> bytes:
    """Return the example plan as a workbook: a sheet a part, columns in any order, cells filled down."""
    random, ledger = Random(seed), example()  # noqa: S311 - disorder, no secret
    known, book = ledger.known(), Workbook()
    book.remove(book.worksheets[0])
    for part in known.parts.values():
        sheet = book.create_sheet(part.name[3:7])
        order = [key for key in HEADS if codes or key != "code"]
        random.shuffle(order)
        sheet.append([part.name + "监测指标体系"])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(order) + 3)
        sheet["A1"].alignment = Alignment(horizontal="center")
        sheet.append(["（单位：见各栏）"])
        sheet.append(["序号", "发展领域", "主要目标", *(HEADS[key] for key in order)])
        own = [one for one in table_indicators(ledger) if known.domains[one.domain].part == part.id]
        number = domain = goal = None
        for number, one in enumerate(own, start=1):
            texts = _texts(known, one)
            if random.random() < 0.05:
                sheet.append([])
            start = known.domains[one.domain].name if one.domain != domain else None
            aim = known.goals[one.goal].name if one.goal and one.goal != goal else None
            domain, goal = one.domain, one.goal
            sheet.append(
                [
                    number,
                    start and f"{'一二三四五六七八'[number % 8]}、{start}",
                    aim,
                    *(texts[key] for key in order),
                ]
            )
            for at, key in enumerate(order, start=4):
                cell = sheet.cell(sheet.max_row, at)
                if key in {"baseline", *YEARS} and one.unit_measure == "%" and cell.value is not None:
                    _disorder(random, cell)
        del number
        sheet.append(["注：本表由各成员单位提供数据。"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _disorder(random: Random, cell: object) -> None:
    """Write a percentage in one of the ways that offices do."""
    kind = random.choice(["number", "text", "full", "percent"])
    value = cell.value  # type: ignore[attr-defined]
    if kind == "text":
        cell.value = f"{value}%"  # type: ignore[attr-defined]
    elif kind == "full":
        cell.value = str(value).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))  # type: ignore[attr-defined]
    elif kind == "percent":
        digits = len(str(value).partition(".")[2])
        cell.value = value / 100  # type: ignore[attr-defined]
        cell.number_format = f"0.{'0' * digits}%" if digits else "0%"  # type: ignore[attr-defined]


def _texts(known: Known, one: Indicator) -> dict[str, object]:
    baseline = one.baselines[0].value if one.baselines and not one.baselines[0].breakdown else None
    units = known.member_units
    return {
        "name": one.name,
        "code": one.code,
        "unit": one.unit_measure,
        "direction": WORDS[one.direction],
        "baseline": baseline,
        **{year: _value(known, one, year) for year in YEARS},
        "target": _aims(one) or None,
        "tolerance": next((target.tolerance for target in one.targets if target.tolerance is not None), None),
        "responsible": "、".join(units[unit].name for unit in one.responsible_unit),
        "supporting": "\n".join(units[unit].name for unit in one.supporting_units),
        "provider": units[one.data_provider].name if one.data_provider else None,
        "frequency": FREQUENCIES.get(one.frequency),
        "source": one.data_source or None,
        "tags": "、".join(one.tags) or None,
        "note": one.note or None,
    }


def _aims(one: Indicator) -> str:
    """Return the words of the targets; of milestones each with its year."""
    years = {target.by for target in one.targets}
    return "，".join(
        f"{target.by}年{target.wording}" if len(years) > 1 and target.by else target.wording
        for target in one.targets
    )


def _value(known: Known, one: Indicator, year: str) -> object:
    period = parse_period(year)
    assert period is not None
    found = known.series.get((one.code, known.ledger.area, ()), {}).get(period)
    return None if found is None or found.value is None else found.value
