"""Words of harm that tell of none, and the same words in earnest."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.claim import Claim, Kind
from testigo.model.text import Document
from testigo.running.stages import read

HARM = {Kind.KILLING, Kind.INJURY, Kind.ATTACK, Kind.USE_OF_FORCE, Kind.BOMBING, Kind.ARREST}


def harm(text: str, language: str) -> list[Claim]:
    document = Document("d", text, published=date(2023, 5, 20), language=language)
    return [claim for claim in read(document).claims if claim.kind in HARM]


FIGURATIVE = [
    ("The carnage in the market has shrunk the fund to half its size.", "en"),
    ("As the craze died, the toy maker filed for protection from its creditors.", "en"),
    ("The onside kick was the mortal wound in the momentum of Lares United.", "en"),
    ("Lares United beat San Telmo 2-0 to stay in the league and win their third game of the season.", "en"),
    (
        "The striker was injured in the match, and the coach said the team would miss him for the season after 14 goals.",
        "en",
    ),
    ("She made it clear that the days of attacking Morales were behind the campaign.", "en"),
    ("Drowning is the leading cause of deaths in floods, said the emergency service.", "en"),
    ("It is wrong to say that bombing camps is enough to end the war.", "en"),
    ("The two candidates are in a dead heat in Lares.", "en"),
    (
        "El entrenador dijo que las lesiones han masacrado al equipo, que perdió a tres jugadores en la temporada.",
        "es",
    ),
    ("Hay reclamos por árboles y ramas, algunos de ellos caídos sobre los cables.", "es"),
    ("Se esperan ráfagas de viento y caída de granizo en el norte.", "es"),
    ("Los infartos son la principal causa de muerte en la provincia.", "es"),
    ("Las negociaciones están en punto muerto.", "es"),
]
IN_EARNEST = [
    ("The carnage in the market killed nine vendors, the mayor said.", "en"),
    ("Gunmen attacked the candidate's campaign bus and wounded a driver.", "en"),
    (
        "Two fans died in a stampede at the stadium after the match between the league's two best teams, with 3 goals scored.",
        "en",
    ),
    ("Police beat supporters outside the stadium after the team lost the championship game 2-1.", "en"),
    ("The boy died in Lares on Monday after soldiers shot him.", "en"),
    ("A family died when soldiers shelled their house in Lares.", "en"),
    ("Police were bombing the camp, and twelve people were killed.", "en"),
    (
        "Dos hinchas murieron en los disturbios tras el partido de la copa, que el equipo ganó con dos goles.",
        "es",
    ),
    ("Policías atacaron a balazos al candidato en Lares y lo dejaron herido.", "es"),
    ("Tres hombres murieron cuando un árbol cayó sobre su casa.", "es"),
]


@pytest.mark.parametrize(("text", "language"), FIGURATIVE, ids=[text[:32] for text, _ in FIGURATIVE])
def test_no_harm_is_told(text: str, language: str) -> None:
    assert [(claim.kind, claim.quote) for claim in harm(text, language)] == []


@pytest.mark.parametrize(("text", "language"), IN_EARNEST, ids=[text[:32] for text, _ in IN_EARNEST])
def test_harm_is_told(text: str, language: str) -> None:
    assert harm(text, language)
