"""What is asked for a value: the indicator, the period, the value or why there is none, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli import add_observation as adding
from fedstat.cli.names import picked, spoken, spoken_word
from fedstat.cli.prompting import Question, one_line, or_nothing, said_yes
from fedstat.cli.request import Request
from fedstat.cli.spoken import options_of, reason_of, says_nothing, status_chosen, whys
from fedstat.cli.taking import breakdown_of, period_of
from fedstat.language import msg, say
from fedstat.model.frequency import belongs
from fedstat.reports.entering import (
    following,
    group_text,
    groups,
    heading,
    in_view,
    next_open,
    provider_of,
    stands,
)
from fedstat.reports.words import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from fedstat.cli.appending import Work
    from fedstat.cli.prompting import Answers
    from fedstat.language import Language, Message
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known, Ledger
    from fedstat.model.target import Breakdown

_OF_ONE: Final = (
    *("indicator", "value", "obs_status", "breakdown", "numerator", "denominator"),
    *("baseline_restated", "note"),
)
"""Options that belong to the first value only."""
_USUAL: Final = ("reported_by", "source", "note")
"""Particulars that are asked for; others only where the plan demands them."""
_UNIT: Final = "responsible-unit"
_PARTICULARS: Final = {
    "reported_by": msg("Reported by"),
    "source": msg("Source"),
    "evidence": msg("Evidence"),
    "reviewed_by": msg("Reviewed by"),
    "approved_by": msg("Approved by"),
    "note": msg("Note"),
}
_HELP: Final = msg(
    "As it stands on the sheet: 41.63, 41.63%, 1,234, 3.2万, or two counts as 412/1260. How sure it is may "
    "follow: 41.63 P (provisional), E (estimated), F (forecast). A hyphen or 无 where there is no value; "
    "why is asked next."
)
_OPTIONAL: Final = msg("Enter takes what stands in brackets, if anything; a hyphen leaves it open.")


class Entering:
    """Asks for values; the period, the unit and the source of one are the defaults of the next."""

    work: Work = adding.WORK
    mend = "value"

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
        self._area = picked(self._text("area") or ledger.area, "area", ledger, self._language)
        parsers = {"indicator": self._code, "period": _period}
        return {
            name: parse(str(self._given[name]), {}) for name, parse in parsers.items() if name in self._given
        }

    def options(self, answers: Answers) -> Mapping[str, object]:
        """Return all that was asked and given, as the command's options say it."""
        asked = {name: answers[name] for name in ("indicator", "period")}
        if self._is_same(answers):
            asked |= {name: self._kept[name] for name in ("reported_by", "source")}
        asked |= {name: text for name in adding.PARTICULARS if (text := answers.get(name))}
        return {**self._given, **asked, **self._values_given(answers)}

    def keep(self, answers: Answers) -> None:
        """Remember period, unit and source for the next value, and forget what was this one's."""
        said = self.options(answers)
        self._kept = {
            name: str(said.get(name) or "") for name in ("indicator", "period", "reported_by", "source")
        }
        self._given = {name: value for name, value in self._given.items() if name not in _OF_ONE}

    def questions(self, answers: Answers) -> Sequence[Question]:
        """Return the questions that follow from the answers so far."""
        return list(self._asked(answers))

    def _asked(self, answers: Answers) -> Iterator[Question]:
        if "indicator" not in self._given:
            yield self._of_indicator()
        if "indicator" not in answers:
            return
        if "period" not in self._given:
            yield self._of_period()
        if "period" not in answers:
            return
        yield from self._of_values(answers)
        if self._may_be_same(answers):
            yield self._of_same()
        if not self._is_same(answers):
            yield from self._of_particulars(answers)

    # -- indicator and period ------------------------------------------------------------------------------

    def _of_indicator(self) -> Question:
        indicators = self._known.indicators.values()
        return Question(
            "indicator",
            msg("Indicator"),
            self._code,
            lambda _: self._next_code(),
            help=msg(
                "Its code, its name, or a part of one of them; where several fit they are listed, and a "
                "number chooses."
            ),
            choices=[(one.code, name_of(one, self._language)) for one in indicators if not one.same_as],
            decides=True,
        )

    def _code(self, text: str, _: Answers) -> str:
        asked = Request(self._request.shell, {**self._given, "indicator": text})
        asked.take(self._ledger)
        return adding.indicator_of(asked, self._ledger).code

    def _next_code(self) -> str:
        """Return the next indicator on the same unit's sheet that has no value of the last period."""
        if not self._kept:
            return ""
        found = next_open(self._known, self._kept["indicator"], period_of(self._kept["period"]), self._area)
        return found.code if found is not None else ""

    def _of_period(self) -> Question:
        return Question(
            "period",
            msg("Period"),
            _period,
            self._usual_period,
            help=msg("Of when the value is: 2024, 2024年上半年 or 2024-H1, 2024-Q2, 2024年6月 or 2024-06."),
            choices=(),
        )

    def _usual_period(self, answers: Answers) -> str:
        indicator = self._indicator(answers)
        if self._kept and belongs(period_of(self._kept["period"]), indicator.frequency):
            return self._kept["period"]
        found = following(self._known, indicator, self._area)
        return str(found) if found is not None else ""

    def _indicator(self, answers: Answers) -> Indicator:
        return self._known.indicators[answers["indicator"]]

    # -- values --------------------------------------------------------------------------------------------

    def _groups(self, answers: Answers) -> Mapping[str, Breakdown]:
        """Return the sub-groups that are asked for, by the names of their questions."""
        if any(self._given.get(name) is not None for name in adding.VALUES):
            return {}
        words = self._given.get("breakdown")
        if words:
            own = breakdown_of(
                (str(word) for word in words) if isinstance(words, list | tuple) else (), self._ledger
            )
            return {"value": own}
        found = groups(self._known, self._indicator(answers), self._area)
        return {":".join(("value", *(f"{name}={category}" for name, category in one))): one for one in found}

    def _of_values(self, answers: Answers) -> Iterator[Question]:
        asked = self._groups(answers)
        for name, group in asked.items():
            others = [other for other in asked if other != name]
            enough = any(answers.get(other) for other in others)
            optional = bool(others) and (name != [*asked][-1] or enough)
            yield self._of_value(name, group, answers, first=name == next(iter(asked)), optional=optional)
            if answers.get(name) and says_nothing(answers[name]):
                yield self._of_reason(name, group, answers)

    def _of_value(
        self, name: str, group: Breakdown, answers: Answers, *, first: bool, optional: bool
    ) -> Question:
        indicator = self._indicator(answers)

        def view(_: Answers) -> Iterator[Message]:
            if first:
                yield heading(self._known, indicator, self._language)
            if group:
                yield msg("{group}:", group=group_text(self._known, group, self._language))
            yield from in_view(self._known, indicator, self._area, group, self._language)
            series = self._known.series.get((indicator.code, self._area, group), {})
            standing = series.get(period_of(answers["period"]))
            if standing is not None:
                yield stands(standing, indicator.unit_measure)

        return Question(
            name,
            self._value_text(indicator, group, optional=optional),
            lambda text, _: _checked(text, indicator),
            help=_HELP,
            view=view,
            choices=(),
            optional=optional,
        )

    def _value_text(self, indicator: Indicator, group: Breakdown, *, optional: bool) -> Message:
        what = msg("Value of the total") if optional else msg("Value")
        if group:
            what = msg("Value of {group}", group=group_text(self._known, group, self._language))
        if indicator.unit_measure:
            what = msg("{value}, in {unit}", value=what, unit=indicator.unit_measure)
        return msg("{question}, optional", question=what) if optional else what

    def _of_reason(self, name: str, group: Breakdown, answers: Answers) -> Question:
        return Question(
            _reason_name(name),
            self._reason_text(group),
            lambda text, _: status_chosen(text, self._language),
            lambda _: reason_of(answers[name]),
            help=msg("Its number or letter; more about the reason can be said in the note."),
            choices=whys(self._language),
            listed=True,
        )

    def _reason_text(self, group: Breakdown) -> Message:
        if not group:
            return msg("Why there is no value")
        return msg("Why there is no value for {group}", group=group_text(self._known, group, self._language))

    def _values_given(self, answers: Answers) -> dict[str, object]:
        """Return the values as options: of one series, or of several sub-groups."""
        said: list[dict[str, object]] = []
        for name, group in self._groups(answers).items():
            if text := answers.get(name, ""):
                one = options_of(text, self._indicator(answers)) or {
                    "obs_status": answers[_reason_name(name)]
                }
                said.append(
                    {**one, "breakdown": [f"{dimension}={category}" for dimension, category in group]}
                )
        return said[0] if len(said) == 1 else {adding.GROUPS: said} if said else {}

    # -- who says so ---------------------------------------------------------------------------------------

    def _may_be_same(self, answers: Answers) -> bool:
        """Whether unit and source can be those of the value before: the same unit's sheet of one period."""
        kept = self._kept
        unit = self._word(provider_of(self._indicator(answers)))
        asked = not any(name in self._given for name in ("reported_by", "source"))
        same = kept.get("period") == answers["period"] and kept.get("reported_by") == unit
        return asked and same and bool(unit and kept.get("source"))

    def _is_same(self, answers: Answers) -> bool:
        return self._may_be_same(answers) and answers.get("same", "") == say(msg("yes"), self._language)

    def _of_same(self) -> Question:
        yes, no = (say(word, self._language) for word in (msg("yes"), msg("no")))
        return Question(
            "same",
            msg(
                "Reported by {unit}, source: {source}, as before?",
                unit=self._kept["reported_by"],
                source=self._kept["source"],
            ),
            lambda text, _: yes if said_yes(text) else no,
            lambda _: yes,
            help=msg("no asks for the unit, the source and a note one by one."),
            choices=(),
        )

    def _of_particulars(self, answers: Answers) -> Iterator[Question]:
        required = self._known.plan.require
        for name in adding.PARTICULARS:
            if name in self._given or (name not in _USUAL and name not in required):
                continue
            if name == "reported_by" and not self._ledger.member_units:
                continue
            yield self._of_particular(name, answers, required=name in required)

    def _of_particular(self, name: str, answers: Answers, *, required: bool) -> Question:
        parse: Callable[[str, Answers], str] = self._unit if name == "reported_by" else one_line
        return Question(
            name,
            _PARTICULARS[name] if required else msg("{question}, optional", question=_PARTICULARS[name]),
            parse if required else or_nothing(parse),
            lambda _: self._usual(name, answers),
            help=None if required else _OPTIONAL,
            choices=spoken(self._ledger, _UNIT, self._language) if name == "reported_by" else (),
            optional=not required,
        )

    def _unit(self, text: str, _: Answers) -> str:
        return self._word(picked(text, _UNIT, self._ledger, self._language))

    def _word(self, unit: str) -> str:
        return spoken_word(self._ledger, _UNIT, unit, self._language)

    def _usual(self, name: str, answers: Answers) -> str:
        if name == "reported_by":
            return self._word(provider_of(self._indicator(answers)))
        kept = self._kept
        same = kept.get("period") == answers["period"] and kept.get("reported_by") == answers.get(
            "reported_by", ""
        )
        return kept["source"] if name == "source" and same else ""

    def _text(self, name: str) -> str:
        return str(self._given.get(name) or "")


def _period(text: str, _: Answers) -> str:
    return str(period_of(text))


def _checked(text: str, indicator: Indicator) -> str:
    """Return the text of a value that can be read."""
    if text:
        options_of(text, indicator)
    return text


def _reason_name(name: str) -> str:
    """Return the name of the question why there is no value."""
    return name.replace("value", "why", 1)
