"""What the desk asks of a ledger: the questions, the answers' shapes, and the protocol that answers them.

Pages know only these records. `desk_sql.SqlDesk` answers from the ledger's tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from testigo.export.formats import Format, Profile
from testigo.export.writing import Exported
from testigo.model.claim import Claim, Kind
from testigo.model.incident import Campaign, Incident, Standing
from testigo.model.judgement import Judgement, ReviewItem, Verdict
from testigo.model.text import Document, Failure
from testigo.model.toll import Grade, Measure

PAGE_SIZE = 50


class Flag(StrEnum):
    """What a reader may want to see alone, as it stands in an address."""

    SINGLE_SOURCE = "single-source"
    PARTY_ONLY = "party-only"
    CONTESTED = "contested"
    UNLOCATED = "unlocated"
    RESIDUAL = "residual"
    NEEDS_REVIEW = "needs-review"


SORTS = ("-date", "date", "-killed", "killed", "place", "-place", "-origins", "origins")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents are looked at. Days are inclusive; an incident fits when its days touch the stretch."""

    place: str = ""
    first: date | None = None
    last: date | None = None
    kinds: tuple[Kind, ...] = ()
    measure: Measure | None = None
    grades: tuple[Grade, ...] = ()
    flags: tuple[Flag, ...] = ()
    campaign: str = ""
    sort: str = "-date"
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """True when nothing narrows the view."""
        narrowing = (
            self.place,
            self.first,
            self.last,
            self.kinds,
            self.measure,
            self.grades,
            self.flags,
            self.campaign,
        )
        return not any(narrowing)


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in a list, with what marks it."""

    incident: Incident
    flags: tuple[Flag, ...] = ()
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """How many incidents fit, and the people killed in them, summed over the single incidents only (never over cumulative claims)."""

    incidents: int = 0
    killed_min: int = 0
    killed_best: int = 0
    killed_max: int = 0
    unlocated: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class MapPoint:
    """The incidents at one place. `incident` is its id where there is only one."""

    lat: float
    lon: float
    name: str
    country: str
    precision: str
    radius_km: float
    incidents: int
    killed: int
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of days on the timeline, both ends inclusive."""

    first: date
    last: date
    incidents: int
    killed: int


@dataclass(frozen=True, slots=True)
class RangeBar:
    """An incident known only to lie within some days."""

    incident: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Counts by stretch; `before` and `after` are the incidents outside the chosen days that fit otherwise."""

    bins: tuple[Bin, ...] = ()
    ranges: tuple[RangeBar, ...] = ()
    more_ranges: int = 0
    before: int = 0
    after: int = 0
    step: str = "day"


@dataclass(frozen=True, slots=True)
class CampaignHead:
    """A campaign in a list."""

    id: str
    name: str
    first: date
    last: date
    incidents: int
    points: int


@dataclass(frozen=True, slots=True)
class RunningDay:
    """The sum over a campaign's incidents up to and including a day."""

    day: date
    minimum: int
    best: int
    maximum: int


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign's cumulative claims, the running sum to set them against, and the claims themselves."""

    campaign: Campaign
    running: tuple[RunningDay, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    measure: Measure = Measure.KILLED


@dataclass(frozen=True, slots=True)
class Header:
    """A document without its text. `original` names the document that it copies; `is_altered` marks a copy with other figures (R11)."""

    id: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_from: str = "unknown"
    url: str | None = None
    language: str | None = None
    claims: int = 0
    original: str | None = None
    is_altered: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IncidentView:
    """All that the incident page shows."""

    incident: Incident
    claims: Mapping[str, Claim]
    standings: Mapping[str, Standing]
    headers: Mapping[str, Header]
    flags: tuple[Flag, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    reviews: tuple[ReviewItem, ...] = ()
    campaigns: tuple[CampaignHead, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as captured, with its claims and where each of them leads."""

    document: Document
    header: Header
    claims: tuple[Claim, ...]
    incidents: Mapping[str, str]
    campaigns: Mapping[str, str]
    copies: tuple[Header, ...] = ()


class ReviewState(StrEnum):
    """Where a review item stands."""

    OPEN = "open"
    JUDGED = "judged"
    AGREED = "agreed"
    DISPUTED = "disputed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A review item with its state. `version` counts the judgements that named its subjects: a write must have seen them all."""

    item: ReviewItem
    state: ReviewState
    version: int
    judgements: tuple[Judgement, ...] = ()
    claims: tuple[Claim, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """A stretch of the review queue, the most telling first."""

    entries: tuple[QueueEntry, ...]
    total: int
    counts: Mapping[str, int]
    page: int = 1


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a reviewer wants recorded. `seen` is the version that stood on the screen: a write that has not seen
    every earlier ruling on its subjects is refused.
    """

    verdict: Verdict
    subjects: tuple[str, ...]
    by: str
    reason: str = ""
    field: str | None = None
    value: str | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the hash-chained log."""

    number: int
    kind: str
    at: str
    by: str
    body: Mapping[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the ledger holds."""

    documents: int = 0
    claims: int = 0
    incidents: int = 0
    failures: int = 0
    waiting: int = 0


SUFFIXES: Mapping[Format, str] = {
    Format.CSV: "csv",
    Format.GEOJSON: "geojson",
    Format.JSONL: "jsonl",
    Format.ACLED: "csv",
    Format.UCDP: "csv",
    Format.PLOVER: "jsonl",
    Format.FTM: "ftm.jsonl",
    Format.PARQUET: "parquet",
    Format.XLSX: "xlsx",
    Format.PACKAGE: "zip",
}


def file_name(to: Format, profile: Profile, *, is_part: bool) -> str:
    """What an export's file is called: its shape, the profile of its figures, and whether filters narrowed it.

    >>> file_name(Format.ACLED, Profile.CONSERVATIVE, is_part=True)
    'testigo-acled_profile-conservative_part.csv'
    """
    return f"testigo-{to.value}_profile-{profile.value}{'_part' if is_part else ''}.{SUFFIXES[to]}"


class OvertakenError(Exception):
    """Someone else ruled on the same subjects after the screen was drawn; nothing was written. `found` holds what is there."""

    def __init__(self, found: Sequence[Judgement]) -> None:
        super().__init__("someone else ruled first")
        self.found = tuple(found)


class DeskData(Protocol):
    """What a ledger must answer for the desk. Unknown ids give None; nothing here changes its arguments."""

    def counts(self) -> Counts: ...

    def rows(self, filters: Filters) -> tuple[IncidentRow, ...]: ...

    def sums(self, filters: Filters) -> Sums: ...

    def points(self, filters: Filters) -> tuple[MapPoint, ...]: ...

    def timeline(self, filters: Filters) -> Timeline: ...

    def ids(self, filters: Filters) -> frozenset[str]: ...

    def export(
        self, to: Format, profile: Profile, filters: Filters, by: str, folder: Path
    ) -> tuple[Path, Exported]: ...

    def campaigns(self, filters: Filters | None = None) -> tuple[CampaignHead, ...]: ...

    def campaign(self, campaign_id: str, measure: Measure = Measure.KILLED) -> CampaignView | None: ...

    def incident(self, incident_id: str) -> IncidentView | None: ...

    def nearby(self, incident_id: str, limit: int = 8) -> tuple[IncidentRow, ...]: ...

    def claim(self, claim_id: str) -> Claim | None: ...

    def incident_of(self, claim_id: str) -> str | None: ...

    def reports(self, search: str, page: int) -> tuple[tuple[Header, ...], int]: ...

    def report(self, document_id: str) -> ReportView | None: ...

    def failures(self, limit: int = 200) -> tuple[Failure, ...]: ...

    def queue(self, state: str, kind: str, search: str, page: int, reviewer: str) -> Queue: ...

    def entry(self, item_id: str) -> QueueEntry | None: ...

    def claim_entry(self, claim_id: str) -> QueueEntry | None: ...

    def rule(self, ruling: Ruling) -> Judgement: ...

    def version(self, subjects: Iterable[str]) -> int: ...

    def is_undone(self, judgement_id: str) -> bool: ...

    def is_stale(self) -> bool: ...

    def undo(self, by: str) -> Judgement | None: ...

    def log(self, before: int | None, limit: int) -> tuple[LogEntry, ...]: ...

    def note(self, kind: str, by: str, body: Mapping[str, object]) -> None: ...
