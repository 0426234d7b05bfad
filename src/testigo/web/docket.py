"""What people have ruled so far, kept in step with the journal, and where that leaves each review item."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from testigo.ledger import tables
from testigo.model.judgement import Judgement, Verdict
from testigo.web.desk_data import ReviewState


def subjects_key(subjects: Iterable[str]) -> str:
    """A set of subjects as one text, in whatever order they were named."""
    return json.dumps(sorted(set(subjects)), ensure_ascii=False)


def state_of(judgements: Sequence[Judgement]) -> ReviewState:
    """Where standing rulings on one question leave it: each reviewer's latest word counts once.

    One reviewer decides, a second agrees or disputes; nobody but the unsure leaves it unsure.
    """
    latest: dict[str, Judgement] = {}
    for judgement in judgements:
        latest[judgement.by] = judgement
    said = {j.by: _word(j) for j in latest.values() if j.verdict is not Verdict.UNSURE}
    if not latest:
        return ReviewState.OPEN
    if not said:
        return ReviewState.UNSURE
    if len(set(said.values())) > 1:
        return ReviewState.DISPUTED
    return ReviewState.AGREED if len(said) > 1 else ReviewState.JUDGED


def _word(judgement: Judgement) -> tuple[str, str | None, str | None]:
    return (judgement.verdict.value, judgement.field, judgement.value)


class Docket:
    """The journal's rulings in memory: read once, then only what is new. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seq = 0
        self._all: list[Judgement] = []
        self._undone: set[str] = set()
        self._on: dict[str, list[Judgement]] = defaultdict(list)
        self._questions: dict[str, list[Judgement]] = defaultdict(list)
        self._by_id: dict[str, Judgement] = {}
        self._retractions: list[Judgement] = []

    def catch_up(self, connection: Connection) -> set[str]:
        """Read the entries written since; the keys of the questions whose state may have changed."""
        log = tables.log
        changed: set[str] = set()
        with self._lock:
            query = (
                select(log.c.seq, log.c.id, log.c.at, log.c.by, log.c.body, log.c.previous)
                .where(log.c.kind == "judgement", log.c.seq > self._seq)
                .order_by(log.c.seq)
            )
            for row in connection.execute(query):
                body = json.loads(row.body)
                judgement = Judgement(
                    row.id,
                    Verdict(body["verdict"]),
                    tuple(body["subjects"]),
                    row.by,
                    datetime.fromisoformat(row.at),
                    body.get("reason") or "",
                    body.get("field"),
                    body.get("value"),
                    row.previous,
                )
                self._seq = row.seq
                changed.update(self._take(judgement))
        return changed

    def _take(self, judgement: Judgement) -> set[str]:
        self._all.append(judgement)
        self._by_id[judgement.id] = judgement
        if judgement.verdict is Verdict.RETRACT:
            self._retractions.append(judgement)
        for subject in judgement.subjects:
            self._on[subject].append(judgement)
        if judgement.verdict is not Verdict.UNDO:
            key = subjects_key(judgement.subjects)
            self._questions[key].append(judgement)
            return {key}
        self._undone = self._work_out_undone()
        touched: set[str] = set()
        pending = list(judgement.subjects)
        while pending:
            target = self._by_id.get(pending.pop())
            if target is None:
                continue
            if target.verdict is Verdict.UNDO:
                pending.extend(target.subjects)
            else:
                touched.add(subjects_key(target.subjects))
        return touched

    def _work_out_undone(self) -> set[str]:
        """To undo an undoing puts the first ruling back, as the journal has it."""
        undone: set[str] = set()
        for judgement in reversed(self._all):
            if judgement.verdict is Verdict.UNDO and judgement.id not in undone:
                undone.update(judgement.subjects)
        return undone

    def version(self, subjects: Iterable[str]) -> int:
        """How many rulings have named any of these subjects, undone ones included."""
        with self._lock:
            return len({j.id for subject in set(subjects) for j in self._on.get(subject, ())})

    def naming(self, subjects: Iterable[str]) -> tuple[Judgement, ...]:
        """The rulings that named any of these subjects, in order of time."""
        with self._lock:
            found = {j.id: j for subject in set(subjects) for j in self._on.get(subject, ())}
        return tuple(sorted(found.values(), key=lambda j: (j.at, j.id)))

    def standing(self, key: str) -> tuple[Judgement, ...]:
        """The rulings in force on one question."""
        with self._lock:
            return tuple(j for j in self._questions.get(key, ()) if j.id not in self._undone)

    def is_undone(self, judgement_id: str) -> bool:
        """True when a ruling was taken back."""
        return judgement_id in self._undone

    def questions(self) -> tuple[str, ...]:
        """The keys of all questions that anyone ruled on."""
        with self._lock:
            return tuple(self._questions)

    def judged_by(self, reviewer: str) -> set[str]:
        """The keys of the questions on which this reviewer's word stands."""
        with self._lock:
            return {
                key
                for key, rulings in self._questions.items()
                if any(j.by == reviewer and j.id not in self._undone for j in rulings)
            }

    def withdrawn(self) -> frozenset[str]:
        """The documents that a standing ruling retracts."""
        with self._lock:
            return frozenset(
                subject
                for judgement in self._retractions
                if judgement.id not in self._undone
                for subject in judgement.subjects
            )

    def last_of(self, reviewer: str) -> Judgement | None:
        """The latest ruling of a reviewer that still stands, which is what undo takes back."""
        with self._lock:
            for judgement in reversed(self._all):
                if (
                    judgement.by == reviewer
                    and judgement.verdict is not Verdict.UNDO
                    and judgement.id not in self._undone
                ):
                    return judgement
        return None
