"""The verdict of an indicator in a few lines, and what the indicator is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedstat.language import Several, msg, say
from fedstat.model.number import plain
from fedstat.reports.codes import frequency_message
from fedstat.reports.explain.tabled import tabled, words_cell
from fedstat.reports.explain.words import breakdown_text, day_text, joined, spot, where
from fedstat.reports.headline import comparison_message, method_message
from fedstat.reports.listing import direction_message, role_message, sort_text
from fedstat.reports.words import (
    MARKS,
    area_name,
    day,
    name_of,
    number_text,
    period_text,
    reason_message,
    status_text,
    status_word,
    target_text,
    units_text,
)
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedstat.assessment import Assessment, Reading
    from fedstat.language import Language, Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.target import Target
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.table import Mark

    Fact = tuple[Message, str, Mark]
    """What it is, what is said of it, and the mark of a verdict."""


def verdict_table(dossier: Dossier, language: Language) -> Table:
    """Return the verdict with its reason, what it rests on, and what was asked."""
    return _facts("", _Facts(dossier, language).verdict(), language)


def indicator_table(dossier: Dossier, language: Language) -> Table:
    """Return what the indicator is: who answers for it, how it is defined, what it must reach."""
    title = say(msg("The indicator"), language)
    return _facts(title, _Facts(dossier, language).indicator_facts(), language)


def editions_table(dossier: Dossier, language: Language) -> Table:
    """Return every edition of the indicator with its target, its reason and its document."""
    return _Facts(dossier, language).editions()


def _facts(title: str, facts: Iterable[Fact], language: Language) -> Table:
    """Return facts, one below the other."""
    rows = tuple(
        Row(cells=(Cell(say(what, language), say(what, language)), Cell(text, text, mark)))
        for what, text, mark in facts
    )
    columns = (Column(key="what", title=""), Column(key="said", title="", wrap=True))
    return Table(title=title, columns=columns, rows=rows)


class _Facts:
    """Says what a dossier holds, in one language."""

    def __init__(self, dossier: Dossier, language: Language) -> None:
        self.dossier = dossier
        self.evaluation = dossier.evaluation
        self.indicator = dossier.indicator
        self.language: Language = language

    def say(self, message: object) -> str:
        return say(message, self.language)

    def verdict(self) -> Iterator[Fact]:
        item = self.dossier.item
        if item is None:
            yield msg("assessment"), self.say(self._why_none()), ""
        else:
            text = status_text(self.evaluation, item, self.language)
            yield msg("assessment"), text, MARKS[item.status]
            if item.status not in {"no-data", "not-assessable"}:
                reason = reason_message(self.evaluation, item.reason, self.language)
                yield msg("reason"), self.say(reason), ""
            yield from self._rests_on(item)
        yield msg("asked"), self._asked(), ""

    def _why_none(self) -> Message | Several:
        indicator = self.indicator
        if not self.dossier.standing:
            taken = [
                msg(
                    "withdrawn on {day}: {reason} ({place})",
                    day=day_text(each.recorded),
                    reason=each.reason,
                    place=spot(self.evaluation, each),
                )
                for each in self.dossier.withdrawals
            ]
            return Several(taken) if taken else msg("not in the plan on that day")
        if indicator.assessed:
            return msg("left out by the filters")
        return msg("{role}: kept and shown, never assessed", role=role_message(indicator.role))

    def _rests_on(self, item: Assessment) -> Iterator[Fact]:
        if item.latest is not None:
            text = _reading(item.latest, self.language)
            if item.deciding.breakdown:
                named = breakdown_text(self.evaluation, item.deciding.breakdown, self.language)
                text = self.say(msg("{group}: {value}", group=named, value=text))
            yield msg("latest value"), text, ""
        if len(item.verdicts) > 1:
            yield msg("sub-targets"), joined(self._parts(item), self.language), ""

    def _parts(self, item: Assessment) -> Iterator[Message]:
        """Yield the verdict of every sub-target, so that it is seen which one decides."""
        for verdict in item.verdicts:
            group = breakdown_text(self.evaluation, verdict.breakdown, self.language)
            status = status_word(self.evaluation, verdict.status, self.language, item.kind)
            yield msg("{group} {status}", group=group or self.say(msg("total")), status=status)

    def _asked(self) -> str:
        asked = self.evaluation
        parts: list[object] = [msg("values up to {period}", period=asked.period)]
        if asked.known_on is not None:
            parts.append(msg("known on {day}", day=day(asked.known_on)))
        if asked.round is not None:
            parts.append(msg("round {name}", name=name_of(asked.round, self.language)))
        if asked.reference_area != asked.known.ledger.area:
            parts.append(area_name(asked, asked.reference_area, self.language))
        parts.append(msg("method {method}", method=method_message(asked.method)))
        parts.append(comparison_message(asked.comparison))
        return joined(parts, self.language)

    def indicator_facts(self) -> Iterator[Fact]:
        for what, text in self._properties():
            said = self.say(text)
            if said:
                yield what, said, ""

    def _properties(self) -> Iterator[tuple[Message, object]]:
        known, indicator, language = self.evaluation.known, self.indicator, self.language
        yield msg("kind"), sort_text(indicator, language)
        yield msg("part", context="noun"), name_of(known.parts.get(indicator.part), language, indicator.part)
        yield (
            msg("domain", context="noun"),
            name_of(known.domains.get(indicator.domain), language, indicator.domain),
        )
        yield msg("goal"), name_of(known.goals.get(indicator.goal), language, indicator.goal)
        yield msg("responsible unit"), units_text(self.evaluation, indicator.responsible_unit, language)
        yield msg("supporting units"), units_text(self.evaluation, indicator.supporting_units, language)
        provider = indicator.data_provider
        yield msg("data provider"), name_of(known.member_units.get(provider), language, provider)
        yield msg("definition"), indicator.definition
        yield msg("formula"), indicator.formula
        yield msg("data source"), indicator.data_source
        yield msg("unit of measure"), indicator.unit_measure
        yield msg("direction"), "" if indicator.direction is None else direction_message(indicator.direction)
        yield msg("frequency"), self._frequency()
        yield msg("baseline"), self._baselines()
        yield from self._targets()
        for what, number in (
            (msg("natural limit"), indicator.limit),
            (msg("tolerance"), indicator.tolerance),
        ):
            yield what, "" if number is None else plain(number)
        yield msg("values shared with"), indicator.same_as
        yield msg("tags"), Several(indicator.tags)
        yield msg("note"), indicator.note
        yield msg("stands in"), where(indicator)

    def _frequency(self) -> object:
        indicator = self.indicator
        often = frequency_message(indicator.frequency)
        if not indicator.lag:
            return often
        return msg("{frequency}; a value may be carried over {lag} more", frequency=often, lag=indicator.lag)

    def _baselines(self) -> str:
        """Return the baselines that count, and where they come from."""
        told = []
        for footing in self.dossier.footings:
            reading = footing.values.baseline
            if reading is not None:
                group = breakdown_text(self.evaluation, footing.verdict.breakdown, self.language)
                text = _reading(reading, self.language)
                entry = reading.observation
                origin = (
                    msg("stated by the indicator")
                    if entry is None
                    else msg("observation, {place}", place=spot(self.evaluation, entry))
                )
                text = self.say(msg("{value}, {origin}", value=text, origin=origin))
                told.append(msg("{group}: {value}", group=group, value=text) if group else text)
        return joined(told, self.language)

    def _targets(self) -> Iterator[tuple[Message, object]]:
        printed = [target.wording for target in self.indicator.targets if target.wording]
        yield msg("target as printed"), joined(dict.fromkeys(printed), self.language)
        understood = [self._understood(target) for target in self.indicator.targets]
        yield msg("target as understood"), joined(understood, self.language)

    def _understood(self, target: Target) -> object:
        text: object = target_text(self.evaluation, replace(target, wording=""), self.language)
        group = breakdown_text(self.evaluation, target.breakdown, self.language)
        if group:
            text = msg("{group}: {value}", group=group, value=text)
        by = target.by or self.evaluation.target_period
        return (
            text
            if by is None or not target.has_number
            else msg("{target} by {period}", target=text, period=by)
        )

    def editions(self) -> Table:
        heads = (
            ("recorded", msg("recorded"), "left", False),
            ("target", msg("target and definition"), "left", True),
            ("reason", msg("reason and document"), "left", True),
            ("place", msg("stands in"), "left", True),
        )
        rows = [
            (
                words_cell(day_text(edition.recorded) or msg("from the start"), self.language),
                words_cell(self._targets_of(edition), self.language),
                words_cell(joined([edition.reason, edition.document], self.language), self.language),
                words_cell(where(edition), self.language),
            )
            for edition in self.dossier.editions
        ]
        return tabled(msg("Editions of the indicator"), heads, rows, self.language)  # type: ignore[arg-type]

    def _targets_of(self, edition: Indicator) -> str:
        texts = (target_text(self.evaluation, target, self.language) for target in edition.targets)
        several = len({each.definition for each in self.dossier.editions}) > 1
        return joined([*texts, edition.definition if several else ""], self.language)


def _reading(reading: Reading, language: Language) -> str:
    return f"{number_text(reading.value)} ({period_text(reading.period, language)})"
