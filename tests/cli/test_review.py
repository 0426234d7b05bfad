"""One key, one ruling: recorded, undone, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from testigo.cli.review import Desk, review
from testigo.ledger.store import Ledger, Reading, open_ledger
from testigo.model.claim import Claim, Kind, Scope, Stance
from testigo.model.incident import Reconciliation
from testigo.model.judgement import ReviewItem, Verdict
from testigo.model.moment import Interval, Unresolved, When
from testigo.model.place import Where
from testigo.model.source import Source
from testigo.model.text import Document, Span
from testigo.model.toll import Bounds, Figure, Measure

NOW = datetime(2024, 5, 1, tzinfo=UTC)
TEXT = "Dos personas murieron el lunes."


def claim(name: str) -> Claim:
    return Claim(
        name,
        "d-1",
        TEXT,
        Span(0, len(TEXT)),
        Span(0, 3),
        in_title=False,
        kind=Kind.KILLING,
        when=When(Interval(date(2023, 1, 9), date(2023, 1, 9))),
        where=Where(Unresolved("no place is named")),
        scope=Scope.INCIDENT,
        stance=Stance(),
        figure=Figure(Measure.KILLED, Bounds(2, 2), "Dos personas", Span(0, 12)),
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    held = open_ledger(str(tmp_path / "a.ledger"), create=True)
    claims = tuple(claim(f"c-{n}") for n in (1, 2, 3))
    document = Document("d-1", TEXT, language="es")
    held.record([Reading(document, TEXT.encode(), "text/plain", "a.txt", Source("d-1"), claims, "r1")])
    items = (
        ReviewItem("v-1", "pair", ("c-1", "c-2"), None, "same town, one day apart", 2.0),
        ReviewItem("v-2", "claim", ("c-3",), None, "no place", 1.0),
    )
    held.replace_view(Reconciliation(review=items), claims, reader="r1", revision=held.get("revision") or "")
    yield held
    held.close()


def sitting(ledger: Ledger, keys: str, answers: tuple[str, ...] = ()) -> list[str]:
    told: list[str] = []
    pressed, given = iter(keys), iter(answers)
    review(ledger, Desk(lambda: next(pressed), lambda _: next(given, ""), told.append, lambda: NOW), by="ana")
    return told


def test_rulings_are_signed_and_dated(ledger: Ledger) -> None:
    sitting(ledger, "mr", ("same square", "not a death"))
    same, reject = ledger.journal.standing()
    assert (same.verdict, same.subjects, same.by, same.reason) == (
        Verdict.SAME,
        ("c-1", "c-2"),
        "ana",
        "same square",
    )
    assert (reject.verdict, reject.subjects, reject.at) == (Verdict.REJECT, ("c-3",), NOW)


def test_undo_takes_the_last_back(ledger: Ledger) -> None:
    sitting(ledger, "smuuq")
    assert ledger.journal.standing() == ()
    sitting(ledger, "suq")
    assert ledger.journal.standing() == ()
    assert any(j.verdict is Verdict.UNDO for j in ledger.journal.judgements())


def test_a_key_for_two_is_refused_for_one(ledger: Ledger) -> None:
    told = sitting(ledger, "jmq")
    assert any("for two claims" in line for line in told)
    assert ledger.journal.standing() == ()


def test_a_correction_names_field_and_value(ledger: Ledger) -> None:
    sitting(ledger, "jeq", ("low", "3", "typo in the report"))
    (correction,) = ledger.journal.standing()
    assert (correction.field, correction.value) == ("low", "3")


def test_a_value_that_the_field_cannot_hold_is_refused(ledger: Ledger) -> None:
    told = sitting(ledger, "jeq", ("low", "many", ""))
    assert any("not recorded" in line for line in told)
    assert ledger.journal.judgements() == ()


def test_somebody_elses_ruling_is_shown_and_nothing_written(ledger: Ledger) -> None:
    told: list[str] = []
    keys = iter("rq")

    def key() -> str:
        pressed = next(keys)
        if pressed == "r":
            ledger.journal.judge(Verdict.ACCEPT, ["c-1", "c-2"], by="bruno", at=NOW, reason="seen it")
        return pressed

    review(ledger, Desk(key, lambda _: "", told.append, lambda: NOW), by="ana")
    assert [j.by for j in ledger.journal.standing()] == ["bruno"]
    assert any("bruno ruled accept: seen it" in line for line in told)


def test_nothing_to_do_is_said(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "b.ledger"), create=True) as empty:
        assert "nothing waits for review" in sitting(empty, "")
