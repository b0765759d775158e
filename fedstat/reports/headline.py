"""The lines under the table: counts that reconcile, shares with their rounding named, what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.assessment.readings import no_data_message
from fedstat.errors import FedstatError
from fedstat.language import Message, Several, msg, msgs, say
from fedstat.model.plan import STATUSES
from fedstat.reports.record import met_share
from fedstat.reports.words import day, rounding_message, selection_message, status_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment import Counts, Evaluation
    from fedstat.language import Language


def headline(evaluation: Evaluation, language: Language) -> tuple[str, ...]:
    """Return the headline, line by line.

    Raises:
        FedstatError: the parts do not add up to all, so nothing is printed.
    """
    counts = evaluation.counts()
    reconcile(counts)
    return tuple(say(line, language) for line in _lines(evaluation, counts, language))


def reconcile(counts: Counts) -> None:
    """Refuse counts whose parts do not add up.

    Raises:
        FedstatError: kinds or statuses do not add up to all indicators.
    """
    whole = counts.indicators
    kinds = counts.quantifiable + counts.trend
    met = counts.met_quantifiable + counts.met_trend
    if whole != kinds or counts.met != met or counts.statuses["no-data"] != sum(counts.no_data.values()):
        raise FedstatError(
            msg(
                "The counts do not add up ({whole} ≠ {kinds}); no headline is printed.",
                whole=whole,
                kinds=kinds,
            ),
            msg("This is a fault of fedstat; please report it with the ledger."),
        )


def _lines(evaluation: Evaluation, counts: Counts, language: Language) -> Iterator[Message]:
    chosen = selection_message(evaluation, language)
    if chosen is not None:
        yield msg("only: {chosen}", chosen=chosen)
    yield msg(
        "{count} indicators = {quantifiable} quantifiable + {trend} trend",
        count=counts.indicators,
        quantifiable=counts.quantifiable,
        trend=counts.trend,
    )
    yield msg(
        "{count} = {parts}",
        count=counts.indicators,
        parts=_sum(buckets(evaluation, counts, language), language),
    )
    if counts.indicators and not evaluation.selection.status:
        yield msg("share met: {shares}", shares=Several(_shares(evaluation, counts)))
    yield from _rests_on(counts)
    yield from _hangs_on_rounding(evaluation)
    yield msg(
        "{asked}; method {method}; {comparison}; shares {rounding} to {decimals} decimals",
        asked=asked_message(evaluation),
        method=method_message(evaluation.method),
        comparison=comparison_message(evaluation.comparison),
        rounding=rounding_message(evaluation.rounding),
        decimals=evaluation.known.plan.share_decimals,
    )


def _sum(parts: list[Message], language: Language) -> str:
    return " + ".join(say(part, language) for part in parts) or "0"


def buckets(
    evaluation: Evaluation, counts: Counts, language: Language, *, without_met: bool = False
) -> list[Message]:
    """Return every status that occurs with its count; no data with its reasons."""
    parts = []
    for status in STATUSES:
        count = counts.statuses[status]
        if not count or (without_met and status == "met"):
            continue
        word = status_word(evaluation, status, language)
        if status == "no-data":
            reasons = Several(
                msg("{reason} {count}", reason=no_data_message(code), count=number)  # type: ignore[arg-type]
                for code, number in counts.no_data.items()
            )
            parts.append(msg("{status} {count} ({reasons})", status=word, count=count, reasons=reasons))
        else:
            parts.append(msg("{status} {count}", status=word, count=count))
    return parts


def _shares(evaluation: Evaluation, counts: Counts) -> Iterator[Message]:
    rows = (
        (msg("of all"), counts.met, counts.indicators),
        (msg("of the quantifiable"), counts.met_quantifiable, counts.quantifiable),
        (msg("of the trend indicators"), counts.met_trend, counts.trend),
    )
    for label, part, whole in rows:
        share = met_share(evaluation, part, whole)
        if share is not None:
            yield msg("{label} {share}% ({part}/{whole})", label=label, share=share, part=part, whole=whole)


def _rests_on(counts: Counts) -> Iterator[Message]:
    if counts.carried:
        yield msgs(
            "{count} verdict rests on a value carried from an earlier period",
            "{count} verdicts rest on values carried from an earlier period",
            counts.carried,
        )
    if counts.provisional:
        yield msgs(
            "{count} verdict rests on a provisional or estimated value",
            "{count} verdicts rest on provisional or estimated values",
            counts.provisional,
        )
    if counts.judged_by_hand:
        yield msgs(
            "{count} indicator was also judged by hand (not counted)",
            "{count} indicators were also judged by hand (not counted)",
            counts.judged_by_hand,
        )
    if counts.lost_again:
        yield msgs(
            "{count} indicator was met at the previous round and is no longer",
            "{count} indicators were met at the previous round and are no longer",
            counts.lost_again,
        )


def _hangs_on_rounding(evaluation: Evaluation) -> Iterator[Message]:
    count = sum(item.comparison_differs for item in evaluation)
    if count and evaluation.comparison == "whole":
        yield msgs(
            "{count} verdict would be otherwise if rounded values were compared (GB/T 8170)",
            "{count} verdicts would be otherwise if rounded values were compared (GB/T 8170)",
            count,
        )
    elif count:
        yield msgs(
            "{count} verdict would be otherwise if whole values were compared (GB/T 8170)",
            "{count} verdicts would be otherwise if whole values were compared (GB/T 8170)",
            count,
        )


def asked_message(evaluation: Evaluation) -> Message:
    """Return up to which period values count, up to which day entries, and since when the round is closed."""
    if evaluation.known_on is None:
        return msg("values up to {period}", period=evaluation.period)
    known_on = day(evaluation.known_on)
    if evaluation.closing is not None:
        return msg(
            "values up to {period}, known on {day}, closed on {closed}",
            period=evaluation.period,
            day=known_on,
            closed=day(evaluation.closing.recorded),
        )
    return msg("values up to {period}, known on {day}", period=evaluation.period, day=known_on)


def method_message(method: str) -> Message:
    """Return the name of a method in words."""
    words = {
        "pace": msg("pace (the plan's own clock)"),
        "statcan": msg("statcan (Statistics Canada, Open SDG)"),
        "eurostat": msg("eurostat (EU SDG monitoring)"),
        "destatis": msg("destatis (German sustainable development strategy)"),
        "unsd": msg("unsd (United Nations progress chart)"),
        "nchs": msg("nchs (Healthy People, United States)"),
    }
    return words[method]


def comparison_message(comparison: str) -> Message:
    """Return how values are compared, by the names of GB/T 8170."""
    if comparison == "whole":
        return msg("whole values compared")
    return msg("rounded values compared")
