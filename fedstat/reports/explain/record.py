"""The record behind `explain --format json`: what `progress --format json` says, and what it rests on.

Everything of DESIGN §4 that a program may rely on is said alike; what `explain` adds stands behind it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from fedstat.language import say
from fedstat.model.entry import FROM_THE_START
from fedstat.model.unit import ratio_factor
from fedstat.reports.explain.figure import figure_of
from fedstat.reports.explain.reckoning import lines_of_footing
from fedstat.reports.explain.words import breakdown_text, stamp_text
from fedstat.reports.record import asked_record, indicator_record, reading_record
from fedstat.reports.words import decimal, percent, reason_message, target_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from fedstat.assessment import Assessment, Evaluation
    from fedstat.errors import Finding
    from fedstat.language import Language
    from fedstat.model.entry import Entry
    from fedstat.model.indicator import Indicator
    from fedstat.model.plan import Explanation, Judgement, Withdrawal
    from fedstat.reports.explain.ahead import Ahead
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.reports.explain.entries import Entered
    from fedstat.reports.explain.flips import Flips, Turns
    from fedstat.reports.explain.footing import Footing
    from fedstat.reports.explain.moments import Moment
    from fedstat.reports.explain.search import Turn

    Record = dict[str, object]


def explain_record(evaluation: Evaluation, dossiers: Sequence[Dossier], language: Language) -> Record:
    """Return what was asked, and everything that is known of each indicator."""
    return {
        **asked_record(evaluation),
        "indicators": [dossier_record(dossier, language) for dossier in dossiers],
    }


def dossier_record(dossier: Dossier, language: Language) -> Record:
    """Return one indicator: its assessment as `progress` gives it, then what it rests on."""
    indicator, evaluation = dossier.indicator, dossier.evaluation
    assessed: Record = {} if dossier.item is None else indicator_record(evaluation, dossier.item, language)
    return {
        "code": indicator.code,
        "name": indicator.name,
        **assessed,
        "assessed": dossier.item is not None,
        "standing": dossier.standing,
        "role": indicator.role,
        "supporting_units": list(indicator.supporting_units),
        "goal": indicator.goal,
        "frequency": indicator.frequency,
        "lag": indicator.lag,
        "definition": indicator.definition,
        "formula": indicator.formula,
        "data_source": indicator.data_source,
        "limit": indicator.limit,
        "tolerance": indicator.tolerance,
        "same_as": indicator.same_as,
        "note": indicator.note,
        **_place(indicator),
        "editions": [_edition(dossier, edition, language) for edition in dossier.editions],
        "observations": [_entered(each, indicator) for each in dossier.entries],
        "verdicts": [
            _footing(dossier, footing, ahead, language)
            for footing, ahead in zip(dossier.footings, dossier.ahead, strict=True)
        ],
        "methods": [] if dossier.flips is None else _methods(dossier, dossier.flips, language),
        "changes": None if dossier.flips is None else _changes(dossier.flips),
        "history": [_moment(moment) for moment in dossier.moments],
        "explanations": [_explanation(each) for each in dossier.explanations],
        "judgements": [_judgement(each) for each in dossier.judgements],
        "withdrawals": [_withdrawal(each) for each in dossier.withdrawals],
        "notices": [_notice(each, language) for each in dossier.notices],
    }


def _place(entry: Entry) -> Record:
    place = entry.origin.place
    return {"recorded": _stamp(entry.recorded), "file": place.file, "line": place.line}


def _stamp(stamp: datetime) -> str | None:
    return None if stamp == FROM_THE_START else stamp_text(stamp)


def _edition(dossier: Dossier, edition: Indicator, language: Language) -> Record:
    return {
        "name": edition.name,
        "definition": edition.definition,
        "targets": [target_text(dossier.evaluation, target, language) for target in edition.targets],
        "reason": edition.reason,
        "document": edition.document,
        **_place(edition),
    }


def _entered(each: Entered, indicator: Indicator) -> Record:
    entry = each.observation
    ratio = entry.numerator is not None and entry.denominator is not None
    return {
        "period": str(entry.period),
        "reference_area": entry.reference_area,
        "breakdown": dict(entry.breakdown) or None,
        "value": entry.value,
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "factor": (ratio_factor(indicator.unit_measure) or 1) if ratio else None,
        "exact": None if entry.exact is None else str(entry.exact),
        "obs_status": entry.obs_status,
        "qualifier": entry.qualifier,
        "as_printed": entry.as_printed,
        "baseline_restated": entry.baseline_restated,
        "note": entry.note,
        "source": entry.source,
        "evidence": entry.evidence,
        "reported_by": entry.reported_by,
        "reviewed_by": entry.reviewed_by,
        "approved_by": entry.approved_by,
        "state": each.state,
        "carried": each.carried,
        "superseded_by": None if each.successor is None else _place(each.successor),
        "withdrawn_by": None if each.withdrawal is None else _withdrawal(each.withdrawal),
        **_place(entry),
    }


def _withdrawal(each: Withdrawal) -> Record:
    return {"reason": each.reason, "by": each.by, "document": each.document, **_place(each)}


def _footing(dossier: Dossier, footing: Footing, ahead: Ahead | None, language: Language) -> Record:
    verdict, evaluation = footing.verdict, dossier.evaluation
    rule = evaluation.rounding
    return {
        "breakdown": dict(verdict.breakdown) or None,
        "target": target_text(evaluation, verdict.target, language),
        "period": None if verdict.by is None else str(verdict.by),
        "decides": dossier.item is not None and verdict is dossier.item.deciding,
        "baseline": reading_record(verdict.baseline),
        "latest": reading_record(verdict.latest),
        "status": verdict.status,
        "reason_code": verdict.reason.code,
        "reason": say(reason_message(evaluation, verdict.reason, language), language),
        "completion": percent(verdict.completion, rule),
        "elapsed": percent(verdict.elapsed, rule),
        "method_class": verdict.method_class,
        "method_value": _number(verdict.method_value),
        "arithmetic": [
            {
                "key": line.key,
                "expression": line.expression,
                "result": line.result,
                "text": say(line.message, language),
            }
            for line in lines_of_footing(dossier, footing, language)
        ],
        "ahead": None if ahead is None else _ahead(ahead),
        "figure": _figure(dossier, footing, language),
    }


def _figure(dossier: Dossier, footing: Footing, language: Language) -> Record | None:
    """Return what the chart draws, so that another program can draw it too."""
    label = breakdown_text(dossier.evaluation, footing.verdict.breakdown, language)
    figure = figure_of(dossier.evaluation, dossier.indicator, footing, label, language)
    if figure is None:
        return None
    return {
        "title": figure.title,
        "unit": figure.unit,
        "series": [
            {
                "name": series.name,
                "drawn": series.drawn,
                "points": [
                    {"at": point.at, "label": point.label, "value": point.value} for point in series.points
                ],
            }
            for series in figure.series
        ],
    }


def _number(number: object) -> Decimal | None:
    return decimal(number) if isinstance(number, Fraction) else None


def _ahead(ahead: Ahead) -> Record:
    outlook = ahead.outlook
    return {
        "step": outlook.period,
        "period": str(outlook.by),
        "goal": decimal(outlook.goal),
        "steps_left": decimal(outlook.periods),
        "required_linear": decimal(outlook.linear),
        "required_compound": _number(outlook.compound),
        "so_far_linear": _number(ahead.linear_so_far),
        "so_far_compound": _number(ahead.compound_so_far),
        "projected_linear": _number(outlook.projected_linear),
        "projected_compound": _number(outlook.projected_compound),
    }


def _methods(dossier: Dossier, flips: Flips, language: Language) -> list[Record]:
    return [
        {
            "method": name,
            "status": found.status,
            "method_class": found.method_class,
            "method_value": _number(found.method_value),
            "reason_code": found.reason.code,
            "reason": say(reason_message(dossier.evaluation, found.reason, language), language),
        }
        for name, found in flips.methods
    ]


def _changes(flips: Flips) -> Record:
    return {
        "value": _turns(flips.value),
        "numerator": _turns(flips.numerator),
        "as_printed": flips.as_printed,
        "methods": _statuses(flips.methods),
        "comparisons": _statuses(flips.comparisons),
        "roundings": _statuses(flips.roundings),
    }


def _statuses(found: Sequence[tuple[str, Assessment]]) -> Record:
    return {name: each.status for name, each in found}


def _turns(turns: Turns | None) -> Record | None:
    if turns is None:
        return None
    return {
        "from": turns.start,
        "up": _turn(turns.up),
        "down": _turn(turns.down),
        "highest_tried": decimal(turns.highest),
        "lowest_tried": decimal(turns.lowest),
    }


def _turn(turn: Turn | None) -> Record | None:
    return None if turn is None else {"value": turn.value, "change": turn.delta, "status": turn.status}


def _moment(moment: Moment) -> Record:
    return {
        "known_on": None if moment.day == date.min else moment.day.isoformat(),
        "status": moment.status,
        "latest": None if moment.found is None else reading_record(moment.found.latest),
        "causes": [{"entry": type(cause).__name__.lower(), **_place(cause)} for cause in moment.causes],
    }


def _explanation(each: Explanation) -> Record:
    return {
        "period": str(each.period),
        "reported_by": each.reported_by,
        "outlook": each.outlook,
        "cause": each.cause,
        "measures": each.measures,
        "due": None if each.due is None else each.due.isoformat(),
        **_place(each),
    }


def _judgement(each: Judgement) -> Record:
    return {
        "period": str(each.period),
        "status": each.status,
        "by": each.by,
        "reason": each.reason,
        **_place(each),
    }


def _notice(each: Finding, language: Language) -> Record:
    place = each.place
    return {
        "code": each.code,
        "severity": each.severity,
        "message": say(each.message, language),
        "remedy": None if each.remedy is None else say(each.remedy, language),
        "file": None if place is None else place.file,
        "line": None if place is None else place.line,
    }
