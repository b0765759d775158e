"""The house of DESIGN §5: which room may import which, and who may use which library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "fedstat"

MAY_IMPORT: dict[str, set[str]] = {
    "errors": {"language", "table"},
    "table": {"errors", "language"},
    "language": {"errors", "table"},
    "model": {"errors", "language"},
    "ledgerfile": {"model", "errors", "language"},
    "assessment": {"model", "errors", "language"},
    "checks": {"assessment", "model", "errors", "language"},
    "reports": {"assessment", "checks", "model", "table", "errors", "language"},
    "importers": {"model", "errors", "language"},
    "exporters": {"table", "model", "errors", "language"},
    "render": {"table", "errors", "language"},
    "api": {"assessment", "checks", "ledgerfile", "model", "errors", "language"},
    "__init__": {"api"},
    "__main__": {"cli"},
}
"""What each room may import besides itself; cli may import everything."""

LIBRARIES: dict[str, set[str]] = {
    "typer": {"cli"},
    "rich": {"render"},
    "toml_rs": {"ledgerfile"},
    "tomllib": {"ledgerfile"},
    "tomli_w": {"ledgerfile"},
    "filelock": {"ledgerfile"},
    "openpyxl": {"importers"},
    "python_calamine": {"importers"},
    "xlsxwriter": {"exporters"},
}
"""Which rooms may use a library that belongs to one."""

NEVER_BELOW_CLI = {"print", "input", "exit", "quit", "breakpoint"}
OPENERS = {"ledgerfile", "language", "cli"}
"""Rooms in which a file may be opened: the ledger's one opener, the package's own data, the shell."""
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
CLOCKS = {"now", "today", "utcnow", "localtime", "monotonic", "perf_counter"}


def room_of(path: Path) -> str:
    """Return the room a module belongs to."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> set[str]:
    """Return the full names of the modules that a source imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "fedstat")
    return names


def called(tree: ast.AST) -> set[str]:
    """Return the last names of everything that a source calls."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                names.add(node.func.id)
            elif isinstance(node.func, ast.Attribute):
                names.add(node.func.attr)
    return names


def violations(room: str, source: str) -> list[str]:
    """Return what a module of *room* does that the house forbids."""
    if room == "cli":
        return []
    tree = ast.parse(source)
    found = [
        f"{room} may not import fedstat.{other}"
        for other in sorted({name.split(".")[1] for name in imported(tree) if name.startswith("fedstat.")})
        if other != room and other not in MAY_IMPORT.get(room, set())
    ]
    tops = {name.split(".")[0] for name in imported(tree)}
    found += [
        f"{room} may not use {library}"
        for library, rooms in LIBRARIES.items()
        if library in tops and room not in rooms
    ]
    calls = called(tree)
    found += [f"{room} may not call {name}()" for name in sorted(calls & (NEVER_BELOW_CLI | CLOCKS))]
    if room not in OPENERS:
        found += [f"{room} may not open files: {name}()" for name in sorted(calls & OPENING)]
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_module_keeps_to_its_room(path: Path) -> None:
    assert violations(room_of(path), path.read_text("utf-8")) == []


def test_every_room_is_drawn() -> None:
    rooms = {room_of(path) for path in MODULES} - {"cli"}
    assert rooms == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("room", "source", "said"),
    [
        ("model", "from fedstat.assessment import assess", "model may not import fedstat.assessment"),
        ("model", "import fedstat.reports.words", "model may not import fedstat.reports"),
        ("model", "from fedstat import reports", "model may not import fedstat.reports"),
        ("reports", "def f():\n    import rich.table", "reports may not use rich"),
        ("exporters", "import typer", "exporters may not use typer"),
        ("checks", "import tomllib", "checks may not use tomllib"),
        ("reports", "print('x')", "reports may not call print()"),
        ("assessment", "from datetime import date\ndate.today()", "assessment may not call today()"),
        ("model", "open('x')", "model may not open files: open()"),
        ("render", "p.read_text()", "render may not open files: read_text()"),
    ],
)
def test_a_planted_violation_is_found(room: str, source: str, said: str) -> None:
    assert violations(room, source) == [said]
