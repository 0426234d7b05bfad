"""What counts what in one sentence: the table of links between people and words of harm, and who goes along with those linked."""

from __future__ import annotations

from dataclasses import dataclass

from testigo.language.reporting import report_verbs
from testigo.model.analysis import Sentence
from testigo.model.toll import Measure
from testigo.reading.fitting import Fitting
from testigo.reading.harm import HarmWord, Use
from testigo.reading.linking_words import POSSESSIVES, PREPOSITIONS, SKIP, STOPS
from testigo.reading.parts import has_part_cue
from testigo.reading.quantities import Quantity, Sort

_DETERMINERS = frozenset(("sus su los las his her their the its otros otras other another").split())
REFLEXIVES = frozenset({"himself", "herself", "themselves"})
_AND = frozenset(("and y e , or & ni nor plus").split())
_BY_AND = _AND - {","}
_ANY = frozenset(("a", "an", "un", "una"))
_ALONG = frozenset({("junto", "a"), ("junto", "con"), ("along", "with"), ("together", "with")})
# What a bare list of people stands behind where the word of harm closes it: «un saldo de dos jueces y un fiscal muertos».
_TOLL = (
    "saldo",
    "dej",
    "caus",
    "provoc",
    "hay",
    "hubo",
    "habido",
    "contabiliz",
    "registr",
    "report",
    "sum",
    "cifra",
    "balance",
    "murieron",
    "son",
    "es",
    "fueron",
    "eran",
)
_AGED = frozenset(
    (",", "aged", "age", "de", "años", "year", "years", "old", "-")
)  # "Ana Rojas, 34, a teacher,"
_OF = frozenset(("of", "de"))
_PREDICATE = 5  # tokens: "the deaths of two, and hundreds have been injured" says of the hundreds that they were injured
_QUOTES = frozenset(('"', "“", "”", "«", "»", "''", "``"))
_SPEECH_MARKS = _QUOTES | {","}
_SPEECH_ENDS = frozenset((",", ".", "!", "?", ":", "…"))
_INCLUDING = frozenset("including incluyendo incluido incluida incluidos incluidas".split())
_AMONG = frozenset(("among", "entre"))
_THAT_OF = frozenset(("that", "those", "el", "la", "los", "las", "also", "también"))
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity (by position) counted by a word of harm (by position). `sureness`: 3 side by side, 2 tree, 1 line, 0 continued."""

    quantity: int
    word: int
    measure: Measure
    sureness: int


class LinkTable(Fitting):
    """Links of one sentence as they are made; `taken` holds them by quantity, `served` the words of harm that have people."""

    def __init__(
        self, sentence: Sentence, harm: tuple[HarmWord, ...], quantities: tuple[Quantity, ...], language: str
    ) -> None:
        super().__init__(sentence, harm, quantities, language)
        self.taken: dict[int, Link] = {}
        self.served: dict[int, int] = {}  # word of harm -> first quantity

    def link(self, n: int, w: int, measure: Measure, sureness: int) -> bool:
        """Counts a quantity and its conjuncts; False where the quantity is taken or unfit."""
        n = self.counted_head(n)
        if n in self.taken and not self.overrides(n, w, measure, sureness):
            return False
        quantity = self.quantities[n]
        if quantity.inner is not None and quantity.inner != w and sureness < 3 and n not in self.taken:
            return False
        if self.is_across_speech(quantity, self.harm[w]) or self.is_teller(quantity, self.harm[w]):
            return False
        self.taken[n] = Link(n, w, measure, sureness)
        self.served.setdefault(w, n)
        if quantity.inner is None or quantity.head is not None:
            self.conjuncts(n, w, measure, sureness)
            self.companions(w, measure, sureness)
        return True

    def is_across_speech(self, quantity: Quantity, word: HarmWord) -> bool:
        """As in '"They can't kill us," one of them said': who speaks is not whom the speech tells of."""
        first, last = min(quantity.stop, word.stop), max(quantity.start, word.start)
        marks = [k for k in range(first, last) if self.tokens[k].text in _QUOTES]
        if len(marks) != 1:
            return False
        beside = self.tokens[max(first, marks[0] - 1) : marks[0] + 2]
        return any(t.text in _SPEECH_ENDS for t in beside)

    def is_teller(self, quantity: Quantity, word: HarmWord) -> bool:
        """«…o acuchilladas, precisó el portavoz, Luis Vega»: who stands behind a verb of saying set off by a comma tells it."""
        if quantity.sort not in (Sort.NAME, Sort.SINGLE) or quantity.start < word.stop:
            return False
        verbs = report_verbs(self.language)
        for k in range(word.stop, quantity.start - 1):
            token = self.tokens[k + 1]
            if (
                self.tokens[k].text in _SPEECH_MARKS
                and token.pos == "VERB"
                and any("say" in verb.meanings and not verb.particles for verb in verbs.get(token.lower, ()))
            ):
                return not any(i in self.word_at for i in range(k + 2, quantity.start))
        return False

    def overrides(self, n: int, w: int, measure: Measure, sureness: int) -> bool:
        """«murieron dos rehenes», "two of the wounded died": the predicate says more than the noun it takes."""
        quantity, link = self.quantities[n], self.taken[n]
        if (
            quantity.inner is None
            or quantity.inner == w
            or link.word != quantity.inner
            or measure is not Measure.KILLED
        ):
            return False
        noun = self.harm[quantity.inner].use("person")
        return (
            noun is not None
            and noun.measure is not Measure.KILLED
            and quantity.head is None
            and sureness == 3
            and self.harm[w].use("verb", "die") is not None
        )

    def overrides_at(self, n: int, w: int, use: Use) -> bool:
        return n in self.taken and self.overrides(n, w, use.measure, 3)

    def counted_head(self, n: int) -> int:
        """«tres jóvenes, Ana Rojas, Luis Paz y Eva Mora, murieron»: the names only spell the number out."""
        if self.quantities[n].sort is not Sort.NAME:
            return n
        for m in range(n - 1, -1, -1):
            between = self.tokens[self.quantities[m].stop : self.quantities[m + 1].start]
            if len(between) > 6 or any(
                t.text not in (",", "-", "--", "—", "(", ")")
                and t.lower not in ("y", "e", "and")
                and not t.text.isdigit()
                for t in between
            ):
                return n
            if self.quantities[m].sort is Sort.COUNT and self.quantities[m].is_known:
                return m
            if self.quantities[m].sort is not Sort.NAME:
                return n
        return n

    def conjuncts(self, n: int, w: int, measure: Measure, sureness: int) -> None:
        """As in "two soldiers and a civilian": quantities joined by commas and "and" go along, outward from the first."""
        word = self.harm[w]
        last = n
        for m in range(n + 1, len(self.quantities)):
            if m in self.taken or not self.is_joined(last, m, word):
                break
            if self.quantities[m].sort is Sort.NAME and self.counted_head(m) != m:
                break
            self.taken[m] = Link(m, w, measure, min(sureness, 2))
            last = m
        first = n
        for m in range(n - 1, -1, -1):
            if (
                m
                and self.closes_list(self.quantities[m - 1], self.quantities[first], word)
                and has_part_cue(self.sentence, self.quantities[m], self.language)
            ):
                continue  # «nueve civiles -entre ellos cuatro menores- y siete militares muertos»
            if m in self.taken or not self.is_joined(m, first, word):
                break
            if (
                self.is_oblique(self.quantities[m])
                and not self.is_oblique(self.quantities[first])
                and not self.closes_list(self.quantities[m], self.quantities[first], word)
            ):
                break
            self.taken[m] = Link(m, w, measure, min(sureness, 2))
            first = m

    def companions(self, w: int, measure: Measure, sureness: int) -> None:
        """«fue detenido junto a otros tres», "was killed along with two others": told right behind the word."""
        k = self.harm[w].stop
        pair = tuple(t.lower for t in self.tokens[k : k + 2])
        if pair not in _ALONG:
            return
        k += 2
        while k < len(self.tokens) and k not in self.owner and self.tokens[k].lower in _DETERMINERS:
            k += 1
        m = self.owner.get(k)
        if (
            m is not None
            and m not in self.taken
            and self.quantities[m].sort is Sort.COUNT
            and self.quantities[m].is_known
        ):
            self.taken[m] = Link(m, w, measure, min(sureness, 2))

    def is_list_of_any(self, a: Quantity, b: Quantity) -> bool:
        """As in "a driver, a guard and a cook": nobody of them is told before, and "and" goes on behind the second."""
        after = [t.lower for t in self.tokens[b.stop : b.stop + 3]]
        follows = after[1:] if after[:1] == [","] else after[:2]
        return (
            a.sort is b.sort is Sort.SINGLE
            and all(self.tokens[q.start].lower in _ANY for q in (a, b))
            and len(follows) > 1
            and follows[0] in _BY_AND
            and follows[1] in _ANY
        )

    def is_joined(self, left: int, right: int, word: HarmWord) -> bool:
        a, b = self.quantities[left], self.quantities[right]
        if any(q.sort is Sort.SINGLE and not q.is_known for q in (a, b)):
            return False
        if (
            b.sort is Sort.PRONOUN
            or Sort.ZERO in (a.sort, b.sort)
            or (b.inner is not None and (b.head is None or self.harm[b.inner] is not word))
            or (a.inner is not None and a.head is None)
        ):
            return False
        gap = range(a.stop, b.start)
        if len(gap) > 7:
            return False
        words = [self.tokens[k].lower for k in gap]
        while words and words[-1] in _DETERMINERS:
            words.pop()
        if len(words) > 1 and words[-1] == "a" and self.case_of(a) == "a":
            words.pop()  # «detuvo a dos hombres y a tres mujeres»
        is_parallel = (
            bool(words) and words[-1] in _OF and self.tokens[a.start - 1].lower in _OF and b.is_known
        )
        if is_parallel:
            words = [
                w for w in words[:-1] if w not in _THAT_OF
            ]  # "the deaths of 56 civilians and of a policeman"
        if not words or (
            words[-1] not in _AND
            and words[-2:]
            not in (
                ["along", "with"],
                ["together", "with"],
                ["junto", "con"],
                ["junto", "a"],
                ["así", "como"],
            )
            and words[-3:] != ["as", "well", "as"]
        ):
            return False
        if word.start >= b.stop and "," in words and self.opens_a_part(a):
            return False  # "19 have died, among them a policeman, and 87 are missing"
        kin = self.tokens[b.start].lower in POSSESSIVES or (
            b.start > 0 and self.tokens[b.start - 1].lower in POSSESSIVES
        )
        if (
            words[-1] == ","
            and not self.is_list_of_any(a, b)
            and _BY_AND.isdisjoint(words)
            and not kin
            and not b.is_listed
            and (
                b.sort is Sort.NAME
                or (words == [","] and (a.sort is Sort.NAME or b.sort is Sort.SINGLE))
                or (
                    a.sort is Sort.NAME
                    and b.sort is Sort.SINGLE
                    and all(w in _AGED or w.isdigit() for w in words)
                )
            )
        ):
            return False  # an apposition: "the mayor of Lares, Ana Rojas,"
        if any(
            self.tokens[k].pos in ("VERB", "AUX") or k in self.word_at or self.tokens[k].text in STOPS
            for k in gap
        ):
            return False
        # the right one has its own word of harm right after it
        after = self.after_quantity(right)
        if after is not None and self.harm[after] is not word and not self.is_done_to_self(self.harm[after]):
            return False
        if not (word.start >= b.stop or word.stop <= a.start or self.closes_list(a, b, word)):
            return False  # the word stands between the two
        # a new clause: "killing two and three fled"
        return is_parallel or not (
            word.stop <= a.start
            and b.stop < len(self.tokens)
            and self.tokens[b.stop].pos in ("VERB", "AUX")
            and not (
                self.tokens[word.stop].lower in _OF  # "the murder of two nuns and a cook was condemned"
                and not any(k in self.word_at for k in range(b.stop, b.stop + _PREDICATE))
            )
        )

    def opens_a_part(self, quantity: Quantity) -> bool:
        """As in "among them a policeman", «entre ellas un policía», "including a nurse"."""
        before = [t.lower for t in self.tokens[max(0, quantity.start - 2) : quantity.start]]
        return bool(before) and (before[-1] in _INCLUDING or (len(before) == 2 and before[0] in _AMONG))

    def case_of(self, quantity: Quantity) -> str:
        """The «a», «de» or "of" that a quantity stands behind."""
        k = quantity.start - 1
        while k >= 0 and self.tokens[k].lower in _DETERMINERS:
            k -= 1
        return self.tokens[k].lower if k >= 0 else ""

    def closes_list(self, a: Quantity, b: Quantity, word: HarmWord) -> bool:
        """«un saldo de dos jueces y un fiscal muertos»: the word in the last of the list is said of all, where a toll is told."""
        if self.language != "es" or not (b.start < word.start and word.stop <= b.stop and a.is_known):
            return False
        before = self.tokens[max(0, a.start - 4) : a.start]
        return not before or any(t.lower.startswith(_TOLL) for t in before)

    def is_done_to_self(self, word: HarmWord) -> bool:
        """As in "then killed himself": done to the doer."""
        return word.stop < len(self.tokens) and self.tokens[word.stop].lower in REFLEXIVES

    def after_quantity(self, n: int) -> int | None:
        """The word of harm that follows a quantity with nothing but fillers between."""
        k = self.quantities[n].stop
        for _ in range(4):
            if k in self.word_at:
                return self.word_at[k]
            if k < len(self.tokens) and self.tokens[k].lower in SKIP[self.language]:
                k += 1
            else:
                return None
        return None

    def is_oblique(self, quantity: Quantity) -> bool:
        """A quantity right behind a preposition is no subject ("in the camp of 2,000 refugees")."""
        before = self.tokens[quantity.start - 1].lower if quantity.start else ""
        return before in PREPOSITIONS[self.language] or before in ("of", "de", "to", "than", "among", "del")

    def subjects(self, word: HarmWord) -> list[int]:
        """Quantities that are subject of the word, by the tree: its own, its clause's, or the noun it modifies."""
        labels = _SUBJECTS if self.language == "en" else _SUBJECTS | {"obj"}
        k = word.start
        for _ in range(4):
            found = [
                self.owner[c]
                for c in self.sentence.children[k]
                if self.tokens[c].dep in labels and c in self.owner
            ]
            if found:
                return sorted(found, key=lambda n: self.quantities[n].sort is not Sort.COUNT)
            token = self.tokens[k]
            if token.dep in ("acl:relcl", "acl", "amod") and token.head != k:
                return [self.owner[token.head]] if token.head in self.owner else []
            if any(self.tokens[c].dep in _SUBJECTS for c in self.sentence.children[k]):
                return []
            if (
                token.dep in ("conj", "xcomp", "cop", "aux:pass", "advcl")
                and token.head != k
                and self.tokens[token.head].pos in ("VERB", "AUX", "ADJ")
            ):
                if token.dep == "advcl":
                    return []
                k = token.head
                continue
            break
        return []
