"""`fedstat list`: the indicators, filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import ASKED, EVERYWHERE, FILTERS, FORMAT, OUTPUT
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.cli.request import Request

INDICATOR: Final = Option(
    name="indicator",
    metavar="[INDICATOR]...",
    multiple=True,
    noun="indicator",
    help=msg("Only these: codes, names, or parts of names; all by default."),
)


def run(request: Request) -> int:
    """Print the indicators in the format that is asked for."""
    from fedstat.cli.asking import chosen
    from fedstat.cli.output import put, put_bytes
    from fedstat.reports.listing import listing_table

    about = chosen(request)
    table = listing_table(about.evaluation, about.indicators, request.language)
    form = request.text("format") or "table"
    if form == "table":
        put(request, [table])
    else:
        from fedstat.exporters.registry import FORMATS
        from fedstat.reports.tables import table_record

        contents: dict[str, object] = {
            "csv": table,
            "json": table_record(table, "indicators"),
            "md": [table],
        }
        put_bytes(request, FORMATS[form](contents[form]))
    return 0


COMMAND: Final = Command(
    name="list",
    summary=msg("List the indicators, activities and background figures among them."),
    examples=(
        Example(line="fedstat list", says=msg("all of them")),
        Example(line="fedstat list --tag TAG --kind trend", says=msg("trend indicators with a tag")),
        Example(line="fedstat list W-3-01 W-3-02", says=msg("two of them, by code")),
        Example(line="fedstat list --format csv -o indicators.csv", says=msg("as a file")),
    ),
    arguments=(INDICATOR,),
    options=(*ASKED, *FILTERS, FORMAT, OUTPUT, *EVERYWHERE),
    run=run,
)
