"""Where the words leave no choice whether a name is a place's, or of what kind: "the outskirts of Arenal", "told Arenal", «Arenal, de 22 años»."""

from __future__ import annotations

import re

from testigo.gathering.dateline import find_dateline
from testigo.model.text import Span
from testigo.resolving.candidates import is_abbreviated, is_land, is_wide
from testigo.resolving.gazetteer import COUNTRY, REGION, TOWN
from testigo.resolving.sighting import Sight, Spot
from testigo.resolving.vouching import HELD, LENIENT, OF, SURE
from testigo.resolving.word_tables import head_classes


def is_in_row_of_streets(text: str, span: Span, language: str) -> bool:
    """Whether a name stands in a list of streets: "at Bandera and Alameda streets", «entre las calles Bandera y Alameda»."""
    if language == "en":
        return _STREETS["en"].match(text, span.stop) is not None
    return _STREETS["es"].search(text, max(0, span.start - 60), span.start) is not None


_PARTS = {
    "en": frozenset(
        "north south east west northeast northwest southeast southwest centre center outskirts suburbs streets residents".split()
    ),
    "es": frozenset(
        "norte sur este oeste noreste noroeste sureste suroeste sudeste sudoeste oriente occidente centro afueras periferia suburbios calles habitantes vecinos".split()
    ),
}


def _is_called(sight: Sight, s: Spot) -> bool:
    """Whether the words before a name call it a town or a part of one: "the village of", «la localidad de», «la ciudad costera de», "the outskirts of"."""
    language, words = sight.language, sight.words
    at = s.first - 1
    if sight.case or at < 1 or words[at].text.lower() != ("de" if language == "es" else "of"):
        return False
    at -= 1
    word = words[at].text.lower()
    if word in _PARTS[language]:
        return bool(s.candidates)
    kinds = {"town"}
    if language == "es" and at and words[at].pos == "ADJ":
        word, kinds = words[at - 1].text.lower(), {"town", "admin"}
    return word.islower() and head_classes(language).get(word) in kinds


def _is_filed(sight: Sight, s: Spot) -> bool:
    """Whether a known name is the place of the dateline."""
    start = sight.words[s.first].start
    if start > _HEAD or not s.candidates or s.is_demonym or sight.case == "low":
        return False
    filed = find_dateline(sight.text, sight.language)
    return filed is not None and filed.place is not None and filed.place.start == start


_HEAD = 400  # a dateline stands in the first so many characters


def is_classed(sight: Sight, s: Spot) -> bool:
    """Whether the word behind a known name says what of a country it is: "Logar province", "Kano state"."""
    after = s.last + 1
    return (
        sight.language == "en"
        and not sight.case
        and bool(s.candidates)
        and not s.is_demonym
        and after < len(sight.words)
        and sight.text[sight.words[s.last].stop : sight.words[after].start] == " "
        and sight.words[after].text in _CLASSES
    )


_ROW = r"(?:(?:the |la |las |los |el )?[A-ZÁÉÍÓÚÑ][\w'’-]*(?: (?:(?:de|del|la|las|los|el|of) ){0,2}[A-ZÁÉÍÓÚÑ][\w'’-]*){0,3}(?:, |,? and |,? y | e ))*(?:the |la |las |los |el )?$"
_CLASSED_ROW = {
    "en": re.compile(rf"\b(?:regions|states|departments|provinces|governorates|prefectures) of {_ROW}"),
    "es": re.compile(
        rf"\b(?:(?:regiones|estados|departamentos|provincias|gobernaciones|prefecturas)(?: \w+)? de {_ROW}|región de (?:la |los |las |el )?$)"
    ),
}


def level_told(sight: Sight, span: Span) -> int | None:
    """The level of what the words call a name, or all names of a row: «en los departamentos de La Paz y Santa Cruz»; None where it calls them nothing."""
    if sight.case:
        return None
    start = max(0, span.start - 90)
    found = _CLASSED_ROW[sight.language].search(sight.text, start, span.start)
    return None if found is None else REGION


_CLASSES = frozenset(
    "province county governorate prefecture oblast state region department municipality".split()
)
_AGED = re.compile(
    r",? (?:\d{1,2}(?=[,)])|\(\d{1,2}\)|aged \d|de \d{1,2} años)"
)  # a person: "Arenal, 22,", «Arenal, de 22 años»
_NUMBERED = re.compile(r"-\d")  # "AK-47"
_TELLING = {
    "en": frozenset({"told", "tell", "tells", "telling"}),
    "es": frozenset(
        "dijo dice dijeron declaró declaran informó explicó aseguró señaló confirmó indicó afirmó afirma relató contó comentó comentaron narró".split()
    ),
}
_ARABIC = re.compile(r"[ -](?:al|el|as|ash|ad|ar|an|at|az|ez|es)-[^\W\d_]")  # the name goes on: "Bab al-Wadi"
_TERMS = frozenset(
    "administration presidency candidacy administración presidencia candidatura".split()
)  # a person's: "the Arenal administration", «la administración Arenal»
_MEDIA = frozenset({"newspaper", "newspapers", "magazine", "website", "weekly"})
_STREETS = {
    "en": re.compile(
        r"(?:(?:,? (?:and|&))?(?: [A-Z][\w.]+){1,4}?)?(?: [Ss]treets| [Aa]venues| [Rr]oads| [Bb]oulevards| Street| Avenue| Boulevard)\b"
    ),
    "es": re.compile(
        r"\b(?:calles|avenidas|carreras|jirones|bulevares) (?:[A-ZÁÉÍÓÚÑ][\w.]+(?: [A-ZÁÉÍÓÚÑ][\w.]+)*(?:, | y | e ))*$"
    ),
}
_OFFICES = frozenset(
    "minister ministry secretary secretariat undersecretary bureau institute court ministro ministra ministerio secretario secretaria "
    "secretaría viceministro viceministra viceministerio subsecretario subsecretaria".split()
)  # fmt: skip
_ARTICLES = frozenset({"the", "la", "el", "los", "las", "del", "al"})
_COUNTED = frozenset({"a", "an", "un", "una", "dos", "tres", "two", "three", "at", "al", "más", "more"})


def told_outright(sight: Sight, s: Spot, chance: float) -> float:
    """The chance corrected where the words leave no choice: who is told something ("told Arenal", «dijo a la AFP») and an acronym behind an
    article («la URI») are bodies; a name that goes on is not the place of its first word; the name that opens a headline of a count («Arenal: un muerto y 20 heridos») is the place.
    """
    words = sight.words
    if s.is_told:
        return max(chance, SURE)
    i = s.start_word if s.start_word >= 0 else s.first
    back = [w.text.lower() for w in words[max(0, i - 3) : i]]
    if not sight.case and len(s.name) < 6 and s.name.isupper() and back[-1:] and back[-1] in _ARTICLES:
        if not is_abbreviated(s.candidates):
            return min(chance, LENIENT)
    if _ARABIC.match(sight.text, words[s.last].stop):
        return min(chance, LENIENT)
    if _AGED.match(sight.text, words[s.last].stop):
        return min(chance, LENIENT)
    if _NUMBERED.match(sight.text, words[s.last].stop) or (
        len(back) > 1 and back[-1] in OF and back[-2] in _OFFICES
    ):
        return min(chance, LENIENT)
    if sight.case and s.first == s.last and back[-1:] and back[-1] in _ARTICLES and not is_land(s.candidates):
        return min(
            chance, LENIENT
        )  # "THE CAPITAL": in capitals nothing but the article tells a word from a name
    if _is_called(sight, s) or is_classed(sight, s) or _is_filed(sight, s):
        return max(chance, HELD)
    while back and back[-1] in _ARTICLES:
        back.pop()
    if s.last + 1 < len(words) and words[s.last + 1].text in _MEDIA:
        return min(chance, LENIENT)
    if s.first == s.last and not is_wide(s.candidates):
        beside = [words[s.last + 1].text.lower()] if s.last + 1 < len(words) else []
        if _TERMS & {*beside, *back[-1:]}:
            return min(chance, LENIENT)
    telling = _TELLING[sight.language]
    if back and (back[-1] in telling or (back[-1] == "a" and len(back) > 1 and back[-2] in telling)):
        return min(chance, LENIENT)
    if i == 0 and s.last + 2 < len(words) and words[s.last + 1].text == ":" and s.candidates:
        following = words[s.last + 2].text.lower()
        if (following.isdecimal() or following in _COUNTED) and s.candidates[0].level in {
            COUNTRY,
            REGION,
            TOWN,
        }:
            return max(chance, HELD)
    return chance
