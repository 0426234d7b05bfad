"""Finds the small words of a lexicon (negation, modality, scope) in a sentence: one look-up a token, phrases by their first word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from testigo.language.lexicon import Entry, lexicon
from testigo.model.analysis import Sentence


@dataclass(frozen=True, slots=True)
class Marker:
    """A lexicon's words found at the tokens `[first, last]` of a sentence, both ends inclusive."""

    first: int
    last: int
    words: str
    entry: Entry


@cache
def marker_table(language: str, name: str) -> Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """First word -> (words, entry), the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for entry in lexicon(language, name):
        for cue in entry.cues:
            words = tuple(cue.lower().split())
            table.setdefault(words[0], []).append((words, entry))
    return MappingProxyType(
        {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}
    )


def markers_in(sentence: Sentence, language: str, name: str) -> Iterator[Marker]:
    """Every marker of a lexicon in a sentence, in order; at one token the longest phrase of each entry."""
    table = marker_table(language, name)
    tokens = sentence.tokens
    for token in tokens:
        rows = table.get(token.lower)
        if rows is None:
            continue
        seen: set[int] = set()
        for words, entry in rows:
            size = len(words)
            if id(entry) in seen or token.i + size > len(tokens):
                continue
            if size == 1 or all(tokens[token.i + k].lower == words[k] for k in range(1, size)):
                seen.add(id(entry))
                yield Marker(token.i, token.i + size - 1, " ".join(words), entry)
