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
from dataclasses import replace
from datetime import date

from testigo.language.timex import find_time_expressions
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
)
from testigo.model.analysis import Passage
from testigo.model.moment import Granularity, Interval, Timex, Unresolved
from testigo.model.text import Span
from testigo.resolving.calendars import add_months, edge_of
from testigo.resolving.dating import dated
from testigo.resolving.discourse import Discourse, Valued, days_of
from testigo.resolving.shifting import lasting, numbered, shifted
from testigo.resolving.tenses import Tense, tense_at


def _valued(one: TimeExpression, state: Discourse, tense: Tense, near: date | None) -> Valued:
    meaning = one.meaning
    match meaning:
        case Calendar():
            value, interval = dated(meaning, state, tense)
        case Shift():
            value, interval = shifted(meaning, state, tense)
        case Era():
            value, interval = days_of(meaning.digits)
        case Length():
            return lasting(meaning, state)
        case Nth():
            return numbered(meaning, state, near)
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


_IN_REACH = 70  # characters
_ENDS = frozenset(',:()[]«»“”"—–')  # of a clause, farther off than "a fifth day, Monday"


def _near_day(
    found: tuple[TimeExpression, ...], i: int, text: str, state: Discourse, tense: Tense
) -> date | None:
    """The day named after an expression in its own clause: "a fifth day on Monday", "the third day of protests in San Telmo on Friday"."""
    if i + 1 < len(found):
        between = text[found[i].span.stop : found[i + 1].span.start]
        if (
            len(between) > _IN_REACH
            or any(c in _ENDS for c in between[15:])
            or any(c in ".;\n" for c in between)
        ):
            return None
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


_JOINED = re.compile(
    r"\s*,?\s*(?:to|until|till|through|hasta|al?|-|–)\s*(?:el|la|the|día)?\s*$", re.IGNORECASE
)


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


_STRETCH = re.compile(r"\s*(?:and|to|until|through|y|al|a|hasta|-|–)\s+(?:the\s+|el\s+)?", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:between|from|entre|desde|del|de)\s+(?:the\s+|el\s+)?$", re.IGNORECASE)
_HAS_YEAR = re.compile(r"\d{4}")


def _in_order(timexes: list[Timex], text: str) -> list[Timex]:
    """As in "Between December 7 and March 31": where no year is told, the first day lies before the last."""
    for i in range(len(timexes) - 1):
        first, last = timexes[i], timexes[i + 1]
        one, other = first.interval, last.interval
        if not isinstance(one, Interval) or not isinstance(other, Interval) or one.first <= other.last:
            continue
        if (
            one.precision is not Granularity.DAY
            or _HAS_YEAR.search(first.span.of(text))
            or not _STRETCH.fullmatch(text[first.span.stop : last.span.start])
            or not _OPENS.search(text[max(0, first.span.start - 12) : first.span.start])
        ):
            continue
        moved = add_months(one.first, -12)
        if moved is not None and moved <= other.last:
            timexes[i] = replace(
                first, value=moved.isoformat(), interval=Interval(moved, moved, one.precision)
            )
    return timexes


def _a_year_back(timexes: list[Timex], text: str, published: date | None, tense: Tense) -> None:
    """As in «el 3 de mayo; el 28 del mismo mes», written on 11 May of the past: what happened did so the year before, both days."""
    told = timexes[-1]
    interval = told.interval
    if (
        published is None
        or tense is Tense.FUTURE
        or not isinstance(interval, Interval)
        or interval.first <= published
    ):
        return
    of_it = [
        i for i in range(max(0, len(timexes) - 6), len(timexes)) if timexes[i].value[:7] == told.value[:7]
    ]
    if any(_HAS_YEAR.search(timexes[i].span.of(text)) for i in of_it):
        return
    for i in of_it:
        one = timexes[i].interval
        back = add_months(one.first, -12) if isinstance(one, Interval) and one.days == 1 else None
        if back is not None:
            timexes[i] = replace(timexes[i], value=back.isoformat(), interval=Interval(back, back))


_SINCE = re.compile(r"\b(?:since|desde)\s+(?:(?:the|el|la|last|late|early|este|pasado)\s+)*$", re.IGNORECASE)
"""What opens a count moves the story to no other day: "300 hurt since Monday. By 7 p.m. …"."""


def _begins_a_count(text: str, span: Span, interval: Interval, published: date | None) -> bool:
    """True for "since 3 May": no day that is spoken of. What is so since today or yesterday ("since this afternoon") is."""
    if published is not None and (published - interval.first).days <= 1:
        return False
    return _SINCE.search(text, max(0, span.start - 25), span.start) is not None


def value_timexes(passage: Passage, language: str, published: date | None) -> tuple[Timex, ...]:
    """Find the time expressions of a passage and value them in order, each against what the text said before.

    `published` None leaves everything that counts from the day of writing Unresolved, with the reason. `Timex.interval` is None for
    durations and sets that name no days; a duration that touches the day of writing ("the last two days") has one. For "a fifth day"
    the value is that day, and the interval runs from the first day to it.
    """
    text = passage.text
    found = find_time_expressions(text, language)
    told = [
        one.meaning for one in found if isinstance(one.meaning, Calendar) and one.meaning.year is not None
    ]
    state = Discourse(
        published,
        stated=frozenset(meaning.year for meaning in told if meaning.year and meaning.month),
        named=frozenset(meaning.year for meaning in told if meaning.year),
    )
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
        state.is_distal = (
            text[one.span.start : one.span.stop].lower().startswith(("aquel", "that day", "that night"))
        )
        state.is_opening = one.span.start - starts[paragraph - 1] < 12
        tense = Tense.UNKNOWN
        if text.startswith(("'s", "’s"), one.span.stop):
            tense = Tense.PAST  # "Wednesday's ruling"
        elif isinstance(one.meaning, _NEEDS_TENSE) and not (
            isinstance(one.meaning, Calendar) and one.meaning.year
        ):
            tense = tense_at(passage, one.span, language)
        near = _near_day(found, i, text, state, tense) if isinstance(one.meaning, Nth) else None
        value, interval = _safely(one, state, tense, near)
        result.append(Timex(Span(one.span.start, one.span.stop), one.type, value, interval))
        if isinstance(one.meaning, Calendar) and one.meaning.anchor is Anchor.REFERENCE and one.meaning.day:
            _a_year_back(result, text, published, tense)
            value, interval = result[-1].value, result[-1].interval
        if (
            isinstance(interval, Interval)
            and not isinstance(one.meaning, Length)
            and not _begins_a_count(text, one.span, interval, published)
        ):
            state.note(
                value,
                Interval(interval.last, interval.last) if isinstance(one.meaning, Nth) else interval,
                one.meaning,
            )
        elif isinstance(interval, Unresolved):
            state.note_yearless(value)
    return tuple(_in_order(result, text))
