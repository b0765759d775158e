"""What every test may ask for: an outside program or library, or a reason why it is skipped."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program or library is missing; where all are required, let it fail."""
    for mark in (*item.iter_markers("program"), *item.iter_markers("library")):
        there = shutil.which if mark.name == "program" else find_spec
        missing = [name for name in mark.args if there(name) is None]
        if missing:
            reason = f"needs {', '.join(missing)}, which this machine does not have"
            if os.environ.get("FEDSTAT_REQUIRE_PROGRAMS"):
                pytest.fail(reason)
            pytest.skip(reason)
