"""What every test may ask for: an outside program, or a reason why it is skipped."""

from __future__ import annotations

import os
import shutil

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing; where every program is required, let it fail."""
    for mark in item.iter_markers("program"):
        missing = [name for name in mark.args if shutil.which(name) is None]
        if missing:
            reason = f"needs {', '.join(missing)}, which this machine does not have"
            if os.environ.get("FEDSTAT_REQUIRE_PROGRAMS"):
                pytest.fail(reason)
            pytest.skip(reason)
