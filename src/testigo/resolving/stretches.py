"""Two expressions that tell one stretch ("from Thursday to Saturday"), and the days that an expression gives a statement."""

from __future__ import annotations

import re
from datetime import timedelta

from testigo.model.analysis import Passage
from testigo.model.moment import Granularity, Interval, Timex, Unresolved, When
from testigo.model.text import Span

_JOIN = re.compile(
    r"\s*,?\s*(?:(?:to|until|till|through|and|hasta|al?|y|e)\s+|[-–]\s*)(?:(?:el|la|the|on|in|del?|early|late|hasta|día|the morning of|part of)\s+)*$",
    re.IGNORECASE,
)


_OPEN = re.compile(
    r"(?:\b(?:from|between|since|desde|entre|del?)\s+|\()(?:(?:el|la|los|the|on|in|days?|días?|night of|noche del)\s+)*$",
    re.IGNORECASE,
)


def _are_joined(one: Span, other: Span, text: str) -> bool:
    """«13 al 23 de junio», "1 to 3 June", "1975-1990": the joining word stands between, or opens the second."""
    gap = text[one.stop : other.start]
    return _JOIN.match(gap) is not None or (gap == " " and other.of(text).startswith("al "))


def stretch_of(timex: Timex, passage: Passage) -> Interval | None:
    """The stretch of two expressions joined: "from Thursday to Saturday", «entre los días 17 y 18», "Monday night and this morning"."""
    for a, b in zip(passage.timexes, passage.timexes[1:], strict=False):
        if timex not in (a, b):
            continue
        one, other = a.interval, b.interval
        if (
            not (isinstance(one, Interval) and isinstance(other, Interval))
            or one.first >= other.first
            or "DURATION" in (a.type, b.type)
        ):
            continue
        if (
            a.span.stop >= b.span.start
            or b.span.start - a.span.stop > 25
            or not _are_joined(a.span, b.span, passage.text)
        ):
            continue
        opened = _OPEN.search(passage.text[max(0, a.span.start - 30) : a.span.start]) or _OPEN.search(
            a.span.of(passage.text)[:4] + " "
        )
        if opened or other.first - one.last <= timedelta(days=1):
            return Interval(one.first, other.last, Granularity.RANGE)
    return None


_YEARLESS = re.compile(r"XXXX-\d\d-\d\d(?!\d)")


def yearless_stretch(timex: Timex, passage: Passage) -> Unresolved | None:
    """The same where no year is told: "between April 28 and May 12" of a report without a date is "XXXX-04-28/XXXX-05-12"."""
    for a, b in zip(passage.timexes, passage.timexes[1:], strict=False):
        if (
            timex in (a, b)
            and isinstance(a.interval, Unresolved)
            and isinstance(b.interval, Unresolved)
            and _YEARLESS.match(a.value)
            and _YEARLESS.match(b.value)
            and a.value[:10] != b.value[:10]
            and 0 < b.span.start - a.span.stop <= 25
            and _JOIN.match(passage.text[a.span.stop : b.span.start])
            and _OPEN.search(passage.text[max(0, a.span.start - 30) : a.span.start])
        ):
            return Unresolved(b.interval.reason, f"{a.value[:10]}/{b.value[:10]}")
    return None


def told_by(timex: Timex, passage: Passage, evidence: str) -> When:
    interval = timex.interval
    assert interval is not None, "candidates name days"
    stretch = stretch_of(timex, passage)
    if stretch is not None:
        return When(stretch, timex.span.of(passage.text), timex.span, passage.part, evidence)
    if isinstance(interval, Unresolved):
        interval = yearless_stretch(timex, passage) or interval
    if isinstance(interval, Interval) and counts_days(timex):
        interval = Interval(interval.last, interval.last)  # "a fifth day": the statement is of that day
    return When(interval, timex.span.of(passage.text), timex.span, passage.part, evidence)


def counts_days(timex: Timex) -> bool:
    """True for "a fifth day": its value is that day, its interval runs from the first one."""
    interval = timex.interval
    return (
        isinstance(interval, Interval)
        and interval.days > 1
        and re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value) is not None
    )
