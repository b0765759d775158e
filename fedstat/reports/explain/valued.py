"""Every value that was ever entered, with its source, its day and its line, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import msg, say
from fedstat.reports.explain.words import (
    breakdown_text,
    day_text,
    joined,
    particulars,
    state_text,
    value_text,
    where,
)
from fedstat.reports.words import area_name, period_text
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.language import Language
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.reports.explain.entries import Entered


def values_table(dossier: Dossier, language: Language) -> Table:
    """Return the entries by area and breakdown, oldest period first, revisions in their order."""
    return _Values(dossier, language).table()


class _Values:
    """Says what was entered, in one language."""

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

    def table(self) -> Table:
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
