"""What every part of the desk's questions shares: the ledger, its claims, and the rulings that the queue follows."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from testigo.ledger import tables, view
from testigo.ledger.store import Ledger
from testigo.model.claim import Claim
from testigo.model.interchange import claim_from_json
from testigo.web.docket import Docket, state_of
from testigo.web.stored import chunks


class SqlPart:
    """One ledger as the desk asks it. `after_ruling` is called when a ruling is on disk, to have the view worked out anew."""

    def __init__(self, ledger: Ledger, after_ruling: Callable[[], None] | None = None) -> None:
        self.ledger = ledger
        self.engine = ledger.engine
        self._after_ruling = after_ruling
        self._docket = Docket()
        self._sync_lock = threading.Lock()
        self._view_revision: str | None = None

    def incident_of(self, claim_id: str) -> str | None:
        with self.engine.connect() as connection:
            return self._incident_of(connection, claim_id)

    def _incident_of(self, connection: Connection, claim_id: str) -> str | None:
        s = view.view_standings.c
        query = select(s.incident).where(s.claim == claim_id).order_by(s.incident).limit(1)
        return connection.execute(query).scalar_one_or_none()

    def _withdrawn(self) -> frozenset[str]:
        """Documents that a standing ruling retracts, as of the latest `_sync`."""
        return self._docket.withdrawn()

    def _claims(
        self, connection: Connection, ids: Iterable[str] = (), *, document: str | None = None
    ) -> dict[str, Claim]:
        """Claims of the view's reader: those with some ids, or those of a document; none of a report that was withdrawn."""
        withdrawn = self._withdrawn()
        c, meta = tables.claims.c, tables.meta.c
        reader = connection.execute(select(meta.value).where(meta.key == "reader")).scalar()
        asked = (
            [c.id.in_(chunk) for chunk in chunks(sorted(set(ids)))]
            if document is None
            else [c.document == document]
        )
        found: dict[str, Claim] = {}
        for condition in asked:
            # the reader is compared here: an index on it, which nearly every row shares, would mislead the planner
            for row in connection.execute(select(c.id, c.json, c.reader, c.document).where(condition)):
                if row.reader == reader and row.document not in withdrawn:
                    found[row.id] = claim_from_json(json.loads(row.json))
        return found

    def _sync(self) -> None:
        """Let the states in `view_reviews` follow the journal, and follow it anew when the view was written again.

        Called before a question takes its connection: no thread ever holds one and waits for another.
        """
        meta, r = tables.meta, view.view_reviews
        with self._sync_lock:
            with self.engine.connect() as connection:
                changed = self._docket.catch_up(connection)
                revision = connection.execute(
                    select(meta.c.value).where(meta.c.key == "view_revision")
                ).scalar()
            keys = set(self._docket.questions()) if revision != self._view_revision else changed
            self._view_revision = revision
        if not keys:
            return
        with self.ledger.writing() as writer:
            for key in keys:
                subjects = json.loads(key)
                orders = [json.dumps(order, ensure_ascii=False) for order in (subjects, subjects[::-1])]
                state = state_of(self._docket.standing(key)).value
                found = writer.execute(
                    select(r.c.id).where(r.c.subjects.in_(orders), r.c.state != state)
                ).scalars()
                for item in list(found):
                    view.set_review_state(writer, item, state)
