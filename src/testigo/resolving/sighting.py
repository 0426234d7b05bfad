"""What is seen of a sentence while places' names are looked for: its words, whether it is printed in capitals, the spots that may be names,
and the mentions that come of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from testigo.model.analysis import Passage
from testigo.model.text import Span
from testigo.resolving.gazetteer import Candidate

_WORD = re.compile(r"[^\W\d_](?:\w|\.(?=\w)|['’](?!s\b)(?=\w))*\.?|['’]s\b|\d+|[^\w\s]")


class Word(NamedTuple):
    """A token as spotting sees it. `run` numbers the entity it belongs to, -1 outside any; `pos` is empty without a parse."""

    start: int
    stop: int
    text: str
    pos: str
    dep: str
    entity: str
    run: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a passage that may name a place.

    `name` is what was looked up (the stretch, less its generic head); `head` is the class of that head (site, street, quarter, nature, admin)
    or empty; `cues` are what was seen, `probability` that it is a place's name here.
    """

    passage: int
    sentence: int
    span: Span
    name: str
    folded: str
    candidates: tuple[Candidate, ...]
    head: str = ""
    is_demonym: bool = False
    cues: tuple[tuple[str, float], ...] = ()
    probability: float = 1.0
    is_namesake: bool = False  # a river, a street: the candidates only bear its name


def words_in(passage: Passage) -> Iterator[tuple[int, list[Word]]]:
    """Sentence number and words; a passage without sentences is cut at line breaks and full stops."""
    if passage.sentences:
        for sentence in passage.sentences:
            row, run, last = [], -1, ""
            for t in sentence.tokens:
                if t.entity and t.entity != last:
                    run += 1
                last = t.entity
                row.append(Word(t.start, t.stop, t.text, t.pos, t.dep, t.entity, run if t.entity else -1))
            yield sentence.index, _with_articles(row)
        return
    number = 0
    piece: list[Word] = []
    for m in _WORD.finditer(passage.text):
        if piece and (m[0] in ".!?" or "\n" in passage.text[piece[-1].stop : m.start()]):
            yield number, piece
            number, piece = number + 1, []
        piece.append(Word(m.start(), m.end(), m[0], "", "", "", -1))
    if piece:
        yield number, piece


_ARABIC_ARTICLES = frozenset("al el ad an ar as ash at az ed er es ez".split())


def _with_articles(row: list[Word]) -> list[Word]:
    """The words with a name's small Arabic article joined to it, as if it had a capital: "el", "-", "Obeid" is one word."""
    joined: list[Word] = []
    skip = 0
    for i, word in enumerate(row):
        if skip:
            skip -= 1
            continue
        if (
            word.text in _ARABIC_ARTICLES
            and i + 2 < len(row)
            and row[i + 1].text == "-"
            and row[i + 2].text[:1].isupper()
            and word.stop == row[i + 1].start
            and row[i + 1].stop == row[i + 2].start
        ):
            name = row[i + 2]
            text = f"{word.text.capitalize()}-{name.text}"
            joined.append(Word(word.start, name.stop, text, name.pos, name.dep, name.entity, name.run))
            skip = 2
        else:
            joined.append(word)
    return joined


@dataclass(slots=True)
class Sight:
    """What is seen of one sentence while spotting."""

    passage: int
    number: int
    text: str
    words: list[Word]
    case: str  # "": mixed, as text is printed; "up": capitals throughout; "low": none
    language: str
    has_parse: bool
    spots: list[Spot] = field(default_factory=list)


@dataclass(slots=True)
class Spot:
    """A stretch of a sentence that may be a name: its first and last word, and what the gazetteer knows by it.

    `start_word` is the generic word before it where that belongs to the stretch, -1 where none does; `head` is its class.
    """

    first: int
    last: int
    name: str
    candidates: tuple[Candidate, ...]
    is_demonym: bool = False
    start_word: int = -1
    head: str = ""
    is_long: bool = False
    is_namesake: bool = False  # the generic word makes another place of it (see `generic_words`)
    is_told: bool = False  # in capitals: the words round it call it a place


def case_of(text: str) -> str:
    """Say "up" for a text in capitals, "low" for one without, "" for text as it is mostly printed.

    >>> case_of("ARENAL, 3 MAY. TROOPS ENTERED THE TOWN."), case_of("In Arenal")
    ('up', '')
    """
    head = text[:1500]
    letters, capitals = sum(map(str.isalpha, head)), sum(map(str.isupper, head))
    if letters < 24:
        return ""
    return "up" if capitals > 0.7 * letters else "low" if capitals < 0.004 * letters else ""
