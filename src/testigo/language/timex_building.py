"""From a rule's match to a meaning: numbers, lengths, shifts and sets, for English and Spanish alike.

Rules name their parts (`n`, `unit`, `month`, `day`, `year` …), so one builder serves both languages.
"""

from __future__ import annotations

from testigo.language.timex_engine import Match
from testigo.language.timex_meanings import (
    Anchor,
    Calendar,
    Length,
    Meaning,
    Nth,
    Recurrence,
    Shift,
    TimeExpression,
    Unit,
)
from testigo.language.timex_numbers import digits, number, spoken_year
from testigo.model.text import Span


def expression(
    m: Match, meaning: Meaning, kind: str = "DATE", *, span: Span | None = None, **rest: str
) -> TimeExpression:
    """An expression over the whole match, or over `span`."""
    return TimeExpression(span or m.span(), kind, meaning, **rest)


def no_time(_: Match) -> tuple[TimeExpression, ...]:
    """For words that look like a time and are none: ages, «es un día triste», "a second march"."""
    return ()


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
        told = words[: len(words) - 1 - words[::-1].index("and")]
        n = number(told, {w: m.vocabulary[w][1] for w in told if w in m.vocabulary})
        return None if n is None else n + 0.5
    values = {
        w: m.vocabulary[w][1]
        for w in words
        if w in m.vocabulary and isinstance(m.vocabulary[w][1], int | float)
    }
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
    values = {
        w: m.vocabulary[w][1] for w in words if w in m.vocabulary and isinstance(m.vocabulary[w][1], int)
    }
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


def unit_of(m: Match) -> Unit | None:
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
    unit = unit_of(m)
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
    unit = unit_of(m)
    if unit is None:
        return None
    frame = m.value("dir")
    n = count(m) if m.has("n") else None
    return expression(
        m, Length(n, unit, frame=frame if isinstance(frame, int) else 0), "DURATION", mod=_mod(m)
    )


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
    unit = unit_of(m)
    if unit is None:
        return None
    ago = m.has("ago")
    sign = m.value("ago" if ago else "ref")
    if not isinstance(sign, int):
        return None
    anchor = Anchor.SPEECH if ago else Anchor.REFERENCE
    n = 1.0 if m.words("n") == ("the",) else count(m) if m.has("n") else None
    if n is None:
        return expression(m, Shift(unit, None, anchor, sign=sign), "DURATION")
    kind = "TIME" if unit.is_clock else "DATE"
    return expression(m, Shift(unit, sign * n, anchor, sign=sign), kind, mod=_mod(m))


def two_lengths(m: Match) -> list[TimeExpression] | None:
    """As in "60 or 90 days", «tres o cuatro semanas»: two lengths that share a unit."""
    first = "n1" if m.has("n1") else "m1"
    unit, one, other = unit_of(m), count(m, first), count(m, "n")
    if unit is None or one is None or other is None:
        return None
    return [
        TimeExpression(m.span(first), "DURATION", Length(one, unit)),
        TimeExpression(Span(m.span("n").start, m.span().stop), "DURATION", Length(other, unit)),
    ]


def lasting(m: Match) -> TimeExpression | None:
    """A length of time: "five days", "a year", «más de dos meses»."""
    unit = unit_of(m)
    if unit is None:
        return None
    n = count(m) if m.has("n") else None
    if (
        n is not None
        and 1900 <= n <= 2100
        and m.words("n")[0].isdecimal()
        and m.raw("unit").lower() in ("quarter", "year", "month", "week", "day")
    ):
        return None  # "the 1988 quarter"
    if (
        unit is Unit.QUARTER
        and n is not None
        and (m.language == "en")
        and ("-" in m.words(0) or (m.next_word() == "of" and len(m.words(0)) == 2))
    ):
        return None  # "three-quarters of its food"
    if m.has("half"):
        n = (n or 0.0) + 0.5
    return expression(m, Length(n, unit), "DURATION", mod=_mod(m))


def half_of(m: Match) -> TimeExpression | None:
    """Half a unit."""
    unit = unit_of(m)
    return None if unit is None else expression(m, Length(0.5, unit), "DURATION")


def ordered(m: Match) -> TimeExpression | None:
    """A quarter, half, day, week … by its number: "the third quarter", "a fifth day", «tercer día consecutivo»."""
    unit = unit_of(m)
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


_CODES = {
    Unit.SECOND: "PT1S",
    Unit.MINUTE: "PT1M",
    Unit.HOUR: "PT1H",
    Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.DECADE: "P10Y",
    Unit.CENTURY: "P100Y",
}
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
    unit = unit_of(m)
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
    """As in "$5 a year", "twice a week": the unit alone is the set."""
    unit = unit_of(m)
    if unit is None or unit is Unit.PERIOD:
        return None
    return TimeExpression(m.span("rate"), "SET", Recurrence(_CODES.get(unit, f"P1{unit.value}")))


def recurring(m: Match) -> TimeExpression | None:
    """A word that is a set by itself: "daily", «anual»."""
    value = m.value("set")
    return expression(m, Recurrence(value), "SET") if isinstance(value, str) else None


def plural_weekday(m: Match) -> TimeExpression:
    """As in "Mondays", «los lunes»."""
    return expression(m, Recurrence(f"XXXX-WXX-{m.value('weekday')}"), "SET")
