"""Faults of values: none, a text that does not end, or more than one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.language import msg
from fedstat.ledgerfile.faults.case import grouped, not_a_comment, stray_bracket
from fedstat.ledgerfile.faults.characters import (
    BLANKS,
    QUOTES,
    STRANGE,
    chinese_quote,
    clipped,
    misfit,
    strange,
)
from fedstat.ledgerfile.faults.words import (
    faulty_value,
    line_separator,
    no_such_day,
    percent,
    unquoted,
    words,
)

if TYPE_CHECKING:
    from fedstat.ledgerfile.faults.case import Case
    from fedstat.ledgerfile.faults.characters import Diagnosis

_COMMENT_MARK: Final = re.compile(r"//+|--+|/\*+|;+|<!--|％|%")
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])")
_SEPARATOR: Final = re.compile(r"[,;，；。、.][,;，；。、. ]*\Z")
_NEXT_KEY: Final = re.compile(r"[\w.-]+\s*=")
_INNER_QUOTES: Final = re.compile(r'"([^"\\]*)"(?![\s,;])([^"\\]+)(?<!\s)"([^"\\]*)"')
_WHOLE_QUOTED: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LAST_QUOTE: Final = re.compile(rf"[{QUOTES}](?=[ \t]*(?:[,\]}}\r\n#]|\Z))")


def value(case: Case) -> Diagnosis:
    """Something else stands where a value should."""
    if case.rest[:1] == "=":
        return case.says(
            "toml-equals", msg("Here stands a second equals sign."), fix=(case.at, case.at + 1, "")
        )
    return faulty_value(case.text, case.at, inside=bool(case.inside))


def quote(case: Case) -> Diagnosis:
    """A text begins and does not end."""
    if case.rest.startswith(('"""', "'''")):
        return case.says(
            "toml-quote",
            msg("The text in triple quotes that begins here does not end."),
            span=(case.at, case.at + 3),
            advice=msg("Put the same three quotes behind its last line."),
        )
    last = [quote.start() for quote in _LAST_QUOTE.finditer(case.rest)]
    if last:
        found = chinese_quote(case.text, case.at + last[-1])
        return case.says(
            found.code,
            found.message,
            span=(found.start, found.start + 1),
            fix=(found.start, found.start + 1, case.rest[0]),
        )
    return case.says(
        "toml-quote",
        msg("The text that begins here has no closing quote."),
        span=(case.at, case.line_end),
        advice=msg("A text ends on its line, with the quote that it began with."),
        fix=_closing_quote(case),
    )


def _closing_quote(case: Case) -> tuple[int, int, str] | None:
    """Return where the closing quote belongs, when only one place makes sense."""
    rest = case.rest.rstrip()
    text = rest.rstrip("]}, ") if case.inside else rest
    end = case.at + len(text)
    return None if set(text[1:]) & set('#,=\\"[]{}') else (end, end, rest[0])


def escape(case: Case) -> Diagnosis:
    """A text has a backslash before something that is no escape."""
    whole = _WHOLE_QUOTED.match(case.text, case.broken.within)
    inner = whole.group()[1:-1] if whole else "'"
    return case.says(
        "toml-escape",
        msg(
            "“{text}” is no sign that TOML knows; a backslash begins one.",
            text=case.text[case.at : case.at + 2],
        ),
        span=(case.at, case.at + 2),
        advice=msg(
            "Write two backslashes for one, or put the text in single quotes, which take it as it is."
        ),
        fix=(whole.start(), whole.end(), f"'{inner}'") if whole and "'" not in inner else None,
    )


def rest(case: Case) -> Diagnosis:
    """Something stands after a complete value."""
    rest, begin = case.rest, max(case.broken.within, 0)
    written = words(case.text, begin, inside=False)
    odd = misfit(case.text, case.at) if STRANGE.match(rest) or rest[0] in BLANKS else None
    for found in (odd, percent(written, begin), _thousands(case, begin), _after_value(case)):
        if found:
            return found
    if _NEXT_KEY.match(rest):
        return case.says(
            "toml-syntax",
            msg("After the value stands another key on the same line."),
            span=(case.at, case.line_end),
            advice=msg("Begin a new line for each key."),
        )
    if case.text[begin : begin + 1] == '"':
        return _quotes_inside(case, written, begin)
    return misfit(case.text, case.at) or unquoted(written, begin)


def _thousands(case: Case, begin: int) -> Diagnosis | None:
    found = _THOUSANDS.match(case.text, begin)
    return grouped(case, begin, found.end()) if found and found.end() > case.at else None


def _after_value(case: Case) -> Diagnosis | None:
    """Return what is wrong when a separator, a bracket or a comment of another language follows."""
    separator = _SEPARATOR.match(case.rest)
    if separator:
        return line_separator(separator.group().strip(), case.at, case.at + separator.end())
    comment = _COMMENT_MARK.match(case.rest)
    if comment:
        return not_a_comment(case, comment.end())
    return stray_bracket(case) if case.rest[0] in "]}" else None


def _quotes_inside(case: Case, written: str, begin: int) -> Diagnosis:
    inner = _INNER_QUOTES.fullmatch(written)
    return case.says(
        "toml-quote",
        msg("The text ends at its second quote; what follows does not belong to it."),
        span=(case.at, case.line_end),
        advice=msg("For quotation marks inside a text write “ ”, or a backslash before each straight one."),
        fix=(begin, begin + len(written), '"{}“{}”{}"'.format(*inner.groups())) if inner else None,
    )


def digits(case: Case) -> Diagnosis:
    """A number is too long."""
    return case.says(
        "number-digits",
        msg(
            "This number has too many digits to be read: “{text}”.",
            text=clipped(case.text[case.at : case.broken.end]),
        ),
        span=(case.at, case.broken.end),
        advice=msg("A number has at most 15 digits before the point and 10 after it."),
    )


def date(case: Case) -> Diagnosis:
    """A day is not in the calendar."""
    return no_such_day(case.text[case.at : case.broken.end], case.at)


def character(case: Case) -> Diagnosis:
    """A text or a comment has a character that may not stand in it."""
    return strange(case.text, case.at)
