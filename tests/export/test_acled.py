"""The ACLED-shaped table: its columns, its names, a row a place and day, and fatalities divided by hand."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.invented import AURELIO, MARCHERS, POLICE, claim, figure, ledger_of_claims
from testigo.export.acled import CLASSES, COLUMNS, divided
from testigo.export.formats import Format, Profile
from testigo.export.writing import Exported, write_export
from testigo.model.claim import Claim, Factuality, Kind, Means, Polarity, Stance, VoiceKind
from testigo.model.codebooks import SUB_EVENTS
from testigo.model.mention import Actor, Role
from testigo.model.moment import Granularity
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Span
from testigo.model.toll import Measure


def actor(role: Role, category: str) -> Actor:
    return Actor(role, category, Span(0, 3), category)


MARCH = actor(Role.PARTICIPANT, "protesters")


def export(
    path: Path, *claims: Claim, profile: Profile | None = None
) -> tuple[list[dict[str, str]], Exported]:
    out = io.BytesIO()
    with ledger_of_claims(path / "a.ledger", claims) as ledger:
        done = write_export(ledger, Format.ACLED, out, profile=profile)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode()))), done


def test_the_columns_are_the_codebooks_31_in_its_order() -> None:
    assert ",".join(COLUMNS) == (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
        "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
        "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
    )
    assert len(COLUMNS) == 31


def test_demonstrators_killed_by_police(tmp_path: Path) -> None:
    students = actor(Role.PARTICIPANT, "students")
    (row,), _ = export(
        tmp_path,
        claim("a", None, kind=Kind.DEMONSTRATION, actors=(MARCH, students)),
        claim("b", figure("17"), voice=VoiceKind.OMBUDSMAN),
    )
    expected = {
        "event_date": "2023-01-09",
        "year": "2023",
        "time_precision": "1",
        "disorder_type": "Political violence; Demonstrations",
        "event_type": "Protests",
        "sub_event_type": "Excessive force against protesters",
        "actor1": "Protesters (Peru)",
        "assoc_actor_1": "Students (Peru)",
        "inter1": "Protesters",
        "actor2": "Police Forces of Peru (2022-)",
        "assoc_actor_2": "",
        "inter2": "State Forces",
        "interaction": "State Forces-Protesters",
        "civilian_targeting": "Civilian targeting",
        "iso": "604",
        "region": "South America",
        "country": "Peru",
        "admin1": "Puno",
        "admin2": "",
        "location": "Puerto Aurelio",
        "latitude": "-15.5",
        "longitude": "-70.13",
        "geo_precision": "1",
        "source": "Diario d-a; Diario d-b",
        "source_scale": "",
        "fatalities": "17",
        "tags": "crowd size=no report; profile=acled",
        "timestamp": "1673481600",  # 2023-01-12, the day both reports came out, at midnight UTC
    }
    assert {key: row[key] for key in expected} == expected
    assert row["event_id_cnty"].startswith("PER-i-")


def test_a_peaceful_march_has_one_side_and_its_crowd(tmp_path: Path) -> None:
    (row,), _ = export(
        tmp_path, claim("a", figure("5000", Measure.PARTICIPANTS), kind=Kind.DEMONSTRATION, actors=(MARCH,))
    )
    assert (row["event_type"], row["sub_event_type"]) == ("Protests", "Peaceful protest")
    assert (row["actor1"], row["actor2"], row["interaction"]) == ("Protesters (Peru)", "", "Protesters only")
    assert row["civilian_targeting"] == ""
    assert row["tags"] == "crowd size=5000; profile=acled"
    assert row["fatalities"] == "0"
    assert "fatalities 0 is the codebook's number where none are told" in row["notes"]


def test_unknown_fatalities_are_empty_in_our_own_profile(tmp_path: Path) -> None:
    (row,), _ = export(
        tmp_path, claim("a", None, kind=Kind.DEMONSTRATION, actors=(MARCH,)), profile=Profile.TESTIGO
    )
    assert row["fatalities"] == ""
    assert row["tags"].endswith("profile=testigo")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            (claim("a", None, kind=Kind.USE_OF_FORCE, means=Means.TEAR_GAS),),
            ("Protests", "Protest with intervention"),
        ),
        ((claim("a", None, kind=Kind.RIOT, actors=(MARCH,)),), ("Riots", "Violent demonstration")),
        (
            (
                claim(
                    "a",
                    figure("2"),
                    actors=(actor(Role.PERPETRATOR, "rebels"), actor(Role.VICTIM, "military")),
                    kind=Kind.ATTACK,
                ),
            ),
            ("Battles", "Armed clash"),
        ),
        ((claim("a", figure("3"), actors=()),), ("Violence against civilians", "Attack")),
        (
            (claim("a", figure("30", Measure.ARRESTED), kind=Kind.ARREST, actors=(POLICE,)),),
            ("Strategic developments", "Arrests"),
        ),
        (
            (
                claim("a", None, kind=Kind.DEMONSTRATION, actors=(MARCH,)),
                claim("b", figure("9", Measure.INJURED), kind=Kind.INJURY, actors=()),
            ),
            ("Protests", "Peaceful protest"),
        ),
    ],
    ids=["gas", "riot", "clash", "attack", "arrests", "hurt by nobody told"],
)
def test_types_are_spelt_as_in_the_codebook(
    tmp_path: Path, told: tuple[Claim, ...], expected: tuple[str, str]
) -> None:
    (row,), _ = export(tmp_path, *told)
    assert (row["event_type"], row["sub_event_type"]) == expected
    assert SUB_EVENTS[row["sub_event_type"]] == (row["event_type"], row["disorder_type"])
    assert {row["inter1"], row["inter2"]} - {""} <= set(CLASSES)


def test_a_riot_that_the_police_alone_tell_of_makes_no_violent_demonstration(tmp_path: Path) -> None:
    (row,), _ = export(
        tmp_path,
        claim("a", figure("17")),
        claim("b", None, kind=Kind.RIOT, actors=(MARCH,), voice=VoiceKind.POLICE),
    )
    assert row["sub_event_type"] == "Excessive force against protesters"


def test_a_stretch_is_divided_with_the_remainder_on_the_first_day(tmp_path: Path) -> None:
    days = ("2023-01-09", "2023-01-11")
    rows, done = export(tmp_path, claim("a", figure("7"), days=days))
    assert [(r["event_date"], r["fatalities"]) for r in rows] == [
        ("2023-01-09", "3"),
        ("2023-01-10", "2"),
        ("2023-01-11", "2"),
    ]
    assert all("fatalities derived: 7 divided over 3 days" in r["notes"] for r in rows)
    assert len({r["event_id_cnty"] for r in rows}) == 3
    assert {r["time_precision"] for r in rows} == {"1"}
    assert (done.incidents, done.rows) == (1, 3)


@pytest.mark.parametrize(
    ("days", "precision", "expected"),
    [
        (("2023-01-09", "2023-01-15"), Granularity.WEEK, "2"),
        (("2023-01-01", "2023-01-31"), Granularity.MONTH, "3"),
    ],
)
def test_a_doubt_about_the_day_is_one_row(
    tmp_path: Path, days: tuple[str, str], precision: Granularity, expected: str
) -> None:
    (row,), _ = export(tmp_path, claim("a", figure("7"), days=days, precision=precision))
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == (days[0], expected, "7")
    assert f"between {days[0]} and {days[1]}" in row["notes"]


@given(st.integers(0, 10_000), st.integers(1, 400))
def test_what_is_divided_adds_up(total: int, days: int) -> None:
    shares = divided(total, days)
    assert sum(shares) == total
    assert len(shares) == days
    assert len(set(shares[1:])) <= 1
    assert shares[0] >= shares[-1] >= 0


COUNTRY = replace(AURELIO, name="Peru", precision=PlacePrecision.COUNTRY, admin1=None)
REGION = Place("Puno", "PE", -15.0, -70.0, PlacePrecision.REGION, 150.0, "Puno", 9990002)


def test_what_the_shape_cannot_hold_is_counted_and_named(tmp_path: Path) -> None:
    rows, done = export(
        tmp_path,
        claim("a", figure("17")),
        claim(
            "b",
            figure("4"),
            place=replace(AURELIO, name="San Telmo de Arriba", lat=-12.0, geonameid=9990003),
            days=None,
        ),
        claim(
            "c",
            figure("4"),
            place=replace(AURELIO, name="San Telmo de Abajo", lat=-9.0, geonameid=9990004),
            days=("2022-01-01", "2022-12-31"),
            precision=Granularity.YEAR,
        ),
    )
    assert [row["location"] for row in rows] == ["Puerto Aurelio"]
    assert done.incidents == 3
    assert Counter(done.left_out) == {"no day": 1, "known to the year only": 1}


def test_no_country_is_a_row(tmp_path: Path) -> None:
    rows, done = export(tmp_path, claim("a", figure("17"), place=COUNTRY))
    assert rows == []
    assert sum(done.left_out.values()) == done.incidents


def test_a_region_says_so(tmp_path: Path) -> None:
    rows, _ = export(tmp_path, claim("a", None, place=REGION, kind=Kind.ROADBLOCK, actors=(MARCH,)))
    assert [(r["geo_precision"], r["location"]) for r in rows] == [("3", "Puno")]


@pytest.mark.parametrize(
    "stance",
    [Stance(polarity=Polarity.DENIED), Stance(factuality=Factuality.PLANNED)],
    ids=["denied", "planned"],
)
def test_what_did_not_happen_is_no_row(tmp_path: Path, stance: Stance) -> None:
    rows, _ = export(tmp_path, claim("a", None, kind=Kind.DEMONSTRATION, actors=(MARCH,), stance=stance))
    assert rows == []


def test_faith_and_origin_of_people_stay_behind(tmp_path: Path) -> None:
    crowd = tuple(
        actor(Role.PARTICIPANT, c) for c in ("indigenous", "clergy", "party", "workers", "teachers")
    )
    (row,), _ = export(tmp_path, claim("a", None, kind=Kind.DEMONSTRATION, actors=crowd))
    assert row["assoc_actor_1"] == "Teachers (Peru)"


def test_who_did_it_is_empty_where_nobody_is_told(tmp_path: Path) -> None:
    (row,), _ = export(tmp_path, claim("a", figure("3"), actors=(MARCHERS,)))
    assert "Police" not in row["actor1"] + row["actor2"]
