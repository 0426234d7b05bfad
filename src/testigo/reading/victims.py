"""Which people a word of harm counts: quantity and word of harm are linked, the sure way first.

Three passes over a sentence: what stands side by side ("13 killed", «33 heridos», "killing 19", «murieron 13 personas», "the death of
two"), then the tree (subjects and objects at a distance), then the line of words where the tree has nothing to say. A quantity is
counted once; a conjunct of a counted quantity goes with it ("two soldiers and a civilian").
"""

from __future__ import annotations

from dataclasses import dataclass

from testigo.model.analysis import Sentence
from testigo.model.toll import Hedge, Measure
from testigo.reading.groups import other_nouns
from testigo.reading.harm import HarmWord, Use
from testigo.reading.parts import has_part_cue
from testigo.reading.quantities import Quantity, Sort

_BE = {
    "en": frozenset({"remain", "remains", "remained", "was", "were", "been", "being", "be", "is", "are", "got", "get", "getting", "'s", "'re"}),
    "es": frozenset({"fue", "fueron", "sido", "ser", "siendo", "resultó", "resultaron", "resultado", "resultan", "resulta", "resultando", "resultaran", "resultar", "resultara", "quedó", "quedaron", "quedado", "quedan", "está", "están", "estaba", "estaban", "es", "son", "era", "eran", "siguen", "sigue", "permanecen", "permanece", "cayó", "cayeron", "será", "serán", "serían", "fuera", "fueran", "murió", "murieron", "había", "hay", "hubo", "encuentra", "encuentran", "continúan", "seguían", "sean", "sea", "dieron", "aparecieron", "apareció", "reporta", "reportan", "terminaron", "terminó", "acabaron", "salieron", "salió", "hallado", "hallada", "hallados", "halladas", "encontrado", "encontrada", "encontrados", "encontradas", "hallaron", "hallan"}),
}
_HAVE = {
    "en": frozenset({"has", "have", "had", "having", "'ve"}),
    "es": frozenset({"ha", "han", "había", "habían", "haya", "hayan", "habría", "habrían", "haber", "habiendo", "hubiera", "hubieran", "he", "hemos", "habrá", "habrán", "hubo", "hubieron"}),
}
# Words that may stand between a word of harm and the people it takes.
_SKIP = {
    "en": frozenset({"also", "then", "later", "reportedly", "allegedly", "seriously", "critically", "badly", "slightly", "severely", "fatally", "wounded", "confirmed", "feared", "presumed", "still", "now", "believed", "reported", "found", "officially", "already", "both", "all", "currently", "lightly", "gravely", "mostly", "a", "total", "of", "pronounced", "declared", "listed", "said", "to", "be", "as", "of", "about", "since", "have", "has", "had", "been", "were", "was", "are", "is", "being", "who", "that", "further", "brutally", "not", "yet", "so", "far", "subsequently", "later", "(", "\"", "'", "his", "her", "their", "its", "my", "our", "instantly", "immediately", "accidentally", "unaccounted", "left", "gone", "only", "just", "even", "went", "go", "gets", "got", "today", "yesterday", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "also", "other", "the", "lying", "burnt", "deliberately", "himself", "simultaneously", "either", "including", "mistakenly", "recently", "illegally", "arbitrarily", "violently", "including", "themselves"}),
    "es": frozenset({"a", "también", "además", "hoy", "ayer", "anoche", "otros", "otras", "presuntamente", "supuestamente", "gravemente", "levemente", "ya", "fueron", "fue", "han", "ha", "sido", "resultaron", "resultó", "unos", "unas", "los", "las", "la", "el", "este", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "al", "menos", "se", "que", "un", "total", "de", "más", "mas", "sólo", "solo", "posteriormente", "luego", "después", "extrajudicialmente", "brutalmente", "habían", "había", "oficialmente", "todos", "todas", "ellos", "«", "\"", "hasta", "ahora", "entonces", "otro", "otra", "quedaron", "están", "hay", "como", "mínimo", "ambos", "casi", "arbitrariamente", "violentamente"}),
}
_STOPS = frozenset({".", ";", ":", "?", "!", "—"})
_PREPOSITIONS = {
    "en": frozenset({"by", "in", "on", "at", "with", "from", "for", "after", "during", "when", "while", "near", "as", "against", "under", "over", "into", "because", "since", "before", "through", "outside", "inside", "if", "despite", "amid", "between"}),
    "es": frozenset({"por", "en", "con", "desde", "para", "tras", "durante", "cuando", "mientras", "cerca", "contra", "bajo", "sobre", "entre", "sin", "según", "porque", "hacia", "ante", "si", "como", "donde", "a"}),
}
_REPORTED = frozenset({"confirmed", "reported", "feared", "believed", "presumed", "reportedly", "found", "critically", "said", "to", "declared", "confirmado", "reportado", "dado", "por"})
_TREATED = frozenset({"treated", "treating", "treat", "atendió", "atendieron", "atendido", "atendidas", "atendidos", "atienden", "atiende"})
_REFLEXIVES = frozenset({"himself", "herself", "themselves"})
_SINGLE_DEATH = frozenset({"death", "muerte", "deceso", "fallecimiento", "fatality"})
_NEVER_ACTIVE = frozenset({"taken", "thrown", "slain", "beaten", "burnt", "charred", "hacked", "placed", "remanded", "sent", "held", "forcibly", "rounded"})
_DETERMINERS = frozenset({"sus", "su", "los", "las", "his", "her", "their", "the", "its", "otros", "otras", "other", "another"})
_AND = frozenset({"and", "y", "e", ",", "or", "&", "ni", "nor", "plus"})
_MIXING = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})
_PATIENTS = frozenset({"nsubj:pass", "nsubj", "obj", "iobj", "obl:arg", "root", "conj", "dep"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_OBJECTS = frozenset({"obj", "iobj", "obl:arg"})


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity (by position) counted by a word of harm (by position). `sureness`: 3 side by side, 2 tree, 1 line, 0 continued."""

    quantity: int
    word: int
    measure: Measure
    sureness: int


class VictimLinker:
    """One sentence; `links` holds what was found, in order of quantity."""

    def __init__(
        self, sentence: Sentence, harm: tuple[HarmWord, ...], quantities: tuple[Quantity, ...], language: str
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.harm = harm
        self.quantities = quantities
        self.language = language
        self.taken: dict[int, Link] = {}
        self.served: dict[int, int] = {}  # word of harm -> first quantity
        self.owner = {k: n for n, q in enumerate(quantities) for k in range(q.start, q.stop)}
        self.current: HarmWord | None = None
        self.word_at = {k: n for n, w in enumerate(harm) for k in range(w.start, w.stop)}

    # -- the passes ------------------------------------------------------------------------------------------

    def run(self) -> tuple[Link, ...]:
        """All links, best first pass wins."""
        for n, quantity in enumerate(self.quantities):
            if quantity.inner is not None:
                use = self.harm[quantity.inner].use("person", "event", "body", "state", "verb", "die")
                if use is not None and self.is_count_of_people(quantity, use):
                    self.link(n, quantity.inner, use.measure, 3)
        for step in (self.beside, self.by_tree, self.by_line):
            for w in range(len(self.harm)):
                if w not in self.served:
                    self.current = self.harm[w]
                    step(w)
        self.raise_to_death()
        self.drop_mixed()
        return tuple(self.taken[n] for n in sorted(self.taken)) + tuple(self.shared())

    def shared(self) -> list[Link]:
        """«decenas han muerto y han resultado heridas»: two whole predicates of one subject, each with its auxiliary, count it twice."""
        found: list[Link] = []
        for n, link in self.taken.items():
            k = self.harm[link.word].stop
            if k + 2 >= len(self.tokens) or self.tokens[k].lower not in ("y", "and") or link.sureness < 2:
                continue
            k += 1
            start = k
            while k < len(self.tokens) and (self.tokens[k].lower in _BE[self.language] or self.tokens[k].lower in _HAVE[self.language] or self.tokens[k].pos == "ADV"):
                k += 1
            other = self.word_at.get(k)
            is_sequence = other is not None and link.measure in (Measure.MISSING, Measure.ARRESTED)  # "abducted and shot dead"
            if (k == start and not is_sequence) or other is None or other in self.served or k in self.owner or self.has_object(other):
                continue
            use = self.harm[other].use("verb", "die", "state")
            if use is not None and use.measure is not link.measure:
                found.append(Link(n, other, use.measure, 1))
        return found

    def raise_to_death(self) -> None:
        """"was shot and later died", «fue apuñalado y falleció», "shot her to death": the weak word gives way to the death told after it."""
        for n, link in list(self.taken.items()):
            use = self.harm[link.word].use("verb")
            if use is None or not use.is_weak or link.measure is not Measure.INJURED:
                continue
            for w in range(link.word + 1, len(self.harm)):
                word = self.harm[w]
                fatal = word.use("die", "verb", "state")
                if fatal is None or fatal.measure is not Measure.KILLED or w in self.served:
                    continue
                if any(self.owner.get(k, n) != n and self.quantities[self.owner[k]].sort is Sort.COUNT for k in range(self.harm[link.word].stop, word.start)):
                    break
                self.taken[n] = Link(n, w, Measure.KILLED, link.sureness)
                self.served[w] = n
                break
            else:
                words = [t.lower for t in self.tokens[self.harm[link.word].stop : self.harm[link.word].stop + 9]]
                if any(words[k : k + 2] == ["to", "death"] for k in range(len(words))):
                    self.taken[n] = Link(n, link.word, Measure.KILLED, link.sureness)

    def drop_mixed(self) -> None:
        """"30 killed or injured", «300 muertos y heridos»: one number for two things counts neither (RECONCILING.md R1)."""
        for n, link in list(self.taken.items()):
            k = self.harm[link.word].stop
            if k >= len(self.tokens) or self.tokens[k].lower not in ("and", "or", "y", "o", "e", "u", "/", ","):
                continue
            if self.tokens[k].text == "," and not any(t.lower in ("or", "and", "o", "y") for t in self.tokens[k : k + 5]):
                continue
            k += 1
            while k < len(self.tokens) and self.tokens[k].pos == "ADV":
                k += 1
            other = self.word_at.get(k)
            if other is None or k in self.owner:
                continue
            if other in self.served or self.has_object(other):
                continue
            use = self.harm[other].use("state", "person") or self.harm[other].uses[0]
            if use.measure is link.measure or {link.measure, use.measure} - _MIXING:
                continue
            own = self.harm[link.word].use("state", "person") or self.harm[link.word].uses[0]
            if any(u.measure is Measure.MISSING and u.frame == "verb" for u in (use, own)):
                continue  # "abducted and shot dead": one thing after another
            del self.taken[n]

    def has_object(self, w: int) -> bool:
        """The word takes people of its own after it ("killed and wounded seven")."""
        after = self.harm[w].stop
        return any(k in self.owner for k in range(after, min(after + 3, len(self.tokens))))

    def is_count_of_people(self, quantity: Quantity, use: Use) -> bool:
        """An inner word of harm counts, but "an injury" or "a death" as a single event noun needs a number."""
        assert quantity.inner is not None
        if quantity.sort is Sort.SINGLE and quantity.head is not None and not quantity.is_known:
            return False
        if quantity.sort is Sort.SINGLE and self.harm[quantity.inner].use("event", "body") is not None:
            return self.is_single_death(quantity)
        return True

    def is_single_death(self, quantity: Quantity) -> bool:
        """"a death", «una muerte», and not "a massacre", "a killing spree"."""
        assert quantity.inner is not None
        last = self.tokens[self.harm[quantity.inner].stop - 1].lower
        return last in _SINGLE_DEATH and not quantity.is_definite

    def link(self, n: int, w: int, measure: Measure, sureness: int) -> bool:
        """Counts a quantity and its conjuncts; False where the quantity is taken or unfit."""
        n = self.counted_head(n)
        if n in self.taken and not self.overrides(n, w, measure, sureness):
            return False
        quantity = self.quantities[n]
        if quantity.inner is not None and quantity.inner != w and sureness < 3 and n not in self.taken:
            return False
        self.taken[n] = Link(n, w, measure, sureness)
        self.served.setdefault(w, n)
        if quantity.inner is None or quantity.head is not None:
            self.conjuncts(n, w, measure, sureness)
        return True

    def overrides(self, n: int, w: int, measure: Measure, sureness: int) -> bool:
        """«murieron dos rehenes», "two of the wounded died": the predicate says more than the noun it takes."""
        quantity, link = self.quantities[n], self.taken[n]
        if quantity.inner is None or quantity.inner == w or link.word != quantity.inner or measure is not Measure.KILLED:
            return False
        noun = self.harm[quantity.inner].use("person")
        return noun is not None and noun.measure is not Measure.KILLED and quantity.head is None and sureness >= 2 and self.harm[w].use("verb", "die") is not None

    def overrides_at(self, n: int, w: int, use: Use) -> bool:
        return n in self.taken and self.overrides(n, w, use.measure, 3)

    def counted_head(self, n: int) -> int:
        """«tres jóvenes, Ana Rojas, Luis Paz y Eva Mora, murieron»: the names only spell the number out."""
        if self.quantities[n].sort is not Sort.NAME:
            return n
        for m in range(n - 1, -1, -1):
            between = self.tokens[self.quantities[m].stop : self.quantities[m + 1].start]
            if len(between) > 6 or any(t.text not in (",", "-", "--", "—", "(", ")") and t.lower not in ("y", "e", "and") and not t.text.isdigit() for t in between):
                return n
            if self.quantities[m].sort is Sort.COUNT and self.quantities[m].is_known:
                return m
            if self.quantities[m].sort is not Sort.NAME:
                return n
        return n

    def conjuncts(self, n: int, w: int, measure: Measure, sureness: int) -> None:
        """"two soldiers and a civilian": quantities joined by commas and "and" go along, outward from the first."""
        word = self.harm[w]
        forward = range(n + 1, len(self.quantities)) if True else ()
        last = n
        for m in forward:
            if m in self.taken or not self.is_joined(last, m, word):
                break
            if self.quantities[m].sort is Sort.NAME and self.counted_head(m) != m:
                break
            self.taken[m] = Link(m, w, measure, min(sureness, 2))
            last = m
        first = n
        for m in range(n - 1, -1, -1):
            if m in self.taken or not self.is_joined(m, first, word):
                break
            if self.is_oblique(self.quantities[m]) and not self.is_oblique(self.quantities[first]):
                break
            self.taken[m] = Link(m, w, measure, min(sureness, 2))
            first = m

    def is_joined(self, left: int, right: int, word: HarmWord) -> bool:
        a, b = self.quantities[left], self.quantities[right]
        if any(q.sort is Sort.SINGLE and not q.is_known for q in (a, b)):
            return False
        if b.sort is Sort.PRONOUN or Sort.ZERO in (a.sort, b.sort) or (b.inner is not None and (b.head is None or self.harm[b.inner] is not word)) or (a.inner is not None and a.head is None):
            return False
        gap = range(a.stop, b.start)
        if len(gap) > 7:
            return False
        words = [self.tokens[k].lower for k in gap]
        while words and words[-1] in _DETERMINERS:
            words.pop()
        if not words or (words[-1] not in _AND and words[-2:] not in (["along", "with"], ["together", "with"], ["junto", "con"], ["junto", "a"], ["así", "como"]) and words[-3:] != ["as", "well", "as"]):
            return False
        if words == [","] and (b.sort is Sort.NAME or a.sort is Sort.NAME or b.sort is Sort.SINGLE):
            return False  # an apposition
        if any(self.tokens[k].pos in ("VERB", "AUX") or k in self.word_at or self.tokens[k].text in _STOPS for k in gap):
            return False
        # the right one has its own word of harm right after it
        after = self.after_quantity(right)
        if after is not None and self.harm[after] is not word:
            return False
        if word.start >= b.stop or word.stop <= a.start:
            verb_between = False
        else:
            verb_between = True
        if verb_between:
            return False
        if word.stop <= a.start and b.stop < len(self.tokens) and self.tokens[b.stop].pos in ("VERB", "AUX"):
            return False  # a new clause: "killing two and three fled"
        return True

    def after_quantity(self, n: int) -> int | None:
        """The word of harm that follows a quantity with nothing but fillers between."""
        k = self.quantities[n].stop
        for _ in range(4):
            if k in self.word_at:
                return self.word_at[k]
            if k < len(self.tokens) and self.tokens[k].lower in _SKIP[self.language]:
                k += 1
            else:
                return None
        return None

    # -- side by side ----------------------------------------------------------------------------------------

    def beside(self, w: int) -> None:
        word = self.harm[w]
        if self.language == "en":
            self.beside_english(w, word)
        else:
            self.beside_spanish(w, word)

    def beside_english(self, w: int, word: HarmWord) -> None:
        if (use := word.use("event", "body")) is not None and (
            self.nominal(w, word, use) or (use.measure is Measure.INJURED and self.with_harm(w, word, use))
        ):
            return
        if (use := word.use("trait")) is not None:
            self.with_harm(w, word, use)
            return
        verb = word.use("verb")
        if verb is not None and word.stop < len(self.tokens) and self.tokens[word.stop].lower in _REFLEXIVES:
            if not self.take_before(w, word, verb, 3):
                for n in self.subjects(word):
                    if self.link(n, w, verb.measure, 2):
                        break
            return
        if verb is not None:
            voice = self.voice(word)
            if verb.role == "finite" and self.tokens[word.start].pos not in ("VERB", "AUX") and self.tokens[word.start].text.islower():
                return
            if verb.role in ("finite", "gerund") and voice != "passive":
                if verb.role == "finite" and self.is_purpose(word):
                    return
                if self.take_after(w, word, verb, 3):
                    return
                if verb.role == "gerund":
                    return
            elif voice == "passive":
                self.take_before(w, word, verb, 3, through_auxiliaries=True)
                return
            elif voice == "perfect":
                self.take_after(w, word, verb, 3)
                return
            elif verb.role == "past":
                if self.tokens[word.start].lower not in _NEVER_ACTIVE and self.take_after(w, word, verb, 3):
                    return
                if not self.has_plain_object(word) and self.take_before(w, word, verb, 3, adjacent=True):
                    return
        if (use := word.use("state", "person")) is not None and not (verb is not None and self.has_plain_object(word)) and self.take_before(w, word, use, 3):
            return
        if (use := word.use("die")) is not None:
            self.take_before(w, word, use, 3, through_auxiliaries=True)

    def beside_spanish(self, w: int, word: HarmWord) -> None:
        if (use := word.use("event", "body")) is not None and self.nominal(w, word, use):
            return
        if (use := word.use("state", "event")) is not None and use.measure is Measure.INJURED and self.with_harm(w, word, use):
            return
        verb, die = word.use("verb"), word.use("die")
        if die is not None and die.role != "word":
            is_finite = die.role == "finite" or self.voice(word) in ("perfect", "passive")
            if is_finite:
                if self.take_after(w, word, die, 3, is_subject=True):
                    return
                self.take_before(w, word, die, 3, through_auxiliaries=True)
                return
        if verb is not None:
            voice = self.voice(word)
            if verb.role in ("finite", "gerund") or voice == "perfect":
                if verb.role != "finite" or not self.is_purpose(word):
                    self.take_after(w, word, verb, 3)
                return
            if voice == "passive":
                if self.take_after(w, word, verb, 3, is_subject=True):
                    return
                self.take_before(w, word, verb, 3, through_auxiliaries=True)
                return
        if (use := word.use("state", "person", "verb")) is not None:
            if self.take_before(w, word, use, 3, adjacent=True):
                return
            if self.voice(word) == "passive":
                if self.take_after(w, word, use, 3, is_subject=True):
                    return
                self.take_before(w, word, use, 3, through_auxiliaries=True)
            return
        if die is not None:
            self.take_before(w, word, die, 3, through_auxiliaries=True)

    def has_plain_object(self, word: HarmWord) -> bool:
        """"nine clerks hurt the company": an article right behind makes the verb active."""
        return word.stop < len(self.tokens) and self.tokens[word.stop].pos in ("DET", "PRON") and self.tokens[word.stop].lower not in ("this", "that", "last", "all", "who", "both")

    def is_purpose(self, word: HarmWord) -> bool:
        """"an operation to capture a leader", «para detener a un hombre»: meant, not told, unless the verb before says it came off."""
        before = [t.lower for t in self.tokens[max(0, word.start - 3) : word.start]]
        if self.language == "en":
            if not before or before[-1] != "to":
                return False
            return not set(before) & {"managed", "able", "used", "continued", "continue", "continues", "went", "proceeded"}
        return "para" in before[-1:] or before[-2:] in (["a", "punto"], ["quiere", "que"])

    def voice(self, word: HarmWord) -> str:
        """passive, perfect or bare, by the auxiliaries to the left."""
        k = word.start - 1
        for _ in range(7):
            if k < 0:
                break
            lower = self.tokens[k].lower
            if lower in _BE[self.language]:
                if self.language == "es" and lower in ("había", "hubo", "hay"):
                    return "perfect" if lower == "había" else "passive"
                return "passive"
            if lower in _HAVE[self.language]:
                return "perfect"
            if self.tokens[k].pos == "ADV" or lower in _REPORTED or lower in ("not", "also", "or", "and", "y", "o", "reportedly") or k in self.word_at:
                k -= 1
                continue
            break
        return "bare"

    def nominal(self, w: int, word: HarmWord, use: Use) -> bool:
        """"the death of two", «la muerte de 63 personas», "the bodies of four", "Kevin's death"."""
        if word.start in self.owner and self.quantities[self.owner[word.start]].inner == w and self.quantities[self.owner[word.start]].sort is not Sort.SINGLE:
            return False
        k = word.stop
        last = self.tokens[word.stop - 1].lower
        opens = {"en": ("of", "to"), "es": ("de", "a", "del", "al", "contra")}[self.language]
        if last not in opens:
            # «muerte violenta de», "death by shooting of", "death in custody of"
            steps = 0
            while k < len(self.tokens) and self.tokens[k].lower not in opens and steps < 4:
                token = self.tokens[k]
                if token.pos in ("VERB", "AUX", "PUNCT", "CCONJ") or k in self.owner or (token.pos == "NOUN" and k > word.stop + 1 and self.language == "en"):
                    k = -1
                    break
                k, steps = k + 1, steps + 1
            if k < 0 or k >= len(self.tokens) or self.tokens[k].lower not in opens:
                return self.possessor(w, word, use)
            # «del», «al» are the article of the quantity
            if self.tokens[k].lower not in ("del", "al"):
                k += 1
        skip = 0
        while k < len(self.tokens) and skip < 3 and k not in self.owner and self.tokens[k].lower in ("at", "least", "the", "los", "las", "a", "al", "menos", "de", "entre", "between", "other", "otros", "otras", "otro", "otra", "sus", "su", "his", "her", "their"):
            k, skip = k + 1, skip + 1
        k = self.past_title(k)
        if k in self.owner:
            quantity = self.quantities[self.owner[k]]
            if quantity.sort is Sort.NAME and last in ("massacre", "masacre", "matanza", "slaughter", "carnage"):
                return False
            if quantity.start >= word.stop - (1 if last in opens else 0) and self.is_fit(quantity, use):
                return self.link(self.owner[k], w, use.measure, 3)
        return False

    def past_title(self, k: int) -> int:
        """«del dictador libio Muamar»: over a title to the name it stands before."""
        for step in range(k, min(k + 4, len(self.tokens))):
            if step in self.owner:
                return step if self.quantities[self.owner[step]].sort is Sort.NAME or step == k else k
            if self.tokens[step].pos not in ("NOUN", "ADJ", "PROPN"):
                return k
        return k

    def with_harm(self, w: int, word: HarmWord, use: Use) -> bool:
        """"17 with eye injuries", «tres personas con lesiones»."""
        for k in range(word.start - 1, max(-1, word.start - 5), -1):
            lower = self.tokens[k].lower
            if lower in ("with", "con"):
                n = self.owner.get(k - 1)
                return n is not None and self.is_fit(self.quantities[n], use) and self.link(n, w, use.measure, 3)
            if lower in ("for", "por") and (n := self.owner.get(k - 1)) is not None:
                before = {t.lower for t in self.tokens[max(0, self.quantities[n].start - 4) : self.quantities[n].start]}
                return bool(before & _TREATED) and self.is_fit(self.quantities[n], use) and self.link(n, w, use.measure, 3)
            if self.tokens[k].pos not in ("NOUN", "ADJ", "ADV", "DET", "VERB", "PROPN"):
                return False
        return False

    def possessor(self, w: int, word: HarmWord, use: Use) -> bool:
        """"the weaver's death": one, named or definite."""
        k = word.start - 1
        while k > 0 and self.tokens[k].pos == "ADJ":
            k -= 1
        if k > 0 and self.tokens[k].lower in ("'s", "’s", "'") and (k - 1) in self.owner and use.frame == "event":
            n = self.owner[k - 1]
            if self.quantities[n].sort in (Sort.NAME, Sort.SINGLE) or self.quantities[n].is_known:
                return self.link(n, w, use.measure, 3)
        return False

    def take_after(self, w: int, word: HarmWord, use: Use, sureness: int, *, is_subject: bool = False) -> bool:
        """The quantity that follows with only fillers between."""
        k = word.stop
        skip = _SKIP[self.language]
        for _ in range(6):
            if k >= len(self.tokens):
                return False
            if k in self.owner:
                n = self.owner[k]
                quantity = self.quantities[n]
                if quantity.start < word.stop or not self.is_fit(quantity, use, sureness):
                    return False
                if (quantity.inner is not None and not self.overrides_at(n, w, use)) or (quantity.is_elliptic and quantity.sort is Sort.SINGLE and quantity.inner is None):
                    return False
                if is_subject and quantity.sort is Sort.COUNT and not quantity.is_known and self.tokens[k - 1].lower == "a" and self.language == "es":
                    return False
                return self.link(n, w, use.measure, sureness)
            token = self.tokens[k]
            if k in self.word_at and token.lower not in skip:
                # "killed and wounded 30" is no count of the killed
                return False
            if token.lower in skip or token.pos == "ADV":
                if self.language == "en" and token.lower in ("the", "a", "of", "that", "who", "to", "be", "as"):
                    if token.lower in ("of", "that", "who", "to", "as", "be"):
                        return False
                k += 1
                continue
            if token.lower in ("and", "y", "e", "or") and k + 1 < len(self.tokens) and self.tokens[k + 1].pos == "VERB" and k + 1 not in self.word_at and k + 2 in self.owner:
                k += 2  # "arrested and beat six clerks"
                continue
            if (titled := self.past_title(k)) != k and use.frame == "verb":
                k = titled
                continue
            return False
        return False

    def take_before(
        self, w: int, word: HarmWord, use: Use, sureness: int, *, adjacent: bool = False, through_auxiliaries: bool = False
    ) -> bool:
        """The quantity that stands before with only fillers (or auxiliaries) between."""
        k = word.start - 1
        skip = _SKIP[self.language]
        limit = 3 if adjacent else 8
        crossed_auxiliary, hops = False, 0
        for _ in range(limit):
            if k < 0:
                return False
            if k in self.owner:
                n = self.owner[k]
                quantity = self.quantities[n]
                if n in self.taken and not self.overrides_at(n, w, use):
                    return False
                if not self.is_fit(quantity, use, sureness):
                    return False
                if crossed_auxiliary and quantity.sort in (Sort.SINGLE, Sort.NAME) and self.is_oblique(quantity) and use.frame != "event":
                    return False  # "two friends of the dealer were held": the tree decides
                return self.link(n, w, use.measure, sureness)
            token = self.tokens[k]
            lower = token.lower
            if lower in _BE[self.language] or lower in _HAVE[self.language]:
                if adjacent:
                    return False
                crossed_auxiliary = True
                k -= 1
                continue
            if k in self.word_at and not (self.language == "en" and lower in ("shot", "found")):
                # "killed or injured": the first word of the pair owns the quantity
                return False
            if not adjacent and hops < 2 and (hopped := self.hop(k)) is not None:
                k, hops = hopped, hops + 1
                continue
            if lower in ("who", "that", "que", "which") and use.frame == "verb" and not crossed_auxiliary:
                return False
            if lower in skip or token.pos == "ADV" or (token.pos == "ADJ" and adjacent and self.language == "es"):
                if lower in ("of", "that", "de", "que") and not crossed_auxiliary and lower in ("of", "de"):
                    return False
                k -= 1
                continue
            return False
        return False

    def hop(self, k: int) -> int | None:
        """Over an insertion that ends at token `k` ("…, 19, was", "… -- a Briton -- were", "(…)"): the token before it, where people stand."""
        pair = {",": (",",), ")": ("(",), "--": ("--",), "—": ("—",), "-": ("-",)}.get(self.tokens[k].text)
        if pair is None:
            return None
        for j in range(k - 1, max(-1, k - 26), -1):
            if self.tokens[j].text in _STOPS:
                return None
            if self.tokens[j].text in pair and j > 0 and (j - 1) in self.owner:
                quantity = self.quantities[self.owner[j - 1]]
                if quantity.stop == j and not has_part_cue(self.sentence, quantity, self.language):
                    return j - 1
        return None

    def is_fit(self, quantity: Quantity, use: Use, sureness: int = 2) -> bool:
        """Whether this use may count this quantity at all."""
        if self.language == "es" and not self.agrees(quantity, use):
            return False
        if quantity.sort is Sort.PRONOUN:
            return use.frame in ("die", "verb") and use.measure is Measure.KILLED
        if quantity.sort is Sort.COUNT and not quantity.is_known and quantity.head is not None:
            head = self.tokens[quantity.head]
            if head.pos not in ("NOUN", "PROPN", "ADJ"):
                return False
            if use.is_weak or use.frame == "event" or use.measure is Measure.MISSING:
                return False
        if quantity.sort is Sort.SINGLE and not quantity.is_known and not quantity.is_other:
            if sureness < 3 or use.frame != "verb" or use.is_weak or use.measure is Measure.DISPLACED or quantity.head is None:
                return False
            return self.tokens[quantity.head].dep in _PATIENTS
        if quantity.sort is Sort.NAME:
            return self.is_free_name(quantity, use)
        return True

    def agrees(self, quantity: Quantity, use: Use) -> bool:
        """«muertos» is said of several, «muerta» of one: number, where the word shows it."""
        if use.frame not in ("state", "verb", "die") or self.current is None:
            return True
        last = self.tokens[self.current.stop - 1].lower
        if use.role not in ("participle", "word") or self.voice(self.current) == "perfect":
            return True
        if last.endswith(("os", "as")) and quantity.sort in (Sort.SINGLE, Sort.NAME):
            k = quantity.start - 1
            joined = (k >= 0 and self.tokens[k].lower in ("y", "e", ",")) or (quantity.stop < len(self.tokens) and self.tokens[quantity.stop].lower in ("y", "e"))
            return joined
        return not (last.endswith(("o", "a")) and last not in ("vida",) and quantity.sort is Sort.COUNT and quantity.number is not None and quantity.number.value > 1 and use.role == "word" and quantity.bounds.hedge is not Hedge.ABOUT)

    def is_free_name(self, quantity: Quantity, use: Use) -> bool:
        """A name behind a preposition is a place or another's name; one in capitals before a comma heads a dateline."""
        before = self.tokens[quantity.start - 1].lower if quantity.start else ""
        if use.frame not in ("event", "body") and (
            before in _PREPOSITIONS[self.language] - {"a"} or before in ("of", "de", "del", "to", "al")
        ):
            return False
        after = self.tokens[quantity.stop].text if quantity.stop < len(self.tokens) else ""
        if quantity.start == 0 and after in (",", "(", "-", "--", ".-", "."):
            following = self.tokens[quantity.stop + 1] if quantity.stop + 1 < len(self.tokens) else None
            beyond = self.tokens[quantity.stop + 2].lower if quantity.stop + 2 < len(self.tokens) else ""
            if self.tokens[0].text.isupper() or (following is not None and following.text[:1].isdigit() and other_nouns(self.language).get(beyond) == "date"):
                return False
        return True

    # -- the tree --------------------------------------------------------------------------------------------

    def by_tree(self, w: int) -> None:
        word = self.harm[w]
        use = word.use("verb", "die", "state")
        if use is None:
            return
        if use.frame == "verb":
            voice = self.voice(word)
            wants_subject = voice == "passive" or (
                use.role in ("past", "participle") and voice == "bare" and self.is_reduced(word)
            )
            if use.role == "finite" and self.is_purpose(word):
                return
            if not wants_subject:
                for n in self.dependents(word, _OBJECTS | ({"nsubj"} if self.language == "es" else set())):
                    if self.quantities[n].start >= word.stop and self.is_fit(self.quantities[n], use) and self.link(n, w, use.measure, 2):
                        return
                return
        for n in self.subjects(word):
            if self.is_fit(self.quantities[n], use) and self.link(n, w, use.measure, 2):
                return

    def is_reduced(self, word: HarmWord) -> bool:
        """A participle by the tree: it modifies a noun, or has a passive subject, or goes with a passive."""
        token = self.tokens[word.start]
        if token.dep in ("acl", "acl:relcl", "amod", "appos"):
            return True
        if any(self.tokens[c].dep in ("nsubj:pass", "aux:pass") for c in self.sentence.children[word.start]):
            return True
        if token.dep == "conj":
            return any(self.tokens[c].dep in ("nsubj:pass", "aux:pass") for c in self.sentence.children[token.head])
        return False

    def dependents(self, word: HarmWord, labels: frozenset[str] | set[str]) -> list[int]:
        found: list[int] = []
        for k in range(word.start, word.stop):
            for child in self.sentence.children[k]:
                if self.tokens[child].dep not in labels:
                    continue
                if child in self.owner:
                    found.append(self.owner[child])
                else:  # "detained a facilitator of theirs and several others": the conjunct is counted where the first is not
                    found += [self.owner[c] for c in self.sentence.subtree(child) if self.tokens[c].dep == "conj" and c in self.owner]
        return found

    def subjects(self, word: HarmWord) -> list[int]:
        """Quantities that are subject of the word, by the tree: its own, its clause's, or the noun it modifies."""
        labels = _SUBJECTS if self.language == "en" else _SUBJECTS | {"obj"}
        k = word.start
        for _ in range(4):
            found = [self.owner[c] for c in self.sentence.children[k] if self.tokens[c].dep in labels and c in self.owner]
            if found:
                return sorted(found, key=lambda n: self.quantities[n].sort is not Sort.COUNT)
            token = self.tokens[k]
            if token.dep in ("acl:relcl", "acl", "amod") and token.head != k:
                return [self.owner[token.head]] if token.head in self.owner else []
            if any(self.tokens[c].dep in _SUBJECTS for c in self.sentence.children[k]):
                return []
            if token.dep in ("conj", "xcomp", "cop", "aux:pass", "advcl") and token.head != k and self.tokens[token.head].pos in ("VERB", "AUX", "ADJ"):
                if token.dep == "advcl":
                    return []
                k = token.head
                continue
            break
        return []

    # -- the line --------------------------------------------------------------------------------------------

    def by_line(self, w: int) -> None:
        """The nearest quantity to the left in the clause of a predicate, across a phrase with prepositions; to the right over a place."""
        word = self.harm[w]
        use = word.use("verb", "die", "state")
        if use is None or (use.role == "gerund"):
            return
        voice = self.voice(word)
        wants_subject = use.frame == "die" or voice == "passive"
        if use.frame == "die" and self.language == "es" and use.role == "participle" and voice == "bare":
            return
        if not wants_subject:
            return
        n = self.nearest_before(word)
        if n is not None and self.is_fit(self.quantities[n], use):
            self.link(n, w, use.measure, 1)
            return
        if self.language == "es":
            n = self.nearest_after(word)
            if n is not None and self.is_fit(self.quantities[n], use):
                self.link(n, w, use.measure, 1)

    def nearest_before(self, word: HarmWord) -> int | None:
        k = word.start - 1
        passed = 0
        while k >= 0 and passed < 14:
            if k in self.owner:
                n = self.owner[k]
                quantity = self.quantities[n]
                if has_part_cue(self.sentence, quantity, self.language):
                    k = quantity.start - 1
                    continue
                if n not in self.taken and quantity.sort in (Sort.COUNT, Sort.ZERO) and not self.is_oblique(quantity):
                    return n
                if n in self.taken:
                    return None
                k = quantity.start - 1
                continue
            token = self.tokens[k]
            if token.text == ")" and (opened := self.opening(k)) is not None:
                k = opened - 1
                continue
            if token.text in _STOPS or k in self.word_at:
                return None
            if token.pos in ("VERB",) and token.dep not in ("acl", "acl:relcl", "amod"):
                return None
            k, passed = k - 1, passed + 1
        return None

    def opening(self, k: int) -> int | None:
        """The bracket that the one at `k` closes."""
        return next((j for j in range(k - 1, max(-1, k - 20), -1) if self.tokens[j].text == "("), None)

    def nearest_after(self, word: HarmWord) -> int | None:
        k = word.stop
        passed = 0
        while k < len(self.tokens) and passed < 9:
            if k in self.owner:
                n = self.owner[k]
                quantity = self.quantities[n]
                if n not in self.taken and quantity.sort is Sort.COUNT and quantity.is_known and not self.is_oblique(quantity):
                    return n
                return None
            token = self.tokens[k]
            if token.text in _STOPS or token.lower in ("y", "e", "pero", "que", "por", "cuando") or token.pos == "VERB" or k in self.word_at:
                return None
            k, passed = k + 1, passed + 1
        return None

    def is_oblique(self, quantity: Quantity) -> bool:
        """A quantity right behind a preposition is no subject ("in the camp of 2,000 refugees")."""
        before = self.tokens[quantity.start - 1].lower if quantity.start else ""
        return before in _PREPOSITIONS[self.language] or before in ("of", "de", "to", "than", "among", "del")
