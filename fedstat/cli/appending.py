"""How every command appends: read, compose, look at it, lock, write; all of it again when something moved."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from fedstat.cli.command import Option
from fedstat.cli.options import EVERYWHERE
from fedstat.cli.output import put_text, tell
from fedstat.errors import FedstatError, LedgerFaults, UsageFault
from fedstat.language import Message, msg, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fedstat.cli.request import Request
    from fedstat.errors import Finding
    from fedstat.ledgerfile.appending import Prospect
    from fedstat.ledgerfile.writer import Draft
    from fedstat.model.entry import EntryT
    from fedstat.model.ledger import Ledger

TRIES: Final = 5
"""How often a file that another program changes at the same moment is read again."""

RECORDED: Final = Option(
    name="recorded",
    flags=("--recorded",),
    metavar="DATE",
    help=msg("The day it entered the ledger, 2023-12-25 or 2023-12-25T09:30; today by default."),
)
INTO: Final = Option(
    name="into",
    flags=("--into",),
    metavar="FILE",
    help=msg("Append to this file of the ledger, one that it includes; the main file by default."),
)
DRY_RUN: Final = Option(
    name="dry_run", flags=("--dry-run",), help=msg("Show what would be appended; write nothing.")
)
YES: Final = Option(
    name="yes", flags=("-y", "--yes"), help=msg("Append even what looks like a slip, without asking.")
)
WRITING: Final = (RECORDED, INTO, DRY_RUN, YES, *EVERYWHERE)
"""What every command takes that appends."""


class Step(NamedTuple):
    """A ledger before and after entries that are not written yet."""

    before: Ledger
    after: Ledger
    prospect: Prospect

    def newest(self, entries: Sequence[EntryT]) -> EntryT:
        """Return the new one of some entries: the last that stands in the file that grew."""
        return next(entry for entry in reversed(entries) if entry.origin.source.name == self.prospect.name)


class Review(NamedTuple):
    """What is to be said of an entry before it is written."""

    doubts: tuple[Message, ...] = ()
    """What looks like a slip; it is appended only when somebody says so."""
    needless: Message | None = None
    """Why nothing needs to be appended."""


class Work(Struct, frozen=True, kw_only=True):
    """What one command does of all this."""

    compose: Callable[[Request, Ledger], Sequence[Draft]]
    """Returns the entries; it is called again when the ledger has changed."""
    review: Callable[[Request, Step], Review]
    report: Callable[[Request, Step], Iterable[Message]]
    """Says what changed."""


def append(request: Request, work: Work) -> int:
    """Append what *work* composes, and say what changed.

    Raises:
        FedstatError: nothing was appended, and why.
    """
    _refuse_broken_text(request)
    if request.flag("dry_run"):
        step, review = _looked_at(request, work)
        tell(request, msg("Nothing is written (--dry-run)."), *review.doubts)
        return _needless(request, review) or _say(request, work, step)
    agreed: tuple[Message, ...] = ()
    while True:
        step, review, written = _attempt(request, work, agreed)
        if written:
            status = _say(request, work, step)
            _tell_editors(request, step)
            return status
        if review.needless is not None:
            tell(request, review.needless)
            return 0
        agreed = _agreed(request, step, review.doubts)


def _needless(request: Request, review: Review) -> int:
    if review.needless is not None:
        tell(request, review.needless)
    return 0


def _attempt(request: Request, work: Work, agreed: tuple[Message, ...]) -> tuple[Step, Review, bool]:
    """Write under the lock, unless there is a doubt that nobody has settled."""
    from fedstat.ledgerfile.appending import ChangedMeanwhile, commit, locked

    waiting = waiting_for(request, request.found.name)
    for _ in range(TRIES):
        with ExitStack() as locks:
            for path in _files_to_lock(request):
                locks.enter_context(locked(path, waiting=waiting))
            step, review = _looked_at(request, work)
            settled = request.flag("yes") or set(review.doubts) <= set(agreed)
            if review.needless is not None or not settled:
                return step, review, False
            try:
                commit(step.prospect)
            except ChangedMeanwhile as fault:
                last = fault
            else:
                tell(request, *review.doubts[: 0 if agreed else None])
                return step, review, True
    raise last


def waiting_for(request: Request, name: str) -> Callable[[], None]:
    """Return what says that another command is writing."""
    return lambda: tell(request, msg("Another command is writing to {name}; waiting for it.", name=name))


def _files_to_lock(request: Request) -> list[Path]:
    """Return the ledger, and the file that --into names: another ledger may include it, too."""
    main, into = Path(request.found.name), request.text("into")
    if into is None:
        return [main]
    named = {path.resolve() for path in (Path(into), main.parent / into) if path.is_file()}
    return [main, *sorted(named - {main.resolve()})]


def _looked_at(request: Request, work: Work) -> tuple[Step, Review]:
    """Read the ledger, compose the entry, and see what it would bring.

    Raises:
        LedgerFaults: it would bring an error.
    """
    from fedstat.api import checked
    from fedstat.ledgerfile.appending import prospect, standing

    stands = standing(request.found.name)
    before = checked(stands.ledger)
    request.take(before)
    if not before.plans:
        raise LedgerFaults(
            msg("The ledger has no plan that could be read; nothing is appended."), before.findings
        )
    found = prospect(stands, work.compose(request, before), request.text("into"))
    step = Step(before, checked(found.ledger), found)
    brought = _brought(step)
    if any(finding.severity == "error" for finding in brought):
        raise LedgerFaults(msg("Nothing was appended: the entry would be faulty."), brought)
    return step, work.review(request, step)


def _brought(step: Step) -> list[Finding]:
    """Return the findings that only the entry makes."""
    stood = Counter(map(_spot, step.before.findings))
    brought = []
    for finding in step.after.findings:
        spot = _spot(finding)
        if stood[spot]:
            stood[spot] -= 1
        else:
            brought.append(finding)
    return brought


def _spot(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (finding.code, place and (place.file, place.line, place.column))


def _say(request: Request, work: Work, step: Step) -> int:
    """Show the entry, where it stands, what it changed, and what it brought to look at."""
    from fedstat.cli.output import put
    from fedstat.table import Paragraph

    if request.found.above:
        tell(request, msg("Ledger: {name}", name=request.found.name))
    put_text(request, f"{step.prospect.text}\n")
    place = {"name": step.prospect.name, "line": str(step.prospect.line)}
    dry = request.flag("dry_run")
    where = (
        msg("It would stand at {name}:{line}.", **place)
        if dry
        else msg("It stands at {name}:{line}.", **place)
    )
    said = [where, *work.report(request, step)]
    put(request, [Paragraph(text=say(message, request.language), style="list") for message in said])
    _notices(request, _brought(step))
    return 0


def _notices(request: Request, brought: list[Finding]) -> None:
    """Tell what deserves a look since the entry stands there."""
    if brought:
        from fedstat.cli.output import draws_ascii, tell_text
        from fedstat.reports.findings import findings_text

        plain = draws_ascii(request.shell.stderr, request)
        tell_text(request, findings_text(brought, request.surest_language, ascii=plain))


def _tell_editors(request: Request, step: Step) -> None:
    """Tell whoever has the ledger open in an editor that the editor does not know of the entry."""
    from fedstat.ledgerfile.editors import mark_beside

    found = mark_beside((Path(step.prospect.name), step.prospect.path))
    if found is not None:
        mark, program = found
        tell(
            request,
            msg(
                "{name} seems to be open in {program}: {mark} lies beside it.",
                name=step.prospect.name,
                program=program,
                mark=mark,
            ),
            msg("Load it there again before you save, or the new entry is lost."),
        )


def _agreed(request: Request, step: Step, doubts: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return the doubts when somebody at a terminal sets them aside.

    Raises:
        FedstatError: nobody is there, or the answer is no.
    """
    shell = request.shell
    put_text(request, f"{step.prospect.text}\n")
    tell(request, *doubts)
    if shell.asks and shell.stdin is not None and shell.stderr is not None:
        shell.stderr.write(say(msg("Append it all the same? (y/N)"), request.language) + " ")
        shell.stderr.flush()
        if shell.stdin.readline().strip().lower() in {"y", "yes", "是", "是的", "ｙ"}:
            return doubts
        raise FedstatError(msg("Nothing was appended."))
    raise FedstatError(
        msg("Nothing was appended: it may be a slip."), msg("If it is right, repeat the command with --yes.")
    )


def _refuse_broken_text(request: Request) -> None:
    """Refuse words that are no text: halves of characters from another encoding."""
    for value in request.values.values():
        for word in value if isinstance(value, list | tuple) else (value,):
            try:
                str(word).encode("utf-8")
            except UnicodeEncodeError:
                raise UsageFault(
                    msg("“{word}” is no text.", word=word),
                    msg("Set the terminal to UTF-8 and write it again."),
                ) from None
