"""From the options to an evaluation, and to the indicators that a command is about."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fedstat.cli.names import picked
from fedstat.errors import PeriodFault, UsageFault
from fedstat.language import msg

if TYPE_CHECKING:
    from fedstat.assessment import Evaluation, Selection
    from fedstat.cli.request import Request
    from fedstat.model.indicator import Indicator

DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})-(\d{2})|年(\d{1,2})月(\d{1,2})日)", re.ASCII)

ANY_TIME: Final = "9999"
"""Where nothing tells a period, a list shows whatever there is."""


class Chosen(NamedTuple):
    """What a command is about: the evaluation, and the chosen indicators of every role."""

    evaluation: Evaluation
    indicators: tuple[Indicator, ...]


def evaluation(request: Request, otherwise: str | None = None) -> Evaluation:
    """Return the evaluation that the options ask for, of the indicators that they choose.

    Args:
        request: what was asked.
        otherwise: the period when none is named.

    Raises:
        LedgerFaults: the ledger has errors.
        UsageFault: the options name something that the ledger does not have.
    """
    from fedstat.api import assess

    ledger = request.sound_ledger
    named: dict[str, Any] = {
        name: None if word is None else picked(word, name, ledger, request.language)
        for name in ("round", "method", "area")
        for word in (request.text(name),)
    }
    full = assess(
        ledger,
        period=request.text("period") or otherwise,
        known_on=day_of(request.text("known_on")),
        target_period=request.text("target_period"),
        **named,
    )
    return full.select(selection(request))


def chosen(request: Request) -> Chosen:
    """Return the evaluation and the chosen indicators, activities and background figures among them.

    Raises:
        LedgerFaults: the ledger has errors.
        UsageFault: the options name something that the ledger does not have.
    """
    try:
        found = evaluation(request)
    except PeriodFault:
        found = evaluation(request, ANY_TIME)
    assessed = {item.indicator.code for item in found}
    asked = {
        picked(word, "indicator", request.sound_ledger, request.language)
        for word in request.texts("indicator")
    }
    indicators = tuple(
        indicator
        for indicator in found.known.indicators.values()
        if found.selection.takes(indicator)
        and (indicator.code in assessed or not (found.selection.status or found.selection.kind))
        and (indicator.code in asked or not asked)
    )
    return Chosen(found, indicators)


def selection(request: Request) -> Selection:
    """Return which indicators the filters choose.

    Raises:
        UsageFault: they name something that the ledger does not have.
    """
    from fedstat.assessment import Selection

    ledger = request.sound_ledger
    picks: dict[str, Any] = {
        name: tuple(
            picked(word, name.replace("_", "-"), ledger, request.language) for word in request.texts(name)
        )
        for name in ("part", "domain", "responsible_unit", "status", "kind", "tag")
    }
    return Selection(**picks)


def day_of(text: str | None) -> date | None:
    """Return the day that *text* spells, None of none.

    Raises:
        UsageFault: it spells none.
    """
    if text is None:
        return None
    found = DAY.fullmatch(text)
    try:
        if found is not None:
            return date(*(int(digits) for digits in found.groups() if digits))
    except ValueError:
        pass
    raise UsageFault(
        msg("“{text}” is no day of the calendar.", text=text), msg("Write it like this: 2023-12-25.")
    )
