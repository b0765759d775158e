"""Why a status changed, in words: what is sufficient alone, and what only together."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fedstat.assessment.interface import Reading
from fedstat.language import Several, msg, say
from fedstat.reports.changes import figure, series_words, value_text
from fedstat.reports.headline import method_message
from fedstat.reports.words import (
    change_text,
    number_text,
    percent,
    reason_message,
    status_word,
    target_texts,
)

if TYPE_CHECKING:
    from fedstat.assessment import Assessment, Evaluation
    from fedstat.assessment.causes import Change, Why
    from fedstat.assessment.difference import Difference, Move, Turn
    from fedstat.language import Language, Message
    from fedstat.model.observation import Observation
    from fedstat.model.period import Period

TURN_WORDS: Final[dict[Turn, Message]] = {
    "lost": msg("Met before and no longer"),
    "worse": msg("Worse"),
    "dark": msg("No verdict any more"),
    "met": msg("Met now"),
    "better": msg("Better"),
    "seen": msg("A verdict now"),
    "other": msg("Still no verdict, for another reason"),
    "added": msg("New among the indicators"),
    "removed": msg("No longer among the indicators"),
    "same": msg("Unchanged"),
}


class Told(NamedTuple):
    """One move, with both sides of it."""

    found: Difference
    old: Assessment
    new: Assessment
    language: Language

    @property
    def unit(self) -> str:
        """The unit of measure now."""
        return self.new.indicator.unit_measure


def why_text(found: Difference, move: Move, language: Language) -> str:
    """Return what brought a move about."""
    if move.before is None or move.after is None:
        return say(_standing(found, move), language)
    if move.why is None:
        return ""
    told = Told(found, move.before, move.after, language)
    return say(_sentence(move.why, told), language)


def _sentence(why: Why, told: Told) -> Message:
    if not why.changes:
        return msg("nothing that was compared tells why")
    if len(why.changes) == 1:
        return change_words(why.changes[0], told)
    causes = reduce(_both, [change_words(change, told) for change in why.changes])
    if why.alone:
        return msg("each of these alone: {causes}", causes=causes)
    return msg("only together: {causes}", causes=causes)


def _both(first: Message, second: Message) -> Message:
    return msg("{first}; {second}", first=first, second=second)


def _standing(found: Difference, move: Move) -> Message:
    """Return why an indicator stands on one side only."""
    indicator = move.indicator
    if move.before is None:
        papers = _papers(indicator.reason, indicator.document)
        return msg("added: {papers}", papers=papers) if papers.items else msg("not there before")
    taken = [
        entry
        for entry in found.after.known.ledger.withdrawals
        if entry.indicator == indicator.code and entry.period is None
    ]
    if taken:
        return msg("withdrawn: {papers}", papers=_papers(taken[-1].reason, taken[-1].document))
    edition = found.after.known.indicators.get(indicator.code)
    if edition is not None and not edition.assessed:
        return msg("no longer assessed: {papers}", papers=_papers(edition.reason, edition.document))
    return msg("not there any more")


def _papers(*papers: str) -> Several:
    return Several(filter(None, papers))


# -- one change --------------------------------------------------------------------------------------------


def change_words(change: Change, told: Told) -> Message:
    """Return one difference in words."""
    match change.kind:
        case "value" | "revision" | "withdrawal":
            return _value(change, told)
        case "period":
            return _period(told)
        case "target" | "baseline" | "definition":
            return _edition(change, told)
        case "method":
            return msg(
                "the method is {new}, was {old}",
                old=method_message(str(change.old)),
                new=method_message(str(change.new)),
            )
        case "rule":
            return msg(
                "the rule {key} is {new}, was {old}",
                key=change.key,
                old=_rule(change.old),
                new=_rule(change.new),
            )
        case _:
            return msg("a verdict by hand")


def _value(change: Change, told: Told) -> Message:
    entry = change.after or change.before
    assert entry is not None  # noqa: S101 - a value stands on one side at least
    said: dict[str, Any] = {
        "period": _when(entry, told),
        "old": _figure(change.before, told),
        "new": _figure(change.after, told),
    }
    if change.kind == "value":
        return msg("the value for {period} came in: {new}", **said)
    if change.kind == "withdrawal":
        return msg("the value for {period} was withdrawn: {old}", **said)
    moved = _moved(change.before, change.after, told)
    if moved:
        return msg("the value for {period} was revised: {old} → {new} ({change})", change=moved, **said)
    return msg("the value for {period} was revised: {old} → {new}", **said)


def _when(entry: Observation, told: Told) -> Message | Period:
    words = series_words(told.found.after.known, entry, told.language)
    return msg("{period} ({words})", period=entry.period, words=Several(words)) if words else entry.period


def _figure(entry: Observation | None, told: Told) -> Message | str:
    return value_text(entry, told.unit)


def _moved(old: Observation | None, new: Observation | None, told: Told) -> str:
    """Return by how much a value was revised; nothing where a value is missing, or only its status is new."""
    if old is None or new is None or old.value is None or new.value is None or old.value == new.value:
        return ""
    readings = [
        Reading(period=entry.period, value=entry.value) for entry in (old, new) if entry.value is not None
    ]
    rule = told.found.after.rounding
    return change_text(readings[0], readings[1], told.new.indicator, rule, told.language)


def _period(told: Told) -> Message:
    old, new, after = told.old, told.new, told.found.after
    if new.status == "missed" and new.deciding.by is not None and old.status != "missed":
        return msg(
            "the target period {by} is reached at {value}",
            by=new.deciding.by,
            value=_reading(new.latest, told),
        )
    if new.latest is None:
        reason = reason_message(after, new.reason, told.language)
        return msg("{period} has no value: {reason}", period=after.period, reason=reason)
    if new.status == "not-assessable":
        return msg(
            "{period}: {reason}", period=after.period, reason=reason_message(after, new.reason, told.language)
        )
    clock = _clock(told)
    return _both(_values(told), clock) if clock else _values(told)


def _values(told: Told) -> Message:
    """Return which value took the place of which."""
    old, new = told.old, told.new
    assert new.latest is not None  # noqa: S101 - what has none is told otherwise
    now, value = new.latest.period, _reading(new.latest, told)
    if old.latest is None:
        return msg("the value for {period} came in: {new}", period=now, new=value)
    if now == old.latest.period:
        return msg("there is no later value than that of {period}", period=now)
    before, was = old.latest.period, _reading(old.latest, told)
    return msg("{before}: {old} → {after}: {new}", before=before, old=was, after=now, new=value)


def _clock(told: Told) -> Message | None:
    """Return completion and time elapsed of both sides, where the pace alone parts the statuses."""
    if {told.old.status, told.new.status} != {"on-track", "behind"}:
        return None
    rule = told.found.after.rounding
    sides = (told.old.deciding, told.new.deciding)
    figures = [percent(part, rule) for side in sides for part in (side.completion, side.elapsed)]
    if None in figures:
        return None
    done, gone, done_now, gone_now = figures
    return msg(
        "completion {done}% with {gone}% of the time gone → {done_now}% with {gone_now}%",
        done=done,
        gone=gone,
        done_now=done_now,
        gone_now=gone_now,
    )


def _reading(reading: Reading | None, told: Told) -> Message | str:
    return msg("no value") if reading is None else figure(reading.value, told.unit)


def _edition(change: Change, told: Told) -> Message:
    before, after = told.found.before, told.found.after
    papers = _papers(told.new.indicator.reason, told.new.indicator.document)
    if change.kind == "target":
        said = {
            "old": target_texts(before, told.old.indicator, told.language),
            "new": target_texts(after, told.new.indicator, told.language),
        }
        text = msg("the target was adjusted: {old} → {new}", **said)
    elif change.kind == "baseline":
        text = msg("the baseline was changed: {old} → {new}", old=_start(told.old), new=_start(told.new))
    elif change.key in {"", "definition"}:
        text = msg("the definition was changed")
    else:
        text = msg("the edition changed: {keys}", keys=Several(change.key.split()))
    return msg("{what} ({papers})", what=text, papers=papers) if papers.items else text


def _start(item: Assessment) -> Message | str:
    reading = item.baseline
    if reading is None:
        return msg("nothing", context="value")
    return msg("{value} ({period})", value=number_text(reading.value), period=reading.period)


def _rule(value: object) -> object:
    if isinstance(value, tuple):
        return Several(value)
    return msg("nothing", context="value") if value is None else str(value)


def judged_text(evaluation: Evaluation, item: Assessment | None, language: Language) -> str:
    """Return the verdict by hand of one side, "" when there is none."""
    if item is None or item.judgement is None:
        return ""
    judgement = item.judgement
    word = status_word(evaluation, judgement.status, language, item.kind)
    return say(
        msg("{status} ({words})", status=word, words=_papers(judgement.by, judgement.reason)), language
    )
