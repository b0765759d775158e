"""The example ledgers that come with fedstat, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.language import Message

EXAMPLES: Final[dict[str, Message]] = {
    "china-2021-2025": msg("the national indicators with their published values"),
    "taiyuan-2023": msg("what a newspaper printed about Taiyuan, with its headline"),
    "city-plan-190": msg("a whole plan of 190 indicators; its values are made up"),
}
"""Every example by name, and what it holds."""

_PACKAGE: Final = Path(__file__).resolve().parent.parent
FOLDERS: Final = (_PACKAGE / "examples", _PACKAGE.parent / "examples")
"""Where they stand: in the package when it is installed, beside it in the repository, their one source."""


def example(name: str, folders: Sequence[Path] = FOLDERS) -> bytes:
    """Return the example of that name, one of `EXAMPLES`, from the first of *folders* that has it."""
    return next(path for folder in folders if (path := folder / f"{name}.toml").is_file()).read_bytes()
