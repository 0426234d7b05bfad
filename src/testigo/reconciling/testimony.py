"""Testimony: one figure as the toll rules see it, with who vouches for it, what moment it speaks of, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from testigo.model.toll import Group, Hedge

FORCES = frozenset({Group.POLICE, Group.SOLDIERS, Group.SECURITY})

LIVE, SUPERSEDED = "live", "overtaken"
COPY, ALTERED, PART, WITHDRAWN = "copy", "altered", "part", "withdrawn"
UNCONFIRMED, PARTY, PROVISIONAL, OTHER_SCOPE = "unconfirmed", "party", "provisional", "other_scope"


@dataclass(frozen=True, slots=True)
class Testimony:
    """A figure told by one voice in one document.

    `as_of` is the moment that it speaks of, in minutes since 0001-01-01 (0: not known). `low` and `high` are as printed, None open.
    `is_mention`: the words are a person's name or point at one ("the woman"), and count nobody. `beside` is the claim that opens the row of figures told side by side in its sentence,
    empty for one that stands alone; `is_own_death` the death of who killed the others. `is_pointed`: one person told by a pronoun or with "the". `is_hit`: it counts all who were hit, the dead too; `is_plain`: nobody is at odds about what it counts; `is_more`: its own words say more, other or another; `at` is where it stands. `died_at` is the moment of a late death (R6), 0 for all else. `root` is the original of the document's lineage. `state` says how it stands, `rule` and `by` who set it there.
    """

    __test__: ClassVar[bool] = False  # pytest must not take the class for a test

    claim: str
    document: str
    root: str
    sentence: tuple[bool, int]
    origin: str
    tier: int
    low: int | None
    high: int | None
    hedge: Hedge
    group: Group = Group.UNSPECIFIED
    cause: str = "unknown"
    as_of: int = 0
    is_party: bool = False
    is_subset: bool = False
    is_update: bool = False
    is_retraction: bool = False
    is_addition: bool = False
    is_mention: bool = False
    is_pointed: bool = False
    beside: str = ""
    is_own_death: bool = False
    is_hit: bool = False
    is_plain: bool = False
    is_more: bool = False
    at: int = 0
    died_at: int = 0
    is_unconfirmed: bool = False
    is_denied: bool = False
    is_accepted: bool = False
    state: str = LIVE
    rule: str = ""
    by: str | None = None
    note: str = ""

    @property
    def is_vague(self) -> bool:
        return self.hedge is Hedge.VAGUE

    @property
    def floor(self) -> int | None:
        """The least people that the words allow: "more than 8" is 9 at least."""
        if self.low is None:
            return None
        return self.low + 1 if self.hedge is Hedge.MORE_THAN else self.low

    @property
    def ceiling(self) -> int:
        """The most that the words name; the floor where they are open above."""
        return self.high if self.high is not None else (self.floor or 0)

    @property
    def is_open(self) -> bool:
        """True where the words set no upper end."""
        return self.high is None

    @property
    def point(self) -> int | None:
        """The number that the voice stands for (rule R9): an exact or rounded one, or what it is sure of at the least; never a midpoint."""
        if self.hedge in {Hedge.EXACT, Hedge.ABOUT, Hedge.AT_LEAST}:
            return self.low
        return self.low if self.low == self.high else None

    @property
    def is_exact(self) -> bool:
        return self.hedge in {Hedge.EXACT, Hedge.ABOUT} or (self.low is not None and self.low == self.high)

    def stands(self, state: str, rule: str, *, by: str | None = None, note: str = "") -> Testimony:
        """The same figure, standing otherwise, and by which rule."""
        return replace(self, state=state, rule=rule, by=by, note=note)

    def shifted(self, people: int, *, note: str) -> Testimony:
        """The figure with so many people more or less, so that it counts the same groups as the others (rule R12)."""
        return replace(
            self,
            low=None if self.low is None else max(0, self.low + people),
            high=None if self.high is None else max(0, self.high + people),
            rule="R12",
            note=note,
        )


Testimonies = tuple[Testimony, ...]


def standing(testimonies: Iterable[Testimony], *states: str) -> list[Testimony]:
    """Those that stand in one of the states."""
    return [t for t in testimonies if t.state in states]


def minutes(day: date, hour: int = 0, minute: int = 0) -> int:
    """A moment in minutes since the calendar's first day."""
    return day.toordinal() * 1440 + hour * 60 + minute
