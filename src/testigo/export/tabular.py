"""Incidents as rows: CSV that a spreadsheet opens without running what a hostile report planted in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

MEASURES = ("killed", "injured", "arrested", "missing", "participants", "displaced")
COLUMNS = (
    "id",
    "first",
    "last",
    "date_precision",
    "country",
    "admin1",
    "place",
    "latitude",
    "longitude",
    "place_precision",
    "radius_km",
    "kinds",
    *(f"{measure}_{end}" for measure in MEASURES for end in ("min", "best", "max", "grade")),
    "rules",
    "documents",
    "origins",
    "flags",
    "status",
    "profile",
)
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(value: object) -> object:
    """A text cell that a spreadsheet would take for a formula gets a `'` in front; numbers stay numbers (SAFETY 9).

    >>> guarded("=1+1"), guarded(" @x"), guarded(-3), guarded("Puno")
    ("'=1+1", "' @x", -3, 'Puno')
    """
    if isinstance(value, str) and (value.lstrip(" \u00a0\u3000").startswith(_RISKY) or value.startswith("'")):
        return "'" + value
    return value


def unguarded(value: str) -> str:
    """The inverse of `guarded` for text read back."""
    return value[1:] if value.startswith("'") else value


def incident_row(record: Mapping[str, Any], profile: str) -> dict[str, object]:
    """One incident's JSON as a row: no quote, no name, no place finer than a town (SAFETY 17)."""
    when, where = record["when"], record["where"]
    tolls = record["tolls"]
    row: dict[str, object] = {
        "id": record["id"],
        "first": when.get("first"),
        "last": when.get("last"),
        "date_precision": when.get("precision"),
        "country": where.get("country"),
        "admin1": where.get("admin1"),
        "place": where.get("name"),
        "latitude": where.get("lat"),
        "longitude": where.get("lon"),
        "place_precision": "town" if where.get("precision") == "site" else where.get("precision"),
        "radius_km": where.get("radius_km"),
        "kinds": "|".join(record["kinds"]),
        "rules": "|".join(sorted({rule for toll in tolls.values() for rule in toll["rules"]})),
        "documents": record["documents"],
        "origins": record["origins"],
        "flags": "|".join(record.get("flags", ())),
        "status": record["status"],
        "profile": profile,
    }
    for measure in MEASURES:
        toll = tolls.get(measure)
        row[f"{measure}_min"] = toll["min"] if toll else None
        row[f"{measure}_best"] = toll["best"] if toll else None
        row[f"{measure}_max"] = (f"{toll['max']}+" if toll["max_open"] else toll["max"]) if toll else None
        row[f"{measure}_grade"] = toll["grade"] if toll else None
    return row


def write_csv(records: Iterable[Mapping[str, Any]], out: TextIO, *, profile: str = "testigo") -> int:
    """Write incidents with a header; empty cells are "not said". Returns the number of rows."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    for row in _rows(records, profile):
        writer.writerow(row)
        count += 1
    return count


def _rows(records: Iterable[Mapping[str, Any]], profile: str) -> Iterator[dict[str, object]]:
    for record in records:
        yield {key: guarded(value) for key, value in incident_row(record, profile).items()}
