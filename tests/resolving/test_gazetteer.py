"""The gazetteer: names, look-ups, and a GeoNames dump compiled into the same schema."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testigo.errors import ResolvingError
from testigo.resolving.gazetteer import COUNTRY, COUNTY, DEFAULT, DEMONYM, REGION, SITE, TOWN, Gazetteer
from testigo.resolving.gazetteer_build import (
    Dump,
    Row,
    build_from_dump,
    demonyms,
    distance_km,
    english_forms,
    own_rows,
    spanish_forms,
    spread,
    table,
    town_radius_km,
    write,
)
from testigo.resolving.names import bare, fold, is_latin

TABLES = DEFAULT.with_name("tables")


def _line(
    number: int, name: str, lat: float, lon: float, kind: str, country: str, admin1: str = "", admin2: str = "", people: int = 0, other: str = ""
) -> str:  # fmt: skip
    feature_class, code = kind.split(".")
    fields = [
        number,
        name,
        name,
        other,
        lat,
        lon,
        feature_class,
        code,
        country,
        "",
        admin1,
        admin2,
        "",
        "",
        people,
        "",
        "",
        "",
        "2024-01-01",
    ]
    return "\t".join(map(str, fields))


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    folder = tmp_path / "dump"
    folder.mkdir()
    rows = [
        _line(1, "Peru", -10.0, -76.0, "A.PCLI", "PE", people=30_000_000),
        _line(2, "Región San Telmo", -13.0, -72.0, "A.ADM1", "PE", "08", people=500_000),
        _line(
            3,
            "Puerto Aurelio",
            -13.1,
            -72.1,
            "P.PPLA",
            "PE",
            "08",
            "0801",
            90_000,
            "Aurelio del Puerto,PAU,Пуэрто",
        ),
        _line(4, "Puente Rojo", -13.11, -72.11, "S.BDG", "PE", "08"),
        _line(5, "Pozo Seco", -13.2, -72.2, "H.WLL", "PE", "08"),
        _line(6, "Puerto Aurelio", 41.0, -90.0, "P.PPL", "US", "IL", "", 900),
    ]
    (folder / "allCountries.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    alternates = [
        "1\t3\ten\tPort Aurelius\t1",
        "2\t3\tlink\thttps://example.org",
        "3\t3\tabbr\tP.A.",
        "4\t3\tqu\tMunaypata",
        "5\t99\ten\tNowhere",
    ]
    (folder / "alternateNamesV2.txt").write_text("\n".join(alternates) + "\n", encoding="utf-8")
    (folder / "admin1CodesASCII.txt").write_text("PE.08\tSan Telmo\tSan Telmo\t2\n", encoding="utf-8")
    (folder / "admin2Codes.txt").write_text(
        "PE.08.0801\tProvincia de Aurelio\tProvincia de Aurelio\t7\n", encoding="utf-8"
    )
    (folder / "countryInfo.txt").write_text(
        "# ISO\nPE\tPER\t604\tPE\tPeru\tLima\t1285220\t30000000\n", encoding="utf-8"
    )
    return folder


def test_a_dump_becomes_a_gazetteer(dump: Path, tmp_path: Path) -> None:
    heard: list[str] = []
    out = tmp_path / "own.sqlite"
    assert (
        build_from_dump(dump, out, tick=lambda stage, _: heard.append(stage)) == 5
    )  # the well names nothing a report stands on
    assert {"places", "names", "packing"} <= set(heard)
    index = Gazetteer.open(out)
    first, second = index.lookup("puerto aurelio")
    assert (first.geonameid, first.country, first.admin1, first.admin2, first.level) == (
        3,
        "PE",
        "08",
        "Provincia de Aurelio",
        TOWN,
    )
    assert (second.geonameid, second.country) == (6, "US")
    assert [c.geonameid for c in index.lookup("PORT AURELIUS")] == [3]
    assert [c.level for c in index.lookup("Puente Rojo")] == [SITE]
    assert [c.level for c in index.lookup("San Telmo")] == [REGION]  # the bare name of «Región San Telmo»
    assert index.lookup("Munaypata") == ()  # neither English nor Spanish
    assert index.lookup("Pozo Seco") == ()
    assert [c.geonameid for c in index.lookup("P.A.")] == [3]
    assert index.lookup("pa") == ()
    assert [c.geonameid for c in index.lookup("Pto. Aurelio")] == [3, 6]
    assert index.regions["PE", "08"] == "San Telmo"
    assert index.countries["PE"].radius_km == pytest.approx(639.6, abs=0.5)  # the root of 1,285,220 / pi
    assert index.made_from.startswith("a GeoNames dump")
    index.close()


def test_a_zipped_dump_gives_the_same_bytes(dump: Path, tmp_path: Path) -> None:
    build_from_dump(dump, tmp_path / "a.sqlite")
    with zipfile.ZipFile(dump / "allCountries.zip", "w") as archive:
        archive.write(dump / "allCountries.txt", "allCountries.txt")
    (dump / "allCountries.txt").unlink()
    build_from_dump(dump, tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_without_alternate_names_the_column_of_the_dump_is_read(dump: Path, tmp_path: Path) -> None:
    (dump / "alternateNamesV2.txt").unlink()
    build_from_dump(dump, tmp_path / "own.sqlite")
    index = Gazetteer.open(tmp_path / "own.sqlite")
    assert [c.geonameid for c in index.lookup("Aurelio del Puerto")] == [3]
    assert index.lookup("PAU") == ()  # three letters of no known language


def test_our_own_tables_join_a_dump(dump: Path, tmp_path: Path) -> None:
    build_from_dump(dump, tmp_path / "own.sqlite", own_rows(TABLES))
    index = Gazetteer.open(tmp_path / "own.sqlite")
    assert [c.geonameid for c in index.lookup("peruanos") if c.rank == DEMONYM] == [1]
    assert any(c.level != COUNTRY for c in index.lookup("Sahel"))


@pytest.mark.parametrize("broken", ["", "1\tPeru\tPeru\n"])
def test_what_is_no_dump_is_refused(tmp_path: Path, broken: str) -> None:
    folder = tmp_path / "dump"
    folder.mkdir()
    if broken:
        (folder / "allCountries.txt").write_text(broken, encoding="utf-8")
    with pytest.raises((FileNotFoundError, ValueError)):
        build_from_dump(folder, tmp_path / "own.sqlite")
    assert not (tmp_path / "own.sqlite").exists()


def test_one_country_is_a_dump_too(dump: Path) -> None:
    (dump / "allCountries.txt").rename(dump / "PE.txt")
    assert Dump(dump).places.name == "PE.txt"


def test_a_missing_gazetteer_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ResolvingError, match="testigo gazetteer build"):
        Gazetteer.open(tmp_path / "none.sqlite")
    monkeypatch.setattr("testigo.resolving.gazetteer.DEFAULT", tmp_path / "none.sqlite")
    with pytest.raises(ResolvingError, match=r"run: python build_gazetteer\.py"):
        Gazetteer.open()


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("no database", encoding="utf-8")
    with pytest.raises(ResolvingError, match="no gazetteer"):
        Gazetteer.open(tmp_path / "text.sqlite")
    base = sqlite3.connect(tmp_path / "old.sqlite")
    base.executescript("CREATE TABLE meta (key TEXT, value TEXT); INSERT INTO meta VALUES ('schema', '0');")
    base.close()
    with pytest.raises(ResolvingError, match="schema 0"):
        Gazetteer.open(tmp_path / "old.sqlite")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [
        Row(f"Arenal {i}", TOWN, "PPL", "PE", -10 - i / 10, -70.0, admin1="08", population=i)
        for i in range(50)
    ]
    write(tmp_path / "a.sqlite", rows, {("PE", "08"): "San Telmo"}, {"made_from": "a test"})
    write(tmp_path / "b.sqlite", reversed(rows), {("PE", "08"): "San Telmo"}, {"made_from": "a test"})
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        ("Juliaca", "PE", TOWN), ("JULIACA", "PE", TOWN), ("Puno", "PE", REGION), ("Peru", "PE", COUNTRY), ("Perú", "PE", COUNTRY),
        ("Egipto", "EG", COUNTRY), ("Carolina del Norte", "US", REGION), ("N.C.", "US", REGION), ("Valle del Cauca", "CO", REGION),
        ("Uttar Pradesh", "IN", REGION), ("St. Louis", "US", TOWN), ("Saint Louis", "US", TOWN), ("Nueva York", "US", TOWN),
        ("Bombay", "IN", TOWN), ("Autauga County", "US", COUNTY), ("U.S.", "US", COUNTRY), ("EE.UU.", "US", COUNTRY),
        ("Jorge Chavez International Airport", "PE", SITE), ("Reino Unido", "GB", COUNTRY), ("Cusco", "PE", TOWN), ("Cuzco", "PE", TOWN),
    ],
)  # fmt: skip
def test_names_are_known(shipped: Gazetteer, name: str, country: str, level: int) -> None:
    assert any(c.country == country and c.level == level for c in shipped.lookup(name))


@pytest.mark.parametrize(
    ("name", "country"),
    [("Peruvian", "PE"), ("peruanas", "PE"), ("franceses", "FR"), ("Texans", "US"), ("limeño", "PE")],
)
def test_demonyms_lead_to_their_place(shipped: Gazetteer, name: str, country: str) -> None:
    assert any(c.rank == DEMONYM and c.country == country for c in shipped.lookup(name))


def test_an_abbreviation_counts_only_as_it_is_written(shipped: Gazetteer) -> None:
    assert not any(c.level == REGION and c.country == "US" for c in shipped.lookup("in"))
    assert any(c.level == REGION and c.country == "US" for c in shipped.lookup("IN"))
    assert not any(c.level == COUNTRY for c in shipped.lookup("us"))


def test_what_is_not_a_name_has_no_places(shipped: Gazetteer) -> None:
    for name in ("", " ", "\n", "Xqzzyv", "'", "\ud800", "東京"):
        assert shipped.lookup(name) == ()


def test_most_people_come_first(shipped: Gazetteer) -> None:
    people = [c.population for c in shipped.lookup("Paris")]
    assert people == sorted(people, reverse=True)
    assert len(people) > 5


def test_every_country_of_the_table_is_there(shipped: Gazetteer) -> None:
    codes = [row[0] for row in table(TABLES / "countries.tsv")]
    assert len(codes) == len(set(codes)) > 220
    assert set(codes) == set(shipped.countries)
    for row in table(TABLES / "countries.tsv"):
        assert -90 <= float(row[1]) <= 90
        assert -180 <= float(row[2]) <= 180


def test_every_demonym_of_the_table_has_a_place(shipped: Gazetteer) -> None:
    for _, _, country, english, spanish in demonyms(TABLES):
        for name in filter(None, [*english.split(";"), *spanish.split(";")]):
            assert any(c.country == country for c in shipped.lookup(name)), (
                name
            )  # «galés» is written as Gales is


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    once = fold(name)
    assert fold(once) == once
    assert bare(bare(once)) == bare(once) or len(bare(once)) > 0 or not once


@given(st.text(alphabet="abcdefghij áéñ-'", min_size=1, max_size=30))
def test_case_and_accents_do_not_matter(name: str) -> None:
    assert fold(name.upper()) == fold(name) == fold(name.title())


@pytest.mark.parametrize(
    ("name", "latin"),
    [("san jose", True), ("東京", False), ("", False), ("25 de mayo", False), ("novi beograd", True)],
)
def test_latin_names(name: str, latin: bool) -> None:
    assert is_latin(name) is latin


@pytest.mark.parametrize(
    ("masculine", "forms"),
    [
        ("peruano", ("peruano", "peruana", "peruanos", "peruanas")),
        ("inglés", ("inglés", "inglesa", "ingleses", "inglesas")),
        ("iraní", ("iraní", "iraníes", "iranís")),
        ("belga", ("belga", "belgas")),
        ("costarricense", ("costarricense", "costarricenses")),
        ("andaluz", ("andaluz", "andaluza", "andaluces", "andaluzas")),
        ("español", ("español", "española", "españoles", "españolas")),
    ],
)
def test_spanish_demonyms_are_inflected(masculine: str, forms: tuple[str, ...]) -> None:
    assert spanish_forms(masculine) == forms


def test_english_demonyms_are_inflected() -> None:
    assert english_forms("Iraqi") == ("Iraqi", "Iraqis")
    assert english_forms("Chinese") == ("Chinese",)


def test_distance_and_reach() -> None:
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.2, abs=0.1)
    assert town_radius_km(0) < town_radius_km(50_000) < town_radius_km(5_000_000) <= 30
    lat, lon, radius = spread([(0.0, 179.5), (0.0, -179.5)])
    assert (lat, abs(lon)) == (0.0, 180.0)
    assert radius == pytest.approx(55.6, abs=0.2)
