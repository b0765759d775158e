"""How many indicators the plan document says there are, and how many the ledger has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.checks.places import stated_in
from fedstat.errors import Finding
from fedstat.language import Message, msg
from fedstat.model.plan import Claim, Expected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fedstat.errors import Origin
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known


def expected_counts(known: Known) -> Iterator[Finding]:
    """Yield what the plan document counts otherwise than the ledger: a notice until a round is closed."""
    code = "expected-closed" if known.closings else "expected-counts"
    stated = [(known.plan.expected, stated_in(known, "expected"), ""), *_of_parts(known)]
    for expected, origin, part in stated:
        if expected != Expected():
            counted = [
                indicator
                for indicator in known.indicators.values()
                if indicator.assessed and part in {"", _part(known, indicator)}
            ]
            yield from _differences(code, origin.at("expected"), expected, counted)


def _of_parts(known: Known) -> list[tuple[Expected, Origin, str]]:
    return [(part.expected, part.origin, part.id) for part in known.parts.values()]


def _part(known: Known, indicator: Indicator) -> str:
    domain = known.domains.get(indicator.domain)
    return indicator.part or (domain.part if domain else "")


def _differences(
    code: str, origin: Origin, expected: Expected, indicators: Sequence[Indicator]
) -> Iterator[Finding]:
    quantifiable = sum(indicator.kind == "quantifiable" for indicator in indicators)
    counted = {
        "indicators": len(indicators),
        "quantifiable": quantifiable,
        "trend": len(indicators) - quantifiable,
    }
    slip = kinds_message(expected)
    if slip is not None:
        yield Finding(code, origin.at("indicators"), slip, msg("Correct the count that is wrong."))
    for key, count in counted.items():
        stated = getattr(expected, key)
        if stated is not None and stated != count:
            yield Finding(code, origin.at(key), *_difference(key, stated, count))


def kinds_message(stated: Expected | Claim) -> Message | None:
    """Return how stated counts of quantifiable and trend fail to make up the total; None when they do."""
    total, quantifiable, trend = stated.indicators, stated.quantifiable, stated.trend
    if total is None or quantifiable is None or trend is None or quantifiable + trend == total:
        return None
    return msg(
        "{quantifiable} quantifiable + {trend} trend indicators = {sum}, not {total}.",
        quantifiable=quantifiable,
        trend=trend,
        sum=quantifiable + trend,
        total=total,
    )


def _difference(key: str, stated: int, counted: int) -> tuple[Message, Message]:
    if counted < stated:
        return msg(
            "{what}: {stated} in the plan document, {counted} in the ledger, {difference} too few.",
            stated=stated,
            what=_WHAT[key](),
            counted=counted,
            difference=stated - counted,
        ), msg("Add what is missing, or correct the expected number.")
    return msg(
        "{what}: {stated} in the plan document, {counted} in the ledger, {difference} too many.",
        stated=stated,
        what=_WHAT[key](),
        counted=counted,
        difference=counted - stated,
    ), msg('Withdraw what does not belong to the plan, give it role = "background", or correct the number.')


_WHAT: Final = {
    "indicators": lambda: msg("Indicators", context="expected"),
    "quantifiable": lambda: msg("Quantifiable indicators", context="expected"),
    "trend": lambda: msg("Trend indicators", context="expected"),
}
