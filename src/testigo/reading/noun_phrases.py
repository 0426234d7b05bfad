"""Noun phrases of people, token by token: where they end, their head, a word of harm within."""

from __future__ import annotations

from collections.abc import Mapping

from testigo.language.numerals import Numeral, find_numerals
from testigo.model.analysis import Sentence
from testigo.reading.groups import other_nouns, person_nouns
from testigo.reading.harm import HarmWord

_W = {
    "en": {
        "others": frozenset({"others", "other", "more", "another", "additional", "further"}),
        "fill": frozenset(("other more additional further new of a the such total remaining").split()),
        "of": frozenset({"of"}),
        "them": frozenset({"them", "whom", "which", "these", "those", "us"}),
        "the": frozenset(("the those these their his her its our my your this that").split()),
        "single": frozenset({"a", "an", "another", "one"}),
        "definite": frozenset({"the", "his", "her", "their", "this"}),
        "zero": frozenset({"no", "zero"}),
        "nobody": frozenset({"nobody", "no-one", "none"}),
        "pronoun": frozenset({"he", "she", "him"}),
    },
    "es": {
        "others": frozenset({"otros", "otras", "otro", "otra", "más", "mas"}),
        "fill": frozenset(
            (
                "otros otras otro otra más mas nuevos nuevas nuevo nueva presuntos presuntas "
                "supuestos supuestas primeros primeras restantes"
            ).split()
        ),
        "of": frozenset({"de", "del"}),
        "them": frozenset(("ellos ellas cuales quienes éstos estos éstas estas aquellos").split()),
        "the": frozenset(
            ("los las la el estos estas esos esas sus mis nuestros nuestras tus dichos dichas").split()
        ),
        "single": frozenset({"un", "una", "otro", "otra"}),
        "definite": frozenset(("el la su este esta ese esa al del").split()),
        "zero": frozenset({"ningún", "ninguna", "ningun", "cero"}),
        "nobody": frozenset({"nadie", "ninguno"}),
        "pronoun": frozenset({"él", "ella"}),
    },
}
_SPANISH_ARTICLES = frozenset({"el", "la", "los", "las"})
_HYPHENS = frozenset({"-", "'s", "’s", "–"})
_TODAY = frozenset({"today", "yesterday", "tonight"})
# The words that may open one person or none.
STARTERS = {
    language: words["nobody"]
    | words["zero"]
    | words["single"]
    | words["definite"]
    | words["pronoun"]
    | {"no"}
    for language, words in _W.items()
}


class PhraseScan:
    """One sentence being scanned for noun phrases."""

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
                    if (
                        self.harm[harm].use("event", "body")
                        and token.pos in ("NOUN", "PROPN")
                        and self.harm[harm].use("verb") is None
                    ):
                        return self.harm[harm].stop, head if self.lower(head) in self.people else None, harm
                    break
                after = self.harm[harm].stop
                if self.names_person(after) or (
                    after in self.harm_at and self.harm[self.harm_at[after]].use("person", "event", "body")
                ):
                    inner, k = harm, after
                    continue
                if self.harm[harm].use("event") and self.pos(after) == "NOUN" and after not in self.harm_at:
                    return after + 1, after, None  # "63 death certificates"
                if (
                    self.harm[harm].use("person", "event", "state", "body")
                    or self.harm[harm].use("verb") is None
                ):
                    if not self.harm[harm].use("person", "event", "body"):
                        break
                    head_harm = harm
                    return self.harm[harm].stop, None, head_harm
                break
            if k in self.numerals and k > i:
                break
            if (self.others.get(lower) in ("time", "date") or lower in ("times", "others")) and "-" not in (
                self.lower(k - 1),
                self.lower(k + 1),
            ):
                if head is None:
                    return (
                        (i, None, inner)
                        if self.tokens[k].pos == "PROPN" or lower in _TODAY
                        else (k + 1, k, None)
                    )
                return head + 1, head, inner
            if lower in self.people or token.pos in ("NOUN", "PROPN"):
                if (
                    head is not None
                    and self.people.get(self.lower(head)) is not None
                    and self.others.get(lower) in ("time", "date")
                ):
                    break
                if (
                    head is not None
                    and lower not in self.people
                    and self.is_plural_person(head)
                    and token.pos != "NOUN"
                ):
                    break
                head = k
                k += 1
                continue
            if (
                lower == "-"
                and head is not None
                and k + 1 < len(self.tokens)
                and token.start == self.tokens[k - 1].stop
                and self.tokens[k + 1].start == token.stop
                and self.pos(k + 1) in ("VERB", "ADJ")
            ):
                head, k = None, k + 2  # "rebel-held district": no rebel
                continue
            if (
                lower == "("
                and head is not None
                and self.lower(k + 2) == ")"
                and self.lower(k + 3) in self.people
            ):
                k += 3  # "five Farmers' Front (FF) rebels"
                continue
            if (
                self.lower(k + 1) == "-"
                and head is None
                and self.is_noun_soon(k + 2)
                and token.pos != "PUNCT"
            ):
                k += 2  # "off-duty", "then-mayor"
                continue
            if (
                token.pos in ("ADJ", "ADV", "DET", "NUM", "X")
                or lower in _HYPHENS
                or (token.pos == "VERB" and lower.endswith(("ed", "ing", "en")))
                or (lower in (",", "and", "or") and head is None)
            ):
                if (
                    head is not None
                    and lower not in _HYPHENS
                    and not (token.pos == "ADJ" and self.is_noun_soon(k + 1))
                ):
                    break
                if head is None and (
                    not self.is_noun_soon(k + 1) or (token.pos == "ADV" and self.pos(k + 1) == "PUNCT")
                ):
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
            if token.pos not in ("ADJ", "ADV", "NUM", "VERB", "CCONJ", "PUNCT", "X") or token.lower in (
                ".",
                ";",
                "(",
                ")",
                ":",
            ):
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
        if harm is not None and self.lower(k) == "vidas":
            return k + 1, None, harm  # «34.000 vidas de campesinos»
        if harm is not None and self.lower(self.harm[harm].stop - 1) in ("de", "del"):
            return self.harm[harm].stop - 1, k, None  # «dos cuerpos de bomberos»
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
                if (
                    token.lower in ("jóvenes", "joven", "presuntos", "presuntas", "presunto", "presunta")
                    and self.lower(n + 1) in self.people
                ):
                    head = n + 1
                break
            if (
                token.pos not in ("ADJ", "ADV", "DET")
                or n in self.harm_at
                or token.lower in _SPANISH_ARTICLES
            ):
                break
        if head is None:
            # «nuevos heridos»
            if (
                self.pos(k) == "ADJ"
                and (harm := self.harm_at.get(k + 1)) is not None
                and self.harm[harm].use("person", "event")
            ):
                return self.harm[harm].stop, None, harm
            return i, None, None
        # modifiers after the noun, then a participle of harm: «manifestantes egipcios muertos»
        n = head + 1
        if (
            self.lower(n) in ("menores", "menor", "mayores", "mayor")
            and self.lower(n + 1) == "de"
            and self.lower(n + 2) == "edad"
        ):
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
            if (
                self.lower(n) in self.words["others"]
                or self.pos(n) == "ADJ"
                or self.lower(n) in ("«", "»", '"', "“", "”", "'")
            ):
                n += 1
            else:
                break
        return head_stop, head, None

    def governs(self, n: int) -> bool:
        """The word of harm at `n` has an auxiliary before it, so it is a predicate, not a modifier."""
        return self.lower(n - 1) in ("ha", "han", "había", "habían", "fue", "fueron", "sido")
