"""`fedstat close`: a round sealed (定稿), with its counts and a digest of all that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.appending import WRITING, Review, Work
from fedstat.cli.command import Command, Example, Option
from fedstat.errors import FedstatError, LedgerFaults, UsageFault
from fedstat.language import Several, msg, msgs, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from fedstat.assessment import Evaluation
    from fedstat.assessment.seal import Seal
    from fedstat.cli.appending import Step
    from fedstat.cli.request import Request
    from fedstat.errors import Origin
    from fedstat.language import Message
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.ledger import Ledger
    from fedstat.model.plan import Round, Sealed

ROUND: Final = Option(
    name="round",
    metavar="ROUND",
    noun="round",
    help=msg("The round to close: its id, its name, or a part of the name."),
)
SHOWN: Final = 3
"""How many indicators of a closing are shown on a screen; the file has them all."""


def run(request: Request) -> int:
    """Append the closing."""
    from fedstat.cli.appending import append

    question = msg("Close it? (y/N)")
    return append(
        request, Work(compose=_compose, review=_review, report=_report, question=question, shown=_shown)
    )


def _compose(request: Request, ledger: Ledger) -> tuple[Draft, ...]:
    from fedstat.assessment.entrance import assess_sealed
    from fedstat.assessment.seal import seal_of
    from fedstat.ledgerfile.writer import Draft
    from fedstat.model.entry import stamp
    from fedstat.model.plan import Closing
    from fedstat.reports.words import name_of

    if any(finding.severity == "error" for finding in ledger.findings):
        raise LedgerFaults(
            msg("The ledger has errors; a round is closed only when it has none."), ledger.findings
        )
    chosen = _round(request, ledger)
    _refuse_closed(request, chosen, ledger)
    recorded = _stamp(request, ledger)
    provisional = Closing(round=chosen.id, recorded=stamp(recorded), origin=_end(ledger))
    evaluation = assess_sealed(ledger, provisional)
    if evaluation is None:
        raise UsageFault(
            msg(
                "“{round}” was declared on {day} only, later than it would be closed.",
                round=name_of(chosen, request.language),
                day=chosen.recorded.date(),
            ),
            msg("Name a later day: {line}", line=f"--recorded {chosen.recorded.date()}"),
        )
    _refuse_unexpected(evaluation, ledger)
    return (Draft(kind="closing", fields=_fields(chosen, seal_of(evaluation), recorded)),)


def _round(request: Request, ledger: Ledger) -> Round:
    from fedstat.cli.names import picked

    rounds = ledger.known().rounds
    word = request.text("round")
    if word is None:
        raise UsageFault(
            msg("{name} is missing.", name="ROUND"),
            msg("The rounds of the ledger: {rounds}.", rounds=Several(rounds)) if rounds else None,
        )
    return rounds[picked(word, "round", ledger, request.language)]


def _refuse_closed(request: Request, chosen: Round, ledger: Ledger) -> None:
    from fedstat.reports.words import name_of

    closing = ledger.known().closings.get(chosen.id)
    if closing is not None:
        place = closing.origin.place
        raise FedstatError(
            msg(
                "“{round}” was closed on {day} already, at {file}:{line}; its figures stand.",
                round=name_of(chosen, request.language),
                day=closing.recorded.date(),
                file=place.file,
                line=place.line,
            ),
            msg(
                "See what has changed since: fedstat diff {round}. If the changes are to be published, add a "
                "[[round]] with an id of its own, and close that.",
                round=chosen.id,
            ),
        )


def _stamp(request: Request, ledger: Ledger) -> date | datetime:
    """Return the day of the closing, a moment after everything else of that day."""
    from datetime import date

    from fedstat.cli.taking import stamp_of
    from fedstat.model.entry import end_of

    tomorrow = end_of(date.today())  # noqa: DTZ011 - ledger stamps are local times without offset
    stamps = (entry.recorded for entry in ledger.everything())
    return stamp_of(request, [stamp for stamp in stamps if stamp < tomorrow])


def _end(ledger: Ledger) -> Origin:
    """Return a place behind everything that stands in the ledger's main file."""
    from sys import maxsize

    from fedstat.errors import Origin

    return Origin(ledger.plans[0].origin.source, (), sequence=maxsize)


def _refuse_unexpected(evaluation: Evaluation, ledger: Ledger) -> None:
    """Refuse a round whose indicators are not those that the plan document counts."""
    from fedstat.checks.counts import expected_counts

    findings = tuple(expected_counts(evaluation.known)) or tuple(expected_counts(ledger.known()))
    if findings:
        raise LedgerFaults(
            msg("The ledger does not have the indicators that the plan document counts; nothing is closed."),
            findings,
        )


def _fields(chosen: Round, seal: Seal, recorded: date | datetime) -> dict[str, Plain]:
    return {
        "round": chosen.id,
        "recorded": recorded,
        "counts": seal.counts,
        "rules": seal.rules,
        "digest": seal.digest,
        "indicators": {entry.code: _sealed(entry) for entry in seal.indicators},
    }


def _sealed(entry: Sealed) -> dict[str, Plain]:
    said: dict[str, Plain] = {"status": entry.status}
    if entry.value is not None:
        said["value"] = entry.value
    if entry.lost_again:
        said["lost_again"] = True
    return {**said, "seal": " ".join(entry.seal)}


# -- what is said ------------------------------------------------------------------------------------------


def _review(request: Request, step: Step) -> Review:
    """Ask a person at a terminal; and anybody who closes a round before its own day."""
    from fedstat.reports.words import name_of

    closing = step.newest(step.after.closings)
    chosen = step.after.known().rounds[closing.round]
    doubts: list[Message] = []
    if chosen.known_on is not None and closing.recorded.date() < chosen.known_on:
        doubts.append(
            msg(
                "“{round}” takes what is known on {day}, which is still to come: what is entered until then "
                "would not count.",
                round=name_of(chosen, request.language),
                day=chosen.known_on,
            )
        )
    if request.shell.asks:
        counts = dict(closing.counts)
        doubts.append(
            msg(
                "“{round}” would be closed with {met} of {indicators} met. Its figures then stand for good.",
                round=name_of(chosen, request.language),
                met=counts["met"],
                indicators=counts["indicators"],
            )
        )
    return Review(doubts=tuple(doubts))


def _shown(request: Request, text: str) -> str:
    """Return the closing as a screen shows it: not every indicator."""
    lines = text.splitlines(keepends=True)
    head = next((at for at, line in enumerate(lines) if line.startswith("[closing.")), len(lines))
    more = len(lines) - head - 1 - SHOWN
    stream = request.shell.stdout
    if more <= 0 or stream is None or not stream.isatty():
        return text
    rest = msgs("… and {count} indicator more", "… and {count} indicators more", more)
    return "".join(lines[: head + 1 + SHOWN]) + say(rest, request.language) + "\n"


def _report(request: Request, step: Step) -> Iterator[Message | str]:
    from fedstat.assessment.entrance import assess_sealed
    from fedstat.reports.headline import headline

    closing = step.newest(step.after.closings)
    evaluation = assess_sealed(step.after, closing)
    yield from () if evaluation is None else headline(evaluation, request.language)
    yield msg(
        "digest {digest}; quote it, and the report can always be held to the ledger", digest=closing.digest
    )
    yield msg("From now on fedstat check names every entry that would change this round.")
    yield msg(
        "What comes in later belongs to a later round; fedstat diff {round} shows it.", round=closing.round
    )


COMMAND: Final = Command(
    name="close",
    summary=msg("Close a round: seal its counts and what they rest on, which check compares ever after."),
    examples=(
        Example(line="fedstat close midterm --dry-run", says=msg("look at what would be sealed")),
        Example(line="fedstat close midterm", says=msg("seal it; on a terminal you are asked first")),
        Example(
            line="fedstat close annual-2022 --recorded 2023-11-30",
            says=msg("as it was on an earlier day; what was entered later does not count"),
        ),
    ),
    arguments=(ROUND,),
    options=WRITING,
    notes=(
        msg(
            "A closed round is told for ever from what was entered until then; later entries never change it."
        ),
        msg("The digest covers values, targets, definitions, judgements and rules, not sources and notes."),
    ),
    run=run,
)
