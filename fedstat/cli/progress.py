"""`fedstat progress`: the table against the targets, the headline, the paragraph to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import ASKED, EVERYWHERE, FILTERS, FORMAT, OUTPUT
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.assessment import Evaluation
    from fedstat.cli.request import Request
    from fedstat.table import Block

BY: Final = Option(
    name="by",
    flags=("--by",),
    metavar="domain|part|responsible-unit",
    choices=("domain", "part", "responsible-unit"),
    help=msg("Group the table by domain (the default), by part or by responsible unit."),
)
COLUMNS: Final = Option(
    name="columns",
    flags=("--columns",),
    metavar="NAME[,NAME]...",
    multiple=True,
    noun="column",
    help=msg("More columns: required (what is still needed), projection, method (its class and figure)."),
)


def run(request: Request) -> int:
    """Print the evaluation in the format that is asked for."""
    from fedstat.cli.asking import evaluation
    from fedstat.cli.output import put, put_bytes

    found = evaluation(request)
    form = request.text("format") or "table"
    if form == "table":
        put(request, _page(request, found))
    else:
        from fedstat.exporters.registry import FORMATS

        put_bytes(request, FORMATS[form](_content(request, found, form)))
    return 0


def _content(request: Request, found: Evaluation, form: str) -> object:
    if form == "json":
        from fedstat.reports.record import progress_record

        return progress_record(found, request.language, extras=_extras(request))
    if form == "csv":
        from fedstat.reports.tables import assessments_table

        return assessments_table(found, request.language, extras=_extras(request))
    return _page(request, found)


def _extras(request: Request) -> tuple[str, ...]:
    """Return the groups of columns that are asked for; several may stand in one word."""
    from fedstat.cli.names import picked

    words = [word for text in request.texts("columns") for word in text.replace("，", ",").split(",")]
    return tuple(picked(word.strip(), "column", request.sound_ledger, request.language) for word in words)


def _page(request: Request, found: Evaluation) -> list[Block]:
    from fedstat.reports.extras import closest_text
    from fedstat.reports.headline import headline
    from fedstat.reports.paragraph import paragraph
    from fedstat.reports.progress import progress_table
    from fedstat.table import Paragraph

    by: Any = request.text("by") or "domain"
    extras = _extras(request)
    near = closest_text(found, request.language) if "required" in extras else None
    return [
        progress_table(found, request.language, by=by, extras=extras),
        *(Paragraph(text=line, style="list") for line in headline(found, request.language)),
        Paragraph(text=paragraph(found, request.language)),
        *([] if near is None else [Paragraph(text=near)]),
    ]


COMMAND: Final = Command(
    name="progress",
    summary=msg("Hold the indicators against their targets: table, headline, paragraph to paste."),
    examples=(
        Example(line="fedstat progress", says=msg("everything, by part and domain")),
        Example(line="fedstat progress --round midterm", says=msg("as a round saw it, with its method")),
        Example(line="fedstat progress --known-on 2023-12-25", says=msg("as it was known on that day")),
        Example(line="fedstat progress --by responsible-unit", says=msg("unit by unit, with subtotals")),
        Example(line="fedstat progress --status behind --status flat", says=msg("only what lags")),
        Example(line="fedstat progress --columns required,projection", says=msg("what is still needed")),
        Example(line="fedstat progress --method statcan", says=msg("judged as another office would")),
        Example(line="fedstat progress --format json -o progress.json", says=msg("for another program")),
    ),
    options=(*ASKED, *FILTERS, BY, COLUMNS, FORMAT, OUTPUT, *EVERYWHERE),
    run=run,
)
