"""`fedstat explain`: one indicator as an auditor wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import ASKED, EVERYWHERE, FORMAT, OUTPUT, PUBLIC
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.cli.request import Request

INDICATOR: Final = Option(
    name="indicator",
    metavar="CODE...",
    multiple=True,
    noun="indicator",
    help=msg("The indicators: codes, names, or parts of names."),
)
PAGE_OR_DATA: Final = Option(
    name=FORMAT.name,
    flags=FORMAT.flags,
    metavar="table|json|md",
    choices=("table", "json", "md"),
    help=FORMAT.help,
)


def run(request: Request) -> int:
    """Print everything about the indicators in the format that is asked for."""
    from fedstat.cli.asking import evaluation
    from fedstat.cli.output import put, put_bytes
    from fedstat.reports.explain import blocks_of, dossier_of, explain_record

    codes = _codes(request)
    found = evaluation(request)
    dossiers = [dossier_of(found, code, notices=not request.flag("public")) for code in codes]
    form = request.text("format") or "table"
    if form == "json":
        from fedstat.exporters.json import record_json

        put_bytes(request, record_json(explain_record(found, dossiers, request.language)))
        return 0
    blocks = [block for dossier in dossiers for block in blocks_of(dossier, request.language)]
    if form == "table":
        put(request, blocks)
    else:
        from fedstat.exporters.markdown import blocks_markdown

        put_bytes(request, blocks_markdown(blocks))
    return 0


def _codes(request: Request) -> list[str]:
    """Return the codes that the words mean, each once.

    Raises:
        UsageFault: there is no word, or one of them means nothing or several indicators.
    """
    from fedstat.cli.names import picked
    from fedstat.errors import UsageFault

    words = request.texts("indicator")
    if not words:
        raise UsageFault(
            msg("Which indicator? Its code is missing."),
            msg("Name it: fedstat explain CODE; all codes: fedstat list."),
        )
    ledger = request.sound_ledger
    return list(dict.fromkeys(picked(word, "indicator", ledger, request.language) for word in words))


COMMAND: Final = Command(
    name="explain",
    summary=msg(
        "Show one indicator as an auditor wants it: every value, the rule with its numbers, what if."
    ),
    examples=(
        Example(line="fedstat explain W-3-01", says=msg("an indicator, by its code")),
        Example(
            line="fedstat explain W-3-01 --round midterm", says=msg("as a round saw it, with its method")
        ),
        Example(line="fedstat explain W-3-01 --known-on 2023-12-25", says=msg("as it was known on that day")),
        Example(
            line="fedstat explain W-3-01 W-3-02 --format md -o audit.md", says=msg("two of them, as a file")
        ),
        Example(line="fedstat explain W-3-01 --format json", says=msg("for another program")),
    ),
    arguments=(INDICATOR,),
    options=(*ASKED, PUBLIC, PAGE_OR_DATA, OUTPUT, *EVERYWHERE),
    run=run,
)
