"""How often an indicator is measured, and how long a value of it may stand for later periods."""

from __future__ import annotations

from typing import Final

from fedstat.model.period import MONTHS, Period, PeriodKind

Frequency = str
"""A yearly, H, Q, M, A2 … A10 every so many years, "term" once in a term of office (SDMX CL_FREQ)."""
FREQUENCIES: Final[tuple[Frequency, ...]] = (
    *("A", "H", "Q", "M", "term"),
    *(f"A{years}" for years in range(2, 11)),
)


_KINDS: Final[dict[str, PeriodKind]] = {"H": "H", "Q": "Q", "M": "M"}


def months_between_values(frequency: Frequency) -> int:
    """Return how many months lie between two values of a dated *frequency*."""
    if frequency.startswith("A"):
        return 12 * int(frequency[1:] or 1)
    return MONTHS[frequency]


def own_period(view: Period, frequency: Frequency) -> Period:
    """Return the last period of *frequency* that ends no later than *view* does.

    A series once in a term of office has no calendar of its own: its period is the view's.
    """
    if frequency == "term" or not view.dated:
        return view
    kind: PeriodKind = "A" if frequency.startswith("A") else _KINDS[frequency]
    months = MONTHS[kind]
    end = (view.last + 1) // months * months - 1
    return Period(kind=kind, first=end - months + 1, last=end)


def belongs(period: Period, frequency: Frequency) -> bool:
    """Whether a value of *period* is one of the series: a half-year's figure never stands for a year's."""
    if frequency == "term":
        return period.kind in {"term", "A"}
    if period.kind == "span":
        return period.months == months_between_values(frequency)
    return period.kind == frequency[0]
