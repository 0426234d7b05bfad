"""The Ledger: facts appended in transactions, judgements in a chain, and the view worked out from both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import Column, Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from testigo.errors import LedgerError
from testigo.ledger import tables, view
from testigo.ledger.chain import first_break
from testigo.ledger.engine import connect
from testigo.ledger.journal import Journal, chunks, put, touch
from testigo.model.claim import Claim
from testigo.model.incident import Reconciliation, Standing
from testigo.model.interchange import claim_from_json, claim_to_json, to_line
from testigo.model.judgement import ReviewItem
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.model.source import Source
from testigo.model.text import Document, Failure
from testigo.reconciling.fingerprints import packed


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document brings to the ledger: recorded whole or not at all."""

    document: Document
    raw: bytes
    media_type: str
    origin: str
    source: Source
    claims: tuple[Claim, ...]
    reader: str


def open_ledger(uri: str, *, create: bool = False) -> Ledger:
    """The ledger at a file's path or a `postgresql://` address.

    Raises:
        LedgerError: no such ledger, something else is there, or it was made by a newer testigo.
    """
    engine = connect(uri, must_exist=not create)
    try:
        with (
            engine.connect().execution_options(
                sqlite_begin="IMMEDIATE" if create else "DEFERRED"
            ) as connection,
            connection.begin(),
        ):
            tables.prepare(connection, create=create)
    except DatabaseError as error:
        raise LedgerError(f"{uri} cannot be opened as a ledger: {error.orig}") from error
    return Ledger(engine)


class Ledger:
    """One ledger. Every write is one transaction; what a method has returned from is on disk."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.journal = Journal(self)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes; on SQLite it takes the write lock at once."""
        with (
            self.engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
            connection.begin(),
        ):
            yield connection

    # --- facts

    def record(self, readings: Sequence[Reading]) -> tuple[Failure, ...]:
        """Append readings in one transaction; what is held already is left as it is.

        Returns the readings refused because their id already names another text.
        """
        refused: list[Failure] = []
        with self.writing() as connection:
            for reading in readings:
                failure = _record_one(connection, reading)
                if failure:
                    refused.append(failure)
            touch(connection)
        return tuple(refused)

    def record_failures(self, failures: Iterable[Failure]) -> None:
        """Append failures that are not held yet."""
        rows = sorted({(f.document, f.stage, f.reason) for f in failures})
        if not rows:
            return
        t = tables.failures
        with self.writing() as connection:
            held = {tuple(row) for row in connection.execute(select(t.c.document, t.c.stage, t.c.reason))}
            new = [
                dict(zip(("document", "stage", "reason"), row, strict=True))
                for row in rows
                if row not in held
            ]
            if new:
                connection.execute(insert(t), new)

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, in order of name."""
        t = tables.failures
        with self.engine.connect() as connection:
            rows = connection.execute(
                select(t.c.document, t.c.stage, t.c.reason).order_by(t.c.document, t.c.stage)
            )
            return tuple(Failure(*row) for row in rows)

    def texts_held(self) -> dict[str, str]:
        """Document id -> SHA-256 of its title and text."""
        t = tables.documents
        with self.engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(select(t.c.id, t.c.text_sha256))}

    def read_by(self, reader: str) -> set[str]:
        """Ids of the documents that a version of the reader has read."""
        t = tables.readings
        with self.engine.connect() as connection:
            return set(connection.execute(select(t.c.document).where(t.c.reader == reader)).scalars().all())

    def read_beside(self, reader: str, known: Column[str]) -> set[str]:
        """Ids of the documents that a version of the reader has read and that stand not in a column."""
        t = tables.readings
        query = select(t.c.document).where(t.c.reader == reader, t.c.document.not_in(select(known)))
        with self.engine.connect() as connection:
            return set(connection.execute(query).scalars().all())

    def stored(self, ids: Iterable[str]) -> Iterator[tuple[Document, bytes, str, str]]:
        """Documents as captured, with bytes, media type and origin, in order of id."""
        d, o = tables.documents, tables.objects
        query = select(d, o.c.bytes, o.c.media_type).join(o, o.c.sha256 == d.c.object_sha256)
        with self.engine.connect() as connection:
            for chunk in chunks(sorted(ids)):
                for row in connection.execute(query.where(d.c.id.in_(chunk)).order_by(d.c.id)):
                    yield _document(row), row.bytes, row.media_type, row.origin

    def document(self, document_id: str) -> Document | None:
        """One document, or None."""
        d = tables.documents
        with self.engine.connect() as connection:
            row = connection.execute(select(d).where(d.c.id == document_id)).one_or_none()
            return None if row is None else _document(row)

    def sources(self) -> tuple[Source, ...]:
        """Headers and fingerprints of all documents that were not withdrawn, in order of id."""
        d = tables.documents
        withdrawn = self.journal.withdrawn()
        with self.engine.connect() as connection:
            rows = connection.execute(_HEADER.order_by(d.c.id))
            return tuple(_source(row) for row in rows if row.id not in withdrawn)

    def claims_of(self, documents: Iterable[str], reader: str | None = None) -> tuple[Claim, ...]:
        """Claims of some documents, in order of id; withdrawn documents are left out."""
        reader = reader or self.get("reader")
        c = tables.claims
        query = select(c.c.id, c.c.json).where(c.c.reader == reader)
        asked = sorted(set(documents) - self.journal.withdrawn())
        found: dict[str, str] = {}
        with self.engine.connect() as connection:
            for part in chunks(asked):
                for row in connection.execute(query.where(c.c.document.in_(part))).all():
                    found[row.id] = row.json
        return tuple(claim_from_json(json.loads(found[key])) for key in sorted(found))

    def claims(self, reader: str | None = None, *, document: str | None = None) -> tuple[Claim, ...]:
        """Claims of one version of the reader (by default the view's), in order of id; withdrawn documents are left out."""
        reader = reader or self.get("reader")
        c = tables.claims
        query = select(c.c.json, c.c.document).where(c.c.reader == reader).order_by(c.c.id)
        if document is not None:
            query = query.where(c.c.document == document)
        withdrawn = self.journal.withdrawn()
        with self.engine.connect() as connection:
            return tuple(
                claim_from_json(json.loads(row.json))
                for row in connection.execute(query)
                if row.document not in withdrawn
            )

    def claim(self, claim_id: str) -> Claim | None:
        """One claim as the view's reader read it, or None."""
        c, reader = tables.claims, self.get("reader")
        with self.engine.connect() as connection:
            found = connection.execute(
                select(c.c.json).where(c.c.id == claim_id, c.c.reader == reader)
            ).scalar_one_or_none()
        return None if found is None else claim_from_json(json.loads(found))

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Some claims of the view's reader; ids that are not held are left out."""
        c, reader = tables.claims, self.get("reader")
        found: dict[str, Claim] = {}
        with self.engine.connect() as connection:
            for part in chunks(sorted(set(ids))):
                query = select(c.c.id, c.c.json).where(c.c.id.in_(part), c.c.reader == reader)
                for row in connection.execute(query).all():
                    found[row.id] = claim_from_json(json.loads(row.json))
        return found

    def headers(self, ids: Iterable[str]) -> dict[str, Source]:
        """Headers of some documents, without their texts."""
        d = tables.documents
        found: dict[str, Source] = {}
        with self.engine.connect() as connection:
            for part in chunks(sorted(set(ids))):
                for row in connection.execute(_HEADER.where(d.c.id.in_(part))).all():
                    found[row.id] = _source(row)
        return found

    # --- small facts about the ledger itself

    def get(self, key: str) -> str | None:
        """A value of `meta`, or None."""
        with self.engine.connect() as connection:
            return connection.execute(
                select(tables.meta.c.value).where(tables.meta.c.key == key)
            ).scalar_one_or_none()

    def counts(self) -> dict[str, int]:
        """How many documents, claims of the view's reader, incidents, campaigns and failures there are."""
        reader = self.get("reader")
        with self.engine.connect() as connection:

            def count(table: Any, *where: Any) -> int:
                return int(
                    connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()
                )

            return {
                "documents": count(tables.documents),
                "claims": count(tables.claims, tables.claims.c.reader == reader),
                "incidents": count(view.view_incidents),
                "campaigns": count(view.view_campaigns),
                "failures": count(tables.failures),
            }

    # --- soundness

    def verify(self) -> tuple[str, ...]:
        """What does not hold: objects whose bytes changed, texts whose hash changed, the log's first broken entry."""
        faults: list[str] = []
        o, d = tables.objects, tables.documents
        with self.engine.connect() as connection:
            for row in connection.execute(select(o.c.sha256, o.c.bytes).order_by(o.c.sha256)):
                if hashlib.sha256(row.bytes).hexdigest() != row.sha256:
                    faults.append(f"object {row.sha256}: its bytes are not those that were captured")
            for text_row in connection.execute(
                select(d.c.id, d.c.title, d.c.text, d.c.text_sha256).order_by(d.c.id)
            ):
                if text_sha256(text_row.title, text_row.text) != text_row.text_sha256:
                    faults.append(f"document {text_row.id}: its text is not the one that was captured")
        entries = self.journal.entries()
        broken = first_break(entries)
        if broken is not None:
            faults.append(f"log entry {broken}: edited, removed or out of order")
        head = self.get("log_length")
        if broken is None and head is not None and int(head) != len(entries):
            faults.append(
                f"log entry {len(entries) + 1}: {int(head) - len(entries)} entries at the end are gone"
            )
        return tuple(faults)

    # --- the view

    def is_stale(self, reader: str | None = None) -> bool:
        """True when claims or judgements came after the view was worked out, or another reader's claims are in it."""
        if self.get("revision") != self.get("view_revision"):
            return True
        return reader is not None and self.get("reader") != reader

    def replace_view(
        self,
        reconciliation: Reconciliation,
        claims: Sequence[Claim],
        *,
        reader: str,
        revision: str,
        also: Callable[[Connection], None] = lambda _connection: None,
    ) -> None:
        """Put a newly worked-out view in the old one's place, in one transaction; `also` writes what belongs to it."""
        ruled = {frozenset(judgement.subjects) for judgement in self.journal.standing()}
        with self.writing() as connection:
            view.create(connection)  # a ledger of an earlier version may lack a table
            view.clear(connection)
            view.write(
                connection,
                incidents=reconciliation.incidents,
                campaigns=reconciliation.campaigns,
                lineages=reconciliation.lineages,
                standings=reconciliation.standings,
                reviews=reconciliation.review,
                claims=claims,
            )
            for item in reconciliation.review:
                if frozenset(item.subjects) in ruled:
                    view.set_review_state(connection, item.id, "judged")
            also(connection)
            put(connection, "reader", reader)
            put(connection, "view_revision", revision)

    def view_records(self, name: str) -> Iterator[dict[str, Any]]:
        """The JSON of `incidents` or `campaigns`, by first day and then by id."""
        table = {"incidents": view.view_incidents, "campaigns": view.view_campaigns}[name]
        with self.engine.connect() as connection:
            order = select(table.c.record).order_by(table.c.first, table.c.id)
            for text in connection.execute(order).scalars():
                yield json.loads(text)

    def view_record(self, name: str, record_id: str) -> dict[str, Any] | None:
        """The JSON of one incident or campaign, or None."""
        table = {"incidents": view.view_incidents, "campaigns": view.view_campaigns}[name]
        with self.engine.connect() as connection:
            found = connection.execute(
                select(table.c.record).where(table.c.id == record_id)
            ).scalar_one_or_none()
        return None if found is None else json.loads(found)

    def standings(self, incident: str) -> tuple[Standing, ...]:
        """How each claim stands in an incident, in order of claim id."""
        s = view.view_standings
        query = select(s.c.claim, s.c.origin, s.c.tier, s.c.state, s.c.rule, s.c.by, s.c.note).where(
            s.c.incident == incident
        )
        with self.engine.connect() as connection:
            return tuple(
                Standing(
                    incident,
                    row.claim,
                    row.origin or "",
                    row.tier or 0,
                    row.state or "live",
                    row.rule or "",
                    row.by,
                    row.note or "",
                )
                for row in connection.execute(query.order_by(s.c.claim))
            )

    def review_items(self) -> tuple[ReviewItem, ...]:
        """What waits for a person, the most pressing first."""
        t = view.view_reviews
        query = select(t).where(t.c.state == "open").order_by(t.c.priority.desc(), t.c.id)
        with self.engine.connect() as connection:
            return tuple(
                ReviewItem(
                    row.id, row.kind, tuple(json.loads(row.subjects)), row.incident, row.reason, row.priority
                )
                for row in connection.execute(query)
            )

    def incident_of(self, claim: str) -> str | None:
        """The incident that a claim belongs to, or None."""
        s = view.view_standings
        with self.engine.connect() as connection:
            return connection.execute(
                select(s.c.incident).where(s.c.claim == claim).limit(1)
            ).scalar_one_or_none()

    def lineages(self) -> dict[str, tuple[str, bool, str]]:
        """Copy -> (original, is altered, reason)."""
        t = view.view_lineages
        with self.engine.connect() as connection:
            rows = connection.execute(select(t.c.document, t.c.original, t.c.altered, t.c.reason))
            return {row[0]: (row[1], bool(row[2]), row[3]) for row in rows}


def text_sha256(title: str | None, text: str) -> str:
    """The fingerprint by which a document's text is known again."""
    return hashlib.sha256(f"{title or ''}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


_HEADER = select(
    *(
        tables.documents.c[name]
        for name in (
            "id",
            "title",
            "outlet",
            "published",
            "published_at",
            "url",
            "language",
            "agencies",
            "signature",
            "names",
            "marks",
            "text_sha256",
        )
    )
)


def _source(row: Any) -> Source:
    return Source(
        row.id,
        row.title,
        row.outlet,
        date.fromisoformat(row.published) if row.published else None,
        row.url,
        row.language,
        tuple(json.loads(row.agencies)),
        _signature(row.signature),
        row.text_sha256,
        published_at=_moment(row.published_at),
        names=tuple(json.loads(row.names)),
        marks=tuple(json.loads(row.marks)),
    )


def _signature(told: str) -> bytes:
    """A fingerprint as the ledger holds it: in hexadecimals, in older ledgers a list of numbers."""
    return packed(json.loads(told)) if told.startswith("[") else bytes.fromhex(told)


def _document(row: Any) -> Document:
    return Document(
        row.id,
        row.text,
        row.title,
        date.fromisoformat(row.published) if row.published else None,
        row.published_from,
        row.outlet,
        row.url,
        row.language,
        _moment(row.published_at),
    )


def _moment(words: str | None) -> datetime | None:
    return datetime.fromisoformat(words) if words else None


def _record_one(connection: Connection, reading: Reading) -> Failure | None:
    document, d = reading.document, tables.documents
    digest = text_sha256(document.title, document.text)
    held = connection.execute(select(d.c.text_sha256).where(d.c.id == document.id)).scalar_one_or_none()
    if held is not None and held != digest:
        reason = "its id already names another text in the ledger: give the new text an id of its own"
        return Failure(document.id, "recording", reason)
    if held is None:
        sha256 = hashlib.sha256(reading.raw).hexdigest()
        o = tables.objects
        if connection.execute(select(o.c.sha256).where(o.c.sha256 == sha256)).first() is None:
            connection.execute(
                insert(o).values(sha256=sha256, media_type=reading.media_type, bytes=reading.raw)
            )
        connection.execute(
            insert(d).values(
                id=document.id,
                title=document.title,
                text=document.text,
                outlet=document.outlet,
                url=document.url,
                language=document.language or "",
                published=document.published.isoformat() if document.published else None,
                published_from=document.published_from,
                published_at=document.published_at.isoformat() if document.published_at else None,
                object_sha256=sha256,
                origin=reading.origin,
                agencies=json.dumps(reading.source.agencies),
                signature=reading.source.signature.hex(),
                names=json.dumps(reading.source.names, ensure_ascii=False, separators=(",", ":")),
                marks=json.dumps(reading.source.marks, separators=(",", ":")),
                text_sha256=digest,
            )
        )
    elif reading.source.marks:  # a ledger of an older version kept none
        marks = json.dumps(reading.source.marks, separators=(",", ":"))
        connection.execute(update(d).where(d.c.id == document.id, d.c.marks == "[]").values(marks=marks))
    r = tables.readings
    done = connection.execute(
        select(r.c.claims).where(r.c.document == document.id, r.c.reader == reading.reader)
    )
    if done.first() is not None:
        return None
    connection.execute(
        insert(r).values(document=document.id, reader=reading.reader, claims=len(reading.claims))
    )
    rows = [claim_row(claim, reading.reader) for claim in reading.claims]
    if rows:
        connection.execute(insert(tables.claims), rows)
    connection.execute(delete(tables.failures).where(tables.failures.c.document == reading.origin))
    return None


def claim_row(claim: Claim, reader: str) -> dict[str, Any]:
    """A claim as a row of `claims`: columns to search by, and the whole as JSON."""
    figure, voice = claim.figure, claim.attribution
    days = claim.when.interval if isinstance(claim.when.interval, Interval) else None
    place = claim.where.place if isinstance(claim.where.place, Place) else None
    return {
        "id": claim.id,
        "reader": reader,
        "document": claim.document,
        "kind": claim.kind.value,
        "measure": figure.measure.value if figure else None,
        "low": figure.bounds.low if figure else None,
        "high": figure.bounds.high if figure else None,
        "hedge": figure.bounds.hedge.value if figure else None,
        "who": figure.group.value if figure else None,
        "is_subset": figure.is_subset if figure else None,
        "scope": claim.scope.value,
        "polarity": claim.stance.polarity.value,
        "factuality": claim.stance.factuality.value,
        "voice": voice.voice if voice else None,
        "voice_kind": voice.kind.value if voice else None,
        "first": days.first.isoformat() if days else None,
        "last": days.last.isoformat() if days else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "quote": claim.quote,
        "json": to_line(claim_to_json(claim)),
    }


__all__ = ["Ledger", "Reading", "claim_row", "open_ledger", "text_sha256"]
