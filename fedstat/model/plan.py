"""The plan and what it is made of: parts, domains, goals, units, areas, dimensions, rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from fedstat.model.entry import FROM_THE_START

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from fedstat.errors import Origin
    from fedstat.language import Language
    from fedstat.model.number import Rounding
    from fedstat.model.period import Period

Comparison = Literal["whole", "rounded"]
COMPARISONS: Final[tuple[Comparison, ...]] = ("whole", "rounded")
TrendAgainst = Literal["baseline", "previous"]
TRENDS_AGAINST: Final[tuple[TrendAgainst, ...]] = ("baseline", "previous")
RoundKind = Literal["annual", "midterm", "final"]
ROUND_KINDS: Final[tuple[RoundKind, ...]] = ("annual", "midterm", "final")

REQUIRABLE: Final = ("source", "evidence", "reported_by", "reviewed_by", "approved_by")
"""What a plan may demand of every observation."""
METHODS: Final = ("pace", "statcan", "eurostat", "destatis", "unsd", "nchs")
"""The methods that a round may name."""
Outlook = Literal["expected", "difficult", "unlikely"]
OUTLOOKS: Final[tuple[Outlook, ...]] = ("expected", "difficult", "unlikely")
Basis = Literal["all", "quantifiable"]
BASES: Final[tuple[Basis, ...]] = ("all", "quantifiable")

Status = Literal["met", "on-track", "behind", "flat", "moving-away", "missed", "no-data", "not-assessable"]
STATUSES: Final[tuple[Status, ...]] = (
    *("met", "on-track", "behind", "flat"),
    *("moving-away", "missed", "no-data", "not-assessable"),
)
"""Every progress status, in the order in which they are counted; they always add up to all."""


class Expected(Struct, frozen=True, kw_only=True):
    """What the plan document says it has; None where it does not say."""

    indicators: int | None = None
    quantifiable: int | None = None
    trend: int | None = None


class Plan(Struct, frozen=True, kw_only=True):
    """One edition of the plan's own settings."""

    title: str
    title_en: str = ""
    reference_area: str
    """The name of the area of observations that name none."""
    baseline_period: Period | None = None
    target_period: Period | None = None
    language: Language | None = None
    rounding: Rounding = "half-up"
    share_decimals: int = 2
    comparison: Comparison = "whole"
    counts: tuple[str, ...] = ("A", "P", "E")
    """The observation statuses that may decide a verdict."""
    trend_against: TrendAgainst = "baseline"
    compare: tuple[str, ...] = ()
    """Areas printed beside ours when the ledger has their values."""
    expected: Expected = Expected()
    wording: tuple[tuple[Status, str], ...] = ()
    """The office's own words for the statuses."""
    small_numbers: int | None = None
    """A rate from fewer events than this is shown with 基数小."""
    require: tuple[str, ...] = ()
    """The particulars that every observation must have; some of `REQUIRABLE`."""
    reason: str = ""
    document: str = ""
    recorded: datetime = FROM_THE_START
    origin: Origin


class Named(Struct, frozen=True, kw_only=True):
    """Something with an id and a name: the common shape of the plan's building blocks."""

    id: str
    name: str
    name_en: str = ""
    recorded: datetime = FROM_THE_START
    origin: Origin


class Part(Named, frozen=True, kw_only=True):
    """A part of the plan: 妇女发展规划, 儿童发展规划; its name is its title."""

    document: str = ""
    expected: Expected = Expected()


class Domain(Named, frozen=True, kw_only=True):
    """A domain (领域) of a part: 妇女与健康."""

    part: str = ""


class Goal(Named, frozen=True, kw_only=True):
    """A main goal (主要目标) of a domain; it may have several indicators, or none."""

    domain: str = ""


class MemberUnit(Named, frozen=True, kw_only=True):
    """A member unit (成员单位) that answers for indicators or fills them."""

    contact: str = ""


class Area(Named, frozen=True, kw_only=True):
    """A reference area (地区) and the one it lies in."""

    parent: str = ""


class Dimension(Named, frozen=True, kw_only=True):
    """A dimension of breakdowns (分组): sex, residence, age, with its categories in order."""

    categories: tuple[str, ...] = ()
    """The ids of the categories; a category without an id of its own is its name."""
    category_names: tuple[tuple[str, str, str], ...] = ()
    """Id, name and English name of the categories that have an id of their own."""


class Round(Named, frozen=True, kw_only=True):
    """A monitoring or evaluation round (监测评估轮次): its period, its day, its rules."""

    kind: RoundKind
    period: Period
    known_on: date | None = None
    method: str = ""
    rounding: Rounding | None = None
    comparison: Comparison | None = None
    target_period: Period | None = None


class Profile(Named, frozen=True, kw_only=True):
    """How the tables of one sender are read, so that next year needs no options; its name is its id."""

    map: tuple[tuple[str, str], ...] = ()
    """Headings and what they mean: ("年份", "period")."""
    sheet: tuple[str, ...] = ()
    """The only sheets that are read; empty for all that hold such a table."""
    reference_area: str = ""
    """The area of values that name none; the plan's own when empty."""
    reported_by: str = ""
    source: str = ""
    evidence: str = ""
    as_shown: bool = False
    """Whether the digits are taken that the sheet shows."""


class Explanation(Struct, frozen=True, kw_only=True):
    """What a unit says of an indicator: outlook, cause, measures (原因与措施)."""

    indicator: str
    period: Period
    reported_by: str = ""
    outlook: Outlook | None = None
    cause: str = ""
    measures: str = ""
    due: date | None = None
    recorded: datetime = FROM_THE_START
    origin: Origin


class Judgement(Struct, frozen=True, kw_only=True):
    """A verdict by hand (人工认定); it never overwrites the computed one."""

    indicator: str
    period: Period
    status: Status
    by: str
    reason: str
    recorded: datetime = FROM_THE_START
    origin: Origin


class Withdrawal(Struct, frozen=True, kw_only=True):
    """A value or an indicator taken back (作废)."""

    indicator: str
    period: Period | None = None
    """The period of the value; None takes back the indicator."""
    reference_area: str = ""
    breakdown: tuple[tuple[str, str], ...] | None = None
    """The sub-group of the value; None takes back every value of the period in the area."""
    reason: str
    by: str = ""
    document: str = ""
    recorded: datetime = FROM_THE_START
    origin: Origin


class Closing(Struct, frozen=True, kw_only=True):
    """A sealed round (定稿): its counts and the digest of what they rest on."""

    round: str
    counts: tuple[tuple[str, int], ...] = ()
    digest: str = ""
    recorded: datetime = FROM_THE_START
    origin: Origin


class Claim(Struct, frozen=True, kw_only=True):
    """A headline somebody printed (已公布数据), kept to be checked; None where it says nothing."""

    id: str = ""
    source: str
    indicators: int | None = None
    quantifiable: int | None = None
    trend: int | None = None
    met: int | None = None
    not_met: int | None = None
    no_data: int | None = None
    met_share: Decimal | None = None
    """In percent, with the digits that were printed."""
    basis: Basis = "all"
    """What the share is a share of."""
    note: str = ""
    recorded: datetime = FROM_THE_START
    origin: Origin
