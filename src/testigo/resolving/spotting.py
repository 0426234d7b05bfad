"""Where a text names places: stretches that the gazetteer knows or the recogniser marks, each weighed by the words round it.

A stretch is looked at as a reader would: is it marked as a place, does "in" stand before it or a region after it, is it half of a
person's name or of a police force's? The weights of these cues were learned by logistic regression (see `training/learn_places.py`) and stand in
`tables/spotting_{en,es}.tsv` for anybody to read. Without a parse the same cues are used, less those that need one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import NamedTuple

from testigo.gathering.dateline import find_dateline
from testigo.model.analysis import Passage
from testigo.model.text import Span
from testigo.resolving.capitals import Told, told_names
from testigo.resolving.gazetteer import (
    ABBREVIATION,
    AREA,
    COUNTRY,
    COUNTY,
    DEMONYM,
    OTHER,
    REGION,
    TOWN,
    Candidate,
    Gazetteer,
)
from testigo.resolving.names import bare, fold

_LONGEST = 7  # words of a name
_WORD = re.compile(r"[^\W\d_](?:\w|\.(?=\w)|['’](?!s\b)(?=\w))*\.?|['’]s\b|\d+|[^\w\s]")
_SURE = 0.67  # from here on a name vouches for its other mentions in the document
_NOT_AGAIN = {
    "after a title",
    "after a capital",
    "before a capital",
    "before a body's word",
    "entity=PER:whole",
    "entity=PER:part",
}
_CLOSED = {"DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PUNCT", "SYM", "NUM", "INTJ"}
_LINKS = {
    "en": frozenset(
        "of the and on upon de la del el los las le du des al an a in y san da do dos das".split()
    ),
    "es": frozenset("de del la las los el y e al do da dos das of the en i".split()),
}


class Word(NamedTuple):
    """A token as spotting sees it. `run` numbers the entity it belongs to, -1 outside any; `pos` is empty without a parse."""

    start: int
    stop: int
    text: str
    pos: str
    dep: str
    entity: str
    run: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a passage that may name a place.

    `name` is what was looked up (the stretch, less its generic head); `head` is the class of that head (site, street, quarter, nature, admin)
    or empty; `cues` are what was seen, `probability` that it is a place's name here.
    """

    passage: int
    sentence: int
    span: Span
    name: str
    folded: str
    candidates: tuple[Candidate, ...]
    head: str = ""
    is_demonym: bool = False
    cues: tuple[tuple[str, float], ...] = ()
    probability: float = 1.0
    is_namesake: bool = False  # a river, a street: the candidates only bear its name


@cache
def words_of(table: str, language: str) -> Mapping[str, frozenset[str]]:
    """Class -> words of one of our word tables (`heads`, `cues`)."""
    found: dict[str, frozenset[str]] = {}
    text = resources.files("testigo.resolving").joinpath("tables", f"{table}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            lang, kind, words = line.split("\t")
            if lang == language:
                found[kind] = frozenset(words.split(";"))
    return found


@cache
def weights(name: str) -> Mapping[str, float]:
    """Learned weights by cue, from `tables/NAME.tsv`."""
    text = resources.files("testigo.resolving").joinpath("tables", f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}


@cache
def _head_classes(language: str) -> Mapping[str, str]:
    classes: dict[str, str] = {}
    for kind in ("org", "quarter", "street", "site", "admin", "town", "nature"):
        for word in words_of("heads", language).get(kind, ()):
            classes[word] = kind
    return classes


def words_in(passage: Passage) -> Iterator[tuple[int, list[Word]]]:
    """Sentence number and words; a passage without sentences is cut at line breaks and full stops."""
    if passage.sentences:
        for sentence in passage.sentences:
            row, run, last = [], -1, ""
            for t in sentence.tokens:
                if t.entity and t.entity != last:
                    run += 1
                last = t.entity
                row.append(Word(t.start, t.stop, t.text, t.pos, t.dep, t.entity, run if t.entity else -1))
            yield sentence.index, _with_articles(row)
        return
    number = 0
    piece: list[Word] = []
    for m in _WORD.finditer(passage.text):
        if piece and (m[0] in ".!?" or "\n" in passage.text[piece[-1].stop : m.start()]):
            yield number, piece
            number, piece = number + 1, []
        piece.append(Word(m.start(), m.end(), m[0], "", "", "", -1))
    if piece:
        yield number, piece


_ARABIC_ARTICLES = frozenset("al el ad an ar as ash at az ed er es ez".split())


def _with_articles(row: list[Word]) -> list[Word]:
    """The words with a name's small Arabic article joined to it, as if it had a capital: "el", "-", "Obeid" is one word."""
    joined: list[Word] = []
    skip = 0
    for i, word in enumerate(row):
        if skip:
            skip -= 1
            continue
        if (
            word.text in _ARABIC_ARTICLES
            and i + 2 < len(row)
            and row[i + 1].text == "-"
            and row[i + 2].text[:1].isupper()
            and word.stop == row[i + 1].start
            and row[i + 1].stop == row[i + 2].start
        ):
            name = row[i + 2]
            text = f"{word.text.capitalize()}-{name.text}"
            joined.append(Word(word.start, name.stop, text, name.pos, name.dep, name.entity, name.run))
            skip = 2
        else:
            joined.append(word)
    return joined


@dataclass(slots=True)
class _Sight:
    """What is seen of one sentence while spotting."""

    passage: int
    number: int
    text: str
    words: list[Word]
    case: str  # "": mixed, as text is printed; "up": capitals throughout; "low": none
    language: str
    has_parse: bool
    spots: list[_Spot] = field(default_factory=list)


@dataclass(slots=True)
class _Spot:
    first: int
    last: int
    name: str
    candidates: tuple[Candidate, ...]
    is_demonym: bool = False
    start_word: int = -1
    head: str = ""
    is_long: bool = False
    is_namesake: bool = (
        False  # what the generic word makes of the name is another place (see `_bears_a_name`)
    )
    is_told: bool = False  # in capitals: the words round it call it a place


def case_of(text: str) -> str:
    """Say "up" for a text in capitals, "low" for one without, "" for text as it is mostly printed.

    >>> case_of("ARENAL, 3 MAY. TROOPS ENTERED THE TOWN."), case_of("In Arenal")
    ('up', '')
    """
    head = text[:1500]
    letters, capitals = sum(map(str.isalpha, head)), sum(map(str.isupper, head))
    if letters < 24:
        return ""
    return "up" if capitals > 0.7 * letters else "low" if capitals < 0.004 * letters else ""


_NONE = _Spot(0, 0, "", ())


def spot(
    passages: Sequence[Passage], language: str, gazetteer: Gazetteer, *, overlapping: bool = False
) -> list[Mention]:
    """All stretches that may name a place, in order, with the probability that they do; `overlapping` keeps the lesser of two that overlap."""
    sights: list[_Sight] = []
    for number, passage in enumerate(passages):
        case = case_of(passage.text)
        for index, row in words_in(passage):
            sight = _Sight(number, index, passage.text, row, case, language, bool(passage.sentences))
            sight.spots = list(_spots(sight, gazetteer))
            if sight.spots:
                sights.append(sight)
    seen: Counter[str] = Counter()
    tagged: Counter[tuple[str, str]] = Counter()
    for sight in sights:
        for s in sight.spots:
            folded = fold(s.name)
            seen[folded] += 1
            tagged[folded, sight.words[s.first].entity] += 1
    found = []
    table = weights(f"spotting_{language}")
    for sight in sights:
        for order, s in enumerate(sight.spots):
            cues = _cues(sight, order, seen, tagged)
            score = sum(table.get(name, 0.0) * value for name, value in cues)
            chance = 1 / (1 + math.exp(-score))
            if not overlapping:
                chance = _told_outright(sight, s, chance)
            first, last = sight.words[s.start_word if s.start_word >= 0 else s.first], sight.words[s.last]
            stop = (
                last.stop
                if last.text == "." or _is_abbreviated(s.candidates)
                else _trimmed(sight.text, first.start, last.stop)
            )
            span = Span(first.start, stop)
            folded, candidates = fold(s.name), s.candidates
            if _is_classed(sight, s):
                candidates = tuple(c for c in candidates if c.level == REGION) or candidates
            level = _level_told(sight, span) if candidates and not s.is_demonym else None
            if level is not None:
                s.head = "admin"
                candidates = tuple(c for c in candidates if c.level == level) or candidates
            if not sight.case and _is_street(sight.text, span, language):
                s.head, s.is_namesake = "street", True
            if s.is_namesake:
                folded = fold(span.of(sight.text)) + (" street" if s.head == "street" else "")
                if s.head != "nature":
                    candidates = _named(gazetteer.lookup(folded))
            found.append(
                Mention(
                    sight.passage, sight.number, span, s.name, folded, candidates, s.head, s.is_demonym,
                    tuple(cues), chance, s.is_namesake,
                )
            )  # fmt: skip
    if overlapping:
        return _held(found, passages)
    found = _held(_wholes(found, passages, language), passages)
    return _vouched(_apart(found), _surnames(sights))


_HOLDER = re.compile(
    r", (?:in |en )?(?:the |la |el )?(?:\w+['’]s )?(?:región (?:de )?|region |departamento (?:de )?|provincia (?:de )?|department |province )?"
)
_LENIENT = 0.15
_HELD = 0.6  # what a doubtful name is held for when the next name is the country or region that it lies in
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


def _held(found: list[Mention], passages: Sequence[Passage]) -> list[Mention]:
    """As in "Chorrillos, in Peru's Lima region": a doubtful name that the country or region behind it holds is a place."""
    order = sorted(range(len(found)), key=lambda i: (found[i].passage, found[i].span))
    for place, i in enumerate(order):
        one = found[i]
        for j in order[place + 1 : place + 3]:
            holder = found[j]
            if (
                one.passage == holder.passage
                and not one.is_demonym
                and one.probability < _HELD <= holder.probability + _LENIENT
                and one.span.stop <= holder.span.start
                and _HOLDER.fullmatch(passages[one.passage].text[one.span.stop : holder.span.start])
                and _lies_in(one, holder)
            ):
                found[i] = replace(one, probability=_HELD)
                break
    return found


def _is_street(text: str, span: Span, language: str) -> bool:
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


def _is_called(sight: _Sight, s: _Spot) -> bool:
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
    return word.islower() and _head_classes(language).get(word) in kinds


def _is_filed(sight: _Sight, s: _Spot) -> bool:
    """Whether a known name is the place of the dateline."""
    start = sight.words[s.first].start
    if start > _HEAD or not s.candidates or s.is_demonym or sight.case == "low":
        return False
    filed = find_dateline(sight.text, sight.language)
    return filed is not None and filed.place is not None and filed.place.start == start


_HEAD = 400  # a dateline stands in the first so many characters


def _is_classed(sight: _Sight, s: _Spot) -> bool:
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


def _level_told(sight: _Sight, span: Span) -> int | None:
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
_OF = frozenset({"of", "de", "del"})
_OFFICES = frozenset(
    "minister ministry secretary secretariat undersecretary bureau institute court ministro ministra ministerio secretario secretaria "
    "secretaría viceministro viceministra viceministerio subsecretario subsecretaria".split()
)  # fmt: skip
_ARTICLES = frozenset({"the", "la", "el", "los", "las", "del", "al"})
_COUNTED = frozenset({"a", "an", "un", "una", "dos", "tres", "two", "three", "at", "al", "más", "more"})


def _told_outright(sight: _Sight, s: _Spot, chance: float) -> float:
    """The chance corrected where the words leave no choice: who is told something ("told Arenal", «dijo a la AFP») and an acronym behind an
    article («la URI») are bodies; a name that goes on is not the place of its first word; the name that opens a headline of a count («Arenal: un muerto y 20 heridos») is the place.
    """
    words = sight.words
    if s.is_told:
        return max(chance, _SURE)
    i = s.start_word if s.start_word >= 0 else s.first
    back = [w.text.lower() for w in words[max(0, i - 3) : i]]
    if not sight.case and len(s.name) < 6 and s.name.isupper() and back[-1:] and back[-1] in _ARTICLES:
        if not _is_abbreviated(s.candidates):
            return min(chance, _LENIENT)
    if _ARABIC.match(sight.text, words[s.last].stop):
        return min(chance, _LENIENT)
    if _AGED.match(sight.text, words[s.last].stop):
        return min(chance, _LENIENT)
    if _NUMBERED.match(sight.text, words[s.last].stop) or (
        len(back) > 1 and back[-1] in _OF and back[-2] in _OFFICES
    ):
        return min(chance, _LENIENT)
    if (
        sight.case
        and s.first == s.last
        and back[-1:]
        and back[-1] in _ARTICLES
        and not _is_land(s.candidates)
    ):
        return min(
            chance, _LENIENT
        )  # "THE CAPITAL": in capitals nothing but the article tells a word from a name
    if _is_called(sight, s) or _is_classed(sight, s) or _is_filed(sight, s):
        return max(chance, _HELD)
    while back and back[-1] in _ARTICLES:
        back.pop()
    if s.last + 1 < len(words) and words[s.last + 1].text in _MEDIA:
        return min(chance, _LENIENT)
    if s.first == s.last and not _is_wide(s.candidates):
        beside = [words[s.last + 1].text.lower()] if s.last + 1 < len(words) else []
        if _TERMS & {*beside, *back[-1:]}:
            return min(chance, _LENIENT)
    telling = _TELLING[sight.language]
    if back and (back[-1] in telling or (back[-1] == "a" and len(back) > 1 and back[-2] in telling)):
        return min(chance, _LENIENT)
    if i == 0 and s.last + 2 < len(words) and words[s.last + 1].text == ":" and s.candidates:
        following = words[s.last + 2].text.lower()
        if (following.isdecimal() or following in _COUNTED) and s.candidates[0].level in {
            COUNTRY,
            REGION,
            TOWN,
        }:
            return max(chance, _HELD)
    return chance


def _wholes(found: list[Mention], passages: Sequence[Passage], language: str) -> list[Mention]:
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
    names = [w for w in rest if w.lower() not in _LINKS[language]]
    if len(names) != 1 or not (names[0][0].isupper() and names[0][-1].isalpha()):
        return False
    word, cues = names[0].lower(), words_of("cues", language)
    return word not in _head_classes(language) and not any(
        word in cues[kind] for kind in ("title", "place", "never")
    )


def _surnames(sights: Sequence[_Sight]) -> frozenset[str]:
    """Last names of persons that the document names in full, less those that it uses of a place too."""
    persons: set[str] = set()
    places: set[str] = set()
    for sight in sights:
        near = words_of("cues", sight.language)["place"] | _OF
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


_OF = frozenset({"of", "de"})


def _vouched(mentions: list[Mention], surnames: frozenset[str]) -> list[Mention]:
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
            m = replace(m, probability=min(m.probability, _LENIENT))
        elif (
            m.probability < _SURE <= sure
            and not m.is_demonym
            and not any(name.removeprefix("np:") in _NOT_AGAIN for name, _ in m.cues)
        ):
            m = replace(m, probability=max(m.probability, 0.6 * sure))
        found.append(m)
    return found


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, the more probable."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (-m.probability, m.span.start - m.span.stop, m.passage, m.span)):
        if not any(k.passage == m.passage and k.span.overlaps(m.span) for k in kept):
            kept.append(m)
    return sorted(kept, key=lambda m: (m.passage, m.span))


def _trimmed(text: str, start: int, stop: int) -> int:
    """Where the name ends, less points and dashes that the tokeniser left on it ("SAN TELMO.-")."""
    while stop - 1 > start and not (text[stop - 1].isalnum() or text[stop - 1] == ")"):
        stop -= 1
    return stop


def _starts(sight: _Sight, i: int) -> bool:
    """Whether a name may begin with the word."""
    word = sight.words[i]
    if not word.text[0].isalpha() or (len(word.text) < 2 and not sight.words[i].entity):
        return False
    if sight.case:
        return (
            len(word.text) > 2
            and word.pos not in _CLOSED
            and (word.entity in {"LOC", "ORG"} or word.pos in {"", "PROPN", "NOUN", "ADJ", "X"})
        )
    return word.text[0].isupper() and not (
        word.pos in _CLOSED and not word.entity and not word.text.isupper()
    )


def _reach(sight: _Sight, i: int) -> int:
    """The last word that a name beginning at `i` may reach."""
    words, text, last = sight.words, sight.text, i
    links = _LINKS[sight.language]
    j = i
    while j + 1 < len(words) and j + 1 - i < _LONGEST:
        gap = text[words[j].stop : words[j + 1].start]
        word = words[j + 1]
        if "\n" in gap or len(gap) > 1:
            break
        if (
            word.text[0].isupper()
            or word.text[0].isdigit()
            or (sight.case and word.text[0].isalpha() and j - i < 3)
        ):
            last = j + 1
        elif not (
            word.text.lower() in links
            or word.text in {"-", "'", "’", ".", "–"}
            or (not gap and len(word.text) < 4 and (words[j].text in {"-", "‑"} or word.text[0] in "'’-"))
            or (word.text in {"d'", "d’", "l'", "l’"})
        ) or (word.text == "." and not _is_short(words[j].text)):
            break
        j += 1
    return last


def _is_short(text: str) -> bool:
    return len(text) <= 5


def _spots(sight: _Sight, gazetteer: Gazetteer) -> Iterator[_Spot]:
    words = sight.words
    adjectives = gazetteer.demonyms
    told = told_names(words, sight.text, sight.language, gazetteer) if sight.case == "up" else {}
    i, size = 0, len(words)
    while i < size:
        word = words[i]
        if i in told:
            yield _in_capitals(sight, told[i], gazetteer)
            i = told[i].last + 1
            continue
        if sight.language == "es" and not sight.case:
            yield from _named_by_head(sight, i, gazetteer)
        if not _starts(sight, i):
            if (
                (word.text[0].islower() or sight.case)
                and len(word.text) > 3
                and fold(word.text) in adjectives
                and word.pos not in {"VERB", "ADV"}
            ):
                candidates = tuple(c for c in gazetteer.lookup(word.text) if c.rank == DEMONYM)
                if candidates:
                    yield _Spot(i, i, word.text, candidates, is_demonym=True)
            i += 1
            continue
        known = _known(sight, i, gazetteer)
        longer = _longer(sight, i, known, gazetteer)
        if known is None and longer is None and sight.language == "en":
            longer = _called(sight, i)
        if known is None and longer is None:
            i += 1
            continue
        if known is not None:
            yield from _headed(sight, known, gazetteer)
        if longer is not None and longer is not known:
            yield from _headed(sight, longer, gazetteer)
        i = (known or longer or _NONE).last + 1


def _in_capitals(sight: _Sight, told: Told, gazetteer: Gazetteer) -> _Spot:
    """A name that text in capitals tells outright; of "MORAZAN DEPARTMENT" the region is meant."""
    name = sight.text[sight.words[told.first].start : sight.words[told.last].stop]
    candidates = _named(gazetteer.lookup(name))
    if told.head == "admin":
        candidates = tuple(c for c in candidates if c.level in {REGION, COUNTY}) or candidates
    return _Spot(told.first, told.last, name, candidates, is_told=True)


def _called(sight: _Sight, i: int) -> _Spot | None:
    """The capitals behind words that call them a town, known to nobody: "the village of Arenal"."""
    words = sight.words
    if (
        sight.case
        or i < 2
        or words[i - 1].text != "of"
        or _head_classes("en").get(words[i - 2].text) != "town"
    ):
        return None
    last = i
    while (
        last + 1 < len(words)
        and last - i < 2
        and words[last + 1].text[0].isupper()
        and sight.text[words[last].stop : words[last + 1].start] in {" ", "-"}
    ):
        last += 1
    return _Spot(i, last, sight.text[words[i].start : words[last].stop], (), head="town")


def _named_by_head(sight: _Sight, i: int, gazetteer: Gazetteer) -> Iterator[_Spot]:
    """«colonia Posada del Sol», «Plaza Zaragoza», «hospital General de Arenal»: a generic word and the capitals that follow it, known or not."""
    words, text = sight.words, sight.text
    kind = _head_classes("es").get(words[i].text.lower())
    if kind is None or kind == "org":
        return
    first = i + 1
    while (
        kind == "town"
        and first < min(len(words), i + 3)
        and words[first].pos == "ADJ"
        and words[first].text.islower()
    ):
        first += 1
    described = first - i - 1  # «localidad fronteriza turca de Arenal»
    while (
        first < len(words)
        and words[first].text in {"de", "del", "la", "las", "los", "el"}
        and first - i - described <= 2
    ):
        first += 1
    if (
        described
        and words[i + described + 1 : first][:1]
        and words[i + described + 1].text not in {"de", "del"}
    ):
        return
    if (
        first >= len(words)
        or not words[first].text[0].isupper()
        or "\n" in text[words[i].stop : words[first].start]
    ):
        return
    last, ends = first, []
    while (
        last + 1 < len(words) and last - first < 6 and text[words[last].stop : words[last + 1].start] == " "
    ):
        following = words[last + 1]
        if following.text[0].isupper() or following.text[0].isdigit():
            last += 1
            continue
        step = last + 1
        while (
            step + 1 < len(words)
            and words[step].text.lower() in {"de", "del", "la", "las", "los", "el", "al"}
            and step - last <= 2
        ):
            step += 1
        if (
            step == last + 1
            or not words[step].text[0].isupper()
            or "\n" in text[words[last].stop : words[step].start]
        ):
            break
        ends.append(last)
        last = step
    is_loose = _is_loose(words, i, "es") and (first > i + 1 or kind == "street")
    if is_loose and first > i + 1:
        return
    for end in dict.fromkeys([*ends, last]):
        name = text[words[first].start : words[end].stop]
        candidates = gazetteer.lookup(name) or gazetteer.lookup(text[words[i].start : words[end].stop])
        yield _Spot(
            first,
            end,
            name,
            _named(candidates),
            start_word=first if is_loose or described else i,
            head=kind,
            is_long=True,
            is_namesake=_bears_a_name(kind, words[i], is_next=first == i + 1),
        )


def _longer(sight: _Sight, i: int, known: _Spot | None, gazetteer: Gazetteer) -> _Spot | None:
    """What the recogniser marks as one place from this word on, or an address ("Mill Street"), where it is longer than what is known."""
    words, text = sight.words, sight.text
    last = i
    if words[i].entity == "LOC" and (i == 0 or words[i - 1].run != words[i].run):
        while (
            last + 1 < len(words)
            and words[last + 1].run == words[i].run
            and last - i < 6
            and words[last + 1].text not in {"'s", "’s"}
        ):
            last += 1
    elif sight.language == "en":
        while (
            last + 1 < len(words)
            and last - i < 3
            and words[last + 1].text[0].isupper()
            and text[words[last].stop : words[last + 1].start] == " "
        ):
            last += 1
            if _head_classes("en").get(words[last].text.lower()) in {"street", "site", "quarter"}:
                break
        else:
            last = i
    while last > i and not words[last].text[-1].isalnum():
        last -= 1
    name = text[words[i].start : words[last].stop]
    if (
        "\n" in name
        or len(name) < 3
        or (known and last <= known.last)
        or (known is None and words[i].entity != "LOC" and last == i)
        or (last == i and words[i].text.lower() in words_of("cues", sight.language)["never"])
    ):
        return known
    if known and not (words[i].entity == "LOC" or last > i):
        return known
    folded = fold(name)
    candidates = gazetteer.lookup(name) or (gazetteer.lookup(bare(folded)) if bare(folded) != folded else ())
    tail = _head_classes(sight.language).get(words[last].text.lower(), "") if last > i else ""
    if not candidates and known and tail in {"nature", "admin", "town"} and last == known.last + 1:
        return _Spot(i, last, name, known.candidates, head=tail, is_namesake=tail == "nature")
    return _Spot(i, last, name, _named(candidates), head=tail)


def _known(sight: _Sight, i: int, gazetteer: Gazetteer) -> _Spot | None:
    """The longest stretch from a word on that the gazetteer knows."""
    words, text = sight.words, sight.text
    for last in range(_reach(sight, i), i - 1, -1):
        end = words[last]
        if not (end.text[0].isupper() or end.text[0].isdigit() or sight.case) and end.text != ".":
            continue
        name = text[words[i].start : end.stop]
        if last == i and (len(name) < 2 or (len(name) < 3 and not name.isupper())):
            return None
        folded = fold(name)
        if not gazetteer.knows(folded):
            continue
        if last == i and (
            end.text.lower() in words_of("cues", sight.language)["never"]
            or end.text.lower() in _head_classes(sight.language)
        ):
            continue
        candidates = gazetteer.lookup(name if sight.case != "low" or len(name) > 3 else name.upper())
        if sight.case and last == i:
            candidates = tuple(c for c in candidates if c.rank != OTHER or c.population > 100_000)
        if last == i and not name.isupper() and len(name) < 4:
            candidates = tuple(c for c in candidates if c.rank != OTHER)
        if not candidates:
            continue
        demonym = all(c.rank == DEMONYM for c in candidates) or _is_adjective(sight, i, last, candidates)
        if demonym:
            candidates = tuple(c for c in candidates if c.rank == DEMONYM)
        else:
            candidates = _named(candidates) or candidates
        if (
            last + 1 < len(words) and words[last + 1].text == "." and words[last + 1].start == end.stop and not name.isupper()
            and _is_abbreviated(candidates)
        ):  # fmt: skip
            last += 1
        return _Spot(i, last, name, candidates, is_demonym=demonym)
    return None


def _is_adjective(sight: _Sight, first: int, last: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a word that is both a demonym and a place's name stands as the demonym: "Somali troops", not "in Mejicanos"."""
    word = sight.words[first]
    before = sight.words[first - 1].text.lower() if first else ""
    if first == last and before in words_of("cues", sight.language)["at"]:
        return False
    if (
        first == last
        and word.pos == "ADJ"
        and any(c.rank == DEMONYM and c.level == COUNTRY for c in candidates)
    ):
        return True
    return candidates[0].rank == DEMONYM and not any(
        c.level in {COUNTRY, REGION} and c.rank < OTHER for c in candidates
    )


def _is_wide(candidates: tuple[Candidate, ...]) -> bool:
    return any(c.level in {COUNTRY, AREA, REGION} and c.rank < OTHER for c in candidates)


def _is_land(candidates: tuple[Candidate, ...]) -> bool:
    return any(c.level in {COUNTRY, AREA} for c in candidates)


def _is_abbreviated(candidates: tuple[Candidate, ...]) -> bool:
    return any(c.rank == ABBREVIATION for c in candidates)


def _headed(sight: _Sight, spot: _Spot, gazetteer: Gazetteer) -> Iterator[_Spot]:
    """The spot as it is, and with the generic word that stands by it: "Sandy River", "distrito de Arenal"."""
    words, text, language = sight.words, sight.text, sight.language
    classes = _head_classes(language)
    after = spot.last + 1
    if (
        language == "en"
        and not spot.is_demonym
        and after < len(words)
        and text[words[spot.last].stop : words[after].start] == " "
    ):
        for width in (2, 1):
            if after + width > len(words):
                continue
            tail = text[words[after].start : words[after + width - 1].stop]
            kind = classes.get(tail.lower())
            if kind and tail[0].isupper() and "\n" not in tail:
                spot.head = spot.head or kind
                end = after + width - 1
                longer = text[words[spot.first].start : words[end].stop]
                known = gazetteer.lookup(longer)
                if known or kind == "nature":
                    yield _Spot(
                        spot.first,
                        end,
                        longer,
                        known or spot.candidates,
                        head=kind,
                        is_long=True,
                        is_namesake=not known,
                    )
                break
    # "University of X", "aeropuerto de X", "distrito de X", "calle X"
    before = _generic_before(words, spot.first, language)
    kind = ""
    if before is not None and not spot.is_demonym:
        two = text[words[before - 1].start : words[before].stop].lower() if before else ""
        kind = classes.get(two) or classes.get(words[before].text.lower(), "")
        before -= two in classes
        if "\n" in text[words[before].start : words[spot.first].start]:
            kind = ""
    if before is None or not kind:
        yield spot
        return
    between = words[before + 1 : spot.first]
    is_loose = _is_loose(words, before, language)
    if (is_loose and (between or kind == "street")) or (
        kind == "town" and between and _is_land(spot.candidates)
    ):
        if not between:
            spot.head, spot.is_namesake = kind, True
        yield spot
        return
    is_namesake = _bears_a_name(kind, words[before], is_next=all(w.text[0].isupper() for w in between))
    if kind == "nature" or not is_namesake:
        spot.head = kind
        yield spot
    if kind != "org" and (language == "es" or kind == "nature"):
        yield _Spot(
            spot.first,
            spot.last,
            spot.name,
            spot.candidates,
            start_word=before,
            head=kind,
            is_long=True,
            is_namesake=is_namesake,
        )


def _bears_a_name(kind: str, generic: Word, *, is_next: bool) -> bool:
    """Whether the generic word before a name makes another place of it than the one of that name: a river, «calle Arenal», «Puerto Aurelio»."""
    return kind == "nature" or (
        is_next and (kind in {"street", "quarter"} or (kind == "town" and generic.text[0].isupper()))
    )


_ONE_OF = frozenset("un una otro otra algún alguna cada primer primera segundo segunda tercera".split())


def _is_loose(words: Sequence[Word], generic: int, language: str) -> bool:
    """Whether a generic word only says what is told of: «calles de Arenal», «zona de Arenal», «un barrio de Arenal» name Arenal."""
    return language == "es" and (
        words[generic].text.lower() in words_of("cues", language)["loose"]
        or (generic > 0 and words[generic - 1].text.lower() in _ONE_OF)
    )


_BETWEEN = {"of", "de", "del", "la", "las", "los", "el", "the"}


def _generic_before(words: Sequence[Word], first: int, language: str) -> int | None:
    """The word before a name, or before its "of the", which may be a generic one («la ciudad de Arenal»); None where there is none."""
    before = first - 1
    while before >= 0 and words[before].text.lower() in _BETWEEN and first - before <= 3:
        before -= 1
    if before < 0 or (before == first - 1 and language == "en"):
        return None
    return before


def _named(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(c for c in candidates if c.rank != DEMONYM)


def _cues(
    sight: _Sight, order: int, seen: Counter[str], tagged: Counter[tuple[str, str]]
) -> list[tuple[str, float]]:
    """What speaks for and against a spot being a place's name, as (cue, value)."""
    s = sight.spots[order]
    words, text = sight.words, sight.text
    first, last = words[s.first], words[s.last]
    mode = (f"{sight.case}:" if sight.case else "") + ("" if sight.has_parse else "np:")
    cues: list[tuple[str, float]] = []

    def see(name: str, value: float = 1.0) -> None:
        cues.append((mode + name, value))

    see("always")
    single = s.first == s.last
    folded = fold(s.name)
    if sight.has_parse:
        entity = first.entity or last.entity or "none"
        begins = s.first == 0 or words[s.first - 1].run != first.run or first.run < 0
        ends = s.last + 1 >= len(words) or words[s.last + 1].run != last.run or last.run < 0
        see(f"entity={entity}:{'whole' if begins and ends else 'part'}")
        poses = {w.pos for w in words[s.first : s.last + 1]}
        see(
            "pos="
            + (
                "PROPN"
                if poses <= {"PROPN", "PUNCT", "ADP", "DET"}
                else "ADJ"
                if "ADJ" in poses
                else "NOUN"
                if "NOUN" in poses
                else "other"
            )
        )
        see(f"dep={first.dep.split(':')[0]}" if single else "dep=many")
        share = tagged[folded, "LOC"] / seen[folded]
        see("document says place", share)
        see("document says person", tagged[folded, "PER"] / seen[folded])
        see("document says body", tagged[folded, "ORG"] / seen[folded])
    lists = words_of("cues", sight.language)
    anchor = s.start_word if s.start_word >= 0 else s.first
    before = words[anchor - 1].text.lower() if anchor else ""
    if anchor and before in {"the", "la", "el", "los", "las"}:
        see("article")
        before = words[anchor - 2].text.lower() if anchor > 1 else ""
    if before in lists["place"]:
        see("after a place word")
    elif before in lists["of"]:
        see("after of")
        _see_owner(sight, anchor, see)
    elif before in lists["title"]:
        see("after a title")
    elif not before:
        see("first word")
    elif anchor and words[anchor - 1].text[0].isupper() and not sight.case:
        see("after a capital")
    after = words[s.last + 1] if s.last + 1 < len(words) else None
    if after is not None:
        gap = text[last.stop : after.start]
        if after.text[0].isupper() and gap == " " and not sight.case:
            see("before a capital")
            if (
                after.text.lower() in _head_classes(sight.language)
                and _head_classes(sight.language)[after.text.lower()] == "org"
            ):
                see("before a body's word")
        elif after.text in {"'s", "’s"}:
            see("possessive")
        elif after.text == ",":
            see("before a comma")
        elif after.text == "-" and not gap:
            see("before a hyphen")
        elif after.text in {"said", "says", "told", "dijo", "added"}:
            see("before said")
    if s.first and words[s.first - 1].text == "-" and not text[words[s.first - 1].stop : first.start]:
        see("after a hyphen")
    neighbour = _neighbour(sight, order)
    if neighbour:
        see(neighbour)
    if s.head:
        see(f"{'with' if s.is_long else 'without'} head={s.head}")
        if s.is_long:
            word = words[s.start_word].text if s.start_word >= 0 else last.text
            see(f"head in {'capitals' if word[0].isupper() else 'small'}:{s.head}")
    if s.is_demonym:
        see("demonym")
        if first.text[0].islower():
            see("lower-case demonym")
    if not s.candidates:
        see("unknown name")
    else:
        best = min(s.candidates, key=lambda c: (c.rank, c.level))
        top = max(c.population for c in s.candidates)
        see(f"level={min(c.level for c in s.candidates)}")
        see(f"rank={best.rank}")
        see("people", math.log10(top + 1) / 7)
        if single and not s.is_demonym:
            see("one word, people", math.log10(top + 1) / 7)
    if not single:
        see("many words")
        if not s.candidates or s.is_long:
            see(f"ends as {entity_at(words, s.last)}" if sight.has_parse else "long")
    if s.name.isupper() and len(s.name) < 6:
        see("capitals")
    if s.first == 0 and single:
        see("sentence begins")
    return cues


def _see_owner(sight: _Sight, anchor: int, see: Callable[[str], None]) -> None:
    """What stands before "of": a role ("governor of Arenal"), a body («Gobierno de Arenal»), a place, or another noun."""
    at = anchor - 1
    while at >= 0 and sight.words[at].text.lower() in {"the", "la", "el", "los", "las", "de", "del", "of"}:
        at -= 1
    if at < 0:
        return
    owner = sight.words[at]
    name = owner.text.lower()
    if name in words_of("cues", sight.language)["title"]:
        see("of a role")
    elif _head_classes(sight.language).get(name) == "org":
        see("of a body")
    elif name in _head_classes(sight.language):
        see(f"of a {_head_classes(sight.language)[name]}")
    elif owner.entity in {"ORG", "PER"}:
        see(f"of {owner.entity}")
    elif owner.text[0].isupper():
        see("of a capital")
    else:
        see("of a noun")


def entity_at(words: Sequence[Word], last: int) -> str:
    """Whether an entity ends with the word, goes on, or there is none."""
    run = words[last].run
    if run < 0:
        return "none"
    goes_on = last + 1 < len(words) and words[last + 1].run == run
    return f"{words[last].entity} {'going on' if goes_on else 'ending'}"


def _neighbour(sight: _Sight, order: int) -> str:
    """Tell of "X, Y" with X inside Y, from either side."""
    s = sight.spots[order]
    text = sight.text
    if order + 1 < len(sight.spots):
        other = sight.spots[order + 1]
        gap = text[sight.words[s.last].stop : sight.words[other.first].start]
        if gap in {", ", " (", ","} and is_inside(s.candidates, other.candidates):
            return "inside the next"
    if order:
        other = sight.spots[order - 1]
        gap = text[sight.words[other.last].stop : sight.words[s.first].start]
        if gap in {", ", " (", ","} and is_inside(other.candidates, s.candidates):
            return "holds the last"
        if gap in {", ", " and ", " y ", ", and ", " e "}:
            return "in a list"
    if order + 1 < len(sight.spots):
        other = sight.spots[order + 1]
        if text[sight.words[s.last].stop : sight.words[other.first].start] in {
            ", ",
            " and ",
            " y ",
            ", and ",
            " e ",
        }:
            return "in a list"
    return ""


def is_inside(inner: Sequence[Candidate], outer: Sequence[Candidate]) -> bool:
    """Whether any reading of one name lies within any reading of the other."""
    return any(holds(o, c) for o in outer if o.level <= 2 for c in inner)


def holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether a country, region or county contains another place."""
    if outer.country != inner.country or outer.id == inner.id or outer.level >= inner.level:
        return False
    if outer.level == COUNTRY:
        return True
    if outer.level == REGION:
        return bool(outer.admin1) and outer.admin1 == inner.admin1
    return bool(outer.admin2) and outer.admin1 == inner.admin1 and outer.admin2 == inner.admin2
