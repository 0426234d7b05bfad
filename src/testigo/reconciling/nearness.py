"""How two places, and two stretches of days, stand to each other."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision
from testigo.reconciling.voices import fold
from testigo.resolving.gazetteer_build import distance_km

FINE = frozenset({PlacePrecision.SITE, PlacePrecision.TOWN, PlacePrecision.DISTRICT})
"""Precisions at which a place is one settlement or a point in it."""

WIDE_DISTRICT_KM = 15.0
"""A district with a larger radius is a county or province: it holds towns, and is none."""

NAMESAKE_KM = 20.0
SITE_KM = 1.0
ONE_TOWN_KM = 10.0


def is_fine(place: Place) -> bool:
    """True for one settlement or a point in it; a county is a district, but not fine."""
    return place.precision in FINE and not (
        place.precision is PlacePrecision.DISTRICT and place.radius_km > WIDE_DISTRICT_KM
    )


class Relation(StrEnum):
    """What two places are to each other."""

    SAME = "same"
    WITHIN = "within"
    SITES = "two sites of one town"
    REGION = "region that holds it"
    COUNTRY = "country alone"
    UNKNOWN = "one is not told"
    DIFFERENT = "different"


def apart_km(a: Place, b: Place) -> float:
    """The great-circle distance between two places, in km."""
    return distance_km(a.lat, a.lon, b.lat, b.lon)


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
    if is_fine(a) and is_fine(b):
        return _relate_fine(a, b)
    if (
        a.precision is b.precision
        and fold(a.name) == fold(b.name)
        and apart_km(a, b) <= max(a.radius_km, b.radius_km)
    ):
        return Relation.SAME
    wide, fine = (a, b) if _width(a) >= _width(b) else (b, a)
    return Relation.REGION if _width(wide) > _width(fine) and _holds(wide, fine) else Relation.DIFFERENT


def _relate_fine(a: Place, b: Place) -> Relation:
    km = apart_km(a, b)
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
    reach_km = max(wide.radius_km, 5.0) + min(fine.radius_km, 5.0)
    return Relation.WITHIN if km <= reach_km else Relation.DIFFERENT


def _width(place: Place) -> int:
    """How much a kind of place holds: a site least, then a quarter, a town, a county, a region."""
    if place.precision is PlacePrecision.DISTRICT:
        return 1 if is_fine(place) else 3
    return {PlacePrecision.SITE: 0, PlacePrecision.TOWN: 2, PlacePrecision.REGION: 4}.get(place.precision, 5)


def _holds(wide: Place, place: Place) -> bool:
    """True where a county or region holds a place: by the region's name where it is told, else by distance."""
    if wide.precision is PlacePrecision.REGION and place.admin1 is not None:
        return fold(place.admin1) in {fold(wide.name), fold(wide.admin1 or "")}
    if wide.admin1 and place.admin1 and fold(wide.admin1) != fold(place.admin1):
        return False
    return apart_km(wide, place) <= wide.radius_km + min(place.radius_km, 5.0)


class Days(StrEnum):
    """What two stretches of days are to each other."""

    SAME = "same day"
    OVERLAP = "days that overlap"
    NEXT = "the next day"
    UNKNOWN = "one is not told"
    APART = "days apart"


def is_own_day(when: When) -> bool:
    """True where the claim's own clause tells the day; False where it was taken over from other sentences or from the publication."""
    return not when.evidence or when.evidence.startswith(OWN_CLAUSE)


OWN_CLAUSE = "its own clause or sentence"


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
