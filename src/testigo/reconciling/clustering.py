"""Clustering: weighed pairs and people's judgements become groups of accounts, each one happening.

Components come from a graph library; inside a component the strongest links are taken first, and a link that would join two towns,
days that do not touch, or claims that a person called different, is left out. No step depends on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import rustworkx as rx

from testigo.model.place import Place
from testigo.reconciling.accounts import Account
from testigo.reconciling.nearness import Relation, place_key, relate


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts held to tell of one happening, with the weight in bits. `a` is the smaller id."""

    a: str
    b: str
    weight: float


Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """Two ids, the smaller first."""
    return (a, b) if a <= b else (b, a)


class _Cluster:
    """A group while it grows: its members, its distinct places, and the days that it spans."""

    __slots__ = ("first", "has_total", "last", "members", "places")

    def __init__(self, account: Account) -> None:
        self.members = {account.id}
        self.has_total = account.is_total
        self.places: dict[str, Place] = (
            {} if account.place is None else {place_key(account.place): account.place}
        )
        self.first: date | None = (
            account.days[0] if account.days is not None and account.is_day_stated else None
        )
        self.last: date | None = (
            account.days[1] if account.days is not None and account.is_day_stated else None
        )

    def may_join(self, other: _Cluster, apart: Mapping[str, set[str]]) -> bool:
        if apart and any(apart.get(member, set()) & other.members for member in self.members):
            return False
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        if firsts and max(lasts) - min(firsts) > timedelta(days=1):
            return False
        barred = (
            {Relation.DIFFERENT, Relation.WITHIN}
            if self.has_total or other.has_total
            else {Relation.DIFFERENT}
        )
        return not any(
            key != other_key and relate(mine, place) in barred
            for key, mine in self.places.items()
            for other_key, place in other.places.items()
        )

    def take(self, other: _Cluster) -> None:
        self.members |= other.members
        self.places |= other.places
        self.has_total = self.has_total or other.has_total
        self.first = min((day for day in (self.first, other.first) if day is not None), default=None)
        self.last = max((day for day in (self.last, other.last) if day is not None), default=None)


def components(ids: Sequence[str], edges: Iterable[Pair]) -> list[list[str]]:
    """Ids that hang together by some edges, each list sorted, in the order of their first ids."""
    ordered = sorted(ids)
    place_of = {name: i for i, name in enumerate(ordered)}
    graph: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(ordered))
    graph.add_edges_from_no_data([(place_of[a], place_of[b]) for a, b in edges])
    return sorted([ordered[i] for i in sorted(nodes)] for nodes in rx.connected_components(graph))


def cluster(
    accounts: Sequence[Account],
    links: Iterable[Link],
    *,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """Groups of account ids, each sorted, in the order of their first ids. `same` and `different` are people's rulings on accounts.

    A ruling of `same` joins whatever the rules forbid; a ruling of `different` parts whatever the weights say.
    """
    by_id = {account.id: account for account in accounts}
    ranked = sorted(links, key=lambda link: (-link.weight, link.a, link.b))
    forced = sorted(set(same))
    joined = components(list(by_id), [*((link.a, link.b) for link in ranked), *forced])
    component_of = {member: number for number, members in enumerate(joined) for member in members}
    links_of: dict[int, list[Pair]] = {}
    for link in ranked:
        links_of.setdefault(component_of[link.a], []).append((link.a, link.b))
    forced_of: dict[int, list[Pair]] = {}
    for a, b in forced:
        forced_of.setdefault(component_of[a], []).append((a, b))
    apart: dict[str, set[str]] = {}
    for a, b in different:
        apart.setdefault(a, set()).add(b)
        apart.setdefault(b, set()).add(a)
    groups: list[tuple[str, ...]] = []
    for number, members in enumerate(joined):
        found = _grow([by_id[m] for m in members], links_of.get(number, []), forced_of.get(number, []), apart)
        groups.extend(found)
    return sorted(groups)


def _grow(
    members: Sequence[Account], links: Sequence[Pair], forced: Sequence[Pair], apart: Mapping[str, set[str]]
) -> list[tuple[str, ...]]:
    """Join the members of one component, the strongest links first, as far as nothing forbids it."""
    if len(members) == 1:
        return [(members[0].id,)]
    cluster_of = {account.id: _Cluster(account) for account in members}
    for is_ruled, pairs in ((True, forced), (False, links)):
        for a, b in pairs:
            one, two = cluster_of[a], cluster_of[b]
            if one is two or not (is_ruled or one.may_join(two, apart)):
                continue
            large, small = (one, two) if len(one.members) >= len(two.members) else (two, one)
            large.take(small)
            for member in small.members:
                cluster_of[member] = large
    return sorted({id(c): tuple(sorted(c.members)) for c in cluster_of.values()}.values())
