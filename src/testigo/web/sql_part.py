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
        s = view.view_standings.c
        with self.engine.connect() as connection:
            return connection.execute(
                select(s.incident).where(s.claim == claim_id).order_by(s.incident).limit(1)
            ).scalar_one_or_none()

    def _claims(self, connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
        c = tables.claims.c
        reader = connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == "reader")).scalar()
        found: dict[str, Claim] = {}
        for chunk in chunks(sorted(set(ids))):
            for row in connection.execute(select(c.id, c.json).where(c.id.in_(chunk), c.reader == reader)):
                found[row.id] = claim_from_json(json.loads(row.json))
        return found

    def _sync(self, connection: Connection) -> None:
        """Let the states in `view_reviews` follow the journal, and follow it anew when the view was written again."""
        with self._sync_lock:
            changed = self._docket.catch_up(connection)
            revision = self.ledger.get("view_revision")
            keys = set(self._docket.questions()) if revision != self._view_revision else changed
            self._view_revision = revision
        if not keys:
            return
        r = view.view_reviews
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
