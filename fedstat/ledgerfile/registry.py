"""What a ledger declares: the ids that its entries may name, and the nearest one when a name is mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from fedstat.language import Message, Several, msg

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

Kind = Literal["part", "dimension", "domain", "goal", "member_unit", "area", "round", "indicator"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""What an entry may refer to."""

_SHOWN: Final = 60
"""A longer text is cut in a message; nothing that long is a misspelling either."""
_LISTED: Final = 8
"""How many known ids a remedy lists."""


def shown(text: str) -> str:
    """Return *text* short enough to stand in a sentence."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the one of *known* that *text* most likely means, "" when none is close."""
    if len(text) > _SHOWN:
        return ""
    from difflib import get_close_matches

    plain = {word.casefold(): word for word in known}
    found = get_close_matches(text.casefold(), plain, n=1, cutoff=0.6)
    return plain[found[0]] if found else ""


def known_ones(known: Collection[str]) -> Message:
    """Return a remedy that lists *known*, the first few of many."""
    listed = Several(shown(word) for word in list(known)[:_LISTED])
    more = len(known) - _LISTED
    if more > 0:
        return msg("Known are {known} and {more} more.", known=listed, more=more)
    return msg("Known are {known}.", known=listed)


def nearest_or_known(text: str, known: Collection[str]) -> Message:
    """Return a remedy that suggests the one of *known* that *text* nearly spells, else lists them."""
    found = nearest(text, known)
    return did_you_mean(found) if found else known_ones(known)


def did_you_mean(text: str) -> Message:
    """Return a remedy that suggests *text*."""
    return msg("Did you mean “{nearest}”?", nearest=shown(text))


class Registry:
    """The ids that a ledger declares, by kind, each with its name."""

    def __init__(self) -> None:
        """Start with nothing declared."""
        self.known: dict[Kind, dict[str, str]] = {kind: {} for kind in KINDS}
        self.unsure: set[Kind] = set()
        """Kinds of which an entry could not be read: no id of theirs is called unknown."""
        self._suggested: dict[tuple[Kind, str], Message] = {}

    def gather(self, kind: Kind, entries: Iterable[Mapping[str, object]]) -> None:
        """Take in the ids and names of *entries*, whatever else is wrong with them."""
        known = self.known[kind]
        key, title = _KEYS.get(kind, ("id", "name"))
        for entry in entries:
            identity, name = entry.get(key), entry.get(title)
            if isinstance(identity, str):
                known.setdefault(identity, name if isinstance(name, str) else "")
            else:
                self.unsure.add(kind)

    def lacks(self, kind: Kind, identity: str) -> bool:
        """Whether it is certain that nothing of *kind* has this id."""
        return identity not in self.known[kind] and kind not in self.unsure

    def missing(self, kind: Kind, identity: str) -> tuple[Message, Message]:
        """Return what is wrong with an id that nothing has, and what to write instead.

        Remembered: one slip in a code stands under every submission.
        """
        if (kind, identity) not in self._suggested:
            self._suggested[kind, identity] = self._suggestion(kind, identity)
        none, _ = _WORDS[kind]
        return none(shown(identity)), self._suggested[kind, identity]

    def _suggestion(self, kind: Kind, text: str) -> Message:
        known = self.known[kind]
        by_name = {name: identity for identity, name in known.items() if name}
        found = by_name.get(text) or nearest(text, known) or by_name.get(nearest(text, by_name), "")
        if found:
            return did_you_mean(found)
        _, declare = _WORDS[kind]
        return known_ones(known) if known else declare()


_KEYS: Final = {"indicator": ("code", "name"), "part": ("id", "title")}

_WORDS: Final[Mapping[Kind, tuple[Callable[[str], Message], Callable[[], Message]]]] = {
    "part": (
        lambda text: msg("There is no part with the id “{id}”.", id=text),
        lambda: msg("The ledger has no part yet: add [[part]] with its id and title."),
    ),
    "dimension": (
        lambda text: msg("There is no dimension with the id “{id}”.", id=text),
        lambda: msg("The ledger has no dimension yet: add [[dimension]] with its id, name and categories."),
    ),
    "domain": (
        lambda text: msg("There is no domain with the id “{id}”.", id=text),
        lambda: msg("The ledger has no domain yet: add [[domain]] with its id and name."),
    ),
    "goal": (
        lambda text: msg("There is no goal with the id “{id}”.", id=text),
        lambda: msg("The ledger has no goal yet: add [[goal]] with its id and name."),
    ),
    "member_unit": (
        lambda text: msg("There is no member unit with the id “{id}”.", id=text),
        lambda: msg("The ledger has no member unit yet: add [[member_unit]] with its id and name."),
    ),
    "area": (
        lambda text: msg("There is no reference area “{id}”.", id=text),
        lambda: msg("Name the plan's own area in [plan], or add [[area]] with its id and name."),
    ),
    "round": (
        lambda text: msg("There is no round with the id “{id}”.", id=text),
        lambda: msg("The ledger has no round yet: add [[round]] with its id, name, kind and period."),
    ),
    "indicator": (
        lambda text: msg("There is no indicator with the code “{id}”.", id=text),
        lambda: msg("The ledger has no indicator yet: add [[indicator]] with its code and name."),
    ),
}
