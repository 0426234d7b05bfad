"""People and words of harm at a distance: by the tree, then by the line of words."""

from __future__ import annotations

from testigo.reading.beside import Beside
from testigo.reading.harm import HarmWord
from testigo.reading.linking_words import STOPS
from testigo.reading.parts import has_part_cue
from testigo.reading.quantities import Sort

_OBJECTS = frozenset({"obj", "iobj", "obl:arg"})


class Distant(Beside):
    """The second and third pass, for what the first left open."""

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
                    if (
                        self.quantities[n].start >= word.stop
                        and self.is_fit(self.quantities[n], use)
                        and self.link(n, w, use.measure, 2)
                    ):
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
            return any(
                self.tokens[c].dep in ("nsubj:pass", "aux:pass") for c in self.sentence.children[token.head]
            )
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
                    found += [
                        self.owner[c]
                        for c in self.sentence.subtree(child)
                        if self.tokens[c].dep == "conj" and c in self.owner
                    ]
        return found

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
                if (
                    n not in self.taken
                    and quantity.sort in (Sort.COUNT, Sort.ZERO)
                    and not self.is_oblique(quantity)
                ):
                    return n
                if n in self.taken:
                    return None
                k = quantity.start - 1
                continue
            token = self.tokens[k]
            if token.text == ")" and (opened := self.opening(k)) is not None:
                k = opened - 1
                continue
            if token.text in STOPS or k in self.word_at:
                return None
            if (
                token.pos == "VERB"
                and token.dep not in ("acl", "acl:relcl", "amod")
                and token.lower != "aged"
            ):
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
                if (
                    n not in self.taken
                    and quantity.sort is Sort.COUNT
                    and quantity.is_known
                    and not self.is_oblique(quantity)
                ):
                    return n
                return None
            token = self.tokens[k]
            if (
                token.text in STOPS
                or token.lower in ("y", "e", "pero", "que", "por", "cuando")
                or token.pos == "VERB"
                or k in self.word_at
            ):
                return None
            k, passed = k + 1, passed + 1
        return None
