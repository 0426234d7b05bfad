"""Incidents as JSON lines, for programs: the records of `testigo incidents` without words of the reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

_WORDS = ("phrase", "span", "alternatives", "evidence", "in_title")


def public_record(record: Mapping[str, Any], profile: str) -> dict[str, Any]:
    """An incident without phrases, and no finer than a town (SAFETY 17)."""
    when = {key: value for key, value in record["when"].items() if key not in _WORDS}
    where = {key: value for key, value in record["where"].items() if key not in _WORDS}
    if where.get("precision") == "site":
        where["precision"] = "town"
    return {**record, "when": when, "where": where, "profile": profile}


def write_jsonl(records: Iterable[Mapping[str, Any]], out: TextIO, *, profile: str = "testigo") -> int:
    """Write one incident a line. Returns how many."""
    count = 0
    for record in records:
        out.write(json.dumps(public_record(record, profile), ensure_ascii=False, separators=(",", ":")) + "\n")
        count += 1
    return count
