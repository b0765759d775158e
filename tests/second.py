"""The formulas of METHODS §2 once more, from the text and not from our code.

Written another way on purpose: powers by logarithms of forty digits, no classes shared, no early returns
shared. It knows one target of one number, and answers the class, the figure and our status.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

D = Decimal
Answer = tuple[str, str | None, Decimal | None]
BEST = {"target_achieved", "substantial_progress", "significant_progress", "on_track", "achieved"}
HAIR = D("1e-30")
"""Nearer to a cut than this is a tie."""


def decimal(number: Fraction) -> Decimal:
    return D(number.numerator) / D(number.denominator)


def root(ratio: Fraction, exponent: Fraction) -> Decimal:
    if ratio == 0:
        return D(0)
    return (decimal(ratio).ln() * decimal(exponent)).exp()


def at_least(figure: Decimal, cut: str) -> bool:
    return figure >= D(cut) - HAIR


def more_than(figure: Decimal, cut: str) -> bool:
    return figure > D(cut) + HAIR


def answer(
    method: str,
    *,
    up: bool,
    base: Fraction,
    now: Fraction,
    goal: Fraction,
    gone: Fraction,
    whole: Fraction,
) -> Answer:
    """Return status, class and figure of a target with *whole* years to go of which *gone* are gone."""
    with localcontext() as context:
        context.prec = 50
        met = now >= goal if up else now <= goal
        word, figure = {
            "pace": pace,
            "statcan": statcan,
            "eurostat": eurostat,
            "unsd": unsd,
            "nchs": nchs,
        }[method](met, 1 if up else -1, base, now, goal, gone, whole)
        if met:
            return "met", word, figure
        if gone >= whole:
            return "missed", word, figure
        if method == "pace":
            return ("not-assessable" if word is None else word.replace("_", "-")), word, figure
        if word in {None, "not_available"}:
            return "not-assessable", word, figure
        if word in {
            "target_achieved",
            "substantial_progress",
            "significant_progress",
            "on_track",
            "achieved",
        }:
            return "on-track", word, figure
        moved = (now - base) * (1 if up else -1)
        return ("behind" if moved > 0 else "flat" if moved == 0 else "moving-away"), word, figure


def held(direction: int, base: Fraction, goal: Fraction) -> bool:
    """Whether the baseline already met the target."""
    return (base - goal) * direction >= 0


def pace(
    met: bool, direction: int, base: Fraction, now: Fraction, goal: Fraction, gone: Fraction, whole: Fraction
) -> tuple[str | None, Decimal | None]:
    share = None if held(direction, base, goal) else (now - base) / (goal - base)
    clock = gone / whole
    figure = None if share is None else decimal(share / clock)
    if met:
        return "met", figure
    if clock >= 1:
        return "missed", figure
    if share is None or share < 0:
        return "moving_away", figure
    if share == 0:
        return "flat", figure
    return ("on_track" if share >= clock else "behind"), figure


def ratio(
    direction: int, base: Fraction, now: Fraction, goal: Fraction, gone: Fraction, whole: Fraction
) -> Decimal | None:
    """Return CAGR over the size of the one required, in the direction; None where it is undefined."""
    if base == 0 or base * now < 0 or base * goal < 0 or base == goal:
        return None
    had = root(now / base, 1 / gone) - 1
    needed = root(goal / base, 1 / whole) - 1
    return direction * had / abs(needed)


def statcan(
    met: bool, direction: int, base: Fraction, now: Fraction, goal: Fraction, gone: Fraction, whole: Fraction
) -> tuple[str | None, Decimal | None]:
    p = ratio(direction, base, now, goal, gone, whole)
    if p is not None and base < 0:
        p = -p
    if met:
        return "target_achieved", p
    if base * now < 0:
        return "not_available", None
    if base == goal and base != 0:
        return "deterioration", None
    if p is None:
        return None, None
    if at_least(p, ".95"):
        return "substantial_progress", p
    if at_least(p, ".60"):
        return "moderate_progress", p
    return ("limited_progress" if (now - base) * direction >= 0 else "deterioration"), p


def eurostat(
    met: bool, direction: int, base: Fraction, now: Fraction, goal: Fraction, gone: Fraction, whole: Fraction
) -> tuple[str | None, Decimal | None]:
    r = None if base < 0 else ratio(direction, base, now, goal, gone, whole)
    if met or r is None:
        return ("significant_progress" if met else None), r
    if more_than(r, ".95"):
        return "significant_progress", r
    if more_than(r, ".60"):
        return "moderate_progress", r
    return ("insufficient_progress" if (now - base) * direction >= 0 else "movement_away"), r


def unsd(
    met: bool, direction: int, base: Fraction, now: Fraction, goal: Fraction, gone: Fraction, whole: Fraction
) -> tuple[str | None, Decimal | None]:
    if base == 0 or base * now < 0 or held(direction, base, goal):
        return ("achieved" if met else None), None
    rate = root(now / base, 1 / gone)
    ahead = decimal(now) * (rate ** decimal(whole - gone)) if rate else D(0)
    x = (ahead - decimal(base)) / decimal(goal - base)
    if met:
        return "achieved", x
    if at_least(x, ".95"):
        return "on_track", x
    return ("fair_progress" if at_least(x, ".10") else "stagnation_or_regression"), x


def nchs(
    met: bool, direction: int, base: Fraction, now: Fraction, goal: Fraction, gone: Fraction, whole: Fraction
) -> tuple[str | None, Decimal | None]:
    del gone, whole
    if held(direction, base, goal):
        return None, None
    done = 100 * (now - base) / (goal - base)
    if met:
        return "target_met_or_exceeded", decimal(done)
    if done >= 10:
        return "improving", decimal(done)
    worse = (now - base) * direction < 0 and 10 * abs(now - base) >= abs(base)
    return ("getting_worse" if worse else "little_or_no_detectable_change"), decimal(done)


def destatis(
    series: list[Fraction], *, up: bool, goal: Fraction, left: Fraction, keep: bool
) -> tuple[str | None, Fraction | None]:
    """Return symbol and gap of one value a year, *left* years before the target year."""
    if len(series) < 4:
        return None, None
    six = series[-6:]
    avg = (six[-1] - six[0]) / (len(six) - 1)
    better = avg if up else -avg
    now = six[-1]
    reached = now >= goal if up else now <= goal
    if reached:
        return ("slightly_cloudy" if better < 0 else "sun"), None
    if keep:
        return ("cloudy" if better > 0 else "thunderstorm"), None
    hypothetical = now + avg * left
    gap = (goal - hypothetical) * (1 if up else -1) / abs(goal - now)
    if gap * 100 < 5:
        return "sun", gap
    if gap * 100 <= 20:
        return "slightly_cloudy", gap
    return ("cloudy" if better > 0 else "thunderstorm"), gap
