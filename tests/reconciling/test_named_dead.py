"""Reports that name the same dead, or share rare names on one day, are of one happening though one of them errs in its day or town."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reconciling.made import AURELIO, TELMO, claim, source
from testigo.model.claim import Claim, Kind
from testigo.model.incident import Incident
from testigo.model.mention import Actor, Role
from testigo.model.place import Place
from testigo.model.text import Span
from testigo.reconciling.reconcile import reconcile

NAMES = (11, 12, 13)
"""Hashes of the rare names that both texts hold."""


def told(
    document: str, on: str, *, where: Place = AURELIO, dead: str | None = None, kind: Kind = Kind.KILLING
) -> Claim:
    found = claim(document, "1", on=on, place=where, kind=kind)
    if dead is None:
        return found
    victim = Actor(Role.VICTIM, dead, Span(0, len(dead)), "unknown", dead)
    return replace(found, actors=(victim,))


def incidents(*claims: Claim, names: tuple[int, ...] = NAMES) -> tuple[Incident, ...]:
    sources = [replace(source(c.document, "05-20"), names=names) for c in claims]
    return reconcile(claims, sources).incidents


def test_the_same_dead_of_two_days_are_one_happening() -> None:
    assert len(incidents(told("a", "05-01", dead="Ana Robles"), told("b", "05-09", dead="Ana Robles"))) == 1


def test_other_dead_of_two_days_are_two() -> None:
    assert len(incidents(told("a", "05-01", dead="Ana Robles"), told("b", "05-09", dead="Luis Mora"))) == 2


@pytest.mark.parametrize(("names", "count"), [((1, 2, 3, 4, 5), 1), ((1, 2, 3), 2)])
def test_two_towns_of_one_day_need_five_rare_names(names: tuple[int, ...], count: int) -> None:
    one, two = told("a", "05-01"), told("b", "05-01", where=TELMO)
    assert len(incidents(one, two, names=names)) == count


def test_a_march_in_two_towns_stays_two_whatever_names_are_shared() -> None:
    marches = [told(d, "05-01", where=w, kind=Kind.DEMONSTRATION) for d, w in (("a", AURELIO), ("b", TELMO))]
    assert len(incidents(*marches, names=(1, 2, 3, 4, 5, 6))) == 2
