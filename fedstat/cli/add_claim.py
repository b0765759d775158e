"""`fedstat add claim`: a headline that somebody printed, kept to be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from fedstat.cli.appending import RECORDED
from fedstat.cli.blocks import Block, block_command
from fedstat.cli.command import Example, Option
from fedstat.errors import UsageFault
from fedstat.language import Several, msg
from fedstat.model.plan import BASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.cli.blocks import Built
    from fedstat.cli.entries import Keys
    from fedstat.language import Message
    from fedstat.model.plan import Claim

SOURCE: Final = Option(
    name="source", flags=("--source",), metavar="TEXT", help=msg("Where it is printed: paper, day, page.")
)
COUNTS: Final = (
    Option(
        name="indicators", flags=("--indicators",), metavar="N", help=msg("How many indicators it speaks of.")
    ),
    Option(
        name="quantifiable",
        flags=("--quantifiable",),
        metavar="N",
        help=msg("How many of them are quantifiable."),
    ),
    Option(name="trend", flags=("--trend",), metavar="N", help=msg("How many of them are trends.")),
    Option(name="met", flags=("--met",), metavar="N", help=msg("How many it says are met.")),
    Option(name="not_met", flags=("--not-met",), metavar="N", help=msg("How many it says are not met.")),
    Option(name="no_data", flags=("--no-data",), metavar="N", help=msg("How many it says have no data.")),
)
SHARE: Final = Option(
    name="met_share",
    flags=("--met-share",),
    metavar="PERCENT",
    help=msg("The share met, with the digits that are printed: 63.16%."),
)
BASIS: Final = Option(
    name="basis",
    flags=("--basis",),
    metavar="all|quantifiable",
    choices=BASES,
    help=msg("What the share is a share of; all by default."),
)
NOTE: Final = Option(name="note", flags=("--note",), metavar="TEXT", help=msg("A remark."))
FIGURES: Final = (*COUNTS, SHARE)


def _refuse(keys: Keys) -> None:
    """Refuse a claim that claims nothing.

    Raises:
        UsageFault: it has no figure.
    """
    if not any(option.name in keys for option in FIGURES):
        raise UsageFault(
            msg("The claim has no figure."),
            msg("Give at least one: {flags}.", flags=Several(option.flags[0] for option in FIGURES)),
        )


def _doubts(entry: Built) -> Iterator[Message]:
    """Yield which figures are missing for its share to be computed again."""
    claim = cast("Claim", entry)
    whole = "indicators" if claim.basis == "all" else "quantifiable"
    missing = [name for name in ("met", whole) if getattr(claim, name) is None]
    if claim.met_share is not None and missing:
        yield msg(
            "The share cannot be computed again without {flags}.",
            flags=Several(option.flags[0] for option in COUNTS if option.name in missing),
        )


COMMAND: Final = block_command(
    Block(
        kind="claim",
        what=msg("claim", context="noun"),
        entries=lambda ledger: ledger.claims,
        fields=(SOURCE, *FIGURES, BASIS, NOTE),
        required=("source",),
        title="source",
        recorded=RECORDED,
        dated=True,
        refuse=_refuse,
        doubts=_doubts,
        then="fedstat check",
    ),
    summary=msg(
        "Append a headline that somebody printed: its parts must add up, its share follow from them."
    ),
    examples=(
        Example(
            line="fedstat add claim paper-2023 --source 中国妇女报2023-12-25第4版 --indicators 190 --met 120 "
            "--met-share 63.16",
            says=msg("a share of all"),
        ),
        Example(
            line="fedstat add claim report --source 中期报告 --indicators 190 --quantifiable 122 --trend 68",
            says=msg("only the counts"),
        ),
    ),
)
