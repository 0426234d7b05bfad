"""People as they are counted: "at least 20 members of the guard", «otros tres», "a teacher", "Rosa Quispe", "no one".

A quantity is a stretch of tokens that may stand for a number of people. Whether they were harmed is not decided here; but what
can be no people (days, dollars, ages, years, vehicles) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from testigo.language.numerals import Numeral, find_numerals
from testigo.model.analysis import Sentence, Token
from testigo.model.toll import Bounds, Hedge
from testigo.reading.groups import other_nouns, person_nouns
from testigo.reading.harm import HarmWord


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
    its head or a modifier within; `is_known` says that the head is a noun for people; `partitive` holds for "of them"."""

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

    @property
    def is_elliptic(self) -> bool:
        """A bare number: "five were hurt"."""
        return self.head is None


ONE = Bounds(1, 1, Hedge.EXACT)
NONE = Bounds(0, 0, Hedge.EXACT)
_W = {
    "en": {
        "others": frozenset({"others", "other", "more", "another", "additional", "further"}),
        "fill": frozenset({"other", "more", "additional", "further", "new", "of", "a", "the", "such", "total", "remaining"}),
        "of": frozenset({"of"}),
        "them": frozenset({"them", "whom", "which", "these", "those", "us"}),
        "the": frozenset({"the", "those", "these", "their", "his", "her", "its", "our", "this", "that"}),
        "single": frozenset({"a", "an", "another", "one"}),
        "definite": frozenset({"the", "his", "her", "their", "this"}),
        "zero": frozenset({"no", "zero"}),
        "nobody": frozenset({"nobody", "no-one", "none"}),
        "pronoun": frozenset({"he", "she", "him"}),
    },
    "es": {
        "others": frozenset({"otros", "otras", "otro", "otra", "más", "mas"}),
        "fill": frozenset({"otros", "otras", "otro", "otra", "más", "mas", "nuevos", "nuevas", "nuevo", "nueva", "presuntos", "presuntas", "supuestos", "supuestas", "primeros", "primeras", "restantes"}),
        "of": frozenset({"de", "del"}),
        "them": frozenset({"ellos", "ellas", "cuales", "quienes", "éstos", "estos", "éstas", "estas", "aquellos"}),
        "the": frozenset({"los", "las", "la", "el", "estos", "estas", "esos", "esas", "sus", "esas", "dichos", "dichas"}),
        "single": frozenset({"un", "una", "otro", "otra"}),
        "definite": frozenset({"el", "la", "su", "este", "esta", "ese", "esa", "al", "del"}),
        "zero": frozenset({"ningún", "ninguna", "ningun", "cero"}),
        "nobody": frozenset({"nadie", "ninguno"}),
        "pronoun": frozenset({"él", "ella"}),
    },
}
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_INVARIANT = frozenset({"police", "personnel", "kin", "gente", "dead", "native", "antidisturbios", "kar", "troops"})
_SPANISH_ARTICLES = frozenset({"el", "la", "los", "las"})
_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "sus", "su"})
_CASES = frozenset({"victims", "víctimas", "cases", "case", "complaints", "complaint", "reports", "casos", "caso", "denuncias", "denuncia", "reportes", "episodes", "hechos"})
_HYPHENS = frozenset({"-", "'s", "’s", "–"})
_CURRENCY = frozenset({"$", "€", "£", "us$", "s/", "s/.", "rs", "rs.", "r$", "¥", "a$", "c$", "usd", "no", "no.", "nº", "n°", "núm", "núm.", "number", "article", "artículo", "channel", "canal", "chapter", "flight", "vuelo", "route", "ruta", "highway", "page", "aged", "age", "edad", "kilometer", "kilómetro", "km", "#", "número", "section", "resolution", "resolución"})


def find_quantities(sentence: Sentence, harm: tuple[HarmWord, ...], language: str) -> tuple[Quantity, ...]:
    """The quantities of people of a sentence, left to right; they never overlap."""
    scan = _Scan(sentence, harm, language)
    found: list[Quantity] = []
    i = 0
    while i < len(sentence.tokens):
        numeral = scan.numerals.get(i)
        if numeral is not None:
            quantity = scan.count(numeral)
            if quantity is not None:
                found.append(quantity)
                i = quantity.stop
            else:
                i = max(i, numeral.tokens[-1]) + 1
            continue
        if scan.lower(i) in ("a", "an") and any((n := scan.numerals.get(k)) is not None and not n.tokens[0] > k and n.is_word for k in (i + 1, i + 2)):
            i += 1  # "a dozen", "a large number of"
            continue
        quantity = scan.single(i)
        if quantity is not None:
            found.append(quantity)
            i = quantity.stop
        else:
            i += 1
    return tuple(found)


class _Scan:
    """One sentence being scanned."""

    def __init__(self, sentence: Sentence, harm: tuple[HarmWord, ...], language: str) -> None:
        self.tokens = sentence.tokens
        self.language = language
        self.words: Mapping[str, frozenset[str]] = _W[language]
        self.people = person_nouns(language)
        self.others = other_nouns(language)
        self.harm_at = {k: n for n, word in enumerate(harm) for k in range(word.start, word.stop)}
        self.harm = harm
        self.numerals: dict[int, Numeral] = {}
        for numeral in find_numerals(sentence, language):
            start = numeral.tokens[0]
            while start > 0 and self.tokens[start - 1].start >= numeral.span.start:
                start -= 1
            self.numerals[start] = numeral

    def lower(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def pos(self, i: int) -> str:
        return self.tokens[i].pos if 0 <= i < len(self.tokens) else ""

    def count(self, numeral: Numeral) -> Quantity | None:
        """The quantity that a numeral opens, or None where it counts no people."""
        first, last = numeral.tokens[0], numeral.tokens[-1]
        start = first
        while start > 0 and self.tokens[start - 1].start >= numeral.span.start:
            start -= 1
        j = last + 1
        while j < len(self.tokens) and self.tokens[j].start < numeral.span.stop:
            j += 1
        if self.is_no_count(first, last, j, numeral):
            return None
        is_other = self.lower(start - 1) in self.words["others"] or any(
            self.lower(k) in self.words["others"] for k in range(start, first)
        )
        partitive = False
        head = inner = None
        stop = j
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
            if partitive and k in self.numerals:
                k = self.numerals[k].tokens[-1] + 1
            if self.lower(k) in ("a", "an", "un", "una") and not numeral.is_vague and numeral.is_word:
                return self.make(start, stop, numeral, None, None, partitive=False, is_other=is_other)
            of_end, head, inner = self.noun_phrase(k)
            if head is not None and partitive and self.lower(head) in _CASES:
                return self.make(start, of_end, numeral, None, None, partitive=True, is_other=is_other)
            if head is None and inner is None:
                if partitive and self.lower(j + 1) in self.words["them"]:
                    return self.make(start, j + 2, numeral, None, None, partitive=True, is_other=is_other)
                return None if self.lower(j) in self.words["of"] and not numeral.is_vague and not partitive else self.make(
                    start, stop, numeral, None, None, partitive=partitive, is_other=is_other
                )
            if self.language == "es" and not (numeral.is_vague or partitive or numeral.bounds.hedge is Hedge.ABOUT or numeral.value >= 10**6 or head is None):
                return None  # «3 de enero»
            j = of_end
        else:
            j, head, inner = self.noun_phrase(j)
        if head is not None and numeral.value > 1 and not numeral.is_vague and self.is_singular(head, j):
            return None
        if head is not None and (self.is_other_thing(head) or self.lower(head) in ("victims", "víctimas")):
            inner = self.case_of(head, j)
            if inner is None and self.lower(head) in ("victims", "víctimas"):
                return self.make(start, j, numeral, head, None, partitive=partitive, is_other=is_other)
            if inner is None:
                return None
            return self.make(start, self.harm[inner].stop, numeral, None, inner, partitive=partitive, is_other=is_other)
        if head is None and inner is None:
            following = self.lower(j)
            if stop in self.harm_at and self.harm[self.harm_at[stop]].use("trait"):
                return None
            if self.is_bare_other(first, following) or (self.pos(stop) in ("NOUN", "PROPN", "SYM", "X") and stop not in self.harm_at):
                return None
            return self.make(start, stop, numeral, None, None, partitive=partitive, is_other=is_other)
        return self.make(start, j, numeral, head, inner, partitive=partitive, is_other=is_other)

    def make(
        self, start: int, stop: int, numeral: Numeral, head: int | None, inner: int | None, *, partitive: bool, is_other: bool
    ) -> Quantity:
        is_known = head is not None and self.lower(head) in self.people
        sort = Sort.ZERO if numeral.value == 0 else Sort.COUNT
        is_definite = self.lower(start - 1) in self.words["the"] or self.lower(start) in self.words["the"]
        return Quantity(
            start, stop, sort, numeral.bounds, head, inner, is_known, partitive, is_other, is_definite, numeral
        )

    def is_singular(self, head: int, after: int) -> bool:
        """"911 spokeswoman": a singular noun cannot be counted by a number above one."""
        noun = self.people.get(self.lower(head))
        plural = noun is not None and noun.is_plural
        if self.tokens[head].entity == "PER" and noun is None:
            return True
        return noun is not None and not plural and self.lower(head) not in _INVARIANT and self.lower(after) not in ("and", "y", "-")

    def case_of(self, head: int, after: int) -> int | None:
        """"87 complaints of missing persons", «46 casos de homicidio»: the word of harm that the cases are of."""
        if self.lower(head) not in _CASES or self.lower(after) not in self.words["of"]:
            return None
        for k in range(after + 1, min(after + 4, len(self.tokens))):
            harm = self.harm_at.get(k)
            if harm is not None and self.harm[harm].use("event", "state", "person") is not None:
                return harm
            if self.tokens[k].pos in ("PUNCT", "CCONJ", "AUX"):
                return None
        return None

    def is_other_thing(self, head: int) -> bool:
        """A head that counts no people, unless a word for people stands in its phrase too."""
        return self.lower(head) in self.others

    def is_no_count(self, first: int, last: int, after: int, numeral: Numeral) -> bool:
        """Money, dates, years, ages, clock times, numbers that name things."""
        before, follows = self.lower(first - 1), self.lower(after)
        digits = self.tokens[first].text
        if before in _CURRENCY or follows in ("%", "percent", "°", "º") or before in ("$", "/", "#"):
            return True
        if before == ":" and self.lower(first - 2)[:1].isdigit() and self.tokens[first].start == self.tokens[first - 1].stop:
            return True
        if follows in ("per", "por") and self.lower(after + 1) in ("cent", "ciento"):
            return True
        if self.others.get(follows) in ("date", "time", "measure"):
            return True
        if follows.startswith(("year", "-year", "yr")):
            return True
        if follows in ("-", "–") and self.lower(after + 1) in ("year", "years", "year-old", "month", "day", "hour", "week", "minute", "member", "foot", "mile", "page", "storey", "story", "point", "man", "meter", "metre"):
            return True
        if follows in ("de", "of") and self.others.get(self.lower(after + 1)) == "date":
            return True
        if self.others.get(before.rstrip(".")) == "date" and len(digits) <= 4 and digits.isdigit() and follows not in self.people:
            return True
        if follows in (":", "/") and self.lower(after + 1)[:1].isdigit():
            return True
        if digits.isdigit() and len(digits) == 4 and 1500 <= numeral.value <= 2100 and first == last and numeral.bounds.hedge is Hedge.EXACT:
            noun = self.lower(after)
            if noun not in self.people and after not in self.harm_at:
                return True
        # ages: "Ana Rojas, 17," "(24)" «de 13 años»
        if before == "(" and follows == ")":
            return True
        if before == "," and (follows in (",", ".", ";", ")", "") or self.pos(after) == "AUX") and first >= 2:
            if (self.pos(first - 2) == "PROPN" or self.lower(first - 2) in self.people) and numeral.value < 110 and not numeral.is_word:
                return True
        k = after
        while k < after + 6 and (self.lower(k) in (",", "y", "and", "e") or self.lower(k)[:1].isdigit()):
            k += 1
        if self.lower(k) in ("años", "meses", "years", "months") and k > after:
            return True
        if self.lower(after) == "años" or (before == "de" and self.lower(after) == "y" and "años" in (self.lower(after + 2), self.lower(after + 3))):
            return True
        return False

    def is_bare_other(self, first: int, follows: str) -> bool:
        """A bare number that goes with something else: list marks, scores, "one" the pronoun before a verb of opinion."""
        text = self.tokens[first].text
        if follows in ("-", "–", "—") and text == "1":
            return True
        if follows == ")" and self.lower(first - 1) in ("", "(", ";"):
            return True
        if text.isdigit() and self.pos(first - 1) == "PROPN" and self.lower(first - 1) not in self.people:
            # "Resolution 2139", "Ahrar 3": a number that names, not counts
            return self.tokens[first - 1].text[:1].isupper() and first - 1 > 0 and follows in (",", ".", ")", "", "(")
        return follows in ("ª", "º", "°")

    def noun_phrase(self, i: int) -> tuple[int, int | None, int | None]:
        """Scans a noun phrase from token `i`: (stop, head, position of an inner word of harm)."""
        return self.english_phrase(i) if self.language == "en" else self.spanish_phrase(i)

    def english_phrase(self, i: int) -> tuple[int, int | None, int | None]:
        head = inner = None
        k = i
        while k < len(self.tokens) and k < i + 9:
            token = self.tokens[k]
            lower = token.lower
            harm = self.harm_at.get(k)
            if harm is not None and not (head is None and lower in self.people):
                if head is not None:
                    if self.harm[harm].use("event", "body") and token.pos in ("NOUN", "PROPN") and self.harm[harm].use("verb") is None:
                        return self.harm[harm].stop, head if self.lower(head) in self.people else None, harm
                    break
                after = self.harm[harm].stop
                if self.names_person(after) or (after in self.harm_at and self.harm[self.harm_at[after]].use("person", "event", "body")):
                    inner, k = harm, after
                    continue
                if self.harm[harm].use("event") and self.pos(after) == "NOUN" and after not in self.harm_at:
                    return after + 1, after, None  # "63 death certificates"
                if self.harm[harm].use("person", "event", "state", "body") or self.harm[harm].use("verb") is None:
                    if not self.harm[harm].use("person", "event", "body"):
                        break
                    head_harm = harm
                    return self.harm[harm].stop, None, head_harm
                break
            if k in self.numerals and k > i:
                break
            if (self.others.get(lower) in ("time", "date") or lower in ("times", "others")) and "-" not in (self.lower(k - 1), self.lower(k + 1)):
                return (k + 1, k, None) if head is None else (head + 1, head, inner)
            if lower in self.people or token.pos in ("NOUN", "PROPN"):
                if head is not None and self.people.get(self.lower(head)) is not None and self.others.get(lower) in ("time", "date"):
                    break
                if head is not None and lower not in self.people and self.is_plural_person(head) and token.pos != "NOUN":
                    break
                head = k
                k += 1
                continue
            if (
                token.pos in ("ADJ", "ADV", "DET", "NUM", "X")
                or lower in _HYPHENS
                or (token.pos == "VERB" and lower.endswith(("ed", "ing", "en")))
                or (lower in (",", "and", "or") and head is None)
            ):
                if head is not None and lower not in _HYPHENS and not (token.pos == "ADJ" and self.is_noun_soon(k + 1)):
                    break
                if head is None and not self.is_noun_soon(k + 1):
                    break
                if token.pos == "DET" and lower in ("the", "a", "an"):
                    break
                k += 1
                continue
            break
        if head is None:
            return i, None, inner
        return head + 1, head, inner

    def is_plural_person(self, i: int) -> bool:
        noun = self.people.get(self.lower(i))
        return noun is not None and noun.is_plural

    def is_noun_soon(self, k: int) -> bool:
        """A noun within the next words, with nothing between that ends a phrase."""
        for n in range(k, min(k + 5, len(self.tokens))):
            token = self.tokens[n]
            if token.lower in self.people or token.pos in ("NOUN", "PROPN"):
                return True
            if token.pos not in ("ADJ", "ADV", "NUM", "VERB", "CCONJ", "PUNCT", "X") or token.lower in (".", ";", "(", ")", ":"):
                return False
            if n in self.harm_at:
                return self.names_person(n + 1)
        return False

    def names_person(self, i: int) -> bool:
        """The token is a noun for people, or opens a compound that ends in one."""
        for k in range(i, min(i + 3, len(self.tokens))):
            if self.lower(k) in self.people:
                return True
            if self.pos(k) not in ("NOUN", "ADJ", "PROPN") or self.lower(k) in self.others:
                return False
        return False

    def spanish_phrase(self, i: int) -> tuple[int, int | None, int | None]:
        k = i
        while self.lower(k) in self.words["fill"] or self.lower(k) in ("«", '"', "'", "“"):
            k += 1
        harm = self.harm_at.get(k)
        if harm is not None and self.harm[harm].use("person", "event", "body"):
            after = self.harm[harm].stop
            if self.lower(after) in self.people and self.harm[harm].use("state") is None:
                return after + 1, after, harm
            return after, None, harm
        head = None
        for n in range(k, min(k + 3, len(self.tokens))):
            token = self.tokens[n]
            if token.lower in self.people or (token.pos in ("NOUN", "PROPN") and n not in self.harm_at):
                head = n
                # «jóvenes manifestantes», «presuntos rebeldes»
                if token.lower in ("jóvenes", "joven", "presuntos", "presuntas", "presunto", "presunta") and self.lower(n + 1) in self.people:
                    head = n + 1
                break
            if token.pos not in ("ADJ", "ADV", "DET") or n in self.harm_at or token.lower in _SPANISH_ARTICLES:
                break
        if head is None:
            # «nuevos heridos»
            if self.pos(k) == "ADJ" and (harm := self.harm_at.get(k + 1)) is not None and self.harm[harm].use("person", "event"):
                return self.harm[harm].stop, None, harm
            return i, None, None
        # modifiers after the noun, then a participle of harm: «manifestantes egipcios muertos»
        n = head + 1
        if self.lower(n) in ("menores", "menor", "mayores", "mayor") and self.lower(n + 1) == "de" and self.lower(n + 2) == "edad":
            n = n + 3
            head_stop = n
        else:
            head_stop = head + 1
        for _ in range(4):
            harm = self.harm_at.get(n)
            if harm is not None:
                if self.harm[harm].use("state") and not self.governs(n):
                    return self.harm[harm].stop, head, harm
                break
            if self.lower(n) in self.words["others"] or self.pos(n) == "ADJ" or self.lower(n) in ("«", "»", '"', "“", "”", "'"):
                n += 1
            else:
                break
        return head_stop, head, None

    def governs(self, n: int) -> bool:
        """The word of harm at `n` has an auxiliary before it, so it is a predicate, not a modifier."""
        return self.lower(n - 1) in ("ha", "han", "había", "habían", "fue", "fueron", "sido")

    def single(self, i: int) -> Quantity | None:
        """"a teacher", "another", «un manifestante», a name, "no one", or None."""
        lower = self.tokens[i].lower
        words = self.words
        if lower in words["nobody"] or (lower == "no" and self.lower(i + 1) in ("one", "-") and self.language == "en"):
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
            while stop < len(self.tokens) and self.tokens[stop].entity == "PER":
                stop += 1
            return Quantity(i, stop, Sort.NAME, ONE, i, None, is_known=True)
        if self.tokens[i].pos == "PROPN" and (stop := self.unknown_name(i)) is not None:
            return Quantity(i, stop, Sort.NAME, ONE, i, None, is_known=True)
        if lower in words["pronoun"]:
            return Quantity(i, i + 1, Sort.PRONOUN, ONE, i, None, is_known=True, is_definite=True)
        return None

    def unknown_name(self, i: int) -> int | None:
        """A person's name that the name finder missed: two to four capitalised proper nouns that are subject or object."""
        stop = i
        while stop < len(self.tokens) and stop < i + 4 and self.tokens[stop].pos == "PROPN" and not self.tokens[stop].entity:
            text = self.tokens[stop].text
            if not text[:1].isupper() or text.isupper() or self.lower(stop) in self.others or self.lower(stop) in self.people:
                return None
            stop += 1
        if not 2 <= stop - i <= 4 or (i > 0 and self.pos(i - 1) in ("PROPN", "DET", "ADJ", "ADP")):
            return None
        if any(t.dep in ("nsubj", "nsubj:pass", "obj") and not i <= t.head < stop for t in self.tokens[i:stop]):
            return stop
        return None

    def determined(self, i: int, lower: str) -> Quantity | None:
        words = self.words
        stop, head, inner = self.noun_phrase(i + 1)
        is_definite = lower in words["definite"]
        is_other = lower in words["others"]
        if head is None:
            if inner is not None and not is_definite and not self.is_plural_harm(inner):
                return Quantity(i, stop, Sort.SINGLE, ONE, None, inner, is_known=True, is_other=is_other)
            if is_other or (self.language == "es" and not is_definite and self.lower(i + 1) == "en"):
                return Quantity(i, i + 1, Sort.SINGLE, ONE, None, None, is_other=True)
            return None
        noun = self.people.get(self.lower(head))
        if noun is None and self.tokens[head].pos == "PROPN":
            # "the Taliban commander Fayez Jan": the noun before the name is the head
            titled = next((k for k in range(head - 1, i, -1) if (n := self.people.get(self.lower(k))) is not None and not n.is_plural), None)
            if titled is not None:
                head, noun = titled, self.people[self.lower(titled)]
        if noun is not None:
            if noun.is_plural:
                return None
        elif is_definite or self.lower(head) in self.others or self.tokens[head].pos == "PROPN":
            return None
        elif self.language == "en" and self.lower(head).endswith("s"):
            return None
        if self.tokens[head].entity == "PER" and head + 1 < len(self.tokens):
            while stop < len(self.tokens) and self.tokens[stop].entity == "PER":
                stop += 1
        return Quantity(
            i, stop, Sort.SINGLE, ONE, head, inner, is_known=noun is not None, is_other=is_other, is_definite=is_definite
        )

    def is_plural_harm(self, inner: int) -> bool:
        """«los muertos», "the injuries": a plural cannot be one."""
        last = self.lower(self.harm[inner].stop - 1)
        return last.endswith("s") if self.language == "es" else last in ("deaths", "arrests", "injuries", "killings", "murders", "hostages")
