"""A file of indicators becomes a plan: each row in the ledger's words, or a question with its cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.errors import FileFault
from fedstat.importers.plan.asking import Asking
from fedstat.importers.plan.headings import Head
from fedstat.importers.plan.layout import find_layout
from fedstat.importers.plan.measures import is_quantifiable, measured, mentioned
from fedstat.importers.plan.nouns import Choice, Planned, PlanTable
from fedstat.importers.plan.numbering import Numbering, is_code
from fedstat.importers.plan.rows import raw_rows, unnumbered
from fedstat.importers.words import folded
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fedstat.importers.plan.layout import Layout
    from fedstat.importers.plan.nouns import Question, Spot
    from fedstat.importers.plan.numbering import Standing
    from fedstat.importers.plan.rows import Raw
    from fedstat.importers.sheet import Book
    from fedstat.model.period import Period

_UNITS: Final = re.compile(r"[、，,;；\n/／]+(?![^（(]*[）)])")
"""What stands between several units in one cell, outside brackets."""
_LEADS: Final = re.compile(r"[（(](?:牵头|主责|负责|配合|牵头单位)[）)]\Z|\A(?:牵头|配合)(?:单位|部门)?[:：]")
_TEXTS: Final = ("definition", "formula", "data_source", "note")
_FREQUENCIES: Final = {
    **dict.fromkeys(("年", "年度", "每年", "一年一次", "年报", "annual", "a"), "A"),
    **dict.fromkeys(("半年", "每半年", "半年度", "半年报", "h"), "H"),
    **dict.fromkeys(("季", "季度", "每季", "每季度", "季报", "q"), "Q"),
    **dict.fromkeys(("月", "月度", "每月", "月报", "m"), "M"),
    **dict.fromkeys(("两年", "每两年", "两年一次", "a2"), "A2"),
    **dict.fromkeys(("三年", "每三年", "三年一次", "a3"), "A3"),
    **dict.fromkeys(("五年", "每五年", "五年一次", "a5"), "A5"),
    **dict.fromkeys(("届", "每届", "换届", "一届一次", "term"), "term"),
}
_TAGS: Final = ("重点", "难点", "约束性", "预期性")


class Wanted(Struct, frozen=True, kw_only=True):
    """What is known besides the file: the ledger or its template, the periods, the office's answers."""

    standing: Mapping[str, tuple[Standing, ...]] = {}
    """Parts, domains, goals and units that there are, by the ledger's name of the table."""
    codes: Mapping[str, str] = {}
    """The names of the indicators that there are, by code."""
    reference_area: str = ""
    """The plan's own area, declared when another one is."""
    baseline_period: Period | None = None
    target_period: Period | None = None
    told: Mapping[str, str] = {}
    """What headings mean, by heading."""
    sheet: str = ""
    """The only sheet to read; every sheet with a table of indicators when empty."""
    answers: Mapping[Spot, str] = {}


def read_plan(book: Book, wanted: Wanted) -> PlanTable:
    """Return what *book* says of a plan's indicators.

    Raises:
        FileFault: no sheet has a table of indicators.
        UsageFault: the sheet or a meaning that was named is none.
    """
    layouts = _layouts(book, wanted)
    numbering = Numbering(wanted.standing, wanted.codes)
    raws = [(layout, raw) for layout in layouts for raw in raw_rows(layout, wanted.answers)]
    numbering.taken.update(code for _, raw in raws if is_code(code := raw.text("code")))
    reader = _Reader(wanted, numbering, knows_formats=book.knows_formats)
    planned = [reader.indicator(layout, raw) for layout, raw in raws]
    return PlanTable(
        title=next((layout.title for layout in layouts if layout.title), ""),
        columns=tuple(column for layout in layouts for column in layout.columns()),
        blocks=tuple(numbering.blocks),
        indicators=tuple(one for one in planned if one.fields["code"] not in wanted.codes),
        standing=tuple(one for one in planned if one.fields["code"] in wanted.codes),
        questions=tuple(reader.questions),
        rows=tuple((raw.sheet.name, raw.row, _texts(layout, raw)) for layout, raw in raws),
    )


def _layouts(book: Book, wanted: Wanted) -> list[Layout]:
    sheets = [sheet for sheet in book.sheets if not sheet.hidden and wanted.sheet in {"", sheet.name}]
    found = [
        layout
        for sheet in sheets
        if (layout := find_layout(sheet, wanted.told, wanted.target_period)) is not None
    ]
    if found:
        return found
    if wanted.sheet and not sheets:
        raise FileFault(
            msg("{name} has no sheet “{sheet}”.", name=book.name, sheet=wanted.sheet),
            msg("It has: {names}.", names=Several(sheet.name for sheet in book.sheets)),
        )
    raise FileFault(
        msg(
            "{name} has no table of indicators: no row has a heading such as 指标名称 and others.",
            name=book.name,
        ),
        msg("Give the columns headings, or say what they mean: --map 列名=name"),
    )


def _texts(layout: Layout, raw: Raw) -> dict[str, str]:
    """Return what a row says by field; a part that only the sheet tells is said in the row."""
    part = _part(layout, raw)
    own = {"part": part} if part else {}
    return {**{raw.spot(head)[2]: cell.text for head, cell in raw.cells.items() if cell.text}, **own}


def _part(layout: Layout, raw: Raw) -> str:
    """Return the part: its column, else a sheet or a title that names one of women or children."""
    text = unnumbered(raw.text("part"))
    if text:
        return text
    names = (layout.sheet.name, layout.title)
    about = next((word for word in names if ("妇女" in word) != ("儿童" in word)), "")
    if about == layout.sheet.name and "规划" not in about:
        return ("妇女发展规划" if "妇女" in about else "儿童发展规划") if about else ""
    return about


class _Reader:
    """Reads one row after the other."""

    def __init__(self, wanted: Wanted, numbering: Numbering, *, knows_formats: bool) -> None:
        self.wanted = wanted
        self.numbering = numbering
        self.knows_formats = knows_formats
        self.questions: list[Question] = []
        self.given: dict[str, Raw] = {}
        self.by_name = {(folded(name), ""): code for code, name in wanted.codes.items()}

    def indicator(self, layout: Layout, raw: Raw) -> Planned:
        """Return what a row says; what it leaves open is among the questions."""
        asking = Asking(raw, self.questions)
        fields: dict[str, object] = {}
        named = _part(layout, raw)
        part = self.numbering.part(named) if named else ""
        domain = unnumbered(raw.text("domain"))
        domain = self.numbering.domain(domain, part) if domain else ""
        goal = unnumbered(raw.text("goal"))
        name = _name(raw, asking)
        fields["code"] = self._code(raw, asking, name, domain)
        fields["name"] = name
        if part:
            fields["part"] = part
        if domain:
            fields["domain"] = domain
        if goal:
            fields["goal"] = self.numbering.goal(goal, domain)
        fields |= self._units(raw)
        told, values = measured(raw, asking, self.wanted.baseline_period, self.wanted.target_period)
        fields |= told
        own = fields.pop("tags", ())
        tags = list(dict.fromkeys([*_tags(raw), *(own if isinstance(own, list) else ())]))
        if tags:
            fields["tags"] = tags
        fields |= _frequency(raw, asking)
        fields |= {key: text for key in _TEXTS if (text := raw.text(key))}
        areas, categories = mentioned(fields)
        for area in sorted(areas):
            self.numbering.area(area, self.wanted.reference_area)
        for category in sorted(categories):
            self.numbering.category(category)
        return Planned(
            row=raw.row,
            place=raw.place(Head("name")),
            fields=fields,
            quantifiable=is_quantifiable(fields),
            values=values,
        )

    def _code(self, raw: Raw, asking: Asking, name: str, domain: str) -> str:
        """Return the code: the table's own, that of the ledger's indicator of the name, else the next one."""
        text = raw.text("code")
        standing = self.by_name.get((folded(name), ""))
        if not text:
            return standing or self.numbering.code(domain)
        twin = self.given.setdefault(text, raw)
        if is_code(text) and twin is raw:
            return text
        proposal = self.numbering.code(domain)
        if twin is raw:
            said = msg(
                "“{text}” cannot be a code, or a spreadsheet takes it for a date or a number.", text=text
            )
        else:
            said = msg("The code {text} stands already in row {row}.", text=text, row=twin.row)
        asking.ask(Head("code"), "code", said, choices=(Choice(text=proposal),), proposes=True)
        return proposal

    def _units(self, raw: Raw) -> dict[str, object]:
        fields: dict[str, object] = {}
        for field in ("responsible_unit", "supporting_units", "data_provider"):
            units = [self.numbering.unit(name) for name in unit_names(raw.cell(field).text)]
            if units:
                fields[field] = units[0] if field == "data_provider" else list(dict.fromkeys(units))
        return fields


def unit_names(text: str) -> list[str]:
    r"""Return the units that a cell names.

    >>> unit_names("市教育局（牵头）、市卫健委\n各县（市、区）政府")
    ['市教育局', '市卫健委', '各县（市、区）政府']
    """
    parts = (_LEADS.sub("", part.strip()).strip() for part in _UNITS.split(text))
    return [part for part in dict.fromkeys(parts) if part and part not in {"—", "-", "无", "等"}]


def _name(raw: Raw, asking: Asking) -> str:
    name = raw.text("name")
    if not name:
        asking.ask(
            Head("name"),
            "name",
            msg("The row has figures and no indicator."),
            remedy=msg("Write the indicator's name."),
        )
    return name


def _tags(raw: Raw) -> Iterable[str]:
    yield from (word.strip() for word in re.split(r"[、，,;；\s]+", raw.text("tags")) if word.strip())
    yield from (tag for tag in _TAGS if tag in raw.text("nature"))


def _frequency(raw: Raw, asking: Asking) -> dict[str, object]:
    text = raw.text("frequency")
    if not text:
        return {}
    found = _FREQUENCIES.get(folded(text))
    if found is None:
        asking.ask(
            Head("frequency"),
            "frequency",
            msg("“{text}” is no frequency.", text=text),
            choices=tuple(Choice(text=word) for word in ("年度", "半年", "季度", "月度", "三年", "五年")),
        )
    return {"frequency": found} if found not in {None, "A"} else {}
