"""Where and when a report was filed, as its dateline says: "LIMA, Jan. 24 (AP) —", «El Alto, 30 may (EFE).-»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from testigo.model.calendar_names import MONTHS
from testigo.model.text import Span

_MONTHS = {
    "en": ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    "es": ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
}
_LONG = {"en": [*MONTHS["en"], "sept"], "es": [*MONTHS["es"], "setiembre", "sept"]}


def month_number(word: str) -> int | None:
    """The number of a month by its name or abbreviation in either language; reports keep their agency's habit."""
    lower = word.lower().rstrip(".")
    for language in ("en", "es"):
        if lower in _LONG[language]:
            return 9 if lower in ("sept", "setiembre") else _LONG[language].index(lower) + 1
        if lower in _MONTHS[language]:
            return _MONTHS[language].index(lower) + 1
    return None


_NAMES = "|".join(sorted({*_LONG["en"], *_LONG["es"], *_MONTHS["en"], *_MONTHS["es"]}, key=len, reverse=True))
_YEAR = r"(?:[.,]?\s+(?:de\s+|del\s+)?(?P<y{n}>\d{{4}}|\d{{2}}(?=\s*[(.\-—–_])))?"
_DATE = (
    rf"(?:(?P<m1>{_NAMES})\.?\s+(?P<d1>\d{{1,2}})(?!\d){_YEAR.format(n=1)}"
    rf"|(?P<d2>\d{{1,2}})\s+(?:de\s+)?(?P<m2>{_NAMES})\b\.?{_YEAR.format(n=2)}"
    r"|(?P<iso>\d{4}-\d\d-\d\d))"
)
_WORD = r"(?:[A-ZÁÉÍÓÚÑÜ](?:[\w'’.\-]*[\w.])?|d['’][A-Z]\w+)"
_GAP = r"[ \t]+"
_PLACE = (
    rf"(?P<place>{_WORD}(?:{_GAP}(?:(?:de|del|la|las|los|el|y|of|the|al|es|do|da|dos){_GAP})*{_WORD}){{0,4}}"
    rf"(?:{_GAP}\([A-ZÁÉÍÓÚÑ][\w .]{{1,25}}\))?(?:,{_GAP}{_WORD}(?:{_GAP}{_WORD}){{0,3}}){{0,2}}?)"
)
_AGENCY = r"(?P<agency>\([^()\n]{2,60}\))"
_MARK = r"\s*(?P<mark>\.\s?[-—–−_]+|--+|[-—–−_:\x96\x97])(?=\s|\[|[\"“«‘']|[A-ZÁÉÍÓÚÑ])"
_LINE = re.compile(
    rf"{_PLACE}(?:[,.]?\s*(?:\(?{_DATE}\)?))?[,.]?\s*(?:{_AGENCY})?(?:[,.]?\s*(?:\(?{_DATE.replace('?P<m1>', '?P<m3>').replace('?P<d1>', '?P<d3>').replace('?P<d2>', '?P<d4>').replace('?P<m2>', '?P<m4>').replace('?P<y1>', '?P<y3>').replace('?P<y2>', '?P<y4>').replace('?P<iso>', '?P<iso2>')}\)?))?(?P<end>{_MARK}|\s*\n)",
)
_HEAD = 400


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline's parts. `span` covers it with its closing dash; all spans are code points of the text.

    `day` is the day of filing where the line gives day, month and year; `partial` is its TIMEX3 value as far as the line goes
    ("XXXX-01-24" without a year), None where no date stands. `agency` is the credit without its brackets.
    """

    span: Span
    place: Span | None = None
    agency: Span | None = None
    day: date | None = None
    partial: str | None = None


def _named(found: re.Match[str], *names: str) -> str | None:
    for name in names:
        if found[name]:
            return found[name]
    return None


def _day(found: re.Match[str]) -> tuple[date | None, str | None]:
    iso = _named(found, "iso", "iso2")
    if iso:
        try:
            return date.fromisoformat(iso), iso
        except ValueError:
            return None, None
    word, number = _named(found, "m1", "m2", "m3", "m4"), _named(found, "d1", "d2", "d3", "d4")
    month = month_number(word) if word else None
    if month is None or number is None or not 1 <= int(number) <= 31:
        return None, None
    year = _named(found, "y1", "y2", "y3", "y4")
    if year is None:
        return None, f"XXXX-{month:02d}-{int(number):02d}"
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 30 else 2000)
    try:
        return date(full, month, int(number)), f"{full:04d}-{month:02d}-{int(number):02d}"
    except ValueError:
        return None, None


_WORDS = re.compile(r"\b[^\W\d_]{3,10}\b")
MONTH_NAMES = frozenset(_NAMES.split("|"))


def _lowered(found: re.Match[str]) -> str:
    word = found[0].lower()
    return word if word in MONTH_NAMES else found[0]


def _starts(text: str, language: str) -> list[int]:
    """Where a dateline may begin: the first word, each line, and after a heading's full stop."""
    head = text[:_HEAD]
    starts = [m.end() for m in re.finditer(r"(?:\A|\n|[.!?»”\"']\s{1,3}|\s{2,})\s*", head)]
    starts += [
        m.start() for m in re.finditer(r"(?<=[a-z] )[A-ZÁÉÍÓÚÑ]{4,}", head)
    ]  # after a by-line in small letters
    if language:
        starts.sort()
    return starts


def _is_credible(found: re.Match[str]) -> bool:
    """A place and a dash alone are a dateline only in capitals; a colon or a line end needs a date or an agency."""
    dated = _named(found, "m1", "m2", "m3", "m4", "iso", "iso2") is not None
    bracket = found["agency"] or (
        found["place"][found["place"].find("(") :] if found["place"].endswith(")") else ""
    )
    credited = len(bracket) > 3 and not any(c.isdecimal() for c in bracket)
    if found["mark"] is None:
        return (
            dated
            and (credited or found["agency"] is None)
            and found["place"].split(",")[0].isupper()
            and bool(found["end"].strip() or "(" in found[0])
        )
    if found["mark"] == ":":
        return dated and credited
    if dated or credited:
        return len(found["place"]) <= 60
    words = found["place"].split(",")[0].split()
    if not all(word.isupper() and len(word) > 1 for word in words) or len(words) > 4:
        return False
    return (
        found["mark"] != "-"
        or "," in found["place"]
        or found[0][: -len(found["mark"])].rstrip().endswith(".")
    )


@lru_cache(maxsize=64)
def find_dateline(text: str, language: str) -> Dateline | None:
    """The dateline at the head of a report's text, or None.

    >>> line = find_dateline("PUERTO AURELIO, Jan. 24, 2023 (AP) — Police fired on a march.", "en")
    >>> line.place.of("PUERTO AURELIO, Jan. 24, 2023 (AP) — Police fired on a march."), line.day
    ('PUERTO AURELIO', datetime.date(2023, 1, 24))
    """
    head = _WORDS.sub(_lowered, text[: _HEAD + 120])
    if len(head) != len(text[: _HEAD + 120]):
        return None
    for start in _starts(text, language):
        found = _LINE.match(_shown(text, head, start), start)
        if found is None or not _is_credible(found):
            continue
        day, partial = _day(found)
        place, agency = _parts(found, text)
        return Dateline(
            Span(found.start(), found.end("mark") if found["mark"] else found.end()),
            place,
            agency,
            day,
            partial,
        )
    return None


def _parts(found: re.Match[str], text: str) -> tuple[Span, Span | None]:
    """The spans of place and agency. A bracket right before the dash is the agency's, before a comma the country's; a by-line in
    small letters before a place in capitals is no place.
    """
    start, stop = found.span("place")
    agency: tuple[int, int] | None = (
        (found.start("agency") + 1, found.end("agency") - 1) if found["agency"] else None
    )
    if agency is not None and any(c.isdecimal() for c in text[slice(*agency)]):
        agency = None
    opening = text.rfind("(", start, stop)
    if agency is None and opening >= 0 and text[stop - 1] == ")" and text[stop : stop + 1] != ",":
        agency = (opening + 1, stop - 1)
        stop = start + len(text[start:opening].rstrip())
    if (
        found["mark"]
        and found["mark"][0] in "-–—−"
        and text[stop - 1] == "."
        and text[start : stop - 1].isupper()
    ):
        stop -= 1  # "LIMA.-"
    capitals = re.search(r"(?<=[a-záéíóúñ] )[A-ZÁÉÍÓÚÑ]{3,}", text[start:stop])
    if capitals is not None:
        start += capitals.start()
    if agency is None:
        return Span(start, stop), None
    low, high = agency
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return Span(start, stop), Span(low, high) if low < high else None


def _shown(text: str, head: str, start: int) -> str:
    """The head of the text with the months in small letters, but for a month's name that opens the line («Mayo», "May")."""
    first = head[start : start + 1]
    return head[:start] + text[start : start + 1] + head[start + 1 :] if first else head
