"""`fedstat add indicator`: an indicator with its target, or a new edition of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.appending import ASKS, DRY_RUN, INTO, RECORDED, YES, Review, Work
from fedstat.cli.command import Command, Example, Option
from fedstat.cli.options import EVERYWHERE
from fedstat.errors import Fault, UsageFault
from fedstat.language import Several, msg
from fedstat.model.indicator import KINDS, ROLES
from fedstat.model.target import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.cli.appending import Step
    from fedstat.cli.request import Request
    from fedstat.language import Message
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.ledger import Ledger
    from fedstat.model.phrase import Phrase

CODE: Final = Option(
    name="code", metavar="CODE", help=msg("Its code: a letter, then letters, digits, “-” and “_”: W-3-01.")
)
NAME: Final = Option(name="name", metavar="NAME", help=msg("Its name as the plan prints it."))


def _text(name: str, metavar: str, help: Message, flag: str = "") -> Option:  # noqa: A002 - the option's own word
    return Option(name=name, flags=(flag or f"--{name.replace('_', '-')}",), metavar=metavar, help=help)


UNIT: Final = _text("unit_measure", "UNIT", msg("The unit of measure: %, ‰, 1/10万, 个."), "--unit")
DIRECTION: Final = Option(
    name="direction",
    flags=("--direction",),
    metavar="WORD",
    choices=DIRECTIONS,
    help=msg("Which way is good: increase, decrease, maintain or range."),
)
TARGET: Final = _text("target", "WORDS", msg("The target in the plan's own words: 达到45%以上, 逐步提高."))
COMPARATORS: Final = (
    _text("at_least", "NUMBER", msg("The target as a number that must be reached."), "--target-at-least"),
    _text("at_most", "NUMBER", msg("The target as a number that may not be passed."), "--target-at-most"),
    _text("above", "NUMBER", msg("As --target-at-least, the number itself excluded."), "--target-above"),
    _text("below", "NUMBER", msg("As --target-at-most, the number itself excluded."), "--target-below"),
)
BY: Final = _text(
    "by", "PERIOD", msg("When the target is due; the plan's target period by default."), "--target-by"
)
BASELINE: Final = _text(
    "baseline", "[PERIOD=]VALUE", msg("The baseline: 2020=40.9; without a period the plan's baseline period.")
)
NOUNS: Final = (
    Option(name="part", flags=("--part",), metavar="PART", noun="part", help=msg("The part of the plan.")),
    Option(name="domain", flags=("--domain",), metavar="DOMAIN", noun="domain", help=msg("The domain.")),
    Option(name="goal", flags=("--goal",), metavar="GOAL", noun="goal", help=msg("The main goal.")),
)
UNITS: Final = (
    Option(
        name="responsible_unit",
        flags=("-u", "--responsible-unit"),
        metavar="UNIT",
        multiple=True,
        noun="responsible-unit",
        help=msg("The responsible unit; several times for several."),
    ),
    Option(
        name="supporting_units",
        flags=("--supporting-unit",),
        metavar="UNIT",
        multiple=True,
        noun="responsible-unit",
        help=msg("A supporting unit; several times for several."),
    ),
)
PROVIDER: Final = Option(
    name="data_provider",
    flags=("--data-provider",),
    metavar="UNIT",
    noun="responsible-unit",
    help=msg("Who fills the form; the first responsible unit by default."),
)
TAG: Final = Option(
    name="tags",
    flags=("--tag",),
    metavar="TAG",
    multiple=True,
    noun="tag",
    help=msg("A tag: 重点, 难点, 约束性."),
)
SAME_AS: Final = Option(
    name="same_as",
    flags=("--same-as",),
    metavar="CODE",
    noun="indicator",
    help=msg("The indicator whose values it shares: both parts count it, one unit fills it."),
)
CHOICES: Final = (
    Option(
        name="kind",
        flags=("--kind",),
        metavar="KIND",
        choices=KINDS,
        help=msg("Quantifiable or trend, only where the target does not tell."),
    ),
    Option(
        name="role",
        flags=("--role",),
        metavar="ROLE",
        choices=ROLES,
        help=msg("Activities and background figures are kept and shown, never assessed."),
    ),
)
NUMBERS: Final = (
    _text("decimals", "N", msg("Printed digits of computed values.")),
    _text("lag", "N", msg("How many of its periods a value may be late and still be carried.")),
    _text("tolerance", "NUMBER", msg("What still counts as flat, or as “around”.")),
    _text("limit", "NUMBER", msg("The natural limit of the series: 100.")),
)
TEXTS: Final = (
    _text("name_en", "NAME", msg("Its English name.")),
    _text("frequency", "A|H|Q|M|A2|A3|A5|term", msg("How often it is measured; yearly by default.")),
    _text("definition", "TEXT", msg("What is measured.")),
    _text("formula", "TEXT", msg("How it is computed.")),
    _text("data_source", "TEXT", msg("Where its values come from.")),
    _text("note", "TEXT", msg("A remark.")),
)
EDITION: Final = (
    _text("reason", "TEXT", msg("Of a new edition: why it came.")),
    _text("document", "TEXT", msg("Of a new edition: the document that it rests on.")),
)
FROM_START: Final = Option(
    name="from_start",
    flags=("--from-start",),
    help=msg("It belongs to the plan as first written: known from the start, without a day."),
)


def run(request: Request) -> int:
    """Append the indicator; on a terminal ask for it when its code or its name is missing."""
    if not (request.text("code") and request.text("name")) and request.shell.asks:
        from fedstat.cli.dialogue import converse
        from fedstat.cli.dialogue_indicator import Describing

        return converse(request, Describing(request))
    from fedstat.cli.appending import append

    return append(request, WORK)


# -- the entry ---------------------------------------------------------------------------------------------


def _compose(request: Request, ledger: Ledger) -> tuple[Draft, ...]:
    from fedstat.cli.names import picked
    from fedstat.ledgerfile.writer import Draft

    code, phrase = _code(request, ledger), _phrase(request)
    fields: dict[str, Plain] = {"code": code, "name": str(request.text("name"))}
    given = {option.name: request.text(option.name) for option in TEXTS}
    if given["name_en"]:
        fields["name_en"] = given.pop("name_en") or ""
    for option in NOUNS:
        if request.text(option.name):
            fields[option.name] = picked(
                str(request.text(option.name)), option.noun, ledger, request.language
            )
    for option in UNITS:
        units = [picked(word, option.noun, ledger, request.language) for word in request.texts(option.name)]
        if units:
            fields[option.name] = units
    if request.text("data_provider"):
        fields["data_provider"] = picked(
            str(request.text("data_provider")), "responsible-unit", ledger, request.language
        )
    direction = request.text("direction") or (phrase.direction if phrase is not None else None)
    plain = {"unit_measure": request.text("unit_measure"), "direction": direction}
    fields |= {name: text for name, text in plain.items() if text}
    if request.texts("tags"):
        fields["tags"] = list(request.texts("tags"))
    fields |= _measured(request, phrase)
    fields |= {name: text for name in ("kind", "role") if (text := request.text(name))}
    if request.text("same_as"):
        fields["same_as"] = picked(str(request.text("same_as")), "indicator", ledger, request.language)
    fields |= {name: text for name, text in given.items() if text}
    fields = _with_kept(fields, ledger)
    fields |= {option.name: text for option in EDITION if (text := request.text(option.name))}
    fields |= _recorded(request, ledger, code)
    return (Draft(kind="indicator", fields=fields),)


def _with_kept(fields: dict[str, Plain], ledger: Ledger) -> dict[str, Plain]:
    """Return the fields with what the edition before says and this one does not.

    Raises:
        UsageFault: the target is not stated again.
    """
    from fedstat.cli.edition import kept

    standing = [entry for entry in ledger.indicators if entry.code == fields["code"]]
    if not standing:
        return fields
    old = max(standing, key=lambda entry: entry.recorded)
    if old.targets and "target" not in fields:
        raise UsageFault(
            msg("A new edition states its target, also where it stays the same."),
            msg("Write: {line}", line="--target …"),
        )
    return kept(old, fields, ledger.area)


def _code(request: Request, ledger: Ledger) -> str:
    """Return the code of the new indicator; what the reader thinks of its form it says itself."""
    for name, metavar in (("code", "CODE"), ("name", "NAME")):
        if not (request.text(name) or "").strip():
            raise UsageFault(
                msg("{name} is missing.", name=metavar),
                msg(
                    "Write, for instance: {line}",
                    line="fedstat add indicator W-3-09 NAME --unit % --target …",
                ),
            )
    code = str(request.text("code"))
    standing = next((entry for entry in ledger.indicators if entry.code == code), None)
    if standing is not None and not (request.text("reason") and request.text("document")):
        raise UsageFault(
            msg("The code {code} stands already: {name}.", code=code, name=standing.name),
            msg("Choose another, or say why and by which document it changes: --reason … --document …"),
        )
    return code


def _recorded(request: Request, ledger: Ledger, code: str) -> dict[str, Plain]:
    from fedstat.cli.taking import closings_of, stamp_of

    if request.flag("from_start"):
        if request.text("recorded"):
            raise UsageFault(msg("--from-start has no day."), msg("Leave out --recorded, or --from-start."))
        return {}
    stamps = [entry.recorded for entry in ledger.indicators if entry.code == code]
    stamps += [entry.recorded for entry in ledger.withdrawals if entry.indicator == code]
    return {"recorded": stamp_of(request, [*stamps, *closings_of(ledger)])}


# -- numbers and targets -----------------------------------------------------------------------------------


def _measured(request: Request, phrase: Phrase | None) -> dict[str, Plain]:
    """Return baseline, target and the other figures."""
    from fedstat.cli.taking import number_of, whole_of

    fields: dict[str, Plain] = {}
    if request.text("baseline"):
        fields["baseline"] = baseline_of(str(request.text("baseline")), request.text("unit_measure") or "")
    target = _target(request, phrase)
    if target:
        fields["target"] = target
    for option in NUMBERS:
        text = request.text(option.name)
        if text is not None:
            fields[option.name] = whole_of(text) if option.metavar == "N" else number_of(text)
    return fields


def baseline_of(text: str, unit: str) -> dict[str, Plain]:
    """Return the baseline that 40.9 or 2020=40.9 spells, as the ledger writes it.

    Raises:
        UsageFault: it spells none.
    """
    from fedstat.cli.taking import number_of, period_of

    period, equals, value = text.replace("＝", "=").rpartition("=")
    own: dict[str, Plain] = {"period": str(period_of(period))} if equals else {}
    return {**own, "value": number_of(value, unit)}


def _phrase(request: Request) -> Phrase | None:
    """Return what the words of the target say.

    Raises:
        UsageFault: they leave something open, and no number beside them settles it.
    """
    from fedstat.model.phrase import parse_target

    words = request.text("target")
    settled = any(request.text(option.name) for option in COMPARATORS)
    if words is None or settled:
        return None
    direction = next((word for word in DIRECTIONS if word == request.text("direction")), None)
    read = parse_target(words, direction=direction, unit_measure=request.text("unit_measure") or "")
    if not isinstance(read, Fault):
        return read
    if request.text("kind") == "trend" and direction is not None:
        return None
    raise UsageFault(read.message, read.remedy)


def _target(request: Request, phrase: Phrase | None) -> dict[str, Plain]:
    """Return the target as the ledger writes it: its comparator, its year, its words."""
    from fedstat.cli.taking import number_of, period_of

    unit, words = request.text("unit_measure") or "", request.text("target")
    given = [option for option in COMPARATORS if request.text(option.name) is not None]
    if len(given) > 1:
        raise UsageFault(
            msg(
                "The target has {count} comparators: {given}.",
                count=len(given),
                given=Several(o.flags[0] for o in given),
            ),
            msg("Keep one; for two bounds write the words: --target 40%～60%"),
        )
    target: dict[str, Plain] = {
        option.name: number_of(str(request.text(option.name)), unit) for option in given
    }
    target |= _said(phrase)
    if request.text("by"):
        target["by"] = str(period_of(str(request.text("by"))))
    if words:
        target["wording"] = words
    if target and set(target) == {"by"}:
        raise UsageFault(msg("--target-by alone is no target."), msg("Add --target or --target-at-least."))
    return target


def _said(phrase: Phrase | None) -> dict[str, Plain]:
    """Return comparator and number of words that say no more; all else the reader takes from the words."""
    from decimal import Decimal

    from fedstat.model.target import Target

    if phrase is None or len(phrase.targets) != 1 or phrase.tags:
        return {}
    target = phrase.targets[0]
    simple = Target(comparator=target.comparator, value=target.value, wording=target.wording)
    names = {option.name for option in COMPARATORS}
    if target != simple or target.comparator not in names or not isinstance(target.value, Decimal):
        return {}
    return {target.comparator: target.value}


# -- what it does ------------------------------------------------------------------------------------------


def _report(request: Request, step: Step) -> Iterator[Message]:
    from fedstat.reports.changes import status_change

    new = step.newest(step.after.indicators)
    codes = {entry.code for entry in step.before.known().indicators.values()}
    if new.code in codes:
        yield msg(
            "{code} {name}: a new edition; the one before counts until then.", code=new.code, name=new.name
        )
    else:
        count = sum(entry.assessed for entry in step.after.known().indicators.values())
        yield msg(
            "{code} {name}: the ledger now has {count} indicators.", code=new.code, name=new.name, count=count
        )
    changed = status_change(step.before, step.after, new.code, step.after.area, request.language)
    if changed is not None:
        yield changed
    if not request.flag("dry_run") and new.code not in codes:
        yield msg("Its values: {line}", line=f"fedstat add observation {new.code} PERIOD VALUE")


WORK: Final = Work(compose=_compose, review=lambda _, __: Review(), report=_report)

COMMAND: Final = Command(
    name="add indicator",
    summary=msg("Append an indicator with its target, or a new edition of one."),
    examples=(
        Example(
            line="fedstat add indicator W-3-09 创业女性占比 --unit % --baseline 31.2 --target 提高到35%以上",
            says=msg("the target in the plan's words"),
        ),
        Example(
            line="fedstat add indicator W-3-09 NAME --unit % --direction increase --target-at-least 35",
            says=msg("the target as a number"),
        ),
        Example(
            line="fedstat add indicator W-3-10 NAME --unit 人 --direction increase --target 逐步提高",
            says=msg("a trend"),
        ),
        Example(
            line="fedstat add indicator W-3-09 NAME --target 提高到38% --reason 调整 --document 〔2024〕1号",
            says=msg("a new edition"),
        ),
    ),
    arguments=(CODE, NAME),
    options=(
        *(UNIT, DIRECTION, TARGET, *COMPARATORS, BY, BASELINE, *NOUNS, *UNITS, PROVIDER, TAG),
        *(*CHOICES, SAME_AS, *NUMBERS, *TEXTS, *EDITION),
        *(RECORDED, FROM_START, INTO, DRY_RUN, YES, *EVERYWHERE),
    ),
    notes=(
        ASKS,
        msg("A new edition replaces the whole indicator: write again all that it keeps."),
    ),
    run=run,
    asks=True,
)
