"""The seal of a round: a canonical form of everything that its assessment uses, and digests of it.

The canonical form, version 1 (`sha256-1`), is a text of lines, each a JSON list without blanks, in UTF-8,
each ended by a newline. It depends on what entries say, not on where they stand: files, order, comments and
line endings make no difference, nor does any entry that does not count in the round.

1. `["sha256-1"]`
2. `["rules", [key, value], …]`: period, day, method, comparison, rounding and their like, in `rules_of`.
3. For every indicator assessed, by code, these lines; the first four are always there:

   - `[code, "name", …]`: what names and places it: name, part, domain, units, tags.
   - `[code, "rule", …]`: what it measures and how: unit, direction, frequency, definition, formula and so on.
   - `[code, "baseline", …]`: the baselines that the indicator states.
   - `[code, "target", …]`: its targets.
   - `[code, "value", …]`, in order: every standing value up to the period of the round that may decide a
     verdict (of a status that counts, of the indicator's own frequency, of the sub-groups and areas that its
     targets name or the plan compares); where there is none, the entry that says why.
   - `[code, "judgement", …]`: the verdict by hand, when there is one.

Numbers are written with the digits of the ledger. The digest of the round is the SHA-256 of the whole text;
the short digest of a line is the first four hexadecimal digits of its own. The day on which something was
recorded is part of a line only where the definition of an indicator has changed, because it counts only
there. Sources, evidence and notes are no part of it.

    >>> short('["W-1","value","","","2023","41.63"]')
    '0690'
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.json import encode

from fedstat.assessment.readings import series_of
from fedstat.model.entry import FROM_THE_START
from fedstat.model.frequency import own_period
from fedstat.model.number import plain
from fedstat.model.plan import STATUSES, Sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal

    from fedstat.assessment.evaluation import Assessment, Evaluation
    from fedstat.errors import Origin
    from fedstat.model.indicator import Baseline, Indicator
    from fedstat.model.observation import Observation
    from fedstat.model.plan import Judgement
    from fedstat.model.target import Breakdown, Number, Target

VERSION: Final = "sha256-1"
_SHORT: Final = 4
EDITION: Final = ("name", "rule", "baseline", "target")
"""The lines that every indicator has, in this order."""


class Line(NamedTuple):
    """One line of the canonical form, and the entry that it comes from."""

    kind: str
    text: str
    origin: Origin
    entry: Observation | Judgement | Indicator

    @property
    def short(self) -> str:
        """The digest that tells this line from others of its indicator."""
        return short(self.text)


class Seal(NamedTuple):
    """All that a closing says of a round."""

    rules: dict[str, str]
    lines: dict[str, tuple[Line, ...]]
    """By code."""
    digest: str
    counts: dict[str, int]
    indicators: tuple[Sealed, ...]


def short(text: str) -> str:
    """Return the short digest of a line."""
    return sha256(text.encode()).hexdigest()[:_SHORT]


def seal_of(evaluation: Evaluation) -> Seal:
    """Return what a round rests on and what came of it."""
    rules = rules_of(evaluation)
    lines = {item.indicator.code: tuple(_lines(evaluation, item)) for item in evaluation}
    whole = sha256(f"{_text(VERSION)}\n{_text('rules', *map(list, sorted(rules.items())))}\n".encode())
    for code in sorted(lines):
        whole.update("".join(f"{line.text}\n" for line in lines[code]).encode())
    return Seal(
        rules=rules,
        lines=lines,
        digest=f"{VERSION}:{whole.hexdigest()}",
        counts=counts_of(evaluation),
        indicators=tuple(
            Sealed(
                code=item.indicator.code,
                status=item.status,
                value=None if item.latest is None else item.latest.value,
                lost_again=item.lost_again,
                seal=tuple(line.short for line in lines[item.indicator.code]),
            )
            for item in evaluation
        ),
    )


def counts_of(evaluation: Evaluation) -> dict[str, int]:
    """Return the counts of a round under the keys of `progress --format json`; rare ones only if any."""
    counts = evaluation.counts()
    rare = {
        "carried": counts.carried,
        "provisional": counts.provisional,
        "judged_by_hand": counts.judged_by_hand,
        "lost_again": counts.lost_again,
    }
    return {
        "indicators": counts.indicators,
        "quantifiable": counts.quantifiable,
        "trend": counts.trend,
        **{status.replace("-", "_"): counts.statuses[status] for status in STATUSES},
        **{key: count for key, count in rare.items() if count},
    }


def rules_of(evaluation: Evaluation) -> dict[str, str]:
    """Return the rules by which a round is assessed, each as a text; what is not set is left out."""
    plan, round_ = evaluation.known.plan, evaluation.round
    setting = evaluation.setting
    rules = {
        "period": str(evaluation.period),
        "known_on": "" if round_ is None or round_.known_on is None else round_.known_on.isoformat(),
        "kind": "" if round_ is None else round_.kind,
        "method": evaluation.method,
        "comparison": evaluation.comparison,
        "rounding": evaluation.rounding,
        "share_decimals": str(plan.share_decimals),
        "baseline_period": "" if plan.baseline_period is None else str(plan.baseline_period),
        "target_period": "" if evaluation.target_period is None else str(evaluation.target_period),
        "counts": " ".join(plan.counts),
        "trend_against": plan.trend_against,
        "small_numbers": "" if plan.small_numbers is None else str(plan.small_numbers),
        "reference_area": _area(evaluation, setting.area) or plan.reference_area,
        "compare": " ".join(plan.compare),
    }
    return {key: value for key, value in rules.items() if value}


# -- the lines of one indicator ----------------------------------------------------------------------------


def _lines(evaluation: Evaluation, item: Assessment) -> Iterator[Line]:
    indicator = item.indicator
    known = evaluation.known
    shared = known.indicators.get(indicator.same_as)
    holder = indicator if indicator.baselines or shared is None else shared
    editions = known.editions.get(indicator.code, ())
    redefined = len({edition.definition for edition in editions}) > 1
    stated = (
        ("name", _names(indicator), indicator),
        ("rule", _rules(indicator, [_edition(one) for one in editions] if redefined else []), indicator),
        ("baseline", [_baseline(evaluation, given) for given in holder.baselines], holder),
        ("target", [_target(evaluation, target) for target in indicator.targets], indicator),
    )
    for kind, said, entry in stated:
        place = entry.origin if kind in {"name", "rule"} else entry.origin.at(kind)
        yield Line(kind, _text(indicator.code, kind, *said), place, entry)
    values = [
        Line("value", _text(indicator.code, "value", *said), entry.origin, entry)
        for said, entry in _values(evaluation, indicator, dated=redefined)
    ]
    yield from sorted(values, key=lambda line: line.text)
    judged = item.judgement
    if judged is not None:
        verdict = (str(judged.period), judged.status, judged.by, judged.reason)
        yield Line("judgement", _text(indicator.code, "judgement", *verdict), judged.origin, judged)


def _names(indicator: Indicator) -> list[object]:
    return [
        *(indicator.name, indicator.name_en, indicator.part, indicator.domain),
        list(indicator.responsible_unit),
        indicator.data_provider,
        list(indicator.tags),
    ]


def _rules(indicator: Indicator, editions: list[list[str]]) -> list[object]:
    return [
        *(indicator.unit_measure, indicator.direction, indicator.kind, indicator.frequency, indicator.lag),
        *(indicator.decimals, _number(indicator.tolerance), _number(indicator.limit)),
        *(indicator.small_numbers, indicator.definition, indicator.formula, indicator.same_as),
        *editions,
    ]


def _edition(edition: Indicator) -> list[str]:
    return [_stamp(edition.recorded), edition.definition]


def _baseline(evaluation: Evaluation, given: Baseline) -> list[object]:
    area = _area(evaluation, given.reference_area) if given.reference_area else ""
    return [area, _breakdown(given.breakdown), str(given.period), plain(given.value)]


def _target(evaluation: Evaluation, target: Target) -> list[object]:
    return [
        *(target.comparator, _number(target.value)),
        [_number(bound) for bound in target.bounds or ()],
        *(_number(target.tolerance), target.keep, target.derivation, _number(target.change)),
        *(target.equal_is_met, _area(evaluation, target.relative_to or ""), target.cumulative),
        *("" if target.by is None else str(target.by), _breakdown(target.breakdown), target.wording),
    ]


def _values(
    evaluation: Evaluation, indicator: Indicator, *, dated: bool
) -> Iterator[tuple[list[object], Observation]]:
    """Yield what is said of every value that counts, with its entry."""
    ledger = evaluation.known.ledger
    groups = {target.breakdown for target in indicator.targets} or {()}
    others = {ledger.area_id(name) for name in evaluation.known.plan.compare}
    others |= {ledger.area_id(target.relative_to) for target in indicator.targets if target.relative_to}
    for area in {evaluation.reference_area} | others:
        for breakdown in groups:
            for entry in _counting(evaluation, indicator, area, breakdown):
                yield (
                    [
                        *(_area(evaluation, area), _breakdown(breakdown), str(entry.period)),
                        *(_number(entry.value), "" if entry.exact is None else str(entry.exact)),
                        *(entry.obs_status, _number(entry.baseline_restated), _number(entry.numerator)),
                        *([_stamp(entry.recorded)] if dated else []),
                    ],
                    entry,
                )


def _counting(
    evaluation: Evaluation, indicator: Indicator, area: str, breakdown: Breakdown
) -> list[Observation]:
    """Return the standing values of one series that may decide; for want of one, what says why."""
    known = evaluation.known
    own = own_period(evaluation.period, indicator.frequency)
    observations = known.observations(indicator, area, breakdown)
    series = series_of(observations, indicator, known.plan.counts)
    counting = [
        reading.observation
        for reading in series
        if reading.observation is not None and (not reading.period.dated or reading.period.last <= own.last)
    ]
    said = observations.get(own)
    return counting or ([] if said is None else [said])


# -- how things are written --------------------------------------------------------------------------------


def _text(*said: object) -> str:
    return encode(said).decode()


def _number(number: Number | Decimal | None) -> str:
    from decimal import Decimal

    if number is None:
        return ""
    return plain(number) if isinstance(number, Decimal) else str(number)


def _breakdown(breakdown: Breakdown) -> list[list[str]]:
    return [list(pair) for pair in breakdown]


def _area(evaluation: Evaluation, identity: str) -> str:
    """Return what an area was first called: its id may have been given to it later."""
    ledger = evaluation.known.ledger
    if identity == ledger.area:
        return ""
    return next((area.name for area in ledger.areas if area.id == ledger.area_id(identity)), identity)


def _stamp(stamp: datetime) -> str:
    return "" if stamp == FROM_THE_START else stamp.isoformat()
