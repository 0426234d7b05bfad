"""Years: a day told without its year ("28 April", in a report without a date) takes the year from the other reports of the ledger.

The year must be the only one that fits. What speaks for a year, the strongest first: reports of the same day of the same place; of the
same day of the same country; days and publications of the same country within a fortnight. A weekday told with the day ("Wednesday
28 April") must be that of the year. The claim as stored keeps its unknown year: what is found here holds for one reconciling and is
told in the `evidence` of the moment.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from testigo.language.cleaning import fold_accents
from testigo.model.calendar_names import WEEKDAYS
from testigo.model.claim import Claim, Scope
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision
from testigo.model.source import Source
from testigo.reconciling.nearness import place_key

NEAR_DAYS = 14
"""Days of the same country within this distance speak for a year where no report tells the same day."""

MAJORITY = 3
"""How many times as many reports must speak for a year as for all others together."""

YEAR_FROM = "the year from "
"""How the evidence of a year begins."""

_DAY = re.compile(r"XXXX-(\d\d-\d\d)(?:T[^/]*)?(?:/XXXX-(\d\d-\d\d))?(?![\d/])")
_WEEKDAY_ALONE = re.compile(r"XXXX-WXX-([1-7])(?!\d)")
_WEEKDAYS = {
    word: number
    for names in WEEKDAYS.values()
    for number, name in enumerate(names)
    for word in (name, fold_accents(name))
}
_WORD = re.compile(r"[^\W\d_]+")
_COARSE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


@dataclass(slots=True)
class _Told:
    """Which documents tell which days, by month and day: of a place, of a country; and every day told of a country."""

    by_place: dict[tuple[str, str], dict[int, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    by_country: dict[tuple[str, str], dict[int, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    days: dict[str, dict[date, set[str]]] = field(default_factory=lambda: defaultdict(dict))


def month_and_day(claim: Claim) -> str | None:
    """The month and day ("04-28") of a claim whose year alone is not known; of a stretch its last day."""
    days = _yearless(claim)
    return days[1] if days else None


def _yearless(claim: Claim) -> tuple[str, str] | None:
    """The first and last month and day of a claim whose year is not known.

    A weekday alone is the one day of the report that may fall on it: its other days are kept as alternatives, and the year must make
    the day that weekday.
    """
    interval = claim.when.interval
    if not isinstance(interval, Unresolved) or not interval.value:
        return None
    match = _DAY.match(interval.value)
    if match:
        return match[1], match[2] or match[1]
    if _WEEKDAY_ALONE.match(interval.value):
        days = {found[1] for other in claim.when.alternatives if (found := _DAY.match(other))}
        if len(days) == 1:
            (day,) = days
            return day, day
    return None


def with_years(claims: Mapping[str, Claim], sources: Mapping[str, Source]) -> dict[str, Claim]:
    """The claims by id, those whose year can be found with their day; the order of claims does not matter."""
    lacking = {key: day for key, claim in claims.items() if (day := month_and_day(claim)) is not None}
    if not lacking:
        return dict(claims)
    countries = _countries(claims.values(), {claims[key].document for key in lacking})
    wanted = {country for key in lacking if (country := countries.get(claims[key].document))}
    told = _days_told((c for c in claims.values() if _country(c) in wanted), sources)
    found = dict(claims)
    for key, month_day in lacking.items():
        claim = claims[key]
        country = _country(claim) or countries.get(claim.document)
        dated = _dated(claim, month_day, country, told) if country else None
        if dated is not None:
            found[key] = replace(claim, when=dated)
    return found


def _country(claim: Claim) -> str | None:
    return claim.where.place.country if isinstance(claim.where.place, Place) else None


def _countries(claims: Iterable[Claim], documents: set[str]) -> dict[str, str]:
    """The country that most claims of a document are placed in."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        country = _country(claim)
        if claim.document in documents and country is not None:
            counts[claim.document][country] += 1
    return {d: min(told, key=lambda c: (-told[c], c)) for d, told in counts.items()}


def _days_told(claims: Iterable[Claim], sources: Mapping[str, Source]) -> _Told:
    told = _Told()
    for claim in claims:
        place = claim.where.place
        if not isinstance(place, Place):
            continue
        source = sources.get(claim.document)
        if source is not None and source.published is not None:
            told.days[place.country].setdefault(source.published, set()).add(claim.document)
        interval = claim.when.interval
        if not isinstance(interval, Interval) or claim.scope is Scope.GENERAL:
            continue
        for day in {interval.first, interval.last}:
            month_day = day.isoformat()[5:]
            told.by_country[place.country, month_day].setdefault(day.year, set()).add(claim.document)
            told.days[place.country].setdefault(day, set()).add(claim.document)
            if place.precision not in _COARSE:
                told.by_place[place_key(place), month_day].setdefault(day.year, set()).add(claim.document)
    return told


def _dated(claim: Claim, month_day: str, country: str, told: _Told) -> When | None:
    """The moment with its year, or None where no year, or more than one, fits."""
    place = claim.where.place
    days = _yearless(claim) or (month_day, month_day)
    weekday = _weekday_of(claim) if days[0] == days[1] else None
    steps: list[tuple[str, Mapping[int, set[str]]]] = []
    if isinstance(place, Place):
        steps.append((f"of that day in {place.name}", told.by_place.get((place_key(place), month_day), {})))
    steps.append((f"of that day in {country}", told.by_country.get((country, month_day), {})))
    steps.append((f"of the days round it in {country}", _near(told.days.get(country, {}), month_day)))
    for words, years in steps:
        fitting = {year: documents for year, documents in years.items() if _fits(year, month_day, weekday)}
        if fitting:
            year = max(fitting, key=lambda y: (len(fitting[y]), -y))
            rest = set().union(*(documents for other, documents in fitting.items() if other != year))
            if rest and len(fitting[year]) < MAJORITY * len(rest):
                continue
            last = date.fromisoformat(f"{year}-{month_day}")
            first = next(_in_years(days[0], (year if days[0] <= days[1] else year - 1,)), last)
            return _moment(claim.when, first, last, fitting[year], words)
    return None


def _near(days: Mapping[date, set[str]], month_day: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for day, documents in days.items():
        for there in _in_years(month_day, (day.year - 1, day.year, day.year + 1)):
            if abs(there - day) <= timedelta(days=NEAR_DAYS):
                found.setdefault(there.year, set()).update(documents)
    return found


def _in_years(month_day: str, years: Iterable[int]) -> Iterator[date]:
    for year in years:
        try:
            yield date.fromisoformat(f"{year:04d}-{month_day}")
        except ValueError:  # 29 February
            continue


def _fits(year: int, month_day: str, weekday: int | None) -> bool:
    day = next(_in_years(month_day, (year,)), None)
    return day is not None and (weekday is None or day.weekday() == weekday)


def _weekday_of(claim: Claim) -> int | None:
    """The weekday that the claim's day must fall on, Monday 0; None where the report tells none."""
    interval = claim.when.interval
    alone = _WEEKDAY_ALONE.match(interval.value or "") if isinstance(interval, Unresolved) else None
    if alone:
        return int(alone[1]) - 1
    phrase = claim.when.phrase or ""
    return next((_WEEKDAYS[w] for w in _WORD.findall(phrase.casefold()) if w in _WEEKDAYS), None)


def _moment(when: When, first: date, last: date, documents: set[str], words: str) -> When:
    count = f"{len(documents)} {'report' if len(documents) == 1 else 'reports'}"
    why = f"{YEAR_FROM}{count} {words}"
    return replace(
        when,
        interval=Interval(first, last, Granularity.DAY if first == last else Granularity.RANGE),
        evidence=f"{when.evidence}; {why}" if when.evidence else why,
    )
