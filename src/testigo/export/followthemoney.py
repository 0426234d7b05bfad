"""Incidents as FollowTheMoney entities, for Aleph and OpenSanctions tools: an Event each, and the Address that it happened at.

Schema: https://followthemoney.tech/explorer/schemata/Event/ (version 4). Every property value is a list of strings, as the format has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from testigo.export.formats import Profile
from testigo.model.identity import content_id

_DATASET = "testigo"


def entities(records: Iterable[Mapping[str, Any]], *, profile: Profile) -> Iterator[dict[str, Any]]:
    """The entities of public incidents, each address once, before the first event that lies there."""
    written: set[str] = set()
    for record in records:
        address = _address(record["where"])
        if address is not None and address["id"] not in written:
            written.add(address["id"])
            yield address
        yield _event(record, address, profile)


def _event(record: Mapping[str, Any], address: Mapping[str, Any] | None, profile: Profile) -> dict[str, Any]:
    when, where = record["when"], record["where"]
    kinds = ", ".join(kind.replace("_", " ") for kind in record["kinds"])
    days = (when["first"], when["last"]) if "first" in when else ()
    name = " · ".join(filter(None, (kinds, where.get("name"), days[0] if days else None)))
    return _entity(
        record["id"],
        "Event",
        name=name,
        date=days[0] if days and days[0] == days[1] else None,
        startDate=days[0] if days else None,
        endDate=days[1] if days else None,
        country=(where.get("country") or "").lower(),
        location=_place(where),
        addressEntity=address["id"] if address else None,
        summary=[f"{measure}: {_toll(toll)}" for measure, toll in record["tolls"].items()],
        keywords=[kind.replace("_", " ") for kind in record["kinds"]],
        notes=[
            (
                f"figures by profile {profile.value}; {record['documents']} reports, {record['origins']} independent voices; "
                f"status {record['status']}"
            ),
            *record["flags"],
        ],
        recordId=record["id"],
    )


def _address(where: Mapping[str, Any]) -> dict[str, Any] | None:
    """The place as an address; None where no place is told. Two incidents at one place share it."""
    if where.get("lat") is None or where.get("lon") is None:
        return None
    full = _place(where) or f"{where['lat']}, {where['lon']}"
    return _entity(
        content_id("a", where.get("geonameid"), full, where["lat"], where["lon"]),
        "Address",
        full=full,
        city=where.get("name") if where.get("precision") == "town" else None,
        state=where.get("admin1"),
        country=(where.get("country") or "").lower(),
        latitude=f"{where['lat']}",
        longitude=f"{where['lon']}",
        remarks=f"known to within {where['radius_km']:g} km" if where.get("radius_km") else None,
    )


def _entity(entity_id: str, schema: str, **properties: str | list[str] | None) -> dict[str, Any]:
    told = {name: [value] if isinstance(value, str) else value for name, value in properties.items() if value}
    return {"id": entity_id, "schema": schema, "properties": told, "datasets": [_DATASET]}


def _place(where: Mapping[str, Any]) -> str | None:
    names = (where.get("name"), where.get("admin1") if where.get("admin1") != where.get("name") else None)
    return ", ".join(filter(None, names)) or None


def _toll(toll: Mapping[str, Any]) -> str:
    """Best and range as they are printed elsewhere: "18 (17–19)", "(20+)" where only vague words were told."""
    top = f"{toll['max']}{'+' if toll['max_open'] else ''}"
    span = top if f"{toll['min']}" == top else f"{toll['min']}–{top}"
    if toll["best"] is None:
        return f"({span})"
    return f"{toll['best']}" if span == f"{toll['best']}" else f"{toll['best']} ({span})"
