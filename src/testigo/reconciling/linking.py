"""Linking: accounts of many documents become happenings.

Three passes. Accounts with a settlement and a stated day are clustered first. Each of the rest (no day, no place, a region, a month,
history) then joins the happening that it fits best, if one stands out. What is left is clustered among itself. A missing place joins
nothing by itself: without a place only names told in both reports can join.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from testigo.model.claim import Claim, Kind, Polarity
from testigo.model.mention import Role
from testigo.model.place import Place, PlacePrecision
from testigo.model.toll import Measure
from testigo.reconciling.accounts import CONTEXT_CHARACTERS, HARM, Account, is_full_name
from testigo.reconciling.blocking import SpotIndex, cell_of, cells_near
from testigo.reconciling.clustering import Link, Pair, cluster, pair
from testigo.reconciling.comparing import (
    FEW_NAMES,
    MOST_NAMES,
    Finding,
    compare,
    compare_figures,
    compare_names,
    weigh,
)
from testigo.reconciling.nearness import Days, is_fine, place_key, relate_days
from testigo.reconciling.voices import fold
from testigo.reconciling.weighing import NEVER, WEIGHTS

MARGIN_BITS = 1.0
"""By how much the best happening must beat the next for a loose account to join it."""

RARE_NAME_DOCUMENTS = 12
"""A proper name in more documents than this says nothing of one incident."""

FEW_DEAD = 5
"""An account of more dead than this may hold those of several towns: a name in common does not make it one happening with another."""

UNDATED_DAYS = 10
"""Two reports without a day are compared when they were published at most this many days apart."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Happenings as groups of account ids; `unsure` are loose accounts that fit two happenings alike, with these happenings."""

    groups: list[tuple[str, ...]]
    unsure: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def _anchored(
    accounts: Sequence[Account], threshold: float, same: Sequence[Pair], different: Sequence[Pair]
) -> list[tuple[str, ...]]:
    """The clusters of anchored accounts: groups of ids, sorted."""
    ids = {a.id for a in accounts}
    return cluster(
        accounts,
        anchored_links(accounts, threshold),
        same=[p for p in same if p[0] in ids and p[1] in ids],
        different=[p for p in different if p[0] in ids and p[1] in ids],
    )


def link(
    accounts: Sequence[Account],
    *,
    threshold: float,
    names: Mapping[str, tuple[int, ...]],
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> Linked:
    """Group accounts. `names` are the hashed proper names of each document."""
    same, different = sorted(set(same)), sorted(set(different))
    by_id = {account.id: account for account in accounts}
    groups = _anchored([a for a in accounts if a.is_anchored], threshold, same, different)
    loose = sorted((a for a in accounts if not a.is_anchored), key=lambda a: a.id)
    shared = shared_names(names)
    if not loose and not shared:
        return Linked(groups)
    apart = {p for a, b in different for p in ((a, b), (b, a))}
    joined, unsure, left = _join_loose(
        loose, groups, by_id, threshold=threshold, shared=shared, same=same, apart=apart
    )
    merged = [tuple(sorted((*group, *joined[i]))) if i in joined else group for i, group in enumerate(groups)]
    held = {a.id for a in left}
    rest = cluster(
        left,
        _loose_links(left, threshold, shared),
        same=[p for p in same if p[0] in held and p[1] in held],
        different=[p for p in different if p[0] in held and p[1] in held],
    )
    told_alike = _join_by_names(sorted([*merged, *rest]), by_id, threshold, shared, apart)
    return Linked(told_alike, unsure)


def _join_by_names(
    groups: list[tuple[str, ...]],
    by_id: Mapping[str, Account],
    threshold: float,
    shared: Mapping[Pair, float],
    apart: set[Pair],
) -> list[tuple[str, ...]]:
    """Join the happenings that two reports are about when both texts name the same rare people, streets and bodies.

    Days that a report does not tell in so many words are often mistaken, and a county stands for its town; names seldom err.
    """
    main = main_accounts(a for a in by_id.values() if not a.is_recalled)
    places = _places_of(by_id.values())
    group_of = {member: i for i, group in enumerate(groups) for member in group}
    links = []
    for (one, two), count in shared.items():
        if count >= FEW_NAMES and one in main and two in main:
            a, b = main[one], main[two]
            if group_of[a.id] != group_of[b.id] and not (a.is_total or b.is_total):
                weight = _weigh_alike(a, b, shared, places)
                if weight >= threshold:
                    links.append((-weight, *pair(a.id, b.id), count))
    if not links:
        return groups
    merged = {i: list(group) for i, group in enumerate(groups)}
    for _, a_id, b_id, names in sorted(links):
        i, j = group_of[a_id], group_of[b_id]
        if (
            i != j
            and not any((x, y) in apart for x in merged[i] for y in merged[j])
            and _agree(merged[i], merged[j], by_id, names)
        ):
            low, high = min(i, j), max(i, j)
            merged[low].extend(merged.pop(high))
            group_of.update((member, low) for member in merged[low])
    return sorted(tuple(sorted(group)) for group in merged.values())


def _agree(one: Sequence[str], two: Sequence[str], by_id: Mapping[str, Account], names: float) -> bool:
    """True unless both tell a day in so many words and the days are two, or one is a town's whole day; the same dead by name are one happening.

    Days that follow each other are one night where a report speaks of a night; else a mistake of a day is believed where most names are shared.
    """
    if any(by_id[m].is_total for m in (*one, *two)):
        return False
    if any(_tell_one_dead(by_id[m], by_id[n]) for m in one for n in two):
        return True
    days = [
        [d for m in side if by_id[m].is_day_own and by_id[m].is_day_stated and (d := by_id[m].days)]
        for side in (one, two)
    ]
    may_be_next = names >= MOST_NAMES or any(by_id[m].is_night for m in (*one, *two))
    two_days = {Days.APART} if may_be_next else {Days.APART, Days.NEXT}
    return not any(relate_days(d, e) in two_days for d in days[0] for e in days[1])


def _places_of(accounts: Iterable[Account]) -> dict[str, dict[str, Place]]:
    """The settlements that each document's claims name."""
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for account in accounts:
        for claim in account.claims:
            place = claim.where.place
            if isinstance(place, Place) and is_fine(place):
                found[account.document][place_key(place)] = place
    return found


def _named_dead(account: Account) -> list[frozenset[str]]:
    """The full names of those that an account of few dead tells as killed, as sets of words."""
    if any(m is Measure.KILLED and max(low or 0, high or 0) > FEW_DEAD for m, low, high in account.figures):
        return []
    return sorted(
        {
            frozenset(fold(actor.name or actor.text).split())
            for claim in account.claims
            if claim.kind is Kind.KILLING and claim.stance.polarity is not Polarity.DENIED
            for actor in claim.actors
            if actor.role is Role.VICTIM and is_full_name(actor.name or actor.text)
        },
        key=sorted,
    )


def _tell_one_dead(a: Account, b: Account) -> bool:
    """Both tell the same named person as killed: who dies, dies once, so that another day or town is a mistake of one report."""
    return any(one <= two or two <= one for one in _named_dead(a) for two in _named_dead(b))


_WAVE = frozenset({Kind.DEMONSTRATION, Kind.STRIKE, Kind.OCCUPATION, Kind.RIOT, Kind.CURFEW, Kind.BAN})


def _is_told_alone(a: Account, b: Account) -> bool:
    """Of one day, with numbers that agree, and of no wave, in which the reports of two towns share the names of those who govern.

    Then two towns told with the same rare names are one town and a mistake: of 72 such pairs 69 were of one incident (gva, open part).
    """
    return (
        relate_days(a.days, b.days) is Days.SAME
        and not (_marches(a) or _marches(b))
        and compare_figures(a, b).weight > 0
    )


def _are_towns(a: Account, b: Account) -> bool:
    return all(x.place is not None and x.place.precision is PlacePrecision.TOWN for x in (a, b))


def _marches(account: Account) -> bool:
    return bool(account.kinds & _WAVE)


def _weigh_alike(
    a: Account, b: Account, shared: Mapping[Pair, float], places: Mapping[str, Mapping[str, Place]]
) -> float:
    """As `_weigh_loose`; where the places differ, a town that the other report names too is no second town, and a namesake is none.

    Where both name the same dead, neither another day nor another town keeps them apart.
    """
    named = compare_names(a, b, shared).weight
    where, *others = compare(a, b)
    if NEVER in (where.weight, others[0].weight) and _tell_one_dead(a, b):
        if where.weight == NEVER:
            where = Finding(WEIGHTS["place different, but one dead by name"], "the same dead by name")
        if others[0].weight == NEVER:
            others[0] = Finding(WEIGHTS["days apart, but one dead by name"], "the same dead by name")
        return where.weight + weigh(tuple(others)) + named
    least = WEIGHTS["names shared, some" if _are_towns(a, b) else "names shared, few"]
    if where.weight == NEVER and named >= least and _is_told_alone(a, b):
        return WEIGHTS["place different, but one day and names"] + weigh(tuple(others)) + named
    if where.weight == NEVER and named >= WEIGHTS["names shared, some"]:
        if a.place is not None and b.place is not None and fold(a.place.name) == fold(b.place.name):
            return WEIGHTS["place different, but a namesake"] + weigh(tuple(others)) + named
        if places.get(a.document, {}).keys() & places.get(b.document, {}).keys():
            return WEIGHTS["place different, but told in the other report"] + weigh(tuple(others)) + named
    return where.weight + weigh(tuple(others)) + named


def main_accounts(accounts: Iterable[Account]) -> dict[str, Account]:
    """What each document is about: the account with most of its figures and claims, those of the title and the beginning double."""
    found: dict[str, tuple[float, str, Account]] = {}
    for account in accounts:
        weight = sum(_prominence(c) for c in account.claims)
        held = found.get(account.document)
        if held is None or (weight, account.id) > held[:2]:
            found[account.document] = (weight, account.id, account)
    return {document: row[2] for document, row in found.items()}


def _prominence(claim: Claim) -> float:
    is_early = claim.in_title or claim.span.start < CONTEXT_CHARACTERS
    return (2.0 if claim.figure is not None and claim.figure.measure in HARM else 0.5) * (
        2.0 if is_early else 1.0
    )


def anchored_links(accounts: Sequence[Account], threshold: float) -> list[Link]:
    """Links between accounts with a place and a day, from `threshold` bits on.

    Accounts of one spot that tell the same are linked without being weighed; of each such set one is weighed against the others.
    """
    index = SpotIndex()
    for account in accounts:
        index.add(account)
    told = {key: _alike([members[i] for i in sorted(members)]) for key, members in index.spots.items()}
    links: list[Link] = []
    for key, groups in told.items():
        for group in groups:
            links.extend(Link(group[0].id, other.id, 99.0) for other in group[1:])
        heads = [group[0] for group in groups]
        for i, a in enumerate(heads):
            for b in heads[i + 1 :]:
                _add_link(links, a, b, threshold)
        for other in index.near(key):
            if other > key:
                for a in heads:
                    for second in told[other]:
                        _add_link(links, a, second[0], threshold)
    return links


def _alike(members: Sequence[Account]) -> list[list[Account]]:
    found: dict[object, list[Account]] = {}
    for account in members:
        found.setdefault(
            (account.kinds, account.sides, account.figures, account.persons, account.is_total), []
        ).append(account)
    return list(found.values())


def _add_link(links: list[Link], a: Account, b: Account, threshold: float) -> None:
    key = pair(a.id, b.id)
    weight = weigh(compare(a, b) if a.id == key[0] else compare(b, a))
    if weight >= threshold:
        links.append(Link(*key, weight))


def shared_names(names: Mapping[str, tuple[int, ...]]) -> dict[Pair, float]:
    """How many rare names each two documents share; pairs with fewer than three are left out."""
    holders: dict[int, list[str]] = defaultdict(list)
    for document in sorted(names):
        for key in names[document]:
            holders[key].append(document)
    counts: dict[Pair, int] = defaultdict(int)
    for together in holders.values():
        if len(together) <= RARE_NAME_DOCUMENTS:
            for i, one in enumerate(together):
                for two in together[i + 1 :]:
                    counts[one, two] += 1
    return {met: float(count) for met, count in counts.items() if count >= FEW_NAMES}


class _Finder:
    """Finds the happenings that a loose account may belong to: by cell, by region, by a shared name."""

    def __init__(self, groups: Sequence[tuple[str, ...]], by_id: Mapping[str, Account]) -> None:
        self.by_cell: dict[tuple[int, int], set[int]] = defaultdict(set)
        self.by_region: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.by_person: dict[str, set[int]] = defaultdict(set)
        self.by_document: dict[str, set[int]] = defaultdict(set)
        for i, group in enumerate(groups):
            for member in group:
                account = by_id[member]
                self.by_document[account.document].add(i)
                for person in account.persons:
                    self.by_person[person].add(i)
                if account.place is not None:
                    self.by_cell[cell_of(account.place)].add(i)
                    if account.place.admin1:
                        self.by_region[account.place.country, fold(account.place.admin1)].add(i)

    def find(self, account: Account, shared: Mapping[str, Sequence[str]]) -> set[int]:
        found: set[int] = set()
        for person in account.persons:
            found |= self.by_person.get(person, set())
        for other in shared.get(account.document, ()):
            found |= self.by_document.get(other, set())
        place = account.place
        if place is None:
            return found
        if is_fine(place):
            for cell in cells_near(cell_of(place)):
                found |= self.by_cell.get(cell, set())
        else:
            found |= self.by_region.get((place.country, fold(place.name)), set())
            if place.admin1:
                found |= self.by_region.get((place.country, fold(place.admin1)), set())
        return found


def _join_loose(
    loose: Sequence[Account],
    groups: Sequence[tuple[str, ...]],
    by_id: Mapping[str, Account],
    *,
    threshold: float,
    shared: Mapping[Pair, float],
    same: Sequence[Pair],
    apart: set[Pair],
) -> tuple[dict[int, list[str]], list[tuple[str, tuple[str, ...]]], list[Account]]:
    finder = _Finder(groups, by_id)
    group_of = {member: i for i, group in enumerate(groups) for member in group}
    partners: dict[str, list[str]] = defaultdict(list)
    for (a, b), count in shared.items():
        if count >= FEW_NAMES:
            partners[a].append(b)
            partners[b].append(a)
    ruled: dict[str, int] = {}
    for a, b in same:
        for one, two in ((a, b), (b, a)):
            if one not in group_of and two in group_of:
                ruled.setdefault(one, group_of[two])
    joined: dict[int, list[str]] = defaultdict(list)
    unsure: list[tuple[str, tuple[str, ...]]] = []
    left: list[Account] = []
    for account in loose:
        if account.id in ruled:
            joined[ruled[account.id]].append(account.id)
            continue
        scores: list[tuple[float, int]] = []
        for i in sorted(finder.find(account, partners)):
            if any((account.id, member) in apart for member in groups[i]):
                continue
            scores.append((max(_weigh_loose(account, by_id[m], shared) for m in _heads(groups[i], by_id)), i))
        scores.sort(key=lambda s: (-s[0], s[1]))
        if not scores or scores[0][0] < threshold:
            left.append(account)
        elif len(scores) > 1 and scores[1][0] > scores[0][0] - MARGIN_BITS:
            unsure.append(
                (account.id, tuple(groups[i][0] for s, i in scores if s > scores[0][0] - MARGIN_BITS))
            )
            left.append(account)
        else:
            joined[scores[0][1]].append(account.id)
    return joined, unsure, left


def _heads(group: Sequence[str], by_id: Mapping[str, Account]) -> list[str]:
    """Members that tell different things: of those that tell the same from the same document's names, all; capped for huge groups."""
    if len(group) <= 40:
        return list(group)
    seen: dict[object, str] = {}
    for member in group:
        a = by_id[member]
        seen.setdefault((a.place is not None, a.days, a.kinds, a.figures, a.persons), member)
    return list(seen.values())


def _weigh_loose(a: Account, b: Account, shared: Mapping[Pair, float]) -> float:
    return weigh(compare(a, b)) + compare_names(a, b, shared).weight


def _loose_links(left: Sequence[Account], threshold: float, shared: Mapping[Pair, float]) -> list[Link]:
    """Links among accounts without a happening of their own; those that only recall make no happening and are left alone."""
    by_document: dict[str, list[Account]] = defaultdict(list)
    candidates: set[Pair] = set()
    by_key: dict[object, list[Account]] = defaultdict(list)
    makers = [a for a in left if not a.is_recalled]
    for account in makers:
        by_document[account.document].append(account)
        for person in account.persons:
            by_key["person", person].append(account)
        if account.place is not None:
            name = fold(account.place.name)
            by_key["place", account.place.country, name, account.days].append(account)
            if account.days is None and account.published is not None:
                by_key["undated", account.place.country, name].append(account)
    for key, members in by_key.items():
        is_undated = isinstance(key, tuple) and key[0] == "undated"
        members.sort(key=lambda a: ((a.published or date.max).toordinal() if is_undated else 0, a.id))
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                if (
                    is_undated
                    and a.published
                    and b.published
                    and (b.published - a.published).days > UNDATED_DAYS
                ):
                    break
                candidates.add(pair(a.id, b.id))
    for (one, two), count in shared.items():
        if count >= FEW_NAMES:
            for a in by_document.get(one, ()):
                for b in by_document.get(two, ()):
                    candidates.add(pair(a.id, b.id))
    by_id = {a.id: a for a in makers}
    links = []
    for a_id, b_id in sorted(candidates):
        weight = _weigh_loose(by_id[a_id], by_id[b_id], shared)
        if weight >= threshold:
            links.append(Link(a_id, b_id, weight))
    return links
