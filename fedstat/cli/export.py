"""`fedstat export`: the ledger's tables for spreadsheets and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import ASKED, EVERYWHERE, FILTERS, OUTPUT, PUBLIC
from fedstat.errors import UsageFault
from fedstat.language import Several, msg, msgs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.cli.asking import Chosen
    from fedstat.cli.request import Request
    from fedstat.table import Dataset, Table

FORMAT: Final = Option(
    name="export_format",
    metavar="csv|json|sqlite|sdmx-csv|datapackage",
    choices=("csv", "json", "sqlite", "sdmx-csv", "datapackage"),
    help=msg("What to write; the notes below say what each format holds."),
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
    """Write the table, the whole ledger, or all its tables."""
    form = request.text("export_format")
    if form is None:
        raise UsageFault(
            msg("The format is missing."), msg("Write one: {forms}.", forms=Several(FORMAT.choices))
        )
    if form == "json":
        _refuse_choices(request)
    elif form != "csv":
        _refuse_of_csv(request, form)
    _WRITERS[form](request)
    return 0


# -- one table, and everything -----------------------------------------------------------------------------


def _csv(request: Request) -> None:
    from fedstat.cli.output import put_bytes
    from fedstat.exporters.csv import table_csv

    put_bytes(request, table_csv(_table(request), excel=request.flag("excel")))


def _json(request: Request) -> None:
    from fedstat.cli.output import put_bytes
    from fedstat.exporters.json import record_json
    from fedstat.reports.whole import ledger_record

    put_bytes(request, record_json(ledger_record(request.sound_ledger)))


def _given(request: Request, options: Iterable[Option]) -> list[str]:
    return [option.flags[-1] for option in options if option.name in request.values]


def _refuse_choices(request: Request) -> None:
    """Refuse the options that choose, because json leaves nothing out."""
    given = _given(request, (one for one in (*ASKED, *FILTERS, TABLE, EXCEL) if one is not PUBLIC))
    if given:
        raise UsageFault(
            msg("json holds the whole ledger; {options} cannot narrow it.", options=Several(given)),
            msg("Leave it out, or export csv."),
        )


def _refuse_of_csv(request: Request, form: str) -> None:
    """Refuse the options that only csv has."""
    given = _given(request, (TABLE, EXCEL))
    if given:
        raise UsageFault(
            msg("{format} has no {options}; only csv has.", format=form, options=Several(given)),
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
            area = _area(request, about)
            return tables.observations_table(about.evaluation, about.indicators, language, area=area)


def _area(request: Request, about: Chosen) -> str:
    """Return the id of the only area whose values are asked for; nothing when all are."""
    return about.evaluation.reference_area if request.text("area") else ""


# -- for other software ------------------------------------------------------------------------------------


def _sdmx_csv(request: Request) -> None:
    from fedstat.cli.asking import chosen
    from fedstat.cli.output import put_bytes, tell
    from fedstat.exporters.csv import table_csv
    from fedstat.reports.sdmx import sdmx_table

    about = chosen(request)
    table, terms = sdmx_table(about.evaluation, about.indicators, area=_area(request, about))
    put_bytes(request, table_csv(table, strict=True))
    if terms:
        tell(
            request,
            msgs(
                "{count} value of a term of office is left out: SDMX has no period for it.",
                "{count} values of terms of office are left out: SDMX has no period for them.",
                terms,
            ),
        )


def _sqlite(request: Request) -> None:
    from fedstat.cli.output import put_bytes
    from fedstat.exporters.sqlite import dataset_sqlite

    _refuse_screen(request, "plan.sqlite")
    put_bytes(request, dataset_sqlite(_dataset(request)))


def _datapackage(request: Request) -> None:
    """Write one zip, or the files of the package into a folder."""
    from fedstat.cli.files import replace_files
    from fedstat.cli.output import put_bytes
    from fedstat.exporters.datapackage import dataset_files, dataset_zip

    _refuse_screen(request, "plan.zip")
    folder = _folder(request)
    if folder is None:
        put_bytes(request, dataset_zip(_dataset(request)))
    else:
        replace_files(folder, dataset_files(_dataset(request)), request)


def _dataset(request: Request) -> Dataset:
    from fedstat.cli.asking import chosen
    from fedstat.reports.dataset import dataset

    about = chosen(request)
    return dataset(about.evaluation, about.indicators, request.language, area=_area(request, about))


def _refuse_screen(request: Request, name: str) -> None:
    """Refuse to show on a terminal what is no text."""
    stream = request.shell.stdout
    if request.text("output") in {None, "-"} and stream is not None and stream.isatty():
        form = request.text("export_format")
        raise UsageFault(
            msg("{format} is no text; a screen cannot show it.", format=form),
            msg("Write it to a file: {line}", line=f"fedstat export {form} -o {name}"),
        )


def _folder(request: Request) -> str | None:
    """Return the folder that -o names: it stands, or its name has no ending; None of a .zip or a stream."""
    from pathlib import Path

    name = request.text("output")
    if name in {None, "-"} or str(name).lower().endswith(".zip"):
        return None
    path = Path(str(name))
    if path.is_file() or (path.suffix and not (path.is_dir() or str(name).endswith(("/", "\\")))):
        raise UsageFault(
            msg("A data package is one .zip file, or a folder; {name} is neither.", name=str(name)),
            msg(
                "Write {zip}, or name a folder: {folder}",
                zip=f"-o {path.stem}.zip",
                folder=f"-o {path.stem}/",
            ),
        )
    return str(name)


_WRITERS: Final = {
    "csv": _csv,
    "json": _json,
    "sqlite": _sqlite,
    "sdmx-csv": _sdmx_csv,
    "datapackage": _datapackage,
}
"""What writes each format."""


COMMAND: Final = Command(
    name="export",
    summary=msg("Write the ledger's tables for spreadsheets and programs."),
    examples=(
        Example(line="fedstat export csv -o values.csv", says=msg("every value that stands")),
        Example(line="fedstat export csv --table progress --excel -o progress.csv", says=msg("for Excel")),
        Example(line="fedstat export csv --table units", says=msg("the member units")),
        Example(line="fedstat export json -o ledger.json", says=msg("everything, for another program")),
        Example(line="fedstat export sqlite -o plan.sqlite", says=msg("a database of all tables")),
        Example(line="fedstat export sdmx-csv -o values.csv", says=msg("for a statistics office")),
        Example(line="fedstat export datapackage -o plan.zip", says=msg("all tables in one archive")),
    ),
    arguments=(FORMAT,),
    options=(TABLE, EXCEL, *ASKED, *FILTERS, OUTPUT, *EVERYWHERE),
    notes=(
        msg(
            "csv holds one table; json everything in the ledger, superseded entries too; sqlite all tables,"
            " with views named progress_…; sdmx-csv the values, as SDMX-CSV 2.0; datapackage all tables as"
            " CSV, in one .zip or in a folder (-o FOLDER/), as Data Package 2.0."
        ),
        msg("Numbers keep the ledger's digits: 63.10 stays 63.10."),
        msg("In every CSV a text that a spreadsheet would run as a formula gets an apostrophe in front."),
    ),
    run=run,
)
