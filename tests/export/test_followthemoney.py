"""FollowTheMoney: events and addresses with the names that the format's schema (4.11) gives its properties."""

from __future__ import annotations

import io
import json
from pathlib import Path

from export.invented import claim, figure, ledger_of_claims
from testigo.export.followthemoney import entities
from testigo.export.formats import Format, Profile
from testigo.export.writing import write_export
from testigo.model.claim import VoiceKind
from testigo.model.toll import Measure

EVENT = frozenset(
    "name date startDate endDate country location addressEntity summary keywords notes recordId".split()
)
ADDRESS = frozenset("full city state country latitude longitude remarks".split())


def test_an_incident_is_an_event_at_an_address(tmp_path: Path) -> None:
    told = (
        claim("a", figure("2"), voice=VoiceKind.POLICE),
        claim("b", figure("5+"), voice=VoiceKind.HEALTH, speaker="el hospital"),
        claim("c", figure("30", Measure.ARRESTED)),
    )
    out = io.BytesIO()
    with ledger_of_claims(tmp_path / "a.ledger", told) as ledger:
        done = write_export(ledger, Format.FTM, out)
        (record,) = ledger.view_records("incidents")
    address, event = map(json.loads, out.getvalue().splitlines())
    assert done.rows == 2
    assert (address["schema"], event["schema"]) == ("Address", "Event")
    assert set(address["properties"]) <= ADDRESS
    assert set(event["properties"]) <= EVENT
    for entity in (address, event):
        assert all(isinstance(v, str) for values in entity["properties"].values() for v in values)
    told_of = event["properties"]
    assert event["id"] == record["id"]
    assert told_of["addressEntity"] == [address["id"]]
    assert told_of["date"] == told_of["startDate"] == told_of["endDate"] == ["2023-01-09"]
    assert "arrested: 30" in told_of["summary"]
    assert told_of["notes"][0].startswith("figures by profile testigo; ")
    assert address["properties"]["country"] == [record["where"]["country"].lower()]


def test_what_is_not_known_is_left_out_and_a_place_is_told_once() -> None:
    bare = {"documents": 1, "origins": 1, "flags": [], "status": "machine", "kinds": ["killing"], "tolls": {}}
    known = {
        "when": {"first": "2023-01-09", "last": "2023-01-12", "precision": "range"},
        "where": {"name": "San Telmo", "country": "PE", "admin1": "Puno", "lat": -15.5, "lon": -70.1, "precision": "town", "radius_km": 8.0, "geonameid": 7},
    }  # fmt: skip
    unknown = {"when": {"unresolved": "no day"}, "where": {"unresolved": "no place"}}
    found = list(
        entities(
            [
                {**bare, **known, "id": "i-1"},
                {**bare, **known, "id": "i-2"},
                {**bare, **unknown, "id": "i-3"},
            ],
            profile=Profile.UCDP,
        )
    )
    assert [entity["schema"] for entity in found] == ["Address", "Event", "Event", "Event"]
    assert found[0]["properties"] == {
        "full": ["San Telmo, Puno"],
        "city": ["San Telmo"],
        "state": ["Puno"],
        "country": ["pe"],
        "latitude": ["-15.5"],
        "longitude": ["-70.1"],
        "remarks": ["known to within 8 km"],
    }
    assert "date" not in found[1]["properties"]
    assert found[1]["properties"]["endDate"] == ["2023-01-12"]
    assert set(found[3]["properties"]) == {"name", "keywords", "notes", "recordId"}


def test_figures_are_printed_as_elsewhere() -> None:
    def summary(**toll: object) -> str:
        record = {
            "id": "i-1", "kinds": ["killing"], "when": {"unresolved": ""}, "where": {"unresolved": ""}, "tolls": {"killed": toll},
            "documents": 1, "origins": 1, "flags": [], "status": "machine",
        }  # fmt: skip
        (event,) = entities([record], profile=Profile.TESTIGO)
        return str(event["properties"]["summary"][0])

    assert summary(min=17, best=18, max=19, max_open=False) == "killed: 18 (17–19)"
    assert summary(min=18, best=18, max=18, max_open=False) == "killed: 18"
    assert summary(min=20, best=None, max=20, max_open=True) == "killed: (20–20+)"
