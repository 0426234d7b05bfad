"""One contract for every ledger: what is recorded stays, what was altered is named, rulings are reversible."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from testigo.errors import LedgerError
from testigo.ledger import tables
from testigo.ledger.journal import Overtaken
from testigo.ledger.store import Ledger, Reading, open_ledger
from testigo.model.claim import Attribution, Claim, Kind, Scope, Stance, VoiceKind
from testigo.model.incident import Incident, Reconciliation
from testigo.model.judgement import Verdict
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.source import Source
from testigo.model.text import Document, Failure, Span
from testigo.model.toll import Bounds, Figure, Grade, Hedge, Measure, Toll

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
TEXT = "Dos personas murieron el lunes en Puerto Aurelio, según el hospital."
PLACE = Place("Puerto Aurelio", "PE", -15.5, -70.1, PlacePrecision.TOWN, 8.0, "Puno", 12345)


def claim(number: int = 1, document: str = "d-1") -> Claim:
    return Claim(
        id=f"c-{number}",
        document=document,
        quote=TEXT,
        sentence=Span(0, len(TEXT)),
        span=Span(0, 3),
        in_title=False,
        kind=Kind.KILLING,
        when=When(Interval(date(2023, 1, 9), date(2023, 1, 9), Granularity.DAY), "el lunes", Span(22, 30)),
        where=Where(PLACE, "Puerto Aurelio", Span(34, 48)),
        scope=Scope.INCIDENT,
        stance=Stance(),
        figure=Figure(Measure.KILLED, Bounds(2, 2, Hedge.EXACT), "Dos personas", Span(0, 12)),
        attribution=Attribution("el hospital", VoiceKind.HEALTH, "según", Span(56, 67)),
    )


def reading(
    document: str = "d-1", body: str = TEXT, reader: str = "r1", claims: tuple[Claim, ...] = ()
) -> Reading:
    return Reading(
        Document(document, body, "Título", date(2023, 1, 10), "given", "Radio Uno", None, "es"),
        body.encode(),
        "text/plain",
        f"{document}.txt",
        Source(document, "Título", "Radio Uno", date(2023, 1, 10), None, "es", ("EFE",), b"\x01\xff", "x"),
        claims,
        reader,
    )


def test_what_is_recorded_is_held(ledger: Ledger) -> None:
    assert ledger.record([reading(claims=(claim(),))]) == ()
    assert ledger.claims("r1") == (claim(),)
    document = ledger.document("d-1")
    assert document is not None
    assert document.text == TEXT
    assert document.published == date(2023, 1, 10)
    (source,) = ledger.sources()
    assert (source.agencies, source.signature) == (("EFE",), b"\x01\xff")
    ((_, raw, media_type, origin),) = ledger.stored(["d-1"])
    assert (raw, media_type, origin) == (TEXT.encode(), "text/plain", "d-1.txt")


def test_recording_twice_changes_nothing(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.record([reading(claims=(claim(),))])
    assert ledger.claims("r1") == (claim(),)
    assert ledger.verify() == ()


def test_an_id_cannot_name_two_texts(ledger: Ledger) -> None:
    ledger.record([reading()])
    (failure,) = ledger.record([reading(body="Otra cosa.")])
    assert failure.document == "d-1"
    document = ledger.document("d-1")
    assert document is not None
    assert document.text == TEXT


def test_claims_of_each_reader_stay_apart(ledger: Ledger) -> None:
    ledger.record([reading(claims=(claim(1), claim(2)))])
    ledger.record([reading(reader="r2", claims=(claim(1),))])
    assert [c.id for c in ledger.claims("r1")] == ["c-1", "c-2"]
    assert [c.id for c in ledger.claims("r2")] == ["c-1"]
    assert ledger.read_by("r2") == {"d-1"}


@pytest.mark.parametrize("table", ["claims", "objects", "readings", "log"])
def test_the_database_itself_refuses_change(ledger: Ledger, table: str) -> None:
    ledger.record([reading(claims=(claim(),))])
    ledger.journal.judge(Verdict.ACCEPT, ["c-1"], by="ana", at=NOW)
    chosen = tables.metadata.tables[table]
    column = next(iter(chosen.columns))
    with pytest.raises(DatabaseError, match="append-only"), ledger.writing() as connection:
        connection.execute(delete(chosen))
    with pytest.raises(DatabaseError, match="append-only"), ledger.writing() as connection:
        connection.execute(update(chosen).values({column: column}))


def test_rulings_can_be_undone_and_redone(ledger: Ledger) -> None:
    journal = ledger.journal
    first = journal.judge(Verdict.SAME, ["c-1", "c-2"], by="ana", at=NOW, reason="same square, same hour")
    assert journal.standing() == (first,)
    undo = journal.judge(Verdict.UNDO, [first.id], by="ana", at=NOW)
    assert journal.standing() == ()
    journal.judge(Verdict.UNDO, [undo.id], by="ana", at=NOW)
    assert journal.standing() == (first,)
    assert len(journal.judgements()) == 3
    assert journal.judgements(["c-2"]) == (first,)


def test_a_second_reviewer_never_silently_wins(ledger: Ledger) -> None:
    journal = ledger.journal
    first = journal.judge(Verdict.ACCEPT, ["c-1"], by="ana", at=NOW, seen=0)
    with pytest.raises(Overtaken) as caught:
        journal.judge(Verdict.REJECT, ["c-1"], by="bruno", at=NOW, seen=0)
    assert caught.value.found == (first,)
    assert journal.judgements() == (first,)
    journal.judge(Verdict.REJECT, ["c-1"], by="bruno", at=NOW, seen=1)
    assert len(journal.judgements()) == 2


def test_a_retracted_document_leaves_the_view_but_not_the_ledger(ledger: Ledger) -> None:
    ledger.record([reading(claims=(claim(),))])
    ledger.journal.judge(Verdict.RETRACT, ["d-1"], by="ana", at=NOW, reason="withdrawn by its outlet")
    assert ledger.claims("r1") == ()
    assert ledger.sources() == ()
    assert ledger.document("d-1") is not None


def test_the_view_is_stale_after_facts_and_rulings_only(ledger: Ledger) -> None:
    ledger.record([reading(claims=(claim(),))])
    assert ledger.is_stale("r1")
    toll = Toll(2, 2, 2, grade=Grade.WEAK, claims=("c-1",), rules=("R8", "R9"))
    incident = Incident(
        "i-1", (Kind.KILLING,), claim().when, claim().where, ((Measure.KILLED, toll),), ("d-1",), 1, ("c-1",)
    )
    ledger.replace_view(
        Reconciliation(incidents=(incident,)), [claim()], reader="r1", revision=ledger.get("revision") or ""
    )
    assert not ledger.is_stale("r1")
    assert ledger.is_stale("r2")
    (record,) = ledger.view_records("incidents")
    assert record["tolls"]["killed"]["best"] == 2
    assert ledger.view_record("incidents", "i-1") == record
    ledger.record_failures([Failure("x.txt", "gathering", "empty")])
    assert not ledger.is_stale("r1")
    ledger.journal.append("export", {"format": "csv"}, by="ana", at=NOW)
    assert not ledger.is_stale("r1")
    ledger.journal.judge(Verdict.ACCEPT, ["c-1"], by="ana", at=NOW)
    assert ledger.is_stale("r1")


def test_failures_are_kept_once_and_go_when_the_document_is_read(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.record_failures(
            [Failure("d-1.txt", "gathering", "empty"), Failure("e.txt", "gathering", "empty")]
        )
    ledger.record([reading()])
    assert ledger.failures() == (Failure("e.txt", "gathering", "empty"),)


def test_an_entry_needs_its_time_zone(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="time zone"):
        ledger.journal.append("export", {}, by="ana", at=datetime(2024, 1, 1))  # noqa: DTZ001


def _without_triggers(ledger: Ledger) -> None:
    """What someone with the file in hand could do."""
    with ledger.writing() as connection:
        for table in tables.APPEND_ONLY:
            if connection.dialect.name == "sqlite":
                for verb in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER {table.name}_no_{verb}"))
            else:
                connection.execute(text(f"DROP TRIGGER {table.name}_append_only ON {table.name}"))


@pytest.mark.parametrize("harm", ["edit", "delete", "reorder", "cut"])
def test_verify_names_the_first_broken_entry(ledger: Ledger, harm: str) -> None:
    for number in range(4):
        ledger.journal.append("export", {"n": number}, by="ana", at=NOW)
    assert ledger.verify() == ()
    _without_triggers(ledger)
    t = tables.log
    with ledger.writing() as connection:
        if harm == "edit":
            connection.execute(update(t).where(t.c.seq == 2).values(body='{"n":9}'))
        elif harm == "delete":
            connection.execute(delete(t).where(t.c.seq == 2))
        elif harm == "cut":
            connection.execute(delete(t).where(t.c.seq == 4))
        else:
            connection.execute(update(t).where(t.c.seq == 2).values(seq=9))
            connection.execute(update(t).where(t.c.seq == 3).values(seq=2))
            connection.execute(update(t).where(t.c.seq == 9).values(seq=3))
    (fault,) = ledger.verify()
    assert fault.startswith("log entry 4:" if harm == "cut" else "log entry 2:")


def test_verify_names_an_original_with_one_altered_byte(ledger: Ledger) -> None:
    ledger.record([reading()])
    _without_triggers(ledger)
    with ledger.writing() as connection:
        connection.execute(update(tables.objects).values(bytes=TEXT.replace("Dos", "Tres").encode()))
    (fault,) = ledger.verify()
    assert hashlib.sha256(TEXT.encode()).hexdigest() in fault


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        open_ledger(str(tmp_path / "none.ledger"))
    (tmp_path / "text.ledger").write_text("not a database, but long enough to look at", encoding="utf-8")
    with pytest.raises(LedgerError, match="not an SQLite file"):
        open_ledger(str(tmp_path / "text.ledger"), create=True)
    with sqlite3.connect(tmp_path / "other.ledger") as other:
        other.execute("CREATE TABLE recipes (id)")
    with pytest.raises(LedgerError, match="other tables"):
        open_ledger(str(tmp_path / "other.ledger"), create=True)
    with pytest.raises(LedgerError, match="folder"):
        open_ledger(str(tmp_path), create=True)
    with pytest.raises(LedgerError, match="does not exist"):
        open_ledger(str(tmp_path / "no" / "where.ledger"), create=True)


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    uri = str(tmp_path / "a.ledger")
    open_ledger(uri, create=True).close()
    with sqlite3.connect(uri) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(LedgerError, match="newer testigo"):
        open_ledger(uri)


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path) -> None:
    uri = str(tmp_path / "a.ledger")
    with open_ledger(uri, create=True) as new:
        new.record([reading()])
    with sqlite3.connect(uri) as raw:  # as the first version made it
        raw.execute("ALTER TABLE documents DROP COLUMN marks")
        raw.execute("ALTER TABLE view_standings DROP COLUMN note")
        raw.execute("UPDATE documents SET signature = '[1,65536]'")
        raw.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    with open_ledger(uri) as old:
        assert [(s.marks, s.signature) for s in old.sources()] == [((), b"\x01\x00\x00\x00\x00\x00\x01\x00")]
        assert old.get("schema_version") == str(tables.SCHEMA_VERSION)
        read_again = reading()
        source = replace(read_again.source, marks=(4, 7, 12))
        old.record([replace(read_again, source=source, reader="a newer reader")])
        assert [s.marks for s in old.sources()] == [(4, 7, 12)]


def test_every_field_of_a_claim_survives(ledger: Ledger) -> None:
    odd = replace(
        claim(),
        when=When(Unresolved("weekday without a publication date", "XXXX-WXX-1"), "el lunes", Span(22, 30)),
        where=Where(Unresolved("no place is named"), None),
        is_update=True,
        cause="blockade",
        quote="Una «cita» con \u202e marcas, 'comillas' y \U0001f6a8",
    )
    ledger.record([reading(claims=(odd,))])
    assert ledger.claims("r1") == (odd,)
