"""Dates and figures of journalists' timelines (crisis_es): testigo's incidents and day totals in the format of score_timeline.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cases import document

from testigo.model.moment import Interval
from testigo.model.toll import Measure
from testigo.running import stages

_KINDS = {Measure.KILLED: "killed", Measure.INJURED: "injured", Measure.ARRESTED: "arrested"}


def predict(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a topic and day, with every figure that a claim gives for it."""
    found: dict[tuple[str, str], set[tuple[str, int | None, int | None]]] = defaultdict(set)
    for row in rows:
        for claim in stages.read(
            document({"id": row["doc_id"], "text": row["text"], "date": row["date"]})
        ).claims:
            if claim.figure is None or not isinstance(claim.when.interval, Interval):
                continue
            bounds = claim.figure.bounds
            kind = _KINDS.get(claim.figure.measure, "other")
            found[row["topic"], claim.when.interval.last.isoformat()].add((kind, bounds.low, bounds.high))
    return [
        {
            "topic": topic,
            "date": day,
            "figures": [
                {"kind": kind, "value": low if low is not None else high}
                for kind, low, high in sorted(figures, key=lambda f: (f[0], f[1] or 0, f[2] or 0))
            ],
        }
        for (topic, day), figures in sorted(found.items())
    ]
