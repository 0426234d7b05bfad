"""Keeping: what reconciling holds of each document and of each incident while it works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testigo.model.claim import Claim
from testigo.model.incident import Standing
from testigo.reconciling.accounts import Account
from testigo.reconciling.assembling import Assembled, named, standings_of, with_id
from testigo.reconciling.campaigns import KnownBy


@dataclass(frozen=True, slots=True)
class Finished:
    """An incident under its id, with how its claims stand and what was known of it when; `base` is what it was made from."""

    base: Assembled
    item: Assembled
    standings: tuple[Standing, ...]
    known: KnownBy


@dataclass(frozen=True, slots=True)
class Told:
    """What one document tells: its claims that count, their accounts, and those that are no part of an incident."""

    claims: tuple[Claim, ...] = ()
    accounts: tuple[Account, ...] = ()
    totals: tuple[Claim, ...] = ()
    cumulative: tuple[Claim, ...] = ()
    denials: tuple[Claim, ...] = ()


def finish(items: Iterable[Assembled]) -> list[Finished]:
    """The incidents under their ids."""
    found = []
    for identity, base in named(items):
        item = with_id(base, identity)
        found.append(Finished(base, item, tuple(standings_of(item)), KnownBy(item)))
    return found
