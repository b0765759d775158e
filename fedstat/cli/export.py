"""`fedstat export`: the ledger's tables for spreadsheets and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import ASKED, EVERYWHERE, FILTERS, OUTPUT, PUBLIC
from fedstat.errors import UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from fedstat.cli.request import Request
    from fedstat.table import Table

FORMAT: Final = Option(
    name="export_format",
    metavar="csv|json",
    choices=("csv", "json"),
    help=msg("csv holds one table; json holds everything in the ledger, superseded entries too."),
)
TABLE: Final = Option(
    name="table",
    flags=("--table",),
    metavar="observations|indicators|progress|units",
    choices=("observations", "indicators", "progress", "units"),
    help=msg("Which table; observations by default."),
)
EXCEL: Final = Option(
    name="excel",
    flags=("--excel",),
    help=msg("For Excel and WPS: titles and words in your language, UTF-8 with BOM, CRLF."),
)


def run(request: Request) -> int:
    """Write the table or the whole ledger."""
    from fedstat.cli.output import put_bytes

    form = request.text("export_format")
    if form is None:
        raise UsageFault(
            msg("The format is missing."), msg("Write one: {forms}.", forms=Several(FORMAT.choices))
        )
    if form == "json":
        from fedstat.exporters.json import record_json
        from fedstat.reports.whole import ledger_record

        _refuse(request)
        put_bytes(request, record_json(ledger_record(request.sound_ledger)))
    else:
        from fedstat.exporters.csv import table_csv

        put_bytes(request, table_csv(_table(request), excel=request.flag("excel")))
    return 0


def _refuse(request: Request) -> None:
    """Refuse the options that choose, because json leaves nothing out."""
    choosing = (*ASKED, *FILTERS, TABLE, EXCEL)
    given = [
        option.flags[-1] for option in choosing if option is not PUBLIC and option.name in request.values
    ]
    if given:
        raise UsageFault(
            msg("json holds the whole ledger; {options} cannot narrow it.", options=Several(given)),
            msg("Leave it out, or export csv."),
        )


def _table(request: Request) -> Table:
    from fedstat.cli.asking import chosen
    from fedstat.reports import tables

    about, language = chosen(request), request.language
    match request.text("table"):
        case "indicators":
            return tables.indicators_table(about.evaluation, about.indicators, language)
        case "progress":
            return tables.assessments_table(about.evaluation, language)
        case "units":
            return tables.units_table(about.evaluation, about.indicators, language)
        case _:
            area = about.evaluation.reference_area if request.text("area") else ""
            return tables.observations_table(about.evaluation, about.indicators, language, area=area)


COMMAND: Final = Command(
    name="export",
    summary=msg("Write the ledger's tables for spreadsheets and programs."),
    examples=(
        Example(line="fedstat export csv -o values.csv", says=msg("every value that stands")),
        Example(line="fedstat export csv --table progress --excel -o progress.csv", says=msg("for Excel")),
        Example(line="fedstat export csv --table units", says=msg("the member units")),
        Example(line="fedstat export json -o ledger.json", says=msg("everything, for another program")),
    ),
    arguments=(FORMAT,),
    options=(TABLE, EXCEL, *ASKED, *FILTERS, OUTPUT, *EVERYWHERE),
    notes=(
        msg("Numbers keep the ledger's digits: 63.10 stays 63.10."),
        msg("In csv a text that a spreadsheet would run as a formula gets an apostrophe in front."),
    ),
    run=run,
)
