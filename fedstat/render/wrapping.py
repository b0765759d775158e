"""Where a line may break: Chinese between characters but not before ，。、）％, everything else at spaces.

A number stays with the unit behind it (2023年, 190项) and, in Chinese, with the word before it (小计 12).
No character is lost: only the spaces at a break go.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.render.widths import Measure

_SPACES: Final = " \u3000"
_CLOSING: Final = frozenset("，。、；：？！）》〉」』】〕〗｝］”’…—～·％‰℃°,.;:?!)]}%/-–~∶×²³")
"""What never begins a line."""
_OPENING: Final = frozenset("（《〈「『【〔〖｛［“‘([{≥≤＞＜<>±￥¥$#＋－+")
"""What never ends a line."""
_DIGITS: Final = frozenset("0123456789")
TWO: Final = 2
"""The cells of a Chinese character, and so the narrowest column that loses none."""


class _Piece(NamedTuple):
    """What stays on one line; spaces end the piece before them."""

    text: str
    net: int
    """Its cells at the end of a line, where its spaces go."""
    full: int
    """Its cells with another piece behind it."""


def _pieces(text: str, measure: Measure) -> list[_Piece]:
    cuts = [index for index in range(1, len(text)) if _parts(text, index, measure)]
    return [_piece(text[start:end], measure) for start, end in pairwise([0, *cuts, len(text)])]


def _piece(text: str, measure: Measure) -> _Piece:
    return _Piece(text, measure(text.rstrip(_SPACES)), measure(text))


def _parts(text: str, index: int, measure: Measure) -> bool:
    """Tell whether a line may end before the character at *index*."""
    before, after = text[index - 1], text[index]
    if after in _SPACES:
        return False
    if before in _SPACES:
        word = text[:index].rstrip(_SPACES)[-1:]
        return not (after in _DIGITS and measure(word) == TWO and word not in _CLOSING)
    width = measure(after)
    if after in _CLOSING or before in _OPENING or not width:
        return False
    if width == TWO:
        return before not in _DIGITS
    return measure(before) == TWO or (before in _CLOSING and not before.isascii())


def wrap(text: str, width: int, measure: Measure) -> list[str]:
    """Return *text* in lines of at most *width* cells, each as full as can be."""
    if measure(text) <= width:
        return [text]
    return _filled(_torn(_pieces(text, measure), width, measure), width)


def balanced(text: str, width: int, measure: Measure) -> list[str]:
    """Return *text* in as few lines as `wrap` does, but about equally long ones."""
    if measure(text) <= width:
        return [text]
    pieces = _torn(_pieces(text, measure), width, measure)
    return _filled(pieces, _snuggest(pieces, _height(pieces, width), width))


def phrased(text: str, width: int, measure: Measure) -> list[str]:
    """Return *text* in as few lines as `wrap` does, broken behind ， or , where that can be."""
    if measure(text) <= width:
        return [text]
    pieces = _torn(_pieces(text, measure), width, measure)
    lines = _height(pieces, width)
    widths = range(_snuggest(pieces, lines, width), width + 1)
    return min((_filled(pieces, cells) for cells in widths), key=_cut_phrases)


def _cut_phrases(lines: list[str]) -> int:
    return sum(line[-1:] not in _CLOSING for line in lines[:-1])


def snug(text: str, lines: int, measure: Measure) -> int:
    """Return the least width at which *text* takes no more than *lines* lines and no word is torn."""
    return _snuggest(_pieces(text, measure), lines, measure(text))


def _snuggest(pieces: list[_Piece], lines: int, width: int) -> int:
    total = sum(piece.full for piece in pieces)
    least = max(-(-total // lines), *(piece.net for piece in pieces))
    return next((cells for cells in range(least, width) if _height(pieces, cells) <= lines), width)


def _torn(pieces: list[_Piece], width: int, measure: Measure) -> list[_Piece]:
    """Return the pieces, those longer than a line torn where it ends."""
    if all(piece.net <= width for piece in pieces):
        return pieces
    result: list[_Piece] = []
    for piece in pieces:
        bits = [piece.text] if piece.net <= width else _chopped(piece.text, width, measure)
        result += [_piece(bit, measure) for bit in bits]
    return result


def _chopped(text: str, width: int, measure: Measure) -> list[str]:
    bits = [""]
    for character in text:
        if bits[-1] and measure(bits[-1]) + measure(character) > width:
            bits.append("")
        bits[-1] += character
    return bits


def _height(pieces: list[_Piece], width: int) -> int:
    """Return how many lines the pieces fill."""
    return sum(1 for _ in _starts(pieces, width))


def _filled(pieces: list[_Piece], width: int) -> list[str]:
    starts = [*_starts(pieces, width), len(pieces)]
    return ["".join(p.text for p in pieces[i:j]).rstrip() for i, j in pairwise(starts)]


def _starts(pieces: list[_Piece], width: int) -> Iterator[int]:
    """Yield the first piece of each line."""
    yield 0
    used = 0
    for index, (_, net, full) in enumerate(pieces):
        if used and used + net > width:
            yield index
            used = 0
        used += full
