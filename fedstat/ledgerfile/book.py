"""What one reading of a ledger gathers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.ledgerfile.inforce import InForce, Sealings
from fedstat.ledgerfile.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fedstat.errors import Finding
    from fedstat.model.dimension import Dimensions
    from fedstat.model.plan import Plan


class Book:
    """What one reading of a ledger gathers: its findings, and what its entries may refer to."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.findings: list[Finding] = []
        self.registry = Registry()
        self.plan: InForce[Plan] | None = None
        """The plan's editions, for what entries inherit."""
        self.sealings = Sealings(())
        """Where and when rounds were closed."""
        self.home = ""
        """The id of the plan's own area."""
        self.areas: dict[str, str] = {}
        """The id of every area by its id and its names."""
        self.dimensions: Dimensions = {}

    def know_plan(self, plans: Sequence[Plan]) -> None:
        """Take in the plan as first written and every edition of it."""
        self.plan = InForce(plan for plan in plans if self.sealings.let_in(plan))
        self.home = plans[0].reference_area

    def know_areas(self, declared: Iterable[Mapping[str, object]], plans: Iterable[Plan]) -> None:
        """Take in the *declared* areas, and those that the *plans* name without declaring them."""
        for table in declared:
            names = [str(table[key]) for key in ("id", "name", "name_en") if isinstance(table.get(key), str)]
            for name in filter(None, names):  # what has a name keeps it, whatever is declared later
                self.areas.setdefault(name, names[0])
        for plan in plans:
            for text in filter(None, (plan.reference_area, *plan.compare)):
                self.areas.setdefault(text, text)
        self.registry.known["area"] = dict.fromkeys(self.areas, "")
        self.home = self.areas.get(self.home, self.home)
