"""Several attacks of one report are parted where another place, another day or a word like "meanwhile" begins the next; one attack stays one."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.text import Document
from testigo.reading.arguments import read_acts
from testigo.reading.claims import read_statements
from testigo.reading.fillers import Filler, find_fillers
from testigo.reading.incidents import ROLES, Entity, Incident, sorts_by_sentence
from testigo.resolving.claims import resolve_statements
from testigo.resolving.episodes import Episode, episodes
from testigo.resolving.reported import reported
from testigo.running import stages

TWO_TOWNS = (
    "LIMA, 3 MAY 90 (EFE) -- TERRORISTS KILLED A TEACHER IN AYACUCHO ON TUESDAY. THE TEACHER WAS SHOT AT HIS HOUSE.\n\n"
    "GUNMEN ALSO KILLED A FARMER IN HUANCAYO ON WEDNESDAY. THE FARMER WAS ATTACKED ON A ROAD."
)
MEANWHILE = (
    "LIMA, 3 MAY 90 (EFE) -- TERRORISTS KILLED A TEACHER AT HIS HOUSE.\n\n"
    "MEANWHILE, GUNMEN KILLED A FARMER ON A ROAD."
)
ONE = (
    "LIMA, 3 MAY 90 (EFE) -- TERRORISTS KILLED A TEACHER IN AYACUCHO ON TUESDAY. "
    "A FARMER WAS SHOT IN AYACUCHO IN THE SAME ATTACK."
)


def parted(text: str, sort: str = "ATTACK", roles: dict[str, list[str]] | None = None) -> tuple[Episode, ...]:
    analysis = stages.annotate(Document("d", text, published=date(1990, 5, 3), language="en"))
    passage = analysis.passages[-1]
    acts = read_acts(passage, "en")
    fillers = {filler.key: filler for filler in find_fillers(passage, acts, "en")}

    def entity(filler: Filler) -> Entity:
        return Entity([form.lower() for form in filler.forms], [filler])

    wanted = roles or {"victim": ["teacher", "farmer"]}
    incident = Incident(
        sort, 1.0, {role: tuple(entity(fillers[key]) for key in wanted.get(role, [])) for role in ROLES}
    )
    telling = [index for index, votes in sorts_by_sentence(acts).items() if votes["ATTACK"]]
    claims = resolve_statements(analysis, read_statements(analysis), stages.gazetteer())
    return episodes(incident, telling, passage, claims, reported(analysis, passage.part, stages.gazetteer()))


def victims(found: tuple[Episode, ...]) -> list[list[str]]:
    return [[entity.fillers[0].key for entity in one.incident.roles["victim"]] for one in found]


@pytest.mark.parametrize("text", [TWO_TOWNS, MEANWHILE], ids=["two towns", "meanwhile"])
def test_two_attacks(text: str) -> None:
    found = parted(text)
    assert victims(found) == [["teacher"], ["farmer"]]
    assert not set(found[0].sentences) & set(found[1].sentences)


def test_one_attack_in_one_town() -> None:
    assert victims(parted(ONE)) == [["teacher", "farmer"]]


def test_an_episode_without_victims_or_targets_is_none() -> None:
    assert victims(parted(TWO_TOWNS, roles={"victim": ["teacher"]})) == [["teacher"]]


def test_who_did_it_may_serve_several() -> None:
    text = TWO_TOWNS.replace("GUNMEN", "TERRORISTS")
    found = parted(text, roles={"victim": ["teacher", "farmer"], "perp_individual": ["terrorists"]})
    assert [len(one.incident.roles["perp_individual"]) for one in found] == [1, 1]


def test_sorts_that_are_seldom_told_stay_whole() -> None:
    assert len(parted(TWO_TOWNS, sort="ARSON")) == 1
