"""The names a TOML text has given so far, and where: what may be opened or given again and what may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.errors import KeyPath

Kind = Literal["value", "table", "list", "dotted", "implied"]
Part = tuple[str, int]
"""One part of a key and the offset where it stands."""


class Taken(Exception):
    """A name is given a second time."""

    def __init__(self, name: str, at: int, first: int, *, kind: Kind) -> None:
        """Keep the name, where it stands now, where it stood first, and as what."""
        super().__init__(name)
        self.name = name
        self.at = at
        self.first = first
        self.kind = kind


class _Node:
    __slots__ = ("at", "children", "count", "kind", "section")

    def __init__(self, kind: Kind, at: int, section: int = 0) -> None:
        self.kind = kind
        self.at = at
        self.section = section
        self.count = 0
        self.children: dict[str, _Node] = {}


class Names:
    """Every name given so far, in the shape of the tables.

    Of a list of tables only the last entry can still be extended, so only its names are kept.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._root = self._here = _Node("table", 0)
        self._section = 0

    def open(self, parts: Sequence[Part], *, listed: bool) -> KeyPath:
        """Enter the table that a header names and return its path, with the number of every list entry.

        Raises:
            Taken: The header's name already stands for something that it cannot be.
        """
        node = self._root
        path: KeyPath = ()
        for name, at in parts[:-1]:
            node, path = self._through(node, path, name, at)
        name, at = parts[-1]
        self._section += 1
        found = node.children.get(name)
        self._here = self._entry(node, name, at, found) if listed else self._table(node, name, at, found)
        return (*path, name, self._here.count - 1) if listed else (*path, name)

    @staticmethod
    def _through(node: _Node, path: KeyPath, name: str, at: int) -> tuple[_Node, KeyPath]:
        found = node.children.get(name)
        if found is None:
            found = node.children[name] = _Node("implied", at)
        elif found.kind == "value":
            raise Taken(name, at, found.at, kind="value")
        return found, (*path, name, found.count - 1) if found.kind == "list" else (*path, name)

    @staticmethod
    def _entry(node: _Node, name: str, at: int, found: _Node | None) -> _Node:
        if found is None:
            found = node.children[name] = _Node("list", at)
        elif found.kind != "list":
            raise Taken(name, at, found.at, kind=found.kind)
        found.children = {}
        found.count += 1
        return found

    @staticmethod
    def _table(node: _Node, name: str, at: int, found: _Node | None) -> _Node:
        if found is None:
            found = node.children[name] = _Node("table", at)
        elif found.kind != "implied":
            raise Taken(name, at, found.at, kind=found.kind)
        found.kind = "table"
        found.at = at
        return found

    def give(self, parts: Sequence[Part]) -> None:
        """Note the key of a value in the table entered last.

        Raises:
            Taken: The key, or a table that it would extend, is already complete.
        """
        node = self._here
        passed = []
        for name, at in parts[:-1]:
            found = node.children.get(name)
            if found is None:
                found = node.children[name] = _Node("dotted", at, self._section)
            elif found.kind != "implied" and (found.kind != "dotted" or found.section != self._section):
                raise Taken(name, at, found.at, kind=found.kind)
            passed.append(found)
            node = found
        name, at = parts[-1]
        if name in node.children:
            raise Taken(name, at, node.children[name].at, kind=node.children[name].kind)
        node.children[name] = _Node("value", at)
        for found in passed:
            found.kind, found.section = "dotted", self._section
