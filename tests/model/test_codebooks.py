"""One table for two codebooks: every kind maps, and every name is spelt as the codebooks spell it."""

from __future__ import annotations

import pytest

from testigo.language.lexicon import lexicon
from testigo.model.claim import Factuality, Kind, Means, Polarity, Stance
from testigo.model.codebooks import MODES, QUADS, SIDES, SUB_EVENTS, TABLE, codes_for
from testigo.model.mention import Actor, Role
from testigo.model.text import Span

PLOVER_EVENTS = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
PLOVER_MODES = {
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons "
    "crowd-control unconventional",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "ACCUSE": "disapprove investigate allege",
}
ACLED = {
    "Battles": "Government regains territory; Non-state actor overtakes territory; Armed clash",
    "Protests": "Excessive force against protesters; Protest with intervention; Peaceful protest",
    "Riots": "Violent demonstration; Mob violence",
    "Explosions/Remote violence": "Chemical weapon; Air/drone strike; Suicide bomb; Shelling/artillery/missile attack; "
    "Remote explosive/landmine/IED; Grenade",
    "Violence against civilians": "Sexual violence; Attack; Abduction/forced disappearance",
    "Strategic developments": "Agreement; Arrests; Change to group/activity; Disrupted weapons use; Headquarters or base established; "
    "Looting/property destruction; Non-violent transfer of territory; Other",
}
DISORDERS = {
    "Political violence",
    "Demonstrations",
    "Strategic developments",
    "Political violence; Demonstrations",
}


def actor(role: Role, category: str) -> Actor:
    return Actor(role, "x", Span(0, 1), category)


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_every_kind_maps_whatever_is_known(kind: Kind) -> None:
    for means in (None, *Means):
        for category in (None, *SIDES):
            actors = (
                () if category is None else (actor(Role.PERPETRATOR, category), actor(Role.VICTIM, category))
            )
            codes = codes_for(kind, means, actors)
            assert codes.plover.event in PLOVER_EVENTS
            assert codes.acled.sub_event_type in SUB_EVENTS
            assert codes.reason


def test_the_last_row_of_a_kind_has_no_condition() -> None:
    last = {row.kind: row for row in TABLE}
    assert set(last) == set(Kind)
    assert not any(row.means or row.doer or row.harmed for row in last.values())


def test_names_are_spelt_as_in_the_codebooks() -> None:
    assert set(QUADS) == PLOVER_EVENTS
    for event, modes in PLOVER_MODES.items():
        assert MODES[event] == tuple(modes.split())
    spelt = {sub: event for event, row in ACLED.items() for sub in row.split("; ")}
    assert {sub: event for sub, (event, _) in SUB_EVENTS.items()} == spelt
    assert {disorder for _, disorder in SUB_EVENTS.values()} == DISORDERS
    for row in TABLE:
        event, mode = row.plover
        assert mode is None or mode in MODES[event]
        assert row.acled in spelt


def test_force_on_a_march_is_told_apart_by_its_means() -> None:
    marchers = (actor(Role.PERPETRATOR, "police"), actor(Role.VICTIM, "protesters"))
    assert (
        codes_for(Kind.USE_OF_FORCE, Means.TEAR_GAS, marchers).acled.sub_event_type
        == "Protest with intervention"
    )
    assert (
        codes_for(Kind.KILLING, None, marchers).acled.sub_event_type == "Excessive force against protesters"
    )
    assert (
        codes_for(Kind.KILLING, None, (actor(Role.PERPETRATOR, "rebels"),)).acled.event_type
        == "Violence against civilians"
    )


def test_a_strike_is_no_air_strike() -> None:
    codes = codes_for(Kind.STRIKE)
    assert (codes.plover.event, codes.plover.mode) == ("PROTEST", "strike")
    assert codes.acled.event_type == "Protests"


def test_stance_becomes_an_auxiliary() -> None:
    denied = Stance(Polarity.DENIED, Factuality.PLANNED)
    assert codes_for(Kind.STRIKE, stance=denied).plover.auxiliary == ("negation", "future")


@pytest.mark.parametrize("language", ["en", "es"])
def test_sides_agree_with_the_lexicon(language: str) -> None:
    assert {entry.meaning: entry.attributes["side"] for entry in lexicon(language, "actors")} == SIDES
