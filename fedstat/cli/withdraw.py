"""`fedstat withdraw`: a value or an indicator taken back, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.add_observation import AREA, BREAKDOWN, CODE
from fedstat.cli.appending import WRITING, Review, Work
from fedstat.cli.command import Command, Example, Option
from fedstat.errors import UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fedstat.cli.appending import Step
    from fedstat.cli.request import Request
    from fedstat.language import Message
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown

PERIOD: Final = Option(
    name="period",
    metavar="[PERIOD]",
    noun="period",
    help=msg("The period whose value is taken back; without it the whole indicator is."),
)
REASON: Final = Option(
    name="reason",
    flags=("--reason",),
    metavar="TEXT",
    help=msg("Why; without a reason nothing is taken back."),
)
BY: Final = Option(name="by", flags=("--by",), metavar="TEXT", help=msg("Who decided it."))
DOCUMENT: Final = Option(
    name="document", flags=("--document",), metavar="TEXT", help=msg("The document that it rests on.")
)


def run(request: Request) -> int:
    """Append the withdrawal."""
    from fedstat.cli.appending import append

    return append(request, Work(compose=_compose, review=lambda _, __: Review(), report=_report))


def _compose(request: Request, ledger: Ledger) -> tuple[Draft, ...]:
    from fedstat.cli.names import picked
    from fedstat.cli.taking import breakdown_of, closings_of, period_of, stamp_of
    from fedstat.ledgerfile.writer import Draft

    reason = request.text("reason")
    if not reason or not reason.strip():
        raise UsageFault(msg("The reason is missing."), msg("Write it: {line}", line='--reason "…"'))
    word = request.text("indicator")
    if word is None:
        raise UsageFault(
            msg("{name} is missing.", name="CODE"),
            msg("Write, for instance: {line}", line='fedstat withdraw W-3-01 2024 --reason "…"'),
        )
    code = _holder(picked(word, "indicator", ledger, request.language), ledger, request)
    fields: dict[str, Plain] = {"indicator": code}
    stamps = [entry.recorded for entry in ledger.withdrawals if entry.indicator == code]
    if request.text("period") is not None:
        period = period_of(str(request.text("period")))
        area = picked(request.text("area") or ledger.area, "area", ledger, request.language)
        given = request.texts("breakdown")
        breakdown = breakdown_of(given, ledger) if given else None
        found = _found(ledger, code, period, area, breakdown)
        if not found:
            raise _no_value(ledger, code, period, area)
        stamps += [entry.recorded for entry in found]
        fields["period"] = str(period)
        if area != ledger.area:
            fields["reference_area"] = area
        if breakdown is not None:
            fields["breakdown"] = dict(breakdown)
    else:
        stamps.append(_of_indicator(request, ledger, code))
    fields["reason"] = reason
    fields |= {name: text for name in ("by", "document") if (text := request.text(name))}
    fields["recorded"] = stamp_of(request, [*stamps, *closings_of(ledger)])
    return (Draft(kind="withdrawal", fields=fields),)


def _holder(code: str, ledger: Ledger, request: Request) -> str:
    """Return the code under which the values stand: of a shared indicator the other's."""
    indicator = ledger.known().indicators.get(code)
    shared = indicator.same_as if indicator is not None and request.text("period") is not None else ""
    return shared or code


def _of_indicator(request: Request, ledger: Ledger, code: str) -> datetime:
    """Return since when the indicator stands that is taken back as a whole."""
    indicator = ledger.known().indicators.get(code)
    if indicator is None:
        raise UsageFault(
            msg("The indicator {code} was withdrawn, or is not in force yet.", code=code),
            msg("See the indicators in force: fedstat list"),
        )
    if request.texts("breakdown") or request.text("area"):
        raise UsageFault(
            msg("An indicator is taken back as a whole; --area and --breakdown belong to a value."),
            msg("Name the period of the value, or leave them out."),
        )
    return indicator.recorded


def _found(
    ledger: Ledger, code: str, period: Period, area: str, breakdown: Breakdown | None
) -> list[Observation]:
    """Return the standing values that the withdrawal takes back; without a breakdown all of the area."""
    return [
        series[period]
        for (indicator, where, group), series in ledger.known().series.items()
        if indicator == code and where == area and breakdown in {None, group} and period in series
    ]


def _no_value(ledger: Ledger, code: str, period: Period, area: str) -> UsageFault:
    periods = {
        str(entry.period)
        for (indicator, where, _), series in ledger.known().series.items()
        if indicator == code and where == area
        for entry in series.values()
    }
    return UsageFault(
        msg("{code} has no such value of {period} to take back.", code=code, period=period),
        msg("It has values of: {periods}.", periods=Several(sorted(periods))) if periods else None,
    )


def _report(request: Request, step: Step) -> Iterator[Message]:
    from fedstat.reports.changes import status_change, value_change

    entry = step.newest(step.after.withdrawals)
    area = entry.reference_area
    if entry.period is None:
        count = sum(indicator.assessed for indicator in step.after.known().indicators.values())
        yield msg(
            "{code} is taken back with all its values; the ledger now has {count} indicators.",
            code=entry.indicator,
            count=count,
        )
    else:
        known = step.after.known()
        for old in _found(step.before, entry.indicator, entry.period, area, entry.breakdown):
            series = known.series.get((old.indicator, old.reference_area, old.breakdown), {})
            yield value_change(known, old, series.get(old.period), request.language)
    changed = status_change(step.before, step.after, entry.indicator, area, request.language)
    if changed is not None:
        yield changed


COMMAND: Final = Command(
    name="withdraw",
    summary=msg("Take back a value, or an indicator; it stays in the file and counts no longer."),
    examples=(
        Example(line="fedstat withdraw W-3-01 2024 --reason 口径有误", says=msg("one value")),
        Example(
            line="fedstat withdraw W-3-01 --reason 指标调整 --document 〔2024〕1号 --by 妇儿工委办",
            says=msg("a whole indicator"),
        ),
        Example(line="fedstat withdraw W-3-01 2024 --reason 误报 --dry-run", says=msg("only show it")),
    ),
    arguments=(CODE, PERIOD),
    options=(REASON, BY, DOCUMENT, AREA, BREAKDOWN, *WRITING),
    run=run,
)
