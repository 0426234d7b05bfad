"""Which of the places that a report names is the place of a claim.

Every place name of the document is weighed: does it hang on the claim's verb, does "in" stand before it, does it stand in the same sentence or some
sentences back, in the title, in the dateline; is it the place that the report speaks of most; and is it as wide as the figure (a toll since the beginning
is mostly a country's, a clash is a town's)? Weights: conditional logit, learned offline (`training/learn_places.py`), in `tables/locating.tsv`.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from testigo.gathering.dateline import find_dateline
from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Scope, Statement
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym, Where
from testigo.model.text import Document, Part, Span
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.outlets import address_places
from testigo.resolving.sites import site_in, site_kind, town_for
from testigo.resolving.spotting import weights, words_of
from testigo.resolving.standing import innermost, joined_places, right_behind, without_dateline
from testigo.resolving.toponyms import as_place, find_toponyms

_WIDTH = {
    PlacePrecision.SITE: 0,
    PlacePrecision.DISTRICT: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.REGION: 2,
    PlacePrecision.COUNTRY: 3,
}
_DATELINE = re.compile(r"^[^\n]{0,80}?(?:—|–| - |--|\.-|\(\w[\w /.]*\)\s*[-–—.]|\(\w[\w /.]*\) --)")
_SEAT = re.compile(
    r"(?:sede|base[ds]?|headquartered|embassy|consulate|embajada|consulado|oficina|office|branch|bureau|corresponsal|desde|from|nacid[oa]|born|hospital|médicos|fuentes)"
    r"(?: \w+)? (?:in|en|de|of|at) (?:the |la |el )?$"
)
_WHERE = re.compile(r",? (?:en )?(?:donde|where|in which|en la que|en el que|ciudad|city)\b")
_LEAD = 700  # code points of a body that a headline is read with
_ROUNDS_APART = 3  # sentences back beyond which a name is merely "far"


@dataclass(frozen=True, slots=True)
class Option:
    """A place that the claim may be at. `span` is None for a country that no word names, `part` where the span lies."""

    place: Place | Unresolved
    phrase: str | None
    span: Span | None
    part: Part
    cues: tuple[tuple[str, float], ...] = ()

    @property
    def key(self) -> str:
        """What mentions of one place share."""
        return self.place.name if isinstance(self.place, Place) else f"?{self.phrase}"

    @property
    def shown(self) -> str:
        """The place's name, or the words where it is not resolved."""
        return self.place.name if isinstance(self.place, Place) else (self.phrase or "")


def locate_statement(
    statement: Statement, passage: Passage, document: Document, language: str, gazetteer: Gazetteer
) -> Where:
    """The place of a statement with the words that tell it, or why it is not known; other places it might be are kept by name."""
    options = options_for(statement, passage, document, language, gazetteer)
    if not options:
        return Where(Unresolved("the report names no place"), part=statement.part)
    kept = without_dateline(options, passage, statement.sentence, _filed(passage, language))
    options = [options[number] for number in kept]
    table = weights("locating")
    scores = [sum(table.get(name, 0.0) * value for name, value in option.cues) for option in options]
    chances = chances_of(options, scores)
    order = sorted(chances, key=lambda key: (-chances[key], key))
    best = max((i for i, o in enumerate(options) if o.key == order[0]), key=lambda i: (scores[i], -i))
    words = [statement.figure.span] if statement.figure else []
    behind = right_behind([*words, statement.trigger], options, passage)
    if behind is not None:
        best = behind
    best = innermost(best, options, passage)
    others = tuple(
        next(o.shown for o in options if o.key == key) for key in order if key != options[best].key
    )[:4]
    chosen = options[best]
    place = chosen.place
    joined = joined_places(best, options, passage) if statement.figure else None
    if joined is not None:
        names = " and ".join(one.name for one in joined)
        return Where(
            Unresolved(f"one figure for two places: {names}"),
            chosen.phrase,
            chosen.span,
            chosen.part,
            tuple(p.name for p in joined),
        )
    if isinstance(place, Place):
        sure = 1.0 if behind is not None else chances[chosen.key]
        place = replace(place, confidence=round(place.confidence * sure, 3))
    return Where(place, chosen.phrase, chosen.span, chosen.part, others)


@lru_cache(maxsize=8)
def _filed(passage: Passage, language: str) -> int:
    """Where the dateline ends, in code points; 0 where there is none."""
    if passage.part is not Part.BODY:
        return 0
    head = _DATELINE.match(passage.text)
    filed = find_dateline(passage.text, language)
    return max(head.end() if head else 0, filed.span.stop if filed else 0)


def chances_of(options: Sequence[Option], scores: Sequence[float]) -> dict[str, float]:
    """The chance of each place, over all its mentions; they add up to 1."""
    top = max(scores)
    chances: dict[str, float] = {}
    for option, score in zip(options, scores, strict=True):
        chances[option.key] = chances.get(option.key, 0.0) + math.exp(score - top)
    total = sum(chances.values())
    return {key: chance / total for key, chance in chances.items()}


def finer(inner: Place, outer: Place) -> bool:
    """Whether one place is finer than another and in it, as far as country and region tell."""
    if inner.country != outer.country or _WIDTH[inner.precision] >= _WIDTH[outer.precision]:
        return False
    return outer.precision is PlacePrecision.COUNTRY or (
        outer.admin1 is not None and outer.admin1 == inner.admin1
    )


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
    named: list[tuple[Toponym, Place | Unresolved, Part]] = []
    address = address_places(document, gazetteer)
    for number, t in enumerate(passage.toponyms):
        named.append((t, _as_named(number, passage, language, address), statement.part))
    named += [(t, t.place, other_part) for t in elsewhere if isinstance(t.place, Place)]
    seen = _Seen(statement, passage, language, named)
    options = []
    for t, place, part in _telling(named, seen, statement.part):
        span, phrase = (
            (t.span, t.name) if part is not statement.part else _directed(t, passage.text, language)
        )
        options.append(Option(place, phrase, span, part, seen.cues(t, place, part)))
    for place in address:
        if not any(o.key == place.name for o in options):
            options.append(
                Option(
                    place,
                    None,
                    None,
                    statement.part,
                    ((f"address, width {_WIDTH[place.precision]}, {seen.scope}", 1.0),),
                )
            )
    country = seen.main_country
    if country and not any(_is_country(o.place, country) for o in options):
        whole = gazetteer.countries.get(country)
        if whole is not None:
            share = seen.countries[country] / max(0.1, sum(seen.countries.values()))
            options.append(
                Option(
                    as_place(whole, gazetteer, share, ("the country of the places named",)),
                    None,
                    None,
                    statement.part,
                    seen.implied(share),
                )
            )
    return options


def _telling(
    named: Sequence[tuple[Toponym, Place | Unresolved, Part]], seen: _Seen, part: Part
) -> list[tuple[Toponym, Place | Unresolved, Part]]:
    """Of the mentions of one place, those in the statement's sentence, or else the nearest before it and the nearest after; and one in the other part.

    A place is not likelier for being named ten times far away: how often it is named is a cue of its own.
    """
    sentence = seen.sentence.span if seen.sentence else seen.anchor
    kept: dict[tuple[str, str], tuple[Toponym, Place | Unresolved, Part]] = {}
    inside = {
        p.name if isinstance(p, Place) else t.name
        for t, p, where in named
        if where is part and sentence.start <= t.span.start < sentence.stop
    }
    found: list[tuple[Toponym, Place | Unresolved, Part]] = []
    for entry in named:
        t, place, where = entry
        key = place.name if isinstance(place, Place) else t.name
        if where is not part:
            kept.setdefault((key, "other"), entry)
        elif sentence.start <= t.span.start < sentence.stop:
            found.append(entry)
        elif key in inside:
            continue
        elif t.span.start < sentence.start:
            kept[key, "before"] = entry
        else:
            kept.setdefault((key, "after"), entry)
    return found + list(kept.values())


def _is_country(place: Place | Unresolved, country: str) -> bool:
    return isinstance(place, Place) and place.precision is PlacePrecision.COUNTRY and place.country == country


_DIRECTION = {
    "en": re.compile(
        r"(?:north|south|east|west|central|(?:north|south)-?(?:east|west))(?:ern)?[ -](?:part of )?(?:the )?$",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?:norte|sur|este|oeste|oriente|occidente|centro|(?:nor|sud|sur)(?:este|oeste)) del? (?:la |el )?$",
        re.IGNORECASE,
    ),
}


def _directed(t: Toponym, text: str, language: str) -> tuple[Span, str]:
    """A name with the direction before it: "southern Arenal", «norte de Arenal»."""
    start = max(0, t.span.start - 28)
    found = _DIRECTION[language].search(text, start, t.span.start)
    if found is None or (found.start() and text[found.start() - 1].isalnum()):
        return t.span, t.name
    span = Span(found.start(), t.span.stop)
    return span, span.of(text)


def _as_named(number: int, passage: Passage, language: str, address: Sequence[Place]) -> Place | Unresolved:
    """A toponym's place; for a name that is not resolved, the site or quarter in the town that the text, or the address, puts it in."""
    t = passage.toponyms[number]
    if isinstance(t.place, Place):
        return t.place
    kind = site_kind(
        t.name,
        passage.text[max(0, t.span.start - 40) : t.span.start],
        passage.text[t.span.stop : t.span.stop + 30],
        language,
    )
    town = town_for(number, passage.toponyms, passage.text)
    place = (
        town.place
        if town is not None
        else next((p for p in address if p.precision is PlacePrecision.TOWN), None)
    )
    return site_in(t.name, kind or "site", place) if isinstance(place, Place) else t.place


class _Seen:
    """What the cues are read from: the statement's words, the sentence's tree, and the document's tallies."""

    def __init__(
        self,
        statement: Statement,
        passage: Passage,
        language: str,
        named: Sequence[tuple[Toponym, Place | Unresolved, Part]],
    ) -> None:
        self.statement, self.passage, self.language = statement, passage, language
        self.anchor = statement.figure.span if statement.figure else statement.trigger
        self.sentence = passage.sentence_at(self.anchor.start) or passage.sentence_at(statement.trigger.start)
        self.places: Counter[str] = Counter()
        self.countries: dict[str, float] = defaultdict(float)
        self.in_title: set[str] = set()
        for _, place, part in named:
            if isinstance(place, Unresolved):
                continue
            self.places[place.name] += 1
            if place.country:
                self.countries[place.country] += place.confidence
            if part is Part.TITLE:
                self.in_title.add(place.name)
        self.main_country = min(self.countries, key=lambda c: (-self.countries[c], c), default="")
        towns = Counter(
            {
                name: n
                for name, n in self.places.items()
                if any(
                    p.name == name and _WIDTH[p.precision] < 2 for _, p, _ in named if isinstance(p, Place)
                )
            }
        )
        self.main_town = min((t for t, n in towns.items() if n == max(towns.values())), default="")
        self.dateline = _filed(passage, language)
        self.spans = sorted(t.span for t, _, part in named if part is statement.part)
        self.here = [
            s
            for s in self.spans
            if self.sentence and self.sentence.span.start <= s.start < self.sentence.span.stop
        ]
        self.is_bare = not self.here
        self.fewest_steps = (
            min((self._steps(self.sentence, s) for s in self.here), default=0) if self.sentence else 0
        )
        own = [(t, p) for t, p, part in named if part is statement.part and isinstance(p, Place)]
        self.places_here = [p for t, p in own if t.span in self.here]
        back = self.sentence.span.start - 500 if self.sentence else 0
        self.places_before = [
            p for t, p in own if self.sentence and back <= t.span.start < self.sentence.span.start
        ]
        self.main = next((p for _, p, _ in named if isinstance(p, Place) and p.name == self.main_town), None)
        self.scope = (
            "cumulative"
            if statement.scope is Scope.CUMULATIVE
            else "day"
            if statement.scope is Scope.DAY
            else "event"
        )
        self.verb, self.chain = (
            self._verb_of(self.sentence, self.anchor) if self.sentence else (-1, frozenset())
        )
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

    def _steps(self, sentence: Sentence, span: Span) -> int:
        """Edges of the tree between a stretch and the nearer of the figure and the trigger; 20 where there is no way."""
        best = 20
        ends = sentence.between(span)
        if not ends:
            return best
        top = min(ends, key=lambda i: len(sentence.ancestors(i)))
        up = [top, *sentence.ancestors(top)]
        for mark in {self.anchor, self.statement.trigger}:
            inside = sentence.between(mark)
            if not inside:
                continue
            start = min(inside, key=lambda i: len(sentence.ancestors(i)))
            for height, node in enumerate([start, *sentence.ancestors(start)]):
                if node in up:
                    best = min(best, height + up.index(node))
                    break
        return best

    def cues(self, t: Toponym, place: Place | Unresolved, part: Part) -> tuple[tuple[str, float], ...]:
        """What speaks for one named place, as (cue, value)."""
        found: list[tuple[str, float]] = []

        def see(name: str, value: float = 1.0) -> None:
            found.append((name, value))

        if isinstance(place, Place):
            if any(finer(p, place) for p in self.places_here):
                see(f"a finer place in the sentence, {self.scope}")
            elif self.main and finer(self.main, place):
                see(
                    f"holds the report's town, {self.scope}, {'bare' if self.is_bare else 'places'} in the sentence"
                )
            if any(p.name == place.name for p in self.places_here):
                see("named in the sentence")
            elif any(p.name == place.name for p in self.places_before):
                see("named just before")
                see(f"named just before, {self.scope}")
        if isinstance(place, Unresolved):
            see("not resolved")
            see(f"not resolved, {self.scope}")
            if not self._by_position(t, see, 0):
                see("in the other part")
            return tuple(found)
        width = _WIDTH[place.precision]
        see(f"width {width}, {self.scope}")
        see(
            f"share of the report, width {min(width, 2)}",
            self.places[place.name] / max(1, sum(self.places.values())),
        )
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
        if (
            place.evidence
            and place.evidence[0].endswith("'s")
            and place.precision in {PlacePrecision.SITE, PlacePrecision.DISTRICT}
        ):
            see("a site by the text")
        see("sure", place.confidence)
        if part is not self.statement.part:
            see("in the other part")
            return tuple(found)
        self._by_position(t, see, width)
        return tuple(found)

    def _is_located(self, sentence: Sentence | None, span: Span, before: str) -> bool:
        """Whether the name is told as a location: "in", "near" before it, or before the noun that it stands by («en los barrios del este de Arenal»)."""
        places = words_of("cues", self.language)["at"]
        words = re.findall(r"[\w'’]+", before)
        if words and words[-1] in {"the", "la", "el", "los", "las"}:
            words.pop()
        if words and words[-1] in places:
            return True
        inside = sentence.between(span) if sentence else ()
        if sentence is None or not inside:
            return False
        i = min(inside, key=lambda k: len(sentence.ancestors(k)))
        for _ in range(4):
            if any(
                sentence.tokens[c].dep == "case" and sentence.tokens[c].lower in places
                for c in sentence.children[i]
            ):
                return True
            token = sentence.tokens[i]
            if (
                token.head == i
                or token.dep.split(":")[0] not in {"nmod", "compound", "flat", "appos", "conj", "amod"}
                or sentence.tokens[token.head].pos not in {"NOUN", "PROPN", "ADJ"}
            ):
                return False
            i = token.head
        return False

    def _by_position(self, t: Toponym, see: Callable[..., None], width: int) -> bool:
        """Cues of where the name stands; False where the statement has no sentence."""
        if t.span.stop <= self.dateline:
            see("dateline")
            see(f"dateline, {self.scope}")
        before = self.passage.text[max(0, t.span.start - 30) : t.span.start].lower()
        other = self.passage.sentence_at(t.span.start)
        is_located = self._is_located(other, t.span, before)
        kind = site_kind(
            t.name,
            self.passage.text[max(0, t.span.start - 40) : t.span.start],
            self.passage.text[t.span.stop : t.span.stop + 30],
            self.language,
        )
        if kind:
            see(f"called a {kind}")
        following = self.passage.text[t.span.stop : t.span.stop + 14].lower()
        if _SEAT.search(before) or following.startswith(("-based", " - based", "-born")):
            see("where a body has its seat")
        if (
            _WHERE.match(following)
            and t.span.stop <= self.anchor.start <= t.span.stop + 200
            and self.sentence is not None
            and t.span.start >= self.sentence.span.start
        ):
            see("the statement is its where-clause")
        if self.sentence is None:
            see("no sentence")
            return False
        apart = other.index - self.sentence.index if other else 99
        if apart == 0:
            self._within(t, see, is_located, width)
            return True
        same_paragraph = other is not None and other.paragraph == self.sentence.paragraph
        if -_ROUNDS_APART <= apart < 0:
            see(f"{-apart} back" + (", same paragraph" if same_paragraph else ""))
            see(f"few back, width {width}, {self.scope}")
        elif apart == 1:
            see("next sentence" + (", same paragraph" if same_paragraph else ""))
        else:
            see("far")
        see("how far", math.log1p(abs(apart)))
        if is_located:
            see("after a place word, other sentence")
        if other is not None and other.index == 0:
            see("first sentence")
            see(f"first sentence, {self.scope}")
        if apart < 0 and not any(t.span.stop <= s.start < self.sentence.span.start for s in self.spans):
            see("last place before the sentence")
            if is_located:
                see("last place before the sentence, after a place word")
        if self.is_bare:
            see(f"no place in the sentence, width {width}")
            if apart == -1:
                see("no place in the sentence, one back")
        else:
            see(f"another place in the sentence, width {width}")
        return True

    def _within(self, t: Toponym, mark: Callable[..., None], is_located: bool, width: int) -> None:
        """Cues of a place in the statement's own sentence."""
        assert self.sentence is not None
        sentence = self.sentence
        mark("same sentence")
        mark(f"same sentence, width {width}, {self.scope}")
        if len(self.here) == 1:
            mark("the one place of the sentence")
            mark(f"the one place of the sentence, {self.scope}")
        if is_located:
            mark("after a place word")
        verb, chain = self._verb_of(sentence, t.span)
        if verb == self.verb >= 0:
            mark("same verb")
            if is_located:
                mark(f"same verb, after a place word, {self.scope}")
        elif verb >= 0 and self.trigger_verb == verb:
            mark("the trigger's verb")
        elif verb >= 0 and verb in sentence.ancestors(self.verb) if self.verb >= 0 else False:
            mark("a verb above")
        elif self.verb >= 0 and self.verb in sentence.ancestors(verb):
            mark("a verb below")
        if chain & self.chain:
            mark("hangs on the figure")
        steps = self._steps(sentence, t.span)
        mark("steps in the tree", math.log1p(steps))
        if steps <= self.fewest_steps:
            mark("the nearest in the tree")
            if is_located:
                mark("the nearest in the tree, after a place word")
        tokens = sentence.between(t.span)
        if tokens:
            top = min(tokens, key=lambda i: len(sentence.ancestors(i)))
            token = sentence.tokens[top]
            if token.dep.startswith("nsubj"):
                mark("as a subject")
            head = sentence.tokens[token.head]
            if token.head != top and head.entity == "ORG":
                mark("in a body's name")
            if token.dep.split(":")[0] in {"nmod", "compound", "flat", "appos"} and head.pos in {
                "NOUN",
                "PROPN",
            }:
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
        if re.match(r"^,? ?\(?$", self.passage.text[t.span.stop : t.span.stop + 2].strip() or "x") and any(
            0 < s.start - t.span.stop <= 3 for s in self.spans
        ):
            mark("inner of a pair")
        if any(0 < t.span.start - s.stop <= 3 for s in self.spans):
            mark("outer of a pair")

    def implied(self, share: float) -> tuple[tuple[str, float], ...]:
        """Cues of a country that the report speaks of without naming it."""
        return (
            (f"implied country, {self.scope}", 1.0),
            ("implied country, share", share),
            (f"implied country, {'bare' if self.is_bare else 'places'} in the sentence", 1.0),
        )
