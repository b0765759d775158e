"""`fedstat import`: what other programs and offices keep in tables, into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.add_observation import AREA, EVIDENCE, REPORTED_BY, SOURCE
from fedstat.cli.appending import WRITING
from fedstat.cli.command import Command, Example, Option
from fedstat.cli.import_indicators import OPTIONS as OF_INDICATORS
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.cli.request import Request

TABLE: Final = Option(
    name="table_file",
    metavar="[FILE]",
    help=msg("The table: xlsx, xls, ods, csv (UTF-8 or GBK), SDMX-CSV; “-” is standard input."),
)
PASTE: Final = Option(
    name="paste",
    flags=("--paste",),
    help=msg("Read a selection that was copied from a spreadsheet, from standard input."),
)
MAP: Final = Option(
    name="map",
    flags=("--map",),
    metavar="HEADING=FIELD",
    multiple=True,
    help=msg("What a column is: 年份=period, 数=value, 本年=2024, 性=sex, 排名=- to leave it out."),
)
SHEET: Final = Option(
    name="sheet",
    flags=("--sheet",),
    metavar="NAME",
    multiple=True,
    help=msg("Only this sheet of the workbook; by default every one that holds such a table."),
)
PERIOD: Final = Option(
    name="period",
    flags=("--period",),
    metavar="P",
    noun="period",
    help=msg("The period of a table that has no column or heading for it."),
)
AS_SHOWN: Final = Option(
    name="as_shown",
    flags=("--as-shown",),
    help=msg("Take numbers with the digits that the sheet shows, not those behind them."),
)
PROFILE: Final = Option(
    name="profile",
    flags=("--profile",),
    metavar="NAME",
    noun="profile",
    help=msg("Read it as this profile of the ledger says; one whose headings fit is used by itself."),
)
SAVE_PROFILE: Final = Option(
    name="save_profile",
    flags=("--save-profile",),
    metavar="NAME",
    help=msg("Keep --map, --sheet, --area, --source and their like in the ledger for next time."),
)
REASON: Final = Option(
    name="reason",
    flags=("--reason",),
    metavar="TEXT",
    help=msg("Why values are taken back that an SDMX-CSV message deletes."),
)
ALL: Final = Option(name="all", flags=("--all",), help=msg("Show every new value before it is appended."))


def run(request: Request) -> int:
    """Append what the table holds: here it is decided what that is."""
    if request.flag("indicators"):
        from fedstat.cli.import_indicators import run_indicators

        return run_indicators(request)
    from fedstat.cli.import_observations import run_observations

    return run_observations(request)


COMMAND: Final = Command(
    name="import",
    summary=msg("Append the values of a spreadsheet or a CSV file, all of them or none."),
    examples=(
        Example(
            line="fedstat import 监测数据.xlsx",
            says=msg("columns found by their headings, years as columns too"),
        ),
        Example(
            line="fedstat import 2024.csv --period 2024 --reported-by 统计局",
            says=msg("what it does not say"),
        ),
        Example(
            line="fedstat import 年报.xls --map 本年=2024 --map 排名=-", says=msg("headings of one's own")
        ),
        Example(
            line="fedstat import 年报.xls --map 本年数=value --save-profile 统计年报",
            says=msg("and for next year"),
        ),
        Example(line="fedstat import 监测数据.xlsx --dry-run", says=msg("only show what would change")),
        Example(
            line="fedstat import --indicators 监测指标体系.xlsx", says=msg("the plan's indicators themselves")
        ),
        Example(line="fedstat import --paste", says=msg("cells copied from Excel or WPS")),
    ),
    arguments=(TABLE,),
    options=(
        *(PASTE, MAP, SHEET, PERIOD, AREA, SOURCE, EVIDENCE, REPORTED_BY, AS_SHOWN),
        *(PROFILE, SAVE_PROFILE, REASON, ALL),
        *OF_INDICATORS,
        *WRITING,
    ),
    notes=(
        msg("Nothing is written while any cell is faulty; every fault is listed with its cell."),
        msg("A value that stands already is left alone; one that differs becomes a revision."),
        msg("On a terminal you are asked first; elsewhere only doubtful values need --yes."),
    ),
    run=run,
)
