"""Voices: who a number comes from (its origin), how far it is to be trusted (its tier), and whether it is a party.

Source: the Terms of the reconciling rules; the order of tiers follows Every Casualty Standards (2016), part 3.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from testigo.model.claim import Attribution, Claim, VoiceKind
from testigo.model.place import Place
from testigo.model.source import Source

TIERS: dict[VoiceKind, int] = {
    VoiceKind.COURT: 4,
    VoiceKind.REGISTRY: 4,
    VoiceKind.FORENSIC: 4,
    VoiceKind.OMBUDSMAN: 3,
    VoiceKind.UN: 3,
    VoiceKind.RIGHTS_BODY: 3,
    VoiceKind.HEALTH: 3,
    VoiceKind.PROSECUTOR: 3,
    VoiceKind.PRESS: 2,
    VoiceKind.AGENCY: 2,
    VoiceKind.PERSON: 2,
    VoiceKind.WITNESS: 2,
    VoiceKind.UNNAMED: 2,
    VoiceKind.UNKNOWN: 2,
    VoiceKind.GOVERNMENT: 1,
    VoiceKind.POLICE: 1,
    VoiceKind.MILITARY: 1,
    VoiceKind.PROTEST: 1,
    VoiceKind.REBELS: 1,
    VoiceKind.PARTY: 1,
    VoiceKind.SOCIAL: 1,
}
"""The tier of each kind of voice, 4 (court, registry, forensic service) to 1 (a party, social media)."""

STATE_FORCES = frozenset({VoiceKind.GOVERNMENT, VoiceKind.POLICE, VoiceKind.MILITARY})
"""Voices that are a party where the state's own force is in question, and an authority where it is not."""

ONE_IN_A_COUNTRY = frozenset(
    {VoiceKind.OMBUDSMAN, VoiceKind.POLICE, VoiceKind.MILITARY, VoiceKind.PROSECUTOR}
)
"""Bodies of which a country has one: whoever speaks for it, and in whatever language, is one origin."""

_EMPTY_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "a",
        "an",
        "in",
        "at",
        "to",
        "its",
        "his",
        "her",
        "their",
        "s",
        "la",
        "el",
        "los",
        "las",
        "lo",
        "de",
        "del",
        "y",
        "e",
        "o",
        "en",
        "al",
        "su",
        "sus",
        "un",
        "una",
        "office",
        "oficina",
        "general",
        "regional",
        "national",
        "nacional",
        "local",
        "official",
        "oficial",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "vocero",
        "vocera",
        "portavoz",
        "source",
        "sources",
        "fuente",
        "fuentes",
        "statement",
        "comunicado",
        "report",
        "informe",
    ]
)
_WORD = re.compile(r"\w+", re.UNICODE)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, words parted by single spaces.

    >>> fold("Defensoría  del Pueblo")
    'defensoria del pueblo'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


@lru_cache(maxsize=65536)
def voice_key(voice: str) -> str:
    """A voice's name without the words that say nothing of who it is; the whole name where only such words are left.

    >>> voice_key("the regional Health Office of Puno") == voice_key("Puno health office")
    True
    """
    words = [word for word in fold(voice).split() if word not in _EMPTY_WORDS]
    return " ".join(sorted(set(words))) or fold(voice)


def country_of(claim: Claim) -> str:
    """The country in which a claim is placed, or an empty text."""
    return claim.where.place.country if isinstance(claim.where.place, Place) else ""


def origin_of(claim: Claim, source: Source | None, root: str) -> str:
    """Who the number comes from, not who printed it.

    `root` is the original of the document's lineage: copies of one text have one origin. An attribution to nobody in particular
    ("sources", "authorities") stands for the outlet's own word.
    """
    said = claim.attribution
    if said is not None and _is_somebody(said):
        if said.kind in ONE_IN_A_COUNTRY:
            return f"{said.kind.value}:{country_of(claim)}"
        if said.kind is VoiceKind.UN:
            return "un"
        return f"{'voice' if said.kind in {VoiceKind.UNKNOWN, VoiceKind.PERSON} else said.kind.value}:{voice_key(said.voice)}"
    if source is not None and source.agencies:
        return f"agency:{fold(source.agencies[0])}"
    if source is not None and source.outlet:
        return f"press:{fold(source.outlet)}"
    return f"document:{root}"


def _is_somebody(said: Attribution) -> bool:
    return said.kind not in {VoiceKind.UNNAMED, VoiceKind.WITNESS} and bool(said.voice.strip())


def tier_of(claim: Claim) -> int:
    """The tier of the voice that vouches for a claim; the outlet's own word is press."""
    return TIERS[claim.attribution.kind] if claim.attribution is not None else TIERS[VoiceKind.PRESS]


def voice_name(claim: Claim, source: Source | None) -> str:
    """The voice as a reader is told it."""
    if claim.attribution is not None and claim.attribution.voice.strip():
        return claim.attribution.voice
    if source is not None and source.agencies:
        return source.agencies[0]
    return (source.outlet if source is not None else None) or "the report itself"
