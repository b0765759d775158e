"""What an import would change: the values of each period and unit, what is revised, whose status turns."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from fedstat.language import Several, msg, msgs, say
from fedstat.model.number import plain, rounded
from fedstat.reports.changes import series_name, value_text
from fedstat.reports.words import name_of
from fedstat.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fedstat.language import Language, Message
    from fedstat.model.ledger import Ledger
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.table import Block

Fate = Literal["new", "changed", "same", "withdrawn"]
FATES: Final[tuple[Fate, ...]] = ("new", "changed", "same", "withdrawn")


class Incoming(Struct, frozen=True, kw_only=True):
    """One value of a file, and what becomes of it."""

    cell: str
    """Where it stands in the file: E12."""
    fate: Fate
    entry: Observation
    """As it would stand; of what stays, or is taken back, as it stands."""
    old: Observation | None = None
    doubtful: bool = False


def import_blocks(
    incoming: Sequence[Incoming],
    ledger: Ledger,
    statuses: Mapping[str, tuple[str, str]],
    language: Language,
    *,
    whole: bool = False,
) -> Iterator[Block]:
    """Yield what an import would change: counts, then revisions; with *whole* every new value, too."""
    yield _counts_table(incoming, ledger, language)
    changed = [item for item in incoming if item.fate in {"changed", "withdrawn"}]
    if changed:
        yield _changes_table(changed, ledger, statuses, language)
    new = [item for item in incoming if item.fate == "new"]
    if new and whole:
        yield _new_table(new, ledger, language)


def counts_message(incoming: Sequence[Incoming]) -> Message:
    """Return how many values are new, changed, taken back, and stand already."""
    count = {fate: sum(item.fate == fate for item in incoming) for fate in FATES}
    said = [
        msgs("{count} new value", "{count} new values", count["new"]),
        msgs("{count} changed", "{count} changed", count["changed"]),
        msgs("{count} unchanged", "{count} unchanged", count["same"]),
    ]
    if count["withdrawn"]:
        said.append(msgs("{count} taken back", "{count} taken back", count["withdrawn"]))
    return msg("{counts}.", context="import", counts=Several(said))


def status_messages(
    ledger: Ledger, statuses: Mapping[str, tuple[str, str]], language: Language
) -> Iterator[Message]:
    """Yield the indicators whose status changed: old → new."""
    indicators = ledger.known().indicators
    for code, (old, new) in statuses.items():
        yield msg(
            "{code} {name}: {old} → {new}",
            code=code,
            name=name_of(indicators[code], language),
            old=old,
            new=new,
        )


# -- tables ------------------------------------------------------------------------------------------------

_TITLES: Final[Mapping[str, Message]] = {
    "new": msg("new", context="import"),
    "changed": msg("changed", context="import"),
    "same": msg("unchanged", context="import"),
    "withdrawn": msg("taken back", context="import"),
    "doubtful": msg("doubtful", context="import"),
}


def _counts_table(incoming: Sequence[Incoming], ledger: Ledger, language: Language) -> Table:
    """Return how many values of each period, area and unit have which fate."""
    groups: dict[tuple[Period, str, str], list[Incoming]] = {}
    for item in incoming:
        entry = item.entry
        groups.setdefault((entry.period, entry.reference_area, entry.reported_by), []).append(item)
    shown = [name for name in _TITLES if name in {"new", "changed", "same"} or _number(incoming, name)]
    areas = {area for _, area, _ in groups} - {ledger.area}
    units = {unit for _, _, unit in groups} - {""}
    keys = ["period", *(["area"] if areas else []), *(["unit"] if units else [])]
    rows = [
        Row(cells=(*_key_cells(key, keys, ledger, language), *_number_cells(items, shown)))
        for key, items in sorted(groups.items(), key=lambda pair: pair[0][0])
    ]
    if len(rows) > 1:
        total = (Cell(say(msg("total"), language)), *(Cell() for _ in keys[1:]))
        rows.append(Row(cells=(*total, *_number_cells(incoming, shown)), kind="total"))
    titles = {"period": msg("period"), "area": msg("area", context="noun"), "unit": msg("reported by")}
    return Table(
        columns=(
            *(Column(key=key, title=say(titles[key], language), wrap=key == "unit") for key in keys),
            *(Column(key=name, title=say(_TITLES[name], language), align="right") for name in shown),
        ),
        rows=tuple(rows),
    )


def _key_cells(
    key: tuple[Period, str, str], keys: list[str], ledger: Ledger, language: Language
) -> Iterator[Cell]:
    period, area, unit = key
    known = ledger.known()
    texts = {
        "period": say(period, language),
        "area": name_of(known.areas.get(area), language, area),
        "unit": name_of(known.member_units.get(unit), language, unit),
    }
    yield from (Cell(texts[name]) for name in keys)


def _number_cells(items: Sequence[Incoming], shown: list[str]) -> Iterator[Cell]:
    for name in shown:
        number = _number(items, name)
        yield Cell(str(number) if number else "", number)


def _number(items: Sequence[Incoming], name: str) -> int:
    if name == "doubtful":
        return sum(item.doubtful for item in items)
    return sum(item.fate == name for item in items)


def _changes_table(
    changed: Sequence[Incoming],
    ledger: Ledger,
    statuses: Mapping[str, tuple[str, str]],
    language: Language,
) -> Table:
    """Return what is revised or taken back: old, new, how many times as much, old and new status."""
    known = ledger.known()
    rows = []
    for item in changed:
        indicator = known.indicators.get(item.entry.indicator)
        unit = indicator.unit_measure if indicator else ""
        new = None if item.fate == "withdrawn" else item.entry
        status = " → ".join(statuses.get(item.entry.indicator, ()))
        texts = (
            item.cell,
            series_name(known, item.entry, indicator, language),
            say(item.entry.period, language),
            _said(item.old, unit, language),
            _said(new, unit, language),
            _times(item.old, new),
            status,
        )
        rows.append(Row(cells=tuple(map(Cell, texts))))
    titles = (
        ("cell", msg("cell", context="import"), 1),
        ("indicator", msg("indicator"), 1),
        ("period", msg("period"), 1),
        ("old", msg("stands", context="import"), 1),
        ("new", msg("file", context="import"), 1),
        ("times", msg("times", context="import"), 3),
        ("status", msg("assessment"), 2),
    )
    right = {"old", "new", "times"}
    return Table(
        title=say(msg("Changed", context="import"), language),
        columns=tuple(
            Column(
                key=key,
                title=say(title, language),
                align="right" if key in right else "left",
                essential=essential,
                wrap=key in {"indicator", "status"},
            )
            for key, title, essential in titles
        ),
        rows=tuple(rows),
    )


def _said(entry: Observation | None, unit: str, language: Language) -> str:
    text = value_text(entry, unit)
    text = text if isinstance(text, str) else say(text, language)
    provisional = entry is not None and entry.value is not None and entry.obs_status != "A"
    return f"{text} {entry.obs_status}" if entry is not None and provisional else text


def _times(old: Observation | None, new: Observation | None) -> str:
    """Return how many times the old value the new one is."""
    if old is None or new is None or not old.value or not new.value or old.value == new.value:
        return ""
    times = Fraction(new.value) / Fraction(old.value)
    return f"×{plain(rounded(times, 2 if times >= 1 else 3, 'half-up'))}"


def _new_table(new: Sequence[Incoming], ledger: Ledger, language: Language) -> Table:
    known = ledger.known()
    rows = []
    for item in new:
        indicator = known.indicators.get(item.entry.indicator)
        unit = indicator.unit_measure if indicator else ""
        texts = (
            item.cell,
            series_name(known, item.entry, indicator, language),
            say(item.entry.period, language),
            _said(item.entry, unit, language),
        )
        rows.append(Row(cells=tuple(map(Cell, texts))))
    titles = (
        ("cell", msg("cell", context="import")),
        ("indicator", msg("indicator")),
        ("period", msg("period")),
        ("new", msg("file", context="import")),
    )
    return Table(
        title=say(msg("New", context="import"), language),
        columns=tuple(
            Column(
                key=key,
                title=say(title, language),
                align="right" if key == "new" else "left",
                wrap=key == "indicator",
            )
            for key, title in titles
        ),
        rows=tuple(rows),
    )
