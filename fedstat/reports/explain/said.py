"""What people and `check` say of an indicator, beside what is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import msg, say
from fedstat.reports.explain.words import day_text, joined, spot
from fedstat.reports.words import OUTLOOK_WORDS, name_of, period_text, status_word
from fedstat.table import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fedstat.language import Language
    from fedstat.model.plan import Explanation, Judgement
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.table import Block


def said_blocks(dossier: Dossier, language: Language) -> Iterator[Block]:
    """Yield what the units said, what was judged by hand, and what `check` finds in the entries."""
    said = _Said(dossier, language)
    yield from said.people()
    yield from said.notices()


class _Said:
    """Says in one language what others said."""

    def __init__(self, dossier: Dossier, language: Language) -> None:
        self.dossier = dossier
        self.evaluation = dossier.evaluation
        self.indicator = dossier.indicator
        self.language: Language = language

    def say(self, message: object) -> str:
        return say(message, self.language)

    def people(self) -> Iterator[Block]:
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
                ""
                if each.outlook is None
                else msg("outlook: {outlook}", outlook=OUTLOOK_WORDS[each.outlook]),
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

    def _stamped(self, each: Explanation | Judgement) -> tuple[object, object]:
        stamp = day_text(each.recorded)
        return msg("recorded on {day}", day=stamp) if stamp else "", spot(self.evaluation, each)

    def notices(self) -> Iterator[Block]:
        if self.dossier.notices:
            texts = [
                joined([each.message, each.remedy or ""], self.language) for each in self.dossier.notices
            ]
            yield from _listed(self.say(msg("What check finds here")), texts)


def _listed(title: str, texts: Iterable[str]) -> Iterator[Block]:
    yield Paragraph(text=title, style="heading")
    for text in texts:
        yield Paragraph(text=text, style="list")
