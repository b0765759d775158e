"""`fedstat forms`: a form for every data provider, with just what it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import EVERYWHERE
from fedstat.errors import UsageFault
from fedstat.language import Several, msg, msgs, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from fedstat.cli.placing import Placed
    from fedstat.cli.request import Request
    from fedstat.cli.sharing import Asked, Share
    from fedstat.forms.layout import Layout, Letterhead
    from fedstat.language import Message
    from fedstat.model.ledger import Known
    from fedstat.model.period import Period
    from fedstat.table import Table

FOLDER: Final = Option(
    name="folder",
    metavar="DIR",
    help=msg("The folder that the forms are put into; made when there is none."),
)
PERIOD: Final = Option(
    name="period",
    flags=("--period",),
    metavar="P",
    noun="period",
    help=msg("What the forms ask for: 2023, 2023-H1, 2023-Q2, 2023-06."),
)
PROVIDER: Final = Option(
    name="data_provider",
    flags=("--data-provider",),
    metavar="UNIT",
    multiple=True,
    noun="responsible-unit",
    help=msg("Only this unit's form; may be given several times."),
)
SPLIT: Final = Option(
    name="split",
    flags=("--split",),
    metavar="OFFICE[=CODES]",
    multiple=True,
    help=msg(
        "Split one unit's form among its offices: CODES parted by commas; one without gets what is left."
    ),
)
DUE: Final = Option(
    name="due",
    flags=("--due",),
    metavar="DATE",
    help=msg("By when the forms are to come back: 2024-01-31; without it the form has room to write it."),
)
ISSUED_BY: Final = Option(
    name="issued_by",
    flags=("--issued-by",),
    metavar="NAME",
    help=msg("Who issues the forms (制表机关)."),
)
DOCUMENT: Final = Option(
    name="document",
    flags=("--document",),
    metavar="NUMBER",
    help=msg("The number of the document that asks for the data (文号)."),
)
FORMAT: Final = Option(
    name="format",
    flags=("--format",),
    metavar="xlsx|csv",
    choices=("xlsx", "csv"),
    help=msg("xlsx, the default, or csv for units without a spreadsheet program."),
)
DRY_RUN: Final = Option(name="dry_run", flags=("--dry-run",), help=msg("List the forms; write nothing."))
NOT_ON_THE_WAY: Final = ("behind", "flat", "moving-away", "missed")
"""Statuses that a unit must explain."""


def run(request: Request) -> int:
    """Write the forms and list them."""
    from fedstat.cli.output import put, tell
    from fedstat.cli.placing import place
    from fedstat.cli.sharing import asked_units, shares_of

    folder, period = _folder(request), _period(request)
    known = request.sound_ledger.known()
    _check_years(known, period)
    asked = asked_units(request, known, period)
    shares = list(shares_of(request, asked))
    behind = _behind(request, period) if shares else set()
    layouts = [_layout(request, known, period, share, behind) for share in shares]
    placed = place(folder, _files(request, known, layouts), dry=request.flag("dry_run"))
    if layouts:
        put(request, [_table(request, known, layouts, placed)])
    tell(request, *_remarks(request, known, period, asked, placed))
    return 0


# -- what is asked ---------------------------------------------------------------------------------------


def _folder(request: Request) -> str:
    folder = request.text("folder")
    if folder is None:
        raise UsageFault(
            msg("The folder is missing."), msg("Write it like this: fedstat forms DIR --period 2023")
        )
    return folder


def _period(request: Request) -> Period:
    from fedstat.cli.taking import period_of

    text = request.text("period")
    if text is None:
        raise UsageFault(
            msg("The period that the forms ask for is missing."),
            msg("Name it: --period 2023, --period 2023-H1."),
        )
    period = period_of(text)
    if period.kind in {"span", "term"}:
        raise UsageFault(
            msg(
                "A form asks for a year, a half-year, a quarter or a month, not for {period}.", period=period
            ),
            msg("Name the year in which it ends, as in --period 2023."),
        )
    return period


def _check_years(known: Known, period: Period) -> None:
    """Refuse a period that lies outside of the plan: a slip of the hand would go out to every unit."""
    plan = known.plan
    last = [plan.target_period, *(target.by for one in known.indicators.values() for target in one.targets)]
    years = [one.year for one in (plan.baseline_period, *last) if one is not None and one.dated]
    if years and not min(years) <= period.year <= max(years):
        raise UsageFault(
            msg(
                "{period} lies outside of the plan, which runs from {first} to {last}.",
                period=period,
                first=min(years),
                last=max(years),
            ),
            msg("Name the period that the forms ask for: --period 2023."),
        )


# -- the forms -------------------------------------------------------------------------------------------


def _layout(request: Request, known: Known, period: Period, share: Share, behind: Collection[str]) -> Layout:
    from fedstat.forms.asking import lines_of
    from fedstat.forms.layout import layout_of

    lines = lines_of(known, share.indicators, period, behind)
    return layout_of(
        known,
        share.unit,
        period,
        lines,
        language=request.language,
        letterhead=_letterhead(request),
        office=share.office,
    )


def _letterhead(request: Request) -> Letterhead:
    from fedstat.cli.taking import day_of
    from fedstat.forms.layout import Letterhead

    due = request.text("due")
    return Letterhead(
        due=None if due is None else day_of(due),
        issued_by=request.text("issued_by") or "",
        document=request.text("document") or "",
    )


def _behind(request: Request, period: Period) -> set[str]:
    """Return the codes of what was behind a year before: the form's own period has no values yet."""
    from fedstat.api import assess
    from fedstat.forms.asking import year_before

    evaluation = assess(request.sound_ledger, period=str(year_before(period)))
    return {item.indicator.code for item in evaluation if item.status in NOT_ON_THE_WAY}


def _files(request: Request, known: Known, layouts: Sequence[Layout]) -> list[tuple[str, bytes]]:
    """Return the name and the bytes of each form's file; no two have the same name."""
    from fedstat.cli.placing import distinct
    from fedstat.forms.layout import unit_title

    language = request.language
    csv = request.text("format") == "csv"
    names = distinct(
        (
            (
                say(
                    msg(
                        "{unit} {period}",
                        context="name of a file",
                        unit=unit_title(known, one.stamp.unit, one.stamp.office, language),
                        period=one.stamp.period,
                    ),
                    language,
                ),
                one.stamp.unit,
            )
            for one in layouts
        ),
        ".csv" if csv else ".xlsx",
    )
    if csv:
        from fedstat.exporters.form_csv import form_csv as written
    else:
        from fedstat.exporters.form_xlsx import form_xlsx as written
    return [(name, written(one.form)) for name, one in zip(names, layouts, strict=True)]


# -- what is said ----------------------------------------------------------------------------------------


def _table(request: Request, known: Known, layouts: Sequence[Layout], placed: Sequence[Placed]) -> Table:
    from fedstat.cli.placing import outcome_message
    from fedstat.forms.layout import unit_title
    from fedstat.table import Cell, Column, Row, Table

    language = request.language
    titles = (
        ("unit", msg("Data provider"), "left"),
        ("indicators", msg("Indicators"), "right"),
        ("lines", msg("Lines to fill"), "right"),
        ("file", msg("File"), "left"),
        ("outcome", msg("What was done"), "left"),
    )
    rows = []
    for one, file in zip(layouts, placed, strict=True):
        stamp = one.stamp
        indicators = len({line.indicator.code for _, line in one.rows})
        rows.append(
            Row(
                cells=(
                    Cell(unit_title(known, stamp.unit, stamp.office, language), stamp.unit),
                    Cell(str(indicators), indicators),
                    Cell(str(len(one.rows)), len(one.rows)),
                    Cell(file.name, file.name),
                    Cell(say(outcome_message(file.outcome), language), file.outcome),
                )
            )
        )
    return Table(
        columns=tuple(
            Column(key=key, title=say(title, language), align=align, wrap=key in {"unit", "file"})  # type: ignore[arg-type]
            for key, title, align in titles
        ),
        rows=tuple(rows),
    )


def _remarks(
    request: Request, known: Known, period: Period, asked: Asked, placed: Sequence[Placed]
) -> Iterator[Message]:
    """Yield who gets no form, what nobody is asked for, and which file stands beside an older one."""
    from fedstat.cli.names import SHOWN
    from fedstat.forms.layout import unit_title

    idle = [
        unit_title(known, unit, "", request.language)
        for unit, indicators in asked.items()
        if unit and not indicators
    ]
    if not placed and not request.texts("data_provider"):
        yield msg("No unit is asked for anything of {period}; there is no form.", period=period)
    elif idle:
        yield msgs(
            "{count} unit provides nothing for {period} and gets no form: {units}.",
            "{count} units provide nothing for {period} and get no form: {units}.",
            len(idle),
            period=period,
            units=Several([*idle[:SHOWN], *(["…"] if len(idle) > SHOWN else [])]),
        )
    nobodys = [one.code for one in asked.get("", ())]
    if nobodys:
        yield msgs(
            "{count} indicator names no data provider, so no form asks for it: {codes}.",
            "{count} indicators name no data provider, so no form asks for them: {codes}.",
            len(nobodys),
            codes=Several(nobodys),
        )
    kept = [file for file in placed if file.outcome in {"beside", "would-beside"}]
    if kept:
        yield msg(
            "A file that is already there and says something else may have been filled in; it is kept, and"
            " the new form stands beside it. Compare the two, and delete the one that is not needed."
        )
    if request.flag("dry_run"):
        yield msg("Nothing was written (--dry-run).")


COMMAND: Final = Command(
    name="forms",
    summary=msg("Make a form for every data provider, with just what it is asked for."),
    examples=(
        Example(
            line="fedstat forms forms-2023 --period 2023", says=msg("one workbook for every data provider")
        ),
        Example(
            line="fedstat forms forms-2023 --period 2023 --due 2024-01-31 --issued-by 市妇儿工委办公室",
            says=msg("with the day by which it is to come back, and who asks"),
        ),
        Example(
            line="fedstat forms forms-2023 --period 2023 --data-provider 统计局 --dry-run",
            says=msg("see one unit's form listed before it is written"),
        ),
        Example(
            line="fedstat forms DIR --period 2023 --data-provider UNIT --split 综合处=W-1-01 --split 妇幼处",
            says=msg("one unit's form, split among its offices"),
        ),
    ),
    arguments=(FOLDER,),
    options=(PERIOD, PROVIDER, SPLIT, DUE, ISSUED_BY, DOCUMENT, FORMAT, DRY_RUN, *EVERYWHERE),
    notes=(
        msg("A form that is already there is never overwritten: a unit may have begun to fill it."),
        msg("A form is recognised by its number and by a stamp inside, whatever its file is called."),
    ),
    run=run,
)
