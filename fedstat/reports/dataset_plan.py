"""The plan itself as tables: its settings, and its parts, domains, goals, units, areas, groups and rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import msg
from fedstat.reports.relations import leads, table_of
from fedstat.table import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.assessment import Evaluation
    from fedstat.language import Language, Message
    from fedstat.model.period import Period
    from fedstat.model.plan import Named
    from fedstat.table import Kind

_DAY: dict[str, Kind] = {"known_on": "date"}


def plan_relations(evaluation: Evaluation, language: Language) -> Iterable[Relation]:
    """Yield what a plan is made of, and at the end its own settings and what the assessments rest on."""
    known = evaluation.known
    yield _named("parts", {}, known.parts.values(), language)
    yield _named("domains", {"part": msg("part", context="noun")}, known.domains.values(), language)
    yield _named("goals", {"domain": msg("domain", context="noun")}, known.goals.values(), language)
    yield _named("member_units", {"contact": msg("contact")}, known.member_units.values(), language)
    yield _named("areas", {"parent": msg("lies in")}, known.areas.values(), language)
    yield from _groups(evaluation, language)
    yield _rounds(evaluation, language)
    yield _plan(evaluation, language)


_ABOVE = {"part": "parts", "domain": "domains", "parent": "areas"}
"""Which relation a column of a block leads to."""


def _named(name: str, more: dict[str, Message], entries: Iterable[Named], language: Language) -> Relation:
    """Return blocks that have an id and a name, and what *more* they have."""
    titled = {"id": msg("id"), "name": msg("name"), "name_en": msg("English name"), **more}
    rows = [tuple(getattr(entry, key) for key in titled) for entry in entries]
    above = leads(*((key, _ABOVE[key]) for key in more if key in _ABOVE))
    return Relation(name=name, table=table_of(titled, rows, language), key=("id",), references=above)


def _groups(evaluation: Evaluation, language: Language) -> Iterable[Relation]:
    """Yield the dimensions of breakdowns, and their categories in order."""
    dimensions = evaluation.known.dimensions.values()
    yield _named("dimensions", {}, dimensions, language)
    titled = {
        "dimension": msg("dimension"),
        "id": msg("id"),
        "name": msg("name"),
        "name_en": msg("English name"),
    }
    rows = []
    for dimension in dimensions:
        names = {identity: (name, name_en) for identity, name, name_en in dimension.category_names}
        rows += [
            (dimension.id, identity, *names.get(identity, (identity, "")))
            for identity in dict.fromkeys(dimension.categories)
        ]
    yield Relation(
        name="categories",
        table=table_of(titled, rows, language),
        key=("dimension", "id"),
        references=leads(("dimension", "dimensions")),
    )


def _rounds(evaluation: Evaluation, language: Language) -> Relation:
    titled = {
        "id": msg("id"),
        "name": msg("name"),
        "name_en": msg("English name"),
        "kind": msg("kind"),
        "period": msg("period"),
        "known_on": msg("known on"),
        "method": msg("method"),
        "target_period": msg("target period"),
    }
    rows = [
        (
            *(entry.id, entry.name, entry.name_en, entry.kind, str(entry.period), entry.known_on),
            *(entry.method, _text(entry.target_period)),
        )
        for entry in evaluation.known.rounds.values()
    ]
    return Relation(name="rounds", table=table_of(titled, rows, language), key=("id",), kinds=_DAY)


def _plan(evaluation: Evaluation, language: Language) -> Relation:
    """Return one row: the plan's own settings, and what the assessments beside it rest on."""
    plan, about = evaluation.known.plan, evaluation
    titled = {
        "title": msg("title"),
        "title_en": msg("English name"),
        "reference_area": msg("area", context="noun"),
        "baseline_period": msg("baseline period"),
        "target_period": msg("target period"),
        "period": msg("period"),
        "known_on": msg("known on"),
        "round": msg("round", context="noun"),
        "method": msg("method"),
        "rounding": msg("rounding"),
        "comparison": msg("comparison"),
    }
    row = (
        *(plan.title, plan.title_en, about.reference_area),
        *(_text(plan.baseline_period), _text(about.target_period)),
        *(str(about.period), about.known_on, None if about.round is None else about.round.id),
        *(about.method, about.rounding, about.comparison),
    )
    return Relation(
        name="plan",
        table=table_of(titled, [row], language),
        key=("title",),
        references=leads(("reference_area", "areas"), ("round", "rounds")),
        kinds=_DAY,
    )


def _text(period: Period | None) -> str | None:
    return None if period is None else str(period)
