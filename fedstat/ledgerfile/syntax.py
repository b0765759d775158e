"""Puts a fault of TOML into words: where it is, what stands there, and the line as it should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.errors import Finding
from fedstat.language import msg
from fedstat.ledgerfile.characters import (
    BLANKS,
    PLAIN,
    QUOTES,
    STRANGE,
    Diagnosis,
    chinese_quote,
    clipped,
    misfit,
    strange,
)
from fedstat.ledgerfile.grammar import Broken, Reader
from fedstat.ledgerfile.limits import DEEPEST
from fedstat.ledgerfile.salvage import open_bracket
from fedstat.ledgerfile.values import (
    faulty_value,
    line_separator,
    no_comma,
    no_such_day,
    percent,
    quoted,
    unquoted,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedstat.language import Message
    from fedstat.ledgerfile.grammar import Kind
    from fedstat.ledgerfile.places import Lines
    from fedstat.ledgerfile.salvage import Fault

_LONGEST_LINE: Final = 120
"""A corrected line longer than this is not printed."""
_LONGEST_STATEMENT: Final = 2000
"""A statement longer than this is not corrected."""
_ROUNDS: Final = 40
"""How many slips in one statement are put right before its correction is given up."""
_BACK: Final = 60
"""How far before a fault its cause is looked for."""

_LINE_END: Final = re.compile(r"\r?\n|\Z")
_COMMENT_MARK: Final = re.compile(r"//+|--+|/\*+|;+|<!--|％|%")
_KEY: Final = re.compile(r"[^=＝:：\"'#\[\]{}\n,，]*[^=＝:：\"'#\[\]{}\n,，\s]")
_KEY_END: Final = re.compile(r"\s*[=＝]")
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])")
_GROUPS_BEFORE: Final = re.compile(r"\d{1,3}(?:, ?\d{3})+ *\Z")
_NUMBER_BEFORE: Final = re.compile(r"[+-]?\d[\d.]* *\Z")
_SEPARATOR: Final = re.compile(r"[,;，；。、.][,;，；。、. ]*\Z")
_NEXT_KEY: Final = re.compile(r"[\w.-]+\s*=")
_INNER_QUOTES: Final = re.compile(r'"([^"\\]*)"(?![\s,;])([^"\\]+)(?<!\s)"([^"\\]*)"')
_WHOLE_QUOTED: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LAST_QUOTE: Final = re.compile(rf"[{QUOTES}](?=[ \t]*(?:[,\]}}\r\n#]|\Z))")
_HEADER_THEN: Final = re.compile(r"[ \t]*\[\[?[\w. \t-]+\]\]?[ \t]*(?=[^\]\s])", re.ASCII)
_HEADER_KEY: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*", re.ASCII)


class _Case(Struct, frozen=True):
    """One broken statement, cut out of its file."""

    text: str
    broken: Broken
    header: bool
    first: int = 0
    """The line where a name that stands twice stood first."""

    @property
    def at(self) -> int:
        """Where the reading stopped."""
        return self.broken.at

    @property
    def rest(self) -> str:
        """What stands on the line from the fault on."""
        return self.text[self.at : self.line_end]

    @property
    def line_end(self) -> int:
        """Where the line of the fault ends."""
        found = _LINE_END.search(self.text, self.at)
        return found.start() if found else len(self.text)

    @property
    def inside(self) -> str:
        """The bracket that is open where the fault is, if any."""
        return open_bracket(self.text, self.at)

    def says(
        self,
        code: str,
        message: Message,
        *,
        span: tuple[int, int] | None = None,
        advice: Message | None = None,
        fix: tuple[int, int, str] | None = None,
    ) -> Diagnosis:
        """Return a diagnosis; without a span it is about the character where the reading stopped."""
        start, end = span or (self.at, self.at + 1)
        return Diagnosis(code=code, start=start, end=end, message=message, advice=advice, fix=fix)


def explain(text: str, fault: Fault, lines: Lines) -> Finding:
    """Return the finding of one fault, in words and with its place."""
    snippet = text[fault.start : fault.end].removesuffix("\n").removesuffix("\r")
    broken = fault.broken
    first = lines.number(broken.cause.first) if broken.cause else 0
    case = _Case(snippet, _moved(broken, -fault.start), fault.header, first)
    found = _diagnosis(case)
    place = lines.place(fault.start + found.start, fault.start + found.end)
    return Finding(found.code, place, found.message, _remedy(case, found))


def _moved(broken: Broken, by: int) -> Broken:
    return Broken(broken.at + by, broken.kind, broken.end + by, within=broken.within + by, cause=broken.cause)


def _diagnosis(case: _Case) -> Diagnosis:
    if case.header and case.broken.kind not in ("taken", "nesting", "character"):
        return _header(case)
    return _KINDS[case.broken.kind](case)


def _remedy(case: _Case, found: Diagnosis) -> Message | None:
    line = _corrected(case, found.fix) if found.fix else None
    if line and found.advice:
        return msg("{advice} Write: {line}", advice=found.advice, line=line)
    if line:
        return msg("Write: {line}", line=line)
    if found.fix and found.fix[2].strip() and not found.advice:
        return msg("Write: {line}", line=clipped(found.fix[2]))
    return found.advice or msg("Correct this place; the rest of the line needs another look as well.")


def _corrected(case: _Case, fix: tuple[int, int, str]) -> str | None:
    """Return the line as it should be, when the whole statement can be read with it."""
    text, anchor = case.text, fix[0]
    if len(text) > _LONGEST_STATEMENT:
        return None
    for _ in range(_ROUNDS):
        text = text[: fix[0]] + fix[2] + text[fix[1] :]
        broken = _breaks(text)
        if broken is None:
            line = text.split("\n")[text.count("\n", 0, anchor)].strip()
            return line if len(line) <= _LONGEST_LINE else None
        found = _diagnosis(_Case(text, broken, case.header)).fix
        if found is None:
            return None
        fix = found
        anchor += (fix[0] < anchor) * (len(fix[2]) - fix[1] + fix[0])
    return None


def _breaks(text: str) -> Broken | None:
    """Return what is still wrong with a text that should be one statement."""
    try:
        statement = Reader(text).statement(0)
    except Broken as broken:
        return broken
    return statement.newer or (Broken(statement.end, "rest") if statement.end < len(text) else None)


def _character(case: _Case) -> Diagnosis:
    return strange(case.text, case.at)


# Keys and headers ---------------------------------------------------------------------------------------


def _key(case: _Case) -> Diagnosis:
    """Something stands where a key should begin."""
    rest = case.rest
    comment = None if case.inside else _COMMENT_MARK.match(rest)
    if comment:
        return _comment(case, comment.end())
    found = misfit(case.text, case.at)
    if found:
        return found
    name = _KEY.match(rest)
    if name and not rest[0].isascii():
        return _bare_key(case, case.at, case.at + name.end())
    if rest[:1] in ("]", "}"):
        return _stray_bracket(case)
    if rest[:1] == "," and case.inside:
        return case.says(
            "toml-separator",
            msg("A comma stands here with nothing before it."),
            fix=(case.at, case.at + 1, ""),
        )
    return _no_statement(case)


def _no_statement(case: _Case) -> Diagnosis:
    text = case.rest.strip()
    return case.says(
        "toml-syntax",
        msg("A key is missing here.")
        if not text or text[0] in "=."
        else msg("“{text}” does not begin like a key.", text=clipped(text)),
        span=(case.at, case.at + max(1, len(text))),
        advice=msg(
            'A line is a key, an equals sign and a value, as in part = "women"; '
            "or a header, as in [[indicator]]; or a comment that begins with #."
        ),
    )


def _stray_bracket(case: _Case) -> Diagnosis:
    return case.says(
        "toml-bracket",
        msg("“{bracket}” closes a bracket that is not open.", bracket=case.rest[0]),
        advice=msg("Delete it, or look above for the opening bracket that is missing."),
    )


def _comment(case: _Case, end: int) -> Diagnosis:
    return case.says(
        "toml-comment",
        msg("“{text}” does not begin a comment.", text=case.rest[:end]),
        span=(case.at, case.at + end),
        advice=msg("A comment begins with #."),
        fix=(case.at, case.at + end, "#"),
    )


def _bare_key(case: _Case, start: int, end: int) -> Diagnosis:
    name = case.text[start:end]
    return case.says(
        "toml-unquoted",
        msg(
            "“{text}” stands as a key without quotes; such a key has only a–z, A–Z, 0–9, - and _.",
            text=clipped(name),
        ),
        span=(start, end),
        advice=msg(
            "If an indicator's code or a key of the ledger was meant, write that; another key needs quotes."
        ),
        fix=(start, end, quoted(name)),
    )


def _equals(case: _Case) -> Diagnosis:
    """Something else stands where the equals sign should."""
    rest = case.rest
    if case.text.lstrip().startswith("--"):
        start = len(case.text) - len(case.text.lstrip())
        return _comment(_Case(case.text, Broken(start, "key"), header=False), 2)
    groups = _GROUPS_BEFORE.search(case.text, max(0, case.at - _BACK), case.at)
    if groups and case.inside:
        return _grouped(case, groups.start(), groups.end())
    if rest[:1] in (":", "："):
        return case.says(
            "toml-equals",
            msg("Between a key and its value stands “{char}” instead of an equals sign.", char=rest[0]),
            fix=(case.at, case.at + 1, " =" if case.text[case.at - 1] not in " \t" else "="),
        )
    if not rest.strip() or rest[0] in "#,]}":
        return _no_value(case)
    if rest[0] != "＝":
        key = _whole_key(case)
        if key:
            return _bare_key(case, *key)
    return misfit(case.text, case.at) or case.says(
        "toml-equals",
        msg("Between the key and its value stands no equals sign."),
        span=(case.at, case.line_end),
        fix=(case.at, case.at, "= "),
    )


def _whole_key(case: _Case) -> tuple[int, int] | None:
    """Return where a key of several words stands, when an equals sign follows it."""
    start = _key_start(case.text, case.at)
    name = _KEY.match(case.text, start)
    if not name or not _KEY_END.match(case.text, name.end()) or _HEADER_KEY.fullmatch(name.group()):
        return None
    odd = STRANGE.search(name.group()) or name.group() != name.group().translate(PLAIN)
    return None if odd else (start, name.end())


def _key_start(text: str, at: int) -> int:
    """Return where the key begins in which an offset stands, or behind which."""
    start = max(text.rfind(char, 0, at) for char in ",{\n") + 1
    return at - len(text[start:at].lstrip())


def _no_value(case: _Case) -> Diagnosis:
    end = len(case.text[: case.at].rstrip())
    start = _key_start(case.text, end)
    return case.says(
        "toml-equals",
        msg("After “{key}” stands neither an equals sign nor a value.", key=clipped(case.text[start:end])),
        span=(start, end),
        advice=msg("Write both, or put # before the line to make it a comment."),
    )


def _header(case: _Case) -> Diagnosis:
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


def _header_brackets(case: _Case, line: str, start: int) -> Diagnosis:
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


def _header_name(case: _Case, name: str, span: tuple[int, int]) -> Diagnosis:
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


def _taken(case: _Case) -> Diagnosis:
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


# Values -------------------------------------------------------------------------------------------------


def _value(case: _Case) -> Diagnosis:
    if case.rest[:1] == "=":
        return case.says(
            "toml-equals", msg("Here stands a second equals sign."), fix=(case.at, case.at + 1, "")
        )
    return faulty_value(case.text, case.at, inside=bool(case.inside))


def _quote(case: _Case) -> Diagnosis:
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


def _closing_quote(case: _Case) -> tuple[int, int, str] | None:
    """Return where the closing quote belongs, when only one place makes sense."""
    rest = case.rest.rstrip()
    text = rest.rstrip("]}, ") if case.inside else rest
    end = case.at + len(text)
    return None if set(text[1:]) & set('#,=\\"[]{}') else (end, end, rest[0])


def _escape(case: _Case) -> Diagnosis:
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


def _rest(case: _Case) -> Diagnosis:
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


def _thousands(case: _Case, begin: int) -> Diagnosis | None:
    found = _THOUSANDS.match(case.text, begin)
    return _grouped(case, begin, found.end()) if found and found.end() > case.at else None


def _after_value(case: _Case) -> Diagnosis | None:
    """Return what is wrong when a separator, a bracket or a comment of another language follows."""
    separator = _SEPARATOR.match(case.rest)
    if separator:
        return line_separator(separator.group().strip(), case.at, case.at + separator.end())
    comment = _COMMENT_MARK.match(case.rest)
    if comment:
        return _comment(case, comment.end())
    return _stray_bracket(case) if case.rest[0] in "]}" else None


def _quotes_inside(case: _Case, written: str, begin: int) -> Diagnosis:
    inner = _INNER_QUOTES.fullmatch(written)
    return case.says(
        "toml-quote",
        msg("The text ends at its second quote; what follows does not belong to it."),
        span=(case.at, case.line_end),
        advice=msg("For quotation marks inside a text write “ ”, or a backslash before each straight one."),
        fix=(begin, begin + len(written), '"{}“{}”{}"'.format(*inner.groups())) if inner else None,
    )


def _grouped(case: _Case, start: int, end: int) -> Diagnosis:
    number = case.text[start:end].rstrip()
    return case.says(
        "toml-separator",
        msg("“{text}” has commas between its digits; a TOML number has none.", text=number),
        span=(start, start + len(number)),
        fix=(start, start + len(number), number.replace(",", "").replace(" ", "")),
    )


# Brackets -----------------------------------------------------------------------------------------------


def _comma(case: _Case) -> Diagnosis:
    """In a bracket something stands after a value that is neither a comma nor the end."""
    char = case.rest[:1]
    if char and char in "]}":
        return case.says(
            "toml-bracket",
            msg("“{bracket}” closes another bracket than the one that is open.", bracket=char),
            advice=msg("Every { ends with }, and every [ ends with ]."),
            fix=(case.at, case.at + 1, "]" if char == "}" else "}"),
        )
    return (
        _number_and_words(case)
        or no_comma(case.text, case.at)
        or case.says(
            "toml-separator",
            msg("Between two values stands no comma."),
            fix=(len(case.text[: case.at].rstrip()), case.at, ", "),
        )
    )


def _number_and_words(case: _Case) -> Diagnosis | None:
    """Return what is wrong when a number goes on with its unit: 41.63 %, 3.2 万."""
    number = _NUMBER_BEFORE.search(case.text, max(0, case.at - _BACK), case.at)
    if not number:
        return None
    written = words(case.text, number.start(), inside=True)
    letter = case.text[case.at].isalpha() and not case.text[case.at].isascii()
    return percent(written, number.start()) or (unquoted(written, number.start()) if letter else None)


def _bracket(case: _Case) -> Diagnosis:
    closing = {"[": "]", "{": "}"}[case.text[case.at]]
    open_ = case.text[case.at]
    one_line = "\n" not in case.text.strip()
    end = len(case.text.rstrip())
    return case.says(
        "toml-bracket",
        msg("The bracket “{bracket}” that opens here is not closed.", bracket=open_),
        advice=msg("Close it with {closing} behind its last value.", closing=closing),
        fix=(end, end, " }" if closing == "}" else "]") if one_line and "#" not in case.text else None,
    )


def _nesting(case: _Case) -> Diagnosis:
    return case.says(
        "toml-nesting",
        msg("More than {most} brackets or dotted names stand inside each other here.", most=DEEPEST),
        advice=msg(
            "A ledger needs four. The value is not read; look whether a program has written it by mistake."
        ),
    )


def _digits(case: _Case) -> Diagnosis:
    return case.says(
        "number-digits",
        msg(
            "This number has too many digits to be read: “{text}”.",
            text=clipped(case.text[case.at : case.broken.end]),
        ),
        span=(case.at, case.broken.end),
        advice=msg("A number has at most 15 digits before the point and 10 after it."),
    )


def _date(case: _Case) -> Diagnosis:
    return no_such_day(case.text[case.at : case.broken.end], case.at)


# TOML 1.1 -----------------------------------------------------------------------------------------------


def _newline(case: _Case) -> Diagnosis:
    start = len(case.text[: case.at].rstrip())
    end = case.broken.end + len(case.text[case.broken.end :]) - len(case.text[case.broken.end :].lstrip())
    return case.says(
        "toml-version",
        msg(
            "A value in braces goes on in the next line; TOML 1.0, a ledger's language, does not allow that."
        ),
        span=(start, start + 1) if start < case.at else (case.at - 1, case.at),
        advice=msg("Put everything from { to } on one line, without a comma before }."),
        fix=(start, end, " "),
    )


def _last_comma(case: _Case) -> Diagnosis:
    return case.says(
        "toml-version",
        msg("A comma stands before the closing brace; TOML 1.0, a ledger's language, does not allow that."),
        fix=(case.at, case.at + 1, ""),
    )


def _newer_escape(case: _Case) -> Diagnosis:
    written = case.text[case.at : case.broken.end]
    plain = "\\u001B" if written == "\\e" else f"\\u00{written[2:]}"
    return case.says(
        "toml-version",
        msg("“{text}” is a sign of TOML 1.1; a ledger's language is TOML 1.0.", text=written),
        span=(case.at, case.broken.end),
        fix=(case.at, case.broken.end, plain),
    )


def _no_seconds(case: _Case) -> Diagnosis:
    written = case.text[case.at : case.broken.end]
    return case.says(
        "toml-version",
        msg("“{text}” has no seconds; TOML 1.0, a ledger's language, wants them.", text=written),
        span=(case.at, case.broken.end),
        fix=(case.at, case.broken.end, f"{written}:00"),
    )


_KINDS: Final[dict[Kind, Callable[[_Case], Diagnosis]]] = {
    "key": _key,
    "equals": _equals,
    "value": _value,
    "quote": _quote,
    "escape": _escape,
    "character": _character,
    "rest": _rest,
    "comma": _comma,
    "bracket": _bracket,
    "header": _header,
    "nesting": _nesting,
    "digits": _digits,
    "date": _date,
    "taken": _taken,
    "newer-newline": _newline,
    "newer-comma": _last_comma,
    "newer-escape": _newer_escape,
    "newer-time": _no_seconds,
}
"""Who explains what."""
