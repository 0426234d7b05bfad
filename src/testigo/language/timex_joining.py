"""Joins neighbouring time expressions into one: "Thursday" + "afternoon", "early" + "December", "July" + "last year"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from testigo.language.timex_engine import CompiledGrammar, Tokens
from testigo.language.timex_meanings import Anchor, Calendar, Era, Length, Shift, TimeExpression, Unit
from testigo.model.text import Span


def _is_day(one: TimeExpression) -> bool:
    meaning = one.meaning
    if one.part or one.clock:
        return False
    if isinstance(meaning, Calendar):
        return meaning.day is not None or meaning.weekday is not None or meaning.holiday is not None
    return isinstance(meaning, Shift) and meaning.unit is Unit.DAY


def _is_bare_part(one: TimeExpression) -> bool:
    """A part of day or clock time that waits for its day."""
    meaning = one.meaning
    if isinstance(meaning, Shift) and meaning.sign == 7:  # "overnight Saturday"
        return True
    return (
        bool(one.part or one.clock)
        and isinstance(meaning, Shift)
        and meaning == Shift(Unit.DAY, 0, Anchor.REFERENCE)
    )


def _is_year(one: TimeExpression) -> bool:
    meaning = one.meaning
    if isinstance(meaning, Shift):
        return meaning.unit is Unit.YEAR and meaning.amount is not None
    return (
        isinstance(meaning, Calendar) and meaning == Calendar(year=meaning.year) and meaning.year is not None
    )


def _lacks_year(one: TimeExpression) -> bool:
    meaning = one.meaning
    if not isinstance(meaning, Calendar) or meaning.year is not None or meaning.year_shift is not None:
        return False
    return bool(
        meaning.month or meaning.quarter or meaning.half or meaning.third or meaning.season or meaning.holiday
    )


def _with_year(one: TimeExpression, told: TimeExpression, span: Span) -> TimeExpression:
    meaning, year = one.meaning, told.meaning
    if not isinstance(meaning, Calendar):
        return one
    if isinstance(year, Calendar):
        return replace(one, span=span, meaning=replace(meaning, year=year.year))
    if isinstance(year, Shift) and year.amount is not None:
        return replace(
            one, span=span, meaning=replace(meaning, year_shift=int(year.amount), anchor=year.anchor)
        )
    return one


class Gap:
    """What stands between two expressions, told by patterns over the letters of classes."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        """Compile the joining words that the grammar knows."""
        letters = compiled.letters

        def pattern(*names: str) -> re.Pattern[str]:
            return re.compile("[" + "".join(letters[n] for n in names if n in letters) + "]*")

        self.to_part = pattern("COMMA", "IN", "THE", "AT", "POR", "ART", "DE", "DEL", "EN", "ON", "OF", "AL")
        self.to_day = pattern("COMMA", "OF", "IN", "THE", "DE", "DEL", "ART", "ON")
        self.to_year = pattern("OF", "DE", "DEL", "IN", "COMMA", "ART", "MISMO")
        self.to_date = pattern("COMMA", "OPEN", "THE", "ART", "DIA")
        self.and_ = pattern("AND", "COMMA")
        self.of = pattern("DE", "DEL", "OF")
        self.range = pattern(
            "AND", "TO", "DASH", "COMMA", "EN", "IN", "OR", "AL", "A", "THE", "ART", "PAUSE", "THROUGH"
        )
        self.poss = re.compile(letters["POSS"])
        self.edge = frozenset(
            letters[n]
            for n in (
                "EARLY",
                "LATE",
                "MID",
                "BEGINNING",
                "ENDW",
                "MIDDLE",
                "LATER",
                "EARLIER",
                "PRINCIPIOS",
                "MEDIADOS",
                "FINALES",
            )
            if n in letters
        )
        self.edge_glue = frozenset(
            letters[n] for n in ("OF", "THE", "DASH", "IN", "DE", "DEL", "ART", "ON") if n in letters
        )
        self.edge_needs_glue = frozenset(
            letters[n]
            for n in ("BEGINNING", "ENDW", "MIDDLE", "PRINCIPIOS", "MEDIADOS", "FINALES")
            if n in letters
        )
        self.article = (
            frozenset(letters[n] for n in ("ART", "DEL", "AL") if n in letters)
            if compiled.grammar.language == "es"
            else frozenset()
        )
        self.the = letters.get("THE", "")


def _pair(
    a: TimeExpression, b: TimeExpression, between: str, gap: Gap, *, wraps: bool
) -> TimeExpression | None:
    span = Span(a.span.start, b.span.stop)
    if _is_bare_part(b) and gap.to_part.fullmatch(between):
        if _is_day(a):
            return replace(a, span=span, type="TIME", part=b.part, clock=b.clock)
        if a.part and not between and not b.clock and not _is_bare_part(a):
            return replace(a, span=span, part=b.part)  # "the early hours of Sunday morning"
        if _is_bare_part(a) and a.clock and b.part:
            return replace(a, span=span, clock=_afternoon(a.clock, b.part))
        if a.clock and not b.clock and isinstance(a.meaning, Shift) and a.part == "":
            return None
    if _is_bare_part(a) and _is_day(b) and gap.to_day.fullmatch(between):
        return replace(b, span=span, type="TIME", part=a.part, clock=a.clock, edge=a.edge)
    if (
        _is_bare_part(a)
        and a.clock
        and b.part
        and not b.clock
        and not _is_bare_part(b)
        and gap.to_day.fullmatch(between)
    ):
        return replace(b, span=span, clock=_afternoon(a.clock, b.part), part="")
    if (
        a.meaning == Shift(Unit.DAY, 0, Anchor.REFERENCE)
        and not a.part
        and not a.clock
        and _is_day(b)
        and between
        and gap.of.fullmatch(between)
    ):
        return replace(b, span=span)  # «la jornada del lunes»
    if wraps and not between:
        return None  # a heading may end with a weekday and a date line follow
    if _is_day(a) and _is_day(b) and gap.to_date.fullmatch(between):
        return _same_day(a, b, span)
    if (
        (a.part or a.clock)
        and isinstance(a.meaning, Calendar)
        and a.meaning.weekday
        and not a.meaning.day
        and _is_day(b)
        and gap.to_date.fullmatch(between)
    ):
        both = _same_day(replace(a, part="", clock=""), b, span)
        return None if both is None else replace(both, part=a.part, clock=a.clock, type="TIME")
    if (_lacks_year(a) or isinstance(a.meaning, Era)) and _is_year(b) and gap.to_year.fullmatch(between):
        return _with_year(a, b, span)
    if (
        isinstance(a.meaning, Shift)
        and a.meaning.unit is Unit.PERIOD
        and a.meaning.amount == 0
        and _is_year(b)
        and gap.to_year.fullmatch(between)
    ):
        return _with_year(replace(a, meaning=Calendar(quarter=0)), b, span)
    if _is_year(a) and _lacks_year(b) and gap.poss.fullmatch(between):
        return replace(_with_year(b, a, span), edge=b.edge)
    if (
        isinstance(a.meaning, Length)
        and isinstance(b.meaning, Length)
        and a.meaning.amount is not None
        and b.meaning.amount is not None
        and gap.and_.fullmatch(between)
        and _finer(b.meaning.unit, a.meaning.unit)
        and a.meaning.frame == b.meaning.frame == 0
    ):
        rest = (*a.meaning.rest, (b.meaning.amount, b.meaning.unit))
        return replace(a, span=span, meaning=replace(a.meaning, rest=rest))
    return None


_ORDER = (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)


def _finer(one: Unit, other: Unit) -> bool:
    return one in _ORDER and other in _ORDER and _ORDER.index(one) < _ORDER.index(other)


def _afternoon(clock: str, part: str) -> str:
    hour = int(clock[:2])
    if hour < 12 and (part in ("AF", "EV") or (part == "NI" and hour >= 6)):
        return f"{hour + 12:02d}{clock[2:]}"
    return clock


def _same_day(a: TimeExpression, b: TimeExpression, span: Span) -> TimeExpression | None:
    """As in "Saturday, April 25" and «hoy, jueves» are one day told twice."""
    one, other = a.meaning, b.meaning
    if isinstance(one, Calendar) and isinstance(other, Calendar):
        if one.weekday and other.day and not one.day:
            return replace(b, span=span, meaning=replace(other, weekday=one.weekday))
        if one.day and other.weekday and not other.day:
            return replace(a, span=span, meaning=replace(one, weekday=other.weekday))
        return None
    if (
        isinstance(one, Shift)
        and isinstance(other, Calendar)
        and other.weekday
        and other.direction is None
        and not other.day
    ):
        if one.anchor is Anchor.REFERENCE:  # "during the day Friday"
            return replace(b, span=span)
        return replace(a, span=span)
    if (
        isinstance(one, Calendar)
        and isinstance(other, Shift)
        and one.weekday
        and other.anchor is Anchor.SPEECH
        and not one.day
    ):
        return replace(b, span=span)
    return None


def _edged(
    one: TimeExpression, tokens: Tokens, floor: int, gap: Gap, grammar: CompiledGrammar
) -> TimeExpression:
    """Takes in "early", "the end of", «finales de» before an expression."""
    if one.type == "SET" or (isinstance(one.meaning, Length) and one.meaning.frame == 0):
        return one
    letters = tokens.letters
    first = bisect_left(tokens.starts, one.span.start)
    i = first - 1
    glued = False
    while i >= floor and letters[i] in gap.edge_glue and first - i <= 3:
        glued = True
        i -= 1
    if i < floor or letters[i] not in gap.edge:
        return one
    if letters[i] in gap.edge_needs_glue and not glued:
        return one
    value = grammar.grammar.vocabulary[tokens.words[i]][1]
    edge = value if isinstance(value, str) else "START" if value == -1 else "END"
    if i - 1 >= floor and (letters[i - 1] == gap.the or letters[i - 1] in gap.article):
        i -= 1
    return replace(one, span=Span(tokens.starts[i], one.span.stop), edge=one.edge or edge)


def _share_years(merged: list[TimeExpression], tokens: Tokens, gap: Gap) -> None:
    """As in "between January and March 1998": a month before a month with a year is of that year."""
    for i in range(len(merged) - 2, -1, -1):
        a, b = merged[i].meaning, merged[i + 1].meaning
        if not (isinstance(a, Calendar) and isinstance(b, Calendar) and a.month and b.month and b.year):
            continue
        if (
            a.year
            or a.year_shift is not None
            or a.direction is not None
            or (a.month, a.day or 0) > (b.month, b.day or 31)
        ):
            continue
        between = tokens.letters[
            bisect_right(tokens.stops, merged[i].span.stop - 1) + 1 : bisect_left(
                tokens.starts, merged[i + 1].span.start
            )
        ]
        if between and len(between) <= 3 and gap.range.fullmatch(between):
            merged[i] = replace(merged[i], meaning=replace(a, year=b.year))


def _new_line(text: str, start: int, stop: int) -> bool:
    """True when a heading or a paragraph ends between two points; a line wrapped at 50 characters or more goes on."""
    at = text.find("\n", start, stop)
    if at < 0:
        return False
    if text.find("\n", at + 1, stop) >= 0:
        return True
    return at - (text.rfind("\n", 0, at) + 1) < 50


def join(
    found: Sequence[TimeExpression], tokens: Tokens, compiled: CompiledGrammar, gap: Gap
) -> tuple[TimeExpression, ...]:
    """Merge neighbours from left to right until nothing merges; then take in edges and, in Spanish, articles."""
    starts, stops = tokens.starts, tokens.stops
    merged: list[TimeExpression] = []
    for one in found:
        merged.append(one)
        while len(merged) >= 2:
            a, b = merged[-2], merged[-1]
            between = tokens.letters[
                bisect_right(stops, a.span.stop - 1) + 1 : bisect_left(starts, b.span.start)
            ]
            if len(between) > 3 or _new_line(tokens.text, a.span.stop, b.span.start):
                break
            both = _pair(a, b, between, gap, wraps="\n" in tokens.text[a.span.stop : b.span.start])
            if both is None:
                break
            merged[-2:] = [both]
    _share_years(merged, tokens, gap)
    result: list[TimeExpression] = []
    floor = 0
    for one in merged:
        first = bisect_left(starts, one.span.start)
        one = _edged(one, tokens, floor, gap, compiled)
        if gap.article:
            first = bisect_left(starts, one.span.start)
            if first - 1 >= floor and tokens.letters[first - 1] in gap.article:
                one = replace(one, span=Span(starts[first - 1], one.span.stop))
        floor = bisect_left(starts, one.span.stop)
        result.append(one)
    return tuple(result)
