"""Tolls told apart from their noun: "the death toll rose to 18", «los muertos se elevan a 68», «cifra en 6.467 los heridos».

A tally noun (toll, number of dead, «cifra de muertos», «los heridos») and a bare number are joined by a verb of counting or by "at", "to",
«a», «en». Of "rose from 12 to 17" only 17 is the figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from testigo.model.analysis import Sentence
from testigo.model.toll import Measure
from testigo.reading.harm import HarmWord
from testigo.reading.links import Link
from testigo.reading.quantities import Quantity, Sort

_TOLL = {
    "en": frozenset({"toll", "tally", "number", "numbers", "count", "total", "figure", "figures"}),
    "es": frozenset(("cifra cifras número balance saldo conteo recuento total lista cantidad suma").split()),
}
_COUNTING = {
    "en": frozenset(
        (
            "rise rises rose risen rising stand stands stood reach reached reaches climb climbs "
            "climbed increase increased increases grow grew grown put puts placed place raise raised "
            "raising raises bring brings bringing brought take takes taking took total totals "
            "totaled totalled exceeds exceeded topped tops crosses crossed crossing passed hit hits "
            "is was are were be been number numbered estimated gave given set pushing pushed jumped "
            "jumps listed mounted mounts surpassed now at confirmed reported revised corrected "
            "lowered updated counted ranges ranged varies"
        ).split()
    ),
    "es": frozenset(
        (
            "asciende ascienden ascendió ascendieron ascendía ascendían ascendido eleva elevan elevó "
            "elevaron elevaba elevaban elevado elevar sube suben subió subieron subido aumenta "
            "aumentan aumentó aumentaron aumentado sitúa sitúan situó situaron cifra cifran cifró "
            "cifraron cifraba supera superan superó superaría superaba superar llega llegan llegó "
            "llegaron llegado alcanza alcanzan alcanzó alcanzado es son era eran fue fueron suma "
            "suman sumó calculó calcula calculan estima estiman estimó queda quedó pasó pasa pasan "
            "rebasa rebasó crece creció incrementó incrementa incrementado contabiliza contabilizó "
            "elevándose elevando aumentando ya van rectificó corrigió establece ronda rondan "
            "rondaría ubica ubicó reduce redujo fija fijó cuenta totaliza cobró sería serían "
            "contarían cuentan contaban oscila oscilan oscilaba oscilaría varía varían calculan"
        ).split()
    ),
}
_TO = {
    "en": frozenset(("to at is was are were of reached totals exceeds : now by").split()),
    "es": frozenset(("a en es son era eran fue fueron los las : ya de por").split()),
}
_STOPS = frozenset({".", ";", "?", "!"})
_BETWEEN = frozenset("los las the of de number número el la cifra total deaths ya".split())
_REACH = 24
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_RANGING = ("oscil", "varía", "variaba", "ranges", "ranged", "varies")


class _Noun(NamedTuple):
    """A tally noun at tokens `[start, stop)`, what it counts, and the word of harm that told so."""

    start: int
    stop: int
    measure: Measure
    word: int


def find_tallies(
    sentence: Sentence,
    harm: tuple[HarmWord, ...],
    quantities: tuple[Quantity, ...],
    language: str,
    links: Mapping[int, Link],
) -> list[Link]:
    """Links between tally nouns and bare numbers that no other reading has taken."""
    free = [
        n
        for n, q in enumerate(quantities)
        if n not in links and q.sort is Sort.COUNT and q.inner is None and (q.head is None or q.is_known)
    ]
    if not free:
        return []
    found: list[Link] = []
    for noun in _nouns(sentence, harm, quantities, language, links):
        ahead = _before(sentence, noun, quantities, free)
        n = (
            ahead
            if ahead is not None and language == "es"
            else _after(sentence, noun, quantities, free, language)
        )
        n = ahead if n is None else n
        if n is not None:
            found.append(Link(n, noun.word, noun.measure, 2))
            free.remove(n)
    return found


def _nouns(
    sentence: Sentence,
    harm: tuple[HarmWord, ...],
    quantities: tuple[Quantity, ...],
    language: str,
    links: Mapping[int, Link],
) -> list[_Noun]:
    tokens = sentence.tokens
    counted = {links[n].word for n in links if links[n].sureness == 3 and quantities[n].inner is not None}
    counted |= {
        inner for n in links if quantities[n].partitive and (inner := quantities[n].inner) is not None
    }
    found: list[_Noun] = []
    for w, word in enumerate(harm):
        if w in counted:
            continue
        use = word.use("person", "event") or word.use("verb", "state")
        if use is None or use.role in ("gerund", "finite"):
            continue
        is_noun = use.frame in ("person", "event")
        last = tokens[word.stop - 1].lower
        before = [tokens[k].lower for k in range(max(0, word.start - 4), word.start)]
        is_toll = (
            any(b in _TOLL[language] for b in before)
            and (bool({"of", "de", "for"} & set(before)) or before[-1] == "number")
        ) or (word.stop < len(tokens) and tokens[word.stop].lower in _TOLL[language])
        is_toll = (
            is_toll
            or (  # «elevó a 12 el total de muertos y a 40 el de heridos»
                before[-2:] in (["el", "de"], ["la", "de"])
                and word.start > 2
                and tokens[word.start - 3].pos == "NUM"
            )
        )
        if not is_toll and before[-2:] in (["el", "de"], ["la", "de"]):
            # «el número de muertos ascendió a siete y el de heridos a 13»
            is_toll = any(t.lower in _TOLL["es"] for t in tokens[: max(0, word.start - 2)])
        is_definite = (
            is_noun
            and bool(before)
            and (
                before[-1] in ("los", "las", "the")
                or (len(before) > 1 and before[-2] in ("los", "las", "the"))
            )
            and (
                last.endswith("s")
                or last
                in ("dead", "injured", "wounded", "missing", "killed", "mortales", "detained", "arrested")
            )
        )
        if is_toll or is_definite:
            found.append(_Noun(word.start, word.stop, use.measure, w))
    if language == "en":
        for k, token in enumerate(tokens):
            if token.lower == "toll" and not any(noun.stop in (k, k - 1) for noun in found):
                before_token = tokens[k - 1].lower if k else ""
                if before_token not in ("highway", "road", "heavy", "bridge"):
                    found.append(_Noun(k, k + 1, Measure.KILLED, -1))
    return found


def _after(
    sentence: Sentence, noun: _Noun, quantities: tuple[Quantity, ...], free: list[int], language: str
) -> int | None:
    tokens = sentence.tokens
    counts = False
    for k in range(noun.stop, min(len(tokens), noun.stop + _REACH)):
        token = tokens[k]
        if token.text in _STOPS:
            return None
        if token.lower in _COUNTING[language]:
            counts = True
        for n in free:
            quantity = quantities[n]
            if quantity.start != k:
                continue
            joint = tokens[k - 1].lower
            if k == noun.stop and _is_second(sentence, noun, language):
                return n
            verb_first = (
                joint in _COUNTING[language]
                or (quantity.number is not None and tokens[quantity.start].lower in _COUNTING[language])
                or tokens[k].lower.startswith(("super", "exce"))
            )
            is_range = (
                quantity.head is None
                and tokens[quantity.start].lower in ("entre", "between")
                and not all(_YEAR.fullmatch(t.text) for t in tokens[quantity.start + 1 : quantity.stop : 2])
            )
            if not is_range and any(t.lower.startswith(_RANGING) for t in tokens[noun.stop : k]):
                return None  # one end of a stretch is no figure
            if is_range:
                counts = counts or any(
                    t.lower in _COUNTING[language] for t in tokens[max(0, noun.start - 4) : noun.start]
                )
            if not (joint in _TO[language] or verb_first or is_range) or not (
                counts or joint in ("at", "to", "en", ":", "a")
            ):
                continue
            if (
                quantity.head is not None
                and tokens[quantity.head].lower
                not in ("people", "personas", "persons", "civilians", "civiles")
                and joint not in ("to", "at", "a", "en")
            ):
                continue
            if (
                joint in ("from", "de")
                and language == "es"
                and joint == "de"
                and k > 1
                and tokens[k - 2].lower not in ("cerca", "más", "menos", "pasó", "pasa")
            ):
                continue
            later = _rise(sentence, quantities, n, free)
            return n if later is None else later
    return None


def _is_second(sentence: Sentence, noun: _Noun, language: str) -> bool:
    """«los heridos suman 45 y los muertos 12»: the verb of counting is told once."""
    tokens = sentence.tokens
    return (
        noun.start > 2
        and tokens[noun.start - 1].lower in ("los", "las", "the")
        and tokens[noun.start - 2].lower in ("y", "and", ",", ";")
        and any(t.lower in _COUNTING[language] for t in tokens[max(0, noun.start - 9) : noun.start - 2])
    )


def _rise(sentence: Sentence, quantities: tuple[Quantity, ...], n: int, free: list[int]) -> int | None:
    """As in "from 12 to 17", «pasó de 12 a 17»: the second number, or None."""
    tokens = sentence.tokens
    opener = tokens[quantities[n].start - 1].lower if quantities[n].start else ""
    if opener not in ("from", "de"):
        return None
    for m in free:
        if (
            m > n
            and 0 < quantities[m].start - quantities[n].stop <= 6
            and tokens[quantities[m].start - 1].lower in ("to", "a")
        ):
            return m
    return None


def _before(sentence: Sentence, noun: _Noun, quantities: tuple[Quantity, ...], free: list[int]) -> int | None:
    """«Aumentan a 32 los muertos», «más de 70 los fallecidos», "brought to 17 the number of civilians killed"."""
    tokens = sentence.tokens
    start = noun.start
    while start > 0 and (
        tokens[start - 1].lower in _BETWEEN
        or (start > 1 and tokens[start - 1].pos == "NOUN" and tokens[start - 2].lower in ("of", "de"))
    ):
        start -= 1
    if start == noun.start:
        return None
    for n in free:
        quantity = quantities[n]
        if quantity.stop == start and quantity.head is None:
            return n
    return None
