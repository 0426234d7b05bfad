"""What a reader looks at to tell over what stretch a figure counts, as named features: cues, tense, size, place and time words.

No feature knows a name: places and days enter only as kinds ("a weekday", "a site", "several places"); common words of the clause and of the
sentence enter by their lemma.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Document, Part, Span
from testigo.model.toll import Figure
from testigo.reading.scope_words import DAY, PERIOD, Evidence, evidence_in, single_meanings, words_in
from testigo.reading.scope_zones import (
    clause_below,
    clause_root,
    echo_of,
    focus_of,
    lead_of,
    list_head,
    matter_of,
    segment_bounds,
)

_PERFECT = {"has", "have", "ha", "han"}
_PLUPERFECT = {"had", "había", "habían"}
_ZONES = ("clause", "segment", "sentence", "before", "echo", "lead")
_LETTERS = (("clause", "c"), ("segment", "g"), ("sentence", "s"), ("before", "b"), ("echo", "e"))
_TOLD = {"toll", "total", "rise", "tally", "part", "left", "now", "superlative", "so_far", "since"}
_TIMES = PERIOD | DAY | {"past", "old_year", "weekend"}
_EVENTS = {"one_event", "many_events", "wave"}
_CLAUSE_WORDS = {"NOUN", "VERB", "ADP", "ADV", "AUX", "DET", "ADJ"}
_SENTENCE_WORDS = {"NOUN", "VERB", "ADV"}
_WORD = 0.5  # what a word counts against the 1.0 of a feature with a name
_FINE = (PlacePrecision.SITE, PlacePrecision.DISTRICT, PlacePrecision.TOWN)
_FINENESS = {
    name: n for n, name in enumerate((*_FINE, PlacePrecision.REGION, PlacePrecision.COUNTRY, "unknown"))
}
_DEFINITE = {"the", "los", "las", "these", "estos", "estas", "those"}
_ANOTHER = {"more", "another", "other", "others", "otros", "otras", "otro", "otra", "más"}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all figures of a sentence share."""

    matter: tuple[int, ...]
    evidence: Evidence
    common: Mapping[str, float]
    places: tuple[tuple[tuple[int, ...], str], ...]  # the tokens of each, and how fine it is
    names: int  # places by the name finder


@dataclass(frozen=True, slots=True)
class _Clause:
    inside: frozenset[int]
    evidence: Evidence
    words: tuple[tuple[Span, str], ...]


class Surroundings:
    """The features of the figures of one passage; what its sentences, clauses and the document share is worked out once.

    >>> Surroundings(Passage(Part.BODY, "x", ()), Document("d", "x"), "en").features(None, Span(0, 1), Kind.KILLING)["kind=killing"]
    1.0
    """

    def __init__(self, passage: Passage, document: Document, language: str) -> None:
        self.passage, self.document, self.language = passage, document, language
        self.year = document.published.year if document.published is not None else None
        self._grounds: dict[int, _Ground] = {}
        self._clauses: dict[tuple[int, int], _Clause] = {}
        self._segments: dict[tuple[int, int, int], Evidence] = {}
        self._common: dict[str, float] | None = None

    def features(self, figure: Figure | None, trigger: Span, kind: Kind) -> dict[str, float]:
        """The features that hold for a figure, or for an act without one at `trigger`: most 1.0 each; the nearest word of time, of event and of
        spread, and how near.
        """
        found: dict[str, float] = {}
        for part in self.parts(figure, trigger, kind):
            found.update(part)
        return found

    def parts(self, figure: Figure | None, trigger: Span, kind: Kind) -> tuple[Mapping[str, float], ...]:
        """The features in parts that have no name in common: the figure's own, then its sentence's and the document's, which others share."""
        found: dict[str, float] = {"bias": 1.0, f"kind={kind.value}": 1.0}
        if self.passage.part is Part.TITLE:
            found["title"] = 1.0
        span = figure.span if figure is not None else trigger
        value = _number(figure)
        if figure is not None:
            found[f"size={_size(value)}"] = 1.0
            found[f"hedge={figure.bounds.hedge.value}"] = 1.0
            if value > 9 and value >= max(_numbers(self.document.text), default=value):
                found["largest"] = 1.0
        sentence = self.passage.sentence_at(span.start)
        if sentence is None:
            return (found,)
        inside = sentence.between(span) or (0,)
        focus = focus_of(sentence, inside)
        head = list_head(sentence, focus)
        clause = self._clause(sentence, head)
        evidence = self._zones(sentence, span, value, clause)
        grammar = _grammar(sentence, inside, focus, self.language)
        tense = _tense(sentence, clause.inside, head)
        self._add_readings(found, evidence, grammar, tense, value if figure is not None else None, sentence)
        for name, letter in _LETTERS:
            seen = evidence.get(name)
            if seen is not None:
                found.update(_marked(letter, seen.cues))
        found.update(grammar)
        if sentence.index == 0 and self.passage.part is Part.BODY:
            found["first"] = 1.0
        if "echo" in evidence:
            found["echo"] = 1.0
        ground = self._ground(sentence)
        for place, lemma in clause.words:
            if not place.overlaps(span):
                found[lemma] = _WORD
        near = [fineness for run, fineness in ground.places if not clause.inside.isdisjoint(run)]
        if near:
            found[f"place={min(near, key=_FINENESS.__getitem__)}@clause"] = 1.0
        if self.passage.part is Part.BODY and self.document.title and figure is not None:
            self._add_title_echo(found, value)
        return found, ground.common, self._shared()

    def _add_readings(
        self,
        found: dict[str, float],
        evidence: Mapping[str, Evidence],
        grammar: Mapping[str, float],
        tense: str,
        value: int | None,
        sentence: Sentence,
    ) -> None:
        """The nearest word of time, of event and of spread, and these with one another."""
        time = event = spread = time_zone = event_zone = "none"
        for name in _ZONES:
            seen = evidence.get(name)
            if seen is None:
                continue
            if time == "none" and seen.time is not None:
                time, time_zone = seen.time, name
                found[f"time={time}@{name}"] = 1.0
                for cue in seen.cues & _TIMES:
                    found[f"time:{cue}"] = 1.0
            if event == "none" and seen.event is not None:
                event, event_zone = seen.event, name
                found[f"event={event}@{name}"] = 1.0
            if spread == "none" and name != "lead" and "many_places" in seen.cues:
                spread = "many"
        done = next(
            (
                name
                for role in ("agent", "within")
                for name in ("wave", "one_event", "many_events")
                if f"{role}:{name}" in grammar
            ),
            None,
        )
        if done is not None:
            found[f"event={event}@{event_zone}"] = 0.0
            event = {"wave": "wave", "one_event": "one", "many_events": "many"}[done]
            found[f"event={event}@grammar"] = 1.0
        if "site" in evidence["clause"].cues or "site" in evidence["segment"].cues:
            found["site"] = 1.0
        if spread == "none" and self._ground(sentence).names >= 3:
            spread = "some"
        for name in (
            f"tense={tense}",
            f"spread={spread}",
            f"time={time}",
            f"event={event}",
            f"time={time}&event={event}",
            f"time={time}&spread={spread}",
            f"time={time}&tense={tense}",
            f"event={event}&spread={spread}",
        ):
            found[name] = 1.0
        if value is not None:
            found[f"time={time}&large"] = found[f"event={event}&large"] = float(value >= 25)
        for name in ("clause", "segment", "sentence"):
            for cue in evidence[name].cues & _TOLD:
                found[f"{cue}@{name}"] = 1.0
        if "part" in evidence["clause"].cues and time_zone != "clause":
            found["part&elsewhere"] = 1.0

    def _zones(self, sentence: Sentence, span: Span, value: int, clause: _Clause) -> dict[str, Evidence]:
        """What the zones of text round a figure say, the nearest first."""
        ground = self._ground(sentence)
        zones = {
            "clause": clause.evidence,
            "segment": self._segment(sentence, span, ground),
            "sentence": ground.evidence,
        }
        if sentence.index > 0:
            zones["before"] = self._ground(self.passage.sentences[sentence.index - 1]).evidence
        echo = echo_of(self.document, self.passage, span, value)
        if echo:
            zones["echo"] = self._read(echo)
        if sentence.index > 0 or self.passage.part is Part.TITLE:
            zones["lead"] = _evidence_of_lead(self.document.text, self.language, self.year)
        return zones

    def _read(self, words: Sequence[str]) -> Evidence:
        return evidence_in(words, self.language, self.year)

    def _clause(self, sentence: Sentence, head: int) -> _Clause:
        root = clause_root(sentence, head)
        key = (sentence.index, root)
        if key not in self._clauses:
            inside = clause_below(sentence, root)
            kept = set(self._ground(sentence).matter)
            if head not in kept:
                kept.update(inside)  # what is told stands in the words of the report itself
            tokens = sentence.tokens
            self._clauses[key] = _Clause(
                frozenset(inside),
                self._read([tokens[k].lower for k in inside if k in kept]),
                tuple(
                    (tokens[k].span, f"w:{tokens[k].lemma.lower()}")
                    for k in inside
                    if tokens[k].pos in _CLAUSE_WORDS and not tokens[k].entity
                ),
            )
        return self._clauses[key]

    def _segment(self, sentence: Sentence, span: Span, ground: _Ground) -> Evidence:
        start, stop = segment_bounds(sentence, self.passage, span)
        key = (sentence.index, start, stop)
        if key not in self._segments:
            tokens = sentence.tokens
            kept = [k for k in ground.matter if start <= tokens[k].start and tokens[k].stop <= stop]
            self._segments[key] = (
                ground.evidence
                if len(kept) == len(ground.matter)
                else self._read([tokens[k].lower for k in kept])
            )
        return self._segments[key]

    def _ground(self, sentence: Sentence) -> _Ground:
        ground = self._grounds.get(sentence.index)
        if ground is None:
            ground = self._grounds[sentence.index] = self._laid(sentence)
        return ground

    def _laid(self, sentence: Sentence) -> _Ground:
        tokens = sentence.tokens
        matter = matter_of(sentence, self.passage)
        kept = set(matter)
        places: list[tuple[tuple[int, ...], str]] = []
        fine: set[str] = set()
        start, stop = sentence.span.start, sentence.span.stop
        for toponym in self.passage.toponyms:
            if not (start <= toponym.span.start and toponym.span.stop <= stop):
                continue
            run = sentence.between(toponym.span)
            if kept.isdisjoint(run):
                continue
            place = toponym.place
            places.append((run, place.precision if isinstance(place, Place) else "unknown"))
            if isinstance(place, Place) and place.precision in _FINE:
                fine.add(place.name)
        common = {f"v:{t.lemma.lower()}": _WORD for t in tokens if t.pos in _SENTENCE_WORDS and not t.entity}
        finest = min((fineness for _, fineness in places), key=_FINENESS.__getitem__, default="none")
        common[f"place={finest}"] = common[f"places={min(3, len(fine))}"] = 1.0
        names = sum(1 for t in tokens if t.entity == "LOC" and (t.i == 0 or tokens[t.i - 1].entity != "LOC"))
        return _Ground(
            tuple(matter), self._read([tokens[k].lower for k in matter]), common, tuple(places), names
        )

    def _shared(self) -> Mapping[str, float]:
        """What the whole document has: a wave's words, a toll, one event; how many towns it names; what its headline says."""
        if self._common is None:
            found: dict[str, float] = {}
            cues = _evidence_of(self.document.text, self.language, self.year).cues
            for cue in ("since", "so_far", "toll", "one_event", "long", "wave", "this_day"):
                if cue in cues:
                    found[f"document:{cue}"] = 1.0
            towns = {
                t.place.name
                for t in self.passage.toponyms
                if isinstance(t.place, Place) and t.place.precision in _FINE
            }
            found[f"towns={min(4, len(towns))}"] = 1.0
            if self.passage.part is Part.BODY and self.document.title:
                headline = _evidence_of(self.document.title, self.language, self.year)
                found.update({f"t:{cue}": 1.0 for cue in headline.cues})
                found[f"t:event={headline.event}"] = found[f"t:time={headline.time}"] = 1.0
            self._common = found
        return self._common

    def _add_title_echo(self, found: dict[str, float], value: int) -> None:
        """The headline prints the same number: what it is said of there."""
        title = self.document.title or ""
        if value > 2 and value in _numbers(title):
            headline = _evidence_of(title, self.language, self.year)
            found["t:echo"] = found[f"t:echo&event={headline.event}"] = found[
                f"t:echo&time={headline.time}"
            ] = 1.0


@lru_cache(maxsize=4096)
def _marked(letter: str, cues: frozenset[str]) -> Mapping[str, float]:
    return {f"{letter}:{cue}": 1.0 for cue in cues}


def _number(figure: Figure | None) -> int:
    if figure is None:
        return 1
    return figure.bounds.low if figure.bounds.low is not None else figure.bounds.high or 1


@lru_cache(maxsize=64)
def _evidence_of(text: str, language: str, year: int | None) -> Evidence:
    return evidence_in(words_in(text), language, year)


@lru_cache(maxsize=32)
def _evidence_of_lead(text: str, language: str, year: int | None) -> Evidence:
    return evidence_in(lead_of(text), language, year)


@lru_cache(maxsize=64)
def _numbers(text: str) -> tuple[int, ...]:
    """The larger whole numbers of a text that are no year and no clock time."""
    found: list[int] = []
    for match in re.finditer(
        r"(?<![\d:/$€.])\d{1,3}(?:[.,]\d{3})+(?!\d)|(?<![\d:/$€.,])\d+(?![\d:/%])", text
    ):
        value = int(re.sub(r"[.,]", "", match.group()))
        if not 1900 <= value <= 2099:
            found.append(value)
    return tuple(found)


def _size(value: int) -> str:
    for limit, name in ((1, "1"), (4, "2-4"), (9, "5-9"), (24, "10-24"), (99, "25-99"), (499, "100-499")):
        if value <= limit:
            return name
    return "500+"


def _tense(sentence: Sentence, clause: frozenset[int], i: int) -> str:
    """The tense of the verb that governs a token: perfect, pluperfect, present, past, or none."""
    tokens = sentence.tokens
    verb = next(
        (k for k in (i, *sentence.ancestors(i)) if k in clause and tokens[k].pos in {"VERB", "AUX"}), None
    )
    if verb is None:
        return "none"
    group = {
        tokens[verb].lower,
        *(tokens[k].lower for k in sentence.children[verb] if tokens[k].dep in {"aux", "aux:pass", "cop"}),
    }
    if group & _PLUPERFECT:
        return "pluperfect"
    if group & _PERFECT:
        return "perfect"
    return (
        "present" if "Tense=Pres" in tokens[verb].morph and "VerbForm=Fin" in tokens[verb].morph else "past"
    )


_ROLES = {"one_event", "many_events", "wave", "site", "this_day", "weekday", "month"}


def _grammar(sentence: Sentence, inside: Sequence[int], focus: int, language: str) -> dict[str, float]:
    """The noun that did it, the event it happened in, and how the figure is introduced: "the", "another"."""
    found: dict[str, float] = {}
    tokens = sentence.tokens
    meanings = single_meanings(language)
    verb = next((k for k in (focus, *sentence.ancestors(focus)) if tokens[k].pos == "VERB"), None)
    if verb is not None:
        for child in sentence.children[verb]:
            dep = tokens[child].dep
            if child in inside:
                continue
            if dep in {"nsubj", "nsubj:pass", "obl:agent"}:
                role = "agent"
            elif dep.startswith(("obl", "nmod")):
                role = "within"
            else:
                continue
            for meaning in meanings.get(tokens[child].lower, frozenset()) & _ROLES:
                found[f"{role}:{meaning}"] = 1.0
        if tokens[verb].dep == "acl:relcl":
            for meaning in meanings.get(tokens[tokens[verb].head].lower, frozenset()) & _EVENTS:
                found[f"agent:{meaning}"] = 1.0
            found["relative"] = 1.0
    first = tokens[inside[0]].lower
    before = tokens[inside[0] - 1].lower if inside[0] > 0 else ""
    if first in _DEFINITE or before in _DEFINITE:
        found["definite"] = 1.0
    another = _ANOTHER - {"más", "more"} if first in {"más", "more"} else _ANOTHER
    if any(tokens[k].lower in another for k in range(inside[0], inside[-1] + 1)):
        found["another"] = 1.0
    return found
