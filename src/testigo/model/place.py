"""Places: where, and how well we know it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from testigo.model.moment import Unresolved
from testigo.model.text import Part, Span


class PlacePrecision(StrEnum):
    """How fine a place is."""

    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """Where, and how well we know it: WGS 84 degrees; `radius_km` holds the true point 9 in 10.

    `country` is ISO 3166-1 alpha-2; `geonameid` is None for places of our own tables; `confidence` is 0 to 1, calibrated;
    `evidence` says what decided between the candidates.
    """

    name: str
    country: str
    lat: float
    lon: float
    precision: PlacePrecision
    radius_km: float
    admin1: str | None = None
    geonameid: int | None = None
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a passage and the place it stands for."""

    span: Span
    name: str
    place: Place | Unresolved
    candidates: int = 0


@dataclass(frozen=True, slots=True)
class Where:
    """Where a claim says it happened, with the words that tell it and the other places it might be."""

    place: Place | Unresolved
    phrase: str | None = None
    span: Span | None = None
    part: Part = Part.BODY
    alternatives: tuple[str, ...] = ()
