"""Calendar dates, weekdays and holidays to TIMEX3 values and days: the year and the week that the words leave open."""

from __future__ import annotations

from datetime import date, timedelta

from testigo.language.timex_holidays import holiday
from testigo.language.timex_meanings import (
    Anchor,
    Calendar,
)
from testigo.model.calendar_names import WEEKDAYS
from testigo.model.moment import Granularity, Interval, Unresolved
from testigo.resolving.calendars import add_months, interval_of, week_value
from testigo.resolving.discourse import Discourse, Valued, days_of, missing
from testigo.resolving.tenses import Tense

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


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
        return days_of(
            _nearest_weekday(weekday, state.day, 1 if (meaning.direction or 0) >= 0 else -1).isoformat()
        )
    if state.published is None:
        return missing(unknown, "weekday")
    if meaning.direction == 1 or (meaning.direction is None and tense is Tense.FUTURE):
        way = 1 if meaning.direction == 1 else 2
    elif meaning.direction == 0:
        way = 2 if tense in (Tense.FUTURE, Tense.PRESENT) else -2
    else:
        way = -1 if meaning.direction == -1 else -2
    return days_of(_nearest_weekday(weekday, state.published, way).isoformat())


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
    if (
        state.year is not None
        and meaning.direction is None
        and (published is None or state.year != published.year)
    ):
        return state.year
    if state.follows is not None and meaning.direction is None:
        return state.follows.year + ((month, day or 31) < (state.follows.month, state.follows.day))
    if published is None:
        return _year_of_the_text(month, day, meaning, state)
    years = (published.year - 1, published.year, published.year + 1)
    if day is None:
        past = max(
            (y for y in years if (y, month) <= (published.year, published.month)), default=published.year
        )
        strict = max(
            (y for y in years if (y, month) < (published.year, published.month)), default=published.year
        )
        ahead = min(
            (y for y in years if (y, month) >= (published.year, published.month)), default=published.year
        )
        later = min(
            (y for y in years if (y, month) > (published.year, published.month)), default=published.year
        )
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
            gap = gap + (1000 if gap > 0 else -1000)  # a wrong weekday: the nearest day, wherever none fits
        against = (gap > 0 and meaning.direction == -1) or (gap < 0 and meaning.direction == 1)
        cost = (
            abs(gap) + 400
            if against
            else _distance(gap, tense if meaning.direction is None else Tense.UNKNOWN)
        )
        if best is None or cost < best[0]:
            best = (cost, y)
    return best[1] if best else None


def _year_of_the_text(month: int, day: int | None, meaning: Calendar, state: Discourse) -> int | None:
    """A text that tells one year alone tells it of its other dates; of several years, or of one told by itself, a weekday tells which."""
    if meaning.direction is not None:
        return None
    if meaning.weekday and day is not None:
        fitting = [year for year in state.named if _weekday_of(year, month, day) == meaning.weekday]
        return fitting[0] if len(fitting) == 1 else None
    return next(iter(state.stated)) if len(state.stated) == 1 else None


def _weekday_of(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return None


_WEEKDAYS = tuple(name.capitalize() for name in WEEKDAYS["en"])
_CYCLE = range(2000, 2031)  # years that are tried where only the weekday limits them


def _no_year(meaning: Calendar) -> str:
    """Why a date has no year, and what its weekday leaves of the years."""
    what = "month and day" if meaning.day is not None else "month"
    reason = f"{what} without a year, and no publication date"
    if not meaning.weekday or meaning.day is None or meaning.month is None:
        return reason
    years = [y for y in _CYCLE if _weekday_of(y, meaning.month, meaning.day) == meaning.weekday]
    return f"{reason}; a {_WEEKDAYS[meaning.weekday - 1]} in {', '.join(map(str, years))}"


def dated(meaning: Calendar, state: Discourse, tense: Tense) -> Valued:
    published = state.published
    if meaning.holiday:
        return _holiday(meaning, state, tense)
    if meaning.month is not None:
        year = _year_for(meaning.month, meaning.day, meaning, state, tense)
        shown = f"{year:04d}" if year is not None else "XXXX"
        value = f"{shown}-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day is not None else "")
        if year is None:
            return value, Unresolved(_no_year(meaning), value)
        if meaning.week is not None:
            interval = interval_of(value)
            return (
                days_of(week_value(interval.first) + ("-WE" if meaning.week == 6 else ""))
                if interval
                else days_of(value)
            )
        return days_of(value)
    if meaning.day is not None:
        return _day_of_month(meaning, state, tense)
    if meaning.weekday is not None:
        return _weekday(meaning, state, tense)
    if meaning.quarter == 0:  # "the same period last year"
        year = _year_for(1, None, meaning, state, tense)
        if year is None:
            return missing("XXXX-QX", "period of a year")
        return days_of(f"{year:04d}{state.focus[4:]}" if state.focus else f"{year:04d}")
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
                elif (
                    ahead and start + months + 2 < published.month
                ):  # results of a quarter are told for months after it
                    year += 1
            return (
                days_of(f"{year:04d}-{letter}{n}") if year else missing(f"XXXX-{letter}{n}", "part of a year")
            )
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
                elif (meaning.season == "WI" and published.month <= 2) or (
                    meaning.direction is None and tense is not Tense.FUTURE and published.month < start
                ):
                    year -= 1
        value = f"{year:04d}-{meaning.season}" if year else f"XXXX-{meaning.season}"
        return value, Unresolved("the months of a season depend on the hemisphere", value)
    if meaning.year is not None:
        return days_of(f"{meaning.year:04d}")
    return "XXXX", Unresolved("nothing in the words tells a date", "XXXX")


def _day_of_month(meaning: Calendar, state: Discourse, tense: Tense) -> Valued:
    """«el día 13»: the nearest such day by the tense; near another day of the text, in that day's month."""
    day = meaning.day or 1
    unknown = f"XXXX-XX-{day:02d}"
    base = state.day if state.day is not None and meaning.direction is None else state.published
    if meaning.anchor is Anchor.REFERENCE:  # «el 28 del mismo mes»
        if state.day is None and state.yearless is not None:
            value = f"{state.yearless[:8]}{day:02d}"
            return value, Unresolved(_no_year(meaning), value)
        if state.day is not None:
            return days_of(f"{state.day.isoformat()[:8]}{day:02d}")
    if base is None:
        return missing(unknown, "day without a month,")
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
        wrong = (then > anchor and (meaning.direction == -1 or tense is Tense.PAST)) or (
            then < anchor and (meaning.direction == 1 or tense is Tense.FUTURE)
        )
        return abs((then - base).days) + (12 if wrong and meaning.direction is None else 100 if wrong else 0)

    return days_of(min(candidates, key=cost).isoformat())


def _holiday(meaning: Calendar, state: Discourse, tense: Tense) -> Valued:
    rule = meaning.holiday or ""
    year, published = meaning.year, state.published
    if year is None and meaning.year_shift is not None and published is not None:
        year = published.year + meaning.year_shift
    if year is None and published is None:
        return missing(f"XXXX-{rule}" if len(rule) == 5 and rule[2] == "-" else "XXXX-XX-XX", "holiday")
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
