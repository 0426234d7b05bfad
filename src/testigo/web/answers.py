"""The same pages as JSON: stable names, those of the interchange format (DESIGN §3) wherever a record has one."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response

from testigo.model.interchange import (
    campaign_to_json,
    claim_to_json,
    incident_to_json,
    toll_to_json,
    when_to_json,
    where_to_json,
)
from testigo.model.judgement import Judgement
from testigo.web.conflicts import Explanation, Told, conflict_table, explain
from testigo.web.desk_data import (
    CampaignHead,
    CampaignView,
    Header,
    IncidentRow,
    IncidentView,
    LogEntry,
    MapPoint,
    QueueEntry,
    ReportView,
    Sums,
    Timeline,
)

Json = dict[str, Any]


def answer(body: object, status: int = 200) -> Response:
    """A JSON answer, in readable Unicode."""
    return Response(json.dumps(body, ensure_ascii=False), status, media_type="application/json")


def row_json(row: IncidentRow) -> Json:
    """An incident of the list, with its flags."""
    return incident_to_json(row.incident) | {
        "documents": row.documents,
        "marks": [flag.value for flag in row.flags],
    }


def sums_json(sums: Sums) -> Json:
    """Counts over all that fit."""
    return {
        "incidents": sums.incidents,
        "killed": {"min": sums.killed_min, "best": sums.killed_best, "max": sums.killed_max},
        "unlocated": sums.unlocated,
        "undated": sums.undated,
    }


def point_json(point: MapPoint) -> Json:
    """A place on the map."""
    return {
        "lat": point.lat,
        "lon": point.lon,
        "name": point.name,
        "country": point.country,
        "precision": point.precision,
        "radius_km": point.radius_km,
        "incidents": point.incidents,
        "killed": point.killed,
        "incident": point.incident,
    }


def timeline_json(timeline: Timeline) -> Json:
    """Counts by stretch of days."""
    return {
        "step": timeline.step,
        "before": timeline.before,
        "after": timeline.after,
        "bins": [
            {
                "first": b.first.isoformat(),
                "last": b.last.isoformat(),
                "incidents": b.incidents,
                "killed": b.killed,
            }
            for b in timeline.bins
        ],
        "ranges": [
            {"incident": r.incident, "name": r.name, "first": r.first.isoformat(), "last": r.last.isoformat()}
            for r in timeline.ranges
        ],
        "more_ranges": timeline.more_ranges,
    }


def head_json(head: CampaignHead) -> Json:
    """A campaign of a list."""
    return {
        "id": head.id,
        "name": head.name,
        "first": head.first.isoformat(),
        "last": head.last.isoformat(),
        "incidents": head.incidents,
        "points": head.points,
    }


def campaign_json(view: CampaignView) -> Json:
    """A campaign, its series, and the running sum of its incidents."""
    return campaign_to_json(view.campaign) | {
        "measure": view.measure.value,
        "running": [
            {"day": r.day.isoformat(), "min": r.minimum, "best": r.best, "max": r.maximum}
            for r in view.running
        ],
    }


def header_json(header: Header) -> Json:
    """A report without its text."""
    return {
        "id": header.id,
        "title": header.title,
        "outlet": header.outlet,
        "published": header.published.isoformat() if header.published else None,
        "published_from": header.published_from,
        "url": header.url,
        "language": header.language,
        "claims": header.claims,
        "copy_of": header.original,
        "altered": header.is_altered,
    }


def told_json(told: Told) -> Json:
    """One thing told, with how it stands."""
    return {
        "claim": told.claim.id,
        "document": told.claim.document,
        "origin": told.origin,
        "tier": told.standing.tier,
        "state": told.standing.state,
        "rule": told.standing.rule,
        "by": told.standing.by,
        "note": told.standing.note,
        "counts_as": told.counts_as,
        "published": told.published.isoformat() if told.published else None,
        "dissents": told.dissents,
        "copies": told.copies,
        "quote": told.claim.quote,
    }


def explanation_json(explanation: Explanation) -> Json:
    """Why a measure's figure is what it is."""
    return {
        "measure": explanation.measure.value,
        "toll": toll_to_json(explanation.toll),
        "supporting": [told_json(told) for told in explanation.supporting],
        "dissenting": [told_json(told) for told in explanation.dissenting],
        "set_aside": [told_json(told) for group in explanation.set_aside for told in group.told],
        "weighed": [
            {"value": c.value, "origins": list(c.origins), "tier": c.tier, "outcome": c.fate}
            for c in explanation.candidates
        ],
    }


def judgement_json(judgement: Judgement) -> Json:
    """A person's ruling."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "subjects": list(judgement.subjects),
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "reason": judgement.reason,
        "field": judgement.field,
        "value": judgement.value,
    }


def incident_json(view: IncidentView) -> Json:
    """An incident with its table of origins, explanations, claims, reports and rulings."""
    table = conflict_table(view)
    return incident_to_json(view.incident) | {
        "marks": [flag.value for flag in view.flags],
        "origins_table": [
            {
                "origin": row.origin,
                "tier": row.tier,
                "party": row.is_party,
                "figures": {
                    m.value: [told_json(told) for told in told_by] for m, told_by in row.figures.items()
                },
                "dates": [
                    {"when": when_to_json(told.claim.when), "dissents": told.dissents, "claim": told.claim.id}
                    for told in row.days
                ],
                "places": [
                    {
                        "where": where_to_json(told.claim.where),
                        "dissents": told.dissents,
                        "claim": told.claim.id,
                    }
                    for told in row.places
                ],
            }
            for row in table.rows
        ],
        "why": [explanation_json(explanation) for explanation in explain(view)],
        "claim_records": [claim_to_json(claim) for claim in view.claims.values()],
        "reports": [header_json(header) for header in view.headers.values()],
        "judgements": [judgement_json(judgement) for judgement in view.judgements],
        "campaigns": [head_json(head) for head in view.campaigns],
    }


def report_json(view: ReportView) -> Json:
    """A report as captured, with its claims and where they lead."""
    return header_json(view.header) | {
        "text": view.document.text,
        "claims": [
            claim_to_json(claim)
            | {"incident": view.incidents.get(claim.id), "campaign": view.campaigns.get(claim.id)}
            for claim in view.claims
        ],
        "family": [header_json(header) for header in view.copies],
    }


def entry_json(entry: QueueEntry) -> Json:
    """A review item with its state."""
    return {
        "id": entry.item.id,
        "kind": entry.item.kind,
        "subjects": list(entry.item.subjects),
        "incident": entry.item.incident,
        "reason": entry.item.reason,
        "priority": entry.item.priority,
        "state": entry.state.value,
        "seen": entry.version,
        "judgements": [judgement_json(judgement) for judgement in entry.judgements],
        "claims": [claim_to_json(claim) for claim in entry.claims],
    }


def log_json(entry: LogEntry) -> Json:
    """An entry of the log."""
    return {
        "number": entry.number,
        "kind": entry.kind,
        "at": entry.at,
        "by": entry.by,
        "body": dict(entry.body),
        "hash": entry.hash,
    }
