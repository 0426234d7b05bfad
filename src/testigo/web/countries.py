"""Countries by name and by code, and places by the words that a person types, from the gazetteer that ships with testigo."""

from __future__ import annotations

import sqlite3
from functools import cache, lru_cache

from babel import Locale

from testigo.errors import ResolvingError
from testigo.export.countries import country
from testigo.model.place import Place
from testigo.resolving.gazetteer import COUNTRY, REGION, TOWN, Gazetteer
from testigo.resolving.names import fold
from testigo.resolving.toponyms import as_place
from testigo.web.phrases import LANGUAGES


@lru_cache(maxsize=512)
def country_code(name: str) -> str | None:
    """The code of a country called by one of its names; None for any other word, and where there is no gazetteer.

    >>> country_code("Perú"), country_code("Puerto Aurelio")
    ('PE', None)
    """
    try:
        gazetteer = Gazetteer.open()
    except ResolvingError:
        return None
    try:
        found = [c for c in gazetteer.lookup(fold(name)) if c.level == COUNTRY]
        return found[0].country if found else None
    finally:
        gazetteer.close()


def country_name(code: str, language: str = "en") -> str:
    """A country's name in a language (Unicode CLDR), or its code where CLDR knows none.

    >>> country_name("PE", "es"), country_name("??")
    ('Perú', '??')
    """
    return str(_locale(language).territories.get(code, code))


def iso_number(code: str) -> str:
    """A country's three figures in ISO 3166-1, by which the outlines are named; empty where there are none."""
    number = country(code)
    return f"{number.iso_number:03d}" if number and number.iso_number is not None else ""


@cache
def country_names(language: str) -> dict[str, str]:
    """Countries' names in a language by their ISO numbers."""
    codes = (str(code) for code in _locale(language).territories)
    known = {code: iso_number(code) for code in codes if len(code) == 2}
    return {number: country_name(code, language) for code, number in sorted(known.items()) if number}


def language_name(code: str, language: str = "en") -> str:
    """A language's name in a language (Unicode CLDR), or its code.

    >>> language_name("en", "es")
    'inglés'
    """
    return str(_locale(language).languages.get(code, code))


@cache
def _locale(language: str) -> Locale:
    return Locale(language)


@cache
def regions_of(code: str) -> tuple[tuple[str, float, float], ...]:
    """The first-level divisions of a country, each with the middle of it: name, latitude, longitude; none where there is no gazetteer."""
    return tuple(
        _rows("SELECT name, lat, lon FROM place WHERE level = ? AND country = ? ORDER BY name", REGION, code)
    )


TOWNS_SHOWN = 6000


@cache
def towns_of(code: str) -> tuple[tuple[str, float, float], ...]:
    """A country's towns, the largest few thousand: the code of the division that each lies in, latitude, longitude."""
    return tuple(
        _rows(
            "SELECT admin1, lat, lon FROM place WHERE level = ? AND country = ? AND admin1 != '' "
            "ORDER BY population DESC, id LIMIT ?",
            TOWN,
            code,
            TOWNS_SHOWN,
        )
    )


def _rows(query: str, *values: object) -> list[tuple[str, float, float]]:
    try:
        gazetteer = Gazetteer.open()
    except ResolvingError:
        return []
    path = gazetteer.path
    gazetteer.close()
    base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return base.execute(query, values).fetchall()
    finally:
        base.close()


def find_place(words: str) -> Place | None:
    """The place that a person means by "Juliaca", "Juliaca, Puno" or "Juliaca, PE": the largest of that name that lies in what follows.

    None where no place has the name, or none of that name lies there.

    Raises:
        ResolvingError: there is no gazetteer.
    """
    name, *around = [part.strip() for part in words.split(",") if part.strip()] or [""]
    wanted = [fold(part) for part in around]
    gazetteer = Gazetteer.open()
    try:
        for candidate in gazetteer.lookup(fold(name)):
            place = as_place(candidate, gazetteer, 1.0, ("set by a person",))
            inside = {fold(place.admin1 or ""), fold(candidate.admin2), place.country.casefold()}
            inside.update(fold(country_name(place.country, language)) for language in LANGUAGES)
            if all(part in inside for part in wanted):
                return place
    finally:
        gazetteer.close()
    return None
