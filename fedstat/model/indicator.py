"""The indicator: what is measured, by whom, from which baseline and towards which target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from fedstat.model.entry import FROM_THE_START

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from fedstat.errors import Origin
    from fedstat.model.frequency import Frequency
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown, Direction, Target

Kind = Literal["quantifiable", "trend"]
KINDS: Final[tuple[Kind, ...]] = ("quantifiable", "trend")
Role = Literal["indicator", "activity", "background"]
ROLES: Final[tuple[Role, ...]] = ("indicator", "activity", "background")
Visibility = Literal["public", "internal"]
VISIBILITIES: Final[tuple[Visibility, ...]] = ("public", "internal")


class Baseline(Struct, frozen=True, kw_only=True):
    """A baseline value (基期值) that the indicator itself states."""

    period: Period
    value: Decimal
    """In the indicator's unit of measure."""
    breakdown: Breakdown = ()
    reference_area: str = ""
    """The area's id; the plan's own when the entry names none."""
    source: str = ""


class Indicator(Struct, frozen=True, kw_only=True):
    """One edition of an indicator (指标); a later edition of the same code supersedes it."""

    code: str
    name: str
    name_en: str = ""
    part: str = ""
    domain: str = ""
    goal: str = ""
    responsible_unit: tuple[str, ...] = ()
    """牵头单位, ids of member units."""
    supporting_units: tuple[str, ...] = ()
    """配合单位, ids of member units."""
    data_provider: str = ""
    """数据提供单位, the id of the unit that fills the form; the first responsible unit by default."""
    unit_measure: str = ""
    """计量单位 as printed: %, ‰, 1/10万, 个."""
    direction: Direction | None = None
    """指标属性; None only for what is not assessed."""
    tags: tuple[str, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    targets: tuple[Target, ...] = ()
    kind: Kind = "quantifiable"
    """可量化 or 趋势性: stated, or told by whether the target has a number."""
    decimals: int | None = None
    """Printed digits of computed values; given values keep their own."""
    frequency: Frequency = "A"
    lag: int = 0
    """How many of its periods a value may be late and still be carried (沿用)."""
    tolerance: Decimal | None = None
    """What still counts as flat, in the unit of measure."""
    limit: Decimal | None = None
    """理论上限: the natural limit of the series."""
    small_numbers: int | None = None
    """A rate from fewer events than this is shown with 基数小; the plan's own when None."""
    definition: str = ""
    formula: str = ""
    data_source: str = ""
    note: str = ""
    role: Role = "indicator"
    """Activities and background figures are kept and shown, never counted nor assessed."""
    same_as: str = ""
    """The code of the indicator whose values it shares: both parts count it, one unit fills it."""
    visibility: Visibility = "public"
    reason: str = ""
    """Why a new edition came (指标调整)."""
    document: str = ""
    """The document that a new edition rests on."""
    recorded: datetime = FROM_THE_START
    origin: Origin

    @property
    def assessed(self) -> bool:
        """Whether it counts among the plan's indicators."""
        return self.role == "indicator"
