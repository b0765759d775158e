"""`fedstat add member-unit`: a unit that answers for indicators, or fills them."""

from __future__ import annotations

from typing import Final

from fedstat.cli.blocks import NAME, NAME_EN, Block, block_command
from fedstat.cli.command import Example, Option
from fedstat.language import msg

CONTACT: Final = Option(
    name="contact", flags=("--contact",), metavar="TEXT", help=msg("Whom to ask there: name, telephone.")
)

COMMAND: Final = block_command(
    Block(
        kind="member_unit",
        what=msg("member unit", context="noun"),
        entries=lambda ledger: ledger.member_units,
        fields=(NAME, NAME_EN, CONTACT),
        noun="responsible-unit",
        then="fedstat add indicator CODE NAME -u {id} …",
    ),
    summary=msg("Append a member unit, or what it is called now."),
    examples=(
        Example(line="fedstat add member-unit health 市卫生健康委员会", says=msg("a unit")),
        Example(
            line="fedstat add member-unit edu 市教育局 --contact 基础教育科",
            says=msg("with a contact"),
        ),
        Example(
            line="fedstat add member-unit health 市卫生健康局 --new-edition --recorded 2024-03-01",
            says=msg("renamed: reports of earlier days keep the old name"),
        ),
    ),
)
