"""Goes through a text that is no TOML and saves what can be read: every fault, and the text without them.

Faulty statements are blanked, so that every line and column stays where it was. The keys under a header
that cannot be read belong to nobody: they are blanked up to the next header of an entry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.ledgerfile.grammar import HEADER_LINE, NEW_HEADER, NEW_STATEMENT, Broken, Reader, Statement
from fedstat.ledgerfile.limits import REACH
from fedstat.ledgerfile.names import Names, Taken

if TYPE_CHECKING:
    from fedstat.errors import KeyPath

_TOKENS: Final = re.compile(
    r'"""(?:[^"\\]|\\(?:.|\Z)|""?(?!"))*(?:"""|\Z)|\'\'\'(?:[^\']|\'\'?(?!\'))*(?:\'\'\'|\Z)'
    r'|"(?:[^"\\\r\n]|\\[^\r\n])*"?|\'[^\'\r\n]*\'?|#[^\r\n]*|[\[\]{}]|\n[ \t]*',
    re.DOTALL,
)
_OPENING: Final = tuple("[［【〔")
_CLOSING: Final = tuple("]］】〕")
_UNSEEN: Final = " \t\r\u3000\u00a0\ufeff\u200b"
_NO_HEADER: Final = frozenset("=＝:：\"'{}")
_OPENS: Final = {"]": "[", "}": "{"}
_NOT_BLANK: Final = re.compile(r"[^\r\n]|\r(?!\n)")
_BRACKETS: Final = re.compile(r"[\[{]")
_AT_BRACKET: Final = re.compile(r"[ \t]*\[")
_NAME_LIKE: Final = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_NAMES_ITSELF: Final = re.compile(r"[\s\u3000]*(?:code|id)\b")
_NOTHING_LOST: Final = re.compile(r"[\s\0\ufeff\u200b-\u200f\u2060]*(?:#|//|--|;|$)")


class Fault(Struct, frozen=True, kw_only=True):
    """A stretch of text that is no TOML."""

    start: int
    """Where its statement begins."""
    end: int
    """Where the reading goes on."""
    broken: Broken
    """What is wrong and where."""
    header: bool
    """Whether a table's header was meant."""


class Salvaged(Struct, frozen=True, kw_only=True):
    """What a faulty text still says."""

    text: str
    """The text with every fault blanked; lines and columns are those of the original."""
    faults: tuple[Fault, ...]
    """Every fault, from top to bottom."""
    damaged: frozenset[KeyPath]
    """The entries that lost a line; ("indicator",) when one or its code was lost, () when nobody knows."""


def salvage(text: str) -> Salvaged:
    """Return every fault of a text and what remains without them."""
    walk = _Walk(text)
    at = 0
    while at < len(text):
        at = walk.step(at)
    return Salvaged(text="".join(walk.kept), faults=tuple(walk.faults), damaged=frozenset(walk.damaged))


def entry_of(path: KeyPath) -> KeyPath:
    """Return the entry that a path leads into: ("indicator", 3), or ("plan",) of a single table."""
    for count, step in enumerate(path, start=1):
        if isinstance(step, int):
            return path[:count]
    return path[:1]


class _Walk:
    """One way through a text; it knows the table it is in and whether that table can be trusted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._reader = Reader(text)
        self._names = Names()
        self._entry: KeyPath = ()
        self._alive = True
        self.faults: list[Fault] = []
        self.kept: list[str] = []
        self.damaged: set[KeyPath] = set()

    def step(self, at: int) -> int:
        """Read one statement, keep or blank it, and return where the next one begins."""
        end = 0
        try:
            statement = self._reader.statement(at)
            end = statement.end
            if statement.newer:
                raise statement.newer
            self._place(statement)
        except Broken as broken:
            return self._lose(at, end or _resume(self._text, at, broken), broken)
        self.kept.append(self._text[at:end] if self._alive else _blank(self._text[at:end]))
        return end

    def _place(self, statement: Statement) -> None:
        """Give the statement's name its place among the others."""
        try:
            if statement.listed is not None:
                self._open(statement)
            elif statement.parts and self._alive:
                self._names.give(statement.named)
        except Taken as taken:
            start, end = next(span for span in statement.spans if span[0] == taken.at)
            raise Broken(start, "taken", end, cause=taken) from None

    def _open(self, statement: Statement) -> None:
        if self._alive or len(statement.parts) == 1:
            self._alive = False
            self._entry = statement.parts[:1]
            self._entry = entry_of(self._names.open(statement.named, listed=bool(statement.listed)))
            self._alive = True

    def _lose(self, start: int, end: int, broken: Broken) -> int:
        lost = self._text[start:end]
        header = is_header_like(lost.split("\n", 1)[0])
        self.faults.append(Fault(start=start, end=end, broken=broken, header=header))
        self.kept.append(_blank(lost))
        if header:
            self._alive = False
            name = _NAME_LIKE.search(lost)
            self._entry = (name.group(),) if name else ()
        if not _NOTHING_LOST.match(lost.split("\n", 1)[0]):
            self.damaged.add(self._entry)
            if _NAMES_ITSELF.match(lost):
                self.damaged.add(self._entry[:1])
        return end


def is_header_like(line: str) -> bool:
    """Return whether a line that cannot be read was meant as the header of a table."""
    head = line.split("#", 1)[0].strip(_UNSEEN)
    if head.startswith(_OPENING):
        return True
    return head.endswith(_CLOSING) and not _NO_HEADER & set(head) and any(map(str.isalpha, head))


def _blank(text: str) -> str:
    return _NOT_BLANK.sub(" ", text)


def _resume(text: str, start: int, broken: Broken) -> int:
    """Return where the reading can go on after a fault: behind the whole value where its end is certain."""
    if broken.kind == "quote" and text.startswith(('"""', "'''"), broken.at):
        header = HEADER_LINE.search(text, broken.at)
        return header.start() if header else len(text)
    line_end = _line_end(text, broken.at)
    if not _BRACKETS.search(text, start, broken.at + 1) or _AT_BRACKET.match(text, start):
        return line_end
    closed, stopped = _closing(text, start)
    if closed:
        return max(line_end, _line_end(text, stopped))
    if broken.kind == "bracket" and (text[broken.at] == "[" or not text[broken.at + 1 : line_end].strip()):
        return max(line_end, text.rfind("\n", 0, stopped) + 1)
    return line_end


def _line_end(text: str, at: int) -> int:
    newline = text.find("\n", at)
    return len(text) if newline < 0 else newline + 1


def _closing(text: str, start: int) -> tuple[bool, int]:
    """Return whether the brackets of a statement close again, and where they do or a new statement begins."""
    open_brackets: list[str] = []
    end = min(len(text), start + REACH)
    for token in _TOKENS.finditer(text, start, end):
        first = token.group()[0]
        if first in "[{":
            open_brackets.append(first)
        elif first in _OPENS and _OPENS[first] in open_brackets:
            while open_brackets.pop() != _OPENS[first]:
                pass
            if not open_brackets:
                return True, token.end()
        elif first == "\n" and not open_brackets:
            break
        elif first == "\n":
            stop = NEW_STATEMENT if open_brackets[-1] == "[" else NEW_HEADER
            if stop.match(text, token.end()):
                return False, token.end()
    return False, end


def open_bracket(text: str, before: int) -> str:
    """Return the bracket of a statement that is open before an offset, if any."""
    open_brackets = [""]
    for token in _TOKENS.finditer(text, 0, before):
        first = token.group()[0]
        if first in "[{":
            open_brackets.append(first)
        elif first in _OPENS and len(open_brackets) > 1:
            open_brackets.pop()
    return open_brackets[-1]
