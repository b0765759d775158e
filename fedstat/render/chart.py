"""A figure as lines: a plot over time with its axes, and the legend under it.

Every glyph is in GBK. Where a console draws such glyphs two cells wide, or lacks them, the plot is ASCII.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from fedstat.render.pen import BOLD, COLOURS, GREY
from fedstat.render.tables import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fedstat.render.pen import Pen
    from fedstat.table import Drawn, Figure, Point, Series

PIPED: Final = 80
"""Cells in a line where there is no screen."""
MOST: Final = 100
"""A wider plot reads no better."""
LEAST: Final = 24
"""Cells of a plot below which points lie on one another."""
_MARGIN: Final = 3
"""Cells left free at both ends of the axis of time, for the figures over the outermost points."""
_LEGEND_GAP: Final = "   "
_FEW_TICKS: Final = 4


class _Glyphs(NamedTuple):
    """What a plot is drawn with."""

    marks: Mapping[Drawn, str]
    upright: str
    tick: str
    corner: str
    level: str
    notch: str


_FINE: Final = _Glyphs(
    {"values": "●", "baseline": "○", "path": "·", "target": "─", "break": "┆"}, "│", "┤", "└", "─", "┬"
)
_ASCII: Final = _Glyphs(
    {"values": "*", "baseline": "o", "path": ".", "target": "=", "break": ":"}, "|", "+", "+", "-", "+"
)
GLYPHS: Final = "".join([*_FINE.marks.values(), *_FINE[1:]])
"""What a plot is drawn with where nothing forbids it."""
_CODES: Final[Mapping[Drawn, str]] = {
    "values": BOLD,
    "baseline": BOLD,
    "path": GREY,
    "target": COLOURS["met"],
    "break": COLOURS["warn"],
}
_LAYERS: Final[tuple[Drawn, ...]] = ("path", "target", "break", "baseline", "values")
"""What lies under what: the values on top."""


class Scale(NamedTuple):
    """The upright axis: its lowest figure, the step to the next, how many, and the rows between two."""

    first: Decimal
    step: Decimal
    figures: int
    between: int

    @property
    def rows(self) -> int:
        """How many rows the plot has."""
        return (self.figures - 1) * self.between + 1

    def row(self, value: Decimal) -> int:
        """Return the row that is nearest to *value*, the lowest being 0."""
        return int(((value - self.first) / self.step * self.between).to_integral_value())

    def figure(self, row: int) -> str:
        """Return the figure beside a row, nothing between two of them."""
        index, rest = divmod(row, self.between)
        return "" if rest else f"{self.first + index * self.step:f}"


def scale_of(values: Iterable[Decimal]) -> Scale:
    """Return an axis from below the least to above the greatest value, in steps of 1, 2 or 5.

    >>> scale_of([Decimal("40.9"), Decimal(45)])
    Scale(first=Decimal('40'), step=Decimal('2'), figures=4, between=3)
    """
    several = list(values)
    low, high = min(several), max(several)
    raw = (high - low or abs(high) / 10 or Decimal(1)) / _FEW_TICKS
    size = Decimal(1).scaleb(raw.adjusted())
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= raw)
    step = step.quantize(Decimal(1)) if step >= 1 else step.normalize()
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    count = max(int((last - first) / step), 2) + 1
    return Scale(first, step, count, 3 if count <= _FEW_TICKS else 2)


class _Plot:
    """The cells of a plot, each with a glyph of one cell and its colour."""

    def __init__(self, figure: Figure, pen: Pen) -> None:
        self.pen = pen
        self.glyphs = _FINE if pen.draws(GLYPHS) else _ASCII
        points = [point for series in figure.series for point in series.points]
        self.scale = scale_of(point.value for point in points)
        places = [*(point.at for point in points), *(at for at, _ in figure.ticks)]
        self.first = min(places)
        self.span = max(places) - self.first
        self.gutter = max(len(self.scale.figure(row)) for row in range(self.scale.rows))
        levels = [point.text for series in figure.series for point in series.points[-1:]]
        margin = max(pen.measure(pen.show(text)) + 1 for text in (*levels, figure.axis))
        room = min(pen.width or PIPED, MOST) - self.gutter - margin - len(" |")
        self.width = max(room, LEAST)
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}

    def column(self, at: int) -> int:
        """Return the column of a moment; one moment alone stands in the middle."""
        if not self.span:
            return self.width // 2
        return _MARGIN + round((at - self.first) * (self.width - 1 - 2 * _MARGIN) / self.span)

    def draw(self, series: Series) -> None:
        """Put the marks of one series where they belong."""
        points = series.points
        match series.drawn:
            case "target":
                self._level(points[0], points[-1])
            case "path":
                for before, after in pairwise(points):
                    self._line(before, after)
            case "break":
                for point in points:
                    for row in range(self.scale.rows):
                        self._put(row, self.column(point.at), "break")
            case drawn:
                for point in points:
                    self._put(self.scale.row(point.value), self.column(point.at), drawn)

    def _put(self, row: int, column: int, drawn: Drawn) -> None:
        self.cells[row, column] = self.glyphs.marks[drawn], _CODES[drawn]

    def _level(self, first: Point, last: Point) -> None:
        row, end = self.scale.row(last.value), self.column(last.at)
        for column in range(self.column(first.at), end + 1):
            self._put(row, column, "target")
        self._write(row, end + 2, last.text, _CODES["target"])

    def _line(self, before: Point, after: Point) -> None:
        """Dot every second column of the straight line between two points."""
        start, end = self.column(before.at), self.column(after.at)
        for column in range(start + 2, end, 2):
            value = before.value + (after.value - before.value) * (column - start) / (end - start)
            self._put(self.scale.row(value), column, "path")

    def _write(self, row: int, start: int, text: str, code: str) -> None:
        for offset, character in enumerate(text):
            self.cells[row, start + offset] = character, code

    def name(self, point: Point) -> None:
        """Write a value above its mark, else below it; where both are taken, the table has it."""
        row, middle = self.scale.row(point.value), self.column(point.at)
        start = min(max(middle - (len(point.text) - 1) // 2, 1), self.width - len(point.text))
        around = range(start - 1, start + len(point.text) + 1)
        for near in (row + 1, row - 1):
            if 0 <= near < self.scale.rows and all(self._free(near, column) for column in around):
                for column in around:
                    self.cells.pop((near, column), None)
                self._write(near, start, point.text, BOLD)
                return

    def _free(self, row: int, column: int) -> bool:
        return self.cells.get((row, column), (" ", ""))[0] in {" ", self.glyphs.marks["path"]}

    def rows(self) -> Iterator[str]:
        """Yield the rows from the top, each with its figure and the upright axis."""
        for row in reversed(range(self.scale.rows)):
            figure = self.scale.figure(row)
            axis = self.glyphs.tick if figure else self.glyphs.upright
            yield self.pen.paint(f"{figure:>{self.gutter}} {axis}", GREY) + self._painted(row)

    def _painted(self, row: int) -> str:
        end = max((column for level, column in self.cells if level == row), default=-1)
        cells = [self.cells.get((row, column), (" ", "")) for column in range(end + 1)]
        runs = groupby(cells, key=lambda cell: cell[1])
        return "".join(self.pen.paint("".join(sign for sign, _ in run), code) for code, run in runs)

    def foot(self, ticks: Mapping[int, str], name: str) -> Iterator[str]:
        """Yield the axis of time with its notches and its name, and the periods under it."""
        columns = self._fitting({self.column(at): text for at, text in ticks.items()})
        signs = (self.glyphs.notch if place in columns else self.glyphs.level for place in range(self.width))
        axis = " " * (self.gutter + 1) + self.glyphs.corner + "".join(signs)
        yield self.pen.paint(f"{axis} {name}".rstrip(), GREY)
        text, used = "", 0
        for column, label in columns.items():
            place = max(self.gutter + 2 + column - (self.pen.measure(label) - 1) // 2, 0)
            text += " " * (place - used) + label
            used = place + self.pen.measure(label)
        if text:
            yield self.pen.paint(text, GREY)

    def _fitting(self, columns: Mapping[int, str]) -> dict[int, str]:
        """Return the labels that have room beside one another; the first and the last come first."""
        order = sorted(columns)
        half = {column: (self.pen.measure(columns[column]) + 1) // 2 for column in order}
        chosen: list[int] = []
        for column in dict.fromkeys([*order[:1], *order[-1:], *order]):
            if all(abs(column - other) > half[column] + half[other] for other in chosen):
                chosen.append(column)
        return {column: columns[column] for column in sorted(chosen)}


def chart_lines(figure: Figure, pen: Pen) -> Iterator[str]:
    """Yield the lines of *figure*: title, plot, axis of time, legend; of one without points the title."""
    if figure.title:
        for line in words(figure.title, pen):
            yield pen.paint(line, BOLD)
    drawn = sorted(
        (series for series in figure.series if series.points), key=lambda each: _LAYERS.index(each.drawn)
    )
    if drawn:
        yield ""
        yield from _plotted(figure, drawn, pen)


def _plotted(figure: Figure, drawn: list[Series], pen: Pen) -> Iterator[str]:
    plot = _Plot(figure, pen)
    for series in drawn:
        plot.draw(series)
    for series in drawn:
        if series.drawn in {"values", "baseline"}:
            for point in series.points:
                plot.name(point)
    unit = pen.show(figure.unit)
    if unit:
        yield pen.paint(" " * max(plot.gutter + 2 - pen.measure(unit), 0) + unit, GREY)
    yield from plot.rows()
    yield from plot.foot({at: pen.show(text) for at, text in figure.ticks}, pen.show(figure.axis))
    legend = (
        f"{plot.glyphs.marks[each.drawn]} {each.name}" for each in figure.series if each.points and each.name
    )
    yield from words(_LEGEND_GAP.join(legend), pen, GREY)
