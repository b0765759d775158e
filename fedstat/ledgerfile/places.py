"""Where everything of a readable TOML text stands: found block by block, when somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from fedstat.errors import Place
from fedstat.ledgerfile.grammar import Reader
from fedstat.ledgerfile.names import Names

if TYPE_CHECKING:
    from fedstat.errors import KeyPath
    from fedstat.ledgerfile.grammar import Span

_TOKENS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|""?(?!"))*"{3,5}|\'\'\'(?:[^\']|\'\'?(?!\'))*\'{3,5}'
    r'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#[^\n]*|[\[\]{}]|\n[ \t]*',
    re.DOTALL,
)
_DEPTH: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


class Lines:
    """The lines of a file, and the place of every offset in it."""

    def __init__(self, name: str, text: str) -> None:
        """Keep the text as it was read, with its line endings."""
        self._name = name
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def number(self, at: int) -> int:
        """Return the line of an offset, counted from 1."""
        return bisect_right(self._starts, at)

    def place(self, start: int, end: int) -> Place:
        """Return the place of a stretch of text; its caret ends with the line."""
        number = self.number(start)
        begin = self._starts[number - 1]
        stop = self._text.find("\n", begin)
        line = self._text[begin : stop if stop >= 0 else None].removesuffix("\r")
        width = max(1, min(end, begin + len(line)) - start)
        return Place(file=self._name, line=number, column=start - begin + 1, width=width, text=line)

    def whole(self) -> Place:
        """Return the file as a whole."""
        return Place(file=self._name, line=0)


class Places:
    """Where the keys and values of a TOML text stand; only the tables that are asked for are read."""

    def __init__(self, text: str) -> None:
        """Find the headers of a text that is TOML 1.0."""
        self._reader = Reader(text)
        self._blocks: dict[KeyPath, Span] = {}
        self._implied: dict[KeyPath, KeyPath] = {}
        self._known: dict[KeyPath, tuple[dict[KeyPath, Span], dict[KeyPath, Span]]] = {}
        self._index([*headers(text), len(text)])

    def _index(self, starts: list[int]) -> None:
        names = Names()
        self._blocks[()] = (0, starts[0])
        for start, end in pairwise(starts):
            statement = self._reader.statement(start)
            path = names.open(statement.named, listed=bool(statement.listed))
            self._blocks[path] = (start, end)
            for count in range(1, len(path)):
                self._implied.setdefault(path[:count], path)

    def span(self, path: KeyPath, *, key: bool) -> Span | None:
        """Return where a value, or its key, stands; of what is not there, the nearest table around it."""
        found = None
        for count in range(len(path), 0, -1):
            found = self._exact(path[:count], key=key and count == len(path))
            if found:
                break
        return found

    def _exact(self, path: KeyPath, *, key: bool) -> Span | None:
        for count in range(len(path), -1, -1):
            if path[:count] in self._blocks:
                keys, values = self._block(path[:count])
                found = (keys if key else values).get(path) or values.get(path) or keys.get(path)
                if found:
                    return found
        implied = self._implied.get(path)
        return self._exact(implied, key=False) if implied else None

    def _block(self, path: KeyPath) -> tuple[dict[KeyPath, Span], dict[KeyPath, Span]]:
        """Return where the keys and values of one table stand, under their whole paths."""
        if path not in self._known:
            keys: dict[KeyPath, Span] = {}
            values: dict[KeyPath, Span] = {}
            at, end = self._blocks[path]
            if path:
                at = self._header(path, at, keys, values)
            while at < end:
                statement = self._reader.statement(at)
                for inner, span in statement.keys.items():
                    keys.setdefault(path + inner, span)
                values.update((path + inner, span) for inner, span in statement.values.items())
                at = statement.end
            self._known[path] = keys, values
        return self._known[path]

    def _header(self, path: KeyPath, at: int, keys: dict[KeyPath, Span], values: dict[KeyPath, Span]) -> int:
        statement = self._reader.statement(at)
        keys[path] = statement.spans[-1]
        values[path] = statement.values[statement.parts]
        return statement.end


def headers(text: str) -> list[int]:
    """Return where every header begins."""
    depth = 0
    found = [0] if text.lstrip(" \t").startswith("[") else []
    for token in _TOKENS.finditer(text):
        first = token.group()[0]
        if first == "\n":
            if not depth and text.startswith("[", token.end()):
                found.append(token.start() + 1)
        else:
            depth += _DEPTH.get(first, 0)
    return found
