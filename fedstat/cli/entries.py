"""What commands that append an entry of plain keys have in common: options to keys, doubts, what changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fedstat.errors import UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from fedstat.cli.command import Option
    from fedstat.cli.request import Request
    from fedstat.language import Message
    from fedstat.ledgerfile.writer import Plain
    from fedstat.model.ledger import Ledger
    from fedstat.model.plan import Claim, Explanation, Judgement, Named

    Entry = Named | Claim | Explanation | Judgement
    """What these commands append."""
    Keys = Mapping[str, Plain]
    """The keys of an entry with what they hold; "" takes away what an earlier edition says."""

INSIDE: Final = "__"
"""Parts the name of an option from the key inside the table that it fills: expected__trend."""
PERIOD: Final = "PERIOD"
DAY: Final = "DATE"
COUNT: Final = "N"
SHARE: Final = "PERCENT"
CATEGORY: Final = "[ID=]NAME"
"""The metavars whose values are taken as more than a text."""


def given(options: Iterable[Option], request: Request, ledger: Ledger) -> dict[str, Plain]:
    """Return what the options say, by the keys of the ledger.

    Raises:
        UsageFault: an option names what the ledger does not have, or spells no period, day or number.
    """
    keys: dict[str, Plain] = {}
    for option in options:
        words = request.texts(option.name) if option.multiple else (request.text(option.name),)
        taken = [_taken(option, word, request, ledger) for word in words if word is not None]
        if taken:
            key, _, inside = option.name.partition(INSIDE)
            value: Plain = taken if option.multiple else taken[0]
            table = keys.get(key)
            keys[key] = {**(table if isinstance(table, dict) else {}), inside: value} if inside else value
    return keys


def _taken(option: Option, word: str, request: Request, ledger: Ledger) -> Plain:
    """Return one value as the ledger writes it."""
    from fedstat.cli.names import picked
    from fedstat.cli.taking import day_of, number_of, period_of, whole_of

    text = word.strip()
    if not text:
        return ""
    if option.metavar == PERIOD:
        return str(period_of(text))
    if option.noun:
        return picked(text, option.noun, ledger, request.language)
    takers: dict[str, Callable[[str], Plain]] = {
        DAY: day_of,
        COUNT: whole_of,
        CATEGORY: _category,
        SHARE: lambda share: number_of(share, "%"),
    }
    return takers.get(option.metavar, str)(text)


def _category(text: str) -> Plain:
    """Return a category: a text, or a table when it has an id besides its name."""
    identity, equals, name = text.replace("＝", "=").partition("=")
    return {"id": identity.strip(), "name": name.strip()} if equals else text


def refuse_missing(required: Iterable[Option], keys: Keys, example: str) -> None:
    """Refuse an entry that lacks what it cannot do without.

    Raises:
        UsageFault: it names everything that is missing.
    """
    missing = [written(option) for option in required if not keys.get(option.name)]
    if not missing:
        return
    raise UsageFault(
        msg("{name} is missing.", name=missing[0])
        if len(missing) == 1
        else msg("{names} are missing.", names=Several(missing)),
        msg("Write, for instance: {line}", line=example),
    )


def written(option: Option) -> str:
    """Return how an option is called on the command line."""
    return option.flags[0] if option.flags else option.metavar.strip("[]")


# -- before and after --------------------------------------------------------------------------------------


def same(old: Entry, new: Entry) -> bool:
    """Whether two entries say the same, whenever they were recorded."""
    from msgspec.structs import replace

    return replace(new, recorded=old.recorded) == old


def stands_already(old: Entry) -> Message:
    """Return that an entry says nothing new."""
    place = old.origin.place
    return msg(
        "This stands already, at {file}:{line}; nothing is appended.", file=place.file, line=place.line
    )


def dated_earlier(old: Entry | None, new: Entry) -> Iterator[Message]:
    """Yield the doubt about an entry that is recorded before the one that stands."""
    if old is not None and new.recorded < old.recorded:
        from fedstat.reports.words import day

        yield msg(
            "A later entry of {day} stands for the same, so this one counts for earlier days only.",
            day=day(old.recorded),
        )


def differences(old: Keys, new: Keys) -> Iterator[Message]:
    """Yield of every key that changed what it held and what it holds now."""
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        if before != after:
            yield msg("{key}: {old} → {new}", key=key, old=_shown(before), new=_shown(after))


def _shown(value: Plain | None) -> Message | str:
    from fedstat.ledgerfile.writer import value_text

    if value is None:
        return msg("nothing", context="value")
    return value if isinstance(value, str) else value_text(value)


def said(entry: object, options: Sequence[Option]) -> dict[str, Plain]:
    """Return what an entry of the ledger says, by the keys that *options* fill."""
    keys = dict.fromkeys(option.name.partition(INSIDE)[0] for option in options)
    found = {key: plain_of(getattr(entry, key.replace("title", "name"))) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def plain_of(value: object) -> Plain | None:
    """Return what a noun holds as the ledger writes it; None where it holds nothing."""
    from msgspec.structs import asdict

    from fedstat.model.plan import Expected

    if isinstance(value, Expected):
        counts = {key: count for key, count in asdict(value).items() if count is not None}
        return counts or None
    if value is None or isinstance(value, int | Decimal | date):
        return value
    return str(value) or None
