"""How much of anything a ledger may hold before it is taken for a mistake and not even read."""

from __future__ import annotations

from typing import Final

DEEPEST: Final = 100
"""How many brackets, or dots of one key, may stand inside each other; a ledger needs four."""
SHALLOW: Final = 30
"""So many brackets inside each other are read without a closer look."""
LONGEST: Final = 3500
"""How many digits a number may have."""
MOST_FAULTS: Final = 50
"""How many faults of TOML are shown; a file with more is another kind of file."""
REACH: Final = 8000
"""How many characters a bracket may stay open before it counts as forgotten."""
