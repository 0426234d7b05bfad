"""What a time expression says, before anybody knows when the report was written.

A meaning is a small record: "last Thursday" is `Calendar(weekday=4, direction=-1)`, "two years ago" is
`Shift(Unit.YEAR, -2, Anchor.SPEECH)`, "five days" is `Length(5, Unit.DAY)`. Resolving turns meanings into days.

Source: TIMEX3 (Pustejovsky et al. 2003, TimeML; ISO 24617-1) for the types and the letters of the units.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from testigo.model.text import Span


class Unit(StrEnum):
    """Units of the calendar and the clock."""

    SECOND = "S"
    MINUTE = "MIN"
    HOUR = "H"
    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    THIRD = "T"  # cuatrimestre: four months
    HALF = "HY"  # semester: six months
    SEASON = "SN"
    YEAR = "Y"
    DECADE = "E"
    CENTURY = "C"
    MILLENNIUM = "L"
    PERIOD = "X"  # "the period": whatever stretch is being spoken of

    @property
    def is_clock(self) -> bool:
        """True for the units below a day, which TIMEX3 writes behind a T."""
        return self in (Unit.SECOND, Unit.MINUTE, Unit.HOUR)


class Anchor(StrEnum):
    """From which day a shift counts."""

    SPEECH = "speech"  # the day of writing: "ago", "yesterday", "last week"
    REFERENCE = "reference"  # the day the text speaks of: "earlier", "the next day", "la víspera"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date by its names. Fields that the words leave open are None.

    `weekday` counts from Monday 1 to Sunday 7. `direction` is -1 for "last", 0 for "this", 1 for "next". `year_shift` is a year told
    by its distance from the year of writing ("last year's third quarter": -1). `week` 0 is the week of the date, 6 its weekend.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    third: int | None = None
    half: int | None = None
    season: str | None = None
    holiday: str | None = None
    week: int | None = None
    direction: int | None = None
    year_shift: int | None = None
    anchor: Anchor = Anchor.SPEECH


@dataclass(frozen=True, slots=True)
class Era:
    """A decade or a century by its leading digits: the 1990s "199", the 20th century "19"."""

    digits: str


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before (negative) or after the anchor; 0 is the unit that holds it ("this week", "that day").

    `amount` None: an untold number of units ("weeks ago"). `sign` is -1 or 1 where the words count units ("a year ago"), else 0 ("last year").
    """

    unit: Unit
    amount: float | None
    anchor: Anchor = Anchor.SPEECH
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch by its length. `amount` None: untold ("some weeks"). `frame` -1: the stretch up to the anchor ("the last two days"), 1: from it.

    `rest` holds further parts ("two hours and 30 minutes").
    """

    amount: float | None
    unit: Unit
    frame: int = 0
    rest: tuple[tuple[float, Unit], ...] = ()


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth day, week … of something that goes on: "a fifth day", «tercer día consecutivo»."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A set: its TIMEX3 value ("P1D" every day, "XXXX-WXX-1" Mondays)."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A time that no calendar holds: PRESENT_REF, PAST_REF or FUTURE_REF."""

    value: str


Meaning = Calendar | Era | Shift | Length | Nth | Recurrence | Reference


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, unvalued. `span` is into the text that was searched.

    `part` is a TIMEX3 part of day (MO, MI, AF, EV, NI, DT), `clock` a time of day ("22:00", with Z for UTC), `edge` START, MID or END
    of what the meaning names, `mod` APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE or EQUAL_OR_LESS.
    """

    span: Span
    type: str
    meaning: Meaning
    part: str = ""
    clock: str = ""
    edge: str = ""
    mod: str = ""
