"""The sections of `explain`, from the verdict down to the unit's own words, as neutral blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import msg, say
from fedstat.reports.explain.changes import changes_table, history_table, methods_table
from fedstat.reports.explain.facts import editions_table, indicator_table, verdict_table
from fedstat.reports.explain.figure import figure_of
from fedstat.reports.explain.prospects import ahead_tables
from fedstat.reports.explain.reckoning import lines_of_footing
from fedstat.reports.explain.said import said_blocks
from fedstat.reports.explain.valued import values_table
from fedstat.reports.explain.words import breakdown_text
from fedstat.reports.words import name_of
from fedstat.table import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.language import Language
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.table import Block


def blocks_of(dossier: Dossier, language: Language) -> tuple[Block, ...]:
    """Return everything about one indicator; a section with nothing to say is left out."""
    return tuple(_blocks(dossier, language))


def _blocks(dossier: Dossier, language: Language) -> Iterator[Block]:
    name = name_of(dossier.indicator, language)
    yield Paragraph(text=f"{dossier.indicator.code} {name}", style="heading")
    yield verdict_table(dossier, language)
    yield indicator_table(dossier, language)
    if len(dossier.editions) > 1:
        yield editions_table(dossier, language)
    if dossier.entries:
        yield values_table(dossier, language)
    yield from _figures(dossier, language)
    yield from _reckoning(dossier, language)
    yield from ahead_tables(dossier, language)
    if dossier.flips is not None:
        yield methods_table(dossier, dossier.flips, language)
        yield changes_table(dossier, dossier.flips, language)
    if len(dossier.moments) > 1:
        yield history_table(dossier, language)
    yield from said_blocks(dossier, language)


def _figures(dossier: Dossier, language: Language) -> Iterator[Block]:
    for footing in dossier.footings:
        label = breakdown_text(dossier.evaluation, footing.verdict.breakdown, language)
        figure = figure_of(dossier.evaluation, dossier.indicator, footing, label, language)
        if figure is not None:
            yield figure


def _reckoning(dossier: Dossier, language: Language) -> Iterator[Block]:
    if dossier.footings:
        title = say(msg("The rule, with the numbers put in"), language)
        yield Paragraph(text=title, style="heading")
    for footing in dossier.footings:
        if len(dossier.footings) > 1:
            group = breakdown_text(dossier.evaluation, footing.verdict.breakdown, language)
            yield Paragraph(text=say(msg("{group}:", group=group or msg("total")), language))
        for line in lines_of_footing(dossier, footing, language):
            yield Paragraph(text=say(line.message, language), style="list")
