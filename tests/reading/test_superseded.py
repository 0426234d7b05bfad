"""Figures that a report no longer holds, and figures told earlier that still stand."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.incident import Incident
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.reconciling.reconcile import reconcile
from testigo.running.stages import read


def told(text: str, language: str) -> list[tuple[str, int | None, bool]]:
    """(measure, low, whether it tells of a withdrawal) of each figure."""
    document = Document("d", text, published=date(2023, 5, 10), language=language)
    return [
        (c.figure.measure.value, c.figure.bounds.low, c.is_retraction)
        for c in read(document).claims
        if c.figure
    ]


GONE = [
    (
        "The ministry, which had previously reported nine dead, said that eight people died in the clashes in Lares.",
        "en",
        9,
        8,
    ),
    (
        "Authorities had initially said that 12 people were killed, before lowering the toll to ten.",
        "en",
        12,
        10,
    ),
    ("The hospital initially reported five deaths. It later said that four people had died.", "en", 5, 4),
    ("An earlier report of three deaths was wrong: two people died, the mayor said.", "en", 3, 2),
    ("Initial reports said 12 people were killed. The ministry put the death toll at 15.", "en", 12, 15),
    (
        "El ministerio, que inicialmente había informado de nueve muertos, precisó que hubo ocho muertos en Lares.",
        "es",
        9,
        8,
    ),
    ("En un primer momento se habló de cinco muertos, pero el alcalde aclaró que fueron cuatro.", "es", 5, 4),
    (
        "Murieron 15 personas en Lares, según el hospital. Un balance anterior daba cuenta de 12 muertos.",
        "es",
        12,
        15,
    ),
    (
        "El hospital había dado antes la cifra de siete muertos, pero después dijo que murieron seis.",
        "es",
        7,
        6,
    ),
]


@pytest.mark.parametrize(("text", "language", "gone", "held"), GONE, ids=[text[:40] for text, *_ in GONE])
def test_the_earlier_figure_is_withdrawn_and_the_later_one_stands(
    text: str, language: str, gone: int, held: int
) -> None:
    killed = {(low, is_gone) for measure, low, is_gone in told(text, language) if measure == "killed"}
    assert killed == {(gone, True), (held, False)}


STANDING = [
    ("Police earlier said two people had died in Lares.", "en", [2]),
    ("Police earlier said two people had died in Lares. Three people were killed in Ponce.", "en", [2, 3]),
    (
        "The army had previously reported nine dead in Lares. Three people died in Ponce on Monday.",
        "en",
        [9, 3],
    ),
    (
        "Police said earlier on Monday that two people had died in Lares. Three were killed in Ponce.",
        "en",
        [2, 3],
    ),
    ("Twelve people were killed, according to initial reports.", "en", [12]),
    ("El primer balance es de tres muertos en Lares.", "es", [3]),
    (
        "La policía había informado antes de dos muertos en Lares. Tres personas murieron en Ponce.",
        "es",
        [2, 3],
    ),
]


@pytest.mark.parametrize(("text", "language", "numbers"), STANDING, ids=[text[:40] for text, *_ in STANDING])
def test_a_figure_told_earlier_stands_where_nothing_takes_its_place(
    text: str, language: str, numbers: list[int]
) -> None:
    assert told(text, language) == [("killed", number, False) for number in numbers]


def test_each_measure_is_taken_back_by_its_own() -> None:
    text = "An earlier count put the dead at 12 and the injured at 30; the ministry now counts 15 dead and 41 injured."
    assert told(text, "en") == [
        ("killed", 12, True),
        ("injured", 30, True),
        ("killed", 15, False),
        ("injured", 41, False),
    ]


def test_a_superseded_figure_makes_no_toll() -> None:
    text = "Eight people died on Monday in clashes in Juliaca, said the ministry, which had previously reported nine dead."
    found = read(Document("d", text, published=date(2023, 5, 10), language="en"))
    incidents: list[Incident] = list(reconcile(list(found.claims), [found.source]).incidents)
    tolls = [toll for incident in incidents if (toll := incident.toll(Measure.KILLED)) is not None]
    assert [(toll.minimum, toll.best, toll.maximum) for toll in tolls] == [(8, 8, 8)]
