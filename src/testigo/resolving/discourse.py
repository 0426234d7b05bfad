"""What a text has spoken of so far: the days that later expressions count from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from testigo.language.timex_meanings import (
    Calendar,
    Unit,
)
from testigo.model.moment import Granularity, Interval, Unresolved
from testigo.resolving.calendars import interval_of

UNKNOWN = {
    Unit.WEEK: "XXXX-WXX",
    Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX",
    Unit.HALF: "XXXX-HX",
}
UNKNOWN |= {
    Unit.THIRD: "XXXX-TX",
    Unit.YEAR: "XXXX",
    Unit.DECADE: "XXX",
    Unit.CENTURY: "XX",
    Unit.MILLENNIUM: "X",
    Unit.PERIOD: "PXX",
}


_NEAR_DAYS = 2
_MONTH_AND_DAY = re.compile(r"XXXX-\d\d-\d\d(?!\d)")

Valued = tuple[str, Interval | Unresolved | None]


@dataclass(slots=True)
class Discourse:
    """What the text has spoken of so far."""

    published: date | None
    day: date | None = None  # the last day named
    interval: Interval | None = None  # the last stretch named
    focus: str | None = None  # the month or quarter spoken of, as a value
    quarter: date | None = None  # the first day of the quarter in focus
    year: int | None = None  # a year stated in this paragraph
    stated: frozenset[int] = frozenset()  # the years of all dates of the text that are told in full
    named: frozenset[int] = frozenset()  # these, and years told by themselves
    paragraph: int = -1
    named_in: int = -1  # the paragraph of the last stretch named
    follows: date | None = (
        None  # the first end of a stretch whose other end is at hand ("from 28 April to 5 May")
    )
    at: int = 0  # where the expression at hand stands
    year_at: int = 0  # where the year was stated
    is_opening: bool = False  # at the beginning of a paragraph
    far: date | None = None  # the last day named that lies well before the day of writing
    yearless: str | None = None  # the last day named, where its year is not known: "XXXX-04-28"
    is_distal: bool = False  # the expression at hand points there: «aquel día», "that day"

    def note(self, value: str, interval: Interval, meaning: object) -> None:
        """Remember what an expression named."""
        if interval.precision is Granularity.DAY:
            self.day, self.yearless = interval.first, None
            if self.published is not None and (self.published - interval.first).days > _NEAR_DAYS:
                self.far = interval.first
        self.interval, self.named_in = interval, self.paragraph
        if not isinstance(meaning, Calendar):
            return
        if (meaning.month and not meaning.day) or meaning.quarter:
            self.focus = value
        if meaning.quarter and (
            meaning.year is None or self.published is None or meaning.year == self.published.year
        ):
            self.quarter = interval.first
        if meaning.year is not None and self.is_opening:
            self.year, self.year_at = meaning.year, self.at

    def note_yearless(self, value: str) -> None:
        """Remember a day of a month whose year nothing tells, where no day is known: "ese día" after it is that day."""
        if self.day is None and _MONTH_AND_DAY.match(value):
            self.yearless = value[:10]


def days_of(value: str, reason: str = "no such day in the calendar") -> Valued:
    interval = interval_of(value)
    return value, interval if interval is not None else Unresolved(reason, value)


def missing(value: str, what: str) -> Valued:
    return value, Unresolved(f"{what} without a publication date", value)
