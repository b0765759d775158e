"""The way in: what is asked of a plan becomes a setting, and the setting an evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from fedstat.assessment.assess import assess_indicator
from fedstat.assessment.evaluation import Evaluation
from fedstat.assessment.methods import METHODS
from fedstat.assessment.values import Setting
from fedstat.errors import LedgerFaults, PeriodFault, UsageFault
from fedstat.language import Several, msg
from fedstat.model.entry import end_of
from fedstat.model.period import Period, parse_period

if TYPE_CHECKING:
    from datetime import date, datetime

    from fedstat.assessment.evaluation import Assessment
    from fedstat.assessment.interface import Method
    from fedstat.model.ledger import Known, Ledger
    from fedstat.model.plan import Closing, Round


class _Asked(NamedTuple):
    """What is asked besides the round, and wins over what the round says."""

    period: str | Period | None = None
    known_on: date | None = None
    target_period: str | Period | None = None
    method: str | None = None
    area: str | None = None


def assess(
    ledger: Ledger,
    *,
    period: str | Period | None = None,
    known_on: date | None = None,
    round: str | None = None,  # noqa: A002 - the word of the command line and of DESIGN
    target_period: str | Period | None = None,
    method: str | None = None,
    area: str | None = None,
) -> Evaluation:
    """Return the verdict of every indicator of *ledger*.

    Args:
        ledger: what `fedstat.read` returned.
        period: values up to this period count; the latest that has any observation by default.
        known_on: entries recorded up to the end of this day count; all by default.
        round: the id of a round, which sets period, known_on, method and rules; what is given besides wins.
        target_period: the period by which targets without one of their own must be reached.
        method: a name of `METHODS`; pace by default.
        area: id or name of the area to assess; the plan's own by default.

    Raises:
        LedgerFaults: the ledger has errors, so no figure is computed from it.
        UsageFault: there is no such round, period, method or area.
    """
    if any(finding.stops for finding in ledger.findings):
        raise LedgerFaults(msg("The ledger has errors; no figure is computed from it."), ledger.findings)
    chosen = None if round is None else _round(ledger, round)
    closing = None
    if chosen is not None and known_on is None:
        closing = ledger.known().closings.get(chosen.id)
    asked = _Asked(period=period, known_on=known_on, target_period=target_period, method=method, area=area)
    return _assessed(ledger, chosen, closing, asked)


def assess_sealed(ledger: Ledger, closing: Closing) -> Evaluation | None:
    """Return what a round rests on by its *closing*, which need not stand in the ledger yet.

    None when the round did not stand in the ledger at that moment.

    Raises:
        UsageFault: the round names a method that there is not.
    """
    chosen = ledger.known(closing=closing).rounds.get(closing.round)
    return None if chosen is None else _assessed(ledger, chosen, closing, _Asked())


def _assessed(ledger: Ledger, chosen: Round | None, closing: Closing | None, asked: _Asked) -> Evaluation:
    setting, evaluation = _prepared(ledger, chosen, closing, asked)
    items = tuple(
        assess_indicator(setting, indicator)
        for indicator in setting.known.indicators.values()
        if indicator.assessed
    )
    return replace(evaluation, items=_with_losses(ledger, evaluation, items))


def _round(ledger: Ledger, name: str) -> Round:
    rounds = ledger.known().rounds
    for candidate in rounds.values():
        if name in {candidate.id, candidate.name, candidate.name_en}:
            return candidate
    raise UsageFault(
        msg("The ledger has no round “{name}”.", name=name),
        msg("Its rounds: {rounds}.", rounds=Several(rounds)) if rounds else None,
    )


def _prepared(
    ledger: Ledger,
    chosen: Round | None,
    closing: Closing | None,
    asked: _Asked,
    within: Known | None = None,
) -> tuple[Setting, Evaluation]:
    if chosen is not None and closing is not None:  # as the round itself was when it was closed
        chosen = ledger.known(closing=closing).rounds.get(chosen.id, chosen)
    period, known_on, target_period, method, area = asked
    if chosen is not None:
        period = period or chosen.period
        known_on = known_on or chosen.known_on
        method = method or chosen.method
        target_period = target_period or chosen.target_period
    known = ledger.known(known_on, closing=closing, within=within)
    if closing is not None:
        sealed = closing.recorded.date()
        known_on = sealed if known_on is None else min(known_on, sealed)
    plan = known.plan
    target = _period(target_period) if target_period else plan.target_period
    where = ledger.area if area is None else _area(known, area)
    view = _period(period) if period else latest_period(known, where)
    how = _method(method or "pace")
    comparison = (chosen and chosen.comparison) or plan.comparison
    setting = Setting(
        known=known,
        plan=plan,
        view=view,
        area=where,
        method=how,
        comparison=comparison,
        target_period=target,
    )
    return setting, Evaluation(
        known=known,
        period=view,
        known_on=known_on,
        round=chosen,
        closing=closing,
        setting=setting,
        method=how.name,
        rounding=(chosen and chosen.rounding) or plan.rounding,
        comparison=comparison,
        target_period=target,
        reference_area=where,
        items=(),
    )


def _period(given: str | Period) -> Period:
    period = given if isinstance(given, Period) else parse_period(given)
    if period is None or not period.dated:
        raise UsageFault(
            msg("“{text}” is no period of the calendar.", text=given),
            msg("Write 2023, 2023-H1, 2023-Q2, 2023-06 or 2019/2023."),
        )
    return period


def latest_period(known: Known, area: str) -> Period:
    """Return the latest period of which the area has an observation; a forecast is none unless it counts."""
    plan = known.plan
    passed_over = {"F"} - set(plan.counts)
    observed = {
        period
        for (_, where, _), series in known.series.items()
        if where == area
        for period, observation in series.items()
        if observation.obs_status not in passed_over
    }
    dated = (period for period in observed if period.dated)
    latest = max(dated, key=_recency, default=None) or _stated_period(known)
    if latest is None:
        raise PeriodFault(
            msg("The ledger has no observation yet, so there is no latest period."),
            msg("Name one: --period 2023."),
        )
    return latest


def _recency(period: Period) -> tuple[int, bool, int]:
    """Order by the last day; of periods that end together a year names the report, never a span of years."""
    return period.last, period.kind != "span", period.months


def _stated_period(known: Known) -> Period | None:
    """Return the first period that plan or indicators state; None when none of them does."""
    plan, indicators = known.plan, known.indicators.values()
    stated = (
        *(plan.baseline_period, plan.target_period),
        *(given.period for indicator in indicators for given in indicator.baselines),
        *(target.by for indicator in indicators for target in indicator.targets),
    )
    return next((period for period in stated if period is not None and period.dated), None)


def _method(name: str) -> Method:
    if name not in METHODS:
        raise UsageFault(
            msg("There is no method “{name}”.", name=name),
            msg("The methods: {methods}.", methods=Several(METHODS)),
        )
    return METHODS[name]


def _area(known: Known, text: str) -> str:
    ledger = known.ledger
    identity = ledger.area_id(text)
    areas = {ledger.area, *known.areas, *(ledger.area_id(name) for name in known.plan.compare)}
    if identity not in areas | {area for _, area, _ in known.series}:
        raise UsageFault(
            msg("The ledger has no area “{name}”.", name=text),
            msg("Its areas: {areas}.", areas=Several(sorted(areas))),
        )
    return identity


def _with_losses(
    ledger: Ledger, evaluation: Evaluation, items: tuple[Assessment, ...]
) -> tuple[Assessment, ...]:
    """Mark what was met at the previous round and is no longer (反弹), by nothing that is not known here."""
    before = _previous_round(evaluation)
    unmet = {item.indicator.code for item in items if item.status in _FELL}
    if before is None or not unmet:
        return items
    known = evaluation.known
    closing = known.closings.get(before.id)
    setting, _ = _prepared(ledger, before, closing, _Asked(area=evaluation.reference_area), known)
    lost = {
        code
        for code, indicator in setting.known.indicators.items()
        if code in unmet and assess_indicator(setting, indicator).status == "met"
    }
    return tuple(replace(item, lost_again=True) if item.indicator.code in lost else item for item in items)


_FELL = frozenset({"on-track", "behind", "flat", "moving-away", "missed"})


def _previous_round(evaluation: Evaluation) -> Round | None:
    """Return the last round of an earlier period than the report's; of two the one known later."""
    earlier = [
        candidate
        for candidate in evaluation.known.rounds.values()
        if candidate.period.last < evaluation.period.last
    ]
    return max(earlier, key=_when, default=None)


def _when(candidate: Round) -> tuple[Period, datetime]:
    """Order rounds by their period, those of one period by the day they look back from."""
    return candidate.period, end_of(candidate.known_on)
