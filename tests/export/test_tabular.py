"""CSV, GeoJSON and JSON lines: nothing runs in a spreadsheet, what is not known is empty, and what is written can be read back."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testigo.export.formats import Profile
from testigo.export.geojson import write_geojson
from testigo.export.lines import write_jsonl
from testigo.export.tabular import COLUMNS, guarded, write_csv

TOLL = {
    "min": 17,
    "best": 18,
    "max": 19,
    "max_open": True,
    "grade": "fair",
    "by_group": {},
    "claims": ["c-1"],
    "rules": ["R10", "R9"],
    "discrepancy": 2,
}
PLACE = {
    "name": "Puerto Aurelio",
    "country": "PE",
    "admin1": "Puno",
    "lat": -15.5,
    "lon": -70.13,
    "precision": "town",
    "radius_km": 8,
    "geonameid": None,
}


def unguarded(value: str) -> str:
    """What a reader of the file does to have the text back."""
    return value.removeprefix("'")


def record(**changes: Any) -> dict[str, Any]:
    """A public record."""
    return {
        "id": "i-1",
        "kinds": ["killing", "use_of_force"],
        "when": {"first": "2023-01-09", "last": "2023-01-09", "precision": "day"},
        "where": PLACE,
        "tolls": {"killed": TOLL},
        "documents": 12,
        "origins": 4,
        "claims": ["c-1"],
        "flags": [],
        "status": "machine",
        "profile": "testigo",
        **changes,
    }


UNKNOWN = record(id="i-2", when={"unresolved": "no day"}, where={"unresolved": "no place"}, tolls={})


def rows_of(*records: dict[str, Any]) -> list[dict[str, str]]:
    out = io.StringIO()
    assert write_csv(records, out) == len(records)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_a_row_has_bounds_place_and_rules() -> None:
    (row,) = rows_of(record())
    assert tuple(row) == COLUMNS
    assert (row["killed_min"], row["killed_best"], row["killed_max"]) == ("17", "18", "19+")
    assert (row["place"], row["place_precision"]) == ("Puerto Aurelio", "town")
    assert (row["rules"], row["profile"]) == ("R9|R10", "testigo")


def test_what_is_not_known_is_empty_and_never_zero() -> None:
    (row,) = rows_of(UNKNOWN)
    told = {key: value for key, value in row.items() if value}
    assert told == {
        "id": "i-2",
        "kinds": "killing|use_of_force",
        "documents": "12",
        "origins": "4",
        "status": "machine",
        "profile": "testigo",
    }


def test_a_zero_that_was_told_is_a_zero() -> None:
    (row,) = rows_of(record(tolls={"killed": TOLL | {"min": 0, "best": 0, "max": 0, "max_open": False}}))
    assert (row["killed_min"], row["killed_best"], row["killed_max"]) == ("0", "0", "0")


def test_no_best_is_an_empty_cell() -> None:
    (row,) = rows_of(record(tolls={"killed": TOLL | {"best": None}}))
    assert (row["killed_min"], row["killed_best"], row["killed_max"]) == ("17", "", "19+")


def test_a_planted_formula_stays_text() -> None:
    (row,) = rows_of(record(where=PLACE | {"name": '=HYPERLINK("x")'}))
    assert row["place"].startswith("'=")
    assert unguarded(row["place"]) == '=HYPERLINK("x")'
    assert row["latitude"] == "-15.5"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  =", "\u00a0@"]
)
def test_every_risky_start_is_guarded(start: str) -> None:
    assert str(guarded(f"{start}1")).startswith("'")


@given(st.text())
def test_reading_back_restores_any_text(text: str) -> None:
    assert unguarded(str(guarded(text))) == text


TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


@given(TEXTS, st.none() | st.integers(0, 10**9))
def test_a_csv_reads_back(name: str, best: int | None) -> None:
    out = io.StringIO(newline="")
    write_csv([record(where=PLACE | {"name": name}, tolls={"killed": TOLL | {"best": best}})], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert unguarded(row["place"]) == name
    assert row["killed_best"] == ("" if best is None else str(best))


@given(TEXTS)
def test_json_lines_read_back_one_a_line(name: str) -> None:
    out = io.StringIO(newline="")
    told = record(where=PLACE | {"name": name})
    assert write_jsonl([told, told], out) == 2
    assert [json.loads(line) for line in out.getvalue().split("\n")[:-1]] == [told, told]


def test_geojson_is_a_collection_of_points() -> None:
    out = io.StringIO()
    assert write_geojson([record(), UNKNOWN], out, profile=Profile.UCDP) == 2
    collection = json.loads(out.getvalue())
    assert collection["profile"] == "ucdp"
    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-70.13, -15.5]}
    assert first["properties"]["killed_max"] == "19+"
    assert second["geometry"] is None


def test_no_incident_gives_an_empty_collection_and_a_bare_header() -> None:
    out = io.StringIO()
    assert write_geojson([], out) == 0
    assert json.loads(out.getvalue()) == {"type": "FeatureCollection", "profile": "testigo", "features": []}
    assert rows_of() == []
