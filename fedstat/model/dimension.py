"""Every way to name a dimension of breakdowns and its categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.model.plan import Dimension

Dimensions = dict[str, tuple[str, dict[str, str]]]
"""By a dimension's id and its name: the id, and the ids of its categories by their ids and names."""


def ways_to_name(declared: Iterable[Dimension]) -> Dimensions:
    """Return every way to name a dimension and its categories; what has a name keeps it."""
    found: Dimensions = {}
    of: dict[str, dict[str, str]] = {}
    for dimension in declared:
        categories = of.setdefault(dimension.id, {})
        for category in dimension.categories:
            categories.setdefault(category, category)
        for identity, *names in dimension.category_names:
            for name in filter(None, names):
                categories.setdefault(name, identity)
        for name in filter(None, (dimension.id, dimension.name, dimension.name_en)):
            found.setdefault(name, (dimension.id, categories))
    return found
