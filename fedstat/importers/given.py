"""What a table gives: observations with their cells, and what had to be assumed or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.errors import Finding, Place
    from fedstat.importers.headings import Meaning
    from fedstat.language import Message
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period
    from fedstat.model.target import Breakdown

Action = Literal["merge", "replace", "delete"]
"""What a message says of a value: keep what it leaves out, keep nothing, take the value back."""


class Given(Struct, frozen=True, kw_only=True):
    """One observation as a table gives it."""

    place: Place
    """The cell with its value."""
    indicator: str
    """The code under which the ledger keeps its values."""
    period: Period
    reference_area: str
    """The area's id."""
    breakdown: Breakdown = ()
    said: Mapping[str, object] = {}
    """What its own cells say, by the keys of a value and of a submission; what they leave out is absent."""
    action: Action = "replace"
    doubt: Message | None = None
    """What about the cell itself may be a slip."""

    @property
    def key(self) -> tuple[str, str, Breakdown, Period]:
        """The key of the observation."""
        return self.indicator, self.reference_area, self.breakdown, self.period

    def says_the_same(self, entry: Observation) -> bool:
        """Whether an observation says all that the table says; what the table leaves out does not matter."""
        return all(getattr(entry, name) == value for name, value in self.said.items() if name != "recorded")


class Wanted(Struct, frozen=True, kw_only=True):
    """What the user said about the table."""

    told: Mapping[str, Meaning] = {}
    """What columns mean, by their heading."""
    sheets: tuple[str, ...] = ()
    """The only sheets to read; empty for all that hold such a table."""
    period: Period | None = None
    """Of a table that does not tell it."""
    reference_area: str = ""
    """The id of the area of a table that does not tell it."""
    as_shown: bool = False


class Found(Struct, frozen=True, kw_only=True):
    """What was understood of a file, and what was not."""

    rows: tuple[Given, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Message, ...] = ()
    """What was assumed and left out."""
    empty: int = 0
    """Values that the table has room for and does not give."""
    repeated: int = 0
    """Values that stand twice, with the same content."""
