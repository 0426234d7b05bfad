"""Cumulative tolls as a person reads them: one row for what a voice said on a day, its total with the parts told beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testigo.model.incident import SeriesPoint
from testigo.model.toll import Group, Measure


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a voice on a day. `claims` carry it: the first is shown, the others say the same again."""

    point: SeriesPoint
    claims: tuple[str, ...]

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What it counts beyond a bare total, as (family, value) of the catalogue."""
        causes = tuple(i for i in self.point.includes if i not in list(Group))
        return (
            (("groups", self.point.group.value),)
            if self.point.group is not Group.UNSPECIFIED
            else tuple(("causes", cause) for cause in causes)
        )


@dataclass(frozen=True, slots=True)
class Total:
    """What one voice said on one day: its largest figure, and the parts told with it."""

    whole: Figure
    parts: tuple[Figure, ...]


def totals_told(series: Iterable[SeriesPoint], measure: Measure) -> tuple[Total, ...]:
    """The cumulative tolls of one measure by day and voice. What is said twice, in a title and below it, stands once."""
    days: dict[tuple[object, str], dict[tuple[object, ...], list[SeriesPoint]]] = {}
    for point in series:
        if point.measure is measure:
            same = (point.low, point.high, point.group, point.includes)
            days.setdefault((point.as_of, point.voice), {}).setdefault(same, []).append(point)
    found = []
    for told in days.values():
        figures = [_figure(points) for points in told.values()]
        figures.sort(key=lambda f: (-_size(f.point), f.point.group is not Group.UNSPECIFIED, f.point.claim))
        found.append(Total(figures[0], tuple(figures[1:])))
    return tuple(
        sorted(found, key=lambda t: (t.whole.point.as_of, -_size(t.whole.point), t.whole.point.voice))
    )


def _figure(points: list[SeriesPoint]) -> Figure:
    """The point with the most to say stands for those that say the same."""
    points = sorted(points, key=lambda p: (-len(p.flags), p.claim))
    return Figure(points[0], tuple(p.claim for p in points))


def _size(point: SeriesPoint) -> int:
    return point.low if point.low is not None else point.high or 0
