"""Several reports of one incident (gvc, gva, ecbplus): the ledger's rows in the format of score_incidents.py, from the texts and their days alone.

The scorer asks for one row for each report, so that a report which tells of several incidents stands with the one that it is about: the
one with most of its claims, those of the title and the first lines counting double.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from testigo.errors import ReadingError
from testigo.model.claim import Claim
from testigo.model.incident import Incident
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.model.source import Source
from testigo.model.text import Document
from testigo.model.toll import Measure, Toll
from testigo.reconciling.reconcile import reconcile
from testigo.running import stages

EARLY_CHARACTERS = 600
HARM = (Measure.KILLED, Measure.INJURED, Measure.ARRESTED)


def document(row: Mapping[str, Any]) -> Document:
    """The report as crawled: its text, its title and the day of publication."""
    published = date.fromisoformat(row["date"][:10]) if row.get("date") else None
    return Document(
        row["doc_id"],
        row["text"],
        row.get("title") or None,
        published,
        "given" if published else "unknown",
        url=row.get("url"),
    )


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[list[Source], list[Claim]]:
    """Sources and claims of all reports that can be read."""
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


def rows_of(sources: Sequence[Source], claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """One row for each incident that some report is about."""
    result = reconcile(claims, sources)
    incident_of = {claim: incident for incident in result.incidents for claim in incident.claims}
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for claim in claims:
        incident = incident_of.get(claim.id)
        if incident is not None and "day total" not in incident.flags:
            weights[claim.document][incident.id] += _weight(claim)
    about: dict[str, list[str]] = defaultdict(list)
    by_id = {incident.id: incident for incident in result.incidents}
    for name in sorted(weights):
        told = weights[name]
        about[max(told, key=lambda i: (told[i] * _support(by_id[i]), i))].append(name)
    return [row(by_id[identity], names) for identity, names in sorted(about.items())]


def _support(incident: Incident) -> float:
    """What several reports tell is likelier what each is about than what one recalls."""
    return 1.5 if len(incident.documents) > 1 else 1.0


def _weight(claim: Claim) -> float:
    is_harm = claim.figure is not None and claim.figure.measure in HARM
    is_early = claim.in_title or claim.span.start < EARLY_CHARACTERS
    return (2.0 if is_harm else 0.5) * (2.0 if is_early else 1.0)


def row(incident: Incident, documents: Sequence[str]) -> dict[str, Any]:
    """An incident with its reports; 0 where nobody told a figure, as the scorer counts it."""
    days = incident.when.interval if isinstance(incident.when.interval, Interval) else None
    place = incident.where.place if isinstance(incident.where.place, Place) else None
    found: dict[str, Any] = {
        "incident": incident.id,
        "docs": list(documents),
        "date": days.first.isoformat() if days and days.days <= 2 else None,
        "state": place.admin1 if place else None,
        "city_or_county": place.name if place and place.precision is not PlacePrecision.REGION else None,
    }
    for measure in HARM:
        toll = incident.toll(measure)
        found[measure.value] = 0 if toll is None else _number(toll)
    return found


def _number(toll: Toll) -> int:
    """The best figure; where there is none the least that is sure, and where nothing is sure what is said at the most."""
    if toll.best is not None:
        return toll.best
    return toll.minimum or (0 if toll.max_open else toll.maximum)


def predict_clusters(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Which reports tell of one incident (ecbplus): the texts alone, without a day of publication; a report of none stands alone."""
    texts = [{"doc_id": row["doc_id"], "text": row["text"]} for row in rows]
    return [
        {"doc_id": document, "cluster": found["incident"]}
        for found in rows_of(*read(texts))
        for document in found["docs"]
    ]


def predict(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The ledger's rows for all reports of a corpus."""
    return rows_of(*read(rows))
