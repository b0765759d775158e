"""What a plan is built of: parts, domains, goals, member units, areas, dimensions, rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from fedstat.language import msg
from fedstat.ledgerfile.getters import Fields, id_of, one_of
from fedstat.ledgerfile.sections.plan import expected
from fedstat.model.number import ROUNDINGS
from fedstat.model.plan import (
    COMPARISONS,
    METHODS,
    ROUND_KINDS,
    Area,
    Dimension,
    Domain,
    Goal,
    MemberUnit,
    Named,
    Part,
    Profile,
    Round,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.ledgerfile.getters import Shape

NamedT = TypeVar("NamedT", bound=Named)

_NAMED: Final[Shape] = {
    "id": Fields.filled,
    "name": Fields.filled,
    "name_en": Fields.text,
    "recorded": Fields.stamp,
}

_PART: Final[Shape] = {
    "id": Fields.filled,
    "title": Fields.filled,
    "title_en": Fields.text,
    "document": Fields.text,
    "expected": expected,
    "recorded": Fields.stamp,
}

_CATEGORY: Final[Shape] = {"id": Fields.filled, "name": Fields.filled, "name_en": Fields.text}

_ROUND: Final[Shape] = {
    **_NAMED,
    "kind": one_of(ROUND_KINDS),
    "period": Fields.period,
    "known_on": Fields.day,
    "method": one_of(METHODS),
    "rounding": one_of(ROUNDINGS),
    "comparison": one_of(COMPARISONS),
    "target_period": Fields.period,
}


def _map(fields: Fields, key: str) -> tuple[tuple[str, str], ...] | None:
    """Return what the headings mean, each a text."""
    table = fields.table(key, line='map = { "年份" = "period" }')
    if table is None:
        return None
    return tuple(table.read(dict.fromkeys(table.data, Fields.filled)).items())


_PROFILE: Final[Shape] = {
    **_NAMED,
    "map": _map,
    "sheet": Fields.texts,
    "reference_area": Fields.area,
    "reported_by": id_of("member_unit"),
    "source": Fields.text,
    "evidence": Fields.text,
    "as_shown": Fields.flag,
}


def _categories(fields: Fields, key: str) -> list[dict[str, str]] | None:
    """Return the categories, each with its id and, when it has one of its own, its name."""
    value = fields.data[key]
    if not isinstance(value, list):
        fields.mistyped(key, value=value, needed=msg("a list of texts"), line='categories = ["男", "女"]')
        return None
    return [found for index, item in enumerate(value) if (found := _category(fields, key, index, item))]


def _category(fields: Fields, key: str, index: int, item: object) -> dict[str, str]:
    if isinstance(item, dict):
        found = fields.inside(item, key, index).read(_CATEGORY, required=("id", "name"))
        return found if "id" in found else {}
    text = fields.text_of(item, key, index)
    return {"id": text} if text else {}


_DIMENSION: Final[Shape] = {**_NAMED, "categories": _categories}


def parts_of(tables: Iterable[Fields]) -> tuple[Part, ...]:
    """Return the parts; a part's name is its title."""
    return _named(Part, tables, _PART, required=("id", "title"))


def dimensions_of(tables: Iterable[Fields]) -> tuple[Dimension, ...]:
    """Return the dimensions with their categories."""
    return _named(Dimension, tables, _DIMENSION, required=("id", "name", "categories"))


def domains_of(tables: Iterable[Fields]) -> tuple[Domain, ...]:
    """Return the domains."""
    return _named(Domain, tables, {**_NAMED, "part": id_of("part")})


def goals_of(tables: Iterable[Fields]) -> tuple[Goal, ...]:
    """Return the goals."""
    return _named(Goal, tables, {**_NAMED, "domain": id_of("domain")})


def member_units_of(tables: Iterable[Fields]) -> tuple[MemberUnit, ...]:
    """Return the member units."""
    return _named(MemberUnit, tables, {**_NAMED, "contact": Fields.text})


def areas_of(tables: Iterable[Fields]) -> tuple[Area, ...]:
    """Return the areas, each with the one that it lies in."""
    return _named(Area, tables, {**_NAMED, "parent": Fields.area})


def rounds_of(tables: Iterable[Fields]) -> tuple[Round, ...]:
    """Return the rounds."""
    return _named(Round, tables, _ROUND, required=("id", "name", "kind", "period"))


def profiles_of(tables: Iterable[Fields]) -> tuple[Profile, ...]:
    """Return how tables are read."""
    return _named(Profile, tables, _PROFILE, required=("id",))


def _named(
    noun: type[NamedT], tables: Iterable[Fields], shape: Shape, required: tuple[str, ...] = ("id", "name")
) -> tuple[NamedT, ...]:
    found = []
    for fields in tables:
        values = _shaped(fields.read(shape, required=required))
        if values.get("id") and all(key in values for key in required if key in noun.__struct_fields__):
            found.append(noun(**values, origin=fields.origin()))
    return tuple(found)


def _shaped(values: dict[str, Any]) -> dict[str, Any]:
    """Return what was read under the names of the nouns; a name that is missing is the id."""
    for key in ("title", "title_en"):
        if key in values:
            values[key.replace("title", "name")] = values.pop(key)
    if "categories" in values:
        categories = values["categories"]
        values["categories"] = tuple(category["id"] for category in categories)
        values["category_names"] = tuple(
            (category["id"], category.get("name", category["id"]), category.get("name_en", ""))
            for category in categories
            if "name" in category or "name_en" in category
        )
    values.setdefault("name", values.get("id", ""))
    return values
