"""`fedstat add part`: a part of the plan with the counts that its document states."""

from __future__ import annotations

from typing import Final

from fedstat.cli.blocks import Block, block_command
from fedstat.cli.command import Example, Option
from fedstat.language import msg

TITLE: Final = Option(name="title", metavar="TITLE", help=msg("Its title as the plan prints it."))
TITLE_EN: Final = Option(
    name="title_en", flags=("--title-en",), metavar="TITLE", help=msg("Its English title.")
)
DOCUMENT: Final = Option(
    name="document", flags=("--document",), metavar="TEXT", help=msg("The document that it is printed in.")
)
EXPECTED: Final = (
    Option(
        name="expected__indicators",
        flags=("--indicators",),
        metavar="N",
        help=msg("How many indicators its document says it has; check compares."),
    ),
    Option(
        name="expected__quantifiable",
        flags=("--quantifiable",),
        metavar="N",
        help=msg("How many of them are quantifiable."),
    ),
    Option(name="expected__trend", flags=("--trend",), metavar="N", help=msg("How many of them are trends.")),
)

COMMAND: Final = block_command(
    Block(
        kind="part",
        what=msg("part", context="noun"),
        entries=lambda ledger: ledger.parts,
        fields=(TITLE, TITLE_EN, DOCUMENT, *EXPECTED),
        required=("title",),
        title="title",
        noun="part",
        then="fedstat add domain ID NAME --part {id}",
    ),
    summary=msg("Append a part of the plan, one of its documents."),
    examples=(
        Example(line="fedstat add part women 妇女发展规划", says=msg("a part with its title")),
        Example(
            line="fedstat add part children 儿童发展规划 --indicators 97 --quantifiable 60 --trend 37",
            says=msg("with the counts of its document"),
        ),
    ),
)
