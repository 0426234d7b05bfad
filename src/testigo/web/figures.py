"""Figures, days and places as they are printed: "18 (17–19)", "9 Jan 2023", "Juliaca, Puno"."""

from __future__ import annotations

from datetime import date, datetime

from testigo.model.moment import Granularity, Unresolved, When
from testigo.model.place import PlacePrecision, Where
from testigo.model.toll import Bounds, Figure, Hedge, Toll
from testigo.web.countries import country_name
from testigo.web.phrases import Speaker

EN_DASH = "–"
_SIGNS = {
    Hedge.AT_LEAST: "≥\u2009{low}",
    Hedge.MORE_THAN: ">\u2009{low}",
    Hedge.AT_MOST: "≤\u2009{high}",
    Hedge.UP_TO: "≤\u2009{high}",
    Hedge.ALMOST: "<\u2009{high}",
    Hedge.ABOUT: "~{low}",
}


def toll_text(toll: Toll | None, speak: Speaker) -> str:
    """Best with its range; the range alone where there is no best; one number where all agree; nothing where nobody counted.

    >>> toll_text(Toll(17, 18, 19), Speaker("en"))
    '18 (17–19)'
    >>> toll_text(Toll(3, None, 24, max_open=True), Speaker("en"))
    '3–24+'
    >>> toll_text(Toll(2, 2, 2), Speaker("en")), toll_text(Toll(100, 100, 100, max_open=True), Speaker("en"))
    ('2', '100+')
    """
    if toll is None:
        return ""
    span = range_text(toll, speak)
    if toll.best is None:
        return span
    best = speak.number(toll.best)
    if toll.minimum == toll.best == toll.maximum:
        return span
    return best if span == best else f"{best} ({span})"


def range_text(toll: Toll, speak: Speaker) -> str:
    """From the lowest to the highest; "+" says that the upper end is open."""
    low, high = speak.number(toll.minimum), speak.number(toll.maximum)
    plus = "+" if toll.max_open else ""
    return f"{low}{plus}" if low == high else f"{low}{EN_DASH}{high}{plus}"


def bounds_text(bounds: Bounds, speak: Speaker) -> str:
    """A figure as told, with a sign for its hedge.

    >>> bounds_text(Bounds(100, None, Hedge.MORE_THAN), Speaker("en")) == '>\u2009100'
    True
    """
    low = speak.number(bounds.low) if bounds.low is not None else None
    high = speak.number(bounds.high) if bounds.high is not None else None
    sign = _SIGNS.get(bounds.hedge)
    if sign and (("{low}" in sign and low) or ("{high}" in sign and high)):
        return sign.format(low=low, high=high)
    if low is not None and high is not None:
        return low if low == high else f"{low}{EN_DASH}{high}"
    return f"≥\u2009{low}" if low is not None else f"≤\u2009{high}"


def figure_text(figure: Figure, speak: Speaker) -> str:
    """A figure as told; a vague word keeps its words."""
    if figure.bounds.hedge is Hedge.VAGUE:
        return f"«{figure.phrase}»"
    return bounds_text(figure.bounds, speak)


def day_text(day: date | None, speak: Speaker, *, with_year: bool = True) -> str:
    """A day in the language's order: "9 Jan 2023", "9 ene 2023"."""
    if day is None:
        return speak("unknown.day")
    month = speak("months.short").split()[day.month - 1]
    return f"{day.day}\u00a0{month}" + (f"\u00a0{day.year}" if with_year else "")


def moment_text(iso: str, speak: Speaker) -> str:
    """A moment as the log keeps it, to the minute and in universal time.

    >>> moment_text("2023-01-09T14:05:33+00:00", Speaker("es")).replace("\u00a0", " ")
    '9 ene 2023, 14:05'
    """
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day_text(at.date(), speak)}, {at:%H:%M}"


def when_text(when: When, speak: Speaker) -> str:
    """The days as finely as they are known, or the words that nobody could resolve."""
    interval = when.interval
    if isinstance(interval, Unresolved):
        return f"{when.phrase} ({speak('unknown.unresolved')})" if when.phrase else speak("unknown.day")
    return days_text(interval.first, interval.last, interval.precision, speak)


def days_text(first: date, last: date, precision: Granularity, speak: Speaker) -> str:
    """A day, a whole month or year, or the two ends of a stretch."""
    if precision is Granularity.YEAR and first.year == last.year:
        return str(first.year)
    if precision is Granularity.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{speak('months.short').split()[first.month - 1]}\u00a0{first.year}"
    if first == last:
        return day_text(first, speak)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{day_text(last, speak)}"
    left = day_text(first, speak, with_year=first.year != last.year)
    return f"{left}\u00a0{EN_DASH} {day_text(last, speak)}"


def where_text(where: Where, speak: Speaker) -> str:
    """The place and its region, or the words that nobody could place."""
    place = where.place
    if isinstance(place, Unresolved):
        return f"{where.phrase} ({speak('unknown.unresolved')})" if where.phrase else speak("unknown.place")
    if place.precision is PlacePrecision.COUNTRY:
        return country_name(place.country, speak.language)
    region = place.admin1
    return f"{place.name}, {region}" if region and region != place.name else place.name
