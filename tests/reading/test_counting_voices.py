"""Who counts is the voice of the count: "the ombudsman's office now counts 60 deaths"."""

from __future__ import annotations

import pytest

from testigo.api import read


@pytest.mark.parametrize(
    ("text", "language", "phrase", "voice"),
    [
        ("The ombudsman's office now counts 60 deaths in the country since the protests began.", "en", "60 deaths", "ombudsman's office"),
        ("The ombudsman's office now counts 60 deaths: 48 in clashes, 11 at roadblocks.", "en", "48", "ombudsman's office"),
        ("The health ministry lists 12 dead and puts the injured at 60.", "en", "12 dead", "health ministry"),
        ("The health ministry lists 12 dead and puts the injured at 60.", "en", "60", "health ministry"),
        ("The Network of Mothers has documented 31 deaths since May.", "en", "31 deaths", "Network of Mothers"),
        ("A local rights group has tallied at least 31 deaths since May.", "en", "at least 31 deaths", "local rights group"),
        ("The government recognises 16 deaths.", "en", "16 deaths", "government"),
        ("The ministry acknowledged 12 dead and 40 injured in Aldora.", "en", "40 injured", "ministry"),
        ("El Gobierno reconoce 16 muertes.", "es", "16 muertes", "Gobierno"),
        ("El ejército admitió la muerte de tres civiles en San Telmo.", "es", "tres civiles", "ejército"),
        ("El hospital registra 12 muertos y el ministerio suma ya 60 heridos.", "es", "12 muertos", "hospital"),
        ("El hospital registra 12 muertos y el ministerio suma ya 60 heridos.", "es", "60 heridos", "ministerio"),
        ("La Red de Madres ha documentado 31 muertes desde mayo.", "es", "31 muertes", "Red de Madres"),
        ("Other reports have placed the number of dead in the south at 62 or more.", "en", "62 or more", "Other reports"),
        ("Local media pegged the number of dead at 62.", "en", "62", "Local media"),
        ("The health ministry raised the death toll to 15.", "en", "15", "health ministry"),
        ("Otros informes elevan a 62 o más el número de muertos.", "es", "62 o más", "Otros informes"),
        ("La Defensoría eleva a 31 los muertos desde mayo.", "es", "31", "Defensoría"),
    ],
)  # fmt: skip
def test_who_counts_vouches(text: str, language: str, phrase: str, voice: str) -> None:
    (claim,) = [
        c
        for c in read(text, language=language, published="2023-02-10")
        if c.figure and c.figure.phrase == phrase
    ]
    assert claim.attribution is not None
    assert claim.attribution.voice.removeprefix("The ").removeprefix("the ") == voice


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El gobierno ha respaldado la orden, que supone el despliegue de los militares y la muerte de tres civiles.", "es"),
        ("Los trabajadores del norte no han participado en los bloqueos, en los que murieron tres civiles.", "es"),
        ("The crew raised the flag at noon and three civilians were killed.", "en"),
        ("Aunque la embajada informó de una visita oficial, la policía mató a tres civiles.", "es"),
        ("While the embassy announced a visit, the police have killed three civilians.", "en"),
    ],
)  # fmt: skip
def test_who_only_acts_vouches_for_nothing(text: str, language: str) -> None:
    claims = [c for c in read(text, language=language, published="2023-02-10") if c.figure]
    assert [c.figure.bounds.low for c in claims if c.figure] == [3]
    assert claims[0].attribution is None


def test_kin_vouch_for_their_own() -> None:
    text = "In Lares, two protesters were shot dead near the town hall, and a 12-year-old boy died in Arenal, his mother told a newspaper."
    voices = {
        c.figure.bounds.low: c.attribution.voice if c.attribution else None
        for c in read(text, language="en", published="2023-02-10")
        if c.figure
    }
    assert voices == {2: None, 1: "mother"}


def test_an_hour_is_no_speaker() -> None:
    text = "The clinic had received 31 bodies by 7 p.m., a hospital official, who asked not to be named, told a newspaper."
    (claim,) = [c for c in read(text, language="en", published="2023-02-10") if c.figure]
    assert claim.attribution is not None
    assert claim.attribution.voice == "hospital official"


def test_a_bracket_left_open_is_no_part_of_a_voice() -> None:
    text = "Un hombre murió baleado en la protesta de Lares, informa Diario Muestra (fr):"
    (claim,) = [c for c in read(text, language="es", published="2023-02-10") if c.figure]
    assert claim.attribution is not None
    assert claim.attribution.voice == "Diario Muestra"
