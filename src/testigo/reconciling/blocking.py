"""Blocking: which accounts are worth comparing, by neighbouring cells of the map and neighbouring days.

A block is a cell of half a degree (55 km from south to north) on one day. Two anchored accounts are compared when their blocks touch; what
lies further apart can never be linked, so that a new report touches its own blocks and their neighbours alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from testigo.model.place import Place
from testigo.reconciling.accounts import Account
from testigo.reconciling.nearness import Relation, place_key, relate

CELL_DEGREES = 0.5

Cell = tuple[int, int]
Block = tuple[int, int, int]
_NONE: frozenset[str] = frozenset()


def cell_of(place: Place) -> Cell:
    """The cell of the map that holds a place: half a degree of latitude by half a degree of longitude."""
    return math.floor(place.lat / CELL_DEGREES), math.floor(place.lon / CELL_DEGREES)


def cells_near(cell: Cell) -> Iterator[Cell]:
    """The cell and its eight neighbours (twelve and more near a pole are not needed: no town lies there); longitude wraps round."""
    around = round(360 / CELL_DEGREES)
    half = around // 2
    for y in (cell[0] - 1, cell[0], cell[0] + 1):
        for x in (cell[1] - 1, cell[1], cell[1] + 1):
            yield y, (x + half) % around - half


def blocks_of(account: Account) -> tuple[Block, ...]:
    """The blocks of an account with a place and days: one for each day (of long stretches the first and the last)."""
    if account.place is None or account.days is None:
        return ()
    y, x = cell_of(account.place)
    return tuple((y, x, day) for day in sorted({account.days[0].toordinal(), account.days[1].toordinal()}))


class SpotIndex:
    """Accounts by spot (place and days), and spots by block: which spots are worth comparing with which."""

    def __init__(self) -> None:
        self.spots: dict[str, dict[str, Account]] = {}
        self._blocks: dict[Block, set[str]] = defaultdict(set)
        self._relations: dict[tuple[str, str], bool] = {}

    def add(self, account: Account) -> None:
        """Put an account into its spot."""
        if account.spot not in self.spots:
            self.spots[account.spot] = {}
            for block in blocks_of(account):
                self._blocks[block].add(account.spot)
        self.spots[account.spot][account.id] = account

    def near(self, key: str) -> list[str]:
        """Other spots on the same or neighbouring days whose place is, or may be, the same; sorted."""
        here = next(iter(self.spots[key].values()))
        found: set[str] = set()
        for y, x, day in blocks_of(here):
            for cell in cells_near((y, x)):
                for then in (day - 1, day, day + 1):
                    found |= self._blocks.get((*cell, then), _NONE)
        found.discard(key)
        return sorted(
            other for other in found if self._may_be_one(here, next(iter(self.spots[other].values())))
        )

    def _may_be_one(self, a: Account, b: Account) -> bool:
        if a.place is None or b.place is None:
            return False
        key = (place_key(a.place), place_key(b.place))
        if key not in self._relations:
            self._relations[key] = relate(a.place, b.place) is not Relation.DIFFERENT
        return self._relations[key]
