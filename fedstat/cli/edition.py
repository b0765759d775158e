"""What a new edition of an indicator keeps of the one before: all that it does not say anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fedstat.ledgerfile.writer import Plain
    from fedstat.model.indicator import Baseline, Indicator

KEPT: Final = (
    *("name_en", "part", "domain", "goal", "data_provider", "unit_measure", "direction"),
    *("decimals", "tolerance", "limit", "small_numbers", "definition", "formula", "data_source", "note"),
    *("same_as",),
)
"""What is kept as it stands."""
USUAL: Final = {"frequency": "A", "lag": 0, "role": "indicator", "visibility": "public"}
"""What is kept where it is not what it is without being said."""
LISTS: Final = {
    "responsible_unit": "responsible_unit",
    "supporting_unit": "supporting_units",
    "tags": "tags",
}
MEASURE: Final = ("unit_measure", "definition", "formula")
"""What the baseline was measured by; where it changes, the baseline must be stated again."""


def kept(old: Indicator, new: dict[str, Plain], area: str) -> dict[str, Plain]:
    """Return the edition *new* with what it leaves as it stands in *old*; targets are always stated again."""
    fields: dict[str, Plain] = {
        name: value for name in KEPT if (value := getattr(old, name)) not in {None, ""}
    }
    if old.data_provider in old.responsible_unit[:1]:
        fields.pop("data_provider", None)  # it follows the responsible unit, also a new one
    fields |= {name: value for name, usual in USUAL.items() if (value := getattr(old, name)) != usual}
    fields |= {name: list(words) for name, own in LISTS.items() if (words := getattr(old, own))}
    if old.baselines and not any(name in new and new[name] != getattr(old, name) for name in MEASURE):
        stated: list[Plain] = [_baseline(one, area) for one in old.baselines]
        fields["baseline"] = stated[0] if len(stated) == 1 else stated
    joined = {**fields, **new}
    order = ("code", "name", *KEPT[:4], *LISTS, *KEPT[4:7], *USUAL, "baseline", "target")
    return {name: joined[name] for name in dict.fromkeys((*order, *joined)) if name in joined}


def _baseline(one: Baseline, area: str) -> dict[str, Plain]:
    fields: dict[str, Plain] = {"period": str(one.period), "value": one.value}
    if one.breakdown:
        fields["breakdown"] = dict(one.breakdown)
    if one.reference_area and one.reference_area != area:
        fields["reference_area"] = one.reference_area
    return {**fields, "source": one.source} if one.source else fields
