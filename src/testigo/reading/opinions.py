"""Tells argument from report: a sentence that urges, judges or generalises and tells of nothing that happened somewhere, some day."""

from __future__ import annotations

import re

from testigo.model.analysis import Sentence
from testigo.reading.markers import markers_in
from testigo.reading.scope_words import cue_meanings

_WEIGHT = {"obligation": 2.0, "argument": 1.0, "generic": 0.5, "ours": 1.0}
_TOLD = {"weekday", "this_day", "harm", "since", "toll", "so_far"}
_NEEDED = 1.5
_NEEDED_OF_PAST = 3.0
_OVERWHELMING = 4.0  # urging in words of argument, whatever "today" or "dead end" stands in it
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\ds?$")


def is_argument(sentence: Sentence, language: str) -> bool:
    """True where a sentence argues and reports nothing. Meant to be sure rather than thorough: a sentence with a number that is no
    year is never an argument, and one with a day or a word of harm only where it urges in words of argument throughout (4).

    Weighs obligation ("must") 2, words of argument 1 (three times at most), the author's "we" 1, generic words ½, against a place named (−½): 1½ make an
    argument, 3 where the past is told.
    """
    if any(_DIGIT.search(t.text) and not _YEAR.match(t.text) for t in sentence.tokens):
        return False
    words = [t.lower for t in sentence.tokens]
    tells = any(meaning in _TOLD for _, meaning in cue_meanings(words, language))
    found: dict[str, float] = {}
    for marker in markers_in(sentence, language, "background"):
        limit = {"argument": 3.0, "obligation": 2.0}.get(marker.entry.meaning, 1.0)
        weight = found.get(marker.entry.meaning, 0.0) + _WEIGHT[marker.entry.meaning]
        found[marker.entry.meaning] = min(limit, weight)
    score = sum(found.values())
    if any(t.entity == "LOC" for t in sentence.tokens):
        score -= 0.5
    if tells and score < _OVERWHELMING:
        return False
    return score >= (_NEEDED_OF_PAST if _tells_the_past(sentence) else _NEEDED)


def _tells_the_past(sentence: Sentence) -> bool:
    """A finite verb in the past heads the sentence or a clause joined to it."""
    for token in sentence.tokens:
        if (
            token.dep in {"root", "conj", "ccomp", "parataxis"}
            and token.pos == "VERB"
            and "Tense=Past" in token.morph
        ):
            if "VerbForm=Fin" in token.morph:
                return True
    return False
