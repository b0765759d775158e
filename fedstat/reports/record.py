"""The record behind `progress --format json`: the contract of DESIGN §4, as plain data.

Values are numbers with the digits of the ledger; shares, completion and elapsed are percentages, rounded by
the named rule; what is absent is None.
"""

from __future__ import annotations

from datetime import datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment import Outlook, outlook_of
from fedstat.language import say
from fedstat.model.number import Rounding, decimals_of, rounded, share
from fedstat.model.plan import STATUSES
from fedstat.reports.words import area_name, change, decimal, percent, reason_message, unrounded

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

    from fedstat.assessment import Assessment, Evaluation, Reading, Reason, TargetVerdict
    from fedstat.language import Language
    from fedstat.model.plan import Judgement
    from fedstat.model.target import Number, Target

SCHEMA_VERSION: Final = 1
Record = dict[str, object]


def progress_record(evaluation: Evaluation, language: Language, *, extras: Collection[str] = ()) -> Record:
    """Return the whole evaluation: what was asked, the headline's counts, every indicator.

    An indicator has what *extras* ask for at its end.
    """
    return {
        **asked_record(evaluation),
        "summary": summary_record(evaluation),
        "indicators": [
            indicator_record(evaluation, item, language) | extras_record(item, extras) for item in evaluation
        ],
    }


def asked_record(evaluation: Evaluation) -> Record:
    """Return the plan, and under which rules, up to which period and day it was assessed."""
    plan = evaluation.known.plan
    return {
        "schema_version": SCHEMA_VERSION,
        "plan": {
            "title": plan.title,
            "reference_area": plan.reference_area,
            "target_period": None if evaluation.target_period is None else str(evaluation.target_period),
        },
        "period": str(evaluation.period),
        "known_on": None if evaluation.known_on is None else evaluation.known_on.isoformat(),
        "round": None if evaluation.round is None else evaluation.round.id,
        "method": evaluation.method,
        "rounding": evaluation.rounding,
        "comparison": evaluation.comparison,
    }


def summary_record(evaluation: Evaluation) -> Record:
    """Return the counts and shares of the headline."""
    counts = evaluation.counts()
    return {
        "indicators": counts.indicators,
        "quantifiable": counts.quantifiable,
        "trend": counts.trend,
        "met": counts.met,
        "met_share": met_share(evaluation, counts.met, counts.indicators),
        "met_quantifiable": counts.met_quantifiable,
        "met_quantifiable_share": met_share(evaluation, counts.met_quantifiable, counts.quantifiable),
        "met_trend": counts.met_trend,
        "met_trend_share": met_share(evaluation, counts.met_trend, counts.trend),
        **{status.replace("-", "_"): counts.statuses[status] for status in STATUSES if status != "met"},
        "carried": counts.carried,
        "provisional": counts.provisional,
        "judged_by_hand": counts.judged_by_hand,
        "lost_again": counts.lost_again,
    }


def met_share(evaluation: Evaluation, part: int, whole: int) -> Decimal | None:
    """Return a share in percent, rounded by the evaluation's rule to the plan's digits; None of nothing."""
    exact = share(part, whole)
    if exact is None:
        return None
    return rounded(exact, evaluation.known.plan.share_decimals, evaluation.rounding)


def indicator_record(evaluation: Evaluation, item: Assessment, language: Language) -> Record:
    """Return one indicator with its values, targets and verdict."""
    indicator = item.indicator
    deciding = item.deciding
    return {
        "code": indicator.code,
        "name": indicator.name,
        "kind": indicator.kind,
        "part": indicator.part,
        "domain": indicator.domain,
        "responsible_unit": list(indicator.responsible_unit),
        "data_provider": indicator.data_provider,
        "unit_measure": indicator.unit_measure,
        "direction": indicator.direction,
        "tags": list(indicator.tags),
        "reference_area": area_name(evaluation, item.reference_area, "zh"),
        "baseline": reading_record(item.baseline),
        "targets": [target_record(evaluation, item, target) for target in indicator.targets],
        "previous": reading_record(item.previous),
        "latest": _latest(item.latest),
        "carried": item.carried,
        "change_from_previous": change_from_previous(item),
        "change_from_baseline": change_from_baseline(item),
        "distance_to_target": distance(deciding, evaluation.rounding),
        "completion": percent(deciding.completion, evaluation.rounding),
        "elapsed": percent(deciding.elapsed, evaluation.rounding),
        "status": item.status,
        "reason_code": item.reason.code,
        "reason": say(reason_message(evaluation, item.reason, language), language),
        "method_class": item.method_class,
        "method_value": None if item.method_value is None else unrounded(item.method_value),
        "comparison_differs": item.comparison_differs,
        "lost_again": item.lost_again,
        "judgement": _judgement(item.judgement),
    }


def extras_record(item: Assessment, extras: Collection[str]) -> Record:
    """Return what is asked for of one indicator: unrounded, growth in percent, None where undefined."""
    found = outlook_of(item.deciding)
    known = found if isinstance(found, Outlook) else None
    record: Record = {}
    if "required" in extras:
        record["required"] = (
            None
            if known is None
            else {
                "period": known.period,
                "periods": decimal(known.periods),
                "linear": decimal(known.linear),
                "compound": _unbent(known.compound, 100),
            }
        )
    if "projection" in extras:
        record["projection"] = (
            None
            if known is None
            else {
                "period": str(known.by),
                "linear": _unbent(known.projected_linear),
                "compound": _unbent(known.projected_compound),
            }
        )
    return record


def _unbent(number: Fraction | Reason, factor: int = 1) -> Decimal | None:
    return decimal(number * factor) if isinstance(number, Fraction) else None


def change_from_previous(item: Assessment) -> Decimal | None:
    """Return the change since the previous value, in the unit of measure; None across a break."""
    if item.latest is None or item.previous is None or item.gap_to_previous is not None:
        return None
    return change(item.previous, item.latest)


def change_from_baseline(item: Assessment) -> Decimal | None:
    """Return the change since the baseline, in the unit of measure; None across a break."""
    if item.latest is None or item.baseline is None or item.gap_to_baseline is not None:
        return None
    return change(item.baseline, item.latest)


def distance(verdict: TargetVerdict, rule: Rounding) -> Decimal | None:
    """Return target − value, in the unit of measure; of a range to its nearest bound, 0 inside it.

    It has the digits of the more precise of the two; to a target that is derived, those of the value.
    """
    if verdict.latest is None or verdict.yardstick is None:
        return None
    yardstick = verdict.yardstick
    number = verdict.latest.number
    goal = yardstick.goal_from(number)
    if goal is None:
        inside = yardstick.low is not None and yardstick.high is not None
        goal = number if inside else yardstick.nearest
    return rounded(goal - number, max(decimals_of(verdict.latest.value), yardstick.decimals or 0), rule)


def reading_record(reading: Reading | None) -> Record | None:
    """Return a value with its period."""
    return None if reading is None else {"period": str(reading.period), "value": reading.value}


def _latest(reading: Reading | None) -> Record | None:
    if reading is None:
        return None
    status = "A" if reading.observation is None else reading.observation.obs_status
    return {"period": str(reading.period), "value": reading.value, "obs_status": status}


def _number(number: Number | None) -> Decimal | None:
    return decimal(number) if isinstance(number, Fraction) else number


def target_record(evaluation: Evaluation, item: Assessment | None, target: Target) -> Record:
    """Return a target; with the assessment of its indicator, the number that follows from the baseline."""
    by = target.by or evaluation.target_period
    value = _number(target.value)
    for verdict in () if item is None else item.verdicts:
        if verdict.target is target and target.derivation is not None and verdict.yardstick is not None:
            value = decimal(verdict.yardstick.nearest)
    return {
        "period": None if by is None else str(by),
        "comparator": target.comparator,
        "value": value,
        "bounds": None if target.bounds is None else [_number(bound) for bound in target.bounds],
        "tolerance": target.tolerance,
        "keep": target.keep,
        "breakdown": dict(target.breakdown) or None,
        "wording": target.wording,
    }


def _judgement(judgement: Judgement | None) -> Record | None:
    if judgement is None:
        return None
    stamp = judgement.recorded
    day = stamp.date() if stamp.time() == time() else stamp
    return {
        "status": judgement.status,
        "by": judgement.by,
        "reason": judgement.reason,
        "recorded": None if stamp == datetime.min else day.isoformat(),  # noqa: DTZ901 - known from the start
    }
