"""Campaigns: waves of incidents, and the cumulative claims set against the running sum of their incidents (rules R13, R15–R17).

A cumulative toll is a check, never an addend: nothing here changes an incident.
"""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from testigo.model.claim import Claim, Factuality, Polarity
from testigo.model.identity import content_id
from testigo.model.incident import Campaign, SeriesPoint
from testigo.model.judgement import ReviewItem
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.model.toll import Figure, Group, Hedge, Measure
from testigo.reconciling.assembling import Assembled, Context
from testigo.reconciling.merging import disjoint_parts, figure_of
from testigo.reconciling.nearness import Relation, is_fine, place_key, relate
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.testimony import FORCES, LIVE, Testimony, minutes
from testigo.reconciling.voices import fold, origin_of, voice_name
from testigo.reconciling.witnesses import gather_testimonies

SUMMED = frozenset({Measure.KILLED, Measure.INJURED, Measure.ARRESTED, Measure.MISSING})


Steps = tuple[tuple[int, int], ...]
"""Moments in minutes at which more became known, each with the best figure from then on."""


class Known(Protocol):
    """What was known of an incident's toll when."""

    def changes(self, measure: Measure, cause: str, *, forces: bool | None) -> Steps:
        """By how much a sum rises or falls at which moment."""


class Table(Protocol):
    """What was known of many incidents, as an earlier run kept it."""

    def changes_of(
        self, rows: Sequence[int], measure: Measure, cause: str, *, forces: bool | None
    ) -> NDArray[np.int64]:
        """By how much a sum over some of them rises or falls at which moment: two columns, in no order."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One incident of a table."""

    table: Table
    row: int

    def changes(self, measure: Measure, cause: str, *, forces: bool | None) -> Steps:
        """By how much a sum rises or falls at which moment."""
        told = self.table.changes_of([self.row], measure, cause, forces=forces)
        return tuple((moment, change) for moment, change in told.tolist())


@dataclass(frozen=True, slots=True)
class Counted:
    """An incident as the sums of a wave see it. Days inclusive."""

    id: str
    place: Place
    days: tuple[date, date]
    known: Known


@dataclass(frozen=True, slots=True)
class Wave:
    """Incidents of one country with no long pause among them. Days inclusive."""

    country: str
    first: date
    last: date
    incidents: tuple[Counted, ...]
    name: str = ""


def counted(item: Assembled, known: KnownBy) -> Counted | None:
    """The incident as sums see it; None for one that no wave counts: without a place or days, or a total of a day."""
    place, days = item.incident.where.place, days_of(item)
    if days is None or not isinstance(place, Place) or "day total" in item.incident.flags:
        return None
    return Counted(item.incident.id, place, days, known)


def days_of(item: Assembled) -> tuple[date, date] | None:
    """The days of an incident, None where they are not told or more than a month."""
    interval = item.incident.when.interval
    return (interval.first, interval.last) if isinstance(interval, Interval) and interval.days <= 31 else None


def find_waves(incidents: Iterable[Counted], settings: ReconcileSettings) -> list[Wave]:
    """Waves named by the user first, then the rest by country, cut at every pause longer than the setting."""
    placed = sorted(
        ((item.days, item) for item in incidents), key=lambda row: (row[1].place.country, row[0], row[1].id)
    )
    waves: list[Wave] = []
    taken: set[str] = set()
    for named in sorted(settings.waves, key=lambda w: (w.country, w.first, w.name)):
        inside = [
            item
            for days, item in placed
            if item.place.country == named.country
            and named.first <= days[0] <= named.last
            and item.id not in taken
        ]
        taken.update(item.id for item in inside)
        waves.append(Wave(named.country, named.first, named.last, tuple(inside), named.name))
    open_wave: list[tuple[tuple[date, date], Counted]] = []
    last = date.min
    for row in placed:
        if row[1].id in taken:
            continue
        if open_wave:
            if (
                row[1].place.country != open_wave[0][1].place.country
                or (row[0][0] - last).days > settings.campaign_gap_days
            ):
                waves.append(_wave(open_wave))
                open_wave = []
        last = max(last, row[0][1]) if open_wave else row[0][1]
        open_wave.append(row)
    if open_wave:
        waves.append(_wave(open_wave))
    return waves


def _wave(rows: Sequence[tuple[tuple[date, date], Counted]]) -> Wave:
    items = tuple(item for _, item in rows)
    return Wave(items[0].place.country, rows[0][0][0], max(days[1] for days, _ in rows), items)


class KnownBy:
    """What was known of an incident's toll by a moment: settles the figures told until then, once for each moment that brought one."""

    def __init__(self, item: Assembled) -> None:
        self._item = item
        self._cache: dict[tuple[Measure, bool | None], Steps] = {}
        self._changes: dict[tuple[Measure, bool | None, str], Steps] = {}
        self.days = days_of(item)

    @property
    def asked(self) -> frozenset[tuple[Measure, bool | None, str]]:
        """What sums have been asked for."""
        return frozenset(self._changes)

    def changes(self, measure: Measure, cause: str, *, forces: bool | None) -> Steps:
        """By how much a sum rises or falls at which moment; nothing where the incident has another cause (R21)."""
        key = (measure, forces, cause)
        if key not in self._changes:
            found, before = [], 0
            if self.days is not None and _has_cause(self._item, cause, measure):
                begun = minutes(self.days[0])
                for moment, best in self.steps(measure, forces=forces):
                    found.append((max(moment, begun), best - before))
                    before = best
            self._changes[key] = tuple(found)
        return self._changes[key]

    def steps(self, measure: Measure, *, forces: bool | None) -> Steps:
        """The best figure as it became known; `forces` True or False counts the forces or the people alone, None all."""
        key = (measure, forces)
        if key not in self._cache:
            self._cache[key] = self._settled(measure, forces)
        return self._cache[key]

    def _settled(self, measure: Measure, forces: bool | None) -> Steps:
        settled = self._item.settled.get(measure)
        told = settled.testimonies if settled is not None else ()
        if settled is not None and settled.toll is not None and len({t.as_of for t in told}) == 1:
            if forces is None or (forces is False and not any(t.group in FORCES for t in told)):
                toll = settled.toll
                return ((told[0].as_of, toll.best if toll.best is not None else toll.minimum),)
        has_forces = any(t.group in FORCES for t in told)
        if forces is True:
            told = tuple(replace(t, is_subset=False) for t in told if t.group in FORCES)
        elif forces is False and not has_forces:
            return self.steps(measure, forces=None)
        elif forces is False:
            told = tuple(t for t in told if t.group not in FORCES or t.is_subset)
            told = told if any(t.group not in FORCES for t in told) else ()
        fresh = [_fresh(t) for t in told]
        return tuple(
            (moment, figure_of((t for t in fresh if t.as_of <= moment), self._item.case))
            for moment in sorted({t.as_of for t in fresh})
        )


class RunningSum:
    """The running sum of a wave's incidents, for each thing that cumulative claims count (R13, R15)."""

    def __init__(self, wave: Wave) -> None:
        self._wave = wave
        self._inside: dict[object, tuple[_Sum, list[date], list[date]]] = {}
        self._sums: dict[object, tuple[list[int], list[int]]] = {}

    def at(self, claim: Claim, figure: Figure, day: date) -> tuple[int, date | None]:
        """The sum of what was known by the end of a day for a claim's group, cause, place and stretch; and the newest day counted."""
        forces = True if figure.group in FORCES else None if figure.group is Group.UNSPECIFIED else False
        place = claim.where.place
        region = place if isinstance(place, Place) and place.precision is not PlacePrecision.COUNTRY else None
        interval = claim.when.interval
        since = interval.first if isinstance(interval, Interval) and interval.first < interval.last else None
        if since is not None and since <= self._wave.first:
            since = None
        inside = (place_key(region) if region is not None else "", since)
        if inside not in self._inside:
            self._inside[inside] = self._within(region, since)
        items, firsts, lasts = self._inside[inside]
        key = (figure.measure, forces, claim.cause, inside)
        if key not in self._sums:
            self._sums[key] = items.of(figure.measure, claim.cause, forces=forces)
        moments, totals = self._sums[key]
        known = bisect.bisect_right(moments, minutes(day + timedelta(days=1)) - 1)
        begun = bisect.bisect_right(firsts, day)
        return (totals[known - 1] if known else 0), (lasts[begun - 1] if begun else None)

    def _within(self, region: Place | None, since: date | None) -> tuple[_Sum, list[date], list[date]]:
        """The incidents of a place and stretch, the first days of them, and the last day of all that had begun by each."""
        items = [
            item
            for item in self._wave.incidents
            if (since is None or item.days[1] >= since) and _covers(region, item.place)
        ]
        spans = sorted(item.days for item in items)
        return (
            _Sum(items),
            [first for first, _ in spans],
            list(itertools.accumulate((last for _, last in spans), max)),
        )


class _Sum:
    """Some incidents to be summed, those of one table together."""

    def __init__(self, items: Iterable[Counted]) -> None:
        self._apart: list[Known] = []
        self._tables: dict[int, tuple[Table, list[int]]] = {}
        for item in items:
            known = item.known
            if isinstance(known, Kept):
                self._tables.setdefault(id(known.table), (known.table, []))[1].append(known.row)
            else:
                self._apart.append(known)

    def of(self, measure: Measure, cause: str, *, forces: bool | None) -> tuple[list[int], list[int]]:
        """The moments at which more became known, and the sum from each on."""
        steps = [step for known in self._apart for step in known.changes(measure, cause, forces=forces)]
        tables = [
            table.changes_of(rows, measure, cause, forces=forces) for table, rows in self._tables.values()
        ]
        told = np.concatenate([np.array(steps, dtype=np.int64).reshape(-1, 2), *tables])
        told = told[np.argsort(told[:, 0])]
        return told[:, 0].tolist(), np.cumsum(told[:, 1]).tolist()


def _covers(region: Place | None, here: Place) -> bool:
    """True where an incident's place lies in the place that a claim counts over; None is the whole country."""
    if region is None:
        return True
    if is_fine(region) and not is_fine(here):
        return False
    return relate(region, here) in {Relation.SAME, Relation.WITHIN, Relation.REGION, Relation.SITES}


def _fresh(t: Testimony) -> Testimony:
    """A figure as it was told, before the rules: only copies keep their standing."""
    if t.rule == "R11" or (t.state == LIVE and not t.rule):
        return t
    return replace(t, state=LIVE, rule="", by=None, note="")


def is_cumulative(claim: Claim) -> bool:
    """True for a total over a stretch of time that is asserted."""
    return (
        claim.figure is not None
        and claim.figure.measure in SUMMED
        and claim.stance.polarity is Polarity.AFFIRMED
        and claim.stance.factuality not in {Factuality.PLANNED, Factuality.HYPOTHETICAL}
    )


def build_campaigns(
    incidents: Iterable[Counted], cumulative: Sequence[Claim], context: Context
) -> tuple[list[Campaign], list[ReviewItem]]:
    """Waves with their series. A cumulative claim goes to the wave of its country that it speaks of; those of no wave are left out."""
    waves = find_waves(incidents, context.settings)
    claims_of: dict[int, list[Claim]] = defaultdict(list)
    for claim in cumulative:
        number = _wave_of(claim, waves, context)
        if number is not None:
            claims_of[number].append(claim)
    campaigns: list[Campaign] = []
    review: list[ReviewItem] = []
    for number, wave in enumerate(waves):
        if len(wave.incidents) < 2 and not wave.name and not claims_of.get(number):
            continue  # one incident alone is no wave
        series, items = _series(wave, claims_of.get(number, []), context)
        identity = content_id("w", wave.country, wave.name or wave.first)
        name = wave.name or f"{wave.country} {wave.first} to {wave.last}"
        ids = tuple(sorted(item.id for item in wave.incidents))
        campaigns.append(Campaign(identity, name, wave.country, wave.first, wave.last, ids, tuple(series)))
        review.extend(items)
    return sorted(campaigns, key=lambda c: (c.first, c.country or "", c.id)), review


def as_of_day(claim: Claim, context: Context) -> date | None:
    """The day until which a cumulative claim counts: the last day it covers, no later than its publication; else that day."""
    source = context.sources.get(claim.document)
    published = source.published if source is not None else None
    interval = claim.when.interval
    if isinstance(interval, Interval):
        return interval.last if published is None else min(interval.last, published)
    return published


def _wave_of(claim: Claim, waves: Sequence[Wave], context: Context) -> int | None:
    """The latest wave of the claim's country that has begun by its day and whose covered stretch meets it."""
    day = as_of_day(claim, context)
    place = claim.where.place
    if day is None or not isinstance(place, Place):
        return None
    interval = claim.when.interval
    begun = []
    for number, wave in enumerate(waves):
        if wave.country != place.country or wave.first > day:
            continue
        if isinstance(interval, Interval) and interval.last < wave.first:
            continue
        if not isinstance(interval, Interval) and not wave.name and (day - wave.last).days > 365:
            continue
        begun.append((wave.first, bool(wave.name), number))
    return max(begun)[2] if begun else None


def _series(
    wave: Wave, claims: Sequence[Claim], context: Context
) -> tuple[list[SeriesPoint], list[ReviewItem]]:
    points: list[SeriesPoint] = []
    review: list[ReviewItem] = []
    by_id = {claim.id: claim for claim in claims}
    running = RunningSum(wave)
    told = gather_testimonies(
        claims, context.sources, context.root_of, context.copied, accepted=context.accepted
    )
    for measure in sorted(told, key=lambda m: m.value):
        by_document: dict[str, list[Testimony]] = defaultdict(list)
        for t in told[measure]:
            if t.state != "copy":
                by_document[t.document].append(t)
        for together in by_document.values():
            points.extend(_point(by_id[t.claim], t, together, running, context) for t in together)
    points = _one_name_a_voice(points, by_id, context)
    points.sort(key=lambda p: (p.as_of, p.measure.value, p.voice, p.includes, p.claim))
    marked = _mark_deltas(points, by_id, context)
    for point in marked:
        review.extend(_items(point))
    return marked, review


def _one_name_a_voice(
    points: Sequence[SeriesPoint], by_id: Mapping[str, Claim], context: Context
) -> list[SeriesPoint]:
    """Points of one origin under one name, so that a voice is one curve: the name told most often, then the longest."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    origins = {}
    for point in points:
        claim = by_id[point.claim]
        source = context.sources.get(claim.document)
        origins[point.claim] = origin_of(claim, source, context.root_of.get(claim.document, claim.document))
        told[origins[point.claim]][point.voice] += 1
    names = {
        origin: min(voices, key=lambda name: (-voices[name], -len(name), name))
        for origin, voices in told.items()
    }
    return [replace(point, voice=names[origins[point.claim]]) for point in points]


def _point(
    claim: Claim, testimony: Testimony, together: Sequence[Testimony], running: RunningSum, context: Context
) -> SeriesPoint:
    """One claim against the incidents; `together` are the figures of the same measure in its document."""
    figure = claim.figure
    day = as_of_day(claim, context)
    if figure is None or day is None:
        raise AssertionError("a cumulative claim has a figure and a day")
    total, newest = running.at(claim, figure, day)
    value = testimony.point
    residual = None if value is None else value - total
    note, flags = _explain(residual, newest, day, figure, context.settings)
    is_whole = figure.group is Group.UNSPECIFIED and claim.cause == "unknown"
    parts = disjoint_parts(testimony, together) if is_whole else []
    parts_sum = sum(p.point or 0 for p in parts) if len(parts) >= 2 else None
    if parts_sum is not None and value is not None and parts_sum != value:
        flags = (*flags, "parts do not add up")
        note = f"{note}; {value} said, the parts give {parts_sum}"
    return SeriesPoint(
        claim=claim.id,
        as_of=day,
        measure=figure.measure,
        group=figure.group,
        voice=voice_name(claim, context.sources.get(claim.document)),
        includes=includes_of(claim, parts),
        low=figure.bounds.low,
        high=figure.bounds.high,
        incidents_sum=total,
        residual=residual,
        note=note,
        flags=flags,
        parts=tuple(p.claim for p in parts) if parts_sum is not None else (),
        parts_sum=parts_sum,
    )


def includes_of(claim: Claim, parts: Iterable[Testimony] = ()) -> tuple[str, ...]:
    """What a cumulative claim counts: its cause, its group, and, for a total told with its parts, theirs (R21)."""
    found = set()
    if claim.cause != "unknown":
        found.add(claim.cause)
    if claim.figure is not None and claim.figure.group is not Group.UNSPECIFIED:
        found.add(claim.figure.group.value)
    for part in parts:
        found.add(part.group.value if part.group in FORCES else part.cause)
    return tuple(sorted(found))


def _has_cause(item: Assembled, cause: str, measure: Measure) -> bool:
    """R21: causes are disjoint. An incident whose cause nobody tells counts as a clash, unless its dead are of the forces alone."""
    if cause == "unknown":
        return True
    settled = item.settled.get(measure)
    told = {t.cause for t in settled.testimonies if t.cause != "unknown"} if settled is not None else set()
    if told or settled is None:
        return cause in told
    return cause == "clash" and any(t.group not in FORCES for t in settled.testimonies)


def _explain(
    residual: int | None, newest: date | None, day: date, figure: Figure, settings: ReconcileSettings
) -> tuple[str, tuple[str, ...]]:
    """R13 in words: nothing left over, so many unlocated, a lag behind the newest incident, or an alarm for duplicates."""
    if residual is None:
        return "no point to compare", ()
    if residual == 0:
        return "the incidents explain it", ()
    if residual > 0:
        return f"unlocated {residual}", ("unlocated",)
    if newest is not None and (day - newest).days * 24 <= settings.lag_hours:
        return f"{-residual} fewer than the incidents: it may not yet count the newest", ("lag",)
    if figure.bounds.hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN}:
        return f"{-residual} fewer than the incidents, but told as the least", ()
    return f"{-residual} fewer than the incidents: are some counted twice?", ("duplicates?",)


def _mark_deltas(
    points: Sequence[SeriesPoint], by_id: Mapping[str, Claim], context: Context
) -> list[SeriesPoint]:
    """R17: a voice that rises from 58 to 59 while no incident was found between is a lead, and creates no incident."""
    last: dict[object, SeriesPoint] = {}
    marked = []
    for point in points:
        claim = by_id[point.claim]
        root = context.root_of.get(claim.document, claim.document)
        place = claim.where.place
        key = (
            origin_of(claim, context.sources.get(root), root),
            point.measure,
            point.includes,
            fold(place.name) if isinstance(place, Place) else "",
        )
        before = last.get(key)
        exact = point.low is not None and point.low == point.high
        if (
            before is not None
            and exact
            and before.low is not None
            and point.low is not None
            and before.as_of < point.as_of
        ):
            rise = point.low - before.low
            found = point.incidents_sum - before.incidents_sum
            if rise > max(found, 0):
                point = replace(
                    point,
                    note=f"{point.note}; rose by {rise} since {before.as_of}, incidents explain {max(found, 0)}",
                    flags=(*point.flags, "delta"),
                )
        if exact:
            last[key] = point
        marked.append(point)
    return marked


def _items(point: SeriesPoint) -> list[ReviewItem]:
    kinds = {"delta": "delta", "duplicates?": "residual", "parts do not add up": "parts"}
    return [
        ReviewItem(
            content_id("r", kinds[flag], point.claim),
            kinds[flag],
            (point.claim, *point.parts),
            reason=point.note,
            priority=3.0,
        )
        for flag in point.flags
        if flag in kinds
    ]
