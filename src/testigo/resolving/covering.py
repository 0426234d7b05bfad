"""The stretch that a running total covers: from its stated beginning to the day of counting."""

from __future__ import annotations

import re
from datetime import date

from testigo.model.analysis import Passage
from testigo.model.moment import Granularity, Interval, Timex, Unresolved, When
from testigo.model.text import Document, Span
from testigo.resolving.calendars import add_days
from testigo.resolving.governing import Candidate, is_fine, is_since
from testigo.resolving.stretches import stretch_of, told_by, yearless_stretch


def covered(candidates: list[Candidate], anchor: Span, passage: Passage, document: Document) -> When:
    """The stretch that a running total covers: from its stated beginning to the day of counting."""
    closed = next(
        (
            c
            for c in candidates
            if c.same_sentence
            and c.cost < 18
            and not c.relation
            and not c.is_reporting
            and not is_since(c.timex.span, passage.sentence_at(c.timex.span.start))
            and isinstance(c.timex.interval, Interval)
            and c.timex.type != "DURATION"
            and c.timex.interval.days > 3
            and (document.published is None or (document.published - c.timex.interval.last).days > 2)
        ),
        None,
    )
    if closed is not None:
        return told_by(closed.timex, passage, "a closed stretch, told in its sentence")
    for c in candidates:  # «las 127 del lunes» are one day's, whatever they were added to
        behind = c.timex.span.start - anchor.stop
        if (
            c.same_sentence
            and not c.relation
            and is_fine(c.timex)
            and 0 <= behind <= 8
            and _OF.search(c.timex.span.of(passage.text)[:4] + " ")
        ):
            return told_by(c.timex, passage, "the day that the figure itself names")
    for c in candidates:
        stretch = (
            stretch_of(c.timex, passage) if c.cost < 22 and c.timex.span.start < anchor.stop + 150 else None
        )
        if stretch is not None and stretch.days > 1:
            return When(
                stretch,
                c.timex.span.of(passage.text),
                c.timex.span,
                passage.part,
                "a stretch told from end to end",
            )
        yearless = yearless_stretch(c.timex, passage) if c.cost < 22 else None
        if yearless is not None:
            return told_by(c.timex, passage, "a stretch told from end to end")
    counted, evidence, source = _counted_on(candidates, document)
    home = passage.sentence_at(anchor.start)
    begins_elsewhere = home is not None and _FROM_THE_START.search(home.span.of(passage.text)) is not None
    start = _beginning(candidates, anchor, counted, begins_elsewhere=begins_elsewhere)
    start = start or _since_then(anchor, passage, counted)
    lasted = _lasted(anchor, passage, counted) if counted is not None else None
    if lasted is not None and (start is None or _gap(anchor, lasted[1].span) < _gap(anchor, start.span)):
        first, timex = lasted
        return When(
            Interval(first, counted or first, Granularity.RANGE),
            timex.span.of(passage.text),
            timex.span,
            passage.part,
            f"so long up to {evidence}",
        )
    if counted is None:
        if start is not None and isinstance(start.interval, Unresolved):
            return When(
                Unresolved(start.interval.reason, _open_behind(start.value)),
                start.span.of(passage.text),
                start.span,
                passage.part,
                "the beginning of the count",
            )
        reason = "the day of counting is not told and the report has no publication date"
        return When(Unresolved(reason), part=passage.part)
    if start is not None and isinstance(start.interval, Interval) and start.interval.first <= counted:
        interval = Interval(
            start.interval.first,
            counted,
            Granularity.RANGE if start.interval.first < counted else Granularity.DAY,
        )
        return When(
            interval,
            start.span.of(passage.text),
            start.span,
            passage.part,
            f"from the beginning told to {evidence}",
        )
    phrase = source.span.of(passage.text) if source is not None else None
    return When(
        Interval(counted, counted),
        phrase,
        source.span if source else None,
        passage.part,
        f"{evidence}; the beginning is not told",
    )


def _open_behind(value: str) -> str:
    """A beginning whose end is not told: "XXXX-04-28" becomes "XXXX-04-28/", so that nobody takes it for the day of the count."""
    return f"{value}/" if _A_DAY.match(value) else value


_A_DAY = re.compile(r"XXXX-\d\d-\d\d")
_OF = re.compile(r"^(?:del|de la)\b", re.IGNORECASE)


def _gap(one: Span, other: Span) -> int:
    """Code points between two spans, 0 where they touch or overlap."""
    return max(0, other.start - one.stop, one.start - other.stop)


_LASTED = re.compile(
    r"\b(?:in|over|after|during|for|en|tras|durante|llevan?|estos|these|sólo|solo|just|only)\s+(?:(?:just|only|sólo|solo|apenas|unos|los|las|the|estos)\s+)*$",
    re.IGNORECASE,
)


_PLAIN_LENGTH = re.compile(r"P(\d{1,3})([DWM])$")


def _lasted(anchor: Span, passage: Passage, counted: date | None) -> tuple[date, Timex] | None:
    """The first day of a count that tells its length: "500 killed in seven days", «tras nueve días de protestas»."""
    home = passage.sentence_at(anchor.start)
    if home is None or counted is None:
        return None
    for timex in passage.timexes:
        told = _PLAIN_LENGTH.match(timex.value)
        if (
            timex.type != "DURATION"
            or told is None
            or not home.span.covers(timex.span)
            or timex.interval is not None
        ):
            continue
        before = _LASTED.search(passage.text[max(0, timex.span.start - 30) : timex.span.start])
        if before is None:
            continue
        if before[0].split()[0].lower() in ("after", "tras") and not re.match(
            r"\s+(?:of|de)\b", passage.text[timex.span.stop :][:5]
        ):
            continue
        days = int(told[1]) * {"D": 1, "W": 7, "M": 30}[told[2]]
        return add_days(counted, -max(0, days - 1)) or counted, timex
    return None


def _counted_on(candidates: list[Candidate], document: Document) -> tuple[date | None, str, Timex | None]:
    """The day up to which a running total counts."""
    for wanted in ("until", "reporting", "near"):
        for c in candidates:
            interval = c.timex.interval
            if not isinstance(interval, Interval) or not is_fine(c.timex) or c.timex.type == "DURATION":
                continue
            if document.published is not None and interval.last > document.published:
                continue
            if wanted == "until" and c.relation == "heading":
                return interval.last, "the day that heads its entry", c.timex
            if wanted == "until" and c.relation == "until" and c.same_sentence and ":" not in c.timex.value:
                return interval.last, "the day told for the count", c.timex
            if wanted == "reporting" and c.is_reporting and c.same_sentence:
                return interval.last, "the day the count was told", c.timex
            if wanted == "near" and document.published is None and c.relation not in ("since", "after"):
                return interval.last, "the nearest day told", c.timex
        if wanted == "reporting" and document.published is not None:
            return document.published, "the day of publication", None
    return None, "", None


_SINCE_THEN = re.compile(
    r"\b(?:since(?:\s+then)?(?=\s*[,.;:)]|\s*$)|ha(?:ve|s|d) since\b|desde entonces\b|a partir de entonces\b)",
    re.IGNORECASE,
)


def _since_then(anchor: Span, passage: Passage, counted: date | None) -> Timex | None:
    """The day that a bare "since" points back to: "Two died on Monday. Several more have been killed since"."""
    home = passage.sentence_at(anchor.start)
    if home is None or _SINCE_THEN.search(home.span.of(passage.text)) is None:
        return None
    days = (
        t
        for t in reversed(passage.timexes)
        if t.span.stop <= home.span.start
        and isinstance(t.interval, Interval)
        and t.interval.precision is Granularity.DAY
        and t.type != "DURATION"
    )
    found = next(days, None)
    if found is None or not isinstance(found.interval, Interval):
        return None
    return found if counted is None or found.interval.first <= counted else None


def _is_a_year(timex: Timex) -> bool:
    """Years and longer: "in power since 1984" in another sentence begins no count of ours."""
    return isinstance(timex.interval, Interval) and timex.interval.days > 300


_FROM_THE_START = re.compile(
    r"\b(?:since|from) (?:the|its) (?:very )?(?:start|beginning|outbreak|onset|outset)\b"
    r"|\bdesde (?:el|su) (?:inicio|comienzo|principio|estallido)\b",
    re.IGNORECASE,
)


def _beginning(
    candidates: list[Candidate], anchor: Span, counted: date | None, *, begins_elsewhere: bool
) -> Timex | None:
    """The expression that tells since when a total counts: "since 9 January", «en los últimos diez días», «tercer día».

    Lengths of other sentences are no beginning where the total's own sentence tells one without a day ("since the start of the war").
    """
    best: tuple[float, Timex] | None = None
    for c in candidates:
        timex, interval = c.timex, c.timex.interval
        if c.relation == "since" and (c.same_sentence or not _is_a_year(timex)):
            cost = c.cost - 8
        elif (
            timex.type == "DURATION"
            and isinstance(interval, Interval)
            and (
                c.same_sentence or (timex.span.stop <= anchor.start and c.cost < 90 and not begins_elsewhere)
            )
        ):
            cost = c.cost
        elif (
            c.same_sentence  # "a fifth day" of a march in another sentence begins no count of the dead
            and isinstance(interval, Interval)
            and interval.precision is Granularity.RANGE
            and timex.value == interval.last.isoformat()
        ):
            cost = c.cost + 4  # the nth day of it
        else:
            continue
        if counted is not None and isinstance(interval, Interval) and interval.first > counted:
            continue
        if best is None or cost < best[0]:
            best = (cost, timex)
    return best[1] if best else None
