"""Rows of the view and of the record, turned back into model records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from testigo.model.claim import Kind
from testigo.model.incident import Campaign, Incident, SeriesPoint, Standing
from testigo.model.interchange import when_from_json, where_from_json
from testigo.model.judgement import ReviewItem
from testigo.model.toll import Grade, Group, Measure, Toll
from testigo.web.desk_data import CampaignHead, Flag, IncidentRow


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


def row_of(row: Row[Any]) -> IncidentRow:
    """An incident of the list, with its marks."""
    columns = (
        (Flag.SINGLE_SOURCE, row.single_source),
        (Flag.PARTY_ONLY, row.party_only),
        (Flag.CONTESTED, row.contested),
        (Flag.UNLOCATED, row.unlocated),
        (Flag.RESIDUAL, row.residual),
        (Flag.NEEDS_REVIEW, row.needs_review),
    )
    return IncidentRow(incident_from_row(row), tuple(flag for flag, on in columns if on), row.documents)


def head_of(row: Any) -> CampaignHead:
    """A campaign of a list."""
    return CampaignHead(
        row.id, row.name, date.fromisoformat(row.first), date.fromisoformat(row.last), row.size, row.points
    )


def standing_of(row: Row[Any]) -> Standing:
    """How a claim stands in its incident."""
    return Standing(
        row.incident,
        row.claim,
        row.origin or "",
        row.tier or 0,
        row.state,
        row.rule or "",
        row.by,
        row.note or "",
    )


def item_of(row: Row[Any]) -> ReviewItem:
    """A review item."""
    return ReviewItem(
        row.id, row.kind, tuple(json.loads(row.subjects)), row.incident, row.reason, row.priority
    )


def chunks(ids: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    """Ids in runs short enough for one statement's parameters."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
