"""Two names of one town in one text: a report that calls a town by its name means another one where a rare name of it stands.

The gazetteer holds names that a town had or is given elsewhere; some of them are the names of smaller places that it does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.resolving.names import fold

_NEAR = 30  # code points: "Bombay, now called Mumbai" says that they are one
_TOWNS = frozenset({PlacePrecision.TOWN, PlacePrecision.DISTRICT})


def parted_by_name(rows: Sequence[Sequence[Toponym]]) -> tuple[tuple[Toponym, ...], ...]:
    """The toponyms of each passage, less the place of those that name by another name a town which the text calls by its own.

    What is a part of the own name ("Gaza" for Gaza City) or an abbreviation of it stays.
    """
    own = {
        town.geonameid
        for row in rows
        for t in row
        if (town := _town(t)) is not None and fold(t.name) == fold(town.name)
    }
    return tuple(
        tuple(
            replace(t, place=Unresolved("another name of a town that the report calls by its own"))
            if (town := _town(t)) is not None
            and town.geonameid in own
            and _is_another(fold(t.name), fold(town.name))
            and not _stands_beside(t, town, row)
            else t
            for t in row
        )
        for row in rows
    )


def _town(toponym: Toponym) -> Place | None:
    place = toponym.place
    return (
        place
        if isinstance(place, Place) and place.geonameid is not None and place.precision in _TOWNS
        else None
    )


def _is_another(name: str, own: str) -> bool:
    words, others = set(name.split()), set(own.split())
    return not (words & others or len(name.replace(".", "")) <= len(others) + 1 or name[:4] == own[:4])


def _stands_beside(toponym: Toponym, town: Place, row: Sequence[Toponym]) -> bool:
    return any(
        other.span != toponym.span
        and fold(other.name) == fold(town.name)
        and max(other.span.start - toponym.span.stop, toponym.span.start - other.span.stop) <= _NEAR
        for other in row
    )
