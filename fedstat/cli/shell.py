"""The world around a command: its streams and its environment, so that a test can give it another."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


class Shell:
    """Standard input, output, error (None when they are closed) and the environment."""

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
        return cls(stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr, environ=os.environ)
