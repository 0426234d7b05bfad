"""Words that leave no doubt: the figure counts from a wave's beginning, unless they measure something else."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.claim import Scope
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.reading.claims import read_statements
from testigo.running import stages

SINCE = [
    ("en", "Since the protests began, 49 people have died in Peru by Thursday, the ombudsman said.", 49),
    ("en", "At least 60 people have been killed since the start of the unrest in December.", 60),
    ("en", "Since March 2 police have arrested 211 people in Puerto Aurelio.", 211),
    ("en", "In five weeks of protests 46 people were killed.", 46),
    ("es", "Desde el inicio de las protestas han muerto 47 personas, según la Defensoría del Pueblo.", 47),
    ("es", "La Defensoría contó 28 muertos en el país desde que comenzaron las marchas.", 28),
    ("es", "Hubo siete muertes en Puerto Aurelio desde el miércoles 28 de diciembre.", 7),
    ("es", "En lo que va del paro fallecieron 31 personas.", 31),
]
ONE_EVENT = [
    ("en", "Twelve people were killed on Monday in Juliaca, the deadliest day since the protests began.", 12),
    (
        "es",
        "Doce personas murieron el lunes en Juliaca, la peor jornada desde el inicio de las protestas.",
        12,
    ),
]


def scope(language: str, text: str, low: int) -> Scope:
    document = Document("d", text, published=date(2023, 1, 13), language=language)
    found = [
        s.scope
        for s in read_statements(stages.annotate(document))
        if s.figure is not None
        and s.figure.bounds.low == low
        and s.figure.measure is not Measure.PARTICIPANTS
    ]
    assert len(found) == 1, f"{low} was not read as one figure"
    return found[0]


@pytest.mark.parametrize(("language", "text", "low"), SINCE, ids=[row[1][:40] for row in SINCE])
def test_what_counts_from_a_beginning_is_cumulative(language: str, text: str, low: int) -> None:
    assert scope(language, text, low) is Scope.CUMULATIVE


@pytest.mark.parametrize(("language", "text", "low"), ONE_EVENT, ids=[row[1][:40] for row in ONE_EVENT])
def test_a_day_that_is_measured_against_the_wave_is_none(language: str, text: str, low: int) -> None:
    assert scope(language, text, low) is not Scope.CUMULATIVE
