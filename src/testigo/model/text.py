"""Document and Span: what was published, and stretches of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: code points, half-open `[start, stop)`, never empty."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError(f"not a span: [{self.start}, {self.stop})")

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.stop]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.stop and other.start < self.stop

    def covers(self, other: Span) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.stop <= self.stop


class Part(StrEnum):
    """Which text of a document a span belongs to."""

    TITLE = "title"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Document:
    """One report as captured. `published` None means that the day is not known, and nothing may be put in its place.

    `published_from` says where the day was found: given, metadata, dateline or unknown. `published_at` is the moment, where the hour is known.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    published_from: str = "unknown"
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published_at: datetime | None = None

    def part(self, part: Part) -> str:
        """The text that spans of this part index into."""
        return (self.title or "") if part is Part.TITLE else self.text


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: a row with a reason, while the run goes on."""

    document: str
    stage: str
    reason: str
