"""The paragraph ready to paste, in the register of official reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.language import Message, Several, msg, msgs, say
from fedstat.reports.headline import buckets, reconcile
from fedstat.reports.record import met_share
from fedstat.reports.words import day, selection_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment import Counts, Evaluation
    from fedstat.language import Language


def paragraph(evaluation: Evaluation, language: Language) -> str:
    """Return the headline as running text: a clause of nothing is left out, and the rest equals its parts."""
    counts = evaluation.counts()
    reconcile(counts)
    sentences = _sentences(evaluation, counts, language)
    return ("" if language == "zh" else " ").join(say(sentence, language) for sentence in sentences)


def _sentences(evaluation: Evaluation, counts: Counts, language: Language) -> Iterator[Message]:
    yield _opening(evaluation, counts, language)
    if not counts.indicators:
        return
    if evaluation.selection.status:
        yield msg("These are: {parts}.", parts=Several(buckets(evaluation, counts, language)))
        return
    yield _met(evaluation, counts)
    rest = counts.indicators - counts.met
    if rest:
        parts = Several(buckets(evaluation, counts, language, without_met=True))
        if counts.met:
            yield msg("Of the other {rest}: {parts}.", rest=rest, parts=parts)
        else:
            yield msg("The {rest}: {parts}.", rest=rest, parts=parts)


def _opening(evaluation: Evaluation, counts: Counts, language: Language) -> Message:
    plan = evaluation.known.plan
    title = plan.title_en if language == "en" and plan.title_en else plan.title
    until = day(evaluation.known_on) if evaluation.known_on else evaluation.period
    kinds = [
        msg("{count} quantifiable", count=counts.quantifiable) if counts.quantifiable else None,
        msg("{count} trend", count=counts.trend) if counts.trend else None,
    ]
    if not counts.indicators:
        return msg("As of {until}, the plan “{plan}” has no indicators here.", until=until, plan=title)
    chosen = selection_message(evaluation, language)
    if chosen is not None:
        return msg(
            "As of {until}, {count} indicators of the plan “{plan}” are chosen here ({chosen}): {kinds}.",
            until=until,
            plan=title,
            count=counts.indicators,
            chosen=chosen,
            kinds=Several(kind for kind in kinds if kind is not None),
        )
    return msg(
        "As of {until}, the plan “{plan}” has {count} monitoring indicators: {kinds}.",
        until=until,
        plan=title,
        count=counts.indicators,
        kinds=Several(kind for kind in kinds if kind is not None),
    )


def _met(evaluation: Evaluation, counts: Counts) -> Message:
    target = evaluation.target_period
    against = (
        msg("Against the targets")
        if target is None
        else msg("Against the targets of {period}", period=target)
    )
    if not counts.met:
        return msg("{against}, none is met yet.", against=against)
    share = met_share(evaluation, counts.met, counts.indicators)
    kinds = tuple(_of_kind(evaluation, counts))
    if not kinds:
        return msgs(
            "{against}, {count} is met, {share}% of all.",
            "{against}, {count} are met, {share}% of all.",
            counts.met,
            against=against,
            share=share,
        )
    return msgs(
        "{against}, {count} is met, {share}% of all: {kinds}.",
        "{against}, {count} are met, {share}% of all: {kinds}.",
        counts.met,
        against=against,
        share=share,
        kinds=Several(kinds),
    )


def _of_kind(evaluation: Evaluation, counts: Counts) -> Iterator[Message]:
    if not (counts.quantifiable and counts.trend):
        return
    if counts.met_quantifiable:
        yield msg(
            "{met} quantifiable ({share}% of these)",
            met=counts.met_quantifiable,
            share=met_share(evaluation, counts.met_quantifiable, counts.quantifiable),
        )
    if counts.met_trend:
        yield msg(
            "{met} trend ({share}% of these)",
            met=counts.met_trend,
            share=met_share(evaluation, counts.met_trend, counts.trend),
        )
