"""Whether brackets stand deeper inside each other in a text than the fast reader's stack allows.

Nothing is read yet, so the answer has to hold for any text. Of an ordinary ledger it is found in a quarter of
a millisecond; one with escapes, quotes of other kinds or anything odd is cut as the reader would cut it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from fedstat.ledgerfile.limits import SHALLOW

_ODD: Final = ("\\", "'", '"""', "==")
"""What only the thorough way understands."""
_BEFORE: Final = frozenset(" \t\n=,[{")
"""After what a quote opens a text; inside a word it does not."""
_NOT_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_COMMENT: Final = re.compile(r"#[^\r\n]*")


def is_shallow(text: str) -> bool:
    """Return whether no brackets stand deeper than the reader's stack allows, even on a small one."""
    outside = outside_texts(text)
    if outside is not None:
        brackets = outside.encode("utf-8", "surrogatepass").translate(None, _NOT_BRACKETS)
        if _depth(brackets.decode()) <= SHALLOW:
            return True
    return _depth(_flat().sub("", text)) <= SHALLOW


def outside_texts(text: str) -> str | None:
    r"""Return what stands outside texts and comments, None where that takes a closer look.

    >>> outside_texts('a = ["x", "]"] # [\n'), outside_texts("a = ']'")
    ('a = [, ] \n', None)
    """
    if any(odd in text for odd in _ODD):
        return None
    parts = text.split('"')
    inside, outside = "".join(parts[1::2]), parts[::2]
    if len(parts) % 2 == 0 or "\n" in inside or "\r" in inside:
        return None
    if not all(before[-1:] in _BEFORE for before in outside[:-1]):
        return None
    return _COMMENT.sub("", "".join(outside))


def _depth(brackets: str) -> int:
    """Return how much is left when brackets that close each other at once are taken out, again and again."""
    peeled = ""
    for _ in range(SHALLOW):
        peeled, brackets = brackets, brackets.replace("[]", "").replace("{}", "")
        if peeled == brackets:
            break
    return len(brackets)


@cache
def _flat() -> re.Pattern[str]:
    """Return what finds everything that is no bracket, cut as the reader cuts it."""
    return re.compile(
        r'"""(?:[^"\\]|\\(?:.|\Z)|""?(?!"))*(?:"{3,5}|\Z)|\'\'\'(?:[^\']|\'\'?(?!\'))*(?:\'{3,5}|\Z)'
        r'|"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"?[ \t\r\n.,]*|\'[^\'\r\n]*\'?|#[^\r\n]*'
        r"|[^\"'#\[\]{} \t\r\n.,=][^\[\]{} \t#\r\n.,=]*[ \t\r\n.,]*(?:=(?!=)[ \t]*)?|[ \t\r\n.,]+|=(?!=)",
        re.DOTALL,
    )
