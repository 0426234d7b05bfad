"""Incidents as PLOVER events (manual 2021), JSON lines: one record for each category and mode that the reports tell of an incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from testigo.export.acled import printed
from testigo.export.coding import HARM, codes_of, happened, parties_of
from testigo.export.countries import Country, country
from testigo.export.public import Public
from testigo.model.claim import Claim, Kind
from testigo.version import __version__

_SECTORS = {
    "police": "COP",
    "military": "MIL",
    "security": "UAF",
    "government": "GOV",
    "paramilitary": "UAF",
    "rebels": "REB",
    "armed_men": "UAF",
    "students": "EDU",
    "teachers": "EDU",
    "journalists": "MED",
    "health_workers": "HLH",
}
"""Sectors that may be told. Everybody else is a civilian (CVL): faith, ethnicity, party and union stay behind (SAFETY 19)."""

SIZES = (
    ("dead", "killed", Kind.KILLING),
    ("injured", "injured", Kind.INJURY),
    ("arrested", "arrested", Kind.ARREST),
)


def plover_records(incidents: Iterable[Public], left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    """The records in the order of incidents and, within one, of category and mode; what has no day is counted in `left_out`."""
    for incident in incidents:
        claims = happened(incident.dossier.claims)
        if "day total" in incident.record["flags"]:
            left_out["a day's total over a region or country"] += 1
        elif "unresolved" in incident.record["when"]:
            left_out["no day"] += 1
        elif not claims:
            left_out["only planned or denied"] += 1
        else:
            yield from _records(incident, claims)


def _records(incident: Public, claims: Sequence[Claim]) -> Iterator[dict[str, Any]]:
    record = incident.record
    when, where = record["when"], record["where"]
    events: dict[tuple[str, str], list[Claim]] = {}
    quads: dict[str, int] = {}
    for claim, codes in codes_of(claims):
        events.setdefault((codes.plover.event, codes.plover.mode or ""), []).append(claim)
        quads[codes.plover.event] = codes.plover.quad_code
    parties = parties_of(claims)
    land = country(where.get("country"))
    sizes = _sizes(incident, events)
    for (event, mode), told in sorted(events.items()):
        doers = parties.doers if any(c.kind in HARM for c in told) else (*parties.crowd, *parties.doers)
        recipients = parties.harmed if event == "ASSAULT" or any(c.kind in HARM for c in told) else ()
        size = sizes.get((event, mode), {})
        row: dict[str, Any] = {
            "id": "-".join(filter(None, (record["id"], event, mode))),
            "has_event": True,
            "date": when["first"],
            "enddate": when["last"],
            "actor": _entities(doers, land),
            "recipient": _entities(recipients, land),
            "event": event,
            "mode": mode or None,
            "context": [],
            "quad_code": quads[event],
            "event_loc": _location(where),
            "coder": f"testigo {__version__}, profile {incident.profile.value}",
            "comment": _comment(incident),
        }
        yield row | ({"size": size} if size else {})


def _entities(categories: Iterable[str], land: Country | None) -> list[dict[str, str | None]]:
    """Each sector once; the country's code is None where the place is not known."""
    sectors = dict.fromkeys(_SECTORS.get(category, "CVL") for category in categories)
    return [{"code": land.alpha3 if land else None, "sector": sector} for sector in sectors]


def _location(where: dict[str, Any]) -> dict[str, Any] | None:
    if "unresolved" in where:
        return None
    return {key: where[key] for key in ("name", "admin1", "country", "lat", "lon", "precision", "radius_km")}


def _sizes(
    incident: Public, events: dict[tuple[str, str], list[Claim]]
) -> dict[tuple[str, str], dict[str, int]]:
    """Each figure stands in one record, so that sums do not count it twice: in the first whose claims tell that kind of harm."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for name, measure, kind in SIZES:
        toll = incident.record["tolls"].get(measure)
        if toll is None or toll["best"] is None:
            continue
        telling = [key for key in sorted(events) if any(c.kind is kind for c in events[key])]
        found.setdefault((telling or sorted(events))[0], {})[name] = toll["best"]
    return found


def _comment(incident: Public) -> str:
    record = incident.record
    told = [f"{measure} {printed(toll)}" for measure, toll in sorted(record["tolls"].items())]
    return "; ".join(
        [*told, f"days known to the {record['when']['precision']}", f"status {record['status']}"]
    )
