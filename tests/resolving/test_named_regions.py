"""A region told with its class holds what the text puts in it: never the dateline's town, never a namesake in another country."""

from __future__ import annotations

import pytest

from testigo.api import read
from testigo.model.place import Place, PlacePrecision

FILED = "KABUL, Afghanistan (June 7, 2011) - "

CASES = [
    (FILED + "Gunmen killed two farmers in Marzeh district, Helmand province, yesterday.", "AF", "Helmand"),
    (FILED + "Gunmen killed two farmers in Logar province Tuesday.", "AF", "Lowgar"),
    (FILED + "Gunmen killed two farmers at a mill in Ghaziabad district, Kunar province, yesterday.", "AF", "Kunaṟ"),
    (FILED + "Gunmen killed two farmers in Shigra wa Shelan district, Wardak province, yesterday.", "AF", "Vardak"),
    (FILED + "Gunmen searched a farm in Panjoy district, Kandahar province, yesterday. They also killed two farmers.", "AF", "Kandahar"),
    (FILED + "Gunmen with AK-47 rifles killed two farmers in Ahmadzai district, Paktiya province, Sunday.", "AF", "Paktia"),
    ("LIMA, 24 de enero de 2023 (EFE).- Dos campesinos murieron ayer en el distrito de Huaycapampa, provincia de Azángaro.", "PE", "Puno"),
    ("LIMA, 24 de enero de 2023 (EFE).- Dos campesinos murieron ayer en Huaycapampa, departamento de Puno.", "PE", "Puno"),
    ("WASHINGTON, Jan. 24, 2023 (AP) — Two farmers were killed yesterday in Jan Sejun, in the Syrian province of Idlib, the mayor said.", "SY", "Idlib"),
    ("WASHINGTON, 24 de enero de 2023 (EFE).- El bombardeo de ayer en Jan Sejún, en la provincia siria de Idlib, causó dos muertos, según Washington.", "SY", "Idlib"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "country", "region"), CASES, ids=[t[30:90] for t, *_ in CASES])
def test_what_is_told_with_its_region_lies_there(text: str, country: str, region: str) -> None:
    claims = [
        c
        for c in read(text, language="es" if "EFE" in text else "en")
        if c.figure is not None and c.figure.measure.value == "killed"
    ]
    assert claims
    for claim in claims:
        place = claim.where.place
        assert isinstance(place, Place)
        assert place.country == country
        assert region in (place.admin1, place.name)
        if place.geonameid is None and place.precision is not PlacePrecision.REGION:
            assert place.radius_km >= 20, "a name that the gazetteer lacks has the reach of what holds it"


@pytest.mark.parametrize(
    "text",
    [
        "A page on Facebook says that two farmers died after a march on Monday.",
        "Two farmers died on Monday, members of the Red Cross said.",
        "Two farmers died on Monday, Twitter users said; an orange flag hung from the mill.",
        "The two farmers were shot with an AK-47 on Monday.",
    ],
)
def test_what_is_no_place_gives_none(text: str) -> None:
    for claim in read(text, published="2023-01-24"):
        assert not isinstance(claim.where.place, Place)
