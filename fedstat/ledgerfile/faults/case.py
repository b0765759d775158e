"""One broken statement, cut out of its file, and what several explanations have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.language import msg
from fedstat.ledgerfile.faults.characters import Diagnosis, clipped
from fedstat.ledgerfile.salvage import open_bracket

if TYPE_CHECKING:
    from fedstat.language import Message
    from fedstat.ledgerfile.grammar import Broken

_LINE_END: Final = re.compile(r"\r?\n|\Z")


class Case(Struct, frozen=True):
    """One broken statement, cut out of its file."""

    text: str
    broken: Broken
    header: bool
    first: int = 0
    """The line where a name that stands twice stood first."""

    @property
    def at(self) -> int:
        """Where the reading stopped."""
        return self.broken.at

    @property
    def rest(self) -> str:
        """What stands on the line from the fault on."""
        return self.text[self.at : self.line_end]

    @property
    def line_end(self) -> int:
        """Where the line of the fault ends."""
        found = _LINE_END.search(self.text, self.at)
        return found.start() if found else len(self.text)

    @property
    def inside(self) -> str:
        """The bracket that is open where the fault is, if any."""
        return open_bracket(self.text, self.at)

    def says(
        self,
        code: str,
        message: Message,
        *,
        span: tuple[int, int] | None = None,
        advice: Message | None = None,
        fix: tuple[int, int, str] | None = None,
    ) -> Diagnosis:
        """Return a diagnosis; without a span it is about the character where the reading stopped."""
        start, end = span or (self.at, self.at + 1)
        return Diagnosis(code=code, start=start, end=end, message=message, advice=advice, fix=fix)


def not_a_comment(case: Case, end: int) -> Diagnosis:
    """Return what is wrong with a comment of another language."""
    return case.says(
        "toml-comment",
        msg("“{text}” does not begin a comment.", text=clipped(case.rest[:end])),
        span=(case.at, case.at + end),
        advice=msg("A comment begins with #."),
        fix=(case.at, case.at + end, "#"),
    )


def stray_bracket(case: Case) -> Diagnosis:
    """Return what is wrong with a bracket that closes nothing."""
    return case.says(
        "toml-bracket",
        msg("“{bracket}” closes a bracket that is not open.", bracket=case.rest[0]),
        advice=msg("Delete it, or look above for the opening bracket that is missing."),
    )


def grouped(case: Case, start: int, end: int) -> Diagnosis:
    """Return what is wrong with a number whose digits stand in groups."""
    number = case.text[start:end].rstrip()
    return case.says(
        "toml-separator",
        msg("“{text}” has commas between its digits; a TOML number has none.", text=number),
        span=(start, start + len(number)),
        fix=(start, start + len(number), number.replace(",", "").replace(" ", "")),
    )
