"""The ledger as tables that refer to each other: what stands, who answers for it, and how it is judged.

The total of an indicator, of no group, has the breakdown “_T”, so that every row has a whole key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from fedstat.language import msg
from fedstat.model.plan import STATUSES
from fedstat.reports.dataset_plan import plan_relations
from fedstat.reports.record import target_record
from fedstat.reports.relations import completed, kinds_of, leads, placed, position, table_of
from fedstat.reports.tables import (
    assessments_table,
    breakdown_text,
    indicators_table,
    observations_table,
    recorded_cell,
)
from fedstat.table import Dataset, Reference, Relation, Row, Table, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from fedstat.assessment import Evaluation
    from fedstat.language import Language
    from fedstat.model.indicator import Indicator
    from fedstat.model.plan import Explanation, Judgement
    from fedstat.model.target import Breakdown
    from fedstat.table import Kind, Value

NAME: Final = "fedstat"
"""What the dataset is called where a name has no Chinese letters; its title is the plan's."""
TOTAL: Final = "_T"
"""What SDMX calls the total of a dimension."""
_KINDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("value", "numerator", "denominator", "baseline_restated"), "number"),
    **dict.fromkeys(("baseline", "previous", "latest"), "number"),
    **dict.fromkeys(("change_from_previous", "change_from_baseline", "distance_to_target"), "number"),
    **dict.fromkeys(("completion", "elapsed", "method_value", "lower", "upper", "tolerance"), "number"),
    **dict.fromkeys(("carried", "lost_again", "keep"), "boolean"),
    "position": "integer",
    "due": "date",
}
_CODE: Final = Reference(column="indicator", relation="indicators", key="code")


def dataset(
    evaluation: Evaluation, indicators: Sequence[Indicator], language: Language, *, area: str = ""
) -> Dataset:
    """Return the plan, its blocks, and of *indicators* the definitions, values and assessments.

    Without the id of an *area*, the values of all areas.
    """
    observations = observations_table(evaluation, indicators, language, area=area)
    return Dataset(
        name=NAME,
        title=evaluation.known.plan.title,
        relations=completed(
            (
                *plan_relations(evaluation, language),
                _definitions(evaluation, indicators, language),
                *_units(indicators, language),
                _baselines(evaluation, indicators, language),
                _targets(evaluation, indicators, language),
                _observations(observations),
                _groups(evaluation, indicators, language),
                *_progress(evaluation, language),
                *_said(evaluation, indicators, language),
            )
        ),
        tallies=_TALLIES,
    )


_TALLIES: Final = tuple(
    Tally(name=name, relation="progress", column="status", words=STATUSES, by=by, through=through)
    for name, by, through in (
        ("progress_total", None, None),
        ("progress_by_part", Reference(column="part", relation="parts", key="id"), None),
        ("progress_by_domain", Reference(column="domain", relation="domains", key="id"), None),
        (
            "progress_by_responsible_unit",
            Reference(column="member_unit", relation="member_units", key="id"),
            ("code", "responsible_units", "indicator"),
        ),
    )
)


# -- what an indicator is ----------------------------------------------------------------------------------


def _definitions(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Relation:
    """Return the indicators; one that shares the values of another names it."""
    table = indicators_table(evaluation, indicators, language)
    shared = table_of({"same_as": msg("same as")}, [(one.same_as,) for one in indicators], language)
    return Relation(
        name="indicators",
        table=Table(
            columns=table.columns + shared.columns,
            rows=tuple(
                Row(cells=row.cells + more.cells) for row, more in zip(table.rows, shared.rows, strict=True)
            ),
        ),
        key=("code",),
        references=leads(
            *(("part", "parts"), ("domain", "domains"), ("goal", "goals")), ("data_provider", "member_units")
        ),
    )


def _units(indicators: Sequence[Indicator], language: Language) -> Iterable[Relation]:
    """Yield who answers for which indicator, and who supports it: one row a unit."""
    titled = {"indicator": msg("code"), "member_unit": msg("member unit", context="noun")}
    for name, key in (("responsible_units", "responsible_unit"), ("supporting_units", "supporting_units")):
        rows = [
            (indicator.code, unit)
            for indicator in indicators
            for unit in dict.fromkeys(getattr(indicator, key))
        ]
        yield Relation(
            name=name,
            table=table_of(titled, rows, language),
            key=("indicator", "member_unit"),
            references=(_CODE, *leads(("member_unit", "member_units"))),
        )


def _baselines(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Relation:
    """Return the baselines that indicators state themselves."""
    titled = {
        "indicator": msg("code"),
        "position": msg("position"),
        "reference_area": msg("area", context="noun"),
        "breakdown": msg("breakdown"),
        "period": msg("period"),
        "value": msg("value"),
        "source": msg("source"),
    }
    home = evaluation.known.ledger.area
    rows = [
        (
            *(indicator.code, at, one.reference_area or home, _group(one.breakdown)),
            *(str(one.period), one.value, one.source),
        )
        for indicator in indicators
        for at, one in enumerate(indicator.baselines, start=1)
    ]
    table = table_of(titled, rows, language)
    return Relation(
        name="baselines",
        table=table,
        key=("indicator", "position"),
        references=(_CODE, *leads(("reference_area", "areas"))),
        kinds=kinds_of(table, _KINDS),
    )


def _targets(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Relation:
    """Return the targets with their numbers; one that follows from the baseline has what follows."""
    titled = {
        "indicator": msg("code"),
        "position": msg("position"),
        "period": msg("period"),
        "comparator": msg("comparator"),
        "value": msg("value"),
        "lower": msg("lower bound"),
        "upper": msg("upper bound"),
        "tolerance": msg("tolerance"),
        "keep": msg("to be kept"),
        "relative_to": msg("compared with"),
        "breakdown": msg("breakdown"),
        "wording": msg("wording"),
    }
    judged = {item.indicator.code: item for item in evaluation}
    rows: list[Sequence[Value]] = []
    for indicator in indicators:
        for at, target in enumerate(indicator.targets, start=1):
            said = target_record(evaluation, judged.get(indicator.code), target)
            said["lower"], said["upper"] = cast("list[Decimal] | None", said["bounds"]) or (None, None)
            said["breakdown"], said["relative_to"] = _group(target.breakdown), target.relative_to
            told = {**said, "indicator": indicator.code, "position": at}
            rows.append([cast("Value", told[key]) for key in titled])
    table = table_of(titled, rows, language)
    return Relation(
        name="targets",
        table=table,
        key=("indicator", "position"),
        references=(_CODE, *leads(("relative_to", "areas"))),
        kinds=kinds_of(table, _KINDS),
    )


# -- values ------------------------------------------------------------------------------------------------


def _observations(table: Table) -> Relation:
    at = position(table, "breakdown")
    whole = placed(table, "breakdown", [str(row.cells[at].value or TOTAL) for row in table.rows])
    return Relation(
        name="observations",
        table=whole,
        key=("indicator", "reference_area", "breakdown", "period"),
        references=(_CODE, *leads(("reference_area", "areas"), ("reported_by", "member_units"))),
        kinds=kinds_of(whole, _KINDS),
    )


def _group(breakdown: Breakdown) -> str:
    return breakdown_text(breakdown) or TOTAL


def _groups(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Relation:
    """Return what the breakdowns of values, baselines and targets mean: one row a dimension."""
    titled = {
        "breakdown": msg("breakdown"),
        "dimension": msg("dimension"),
        "category": msg("category"),
    }
    codes = {indicator.code for indicator in indicators}
    used = [breakdown for code, _, breakdown in evaluation.known.series if code in codes]
    for indicator in indicators:
        used += [one.breakdown for one in indicator.baselines]
        used += [one.breakdown for one in indicator.targets]
    rows = [(_group(breakdown), *pair) for breakdown in dict.fromkeys(used) for pair in breakdown]
    return Relation(
        name="breakdowns",
        table=table_of(titled, rows, language),
        key=("breakdown", "dimension"),
        references=leads(("dimension", "dimensions")),
    )


# -- verdicts ----------------------------------------------------------------------------------------------


def _progress(evaluation: Evaluation, language: Language) -> Iterable[Relation]:
    """Yield the assessments, and beside them the values of the areas to compare."""
    compared = evaluation.known.plan.compare
    table = assessments_table(evaluation, language)
    width = len(table.columns) - len(compared)
    own = Table(
        columns=table.columns[:width],
        rows=tuple(Row(cells=row.cells[:width]) for row in table.rows),
    )
    yield Relation(
        name="progress",
        table=own,
        key=("code",),
        references=(
            Reference(column="code", relation="indicators", key="code"),
            *leads(("part", "parts"), ("domain", "domains")),
        ),
        kinds=kinds_of(own, _KINDS),
    )
    titled = {
        "indicator": msg("code"),
        "reference_area": msg("area", context="noun"),
        "period": msg("period"),
        "value": msg("value"),
    }
    areas = [evaluation.known.ledger.area_id(area) for area in compared]
    rows = [
        (item.indicator.code, area, str(reading.period), reading.value)
        for item in evaluation
        for area, reading in dict(zip(areas, item.compare, strict=True)).items()
        if reading is not None
    ]
    beside = table_of(titled, rows, language)
    yield Relation(
        name="comparisons",
        table=beside,
        key=("indicator", "reference_area"),
        references=(_CODE, *leads(("reference_area", "areas"))),
        kinds=kinds_of(beside, _KINDS),
    )


def _said(evaluation: Evaluation, indicators: Sequence[Indicator], language: Language) -> Iterable[Relation]:
    """Yield what units and offices say of indicators: explanations and judgements by hand."""
    explained = {
        "indicator": msg("code"),
        "period": msg("period"),
        "reported_by": msg("reported by"),
        "outlook": msg("outlook"),
        "cause": msg("cause"),
        "measures": msg("measures"),
        "due": msg("due"),
        "recorded": msg("recorded"),
    }
    judged = {
        "indicator": msg("code"),
        "period": msg("period"),
        "status": msg("assessment"),
        "by": msg("judged by"),
        "reason": msg("reason"),
        "recorded": msg("recorded"),
    }
    known = evaluation.known
    of_unit = leads(("reported_by", "member_units"))
    for name, titled, entries, references in (
        ("explanations", explained, known.explanations.values(), of_unit),
        ("judgements", judged, known.judgements.values(), ()),
    ):
        table = table_of(titled, _entries(evaluation, indicators, entries, titled), language)
        yield Relation(
            name=name,
            table=table,
            key=("indicator", "period"),
            references=(_CODE, *references),
            kinds=kinds_of(table, _KINDS),
        )


def _entries(
    evaluation: Evaluation,
    indicators: Sequence[Indicator],
    entries: Iterable[Explanation | Judgement],
    keys: Iterable[str],
) -> Iterator[tuple[Value, ...]]:
    """Yield the fields of the entries on *indicators* up to the evaluation's period."""
    codes = {indicator.code for indicator in indicators}
    for entry in entries:
        if entry.indicator in codes and not (entry.period.dated and entry.period > evaluation.period):
            own = {"period": str(entry.period), "recorded": recorded_cell(entry.recorded).value}
            yield tuple(own[key] if key in own else getattr(entry, key) for key in keys)
