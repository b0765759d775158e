"""What only TOML 1.1 knows; a ledger is TOML 1.0, which every reader takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.ledgerfile.faults.case import Case
    from fedstat.ledgerfile.faults.characters import Diagnosis


def newline(case: Case) -> Diagnosis:
    """A table in braces goes on in the next line."""
    start = len(case.text[: case.at].rstrip())
    end = case.broken.end + len(case.text[case.broken.end :]) - len(case.text[case.broken.end :].lstrip())
    return case.says(
        "toml-version",
        msg(
            "A value in braces goes on in the next line; TOML 1.0, a ledger's language, does not allow that."
        ),
        span=(start, start + 1) if start < case.at else (case.at - 1, case.at),
        advice=msg(
            "Put everything from {first} to {last} on one line, without a comma before {last}.",
            first="{",
            last="}",
        ),
        fix=(start, end, " "),
    )


def last_comma(case: Case) -> Diagnosis:
    """A comma stands before the closing brace."""
    return case.says(
        "toml-version",
        msg("A comma stands before the closing brace; TOML 1.0, a ledger's language, does not allow that."),
        fix=(case.at, case.at + 1, ""),
    )


def newer_escape(case: Case) -> Diagnosis:
    """A text has an escape of TOML 1.1."""
    written = case.text[case.at : case.broken.end]
    plain = "\\u001B" if written == "\\e" else f"\\u00{written[2:]}"
    return case.says(
        "toml-version",
        msg("“{text}” is a sign of TOML 1.1; a ledger's language is TOML 1.0.", text=written),
        span=(case.at, case.broken.end),
        fix=(case.at, case.broken.end, plain),
    )


def no_seconds(case: Case) -> Diagnosis:
    """A time has no seconds."""
    written = case.text[case.at : case.broken.end]
    return case.says(
        "toml-version",
        msg("“{text}” has no seconds; TOML 1.0, a ledger's language, wants them.", text=written),
        span=(case.at, case.broken.end),
        fix=(case.at, case.broken.end, f"{written}:00"),
    )
