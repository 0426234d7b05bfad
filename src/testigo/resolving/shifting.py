"""Shifts ("two weeks ago", "the next day"), lengths and ordinals to TIMEX3 values and days."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor

from testigo.language.timex_meanings import (
    Anchor,
    Length,
    Nth,
    Shift,
    Unit,
)
from testigo.model.moment import Granularity, Interval, Unresolved
from testigo.resolving.calendars import add_days, add_months, value_at
from testigo.resolving.discourse import UNKNOWN, Discourse, Valued, days_of, missing
from testigo.resolving.tenses import Tense


def moved(unit: Unit, amount: float, day: date) -> date | None:
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


def shifted(shift: Shift, state: Discourse, tense: Tense) -> Valued:
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
            return days_of(value_at(Unit.QUARTER, before))
    if shift.sign == 7 and unit is Unit.DAY:  # "overnight": from the evening before to the morning
        return _overnight(state)
    if unit is Unit.PERIOD or (
        unit is Unit.QUARTER and shift.anchor is Anchor.REFERENCE and shift.amount == 0
    ):
        if state.quarter is not None:
            return days_of(value_at(Unit.QUARTER, state.quarter))
        if unit is Unit.PERIOD:
            return "PXX", Unresolved("a period that the text does not name", "PXX")
    base = state.published
    if shift.anchor is Anchor.REFERENCE:
        if unit is Unit.DAY:
            base = (state.far if state.is_distal else None) or state.day
            if base is None and state.yearless is not None:
                return _yearless(state.yearless, int(shift.amount))
            if base is None:
                return unknown, Unresolved("counts from a day that the text does not name", unknown)
        else:
            here = state.named_in == state.paragraph or state.published is None
            base = (state.interval.first if state.interval else state.day) if here or shift.amount else None
            base = base or (state.published if shift.amount == 0 else None)
            if base is None:
                return unknown, Unresolved("counts from a time that the text does not name", unknown)
    if base is None:
        names = {
            Unit.DAY: "day",
            Unit.WEEK: "week",
            Unit.MONTH: "month",
            Unit.YEAR: "year",
            Unit.WEEKEND: "weekend",
        }
        return missing(unknown, f"{names.get(unit, 'time')} counted from the day of writing,")
    if unit is Unit.WEEKEND and shift.amount == 0:
        early = 6 if shift.anchor is Anchor.REFERENCE else 4  # "this weekend" told on a Tuesday in the past
        back = base.isoweekday() < early and (
            tense is Tense.PAST or (early == 6 and tense is not Tense.FUTURE)
        )
        return days_of(value_at(unit, base - timedelta(days=7) if back else base))
    if shift.amount != int(shift.amount) and unit is Unit.YEAR:
        unit = Unit.MONTH
        shift = Shift(unit, shift.amount * 12, shift.anchor)
    then = moved(unit, shift.amount or 0, base)
    if then is None:
        return unknown, Unresolved("outside the calendar", unknown)
    return days_of(value_at(unit, then))


_NO_YEAR = "month and day without a year, and no publication date"


def _yearless(value: str, days: int) -> Valued:
    """So many days on from a day of a month whose year is not known; none past the end of February."""
    here = date(2001, int(value[5:7]), int(value[8:10])) if value[5:] != "02-29" else None
    there = here + timedelta(days=days) if here is not None else None
    if days and (
        here is None or there is None or (here.month <= 2) != (there.month <= 2) or here.year != there.year
    ):
        return "XXXX-XX-XX", Unresolved("counts from a day whose year is not told", "XXXX-XX-XX")
    moved_to = value if there is None else f"XXXX-{there.month:02d}-{there.day:02d}"
    return moved_to, Unresolved(_NO_YEAR, moved_to)


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
        letter = {
            Unit.MINUTE: "M",
            Unit.HALF: "M",
            Unit.THIRD: "M",
            Unit.WEEKEND: "D",
            Unit.DECADE: "Y",
            Unit.CENTURY: "Y",
        }.get(unit, unit.value)
        scale = {Unit.HALF: 6, Unit.THIRD: 4, Unit.WEEKEND: 2, Unit.DECADE: 10, Unit.CENTURY: 100}.get(
            unit, 1
        )
        target = clock if unit.is_clock else days
        if amount is None:
            target.append(f"X{letter}")
            continue
        n = amount * scale
        finer = {Unit.YEAR: (12, "M", days), Unit.HOUR: (60, "M", clock), Unit.MINUTE: (60, "S", clock)}.get(
            unit
        )
        if n != int(n) and finer is not None:
            if int(n):
                target.append(f"{int(n)}{letter}")
            finer[2].append(f"{round((n - int(n)) * finer[0])}{finer[1]}")
        else:
            target.append(f"{n:g}{letter}" if n < 1e6 else f"{int(n)}{letter}")
    return "P" + "".join(days) + ("T" + "".join(clock) if clock else "")


def lasting(length: Length, state: Discourse) -> Valued:
    value = _length_value(length)
    if not length.frame or length.amount is None or state.published is None:
        return value, None
    unit = Unit.DAY if length.unit.is_clock else length.unit
    amount = (
        length.amount
        if unit is length.unit
        else max(1.0, length.amount / 24 if length.unit is Unit.HOUR else 1.0)
    )
    if unit is Unit.DAY and length.frame < 0:
        amount = max(1.0, amount - 1)  # the day of writing is one of "the last two days"
    other = moved(unit, length.frame * amount, state.published)
    if other is None:
        return value, None
    first, last = sorted((other, state.published))
    return value, Interval(first, last, Granularity.RANGE)


def numbered(nth: Nth, state: Discourse, near: date | None) -> Valued:
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
