"""The indicators as a list: what each measures, which way, how far, by whom, and its latest value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.language import Several, msg, msgs, say
from fedstat.model.number import plain
from fedstat.reports.words import kind_message, name_of, period_text, target_texts, units_text
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedstat.assessment import Evaluation
    from fedstat.language import Language, Message
    from fedstat.model.indicator import Indicator, Role
    from fedstat.model.observation import Observation
    from fedstat.model.target import Direction

MANY: Final = "; "
"""What stands between several ids in one cell."""


def listing_table(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Table:
    """Return the list of *indicators*, each with the latest value up to the evaluation's period."""
    plan = evaluation.known.plan
    title = plan.title_en if language == "en" and plan.title_en else plan.title
    return Table(
        title=title,
        columns=_columns(language),
        rows=tuple(_row(evaluation, indicator, language) for indicator in indicators),
        notes=(say(Several(_counts(indicators)), language),),
    )


def _counts(indicators: Sequence[Indicator]) -> Iterator[Message]:
    assessed = sum(indicator.assessed for indicator in indicators)
    yield msgs("{count} indicator", "{count} indicators", assessed)
    if assessed < len(indicators):
        yield msgs(
            "{count} activity or background figure",
            "{count} activities and background figures",
            len(indicators) - assessed,
        )


def latest_observation(evaluation: Evaluation, indicator: Indicator) -> Observation | None:
    """Return the last observation with a value, no later than the evaluation's period, of the total."""
    series = evaluation.known.observations(indicator, evaluation.reference_area)
    fitting = [
        entry for entry in series.values() if entry.value is not None and entry.period <= evaluation.period
    ]
    return max(fitting, key=lambda entry: entry.period, default=None)


def direction_message(direction: Direction) -> Message:
    """Return 正向, 逆向, 保持 or 适度."""
    words: dict[Direction, Message] = {
        "increase": msg("increase", context="direction"),
        "decrease": msg("decrease", context="direction"),
        "maintain": msg("maintain", context="direction"),
        "range": msg("range", context="direction"),
    }
    return words[direction]


def role_message(role: Role) -> Message:
    """Return 指标, 工作量 or 背景数据."""
    words: dict[Role, Message] = {
        "indicator": msg("indicator", context="role"),
        "activity": msg("activity", context="role"),
        "background": msg("background", context="role"),
    }
    return words[role]


def sort_text(indicator: Indicator, language: Language) -> str:
    """Return whether an indicator is quantifiable or a trend, or its role when it is never assessed."""
    return say(kind_message(indicator.kind) if indicator.assessed else role_message(indicator.role), language)


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(key="code", title=say(msg("code"), language)),
        Column(key="name", title=say(msg("indicator"), language), wrap=True),
        Column(key="kind", title=say(msg("kind"), language), essential=2),
        Column(key="direction", title=say(msg("direction"), language), essential=3),
        Column(key="unit_measure", title=say(msg("unit of measure"), language), essential=3),
        Column(key="target", title=say(msg("target"), language), wrap=True),
        Column(key="responsible_unit", title=say(msg("responsible unit"), language), essential=4, wrap=True),
        Column(key="latest", title=say(msg("latest value"), language), align="right"),
        Column(key="latest_period", title=say(msg("period"), language)),
    )


def _row(evaluation: Evaluation, indicator: Indicator, language: Language) -> Row:
    latest = latest_observation(evaluation, indicator)
    direction = "" if indicator.direction is None else say(direction_message(indicator.direction), language)
    units = units_text(evaluation, indicator.responsible_unit, language)
    cells = (
        text_cell(indicator.code),
        Cell(name_of(indicator, language), indicator.name),
        Cell(sort_text(indicator, language), indicator.kind if indicator.assessed else indicator.role),
        Cell(direction, indicator.direction),
        text_cell(indicator.unit_measure),
        text_cell(target_texts(evaluation, indicator, language)),
        Cell(units, MANY.join(indicator.responsible_unit) or None),
        Cell() if latest is None or latest.value is None else Cell(plain(latest.value), latest.value),
        Cell() if latest is None else Cell(period_text(latest.period, language), str(latest.period)),
    )
    return Row(cells=cells)


def text_cell(text: str) -> Cell:
    """Return a cell of text; an empty one has no value."""
    return Cell(text, text or None)
