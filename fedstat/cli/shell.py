"""The world around a command: its streams and its environment, so that a test can give it another."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


class Shell:
    """The standard streams (None when they are closed) and the environment."""

    __slots__ = ("environ", "stderr", "stdin", "stdout")

    def __init__(
        self,
        *,
        stdin: TextIO | None = None,
        stdout: TextIO | None,
        stderr: TextIO | None,
        environ: Mapping[str, str],
    ) -> None:
        """Keep what surrounds the command."""
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.environ = environ

    @classmethod
    def of_process(cls) -> Shell:
        """Return the shell that started this process."""
        return cls(stdout=sys.stdout, stderr=sys.stderr, environ=os.environ, stdin=sys.stdin)

    @property
    def asks(self) -> bool:
        """Whether somebody sits there who can be asked: nobody is without a terminal."""
        return all(stream is not None and stream.isatty() for stream in (self.stdin, self.stderr))
