"""What is said of an indicator in a period, appended: explanations and judgements."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.cli.appending import WRITING, Review, Work
from fedstat.cli.command import Command, Example, Option
from fedstat.cli.entries import (
    dated_earlier,
    differences,
    given,
    refuse_missing,
    said,
    same,
    stands_already,
    written,
)
from fedstat.errors import UsageFault
from fedstat.language import Message, Several, msg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from fedstat.cli.appending import Step
    from fedstat.cli.entries import Keys
    from fedstat.cli.request import Request
    from fedstat.ledgerfile.writer import Draft
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Ledger
    from fedstat.model.plan import Explanation, Judgement

    Said = Explanation | Judgement
    """What has an indicator and a period."""

CODE: Final = Option(
    name="indicator",
    metavar="CODE",
    noun="indicator",
    help=msg("The indicator: its code, name, or a part of it."),
)
PERIOD: Final = Option(
    name="period", metavar="PERIOD", noun="period", help=msg("Of which period it is said: 2024, 2024-H1.")
)


class Statement(Struct, frozen=True, kw_only=True):
    """One table of the ledger whose entries have an indicator and a period for a key."""

    kind: str
    """The name of its table."""
    entries: Callable[[Ledger], Sequence[Said]]
    """All its entries, superseded ones too."""
    fields: tuple[Option, ...]
    """What it says besides its key, in the order in which it is written."""
    required: tuple[str, ...] = ()
    refuse: Callable[[Indicator, Keys], None]
    """Refuses what cannot stand though every key by itself can."""
    news: Callable[[Request, Step, Said], Iterable[Message]]
    """What follows from it."""


def statement_command(
    statement: Statement, *, summary: Message, examples: Sequence[Example], notes: Sequence[Message] = ()
) -> Command:
    """Return the command that appends such entries; its first example shows how it is written."""
    return Command(
        name=f"add {statement.kind}",
        summary=summary,
        examples=tuple(examples),
        arguments=(CODE, PERIOD, *(option for option in statement.fields if not option.flags)),
        options=(*(option for option in statement.fields if option.flags), *WRITING),
        notes=tuple(notes),
        run=partial(_run, statement, examples[0].line),
    )


def _run(statement: Statement, example: str, request: Request) -> int:
    from fedstat.cli.appending import append

    work = Work(
        compose=partial(_compose, statement, example),
        review=partial(_review, statement),
        report=partial(_report, statement),
    )
    return append(request, work)


def _compose(statement: Statement, example: str, request: Request, ledger: Ledger) -> tuple[Draft, ...]:
    from fedstat.cli.taking import closings_of, stamp_of
    from fedstat.ledgerfile.writer import Draft

    keys = {key: value for key, value in given(_keys(statement), request, ledger).items() if value}
    needed = ("indicator", "period", *statement.required)
    refuse_missing((option for option in _keys(statement) if option.name in needed), keys, example)
    indicator = ledger.known().indicators.get(str(keys["indicator"]))
    if indicator is None:
        raise UsageFault(
            msg("The indicator {code} was withdrawn, or is not in force yet.", code=keys["indicator"]),
            msg("See the indicators in force: fedstat list"),
        )
    statement.refuse(indicator, keys)
    stamps = [
        entry.recorded
        for entry in statement.entries(ledger)
        if (entry.indicator, str(entry.period)) == (keys["indicator"], keys["period"])
    ]
    keys["recorded"] = stamp_of(request, [*stamps, *closings_of(ledger)])
    return (Draft(kind=statement.kind, fields=keys),)


def _keys(statement: Statement) -> tuple[Option, ...]:
    return (CODE, PERIOD, *statement.fields)


# -- before and after --------------------------------------------------------------------------------------


def _pair(statement: Statement, step: Step) -> tuple[Said | None, Said]:
    """Return the entry that stood for the same key, None when there was none, and the new one."""
    new = step.newest(statement.entries(step.after))
    key = (new.indicator, new.period)
    stood = [entry for entry in statement.entries(step.before) if (entry.indicator, entry.period) == key]
    return max(stood, key=lambda entry: entry.recorded, default=None), new


def _review(statement: Statement, _: Request, step: Step) -> Review:
    old, new = _pair(statement, step)
    if old is not None and same(old, new):
        return Review(needless=stands_already(old))
    return Review(
        doubts=(
            *dated_earlier(old, new),
            *(() if old is None else _lost(statement, old, new)),
            *_out_of_sight(step, new),
        )
    )


def _lost(statement: Statement, old: Said, new: Said) -> Iterator[Message]:
    """Yield what the entry that stands says and the one that takes its place does not."""
    stays = said(new, statement.fields)
    lost = [key for key in said(old, statement.fields) if key not in stays]
    if lost:
        place = old.origin.place
        yield msg(
            "The one at {file}:{line} says {keys} too; this one takes its place and does not.",
            file=place.file,
            line=place.line,
            keys=Several(written(option) for option in statement.fields if option.name in lost),
        )


def _out_of_sight(step: Step, new: Said) -> Iterator[Message]:
    """Yield why no report would show what is said: its period is another's, or has not come."""
    from fedstat.model.frequency import belongs

    indicator, latest = step.before.known().indicators[new.indicator], step.before.latest_period
    if not belongs(new.period, indicator.frequency):
        yield msg(
            "{code} has no values by such periods ({period}); a report of a year does not show it.",
            code=new.indicator,
            period=new.period,
        )
    elif latest is not None and new.period.dated and new.period > latest:
        yield msg(
            "The ledger has no value of {period} yet; its last ones are of {latest}.",
            period=new.period,
            latest=latest,
        )


def _report(statement: Statement, request: Request, step: Step) -> Iterator[Message]:
    old, new = _pair(statement, step)
    if old is not None:
        place = old.origin.place
        yield msg(
            "It takes the place of the one at {file}:{line}, which counts until then.",
            file=place.file,
            line=place.line,
        )
        yield from differences(said(old, statement.fields), said(new, statement.fields))
    yield from statement.news(request, step, new)
