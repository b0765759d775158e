"""Every way to name a dimension of breakdowns and its categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.model.plan import Dimension

Dimensions = dict[str, tuple[str, dict[str, str]]]
"""By a dimension's id and its name: the id, and the ids of its categories by their ids and names."""


def ways_to_name(declared: Iterable[Dimension]) -> Dimensions:
    """Return every way to name a dimension and its categories."""
    found: Dimensions = {}
    for dimension in declared:
        categories = {category: category for category in dimension.categories}
        for identity, *names in dimension.category_names:
            categories.update({name: identity for name in names if name})
        for name in (dimension.id, dimension.name, dimension.name_en):
            if name:
                found[name] = dimension.id, categories
    return found
