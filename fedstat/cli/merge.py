"""`fedstat merge`: joins two copies of a ledger that grew apart; also a merge driver for git."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import COLOR, FILE, HELP, LANG, OUTPUT
from fedstat.cli.output import draws_ascii, put_bytes, tell, tell_text
from fedstat.cli.request import Request
from fedstat.errors import FileFault, UsageFault
from fedstat.language import Several, msg, msgs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedstat.errors import Finding
    from fedstat.language import Message
    from fedstat.ledgerfile.joined import Double, Given
    from fedstat.ledgerfile.joining import Copy, Joined, Side
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation

COPIES: Final = Option(
    name="copies",
    metavar="[BASE] OURS THEIRS",
    multiple=True,
    help=msg("The copy that both grew from, if you have it, then the two copies."),
)
LEDGER: Final = Option(
    name=FILE.name,
    flags=FILE.flags,
    metavar=FILE.metavar,
    help=msg("What to call the ledger in messages, where the copies have passing names, as under git."),
)
ROLES: Final = ("BASE", "OURS", "THEIRS")


def run(request: Request) -> int:
    """Print or write the joined ledger; 1 when the copies cannot be joined, and then nothing is written."""
    from fedstat.ledgerfile.joining import Refused, join

    paths = _paths(request)
    copies = {role: _copy(role, path, request) for role, path in paths.items()}
    request = Request(request.shell, {"file": paths["OURS"], **request.values})
    outcome = join(copies["OURS"], copies["THEIRS"], copies.get("BASE"))
    if isinstance(outcome, Refused):
        return _refuse(request, outcome.findings, outcome.message, outcome.remedy)
    ledger, errors = _read_again(outcome, copies)
    if errors:
        return _refuse(request, errors, *_why(errors))
    write(request, outcome, paths, copies)
    tell(request, *_said(outcome, ledger))
    return 0


def _paths(request: Request) -> dict[str, str]:
    """Return the given files by their roles."""
    given = request.texts("copies")
    if len(given) not in {2, 3}:
        raise UsageFault(
            msg(
                "Two copies are joined, or three with the one both grew from; {count} were named.",
                count=len(given),
            ),
            msg("Write: {line}", line="fedstat merge OURS THEIRS"),
        )
    return dict(zip(ROLES[-len(given) :], given, strict=True))


def _copy(role: str, path: str, request: Request) -> Copy:
    """Return a copy; with -f it is called by its role and the ledger's name, as git's files have none."""
    from fedstat.ledgerfile.files import read_bytes
    from fedstat.ledgerfile.joining import Copy

    ledger = request.text("file")
    try:
        return Copy(name=f"{role}:{ledger}" if ledger else path, raw=read_bytes(Path(path), path))
    except FileFault as fault:
        raise FileFault(fault.message, msg("Write: {line}", line="fedstat merge OURS THEIRS")) from None


def _read_again(joined: Joined, copies: dict[str, Copy]) -> tuple[Ledger, list[Finding]]:
    """Return what the result says, and what is wrong with it that was not with the copies."""
    from fedstat.ledgerfile.joined import new_errors
    from fedstat.ledgerfile.reader import read_alone

    name = copies["OURS"].name
    ledger = read_alone(name, joined.raw)
    before: dict[Side, tuple[Finding, ...]] = {
        "ours": _findings(read_alone(name, copies["OURS"].raw)),
        "theirs": _findings(read_alone(name, copies["THEIRS"].raw)),
    }
    return ledger, new_errors(joined, _findings(ledger), before)


def _findings(ledger: Ledger) -> tuple[Finding, ...]:
    from fedstat.checks import check

    return (*ledger.findings, *check(ledger))


def _refuse(request: Request, findings: Sequence[Finding], message: Message, remedy: Message) -> int:
    """Say why nothing is joined, with the findings that show it."""
    if findings:
        from fedstat.reports.findings import findings_text

        plain = draws_ascii(request.shell.stderr, request)
        tell_text(request, findings_text(findings, request.surest_language, ascii=plain))
    tell(request, message, remedy, msg("Nothing was written."))
    return 1


def _why(errors: Sequence[Finding]) -> tuple[Message, Message]:
    if any(error.code == "duplicate-entry" for error in errors):
        return (
            msg(
                "The two copies say different things of one key with the same date, and neither comes later."
            ),
            msg(
                "Settle which is right. In one copy, take out the entry that is not, or date the one that is "
                "later, and merge again: {line}",
                line="recorded = 2024-01-31T09:30:00",
            ),
        )
    return (
        msg("Each copy is sound in this, and the two together are not."),
        msg("Correct it in one of the copies, in what was added last, and merge again."),
    )


def write(request: Request, joined: Joined, paths: dict[str, str], copies: dict[str, Copy]) -> None:
    """Write the result where it is asked for; never over a copy that changed since it was read.

    Raises:
        FileFault: it cannot be written, or the copy changed; then what stood there still stands.
    """
    from fedstat.cli.files import replace_file

    name = request.text("output")
    if name in {None, "-"}:
        put_bytes(request, joined.raw)
        return
    over = next((role for role, path in paths.items() if _is_same(path, str(name))), None)
    if over is None:
        replace_file(str(name), joined.raw, request, own=True)
    else:
        own = request.text("file") == paths["OURS"]  # else git's passing copies, which nobody else writes to
        _write_over(request, paths[over], copies[over].raw, joined.raw, lock=own)


def _write_over(request: Request, name: str, before: bytes, payload: bytes, *, lock: bool) -> None:
    """Put the result into one of the copies, as everything is written into a ledger."""
    from fedstat.cli.appending import waiting_for
    from fedstat.ledgerfile.replacing import locked, put, real_file

    path = Path(name)
    with locked(path, waiting=waiting_for(request, name)) if lock else nullcontext():
        put(real_file(path, name), name, before, payload)


def _is_same(path: str, name: str) -> bool:
    try:
        return Path(path).samefile(name)
    except (OSError, ValueError):
        return False


# -- what is said ------------------------------------------------------------------------------------------


def _said(joined: Joined, ledger: Ledger) -> Iterator[Message]:
    """Yield what a person must know of the result."""
    from fedstat.ledgerfile.joined import doubles

    yield msg(
        "Joined: {ours} from {first}, {theirs} from {second}.",
        ours=msgs("{count} entry", "{count} entries", joined.added["ours"]),
        first=joined.names["ours"],
        theirs=msgs("{count} entry", "{count} entries", joined.added["theirs"]),
        second=joined.names["theirs"],
    )
    if joined.alike:
        yield msgs(
            "{count} entry is the same in both and stays once.",
            "{count} entries are the same in both and stay once.",
            joined.alike,
        )
    if joined.restyled:
        yield msg(
            "The line endings of {files} are other ones; the result keeps those of the ancestor.",
            files=Several(joined.restyled),
        )
    for double in doubles(joined, ledger):
        yield _double(double, ledger)
    if joined.partial:
        yield msg("Each file of a ledger is joined by itself; when all are, look at the whole: fedstat check")


def _double(double: Double, ledger: Ledger) -> Message:
    return msg(
        "Both give a value for {key}: {ours} and {theirs}. Both stay; {outcome}.",
        key=Several(_key(double.theirs.observation, ledger)),
        ours=_given(double.ours),
        theirs=_given(double.theirs),
        outcome=msg("none counts, because the value was withdrawn later")
        if double.counts is None
        else msg("what was recorded last counts: {value}", value=_value(double.counts)),
    )


def _key(entry: Observation, ledger: Ledger) -> Iterator[object]:
    """Yield indicator, period, and area and breakdown where they are not the plan's own and the whole."""
    known = ledger.known()
    indicator = known.indicators.get(entry.indicator)
    yield f"{indicator.code} {indicator.name}" if indicator else entry.indicator
    yield entry.period
    if entry.reference_area != ledger.area:
        area = known.areas.get(entry.reference_area)
        yield area.name if area else entry.reference_area
    yield from (category for _, category in entry.breakdown)


def _given(given: Given) -> Message:
    return msg(
        "{value} ({file}:{line}, recorded {recorded})",
        value=_value(given.observation),
        file=given.file,
        line=given.line,
        recorded=_stamp(given),
    )


def _value(entry: Observation) -> Message | str:
    from fedstat.model.number import plain

    return msg("no value") if entry.value is None else plain(entry.value)


def _stamp(given: Given) -> Message | str:
    from fedstat.model.entry import FROM_THE_START

    recorded = given.observation.recorded
    if recorded == FROM_THE_START:
        return msg("from the start")
    return recorded.isoformat() if recorded.time().isoformat() != "00:00:00" else recorded.date().isoformat()


COMMAND: Final = Command(
    name="merge",
    summary=msg("Join two copies of a ledger that grew apart: their ancestor, then what each added."),
    examples=(
        Example(
            line="fedstat merge fedstat.toml mailed.toml -o fedstat.toml",
            says=msg("take in what a colleague added to a copy"),
        ),
        Example(
            line="fedstat merge sent.toml fedstat.toml mailed.toml -o joined.toml",
            says=msg("the same, with the copy that was sent out"),
        ),
        Example(
            line="fedstat merge %O %A %B -o %A -f %P", says=msg("as a merge driver of git; see the README")
        ),
    ),
    arguments=(COPIES,),
    options=(OUTPUT, LEDGER, LANG, COLOR, HELP),
    notes=(
        msg("Every byte that stood stays, and so does every entry; one that both added alike stays once."),
        msg("Without BASE the common beginning is the ancestor; an entry that one copy took out comes back."),
        msg("Both gave a value for one key: both stay, the one recorded later counts, and you are told."),
        msg(
            "Refused, with status 1, nothing written: a copy changed what stood; equal dates, other content."
        ),
    ),
    run=run,
)
