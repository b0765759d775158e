"""The command line; the only user of Typer.

One file per command; a command only says what it takes, and hands over. `door` is the way in and out: what
the outside world gives, and the one place where an error becomes words and an exit status.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["console", "main"]


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run `fedstat` with *args*, by default the words of the command line, and exit with its status."""
    import gc

    status = _run(args)
    gc.freeze()  # collecting once more on the way out would not pay either
    sys.exit(status)


def console() -> NoReturn:
    """Be the program `fedstat`: run the command line, and leave at once when everything is written.

    Python would spend two milliseconds on taking itself apart; profilers wait for that, with FEDSTAT_DEBUG=1.
    """
    import os
    from contextlib import suppress

    if os.environ.get("FEDSTAT_DEBUG"):
        main()
    status = _run(None)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or there is none
            stream.flush()
    os._exit(status)


def _run(args: Sequence[str] | None) -> int:
    import gc

    gc.disable()  # a command is over before collecting would pay
    _load_msgspec()
    from fedstat.cli.door import run
    from fedstat.cli.shell import Shell

    return run(sys.argv[1:] if args is None else args, Shell.of_process())


def _load_msgspec() -> None:
    """Load msgspec without `typing_extensions`: it would take two milliseconds, and typing will do for it."""
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment] # says that there is none
        try:
            import msgspec  # noqa: F401 - so that it is loaded
        finally:
            del sys.modules["typing_extensions"]
