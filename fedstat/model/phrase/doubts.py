"""What a phrase leaves open, and what to write for each possible answer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fedstat.errors import Fault
from fedstat.language import Several, msg
from fedstat.model.number import plain
from fedstat.model.phrase.amounts import SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.language import Message
    from fedstat.model.phrase.amounts import Amount
    from fedstat.model.target import Direction, Number, Target

_SHOWN = 40


class Asked(NamedTuple):
    """What was asked: the phrase, and what is known of its indicator."""

    text: str
    direction: Direction | None
    unit_measure: str

    @property
    def shown(self) -> str:
        """The phrase, short enough to stand in a sentence."""
        return self.text if len(self.text) <= _SHOWN else self.text[: _SHOWN - 1] + "…"


class DoubtError(Exception):
    """Ends the reading of a phrase that is not to be guessed at; never leaves this package."""

    def __init__(self, fault: Fault) -> None:
        """Keep what is asked."""
        super().__init__(fault)
        self.fault = fault


def _asks(message: Message, remedy: Message) -> DoubtError:
    return DoubtError(Fault("target-question", message, remedy))


def spelled(number: Number) -> str:
    """Return a number as it stands in a ledger."""
    return f'"{number}"' if isinstance(number, Fraction) else plain(number)


def line(key: str, number: Number) -> str:
    """Return a comparator as it stands in a ledger."""
    return f"{key} = {spelled(number)}"


def _change(key: str, number: Number) -> str:
    return f"change_from_baseline = {{ {key} = {spelled(number)} }}"


def not_understood(asked: Asked) -> DoubtError:
    """Return the doubt of a phrase that follows no known form."""
    return DoubtError(
        Fault(
            "target-not-understood",
            msg("“{text}” is not understood as a target.", text=asked.shown),
            msg(
                "State the target beside the words: {number}, or without a number: {trend}.",
                number='{ at_least = 45, wording = "…" }',
                trend='{ wording = "提高" }',
            ),
        )
    )


def bare(asked: Asked, number: Number) -> DoubtError:
    """Return the doubt of a number without a comparator; direction alone does not settle it."""
    return _asks(
        msg("“{text}” names a number, but not on which side of it a value is good.", text=asked.shown),
        msg(
            "Write {least} where a value must reach it, {most} where it must not pass it.",
            least=line("at_least", number),
            most=line("at_most", number),
        ),
    )


def kept(asked: Asked, number: Number) -> DoubtError:
    """Return the doubt of 保持在X: at it, above it or below it."""
    return _asks(
        msg("“{text}” does not say on which side of the number values must stay.", text=asked.shown),
        msg(
            "Write {least} or {most}, each with keep = true; or {around} with a tolerance.",
            least=line("at_least", number),
            most=line("at_most", number),
            around=line("around", number),
        ),
    )


def clash(asked: Asked, words: Iterable[str], number: Number) -> DoubtError:
    """Return the doubt of words that do not go together: 不超过X以上."""
    return _asks(
        msg(
            "In “{text}” these words contradict each other: {words}.", text=asked.shown, words=Several(words)
        ),
        msg(
            "Look it up in the plan; write {least} or {most}.",
            least=line("at_least", number),
            most=line("at_most", number),
        ),
    )


def reversed_levels(asked: Asked) -> DoubtError:
    """Return the doubt of 由30%提高到20%."""
    return _asks(
        msg("“{text}” moves the other way than its verb says.", text=asked.shown),
        msg("Look up both numbers in the plan, and write the baseline and the target apart."),
    )


def turned_range(asked: Asked, low: Number, high: Number) -> DoubtError:
    """Return the doubt of 60%～40%."""
    return _asks(
        msg("“{text}” names the upper bound first.", text=asked.shown),
        msg("If it is a range, write: {line}", line=f"between = [{spelled(high)}, {spelled(low)}]"),
    )


def unit(asked: Asked, amount: Amount) -> DoubtError:
    """Return the doubt of a number in another unit than the indicator's."""
    printed = amount.text if amount.unit == SHARE else amount.unit or amount.text
    return _asks(
        msg(
            "“{text}” is in {printed}, the indicator in {unit}.",
            text=asked.shown,
            printed=printed,
            unit=asked.unit_measure,
        ),
        msg(
            "Write the number in {unit} with its comparator, or correct unit_measure.",
            unit=asked.unit_measure,
        ),
    )


def percent_or_points(asked: Asked, change: Number) -> DoubtError:
    """Return the doubt of 提高5% where the indicator is, or may be, a percentage itself."""
    return _asks(
        msg(
            "“{text}” may mean percent of the baseline, or points of the unit of measure.",
            text=asked.shown,
        ),
        msg(
            "Write {percent} for percent of the baseline, {points} for points.",
            percent=_change("percent", change),
            points=_change("points", change),
        ),
    )


def yearly_change(asked: Asked) -> DoubtError:
    """Return the doubt of a change that is to happen every year: 每年提高1个百分点."""
    return _asks(
        msg(
            "“{text}” asks for a change every year; a target is held against the baseline.", text=asked.shown
        ),
        msg(
            "Write the number to be reached by the target's year, or the whole change: {change}.",
            change="change_from_baseline = { points = 5 }",
        ),
    )


def previous(asked: Asked) -> DoubtError:
    """Return the doubt of a change against the year before: 比上年提高."""
    return _asks(
        msg(
            "“{text}” compares with the year before; a target is held against the baseline.", text=asked.shown
        ),
        msg(
            "Write the number to be reached; for a trend write {wording} and, in [plan], {against}.",
            wording='{ wording = "提高" }',
            against='trend_against = "previous"',
        ),
    )


def soft(word: str) -> DoubtError:
    """Return the doubt of a word without a number: 普及, 基本消除, 应保尽保."""
    return _asks(
        msg("“{word}” does not say from which number on the target is met.", word=word),
        msg(
            "Ask who wrote the plan, and write the number: {number}; without one: {trend}.",
            number='{ at_least = 90, wording = "…" }',
            trend='{ wording = "提高" }',
        ),
    )


def effort(word: str) -> DoubtError:
    """Return the doubt of a word that leaves open whether the number binds: 努力达到."""
    return _asks(
        msg("“{word}” leaves open whether the number must be reached.", word=word),
        msg(
            "If it must, write the comparator: {least}; if it is only expected, add tags = {tags} as well.",
            least="at_least = 45",
            tags='["预期性"]',
        ),
    )


def whole_of_what(asked: Asked) -> DoubtError:
    """Return the doubt of 全覆盖 where the indicator is no percentage."""
    return _asks(
        msg(
            "“{text}” means 100 %, but the indicator is in {unit}.", text=asked.shown, unit=asked.unit_measure
        ),
        msg("Write how many are all of them: {line}; or correct unit_measure.", line="at_least = 30"),
    )


def better_how(asked: Asked) -> DoubtError:
    """Return the doubt of 改善, 优于 where the direction is not known."""
    return _asks(
        msg("“{text}” does not say whether higher or lower is better.", text=asked.shown),
        msg("Give the indicator a direction: {up} or {down}.", up='"increase"', down='"decrease"'),
    )


def other_area(asked: Asked) -> DoubtError:
    """Return the doubt of a comparison with areas that is not plainly at least or at most one of them."""
    return _asks(
        msg(
            "“{text}” does not say plainly which area's value is the yardstick, and on which side.",
            text=asked.shown,
        ),
        msg(
            "Write {least} or {most}.",
            least='{ at_least = 0, relative_to = "…" }',
            most='{ at_most = 0, relative_to = "…" }',
        ),
    )


def before_year(year: str) -> DoubtError:
    """Return the doubt of 2025年前: with the year or without it."""
    return _asks(
        msg("“{year}” leaves open whether that year still counts.", year=year),
        msg("Write the comparator, and the last year that counts: {by}.", by='by = "2025"'),
    )


def whose(asked: Asked, targets: Iterable[Target]) -> DoubtError:
    """Return the doubt of several numbers that are not told whose they are: 分别达到3‰、4‰和5‰以下."""
    parts = [
        f"{{ {line(one.comparator, one.value)}, breakdown = {{ … }} }}"
        for one in targets
        if one.value is not None
    ]
    return _asks(
        msg("“{text}” does not say which number belongs to which group.", text=asked.shown),
        msg("Write one target for each: {line}", line=f"target = [ {', '.join(parts)} ]"),
    )


def several(asked: Asked) -> DoubtError:
    """Return the doubt of a text that makes several promises."""
    return _asks(
        msg("“{text}” makes several promises at once.", text=asked.shown),
        msg("Give each an indicator of its own, or write one target for each group or year."),
    )
