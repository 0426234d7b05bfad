"""How two places, and two stretches of days, stand to each other."""

from __future__ import annotations

import math
from datetime import date
from enum import StrEnum

from testigo.model.moment import Granularity, Interval, Unresolved
from testigo.model.place import Place, PlacePrecision
from testigo.reconciling.voices import fold

FINE = frozenset({PlacePrecision.SITE, PlacePrecision.TOWN, PlacePrecision.DISTRICT})
"""Precisions at which a place is one settlement or a point in it."""

NAMESAKE_KM = 20.0
SITE_KM = 1.0
ONE_TOWN_KM = 10.0


class Relation(StrEnum):
    """What two places are to each other."""

    SAME = "same"
    WITHIN = "within"
    SITES = "two sites of one town"
    REGION = "region that holds it"
    COUNTRY = "country alone"
    UNKNOWN = "one is not told"
    DIFFERENT = "different"


def distance_km(a: Place, b: Place) -> float:
    """The great-circle distance between two places, in km."""
    p = math.pi / 180
    h = (
        math.sin((b.lat - a.lat) * p / 2) ** 2
        + math.cos(a.lat * p) * math.cos(b.lat * p) * math.sin((b.lon - a.lon) * p / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def place_key(place: Place) -> str:
    """A name for a place that two claims share when they were resolved to the same one."""
    if place.geonameid is not None:
        return f"g{place.geonameid}"
    return f"{place.country}/{fold(place.name)}/{place.lat:.2f}/{place.lon:.2f}"


def relate(a: Place | None, b: Place | None) -> Relation:
    """What two places are to each other. Two towns are never one, however near they lie."""
    if a is None or b is None:
        return Relation.UNKNOWN
    if a is b or (a.geonameid is not None and a.geonameid == b.geonameid and a.precision is b.precision):
        return Relation.SAME
    if a.country != b.country:
        return Relation.DIFFERENT
    if PlacePrecision.COUNTRY in (a.precision, b.precision):
        return Relation.COUNTRY
    if a.precision in FINE and b.precision in FINE:
        return _relate_fine(a, b)
    if a.precision in FINE or b.precision in FINE:
        region, place = (b, a) if a.precision in FINE else (a, b)
        return Relation.REGION if _holds(region, place) else Relation.DIFFERENT
    return Relation.SAME if fold(a.name) == fold(b.name) else Relation.DIFFERENT


def _relate_fine(a: Place, b: Place) -> Relation:
    km = distance_km(a, b)
    if km <= NAMESAKE_KM and fold(a.name) == fold(b.name):
        return Relation.SAME
    precisions = {a.precision, b.precision}
    if precisions in ({PlacePrecision.TOWN}, {PlacePrecision.DISTRICT}):
        return Relation.DIFFERENT
    if precisions == {PlacePrecision.SITE}:
        if km <= SITE_KM:
            return Relation.SAME
        return Relation.SITES if km <= ONE_TOWN_KM else Relation.DIFFERENT
    wide, fine = (a, b) if _width(a) >= _width(b) else (b, a)
    return (
        Relation.WITHIN if km <= max(wide.radius_km, 5.0) + min(fine.radius_km, 5.0) else Relation.DIFFERENT
    )


def _width(place: Place) -> int:
    return {PlacePrecision.SITE: 0, PlacePrecision.DISTRICT: 1}.get(place.precision, 2)


def _holds(region: Place, place: Place) -> bool:
    if place.admin1 is not None:
        names = {fold(region.name), fold(region.admin1 or "")}
        return fold(place.admin1) in names
    return distance_km(region, place) <= region.radius_km


class Days(StrEnum):
    """What two stretches of days are to each other."""

    SAME = "same day"
    OVERLAP = "days that overlap"
    NEXT = "the next day"
    UNKNOWN = "one is not told"
    APART = "days apart"


def stated_day(interval: Interval | Unresolved) -> bool:
    """True for one day, or a night that runs over two."""
    return isinstance(interval, Interval) and (interval.precision is Granularity.DAY or interval.days <= 2)


def relate_days(a: tuple[date, date] | None, b: tuple[date, date] | None) -> Days:
    """What two stretches of days, both ends inclusive, are to each other."""
    if a is None or b is None:
        return Days.UNKNOWN
    if a == b:
        return Days.SAME
    gap = max((b[0] - a[1]).days, (a[0] - b[1]).days)
    if gap <= 0:
        return Days.OVERLAP
    return Days.NEXT if gap == 1 else Days.APART
