"""The desk's questions, answered from a ledger's tables."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from testigo.export.formats import Format, Profile
from testigo.export.writing import Exported, deliver
from testigo.ledger import view
from testigo.ledger.store import Ledger
from testigo.web.addresses import query_of
from testigo.web.desk_data import SORTS, Counts, Filters, LogEntry, file_name
from testigo.web.sql_evidence import EvidenceQueries
from testigo.web.sql_overview import OverviewQueries
from testigo.web.sql_review import ReviewQueries


class SqlDesk(OverviewQueries, EvidenceQueries, ReviewQueries):
    """The desk over one ledger: `desk_data.DeskData`, answered in SQL."""

    def __init__(self, ledger: Ledger, after_ruling: Callable[[], None] | None = None) -> None:
        super().__init__(ledger, after_ruling)
        self._exporting = threading.Lock()  # one at a time: an export reads the whole ledger

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

    def export(
        self, to: Format, profile: Profile, filters: Filters, by: str, folder: Path
    ) -> tuple[Path, Exported]:
        """Write what fits the filters into a file in a folder, masked for the public, and log it. The file's name tells the profile."""
        narrowed = "" if filters.is_empty else query_of(replace(filters, sort=SORTS[0], page=1)).lstrip("?")
        path = folder / file_name(to, profile, is_part=bool(narrowed))
        with self._exporting:
            done = deliver(
                self.ledger,
                to,
                path,
                by=by,
                at=datetime.now(UTC),
                profile=profile,
                only=self.ids(filters) if narrowed else None,
                narrowed_to=narrowed,
            )
        return path, done

    def note(self, kind: str, by: str, body: Mapping[str, object]) -> None:
        self.ledger.journal.append(kind, dict(body), by=by, at=datetime.now(UTC))
