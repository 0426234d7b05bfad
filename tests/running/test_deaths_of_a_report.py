"""Whole reports of a shooting: who died and who was hurt, where they are told one by one, as all who were hit, or by their own hand."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.reconciling.reconcile import reconcile
from testigo.running import stages


def tolls(text: str, title: str | None = None) -> tuple[int, int]:
    """Killed and injured of the incident with most claims; 0 where none is told."""
    found = stages.read(Document("d", text, title, date(2016, 5, 10), "given"))
    incidents = reconcile(found.claims, [found.source]).incidents
    incident = max(incidents, key=lambda i: len(i.claims))
    killed, injured = incident.toll(Measure.KILLED), incident.toll(Measure.INJURED)
    return (killed.best or 0) if killed else 0, (injured.best or 0) if injured else 0


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A man killed his wife and himself in Marlow Falls on Sunday, police said.", 2),
        ("A man killed his two sons and then himself early on Sunday in Marlow Falls.", 3),
        (
            "A woman killed her niece and two small nephews before turning the gun on herself on Sunday.",
            4,
        ),
        (
            "A boy shot his brother to death, wounded a friend and killed himself on Sunday in Marlow Falls.",
            2,
        ),
        ("Ana Ruiz, 30, killed herself on Sunday in Marlow Falls.", 1),
        ("A man killed his wife, then tried to kill himself in Marlow Falls on Sunday.", 1),
        (
            "Three people are dead. Tom Hale killed his wife and his daughter on Sunday before turning the gun on himself.",
            3,
        ),
        ("Un hombre mató a su esposa y luego se suicidó el domingo en San Telmo de Arriba.", 2),
        ("Un hombre mató a su esposa y se quitó la vida el domingo en San Telmo de Arriba.", 2),
        (
            "A little girl picked up a gun and killed herself on Sunday. Amira took it from a bed before killing herself.",
            1,
        ),
        ("Ana Ruiz, 30, fatally shot herself on Sunday in Marlow Falls.", 1),
        ("A 7-year-old boy fatally shot himself in Marlow Falls on Sunday.", 1),
        ("A man killed his wife and then fatally shot himself on Sunday in Marlow Falls.", 2),
        ("Una mujer se suicidó el domingo en San Telmo de Arriba. Un joven murió en el mismo lugar.", 1),
    ],
)
def test_who_killed_others_and_themselves_is_one_of_the_dead(text: str, killed: int) -> None:
    assert tolls(text)[0] == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A woman and her five-year-old son were found dead in a home in Marlow Falls on Sunday.", 2),
        ("A man and two children are dead in Marlow Falls on Sunday.", 3),
        ("Two people, a man and his son, were killed in Marlow Falls on Sunday.", 2),
        ("Three people were killed in Marlow Falls on Sunday: a man, a woman and their daughter.", 3),
        ("Her husband, Luis Rojas, and their son were killed in Marlow Falls on Sunday.", 2),
        ("A mother, father, and toddler were found dead on Sunday in Marlow Falls.", 3),
        ("A man fatally shot a woman and girl on Sunday in Marlow Falls.", 2),
        ("A wife and mother was killed in Marlow Falls on Sunday.", 1),
        ("A husband and father of three girls was shot and killed on Friday at Marlow Mall.", 1),
        ("Un hombre mató a su esposa y a sus dos hijos el domingo en San Telmo de Arriba.", 3),
        ("Un padre de dos hijos murió baleado en San Telmo de Arriba el domingo.", 1),
        ("Un hombre y una mujer murieron en San Telmo de Arriba el domingo.", 2),
        ("Un hombre y sus tres hijos murieron en San Telmo de Arriba el domingo.", 4),
    ],
)
def test_people_side_by_side_are_added(text: str, killed: int) -> None:
    assert tolls(text)[0] == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "A student dies of a gunshot in Marlow Falls. Ryan Mayhew was shot on Sunday; he succumbed to his injuries.",
            1,
        ),
        (
            "Three people were killed in Marlow Falls on Sunday. Neighbours said the two girls were shot dead at home.",
            3,
        ),
        ("Officials said two men died on Sunday in Marlow Falls. Police said three men died there.", 3),
        (
            "A sister of a man killed on Sunday in Marlow Falls spoke. An arrest in the murders of two men was announced.",
            2,
        ),
    ],
)
def test_a_report_about_a_crime_has_one_number(text: str, killed: int) -> None:
    assert tolls(text)[0] == killed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Six people were shot at a club on Sunday. Five were wounded and Erica Stone, 26, was killed.",
            (1, 5),
        ),
        ("Five people were shot in Marlow Falls on Sunday. One of them died at the hospital.", (1, 4)),
        ("One person was killed and four were shot in Marlow Falls on Sunday.", (1, 4)),
        ("Two people were shot and wounded in Marlow Falls on Sunday. A man was killed.", (1, 2)),
        (
            "Deputies found three victims with gunshot wounds in Marlow Falls on Sunday. A boy, 6, was dead.",
            (1, 2),
        ),
        (
            "Three people were killed and another was hurt in Marlow Falls on Sunday. One person is in hospital.",
            (3, 1),
        ),
        ("Police say he accidentally shot another teen, killing him, in Marlow Falls on Sunday.", (1, 0)),
        ("Dos jóvenes murieron y otros cinco fueron baleados en San Telmo de Arriba el domingo.", (2, 5)),
        ("Seis personas fueron baleadas en San Telmo de Arriba el domingo. Dos personas murieron.", (2, 4)),
    ],
)
def test_those_hit_are_the_dead_and_the_hurt(text: str, told: tuple[int, int]) -> None:
    assert tolls(text) == told


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A Marlow Falls man was shot dead on Sunday. Tom Hale, 31, of Marlow Falls, died at the scene.", 1),
        (
            "The body of a Dunn County boy was found on Sunday. The Dunn County boy, Luis Rojas, was shot dead.",
            1,
        ),
        ("A cook has been charged with the shooting death of a 19-year-old in Marlow Falls on Sunday.", 1),
        ("Four cousins have been charged in the death of a student on Sunday in Marlow Falls.", 1),
    ],
)
def test_a_town_is_no_second_victim_and_a_charge_grants_the_death(text: str, killed: int) -> None:
    assert tolls(text)[0] == killed
