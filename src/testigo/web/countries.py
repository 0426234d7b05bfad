"""Countries by name and by code, and places by the words that a person types, from the gazetteer that ships with testigo."""

from __future__ import annotations

from functools import lru_cache

from testigo.errors import ResolvingError
from testigo.model.place import Place
from testigo.resolving.gazetteer import COUNTRY, Gazetteer
from testigo.resolving.names import fold
from testigo.resolving.toponyms import as_place


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


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """A country's common name, or its code where nothing else is known."""
    try:
        gazetteer = Gazetteer.open()
    except ResolvingError:
        return code
    try:
        found = gazetteer.countries.get(code)
        return found.name if found else code
    finally:
        gazetteer.close()


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
            inside.add(fold(country_name(place.country)))
            if all(part in inside for part in wanted):
                return place
    finally:
        gazetteer.close()
    return None
