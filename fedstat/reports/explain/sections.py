"""What the sections of `explain` say, from the verdict down to the unit's own words, as neutral blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from fedstat.language import Several, msg, say
from fedstat.model.number import plain
from fedstat.reports.codes import frequency_message
from fedstat.reports.explain.changes import changes_table, history_table, methods_table
from fedstat.reports.explain.figure import figure_of
from fedstat.reports.explain.prospects import ahead_tables
from fedstat.reports.explain.reckoning import lines_of_footing
from fedstat.reports.explain.words import (
    breakdown_text,
    day_text,
    joined,
    particulars,
    state_text,
    value_text,
    where,
)
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
from fedstat.table import Cell, Column, Paragraph, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedstat.assessment import Assessment, Reading
    from fedstat.language import Language, Message
    from fedstat.model.plan import Explanation, Judgement, Outlook
    from fedstat.model.target import Target
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.reports.explain.entries import Entered
    from fedstat.table import Block, Mark

    Fact = tuple[Message, str, Mark]
    """What it is, what is said of it, and the mark of a verdict."""

_OUTLOOKS: Final[dict[Outlook, Message]] = {
    "expected": msg("expected to be met", context="outlook"),
    "difficult": msg("difficult", context="outlook"),
    "unlikely": msg("unlikely to be met", context="outlook"),
}


def blocks_of(dossier: Dossier, language: Language) -> tuple[Block, ...]:
    """Return everything about one indicator, from top to bottom."""
    return tuple(_Teller(dossier, language).blocks())


class _Teller:
    """Says what a dossier holds, in one language."""

    def __init__(self, dossier: Dossier, language: Language) -> None:
        self.dossier = dossier
        self.evaluation = dossier.evaluation
        self.indicator = dossier.indicator
        self.language: Language = language
        files = {each.observation.origin.source.name for each in dossier.entries}
        self.one_file = len(files) == 1
        """Whether a line number alone tells where a value stands."""

    def say(self, message: object) -> str:
        return say(message, self.language)

    def blocks(self) -> Iterator[Block]:
        """Yield the sections in their order; one that has nothing to say is left out."""
        dossier, language = self.dossier, self.language
        yield Paragraph(text=f"{self.indicator.code} {name_of(self.indicator, language)}", style="heading")
        yield _facts("", self._verdict(), language)
        yield _facts(self.say(msg("The indicator")), self._indicator(), language)
        if len(dossier.editions) > 1:
            yield self._editions()
        if dossier.entries:
            yield self._entries()
        for footing in dossier.footings:
            label = breakdown_text(self.evaluation, footing.verdict.breakdown, language)
            figure = figure_of(self.evaluation, self.indicator, footing, label, language)
            if figure is not None:
                yield figure
        yield from self._reckoning()
        yield from ahead_tables(dossier, language)
        if dossier.flips is not None:
            yield methods_table(dossier, dossier.flips, language)
            yield changes_table(dossier, dossier.flips, language)
        if len(dossier.moments) > 1:
            yield history_table(dossier, language)
        yield from self._said()
        yield from self._notices()

    # -- the verdict ---------------------------------------------------------------------------------------

    def _verdict(self) -> Iterator[Fact]:
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
                    place=where(each),
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

    # -- the indicator -------------------------------------------------------------------------------------

    def _indicator(self) -> Iterator[Fact]:
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
                    else msg("observation, {place}", place=where(entry))
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
        return text if by is None else msg("{target} by {period}", target=text, period=by)

    def _editions(self) -> Table:
        rows = [
            (
                self.say(day_text(edition.recorded) or msg("from the start")),
                joined(
                    [target_text(self.evaluation, target, self.language) for target in edition.targets],
                    self.language,
                ),
                joined([edition.reason, edition.document], self.language),
                where(edition),
            )
            for edition in self.dossier.editions
        ]
        heads = (msg("recorded"), msg("target"), msg("reason and document"), msg("stands in"))
        return _table(
            self.say(msg("Editions of the indicator")), heads, rows, self.language, wrapped={1, 2, 3}
        )

    # -- the values ----------------------------------------------------------------------------------------

    def _entries(self) -> Table:
        columns = (
            Column(key="period", title=self.say(msg("period"))),
            Column(key="value", title=self.say(msg("value")), align="right"),
            Column(key="state", title=self.say(msg("what became of it")), wrap=True),
            Column(key="recorded", title=self.say(msg("recorded"))),
            Column(
                key="place",
                title=self.say(msg("line") if self.one_file else msg("stands in")),
                align="right" if self.one_file else "left",
                wrap=not self.one_file,
            ),
            Column(key="particulars", title=self.say(msg("source, evidence, notes")), wrap=True),
        )
        title = msg("Values: every entry, in order")
        notes = []
        if self.one_file:
            file = self.dossier.entries[0].observation.origin.source.name
            notes.append(self.say(msg("The lines are those of {file}.", file=file)))
        return Table(title=self.say(title), columns=columns, rows=tuple(self._rows()), notes=tuple(notes))

    def _rows(self) -> Iterator[Row]:
        group = None
        for entry in self.dossier.entries:
            observation = entry.observation
            found = observation.reference_area, observation.breakdown
            if found != group:
                text = self._group(*found)
                if text:
                    yield Row(cells=(Cell(text, text),), kind="subgroup")
                group = found
            yield self._row(entry)

    def _group(self, area: str, breakdown: tuple[tuple[str, str], ...]) -> str:
        """Return whose values follow; nothing where they are all of the plan's own area and of the total."""
        places = {
            (each.observation.reference_area, each.observation.breakdown) for each in self.dossier.entries
        }
        if len(places) == 1 and not breakdown and area == self.evaluation.known.ledger.area:
            return ""
        named = area_name(self.evaluation, area, self.language)
        return joined([named, breakdown_text(self.evaluation, breakdown, self.language)], self.language)

    def _row(self, entry: Entered) -> Row:
        observation = entry.observation
        place = observation.origin.place
        stamp = day_text(observation.recorded)
        return Row(
            cells=(
                Cell(period_text(observation.period, self.language), str(observation.period)),
                Cell(self.say(value_text(observation)), observation.value),
                Cell(state_text(self.evaluation, entry, self.language), entry.state),
                Cell(self.say(stamp or msg("from the start")), stamp or None),
                Cell(str(place.line) if self.one_file else where(observation), place.line),
                Cell(particulars(self.evaluation, observation, self.indicator.unit_measure, self.language)),
            )
        )

    # -- the rule ------------------------------------------------------------------------------------------

    def _reckoning(self) -> Iterator[Block]:
        footings = self.dossier.footings
        if not footings:
            return
        yield Paragraph(text=self.say(msg("The rule, with the numbers put in")), style="heading")
        for footing in footings:
            group = breakdown_text(self.evaluation, footing.verdict.breakdown, self.language)
            if len(footings) > 1:
                yield Paragraph(text=self.say(msg("{group}:", group=group or msg("total"))))
            for line in lines_of_footing(self.dossier, footing, self.language):
                yield Paragraph(text=self.say(line.message), style="list")

    # -- what people say -----------------------------------------------------------------------------------

    def _said(self) -> Iterator[Block]:
        explanations, judgements = self.dossier.explanations, self.dossier.judgements
        if explanations:
            rows = [self._explanation(each) for each in explanations]
            yield from _listed(self.say(msg("What the unit says")), rows)
        if judgements:
            rows = [self._judgement(each) for each in judgements]
            title = self.say(msg("Judged by hand, beside the computed verdict"))
            yield from _listed(title, rows)

    def _explanation(self, each: Explanation) -> str:
        unit = name_of(
            self.evaluation.known.member_units.get(each.reported_by), self.language, each.reported_by
        )
        return joined(
            (
                period_text(each.period, self.language),
                unit,
                "" if each.outlook is None else msg("outlook: {outlook}", outlook=_OUTLOOKS[each.outlook]),
                msg("cause: {text}", text=each.cause) if each.cause else "",
                msg("measures: {text}", text=each.measures) if each.measures else "",
                msg("due {day}", day=each.due.isoformat()) if each.due else "",
                *self._stamped(each),
            ),
            self.language,
        )

    def _judgement(self, each: Judgement) -> str:
        status = status_word(self.evaluation, each.status, self.language, self.indicator.kind)
        return joined(
            (
                period_text(each.period, self.language),
                status,
                msg("by {name}", name=each.by),
                each.reason,
                *self._stamped(each),
            ),
            self.language,
        )

    def _stamped(self, each: Explanation | Judgement) -> tuple[object, str]:
        stamp = day_text(each.recorded)
        return msg("recorded on {day}", day=stamp) if stamp else "", where(each)

    def _notices(self) -> Iterator[Block]:
        if self.dossier.notices:
            texts = [
                joined([each.message, each.remedy or ""], self.language) for each in self.dossier.notices
            ]
            yield from _listed(self.say(msg("What check finds here")), texts)


def _reading(reading: Reading, language: Language) -> str:
    return f"{number_text(reading.value)} ({period_text(reading.period, language)})"


def _listed(title: str, texts: Iterable[str]) -> Iterator[Block]:
    yield Paragraph(text=title, style="heading")
    for text in texts:
        yield Paragraph(text=text, style="list")


def _facts(title: str, facts: Iterable[Fact], language: Language) -> Table:
    """Return facts, one below the other."""
    rows = tuple(
        Row(cells=(Cell(say(what, language), say(what, language)), Cell(text, text, mark)))
        for what, text, mark in facts
    )
    columns = (Column(key="what", title=""), Column(key="said", title="", wrap=True))
    return Table(title=title, columns=columns, rows=rows)


def _table(
    title: str,
    heads: Iterable[Message],
    rows: Iterable[tuple[str, ...]],
    language: Language,
    wrapped: set[int],
) -> Table:
    columns = tuple(
        Column(key=str(index), title=say(head, language), wrap=index in wrapped)
        for index, head in enumerate(heads)
    )
    return Table(
        title=title,
        columns=columns,
        rows=tuple(Row(cells=tuple(Cell(text, text or None) for text in row)) for row in rows),
    )
