"""`fedstat add domain`: a domain of the plan, or of one of its parts."""

from __future__ import annotations

from typing import Final

from fedstat.cli.blocks import NAME, NAME_EN, Block, block_command
from fedstat.cli.command import Example, Option
from fedstat.language import msg

PART: Final = Option(
    name="part", flags=("--part",), metavar="PART", noun="part", help=msg("The part of the plan.")
)

COMMAND: Final = block_command(
    Block(
        kind="domain",
        what=msg("domain", context="noun"),
        entries=lambda ledger: ledger.domains,
        fields=(NAME, NAME_EN, PART),
        noun="domain",
        then="fedstat add indicator CODE NAME --domain {id} …",
    ),
    summary=msg("Append a domain."),
    examples=(
        Example(line="fedstat add domain W-8 妇女与环境 --part women", says=msg("a domain of a part")),
        Example(
            line="fedstat add domain W-8 妇女与环境 --part 妇女发展规划", says=msg("the part by its name")
        ),
    ),
)
