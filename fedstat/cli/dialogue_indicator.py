"""What is asked for an indicator: its name, place and code, what it measures, from where and how far."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Final

from fedstat.cli import add_indicator as adding
from fedstat.cli.names import picked, spoken, spoken_word
from fedstat.cli.prompting import Question, StepBack, one_line, one_of, or_nothing, said_yes
from fedstat.cli.taking import number_of
from fedstat.errors import Fault, UsageFault
from fedstat.language import Several, msg, say
from fedstat.ledgerfile.sections.indicator import code_fault
from fedstat.model.phrase import parse_target
from fedstat.model.target import DIRECTIONS
from fedstat.model.unit import plain_signs
from fedstat.reports.entering import target_message_by
from fedstat.reports.listing import direction_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fedstat.cli.appending import Work
    from fedstat.cli.prompting import Answers, Choices
    from fedstat.cli.request import Request
    from fedstat.language import Language, Message
    from fedstat.model.ledger import Known, Ledger
    from fedstat.model.phrase import Phrase

_NUMBERED: Final = re.compile(r"(.*?)([0-9]+)\Z", re.ASCII | re.DOTALL)
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)
_UNIT: Final = "responsible-unit"
_TREND: Final = "trend"
_REWORD: Final = "words"
_SENSES: Final = {
    "at_least": msg("a value must reach the number, or pass it"),
    "at_most": msg("a value may reach the number, not pass it"),
    "above": msg("a value must pass the number"),
    "below": msg("a value must stay under the number"),
    _TREND: msg("there is no number; its direction alone counts"),
    _REWORD: msg("other words"),
}
"""What a target may mean whose words leave it open."""
_COMPARATORS: Final = tuple(option.name for option in adding.COMPARATORS)
_OF_ONE: Final = (
    *("code", "name", "name_en", "unit_measure", "direction", "target", *_COMPARATORS, "by", "baseline"),
    *("tags", "kind", "same_as", "decimals", "lag", "tolerance", "limit", "definition", "formula", "note"),
)
"""Options that belong to the first indicator only."""
_OPTIONAL: Final = msg("Enter takes what stands in brackets, if anything; a hyphen leaves it open.")


class Describing:
    """Asks for indicators; the domain and the unit of one are the defaults of the next."""

    work: Work = adding.WORK
    mend = "target"

    def __init__(self, request: Request) -> None:
        """Begin with what the command line gives."""
        self._request = request
        self._given = dict(request.values)
        self._kept: dict[str, str] = {}
        self._ledger: Ledger
        self._known: Known

    @property
    def _language(self) -> Language:
        return self._request.surest_language

    def begin(self, ledger: Ledger) -> Answers:
        """Take the ledger as it stands now, and return what the options say of it."""
        self._ledger, self._known = ledger, ledger.known()
        said = {name: str(value) for name, value in self._given.items() if isinstance(value, str)}
        if "domain" in said:
            said["domain"] = self._word("domain", picked(said["domain"], "domain", ledger, self._language))
        return said

    def options(self, answers: Answers) -> Mapping[str, object]:
        """Return all that was asked and given, as the command's options say it."""
        asked: dict[str, object] = {
            name: text for name in _PLAIN if name not in self._given and (text := answers.get(name))
        }
        domain = self._domain(answers)
        if domain and "part" not in self._given and (part := self._known.domains[domain].part):
            asked["part"] = part
        if domain:
            asked["domain"] = domain
        if "responsible_unit" not in self._given:
            asked["responsible_unit"] = _several(answers.get("responsible_unit", ""))
        if answers.get("first") == self._yes:
            asked["from_start"] = True
        return {**self._given, **asked, **self._sense(answers)}

    def _sense(self, answers: Answers) -> dict[str, object]:
        """Return what settles a target whose words leave it open."""
        if not isinstance(self._read(answers), Fault):
            return {}
        sense = answers["sense"]
        return {"kind": _TREND} if sense == _TREND else {sense: answers["number"]}

    def keep(self, answers: Answers) -> None:
        """Remember the domain, the unit and whether it is the plan's own, and forget the rest."""
        kept = ("domain", "part", "responsible_unit", "first")
        self._kept = {name: answers[name] for name in kept if answers.get(name)}
        self._given = {name: value for name, value in self._given.items() if name not in _OF_ONE}

    def questions(self, answers: Answers) -> Sequence[Question]:
        """Return the questions that follow from the answers so far."""
        return [question for question in self._asked(answers) if question.name not in self._given]

    def _asked(self, answers: Answers) -> Iterator[Question]:
        yield Question("name", msg("Name of the indicator, as the plan prints it"), one_line, choices=())
        yield from self._place(answers)
        yield Question(
            "code",
            msg("Code"),
            self._code,
            self._proposal,
            help=msg("What tells the indicator apart for ever: a letter, then letters, digits and hyphens."),
            choices=(),
        )
        yield from self._measure()
        yield from self._numbers(answers)
        yield from self._unit()
        if "recorded" not in self._given and "from_start" not in self._given:
            yield self._first()

    # -- where it belongs ----------------------------------------------------------------------------------

    def _place(self, answers: Answers) -> Iterator[Question]:
        for noun, text in (("domain", msg("Domain")), ("part", msg("Part of the plan"))):
            choices = spoken(self._ledger, noun, self._language)
            if not choices or (noun == "part" and self._domain(answers)):
                continue
            yield self._of_place(noun, text, choices)

    def _of_place(self, noun: str, text: Message, choices: Choices) -> Question:
        return Question(
            noun,
            msg("{question}, optional", question=text),
            or_nothing(lambda text, _: self._named(noun, text)),
            lambda _: self._kept.get(noun, ""),
            help=_OPTIONAL,
            choices=choices,
            optional=True,
            decides=True,
        )

    def _named(self, noun: str, text: str) -> str:
        return self._word(noun, picked(text, noun, self._ledger, self._language))

    def _word(self, noun: str, identity: str) -> str:
        return spoken_word(self._ledger, noun, identity, self._language)

    def _domain(self, answers: Answers) -> str:
        """Return the id of the domain that was chosen, nothing when none was."""
        word = answers.get("domain", "")
        return picked(word, "domain", self._ledger, self._language) if word else ""

    def _code(self, text: str, _: Answers) -> str:
        code = plain_signs(text)
        fault = code_fault(code)
        if fault is not None:
            raise UsageFault(fault.message, fault.remedy)
        standing = next((entry for entry in self._ledger.indicators if entry.code == code), None)
        if standing is not None:
            raise UsageFault(
                msg("The code {code} stands already: {name}.", code=code, name=standing.name),
                msg(
                    "Choose another; a new edition of it is written on one line: fedstat add indicator --help"
                ),
            )
        return code

    def _proposal(self, answers: Answers) -> str:
        """Return the code that follows those of the domain, or begins a domain that has none."""
        domain = self._domain(answers)
        taken = {entry.code for entry in self._ledger.indicators}
        own = [entry.code for entry in self._ledger.indicators if entry.domain == domain]
        found = [match for code in own if (match := _NUMBERED.match(code))]
        if not found:
            begun = f"{domain}-01"
            return begun if domain and code_fault(begun) is None and begun not in taken else ""
        stem = Counter(match[1] for match in found).most_common(1)[0][0]
        last = max((match for match in found if match[1] == stem), key=lambda match: int(match[2]))
        following = (f"{stem}{number:0{len(last[2])}}" for number in count(int(last[2]) + 1))
        return next(code for code in following if code not in taken)

    # -- what it measures ----------------------------------------------------------------------------------

    def _measure(self) -> Iterator[Question]:
        used = Counter(entry.unit_measure for entry in self._ledger.indicators if entry.unit_measure)
        yield Question(
            "unit_measure",
            msg("Unit of measure"),
            or_nothing(one_line),
            help=msg("%, ‰, 1/10万, 个, 人 …; a hyphen when it has none."),
            choices=[(unit, "") for unit, _ in used.most_common()],
        )
        yield Question(
            "direction",
            msg("Which way is good"),
            self._direction,
            help=msg("No direction is taken for granted: a target or a trend is judged by it."),
            choices=[(word, say(direction_message(word), self._language)) for word in DIRECTIONS],
            listed=True,
        )

    def _direction(self, text: str, _: Answers) -> str:
        words = {say(direction_message(word), self._language): word for word in DIRECTIONS}
        return words.get(text) or one_of(DIRECTIONS, text)

    # -- from where, and how far ---------------------------------------------------------------------------

    def _numbers(self, answers: Answers) -> Iterator[Question]:
        period = self._known.plan.baseline_period
        of = (
            msg("Baseline of {period}", period=period)
            if period is not None
            else msg("Baseline, as 2020=40.9")
        )
        yield Question(
            "baseline",
            msg("{question}, optional", question=of),
            or_nothing(self._baseline),
            help=msg("Its value, as 40.9; of another period with the period before it: 2019=40.9."),
            choices=(),
            optional=True,
        )
        if any(name in self._given for name in _COMPARATORS):
            return
        yield Question(
            "target",
            msg("Target, in the plan's words"),
            one_line,
            help=msg("达到45%以上, 控制在14.5‰以下, 2030年达到50%, 逐步提高. You are told what it means."),
            choices=(),
            decides=True,
        )
        read = self._read(answers)
        if isinstance(read, Fault):
            yield from self._open(read, answers)
        elif read is not None and any(one.comparator == "around" for one in read.targets):
            yield Question(
                "tolerance",
                msg("How far from the number is still good"),
                lambda text, _: str(number_of(text)),
                view=self._understood,
                help=msg("“Around” names no limit; fedstat assumes none. In the unit of measure."),
                choices=(),
            )

    def _baseline(self, text: str, answers: Answers) -> str:
        adding.baseline_of(text, answers.get("unit_measure", ""))
        return text

    def _read(self, answers: Answers) -> Phrase | Fault | None:
        """Return what the words of the target say, None while there are none."""
        words = answers.get("target", "")
        if not words or any(name in self._given for name in _COMPARATORS):
            return None
        direction = next((word for word in DIRECTIONS if word == answers.get("direction")), None)
        return parse_target(words, direction=direction, unit_measure=answers.get("unit_measure", ""))

    def _open(self, fault: Fault, answers: Answers) -> Iterator[Question]:
        """Yield what must be asked where the words leave the target open."""
        yield Question(
            "sense",
            msg("What does it mean"),
            _sense_chosen,
            help=msg("Ask who wrote the plan; < goes back to the words."),
            view=lambda _: (fault.message,),
            choices=[(word, say(meaning, self._language)) for word, meaning in _SENSES.items()],
            listed=True,
        )
        if answers.get("sense") in _COMPARATORS:
            found = _NUMBER.findall(plain_signs(answers["target"]))
            yield Question(
                "number",
                msg("Which number"),
                lambda text, answers: str(number_of(text, answers.get("unit_measure", ""))),
                lambda _: found[0] if len(found) == 1 else "",
                choices=(),
            )

    def _understood(self, answers: Answers) -> Iterator[Message]:
        """Yield how the words of the target are understood."""
        read = self._read(answers)
        if read is not None and not isinstance(read, Fault):
            said = (target_message_by(self._known, one, self._language) for one in read.targets)
            yield msg("Understood: {targets}", targets=Several(said))

    # -- who answers for it, and since when ----------------------------------------------------------------

    def _unit(self) -> Iterator[Question]:
        if self._ledger.member_units:
            yield Question(
                "responsible_unit",
                msg("{question}, optional", question=msg("Responsible unit")),
                or_nothing(self._units),
                lambda _: self._kept.get("responsible_unit", ""),
                help=msg("Its name or a part of it; several are parted by 、"),
                view=self._understood,
                choices=spoken(self._ledger, _UNIT, self._language),
                optional=True,
            )

    def _units(self, text: str, _: Answers) -> str:
        return "、".join(self._named(_UNIT, word) for word in _several(text))

    def _first(self) -> Question:
        yes, no = self._yes, say(msg("no"), self._language)
        usual = no if self._ledger.entries else yes
        return Question(
            "first",
            msg("Is it in the plan as first written"),
            lambda text, _: yes if said_yes(text) else no,
            lambda _: self._kept.get("first", usual),
            help=msg("yes: it counts from the start. no: it was added later, and counts from today on."),
            view=lambda answers: () if self._ledger.member_units else self._understood(answers),
            choices=(),
        )

    @property
    def _yes(self) -> str:
        return say(msg("yes"), self._language)


_PLAIN: Final = ("name", "code", "part", "unit_measure", "direction", "baseline", "target", "tolerance")


def _several(text: str) -> list[str]:
    """Return the names that stand in one text."""
    return [word.strip() for word in re.split("[、,，;；]", text) if word.strip()]


def _sense_chosen(text: str, _: Answers) -> str:
    sense = one_of(tuple(_SENSES), text)
    if sense == _REWORD:
        raise StepBack
    return sense
