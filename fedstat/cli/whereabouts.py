"""Where the ledger is: -f, FEDSTAT_LEDGER, or fedstat.toml here or above."""

from __future__ import annotations

import os.path
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from fedstat.errors import FileFault
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Mapping

LEDGER: Final = "fedstat.toml"


class Found(NamedTuple):
    """A ledger file, as the user would call it."""

    name: str
    above: bool
    """Whether it was found in a folder above, so that the user must be told."""


def find(given: str | None, environ: Mapping[str, str]) -> Found:
    """Return the ledger to use; a folder stands for the fedstat.toml in it.

    Raises:
        FileFault: none is named and none is found.
    """
    named = given or environ.get("FEDSTAT_LEDGER")
    if named:
        inside = os.path.join(named, LEDGER)  # noqa: PTH118 - keeps the name as the user wrote it
        return Found(inside if _is_file(inside) else named, above=False)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / LEDGER).is_file():
            return Found(os.path.relpath(folder / LEDGER), above=folder != here)
    from fedstat.ledgerfile.files import elsewhere

    raise FileFault(msg("There is no ledger: no {name} in this folder or above.", name=LEDGER), elsewhere())


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
