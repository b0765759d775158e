"""Puts a fault of TOML into words: where it is, what stands there, and the line as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.errors import Finding
from fedstat.language import msg
from fedstat.ledgerfile.faults import brackets, headers, keys, newer, values
from fedstat.ledgerfile.faults.case import Case
from fedstat.ledgerfile.faults.characters import Diagnosis, clipped
from fedstat.ledgerfile.grammar import Broken, Reader, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedstat.language import Message
    from fedstat.ledgerfile.grammar import Kind
    from fedstat.ledgerfile.places import Lines
    from fedstat.ledgerfile.salvage import Fault

_LONGEST_LINE: Final = 120
"""A corrected line longer than this is not printed."""
_LONGEST_STATEMENT: Final = 2000
"""A statement longer than this is not corrected."""
_ROUNDS: Final = 40
"""How many slips in one statement are put right before its correction is given up."""


def explain(text: str, fault: Fault, lines: Lines) -> Finding:
    """Return the finding of one fault, in words and with its place."""
    whole = text[fault.start : fault.end]
    snippet = whole[:-2] if whole.endswith("\r\n") else whole.removesuffix("\n")
    broken = fault.broken
    first = lines.number(broken.cause.first) if broken.cause else 0
    case = Case(snippet, _moved(broken, -fault.start), fault.header, first)
    found = _diagnosis(case)
    place = lines.place(fault.start + found.start, fault.start + found.end)
    return Finding(found.code, place, found.message, _remedy(case, found))


def _moved(broken: Broken, by: int) -> Broken:
    return Broken(broken.at + by, broken.kind, broken.end + by, within=broken.within + by, cause=broken.cause)


def _diagnosis(case: Case) -> Diagnosis:
    if case.header and case.broken.kind not in ("taken", "nesting", "character"):
        return headers.header(case)
    return _KINDS[case.broken.kind](case)


def _remedy(case: Case, found: Diagnosis) -> Message | None:
    line = _corrected(case, found.fix) if found.fix else None
    if line and found.advice:
        return msg("{advice} Write: {line}", advice=found.advice, line=line)
    if line:
        return msg("Write: {line}", line=line)
    if found.fix and found.fix[2].strip() and not found.advice:
        return msg("Write: {line}", line=clipped(found.fix[2]))
    return found.advice or msg("Correct this place; the rest of the line needs another look as well.")


def _corrected(case: Case, fix: tuple[int, int, str]) -> str | None:
    """Return the line as it should be, when the whole statement can be read with it."""
    text, anchor = case.text, fix[0]
    if len(text) > _LONGEST_STATEMENT:
        return None
    for _ in range(_ROUNDS):
        text = text[: fix[0]] + fix[2] + text[fix[1] :]
        read = _read(text)
        if isinstance(read, Statement):
            line = text.split("\n")[text.count("\n", 0, anchor)].strip()
            return line if read.end == len(text) and len(line) <= _LONGEST_LINE else None
        found = _diagnosis(Case(text, read, case.header)).fix
        if found is None:
            return None
        fix = found
        anchor += (fix[0] < anchor) * (len(fix[2]) - fix[1] + fix[0])
    return None


def _read(text: str) -> Statement | Broken:
    """Return the statement with which a text begins, or what is still wrong with it."""
    try:
        statement = Reader(text).statement(0)
    except Broken as broken:
        return broken
    return statement.newer or statement


_KINDS: Final[dict[Kind, Callable[[Case], Diagnosis]]] = {
    "key": keys.key,
    "equals": keys.equals,
    "value": values.value,
    "quote": values.quote,
    "escape": values.escape,
    "character": values.character,
    "rest": values.rest,
    "comma": brackets.comma,
    "bracket": brackets.bracket,
    "header": headers.header,
    "nesting": brackets.nesting,
    "digits": values.digits,
    "date": values.date,
    "taken": headers.taken,
    "newer-newline": newer.newline,
    "newer-comma": newer.last_comma,
    "newer-escape": newer.newer_escape,
    "newer-time": newer.no_seconds,
}
"""Who explains what."""
