"""The worked examples in docstrings run and say what they print."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import fedstat

PACKAGE = Path(fedstat.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if ">>> " in path.read_text("utf-8") and path.name != "__init__.py"
)


@pytest.mark.parametrize("name", MODULES)
def test_an_example_in_a_docstring_is_true(name: str) -> None:
    failed, tried = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert tried
    assert failed == 0


def test_every_method_opens_with_an_example() -> None:
    methods = {path.stem for path in (PACKAGE / "assessment" / "methods").glob("*.py")}
    told = {name.rpartition(".")[2] for name in MODULES if name.startswith("fedstat.assessment.methods.")}
    assert methods - told == {"__init__", "registry", "verdict"}
