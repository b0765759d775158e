"""What must happen each remaining period to arrive, beside what happened each period so far."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedstat.assessment.interface import Reason
from fedstat.assessment.outlook import Outlook, compound_change, outlook_of

if TYPE_CHECKING:
    from fedstat.reports.explain.footing import Footing


class Ahead(Struct, frozen=True, kw_only=True):
    """The way that is left to the target that sets the pace, and the way so far."""

    outlook: Outlook
    linear_so_far: Fraction | None
    """The mean change a period since the baseline; None where the two cannot be compared."""
    compound_so_far: Fraction | None
    """The mean growth a period since the baseline; None where there is no rate."""


def ahead_of(footing: Footing) -> Ahead | None:
    """Return the way ahead; None when the target is met or due, has no number, or there is no value."""
    verdict, latest = footing.verdict, footing.latest
    outlook = outlook_of(replace(verdict, yardstick=footing.paced_yardstick, by=footing.paced_by))
    if isinstance(outlook, Reason) or latest is None:
        return None
    ahead = outlook.projected_linear
    so_far = None if isinstance(ahead, Reason) else (ahead - latest.number) / outlook.periods
    rate: Fraction | Reason | None = None
    if so_far is not None and footing.baseline is not None and not verdict.target.cumulative:
        past = Fraction(latest.period.last - footing.baseline.period.last)
        months = Fraction(outlook.by.last - latest.period.last) / outlook.periods
        rate = compound_change(footing.baseline.number, latest.number, past / months)
    return Ahead(
        outlook=outlook,
        linear_so_far=so_far,
        compound_so_far=None if isinstance(rate, Reason) else rate,
    )
