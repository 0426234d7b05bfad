"""Which reports are held to tell of one incident, and which never are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reconciling.made import AURELIO, LEJANA, NORTE, PAIS, PUENTE, TELMO, claim, perpetrator, source, victim
from testigo.model.claim import Claim, Factuality, Kind, Polarity, Scope
from testigo.model.incident import Reconciliation
from testigo.model.place import Place, PlacePrecision
from testigo.model.toll import Group, Measure
from testigo.reconciling.accounts import gather_accounts
from testigo.reconciling.comparing import compare, weigh
from testigo.reconciling.reconcile import reconcile


def run(*told: Claim, published: str | None = "03-10", days: dict[str, str] | None = None) -> Reconciliation:
    chosen = days or {}
    return reconcile(told, [source(d, chosen.get(d, published)) for d in sorted({c.document for c in told})])


def members(result: Reconciliation) -> list[set[str]]:
    return sorted((set(i.documents) for i in result.incidents), key=sorted)


def test_one_town_and_one_day_are_one_incident() -> None:
    assert members(run(claim("a", "4"), claim("b", "5"))) == [{"a", "b"}]


def test_two_towns_are_never_merged_however_near_and_alike() -> None:
    assert members(run(claim("a", "17"), claim("b", "17", place=TELMO))) == [{"a"}, {"b"}]


def test_two_stated_days_apart_are_two_incidents() -> None:
    assert members(run(claim("a", "17"), claim("b", "17", on="03-12"))) == [{"a"}, {"b"}]


def test_the_next_day_joins_on_an_equal_large_figure_only() -> None:
    assert members(run(claim("a", "17"), claim("b", "17", on="03-10"))) == [{"a", "b"}]
    assert members(run(claim("a", "1"), claim("b", "1", on="03-10"))) == [{"a"}, {"b"}]


def test_days_do_not_chain_a_week_into_one_incident() -> None:
    told = [claim(f"d{i}", "17", on=f"03-{9 + i:02d}") for i in range(5)]
    for incident in run(*told).incidents:
        interval = incident.when.interval
        assert (interval.last - interval.first).days <= 1  # type: ignore[union-attr]


def test_a_site_belongs_to_its_town() -> None:
    result = run(claim("a", "4"), claim("b", "4", place=PUENTE))
    assert members(result) == [{"a", "b"}]
    assert result.incidents[0].where.place.name == "Puente Viejo"  # type: ignore[union-attr]


def test_a_town_total_is_not_the_incident_at_one_site() -> None:
    day_total = claim("a", "13", scope=Scope.DAY)
    assert members(run(day_total, claim("a", "3", at=9, place=PUENTE), claim("b", "3", place=PUENTE))) == [
        {"a"},
        {"a", "b"},
    ]


def test_a_region_joins_the_one_incident_in_it() -> None:
    assert members(run(claim("a", "4"), claim("b", "4", place=NORTE))) == [{"a", "b"}]


def test_a_region_with_two_incidents_joins_neither_and_is_shown() -> None:
    result = run(claim("a", "4"), claim("c", "4", place=TELMO), claim("b", "4", place=NORTE))
    assert members(result) == [{"a"}, {"b"}, {"c"}]
    assert [r.kind for r in result.review] == ["pair", "pair"]


def test_a_missing_place_joins_nothing_by_itself() -> None:
    assert members(run(claim("a", "17"), claim("b", "17", place=None))) == [{"a"}, {"b"}]
    assert members(run(claim("a", "17"), claim("b", "17", place=PAIS))) == [{"a"}, {"b"}]


def test_a_missing_place_joins_by_a_named_person_told_in_both() -> None:
    who = (victim("Ana Ríos Paz"),)
    assert members(run(claim("a", "1", actors=who), claim("b", "1", place=None, actors=who))) == [{"a", "b"}]


def test_a_claim_without_a_place_joins_its_own_document() -> None:
    result = run(claim("a", "4"), claim("a", "20", at=9, place=None, measure=Measure.INJURED))
    assert len(result.incidents) == 1
    assert {m for m, _ in result.incidents[0].tolls} == {Measure.KILLED, Measure.INJURED}


def test_a_claim_without_day_and_place_joins_the_nearest_of_its_document() -> None:
    near = claim("a", "20", at=1010, place=None, on=None, measure=Measure.INJURED)
    result = run(claim("a", "4", at=0), claim("a", "2", at=1000, place=LEJANA), near)
    hurt = [i for i in result.incidents if i.toll(Measure.INJURED) is not None]
    assert [i.where.place.name for i in hurt] == ["Villa Lejana"]  # type: ignore[union-attr]


def test_an_undated_report_joins_the_incident_published_shortly_before() -> None:
    assert members(run(claim("a", "4"), claim("b", "4", on=None), days={"a": "03-10", "b": "03-11"})) == [
        {"a", "b"}
    ]


def test_an_undated_report_from_before_the_incident_does_not_join_it() -> None:
    assert members(run(claim("a", "4"), claim("b", "4", on=None), days={"a": "03-10", "b": "03-08"})) == [
        {"a"},
        {"b"},
    ]


def test_a_month_joins_the_one_incident_in_it_and_gives_no_day() -> None:
    result = run(
        claim("a", "40"), claim("b", "40", on="03-01", until="03-31"), days={"a": "03-10", "b": "04-20"}
    )
    assert members(result) == [{"a", "b"}]
    assert result.incidents[0].when.interval.first.isoformat() == "2031-03-09"  # type: ignore[union-attr]


def test_dead_of_the_forces_and_dead_of_the_people_on_neighbouring_days_are_two() -> None:
    told = claim("a", "5", group=Group.PROTESTERS), claim("b", "1", group=Group.POLICE, until="03-10")
    assert members(run(*told)) == [{"a"}, {"b"}]


def test_a_curfew_and_a_killing_are_two() -> None:
    assert members(run(claim("a", "5"), claim("b", None, kind=Kind.CURFEW))) == [{"a"}, {"b"}]


def test_what_did_not_happen_makes_no_incident() -> None:
    planned = claim("a", None, kind=Kind.STRIKE, factuality=Factuality.PLANNED)
    imagined = claim("b", "5", factuality=Factuality.HYPOTHETICAL)
    denied = claim("c", "5", polarity=Polarity.DENIED)
    general = claim("d", "5", scope=Scope.GENERAL)
    assert run(planned, imagined, denied, general).incidents == ()


def test_history_joins_what_it_recalls_and_makes_nothing() -> None:
    recalled = claim("b", "5", scope=Scope.BACKGROUND)
    assert run(recalled).incidents == ()
    result = run(claim("a", "5"), recalled, days={"a": "03-10", "b": "09-09"})
    assert members(result) == [{"a", "b"}]


def test_a_cumulative_figure_is_no_incident() -> None:
    assert run(claim("a", "57", place=PAIS, scope=Scope.CUMULATIVE)).incidents == ()


def test_a_total_of_a_day_over_a_region_is_a_row_of_its_own() -> None:
    result = run(
        claim("a", "4"),
        claim("b", "9", place=NORTE, scope=Scope.DAY),
        claim("c", "9", place=PAIS, scope=Scope.DAY),
    )
    flagged = {i.documents: "day total" in i.flags for i in result.incidents}
    assert flagged == {("a",): False, ("b",): True, ("c",): True}


def test_harm_without_a_day_or_place_is_kept_and_flagged() -> None:
    result = run(claim("a", "4", on=None), claim("b", "4", place=None))
    assert sorted(i.flags for i in result.incidents) == [("undated",), ("unplaced",)]


def test_every_finding_says_why_and_the_order_does_not_matter() -> None:
    a, b = (
        gather_accounts([c], None)[0]
        for c in (claim("a", "5", actors=(perpetrator("police"),)), claim("b", "6"))
    )
    assert all(f.because for f in compare(a, b))
    assert weigh(compare(a, b)) == weigh(compare(b, a))


def test_two_quarters_of_one_city_are_two_places() -> None:
    north = Place("Barrio Norte", "XA", -15.48, -70.10, PlacePrecision.DISTRICT, 2, "Norte", 201)
    south = Place("Barrio Sur", "XA", -15.53, -70.12, PlacePrecision.DISTRICT, 2, "Norte", 202)
    assert members(run(claim("a", "3", place=north), claim("b", "3", place=south))) == [{"a"}, {"b"}]


def test_an_id_survives_new_reports_and_new_figures() -> None:
    first = run(claim("m", "4")).incidents[0].id
    assert run(claim("m", "4"), claim("a", "6"), claim("z", "9")).incidents[0].id == first


def test_two_incidents_of_one_town_and_day_have_two_ids() -> None:
    told = claim("a", "5", group=Group.PROTESTERS), claim("b", "1", group=Group.POLICE)
    result = run(*told)
    assert len({i.id for i in result.incidents}) == len(result.incidents)


def test_a_place_told_by_a_namesake_near_by_is_the_same() -> None:
    other = replace(AURELIO, geonameid=None, lat=AURELIO.lat + 0.05)
    assert members(run(claim("a", "4"), claim("b", "4", place=other))) == [{"a", "b"}]


def test_dead_of_other_sides_at_one_place_and_hour_are_two_incidents_unless_a_report_tells_both() -> None:
    marchers = claim("a", "18", group=Group.CIVILIANS)
    late = claim("c", "1", group=Group.CIVILIANS)
    officer = claim("b", "1", group=Group.POLICE)
    assert members(run(marchers, late, officer)) == [{"a", "c"}, {"b"}]
    both = [claim("d", "18", group=Group.CIVILIANS), claim("d", "1", at=40, group=Group.POLICE)]
    assert members(run(marchers, late, officer, *both)) == [{"a", "b", "c", "d"}]


def _two_days(night: str) -> list[set[str]]:
    """Two reports of following days, with nine rare names in both."""
    told = [claim("a", "2", quote="Two were killed."), claim("b", "2", on="03-10", quote=night)]
    return members(reconcile(told, [source(d, "03-11", names=tuple(range(9))) for d in "ab"]))


def test_two_days_running_told_in_so_many_words_are_two_incidents_unless_it_was_night() -> None:
    assert _two_days("Two were killed.") == [{"a"}, {"b"}]
    assert _two_days("Dos personas murieron la madrugada del lunes.") == [{"a", "b"}]
    assert _two_days("Two were killed overnight.") == [{"a", "b"}]


@pytest.mark.parametrize(("of_the_town", "rows"), [("5+", 1), ("7", 2)])
def test_a_town_s_day_that_tells_the_number_of_one_site_is_that_site_s(of_the_town: str, rows: int) -> None:
    site = claim("a", "5+", place=PUENTE)
    day = claim("a", of_the_town, scope=Scope.DAY, in_title=True)
    assert len(run(site, day).incidents) == rows
