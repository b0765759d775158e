"""The one reader of TOML: bytes in, data with places out, and every fault of the text in words.

toml-rs reads the values; it is asked for TOML 1.0 and for every float as `Decimal`. Nothing else of ours
knows which library that is. Where a value stands, and what is wrong with a text, is found by `grammar`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import toml_rs

from fedstat.errors import Finding
from fedstat.language import msg, msgs
from fedstat.ledgerfile.encoding import decode
from fedstat.ledgerfile.limits import DEEPEST, LONGEST, MOST_FAULTS
from fedstat.ledgerfile.shallow import is_shallow

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedstat.errors import KeyPath, Place
    from fedstat.language import Message
    from fedstat.ledgerfile.encoding import Decoded
    from fedstat.ledgerfile.places import Lines, Places
    from fedstat.ledgerfile.salvage import Salvaged

    Parse = Callable[[str], dict[str, Any]]

_EVERYTHING: Final = ()
_ENDLESS: Final = re.compile(rf"[0-9A-Fa-f_]{{{LONGEST}}}")


class TomlFile:
    """A file's data, and where every part of it stands."""

    __slots__ = ("_kept", "_lines", "_places", "bom", "damaged", "data", "name", "newline", "text")

    def __init__(
        self,
        name: str,
        decoded: Decoded,
        data: dict[str, Any],
        *,
        kept: str,
        damaged: frozenset[KeyPath] = frozenset(),
    ) -> None:
        """Keep what was read; *kept* is the text that the data came from, with faults blanked."""
        self.name = name
        """The file's name as the user gave it."""
        self.text = decoded.text
        """The whole text, without a byte order mark, with its line endings."""
        self.data = data
        """Tables as dict, lists as list, floats as Decimal as printed, dates as date or datetime."""
        self.bom = decoded.bom
        """Whether the file begins with a byte order mark."""
        self.newline = decoded.newline
        """How most of its lines end."""
        self.damaged = damaged
        """The entries that lost a line to a fault; a whole kind when an entry of it was lost."""
        self._kept = kept
        self._lines: Lines | None = None
        self._places: Places | None = None

    @property
    def lines(self) -> list[str]:
        """The lines without their endings."""
        return [line.removesuffix("\r") for line in self.text.split("\n")]

    def lost(self, kind: str) -> bool:
        """Return whether an entry of this kind lost a line, so that what refers to it proves nothing."""
        return any(not path or path[0] == kind for path in self.damaged)

    def locate(self, path: KeyPath, *, key: bool = False) -> Place:
        """Return where the value at *path* stands, or its key; of what is missing, the table around it."""
        from fedstat.ledgerfile.places import Lines, Places

        if self._lines is None or self._places is None:
            self._lines, self._places = Lines(self.name, self.text), Places(self._kept)
        span = self._places.span(path, key=key)
        return self._lines.place(*span) if span else self._lines.whole()


def parsed(text: str) -> dict[str, Any]:
    """Return the values of a text that is TOML 1.0; of any other, raise `ValueError` or `ArithmeticError`."""
    return toml_rs.loads(text, parse_float=Decimal, toml_version="1.0.0")


def load(name: str, raw: bytes, parse: Parse = parsed) -> tuple[TomlFile, list[Finding]]:
    """Return what a file's bytes say, as far as they can be read, and everything that is wrong with them."""
    decoded = decode(raw)
    if decoded.fault is None and is_harmless(decoded.text):
        try:
            return TomlFile(name, decoded, parse(decoded.text), kept=decoded.text), []
        except (ValueError, ArithmeticError):
            pass
    return _salvaged(name, decoded, parse)


def is_harmless(text: str) -> bool:
    """Return whether the fast reader can be trusted with a text: no second mark, no abyss of brackets."""
    if text.startswith("\ufeff") or not is_shallow(text):
        return False
    long_lines = [line for line in text.split("\n") if len(line) > DEEPEST]
    return not any(line.count(".") >= DEEPEST or _ENDLESS.search(line) for line in long_lines)


def _salvaged(name: str, decoded: Decoded, parse: Parse) -> tuple[TomlFile, list[Finding]]:
    from fedstat.ledgerfile.places import Lines
    from fedstat.ledgerfile.salvage import salvage

    lines = Lines(name, decoded.text)
    saved = salvage(decoded.text)
    findings = [decoded.fault.at(lines.place(decoded.at, decoded.at + 1))] if decoded.fault else []
    findings += _worded(saved, decoded, lines)
    try:
        data, kept = parse(saved.text), saved.text
        damaged = saved.damaged if decoded.text else frozenset({_EVERYTHING})
    except (ValueError, ArithmeticError):
        data, kept, damaged = {}, "", frozenset({_EVERYTHING})
        findings.append(_unread(lines))
    return TomlFile(name, decoded, data, kept=kept, damaged=damaged), findings


def _worded(saved: Salvaged, decoded: Decoded, lines: Lines) -> list[Finding]:
    """Return the findings of a text's faults; of lines that could not be decoded nothing more is said."""
    from fedstat.ledgerfile.syntax import explain

    faults = [fault for fault in saved.faults if lines.number(fault.broken.at) not in decoded.doubtful]
    findings = [explain(decoded.text, fault, lines) for fault in faults[:MOST_FAULTS]]
    rest = faults[MOST_FAULTS:]
    if rest:
        place = lines.place(rest[0].broken.at, rest[0].broken.end)
        findings.append(Finding("toml-syntax", place, _more(len(rest)), _first_these()))
    return findings


def _more(count: int) -> Message:
    return msgs(
        "One more place like these cannot be read.",
        "From here on {count} more places cannot be read.",
        count,
    )


def _first_these() -> Message:
    return msg(
        "Put the ones above right first, then check again; make sure that the file is a ledger at all."
    )


def _unread(lines: Lines) -> Finding:
    return Finding(
        "toml-syntax",
        lines.whole(),
        msg("The file cannot be read as TOML 1.0, and it does not show where the fault is."),
        msg("Take out the entries added last, one by one, until it can be read again."),
    )
