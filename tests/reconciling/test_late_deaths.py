"""Late deaths (rule R6): a sentence that tells of a wound on one day and a death on another adds to the incident of the wound."""

from __future__ import annotations

import pytest

from reconciling.made import AURELIO, claim, source
from testigo.model.claim import Kind
from testigo.reconciling.reconcile import reconcile
from testigo.reconciling.witnesses import is_late_death

LATE = [
    "A man wounded in Puerto Aurelio on March 9 died on Thursday.",
    "A student shot on Tuesday has died in hospital, doctors said.",
    "The boy died after being wounded in the clash on March 9.",
    "She succumbed to her injuries at the regional hospital.",
    "A vendor hurt last Monday died overnight.",
    "Una de las personas heridas el 9 de marzo en Puerto Aurelio murió este miércoles.",
    "Falleció uno de los heridos del pasado lunes.",
    "Murió un joven herido el martes en la marcha.",
    "El vendedor herido del domingo falleció en el hospital.",
    "Murió a consecuencia de las heridas.",
]
AT_ONCE = [
    "A man was shot and died on the spot on Monday.",
    "One person died and twelve were wounded on Monday.",
    "A protester died on Monday when police opened fire.",
    "The wounded were taken to hospital on Monday; one died.",
    "Un joven murió el lunes y otros doce resultaron heridos.",
    "Hubo un muerto y doce heridos el martes.",
    "Murió un manifestante el lunes en Puerto Aurelio.",
    "Doce heridos; falleció una persona el martes.",
]


@pytest.mark.parametrize("quote", LATE)
def test_a_death_of_an_earlier_wound_is_late(quote: str) -> None:
    assert is_late_death(claim("a", "1", quote=quote))
    assert is_late_death(claim("a", None, kind=Kind.KILLING, quote=quote))


@pytest.mark.parametrize("quote", AT_ONCE)
def test_a_death_of_the_same_day_is_not(quote: str) -> None:
    assert not is_late_death(claim("a", "1", quote=quote))


@pytest.mark.parametrize("quote", LATE[:1])
def test_a_number_of_dead_or_of_hurt_is_no_late_death(quote: str) -> None:
    assert not is_late_death(claim("a", "3", quote=quote))
    assert not is_late_death(claim("a", None, kind=Kind.INJURY, quote=quote))


def test_a_late_death_without_a_number_makes_no_incident_of_its_own_day() -> None:
    told = [
        claim("a", "17", on="03-09", quote="Seventeen were killed."),
        claim("b", None, kind=Kind.KILLING, on="03-12", quote=LATE[0]),
    ]
    (incident,) = reconcile(told, [source("a", "03-10"), source("b", "03-13")]).incidents
    assert incident.documents == ("a", "b")
    assert incident.where.place == AURELIO
    assert incident.when.interval.first.isoformat() == "2031-03-09"  # type: ignore[union-attr]
