"""Who was out, and who only follows, hides or robs: `[words](low..high)` marks a crowd, a sentence without marks has none."""

from __future__ import annotations

import re
from functools import cache

import pytest

from testigo.language.syntax import SpacyParser
from testigo.model.text import Part
from testigo.model.toll import Measure
from testigo.reading.tolls import read_figures

_MARK = re.compile(r"\[([^\]]*)\]\((\d*)\.\.(\d*)\)")

SPANISH = (
    "[Decenas de manifestantes](20..) asaltaron el Parlamento.",
    "[Unos 300 encapuchados](300..300) irrumpieron en la alcaldía durante la protesta.",
    "[Cientos de seguidores](200..) de Rojas se concentraron ante el juzgado.",
    "[Miles de partidarios](2000..) del alcalde llenaron la plaza.",
    "La oposición reunió a [miles de simpatizantes](2000..) en el estadio.",
    "La marcha reunió el martes en San Telmo a [miles de vecinos](2000..).",
    "El fallo cambió después de que [miles de vecinos](2000..) tomaran las calles.",
    "La protesta aglutinó apenas a [180 personas](180..180).",
    "[Miles de limeños](2000..) protagonizaron el lunes una marcha de protesta.",
    "[Más de 2.000 maestros](2000..) exigieron mejores salarios frente al palacio.",
    "[Unos 400 maestros](400..400) realizaron un plantón frente a la alcaldía.",
    "[Más de 10.000 campesinos](10000..) paralizaron las carreteras del sur.",
    "[Decenas de vecinos](20..) cerraron la vía en rechazo al alza.",
    "Dos sujetos armados asaltaron ayer una farmacia en San Telmo y huyeron con el dinero.",
    "Al menos tres personas irrumpieron en el expendio, exhibiendo armas largas.",
    "Cinco encapuchados interceptaron al edil y le exigieron el dinero.",
    "Tres hombres asaltaron un camión en la ruta a Lares.",
    "La página de Facebook tiene más de 3.000 seguidores.",
    "El canal de YouTube suma 127.000 seguidores y critica a los manifestantes.",
)
ENGLISH = (
    "[Hundreds of protesters](200..) stormed the parliament.",
    "[Some 200 people](200..200) stormed the mayor's office in protest.",
    "[Thousands of supporters](2000..) of the mayor gathered in the square.",
    "[About 500 supporters](500..500) marched to the court.",
    "Three gunmen stormed a bank and fled with cash.",
    "Her page has 3,000 supporters on Facebook.",
)


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


@pytest.mark.parametrize(
    ("report", "language"), [*((text, "es") for text in SPANISH), *((text, "en") for text in ENGLISH)]
)
def test_crowds_are_people_out_together(report: str, language: str) -> None:
    expected = [
        (m[1], int(m[2]) if m[2] else None, int(m[3]) if m[3] else None) for m in _MARK.finditer(report)
    ]
    text = _MARK.sub(lambda m: m[1], report)
    passage = parser(language).parse([(Part.BODY, text)])[0]
    found = [
        (row.figure.phrase, row.figure.bounds.low, row.figure.bounds.high)
        for row in read_figures(passage, language)
        if row.figure.measure is Measure.PARTICIPANTS
    ]
    assert found == expected
