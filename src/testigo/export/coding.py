"""An incident in a codebook's eyes: which of its claims' codes is the row's, who acted, who suffered it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from testigo.model.claim import Claim, Factuality, Kind, Polarity
from testigo.model.codebooks import SIDES, Codes, codes_for
from testigo.model.mention import Actor, Role
from testigo.model.moment import Interval
from testigo.model.text import Span
from testigo.reconciling.voices import tier_of

PROTEST = frozenset({Kind.DEMONSTRATION, Kind.STRIKE, Kind.ROADBLOCK, Kind.OCCUPATION, Kind.RIOT})
HARM = frozenset({Kind.KILLING, Kind.INJURY, Kind.ARREST, Kind.RAID, Kind.USE_OF_FORCE, Kind.ATTACK})

RANKS = (
    "Armed clash",
    "Non-state actor overtakes territory",
    "Remote explosive/landmine/IED",
    "Violent demonstration",
    "Excessive force against protesters",
    "Mob violence",
    "Abduction/forced disappearance",
    "Attack",
    "Protest with intervention",
    "Peaceful protest",
    "Arrests",
    "Looting/property destruction",
    "Other",
)
"""Which sub-event type is a row's where several are told: fighting, then violence of a crowd, then violence against it, then the rest."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Categories of actors told in an incident, the most told first."""

    doers: tuple[str, ...] = ()
    harmed: tuple[str, ...] = ()
    crowd: tuple[str, ...] = ()

    def of_side(self, side: str, *, among: str = "doers") -> tuple[str, ...]:
        """Those of one side among the doers, the harmed or the crowd."""
        return tuple(c for c in getattr(self, among) if SIDES.get(c) == side)


def happened(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that say that it happened, in the order of ids; a party's only where nobody else speaks (rule R18)."""
    told = [
        c
        for c in sorted(claims, key=lambda c: c.id)
        if c.stance.polarity is Polarity.AFFIRMED
        and c.stance.factuality not in {Factuality.PLANNED, Factuality.HYPOTHETICAL}
        and not c.is_retraction
    ]
    return [c for c in told if tier_of(c) > 1] or told


def parties_of(claims: Sequence[Claim]) -> Parties:
    """Who is told to have done it, to whom, and who took part."""

    def named(*roles: Role) -> tuple[str, ...]:
        counts = Counter(
            a.category for c in claims for a in c.actors if a.role in roles and a.category in SIDES
        )
        return tuple(sorted(counts, key=lambda category: (-counts[category], category)))

    return Parties(named(Role.PERPETRATOR), named(Role.VICTIM, Role.TARGET), named(Role.PARTICIPANT))


def codes_of(claims: Sequence[Claim]) -> list[tuple[Claim, Codes]]:
    """Each claim in both codebooks, with the actors that the incident's other claims tell.

    Harm is coded with the incident's doers and victims, and not with those who merely took part; where the victims of harm at a protest
    are told by no word, they are the protesters.
    """
    parties = parties_of(claims)
    is_protest = any(c.kind in PROTEST for c in claims) or bool(parties.of_side("crowd", among="crowd"))
    harmed = parties.harmed or (("protesters",) if is_protest else ())
    acting = [_actor(Role.PERPETRATOR, c) for c in parties.doers] + [_actor(Role.VICTIM, c) for c in harmed]
    return [(c, codes_for(c.kind, c.means, acting if c.kind in HARM else c.actors)) for c in claims]


def _actor(role: Role, category: str) -> Actor:
    return Actor(role, category, Span(0, 1), category)


def sub_event_of(claims: Sequence[Claim]) -> str:
    """The ACLED sub-event type of an incident (`RANKS`). Injuries at a protest by nobody told make no attack of it."""
    coded = codes_of(claims)
    found = {codes.acled.sub_event_type for _, codes in coded}
    attackers = {c.kind for c, codes in coded if codes.acled.sub_event_type == "Attack"}
    if (
        attackers == {Kind.INJURY}
        and not parties_of(claims).doers
        and found & {"Peaceful protest", "Protest with intervention"}
    ):
        found.discard("Attack")
    return next((name for name in RANKS if name in found), "Other")


def is_one_stretch(claims: Iterable[Claim], when: Mapping[str, Any]) -> bool:
    """True where a report tells all these days as one stretch; else the days are a doubt between them (rule R20)."""
    if when["precision"] not in ("day", "range"):
        return False
    return any(
        isinstance(c.when.interval, Interval)
        and (c.when.interval.first.isoformat(), c.when.interval.last.isoformat())
        == (when["first"], when["last"])
        for c in claims
    )
