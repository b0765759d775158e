"""[[submission]]: values that came together, one line per value, each with what it inherits."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fedstat.errors import Origin
from fedstat.language import msg
from fedstat.ledgerfile.breakdowns import breakdown
from fedstat.ledgerfile.getters import VALUES, Fields, id_of, later, one_of
from fedstat.ledgerfile.inforce import InForce, stamp_of
from fedstat.ledgerfile.registry import shown
from fedstat.ledgerfile.sections.quantities import quantity
from fedstat.ledgerfile.spelling import TOO_BIG, in_bounds
from fedstat.model.entry import FROM_THE_START
from fedstat.model.indicator import VISIBILITIES
from fedstat.model.number import rounded
from fedstat.model.observation import NO_VALUE, OBS_STATUSES, QUALIFIERS, Observation
from fedstat.model.unit import ratio_factor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from fedstat.ledgerfile.getters import Book, Shape
    from fedstat.model.indicator import Indicator
    from fedstat.model.number import Rounding

SHAPE: Final[Shape] = {
    "period": Fields.period,
    "recorded": Fields.stamp,
    "reported_by": id_of("member_unit"),
    "source": Fields.text,
    "evidence": Fields.text,
    "reviewed_by": Fields.text,
    "approved_by": Fields.text,
    "note": Fields.text,
    "reference_area": Fields.area,
    "breakdown": breakdown,
    "visibility": one_of(VISIBILITIES),
    "values": later,
}


class Measured(NamedTuple):
    """What of an indicator its values need to be read."""

    unit_measure: str = ""
    decimals: int = 0
    rounding: Rounding = "half-up"
    known: bool = False
    """Whether the indicator stands in the ledger."""


_UNKNOWN: Final = Measured()


class Measures:
    """What the values of every code need, by the editions in force when they were recorded."""

    def __init__(self, indicators: Iterable[Indicator], book: Book) -> None:
        """Take every edition of every indicator."""
        editions: dict[str, list[Indicator]] = {}
        for one in indicators:
            editions.setdefault(one.code, []).append(one)
        self._editions = {
            code: InForce([*filter(book.sealings.let_in, several)] or several)
            for code, several in editions.items()
        }
        self._plan = book.plan
        kept = [*self._editions.values(), *((self._plan,) if self._plan else ())]
        self._changes = sorted({change for editions in kept for change in editions.changes})
        self._known: dict[int, dict[str, Measured]] = {}

    def at(self, recorded: datetime) -> Mapping[str, Measured]:
        """Return what values need that were *recorded* at a moment, by code."""
        place = bisect_right(self._changes, recorded)
        if place not in self._known:
            since = self._changes[place - 1] if place else FROM_THE_START
            self._known[place] = dict(self._measured(since))
        return self._known[place]

    def _measured(self, since: datetime) -> Iterator[tuple[str, Measured]]:
        digits, rule = _UNKNOWN.decimals, _UNKNOWN.rounding
        if self._plan is not None:
            plan = self._plan.at(since)
            digits, rule = plan.share_decimals, plan.rounding
        for code, editions in self._editions.items():
            one = editions.at(since)
            decimals = digits if one.decimals is None else one.decimals
            yield code, Measured(one.unit_measure, decimals, rule, known=True)


def observations_of(fields: Fields, every: Measures) -> Iterator[Observation]:
    """Yield every value of a submission; a plain number takes the short way."""
    measures = every.at(stamp_of(fields.data.get("recorded")))
    slipped = not measures.keys().isdisjoint(fields.data)
    required = ("period",) if slipped else ("period", "values")
    shared = fields.read(SHAPE, required=required, outer=measures.keys(), home=VALUES)
    values = fields.table("values", line=VALUES) if "values" in fields.data else None
    if values is None:
        return
    shared.setdefault("reference_area", fields.book.home)
    usable = "period" in shared and not ("breakdown" in fields.data and "breakdown" not in shared)
    source, path, sequence = values.source, values.path, values.sequence
    for code, value in values.data.items():
        measured = measures.get(code) or _unknown(values, code, value)
        plain = value if type(value) is Decimal and in_bounds(value) else _plain(value)
        if measured is None:
            continue
        if plain is not None and usable:
            origin = Origin(source, (*path, code), sequence=sequence)
            yield Observation(indicator=code, value=plain, origin=origin, **shared)
        else:
            for own in _forms(values, code, value, measured, shared):
                if usable:
                    yield Observation(indicator=code, **{**shared, **own})


def _plain(value: object) -> Decimal | None:
    """Return a plain number that the ledger can hold, None for everything else."""
    if isinstance(value, int) and not isinstance(value, bool) and -TOO_BIG < value < TOO_BIG:
        return Decimal(value)
    return None


def _unknown(values: Fields, code: str, value: object) -> Measured | None:
    """Report a key under `values` that is no indicator's code; None when it holds no value either."""
    if code in SHAPE or code == "include":
        values.unknown(code, VALUE, SHAPE, "[[submission]]")
        return None
    nested = _nested(value)
    if nested:
        values.report_key(
            "bad-code",
            code,
            of=msg(
                "“{code}” has a dot, which TOML takes for a table in a table.", code=shown(f"{code}.{nested}")
            ),
            do=msg("A code begins with a letter and has letters, digits, “-” and “_” only: W-3-01"),
        )
        return None
    values.refer("indicator", code, code, key=True)
    return _UNKNOWN


def _nested(value: object) -> str:
    """Return the key of a table that a dot in a code made, "" when the table is that of a value."""
    if not isinstance(value, dict) or not value or value.keys() & VALUE.keys():
        return ""
    from fedstat.ledgerfile.synonyms import meant_key

    key = str(next(iter(value)))
    if meant_key(key, VALUE):
        return ""
    deeper = _nested(value[key])
    return f"{key}.{deeper}" if deeper else key


# -- the forms of a value ----------------------------------------------------------------------------------

VALUE: Final[Shape] = {
    "value": later,
    "obs_status": one_of(OBS_STATUSES),
    "note": Fields.text,
    "as_printed": Fields.text,
    "qualifier": one_of(QUALIFIERS),
    "numerator": Fields.number,
    "denominator": Fields.number,
    "breakdown": breakdown,
    "reference_area": Fields.area,
    "source": Fields.text,
    "evidence": Fields.text,
    "baseline_restated": Fields.number,
    "visibility": one_of(VISIBILITIES),
}


def _forms(
    values: Fields, code: str, value: object, measured: Measured, shared: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield what each value under *code* says for itself."""
    if isinstance(value, dict):
        yield from _table(values.inside(value, code), measured, shared)
    elif value == []:
        _no_value(values, code)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield from _table(values.inside(item, code, index), measured, shared)
            else:
                line = f'{code} = [{{ value = 95.1, breakdown = {{ residence = "城市" }} }}]'
                values.mistyped(code, index, value=item, needed=msg("a table in braces"), line=line)
    else:
        number = quantity(values, value, measured.unit_measure, code)
        if number is not None:
            yield {**number, "origin": values.origin(code)}


def _table(fields: Fields, measured: Measured, shared: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a value's own table says, when it can stand."""
    own = fields.read(VALUE, outer=SHAPE, home="[[submission]]")
    number = _number(fields, own, measured)
    if number is None or any(key in fields.data and key not in own for key in ("breakdown", "obs_status")):
        return
    if "breakdown" in own:
        own["breakdown"] = tuple(
            sorted({**dict(shared.get("breakdown", ())), **dict(own["breakdown"])}.items())
        )
    yield {**number, **own, "origin": fields.origin()}


def _number(fields: Fields, own: dict[str, Any], measured: Measured) -> dict[str, Any] | None:
    """Return the number that a value's table gives, {} when its status says why there is none."""
    given = fields.data
    ratio = [key for key in ("numerator", "denominator") if key in given]
    status = own.get("obs_status", "A")
    if status in NO_VALUE and ("value" in given or ratio):
        fields.report(
            "value-beside-status",
            "value" if "value" in given else ratio[0],
            of=msg("The status {status} says that there is no value, and here stands one.", status=status),
            do=msg("Leave out the value, or the status."),
        )
    elif "value" in given and ratio:
        fields.report(
            "value-both",
            ratio[0],
            of=msg("The value is given twice: itself, and as a numerator and a denominator."),
            do=msg("Keep one of the two."),
        )
    elif "value" in given:
        return quantity(fields, given["value"], measured.unit_measure, "value")
    elif ratio:
        return _ratio(fields, own, measured)
    elif status in NO_VALUE:
        return {}
    elif (
        not fields.damaged
        and not ("obs_status" in given and "obs_status" not in own)
        and not fields.misspells(("value", "obs_status", "numerator", "denominator"), VALUE)
    ):
        _no_value(fields)
    return None


def _no_value(fields: Fields, *steps: str) -> None:
    fields.report(
        "value-missing",
        *steps,
        of=msg("There is no value, and no status that says why."),
        do=msg(
            "Add a value, or the status that says why there is none: {line}",
            line='{ obs_status = "L", note = "…" }',
        ),
    )


def _ratio(fields: Fields, own: dict[str, Any], measured: Measured) -> dict[str, Any] | None:
    """Return the exact value of a numerator and a denominator, and the value as it is printed."""
    lacking = [key for key in ("numerator", "denominator") if key not in own]
    if lacking:
        for key in lacking:
            if key not in fields.data:
                fields.missing(key)
        return None
    numerator, denominator = own["numerator"], own["denominator"]
    if not denominator:
        fields.report(
            "zero-denominator",
            "denominator",
            of=msg("Nothing is divided by 0."),
            do=msg(
                "Correct the denominator, or say why there is no value: {line}", line='{ obs_status = "M" }'
            ),
        )
        return None
    factor = ratio_factor(measured.unit_measure)
    if factor is None and measured.known:
        fields.report(
            "value-unit",
            "numerator",
            of=msg("A value in {unit} is not a ratio of two counts.", unit=shown(measured.unit_measure)),
            do=msg("Give the value itself, or a unit of measure such as %."),
        )
        return None
    exact = Fraction(numerator) / Fraction(denominator) * (factor or 1)
    return {"value": rounded(exact, measured.decimals, measured.rounding), "exact": exact}
