"""The stretches of a sentence that may be names: what the gazetteer knows, what the recogniser marks, what a generic word calls a place."""

from __future__ import annotations

from collections.abc import Iterator

from testigo.resolving.candidates import is_abbreviated, places_among
from testigo.resolving.capitals import Told, told_names
from testigo.resolving.gazetteer import COUNTRY, COUNTY, DEMONYM, OTHER, REGION, Candidate, Gazetteer
from testigo.resolving.generic_words import called, headed, named_by_head
from testigo.resolving.names import bare, fold
from testigo.resolving.sighting import Sight, Spot
from testigo.resolving.word_tables import head_classes, words_of

_LONGEST = 7  # words of a name
_CLOSED = {"DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PUNCT", "SYM", "NUM", "INTJ"}
LINKS = {
    "en": frozenset(
        "of the and on upon de la del el los las le du des al an a in y san da do dos das".split()
    ),
    "es": frozenset("de del la las los el y e al do da dos das of the en i".split()),
}
_NONE = Spot(0, 0, "", ())


def _starts(sight: Sight, i: int) -> bool:
    """Whether a name may begin with the word."""
    word = sight.words[i]
    if not word.text[0].isalpha() or (len(word.text) < 2 and not sight.words[i].entity):
        return False
    if sight.case:
        return (
            len(word.text) > 2
            and word.pos not in _CLOSED
            and (word.entity in {"LOC", "ORG"} or word.pos in {"", "PROPN", "NOUN", "ADJ", "X"})
        )
    return word.text[0].isupper() and not (
        word.pos in _CLOSED and not word.entity and not word.text.isupper()
    )


def _reach(sight: Sight, i: int) -> int:
    """The last word that a name beginning at `i` may reach."""
    words, text, last = sight.words, sight.text, i
    links = LINKS[sight.language]
    j = i
    while j + 1 < len(words) and j + 1 - i < _LONGEST:
        gap = text[words[j].stop : words[j + 1].start]
        word = words[j + 1]
        if "\n" in gap or len(gap) > 1:
            break
        if (
            word.text[0].isupper()
            or word.text[0].isdigit()
            or (sight.case and word.text[0].isalpha() and j - i < 3)
        ):
            last = j + 1
        elif not (
            word.text.lower() in links
            or word.text in {"-", "'", "’", ".", "–"}
            or (not gap and len(word.text) < 4 and (words[j].text in {"-", "‑"} or word.text[0] in "'’-"))
            or (word.text in {"d'", "d’", "l'", "l’"})
        ) or (word.text == "." and not _is_short(words[j].text)):
            break
        j += 1
    return last


def _is_short(text: str) -> bool:
    return len(text) <= 5


def spots_in(sight: Sight, gazetteer: Gazetteer) -> Iterator[Spot]:
    words = sight.words
    adjectives = gazetteer.demonyms
    told = told_names(words, sight.text, sight.language, gazetteer) if sight.case == "up" else {}
    i, size = 0, len(words)
    while i < size:
        word = words[i]
        if i in told:
            yield _in_capitals(sight, told[i], gazetteer)
            i = told[i].last + 1
            continue
        if sight.language == "es" and not sight.case:
            yield from named_by_head(sight, i, gazetteer)
        if not _starts(sight, i):
            if (
                (word.text[0].islower() or sight.case)
                and len(word.text) > 3
                and fold(word.text) in adjectives
                and word.pos not in {"VERB", "ADV"}
            ):
                candidates = tuple(c for c in gazetteer.lookup(word.text) if c.rank == DEMONYM)
                if candidates:
                    yield Spot(i, i, word.text, candidates, is_demonym=True)
            i += 1
            continue
        known = _known(sight, i, gazetteer)
        longer = _longer(sight, i, known, gazetteer)
        if known is None and longer is None and sight.language == "en":
            longer = called(sight, i)
        if known is None and longer is None:
            i += 1
            continue
        if known is not None:
            yield from headed(sight, known, gazetteer)
        if longer is not None and longer is not known:
            yield from headed(sight, longer, gazetteer)
        i = (known or longer or _NONE).last + 1


def _in_capitals(sight: Sight, told: Told, gazetteer: Gazetteer) -> Spot:
    """A name that text in capitals tells outright; of "MORAZAN DEPARTMENT" the region is meant."""
    name = sight.text[sight.words[told.first].start : sight.words[told.last].stop]
    candidates = places_among(gazetteer.lookup(name))
    if told.head == "admin":
        candidates = tuple(c for c in candidates if c.level in {REGION, COUNTY}) or candidates
    return Spot(told.first, told.last, name, candidates, is_told=True)


def _longer(sight: Sight, i: int, known: Spot | None, gazetteer: Gazetteer) -> Spot | None:
    """What the recogniser marks as one place from this word on, or an address ("Mill Street"), where it is longer than what is known."""
    words, text = sight.words, sight.text
    last = i
    if words[i].entity == "LOC" and (i == 0 or words[i - 1].run != words[i].run):
        while (
            last + 1 < len(words)
            and words[last + 1].run == words[i].run
            and last - i < 6
            and words[last + 1].text not in {"'s", "’s"}
        ):
            last += 1
    elif sight.language == "en":
        while (
            last + 1 < len(words)
            and last - i < 3
            and words[last + 1].text[0].isupper()
            and text[words[last].stop : words[last + 1].start] == " "
        ):
            last += 1
            if head_classes("en").get(words[last].text.lower()) in {"street", "site", "quarter"}:
                break
        else:
            last = i
    while last > i and not words[last].text[-1].isalnum():
        last -= 1
    name = text[words[i].start : words[last].stop]
    if (
        "\n" in name
        or len(name) < 3
        or (known and last <= known.last)
        or (known is None and words[i].entity != "LOC" and last == i)
        or (last == i and words[i].text.lower() in words_of("cues", sight.language)["never"])
    ):
        return known
    if known and not (words[i].entity == "LOC" or last > i):
        return known
    folded = fold(name)
    candidates = gazetteer.lookup(name) or (gazetteer.lookup(bare(folded)) if bare(folded) != folded else ())
    tail = head_classes(sight.language).get(words[last].text.lower(), "") if last > i else ""
    if not candidates and known and tail in {"nature", "admin", "town"} and last == known.last + 1:
        return Spot(i, last, name, known.candidates, head=tail, is_namesake=tail == "nature")
    return Spot(i, last, name, places_among(candidates), head=tail)


def _known(sight: Sight, i: int, gazetteer: Gazetteer) -> Spot | None:
    """The longest stretch from a word on that the gazetteer knows."""
    words, text = sight.words, sight.text
    for last in range(_reach(sight, i), i - 1, -1):
        end = words[last]
        if not (end.text[0].isupper() or end.text[0].isdigit() or sight.case) and end.text != ".":
            continue
        name = text[words[i].start : end.stop]
        if last == i and (len(name) < 2 or (len(name) < 3 and not name.isupper())):
            return None
        folded = fold(name)
        if not gazetteer.knows(folded):
            continue
        if last == i and (
            end.text.lower() in words_of("cues", sight.language)["never"]
            or end.text.lower() in head_classes(sight.language)
        ):
            continue
        candidates = gazetteer.lookup(name if sight.case != "low" or len(name) > 3 else name.upper())
        if sight.case and last == i:
            candidates = tuple(c for c in candidates if c.rank != OTHER or c.population > 100_000)
        if last == i and not name.isupper() and len(name) < 4:
            candidates = tuple(c for c in candidates if c.rank != OTHER)
        if not candidates:
            continue
        demonym = all(c.rank == DEMONYM for c in candidates) or _is_adjective(sight, i, last, candidates)
        if demonym:
            candidates = tuple(c for c in candidates if c.rank == DEMONYM)
        else:
            candidates = places_among(candidates) or candidates
        if (
            last + 1 < len(words) and words[last + 1].text == "." and words[last + 1].start == end.stop and not name.isupper()
            and is_abbreviated(candidates)
        ):  # fmt: skip
            last += 1
        return Spot(i, last, name, candidates, is_demonym=demonym)
    return None


def _is_adjective(sight: Sight, first: int, last: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a word that is both a demonym and a place's name stands as the demonym: "Somali troops", not "in Mejicanos"."""
    word = sight.words[first]
    before = sight.words[first - 1].text.lower() if first else ""
    if first == last and before in words_of("cues", sight.language)["at"]:
        return False
    if (
        first == last
        and word.pos == "ADJ"
        and any(c.rank == DEMONYM and c.level == COUNTRY for c in candidates)
    ):
        return True
    return candidates[0].rank == DEMONYM and not any(
        c.level in {COUNTRY, REGION} and c.rank < OTHER for c in candidates
    )
