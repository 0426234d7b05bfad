"""What can be said of the gazetteer's candidates for a name: whether one is a land, an abbreviation, or holds another."""

from __future__ import annotations

from collections.abc import Sequence

from testigo.resolving.gazetteer import ABBREVIATION, AREA, COUNTRY, DEMONYM, OTHER, REGION, Candidate


def is_wide(candidates: tuple[Candidate, ...]) -> bool:
    return any(c.level in {COUNTRY, AREA, REGION} and c.rank < OTHER for c in candidates)


def is_land(candidates: tuple[Candidate, ...]) -> bool:
    return any(c.level in {COUNTRY, AREA} for c in candidates)


def is_abbreviated(candidates: tuple[Candidate, ...]) -> bool:
    return any(c.rank == ABBREVIATION for c in candidates)


def places_among(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(c for c in candidates if c.rank != DEMONYM)


def is_inside(inner: Sequence[Candidate], outer: Sequence[Candidate]) -> bool:
    """Whether any reading of one name lies within any reading of the other."""
    return any(holds(o, c) for o in outer if o.level <= 2 for c in inner)


def holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether a country, region or county contains another place."""
    if outer.country != inner.country or outer.id == inner.id or outer.level >= inner.level:
        return False
    if outer.level == COUNTRY:
        return True
    if outer.level == REGION:
        return bool(outer.admin1) and outer.admin1 == inner.admin1
    return bool(outer.admin2) and outer.admin1 == inner.admin1 and outer.admin2 == inner.admin2
