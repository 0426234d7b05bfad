"""Comparing two accounts: one finding for each feature, each with its weight in bits and its reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from testigo.model.claim import Kind
from testigo.model.toll import Measure
from testigo.reconciling.accounts import Account
from testigo.reconciling.nearness import Days, Relation, relate, relate_days
from testigo.reconciling.weighing import WEIGHTS


@dataclass(frozen=True, slots=True)
class Finding:
    """What one feature says for (or, below 0, against) one happening: `weight` in bits, `because` in words."""

    weight: float
    because: str


_VIOLENCE = frozenset(
    {
        Kind.KILLING,
        Kind.INJURY,
        Kind.ATTACK,
        Kind.BOMBING,
        Kind.ARSON,
        Kind.USE_OF_FORCE,
        Kind.RIOT,
        Kind.KIDNAPPING,
        Kind.DISAPPEARANCE,
    }
)
_PROTEST = frozenset(
    {
        Kind.DEMONSTRATION,
        Kind.STRIKE,
        Kind.ROADBLOCK,
        Kind.OCCUPATION,
        Kind.RIOT,
        Kind.PROPERTY_DAMAGE,
        Kind.USE_OF_FORCE,
        Kind.KILLING,
        Kind.INJURY,
        Kind.ARREST,
        Kind.RAID,
        Kind.FAILURE_TO_ACT,
        Kind.ARSON,
        Kind.ATTACK,
    }
)
_CRIME = frozenset(
    {
        Kind.ARREST,
        Kind.KILLING,
        Kind.INJURY,
        Kind.ATTACK,
        Kind.KIDNAPPING,
        Kind.RAID,
        Kind.BOMBING,
        Kind.ARSON,
    }
)
_RULES = frozenset({Kind.CURFEW, Kind.BAN})
FAMILIES = (_VIOLENCE, _PROTEST, _CRIME, _RULES)
"""Kinds that one happening may hold together; a kind may belong to several families."""

_PLACES = {
    Relation.SAME: "place same",
    Relation.WITHIN: "place within",
    Relation.SITES: "place two sites",
    Relation.REGION: "place region",
    Relation.COUNTRY: "place country",
    Relation.UNKNOWN: "place unknown",
    Relation.DIFFERENT: "place different",
}


def _finding(name: str, because: str | None = None) -> Finding:
    return Finding(WEIGHTS[name], because or name)


def compare_places(a: Account, b: Account) -> Finding:
    """Reports of one incident name the same town, or a site in it; two towns are never one."""
    relation = relate(a.place, b.place)
    if relation is Relation.WITHIN and (a.is_total or b.is_total):
        return _finding("place different", "a town's whole day is not one site of it")
    names = [p.name for p in (a.place, b.place) if p is not None]
    return _finding(
        _PLACES[relation], f"place: {relation.value} ({' / '.join(sorted(set(names)))})" if names else None
    )


def compare_days(a: Account, b: Account) -> Finding:
    """Reports of one incident name the same day, or the next when it was night or the report was filed in the morning."""
    if a.is_late_death or b.is_late_death:
        return _late_death(*((a, b) if a.is_late_death else (b, a)))
    relation = relate_days(a.days, b.days)
    if relation is Days.SAME:
        longer = _length(a.days)
        return (
            _finding("days same", f"day: both {a.days[0]}" if a.days else None)
            if longer <= 2
            else _overlap(longer)
        )
    if relation is Days.OVERLAP:
        return _overlap(max(_length(a.days), _length(b.days)))
    if relation is Days.NEXT:
        is_own = a.is_day_own and b.is_day_own
        return _finding("days next" if is_own else "days next, not by their own words", "day: the next")
    if relation is Days.APART:
        return _apart(a, b)
    return _undated(a, b)


def _apart(a: Account, b: Account) -> Finding:
    """Two stated days apart are two incidents; a day that was only taken over from other sentences may be mistaken."""
    if (a.is_day_own and b.is_day_own) or a.days is None or b.days is None:
        return _finding("days apart")
    gap = max((b.days[0] - a.days[1]).days, (a.days[0] - b.days[1]).days)
    return _finding(
        "days apart, not by their own words" if gap <= 7 else "days far apart, not by their own words"
    )


def _late_death(late: Account, other: Account) -> Finding:
    """A death of wounds comes days or weeks after the incident in which they were suffered, and never before it (R6)."""
    if late.days is None or other.days is None:
        return _undated(late, other) if late.days is not other.days else _finding("days unknown")
    gap = (late.days[1] - other.days[1]).days
    if gap < 0 or gap > 90:
        return _finding("a late death out of reach")
    found = _finding("a late death within 10 days" if gap <= 10 else "a late death within 90 days")
    if late.document == other.document:
        return Finding(
            found.weight + WEIGHTS["told in the same report"], "a late death told with the incident"
        )
    return found


def _length(days: tuple[date, date] | None) -> int:
    return (days[1] - days[0]).days + 1 if days is not None else 0


def _overlap(days: int) -> Finding:
    for limit, name in ((3, "short"), (8, "a week"), (31, "a month")):
        if days <= limit:
            return _finding(f"days overlap, {name}")
    return _finding("days overlap, longer")


def _undated(a: Account, b: Account) -> Finding:
    """One report gives no day: the day of its publication says how likely it is that it speaks of the other's."""
    dated, other = (a, b) if a.days is not None else (b, a)
    if dated.days is not None and other.published is not None:
        gap = (other.published - dated.days[1]).days
        if (other.published - dated.days[0]).days < 0:
            return _finding("days unknown, published before")
    elif a.published is not None and b.published is not None:
        gap = abs((a.published - b.published).days)
    else:
        return _finding("days unknown")
    if gap <= 3:
        return _finding("days unknown, published within 3 days")
    return _finding(
        "days unknown, published within 10 days" if gap <= 10 else "days unknown, published later"
    )


def compare_kinds(a: Account, b: Account) -> Finding:
    """A march, the force used on it, its dead and its arrests are one happening; a curfew and a killing are not."""
    shared = a.kinds & b.kinds
    if shared:
        return _finding("kind same", f"kind: {', '.join(sorted(shared))}")
    both = a.kinds | b.kinds
    if Kind.OTHER in both or any(a.kinds & family and b.kinds & family for family in FAMILIES):
        return _finding("kind of one family")
    return _finding("kind other", "kinds that do not go together")


def compare_participants(a: Account, b: Account) -> Finding:
    """Dead policemen and dead demonstrators are not the same dead; a name in both reports speaks strongly for one incident."""
    shared = len(a.persons & b.persons)
    if shared:
        return _finding(
            "person shared" if shared == 1 else "two persons shared", f"{shared} named persons in both"
        )
    if a.sides and b.sides:
        return _finding("harmed on one side" if a.sides & b.sides else "harmed on other sides")
    if {"forces"} in (a.sides, b.sides) and a.figures and b.figures:
        return _finding("harmed: the forces alone, and nobody in particular")
    return Finding(0.0, "participants not told apart")


def compare_figures(a: Account, b: Account) -> Finding:
    """Equal numbers speak for one incident, the more so the larger; numbers that are far off speak against it."""
    best = Finding(0.0, "no figure in both")
    if a.is_late_death or b.is_late_death:
        return Finding(0.0, "a late death adds to another figure")
    if a.sides and b.sides and not a.sides & b.sides:
        return Finding(0.0, "figures of different people")
    found: list[Finding] = []
    for measure in (Measure.KILLED, Measure.INJURED, Measure.ARRESTED, Measure.MISSING):
        ours = [f for f in a.figures if f[0] is measure]
        theirs = [f for f in b.figures if f[0] is measure]
        if ours and theirs:
            found.append(max((_compare_pair(x, y) for x in ours for y in theirs), key=lambda f: f.weight))
    return max(found, key=lambda f: abs(f.weight) + (f.weight > 0) / 2) if found else best


def _compare_pair(
    x: tuple[Measure, int | None, int | None], y: tuple[Measure, int | None, int | None]
) -> Finding:
    a_low, a_high = x[1], x[2]
    b_low, b_high = y[1], y[2]
    if (a_low, a_high) == (b_low, b_high) and a_low is not None:
        size = "over 4" if a_low > 4 else "2 to 4" if a_low > 1 else "1"
        return _finding(
            f"figure equal, {size}", f"both tell {x[0].value} {a_low}{'+' if a_high is None else ''}"
        )
    low = max(v for v in (a_low, b_low, 0) if v is not None)
    highs = [v for v in (a_high, b_high) if v is not None]
    if not highs or low <= min(highs):
        return _finding("figure fits")
    one, two = sorted(
        (a_low if a_low is not None else a_high or 0, b_low if b_low is not None else b_high or 0)
    )
    return _finding(
        "figure off" if two <= 2 * one + 2 else "figure far off", f"{x[0].value}: {one} against {two}"
    )


FEW_NAMES, SOME_NAMES, MANY_NAMES, MOST_NAMES = 3, 5, 7, 10
"""How many rare names in both texts are few, some, many, most: of pairs with seven or more, 6 in 7 were of one incident (gvc, open part)."""


def compare_names(a: Account, b: Account, shared: Mapping[tuple[str, str], float]) -> Finding:
    """Rare proper names in both texts; asked where place or day is missing or may be a mistake. `shared` holds their number by pair of documents."""
    count = shared.get((min(a.document, b.document), max(a.document, b.document)), 0.0)
    for least, size in ((MOST_NAMES, "most"), (MANY_NAMES, "many"), (SOME_NAMES, "some"), (FEW_NAMES, "few")):
        if count >= least:
            return _finding(f"names shared, {size}", f"{count:.0f} rare names in both")
    return Finding(0.0, "hardly a name in both")


COMPARISONS = (compare_places, compare_days, compare_kinds, compare_participants, compare_figures)
"""The comparisons in their order."""


def compare(a: Account, b: Account) -> tuple[Finding, ...]:
    """Every finding on two accounts; it does not matter which comes first."""
    return tuple(comparison(a, b) for comparison in COMPARISONS)


def weigh(findings: tuple[Finding, ...]) -> float:
    """The findings together, in bits."""
    return sum(finding.weight for finding in findings)
