"""`fedstat init`: a new ledger, from questions on a terminal or from options, or an example to try."""

from __future__ import annotations

import os.path
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import COLOR, HELP, LANG
from fedstat.cli.output import tell, tell_text
from fedstat.cli.plan_table import MAP, REVIEW, SHEET
from fedstat.cli.planning import NONE, TEMPLATES, confirmation, period_of, questions
from fedstat.cli.request import Request
from fedstat.cli.speech import asked_language
from fedstat.cli.whereabouts import LEDGER, find
from fedstat.errors import FileFault, UsageFault
from fedstat.language import LANGUAGES, Several, msg, say
from fedstat.ledgerfile.examples import EXAMPLES
from fedstat.model.number import ROUNDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.language import Message
    from fedstat.model.number import Rounding

PATH: Final = Option(
    name="path",
    metavar="[PATH]",
    help=msg("The new file, fedstat.toml by default; in a folder it is the folder's fedstat.toml."),
)
TITLE: Final = Option(
    name="title", flags=("--title",), metavar="TITLE", help=msg("What the plan is called, with its years.")
)
AREA: Final = Option(
    name="area", flags=("--area",), metavar="AREA", help=msg("The area that values belong to: 太原市.")
)
BASELINE: Final = Option(
    name="baseline_period",
    flags=("--baseline-period",),
    metavar="P",
    help=msg("The period that progress is measured from: 2020."),
)
TARGET: Final = Option(
    name="target_period",
    flags=("--target-period",),
    metavar="P",
    help=msg("The period in which the targets are due: 2025."),
)
LANGUAGE: Final = Option(
    name="language",
    flags=("--language",),
    metavar="zh|en",
    choices=LANGUAGES,
    help=msg("The ledger's language; the one that is spoken, by default."),
)
ROUNDING: Final = Option(
    name="rounding",
    flags=("--rounding",),
    metavar="half-up|half-even|truncate",
    choices=tuple(ROUNDINGS),
    help=msg("How shares are rounded; half-up by default."),
)
TEMPLATE: Final = Option(
    name="template",
    flags=("--template",),
    metavar="|".join(TEMPLATES),
    choices=TEMPLATES,
    help=msg("cn-women-children: the two parts and fifteen domains of the national outlines 2021–2030."),
)
EXAMPLE: Final = Option(
    name="example",
    flags=("--example",),
    metavar="|".join(EXAMPLES),
    choices=tuple(EXAMPLES),
    help=msg("Write this example instead, to try fedstat on."),
)
FROM: Final = Option(
    name="from",
    flags=("--from",),
    metavar="FILE",
    help=msg("Take the plan's indicators from this table (xlsx, xls, ods, csv); a review is shown first."),
)
ACCEPT: Final = Option(
    name="yes",
    flags=("-y", "--yes"),
    help=msg("With --from: take every proposal of the review, and write without asking."),
)
REQUIRED: Final = (TITLE, AREA, BASELINE, TARGET)
OF_A_PLAN: Final = (*REQUIRED, LANGUAGE, ROUNDING, TEMPLATE)
NEXT: Final[tuple[tuple[str, Message], ...]] = (
    ("check", msg("what is wrong with the ledger, and where")),
    ("list", msg("its indicators")),
    ("progress", msg("the table against the targets")),
)
"""What can be typed once a ledger stands."""


def run(request: Request) -> int:
    """Write the ledger, and say where it stands and what comes next."""
    from fedstat.ledgerfile.creation import create, standing
    from fedstat.ledgerfile.examples import example

    request, name = _speaking(request), _place(request)
    if os.path.lexists(name):
        raise standing(name)
    wanted = request.text(EXAMPLE.name)
    if request.text(FROM.name) is not None:
        from fedstat.cli.init_from import ledger_from

        _refuse_template(request)
        create(name, ledger_from(request, name, lambda title: _answered(request, name, title)))
    elif wanted is None:
        create(name, _written(_answered(request, name), _rounding(request)))
    else:
        _refuse_plan(request)
        create(name, example(wanted))
    _say_next(request, name)
    return 0


def _speaking(request: Request) -> Request:
    """Return the request, to be answered in the new ledger's language unless another is asked for."""
    asked = asked_language(request.text(LANG.name), request.shell.environ)
    spoken = asked or request.text(LANGUAGE.name) or request.language
    return Request(request.shell, {**request.values, LANG.name: spoken})


def _place(request: Request) -> str:
    """Return the name of the new file: PATH, else where the ledger in use would stand."""
    environ = request.shell.environ
    named = request.text(PATH.name) or request.text("file") or environ.get("FEDSTAT_LEDGER") or LEDGER
    is_folder = named.endswith(("/", os.path.sep)) or os.path.isdir(named)  # noqa: PTH112 - takes any text
    return os.path.join(named, LEDGER) if is_folder else named  # noqa: PTH118 - keeps the name as it was written


def _refuse_plan(request: Request) -> None:
    """Refuse what describes a plan where an example is asked for."""
    given = [option.flags[-1] for option in OF_A_PLAN if option.name in request.values]
    if given:
        raise UsageFault(
            msg("An example is written as it is; {options} cannot change it.", options=Several(given)),
            msg("Leave it out, or leave out --example."),
        )


def _refuse_template(request: Request) -> None:
    """Refuse what else would fill the ledger where a table does."""
    given = [option.flags[-1] for option in (TEMPLATE, EXAMPLE) if option.name in request.values]
    if given:
        raise UsageFault(
            msg(
                "--from takes parts and domains from the table; {options} cannot add to it.",
                options=Several(given),
            ),
            msg("Leave it out; the table is recognised as one of the national outlines by its names."),
        )


# -- a new ledger ----------------------------------------------------------------------------------------


def _answered(request: Request, name: str, title: str = "") -> dict[str, str]:
    """Return what the plan is, from the options, and from questions for what they leave open.

    A *title* that a table has above its heading is proposed.
    """
    from fedstat.cli.prompting import walk

    asked, answers = questions(request, title), dict[str, str]()
    for question in asked:
        text = request.text(question.name)
        if text is not None:
            answers[question.name] = question.parse(text, answers)
    missing = [option.flags[-1] for option in REQUIRED if option.name not in answers]
    if missing and not request.shell.asks:
        raise _lacking(missing)
    if missing:
        _greet(request, name)
        of_table = {TEMPLATE.name} if request.text(FROM.name) else set()
        left = [question for question in asked if question.name not in {*answers, *of_table}]
        last = () if request.text(FROM.name) else (confirmation(name, request.surest_language),)
        answers = walk(request, (*left, *last), answers)
    return {"language": request.language, "template": NONE, **answers}


def _lacking(missing: list[str]) -> UsageFault:
    return UsageFault(
        msg(
            "These options are missing: {options}. Without a terminal nothing is asked.",
            options=Several(missing),
        ),
        msg(
            "Write for instance: {line}",
            line="fedstat init --title TITLE --area AREA --baseline-period 2020 --target-period 2025",
        ),
    )


def _greet(request: Request, name: str) -> None:
    tell(
        request,
        msg("A new ledger: {name}", name=name),
        msg("Enter takes what stands in brackets, < goes one step back, Ctrl-C leaves nothing behind."),
    )


def _rounding(request: Request) -> Rounding:
    return next((rule for rule in ROUNDINGS if rule == request.text(ROUNDING.name)), "half-up")


def _written(answers: Mapping[str, str], rounding: Rounding) -> bytes:
    from fedstat.ledgerfile.beginning import Beginning, new_ledger

    return new_ledger(
        Beginning(
            title=answers["title"],
            reference_area=answers["area"],
            baseline_period=period_of(answers[BASELINE.name]),
            target_period=period_of(answers[TARGET.name]),
            language=next(known for known in LANGUAGES if known == answers["language"]),
            rounding=rounding,
            template=answers["template"],
        )
    ).encode()


# -- afterwards ------------------------------------------------------------------------------------------


def _say_next(request: Request, name: str) -> None:
    """Say where the ledger stands, and three commands that can be typed now."""
    tell(request, msg("{name} is written.", name=name))
    commands = NEXT
    if request.text(FROM.name) is not None:
        tell(request, msg("Written. And then:"))
    elif request.text(EXAMPLE.name) is None:
        tell(request, msg("At its end stands what comes next, commented out. And then:"))
    else:
        tell(request, msg("Try:"))
        commands = NEXT[::-1]
    where = "" if _is_found(request, name) else f" -f {_quoted(name)}"
    lines = [(f"fedstat {command}{where}", says) for command, says in commands]
    width = max(len(line) for line, _ in lines)
    language = request.surest_language
    tell_text(request, "".join(f"  {line:<{width}}  {say(says, language)}\n" for line, says in lines))


def _is_found(request: Request, name: str) -> bool:
    """Whether a command that names no ledger uses this one."""
    try:
        return Path(name).samefile(find(None, request.shell.environ).name)
    except (FileFault, OSError):
        return False


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[\w./\\:~-]+", name) else f'"{name}"'


COMMAND: Final = Command(
    name="init",
    summary=msg("Begin a ledger: from questions on a terminal, from options, or from an example."),
    examples=(
        Example(line="fedstat init", says=msg("asks for what it must know, and writes fedstat.toml")),
        Example(line="fedstat init --example china-2021-2025", says=msg("a ledger to try everything on")),
        Example(
            line="fedstat init --title TITLE --area AREA --baseline-period 2020 --target-period 2025",
            says=msg("without a question"),
        ),
        Example(
            line="fedstat init --from 监测指标体系.xlsx", says=msg("from an office's table of indicators")
        ),
        Example(
            line="fedstat init --template cn-women-children",
            says=msg("with the parts and domains of the national outlines"),
        ),
    ),
    arguments=(PATH,),
    options=(
        *(TITLE, AREA, BASELINE, TARGET, LANGUAGE, ROUNDING, TEMPLATE, EXAMPLE),
        *(FROM, MAP, SHEET, REVIEW, ACCEPT, LANG, COLOR, HELP),
    ),
    notes=(
        msg("A file that stands there already is never written over."),
        *(msg("{name}: {says}", name=name, says=says) for name, says in EXAMPLES.items()),
    ),
    run=run,
)
