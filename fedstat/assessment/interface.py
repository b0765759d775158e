"""What every method of judging progress is given, and what it gives back."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Protocol

from msgspec import Struct

from fedstat.model.number import exactly

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from fedstat.language import Message
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.plan import Status
    from fedstat.model.target import Direction, Target

Way = Literal[-1, 0, 1]
"""Up or as wanted, down or against it, nowhere."""

NoDataCode = Literal[
    "not-surveyed",
    "not-published",
    "not-reported",
    "not-public",
    "not-applicable",
    "not-known",
    "included-elsewhere",
    "not-counted",
]
"""Why no value counts: 当年不调查, 尚未发布, 未报送, 不宜公开, 本地区不适用, 未掌握, 含在其他指标中;
or there is one, of a status that the plan does not let count."""


class Reason(Struct, frozen=True, kw_only=True):
    """Why a status is what it is: a code for programs, a sentence for people."""

    code: str
    message: Message


class Reading(Struct, frozen=True, kw_only=True):
    """The value that counts at a period."""

    period: Period
    """The value's own period."""
    value: Decimal
    """As printed, in the unit of measure."""
    exact: Fraction | None = None
    """The exact value where `value` is rounded from a ratio."""
    carried: bool = False
    """Whether it belongs to an earlier period than the one it stands for (沿用)."""
    observation: Observation | None = None
    """Where it comes from; None for a baseline that the indicator itself states."""

    @property
    def number(self) -> Fraction:
        """The exact value."""
        return exactly(self.value) if self.exact is None else self.exact


class Yardstick(Struct, frozen=True, kw_only=True):
    """A target as a plain range of numbers, derived from baseline or another area where it says so."""

    low: Fraction | None = None
    """What must be reached from below; None when there is no lower bound."""
    high: Fraction | None = None
    """What must be reached from above; None when there is no upper bound."""
    strict: bool = False
    """Whether the bound itself is not enough (超过, 低于)."""
    decimals: int | None = None
    """Digits of the target as printed; None where it was not printed as a decimal number."""

    def way_from(self, number: Fraction) -> Way:
        """Return which way a value outside the range must go to reach it, 0 of one inside it."""
        if self.low is not None and (number < self.low or (self.strict and number == self.low)):
            return 1
        if self.high is not None and (number > self.high or (self.strict and number == self.high)):
            return -1
        return 0

    def goal_from(self, number: Fraction) -> Fraction | None:
        """Return the bound that a value outside the range must reach; None of one inside it."""
        way = self.way_from(number)
        return None if way == 0 else self.low if way > 0 else self.high

    @property
    def nearest(self) -> Fraction:
        """The one bound of a one-sided target, the lower one of a range."""
        return self.low if self.low is not None else Fraction(self.high or 0)


class Course(Struct, frozen=True, kw_only=True):
    """How one series has run up to the period of the report: all that a method may look at of a trend."""

    baseline: Reading | None
    latest: Reading
    gap: Reason | None = None
    """Why baseline and latest value cannot be compared; None when they can."""
    points: tuple[Reading, ...] = ()
    """The values that can be compared with the latest, it and the baseline among them, oldest first."""
    direction: Direction | None = None
    """指标属性."""
    limit: Fraction | None = None
    """The natural limit of the series (理论上限); None where the ledger states none."""
    tolerance: Fraction = Fraction(0)
    """What still counts as no change."""


class Case(Course, frozen=True, kw_only=True):
    """One target held against one series: all that a method may look at."""

    target: Target
    """The target that sets the pace: the next milestone, or the one that decides once that is met or due."""
    yardstick: Yardstick
    by: Period
    """The period by which the target must be reached."""
    due: bool
    """Whether the period of the report is at or after that of the target that decides; a milestone's own
    period makes nothing missed."""
    reached: bool = False
    """Whether the latest value meets this very target, compared as the plan compares."""


class Rating(Struct, frozen=True, kw_only=True):
    """What an office's rule says: its own class and figure, or why it says nothing."""

    word: str | None = None
    """The office's class in snake_case, a key of the method's `classes`."""
    figure: Fraction | None = None
    """Exact; where the rule has a root of no exact value, to sixty digits."""
    way: Way = 0
    """Where the method's own change points: 1 as wanted, −1 against it, 0 nowhere."""
    why: Reason | None = None
    """Why the rule gives no class; None when it does."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What a method says of a target: our status, and the office's own class and figure."""

    status: Status
    reason: Reason
    completion: Fraction | None = None
    """完成进度, 1 is all of the way; below 0 and above 1 are possible."""
    elapsed: Fraction | None = None
    """序时进度, 1 is all of the time."""
    method_class: str | None = None
    method_value: Fraction | None = None
    """Exact; where the rule has a root of no exact value, to sixty digits."""


class Method(Protocol):
    """A published way of judging progress towards a target that is not met yet."""

    @property
    def name(self) -> str:
        """The word after `--method`."""
        ...

    @property
    def classes(self) -> Mapping[str, Message]:
        """The office's classes, the best first, and how each is said."""
        ...

    def judge(self, case: Case, *, met: bool) -> Outcome:
        """Return the method's verdict; whether the target is met was decided before, by METHODS §1."""
        ...

    def judge_trend(self, course: Course, standard: Outcome) -> Outcome:
        """Return the method's verdict of a trend, of which METHODS §1 has given the *standard* one."""
        ...

    def unobserved(self, *, baseline: bool) -> str | None:
        """Return the class of a series without a value, None where the office has no word for it.

        *baseline* is whether it has one that does not already meet the target.
        """
        ...
