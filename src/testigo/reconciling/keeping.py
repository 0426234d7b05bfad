"""Keeping: what one run of reconciling leaves for the next, so that a new report costs little.

Nothing in it changes a result: each piece is used only where all that it was made from is the same. It lives in memory and is never stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from testigo.model.claim import Claim
from testigo.model.incident import Standing
from testigo.reconciling.accounts import Account
from testigo.reconciling.assembling import Assembled, named, standings_of, with_id
from testigo.reconciling.campaigns import KnownBy
from testigo.reconciling.judging import Rulings
from testigo.reconciling.lineage import Likeness
from testigo.reconciling.linking import Anchors
from testigo.reconciling.settings import ReconcileSettings


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

    key: object
    claims: tuple[Claim, ...] = ()
    accounts: tuple[Account, ...] = ()
    totals: tuple[Claim, ...] = ()
    cumulative: tuple[Claim, ...] = ()
    denials: tuple[Claim, ...] = ()


@dataclass(slots=True)
class Memo:
    """Pass one and the same Memo to every run over a growing ledger; an empty one costs a full run."""

    claims: dict[str, Claim] = field(default_factory=dict)
    rulings: Rulings | None = None
    told: dict[str, Told] = field(default_factory=dict)
    likeness: Likeness | None = None
    anchors: Anchors | None = None
    outside: dict[str, object] = field(default_factory=dict)
    incidents: dict[tuple[str, ...], tuple[tuple[Account, ...], object, Assembled]] = field(
        default_factory=dict
    )
    finished: dict[str, Finished] = field(default_factory=dict)
    settings: ReconcileSettings | None = None

    def finish(self, items: Iterable[Assembled]) -> list[Finished]:
        """The incidents under their ids, those of the last run as they were."""
        found: dict[str, Finished] = {}
        for identity, base in named(items):
            held = self.finished.get(identity)
            if held is None or held.base is not base:
                item = with_id(base, identity)
                held = Finished(base, item, tuple(standings_of(item)), KnownBy(item))
            found[identity] = held
        self.finished = found
        return list(found.values())
