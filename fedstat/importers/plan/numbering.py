"""Codes and ids for what a table only names: always the same for the same table, and readable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.importers.plan.nouns import Block
from fedstat.importers.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z", re.ASCII)
_MONTH: Final = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*-?\d{1,4}\Z|[+-]?\d", re.IGNORECASE
)
"""What a spreadsheet takes for a date or a number."""
_NUMBERED: Final = re.compile(r"(.*?)-?(\d+)\Z")
_LETTERS: Final = (("妇女", "W"), ("女性", "W"), ("儿童", "C"), ("women", "W"), ("child", "C"))
_IDS: Final = (("妇女", "women"), ("女性", "women"), ("儿童", "children"))
DIMENSIONS: Final = (
    ("residence", "城乡", ("城市", "农村")),
    ("settlement", "城镇乡村", ("城镇", "乡村")),
    ("sex", "性别", ("女", "男")),
    ("gender", "性别", ("女性", "男性")),
)
"""The sub-groups that targets of plans name: id, name, categories; 城市/农村 and 城镇/乡村 are two."""
_TAIL: Final = re.compile(r"(?:领域|方面)\Z")


class Standing(Struct, frozen=True, kw_only=True):
    """A part, domain, goal or unit that there is already: in the ledger, or in a template of one."""

    id: str
    names: tuple[str, ...]
    above: str = ""
    """The part of a domain, the domain of a goal."""
    written: bool = True
    """Whether the ledger has it; a template's is written when it is used."""


def is_code(text: str) -> bool:
    """Whether a text can be the code of an indicator, and no spreadsheet takes it for something else."""
    return bool(CODE.match(text)) and not _MONTH.match(text)


class Numbering:
    """Gives ids to names, the standing ones first, and collects what is new."""

    def __init__(self, standing: Mapping[str, Iterable[Standing]], codes: Iterable[str]) -> None:
        """Start from what there is; *standing* by table: part, domain, goal, member_unit."""
        self.known = {table: list(ones) for table, ones in standing.items()}
        self.taken = set(codes)
        self.blocks: list[Block] = []

    def part(self, name: str) -> str:
        """Return the id of a part."""
        found = self._found("part", name, "")
        if found is None:
            like = [
                one
                for one in self.known.get("part", ())
                if _kind_of(name) and _kind_of(name) == _kind_of(one.names[0])
            ]
            found = like[0] if len(like) == 1 else None
        if found is None:
            wanted = next((identity for word, identity in _IDS if word in name), "part")
            found = self._new("part", self._free("part", wanted), {"title": name}, "")
        return self._used("part", found, {"title": found.names[0]})

    def domain(self, name: str, part: str) -> str:
        """Return the id of a domain of a part; “健康” is the “妇女与健康” that the part has."""
        bare = _TAIL.sub("", name)
        found = self._found("domain", name, part) or self._found("domain", bare, part)
        if found is None:
            ends = [
                one
                for one in self.known.get("domain", ())
                if one.above in {part, ""} and any(known.endswith(bare) for known in one.names)
            ]
            found = ends[0] if len(ends) == 1 else None
        if found is None:
            letter = self._letter(part)
            number = 1 + sum(one.id.startswith(f"{letter}-") for one in self.known.get("domain", ()))
            fields = {"name": name, **({"part": part} if part else {})}
            found = self._new("domain", self._free("domain", f"{letter}-{number}"), fields, part)
        return self._used("domain", found, {"name": found.names[0], **({"part": part} if part else {})})

    def goal(self, name: str, domain: str) -> str:
        """Return the id of a goal of a domain."""
        found = self._found("goal", name, domain)
        if found is None:
            count = sum(one.above == domain for one in self.known.get("goal", ()))
            wanted = f"{domain or 'G'}-{_alphabet(count)}"
            fields = {"name": name, **({"domain": domain} if domain else {})}
            found = self._new("goal", self._free("goal", wanted), fields, domain)
        return found.id

    def unit(self, name: str) -> str:
        """Return the id of a member unit: a new one is called by its name."""
        found = self._found("member_unit", name, "")
        return (found or self._new("member_unit", self._free("member_unit", name), {"name": name}, "")).id

    def area(self, name: str, own: str) -> None:
        """Let there be an area that a target is held against, and then our own, too."""
        for one in (own, name):
            if one and self._found("area", one, "") is None:
                self._new("area", one, {"name": one}, "")

    def category(self, name: str) -> None:
        """Let there be the dimension of a sub-group that a target names, where it is a common one."""
        if self._found("dimension", name, "") is None:
            for identity, title, categories in DIMENSIONS:
                if name in categories:
                    self.known.setdefault("dimension", []).append(Standing(id=identity, names=categories))
                    fields = {"id": identity, "name": title, "categories": list(categories)}
                    self.blocks.append(Block(table="dimension", fields=fields))

    def code(self, domain: str) -> str:
        """Return the next free code in a domain."""
        stem = domain if CODE.match(domain) else "I"
        used = [int(found[2]) for code in self.taken if (found := _NUMBERED.match(code)) and found[1] == stem]
        number = max(used, default=0) + 1
        code = f"{stem}-{number:02}"
        self.taken.add(code)
        return code

    def _found(self, table: str, name: str, above: str) -> Standing | None:
        word = folded(name)
        return next(
            (
                one
                for one in self.known.get(table, ())
                if word in {folded(known) for known in (one.id, *one.names)} and above in {"", one.above}
            ),
            None,
        )

    def _new(self, table: str, identity: str, fields: Mapping[str, str], above: str) -> Standing:
        name = fields.get("name") or fields["title"]
        made = Standing(id=identity, names=(name,), above=above)
        self.known.setdefault(table, []).append(made)
        self.blocks.append(Block(table=table, fields={"id": identity, **fields}))
        return made

    def _used(self, table: str, one: Standing, fields: Mapping[str, str]) -> str:
        """Return the id, and let a template's block be written the first time that it is used."""
        if not one.written:
            at = self.known[table].index(one)
            self.known[table][at] = Standing(id=one.id, names=one.names, above=one.above)
            english = next((name for name in one.names if name.isascii()), "")
            own = {"id": one.id, **fields, **({"name_en": english} if english else {})}
            self.blocks.append(Block(table=table, fields=own))
        return one.id

    def _free(self, table: str, wanted: str) -> str:
        taken = {one.id for one in self.known.get(table, ())}
        number, identity = 1, wanted
        while identity in taken:
            number += 1
            identity = f"{wanted}-{number}"
        return identity

    def _letter(self, part: str) -> str:
        """Return the letter of a part's domains: that of its first one, else W and C, else D."""
        for one in self.known.get("domain", ()):
            if one.above == part and CODE.match(one.id):
                return one.id.partition("-")[0]
        names = next((one.names for one in self.known.get("part", ()) if one.id == part), ("",))
        found = next((letter for word, letter in _LETTERS if word in f"{part}{names[0]}"), None)
        used = {one.id.partition("-")[0] for one in self.known.get("domain", ()) if one.above != part}
        return found or next(letter for letter in "DEFGHJKLNPQRSTUVXYZ" if letter not in used)


def _kind_of(name: str) -> str:
    return next((identity for word, identity in _IDS if word in name), "")


def _alphabet(count: int) -> str:
    """Return a, b, …, z, aa for 0, 1, …."""
    name, count = "", count + 1
    while count:
        count, rest = divmod(count - 1, 26)
        name = chr(ord("a") + rest) + name
    return name
