"""Closed rounds: whether what they rest on is still what was sealed, and which entry is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fedstat.checks.closings import round_name
from fedstat.checks.places import stated_in
from fedstat.errors import Finding, UsageFault
from fedstat.language import Message, msg, msgs
from fedstat.model.number import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment.evaluation import Evaluation
    from fedstat.assessment.seal import Line, Seal
    from fedstat.errors import Origin
    from fedstat.model.ledger import Known
    from fedstat.model.plan import Closing, Sealed, Status

_OF_ROUND: Final = frozenset(
    {"period", "known_on", "kind", "method", "comparison", "rounding", "target_period"}
)
"""The rules that a round may set itself."""


def closings_changed(known: Known) -> Iterator[Finding]:
    """Yield what would make a closed round come out otherwise than it was sealed: entry by entry."""
    ledger = known.ledger
    if any(finding.stops for finding in ledger.findings):
        return  # entries that could not be read would all seem to be gone
    for closing in known.closings.values():
        if closing.digest or closing.counts:
            yield from _changed(known, closing)


def _changed(known: Known, closing: Closing) -> Iterator[Finding]:
    from fedstat.assessment.entrance import assess_sealed
    from fedstat.assessment.seal import VERSION, seal_of

    version, _, _ = closing.digest.partition(":")
    if closing.digest and version != VERSION:
        yield _unread(closing, msg("Its digest is of a kind that this fedstat does not know."))
        return
    try:
        evaluation = assess_sealed(known.ledger, closing)
    except UsageFault as fault:
        yield _unread(closing, fault.message)
        return
    if evaluation is None:
        yield _unread(closing, msg("The round was declared later than it was closed."))
        return
    seal = seal_of(evaluation)
    if closing.digest and closing.digest != seal.digest:
        yield from _Comparison(known, closing, evaluation, seal).findings()
    else:
        yield from _recounted(known, closing, seal)


def _unread(closing: Closing, why: Message) -> Finding:
    return Finding(
        "closing-unread",
        closing.origin.at("digest") if closing.digest else closing.origin,
        msg("The closing cannot be held against the ledger. {why}", why=why),
        msg("Install the fedstat that closed the round, or a later one."),
    )


def _recounted(known: Known, closing: Closing, seal: Seal) -> Iterator[Finding]:
    """Yield the counts that come out otherwise, though all that they rest on is as it was sealed."""
    for key, sealed in closing.counts:
        count = seal.counts.get(key, 0)
        if count != sealed:
            yield Finding(
                "closing-changed",
                closing.origin.at("counts", key),
                msg(
                    "“{round}” was closed on {day} with {key} = {sealed}, and comes out as {count}.",
                    round=round_name(known, closing),
                    day=closing.recorded.date(),
                    key=key,
                    sealed=sealed,
                    count=count,
                ),
                msg("Write back the count; a fedstat that counts otherwise says so in its CHANGELOG.")
                if closing.digest
                else msg("Compare the count with what was printed."),
            )


class _Comparison:
    """One closing held against what its round rests on now."""

    def __init__(self, known: Known, closing: Closing, evaluation: Evaluation, seal: Seal) -> None:
        self.known = known
        self.closing = closing
        self.evaluation = evaluation
        self.seal = seal
        self.said: dict[str, Any] = {"round": round_name(known, closing), "day": closing.recorded.date()}

    def findings(self) -> Iterator[Finding]:
        """Yield the changed rules; where there are none, the changed indicators; at least one finding."""
        found = [*self._rules()] if self.closing.rules else []
        found = found or [*self._indicators()] if self.closing.indicators else found
        if not found:
            found = [
                self._finding(
                    self.closing.origin.at("digest"),
                    msg("What “{round}” rests on is no longer what was closed on {day}.", **self.said),
                )
            ]
        yield from found

    def _finding(self, where: Origin, message: Message) -> Finding:
        return Finding(
            "closing-changed",
            where,
            message,
            msg(
                "Write back what stood there; what is really new is a new entry, dated later than {day}.",
                day=self.said["day"],
            ),
        )

    # -- rules -----------------------------------------------------------------------------------------

    def _rules(self) -> Iterator[Finding]:
        sealed, now = dict(self.closing.rules), self.seal.rules
        for key in dict.fromkeys((*sealed, *now)):
            old, new = sealed.get(key, ""), now.get(key, "")
            if old != new:
                yield self._finding(
                    self._home(key),
                    msg(
                        "“{round}” was closed on {day} by {key} = {old}, and here it is {new}.",
                        key=key,
                        old=old or msg("nothing", context="value"),
                        new=new or msg("nothing", context="value"),
                        **self.said,
                    ),
                )

    def _home(self, key: str) -> Origin:
        """Return where a rule is set: in the round, else in the plan."""
        chosen = self.evaluation.round
        if chosen is not None and key in _OF_ROUND and getattr(chosen, key):
            return chosen.origin.at(key)
        return stated_in(self.evaluation.known, key).at(key)

    # -- indicators ------------------------------------------------------------------------------------

    def _indicators(self) -> Iterator[Finding]:
        sealed = {entry.code: entry for entry in self.closing.indicators}
        now = {entry.code: entry for entry in self.seal.indicators}
        for code in dict.fromkeys((*sealed, *now)):
            if code not in now:
                yield self._gone(code)
            elif code not in sealed:
                yield self._new(code)
            elif sealed[code].seal != now[code].seal:
                yield from self._differences(sealed[code], now[code])

    def _gone(self, code: str) -> Finding:
        return self._finding(
            self._withdrawal(code) or self.closing.origin.at("indicators", code),
            msg("“{code}” stood in “{round}”, closed on {day}, and is gone.", code=code, **self.said),
        )

    def _new(self, code: str) -> Finding:
        entry = self.evaluation.known.indicators[code]
        return self._finding(
            entry.origin,
            msg("“{name}” did not stand in “{round}” when it was closed on {day}.", **self._names(code)),
        )

    def _differences(self, sealed: Sealed, now: Sealed) -> Iterator[Finding]:
        from fedstat.assessment.seal import EDITION

        lines = self.seal.lines[now.code]
        fixed = len(EDITION)
        changed = [
            line
            for line, short in zip(lines[:fixed], sealed.seal[:fixed], strict=False)
            if line.short != short
        ]
        strange = [line for line in lines[fixed:] if line.short not in sealed.seal[fixed:]]
        kept = {line.short for line in lines[fixed:]}
        missing = sum(short not in kept for short in sealed.seal[fixed:])
        for line in changed:
            edited = self._edited(line, now)
            yield self._finding(line.origin, edited if line.kind == "name" else _with(edited, sealed, now))
        for line in strange:
            yield self._finding(line.origin, _with(self._strange(line, now), sealed, now))
        if not strange and missing:
            yield self._missing(missing, sealed, now)

    def _edited(self, line: Line, now: Sealed) -> Message:
        said = self._names(now.code)
        if line.kind == "target":
            return msg("“{round}” was closed on {day} with another target of “{name}”.", **said)
        if line.kind == "baseline":
            return msg("“{round}” was closed on {day} with another baseline of “{name}”.", **said)
        if line.kind == "rule":
            return msg("“{round}” was closed on {day} with another definition of “{name}”.", **said)
        return msg("“{round}” was closed on {day} with another name or place of “{name}”.", **said)

    def _strange(self, line: Line, now: Sealed) -> Message:
        said = self._names(now.code)
        period = getattr(line.entry, "period", "")
        if line.kind == "judgement":
            return msg(
                "This judgement of “{name}” did not stand so when “{round}” was closed on {day}.",
                **said,
            )
        return msg(
            "This value of “{name}” for {period} did not stand so when “{round}” was closed on {day}.",
            period=period,
            **said,
        )

    def _missing(self, missing: int, sealed: Sealed, now: Sealed) -> Finding:
        message = msgs(
            "{count} value of “{name}” that “{round}” rests on, closed on {day}, is gone.",
            "{count} values of “{name}” that “{round}” rests on, closed on {day}, are gone.",
            missing,
            **self._names(now.code),
        )
        place = self._withdrawal(now.code) or self.closing.origin.at("indicators", now.code)
        return self._finding(place, _with(message, sealed, now))

    def _withdrawal(self, code: str) -> Origin | None:
        """Return where the only withdrawal stands that may have taken a value of an indicator back."""
        standing = [
            entry.origin
            for entry in self.known.ledger.withdrawals
            if entry.indicator == code and entry.recorded <= self.closing.recorded
        ]
        return standing[0] if len(standing) == 1 else None

    def _names(self, code: str) -> dict[str, Any]:
        indicator = self.evaluation.known.indicators[code]
        return {**self.said, "name": indicator.name}


def _with(message: Message, sealed: Sealed, now: Sealed) -> Message:
    """Return what is changed, and what that does to value and status; nothing when they are as sealed."""
    old, new = _verdict(sealed), _verdict(now)
    if old == new:
        return message
    outcome = msg("It was sealed as {old} and comes out as {new}.", old=old, new=new)
    return msg("{what} {outcome}", what=message, outcome=outcome)


def _verdict(entry: Sealed) -> Message:
    status = _word(entry.status)
    if entry.value is None:
        return msg("“{status}”", status=status)
    return msg("{value}, “{status}”", value=plain(entry.value), status=status)


def _word(status: Status) -> Message:
    """Return the word for a status; the catalogue has them from the reports."""
    return Message(status.replace("-", " "), {}, context="status")
