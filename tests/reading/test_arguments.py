"""Who did it, to whom, with what: by the tree, by the repairs of its faults, and settled kinds."""

from __future__ import annotations

from functools import cache

import pytest

from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.claim import Kind
from testigo.model.mention import Actor, Role
from testigo.model.text import Part, Span
from testigo.reading.arguments import Act, read_acts, settle_kind

P, V, J, T, I = Role.PERPETRATOR, Role.VICTIM, Role.PARTICIPANT, Role.TARGET, Role.INSTRUMENT


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


def parse(text: str, language: str) -> Passage:
    return parser(language).parse([(Part.BODY, text)])[0]


def acts(text: str, language: str, kind: Kind) -> list[Act]:
    return [act for act in read_acts(parse(text, language), language) if act.trigger.kind is kind]


def told(text: str, language: str, kind: Kind) -> set[tuple[Role, str]]:
    return {(actor.role, actor.text) for act in acts(text, language, kind) for actor in act.actors}


ENGLISH = [
    (
        "Troops opened fire on demonstrators from a helicopter.",
        Kind.USE_OF_FORCE,
        {(P, "Troops"), (V, "demonstrators")},
    ),
    (
        "Protesters set fire to a bus and looted three shops.",
        Kind.ARSON,
        {(P, "Protesters"), (T, "a bus")},
    ),
    (
        "Hundreds of residents occupied the town hall.",
        Kind.OCCUPATION,
        {(P, "Hundreds of residents"), (T, "the town hall")},
    ),
    (
        "Clashes between miners and police shut the road.",
        Kind.RIOT,
        {(J, "miners"), (J, "police")},
    ),
    (
        "Police killed 19 demonstrators in Puerto Aurelio.",
        Kind.KILLING,
        {(P, "Police"), (V, "19 demonstrators")},
    ),
    ("Two students were killed by soldiers.", Kind.KILLING, {(P, "soldiers"), (V, "Two students")}),
    ("Two students were shot dead by soldiers.", Kind.KILLING, {(P, "soldiers"), (V, "Two students")}),
    ("Ninety people died in police firing.", Kind.KILLING, {(P, "police"), (V, "Ninety people")}),
    ("One person was killed when police opened fire.", Kind.KILLING, {(P, "police"), (V, "One person")}),
    (
        "The killing of two mayors by guerrillas shocked the town.",
        Kind.KILLING,
        {(P, "guerrillas"), (V, "two mayors")},
    ),
    (
        "Soldiers raided the university and arrested 40 students.",
        Kind.ARREST,
        {(P, "Soldiers"), (V, "40 students")},
    ),
    (
        "The army accused the guerrillas of killing three peasants.",
        Kind.KILLING,
        {(P, "the guerrillas"), (V, "three peasants")},
    ),
    ("Soldiers who killed a nurse were tried.", Kind.KILLING, {(P, "Soldiers"), (V, "a nurse")}),
    ("Demonstrators clashed with police near the bridge.", Kind.RIOT, {(J, "Demonstrators"), (J, "police")}),
    ("Protesters torched two buses.", Kind.ARSON, {(P, "Protesters"), (T, "two buses")}),
    ("Teachers staged a march against the governor.", Kind.DEMONSTRATION, {(J, "Teachers")}),
    ("A bomb exploded outside the embassy.", Kind.BOMBING, {(I, "A bomb"), (T, "the embassy")}),
    (
        "Terrorists attacked a police station with grenades.",
        Kind.ATTACK,
        {(P, "Terrorists"), (T, "a police station"), (I, "grenades")},
    ),
]
SPANISH = [
    (
        "Tropas abrieron fuego contra los manifestantes.",
        Kind.USE_OF_FORCE,
        {(P, "Tropas"), (V, "los manifestantes")},
    ),
    (
        "Una bomba colocada bajo un auto hirió al fiscal.",
        Kind.INJURY,
        {(V, "fiscal")},
    ),
    (
        "Cientos de vecinos tomaron la alcaldía.",
        Kind.OCCUPATION,
        {(P, "Cientos de vecinos"), (T, "la alcaldía")},
    ),
    (
        "Tres dirigentes sindicales fueron detenidos por la policía militar y luego liberados.",
        Kind.ARREST,
        {(P, "la policía militar"), (V, "Tres dirigentes sindicales")},
    ),
    (
        "La policía mató a 19 manifestantes en Puerto Aurelio.",
        Kind.KILLING,
        {(P, "La policía"), (V, "19 manifestantes")},
    ),
    (
        "Dos estudiantes fueron asesinados por soldados.",
        Kind.KILLING,
        {(P, "soldados"), (V, "Dos estudiantes")},
    ),
    (
        "Los agentes que dispararon contra la multitud huyeron.",
        Kind.USE_OF_FORCE,
        {(P, "Los agentes"), (V, "la multitud")},
    ),
    (
        "La policía detuvo a 200 estudiantes en la plaza.",
        Kind.ARREST,
        {(P, "La policía"), (V, "200 estudiantes")},
    ),
    ("Los campesinos bloquearon la carretera.", Kind.ROADBLOCK, {(J, "Los campesinos"), (T, "la carretera")}),
    (
        "Los manifestantes quemaron dos patrulleros.",
        Kind.ARSON,
        {(P, "Los manifestantes"), (T, "dos patrulleros")},
    ),
    ("El gobierno decretó el toque de queda.", Kind.CURFEW, {(P, "El gobierno")}),
    ("Los mineros se enfrentaron con la policía.", Kind.RIOT, {(J, "Los mineros"), (J, "la policía")}),
    (
        "Murieron dos jóvenes por disparos de la policía.",
        Kind.KILLING,
        {(V, "dos jóvenes"), (P, "la policía")},
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected"), ENGLISH, ids=[row[0] for row in ENGLISH])
def test_english_actors(text: str, kind: Kind, expected: set[tuple[Role, str]]) -> None:
    assert expected <= told(text, "en", kind)


@pytest.mark.parametrize(("text", "kind", "expected"), SPANISH, ids=[row[0] for row in SPANISH])
def test_spanish_actors(text: str, kind: Kind, expected: set[tuple[Role, str]]) -> None:
    assert expected <= told(text, "es", kind)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police killed “two”\u00a0marchers in Puerto Aurelio."),
        ("es", "LA POLICÍA MATÓ A DOS MINEROS."),
    ],
)
def test_an_actors_words_are_the_texts_own(language: str, text: str) -> None:
    found = read_acts(parse(text, language), language)
    assert found
    for act in found:
        for actor in act.actors:
            assert actor.span.of(text) == actor.text


def test_force_by_rebels_is_an_attack() -> None:
    rebels = Actor(Role.PERPETRATOR, "rebels", Span(0, 6), "rebels")
    police = Actor(Role.PERPETRATOR, "police", Span(0, 6), "police")
    marchers = Actor(Role.VICTIM, "marchers", Span(8, 16), "protesters")
    assert settle_kind(Kind.USE_OF_FORCE, (rebels,)) is Kind.ATTACK
    assert settle_kind(Kind.USE_OF_FORCE, (police,)) is Kind.USE_OF_FORCE
    assert settle_kind(Kind.ATTACK, (police, marchers)) is Kind.USE_OF_FORCE


def test_a_sentence_without_a_tree_gives_no_error() -> None:
    assert read_acts(parse("...", "en"), "en") == ()
    assert isinstance(read_acts(parse("killed, killed, killed", "en"), "en"), tuple)
