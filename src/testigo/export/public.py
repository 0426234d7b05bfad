"""What may leave (SAFETY 17 to 19): an incident without words of the reports, no finer than a town, and voices that are bodies.

Nothing is blacked out: a public record is built anew from fields that hold no free text. Whatever is not named here stays behind.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from testigo.errors import ResolvingError
from testigo.export.dossiers import Dossier, Record
from testigo.export.formats import Profile
from testigo.export.profiled import profiled
from testigo.language.lexicon import lexicon
from testigo.model.claim import Claim, VoiceKind
from testigo.model.place import PlacePrecision
from testigo.reconciling.voices import fold
from testigo.resolving.gazetteer import DEFAULT
from testigo.resolving.gazetteer_build import TOWN, distance_km

MASKED = (
    "words of the reports: quotes, titles, phrases of time and place",
    "document ids, file names and addresses",
    "names of persons, as victims, actors or voices",
    "places finer than a town: the town stands in their place",
    "ethnicity, politics, religion, union membership and health of the people told of",
)
"""What a public export leaves out, in words for its reader."""

NEAR_KM = 25.0
_FINE = {PlacePrecision.SITE.value}


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer."""

    name: str
    lat: float
    lon: float
    radius_km: float
    geonameid: int | None


class TownFinder(Protocol):
    """Answers with the town that a spot lies in or by, None where none is near."""

    def __call__(self, lat: float, lon: float, country: str) -> Town | None: ...


def gazetteer_towns(path: Path | None = None) -> TownFinder:
    """The nearest town of the same country within `NEAR_KM`, by the gazetteer at a path (or the shipped one); nobody without one."""
    known: dict[str, list[Town]] = {}

    def towns_of(country: str) -> list[Town]:
        if country not in known:
            known[country] = _towns(path or DEFAULT, country)
        return known[country]

    def nearest(lat: float, lon: float, country: str) -> Town | None:
        near = [
            (distance_km(lat, lon, t.lat, t.lon), t.name, t)
            for t in towns_of(country)
            if abs(t.lat - lat) < 0.3
        ]
        found = min(near, default=None, key=lambda row: row[:2])
        return found[2] if found is not None and found[0] <= NEAR_KM else None

    return nearest


def _towns(path: Path, country: str) -> list[Town]:
    if not path.is_file():
        return []
    try:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        rows = base.execute(
            "SELECT name, lat, lon, radius_km, geonameid FROM place WHERE level = ? AND country = ?",
            (TOWN, country),
        ).fetchall()
        base.close()
    except sqlite3.Error as error:
        raise ResolvingError(f"{path} cannot be read as a gazetteer: {error}") from error
    return [Town(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Public:
    """An incident as it may leave: its masked record with tolls under the profile, and the dossier for codings that need its claims."""

    record: dict[str, Any]
    dossier: Dossier
    profile: Profile


def publish(dossier: Dossier, profile: Profile, towns: TownFinder) -> Public:
    """The public record of an incident under a profile."""
    record = dossier.record
    public: dict[str, Any] = {
        "id": record["id"],
        "kinds": list(record["kinds"]),
        "when": _when(record["when"]),
        "where": _where(record["where"], towns),
        "tolls": {
            measure: _toll(profiled(toll, dossier.told(measure), profile))
            for measure, toll in record["tolls"].items()
        },
        "documents": record["documents"],
        "origins": record["origins"],
        "claims": list(record["claims"]),
        "flags": public_flags(record.get("flags", ())),
        "status": record["status"],
        "profile": profile.value,
    }
    return Public(public, dossier, profile)


_TOLL = ("min", "best", "max", "max_open", "grade", "claims", "rules", "discrepancy")


def _toll(toll: Record) -> dict[str, Any]:
    return {key: toll[key] for key in _TOLL} | {
        "by_group": {
            group: _toll({"claims": [], "rules": [], "discrepancy": 0, **part})
            for group, part in toll["by_group"].items()
        }
    }


def _when(when: Record) -> dict[str, Any]:
    if "unresolved" in when:
        return {"unresolved": "no day is told that could be resolved"}
    return {key: when[key] for key in ("first", "last", "precision")}


def _where(where: Record, towns: TownFinder) -> dict[str, Any]:
    if "unresolved" in where:
        return {"unresolved": "no place is told that could be resolved"}
    public = {
        key: where.get(key)
        for key in ("name", "country", "admin1", "lat", "lon", "precision", "radius_km", "geonameid")
    }
    if not _is_finer_than_a_town(where):
        return public
    town = towns(where["lat"], where["lon"], where["country"])
    if town is None:  # a spot that no town is near: its surroundings, and no name
        spot = {
            "name": None,
            "lat": round(where["lat"], 1),
            "lon": round(where["lon"], 1),
            "radius_km": max(where["radius_km"], 15),
        }
        return public | spot | {"precision": "town", "geonameid": None}
    return public | {
        "name": town.name,
        "lat": town.lat,
        "lon": town.lon,
        "precision": "town",
        "radius_km": max(where["radius_km"], town.radius_km),
        "geonameid": town.geonameid,
    }


def _is_finer_than_a_town(where: Record) -> bool:
    """A site, or a quarter: a district that the text alone puts in a town, which no gazetteer numbers."""
    precision = where.get("precision")
    return precision in _FINE or (
        precision == PlacePrecision.DISTRICT.value and where.get("geonameid") is None
    )


_FLAG = re.compile(
    r"day total|undated|unplaced|contested|party_only|attribution (?:confirmed|fair|weak|contested|discounted)"
    r"|(?:late death|day also told:) \d{4}-\d\d-\d\d"
)


def public_flags(flags: Iterable[str]) -> list[str]:
    """The flags whose words are ours; that another place was told is kept, which place it was is not."""
    kept = [flag for flag in flags if _FLAG.fullmatch(flag)]
    if any(flag.startswith("place also told") for flag in flags):
        kept.append("place also told")
    return sorted(kept)


BODIES = frozenset(
    {
        VoiceKind.COURT,
        VoiceKind.REGISTRY,
        VoiceKind.FORENSIC,
        VoiceKind.OMBUDSMAN,
        VoiceKind.UN,
        VoiceKind.RIGHTS_BODY,
        VoiceKind.HEALTH,
        VoiceKind.PROSECUTOR,
        VoiceKind.AGENCY,
        VoiceKind.GOVERNMENT,
        VoiceKind.POLICE,
        VoiceKind.MILITARY,
    }
)
"""Voices that are offices, and may be named by the office's own name."""

_ARTICLES = ("the ", "el ", "la ", "los ", "las ")


def voice_of(claim: Claim) -> str:
    """Who vouches, as it may leave: an office by its name where that is one of our lexicon's, anybody else by the kind of voice.

    So no name of a person, and no word of a report that could hold one, gets out.
    """
    said = claim.attribution
    if said is None:
        return VoiceKind.PRESS.value
    words = " ".join(said.voice.split())
    for article in _ARTICLES:
        if words.lower().startswith(article):
            words = words[len(article) :]
    if said.kind in BODIES and fold(words) in _offices():
        return words.strip(" .,;:")
    return said.kind.value.replace("_", " ")


def voices_of(claims: Iterable[Claim]) -> list[str]:
    """The voices of claims, each once whatever its spelling, sorted."""
    return sorted({fold(voice): voice for voice in sorted(map(voice_of, claims))}.values())


@cache
def _offices() -> frozenset[str]:
    bodies = {kind.value for kind in BODIES}
    return frozenset(
        fold(cue)
        for language in ("en", "es")
        for entry in lexicon(language, "voices")
        if entry.meaning in bodies
        for cue in entry.cues
    )
