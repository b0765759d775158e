"""Who gets a form: every data provider that is asked for something, or the offices of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fedstat.errors import UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.cli.request import Request
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.period import Period

    Asked = dict[str, tuple[Indicator, ...]]
    """The indicators of each unit that was named, or of all; under "" those of nobody."""


class Share(NamedTuple):
    """What one form asks for."""

    unit: str
    office: str
    """Where a unit's form is split, the office; else empty."""
    indicators: tuple[Indicator, ...]


def asked_units(request: Request, known: Known, period: Period) -> Asked:
    """Return what the units that are named, or all of them, are asked for.

    Raises:
        UsageFault: there is no such unit.
    """
    from fedstat.cli.names import picked
    from fedstat.forms.asking import asked_of

    asked = asked_of(known, period)
    wanted = [
        picked(word, "responsible-unit", request.sound_ledger, request.language)
        for word in request.texts("data_provider")
    ]
    return {unit: asked.get(unit, ()) for unit in wanted} if wanted else asked


def shares_of(request: Request, asked: Asked) -> Iterator[Share]:
    """Yield what each form asks for, in the order of the member units.

    Raises:
        UsageFault: an office or a code is not there, or an indicator falls to no office.
    """
    if request.texts("split"):
        if not request.texts("data_provider") or len(asked) > 1:
            raise UsageFault(
                msg("--split divides the form of one unit."), msg("Name it: --data-provider UNIT.")
            )
        for unit, indicators in asked.items():
            yield from _split(request, unit, indicators)
        return
    for unit, indicators in asked.items():
        if unit and indicators:
            yield Share(unit, "", indicators)


def _split(request: Request, unit: str, indicators: tuple[Indicator, ...]) -> Iterator[Share]:
    """Yield what each office is asked for; every indicator goes to one office at least."""
    offices = _offices(request, {one.code for one in indicators})
    named = {code for codes in offices.values() for code in codes}
    left = tuple(one for one in indicators if one.code not in named)
    if left and all(offices.values()):
        raise UsageFault(
            msg("No office is asked for {codes}.", codes=Several(one.code for one in left)),
            msg("Add the codes to an office, or name an office without codes: it gets what is left."),
        )
    for office, codes in offices.items():
        share = tuple(one for one in indicators if one.code in codes) if codes else left
        if share:
            yield Share(unit, office, share)


def _offices(request: Request, asked: set[str]) -> dict[str, frozenset[str]]:
    offices: dict[str, frozenset[str]] = {}
    for word in request.texts("split"):
        name, _, codes = word.replace("＝", "=").partition("=")
        office = name.strip()
        wanted = frozenset(codes.replace("，", ",").replace("、", ",").replace(",", " ").split())
        if not office or office in offices:
            raise UsageFault(
                msg("“{word}” names no office, or one that is already named.", word=word),
                msg("Write it like this: --split 综合处=W-1-01,W-1-02 --split 妇幼处"),
            )
        if not wanted <= asked:
            raise UsageFault(
                msg("This form does not ask for {codes}.", codes=Several(sorted(wanted - asked))),
                msg("It asks for: {codes}.", codes=Several(sorted(asked))),
            )
        offices[office] = wanted
    return offices
