"""What a progress table shows on demand: what is still required, a projection, the method's own class.

Also who is closest to a target, in a sentence. Figures that are not in the ledger get one digit more than the
value has, by the named rule; as data they are unrounded.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from fedstat.assessment import METHODS, Outlook, closest, outlook_of
from fedstat.language import Several, msg, msgs, say
from fedstat.model.number import decimals_of, plain, rounded
from fedstat.model.unit import change_kind
from fedstat.reports.record import met_share
from fedstat.reports.words import decimal, name_of, period_text, unrounded
from fedstat.table import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fedstat.assessment import Assessment, Evaluation, Near
    from fedstat.language import Language, Message

Extra = Literal["required", "projection", "method"]
EXTRAS: Final[tuple[Extra, ...]] = ("required", "projection", "method")
METHOD: Final[tuple[Extra, ...]] = ("method",)
GROWTH_DECIMALS: Final = 2
"""Digits of a growth a period, in percent."""
FIGURE_DECIMALS: Final = 4
"""Digits of a method's figure in a table."""


def extras_message(extra: Extra) -> Message:
    """Return what a group of columns is called."""
    words: dict[Extra, Message] = {
        "required": msg("still required"),
        "projection": msg("projection"),
        "method": msg("class of the method"),
    }
    return words[extra]


def shown_extras(evaluation: Evaluation, asked: Collection[str]) -> tuple[Extra, ...]:
    """Return the groups of columns that are shown: what was asked for, and the class of another method."""
    wanted = {*asked, *(() if evaluation.method == "pace" else ("method",))}
    return tuple(extra for extra in EXTRAS if extra in wanted)


def extra_columns(extras: Collection[Extra], language: Language) -> tuple[Column, ...]:
    """Return the columns of *extras*."""
    titles: dict[Extra, tuple[tuple[str, Message], ...]] = {
        "required": (
            ("required_linear", msg("needed a period")),
            ("required_compound", msg("growth needed a period")),
        ),
        "projection": (
            ("projection_linear", msg("projected, linear")),
            ("projection_compound", msg("projected, by growth")),
        ),
        "method": (
            ("method_class", msg("class of the method")),
            ("method_value", msg("figure of the method")),
        ),
    }
    return tuple(
        Column(
            key=key,
            title=say(title, language),
            align="left" if key == "method_class" else "right",
            essential=1,
            wrap=key == "method_class",
        )
        for extra in extras
        for key, title in titles[extra]
    )


def extra_cells(
    evaluation: Evaluation, item: Assessment, extras: Collection[Extra], language: Language
) -> tuple[Cell, ...]:
    """Return the cells of *extras* for one indicator; empty where there is nothing to say."""
    cells: list[Cell] = []
    for extra in extras:
        if extra == "method":
            cells += [_class(item, evaluation, language), _figure(item, evaluation)]
            continue
        found = outlook_of(item.deciding)
        if isinstance(found, Outlook):
            cells += _ahead(evaluation, item, found, extra, language)
        else:
            cells += [Cell(), Cell()]
    return tuple(cells)


def _class(item: Assessment, evaluation: Evaluation, language: Language) -> Cell:
    word = item.method_class
    said = None if word is None else METHODS[evaluation.method].classes[word]
    return Cell() if said is None else Cell(say(said, language), word)


def _figure(item: Assessment, evaluation: Evaluation) -> Cell:
    number = item.method_value
    if number is None:
        return Cell()
    return Cell(plain(rounded(number, FIGURE_DECIMALS, evaluation.rounding)), unrounded(number))


def _ahead(
    evaluation: Evaluation, item: Assessment, found: Outlook, extra: Extra, language: Language
) -> list[Cell]:
    rule, digits = evaluation.rounding, _digits(item)
    if extra == "required":
        step = rounded(found.linear, digits, rule)
        cells = [Cell(f"{step:+f}", decimal(found.linear)), Cell()]
        if isinstance(found.compound, Fraction):
            growth = rounded(found.compound, GROWTH_DECIMALS + 2, rule).scaleb(2)
            cells[1] = Cell(f"{growth:+f}%", decimal(found.compound * 100))
        return cells
    late = "" if found.by == evaluation.target_period else f" ({period_text(found.by, language)})"
    return [
        Cell(f"{plain(rounded(number, digits, rule))}{late}", decimal(number))
        if isinstance(number, Fraction)
        else Cell()
        for number in (found.projected_linear, found.projected_compound)
    ]


def _digits(item: Assessment) -> int:
    latest, yardstick = item.deciding.latest, item.deciding.yardstick
    of_value = 0 if latest is None else decimals_of(latest.value)
    of_target = 0 if yardstick is None else yardstick.decimals or 0
    return max(of_value, of_target) + 1


def extra_notes(extras: Collection[Extra]) -> Iterator[Message]:
    """Return the rules of *extras*, as they stand under the table."""
    if "required" in extras:
        yield msg(
            "Needed a period: in equal steps or by equal growth, from the latest value to the target; "
            "a period is a year, or the half-year, quarter, month or term of the indicator."
        )
    if "projection" in extras:
        yield msg(
            "Projected to the target period: the mean change since the baseline goes on (linear), "
            "or the growth since the baseline does; it is not cut at a natural limit."
        )


def closest_text(evaluation: Evaluation, language: Language) -> str | None:
    """Return which few indicators are closest to their targets and what they would lift; None of none."""
    near = closest(evaluation)
    counts = evaluation.counts()
    if not near:
        return None
    names = Several(_named(one, evaluation, language) for one in near)
    text = msgs(
        "Closest to its target: {names}. With it the share met would be {share}% ({met}/{all}).",
        "Closest to their targets: {names}. With these {count} the share met would be {share}% "
        "({met}/{all}).",
        len(near),
        names=names,
        share=met_share(evaluation, counts.met + len(near), counts.indicators),
        met=counts.met + len(near),
        all=counts.indicators,
    )
    if evaluation.selection.status:  # a share of what was chosen by its status would say nothing
        text = msg("Closest to their targets: {names}.", names=names)
    return say(text, language)


def _named(near: Near, evaluation: Evaluation, language: Language) -> Message:
    item = near.item
    left = rounded(abs(near.distance), _digits(item) - 1, evaluation.rounding)
    shown = plain(left or decimal(abs(near.distance)))
    return msg(
        "{name} (still {left})",
        name=name_of(item.indicator, language),
        left=_in_its_unit(shown, item.indicator.unit_measure),
    )


def _in_its_unit(left: str, unit: str) -> Message | str:
    """Return a distance with its unit: 百分点 of a percentage, 千分点 of ‰."""
    kind = change_kind(unit)
    if kind == "percentage-points":
        return msg("{change} pp", change=left)
    if kind == "permille-points":
        return msg("{change} ‰ pts", change=left)
    return f"{left} {unit}".strip()
