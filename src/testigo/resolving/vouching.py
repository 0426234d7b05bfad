"""What the mentions of a document say of one another: a sure one vouches for the others of its name, a region for the town before it,
a longer name stands for its parts, and of two that overlap one is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from testigo.model.analysis import Passage
from testigo.resolving.gazetteer import TOWN
from testigo.resolving.name_stretches import LINKS
from testigo.resolving.names import fold
from testigo.resolving.sighting import Mention, Sight
from testigo.resolving.word_tables import head_classes, words_of

SURE = 0.67  # from here on a name vouches for its other mentions in the document
_NOT_AGAIN = {
    "after a title",
    "after a capital",
    "before a capital",
    "before a body's word",
    "entity=PER:whole",
    "entity=PER:part",
}
_HOLDER = re.compile(
    r", (?:in |en )?(?:the |la |el )?(?:\w+['’]s )?(?:región (?:de )?|region |departamento (?:de )?|provincia (?:de )?|department |province )?"
)
LENIENT = 0.15
HELD = 0.6  # what a doubtful name is held for when the next name is the country or region that it lies in
_DOUBTFUL = {0: 0.15, 1: 0.02}  # by the holder's level: a region that fits says more than a country


def _lies_in(one: Mention, holder: Mention) -> bool:
    """Whether a place of the doubtful name lies in the country or region that the holder names."""
    for level, least in _DOUBTFUL.items():
        lands = {(c.country, c.admin1 if level else "") for c in holder.candidates if c.level == level}
        if one.probability >= least and any(
            (c.country, c.admin1 if level else "") in lands for c in one.candidates if c.level > level
        ):
            return True
    return False


def held(found: list[Mention], passages: Sequence[Passage]) -> list[Mention]:
    """As in "Chorrillos, in Peru's Lima region": a doubtful name that the country or region behind it holds is a place."""
    order = sorted(range(len(found)), key=lambda i: (found[i].passage, found[i].span))
    for place, i in enumerate(order):
        one = found[i]
        for j in order[place + 1 : place + 3]:
            holder = found[j]
            if (
                one.passage == holder.passage
                and not one.is_demonym
                and one.probability < HELD <= holder.probability + LENIENT
                and one.span.stop <= holder.span.start
                and _HOLDER.fullmatch(passages[one.passage].text[one.span.stop : holder.span.start])
                and _lies_in(one, holder)
            ):
                found[i] = replace(one, probability=HELD)
                break
    return found


def wholes(found: list[Mention], passages: Sequence[Passage], language: str) -> list[Mention]:
    """A known town whose name is part of a longer one is not meant: of "Durban Deep" or «Santa Rosa de Abajo» the whole name stands, known or
    not. Generic words, titles and bodies' words are no part of a name.
    """
    parts = [
        m
        for m in found
        if not m.is_demonym
        and any(name == "entity=LOC:part" for name, _ in m.cues)
        and min((c.level for c in m.candidates), default=TOWN) == TOWN
    ]
    if not parts:
        return found
    result = []
    for m in found:
        if any(name == "entity=LOC:whole" for name, _ in m.cues):
            text = passages[m.passage].text
            inside = [
                p.probability
                for p in parts
                if p.passage == m.passage
                and p is not m
                and m.span.covers(p.span)
                and _is_longer_name(m, p, text, language)
            ]
            m = replace(m, probability=max([m.probability, *inside]))
        result.append(m)
    return result


def _is_longer_name(whole: Mention, part: Mention, text: str, language: str) -> bool:
    """Whether what a name has beyond its known part is one more word of a name."""
    rest = f"{text[whole.span.start : part.span.start]} {text[part.span.stop : whole.span.stop]}".split()
    names = [w for w in rest if w.lower() not in LINKS[language]]
    if len(names) != 1 or not (names[0][0].isupper() and names[0][-1].isalpha()):
        return False
    word, cues = names[0].lower(), words_of("cues", language)
    return word not in head_classes(language) and not any(
        word in cues[kind] for kind in ("title", "place", "never")
    )


def surnames_in(sights: Sequence[Sight]) -> frozenset[str]:
    """Last names of persons that the document names in full, less those that it uses of a place too."""
    persons: set[str] = set()
    places: set[str] = set()
    for sight in sights:
        near = words_of("cues", sight.language)["place"] | OF
        words = sight.words
        for i, word in enumerate(words):
            if not i:
                continue
            if (
                word.entity == "PER"
                and words[i - 1].run == word.run
                and (i + 1 == len(words) or words[i + 1].run != word.run)
            ):
                if words[i - 1].text[0].isupper():
                    persons.add(fold(word.text))
            if word.entity != "PER" and words[i - 1].text.lower() in near:
                places.add(fold(word.text))
    return frozenset(persons - places)


OF = frozenset({"of", "de"})


def vouched(mentions: list[Mention], surnames: frozenset[str]) -> list[Mention]:
    """A name that is surely a place's once is one again in the same document, unless it is half of a person's name or of a body's there;
    the last name of a person of the document is no place.
    """
    surest: dict[str, float] = {}
    for m in mentions:
        surest[m.folded] = max(surest.get(m.folded, 0.0), m.probability)
    found = []
    for m in mentions:
        sure = surest[m.folded]
        if m.folded in surnames and not m.head and not m.is_demonym:
            m = replace(m, probability=min(m.probability, LENIENT))
        elif (
            m.probability < SURE <= sure
            and not m.is_demonym
            and not any(name.removeprefix("np:") in _NOT_AGAIN for name, _ in m.cues)
        ):
            m = replace(m, probability=max(m.probability, 0.6 * sure))
        found.append(m)
    return found


def apart(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, the more probable."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (-m.probability, m.span.start - m.span.stop, m.passage, m.span)):
        if not any(k.passage == m.passage and k.span.overlaps(m.span) for k in kept):
            kept.append(m)
    return sorted(kept, key=lambda m: (m.passage, m.span))
