"""The lines of a target with a number: the goal, whether it is met, completion and elapsed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.assessment.values import same_period
from fedstat.assessment.yardsticks import MONTHS_A_YEAR, holds
from fedstat.language import Several, msg
from fedstat.model.number import plain, rounded
from fedstat.reports.explain.line import Line, equation
from fedstat.reports.explain.terms import apart, reading_term, term
from fedstat.reports.words import area_name, decimal, number_text, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment import Reading, Yardstick
    from fedstat.model.period import Period
    from fedstat.model.target import Target
    from fedstat.reports.explain.line import Ground

PACED: Final = frozenset({"on-track", "behind"})
"""The reasons of `pace` that hold completion against elapsed."""


def numbered(ground: Ground, latest: Reading) -> Iterator[Line]:
    """Yield how *latest* was held against a target with a number."""
    footing = ground.footing
    verdict = footing.verdict
    if latest.exact is not None and not verdict.target.cumulative:
        yield equation("value", msg("value"), ground.term(latest), latest.number)
    if verdict.target.cumulative:
        yield equation("sum", msg("sum since the start of the plan"), _sum(ground), latest.number)
    else:
        yield from _restated(ground)
    if verdict.yardstick is None:
        return
    yield from _goal(ground, verdict.target, verdict.by, verdict.yardstick)
    yield _met(ground, latest, verdict.yardstick)
    if verdict.target.keep:
        yield _kept(ground, verdict.yardstick)
    if footing.paced is not verdict.target and footing.paced_yardstick is not None:
        yield _milestone(ground, footing.paced_yardstick)
        yield from _goal(ground, footing.paced, footing.paced_by, footing.paced_yardstick)
    yield from _progress(ground, latest)


def _sum(ground: Ground) -> str:
    return " + ".join(ground.term(each) for each in summands(ground))


def summands(ground: Ground) -> list[Reading]:
    """Return the values since the plan's start that a cumulative target adds up."""
    start = ground.evaluation.known.plan.baseline_period
    return [each for each in ground.footing.values.series if start is None or each.period > start]


def _restated(ground: Ground) -> Iterator[Line]:
    """Say so where a break gave the baseline anew."""
    counted = ground.footing.baseline
    stated = None if counted is None else _stated(ground, counted)
    if counted is not None and stated is not None and stated != counted.value:
        yield Line(
            key="baseline",
            expression=plain(stated),
            result=counted.value,
            message=msg(
                "baseline on the new definition: {new} instead of {old}",
                new=plain(counted.value),
                old=plain(stated),
            ),
        )


def _stated(ground: Ground, baseline: Reading) -> Decimal | None:
    for given in ground.item.indicator.baselines:
        if given.period == baseline.period and given.breakdown == ground.footing.verdict.breakdown:
            return given.value
    return None if baseline.observation is None else baseline.observation.value


def _goal(ground: Ground, target: Target, by: Period | None, yardstick: Yardstick) -> Iterator[Line]:
    """Say how a goal that the plan does not print as a plain number came about."""
    baseline, value = ground.footing.baseline, target.value
    if target.derivation is not None and baseline is not None and by is not None:
        expression = _derivation(target, reading_term(baseline, ground.unit), by.last - baseline.period.last)
        yield equation("target", msg("target"), expression, yardstick.nearest)
    elif target.relative_to is not None:
        yield from _relative(ground, target, yardstick)
    elif target.comparator == "around" and target.tolerance is not None and value is not None:
        bounds = [sign for bound, sign in ((yardstick.low, "-"), (yardstick.high, "+")) if bound is not None]
        for sign in bounds:
            limit = yardstick.low if sign == "-" else yardstick.high
            expression = f"{number_text(value)} {sign} {plain(target.tolerance)}"
            yield equation("target", msg("edge of the tolerance"), expression, limit or Fraction(0))


def _derivation(target: Target, baseline: str, months: int) -> str:
    change = target.change or Decimal(0)
    sign = "-" if change < 0 else "+"
    amount = plain(abs(change))
    if target.derivation == "points":
        return f"{baseline} {sign} {amount}"
    power = "" if target.derivation == "percent" else f" ^ {months // MONTHS_A_YEAR}"
    return f"{baseline} × (1 {sign} {amount} / 100){power}"


def _relative(ground: Ground, target: Target, yardstick: Yardstick) -> Iterator[Line]:
    area = target.relative_to or ""
    setting = ground.evaluation.setting
    other = same_period(setting, ground.item.indicator, ground.footing.values.latest, target.breakdown, area)
    difference = Fraction(target.value or 0)
    expression = "" if other is None else reading_term(other, ground.unit)
    if difference:
        expression += f" {'-' if difference < 0 else '+'} {term(abs(difference))}"
    what = msg(
        "target, from the value of {area} in {period}",
        area=area_name(ground.evaluation, area, ground.language),
        period="" if other is None else other.period,
    )
    yield equation("target", what, expression, yardstick.nearest)


def _met(ground: Ground, latest: Reading, yardstick: Yardstick) -> Line:
    """Say whether the value lies inside the yardstick, whole or rounded as the plan compares."""
    value, number = ground.term(latest), latest.number
    decimals = yardstick.decimals
    before = None
    if ground.evaluation.comparison == "rounded" and decimals is not None:
        compared = rounded(number, decimals, "half-even")
        before, value = value, plain(compared)
    expression = _comparison(value, yardstick)
    met = holds(number, yardstick, ground.evaluation.comparison)
    message = (
        msg("{expression} holds: the target is met", expression=expression)
        if met
        else msg("{expression} does not hold: the target is not met", expression=expression)
    )
    if before is not None:
        message = msg(
            "{value}, rounded half to even to {decimals} decimals, is {rounded}; {then}",
            value=before,
            decimals=decimals,
            rounded=value,
            then=message,
        )
    return Line(key="met", expression=expression, result=met, message=message)


def _comparison(value: str, yardstick: Yardstick) -> str:
    low, high = yardstick.low, yardstick.high
    if low is not None and high is not None:
        return f"{value} = {term(low)}" if low == high else f"{term(low)} ≤ {value} ≤ {term(high)}"
    if low is not None:
        return f"{value} {'>' if yardstick.strict else '≥'} {term(low)}"
    return f"{value} {'<' if yardstick.strict else '≤'} {term(yardstick.nearest)}"


def _kept(ground: Ground, yardstick: Yardstick) -> Line:
    """Tell in which periods a level that must be kept held."""
    footing = ground.footing
    history = {each.period: each for each in footing.values.series}
    if footing.baseline is not None:
        history[footing.baseline.period] = footing.baseline
    told = [
        msg("{period} {value} holds", period=period, value=plain(history[period].value))
        if holds(history[period].number, yardstick, ground.evaluation.comparison)
        else msg("{period} {value} does not hold", period=period, value=plain(history[period].value))
        for period in sorted(history)
    ]
    return Line(key="kept", message=msg("period by period: {told}", told=Several(told)))


def _milestone(ground: Ground, yardstick: Yardstick) -> Line:
    footing = ground.footing
    number = plain(decimal(yardstick.nearest))
    return Line(
        key="milestone",
        expression=number,
        result=decimal(yardstick.nearest),
        message=msg(
            "the pace is set by the next milestone: {target} by {period}",
            target=number,
            period=footing.paced_by,
        ),
    )


def _progress(ground: Ground, latest: Reading) -> Iterator[Line]:
    """Yield completion and elapsed as the assessment computed them, and the one held against the other."""
    verdict, rule = ground.footing.verdict, ground.evaluation.rounding
    done, gone = verdict.completion, verdict.elapsed
    paced = ground.evaluation.method == "pace" and verdict.reason.code in PACED
    first, second = percent(done, rule), percent(gone, rule)
    if paced and done is not None and gone is not None:
        first, second = apart(done, gone, rule)
    yield from _completion(ground, latest, first)
    yield from _elapsed(ground, latest, second)
    if paced and first is not None and second is not None:
        behind = verdict.reason.code == "behind"
        sign = "<" if behind else "≥"
        expression = f"{plain(first)}% {sign} {plain(second)}%"
        text = msg(
            "completion {done}% {sign} elapsed {gone}%", done=plain(first), sign=sign, gone=plain(second)
        )
        yield Line(key="pace", expression=expression, result=True, message=text)


def _completion(ground: Ground, latest: Reading, done: Decimal | None) -> Iterator[Line]:
    footing, baseline = ground.footing, ground.footing.baseline
    yardstick = footing.paced_yardstick
    if baseline is None or yardstick is None:
        yield Line(key="completion", message=msg("completion: not computed, there is no baseline"))
        return
    start = reading_term(baseline, ground.unit)
    goal = yardstick.goal_from(baseline.number)
    if footing.held.gap_to_baseline is not None:
        reason = footing.held.gap_to_baseline.message
        yield Line(key="completion", message=msg("completion: not computed, {reason}", reason=reason))
    elif done is None or goal is None:
        text = msg("completion: not computed, the baseline {value} left no way to go", value=start)
        yield Line(key="completion", message=text)
    else:
        expression = f"({ground.term(latest)} - {start}) / ({term(goal)} - {start})"
        text = msg("completion = {expression} = {result}%", expression=expression, result=plain(done))
        yield Line(key="completion", expression=expression, result=done, message=text)


def _elapsed(ground: Ground, latest: Reading, gone: Decimal | None) -> Iterator[Line]:
    baseline, by = ground.footing.baseline, ground.footing.paced_by
    if baseline is None or by is None or gone is None:
        return
    passed, whole = latest.period.last - baseline.period.last, by.last - baseline.period.last
    expression = f"{passed} / {whole}"
    text = msg(
        "elapsed = {expression} months = {result}% (from the end of {first} to that of {now}, of {last})",
        expression=expression,
        result=plain(gone),
        first=baseline.period,
        now=latest.period,
        last=by,
    )
    if not by.dated:
        text = msg(
            "elapsed = {expression} terms = {result}% (from {first} to {now}, of {last})",
            expression=expression,
            result=plain(gone),
            first=baseline.period,
            now=latest.period,
            last=by,
        )
    yield Line(key="elapsed", expression=expression, result=gone, message=text)
