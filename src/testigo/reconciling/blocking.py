"""Blocking: which accounts are worth comparing, by neighbouring cells of the map and neighbouring days.

A block is a cell of half a degree (55 km from south to north) on one day. Two anchored accounts are compared when their blocks touch; what
lies further apart can never be linked, so that a new report touches its own blocks and their neighbours alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from testigo.model.place import Place
from testigo.reconciling.accounts import Account
from testigo.reconciling.nearness import Relation, relate

CELL_DEGREES = 0.5

Cell = tuple[int, int]
Block = tuple[int, int, int]


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


def gather_spots(accounts: Iterable[Account]) -> dict[str, list[Account]]:
    """Accounts by place and days, each list in the order of ids."""
    spots: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        spots[account.spot].append(account)
    for members in spots.values():
        members.sort(key=lambda a: a.id)
    return dict(spots)


def neighbouring_spots(spots: Mapping[str, Sequence[Account]]) -> Iterator[tuple[str, str]]:
    """Pairs of spots (the smaller key first) at one place, or at places that may be one, on the same or neighbouring days."""
    by_block: dict[Block, list[str]] = defaultdict(list)
    for key, members in spots.items():
        for block in blocks_of(members[0]):
            by_block[block].append(key)
    relations: dict[tuple[int, int], bool] = {}
    for key, members in spots.items():
        near: set[str] = set()
        for y, x, day in blocks_of(members[0]):
            for cell in cells_near((y, x)):
                for then in (day - 1, day, day + 1):
                    near.update(by_block.get((*cell, then), ()))
        here = members[0].place
        for other in sorted(near):
            if other > key:
                there = spots[other][0].place
                pair = (id(here), id(there))
                if pair not in relations:
                    relations[pair] = relate(here, there) is not Relation.DIFFERENT
                if relations[pair]:
                    yield key, other
