"""Where a text names places: stretches that the gazetteer knows or the recogniser marks, each weighed by the words round it.

A stretch (`name_stretches`) is looked at as a reader would: is it marked as a place, does "in" stand before it or a region after it, is it
half of a person's name or of a police force's (`spotting_cues`)? The weights of these cues were learned by logistic regression (see
`training/learn_places.py`) and stand in `tables/spotting_{en,es}.tsv` for anybody to read. Without a parse the same cues are used, less
those that need one. Then come the words that leave no choice (`told_outright`) and what the document's mentions say of one another
(`vouching`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from testigo.model.analysis import Passage
from testigo.model.text import Span
from testigo.resolving.candidates import is_abbreviated, places_among
from testigo.resolving.gazetteer import REGION, Gazetteer
from testigo.resolving.name_stretches import spots_in
from testigo.resolving.names import fold
from testigo.resolving.sighting import Mention, Sight, case_of, words_in
from testigo.resolving.spotting_cues import cues_of
from testigo.resolving.told_outright import is_classed, is_in_row_of_streets, level_told, told_outright
from testigo.resolving.vouching import apart, held, surnames_in, vouched, wholes
from testigo.resolving.word_tables import weights


def spot(
    passages: Sequence[Passage], language: str, gazetteer: Gazetteer, *, overlapping: bool = False
) -> list[Mention]:
    """All stretches that may name a place, in order, with the probability that they do; `overlapping` keeps the lesser of two that overlap."""
    sights: list[Sight] = []
    for number, passage in enumerate(passages):
        case = case_of(passage.text)
        for index, row in words_in(passage):
            sight = Sight(number, index, passage.text, row, case, language, bool(passage.sentences))
            sight.spots = list(spots_in(sight, gazetteer))
            if sight.spots:
                sights.append(sight)
    seen: Counter[str] = Counter()
    tagged: Counter[tuple[str, str]] = Counter()
    for sight in sights:
        for s in sight.spots:
            folded = fold(s.name)
            seen[folded] += 1
            tagged[folded, sight.words[s.first].entity] += 1
    found = []
    table = weights(f"spotting_{language}")
    for sight in sights:
        for order, s in enumerate(sight.spots):
            cues = cues_of(sight, order, seen, tagged)
            score = sum(table.get(name, 0.0) * value for name, value in cues)
            chance = 1 / (1 + math.exp(-score))
            if not overlapping:
                chance = told_outright(sight, s, chance)
            first, last = sight.words[s.start_word if s.start_word >= 0 else s.first], sight.words[s.last]
            stop = (
                last.stop
                if last.text == "." or is_abbreviated(s.candidates)
                else _trimmed(sight.text, first.start, last.stop)
            )
            span = Span(first.start, stop)
            folded, candidates = fold(s.name), s.candidates
            if is_classed(sight, s):
                candidates = tuple(c for c in candidates if c.level == REGION) or candidates
            level = level_told(sight, span) if candidates and not s.is_demonym else None
            if level is not None:
                s.head = "admin"
                candidates = tuple(c for c in candidates if c.level == level) or candidates
            if not sight.case and is_in_row_of_streets(sight.text, span, language):
                s.head, s.is_namesake = "street", True
            if s.is_namesake:
                folded = fold(span.of(sight.text)) + (" street" if s.head == "street" else "")
                if s.head != "nature":
                    candidates = places_among(gazetteer.lookup(folded))
            found.append(
                Mention(
                    sight.passage, sight.number, span, s.name, folded, candidates, s.head, s.is_demonym,
                    tuple(cues), chance, s.is_namesake,
                )
            )  # fmt: skip
    if overlapping:
        return held(found, passages)
    found = held(wholes(found, passages, language), passages)
    return vouched(apart(found), surnames_in(sights))


def _trimmed(text: str, start: int, stop: int) -> int:
    """Where the name ends, less points and dashes that the tokeniser left on it ("SAN TELMO.-")."""
    while stop - 1 > start and not (text[stop - 1].isalnum() or text[stop - 1] == ")"):
        stop -= 1
    return stop
