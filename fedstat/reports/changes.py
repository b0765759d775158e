"""What an entry changed: old and new value, old and new status."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec.structs import replace

from fedstat.errors import PeriodFault
from fedstat.language import Several, msg, say
from fedstat.model.number import plain
from fedstat.reports.words import name_of, status_text, status_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from fedstat.assessment import Assessment, Evaluation
    from fedstat.language import Language, Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known, Ledger
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.plan import Judgement

_TENS: Final = (Fraction(8), Fraction(25, 2))
"""Between these a value is about ten times another: a point that slipped by one place."""
_SHARES: Final = (Fraction(50), Fraction(200))
"""Between these a value is about a hundred times another: a percentage as a fraction, a lost point."""


def value_text(observation: Observation | None, unit: str) -> Message | str:
    """Return a value with its unit, or why there is none."""
    if observation is None:
        return msg("nothing", context="value")
    if observation.value is None:
        return msg("no value ({status})", status=observation.obs_status)
    return figure(observation.value, unit)


def figure(number: Decimal, unit: str) -> str:
    """Return a number with its unit of measure: 41.63%, 12.5 1/10万."""
    gap = "" if not unit or unit[0] in "%‰" else " "
    return f"{plain(number)}{gap}{unit}"


def value_change(
    known: Known, old: Observation | None, new: Observation | None, language: Language
) -> Message:
    """Return what became of the value of one period: old → new."""
    entry = new or old
    if entry is None:
        return msg("Nothing changed.")
    indicator = known.indicators.get(entry.indicator)
    unit = indicator.unit_measure if indicator else ""
    return msg(
        "{what}, {period}: {old} → {new}",
        what=series_name(known, entry, indicator, language),
        period=entry.period,
        old=value_text(old, unit),
        new=value_text(new, unit),
    )


def series_name(known: Known, entry: Observation, indicator: Indicator | None, language: Language) -> str:
    """Return the name of a series: the indicator, and what of it when that is not the whole."""
    name = name_of(indicator, language, entry.indicator)
    words = [] if name == entry.indicator else [entry.indicator]
    words += series_words(known, entry, language)
    return say(msg("{name} ({words})", name=name, words=Several(words)), language) if words else name


def series_words(known: Known, entry: Observation, language: Language) -> list[str]:
    """Return what of an indicator a value is of: its area and sub-group, nothing of the plan's own total."""
    words = []
    if entry.reference_area != known.ledger.area:
        words.append(name_of(known.areas.get(entry.reference_area), language, entry.reference_area))
    names = {
        (dimension.id, identity): label
        for dimension in known.dimensions.values()
        for identity, label, _ in dimension.category_names
    }
    return words + [names.get(pair, pair[1]) for pair in entry.breakdown]


def status_change(before: Ledger, after: Ledger, code: str, area: str, language: Language) -> Message | None:
    """Return the old and the new status of an indicator at the latest period; None when it has none."""
    from fedstat.assessment.entrance import latest_period

    if _has_errors(after):
        return _uncomputed()
    known = after.known()
    if not any(where == area for _, where, _ in known.series):
        return None
    view = latest_period(known, area)
    old, new = (_status(ledger, code, area, view, language) for ledger in (before, after))
    if old is None and new is None:
        return None
    none = msg("nothing", context="status")
    return msg("Status at {period}: {old} → {new}", period=view, old=old or none, new=new or none)


def status_at(ledger: Ledger, code: str, period: Period, language: Language) -> Message | None:
    """Return the status of an indicator at a period; None when it is never assessed."""
    if _has_errors(ledger):
        return _uncomputed()
    status = _status(ledger, code, ledger.area, period, language)
    return None if status is None else msg("Status at {period}: {status}", period=period, status=status)


def judged_beside(ledger: Ledger, judgement: Judgement, language: Language) -> Message | None:
    """Return the computed status of an indicator beside the judged one; None when it is never assessed."""
    if _has_errors(ledger):
        return _uncomputed()
    found = _assessed(ledger, judgement.indicator, ledger.area, judgement.period)
    if found is None:
        return None
    evaluation, item = found
    return msg(
        "Status at {period}: computed {computed}; judged by hand {judged}; both are shown.",
        period=judgement.period,
        computed=status_text(evaluation, replace(item, judgement=None), language),
        judged=status_word(evaluation, judgement.status, language, item.kind),
    )


def _has_errors(ledger: Ledger) -> bool:
    return any(finding.stops for finding in ledger.findings)


def _uncomputed() -> Message:
    return msg("The ledger has errors, so no status is computed; see: fedstat check")


class Turns(NamedTuple):
    """Whose status turns, each ledger being looked at in its own latest period."""

    pairs: Mapping[str, tuple[str, str]]
    """The old and the new status by code."""
    old: Period | None = None
    new: Period | None = None


def status_changes(
    before: Ledger, after: Ledger, codes: Iterable[str], area: str, language: Language
) -> Turns:
    """Return the old and the new status of those of some indicators that changed.

    Nothing when the ledger has errors, so that none is computed.
    """
    if any(finding.stops for finding in after.findings):
        return Turns({})
    view = _view(after, area)
    if view is None:
        return Turns({})
    earlier = _view(before, area)
    old = {} if earlier is None else _statuses(before, area, earlier, language)
    new = _statuses(after, area, view, language)
    none = say(msg("nothing", context="status"), language)
    wanted = set(codes)
    pairs = {
        code: (old.get(code, none), new[code])
        for code, indicator in after.known().indicators.items()
        if code in new and {code, indicator.same_as} & wanted and old.get(code) != new[code]
    }
    return Turns(pairs, earlier, view)


def _view(ledger: Ledger, area: str) -> Period | None:
    """Return the latest period of which an area has values."""
    from fedstat.assessment.entrance import latest_period

    known = ledger.known()
    try:
        return latest_period(known, area) if any(where == area for _, where, _ in known.series) else None
    except PeriodFault:
        return None


def _statuses(ledger: Ledger, area: str, view: Period, language: Language) -> dict[str, str]:
    from fedstat.assessment import assess

    evaluation = assess(replace(ledger, findings=()), period=view, area=area if area != ledger.area else None)
    return {item.indicator.code: status_text(evaluation, item, language) for item in evaluation}


def _status(ledger: Ledger, code: str, area: str, view: Period, language: Language) -> str | None:
    found = _assessed(ledger, code, area, view)
    return None if found is None else status_text(*found, language)


def _assessed(ledger: Ledger, code: str, area: str, view: Period) -> tuple[Evaluation, Assessment] | None:
    """Return the verdict of one indicator; nothing else of the ledger is assessed."""
    from fedstat.assessment import assess

    shared = {entry.same_as for entry in ledger.indicators if entry.code == code}
    alone = replace(
        ledger,
        indicators=tuple(entry for entry in ledger.indicators if entry.code in {code, *shared}),
        entries=tuple(entry for entry in ledger.entries if entry.indicator in {code, *shared}),
        findings=(),
    )
    evaluation = assess(alone, period=view, area=area if area != ledger.area else None)
    return next(((evaluation, item) for item in evaluation if item.indicator.code == code), None)


# -- slips -------------------------------------------------------------------------------------------------


def slip(known: Known, new: Observation) -> Message | None:
    """Return that a value is far from the one before it, as a slipped point or a fraction would be.

    It is held against the value of the same period, else the last earlier one, else the baseline.
    """
    found = _last(known, new, known.indicators.get(new.indicator))
    return None if found is None else _far(known, new, *found)


def slips(before: Known, after: Known, news: Iterable[Observation]) -> Iterator[tuple[Observation, Message]]:
    """Yield the values that are far from the ones before them; what is itself doubtful measures no other.

    Each is held against what stood for the same period *before*, else the last earlier one *after*.
    """
    doubtful: set[tuple[object, ...]] = set()
    for new in sorted(news, key=lambda entry: entry.period):
        key = (new.indicator, new.reference_area, new.breakdown)
        stood = before.series.get(key, {}).get(new.period)
        indicator = after.indicators.get(new.indicator)
        earlier = [
            entry
            for entry in after.series.get(key, {}).values()
            if entry.period < new.period and entry.value is not None and entry.key not in doubtful
        ]
        last = stood if stood is not None and stood.value is not None else max(earlier, key=_of, default=None)
        found = _baseline(new, indicator) if last is None or last.value is None else (last.value, last.period)
        doubt = None if found is None else _far(after, new, *found)
        if doubt is not None:
            doubtful.add(new.key)
            yield new, doubt


def _of(entry: Observation) -> Period:
    return entry.period


def _far(known: Known, new: Observation, last: Decimal, period: Period) -> Message | None:
    """Return that a value is far from the *last*; None when it is not, or one of them is nothing or 0."""
    if not new.value or not last:
        return None
    indicator = known.indicators.get(new.indicator)
    unit = indicator.unit_measure if indicator else ""
    ratio = abs(Fraction(new.value) / Fraction(last))
    times = ratio if ratio > 1 else 1 / ratio
    if times < _TENS[0]:
        return None
    said: dict[str, Any] = {"value": figure(new.value, unit), "last": figure(last, unit), "period": period}
    if times <= _TENS[1]:
        meant = figure(new.value.scaleb(-1 if ratio > 1 else 1), unit)
        if ratio > 1:
            return msg(
                "{value} is about ten times {last} ({period}). Was {meant} meant?", meant=meant, **said
            )
        return msg("{value} is about a tenth of {last} ({period}). Was {meant} meant?", meant=meant, **said)
    if _SHARES[0] <= times <= _SHARES[1]:
        meant = figure(new.value.scaleb(-2 if ratio > 1 else 2), unit)
        return msg(
            "{value} is {much} {last} ({period}). Was {meant} meant?",
            much=msg("about a hundred times") if ratio > 1 else msg("about a hundredth of"),
            meant=meant,
            **said,
        )
    if ratio > 1:
        return msg("{value} is more than ten times {last} ({period}).", **said)
    return msg("{value} is less than a tenth of {last} ({period}).", **said)


def _last(known: Known, new: Observation, indicator: Indicator | None) -> tuple[Decimal, Period] | None:
    series = known.series.get((new.indicator, new.reference_area, new.breakdown), {})
    values = {period: entry.value for period, entry in series.items() if entry.value is not None}
    earlier = [period for period in values if period <= new.period]
    if earlier:
        period = max(earlier)
        return values[period], period
    return _baseline(new, indicator)


def _baseline(new: Observation, indicator: Indicator | None) -> tuple[Decimal, Period] | None:
    for given in indicator.baselines if indicator else ():
        if (given.breakdown, given.reference_area) == (new.breakdown, new.reference_area):
            return given.value, given.period
    return None
