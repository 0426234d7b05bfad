"""People's rulings: they always win, the last one holds, and each can be undone."""

from __future__ import annotations

import pytest

from reconciling.made import LEJANA, TELMO, claim, ruling, source
from testigo.errors import LedgerError
from testigo.model.claim import Claim
from testigo.model.incident import Reconciliation
from testigo.model.judgement import Judgement, Verdict
from testigo.model.toll import Measure
from testigo.reconciling.fingerprints import fingerprint
from testigo.reconciling.reconcile import reconcile

A, B, C = claim("a", "4"), claim("b", "6"), claim("c", "4", place=TELMO)


def run(told: tuple[Claim, ...], *judgements: Judgement) -> Reconciliation:
    return reconcile(told, [source(d) for d in sorted({c.document for c in told})], judgements)


def groups(result: Reconciliation) -> list[tuple[str, ...]]:
    return sorted(i.documents for i in result.incidents)


def test_different_parts_what_the_rules_join() -> None:
    assert groups(run((A, B))) == [("a", "b")]
    assert groups(run((A, B), ruling(Verdict.DIFFERENT, A.id, B.id))) == [("a",), ("b",)]


def test_same_joins_what_the_rules_forbid() -> None:
    assert groups(run((A, C), ruling(Verdict.SAME, A.id, C.id))) == [("a", "c")]


def test_same_joins_a_claim_without_a_place() -> None:
    lost = claim("d", "9", place=None, on=None)
    assert groups(run((A, lost), ruling(Verdict.SAME, lost.id, A.id))) == [("a", "d")]


def test_the_later_ruling_holds() -> None:
    first, second = ruling(Verdict.SAME, A.id, C.id), ruling(Verdict.DIFFERENT, C.id, A.id)
    assert groups(run((A, C), second, first)) == [("a",), ("c",)]


def test_undo_and_undo_of_undo() -> None:
    first = ruling(Verdict.DIFFERENT, A.id, B.id)
    undone = ruling(Verdict.UNDO, first.id)
    again = ruling(Verdict.UNDO, undone.id)
    assert groups(run((A, B), first, undone)) == [("a", "b")]
    assert groups(run((A, B), first, undone, again)) == [("a",), ("b",)]


def test_different_within_one_document() -> None:
    x, y = claim("a", "4", at=0), claim("a", "2", at=50, measure=Measure.INJURED)
    assert len(run((x, y)).incidents) == 1
    assert len(run((x, y), ruling(Verdict.DIFFERENT, x.id, y.id)).incidents) == 2


def test_different_keeps_parts_apart_through_a_third_report() -> None:
    third = claim("t", "5")
    found = groups(run((A, B, third), ruling(Verdict.DIFFERENT, A.id, B.id)))
    assert all(not {"a", "b"} <= set(documents) for documents in found)
    assert len(found) == 2


def test_rejected_claims_count_for_nothing() -> None:
    result = run((A, B), ruling(Verdict.REJECT, B.id))
    assert groups(result) == [("a",)]
    assert groups(run((A, B), ruling(Verdict.REJECT, B.id), ruling(Verdict.ACCEPT, B.id))) == [("a", "b")]


def test_a_retracted_document_is_gone_with_what_rests_on_it_alone() -> None:
    assert groups(run((A, C), ruling(Verdict.RETRACT, "c"))) == [("a",)]


def test_all_accepted_changes_the_status() -> None:
    assert run((A,)).incidents[0].status == "machine"
    assert run((A,), ruling(Verdict.ACCEPT, A.id)).incidents[0].status == "accepted"


def test_an_accepted_altered_copy_counts() -> None:
    text = "La tropa disparó desde el cuartel contra la marcha que cruzaba el puente y murieron {} personas según los vecinos."
    told = claim("a", "4"), claim("copy", "9")
    sources = [
        source(d, p, signature=fingerprint(text.format(n)))
        for d, p, n in (("a", "03-12", 4), ("copy", "03-13", 9))
    ]
    before = reconcile(told, sources).incidents[0].toll(Measure.KILLED)
    after = reconcile(told, sources, [ruling(Verdict.ACCEPT, told[1].id)]).incidents[0].toll(Measure.KILLED)
    assert before is not None
    assert after is not None
    assert (before.maximum, after.maximum) == (4, 9)


@pytest.mark.parametrize(
    ("field", "value", "best"),
    [("low", "7", 7), ("figure", "7", 7), ("figure", "7-9", 7), ("is_subset", "false", 4)],
)
def test_corrections_of_the_figure(field: str, value: str, best: int) -> None:
    toll = (
        run((A,), ruling(Verdict.CORRECT, A.id, field=field, value=value)).incidents[0].toll(Measure.KILLED)
    )
    assert toll is not None
    assert toll.best == best


def test_a_corrected_day_moves_the_claim() -> None:
    fixed = ruling(Verdict.CORRECT, B.id, field="when", value="2031-04-01")
    assert [i.when.interval.first.isoformat() for i in run((A, B), fixed).incidents] == [
        "2031-03-09",
        "2031-04-01",
    ]  # type: ignore[union-attr]


def test_a_corrected_scope_takes_the_claim_out_of_the_incident() -> None:
    assert groups(run((A, B), ruling(Verdict.CORRECT, B.id, field="scope", value="cumulative"))) == [("a",)]


def test_a_corrected_place_moves_the_claim() -> None:
    where = f'{{"name":"Villa Lejana","country":"XA","lat":{LEJANA.lat},"lon":{LEJANA.lon},"precision":"town","radius_km":8,"geonameid":103}}'
    found = run((A, B), ruling(Verdict.CORRECT, B.id, field="where", value=where))
    assert groups(found) == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("field", "value"), [("low", "many"), ("colour", "red"), ("when", "soon"), ("scope", "")]
)
def test_a_correction_that_cannot_hold_says_so(field: str, value: str) -> None:
    with pytest.raises(LedgerError, match=field):
        run((A,), ruling(Verdict.CORRECT, A.id, field=field, value=value))
