"""People and words of harm that stand side by side: "13 killed", «murieron 13 personas», "the death of two"."""

from __future__ import annotations

from testigo.model.toll import Measure
from testigo.reading.harm import HarmWord, Use
from testigo.reading.linking_words import BE, HAVE, SKIP, STOPS
from testigo.reading.links import REFLEXIVES, LinkTable
from testigo.reading.parts import has_part_cue
from testigo.reading.quantities import Sort

_TREATED = frozenset(
    ("treated treating treat atendió atendieron atendido atendidas atendidos atienden atiende").split()
)
_MANNER = frozenset(
    "tiros balazos golpes machetazos puñaladas cuchilladas palos pedradas quemarropa perdigonazos martillazos hachazos plomo".split()
)
_NEVER_ACTIVE = frozenset(
    ("taken thrown slain beaten burnt charred hacked placed remanded sent held forcibly rounded").split()
)


class Beside(LinkTable):
    """The first pass: only fillers and auxiliaries lie between."""

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
        if verb is not None and word.stop < len(self.tokens) and self.tokens[word.stop].lower in REFLEXIVES:
            if not self.take_before(w, word, verb, 3):
                for n in self.subjects(word):
                    if self.link(n, w, verb.measure, 2):
                        break
            return
        if verb is not None:
            voice = self.voice(word)
            if (
                verb.role == "finite"
                and self.tokens[word.start].pos not in ("VERB", "AUX")
                and self.tokens[word.start].text.islower()
            ):
                return
            if verb.role == "gerund" or (verb.role == "finite" and voice != "passive"):
                if verb.role == "finite" and self.is_purpose(word):
                    return
                if self.take_after(w, word, verb, 3):
                    return
                if verb.role == "gerund":
                    return
            elif voice == "passive":
                self.take_before(w, word, verb, 3)
                return
            elif voice == "perfect":
                self.take_after(w, word, verb, 3)
                return
            elif verb.role == "past":
                if self.tokens[word.start].lower not in _NEVER_ACTIVE and self.take_after(w, word, verb, 3):
                    return
                if not self.has_plain_object(word) and self.take_before(w, word, verb, 3, adjacent=True):
                    return
        if (
            (use := word.use("state", "person")) is not None
            and not (verb is not None and self.has_plain_object(word))
            and self.take_before(w, word, use, 3)
        ):
            return
        if (use := word.use("die")) is not None:
            self.take_before(w, word, use, 3)

    def beside_spanish(self, w: int, word: HarmWord) -> None:
        if (use := word.use("event", "body")) is not None and self.nominal(w, word, use):
            return
        if (
            (use := word.use("state", "event")) is not None
            and use.measure is Measure.INJURED
            and self.with_harm(w, word, use)
        ):
            return
        verb, die = word.use("verb"), word.use("die")
        if die is not None and die.role != "word":
            is_finite = die.role == "finite" or self.voice(word) in ("perfect", "passive")
            if is_finite:
                if self.take_after(w, word, die, 3, is_subject=True):
                    return
                self.take_before(w, word, die, 3)
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
                self.take_before(w, word, verb, 3)
                return
        if (use := word.use("state", "person", "verb")) is not None:
            if self.take_before(w, word, use, 3, adjacent=True):
                return
            if self.voice(word) == "passive":
                if self.take_after(w, word, use, 3, is_subject=True):
                    return
                self.take_before(w, word, use, 3)
            return
        if die is not None:
            self.take_before(w, word, die, 3)

    def has_plain_object(self, word: HarmWord) -> bool:
        """As in "nine clerks hurt the company": an article right behind makes the verb active."""
        return (
            word.stop < len(self.tokens)
            and self.tokens[word.stop].pos in ("DET", "PRON")
            and self.tokens[word.stop].lower not in ("this", "that", "last", "all", "who", "both")
        )

    def is_purpose(self, word: HarmWord) -> bool:
        """As in "an operation to capture a leader", «para detener a un hombre»: meant, not told, unless the verb before says it came off."""
        before = [t.lower for t in self.tokens[max(0, word.start - 3) : word.start]]
        if self.language == "en":
            if not before or before[-1] != "to":
                return False
            return not set(before) & {
                "managed",
                "able",
                "used",
                "continued",
                "continue",
                "continues",
                "went",
                "proceeded",
            }
        return "para" in before[-1:] or before[-2:] in (["a", "punto"], ["quiere", "que"])

    def nominal(self, w: int, word: HarmWord, use: Use) -> bool:
        """As in "the death of two", «la muerte de 63 personas», "the bodies of four", "Kevin's death"."""
        if (
            word.start in self.owner
            and self.quantities[self.owner[word.start]].inner == w
            and self.quantities[self.owner[word.start]].sort is not Sort.SINGLE
        ):
            return False
        k = word.stop
        last = self.tokens[word.stop - 1].lower
        opens = {"en": ("of", "to"), "es": ("de", "a", "del", "al", "contra")}[self.language]
        if last not in opens:
            # «muerte violenta de», "death by shooting of", "death in custody of"
            steps = 0
            while (
                k < len(self.tokens)
                and steps < 4
                and (self.tokens[k].lower not in opens or self.is_manner(k))
            ):
                if self.is_manner(k):
                    k += 2  # «el asesinato a tiros de tres campesinos»
                    continue
                token = self.tokens[k]
                if token.text == "," and (closed := self.insertion(k)) is not None:
                    k = closed + 1  # «la muerte, el miércoles, de cinco vecinos»
                    continue
                if (
                    token.pos in ("VERB", "AUX", "PUNCT", "CCONJ")
                    or k in self.owner
                    or (token.pos == "NOUN" and k > word.stop + 1 and self.language == "en")
                ):
                    k = -1
                    break
                k, steps = k + 1, steps + 1
            if k < 0 or k >= len(self.tokens) or self.tokens[k].lower not in opens:
                return self.possessor(w, word, use)
            # «del», «al» are the article of the quantity
            if self.tokens[k].lower not in ("del", "al"):
                k += 1
        skip = 0
        while (
            k < len(self.tokens)
            and skip < 3
            and k not in self.owner
            and self.tokens[k].lower
            in (
                "at",
                "least",
                "the",
                "los",
                "las",
                "a",
                "al",
                "menos",
                "de",
                "entre",
                "between",
                "other",
                "otros",
                "otras",
                "otro",
                "otra",
                "sus",
                "su",
                "his",
                "her",
                "their",
            )
        ):
            k, skip = k + 1, skip + 1
        k = self.past_title(k)
        if k in self.owner:
            quantity = self.quantities[self.owner[k]]
            if quantity.sort is Sort.NAME and last in (
                "massacre",
                "masacre",
                "matanza",
                "slaughter",
                "carnage",
            ):
                return False
            if quantity.start >= word.stop - (1 if last in opens else 0) and self.is_fit(quantity, use):
                return self.link(self.owner[k], w, use.measure, 3)
        return False

    def is_manner(self, k: int) -> bool:
        return (
            self.language == "es"
            and self.tokens[k].lower == "a"
            and k + 1 < len(self.tokens)
            and self.tokens[k + 1].lower in _MANNER
        )

    def insertion(self, k: int) -> int | None:
        """The comma that closes what the one at `k` opens: a few words without a verb, a number or people."""
        for j in range(k + 1, min(k + 7, len(self.tokens))):
            if self.tokens[j].text == ",":
                return j
            if self.tokens[j].pos in ("VERB", "AUX", "CCONJ") or j in self.owner or j in self.word_at:
                return None
        return None

    def past_title(self, k: int) -> int:
        """«del dictador libio Muamar»: over a title to the name it stands before."""
        for step in range(k, min(k + 4, len(self.tokens))):
            if step in self.owner:
                return step if self.quantities[self.owner[step]].sort is Sort.NAME or step == k else k
            if self.tokens[step].pos not in ("NOUN", "ADJ", "PROPN"):
                return k
        return k

    def with_harm(self, w: int, word: HarmWord, use: Use) -> bool:
        """As in "17 with eye injuries", «tres personas con lesiones»."""
        for k in range(word.start - 1, max(-1, word.start - 5), -1):
            lower = self.tokens[k].lower
            if lower in ("with", "con"):
                n = self.owner.get(k - 1)
                return (
                    n is not None and self.is_fit(self.quantities[n], use) and self.link(n, w, use.measure, 3)
                )
            if lower in ("for", "por") and (n := self.owner.get(k - 1)) is not None:
                before = {
                    t.lower
                    for t in self.tokens[max(0, self.quantities[n].start - 4) : self.quantities[n].start]
                }
                return (
                    bool(before & _TREATED)
                    and self.is_fit(self.quantities[n], use)
                    and self.link(n, w, use.measure, 3)
                )
            if self.tokens[k].pos not in ("NOUN", "ADJ", "ADV", "DET", "VERB", "PROPN"):
                return False
        return False

    def possessor(self, w: int, word: HarmWord, use: Use) -> bool:
        """As in "the weaver's death": one, named or definite."""
        k = word.start - 1
        while k > 0 and self.tokens[k].pos == "ADJ":
            k -= 1
        if (
            k > 0
            and self.tokens[k].lower in ("'s", "’s", "'")
            and (k - 1) in self.owner
            and use.frame == "event"
        ):
            n = self.owner[k - 1]
            if self.quantities[n].sort in (Sort.NAME, Sort.SINGLE) or self.quantities[n].is_known:
                return self.link(n, w, use.measure, 3)
        return False

    def take_after(
        self, w: int, word: HarmWord, use: Use, sureness: int, *, is_subject: bool = False
    ) -> bool:
        """The quantity that follows with only fillers between."""
        k = word.stop
        skip = SKIP[self.language]
        for _ in range(6):
            if k >= len(self.tokens):
                return False
            if k in self.owner:
                n = self.owner[k]
                quantity = self.quantities[n]
                if quantity.start < word.stop or not self.is_fit(quantity, use, sureness):
                    return False
                if (quantity.inner is not None and not self.overrides_at(n, w, use)) or (
                    quantity.is_elliptic and quantity.sort is Sort.SINGLE and quantity.inner is None
                ):
                    return False
                if (
                    is_subject
                    and quantity.sort is Sort.COUNT
                    and not quantity.is_known
                    and self.tokens[k - 1].lower == "a"
                    and self.language == "es"
                ):
                    return False
                return self.link(n, w, use.measure, sureness)
            token = self.tokens[k]
            if k in self.word_at and token.lower not in skip:
                # "killed and wounded 30" is no count of the killed
                return False
            if token.lower in skip or token.pos == "ADV":
                if self.language == "en" and token.lower in (
                    "the",
                    "a",
                    "of",
                    "that",
                    "who",
                    "to",
                    "be",
                    "as",
                ):
                    if token.lower in ("of", "that", "who", "to", "as", "be"):
                        return False
                k += 1
                continue
            if (
                token.lower in ("and", "y", "e", "or")
                and k + 1 < len(self.tokens)
                and self.tokens[k + 1].pos == "VERB"
                and k + 1 not in self.word_at
                and k + 2 in self.owner
            ):
                k += 2  # "arrested and beat six clerks"
                continue
            if (titled := self.past_title(k)) != k and use.frame == "verb":
                k = titled
                continue
            return False
        return False

    def take_before(
        self,
        w: int,
        word: HarmWord,
        use: Use,
        sureness: int,
        *,
        adjacent: bool = False,
    ) -> bool:
        """The quantity that stands before with only fillers (or auxiliaries) between."""
        k = word.start - 1
        skip = SKIP[self.language]
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
                if (
                    crossed_auxiliary
                    and quantity.sort in (Sort.SINGLE, Sort.NAME)
                    and self.is_oblique(quantity)
                    and use.frame != "event"
                ):
                    return False  # "two friends of the dealer were held": the tree decides
                return self.link(n, w, use.measure, sureness)
            token = self.tokens[k]
            lower = token.lower
            if lower in BE[self.language] or lower in HAVE[self.language]:
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
            if (
                lower in skip
                or token.pos == "ADV"
                or (token.pos == "ADJ" and adjacent and self.language == "es")
            ):
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
            if self.tokens[j].text in STOPS:
                return None
            if self.tokens[j].text in pair and j > 0 and (j - 1) in self.owner:
                quantity = self.quantities[self.owner[j - 1]]
                if quantity.stop == j and not has_part_cue(self.sentence, quantity, self.language):
                    return j - 1
        return None
