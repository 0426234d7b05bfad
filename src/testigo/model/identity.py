"""Ids made from content, equal on every machine."""

from __future__ import annotations

import hashlib
import json


def content_id(prefix: str, *parts: object) -> str:
    """An id of 16 hex digits behind a prefix, from the parts' canonical JSON.

    >>> content_id("c", "doc-1", 4, None) == content_id("c", "doc-1", 4, None)
    True
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"{prefix}-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
