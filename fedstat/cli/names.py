"""What a ledger calls things, and which of them a word means: an id, a name, or a part of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.errors import UsageFault
from fedstat.language import LANGUAGES, Several, msg, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from fedstat.language import Language, Message
    from fedstat.model.ledger import Ledger
    from fedstat.model.plan import Named, Status

    Names = Mapping[str, tuple[str, ...]]
    """The names of each id."""

SHOWN: Final = 12
"""How many candidates a message lists."""


def named(ledger: Ledger, noun: str) -> Names:
    """Return the ids of all things of a kind in *ledger*, with their names."""
    return NAMES[noun](ledger)


def picked(word: str, noun: str, ledger: Ledger, language: Language) -> str:
    """Return the id that *word* means; candidates are listed in *language*.

    Raises:
        UsageFault: it means nothing, or several things.
    """
    names = named(ledger, noun)
    means = [names_id for names_id in names if names_id == word] or _meant(word, names)
    if len(means) == 1:
        return means[0]
    what = _noun(noun)
    if means:
        raise UsageFault(
            msg(
                "“{word}” may be several: {candidates}.",
                word=word,
                candidates=_listed(means, names, language),
            ),
            msg("Name one of them by its id, or write more of its name."),
        )
    raise UsageFault(
        msg("The ledger has no {what} “{word}”.", what=what, word=word), _instead(word, names, what, language)
    )


def _meant(word: str, names: Names) -> list[str]:
    folded = word.casefold().strip()
    exact = [key for key, known in names.items() if folded in {name.casefold() for name in (key, *known)}]
    if exact or not folded:
        return exact
    return [key for key, known in names.items() if any(folded in name.casefold() for name in (key, *known))]


def _instead(word: str, names: Names, what: Message, language: Language) -> Message:
    from difflib import get_close_matches

    if not names:
        return msg("It has no {what} at all.", what=what)
    spelled = {name: key for key, known in names.items() for name in (key, *known)}
    near = dict.fromkeys(spelled[name] for name in get_close_matches(word, spelled, n=3))
    if near:
        return msg("Did you mean {near}?", near=_listed(near, names, language))
    return msg("It has: {names}.", names=_listed(names, names, language))


def _listed(keys: Iterable[str], names: Names, language: Language) -> Several:
    several = [" ".join(dict.fromkeys((key, _name(names[key], language)))).strip() for key in keys]
    more = ["…"] if len(several) > SHOWN else []
    return Several([*several[:SHOWN], *more])


def _name(names: Sequence[str], language: Language) -> str:
    """Return the first of *names* that is in *language*, for want of one the first."""
    chinese = language == "zh"
    return next((name for name in names if name.isascii() is not chinese), names[0] if names else "")


def _noun(noun: str) -> Message:
    nouns = {
        "part": msg("part", context="noun"),
        "domain": msg("domain", context="noun"),
        "goal": msg("goal", context="noun"),
        "responsible-unit": msg("member unit", context="noun"),
        "round": msg("round", context="noun"),
        "tag": msg("tag", context="noun"),
        "area": msg("area", context="noun"),
        "indicator": msg("indicator", context="noun"),
        "status": msg("status", context="noun"),
        "kind": msg("kind of indicator", context="noun"),
        "method": msg("method", context="noun"),
        "profile": msg("profile", context="noun"),
        "period": msg("period", context="noun"),
    }
    return nouns[noun]


def _of(entries: Iterable[Named]) -> Names:
    return {entry.id: tuple(filter(None, (entry.name, entry.name_en))) for entry in entries}


def _indicators(ledger: Ledger) -> Names:
    return {entry.code: tuple(filter(None, (entry.name, entry.name_en))) for entry in ledger.indicators}


def _areas(ledger: Ledger) -> Names:
    ours = {ledger.area: ()} if ledger.area else {}
    compared = {ledger.area_id(name): () for plan in ledger.plans for name in plan.compare}
    used = {entry.reference_area: () for entry in ledger.entries}
    return {**ours, **compared, **used, **_of(ledger.areas)}


def _tags(ledger: Ledger) -> Names:
    return {tag: () for indicator in ledger.indicators for tag in indicator.tags}


def _periods(ledger: Ledger) -> Names:
    periods = sorted({entry.period for entry in ledger.entries if entry.period.dated}, reverse=True)
    return {str(period): () for period in periods}


def _statuses(ledger: Ledger) -> Names:
    from fedstat.model.plan import STATUSES

    own = dict(ledger.plans[-1].wording) if ledger.plans else {}
    return {status: (*filter(None, (own.get(status),)), *_status_words(status)) for status in STATUSES}


def _status_words(status: Status) -> tuple[str, ...]:
    from fedstat.reports.words import status_message

    said = [
        say(status_message(status, kind, final=final), language)
        for language in LANGUAGES
        for kind in ("quantifiable", "trend")
        for final in (False, True)
    ]
    return tuple(dict.fromkeys(said))


def _kinds(_: Ledger) -> Names:
    from fedstat.model.indicator import KINDS
    from fedstat.reports.words import kind_message

    return {kind: tuple(say(kind_message(kind), language) for language in LANGUAGES) for kind in KINDS}


def _methods(_: Ledger) -> Names:
    from fedstat.assessment import METHODS

    return dict.fromkeys(METHODS, ())


NAMES: Final[Mapping[str, Callable[[Ledger], Names]]] = {
    "part": lambda ledger: _of(ledger.parts),
    "domain": lambda ledger: _of(ledger.domains),
    "goal": lambda ledger: _of(ledger.goals),
    "responsible-unit": lambda ledger: _of(ledger.member_units),
    "round": lambda ledger: _of(ledger.rounds),
    "tag": _tags,
    "area": _areas,
    "indicator": _indicators,
    "status": _statuses,
    "kind": _kinds,
    "method": _methods,
    "profile": lambda ledger: _of(ledger.profiles),
    "period": _periods,
}
"""Everything that an option may name, and where its names come from."""
