"""Incidents as rows: CSV that a spreadsheet opens without running what a hostile report planted in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
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


def incident_cells(record: Mapping[str, Any]) -> dict[str, Any]:
    """One public incident as typed cells: as `incident_row`, with `*_max` a number and `*_max_open` beside it."""
    when, where, tolls = record["when"], record["where"], record["tolls"]
    row: dict[str, Any] = {
        "id": record["id"],
        "first": when.get("first"),
        "last": when.get("last"),
        "date_precision": when.get("precision"),
        "country": where.get("country"),
        "admin1": where.get("admin1"),
        "place": where.get("name"),
        "latitude": where.get("lat"),
        "longitude": where.get("lon"),
        "place_precision": where.get("precision"),
        "radius_km": where.get("radius_km"),
        "kinds": "|".join(record["kinds"]),
    }
    for measure in MEASURES:
        toll = tolls.get(measure) or {}
        for end in ("min", "best", "max", "max_open", "grade"):
            row[f"{measure}_{end}"] = toll.get(end)
    row |= {
        "rules": "|".join(
            sorted({rule for toll in tolls.values() for rule in toll["rules"]}, key=_rule_number)
        ),
        "documents": record["documents"],
        "origins": record["origins"],
        "flags": "|".join(record["flags"]),
        "status": record["status"],
        "profile": record["profile"],
    }
    return row


def _rule_number(rule: str) -> tuple[int, str]:
    digits = rule[1:]
    return (int(digits) if digits.isdecimal() else 0, rule)


def incident_row(record: Mapping[str, Any]) -> dict[str, Any]:
    """One public incident as the cells of `COLUMNS`: an open maximum is printed "19+", what is not known is None."""
    cells = incident_cells(record)
    for measure in MEASURES:
        if cells.pop(f"{measure}_max_open"):
            cells[f"{measure}_max"] = f"{cells[f'{measure}_max']}+"
    return cells


class _Lines:
    """Ends rows in a line feed where the writer ends them in CR LF: told of both, it quotes either in a cell; told of one, not a bare CR."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> int:
        return self._out.write(row.removesuffix("\r\n") + "\n")


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write rows under a header, every text cell guarded; None is an empty cell. Returns the number of rows."""
    writer = csv.DictWriter(_Lines(out), columns, lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow({key: guarded(value) for key, value in row.items()})
        count += 1
    return count


def write_csv(records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write public incidents; empty cells are "not told". Returns the number of rows."""
    return write_rows(COLUMNS, map(incident_row, records), out)
