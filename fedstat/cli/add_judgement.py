"""`fedstat add judgement`: a status by hand, which stands beside the computed one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from fedstat.cli.command import Example, Option
from fedstat.cli.statements import Statement, statement_command
from fedstat.errors import UsageFault
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.cli.appending import Step
    from fedstat.cli.entries import Keys
    from fedstat.cli.request import Request
    from fedstat.cli.statements import Said
    from fedstat.language import Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.plan import Judgement

STATUS: Final = Option(
    name="status",
    metavar="STATUS",
    noun="status",
    help=msg(
        "met, on-track, behind, flat, moving-away, missed, no-data, not-assessable, or its word: 已达标."
    ),
)
BY: Final = Option(name="by", flags=("--by",), metavar="TEXT", help=msg("Who judged; required."))
REASON: Final = Option(name="reason", flags=("--reason",), metavar="TEXT", help=msg("Why; required."))


def _refuse(indicator: Indicator, _: Keys) -> None:
    """Refuse to judge what is never assessed.

    Raises:
        UsageFault: it is an activity or a background figure.
    """
    if not indicator.assessed:
        raise UsageFault(
            msg(
                "{code} {name} is shown and never assessed: there is nothing to judge.",
                code=indicator.code,
                name=indicator.name,
            ),
            msg("What is to be said of it is an explanation: fedstat add explanation"),
        )


def _news(request: Request, step: Step, new: Said) -> Iterator[Message]:
    from fedstat.reports.changes import judged_beside

    beside = judged_beside(step.after, cast("Judgement", new), request.language)
    if beside is not None:
        yield beside
    if not request.flag("dry_run"):
        yield msg("Next: {line}", line=f"fedstat progress --period {new.period}")


COMMAND: Final = statement_command(
    Statement(
        kind="judgement",
        entries=lambda ledger: ledger.judgements,
        fields=(STATUS, BY, REASON),
        required=("status", "by", "reason"),
        refuse=_refuse,
        news=_news,
    ),
    summary=msg("Append a status by hand; the computed one stays, and both are shown."),
    examples=(
        Example(
            line="fedstat add judgement W-3-01 2023 met --by 市妇儿工委办 --reason 按基本实现认定",
            says=msg("a status with who judged, and why"),
        ),
        Example(
            line="fedstat add judgement 女性就业 2023 已达标 --by … --reason … --dry-run",
            says=msg("only show it"),
        ),
    ),
    notes=(msg("The counts and the share rest on the computed status; the judged one is shown beside it."),),
)
