"""Incidents in the shape of UCDP's table of events (GED 25.1): those in which somebody is told killed, with low, best and high.

UCDP's own numbers (of conflicts, dyads, actors) stay empty: only UCDP gives them. What each column holds: docs/reference/exports.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from testigo.export.coding import Parties, happened, is_one_stretch, parties_of
from testigo.export.countries import Country, country
from testigo.export.public import Public, voices_of

COLUMNS = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id"
    " dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office"
    " source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt"
    " priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown"
    " best high low gwnoa gwnob".split()
)
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_WHERE = {"site": 1, "town": 1, "district": 3, "region": 4, "country": 6}
_FORCES = ("police", "soldiers", "security")
_OCCUPATIONS = ("students", "journalists", "health_workers")
_PEOPLE = ("civilians", "protesters", "minors", "bystanders")


def ucdp_rows(incidents: Iterable[Public], left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    """The rows in the order of incidents; incidents that the shape cannot hold are counted in `left_out` by reason."""
    for incident in incidents:
        reason = _why_not(incident)
        if reason:
            left_out[reason] += 1
        else:
            yield _row(incident)


def _why_not(incident: Public) -> str:
    record = incident.record
    toll = record["tolls"].get("killed")
    if "day total" in record["flags"]:
        return "a day's total over a region or country"
    if toll is None or not toll["max"]:
        return "nobody told killed"
    return "no day" if "unresolved" in record["when"] else ""


def _row(incident: Public) -> dict[str, Any]:
    record = incident.record
    when, where, toll = record["when"], record["where"], record["tolls"]["killed"]
    first, last = date.fromisoformat(when["first"]), date.fromisoformat(when["last"])
    headers = incident.dossier.headers()
    claims = happened(incident.dossier.claims)
    land = country(where.get("country"))
    kind = type_of_violence(parties_of(claims))
    latitude, longitude = where.get("lat"), where.get("lon")
    located = latitude is not None and longitude is not None
    return (
        dict.fromkeys(COLUMNS)
        | {
            "id": record["id"],
            "relid": f"{land.alpha3 if land else 'XXX'}-{first.year}-{record['id']}",
            "year": first.year,
            "code_status": f"{record['status']}; profile={incident.profile.value}",
            "type_of_violence": kind,
            "number_of_sources": record["documents"],
            "source_office": "; ".join(sorted({s.outlet for s in headers if s.outlet})),
            "source_date": "; ".join(sorted({s.published.isoformat() for s in headers if s.published})),
            "source_original": "; ".join(voices_of(c for c in claims if c.figure is not None)),
            "where_prec": _WHERE.get(where.get("precision", "")),
            "where_coordinates": where.get("name"),
            "where_description": f"{where['precision']}, true within {where['radius_km']:g} km 9 times in 10"
            if located
            else None,
            "adm_1": where.get("admin1"),
            "latitude": latitude,
            "longitude": longitude,
            "geom_wkt": f"POINT ({longitude} {latitude})" if located else None,
            "priogrid_gid": priogrid(latitude, longitude)
            if latitude is not None and longitude is not None
            else None,
            "country": land.name if land else None,
            "country_id": land.state_number if land else None,
            "region": land.ucdp_region if land else None,
            "event_clarity": 2 if first != last and is_one_stretch(claims, when) else 1,
            "date_prec": date_prec(when["precision"], (last - first).days + 1),
            "date_start": when["first"],
            "date_end": when["last"],
        }
        | _sides(parties_of(claims), kind, land)
        | deaths(toll, _by_group(incident))
    )


def _by_group(incident: Public) -> Mapping[str, Any]:
    """Tolls by group; the profiles that settle each report alone have none."""
    by_group: Mapping[str, Any] = incident.record["tolls"]["killed"]["by_group"]
    return by_group


def type_of_violence(parties: Parties) -> int | None:
    """1 state and armed group, 2 armed groups or crowds among each other, 3 one-sided, None where the reports do not say who against whom.

    >>> type_of_violence(Parties(("police",), ("protesters",))), type_of_violence(Parties(("police",), ("rebels",)))
    (3, 1)
    """
    doers = {side for side in ("state", "armed", "crowd") if parties.of_side(side)}
    hit = {side for side in ("state", "armed", "crowd", "civilian") if parties.of_side(side, among="harmed")}
    if ("state" in doers and "armed" in hit) or ("armed" in doers and "state" in hit):
        return STATE_BASED
    if ("armed" in doers and "armed" in hit) or (doers == {"crowd"} and hit == {"crowd"}):
        return NON_STATE
    if doers & {"state", "armed"} and hit & {"crowd", "civilian"}:
        return ONE_SIDED
    return None


def _sides(parties: Parties, kind: int | None, land: Country | None) -> dict[str, Any]:
    if kind is None or land is None:
        return {}
    government = f"Government of {land.name}"
    armed = "Unidentified armed group"
    state = land.state_number
    if kind == STATE_BASED:
        return {"side_a": government, "side_b": armed, "dyad_name": f"{government} - {armed}", "gwnoa": state}
    if kind == NON_STATE:
        return {}
    doer = government if parties.of_side("state") else armed
    return {
        "side_a": doer,
        "side_b": "Civilians",
        "dyad_name": f"{doer} - Civilians",
        "gwnoa": state if doer == government else None,
    }


def deaths(toll: Mapping[str, Any], by_group: Mapping[str, Any]) -> dict[str, int | None]:
    """`best`, `high`, `low`, and the best figure parted: the state's forces (side a), civilians, and who is not known.

    Groups overlap (a student is a protester too), so that civilians are the largest group told, or the sum of occupations that exclude
    each other; forces that have no room in the best figure are counted beside it, not in it, and are left out. No best: no parts.

    >>> deaths({"min": 17, "best": 19, "max": 19}, {"police": {"best": 1}, "protesters": {"best": 17}})
    {'best': 19, 'high': 19, 'low': 17, 'deaths_a': 1, 'deaths_civilians': 17, 'deaths_unknown': 1}
    """
    best = toll["best"]
    found = {"best": best, "high": toll["max"], "low": toll["min"]}
    if best is None:
        return found

    def told(group: str) -> int:
        return int((by_group.get(group) or {}).get("best") or 0)

    people = min(best, max(*(told(group) for group in _PEOPLE), sum(told(group) for group in _OCCUPATIONS)))
    forces = max(sum(told(group) for group in ("police", "soldiers")), told("security"))
    if people + forces > best:
        forces = 0
    is_said = any(group in by_group for group in (*_FORCES, *_OCCUPATIONS, *_PEOPLE))
    return found | {
        "deaths_a": forces or None,
        "deaths_civilians": people if people or is_said else None,
        "deaths_unknown": best - people - forces,
    }


def date_prec(precision: str, days: int) -> int:
    """UCDP's precision of the date: 1 a day, 2 two to six days, 3 a week, 4 eight to thirty days or a month, 5 more.

    >>> [date_prec("range", days) for days in (1, 2, 6, 7, 8, 30, 31)], date_prec("month", 31)
    ([1, 2, 2, 3, 4, 4, 5], 4)
    """
    if days <= 30:
        return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4
    return 4 if precision == "month" else 5


def priogrid(latitude: float, longitude: float) -> int:
    """The cell of the PRIO-GRID: half a degree wide, numbered from the south-west, row by row, 1 to 259200.

    Source: A. F. Tollefsen, H. Strand, H. Buhaug, "PRIO-GRID: A unified spatial data structure", Journal of Peace Research 49(2), 2012.

    >>> priogrid(-90, -180), priogrid(89.9, 179.9)
    (1, 259200)
    """
    row = min(359, math.floor((latitude + 90) * 2))
    column = min(719, math.floor((longitude + 180) * 2))
    return row * 720 + column + 1
