"""Calendar arithmetic: from TIMEX3 values to days and from days to TIMEX3 values."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from testigo.language.timex_meanings import Unit
from testigo.model.moment import Granularity, Interval

_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-[1-7])?$")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date | None:
    """The same day so many months on, held inside the month; None outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    """So many days on; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_value(day: date) -> str:
    """The ISO week that holds a day: "2023-W04"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def value_at(unit: Unit, day: date) -> str:
    """The TIMEX3 value of the unit that holds a day.

    >>> value_at(Unit.QUARTER, date(2023, 1, 24)), value_at(Unit.DECADE, date(2023, 1, 24))
    ('2023-Q1', '202')
    """
    match unit:
        case Unit.WEEK:
            return week_value(day)
        case Unit.WEEKEND:
            return week_value(day) + "-WE"
        case Unit.MONTH:
            return f"{day.year:04d}-{day.month:02d}"
        case Unit.QUARTER:
            return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"
        case Unit.THIRD:
            return f"{day.year:04d}-T{(day.month - 1) // 4 + 1}"
        case Unit.HALF:
            return f"{day.year:04d}-H{(day.month - 1) // 6 + 1}"
        case Unit.YEAR:
            return f"{day.year:04d}"
        case Unit.DECADE:
            return f"{day.year // 10:03d}"
        case Unit.CENTURY:
            return f"{day.year // 100:02d}"
        case Unit.MILLENNIUM:
            return f"{day.year // 1000:01d}"
        case _:
            return day.isoformat()


def interval_of(value: str) -> Interval | None:
    """The days of a TIMEX3 date value; None where it names none (durations, sets, seasons, unknown parts).

    >>> interval_of("2023-02")
    Interval(first=datetime.date(2023, 2, 1), last=datetime.date(2023, 2, 28), precision=<Granularity.MONTH: 'month'>)
    """
    base = value.partition("T")[0] if not re.match(r"\d{4}-T\d$", value) else value
    try:
        if found := _WEEK.match(base):
            year, week, rest = int(found[1]), int(found[2]), found[3]
            if rest == "-WE":
                return Interval(
                    date.fromisocalendar(year, week, 6),
                    date.fromisocalendar(year, week, 7),
                    Granularity.RANGE,
                )
            if rest:
                day = date.fromisocalendar(year, week, int(rest[1]))
                return Interval(day, day)
            return Interval(
                date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7), Granularity.WEEK
            )
        if re.fullmatch(r"\d{4}-\d\d-\d\d", base):
            day = date.fromisoformat(base)
            return Interval(day, day)
        if re.fullmatch(r"\d{4}-\d\d", base):
            year, month = int(base[:4]), int(base[5:])
            return Interval(date(year, month, 1), month_end(year, month), Granularity.MONTH)
        if re.fullmatch(r"\d{4}", base):
            return Interval(date(int(base), 1, 1), date(int(base), 12, 31), Granularity.YEAR)
        if found := re.fullmatch(r"(\d{4})-([QTH])(\d)", base):
            length = {"Q": 3, "T": 4, "H": 6}[found[2]]
            start = (int(found[3]) - 1) * length + 1
            return Interval(
                date(int(found[1]), start, 1), month_end(int(found[1]), start + length - 1), Granularity.RANGE
            )
        if re.fullmatch(r"\d{2,3}", base):
            scale = 10 if len(base) == 3 else 100
            first = int(base) * scale
            return Interval(date(max(first, 1), 1, 1), date(first + scale - 1, 12, 31), Granularity.RANGE)
    except ValueError:
        return None
    return None


def edge_of(interval: Interval, edge: str) -> Interval:
    """The beginning, middle or end of a stretch: its first, second or last third ("early December": the 1st to the 10th)."""
    if interval.days < 7:
        return interval
    third = interval.days // 3
    if interval.days > 3000 and (interval.first.month, interval.first.day) == (
        1,
        1,
    ):  # decades and centuries, in whole years
        years = interval.last.year - interval.first.year + 1
        cuts = {
            "START": (0, round(years * 0.4) - 1),
            "MID": (round(years * 0.3), round(years * 0.7) - 1),
            "END": (round(years * 0.6), years - 1),
        }[edge]
        first = interval.first.year + cuts[0]
        return Interval(date(first, 1, 1), date(interval.first.year + cuts[1], 12, 31), Granularity.RANGE)
    if interval.precision is Granularity.YEAR:
        year = interval.first.year
        bounds = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[edge]
        return Interval(date(year, bounds[0], 1), month_end(year, bounds[1]), Granularity.RANGE)
    match edge:
        case "START":
            return Interval(interval.first, interval.first + timedelta(days=third - 1), Granularity.RANGE)
        case "MID":
            return Interval(
                interval.first + timedelta(days=third),
                interval.first + timedelta(days=2 * third - 1),
                Granularity.RANGE,
            )
        case _:
            return Interval(interval.first + timedelta(days=2 * third), interval.last, Granularity.RANGE)
