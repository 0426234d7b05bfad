"""People as they are counted: "at least 20 members of the guard", «otros tres», "a teacher", "Rosa Quispe", "no one".

A quantity is a stretch of tokens that may stand for a number of people. Whether they were harmed is not decided here; but what
can be no people (days, dollars, ages, years, vehicles) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from testigo.language.numerals import Numeral, bounds, hedge_before
from testigo.language.timex_numbers import ORDINALS_EN, ORDINALS_ES
from testigo.model.analysis import Sentence
from testigo.model.toll import Bounds, Hedge
from testigo.reading.harm import HarmWord
from testigo.reading.noun_phrases import STARTERS
from testigo.reading.uncounted import CASES, DAY_WORDS, INVARIANT, PARENTS, CountScan

_TALLY_NOUNS = frozenset(
    "number toll total count tally figure cifra número total balance saldo recuento".split()
)


_BY_AGE = frozenset(
    "man woman boy girl child toddler baby infant teen teenager youth hombre mujer niño niña joven bebé menor adolescente".split()
)
_MEN_OF_KIN = frozenset(
    "husband father son brother grandfather grandson stepson stepfather uncle nephew boyfriend esposo padre hijo hermano abuelo nieto novio".split()
)
_WOMEN_OF_KIN = frozenset(
    (
        "wife mother daughter sister grandmother granddaughter stepdaughter stepmother aunt niece girlfriend esposa madre hija hermana abuela "
        "nieta novia"
    ).split()
)
_MORE_THAN = frozenset({("más", "de"), ("more", "than")})
_AGEABLE = (
    _BY_AGE
    | _MEN_OF_KIN
    | _WOMEN_OF_KIN
    | frozenset(
        (
            "person student pupil worker labourer laborer teacher pensioner farmer villager protester soldier persona estudiante alumno alumna "
            "trabajador trabajadora obrero maestro maestra jubilado jubilada campesino campesina manifestante soldado señor señora muchacho muchacha"
        ).split()
    )
)
_ONE_OF_BOTH = frozenset("was is has of fue es ha murió falleció de".split())


class Sort(Enum):
    """How the people are told."""

    COUNT = "count"
    SINGLE = "single"
    NAME = "name"
    PRONOUN = "pronoun"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Quantity:
    """People in tokens `[start, stop)`. `head` is the noun (None: elliptic), `inner` the position in the sentence's words of harm of one that is
    its head or a modifier within; `is_known` says that the head is a noun for people; `partitive` holds for "of them"; `is_listed` for one without an
    article behind others ("a mother, father and toddler").
    """

    start: int
    stop: int
    sort: Sort
    bounds: Bounds
    head: int | None = None
    inner: int | None = None
    is_known: bool = False
    partitive: bool = False
    is_other: bool = False
    is_definite: bool = False
    number: Numeral | None = None
    is_listed: bool = False

    @property
    def is_elliptic(self) -> bool:
        """A bare number: "five were hurt"."""
        return self.head is None


_AGED = re.compile(r"[\w-]{1,14}-?(?:year|month|week|day)s?-?old")
_NO_REACH = 5
_THERE_IS = frozenset(
    "hubo hay había hubiera registraron registró registran reportaron reportan reportó dejó dejaron causó produjeron lamentar hubiese".split()
)
_HEADLINE_BREAKS = frozenset({",", ":", "-", "–", "—", "as", ";"})
ONE = Bounds(1, 1, Hedge.EXACT)
NONE = Bounds(0, 0, Hedge.EXACT)
_DEGREES = frozenset(
    "más mayores peores principales grandes primeros pocos most worst biggest largest deadliest few first".split()
)
_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "sus", "su"})


_TENS_AND_TEENS = {
    "decimoprimer": 11,
    "decimosegund": 12,
    "decimotercer": 13,
    "decimocuart": 14,
    "decimoquint": 15,
    "decimosext": 16,
    "decimoséptim": 17,
    "decimoseptim": 17,
    "decimoctav": 18,
    "decimonoven": 19,
    "vigésim": 20,
    "vigesim": 20,
    "trigésim": 30,
    "trigesim": 30,
    "cuadragésim": 40,
    "quincuagésim": 50,
}
_ORDINALS = (
    ORDINALS_EN
    | ORDINALS_ES
    | {stem + ending: value for stem, value in _TENS_AND_TEENS.items() for ending in ("o", "a", "")}
)
_NTH = re.compile(r"(\d+)(?:st|nd|rd|th|º|ª|er|ero|era|do|da|to|ta|mo|ma|vo|va|no|na)$")


def ordinal_value(word: str) -> int:
    """The place in a count that a word tells, 0 for none: "third", "18th", «tercer», «decimoctavo».

    >>> [ordinal_value(word) for word in ("first", "third", "18th", "decimoctavo", "vigésima", "seconds", "18")]
    [1, 3, 18, 18, 20, 0, 0]
    """
    if word[:1].isdecimal():
        numbered = _NTH.fullmatch(word)
        return int(numbered[1]) if numbered else 0
    return _ORDINALS.get(word, 0)


def find_quantities(
    sentence: Sentence, harm: tuple[HarmWord, ...], language: str, *, is_headline: bool = False
) -> tuple[Quantity, ...]:
    """The quantities of people of a sentence, left to right; they never overlap.

    In a headline a noun without an article is one person too ("Teen shot in Puerto Aurelio").
    """
    scan = _Scan(sentence, harm, language)
    found: list[Quantity] = []
    starters, tokens, numerals = STARTERS[language], sentence.tokens, scan.numerals
    i = 0
    while i < len(tokens):
        numeral = numerals.get(i)
        if numeral is not None:
            quantity = scan.count(numeral)
            if quantity is not None:
                found.append(quantity)
                i = quantity.stop
            else:
                i = max(i, numeral.tokens[-1]) + 1
            continue
        if not harm:  # one person alone is told by a word of harm only
            i += 1
            continue
        if i in scan.harm_at and (none := scan.none_of(i, found)) is not None:
            found.append(none)
            i = none.stop
            continue
        token = tokens[i]
        if found and (listed := scan.listed(i, found[-1])) is not None:
            found.append(listed)
            i = listed.stop
            continue
        if (nth := scan.nth(i)) is not None:
            found.append(nth)
            i = nth.stop
            continue
        if token.lower not in starters and token.entity != "PER" and token.pos != "PROPN" and not is_headline:
            i += 1
            continue
        if (
            token.lower in ("a", "an")
            and scan.aged(i + 1) is None
            and any(
                (n := scan.numerals.get(k)) is not None and not n.tokens[0] > k and n.is_word
                for k in (i + 1, i + 2)
            )
        ):
            i += 1  # "a dozen", "a large number of"
            continue
        quantity = scan.single(i)
        if quantity is None and is_headline and scan.opens_headline_person(i):
            quantity = scan.bare(i)
        if quantity is not None:
            found.append(quantity)
            i = quantity.stop
        else:
            i += 1
    return tuple(found)


class _Scan(CountScan):
    """Finds the quantities of one sentence."""

    def count(self, numeral: Numeral) -> Quantity | None:
        """The quantity that a numeral opens, or None where it counts no people."""
        first, last = numeral.tokens[0], numeral.tokens[-1]
        start = first
        while start > 0 and self.tokens[start - 1].start >= numeral.span.start:
            start -= 1
        j = last + 1
        while j < len(self.tokens) and self.tokens[j].start < numeral.span.stop:
            j += 1
        if self.is_no_count(first, last, j, numeral) or (
            self.lower(start - 1) in self.words["of"]
            and (self.lower(start - 2) in PARENTS or self.is_age_of(start - 2, j))
        ):
            return None
        is_other = self.lower(start - 1) in self.words["others"] or any(
            self.lower(k) in self.words["others"] for k in range(start, first)
        )
        partitive = False
        head = inner = None
        stop = j
        if self.lower(j) in ("the", "el", "la") and self.lower(j + 1) in _TALLY_NOUNS:
            return self.make(
                start, stop, numeral, None, None, partitive=False, is_other=is_other
            )  # "to 18 the number of"
        if (
            self.language == "es"
            and self.lower(start - 1) in ("son", "eran", "suman", "fueron", "serían")
            and self.lower(j) in ("los", "las")
        ):
            # «son seis los pacientes fallecidos»
            end, head, inner = self.noun_phrase(j + 1)
            if inner is not None:
                return self.make(start, end, numeral, head, inner, partitive=False, is_other=is_other)
        while self.lower(j) in self.words["fill"] and self.lower(j) not in self.words["of"]:
            is_other = is_other or self.lower(j) in self.words["others"]
            j += 1
            stop = j
        if self.lower(j) == "others":
            return self.make(start, j + 1, numeral, None, None, partitive=False, is_other=True)
        if self.lower(j) == "out" and self.lower(j + 1) == "of":
            j += 1
            partitive = True
            if j + 1 in self.numerals:
                j = self.numerals[j + 1].tokens[-1]
        if self.lower(j) in self.words["of"] or partitive:
            k = j + 1
            if self.lower(j) == "de" and self.lower(k) in self.words["others"]:
                k += 1
            while self.lower(k) in self.words["the"]:
                partitive = partitive or self.lower(k) not in _POSSESSIVES
                k += 1
            if self.lower(k) in self.words["them"]:
                return self.make(start, k + 1, numeral, None, None, partitive=True, is_other=is_other)
            if k in self.numerals and k == j + 1 and not numeral.is_vague:
                partitive = True  # "one of three nurses"
            if numeral.value == 1 and partitive and self.lower(k) in _DEGREES:
                return None  # "one of the worst", «uno de los más dramáticos»
            whole = k if partitive and k in self.numerals else None
            if whole is not None:
                k = self.numerals[whole].tokens[-1] + 1
            if self.lower(k) in ("a", "an", "un", "una") and not numeral.is_vague and numeral.is_word:
                return self.make(start, stop, numeral, None, None, partitive=False, is_other=is_other)
            of_end, head, inner = self.noun_phrase(k)
            if whole is not None and self.is_reduced_at(of_end):
                return self.make(start, whole, numeral, None, None, partitive=True, is_other=is_other)
            if head is not None and partitive and self.lower(head) in CASES:
                return self.make(start, of_end, numeral, None, None, partitive=True, is_other=is_other)
            if head is None and inner is None:
                if partitive and self.lower(j + 1) in self.words["them"]:
                    return self.make(start, j + 2, numeral, None, None, partitive=True, is_other=is_other)
                return (
                    None
                    if self.lower(j) in self.words["of"] and not numeral.is_vague and not partitive
                    else self.make(start, stop, numeral, None, None, partitive=partitive, is_other=is_other)
                )
            if self.language == "es" and not (
                numeral.is_vague
                or partitive
                or numeral.bounds.hedge is Hedge.ABOUT
                or numeral.value >= 10**6
                or head is None
            ):
                return None  # «3 de enero»
            j = of_end
        elif self.lower(j) not in DAY_WORDS:
            j, head, inner = self.noun_phrase(j)
        if head is not None and numeral.value > 1 and not numeral.is_vague and self.is_singular(head, j):
            return None
        if head is not None and (self.is_other_thing(head) or self.lower(head) in ("victims", "víctimas")):
            inner = self.case_of(head, j)
            if inner is None and self.lower(head) in ("victims", "víctimas"):
                return self.make(start, j, numeral, head, None, partitive=partitive, is_other=is_other)
            if inner is None:
                return None
            return self.make(
                start, self.harm[inner].stop, numeral, None, inner, partitive=partitive, is_other=is_other
            )
        if head is None and inner is not None and self.is_wounds(start, j):
            return None
        if head is None and inner is None:
            following = self.lower(j)
            if stop in self.harm_at and self.harm[self.harm_at[stop]].use("trait"):
                return None
            if self.is_bare_other(first, following) or (
                self.pos(stop) in ("NOUN", "PROPN", "SYM", "X")
                and stop not in self.harm_at
                and self.lower(stop) not in DAY_WORDS
            ):
                return None
            return self.make(start, stop, numeral, None, None, partitive=partitive, is_other=is_other)
        return self.make(start, j, numeral, head, inner, partitive=partitive, is_other=is_other)

    def is_ceiling(self, start: int) -> bool:
        """«no hay más de tres heridos», "there were not more than three": what is not exceeded is the most, and not denied."""
        if (self.lower(start), self.lower(start + 1)) not in _MORE_THAN:
            return False
        k = start - 1
        if self.pos(k) in ("VERB", "AUX") and self.language == "es":
            k -= 1
        return self.lower(k) in ("no", "not", "n't", "n’t")

    def is_age_of(self, noun: int, after: int) -> bool:
        """As in "a man of 34 died": a number behind one person, with no noun of its own, tells the age."""
        return self.lower(noun) in _AGEABLE and self.pos(after) not in ("NOUN", "PROPN", "ADJ", "NUM")

    def make(
        self,
        start: int,
        stop: int,
        numeral: Numeral,
        head: int | None,
        inner: int | None,
        *,
        partitive: bool,
        is_other: bool,
    ) -> Quantity:
        is_known = head is not None and self.lower(head) in self.people
        sort = Sort.ZERO if numeral.value == 0 else Sort.COUNT
        limits = numeral.bounds
        if self.is_ceiling(start):
            limits = Bounds(None, limits.low, Hedge.AT_MOST)
        is_definite = self.lower(start - 1) in self.words["the"] or self.lower(start) in self.words["the"]
        return Quantity(
            start,
            stop,
            sort,
            limits,
            head,
            inner,
            is_known,
            partitive,
            is_other,
            is_definite,
            numeral,
        )

    def single(self, i: int) -> Quantity | None:
        """As in "a teacher", "another", «un manifestante», a name, "no one", or None."""
        lower = self.tokens[i].lower
        words = self.words
        if lower in words["nobody"] or (
            lower == "no" and self.lower(i + 1) in ("one", "-") and self.language == "en"
        ):
            stop = i + 1 if lower != "no" else i + (2 if self.lower(i + 1) == "one" else 3)
            return Quantity(i, stop, Sort.ZERO, NONE, None)
        if lower in words["zero"]:
            stop, head, inner = self.noun_phrase(i + 1)
            if (head is not None and self.lower(head) in self.people) or inner is not None:
                return Quantity(i, stop, Sort.ZERO, NONE, head, inner, is_known=True)
            return None
        if lower in words["single"] or lower in words["definite"]:
            return self.determined(i, lower)
        if self.tokens[i].entity == "PER":
            stop = i + 1
            while stop < len(self.tokens) and (self.tokens[stop].entity == "PER" or self.is_name_word(stop)):
                stop += 1
            return Quantity(i, stop, Sort.NAME, ONE, i, None, is_known=True)
        if self.tokens[i].pos == "PROPN" and (end := self.unknown_name(i)) is not None:
            return Quantity(i, end, Sort.NAME, ONE, i, None, is_known=True)
        if lower in words["pronoun"]:
            return Quantity(i, i + 1, Sort.PRONOUN, ONE, i, None, is_known=True, is_definite=True)
        return None

    def listed(self, i: int, before: Quantity) -> Quantity | None:
        """As in "a woman and girl", "a mother, father and toddler": a noun that shares the article before it."""
        if before.sort is not Sort.SINGLE or not before.is_known or not before.stop < i <= before.stop + 2:
            return None
        noun = self.people.get(self.lower(i))
        if (
            noun is None
            or noun.is_plural
            or self.pos(i) != "NOUN"
            or self.pos(i + 1) in ("NOUN", "PROPN", "ADJ")
        ):
            return None
        if before.head is None or not self.may_be_two(before, i):
            return None
        gap = [self.lower(k) for k in range(before.stop, i)]
        is_last = gap[-1] in ("and", "y", "e") and gap[0] in ("and", "y", "e", ",")
        goes_on = gap == [","] and self.lower(i + 1) in ("and", ",", "y")
        if not (is_last or goes_on) or i in self.harm_at:
            return None
        return Quantity(i, i + 1, Sort.SINGLE, ONE, i, None, is_known=True, is_listed=True)

    def may_be_two(self, before: Quantity, i: int) -> bool:
        """Two people, and not one in two roles ("a teacher and mother was shot", "a husband and father of three")."""
        one, two = self.lower(before.head or 0), self.lower(i)
        if self.lower(i + 1) in _ONE_OF_BOTH:
            return False
        if one == two or not {one, two} <= _BY_AGE | _MEN_OF_KIN | _WOMEN_OF_KIN:
            return False
        return (
            self.lower(before.start) in _POSSESSIVES
            or bool({one, two} & _BY_AGE)
            or not ({one, two} <= _MEN_OF_KIN or {one, two} <= _WOMEN_OF_KIN)
        )

    def nth(self, i: int) -> Quantity | None:
        """As in "Eighteenth protester dies", «Tercer muerto en las protestas»: one more, told by its place in the count and with no article."""
        if ordinal_value(self.lower(i)) < 2 or not (i == 0 or self.pos(i - 1) == "PUNCT"):
            return None
        noun = self.people.get(self.lower(i + 1))
        if noun is not None and not noun.is_plural:
            return Quantity(i, i + 2, Sort.SINGLE, ONE, i + 1, self.harm_at.get(i + 1), is_known=True)
        inner = self.harm_at.get(i + 1)
        if inner is not None and self.harm[inner].use("person", "event") and not self.is_plural_harm(inner):
            return Quantity(i, self.harm[inner].stop, Sort.SINGLE, ONE, None, inner, is_known=True)
        return None

    def is_name_word(self, k: int) -> bool:
        """Capitalised, no name of anything else, no word of the lexicons; a surname may be tagged as a noun."""
        if k >= len(self.tokens):
            return False
        token = self.tokens[k]
        return (
            token.pos in ("PROPN", "NOUN")
            and not token.entity
            and token.text[:1].isupper()
            and not token.text.isupper()
            and self.lower(k) not in self.others
            and self.lower(k) not in self.people
            and k not in self.harm_at
        )

    def is_misread_name(self, k: int) -> bool:
        """A capital that the name finder took for a place, behind what a person is."""
        return k < len(self.tokens) and self.tokens[k].entity == "LOC" and self.tokens[k].text.istitle()

    def unknown_name(self, i: int) -> int | None:
        """A person's name that the name finder missed: up to four capitalised words that are subject or object.

        One word alone must be the subject of a passive ("Rojas was killed").
        """
        stop = i
        title = self.people.get(self.lower(i - 1)) if i > 0 else None
        is_titled = title is not None and not title.is_plural  # "constable Ratan Lal"
        while stop < i + 4 and (self.is_name_word(stop) or (is_titled and self.is_misread_name(stop))):
            stop += 1
        if stop == i or (i > 0 and not is_titled and self.pos(i - 1) in ("PROPN", "DET", "ADJ", "ADP")):
            return None
        labels = ("nsubj", "nsubj:pass", "obj") if stop - i > 1 else ("nsubj:pass",)
        if any(t.dep in labels and not i <= t.head < stop for t in self.tokens[i:stop]):
            return stop
        return None

    def determined(self, i: int, lower: str) -> Quantity | None:
        """One person, with the hedge that may stand before the article («al menos una persona»)."""
        found = self.article_phrase(i, lower)
        if found is None or found.sort is not Sort.SINGLE or lower not in ("a", "an", "un", "una"):
            return found
        start, hedge = hedge_before(self.tokens, i, self.language, 0)
        return (
            found
            if hedge is None or hedge is Hedge.ABOUT
            else replace(found, start=start, bounds=bounds(1, hedge))
        )

    def is_reduced_at(self, k: int) -> bool:
        """As in "one of the two guards wounded in …": the participle counts the two."""
        harm = self.harm_at.get(k)
        return (
            harm is not None
            and self.harm[harm].use("verb", "state") is not None
            and self.harm[harm].use("die") is None
        )

    def none_of(self, i: int, found: list[Quantity]) -> Quantity | None:
        """«sin heridos», «no hubo muertos ni heridos», "no deaths or injuries": none, told with a bare plural."""
        n = self.harm_at.get(i)
        if n is None or self.harm[n].start != i or self.harm[n].use("person", "event") is None:
            return None
        before = self.lower(i - 1)
        if (
            found
            and found[-1].sort is Sort.ZERO
            and found[-1].stop == i - 1
            and before in ("or", "nor", "ni", "y", "o")
        ):
            return Quantity(i, self.harm[n].stop, Sort.ZERO, NONE, None, n, is_known=True)
        if self.language != "es" or not self.lower(self.harm[n].stop - 1).endswith("s"):
            return None
        left = [self.lower(k) for k in range(max(0, i - _NO_REACH), i)]
        is_none = before == "sin" or ("no" in left and left[-1] in _THERE_IS and left[-1] != "no")
        return Quantity(i, self.harm[n].stop, Sort.ZERO, NONE, None, n, is_known=True) if is_none else None

    def opens_headline_person(self, i: int) -> bool:
        """At the start, behind a break, or behind a word of harm («Asesinan a líder», "Police shoot mayor")."""
        if i == 0 or self.lower(i - 1) in _HEADLINE_BREAKS:
            return True
        return i - 1 in self.harm_at or (self.lower(i - 1) == "a" and i - 2 in self.harm_at)

    def bare(self, i: int) -> Quantity | None:
        """As in "Teen dies", "16-year-old shot", «Hombre muere»: one person of a headline."""
        if (aged := self.aged(i)) is not None:
            return Quantity(i, aged, Sort.SINGLE, ONE, aged - 1, None, is_known=True)
        stop, head, inner = self.noun_phrase(i)
        noun = self.people.get(self.lower(head)) if head is not None else None
        if noun is None or noun.is_plural or head is None or self.lower(head) in INVARIANT:
            return None
        return Quantity(i, stop, Sort.SINGLE, ONE, head, inner, is_known=True)

    def aged(self, i: int) -> int | None:
        """The end of "16-year-old", however it is cut into tokens, where no noun follows."""
        text = ""
        for k in range(i, min(i + 6, len(self.tokens))):
            text += self.lower(k)
            if _AGED.fullmatch(text):
                is_modifier = self.pos(k + 1) in ("NOUN", "PROPN", "ADJ") and (
                    self.names_person(k + 1) or self.pos(k + 1) == "NOUN"
                )
                return None if is_modifier else k + 1
        return None

    def article_phrase(self, i: int, lower: str) -> Quantity | None:
        if lower == "al" and self.lower(i + 1) == "menos":
            return None
        words = self.words
        is_definite = lower in words["definite"]
        if self.language == "en" and (aged := self.aged(i + 1)) is not None:
            return Quantity(i, aged, Sort.SINGLE, ONE, aged - 1, None, is_known=True, is_definite=is_definite)
        stop, head, inner = self.noun_phrase(i + 1)
        is_other = lower in words["others"]
        if head is None:
            if inner is not None and not is_definite and not self.is_plural_harm(inner):
                return Quantity(i, stop, Sort.SINGLE, ONE, None, inner, is_known=True, is_other=is_other)
            is_parallel = self.lower(i + 1) == "de" and self.lower(i + 2) in ("un", "una")
            if is_other or (
                self.language == "es" and not is_definite and (self.lower(i + 1) == "en" or is_parallel)
            ):
                return Quantity(i, i + 1, Sort.SINGLE, ONE, None, None, is_other=True)
            return None
        noun = self.people.get(self.lower(head))
        if (
            self.lower(head) in INVARIANT
            or self.lower(head) in _TALLY_NOUNS
            or self.is_owned_thing(i, stop)
            or (lower, self.lower(head)) == ("la", "policía")
        ):
            return None  # «un total de 60 motos», «la policía» is a body
        if noun is None and self.tokens[head].pos == "PROPN":
            # "the Taliban commander Fayez Jan": the noun before the name is the head
            titled = next(
                (
                    k
                    for k in range(head - 1, i, -1)
                    if (n := self.people.get(self.lower(k))) is not None and not n.is_plural
                ),
                None,
            )
            if titled is not None:
                head, noun = titled, self.people[self.lower(titled)]
        if noun is not None:
            if noun.is_plural:
                return None
        elif (
            is_definite
            or self.lower(head) in self.others
            or self.tokens[head].pos == "PROPN"
            or (self.language == "en" and self.lower(head).endswith("s"))
        ):
            return None
        if self.tokens[head].entity == "PER" and head + 1 < len(self.tokens):
            while stop < len(self.tokens) and self.tokens[stop].entity == "PER":
                stop += 1
        return Quantity(
            i,
            stop,
            Sort.SINGLE,
            ONE,
            head,
            inner,
            is_known=noun is not None,
            is_other=is_other,
            is_definite=is_definite,
        )

    def is_owned_thing(self, i: int, stop: int) -> bool:
        """As in "the sheriff's office": a place or a body that somebody has."""
        return any(self.lower(k) in ("'s", "’s") for k in range(i, stop)) and self.is_other_thing(stop - 1)

    def is_plural_harm(self, inner: int) -> bool:
        """«los muertos», "the injuries": a plural cannot be one."""
        last = self.lower(self.harm[inner].stop - 1)
        return (
            last.endswith("s")
            if self.language == "es"
            else last in ("deaths", "arrests", "injuries", "killings", "murders", "hostages")
        )
