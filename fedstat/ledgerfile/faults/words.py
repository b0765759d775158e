"""What people write where a TOML value should stand, and what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.language import msg
from fedstat.ledgerfile.faults.characters import (
    ASCII_OF,
    PLAIN,
    QUOTES,
    STRANGE,
    Diagnosis,
    chinese_quote,
    clipped,
    misfit,
    strange,
)
from fedstat.ledgerfile.grammar import is_day, is_scalar

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_WORDS: Final = 200
"""Words longer than this are a text, whatever else."""
_WORDS: Final = re.compile(r"[^#\r\n]*[^#\r\n\s]")
_WORDS_INSIDE: Final = re.compile(r"[^#\r\n,，、；;\]］}｝]*[^#\r\n,，、；;\]］}｝\s]")
_PERCENT: Final = re.compile(r"(?P<number>[+-]?\d[\d,]*(?:\.\d+)?)[ ]*[%‰]")
_LEADING_ZERO: Final = re.compile(r"(?P<sign>[+-]?)0+(?P<number>\d(?:[\d_]*)(?:\.\d+)?)")
_HALF_NUMBER: Final = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d*)\.(?P<part>\d*)")
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_DAY: Final = re.compile(r"(\d{4})[ ]*[-/.年][ ]*(\d{1,2})[ ]*[-/.月][ ]*(\d{1,2})[ ]*日?", re.ASCII)
_TRUTH: Final = {"true": "true", "false": "false", "是": "true", "否": "false", "yes": "true", "no": "false"}
_NOTHING: Final = frozenset(
    "none null nil n/a na undefined - -- — —— / \\ 无 空 未统计 暂无 缺 … ...".split()  # noqa: SIM905 - read as a list
)


def quoted(text: str) -> str:
    """Return a text as TOML writes it."""
    if '"' in text or "\\" in text:
        return f"'{text}'" if "'" not in text else '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
    return f'"{text}"'


def words(text: str, at: int, *, inside: bool) -> str:
    """Return the words that stand where a value should."""
    found = (_WORDS_INSIDE if inside else _WORDS).match(text, at)
    return found.group() if found else ""


def faulty_value(text: str, at: int, *, inside: bool) -> Diagnosis:
    """Return what is wrong with what stands where a value should."""
    if text[at : at + 1] in tuple(QUOTES):
        return chinese_quote(text, at)
    written = words(text, at, inside=inside)
    if not written:
        return misfit(text, at) or _missing(text, at)
    found = STRANGE.search(written)
    if found:
        return strange(text, at + found.start())
    if is_scalar(written):
        return no_comma(text, at + len(written)) or unquoted(written, at)
    for rule in _RULES if len(written) <= _LONGEST_WORDS else ():
        diagnosis = rule(written, at)
        if diagnosis:
            return diagnosis
    return misfit(text, at) or unquoted(written, at)


def no_comma(text: str, at: int) -> Diagnosis | None:
    """Return what is wrong when another sign stands where a comma should."""
    sign = text[at : at + 1]
    if not sign or sign not in "，、；;":
        return misfit(text, at)
    return Diagnosis(
        code="toml-separator" if sign == ";" else "toml-full-width",
        start=at,
        end=at + 1,
        message=msg("“{char}” stands between two values; a half-width comma belongs there.", char=sign),
        fix=(at, at + 1, ", " if text[at + 1 : at + 2].strip() else ","),
    )


def _missing(text: str, at: int) -> Diagnosis:
    if text[at : at + 1] == ",":
        message = msg("Before this comma a value is missing.")
        return Diagnosis(code="toml-separator", start=at, end=at + 1, message=message, fix=(at, at + 1, ""))
    return Diagnosis(
        code="toml-value",
        start=len(text[:at].rstrip()) - 1,
        end=len(text[:at].rstrip()),
        message=msg("Behind this a value is missing."),
        advice=msg("Write the value; where there is none, leave the key out as well, with its equals sign."),
    )


def unquoted(written: str, at: int) -> Diagnosis:
    """Return what is wrong with a text without quotes."""
    if written.endswith(('"', "”")) and '"' not in written[:-1]:
        return Diagnosis(
            code="toml-quote",
            start=at,
            end=at + len(written),
            message=msg(
                "“{text}” ends with a quote but does not begin with one.", text=clipped(written[:-1])
            ),
            fix=(at, at + len(written), quoted(written[:-1])),
        )
    return Diagnosis(
        code="toml-unquoted",
        start=at,
        end=at + len(written),
        message=msg("“{text}” is text and stands without quotes.", text=clipped(written)),
        fix=(at, at + len(written), quoted(written)),
    )


def percent(written: str, at: int) -> Diagnosis | None:
    """Return what is wrong with a number that carries its percent sign."""
    plain = written.translate(PLAIN)
    found = _PERCENT.fullmatch(plain)
    if not found:
        return None
    number = found["number"].replace(",", "")
    if plain[: found.end("number")] != written[: found.end("number")]:
        return _full_width_number(written, at, number)
    return Diagnosis(
        code="toml-percent",
        start=at,
        end=at + len(written),
        message=msg("“{text}” is a number with its unit; a TOML number has digits only.", text=written),
        advice=msg(
            'The unit stands once, in unit_measure; a value with its sign needs quotes: "{text}".',
            text=written,
        ),
        fix=(at, at + len(written), number),
    )


def _full_width(written: str, at: int) -> Diagnosis | None:
    plain = written.translate(PLAIN)
    return _full_width_number(written, at, plain) if plain != written and is_scalar(plain) else None


def _full_width_number(written: str, at: int, plain: str) -> Diagnosis:
    typed = "".join(char for char in written if char in ASCII_OF)
    return Diagnosis(
        code="toml-full-width",
        start=at,
        end=at + len(written),
        message=msg(
            "In “{text}” stand characters of a Chinese keyboard ({typed}); a number has half-width ones.",
            text=clipped(written),
            typed=clipped(typed),
        ),
        fix=(at, at + len(written), plain),
    )


def _leading_zero(written: str, at: int) -> Diagnosis | None:
    found = _LEADING_ZERO.fullmatch(written)
    if not found:
        return None
    return Diagnosis(
        code="toml-leading-zero",
        start=at,
        end=at + len(written),
        message=msg("“{text}” begins with a zero; a TOML number does not.", text=clipped(written)),
        advice=msg(
            'As a number it is {number}; a code needs quotes: "{text}".',
            number=clipped(found["sign"] + found["number"]),
            text=clipped(written),
        ),
    )


def _separated(written: str, at: int) -> Diagnosis | None:
    """A whole value, and behind it what parts values in other languages."""
    whole = written.rstrip(";，；。、 ")
    if whole == written or not is_scalar(whole):
        return None
    tail = written[len(whole) :].strip()
    return line_separator(tail, at + len(whole), at + len(written))


def line_separator(tail: str, start: int, end: int) -> Diagnosis:
    """Return what is wrong with a comma or the like at the end of a line."""
    return Diagnosis(
        code="toml-separator" if tail.isascii() else "toml-full-width",
        start=start,
        end=end,
        message=msg("The line ends with “{text}”; in TOML nothing stands between lines.", text=tail),
        fix=(start, end, ""),
    )


def _wide_thousands(written: str, at: int) -> Diagnosis | None:
    plain = written.translate(PLAIN)
    return _full_width_number(written, at, plain.replace(",", "")) if _THOUSANDS.fullmatch(plain) else None


def _half_number(written: str, at: int) -> Diagnosis | None:
    found = _HALF_NUMBER.fullmatch(written)
    if not found or bool(found["whole"]) == bool(found["part"]):
        return None
    number = f"{found['sign']}{found['whole'] or '0'}" + (f".{found['part']}" if found["part"] else "")
    return Diagnosis(
        code="toml-value",
        start=at,
        end=at + len(written),
        message=msg("“{text}” lacks a digit before or after the point.", text=clipped(written)),
        fix=(at, at + len(written), number),
    )


def _day(written: str, at: int) -> Diagnosis | None:
    found = _DAY.fullmatch(written)
    if not found:
        return None
    day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if not is_day(day):
        return no_such_day(written, at)
    return Diagnosis(
        code="toml-date",
        start=at,
        end=at + len(written),
        message=msg("“{text}” is a date in another form than TOML's.", text=written),
        advice=msg("A date is year, month and day with hyphens, month and day in two digits."),
        fix=(at, at + len(written), day),
    )


def no_such_day(written: str, at: int) -> Diagnosis:
    """Return what is wrong with 31 November."""
    return Diagnosis(
        code="toml-date",
        start=at,
        end=at + len(written),
        message=msg("“{text}” is no day of the calendar.", text=clipped(written)),
        advice=msg("Correct the month or the day; write 2023-12-25."),
    )


def _truth(written: str, at: int) -> Diagnosis | None:
    plain = _TRUTH.get(written.lower())
    if not plain:
        return None
    return Diagnosis(
        code="toml-value",
        start=at,
        end=at + len(written),
        message=msg(
            "“{text}” is no word of TOML; yes and no are true and false, in small letters.", text=written
        ),
        fix=(at, at + len(written), plain),
    )


def _nothing(written: str, at: int) -> Diagnosis | None:
    if written.lower() not in _NOTHING:
        return None
    return Diagnosis(
        code="toml-value",
        start=at,
        end=at + len(written),
        message=msg("“{text}” says that there is no value; TOML has no sign for that.", text=written),
        advice=msg(
            "Leave the line out. A missing figure gives its reason instead of a value: {example}",
            example='{ obs_status = "L" }',
        ),
    )


_RULES: Final[tuple[Callable[[str, int], Diagnosis | None], ...]] = (
    percent, _separated, _full_width, _wide_thousands, _nothing, _leading_zero, _half_number, _day, _truth,
)  # fmt: skip
"""Asked in this order; the first that knows the words answers."""
