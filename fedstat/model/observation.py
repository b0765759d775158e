"""The observation: one value of a submission with everything it inherits from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from fedstat.model.entry import FROM_THE_START

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from fractions import Fraction

    from fedstat.errors import Origin
    from fedstat.model.indicator import Visibility
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown

ObsStatus = str
OBS_STATUSES: Final = "ABDEFGHIJKLMNOPQSUVW"
"""The codes of SDMX CL_OBS_STATUS 2.2; there is none for "revised", history says it."""
NO_VALUE: Final = frozenset("KLMOQ")
"""The statuses that say why there is no value."""
BREAKS: Final = frozenset("BD")
"""The statuses across which nothing is computed unless the baseline is restated."""

Qualifier = Literal["exact", "rounded", "about", "more than", "nearly", "at least"]
QUALIFIERS: Final[tuple[Qualifier, ...]] = ("exact", "rounded", "about", "more than", "nearly", "at least")


class Observation(Struct, frozen=True, kw_only=True):
    """One value (监测值), or why there is none; its key is indicator, area, breakdown and period."""

    indicator: str
    reference_area: str
    """The area's id."""
    period: Period
    value: Decimal | None = None
    """In the indicator's unit of measure, with the digits it was given in; computed from the ratio to the
    indicator's `decimals` when a numerator and a denominator were given."""
    exact: Fraction | None = None
    """The exact value of a ratio; None when `value` itself is exact."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    obs_status: ObsStatus = "A"
    breakdown: Breakdown = ()
    qualifier: Qualifier = "exact"
    as_printed: str = ""
    note: str = ""
    baseline_restated: Decimal | None = None
    """The baseline on the new definition, given with a break."""
    reported_by: str = ""
    source: str = ""
    evidence: str = ""
    reviewed_by: str = ""
    approved_by: str = ""
    visibility: Visibility = "public"
    recorded: datetime = FROM_THE_START
    origin: Origin

    @property
    def key(self) -> tuple[str, str, Breakdown, Period]:
        """Indicator, reference area, breakdown, period."""
        return self.indicator, self.reference_area, self.breakdown, self.period
