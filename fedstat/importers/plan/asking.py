"""Questions about a row: each once, with its cell, and with the answers that are likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.importers.plan.headings import TITLES
from fedstat.importers.plan.nouns import Question
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.importers.plan.headings import Head
    from fedstat.importers.plan.nouns import Choice
    from fedstat.importers.plan.rows import Raw
    from fedstat.language import Message


class Asking:
    """Collects the questions about one row."""

    def __init__(self, raw: Raw, questions: list[Question]) -> None:
        """Add to *questions*."""
        self.raw = raw
        self.questions = questions

    def ask(
        self,
        head: Head,
        kind: str,
        message: Message,
        *,
        remedy: Message | None = None,
        choices: tuple[Choice, ...] = (),
        proposes: bool = False,
    ) -> None:
        """Note that only the office can say what belongs under *head*."""
        title = TITLES[head.field]
        self.questions.append(
            Question(
                spot=self.raw.spot(head),
                place=self.raw.place(head),
                heading=title
                if head.period is None
                else msg("{period} {title}", period=head.period, title=title),
                indicator=self.raw.text("name"),
                message=message,
                remedy=remedy,
                choices=choices,
                proposes=proposes,
                kind=kind,
            )
        )
