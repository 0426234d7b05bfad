"""When a statement says it happened: the days of the expression that governs it, by syntax and discourse.

From the near to the far: an expression in the statement's own clause, in its sentence, in the sentences before it in the paragraph,
then the day of narration: the last day told before it, else the first that the report tells. A figure that counts since a beginning gets
the stretch from that beginning, where the text tells it, to the day it was counted on. The publication day never stands in for the day of
an event; for a running total it is the day of counting where the text names no other, and the evidence says so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from testigo.gathering.dateline import find_dateline
from testigo.model.analysis import Passage
from testigo.model.claim import Factuality, Scope, Statement
from testigo.model.moment import Granularity, Interval, Timex, Unresolved, When
from testigo.model.text import Document, Part, Span
from testigo.resolving.calendars import add_days
from testigo.resolving.counted_days import days_from
from testigo.resolving.courts import (
    NO_COURT,
    CourtDays,
    court_days,
    days_of_arrest,
    is_deed,
    speaks_of_court,
)
from testigo.resolving.covering import covered
from testigo.resolving.governing import (
    Candidate,
    candidates_for,
    dates_the_page,
    is_ahead,
    is_fine,
    names_days,
)
from testigo.resolving.lasting import going_on, since_first_day
from testigo.resolving.lately import lately
from testigo.resolving.moments import value_timexes
from testigo.resolving.stretches import stretch_of, told_by


def time_statement(statement: Statement, passage: Passage, document: Document, language: str) -> When:
    """The days of a statement, with the words that tell them; Unresolved with the reason where no words do.

    `passage` must carry its time expressions (`value_timexes`). For a cumulative figure the interval is the covered stretch: its
    first day is the beginning that the text states, and where it states none, the day of counting alone is given.
    """
    language = "es" if language == "es" else "en"
    trigger = statement.figure.span if statement.figure is not None else statement.trigger
    anchor = Span(min(trigger.start, statement.trigger.start), max(trigger.stop, statement.trigger.stop))
    if anchor.stop - anchor.start > 200:
        anchor = statement.trigger
    planned = statement.stance.factuality in _AHEAD
    candidates = sorted(
        candidates_for(anchor, passage, document, language, is_planned=planned), key=lambda c: c.cost
    )
    courts = NO_COURT
    if is_deed(statement) and statement.scope is not Scope.CUMULATIVE:
        courts = court_days(passage)
        home = passage.sentence_at(anchor.start)
        told = [c.timex for c in candidates]
        arrests = days_of_arrest(told, anchor, home, passage) if home is not None else frozenset()
        if arrests:
            courts = replace(courts, spans=courts.spans | arrests, is_of_arrest=True)
        candidates = [
            c
            for c in candidates
            if not courts.hold(c.timex, same_sentence=c.same_sentence) and not (arrests and c.is_reporting)
        ]
    if statement.scope is Scope.CUMULATIVE:
        when = covered(candidates, anchor, passage, document)
    elif (counted := days_from(anchor, passage)) is not None:
        when = counted
    elif beside := _right_behind(statement.trigger, candidates, passage) or _whose_clause(
        anchor, candidates, passage
    ):
        when = told_by(beside.timex, passage, "its own clause or sentence")
    elif _set_off_more(statement.trigger, candidates, passage):
        when = When(EARLIER, part=passage.part)
    elif not any(c.same_sentence for c in candidates) and (
        now := going_on(statement, passage, language, document.published)
    ):
        when = now
    elif (found := _governing(candidates, passage, statement.scope)) is not None:
        evidence = "its own clause or sentence" if found.same_sentence else "the sentences round it"
        when = told_by(found.timex, passage, evidence)
    else:
        when = _narrated(anchor, passage, document, language, statement, courts, candidates)
    if statement.scope is not Scope.CUMULATIVE:
        when = since_first_day(when, statement, passage)
    return replace(_year_told(when, document), alternatives=_others(when, candidates, passage))


_AHEAD = (Factuality.PLANNED, Factuality.HYPOTHETICAL)


def _right_behind(trigger: Span, candidates: list[Candidate], passage: Passage) -> Candidate | None:
    """A day told by the very next words: "the number of civilians killed that day"."""
    for candidate in candidates:
        timex = candidate.timex
        if (
            isinstance(timex.interval, Interval)
            and timex.type != "DURATION"
            and timex.span.start >= trigger.stop
            and _NEXT.fullmatch(passage.text[trigger.stop : timex.span.start])
        ):
            return candidate
    return None


EARLIER = Unresolved("earlier than what it set off")
_WHEN = re.compile(
    r"[)»”\"]*,?\s+(?:when|in which|during which|cuando|en (?:el|la|los|las) que|durante (?:el|la) que)\b[^,.;!?\n]*",
    re.IGNORECASE,
)


def _whose_clause(anchor: Span, candidates: list[Candidate], passage: Passage) -> Candidate | None:
    """The time that the statement's clause is about: "since the clashes of 2009, when 33 people died", «el lunes, cuando la policía mató a tres»."""
    ahead = [
        c
        for c in candidates
        if c.same_sentence and c.timex.span.stop <= anchor.start and c.timex.type != "DURATION"
    ]
    last = max(ahead, key=lambda c: c.timex.span.stop, default=None)
    return (
        last
        if last is not None and _WHEN.fullmatch(passage.text, last.timex.span.stop, anchor.start)
        else None
    )


_SET_OFF = re.compile(
    r"\b(?:sparked|triggered|set off|ignited|unleashed|provoked|prompted|fuelled|fueled|touched off|desatad[oa]s?|provocad[oa]s?|desencadenad[oa]s?"
    r"|detonad[oa]s?|originad[oa]s?) (?:\w+ )?(?:by|por) (?:the |la |el |las |los )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;.:()\n]|$")


def _set_off_more(trigger: Span, candidates: list[Candidate], passage: Passage) -> bool:
    """As in "the protests sparked by the death in custody of Ana Ruiz": of an earlier day, which its own clause does not tell."""
    text = passage.text
    if _SET_OFF.search(text, max(0, trigger.start - 60), trigger.start) is None:
        return False
    end = _CLAUSE_END.search(text, trigger.stop)
    stop = end.start() if end else len(text)
    return not any(trigger.start <= c.timex.span.start < stop for c in candidates)


_NEXT = re.compile(r"\s+(?:on |el |on the |la |the )?", re.IGNORECASE)


def _others(when: When, candidates: list[Candidate], passage: Passage) -> tuple[str, ...]:
    """The three nearest expressions of other days, for a person to choose from."""
    found: dict[str, str] = {}
    for candidate in candidates:
        timex = candidate.timex
        if timex.span != when.span and timex.interval != when.interval and timex.type != "DURATION":
            found.setdefault(timex.value, f"{timex.value} {timex.span.of(passage.text)}")
    return tuple(found.values())[:3]


def _year_told(when: When, document: Document) -> When:
    """Says so where the year comes from another date of the text, not from the words or the publication."""
    interval = when.interval
    if document.published is not None or not isinstance(interval, Interval) or when.phrase is None:
        return when
    if str(interval.first.year) in when.phrase or not any(c.isdecimal() for c in when.phrase):
        return when
    return replace(when, evidence=f"{when.evidence}; the year is the only one that the text tells")


def _governing(candidates: list[Candidate], passage: Passage, scope: Scope) -> Candidate | None:
    """The nearest expression that may date an event, if it is near enough to govern."""
    limit = 26.0
    for candidate in candidates:
        if candidate.cost > limit:
            return None
        if scope is not Scope.BACKGROUND and not _can_hold_an_event(candidate, passage):
            continue
        return candidate
    return None


def _can_hold_an_event(candidate: Candidate, passage: Passage) -> bool:
    """Days, and short stretches: "in the past 24 hours" dates an event, "in the last two months" does not, nor does another sentence's "since"."""
    interval = candidate.timex.interval
    if candidate.relation in _COUNTED and not candidate.same_sentence:
        return False
    if candidate.timex.type == "DURATION":
        return isinstance(interval, Interval) and interval.days <= 3
    stretch = stretch_of(candidate.timex, passage)
    return stretch is None or candidate.same_sentence or stretch.days <= 10


def _is_a_day(timex: Timex) -> bool:
    if not names_days(timex) or not is_fine(timex):
        return False
    return timex.type != "DURATION" or (isinstance(timex.interval, Interval) and timex.interval.days <= 3)


def _first_day(
    passage: Passage, language: str, courts: CourtDays, document: Document, *, may_be_ahead: bool
) -> Timex | None:
    """The first resolved day of a passage outside its dateline; none of a court's, and none ahead of what has happened."""
    filed = find_dateline(passage.text, language) if passage.part is Part.BODY else None
    days = (
        t
        for t in passage.timexes
        if _is_a_day(t)
        and isinstance(t.interval, Interval)
        and not courts.hold(t)
        and not dates_the_page(t, passage.text)
        and (may_be_ahead or not is_ahead(t, document))
    )
    return next((t for t in days if filed is None or not filed.span.covers(t.span)), None)


def _narrated(
    anchor: Span,
    passage: Passage,
    document: Document,
    language: str,
    statement: Statement,
    courts: CourtDays,
    candidates: list[Candidate],
) -> When:
    """The day of narration: the last day told before the statement, else the first told in the report.

    What happened goes before when it was said, and where a count begins or ends ("since Monday") narrates nothing.
    """
    if statement.scope in (Scope.BACKGROUND, Scope.GENERAL):
        return When(Unresolved("no time expression governs this mention of the past"), part=passage.part)
    filed = find_dateline(passage.text, language) if passage.part is Part.BODY else None
    earlier = [
        t
        for t in passage.timexes
        if t.span.stop <= anchor.start
        and _is_a_day(t)
        and not is_ahead(t, document)
        and not courts.hold(t)
        and not dates_the_page(t, passage.text)
        and ((stretch := stretch_of(t, passage)) is None or stretch.days <= 10)
        and (filed is None or not filed.span.covers(t.span))
    ]
    counted = {
        c.timex.span for c in candidates if c.relation in _COUNTED and not _is_fresh(c.timex, document)
    }
    said = {c.timex.span for c in candidates if c.is_reporting}
    earlier = [t for t in earlier if t.span not in counted]
    earlier = [t for t in earlier if t.span not in said] or earlier
    if earlier:
        return told_by(earlier[-1], passage, "the day of narration: the last told before")
    ahead = statement.stance.factuality in _AHEAD
    first = _first_day(passage, language, courts, document, may_be_ahead=ahead)
    if first is not None:
        return told_by(first, passage, "the day of narration: the first told in the report")
    if passage.part is Part.TITLE and document.text:
        body = _body(document, language)
        first = _first_day(body, language, court_days(body), document, may_be_ahead=ahead)
        if first is not None and first.span.start < 1500:
            return told_by(first, body, "the day of narration: the first told in the report's body")
    home = passage.sentence_at(anchor.start)
    if courts.is_of_arrest or (
        courts is not NO_COURT
        and home is not None
        and (any(home.span.covers(s) for s in courts.spans) or speaks_of_court(home, passage.text))
    ):
        reason = "told of an arrest, a charge or a trial, not of the day of the deed"
        return When(Unresolved(reason), part=passage.part)
    if document.published is not None and _is_news(
        anchor, passage, filed.span if filed is not None else None
    ):
        days = Interval(
            add_days(document.published, -1) or document.published, document.published, Granularity.RANGE
        )
        return When(
            days,
            part=passage.part,
            evidence="no words date it: told as news, so of the day of publication or the day before",
        )
    unresolved = next((t for t in passage.timexes if names_days(t)), None)
    if unresolved is not None and isinstance(unresolved.interval, Unresolved):
        return told_by(unresolved, passage, "the only time told")
    return When(Unresolved("no time expression governs it"), part=passage.part)


_COUNTED = frozenset(("since", "until", "record"))


@lately
def _body(document: Document, language: str) -> Passage:
    """The body with its time expressions, for a headline that tells no day; read without a parse."""
    body = Passage(Part.BODY, document.text, ())
    return replace(body, timexes=value_timexes(body, language, document.published))


def _is_fresh(timex: Timex, document: Document) -> bool:
    """True for a beginning so late that all since then is of it: "since this afternoon there have been clashes"."""
    days = timex.interval
    return (
        document.published is not None
        and isinstance(days, Interval)
        and (document.published - days.first).days <= 1
    )


def _is_news(anchor: Span, passage: Passage, filed: Span | None) -> bool:
    """True for what a report opens with: its title and its first four sentences, counted from its dateline where it has one."""
    sentence = passage.sentence_at(anchor.start)
    opening = passage.sentence_at(filed.start) if filed is not None else None
    first = opening.index if opening is not None else 0
    return passage.part is Part.TITLE or (sentence is not None and sentence.index - first < 4)
