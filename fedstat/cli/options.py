"""The options that commands share, each declared once."""

from __future__ import annotations

from typing import Final

from fedstat.cli.command import Option
from fedstat.language import msg

HELP: Final = Option(name="help", flags=("-h", "--help"), help=msg("Show this help and exit."))
VERSION: Final = Option(name="version", flags=("--version",), help=msg("Show the version and exit."))
FILE: Final = Option(
    name="file",
    flags=("-f", "--file"),
    metavar="LEDGER",
    help=msg("The ledger; else FEDSTAT_LEDGER, else fedstat.toml in this folder or above."),
)
LANG: Final = Option(
    name="lang",
    flags=("--lang",),
    metavar="zh|en",
    choices=("zh", "en"),
    help=msg("The language; else FEDSTAT_LANG, the ledger's language, the system's."),
)
COLOR: Final = Option(
    name="color",
    flags=("--color",),
    metavar="auto|always|never",
    choices=("auto", "always", "never"),
    help=msg("Colours; auto (the default) has them on a terminal unless NO_COLOR is set."),
)
OUTPUT: Final = Option(
    name="output",
    flags=("-o", "--output"),
    metavar="FILE",
    help=msg("Write to this file (UTF-8) instead of standard output, which is “-”."),
)
FORMAT: Final = Option(
    name="format",
    flags=("--format",),
    metavar="table|csv|json|md",
    choices=("table", "csv", "json", "md"),
    help=msg("The format; table is for reading, the default."),
)
EVERYWHERE: Final = (FILE, LANG, COLOR, HELP)
"""What every command takes; it may also stand before the command."""

PERIOD: Final = Option(
    name="period",
    flags=("--period",),
    metavar="P",
    noun="period",
    help=msg("Values up to this period count: 2023, 2023-H1, 2023-Q2, 2023-06; the latest by default."),
)
KNOWN_ON: Final = Option(
    name="known_on",
    flags=("--known-on",),
    metavar="DATE",
    help=msg("Entries recorded up to the end of this day count: 2023-12-25."),
)
ROUND: Final = Option(
    name="round",
    flags=("--round",),
    metavar="ID",
    noun="round",
    help=msg("A round of the ledger: sets period, day and method at once."),
)
TARGET_PERIOD: Final = Option(
    name="target_period",
    flags=("--target-period",),
    metavar="P",
    help=msg("Measure against the targets of this period; the plan's own by default."),
)
METHOD: Final = Option(
    name="method",
    flags=("--method",),
    metavar="NAME",
    noun="method",
    help=msg("How progress is judged; pace (the plan's own clock) by default."),
)
AREA: Final = Option(
    name="area",
    flags=("--area",),
    metavar="AREA",
    noun="area",
    help=msg("The area to report on; the plan's own by default."),
)
ASKED: Final = (PERIOD, KNOWN_ON, ROUND, TARGET_PERIOD, METHOD, AREA)
"""What an evaluation may be asked for."""

PART: Final = Option(
    name="part",
    flags=("--part",),
    metavar="PART",
    multiple=True,
    noun="part",
    help=msg("Only this part of the plan."),
)
DOMAIN: Final = Option(
    name="domain",
    flags=("--domain",),
    metavar="DOMAIN",
    multiple=True,
    noun="domain",
    help=msg("Only this domain."),
)
UNIT: Final = Option(
    name="responsible_unit",
    flags=("-u", "--responsible-unit"),
    metavar="UNIT",
    multiple=True,
    noun="responsible-unit",
    help=msg("Only what this unit is responsible for."),
)
STATUS: Final = Option(
    name="status",
    flags=("--status",),
    metavar="STATUS",
    multiple=True,
    noun="status",
    help=msg("Only this status: met, on-track, behind, flat, moving-away, missed, no-data, not-assessable."),
)
KIND: Final = Option(
    name="kind",
    flags=("--kind",),
    metavar="KIND",
    multiple=True,
    noun="kind",
    help=msg("Only quantifiable or only trend indicators."),
)
TAG: Final = Option(
    name="tag",
    flags=("--tag",),
    metavar="TAG",
    multiple=True,
    noun="tag",
    help=msg("Only indicators with this tag."),
)
PUBLIC: Final = Option(
    name="public", flags=("--public",), help=msg("Leave out what the ledger marks as internal.")
)
FILTERS: Final = (PART, DOMAIN, UNIT, STATUS, KIND, TAG, PUBLIC)
"""Which indicators; each may be given several times, and takes an id, a name, or a part of the name."""
