"""Our family of errors, each with an exit code, and the finding: what is wrong with a ledger, and where.

Two kinds of wrong. What cannot continue is raised as a `FedstatError`; what can is returned as a
`Finding`, and all findings of a run are shown together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fedstat.language import Message

Severity = Literal["error", "notice"]

KeyPath = tuple[str | int, ...]
"""The way from a file's root to a value: ("indicator", 0, "target", "at_least")."""


class Place(Struct, frozen=True, kw_only=True):
    """A spot in a text file or a spreadsheet, as a person finds it."""

    file: str
    """The file's name as the user gave it."""
    line: int
    """Counted from 1; 0 means the whole file."""
    column: int = 1
    """Counted from 1, in characters."""
    width: int = 1
    """How many characters the caret underlines."""
    text: str = ""
    """The line itself, without its line ending; of a spreadsheet what the cell shows."""
    sheet: str = ""
    """The sheet of a workbook that has it."""
    cell: str = ""
    """What a spreadsheet calls the spot: E12; empty for a text file."""


class Source(Protocol):
    """A file that can say where a value of it stands."""

    @property
    def name(self) -> str:
        """The file's name as the user gave it."""
        ...

    def locate(self, path: KeyPath, *, key: bool = False) -> Place:
        """Return where the value at *path* stands, or its key."""
        ...


class Origin:
    """Where an entry came from; the place is looked up only when somebody asks for it."""

    __slots__ = ("key", "path", "sequence", "source")

    def __init__(self, source: Source, path: KeyPath, *, key: bool = False, sequence: int = 0) -> None:
        """Remember the file and the way into it; *sequence* is the entry's rank in reading order."""
        self.source = source
        self.path = path
        self.key = key
        self.sequence = sequence

    def __eq__(self, other: object) -> bool:
        """Where an entry stands is no part of what it says, so origins never tell entries apart."""
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        """Hash alike, since all are equal."""
        return 0

    def __repr__(self) -> str:
        """Show nothing of the file."""
        return "Origin(…)"

    def at(self, *steps: str | int, key: bool = False) -> Origin:
        """Return the origin of something inside this entry, or of its key."""
        return Origin(self.source, (*self.path, *steps), key=key, sequence=self.sequence)

    @property
    def place(self) -> Place:
        """The spot in the file."""
        return self.source.locate(self.path, key=self.key)


class Finding(Struct, frozen=True):
    """One thing that is wrong or deserves a look: a stable code, where, what stands there, what to do."""

    code: str
    """A key of `SEVERITIES`."""
    where: Place | Origin | None
    message: Message
    """What stands there and why it cannot stay so."""
    remedy: Message | None = None
    """What to write instead, or where to look."""

    @property
    def severity(self) -> Severity:
        """Error or notice, decided by the code alone."""
        return SEVERITIES[self.code]

    @property
    def stops(self) -> bool:
        """Whether no figure is computed from a ledger that has it."""
        return self.severity == "error" and self.code not in SET_ASIDE

    @property
    def place(self) -> Place | None:
        """The spot in the file, when there is one."""
        return self.where.place if isinstance(self.where, Origin) else self.where


class Fault(Struct, frozen=True):
    """What is wrong with a text, told by somebody who does not know where it stands."""

    code: str
    message: Message
    remedy: Message | None = None

    def at(self, where: Place | Origin | None) -> Finding:
        """Return the finding, now that the place is known."""
        return Finding(self.code, where, self.message, self.remedy)


class FedstatError(Exception):
    """Something fedstat cannot continue after; the command line prints it and exits with `exit_code`."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        """Keep what went wrong and what to try next."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageFault(FedstatError):
    """A command was asked for something it does not have: a code, a period, a round."""

    exit_code: ClassVar[int] = 2


class FileFault(FedstatError):
    """A file cannot be read, locked or written."""

    exit_code: ClassVar[int] = 3


class PeriodFault(UsageFault):
    """No period was named, and the ledger tells none."""


class LedgerFaults(FedstatError):
    """The ledger has errors, so no figure is computed from it."""

    def __init__(self, message: Message, findings: Sequence[Finding]) -> None:
        """Keep every finding, errors and notices, in the order of the file."""
        super().__init__(message)
        self.findings = tuple(findings)


_ERRORS: Final = """
encoding toml-syntax toml-percent toml-full-width toml-chinese-quote toml-unquoted toml-leading-zero
toml-duplicate-key toml-version toml-nesting toml-control toml-bracket toml-quote toml-equals toml-value
toml-date toml-comment toml-separator toml-escape
format-version plan-missing missing-key unknown-key misplaced-key wrong-type wrong-choice empty-text
include-outside include-missing include-unreadable include-plan include-order include-nested
bad-code bad-period bad-date bad-breakdown duplicate-entry edition-unexplained
unknown-indicator unknown-part unknown-domain unknown-goal unknown-member-unit unknown-area
unknown-dimension unknown-category unknown-round
not-finite boolean-number number-digits value-not-understood value-unit value-question value-missing
value-beside-status value-impossible value-both zero-denominator
direction-missing comparator-direction comparator-none comparator-several tolerance-missing
target-missing target-question target-not-understood target-bounds wording-comparator
wording-baseline kind-target limit-passed
expected-closed claim-parts claim-share entry-after-closing closing-changed closing-repeated
cell-error cell-date heading-missing heading-twice indicator-unclear indicator-mismatch
"""

_NOTICES: Final = """
expected-counts period-early period-frequency period-future value-percent baseline-missing
baseline-differs break-unrestated target-before-baseline printed-differs claim-rounding
withdrawal-idle closing-unread
heading-unknown name-in-part
"""

SEVERITIES: Final[Mapping[str, Severity]] = {
    **dict.fromkeys(_ERRORS.split(), "error"),
    **dict.fromkeys(_NOTICES.split(), "notice"),
}
"""Every code of a finding and how grave it is; the codes are a promise to scripts."""

SET_ASIDE: Final = frozenset({"entry-after-closing"})
"""Errors whose entry does not count in the round that it is wrong for, so that its figures stand."""
