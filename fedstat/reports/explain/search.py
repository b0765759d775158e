"""The smallest change of a number that changes a verdict, found by trying, step by step of its last digit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from fedstat.model.plan import Status

    Verdict = Callable[[Decimal], Status]
    """The status with a number put in."""


class Turn(Struct, frozen=True, kw_only=True):
    """Where a verdict changes: the first number that gives another one."""

    value: Decimal
    delta: Decimal
    status: Status


def nearest_turn(
    verdict: Verdict, start: Decimal, step: Decimal, end: Fraction, critical: Iterable[Fraction]
) -> Turn | None:
    """Return the number nearest to *start*, towards *end*, that gives another verdict; None up to there.

    Tried are the numbers around every critical one, and steps that double; between two that differ the place
    is found by halving. The number before the one returned is known to give the verdict of *start*.

    Args:
        verdict: gives the status with a number put in.
        start: the number as it is.
        step: its last printed digit, signed by the direction.
        end: the last number that is possible in this direction.
        critical: where a rule may change its mind.
    """
    now = verdict(start)
    same = 0
    for steps in _tried(start, step, end, critical):
        if verdict(start + steps * step) != now:
            delta = _halved(verdict, start, step, same, steps) * step
            return Turn(value=start + delta, delta=delta, status=verdict(start + delta))
        same = steps
    return None


def _tried(start: Decimal, step: Decimal, end: Fraction, critical: Iterable[Fraction]) -> list[int]:
    last = (end - Fraction(start)) // Fraction(step)
    steps = {1 << power for power in range(max(last, 0).bit_length())} | {last}
    for number in critical:
        near = (number - Fraction(start)) // Fraction(step)
        steps |= {near - 1, near, near + 1, near + 2}
    return sorted(count for count in steps if 0 < count <= last)


def _halved(verdict: Verdict, start: Decimal, step: Decimal, same: int, other: int) -> int:
    now = verdict(start)
    while other - same > 1:
        middle = (same + other) // 2
        if verdict(start + middle * step) == now:
            same = middle
        else:
            other = middle
    return other
