"""Faults of headers, and names that stand a second time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.language import msg
from fedstat.ledgerfile.faults.characters import PLAIN, STRANGE, clipped, strange

if TYPE_CHECKING:
    from fedstat.language import Message
    from fedstat.ledgerfile.faults.case import Case
    from fedstat.ledgerfile.faults.characters import Diagnosis

_HEADER_THEN: Final = re.compile(r"[ \t]*\[\[?[\w. \t-]+\]\]?[ \t]*(?=[^\]\s])", re.ASCII)
_HEADER_KEY: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*", re.ASCII)


def header(case: Case) -> Diagnosis:
    """A line that was meant as a header cannot be read."""
    line = case.text.split("\n", 1)[0].rstrip()
    start = len(line) - len(line.lstrip(" \t\u3000"))
    odd = STRANGE.search(line)
    if odd:
        return strange(case.text, odd.start())
    then = _HEADER_THEN.match(line)
    if then:
        return case.says(
            "toml-syntax",
            msg("After a header nothing more may stand on its line."),
            span=(then.end(), len(line)),
            advice=msg("Begin a new line after the header."),
        )
    return _header_brackets(case, line, start)


def _header_brackets(case: Case, line: str, start: int) -> Diagnosis:
    head, mark, comment = line.partition("#")
    name = _header_words(line)
    plain = name.translate(PLAIN).strip()
    span = (start, max(start + 1, len(head.rstrip())))
    if not _HEADER_KEY.fullmatch(plain):
        return _header_name(case, name, span)
    header = f"[{plain}]" if plain == "plan" or "." in plain else f"[[{plain}]]"
    wide = head != head.translate(PLAIN)
    return case.says(
        "toml-full-width" if wide else "toml-bracket",
        msg("The header of this table has full-width brackets or letters; TOML reads only half-width ones.")
        if wide
        else msg("The brackets of this header do not match."),
        span=span,
        advice=msg("What stands under the header is read only when the header is."),
        fix=(start, len(line), f"{header} {mark}{comment}".rstrip()),
    )


def _header_words(text: str) -> str:
    """Return what stands between the brackets of a header."""
    return text.split("\n", 1)[0].split("#", 1)[0].strip("[]［］【】〔〕 \t\r\u3000")


def _header_name(case: Case, name: str, span: tuple[int, int]) -> Diagnosis:
    return case.says(
        "toml-bracket",
        msg("“{name}” is no name of a table.", name=clipped(name))
        if name
        else msg("The header names no table."),
        span=span,
        advice=msg(
            "A header is the name of a table in brackets: [plan], [submission.values], "
            "or [[indicator]] and [[submission]], of which there are many."
        ),
    )


def taken(case: Case) -> Diagnosis:
    """A name stands a second time."""
    cause = case.broken.cause
    kind = cause.kind if cause else "value"
    name = clipped(_header_words(case.text) if case.header else cause.name if cause else "")
    extended = case.text[case.broken.end :].lstrip().startswith(".")
    if kind == "value" and not case.header and not extended:
        message, advice = _key_twice(name, case.first)
    elif kind == "table" and case.header and not case.text.lstrip().startswith("[["):
        message, advice = _table_twice(name, case.first)
    else:
        message = msg("“{name}” already stands in line {line} as something else.", name=name, line=case.first)
        advice = msg("A name is either one value, or one table [name], or a list of entries [[name]].")
    return case.says("toml-duplicate-key", message, span=(case.at, case.broken.end), advice=advice)


def _key_twice(name: str, line: int) -> tuple[Message, Message]:
    return (
        msg("The key “{name}” stands here again; the first is in line {line}.", name=name, line=line),
        msg(
            "Keep one of the two. A corrected figure goes into a new [[submission]] and replaces the old one."
        ),
    )


def _table_twice(name: str, line: int) -> tuple[Message, Message]:
    return (
        msg("The table [{name}] stands here again; the first is in line {line}.", name=name, line=line),
        msg(
            "Put these keys under the first one. "
            "An entry of which there are many has double brackets, as in [[submission]]."
        ),
    )
