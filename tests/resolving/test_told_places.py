"""Places by what the text says of them: parts of a toll, the capital, the whole country, names that only bear a town's name."""

from __future__ import annotations

from datetime import date

import pytest

import testigo
from testigo.model.claim import Claim, Kind
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.running import stages


def claims(language: str, text: str) -> tuple[Claim, ...]:
    return stages.read(Document("d", text, published=date(2023, 1, 24), language=language)).claims


def places(language: str, text: str, measure: Measure) -> dict[int | None, str]:
    """Each figure's place: its name, or its words in brackets where it is not resolved."""
    found = [c for c in claims(language, text) if c.figure and c.figure.measure is measure]
    return {
        c.figure.bounds.low: c.where.place.name if isinstance(c.where.place, Place) else f"({c.where.phrase})"
        for c in found
        if c.figure
    }


@pytest.mark.parametrize(
    ("language", "text", "measure", "expected"),
    [
        (
            "en",
            "Police arrested 87 people across the province: 36 in Trujillo, 18 in Chiclayo and 33 in Piura.",
            Measure.ARRESTED,
            {87: "Peru", 36: "Trujillo", 18: "Chiclayo", 33: "Piura"},
        ),
        (
            "es",
            "La Defensoría registró 40 heridos: 22 en Juliaca, 18 en Pucallpa.",
            Measure.INJURED,
            {40: "Peru", 22: "Juliaca", 18: "Pucallpa"},
        ),
    ],
    ids=["en", "es"],
)
def test_a_toll_of_several_towns_is_in_none_of_them(
    language: str, text: str, measure: Measure, expected: dict[int | None, str]
) -> None:
    assert places(language, text, measure) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Two protesters died in the Nigerian capital on Tuesday, activists said. Clashes were reported in Kano.",
            "Abuja",
        ),
        (
            "es",
            "Dos manifestantes murieron en la capital paraguaya. Hubo bloqueos en Encarnación.",
            "Asunción",
        ),
        (
            "en",
            "At least 2 people were killed nationwide, the Kenyan interior ministry said in Nairobi.",
            "Kenya",
        ),
        (
            "es",
            "Al menos dos personas murieron en todo el país, informó el ministro en Caracas, la capital de Venezuela.",
            "Venezuela",
        ),
        (
            "en",
            "The London-based Observatory said 2 civilians were killed by shelling in the town of Raqqa.",
            "Ar Raqqah",
        ),
        (
            "es",
            "El Observatorio, con sede en Londres, dijo que 2 civiles murieron en la localidad de Wad Karim.",
            "(Wad Karim)",
        ),
    ],
    ids=["capital", "capital, es", "country", "country, es", "seat", "seat, es"],
)
def test_where_a_death_is_told(language: str, text: str, expected: str) -> None:
    assert places(language, text, Measure.KILLED)[2] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A man was shot dead in Durban Deep on Thursday."),
        ("es", "Un joven murió el lunes en Puerto Resistencia, según los vecinos."),
        ("es", "Un joven murió el lunes en la calle Trujillo, según los vecinos."),
        ("es", "Un joven se ahogó y murió en el río Trujillo, según los vecinos."),
        ("en", "Two people were killed at Bandera and Alameda streets on Monday."),
    ],
    ids=["longer name", "Puerto", "street", "river", "streets"],
)
def test_a_name_that_only_bears_a_towns_name_is_not_put_there(language: str, text: str) -> None:
    found = [c for c in claims(language, text) if c.figure and c.figure.measure is Measure.KILLED]
    assert found
    for claim in found:
        assert not isinstance(claim.where.place, Place), claim.where


def test_a_river_by_the_region_that_it_is_told_in() -> None:
    text = "Four soldiers drowned and died in the Ilave River in Peru's Puno region on Sunday."
    (claim,) = [c for c in claims("en", text) if c.figure]
    place = claim.where.place
    assert isinstance(place, Place)
    assert (place.country, place.admin1, place.precision) == ("PE", "Puno", PlacePrecision.SITE)


def test_a_list_goes_on_behind_what_it_lies_in() -> None:
    text = "Roadblocks were reported in La Libertad and Amazonas, in northern Peru, and in Cusco."
    found = [c.where.place for c in claims("en", text) if c.kind is Kind.ROADBLOCK]
    assert sorted((p.name, p.country) for p in found if isinstance(p, Place)) == [
        ("Amazonas", "PE"),
        ("Cusco", "PE"),
        ("La Libertad", "PE"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "absent"),
    [
        ("en", "Ana Lima was at the march. Lima said the police fired on it, killing two.", "Lima"),
        ("en", "The minister told Reuters that two people were killed in Juliaca.", "Reuters"),
        ("es", "Los manifestantes quemaron la URI y dos murieron en Cali.", "URI"),
    ],
    ids=["surname", "agency", "acronym"],
)
def test_persons_and_bodies_are_no_places(language: str, text: str, absent: str) -> None:
    analysis = stages.annotate(Document("d", text, language=language))
    assert absent not in {t.name for p in analysis.passages for t in p.toponyms}


def test_a_list_passes_over_an_aside() -> None:
    text = "Roadblocks went on in the cities of Arequipa—the largest after Lima—Juliaca and Tacna on Monday. Peru waits."
    found = [c.where.place for c in claims("en", text) if c.kind is Kind.ROADBLOCK]
    assert sorted(p.name for p in found if isinstance(p, Place)) == ["Arequipa", "Juliaca", "Tacna"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Two people were killed in the capital of Peru."),
        ("en", "Two people were killed in Peru's capital."),
        ("es", "Murieron dos personas en la capital del Perú."),
        ("es", "Murieron dos personas en la capital peruana."),
    ],
)
def test_the_capital_of_a_country(language: str, text: str) -> None:
    (claim,) = testigo.read(text, language=language)
    assert claim.where.place.name == "Lima"


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Roadblocks were reported in Arequipa, Cusco and Tacna. The workers went on strike.", "strike"),
        ("es", "Hubo bloqueos en Arequipa, Cusco y Tacna. Los sindicatos marcharon.", "demonstration"),
    ],
)  # fmt: skip
def test_an_act_told_beside_a_list_is_at_none_of_its_places(language: str, text: str, kind: str) -> None:
    claims = testigo.read(text, language=language)
    assert [c.where.place.name for c in claims if c.kind == "roadblock"] == ["Arequipa", "Cusco", "Tacna"]
    (other,) = [c for c in claims if c.kind == kind]
    assert other.where.place.reason == "told beside a list of places, none of them its own"


def test_a_story_that_goes_on_that_day_is_not_where_the_day_was() -> None:
    text = (
        "Last Thursday police fired at marchers, with one death that day in Arequipa. Roadblocks were reported in La Libertad and Amazonas. "
        "The federation has called a series of national strikes in Peru."
    )
    claims = testigo.read(text, language="en", published="2023-01-24")
    (strike,) = [c for c in claims if c.kind == "strike"]
    assert strike.where.place.name == "Peru"
