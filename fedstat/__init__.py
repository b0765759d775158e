"""fedstat keeps a development plan's indicators in one plain-text ledger and says which are met, and why.

    >>> import fedstat
    >>> ledger = fedstat.read("examples/taiyuan-2023.toml")  # doctest: +SKIP
    >>> fedstat.assess(ledger, period="2023")  # doctest: +SKIP

`read` and `assess` are loaded when they are first used, so the command line pays nothing for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fedstat.api import assess, read

__version__ = "0.1.0"
__all__ = ["__version__", "assess", "read"]


def __getattr__(name: str) -> object:
    """Load `read` and `assess` on first use."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from fedstat import api

    return getattr(api, name)
