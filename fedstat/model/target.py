"""The target: what an indicator must reach, by when, and in which words the plan says so."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from fedstat.model.period import Period

Direction = Literal["increase", "decrease", "maintain", "range"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("increase", "decrease", "maintain", "range")

Comparator = Literal["at_least", "at_most", "above", "below", "between", "around", "equal", "trend"]
"""How a value is held against the target; "trend" has no number and is judged by the direction."""

Derivation = Literal["percent", "points", "percent_per_year"]
"""How a target follows from the baseline: changed by so many percent, by so many units of measure
(百分点 for %), or by so many percent compounded every year."""

Breakdown = tuple[tuple[str, str], ...]
"""Pairs of dimension and category (分组), sorted by dimension; empty for the total."""

Number = Decimal | Fraction
"""A Decimal as printed, or a Fraction where the words mean one (三分之二)."""


class Target(Struct, frozen=True, kw_only=True):
    """One target (目标值) of an indicator; several stand for milestones or for sub-targets by breakdown."""

    comparator: Comparator
    value: Number | None = None
    """The number to compare with; with *relative_to* a difference to that area; None for a trend, for
    `between`, and where it is derived from the baseline."""
    bounds: tuple[Number, Number] | None = None
    """Lower and upper bound of `between`, both included."""
    tolerance: Decimal | None = None
    """What `around` allows on both sides, in the unit of measure."""
    keep: bool = False
    """Whether it must hold in every period from when it was first met."""
    derivation: Derivation | None = None
    """How the number follows from the baseline; `change` is then how much."""
    change: Decimal | None = None
    """A signed change from the baseline: percent, or points in the unit of measure."""
    equal_is_met: bool = False
    """Of a trend: whether a value equal to the baseline counts as met (得到控制)."""
    relative_to: str | None = None
    """The area whose value of the same period is the yardstick."""
    cumulative: bool = False
    """Whether the sum of the periods from the plan's start is compared (累计)."""
    by: Period | None = None
    """The period by which it must be reached; the plan's target period when the entry names none."""
    breakdown: Breakdown = ()
    """The sub-group this target is for; empty for the total."""
    wording: str = ""
    """The target as the plan document prints it."""

    @property
    def has_number(self) -> bool:
        """Whether there is a number to reach: this is what makes an indicator quantifiable."""
        return self.comparator != "trend"
