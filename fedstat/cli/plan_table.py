"""An office's table of indicators on its way into a ledger: read, reviewed, asked about, then entries."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Option
from fedstat.cli.files import replace_file
from fedstat.cli.output import put, tell
from fedstat.errors import FedstatError, UsageFault
from fedstat.language import msg, msgs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from fedstat.cli.request import Request
    from fedstat.importers.plan.nouns import PlanTable, Question, Spot
    from fedstat.importers.plan.reading import Wanted
    from fedstat.importers.sheet import Book
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.ledger import Ledger
    from fedstat.model.period import Period
    from fedstat.reports.plan_review import Group

MAP: Final = Option(
    name="map",
    flags=("--map",),
    metavar="HEADING=FIELD",
    multiple=True,
    help=msg("What a column means: 牵头=responsible_unit; ignore leaves it out."),
)
SHEET: Final = Option(
    name="sheet",
    flags=("--sheet",),
    metavar="NAME",
    multiple=True,
    help=msg("Only this sheet of the workbook."),
)
REVIEW: Final = Option(
    name="review",
    flags=("--review",),
    metavar="FILE",
    help=msg("Where the table to complete goes when something stays open; NAME-review.xlsx by default."),
)
_REVIEWED: Final = re.compile(r"(.+)-review(?:-(\d+))?")
SHOWN: Final = 40
"""How many open questions a screen lists; the table to complete has all of them."""


def told_of(request: Request) -> dict[str, str]:
    """Return what the user says that headings mean.

    Raises:
        UsageFault: a --map has no equals sign.
    """
    told = {}
    for word in request.texts("map"):
        heading, equals, meaning = word.replace("＝", "=").partition("=")
        if not equals or not heading.strip() or not meaning.strip():
            raise UsageFault(
                msg("“{word}” does not say what a column means.", word=word),
                msg("Write, for instance: {line}", line="--map 牵头=responsible_unit"),
            )
        told[heading.strip()] = meaning.strip()
    return told


def settled(request: Request, book: Book, wanted: Wanted) -> PlanTable:
    """Show what was read, ask what is open, and return a table without a question.

    Raises:
        FedstatError: something stays open; the table to complete was written.
    """
    from msgspec.structs import replace

    from fedstat.cli.plan_asking import converse
    from fedstat.importers.plan.reading import read_plan

    def read(answers: Mapping[Spot, str]) -> PlanTable:
        return read_plan(book, replace(wanted, answers=answers))

    answers: dict[Spot, str] = {}
    table = read(answers)
    _show(request, book, table)
    if request.flag("yes"):
        while more := _proposed(table.questions, answers):
            answers |= more
            table = read(answers)
    if table.questions and request.shell.asks and not request.flag("dry_run"):
        table = converse(request, table, answers, read)
    if table.questions:
        raise _left_open(request, book, table)
    return table


def _proposed(questions: Iterable[Question], answers: Mapping[Spot, str]) -> dict[Spot, str]:
    """Return the proposals that were not taken before."""
    return {one.spot: one.choices[0].text for one in questions if one.proposes and one.spot not in answers}


# -- the review --------------------------------------------------------------------------------------------


def _show(request: Request, book: Book, table: PlanTable) -> None:
    from fedstat.cli.plan_asking import opened
    from fedstat.importers.plan.headings import TITLES
    from fedstat.reports.plan_review import Understood, review_blocks

    def meaning(field: str, period: Period | None) -> object:
        title = TITLES[field]
        return title if period is None else msg("{period} {title}", period=period, title=title)

    columns = [
        Understood(one.place, meaning(one.field, one.period) if one.field else None)  # type: ignore[arg-type]
        for one in table.columns
    ]
    tell(request, *book.remarks)
    shown = [opened(one) for one in table.questions[:SHOWN]]
    put(request, list(review_blocks(columns, _groups(table), shown, len(table.standing), request.language)))
    if len(table.questions) > SHOWN:
        tell(request, msgs("… and {count} more.", "… and {count} more.", len(table.questions) - SHOWN))


def _groups(table: PlanTable) -> list[Group]:
    from fedstat.reports.plan_review import Group

    names = {
        str(block.fields["id"]): str(block.fields.get("name") or block.fields.get("title", ""))
        for block in table.blocks
    }
    counts: Counter[tuple[str, str]] = Counter()
    numbered: Counter[tuple[str, str]] = Counter()
    values: Counter[tuple[str, str]] = Counter()
    for one in table.indicators:
        key = (str(one.fields.get("part", "")), str(one.fields.get("domain", "")))
        counts[key] += 1
        numbered[key] += one.quantifiable
        values[key] += len(one.values)
    return [
        Group(names.get(part, part), names.get(domain, domain), counts[key], numbered[key], values[key])
        for key in counts
        for part, domain in (key,)
    ]


# -- what stays open --------------------------------------------------------------------------------------


def _left_open(request: Request, book: Book, table: PlanTable) -> FedstatError:
    """Write the table to complete, and return what stays open."""
    from fedstat.cli.plan_sheet import questionnaire_of
    from fedstat.exporters.review_xlsx import review_workbook

    count = len(table.questions)
    name = request.text("review")
    if name is None:
        name = _review_of(book.name)
    if request.flag("dry_run"):
        return FedstatError(
            msgs(
                "{count} cell stays open; nothing was written.",
                "{count} cells stay open; nothing was written.",
                count,
            ),
            msg("Without --dry-run they come back as a table to complete."),
        )
    if Path(name).exists() and request.text("review") is None:
        return FedstatError(
            msgs(
                "{count} cell stays open, and {name} stands already.",
                "{count} cells stay open, and {name} stands already.",
                count,
                name=name,
            ),
            msg("Complete it and import it, or name another file: --review FILE"),
        )
    language = request.surest_language
    replace_file(name, review_workbook(questionnaire_of(table, language)), request)
    return FedstatError(
        msgs(
            "{count} cell stays open; nothing was written.",
            "{count} cells stay open; nothing was written.",
            count,
        ),
        msg(
            "{name} has the table with those cells marked: complete them, then import that file instead.",
            name=name,
        ),
    )


def _review_of(name: str) -> str:
    """Return where the table to complete goes: beside the table, and beside one that was completed before.

    >>> _review_of("表.xlsx"), _review_of("表-review.xlsx"), _review_of("表-review-2.xlsx")
    ('表-review.xlsx', '表-review-2.xlsx', '表-review-3.xlsx')
    """
    source = Path(name)
    found = _REVIEWED.fullmatch(source.stem)
    stem = source.stem if found is None else f"{found[1]}"
    again = "" if found is None else f"-{int(found[2] or 1) + 1}"
    return str(source.with_name(f"{stem}-review{again}.xlsx"))


# -- entries -----------------------------------------------------------------------------------------------


def drafts_of(table: PlanTable, *, stamp: date | datetime, dated: bool) -> list[Draft]:
    """Return the entries of a table: what it names, its indicators, its past values by period.

    Args:
        table: one without a question.
        stamp: when the values entered the ledger.
        dated: whether the indicators entered it then, too; those of a new ledger are known from the start.
    """
    from fedstat.ledgerfile.writer import Draft

    recorded: dict[str, Plain] = {"recorded": stamp} if dated else {}
    drafts = [Draft(kind=block.table, fields=_plain(block.fields)) for block in table.blocks]
    drafts += [Draft(kind="indicator", fields={**_plain(one.fields), **recorded}) for one in table.indicators]
    by_period: dict[Period, dict[str, Plain]] = {}
    for one in table.indicators:
        for period, said in one.values.items():
            own = _plain(said)
            by_period.setdefault(period, {})[str(one.fields["code"])] = (
                own["value"] if set(own) == {"value"} else own
            )
    drafts += [
        Draft(
            kind="submission", fields={"period": str(period), "recorded": stamp, "values": by_period[period]}
        )
        for period in sorted(by_period)
    ]
    return drafts


def _plain(said: Mapping[str, object]) -> dict[str, Plain]:
    plain: dict[str, Plain] = dict(said)  # type: ignore[arg-type]  # what cells say is what entries hold
    return plain


def wanted_of(request: Request, ledger: Ledger) -> Wanted:
    """Return what a ledger knows already."""
    from fedstat.importers.plan.numbering import Standing
    from fedstat.importers.plan.reading import Wanted

    known = ledger.known()

    def standing(entries: Iterable[object], above: str = "") -> tuple[Standing, ...]:
        return tuple(
            Standing(
                id=entry.id,  # type: ignore[attr-defined]  # all of them are Named
                names=tuple(filter(None, (entry.name, entry.name_en))),  # type: ignore[attr-defined]
                above=getattr(entry, above) if above else "",
            )
            for entry in entries
        )

    return Wanted(
        standing={
            "part": standing(known.parts.values()),
            "domain": standing(known.domains.values(), "part"),
            "goal": standing(known.goals.values(), "domain"),
            "member_unit": standing(known.member_units.values()),
            "area": standing(known.areas.values()),
            "dimension": tuple(
                Standing(
                    id=one.id,
                    names=(*one.categories, *(name for names in one.category_names for name in names)),
                )
                for one in known.dimensions.values()
            ),
        },
        codes={code: entry.name for code, entry in known.indicators.items()},
        reference_area=known.plan.reference_area,
        baseline_period=known.plan.baseline_period,
        target_period=known.plan.target_period,
        told=told_of(request),
        sheet=next(iter(request.texts("sheet")), ""),
    )
