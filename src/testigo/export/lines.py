"""Incidents as JSON lines, for programs: the records of `testigo incidents` without words of the reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO


def write_jsonl(records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write one record a line. Returns how many."""
    count = 0
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
        count += 1
    return count
