"""The published methods, one module each behind the interface, and their table."""

from __future__ import annotations

from fedstat.assessment.methods.registry import METHODS

__all__ = ["METHODS"]
