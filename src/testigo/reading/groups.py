"""Nouns for people: who was counted, and what a number may count at all.

`groups.yml` names people by group, `notpeople.yml` what is no people of ours (days, dollars, vehicles, goats, unions).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from testigo.language.inflection import english_plural, spanish_plural
from testigo.language.lexicon import lexicon
from testigo.model.analysis import Token
from testigo.model.toll import Group


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for a person or for several."""

    group: Group
    is_plural: bool


_GENERIC = {
    "en": frozenset(
        (
            "people person persons member members man men others other individual individuals victim "
            "victims personnel force forces agents one worker workers"
        ).split()
    ),
    "es": frozenset(
        (
            "persona personas miembro miembros integrante integrantes hombre hombres otros otras "
            "víctima víctimas efectivos efectivo agentes uniformados individuos"
        ).split()
    ),
}
# Modifiers that tell the group of a generic noun: "members of the security forces", «miembros del Ejército».
_BODIES = {
    "en": {
        "police": Group.POLICE,
        "security": Group.SECURITY,
        "army": Group.SOLDIERS,
        "military": Group.SOLDIERS,
        "student": Group.STUDENTS,
        "media": Group.JOURNALISTS,
        "medical": Group.HEALTH_WORKERS,
        "health": Group.HEALTH_WORKERS,
        "navy": Group.SOLDIERS,
        "guard": Group.SECURITY,
        "civilian": Group.CIVILIANS,
        "protest": Group.PROTESTERS,
        "crew": Group.CIVILIANS,
        "family": Group.CIVILIANS,
        "aid": Group.CIVILIANS,
        "union": Group.CIVILIANS,
        "community": Group.CIVILIANS,
    },
    "es": {
        "policía": Group.POLICE,
        "policial": Group.POLICE,
        "policiales": Group.POLICE,
        "seguridad": Group.SECURITY,
        "ejército": Group.SOLDIERS,
        "militar": Group.SOLDIERS,
        "militares": Group.SOLDIERS,
        "armada": Group.SOLDIERS,
        "armadas": Group.SOLDIERS,
        "prensa": Group.JOURNALISTS,
        "civiles": Group.CIVILIANS,
        "civil": Group.CIVILIANS,
        "edad": Group.MINORS,
        "carabineros": Group.POLICE,
    },
}


@cache
def person_nouns(language: str) -> Mapping[str, PersonNoun]:
    """Form -> the group it names and its number. One-word forms only."""
    plural = english_plural if language == "en" else spanish_plural
    table: dict[str, PersonNoun] = {}
    for entry in lexicon(language, "groups"):
        group = Group(entry.meaning)
        form = entry.attributes.get("form", "pair")
        for cue in entry.cues:
            if " " in cue:
                continue
            if form != "plural":
                table.setdefault(cue, PersonNoun(group, is_plural=False))
            if form != "singular":
                table.setdefault(plural(cue) if form == "pair" else cue, PersonNoun(group, is_plural=True))
    return table


@cache
def other_nouns(language: str) -> Mapping[str, str]:
    """Form -> class of what is no people: time, date, measure, vehicle, weapon, happening, place, animal, body, thing."""
    plural = english_plural if language == "en" else spanish_plural
    people = person_nouns(language)
    table: dict[str, str] = {}
    for entry in lexicon(language, "notpeople"):
        for cue in entry.cues:
            for form in (cue, plural(cue) if cue[-1:].isalpha() else cue):
                if form not in people:
                    table.setdefault(form, entry.meaning)
    return table


_ABSTRACT = {
    "en": re.compile(r"(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|age|ure|off|ony|thing|nasty)s?$"),
    "es": re.compile(
        r"(?:ción|ciones|sión|siones|miento|mientos|dad|dades|ismo|ismos|aje|ajes|anza|anzas|encia|encias|ancia|ancias|tud|tudes|ura|uras|astía)$"
    ),
}


def is_abstract_noun(word: str, language: str) -> bool:
    """By its ending: "election", «desaparición», "dynasty"; no noun for people ("population", "community" are in the lists).

    >>> is_abstract_noun("dynasty", "en"), is_abstract_noun("nurse", "en"), is_abstract_noun("población", "es")
    (True, False, False)
    """
    return (
        word not in _COLLECTIVE
        and word not in person_nouns(language)
        and _ABSTRACT[language].search(word) is not None
    )


_COLLECTIVE = frozenset(
    (
        "population populations community communities delegation delegations congregation generation generations hostage hostages village villages humanity "
        "majority minority entourage crewmember expedition población poblaciones comunidad comunidades delegación generación tripulación criatura criaturas "
        "autoridad autoridades personaje celebridad figura congregación personalidad pareja infancia juventud vecindad muchedumbre servidumbre"
    ).split()
)


def group_of(words: tuple[Token, ...], head: Token | None, language: str) -> Group:
    """The group named by a noun phrase: its head first, then its modifiers from right to left."""
    table = person_nouns(language)
    if head is not None:
        noun = table.get(head.lower)
        if noun is not None and noun.group is not Group.UNSPECIFIED and head.lower not in _GENERIC[language]:
            if noun.group is Group.SECURITY or head.lower in ("officers", "officer", "agente", "agentes"):
                told = _by_body(words, language)
                return told or noun.group
            return noun.group
    told = _by_body(words, language)
    if told is not None:
        return told
    for word in words:
        noun = table.get(word.lower)
        if noun is not None and noun.group is not Group.UNSPECIFIED and word is not head:
            if language == "en" and word.lower in ("member", "members", "worker", "workers"):
                continue
            if language == "es" and word.pos == "PROPN":
                continue
            return noun.group
    if head is not None and head.lower in ("worker", "workers", "crew"):
        return Group.CIVILIANS
    return Group.UNSPECIFIED


def _by_body(words: tuple[Token, ...], language: str) -> Group | None:
    bodies = _BODIES[language]
    return next((bodies[w.lower] for w in words if w.lower in bodies), None)
