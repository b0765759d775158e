"""Targets against what stands beside them: the direction, and the baseline's period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.checks.places import place_of, stated_in
from fedstat.errors import Finding
from fedstat.language import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.period import Period
    from fedstat.model.target import Comparator, Direction, Target

AGAINST: Final[dict[Direction | None, dict[Comparator, Comparator]]] = {
    "increase": {"at_most": "at_least", "below": "above"},
    "decrease": {"at_least": "at_most", "above": "below"},
}
"""Comparators that call the worse value met, and the ones that are probably meant."""


# -- the direction -----------------------------------------------------------------------------------------


def comparators_against_direction(known: Known) -> Iterator[Finding]:
    """Yield the targets that a worse value would meet."""
    for indicator in known.indicators.values():
        against = AGAINST.get(indicator.direction)
        if against is not None:
            for index, target in enumerate(indicator.targets):
                if target.comparator in against:
                    key = "change_from_baseline" if target.derivation else target.comparator
                    where = place_of(indicator.origin, "target", indicator.targets, index, key)
                    yield Finding("comparator-direction", where, *_against(indicator, target, against))


def _against(
    indicator: Indicator, target: Target, against: dict[Comparator, Comparator]
) -> tuple[Message, Message]:
    direction = DIRECTIONS[indicator.direction or "range"]()
    other = "decrease" if indicator.direction == "increase" else "increase"
    if target.derivation is not None and target.change is not None:
        return msg(
            "A change of {change} goes against the direction {direction}: a worse value would meet it.",
            change=f"{target.change:+f}{'' if target.derivation == 'points' else '%'}",
            direction=direction,
        ), msg(
            'Change the sign, or give the indicator direction = "{other}".',
            other=other,
        )
    return msg(
        "“{comparator}” stands beside the direction {direction}: a worse value would meet the target.",
        comparator=target.comparator,
        direction=direction,
    ), msg(
        'Write {meant}, or give the indicator direction = "{other}".',
        meant=against[target.comparator],
        other=other,
    )


DIRECTIONS: Final = {
    "increase": lambda: msg("“increase”", context="direction"),
    "decrease": lambda: msg("“decrease”", context="direction"),
    "maintain": lambda: msg("“maintain”", context="direction"),
    "range": lambda: msg("“range”", context="direction"),
}


# -- the period --------------------------------------------------------------------------------------------


def targets_before_baseline(known: Known) -> Iterator[Finding]:
    """Yield the targets that are to be reached by a period not later than the baseline's."""
    plan = known.plan
    if _too_early(plan.target_period, plan.baseline_period):
        yield Finding(
            "target-before-baseline",
            stated_in(known, "target_period").at("target_period"),
            *_early(plan.target_period, plan.baseline_period),
        )
    for indicator in known.indicators.values():
        given = indicator.baselines
        baseline = given[0].period if given else plan.baseline_period
        for index, target in enumerate(indicator.targets):
            if target.by is not None and target.by != plan.target_period and _too_early(target.by, baseline):
                where = place_of(indicator.origin, "target", indicator.targets, index, "by")
                yield Finding("target-before-baseline", where, *_early(target.by, baseline))


def _too_early(by: Period | None, baseline: Period | None) -> bool:
    return by is not None and baseline is not None and by.dated == baseline.dated and by <= baseline


def _early(by: Period | None, baseline: Period | None) -> tuple[Message, Message]:
    return (
        msg("The target is of {by}, and the baseline of {baseline}.", by=by, baseline=baseline),
        msg("A target lies after the baseline: correct the one or the other."),
    )
