"""Figure claims and incidents against the case gold: testigo's records in the format of score_cases.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from testigo.errors import ReadingError
from testigo.model.claim import Claim, Scope
from testigo.model.incident import Incident
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.model.source import Source
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.reconciling.reconcile import reconcile
from testigo.reconciling.years import with_years
from testigo.running import stages

KINDS = {
    Measure.KILLED: "killed",
    Measure.INJURED: "injured",
    Measure.ARRESTED: "arrested",
    Measure.MISSING: "missing",
    Measure.PARTICIPANTS: "participants",
}
SCOPES = {
    Scope.INCIDENT: "incident",
    Scope.DAY: "day",
    Scope.CUMULATIVE: "cumulative",
    Scope.BACKGROUND: "past_event",
    Scope.GENERAL: "past_event",
}


def document(row: Mapping[str, Any]) -> Document:
    """The document as the case shows it: the text, the title, and the day only where the page shows one."""
    published = date.fromisoformat(row["date"][:10]) if row.get("date") else None
    outlet = None if row.get("outlet") in (None, "unknown") else row["outlet"]
    return Document(
        row["id"],
        row["text"],
        row.get("title") or None,
        published,
        "given" if published else "unknown",
        outlet,
    )


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[list[Source], list[Claim]]:
    """Sources and claims of all documents in a language that testigo reads."""
    sources: list[Source] = []
    claims: list[Claim] = []
    for row in rows:
        try:
            found = stages.read(document(row))
        except ReadingError:
            continue
        sources.append(found.source)
        claims.extend(found.claims)
    return sources, claims


def claim_row(claim: Claim) -> dict[str, Any] | None:
    """A claim in the scorer's format; None for one without a figure that is counted there."""
    figure = claim.figure
    if figure is None or figure.measure not in KINDS:
        return None
    days = claim.when.interval if isinstance(claim.when.interval, Interval) else None
    place = claim.where.place if isinstance(claim.where.place, Place) else None
    return {
        "doc_id": claim.document,
        "kind": KINDS[figure.measure],
        "low": figure.bounds.low,
        "high": figure.bounds.high,
        "scope": SCOPES[claim.scope],
        "place": _told_place(claim, place),
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "date_start": days.first.isoformat() if days else None,
        "date_end": days.last.isoformat() if days else None,
        "attributed_to": claim.attribution.voice if claim.attribution else None,
        "quote": claim.quote,
    }


def _told_place(claim: Claim, place: Place | None) -> str | None:
    """The place in the report's own words, as the gold has it; a demonym ("Peruvian") is given by the place's name."""
    if place is not None and (claim.where.phrase is None or "demonym" in place.evidence):
        return place.name
    return claim.where.phrase


def incident_row(incident: Incident) -> dict[str, Any]:
    """An incident in the scorer's format."""
    days = incident.when.interval if isinstance(incident.when.interval, Interval) else None
    place = incident.where.place if isinstance(incident.where.place, Place) else None
    toll = incident.toll(Measure.KILLED)
    return {
        "date_start": days.first.isoformat() if days else None,
        "date_end": days.last.isoformat() if days else None,
        "place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "killed_low": toll.minimum if toll else 0,
        "killed_best": toll.best if toll else 0,
        "killed_high": (None if toll.max_open else toll.maximum) if toll else 0,
        "flags": list(incident.flags),
        "id": incident.id,
    }


def predict(rows: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Claim rows and incident rows of one case, which is reconciled on its own.

    A day without its year has the year that reconciling finds in the other texts of the case, in the claims as in the incidents.
    """
    sources, claims = read(rows)
    incidents = filter(is_row, reconcile(claims, sources).incidents)
    dated = with_years({claim.id: claim for claim in claims}, {source.document: source for source in sources})
    return [row for row in map(claim_row, dated.values()) if row], [
        incident_row(incident) for incident in incidents
    ]


def is_row(incident: Incident) -> bool:
    """What the gold has rows for: a happening at a place on a day, with somebody harmed, held or counted. A ledger also keeps
    what lacks a day or a place, day totals, and acts without a figure: those are flagged, and are no rows here.
    """
    return (
        isinstance(incident.when.interval, Interval)
        and isinstance(incident.where.place, Place)
        and incident.where.place.precision is not PlacePrecision.COUNTRY
        and "day total" not in incident.flags
        and bool(incident.tolls)
    )
