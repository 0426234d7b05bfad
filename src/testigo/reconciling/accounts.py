"""Accounts: what one document says of one happening, the unit that linking compares.

A claim without a place or a day joins an account by its own document's context and by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from testigo.model.claim import Claim, Factuality, Kind, Polarity, Scope
from testigo.model.mention import Role
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.model.toll import Group, Measure
from testigo.reconciling.nearness import Relation, is_fine, is_own_day, place_key, relate, stated_day
from testigo.reconciling.voices import fold

FORCES = frozenset({Group.POLICE, Group.SOLDIERS, Group.SECURITY})
HARM = frozenset({Measure.KILLED, Measure.INJURED, Measure.ARRESTED, Measure.MISSING})
CONTEXT_CHARACTERS = 600
"""How near, in code points, a claim without place and day must stand to an account of several to join it."""

_NIGHT = re.compile(
    r"\b(?:(?:over|mid|to)?night|evening|dusk|dawn|(?:small|wee|early) hours|early morning|before sunrise"
    r"|(?:1[0-2]|[1-6])(?::\d\d)? ?a\.?m\b|(?:[7-9]|1[01])(?::\d\d)? ?p\.?m\b"
    r"|(?:media)?noche|anoche|anteanoche|trasnoche|madrugada|amanecer|anochecer|amaneció)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Account:
    """One document's claims about one happening. `id` is its smallest claim id; `days` has both ends inclusive, None if not told.

    `place` is the finest that its claims agree on, None where none is told or only a country. `is_recalled` marks history,
    denials and the like: they join a known incident and never make one. `is_late_death`: someone wounded before died on `days` (R6).
    `is_day_own`: a claim's own words tell the day. `is_night`: its sentences speak of a night, which runs over two days. `spot` is place and days as one key. `is_total`: all of a town's day, which is not the incident at one site or quarter of it.
    """

    id: str
    document: str
    claims: tuple[Claim, ...]
    place: Place | None
    days: tuple[date, date] | None
    is_day_stated: bool
    published: date | None
    kinds: frozenset[Kind]
    sides: frozenset[str]
    figures: tuple[tuple[Measure, int | None, int | None], ...]
    persons: frozenset[str]
    is_recalled: bool = False
    is_late_death: bool = False
    is_total: bool = False
    is_day_own: bool = True
    is_night: bool = False
    spot: str = ""

    @property
    def is_anchored(self) -> bool:
        """True with a settlement and a stated day: what incidents are built from."""
        return (
            self.is_day_stated
            and self.place is not None
            and is_fine(self.place)
            and not self.is_recalled
            and not self.is_late_death
        )


def makes_incidents(claim: Claim) -> bool:
    """True for a claim that something did happen there and then: not denied, planned, imagined, general, recalled or summed up.

    A total of a day over a region or a country is no incident of a town; of a town it is told of that town's day.
    """
    stance = claim.stance
    if stance.polarity is Polarity.DENIED or stance.factuality in {
        Factuality.PLANNED,
        Factuality.HYPOTHETICAL,
    }:
        return False
    if claim.scope is Scope.INCIDENT:
        return True
    place = claim.where.place
    return claim.scope is Scope.DAY and isinstance(place, Place) and is_fine(place)


def is_town_total(claim: Claim) -> bool:
    """True for a total of one day over a town."""
    return claim.scope is Scope.DAY and claim.figure is not None and makes_incidents(claim)


def is_day_total(claim: Claim) -> bool:
    """True for a total of one day over a region or a country."""
    return (
        claim.scope is Scope.DAY and claim.stance.polarity is Polarity.AFFIRMED and not makes_incidents(claim)
    )


def may_recall(claim: Claim) -> bool:
    """True for a claim that may speak of a known incident without making one: history, and denials."""
    if claim.scope is Scope.BACKGROUND:
        return claim.stance.factuality not in {Factuality.PLANNED, Factuality.HYPOTHETICAL}
    return claim.scope is Scope.INCIDENT and claim.stance.polarity is Polarity.DENIED


def persons_of(claims: Iterable[Claim]) -> frozenset[str]:
    """The people harmed, or said to have harmed, by full name (two words or more), folded."""
    found = set()
    for claim in claims:
        for actor in claim.actors:
            if actor.role in {Role.VICTIM, Role.PERPETRATOR, Role.TARGET}:
                name = actor.name or actor.text
                if is_full_name(name):
                    found.add(fold(name))
    return frozenset(found)


def is_full_name(name: str) -> bool:
    """True for two to five words that all begin with a capital (particles aside), as a person's name does.

    >>> is_full_name("Ana de la Quispe"), is_full_name("the police"), is_full_name("Twelve")
    (True, False, False)
    """
    words = [
        word for word in name.split() if word not in {"de", "del", "la", "las", "los", "y", "van", "von"}
    ]
    return 2 <= len(words) <= 5 and all(
        word[:1].isupper() and not any(c.isdigit() for c in word) for word in words
    )


def _fine_place(claim: Claim) -> Place | None:
    place = claim.where.place
    return place if isinstance(place, Place) and place.precision is not PlacePrecision.COUNTRY else None


def _days(claim: Claim) -> tuple[date, date] | None:
    interval = claim.when.interval
    return (interval.first, interval.last) if isinstance(interval, Interval) else None


def in_text_order(claims: Iterable[Claim]) -> list[Claim]:
    """The body's claims as they stand in the text, then the title's."""
    return sorted(claims, key=lambda c: (c.in_title, c.span.start, c.span.stop, c.id))


class _Draft:
    """An account while it is being gathered."""

    __slots__ = ("claims", "days", "is_day_stated", "is_total", "place")

    def __init__(self, claim: Claim) -> None:
        self.is_total = is_town_total(claim)
        self.claims = [claim]
        self.place = _fine_place(claim)
        self.days = _days(claim)
        self.is_day_stated = stated_day(claim.when.interval)

    def add(self, claim: Claim) -> None:
        self.claims.append(claim)
        place = _fine_place(claim)
        if place is not None and (self.place is None or _is_finer(place, self.place)):
            self.place = place
        if self.days is None or (not self.is_day_stated and stated_day(claim.when.interval)):
            self.days = _days(claim) or self.days
            self.is_day_stated = self.is_day_stated or stated_day(claim.when.interval)

    def distance(self, claim: Claim) -> int:
        return min(
            (abs(c.span.start - claim.span.start) for c in self.claims if c.in_title == claim.in_title),
            default=10**6,
        )


_FINENESS = {
    PlacePrecision.SITE: 4,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.TOWN: 2,
    PlacePrecision.REGION: 1,
    PlacePrecision.COUNTRY: 0,
}


def _is_finer(a: Place, b: Place) -> bool:
    return _FINENESS[a.precision] > _FINENESS[b.precision]


def gather_accounts(
    claims: Sequence[Claim], published: date | None, *, is_recalled: bool = False
) -> list[Account]:
    """The accounts of one document, from its claims of one kind of use (those that make incidents, or those that recall them).

    First claims with a place and a stated day, then those with a place, then those with a day, at last those with neither; each
    joins the account that it fits, the nearest in the text where several do.
    """
    drafts: list[_Draft] = []
    waiting: tuple[list[Claim], list[Claim], list[Claim]] = ([], [], [])
    for claim in in_text_order(claims):
        place = _fine_place(claim)
        if place is not None and stated_day(claim.when.interval):
            _join_or_open(drafts, claim, [d for d in drafts if _fits(d, claim) and d.days == _days(claim)])
        else:
            waiting[0 if place is not None else 1 if _days(claim) is not None else 2].append(claim)
    for claim in waiting[0]:
        _join_or_open(drafts, claim, [d for d in drafts if _fits(d, claim) and _may_be_then(d, claim)])
    for claim in waiting[1]:
        _join_or_open(drafts, claim, [d for d in drafts if _is_then(d, claim)])
    for claim in waiting[2]:
        near = drafts if len(drafts) == 1 else [d for d in drafts if d.distance(claim) <= CONTEXT_CHARACTERS]
        _join_or_open(drafts, claim, near)
    return [_account(draft, published, is_recalled=is_recalled) for draft in drafts]


def _join_or_open(drafts: list[_Draft], claim: Claim, fitting: Sequence[_Draft]) -> None:
    if fitting:
        min(fitting, key=lambda d: d.distance(claim)).add(claim)
    else:
        drafts.append(_Draft(claim))


def _fits(draft: _Draft, claim: Claim) -> bool:
    """The same place, or one within the other; but a town's whole day is what happened at one site of it only where both tell one number."""
    relation = relate(draft.place, _fine_place(claim)) if draft.place is not None else Relation.UNKNOWN
    if relation is Relation.SAME:
        return True
    if draft.is_total or is_town_total(claim):
        return relation is Relation.WITHIN and _tells_the_number(draft, claim)
    return relation in {Relation.WITHIN, Relation.REGION}


def _tells_the_number(draft: _Draft, claim: Claim) -> bool:
    """True where the draft holds the claim's number of two or more of the same harm."""
    figure = claim.figure
    return figure is not None and any(
        c.figure is not None
        and c.figure.measure is figure.measure
        and (c.figure.bounds.low, c.figure.bounds.high) == (figure.bounds.low, figure.bounds.high)
        and (figure.bounds.low or 0) >= 2
        for c in draft.claims
    )


def _is_then(draft: _Draft, claim: Claim) -> bool:
    days = _days(claim)
    return (
        draft.days is not None and days is not None and days[0] <= draft.days[1] and draft.days[0] <= days[1]
    )


def _may_be_then(draft: _Draft, claim: Claim) -> bool:
    return draft.days is None or _days(claim) is None or _is_then(draft, claim)


def _account(draft: _Draft, published: date | None, *, is_recalled: bool) -> Account:
    claims = tuple(in_text_order(draft.claims))
    figures = {
        (c.figure.measure, c.figure.bounds.low, c.figure.bounds.high)
        for c in claims
        if c.figure is not None and not c.figure.is_subset
    }
    sides = {
        "forces" if c.figure.group in FORCES else "people"
        for c in claims
        if c.figure is not None
        and not c.figure.is_subset
        and c.figure.measure in HARM
        and c.figure.group is not Group.UNSPECIFIED
    }
    return Account(
        id=min(c.id for c in claims),
        document=claims[0].document,
        claims=claims,
        place=draft.place,
        days=draft.days,
        is_day_stated=draft.is_day_stated,
        published=published,
        kinds=frozenset(c.kind for c in claims),
        sides=frozenset(sides),
        figures=tuple(sorted(figures, key=lambda f: (f[0].value, f[1] or -1, f[2] or -1))),
        persons=persons_of(claims),
        is_recalled=is_recalled,
        is_day_own=any(is_own_day(c.when) and _days(c) == draft.days for c in claims),
        is_night=any(_NIGHT.search(c.quote) for c in claims),
        spot=_spot(draft.place, draft.days),
        is_total=all(is_town_total(c) for c in claims if c.figure is not None) and draft.is_total,
    )


def _spot(place: Place | None, days: tuple[date, date] | None) -> str:
    """Place and days as one key: accounts with equal keys are at one place on the same days."""
    where = place_key(place) if place is not None else ""
    return f"{where}|{days[0]}|{days[1]}" if days is not None else f"{where}||"
