"""A table of a ledger file that knows its place, and what is said of its keys as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from fedstat.errors import Finding, Origin
from fedstat.language import Message, msg
from fedstat.ledgerfile.registry import did_you_mean, known_ones, shown
from fedstat.ledgerfile.spelling import described, example

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from fedstat.errors import Fault, KeyPath, Source
    from fedstat.ledgerfile.book import Book

    Shape = Mapping[str, Callable[[Any, str], object]]
    """For every key that a table knows, what reads it."""

VALUES: Final = "[submission.values]"
"""The header of the values of a submission."""


class RawTable:
    """One table of a ledger file: what stands in it, where, and where its findings go."""

    __slots__ = ("book", "damaged", "data", "path", "sequence", "source")

    def __init__(
        self,
        book: Book,
        source: Source,
        data: Mapping[str, object],
        path: KeyPath,
        *,
        sequence: int = 0,
        damaged: bool = False,
    ) -> None:
        """Remember the table and its place; a *damaged* one lost a line, so nothing of it is missing."""
        self.book = book
        self.source = source
        self.data = data
        self.path = path
        self.sequence = sequence
        self.damaged = damaged

    # -- places and findings ---------------------------------------------------------------------------

    def origin(self, *steps: str | int, key: bool = False) -> Origin:
        """Return where the table stands, or something inside it."""
        return Origin(self.source, (*self.path, *steps), key=key, sequence=self.sequence)

    def inside(self, data: Mapping[str, object], *steps: str | int) -> Self:
        """Return a table inside this one."""
        return type(self)(
            self.book,
            self.source,
            data,
            (*self.path, *steps),
            sequence=self.sequence,
            damaged=self.damaged,
        )

    def report(self, code: str, *steps: str | int, of: Message, do: Message | None = None) -> None:
        """Add a finding about the value at *steps*: what stands there, and what to write instead."""
        self.book.findings.append(Finding(code, self.origin(*steps), of, do))

    def report_key(self, code: str, key: str | int, *, of: Message, do: Message | None = None) -> None:
        """Add a finding about a key of this table itself."""
        self.book.findings.append(Finding(code, self.origin(key, key=True), of, do))

    def fault(self, fault: Fault, *steps: str | int) -> None:
        """Add what somebody found wrong with the text at *steps*."""
        self.book.findings.append(fault.at(self.origin(*steps)))

    def mistyped(self, *steps: str | int, value: object, needed: Message, line: str) -> None:
        """Report a value of another type than is *needed*; *line* is what to write instead."""
        self.report(
            "wrong-type",
            *steps,
            of=msg(
                "“{key}” holds {found}, and needs {needed}.",
                key=last_key(steps),
                found=described(value),
                needed=needed,
            ),
            do=msg("Write: {line}", line=line),
        )

    # -- a whole table ---------------------------------------------------------------------------------

    def read(
        self,
        shape: Shape,
        *,
        required: Collection[str] = (),
        outer: Collection[str] = (),
        home: str = "",
    ) -> dict[str, Any]:
        """Return what could be read by *shape*; keys of the *outer* table *home* are called misplaced."""
        values: dict[str, Any] = {}
        for key in self.data:
            getter = shape.get(key)
            if getter is None:
                self.unknown(key, shape, outer, home)
            else:
                value = getter(self, key)
                if value is not None:
                    values[key] = value
        for key in required:
            if key not in self.data and not self.misspells((key,), shape):
                self.missing(key)
        return values

    def misspells(self, keys: Collection[str], shape: Shape) -> bool:
        """Whether an unknown key probably means one of *keys*: then that is told, and nothing is missing."""
        from fedstat.ledgerfile.synonyms import meant_key

        return any(meant_key(word, shape) in keys for word in self.data if word not in shape)

    def missing(self, key: str) -> None:
        """Report a required key that is absent, unless a line of the table was lost."""
        if not self.damaged:
            self.book.findings.append(
                Finding(
                    "missing-key",
                    self.origin(),
                    msg("{table} has no “{key}”.", table=self.header, key=key),
                    msg("Add: {line}", line=example(key)),
                )
            )

    @property
    def header(self) -> str | Message:
        """How the table is headed in the file."""
        match self.path:
            case ():
                return msg("The file")
            case (str(name),):
                return f"[{name}]"
            case (str(name), int()):
                return f"[[{name}]]"
            case (*_, "values"):
                return VALUES
        return msg("“{key}”", key=last_key(self.path))

    def unknown(self, key: str, shape: Shape, outer: Collection[str] = (), home: str = "") -> None:
        """Report a key that the table does not know: one of *home* that slipped, or a misspelling."""
        if key == "include":
            self.report_key(
                "include-order",
                key,
                of=msg("“include” stands under {table}.", table=self.header),
                do=msg("Move it to the top of the file, above the first table."),
            )
        elif key in outer:
            self.report_key(
                "misplaced-key",
                key,
                of=msg("“{key}” belongs to {home}.", key=key, home=home),
                do=msg("Move the line down, under {home}.", home=home)
                if not self.path or home == VALUES
                else msg("Move the line up, above {table}.", table=self.header),
            )
        else:
            self.report_key(
                "unknown-key",
                key,
                of=msg("{table} knows no key “{key}”.", table=self.header, key=shown(key)),
                do=self._known_key(key, shape),
            )

    @staticmethod
    def _known_key(key: str, shape: Shape) -> Message:
        from fedstat.ledgerfile.synonyms import meant_key

        found = meant_key(key, shape)
        return did_you_mean(found) if found else known_ones(shape)


def last_key(steps: tuple[str | int, ...]) -> str:
    """Return the innermost key on the way to a value."""
    return next((str(step) for step in reversed(steps) if isinstance(step, str)), "")
