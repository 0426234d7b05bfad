"""Text in capitals: what is told to be a place is one, a word that is none stays a word."""

from __future__ import annotations

import pytest

from testigo.language.syntax import SpacyParser
from testigo.model.text import Part, Span
from testigo.resolving.capitals import told_names
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.sighting import words_in
from testigo.resolving.spotting import spot


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser("en")


def told(text: str, parser: SpacyParser, gazetteer: Gazetteer) -> set[str]:
    (passage,) = parser.parse([(Part.BODY, text)])
    return {
        Span(row[one.first].start, row[one.last].stop).of(text)
        for _, row in words_in(passage)
        for one in told_names(row, text, "en", gazetteer).values()
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("GUNMEN ATTACKED A BUS NEAR THE TOWN OF LA CEIBA ON SUNDAY.", {"LA CEIBA"}),
        ("TWO TEACHERS WERE KILLED IN LA LIBERTAD DEPARTMENT.", {"LA LIBERTAD"}),
        ("REBELS BURNED A TRUCK IN EL SALVADOR YESTERDAY.", {"EL SALVADOR"}),
        ("THE HOUSE STANDS IN THE TELMOYA NEIGHBORHOOD.", {"TELMOYA"}),
        ("A PATROL WAS AMBUSHED IN AYACUCHO DEPARTMENT.", {"AYACUCHO"}),
    ],
)
def test_called_a_place(text: str, names: set[str], parser: SpacyParser, gazetteer: Gazetteer) -> None:
    assert told(text, parser, gazetteer) == names


@pytest.mark.parametrize(
    "text",
    [
        "THE POLICE DEPARTMENT SAID THAT NOBODY WAS HURT.",
        "THE STATE DEPARTMENT AND THE DEFENSE DEPARTMENT DENIED IT.",
        "PEOPLE IN EVERY NEIGHBORHOOD AND EVERY VILLAGE ARE AFRAID OF THE WAR.",
        "THE CITY OF THE FUTURE WAS A DREAM OF HIS.",
        "RESIDENTS OF A POOR NEIGHBORHOOD MARCHED.",
        "",
    ],
)
def test_not_called_a_place(text: str, parser: SpacyParser, gazetteer: Gazetteer) -> None:
    assert told(text or "NOTHING.", parser, gazetteer) == set()


def test_a_told_name_is_spotted_and_vouches_for_its_next_mention(
    parser: SpacyParser, gazetteer: Gazetteer
) -> None:
    text = "SOLDIERS ENTERED THE VILLAGE OF TELMOYA AT DAWN. THE MAYOR OF TELMOYA WAS TAKEN AWAY BY FORCE."
    found = [m for m in spot(parser.parse([(Part.BODY, text)]), "en", gazetteer) if m.probability >= 0.6]
    assert [m.span.of(text) for m in found][:1] == ["TELMOYA"]


def test_mixed_case_is_left_alone(parser: SpacyParser, gazetteer: Gazetteer) -> None:
    text = "The police department of the village said that nobody in La Paz was hurt."
    found = {
        m.span.of(text)
        for m in spot(parser.parse([(Part.BODY, text)]), "en", gazetteer)
        if m.probability >= 0.4
    }
    assert found == {"La Paz"}
