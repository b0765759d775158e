"""`fedstat check`: everything that is wrong with a ledger, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import EVERYWHERE, FORMAT, OUTPUT
from fedstat.language import msg, msgs, say

if TYPE_CHECKING:
    from fedstat.cli.request import Request
    from fedstat.language import Message
    from fedstat.model.ledger import Ledger

STRICT: Final = Option(
    name="strict", flags=("--strict",), help=msg("Exit with 1 on notices too, not only on errors.")
)
TABLE_OR_JSON: Final = Option(
    name=FORMAT.name,
    flags=FORMAT.flags,
    metavar="table|json",
    choices=("table", "json"),
    help=FORMAT.help,
)


def run(request: Request) -> int:
    """Print every finding; 1 when there are errors, with --strict when there are any."""
    from fedstat.cli.output import draws_ascii, put_bytes, put_findings, width_of
    from fedstat.reports.findings import findings_record, findings_text, in_file_order

    ledger, language = request.opened_ledger, request.language
    findings = in_file_order(ledger.findings, ledger.name)
    if request.text("format") == "json":
        from fedstat.exporters.json import record_json

        put_bytes(request, record_json(findings_record(findings, language)))
    else:
        stream = request.shell.stdout
        width = None if request.text("output") not in {None, "-"} else width_of(stream)
        text = findings_text(findings, language, ascii=draws_ascii(stream, request), width=width)
        put_findings(request, f"{text}{say(_read(ledger), language)}\n")
    strict = request.flag("strict")
    return int(any(strict or finding.severity == "error" for finding in findings))


def _read(ledger: Ledger) -> Message:
    """Return how much was read, so that silence about it is no doubt."""
    files = {ledger.name, *(entry.origin.source.name for entry in ledger.everything())}
    return msg(
        "Read: {files}, {indicators}, {values}.",
        files=msgs("{count} file", "{count} files", len(files)),
        indicators=msgs("{count} indicator", "{count} indicators", len({i.code for i in ledger.indicators})),
        values=msgs("{count} value", "{count} values", len(ledger.entries)),
    )


COMMAND: Final = Command(
    name="check",
    summary=msg("Tell everything that is wrong with the ledger, where, and what to write instead."),
    examples=(
        Example(line="fedstat check", says=msg("every finding at once")),
        Example(line="fedstat check --strict", says=msg("before a report goes out: notices count too")),
        Example(line="fedstat check --format json", says=msg("for another program")),
    ),
    options=(STRICT, TABLE_OR_JSON, OUTPUT, *EVERYWHERE),
    run=run,
)
