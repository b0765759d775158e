"""`fedstat add goal`: a main goal of a domain."""

from __future__ import annotations

from typing import Final

from fedstat.cli.blocks import NAME, NAME_EN, Block, block_command
from fedstat.cli.command import Example, Option
from fedstat.language import msg

DOMAIN: Final = Option(
    name="domain", flags=("--domain",), metavar="DOMAIN", noun="domain", help=msg("The domain.")
)

COMMAND: Final = block_command(
    Block(
        kind="goal",
        what=msg("goal", context="noun"),
        entries=lambda ledger: ledger.goals,
        fields=(NAME, NAME_EN, DOMAIN),
        noun="goal",
        then="fedstat add indicator CODE NAME --goal {id} …",
    ),
    summary=msg("Append a main goal; it may have several indicators, or none."),
    examples=(
        Example(line="fedstat add goal W-3-a 促进妇女平等就业 --domain W-3", says=msg("a goal of a domain")),
        Example(
            line="fedstat add goal W-3-a 促进妇女平等就业 --domain 妇女与经济",
            says=msg("the domain by its name"),
        ),
    ),
)
