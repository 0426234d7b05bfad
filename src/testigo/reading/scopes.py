"""Over what stretch of the world a figure counts: one event, a day, a wave so far, something past, or nothing in particular.

A small model decides: a multinomial logistic regression over the readable features of `scope_features`, its weights a table beside this
module (`scope_weights.tsv`, card in `scope_weights.md`). A cumulative toll taken for an incident is the worst error of all, so
where the two are near each other the figure is held to be cumulative.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import pairwise

from testigo.errors import ReadingError
from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind, Scope
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Document, Span
from testigo.model.toll import Figure
from testigo.reading.onsets import counts_from_onset
from testigo.reading.scope_features import Surroundings

SCOPES = (Scope.INCIDENT, Scope.DAY, Scope.CUMULATIVE, Scope.BACKGROUND)
_CAUTION = 0.2  # natural-log odds given to the cumulative reading


@cache
def _weights() -> dict[str, tuple[float, float, float, float]]:
    """Feature -> one weight for each of SCOPES."""
    file = resources.files("testigo.reading").joinpath("scope_weights.tsv")
    table: dict[str, tuple[float, float, float, float]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith(("#", "feature\t")):
            continue
        name, *values = line.split("\t")
        if len(values) != len(SCOPES):
            raise ReadingError(
                f"scope_weights.tsv, line {number}: {len(SCOPES)} weights are needed, {len(values)} found"
            )
        a, b, c, d = map(float, values)
        table[name] = (a, b, c, d)
    return table


Sums = tuple[float, float, float, float]


def _sums(found: Mapping[str, float]) -> Sums:
    """The weights of features added up, one sum for each of SCOPES."""
    incident = day = cumulative = background = 0.0
    weights = _weights()
    for name, value in found.items():
        if name in weights:
            a, b, c, d = weights[name]
            incident += a * value
            day += b * value
            cumulative += c * value
            background += d * value
    return incident, day, cumulative, background


def scope_probabilities(found: Mapping[str, float]) -> dict[Scope, float]:
    """The model's probability of each scope for a figure's features; they add up to 1."""
    return _chances(_sums(found))


def _chances(sums: Sums) -> dict[Scope, float]:
    top = max(sums)
    odds = [math.exp(x - top) for x in sums]
    total = sum(odds)
    return {scope: odd / total for scope, odd in zip(SCOPES, odds, strict=True)}


class ScopeReader:
    """The scopes of one passage's figures and acts."""

    def __init__(self, passage: Passage, document: Document, language: str) -> None:
        self._surroundings = Surroundings(passage, document, language)
        self._known: dict[int, Sums] = {}  # sums of the parts that figures share, by identity

    def scope_of(self, figure: Figure | None, trigger: Span, kind: Kind) -> Scope:
        """The scope of a figure, or of an act without one, at `trigger`: what the words say outright, else what the model holds."""
        passage, language = self._surroundings.passage, self._surroundings.language
        sentence = passage.sentence_at(trigger.start)
        if (
            sentence is not None
            and figure is not None
            and not _is_one_person(figure)
            and counts_from_onset(figure.span, sentence, passage, language)
        ):
            return Scope.CUMULATIVE
        if sentence is not None and figure is not None and _is_of_long_unrest(figure, sentence, passage):
            return Scope.CUMULATIVE
        if sentence is not None and figure is not None and self._is_of_an_older_year(figure.span, sentence):
            return Scope.BACKGROUND
        chances = self._chances_of(figure, trigger, kind)
        lean = math.exp(_CAUTION)
        choice: tuple[Scope, ...] = SCOPES
        if sentence is not None and (
            _goes_on(sentence, passage) if figure is None else _counts_over_places(figure, sentence, passage)
        ):
            choice = (Scope.DAY, Scope.CUMULATIVE, Scope.BACKGROUND)
        if figure is not None and sentence is not None and _day_is_of_a_part(figure, sentence, passage):
            choice = (Scope.INCIDENT, Scope.CUMULATIVE, Scope.BACKGROUND)
        if figure is not None and _is_one_person(figure):
            choice = (Scope.INCIDENT, Scope.DAY, Scope.BACKGROUND)
        best = max(choice, key=lambda scope: chances[scope] * (lean if scope is Scope.CUMULATIVE else 1.0))
        if best is Scope.DAY and figure is not None and figure.bounds.low == 1:
            return Scope.INCIDENT  # one person is one happening, whatever else the day brought
        if best is Scope.DAY and sentence is not None and _in_clashes_at_a_place(sentence, passage):
            return Scope.INCIDENT
        return best

    def _is_of_an_older_year(self, figure: Span, sentence: Sentence) -> bool:
        """As in "the worst day since the clashes of 2009, when 33 people died"."""
        published = self._surroundings.document.published
        text = self._surroundings.passage.text
        found = max(
            _THEN.finditer(text, sentence.span.start, figure.start), key=lambda m: m.start(), default=None
        )
        if found is None or any(mark in text[found.end() : figure.start] for mark in ",;.!?"):
            return False
        return published is None or int(found[1]) < published.year

    def _chances_of(self, figure: Figure | None, trigger: Span, kind: Kind) -> dict[Scope, float]:
        own, *shared = self._surroundings.parts(figure, trigger, kind)
        incident, day, cumulative, background = _sums(own)
        for part in shared:
            if id(part) not in self._known:
                self._known[id(part)] = _sums(part)
            a, b, c, d = self._known[id(part)]
            incident, day, cumulative, background = incident + a, day + b, cumulative + c, background + d
        return _chances((incident, day, cumulative, background))


_IN_CLASHES = re.compile(
    r"\b(?:in|during|en|durante)\s+(?:(?:los|unos|the|\w+)\s+)?(?:clashes|enfrentamientos|choques)\s+(?:in|at|near|en)\s",
    re.IGNORECASE,
)


_LONG_TOLL = re.compile(
    r"\b(?:toll|tally|saldo|balance|cifra)\b[^.;:]{0,40}\b(?:weeks|months|semanas|meses)\s+(?:of|de)\s+[^.;:]{0,60}$",
    re.IGNORECASE,
)
_IN_DAYS = re.compile(
    r"\b(?:(?:en|durante|tras)\s+(?:los|las|estos|estas)?\s*(?:primer[oa]s\s+)?|(?:in|during|over|after)\s+(?:the\s+)?(?:first\s+)?)(?P<number>[a-záéíóú]+|\d+)\s+"
    r"(?P<unit>días|jornadas|semanas|meses|days|weeks|months)\s+(?:de|of)\s+(?:the\s+|el\s+|la\s+)?(?:paros?|protestas?|huelgas?|disturbios|manifestaciones|movilizaci\w+|violencia"
    r"|protests?|strikes?|unrest|riots?|demonstrations|clashes|violence|blockades?|bloqueos?)\b[^.;:]{0,140}$",
    re.IGNORECASE,
)
_FEW_DAYS = frozenset("one two three un una dos tres 1 2 3 the los las estos".split())


def _is_of_long_unrest(figure: Figure, sentence: Sentence, passage: Passage) -> bool:
    """As in "the toll from weeks of unrest to 408", «en los once días de paro murieron cinco»: a count over a long stretch of unrest."""
    if _is_one_person(figure):
        return False
    before = passage.text[sentence.span.start : figure.span.start]
    if _LONG_TOLL.search(before) is not None:
        return True
    told = _IN_DAYS.search(before)
    if told is None:
        return False
    return not (told["unit"].lower() in {"días", "days", "jornadas"} and told["number"].lower() in _FEW_DAYS)


def _in_clashes_at_a_place(sentence: Sentence, passage: Passage) -> bool:
    """As in "two were killed in clashes in Lares on Monday": the clashes of a day in one town are one happening."""
    found = _IN_CLASHES.search(passage.text, sentence.span.start, sentence.span.stop)
    if found is None:
        return False
    places = {
        t.place for t in passage.toponyms if sentence.span.covers(t.span) and isinstance(t.place, Place)
    }
    first = next((t.place for t in passage.toponyms if 0 <= t.span.start - found.end() < 3), None)
    towns = {place for place in places if place.precision in _FINE}
    return isinstance(first, Place) and first.precision in _FINE and towns == {first}


_FINE = (PlacePrecision.SITE, PlacePrecision.DISTRICT, PlacePrecision.TOWN)
_NTH = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))"
_NTH_ES = r"(?:segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|séptim[oa]|octav[oa]|noven[oa]|décim[oa]|\d+[ºª])"
_GOES_ON = re.compile(
    rf"\b(?:continu\w+|enter(?:ed|ing|s)?|stretch\w*|dragged|went\s+on)\s(?:\w+\s){{0,3}}?{_NTH}\s(?:(?:straight|consecutive)\s)?"
    r"(?:day|night|week|month)\b"
    rf"|\b(?:contin[uú]\w+|entr(?:ó|aron|an|a|aban)|prosig\w+|siguieron)\s(?:\w+\s){{0,3}}?{_NTH_ES}\s(?:día|noche|semana|jornada|mes)\b",
    re.IGNORECASE,
)


def _goes_on(sentence: Sentence, passage: Passage) -> bool:
    """As in "protests continued into a fifth day": what has gone on for days is no single happening."""
    return _GOES_ON.search(passage.text, sentence.span.start, sentence.span.stop) is not None


_SAID = re.compile(
    r"\b(?:said|told \w+|reported|announced|added|dijo|informó|anunció|señaló|reportó)\s(?:on |late |early |el |este )*$",
    re.IGNORECASE,
)
_OF_THE_PART = re.compile(
    r"(?:at least |al menos )?\d[\d.,]*(?: [^\s;:]+){0,3} (?:in|at|en) [^;:()]{3,50}", re.IGNORECASE
)
_PART_OPENS = re.compile(
    r",?\s(?:including|among them|incluid[oa]s?|incluyendo|entre ell[oa]s)\s", re.IGNORECASE
)


def _day_is_of_a_part(figure: Figure, sentence: Sentence, passage: Passage) -> bool:
    """As in "killed 133 people in the protests, including 41 in Lares on Friday": the one day that is told is the part's."""
    opened = _PART_OPENS.search(passage.text, figure.span.stop, sentence.span.stop)
    if opened is None or figure.is_subset:
        return False
    days = [
        t
        for t in passage.timexes
        if sentence.span.covers(t.span)
        and t.type in ("DATE", "TIME")
        and not _SAID.search(passage.text, max(0, t.span.start - 25), t.span.start)
    ]
    return bool(days) and all(
        day.span.start >= opened.end() and _OF_THE_PART.fullmatch(passage.text, opened.end(), day.span.start)
        for day in days
    )


_ONE_PERSON = re.compile(
    r"(?:an?|un|una|otr[oa]|another|el|la|the)\s+(?!muert|fallecid|herid|detenid|desaparecid|death|dead|fatality|injur|arrest)\S+|[A-ZÁÉÍÓÚÑ][^\s.]+\s+[A-ZÁÉÍÓÚÑ]\S+",
    re.DOTALL,
)


def _is_one_person(figure: Figure) -> bool:
    """One person told as such ("a 19-year-old man", a name): no running total, whatever total the sentence goes on to."""
    return figure.bounds.low == figure.bounds.high == 1 and _ONE_PERSON.match(figure.phrase) is not None


_THEN = re.compile(
    r"\b((?:19|20)\d\d)[)»”\"]?,?\s+(?:when|in which|during which|cuando|en (?:el|la|los|las) que|durante (?:el|la) que)\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*,?\s*(?:y|e|and|&|as\s+well\s+as|así\s+como)\s+(?:(?:in|en|at|de|del)\s+)?(?:(?:el|la|los|las|the)\s+)?(?:\w+\s+(?:of|de)\s+)?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\b(?:between|entre|from|desde|to|hacia|travel\w*)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NEAR = 60  # code points between a figure and the places it counts over


def _counts_over_places(figure: Figure, sentence: Sentence, passage: Passage) -> bool:
    """As in "three deaths in Lares and San Telmo": several people over two places joined by "and" are no single happening."""
    low = figure.bounds.low
    if low is not None and low < 2:
        return False
    places = [
        t
        for t in passage.toponyms
        if sentence.span.covers(t.span)
        and isinstance(t.place, Place)
        and t.place.precision is not PlacePrecision.COUNTRY
    ]
    for first, second in pairwise(places):
        if (
            first.place != second.place
            and max(first.span.start - figure.span.stop, figure.span.start - second.span.stop) < _NEAR
            and _AND.fullmatch(passage.text, first.span.stop, second.span.start)
            and not _FROM_TO.search(passage.text[max(0, first.span.start - 25) : first.span.start])
            and not _is_told_apart(figure.span, first.span, second.span, passage.text)
        ):
            return True
    return False


def _is_told_apart(figure: Span, first: Span, second: Span, text: str) -> bool:
    """A clause of its own between figure and places: "Lares and San Telmo, where five died"."""
    between = (
        text[figure.stop : first.start] if figure.stop <= first.start else text[second.stop : figure.start]
    )
    return bool(
        re.search(r"\b(?:where|who|which|that|donde|que|quien\w*|cuando|when|as|mientras)\b|[;:]", between)
    )
