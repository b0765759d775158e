"""TOML 1.0, statement by statement: where every key and value stands, or where the reading stops and why.

The reader of values is fast but says neither where a value stands nor, behind Chinese text, where a fault
does. This one is asked only when there is something to show. It also reads what TOML 1.1 added and notes
it, so that a person is told about the version and not about a bracket.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from fedstat.ledgerfile.limits import DEEPEST, LONGEST
from fedstat.ledgerfile.names import Names, Taken

if TYPE_CHECKING:
    from fedstat.errors import KeyPath
    from fedstat.ledgerfile.names import Part

Span = tuple[int, int]
"""Where a text begins and where it has ended."""
Kind = Literal[
    "key", "equals", "value", "quote", "escape", "character", "rest", "comma", "bracket", "header",
    "nesting", "digits", "date", "taken",
    "newer-newline", "newer-comma", "newer-escape", "newer-time",
]  # fmt: skip

_CONTROL: Final = r"\x00-\x08\x0a-\x1f\x7f"
_ESCAPE: Final = (
    r'\\(?:[btnfre"\\]|x[0-9A-Fa-f]{2}|u(?![dD][89A-Fa-f])[0-9A-Fa-f]{4}'
    r"|U(?!0000[dD][89A-Fa-f])00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})"
)
_SPACES: Final = re.compile(r"[ \t]*")
_GAP: Final = re.compile(rf"(?:[ \t\n]|\r\n|#[^{_CONTROL}]*)*")
_COMMENT: Final = re.compile(rf"#[^{_CONTROL}]*")
_ENDING: Final = re.compile(r"\r?\n|\Z")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_TEXTS: Final = {
    '"': re.compile(rf'"[^"\\{_CONTROL}]*(?:{_ESCAPE}[^"\\{_CONTROL}]*)*'),
    "'": re.compile(rf"'[^'{_CONTROL}]*"),
    '"""': re.compile(
        rf'"""[^"\\{_CONTROL}]*(?:(?:\r?\n|\\[ \t]*\r?\n|{_ESCAPE}|""?(?!"))[^"\\{_CONTROL}]*)*'
    ),
    "'''": re.compile(rf"'''[^'{_CONTROL}]*(?:(?:\r?\n|''?(?!'))[^'{_CONTROL}]*)*"),
}
_ESCAPES: Final = re.compile(r"\\(?:x..|u....|U.{8}|.)")
_NEWER_ESCAPES: Final = re.compile(r"(?<!\\)(?:\\\\)*(\\(?:e|x..))")
_ESCAPED: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_SCALAR: Final = re.compile(
    r"""(?:true|false|[+-]?(?:inf|nan)
    |(?P<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))
     (?:[Tt\x20](?:[01]\d|2[0-3]):[0-5]\d(?P<day_seconds>:[0-5]\d(?:\.\d+)?)?
      (?P<offset>[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?
    |(?P<time>(?:[01]\d|2[0-3]):[0-5]\d)(?P<seconds>:[0-5]\d(?:\.\d+)?)?
    |0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*
    |[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?(?P<exponent>\d(?:_?\d)*))?
    )(?=[ \t\r\n,\]}\#]|\Z)""",
    re.ASCII | re.VERBOSE,
)
_HEADER: Final = (
    r"\[\[?[ \t]*(?!(?:true|false|inf|nan)\b)[A-Za-z_][\w-]*(?:\.[\w-]+)*[ \t]*\]\]?[ \t]*(?:#|\r?\n|\Z)"
)
HEADER_LINE: Final = re.compile(rf"^[ \t]*{_HEADER}", re.MULTILINE | re.ASCII)
"""A line that can hardly be anything but a table's header."""
NEW_STATEMENT: Final = re.compile(rf"{_HEADER}|[A-Za-z0-9_.-]+[ \t]*=", re.ASCII)
"""What cannot be an element of a list: a header, or a key with its equals sign."""
NEW_HEADER: Final = re.compile(_HEADER, re.ASCII)


class Broken(Exception):
    """A statement cannot be read on from here."""

    def __init__(
        self, at: int, kind: Kind, end: int = 0, *, within: int = -1, cause: Taken | None = None
    ) -> None:
        """Keep what was expected or wrong, from where to where, and the bracket or quote that is open."""
        super().__init__(kind)
        self.kind = kind
        self.at = at
        self.end = end or at + 1
        self.within = within
        self.cause = cause


class Statement:
    """One statement: a header, a key with its value, or nothing."""

    __slots__ = ("end", "keys", "listed", "newer", "parts", "spans", "start", "values")

    def __init__(self, start: int) -> None:
        """Begin with nothing read."""
        self.start = start
        self.end = start
        self.parts: tuple[str, ...] = ()
        """The header's or the key's name, part by part."""
        self.spans: tuple[Span, ...] = ()
        """Where each part stands."""
        self.listed: bool | None = None
        """Whether a header has double brackets; None when this is no header."""
        self.keys: dict[KeyPath, Span] = {}
        """Where every key stands; the paths begin with this statement's own key."""
        self.values: dict[KeyPath, Span] = {}
        """Where every value stands; of a header, the header itself."""
        self.newer: Broken | None = None
        """The first thing that only TOML 1.1 knows."""

    @property
    def named(self) -> list[Part]:
        """The parts of the name with their places, as the names want them."""
        return [(name, span[0]) for name, span in zip(self.parts, self.spans, strict=True)]


class Reader:
    """Reads the statements of one text."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text
        self._statement = Statement(0)
        self._depth = 0

    def statement(self, at: int) -> Statement:
        """Return the statement at an offset, with the line ending after it.

        Raises:
            Broken: It is no TOML, neither 1.0 nor 1.1.
        """
        statement = self._statement = Statement(at)
        self._depth = 0
        at = self._spaces(at)
        first = self._text[at : at + 1]
        if first == "[":
            at = self._header(at)
        elif first and first not in "#\r\n":
            at = self._pair(at)
        statement.end = self._ending(at)
        return statement

    def _spaces(self, at: int) -> int:
        return _end(_SPACES, self._text, at)

    def _ending(self, at: int) -> int:
        at = self._spaces(at)
        end = _end(_COMMENT, self._text, at)
        ending = _ENDING.match(self._text, end)
        if ending is None:
            begin = self._statement.values.get(self._statement.parts, (-1, -1))[0]
            raise Broken(end, "character" if end > at else "rest", within=begin)
        return ending.end()

    def _header(self, at: int) -> int:
        listed = self._text.startswith("[[", at)
        end = self._key(at + 1 + listed)
        statement = self._statement
        closing = "]]" if listed else "]"
        if not self._text.startswith(closing, end):
            raise Broken(at, "header", end)
        statement.listed = listed
        statement.values[statement.parts] = (at, end + len(closing))
        return end + len(closing)

    def _pair(self, at: int) -> int:
        at = self._key(at)
        if self._text[at : at + 1] != "=":
            raise Broken(at, "equals")
        return self._value(self._spaces(at + 1), self._statement.parts)

    def _key(self, at: int) -> int:
        """Read the statement's own key, and note where each of its parts stands."""
        at, parts, spans = self._dotted(at)
        statement = self._statement
        statement.parts, statement.spans = tuple(parts), tuple(spans)
        self._note_keys((), parts, spans)
        return at

    def _note_keys(self, path: KeyPath, parts: list[str], spans: list[Span]) -> None:
        for count, span in enumerate(spans, start=1):
            self._statement.keys.setdefault((*path, *parts[:count]), span)

    def _dotted(self, at: int) -> tuple[int, list[str], list[Span]]:
        parts: list[str] = []
        spans: list[Span] = []
        while True:
            at = self._spaces(at)
            end, name = self._name(at)
            parts.append(name)
            spans.append((at, end))
            if len(parts) > DEEPEST:
                raise Broken(at, "nesting")
            at = self._spaces(end)
            if self._text[at : at + 1] != ".":
                return at, parts, spans
            at += 1

    def _name(self, at: int) -> tuple[int, str]:
        bare = _BARE.match(self._text, at)
        if bare:
            return bare.end(), bare.group()
        quote = self._text[at : at + 1]
        if not quote or quote not in "\"'":
            raise Broken(at, "key")
        end = self._quoted(at, quote)
        name = self._text[at + 1 : end - 1]
        return end, _ESCAPES.sub(_unescaped, name) if quote == '"' else name

    def _quoted(self, at: int, quote: str) -> int:
        """Return where the text in quotes that begins here has ended."""
        end = _end(_TEXTS[quote], self._text, at)
        if not self._text.startswith(quote, end):
            raise self._text_fault(at, end)
        if quote[0] == '"':
            self._note_escapes(at, end)
        end += len(quote)
        for _ in range(len(quote) - 1):
            end += self._text.startswith(quote[0], end)
        return end

    def _text_fault(self, at: int, end: int) -> Broken:
        stopped = self._text[end : end + 1]
        if stopped == "\\" and self._text[end + 1 : end + 2] not in ("", "\r", "\n"):
            return Broken(end, "escape", end + 2, within=at)
        if stopped in ("", "\n", "\\") or self._text.startswith("\r\n", end):
            return Broken(at, "quote", end)
        return Broken(end, "character", within=at)

    def _note_escapes(self, at: int, end: int) -> None:
        found = _NEWER_ESCAPES.search(self._text, at, end)
        if found:
            self._newer("newer-escape", found.start(1), found.end(1))

    def _newer(self, kind: Kind, at: int, end: int) -> None:
        self._statement.newer = self._statement.newer or Broken(at, kind, end)

    def _value(self, at: int, path: KeyPath) -> int:
        first = self._text[at : at + 1]
        if first in ("[", "{"):
            end = self._nested(at, path)
        elif first and first in "\"'":
            end = self._quoted(at, first * 3 if self._text.startswith(first * 3, at) else first)
        else:
            end = self._scalar(at)
        self._statement.values[path] = (at, end)
        return end

    def _nested(self, at: int, path: KeyPath) -> int:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Broken(at, "nesting")
        end = self._list(at, path) if self._text[at] == "[" else self._table(at, path)
        self._depth -= 1
        return end

    def _scalar(self, at: int) -> int:
        found = _SCALAR.match(self._text, at)
        if found is None:
            raise Broken(at, "value")
        end = found.end()
        if end - at > LONGEST or (found["exponent"] and not _is_number(found.group())):
            raise Broken(at, "digits", end)
        if found["day"] and not is_day(found["day"]):
            raise Broken(at, "date", end)
        if (found["time"] and not found["seconds"]) or (
            found["day"] and end > found.end("day") and not found["day_seconds"]
        ):
            minutes = end - len(found["offset"] or "")
            self._newer("newer-time", at, minutes)
        return end

    def _list(self, start: int, path: KeyPath) -> int:
        at = self._gap(start, start + 1, NEW_STATEMENT)
        index = 0
        while not self._text.startswith("]", at):
            at = self._gap(start, self._value(at, (*path, index)), NEW_STATEMENT)
            index += 1
            if self._text.startswith(",", at):
                at = self._gap(start, at + 1, NEW_STATEMENT)
            elif not self._text.startswith("]", at):
                raise Broken(at, "comma", within=start)
        return at + 1

    def _gap(self, start: int, at: int, stop: re.Pattern[str]) -> int:
        """Return where the next thing in the bracket stands; a new statement means that it was not closed."""
        end = _end(_GAP, self._text, at)
        if end == len(self._text) or ("\n" in self._text[at:end] and stop.match(self._text, end)):
            raise Broken(start, "bracket", within=end)
        return end

    def _table(self, start: int, path: KeyPath) -> int:
        at = self._inside(start, start + 1)
        names = Names()
        while not self._text.startswith("}", at):
            at, newline = self._inner_pair(start, at, path, names)
            if self._text.startswith(",", at):
                comma, at = at, self._inside(start, at + 1)
                if self._text.startswith("}", at):
                    self._newer("newer-comma", comma, comma + 1)
            elif not self._text.startswith("}", at):
                raise Broken(start, "bracket", within=at) if newline else Broken(at, "comma", within=start)
        return at + 1

    def _inside(self, start: int, at: int) -> int:
        end = self._gap(start, at, NEW_HEADER)
        newline = self._text.find("\n", at, end)
        if newline >= 0:
            begin = newline - (self._text[newline - 1] == "\r")
            self._newer("newer-newline", begin, newline + 1)
        return end

    def _inner_pair(self, start: int, at: int, path: KeyPath, names: Names) -> tuple[int, bool]:
        """Read one key and value of an inline table; tell whether a line ended behind them."""
        at, parts, spans = self._dotted(at)
        try:
            names.give([(name, span[0]) for name, span in zip(parts, spans, strict=True)])
        except Taken as taken:
            raise Broken(spans[-1][0], "taken", spans[-1][1], cause=taken, within=start) from None
        if self._text[at : at + 1] != "=":
            raise Broken(at, "equals", within=start)
        self._note_keys(path, parts, spans)
        end = self._value(self._spaces(at + 1), (*path, *parts))
        at = self._inside(start, end)
        return at, "\n" in self._text[end:at]


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where a pattern has ended, or *at* when it does not stand there."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _unescaped(found: re.Match[str]) -> str:
    escape = found.group()
    kind, digits = escape[1], escape[2:]
    return chr(int(digits, 16)) if kind in "xuU" else _ESCAPED[kind]


def _is_number(text: str) -> bool:
    """Return whether a number's exponent is one that can be reckoned with."""
    try:
        Decimal(text.replace("_", ""))
    except ArithmeticError:
        return False
    return True


def is_scalar(text: str) -> bool:
    """Return whether a text is a number, a date, a time or a truth value of TOML."""
    return _SCALAR.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Return whether a day of this form is in the calendar."""
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
