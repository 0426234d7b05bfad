"""One incident, one claim, one report, with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, func, or_, select

from testigo.ledger import tables, view
from testigo.model.claim import Claim
from testigo.model.text import Failure
from testigo.web.desk_data import PAGE_SIZE, Header, IncidentRow, IncidentView, ReportView
from testigo.web.sql_overview import V, contains
from testigo.web.sql_part import SqlPart
from testigo.web.stored import chunks, head_of, item_of, row_of, standing_of

NEAR_DEGREES = 0.5
NEAR_DAYS = 4


class EvidenceQueries(SqlPart):
    """The questions of the pages that show evidence."""

    def incident(self, incident_id: str) -> IncidentView | None:
        s, ci, r = view.view_standings, view.view_campaign_incidents.c, view.view_reviews.c
        c = view.view_campaigns.c
        self._sync()
        with self.engine.connect() as connection:
            row = connection.execute(select(view.view_incidents).where(V.id == incident_id)).one_or_none()
            if row is None:
                return None
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
            found = row_of(row)
            claims = self._claims(connection, {*found.incident.claims, *(m.claim for m in members)})
            documents = {claim.document for claim in claims.values()} | set(found.incident.documents)
            headers = self._headers(connection, documents, with_family=True)
        standings = {m.claim: standing_of(m) for m in members if m.state}
        return IncidentView(
            found.incident,
            claims,
            standings,
            headers,
            found.flags,
            self._docket.naming(claims),
            tuple(item_of(item) for item in waiting),
            tuple(head_of(head) for head in campaigns),
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
            return tuple(row_of(row) for row in connection.execute(query))

    def claim(self, claim_id: str) -> Claim | None:
        self._sync()
        with self.engine.connect() as connection:
            return self._claims(connection, [claim_id]).get(claim_id)

    def reports(self, search: str, page: int) -> tuple[tuple[Header, ...], int]:
        """One page of reports, the newest first, and how many there are; `search` looks at titles, outlets and ids."""
        self._sync()
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
        withdrawn = self._withdrawn()
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
        self._sync()
        if document_id in self._withdrawn():
            return None
        document = self.ledger.document(document_id)
        if document is None:
            return None
        with self.engine.connect() as connection:
            read = self._claims(connection, document=document_id)
        claims = tuple(sorted(read.values(), key=lambda c: (not c.in_title, c.span.start, c.id)))
        s, p = view.view_standings.c, view.view_series.c
        ids = [claim.id for claim in claims]
        incidents: dict[str, str] = {}
        campaigns: dict[str, str] = {}
        with self.engine.connect() as connection:
            for chunk in chunks(ids):
                told = connection.execute(
                    select(s.claim, s.incident).where(s.claim.in_(chunk)).order_by(s.incident.desc())
                )
                incidents.update((claim, incident) for claim, incident in told)
                summed = connection.execute(
                    select(p.claim, p.campaign).where(p.claim.in_(chunk)).order_by(p.campaign.desc())
                )
                campaigns.update((claim, campaign) for claim, campaign in summed)
            headers = self._headers(connection, [document_id], with_family=True)
        header = headers.pop(document_id)
        return ReportView(document, header, claims, incidents, campaigns, tuple(headers.values()))

    def failures(self, limit: int = 200) -> tuple[Failure, ...]:
        return self.ledger.failures()[:limit]

    def _headers(
        self, connection: Connection, ids: Iterable[str], *, with_family: bool = False
    ) -> dict[str, Header]:
        """Headers by id; `with_family` adds the originals and the copies of these documents."""
        d, lineages, c = tables.documents.c, view.view_lineages.c, tables.claims.c
        wanted = list(dict.fromkeys(ids))
        family: dict[str, tuple[str, bool, str]] = {}
        for chunk in chunks(wanted):
            own = select(view.view_lineages).where(lineages.document.in_(chunk))
            originals = {row.original for row in connection.execute(own)} if with_family else set()
            near = or_(lineages.document.in_(chunk), lineages.original.in_([*chunk, *originals]))
            query = select(view.view_lineages).where(near if with_family else lineages.document.in_(chunk))
            for row in connection.execute(query):
                family[row.document] = (row.original, bool(row.altered), row.reason)
        if with_family:
            relatives = [*family, *(original for original, _, _ in family.values())]
            wanted = list(dict.fromkeys([*wanted, *relatives]))
        withdrawn = self._withdrawn()
        found: dict[str, Header] = {}
        for chunk in chunks([i for i in wanted if i not in withdrawn]):
            per_document = (
                select(c.document, func.count(func.distinct(c.id)))
                .where(c.document.in_(chunk))
                .group_by(c.document)
            )
            counted = {document: int(n) for document, n in connection.execute(per_document)}
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
