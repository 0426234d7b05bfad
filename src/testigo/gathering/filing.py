"""The day on which a report was filed, where only its own head says so: dateline, reference number, dated heading."""

from __future__ import annotations

import re
from datetime import date

from testigo.gathering.dateline import MONTH_NAMES, find_dateline, month_number

_NAMES = "|".join(sorted(MONTH_NAMES, key=len, reverse=True))
_FULL_DATE = re.compile(
    rf"\b(?:(?P<m1>{_NAMES})\.?\s+0?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)"
    rf"|0?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+)?(?P<m2>{_NAMES})\.?,?\s+(?:del?\s+)?(?P<y2>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d))\b",
    re.IGNORECASE,
)
_HEADING_DAY = re.compile(rf"\A\W*(?P<m>{_NAMES})\.?\s+(?P<d>\d{{1,2}}):\s", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])[-/](?!\d\d?(?!\d))")
_FILED = re.compile(
    r"\b(?:publi(?:shed|cad[oa])|posted|filed|updated?|actualizad[oa]|actualización|released?|dated?|fecha|comunicado|"
    r"boletín|bulletin|communiqué|statement|nota de prensa)\b",
    re.IGNORECASE,
)
_HEAD_LINES = 8
_LONG_LINE = 120
_WORDS_BESIDE = 3


def day_of_filing(title: str | None, text: str, language: str) -> date | None:
    r"""The day that the head of a report gives in full, or whose year stands elsewhere in the head; None where it does not.

    In this order: a dateline with day, month and year; the day of a dateline or of a heading ("Dec. 6: …") with the year of a full date or of a
    reference number in the head ("2012-06-S-026") of the same month; a heading that is a date, or says that it is one of publication.

    >>> day_of_filing(None, "Bulletin 2012-06-026\n\nPUERTO AURELIO (June 14) — Police fired on a march.", "en")
    datetime.date(2012, 6, 14)
    """
    line = find_dateline(text, language)
    if line is not None and line.day is not None:
        return line.day
    head = _head(title, text, line.span.start if line is not None else None)
    partial = line.partial if line is not None else None
    known = (int(partial[5:7]), int(partial[8:10])) if partial else _heading_day(title, text)
    if known is not None:
        years = {day.year for each in head for day in _dates(each) if (day.month, day.day) == known}
        years |= {
            int(found["year"])
            for each in head
            for found in _REFERENCE.finditer(each)
            if int(found["month"]) == known[0]
        }
        return _day(years.pop(), *known) if len(years) == 1 else None
    days = {day for each in head if _is_of_filing(each) for day in _dates(each)}
    return days.pop() if len(days) == 1 else None


def _head(title: str | None, text: str, stop: int | None) -> list[str]:
    """The short lines that stand over the report: those before the dateline, or before its first long line."""
    lines = [title] if title else []
    for line in text[: 600 if stop is None else stop].split("\n")[:_HEAD_LINES]:
        if len(line) > _LONG_LINE:
            break
        if line.strip():
            lines.append(line.strip())
    return lines


def _heading_day(title: str | None, text: str) -> tuple[int, int] | None:
    found = _HEADING_DAY.match(title or "") or _HEADING_DAY.match(text)
    month = month_number(found["m"]) if found else None
    return (month, int(found["d"])) if found and month else None


def _dates(line: str) -> list[date]:
    days = []
    for found in _FULL_DATE.finditer(line):
        if found["iso"]:
            day = _day(*map(int, found["iso"].split("-")))
        else:
            month = month_number(found["m1"] or found["m2"])
            day = _day(int(found["y1"] or found["y2"]), month or 0, int(found["d1"] or found["d2"]))
        if day is not None:
            days.append(day)
    return days


def _is_of_filing(line: str) -> bool:
    """A line that is little more than a date, or that calls the date one of publication; never a sentence."""
    if line.endswith((".", "!", "?")):
        return False
    beside = _FULL_DATE.sub(" ", line)
    return bool(_FILED.search(beside)) or len(re.findall(r"[^\W\d_]{2,}", beside)) <= _WORDS_BESIDE


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
