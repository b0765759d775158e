"""The command line; the only user of Typer.

One file per command; a command only says what it takes, and hands over. `door` is the way in and out: what
the outside world gives, and the one place where an error becomes words and an exit status.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run `fedstat` with *args*, by default the words of the command line, and exit with its status."""
    import gc

    gc.disable()  # a command is over before collecting would pay
    from fedstat.cli.door import run
    from fedstat.cli.shell import Shell

    status = run(sys.argv[1:] if args is None else args, Shell.of_process())
    gc.freeze()  # nor would collecting once more on the way out
    sys.exit(status)
