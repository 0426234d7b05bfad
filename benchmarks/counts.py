"""Killed and captured per press release (isafpr): testigo's claims in the format of score_counts.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from testigo.model.claim import Claim, Polarity, Scope
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Document
from testigo.model.toll import Bounds, Hedge, Measure
from testigo.running import stages

# The corpus counts "several" as 3 and vague words by their floor, up to 10.
_MOST = 10


def _minimum(bounds: Bounds) -> int:
    if bounds.low is None:
        return 0
    return bounds.low + 1 if bounds.hedge is Hedge.MORE_THAN else bounds.low


def _total(claims: Iterable[Claim], measure: Measure) -> int:
    """Figures of one release summed, a figure that is part of another left out, the same words counted once."""
    total = sum(
        _minimum(claim.figure.bounds)
        for claim in claims
        if claim.figure is not None
        and claim.figure.measure is measure
        and not claim.figure.is_subset
        and claim.stance.polarity is Polarity.AFFIRMED
        and claim.scope in (Scope.INCIDENT, Scope.DAY)
    )
    return min(total, _MOST)


def predict(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a release: the minimum killed and captured, the day and the province."""
    found = []
    for row in rows:
        claims = stages.read(Document(row["doc_id"], row["text"], language="en")).claims
        days = [c.when.interval.first for c in claims if isinstance(c.when.interval, Interval)]
        provinces = {
            c.where.place.admin1 or c.where.place.name
            for c in claims
            if isinstance(c.where.place, Place) and c.where.place.precision is not PlacePrecision.COUNTRY
        }
        found.append(
            {
                "doc_id": row["doc_id"],
                "killed_min": _total(claims, Measure.KILLED),
                "captured_min": _total(claims, Measure.ARRESTED),
                "date": min(days).isoformat() if days else None,
                "province": sorted(name.lower() for name in provinces if name),
            }
        )
    return found
