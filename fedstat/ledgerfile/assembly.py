"""From the tables of opened files to the nouns of a ledger, with every finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from fedstat.language import Message, msg
from fedstat.ledgerfile.duplicates import contradictions
from fedstat.ledgerfile.getters import Book, Fields, later
from fedstat.ledgerfile.opening import Opened, root_of
from fedstat.ledgerfile.registry import KINDS
from fedstat.ledgerfile.sections import blocks, entries
from fedstat.ledgerfile.sections.indicator import indicators_of
from fedstat.ledgerfile.sections.plan import SHAPE as PLAN
from fedstat.ledgerfile.sections.plan import plans_of
from fedstat.ledgerfile.sections.submission import measures_of, observations_of
from fedstat.ledgerfile.spelling import described
from fedstat.model.dimension import ways_to_name
from fedstat.model.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fedstat.errors import Finding, KeyPath
    from fedstat.ledgerfile.getters import Shape
    from fedstat.model.plan import Dimension, Plan

FORMAT: Final = 1
"""The format of a ledger that this reader knows."""

_LISTS: Final = (
    *("plan_edition", "part", "dimension", "domain", "goal", "member_unit", "area", "round", "indicator"),
    *("submission", "explanation", "judgement", "withdrawal", "closing", "claim", "profile"),
)
"""The tables that stand as often as needed, each headed [[…]]."""
_ROOT: Final[Shape] = dict.fromkeys(("fedstat", "include", "plan", *_LISTS), later)


class Assembly:
    """One reading of opened files; included ones come first, where `include` stands."""

    def __init__(self, book: Book, main: Opened, others: Sequence[Opened] = ()) -> None:
        """Take the files; nothing is read yet."""
        self.book = book
        self.main = main
        self.files = (*others, main)
        ranks = self._ranks()
        self.tables = {name: tuple(self._tables(name, ranks)) for name in _LISTS}

    def _ranks(self) -> dict[tuple[str, KeyPath], int]:
        """Return the rank of every entry in reading order, by file and path.

        The order of entries of different kinds matters to closings only; without one nobody looks it up.
        """
        closed = any("closing" in file.data for file in self.files)
        order: list[tuple[str, KeyPath]] = []
        for file in self.files:
            paths = [path for name in _LISTS for path, _ in _items(file.data.get(name), name)]
            if closed:
                paths.sort(key=lambda path, file=file: file.source.locate(path).line)  # type: ignore[misc]
            order.extend((file.source.name, path) for path in paths)
        return {entry: rank for rank, entry in enumerate(order, start=1)}

    # -- tables ----------------------------------------------------------------------------------------

    def _tables(self, name: str, ranks: Mapping[tuple[str, KeyPath], int]) -> Iterator[Fields]:
        """Yield every [[name]] of all files in reading order."""
        for file in self.files:
            for path, item in _items(file.data.get(name), name):
                if len(path) == 1 or not isinstance(item, dict):
                    root_of(self.book, file).mistyped(
                        *path, value=item, needed=msg("a list of tables"), line=f"[[{name}]]"
                    )
                if isinstance(item, dict):
                    damaged = bool(file.damaged) and not file.damaged.isdisjoint(((), path, (name,)))
                    rank = ranks[file.source.name, path]
                    yield Fields(self.book, file.source, item, path, sequence=rank, damaged=damaged)

    def _heading(self, file: Opened) -> None:
        """Report what stands above the tables of a file and is not known there."""
        root = root_of(self.book, file)
        for key in file.data:
            if key not in _ROOT:
                root.unknown(key, _ROOT, PLAN, "[plan]")
        if "fedstat" in file.data:
            _format(root, file.data["fedstat"])
        elif file is self.main and not root.damaged:
            root.report(
                "format-version", of=msg("The file does not say which format it has."), do=_first_line()
            )
        if file is not self.main:
            _only_in_the_first(root)

    # -- what entries refer to -------------------------------------------------------------------------

    def _gather(self) -> None:
        """Take in every id that is declared, whatever else is wrong with its entry."""
        registry = self.book.registry
        for kind in KINDS:
            registry.gather(kind, (fields.data for fields in self.tables[kind]))
        for file in self.files:
            lost = {path[0] for path in file.damaged if len(path) == 1}
            registry.unsure.update(kind for kind in KINDS if kind in lost or () in file.damaged)

    def _plans(self) -> tuple[Plan, ...]:
        value = self.main.data.get("plan")
        root = root_of(self.book, self.main)
        if value is not None and not isinstance(value, dict):
            root.mistyped("plan", value=value, needed=msg("one table"), line="[plan]")
        if isinstance(value, dict):
            damaged = not self.main.damaged.isdisjoint(((), ("plan",)))
            first = Fields(self.book, self.main.source, value, ("plan",), damaged=damaged)
            plans = plans_of(first, self.tables["plan_edition"])
            self.book.know_plan(plans[0], plans[-1])
            return plans
        self.book.registry.unsure.add("area")
        if value is None and self.main.damaged.isdisjoint(((), ("plan",))):
            root.report(
                "plan-missing",
                of=msg("The ledger has no [plan]."),
                do=msg("Add [plan] with a title and a reference area."),
            )
        return ()

    # -- the ledger ------------------------------------------------------------------------------------

    def ledger(self) -> Ledger:
        """Return everything that could be read."""
        for file in self.files:
            self._heading(file)
        self._gather()
        plans = self._plans()
        self.book.know_areas((fields.data for fields in self.tables["area"]), plans)
        dimensions = blocks.dimensions_of(self.tables["dimension"])
        self.book.dimensions = ways_to_name(dimensions)
        ledger = self._assembled(plans, dimensions)
        self.book.findings.extend(contradictions(ledger))
        return replace(ledger, findings=self._sorted())

    def _assembled(self, plans: tuple[Plan, ...], dimensions: tuple[Dimension, ...]) -> Ledger:
        tables = self.tables
        parts, domains = blocks.parts_of(tables["part"]), blocks.domains_of(tables["domain"])
        indicators = indicators_of(tables["indicator"], {domain.id: domain.part for domain in domains})
        measures = measures_of(indicators, self.book.plan)
        return Ledger(
            name=self.main.source.name,
            plans=plans,
            parts=parts,
            dimensions=dimensions,
            domains=domains,
            goals=blocks.goals_of(tables["goal"]),
            member_units=blocks.member_units_of(tables["member_unit"]),
            areas=blocks.areas_of(tables["area"]),
            rounds=blocks.rounds_of(tables["round"]),
            indicators=indicators,
            entries=tuple(
                entry for fields in tables["submission"] for entry in observations_of(fields, measures)
            ),
            explanations=entries.explanations_of(tables["explanation"]),
            judgements=entries.judgements_of(tables["judgement"]),
            withdrawals=entries.withdrawals_of(tables["withdrawal"]),
            closings=entries.closings_of(tables["closing"]),
            claims=entries.claims_of(tables["claim"]),
            profiles=blocks.profiles_of(tables["profile"]),
        )

    def _sorted(self) -> tuple[Finding, ...]:
        """Return every finding in the order of the files, the main one first, from top to bottom."""
        ranks = {file.source.name: rank for rank, file in enumerate(self.files)} | {self.main.source.name: -1}

        def where(finding: Finding) -> tuple[int, int, int]:
            place = finding.place
            return (ranks[place.file], place.line, place.column) if place else (0, 0, 0)

        return tuple(sorted(self.book.findings, key=where)) if self.book.findings else ()


def _items(value: object, name: str) -> list[tuple[KeyPath, object]]:
    """Return what stands under a name that wants a list of tables, each with its path."""
    if isinstance(value, list):
        return [((name, index), item) for index, item in enumerate(value)]
    return [] if value is None else [((name,), value)]


def _format(root: Fields, value: object) -> None:
    if isinstance(value, int) and not isinstance(value, bool) and value > FORMAT:
        root.report(
            "format-version",
            "fedstat",
            of=msg(
                "The file was written for a later fedstat than this one, which reads format {format}.",
                format=FORMAT,
            ),
            do=msg("Install the later fedstat."),
        )
    elif value != FORMAT or isinstance(value, bool):
        root.report(
            "format-version",
            "fedstat",
            of=msg("“fedstat” holds {found}, and needs the format's number.", found=described(value)),
            do=_first_line(),
        )


def _first_line() -> Message:
    return msg("The first line is: {line}", line=f"fedstat = {FORMAT}")


def _only_in_the_first(root: Fields) -> None:
    if "plan" in root.data:
        root.report_key(
            "include-plan",
            "plan",
            of=msg("[plan] stands in an included file."),
            do=msg("Move it to the first file of the ledger; no other is read for it."),
        )
    if "include" in root.data:
        root.report_key(
            "include-nested",
            "include",
            of=msg("An included file includes others."),
            do=msg("Name every file in the “include” of the first one."),
        )
