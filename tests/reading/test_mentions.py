"""Words of harm that tell of nothing that happened, and beside each one that does."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.claim import Factuality, Kind
from testigo.model.text import Document
from testigo.running import stages

_HARM = {
    Kind.KILLING,
    Kind.INJURY,
    Kind.ARREST,
    Kind.USE_OF_FORCE,
    Kind.RAID,
    Kind.BOMBING,
    Kind.ATTACK,
    Kind.ARSON,
}


def _told(text: str, language: str) -> list[Kind]:
    """The kinds of harm that the text tells as done."""
    document = Document("one", text, None, date(2023, 1, 24), "given", language=language)
    return [
        claim.kind
        for claim in stages.read(document).claims
        if claim.kind in _HARM
        and claim.stance.factuality not in (Factuality.HYPOTHETICAL, Factuality.PLANNED)
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The poet Ana Rojas died on Sunday at her home in San Telmo.", "en"),
        ("Luis Paz, who founded the mill in San Telmo, died in 1984.", "en"),
        ("The painter Eva Mora (1832 – 1901) taught there until her death.", "en"),
        ("Rojas died of a heart attack on Monday.", "en"),
        ("Agents found grenades and bullets in the cellar of the house.", "en"),
        ("The mayor fired the police chief of San Telmo on Tuesday.", "en"),
        ("Prosecutors face pressure to arrest the governor.", "en"),
        ("The judge signed an arrest warrant in Puerto Aurelio.", "en"),
        ("He got death threats after the vote in San Telmo.", "en"),
        ("Rojas was charged with first-degree murder on Monday.", "en"),
        ("The town had 12 murders per 100,000 people.", "en"),
        ("The striker missed the match with an injury to his ankle.", "en"),
        ("The storm killed the goats of San Telmo.", "en"),
        ("La poeta Ana Rojas falleció el domingo en San Telmo.", "es"),
        ("Luis Paz, que fundó el molino, murió en 1984.", "es"),
        ("Ana Rojas murió de un ataque al corazón el lunes.", "es"),
        ("Hallaron dos armas de fuego y un kilo de harina en la casa de San Telmo.", "es"),
        ("El concejal disparó contra la oposición en el debate.", "es"),
        ("El tren se detuvo en San Telmo.", "es"),
        ("El juez firmó la orden de captura en Puerto Aurelio.", "es"),
        ("Lo amenazaron de muerte tras la votación en San Telmo.", "es"),
        ("Guerrero tuvo 47 homicidios por cada 100 mil habitantes.", "es"),
        ("Hubo una violación del espacio aéreo sobre San Telmo.", "es"),
        ("El operativo de barrido de calles sigue en San Telmo.", "es"),
        ("El delantero sigue fuera por un desgarro y una lesión muscular.", "es"),
    ],
)
def test_no_harm_is_told(text: str, language: str) -> None:
    assert _told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("A man died on Sunday in San Telmo.", "en", Kind.KILLING),
        ("Ana Rojas died on Sunday after police fired at the march in San Telmo.", "en", Kind.KILLING),
        ("Soldiers threw grenades into the cellar of the house.", "en", Kind.BOMBING),
        ("Police fired at the strikers in San Telmo on Tuesday.", "en", Kind.USE_OF_FORCE),
        ("The sniper managed to kill three soldiers on Monday.", "en", Kind.KILLING),
        ("The storm killed two goatherds of San Telmo.", "en", Kind.KILLING),
        ("Una persona murió el domingo en San Telmo.", "es", Kind.KILLING),
        (
            "Ana Rojas falleció el domingo tras recibir un disparo de la policía en San Telmo.",
            "es",
            Kind.KILLING,
        ),
        ("Los agentes usaron armas de fuego contra los mineros en San Telmo.", "es", Kind.USE_OF_FORCE),
        ("La policía pudo detener a veinte manifestantes el lunes.", "es", Kind.ARREST),
        ("El martes se detuvo a tres mineros en San Telmo.", "es", Kind.ARREST),
        ("La policía realizó un operativo y detuvo a dos mineros.", "es", Kind.RAID),
    ],
)
def test_harm_is_told(text: str, language: str, kind: Kind) -> None:
    assert kind in _told(text, language)
