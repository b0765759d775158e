"""How statuses, numbers, changes and targets are said, in the words of the plan's office."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from fedstat.language import Message, Several, msg, say
from fedstat.model.number import EXACT, plain, rounded
from fedstat.model.unit import change_kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fedstat.assessment import Assessment, Evaluation, Reading, Reason
    from fedstat.language import Language
    from fedstat.model.indicator import Indicator, Kind
    from fedstat.model.number import Rounding
    from fedstat.model.period import Period
    from fedstat.model.plan import Named, Outlook, RoundKind, Status
    from fedstat.model.target import Number, Target
    from fedstat.table import Mark

MARKS: Final[dict[Status, Mark]] = {
    "met": "met",
    "on-track": "good",
    "behind": "warn",
    "flat": "flat",
    "moving-away": "bad",
    "missed": "missed",
    "no-data": "none",
    "not-assessable": "unclear",
}
CHANGE_DECIMALS: Final = 1
"""Digits of a relative change, as NBS prints it."""
PERCENT_DECIMALS: Final = 1
"""Digits of completion and elapsed."""
MANY_DIGITS: Final = 10
_FIGURE: Final = Context(prec=28)
"""As many digits as a method's figure is given with."""


_WORDS: Final[dict[Status, Message]] = {
    "met": msg("met", context="status"),
    "on-track": msg("on track", context="status"),
    "behind": msg("behind", context="status"),
    "flat": msg("flat", context="status"),
    "moving-away": msg("moving away", context="status"),
    "missed": msg("missed", context="status"),
    "no-data": msg("no data", context="status"),
    "not-assessable": msg("not assessable", context="status"),
}
_FINAL_WORDS: Final[dict[Status, Message]] = {
    "flat": msg("flat", context="final status of a trend"),
    "moving-away": msg("moving away", context="final status of a trend"),
}
_MONTHS: Final = (
    *(msg("January"), msg("February"), msg("March"), msg("April"), msg("May"), msg("June")),
    *(msg("July"), msg("August"), msg("September"), msg("October"), msg("November"), msg("December")),
)
OUTLOOK_WORDS: Final[dict[Outlook, Message]] = {
    "expected": msg("expected to be met", context="outlook"),
    "difficult": msg("difficult", context="outlook"),
    "unlikely": msg("unlikely to be met", context="outlook"),
}
"""What a unit states of an indicator; never computed."""
ROUND_WORDS: Final[dict[RoundKind, Message]] = {
    "annual": msg("annual monitoring", context="round"),
    "midterm": msg("mid-term evaluation", context="round"),
    "final": msg("final evaluation", context="round"),
}
_MET_TREND: Final = msg("met", context="status of a trend")


def status_message(status: Status, kind: Kind | None = None, *, final: bool = False) -> Message:
    """Return the word of DESIGN §3 for a status; a trend and a final evaluation have words of their own."""
    if final:
        return _FINAL_WORDS.get(status, _WORDS[status])
    return _MET_TREND if kind == "trend" and status == "met" else _WORDS[status]


_UNMET: Final = frozenset({"on-track", "behind", "flat", "moving-away", "missed"})


def status_word(evaluation: Evaluation, status: Status, language: Language, kind: Kind | None = None) -> str:
    """Return the word for a status: the office's own where the plan gives one in this language."""
    plan = evaluation.known.plan
    if plan.language in {None, language}:
        for named, own in plan.wording:
            if named == status:
                return own
    return say(status_message(status, kind, final=evaluation.final), language)


def _sub_target_notes(item: Assessment) -> tuple[Message, ...]:
    """Say which sub-targets are not met, and whose figures the row shows where that is not the same."""
    shown = Several(category for _, category in item.deciding.breakdown)
    if len(item.verdicts) < 2 or not item.deciding.breakdown:  # noqa: PLR2004 - two make several
        return ()
    unmet = [verdict for verdict in item.verdicts if verdict.status in _UNMET and verdict.breakdown]
    said = [Several(category for _, category in verdict.breakdown) for verdict in unmet]
    figures = msg("figures of {group}", group=shown)
    if not said:
        return (figures,)
    told = msg("not met: {groups}", groups=Several(said))
    return (told,) if unmet == [item.deciding] else (told, figures)


def status_text(evaluation: Evaluation, item: Assessment, language: Language) -> str:
    """Return a status with what must stand beside it: the reason of a gap, 反弹, a judgement by hand."""
    word = status_word(evaluation, item.status, language, item.kind)
    text: Message | str = word
    if item.status in {"no-data", "not-assessable"}:
        text = msg(
            "{status}: {reason}", status=word, reason=reason_message(evaluation, item.reason, language)
        )
    beside = (*_sub_target_notes(item), *(note.message for note in item.notes))
    if beside:
        notes = Several(beside)
        text = msg("{status} ({notes})", status=text, notes=notes)
    if item.lost_again:
        text = msg("{status} (lost again)", status=text)
    if item.judgement is not None:
        judged = status_word(evaluation, item.judgement.status, language, item.kind)
        text = msg("{status} (by hand: {judged})", status=text, judged=judged)
    if few_events(evaluation, item):
        text = msg("{status} (few events)", status=text)
    return say(text, language)


def reason_message(evaluation: Evaluation, reason: Reason, language: Language) -> Message:
    """Return why a verdict is what it is; an area in it is called by its name."""
    area = reason.message.values.get("area")
    if area is None:
        return reason.message
    named = area_name(evaluation, str(area), language)
    return Message(reason.message.pattern, {**reason.message.values, "area": named})


def area_name(evaluation: Evaluation, identity: str, language: Language) -> str:
    """Return the name of an area; where it is not declared yet, what the ledger calls it."""
    known, ledger = evaluation.known, evaluation.known.ledger
    declared = next((area.name for area in ledger.areas if area.id == identity), identity)
    called = known.plan.reference_area if identity == ledger.area else declared
    return name_of(known.areas.get(identity), language, called)


def compared_area(evaluation: Evaluation, word: str, language: Language) -> str:
    """Return the name of an area that the plan's `compare` calls by its id or its name."""
    areas = evaluation.known.areas.values()
    return next((name_of(area, language) for area in areas if word in {area.id, area.name}), word)


def few_events(evaluation: Evaluation, item: Assessment) -> bool:
    """Whether the value is a rate from fewer events than the ledger's `small_numbers`."""
    least = item.indicator.small_numbers or evaluation.known.plan.small_numbers
    observation = None if item.latest is None else item.latest.observation
    numerator = None if observation is None else observation.numerator
    return least is not None and numerator is not None and numerator < least


def selection_message(evaluation: Evaluation, language: Language) -> Several | None:
    """Return to which indicators a report was narrowed, in the ledger's words; None of the whole plan."""
    known, chosen = evaluation.known, evaluation.selection
    named = [
        *(name_of(known.parts.get(part), language, part) for part in chosen.part),
        *(name_of(known.domains.get(domain), language, domain) for domain in chosen.domain),
        *(name_of(known.member_units.get(unit), language, unit) for unit in chosen.responsible_unit),
        *(kind_message(kind) for kind in chosen.kind),
        *(status_word(evaluation, status, language) for status in chosen.status),
        *chosen.tag,
    ]
    return Several(named) if named else None


def name_of(noun: Indicator | Named | None, language: Language, otherwise: str = "") -> str:
    """Return the name of *noun* in *language*, its only name when it has no other, *otherwise* of none."""
    if noun is None:
        return otherwise
    return noun.name_en if language == "en" and noun.name_en else noun.name


def units_text(evaluation: Evaluation, units: Iterable[str], language: Language) -> str:
    """Return the names of member units, one after the other."""
    known = evaluation.known.member_units
    return say(Several(name_of(known.get(unit), language, unit) for unit in units), language)


def kind_message(kind: Kind) -> Message:
    """Return 可量化 or 趋势性."""
    return msg("quantifiable") if kind == "quantifiable" else msg("trend")


def day(moment: date) -> Message:
    """Return how a day is said: 2023年12月25日, 25 December 2023."""
    month = _MONTHS[moment.month - 1]
    return msg("{day} {month} {year}", day=moment.day, month=month, year=moment.year)


def period_text(period: Period, language: Language) -> str:
    """Return a period as it stands beside a figure, as short as can be: 2022, 2022-H2, 第15届."""
    return str(period) if period.dated else say(period, language)


def rounding_message(rule: Rounding) -> Message:
    """Return the name of a rounding rule, as it stands under every share."""
    words: dict[Rounding, Message] = {
        "half-up": msg("rounded half up"),
        "half-even": msg("rounded half to even (GB/T 8170)"),
        "truncate": msg("truncated"),
    }
    return words[rule]


def number_text(number: Number) -> str:
    """Return a number as printed; an exact fraction as one."""
    if isinstance(number, Fraction):
        return str(number)
    return plain(number)


def decimal(number: Fraction, decimals: int = MANY_DIGITS, rule: Rounding = "half-up") -> Decimal:
    """Return an exact fraction as a number with at most *decimals* digits, without idle zeros."""
    digits = rounded(number, decimals, rule).normalize(EXACT)
    return digits if digits.as_tuple().exponent <= 0 else digits.quantize(Decimal(1))  # type: ignore[operator]


def unrounded(number: Fraction) -> Decimal:
    """Return an exact figure as a number of 28 significant digits, without idle zeros or an exponent."""
    above, below = Decimal(number.numerator), Decimal(number.denominator)
    digits = _FIGURE.divide(above, below).normalize(_FIGURE)
    return digits if digits.as_tuple().exponent <= 0 else digits.quantize(Decimal(1), context=EXACT)  # type: ignore[operator]


def percent(part: Fraction | None, rule: Rounding, decimals: int = PERCENT_DECIMALS) -> Decimal | None:
    """Return a ratio as a percentage rounded by the named rule; None of none."""
    return None if part is None else rounded(part, decimals + 2, rule).scaleb(2)


def change(earlier: Reading, latest: Reading) -> Decimal:
    """Return how much the value changed, in its unit of measure, from the numbers as printed."""
    return EXACT.subtract(latest.value, earlier.value)


def change_text(
    earlier: Reading, latest: Reading, indicator: Indicator, rule: Rounding, language: Language
) -> str:
    """Return a change in the unit that fits, signed; 持平 when equal as printed."""
    absolute = change(earlier, latest)
    if not absolute:
        return say(msg("unchanged"), language)
    kind = change_kind(indicator.unit_measure)
    if kind == "percentage-points":
        return say(msg("{change} pp", change=f"{absolute:+f}"), language)
    if kind == "permille-points":
        return say(msg("{change} ‰ pts", change=f"{absolute:+f}"), language)
    if kind == "relative" and earlier.value:
        return f"{relative_change(earlier, latest, rule):+f}%"
    return f"{absolute:+f}"


def relative_change(earlier: Reading, latest: Reading, rule: Rounding) -> Decimal:
    """Return the change in percent of the earlier value, to one digit, by the named rule."""
    before = Fraction(earlier.value)
    return rounded((Fraction(latest.value) - before) / abs(before) * 100, CHANGE_DECIMALS, rule)


def target_texts(evaluation: Evaluation, indicator: Indicator, language: Language) -> str:
    """Return the targets of an indicator as printed, or as understood where no words are kept."""
    several = len(indicator.targets) > 1
    dated = len({target.by for target in indicator.targets}) > 1
    texts = []
    for target in indicator.targets:
        text = target_text(evaluation, target, language)
        if text not in texts:
            texts.append(
                text if target.wording or not several else _labelled(target, text, language, dated=dated)
            )
    return say(Several(texts), language)


def _labelled(target: Target, text: str, language: Language, *, dated: bool) -> str:
    label = [category for _, category in target.breakdown]
    if dated and target.by is not None:
        label.append(str(target.by))
    return say(msg("{label}: {target}", label=Several(label), target=text), language) if label else text


def target_text(evaluation: Evaluation, target: Target, language: Language) -> str:
    """Return one target: in the plan's own words, else by its comparator."""
    return target.wording or say(_understood(evaluation, target, language), language)


def _understood(evaluation: Evaluation, target: Target, language: Language) -> Message | str:
    area = "" if target.relative_to is None else area_name(evaluation, target.relative_to, language)
    return target_message(target, area)


def target_message(target: Target, area: str = "") -> Message | str:
    """Return a target by its comparator; *area* is the name of the one that it is relative to."""
    if target.comparator == "trend":
        return msg("trend in its direction")
    text = _compared(target)
    if target.relative_to is not None:
        return msg("{comparison} against {area}", comparison=text, area=area)
    if target.cumulative:
        return msg("{comparison} in sum", comparison=text)
    return msg("keep {comparison}", comparison=text) if target.keep else text


def _compared(target: Target) -> Message | str:
    if target.derivation is not None and target.change is not None:
        return _derived(target.change, target.derivation)
    if target.bounds is not None:
        return "–".join(number_text(bound) for bound in target.bounds)
    number = number_text(target.value if target.value is not None else Decimal(0))
    if target.comparator == "around":
        if target.tolerance is None:
            return msg("around {number}", number=number)
        return msg("{number} ± {tolerance}", number=number, tolerance=plain(target.tolerance))
    signs = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "equal": "="}
    return f"{signs[target.comparator]}{number}"


def _derived(change_: Decimal, derivation: str) -> Message:
    amount = f"{change_:+f}"
    if derivation == "points":
        return msg("{change} points from the baseline", change=amount)
    if derivation == "percent":
        return msg("{change}% from the baseline", change=amount)
    return msg("{change}% a year from the baseline", change=amount)
