"""The text of a new ledger: its plan, its parts and domains, and, commented out, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fedstat.language import msg, say
from fedstat.ledgerfile.assembly import FORMAT
from fedstat.ledgerfile.outlines import OUTLINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.language import Language, Message
    from fedstat.model.number import Rounding
    from fedstat.model.period import Period


class Beginning(Struct, frozen=True, kw_only=True):
    """What must be known of a plan before its ledger can begin."""

    title: str
    reference_area: str
    baseline_period: Period
    target_period: Period
    language: Language
    rounding: Rounding = "half-up"
    template: str = "none"
    """A key of `OUTLINES`; any other word leaves parts and domains to the person."""
    alone: bool = False
    """Whether only the plan itself is written: entries of a table follow."""


def new_ledger(beginning: Beginning) -> str:
    """Return a ledger that has no finding; its comments are in the ledger's language.

    Prose stands behind “# ”, lines to be used behind a bare “#”: without it they are a ledger too.
    """
    if beginning.alone:
        return "".join(f"{line}\n" for line in _plan(beginning))
    blocks = (_plan(beginning), _outline(beginning.template), _next(beginning))
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def _plan(beginning: Beginning) -> list[str]:
    language = beginning.language
    return [
        _noted(msg("A fedstat ledger. What stands behind a # is for people and is not read."), language),
        _noted(msg("Entries are only added: a correction is a new entry with a later day."), language),
        "",
        _keyed("fedstat", FORMAT, msg("the format of this file"), language),
        "",
        "[plan]",
        _keyed("title", beginning.title),
        _keyed(
            "reference_area",
            beginning.reference_area,
            msg("the area of every value that names none"),
            language,
        ),
        _keyed(
            "baseline_period", str(beginning.baseline_period), msg("what progress is measured from"), language
        ),
        _keyed(
            "target_period",
            str(beginning.target_period),
            msg("when targets that name no period are due"),
            language,
        ),
        _keyed("language", language, msg("zh or en"), language),
        _keyed("rounding", beginning.rounding, msg("half-up, half-even (GB/T 8170) or truncate"), language),
    ]


def _outline(template: str) -> list[str]:
    lines: list[str] = []
    for part in OUTLINES.get(template, ()):
        lines += ["[[part]]", _keyed("id", part.id), _keyed("title", part.title)]
        lines += [_keyed("title_en", part.title_en), ""]
    for part in OUTLINES.get(template, ()):
        for number, (name, name_en) in enumerate(part.domains, start=1):
            lines += ["[[domain]]", _keyed("id", f"{part.letter}-{number}"), _keyed("name", name)]
            lines += [_keyed("name_en", name_en), _keyed("part", part.id), ""]
    return lines[:-1]


# -- what comes next -------------------------------------------------------------------------------------


def _next(beginning: Beginning) -> list[str]:
    language = beginning.language
    return [
        _noted(msg("What comes next: take away the # before a line, and write your own words."), language),
        _noted(msg("Afterwards “fedstat check” tells what is wrong, and where."), language),
        "",
        *(f"#{line}" if line else "" for line in _sample(beginning)),
    ]


def _sample(beginning: Beginning) -> Iterator[str]:
    """Yield a unit, an indicator and a submission as they are written."""
    language = beginning.language
    has_domains = beginning.template in OUTLINES
    domain = "W-3" if has_domains else "D-1"
    if not has_domains:
        yield _headed("domain", msg("a domain, as often as there are some"), language)
        yield _keyed("id", domain)
        yield _keyed("name", say(msg("Women and the economy"), language))
        yield ""
    yield _headed("member_unit", msg("a member unit"), language)
    yield _keyed("id", "hrss")
    yield _keyed("name", say(msg("Human resources bureau"), language))
    yield ""
    yield from _indicator(domain, beginning.baseline_period.year, language)
    yield ""
    yield from _submission(domain, beginning.baseline_period.year + 1, language)


def _indicator(domain: str, year: int, language: Language) -> Iterator[str]:
    yield _headed("indicator", msg("an indicator"), language)
    yield _keyed("code", f"{domain}-01")
    yield _keyed("name", say(msg("Women among persons employed"), language))
    yield _keyed("domain", domain)
    yield _keyed("responsible_unit", "hrss")
    yield _keyed("unit_measure", "%")
    yield _keyed("direction", "increase", msg("or decrease, maintain, range"), language)
    yield f'baseline = {{ period = "{year}", value = 40.9 }}'
    yield _keyed(
        "target",
        say(msg("at least 45%"), language),
        msg("as the plan words it; without a number it is a trend"),
        language,
    )


def _submission(domain: str, year: int, language: Language) -> Iterator[str]:
    yield _headed("submission", msg("values that came together"), language)
    yield _keyed("period", str(year), msg("or 2023-H1, 2023-Q2, 2023-06"), language)
    yield f"recorded = {year + 1}-03-31  # {say(msg('the day on which they were entered'), language)}"
    yield _keyed("reported_by", "hrss")
    yield _keyed("source", say(msg("statistical report of {year}", year=year), language))
    yield "[submission.values]"
    yield f"{domain}-01 = 41.63"


# -- lines -----------------------------------------------------------------------------------------------


def _noted(comment: Message, language: Language) -> str:
    return f"# {say(comment, language)}"


def _headed(table: str, comment: Message, language: Language) -> str:
    return f"[[{table}]]  # {say(comment, language)}"


def _keyed(key: str, value: object, comment: Message | None = None, language: Language = "en") -> str:
    from tomli_w import dumps

    line = dumps({key: value}).rstrip("\n")
    return f"{line}  # {say(comment, language)}" if comment else line
