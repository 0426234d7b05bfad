"""The journal of a ledger: what people decided and did, appended to one hash chain, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from testigo.errors import LedgerError
from testigo.ledger import tables
from testigo.ledger.chain import GENESIS, Entry, entry_hash
from testigo.model.identity import content_id
from testigo.model.judgement import Judgement, Verdict


class Overtaken(LedgerError):
    """Somebody else ruled on the same subjects meanwhile; `found` are their rulings. Nothing was written."""

    def __init__(self, found: tuple[Judgement, ...]) -> None:
        super().__init__("somebody else has ruled on this meanwhile: look at it again, then decide")
        self.found = found


class _Writer(Protocol):
    engine: Engine

    def writing(self) -> AbstractContextManager[Connection]: ...


class Journal:
    """The part of a ledger that people write. Times are taken with their zone; `by` names the person."""

    def __init__(self, ledger: _Writer) -> None:
        self._ledger = ledger

    def append(self, kind: str, body: dict[str, Any], *, by: str, at: datetime) -> Entry:
        """Append one entry: an export, an unmasking, a login, a change of users.

        Raises:
            LedgerError: `at` has no time zone, or another process wrote at the same moment.
        """
        with self._ledger.writing() as connection:
            return _append(connection, kind, body, by=by, at=at)

    def judge(
        self,
        verdict: Verdict,
        subjects: Sequence[str],
        *,
        by: str,
        at: datetime,
        reason: str = "",
        field: str | None = None,
        value: str | None = None,
        seen: int | None = None,
    ) -> Judgement:
        """Append a person's ruling. `seen` is how many rulings on these subjects the person had before them.

        Raises:
            Overtaken: there are more now; nothing was written.
        """
        body = {
            "verdict": verdict.value,
            "subjects": list(subjects),
            "reason": reason,
            "field": field,
            "value": value,
        }
        with self._ledger.writing() as connection:
            if seen is not None:
                now = _on(connection, subjects)
                if len(now) > seen:
                    raise Overtaken(now[seen:])
            entry = _append(connection, "judgement", body, by=by, at=at)
            rows = [{"subject": subject, "seq": entry.seq} for subject in sorted(set(subjects))]
            if rows:
                connection.execute(insert(tables.judgement_subjects), rows)
            touch(connection)
        return _judgement(entry)

    def judgements(self, subjects: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """Every ruling in its order, undone and undoing ones included; or those on some subjects."""
        with self._ledger.engine.connect() as connection:
            if subjects is not None:
                return _on(connection, tuple(subjects))
            query = _entries().where(tables.log.c.kind == "judgement").order_by(tables.log.c.seq)
            return tuple(_judgement(Entry(*row)) for row in connection.execute(query))

    def standing(self) -> tuple[Judgement, ...]:
        """The rulings in force: neither undone nor undoings. To undo an undoing puts the first ruling back in force."""
        every = self.judgements()
        undone: set[str] = set()
        for judgement in reversed(every):
            if judgement.verdict is Verdict.UNDO and judgement.id not in undone:
                undone.update(judgement.subjects)
        return tuple(j for j in every if j.verdict is not Verdict.UNDO and j.id not in undone)

    def withdrawn(self) -> frozenset[str]:
        """Ids of the documents that a standing ruling retracts."""
        return frozenset(
            subject for j in self.standing() if j.verdict is Verdict.RETRACT for subject in j.subjects
        )

    def entries(
        self, kind: str | None = None, *, limit: int | None = None, before: int | None = None
    ) -> tuple[Entry, ...]:
        """The journal in its order; with `limit`, the latest entries below place `before`, the newest first."""
        query = _entries()
        if kind is not None:
            query = query.where(tables.log.c.kind == kind)
        if before is not None:
            query = query.where(tables.log.c.seq < before)
        order = tables.log.c.seq if limit is None else tables.log.c.seq.desc()
        query = query.order_by(order).limit(limit)
        with self._ledger.engine.connect() as connection:
            return tuple(Entry(*row) for row in connection.execute(query))


def _entries() -> Select[Any]:
    t = tables.log
    return select(t.c.seq, t.c.kind, t.c.id, t.c.at, t.c.by, t.c.body, t.c.previous, t.c.hash)


def _on(connection: Connection, subjects: Sequence[str]) -> tuple[Judgement, ...]:
    s, t = tables.judgement_subjects, tables.log
    found: dict[int, Judgement] = {}
    for part in chunks(sorted(set(subjects))):
        places = select(s.c.seq).where(s.c.subject.in_(part))
        for row in connection.execute(_entries().where(t.c.seq.in_(places))):
            entry = Entry(*row)
            found[entry.seq] = _judgement(entry)
    return tuple(found[seq] for seq in sorted(found))


def chunks(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """Ids in runs short enough for one statement's parameters."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def put(connection: Connection, key: str, value: str) -> None:
    """Set a value of `meta`."""
    m = tables.meta
    if connection.execute(update(m).where(m.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(m).values(key=key, value=value))


def touch(connection: Connection) -> None:
    """Count the revision on: the view is now behind."""
    now = connection.execute(
        select(tables.meta.c.value).where(tables.meta.c.key == "revision")
    ).scalar_one_or_none()
    put(connection, "revision", str(int(now or 0) + 1))


def _append(connection: Connection, kind: str, body: dict[str, Any], *, by: str, at: datetime) -> Entry:
    if at.tzinfo is None:
        raise LedgerError("the time of an entry needs its time zone")
    t = tables.log
    last = connection.execute(select(t.c.seq, t.c.hash).order_by(t.c.seq.desc()).limit(1)).one_or_none()
    seq, previous = (1, GENESIS) if last is None else (last.seq + 1, last.hash)
    written = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    moment = at.isoformat(timespec="microseconds")
    entry_id = content_id("j" if kind == "judgement" else "e", seq, kind, moment, by, written)
    digest = entry_hash(seq, kind, entry_id, moment, by, written, previous)
    entry = Entry(seq, kind, entry_id, moment, by, written, previous, digest)
    try:
        connection.execute(
            insert(t).values(
                seq=seq,
                kind=kind,
                id=entry_id,
                at=moment,
                by=by,
                body=written,
                previous=previous,
                hash=digest,
            )
        )
    except IntegrityError as error:
        raise LedgerError("the journal moved on meanwhile: try again") from error
    put(connection, "log_length", str(seq))
    return entry


def _judgement(entry: Entry) -> Judgement:
    body = json.loads(entry.body)
    return Judgement(
        entry.id,
        Verdict(body["verdict"]),
        tuple(body["subjects"]),
        entry.by,
        datetime.fromisoformat(entry.at),
        body["reason"],
        body["field"],
        body["value"],
        entry.previous,
    )
