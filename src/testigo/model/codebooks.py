"""Our kinds in the words of two codebooks, PLOVER (manual 2021) and ACLED: one table, with its reasons.

A row holds for a kind, narrowed by the means, by who did it (`doer`), to whom (`harmed`) and by the stance; the first row that fits
is taken, so rows run from the special to the general and every kind ends in a row without conditions. Sides are those of the
actors' lexicon: state, armed, crowd, civilian, other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testigo.model.claim import Claim, Factuality, Kind, Means, Polarity, Stance
from testigo.model.mention import Actor, Role


@dataclass(frozen=True, slots=True)
class Plover:
    """An event of PLOVER: category, mode (None where the manual has no fitting one), quad class 1 to 4, auxiliary contexts."""

    event: str
    mode: str | None
    quad_code: int
    auxiliary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acled:
    """An ACLED row's types."""

    disorder_type: str
    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class Codes:
    """A claim in both codebooks, with the reason that the table gives."""

    plover: Plover
    acled: Acled
    reason: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A row of the table. Empty conditions hold always."""

    kind: Kind
    plover: tuple[str, str | None]
    acled: str
    reason: str
    means: frozenset[Means] = frozenset()
    doer: frozenset[str] = frozenset()
    harmed: frozenset[str] = frozenset()


QUADS: dict[str, int] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
"""PLOVER's categories and their quad class: verbal and material cooperation, verbal and material conflict."""

MODES: dict[str, tuple[str, ...]] = {
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "COERCE": (
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    ),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
}
"""The modes that PLOVER knows for a category."""

SUB_EVENTS: dict[str, tuple[str, str]] = {
    sub_event: (event, disorder)
    for disorder, event, sub_events in (
        (
            "Political violence",
            "Battles",
            ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
        ),
        ("Demonstrations", "Protests", ("Protest with intervention", "Peaceful protest")),
        ("Political violence; Demonstrations", "Protests", ("Excessive force against protesters",)),
        ("Demonstrations", "Riots", ("Violent demonstration",)),
        ("Political violence", "Riots", ("Mob violence",)),
        (
            "Political violence",
            "Explosions/Remote violence",
            (
                "Chemical weapon",
                "Air/drone strike",
                "Suicide bomb",
                "Shelling/artillery/missile attack",
                "Remote explosive/landmine/IED",
                "Grenade",
            ),
        ),
        (
            "Political violence",
            "Violence against civilians",
            ("Sexual violence", "Attack", "Abduction/forced disappearance"),
        ),
        (
            "Strategic developments",
            "Strategic developments",
            (
                "Agreement",
                "Arrests",
                "Change to group/activity",
                "Disrupted weapons use",
                "Headquarters or base established",
                "Looting/property destruction",
                "Non-violent transfer of territory",
                "Other",
            ),
        ),
    )
    for sub_event in sub_events
}
"""ACLED's sub-event types: the event type and disorder type that each belongs to."""

_STATE = frozenset({"state"})
_ARMED = frozenset({"armed"})
_CROWD = frozenset({"crowd"})
_SOFT = frozenset({Means.TEAR_GAS, Means.RUBBER_BULLETS, Means.WATER_CANNON})

TABLE: tuple[Mapping, ...] = (
    Mapping(Kind.DEMONSTRATION, ("PROTEST", "demo"), "Peaceful protest", "people on the street with a demand, no violence told"),
    Mapping(Kind.STRIKE, ("PROTEST", "strike"), "Peaceful protest", "ACLED counts a strike only as a gathering; the row keeps it so"),
    Mapping(Kind.ROADBLOCK, ("PROTEST", "obstruct"), "Peaceful protest", "blocking is a form of protest, peaceful unless harm is told"),
    Mapping(Kind.OCCUPATION, ("PROTEST", "obstruct"), "Non-state actor overtakes territory", "armed men who take a place gain ground", doer=_ARMED),
    Mapping(Kind.OCCUPATION, ("PROTEST", "obstruct"), "Peaceful protest", "a sit-in or the taking of a building by a crowd"),
    Mapping(Kind.RIOT, ("PROTEST", "riot"), "Mob violence", "a crowd turns on people, not on the state", doer=_CROWD, harmed=frozenset({"civilian"})),
    Mapping(Kind.RIOT, ("PROTEST", "riot"), "Violent demonstration", "the demonstrators are violent"),
    Mapping(Kind.PROPERTY_DAMAGE, ("PROTEST", "vandalize"), "Violent demonstration", "a crowd breaks things in a protest", doer=_CROWD),
    Mapping(Kind.PROPERTY_DAMAGE, ("ASSAULT", "destroy"), "Looting/property destruction", "things broken or looted, nobody hurt"),
    Mapping(Kind.KILLING, ("ASSAULT", "beat"), "Excessive force against protesters", "demonstrators beaten to death by the state", frozenset({Means.BEATING}), _STATE, _CROWD),
    Mapping(Kind.KILLING, ("ASSAULT", "firearms"), "Excessive force against protesters", "demonstrators killed by the state: lethal force", doer=_STATE, harmed=_CROWD),
    Mapping(Kind.KILLING, ("ASSAULT", "explosives"), "Remote explosive/landmine/IED", "killed by an explosive", frozenset({Means.EXPLOSIVE})),
    Mapping(Kind.KILLING, ("ASSAULT", "firearms"), "Attack", "killed with firearms", frozenset({Means.LIVE_AMMUNITION})),
    Mapping(Kind.KILLING, ("ASSAULT", "beat"), "Attack", "beaten to death", frozenset({Means.BEATING})),
    Mapping(Kind.KILLING, ("ASSAULT", "primitive"), "Attack", "killed with blades, fire or a vehicle", frozenset({Means.BLADE, Means.FIRE, Means.VEHICLE})),
    Mapping(Kind.KILLING, ("ASSAULT", "targeted"), "Mob violence", "killed by a crowd", doer=_CROWD),
    Mapping(Kind.KILLING, ("ASSAULT", "targeted"), "Attack", "the means is not told"),
    Mapping(Kind.INJURY, ("ASSAULT", "crowd-control"), "Protest with intervention", "hurt by gas, rubber or water: no lethal force told", _SOFT, _STATE),
    Mapping(Kind.INJURY, ("ASSAULT", "firearms"), "Excessive force against protesters", "demonstrators shot and wounded", frozenset({Means.LIVE_AMMUNITION}), _STATE),
    Mapping(Kind.INJURY, ("ASSAULT", "beat"), "Excessive force against protesters", "demonstrators hurt by the state, means not told", doer=_STATE, harmed=_CROWD),
    Mapping(Kind.INJURY, ("ASSAULT", "explosives"), "Remote explosive/landmine/IED", "hurt by an explosive", frozenset({Means.EXPLOSIVE})),
    Mapping(Kind.INJURY, ("ASSAULT", "firearms"), "Attack", "shot and wounded", frozenset({Means.LIVE_AMMUNITION})),
    Mapping(Kind.INJURY, ("ASSAULT", "primitive"), "Mob violence", "hurt by a crowd", doer=_CROWD),
    Mapping(Kind.INJURY, ("ASSAULT", "beat"), "Attack", "hurt, means not told"),
    Mapping(Kind.ARREST, ("COERCE", "arrest"), "Protest with intervention", "demonstrators arrested: an intervention in the protest", doer=_STATE, harmed=_CROWD),
    Mapping(Kind.ARREST, ("COERCE", "arrest"), "Arrests", "arrests apart from a protest"),
    Mapping(Kind.RAID, ("COERCE", "seize"), "Protest with intervention", "the state enters where demonstrators are", doer=_STATE, harmed=_CROWD),
    Mapping(Kind.RAID, ("ASSAULT", "destroy"), "Attack", "armed men enter by force", doer=_ARMED),
    Mapping(Kind.RAID, ("COERCE", "seize"), "Other", "searches and raids are PLOVER's seize; ACLED has no type of their own"),
    Mapping(Kind.USE_OF_FORCE, ("ASSAULT", "crowd-control"), "Protest with intervention", "gas, rubber bullets, water: dispersal", _SOFT),
    Mapping(Kind.USE_OF_FORCE, ("ASSAULT", "crowd-control"), "Protest with intervention", "baton charges and beatings at a protest", frozenset({Means.BEATING}), harmed=_CROWD),
    Mapping(Kind.USE_OF_FORCE, ("ASSAULT", "firearms"), "Excessive force against protesters", "live fire at people: lethal force", frozenset({Means.LIVE_AMMUNITION})),
    Mapping(Kind.USE_OF_FORCE, ("ASSAULT", "beat"), "Attack", "beatings away from a protest", frozenset({Means.BEATING})),
    Mapping(Kind.USE_OF_FORCE, ("ASSAULT", "primitive"), "Excessive force against protesters", "driven at or stabbed", frozenset({Means.VEHICLE, Means.BLADE, Means.FIRE})),
    Mapping(Kind.USE_OF_FORCE, ("ASSAULT", "explosives"), "Excessive force against protesters", "explosives used on a crowd", frozenset({Means.EXPLOSIVE})),
    Mapping(Kind.USE_OF_FORCE, ("ASSAULT", "crowd-control"), "Protest with intervention", "dispersal, means not told"),
    Mapping(Kind.DISAPPEARANCE, ("ASSAULT", "abduct"), "Abduction/forced disappearance", "people taken and not seen again"),
    Mapping(Kind.KIDNAPPING, ("ASSAULT", "abduct"), "Abduction/forced disappearance", "people taken by force"),
    Mapping(Kind.BOMBING, ("ASSAULT", "explosives"), "Remote explosive/landmine/IED", "a bomb, mine or charge; thrown grenades and shells need the text"),
    Mapping(Kind.ARSON, ("PROTEST", "vandalize"), "Violent demonstration", "a crowd sets things on fire", doer=_CROWD),
    Mapping(Kind.ARSON, ("ASSAULT", "destroy"), "Looting/property destruction", "things set on fire, nobody hurt"),
    Mapping(Kind.ATTACK, ("ASSAULT", "firearms"), "Armed clash", "armed men and the state's men fight", doer=_ARMED, harmed=_STATE),
    Mapping(Kind.ATTACK, ("ASSAULT", "firearms"), "Armed clash", "the state's men attack armed men", doer=_STATE, harmed=_ARMED),
    Mapping(Kind.ATTACK, ("ASSAULT", "explosives"), "Remote explosive/landmine/IED", "an attack with explosives", frozenset({Means.EXPLOSIVE})),
    Mapping(Kind.ATTACK, ("ASSAULT", "firearms"), "Attack", "an attack with firearms", frozenset({Means.LIVE_AMMUNITION})),
    Mapping(Kind.ATTACK, ("ASSAULT", "primitive"), "Mob violence", "an attack by a crowd", doer=_CROWD),
    Mapping(Kind.ATTACK, ("ASSAULT", "primitive"), "Attack", "an attack with blades, fire, a vehicle", frozenset({Means.BLADE, Means.FIRE, Means.VEHICLE})),
    Mapping(Kind.ATTACK, ("ASSAULT", "targeted"), "Attack", "an attack on people or things, means not told"),
    Mapping(Kind.FAILURE_TO_ACT, ("ACCUSE", "disapprove"), "Other", "not acting is no event in either codebook; the reproach is"),
    Mapping(Kind.CURFEW, ("COERCE", "curfew"), "Other", "a curfew or a state of emergency"),
    Mapping(Kind.BAN, ("COERCE", "restrict"), "Other", "assemblies, parties or media forbidden"),
    Mapping(Kind.OTHER, ("ASSAULT", None), "Other", "harm that none of the kinds names"),
)  # fmt: skip
"""From the special to the general, kind by kind."""


def codes_for(
    kind: Kind,
    means: Means | None = None,
    actors: Iterable[Actor] = (),
    stance: Stance | None = None,
    sides: dict[str, str] | None = None,
) -> Codes:
    """The first row of the table that fits. `sides` maps an actor's category to its side (`SIDES` when left out).

    A denied claim gets PLOVER's "negation", a planned one "future", an alleged or hypothetical one "hypothetical" only where it is
    hypothetical: an allegation is a matter of who vouches, which PLOVER keeps apart.

    >>> codes_for(Kind.CURFEW).plover
    Plover(event='COERCE', mode='curfew', quad_code=4, auxiliary=())
    """
    sides = SIDES if sides is None else sides
    listed = tuple(actors)
    doer = {sides.get(a.category, "other") for a in listed if a.role in (Role.PERPETRATOR, Role.PARTICIPANT)}
    harmed = {sides.get(a.category, "other") for a in listed if a.role in (Role.VICTIM, Role.TARGET)}
    row = next(
        row
        for row in TABLE
        if row.kind is kind
        and (not row.means or means in row.means)
        and (not row.doer or row.doer & doer)
        and (not row.harmed or row.harmed & harmed)
    )
    event, mode = row.plover
    auxiliary: tuple[str, ...] = ()
    if stance is not None:
        if stance.polarity is Polarity.DENIED:
            auxiliary += ("negation",)
        if stance.factuality is Factuality.PLANNED:
            auxiliary += ("future",)
        if stance.factuality is Factuality.HYPOTHETICAL:
            auxiliary += ("hypothetical",)
    event_type, disorder = SUB_EVENTS[row.acled]
    return Codes(
        Plover(event, mode, QUADS[event], auxiliary), Acled(disorder, event_type, row.acled), row.reason
    )


SIDES: dict[str, str] = {
    "police": "state",
    "military": "state",
    "security": "state",
    "government": "state",
    "paramilitary": "armed",
    "rebels": "armed",
    "armed_men": "armed",
    "protesters": "crowd",
    "students": "crowd",
    "workers": "crowd",
    "teachers": "crowd",
    "farmers": "crowd",
    "indigenous": "crowd",
    "miners": "crowd",
    "women": "civilian",
    "minors": "civilian",
    "journalists": "civilian",
    "health_workers": "civilian",
    "clergy": "civilian",
    "defenders": "civilian",
    "prisoners": "civilian",
    "civilians": "civilian",
    "party": "other",
}
"""The side of each actor category, as in the actors' lexicons."""


def _codes(claim: Claim) -> Codes:
    return codes_for(claim.kind, claim.means, claim.actors, claim.stance)


def plover(claim: Claim) -> dict[str, str | None]:
    """`{"event", "mode"}` of a claim, spelt as the manual spells them; mode is None where the manual has no fitting one."""
    found = _codes(claim).plover
    return {"event": found.event, "mode": found.mode}


def acled(claim: Claim) -> dict[str, str]:
    """`{"event_type", "sub_event_type"}` of a claim, spelt as the codebook spells them."""
    found = _codes(claim).acled
    return {"event_type": found.event_type, "sub_event_type": found.sub_event_type}
