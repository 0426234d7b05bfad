"""The review queue and the rulings on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, func, literal, or_, select

from testigo.ledger import view
from testigo.ledger.journal import Overtaken
from testigo.model.claim import Claim
from testigo.model.judgement import Judgement, ReviewItem, Verdict
from testigo.model.place import Place
from testigo.web.desk_data import PAGE_SIZE, OvertakenError, Queue, QueueEntry, Ruling
from testigo.web.docket import state_of, subjects_key
from testigo.web.sql_overview import V, contains
from testigo.web.sql_part import SqlPart
from testigo.web.stored import item_of


class ReviewQueries(SqlPart):
    """The questions and the writing of the review page."""

    def queue(self, state: str, kind: str, search: str, page: int, reviewer: str) -> Queue:
        """A page of items in a state. `second` means: ruled on by one other reviewer and not by this one."""
        r = view.view_reviews
        where: list[ColumnElement[bool]] = []
        self._sync()
        if kind:
            where.append(r.c.kind == kind)
        if search.strip():
            words = view.place_key(search.strip())
            at = select(V.id).where(contains(V.place_key, words))
            where.append(or_(r.c.incident.in_(at), contains(func.lower(r.c.reason), search.strip().lower())))
        chosen = [*where]
        if state == "second":
            mine = sorted(self._docket.judged_by(reviewer))
            chosen += [
                r.c.state == "judged",
                r.c.subjects.not_in(_both_orders(mine)) if mine else literal(True),
            ]
        elif state != "all":
            chosen.append(r.c.state == state)
        query = (
            select(r)
            .where(*chosen)
            .order_by(r.c.priority.desc(), r.c.id)
            .limit(PAGE_SIZE)
            .offset((page - 1) * PAGE_SIZE)
        )
        with self.engine.connect() as connection:
            by_state = select(r.c.state, func.count()).where(*where).group_by(r.c.state)
            counts = {state: int(n) for state, n in connection.execute(by_state)}
            total = connection.execute(select(func.count()).select_from(r).where(*chosen)).scalar_one()
            items = [item_of(row) for row in connection.execute(query)]
            claims = self._claims(connection, [s for item in items for s in item.subjects])
            places = self._places(connection, [item.incident for item in items if item.incident])
        entries = tuple(self._entry(item, claims, places.get(item.incident or "", "")) for item in items)
        return Queue(entries, int(total), counts, page)

    def _places(self, connection: Connection, ids: Sequence[str]) -> dict[str, str]:
        rows = connection.execute(select(V.id, V.place).where(V.id.in_(sorted(set(ids)))))
        return {row.id: row.place for row in rows}

    def _entry(self, item: ReviewItem, claims: Mapping[str, Claim], place: str) -> QueueEntry:
        key = subjects_key(item.subjects)
        standing = self._docket.standing(key)
        told = next((claims[s].where.place for s in item.subjects if s in claims), None)
        place = place or (told.name if isinstance(told, Place) else "")
        return QueueEntry(
            item,
            state_of(standing),
            self._docket.version(item.subjects),
            standing,
            tuple(claims[s] for s in item.subjects if s in claims),
            place,
        )

    def entry(self, item_id: str) -> QueueEntry | None:
        r = view.view_reviews
        self._sync()
        with self.engine.connect() as connection:
            row = connection.execute(select(r).where(r.c.id == item_id)).one_or_none()
            if row is None:
                return None
            item = item_of(row)
            claims = self._claims(connection, item.subjects)
            places = self._places(connection, [item.incident] if item.incident else [])
        return self._entry(item, claims, places.get(item.incident or "", ""))

    def claim_entry(self, claim_id: str) -> QueueEntry | None:
        """The question whether one claim is right, for a claim that nobody put in the queue."""
        self._sync()
        with self.engine.connect() as connection:
            claims = self._claims(connection, [claim_id])
            if claim_id not in claims:
                return None
            incident = self._incident_of(connection, claim_id)
            places = self._places(connection, [incident] if incident else [])
        item = ReviewItem(f"claim:{claim_id}", "claim", (claim_id,), incident)
        return self._entry(item, claims, places.get(incident or "", ""))

    def rule(self, ruling: Ruling) -> Judgement:
        """Append a ruling.

        Raises:
            OvertakenError: someone ruled on a subject since `seen`; nothing was written.
        """
        try:
            judgement = self.ledger.journal.judge(
                ruling.verdict,
                ruling.subjects,
                by=ruling.by,
                at=datetime.now(UTC),
                reason=ruling.reason,
                field=ruling.field,
                value=ruling.value,
                seen=ruling.seen,
            )
        except Overtaken as error:
            raise OvertakenError(error.found) from error
        self._follow()
        return judgement

    def version(self, subjects: Iterable[str]) -> int:
        """How many rulings have named any of these subjects by now."""
        self._sync()
        return self._docket.version(subjects)

    def undo(self, by: str) -> Judgement | None:
        """Take back this reviewer's latest ruling that stands; None when there is none left."""
        self._sync()
        last = self._docket.last_of(by)
        if last is None:
            return None
        self.ledger.journal.judge(Verdict.UNDO, (last.id,), by=by, at=datetime.now(UTC))
        self._follow()
        return last

    def is_undone(self, judgement_id: str) -> bool:
        """True when a ruling was taken back."""
        return self._docket.is_undone(judgement_id)

    def _follow(self) -> None:
        self._sync()
        if self._after_ruling:
            self._after_ruling()


def _both_orders(keys: Iterable[str]) -> list[str]:
    found = []
    for key in keys:
        subjects = json.loads(key)
        found += [json.dumps(subjects, ensure_ascii=False), json.dumps(subjects[::-1], ensure_ascii=False)]
    return found
