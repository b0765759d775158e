"""Cuts a phrase into known words, numbers, years and what lies between: names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from fedstat.model.period import year_period
from fedstat.model.phrase.amounts import STARTS, Amount, amount_at
from fedstat.model.phrase.words import (
    AGES,
    COUNTED,
    NOUN_ENDINGS,
    STATE_ENDINGS,
    STATES,
    lexicon,
)

if TYPE_CHECKING:
    from fedstat.model.period import Period
    from fedstat.model.phrase.words import Word


class Token(Struct, frozen=True, gc=False):
    """A piece of a phrase."""

    kind: str
    """A kind of `words.TERMS`, or name, number, year, base, before, from, until, and, comma, stop, end."""
    text: str
    """As it stands in the phrase."""
    meaning: str = ""
    amount: Amount | None = None
    """Of a number."""
    period: Period | None = None
    """Of a year, and of a baseline's year."""


END: Final = Token("end", "")

_DASHES: Final = frozenset("~-—–―")
_STOPS: Final = frozenset(",，;；。")
_YEAR_STARTS: Final = frozenset("12到至截以与同和较比在于bui相")
_ORDINALS: Final = frozenset("第统唯同单之/.") | STARTS
"""What turns the numeral behind it into a part of a word: 第一, 统一, 十四五."""
_COMPARED_NOT: Final = frozenset("占别之")
"""What turns 比 into a part of a name: 占比, 性别比."""
_JOINS: Final = ("和", "与", "及", "and ")
_HAN: Final = ("\u3400", "\u9fff")


@cache
def _year_form() -> re.Pattern[str]:
    """Return the form of a year and of the words around it; compiled when the first phrase is read."""
    return re.compile(
        r"(?:(?P<word>以|与|同|和|相?较于?|比|在|于|到|至|截至|截止到?)?(?P<year>[12][0-9]{3})年"
        r"(?P<after>为基[数期准础年]|的?基础上|的?水平上|相比|底前|末前|底|末|前|以前|之前)?的?"
        r"|(?:by|in|until)(?: the end of)? (?P<english>[12][0-9]{3})(?![0-9%‰]|[.,][0-9]))"
    )


@cache
def _plainer() -> dict[int, int | None]:
    """Return what is written in another width than ours, and what is left out: quotes."""
    wide: dict[int, int | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    wide |= {ord("，"): ord("，"), ord("；"): ord("；"), 0x3000: 0x20, ord("﹪"): ord("%")}
    return wide | dict.fromkeys(map(ord, "“”‘’「」『』《》〈〉\"'`"))


@cache
def _firsts() -> frozenset[str]:
    """Return every character that a piece other than a name may start with."""
    return (
        STARTS
        | _YEAR_STARTS
        | _STOPS
        | _DASHES
        | frozenset(lexicon())
        | frozenset(".、应至到由从自达约近及a")
    )


def plainly(text: str) -> str:
    """Return *text* in the width and the spacing that words are looked up in; English in small letters."""
    text = text.translate(_plainer())
    if any(_HAN[0] <= sign <= _HAN[1] for sign in text):
        return "".join(text.split())
    return " ".join(text.lower().split())


def tokens_of(text: str, unit_measure: str = "") -> list[Token]:
    """Return the pieces of a text that `plainly` gave; what it does not know are names."""
    found: list[Token] = []
    start = at = 0
    firsts = _firsts()
    while at < len(text):
        token = _token_at(text, at, inside=start < at) if text[at] in firsts else None
        if token is None:
            at += 1
            continue
        if start < at:
            _add_name(found, text[start:at], unit_measure)
        found.append(token)
        start = at = at + len(token.text)
    _add_name(found, text[start:], unit_measure)
    return [token for token in found if token.kind != "adverb"]


def _add_name(found: list[Token], text: str, unit_measure: str) -> None:
    """Add what lies between known words: the unit of the number before it, or a name."""
    text = text.strip(" :")
    before = found[-1] if found else END
    if text and before.amount is not None and not before.amount.unit:
        unit = _counted(text, unit_measure)
        if unit:
            amount = replace(before.amount, unit=unit, text=before.amount.text + unit)
            found[-1] = replace(before, text=before.text + unit, amount=amount)
            text = text[len(unit) :]
    if text:
        found.append(Token("name", text))


def _counted(text: str, unit_measure: str) -> str:
    """Return the counting word that a name consists of, or that starts a name like 岁儿童."""
    if text in COUNTED or text == unit_measure:
        return text
    return next((age for age in AGES if text.startswith(age)), "")


# -- one piece ---------------------------------------------------------------------------------------------


def _token_at(text: str, at: int, *, inside: bool) -> Token | None:
    """Return the piece that starts at a place, None when a name goes on; *inside* when one has begun."""
    sign = text[at]
    if sign in _YEAR_STARTS:
        token = _year_at(text, at)
        if token is not None:
            return token
    for word in lexicon().get(sign, ()):
        if text.startswith(word[0], at) and _stands_alone(text, at, word):
            return Token(word[1], word[0], word[2])
    if sign in STARTS and not (inside and text[at - 1] in _ORDINALS):
        amount = amount_at(text, at)
        if amount is not None:
            return Token("number", amount.text, amount=amount)
    return _sign_at(text, at, sign)


def _stands_alone(text: str, at: int, word: Word) -> bool:
    """Whether a word is no part of another: 普及率, “below” in “belowdecks”."""
    after = text[at + len(word[0]) : at + len(word[0]) + 1]
    if word[0][0].isascii():
        before = text[at - 1 : at]
        return not _joined(word[0][-1], after) and not _joined(before, word[0][0])
    return not after or after not in (STATE_ENDINGS if word[1] in STATES else NOUN_ENDINGS)


def _joined(left: str, right: str) -> bool:
    """Whether two characters are letters of one English word."""
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()


def _year_at(text: str, at: int) -> Token | None:
    found = _year_form().match(text, at)
    if found is None or (at and text[at - 1].isdigit()):
        return None
    if found["english"]:
        return Token("year", found[0], period=year_period(int(found["english"])))
    word, after = found["word"] or "", found["after"] or ""
    period = year_period(int(found["year"]))
    if after in {"前", "以前", "之前"}:
        return Token("before", found[0], period=period)
    if word == "比" and at and text[at - 1] in _COMPARED_NOT:
        return None
    if after.startswith("为基") or after.endswith("上") or after == "相比":
        return Token("base", found[0], "stated", period=period)
    if word == "比" or "较" in word:
        return Token("base", found[0], "compared", period=period)
    if word in {"与", "同", "和"} and text.startswith("持平", found.end()):
        return Token("base", found[0], "stated", period=period)
    return None if word in {"以", "与", "同", "和"} else Token("year", found[0], period=period)


def _sign_at(text: str, at: int, sign: str) -> Token | None:
    """Return a mark, or a single character that is a word only in front of a number."""
    if sign in _STOPS or (sign == "." and at + 1 == len(text)):
        return Token("stop", sign)
    if sign == "、":
        return Token("comma", sign)
    if sign == "应":
        return _to_the_full(text, at)
    end = at + 1
    if sign in _DASHES:
        while text[end : end + 1] in _DASHES:
            end += 1
    else:
        joined = next((word for word in _JOINS if text.startswith(word, at)), "")
        end += max(0, len(joined) - 1)
    return _before_number(text, at, end, sign) if _starts_number(text, end) else None


def _before_number(text: str, at: int, end: int, sign: str) -> Token | None:
    word = text[at:end]
    if sign in _DASHES or sign in "至到":
        return Token("until", word)
    if word in _JOINS:
        return Token("and", word)
    if sign in "由从自":
        return Token("from", word)
    if sign == "达":
        return Token("verb", word, "reach")
    if sign == "约":
        return Token("prefix", word, "around")
    return Token("question", word, "effort") if sign == "近" else None


def _starts_number(text: str, at: int) -> bool:
    return text[at : at + 1] in STARTS and at < len(text)


def _to_the_full(text: str, at: int) -> Token | None:
    """Return 应保尽保, 应发现尽发现: a promise without a number."""
    far = next((step for step in (2, 3, 4) if text[at + step : at + step + 1] == "尽"), 0)
    return Token("question", text[at : at + 2 * far], "number") if far else None
