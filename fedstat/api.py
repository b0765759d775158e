"""The door of the house: what the command line and Python programs call alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.assessment import assess
from fedstat.checks import check
from fedstat.ledgerfile import read as read_file

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.model.ledger import Ledger

__all__ = ["assess", "checked", "read"]


def read(path: str | Path) -> Ledger:
    """Return the ledger at *path* with everything that is wrong with it in `findings`.

    Raises:
        FileFault: the file cannot be read.
    """
    return checked(read_file(path))


def checked(ledger: Ledger) -> Ledger:
    """Return a ledger that was just read with what the rules find in it, too."""
    return ledger.with_findings(check(ledger))
