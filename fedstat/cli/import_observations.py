"""Values of a table into the ledger: understood, held against what stands, shown, appended in one step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.cli.appending import Review, Step, Work, append, brought
from fedstat.cli.output import tell
from fedstat.errors import FedstatError, Finding, LedgerFaults, UsageFault
from fedstat.language import Several, msg, msgs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from fedstat.cli.request import Request
    from fedstat.errors import Place
    from fedstat.importers.sheet import Book
    from fedstat.importers.standing import Placed
    from fedstat.language import Message
    from fedstat.ledgerfile.writer import Draft
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation
    from fedstat.reports.changes import Turns
    from fedstat.reports.imports import Incoming
    from fedstat.table import Block

DOUBTS: Final = 8
"""How many doubts are told one by one; the cells of the others follow."""
STATUSES: Final = 12
"""How many changes of status are told one by one."""
_STAMP: Final = re.compile(r"^recorded = \d{4}-\d\d-\d\d.*$", re.MULTILINE)


def run_observations(request: Request) -> int:
    """Append the values of a table."""
    from fedstat.cli.table_file import book_of

    batch = Batch(book_of(request))
    return append(
        request,
        Work(
            compose=batch.compose,
            review=batch.review,
            report=batch.report,
            preview=batch.preview,
            home=batch.home,
        ),
    )


class Batch:
    """One file on its way into the ledger."""

    def __init__(self, book: Book) -> None:
        """Keep the file, which is read once; the ledger may be read again."""
        self._book = book
        self._placed: list[Placed] = []
        self._written: list[Placed] = []
        self._empty = self._repeated = 0
        self._noted: frozenset[Message] = frozenset()
        self._statuses: tuple[Step, Turns] | None = None

    # -- from the table to entries -----------------------------------------------------------------------

    def compose(self, request: Request, ledger: Ledger) -> Sequence[Draft]:
        """Return the entries; told at once is what was assumed to read the table.

        Raises:
            LedgerFaults: a cell is faulty.
        """
        from fedstat.cli.profiles import profile_of, saved, shared_of, wanted
        from fedstat.cli.submitting import drafted, withdrawn
        from fedstat.cli.taking import stamp_of
        from fedstat.importers.matching import Names
        from fedstat.importers.observations import read_observations
        from fedstat.importers.standing import placed

        profile = profile_of(request, self._book, ledger)
        names = Names(ledger)
        found = read_observations(self._book, names, wanted(request, names, profile))
        rows, faults = placed(found.rows, ledger)
        self._placed, self._empty, self._repeated = rows, found.empty, found.repeated
        stamp = stamp_of(request, _earlier(rows, ledger))
        shared = shared_of(request, ledger, profile)
        submissions, self._written = drafted(rows, ledger, shared, stamp)
        self._note(request, found.remarks)
        self._refuse(request, ledger, [*found.findings, *faults], submissions)
        more = saved(request, names, profile, stamp)
        return [
            *submissions,
            *withdrawn(rows, ledger, _reason(request, rows), stamp),
            *([] if more is None else [more]),
        ]

    def _note(self, request: Request, remarks: Sequence[Message]) -> None:
        """Tell what was assumed and left out, once."""
        tell(request, *(remark for remark in remarks if remark not in self._noted))
        self._noted |= set(remarks)

    def _refuse(
        self, request: Request, ledger: Ledger, findings: list[Finding], drafts: Sequence[Draft]
    ) -> None:
        """Tell the notices; stop when a cell is faulty, with what the other cells would bring, too.

        Raises:
            LedgerFaults: one is.
        """
        if any(finding.severity == "error" for finding in findings):
            findings += self._brought(request, ledger, drafts)
            raise LedgerFaults(
                msg("Nothing was imported. Mend the table, then repeat the command."), findings
            )
        notices = [finding for finding in findings if finding.message not in self._noted]
        if notices:
            self._noted |= {finding.message for finding in notices}
            _tell_findings(request, notices)

    def _brought(self, request: Request, ledger: Ledger, drafts: Sequence[Draft]) -> list[Finding]:
        """Return what the values that were understood would make an error of the ledger."""
        from fedstat.api import checked
        from fedstat.ledgerfile.appending import prospect, standing

        try:
            stands = standing(request.found.name)
            seen = prospect(stands, drafts, request.text("into"))
        except FedstatError:
            return []  # what stands there already cannot be appended to; that is told next
        step = Step(ledger, checked(seen.ledger), seen)
        return [finding for finding in brought(step, self.home) if finding.severity == "error"]

    # -- looking at it -----------------------------------------------------------------------------------

    def review(self, _: Request, step: Step) -> Review:
        """Return what may be a slip, and whether anything is left to write."""
        if not step.prospect.text:
            count = len(self._placed)
            name = self._book.name
            return Review(
                needless=msgs(
                    "The one value of {name} stands in the ledger already; nothing is written.",
                    "All {count} values of {name} stand in the ledger already; nothing is written.",
                    count,
                    name=name,
                )
                if count
                else msg("{name} holds no value; nothing is written.", name=name)
            )
        doubts = tuple(message for _, message in self._doubts(step))
        return Review(doubts=_shortened(doubts), consent=_STAMP.sub("", step.prospect.text))

    def _doubts(self, step: Step) -> Iterator[tuple[Placed, Message]]:
        """Yield the values that may be slips, each with its cell."""
        from fedstat.cli.doubts import superseded, unbegun
        from fedstat.reports.changes import slips

        pairs = self._pairs(step)
        news = [new for _, new in pairs]
        far = {id(entry): doubt for entry, doubt in slips(step.before.known(), step.after.known(), news)}
        for item, new in pairs:
            for doubt in (item.given.doubt, far.get(id(new)), superseded(item.old, new), unbegun(new)):
                if doubt is not None:
                    yield (
                        item,
                        msg(
                            "{cell} {code}, {period}: {doubt}",
                            cell=_cell(item.given.place),
                            code=new.indicator,
                            period=new.period,
                            doubt=doubt,
                        ),
                    )

    def _pairs(self, step: Step) -> list[tuple[Placed, Observation]]:
        """Return what is written with the observation that it makes."""
        if not self._written:
            return []
        own = [entry for entry in step.after.entries if entry.origin.source.name == step.prospect.name]
        return list(zip(self._written, own[-len(self._written) :], strict=True))

    def preview(self, request: Request, step: Step) -> Iterator[Block]:
        """Yield the tables that show what changes."""
        from fedstat.reports.imports import import_blocks

        doubtful = {id(item) for item, _ in self._doubts(step)}
        yield from import_blocks(
            self._incoming(step, doubtful),
            step.after,
            self._turns(request, step).pairs,
            request.language,
            whole=request.flag("all"),
        )

    def _incoming(self, step: Step, doubtful: frozenset[int] | set[int] = frozenset()) -> list[Incoming]:
        from fedstat.reports.imports import Incoming

        new = {id(item): entry for item, entry in self._pairs(step)}
        return [
            Incoming(
                cell=_cell(item.given.place),
                fate=item.fate,
                entry=entry,
                old=item.old,
                doubtful=id(item) in doubtful,
            )
            for item in self._placed
            if (entry := new.get(id(item)) or item.old) is not None
        ]

    def _turns(self, request: Request, step: Step) -> Turns:
        """Return whose status changes; worked out once for each reading of the ledger."""
        if self._statuses is None or self._statuses[0] is not step:
            from fedstat.reports.changes import status_changes

            moved = [item.given for item in self._placed if item.fate != "same"]
            areas = {given.reference_area for given in moved}
            area = step.after.area if step.after.area in areas or not areas else min(areas)
            codes = {given.indicator for given in moved}
            found = status_changes(step.before, step.after, codes, area, request.language)
            self._statuses = (step, found)
        return self._statuses[1]

    def report(self, request: Request, step: Step) -> Iterator[Message]:
        """Yield what changed, and what to do next."""
        from fedstat.reports.imports import counts_message, status_messages

        yield counts_message(self._incoming(step))
        if self._empty:
            yield msgs("{count} cell is empty.", "{count} cells are empty.", self._empty)
        if self._repeated:
            yield msgs(
                "{count} value stands twice in the table; it is taken once.",
                "{count} values stand twice in the table; each is taken once.",
                self._repeated,
            )
        turns = self._turns(request, step)
        if turns.pairs:
            yield from status_messages(step.after, turns, request.language, most=STATUSES)
        if not request.flag("dry_run"):
            yield msg("A slip is taken back with: {line}", line="fedstat withdraw CODE PERIOD --reason …")

    def home(self, step: Step, finding: Finding) -> Finding | None:
        """Return a finding of a new entry as one of its cell; None when a doubt says the same."""
        place = finding.place
        if place is None or place.file != step.prospect.name or place.line < step.prospect.line:
            return finding
        spots = [(entry.origin.place, item) for item, entry in self._pairs(step)]
        fitting = [
            (spot.column, item)
            for spot, item in spots
            if spot.line == place.line and spot.column <= place.column
        ]
        if not fitting:
            return finding
        _, item = max(fitting, key=lambda pair: pair[0])
        if finding.code == "value-percent" and any(item is doubtful for doubtful, _ in self._doubts(step)):
            return None
        return Finding(finding.code, item.given.place, finding.message, finding.remedy)


# -- small things ------------------------------------------------------------------------------------------


def _earlier(rows: Sequence[Placed], ledger: Ledger) -> list[datetime]:
    """Return after which moments the import is dated: entries of its keys, withdrawals, closings."""
    from fedstat.cli.taking import closings_of

    keys = {item.given.key for item in rows if item.fate != "same"}
    codes = {key[0] for key in keys}
    return [
        *(entry.recorded for entry in ledger.entries if entry.key in keys),
        *(entry.recorded for entry in ledger.withdrawals if entry.indicator in codes),
        *closings_of(ledger),
    ]


def _reason(request: Request, rows: Sequence[Placed]) -> str:
    """Return why values are taken back.

    Raises:
        UsageFault: some are, and nobody says why.
    """
    reason = (request.text("reason") or "").strip()
    count = sum(item.fate == "withdrawn" for item in rows)
    if count and not reason:
        raise UsageFault(
            msgs(
                "The message takes {count} value back, and the reason is missing.",
                "The message takes {count} values back, and the reason is missing.",
                count,
            ),
            msg("Write it: {line}", line='--reason "…"'),
        )
    return reason


def _cell(place: Place) -> str:
    return f"{place.sheet}!{place.cell}" if place.sheet else place.cell


def _shortened(doubts: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return the first doubts, and one message with the cells of the others."""
    if len(doubts) <= DOUBTS + 1:
        return doubts
    cells = Several(doubt.values["cell"] for doubt in doubts[DOUBTS:])
    rest = msgs(
        "{count} more like these: {cells}.",
        "{count} more like these: {cells}.",
        len(doubts) - DOUBTS,
        cells=cells,
    )
    return (*doubts[:DOUBTS], rest)


def _tell_findings(request: Request, findings: list[Finding]) -> None:
    from fedstat.cli.output import draws_ascii, tell_text
    from fedstat.reports.findings import findings_text

    plain = draws_ascii(request.shell.stderr, request)
    tell_text(request, findings_text(findings, request.surest_language, ascii=plain))
