"""`fedstat add observation`: one value, appended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from fedstat.cli.appending import ASKS, WRITING, Review, Work
from fedstat.cli.command import Command, Example, Option
from fedstat.errors import Fault, UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from fedstat.cli.appending import Step
    from fedstat.cli.request import Request
    from fedstat.language import Message
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation
    from fedstat.model.quantity import Quantity
    from fedstat.model.target import Breakdown

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


PARTICULARS: Final = ("reported_by", *TEXTS)
VALUES: Final = (VALUE.name, STATUS.name, NUMERATOR.name)
"""One of them says what the value is, or why there is none."""
GROUPS: Final = "groups"
"""Several values at once, each the options of its sub-group; only questions ask for them."""


def run(request: Request) -> int:
    """Append the value; on a terminal ask for what is missing."""
    complete = request.text(CODE.name) and request.text(PERIOD.name) and any(map(request.text, VALUES))
    if not complete and request.shell.asks:
        from fedstat.cli.dialogue import converse
        from fedstat.cli.dialogue_value import Entering

        return converse(request, Entering(request))
    from fedstat.cli.appending import append

    return append(request, WORK)


# -- the entry ---------------------------------------------------------------------------------------------


def _compose(request: Request, ledger: Ledger) -> tuple[Draft, ...]:
    from fedstat.cli.names import picked
    from fedstat.cli.taking import breakdown_of, closings_of, period_of, stamp_of
    from fedstat.ledgerfile.writer import Draft

    indicator = indicator_of(request, ledger)
    period = period_of(_needed(request, "period", "PERIOD"))
    area = picked(request.text("area") or ledger.area, "area", ledger, request.language)
    ones = {breakdown_of(one.texts("breakdown"), ledger): one for one in _ones(request)}
    keys = [(indicator.code, area, breakdown, period) for breakdown in ones]
    earlier = [*_stamps(ledger, keys), *closings_of(ledger)]
    fields: dict[str, Plain] = {"period": str(period), "recorded": stamp_of(request, earlier)}
    if area != ledger.area:
        fields["reference_area"] = area
    if len(ones) == 1 and any(ones):
        fields["breakdown"] = dict(*ones)
    if request.text("reported_by"):
        fields["reported_by"] = picked(
            str(request.text("reported_by")), "responsible-unit", ledger, request.language
        )
    fields |= {name: text for name in TEXTS if (text := request.text(name))}
    if any(entry.key in keys and entry.visibility == "internal" for entry in ledger.entries):
        fields["visibility"] = "internal"  # a revision publishes nothing that was kept inside
    fields["values"] = {indicator.code: _values(ones, indicator)}
    return (Draft(kind="submission", fields=fields),)


def _ones(request: Request) -> list[Request]:
    """Return the values that are given, each as a request of its own."""
    groups = request.values.get(GROUPS)
    if not isinstance(groups, list):
        return [request]
    return [type(request)(request.shell, {**request.values, **group}) for group in groups]


def _values(ones: Mapping[Breakdown, Request], indicator: Indicator) -> Plain:
    """Return one value as it is, several as a list that names the sub-group of each."""
    read = {breakdown: _value(one, indicator) for breakdown, one in ones.items()}
    if len(read) == 1:
        return next(iter(read.values()))
    return [
        {
            **(value if isinstance(value, Mapping) else {"value": value}),
            **({"breakdown": dict(breakdown)} if breakdown else {}),
        }
        for breakdown, value in read.items()
    ]


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


def _stamps(ledger: Ledger, keys: Collection[tuple[object, ...]]) -> Iterator[datetime]:
    """Yield when anything was said about values of one indicator: entries of their keys, and withdrawals."""
    yield from (entry.recorded for entry in ledger.entries if entry.key in keys)
    codes = {key[0] for key in keys}
    yield from (entry.recorded for entry in ledger.withdrawals if entry.indicator in codes)


def _value(request: Request, indicator: Indicator) -> Plain:
    """Return the value as the ledger writes it: a number, or a table when there is more to say."""
    own: dict[str, Plain] = {}
    text, status = request.text("value"), _status(request)
    ratio = [name for name in ("numerator", "denominator") if request.text(name) is not None]
    if text is not None:
        own |= _quantity(read_value(text, indicator))
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


def read_value(text: str, indicator: Indicator) -> Quantity:
    """Return the value that *text* spells.

    Raises:
        UsageFault: it spells none.
    """
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


def _pairs(step: Step) -> list[tuple[Observation | None, Observation]]:
    """Return the new observations, each with the one that stood for the same key."""
    count = len(step.after.entries) - len(step.before.entries)
    standing = step.before.known().series
    return [
        (standing.get((new.indicator, new.reference_area, new.breakdown), {}).get(new.period), new)
        for new in step.news(step.after.entries, count)
    ]


def _review(_: Request, step: Step) -> Review:
    pairs = _pairs(step)
    if all(old is not None and _says_no_more(new, old) for old, new in pairs):
        place = next(old.origin.place for old, _ in pairs if old is not None)
        return Review(
            needless=msg(
                "This value stands already, at {file}:{line}; nothing is appended.",
                file=place.file,
                line=place.line,
            )
        )
    return Review(doubts=tuple(doubt for old, new in pairs for doubt in _doubts(step, old, new)))


def _says_no_more(new: Observation, old: Observation) -> bool:
    """Whether all that the *new* value says stands already; what it leaves out takes nothing away."""
    silent = {name: getattr(old, name) for name in PARTICULARS if not getattr(new, name)}
    return replace(new, **silent, recorded=old.recorded) == old


def _doubts(step: Step, old: Observation | None, new: Observation) -> Iterator[Message]:
    from fedstat.cli.doubts import superseded, unbegun
    from fedstat.reports.changes import slip

    doubts = (slip(step.before.known(), new), superseded(old, new), unbegun(new))
    yield from (doubt for doubt in doubts if doubt is not None)


def _report(request: Request, step: Step) -> Iterator[Message]:
    from fedstat.reports.changes import status_change, value_change

    known = step.after.known()
    for old, new in _pairs(step):
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


WORK: Final = Work(compose=_compose, review=_review, report=_report)

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
        ASKS,
        msg(
            "A value far from the last one is taken for a slip: only --yes, or you when asked, lets it pass."
        ),
    ),
    run=run,
    asks=True,
)
