"""An office's table of indicators on its way into a ledger: read, reviewed, asked about, then entries."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Option
from fedstat.cli.files import replace_file
from fedstat.cli.output import put, tell
from fedstat.cli.prompting import StepBack, ask
from fedstat.errors import FedstatError, UsageFault
from fedstat.language import msg, msgs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from fedstat.cli.request import Request
    from fedstat.importers.plan.nouns import PlanTable, Question, Spot
    from fedstat.importers.plan.reading import Wanted
    from fedstat.importers.sheet import Book
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.ledger import Ledger
    from fedstat.model.period import Period
    from fedstat.reports.plan_review import Group, Open

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
EVERYONE: Final = frozenset(("all", "全部", "都"))
"""What is answered to take the proposal for every question of the kind."""
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

    from fedstat.importers.plan.reading import read_plan

    answers: dict[Spot, str] = {}
    table = read_plan(book, wanted)
    _show(request, book, table)
    while table.questions:
        more = _proposed(table.questions) if request.flag("yes") else {}
        if not more and request.shell.asks and not request.flag("dry_run"):
            more = _asked(request, table.questions)
        if not more:
            raise _left_open(request, book, table)
        answers |= more
        table = read_plan(book, replace(wanted, answers=answers))
    return table


def _proposed(questions: Iterable[Question]) -> dict[Spot, str]:
    return {one.spot: one.choices[0].text for one in questions if one.proposes}


# -- the review --------------------------------------------------------------------------------------------


def _show(request: Request, book: Book, table: PlanTable) -> None:
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
    shown = [_open(one) for one in table.questions[:SHOWN]]
    put(request, list(review_blocks(columns, _groups(table), shown, len(table.standing), request.language)))
    if len(table.questions) > SHOWN:
        tell(request, msgs("… and {count} more.", "… and {count} more.", len(table.questions) - SHOWN))


def _open(one: Question) -> Open:
    from fedstat.reports.plan_review import Open

    texts = tuple(choice.text for choice in one.choices)
    return Open(one.place, one.heading, one.indicator, one.message, one.remedy, texts, one.proposes)


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


# -- questions ---------------------------------------------------------------------------------------------


def _asked(request: Request, questions: Sequence[Question]) -> dict[Spot, str]:
    """Ask one question after the other; a step back goes to the one before."""
    answers: dict[Spot, str] = {}
    tell(
        request,
        msgs("{count} question is open.", "{count} questions are open.", len(questions)),
        msg("Enter takes the proposal, a number chooses; other words stand in the cell instead."),
        msg("“all” takes the proposal for all of its kind; < goes one step back; Ctrl-C writes nothing."),
    )
    at = 0
    while at < len(questions):
        one = questions[at]
        try:
            text = _answer(request, one)
        except StepBack:
            at = max(at - 1, 0)
            answers.pop(questions[at].spot, None)
            continue
        if text.casefold() in EVERYONE and one.proposes:
            same = [other for other in questions[at:] if other.kind == one.kind and other.proposes]
            answers |= {other.spot: other.choices[0].text for other in same}
        else:
            answers[one.spot] = text
        at += 1
        while at < len(questions) and questions[at].spot in answers:
            at += 1
    return answers


def _answer(request: Request, one: Question) -> str:
    from fedstat.reports.plan_review import question_text

    tell(request, msg("{text}", text=question_text(_open(one), request.surest_language)))
    for number, choice in enumerate(one.choices, start=1):
        said = msg("  {number} {text}", number=number, text=choice.text)
        if choice.says is not None:
            said = msg("  {number} {text}: {says}", number=number, text=choice.text, says=choice.says)
        tell(request, said)

    def parse(text: str) -> str:
        number = int(text) if text.isascii() and text.isdecimal() and len(text) == 1 else 0
        return one.choices[number - 1].text if 0 < number <= len(one.choices) else text

    default = one.choices[0].text if one.proposes else ""
    return ask(request, msg("{heading}", heading=one.heading), default, parse)


def _left_open(request: Request, book: Book, table: PlanTable) -> FedstatError:
    """Write the table to complete, and return what stays open."""
    from fedstat.cli.plan_sheet import questionnaire_of
    from fedstat.exporters.review_xlsx import review_workbook

    count = len(table.questions)
    name = request.text("review")
    if name is None:
        source = Path(book.name)
        name = str(source.with_name(f"{source.stem}-review.xlsx"))
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
