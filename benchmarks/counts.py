"""Killed and captured per press release (isafpr): testigo's claims in the format of score_counts.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from testigo.gathering.dateline import find_dateline
from testigo.model.claim import Claim, Polarity, Scope
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Document
from testigo.model.toll import Bounds, Figure, Group, Hedge, Measure
from testigo.resolving.names import fold
from testigo.running import stages

# The corpus counts insurgents killed, not soldiers, police or civilians.
_OWN_SIDE = frozenset({Group.SOLDIERS, Group.POLICE, Group.SECURITY, Group.CIVILIANS, Group.MINORS})
_COUNTED = frozenset({Measure.KILLED, Measure.ARRESTED, Measure.INJURED})
_SPELLINGS = {"khowst": "khost", "lowgar": "logar", "konar": "kunar", "vardak": "wardak", "maidan wardak": "wardak", "paktia": "paktya", "sar e pol": "sar-e pul",
              "oruzgan": "uruzgan", "panjsher": "panjshir", "jowzjan": "jawzjan", "daykondi": "daykundi"}  # fmt: skip
_MORE = frozenset({"additional", "another", "other", "others", "more", "further"})


def _minimum(bounds: Bounds) -> int:
    if bounds.low is None:
        return 0
    return bounds.low + 1 if bounds.hedge is Hedge.MORE_THAN else bounds.low


def _is_counted(claim: Claim) -> bool:
    """True for insurgents killed and people captured in what the release tells of."""
    figure = claim.figure
    return (
        figure is not None
        and figure.measure in (Measure.KILLED, Measure.ARRESTED)
        and not figure.is_subset
        and (figure.measure is not Measure.KILLED or figure.group not in _OWN_SIDE)
        and claim.stance.polarity is Polarity.AFFIRMED
        and claim.scope in (Scope.INCIDENT, Scope.DAY)
    )


def _total(claims: Iterable[Claim], measure: Measure) -> int:
    """The figures of one release added up, each happening once.

    A release tells its news in the first sentence and again in the next paragraphs: the same number again adds nothing, unless the words say
    "another", "more"; an exact number told later fills in a vague one; single persons are one only under the same noun.
    """
    figures = [
        c.figure for c in claims if _is_counted(c) and c.figure is not None and c.figure.measure is measure
    ]
    exact = [_minimum(f.bounds) for f in figures if f.bounds.hedge is not Hedge.VAGUE and not _is_more(f)]
    seen: set[tuple[object, ...]] = set()
    total = 0
    for figure in figures:
        bounds = figure.bounds
        if not _is_more(figure):
            key: tuple[object, ...] = (bounds.low, bounds.high)
            if bounds.hedge is Hedge.VAGUE:
                key = ("vague",)
                if any(value >= (bounds.low or 0) for value in exact):
                    continue
            elif bounds.low == 1:
                key = (1, figure.phrase.lower().split()[-1])
            if key in seen:
                continue
            seen.add(key)
        total += _minimum(bounds)
    return total


def _is_more(figure: Figure) -> bool:
    return not _MORE.isdisjoint(figure.phrase.lower().split())


def predict(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a release: the minimum killed and captured, the day and the provinces of those claims, else of any claim.

    A place that only the dateline tells is taken where the claims name no other.
    """
    found = []
    for row in rows:
        claims = stages.read(Document(row["doc_id"], row["text"], language="en")).claims
        harm = [
            c
            for c in claims
            if c.figure is not None and c.figure.measure in _COUNTED and c.scope is Scope.INCIDENT
        ]
        told = [c for c in claims if _is_counted(c)] or harm or list(claims)
        days = Counter(_day(c) for c in told if isinstance(c.when.interval, Interval))
        filed = find_dateline(row["text"], "en")
        placed = [
            c for c in told if filed is None or c.where.span is None or not filed.span.covers(c.where.span)
        ]
        provinces = {_province(c.where.place) for c in placed or told if isinstance(c.where.place, Place)}
        found.append(
            {
                "doc_id": row["doc_id"],
                "killed_min": _total(claims, Measure.KILLED),
                "captured_min": _total(claims, Measure.ARRESTED),
                "date": min(days, key=lambda day: (-days[day], day)).isoformat() if days else None,
                "province": sorted(name for name in provinces if name),
            }
        )
    return found


def _day(claim: Claim) -> date:
    """The one day that the corpus wants: of a night its evening; what is told as news and "the past 24 hours" end on their last day."""
    days = claim.when.interval
    assert isinstance(days, Interval)
    phrase = (claim.when.phrase or "news").lower()
    return days.last if phrase == "news" or "hours" in phrase else days.first


def _province(place: Place) -> str | None:
    """The province in the corpus's spelling; None for a place that lies in none."""
    name = place.admin1 or (place.name if place.precision is PlacePrecision.REGION else None)
    if name is None or place.country != "AF":
        return None
    name = fold(name).removeprefix("wilayat e ")
    return _SPELLINGS.get(name, name)
