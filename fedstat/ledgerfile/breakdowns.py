"""Breakdowns: the dimensions that a ledger declares, and a sub-group found in them by id or name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.errors import Finding
from fedstat.language import Message, Several, msg
from fedstat.ledgerfile.registry import known_ones, nearest_or_known, shown

if TYPE_CHECKING:
    from fedstat.ledgerfile.getters import Fields
    from fedstat.model.target import Breakdown

_FORM: Final = 'breakdown = { sex = "女", residence = "农村" }'


def breakdown(fields: Fields, key: str = "breakdown") -> Breakdown | None:
    """Return the sub-group that stands under *key*, sorted by dimension; None when it names none."""
    value = fields.data[key]
    if not isinstance(value, dict):
        fields.report(
            "bad-breakdown",
            key,
            of=msg("A breakdown is a table of dimensions and their categories."),
            do=_as_table(fields, value),
        )
        return None
    pairs = [_pair(fields, key, dimension, category) for dimension, category in value.items()]
    found = {pair[0]: pair[1] for pair in pairs if pair is not None}
    if len(found) == len(pairs):
        return tuple(sorted(found.items()))
    if None not in pairs:
        fields.report(
            "bad-breakdown",
            key,
            of=msg("The breakdown names one dimension twice."),
            do=msg("Write it once, for instance: {line}", line=_FORM),
        )
    return None


def _as_table(fields: Fields, value: object) -> Message:
    homes = _homes(fields, value) if isinstance(value, str) else []
    return msg("Write: {line}", line=f'breakdown = {{ {homes[0]} = "{value}" }}' if homes else _FORM)


def _homes(fields: Fields, category: str) -> list[str]:
    """Return the ids of the dimensions that have a category of this id or name."""
    known = fields.book.dimensions.values()
    return list(dict.fromkeys(identity for identity, categories in known if category in categories))


def _pair(fields: Fields, key: str, dimension: str, category: object) -> tuple[str, str] | None:
    known = fields.book.dimensions.get(dimension)
    if known is None:
        return _without_dimension(fields, key, dimension, category)
    identity, categories = known
    if not isinstance(category, str):
        fields.report(
            "bad-breakdown",
            key,
            dimension,
            of=msg("A category is a text in quotes."),
            do=known_ones(categories),
        )
    elif category in categories:
        return identity, categories[category]
    else:
        fields.report(
            "unknown-category",
            key,
            dimension,
            of=msg(
                "The dimension “{dimension}” has no category “{category}”.",
                dimension=dimension,
                category=shown(category),
            ),
            do=nearest_or_known(category, categories),
        )
    return None


def _without_dimension(fields: Fields, key: str, dimension: str, category: object) -> tuple[str, str] | None:
    """Report a dimension that is not declared; while one could not be read, take the words as they stand."""
    known = fields.refer("dimension", dimension, key, dimension, key=True)
    return (dimension, category) if known and isinstance(category, str) else None


def by_category(fields: Fields, category: str, *steps: str | int) -> Breakdown | None:
    """Return the sub-group that a plan's wording names by its category alone, None when that is not one."""
    homes = _homes(fields, category)
    if len(homes) == 1:
        identity = homes[0]
        return ((identity, fields.book.dimensions[identity][1][category]),)
    if homes:
        fields.book.findings.append(
            Finding(
                "unknown-dimension",
                fields.origin(*steps),
                msg(
                    "“{category}” is a category of several dimensions: {known}.",
                    category=category,
                    known=Several(homes),
                ),
                msg("Write the targets one by one, each with its breakdown."),
            )
        )
    else:
        fields.report(
            "unknown-category",
            *steps,
            of=msg("No dimension has the category “{category}” that the wording names.", category=category),
            do=msg(
                "Declare it: {line}",
                line=f'[[dimension]] id = "residence", categories = ["{category}", "…"]',
            ),
        )
    return None
