"""`fedstat add round`: a monitoring or an evaluation with its period, its day and its rules."""

from __future__ import annotations

from typing import Final

from fedstat.cli.blocks import NAME, NAME_EN, Block, block_command
from fedstat.cli.command import Example, Option
from fedstat.language import msg
from fedstat.model.number import ROUNDINGS
from fedstat.model.plan import COMPARISONS

KIND: Final = Option(
    name="kind",
    flags=("--kind",),
    metavar="KIND",
    noun="round-kind",
    help=msg("annual, midterm or final: 年度监测, 中期评估, 终期评估."),
)
PERIOD: Final = Option(
    name="period",
    flags=("--period",),
    metavar="PERIOD",
    noun="period",
    help=msg("Values up to this period count."),
)
KNOWN_ON: Final = Option(
    name="known_on",
    flags=("--known-on",),
    metavar="DATE",
    help=msg("Entries recorded up to this day count."),
)
METHOD: Final = Option(
    name="method",
    flags=("--method",),
    metavar="NAME",
    noun="method",
    help=msg("The method of assessment; pace by default."),
)
RULES: Final = (
    Option(
        name="rounding",
        flags=("--rounding",),
        metavar="RULE",
        choices=tuple(ROUNDINGS),
        help=msg("half-up, half-even or truncate, where it differs from the plan's."),
    ),
    Option(
        name="comparison",
        flags=("--comparison",),
        metavar="RULE",
        choices=COMPARISONS,
        help=msg("whole or rounded, where it differs from the plan's."),
    ),
    Option(
        name="target_period",
        flags=("--target-period",),
        metavar="PERIOD",
        help=msg("By when targets without a period of their own are due, where it differs."),
    ),
)

COMMAND: Final = block_command(
    Block(
        kind="round",
        what=msg("round", context="noun"),
        entries=lambda ledger: ledger.rounds,
        fields=(NAME, NAME_EN, KIND, PERIOD, KNOWN_ON, METHOD, *RULES),
        required=("name", "kind", "period"),
        noun="round",
        then="fedstat progress --round {id}",
    ),
    summary=msg("Append a monitoring or an evaluation: annual, mid-term or final."),
    examples=(
        Example(
            line="fedstat add round midterm 中期评估 --kind midterm --period 2023 --known-on 2023-12-25",
            says=msg("a mid-term evaluation"),
        ),
        Example(
            line="fedstat add round annual-2024 2024年度监测 --kind annual --period 2024",
            says=msg("a year's monitoring, on what is known when it is asked"),
        ),
    ),
)
