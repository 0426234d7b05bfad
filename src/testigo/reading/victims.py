"""Which people a word of harm counts: quantity and word of harm are linked, the sure way first.

Three passes over a sentence: what stands side by side ("13 killed", «33 heridos», "killing 19", «murieron 13 personas», "the death of
two"), then the tree (subjects and objects at a distance), then the line of words where the tree has nothing to say. A quantity is
counted once; a conjunct of a counted quantity goes with it ("two soldiers and a civilian").
"""

from __future__ import annotations

from testigo.model.toll import Hedge, Measure
from testigo.reading.distant import Distant
from testigo.reading.linking_words import BE, HAVE
from testigo.reading.links import Link
from testigo.reading.quantities import Quantity, Sort, ordinal_value

_TOLD_OF = frozenset(
    (
        "hubo hay registró registra registraron reportó reporta reportan confirmó confirma dejó deja causó provocó informó informaron suma sumó "
        "confirmed reported reports recorded resulted resulting caused left leaving was been saw announced counted"
    ).split()
)
_SINGLE_DEATH = frozenset({"death", "muerte", "deceso", "fallecimiento", "fatality"})
_VAGUE_PEOPLE = 10
_MIXING = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})


_BEEN = frozenset({"was", "been", "is"})


class VictimLinker(Distant):
    """One sentence; `run` gives what was found, in order of quantity."""

    def run(self) -> tuple[Link, ...]:
        """All links, best first pass wins."""
        for n, quantity in enumerate(self.quantities):
            if quantity.inner is not None:
                use = self.harm[quantity.inner].use("person", "event", "body", "state", "verb", "die")
                if use is not None and self.is_count_of_people(quantity):
                    self.link(n, quantity.inner, use.measure, 3)
        for step in (self.beside, self.by_tree, self.by_line):
            for w in range(len(self.harm)):
                if w not in self.served:
                    self.current = self.harm[w]
                    step(w)
        self.raise_to_death()
        self.drop_mixed()
        return tuple(self.taken[n] for n in sorted(self.taken)) + tuple(self.shared())

    def raise_to_death(self) -> None:
        """As in "was shot and later died", «fue apuñalado y falleció», "shot her to death": the weak word gives way to the death told after it."""
        for n, link in list(self.taken.items()):
            use = self.harm[link.word].use("verb")
            if use is None or not use.is_weak or link.measure is not Measure.INJURED:
                continue
            for w in range(link.word + 1, len(self.harm)):
                word = self.harm[w]
                fatal = word.use("die", "verb", "state")
                if fatal is None or fatal.measure is not Measure.KILLED or w in self.served:
                    continue
                if self.is_done_to_self(word):
                    continue  # "shot his wife, then killed himself"
                if any(
                    self.owner.get(k, n) != n and self.quantities[self.owner[k]].sort is Sort.COUNT
                    for k in range(self.harm[link.word].stop, word.start)
                ):
                    break
                self.taken[n] = Link(n, w, Measure.KILLED, link.sureness)
                self.served[w] = n
                break
            else:
                words = [
                    t.lower for t in self.tokens[self.harm[link.word].stop : self.harm[link.word].stop + 9]
                ]
                if any(words[k : k + 2] == ["to", "death"] for k in range(len(words))):
                    self.taken[n] = Link(n, link.word, Measure.KILLED, link.sureness)

    def drop_mixed(self) -> None:
        """As in "30 killed or injured", «300 muertos y heridos»: one number for two things counts neither (RECONCILING.md R1)."""
        for n, link in list(self.taken.items()):
            if self.is_second_of_two(n, link):
                del self.taken[n]
                continue
            k = self.harm[link.word].stop
            if k >= len(self.tokens) or self.tokens[k].lower not in (
                "and",
                "or",
                "y",
                "o",
                "e",
                "u",
                "/",
                ",",
            ):
                continue
            if self.tokens[k].text == "," and not any(
                t.lower in ("or", "and", "o", "y") for t in self.tokens[k : k + 5]
            ):
                continue
            k += 1
            while k < len(self.tokens) and (
                self.tokens[k].pos == "ADV"
                or (
                    self.tokens[k - 1].lower in ("or", "o", "u", "han", "fueron", "resultado", "been", "were")
                    and (
                        self.tokens[k].lower in BE[self.language]
                        or self.tokens[k].lower in HAVE[self.language]
                        or self.tokens[k].lower == "resultado"
                    )
                )
            ):
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

    def is_second_of_two(self, n: int, link: Link) -> bool:
        """As in "killing and wounding dozens": the first word has no people of its own."""
        start = self.harm[link.word].start
        if (
            start < 2
            or self.quantities[n].start < start
            or self.tokens[start - 1].lower not in ("and", "or", "y", "o")
        ):
            return False
        first = self.word_at.get(start - 2)
        if first is None or first in self.served:
            return False
        use, own = self.harm[first].use("verb"), self.harm[link.word].use("verb")
        return (
            use is not None
            and own is not None
            and use.role == own.role == "gerund"
            and use.measure is not link.measure
            and {use.measure, link.measure} <= _MIXING
        )

    def shared(self) -> list[Link]:
        """«decenas han muerto y han resultado heridas»: two whole predicates of one subject, each with its auxiliary, count it twice."""
        found: list[Link] = []
        for n, link in self.taken.items():
            k = self.harm[link.word].stop
            if k + 2 >= len(self.tokens) or self.tokens[k].lower not in ("y", "and") or link.sureness < 2:
                continue
            k += 1
            start = k
            while k < len(self.tokens) and (
                self.tokens[k].lower in BE[self.language]
                or self.tokens[k].lower in HAVE[self.language]
                or self.tokens[k].pos == "ADV"
            ):
                k += 1
            other = self.word_at.get(k)
            is_sequence = other is not None and link.measure in (
                Measure.MISSING,
                Measure.ARRESTED,
            )  # "abducted and shot dead"
            if (
                (k == start and not is_sequence)
                or other is None
                or other in self.served
                or k in self.owner
                or self.has_object(other)
            ):
                continue
            use = self.harm[other].use("verb", "die", "state")
            if use is not None and use.measure is not link.measure:
                found.append(Link(n, other, use.measure, 1))
        return found

    def has_object(self, w: int) -> bool:
        """The word takes people of its own after it ("killed and wounded seven")."""
        after = self.harm[w].stop
        return any(k in self.owner for k in range(after, min(after + 3, len(self.tokens))))

    def is_count_of_people(self, quantity: Quantity) -> bool:
        """An inner word of harm counts, but "an injury" or "a death" as a single event noun needs a number."""
        assert quantity.inner is not None
        if quantity.sort is Sort.SINGLE and quantity.head is not None and not quantity.is_known:
            return False
        if (
            self.language == "es"
            and quantity.sort is Sort.SINGLE
            and self.tokens[self.harm[quantity.inner].stop - 1].lower.endswith(("os", "as"))
        ):
            return False  # «partidarios del alcalde heridos»: said of others
        if quantity.number is not None and quantity.number.is_vague and quantity.number.value < _VAGUE_PEOPLE:
            last = self.tokens[self.harm[quantity.inner].stop - 1].lower
            if last in ("injuries", "lesiones"):
                return False  # "multiple injuries" are one person's
        if quantity.sort is Sort.SINGLE and self.tokens[self.harm[quantity.inner].start].lower in (
            "martyr",
            "mártir",
        ):
            return False
        if quantity.sort is Sort.SINGLE and self.harm[quantity.inner].use("event", "body") is not None:
            return self.is_single_death(quantity)
        return True

    def is_single_death(self, quantity: Quantity) -> bool:
        """As in "a death", «una muerte», "a third death", and not "a massacre", "a killing spree"."""
        assert quantity.inner is not None
        last = self.tokens[self.harm[quantity.inner].stop - 1].lower
        if last not in _SINGLE_DEATH or quantity.is_definite:
            return False
        inside = self.tokens[quantity.start : quantity.stop]
        if quantity.bounds.hedge is not Hedge.EXACT or any(ordinal_value(t.lower) > 1 for t in inside):
            return True
        after = {t.lower for t in self.tokens[quantity.stop : quantity.stop + 4]}
        if self.tokens[quantity.start].lower == "a" and after & _BEEN and (after - _BEEN) & _TOLD_OF:
            return True  # "a death was reported"
        before = {t.lower for t in self.tokens[max(0, quantity.start - 6) : quantity.start]}
        return bool(before & _TOLD_OF)
