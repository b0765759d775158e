"""The ledger file: its TOML, its encoding, its places; the only opener of a ledger."""

from __future__ import annotations

from fedstat.ledgerfile.assembly import FORMAT
from fedstat.ledgerfile.reader import read

__all__ = ["FORMAT", "read"]
