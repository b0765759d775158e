"""The plan's own words against what the ledger makes of them; only where the words are understood."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from fedstat.checks.places import baseline_of, place_of, same_number
from fedstat.checks.targets import AGAINST, DIRECTIONS
from fedstat.errors import Fault, Finding
from fedstat.language import Message, Several, msg
from fedstat.model.number import plain
from fedstat.model.observation import Observation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.phrase import Phrase
    from fedstat.model.target import Comparator, Number, Target

COMMON: Final[dict[tuple[Comparator, str], frozenset[str]]] = {
    ("at_least", ""): frozenset({"达到X以上", "X以上", "达到X", "不低于X", "不少于X", "至少X"}),
    ("at_least", "increase"): frozenset({"提高到X以上", "提高到X", "增至X"}),
    ("at_most", ""): frozenset({"控制在X以下", "控制在X以内", "X以下", "X以内", "不高于X", "不超过X"}),
    ("at_most", "decrease"): frozenset({"下降到X以下", "降到X以下", "下降到X", "降到X", "降至X"}),
    ("trend", "increase"): frozenset({"提高", "逐步提高", "不断提高", "持续提高"}),
    ("trend", "decrease"): frozenset({"降低", "逐步降低", "持续降低"}),
}
"""The commonest words by comparator and by direction that they tell: to know them spares reading them."""

_PRINTED: Final = {"1/万": "/万", "1/10万": "/10万"}
"""Units of measure as they stand behind a number."""


def wordings(known: Known) -> Iterator[Finding]:
    """Yield the targets whose wording says something else than comparator, direction or baseline."""
    for indicator in known.indicators.values():
        for wording in dict.fromkeys(target.wording for target in indicator.targets if target.wording):
            worded = [
                (index, target) for index, target in enumerate(indicator.targets) if target.wording == wording
            ]
            if len(worded) > 1 or not _is_common(worded[0][1], indicator):
                yield from _understood(known, indicator, wording, worded)


def _is_common(target: Target, indicator: Indicator) -> bool:
    """Whether the words are among the commonest, and say what the target says."""
    text = target.wording
    if isinstance(target.value, Decimal):
        unit = indicator.unit_measure
        text = text.replace(f"{target.value:f}{_PRINTED.get(unit, unit)}", "X", 1)
    plainly = target == replace(target, keep=False, relative_to=None, cumulative=False, equal_is_met=False)
    return plainly and any(
        text in COMMON.get((target.comparator, direction or ""), ())
        for direction in ("", indicator.direction)
    )


def _understood(
    known: Known, indicator: Indicator, wording: str, worded: list[tuple[int, Target]]
) -> Iterator[Finding]:
    from fedstat.model.phrase import parse_target

    read = parse_target(wording, direction=indicator.direction, unit_measure=indicator.unit_measure)
    if isinstance(read, Fault):
        return
    for index, target in worded:
        where = place_of(indicator.origin, "target", indicator.targets, index, _key(target))
        problem = _other_target(known, read, target) or _other_direction(indicator, read, target)
        if problem is not None:
            yield Finding("wording-comparator", where, problem, _compare())
    index, target = worded[0]
    problem = _other_baseline(known, indicator, read, target)
    if problem is not None:
        where = place_of(indicator.origin, "target", indicator.targets, index, "wording")
        yield Finding("wording-baseline", where, problem, _compare())


def _compare() -> Message:
    return msg("Compare both with the plan document, and correct the one that is wrong.")


def _key(target: Target) -> str:
    """Return the key under which a target's number stands."""
    if target.derivation is not None:
        return "change_from_baseline"
    return "wording" if target.comparator == "trend" else target.comparator


def _other_target(known: Known, read: Phrase, target: Target) -> Message | None:
    from fedstat.model.phrase import same_target

    said = [_with_area(known, one) for one in read.targets]
    if any(same_target(one, target) for one in said):
        return None
    return msg(
        "The wording “{wording}” means {said}, and the target is {given}.",
        wording=target.wording,
        said=Several(_written(one, dated=True) for one in said),
        given=_written(target, dated=any(one.by is not None for one in said)),
    )


def _with_area(known: Known, target: Target) -> Target:
    """Return a phrase's target with the id of the area that it names."""
    if target.relative_to is None:
        return target
    return replace(target, relative_to=known.ledger.area_id(target.relative_to))


def _other_direction(indicator: Indicator, read: Phrase, target: Target) -> Message | None:
    """Return that the words move the other way; where the comparator does too, that is told already."""
    moves = (read.direction, indicator.direction)
    if set(moves) != {"increase", "decrease"} or target.comparator in AGAINST[indicator.direction]:
        return None
    return msg(
        "The wording “{wording}” tells the direction {said}, and the indicator has {given}.",
        wording=target.wording,
        said=DIRECTIONS[read.direction or "range"](),
        given=DIRECTIONS[indicator.direction or "range"](),
    )


def _other_baseline(known: Known, indicator: Indicator, read: Phrase, target: Target) -> Message | None:
    held = None if read.baseline is None else baseline_of(known, indicator, target.breakdown)
    if read.baseline is None or held is None or held.value is None:
        return None
    if read.baseline_period is not None and read.baseline_period != held.period:
        return None
    same = same_number(read.baseline, held) if isinstance(held, Observation) else held.value == read.baseline
    if same:
        return None
    return msg(
        "The wording “{wording}” starts from {said}, and the ledger's baseline of {period} is {given}.",
        wording=target.wording,
        said=plain(read.baseline),
        period=held.period,
        given=plain(held.value),
    )


def _written(target: Target, *, dated: bool) -> Message | str:
    """Return a target as it is written in a ledger."""
    if target.comparator == "trend":
        return msg("a trend without a number")
    if target.derivation is not None:
        text = f"change_from_baseline = {{ {target.derivation} = {_number(target.change)} }}"
    elif target.bounds is not None:
        text = f"between = [{', '.join(map(_number, target.bounds))}]"
    else:
        text = f"{target.comparator} = {_number(target.value)}"
    for key in ("keep", "cumulative"):
        text += f", {key} = true" if getattr(target, key) else ""
    if target.relative_to is not None:
        text += f', relative_to = "{target.relative_to}"'
    return f'{text}, by = "{target.by}"' if dated and target.by is not None else text


def _number(number: Number | None) -> str:
    return plain(number) if isinstance(number, Decimal) else str(number)
