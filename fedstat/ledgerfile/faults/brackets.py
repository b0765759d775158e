"""Faults in brackets: no comma, no end, or too many of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.language import msg
from fedstat.ledgerfile.faults.words import no_comma, percent, unquoted, words
from fedstat.ledgerfile.limits import DEEPEST

if TYPE_CHECKING:
    from fedstat.ledgerfile.faults.case import Case
    from fedstat.ledgerfile.faults.characters import Diagnosis

_BACK: Final = 60
"""How far before a fault its cause is looked for."""
_NUMBER_BEFORE: Final = re.compile(r"[+-]?\d[\d.]* *\Z")


def comma(case: Case) -> Diagnosis:
    """In a bracket something stands after a value that is neither a comma nor the end."""
    char = case.rest[:1]
    if char and char in "]}":
        return case.says(
            "toml-bracket",
            msg("“{bracket}” closes another bracket than the one that is open.", bracket=char),
            advice=msg("Every {first} ends with {last}, and every [ ends with ].", first="{", last="}"),
            fix=(case.at, case.at + 1, "]" if char == "}" else "}"),
        )
    return (
        _number_and_words(case)
        or no_comma(case.text, case.at)
        or case.says(
            "toml-separator",
            msg("Between two values stands no comma."),
            fix=(len(case.text[: case.at].rstrip()), case.at, ", "),
        )
    )


def _number_and_words(case: Case) -> Diagnosis | None:
    """Return what is wrong when a number goes on with its unit: 41.63 %, 3.2 万."""
    number = _NUMBER_BEFORE.search(case.text, max(0, case.at - _BACK), case.at)
    if not number:
        return None
    written = words(case.text, number.start(), inside=True)
    letter = case.text[case.at].isalpha() and not case.text[case.at].isascii()
    return percent(written, number.start()) or (unquoted(written, number.start()) if letter else None)


def bracket(case: Case) -> Diagnosis:
    """A bracket opens and does not close."""
    closing = {"[": "]", "{": "}"}[case.text[case.at]]
    open_ = case.text[case.at]
    one_line = "\n" not in case.text.strip()
    end = len(case.text.rstrip())
    return case.says(
        "toml-bracket",
        msg("The bracket “{bracket}” that opens here is not closed.", bracket=open_),
        advice=msg("Close it with {closing} behind its last value.", closing=closing),
        fix=(end, end, " }" if closing == "}" else "]") if one_line and "#" not in case.text else None,
    )


def nesting(case: Case) -> Diagnosis:
    """Too many brackets or dots stand inside each other."""
    return case.says(
        "toml-nesting",
        msg("More than {most} brackets or dotted names stand inside each other here.", most=DEEPEST),
        advice=msg(
            "A ledger needs four. The value is not read; look whether a program has written it by mistake."
        ),
    )
