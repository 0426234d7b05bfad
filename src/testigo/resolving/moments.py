"""Gives time expressions their TIMEX3 values and days: against the day of writing, the day the text speaks of, or neither.

A shift that counts from the day of writing ("yesterday", "last week", a bare weekday) needs `published`; without it the expression
stays Unresolved, with the reason, and its value keeps what the words do say ("XXXX-01-09"). A shift from the day spoken of ("that day",
"a week later") needs an expression before it. The publication day never stands in for either.

Source: TimeML annotation guidelines 1.2.1 (Saurí et al. 2006) for the values; comparisons in business reports ("a year earlier")
take the quarter in focus, as TimeBank's annotators did.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from testigo.language.timex import find_time_expressions
from testigo.language.timex_holidays import holiday
from testigo.language.timex_meanings import (
    Anchor,
    Calendar,
    Era,
    Length,
    Nth,
    Recurrence,
    Reference,
    Shift,
    TimeExpression,
    Unit,
)
from testigo.model.analysis import Passage
from testigo.model.moment import Granularity, Interval, Timex, Unresolved
from testigo.model.text import Span
from testigo.resolving.calendars import add_days, add_months, edge_of, interval_of, value_at, week_value
from testigo.resolving.tenses import Tense, tense_at

UNKNOWN = {Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.MONTH: "XXXX-XX", Unit.QUARTER: "XXXX-QX", Unit.HALF: "XXXX-HX"}
UNKNOWN |= {Unit.THIRD: "XXXX-TX", Unit.YEAR: "XXXX", Unit.DECADE: "XXX", Unit.CENTURY: "XX", Unit.MILLENNIUM: "X", Unit.PERIOD: "PXX"}
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

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
    paragraph: int = -1
    named_in: int = -1  # the paragraph of the last stretch named
    follows: date | None = None  # the first end of a stretch whose other end is at hand ("from 28 April to 5 May")
    at: int = 0  # where the expression at hand stands
    year_at: int = 0  # where the year was stated
    is_opening: bool = False  # at the beginning of a paragraph

    def note(self, value: str, interval: Interval, meaning: object) -> None:
        """Remember what an expression named."""
        if interval.precision is Granularity.DAY:
            self.day = interval.first
        self.interval, self.named_in = interval, self.paragraph
        if not isinstance(meaning, Calendar):
            return
        if meaning.month and not meaning.day:
            self.focus = value
        elif meaning.quarter:
            self.focus = value
        if meaning.quarter and (meaning.year is None or self.published is None or meaning.year == self.published.year):
            self.quarter = interval.first
        if meaning.year is not None and self.is_opening:
            self.year, self.year_at = meaning.year, self.at


def _days(value: str, reason: str = "no such day in the calendar") -> Valued:
    interval = interval_of(value)
    return value, interval if interval is not None else Unresolved(reason, value)


def _missing(value: str, what: str) -> Valued:
    return value, Unresolved(f"{what} without a publication date", value)


def _nearest_weekday(weekday: int, day: date, direction: int) -> date:
    """The weekday (Monday 1) before (-1), on or before (-2), after (1), on or after (2) a day."""
    gap = (weekday - day.isoweekday()) % 7
    if direction == 2:
        return day + timedelta(days=gap)
    if direction == 1:
        return day + timedelta(days=gap or 7)
    back = (day.isoweekday() - weekday) % 7
    return day - timedelta(days=back if direction == -2 else back or 7)


def _weekday(meaning: Calendar, state: Discourse, tense: Tense) -> Valued:
    weekday = meaning.weekday or 1
    unknown = f"XXXX-WXX-{weekday}"
    if meaning.anchor is Anchor.REFERENCE:
        if state.day is None:
            return unknown, Unresolved("weekday counted from a day that the text does not name", unknown)
        return _days(_nearest_weekday(weekday, state.day, 1 if (meaning.direction or 0) >= 0 else -1).isoformat())
    if state.published is None:
        return _missing(unknown, "weekday")
    if meaning.direction == 1 or (meaning.direction is None and tense is Tense.FUTURE):
        way = 1 if meaning.direction == 1 else 2
    elif meaning.direction == 0:
        way = 2 if tense in (Tense.FUTURE, Tense.PRESENT) else -2
    else:
        way = -1 if meaning.direction == -1 else -2
    return _days(_nearest_weekday(weekday, state.published, way).isoformat())


def _distance(gap: float, tense: Tense) -> float:
    """Days between a date and the day of writing, made dear where the tense looks the other way.

    Deadlines stand in past clauses ("set Nov. 10 as the deadline"), but seldom more than two months ahead.
    """
    wrong = (gap > 0 and tense is Tense.PAST) or (gap < 0 and tense is Tense.FUTURE)
    return abs(gap) + (60 + 3 * abs(gap) if wrong else 0)


def _year_for(month: int, day: int | None, meaning: Calendar, state: Discourse, tense: Tense) -> int | None:
    """The year of a date told without one; None where nothing tells it."""
    published = state.published
    if meaning.year is not None:
        return meaning.year
    if meaning.year_shift is not None:
        base = published.year if meaning.anchor is Anchor.SPEECH and published else None
        if meaning.anchor is Anchor.REFERENCE and state.interval is not None:
            base = state.interval.first.year
        return None if base is None else base + meaning.year_shift
    if state.year is not None and meaning.direction is None and (published is None or state.year != published.year):
        return state.year
    if state.follows is not None and meaning.direction is None:
        return state.follows.year + ((month, day or 31) < (state.follows.month, state.follows.day))
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    if day is None:
        past = max((y for y in years if (y, month) <= (published.year, published.month)), default=published.year)
        strict = max((y for y in years if (y, month) < (published.year, published.month)), default=published.year)
        ahead = min((y for y in years if (y, month) >= (published.year, published.month)), default=published.year)
        later = min((y for y in years if (y, month) > (published.year, published.month)), default=published.year)
        if meaning.direction is not None:
            return {-1: strict, 1: later}.get(meaning.direction, published.year)
        return ahead if tense is Tense.FUTURE else past
    best: tuple[float, int] | None = None
    for y in years:
        try:
            then = date(y, month, day)
        except ValueError:
            continue
        gap = float((then - published).days)
        if meaning.weekday and then.isoweekday() != meaning.weekday:
            gap = gap + (1000 if gap >= 0 else -1000)
        against = (gap > 0 and meaning.direction == -1) or (gap < 0 and meaning.direction == 1)
        cost = abs(gap) + 400 if against else _distance(gap, tense if meaning.direction is None else Tense.UNKNOWN)
        if best is None or cost < best[0]:
            best = (cost, y)
    return best[1] if best else None


def _calendar(meaning: Calendar, state: Discourse, tense: Tense) -> Valued:
    published = state.published
    if meaning.holiday:
        return _holiday(meaning, state, tense)
    if meaning.month is not None:
        year = _year_for(meaning.month, meaning.day, meaning, state, tense)
        shown = f"{year:04d}" if year is not None else "XXXX"
        value = f"{shown}-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day is not None else "")
        if year is None:
            what = "month and day" if meaning.day is not None else "month"
            return value, Unresolved(f"{what} without a year, and no publication date", value)
        if meaning.week is not None:
            interval = interval_of(value)
            return _days(week_value(interval.first)) if interval else _days(value)
        return _days(value)
    if meaning.day is not None:
        return _day_of_month(meaning, state, tense)
    if meaning.weekday is not None:
        return _weekday(meaning, state, tense)
    if meaning.quarter == 0:  # "the same period last year"
        year = _year_for(1, None, meaning, state, tense)
        if year is None:
            return _missing("XXXX-QX", "period of a year")
        return _days(f"{year:04d}{state.focus[4:]}" if state.focus else f"{year:04d}")
    for n, letter, months in ((meaning.quarter, "Q", 3), (meaning.third, "T", 4), (meaning.half, "H", 6)):
        if n is not None:
            year = meaning.year
            if year is None and (meaning.year_shift is not None or published is None):
                year = _year_for(1, 1, meaning, state, tense)
            elif year is None and published is not None:
                start = (n - 1) * months + 1
                year = published.year
                ahead = meaning.direction == 1 or (tense is Tense.FUTURE and meaning.direction is None)
                if not ahead and start > published.month:
                    year -= 1
                elif ahead and start + months + 2 < published.month:  # results of a quarter are told for months after it
                    year += 1
            return _days(f"{year:04d}-{letter}{n}") if year else _missing(f"XXXX-{letter}{n}", "part of a year")
    if meaning.season is not None:
        year = meaning.year
        if year is None and published is not None:
            start = _SEASON_STARTS[meaning.season]
            year = published.year + (meaning.year_shift or 0)
            if meaning.year_shift is None:
                over = published.month >= start + 3 or (meaning.season == "WI" and published.month < 12)
                if meaning.direction == -1:
                    year -= 0 if over and meaning.season != "WI" else 1
                elif meaning.direction == 1:
                    year += 1 if published.month >= start else 0
                elif meaning.season == "WI" and published.month <= 2:
                    year -= 1
                elif meaning.direction is None and tense is not Tense.FUTURE and published.month < start:
                    year -= 1
        value = f"{year:04d}-{meaning.season}" if year else f"XXXX-{meaning.season}"
        return value, Unresolved("the months of a season depend on the hemisphere", value)
    if meaning.year is not None:
        return _days(f"{meaning.year:04d}")
    return "XXXX", Unresolved("nothing in the words tells a date", "XXXX")


def _day_of_month(meaning: Calendar, state: Discourse, tense: Tense) -> Valued:
    """«el día 13»: the nearest such day by the tense; near another day of the text, in that day's month."""
    day = meaning.day or 1
    unknown = f"XXXX-XX-{day:02d}"
    base = state.day if state.day is not None and meaning.direction is None else state.published
    if base is None:
        return _missing(unknown, "day without a month,")
    candidates = []
    for months in (-1, 0, 1):
        moved = add_months(base.replace(day=1), months)
        try:
            if moved is not None:
                candidates.append(moved.replace(day=day))
        except ValueError:
            continue
    if not candidates:
        return unknown, Unresolved("no such day in the calendar", unknown)
    anchor = state.published or base

    def cost(then: date) -> float:
        if meaning.weekday and then.isoweekday() != meaning.weekday:
            return 1000.0
        wrong = (then > anchor and (meaning.direction == -1 or tense is Tense.PAST)) or (then < anchor and (meaning.direction == 1 or tense is Tense.FUTURE))
        return abs((then - base).days) + (12 if wrong and meaning.direction is None else 100 if wrong else 0)

    return _days(min(candidates, key=cost).isoformat())


def _holiday(meaning: Calendar, state: Discourse, tense: Tense) -> Valued:
    rule = meaning.holiday or ""
    year, published = meaning.year, state.published
    if year is None and meaning.year_shift is not None and published is not None:
        year = published.year + meaning.year_shift
    if year is None and published is None:
        return _missing(f"XXXX-{rule}" if len(rule) == 5 and rule[2] == "-" else "XXXX-XX-XX", "holiday")
    if year is None and published is not None:
        years = [y for y in (published.year - 1, published.year, published.year + 1) if 1 <= y <= 9999]
        days = {y: holiday(rule, y)[0] for y in years}
        if meaning.direction == -1:
            year = max((y for y in years if days[y] < published), default=published.year)
        elif meaning.direction == 1:
            year = min((y for y in years if days[y] > published), default=published.year)
        else:
            year = min(years, key=lambda y: _distance((days[y] - published).days, tense))
    first, last = holiday(rule, year or 1)
    if first == last:
        return first.isoformat(), Interval(first, last)
    return week_value(first + timedelta(days=1)), Interval(first, last, Granularity.RANGE)


def _moved(unit: Unit, amount: float, day: date) -> date | None:
    """A day so many units on."""
    match unit:
        case Unit.DAY:
            return add_days(day, round(amount))
        case Unit.WEEK | Unit.WEEKEND:
            return add_days(day, round(7 * amount))
        case Unit.MONTH:
            return add_months(day, floor(amount))
        case Unit.QUARTER:
            return add_months(day.replace(day=1), round(3 * amount))
        case Unit.THIRD:
            return add_months(day.replace(day=1), round(4 * amount))
        case Unit.HALF:
            return add_months(day.replace(day=1), round(6 * amount))
        case Unit.YEAR:
            return add_months(day, floor(12 * amount))
        case Unit.DECADE | Unit.CENTURY | Unit.MILLENNIUM:
            scale = {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}[unit]
            return add_months(day, floor(12 * scale * amount))
        case _:
            return day


def _clocked(shift: Shift) -> str:
    letter = {Unit.HOUR: "H", Unit.MINUTE: "M", Unit.SECOND: "S"}[shift.unit]
    n = "X" if shift.amount is None else f"{abs(shift.amount):g}"
    return f"PT{n}{letter}"


def _shift(shift: Shift, state: Discourse, tense: Tense) -> Valued:
    unit = shift.unit
    unknown = UNKNOWN.get(unit, "XXXX-XX-XX")
    if shift.amount is None:
        value = f"PX{unit.value}" if not unit.is_clock else _clocked(shift)
        value = {"PXE": "PXY", "PXC": "PXY", "PXWE": "PXW"}.get(value, value)
        return value, Unresolved("an untold number of units", value)
    if unit.is_clock:
        value = _clocked(shift)
        return value, Unresolved("hours counted from a time that is not told", value)
    if unit is Unit.YEAR and shift.amount == -1 and state.quarter is not None and shift.sign:
        before = add_months(state.quarter, -12)
        if before is not None:
            return _days(value_at(Unit.QUARTER, before))
    if shift.sign == 7 and unit is Unit.DAY:  # "overnight": from the evening before to the morning
        return _overnight(state)
    if unit is Unit.PERIOD or (unit is Unit.QUARTER and shift.anchor is Anchor.REFERENCE and shift.amount == 0):
        if state.quarter is not None:
            return _days(value_at(Unit.QUARTER, state.quarter))
        if unit is Unit.PERIOD:
            return "PXX", Unresolved("a period that the text does not name", "PXX")
    base = state.published
    if shift.anchor is Anchor.REFERENCE:
        if unit is Unit.DAY:
            base = state.day
            if base is None:
                return unknown, Unresolved("counts from a day that the text does not name", unknown)
        else:
            here = state.named_in == state.paragraph or state.published is None
            base = (state.interval.first if state.interval else state.day) if here or shift.amount else None
            base = base or (state.published if shift.amount == 0 else None)
            if base is None:
                return unknown, Unresolved("counts from a time that the text does not name", unknown)
    if base is None:
        names = {Unit.DAY: "day", Unit.WEEK: "week", Unit.MONTH: "month", Unit.YEAR: "year", Unit.WEEKEND: "weekend"}
        return _missing(unknown, f"{names.get(unit, 'time')} counted from the day of writing,")
    if unit is Unit.WEEKEND and shift.anchor is Anchor.REFERENCE and shift.amount == 0:
        back = tense is not Tense.FUTURE and base.isoweekday() < 6
        return _days(value_at(unit, base - timedelta(days=7) if back else base))
    if shift.amount != int(shift.amount) and unit is Unit.YEAR:
        unit = Unit.MONTH
        shift = Shift(unit, shift.amount * 12, shift.anchor)
    then = _moved(unit, shift.amount or 0, base)
    if then is None:
        return unknown, Unresolved("outside the calendar", unknown)
    return _days(value_at(unit, then))


def _overnight(state: Discourse) -> Valued:
    if state.published is None:
        return "XXXX-XX-XX", Unresolved("night without a publication date", "XXXX-XX-XX")
    before = add_days(state.published, -1)
    if before is None:
        return "XXXX-XX-XX", Unresolved("outside the calendar", "XXXX-XX-XX")
    return before.isoformat(), Interval(before, state.published, Granularity.RANGE)


def _length_value(length: Length) -> str:
    """A TIMEX3 duration: P5D, PT30M, P2Y6M, PXW."""
    days: list[str] = []
    clock: list[str] = []
    for amount, unit in ((length.amount, length.unit), *length.rest):
        letter = {Unit.MINUTE: "M", Unit.HALF: "M", Unit.THIRD: "M", Unit.WEEKEND: "D", Unit.DECADE: "Y", Unit.CENTURY: "Y"}.get(unit, unit.value)
        scale = {Unit.HALF: 6, Unit.THIRD: 4, Unit.WEEKEND: 2, Unit.DECADE: 10, Unit.CENTURY: 100}.get(unit, 1)
        target = clock if unit.is_clock else days
        if amount is None:
            target.append(f"X{letter}")
            continue
        n = amount * scale
        finer = {Unit.YEAR: (12, "M", days), Unit.HOUR: (60, "M", clock), Unit.MINUTE: (60, "S", clock)}.get(unit)
        if n != int(n) and finer is not None:
            if int(n):
                target.append(f"{int(n)}{letter}")
            finer[2].append(f"{round((n - int(n)) * finer[0])}{finer[1]}")
        else:
            target.append(f"{n:g}{letter}" if n < 1e6 else f"{int(n)}{letter}")
    return "P" + "".join(days) + ("T" + "".join(clock) if clock else "")


def _length(length: Length, state: Discourse) -> Valued:
    value = _length_value(length)
    if not length.frame or length.amount is None or state.published is None:
        return value, None
    unit = Unit.DAY if length.unit.is_clock else length.unit
    amount = length.amount if unit is length.unit else max(1.0, length.amount / 24 if length.unit is Unit.HOUR else 1.0)
    if unit is Unit.DAY and length.frame < 0:
        amount = max(1.0, amount - 1)  # the day of writing is one of "the last two days"
    other = _moved(unit, length.frame * amount, state.published)
    if other is None:
        return value, None
    first, last = sorted((other, state.published))
    return value, Interval(first, last, Granularity.RANGE)


def _nth(nth: Nth, state: Discourse, near: date | None) -> Valued:
    """The nth day: `near` is the day named beside it ("a fifth day on Monday"), else the day spoken of."""
    if nth.unit is not Unit.DAY:
        code = {Unit.WEEKEND: "P2D", Unit.DECADE: "P10Y"}.get(nth.unit, f"P1{nth.unit.value}")
        return code, None
    day = near or state.day
    if day is None:
        return "XXXX-XX-XX", Unresolved("numbered from a day that the text does not name", "XXXX-XX-XX")
    first = add_days(day, 1 - nth.n)
    if first is None:
        return "XXXX-XX-XX", Unresolved("outside the calendar", "XXXX-XX-XX")
    return day.isoformat(), Interval(first, day, Granularity.DAY if first == day else Granularity.RANGE)


def _valued(one: TimeExpression, state: Discourse, tense: Tense, near: date | None) -> Valued:
    meaning = one.meaning
    match meaning:
        case Calendar():
            value, interval = _calendar(meaning, state, tense)
        case Shift():
            value, interval = _shift(meaning, state, tense)
        case Era():
            value, interval = _days(meaning.digits)
        case Length():
            return _length(meaning, state)
        case Nth():
            return _nth(meaning, state, near)
        case Recurrence():
            return meaning.value, None
        case Reference():
            return meaning.value, Unresolved("a time that no calendar holds", meaning.value)
    if isinstance(interval, Interval) and one.edge in ("START", "MID", "END"):
        interval = edge_of(interval, one.edge)
    if one.part or one.clock:
        suffix = one.clock or one.part
        value = f"T{suffix}" if value == "XXXX-XX-XX" else f"{value}T{suffix}"
        if isinstance(interval, Unresolved):
            interval = Unresolved(interval.reason, value)
    return value, interval


def _safely(one: TimeExpression, state: Discourse, tense: Tense, near: date | None) -> Valued:
    """The same; what falls before the year 1 or after 9999 is Unresolved."""
    try:
        return _valued(one, state, tense, near)
    except (OverflowError, ValueError):
        return "XXXX", Unresolved("outside the calendar", "XXXX")


def _near_day(found: tuple[TimeExpression, ...], i: int, text: str, state: Discourse, tense: Tense) -> date | None:
    """The day named right after an expression: "a fifth day on Monday"."""
    if i + 1 < len(found) and found[i + 1].span.start - found[i].span.stop <= 15 and not any(c in ".;\n" for c in text[found[i].span.stop : found[i + 1].span.start]):
        if isinstance(found[i + 1].meaning, Calendar | Shift):
            _, interval = _safely(found[i + 1], state, tense, None)
            if isinstance(interval, Interval) and interval.precision is Granularity.DAY:
                return interval.first
    return None


def _paragraph_starts(passage: Passage) -> list[int]:
    if passage.paragraphs:
        return [p.start for p in passage.paragraphs]
    starts = [0]
    at = passage.text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = passage.text.find("\n", at + 1)
    return starts


_JOINED = re.compile(r"\s*,?\s*(?:to|until|till|through|hasta|al?|-|–)\s*(?:el|la|the|día)?\s*$", re.IGNORECASE)


def _first_end(valued: list[Timex], one: TimeExpression, text: str) -> date | None:
    """The day that opens a stretch which the expression at hand closes, or None."""
    if not valued or one.span.start - valued[-1].span.stop > 20:
        return None
    before = valued[-1].interval
    if not isinstance(before, Interval) or before.precision not in (Granularity.DAY, Granularity.MONTH):
        return None
    gap = text[valued[-1].span.stop : one.span.start]
    own = one.span.of(text).split(" ", 1)[0].lower()
    return before.first if _JOINED.match(gap) or (own in ("al", "a") and not gap.strip()) else None


_NEEDS_TENSE = (Calendar, Shift, Nth)


def value_timexes(passage: Passage, language: str, published: date | None) -> tuple[Timex, ...]:
    """Find the time expressions of a passage and value them in order, each against what the text said before.

    `published` None leaves everything that counts from the day of writing Unresolved, with the reason. `Timex.interval` is None for
    durations and sets that name no days; a duration that touches the day of writing ("the last two days") has one. For "a fifth day"
    the value is that day, and the interval runs from the first day to it.
    """
    text = passage.text
    found = find_time_expressions(text, language)
    state = Discourse(published)
    starts = _paragraph_starts(passage)
    result: list[Timex] = []
    for i, one in enumerate(found):
        paragraph = bisect_right(starts, one.span.start)
        if paragraph != state.paragraph:
            state.paragraph, state.year = paragraph, None
        state.at = one.span.start
        state.follows = _first_end(result, one, text)
        if state.year is not None and state.at - state.year_at > 600:
            state.year = None
        state.is_opening = one.span.start - starts[paragraph - 1] < 12
        tense = Tense.UNKNOWN
        if text.startswith(("'s", "’s"), one.span.stop):
            tense = Tense.PAST  # "Wednesday's ruling"
        elif isinstance(one.meaning, _NEEDS_TENSE) and not (isinstance(one.meaning, Calendar) and one.meaning.year):
            tense = tense_at(passage, one.span, language)
        near = _near_day(found, i, text, state, tense) if isinstance(one.meaning, Nth) else None
        value, interval = _safely(one, state, tense, near)
        result.append(Timex(Span(one.span.start, one.span.stop), one.type, value, interval))
        if isinstance(interval, Interval) and not isinstance(one.meaning, Length):
            state.note(value, Interval(interval.last, interval.last) if isinstance(one.meaning, Nth) else interval, one.meaning)
    return tuple(result)
