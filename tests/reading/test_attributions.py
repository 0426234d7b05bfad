"""Who vouches for the words in brackets: `[figure](voice)`; `[figure]()` is the outlet in its own voice."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from testigo.language.quotation import find_quotations
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.claim import VoiceKind
from testigo.model.text import Part, Span
from testigo.reading.attributions import attribute

_MARK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


def read(report: str, language: str) -> tuple[Passage, list[tuple[Span, str]]]:
    marks, text, at = [], "", 0
    for mark in _MARK.finditer(report):
        text += report[at : mark.start()]
        marks.append((Span(len(text), len(text) + len(mark[1])), mark[2]))
        text += mark[1]
        at = mark.end()
    text += report[at:]
    passage = parser(language).parse([(Part.BODY, text)])[0]
    return replace(passage, quotations=find_quotations(passage, language)), marks


REPORTS = [
    ("The hospital said [two people](hospital) had died in Lares.", "en"),
    ("[Two people]() died in Lares on Monday.", "en"),
    ("The ombudsman said [nine people](ombudsman) had died. Of them, [three](ombudsman) were minors.", "en"),
    ("The Lares Rights Group counted 12 dead. It also counted [30 wounded](Lares Rights Group).", "en"),
    ("According to the union, [40 miners](union) were hurt; the police said [six](police) were.", "en"),
    ("The bishop condemned the attack in which [30 people]() were killed.", "en"),
    ("LARES (AFP) - The fire left [46 dead](UN rights office), says the UN rights office.", "en"),
    ("El alcalde dijo que hubo [dos muertos](alcalde) en Lares.", "es"),
    ("Hubo [dos muertos]() en Lares el lunes.", "es"),
    ("La Defensoría informó de [nueve muertos](Defensoría). De ellos, [tres](Defensoría) eran menores.", "es"),
    ("Según la Cruz Roja, [seis personas](Cruz Roja) resultaron heridas.", "es"),
    ("La Policía habla de [45 capturas](Policía) en dos días.", "es"),
    ("La Revolución concluyó con [300 muertos]() en febrero.", "es"),
    ("Unas [diez personas](Observatorio) murieron en Lares, informó este sábado el Observatorio de Derechos Humanos.", "es"),
    ("The ombudsman's office now counts [60 deaths](ombudsman's office) since the protests began.", "en"),
    ("The health ministry lists [12 dead](health ministry) and puts the injured at [60](health ministry).", "en"),
    ("The union put the number of wounded at [40](union).", "en"),
    ("El hospital registra [12 muertos](hospital) y el ministerio suma ya [60 heridos](ministerio).", "es"),
    ("La marcha suma [300 detenidos]() en Lares.", "es"),
    ("The government accused the rebels of the attack in which [30 people]() died.", "en"),
    ("The widow said she hopes to learn why [a girl]() was killed at a party.", "en"),
    ("The ombudsman counted nine dead. One of the [four wounded](ombudsman) was a minor.", "en"),
    ("The Lares Rights Group counted 12 dead. In recent months [dozens of people]() were killed in other towns.", "en"),
    ("La Defensoría contó nueve muertos. Dos de los [menores](Defensoría) tenían diez años.", "es"),
    ("El Observatorio cifra los muertos en tres. En los últimos meses [decenas de vecinos]() fueron asesinados en otros pueblos.", "es"),
    ("El Gobierno acusó a los rebeldes de estar detrás del ataque en el que murieron [40 personas]() en Lares.", "es"),
]  # fmt: skip


@pytest.mark.parametrize(("report", "language"), REPORTS)
def test_figures_have_their_voice(report: str, language: str) -> None:
    passage, marks = read(report, language)
    for span, voice in marks:
        found = attribute(span, passage, language)
        if voice:
            assert found is not None, span.of(passage.text)
            assert voice in found.voice
        else:
            assert found is None, found


def test_the_kind_and_the_cue_come_along() -> None:
    passage, [(span, _)] = read("La Cruz Roja confirmó [dos muertos](Cruz Roja).", "es")
    found = attribute(span, passage, "es")
    assert found is not None
    assert found.kind is VoiceKind.HEALTH
    assert found.cue == "confirmó"
    assert found.span is not None
    assert found.span.of(passage.text) == "La Cruz Roja"


def test_an_empty_passage_names_nobody() -> None:
    assert attribute(Span(0, 1), Passage(Part.TITLE, "x", ()), "en") is None
