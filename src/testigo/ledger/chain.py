"""The hash chain over the log: to change, drop or reorder one entry breaks it at that entry (SAFETY 23)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `at` is ISO 8601 in UTC, `body` canonical JSON, `hash` covers all else and the entry before."""

    seq: int
    kind: str
    id: str
    at: str
    by: str
    body: str
    previous: str
    hash: str


def entry_hash(seq: int, kind: str, entry_id: str, at: str, by: str, body: str, previous: str) -> str:
    """SHA-256 over the entry's fields in a fixed order."""
    canonical = json.dumps(
        [seq, kind, entry_id, at, by, body, previous], ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def first_break(entries: Iterable[Entry]) -> int | None:
    """The place (from 1) of the first entry that does not fit the chain, or None for a whole one."""
    previous = GENESIS
    for place, entry in enumerate(entries, 1):
        expected = entry_hash(entry.seq, entry.kind, entry.id, entry.at, entry.by, entry.body, entry.previous)
        if entry.seq != place or entry.previous != previous or entry.hash != expected:
            return place
        previous = entry.hash
    return None
