"""The table to complete as a neutral questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.importers.plan.completing import Completion, asked, hint_of, proposed
from fedstat.language import msg, say
from fedstat.table import Blank, Questionnaire

if TYPE_CHECKING:
    from fedstat.importers.plan.nouns import PlanTable
    from fedstat.language import Language


def questionnaire_of(table: PlanTable, language: Language) -> Questionnaire:
    """Return *table* with its open cells marked, and what is asked of each at the end of its row."""
    plan = Completion(table, language)
    rows = []
    for number, (sheet, row, texts) in enumerate(plan.rows, start=1):
        questions = plan.questions.get((sheet, row), [])
        cells = [Blank(text=str(number))]
        for name in plan.fields:
            own = asked(questions, name)
            cells.append(
                Blank(
                    text=proposed(questions, texts, name),
                    asks=bool(own),
                    choices=tuple(choice.text for question in own for choice in question.choices),
                    hint=hint_of(own, language),
                )
            )
        cells.append(Blank(text=hint_of(questions, language), asks=bool(questions)))
        rows.append(tuple(cells))
    return Questionnaire(
        title=table.title or say(msg("Indicators of the plan"), language),
        notes=(
            say(
                msg("The coloured cells are open: check what stands there, or write what belongs there."),
                language,
            ),
            say(
                msg(
                    "Then save this file and import it instead of the first one; what stays coloured and "
                    "unchanged is taken as it stands."
                ),
                language,
            ),
        ),
        headings=plan.headings,
        rows=tuple(rows),
    )
