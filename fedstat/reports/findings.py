"""How findings are said: the place, the line with a caret under it, what is wrong, what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.language import Several, msg, msgs, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedstat.errors import Finding, Place
    from fedstat.language import Language, Message

SCHEMA_VERSION: Final = 1
WIDEST: Final = 100
"""How many cells of a screen an excerpt takes; a longer line is cut around the caret."""
LEAST: Final = 20
"""The least that an excerpt takes, however narrow the screen."""
FRAME: Final = 7
"""What stands around an excerpt besides the number of its line, its ellipsis included."""
BEFORE: Final = 40
"""How many cells of a cut line stand before the caret."""
TAB: Final = 4

_OBEYED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that command a terminal, have no glyph, or are halves of characters."""
_NO_WIDTH: Final = frozenset({"Mn", "Me"})
_WIDE: Final = frozenset({"W", "F"})


def finding_lines(
    finding: Finding,
    language: Language,
    *,
    ascii: bool = False,  # noqa: A002 - what it is
    width: int | None = None,
) -> list[str]:
    """Return the lines that tell *finding*; *ascii* keeps our own signs to what every console can draw.

    The line of the file is cut to the *width* of the screen; sentences are not.
    """
    place = finding.place
    lines = [_heading(finding, place, language)]
    if place is not None and place.line and not place.cell:
        lines += _excerpt(place, "..." if ascii else "…", width)
    lines.append(f"  {visible(say(finding.message, language))}")
    if finding.remedy is not None:
        lines.append(f"  {'->' if ascii else '→'} {visible(say(finding.remedy, language))}")
    return lines


def findings_text(
    findings: Sequence[Finding],
    language: Language,
    *,
    ascii: bool = False,  # noqa: A002 - as above
    width: int | None = None,
) -> str:
    """Return all *findings* one after the other, and how many they are."""
    blocks = ["\n".join(finding_lines(finding, language, ascii=ascii, width=width)) for finding in findings]
    return "\n\n".join([*blocks, findings_total(findings, language)]) + "\n"


def findings_total(findings: Sequence[Finding], language: Language) -> str:
    """Return how many errors and notices there are; nothing is not counted."""
    errors, notices = _counts(findings)
    said: list[Message] = []
    if errors:
        said.append(msgs("{count} error", "{count} errors", errors))
    if notices:
        said.append(msgs("{count} notice", "{count} notices", notices))
    return say(
        msg("{counts}.", context="findings", counts=Several(said)) if said else msg("Nothing found."),
        language,
    )


def findings_record(findings: Sequence[Finding], language: Language) -> dict[str, object]:
    """Return *findings* as data: the contract of `check --format json`; what is absent is None."""
    errors, notices = _counts(findings)
    return {
        "schema_version": SCHEMA_VERSION,
        "errors": errors,
        "notices": notices,
        "findings": [_record(finding, language) for finding in findings],
    }


def in_file_order(findings: Iterable[Finding], main: str = "") -> list[Finding]:
    """Return *findings* as their files are read from top to bottom: *main* first, then the others by name."""
    return sorted(findings, key=lambda finding: _position(finding.place, main))


def _position(place: Place | None, main: str) -> tuple[bool, str, str, int, int]:
    if place is None:
        return False, "", "", 0, 0
    return place.file != main, place.file, place.sheet, place.line, place.column


def _counts(findings: Sequence[Finding]) -> tuple[int, int]:
    errors = sum(finding.severity == "error" for finding in findings)
    return errors, len(findings) - errors


def _record(finding: Finding, language: Language) -> dict[str, object]:
    place = finding.place
    line = place if place is not None and place.line else None
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": place and place.file,
        "line": line and line.line,
        "column": line and line.column,
        "text": line and line.text,
        "message": say(finding.message, language),
        "remedy": finding.remedy and say(finding.remedy, language),
    }


def _heading(finding: Finding, place: Place | None, language: Language) -> str:
    what = f"{say(_SEVERITIES[finding.severity](), language)} {finding.code}"
    if place is None:
        return what
    file = visible(place.file)
    if place.cell:
        sheet = f"{visible(place.sheet)}!" if place.sheet else ""
        return f"{file} {sheet}{place.cell}  {what}"
    return f"{file}:{place.line}:{place.column}  {what}" if place.line else f"{file}  {what}"


_SEVERITIES: Final = {
    "error": lambda: msg("error", context="severity"),
    "notice": lambda: msg("notice", context="severity"),
}


# -- the line and the caret --------------------------------------------------------------------------------


def _excerpt(place: Place, ellipsis: str, width: int | None) -> list[str]:
    """Return the line, with nothing in it that a terminal would obey, and the caret under the spot."""
    if not place.text.strip():
        return []
    number = str(place.line)
    room = WIDEST if width is None else max(LEAST, min(WIDEST, width - len(number) - FRAME))
    before, spot, after = _cut(place, ellipsis, room)
    return [
        f"  {number} | {before}{spot}{after}".rstrip(),
        f"  {' ' * len(number)} | {' ' * _width(before)}{'^' * max(1, _width(spot))}",
    ]


def _cut(place: Place, ellipsis: str, room: int) -> tuple[str, str, str]:
    """Return what stands before, at and after the caret, as it is shown, and short enough for a screen."""
    caret = place.column - 1
    start, stop = max(0, caret - WIDEST), caret + 2 * WIDEST
    cells = _shown(place.text[start:stop])
    before, rest = cells[: caret - start], cells[caret - start :]
    spot = min(place.width, len(rest))
    if start or stop < len(place.text) or _width("".join(cells)) > room:
        before = _last(before, min(BEFORE, room // 2), ellipsis)
        rest = _first(rest, room - _width("".join(before)), ellipsis)
    return "".join(before), "".join(rest[:spot]), "".join(rest[spot:])


def _first(cells: list[str], room: int, ellipsis: str) -> list[str]:
    """Return the first *cells* that have room."""
    taken: list[str] = []
    for cell in cells:
        room -= _width(cell)
        if room < 0:
            return [*taken, ellipsis]
        taken.append(cell)
    return taken


def _last(cells: list[str], room: int, ellipsis: str) -> list[str]:
    """Return the last *cells* that have room."""
    return _first(cells[::-1], room, ellipsis)[::-1]


def _shown(text: str) -> list[str]:
    """Return each character of *text* as it is shown; tabs become blanks up to the next stop."""
    if text.isascii() and text.isprintable():
        return list(text)
    cells: list[str] = []
    column = 0
    for character in text:
        cell = " " * (TAB - column % TAB) if character == "\t" else visible(character)
        column += _width(cell)
        cells.append(cell)
    return cells


def visible(text: str) -> str:
    r"""Return *text* with an escape for what a terminal would obey or not draw: `\n`, `\x1b`, `\u202e`."""
    if text.isprintable():
        return text
    from unicodedata import category

    return "".join(
        character.encode("unicode_escape").decode("ascii") if category(character) in _OBEYED else character
        for character in text
    )


def _width(text: str) -> int:
    """Return the cells of a screen that *text* takes; Chinese characters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(character) in _NO_WIDTH else 1 + (east_asian_width(character) in _WIDE)
        for character in text
    )
