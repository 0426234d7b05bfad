"""Names of places that text in capitals tells outright: "THE CITY OF LA CEIBA", "MORAZAN DEPARTMENT", "THE ESCALON NEIGHBORHOOD", "IN EL SALVADOR".

Where every letter is a capital, nothing of its writing tells a name from a word. What is left is what is said of it: a word that calls it
a town or a region, a gazetteer that knows an article to be part of a name, a recogniser that marks it behind "in".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from testigo.resolving.gazetteer import COUNTY, DEMONYM, REGION, Gazetteer
from testigo.resolving.names import fold

if TYPE_CHECKING:
    from testigo.resolving.sighting import Word

_LONGEST = 5
_ARTICLES = frozenset("la el las los".split())
_INNER = frozenset("de del la el las los y".split())
_NEAR = frozenset("in near at from outside en cerca desde".split())
_OF = {"en": frozenset({"of"}), "es": frozenset({"de", "del"})}
_TOWNS = {
    "en": frozenset("city town village hamlet municipality port canton community".split()),
    "es": frozenset("ciudad pueblo aldea caserío municipio localidad puerto cantón barrio colonia".split()),
}
_REGIONS = {
    "en": frozenset("department province state region".split()),
    "es": frozenset("departamento provincia estado región".split()),
}
_CALLED = frozenset("neighborhood neighbourhood canton municipality jurisdiction hamlet village".split())
"""English words that stand behind the name of a small place, which gazetteers mostly miss."""
_NO_NAMES = frozenset(
    "police state fire health defense justice treasury interior commerce labor press energy agriculture legal security capital home same "
    "entire whole poor rich rural residential every each another neighboring nearby local border mining fishing surrounding central "
    "northern southern eastern western northeastern northwestern southeastern southwestern new old small large urban coastal".split()
)


class Told(NamedTuple):
    """A name that the words tell to be a place's: its first and last word, and the class that they give it ("town", "admin", or empty)."""

    first: int
    last: int
    head: str


def told_names(words: Sequence[Word], text: str, language: str, gazetteer: Gazetteer) -> Mapping[int, Told]:
    """The names of a sentence in capitals that are told to be places, by their first word."""
    found: dict[int, Told] = {}
    for told in _told(words, text, language, gazetteer):
        if not any(told.first <= other.last and other.first <= told.last for other in found.values()):
            found[told.first] = told
    return found


def _told(words: Sequence[Word], text: str, language: str, gazetteer: Gazetteer) -> Iterator[Told]:
    lowered = [word.text.lower() for word in words]
    for i, word in enumerate(lowered):
        is_town, is_region = word in _TOWNS[language], word in _REGIONS[language]
        if (is_town or is_region) and i + 2 < len(words) and lowered[i + 1] in _OF[language]:
            last = _forward(words, lowered, text, i + 2, gazetteer)
            if last is not None:
                yield Told(i + 2, last, "town" if is_town else "admin")
        if language == "en" and i and (is_region or word in _CALLED):
            first = _backward(words, lowered, text, i - 1, gazetteer, is_region=is_region)
            if first is not None:
                yield Told(first, i - 1, "admin" if is_region else "town")
    for i, word in enumerate(lowered[:-1]):
        if language == "en" and word in _ARTICLES:
            last = _known_from(words, text, i, gazetteer, least=2)
            if last is not None:
                yield Told(i, last, "")
        elif word in _NEAR and words[i + 1].entity == "LOC" and words[i + 1].run != words[i].run:
            last = i + 1
            while last + 1 < len(words) and words[last + 1].run == words[i + 1].run and last - i < _LONGEST:
                last += 1
            if _may_be_named(words[i + 1], lowered[i + 1]) and words[last].text[-1].isalnum():
                longest = _known_from(words, text, i + 1, gazetteer, least=1)
                if longest is None:
                    yield Told(i + 1, last, "")


def _gap(words: Sequence[Word], text: str, i: int) -> bool:
    """Whether only a space parts a word from the next."""
    return i + 1 < len(words) and text[words[i].stop : words[i + 1].start] == " "


def _may_be_named(word: Word, lowered: str) -> bool:
    """Whether a name may begin or end with the word."""
    if lowered in _NO_NAMES or len(lowered) < 3 or not word.text[0].isalpha():
        return False
    return word.entity in {"LOC", "ORG"} or word.pos in {"PROPN", "NOUN", "ADJ", "X"}


def _known_from(
    words: Sequence[Word], text: str, first: int, gazetteer: Gazetteer, *, least: int
) -> int | None:
    """The last word of the longest known name from a word on, of at least so many words."""
    last, ends = first, [first]
    while _gap(words, text, last) and last - first < _LONGEST and words[last + 1].text[0].isalpha():
        last += 1
        ends.append(last)
    for end in reversed(ends[least - 1 :]):
        if words[end].text.lower() in _INNER:
            continue
        if _is_known(text[words[first].start : words[end].stop], gazetteer):
            return end
    return None


def _is_known(name: str, gazetteer: Gazetteer, *, is_region: bool = False) -> bool:
    if not gazetteer.knows(fold(name)):
        return False
    return any(
        c.rank != DEMONYM and (not is_region or c.level in {REGION, COUNTY}) for c in gazetteer.lookup(name)
    )


def _forward(
    words: Sequence[Word], lowered: Sequence[str], text: str, first: int, gazetteer: Gazetteer
) -> int | None:
    """Where the name ends that begins behind "the city of": as far as the gazetteer knows it, else as long as names follow."""
    if not (lowered[first] in _ARTICLES or _may_be_named(words[first], lowered[first])):
        return None
    known = _known_from(words, text, first, gazetteer, least=1)
    if known is not None and known > first:
        return known
    last = first
    while (
        _gap(words, text, last)
        and last - first < _LONGEST
        and (
            words[last + 1].pos == "PROPN"
            or words[last].run == words[last + 1].run >= 0
            or lowered[last + 1] in _INNER
            or lowered[last] in _ARTICLES
        )
    ):
        last += 1
    while last >= first and (lowered[last] in _INNER or not words[last].text[-1].isalnum()):
        last -= 1
    return last if last >= first else known


def _backward(
    words: Sequence[Word],
    lowered: Sequence[str],
    text: str,
    last: int,
    gazetteer: Gazetteer,
    *,
    is_region: bool,
) -> int | None:
    """Where the name begins that ends before "department": the longest that the gazetteer knows; of a small place the names in a row too."""
    if not _gap(words, text, last) or not _may_be_named(words[last], lowered[last]):
        return None
    best, first = None, last
    while True:
        name = text[words[first].start : words[last].stop]
        if lowered[first] not in _NO_NAMES and _is_known(name, gazetteer, is_region=is_region):
            best = first
        before = first - 1
        if before < 0 or last - before > 3 or not _gap(words, text, before):
            break
        if not (words[before].pos == "PROPN" or lowered[before] in _INNER):
            break
        first = before
    if best is not None or is_region:
        return best
    while first < last and not (lowered[first] in _ARTICLES or _may_be_named(words[first], lowered[first])):
        first += 1
    return first if words[last].pos == "PROPN" or words[last].entity == "LOC" else None
