"""Incidents of a report: what makes two phrases one filler, what decides on a sort, and whole reports read with the shipped weights."""

from __future__ import annotations

from collections import Counter

import pytest

from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.text import Part
from testigo.reading.arguments import read_acts
from testigo.reading.fillers import Filler, Mention, find_fillers
from testigo.reading.incidents import (
    ROLES,
    Incident,
    entities,
    incident_features,
    is_short_for,
    read_incidents,
    sorts_by_sentence,
    sorts_of,
)


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser("en")


def parse(parser: SpacyParser, text: str) -> Passage:
    return parser.parse([(Part.BODY, text)])[0]


def filler(*forms: str, sentence: int = 0) -> Filler:
    return Filler(forms[0], [Mention(sentence, 0, forms, ())])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("frp", "frente revolucionario popular", True),
        ("fal", "front for the armed liberation", True),
        ("fra", "frente revolucionario popular", False),
        ("f", "frente", False),
        ("frente popular", "frente revolucionario popular", False),
    ],
)
def test_initials(a: str, b: str, expected: bool) -> None:
    assert is_short_for(a, b) is expected


def test_shared_forms_and_abbreviations_make_one_entity() -> None:
    long, short = filler("Popular Armed Front"), filler("PAF")
    other, head = filler("urban commandos", "commandos"), filler("Commandos")
    found = entities([long, other, short, head])
    assert [entity.fillers for entity in found] == [[long, short], [other, head]]
    assert found[0].names == ["popular armed front", "paf"]


def test_sorts_of_sentences(parser: SpacyParser) -> None:
    passage = parse(
        parser,
        "Gunmen killed a judge in San Telmo. A bomb exploded outside the bank. The mayor opened a school.",
    )
    told = sorts_by_sentence(read_acts(passage, "en"))
    assert told[0]["ATTACK"] >= 1
    assert told[1] == Counter({"BOMBING": told[1]["BOMBING"]})
    assert told[1]["BOMBING"] >= 1
    assert 2 not in told


def test_a_filler_goes_to_the_sort_its_sentences_tell_of() -> None:
    told = {0: Counter(ATTACK=1), 3: Counter(BOMBING=2)}
    sorts = ["ATTACK", "BOMBING"]
    assert sorts_of(filler("the guard", sentence=0), told, sorts) == ["ATTACK"]
    assert sorts_of(filler("the bank", sentence=4), told, sorts) == ["BOMBING"]
    assert sorts_of(filler("the road", sentence=9), told, sorts) == [sorts[0]]


def test_a_filler_belongs_to_every_sort_that_its_own_sentences_tell_of() -> None:
    told = {0: Counter(ATTACK=2, BOMBING=1)}
    assert sorts_of(filler("the guard", sentence=0), told, ["BOMBING", "ATTACK"]) == ["BOMBING", "ATTACK"]


def test_nouns_of_one_head_and_names_of_one_person_are_one_filler() -> None:
    guards, victims = filler("bank guards", sentence=0), filler("guard", sentence=1)
    guards.key, victims.key = "bank guards", "guard"
    full, short = filler("Luis Apaza Rojas", sentence=0), filler("Apaza", sentence=2)
    full.key, short.key = "name rojas", "name apaza"
    assert [len(entity.fillers) for entity in entities([guards, victims, full, short])] == [2, 2]


def test_features_are_ladders() -> None:
    scored = dict.fromkeys(ROLES, -3.0) | {"victim": 0.6}
    found = incident_features({"ATTACK": -0.8}, [scored], (), 150)
    assert [f for f in found if f.startswith("m ")] == ["m ATTACK -1", "m ATTACK -0.875"]
    assert [f for f in found if f.startswith("s0 victim")] == [
        "s0 victim -2",
        "s0 victim -1.5",
        "s0 victim -1",
        "s0 victim -0.5",
        "s0 victim 0",
        "s0 victim 0.5",
    ]
    assert not [f for f in found if f.startswith(("s0 perp_org", "s1", "t ", "k "))]
    assert [f for f in found if f.startswith(("n ", "long"))] == ["n victim 1", "long 70", "long 140"]


def test_nothing_to_go_by() -> None:
    assert incident_features({}, [], (), 0) == []


def test_forms_lose_their_first_modifiers(parser: SpacyParser) -> None:
    passage = parse(parser, "Armed leftist guerrillas attacked the bank.")
    found = find_fillers(passage, read_acts(passage, "en"), "en")
    forms = next(f.forms for f in found if f.forms[0].endswith("guerrillas"))
    assert {"Armed leftist guerrillas", "leftist guerrillas", "guerrillas"} <= set(forms)


def read(parser: SpacyParser, text: str) -> tuple[Incident, ...]:
    passage = parse(parser, text)
    return read_incidents(passage, read_acts(passage, "en"), "en")


def names(incident: Incident, role: str) -> set[str]:
    return {name for entity in incident.roles[role] for name in entity.names}


BOMBING = (
    "Two terrorists threw a dynamite bomb at the offices of the Farmers' Bank in Puerto Aurelio last night. The explosion "
    "destroyed the building and wounded a guard. Police blamed the Popular Armed Front, a guerrilla group, for the attack."
)


@pytest.mark.parametrize("text", [BOMBING, BOMBING.upper()])
def test_a_bombing_in_both_cases(parser: SpacyParser, text: str) -> None:
    found = read(parser, text)
    assert [incident.sort for incident in found] == ["BOMBING"]
    assert found[0].score > 0
    assert set(found[0].roles) == set(ROLES)
    assert "terrorists" in names(found[0], "perp_individual")
    assert names(found[0], "instrument") & {"bomb", "dynamite bomb"}


def test_a_kidnapping(parser: SpacyParser) -> None:
    found = read(
        parser,
        "Guerrillas kidnapped the engineer Tomás Arce on Sunday near San Telmo de Arriba. The kidnappers demand a ransom for "
        "the release of the kidnapped engineer, his family said.",
    )
    assert "KIDNAPPING" in [incident.sort for incident in found]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The central bank of Puerto Aurelio left its interest rate unchanged on Monday. Analysts had expected a cut.",
        "The home team won the match in the second half before a full house.",
    ],
)
def test_reports_of_other_things(parser: SpacyParser, text: str) -> None:
    assert read(parser, text) == ()


def test_a_language_without_weights(parser: SpacyParser) -> None:
    assert read_incidents(parse(parser, BOMBING), (), "es") == ()
