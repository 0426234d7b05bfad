"""A Frictionless data package: the incidents' CSV with a description that programs check it by, and people read it by.

Source: Data Package and Table Schema, version 1 (specs.frictionlessdata.io).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from testigo.export.formats import PROFILES, RULES, Profile
from testigo.export.public import MASKED
from testigo.export.tabular import COLUMNS, MEASURES, write_csv
from testigo.version import __version__

Files = dict[str, bytes]
_EPOCH = (1980, 1, 1, 0, 0, 0)

_FIELDS: dict[str, dict[str, Any]] = {
    "id": {
        "type": "string",
        "description": "the incident",
        "constraints": {"required": True, "unique": True},
    },
    "first": {"type": "date", "description": "first day; empty where no day is known"},
    "last": {"type": "date", "description": "last day, inclusive"},
    "date_precision": {"type": "string", "constraints": {"enum": ["day", "week", "month", "year", "range"]}},
    "country": {"type": "string", "description": "ISO 3166-1 alpha-2"},
    "admin1": {"type": "string", "description": "first-level division"},
    "place": {"type": "string", "description": "never finer than a town"},
    "latitude": {"type": "number", "description": "WGS 84", "constraints": {"minimum": -90, "maximum": 90}},
    "longitude": {
        "type": "number",
        "description": "WGS 84",
        "constraints": {"minimum": -180, "maximum": 180},
    },
    "place_precision": {"type": "string", "constraints": {"enum": ["town", "district", "region", "country"]}},
    "radius_km": {"type": "number", "description": "holds the true point 9 times in 10"},
    "kinds": {"type": "string", "description": "what happened, parted by |"},
    "rules": {
        "type": "string",
        "description": "the rules that fired, parted by |; their meaning is in this file",
    },
    "documents": {"type": "integer", "description": "reports"},
    "origins": {"type": "integer", "description": "independent voices"},
    "flags": {"type": "string", "description": "what a reader must know, parted by |"},
    "status": {"type": "string", "description": "machine until a named person accepts it"},
    "profile": {"type": "string", "constraints": {"enum": [profile.value for profile in Profile]}},
}
_ENDS: dict[str, dict[str, Any]] = {
    "min": {"type": "integer", "constraints": {"minimum": 0}},
    "best": {
        "type": "integer",
        "constraints": {"minimum": 0},
        "description": "empty where only vague words are told",
    },
    "max": {
        "type": "string",
        "constraints": {"pattern": r"\d+\+?"},
        "description": "+ where the top is open",
    },
    "grade": {
        "type": "string",
        "constraints": {"enum": ["confirmed", "fair", "weak", "contested", "discounted"]},
    },
}


def _field(column: str) -> dict[str, Any]:
    measure, _, end = column.rpartition("_")
    return {"name": column, **(_ENDS[end] if measure in MEASURES else _FIELDS[column])}


def package_files(records: Iterable[Mapping[str, Any]], profile: Profile) -> tuple[int, Files]:
    """The number of incidents and the package's files by name: `incidents.csv` and `datapackage.json`."""
    fired: set[str] = set()

    def seen() -> Iterable[Mapping[str, Any]]:
        for record in records:
            fired.update(rule for toll in record["tolls"].values() for rule in toll["rules"])
            yield record

    text = io.StringIO()
    count = write_csv(seen(), text)
    table = text.getvalue().encode()
    described = {
        "profile": "tabular-data-package",
        "name": "testigo-incidents",
        "title": f"Incidents, profile {profile.value}",
        "resources": [
            {
                "name": "incidents",
                "path": "incidents.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(table),
                "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
                "description": "Text that a spreadsheet would take for a formula has a ' in front.",
                "schema": {"fields": [_field(c) for c in COLUMNS], "missingValues": [""], "primaryKey": "id"},
            }
        ],
        "testigo": {
            "version": __version__,
            "incidents": count,
            "profile": {"name": profile.value, "meaning": PROFILES[profile]},
            "masked": list(MASKED),
            "rules": {rule: meaning for rule, meaning in RULES.items() if rule in fired},
        },
    }
    description = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    return count, {"incidents.csv": table, "datapackage.json": description.encode()}


def write_zip(files: Files, out: BinaryIO) -> None:
    """Write files into a zip archive that holds no times: equal files give equal bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[name])
