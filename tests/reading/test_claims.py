"""Statements: figures and acts joined with scope, stance, voice and actors."""

from __future__ import annotations

from functools import cache

import pytest

from testigo.language.quotation import find_quotations
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Analysis, Passage
from testigo.model.claim import Kind, Polarity, Statement
from testigo.model.mention import Role
from testigo.model.text import Document, Part
from testigo.model.toll import Measure
from testigo.reading.claims import read_statements


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


def analysis(text: str, language: str, title: str | None = None) -> Analysis:
    texts = [(Part.TITLE, title)] if title else []
    passages = parser(language).parse([*texts, (Part.BODY, text)])
    heard = tuple(
        Passage(p.part, p.text, p.sentences, p.paragraphs, find_quotations(p, language)) for p in passages
    )
    return Analysis(Document("d", text, title), language, heard)


def with_figures(text: str, language: str, title: str | None = None) -> list[Statement]:
    return [s for s in read_statements(analysis(text, language, title)) if s.figure is not None]


@pytest.mark.parametrize(
    ("text", "language", "measure", "kind"),
    [
        ("Police killed three miners in Puerto Aurelio.", "en", Measure.KILLED, Kind.KILLING),
        ("Police wounded three miners in Puerto Aurelio.", "en", Measure.INJURED, Kind.INJURY),
        ("Police arrested three miners in Puerto Aurelio.", "en", Measure.ARRESTED, Kind.ARREST),
        ("Some 3,000 miners marched in Puerto Aurelio.", "en", Measure.PARTICIPANTS, Kind.DEMONSTRATION),
        ("La policía mató a tres mineros en Puerto Aurelio.", "es", Measure.KILLED, Kind.KILLING),
        ("La policía hirió a tres mineros en Puerto Aurelio.", "es", Measure.INJURED, Kind.INJURY),
        ("La policía detuvo a tres mineros en Puerto Aurelio.", "es", Measure.ARRESTED, Kind.ARREST),
        ("Unos 3.000 mineros marcharon en Puerto Aurelio.", "es", Measure.PARTICIPANTS, Kind.DEMONSTRATION),
    ],
)
def test_a_figure_has_the_kind_of_what_it_counts(
    text: str, language: str, measure: Measure, kind: Kind
) -> None:
    statement = with_figures(text, language)[0]
    assert statement.figure is not None
    assert (statement.figure.measure, statement.kind) == (measure, kind)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Police killed three miners in Puerto Aurelio.", "en"),
        ("La policía mató a tres mineros en Puerto Aurelio.", "es"),
    ],
)
def test_the_figure_takes_the_act_it_is_told_by(text: str, language: str) -> None:
    found = read_statements(analysis(text, language))
    assert len(found) == 1
    roles = {actor.role for actor in found[0].actors}
    assert roles == {Role.PERPETRATOR, Role.VICTIM}


def test_an_act_without_a_figure_is_a_statement_of_its_own() -> None:
    found = read_statements(analysis("Demonstrators were killed in San Telmo.", "en"))
    assert [(s.kind, s.figure) for s in found if s.kind is Kind.KILLING] == [(Kind.KILLING, None)]


def test_the_voice_is_kept() -> None:
    statement = with_figures("Al menos doce mineros murieron, según la Defensoría del Pueblo.", "es")[0]
    assert statement.attribution is not None
    assert "Defensoría" in statement.attribution.voice


def test_title_and_body_are_read_apart_and_in_order() -> None:
    found = with_figures(
        "Hubo al menos siete muertos en San Telmo.", "es", title="Siete muertos en San Telmo"
    )
    assert [s.part for s in found] == [Part.TITLE, Part.BODY]
    assert found[0].sentence.start == found[1].sentence.start == 0


def test_spans_lie_in_their_sentence() -> None:
    text = "Hubo cuatro muertos. Luego murieron dos obreros y un guardia."
    for statement in with_figures(text, "es"):
        assert statement.figure is not None
        assert statement.sentence.covers(statement.figure.span)
        assert statement.sentence.covers(statement.trigger)
        assert statement.figure.span.of(text) == statement.figure.phrase


@pytest.mark.parametrize("text", ["", " ", "..."])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert read_statements(analysis(text, "en")) == ()


@pytest.mark.parametrize(
    ("text", "language"), [("No one was killed.", "en"), ("No hubo muertos en el choque.", "es")]
)
def test_none_is_an_affirmed_zero(text: str, language: str) -> None:
    (statement,) = with_figures(text, language)
    assert statement.figure is not None
    assert (statement.figure.bounds.low, statement.figure.bounds.high) == (0, 0)
    assert statement.stance.polarity is Polarity.AFFIRMED
