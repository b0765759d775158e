"""What people type for periods, numbers, sub-groups and days, taken as the ledger writes it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from fedstat.cli.asking import DAY
from fedstat.errors import Fault, UsageFault
from fedstat.language import Several, msg
from fedstat.model.entry import FROM_THE_START

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from fedstat.cli.request import Request
    from fedstat.model.ledger import Ledger
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown

EQUALS: Final = "=＝"


def period_of(text: str) -> Period:
    """Return the period that *text* spells.

    Raises:
        UsageFault: it spells none.
    """
    from fedstat.ledgerfile.spelling import meant_period
    from fedstat.model.period import parse_period
    from fedstat.model.unit import plain_signs

    clean = plain_signs(text).strip()
    found = parse_period(clean)
    if found is None:
        raise UsageFault(msg("“{text}” is no period.", text=text), meant_period(clean))
    return found


def number_of(text: str, unit: str = "") -> Decimal:
    """Return the exact number that *text* spells.

    Raises:
        UsageFault: it spells none, or only about one.
    """
    from fedstat.model.quantity import parse_quantity

    read = parse_quantity(text, unit)
    if isinstance(read, Fault):
        raise UsageFault(read.message, read.remedy)
    if read.qualifier not in {"exact", "rounded"}:
        raise UsageFault(msg("“{text}” is not exact.", text=text), msg("Write the number alone."))
    return read.value


def whole_of(text: str) -> int:
    """Return the count that *text* spells.

    Raises:
        UsageFault: it spells none.
    """
    number = number_of(text)
    if number != int(number):
        raise UsageFault(msg("“{text}” is no whole number.", text=text), msg("Write it without a point."))
    return int(number)


def breakdown_of(words: Iterable[str], ledger: Ledger) -> Breakdown:
    """Return the sub-group that words like 居住地=城市 or 城市 name.

    Raises:
        UsageFault: there is no such dimension or category, or several have it.
    """
    from fedstat.model.dimension import ways_to_name

    ways = ways_to_name(ledger.known().dimensions.values())
    pairs = [_pair(word, ways) for word in words]
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UsageFault(msg("One dimension is named twice."), msg("Name it once."))
    return tuple(sorted(found.items()))


def _pair(word: str, ways: dict[str, tuple[str, dict[str, str]]]) -> tuple[str, str]:
    dimension, equals, category = word.replace("＝", "=").partition("=")
    if not ways:
        raise UsageFault(
            msg("The ledger has no dimension of breakdowns."),
            msg("Add [[dimension]] with its id, name and categories."),
        )
    if equals:
        if dimension.strip() not in ways:
            raise UsageFault(
                msg("The ledger has no dimension “{name}”.", name=dimension),
                msg("It has: {names}.", names=Several(ways)),
            )
        homes = [ways[dimension.strip()]]
        category = category.strip()
    else:
        category = word.strip()
        homes = list({identity: (identity, known) for identity, known in ways.values()}.values())
    found = {(identity, known[category]) for identity, known in homes if category in known}
    if len(found) == 1:
        return found.pop()
    if found:
        raise UsageFault(
            msg(
                "“{word}” may be several: {candidates}.",
                word=word,
                candidates=Several(sorted(i for i, _ in found)),
            ),
            msg("Write the dimension before it: {line}", line=f"{min(found)[0]}={category}"),
        )
    known = Several(dict.fromkeys(name for _, categories in homes for name in categories))
    raise UsageFault(
        msg("There is no category “{name}”.", name=category), msg("It has: {names}.", names=known)
    )


def stamp_of(request: Request, earlier: Iterable[datetime]) -> date | datetime:
    """Return the day on which an entry is recorded: today, or a moment after the *earlier* ones of today.

    Raises:
        UsageFault: --recorded is no day, or one that has not come.
    """
    given, now = request.text("recorded"), request.moment
    if given is not None:
        return _come(_given_stamp(given.strip()), now.date())
    last = max(earlier, default=FROM_THE_START)
    if last < datetime.combine(now.date(), time()):
        return now.date()
    return max(now, (last + timedelta(seconds=1)).replace(microsecond=0))


def _come(stamp: date | datetime, today: date) -> date | datetime:
    """Return the *stamp* unless its day lies ahead: every later entry would have to be dated after it."""
    day = stamp.date() if isinstance(stamp, datetime) else stamp
    if day > today:
        raise UsageFault(
            msg("{day} has not come; no entry can be recorded then.", day=day),
            msg("Leave out --recorded, or name a day up to {day}.", day=today),
        )
    return stamp


def _given_stamp(text: str) -> date | datetime:
    found = DAY.fullmatch(text)
    try:
        if found is not None:
            return date(*(int(digits) for digits in found.groups() if digits))
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None or not text[:5].endswith("-"):
        raise UsageFault(
            msg("“{text}” is no day of the calendar.", text=text), msg("Write it like this: 2023-12-25.")
        )
    return moment.replace(microsecond=0)


def day_of(text: str) -> date:
    """Return the day that *text* spells: 2023-12-25, 2023年12月25日.

    Raises:
        UsageFault: it spells none, or a time of the day besides.
    """
    found = _given_stamp(text)
    if isinstance(found, datetime):
        raise UsageFault(
            msg("A day is needed here, without a time."), msg("Write it like this: {day}.", day=found.date())
        )
    return found


def closings_of(ledger: Ledger) -> list[datetime]:
    """Return when rounds were closed: what is entered afterwards is dated later."""
    return [closing.recorded for closing in ledger.closings]
