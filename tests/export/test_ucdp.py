"""The UCDP-shaped table: 49 columns, only lethal events, precisions as its codebook numbers them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.invented import AURELIO, POLICE, claim, figure, ledger_of_claims
from testigo.export.formats import Format
from testigo.export.ucdp import COLUMNS, deaths, priogrid
from testigo.export.writing import Exported, write_export
from testigo.model.claim import Claim, Kind, VoiceKind
from testigo.model.mention import Role
from testigo.model.moment import Unresolved
from testigo.model.place import PlacePrecision


def export(path: Path, *claims: Claim) -> tuple[list[dict[str, str]], Exported]:
    out = io.BytesIO()
    with ledger_of_claims(path / "a.ledger", claims) as ledger:
        done = write_export(ledger, Format.UCDP, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode()))), done


def test_the_columns_are_the_codebooks_49_in_its_order() -> None:
    assert ",".join(COLUMNS) == (
        "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,"
        "dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
        "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,"
        "priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
        "deaths_unknown,best,high,low,gwnoa,gwnob"
    )
    assert len(COLUMNS) == 49


def test_demonstrators_killed_by_police_are_one_sided_violence(tmp_path: Path) -> None:
    (row,), _ = export(
        tmp_path,
        claim("a", figure("2"), voice=VoiceKind.POLICE),
        claim("b", figure("5"), voice=VoiceKind.RIGHTS_BODY, speaker="la CIDH"),
        claim("c", figure("4"), voice=VoiceKind.HEALTH, speaker="Hospital Ana Llull"),
    )
    told = {key: value for key, value in row.items() if value and key not in ("id", "relid")}
    assert (
        told
        == {
            "year": "2023",
            "code_status": "machine; profile=ucdp",
            "type_of_violence": "3",
            "dyad_name": "Government of Peru - Civilians",
            "side_a": "Government of Peru",
            "side_b": "Civilians",
            "number_of_sources": "3",
            "source_office": "Diario d-a; Diario d-b; Diario d-c",
            "source_date": "2023-01-12",
            "source_original": "CIDH; health",
            "where_prec": "1",
            "where_coordinates": "Puerto Aurelio",
            "where_description": "town, true within 8 km 9 times in 10",
            "adm_1": "Puno",
            "latitude": "-15.5",
            "longitude": "-70.13",
            "geom_wkt": "POINT (-70.13 -15.5)",
            "priogrid_gid": "107500",  # row 149 (74.5 degrees from the pole, halves), column 219: 149 * 720 + 219 + 1
            "country": "Peru",
            "country_id": "135",
            "region": "Americas",
            "event_clarity": "1",
            "date_prec": "1",
            "date_start": "2023-01-09",
            "date_end": "2023-01-09",
            "deaths_unknown": "4",
            "best": "4",
            "high": "5",
            "low": "4",
            "gwnoa": "135",
        }
    )


def test_only_vague_words_leave_best_and_its_parts_empty(tmp_path: Path) -> None:
    (row,), _ = export(tmp_path, claim("a", figure("24~")), claim("b", figure("3~")))
    assert (row["low"], row["best"], row["high"]) == ("3", "", "24")
    assert {row[f"deaths_{part}"] for part in ("a", "b", "civilians", "unknown")} == {""}


def test_nobody_killed_is_no_event(tmp_path: Path) -> None:
    rows, done = export(tmp_path, claim("a", None, kind=Kind.DEMONSTRATION), claim("b", figure("0")))
    assert rows == []
    assert done.left_out == {"nobody told killed": 1}


def test_a_place_that_is_not_known_leaves_its_cells_empty(tmp_path: Path) -> None:
    (row,), _ = export(tmp_path, claim("a", figure("4"), place=Unresolved("no place is named")))
    cells = (
        "where_prec",
        "where_coordinates",
        "where_description",
        "adm_1",
        "latitude",
        "longitude",
        "geom_wkt",
        "priogrid_gid",
        "country",
        "country_id",
        "region",
    )
    assert {row[cell] for cell in cells} == {""}
    assert row["relid"].startswith("XXX-2023-")


@pytest.mark.parametrize(
    ("precision", "number"),
    [(PlacePrecision.TOWN, "1"), (PlacePrecision.DISTRICT, "3"), (PlacePrecision.REGION, "4")],
)
def test_the_precision_of_a_place(tmp_path: Path, precision: PlacePrecision, number: str) -> None:
    rows, _ = export(tmp_path, claim("a", figure("4"), place=replace(AURELIO, precision=precision)))
    assert [row["where_prec"] for row in rows] == [number]


def test_several_days_are_an_aggregate(tmp_path: Path) -> None:
    (row,), _ = export(tmp_path, claim("a", figure("7"), days=("2023-01-09", "2023-01-11")))
    assert (row["date_prec"], row["event_clarity"], row["best"]) == ("2", "2", "7")


def test_a_clash_is_state_based(tmp_path: Path) -> None:
    rebels = replace(POLICE, category="rebels", role=Role.PERPETRATOR)
    soldiers = replace(POLICE, category="military", role=Role.VICTIM)
    (row,), _ = export(tmp_path, claim("a", figure("2"), kind=Kind.ATTACK, actors=(rebels, soldiers)))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (
        "1",
        "Government of Peru",
        "Unidentified armed group",
    )


TOLL = {"min": 17, "best": 18, "max": 19}


@pytest.mark.parametrize(
    ("by_group", "expected"),
    [
        ({}, (None, None, 18)),
        ({"protesters": {"best": 17}, "police": {"best": 1}}, (1, 17, 0)),
        (
            {"protesters": {"best": 18}, "police": {"best": 1}},
            (None, 18, 0),
        ),  # the policeman is beside the 18
        (
            {"protesters": {"best": 17}, "minors": {"best": 2}},
            (None, 17, 1),
        ),  # the minors are among the protesters
        ({"students": {"best": 2}, "journalists": {"best": 1}}, (None, 3, 15)),
        ({"police": {"best": None}}, (None, None, 18)),
    ],
    ids=["no groups", "both", "beside", "overlap", "occupations", "vague"],
)
def test_deaths_by_side(by_group: dict[str, dict[str, int | None]], expected: tuple[int | None, ...]) -> None:
    found = deaths(TOLL, by_group)
    parts = tuple(found.get(f"deaths_{part}") for part in ("a", "civilians", "unknown"))
    assert sum(p or 0 for p in parts) == 18
    assert tuple(p or None if e is None else p for p, e in zip(parts, expected, strict=True)) == expected


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_grid_has_259200_cells(latitude: float, longitude: float) -> None:
    assert 1 <= priogrid(latitude, longitude) <= 259_200
