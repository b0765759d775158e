"""Small ledgers for tests, built from nouns, so that a rule is tested without a file."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fedstat.errors import KeyPath, Origin, Place
from fedstat.model.indicator import Baseline, Indicator
from fedstat.model.ledger import Ledger
from fedstat.model.observation import Observation
from fedstat.model.period import Period, parse_period
from fedstat.model.plan import Plan
from fedstat.model.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable


class Nowhere:
    """A source without lines."""

    name = "test.toml"

    def locate(self, path: KeyPath, *, key: bool = False) -> Place:
        """Return the whole file."""
        return Place(file=self.name, line=len(path), column=1 + key)


def origin(sequence: int = 0) -> Origin:
    """Return a place in no file."""
    return Origin(Nowhere(), (), sequence=sequence)


def period(text: str) -> Period:
    """Return a period that must be one."""
    parsed = parse_period(text)
    assert parsed is not None, text
    return parsed


def target(
    comparator: str = "at_least", value: str | None = None, by: str | None = None, **more: Any
) -> Target:
    """Return a target; numbers as text."""
    for name in ("tolerance", "change"):
        if name in more:
            more[name] = Decimal(more[name])
    if "bounds" in more:
        more["bounds"] = tuple(Decimal(bound) for bound in more["bounds"])
    return Target(
        comparator=comparator,  # type: ignore[arg-type]
        value=None if value is None else Decimal(value),
        by=None if by is None else period(by),
        **more,
    )


def indicator(
    code: str = "W-1",
    *targets: Target,
    baseline: str | tuple[str, str] | None = None,
    direction: str | None = "increase",
    **more: Any,
) -> Indicator:
    """Return an indicator; a baseline without a period is of 2020."""
    baselines: tuple[Baseline, ...] = ()
    if baseline is not None:
        when, value = ("2020", baseline) if isinstance(baseline, str) else baseline
        baselines = (Baseline(period=period(when), value=Decimal(value)),)
    kind = "quantifiable" if any(one.has_number for one in targets) else "trend"
    values: dict[str, Any] = {
        "name": code,
        "direction": direction,
        "unit_measure": "%",
        "kind": kind,
        "baselines": baselines,
        "origin": origin(),
        **more,
    }
    for name in ("tolerance", "limit"):
        if isinstance(values.get(name), str):
            values[name] = Decimal(values[name])
    return Indicator(code=code, targets=targets, **values)


def value(
    code: str, when: str, number: str | None, status: str = "A", *, area: str = "城市", **more: Any
) -> Observation:
    """Return an observation; numbers as text."""
    if isinstance(more.get("baseline_restated"), str):
        more["baseline_restated"] = Decimal(more["baseline_restated"])
    return Observation(
        indicator=code,
        reference_area=area,
        period=period(when),
        value=None if number is None else Decimal(number),
        obs_status=status,
        **{"origin": origin(), **more},
    )


def series(code: str, **values: str) -> list[Observation]:
    """Return yearly observations: series("W-1", y2021="40", y2022="41")."""
    return [value(code, name.removeprefix("y"), number) for name, number in values.items()]


def plan(**more: Any) -> Plan:
    """Return a plan from 2020 to 2025."""
    return Plan(
        **{
            "title": "测试规划",
            "reference_area": "城市",
            "baseline_period": period("2020"),
            "target_period": period("2025"),
            "origin": origin(),
            **more,
        }
    )


def ledger(indicators: Iterable[Indicator] = (), entries: Iterable[Observation] = (), **more: Any) -> Ledger:
    """Return a ledger of these indicators and observations."""
    return Ledger(
        **{
            "name": "test.toml",
            "plans": (plan(),),
            "indicators": tuple(indicators),
            "entries": tuple(entries),
            **more,
        }
    )


def moment(text: str) -> datetime:
    """Return a stamp: 2023-12-25."""
    return datetime.fromisoformat(text)
