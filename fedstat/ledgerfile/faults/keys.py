"""Faults of keys: something else stands where a key or its equals sign should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fedstat.language import msg
from fedstat.ledgerfile.faults.case import Case, grouped, not_a_comment, stray_bracket
from fedstat.ledgerfile.faults.characters import PLAIN, STRANGE, clipped, misfit
from fedstat.ledgerfile.faults.words import quoted
from fedstat.ledgerfile.grammar import Broken

if TYPE_CHECKING:
    from fedstat.ledgerfile.faults.characters import Diagnosis

_BACK: Final = 60
"""How far before a fault its cause is looked for."""
_COMMENT_MARK: Final = re.compile(r"//+|--+|/\*+|;+|<!--|％|%")
_KEY: Final = re.compile(r"[^=＝:：\"'#\[\]{}\n,，]*[^=＝:：\"'#\[\]{}\n,，\s]")
_KEY_END: Final = re.compile(r"\s*[=＝]")
_BARE_KEY: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*", re.ASCII)
_GROUPS_BEFORE: Final = re.compile(r"\d{1,3}(?:, ?\d{3})+ *\Z")


def key(case: Case) -> Diagnosis:
    """Something stands where a key should begin."""
    rest = case.rest
    comment = None if case.inside else _COMMENT_MARK.match(rest)
    if comment:
        return not_a_comment(case, comment.end())
    found = misfit(case.text, case.at)
    if found:
        return found
    name = _KEY.match(rest)
    if name and not rest[0].isascii():
        return _bare_key(case, case.at, case.at + name.end())
    if rest[:1] in ("]", "}"):
        return stray_bracket(case)
    if rest[:1] == "," and case.inside:
        return case.says(
            "toml-separator",
            msg("A comma stands here with nothing before it."),
            fix=(case.at, case.at + 1, ""),
        )
    return _no_statement(case)


def _no_statement(case: Case) -> Diagnosis:
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


def _bare_key(case: Case, start: int, end: int) -> Diagnosis:
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


def equals(case: Case) -> Diagnosis:
    """Something else stands where the equals sign should."""
    rest = case.rest
    if case.text.lstrip().startswith("--"):
        start = len(case.text) - len(case.text.lstrip())
        return not_a_comment(Case(case.text, Broken(start, "key"), header=False), 2)
    groups = _GROUPS_BEFORE.search(case.text, max(0, case.at - _BACK), case.at)
    if groups and case.inside:
        return grouped(case, groups.start(), groups.end())
    if rest[:1] in (":", "："):
        return case.says(
            "toml-equals",
            msg("Between a key and its value stands “{char}” instead of an equals sign.", char=rest[0]),
            fix=(case.at, case.at + 1, " =" if case.text[case.at - 1] not in " \t" else "="),
        )
    if not rest.strip() or rest[0] in "#,]}":
        return _no_value(case)
    if rest[0] != "＝":
        words = _whole_key(case)
        if words:
            return _bare_key(case, *words)
    return misfit(case.text, case.at) or case.says(
        "toml-equals",
        msg("Between the key and its value stands no equals sign."),
        span=(case.at, case.line_end),
        fix=(case.at, case.at, "= "),
    )


def _whole_key(case: Case) -> tuple[int, int] | None:
    """Return where a key of several words stands, when an equals sign follows it."""
    start = _key_start(case.text, case.at)
    name = _KEY.match(case.text, start)
    if not name or not _KEY_END.match(case.text, name.end()) or _BARE_KEY.fullmatch(name.group()):
        return None
    odd = STRANGE.search(name.group()) or name.group() != name.group().translate(PLAIN)
    return None if odd else (start, name.end())


def _key_start(text: str, at: int) -> int:
    """Return where the key begins in which an offset stands, or behind which."""
    start = max(text.rfind(char, 0, at) for char in ",{\n") + 1
    return at - len(text[start:at].lstrip())


def _no_value(case: Case) -> Diagnosis:
    end = len(case.text[: case.at].rstrip())
    start = _key_start(case.text, end)
    return case.says(
        "toml-equals",
        msg("After “{key}” stands neither an equals sign nor a value.", key=clipped(case.text[start:end])),
        span=(start, end),
        advice=msg("Write both, or put # before the line to make it a comment."),
    )
