"""From a rule's match to a date, an era, a clock time or a part of the day, for English and Spanish alike."""

from __future__ import annotations

import re

from testigo.language.timex_building import expression, small, year_of
from testigo.language.timex_engine import Match
from testigo.language.timex_meanings import (
    Anchor,
    Calendar,
    Era,
    Reference,
    Shift,
    TimeExpression,
    Unit,
)
from testigo.language.timex_numbers import number
from testigo.model.text import Span


def dated(m: Match) -> TimeExpression | list[TimeExpression] | None:
    """A date by month with or without day and year; a second day ("April 4-6", «10 y 11 de mayo») gives a second expression."""
    month = m.last_value("month")
    day = small(m, "day")
    if m.has("day") and (day is None or not 1 <= day <= 31):
        return None
    year = year_of(m)
    if m.has("year") and (year is None or not 1000 <= year <= 2999):
        return None
    direction = m.value("dir") if m.has("dir") else m.value("dir2") if m.has("dir2") else None
    meaning = Calendar(year=year, month=month, day=day, direction=direction)
    if m.has("day2"):
        second = small(m, "day2")
        if second is None or not 1 <= second <= 31:
            return None
        other = Calendar(year=year, month=month, day=second, direction=direction)
        a, b = m.span("day"), m.span("day2")
        return [
            TimeExpression(Span(m.span().start, a.stop), "DATE", meaning),
            TimeExpression(Span(b.start, m.span().stop), "DATE", other),
        ]
    return expression(m, meaning)


def iso(m: Match) -> TimeExpression | None:
    """2023-01-09."""
    year, month, day = (int(x) for x in m.raw("iso").split("-"))
    return (
        expression(m, Calendar(year=year, month=month, day=day))
        if 1 <= month <= 12 and 1 <= day <= 31
        else None
    )


def slashed(m: Match) -> TimeExpression | None:
    """9/1/2023: month first in English, day first in Spanish, unless only the other reading is a date."""
    raw = m.raw("slashed")
    first, second, last = (int(x) for x in re.split(r"[./-]", raw))
    year = last if last > 99 else 1900 + last if last > 30 else 2000 + last
    month, day = (first, second) if m.language == "en" and "/" in raw else (second, first)
    if month > 12 and day <= 12:
        month, day = day, month
    return (
        expression(m, Calendar(year=year, month=month, day=day))
        if 1 <= month <= 12 and 1 <= day <= 31
        else None
    )


def weekday(m: Match) -> TimeExpression | None:
    """A weekday with or without "last", "next", "this"."""
    direction = m.value("dir") if m.has("dir") else None
    anchor = Anchor.REFERENCE if m.has("ref") else Anchor.SPEECH
    if m.has("ref"):
        direction = m.value("ref")
    return expression(m, Calendar(weekday=m.value("weekday"), direction=direction, anchor=anchor))


def year(m: Match) -> TimeExpression | None:
    """A year alone."""
    value = year_of(m)
    if value is None or not (1500 <= value <= 2100 if m.has("sure") else 1900 <= value <= 2050):
        return None
    return expression(m, Calendar(year=value))


def era(m: Match) -> TimeExpression | None:
    """A decade: "the 1990s", "the '80s", «los años 90», «los noventa»."""
    word = m.words("era")[0].strip("'’‘`")
    core = word.rstrip("s")
    if core.isdecimal():
        value = int(core)
        if value % 10 or len(core) not in (2, 4) or (len(core) == 4 and not 1500 <= value <= 2090):
            return None
        decade = value if len(core) == 4 else 1900 + value
        return expression(m, Era(str(decade)[:3]))
    value = m.value("era")
    return expression(m, Era(f"19{value}")) if isinstance(value, int) else None


def century(m: Match) -> TimeExpression | None:
    """The 20th century is told by its leading digits, "19"."""
    n = small(m, "ord")
    return None if n is None or not 1 <= n <= 21 else expression(m, Era(f"{n - 1:02d}"))


_ROMAN = {"i": 1, "v": 5, "x": 10}


def roman_century(m: Match) -> TimeExpression | None:
    """«el siglo XIX»."""
    word = m.words("roman")[0]
    if not set(word) <= set(_ROMAN) or not m.raw("roman").isupper():
        return None
    values = [_ROMAN[c] for c in word]
    n = sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))
    return expression(m, Era(f"{n - 1:02d}")) if 1 <= n <= 21 else None


def season(m: Match) -> TimeExpression | None:
    """A season with or without year and pointer."""
    direction = m.value("dir") if m.has("dir") else None
    year_told = year_of(m)
    if m.has("year") and year_told is None:
        return None
    return expression(m, Calendar(season=m.value("season"), year=year_told, direction=direction))


def clock_text(hour: int, minute: int | None, zone: str = "") -> str | None:
    """As in "22:15", "08", with Z for UTC; None where no clock shows it."""
    if not 0 <= hour <= 24 or (minute is not None and not 0 <= minute <= 59):
        return None
    return (f"{hour:02d}" if minute is None else f"{hour:02d}:{minute:02d}") + zone


def clock(m: Match) -> TimeExpression | None:
    """A time of day. `pm` is a.m. or p.m. or a part of day; it stands on the day spoken of until joined to another."""
    words = m.words("clock")
    if m.has("unit") and m.value("unit") is not Unit.HOUR:
        return None
    raw = words[0]
    if raw.isdecimal() and len(raw) == 4:
        hour, minute = int(raw[:2]), int(raw[2:])
    elif raw[0].isdecimal():
        pieces = raw.rstrip("h").replace(".", ":").replace("h", ":").split(":")
        hour, minute = int(pieces[0]), int(pieces[1]) if len(pieces) > 1 else 0
    else:
        told = number(words, {w: m.vocabulary[w][1] for w in words if w in m.vocabulary})
        if told is None:
            return None
        hour, minute = int(told), 0
    if m.has("pm"):
        half = "".join(c for c in m.words("pm")[0] if c.isalpha())
        part = m.value("pm")
        late = half == "pm" or part in ("AF", "EV") or (part == "NI" and hour >= 6)
        if hour > 12:
            late = False
        elif hour == 12:
            hour = 12 if late or part == "MI" else 0
        elif late:
            hour += 12
    zone = "Z" if m.has("zone") and m.value("zone") == "Z" else ""
    text = clock_text(hour, minute, zone)
    return None if text is None else expression(m, Shift(Unit.DAY, 0, Anchor.REFERENCE), "TIME", clock=text)


def part_of_day(m: Match) -> TimeExpression | None:
    """A part of the day: `dir` points from the day of writing ("this morning", "last night"), else the day spoken of holds it."""
    part = m.value("part")
    if not isinstance(part, str):
        return None
    clock_told = {"MI12": "12:00", "MN24": "24:00"}.get(part, "")
    part = "" if clock_told else part
    if m.has("dir"):
        direction = m.value("dir")
        return expression(
            m,
            Shift(Unit.DAY, direction if isinstance(direction, int) else 0),
            "TIME",
            part=part,
            clock=clock_told,
        )
    shift = m.value("ref") if m.has("ref") else 0
    return expression(
        m,
        Shift(Unit.DAY, shift if isinstance(shift, int) else 0, Anchor.REFERENCE),
        "TIME",
        part=part,
        clock=clock_told,
    )


def pointing(m: Match) -> TimeExpression | None:
    """A word that is a whole expression: "yesterday", "tonight", "now", «anteayer», «anoche»; its value is (shift, part) or a reference."""
    value = m.value("word") if m.has("word") else m.value("word2")
    if isinstance(value, tuple):
        shift, part = value
        return expression(m, Shift(Unit.DAY, shift), "TIME" if part else "DATE", part=part)
    return expression(m, Reference(value)) if isinstance(value, str) else None
