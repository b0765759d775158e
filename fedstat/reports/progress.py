"""The table against the targets: one row an indicator, grouped, with subtotals that reconcile."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from fedstat.assessment import counted
from fedstat.language import Several, msg, say
from fedstat.model.number import plain
from fedstat.model.plan import STATUSES
from fedstat.reports.extras import extra_cells, extra_columns, extra_notes, shown_extras
from fedstat.reports.record import distance, met_share
from fedstat.reports.words import (
    MARKS,
    change,
    change_text,
    compared_area,
    name_of,
    percent,
    period_text,
    status_text,
    status_word,
    target_texts,
    units_text,
)
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from fedstat.assessment import Assessment, Evaluation, Reading, Reason
    from fedstat.language import Language
    from fedstat.model.plan import Domain, Named
    from fedstat.reports.extras import Extra

By = Literal["domain", "part", "responsible-unit"]

_CHINESE_DIGITS = "〇一二三四五六七八九"


class _Group(NamedTuple):
    """A heading and what stands under it; the outer one may hold several inner ones."""

    outer: str
    inner: str


def progress_table(
    evaluation: Evaluation, language: Language, *, by: By = "domain", extras: Collection[str] = ()
) -> Table:
    """Return the table of an evaluation, grouped by domain within part, by part, or by responsible unit.

    Besides the columns that *extras* ask for, the class of another method than pace has its own.
    """
    shown = shown_extras(evaluation, extras)
    rows = tuple(_rows(evaluation, language, by, shown))
    notes = (*_notes(evaluation, rows, by), *extra_notes(shown))
    return Table(
        title=_title(evaluation, language),
        columns=_columns(evaluation, language, shown),
        rows=rows,
        notes=tuple(say(note, language) for note in notes),
    )


def _title(evaluation: Evaluation, language: Language) -> str:
    plan = evaluation.known.plan
    name = plan.title_en if language == "en" and plan.title_en else plan.title
    return say(msg("{plan}: progress at {period}", plan=name, period=evaluation.period), language)


def _columns(evaluation: Evaluation, language: Language, extras: tuple[Extra, ...]) -> tuple[Column, ...]:
    plan = evaluation.known.plan
    yearly = evaluation.period.kind == "A"
    start = plan.baseline_period
    columns = [
        ("number", msg("no."), "right", 1, False),
        ("code", msg("code"), "left", 5, False),
        ("name", msg("indicator"), "left", 1, True),
        ("unit_measure", msg("unit of measure"), "left", 3, True),
        ("baseline", msg("baseline {period}", period=start) if start else msg("baseline"), "right", 2, False),
        ("previous", msg("previous year") if yearly else msg("previous value"), "right", 6, False),
        ("latest", msg("value {period}", period=evaluation.period), "right", 1, False),
        (
            "change_from_previous",
            msg("vs previous year") if yearly else msg("vs previous"),
            "right",
            7,
            False,
        ),
        ("change_from_baseline", msg("vs baseline"), "right", 4, False),
        ("target", msg("target"), "left", 1, True),
        ("distance_to_target", msg("gap to target"), "right", 8, False),
        ("completion", msg("completion"), "right", 1, False),
        ("elapsed", msg("elapsed"), "right", 9, False),
        ("status", msg("assessment"), "left", 1, True),
        *(
            (f"area:{area}", compared_area(evaluation, area, language), "right", 11, False)
            for area in plan.compare
        ),
        ("responsible_unit", msg("responsible unit"), "left", 10, True),
    ]
    built = [
        Column(key=key, title=say(title, language), align=align, essential=essential, wrap=wrap)  # type: ignore[arg-type]
        for key, title, align, essential, wrap in columns
    ]
    after = next(place for place, column in enumerate(built) if column.key == "status") + 1
    return (*built[:after], *extra_columns(extras, language), *built[after:])


def _rows(evaluation: Evaluation, language: Language, by: By, extras: tuple[Extra, ...]) -> Iterator[Row]:
    number = 0
    groups = _grouped(evaluation, language, by)
    for outer, inside in groupby(groups, key=lambda pair: pair[0].outer):
        members = list(inside)
        items = [item for _, several in members for item in several]
        if outer:
            yield _heading(outer, "group")
        for group, several in members:
            if group.inner:
                yield _heading(group.inner, "subgroup")
            for item in several:
                number += 1
                yield _row(evaluation, item, number, language, extras)
            if group.inner:
                yield _sum(msg("subtotal"), several, evaluation, language, "subtotal")
        if outer and (len(members) > 1 or not members[0][0].inner):
            label = msg("{group}, subtotal", group=outer) if members[0][0].inner else msg("subtotal")
            yield _sum(label, items, evaluation, language, "subtotal")
    yield _sum(msg("total"), evaluation.items, evaluation, language, "total")


def _grouped(evaluation: Evaluation, language: Language, by: By) -> list[tuple[_Group, list[Assessment]]]:
    """Return the groups in the order in which the ledger declares them, what names none last."""
    known = evaluation.known
    if by == "responsible-unit":
        return _by_one(evaluation, known.member_units, _first_unit, language)
    if by == "part":
        return _by_one(evaluation, known.parts, lambda item: item.indicator.part, language)
    found: dict[tuple[str, str], list[Assessment]] = {}
    for item in evaluation:
        domain = known.domains.get(item.indicator.domain)
        part = item.indicator.part or ("" if domain is None else domain.part)
        found.setdefault((part, item.indicator.domain), []).append(item)
    order = sorted(found, key=lambda key: (_rank(known.parts, key[0]), _rank(known.domains, key[1])))
    groups = []
    for part, name in order:
        number = _place_in_part(known.domains, part, name)
        inner = _numbered(number, name_of(known.domains.get(name), language, name), language)
        groups.append((_Group(name_of(known.parts.get(part), language, part), inner), found[part, name]))
    return groups


def _place_in_part(domains: Mapping[str, Domain], part: str, name: str) -> int:
    """Return the number of a domain among those of its part, chosen or not, so that headings keep theirs."""
    siblings = [domain.id for domain in domains.values() if domain.part == part]
    return siblings.index(name) + 1 if name in siblings else len(siblings) + 1


def _by_one(
    evaluation: Evaluation,
    nouns: Mapping[str, Named],
    key: Callable[[Assessment], str],
    language: Language,
) -> list[tuple[_Group, list[Assessment]]]:
    found: dict[str, list[Assessment]] = {}
    for item in evaluation:
        found.setdefault(key(item), []).append(item)
    return [
        (
            _Group(_numbered(_rank(nouns, name) + 1, name_of(nouns.get(name), language, name), language), ""),
            several,
        )
        for name, several in sorted(found.items(), key=lambda pair: _rank(nouns, pair[0]))
    ]


def _first_unit(item: Assessment) -> str:
    units = item.indicator.responsible_unit
    return units[0] if units else ""


def _rank(nouns: Mapping[str, Named], name: str) -> int:
    names = list(nouns)
    return names.index(name) if name in nouns else len(names)


def _numbered(number: int, name: str, language: Language) -> str:
    if not name:
        return say(msg("not assigned"), language) if number > 1 else ""
    return f"{chinese_number(number)}、{name}" if language == "zh" else f"{number}. {name}"


def chinese_number(number: int) -> str:
    """Return a number below 100 as headings count: 一, 十, 十五, 二十一.

    >>> chinese_number(15), chinese_number(38)
    ('十五', '三十八')
    """
    tens, ones = divmod(number, 10)
    lead = ("" if tens == 1 else _CHINESE_DIGITS[tens]) + "十" if tens else ""
    return lead + (_CHINESE_DIGITS[ones] if ones or not tens else "")


def _heading(text: str, kind: Literal["group", "subgroup"]) -> Row:
    return Row(cells=(Cell(text, text),), kind=kind)


def _sum(
    label: object,
    items: Sequence[Assessment],
    evaluation: Evaluation,
    language: Language,
    kind: Literal["subtotal", "total"],
) -> Row:
    """Return a line of sums: how many, how many of each status, the share met."""
    counts = counted(items)
    parts = [
        msg(
            "{status} {count}",
            status=status_word(evaluation, status, language),
            count=counts.statuses[status],
        )
        for status in STATUSES
        if counts.statuses[status]
    ]
    share = met_share(evaluation, counts.met, counts.indicators)
    text = msg(
        "{label} {count}: {parts}; share met {share}%",
        label=label,
        count=counts.indicators,
        parts=Several(parts),
        share=share,
    )
    if share is None:
        text = msg("{label} {count}", label=label, count=counts.indicators)
    elif evaluation.selection.status:  # a share of what was chosen by its status would say nothing
        text = msg("{label} {count}: {parts}", label=label, count=counts.indicators, parts=Several(parts))
    words = say(text, language)
    return Row(cells=(Cell(words, words),), kind=kind)


def _row(
    evaluation: Evaluation, item: Assessment, number: int, language: Language, extras: tuple[Extra, ...]
) -> Row:
    indicator = item.indicator
    rule = evaluation.rounding
    cells = [
        Cell(str(number), number),
        _text(indicator.code),
        _text(name_of(indicator, language)),
        _text(indicator.unit_measure),
        _baseline(item, evaluation, language),
        _previous(item, language),
        _latest(item, language),
        _change(item, item.previous, item.gap_to_previous, evaluation, language),
        _change(item, item.baseline, item.gap_to_baseline, evaluation, language),
        _text(target_texts(evaluation, indicator, language)),
        _to_go(item, evaluation),
        _percent(percent(item.deciding.completion, rule)),
        _percent(percent(item.deciding.elapsed, rule)),
        Cell(status_text(evaluation, item, language), item.status, MARKS[item.status]),
        *extra_cells(evaluation, item, extras, language),
        *(_beside(reading, item.latest, language) for reading in item.compare),
        _text(units_text(evaluation, indicator.responsible_unit, language)),
    ]
    return Row(cells=tuple(cells))


def _text(text: str) -> Cell:
    return Cell(text, text or None)


def _baseline(item: Assessment, evaluation: Evaluation, language: Language) -> Cell:
    """Return the baseline; one of another period than the plan's says so."""
    reading = item.baseline
    if reading is None:
        return Cell()
    text = plain(reading.value)
    if reading.period != evaluation.known.plan.baseline_period:
        text = _of(reading, text, language)
    return Cell(text, reading.value)


def _of(reading: Reading, text: str, language: Language) -> str:
    """Return a figure with its period in brackets."""
    return f"{text} ({period_text(reading.period, language)})"


def _latest(item: Assessment, language: Language) -> Cell:
    """Return the latest value: marked with its period when carried, with * when provisional."""
    reading = item.latest
    if reading is None:
        return Cell()
    text = plain(reading.value) + ("*" if item.provisional else "")
    if reading.carried or not reading.period.dated:
        return Cell(_of(reading, text, language), reading.value, "carried" if reading.carried else "")
    return Cell(text, reading.value)


def _previous(item: Assessment, language: Language) -> Cell:
    """Return the previous value; one that is not of the period just before says its period."""
    reading, latest = item.previous, item.latest
    if reading is None or latest is None:
        return Cell()
    text = plain(reading.value)
    adjacent = reading.period.kind == latest.period.kind and latest.period.first == reading.period.last + 1
    return Cell(text if adjacent else _of(reading, text, language), reading.value)


def _beside(reading: Reading | None, beside: Reading | None, language: Language) -> Cell:
    """Return the value of another area; one of another period than ours says its period."""
    if reading is None:
        return Cell()
    text = plain(reading.value)
    same = beside is not None and reading.period == beside.period
    return Cell(text if same else _of(reading, text, language), reading.value)


def _change(
    item: Assessment,
    earlier: Reading | None,
    gap: Reason | None,
    evaluation: Evaluation,
    language: Language,
) -> Cell:
    if item.latest is None or earlier is None or gap is not None:
        return Cell()
    text = change_text(earlier, item.latest, item.indicator, evaluation.rounding, language)
    return Cell(text, change(earlier, item.latest))


def _to_go(item: Assessment, evaluation: Evaluation) -> Cell:
    """Return what is still missing to the target, without a sign; nothing when it is met."""
    left = distance(item.deciding, evaluation.rounding)
    if left is None or item.status == "met":
        return Cell("", left)
    return Cell(plain(abs(left)), left)


def _percent(number: Decimal | None) -> Cell:
    return Cell() if number is None else Cell(f"{plain(number)}%", number)


def _notes(evaluation: Evaluation, rows: Iterable[Row], by: By) -> Iterator[object]:
    if any(cell.value is not None and cell.text.endswith(")") for row in rows for cell in row.cells[4:]):
        yield msg("A period in brackets is the one that the value belongs to.")
    if any(item.carried for item in evaluation):
        yield msg("A latest value of an earlier period is carried from there.")
    if any(item.provisional for item in evaluation):
        yield msg("* provisional or estimated value")
    if by == "responsible-unit" and any(len(item.indicator.responsible_unit) > 1 for item in evaluation):
        yield msg("An indicator with several responsible units stands under the first.")
