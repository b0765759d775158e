"""What a table gives, held against what stands in the ledger: new, changed, the same, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from fedstat.errors import Finding
from fedstat.language import msg
from fedstat.model.entry import stamp
from fedstat.model.observation import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fedstat.importers.given import Given
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation

Fate = Literal["new", "changed", "same", "withdrawn"]

_KEPT: Final = ("obs_status", "note", "reported_by", "source", "evidence")
"""What a value keeps that a message changes without speaking of it."""
_OF_THE_NUMBER: Final = ("numerator", "denominator", "qualifier", "as_printed", "baseline_restated")


class Placed(Struct, frozen=True, kw_only=True):
    """An observation of a table, and what becomes of it."""

    given: Given
    fate: Fate
    old: Observation | None = None
    """What stands for the same."""


def placed(rows: Iterable[Given], ledger: Ledger) -> tuple[list[Placed], list[Finding]]:
    """Return what becomes of each row, and which rows say neither a value nor why there is none."""
    known = ledger.known()
    dated = _by_stamp(ledger)
    found, findings = [], []
    for given in rows:
        old = known.series.get(given.key[:3], {}).get(given.period)
        if given.action == "delete":
            found.append(Placed(given=given, fate="withdrawn" if old else "same", old=old))
            continue
        whole = _merged(given, old) if given.action == "merge" else given
        if not _says_a_value(whole.said):
            findings.append(_nothing(whole))
            continue
        same = any(whole.says_the_same(entry) for entry in _alike(whole, old, dated))
        fate: Fate = "same" if same else "changed" if old else "new"
        found.append(Placed(given=whole, fate=fate, old=old))
    return found, findings


def _by_stamp(ledger: Ledger) -> Mapping[tuple[object, ...], list[Observation]]:
    found: dict[tuple[object, ...], list[Observation]] = {}
    for entry in ledger.entries:
        found.setdefault((*entry.key, entry.recorded), []).append(entry)
    return found


def _alike(
    given: Given, old: Observation | None, dated: Mapping[tuple[object, ...], list[Observation]]
) -> Iterable[Observation]:
    """Return the entries that a row may repeat: what stands, or what was entered on the row's own day."""
    recorded = given.said.get("recorded")
    earlier = dated.get((*given.key, stamp(recorded)), []) if recorded else []  # type: ignore[arg-type]
    return [*earlier, *((old,) if old else ())]


def _says_a_value(said: Mapping[str, object]) -> bool:
    return "value" in said or "numerator" in said or said.get("obs_status") in NO_VALUE


def _merged(given: Given, old: Observation | None) -> Given:
    """Return a row of a message with what it leaves as it stands."""
    if old is None:
        return given
    said: dict[str, object] = {}
    if not _says_a_value(given.said) and old.value is not None:
        said = {"value": old.value} if old.numerator is None else {}
        said |= {
            name: told for name in _OF_THE_NUMBER if (told := getattr(old, name)) not in {None, "", "exact"}
        }
    kept = _KEPT if old.obs_status not in NO_VALUE else _KEPT[1:]
    said |= {name: told for name in kept if (told := getattr(old, name))}
    if given.said.get("obs_status") in NO_VALUE:
        said = {name: told for name, told in said.items() if name in _KEPT}
    return replace(given, said={**said, **given.said})


def _nothing(given: Given) -> Finding:
    return Finding(
        "value-missing",
        given.place,
        msg("There is no value, and no status that says why."),
        msg("Fill in the value, or write 未调查, 不适用, 未掌握 or 不宜公开 instead."),
    )
