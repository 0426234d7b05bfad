"""CSV and GeoJSON: nothing runs in a spreadsheet, nothing finer than a town, no words of the reports."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testigo.export.geojson import write_geojson
from testigo.export.lines import write_jsonl
from testigo.export.tabular import COLUMNS, guarded, unguarded, write_csv


def record(**changes: Any) -> dict[str, Any]:
    toll = {
        "min": 17,
        "best": 18,
        "max": 19,
        "max_open": True,
        "grade": "fair",
        "by_group": {},
        "claims": ["c-1"],
        "rules": ["R8", "R9"],
        "discrepancy": 2,
    }
    return {
        "id": "i-1",
        "kinds": ["killing", "use_of_force"],
        "when": {"first": "2023-01-09", "last": "2023-01-09", "precision": "day", "phrase": "the Monday of Ana"},
        "where": {
            "name": "Puerto Aurelio",
            "country": "PE",
            "admin1": "Puno",
            "lat": -15.5,
            "lon": -70.13,
            "precision": "site",
            "radius_km": 8,
            "phrase": "Calle Sol 12",
            "evidence": ["Calle Sol 12"],
        },
        "tolls": {"killed": toll},
        "documents": 12,
        "origins": 4,
        "claims": ["c-1"],
        "status": "machine",
        **changes,
    }


def test_a_row_has_bounds_place_and_rules() -> None:
    out = io.StringIO()
    assert write_csv([record()], out) == 1
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert tuple(row) == COLUMNS
    assert (row["killed_min"], row["killed_best"], row["killed_max"]) == ("17", "18", "19+")
    assert row["injured_best"] == ""
    assert (row["place"], row["place_precision"]) == ("Puerto Aurelio", "town")
    assert (row["rules"], row["profile"]) == ("R8|R9", "testigo")


def test_a_planted_formula_stays_text() -> None:
    where = {**record()["where"], "name": '=HYPERLINK("x")'}
    out = io.StringIO()
    write_csv([record(where=where)], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["place"].startswith("'=")
    assert unguarded(row["place"]) == '=HYPERLINK("x")'
    assert row["latitude"] == "-15.5"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  =", "\u00a0@"])
def test_every_risky_start_is_guarded(start: str) -> None:
    assert str(guarded(f"{start}1")).startswith("'")


@given(st.text())
def test_reading_back_restores_any_text(text: str) -> None:
    assert unguarded(str(guarded(text))) == text


def test_geojson_is_a_collection_of_points() -> None:
    out = io.StringIO()
    where = {"unresolved": "no place is named", "phrase": None}
    assert write_geojson([record(), record(id="i-2", where=where)], out) == 2
    first, second = json.loads(out.getvalue())["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-70.13, -15.5]}
    assert first["properties"]["killed_max"] == "19+"
    assert second["geometry"] is None


def test_an_empty_ledger_gives_an_empty_collection() -> None:
    out = io.StringIO()
    assert write_geojson([], out) == 0
    assert json.loads(out.getvalue()) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("writer", [write_csv, write_geojson, write_jsonl])
def test_words_of_the_report_never_leave(writer: Any) -> None:
    out = io.StringIO()
    writer([record()], out)
    assert "Calle Sol" not in out.getvalue()
    assert "Ana" not in out.getvalue()
    assert '"site"' not in out.getvalue()
