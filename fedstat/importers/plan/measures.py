"""What a row of a plan says in numbers: unit, direction, targets, baseline, past values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fedstat.errors import Fault
from fedstat.importers.cells import number_of, value_of
from fedstat.importers.plan.headings import Head
from fedstat.importers.plan.nouns import Choice
from fedstat.importers.words import folded
from fedstat.language import msg
from fedstat.model.number import plain
from fedstat.model.phrase import parse_target
from fedstat.model.quantity import parse_quantity
from fedstat.model.target import Target
from fedstat.model.unit import canonical_unit, is_percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedstat.importers.plan.asking import Asking
    from fedstat.importers.plan.rows import Raw
    from fedstat.importers.sheet import Cell
    from fedstat.model.period import Period
    from fedstat.model.phrase import Phrase
    from fedstat.model.target import Direction

    Said = dict[str, object]

_DIRECTIONS: Final[dict[str, Direction]] = {
    **dict.fromkeys(
        ("正向", "正向指标", "正", "+", "↑", "越高越好", "增加", "提高", "上升", "increase"), "increase"
    ),
    **dict.fromkeys(
        ("逆向", "逆向指标", "负向", "负向指标", "反向", "逆", "负", "-", "↓", "越低越好"), "decrease"
    ),
    **dict.fromkeys(("降低", "减少", "下降", "decrease"), "decrease"),
    **dict.fromkeys(("保持", "保持类", "稳定", "持平", "maintain"), "maintain"),
    **dict.fromkeys(("适度", "适度指标", "区间", "中性", "range"), "range"),
}
WORDS: Final[dict[Direction, str]] = {
    "increase": "正向",
    "decrease": "逆向",
    "maintain": "保持",
    "range": "适度",
}
_TREND: Final = ("趋势", "定性", "trend")
_NUMBERED: Final = ("量化", "定量", "quantifiable")
NOTHING: Final = frozenset(("—", "－", "-", "--", "——", "/", "／", "…", "……", "*", "—", "–", "空"))
"""What stands in a cell that is left empty on purpose."""
_UNCERTAIN: Final = frozenset(("无", "none", "n/a", "na", "nan", "不详", "暂无", "缺"))
_EXPLICIT: Final = frozenset(("at_least", "at_most", "above", "below"))


def measured(
    raw: Raw, asking: Asking, baseline_period: Period | None, target_period: Period | None
) -> tuple[Said, dict[Period, Said]]:
    """Return what a row says by the keys of an indicator, and its past values by period."""
    unit = _unit(raw)
    phrases = list(_phrases(raw, asking, unit))
    fields: Said = {"unit_measure": unit} if unit else {}
    direction = _direction(raw, asking, [phrase for _, _, phrase in phrases if phrase is not None])
    if direction:
        fields["direction"] = direction
    tags = [tag for _, _, phrase in phrases if phrase is not None for tag in phrase.tags]
    if tags:
        fields["tags"] = tags
    baseline, values = _figures(raw, asking, unit, baseline_period)
    if baseline:
        fields["baseline"] = baseline
    fields |= _number(raw, asking, "tolerance", unit) | _number(raw, asking, "limit", unit)
    _ask_tolerance(raw, asking, phrases)
    fields |= _kind(raw, asking, phrases)
    targets = [_target(head, text, phrase, target_period) for head, text, phrase in phrases if text]
    if targets:
        alone = targets[0] if set(targets[0]) != {"wording"} else targets[0]["wording"]
        fields["target"] = alone if len(targets) == 1 else targets
    return fields, values


def _unit(raw: Raw) -> str:
    """Return the unit of measure; where no column tells it, the one that the words of the targets have."""
    text = raw.text("unit_measure")
    if folded(text) in {folded(word) for word in NOTHING}:
        text = ""
    if not text:
        texts = [cell.text for _, cell in (*raw.dated("target"), *raw.dated("baseline"))]
        text = next((sign for sign in ("%", "‰") if any(sign in canonical_unit(one) for one in texts)), "")
    return canonical_unit(text) if text else ""


# -- targets -----------------------------------------------------------------------------------------------


def _phrases(raw: Raw, asking: Asking, unit: str) -> Iterable[tuple[Head, str, Phrase | None]]:
    """Yield each target's words and what they say; what they leave open is asked."""
    told = _DIRECTIONS.get(folded(raw.text("direction")))
    for head, cell in raw.dated("target"):
        text = " ".join(cell.text.split())
        if text in NOTHING:
            continue
        read = parse_target(text, direction=told, unit_measure=unit)
        if isinstance(read, Fault):
            _ask_target(raw, asking, head, text, told, read)
            yield head, "", None
        else:
            yield head, text, read


def _ask_target(
    raw: Raw, asking: Asking, head: Head, text: str, told: Direction | None, fault: Fault
) -> None:
    """Ask what a target means; of a bare number the direction tells what is likely."""
    del raw
    number = parse_quantity(text)
    choices: tuple[Choice, ...] = ()
    if not isinstance(number, Fault) and number.qualifier == "exact":
        least = Choice(text=f"不低于{text}", says=msg("at least {number}", number=text))
        most = Choice(text=f"不高于{text}", says=msg("at most {number}", number=text))
        choices = (most, least) if told == "decrease" else (least, most)
    asking.ask(
        head,
        "target",
        fault.message,
        remedy=msg("Write it so that it can be judged: 达到45%以上, 控制在5‰以内, 逐步提高."),
        choices=choices,
        proposes=bool(choices) and told in {"increase", "decrease"},
    )


def _target(head: Head, text: str, phrase: Phrase | None, target_period: Period | None) -> dict[str, object]:
    """Return a target as the ledger writes it: comparator and number where they are plain, and the words."""
    said: dict[str, object] = {}
    own = phrase.targets[0] if phrase is not None and len(phrase.targets) == 1 else None
    if (
        own is not None
        and own.comparator in _EXPLICIT
        and isinstance(own.value, Decimal)
        and phrase is not None
        and not phrase.tags
        and own == Target(comparator=own.comparator, value=own.value, wording=own.wording)
    ):
        said[own.comparator] = own.value
    if head.period is not None and head.period != target_period and (own is None or own.by is None):
        said["by"] = str(head.period)
    return {**said, "wording": text}


def _ask_tolerance(raw: Raw, asking: Asking, phrases: list[tuple[Head, str, Phrase | None]]) -> None:
    """Ask what “about” allows: the ledger never assumes it."""
    about = [
        (head, text)
        for head, text, phrase in phrases
        if phrase is not None
        and any(target.comparator == "around" and target.tolerance is None for target in phrase.targets)
    ]
    if about and not raw.text("tolerance"):
        asking.ask(
            Head("tolerance"),
            "tolerance",
            msg("“{text}” does not say how far off still counts.", text=about[0][1]),
            remedy=msg("Write the number that it may differ by, in the unit of measure: 1"),
        )


def _kind(raw: Raw, asking: Asking, phrases: list[tuple[Head, str, Phrase | None]]) -> Said:
    """Return the kind where the target does not tell it; ask where column and target disagree."""
    said = raw.text("nature")
    trend = any(word in said for word in _TREND) and "可" not in said.partition("趋势")[0]
    numbered = any(word in said for word in _NUMBERED)
    read = [phrase for _, _, phrase in phrases if phrase is not None]
    has_number = any(target.has_number for phrase in read for target in phrase.targets)
    if trend and has_number:
        asking.ask(
            Head("nature"),
            "nature",
            msg("The table calls it “{said}”, but its target has a number.", said=said),
            choices=(Choice(text="可量化", says=msg("it is judged by the number")),),
            proposes=True,
        )
    if numbered and not trend and not has_number:
        return {"kind": "quantifiable"}
    return {}


def mentioned(fields: Said) -> tuple[set[str], set[str]]:
    """Return the areas and the sub-groups that the targets of an indicator name."""
    aims = list(_aims(fields))
    areas = {aim.relative_to for aim in aims if aim.relative_to}
    return areas, {category for aim in aims for _, category in aim.breakdown}


def is_quantifiable(fields: Said) -> bool:
    """Whether an indicator has a number to reach, by its target or because the table says so."""
    numbered = any(aim.has_number for aim in _aims(fields))
    return numbered or fields.get("kind") == "quantifiable"


def _aims(fields: Said) -> Iterable[Target]:
    """Yield what the targets of an indicator say, each as its words are understood."""
    target = fields.get("target")
    unit = str(fields.get("unit_measure", ""))
    for one in target if isinstance(target, list) else [target]:
        wording = one["wording"] if isinstance(one, dict) else one
        read = parse_target(str(wording or ""), unit_measure=unit)
        yield from () if isinstance(read, Fault) else read.targets


# -- direction ---------------------------------------------------------------------------------------------


def _direction(raw: Raw, asking: Asking, phrases: list[Phrase]) -> Direction | None:
    """Return which way is good: the column's word, else the target's; what neither tells is asked."""
    text = raw.text("direction")
    told = _DIRECTIONS.get(folded(text))
    likely: tuple[str, ...]
    said = next((phrase.direction for phrase in phrases if phrase.direction is not None), None)
    if told is not None:
        if _clash(told, phrases):
            likely = (WORDS[said],) if said else _likely(phrases)
            aims = "，".join(" ".join(cell.text.split()) for _, cell in raw.dated("target"))
            asking.ask(
                Head("direction"),
                "direction",
                msg("“{word}” contradicts the target “{target}”.", word=text, target=aims),
                choices=tuple(map(_way, likely)),
                proposes=False,
            )
        return told
    if text and text not in NOTHING:
        likely = (WORDS[said],) if said else ()
        asking.ask(
            Head("direction"),
            "direction",
            msg("“{text}” does not say which way is good.", text=text),
            choices=tuple(map(_way, dict.fromkeys((*likely, *WORDS.values())))),
            proposes=bool(likely),
        )
        return said
    if said is None:
        likely = _likely(phrases)
        asking.ask(
            Head("direction"),
            "direction",
            msg("Neither the table nor the target says which way is good."),
            choices=tuple(map(_way, dict.fromkeys((*likely, *WORDS.values())))),
            proposes=bool(likely),
        )
    return said


def _way(word: str) -> Choice:
    says = {
        "正向": msg("higher is better"),
        "逆向": msg("lower is better"),
        "保持": msg("it holds what was reached"),
        "适度": msg("inside a range"),
    }
    return Choice(text=word, says=says[word])


def _likely(phrases: list[Phrase]) -> tuple[str, ...]:
    """Return the direction that targets without a verb suggest: a floor to hold is to be kept."""
    targets = [target for phrase in phrases for target in phrase.targets]
    if not targets:
        return ()
    if targets[0].comparator in {"between", "around"}:
        return ("适度",)
    if targets[0].comparator in {"at_most", "below"} or (
        targets[0].comparator == "equal" and not targets[0].value
    ):
        return ("逆向",)
    return ("正向",)


def _clash(told: Direction, phrases: list[Phrase]) -> bool:
    comparators = {
        target.comparator for phrase in phrases for target in phrase.targets if target.derivation is None
    }
    against = {"increase": {"at_most", "below"}, "decrease": {"at_least", "above"}}.get(told, set())
    said = {phrase.direction for phrase in phrases}
    opposite = {"increase": "decrease", "decrease": "increase"}.get(told)
    return bool(comparators & against) or (opposite is not None and opposite in said)


# -- figures -----------------------------------------------------------------------------------------------


def _figures(
    raw: Raw, asking: Asking, unit: str, baseline_period: Period | None
) -> tuple[Said, dict[Period, Said]]:
    """Return the baseline, and the past values by period; the two may not contradict each other."""
    known = [cell.value for field in ("baseline", "value") for _, cell in raw.dated(field)]
    baseline: Said = {}
    base: tuple[Period | None, object] | None = None
    for head, cell in raw.dated("baseline"):
        said = _value(raw, asking, head, cell, unit, known)
        if "value" in said:
            period = head.period or baseline_period
            base = (period, said["value"])
            baseline = {**({"period": str(period)} if period else {}), "value": said["value"]}
    values: dict[Period, Said] = {}
    for head, cell in raw.dated("value"):
        said = _value(raw, asking, head, cell, unit, known)
        if not said or head.period is None:
            continue
        if base is not None and base[0] == head.period and "value" in said:
            if base[1] != said["value"]:
                _ask_which(asking, head, str(base[1]), str(said["value"]))
            continue
        values[head.period] = said
    return baseline, values


def _ask_which(asking: Asking, head: Head, baseline: str, value: str) -> None:
    asking.ask(
        head,
        "baseline",
        msg(
            "The baseline says {baseline}, the value of the same period {value}.",
            baseline=baseline,
            value=value,
        ),
        choices=(Choice(text=baseline, says=msg("the baseline is right")),),
        proposes=False,
    )


def _value(raw: Raw, asking: Asking, head: Head, cell: Cell, unit: str, known: Sequence[object]) -> Said:
    """Return what a cell says of a value; nothing when it is empty or must be asked."""
    del raw
    text = " ".join(cell.text.split())
    if text in NOTHING:
        return {}
    if folded(text) in _UNCERTAIN:
        asking.ask(
            head,
            "no-value",
            msg("“{text}”: is it 0, or is there no value?", text=text),
            choices=(Choice(text="—", says=msg("no value")), Choice(text="0", says=msg("zero"))),
            proposes=False,
        )
        return {}
    said = value_of(cell, unit)
    if isinstance(said, Fault):
        asking.ask(head, "value", said.message, remedy=said.remedy, choices=_as_printed(cell, unit))
        return {}
    value = said.get("value")
    if isinstance(value, Decimal) and _looks_like_a_fraction(cell, value, unit, known):
        meant = plain(value.scaleb(2))
        asking.ask(
            head,
            "fraction",
            msg("{value} stands where the others are percentages.", value=plain(value)),
            choices=(
                Choice(text=f"{meant}%", says=msg("{meant}%, written as a fraction", meant=meant)),
                Choice(text=f"{plain(value)}%", says=msg("{value}%, as it stands", value=plain(value))),
            ),
            proposes=False,
        )
        return {}
    return dict(said)


def _as_printed(cell: Cell, unit: str) -> tuple[Choice, ...]:
    """Return the number that a cell holds with another unit, when leaving the unit out makes it readable."""
    read = parse_quantity(cell.text)
    if isinstance(read, Fault) or not unit or cell.error:
        return ()
    return (Choice(text=plain(read.value), says=msg("{value} {unit}", value=plain(read.value), unit=unit)),)


def _looks_like_a_fraction(cell: Cell, value: Decimal, unit: str, known: Sequence[object]) -> bool:
    if not is_percentage(unit) or cell.percent or "%" in cell.text or not 0 < value <= 1:
        return False
    return any(isinstance(other, Decimal) and other > 10 * value and other > 1 for other in known)


def _number(raw: Raw, asking: Asking, field: str, unit: str) -> Said:
    cell = raw.cell(field)
    if not cell.text or cell.text in NOTHING:
        return {}
    found = number_of(cell, unit)
    if isinstance(found, Fault):
        asking.ask(Head(field), field, found.message, remedy=found.remedy)
        return {}
    return {field: found}
