"""The example dispatches, read from their texts: each row of the public facts comes out with the figures that the rules give by hand.

The same figures are worked out from hand-made claims in tests/reconciling/test_peru_facts.py; here the words have to be read first.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from testigo.ledger.store import open_ledger
from testigo.running.build import build

EXAMPLES = Path(__file__).parents[1] / "examples" / "peru-2022"

Ledger = dict[str, Any]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    file = tmp_path_factory.mktemp("examples") / "peru.ledger"
    with open_ledger(str(file), create=True) as held:
        report = build(held, [EXAMPLES])
        assert report.failures == []
        return {
            "documents": report.documents,
            "incidents": list(held.view_records("incidents")),
            "campaigns": list(held.view_records("campaigns")),
            "claims": held.claims(),
            "lineages": held.lineages(),
        }


# place (any of these words), first day, measure, (min, best, max); the rules that decide are named.
TABLE = [
    ("Andahuaylas", "2022-12-11", "killed", "2 2 2"),  # R7: the health office takes its third death back
    ("Chincheros", "2022-12-12", "killed", "1 1 1"),  # R5, R7: the ombudsman corrects two to one
    ("Andahuaylas", "2022-12-12", "killed", "2 2 2"),  # another day, another incident
    ("Cerro Colorado|Arequipa", "2022-12-12", "killed", "1 1 2"),  # R8, R9: ombudsman 1, another outlet 2
    ("Huamanga|Ayacucho", "2022-12-15", "killed", "10 10 10"),  # R3, R6: a late death
    ("Huamanga|Ayacucho", "2022-12-15", "injured", "61 61 72"),  # R9: the higher tier's
    ("Pichanaqui|Pichanaki", "2022-12-15", "killed", "3 3 3"),  # R4, R5
    ("Chala", "2022-12-19", "killed", "1 1 1"),
    ("Juliaca", "2023-01-09", "killed", "18 18 20"),  # R3, R5, R12, R8
    ("Juliaca", "2023-01-09", "injured", "101 101 101+"),  # R8: more than 100 is 101 at least
    ("Cusco", "2023-01-11", "killed", "1 1 1"),
    ("Cusco", "2023-01-11", "injured", "23 23 23"),
    ("Macusani", "2023-01-18", "killed", "2 2 2"),  # R4
    ("Arequipa|Añashuayco", "2023-01-19", "killed", "1 1 1"),
    ("Lima|San Marcos", "2023-01-21", "arrested", "193 193 201+"),  # R8, R9
    ("Lima", "2023-01-28", "killed", "1 1 1"),
    ("Aymaraes", "2023-02-09", "killed", "1 1 1"),
    ("Ilave", "2023-03-05", "killed", "6 6 6"),  # R4: the army of its own dead
]


def figures(toll: dict[str, Any]) -> str:
    return f"{toll['min']} {toll['best']} {toll['max']}{'+' if toll['max_open'] else ''}"


def at(ledger: Ledger, place: str, day: str, measure: str) -> list[dict[str, Any]]:
    names = place.split("|")
    return [
        i
        for i in ledger["incidents"]
        if i["when"].get("first") == day
        and any(name in (i["where"].get("name") or "") for name in names)
        and measure in i["tolls"]
        and not _only_police(i)
    ]


def _only_police(incident: dict[str, Any]) -> bool:
    toll = incident["tolls"].get("killed")
    return bool(toll) and set(toll["by_group"]) == {"police"}


@pytest.mark.parametrize(
    ("place", "day", "measure", "expected"),
    TABLE,
    ids=[f"{r[0]} {r[1]} {r[2]}" for r in TABLE],
)
def test_each_row_of_the_facts(ledger: Ledger, place: str, day: str, measure: str, expected: str) -> None:
    found = at(ledger, place, day, measure)
    assert [figures(i["tolls"][measure]) for i in found] == [expected]


def test_every_dispatch_is_read(ledger: Ledger) -> None:
    assert ledger["documents"] == 41


def test_no_cumulative_toll_is_an_incident(ledger: Ledger) -> None:
    tolls = [i["tolls"]["killed"] for i in ledger["incidents"] if "killed" in i["tolls"]]
    assert max(toll["max"] for toll in tolls) == 20


def test_no_dead_are_invented_counted_twice_or_missed(ledger: Ledger) -> None:
    """By hand: 2 + 1 + 2 + 1 + 10 + 3 + 1 + 18 + 1 policeman + 1 + 2 + 1 + 1 + 1 + 6."""
    killed = [i["tolls"]["killed"]["best"] or 0 for i in ledger["incidents"] if "killed" in i["tolls"]]
    assert sum(killed) == 51


def test_the_policeman_of_the_night_is_an_incident_of_his_own(ledger: Ledger) -> None:
    (found,) = [i for i in ledger["incidents"] if _only_police(i)]
    assert (found["where"]["name"], found["when"]["first"]) == ("Juliaca", "2023-01-09")
    assert figures(found["tolls"]["killed"]) == "1 1 1"


def test_a_late_death_makes_no_incident_of_its_own_day(ledger: Ledger) -> None:
    """R6: who was wounded in Huamanga died on 21 December, who was wounded in Juliaca on 12 January."""
    days = {("Ayacucho", "2022-12-21"), ("Juliaca", "2023-01-12")}
    assert [i for i in ledger["incidents"] if (i["where"].get("name"), i["when"].get("first")) in days] == []


def test_the_wave_is_one_campaign_in_peru(ledger: Ledger) -> None:
    (campaign,) = [c for c in ledger["campaigns"] if len(c["incidents"]) > 1]
    assert campaign["country"] == "PE"


@pytest.mark.parametrize(
    ("day", "total"),
    [("2022-12-24", 28), ("2023-01-10", 47), ("2023-01-12", 49), ("2023-02-02", 66), ("2023-03-06", 67)],
)
def test_cumulative_tolls_stand_in_the_series(ledger: Ledger, day: str, total: int) -> None:
    points = [p for c in ledger["campaigns"] for p in c["series"] if p["as_of"] == day]
    assert total in {p["low"] for p in points if p["measure"] == "killed"}


def test_parts_that_do_not_add_up_are_flagged(ledger: Ledger) -> None:
    """R16: on 2 February 66 are told, the parts give 59; on 24 December, 10 and 12 January they add up."""
    flagged = {
        (p["as_of"], p["low"])
        for c in ledger["campaigns"]
        for p in c["series"]
        if "parts do not add up" in p["flags"]
    }
    assert flagged == {("2023-02-02", 66)}


def test_copies_are_known_and_the_altered_one_is_flagged(ledger: Ledger) -> None:
    copies = {name: altered for name, (_, altered, _) in ledger["lineages"].items()}
    assert copies == {
        "the-sample-post-2023-01-09-juliaca-1": False,
        "diario-muestra-2023-01-10-juliaca-2": False,
        "the-sample-post-2022-12-20-ayacucho-altered": True,
    }


def test_opinion_yields_nothing(ledger: Ledger) -> None:
    quotes = [c.quote for c in ledger["claims"] if "democracia" in c.quote or "silencios" in c.quote]
    assert quotes == []


def test_the_history_piece_makes_no_incident_of_its_own_day(ledger: Ledger) -> None:
    assert [i for i in ledger["incidents"] if (i["when"].get("first") or "").startswith("2024")] == []
