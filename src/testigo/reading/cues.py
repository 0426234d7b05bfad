"""Cues compiled for matching: the entries of a lexicon spread into written forms and looked up by their first word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from testigo.language.lexicon import Entry, lexicon
from testigo.language.wordforms import forms

GAP = "…"
LONGEST_GAP = 6
_FIXED = frozenset(
    "a al ante con contra de del el la los las en no o para por se su sus un una y lo le of the on in at to by for from with and his her "
    "their its not out up down off into over do did was is are be an one".split()
)


def words(row: str) -> frozenset[str]:
    """A set of words from a row of them.

    >>> sorted(words("who whom"))
    ['who', 'whom']
    """
    return frozenset(row.split())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cue ready to match: for each word the forms it may take; None is a gap. `head` is the index of its head word."""

    words: tuple[frozenset[str] | None, ...]
    head: int
    cue: str
    order: int
    entry: Entry

    @property
    def size(self) -> int:
        """Words that must be there."""
        return sum(word is not None for word in self.words)


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: indexes of the tokens matched, and of the head among the sentence's tokens."""

    pattern: Pattern
    tokens: tuple[int, ...]
    head: int


def _split(cue: str) -> list[list[str]]:
    """The cue's words; a hyphen makes one word of a token or three, as the tokeniser decides."""
    whole = cue.split()
    apart: list[str] = []
    for word in whole:
        pieces = word.split("-")
        for number, piece in enumerate(pieces):
            if number:
                apart.append("-")
            if piece:
                apart.append(piece)
    return [whole] if apart == whole else [whole, apart]


def _head(words: list[str], pos: str, language: str) -> int:
    if pos != "noun" or language == "es" or len(words) == 1:
        return 0
    for number, word in enumerate(words):
        if number and word in ("of", "to", "and", "on", "by", "was"):
            return number - 1
    return len(words) - 1


def _word(word: str, number: int, head: int, pos: str, language: str) -> frozenset[str] | None:
    if word == GAP:
        return None
    if word in _FIXED or (number != head and not (pos == "noun" and language == "es")):
        return frozenset({word})
    if pos == "noun" and language == "es" and number != head:
        return forms(word, "noun", language) | forms(word, "adj", language)
    return forms(word, pos, language)


@cache
def patterns(language: str, name: str) -> dict[str, tuple[Pattern, ...]]:
    """The patterns of `lexicons/LANGUAGE/NAME.yml` by the forms of their first word, longest first, then in the file's order."""
    found: dict[str, list[Pattern]] = {}
    for order, entry in enumerate(lexicon(language, name)):
        pos = str(entry.attributes.get("pos", "noun"))
        for cue in entry.cues:
            for words in _split(cue):
                head = _head(words, pos, language)
                compiled = tuple(_word(word, n, head, pos, language) for n, word in enumerate(words))
                pattern = Pattern(compiled, head, cue, order, entry)
                for form in compiled[0] or ():
                    found.setdefault(form, []).append(pattern)
    return {form: tuple(sorted(rows, key=lambda p: (-p.size, p.order))) for form, rows in found.items()}


def match_at(words: Sequence[str], start: int, pattern: Pattern) -> Match | None:
    """The pattern at a token, gaps as short as may be; None where it does not stand."""
    tokens = [start]
    place, gap = start + 1, False
    head = start if pattern.head == 0 else -1
    for number, allowed in enumerate(pattern.words[1:], 1):
        if allowed is None:
            gap = True
            continue
        stop = min(len(words), place + (LONGEST_GAP if gap else 0) + 1)
        here = next((i for i in range(place + (1 if gap else 0), stop) if words[i] in allowed), None)
        if here is None:
            return None
        tokens.append(here)
        if number == pattern.head:
            head = here
        place, gap = here + 1, False
    return Match(pattern, tuple(tokens), head)


def find_matches(words: Sequence[str], table: dict[str, tuple[Pattern, ...]]) -> list[Match]:
    """All matches in a row of lower-case words, in order of their first word; overlaps are left to the caller."""
    found: list[Match] = []
    for start, word in enumerate(words):
        for pattern in table.get(word, ()):
            match = match_at(words, start, pattern)
            if match is not None:
                found.append(match)
    return found
