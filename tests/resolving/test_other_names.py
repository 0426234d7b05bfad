"""A report that calls a town by its own name means another place by a rare name of that town."""

from __future__ import annotations

from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.model.text import Span
from testigo.resolving.other_names import parted_by_name

TOWN = Place("Arenal", "XA", 1.0, 2.0, PlacePrecision.TOWN, 10, geonameid=7)


def toponym(name: str, at: int) -> Toponym:
    return Toponym(Span(at, at + len(name)), name, TOWN)


def kept(*names: tuple[str, int]) -> list[bool]:
    ((*row,),) = parted_by_name([[toponym(name, at) for name, at in names]])
    return [isinstance(t.place, Place) for t in row]


def test_a_rare_name_beside_the_own_name_is_another_place() -> None:
    assert kept(("Rosales", 0), ("Arenal", 400)) == [False, True]


def test_a_rare_name_alone_stays() -> None:
    assert kept(("Rosales", 0), ("Rosales", 400)) == [True, True]


def test_both_names_told_as_one_stay() -> None:
    assert kept(("Rosales", 0), ("Arenal", 25)) == [True, True]


def test_parts_and_short_forms_of_the_name_stay() -> None:
    assert kept(("Arenal City", 0), ("Arenal", 400), ("AR", 800)) == [True, True, True]


def test_the_reason_is_told() -> None:
    ((first, _),) = parted_by_name([[toponym("Rosales", 0), toponym("Arenal", 400)]])
    assert isinstance(first.place, Unresolved)
    assert first.place.reason == "another name of a town that the report calls by its own"
