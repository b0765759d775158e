"""The rule applied, line by line, with the numbers put in: every line can be worked out again by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from fedstat.assessment import METHODS
from fedstat.assessment.comparability import breaks_in
from fedstat.language import msg
from fedstat.model.number import plain
from fedstat.reports.codes import obs_status_message
from fedstat.reports.explain.line import Ground, Line, equation
from fedstat.reports.explain.numbers import numbered, summands
from fedstat.reports.explain.terms import reading_term, term
from fedstat.reports.explain.words import day_text, spot
from fedstat.reports.headline import method_message
from fedstat.reports.listing import direction_message
from fedstat.reports.words import decimal, number_text, reason_message, status_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment import Reading
    from fedstat.language import Language
    from fedstat.reports.explain.dossier import Dossier
    from fedstat.reports.explain.footing import Footing


def lines_of(ground: Ground) -> tuple[Line, ...]:
    """Return how the verdict of one target came about, the verdict last."""
    return tuple(_lines(ground))


def _lines(ground: Ground) -> Iterator[Line]:
    verdict = ground.footing.verdict
    if verdict.latest is None:
        yield from _without(ground)
    else:
        yield from _rests_on(ground, verdict.latest)
        if verdict.target.has_number:
            yield from numbered(ground, verdict.latest)
        elif verdict.reason.code != "target-not-fixed":
            yield from _trend(ground, verdict.latest)
    yield from _parted(ground)
    yield from _by_method(ground)
    yield _end(ground)


def _without(ground: Ground) -> Iterator[Line]:
    """Say what there is where no value counts."""
    values = ground.footing.values
    if values.latest is not None:
        terms = " + ".join(ground.term(each) for each in summands(ground))
        text = msg("sum since the start of the plan: {terms}; a period is missing", terms=terms or "0")
        yield Line(key="sum", expression=terms, message=text)
        return
    earlier = [each for each in values.series if each.period.last <= ground.evaluation.period.last]
    if earlier:
        last = earlier[-1]
        text = msg(
            "the last value is {value} ({period}): older than a value may be carried",
            value=plain(last.value),
            period=last.period,
        )
        yield Line(key="last", expression=plain(last.value), result=last.value, message=text)


def _rests_on(ground: Ground, latest: Reading) -> Iterator[Line]:
    """Say so where the value is not simply that of the period."""
    if latest.carried:
        text = msg(
            "the value of {period} is carried to {view}", period=latest.period, view=ground.evaluation.period
        )
        yield Line(key="carried", expression=plain(latest.value), result=latest.value, message=text)


def _trend(ground: Ground, latest: Reading) -> Iterator[Line]:
    """Hold a value against the earlier one that the plan names, by the direction alone."""
    values, indicator = ground.footing.values, ground.item.indicator
    previous = ground.evaluation.known.plan.trend_against == "previous"
    reference = values.previous if previous else values.baseline
    gap = values.gap_to_previous if previous else values.gap_to_baseline
    if reference is None or gap is not None or latest.period <= reference.period:
        return
    what = msg("change since the previous value") if previous else msg("change since the baseline")
    expression = f"{ground.term(latest)} - {reading_term(reference, ground.unit)}"
    change = latest.number - reference.number
    yield equation("change", what, expression, change)
    if indicator.tolerance is not None:
        flat = abs(change) <= Fraction(indicator.tolerance)
        expression = (
            f"{plain(decimal(abs(change)))} {'≤' if flat else '>'} {number_text(indicator.tolerance)}"
        )
        text = (
            msg("{expression}: within the tolerance, no change", expression=expression)
            if flat
            else msg("{expression}: more than the tolerance", expression=expression)
        )
        yield Line(key="tolerance", expression=expression, result=flat, message=text)
    if change and indicator.direction in {"increase", "decrease"}:
        wanted = ">" if indicator.direction == "increase" else "<"
        expression = f"{term(decimal(change))} {wanted} 0"
        holds = (change > 0) == (wanted == ">")
        direction = direction_message(indicator.direction)
        text = (
            msg("direction “{direction}”: {expression} holds", direction=direction, expression=expression)
            if holds
            else msg(
                "direction “{direction}”: {expression} does not hold",
                direction=direction,
                expression=expression,
            )
        )
        yield Line(key="direction", expression=expression, result=holds, message=text)


def _parted(ground: Ground) -> Iterator[Line]:
    """Name the entries over which nothing is compared, where that is the reason."""
    if ground.footing.verdict.reason.code == "break":
        broken = breaks_in(ground.footing.values.series)
        for entry in [each.observation for each in broken if each.observation is not None]:
            text = msg(
                "the value of {period} is marked “{status}” ({place}), and no baseline is restated",
                period=entry.period,
                status=obs_status_message(entry.obs_status),
                place=spot(ground.evaluation, entry),
            )
            yield Line(key="break", expression=str(entry.period), message=text)
    elif ground.footing.verdict.reason.code == "definition":
        for before, after in pairwise(ground.evaluation.known.editions[ground.item.indicator.code]):
            if before.definition != after.definition:
                text = msg(
                    "the edition of {day} changed the definition ({place})",
                    day=day_text(after.recorded),
                    place=spot(ground.evaluation, after),
                )
                yield Line(key="definition", expression=day_text(after.recorded), message=text)


def _by_method(ground: Ground) -> Iterator[Line]:
    """Tell the class and the figure of a method that has its own."""
    verdict, method = ground.footing.verdict, ground.evaluation.method
    if method == "pace" or (verdict.method_class is None and verdict.method_value is None):
        return
    word = verdict.method_class
    value = None if verdict.method_value is None else decimal(verdict.method_value)
    text = msg(
        "method {method}: class {word}, figure {value}",
        method=method_message(method),
        word="-" if word is None else METHODS[method].classes.get(word, word),
        value="-" if value is None else plain(value),
    )
    yield Line(key="method", expression=verdict.method_class or "", result=value, message=text)


def _end(ground: Ground) -> Line:
    verdict = ground.footing.verdict
    status = status_word(ground.evaluation, verdict.status, ground.language, ground.item.kind)
    reason = reason_message(ground.evaluation, verdict.reason, ground.language)
    return Line(
        key="verdict",
        expression=verdict.status,
        message=msg("→ {status}: {reason}", status=status, reason=reason),
    )


def lines_of_footing(dossier: Dossier, footing: Footing, language: Language) -> tuple[Line, ...]:
    """Return how the verdict of one target of an indicator came about; none of what is never assessed."""
    item = dossier.item
    if item is None:
        return ()
    ground = Ground(
        evaluation=dossier.evaluation,
        item=item,
        footing=footing,
        unit=dossier.indicator.unit_measure,
        language=language,
    )
    return lines_of(ground)
