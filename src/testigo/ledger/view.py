"""The recomputed view as rows: incidents, tolls, campaigns and the review queue, with the indexes that the desk's questions need.

Claims and judgements are the record; all that stands here can be thrown away and written again from them. `write` takes model records and
replaces the rows of exactly these, so that an incremental reconcile passes only what changed.
"""

from __future__ import annotations

import bisect
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    select,
    update,
)

from testigo.model.claim import Claim
from testigo.model.incident import Campaign, Incident, Standing
from testigo.model.interchange import campaign_to_json, incident_to_json
from testigo.model.judgement import ReviewItem
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.model.source import Lineage
from testigo.model.toll import Grade, Measure, Toll

T = TypeVar("T")
metadata = MetaData()
BATCH = 400  # rows a statement: below SQLite's limit on bound values

view_incidents = Table(
    "view_incidents",
    metadata,
    Column("id", String, primary_key=True),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("precision", String(8)),
    Column("place", Text, nullable=False),
    Column("place_key", Text, nullable=False),
    Column("country", String(2)),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("place_precision", String(8)),
    Column("kinds", Text, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("killed", Integer),
    Column("killed_min", Integer),
    Column("killed_max", Integer),
    Column("single_source", Integer, nullable=False),
    Column("party_only", Integer, nullable=False),
    Column("contested", Integer, nullable=False),
    Column("unlocated", Integer, nullable=False),
    Column("residual", Integer, nullable=False, default=0),
    Column("needs_review", Integer, nullable=False, default=0),
    Column("sources", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("view_incidents_first", "first", "id"),
    Index("view_incidents_killed", "killed", "id"),
    Index("view_incidents_origins", "origins", "id"),
    Index("view_incidents_place", "place_key", "id"),
    Index(
        "view_incidents_map", "lat", "lon", "country", "place_precision", "place", "radius_km", "killed", "id"
    ),
    Index("view_incidents_days", "first", "last", "precision", "killed", "killed_min", "killed_max"),
)
view_kinds = Table(
    "view_kinds",
    metadata,
    Column("kind", String, primary_key=True),
    Column("incident", String, primary_key=True),
    Index("view_kinds_incident", "incident"),
)
view_tolls = Table(
    "view_tolls",
    metadata,
    Column("incident", String, primary_key=True),
    Column("measure", String, primary_key=True),
    Column("minimum", Integer, nullable=False),
    Column("best", Integer),
    Column("maximum", Integer, nullable=False),
    Column("max_open", Integer, nullable=False),
    Column("grade", String, nullable=False),
    Index("view_tolls_grade", "measure", "grade", "incident"),
    Index("view_tolls_any_grade", "grade", "incident"),
)
view_standings = Table(
    "view_standings",
    metadata,
    Column("incident", String, primary_key=True),
    Column("claim", String, primary_key=True),
    Column("origin", Text),
    Column("tier", Integer),
    Column("state", String),
    Column("rule", String),
    Column("by", String),
    Column("note", Text),
    Index("view_standings_claim", "claim"),
)
view_campaigns = Table(
    "view_campaigns",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", String(2)),
    Column("first", String(10), nullable=False),
    Column("last", String(10), nullable=False),
    Column("size", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("record", Text, nullable=False),
)
view_campaign_incidents = Table(
    "view_campaign_incidents",
    metadata,
    Column("campaign", String, primary_key=True),
    Column("incident", String, primary_key=True),
    Index("view_campaign_incidents_incident", "incident"),
)
view_series = Table(
    "view_series",
    metadata,
    Column("campaign", String, primary_key=True),
    Column("claim", String, primary_key=True),
    Column("as_of", String(10), nullable=False),
    Index("view_series_claim", "claim"),
)
view_lineages = Table(
    "view_lineages",
    metadata,
    Column("document", String, primary_key=True),
    Column("original", String, nullable=False),
    Column("altered", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Index("view_lineages_original", "original"),
)
view_reviews = Table(
    "view_reviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("incident", String),
    Column("reason", Text, nullable=False),
    Column("priority", Float, nullable=False),
    Column("state", String, nullable=False, default="open"),
    Index("view_reviews_queue", "state", "priority", "id"),
    Index("view_reviews_incident", "incident"),
    Index("view_reviews_subjects", "subjects"),
)


def create(bind: Engine | Connection) -> None:
    """Make the tables where they are missing."""
    metadata.create_all(bind)


def clear(connection: Connection) -> None:
    """Empty the view: the next `write` gives all of it again. Standings, states of reviews and flags go too."""
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))


def place_key(*names: str | None) -> str:
    """Names as they are searched: lower case, without accents, joined by commas.

    >>> place_key("San Telmo de Arriba", "Ñuflo", None)
    'san telmo de arriba, nuflo'
    """
    joined = ", ".join(name for name in names if name)
    folded = unicodedata.normalize("NFKD", joined.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


def write(
    connection: Connection,
    *,
    incidents: Iterable[Incident] = (),
    campaigns: Iterable[Campaign] = (),
    lineages: Iterable[Lineage] = (),
    standings: Iterable[Standing] = (),
    reviews: Iterable[ReviewItem] = (),
    claims: Iterable[Claim] = (),
) -> None:
    """Replace the rows of these records. Standings must belong to incidents written in the same call or before.

    `claims` give a claim without a standing its voice as origin. The flags `residual` and `needs_review` of incidents follow from the
    campaigns and the open reviews that hold them.
    """
    voices = {claim.id: claim.attribution.voice for claim in claims if claim.attribution}
    by_incident: dict[str, dict[str, Standing]] = {}
    for standing in standings:
        by_incident.setdefault(standing.incident, {})[standing.claim] = standing
    for found in _chunks(incidents):
        _write_incidents(connection, found, voices, by_incident)
    for rows in _chunks(standing for mine in by_incident.values() for standing in mine.values()):
        _write_standings(connection, rows)
    for items in _chunks(reviews):
        _write_reviews(connection, items)
    for family in _chunks(lineages):
        _write_lineages(connection, family)
    for waves in _chunks(campaigns):
        _write_campaigns(connection, waves)


def forget(
    connection: Connection,
    *,
    incidents: Iterable[str] = (),
    campaigns: Iterable[str] = (),
    lineages: Iterable[str] = (),
    reviews: Iterable[str] = (),
) -> None:
    """Remove the rows of incidents, campaigns, lineages (by original) and review items that are no more."""
    for ids in _chunks(incidents):
        _clear_incidents(connection, ids)
    for ids in _chunks(campaigns):
        _clear_campaigns(connection, ids)
    for ids in _chunks(lineages):
        connection.execute(delete(view_lineages).where(view_lineages.c.original.in_(ids)))
    for ids in _chunks(reviews):
        connection.execute(delete(view_reviews).where(view_reviews.c.id.in_(ids)))


def incident_row(incident: Incident) -> dict[str, Any]:
    """The columns that questions are asked of, and the whole record as JSON."""
    when, place = incident.when.interval, incident.where.place
    located = place if isinstance(place, Place) else None
    dated = when if isinstance(when, Interval) else None
    name = located.name if located else (incident.where.phrase or "")
    killed = incident.toll(Measure.KILLED)
    tolls = [toll for _, toll in incident.tolls]
    return {
        "id": incident.id,
        "first": dated.first.isoformat() if dated else None,
        "last": dated.last.isoformat() if dated else None,
        "precision": dated.precision.value if dated else None,
        "place": name,
        "place_key": place_key(
            name, located.admin1 if located else None, located.country if located else None
        ),
        "country": located.country if located else None,
        "lat": located.lat if located else None,
        "lon": located.lon if located else None,
        "radius_km": located.radius_km if located else None,
        "place_precision": located.precision.value if located else None,
        "kinds": json.dumps([kind.value for kind in incident.kinds]),
        "origins": incident.origins,
        "documents": len(incident.documents),
        "killed": killed.best if killed else None,
        "killed_min": killed.minimum if killed else None,
        "killed_max": killed.maximum if killed else None,
        "single_source": int(incident.origins <= 1),
        "party_only": int("party_only" in incident.flags or any(_is_party_only(toll) for toll in tolls)),
        "contested": int("contested" in incident.flags or any(t.grade is Grade.CONTESTED for t in tolls)),
        "unlocated": int(located is None),
        "residual": 0,
        "needs_review": 0,
        "sources": json.dumps(list(incident.documents)),
        "record": json.dumps(incident_to_json(incident), ensure_ascii=False),
    }


def _is_party_only(toll: Toll) -> bool:
    """R18 decides a figure only where a party stands alone, and the toll is then weak."""
    return "R18" in toll.rules and toll.grade is Grade.WEAK


def _chunks(records: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(records)
    while chunk := list(islice(rest, BATCH)):
        yield chunk


def _write_incidents(
    connection: Connection,
    incidents: Sequence[Incident],
    voices: Mapping[str, str],
    standings: dict[str, dict[str, Standing]],
) -> None:
    """Write incidents with their claims; the standings of these incidents are taken out of `standings`."""
    ids = [incident.id for incident in incidents]
    v, r = view_incidents, view_reviews
    residual = set(connection.execute(select(v.c.id).where(v.c.id.in_(ids), v.c.residual == 1)).scalars())
    waiting = set(
        connection.execute(select(r.c.incident).where(r.c.incident.in_(ids), r.c.state == "open")).scalars()
    )
    _clear_incidents(connection, ids)
    rows = [incident_row(incident) for incident in incidents]
    for row in rows:  # an incident rewritten keeps what campaigns and reviews say of it
        row["residual"] = int(row["id"] in residual)
        row["needs_review"] = int(row["id"] in waiting)
    connection.execute(v.insert(), rows)
    kinds = [{"kind": k.value, "incident": i.id} for i in incidents for k in dict.fromkeys(i.kinds)]
    if kinds:
        connection.execute(view_kinds.insert(), kinds)
    tolls = [
        {
            "incident": incident.id,
            "measure": measure.value,
            "minimum": toll.minimum,
            "best": toll.best,
            "maximum": toll.maximum,
            "max_open": int(toll.max_open),
            "grade": toll.grade.value,
        }
        for incident in incidents
        for measure, toll in incident.tolls
    ]
    if tolls:
        connection.execute(view_tolls.insert(), tolls)
    members: list[dict[str, Any]] = []
    for incident in incidents:
        told = standings.pop(incident.id, {})
        members += [
            _standing_row(told[claim]) if claim in told else _bare_row(incident.id, claim, voices.get(claim))
            for claim in dict.fromkeys((*incident.claims, *told))
        ]
    if members:
        connection.execute(view_standings.insert(), members)


def _clear_incidents(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(view_kinds).where(view_kinds.c.incident.in_(ids)))
    connection.execute(delete(view_tolls).where(view_tolls.c.incident.in_(ids)))
    connection.execute(delete(view_standings).where(view_standings.c.incident.in_(ids)))
    connection.execute(delete(view_incidents).where(view_incidents.c.id.in_(ids)))


def _standing_row(standing: Standing) -> dict[str, Any]:
    return {
        "incident": standing.incident,
        "claim": standing.claim,
        "origin": standing.origin,
        "tier": standing.tier,
        "state": standing.state,
        "rule": standing.rule,
        "by": standing.by,
        "note": standing.note,
    }


def _bare_row(incident: str, claim: str, origin: str | None) -> dict[str, Any]:
    """A claim of an incident of which the reconciler says nothing more."""
    return {
        "incident": incident,
        "claim": claim,
        "origin": origin,
        "tier": None,
        "state": None,
        "rule": None,
        "by": None,
        "note": None,
    }


def _write_standings(connection: Connection, standings: Sequence[Standing]) -> None:
    """Standings of incidents that were written before."""
    table = view_standings
    same = (table.c.incident == bindparam("of_incident"), table.c.claim == bindparam("of_claim"))
    keys = [{"of_incident": s.incident, "of_claim": s.claim} for s in standings]
    connection.execute(delete(table).where(*same), keys)
    connection.execute(table.insert(), [_standing_row(s) for s in standings])


def _clear_campaigns(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(view_campaign_incidents).where(view_campaign_incidents.c.campaign.in_(ids)))
    connection.execute(delete(view_series).where(view_series.c.campaign.in_(ids)))
    connection.execute(delete(view_campaigns).where(view_campaigns.c.id.in_(ids)))


def _write_campaigns(connection: Connection, campaigns: Sequence[Campaign]) -> None:
    m = view_campaign_incidents
    for campaign in campaigns:
        connection.execute(delete(view_series).where(view_series.c.campaign == campaign.id))
        connection.execute(delete(view_campaigns).where(view_campaigns.c.id == campaign.id))
        connection.execute(
            view_campaigns.insert(),
            {
                "id": campaign.id,
                "name": campaign.name,
                "country": campaign.country,
                "first": campaign.first.isoformat(),
                "last": campaign.last.isoformat(),
                "size": len(campaign.incidents),
                "points": len(campaign.series),
                "record": json.dumps(campaign_to_json(campaign), ensure_ascii=False),
            },
        )
        held = set(
            connection.execute(select(m.c.incident).where(m.c.campaign == campaign.id)).scalars().all()
        )
        now = set(campaign.incidents)
        for ids in _chunks(sorted(held - now)):
            connection.execute(delete(m).where(m.c.campaign == campaign.id, m.c.incident.in_(ids)))
        for ids in _chunks(sorted(now - held)):
            connection.execute(m.insert(), [{"campaign": campaign.id, "incident": i} for i in ids])
        points = {p.claim: p.as_of.isoformat() for p in campaign.series}
        for chunk in _chunks(points.items()):
            connection.execute(
                view_series.insert(), [{"campaign": campaign.id, "claim": c, "as_of": d} for c, d in chunk]
            )
        _flag_residuals(connection, campaign)


def _flag_residuals(connection: Connection, campaign: Campaign) -> None:
    """Mark the incidents of each stretch between two cumulative claims where the sum and the claim part ways anew (R13)."""
    stretches: list[tuple[str, str]] = []
    series: dict[tuple[str, str, str], tuple[str, int]] = {}
    for point in sorted(campaign.series, key=lambda p: (p.as_of, p.claim)):
        if point.residual is None:
            continue
        key = (point.voice, point.measure.value, point.group.value)
        since, before = series.get(key, ("", 0))
        until = point.as_of.isoformat()
        if point.residual not in {0, before}:
            stretches.append((since, until))
        series[key] = (until, point.residual)
    v = view_incidents
    joined: list[tuple[str, str]] = []
    for since, until in sorted(stretches):
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    mine = select(view_campaign_incidents.c.incident).where(view_campaign_incidents.c.campaign == campaign.id)
    flags: dict[int, list[str]] = {0: [], 1: []}
    starts = [since for since, _ in joined]
    for incident, first, held in connection.execute(
        select(v.c.id, v.c.first, v.c.residual).where(v.c.id.in_(mine))
    ).all():
        before = bisect.bisect_left(starts, first or "") - 1
        flag = int(before >= 0 and first is not None and first <= joined[before][1])
        if flag != held:
            flags[flag].append(incident)
    for flag, changed in flags.items():
        for ids in _chunks(changed):
            connection.execute(update(v).where(v.c.id.in_(ids)).values(residual=flag))


def _write_lineages(connection: Connection, lineages: Sequence[Lineage]) -> None:
    for lineage in lineages:
        connection.execute(delete(view_lineages).where(view_lineages.c.original == lineage.original))
        for documents in _chunks(dict.fromkeys((*lineage.copies, *lineage.altered))):
            connection.execute(delete(view_lineages).where(view_lineages.c.document.in_(documents)))
            rows = [
                {
                    "document": document,
                    "original": lineage.original,
                    "altered": int(document in lineage.altered),
                    "reason": lineage.reason,
                }
                for document in documents
            ]
            connection.execute(view_lineages.insert(), rows)


def _write_reviews(connection: Connection, items: Sequence[ReviewItem]) -> None:
    table = view_reviews
    ids = [item.id for item in items]
    states = connection.execute(select(table.c.id, table.c.state).where(table.c.id.in_(ids)))
    kept = {row.id: row.state for row in states}
    connection.execute(delete(table).where(table.c.id.in_(ids)))
    rows = {
        item.id: {
            "id": item.id,
            "kind": item.kind,
            "subjects": json.dumps(list(item.subjects), ensure_ascii=False),
            "incident": item.incident,
            "reason": item.reason,
            "priority": item.priority,
            "state": kept.get(item.id, "open"),
        }
        for item in items
    }
    connection.execute(table.insert(), list(rows.values()))
    refresh_review_flags(connection, {item.incident for item in items if item.incident})


def set_review_state(connection: Connection, item: str, state: str) -> None:
    """Let a review item, and with it `needs_review` of its incident, follow a judgement."""
    table = view_reviews
    connection.execute(update(table).where(table.c.id == item).values(state=state))
    incident = connection.execute(select(table.c.incident).where(table.c.id == item)).scalar_one_or_none()
    if incident:
        refresh_review_flags(connection, {incident})


def refresh_review_flags(connection: Connection, incidents: Iterable[str]) -> None:
    """Let `needs_review` of incidents follow from their open review items."""
    for ids in _chunks(sorted(set(incidents))):
        waiting = select(view_reviews.c.incident).where(
            view_reviews.c.incident.in_(ids), view_reviews.c.state == "open"
        )
        v = view_incidents
        connection.execute(update(v).where(v.c.id.in_(ids)).values(needs_review=0))
        connection.execute(update(v).where(v.c.id.in_(ids), v.c.id.in_(waiting)).values(needs_review=1))
