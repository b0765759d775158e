"""Headlines that somebody printed: whether their parts add up, and whether their share follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.checks.counts import kinds_message
from fedstat.errors import Finding
from fedstat.language import Message, Several, msg
from fedstat.model.number import ROUNDINGS, decimals_of, plain, rounded, share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from fedstat.model.ledger import Known
    from fedstat.model.number import Rounding
    from fedstat.model.plan import Basis, Claim


def claim_parts(known: Known) -> Iterator[Finding]:
    """Yield the claims whose parts do not add up, with the arithmetic."""
    for claim in known.claims:
        message = kinds_message(claim)
        if message is not None:
            yield Finding("claim-parts", claim.origin.at("indicators"), message, _compare())
        message = _buckets(claim)
        if message is not None:
            yield Finding("claim-parts", claim.origin.at("met"), message, _compare())


def _buckets(claim: Claim) -> Message | None:
    """Return how met, not met and no data fail to make up what they are parts of; None when they do."""
    whole = _whole(claim, claim.basis)
    if claim.met is None or whole is None:
        return None
    rest = whole - (claim.not_met or 0) - (claim.no_data or 0)
    complete = claim.not_met is not None and claim.no_data is not None
    if claim.met == rest or (claim.met < rest and not complete):
        return None
    if claim.not_met is None and claim.no_data is None:
        return msg("{met} indicators met are more than {whole} in all.", met=claim.met, whole=whole)
    return msg(
        "{arithmetic} = {rest}, not {met} met.", arithmetic=_rest(claim, whole), rest=rest, met=claim.met
    )


def _rest(claim: Claim, whole: int) -> Message:
    if claim.no_data is None:
        return msg("{whole} − {not_met} not met", whole=whole, not_met=claim.not_met)
    if claim.not_met is None:
        return msg("{whole} − {no_data} without data", whole=whole, no_data=claim.no_data)
    return msg(
        "{whole} − {not_met} not met − {no_data} without data",
        whole=whole,
        not_met=claim.not_met,
        no_data=claim.no_data,
    )


def _whole(claim: Claim, basis: Basis) -> int | None:
    return claim.indicators if basis == "all" else claim.quantifiable


def _compare() -> Message:
    return msg("Compare the figures with the source.")


def claim_shares(known: Known) -> Iterator[Finding]:
    """Yield the claims whose share is not the plan's rounding of its parts: another rule's, or nobody's."""
    for claim in known.claims:
        given = claim.met_share
        shares = _shares(claim, claim.basis)
        if given is None or not shares or given == shares[known.plan.rounding]:
            continue
        where = claim.origin.at("met_share")
        rules = [rule for rule, figure in shares.items() if figure == given]
        if rules:
            yield Finding(
                "claim-rounding", where, *_by_another_rule(claim, shares, rules[0], known.plan.rounding)
            )
        else:
            yield Finding("claim-share", where, _by_no_rule(claim, shares), _another_basis(claim))


def _shares(claim: Claim, basis: Basis) -> dict[Rounding, Decimal]:
    """Return the share met by each named rule, with the digits of the printed one; nothing of nothing."""
    whole = _whole(claim, basis)
    exact = None if claim.met is None or whole is None else share(claim.met, whole)
    if exact is None or claim.met_share is None:
        return {}
    decimals = decimals_of(claim.met_share)
    return {rule: rounded(exact, decimals, rule) for rule in ROUNDINGS}


def _by_another_rule(
    claim: Claim, shares: dict[Rounding, Decimal], rule: Rounding, own: Rounding
) -> tuple[Message, Message]:
    message = msg(
        "{met}/{whole} is {own_share}% {own_rule} and {share}% {rule}; the printed share is the second.",
        met=claim.met,
        whole=_whole(claim, claim.basis),
        own_share=plain(shares[own]),
        own_rule=_RULES[own](),
        share=plain(shares[rule]),
        rule=_RULES[rule](),
    )
    remedy = msg(
        'The plan rounds by "{own}"; an office that rounds otherwise writes rounding = "{rule}" in [plan].',
        own=own,
        rule=rule,
    )
    return message, remedy


def _by_no_rule(claim: Claim, shares: dict[Rounding, Decimal]) -> Message:
    said: dict[Decimal, list[Message]] = {}
    for rule, figure in shares.items():
        said.setdefault(figure, []).append(_RULES[rule]())
    return msg(
        "{met}/{whole} is {shares}; {given}% is none of these.",
        met=claim.met,
        whole=_whole(claim, claim.basis),
        shares=Several(_figure(figure, rules, several=len(said) > 1) for figure, rules in said.items()),
        given=plain(claim.met_share or next(iter(shares.values()))),
    )


def _figure(figure: Decimal, rules: list[Message], *, several: bool) -> Message:
    if not several:
        return msg("{share}% by any rule", share=plain(figure))
    return msg("{share}% ({rules})", share=plain(figure), rules=Several(rules))


def _another_basis(claim: Claim) -> Message:
    other: Basis = "quantifiable" if claim.basis == "all" else "all"
    if claim.met_share in _shares(claim, other).values():
        return msg(
            'It is the share of {whole}: write basis = "{basis}".', whole=_whole(claim, other), basis=other
        )
    return _compare()


_RULES: Final = {
    "half-up": lambda: msg("rounded half up", context="rounding rule"),
    "half-even": lambda: msg("rounded half to even", context="rounding rule"),
    "truncate": lambda: msg("truncated", context="rounding rule"),
}
