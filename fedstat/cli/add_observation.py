"""`fedstat add observation`: one value, appended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.appending import WRITING, Review, Work
from fedstat.cli.command import Command, Example, Option
from fedstat.errors import Fault, UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fedstat.cli.appending import Step
    from fedstat.cli.request import Request
    from fedstat.language import Message
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation
    from fedstat.model.quantity import Quantity

CODE: Final = Option(
    name="indicator",
    metavar="CODE",
    noun="indicator",
    help=msg("The indicator: its code, name, or a part of it."),
)
PERIOD: Final = Option(
    name="period",
    metavar="PERIOD",
    noun="period",
    help=msg("Of when it is: 2024, 2024-H1, 2024年上半年, 2024-Q2, 2024-06."),
)
VALUE: Final = Option(
    name="value",
    metavar="[VALUE]",
    help=msg(
        "As people write it: 42.1, 42.1%, 1,234, 3.2万. None with a numerator, or when there is no value."
    ),
)
STATUS: Final = Option(
    name="obs_status",
    flags=("--status",),
    metavar="LETTER",
    help=msg(
        "P provisional, E estimated, F forecast, B break; no value: L not surveyed, O unknown, Q not public."
    ),
)
AREA: Final = Option(
    name="area",
    flags=("--area",),
    metavar="AREA",
    noun="area",
    help=msg("The area; the plan's own by default."),
)
BREAKDOWN: Final = Option(
    name="breakdown",
    flags=("--breakdown",),
    metavar="DIMENSION=CATEGORY",
    multiple=True,
    help=msg("The sub-group: residence=rural; several times for several dimensions."),
)
REPORTED_BY: Final = Option(
    name="reported_by",
    flags=("--reported-by",),
    metavar="UNIT",
    noun="responsible-unit",
    help=msg("The member unit that reported it."),
)
SOURCE: Final = Option(
    name="source", flags=("--source",), metavar="TEXT", help=msg("Where the value comes from.")
)
EVIDENCE: Final = Option(
    name="evidence", flags=("--evidence",), metavar="TEXT", help=msg("The document that proves it.")
)
REVIEWED_BY: Final = Option(
    name="reviewed_by", flags=("--reviewed-by",), metavar="TEXT", help=msg("Who reviewed it.")
)
APPROVED_BY: Final = Option(
    name="approved_by", flags=("--approved-by",), metavar="TEXT", help=msg("Who approved it.")
)
NOTE: Final = Option(name="note", flags=("--note",), metavar="TEXT", help=msg("A remark."))
NUMERATOR: Final = Option(
    name="numerator",
    flags=("--numerator",),
    metavar="NUMBER",
    help=msg("With --denominator instead of a value: the share is computed exactly."),
)
DENOMINATOR: Final = Option(
    name="denominator",
    flags=("--denominator",),
    metavar="NUMBER",
    help=msg("What the numerator is a share of."),
)
RESTATED: Final = Option(
    name="baseline_restated",
    flags=("--baseline-restated",),
    metavar="NUMBER",
    help=msg("With --status B: the baseline on the new definition."),
)
TEXTS: Final = ("source", "evidence", "reviewed_by", "approved_by", "note")


def run(request: Request) -> int:
    """Append the value."""
    from fedstat.cli.appending import append

    return append(request, Work(compose=_compose, review=_review, report=_report))


# -- the entry ---------------------------------------------------------------------------------------------


def _compose(request: Request, ledger: Ledger) -> tuple[Draft, ...]:
    from fedstat.cli.names import picked
    from fedstat.cli.taking import breakdown_of, closings_of, period_of, stamp_of
    from fedstat.ledgerfile.writer import Draft

    indicator = indicator_of(request, ledger)
    period = period_of(_needed(request, "period", "PERIOD"))
    area = picked(request.text("area") or ledger.area, "area", ledger, request.language)
    breakdown = breakdown_of(request.texts("breakdown"), ledger)
    key = (indicator.code, area, breakdown, period)
    earlier = [*_stamps(ledger, key), *closings_of(ledger)]
    fields: dict[str, Plain] = {"period": str(period), "recorded": stamp_of(request, earlier)}
    if area != ledger.area:
        fields["reference_area"] = area
    if breakdown:
        fields["breakdown"] = dict(breakdown)
    if request.text("reported_by"):
        fields["reported_by"] = picked(
            str(request.text("reported_by")), "responsible-unit", ledger, request.language
        )
    fields |= {name: text for name in TEXTS if (text := request.text(name))}
    fields["values"] = {indicator.code: _value(request, indicator)}
    return (Draft(kind="submission", fields=fields),)


def indicator_of(request: Request, ledger: Ledger) -> Indicator:
    """Return the indicator that holds the values of the one that is named.

    Raises:
        UsageFault: there is none, or it was withdrawn.
    """
    from fedstat.cli.names import picked

    code = picked(_needed(request, "indicator", "CODE"), "indicator", ledger, request.language)
    standing = ledger.known().indicators
    indicator = standing.get(code)
    if indicator is not None and indicator.same_as:
        indicator = standing.get(indicator.same_as)
    if indicator is None:
        raise UsageFault(
            msg("The indicator {code} was withdrawn, or is not in force yet.", code=code),
            msg("See the indicators in force: fedstat list"),
        )
    return indicator


def _needed(request: Request, name: str, metavar: str) -> str:
    text = request.text(name)
    if text is None:
        raise UsageFault(
            msg("{name} is missing.", name=metavar),
            msg("Write, for instance: {line}", line="fedstat add observation W-3-01 2024 42.1"),
        )
    return text


def _stamps(ledger: Ledger, key: tuple[object, ...]) -> Iterator[datetime]:
    """Yield when anything was said about a value: entries of its key, and withdrawals."""
    yield from (entry.recorded for entry in ledger.entries if entry.key == key)
    yield from (entry.recorded for entry in ledger.withdrawals if entry.indicator == key[0])


def _value(request: Request, indicator: Indicator) -> Plain:
    """Return the value as the ledger writes it: a number, or a table when there is more to say."""
    own: dict[str, Plain] = {}
    text, status = request.text("value"), _status(request)
    ratio = [name for name in ("numerator", "denominator") if request.text(name) is not None]
    if text is not None:
        own |= _quantity(_read(text, indicator))
    own |= {name: _number(request, name) for name in ratio}
    if request.text("baseline_restated") is not None:
        own["baseline_restated"] = _number(request, "baseline_restated", indicator.unit_measure)
    if status:
        own["obs_status"] = status
    if not own:
        raise UsageFault(
            msg("The value is missing."),
            msg("Write it after the period; if there is none, say why: --status L (not surveyed), O, Q."),
        )
    return own["value"] if set(own) == {"value"} else own


def _number(request: Request, name: str, unit: str = "") -> Plain:
    from fedstat.cli.taking import number_of

    return number_of(str(request.text(name)), unit)


def _status(request: Request) -> str | None:
    from fedstat.model.observation import OBS_STATUSES

    text = request.text("obs_status")
    if text is None:
        return None
    status = text.strip().upper()
    if len(status) != 1 or status not in OBS_STATUSES:
        raise UsageFault(
            msg("{name} cannot be “{value}”.", name="--status", value=text),
            msg("It is one of: {choices}.", choices=Several(OBS_STATUSES)),
        )
    return status


def _read(text: str, indicator: Indicator) -> Quantity:
    from fedstat.model.quantity import parse_quantity

    read = parse_quantity(text, indicator.unit_measure)
    if isinstance(read, Fault):
        raise UsageFault(read.message, _instead(text, read))
    return read


def _instead(text: str, fault: Fault) -> Message | None:
    """Return what to type instead; the remedies of a ledger's text speak of the ledger."""
    above, slash, below = text.partition("/")
    if slash and above.strip().isdecimal() and below.strip().isdecimal():
        return msg("Write: {line}", line=f"--numerator {above.strip()} --denominator {below.strip()}")
    if fault.code == "value-question" and not any(char.isdecimal() for char in text):
        return msg("Leave it out and say why there is none: --status L (not surveyed), O, Q (not public).")
    return fault.remedy


def _quantity(read: Quantity) -> dict[str, Plain]:
    if read.qualifier == "exact":
        return {"value": read.value}
    return {"value": read.value, "as_printed": read.as_printed.replace("−", "-"), "qualifier": read.qualifier}


# -- what it does ------------------------------------------------------------------------------------------


def _pair(step: Step) -> tuple[Observation | None, Observation]:
    """Return the observation that stood for the same key, and the new one."""
    new = step.newest(step.after.entries)
    series = step.before.known().series.get((new.indicator, new.reference_area, new.breakdown), {})
    return series.get(new.period), new


def _review(_: Request, step: Step) -> Review:
    from msgspec.structs import replace

    from fedstat.cli.doubts import superseded
    from fedstat.reports.changes import slip

    old, new = _pair(step)
    if old is not None and replace(new, recorded=old.recorded) == old:
        place = old.origin.place
        return Review(
            needless=msg(
                "This value stands already, at {file}:{line}; nothing is appended.",
                file=place.file,
                line=place.line,
            )
        )
    doubts = (slip(step.before.known(), new), superseded(old, new))
    return Review(doubts=tuple(doubt for doubt in doubts if doubt is not None))


def _report(request: Request, step: Step) -> Iterator[Message]:
    from fedstat.reports.changes import status_change, value_change

    old, new = _pair(step)
    known = step.after.known()
    series = known.series.get((new.indicator, new.reference_area, new.breakdown), {})
    yield value_change(known, old, series.get(new.period), request.language)
    changed = status_change(step.before, step.after, new.indicator, new.reference_area, request.language)
    if changed is not None:
        yield changed
    if not request.flag("dry_run"):
        yield msg(
            "A slip is taken back with: {line}",
            line=f"fedstat withdraw {new.indicator} {new.period} --reason …",
        )


COMMAND: Final = Command(
    name="add observation",
    summary=msg("Append one value; a value that stands for the same is superseded, never erased."),
    examples=(
        Example(line="fedstat add observation W-3-01 2024 42.1", says=msg("a value, recorded today")),
        Example(
            line="fedstat add observation 女性就业 2024年上半年 42.1% --status P",
            says=msg("by name; provisional"),
        ),
        Example(
            line="fedstat add observation W-3-01 2024 --numerator 412 --denominator 1260",
            says=msg("as two counts"),
        ),
        Example(
            line="fedstat add observation W-2-04 2024 95.1 --breakdown residence=城市",
            says=msg("of a sub-group"),
        ),
        Example(line="fedstat add observation W-9-02 2024 --status L", says=msg("no value, and why")),
        Example(line="fedstat add observation W-3-01 2024 42.1 --dry-run", says=msg("only show it")),
    ),
    arguments=(CODE, PERIOD, VALUE),
    options=(
        *(STATUS, SOURCE, EVIDENCE, REPORTED_BY, REVIEWED_BY, APPROVED_BY, NOTE, BREAKDOWN, AREA),
        *(NUMERATOR, DENOMINATOR, RESTATED),
        *WRITING,
    ),
    notes=(
        msg(
            "A value far from the last one is taken for a slip: only --yes, or you when asked, lets it pass."
        ),
    ),
    run=run,
)
