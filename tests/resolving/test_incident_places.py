"""Where an incident was: the place that its sentences and fillers speak for, not the one that the report was filed from."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.claim import Scope
from testigo.model.place import Place
from testigo.model.text import Document
from testigo.reading.arguments import read_acts
from testigo.reading.claims import read_statements
from testigo.reading.incidents import read_incidents, sorts_by_sentence
from testigo.resolving.claims import resolve_statements
from testigo.resolving.incident_places import place_of_incident, whereabouts
from testigo.resolving.reported import reported
from testigo.running import stages

STORIES = {
    "Ayacucho": "LIMA, 3 MAY 90 (EFE) -- TERRORISTS KILLED THE MAYOR OF A TOWN IN AYACUCHO DEPARTMENT LAST NIGHT. "
    "THE MINISTER SPOKE TO REPORTERS IN LIMA.",
    "Cúcuta": "BOGOTA, 7 JUN 89 -- THREE BOMBS EXPLODED AT A BANK IN CUCUTA TODAY. TWO GUARDS WERE INJURED. "
    "THE GOVERNMENT CALLED A MEETING.",
    "Lima": "LIMA, 3 MAY 90 (EFE) -- A CAR BOMB EXPLODED OUTSIDE A BANK TODAY AND INJURED FOUR GUARDS.",
}


@pytest.mark.parametrize("name", STORIES)
def test_the_incident_is_where_it_is_told(name: str) -> None:
    document = Document("d", STORIES[name], published=date(1990, 5, 4), language="en")
    analysis = stages.annotate(document)
    passage = analysis.passages[-1]
    acts = read_acts(passage, "en")
    incident = read_incidents(passage, acts, "en")[0]
    claims = [
        claim
        for claim in resolve_statements(analysis, read_statements(analysis), stages.gazetteer())
        if claim.scope is not Scope.BACKGROUND
    ]
    report = reported(analysis, passage.part, stages.gazetteer())
    assert report is not None
    telling = [index for index, votes in sorts_by_sentence(acts).items() if votes[incident.sort]]
    found = place_of_incident(incident, telling, claims, report)
    assert found is not None
    assert isinstance(found.place, Place)
    assert found.place.name == name


def test_a_country_is_no_place_of_an_incident() -> None:
    analysis = stages.annotate(Document("d", "Gunmen killed two farmers in Peru on Monday.", language="en"))
    report = reported(analysis, analysis.passages[-1].part, stages.gazetteer())
    assert report is not None
    assert whereabouts(report) == {}
