"""Whether a word of harm may count people at all: number and voice agree, nothing denies it, and who is told is whom it was done to."""

from __future__ import annotations

from testigo.model.analysis import Sentence
from testigo.model.toll import Hedge, Measure
from testigo.reading.groups import is_abstract_noun, other_nouns
from testigo.reading.harm import HarmWord, Use
from testigo.reading.linking_words import BE, HAVE, NEGATIONS, PREPOSITIONS
from testigo.reading.quantities import Quantity, Sort

_REPORTED = frozenset(
    (
        "confirmed reported feared believed presumed reportedly found critically said to declared "
        "confirmado reportado dado por"
    ).split()
)
_PATIENTS = frozenset({"nsubj:pass", "nsubj", "obj", "iobj", "obl:arg", "root", "conj", "dep"})


class Fitting:
    """One sentence's words of harm and people; `current` is the word of harm that is asked about."""

    def __init__(
        self, sentence: Sentence, harm: tuple[HarmWord, ...], quantities: tuple[Quantity, ...], language: str
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.harm = harm
        self.quantities = quantities
        self.language = language
        self.owner = {k: n for n, q in enumerate(quantities) for k in range(q.start, q.stop)}
        self.current: HarmWord | None = None
        self.word_at = {k: n for n, w in enumerate(harm) for k in range(w.start, w.stop)}

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
        if use.is_weak and self.is_shot_at():
            return False
        if (
            self.is_negated(quantity)
            or self.is_causative(quantity)
            or (self.language == "es" and self.lacks_a(quantity, use))
        ):
            return False
        if use.measure is Measure.DISPLACED and (quantity.sort is not Sort.COUNT or self.is_reflexive()):
            return False
        if quantity.sort is Sort.SINGLE and quantity.inner is not None and not quantity.is_known:
            return False
        if (
            use.is_weak
            and use.role == "past"
            and quantity.sort in (Sort.SINGLE, Sort.NAME)
            and self.current is not None
            and self.voice(self.current) == "bare"
            and self.is_doer(quantity)
        ):
            return False
        if quantity.sort is Sort.SINGLE and not quantity.is_known and not quantity.is_other:
            if (
                sureness < 3
                or use.frame != "verb"
                or use.is_weak
                or use.measure is Measure.DISPLACED
                or quantity.head is None
                or is_abstract_noun(self.tokens[quantity.head].lower, self.language)
                or (self.current is not None and self.tokens[self.current.start].lower.startswith("quem"))
            ):
                return False
            return self.tokens[quantity.head].dep in _PATIENTS
        if quantity.sort is Sort.NAME:
            return self.is_free_name(quantity, use)
        return True

    def is_causative(self, quantity: Quantity) -> bool:
        """«hizo desaparecer los archivos»: not said of whoever does it."""
        word = self.current
        return (
            word is not None
            and self.language == "es"
            and word.start >= max(1, quantity.stop)
            and self.tokens[word.start].lower == "desaparecer"
            and self.tokens[word.start - 1].lower.startswith(("hac", "hic", "hiz", "hec"))
        )

    def lacks_a(self, quantity: Quantity, use: Use) -> bool:
        """«capturó siete rebotes», «capturaron Puerto Aurelio»: people behind the verb that takes them have «a» before them."""
        word = self.current
        if (
            word is None
            or use.frame != "verb"
            or quantity.start < word.stop
            or self.voice(word) == "passive"
            or not (
                quantity.sort is Sort.NAME
                or (quantity.sort is Sort.COUNT and quantity.head is not None and not quantity.is_known)
            )
        ):
            return False
        between = [t.lower for t in self.tokens[word.stop - 1 : quantity.start]]
        return "a" not in between and "al" not in between

    def agrees(self, quantity: Quantity, use: Use) -> bool:
        """«muertos» is said of several, «muerta» of one: number, where the word shows it."""
        if use.frame not in ("state", "verb", "die") or self.current is None:
            return True
        last = self.tokens[self.current.stop - 1].lower
        if use.role not in ("participle", "word") or self.voice(self.current) == "perfect":
            return True
        if last.endswith(("os", "as")) and quantity.sort in (Sort.SINGLE, Sort.NAME):
            k = quantity.start - 1
            return (k >= 0 and self.tokens[k].lower in ("y", "e", ",")) or (
                quantity.stop < len(self.tokens) and self.tokens[quantity.stop].lower in ("y", "e")
            )
        return not (
            last.endswith(("o", "a"))
            and last != "vida"
            and quantity.sort is Sort.COUNT
            and quantity.number is not None
            and quantity.number.value > 1
            and use.role == "word"
            and quantity.bounds.hedge is not Hedge.ABOUT
        )

    def is_doer(self, quantity: Quantity) -> bool:
        """As in "Rojas shot at the gate": a subject by the tree, or "at", "into" behind the verb."""
        assert self.current is not None
        follows = self.tokens[self.current.stop].lower if self.current.stop < len(self.tokens) else ""
        if follows in ("into", "toward", "towards", "back"):
            return True
        return (
            any(
                self.tokens[k].dep == "nsubj" and self.tokens[k].head == self.current.start
                for k in range(quantity.start, quantity.stop)
            )
            and self.sentence.tokens[0].i != quantity.start
        )

    def is_shot_at(self) -> bool:
        """As in "were shot at by soldiers", "was shot at on Monday": aimed at, and not hit."""
        if self.current is None:
            return False
        stop = self.current.stop
        if (
            stop >= len(self.tokens)
            or self.tokens[stop - 1].lower != "shot"
            or self.tokens[stop].lower != "at"
        ):
            return False
        return stop + 1 >= len(self.tokens) or (
            self.tokens[stop + 1].pos in ("ADP", "PUNCT", "SCONJ", "ADV", "CCONJ")
            and self.tokens[stop + 1].lower not in ("about", "around", "close")
        )

    def is_reflexive(self) -> bool:
        """«se desplazaron»: they went of themselves."""
        return (
            self.language == "es"
            and self.current is not None
            and self.current.start > 0
            and self.tokens[self.current.start - 1].lower == "se"
        )

    def is_negated(self, quantity: Quantity) -> bool:
        """As in "was not hurt", «no fue herido»: a "not" among the auxiliaries; a zero says it by itself."""
        if self.current is None or quantity.sort is Sort.ZERO:
            return False
        if quantity.start and self.tokens[quantity.start - 1].lower in ("neither", "nor", "ni", "tampoco"):
            return True
        k = self.current.start - 1
        for _ in range(4):
            if k < 0 or k in self.owner:
                return False
            token = self.tokens[k]
            if token.lower in NEGATIONS[self.language]:
                return True
            if (
                token.pos not in ("AUX", "ADV")
                and token.lower not in BE[self.language]
                and token.lower not in HAVE[self.language]
            ):
                return False
            k -= 1
        return False

    def is_free_name(self, quantity: Quantity, use: Use) -> bool:
        """A name behind a preposition is a place or another's name; one in capitals before a comma heads a dateline, at the head of a report or where
        the rest of the sentence is in small letters.
        """
        before = self.tokens[quantity.start - 1].lower if quantity.start else ""
        if use.frame not in ("event", "body") and (
            before in PREPOSITIONS[self.language] - {"a"} or before in ("of", "de", "del", "to", "al")
        ):
            return False
        after = self.tokens[quantity.stop].text if quantity.stop < len(self.tokens) else ""
        if quantity.start == 0 and after in (",", "(", "-", "--", ".-", "."):
            following = self.tokens[quantity.stop + 1] if quantity.stop + 1 < len(self.tokens) else None
            beyond = self.tokens[quantity.stop + 2].lower if quantity.stop + 2 < len(self.tokens) else ""
            stands_out = self.sentence.index == 0 or any(t.text.islower() for t in self.tokens)
            if (self.tokens[0].text.isupper() and stands_out) or (
                following is not None
                and following.text[:1].isdigit()
                and other_nouns(self.language).get(beyond) == "date"
            ):
                return False
        return True

    def voice(self, word: HarmWord) -> str:
        """passive, perfect or bare, by the auxiliaries to the left."""
        k = word.start - 1
        for _ in range(7):
            if k < 0:
                break
            lower = self.tokens[k].lower
            if lower in BE[self.language]:
                if self.language == "es" and lower in ("había", "hubo", "hay"):
                    return "perfect" if lower == "había" else "passive"
                return "passive"
            if lower in HAVE[self.language]:
                return "perfect"
            if (
                self.tokens[k].pos == "ADV"
                or lower in _REPORTED
                or lower in ("not", "also", "or", "and", "y", "o", "reportedly")
                or k in self.word_at
            ):
                k -= 1
                continue
            break
        return "bare"
