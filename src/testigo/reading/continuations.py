"""Parts and companions of a figure told before: "including 13 children", «tres de ellos», "43 in Jalisco and two in Veracruz",
"eighteen are civilians", «entre los muertos hay trece menores».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from testigo.language.reporting import report_verbs
from testigo.model.analysis import Sentence
from testigo.model.calendar_names import WEEKDAY_NAMES
from testigo.model.toll import Measure
from testigo.reading.groups import person_nouns
from testigo.reading.harm import HarmWord
from testigo.reading.links import Link
from testigo.reading.parts import has_companion_cue, has_part_cue
from testigo.reading.quantities import Quantity, Sort

_COPULA = {
    "en": frozenset({"are", "were", "is", "was", "being"}),
    "es": frozenset(("son eran fueron es era pertenecían pertenecen pertenecía serían").split()),
}
_IN = {"en": frozenset({"in", "at", "from", "near", "on"}), "es": frozenset({"en", "de", "del", "por"})}
_JOINTS = frozenset((", and y e ; : ( while mientras — - with con –").split())
_INCLUDE = frozenset({"included", "include", "includes", "incluyen", "incluyeron", "incluían"})
_THERE = {
    "en": frozenset({"were", "was", "are", "is"}),
    "es": frozenset(
        (
            "hay había figuran figura están estaban está estaba encuentran encuentra encontraban cuentan hubo"
        ).split()
    ),
}
_GRAVE = frozenset(
    (
        "critically seriously badly severely gravely slightly grave graves gravedad críticos "
        "critical serious gravemente leves crítico"
    ).split()
)
_RESTATING = frozenset(("fueron registraron son eran were contabilizaron contaron hubo sumaron").split())
_REACH = 1
_FAR = 45


@dataclass(slots=True)
class Context:
    """The figures of the sentence before, so that its parts can be told in the next one."""

    measures: list[tuple[Measure, int]] = field(default_factory=list)
    age: int = 99
    fresh: list[tuple[Measure, int]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """The sentence before, or the one before that, had a figure."""
        return bool(self.measures) and self.age <= _REACH

    def remember(self, counted: Iterable[tuple[Measure, Quantity]]) -> None:
        """Keeps what this sentence counted; a count of one opens nothing."""
        self.fresh = [(m, q.bounds.low or q.bounds.high or 0) for m, q in counted]

    def advance(self) -> None:
        """To the next sentence."""
        if self.fresh:
            self.measures, self.age, self.fresh = self.fresh, 0, []
        else:
            self.age += 1

    def measure(self) -> Measure | None:
        """The measure of the largest figure before."""
        rows = [row for row in self.measures if row[1] > 1]
        if any(row[0] is Measure.KILLED for row in rows):
            return Measure.KILLED
        return max(rows, key=lambda row: row[1])[0] if rows else None


def continue_figures(
    sentence: Sentence,
    harm: tuple[HarmWord, ...],
    quantities: tuple[Quantity, ...],
    language: str,
    *,
    links: dict[int, Link],
    context: Context,
) -> set[int]:
    """Adds to `links` the parts and companions of figures told; gives the positions of those that are parts."""
    subsets: set[int] = set()
    companions: set[int] = set()
    for n, quantity in enumerate(quantities):
        is_part = has_part_cue(sentence, quantity, language) or quantity.partitive
        if n in links:
            if not is_part and _is_out_of(sentence, quantities, links, n):
                is_part = True
            if not is_part and _is_with(sentence, quantities, links, n):
                is_part = True
            if is_part and (
                _prior(links, n) is not None
                or (context.is_open and any(m is links[n].measure for m, _ in context.measures))
            ):
                subsets.add(n)
            continue
        if quantity.sort in (Sort.ZERO, Sort.PRONOUN) or _speaks(sentence, quantity, language):
            continue
        if quantity.head is not None and not quantity.is_known and quantity.sort is not Sort.SINGLE:
            continue
        among = _among(sentence, harm, quantity, language)
        if among is not None:
            links[n] = Link(n, among, _measure_of(harm[among]), 0)
            subsets.add(n)
            continue
        prior = _prior(links, n)
        if prior is not None:
            link = links[prior]
            if _blocked(quantities[prior], quantity):
                continue
            if has_part_cue(sentence, quantity, language):
                links[n] = Link(n, link.word, link.measure, 0)
                subsets.add(n)
            elif (quantity.is_known and has_companion_cue(sentence, quantity, language)) or (
                (n - 1) in companions
                and quantity.is_known
                and _is_listed(sentence, quantities[n - 1], quantity)
            ):
                links[n] = Link(n, link.word, link.measure, 0)
                companions.add(n)
            elif link.measure is Measure.INJURED and quantity.head is None and _is_graded(sentence, quantity):
                links[n] = Link(n, link.word, link.measure, 0)
                subsets.add(n)
            elif (total := _summed(sentence, quantities, n, prior, links, language)) is not None:
                for m in total:
                    links[m] = Link(m, link.word, link.measure, 0)
                    subsets.add(m)
            elif quantity.partitive and _is_anaphoric(sentence, quantity):
                links[n] = Link(n, link.word, link.measure, 0)
                subsets.add(n)
            elif (
                quantity.sort is Sort.COUNT
                and quantity.head is None
                and _is_placed(sentence, quantity, language)
            ):
                links[n] = Link(n, link.word, link.measure, 0)
                if _is_larger(quantities[prior], quantity):
                    subsets.add(n)
            elif (
                quantity.sort is Sort.COUNT
                and quantity.head is None
                and (
                    _is_other_joined(sentence, quantity)
                    or _is_restated(sentence, quantity)
                    or _is_parallel(sentence, harm, link, quantity, language)
                )
            ):
                links[n] = Link(n, link.word, link.measure, 0)
            elif (
                quantity.sort is not Sort.NAME
                and _is_after_colon(sentence, quantities[prior], quantity)
                and (quantity.is_known or quantity.head is None)
            ):
                links[n] = Link(n, link.word, link.measure, 0)
                subsets.add(n)
            elif (
                quantity.sort is Sort.SINGLE
                and quantity.head is None
                and _is_parallel(sentence, harm, link, quantity, language)
            ) or (
                quantity.sort is Sort.SINGLE
                and quantity.is_other
                and quantity.head is None
                and _is_placed(sentence, quantity, language)
            ):
                links[n] = Link(n, link.word, link.measure, 0)
            elif (
                quantity.sort is Sort.COUNT
                and quantity.head is None
                and _is_classed(sentence, quantity, language)
            ):
                links[n] = Link(n, link.word, link.measure, 0)
                subsets.add(n)
            elif (
                (n - 1) in subsets
                and quantity.sort in (Sort.COUNT, Sort.SINGLE)
                and (quantity.is_known or quantity.head is None or quantity.sort is Sort.COUNT)
                and _is_listed(sentence, quantities[n - 1], quantity)
            ):
                links[n] = Link(n, links[n - 1].word, links[n - 1].measure, 0)
                subsets.add(n)
            continue
        measure = context.measure() if context.is_open else None
        if measure is Measure.KILLED and _is_victims(sentence, harm, quantity):
            links[n] = Link(n, -1, measure, 0)
            continue
        if measure is None or quantity.sort is not Sort.COUNT:
            continue
        if any(word.stop > quantity.stop and word.start - quantity.stop < 6 for word in harm):
            continue
        if (
            (quantity.partitive and _is_anaphoric(sentence, quantity))
            or (quantity.head is None and _is_classed(sentence, quantity, language))
            or (quantity.is_known and has_part_cue(sentence, quantity, language))
        ):
            links[n] = Link(n, -1, measure, 0)
            subsets.add(n)
    return subsets


def _measure_of(word: HarmWord) -> Measure:
    use = word.use("person", "state", "event", "verb", "die")
    assert use is not None
    return use.measure


def _among(sentence: Sentence, harm: tuple[HarmWord, ...], quantity: Quantity, language: str) -> int | None:
    """«Entre los muertos hay 14 alumnos», "among the wounded were three boys"; also behind: "seven women were among the dead"."""
    tokens = sentence.tokens
    opener = "among" if language == "en" else "entre"
    for w, word in enumerate(harm):
        if word.use("person", "state", "verb", "die") is None:
            continue
        near = word.start - quantity.stop
        if (
            quantity.start >= word.stop
            and _INCLUDE & {t.lower for t in tokens[word.stop : word.stop + 2]}
            and quantity.start - word.stop <= 4
        ):
            return w
        if 0 <= near <= 7:
            words = [t.lower for t in tokens[quantity.stop : word.start]]
            if opener in words and not any(x in (",", ".", ";") for x in words):
                return w
        if not 0 <= quantity.start - word.stop <= 7 or opener not in [
            t.lower for t in tokens[max(0, word.start - 7) : word.start]
        ]:
            continue
        between = [t.lower for t in tokens[word.stop : quantity.start]]
        is_unbroken = "," not in between or between[-4:] == [",", "al", "menos", ","]
        if _THERE[language] & set(between) and is_unbroken:
            return w
    return None


def _is_out_of(sentence: Sentence, quantities: tuple[Quantity, ...], links: dict[int, Link], n: int) -> bool:
    """As in "Of the 40 wounded, six are in danger": a figure out of the one before it."""
    prior = _prior(links, n)
    if prior is None or links[prior].measure is not links[n].measure or quantities[prior].start < 2:
        return False
    tokens = sentence.tokens
    start = quantities[prior].start
    opener = (
        tokens[start - 2].lower
        if tokens[start - 1].lower in ("the", "los", "las", "these", "estos")
        else tokens[start - 1].lower
    )
    return (
        opener in ("of", "de")
        and start <= 3
        and quantities[prior].stop < len(tokens)
        and tokens[quantities[prior].stop].text == ","
    )


def _is_with(sentence: Sentence, quantities: tuple[Quantity, ...], links: dict[int, Link], n: int) -> bool:
    """As in "four died, with three deaths in San Telmo": fewer of the same, behind "with"."""
    prior = _prior(links, n)
    if prior is None or links[prior].measure is not links[n].measure or quantities[n].start == 0:
        return False
    return sentence.tokens[quantities[n].start - 1].lower in ("with", "con") and _is_larger(
        quantities[prior], quantities[n]
    )


def _is_victims(sentence: Sentence, harm: tuple[HarmWord, ...], quantity: Quantity) -> bool:
    """«las cuatro víctimas» behind a figure of dead, where no one is hurt or held in the sentence (R1)."""
    if quantity.head is None or sentence.tokens[quantity.head].lower not in ("victims", "víctimas"):
        return False
    return all(use.measure is Measure.KILLED for word in harm for use in word.uses)


def _is_anaphoric(sentence: Sentence, quantity: Quantity) -> bool:
    """As in "two of them", "one of the victims", not "one of the suspects"."""
    if quantity.head is None:
        return True
    return sentence.tokens[quantity.head].lower in ("victims", "víctimas", "people", "personas", "persons")


def _prior(links: dict[int, Link], n: int) -> int | None:
    """The nearest counted quantity to the left."""
    before = [m for m in links if m < n]
    return max(before) if before else None


def _blocked(prior: Quantity, quantity: Quantity) -> bool:
    """The figure lies too far back."""
    return quantity.start - prior.stop > _FAR


def _is_placed(sentence: Sentence, quantity: Quantity, language: str) -> bool:
    """As in "…, 43 in Jalisco": a bare number behind a joint, before a place."""
    tokens = sentence.tokens
    k = quantity.stop
    if k + 1 >= len(tokens) or tokens[k].lower not in _IN[language]:
        return False
    if (
        quantity.start > 0
        and tokens[quantity.start - 1].lower not in _JOINTS
        and tokens[quantity.start - 1].lower not in ("otros", "otras", "to", "a", "las", "los")
    ):
        return False
    if tokens[k].lower in ("de", "from", "on", "por", "del"):
        if tokens[k + 1].lower in WEEKDAY_NAMES:
            return True
        return tokens[k + 1].entity == "LOC"
    for p in range(k + 1, min(k + 6, len(tokens))):
        if tokens[p].entity in ("LOC", "ORG", "MISC", "PER") or (
            tokens[p].pos == "PROPN" and tokens[p].text[:1].isupper()
        ):
            return True
        if tokens[p].lower in (
            "capital",
            "provincia",
            "ciudad",
            "localidad",
            "province",
            "city",
            "town",
            "district",
            "barrio",
            "partes",
            "north",
            "south",
            "east",
            "west",
            "norte",
            "sur",
            "distintas",
            "suburbs",
        ):
            return True
        if tokens[p].pos in ("VERB", "PUNCT"):
            return False
    return False


_QUOTES = frozenset(('"', "”", "»", "''"))


def _speaks(sentence: Sentence, quantity: Quantity, language: str) -> bool:
    """As in '"They can't kill us all," one of them said': who tells is none of those told of."""
    before = sentence.tokens[max(0, quantity.start - 3) : quantity.start]
    if not any(token.text in _QUOTES for token in before):
        return False
    verbs = report_verbs(language)
    return any(
        token.dep == "nsubj"
        and token.head != token.i
        and any(v.vouches for v in verbs.get(sentence.tokens[token.head].lower, ()))
        for token in sentence.tokens[quantity.start : quantity.stop]
    )


def _is_other_joined(sentence: Sentence, quantity: Quantity) -> bool:
    """«y otros 113, …», "and another 20": more of the same."""
    tokens = sentence.tokens
    if not quantity.is_other or quantity.start == 0:
        return False
    before = {t.lower for t in tokens[max(0, quantity.start - 3) : quantity.start]}
    after = tokens[quantity.stop] if quantity.stop < len(tokens) else None
    return bool(before & {"y", "and"}) and (after is None or after.pos in ("PUNCT", "ADP", "CCONJ"))


def _is_parallel(
    sentence: Sentence, harm: tuple[HarmWord, ...], link: Link, quantity: Quantity, language: str
) -> bool:
    """As in "56 deaths of civilians and one of a policeman": the noun of the happening is left out the second time."""
    tokens = sentence.tokens
    if (
        link.word < 0
        or harm[link.word].use("event") is None
        or quantity.stop + 1 >= len(tokens)
        or quantity.start == 0
    ):
        return False
    if tokens[quantity.stop].lower not in ("of", "de") or tokens[quantity.start - 1].lower not in _JOINTS:
        return False
    people = person_nouns(language)
    return any(t.lower in people for t in tokens[quantity.stop + 1 : quantity.stop + 4])


def _is_restated(sentence: Sentence, quantity: Quantity) -> bool:
    """«mientras otros señalan que fueron 313», «cuando se registraron 79»: the same thing with another number."""
    tokens = sentence.tokens
    if quantity.start == 0 or tokens[quantity.start - 1].lower not in _RESTATING:
        return False
    after = tokens[quantity.stop] if quantity.stop < len(tokens) else None
    return after is None or after.pos == "PUNCT"


def _is_after_colon(sentence: Sentence, prior: Quantity, quantity: Quantity) -> bool:
    """As in "three died: two clerks and a guard": the parts of a figure behind a colon or in brackets."""
    tokens = sentence.tokens
    if quantity.start == 0 or tokens[quantity.start - 1].text not in (":", "("):
        return False
    return _is_larger(prior, quantity)


def _is_classed(sentence: Sentence, quantity: Quantity, language: str) -> bool:
    """As in "eighteen are civilians", «157 pertenecían», "11 children": a bare number, a copula, a noun for people."""
    tokens = sentence.tokens
    k = quantity.stop
    if k < len(tokens) and tokens[k].lower in ("restantes", "restante", "remaining"):
        k += 1
    if k >= len(tokens) or tokens[k].lower not in _COPULA[language]:
        return False
    if tokens[k].lower.startswith("pertenec"):
        return True
    people = person_nouns(language)
    return any(t.lower in people for t in tokens[k + 1 : k + 6])


def _is_larger(a: Quantity, b: Quantity) -> bool:
    return (a.bounds.low or a.bounds.high or 0) > (b.bounds.low or b.bounds.high or 0)


def _is_graded(sentence: Sentence, quantity: Quantity) -> bool:
    """As in "28 were hurt, four critically", «47 heridos, 14 graves»."""
    tokens = sentence.tokens
    if quantity.stop >= len(tokens) or quantity.start == 0 or tokens[quantity.start - 1].lower not in _JOINTS:
        return False
    return tokens[quantity.stop].lower in _GRAVE or (
        tokens[quantity.stop].lower in ("de", "en", "con", "in", "with")
        and any(t.lower in _GRAVE for t in tokens[quantity.stop + 1 : quantity.stop + 4])
    )


def _summed(
    sentence: Sentence,
    quantities: tuple[Quantity, ...],
    n: int,
    prior: int,
    links: Mapping[int, Link],
    language: str,
) -> list[int] | None:
    """«16 víctimas mortales, 9 civiles y 7 militares»: people listed right behind a figure that add up to it are its parts."""
    whole = quantities[prior].bounds.low
    if (
        whole is None
        or whole < 3
        or quantities[n].start - quantities[prior].stop > 12
        or not quantities[n].is_known
    ):
        return None
    parts: list[int] = []
    added = 0
    for m in range(n, len(quantities)):
        quantity = quantities[m]
        if m in links or not quantity.is_known or quantity.bounds.low is None or quantity.bounds.high is None:
            continue
        if quantity.start - quantities[n].stop > 30:
            break
        if m > n and has_part_cue(sentence, quantity, language):
            continue  # a part of a part: «ocho civiles -entre ellos tres menores- y seis militares»
        parts.append(m)
        added += quantity.bounds.low
        if added == whole and len(parts) > 1:
            return parts
        if added > whole:
            break
    return None


def _is_listed(sentence: Sentence, left: Quantity, right: Quantity) -> bool:
    """The next item of a list of parts."""
    gap = [t.lower for t in sentence.tokens[left.stop : right.start]]
    return (
        bool(gap)
        and len(gap) <= 8
        and gap[-1] in (",", "and", "y", "e", "a", "de")
        and not any(t.pos in ("VERB", "AUX") for t in sentence.tokens[left.stop : right.start])
    )
