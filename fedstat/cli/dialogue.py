"""Entries asked for one after the other: the questions, what would be appended, a yes, and the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from msgspec.structs import replace

from fedstat.cli.appending import append, brought
from fedstat.cli.output import tell, tell_fault, tell_text
from fedstat.cli.prompting import StepBack, agrees, leaving, walk
from fedstat.cli.request import Request
from fedstat.cli.taking import stamp_of
from fedstat.errors import FedstatError, FileFault, LedgerFaults
from fedstat.language import msg, msgs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fedstat.cli.appending import Step, Work
    from fedstat.cli.prompting import Answers, Question
    from fedstat.language import Message
    from fedstat.model.ledger import Ledger

LAST: Final = ""
"""Stands for the last question, where `walk` is told one to go back to."""


class Topic(Protocol):
    """What is asked for: a value, an indicator; what one entry leaves for the next is its own affair."""

    work: Work
    mend: str
    """The question to go back to when the entry must be corrected, or how its name begins."""

    def begin(self, ledger: Ledger) -> Answers:
        """Take the ledger as it stands now, and return what need not be asked for."""

    def questions(self, answers: Answers) -> Sequence[Question]:
        """Return the questions that follow from the answers so far."""

    def options(self, answers: Answers) -> Mapping[str, object]:
        """Return all that was asked and given, as the command's options say it."""

    def keep(self, answers: Answers) -> None:
        """Remember of an entry that stands what helps with the next one."""


class Tally:
    """How many entries were written."""

    def __init__(self) -> None:
        """Begin with none."""
        self.written = 0

    def message(self) -> Message:
        """Return what is said at the end."""
        if self.written:
            return msgs("{count} entry was written.", "{count} entries were written.", self.written)
        return msg("Nothing was written.")


def converse(request: Request, topic: Topic) -> int:
    """Ask for entries until there are no more, and append each that is confirmed.

    Raises:
        FedstatError: there is no ledger to append to, or an option cannot be.
        KeyboardInterrupt: the person left.
    """
    tally = Tally()
    _refuse_at_once(request)
    _greet(request)
    with leaving(request, tally.message):
        _enter(request, topic, tally)
        while _another(request):
            _enter(request, topic, tally)
    if not request.flag("dry_run"):
        tell(request, tally.message())
    return 0


def _refuse_at_once(request: Request) -> None:
    """Refuse at once what no answer can mend: a wrong --recorded or --into, a broken ledger."""
    from fedstat.ledgerfile.appending import prospect, standing

    stamp_of(request, ())
    stands = standing(request.found.name)
    if not stands.ledger.plans:
        raise LedgerFaults(
            msg("The ledger has no plan that could be read; nothing is appended."), stands.ledger.findings
        )
    prospect(stands, (), request.text("into"))


def _greet(request: Request) -> None:
    from fedstat.cli.lines import edits

    tell(request, msg("Ledger: {name}", name=request.found.name))
    keys = msg("Enter takes what stands in brackets, < goes one step back, ? explains, Ctrl-C leaves.")
    tell(request, keys)
    if edits(request.shell):
        tell(request, msg("Names are offered while you type; Tab takes one."))
    tell_text(request, "\n")


def _another(request: Request) -> bool:
    """Return whether there is another one; what is written cannot be stepped back into."""
    tell_text(request, "\n")
    while True:
        try:
            return agrees(request, msg("Another one?"), default=True)
        except StepBack:
            tell(
                request,
                msg("What is written stays; a slip is taken back with: {line}", line="fedstat withdraw …"),
            )


def _enter(request: Request, topic: Topic, tally: Tally) -> None:
    """Ask for one entry until it stands, or is found to stand already."""
    answers = topic.begin(Request(request.shell, request.values).ledger)
    back_to: str | None = None
    work = _counted(topic, tally)
    written = tally.written
    while True:
        answers = walk(request, topic.questions, answers, back_to=back_to, farewell=None)
        try:
            append(Request(request.shell, topic.options(answers)), work)
        except StepBack as step:
            back_to = step.to
        except FedstatError as fault:
            if tally.written > written:
                raise  # it stands; only what was to be said of it cannot be
            tell_fault(fault, request)
            back_to = LAST if isinstance(fault, FileFault) else topic.mend
        else:
            topic.keep(answers)
            return


def _counted(topic: Topic, tally: Tally) -> Work:
    """Return the work of a topic: every entry is shown and confirmed, and counted when it stands."""

    def report(request: Request, step: Step) -> Iterable[Message | str]:
        tally.written += not request.flag("dry_run")
        return topic.work.report(request, step)

    def confirm(request: Request, step: Step, doubts: tuple[Message, ...]) -> None:
        _confirm(request, step, doubts, topic.mend)

    return replace(topic.work, report=report, confirm=confirm)


def _confirm(request: Request, step: Step, doubts: tuple[Message, ...], mend: str) -> None:
    """Show exactly what would be appended, with what looks wrong about it, and return after a yes.

    Raises:
        StepBack: something is to be corrected first.
    """
    notices = brought(step)
    tell_text(request, "\n")
    tell(request, msg("This would be appended to {name}:", name=step.prospect.name))
    tell_text(request, f"\n{step.prospect.text}\n")
    remedies = dict.fromkeys(notice.remedy for notice in notices if notice.remedy is not None)
    tell(request, *doubts, *(notice.message for notice in notices), *remedies)
    if doubts or notices:
        sure = agrees(request, msg("Look at it again. Append it all the same?"), default=False, help=_HELP)
    else:
        sure = agrees(request, msg("Append it?"), default=True, help=_HELP)
    if not sure:
        tell(request, msg("It is not written. Correct it; < goes further back, Ctrl-C leaves."))
        raise StepBack(mend)


_HELP: Final = msg(
    "yes writes exactly these lines at the end of the ledger, no lets you correct them, < goes one step back."
)
