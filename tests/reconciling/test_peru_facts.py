"""Public facts of Peru, December 2022 to March 2023, as claims made by hand, with the figures that the rules give, worked out by hand.

Each row names the rules that decide it. The facts and their voices are those of the example dispatches in examples/peru-2022.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from reconciling.made import claim, source
from testigo.model.claim import Claim, Factuality, Kind, Scope, VoiceKind
from testigo.model.incident import Incident, Reconciliation, SeriesPoint
from testigo.model.place import Place, PlacePrecision
from testigo.model.toll import Group, Measure
from testigo.reconciling.reconcile import reconcile

P = PlacePrecision
ANDAHUAYLAS = Place("Andahuaylas", "PE", -13.66, -73.38, P.TOWN, 8, "Apurímac", 1)
CHINCHEROS = Place("Chincheros", "PE", -13.52, -73.72, P.TOWN, 8, "Apurímac", 2)
CERRO_COLORADO = Place("Cerro Colorado", "PE", -16.38, -71.56, P.DISTRICT, 5, "Arequipa", 3)
AREQUIPA = Place("Arequipa", "PE", -16.40, -71.54, P.TOWN, 12, "Arequipa", 4)
ANASHUAYCO = Place("Puente Añashuayco", "PE", -16.37, -71.60, P.SITE, 1, "Arequipa", 5)
HUAMANGA = Place("Ayacucho", "PE", -13.16, -74.22, P.TOWN, 8, "Ayacucho", 6)
PICHANAQUI = Place("Pichanaqui", "PE", -10.93, -74.87, P.TOWN, 8, "Junín", 7)
CHALA = Place("Chala", "PE", -15.85, -74.25, P.TOWN, 5, "Arequipa", 8)
JULIACA = Place("Juliaca", "PE", -15.49, -70.13, P.TOWN, 8, "Puno", 9)
CUSCO = Place("Cusco", "PE", -13.52, -71.97, P.TOWN, 10, "Cusco", 10)
MACUSANI = Place("Macusani", "PE", -14.07, -70.43, P.TOWN, 5, "Puno", 11)
LIMA = Place("Lima", "PE", -12.05, -77.03, P.TOWN, 20, "Lima", 12)
SAN_MARCOS = Place("Universidad de San Marcos", "PE", -12.06, -77.08, P.SITE, 1, "Lima", 13)
AYMARAES = Place("Aymaraes", "PE", -14.29, -73.24, P.DISTRICT, 30, "Apurímac", 14)
ILAVE = Place("Río Ilave", "PE", -16.09, -69.64, P.SITE, 5, "Puno", 15)
PERU = Place("Perú", "PE", -9.19, -75.0, P.COUNTRY, 800, None, 16)


@dataclass
class Facts:
    """Gathers claims and the days on which they were published: one report a claim, unless `document` joins them."""

    claims: list[Claim] = field(default_factory=list)
    published: dict[str, str] = field(default_factory=dict)

    def tell(self, place: Place, told: str | None, at: str, *, document: str = "", **more: object) -> None:
        name = document or f"d{len(self.claims):03d}"
        self.published.setdefault(name, at)
        self.claims.append(claim(name, told, at=10 * len(self.claims), place=place, **more))  # type: ignore[arg-type]


OMBUDSMAN = {"voice": "Defensoría del Pueblo", "voice_kind": VoiceKind.OMBUDSMAN}
HEALTH = {"voice": "Diresa", "voice_kind": VoiceKind.HEALTH}
HOSPITAL = {"voice": "hospital", "voice_kind": VoiceKind.HEALTH}
AGENCY = {"voice": "Agencia", "voice_kind": VoiceKind.AGENCY}
ARMY = {"voice": "Ejército", "voice_kind": VoiceKind.MILITARY}
CLASH = {"cause": "clash"}
INJURED = {"measure": Measure.INJURED}


def facts() -> Facts:
    f = Facts()
    f.tell(ANDAHUAYLAS, "2", "2022-12-11", on="2022-12-11", **OMBUDSMAN, **CLASH)
    f.tell(ANDAHUAYLAS, "3", "2022-12-11", on="2022-12-11", **HEALTH, **CLASH)
    f.tell(ANDAHUAYLAS, "3", "2022-12-11", on="2022-12-11", retraction=True, **HEALTH, **CLASH)
    f.tell(CHINCHEROS, "2", "2022-12-12", on="2022-12-12", **CLASH)
    f.tell(CHINCHEROS, "2", "2022-12-12", on="2022-12-12", **OMBUDSMAN, **CLASH)
    f.tell(CHINCHEROS, "1", "2022-12-14", on="2022-12-12", update=True, retraction=True, **OMBUDSMAN, **CLASH)
    f.tell(ANDAHUAYLAS, "2", "2022-12-12", on="2022-12-12", **OMBUDSMAN, **CLASH)
    f.tell(CERRO_COLORADO, "1", "2022-12-12", on="2022-12-12", **OMBUDSMAN, **CLASH)
    f.tell(AREQUIPA, "2", "2022-12-12", on="2022-12-12", **CLASH)
    f.tell(HUAMANGA, "9", "2022-12-19", on="2022-12-15", **OMBUDSMAN, **CLASH)
    f.tell(HUAMANGA, "10", "2022-12-21", on="2022-12-15", update=True, **OMBUDSMAN, **CLASH)
    f.tell(HUAMANGA, "61", "2022-12-19", on="2022-12-15", **INJURED)
    f.tell(HUAMANGA, "72", "2022-12-20", on="2022-12-15", **INJURED)
    f.tell(PICHANAQUI, "1", "2022-12-16", on="2022-12-15", until="2022-12-16", **OMBUDSMAN, **CLASH)
    f.tell(PICHANAQUI, "3", "2022-12-19", on="2022-12-15", until="2022-12-16", **OMBUDSMAN, **CLASH)
    f.tell(CHALA, "1", "2022-12-20", on="2022-12-19", **OMBUDSMAN, **CLASH)
    f.tell(JULIACA, "12", "2023-01-09", on="2023-01-09", **OMBUDSMAN, **CLASH)
    f.tell(JULIACA, "17", "2023-01-09", on="2023-01-09", **OMBUDSMAN, **CLASH)
    f.tell(
        JULIACA, "18", "2023-01-12", on="2023-01-09", group=Group.CIVILIANS, update=True, **OMBUDSMAN, **CLASH
    )
    f.tell(JULIACA, "19", "2023-01-12", document="agency", on="2023-01-09", **AGENCY, **CLASH)
    f.tell(
        JULIACA,
        "1",
        "2023-01-12",
        document="agency",
        on="2023-01-09",
        group=Group.POLICE,
        subset=True,
        **AGENCY,
    )
    f.tell(JULIACA, "20", "2023-01-12", on="2023-01-09", **CLASH)
    f.tell(JULIACA, ">100", "2023-01-10", on="2023-01-09", **INJURED)
    f.tell(JULIACA, "1", "2023-01-10", on="2023-01-09", until="2023-01-10", group=Group.POLICE, **OMBUDSMAN)
    f.tell(CUSCO, "1", "2023-01-12", on="2023-01-11", **OMBUDSMAN, **CLASH)
    f.tell(CUSCO, "23", "2023-01-12", on="2023-01-11", **INJURED)
    f.tell(MACUSANI, "1", "2023-01-18", on="2023-01-18", **HOSPITAL, **CLASH)
    f.tell(MACUSANI, "3+", "2023-01-18", on="2023-01-18", factuality=Factuality.ALLEGED, **CLASH)
    f.tell(MACUSANI, "2", "2023-01-20", on="2023-01-18", **CLASH)
    f.tell(MACUSANI, "2", "2023-01-20", on="2023-01-18", **OMBUDSMAN, **CLASH)
    f.tell(ANASHUAYCO, "1", "2023-01-19", on="2023-01-19", **OMBUDSMAN, **CLASH)
    f.tell(LIMA, None, "2023-01-19", on="2023-01-19", kind=Kind.DEMONSTRATION)
    f.tell(SAN_MARCOS, "193", "2023-01-21", on="2023-01-21", measure=Measure.ARRESTED)
    f.tell(SAN_MARCOS, ">200", "2023-01-22", on="2023-01-21", measure=Measure.ARRESTED)
    f.tell(LIMA, "1", "2023-01-29", on="2023-01-28", **OMBUDSMAN, **CLASH)
    f.tell(AYMARAES, "1", "2023-02-09", on="2023-02-09", **OMBUDSMAN, **CLASH)
    f.tell(ILAVE, "1", "2023-03-05", on="2023-03-05", group=Group.SOLDIERS, cause="drowning")
    f.tell(ILAVE, "4", "2023-03-06", on="2023-03-05", group=Group.SOLDIERS, cause="drowning")
    f.tell(ILAVE, "6", "2023-03-07", on="2023-03-05", group=Group.SOLDIERS, cause="drowning", **ARMY)
    f.tell(ILAVE, "5", "2023-03-05", on="2023-03-05", measure=Measure.MISSING, group=Group.SOLDIERS)
    f.tell(ILAVE, "2", "2023-03-06", on="2023-03-05", measure=Measure.MISSING, group=Group.SOLDIERS)
    cumulative(f, "2022-12-24", "28", {"clash": "22", "blockade": "6"})
    cumulative(f, "2023-01-10", "47", {"clash": "39", "blockade": "7", "police": "1"})
    cumulative(f, "2023-01-12", "49", {"clash": "41", "blockade": "7", "police": "1"})
    cumulative(f, "2023-02-02", "66", {"clash": "47", "blockade": "11", "police": "1"})
    cumulative(f, "2023-02-09", "60", {"clash": "48", "blockade": "11", "police": "1"})
    cumulative(f, "2023-03-06", "67", {"clash": "49", "blockade": "11", "police": "1", "soldiers": "6"})
    return f


def cumulative(f: Facts, at: str, total: str, parts: dict[str, str]) -> None:
    """A national total of the Defensoría with its parts, told in one report."""
    here = {
        "document": f"total-{at}",
        "on": "2022-12-07",
        "until": at,
        "scope": Scope.CUMULATIVE,
        **OMBUDSMAN,
    }
    f.tell(PERU, total, at, **here)
    for name, number in parts.items():
        if name in {"police", "soldiers"}:
            f.tell(PERU, number, at, group=Group(name), **here)
        else:
            f.tell(PERU, number, at, cause=name, **here)


@pytest.fixture(scope="module")
def ledger() -> Reconciliation:
    f = facts()
    return reconcile(f.claims, [source(name, day) for name, day in f.published.items()])


def incidents_at(ledger: Reconciliation, place: Place, day: str) -> list[Incident]:
    return [
        i
        for i in ledger.incidents
        if isinstance(i.where.place, Place)
        and i.where.place.name == place.name
        and i.when.interval.first == date.fromisoformat(day)  # type: ignore[union-attr]
    ]


KILLED, HURT, ARRESTED, MISSING = Measure.KILLED, Measure.INJURED, Measure.ARRESTED, Measure.MISSING

TABLE = [
    # Two voices, one of which withdraws its three the same day (R7): 2 is left.
    (ANDAHUAYLAS, "2022-12-11", KILLED, (2, 2, "2"), {"R7"}),
    # Press 2 and Defensoría 2; the Defensoría takes its 2 down (R7), and its correction overtakes the press's of lower tier (R5).
    (CHINCHEROS, "2022-12-12", KILLED, (1, 1, "1"), {"R5", "R7"}),
    # The next day in the same town is another incident, though voice and figure are the same.
    (ANDAHUAYLAS, "2022-12-12", KILLED, (2, 2, "2"), set()),
    # Defensoría 1, another outlet 2 for the city: lowest and highest (R8), best the higher tier's (R9).
    (CERRO_COLORADO, "2022-12-12", KILLED, (1, 1, "2"), {"R8", "R9"}),
    # The same voice rises to 10 after a wounded person died (R3, R6).
    (HUAMANGA, "2022-12-15", KILLED, (10, 10, "10"), {"R3"}),
    # Two accounts of equal weight: the lower is best (R9).
    (HUAMANGA, "2022-12-15", HURT, (61, 61, "72"), {"R9"}),
    # One at first, then three by the same voice (R3).
    (PICHANAQUI, "2022-12-15", KILLED, (3, 3, "3"), {"R3"}),
    (CHALA, "2022-12-19", KILLED, (1, 1, "1"), set()),
    # Defensoría 12, 17 (R3), then "rises to 18" (R5); "19 with one policeman" is 18 (R12); one outlet's settled 20 is the maximum (R8).
    (JULIACA, "2023-01-09", KILLED, (18, 18, "20"), {"R3", "R9", "R12"}),
    # "More than 100" is 101 at least (R8).
    (JULIACA, "2023-01-09", HURT, (101, 101, "101+"), {"R8"}),
    (CUSCO, "2023-01-11", KILLED, (1, 1, "1"), set()),
    (CUSCO, "2023-01-11", HURT, (23, 23, "23"), set()),
    # The first night: hospital 1, "at least three" unconfirmed (R2); two days later two voices say 2 (R4).
    (MACUSANI, "2023-01-18", KILLED, (2, 2, "2"), {"R4"}),
    (ANASHUAYCO, "2023-01-19", KILLED, (1, 1, "1"), set()),
    # 193, and "more than 200", which is 201 at least and open above (R8, R9).
    (SAN_MARCOS, "2023-01-21", ARRESTED, (193, 193, "201+"), {"R8", "R9"}),
    (LIMA, "2023-01-28", KILLED, (1, 1, "1"), set()),
    (AYMARAES, "2023-02-09", KILLED, (1, 1, "1"), set()),
    # One, then four, within the first 24 hours; then six, told by the army of its own dead when it was settled (R4).
    (ILAVE, "2023-03-05", KILLED, (6, 6, "6"), {"R4"}),
    # Five missing, then two: another outlet each (R8), the lower best (R9).
    (ILAVE, "2023-03-05", MISSING, (2, 2, "5"), {"R8", "R9"}),
]


@pytest.mark.parametrize(
    ("place", "day", "measure", "figures", "rules"),
    TABLE,
    ids=[f"{r[0].name} {r[1]} {r[2].value}" for r in TABLE],
)
def test_each_row_of_the_facts(  # a table row
    ledger: Reconciliation,
    place: Place,
    day: str,
    measure: Measure,
    figures: tuple[int, int, str],
    rules: set[str],
) -> None:
    found = [
        i
        for i in incidents_at(ledger, place, day)
        if i.toll(measure) is not None and "police" not in groups(i)
    ]
    assert len(found) == 1
    toll = found[0].toll(measure)
    assert toll is not None
    assert (toll.minimum, toll.best, f"{toll.maximum}{'+' if toll.max_open else ''}") == figures
    assert rules <= set(toll.rules)


def groups(incident: Incident) -> set[str]:
    """The groups whose dead alone an incident tells of."""
    toll = incident.toll(Measure.KILLED)
    return (
        {note.removeprefix("counts ") for note in toll.notes if note.startswith("counts ")}
        if toll is not None
        else set()
    )


def test_the_policeman_killed_at_night_is_an_incident_of_its_own(ledger: Reconciliation) -> None:
    found = [i for i in incidents_at(ledger, JULIACA, "2023-01-09") if groups(i) == {"police"}]
    assert len(found) == 1
    toll = found[0].toll(Measure.KILLED)
    assert toll is not None
    assert (toll.minimum, toll.best, toll.maximum) == (1, 1, 1)


def test_the_policeman_of_the_nineteen_is_shown_by_group(ledger: Reconciliation) -> None:
    main = next(i for i in incidents_at(ledger, JULIACA, "2023-01-09") if groups(i) != {"police"})
    toll = main.toll(Measure.KILLED)
    assert toll is not None
    by_group = dict(toll.by_group)
    assert by_group[Group.POLICE].best == 1
    assert by_group[Group.CIVILIANS].best == 18


def test_no_cumulative_figure_is_an_incident(ledger: Reconciliation) -> None:
    assert max(t.maximum for i in ledger.incidents for m, t in i.tolls if m is Measure.KILLED) == 20
    assert all(i.where.place.name != "Perú" for i in ledger.incidents if isinstance(i.where.place, Place))


def test_the_facts_make_one_wave(ledger: Reconciliation) -> None:
    assert len(ledger.campaigns) == 1
    assert len(ledger.campaigns[0].incidents) == len(ledger.incidents)


def point(ledger: Reconciliation, day: str, includes: set[str], value: int) -> SeriesPoint:
    found = [
        p
        for p in ledger.campaigns[0].series
        if p.as_of == date.fromisoformat(day) and set(p.includes) == includes and p.low == value
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("day", "total", "includes", "parts_sum"),
    [
        ("2022-12-24", 28, {"blockade", "clash"}, 28),
        ("2023-01-10", 47, {"blockade", "clash", "police"}, 47),
        ("2023-01-12", 49, {"blockade", "clash", "police"}, 49),
        ("2023-02-02", 66, {"blockade", "clash", "police"}, 59),
        ("2023-02-09", 60, {"blockade", "clash", "police"}, 60),
        ("2023-03-06", 67, {"blockade", "clash", "police", "soldiers"}, 67),
    ],
)
def test_the_national_totals_against_their_parts(
    ledger: Reconciliation, day: str, total: int, includes: set[str], parts_sum: int
) -> None:
    # R16: nothing is left over on 24 Dec, 10 and 12 Jan; on 2 Feb the parts give 59 of 66, and all numbers are kept.
    found = point(ledger, day, includes, total)
    assert found.parts_sum == parts_sum
    assert ("parts do not add up" in found.flags) == (total != parts_sum)


@pytest.mark.parametrize(
    ("day", "value", "incidents_sum"),
    [
        # 2 + 1 + 2 + 1 + 10 + 3 + 1 by Christmas Eve.
        ("2022-12-24", 22, 20),
        # Juliaca's 17 as known on the day: the same two are missing from the incidents.
        ("2023-01-10", 39, 37),
        # Juliaca's 18th and Cusco's one.
        ("2023-01-12", 41, 39),
    ],
)
def test_r13_the_dead_in_clashes_against_the_incidents(
    ledger: Reconciliation, day: str, value: int, incidents_sum: int
) -> None:
    found = point(ledger, day, {"clash"}, value)
    assert found.incidents_sum == incidents_sum
    assert found.residual == 2
    assert found.note.startswith("unlocated 2")
    assert "delta" not in found.flags


def test_r13_the_policeman_is_explained(ledger: Reconciliation) -> None:
    assert point(ledger, "2023-01-10", {"police"}, 1).residual == 0


def test_r17_a_death_at_a_roadblock_without_an_incident_is_a_lead(ledger: Reconciliation) -> None:
    # Six by 24 December, seven by 10 January, and no report of the seventh.
    found = point(ledger, "2023-01-10", {"blockade"}, 7)
    assert "delta" in found.flags
    assert any(r.kind == "delta" and found.claim in r.subjects for r in ledger.review)
