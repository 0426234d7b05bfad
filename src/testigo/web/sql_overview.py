"""Lists, sums, places, days and campaigns: every narrowing, sum and order happens in the database."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from testigo.ledger import view
from testigo.model.toll import Measure
from testigo.web.countries import country_code
from testigo.web.desk_data import (
    PAGE_SIZE,
    Bin,
    CampaignHead,
    CampaignView,
    Filters,
    Flag,
    IncidentRow,
    MapPoint,
    RangeBar,
    RunningDay,
    Sums,
    Timeline,
)
from testigo.web.sql_part import SqlPart
from testigo.web.stored import campaign_from_json, head_of, row_of

V = view.view_incidents.c
_FLAGS: tuple[tuple[Flag, ColumnElement[bool]], ...] = (
    (Flag.SINGLE_SOURCE, V.single_source == 1),
    (Flag.PARTY_ONLY, V.party_only == 1),
    (Flag.CONTESTED, V.contested == 1),
    (Flag.UNLOCATED, V.unlocated == 1),
    (Flag.RESIDUAL, V.residual == 1),
    (Flag.NEEDS_REVIEW, V.needs_review == 1),
)
_SORTS: Mapping[str, ColumnElement[Any]] = {
    "date": V.first,
    "killed": V.killed,
    "place": V.place_key,
    "origins": V.origins,
}
RANGES_SHOWN = 24


def contains(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """True where the column holds the words; `%` and `_` in them are only letters."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return column.like(f"%{escaped}%", escape="\\")


def conditions(filters: Filters, *, with_days: bool = True) -> list[ColumnElement[bool]]:
    """What a row of `view_incidents` must hold to be seen."""
    found: list[ColumnElement[bool]] = []
    for part in filters.place.split(","):
        if part.strip():
            called, code = contains(V.place_key, view.place_key(part.strip())), country_code(part.strip())
            found.append(or_(called, V.country == code) if code else called)
    if with_days and filters.first:
        found.append(V.last >= filters.first.isoformat())
    if with_days and filters.last:
        found.append(V.first <= filters.last.isoformat())
    if filters.kinds:
        k = view.view_kinds.c
        found.append(V.id.in_(select(k.incident).where(k.kind.in_([kind.value for kind in filters.kinds]))))
    if filters.measure or filters.grades:
        t = view.view_tolls.c
        query = select(t.incident)
        if filters.measure:
            query = query.where(t.measure == filters.measure.value)
        if filters.grades:
            query = query.where(t.grade.in_([grade.value for grade in filters.grades]))
        found.append(V.id.in_(query))
    found += [holds for flag, holds in _FLAGS if flag in filters.flags]
    if filters.campaign:
        c = view.view_campaign_incidents.c
        found.append(V.id.in_(select(c.incident).where(c.campaign == filters.campaign)))
    return found


class OverviewQueries(SqlPart):
    """The questions of the first page and of the campaigns."""

    def rows(self, filters: Filters) -> tuple[IncidentRow, ...]:
        """One page of incidents, in the order asked for; unknown days and figures come last."""
        column = _SORTS.get(filters.sort.lstrip("-"), V.first)
        order = (
            (column.desc().nulls_last(), V.id.desc())
            if filters.sort.startswith("-")
            else (column.asc().nulls_last(), V.id.asc())
        )
        query = (
            select(view.view_incidents)
            .where(*conditions(filters))
            .order_by(*order)
            .limit(PAGE_SIZE)
            .offset((filters.page - 1) * PAGE_SIZE)
        )
        self._sync()  # a view written anew knows nothing of rulings until then
        with self.engine.connect() as connection:
            return tuple(row_of(row) for row in connection.execute(query))

    def ids(self, filters: Filters) -> frozenset[str]:
        """The ids of all incidents that fit, over all pages."""
        with self.engine.connect() as connection:
            return frozenset(connection.execute(select(V.id).where(*conditions(filters))).scalars())

    def sums(self, filters: Filters) -> Sums:
        """Counts and sums over all that fit, not over the page."""
        best = func.coalesce(V.killed, V.killed_min, 0)
        query = select(
            func.count(),
            func.coalesce(func.sum(V.killed_min), 0),
            func.coalesce(func.sum(best), 0),
            func.coalesce(func.sum(V.killed_max), 0),
            func.coalesce(func.sum(V.unlocated), 0),
            func.count() - func.count(V.first),
        ).where(*conditions(filters))
        with self.engine.connect() as connection:
            return Sums(*(int(value) for value in connection.execute(query).one()))

    def points(self, filters: Filters) -> tuple[MapPoint, ...]:
        """The places of all incidents that fit, one point each."""
        held = (V.lat, V.lon, V.place, V.country, V.place_precision, V.radius_km)
        query = (
            select(*held, func.count(), func.coalesce(func.sum(V.killed), 0), func.min(V.id))
            .where(V.lat.is_not(None), *conditions(filters))
            .group_by(*held)
            .order_by(func.count().desc(), V.lat, V.lon)
        )
        with self.engine.connect() as connection:
            return tuple(
                MapPoint(
                    lat,
                    lon,
                    name,
                    country or "",
                    precision or "",
                    radius or 0.0,
                    n,
                    int(killed),
                    one if n == 1 else None,
                )
                for lat, lon, name, country, precision, radius, n, killed, one in connection.execute(query)
            )

    def timeline(self, filters: Filters) -> Timeline:
        """Incidents by stretch of days. One told as a range counts where it begins and has a bar of its own."""
        where = conditions(filters)
        query = (
            select(V.first, V.last, func.count(), func.coalesce(func.sum(V.killed), 0))
            .where(V.first.is_not(None), *where)
            .group_by(V.first, V.last)
            .order_by(V.first, V.last)
        )
        ranged = [V.first.is_not(None), V.last > V.first, *where]
        bars = (
            select(V.id, V.place, V.first, V.last).where(*ranged).order_by(V.first, V.id).limit(RANGES_SHOWN)
        )
        with self.engine.connect() as connection:
            days = [
                (date.fromisoformat(first), date.fromisoformat(last), int(n), int(killed))
                for first, last, n, killed in connection.execute(query)
            ]
            ranges = tuple(
                RangeBar(i, name, date.fromisoformat(first), date.fromisoformat(last))
                for i, name, first, last in connection.execute(bars)
            )
            before, after = self._outside(connection, filters)
        told_as_ranges = sum(n for first, last, n, _ in days if last > first)
        bins, step = _bins(days, filters)
        return Timeline(bins, ranges, told_as_ranges - len(ranges), before, after, step)

    def _outside(self, connection: Connection, filters: Filters) -> tuple[int, int]:
        where = conditions(filters, with_days=False)
        before = after = 0
        if filters.first:
            early = select(func.count()).where(V.last < filters.first.isoformat(), *where)
            before = int(connection.execute(early.select_from(view.view_incidents)).scalar_one())
        if filters.last:
            late = select(func.count()).where(V.first > filters.last.isoformat(), *where)
            after = int(connection.execute(late.select_from(view.view_incidents)).scalar_one())
        return before, after

    def campaigns(self, filters: Filters | None = None) -> tuple[CampaignHead, ...]:
        """Campaigns, those with the most cumulative claims first; with filters, those that touch their days."""
        c = view.view_campaigns.c
        query = select(c.id, c.name, c.first, c.last, c.size, c.points)
        if filters and filters.campaign:
            query = query.where(c.id == filters.campaign)
        if filters and filters.first:
            query = query.where(c.last >= filters.first.isoformat())
        if filters and filters.last:
            query = query.where(c.first <= filters.last.isoformat())
        query = query.order_by(c.points.desc(), c.size.desc(), c.id).limit(PAGE_SIZE)
        with self.engine.connect() as connection:
            return tuple(head_of(row) for row in connection.execute(query))

    def campaign(self, campaign_id: str, measure: Measure = Measure.KILLED) -> CampaignView | None:
        """A campaign with the running sum of its incidents by the day on which each began."""
        c, ci, t = view.view_campaigns.c, view.view_campaign_incidents.c, view.view_tolls.c
        with self.engine.connect() as connection:
            record = connection.execute(select(c.record).where(c.id == campaign_id)).scalar_one_or_none()
            if record is None:
                return None
            query = (
                select(
                    V.first,
                    func.sum(t.minimum),
                    func.sum(func.coalesce(t.best, t.minimum)),
                    func.sum(t.maximum),
                )
                .select_from(view.view_campaign_incidents)
                .join(view.view_incidents, V.id == ci.incident)
                .join(view.view_tolls, and_(t.incident == V.id, t.measure == measure.value))
                .where(ci.campaign == campaign_id, V.first.is_not(None))
                .group_by(V.first)
                .order_by(V.first)
            )
            added = connection.execute(query).all()
        running: list[RunningDay] = []
        low = best = high = 0
        for day, minimum, likely, maximum in added:
            low, best, high = low + int(minimum), best + int(likely), high + int(maximum)
            running.append(RunningDay(date.fromisoformat(day), low, best, high))
        campaign = campaign_from_json(json.loads(record))
        self._sync()
        with self.engine.connect() as connection:
            claims = self._claims(connection, [point.claim for point in campaign.series])
        return CampaignView(campaign, tuple(running), claims, measure)


def _bins(days: Sequence[tuple[date, date, int, int]], filters: Filters) -> tuple[tuple[Bin, ...], str]:
    """Stretches of a day, week, month or year: as many as a page can show, empty ones included."""
    if not days:
        return (), "day"
    first = max(days[0][0], filters.first) if filters.first else days[0][0]
    last = max(first, *(row[0] for row in days))
    length = (last - first).days + 1
    step = next(
        (name for name, most in (("day", 120), ("week", 900), ("month", 5500)) if length <= most), "year"
    )
    counted: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for start, _, n, killed in days:
        slot = counted[_start_of(max(start, first), step)]
        slot[0] += n
        slot[1] += killed
    bins: list[Bin] = []
    at = _start_of(first, step)
    while at <= last:
        following = _next(at, step)
        n, killed = counted.get(at, (0, 0))
        bins.append(Bin(at, following - timedelta(days=1), n, killed))
        at = following
    return tuple(bins), step


def _start_of(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def _next(day: date, step: str) -> date:
    if step == "year":
        return day.replace(year=day.year + 1)
    if step == "month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day + timedelta(days=7 if step == "week" else 1)
