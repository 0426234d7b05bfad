"""The desk's questions, answered from a ledger's tables: every narrowing, sum and order happens in the database."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, literal, or_, select

from testigo.ledger import tables, view
from testigo.ledger.journal import Overtaken
from testigo.ledger.store import Ledger
from testigo.model.claim import Claim, Kind
from testigo.model.incident import Campaign, Incident, SeriesPoint, Standing
from testigo.model.interchange import claim_from_json, when_from_json, where_from_json
from testigo.model.judgement import Judgement, ReviewItem, Verdict
from testigo.model.text import Failure
from testigo.model.toll import Grade, Group, Measure, Toll
from testigo.web.desk_data import (
    PAGE_SIZE,
    Bin,
    CampaignHead,
    CampaignView,
    Counts,
    Filters,
    Flag,
    Header,
    IncidentRow,
    IncidentView,
    LogEntry,
    MapPoint,
    OvertakenError,
    Queue,
    QueueEntry,
    RangeBar,
    ReportView,
    Ruling,
    RunningDay,
    Sums,
    Timeline,
)
from testigo.web.docket import Docket, state_of, subjects_key

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
NEAR_DEGREES = 0.5
NEAR_DAYS = 4


def contains(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """True where the column holds the words; `%` and `_` in them are only letters."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return column.like(f"%{escaped}%", escape="\\")


def conditions(filters: Filters, *, with_days: bool = True) -> list[ColumnElement[bool]]:
    """What a row of `view_incidents` must hold to be seen."""
    found: list[ColumnElement[bool]] = []
    found += [
        contains(V.place_key, view.place_key(part)) for part in filters.place.split(",") if part.strip()
    ]
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


def toll_from_json(row: Mapping[str, Any]) -> Toll:
    """The inverse of `toll_to_json`."""
    return Toll(
        row["min"],
        row["best"],
        row["max"],
        row["max_open"],
        Grade(row["grade"]),
        tuple((Group(name), toll_from_json(part)) for name, part in row["by_group"].items()),
        tuple(row["claims"]),
        tuple(row["rules"]),
        row["discrepancy"],
    )


def incident_from_row(row: Row[Any]) -> Incident:
    """The incident that a row of `view_incidents` keeps."""
    record = json.loads(row.record)
    return Incident(
        record["id"],
        tuple(Kind(kind) for kind in record["kinds"]),
        when_from_json(record["when"]),
        where_from_json(record["where"]),
        tuple((Measure(name), toll_from_json(toll)) for name, toll in record["tolls"].items()),
        tuple(json.loads(row.sources)),
        record["origins"],
        tuple(record["claims"]),
        tuple(record.get("flags", ())),
        record["status"],
    )


def campaign_from_json(record: Mapping[str, Any]) -> Campaign:
    """The inverse of `campaign_to_json`."""
    return Campaign(
        record["id"],
        record["name"],
        record["country"],
        date.fromisoformat(record["first"]),
        date.fromisoformat(record["last"]),
        tuple(record["incidents"]),
        tuple(
            SeriesPoint(
                point["claim"],
                date.fromisoformat(point["as_of"]),
                Measure(point["measure"]),
                Group(point["group"]),
                point["voice"],
                tuple(point["includes"]),
                point["low"],
                point["high"],
                point["incidents_sum"],
                point["residual"],
                point["note"],
                tuple(point["flags"]),
            )
            for point in record["series"]
        ),
    )


def _row(row: Row[Any]) -> IncidentRow:
    columns = (
        (Flag.SINGLE_SOURCE, row.single_source),
        (Flag.PARTY_ONLY, row.party_only),
        (Flag.CONTESTED, row.contested),
        (Flag.UNLOCATED, row.unlocated),
        (Flag.RESIDUAL, row.residual),
        (Flag.NEEDS_REVIEW, row.needs_review),
    )
    return IncidentRow(incident_from_row(row), tuple(flag for flag, on in columns if on), row.documents)


class SqlDesk:
    """The desk over one ledger. `after_ruling` is called when a ruling is on disk, to have the view worked out anew."""

    def __init__(self, ledger: Ledger, after_ruling: Callable[[], None] | None = None) -> None:
        self.ledger = ledger
        self.engine = ledger.engine
        self._after_ruling = after_ruling
        self._docket = Docket()
        self._sync_lock = threading.Lock()
        self._view_revision: str | None = None

    # --- overview

    def counts(self) -> Counts:
        held = self.ledger.counts()
        r = view.view_reviews.c
        with self.engine.connect() as connection:
            waiting = connection.execute(select(func.count()).where(r.state == "open")).scalar_one()
        return Counts(held["documents"], held["claims"], held["incidents"], held["failures"], int(waiting))

    def is_stale(self) -> bool:
        """True while the view waits to be worked out from the newest claims and rulings."""
        return self.ledger.is_stale()

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
        with self.engine.connect() as connection:
            return tuple(_row(row) for row in connection.execute(query))

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

    # --- campaigns

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
            return tuple(_head(row) for row in connection.execute(query))

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
        claims = self.ledger.claims_by_id([point.claim for point in campaign.series])
        return CampaignView(campaign, tuple(running), claims, measure)

    # --- incidents, claims, reports

    def incident(self, incident_id: str) -> IncidentView | None:
        s, ci, r = view.view_standings, view.view_campaign_incidents.c, view.view_reviews.c
        c = view.view_campaigns.c
        with self.engine.connect() as connection:
            row = connection.execute(select(view.view_incidents).where(V.id == incident_id)).one_or_none()
            if row is None:
                return None
            self._sync(connection)
            members = connection.execute(select(s).where(s.c.incident == incident_id)).all()
            campaigns = connection.execute(
                select(c.id, c.name, c.first, c.last, c.size, c.points)
                .join(view.view_campaign_incidents, ci.campaign == c.id)
                .where(ci.incident == incident_id)
                .order_by(c.id)
            ).all()
            waiting = connection.execute(
                select(view.view_reviews).where(r.incident == incident_id).order_by(r.priority.desc(), r.id)
            ).all()
            found = _row(row)
            claims = self._claims(connection, {*found.incident.claims, *(m.claim for m in members)})
            documents = {claim.document for claim in claims.values()} | set(found.incident.documents)
            headers = self._headers(connection, documents, with_family=True)
        standings = {m.claim: _standing(m) for m in members if m.state}
        return IncidentView(
            found.incident,
            claims,
            standings,
            headers,
            found.flags,
            self._docket.naming(claims),
            tuple(_item(item) for item in waiting),
            tuple(_head(head) for head in campaigns),
        )

    def nearby(self, incident_id: str, limit: int = 8) -> tuple[IncidentRow, ...]:
        """Incidents that might be the same one: a few days and half a degree away at most, the nearest days first."""
        with self.engine.connect() as connection:
            here = connection.execute(select(view.view_incidents).where(V.id == incident_id)).one_or_none()
            if here is None:
                return ()
            where = [V.id != incident_id]
            if here.lat is not None:
                where += [
                    V.lat.between(here.lat - NEAR_DEGREES, here.lat + NEAR_DEGREES),
                    V.lon.between(here.lon - NEAR_DEGREES, here.lon + NEAR_DEGREES),
                ]
            if here.first is not None:
                gap = timedelta(days=NEAR_DAYS)
                where += [
                    V.last >= (date.fromisoformat(here.first) - gap).isoformat(),
                    V.first <= (date.fromisoformat(here.last) + gap).isoformat(),
                ]
            query = select(view.view_incidents).where(*where).order_by(V.first, V.id).limit(limit)
            return tuple(_row(row) for row in connection.execute(query))

    def claim(self, claim_id: str) -> Claim | None:
        return self.ledger.claim(claim_id)

    def incident_of(self, claim_id: str) -> str | None:
        s = view.view_standings.c
        with self.engine.connect() as connection:
            return connection.execute(
                select(s.incident).where(s.claim == claim_id).order_by(s.incident).limit(1)
            ).scalar_one_or_none()

    def reports(self, search: str, page: int) -> tuple[tuple[Header, ...], int]:
        """One page of reports, the newest first, and how many there are; `search` looks at titles, outlets and ids."""
        d = tables.documents.c
        where: list[ColumnElement[bool]] = []
        if search.strip():
            words = search.strip().lower()
            where.append(
                or_(
                    contains(func.lower(func.coalesce(d.title, "")), words),
                    contains(func.lower(func.coalesce(d.outlet, "")), words),
                    contains(func.lower(d.id), words),
                )
            )
        withdrawn = self.ledger.journal.withdrawn()
        if withdrawn:
            where.append(d.id.not_in(sorted(withdrawn)))
        ids = (
            select(d.id)
            .where(*where)
            .order_by(d.published.desc().nulls_last(), d.id)
            .limit(PAGE_SIZE)
            .offset((page - 1) * PAGE_SIZE)
        )
        with self.engine.connect() as connection:
            total = connection.execute(
                select(func.count()).select_from(tables.documents).where(*where)
            ).scalar_one()
            wanted = list(connection.execute(ids).scalars())
            headers = self._headers(connection, wanted)
        return tuple(headers[i] for i in wanted if i in headers), int(total)

    def report(self, document_id: str) -> ReportView | None:
        if document_id in self.ledger.journal.withdrawn():
            return None
        document = self.ledger.document(document_id)
        if document is None:
            return None
        claims = tuple(
            sorted(
                self.ledger.claims(document=document_id), key=lambda c: (not c.in_title, c.span.start, c.id)
            )
        )
        s, p = view.view_standings.c, view.view_series.c
        ids = [claim.id for claim in claims]
        incidents: dict[str, str] = {}
        campaigns: dict[str, str] = {}
        with self.engine.connect() as connection:
            for chunk in _chunks(ids):
                for claim, incident in connection.execute(
                    select(s.claim, s.incident).where(s.claim.in_(chunk)).order_by(s.incident.desc())
                ):
                    incidents[claim] = incident
                for claim, campaign in connection.execute(
                    select(p.claim, p.campaign).where(p.claim.in_(chunk)).order_by(p.campaign.desc())
                ):
                    campaigns[claim] = campaign
            headers = self._headers(connection, [document_id], with_family=True)
        header = headers.pop(document_id)
        return ReportView(document, header, claims, incidents, campaigns, tuple(headers.values()))

    def failures(self, limit: int = 200) -> tuple[Failure, ...]:
        return self.ledger.failures()[:limit]

    def _claims(self, connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
        c = tables.claims.c
        reader = connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == "reader")).scalar()
        found: dict[str, Claim] = {}
        for chunk in _chunks(sorted(set(ids))):
            for row in connection.execute(select(c.id, c.json).where(c.id.in_(chunk), c.reader == reader)):
                found[row.id] = claim_from_json(json.loads(row.json))
        return found

    def _headers(
        self, connection: Connection, ids: Iterable[str], *, with_family: bool = False
    ) -> dict[str, Header]:
        """Headers by id; `with_family` adds the originals and the copies of these documents."""
        d, lineages, c = tables.documents.c, view.view_lineages.c, tables.claims.c
        wanted = list(dict.fromkeys(ids))
        family: dict[str, tuple[str, bool, str]] = {}
        for chunk in _chunks(wanted):
            own = select(view.view_lineages).where(lineages.document.in_(chunk))
            originals = {row.original for row in connection.execute(own)} if with_family else set()
            near = or_(lineages.document.in_(chunk), lineages.original.in_([*chunk, *originals]))
            query = select(view.view_lineages).where(near if with_family else lineages.document.in_(chunk))
            for row in connection.execute(query):
                family[row.document] = (row.original, bool(row.altered), row.reason)
        if with_family:
            relatives = [*family, *(original for original, _, _ in family.values())]
            wanted = list(dict.fromkeys([*wanted, *relatives]))
        withdrawn = self.ledger.journal.withdrawn()
        found: dict[str, Header] = {}
        for chunk in _chunks([i for i in wanted if i not in withdrawn]):
            counted = dict(
                connection.execute(
                    select(c.document, func.count(func.distinct(c.id)))
                    .where(c.document.in_(chunk))
                    .group_by(c.document)
                )
                .tuples()
                .all()
            )
            columns = (d.id, d.title, d.outlet, d.published, d.published_from, d.url, d.language)
            for row in connection.execute(select(*columns).where(d.id.in_(chunk))):
                original, altered, reason = family.get(row.id, (None, False, ""))
                found[row.id] = Header(
                    row.id,
                    row.title,
                    row.outlet,
                    date.fromisoformat(row.published) if row.published else None,
                    row.published_from,
                    row.url,
                    row.language,
                    counted.get(row.id, 0),
                    original,
                    altered,
                    reason,
                )
        return found

    # --- review

    def _sync(self, connection: Connection) -> None:
        """Let the states in `view_reviews` follow the journal, and follow it anew when the view was written again."""
        with self._sync_lock:
            changed = self._docket.catch_up(connection)
            revision = self.ledger.get("view_revision")
            keys = set(self._docket.questions()) if revision != self._view_revision else changed
            self._view_revision = revision
        if not keys:
            return
        r = view.view_reviews
        with self.ledger.writing() as writer:
            for key in keys:
                subjects = json.loads(key)
                orders = [json.dumps(order, ensure_ascii=False) for order in (subjects, subjects[::-1])]
                state = state_of(self._docket.standing(key)).value
                found = writer.execute(
                    select(r.c.id).where(r.c.subjects.in_(orders), r.c.state != state)
                ).scalars()
                for item in list(found):
                    view.set_review_state(writer, item, state)

    def queue(self, state: str, kind: str, search: str, page: int, reviewer: str) -> Queue:
        """A page of items in a state. `second` means: ruled on by one other reviewer and not by this one."""
        r = view.view_reviews
        where: list[ColumnElement[bool]] = []
        with self.engine.connect() as connection:
            self._sync(connection)
        if kind:
            where.append(r.c.kind == kind)
        if search.strip():
            words = view.place_key(search.strip())
            at = select(V.id).where(contains(V.place_key, words))
            where.append(or_(r.c.incident.in_(at), contains(func.lower(r.c.reason), search.strip().lower())))
        chosen = [*where]
        if state == "second":
            mine = sorted(self._docket.judged_by(reviewer))
            chosen += [
                r.c.state == "judged",
                r.c.subjects.not_in(_both_orders(mine)) if mine else literal(True),
            ]
        elif state != "all":
            chosen.append(r.c.state == state)
        query = (
            select(r)
            .where(*chosen)
            .order_by(r.c.priority.desc(), r.c.id)
            .limit(PAGE_SIZE)
            .offset((page - 1) * PAGE_SIZE)
        )
        with self.engine.connect() as connection:
            counts = dict(
                connection.execute(select(r.c.state, func.count()).where(*where).group_by(r.c.state))
                .tuples()
                .all()
            )
            total = connection.execute(select(func.count()).select_from(r).where(*chosen)).scalar_one()
            items = [_item(row) for row in connection.execute(query)]
            claims = self._claims(connection, [s for item in items for s in item.subjects])
            places = self._places(connection, [item.incident for item in items if item.incident])
        entries = tuple(self._entry(item, claims, places.get(item.incident or "", "")) for item in items)
        return Queue(entries, int(total), counts, page)

    def _places(self, connection: Connection, ids: Sequence[str]) -> dict[str, str]:
        rows = connection.execute(select(V.id, V.place).where(V.id.in_(sorted(set(ids)))))
        return dict(rows.tuples().all())

    def _entry(self, item: ReviewItem, claims: Mapping[str, Claim], place: str) -> QueueEntry:
        key = subjects_key(item.subjects)
        standing = self._docket.standing(key)
        return QueueEntry(
            item,
            state_of(standing),
            self._docket.version(item.subjects),
            standing,
            tuple(claims[s] for s in item.subjects if s in claims),
            place,
        )

    def entry(self, item_id: str) -> QueueEntry | None:
        r = view.view_reviews
        with self.engine.connect() as connection:
            self._sync(connection)
            row = connection.execute(select(r).where(r.c.id == item_id)).one_or_none()
            if row is None:
                return None
            item = _item(row)
            claims = self._claims(connection, item.subjects)
            places = self._places(connection, [item.incident] if item.incident else [])
        return self._entry(item, claims, places.get(item.incident or "", ""))

    def claim_entry(self, claim_id: str) -> QueueEntry | None:
        """The question whether one claim is right, for a claim that nobody put in the queue."""
        with self.engine.connect() as connection:
            self._sync(connection)
            claims = self._claims(connection, [claim_id])
            if claim_id not in claims:
                return None
            incident = self.incident_of(claim_id)
            places = self._places(connection, [incident] if incident else [])
        item = ReviewItem(f"claim:{claim_id}", "claim", (claim_id,), incident)
        return self._entry(item, claims, places.get(incident or "", ""))

    def rule(self, ruling: Ruling) -> Judgement:
        """Append a ruling.

        Raises:
            OvertakenError: someone ruled on a subject since `seen`; nothing was written.
        """
        try:
            judgement = self.ledger.journal.judge(
                ruling.verdict,
                ruling.subjects,
                by=ruling.by,
                at=datetime.now(UTC),
                reason=ruling.reason,
                field=ruling.field,
                value=ruling.value,
                seen=ruling.seen,
            )
        except Overtaken as error:
            raise OvertakenError(error.found) from error
        self._follow()
        return judgement

    def version(self, subjects: Iterable[str]) -> int:
        """How many rulings have named any of these subjects by now."""
        with self.engine.connect() as connection:
            self._sync(connection)
        return self._docket.version(subjects)

    def undo(self, by: str) -> Judgement | None:
        """Take back this reviewer's latest ruling that stands; None when there is none left."""
        with self.engine.connect() as connection:
            self._sync(connection)
        last = self._docket.last_of(by)
        if last is None:
            return None
        self.ledger.journal.judge(Verdict.UNDO, (last.id,), by=by, at=datetime.now(UTC))
        self._follow()
        return last

    def is_undone(self, judgement_id: str) -> bool:
        """True when a ruling was taken back."""
        return self._docket.is_undone(judgement_id)

    def _follow(self) -> None:
        with self.engine.connect() as connection:
            self._sync(connection)
        if self._after_ruling:
            self._after_ruling()

    # --- log

    def log(self, before: int | None, limit: int) -> tuple[LogEntry, ...]:
        return tuple(
            LogEntry(entry.seq, entry.kind, entry.at, entry.by, json.loads(entry.body), entry.hash)
            for entry in self.ledger.journal.entries(limit=limit, before=before)
        )

    def note(self, kind: str, by: str, body: Mapping[str, object]) -> None:
        self.ledger.journal.append(kind, dict(body), by=by, at=datetime.now(UTC))


def _chunks(ids: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _both_orders(keys: Iterable[str]) -> list[str]:
    found = []
    for key in keys:
        subjects = json.loads(key)
        found += [json.dumps(subjects, ensure_ascii=False), json.dumps(subjects[::-1], ensure_ascii=False)]
    return found


def _head(row: Any) -> CampaignHead:
    return CampaignHead(
        row.id, row.name, date.fromisoformat(row.first), date.fromisoformat(row.last), row.size, row.points
    )


def _standing(row: Row[Any]) -> Standing:
    return Standing(
        row.incident, row.claim, row.origin or "", row.tier or 0, row.state, row.rule or "", row.by
    )


def _item(row: Row[Any]) -> ReviewItem:
    return ReviewItem(
        row.id, row.kind, tuple(json.loads(row.subjects)), row.incident, row.reason, row.priority
    )


def _bins(days: Sequence[tuple[date, date, int, int]], filters: Filters) -> tuple[tuple[Bin, ...], str]:
    """Stretches of a day, week, month or year: as many as a page can show, empty ones included."""
    if not days:
        return (), "day"
    first = max(days[0][0], filters.first) if filters.first else days[0][0]
    last = max(max(row[0] for row in days), first)
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
