"""From a rule's match to a time expression: the builders that English and Spanish share.

Rules name their parts (`n`, `unit`, `month`, `day`, `year` …), so one builder serves both languages.
"""

from __future__ import annotations

from testigo.language.timex_engine import Match
from testigo.language.timex_meanings import (
    Anchor,
    Calendar,
    Era,
    Length,
    Meaning,
    Nth,
    Recurrence,
    Reference,
    Shift,
    TimeExpression,
    Unit,
)
from testigo.language.timex_numbers import digits, number, spoken_year
from testigo.model.text import Span

_PLAIN = {"DAY": Unit.DAY}


def expression(m: Match, meaning: Meaning, kind: str = "DATE", *, span: Span | None = None, **rest: str) -> TimeExpression:
    """An expression over the whole match, or over `span`."""
    return TimeExpression(span or m.span(), kind, meaning, **rest)


def count(m: Match, group: str = "n") -> float | None:
    """The number told by a group; an article counts 1, a vague word is None, "and a half" adds a half."""
    words = m.words(group)
    if not words:
        return None
    kinds = {m.vocabulary[w][0] for w in words if w in m.vocabulary}
    if kinds & {"VAGUE", "VARIOS"} or kinds == {"UNOS"}:
        return None
    if kinds & {"COUPLE", "PAR"}:
        return 2.0
    if "DOZEN" in kinds:
        return 12.0
    if "half" in words and "and" in words:
        whole = words[: len(words) - 1 - words[::-1].index("and")]
        n = number(whole, {w: m.vocabulary[w][1] for w in whole if w in m.vocabulary})
        return None if n is None else n + 0.5
    values = {w: m.vocabulary[w][1] for w in words if w in m.vocabulary and isinstance(m.vocabulary[w][1], int | float)}
    if "/" in words:  # 2 1/2
        slash = words.index("/")
        below = digits(words[slash + 1])
        above = digits(words[slash - 1])
        if not below or above is None:
            return None
        whole = digits(words[slash - 2]) if slash >= 2 else 0.0
        return (whole or 0.0) + above / below
    return number(words, values)


def year_of(m: Match, group: str = "year") -> int | None:
    """A year of four digits, of two behind an apostrophe (pivot 2030), or in words; None where the number cannot be a year."""
    words = [w for w in m.words(group) if w not in (",", "-")]
    if not words:
        return None
    first = words[0]
    if first[0] in "'’‘`":
        short = int(first[1:3])
        return 1900 + short if short > 30 else 2000 + short
    if first.isdecimal() and len(words) == 1:
        value = int(first)
        if len(first) == 2:
            return 1900 + value if value > 30 else 2000 + value
        return value if 1000 <= value <= 2999 else None
    values = {w: m.vocabulary[w][1] for w in words if w in m.vocabulary and isinstance(m.vocabulary[w][1], int)}
    return spoken_year(words, values)


def small(m: Match, group: str) -> int | None:
    """A day of the month or an ordinal, in figures or words."""
    words = m.words(group)
    if not words:
        return None
    if words[0][0].isdecimal():
        found = digits(words[0])
    else:
        value = m.value(group)
        found = value if isinstance(value, int | float) else None
        if found is not None and len(words) > 1:
            found = number(words, {w: m.vocabulary[w][1] for w in words if w in m.vocabulary})
    return None if found is None or found != int(found) else int(found)


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
        return [TimeExpression(Span(m.span().start, a.stop), "DATE", meaning), TimeExpression(Span(b.start, m.span().stop), "DATE", other)]
    return expression(m, meaning)


def iso(m: Match) -> TimeExpression | None:
    """2023-01-09."""
    year, month, day = (int(x) for x in m.raw("iso").split("-"))
    return expression(m, Calendar(year=year, month=month, day=day)) if 1 <= month <= 12 and 1 <= day <= 31 else None


def slashed(m: Match) -> TimeExpression | None:
    """9/1/2023: month first in English, day first in Spanish, unless only the other reading is a date."""
    raw = m.raw("slashed")
    first, second, last = (int(x) for x in raw.replace(".", "/").split("/"))
    year = last if last > 99 else 1900 + last if last > 30 else 2000 + last
    month, day = (first, second) if m.language == "en" and "/" in raw else (second, first)
    if month > 12 and day <= 12:
        month, day = day, month
    return expression(m, Calendar(year=year, month=month, day=day)) if 1 <= month <= 12 and 1 <= day <= 31 else None


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


def _unit(m: Match) -> Unit | None:
    value = m.value("unit")
    if value == 2:  # "second" and «segundo» are ordinals and units
        return Unit.SECOND
    return value if isinstance(value, Unit) else None


_LONG = (Unit.DECADE, Unit.CENTURY, Unit.HOUR, Unit.MINUTE, Unit.SECOND, Unit.MILLENNIUM)


def moved(m: Match) -> TimeExpression | None:
    """A unit with a pointer: "last week", "this year", "next month", "that day", «el año pasado».

    The pointer's class tells the group: `dir` counts from the day of writing, `ref` from the day spoken of, `past` is "past" itself,
    which with long units names a stretch ("the past decade").
    """
    unit = _unit(m)
    if unit is None:
        return None
    if m.has("past") and unit in _LONG:
        return expression(m, Length(1, unit, frame=-1), "DURATION")
    for group, anchor in (("dir", Anchor.SPEECH), ("past", Anchor.SPEECH), ("ref", Anchor.REFERENCE)):
        if m.has(group):
            sign = m.value(group)
            if not isinstance(sign, int):
                return None
            if unit.is_clock:
                return expression(m, Length(1, unit, frame=sign), "DURATION") if sign else None
            if unit is Unit.DAY and sign and group == "dir":
                anchor = Anchor.REFERENCE
            if unit is Unit.PERIOD and sign > 0:
                return None
            return expression(m, Shift(unit, sign, anchor))
    return None


def framed(m: Match) -> TimeExpression | None:
    """A stretch that touches the day of writing: "the last two weeks", "the next few days", «los últimos años»."""
    unit = _unit(m)
    if unit is None:
        return None
    frame = m.value("dir")
    n = count(m) if m.has("n") else None
    return expression(m, Length(n, unit, frame=frame if isinstance(frame, int) else 0), "DURATION", mod=_mod(m))


def _mod(m: Match) -> str:
    """The TIMEX3 modifier that a hedge tells."""
    words = m.words("hedge")
    if not words:
        return ""
    if words[0] in ("al", "por"):  # «al menos», «por lo menos»
        return "EQUAL_OR_MORE"
    if words[0] == "no":  # "no more than"
        return "EQUAL_OR_LESS"
    told = (m.vocabulary[w][1] for w in words if w in m.vocabulary)
    return next((value for value in told if isinstance(value, str)), "")


def shifted(m: Match) -> TimeExpression | None:
    """Units counted from a day: "two years ago", "a week later", «hace tres días», «dos días después»."""
    unit = _unit(m)
    if unit is None:
        return None
    ago = m.has("ago")
    sign = m.value("ago" if ago else "ref")
    if not isinstance(sign, int):
        return None
    anchor = Anchor.SPEECH if ago else Anchor.REFERENCE
    n = count(m) if m.has("n") else None
    if n is None:
        return expression(m, Shift(unit, None, anchor, sign=sign))
    kind = "TIME" if unit.is_clock else "DATE"
    return expression(m, Shift(unit, sign * n, anchor, sign=sign), kind, mod=_mod(m))


def two_lengths(m: Match) -> list[TimeExpression] | None:
    """ "60 or 90 days", «tres o cuatro semanas»: two lengths that share a unit."""
    unit, first, second = _unit(m), count(m, "n1"), count(m, "n")
    if unit is None or first is None or second is None:
        return None
    return [
        TimeExpression(m.span("n1"), "DURATION", Length(first, unit)),
        TimeExpression(Span(m.span("n").start, m.span().stop), "DURATION", Length(second, unit)),
    ]


def lasting(m: Match) -> TimeExpression | None:
    """A length of time: "five days", "a year", «más de dos meses»."""
    unit = _unit(m)
    if unit is None:
        return None
    n = count(m) if m.has("n") else None
    if n is not None and 1900 <= n <= 2100 and m.words("n")[0].isdecimal() and m.raw("unit").lower() in ("quarter", "year", "month", "week", "day"):
        return None  # "the 1988 quarter"
    if unit is Unit.QUARTER and (m.language == "en") and ("-" in m.words(0) or (m.next_word() == "of" and len(m.words(0)) == 2)):
        return None  # "three-quarters of its food"
    if m.has("half"):
        n = (n or 0.0) + 0.5
    return expression(m, Length(n, unit), "DURATION", mod=_mod(m))


def half_of(m: Match) -> TimeExpression | None:
    """Half a unit."""
    unit = _unit(m)
    return None if unit is None else expression(m, Length(0.5, unit), "DURATION")


def ordered(m: Match) -> TimeExpression | None:
    """A quarter, half, day, week … by its number: "the third quarter", "a fifth day", «tercer día consecutivo»."""
    unit = _unit(m)
    n = small(m, "ord")
    if unit is None or n is None:
        return None
    return numbered(m, unit, n)


def numbered(m: Match, unit: Unit, n: int) -> TimeExpression | None:
    """The nth quarter, third or half of a year; of other units the nth since a beginning."""
    if unit is Unit.QUARTER:
        return expression(m, Calendar(quarter=4 if n < 0 else n)) if n <= 4 else None
    if unit is Unit.THIRD:
        return expression(m, Calendar(third=3 if n < 0 else n)) if n <= 3 else None
    if unit is Unit.HALF:
        return expression(m, Calendar(half=2 if n < 0 else n)) if n <= 2 else None
    if n < 0 or unit.is_clock or unit is Unit.PERIOD:
        return None
    return expression(m, Nth(n, unit))


def season(m: Match) -> TimeExpression | None:
    """A season with or without year and pointer."""
    direction = m.value("dir") if m.has("dir") else None
    year_told = year_of(m)
    if m.has("year") and year_told is None:
        return None
    return expression(m, Calendar(season=m.value("season"), year=year_told, direction=direction))


_CODES = {Unit.SECOND: "PT1S", Unit.MINUTE: "PT1M", Unit.HOUR: "PT1H", Unit.WEEKEND: "XXXX-WXX-WE", Unit.DECADE: "P10Y", Unit.CENTURY: "P100Y"}
_CODES |= {Unit.HALF: "P6M", Unit.THIRD: "P4M", Unit.SEASON: "P3M"}


def every(m: Match) -> TimeExpression | None:
    """A set: "every two weeks", "each Monday", "every July", «todos los días»."""
    if m.has("weekday"):
        return expression(m, Recurrence(f"XXXX-WXX-{m.value('weekday')}"), "SET")
    if m.has("month"):
        return expression(m, Recurrence(f"XXXX-{m.value('month'):02d}"), "SET")
    if m.has("season"):
        return expression(m, Recurrence(f"XXXX-{m.value('season')}"), "SET")
    if m.has("part"):
        return expression(m, Recurrence(f"XXXX-XX-XXT{m.value('part')}"), "SET")
    unit = _unit(m)
    if unit is None or unit is Unit.PERIOD:
        return None
    n = count(m) if m.has("n") else 1
    if n is None or n != int(n):
        return None
    if unit in _CODES:
        code = _CODES[unit]
        return expression(m, Recurrence(code if n == 1 else code.replace("1", str(int(n)), 1)), "SET")
    return expression(m, Recurrence(f"P{int(n)}{unit.value}"), "SET")


def rate(m: Match) -> TimeExpression | None:
    """ "$5 a year", "twice a week": the unit alone is the set."""
    unit = _unit(m)
    if unit is None or unit is Unit.PERIOD:
        return None
    return TimeExpression(m.span("rate"), "SET", Recurrence(_CODES.get(unit, f"P1{unit.value}")))


def recurring(m: Match) -> TimeExpression | None:
    """A word that is a set by itself: "daily", «anual»."""
    value = m.value("set")
    return expression(m, Recurrence(value), "SET") if isinstance(value, str) else None


def plural_weekday(m: Match) -> TimeExpression:
    """ "Mondays", «los lunes»."""
    return expression(m, Recurrence(f"XXXX-WXX-{m.value('weekday')}"), "SET")


def referring(value: str) -> Reference:
    """A reference meaning by its TIMEX3 name."""
    return Reference(value)


def clock_text(hour: int, minute: int | None, zone: str = "") -> str | None:
    """ "22:15", "08", with Z for UTC; None where no clock shows it."""
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
        return expression(m, Shift(Unit.DAY, direction if isinstance(direction, int) else 0), "TIME", part=part, clock=clock_told)
    shift = m.value("ref") if m.has("ref") else 0
    return expression(m, Shift(Unit.DAY, shift if isinstance(shift, int) else 0, Anchor.REFERENCE), "TIME", part=part, clock=clock_told)


def pointing(m: Match) -> TimeExpression | None:
    """A word that is a whole expression: "yesterday", "tonight", "now", «anteayer», «anoche»; its value is (shift, part) or a reference."""
    value = m.value("word") if m.has("word") else m.value("word2")
    if isinstance(value, tuple):
        shift, part = value
        return expression(m, Shift(Unit.DAY, shift), "TIME" if part else "DATE", part=part)
    return expression(m, Reference(value)) if isinstance(value, str) else None


def fixed(value: str) -> object:
    """A builder for phrases that are a reference as a whole."""

    def build(m: Match) -> TimeExpression:
        return expression(m, Reference(value))

    return build
