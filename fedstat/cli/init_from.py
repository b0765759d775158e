"""`fedstat init --from`: a new ledger from an office's table of indicators, reviewed before it is written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fedstat.cli.import_indicators import at_home
from fedstat.cli.output import tell
from fedstat.cli.plan_table import drafts_of, settled, told_of
from fedstat.cli.planning import period_of
from fedstat.cli.prompting import StepBack, ask
from fedstat.errors import FedstatError, LedgerFaults
from fedstat.language import LANGUAGES, msg, say
from fedstat.model.number import ROUNDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedstat.cli.request import Request
    from fedstat.importers.plan.nouns import PlanTable
    from fedstat.importers.plan.numbering import Standing
    from fedstat.model.ledger import Ledger

_TAIL: Final = re.compile(
    r"[（(]?(?:统计)?(?:主要)?(?:监测|评估|监测评估|目标|指标|任务|责任|分解|体系|一览|情况|汇总|框架)*(?:指标体系|指标表|一览表|分解表|体系|表|框架)[）)]?\Z"
)
"""What the title of a table says besides the plan's name: 监测指标体系, 目标责任分解表."""
_YES = frozenset(("y", "yes", "是", "好", "对"))


def ledger_from(request: Request, name: str, answered: Callable[[str], dict[str, str]]) -> bytes:
    """Return a ledger of the plan and the indicators of a table, once somebody has seen the review.

    Raises:
        FedstatError: something stays open, is faulty, or nobody has agreed.
    """
    from fedstat.cli.table_file import read_table
    from fedstat.importers.plan.layout import find_layout
    from fedstat.importers.plan.reading import Wanted
    from fedstat.ledgerfile.beginning import Beginning, new_ledger
    from fedstat.ledgerfile.writer import entry_text

    book = read_table(str(request.text("from")))
    told = told_of(request)
    layouts = [found for sheet in book.sheets if (found := find_layout(sheet, told, None)) is not None]
    answers = answered(_TAIL.sub("", next((layout.title for layout in layouts if layout.title), "")))
    baseline, target = period_of(answers["baseline_period"]), period_of(answers["target_period"])
    table = settled(
        request,
        book,
        Wanted(
            standing=_template(),
            reference_area=answers["area"],
            baseline_period=baseline,
            target_period=target,
            told=told,
            sheet=next(iter(request.texts("sheet")), ""),
        ),
    )
    beginning = Beginning(
        title=answers["title"],
        reference_area=answers["area"],
        baseline_period=baseline,
        target_period=target,
        language=next(known for known in LANGUAGES if known == answers["language"]),
        rounding=next((rule for rule in ROUNDINGS if rule == request.text("rounding")), "half-up"),
        alone=True,
    )
    from fedstat.cli.taking import stamp_of

    entries = drafts_of(table, stamp=stamp_of(request, []), dated=False)
    payload = "\n".join((new_ledger(beginning), *map(entry_text, entries))).encode()
    _check(name, payload, table)
    _agree(request, name, len(table.indicators))
    return payload


def _template() -> dict[str, tuple[Standing, ...]]:
    """Return the parts and domains of the national outlines: their ids serve a table that names them."""
    from fedstat.importers.plan.numbering import Standing
    from fedstat.ledgerfile.outlines import OUTLINES

    parts = [part for outline in OUTLINES.values() for part in outline]
    return {
        "part": tuple(Standing(id=part.id, names=(part.title,), written=False) for part in parts),
        "domain": tuple(
            Standing(id=f"{part.letter}-{number}", names=names, above=part.id, written=False)
            for part in parts
            for number, names in enumerate(part.domains, start=1)
        ),
    }


def _check(name: str, payload: bytes, table: PlanTable) -> None:
    """Refuse a ledger that would have an error, told by the cells it came from.

    Raises:
        LedgerFaults: it would have one.
    """
    from fedstat.api import checked
    from fedstat.ledgerfile.reader import reading

    ledger: Ledger = checked(reading(Path(name), lambda _, __: payload).ledger)
    by_code = {str(one.fields["code"]): one for one in table.indicators}
    found = [at_home(finding, by_code, ledger.indicators) for finding in ledger.findings]
    if any(finding.severity == "error" for finding in found):
        raise LedgerFaults(msg("Nothing was written: the ledger would be faulty."), found)


def _agree(request: Request, name: str, count: int) -> None:
    """Let somebody agree who has seen the review.

    Raises:
        FedstatError: nobody has.
    """
    if request.flag("yes"):
        return
    if not request.shell.asks:
        raise FedstatError(
            msg("Nothing was written: nobody has looked at it yet."),
            msg("When the review above is right, repeat the command with --yes."),
        )
    question = msg("Write {name} with {count} indicators? (yes/no)", name=name, count=count)
    try:
        agreed = ask(request, question, say(msg("yes"), request.surest_language), str.casefold) in _YES
    except StepBack:
        agreed = False
    if not agreed:
        tell(request, msg("Nothing was written."))
        raise KeyboardInterrupt
