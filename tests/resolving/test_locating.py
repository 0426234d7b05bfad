"""The place of a statement among those that its report names."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Analysis
from testigo.model.claim import Kind, Scope, Statement
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.text import Document, Part, Span
from testigo.model.toll import Bounds, Figure, Measure
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.locating import chances_of, locate_statement
from testigo.resolving.locating_options import options_for
from testigo.resolving.toponyms import find_toponyms


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def located(
    text: str,
    phrase: str,
    language: str,
    *,
    title: str | None = None,
    scope: Scope = Scope.INCIDENT,
    url: str | None = None,
) -> Where:
    document = Document("d", text, title, url=url, language=language)
    texts = [(Part.TITLE, title)] if title else []
    passages = tuple(parser(language).parse([*texts, (Part.BODY, text)]))
    found = find_toponyms(passages, document, language, gazetteer())
    passages = tuple(replace(p, toponyms=t) for p, t in zip(passages, found, strict=True))
    body = passages[-1]
    at = text.index(phrase)
    span = Span(at, at + len(phrase))
    sentence = body.sentence_at(at)
    figure = Figure(Measure.KILLED, Bounds(3, 3), phrase, span)
    statement = Statement(
        Part.BODY, sentence.span if sentence else span, span, Kind.KILLING, figure, scope=scope
    )
    where = locate_statement(statement, Analysis(document, language, passages), gazetteer())
    if where.span is not None and where.part is Part.BODY:
        assert where.span.of(text).endswith(where.phrase or "")
    return where


@pytest.mark.parametrize(
    ("text", "phrase", "language", "name"),
    [
        (
            "Three people were killed in Juliaca on Monday. Marches went on in Lima.",
            "Three people",
            "en",
            "Juliaca",
        ),
        ("Marches went on in Lima. In Juliaca, three people were killed.", "three people", "en", "Juliaca"),
        (
            "Tres personas murieron en Juliaca el lunes. En Lima hubo marchas.",
            "Tres personas",
            "es",
            "Juliaca",
        ),
        ("En Lima hubo marchas. En Juliaca murieron tres personas.", "tres personas", "es", "Juliaca"),
        ("Two died in Cali, three people in Bogotá and one in Pasto.", "three people", "en", "Bogotá"),
    ],
    ids=["en-after", "en-before", "es-after", "es-before", "en-list"],
)
def test_the_place_in_the_statements_own_clause(text: str, phrase: str, language: str, name: str) -> None:
    where = located(text, phrase, language)
    assert where.phrase == name
    assert isinstance(where.place, Place)
    assert where.place.precision is PlacePrecision.TOWN


def test_the_place_of_the_sentence_before() -> None:
    where = located(
        "Police entered Juliaca on Monday morning. Three people were killed.", "Three people", "en"
    )
    assert where.phrase == "Juliaca"


def test_other_places_are_kept() -> None:
    where = located(
        "Three people were killed in Juliaca. Marches went on in Lima and in Cusco.", "Three people", "en"
    )
    assert "Lima" in where.alternatives
    assert "Juliaca" not in where.alternatives


def test_the_title_tells_where_the_body_does_not() -> None:
    where = located(
        "Three people were killed on Monday, officials said.",
        "Three people",
        "en",
        title="Clashes in Juliaca",
    )
    assert (where.phrase, where.part) == ("Juliaca", Part.TITLE)


def test_no_place_is_a_value_with_a_reason() -> None:
    where = located("Three people were killed on Monday, officials said.", "Three people", "en")
    assert isinstance(where.place, Unresolved)
    assert where.place.reason == "the report names no place"
    assert where.phrase is None


def test_a_site_takes_its_towns_point_and_says_so() -> None:
    where = located(
        "Hubo choques en Juliaca. Tres personas murieron en el barrio de Xaqualpa.", "Tres personas", "es"
    )
    assert isinstance(where.place, Place)
    if where.place.precision in {PlacePrecision.SITE, PlacePrecision.DISTRICT}:
        assert "Juliaca" in where.place.evidence[0]
    assert where.place.lat == pytest.approx(-15.5, abs=0.1)


def test_a_country_is_told_as_a_country() -> None:
    where = located(
        "Since December, 60 people have been killed in Peru.", "60 people", "en", scope=Scope.CUMULATIVE
    )
    assert isinstance(where.place, Place)
    assert (where.place.country, where.place.precision) == ("PE", PlacePrecision.COUNTRY)


def test_the_chances_of_all_places_add_up() -> None:
    text = "Three people were killed in Juliaca. Marches went on in Lima and in Cusco."
    document = Document("d", text)
    (passage,) = parser("en").parse([(Part.BODY, text)])
    (found,) = find_toponyms((passage,), document, "en", gazetteer())
    passage = replace(passage, toponyms=found)
    span = Span(0, 12)
    statement = Statement(Part.BODY, passage.sentences[0].span, span, Kind.KILLING)
    options = options_for(statement, Analysis(document, "en", (passage,)), gazetteer())
    chances = chances_of(options, [float(i) for i in range(len(options))])
    assert sum(chances.values()) == pytest.approx(1)
    assert {"Juliaca", "Lima", "Peru"} <= set(chances)  # the country is an option though no word names it
