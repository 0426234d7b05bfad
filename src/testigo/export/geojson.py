"""Incidents as GeoJSON (RFC 7946): points at town level, the uncertainty as a radius in the properties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from testigo.export.tabular import incident_row


def feature(record: Mapping[str, Any], profile: str) -> dict[str, Any]:
    """One incident as a feature; one without a place has a null geometry, as the standard has it."""
    row = incident_row(record, profile)
    longitude, latitude = row.pop("longitude"), row.pop("latitude")
    geometry = None
    if longitude is not None and latitude is not None:
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    properties = {key: value for key, value in row.items() if value is not None and key != "id"}
    return {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": properties}


def write_geojson(records: Iterable[Mapping[str, Any]], out: TextIO, *, profile: str = "testigo") -> int:
    """Write a FeatureCollection, one feature a line. Returns the number of features."""
    out.write('{"type":"FeatureCollection","features":[\n')
    count = 0
    for record in records:
        out.write(",\n" if count else "")
        out.write(json.dumps(feature(record, profile), ensure_ascii=False, separators=(",", ":")))
        count += 1
    out.write("\n]}\n")
    return count
