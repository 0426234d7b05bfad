"""Claims: one document's statement that something happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from testigo.model.mention import Actor
from testigo.model.moment import When
from testigo.model.place import Where
from testigo.model.text import Part, Span
from testigo.model.toll import Figure


class Kind(StrEnum):
    """What is claimed to have happened."""

    DEMONSTRATION = "demonstration"
    STRIKE = "strike"
    ROADBLOCK = "roadblock"
    OCCUPATION = "occupation"
    RIOT = "riot"
    PROPERTY_DAMAGE = "property_damage"
    KILLING = "killing"
    INJURY = "injury"
    ARREST = "arrest"
    RAID = "raid"
    USE_OF_FORCE = "use_of_force"
    DISAPPEARANCE = "disappearance"
    KIDNAPPING = "kidnapping"
    BOMBING = "bombing"
    ARSON = "arson"
    ATTACK = "attack"
    FAILURE_TO_ACT = "failure_to_act"
    CURFEW = "curfew"
    BAN = "ban"
    OTHER = "other"


class Means(StrEnum):
    """With what force was used."""

    TEAR_GAS = "tear_gas"
    RUBBER_BULLETS = "rubber_bullets"
    LIVE_AMMUNITION = "live_ammunition"
    WATER_CANNON = "water_cannon"
    BEATING = "beating"
    VEHICLE = "vehicle"
    EXPLOSIVE = "explosive"
    FIRE = "fire"
    BLADE = "blade"
    OTHER = "other"


class Scope(StrEnum):
    """What stretch of the world a figure counts over."""

    INCIDENT = "incident"
    DAY = "day"
    CUMULATIVE = "cumulative"
    BACKGROUND = "background"
    GENERAL = "general"


class Polarity(StrEnum):
    """Whether the happening is asserted or denied."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Factuality(StrEnum):
    """How the report commits itself."""

    STATED = "stated"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    ALLEGED = "alleged"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and factuality of a claim; `cues` are the words that decided."""

    polarity: Polarity = Polarity.AFFIRMED
    factuality: Factuality = Factuality.STATED
    cues: tuple[str, ...] = ()


class VoiceKind(StrEnum):
    """Who vouches. `TIERS` in reconciling maps each kind to its tier (RECONCILING.md, Terms)."""

    COURT = "court"
    REGISTRY = "registry"
    FORENSIC = "forensic"
    OMBUDSMAN = "ombudsman"
    UN = "un"
    RIGHTS_BODY = "rights_body"
    HEALTH = "health"
    PROSECUTOR = "prosecutor"
    PRESS = "press"
    AGENCY = "agency"
    GOVERNMENT = "government"
    POLICE = "police"
    MILITARY = "military"
    PROTEST = "protest"
    REBELS = "rebels"
    SOCIAL = "social"
    WITNESS = "witness"
    PARTY = "party"
    PERSON = "person"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attribution:
    """The voice inside the text that vouches for a claim; no Attribution at all means the outlet in its own voice."""

    voice: str
    kind: VoiceKind = VoiceKind.UNKNOWN
    cue: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What reading finds, before places and days are resolved. Spans are into the passage of `part`.

    `trigger` is the word that tells of the happening; `sentence` the sentence's span; `figure` None where no number is told.
    """

    part: Part
    sentence: Span
    trigger: Span
    kind: Kind
    figure: Figure | None = None
    means: Means | None = None
    actors: tuple[Actor, ...] = ()
    scope: Scope = Scope.INCIDENT
    stance: Stance = Stance()
    attribution: Attribution | None = None
    is_update: bool = False
    is_retraction: bool = False
    cause: str = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """One document's statement that something happened, with its evidence: the stored unit of the ledger.

    `id` is made from content. `quote` is the sentence verbatim; all spans are code points of the document's text (of its title
    when `in_title`). `is_update` marks "rises to", `is_retraction` a figure withdrawn (rules R5, R7); `cause` is one of clash, blockade, drowning,
    medical, other, unknown (R21).
    """

    id: str
    document: str
    quote: str
    sentence: Span
    span: Span
    in_title: bool
    kind: Kind
    when: When
    where: Where
    scope: Scope
    stance: Stance
    figure: Figure | None = None
    means: Means | None = None
    actors: tuple[Actor, ...] = ()
    attribution: Attribution | None = None
    is_update: bool = False
    is_retraction: bool = False
    cause: str = "unknown"
