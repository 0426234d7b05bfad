"""A name planted wherever a report can carry one never occurs in the bytes of a public export, in any format under any profile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from export.invented import AURELIO, claim, figure, ledger_of, reading
from testigo.export.dossiers import Dossier
from testigo.export.formats import Format, Profile
from testigo.export.public import Town, gazetteer_towns, public_flags, publish, voice_of
from testigo.export.writing import write_export
from testigo.ledger.store import Ledger
from testigo.model.claim import Attribution, Kind, VoiceKind
from testigo.model.judgement import Verdict
from testigo.model.mention import Actor, Role
from testigo.model.moment import Granularity, Interval, When
from testigo.model.place import PlacePrecision, Where
from testigo.model.text import Span
from testigo.model.toll import Measure

NAME = "Zulema Quirquincho"
HIDDEN = (NAME, "Zulema", "Quirquincho", "zulema", "quirquincho")
VICTIM = Actor(Role.VICTIM, NAME, Span(0, 5), "protesters", NAME)
DOER = Actor(Role.PERPETRATOR, f"el sargento {NAME}", Span(0, 5), "police", NAME)
SITE = replace(
    AURELIO,
    name=f"Escuela {NAME}",
    precision=PlacePrecision.SITE,
    geonameid=None,
    evidence=(f"in {NAME} by the text",),
)
VOICES = (
    VoiceKind.PERSON,
    VoiceKind.WITNESS,
    VoiceKind.SOCIAL,
    VoiceKind.POLICE,
    VoiceKind.HEALTH,
    VoiceKind.UNKNOWN,
    VoiceKind.GOVERNMENT,
)


def planted(path: Path) -> Ledger:
    """A ledger of one incident in which the name stands in every place that takes words."""
    readings = []
    for number, kind in enumerate(VOICES):
        document = f"d-{NAME}-{number}"
        made = claim(
            f"{number}",
            replace(figure("2"), phrase=f"{NAME} y otro"),
            document=document,
            voice=kind,
            speaker=f"{kind.value} {NAME}",
            actors=(DOER, VICTIM),
            place=SITE,
            quote=f"Murió {NAME}.",
        )
        made = replace(
            made,
            where=Where(SITE, f"en casa de {NAME}", Span(0, 3), alternatives=(f"Plaza {NAME}",)),
            when=When(
                Interval(date(2023, 1, 9), date(2023, 1, 9), Granularity.DAY),
                f"el cumpleaños de {NAME}",
                evidence=NAME,
                alternatives=(NAME,),
            ),
            attribution=Attribution(f"{kind.value} {NAME}", kind, f"dijo {NAME}", Span(0, 2)),
        )
        arrest = claim(
            f"{number}x",
            figure("3", Measure.ARRESTED),
            document=document,
            kind=Kind.ARREST,
            place=SITE,
            actors=(DOER, VICTIM),
        )
        readings.append(
            reading(
                document,
                (made, arrest),
                title=f"Muere {NAME}",
                url=f"https://ejemplo.test/{NAME}",
                origin=f"{NAME}.html",
                text=f"Murió {NAME}. {number}",
                outlet="Diario Ejemplo",
            )
        )
    return ledger_of(path / "a.ledger", readings)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with planted(tmp_path_factory.mktemp("planted")) as held:
        yield held


def every_byte(to: Format, data: bytes) -> bytes:
    """The bytes, and those of each member where the file is an archive."""
    if to not in (Format.XLSX, Format.PACKAGE):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(
            [data, *(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())]
        )


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("to", Format)
def test_a_planted_name_is_in_no_export(ledger: Ledger, to: Format, profile: Profile) -> None:
    if to is Format.PARQUET:
        pytest.importorskip("pyarrow")
    if to is Format.XLSX:
        pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    done = write_export(ledger, to, out, profile=profile)
    assert done.rows >= 1, "the incident itself must be there, or nothing is shown"
    data = every_byte(to, out.getvalue())
    for words in HIDDEN:
        assert words.encode() not in data
        assert words.encode("utf-16-le") not in data


def test_the_profile_is_named_in_every_file(ledger: Ledger) -> None:
    for to in Format:
        if to in (Format.PARQUET, Format.XLSX):
            pytest.importorskip("pyarrow" if to is Format.PARQUET else "xlsxwriter")
        out = io.BytesIO()
        write_export(ledger, to, out, profile=Profile.INFORMATIVE)
        assert b"informative" in every_byte(to, out.getvalue()), to


def test_a_site_leaves_as_its_town() -> None:
    def towns(_lat: float, _lon: float, country: str) -> Town | None:
        return Town("Puerto Aurelio", -15.5, -70.13, 4.0, 9990001) if country == "PE" else None

    where = {
        "name": "Escuela Uno",
        "country": "PE",
        "admin1": "Puno",
        "lat": -15.51234,
        "lon": -70.13,
        "precision": "site",
        "radius_km": 8,
        "geonameid": None,
    }
    record = {
        "id": "i-1",
        "kinds": [],
        "when": {"unresolved": NAME},
        "where": where,
        "tolls": {},
        "documents": 1,
        "origins": 1,
        "claims": [],
        "status": "machine",
    }
    public = publish(Dossier(record), Profile.TESTIGO, towns).record
    assert public["where"] == {
        "name": "Puerto Aurelio",
        "country": "PE",
        "admin1": "Puno",
        "lat": -15.5,
        "lon": -70.13,
        "precision": "town",
        "radius_km": 8,
        "geonameid": 9990001,
    }
    assert NAME not in str(public)
    far = publish(Dossier({**record, "where": where | {"country": "BO"}}), Profile.TESTIGO, towns).record[
        "where"
    ]
    assert (far["name"], far["lat"], far["precision"], far["radius_km"]) == (None, -15.5, "town", 15)


def test_a_quarter_leaves_as_its_town_and_a_county_as_itself() -> None:
    def towns(_lat: float, _lon: float, _country: str) -> Town | None:
        return Town("Puerto Aurelio", -15.5, -70.13, 4.0, 9990001)

    where = {
        "name": "Barrio Sur",
        "country": "PE",
        "admin1": None,
        "lat": -15.5,
        "lon": -70.1,
        "precision": "district",
        "radius_km": 8,
        "geonameid": None,
    }
    record = {
        "id": "i-1",
        "kinds": [],
        "when": {"unresolved": ""},
        "where": where,
        "tolls": {},
        "documents": 1,
        "origins": 1,
        "claims": [],
        "status": "machine",
    }
    assert publish(Dossier(record), Profile.TESTIGO, towns).record["where"]["name"] == "Puerto Aurelio"
    county = {**record, "where": where | {"geonameid": 42}}
    assert publish(Dossier(county), Profile.TESTIGO, towns).record["where"]["name"] == "Barrio Sur"


def test_the_shipped_gazetteer_knows_the_nearest_town() -> None:
    towns = gazetteer_towns()
    found = towns(-15.497, -70.13, "PE")
    assert found is not None
    assert found.name == "Juliaca"
    assert towns(-15.497, -70.13, "BO") is None
    assert towns(0.0, -140.0, "PE") is None


def test_without_a_gazetteer_no_town_is_found(tmp_path: Path) -> None:
    assert gazetteer_towns(tmp_path / "none")(-15.5, -70.13, "PE") is None


@pytest.mark.parametrize(
    ("kind", "speaker", "expected"),
    [
        (VoiceKind.OMBUDSMAN, "la Defensoría del Pueblo", "Defensoría del Pueblo"),
        (VoiceKind.UN, "the UN", "UN"),
        (VoiceKind.GOVERNMENT, "el Ministerio de Salud", "Ministerio de Salud"),
        (VoiceKind.HEALTH, f"Hospital {NAME}", "health"),
        (VoiceKind.POLICE, f"coronel {NAME}", "police"),
        (VoiceKind.PERSON, NAME, "person"),
        (VoiceKind.WITNESS, NAME, "witness"),
        (VoiceKind.SOCIAL, f"@{NAME}", "social"),
        (VoiceKind.RIGHTS_BODY, NAME, "rights body"),
    ],
)
def test_offices_are_named_and_persons_are_not(kind: VoiceKind, speaker: str, expected: str) -> None:
    assert voice_of(claim("a", None, voice=kind, speaker=speaker)) == expected


def test_flags_keep_our_words_alone() -> None:
    told = (
        "undated",
        f"place also told: Escuela {NAME}",
        "day also told: 2023-01-10",
        f"late death 2023-01-12 {NAME}",
        "attribution weak",
    )
    assert public_flags(told) == [
        "attribution weak",
        "day also told: 2023-01-10",
        "place also told",
        "undated",
    ]


def test_what_is_withdrawn_leaves_with_no_export(tmp_path: Path) -> None:
    with planted(tmp_path) as held:
        documents = sorted({c.document for c in held.claims()})
        held.journal.judge(Verdict.RETRACT, documents, by="ana", at=datetime(2024, 5, 1, tzinfo=UTC))
        for to in (Format.CSV, Format.ACLED, Format.PLOVER):
            assert write_export(held, to, io.BytesIO()).rows == 0
