"""Merging: from the testimonies of one happening to min, best and max, with the rules that fired and the claims they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from testigo.model.toll import Grade, Group, Toll
from testigo.reconciling.rules import RULES, Case, set_aside_unconfirmed
from testigo.reconciling.testimony import (
    ALTERED,
    COPY,
    FORCES,
    LIVE,
    PART,
    PARTY,
    UNCONFIRMED,
    WITHDRAWN,
    Testimonies,
    Testimony,
    standing,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A toll and how each figure stands under it. `toll` is None where no figure counts at all."""

    toll: Toll | None
    testimonies: Testimonies


def settle(
    testimonies: Iterable[Testimony],
    case: Case,
    *,
    identified: int = 0,
    accepted_by_force: bool = False,
    denied: bool = False,
) -> Settled:
    """Apply the rules in their order and read off the range, the best figure and the grade.

    `identified` is the number of distinct verified persons (R10); `accepted_by_force` that the acting force or a court tells the figure
    itself, `denied` that a credible account denies the harm (R19). The order of testimonies does not matter.
    """
    told = tuple(sorted(testimonies, key=lambda t: t.claim))
    ruled = _ruled(told, case)
    if not ruled:
        return Settled(None, ruled)
    counted = standing(ruled, LIVE)
    widening = standing(ruled, UNCONFIRMED, PARTY)
    if not counted and not widening:
        withdrawn = standing(ruled, WITHDRAWN)
        if not withdrawn or any(t.state not in {WITHDRAWN, COPY, ALTERED} for t in ruled):
            return Settled(_only_parts(ruled), ruled)
        toll = Toll(
            0, None, 0, grade=Grade.DISCOUNTED, claims=tuple(t.claim for t in withdrawn), rules=("R7",)
        )
        return Settled(toll, ruled)
    minimum, maximum, is_open = range_of(counted, widening)
    best = best_of(counted)
    fired = {t.rule for t in ruled if t.rule} | {"R8", "R9"}
    if identified > minimum:
        fired.add("R10")
        minimum = identified
        best = max(best, identified) if best is not None else identified
        if maximum < identified:
            maximum, is_open = identified, False
    if len(counted) == 1 and len(standing(ruled, LIVE, UNCONFIRMED, PARTY)) == 1 and len(told) == 1:
        fired -= {"R9"}
    values = {(t.floor, t.high) for t in ruled if t.state not in {COPY, PART}}
    toll = Toll(
        minimum=minimum,
        best=best,
        maximum=maximum,
        max_open=is_open,
        grade=grade_of(counted, accepted_by_force=accepted_by_force, denied=denied),
        by_group=(),
        claims=tuple(t.claim for t in counted) or tuple(t.claim for t in widening),
        rules=tuple(sorted(fired, key=rule_number)),
        discrepancy=max(0, len(values) - 1),
        notes=tuple(notes_of(ruled, counted)),
    )
    return Settled(toll, ruled)


def figure_of(testimonies: Iterable[Testimony], case: Case) -> int:
    """The best figure that `settle` gives, else the least, 0 where nothing counts; without range, grade and notes."""
    ruled = _ruled(tuple(sorted(testimonies, key=lambda t: t.claim)), case)
    counted = standing(ruled, LIVE)
    if counted:
        best = best_of(counted)
        return best if best is not None else range_of(counted, standing(ruled, UNCONFIRMED, PARTY))[0]
    if standing(ruled, UNCONFIRMED, PARTY):
        return 0
    parts = _only_parts(ruled)
    return parts.minimum if parts is not None else 0


def _ruled(told: Testimonies, case: Case) -> Testimonies:
    """The figures as they stand after all rules. A plain figure alone needs none of them but R2."""
    if len(told) == 1 and not told[0].is_retraction:
        return set_aside_unconfirmed(told, case)
    for rule in RULES:
        told = rule(told, case)
    return told


def _only_parts(ruled: Testimonies) -> Toll | None:
    """Only parts are told ("two of them minors", the whole not): the largest part is the least there were, and no best is known."""
    parts = [t for t in standing(ruled, PART) if t.floor is not None and t.rule == "R12"]
    if not parts:
        return None
    largest = max(parts, key=lambda t: (t.floor or 0, t.claim))
    floor = largest.floor or 0
    return Toll(
        floor,
        floor,
        floor,
        max_open=True,
        claims=(largest.claim,),
        rules=("R12",),
        notes=("only parts are told",),
    )


def rule_number(rule: str) -> int:
    """The order of rule names: R2 before R10."""
    return int(rule[1:])


def range_of(counted: Sequence[Testimony], widening: Sequence[Testimony]) -> tuple[int, int, bool]:
    """R8: the lowest `low` of those that count; the highest `high`, or `low` where open, of all; True when the top is open.

    "between 10 and 12", "11", "more than 8" give 9, 12, not open: an open figure below a closed one opens nothing.
    """
    floors = [t.floor for t in counted if t.floor is not None]
    minimum = min(floors, default=0)
    every = [*counted, *widening]
    maximum = max(t.ceiling for t in every)
    is_open = all(t.is_open for t in every if t.ceiling == maximum)
    return min(minimum, maximum), maximum, is_open


def best_of(counted: Sequence[Testimony]) -> int | None:
    """R9: the most frequent point among independent origins; a tie goes to the higher tier, then to an exact word, then to the lower figure.

    Where nobody gives a point, a plain "more than 200" or "between 10 and 12" gives its low end; only vague words give none.
    """
    origins: dict[int, set[str]] = defaultdict(set)
    tiers: dict[int, int] = defaultdict(int)
    exact: dict[int, bool] = defaultdict(bool)
    for t in counted:
        if t.point is not None:
            origins[t.point].add(t.origin)
            tiers[t.point] = max(tiers[t.point], t.tier)
            exact[t.point] = exact[t.point] or t.is_exact
    if origins:
        return min(origins, key=lambda p: (-len(origins[p]), -tiers[p], not exact[p], p))
    return min((t.floor for t in counted if not t.is_vague and t.floor is not None), default=None)


def grade_of(counted: Sequence[Testimony], *, accepted_by_force: bool, denied: bool) -> Grade:
    """R19, for the occurrence: confirmed, contested, fair (two independent origins or more), or weak."""
    if accepted_by_force:
        return Grade.CONFIRMED
    if denied:
        return Grade.CONTESTED
    if counted and all(t.is_party for t in counted):
        return Grade.WEAK
    origins = {t.origin for t in counted}
    return Grade.FAIR if len(origins) >= 2 else Grade.WEAK


def notes_of(ruled: Testimonies, counted: Sequence[Testimony]) -> list[str]:
    """What must be said beside the number: the groups and causes in it (R21), copies that carry another number (R11), alone parties (R18)."""
    notes = []
    groups = sorted({t.group.value for t in counted if t.group is not Group.UNSPECIFIED})
    if groups:
        notes.append(f"counts {', '.join(groups)}")
    causes = sorted({t.cause for t in counted if t.cause != "unknown"})
    if causes:
        notes.append(f"causes in it: {', '.join(causes)}")
    altered = standing(ruled, ALTERED)
    if altered:
        notes.append(
            f"{len(altered)} {'copy carries' if len(altered) == 1 else 'copies carry'} another number: altered or updated"
        )
    if counted and all(t.is_party for t in counted):
        notes.append("told by a party alone")
    return notes


def settle_groups(
    testimonies: Sequence[Testimony], case: Case, whole: Toll
) -> tuple[tuple[Group, Toll], ...]:
    """The tolls of the groups that are told, each settled by the same rules among its own figures.

    `whole` is the toll of all: where one group alone is told, it is that group's too. A part of the dead ("of whom three students") is the
    whole of its group, but one person of a group that counts more («uno de los civiles») is no toll of it.
    """
    if (
        len({(t.group, t.is_subset) for t in testimonies}) == 1
        and testimonies[0].group is not Group.UNSPECIFIED
    ):
        return ((testimonies[0].group, replace(whole, notes=())),)
    by_group: dict[Group, list[Testimony]] = defaultdict(list)
    for t in testimonies:
        if t.group is not Group.UNSPECIFIED:
            by_group[t.group].append(t)
    found = []
    for group in sorted(by_group, key=lambda g: g.value):
        members = by_group[group]
        has_many = any((t.floor or 0) > 1 and not t.is_subset for t in members)
        told = [
            replace(t, is_subset=False) if t.is_subset and not (has_many and _is_one_person(t)) else t
            for t in members
        ]
        toll = settle(told, case).toll
        if toll is not None:
            found.append((group, replace(toll, notes=())))
    return tuple(found)


def _is_one_person(t: Testimony) -> bool:
    return t.low == t.high == 1 and t.group not in FORCES


def parts_mismatch(testimonies: Iterable[Testimony]) -> tuple[int, int, tuple[str, ...]] | None:
    """R16: (total, sum of parts, claims) where one voice in one document tells a total and disjoint parts that do not add up to it.

    "66 died: 47 in clashes, 11 at roadblocks, one policeman" gives (66, 59, …). All numbers are kept, none is corrected.
    """
    told = [t for t in testimonies if t.point is not None and t.is_exact]
    totals = [t for t in told if t.group is Group.UNSPECIFIED and t.cause == "unknown" and not t.is_subset]
    for total in sorted(totals, key=lambda t: (-(t.point or 0), t.claim)):
        parts = disjoint_parts(total, told)
        added = sum(p.point or 0 for p in parts)
        if len(parts) >= 2 and added != total.point:
            return total.point or 0, added, (total.claim, *(p.claim for p in parts))
    return None


def disjoint_parts(total: Testimony, told: Iterable[Testimony]) -> list[Testimony]:
    """The parts of a total told in the same document: one for each cause, and for each force; parts of parts, and the total told again, are left out."""
    found: dict[object, Testimony] = {}
    for t in sorted(told, key=lambda t: (t.group in FORCES, -(t.point or 0), t.claim)):
        if t.document != total.document or t.claim == total.claim or (t.point or 0) >= (total.point or 0):
            continue
        kind = t.group.value if t.group in FORCES else t.cause if t.cause != "unknown" else None
        if kind is not None:
            found.setdefault(kind, t)
    return [found[kind] for kind in sorted(found, key=str)]
