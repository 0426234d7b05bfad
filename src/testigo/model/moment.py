"""Moments: resolved days, and time expressions that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from testigo.model.text import Part, Span


class Granularity(StrEnum):
    """How finely the words commit their author."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Unknown, with the reason. `value` keeps what the words do say: TIMEX3 with X for the unknown ("XXXX-01-09")."""

    reason: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Days, both ends inclusive."""

    first: date
    last: date
    precision: Granularity = Granularity.DAY

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"an interval ends before it begins: {self.first} > {self.last}")

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 value. `interval` is None for durations and sets, which name no days."""

    span: Span
    type: str  # DATE, TIME, DURATION, SET
    value: str
    interval: Interval | Unresolved | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When a claim says it happened: the days, and the words that tell them (None: told by no words of their own).

    `evidence` says what decided; `alternatives` are the next nearest expressions of other days, "VALUE words" each.
    """

    interval: Interval | Unresolved
    phrase: str | None = None
    span: Span | None = None
    part: Part = Part.BODY
    evidence: str = ""
    alternatives: tuple[str, ...] = ()
