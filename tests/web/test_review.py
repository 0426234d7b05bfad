"""Rulings: recorded, taken back, seconded, disputed; and a second write that never silently wins."""

from __future__ import annotations

import json
import threading

import pytest
import samples
from desks import Desk, add_users, open_desk, sign_in

from testigo.ledger import view
from testigo.ledger.store import Ledger
from testigo.model.judgement import ReviewItem, Verdict
from testigo.model.place import Place
from testigo.reconciling.judging import corrected
from testigo.resolving.gazetteer import DEFAULT
from testigo.web.accounts import Role
from testigo.web.desk_data import OvertakenError, Ruling
from testigo.web.desk_sql import SqlDesk


def rule(desk: Desk, item: str, verdict: str, seen: int = 0, **more: str):
    return desk.post("/review/rule", {"item": item, "verdict": verdict, "seen": str(seen), **more})


def states(desk: Desk) -> dict[str, str]:
    return {item["id"]: item["state"] for item in desk.json("/review?state=all")["items"]}


@pytest.fixture
def pair(ledger: Ledger) -> tuple[Desk, Desk]:
    """Two reviewers at one desk, each signed in."""
    add_users(ledger, ana=Role.ANALYST, bea=Role.ANALYST)
    first = open_desk(ledger, needs_login=True)
    second = first.other()
    assert sign_in(first, "ana").status_code == 303
    assert sign_in(second, "bea").status_code == 303
    return first, second


def test_the_queue_has_what_moves_a_figure_most_first(desk: Desk) -> None:
    assert [item["id"] for item in desk.json("/review")["items"]] == [
        "r-19",
        "r-pair",
        "r-ten",
        "r-one",
        "r-bad",
    ]


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_a_ruling_is_recorded_with_its_name_and_note(desk: Desk, ledger: Ledger, verdict: str) -> None:
    answer = rule(desk, "r-19", verdict, reason="checked by telephone", following="r-pair")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/review?state=open&item=r-pair&said={verdict}"
    (judgement,) = ledger.journal.judgements()
    assert (judgement.verdict.value, judgement.subjects, judgement.by, judgement.reason) == (
        verdict,
        (samples.C19.id,),
        "local",
        "checked by telephone",
    )
    assert states(desk)["r-19"] == {"unsure": "unsure"}.get(verdict, "judged")
    assert "r-19" not in [item["id"] for item in desk.json("/review")["items"]]
    assert "checked by telephone" in desk.get("/incidents/i-aurelio").text
    assert "checked by telephone" in desk.get("/log").text


def test_a_pair_is_ruled_same_or_different_and_nothing_else(desk: Desk, ledger: Ledger) -> None:
    assert rule(desk, "r-pair", "accept").status_code == 422
    assert ledger.journal.judgements() == ()
    assert rule(desk, "r-pair", "different").status_code == 303
    (judgement,) = ledger.journal.judgements()
    assert judgement.verdict is Verdict.DIFFERENT
    assert set(judgement.subjects) == {samples.C12.id, samples.C17.id}


def test_a_single_claim_is_ruled_same_with_a_claim_of_another_incident(desk: Desk, ledger: Ledger) -> None:
    assert rule(desk, "r-ten", "same").status_code == 422
    assert rule(desk, "r-ten", "same", other="c-unknown").status_code == 422
    assert rule(desk, "r-ten", "same", other=samples.C12.id).status_code == 303
    (judgement,) = ledger.journal.judgements()
    assert judgement.subjects == tuple(sorted((samples.CTEN.id, samples.C12.id)))


def test_a_correction_names_field_and_value(desk: Desk, ledger: Ledger) -> None:
    assert rule(desk, "r-19", "correct", field="id", value="x").status_code == 422
    assert rule(desk, "r-19", "correct", field="group", value="civilians").status_code == 303
    (judgement,) = ledger.journal.judgements()
    assert (judgement.field, judgement.value) == ("group", "civilians")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("low", ""),
        ("low", "many"),
        ("figure", "-3"),
        ("figure", "12-10"),
        ("group", "people"),
        ("when", "9 January"),
        ("when", "2023-01-10/2023-01-09"),
        ("where", "Nowhere at all"),
        ("scope", "all"),
        ("polarity", "yes"),
    ],
)
def test_a_value_that_cannot_stand_is_said_and_not_recorded(
    desk: Desk, ledger: Ledger, field: str, value: str
) -> None:
    """A journal that holds such a value would stop every later reconcile."""
    answer = rule(desk, "r-19", "correct", field=field, value=value, reason="heard so")
    assert answer.status_code == 422
    assert "Nothing was recorded" in answer.text
    assert 'value="heard so"' in answer.text
    assert ledger.journal.judgements() == ()


def test_a_place_is_corrected_by_its_name(desk: Desk, ledger: Ledger) -> None:
    if not DEFAULT.is_file():
        pytest.skip("the gazetteer is not compiled")
    assert rule(desk, "r-19", "correct", field="where", value="Arequipa, PE").status_code == 303
    (judgement,) = ledger.journal.judgements()
    place = json.loads(judgement.value or "")
    assert (place["name"], place["country"]) == ("Arequipa", "PE")
    changed = corrected(samples.C19, "where", judgement.value)
    assert isinstance(changed.where.place, Place)


def test_claims_that_are_looked_at_together_are_neither_merged_nor_rejected(
    desk: Desk, ledger: Ledger
) -> None:
    with ledger.writing() as connection:
        item = ReviewItem(
            "r-parts", "parts", (samples.C47.id, samples.C49.id), None, "66 said, the parts give 59", 7.0
        )
        view.write(connection, reviews=(item,))
    page = desk.get("/review?item=r-parts").text
    assert "Something to look at" in page
    for verdict in ("same", "different", "reject", "correct"):
        assert (
            f'value="{verdict}"'
            not in page[page.index('class="ruling"') : page.index("</form>", page.index('class="ruling"'))]
        )
        assert rule(desk, "r-parts", verdict).status_code == 422
    assert rule(desk, "r-parts", "accept").status_code == 303


@pytest.mark.parametrize("seen", ["", "-1", "x", "1e3", "9" * 30])
def test_a_ruling_says_what_was_seen(desk: Desk, ledger: Ledger, seen: str) -> None:
    answer = desk.post("/review/rule", {"item": "r-19", "verdict": "accept", "seen": seen})
    assert answer.status_code == 422
    assert ledger.journal.judgements() == ()


def test_undo_goes_back_to_the_first_ruling(desk: Desk, ledger: Ledger) -> None:
    for item, verdict in (("r-19", "accept"), ("r-ten", "reject"), ("r-one", "unsure")):
        rule(desk, item, verdict)
    taken = []
    for _ in range(3):
        answer = desk.post("/review/undo")
        taken.append(answer.headers["location"])
    assert "undone=unsure" in taken[0]
    assert "undone=reject" in taken[1]
    assert "undone=accept" in taken[2]
    assert "item=r-19" in taken[2]
    assert ledger.journal.standing() == ()
    assert set(states(desk).values()) == {"open"}
    assert "undone=none" in desk.post("/review/undo").headers["location"]
    assert len(ledger.journal.judgements()) == 6  # nothing is ever removed
    assert rule(desk, "r-19", "accept", seen=1).status_code == 303
    assert states(desk)["r-19"] == "judged"


def test_the_second_write_never_silently_wins(pair: tuple[Desk, Desk], ledger: Ledger) -> None:
    ana, bea = pair
    assert rule(ana, "r-19", "accept").status_code == 303
    answer = rule(bea, "r-19", "reject", seen=0, reason="I count 18")
    assert answer.status_code == 409
    assert "Someone ruled first" in answer.text
    assert "by ana" in answer.text
    assert len(ledger.journal.judgements()) == 1
    assert 'name="reason" value="I count 18"' in answer.text  # what was typed is not lost
    assert rule(bea, "r-19", "reject", seen=1, reason="I count 18").status_code == 303
    assert states(bea)["r-19"] == "disputed"
    assert [j.by for j in ledger.journal.standing()] == ["ana", "bea"]


def test_a_conflict_as_json_names_what_was_found(pair: tuple[Desk, Desk]) -> None:
    ana, bea = pair
    rule(ana, "r-19", "accept")
    form = {"item": "r-19", "verdict": "reject", "seen": "0"}
    answer = bea.post("/review/rule", form, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["seen"] == 1
    assert [j["by"] for j in answer.json()["found"]] == ["ana"]


def test_a_ruling_on_a_pair_is_seen_by_the_question_on_one_of_its_claims(pair: tuple[Desk, Desk]) -> None:
    ana, bea = pair
    rule(ana, "r-pair", "same")
    assert rule(bea, f"claim:{samples.C12.id}", "reject", seen=0).status_code == 409


def test_second_look_shows_what_another_ruled_on(pair: tuple[Desk, Desk]) -> None:
    ana, bea = pair
    rule(ana, "r-19", "accept")
    rule(bea, "r-ten", "accept")
    assert [i["id"] for i in bea.json("/review?state=second")["items"]] == ["r-19"]
    assert [i["id"] for i in ana.json("/review?state=second")["items"]] == ["r-ten"]
    rule(bea, "r-19", "accept", seen=1)
    assert states(ana)["r-19"] == "agreed"


def test_undo_takes_back_ones_own_only(pair: tuple[Desk, Desk], ledger: Ledger) -> None:
    ana, bea = pair
    rule(ana, "r-19", "accept")
    assert "undone=none" in bea.post("/review/undo").headers["location"]
    assert len(ledger.journal.standing()) == 1


def test_bulk_acts_on_the_ticked_rows_alone(pair: tuple[Desk, Desk], ledger: Ledger) -> None:
    ana, bea = pair
    rule(bea, "r-one", "reject")
    rows = ["0 r-19", "0 r-ten", "0 r-one", "0 r-pair", "0 r-gone"]
    answer = ana.post("/review/bulk", {"verdict": "accept", "row": rows})
    # r-one was ruled on meanwhile, a pair is no row to accept, and r-gone is not there
    assert answer.headers["location"] == "/review?state=open&done=2&skipped=3"
    ruled = {j.subjects: j.by for j in ledger.journal.judgements()}
    assert ruled == {(samples.CONE.id,): "bea", (samples.C19.id,): "ana", (samples.CTEN.id,): "ana"}
    assert ana.post("/review/bulk", {"verdict": "same", "row": ["0 r-19"]}).status_code == 422


def test_states_are_found_again_when_the_view_is_written_anew(desk: Desk, ledger: Ledger) -> None:
    rule(desk, "r-19", "accept")
    samples.write_view(ledger, again=True)
    assert states(desk)["r-19"] == "judged"
    assert states(desk)["r-ten"] == "open"


def test_a_ruling_makes_the_incident_need_no_review(desk: Desk) -> None:
    assert "needs-review" in {m for i in desk.json("/?place=quilla")["incidents"] for m in i["marks"]}
    rule(desk, "r-bad", "accept")
    assert "needs-review" not in {m for i in desk.json("/?place=quilla")["incidents"] for m in i["marks"]}
    desk.post("/review/undo")
    assert "needs-review" in {m for i in desk.json("/?place=quilla")["incidents"] for m in i["marks"]}


def test_no_ruling_is_lost_when_many_write_at_once(ledger: Ledger) -> None:
    """Eight threads rule on one claim; each tries until what it saw is what is there. All eight stand, in one chain."""
    data = SqlDesk(ledger)
    refused = []

    def reviewer(name: str) -> None:
        while True:
            seen = data.version((samples.C19.id,))
            try:
                data.rule(Ruling(Verdict.ACCEPT, (samples.C19.id,), name, seen=seen))
            except OvertakenError as error:
                refused.append(len(error.found))
            else:
                return

    threads = [threading.Thread(target=reviewer, args=(f"r{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found > 0 for found in refused)
    assert sorted(j.by for j in ledger.journal.judgements()) == [f"r{n}" for n in range(8)]
    assert ledger.verify() == ()


def test_after_a_ruling_the_view_is_asked_for(ledger: Ledger) -> None:
    asked = []
    data = SqlDesk(ledger, lambda: asked.append(1))
    data.rule(Ruling(Verdict.ACCEPT, (samples.C19.id,), "ana"))
    data.undo("ana")
    assert asked == [1, 1]


def test_queue_is_searched_by_place_and_words(desk: Desk) -> None:
    assert [i["id"] for i in desk.json("/review?q=telmo")["items"]] == ["r-ten", "r-one"]
    assert [i["id"] for i in desk.json("/review?q=19%20is%20told")["items"]] == ["r-19"]
    assert desk.json("/review?q=%25")["items"] == []
    assert [i["id"] for i in desk.json("/review?kind=pair")["items"]] == ["r-pair"]


def test_a_report_is_withdrawn_with_a_reason_and_comes_back(desk: Desk, ledger: Ledger) -> None:
    assert (
        desk.post("/withdraw", {"document": "wire-1", "reason": " "}).headers["location"] == "/reports/wire-1"
    )
    assert ledger.journal.judgements() == ()
    answer = desk.post("/withdraw", {"document": "wire-1", "reason": "the outlet took it down"})
    assert answer.headers["location"] == "/reports?withdrawn=1"
    assert desk.get("/reports/wire-1").status_code == 404
    assert desk.get(f"/claims/{samples.C12.id}").status_code == 404
    assert "wire-1" not in [r["id"] for r in desk.json("/reports")["reports"]]
    assert "/reports/wire-1" not in desk.get("/incidents/i-aurelio").text.split('class="sources"')[1]
    assert "the outlet took it down" in desk.get("/log").text
    assert desk.post("/withdraw", {"document": "wire-1", "reason": "again"}).status_code == 404
    desk.post("/review/undo")
    assert desk.get("/reports/wire-1").status_code == 200
