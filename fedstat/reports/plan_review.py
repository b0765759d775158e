"""What was read of an office's table of indicators: understood, to be confirmed, not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fedstat.language import Several, msg, msgs, say
from fedstat.table import Cell, Column, Paragraph, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedstat.errors import Place
    from fedstat.language import Language, Message
    from fedstat.table import Block


class Understood(NamedTuple):
    """A column and what it was taken for; None where nothing is known of it."""

    place: Place
    meaning: Message | None


class Group(NamedTuple):
    """How many indicators a domain of a part has, and how many of them have a number to reach."""

    part: str
    domain: str
    indicators: int
    quantifiable: int
    values: int


class Open(NamedTuple):
    """One question: its cell, the field, the indicator, what stands there, and the likely answers."""

    place: Place
    heading: Message
    indicator: str
    message: Message
    remedy: Message | None
    choices: tuple[str, ...]
    proposes: bool


def review_blocks(
    columns: Sequence[Understood],
    groups: Sequence[Group],
    questions: Sequence[Open],
    standing: int,
    language: Language,
) -> Iterator[Block]:
    """Yield what an office must see before anything is written."""
    yield _columns(columns, language)
    unknown = [one.place.text.replace("\n", "") for one in columns if one.meaning is None]
    if unknown:
        said = msg(
            "Columns that are left out: {names}. To use one, for instance: {line}",
            names=Several(unknown),
            line="--map 责任科室=牵头单位" if language == "zh" else "--map agency=responsible_unit",
        )
        yield Paragraph(text=say(said, language), style="note")
    yield _groups(groups, language)
    if standing:
        said = msgs(
            "{count} indicator stands in the ledger already and is left as it is.",
            "{count} indicators stand in the ledger already and are left as they are.",
            standing,
        )
        yield Paragraph(text=say(said, language), style="note")
    yield from _questions(questions, language)


def _columns(columns: Sequence[Understood], language: Language) -> Table:
    titles = (msg("cell"), msg("heading", context="noun"), msg("understood as"))
    seen: dict[tuple[str, str], Understood] = {}
    for one in columns:
        meaning = "" if one.meaning is None else say(one.meaning, language)
        seen.setdefault((one.place.text, meaning), one)
    rows = [
        (
            one.place.cell,
            one.place.text.replace("\n", ""),
            "—" if one.meaning is None else say(one.meaning, language),
        )
        for one in seen.values()
    ]
    return _table(say(msg("Columns"), language), titles, rows, language)


def _groups(groups: Sequence[Group], language: Language) -> Table:
    titles = (
        *(msg("part", context="noun"), msg("domain", context="noun"), msg("indicators")),
        *(msg("quantifiable"), msg("trend"), msg("past values")),
    )
    rows = [
        (
            one.part,
            one.domain,
            str(one.indicators),
            str(one.quantifiable),
            str(one.indicators - one.quantifiable),
            str(one.values),
        )
        for one in groups
    ]
    sums = [sum(one[at] for one in groups) for at in (2, 3, 4)]  # type: ignore[misc]  # these are the counts
    total = (
        say(msg("total"), language),
        "",
        str(sums[0]),
        str(sums[1]),
        str(sums[0] - sums[1]),
        str(sums[2]),
    )
    table = _table(say(msg("Indicators", context="title"), language), titles, rows, language, right=2)
    cells = tuple(Cell(text, text) for text in total)
    return Table(title=table.title, columns=table.columns, rows=(*table.rows, Row(cells=cells, kind="total")))


def _table(
    title: str,
    titles: Sequence[Message],
    rows: Sequence[Sequence[str]],
    language: Language,
    *,
    right: int = 99,
) -> Table:
    return Table(
        title=title,
        columns=tuple(
            Column(
                key=str(at),
                title=say(head, language),
                align="right" if at >= right else "left",
                wrap=at < right,
            )
            for at, head in enumerate(titles)
        ),
        rows=tuple(Row(cells=tuple(Cell(text, text) for text in row)) for row in rows),
    )


def _questions(questions: Sequence[Open], language: Language) -> Iterator[Paragraph]:
    for proposes, title in (
        (
            True,
            msgs("To be confirmed: {count}", "To be confirmed: {count}", _count(questions, proposes=True)),
        ),
        (
            False,
            msgs("Not understood: {count}", "Not understood: {count}", _count(questions, proposes=False)),
        ),
    ):
        own = [one for one in questions if one.proposes is proposes]
        if own:
            yield Paragraph(text=say(title, language), style="heading")
        for one in own:
            yield Paragraph(text=question_text(one, language), style="list")


def _count(questions: Sequence[Open], *, proposes: bool) -> int:
    return sum(one.proposes is proposes for one in questions)


def question_text(one: Open, language: Language, *, choices: bool = True) -> str:
    """Return a question in one line: cell, indicator, field, what is wrong, what is likely.

    Without *choices* it leaves out the likely answers, which are then shown one by one.
    """
    where = f"{one.place.sheet}!{one.place.cell}" if one.place.sheet else one.place.cell
    said: list[Message] = [
        msg(
            "{cell} {indicator}, {field}: {message}",
            cell=where,
            indicator=one.indicator or "—",
            field=one.heading,
            message=one.message,
        )
    ]
    if one.choices and not choices:
        return say(said[0], language)
    if one.proposes:
        said.append(msg("Proposal: {text}", text=one.choices[0]))
    elif one.choices:
        said.append(msg("Likely: {choices}", choices=Several(one.choices)))
    elif one.remedy is not None:
        said.append(one.remedy)
    return ("" if language == "zh" else " ").join(say(part, language) for part in said)
