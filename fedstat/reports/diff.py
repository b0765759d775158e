"""What changed between two evaluations: who moved where and why, the moves as a table that adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fedstat.assessment.difference import TURNS
from fedstat.language import msg, msgs, say
from fedstat.model.number import EXACT, plain
from fedstat.model.plan import STATUSES
from fedstat.reports.diff_words import TURN_WORDS, judged_text, why_text
from fedstat.reports.headline import asked_message, comparison_message, method_message
from fedstat.reports.record import met_share
from fedstat.reports.words import (
    MARKS,
    area_name,
    name_of,
    period_text,
    reason_message,
    status_word,
    target_texts,
    units_text,
)
from fedstat.table import Cell, Column, Paragraph, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedstat.assessment import Assessment, Evaluation, Reading
    from fedstat.assessment.difference import Difference, Move, Turn
    from fedstat.language import Language, Message
    from fedstat.model.plan import Status
    from fedstat.table import Align, Block

    Spec = tuple[str, Message | str, Align, int, bool]
    """A column: key, title, how it is aligned, how much it matters, whether its text may be broken."""


class Sides(NamedTuple):
    """What the two sides are called."""

    before: str
    after: str


def diff_blocks(found: Difference, sides: Sides, language: Language) -> list[Block]:
    """Return all that is said of a difference."""
    moves = moves_table(found, sides, language)
    none = Paragraph(text=say(msg("No indicator changed its status."), language))
    blocks: list[Block] = [moves] if moves.rows else [Paragraph(text=moves.title, style="heading"), none]
    more = (_adjusted(found, sides, language), _judged(found, sides, language))
    blocks += [table for table in more if table.rows]
    blocks.append(_matrix(found, sides, language))
    blocks += [Paragraph(text=say(line, language), style="list") for line in _lines(found, sides, language)]
    return blocks


def changed(found: Difference) -> list[Move]:
    """Return the moves that are told, in the order in which they are: what was met and is no longer first."""
    moves = [move for move in found.moves if move.turn != "same"]
    return sorted(moves, key=lambda move: TURNS.index(move.turn))


# -- the moves ---------------------------------------------------------------------------------------------


def moves_table(found: Difference, sides: Sides, language: Language) -> Table:
    """Return every indicator whose status moved, under the way it went."""
    columns: tuple[Spec, ...] = (
        ("number", msg("no."), "right", 1, False),
        ("code", msg("code"), "left", 3, False),
        ("name", msg("indicator"), "left", 1, True),
        ("status_before", sides.before, "left", 1, True),
        ("status_after", sides.after, "left", 1, True),
        ("value_before", msg("value, {side}", side=sides.before), "right", 4, True),
        ("value_after", msg("value, {side}", side=sides.after), "right", 4, True),
        ("target", msg("target"), "left", 5, True),
        ("why", msg("why"), "left", 1, True),
        ("responsible_unit", msg("responsible unit"), "left", 6, True),
    )
    return Table(
        title=_title(found, sides, language),
        columns=_columns(columns, language),
        rows=tuple(_rows(found, language)),
    )


def _title(found: Difference, sides: Sides, language: Language) -> str:
    plan = found.after.known.plan
    name = plan.title_en if language == "en" and plan.title_en else plan.title
    text = msg("{plan}: from {before} to {after}", plan=name, before=sides.before, after=sides.after)
    return say(text, language)


def _columns(columns: Sequence[Spec], language: Language) -> tuple[Column, ...]:
    return tuple(
        Column(key=key, title=say(title, language), align=align, essential=essential, wrap=wrap)
        for key, title, align, essential, wrap in columns
    )


def _rows(found: Difference, language: Language) -> Iterator[Row]:
    turn: Turn = "same"
    moves = changed(found)
    for number, move in enumerate(moves, start=1):
        if move.turn != turn:
            turn = move.turn
            count = sum(other.turn == turn for other in moves)
            text = say(msg("{turn}: {count}", turn=TURN_WORDS[turn], count=count), language)
            yield Row(cells=(Cell(text, text),), kind="group")
        yield _row(found, move, number, language)


def _row(found: Difference, move: Move, number: int, language: Language) -> Row:
    indicator, before, after = move.indicator, found.before, found.after
    side = before if move.after is None else after
    return Row(
        cells=(
            Cell(str(number), number),
            _text(indicator.code),
            _text(name_of(indicator, language)),
            _status(before, move.before, language),
            _status(after, move.after, language),
            _value(before, move.before, language),
            _value(after, move.after, language),
            _text(target_texts(side, indicator, language)),
            _text(why_text(found, move, language)),
            _text(units_text(side, indicator.responsible_unit, language)),
        )
    )


def _text(text: str) -> Cell:
    return Cell(text, text or None)


def _status(evaluation: Evaluation, item: Assessment | None, language: Language) -> Cell:
    if item is None:
        return Cell()
    text: Message | str = status_word(evaluation, item.status, language, item.kind)
    if item.status in {"no-data", "not-assessable"}:
        reason = reason_message(evaluation, item.reason, language)
        text = msg("{status}: {reason}", status=text, reason=reason)
    return Cell(say(text, language), item.status, MARKS[item.status])


def _value(evaluation: Evaluation, item: Assessment | None, language: Language) -> Cell:
    """Return the latest value; one of another period than the side's says so."""
    reading: Reading | None = None if item is None else item.latest
    if reading is None:
        return Cell()
    text = plain(reading.value)
    if reading.period != evaluation.period:
        text = f"{text} ({period_text(reading.period, language)})"
    return Cell(text, reading.value)


# -- adjusted targets, verdicts by hand --------------------------------------------------------------------


def adjusted(found: Difference) -> list[Move]:
    """Return the indicators whose targets are other ones now."""
    return [
        move
        for move in found.moves
        if move.before is not None
        and move.after is not None
        and move.before.indicator.targets != move.after.indicator.targets
    ]


def _adjusted(found: Difference, sides: Sides, language: Language) -> Table:
    columns: tuple[Spec, ...] = (
        ("code", msg("code"), "left", 2, False),
        ("name", msg("indicator"), "left", 1, True),
        ("original", msg("original target"), "left", 1, True),
        ("adjusted", msg("adjusted target"), "left", 1, True),
        ("document", msg("document"), "left", 1, True),
        ("reason", msg("reason"), "left", 3, True),
        ("status_before", sides.before, "left", 4, True),
        ("status_after", sides.after, "left", 4, True),
    )
    return Table(
        title=say(msg("Adjusted targets: original → adjusted"), language),
        columns=_columns(columns, language),
        rows=tuple(_adjustment(found, move, language) for move in adjusted(found)),
    )


def _adjustment(found: Difference, move: Move, language: Language) -> Row:
    indicator, before = move.indicator, move.before
    original = "" if before is None else target_texts(found.before, before.indicator, language)
    return Row(
        cells=(
            _text(indicator.code),
            _text(name_of(indicator, language)),
            _text(original),
            _text(target_texts(found.after, indicator, language)),
            _text(indicator.document),
            _text(indicator.reason),
            _status(found.before, before, language),
            _status(found.after, move.after, language),
        )
    )


def judged(found: Difference) -> list[Move]:
    """Return the indicators whose verdict by hand is another one now, or is new, or gone."""
    return [
        move
        for move in found.moves
        if (move.before and move.before.judgement) != (move.after and move.after.judgement)
    ]


def _judged(found: Difference, sides: Sides, language: Language) -> Table:
    columns: tuple[Spec, ...] = (
        ("code", msg("code"), "left", 2, False),
        ("name", msg("indicator"), "left", 1, True),
        ("judged_before", sides.before, "left", 1, True),
        ("judged_after", sides.after, "left", 1, True),
    )
    return Table(
        title=say(msg("Judged by hand, beside the computed status"), language),
        columns=_columns(columns, language),
        rows=tuple(
            Row(
                cells=(
                    _text(move.indicator.code),
                    _text(name_of(move.indicator, language)),
                    _text(judged_text(found.before, move.before, language)),
                    _text(judged_text(found.after, move.after, language)),
                )
            )
            for move in judged(found)
        ),
    )


# -- the sums ----------------------------------------------------------------------------------------------


def _matrix(found: Difference, sides: Sides, language: Language) -> Table:
    """Return how many went from which status to which, with the sums of both sides."""
    matrix = found.matrix
    starts = _present([old for old, _ in matrix])
    ends = _present([new for _, new in matrix])
    columns = [
        Column(
            key="from",
            title=say(msg("{before} ↓, {after} →", before=sides.before, after=sides.after), language),
        ),
        *(Column(key=end or "none", title=_word(found.after, end, language), align="right") for end in ends),
        Column(key="sum", title=say(msg("sum"), language), align="right"),
    ]
    rows = [
        Row(
            cells=(
                _text(_word(found.before, start, language)),
                *(_count(matrix[start, end]) for end in ends),
                _count(sum(matrix[start, end] for end in ends)),
            )
        )
        for start in starts
    ]
    sums = [sum(matrix[start, end] for start in starts) for end in ends]
    total = Row(
        cells=(_text(say(msg("sum"), language)), *map(_count, sums), _count(sum(sums))),
        kind="total",
    )
    return Table(
        title=say(msg("Where the indicators went"), language), columns=tuple(columns), rows=(*rows, total)
    )


def _present(statuses: list[Status | None]) -> list[Status | None]:
    return [status for status in (*STATUSES, None) if status in statuses]


def _word(evaluation: Evaluation, status: Status | None, language: Language) -> str:
    return (
        say(msg("not in the plan"), language) if status is None else status_word(evaluation, status, language)
    )


def _count(count: int) -> Cell:
    return Cell(str(count) if count else "", count)


def _lines(found: Difference, sides: Sides, language: Language) -> Iterator[Message]:
    moved = len(changed(found))
    yield msgs(
        "{count} indicator in all: {moved} moved, {same} stayed as they were",
        "{count} indicators in all: {moved} moved, {same} stayed as they were",
        len(found.moves),
        moved=moved,
        same=len(found.moves) - moved,
    )
    if not found.selection.status:
        yield _met_sum(found, language)
        shares = _shares(found)
        if shares is not None:
            yield shares
    for label, evaluation in zip(sides, (found.before, found.after), strict=True):
        yield msg(
            "{side}: {asked}; method {method}; {comparison}",
            side=label,
            asked=asked_message(evaluation),
            method=method_message(evaluation.method),
            comparison=comparison_message(evaluation.comparison),
        )
    if found.after.reference_area != found.after.known.ledger.area:
        yield msg("area: {area}", area=area_name(found.after, found.after.reference_area, language))


def met_counts(found: Difference) -> dict[str, int]:
    """Return how the number of those met on one side becomes that of the other."""
    matrix = found.matrix
    return {
        "before": sum(count for (old, _), count in matrix.items() if old == "met"),
        "lost": sum(move.turn == "lost" for move in found.moves),
        "dark": sum(move.turn == "dark" and move.statuses[0] == "met" for move in found.moves),
        "removed": matrix["met", None],
        "gained": sum(move.turn == "met" for move in found.moves),
        "added": matrix[None, "met"],
        "after": sum(count for (_, new), count in matrix.items() if new == "met"),
    }


def _met_sum(found: Difference, language: Language) -> Message:
    counts = met_counts(found)
    words = {
        "lost": msg("− {count} no longer met", count=counts["lost"]),
        "dark": msg("− {count} without a verdict now", count=counts["dark"]),
        "gained": msg("+ {count} met now", count=counts["gained"]),
        "removed": msg("− {count} no longer in the plan", count=counts["removed"]),
        "added": msg("+ {count} new in the plan", count=counts["added"]),
    }
    parts = [text for key, text in words.items() if counts[key] or key in {"lost", "gained"}]
    return msg(
        "met: {before} {parts} = {after}",
        before=counts["before"],
        parts=" ".join(say(part, language) for part in parts),
        after=counts["after"],
    )


def _shares(found: Difference) -> Message | None:
    counts = met_counts(found)
    wholes = [sum(move.statuses[place] is not None for move in found.moves) for place in (0, 1)]
    old = met_share(found.before, counts["before"], wholes[0])
    new = met_share(found.after, counts["after"], wholes[1])
    if old is None or new is None:
        return None
    return msg(
        "share met: {old}% ({met_before}/{before}) → {new}% ({met_after}/{after}), {change} points",
        old=old,
        new=new,
        met_before=counts["before"],
        met_after=counts["after"],
        before=wholes[0],
        after=wholes[1],
        change=f"{EXACT.subtract(new, old):+f}",
    )
