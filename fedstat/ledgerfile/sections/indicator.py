"""[[indicator]]: one edition of an indicator, with its baselines and its targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from fedstat.errors import Fault, Finding
from fedstat.language import Several, msg
from fedstat.ledgerfile.breakdowns import breakdown
from fedstat.ledgerfile.getters import Fields, id_of, ids_of, later, one_of, up_to
from fedstat.ledgerfile.inforce import stamp_of
from fedstat.ledgerfile.registry import shown
from fedstat.ledgerfile.sections.quantities import quantity
from fedstat.ledgerfile.sections.target import Setting, targets_of
from fedstat.model.frequency import FREQUENCIES
from fedstat.model.indicator import KINDS, ROLES, VISIBILITIES, Baseline, Indicator
from fedstat.model.number import DECIMAL_DIGITS
from fedstat.model.target import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from fedstat.ledgerfile.getters import Shape
    from fedstat.model.target import Target

_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z", re.ASCII)
_BEGINNINGS: Final = frozenset(
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "tru", "fal"}
)
_LAG: Final = 100
_NEEDED: Final = ("direction", "role")
"""What an indicator is assessed by, or never assessed."""


def _is_turned(code: str) -> bool:
    """Whether a spreadsheet takes a code for a date or a truth value; few codes begin like one."""
    if code[:3].lower() not in _BEGINNINGS:
        return False
    months = (
        "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
        "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    )
    turned = rf"(?:{months})-?\d{{1,4}}(?:-\d{{1,4}})?|true|false"
    return re.fullmatch(turned, code, re.IGNORECASE | re.ASCII) is not None


def code_fault(code: str, key: str = "code") -> Fault | None:
    """Return why *code* cannot be an indicator's, None when it can; *key* is where it would stand."""
    if _CODE.match(code):
        if not _is_turned(code):
            return None
        return Fault(
            "bad-code",
            msg("A spreadsheet turns the code “{code}” into a date or a truth value.", code=code),
            msg("Choose another code, for instance: {line}", line=f'{key} = "W-{code}"'),
        )
    if "." in code:
        problem = msg(
            "The code “{code}” has a dot, which TOML takes for a table in a table.", code=shown(code)
        )
    else:
        problem = msg("“{code}” is no code.", code=shown(code))
    remedy = msg("A code begins with a letter and has letters, digits, “-” and “_” only: W-3-01")
    return Fault("bad-code", problem, remedy)


def _code(fields: Fields, key: str) -> str:
    text = fields.filled(key)
    fault = code_fault(text, key) if text.strip() else None
    if fault is not None:
        fields.report(fault.code, key, of=fault.message, do=fault.remedy)
    return text


SHAPE: Final[Shape] = {
    "code": _code,
    "name": Fields.filled,
    "name_en": Fields.text,
    "part": id_of("part"),
    "domain": id_of("domain"),
    "goal": id_of("goal"),
    "responsible_unit": ids_of("member_unit"),
    "supporting_units": ids_of("member_unit"),
    "data_provider": id_of("member_unit"),
    "unit_measure": Fields.text,
    "direction": one_of(DIRECTIONS),
    "tags": Fields.texts,
    "baseline": later,
    "target": later,
    "kind": one_of(KINDS),
    "decimals": up_to(DECIMAL_DIGITS),
    "frequency": one_of(FREQUENCIES),
    "lag": up_to(_LAG),
    "tolerance": Fields.amount,
    "limit": Fields.number,
    "small_numbers": Fields.whole,
    "definition": Fields.text,
    "formula": Fields.text,
    "data_source": Fields.text,
    "note": Fields.text,
    "role": one_of(ROLES),
    "same_as": id_of("indicator"),
    "visibility": one_of(VISIBILITIES),
    "reason": Fields.text,
    "document": Fields.text,
    "recorded": Fields.stamp,
}


def indicators_of(tables: Iterable[Fields], homes: Mapping[str, str]) -> tuple[Indicator, ...]:
    """Return every edition of every indicator, in reading order.

    Args:
        tables: every [[indicator]].
        homes: the part of each domain, for indicators that name none themselves.
    """
    found = [(fields, indicator) for fields in tables for indicator in _indicator(fields, homes)]
    for fields, indicator in found:
        _shared(fields, indicator, {other.code: other for _, other in found} if indicator.same_as else {})
    _editions(found)
    return tuple(indicator for _, indicator in found)


def _indicator(fields: Fields, homes: Mapping[str, str]) -> Iterator[Indicator]:
    values = fields.read(SHAPE, required=("code", "name"))
    if not values.get("code"):
        return
    values["name"] = values.get("name") or values["code"]
    if "part" not in values and values.get("domain") in homes:
        values["part"] = homes[values["domain"]]
    if values.get("responsible_unit") and not values.get("data_provider"):
        values["data_provider"] = values["responsible_unit"][0]
    values["baselines"] = (
        _baselines(fields, values.get("unit_measure", "")) if "baseline" in fields.data else ()
    )
    values["targets"] = _targets(fields, values) if "target" in fields.data else ()
    _assessable(fields, values)
    values["kind"] = _kind(fields, values)
    yield Indicator(**values, origin=fields.origin())


# -- baselines and targets ---------------------------------------------------------------------------------


_BASELINE: Final[Shape] = {
    "period": Fields.period,
    "value": later,
    "breakdown": breakdown,
    "reference_area": Fields.area,
    "source": Fields.text,
}


def _baselines(fields: Fields, unit_measure: str) -> tuple[Baseline, ...]:
    line = 'baseline = { period = "2020", value = 40.9 }'
    found = [
        (table, baseline)
        for table in fields.tables("baseline", line)
        for baseline in _baseline(table, unit_measure, stamp_of(fields.data.get("recorded")))
    ]
    seen: dict[object, Baseline] = {}
    for table, baseline in found:
        other = seen.setdefault((baseline.breakdown, baseline.reference_area), baseline)
        if other != baseline:
            table.report(
                "duplicate-entry",
                of=msg("The indicator has another baseline for the same area and sub-group."),
                do=msg("Keep one of the two."),
            )
    return tuple(baseline for _, baseline in found)


def _baseline(fields: Fields, unit_measure: str, recorded: datetime) -> Iterator[Baseline]:
    plan = fields.book.plan
    editions = () if plan is None else plan.since(recorded)
    default = next((one.baseline_period for one in editions if one.baseline_period is not None), None)
    required = ("period", "value") if plan is not None and default is None else ("value",)
    values = fields.read(_BASELINE, required=required, outer=SHAPE, home="[[indicator]]")
    if "period" not in fields.data and default is not None:
        values["period"] = default
    read = quantity(fields, fields.data["value"], unit_measure, "value") if "value" in fields.data else None
    broken = "breakdown" in fields.data and "breakdown" not in values
    if "period" in values and read is not None and not broken:
        values.setdefault("reference_area", fields.book.home)
        yield Baseline(value=read["value"], **values)


def _targets(fields: Fields, values: dict[str, Any]) -> tuple[Target, ...]:
    setting = Setting(
        unit_measure=values.get("unit_measure", ""),
        direction=values.get("direction"),
        kind=values.get("kind"),
        tolerance=values.get("tolerance"),
        outer=SHAPE,
    )
    found = targets_of(fields, setting)
    if setting.tags:
        values["tags"] = tuple(dict.fromkeys((*values.get("tags", ()), *setting.tags)))
    return found


def _kind(fields: Fields, values: dict[str, Any]) -> str:
    """Return the kind that is stated, else the one that the targets tell."""
    numbers = any(target.has_number for target in values["targets"])
    stated: str | None = values.get("kind")
    if stated == "trend" and numbers:
        fields.report(
            "kind-target",
            "kind",
            of=msg("The indicator is called a trend, but its target has a number."),
            do=msg("Leave out “kind”, or give the target as its wording alone."),
        )
    if stated is not None:
        return stated
    unread = "target" in fields.data and not values["targets"]
    return "quantifiable" if numbers or unread else "trend"


def _assessable(fields: Fields, values: dict[str, Any]) -> None:
    """Report an indicator that is to be assessed and has nothing to be assessed by."""
    target = fields.data.get("target")
    slipped = isinstance(target, dict) and "direction" in target
    stated = "direction" in fields.data or slipped or fields.damaged
    if stated or values.get("role", "indicator") != "indicator" or fields.misspells(_NEEDED, SHAPE):
        return
    forms = msg("Write increase, decrease, maintain or range: which way is good.")
    if "target" in fields.data:
        fields.report(
            "direction-missing",
            of=msg("The indicator has no “direction”, without which nothing is assessed."),
            do=forms,
        )
    else:
        fields.report(
            "target-missing",
            of=msg("The indicator has neither a target nor a direction."),
            do=msg(
                "Add both, for instance: {line}; what is only shown has {role}.",
                line='direction = "increase", target = { at_least = 45 }',
                role='role = "background"',
            ),
        )


# -- editions and shared indicators ------------------------------------------------------------------------


def _shared(fields: Fields, indicator: Indicator, known: dict[str, Indicator]) -> None:
    """Report an indicator that shares its values with itself, or with one that has none of its own."""
    other = known.get(indicator.same_as)
    if other is not None and (other.same_as or other.code == indicator.code):
        fields.report(
            "wrong-choice",
            "same_as",
            of=msg("“{code}” has no values of its own to share.", code=other.code),
            do=msg("Name the indicator that holds the values."),
        )


def _editions(found: list[tuple[Fields, Indicator]]) -> None:
    """Report every later edition of a code that does not say when, why and by which document it came."""
    first: dict[str, Indicator] = {}
    for fields, indicator in sorted(found, key=lambda pair: pair[1].recorded):
        original = first.setdefault(indicator.code, indicator)
        if original is not indicator and original != indicator:
            _explained(fields, original)


def _explained(fields: Fields, original: Indicator) -> None:
    lacking = [key for key in ("recorded", "reason", "document") if not fields.data.get(key)]
    if not lacking or fields.damaged:
        return
    place = original.origin.place
    fields.book.findings.append(
        Finding(
            "edition-unexplained",
            fields.origin("code"),
            msg(
                "The code “{code}” stands at {file}:{line} already; a new edition needs {keys}.",
                code=original.code,
                file=place.file,
                line=place.line,
                keys=Several(lacking),
            ),
            msg(
                "Choose another code, or add: {line}",
                line='recorded = 2023-12-25, reason = "…", document = "…"',
            ),
        )
    )
