"""The desk's questions, answered from a ledger's tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import func, select

from testigo.ledger import view
from testigo.web.desk_data import Counts, LogEntry
from testigo.web.sql_evidence import EvidenceQueries
from testigo.web.sql_overview import OverviewQueries
from testigo.web.sql_review import ReviewQueries


class SqlDesk(OverviewQueries, EvidenceQueries, ReviewQueries):
    """The desk over one ledger: `desk_data.DeskData`, answered in SQL."""

    def counts(self) -> Counts:
        held = self.ledger.counts()
        r = view.view_reviews.c
        with self.engine.connect() as connection:
            waiting = connection.execute(select(func.count()).where(r.state == "open")).scalar_one()
        return Counts(held["documents"], held["claims"], held["incidents"], held["failures"], int(waiting))

    def is_stale(self) -> bool:
        """True while the view waits to be worked out from the newest claims and rulings."""
        return self.ledger.is_stale()

    def log(self, before: int | None, limit: int) -> tuple[LogEntry, ...]:
        return tuple(
            LogEntry(entry.seq, entry.kind, entry.at, entry.by, json.loads(entry.body), entry.hash)
            for entry in self.ledger.journal.entries(limit=limit, before=before)
        )

    def note(self, kind: str, by: str, body: Mapping[str, object]) -> None:
        self.ledger.journal.append(kind, dict(body), by=by, at=datetime.now(UTC))
