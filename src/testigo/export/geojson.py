"""Incidents as GeoJSON (RFC 7946): points at town level, the uncertainty as a radius in the properties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from testigo.export.formats import Profile
from testigo.export.tabular import incident_row


def feature(record: Mapping[str, Any]) -> dict[str, Any]:
    """One public incident as a feature; one without a place has a null geometry, as the standard has it."""
    row = incident_row(record)
    longitude, latitude = row.pop("longitude"), row.pop("latitude")
    geometry = None
    if longitude is not None and latitude is not None:
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    properties = {key: value for key, value in row.items() if value is not None and key != "id"}
    return {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": properties}


def write_geojson(
    records: Iterable[Mapping[str, Any]], out: TextIO, *, profile: Profile = Profile.TESTIGO
) -> int:
    """Write a FeatureCollection, one feature a line, the profile named on it. Returns the number of features."""
    out.write(f'{{"type":"FeatureCollection","profile":"{profile.value}","features":[\n')
    count = 0
    for record in records:
        out.write(",\n" if count else "")
        out.write(json.dumps(feature(record), ensure_ascii=False, separators=(",", ":")))
        count += 1
    out.write("\n]}\n")
    return count
