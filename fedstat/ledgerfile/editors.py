"""The marks that editors and spreadsheets leave beside a file that they have open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MARKS: Final = (
    (".{name}.swp", "Vim"),  # nano, too, where it is told to
    (".#{name}", "Emacs"),  # a link that leads to no file
    (".{name}.kate-swp", "Kate"),
    (".~lock.{name}#", "LibreOffice"),
    ("~${name}", "Microsoft Office"),
    (".~{name}", "WPS"),
)
"""What the file beside is called, and which program leaves it there."""


def mark_beside(paths: Iterable[Path]) -> tuple[str, str] | None:
    """Return the mark that says that one of *paths* is open elsewhere, and the program that leaves it.

    A mark is a hint: a program that crashed leaves it behind, and many programs leave none.
    """
    for path in paths:
        for pattern, program in _MARKS:
            beside = path.with_name(pattern.format(name=path.name))
            if os.path.lexists(beside):
                return str(beside), program
    return None
