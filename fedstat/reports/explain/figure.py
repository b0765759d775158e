"""The series of one target as a figure: values, baseline, the straight path to the target, the target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.language import msg, say
from fedstat.model.number import plain
from fedstat.model.observation import BREAKS
from fedstat.reports.explain.terms import short
from fedstat.reports.words import decimal, name_of, period_text, target_text
from fedstat.table import Figure, Point, Series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment import Evaluation, Reading
    from fedstat.language import Language
    from fedstat.model.indicator import Indicator
    from fedstat.model.period import Period
    from fedstat.reports.explain.footing import Footing

YEAR: Final = 12
CHART_DECIMALS: Final = 2
"""Digits of a level that no plan printed."""


def figure_of(
    evaluation: Evaluation, indicator: Indicator, footing: Footing, label: str, language: Language
) -> Figure | None:
    """Return the picture of one target's series up to its target; None where there is nothing to draw."""
    drawer = _Drawer(evaluation, footing, language)
    series = tuple(one for one in drawer.series() if one.points)
    if not series:
        return None
    name = name_of(indicator, language)
    title = msg("{name}: values", name=name)
    if any(one.drawn == "target" for one in series):
        title = msg("{name}: values and target", name=name)
    if label:
        title = msg("{name}, {label}: values and target", name=name, label=label)
    return Figure(
        title=say(title, language),
        unit=indicator.unit_measure,
        axis=say(msg("period"), language),
        series=series,
        ticks=tuple(drawer.ticks(series)),
    )


class _Drawer:
    """Puts what is known of a footing on one line of time."""

    def __init__(self, evaluation: Evaluation, footing: Footing, language: Language) -> None:
        self.evaluation = evaluation
        self.footing = footing
        self.language: Language = language
        held = footing.held
        self.readings = (
            [footing.latest]
            if footing.verdict.target.cumulative and footing.latest is not None
            else [each for each in footing.values.series if each.period.last <= evaluation.period.last]
        )
        kinds = [each.period.dated for each in (footing.latest, held.baseline) if each is not None]
        self.dated = kinds[0] if kinds else True
        self.readings = [each for each in self.readings if each.period.dated == self.dated]

    def series(self) -> Iterator[Series]:
        """Yield what there is to draw, in the order of the legend."""
        baseline = self._fits(self.footing.baseline)
        breaks = [
            each for each in self.readings if each.observation and each.observation.obs_status in BREAKS
        ]
        values = [each for each in self.readings if baseline is None or each.period != baseline.period]
        yield Series(name=self._say("values"), points=tuple(self._point(each) for each in values))
        if baseline is not None:
            yield Series(name=self._say("baseline"), drawn="baseline", points=(self._point(baseline),))
        yield from self._path(baseline)
        yield from self._targets(baseline)
        yield Series(
            name=self._say("break"), drawn="break", points=tuple(self._point(each) for each in breaks)
        )

    def _say(self, what: str) -> str:
        words = {
            "values": msg("value"),
            "baseline": msg("baseline"),
            "path": msg("straight path to the target"),
            "break": msg("break in the series", context="obs_status"),
        }
        return say(words[what], self.language)

    def _fits(self, reading: Reading | None) -> Reading | None:
        return reading if reading is not None and reading.period.dated == self.dated else None

    def _point(self, reading: Reading) -> Point:
        number = decimal(reading.number) if self.footing.verdict.target.cumulative else reading.value
        label = period_text(reading.period, self.language)
        return Point(at=reading.period.last, value=number, label=label, text=plain(number))

    def _end(self) -> Period | None:
        by = self.footing.paced_by
        return by if by is not None and by.dated == self.dated else None

    def _path(self, baseline: Reading | None) -> Iterator[Series]:
        by, yardstick = self._end(), self.footing.goal
        if baseline is None or by is None or yardstick is None or self.footing.held.gap_to_baseline:
            return
        goal = yardstick.goal_from(baseline.number)
        if goal is not None and by.last > baseline.period.last:
            last = Point(at=by.last, value=decimal(goal), label=period_text(by, self.language))
            first = Point(at=baseline.period.last, value=decimal(baseline.number))
            yield Series(name=self._say("path"), drawn="path", points=(first, last))

    def _targets(self, baseline: Reading | None) -> Iterator[Series]:
        footing = self.footing
        several = [(footing.verdict.target, footing.verdict.by, footing.verdict.yardstick or footing.goal)]
        if footing.paced is not footing.verdict.target:
            several.append((footing.paced, footing.paced_by, footing.paced_yardstick))
        for target, by, yardstick in several:
            name = say(
                msg("target {target}", target=target_text(self.evaluation, target, self.language)),
                self.language,
            )
            places = [each.period.last for each in (*self.readings, baseline) if each]
            if by is not None and by.dated == self.dated:
                places.append(by.last)
            bounds = () if yardstick is None else dict.fromkeys((yardstick.low, yardstick.high))
            for bound in bounds if places else ():
                if bound is not None:
                    start = Point(at=min(places), value=decimal(bound))
                    end = Point(at=max(places), value=decimal(bound), text=short(bound, CHART_DECIMALS))
                    yield Series(name=name, drawn="target", points=(start, end))
                    name = ""

    def ticks(self, series: tuple[Series, ...]) -> Iterator[tuple[int, str]]:
        """Yield what stands at the axis of time: every year, or every period that has a point."""
        points = {point.at: point.label for one in series for point in one.points if point.label}
        places = [point.at for one in series for point in one.points]
        yearly = self.dated and all(label.isdigit() for label in points.values())
        if yearly:
            for at in range(min(places), max(places) + 1):
                if at % YEAR == YEAR - 1:
                    yield at, f"{at // YEAR:04}"
        else:
            yield from sorted(points.items())
