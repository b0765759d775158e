"""A value as people say it when asked: a number, how sure it is, two counts, or that there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.cli.add_observation import read_value
from fedstat.cli.prompting import one_of
from fedstat.errors import Fault
from fedstat.language import LANGUAGES, say
from fedstat.model.observation import NO_VALUE, OBS_STATUSES
from fedstat.model.quantity import parse_quantity
from fedstat.model.unit import plain_signs, ratio_factor
from fedstat.reports.codes import obs_status_message

if TYPE_CHECKING:
    from fedstat.language import Language
    from fedstat.model.indicator import Indicator

_RATIO: Final = re.compile(r"(\d+)\s*/\s*(\d+)", re.ASCII)

WHYS: Final = "LOQMK"
"""Why there is no value, the most frequent first; the statuses of `NO_VALUE`."""
_SHORT: Final = {
    "初步": "P",
    "初步数据": "P",
    "快报": "P",
    "快报数": "P",
    "估计": "E",
    "推算": "E",
    "预计": "F",
}
"""What people write for a status besides its own name."""
_REASONS: Final = {
    "L": ("未调查", "未统计"),
    "Q": ("不公开", "不宜公开", "保密"),
    "M": ("不适用", "n/a", "#n/a", "n.a."),
}
"""Words for a missing value that say why it is missing."""


def options_of(text: str, indicator: Indicator) -> dict[str, str]:
    """Return a value as the command's options say it; nothing where the text says that there is none.

    Raises:
        UsageFault: it is no value.
    """
    if says_nothing(text):
        return {}
    number, _, last = text.replace("\u3000", " ").rpartition(" ")
    status = status_of(last) if number else None
    own = number.strip() if status else text
    said = {"obs_status": status} if status else {}
    counts = _RATIO.fullmatch(plain_signs(own).strip())
    if counts and ratio_factor(indicator.unit_measure) is not None:
        return {"numerator": counts[1], "denominator": counts[2], **said}
    read_value(own, indicator)
    return {"value": own, **said}


def says_nothing(text: str) -> bool:
    """Whether a text stands where there is no value: 无, -, 未调查."""
    read = parse_quantity(text)
    no_digits = not any(char.isdecimal() for char in text)
    return isinstance(read, Fault) and read.code == "value-question" and no_digits


def status_of(word: str) -> str | None:
    """Return the status that a word behind a value means, None when it means none.

    >>> status_of("p"), status_of("初步数"), status_of("人")
    ('P', 'P', None)
    """
    bare = word.strip("()（）").casefold()
    for status in OBS_STATUSES:
        names = (say(obs_status_message(status), language) for language in LANGUAGES)
        if status not in NO_VALUE and bare in {status.casefold(), *names}:
            return status
    return _SHORT.get(bare)


def reason_of(text: str) -> str:
    """Return the status that a word for a missing value tells, nothing when it tells none."""
    folded = text.strip().casefold()
    return next((status for status, words in _REASONS.items() if folded in words), "")


def status_chosen(text: str, language: Language) -> str:
    """Return the status for a missing value that a letter or its name means.

    Raises:
        UsageFault: it means none.
    """
    letters = {name: letter for letter, name in whys(language)}
    return one_of(tuple(WHYS), letters.get(text, text))


def whys(language: Language) -> tuple[tuple[str, str], ...]:
    """Return why a value may be missing: each status with its name."""
    return tuple((status, say(obs_status_message(status), language)) for status in WHYS)
