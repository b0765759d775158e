"""Joins two copies of a ledger that grew apart: their ancestor, then what each of them added, byte for byte.

    ancestor + what OURS added + what THEIRS added

Nobody changes what stands in a ledger, so nothing has to be guessed; where somebody did, the join is refused.
An entry that both added with the same bytes stays once. Without an ancestor the common beginning is taken
for it, up to the last entry that both share whole.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from fedstat.errors import Finding, Place
from fedstat.language import Message, msg
from fedstat.ledgerfile import toml
from fedstat.ledgerfile.encoding import decode
from fedstat.ledgerfile.grammar import Reader
from fedstat.ledgerfile.places import headers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fedstat.ledgerfile.grammar import Statement

Side = Literal["base", "ours", "theirs"]
_LONGEST: Final = 60
"""Characters of a line beyond which it is not quoted whole."""


class Copy(Struct, frozen=True, kw_only=True):
    """One copy of a ledger file."""

    name: str
    """What the user calls it."""
    raw: bytes


class Refused(Struct, frozen=True, kw_only=True):
    """Why two copies are not joined."""

    message: Message
    remedy: Message
    findings: tuple[Finding, ...] = ()


class Spot(NamedTuple):
    """Where a line of the result comes from."""

    side: Side
    line: int
    """Counted from 1."""


class Joined(Struct, frozen=True, kw_only=True):
    """The result, and where every line of it comes from."""

    raw: bytes
    names: Mapping[Side, str]
    spots: tuple[Spot, ...]
    added: Mapping[Side, int]
    """How many entries each side added, those in both counted on both sides."""
    alike: int
    """How many entries both added with the same bytes; they stay once."""
    restyled: tuple[str, ...]
    """The copies whose line endings differ from the ancestor's; the result keeps the ancestor's."""
    partial: bool
    """Whether the ledger has other files, so that this one does not say everything."""

    def spot(self, line: int) -> Spot:
        """Return where a line of the result comes from; line 0 is the whole file."""
        return self.spots[line - 1] if 0 < line <= len(self.spots) else Spot("base", line)

    def home(self, finding: Finding) -> Finding:
        """Return a finding of the result as one of the copy that its line comes from."""
        place = finding.place
        if place is None:
            return finding
        spot = self.spot(place.line)
        at = replace(place, file=self.names[spot.side], line=spot.line)
        return Finding(finding.code, at, self._rewritten(finding.message, place), finding.remedy)

    def _rewritten(self, message: Message, place: Place) -> Message:
        """Return a message that names another line of the result, naming the copy's instead."""
        values = message.values
        line = values.get("line")
        if values.get("file") != place.file or not isinstance(line, int):
            return message
        spot = self.spot(line)
        moved = {**values, "file": self.names[spot.side], "line": spot.line}
        return Message(
            message.pattern, moved, context=message.context, plural=message.plural, count=message.count
        )


class _Piece(NamedTuple):
    """Some lines of a copy: an entry with the blank line and the comments before it, or a headless rest."""

    start: int
    end: int
    header: Statement | None
    loose: int
    """The line of the first statement that stands under no header, -1 when there is none."""


class _Page:
    """A copy as lines; positions of lines count from 0."""

    def __init__(self, side: Side, copy: Copy) -> None:
        decoded = decode(copy.raw)
        self.side = side
        self.name = copy.name
        self.bom = decoded.bom
        self.newline = decoded.newline
        self.text = decoded.text
        self.lines = [f"{line}\n" for line in decoded.text.split("\n")]
        self.lines[-1] = self.lines[-1][:-1]
        if not self.lines[-1]:
            self.lines.pop()
        self.bare = [_bare(line) for line in self.lines]

    def pieces(self, first: int) -> list[_Piece]:
        """Return what stands from a line on; each piece begins with the blank line before its header."""
        found: list[_Piece] = []
        start, header, loose, gap = first, None, -1, -1
        for line, statement in self._statements(first):
            if statement.listed is not None and len(statement.parts) == 1:
                end = gap if gap >= 0 else line
                if end > start:
                    found.append(_Piece(start, end, header, loose))
                start, header, loose = end, statement, -1
            elif statement.parts and header is None and loose < 0:
                loose = line
            blank = not statement.parts and not self.bare[line].strip()
            gap = -1 if statement.parts else line if blank and gap < 0 else gap
        if start < len(self.lines):
            found.append(_Piece(start, len(self.lines), header, loose))
        return found

    def _statements(self, line: int) -> Iterator[tuple[int, Statement]]:
        """Yield every statement from a line on, with its line; blank lines and comments too."""
        reader, at = Reader(self.text), sum(map(len, self.lines[:line]))
        while at < len(self.text):
            statement = reader.statement(at)
            yield line, statement
            line += self.text.count("\n", at, statement.end)
            at = statement.end

    def last_header(self, before: int) -> int:
        """Return the line of the last entry's header above a line, 0 when there is none."""
        reader, end = Reader(self.text), sum(map(len, self.lines[:before]))
        for at in reversed([at for at in headers(self.text) if at < end]):
            if len(reader.statement(at).parts) == 1:
                return self.text.count("\n", 0, at)
        return 0

    def key(self, piece: _Piece) -> tuple[str, ...]:
        """Return the lines of a piece without their endings and without blank lines around them."""
        return _trimmed(self.bare[piece.start : piece.end])


class _Cut(NamedTuple):
    """The ancestor, and where in each copy the additions begin."""

    ancestor: _Page
    stood: int
    """How many lines of the ancestor there are."""
    ours: int
    theirs: int


def join(ours: Copy, theirs: Copy, base: Copy | None = None) -> Joined | Refused:
    """Return the ancestor with what both copies added to it, or why they cannot be joined."""
    faulty = _faulty((ours, theirs))
    if faulty:
        return faulty
    mine, others = _Page("ours", ours), _Page("theirs", theirs)
    cut = _shared(mine, others) if base is None else _since(_Page("base", base), mine, others)
    if isinstance(cut, Refused):
        return cut
    first, second = mine.pieces(cut.ours), others.pieces(cut.theirs)
    refused = _torn(mine, first) or _torn(others, second)
    if refused:
        return refused
    kept, alike = _once(mine, first, others, second)
    refused = _both_write(mine, first, others, kept)
    if refused:
        return refused
    return _Sheet(cut, mine, others, first, kept).joined(
        {"base": 0, "ours": _entries(first), "theirs": _entries(second)}, alike
    )


def _faulty(copies: Iterable[Copy]) -> Refused | None:
    """Refuse copies that are no readable TOML: nobody knows where their entries end."""
    findings = [finding for copy in copies for finding in toml.load(copy.name, copy.raw)[1]]
    if not findings:
        return None
    return Refused(
        message=msg("A copy cannot be read, so nothing is joined."),
        remedy=msg("Correct these places first, then merge again."),
        findings=tuple(findings),
    )


# -- the ancestor ------------------------------------------------------------------------------------------


def _since(base: _Page, ours: _Page, theirs: _Page) -> _Cut | Refused:
    """Return where the additions to *base* begin; blank lines at its end may be missing in a copy."""
    ends = []
    least = len(base.bare)
    while least and not base.bare[least - 1].strip():
        least -= 1
    for page in (ours, theirs):
        same = _common(base.bare, page.bare)
        if same < least:
            return _changed(base, page, same)
        ends.append(same)
    return _Cut(base, len(base.lines), *ends)


def _shared(ours: _Page, theirs: _Page) -> _Cut | Refused:
    """Return the common beginning as the ancestor: all entries that both share whole, and no torn one."""
    last = ours.last_header(_common(ours.bare, theirs.bare))
    before = ours.last_header(last)
    end = other = before
    for mine, its in zip(ours.pieces(before), theirs.pieces(before), strict=False):
        if ours.key(mine) != theirs.key(its):
            break
        end, other = mine.end, its.end
    cut = _Cut(ours, end, end, other)
    if ours.bare != theirs.bare and not any(map(_says, ours.bare[: cut.stood])):
        return _unlike(ours, theirs)
    return cut


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many lines two texts have in common from their beginning."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


# -- what is refused ---------------------------------------------------------------------------------------


def _changed(base: _Page, page: _Page, line: int) -> Refused:
    stood = _quoted(base.bare[line])
    if line >= len(page.bare):
        message = msg(
            "What stood was taken out: {file} ends before “{stood}” ({base}:{line}).",
            file=page.name,
            stood=stood,
            base=base.name,
            line=line + 1,
        )
    else:
        message = msg(
            "What stood was changed: at {file}:{line} stands “{found}”, in {base} stood “{stood}”.",
            file=page.name,
            line=line + 1,
            found=_quoted(page.bare[line]),
            base=base.name,
            stood=stood,
        )
    return Refused(message=message, remedy=_put_back())


def _torn(page: _Page, pieces: Sequence[_Piece]) -> Refused | None:
    """Refuse an addition that goes on with the last entry: behind another addition it would join that one."""
    loose = next((piece.loose for piece in pieces if piece.loose >= 0), -1)
    if loose < 0:
        return None
    return Refused(
        message=msg(
            "What stood was changed: “{found}” ({file}:{line}) adds to it and begins no entry of its own.",
            found=_quoted(page.bare[loose]),
            file=page.name,
            line=loose + 1,
        ),
        remedy=_put_back(),
    )


def _both_write(
    ours: _Page, first: Sequence[_Piece], theirs: _Page, second: Sequence[_Piece]
) -> Refused | None:
    """Refuse two tables of a name that stands once, such as [plan]."""
    mine = _single(first)
    for name, piece in _single(second).items():
        if name in mine:
            return _differ(ours, mine[name], theirs, piece, name)
    return None


def _single(pieces: Iterable[_Piece]) -> dict[str, _Piece]:
    return {piece.header.parts[0]: piece for piece in pieces if piece.header and not piece.header.listed}


def _differ(ours: _Page, mine: _Piece, theirs: _Page, other: _Piece, name: str) -> Refused:
    same = _common(ours.bare[mine.start : mine.end], theirs.bare[other.start : other.end])
    return Refused(
        message=msg(
            "[{name}] was changed: from {first}:{line} and {second}:{other} on the two copies differ.",
            name=name,
            first=ours.name,
            line=min(mine.start + same, mine.end - 1) + 1,
            second=theirs.name,
            other=min(other.start + same, other.end - 1) + 1,
        ),
        remedy=_put_back(),
    )


def _unlike(ours: _Page, theirs: _Page) -> Refused:
    same = _common(ours.bare, theirs.bare)
    return Refused(
        message=msg(
            "The two do not begin alike: they differ from {first}:{line} and {second}:{line} on.",
            first=ours.name,
            second=theirs.name,
            line=same + 1,
        ),
        remedy=msg(
            "Make sure that both are copies of one ledger; if they are, give the copy both grew from: {line}",
            line="fedstat merge BASE OURS THEIRS",
        ),
    )


def _put_back() -> Message:
    return msg(
        "Put back what stood, write the change as an entry of its own at the end, with a later “recorded”, "
        "and merge again."
    )


# -- the result --------------------------------------------------------------------------------------------


def _once(
    ours: _Page, first: Iterable[_Piece], theirs: _Page, second: Iterable[_Piece]
) -> tuple[list[_Piece], int]:
    """Return what only *theirs* added, and how many entries both added with the same bytes."""
    standing = Counter(ours.key(piece) for piece in first)
    kept, alike = [], 0
    for piece in second:
        key = theirs.key(piece)
        if key and standing[key]:
            standing[key] -= 1
            alike += piece.header is not None
        else:
            kept.append(piece)
    return kept, alike


def _entries(pieces: Iterable[_Piece]) -> int:
    return sum(piece.header is not None for piece in pieces)


class _Sheet:
    """The lines of the result."""

    def __init__(
        self, cut: _Cut, ours: _Page, theirs: _Page, first: Iterable[_Piece], second: Iterable[_Piece]
    ) -> None:
        ancestor = cut.ancestor
        self._ancestor = ancestor.lines[: cut.stood]
        self._newline = ancestor.newline if any(map(_ending, self._ancestor)) else ours.newline
        self._bom = ancestor.bom if ancestor.lines else ours.bom
        self._lines = list(self._ancestor)
        self._spots = [Spot("base", line) for line in range(1, cut.stood + 1)]
        self._restyled: list[str] = []
        self._names: dict[Side, str] = {"base": ancestor.name, "ours": ours.name, "theirs": theirs.name}
        self._append(ours, cut.ours, first)
        self._append(theirs, cut.theirs, second)

    def _append(self, page: _Page, begin: int, pieces: Iterable[_Piece]) -> None:
        """Add the lines of *pieces* at the end, which gets a line ending first when it has none."""
        added = [line for piece in pieces for line in range(piece.start, piece.end)]
        other = self._other_endings(page, begin)
        if other:
            self._restyled.append(page.name)
        if added and self._lines and not _ending(self._lines[-1]):
            own = "" if other or self._spots[-1].side != "base" else _ending(page.lines[begin - 1])
            self._lines[-1] += own or self._newline
        self._lines += [self._styled(page.lines[line]) if other else page.lines[line] for line in added]
        self._spots += [Spot(page.side, line + 1) for line in added]

    def _other_endings(self, page: _Page, begin: int) -> bool:
        """Whether the lines that stood end otherwise in a copy: a program rewrote them all."""
        pairs = zip(map(_ending, self._ancestor), map(_ending, page.lines[:begin]), strict=False)
        return any(one and other and one != other for one, other in pairs)

    def _styled(self, line: str) -> str:
        return _bare(line) + (self._newline if _ending(line) else "")

    def joined(self, added: Mapping[Side, int], alike: int) -> Joined | Refused:
        """Return the result, read once more as TOML."""
        raw = ("\ufeff" * self._bom + "".join(self._lines)).encode("utf-8")
        file, findings = toml.load("", raw)
        joined = Joined(
            raw=raw,
            names=self._names,
            spots=tuple(self._spots),
            added=added,
            alike=alike,
            restyled=tuple(self._restyled),
            partial="include" in file.data or "plan" not in file.data,
        )
        if not findings:
            return joined
        return Refused(
            message=msg("What the two added cannot stand in one file, so nothing is joined."),
            remedy=_put_back(),
            findings=tuple(joined.home(finding) for finding in findings),
        )


# -- lines -------------------------------------------------------------------------------------------------


def _bare(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")


def _ending(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else "\n" if line.endswith("\n") else ""


def _says(line: str) -> bool:
    """Whether a line is neither blank nor a comment."""
    return line.strip()[:1] not in {"", "#"}


def _trimmed(lines: Sequence[str]) -> tuple[str, ...]:
    says = [at for at, line in enumerate(lines) if line.strip()]
    return tuple(lines[says[0] : says[-1] + 1]) if says else ()


def _quoted(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
