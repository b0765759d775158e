"""What a plan is built of, appended: each command is a table of the keys of its entry, this composes them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from msgspec import Struct

from fedstat.cli.appending import DRY_RUN, INTO, YES, Review, Work
from fedstat.cli.command import Command, Example, Option
from fedstat.cli.entries import (
    INSIDE,
    dated_earlier,
    differences,
    given,
    refuse_missing,
    said,
    same,
    stands_already,
)
from fedstat.cli.options import EVERYWHERE
from fedstat.errors import UsageFault
from fedstat.language import Message, msg
from fedstat.model.plan import Named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from fedstat.cli.appending import Step
    from fedstat.cli.entries import Keys
    from fedstat.cli.request import Request
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.ledger import Ledger
    from fedstat.model.plan import Claim

    Built = Named | Claim
    """What has an id."""

NAME: Final = Option(name="name", metavar="NAME", help=msg("What it is called."))
NAME_EN: Final = Option(name="name_en", flags=("--name-en",), metavar="NAME", help=msg("Its English name."))
RECORDED: Final = Option(
    name="recorded",
    flags=("--recorded",),
    metavar="DATE",
    help=msg("From which day on it is known; from the start by default, as the plan itself."),
)
NEW_EDITION: Final = Option(
    name="new_edition",
    flags=("--new-edition",),
    help=msg("Change the one that has this ID: what is given is new, the rest stays; from today on."),
)
WRITING: Final = (NEW_EDITION, INTO, DRY_RUN, YES, *EVERYWHERE)
NO_ID: Final = re.compile(r"[^\w-]+")
"""What an id that is typed in commands and written as a key does without: blanks, dots, quotes, “=”."""
_NO_TEXT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Block(Struct, frozen=True, kw_only=True):
    """One table of the ledger whose entries have an id, and what its command does."""

    kind: str
    """The name of its table."""
    what: Message
    """What it is, as a noun in a sentence."""
    entries: Callable[[Ledger], Sequence[Built]]
    """All its entries, every edition."""
    fields: tuple[Option, ...]
    """What it says besides its id, in the order in which it is written; an option's name is the key."""
    required: tuple[str, ...] = ("name",)
    title: str = "name"
    """The key by which people know it."""
    then: str = ""
    """What to do next, with {id} in it."""
    noun: str = ""
    """The key of `names.NAMES` from which its ids complete."""
    recorded: Option = RECORDED
    dated: bool = False
    """Whether it is recorded today unless a day is given; else it is known from the start, as the plan."""
    unique: bool = False
    """Whether entries name it by its name, so that no other one may be called the same."""
    refuse: Callable[[Keys], None] = lambda _: None
    """Refuses what cannot stand though every key by itself can."""
    says: Callable[[Built, Sequence[Option]], dict[str, Plain]] = said
    """What an entry holds, by key."""
    doubts: Callable[[Built], Iterable[Message]] = lambda _: ()
    news: Callable[[Step, Built], Iterable[Message]] = lambda _, __: ()
    """What else is to be said of it once it is appended."""


def block_command(
    block: Block, *, summary: Message, examples: Sequence[Example], notes: Sequence[Message] = ()
) -> Command:
    """Return the command that appends such entries; its first example shows how it is written."""
    identity = Option(
        name="id", metavar="ID", noun=block.noun, help=msg("Its id: a short word, W-3, health.")
    )
    return Command(
        name=f"add {block.kind.replace('_', '-')}",
        summary=summary,
        examples=tuple(examples),
        arguments=(identity, *(option for option in block.fields if not option.flags)),
        options=(*(option for option in block.fields if option.flags), block.recorded, *WRITING),
        notes=(
            *notes,
            msg("An ID that stands already is refused, unless --new-edition says that it is meant."),
        ),
        run=partial(_run, block, identity, examples[0].line),
    )


def _run(block: Block, identity: Option, example: str, request: Request) -> int:
    from fedstat.cli.appending import append

    work = Work(
        compose=partial(_compose, block, identity, example),
        review=partial(_review, block),
        report=partial(_report, block),
    )
    return append(request, work)


# -- the entry ---------------------------------------------------------------------------------------------


def _compose(
    block: Block, identity: Option, example: str, request: Request, ledger: Ledger
) -> tuple[Draft, ...]:
    from fedstat.ledgerfile.writer import Draft

    word = (request.text("id") or "").strip()
    new = given(block.fields, request, ledger)
    old = _standing(block, ledger, word)
    before = {} if old is None else block.says(old, block.fields)
    keys = {"id": word, **_joined(before, new)}
    required = (identity, *(option for option in block.fields if option.name in block.required))
    refuse_missing(required, keys, example)
    _check_title(str(keys[block.title]))
    if old is None:
        _check_id(word)
        _refuse_edition_of_nothing(block, request, word)
    elif keys != {"id": word, **before} and not request.flag("new_edition"):
        raise _taken(block, word, old)
    if block.unique:
        _refuse_name_of_another(block, ledger, keys)
    block.refuse(keys)
    order = ("id", *(option.name.partition(INSIDE)[0] for option in block.fields))
    fields = {key: keys[key] for key in order if key in keys}
    return (Draft(kind=block.kind, fields={**fields, **_recorded(block, request, ledger, old)}),)


def _joined(before: Keys, new: Keys) -> dict[str, Plain]:
    """Return what an edition says with what is new of it; what is given empty is taken away."""
    joined = {**before, **new}
    for key, value in joined.items():
        stood = before.get(key)
        if isinstance(value, dict) and isinstance(stood, dict):
            joined[key] = {**stood, **value}
    return {key: value for key, value in joined.items() if value != ""}


def _standing(block: Block, ledger: Ledger, identity: str) -> Built | None:
    """Return the entry with that id that was recorded last, None when there is none."""
    editions = [entry for entry in block.entries(ledger) if entry.id == identity]
    return max(editions, key=lambda entry: entry.recorded, default=None)


def _check_id(word: str) -> None:
    plain = normalize("NFKC", word)
    meant = NO_ID.sub("-", plain).strip("-")
    if word == meant:
        return
    raise UsageFault(
        msg("“{word}” is no id: it has letters, digits, “-” and “_” only.", word=word),
        msg("Write it like this: {word}", word=meant) if meant else msg("Write a short word: W-3, health."),
    )


def _check_title(title: str) -> None:
    if _NO_TEXT.search(title):
        raise UsageFault(
            msg("“{text}” is no text of one line.", text=title),
            msg("Write words, without control characters."),
        )


def _refuse_edition_of_nothing(block: Block, request: Request, word: str) -> None:
    if request.flag("new_edition"):
        raise UsageFault(
            msg("The ledger has no {what} “{word}”.", what=block.what, word=word),
            msg("If it is new, leave out --new-edition."),
        )


def _taken(block: Block, word: str, old: Built) -> UsageFault:
    place = old.origin.place
    return UsageFault(
        msg(
            "The id {id} stands already: {name} ({file}:{line}).",
            id=word,
            name=getattr(old, block.title.replace("title", "name")),
            file=place.file,
            line=place.line,
        ),
        msg("Choose another; if it is the same one and has changed, add --new-edition."),
    )


def _refuse_name_of_another(block: Block, ledger: Ledger, keys: Keys) -> None:
    """Refuse a name that values go by already: they would move to the new one.

    Raises:
        UsageFault: it names the other.
    """
    names = [str(keys[key]) for key in ("id", "name", "name_en") if key in keys]
    for other in block.entries(ledger):
        if isinstance(other, Named) and other.id != keys["id"]:
            shared = next((name for name in names if name in {other.id, other.name, other.name_en}), None)
            if shared is not None:
                raise UsageFault(
                    msg(
                        "“{name}” is what {id} {other} is called already.",
                        name=shared,
                        id=other.id,
                        other=other.name,
                    ),
                    msg("Entries find it by its name: give this one another."),
                )


def _recorded(block: Block, request: Request, ledger: Ledger, old: Built | None) -> dict[str, Plain]:
    """Return the day, where there must be one: of an edition, after a closing, or of what is dated anyway."""
    from fedstat.cli.taking import closings_of, stamp_of

    closings = closings_of(ledger)
    stood = [] if old is None else [old.recorded]
    if not (block.dated or stood or closings or request.text("recorded")):
        return {}
    return {"recorded": stamp_of(request, [*stood, *closings])}


# -- before and after --------------------------------------------------------------------------------------


def _review(block: Block, _: Request, step: Step) -> Review:
    new = step.newest(block.entries(step.after))
    old = _standing(block, step.before, new.id)
    if old is not None and same(old, new):
        return Review(needless=stands_already(old))
    others = {entry.id: entry for entry in block.entries(step.before) if entry.id != new.id}
    return Review(
        doubts=(
            *dated_earlier(old, new),
            *_swapped(new),
            *(doubt for other in others.values() for doubt in _mistakable(block, new, other)),
            *block.doubts(new),
        )
    )


def _swapped(new: Built) -> Iterator[Message]:
    """Yield that name and id seem to have changed places: 妇女与环境 W-8."""
    if isinstance(new, Named) and not new.id.isascii() and new.name.isascii() and not NO_ID.search(new.name):
        yield msg("“{id}” looks like a name, and “{name}” like an id.", id=new.id, name=new.name)


def _mistakable(block: Block, new: Built, other: Built) -> Iterator[Message]:
    """Yield why an entry could be taken for another one: its id, or its name in the same place."""
    if not (isinstance(new, Named) and isinstance(other, Named)):
        return
    names = {text.casefold() for text in (other.id, other.name, other.name_en) if text}
    word = new.id if new.id.casefold() in names else ""
    if not word and _beside(block, new) == _beside(block, other) and new.name.casefold() in names:
        word = new.name
    if word:
        yield msg(
            "“{word}” could be taken for {id} {name}, which stands already.",
            word=word,
            id=other.id,
            name=other.name,
        )


def _beside(block: Block, entry: Named) -> list[object]:
    """Return where an entry belongs: its part, its domain, its period."""
    return [getattr(entry, option.name) for option in block.fields if option.noun]


def _left_behind(old: Named, new: Named) -> Iterator[Message]:
    """Yield that an English name stays though the name has changed."""
    if new.name != old.name and new.name_en and new.name_en == old.name_en:
        yield msg("Its English name stays “{name}”.", name=new.name_en)


def _report(block: Block, request: Request, step: Step) -> Iterator[Message]:
    from fedstat.reports.words import day

    new = step.newest(block.entries(step.after))
    old = _standing(block, step.before, new.id)
    name = getattr(new, block.title.replace("title", "name"))
    if old is None:
        count = len({entry.id for entry in block.entries(step.after) if entry.id})
        yield msg(
            "{id} {name}: one {what} more, {count} in all.",
            id=new.id,
            name=name,
            what=block.what,
            count=count,
        )
    else:
        yield msg(
            "{id} {name}: so from {day} on; until then as it was.",
            id=new.id,
            name=name,
            day=day(new.recorded),
        )
        yield from differences(block.says(old, block.fields), block.says(new, block.fields))
        if isinstance(old, Named) and isinstance(new, Named):
            yield from _left_behind(old, new)
    yield from block.news(step, new)
    if block.then and not request.flag("dry_run"):
        yield msg("Next: {line}", line=block.then.format(id=new.id))
