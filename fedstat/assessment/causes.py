"""Why a status changed: each difference tried by itself, and together where none does it alone.

Between two evaluations everything that a verdict may look at is compared: values, targets, baselines,
definitions, rules, method, period. Each difference is a change that can be made to the first evaluation by
itself; the indicator is then assessed again. A change that brings the second status by itself is sufficient.
Where none is, the smallest set of changes that brings it is named as a whole, and nothing less is claimed.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from fedstat.assessment.assess import assess_indicator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from fedstat.assessment.evaluation import Assessment, Evaluation
    from fedstat.assessment.values import Setting
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import SeriesKey
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.plan import Judgement, Plan, Status

ChangeKind = Literal[
    "value",
    "revision",
    "withdrawal",
    "period",
    "target",
    "baseline",
    "definition",
    "rule",
    "method",
    "judgement",
]
MOST: Final = 8
"""More changes than this are tried by their kinds."""

_TARGET: Final = ("targets", "kind", "direction")
_BASELINE: Final = ("baselines",)
_NO_MEANING: Final = frozenset(
    {
        *("code", "name", "name_en", "part", "domain", "goal", "responsible_unit", "supporting_units"),
        *("data_provider", "tags", "data_source", "note", "visibility", "reason", "document", "recorded"),
        *("origin", "role", "small_numbers"),
    }
)
"""What of an indicator no verdict looks at."""
_NO_RULE: Final = frozenset(
    {
        *("title", "title_en", "reference_area", "language", "share_decimals", "rounding", "compare"),
        *("expected", "wording", "small_numbers", "require", "reason", "document", "recorded", "origin"),
        *("comparison", "target_period"),  # a setting's own
    }
)
"""What of a plan no verdict looks at."""
_NO_SETTING: Final = frozenset({"known", "plan", "view", "area"})


class Change(Struct, frozen=True, kw_only=True):
    """One difference between two evaluations of an indicator."""

    kind: ChangeKind
    key: str = ""
    """Of a rule its name; of a value area and sub-group are in `before` and `after`."""
    before: Observation | None = None
    """Of a value what stood."""
    after: Observation | None = None
    """Of a value what stands."""
    old: object = None
    """Of a rule, a method or a period what it was."""
    new: object = None


class Why(Struct, frozen=True, kw_only=True):
    """What brought a status about."""

    changes: tuple[Change, ...]
    alone: bool
    """Whether each of the changes is sufficient by itself; else they are only together."""


class _Inputs(NamedTuple):
    """All that the verdict of one indicator looks at."""

    setting: Setting
    indicator: Indicator
    shared: Indicator | None
    editions: tuple[Indicator, ...]
    series: dict[SeriesKey, dict[Period, Observation]]
    judgements: dict[tuple[str, Period], Judgement]

    def status(self) -> Status:
        """Return the verdict's status."""
        setting, code = self.setting, self.indicator.code
        shared = {} if self.shared is None else {self.shared.code: self.shared}
        known = setting.known.altered(
            plan=setting.plan,
            indicators={**shared, code: self.indicator},
            editions={code: list(self.editions)} if len(self.editions) > 1 else {},
            series=self.series,
            judgements=self.judgements,
        )
        return assess_indicator(replace(setting, known=known), self.indicator).status


class _Step(NamedTuple):
    """Some changes, and how they are made."""

    changes: tuple[Change, ...]
    apply: Callable[[_Inputs], _Inputs]


class Causes:
    """Two evaluations, of which any indicator can be asked why its status changed."""

    def __init__(self, before: Evaluation, after: Evaluation) -> None:
        """Look up the values of every indicator once."""
        self._after = after
        self._sides = ((before, _by_code(before)), (after, _by_code(after)))

    def why(self, old: Assessment, new: Assessment) -> Why:
        """Return what changed the status of an indicator from that of *old* to that of *new*."""
        first, last = (
            _inputs(evaluation, series, item, self._after)
            for (evaluation, series), item in zip(self._sides, (old, new), strict=True)
        )
        return _why(first, last, new.status)


def _why(first: _Inputs, last: _Inputs, status: Status) -> Why:
    steps = _grouped([*_steps(first, last)])
    everything = tuple(change for step in steps for change in step.changes)
    for size in range(1, len(steps) + 1):
        found = [
            several for several in combinations(steps, size) if _applied(first, several).status() == status
        ]
        if found and size == 1:
            return Why(changes=tuple(change for (step,) in found for change in step.changes), alone=True)
        if found:
            return Why(changes=tuple(change for step in found[0] for change in step.changes), alone=False)
    return Why(changes=everything, alone=False)


def _applied(inputs: _Inputs, steps: Iterable[_Step]) -> _Inputs:
    for step in steps:
        inputs = step.apply(inputs)
    return inputs


def _grouped(steps: list[_Step]) -> list[_Step]:
    """Return the steps; where they are too many to try all together, those of one kind as one."""
    if len(steps) <= MOST:
        return steps
    kinds: dict[str, list[_Step]] = {}
    for step in steps:
        kinds.setdefault(step.changes[0].kind, []).append(step)
    return [
        _Step(
            tuple(change for step in several for change in step.changes),
            lambda inputs, several=several: _applied(inputs, several),  # type: ignore[misc]
        )
        for several in kinds.values()
    ]


# -- what a verdict looks at -------------------------------------------------------------------------------


_Series = dict["SeriesKey", "Mapping[Period, Observation]"]


def _by_code(evaluation: Evaluation) -> dict[str, _Series]:
    found: dict[str, _Series] = {}
    for place, values in evaluation.known.series.items():
        found.setdefault(place[0], {})[place] = values
    return found


def _inputs(
    evaluation: Evaluation, every: Mapping[str, _Series], item: Assessment, home: Evaluation
) -> _Inputs:
    """Return the inputs of one side, with its own area called as *home* calls it."""
    known, indicator = evaluation.known, item.indicator
    codes = dict.fromkeys(filter(None, (indicator.code, indicator.same_as)))
    ours, theirs = evaluation.reference_area, home.reference_area
    series: dict[SeriesKey, dict[Period, Observation]] = {
        (code, theirs if area == ours else area, breakdown): dict(values)
        for one in codes
        for (code, area, breakdown), values in every.get(one, {}).items()
    }
    judgements = {key: entry for key, entry in known.judgements.items() if key[0] == indicator.code}
    setting = replace(evaluation.setting, known=home.known, area=theirs)
    editions = tuple(known.editions.get(indicator.code, (indicator,)))
    return _Inputs(setting, indicator, known.indicators.get(indicator.same_as), editions, series, judgements)


def _steps(first: _Inputs, last: _Inputs) -> Iterator[_Step]:
    """Yield every difference that a verdict may look at, values first."""
    later = last.setting.view != first.setting.view
    for place, period in _places(first, last):
        was = first.series.get(place, {}).get(period)
        now = last.series.get(place, {}).get(period)
        beyond = period.dated and period.last > first.setting.view.last
        if not beyond and _said(was) != _said(now):
            yield _value_step(place, period, was, now)
    if later:
        yield _period_step(first, last)
    yield from _edition_steps(first, last)
    yield from _rule_steps(first, last)
    if first.judgements != last.judgements:
        yield _Step((Change(kind="judgement"),), lambda inputs: inputs._replace(judgements=last.judgements))


def _places(first: _Inputs, last: _Inputs) -> list[tuple[SeriesKey, Period]]:
    """Return the places of all values that a verdict may look at, in the order of their periods."""
    targets = (*first.indicator.targets, *last.indicator.targets)
    groups = {target.breakdown for target in targets} | {()}
    ledger = last.setting.known.ledger
    areas = {last.setting.area, *(ledger.area_id(one.relative_to) for one in targets if one.relative_to)}
    found = {
        (place, period)
        for inputs in (first, last)
        for place, values in inputs.series.items()
        for period in values
        if place[1] in areas and place[2] in groups
    }
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def _said(entry: Observation | None) -> tuple[object, ...] | None:
    """Return what a verdict looks at in a value."""
    if entry is None:
        return None
    return entry.value, entry.exact, entry.obs_status, entry.baseline_restated


def _value_step(place: SeriesKey, period: Period, was: Observation | None, now: Observation | None) -> _Step:
    fresh = was is None or (was.value is None and now is not None)
    kind: ChangeKind = "value" if fresh else "withdrawal" if now is None else "revision"

    def apply(inputs: _Inputs) -> _Inputs:
        return inputs._replace(series=_with(inputs.series, [(place, period, now)]))

    return _Step((Change(kind=kind, before=was, after=now),), apply)


def _with(
    series: Mapping[SeriesKey, Mapping[Period, Observation]],
    entries: Iterable[tuple[SeriesKey, Period, Observation | None]],
) -> dict[SeriesKey, dict[Period, Observation]]:
    """Return the series with some entries put in, or taken out."""
    found = {place: dict(values) for place, values in series.items()}
    for place, period, entry in entries:
        values = found.setdefault(place, {})
        values.pop(period, None)
        if entry is not None:
            values[period] = entry
    return found


def _period_step(first: _Inputs, last: _Inputs) -> _Step:
    """Return the step to the other period, with the values of the time between."""
    since = first.setting.view.last
    between = [
        (place, period, last.series.get(place, {}).get(period))
        for place, period in _places(first, last)
        if period.dated and period.last > since
    ]

    def apply(inputs: _Inputs) -> _Inputs:
        setting = replace(inputs.setting, view=last.setting.view)
        return inputs._replace(setting=setting, series=_with(inputs.series, between))

    change = Change(kind="period", old=first.setting.view, new=last.setting.view)
    return _Step((change,), apply)


# -- editions and rules ------------------------------------------------------------------------------------


def _edition_steps(first: _Inputs, last: _Inputs) -> Iterator[_Step]:
    old, new = first.indicator, last.indicator
    given = _shared_baselines(first) != _shared_baselines(last)
    meaning = tuple(
        name
        for name in old.__struct_fields__
        if name not in {*_NO_MEANING, *_TARGET, *_BASELINE} and getattr(old, name) != getattr(new, name)
    )
    told = _definitions(first) != _definitions(last)
    if any(getattr(old, name) != getattr(new, name) for name in _TARGET):
        yield _edition_step("target", last, _TARGET)
    if old.baselines != new.baselines or given:
        yield _edition_step("baseline", last, _BASELINE)
    if meaning or told:
        yield _edition_step("definition", last, meaning)


def _shared_baselines(inputs: _Inputs) -> object:
    return None if inputs.shared is None else inputs.shared.baselines


def _definitions(inputs: _Inputs) -> list[str]:
    return [edition.definition for edition in inputs.editions]


def _edition_step(kind: ChangeKind, last: _Inputs, names: tuple[str, ...]) -> _Step:
    def apply(inputs: _Inputs) -> _Inputs:
        changed = replace(inputs.indicator, **{name: getattr(last.indicator, name) for name in names})
        inputs = inputs._replace(indicator=changed)
        if kind == "baseline":
            return inputs._replace(shared=last.shared)
        return inputs._replace(editions=last.editions) if kind == "definition" else inputs

    return _Step((Change(kind=kind, key=" ".join(names)),), apply)


def _rule_steps(first: _Inputs, last: _Inputs) -> Iterator[_Step]:
    old, new = first.setting, last.setting
    for name in old.__struct_fields__:
        if name not in _NO_SETTING and getattr(old, name) != getattr(new, name):
            yield _setting_step(name, old, new)
    for name in old.plan.__struct_fields__:
        if name not in _NO_RULE and getattr(old.plan, name) != getattr(new.plan, name):
            yield _plan_step(name, old.plan, new.plan)


def _setting_step(name: str, old: Setting, new: Setting) -> _Step:
    def apply(inputs: _Inputs) -> _Inputs:
        return inputs._replace(setting=replace(inputs.setting, **{name: getattr(new, name)}))

    was, now = getattr(old, name), getattr(new, name)
    if name == "method":
        return _Step((Change(kind="method", old=was.name, new=now.name),), apply)
    return _Step((Change(kind="rule", key=name, old=was, new=now),), apply)


def _plan_step(name: str, old: Plan, new: Plan) -> _Step:
    def apply(inputs: _Inputs) -> _Inputs:
        plan = replace(inputs.setting.plan, **{name: getattr(new, name)})
        return inputs._replace(setting=replace(inputs.setting, plan=plan))

    return _Step((Change(kind="rule", key=name, old=getattr(old, name), new=getattr(new, name)),), apply)
