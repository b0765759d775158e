"""`fedstat diff`: which indicators changed status between two rounds, days or ledgers, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fedstat.cli.asking import DAY, day_of, selection
from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import AREA, EVERYWHERE, FILTERS, FORMAT, METHOD, OUTPUT, PERIOD, TARGET_PERIOD
from fedstat.errors import FileFault, LedgerFaults, UsageFault
from fedstat.language import msg, say

if TYPE_CHECKING:
    from fedstat.assessment import Evaluation
    from fedstat.assessment.difference import Difference
    from fedstat.cli.request import Request
    from fedstat.language import Language
    from fedstat.model.ledger import Ledger
    from fedstat.reports.diff import Sides

SIDES: Final = Option(
    name="sides",
    metavar="A [B]",
    multiple=True,
    noun="round",
    help=msg(
        "What is compared: rounds, days, periods or ledger files; without B it is how things stand now."
    ),
)
NOW: Final = frozenset({"now", "today", "今", "现在", "今天", "目前"})
MOST: Final = 2
_FILES: Final = "fedstat diff last-year.toml fedstat.toml"


class _Side(NamedTuple):
    """One side as it was named: what to ask of which ledger, and what to call it."""

    label: str
    ledger: Ledger
    asked: dict[str, Any]


def run(request: Request) -> int:
    """Print what changed, in the format that is asked for."""
    from fedstat.assessment.difference import difference
    from fedstat.cli.output import put, put_bytes
    from fedstat.reports.diff import Sides, diff_blocks

    before, after = _evaluations(request, *_sides(request))
    found = difference(before[1], after[1], selection(request))
    sides, language = Sides(before[0], after[0]), request.language
    form = request.text("format") or "table"
    if form == "table":
        put(request, diff_blocks(found, sides, language))
        return 0
    from fedstat.exporters.registry import FORMATS

    put_bytes(request, FORMATS[form](_content(found, sides, language, form)))
    return 0


def _content(found: Difference, sides: Sides, language: Language, form: str) -> object:
    from fedstat.reports.diff import diff_blocks, moves_table

    if form == "json":
        from fedstat.reports.diff_record import diff_record

        return diff_record(found, sides, language)
    if form == "csv":
        return moves_table(found, sides, language)
    return diff_blocks(found, sides, language)


# -- what is compared --------------------------------------------------------------------------------------


def _sides(request: Request) -> tuple[_Side, _Side]:
    words = request.texts("sides")
    if not 1 <= len(words) <= MOST:
        raise UsageFault(
            msg("One or two things are compared; {count} were named.", count=len(words)),
            msg("Write, for instance: {line}", line="fedstat diff annual-2022 midterm"),
        )
    files = [_is_file(word) for word in words]
    if all(files) and len(words) == MOST:
        return _two_ledgers(request, words)
    if files[0] and len(words) == 1:
        ours = request.sound_ledger
        return _Side(words[0], _other(request, words[0]), {}), _Side(_now(request), ours, {})
    if any(files):
        raise UsageFault(
            msg("A ledger file is compared with another ledger file, not with a round or a day."),
            msg("Write, for instance: {line}", line=_FILES),
        )
    first, last = (_side(request, word) for word in (*words, "now")[:MOST])
    return first, last


def _is_file(word: str) -> bool:
    return word.endswith(".toml") or Path(word).is_file()


def _two_ledgers(request: Request, words: tuple[str, ...]) -> tuple[_Side, _Side]:
    request.turn_to(words[1], _read(request, words[1]))
    return _Side(words[0], _other(request, words[0]), {}), _Side(words[1], request.sound_ledger, {})


def _other(request: Request, path: str) -> Ledger:
    """Return another ledger than the one at hand, with --public what of it is public.

    Raises:
        LedgerFaults: it has errors.
    """
    ledger = _read(request, path)
    if any(finding.stops for finding in ledger.findings):
        raise LedgerFaults(
            msg("{name} has errors; no figure is computed from it.", name=path), ledger.findings
        )
    return ledger.public() if request.flag("public") else ledger


def _read(request: Request, path: str) -> Ledger:
    from fedstat.cli.request import Request as Another

    try:
        return Another(request.shell, {**request.values, "file": path}).ledger
    except FileFault as fault:
        raise FileFault(fault.message, msg("Write, for instance: {line}", line=_FILES)) from None


def _now(request: Request) -> str:
    return say(msg("now"), request.language)


def _side(request: Request, word: str) -> _Side:
    """Return the side that a word names: now, a day, a period, else a round."""
    from fedstat.cli.names import picked
    from fedstat.model.period import parse_period
    from fedstat.reports.words import name_of

    ledger = request.sound_ledger
    rounds = ledger.known().rounds
    if word in rounds:
        return _Side(name_of(rounds[word], request.language), ledger, {"round": word})
    if word.casefold() in NOW:
        return _Side(_now(request), ledger, {})
    if DAY.fullmatch(word):
        day = day_of(word)
        return _Side(str(day), ledger, {"known_on": day})
    period = parse_period(word)
    if period is not None:
        return _Side(say(period, request.language), ledger, {"period": period})
    chosen = picked(word, "round", ledger, request.language)
    return _Side(name_of(rounds[chosen], request.language), ledger, {"round": chosen})


def _evaluations(
    request: Request, first: _Side, last: _Side
) -> tuple[tuple[str, Evaluation], tuple[str, Evaluation]]:
    """Return both sides assessed; what names no method of its own is judged by that of the other side."""
    before = _assessed(request, first, None)
    after = _assessed(request, last, before.method if "round" not in last.asked else None)
    if "round" in last.asked and "round" not in first.asked:
        before = _assessed(request, first, after.method)
    labels = [first.label, last.label]
    if labels[0] == labels[1]:
        labels = [f"{label} ({at})" for label, at in zip(labels, "AB", strict=True)]
    return (labels[0], before), (labels[1], after)


def _assessed(request: Request, side: _Side, method: str | None) -> Evaluation:
    from fedstat.api import assess
    from fedstat.cli.names import picked

    named = {
        name: None if word is None else picked(word, name, side.ledger, request.language)
        for name in ("method", "area")
        for word in (request.text(name),)
    }
    asked = {
        "period": request.text("period"),
        "target_period": request.text("target_period"),
        **side.asked,
        "method": named["method"] or method,
        "area": named["area"],
    }
    return assess(side.ledger, **asked)


COMMAND: Final = Command(
    name="diff",
    summary=msg("Tell which indicators changed status between two rounds, days or ledgers, and why."),
    examples=(
        Example(line="fedstat diff annual-2022 midterm", says=msg("from one round to another")),
        Example(line="fedstat diff midterm", says=msg("from a round to how things stand now")),
        Example(line="fedstat diff 2023-12-25 2024-10-31", says=msg("what was known on two days")),
        Example(line="fedstat diff 2023-12-25 --period 2023", says=msg("only what is known of one period")),
        Example(line="fedstat diff last-year.toml fedstat.toml", says=msg("two copies of a ledger")),
        Example(
            line="fedstat diff annual-2022 midterm -u UNIT --format md", says=msg("one unit's, to paste")
        ),
    ),
    arguments=(SIDES,),
    options=(PERIOD, TARGET_PERIOD, METHOD, AREA, *FILTERS, FORMAT, OUTPUT, *EVERYWHERE),
    notes=(
        msg("A cause is named alone only when it changes the status by itself; else what does together."),
        msg("--status takes the status of either side."),
    ),
    run=run,
)
