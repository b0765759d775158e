"""`fedstat import --indicators`: an office's table of indicators into a ledger that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.appending import Review, Step, Work, append
from fedstat.cli.command import Option
from fedstat.cli.plan_table import REVIEW, drafts_of, settled, wanted_of
from fedstat.errors import FedstatError, Finding, Origin, UsageFault
from fedstat.language import msg, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedstat.cli.request import Request
    from fedstat.importers.plan.nouns import Planned, PlanTable
    from fedstat.language import Message
    from fedstat.ledgerfile.writer import Draft
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Ledger
    from fedstat.table import Block

INDICATORS: Final = Option(
    name="indicators",
    flags=("--indicators",),
    help=msg("The table lists the plan's indicators with their targets, and perhaps past values."),
)
OPTIONS: Final = (INDICATORS, REVIEW)


def run_indicators(request: Request) -> int:
    """Append the indicators of a table.

    Raises:
        FedstatError: something stays open, or nobody has agreed.
    """
    from fedstat.cli.table_file import book_of

    intake = Intake(settled(request, book_of(request), wanted_of(request, request.sound_ledger)))
    if not intake.table.indicators:
        raise UsageFault(
            msg("Every indicator of the table stands in the ledger already."),
            msg("A changed one gets a new edition: fedstat add indicator CODE … --reason … --document …"),
        )
    if not (request.shell.asks or request.flag("yes") or request.flag("dry_run")):
        raise FedstatError(
            msg("Nothing was written: nobody has looked at it yet."),
            msg("When the review above is right, repeat the command with --yes."),
        )
    work = Work(
        compose=intake.compose,
        review=lambda request, _: Review(consent=say(msg("the indicators"), request.language)),
        report=intake.report,
        preview=intake.preview,
        home=intake.home,
    )
    return append(request, work)


class Intake:
    """A table of indicators on its way into the ledger."""

    def __init__(self, table: PlanTable) -> None:
        """Keep the table, which has no question any more."""
        self.table = table
        self.by_code: dict[str, Planned] = {str(one.fields["code"]): one for one in table.indicators}

    def compose(self, request: Request, ledger: Ledger) -> list[Draft]:
        """Return the entries."""
        from fedstat.cli.taking import closings_of, stamp_of

        return drafts_of(self.table, stamp=stamp_of(request, closings_of(ledger)), dated=True)

    def preview(self, request: Request, step: Step) -> Iterator[Block]:
        """Say how many entries it is; what they are was reviewed before."""
        from fedstat.table import Paragraph

        del step
        values = sum(len(one.values) for one in self.table.indicators)
        said = msg(
            "New: indicators {indicators}, past values {values}.", indicators=len(self.by_code), values=values
        )
        yield Paragraph(text=say(said, request.language))

    def home(self, step: Step, finding: Finding) -> Finding | None:
        """Return a finding of a new entry as one of the table's row."""
        return at_home(finding, self.by_code, step.after.indicators)

    def report(self, request: Request, step: Step) -> Iterator[Message]:
        """Say what the ledger holds now, and what comes next."""
        del request
        count = sum(entry.assessed for entry in step.after.known().indicators.values())
        yield msg("The ledger now has {count} indicators.", count=count)
        yield msg("Next: {line}", line="fedstat check; fedstat progress")


def at_home(finding: Finding, by_code: dict[str, Planned], indicators: Sequence[Indicator]) -> Finding:
    """Return a finding with the cell that it is about, where one of the table is."""
    where = finding.where
    if not isinstance(where, Origin):
        return finding
    path = where.path
    code = str(path[3]) if path[:1] == ("submission",) and len(path) > 3 else ""  # noqa: PLR2004 - submission, n, values, code
    if path[:1] == ("indicator",):
        own = [
            one for one in indicators if one.origin.path[:2] == path[:2] and one.origin.source is where.source
        ]
        code = own[0].code if own else ""
    if code not in by_code:
        return finding
    return Finding(finding.code, by_code[code].place, finding.message, finding.remedy)
