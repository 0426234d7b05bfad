"""The JSON of documents, claims, incidents and campaigns: names that users and scorers rely on.

`claim_to_json` and `claim_from_json` are inverse to each other; keys stand in a fixed order, so that equal records give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from testigo.model.claim import (
    Attribution,
    Claim,
    Factuality,
    Kind,
    Means,
    Polarity,
    Scope,
    Stance,
    VoiceKind,
)
from testigo.model.codebooks import acled, plover
from testigo.model.incident import Campaign, Incident
from testigo.model.mention import Actor, Role
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.text import Part, Span
from testigo.model.toll import Bounds, Figure, Group, Hedge, Measure, Toll

Json = dict[str, Any]


def to_line(record: Mapping[str, Any]) -> str:
    """One JSON line, the same bytes on every machine."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=False)


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.stop]


def _to_span(value: list[int] | None) -> Span | None:
    return None if value is None else Span(value[0], value[1])


def _part(part: Part) -> Json:
    return {"in_title": True} if part is Part.TITLE else {}


# What many claims share is read once: a ledger of 100,000 claims names some thousand places and days.
_ALIKE = 1 << 14
_granularity, _precision, _kind, _scope = cache(Granularity), cache(PlacePrecision), cache(Kind), cache(Scope)
_polarity, _factuality, _measure, _hedge = cache(Polarity), cache(Factuality), cache(Measure), cache(Hedge)
_group, _role, _voice_kind = cache(Group), cache(Role), cache(VoiceKind)
_place, _stance = lru_cache(_ALIKE, typed=True)(Place), lru_cache(_ALIKE)(Stance)


@lru_cache(_ALIKE)
def _interval(first: str, last: str, precision: str) -> Interval:
    return Interval(date.fromisoformat(first), date.fromisoformat(last), _granularity(precision))


# --- when and where


def when_to_json(when: When) -> Json:
    """`{"first","last","precision","phrase",…}` or `{"unresolved","phrase",…}`."""
    interval = when.interval
    if isinstance(interval, Unresolved):
        row: Json = {"unresolved": interval.reason, "phrase": when.phrase}
        if interval.value:
            row["value"] = interval.value
    else:
        row = {
            "first": interval.first.isoformat(),
            "last": interval.last.isoformat(),
            "precision": interval.precision.value,
            "phrase": when.phrase,
        }
    if when.span:
        row["span"] = _span(when.span)
    if when.evidence:
        row["evidence"] = when.evidence
    if when.alternatives:
        row["alternatives"] = list(when.alternatives)
    return row | _part(when.part)


def when_from_json(row: Mapping[str, Any]) -> When:
    """The inverse of `when_to_json`."""
    interval: Interval | Unresolved
    if "unresolved" in row:
        interval = Unresolved(row["unresolved"], row.get("value"))
    else:
        interval = _interval(row["first"], row["last"], row["precision"])
    part = Part.TITLE if row.get("in_title") else Part.BODY
    evidence, alternatives = row.get("evidence", ""), tuple(row.get("alternatives", ()))
    return When(interval, row.get("phrase"), _to_span(row.get("span")), part, evidence, alternatives)


def place_to_json(place: Place) -> Json:
    """The resolved place, without the words that named it."""
    return {
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
        "radius_km": place.radius_km,
        "geonameid": place.geonameid,
        "confidence": place.confidence,
        "evidence": list(place.evidence),
    }


def where_to_json(where: Where) -> Json:
    """The place with its words, or `{"unresolved","phrase",…}`."""
    if isinstance(where.place, Unresolved):
        row: Json = {"unresolved": where.place.reason, "phrase": where.phrase}
    else:
        row = place_to_json(where.place)
        row["phrase"] = where.phrase
    if where.span:
        row["span"] = _span(where.span)
    if where.alternatives:
        row["alternatives"] = list(where.alternatives)
    return row | _part(where.part)


def where_from_json(row: Mapping[str, Any]) -> Where:
    """The inverse of `where_to_json`."""
    place: Place | Unresolved
    if "unresolved" in row:
        place = Unresolved(row["unresolved"])
    else:
        place = _place(
            row["name"],
            row["country"],
            row["lat"],
            row["lon"],
            _precision(row["precision"]),
            row["radius_km"],
            row.get("admin1"),
            row.get("geonameid"),
            row.get("confidence", 1.0),
            tuple(row.get("evidence", ())),
        )
    part = Part.TITLE if row.get("in_title") else Part.BODY
    return Where(
        place, row.get("phrase"), _to_span(row.get("span")), part, tuple(row.get("alternatives", ()))
    )


# --- claims


def claim_to_json(claim: Claim) -> Json:
    """A claim as `testigo read` prints it (DESIGN §3)."""
    figure = claim.figure
    voice = claim.attribution
    row: Json = {
        "id": claim.id,
        "document": claim.document,
        "quote": claim.quote,
        "sentence": _span(claim.sentence),
        "span": _span(claim.span),
        "in_title": claim.in_title,
        "kind": claim.kind.value,
        "plover": plover(claim),
        "acled": acled(claim),
        "figure": None
        if figure is None
        else {
            "measure": figure.measure.value,
            "low": figure.bounds.low,
            "high": figure.bounds.high,
            "hedge": figure.bounds.hedge.value,
            "phrase": figure.phrase,
            "span": _span(figure.span),
            "group": figure.group.value,
            "is_subset": figure.is_subset,
        },
        "actors": [
            {
                "role": actor.role.value,
                "text": actor.text,
                "span": _span(actor.span),
                "category": actor.category,
                "name": actor.name,
            }
            for actor in claim.actors
        ],
        "when": when_to_json(claim.when),
        "where": where_to_json(claim.where),
        "scope": claim.scope.value,
        "stance": {
            "polarity": claim.stance.polarity.value,
            "factuality": claim.stance.factuality.value,
            "cues": list(claim.stance.cues),
        },
        "attribution": None
        if voice is None
        else {"voice": voice.voice, "kind": voice.kind.value, "cue": voice.cue, "span": _span(voice.span)},
    }
    if claim.means is not None:
        row["means"] = claim.means.value
    if claim.is_update:
        row["is_update"] = True
    if claim.is_retraction:
        row["is_retraction"] = True
    if claim.cause != "unknown":
        row["cause"] = claim.cause
    return row


def claim_from_json(row: Mapping[str, Any]) -> Claim:
    """The inverse of `claim_to_json`.

    Raises:
        KeyError, ValueError: the row is no claim; the message names the field.
    """
    figure = row["figure"]
    stance = row["stance"]
    voice = row["attribution"]
    return Claim(
        id=row["id"],
        document=row["document"],
        quote=row["quote"],
        sentence=Span(*row["sentence"]),
        span=Span(*row["span"]),
        in_title=row["in_title"],
        kind=_kind(row["kind"]),
        when=when_from_json(row["when"]),
        where=where_from_json(row["where"]),
        scope=_scope(row["scope"]),
        stance=_stance(
            _polarity(stance["polarity"]), _factuality(stance["factuality"]), tuple(stance.get("cues", ()))
        ),
        figure=None
        if figure is None
        else Figure(
            _measure(figure["measure"]),
            Bounds(figure["low"], figure["high"], _hedge(figure["hedge"])),
            figure["phrase"],
            Span(*figure["span"]),
            _group(figure["group"]),
            figure["is_subset"],
        ),
        means=Means(row["means"]) if row.get("means") else None,
        actors=tuple(
            Actor(_role(a["role"]), a["text"], Span(*a["span"]), a["category"], a["name"])
            for a in row["actors"]
        ),
        attribution=None
        if voice is None
        else Attribution(
            voice["voice"], _voice_kind(voice["kind"]), voice.get("cue"), _to_span(voice.get("span"))
        ),
        is_update=row.get("is_update", False),
        is_retraction=row.get("is_retraction", False),
        cause=row.get("cause", "unknown"),
    )


# --- tolls, incidents, campaigns


def toll_to_json(toll: Toll) -> Json:
    """`max_open` is printed "N+"; `best` null means that only vague words were told."""
    return {
        "min": toll.minimum,
        "best": toll.best,
        "max": toll.maximum,
        "max_open": toll.max_open,
        "grade": toll.grade.value,
        "by_group": {group.value: toll_to_json(part) for group, part in toll.by_group},
        "claims": list(toll.claims),
        "rules": list(toll.rules),
        "discrepancy": toll.discrepancy,
    }


def incident_to_json(incident: Incident) -> Json:
    """An incident as `testigo incidents` prints it."""
    row: Json = {
        "id": incident.id,
        "kinds": [kind.value for kind in incident.kinds],
        "when": when_to_json(incident.when),
        "where": where_to_json(incident.where),
        "tolls": {measure.value: toll_to_json(toll) for measure, toll in incident.tolls},
        "documents": len(incident.documents),
        "origins": incident.origins,
        "claims": list(incident.claims),
        "status": incident.status,
    }
    if incident.flags:
        row["flags"] = list(incident.flags)
    return row


def campaign_to_json(campaign: Campaign) -> Json:
    """A campaign with its series of cumulative claims (rule R13)."""
    return {
        "id": campaign.id,
        "name": campaign.name,
        "country": campaign.country,
        "first": campaign.first.isoformat(),
        "last": campaign.last.isoformat(),
        "incidents": list(campaign.incidents),
        "series": [
            {
                "claim": point.claim,
                "as_of": point.as_of.isoformat(),
                "measure": point.measure.value,
                "group": point.group.value,
                "voice": point.voice,
                "includes": list(point.includes),
                "low": point.low,
                "high": point.high,
                "incidents_sum": point.incidents_sum,
                "residual": point.residual,
                "note": point.note,
                "flags": list(point.flags),
            }
            for point in campaign.series
        ],
    }
