"""Which of the places that a report names is the place of a claim.

Every place name of the document is weighed: does it hang on the claim's verb, does "in" stand before it, does it stand in the same sentence or some
sentences back, in the title, in the dateline; is it the place that the report speaks of most; and is it as wide as the figure (a toll since the beginning
is mostly a country's, a clash is a town's)? Weights: conditional logit, learned offline (`training/learn_places.py`), in `tables/locating.tsv`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Scope, Statement
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym, Where
from testigo.model.text import Document, Part, Span
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.sites import site_in, site_kind, town_for
from testigo.resolving.spotting import weights, words_of
from testigo.resolving.toponyms import as_place, find_toponyms

_WIDTH = {PlacePrecision.SITE: 0, PlacePrecision.DISTRICT: 1, PlacePrecision.TOWN: 1, PlacePrecision.REGION: 2, PlacePrecision.COUNTRY: 3}
_DATELINE = re.compile(r"^[^\n]{0,80}?(?:—|–| - |--|\.-|\(\w[\w /.]*\)\s*[-–—.]|\(\w[\w /.]*\) --)")
_LEAD = 700  # code points of a body that a headline is read with
_ROUNDS_APART = 3  # sentences back beyond which a name is merely "far"


@dataclass(frozen=True, slots=True)
class Option:
    """A place that the claim may be at. `span` is None for a country that no word names, `part` where the span lies."""

    place: Place
    phrase: str | None
    span: Span | None
    part: Part
    cues: tuple[tuple[str, float], ...] = ()


def locate_statement(
    statement: Statement, passage: Passage, document: Document, language: str, gazetteer: Gazetteer
) -> Where:
    """The place of a statement with the words that tell it, or why it is not known; other places it might be are kept by name."""
    options = options_for(statement, passage, document, language, gazetteer)
    if not options:
        return Where(_why_none(passage), part=statement.part)
    table = weights("locating")
    scores = [sum(table.get(name, 0.0) * value for name, value in option.cues) for option in options]
    order = sorted(range(len(options)), key=lambda i: (-scores[i], i))
    best = options[order[0]]
    total = sum(math.exp(s - scores[order[0]]) for s in scores)
    same = sum(math.exp(s - scores[order[0]]) for s, o in zip(scores, options, strict=True) if o.place.name == best.place.name)
    others = dict.fromkeys(options[i].place.name for i in order[1:] if options[i].place.name != best.place.name)
    place = _with_confidence(best.place, same / total)
    return Where(place, best.phrase, best.span, best.part, tuple(others)[:4])


def _with_confidence(place: Place, share: float) -> Place:
    from dataclasses import replace  # noqa: PLC0415

    return replace(place, confidence=round(place.confidence * share, 3))


def _why_none(passage: Passage) -> Unresolved:
    if passage.toponyms:
        reasons = Counter(t.place.reason for t in passage.toponyms if isinstance(t.place, Unresolved))
        return Unresolved(f"places are named but none is resolved: {min(reasons, key=lambda r: (-reasons[r], r))}")
    return Unresolved("the report names no place")


@lru_cache(maxsize=8)
def _elsewhere(document: Document, part: Part, language: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Places of the title, or of the first lines of the body, read without a parse."""
    text = document.part(part)[:_LEAD]
    return find_toponyms((Passage(part, text, ()),), document, language, gazetteer)[0] if text else ()


def options_for(
    statement: Statement, passage: Passage, document: Document, language: str, gazetteer: Gazetteer
) -> list[Option]:
    """Every place that the document names, with what speaks for and against its being the statement's."""
    other_part = Part.BODY if statement.part is Part.TITLE else Part.TITLE
    elsewhere = _elsewhere(document, other_part, language, gazetteer)
    named: list[tuple[Toponym, Place, Part]] = []
    for number, t in enumerate(passage.toponyms):
        place = _as_named(number, passage, language)
        if place is not None:
            named.append((t, place, statement.part))
    named += [(t, t.place, other_part) for t in elsewhere if isinstance(t.place, Place)]
    if not named:
        return []
    seen = _Seen(statement, passage, document, language, named)
    options = [Option(place, t.span.of(document.part(part)), t.span, part, seen.cues(t, place, part)) for t, place, part in named]
    country = seen.main_country
    if country and not any(o.place.precision is PlacePrecision.COUNTRY and o.place.country == country for o in options):
        whole = gazetteer.countries.get(country)
        if whole is not None:
            place = as_place(whole, gazetteer, seen.countries[country] / max(1, sum(seen.countries.values())), ("the country of the places named",))
            options.append(Option(place, None, None, statement.part, seen.implied(place)))
    return options


def _as_named(number: int, passage: Passage, language: str) -> Place | None:
    """A toponym's place; for a name that is not resolved, the site or quarter in the town that the text puts it in."""
    t = passage.toponyms[number]
    kind = site_kind(t.name, passage.text[max(0, t.span.start - 40) : t.span.start], passage.text[t.span.stop : t.span.stop + 30], language)
    if isinstance(t.place, Place):
        if kind in {"site", "street"} and t.place.precision is PlacePrecision.SITE:
            return t.place
        return t.place
    town = town_for(number, passage.toponyms, passage.text)
    if town is None or not isinstance(town.place, Place):
        return None
    return site_in(t.name, kind or "site", town.place)


class _Seen:
    """What the cues are read from: the statement's words, the sentence's tree, and the document's tallies."""

    def __init__(
        self, statement: Statement, passage: Passage, document: Document, language: str, named: Sequence[tuple[Toponym, Place, Part]]
    ) -> None:
        self.statement, self.passage, self.language = statement, passage, language
        self.anchor = statement.figure.span if statement.figure else statement.trigger
        self.sentence = passage.sentence_at(self.anchor.start) or passage.sentence_at(statement.trigger.start)
        self.places: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.in_title: set[str] = set()
        for _, place, part in named:
            self.places[place.name] += 1
            if place.country:
                self.countries[place.country] += 1
            if part is Part.TITLE:
                self.in_title.add(place.name)
        most = self.countries.most_common()
        self.main_country = min((c for c, n in most if n == most[0][1])) if most else ""
        towns = Counter({name: n for name, n in self.places.items() if any(p.name == name and _WIDTH[p.precision] < 2 for _, p, _ in named)})
        self.main_town = min((t for t, n in towns.items() if n == max(towns.values())), default="")
        head = _DATELINE.match(passage.text) if statement.part is Part.BODY else None
        self.dateline = head.end() if head else 0
        self.spans = sorted(t.span for t, _, part in named if part is statement.part)
        self.scope = "cumulative" if statement.scope is Scope.CUMULATIVE else "day" if statement.scope is Scope.DAY else "event"
        self.verb, self.chain = self._verb_of(self.sentence, self.anchor) if self.sentence else (-1, frozenset())
        self.trigger_verb = self._verb_of(self.sentence, statement.trigger)[0] if self.sentence else -1

    @staticmethod
    def _verb_of(sentence: Sentence, span: Span) -> tuple[int, frozenset[int]]:
        """The verb that governs a stretch of the sentence, and all tokens between the stretch and that verb."""
        inside = sentence.between(span)
        if not inside:
            return -1, frozenset()
        top = min(inside, key=lambda i: len(sentence.ancestors(i)))
        chain = set(inside)
        while sentence.tokens[top].pos not in {"VERB", "AUX"} and sentence.tokens[top].head != top:
            chain.add(top)
            top = sentence.tokens[top].head
            if len(chain) > 60:
                break
        return top, frozenset(chain)

    def cues(self, t: Toponym, place: Place, part: Part) -> tuple[tuple[str, float], ...]:
        """What speaks for one named place, as (cue, value)."""
        found: list[tuple[str, float]] = []
        width = _WIDTH[place.precision]

        def see(name: str, value: float = 1.0) -> None:
            found.append((name, value))

        see(f"width {width}, {self.scope}")
        see(f"share of the report, width {min(width, 2)}", self.places[place.name] / max(1, sum(self.places.values())))
        if place.name == self.main_town:
            see("the report's town")
            see(f"the report's town, {self.scope}")
        if place.country and place.country == self.main_country:
            see("in the report's country")
            if width == 3:
                see(f"the report's country, {self.scope}")
        if not place.country:
            see("wider than a country")
        if place.name in self.in_title:
            see("in the title")
            see(f"in the title, width {width}")
        if "demonym" in place.evidence:
            see("demonym")
        if place.evidence and place.evidence[0].endswith("'s") and place.precision in {PlacePrecision.SITE, PlacePrecision.DISTRICT}:
            see("a site by the text")
        see("sure", place.confidence)
        if part is not self.statement.part:
            see("in the other part")
            return tuple(found)
        if t.span.stop <= self.dateline:
            see("dateline")
        before = self.passage.text[max(0, t.span.start - 30) : t.span.start].lower()
        words = re.findall(r"[\w'’]+", before)
        if words and words[-1] in {"the", "la", "el", "los", "las"}:
            words.pop()
        last = words[-1] if words else ""
        is_located = last in words_of("cues", self.language)["place"]
        if self.sentence is None:
            see("no sentence")
            return tuple(found)
        other = self.passage.sentence_at(t.span.start)
        apart = other.index - self.sentence.index if other else 99
        if apart == 0:
            self._within(t, see, is_located)
        else:
            same_paragraph = other is not None and other.paragraph == self.sentence.paragraph
            if -_ROUNDS_APART <= apart < 0:
                see(f"{-apart} back" + (", same paragraph" if same_paragraph else ""))
            elif apart == 1:
                see("next sentence" + (", same paragraph" if same_paragraph else ""))
            else:
                see("far back" if apart < 0 else "far ahead")
            see("how far", math.log1p(abs(apart)))
            if is_located:
                see("after a place word, other sentence")
            if other is not None and other.index == 0:
                see("first sentence")
            if apart < 0 and not any(t.span.stop <= s.start < self.sentence.span.start for s in self.spans):
                see("last place before the sentence")
            if not any(self.sentence.span.start <= s.start < self.sentence.span.stop for s in self.spans):
                see("no place in the sentence, width", width / 3)
                if apart == -1:
                    see("no place in the sentence, one back")
        return tuple(found)

    def _within(self, t: Toponym, see: object, is_located: bool) -> None:
        """Cues of a place in the statement's own sentence."""
        mark = see
        assert callable(mark)
        assert self.sentence is not None
        sentence = self.sentence
        mark("same sentence")
        mark(f"same sentence, {self.scope}")
        if is_located:
            mark("after a place word")
        verb, chain = self._verb_of(sentence, t.span)
        if verb == self.verb >= 0:
            mark("same verb")
            if is_located:
                mark("same verb, after a place word")
        elif verb >= 0 and self.trigger_verb == verb:
            mark("the trigger's verb")
        elif verb >= 0 and verb in sentence.ancestors(self.verb) if self.verb >= 0 else False:
            mark("a verb above")
        elif self.verb >= 0 and self.verb in sentence.ancestors(verb):
            mark("a verb below")
        if chain & self.chain:
            mark("hangs on the figure")
        tokens = sentence.between(t.span)
        if tokens:
            top = min(tokens, key=lambda i: len(sentence.ancestors(i)))
            token = sentence.tokens[top]
            mark(f"as {token.dep.split(':')[0]}")
            head = sentence.tokens[token.head]
            if token.head != top and head.entity == "ORG":
                mark("in a body's name")
            if token.dep.split(":")[0] in {"nmod", "compound", "flat", "appos"} and head.pos in {"NOUN", "PROPN"}:
                mark("on a noun")
        if t.span.start >= self.anchor.stop:
            between = self.passage.text[self.anchor.stop : t.span.start]
            mark("after the figure")
            if not any(self.anchor.stop <= s.start < t.span.start for s in self.spans):
                mark("first place after the figure")
            if "," not in between and ";" not in between:
                mark("after the figure, no comma")
        else:
            between = self.passage.text[t.span.stop : self.anchor.start]
            mark("before the figure")
            if not any(t.span.stop <= s.start < self.anchor.start for s in self.spans):
                mark("last place before the figure")
        mark("words between", math.log1p(len(between) / 6))
        if re.match(r"^,? ?\(?$", self.passage.text[t.span.stop : t.span.stop + 2].strip() or "x") and any(0 < s.start - t.span.stop <= 3 for s in self.spans):
            mark("inner of a pair")
        if any(0 < t.span.start - s.stop <= 3 for s in self.spans):
            mark("outer of a pair")

    def implied(self, place: Place) -> tuple[tuple[str, float], ...]:
        """Cues of a country that the report speaks of without naming it."""
        return ((f"implied country, {self.scope}", 1.0), ("implied country, share", self.countries[place.country] / max(1, sum(self.countries.values()))))
