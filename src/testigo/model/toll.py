"""Figures as told and tolls as reconciled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from testigo.model.text import Span


class Measure(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    ARRESTED = "arrested"
    MISSING = "missing"
    PARTICIPANTS = "participants"
    DISPLACED = "displaced"


class Hedge(StrEnum):
    """How far the words commit their source to the number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    UP_TO = "up_to"
    ALMOST = "almost"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE = "vague"


class Group(StrEnum):
    """Who was counted."""

    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    POLICE = "police"
    SOLDIERS = "soldiers"
    SECURITY = "security"
    STUDENTS = "students"
    MINORS = "minors"
    JOURNALISTS = "journalists"
    HEALTH_WORKERS = "health_workers"
    BYSTANDERS = "bystanders"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The people counted, as the number is printed; an open end is None (DESIGN §3, rule R1)."""

    low: int | None
    high: int | None
    hedge: Hedge = Hedge.EXACT

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("bounds need at least one end")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds out of order: {self.low} > {self.high}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people as a report tells it. `phrase` is the words, `span` where they stand in the passage."""

    measure: Measure
    bounds: Bounds
    phrase: str
    span: Span
    group: Group = Group.UNSPECIFIED
    is_subset: bool = False


class Grade(StrEnum):
    """How well a toll is vouched for (rule R19)."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True)
class Toll:
    """A reconciled figure: rules that fired and claims it rests on are listed. `best` None: only vague words (R9).

    `max_open` True is printed "N+". `discrepancy` is the number of distinct values told, minus 1 (R22). `notes` are what a reader must
    be told beside the number (which groups and causes are in it, parts that do not add up).
    """

    minimum: int
    best: int | None
    maximum: int
    max_open: bool = False
    grade: Grade = Grade.WEAK
    by_group: tuple[tuple[Group, Toll], ...] = ()
    claims: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    discrepancy: int = 0
    notes: tuple[str, ...] = ()
