"""Sources: what reconciling needs to know of a document, and who copied whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A document seen from outside: its header and the fingerprint of its text.

    `signature` is a MinHash over word shingles, 128 little-endian numbers of 32 bits (empty for a text too short to compare); `agencies` are the wire credits found in it.
    `published_at` is the moment of publication where the hour is known. `names` are hashes of the proper names in the text (persons,
    places, bodies), which reconciling weighs when two reports give no common day. `marks` are hashes of its numbers, names and days in
    their order, by which its translation is known (empty for a text that makes no claim).
    """

    document: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    agencies: tuple[str, ...] = ()
    signature: bytes = b""
    text_sha256: str = ""
    published_at: datetime | None = None
    names: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Documents that are one text: the earliest is `original`; `altered` names those whose figures differ from it (R11)."""

    original: str
    copies: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    reason: str = ""
