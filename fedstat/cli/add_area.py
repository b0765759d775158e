"""`fedstat add area`: an area that has values of its own, or is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.blocks import NAME, NAME_EN, Block, block_command
from fedstat.cli.command import Example, Option
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.cli.appending import Step
    from fedstat.cli.blocks import Built
    from fedstat.language import Message

PARENT: Final = Option(
    name="parent", flags=("--parent",), metavar="AREA", noun="area", help=msg("The area that it lies in.")
)


def _news(step: Step, area: Built) -> Iterator[Message]:
    """Yield that it is the plan's own one: values that name no area are its."""
    if step.after.area == area.id:
        yield msg("It is the plan's own area: values that name no area are its values.")


COMMAND: Final = block_command(
    Block(
        kind="area",
        what=msg("area", context="noun"),
        entries=lambda ledger: ledger.areas,
        fields=(NAME, NAME_EN, PARENT),
        noun="area",
        unique=True,
        then="fedstat add observation CODE PERIOD VALUE --area {id}",
        news=_news,
    ),
    summary=msg("Append an area; only a ledger with values of several areas needs them."),
    examples=(
        Example(line="fedstat add area 140105 小店区 --parent 太原市", says=msg("a district of a city")),
        Example(line="fedstat add area 14 山西省 --name-en Shanxi", says=msg("an area to compare with")),
    ),
)
