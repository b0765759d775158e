"""Words in cells to what the ledger calls indicators, areas, member units and sub-groups; never a guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from fedstat.errors import Fault
from fedstat.importers.words import folded, is_total
from fedstat.language import Message, Several, msg
from fedstat.model.dimension import ways_to_name
from fedstat.model.unit import is_known, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Ledger

SHOWN: Final = 5
"""How many candidates a message lists."""
_LEAST: Final = 2
"""A shorter word is no part of a name that anybody means."""
_CUTOFF: Final = 0.5
_LONGEST: Final = 80
_NUMBERED: Final = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(\d{1,3}\)|\d{1,3}[.、)](?!\d)|[*★▲△●◆■☆])+"
)
"""What offices write before a name: 1. （一） ★."""
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\d[A-Za-z0-9_-]*", re.ASCII)
_UNIT: Final = re.compile(r"(.+)\(([^()]+)\)\Z")


class Match(NamedTuple):
    """What a word means."""

    id: str
    part: str = ""
    """The whole name, when the word is only a part of it."""


class Names:
    """The names of a ledger, ready to be looked up."""

    def __init__(self, ledger: Ledger) -> None:
        """Gather what is in force."""
        known = ledger.known()
        self.ledger = ledger
        self.indicators = known.indicators
        self.dimensions = ways_to_name(known.dimensions.values())
        self._codes = {folded(code): code for code in self.indicators}
        self._labels: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for code, indicator in self.indicators.items():
            self._labels[code] = f"{code} {indicator.name}"
            for name in dict.fromkeys(_forms(indicator)):
                self._by_name.setdefault(name, []).append(code)
        self._withdrawn = {entry.code for entry in ledger.indicators} - self.indicators.keys()
        plans = ledger.plans
        areas = [plan.reference_area for plan in plans] + [area for plan in plans for area in plan.compare]
        areas += [entry.reference_area for entry in ledger.entries]
        self._areas = {folded(name): (ledger.area_id(name), name) for name in areas if name}
        for area in known.areas.values():
            self._areas |= {
                folded(name): (area.id, name) for name in (area.id, area.name_en, area.name) if name
            }
        self._units: dict[str, tuple[str, str]] = {}
        for unit in known.member_units.values():
            self._units |= {
                folded(name): (unit.id, name) for name in (unit.id, unit.name_en, unit.name) if name
            }
        self._seen: dict[str, Match | Fault] = {}

    # -- indicators ------------------------------------------------------------------------------------

    def exact_indicator(self, text: str) -> str:
        """Return the code that a text is, or whose name it is; "" when it is none, or several have it."""
        word = folded(text)
        found = self._holders([self._codes[word]] if word in self._codes else self._named(word))
        return found[0] if len(found) == 1 else ""

    @staticmethod
    def looks_like_code(text: str) -> bool:
        """Whether a text has the form of a code rather than of a name or a rank."""
        return _CODE.fullmatch(text.strip()) is not None

    def holder(self, code: str) -> str:
        """Return the code under which the values stand: of a shared indicator the other's."""
        return self.indicators[code].same_as or code

    def indicator(self, text: str) -> Match | Fault:
        """Return the indicator that a text means, or why it means none; remembered."""
        if text not in self._seen:
            self._seen[text] = self._indicator(text)
        return self._seen[text]

    def _indicator(self, text: str) -> Match | Fault:
        word = folded(text)
        if word in self._codes:
            return Match(self.holder(self._codes[word]))
        if text.strip() in self._withdrawn:
            return Fault(
                "unknown-indicator",
                msg("The indicator {code} was withdrawn, or is not in force yet.", code=text.strip()),
                msg("See the indicators in force: fedstat list"),
            )
        found = self._holders(self._named(word))
        if len(found) == 1:
            return Match(found[0])
        if not found:
            found = self._holders(self._containing(word))
            if len(found) == 1:
                return Match(found[0], self.indicators[found[0]].name)
        return self._unclear(text, found) if found else self._unknown(text, word)

    def _holders(self, codes: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(map(self.holder, codes)))

    def _named(self, word: str) -> list[str]:
        """Return whose name a folded text is, as it stands or without number before and unit behind it."""
        bare = _NUMBERED.sub("", word, count=1) if _NUMBERED.match(word) else word
        unit = _UNIT.match(bare)
        tries = (word, bare, unit[1] if unit and is_known(scale_of(unit[2])[1]) else bare)
        return next((self._by_name[name] for name in tries if name in self._by_name), [])

    def _containing(self, word: str) -> list[str]:
        if len(word) < _LEAST or word.isdecimal():
            return []
        found = (codes for name, codes in self._by_name.items() if word in name)
        return list(dict.fromkeys(code for codes in found for code in codes))

    def _unclear(self, text: str, codes: list[str]) -> Fault:
        return Fault(
            "indicator-unclear",
            msg(
                "“{text}” may be several indicators: {candidates}.", text=text, candidates=self._listed(codes)
            ),
            msg("Write the code or the whole name into the cell."),
        )

    def _unknown(self, text: str, word: str) -> Fault:
        near = self._near(word)
        said = msg("The ledger has no indicator “{text}”.", text=text[:_LONGEST])
        if near:
            return Fault(
                "unknown-indicator",
                said,
                msg(
                    "If {candidates} is meant, write its code or its whole name into the cell.",
                    candidates=self._listed(near),
                )
                if len(near) == 1
                else msg(
                    "If one of these is meant, write its code or its whole name: {candidates}.",
                    candidates=self._listed(near),
                ),
            )
        return Fault("unknown-indicator", said, msg("Correct the cell, or add it: fedstat add indicator"))

    def _near(self, word: str) -> list[str]:
        """Return what a text may have been meant for: names within it, and names much like it."""
        if len(word) > _LONGEST:
            return []
        from difflib import get_close_matches

        within = [codes for name, codes in self._by_name.items() if len(name) > _LEAST and name in word]
        alike = [self._by_name[name] for name in get_close_matches(word, self._by_name, SHOWN, _CUTOFF)]
        codes = [self._codes[code] for code in get_close_matches(word, self._codes, 1, 0.8)]
        return self._holders([*(code for several in (*within, *alike) for code in several), *codes])

    def _listed(self, codes: list[str]) -> Several:
        return Several([*(self._labels[code] for code in codes[:SHOWN]), *(["…"] if codes[SHOWN:] else [])])

    # -- areas, units, sub-groups ----------------------------------------------------------------------

    def area(self, text: str) -> Match | Fault:
        """Return the area that a text names."""
        found = self._areas.get(folded(text))
        if found is not None:
            return Match(found[0])
        return Fault(
            "unknown-area",
            msg("There is no reference area “{id}”.", id=text),
            _instead(
                text,
                (name for _, name in self._areas.values()),
                msg("Name the plan's own area, or add [[area]] to the ledger."),
            ),
        )

    def is_unit(self, text: str) -> bool:
        """Whether a text is exactly a member unit's name or id."""
        return folded(text) in self._units

    def unit(self, text: str) -> Match | Fault:
        """Return the member unit that a text names, or the only one whose name it is a part of."""
        word = folded(text)
        if word in self._units:
            return Match(self._units[word][0])
        within = {
            unit: name for known, (unit, name) in self._units.items() if len(word) >= _LEAST and word in known
        }
        if len(within) == 1:
            return Match(*next(iter(within.items())))
        if within:
            return Fault(
                "unknown-member-unit",
                msg(
                    "“{text}” may be several member units: {names}.",
                    text=text,
                    names=Several(within.values()),
                ),
                msg("Write the whole name."),
            )
        return Fault(
            "unknown-member-unit",
            msg("There is no member unit “{text}”.", text=text),
            _instead(
                text,
                (name for _, name in self._units.values()),
                msg("Write its whole name, or add [[member_unit]] to the ledger."),
            ),
        )

    def category(self, dimension: str, text: str) -> str | Fault:
        """Return the category of a dimension that a text names, "" for everybody."""
        categories = next(known for identity, known in self.dimensions.values() if identity == dimension)
        named = {folded(name): category for name, category in categories.items()}
        if folded(text) in named:
            return named[folded(text)]
        if is_total(text):
            return ""
        return Fault(
            "unknown-category",
            msg(
                "The dimension “{dimension}” has no category “{category}”.",
                dimension=dimension,
                category=text,
            ),
            msg("It has: {names}.", names=Several(categories)),
        )

    def group(self, text: str) -> dict[str, str] | Fault:
        """Return the sub-group that a text names: residence=城市;sex=女, or 城市."""
        pairs: dict[str, str] = {}
        for part in filter(str.strip, re.split(r"[;；、,，]", text)):
            found = self._pair(part)
            if isinstance(found, Fault):
                return found
            if found is not None and pairs.setdefault(*found) != found[1]:
                return Fault(
                    "bad-breakdown",
                    msg("The breakdown names one dimension twice."),
                    msg("Write it once, for instance: {line}", line="residence=城市;sex=女"),
                )
        return pairs

    def _pair(self, part: str) -> tuple[str, str] | Fault | None:
        """Return a dimension and its category, None for everybody."""
        name, sign, word = re.sub(r"[＝：:]", "=", part).partition("=")
        ways = {folded(known): way for known, way in self.dimensions.items()}
        if sign and folded(name) not in ways:
            return Fault(
                "unknown-dimension",
                msg("The ledger has no dimension “{name}”.", name=name.strip()),
                _instead(name, self.dimensions, msg("Add [[dimension]] to the ledger.")),
            )
        if sign:
            dimension = ways[folded(name)][0]
            category = self.category(dimension, word.strip())
            if isinstance(category, Fault):
                return category
            return (dimension, category) if category else None
        return None if is_total(part) else self._by_category(part.strip())

    def _by_category(self, word: str) -> tuple[str, str] | Fault:
        homes = {
            (dimension, category)
            for dimension, categories in self.dimensions.values()
            for name, category in categories.items()
            if folded(name) == folded(word)
        }
        if len(homes) == 1:
            return homes.pop()
        if homes:
            return Fault(
                "bad-breakdown",
                msg("“{word}” may be several: {candidates}.", word=word, candidates=Several(_pairs(homes))),
                msg("Write the dimension before it: {line}", line=_pairs(homes)[0]),
            )
        every = dict.fromkeys(name for _, known in self.dimensions.values() for name in known)
        return Fault(
            "unknown-category",
            msg("There is no category “{name}”.", name=word),
            msg("The ledger's sub-groups are: {names}.", names=Several(every))
            if every
            else msg("The ledger has no dimension of breakdowns: add [[dimension]]."),
        )


def _pairs(homes: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(f"{dimension}={category}" for dimension, category in homes)


def _forms(indicator: Indicator) -> Iterable[str]:
    """Yield the names of an indicator as they are compared."""
    for name in (indicator.name, indicator.name_en):
        if name:
            word = folded(name)
            yield word
            yield _NUMBERED.sub("", word, count=1) if _NUMBERED.match(word) else word


def _instead(text: str, known: Iterable[str], otherwise: Message) -> Message:
    from difflib import get_close_matches

    names = {folded(name): name for name in known}
    near = get_close_matches(folded(text), names, 1, 0.6)
    return msg("Did you mean “{nearest}”?", nearest=names[near[0]]) if near else otherwise
