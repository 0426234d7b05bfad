"""The shapes of the timeline and the cumulative curve, worked out on the server as plain numbers for SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, log10

from testigo.model.incident import SeriesPoint
from testigo.model.toll import Group
from testigo.web.desk_data import Bin, CampaignView, RunningDay, Timeline

OfDay = Callable[[date], float]
OfValue = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what to write there."""

    at: float
    day: date | None = None
    value: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of the timeline as a column; `killed_top` is where the part with deaths ends."""

    x: float
    y: float
    width: float
    height: float
    bin: Bin


@dataclass(frozen=True, slots=True)
class Strip:
    """An incident known only to lie within some days."""

    x: float
    y: float
    width: float
    incident: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """Columns over strips, in a box of `width` by `height` units."""

    width: float
    height: float
    base: float
    columns: tuple[Column, ...]
    strips: tuple[Strip, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Dot:
    """One cumulative claim on the curve; `is_part` where the voice gave a larger figure for the same day."""

    x: float
    y: float
    claim: str
    day: date
    value: int
    is_open: bool
    residual: int | None
    note: str
    includes: tuple[str, ...]
    group: Group
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One voice's claims joined, with the residual against the running sum as an area."""

    voice: str
    path: str
    area: str
    dots: tuple[Dot, ...]
    number: int


@dataclass(frozen=True, slots=True)
class CurveChart:
    """The running sum as a stepped band and line, and a line for each voice."""

    width: float
    height: float
    band: str
    sum_path: str
    lines: tuple[Line, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    top: int
    total: RunningDay | None


def timeline_chart(
    timeline: Timeline, *, width: float = 640, height: float = 120, lane: float = 7
) -> TimelineChart:
    """A column for each stretch, its height by the incidents; strips below for those told as ranges."""
    bins = timeline.bins
    if not bins:
        return TimelineChart(width, height, height, (), (), (), (), None, None)
    left, base = 30.0, height - 20
    top = nice_top(max(b.incidents for b in bins))
    first, last = bins[0].first, bins[-1].last
    span = (last - first).days + 1
    scale = (width - left) / span

    def x_of(day: date) -> float:
        return round(left + (day - first).days * scale, 2)

    columns = tuple(
        Column(
            x_of(b.first),
            round(base - (base - 8) * b.incidents / top, 2),
            round(max(((b.last - b.first).days + 1) * scale - 1, 0.6), 2),
            round((base - 8) * b.incidents / top, 2),
            b,
        )
        for b in bins
    )
    strips: list[Strip] = []
    lanes: list[date] = []
    for bar in timeline.ranges:
        start, stop = max(bar.first, first), min(bar.last, last)
        if start > stop:
            continue
        free = next((i for i, until in enumerate(lanes) if until < start), len(lanes))
        if free == len(lanes):
            lanes.append(stop)
        lanes[free] = stop
        length = max(((stop - start).days + 1) * scale - 1, 3)
        strips.append(
            Strip(
                x_of(start),
                height + 4 + free * lane,
                round(length, 2),
                bar.incident,
                bar.name,
                bar.first,
                bar.last,
            )
        )
    return TimelineChart(
        width,
        height + (len(lanes) * lane + 8 if lanes else 0),
        base,
        columns,
        tuple(strips),
        day_ticks(first, last, x_of),
        tuple(Tick(round(base - (base - 8) * v / top, 2), value=v) for v in value_ticks(top)),
        first,
        last,
    )


def curve_chart(view: CampaignView, *, width: float = 960, height: float = 300, most: int = 6) -> CurveChart:
    """The campaign's running sum against each voice's cumulative claims; voices with the most claims first."""
    points = [
        p
        for p in view.campaign.series
        if p.measure is view.measure and (p.low is not None or p.high is not None)
    ]
    voices: dict[str, list[SeriesPoint]] = {}
    for p in sorted(points, key=lambda p: (p.as_of, -_value(p.low, p.high), p.claim)):
        voices.setdefault(p.voice, []).append(p)
    ordered = sorted(
        voices.items(), key=lambda item: (-len({p.as_of for p in item[1]}), -len(item[1]), item[0])
    )[:most]
    shown = [p for _, mine in ordered for p in mine]
    days = [r.day for r in view.running] + [p.as_of for p in shown]
    if not days:
        return CurveChart(width, height, "", "", (), (), (), 0, None)
    left, right, base = 40.0, 12.0, height - 24
    first, last = min(days) - timedelta(days=1), max(days)
    span = max((last - first).days, 1)
    values = [r.maximum for r in view.running] + [_value(p.low, p.high) for p in shown]
    top = nice_top(max(values))

    def x_of(day: date) -> float:
        return round(left + (day - first).days * (width - left - right) / span, 2)

    def y_of(value: float) -> float:
        return round(base - (base - 10) * value / top, 2)

    running = view.running

    def dot_of(p: SeriesPoint, *, is_part: bool) -> Dot:
        value = _value(p.low, p.high)
        is_open = p.low is None or p.high is None
        place = (x_of(p.as_of), y_of(value), p.claim, p.as_of, value)
        return Dot(*place, is_open, p.residual, p.note, p.includes, p.group, is_part)

    lines: list[Line] = []
    for number, (voice, mine) in enumerate(ordered, start=1):
        tops = {
            p.as_of: p for p in reversed(mine)
        }  # of one day's figures the largest is the total, the others its parts
        dots = tuple(dot_of(p, is_part=p is not tops[p.as_of]) for p in mine)
        whole = [dot for dot in dots if not dot.is_part]
        path = "M" + " L".join(f"{d.x} {d.y}" for d in whole)
        lines.append(
            Line(voice, path, _area(whole, running, x_of, y_of) if len(whole) > 1 else "", dots, number)
        )
    return CurveChart(
        width,
        height,
        _band(running, x_of, y_of, last),
        _steps(running, x_of, y_of, last),
        tuple(lines),
        day_ticks(first, last, x_of),
        tuple(Tick(y_of(v), value=v) for v in value_ticks(top)),
        top,
        running[-1] if running else None,
    )


def _value(low: int | None, high: int | None) -> int:
    return low if low is not None else (high or 0)


def _steps(running: Sequence[RunningDay], x_of: OfDay, y_of: OfValue, last: date) -> str:
    if not running:
        return ""
    path = f"M{x_of(running[0].day)} {y_of(0)}"
    for day in running:
        path += f" H{x_of(day.day)} V{y_of(day.best)}"
    return f"{path} H{x_of(last)}"


def _band(running: Sequence[RunningDay], x_of: OfDay, y_of: OfValue, last: date) -> str:
    """From min to max, stepped."""
    if not running:
        return ""
    upper = f"M{x_of(running[0].day)} {y_of(0)}"
    for day in running:
        upper += f" H{x_of(day.day)} V{y_of(day.maximum)}"
    lower = f" H{x_of(last)} V{y_of(running[-1].minimum)}"
    for i in range(len(running) - 1, -1, -1):
        below = running[i - 1].minimum if i else 0
        lower += f" H{x_of(running[i].day)} V{y_of(below)}"
    return upper + lower + " Z"


def _area(dots: Sequence[Dot], running: Sequence[RunningDay], x_of: OfDay, y_of: OfValue) -> str:
    """Between a voice's line and the running sum, from its first claim to its last: the residual (R13)."""
    first, last = dots[0].day, dots[-1].day
    path = "M" + " L".join(f"{d.x} {d.y}" for d in dots)
    path += f" L{dots[-1].x} {y_of(sum_at(running, last))}"
    for i in range(len(running) - 1, -1, -1):
        day = running[i].day
        if first < day <= last:
            before = running[i - 1].best if i else 0
            path += f" H{x_of(day)} V{y_of(before)}"
    return f"{path} H{dots[0].x} Z"


def sum_at(running: Sequence[RunningDay], day: date) -> int:
    """The incidents' best sum up to and including a day."""
    return next((r.best for r in reversed(running) if r.day <= day), 0)


def nice_top(value: int) -> int:
    """The next round number at or above a value: 1, 2, 5 and their tens.

    >>> [nice_top(v) for v in (0, 1, 3, 7, 18, 56, 101)]
    [1, 1, 4, 8, 18, 60, 120]
    """
    if value <= 1:
        return 1
    size = 10 ** int(log10(value))
    step = size if value / size > 5 else size * 0.2 if value / size <= 2 and size > 1 else size
    return ceil(value / max(step, 1)) * int(max(step, 1)) if value > 9 else value + value % 2


def value_ticks(top: int) -> tuple[int, ...]:
    """Nought, half and the top, where half is whole."""
    return (0, top // 2, top) if top % 2 == 0 else (0, top)


def day_ticks(first: date, last: date, x_of: OfDay, most: int = 8) -> tuple[Tick, ...]:
    """Round days along an axis: days, Mondays, firsts of months or of years."""
    span = (last - first).days + 1
    for step in (1, 2, 7, 14):
        if span / step <= most:
            start = first + timedelta(days=(-first.toordinal()) % step) if step > 1 else first
            days = [start + timedelta(days=step * i) for i in range(int(span / step) + 1)]
            return tuple(Tick(x_of(d), d) for d in days if first <= d <= last)
    months = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    inside = [m for m in months if first <= m <= last]
    for every in (1, 2, 3, 6, 12, 24, 60, 120):
        chosen = [m for m in inside if (m.year * 12 + m.month - 1) % every == 0]
        if len(chosen) <= most:
            return tuple(Tick(x_of(d), d) for d in chosen)
    return ()
