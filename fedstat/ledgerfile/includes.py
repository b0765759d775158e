"""`include`: the other files of a ledger, found by pattern and never outside its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fedstat.errors import KeyPath
    from fedstat.ledgerfile.getters import Fields

_SUFFIXES: Final = (".toml", ".csv")


def included(root: Fields, main: Path) -> Iterator[tuple[Path, KeyPath]]:
    """Yield every file that the main file includes, once, with the place of its pattern."""
    given = list(_given(root.data))
    seen = {main.resolve()} if given else set()
    for path, value in given:
        patterns = value if isinstance(value, list) else [value]
        for index, pattern in enumerate(patterns):
            steps = (*path, index) if isinstance(value, list) else path
            for found in _matches(root, steps, pattern, main):
                if found.resolve() not in seen:
                    seen.add(found.resolve())
                    yield found, steps


def _given(data: Mapping[str, object]) -> Iterator[tuple[KeyPath, object]]:
    """Yield `include`, and also one that slipped under a table: the table's reader tells so."""
    if "include" in data:
        yield ("include",), data["include"]
    for name, table in data.items():
        if isinstance(table, dict) and "include" in table:
            yield (name, "include"), table["include"]
        for index, item in enumerate(table if isinstance(table, list) else ()):
            if isinstance(item, dict) and "include" in item:
                yield (name, index, "include"), item["include"]


def _matches(root: Fields, steps: KeyPath, pattern: object, main: Path) -> Iterator[Path]:
    if not isinstance(pattern, str):
        root.mistyped(*steps, value=pattern, needed=msg("a list of texts"), line='include = ["units/*.toml"]')
        return
    folder = main.parent
    if _leaves(pattern):
        _outside(root, steps, pattern)
        return
    files = [path for path in _files(folder, pattern) if path != main]
    if not files:
        root.report(
            "include-missing",
            *steps,
            of=msg("No file matches “{pattern}”.", pattern=pattern),
            do=msg("Patterns are relative to the ledger's folder, for instance: {line}", line="units/*.toml"),
        )
    for path in files:
        if not path.resolve().is_relative_to(folder.resolve()):
            _outside(root, steps, path.name)
        elif path.suffix.lower() not in _SUFFIXES:
            root.report(
                "include-unreadable",
                *steps,
                of=msg("“{name}” is neither a .toml nor a .csv file.", name=path.name),
                do=msg("Narrow the pattern, for instance: {line}", line="units/*.toml"),
            )
        else:
            yield path


def _leaves(pattern: str) -> bool:
    """Whether a pattern is absolute, or climbs out of its folder."""
    windows = PureWindowsPath(pattern)
    return (
        bool(windows.drive or windows.root) or ".." in windows.parts or ".." in PurePosixPath(pattern).parts
    )


def _files(folder: Path, pattern: str) -> list[Path]:
    if not pattern.strip() or "\0" in pattern:
        return []
    from glob import glob

    names = sorted(glob(pattern, root_dir=folder, recursive=True))  # noqa: PTH207 - Path.glob refuses odd patterns
    return [folder / name for name in names if name == pattern or (folder / name).is_file()]


def _outside(root: Fields, steps: KeyPath, name: str) -> None:
    root.report(
        "include-outside",
        *steps,
        of=msg("“{name}” lies outside the ledger's folder.", name=name),
        do=msg("Move the file into the folder of the ledger, and name it from there."),
    )
