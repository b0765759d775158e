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
    from fedstat.table import Block

    Home = Callable[["Step", Finding], Finding | None]

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
    consent: str = ""
    """What somebody at a terminal agrees to before it is written, even without a doubt; "" asks for none."""


class Work(Struct, frozen=True, kw_only=True):
    """What one command does of all this."""

    compose: Callable[[Request, Ledger], Sequence[Draft]]
    """Returns the entries; it is called again when the ledger has changed."""
    review: Callable[[Request, Step], Review]
    report: Callable[[Request, Step], Iterable[Message]]
    """Says what changed."""
    preview: Callable[[Request, Step], Iterable[Block]] | None = None
    """Shows what would be appended when that is too much to be read entry by entry."""
    home: Home | None = None
    """Returns a finding of a new entry as one of what the entry was made from, the cell of a table; None
    when that is told already."""


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
    agreed: Review | None = None
    while True:
        step, review, written = _attempt(request, work, agreed)
        if written:
            return _say(request, work, step, shown=agreed is not None)
        if review.needless is not None:
            tell(request, review.needless)
            return 0
        agreed = _agreed(request, work, step, review)


def _needless(request: Request, review: Review) -> int:
    if review.needless is not None:
        tell(request, review.needless)
    return 0


def _attempt(request: Request, work: Work, agreed: Review | None) -> tuple[Step, Review, bool]:
    """Write under the lock, unless somebody must agree who has not yet."""
    from fedstat.ledgerfile.appending import ChangedMeanwhile, commit, locked

    def waiting() -> None:
        tell(request, msg("Another command is writing to {name}; waiting for it.", name=request.found.name))

    for _ in range(TRIES):
        with ExitStack() as locks:
            for path in _files_to_lock(request):
                locks.enter_context(locked(path, waiting=waiting))
            step, review = _looked_at(request, work)
            if review.needless is not None or not _is_settled(request, review, agreed):
                return step, review, False
            try:
                commit(step.prospect)
            except ChangedMeanwhile as fault:
                last = fault
            else:
                tell(request, *review.doubts[: None if agreed is None else 0])
                return step, review, True
    raise last


def _is_settled(request: Request, review: Review, agreed: Review | None) -> bool:
    """Whether nothing is left to be agreed to."""
    if request.flag("yes"):
        return True
    consents = agreed is not None and agreed.consent == review.consent
    if review.consent and request.shell.asks and not consents:
        return False
    return set(review.doubts) <= set(agreed.doubts if agreed is not None else ())


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
    brought = brought_by(step, work.home)
    if any(finding.severity == "error" for finding in brought):
        raise LedgerFaults(msg("Nothing was appended: the entry would be faulty."), brought)
    return step, work.review(request, step)


def brought_by(step: Step, home: Home | None = None) -> list[Finding]:
    """Return the findings that only the entry makes, where a person finds what they are about."""
    stood = Counter(map(_spot, step.before.findings))
    brought: list[Finding | None] = []
    for finding in step.after.findings:
        spot = _spot(finding)
        if stood[spot]:
            stood[spot] -= 1
        else:
            brought.append(finding if home is None else home(step, finding))
    return [finding for finding in brought if finding is not None]


def _spot(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (finding.code, place and (place.file, place.line, place.column))


def _say(request: Request, work: Work, step: Step, *, shown: bool = False) -> int:
    """Show the entry, where it stands, what it changed, and what it brought to look at.

    A preview that was *shown* already is not shown again.
    """
    from fedstat.cli.output import put
    from fedstat.table import Paragraph

    if request.found.above:
        tell(request, msg("Ledger: {name}", name=request.found.name))
    if work.preview is None or not shown:
        _show(request, work, step)
    place = {"name": step.prospect.name, "line": str(step.prospect.line)}
    dry = request.flag("dry_run")
    where = (
        msg("It would stand at {name}:{line}.", **place)
        if dry
        else msg("It stands at {name}:{line}.", **place)
    )
    said = [where, *work.report(request, step)]
    put(request, [Paragraph(text=say(message, request.language), style="list") for message in said])
    _notices(request, brought_by(step, work.home))
    return 0


def _show(request: Request, work: Work, step: Step) -> None:
    """Show what is appended: the entries themselves, or the preview that stands for them."""
    from fedstat.cli.output import put

    if work.preview is None:
        put_text(request, f"{step.prospect.text}\n")
    else:
        put(request, list(work.preview(request, step)))


def _notices(request: Request, brought: list[Finding]) -> None:
    """Tell what deserves a look since the entry stands there."""
    if brought:
        from fedstat.cli.output import draws_ascii, tell_text
        from fedstat.reports.findings import findings_text

        plain = draws_ascii(request.shell.stderr, request)
        tell_text(request, findings_text(brought, request.surest_language, ascii=plain))


def _agreed(request: Request, work: Work, step: Step, review: Review) -> Review:
    """Return the review when somebody at a terminal agrees.

    Raises:
        FedstatError: nobody is there, or the answer is no.
    """
    shell = request.shell
    _show(request, work, step)
    tell(request, *review.doubts)
    if shell.asks and shell.stdin is not None and shell.stderr is not None:
        question = msg("Append it all the same? (y/N)") if review.doubts else msg("Append this? (y/N)")
        shell.stderr.write(say(question, request.language) + " ")
        shell.stderr.flush()
        if shell.stdin.readline().strip().lower() in {"y", "yes", "是", "是的", "ｙ"}:
            return review
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
